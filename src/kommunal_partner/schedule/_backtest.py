"""How a projection rule would have done: replayed edition by edition, with only what was known then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from attrs import frozen

from kommunal_partner._checks import instances, refusal
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadInstance
from kommunal_partner.schedule._forecasts import forecasts
from kommunal_partner.schedule._known import day_after, known_on, series_given, start_of
from kommunal_partner.schedule._rules import ProjectionRule
from kommunal_partner.schedule._seasons import dated
from kommunal_partner.series import Edition, EditionStatus, EventSeries, ExpectedEdition, in_order


@frozen(repr=False)
class BacktestCase:
    """One edition, and what the rule had said of it; no forecast where it had too little to go on."""

    series: str
    edition: Edition
    on: date
    forecast: ExpectedEdition | None

    __repr__ = short_repr

    @property
    def hit(self) -> bool:
        """Whether the edition took place in the year that was forecast."""
        return self.forecast is not None and self.forecast.year == self.edition.year

    @property
    def in_window(self) -> bool | None:
        """Whether it began inside the window that was forecast; None if not even its month is known."""
        if self.forecast is None or not dated((self.edition,)):
            return None
        return self.forecast.window.contains(start_of(self.edition))

    @property
    def day_error(self) -> int | None:
        """Days by which it began after the likeliest day (before: below 0); only for hits whose very days are known."""
        if self.forecast is None or not self.hit or not self.edition.has_day:
            return None
        return (self.edition.first_day - self.forecast.likeliest).days


@frozen(repr=False)
class Backtest:
    """The cases of one rule, oldest first in each series, and how they were counted."""

    rule: ProjectionRule
    rolled: bool
    cases: tuple[BacktestCase, ...]

    __repr__ = short_repr

    @property
    def hits(self) -> tuple[BacktestCase, ...]:
        """The cases in which the year was right."""
        return tuple(case for case in self.cases if case.hit)

    @property
    def misses(self) -> tuple[BacktestCase, ...]:
        """The cases in which the year was wrong, or nothing was forecast."""
        return tuple(case for case in self.cases if not case.hit)

    @property
    def day_errors(self) -> tuple[int, ...]:
        """The errors in days of the hits that have one."""
        return tuple(case.day_error for case in self.cases if case.day_error is not None)


def backtest(series: EventSeries, rule: ProjectionRule, *, rolled: bool = True) -> Backtest:
    """What the rule would have said of each edition after the first, and what happened.

    Judged are editions that were held, with a certain year (status `held` or `held_details_unknown`); each from what
    was known on the day after the edition before it. Counted is the forecast as it stood on 1 January of the year in
    which the edition took place: dates missed by then have been rolled on. With `rolled=False` it is the first forecast
    after the edition before, which a single edition left out or undocumented makes wrong.

    Raises:
        BadRule: if the rule cannot be followed.
        BadInstance: for anything but an EventSeries.
    """
    outcomes = [edition for edition in in_order(series_given(series).editions) if _is_certain(edition)]
    cases = []
    for before, edition in pairwise(outcomes):
        on = day_after(before)
        cases.append(BacktestCase(series.id, edition, on, _forecast(series, rule, on, edition, rolled=rolled)))
    return Backtest(rule, rolled, tuple(cases))


def _is_certain(edition: Edition) -> bool:
    held = edition.status in {EditionStatus.HELD, EditionStatus.HELD_DETAILS_UNKNOWN}
    return held and edition.year is not None


def _forecast(
    series: EventSeries, rule: ProjectionRule, on: date, edition: Edition, *, rolled: bool
) -> ExpectedEdition | None:
    # Never the edition itself: it may have been announced before the one before it was over.
    known = known_on(series, on=on).without(edition)
    for expected in forecasts(series, known, on, rule):
        if not rolled or edition.year is None or expected.year >= edition.year:
            return expected
    return None


def pooled(backtests: Iterable[Backtest]) -> Backtest:
    """Several backtests of one rule, counted alike, as one.

    Raises:
        BadInstance: if they are of several rules, are counted in several ways, or are none.
    """
    every = instances(backtests, Backtest, "backtests", BadInstance)
    kinds = {(one.rule, one.rolled) for one in every}
    if len(kinds) != 1:
        de = f" müssen von einer Regel und auf eine Art gezählt sein, nicht auf {len(kinds)}"
        en = f" must be of one rule, counted one way, not {len(kinds)}"
        raise refusal(BadInstance, "backtests", backtests, de, en)
    rule, rolled = kinds.pop()
    return Backtest(rule, rolled, tuple(case for one in every for case in one.cases))
