"""The day of one participant as an iCalendar file (RFC 5545): meetings, tables and rounds, through `icalendar`.

The same result and the same stamp give the same bytes. Moments keep the time zone they are given in, and the file
describes it (VTIMEZONE); those of an hour that a clock shows twice are written in UTC the second time. A meeting keeps
its UID when it moves to another slot or table, and so does a round, so that a calendar that reads the file again moves
the event and does not add one. A file that takes the place of an earlier one is given the earlier result as `previous`
and a higher `sequence`: what is gone is written once more, as CANCELLED.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from attrs import evolve, frozen

from kommunal_partner._checks import count, having, identifier, mapping, nearest, pairs
from kommunal_partner.adapters.to_ical import HOST, STAMP, blank_calendar, clean, zoned
from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.matching.groups import GroupPlan
from kommunal_partner.matching.meetings import Timetable, as_pair
from kommunal_partner.matching.rotation import RotationPlan
from kommunal_partner.results import order_key
from kommunal_partner.verdicts import spoken

__all__ = ["Moments", "agenda", "rounds", "table"]

Moments: TypeAlias = tuple[datetime, datetime]
"""The beginning and the end of something, both with a time zone; of the end only what comes before counts."""

TALK: Final = Term("Gespräch mit {other}", "Meeting with {other}")
AT_TABLE: Final = Term("Arbeitsgruppe an Tisch {table}", "Working group at table {table}")
ROUND: Final = Term("Runde {number}", "Round {number}")
TABLE: Final = Term("Tisch {table}", "Table {table}")
WITH: Final = Term("Mit {others}", "With {others}")
CATEGORY: Final = Term("bilaterales Gespräch", "bilateral meeting")
CATEGORY_TABLE: Final = Term("Arbeitsgruppe", "working group")
CATEGORY_ROUND: Final = Term("Gesprächsrunde", "round of talks")

_PARTICIPANT: Final = Term("Teilnehmer", "participant")
_BOTH: Final[tuple[Lang, ...]] = ("de", "en")
_MOMENTS: Final = Term("moments", "the moments")
_MOMENT: Final = Term("Uhrzeit für das Zeitfenster", "moment for the slot")
_MOMENT_GONE: Final = Term(
    "{slot} ist weggefallen; die Absage steht zur alten Uhrzeit im Kalender, darum wird auch diese gebraucht",
    "{slot} is gone; what was to be then is called off at its old time, so that is needed as well",
)


@frozen
class _Event:
    """One event before it is written, by its slot or round."""

    uid: str
    slot: Hashable
    named: object
    """What a sentence calls the slot or round."""
    summary: str
    location: str
    category: str
    description: str = ""
    status: str = "CONFIRMED"


def agenda(
    timetable: Timetable,
    participant: Hashable,
    *,
    slots: Mapping[Any, Moments],
    stamp: datetime,
    lang: str = "de",
    names: Mapping[Any, str] | None = None,
    event: str = "",
    previous: Timetable | None = None,
    sequence: int = 0,
) -> bytes:
    """One participant's meetings as timed events in UTF-8; a calendar without events for somebody who has none.

    `slots` gives the beginning and the end of each slot, both with a time zone; of the end only what comes before
    counts. `stamp` is the moment of writing (DTSTAMP), with a time zone: the library does not read the clock. `names`
    (by id or participant) are written where they are known. `event` names the occasion, so that the same two who meet
    at two conferences have two UIDs.

    Raises:
        UnknownName: if nobody with this id is spoken of, or a slot has no moments in which somebody is met, or was to
            be met and no longer is.
        BadModel: if a moment has no time zone, a slot ends before it begins, or `sequence` is below 0.
        MissingExtra: if the package `icalendar` is not installed.
    """
    called = _names(timetable, previous, "timetable", names)
    one = identifier(participant, "participant")
    _known(one, timetable.task.people | (previous.task.people if previous is not None else frozenset()))

    def entries(of: Timetable, tag: Lang) -> Iterable[_Event]:
        for entry in of.agenda(one):
            summary = TALK.text(tag).format(other=_name(entry.other, called))
            uid = _uid(event, order_key(as_pair(one, entry.other)))
            named, where = of.task.slot_name(entry.slot), _table(of, entry.table, tag)
            yield _Event(uid, entry.slot, named, summary, where, CATEGORY.text(tag))

    return _written(entries, slots, timetable, previous, stamp=stamp, lang=lang, sequence=sequence)


def table(
    plan: GroupPlan,
    participant: Hashable,
    *,
    when: Moments,
    stamp: datetime,
    lang: str = "de",
    names: Mapping[Any, str] | None = None,
    event: str = "",
    previous: GroupPlan | None = None,
    sequence: int = 0,
) -> bytes:
    """One participant's table as a timed event in UTF-8, with those who sit there; none for somebody without a chair.

    Raises:
        UnknownName: if nobody with this id is to be seated.
        BadModel: if a moment has no time zone, it ends before it begins, or `sequence` is below 0.
        MissingExtra: if the package `icalendar` is not installed.
    """
    called = _names(plan, previous, "plan", names)
    one = identifier(participant, "participant")
    _known(one, {*plan.task.ids, *(previous.task.ids if previous is not None else ())})

    _moments({1: when}, 1)

    def entries(of: GroupPlan, tag: Lang) -> Iterable[_Event]:
        for number, ids in enumerate(of.solution, start=1):
            if one in ids:
                summary = AT_TABLE.text(tag).format(table=number)
                place = TABLE.text(tag).format(table=number)
                uid = _uid(event, ("table", order_key(one)))
                category, words = CATEGORY_TABLE, _with(one, ids, called, tag)
                yield _Event(uid, 1, category, summary, place, category.text(tag), words)

    return _written(entries, {1: when}, plan, previous, stamp=stamp, lang=lang, sequence=sequence)


def rounds(
    plan: RotationPlan,
    participant: Hashable,
    *,
    when: Mapping[int, Moments],
    stamp: datetime,
    lang: str = "de",
    names: Mapping[Any, str] | None = None,
    event: str = "",
    previous: RotationPlan | None = None,
    sequence: int = 0,
) -> bytes:
    """One participant's rounds as timed events in UTF-8, each with its table and those who sit there.

    `when` gives the beginning and the end of each round, counted from 1.

    Raises:
        UnknownName: if nobody with this id takes part, or a round (of `previous`, one that is gone) has no moments.
        BadModel: if a moment has no time zone, a round ends before it begins, or `sequence` is below 0.
        MissingExtra: if the package `icalendar` is not installed.
    """
    called = _names(plan, previous, "plan", names)
    one = identifier(participant, "participant")
    _known(one, {*plan.task.ids, *(previous.task.ids if previous is not None else ())})

    def entries(of: RotationPlan, tag: Lang) -> Iterable[_Event]:
        for number, tables in enumerate(of.solution, start=1):
            for seat, ids in enumerate(tables, start=1):
                if one in ids:
                    summary = ROUND.text(tag).format(number=number)
                    place = TABLE.text(tag).format(table=seat)
                    uid = _uid(event, ("round", number, order_key(one)))
                    words = _with(one, ids, called, tag)
                    named = Term(*(ROUND.text(lang).format(number=number) for lang in _BOTH))
                    yield _Event(uid, number, named, summary, place, CATEGORY_ROUND.text(tag), words)

    return _written(entries, when, plan, previous, stamp=stamp, lang=lang, sequence=sequence)


# ── what all three share ─────────────────────────────────────────────────────────────────────────────────────────────


def _written(
    entries: Callable[[Any, Lang], Iterable[_Event]],
    moments: Mapping[Any, Moments],
    result: object,
    previous: object,
    *,
    stamp: datetime,
    lang: str,
    sequence: int,
) -> bytes:
    tag = language(lang)
    number = count(sequence, "sequence")
    zoned(stamp, STAMP)
    whole = blank_calendar()
    from icalendar import Event

    here = list(entries(result, tag))
    there = {entry.uid for entry in here}
    before = [] if previous is None else list(entries(previous, tag))
    gone = [evolve(entry, status="CANCELLED") for entry in before if entry.uid not in there]
    timed = [(_moments(moments, entry.slot), entry) for entry in here]
    timed += [(_moments(moments, entry.slot, entry.named), entry) for entry in gone]
    timed.sort(key=lambda at: (at[0][0].astimezone(UTC), at[1].uid))
    for (start, end), entry in timed:
        one = Event()
        one.add("uid", entry.uid)
        one.add("dtstamp", stamp.astimezone(UTC))
        one.add("sequence", number)
        one.add("dtstart", start)
        one.add("dtend", end)
        one.add("summary", clean(entry.summary))
        one.add("location", clean(entry.location))
        one.add("status", entry.status)
        one.add("categories", [entry.category])
        if entry.description:
            one.add("description", clean(entry.description))
        whole.add_component(one)
    if timed:
        # A day more on either side, for the day differs from zone to zone.
        a_day = timedelta(days=1)
        first, last = timed[0][0][0], max(end for (_, end), _ in timed)
        whole.add_missing_timezones(first.date() - a_day, last.date() + a_day)
    return bytes(whole.to_ical())


def _known(one: Hashable, people: Iterable[Hashable]) -> None:
    people = set(people)
    if one not in people:
        raise UnknownName(_PARTICIPANT, one, nearest(one, people))


def _names(result: object, previous: object, argument: str, names: object) -> dict[Hashable, str]:
    """The names by id, once it is sure that the results are some."""
    having(result, ("task", "solution"), argument)
    if previous is not None:
        having(previous, ("task", "solution"), "previous")
    given = {} if names is None else mapping(names, "names")
    return {identifier(one, "names"): str(name) for one, name in given.items()}


def _name(one: Hashable, names: Mapping[Hashable, str]) -> str:
    return names.get(one, str(one))


def _with(one: Hashable, ids: Iterable[Hashable], names: Mapping[Hashable, str], lang: Lang) -> str:
    """Who else sits there; nothing for somebody who sits alone."""
    others = [_name(other, names) for other in ids if other != one]
    return WITH.text(lang).format(others=", ".join(others)) if others else ""


def _table(timetable: Timetable, label: Hashable, lang: Lang) -> str:
    """A table by its number, or as the caller calls it."""
    return TABLE.text(lang).format(table=label) if timetable.task.tables_counted else str(label)


def _moments(moments: Mapping[Any, Moments], slot: Hashable, gone: object = None) -> Moments:
    """When a slot or round is; `gone` is what one is called that is no more."""
    if slot not in mapping(moments, _MOMENTS):
        if gone is not None:
            de, en = (_MOMENT_GONE.text(lang).format(slot=spoken(gone, lang)) for lang in _BOTH)
            said = Term(de, en)
            raise UnknownName(_MOMENT, slot, said=said)
        raise UnknownName(_MOMENT, slot, [str(one) for one in moments])
    ((start, end),) = pairs([moments[slot]], _MOMENTS)
    for moment in (start, end):
        zoned(moment, Term(f"Das Zeitfenster {slot!r}", f"the slot {slot!r}"))
    if end.astimezone(UTC) <= start.astimezone(UTC):  # because two moments of one zone are compared by their clock
        raise BadModel(
            Term(
                f"Das Zeitfenster {slot!r} endet um {end}, nicht nach seinem Beginn um {start}",
                f"the slot {slot!r} ends at {end}, not after it begins at {start}",
            )
        )
    return _told_apart(start), _told_apart(end)


def _told_apart(moment: datetime) -> datetime:
    """The moment; in UTC where a clock that was put back shows its time a second time: a file means the first."""
    second = moment.utcoffset() != moment.replace(fold=0).utcoffset()
    return moment.astimezone(UTC) if second else moment


def _uid(event: str, key: object) -> str:
    """One for each meeting or round, the same for both sides of a meeting; ids are not readable from it."""
    return f"{uuid5(NAMESPACE_URL, f'{HOST}/{event}/{key!r}')}@{HOST}"
