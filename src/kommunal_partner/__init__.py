"""Municipal development policy: regions, ODA-eligible countries through time, partnerships and event series.

The public modules load when they are first named, all the way down, so that `import kommunal_partner` costs next to
nothing:

>>> import kommunal_partner as kp
>>> kp.spans.Span.years(2027).last
datetime.date(2027, 12, 31)
>>> kp.adapters.to_tables.__name__
'kommunal_partner.adapters.to_tables'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kommunal_partner._lazy import lazily

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
    __getattr__, __dir__ = lazily(__name__, __all__, ["__version__"])
