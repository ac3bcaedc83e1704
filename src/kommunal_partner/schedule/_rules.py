"""Projection rules: plain values that say, from what has taken place, in which years or on which days the next are due.

Besides the four given here any function will do that takes the editions known so far, oldest first, and gives years or
days in ascending order, as many as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, TypeAlias

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from kommunal_partner._checks import as_day, count, function, refusal, whole
from kommunal_partner._repr import short_repr
from kommunal_partner.cycles import AfterLast, Cycle, Grid, NamedYears, after, grid_years, is_periodic, turn_of
from kommunal_partner.errors import BadCycle, BadRule
from kommunal_partner.languages import Term
from kommunal_partner.schedule._known import start_of
from kommunal_partner.series import Edition
from kommunal_partner.spans import Span

SHORTEST: Final = 90
"""Days between two editions, at the least, that count as an interval; the shortest in the facts has 232."""

Target: TypeAlias = int | date
"""A year, which the season of the series fills in, or the very day."""


def _years(value: object) -> int:
    return count(value, "years", least=1, most=date.max.year, error=BadRule)


def _years_or_none(value: object) -> int | None:
    return None if value is None else count(value, "every", least=1, most=date.max.year, error=BadRule)


@frozen(repr=False)
class AsStated:
    """The cycle as it is stated; where it states no interval, the mean of the intervals so far."""

    __repr__ = short_repr


@frozen(repr=False)
class OnGrid:
    """The grid of the cycle; without one, every `every` years counted from the first edition known.

    An edition belongs to the year of the grid that lies nearest, the earlier of two: it is taken to have slipped.

    Raises:
        BadRule: if `every` is below 1.
    """

    every: int | None = field(default=None, converter=_years_or_none)

    __repr__ = short_repr


@frozen(repr=False)
class LastPlus:
    """So many years after the last edition, and again, and again.

    Raises:
        BadRule: if `years` is below 1.
    """

    years: int = field(converter=_years)

    __repr__ = short_repr


@frozen(repr=False)
class MeanInterval:
    """The mean interval between editions so far, counted on from the last.

    Where both ends have a certain number, an interval is shared among the editions that the numbers tell of.
    """

    __repr__ = short_repr


AS_STATED: Final = AsStated()
ON_GRID: Final = OnGrid()
LAST_PLUS: Final = LastPlus
MEAN_INTERVAL: Final = MeanInterval()

ProjectionRule: TypeAlias = (
    AsStated | OnGrid | LastPlus | MeanInterval | Callable[[tuple[Edition, ...]], Iterable[Target]]
)


def targets(rule: ProjectionRule, cycle: Cycle, series: str, known: tuple[Edition, ...]) -> Iterator[Target]:
    """The years or days at which the rule expects the next editions, as far as the calendar goes.

    Raises:
        BadRule: if a grid is asked for that nobody states, or an own rule gives no ascending years or days.
    """
    match rule:
        case AsStated():
            return _as_stated(cycle, series, known)
        case OnGrid():
            return _on_grid(_grid(rule, cycle, known), known)
        case LastPlus(years=years):
            return _last_plus(known, relativedelta(years=years))
        case MeanInterval():
            return _mean_interval(series, known)
        case _:
            return _own(rule, known)


def _as_stated(cycle: Cycle, series: str, known: tuple[Edition, ...]) -> Iterator[Target]:
    match turn_of(cycle):
        case Grid() as grid:
            return _on_grid(grid, known)
        case AfterLast() as turn:
            return _last_plus(known, relativedelta(months=turn.due))
        case NamedYears(years=years):
            last = _last_year(known)
            return iter([year for year in years if last is None or year > last])
        case _:
            return _mean_interval(series, known)


def _last_year(known: Sequence[Edition]) -> int | None:
    years = [edition.year for edition in known if edition.year is not None]
    return years[-1] if years else None


def _grid(rule: OnGrid, cycle: Cycle, known: tuple[Edition, ...]) -> Grid | None:
    stated = turn_of(cycle)
    if rule.every is None and isinstance(stated, Grid):
        return stated
    every = rule.every
    if every is None:
        if not (is_periodic(cycle) and isinstance(stated, AfterLast) and stated.due % 12 == 0):
            de = " fehlt: Die Reihe hat weder ein Raster noch einen Abstand in Jahren, bitte OnGrid(every=…) angeben"
            en = " is missing: the series has no grid and no interval in years, say OnGrid(every=…)"
            raise refusal(BadRule, "every", None, de, en)
        every = stated.due // 12
    years = [edition.year for edition in known if edition.year is not None]
    return Grid(years[0], every) if years else None


def _on_grid(grid: Grid | None, known: Sequence[Edition]) -> Iterator[Target]:
    if grid is None:
        return
    last = _last_year(known)
    first = grid.anchor_year
    if last is not None and last >= first:
        slots, rest = divmod(last - first, grid.every)
        # Nearer to the next slot than to this one: it came early, and that slot is taken.
        slots += 1 if rest * 2 > grid.every else 0
        first += (slots + 1) * grid.every
    if first > date.max.year:
        return
    for year in grid_years(grid, Span(date(first, 1, 1))):
        if isinstance(grid.anchor, int):
            yield year
        else:
            yield after(grid.anchor, relativedelta(years=year - grid.anchor.year))


def _last_plus(known: Sequence[Edition], step: relativedelta) -> Iterator[Target]:
    if step.months:
        yield from _days_from(start_of(known[-1]), step) if known else ()
        return
    last = _last_year(known)
    if last is not None:
        yield from range(last + step.years, date.max.year + 1, step.years)


def _days_from(day: date, step: relativedelta) -> Iterator[date]:
    times = 0
    while True:
        times += 1
        try:
            # Counted from the last edition, so that the 31st does not wander down to the 28th.
            yield after(day, step * times)
        except BadCycle:  # the calendar ends here
            return


def intervals(series: str, known: Sequence[Edition]) -> tuple[tuple[Edition, Edition, int], ...]:
    """Neighbouring editions that can be placed in time, with the number of steps from one to the other.

    The numbers tell the steps where both are certain; without numbers it is one. Left out are editions whose year is
    not certain, pairs of which one has several possible numbers, and pairs less than three months apart, which are no
    rhythm (two phases of a programme, say).
    """
    placed = [edition for edition in known if edition.year is not None]
    found: list[tuple[Edition, Edition, int]] = []
    for first, second in pairwise(placed):
        low, high = first.numbers_in(series), second.numbers_in(series)
        if len(low) > 1 or len(high) > 1:
            continue
        steps = high[0] - low[0] if low and high else 1
        if steps > 0 and (start_of(second) - start_of(first)).days >= SHORTEST:
            found.append((first, second, steps))
    return tuple(found)


def _mean_interval(series: str, known: Sequence[Edition]) -> Iterator[Target]:
    pairs = intervals(series, known)
    if not pairs:
        return
    days = sum((start_of(second) - start_of(first)).days for first, second, _ in pairs)
    steps = sum(step for *_, step in pairs)
    last = start_of([edition for edition in known if edition.year is not None][-1]).toordinal()
    times = 0
    while True:
        times += 1
        # Rounded to the nearest day from the exact share, so that no error adds up.
        ordinal = last + (2 * days * times + steps) // (2 * steps)
        if ordinal > date.max.toordinal():
            return
        yield date.fromordinal(ordinal)


def _own(rule: object, known: tuple[Edition, ...]) -> Iterator[Target]:
    before: Target | None = None
    for given in _answered(function(rule, "rule", BadRule), known):
        target = given if isinstance(given, date) else whole(given, _GIVEN, BadRule)
        if not isinstance(target, int):
            as_day(target, Term("ein Ziel", "a target"))
        if before is not None and _order(target) <= _order(before):
            de = f" muss aufsteigende Jahre oder Tage angeben, nicht {before} und dann {target}"
            en = f" must give ascending years or days, not {before} and then {target}"
            raise refusal(BadRule, "rule", rule, de, en)
        if isinstance(target, int) and not date.min.year <= target <= date.max.year:
            return
        before = target
        yield target


_GIVEN: Final = Term(
    "Was eine Fortschreibungsregel angibt, Jahre oder Tage,", "what a projection rule gives, years or days,"
)


def _answered(rule: Callable[[tuple[Edition, ...]], object], known: tuple[Edition, ...]) -> Iterator[object]:
    given = rule(known)
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        kind = type(given).__name__
        de = f" muss Jahre oder Tage angeben, beliebig viele, nicht {kind}"
        raise refusal(BadRule, "rule", rule, de, f" must give years or days, as many as it likes, not {kind}")
    return iter(given)


def _order(target: Target) -> tuple[int, int]:
    return (target, 0) if isinstance(target, int) else (target.year, target.toordinal())
