"""Calendars of blocked or discouraged days out of iCalendar files (extra `ical`) and out of plain CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kommunal_partner._tables import day as read_day
from kommunal_partner.errors import BadFile, BadSpan, MissingExtra
from kommunal_partner.planning import Calendar, CalendarDay, DayKind
from kommunal_partner.spans import Span

if TYPE_CHECKING:
    from icalendar import Component

__all__ = ["read_calendar", "read_days"]


def _content(source: str | PathLike[str] | BinaryIO) -> bytes:
    return Path(source).read_bytes() if isinstance(source, (str, PathLike)) else source.read()


def read_calendar(
    source: str | PathLike[str] | BinaryIO,
    window: Span,
    *,
    name: str,
    kind: DayKind = DayKind.DISCOURAGED,
    places: frozenset[str] = frozenset(),
) -> Calendar:
    """The events of an iCalendar file as named days inside the window; the days it names are all it speaks about.

    An event with a clock time counts for the days it touches; a rule that repeats it is followed inside the window.

    Raises:
        BadFile: if the file is no calendar, or an event has no beginning.
        MissingExtra: if the package `icalendar` is not installed.
    """
    try:
        import icalendar
    except ImportError:
        raise MissingExtra("icalendar", "ical") from None
    try:
        calendar = icalendar.Calendar.from_ical(_content(source))
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise BadFile(f"this is no iCalendar file: {error}") from error
    if calendar.name != "VCALENDAR":
        raise BadFile(f"this is no iCalendar file: it begins with {calendar.name}")
    days = [day for event in calendar.walk("VEVENT") for day in _days(event, window, kind)]
    return Calendar(name, tuple(days), places, window, f"icalendar {icalendar.__version__}")


def _days(event: Component, window: Span, kind: DayKind) -> Iterator[CalendarDay]:
    start = event.get("DTSTART")
    if start is None or not isinstance(start.dt, date):
        raise BadFile(f"the event {event.get('SUMMARY', '')} has no beginning")
    first = _as_date(start.dt)
    length = (_last_day(event, start.dt) - first).days
    title = str(event.get("SUMMARY", "")).strip() or "—"
    for begin in _beginnings(event, first, window):
        try:
            stretch = Span.through(begin, begin + timedelta(days=length)).intersection(window)
        except (BadSpan, OverflowError) as error:
            raise BadFile(f"the event {title} ends before it begins") from error
        if stretch is not None and stretch.last is not None:
            yield CalendarDay(stretch.start, stretch.last, title, kind)


def _as_date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _last_day(event: Component, start: date) -> date:
    """The last day an event touches; the end of all-day events does not count, nor does midnight."""
    end = event.get("DTEND")
    if end is None:
        duration = event.get("DURATION")
        if duration is None:
            return _as_date(start)
        moment = start + duration.dt
    else:
        moment = end.dt
    if isinstance(moment, datetime):
        touched: datetime = moment if moment == start else moment - timedelta(microseconds=1)
        return touched.date()
    last: date = moment - timedelta(days=1)
    return last


def _beginnings(event: Component, first: date, window: Span) -> Iterator[date]:
    rule = event.get("RRULE")
    if rule is None:
        yield first
        return
    from dateutil.rrule import rrulestr

    start = datetime.combine(first, datetime.min.time())
    until = datetime.combine(window.last or date.max, datetime.min.time())
    text = ";".join(part for part in rule.to_ical().decode().split(";") if not part.startswith("UNTIL="))
    limits = [_as_date(limit) for limit in rule.get("UNTIL", [])]
    excluded = {_as_date(entry.dt) for group in _listed(event.get("EXDATE")) for entry in group.dts}
    try:
        moments = rrulestr(text, dtstart=start).between(start, until, inc=True)
    except (ValueError, TypeError) as error:
        raise BadFile(f"the event {event.get('SUMMARY', '')} repeats by a rule that cannot be followed") from error
    for moment in moments:
        day = moment.date()
        if day not in excluded and all(day <= limit for limit in limits):
            yield day


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - because one entry or a list of them may stand there
    return [] if value is None else value if isinstance(value, list) else [value]


def read_days(
    source: str | PathLike[str] | BinaryIO,
    *,
    name: str,
    places: frozenset[str] = frozenset(),
    known: Span | None = None,
) -> Calendar:
    """Named days out of a CSV file with the columns first, last, name and kind (blocked, discouraged or unknown).

    Comma or semicolon, UTF-8; `last` may be blank for a single day, `kind` for discouraged.

    Raises:
        BadFile: with the line, for a wrong header, a wrong day, an unknown kind or a file that is no text.
    """
    try:
        text = _content(source).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile("this is no UTF-8 text") from error
    separator = ";" if ";" in text.split("\n", maxsplit=1)[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    wanted = ["first", "last", "name", "kind"]
    if reader.fieldnames is None or list(reader.fieldnames) != wanted:
        raise BadFile(f"the columns must be {', '.join(wanted)}", 1)
    days: list[CalendarDay] = []
    for row in reader:
        try:
            first = read_day((row["first"] or "").strip())
            last = read_day(row["last"].strip()) if (row["last"] or "").strip() else first
            kind = DayKind((row["kind"] or "").strip() or "discouraged")
            days.append(CalendarDay(first, last, (row["name"] or "").strip() or "—", kind))
        except ValueError as error:
            raise BadFile(str(error), reader.line_num) from error
    return Calendar(name, tuple(days), places, known)
