"""The rhythm that a series shows, whatever it states: intervals, regularity, drift against the anniversary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import fsum
from typing import Final

from attrs import frozen

from kommunal_partner.cycles import AfterLast, Regular
from kommunal_partner.languages import language
from kommunal_partner.schedule.known import known_on, start_of
from kommunal_partner.schedule.rules import intervals
from kommunal_partner.schedule.seasons import dated, steps
from kommunal_partner.series import Edition, EventSeries, in_order
from kommunal_partner.spans import as_day

__all__ = ["Drift", "DriftStep", "InferredCycle", "drift", "infer_cycle"]

_MONTH: Final = 365.2425 / 12
_STEADY: Final = 0.9
_YEAR_MONTHS: Final = 12
_NEAR_A_YEAR: Final = 1.5


@frozen
class InferredCycle:
    """The rhythm that editions show.

    `mean` is the mean interval in months, `shortest` and `longest` the extremes. `low` and `high` are the means when
    any one interval is left out: how far one edition alone decides. `regularity` is 1 when all intervals are alike and
    falls towards 0 as they scatter: one minus the mean deviation as a share of the mean. `left_out` are editions that
    could not be used (year not certain, several possible numbers).
    """

    intervals: tuple[float, ...]
    mean: float
    low: float
    high: float
    shortest: float
    longest: float
    regularity: float
    left_out: tuple[Edition, ...] = ()

    @property
    def cycle(self) -> AfterLast | Regular:
        """The cycle nearest to it: whole years where the mean lies within six weeks of them and it is regular."""
        years = max(1, round(self.mean / _YEAR_MONTHS))
        if self.regularity >= _STEADY and abs(self.mean - years * _YEAR_MONTHS) <= _NEAR_A_YEAR:
            return AfterLast(years=years)
        return AfterLast(months=max(1, round(self.mean))) if self.regularity >= _STEADY else Regular()

    def text(self, lang: str = "de") -> str:
        """The rhythm and how sure it is, as a sentence."""
        mean, low, high = (f"{value:.1f}" for value in (self.mean, self.low, self.high))
        count, share = len(self.intervals), f"{self.regularity:.2f}"
        if language(lang) == "de":
            mean, low, high, share = (value.replace(".", ",") for value in (mean, low, high, share))
            what = "einem Abstand" if count == 1 else f"{count} Abständen"
            return f"Im Mittel {mean} Monate ({low} bis {high}) aus {what}, Regelmäßigkeit {share}."
        what = "one interval" if count == 1 else f"{count} intervals"
        return f"On average {mean} months ({low} to {high}) from {what}, regularity {share}."


def infer_cycle(editions: Sequence[Edition], *, series: str = "") -> InferredCycle | None:
    """The rhythm that the editions show, those that took place counted, in whatever order; None without an interval.

    Where neighbours have certain numbers in the series, an interval is shared among the editions they tell of, so that
    one that is missing from the records does not look like a gap.
    """
    held = in_order(edition for edition in editions if edition.status.took_place)
    pairs = intervals(series, held)
    if not pairs:
        return None
    months = [(start_of(b) - start_of(a)).days / _MONTH / count for a, b, count in pairs for _ in range(count)]
    mean = fsum(months) / len(months)
    means = (
        [fsum(months[:at] + months[at + 1 :]) / (len(months) - 1) for at in range(len(months))] if months[1:] else []
    )
    scatter = fsum(abs(month - mean) for month in months) / len(months)
    used = {edition.id for a, b, _ in pairs for edition in (a, b)}
    return InferredCycle(
        tuple(months),
        mean,
        min(means, default=min(months)),
        max(means, default=max(months)),
        min(months),
        max(months),
        max(0.0, 1 - scatter / mean),
        tuple(edition for edition in held if edition.id not in used),
    )


@frozen
class DriftStep:
    """By how many days an edition began after the anniversary of the one before it; before it: below 0."""

    before: Edition
    edition: Edition
    days: int


@frozen
class Drift:
    """How a series wanders through the year: step by step, and the season (EDTF 21 to 24) of each dated edition."""

    steps: tuple[DriftStep, ...]
    seasons: tuple[tuple[Edition, int], ...]

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
    held = in_order(series.counted) if on is None else known_on(series, as_day(on)).past
    seen = dated(held)
    wandering = tuple(DriftStep(a, b, days) for (a, b), days in zip(pairwise(seen), steps(seen), strict=True))
    return Drift(wandering, tuple((edition, _season(start_of(edition))) for edition in seen))


def _season(day: date) -> int:
    return 21 + (day.month - 3) % 12 // 3
