"""The rules of a plan as plain values: each hard, or with a weight that says what breaking it costs.

A rule without a weight is hard: no plan breaks it. A weight is a whole number; the value of a plan is the sum of what
its weighted rules cost, and the lower the better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import as_day, choice, count, function, items, refusal, whole
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadRule
from kommunal_partner.languages import Term
from kommunal_partner.planning._model import DayKind, Occurrence, Placement

WIDENED: Final = 60
"""How many days a first day may leave its window where the rule of the window is weighted, or where there is none."""

MOST_WEIGHT: Final = 10**9
_MOST: Final = 10_000

_SEVEN: Final = frozenset(range(7))


class Sharing(Enum):
    """Which two events must keep apart: those of one staff, of one audience, of either, or every two."""

    STAFF = "staff"
    AUDIENCE = "audience"
    EITHER = "either"
    ALL = "all"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _SHARING[self].text(lang)


_SHARING: Final = {
    Sharing.STAFF: Term("dasselbe Team", "the same staff"),
    Sharing.AUDIENCE: Term("dieselben Gäste", "the same audience"),
    Sharing.EITHER: Term("dasselbe Team oder dieselben Gäste", "the same staff or audience"),
    Sharing.ALL: Term("alle", "all"),
}


class LoadPeriod(Enum):
    """What events are counted in: a quarter or a year."""

    QUARTER = "quarter"
    YEAR = "year"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _LOAD_PERIOD[self].text(lang)


_LOAD_PERIOD: Final = {
    LoadPeriod.QUARTER: Term("Quartal", "quarter"),
    LoadPeriod.YEAR: Term("Jahr", "year"),
}


def _sharing(value: Sharing | str) -> Sharing:
    return choice(Sharing, value, "sharing")


def _period(value: LoadPeriod | str) -> LoadPeriod:
    return choice(LoadPeriod, value, "period")


def _kind(value: DayKind | str) -> DayKind:
    return choice(DayKind, value, "kind")


def _weight(weight: object) -> int | None:
    return None if weight is None else _needed_weight(weight)


def _needed_weight(weight: object) -> int:
    return count(weight, "weight", most=MOST_WEIGHT, error=BadRule)


def _days_long(days: int) -> int:
    return count(days, "duration", least=1, most=366, error=BadRule)


def _lead_days(days: int) -> int:
    return count(days, Term("Der Vorlauf", "lead time"), most=_MOST, error=BadRule)


def _gap_days(days: int) -> int:
    return count(days, "gap", most=_MOST, error=BadRule)


def _events(most: int) -> int:
    return count(most, "load", most=_MOST, error=BadRule)


@frozen(repr=False)
class Window:
    """The first day lies in the window of the expected edition; with a weight, each day outside costs that much."""

    weight: int | None = field(default=None, converter=_weight)
    name: str = "window"

    __repr__ = short_repr


@frozen(repr=False)
class NearLikeliest:
    """Each day between the first day and the likeliest one costs `weight`."""

    weight: int = field(default=1, converter=_needed_weight)
    name: str = "near the likeliest day"

    __repr__ = short_repr


def _weekdays(days: Iterable[int]) -> frozenset[int]:
    found = frozenset(whole(day, "weekdays", BadRule) for day in items(days, "weekdays", BadRule))
    if not found or not found <= _SEVEN:
        de = f": Wochentage sind Zahlen von 0 (Montag) bis 6 (Sonntag), nicht {sorted(found)}"
        en = f": weekdays are numbers from 0 (Monday) to 6 (Sunday), not {sorted(found)}"
        raise refusal(BadRule, "allowed", days, de, en)
    return found


@frozen(repr=False)
class Weekdays:
    """All days of the event fall on these weekdays (0 is Monday); with a weight, each other day costs that much."""

    allowed: frozenset[int] = field(default=frozenset(range(5)), converter=_weekdays)
    weight: int | None = field(default=None, converter=_weight)
    name: str = "weekdays"

    __repr__ = short_repr


@frozen(repr=False)
class Duration:
    """The event takes `least` to `most` days; with a weight, each day more or less costs that much."""

    least: int = field(default=2, converter=_days_long)
    most: int = field(default=3, converter=_days_long)
    weight: int | None = field(default=None, converter=_weight)
    name: str = "duration"

    def __attrs_post_init__(self) -> None:
        if self.most < self.least:
            de, en = (
                f": {self.least} bis {self.most} Tage sind keine Dauer",
                f": {self.least} to {self.most} days is no duration",
            )
            raise refusal(BadRule, "most", self.most, de, en)

    __repr__ = short_repr


@frozen(repr=False)
class Avoid:
    """No day of the event is one that the calendars name with this kind; with a weight, each such day costs that much.

    A hard rule about unknown days would forbid every day that no calendar covers: they are only ever weighed.
    """

    kind: DayKind = field(default=DayKind.BLOCKED, converter=_kind)
    weight: int | None = field(default=None, converter=_weight)
    name: str = "calendar"

    def __attrs_post_init__(self) -> None:
        if self.kind is DayKind.UNKNOWN and self.weight is None:
            de = " fehlt: Was an Tagen ist, die kein Kalender kennt, ist offen"
            raise refusal(BadRule, "weight", None, de, " is missing: days that no calendar covers are unknown")

    __repr__ = short_repr


@frozen(repr=False)
class QuietTimes:
    """No day lies at the turn of the year (24 December to 6 January), at carnival, or from Holy Week to Easter Monday.

    With a weight, each such day costs that much.
    """

    weight: int | None = field(default=None, converter=_weight)
    name: str = "quiet times"

    __repr__ = short_repr


@frozen(repr=False)
class LeadTime:
    """The first day comes at least `days` days after `since` (for visa letters, registration, budgets)."""

    days: int = field(converter=_lead_days)
    since: date
    weight: int | None = field(default=None, converter=_weight)
    name: str = "lead time"

    def __attrs_post_init__(self) -> None:
        as_day(self.since, "since")

    __repr__ = short_repr


@frozen(repr=False)
class OwnRule:
    """A rule of your own about one placement: what it costs there; None forbids it. `words` say what it asks."""

    cost: Callable[[Occurrence, Placement], int | None]
    words: Term | str
    name: str = "own rule"

    def __attrs_post_init__(self) -> None:
        function(self.cost, "cost", BadRule)

    __repr__ = short_repr


@frozen(repr=False)
class MinimumGap:
    """Between two events that share people lie at least `days` days without either.

    `sharing` says who counts: the same staff, the same audience, either of them, or every two events.
    """

    days: int = field(converter=_gap_days)
    sharing: Sharing = field(default=Sharing.EITHER, converter=_sharing)
    weight: int | None = field(default=None, converter=_weight)
    name: str = "minimum gap"

    __repr__ = short_repr


@frozen(repr=False)
class RotateLands:
    """Two editions of a series that follow one another are not hosted in the same Land."""

    weight: int | None = field(default=None, converter=_weight)
    name: str = "rotate Länder"

    __repr__ = short_repr


@frozen(repr=False)
class MostPer:
    """At most `most` events begin in a quarter or a year; with a weight, each further one costs that much."""

    most: int = field(converter=_events)
    period: LoadPeriod = field(default=LoadPeriod.QUARTER, converter=_period)
    weight: int | None = field(default=None, converter=_weight)
    name: str = "load"

    __repr__ = short_repr


SingleRule: TypeAlias = Window | NearLikeliest | Weekdays | Duration | Avoid | QuietTimes | LeadTime | OwnRule
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
    QuietTimes(weight=10),
    MinimumGap(14, "staff", weight=20),
    MinimumGap(7, "either"),
)
"""What is taken where no rules are given: the window, working days, two or three days, no holiday, no quiet time if
that can be, and a week between."""
