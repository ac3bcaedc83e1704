"""Who meets whom: pairs, stable matches, tables, rounds and bilateral meetings, with proof and reasons.

The modules load when they are first named. `assignment` and the tables of all pairs of a `scoring.Score` need the extra
`matching` (numpy, scipy, rustworkx); everything else is pure Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kommunal_partner._lazy import lazily

if TYPE_CHECKING:
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

if not TYPE_CHECKING:  # because to type checkers a module with __getattr__ has every name
    __getattr__, __dir__ = lazily(__name__, __all__)
