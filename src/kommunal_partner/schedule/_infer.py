"""The rhythm that a series shows, whatever it states: intervals, regularity, drift against the anniversary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import fsum
from typing import Final

from attrs import frozen

from kommunal_partner._checks import as_day, instance, instances
from kommunal_partner._repr import short_repr
from kommunal_partner.cycles import AfterLast, Regular
from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import language
from kommunal_partner.schedule._known import known_on, start_of
from kommunal_partner.schedule._rules import intervals
from kommunal_partner.schedule._seasons import dated, steps
from kommunal_partner.schedule.sentences import ONE_INTERVAL, RHYTHM
from kommunal_partner.series import Edition, EventSeries, in_order
from kommunal_partner.verdicts import Sentence

_MONTH: Final = 365.2425 / 12
_STEADY: Final = 0.9
_YEAR_MONTHS: Final = 12
_NEAR_A_YEAR: Final = 1.5


@frozen(repr=False)
class Measured:
    """The time between two editions, in months an interval, and how many intervals the numbers say it holds."""

    before: Edition
    edition: Edition
    intervals: int
    months: float

    __repr__ = short_repr


@frozen(repr=False)
class InferredCycle:
    """The rhythm that editions show.

    `mean` is the mean interval in months. The rest says how sure that is, and is None where only one time between
    editions could be measured, however many intervals it holds: `low` and `high` are the means when any one of them is
    left out, `regularity` is 1 when all are alike and falls towards 0 as they scatter (one minus the mean deviation as
    a share of the mean). `left_out` are editions that could not be used: their year is not certain, they have several
    possible numbers, or they stand alone.
    """

    measured: tuple[Measured, ...]
    mean: float
    low: float | None
    high: float | None
    regularity: float | None
    left_out: tuple[Edition, ...] = ()

    __repr__ = short_repr

    @property
    def shortest(self) -> float:
        """The shortest interval in months."""
        return min(one.months for one in self.measured)

    @property
    def longest(self) -> float:
        """The longest interval in months."""
        return max(one.months for one in self.measured)

    @property
    def cycle(self) -> AfterLast | Regular:
        """The cycle nearest to it: whole years where the mean lies within six weeks of them, else months.

        A Regular without an interval where it is not steady, or not known to be.
        """
        if self.regularity is None or self.regularity < _STEADY:
            return Regular()
        years = max(1, round(self.mean / _YEAR_MONTHS))
        near = abs(self.mean - years * _YEAR_MONTHS) <= _NEAR_A_YEAR
        return AfterLast(years=years) if near else AfterLast(months=round(self.mean))

    def text(self, lang: str = "de") -> str:
        """The rhythm and how sure it is, as a sentence."""
        values: dict[str, object] = {"mean": _Decimal(self.mean, 1)}
        if self.low is None or self.high is None or self.regularity is None:
            return Sentence(ONE_INTERVAL, values).text(lang)
        values |= {"low": _Decimal(self.low, 1), "high": _Decimal(self.high, 1), "count": len(self.measured)}
        return Sentence(RHYTHM, {**values, "regularity": _Decimal(self.regularity, 2)}).text(lang)


@frozen(repr=False)
class _Decimal:
    """A number, ready to be named in a sentence."""

    value: float
    places: int

    __repr__ = short_repr

    def text(self, lang: str = "de") -> str:
        written = f"{self.value:.{self.places}f}"
        return written.replace(".", ",") if language(lang) == "de" else written


def infer_cycle(editions: Sequence[Edition], *, series: str = "") -> InferredCycle | None:
    """The rhythm that the editions show, those that took place counted, in whatever order; None without an interval.

    Where neighbours have certain numbers (in the series named, else their own), the time between them is shared among
    the editions they tell of, so that one that is missing from the records does not look like a gap.

    Raises:
        BadInstance: for what holds no editions, or a series that is no id.

    >>> infer_cycle([Edition("2015-11-18", 1), Edition("2024-09-04", 4)]).mean < 36
    True
    """
    given = instances(editions, Edition, "editions", BadInstance)
    instance(series, str, "series", BadInstance)
    held = in_order(edition for edition in given if edition.status.took_place)
    measured = tuple(
        Measured(before, edition, count, (start_of(edition) - start_of(before)).days / _MONTH / count)
        for before, edition, count in intervals(series, held)
    )
    if not measured:
        return None
    mean = _mean(measured)
    low = high = regularity = None
    if len(measured) > 1:
        means = [_mean(measured[:at] + measured[at + 1 :]) for at in range(len(measured))]
        low, high = min(means), max(means)
        scatter = fsum(abs(one.months - mean) * one.intervals for one in measured) / _count(measured)
        regularity = max(0.0, 1 - scatter / mean)
    used = {edition.id for one in measured for edition in (one.before, one.edition)}
    left_out = tuple(edition for edition in held if edition.id not in used)
    return InferredCycle(measured, mean, low, high, regularity, left_out)


def _count(measured: Sequence[Measured]) -> int:
    return sum(one.intervals for one in measured)


def _mean(measured: Sequence[Measured]) -> float:
    return fsum(one.months * one.intervals for one in measured) / _count(measured)


@frozen(repr=False)
class DriftStep:
    """By how many days an edition began after the anniversary of the one before it; before it: below 0."""

    before: Edition
    edition: Edition
    days: int

    __repr__ = short_repr


@frozen(repr=False)
class Drift:
    """How a series wanders through the year: step by step, and the season (EDTF 21 to 24) of each dated edition."""

    steps: tuple[DriftStep, ...]
    seasons: tuple[tuple[Edition, int], ...]

    __repr__ = short_repr

    @property
    def total(self) -> int:
        """Days from the first to the last edition against the anniversary."""
        return sum(step.days for step in self.steps)

    @property
    def mean_size(self) -> float | None:
        """The mean size of a step in days, whichever way it went; None without a step."""
        if not self.steps:
            return None
        return fsum(abs(step.days) for step in self.steps) / len(self.steps)


def drift(series: EventSeries, *, on: date | None = None) -> Drift:
    """How the series drifts, from its editions of which at least the month is known; with `on`, those over by then.

    Raises:
        NotADay: for a datetime and anything else that is no day.
    """
    held = in_order(series.counted) if on is None else known_on(series, on=as_day(on)).past
    seen = dated(held)
    wandering = tuple(DriftStep(before, edition, days) for before, edition, days in steps(seen))
    return Drift(wandering, tuple((edition, _season(start_of(edition))) for edition in seen))


def _season(day: date) -> int:
    return 21 + (day.month - 3) % 12 // 3
