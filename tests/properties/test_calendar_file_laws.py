"""Laws of calendar files: everything comes out once, with its days, under a name of its own that stays.

The files are read by a reader of a few lines, written from RFC 5545, and by `icalendar` and `read_calendar`.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import combinations
from random import Random
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kommunal_partner.adapters.from_ical import read_calendar
from kommunal_partner.adapters.to_ical import calendar
from kommunal_partner.adapters.to_ical_agenda import agenda
from kommunal_partner.cycles import NoCycle
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.series import CountryScope, Edition, EventSeries, Place
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies import calendar as days_from

STAMP: Final = datetime(2020, 2, 20, 12, tzinfo=UTC)
DAYS = days_from(date(2020, 2, 24), 12)
A_DAY: Final = timedelta(days=1)
MOST_OCTETS: Final = 75

Row: TypeAlias = dict[str, Any]
"""One edition: its id if it has one, its first day and its days (or two sessions), and what is known of it."""

# ── a reader of a few lines ──────────────────────────────────────────────────────────────────────────────────────────

SIGNS = {"\\n": "\n", "\\N": "\n", "\\;": ";", "\\,": ",", "\\\\": "\\"}


def unescaped(text: str) -> str:
    found, place = "", 0
    while place < len(text):
        pair = text[place : place + 2]
        assert pair in SIGNS or text[place] not in "\\;,", text
        found += SIGNS.get(pair, text[place])
        place += 2 if pair in SIGNS else 1
    return found


def events_in(content: bytes) -> list[dict[str, str]]:
    """The events of a file, by the names of their properties; a list of categories is left as it is written."""
    *lines, end = content.split(b"\r\n")
    assert end == b""
    assert not any(sign in line for line in lines for sign in (b"\r", b"\n"))
    assert max(map(len, lines)) <= MOST_OCTETS
    events: list[dict[str, str]] = []
    for line in content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name.partition(";")[0] in ("UID", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS"):
            events[-1].setdefault(name.partition(";")[0], unescaped(value))
    return events


def events_read(content: bytes) -> list[Any]:
    """The events as another reader sees them."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def as_written(text: str) -> str:
    """The text as a file can hold it: line breaks of one kind, and no bell."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\a", "")


# ── editions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

hostile = st.text('aß ;,\\"\n\r\a:ü🎪', max_size=50).map("Runder {}.".format)
STATUSES = {"held": "CONFIRMED", "announced": "TENTATIVE", "cancelled": "CANCELLED", "off_series": ""}
rows = st.fixed_dictionaries(
    {
        "named": st.booleans(),
        "first": st.integers(0, 7),
        "days": st.sampled_from([1, 2, 4, "month", "two sessions"]),
        "status": st.sampled_from([*STATUSES, "held"]),
        "numbered": st.booleans(),
        "city": st.none() | hostile,
    }
)
histories = st.lists(rows, max_size=3, unique_by=lambda row: row["first"]).map(
    lambda found: [
        {**row, "number": place if row["numbered"] else None}
        for place, row in enumerate(sorted(found, key=lambda row: (row["days"] == "month", row["first"])), 1)
    ]
)
several = st.lists(st.tuples(hostile, histories), max_size=3)
"""Series by name, each with its editions, the oldest first."""


def edition_of(row: Row, name: str) -> Edition:
    first = DAYS[row["first"]]
    more: Row = {"id": name} if row["named"] else {}
    if row["city"] is not None:
        more["places"] = (Place(row["city"], "NW", "DEU"),)
    if row["days"] == "month":
        return Edition(f"2020-{3 + row['first']:02}", row["number"], status=row["status"], **more)
    if row["days"] == "two sessions":
        more["sessions"] = (Span.day(first), Span.through(first + 2 * A_DAY, first + 3 * A_DAY))
    last = first + ((row["days"] if isinstance(row["days"], int) else 1) - 1) * A_DAY
    return Edition(Span.through(first, last), row["number"], status=row["status"], **more)


def series_of(given_series: list[tuple[str, list[Row]]]) -> list[EventSeries]:
    return [
        EventSeries(
            f"rt-{number}",
            name,
            "round_table",
            CountryScope({"NIC"}),
            NoCycle(),
            [edition_of(row, f"rt-{number}-{place}x") for place, row in enumerate(found)],
        )
        for number, (name, found) in enumerate(given_series)
    ]


def stretches_of(row: Row) -> list[tuple[date, date]]:
    first = DAYS[row["first"]]
    if row["days"] == "month" or not STATUSES[row["status"]]:
        return []
    if row["days"] == "two sessions":
        return [(first, first), (first + 2 * A_DAY, first + 3 * A_DAY)]
    return [(first, first + (row["days"] - 1) * A_DAY)]


def expected(given_series: list[tuple[str, list[Row]]]) -> Counter[tuple[str, ...]]:
    """Every stretch of days with what is written about it."""
    return Counter(
        (
            f"{first:%Y%m%d}",
            f"{last + A_DAY:%Y%m%d}",
            as_written(name if row["number"] is None else f"{row['number']}. {name}"),
            as_written(row["city"] or ""),
            STATUSES[row["status"]],
        )
        for name, found in given_series
        for row in found
        for first, last in stretches_of(row)
    )


FIELDS = ("DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS")


@settings(max_examples=40)
@given(several)
def test_every_edition_comes_out_once_with_its_days_and_its_words(given_series: list[tuple[str, list[Row]]]) -> None:
    found = events_in(calendar(series_of(given_series), stamp=STAMP))
    event(f"{len(found)} events")
    assert Counter(tuple(one.get(name, "") for name in FIELDS) for one in found) == expected(given_series)
    assert len({one["UID"] for one in found}) == len(found)


@settings(max_examples=40)
@given(several)
def test_other_readers_find_the_same_days(given_series: list[tuple[str, list[Row]]]) -> None:
    content = calendar(series_of(given_series), stamp=STAMP)
    wanted = [(row["status"], days) for _, found in given_series for row in found for days in stretches_of(row)]
    read = [(one["DTSTART"].dt, one["DTEND"].dt - A_DAY) for one in events_read(content)]
    assert sorted(read) == sorted(days for _, days in wanted)
    window = Span.through(DAYS[2], DAYS[-2])
    known = read_calendar(content, window, name="own").days
    clipped = [(max(first, DAYS[2]), min(last, DAYS[-2])) for status, (first, last) in wanted if status != "cancelled"]
    told = [(day.first, day.last) for day in known if day.kind.value != "unknown"]
    assert sorted(told) == sorted(days for days in clipped if days[0] <= days[1])


@settings(max_examples=40)
@given(several, st.randoms(use_true_random=False))
def test_a_name_stays_whatever_else_is_written_and_when(
    given_series: list[tuple[str, list[Row]]], chance: Random
) -> None:
    items = series_of(given_series)
    names = {one["UID"] for one in events_in(calendar(items, stamp=STAMP))}
    alone = [{one["UID"] for one in events_in(calendar([item], stamp=STAMP + A_DAY, lang="en"))} for item in items]
    assert names == set().union(*alone)
    assert sum(map(len, alone)) == len(names)
    shuffled = chance.sample(items, len(items))
    assert calendar(shuffled, stamp=STAMP) == calendar(items, stamp=STAMP)


# ── agendas ──────────────────────────────────────────────────────────────────────────────────────────────────────────

PEOPLE = ("Bonn", "Accra", "Cusco", "Hanoi")
BERLIN = ZoneInfo("Europe/Berlin")
NIGHT: Final = datetime(2028, 10, 29, 0, 30, tzinfo=UTC)
"""Half an hour before the clocks go back in Berlin."""
SLOTS = [(NIGHT + place * timedelta(minutes=30), NIGHT + timedelta(minutes=30 * place + 25)) for place in range(4)]
zones = st.sampled_from([UTC, BERLIN, ZoneInfo("America/Lima")])


@st.composite
def meetings(draw: st.DrawFn) -> dict[tuple[str, str], int]:
    """Who meets whom in which slot: nobody twice at once."""
    busy: set[tuple[str, int]] = set()
    found: dict[tuple[str, str], int] = {}
    for pair in draw(st.permutations(list(combinations(PEOPLE, 2)))):
        slot = draw(st.integers(0, len(SLOTS)))
        if slot < len(SLOTS) and not busy & {(one, slot) for one in pair}:
            found[pair] = slot
            busy |= {(one, slot) for one in pair}
    return found


def agendas(held: dict[tuple[str, str], int], zone: tzinfo, names: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The agenda of everybody who meets somebody, as two readers read it."""
    slots = {place: tuple(moment.astimezone(zone) for moment in span) for place, span in enumerate(SLOTS)}
    arranged = arrange(list(held), slots=range(len(SLOTS)), tables=2, locked=held)
    found: dict[str, list[dict[str, Any]]] = {}
    for one in sorted({person for pair in held for person in pair}):
        content = agenda(arranged, one, slots=slots, stamp=STAMP, names=names, lang="en")  # type: ignore[arg-type] # because the two moments are a pair
        read = {str(each["UID"]): each for each in events_read(content)}
        found[one] = [{**each, "event": read[each["UID"]]} for each in events_in(content)]
        assert len(read) == len(found[one])
    return found


@settings(max_examples=25)
@given(meetings(), zones, st.fixed_dictionaries(dict.fromkeys(PEOPLE, hostile)))
def test_every_meeting_stands_once_with_both_at_its_time_and_under_one_name(
    held: dict[tuple[str, str], int], zone: tzinfo, names: dict[str, str]
) -> None:
    by_name: dict[str, set[str]] = {}
    event(f"{len(held)} meetings")
    found = agendas(held, zone, names)
    for one, events in found.items():
        wanted = [
            (*SLOTS[slot], as_written(f"Meeting with {names[pair[pair[0] == one]]}"))
            for pair, slot in held.items()
            if one in pair
        ]
        told = [
            (*(each["event"][name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND")), each["SUMMARY"])
            for each in events
        ]
        assert sorted(told) == sorted(wanted)
        for each in events:
            by_name.setdefault(each["UID"], set()).add(one)
    assert sorted(sorted(both) for both in by_name.values()) == sorted(sorted(pair) for pair in held)
    later = {pair: len(SLOTS) - 1 - slot for pair, slot in held.items()}
    assert {each["UID"] for events in agendas(later, UTC, {}).values() for each in events} == set(by_name)
