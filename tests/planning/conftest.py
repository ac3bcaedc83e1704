"""The world of the tests of planning: one September, one team, one horizon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kommunal_partner.planning import NearLikeliest, Occurrence, Placement, PlanRule, Window
from kommunal_partner.spans import Span

YEAR = Span.years(2027)
NEAR: tuple[PlanRule, ...] = (Window(), NearLikeliest())
MONDAY = date(2027, 9, 6)


def september(day: int) -> date:
    """A day in September 2027."""
    return date(2027, 9, day)


def occurrence(name: str, likeliest: date = MONDAY, reach: int = 15, **changes: Any) -> Occurrence:  # noqa: ANN401 - because a table of changes has many types
    """Two days in the month around its likeliest day, run by one team; by default Monday, 6 September 2027."""
    given: dict[str, Any] = {
        "id": name,
        "series": name.partition(" ")[0],
        "earliest": likeliest - timedelta(days=reach),
        "likeliest": likeliest,
        "latest": likeliest + timedelta(days=reach),
        "days": (2, 2),
        "staff": {"team"},
    }
    return Occurrence(**{**given, **changes})


def stands(name: str, first: date, last: date | None = None, land: str | None = None) -> Placement:
    """A placement of one or two days."""
    return Placement(first, last or first, name, land)
