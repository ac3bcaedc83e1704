"""The cycle of a series as it is stated: a grid of years, n after the last, named years, on demand, none, unknown.

A cycle says what was stated, not what happened: the editions say that, and `schedule` compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never, get_args

from attrs import field, frozen

from kommunal_partner._checks import as_day, as_text, count, instance, items
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadCycle
from kommunal_partner.languages import Lang, Term, language, phrase
from kommunal_partner.spans import Span

if TYPE_CHECKING:  # dateutil is loaded where days are reckoned: whoever only reads cycles does without
    from dateutil.relativedelta import relativedelta

__all__ = [
    "AfterLast",
    "Alternating",
    "Cycle",
    "Grid",
    "NamedYears",
    "NoCycle",
    "OnDemand",
    "Regular",
    "Turn",
    "UnknownCycle",
    "after",
    "grid_days",
    "grid_years",
    "in_words",
    "interval",
    "is_periodic",
    "turn_of",
]

_MONTHS = 12


_MOST_MONTHS = 12_000


_APART: Final = Term("Die Zahl der Monate zwischen zwei Veranstaltungen", "the months between two editions")


def _count(value: object, what: str | Term, least: int, most: int = _MOST_MONTHS) -> int:
    return count(value, what, least=least, most=most, error=BadCycle)


def _year(value: object, what: str) -> int:
    return _count(value, what, date.min.year, date.max.year)


def _year_or_day(anchor: int | date) -> int | date:
    """A grid is anchored in a year or in a day."""
    return as_day(anchor, "anchor") if isinstance(anchor, date) else _year(anchor, "anchor")


def _every(years: int) -> int:
    return _count(years, "every", 1, date.max.year)


def _years_apart(years: int) -> int:
    return _count(years, "years", 0, date.max.year)


def _months_apart(months: int) -> int:
    return _count(months, "months", 0)


def _longest(months: int | None) -> int | None:
    return None if months is None else _count(months, "longest", 1)


def _cap(cap: int | None) -> int | None:
    return None if cap is None else _count(cap, "at_most", 1)


@frozen(repr=False)
class Grid:
    """Every `every` years counted from an anchor, whatever happened in between: an edition that slips moves no other.

    `anchor` is a year, or a day where the very day is stated; `stated` is the wording of the source, here and in the
    other cycles.

    Raises:
        BadCycle: if `every` is not at least 1, or the anchor is no year from 1 to 9999 and no day.
    """

    anchor: int | date = field(converter=_year_or_day)
    every: int = field(default=3, converter=_every)
    stated: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr

    @property
    def anchor_year(self) -> int:
        """The year of the anchor."""
        return self.anchor if isinstance(self.anchor, int) else self.anchor.year


@frozen(repr=False)
class AfterLast:
    """So many years and months after the last edition: one that slips moves all that follow.

    Where a range is stated ("every one to two years"), `longest` is its long end in months; due is then the long end.

    Raises:
        BadCycle: if the interval is not at least one month, or `longest` is shorter.
    """

    years: int = field(default=0, converter=_years_apart)
    months: int = field(default=0, converter=_months_apart)
    longest: int | None = field(default=None, converter=_longest)
    stated: Term | None = field(default=None, converter=phrase)

    def __attrs_post_init__(self) -> None:
        _count(self.shortest, _APART, 1)
        if self.longest is not None:
            _count(self.longest, "longest", self.shortest)

    __repr__ = short_repr

    @property
    def shortest(self) -> int:
        """The interval in months; the short end where a range is stated."""
        return self.years * _MONTHS + self.months

    @property
    def due(self) -> int:
        """The months after which the next edition is due: the long end where a range is stated."""
        return self.shortest if self.longest is None else self.longest


def _years(years: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({_year(year, "years") for year in items(years, "years", BadCycle)}))


@frozen(repr=False)
class NamedYears:
    """In these years and no others; sorted, each once.

    Raises:
        BadCycle: if no year is named, or one that the calendar has not.
    """

    years: tuple[int, ...] = field(converter=_years)
    stated: Term | None = field(default=None, converter=phrase)

    def __attrs_post_init__(self) -> None:
        if not self.years:
            raise BadCycle(
                Term("years muss mindestens eines nennen", "years must name at least one"),
                argument="years",
                value=self.years,
            )

    __repr__ = short_repr


@frozen(repr=False)
class OnDemand:
    """When somebody asks for one; at most `at_most` a year, where a cap is stated.

    Raises:
        BadCycle: if the cap is not at least 1.
    """

    at_most: int | None = field(default=None, converter=_cap)
    stated: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr


@frozen(repr=False)
class Regular:
    """Said to be regular, without an interval."""

    stated: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr


@frozen(repr=False)
class NoCycle:
    """No cycle is stated; the text says what is stated instead, if anything."""

    stated: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr


@frozen(repr=False)
class UnknownCycle:
    """What is stated says neither that there is a cycle nor that there is none."""

    stated: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr


Turn: TypeAlias = Grid | AfterLast | NamedYears | OnDemand | Regular | NoCycle | UnknownCycle
"""A cycle without the question who hosts."""


def _sides(sides: Iterable[str]) -> tuple[str, ...]:
    return tuple(as_text(side, "sides", BadCycle) for side in items(sides, "sides", BadCycle))


@frozen(repr=False)
class Alternating:
    """A cycle whose editions are hosted by turns: `sides` in their order, the first edition by the first side.

    `stated` says who they are in words ("by turns in Russia and in Germany"), where the sides are ids.

    Raises:
        BadCycle: if fewer than two sides take turns.
    """

    turn: Turn
    sides: tuple[str, ...] = field(converter=_sides)
    stated: Term | None = field(default=None, converter=phrase)

    def __attrs_post_init__(self) -> None:
        if len(set(self.sides)) < 2:  # noqa: PLR2004 - because one alone cannot take turns
            given = ", ".join(self.sides) or "none"
            raise BadCycle(
                Term(
                    f"mindestens zwei Seiten wechseln sich ab, nicht {given}",
                    f"two sides at least take turns, not {given}",
                ),
                argument="sides",
                value=self.sides,
            )

    __repr__ = short_repr


Cycle: TypeAlias = Turn | Alternating


def turn_of(cycle: Cycle) -> Turn:
    """The cycle itself, without who hosts.

    Raises:
        BadCycle: for anything but a cycle.
    """
    turn = cycle.turn if isinstance(cycle, Alternating) else cycle
    _check_turn(turn)
    return turn


def _check_turn(turn: object) -> None:
    if not isinstance(turn, get_args(Turn)):
        raise BadCycle(
            Term(
                f"ein Turnus ist gefragt, nicht {type(turn).__name__}",
                f"a cycle is wanted, not a {type(turn).__name__}",
            ),
            argument="cycle",
            value=turn,
        )


def is_periodic(cycle: Cycle) -> bool:
    """Whether the cycle says when the next edition is due."""
    return isinstance(turn_of(cycle), (Grid, AfterLast, NamedYears))


def interval(cycle: Cycle) -> relativedelta | None:
    """The time between two editions; of named years the longest between two of them, None where nothing is stated.

    One named year alone gives a year: the time after which a single missed date is given up.
    """
    from dateutil.relativedelta import relativedelta

    turn = turn_of(cycle)
    match turn:
        case Grid():
            return relativedelta(years=turn.every)
        case AfterLast():
            return relativedelta(months=turn.due)
        case NamedYears(years=years):
            return relativedelta(years=max((b - a for a, b in pairwise(years)), default=1))
        case OnDemand() | Regular() | NoCycle() | UnknownCycle():
            return None
        case _:
            assert_never(turn)


def after(day: date, step: relativedelta) -> date:
    """The day so much later; 29 February becomes the 28th where there is none.

    Raises:
        BadCycle: if the calendar ends before.

    >>> from dateutil.relativedelta import relativedelta
    >>> after(date(2020, 2, 29), relativedelta(years=3))
    datetime.date(2023, 2, 28)
    """
    from dateutil.relativedelta import relativedelta

    as_day(day, "day")
    instance(step, relativedelta, "step", BadCycle)
    try:
        return day + step
    except (ValueError, OverflowError) as error:
        de = f"{day} und {step.years} Jahre {step.months} Monate liegen hinter dem Kalender, der am {date.max} endet"
        en = f"{day} and {step.years} years {step.months} months lie beyond the calendar, which ends {date.max}"
        raise BadCycle(Term(de, en)) from error


def grid_years(grid: Grid, window: Span) -> Iterator[int]:
    """The years of a grid with a day inside the window, from its anchor on, as far as the calendar goes.

    >>> list(grid_years(Grid(2010, every=3), Span.years(2011, 2018)))
    [2013, 2016]
    """
    instance(grid, Grid, "grid", BadCycle)
    last = instance(window, Span, "window", BadCycle).last or date.max
    passed = max(0, -((grid.anchor_year - window.start.year) // grid.every))
    yield from range(grid.anchor_year + passed * grid.every, last.year + 1, grid.every)


def grid_days(grid: Grid, window: Span) -> Iterator[date]:
    """The days of a grid that is anchored in a day, inside the window.

    Raises:
        BadCycle: if the grid is anchored in a year, which names no day.
    """
    from dateutil.relativedelta import relativedelta

    instance(grid, Grid, "grid", BadCycle)
    if isinstance(grid.anchor, int):
        raise BadCycle(
            Term(
                f"ein Raster, das im Jahr {grid.anchor} beginnt, nennt keinen Tag",
                f"a grid anchored in the year {grid.anchor} names no day",
            )
        )
    for year in grid_years(grid, window):
        # From the anchor, not from the day before: 29 February comes back in every leap year.
        day = after(grid.anchor, relativedelta(years=year - grid.anchor_year))
        if window.contains(day):
            yield day


def in_words(cycle: Cycle, lang: str = "de") -> str:
    """The cycle in German or English.

    >>> in_words(Grid(2010, every=3), "en")
    'every 3 years, counted from 2010'
    """
    tag, turn = language(lang), turn_of(cycle)
    if isinstance(cycle, Alternating):
        hosts = {"de": "abwechselnd bei", "en": "hosted by turns:"}[tag] + f" {', '.join(cycle.sides)}"
        return f"{_turn_in_words(turn, tag)}, {hosts if cycle.stated is None else cycle.stated.text(tag)}"
    return _turn_in_words(turn, tag)


def _turn_in_words(turn: Turn, tag: Lang) -> str:
    match turn:
        case Grid(every=every):
            often = ("jedes Jahr", "every year") if every == 1 else (f"alle {every} Jahre", f"every {every} years")
            words = f"{often[0]}, gezählt ab {turn.anchor_year}", f"{often[1]}, counted from {turn.anchor_year}"
        case AfterLast():
            apart = _range(turn.shortest, turn.longest)
            words = f"{apart[0]} nach der letzten Veranstaltung", f"{apart[1]} after the last edition"
        case NamedYears(years=years):
            words = (", ".join(map(str, years)),) * 2
        case OnDemand(at_most=None):
            words = "auf Anfrage", "on demand"
        case OnDemand(at_most=cap):
            words = f"auf Anfrage, höchstens {cap} im Jahr", f"on demand, at most {cap} a year"
        case Regular():
            words = "regelmäßig, ohne genannten Abstand", "regularly, no interval stated"
        case NoCycle():
            words = "kein Turnus genannt", "no cycle stated"
        case UnknownCycle():
            words = "Turnus unbekannt", "cycle unknown"
        case _:
            assert_never(turn)
    return words[0] if tag == "de" else words[1]


def _range(shortest: int, longest: int | None) -> tuple[str, str]:
    de, en = _months(shortest)
    return (de, en) if longest is None else (f"{de} bis {_months(longest)[0]}", f"{en} to {_months(longest)[1]}")


def _months(months: int) -> tuple[str, str]:
    years, rest = divmod(months, _MONTHS)
    if rest:
        return ("1 Monat", "1 month") if months == 1 else (f"{months} Monate", f"{months} months")
    return ("1 Jahr", "1 year") if years == 1 else (f"{years} Jahre", f"{years} years")
