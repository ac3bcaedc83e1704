"""When in the year a series meets: from its own dated editions, or, with few of them, from those of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen
from dateutil.relativedelta import relativedelta

from kommunal_partner._repr import short_repr
from kommunal_partner.cycles import after
from kommunal_partner.errors import BadCycle
from kommunal_partner.schedule._known import start_of
from kommunal_partner.schedule._rules import SHORTEST, Target
from kommunal_partner.series import Edition, SeriesKind

ENOUGH: Final = 3
"""From so many dated editions on, a series' own past makes the window."""

HALF_WINDOW: Final = 45
"""Days on either side of the anniversary, at the least: the seven intervals on the grid err by 5 to 40 days."""

_WIDEST: Final = 182
_WITHOUT_SEASON: Final = 92
_ONE_MONTH: Final = 31
_YEAR: Final = 365.25


@frozen(repr=False)
class Season:
    """The first, the likeliest and the last day of the year, as (month, day), on which a kind of series begins."""

    first: tuple[int, int]
    likeliest: tuple[int, int]
    last: tuple[int, int]

    __repr__ = short_repr


_ALL_YEAR: Final = Season((1, 1), (10, 1), (12, 31))

PRIORS: Final[dict[SeriesKind, Season]] = {
    SeriesKind.REGIONAL_CONFERENCE: Season((6, 1), (10, 15), (11, 30)),
    SeriesKind.ROUND_TABLE: Season((4, 1), (9, 15), (11, 30)),
    SeriesKind.COUNTRY_CONFERENCE: Season((4, 1), (10, 1), (11, 30)),
    SeriesKind.MATCHING_CONFERENCE: _ALL_YEAR,
    SeriesKind.NETWORK_MEETING: _ALL_YEAR,
    SeriesKind.CALL_BASED_CONFERENCE: _ALL_YEAR,
    SeriesKind.PROGRAMME_EVENT: _ALL_YEAR,
}
"""The seasons of each kind, rounded out to whole months from the dated editions that the facts hold of it."""


@frozen
class Window:
    """The days an edition is expected to begin on, and how many dated editions say so; `own` if those alone do."""

    earliest: date
    likeliest: date
    latest: date
    editions: int
    own: bool


def dated(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The editions of which at least the month is known."""
    return tuple(
        edition for edition in editions if edition.has_day or (edition.last_day - edition.first_day).days < _ONE_MONTH
    )


def anniversary(day: date, year: int) -> date:
    """The same day in another year; 28 February for the 29th where there is none."""
    return day + relativedelta(year=year)


def steps(editions: Sequence[Edition]) -> tuple[tuple[Edition, Edition, int], ...]:
    """Neighbours, and by how many days the second began after the anniversary of the first; before it: below 0.

    Neighbours less than three months apart are left out, as they are from intervals.
    """
    found: list[tuple[Edition, Edition, int]] = []
    for first, second in pairwise(editions):
        start, then = start_of(first), start_of(second)
        if (then - start).days >= SHORTEST:
            years = max(1, round((then - start).days / _YEAR))
            found.append((first, second, (then - anniversary(start, min(start.year + years, date.max.year))).days))
    return tuple(found)


def window_of(target: Target, kind: SeriesKind, known: Sequence[Edition], step: relativedelta | None = None) -> Window:
    """The window for a year or a day, from what was known of the series.

    A `step` is given where the cycle is no whole number of years: then nothing comes back with the season, so spread
    is measured against that step, a window is at most one step wide, and it begins after the last edition.

    From three dated editions on: around the anniversary of the last, by as much as any of them missed it, at least 45
    days and at most half a year on either side. With fewer: the season of its kind, widened to hold the days of the
    year that are known; for a target that is a day, a quarter of a year on either side.
    """
    seen = dated(known)
    if step is not None and not isinstance(target, int):
        return _by_step(target, step, known, seen)
    if len(seen) >= ENOUGH:
        half = min(_WIDEST, max([HALF_WINDOW, *(abs(days) for *_, days in steps(seen))]))
        likeliest = anniversary(start_of(seen[-1]), target) if isinstance(target, int) else target
        return _around(likeliest, half, len(seen), own=True)
    if not isinstance(target, int):
        return _around(target, _WITHOUT_SEASON, len(seen), own=False)
    prior = PRIORS[kind]
    days = [anniversary(start_of(edition), target) for edition in seen]
    return Window(
        min([date(target, *prior.first), *days]),
        days[-1] if days else date(target, *prior.likeliest),
        max([date(target, *prior.last), *days]),
        len(seen),
        own=False,
    )


def _by_step(target: date, step: relativedelta, known: Sequence[Edition], seen: Sequence[Edition]) -> Window:
    """Around a day that no season brings back: as wide as editions missed the step of the cycle."""
    own = len(seen) >= ENOUGH
    missed = [abs((start_of(edition) - _later(start_of(before), step)).days) for before, edition in pairwise(seen)]
    half = max([HALF_WINDOW, *missed]) if own else _WITHOUT_SEASON
    length = (_later(target, step) - target).days
    window = _around(target, min(half, _WIDEST, max(1, length // 2)), len(seen), own=own)
    after_last = max(edition.last_day for edition in known).toordinal() + 1
    earliest = date.fromordinal(min(max(window.earliest.toordinal(), after_last), window.likeliest.toordinal()))
    return evolve(window, earliest=earliest)


def _later(day: date, step: relativedelta) -> date:
    try:
        return after(day, step)
    except BadCycle:
        return date.max


def _around(day: date, half: int, editions: int, *, own: bool) -> Window:
    low = max(date.min.toordinal(), day.toordinal() - half)
    high = min(date.max.toordinal(), day.toordinal() + half)
    return Window(date.fromordinal(low), day, date.fromordinal(high), editions, own)
