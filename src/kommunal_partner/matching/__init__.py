"""Who meets whom: pairs, stable matches, tables, rounds and bilateral meetings, with proof and reasons.

The modules load when they are first named. `assignment` and the tables of all pairs of a `scoring.Score` need the extra
`matching` (numpy, scipy, rustworkx); everything else is pure Python.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from kommunal_partner.matching import (
        advice,
        assignment,
        groups,
        meetings,
        rotation,
        scoring,
        stable,
    )

__all__ = [
    "advice",
    "assignment",
    "groups",
    "meetings",
    "rotation",
    "scoring",
    "stable",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"kommunal_partner.matching.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__]
