"""Forecasts of one rule from what was known on one day, as expected editions with the sentence they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from kommunal_partner._checks import instance
from kommunal_partner.cycles import AfterLast, Cycle, in_words, interval, is_periodic, turn_of
from kommunal_partner.errors import BadInstance
from kommunal_partner.schedule._known import Known
from kommunal_partner.schedule._rules import AsStated, LastPlus, MeanInterval, OnGrid, ProjectionRule, targets
from kommunal_partner.schedule._seasons import Window, dated, window_of
from kommunal_partner.schedule.sentences import (
    AFTER_LAST,
    EXPECTED,
    EXPECTED_AFTER_A_GAP,
    EXPECTED_THOUGH_LAPSED,
    GRID,
    MEAN,
    OBSERVED_RHYTHM,
    OWN_RULE,
    OWN_SEASON,
    SEASON_OF_KIND,
    STATED,
)
from kommunal_partner.series import EventSeries, ExpectedEdition
from kommunal_partner.verdicts import Sentence

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta


@frozen
class CycleWords:
    """A cycle, ready to be named in a sentence."""

    cycle: Cycle

    def text(self, lang: str = "de") -> str:
        """The cycle in words."""
        return in_words(self.cycle, lang)


def forecasts(
    series: EventSeries, known: Known, on: date, rule: ProjectionRule, *, lapsed: bool = False
) -> Iterator[ExpectedEdition]:
    """What the rule expects after all that was known on the day, the missed ones first, as far as the calendar goes."""
    editions = known.all
    number = editions[-1].number_in(series.id) if editions else 0
    missed: list[int] = []
    year_before, nth = 0, 1
    step = _step_of(rule, series.cycle)
    for target in targets(rule, series.cycle, series.id, editions):
        window = window_of(target, series.kind, editions, step)
        number = None if number is None or missed else number + 1
        year = target if isinstance(target, int) else target.year
        nth = nth + 1 if year == year_before else 1
        year_before = year
        yield ExpectedEdition(
            series.id,
            year,
            window.earliest,
            window.likeliest,
            window.latest,
            _basis(series, rule, window, tuple(missed), lapsed=lapsed),
            number,
            lapsed,
            nth,
            dated(editions) or editions[-1:],
            series.scope,
            series.audience,
        )
        if window.latest < on:
            missed.append(year)


def _step_of(rule: ProjectionRule, cycle: Cycle) -> relativedelta | None:
    """The step of a stated cycle that counts from the last edition; None for all others."""
    return interval(cycle) if isinstance(rule, AsStated) and isinstance(turn_of(cycle), AfterLast) else None


def is_after_a_gap(expected: ExpectedEdition) -> bool:
    """Whether an edition that was expected before this one is not documented, so that the series is overdue.

    Raises:
        BadInstance: for anything but an ExpectedEdition.
    """
    instance(expected, ExpectedEdition, "expected", BadInstance)
    return expected.basis.reason in (EXPECTED_AFTER_A_GAP, EXPECTED_THOUGH_LAPSED)


def _basis(
    series: EventSeries, rule: ProjectionRule, window: Window, missed: tuple[int, ...], *, lapsed: bool
) -> Sentence:
    parts: dict[str, object] = {"rhythm": _rhythm(rule, series.cycle)}
    if window.own:
        parts["season"] = Sentence(OWN_SEASON, {"count": window.editions})
    else:
        parts["season"] = Sentence(SEASON_OF_KIND, {"count": window.editions, "kind": series.kind})
    if lapsed:
        return Sentence(EXPECTED_THOUGH_LAPSED, parts)
    if not is_periodic(series.cycle):
        return Sentence(OBSERVED_RHYTHM, parts)
    return Sentence(EXPECTED_AFTER_A_GAP, {**parts, "missed": missed}) if missed else Sentence(EXPECTED, parts)


def _rhythm(rule: ProjectionRule, cycle: Cycle) -> Sentence:
    match rule:
        case AsStated() if is_periodic(cycle):
            return Sentence(STATED, {"cycle": CycleWords(cycle)})
        case OnGrid():
            return Sentence(GRID)
        case LastPlus(years=years):
            return Sentence(AFTER_LAST, {"years": years})
        case AsStated() | MeanInterval():
            return Sentence(MEAN)
        case _:
            return Sentence(OWN_RULE, {"name": getattr(rule, "__name__", type(rule).__name__)})
