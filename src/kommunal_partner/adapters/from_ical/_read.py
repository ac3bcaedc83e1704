"""Read an iCalendar file as named days inside a window."""

from __future__ import annotations

from datetime import date
from os import PathLike
from typing import BinaryIO, Final

from kommunal_partner._checks import as_text, choice, instance
from kommunal_partner.adapters.from_ical import sentences
from kommunal_partner.adapters.from_ical._content import content_of
from kommunal_partner.adapters.from_ical._days import Stretch, reached, stretches
from kommunal_partner.adapters.from_ical._events import Series, read_events
from kommunal_partner.adapters.from_ical._rules import Allowance
from kommunal_partner.adapters.from_ical._text import MOST_MEGABYTES, prepared
from kommunal_partner.adapters.from_ical.sentences import bad_file
from kommunal_partner.errors import BadInstance, MissingExtra
from kommunal_partner.languages import Term
from kommunal_partner.planning import Calendar, CalendarDay, DayKind
from kommunal_partner.spans import Span

_MOST_YEARS: Final = 50


def read_calendar(
    source: str | PathLike[str] | BinaryIO | bytes,
    window: Span,
    *,
    name: str,
    kind: DayKind | str = DayKind.DISCOURAGED,
    places: frozenset[str] = frozenset(),
    known: Span | None = None,
) -> Calendar:
    """The events of an iCalendar file as named days inside the window.

    An event with a clock time counts for the days it touches where it takes place; what repeats is followed, with what
    was moved, left out or called off; every day of an event once. `known` are the days that the calendar speaks about,
    which its publisher may tell (a year, a season); without it they run from the first day that the file names to the
    last. Other days of the window are unknown, not free. A path, a binary file or the bytes themselves are read.

    Raises:
        BadFile: if the file is no calendar, or an event of it cannot be followed: with the line and its title.
        MissingFile: if there is no file at the path.
        BadInstance: if the window is open, or longer than fifty years.
        MissingExtra: if the package `recurring-ical-events` is not installed.
    """
    try:
        import icalendar
        import recurring_ical_events  # noqa: F401 - because a missing extra is told before a file is read
    except ImportError:
        raise MissingExtra("recurring-ical-events", "ical-read") from None
    first, last = _bounds(window)
    title, sort = as_text(name, "name"), choice(DayKind, kind, "kind")
    if known is not None:
        instance(known, Span, "known")
    text = prepared(content_of(source, MOST_MEGABYTES * 2**20))
    try:
        calendars = icalendar.Calendar.from_ical(text.text, multiple=True)
    except Exception as error:
        raise bad_file(sentences.NOT_PARSED) from error
    found, reach = _followed(read_events(calendars, text.events), first, last)
    days = [CalendarDay(max(one.first, first), min(one.last, last), one.title, sort) for one in found]
    spanned = known or (Span.through(min(reach), max(reach)) if reach else None)
    if spanned is None:
        days.append(CalendarDay(first, last, sentences.NOT_COVERED, DayKind.UNKNOWN))
    version = f"icalendar {icalendar.__version__}"
    return Calendar(title, tuple(days), places, spanned and (spanned.intersection(window) or spanned), version)


def _bounds(window: object) -> tuple[date, date]:
    last = window.last if isinstance(window, Span) else None
    if not isinstance(window, Span) or last is None:
        raise BadInstance(
            Term(
                "ein Kalender wird für einen Zeitraum mit letztem Tag gelesen",
                "a calendar is read for a window with a last day",
            ),
            argument="window",
            value=window,
        )
    if last.year - window.start.year > _MOST_YEARS:
        raise BadInstance(
            Term(
                f"ein Kalender wird für höchstens {_MOST_YEARS} Jahre gelesen",
                f"a calendar is read for {_MOST_YEARS} years at most",
            ),
            argument="window",
            value=window,
        )
    return window.start, last


def _followed(every: list[Series], first: date, last: date) -> tuple[list[Stretch], list[date]]:
    """The days of all series, and the first and last days that they speak of."""
    allowance = Allowance()
    reach: list[date] = []
    for series in every:
        reach += reached(series, first, last, allowance)
    found = [stretch for series in every for stretch in stretches(series, first, last)]
    # A single time may be longer than the others, or be moved with all that follow it, behind what the rule reaches.
    return found, reach + [day for stretch in found for day in (stretch.first, stretch.last)]
