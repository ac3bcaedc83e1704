"""The days of one series of events inside a window, and how far the series reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from kommunal_partner.adapters.from_ical import sentences
from kommunal_partner.adapters.from_ical._events import Event, Series, refusal, title_of
from kommunal_partner.adapters.from_ical._rules import Allowance, Unfollowable, followed

_CANCELLED = "CANCELLED"


class Stretch(NamedTuple):
    """Days that follow one another, both ends counted, with what they are called."""

    first: date
    last: date
    title: str


def stretches(series: Series, first: date, last: date) -> list[Stretch]:
    """The days that a series touches from `first` to `last`, every day once.

    Raises:
        BadFile: if what it says cannot be followed.
    """
    try:
        zone = series.zone
        found = [_touched(occurrence, zone) for occurrence in _occurrences(series, first, last)]
    except Exception as error:
        raise series.members[0].refused(sentences.NOT_FOLLOWED) from error
    return list(_joined(one for one in found if one is not None and one.first <= last and first <= one.last))


def _occurrences(series: Series, first: date, last: date) -> Iterable[Any]:
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar()
    for event in series.members:
        event.component["UID"] = "1"
        calendar.add_component(event.component)
    stop = last + timedelta(days=1) if last < date.max else last
    found: list[Any] = recurring_ical_events.of(calendar).between(max(first, date(2, 1, 1)), stop)
    return found


def _touched(occurrence: Any, zone: tzinfo | None) -> Stretch | None:  # noqa: ANN401 - because icalendar is an extra
    """The days an event touches; the end of all-day events does not count, nor does midnight; none if called off.

    What is given in UTC for an event that takes place in a zone counts where the event takes place.
    """
    if str(occurrence.get("STATUS", "")).strip().upper() == _CANCELLED:
        return None
    begin, end = occurrence["DTSTART"].dt, occurrence["DTEND"].dt
    if zone is not None and isinstance(begin, datetime) and begin.tzname() == "UTC":
        begin = begin.astimezone(zone)
    return Stretch(day_of(begin), _last_day(begin, end), title_of(occurrence))


def _last_day(begin: date, end: date) -> date:
    if isinstance(begin, datetime) and isinstance(end, datetime):
        if begin.tzinfo is not None and end.tzinfo is not None:
            end = end.astimezone(begin.tzinfo)
        last = (end - timedelta(microseconds=1)).date() if end.replace(tzinfo=begin.tzinfo) > begin else end.date()
    else:
        last = day_of(end) - timedelta(days=1)
    return max(day_of(begin), last)


def day_of(moment: date) -> date:
    """The day on which a moment lies where it is."""
    return moment.date() if isinstance(moment, datetime) else moment


def _joined(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches without what stands in them twice; those that only follow one another stay apart."""
    current: Stretch | None = None
    for stretch in sorted(found, key=lambda one: (one.title, one.first, one.last)):
        if current is None or stretch.title != current.title or stretch.first > current.last:
            if current is not None:
                yield current
            current = stretch
        elif stretch.last > current.last:
            current = current._replace(last=stretch.last)
    if current is not None:
        yield current


def reached(series: Series, first: date, last: date, allowance: Allowance) -> tuple[date, date]:
    """The first and the last day that a series speaks of; what goes on behind the window reaches as far as it.

    Raises:
        BadFile: if a rule never comes true, or if following it takes longer than a calendar is worth.
    """
    low, high = _widened(series, first, last)
    days: list[date] = []
    for event in series.members:
        begin = day_of(event.start)
        try:
            length = _length(event)
            days += [begin, _moved(begin, length)]
            allowance.occur()
            for added in _added(event):
                allowance.occur()
                days += [added, _moved(added, length)]
            # What changes one time of a series comes once, whatever rule it carries along.
            for rule in () if event.is_change else event.rules:
                reach = followed(rule, event.start, low, high, allowance)
                days += [] if reach.last is None else [_moved(reach.last, length)]
                days += [last] if reach.goes_on else []
        except Unfollowable as problem:
            raise refusal(event, problem) from None
        except (ValueError, TypeError, OverflowError, AttributeError, ArithmeticError):
            raise event.refused(sentences.BAD_REPEAT) from None
    return min(days), max(days)


def _widened(series: Series, first: date, last: date) -> tuple[date, date]:
    """Between which days a beginning may lie of which something falls into the window."""
    before, after = 1, 1
    try:
        for event in series.members:
            moved = (day_of(event.start) - day_of(event.component["RECURRENCE-ID"].dt)).days if event.is_change else 0
            before, after = max(before, _length(event) + moved + 1), max(after, 1 - moved)
    except (OverflowError, TypeError, ValueError) as error:
        raise series.members[0].refused(sentences.NOT_FOLLOWED) from error
    return _moved(first, -before), _moved(last, after)


def _length(event: Event) -> int:
    """The days from the first to the last that an event touches."""
    component, begin = event.component, event.start
    if "DTEND" in component:
        end = component["DTEND"].dt
    elif "DURATION" in component:
        duration = component["DURATION"].dt
        end = (begin if isinstance(begin, datetime) or not duration.seconds else _midnight(begin)) + duration
    else:
        return 0
    return (_last_day(begin, end) - day_of(begin)).days


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - because whole days lie in no zone


def _added(event: Event) -> Iterator[date]:
    """The days that an event names besides its own."""
    value = event.component.get("RDATE", [])
    for some in value if isinstance(value, list) else [value]:
        for one in some.dts:
            yield day_of(one.dt[0] if isinstance(one.dt, tuple) else one.dt)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max
