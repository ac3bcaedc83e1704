"""The meetings of one participant as an iCalendar file (RFC 5545), through `icalendar` (extra `ical`).

The same timetable and the same stamp give the same bytes. Moments keep the time zone they are given in, and the file
describes it (VTIMEZONE). A meeting keeps its UID when it moves to another slot or table, so that a calendar that reads
the file again moves the event and does not add one.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from kommunal_partner.adapters.to_ical import HOST, blank_calendar
from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.languages import Term, language
from kommunal_partner.matching.meetings import Timetable, as_pair
from kommunal_partner.results import in_order, order_key

__all__ = ["agenda"]

TALK: Final = Term("Gespräch mit {other}", "Meeting with {other}")
TABLE: Final = Term("Tisch {table}", "Table {table}")
CATEGORY: Final = Term("bilaterales Gespräch", "bilateral meeting")


def agenda(
    timetable: Timetable,
    participant: Hashable,
    *,
    slots: Mapping[Any, tuple[datetime, datetime]],
    stamp: datetime,
    lang: str = "de",
    names: Mapping[Any, str] | None = None,
    event: str = "",
) -> bytes:
    """One participant's meetings as timed events in UTF-8; a calendar without events for somebody who has none.

    `slots` gives the beginning and the end of each slot, both with a time zone; of the end only what comes before
    counts. `stamp` is the moment of writing (DTSTAMP), with a time zone: the library does not read the clock. `names`
    are written for ids where they are known. `event` names the occasion, so that the same two who meet at two
    conferences have two UIDs.

    Raises:
        UnknownName: if a slot with a meeting has no moments, or nobody with this id asked to meet anybody.
        BadModel: if a moment has no time zone, or a slot ends before it begins.
        MissingExtra: if the package `icalendar` is not installed.
    """
    tag = language(lang)
    if not any(participant in request.pair for request in timetable.task.requests):
        raise UnknownName("participant", participant)
    _zoned(stamp, "the stamp of a calendar")
    whole = blank_calendar()
    from icalendar import Event

    known = names or {}
    moments: list[datetime] = []
    for entry in timetable.agenda(participant):
        start, end = _moments(slots, entry.slot)
        moments += start, end
        one = Event()
        one.add("uid", _uid(event, participant, entry.other))
        one.add("dtstamp", stamp.astimezone(UTC))
        one.add("dtstart", start)
        one.add("dtend", end)
        one.add("summary", TALK.text(tag).format(other=known.get(entry.other, entry.other)))
        one.add("location", TABLE.text(tag).format(table=entry.table))
        one.add("status", "CONFIRMED")
        one.add("categories", [CATEGORY.text(tag)])
        whole.add_component(one)
    if moments:
        # A day more on either side, for the day differs from zone to zone.
        a_day = timedelta(days=1)
        whole.add_missing_timezones(min(moments).date() - a_day, max(moments).date() + a_day)
    return bytes(whole.to_ical())


def _moments(slots: Mapping[Any, tuple[datetime, datetime]], slot: Hashable) -> tuple[datetime, datetime]:
    if slot not in slots:
        raise UnknownName("moment for the slot", slot, [str(one) for one in in_order(slots)])
    start, end = slots[slot]
    for moment in (start, end):
        _zoned(moment, f"the slot {slot!r}")
    if end <= start:
        raise BadModel(f"the slot {slot!r} ends at {end}, not after it begins at {start}")
    return start, end


def _zoned(moment: datetime, what: str) -> None:
    if moment.tzinfo is None:
        raise BadModel(f"{what} needs a time zone, such as zoneinfo.ZoneInfo('Europe/Berlin')")


def _uid(event: str, participant: Hashable, other: Hashable) -> str:
    """One for each meeting, the same for both sides; ids are not readable from it."""
    pair = as_pair(participant, other)
    return f"{uuid5(NAMESPACE_URL, f'{HOST}/{event}/{order_key(pair)!r}')}@{HOST}"
