"""Municipal development policy: regions, ODA-eligible countries through time, partnerships and event series.

The public modules load when they are first named, so that `import kommunal_partner` costs next to nothing:

>>> import kommunal_partner as kp
>>> kp.spans.Span.years(2027).last
datetime.date(2027, 12, 31)
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kommunal_partner import (
        adapters,
        clashes,
        countries,
        cycles,
        eligibility,
        errors,
        facts,
        fuzzy_dates,
        invitations,
        keys,
        languages,
        matching,
        municipalities,
        oda,
        participants,
        partnerships,
        planning,
        programmes,
        regions,
        results,
        schedule,
        series,
        sources,
        spans,
        testing,
        verdicts,
    )

__all__ = [
    "adapters",
    "clashes",
    "countries",
    "cycles",
    "eligibility",
    "errors",
    "facts",
    "fuzzy_dates",
    "invitations",
    "keys",
    "languages",
    "matching",
    "municipalities",
    "oda",
    "participants",
    "partnerships",
    "planning",
    "programmes",
    "regions",
    "results",
    "schedule",
    "series",
    "sources",
    "spans",
    "testing",
    "verdicts",
]

__version__ = "0.1.0"


if not TYPE_CHECKING:  # because to type checkers a module with __getattr__ has every name

    def __getattr__(name: str) -> ModuleType:
        if name in __all__:
            return import_module(f"kommunal_partner.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
