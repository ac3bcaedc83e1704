"""The rules of a plan as plain values: each hard, or with a weight that says what breaking it costs.

A rule without a weight is hard: no plan breaks it. A weight is a whole number; the value of a plan is the sum of what
its weighted rules cost, and the lower the better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import as_day
from kommunal_partner.errors import BadRule
from kommunal_partner.languages import Term
from kommunal_partner.planning.model import DayKind, Occurrence, Placement

__all__ = [
    "STANDARD",
    "Avoid",
    "Duration",
    "LeadTime",
    "MinimumGap",
    "MostPer",
    "NearLikeliest",
    "OwnRule",
    "PairRule",
    "PeriodRule",
    "PlanRule",
    "RotateLands",
    "SingleRule",
    "Weekdays",
    "Window",
]

DAYS_OF_THE_WEEK: Final = (
    Term("Mo", "Mon"),
    Term("Di", "Tue"),
    Term("Mi", "Wed"),
    Term("Do", "Thu"),
    Term("Fr", "Fri"),
    Term("Sa", "Sat"),
    Term("So", "Sun"),
)


def _weight(weight: object) -> int | None:
    return None if weight is None else _at_least(0, "a weight (None makes the rule hard)", weight)


def _needed_weight(weight: object) -> int:
    return _at_least(0, "a weight", weight)


def _at_least(least: int, name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BadRule(f"{name} is a whole number from {least} on, not {value!r}")
    return value


@frozen
class Window:
    """The first day lies in the window of the expected edition; with a weight, each day outside costs that much."""

    weight: int | None = field(default=None, converter=_weight)
    name: str = "window"


@frozen
class NearLikeliest:
    """Each day between the first day and the likeliest one costs `weight`."""

    weight: int = field(default=1, converter=_needed_weight)
    name: str = "near the likeliest day"


def _weekdays(days: Iterable[int]) -> frozenset[int]:
    found = frozenset(days)
    if not found or not found <= frozenset(range(len(DAYS_OF_THE_WEEK))):
        raise BadRule(f"weekdays are numbers from 0 (Monday) to 6 (Sunday), not {sorted(map(repr, found))}")
    return found


@frozen
class Weekdays:
    """All days of the event fall on these weekdays (0 is Monday); with a weight, each other day costs that much."""

    allowed: frozenset[int] = field(default=frozenset(range(5)), converter=_weekdays)
    weight: int | None = field(default=None, converter=_weight)
    name: str = "weekdays"


@frozen
class Duration:
    """The event takes `least` to `most` days; with a weight, each day more or less costs that much."""

    least: int = 2
    most: int = 3
    weight: int | None = field(default=None, converter=_weight)
    name: str = "duration"

    def __attrs_post_init__(self) -> None:
        if self.most < _at_least(1, "a duration", self.least):
            raise BadRule(f"{self.least} to {self.most} days is no duration")


@frozen
class Avoid:
    """No day of the event is one that the calendars name with this kind; with a weight, each such day costs that much.

    A hard rule about unknown days would forbid every day that no calendar covers: they are only ever weighed.
    """

    kind: DayKind = DayKind.BLOCKED
    weight: int | None = field(default=None, converter=_weight)
    name: str = "calendar"

    def __attrs_post_init__(self) -> None:
        if self.kind is DayKind.UNKNOWN and self.weight is None:
            raise BadRule("days that no calendar covers are unknown: give the rule a weight")


@frozen
class LeadTime:
    """The first day comes at least `days` days after `since` (for visa letters, registration, budgets)."""

    days: int
    since: date
    weight: int | None = field(default=None, converter=_weight)
    name: str = "lead time"

    def __attrs_post_init__(self) -> None:
        _at_least(0, "a lead time", self.days)
        as_day(self.since, "since")


@frozen
class OwnRule:
    """A rule of your own about one placement: what it costs there; None forbids it. `words` say what it asks."""

    cost: Callable[[Occurrence, Placement], int | None]
    words: Term
    name: str = "own rule"


@frozen
class MinimumGap:
    """Between two events that share people lie at least `days` days without either.

    `sharing` says who counts: the same staff, the same audience, either of them, or every two events.
    """

    days: int
    sharing: Literal["staff", "audience", "either", "all"] = "either"
    weight: int | None = field(default=None, converter=_weight)
    name: str = "minimum gap"

    def __attrs_post_init__(self) -> None:
        _at_least(0, "a gap", self.days)
        if self.sharing not in ("staff", "audience", "either", "all"):
            raise BadRule(f"events share staff, audience, either or all, not {self.sharing!r}")


@frozen
class RotateLands:
    """Two editions of a series that follow one another are not hosted in the same Land."""

    weight: int | None = field(default=None, converter=_weight)
    name: str = "rotate Länder"


@frozen
class MostPer:
    """At most `most` events begin in a quarter or a year; with a weight, each further one costs that much."""

    most: int
    period: Literal["quarter", "year"] = "quarter"
    weight: int | None = field(default=None, converter=_weight)
    name: str = "load"

    def __attrs_post_init__(self) -> None:
        _at_least(0, "a load", self.most)
        if self.period not in ("quarter", "year"):
            raise BadRule(f"a load is counted per quarter or per year, not per {self.period!r}")


SingleRule: TypeAlias = Window | NearLikeliest | Weekdays | Duration | Avoid | LeadTime | OwnRule
PairRule: TypeAlias = MinimumGap | RotateLands
PeriodRule: TypeAlias = MostPer
PlanRule: TypeAlias = SingleRule | PairRule | PeriodRule

STANDARD: Final[tuple[PlanRule, ...]] = (
    Window(),
    NearLikeliest(weight=1),
    Weekdays(frozenset({0, 1, 2, 3, 4})),
    Duration(2, 3),
    Avoid(DayKind.BLOCKED),
    Avoid(DayKind.DISCOURAGED, weight=10),
    Avoid(DayKind.UNKNOWN, weight=1),
    MinimumGap(14, "staff", weight=20),
    MinimumGap(7, "either"),
)
"""What is taken where no rules are given: the window, working days, two or three days, no holiday, a week between."""
