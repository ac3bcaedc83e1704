"""The events of a calendar file, each looked at by itself, brought together with what was changed about it later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final

from attrs import define

from kommunal_partner.adapters.from_ical import sentences
from kommunal_partner.adapters.from_ical._rules import NeverTrue, TooOften, Unfollowable, normalised
from kommunal_partner.adapters.from_ical._text import zone_named
from kommunal_partner.adapters.from_ical.sentences import bad_file
from kommunal_partner.verdicts import Reason

_MATTERS: Final = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "EXRULE")
_ONCE: Final = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE", "STATUS", "UID", "SUMMARY")
_CALLED_OFF: Final = "CANCELLED"
_LONGEST_TITLE: Final = 60
WITHOUT_TITLE: Final = "—"


@define
class Event:
    """One VEVENT: what the parser made of it, the line where it begins, and its title."""

    component: Any
    line: int
    title: str

    def refused(self, reason: Reason, **values: object) -> Exception:
        """The error that names this event."""
        shown = self.title if len(self.title) <= _LONGEST_TITLE else f"{self.title[:_LONGEST_TITLE]}…"
        return bad_file(reason, self.line, event=shown, **values)

    @property
    def start(self) -> date:
        """When it begins."""
        begin: date = self.component["DTSTART"].dt
        return begin

    @property
    def is_change(self) -> bool:
        """Whether it changes one time at which another event takes place."""
        return "RECURRENCE-ID" in self.component

    @property
    def sequence(self) -> int:
        """How often it was revised."""
        return int(self.component.get("SEQUENCE", 0))

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        return str(self.component.get("STATUS", "")).strip().upper() == _CALLED_OFF

    @property
    def rules(self) -> list[Any]:
        """Its rules of repetition."""
        return _listed(self.component.get("RRULE"))


@define
class Series:
    """An event with what changes single times of it; those alone where the event itself is not in the file."""

    event: Event | None
    changes: list[Event]

    @property
    def members(self) -> list[Event]:
        """The event and its changes."""
        return [*([] if self.event is None else [self.event]), *self.changes]

    @property
    def zone(self) -> tzinfo | None:
        """The time zone in which it takes place; None if it names none."""
        begin = self.members[0].start
        return begin.tzinfo if isinstance(begin, datetime) else None


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - because one entry or a list of them may stand there
    return [] if value is None else value if isinstance(value, list) else [value]


def title_of(component: Any) -> str:  # noqa: ANN401 - because icalendar's types come with the extra
    """The title of an event, or a dash."""
    titles = _listed(component.get("SUMMARY"))
    return str(titles[0]).strip() if titles and str(titles[0]).strip() else WITHOUT_TITLE


def read_events(calendars: Iterable[Any], lines: Iterable[int]) -> list[Series]:
    """The events of all calendars of a file, each checked.

    Raises:
        BadFile: for the first that cannot be understood.
    """
    at = iter(lines)
    events: list[Event] = []
    gone: set[str] = set()
    for calendar in calendars:
        scale = str(calendar.get("CALSCALE", "GREGORIAN")).strip().upper()
        if scale != "GREGORIAN":
            raise bad_file(sentences.NOT_GREGORIAN, scale=scale)
        recalls = str(calendar.get("METHOD", "")).strip().upper() == "CANCEL"
        zone, hint = _zones(calendar)
        for component in calendar.walk("VEVENT"):
            event = _checked(Event(component, next(at, 0), title_of(component)), zone, hint)
            if recalls:
                event.component["STATUS"] = _CALLED_OFF
                if not event.is_change:
                    gone.add(str(event.component.get("UID", "")))
            events.append(event)
    return list(_grouped(events, gone))


def _zones(calendar: Any) -> tuple[tzinfo | None, tzinfo | None]:  # noqa: ANN401 - as above
    """The zone that the calendar names as its own, and else the only one that it describes."""
    from icalendar.timezone import tzp

    named = str(calendar.get("X-WR-TIMEZONE", "")).strip()
    if named:
        zone = zone_named(named) or tzp.timezone(named)
        if zone is None:
            raise bad_file(sentences.UNKNOWN_ZONE, zone=named[:_LONGEST_TITLE])
        return zone, zone
    described = {str(part.get("TZID", "")) for part in calendar.walk("VTIMEZONE")}
    return None, tzp.timezone(described.pop()) if len(described) == 1 else None


def _checked(event: Event, zone: tzinfo | None, hint: tzinfo | None) -> Event:
    _check_properties(event)
    try:
        event.component = _in_zone(event.component, zone, hint)
        backwards = _ends_before(event.component)
    except Exception as error:
        raise event.refused(sentences.NOT_FOLLOWED) from error
    if backwards:
        raise event.refused(sentences.ENDS_BEFORE)
    _check_rules(event)
    return event


def _check_properties(event: Event) -> None:
    """Refuse an event that lacks its beginning, or gives what matters unreadably, twice, or by an excluding rule."""
    component = event.component
    broken = {str(name).upper() for name, _ in component.errors}
    for name in _ONCE:
        values = _listed(component.get(name))
        if len({value.to_ical() for value in values}) > 1 and name != "SUMMARY":
            raise event.refused(sentences.TWICE, name=name)
        if len(values) > 1:
            component[name] = values[0]
    if "SEQUENCE" in broken:
        del component["SEQUENCE"]
    if "DTSTART" not in component or "DTSTART" in broken:
        raise event.refused(sentences.NO_BEGINNING)
    for name in _MATTERS:
        if name in broken or not _is_readable(name, component.get(name)):
            raise event.refused(sentences.UNREADABLE, name=name)
    if "EXRULE" in component:
        raise event.refused(sentences.EXCLUDING_RULE)


def _is_readable(name: str, value: Any) -> bool:  # noqa: ANN401 - as above
    if value is None or name in {"RRULE", "RDATE", "EXDATE", "EXRULE"}:
        return True
    kind = timedelta if name == "DURATION" else date
    return isinstance(getattr(value, "dt", None), kind)


def _in_zone(component: Any, zone: tzinfo | None, hint: tzinfo | None) -> Any:  # noqa: ANN401 - as above
    """The event with its moments in UTC as the zone has them; without a zone, if it is whole days in the only one."""
    from x_wr_timezone import UTCChangingWalker

    if zone is None and hint is not None:
        ends = [component[name].dt for name in ("DTSTART", "DTEND") if name in component]
        if len(ends) > 1 and ends[0] != ends[1] and all(_is_midnight(moment, hint) for moment in ends):
            zone = hint
    if zone is not None:
        component = UTCChangingWalker(zone).walk_event(component)
    if not isinstance(component["DTSTART"].dt, datetime):
        _with_whole_days(component, zone or hint)
    return component


def _is_midnight(moment: date, zone: tzinfo) -> bool:
    if not isinstance(moment, datetime) or moment.tzinfo is None or moment.utcoffset():
        return False
    return moment.astimezone(zone).time() == datetime.min.time()


def _with_whole_days(component: Any, zone: tzinfo | None) -> None:  # noqa: ANN401 - as above
    """Let an event of whole days leave out, add and end with whole days."""
    from icalendar.prop import vDDDLists

    def day(moment: Any) -> Any:  # noqa: ANN401 - because a period may stand there too
        if not isinstance(moment, datetime):
            return moment
        return (moment.astimezone(zone) if moment.tzinfo is not None and zone is not None else moment).date()

    for name in ("EXDATE", "RDATE"):
        if name in component:
            component[name] = [vDDDLists([day(one.dt) for one in some.dts]) for some in _listed(component[name])]
    for rule in _listed(component.get("RRULE")):
        if "UNTIL" in rule:
            rule["UNTIL"] = [day(until) for until in rule["UNTIL"]]


def _ends_before(component: Any) -> bool:  # noqa: ANN401 - as above
    start = component["DTSTART"].dt
    if "DTEND" not in component:
        return "DURATION" in component and component["DURATION"].dt < timedelta(0)
    end = component["DTEND"].dt
    if isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None) == (end.tzinfo is None):
        return bool(end < start)
    return bool(_day(end) < _day(start))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _check_rules(event: Event) -> None:
    kept = []
    for rule in event.rules:
        try:
            normalised(rule, event.start)
        except Unfollowable as problem:
            raise refusal(event, problem) from None
        kept.append(rule)
    event.component.pop("RRULE", None)
    if kept:
        event.component["RRULE"] = kept


def refusal(event: Event, problem: Unfollowable) -> Exception:
    """The error that says why the rule of this event is not followed."""
    if isinstance(problem, NeverTrue):
        return event.refused(sentences.NEVER)
    return event.refused(sentences.TOO_OFTEN if isinstance(problem, TooOften) else sentences.BAD_REPEAT)


def _grouped(events: list[Event], gone: set[str]) -> Iterator[Series]:
    """Events with their changes, by UID; of an event in several versions the last.

    Events that share a UID and a version although they differ are kept all: better a day named twice than one lost.
    """
    by_uid: dict[str, list[Event]] = {}
    for number, event in enumerate(events):
        uid = str(event.component.get("UID", "")).strip() or f"event {number}"
        by_uid.setdefault(uid, []).append(event)
    for uid, members in by_uid.items():
        if uid in gone:
            for event in members:
                event.component["STATUS"] = _CALLED_OFF
        changes = [event for event in members if event.is_change]
        changes.sort(key=lambda event: (not event.is_cancelled, -event.sequence))
        whole = [event for event in members if not event.is_change]
        latest = max((event.sequence for event in whole), default=0)
        distinct = {event.component.to_ical(): event for event in whole if event.sequence == latest}
        if not distinct:
            yield Series(None, changes)
        for number, event in enumerate(distinct.values()):
            yield Series(event, [] if number else changes)
