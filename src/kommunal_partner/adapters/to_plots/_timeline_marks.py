"""What is drawn of each series on its row: marks, bars, ticks and lines with the days they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import groupby, pairwise
from typing import Final

from attrs import frozen

from kommunal_partner.adapters.to_plots.sentences import LOOKS, NUMBERED
from kommunal_partner.cycles import Grid, grid_years, interval, turn_of
from kommunal_partner.languages import Lang
from kommunal_partner.schedule import Phase, SeriesState, expected_editions, known_on, state
from kommunal_partner.series import Edition, EditionStatus, EventSeries
from kommunal_partner.spans import Span


class Kind(Enum):
    """The kinds of marks there are beside those of editions."""

    EXPECTED = "expected"
    MISSED = "missed"
    GRID = "grid"
    LINE = "line"
    GAP = "gap"
    FADED = "faded"


@frozen
class Mark:
    """Something on a row from the first to the last day, both counted; a day-exact edition is a mark on its first."""

    series: str
    look: str
    first: date
    last: date
    words: str
    label: str = ""
    likeliest: date | None = None


@frozen
class Row:
    """A series with its name, its phase on the day and its marks, in the order in which they are drawn."""

    series: str
    name: str
    phase: str
    lapsed: bool
    held: int
    marks: tuple[Mark, ...]


SPAN: Final = "span"
DAY: Final = "day"
_SLACK: Final = 1.5
_YEAR: Final = 365.25


def row_of(series: EventSeries, window: Span, on: date, lang: Lang) -> Row:
    """What is drawn of a series, by what was known on the day."""
    found = state(series, on=on)
    editions = _known(series, on)
    marks = [
        *_grid(series, window, lang),
        *_lines(series, editions, lang),
        *_fading(series, found, lang),
        *_missed(series, found, lang),
        *_expected(series, window, on, lang),
        *_editions(series, editions, on, lang),
    ]
    shown = tuple(mark for mark in marks if Span.through(mark.first, mark.last).overlaps(window))
    lapsed = found.phase is Phase.LAPSED
    held = sum(edition.status.took_place for edition in editions)
    return Row(series.id, series.name.text(lang), found.phase.text(lang), lapsed, held, shown)


def known_years(series: Iterable[EventSeries], on: date) -> list[int]:
    """The years in which what is known of the series on the day lies."""
    editions = [edition for one in series for edition in _known(one, on)]
    return [day.year for edition in editions for day in (edition.first_day, edition.last_day)]


def _known(series: EventSeries, on: date) -> list[Edition]:
    """Every edition that is drawn: those that had begun, of whatever status, and those that had been announced."""
    ahead = {edition.id for edition in known_on(series, on=on).ahead}
    return [one for one in series.editions if one.first_day <= on or one.id in ahead]


def _grid(series: EventSeries, window: Span, lang: Lang) -> Iterator[Mark]:
    turn = turn_of(series.cycle)
    if isinstance(turn, Grid):
        for year in grid_years(turn, window):
            words = f"{LOOKS[Kind.GRID.value].text(lang)}: {year}"
            yield Mark(series.id, Kind.GRID.value, date(year, 1, 1), date(year, 12, 31), words)


def _lines(series: EventSeries, editions: Iterable[Edition], lang: Lang) -> Iterator[Mark]:
    """From edition to edition; broken where more time passed than the cycle allows."""
    step = interval(series.cycle)
    longest = None if step is None else (step.years + step.months / 12) * _YEAR * _SLACK
    held = [edition for edition in editions if edition.status.took_place]
    for one, later in pairwise(held):
        first, last = one.last_day, later.first_day
        if last <= first:
            continue
        look = Kind.GAP if longest is not None and (last - first).days > longest else Kind.LINE
        yield Mark(series.id, look.value, first, last, LOOKS[look.value].text(lang))


def _fading(series: EventSeries, found: SeriesState, lang: Lang) -> Iterator[Mark]:
    if found.phase is Phase.LAPSED and found.last is not None:
        last = min(found.last.last_day + timedelta(days=3 * 365), found.on)
        yield Mark(series.id, Kind.FADED.value, found.last.last_day, last, found.text(lang))


def _missed(series: EventSeries, found: SeriesState, lang: Lang) -> Iterator[Mark]:
    for one in found.missed:
        words = f"{LOOKS[Kind.MISSED.value].text(lang)}: {one.when.text(lang)}"
        yield Mark(series.id, Kind.MISSED.value, one.earliest, one.latest, words)


def _expected(series: EventSeries, window: Span, on: date, lang: Lang) -> Iterator[Mark]:
    for one in expected_editions(series, window, on=on):
        words = f"{LOOKS[Kind.EXPECTED.value].text(lang)}: {one.when.text(lang)}. {one.basis.text(lang)}"
        yield Mark(series.id, Kind.EXPECTED.value, one.earliest, one.latest, words, "", one.likeliest)


def _editions(series: EventSeries, editions: Iterable[Edition], on: date, lang: Lang) -> Iterator[Mark]:
    """Bars before marks, so that no bar hides a mark; editions of which the same is known are one bar."""
    held = sorted(editions, key=lambda one: (one.has_day, one.first_day, one.last_day, one.status.value))
    for (by_day, first, last, status), alike in groupby(held, key=lambda one: _known_as(one, on)):
        some = list(alike)
        label = "" if status.is_related_only else _numbers(some, series.id)
        look = f"{DAY if by_day else SPAN}_{status.value}"
        yield Mark(series.id, look, first, last, _words(some[0], label, status, lang), label)


def _known_as(edition: Edition, on: date) -> tuple[bool, date, date, EditionStatus]:
    """Whether its day is known, its days, and its status on the day: what had not begun then was announced at most."""
    ahead = edition.status.took_place and edition.first_day > on
    status = EditionStatus.ANNOUNCED if ahead else edition.status
    return edition.has_day, edition.first_day, edition.last_day, status


def _numbers(editions: Iterable[Edition], series: str) -> str:
    numbers = sorted({number for edition in editions for number in edition.numbers_in(series)})
    return "" if not numbers else str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _words(edition: Edition, label: str, status: EditionStatus, lang: Lang) -> str:
    number = NUMBERED.text(lang).format(number=label) if label else ""
    places = ", ".join(place.city for place in edition.places)
    return ", ".join(part for part in (number, edition.when.text(lang), places, status.text(lang)) if part)
