"""The meetings of one participant in a calendar."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from kommunal_partner.adapters.to_ical_agenda import agenda, rounds, table
from kommunal_partner.errors import BadModel, MissingExtra, UnknownLanguage, UnknownName
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.meetings import Timetable, arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.participants import Participant

STAMP = datetime(2028, 9, 1, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2028, 9, 7, 9, tzinfo=BERLIN)
SLOTS = {n: (NINE + n * timedelta(minutes=30), NINE + timedelta(minutes=30 * n + 25)) for n in range(3)}
TABLE = arrange(
    [("Bonn", "Accra"), ("Bonn", "Cusco"), ("Accra", "Cusco")],
    slots=range(3),
    tables=2,
    locked={("Bonn", "Accra"): 0, ("Bonn", "Cusco"): 1, ("Accra", "Cusco"): 2},
)


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_meetings_are_timed_events_with_a_table() -> None:
    first, second = events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP, lang="en"))
    assert (first["SUMMARY"], first["LOCATION"]) == ("Meeting with Accra", "Table 1")
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (NINE, NINE + timedelta(minutes=25))
    assert (second["SUMMARY"], second["DTSTART"].dt) == ("Meeting with Cusco", NINE + timedelta(minutes=30))
    assert (first["STATUS"], first["DTSTAMP"].dt) == ("CONFIRMED", STAMP)


def test_the_time_zone_is_named_and_described() -> None:
    content = agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP).decode()
    assert "DTSTART;TZID=Europe/Berlin:20280907T090000" in content
    zones: list[Any] = list(icalendar.Calendar.from_ical(content.encode()).walk("VTIMEZONE"))
    (zone,) = zones
    assert zone["TZID"] == "Europe/Berlin"
    nine = datetime(2028, 9, 7, 9, tzinfo=zone.to_tz())
    assert nine.utcoffset() == timedelta(hours=2)


def test_in_the_night_in_which_clocks_go_back_every_moment_is_the_one_that_was_given() -> None:
    first = datetime(2028, 10, 29, 2, 50, tzinfo=BERLIN)
    again, later = (datetime(2028, 10, 29, 2, minute, tzinfo=BERLIN, fold=1) for minute in (10, 40))
    night = {0: (first, again), 1: (again, later), 2: (later, datetime(2028, 10, 29, 3, tzinfo=BERLIN))}
    found = events(agenda(TABLE, "Bonn", slots=night, stamp=STAMP))
    read = [tuple(event[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND")) for event in found]
    assert read == [tuple(moment.astimezone(UTC) for moment in night[slot]) for slot in (0, 1)]
    with pytest.raises(BadModel, match="not after it begins"):
        agenda(TABLE, "Bonn", slots=night | {0: (again, first)}, stamp=STAMP, lang="en")


def test_moments_in_utc_need_no_description() -> None:
    utc = {n: (start.astimezone(UTC), end.astimezone(UTC)) for n, (start, end) in SLOTS.items()}
    content = agenda(TABLE, "Bonn", slots=utc, stamp=STAMP).decode()
    assert "DTSTART:20280907T070000Z" in content
    assert "VTIMEZONE" not in content


def test_both_sides_of_a_meeting_have_one_uid() -> None:
    of_bonn = {event["UID"] for event in events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP))}
    of_accra = {event["UID"] for event in events(agenda(TABLE, "Accra", slots=SLOTS, stamp=STAMP))}
    assert (len(of_bonn), len(of_accra), len(of_bonn & of_accra)) == (2, 2, 1)


def test_a_meeting_that_moves_keeps_its_uid() -> None:
    moved = arrange([("Bonn", "Accra")], slots=range(3), tables=2, locked={("Bonn", "Accra"): 2})
    (event,) = events(agenda(moved, "Bonn", slots=SLOTS, stamp=STAMP))
    (before, _) = events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP))
    assert event["UID"] == before["UID"]
    assert event["DTSTART"].dt != before["DTSTART"].dt


def test_two_occasions_have_two_uids() -> None:
    (here, _) = events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP, event="2028"))
    (there, _) = events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP, event="2031"))
    assert here["UID"] != there["UID"]


def test_ids_are_not_readable_from_a_uid() -> None:
    (first, _) = events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP))
    assert "Bonn" not in first["UID"]
    assert first["UID"].endswith("@kommunal-partner.invalid")


def test_names_are_written_where_they_are_known() -> None:
    first, second = events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP, names={"Accra": "Ama, aus Accra"}))
    assert (first["SUMMARY"], second["SUMMARY"]) == ("Gespräch mit Ama, aus Accra", "Gespräch mit Cusco")
    assert [str(entry) for entry in first["CATEGORIES"].cats] == ["bilaterales Gespräch"]


def test_who_asked_but_meets_nobody_has_an_empty_calendar() -> None:
    none = arrange([("Bonn", "Accra")], slots=range(1), tables=0)
    assert events(agenda(none, "Bonn", slots={}, stamp=STAMP)) == []


def test_who_did_not_ask_is_refused() -> None:
    with pytest.raises(UnknownName, match="there is no participant 'Köln'"):
        agenda(TABLE, "Köln", slots=SLOTS, stamp=STAMP)


def test_a_slot_without_moments_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"no moment for the slot 0; did you mean 1 or 2\?"):
        agenda(TABLE, "Bonn", slots={1: SLOTS[1], 2: SLOTS[2]}, stamp=STAMP)


@pytest.mark.parametrize(
    ("slots", "stamp", "match"),
    [
        (SLOTS, STAMP.replace(tzinfo=None), "the stamp of a calendar needs a time zone"),
        ({0: (NINE.replace(tzinfo=None), NINE)}, STAMP, "the slot 0 needs a time zone"),
        ({0: (NINE, NINE.replace(tzinfo=None))}, STAMP, "the slot 0 needs a time zone"),
        ({0: (NINE, NINE)}, STAMP, "the slot 0 ends at .* not after it begins"),
    ],
)
def test_moments_must_be_sound(slots: dict[int, tuple[datetime, datetime]], stamp: datetime, match: str) -> None:
    with pytest.raises(BadModel, match=match):
        agenda(TABLE, "Bonn", slots=slots, stamp=stamp)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP, lang="fr")


def test_the_same_timetable_gives_the_same_bytes_whatever_the_stamps_zone() -> None:
    again: Timetable = arrange(
        [("Cusco", "Accra"), ("Accra", "Bonn"), ("Cusco", "Bonn")],
        slots=range(3),
        tables=2,
        locked={("Accra", "Cusco"): 2, ("Cusco", "Bonn"): 1, ("Accra", "Bonn"): 0},
    )
    other = STAMP.astimezone(timezone(timedelta(hours=5)))
    assert agenda(again, "Bonn", slots=SLOTS, stamp=other) == agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP)


def test_no_hash_seed_changes_the_bytes(printed_alike: Callable[..., str]) -> None:
    script = (
        "from datetime import UTC, datetime, timedelta\n"
        "from kommunal_partner.adapters.to_ical_agenda import agenda\n"
        "from kommunal_partner.matching.meetings import arrange\n"
        "nine = datetime(2028, 9, 7, 9, tzinfo=UTC)\n"
        "slots = {n: (nine + timedelta(hours=n), nine + timedelta(hours=n + 1)) for n in range(4)}\n"
        "table = arrange([('a', x) for x in 'bcd'], slots=range(4), tables=1)\n"
        "print(agenda(table, 'a', slots=slots, stamp=nine))\n"
    )
    assert "BEGIN:VEVENT" in printed_alike(script)


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"kommunal-partner\[ical\]"):
        agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP)


# ── what changed since the last file ─────────────────────────────────────────────────────────────────────────────────


def by_status(content: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for event in events(content):
        assert event["SEQUENCE"] == 1
        found.setdefault(str(event["STATUS"]), []).append(str(event["UID"]))
    return found


def test_a_changed_agenda_calls_off_what_went_and_moves_what_moved() -> None:
    before = arrange([("Bonn", "Accra"), ("Bonn", "Cusco")], slots=range(3), tables=2, locked={("Bonn", "Accra"): 0})
    after = arrange(
        [("Bonn", "Accra"), ("Bonn", "Cusco")],
        slots=range(3),
        tables=2,
        absent=["Cusco"],
        locked={("Bonn", "Accra"): 1},
    )
    old = {
        str(event["SUMMARY"]): str(event["UID"]) for event in events(agenda(before, "Bonn", slots=SLOTS, stamp=STAMP))
    }
    written = agenda(after, "Bonn", slots=SLOTS, stamp=STAMP, previous=before, sequence=1)
    assert by_status(written) == {
        "CONFIRMED": [old["Gespräch mit Accra"]],
        "CANCELLED": [old["Gespräch mit Cusco"]],
    }
    gone = agenda(after, "Cusco", slots=SLOTS, stamp=STAMP, previous=before, sequence=1)
    assert by_status(gone) == {"CANCELLED": [old["Gespräch mit Cusco"]]}
    assert events(agenda(after, "Cusco", slots=SLOTS, stamp=STAMP)) == []


def test_the_time_of_a_slot_that_is_gone_is_needed_only_for_what_is_called_off() -> None:
    asked, late = [("Bonn", "Accra")], [SLOTS[0], SLOTS[1]]
    before = arrange(asked, slots=["früh", "spät"], tables=1, locked={asked[0]: "spät"})
    moved = arrange(asked, slots=["früh"], tables=1)
    written = agenda(moved, "Bonn", slots={"früh": late[0]}, stamp=STAMP, previous=before, sequence=1)
    assert list(by_status(written)) == ["CONFIRMED"]
    off = arrange(asked, slots=["früh"], tables=1, absent=["Accra"])
    with pytest.raises(UnknownName) as refusal:
        agenda(off, "Bonn", slots={"früh": late[0]}, stamp=STAMP, previous=before, sequence=1)
    assert refusal.value.text("en").startswith("spät is gone; what was to be then is called off at its old time")
    assert refusal.value.text("de").startswith("spät ist weggefallen; die Absage steht zur alten Uhrzeit")
    assert refusal.value.value == "spät"
    early, late_too = {1: late[0]}, arrange(asked, slots=2, tables=1, locked={asked[0]: 2})
    with pytest.raises(UnknownName) as refusal:
        agenda(arrange(asked, slots=1, tables=1, absent=["Accra"]), "Bonn", slots=early, stamp=STAMP, previous=late_too)
    assert refusal.value.text("en").startswith("slot 2 is gone; what")
    assert refusal.value.text("de").startswith("Zeit 2 ist weggefallen; die")
    both = {"früh": late[0], "spät": late[1]}
    assert list(by_status(agenda(off, "Bonn", slots=both, stamp=STAMP, previous=before, sequence=1))) == ["CANCELLED"]


def test_a_sequence_is_a_number_from_nought() -> None:
    assert {event["SEQUENCE"] for event in events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP))} == {0}
    with pytest.raises(BadModel, match="sequence"):
        agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP, sequence=-1)


def test_tables_and_rounds_have_calendars_too() -> None:
    people = [f"p{n}" for n in range(8)]
    tables = compose(people, lambda a, b: float(a != b), sizes=[4, 4], steps=200)
    (event,) = events(table(tables, Participant("p0"), when=SLOTS[0], stamp=STAMP, names={"p1": "Ama"}))
    seat = tables.table_of("p0")
    assert event["SUMMARY"] == f"Arbeitsgruppe an Tisch {seat}"
    assert event["LOCATION"] == f"Tisch {seat}"
    assert event["DESCRIPTION"].startswith("Mit ")
    plan = rotate(people, tables=2, rounds=2, steps=200)
    when = {1: SLOTS[0], 2: SLOTS[1]}
    first, second = events(rounds(plan, "p0", when=when, stamp=STAMP, lang="en"))
    assert [first["SUMMARY"], second["SUMMARY"]] == ["Round 1", "Round 2"]
    assert first["DTSTART"].dt == SLOTS[0][0]
    assert first["UID"] != second["UID"]
    shorter = rotate(people, tables=2, rounds=1, steps=200)
    written = rounds(shorter, "p0", when=when, stamp=STAMP, previous=plan, sequence=1)
    assert sorted(by_status(written)) == ["CANCELLED", "CONFIRMED"]
    with pytest.raises(UnknownName, match="no participant 'p9'"):
        table(tables, "p9", when=SLOTS[0], stamp=STAMP)
    with pytest.raises(UnknownName, match="no participant 'p9'"):
        rounds(plan, "p9", when=when, stamp=STAMP)
    with pytest.raises(UnknownName, match="no moment for the slot 2"):
        rounds(plan, "p0", when={1: SLOTS[0]}, stamp=STAMP)


def test_somebody_without_a_chair_or_alone_at_a_table_has_what_that_gives() -> None:
    alone = compose(["a", "b"], lambda a, b: float(a != b), sizes=[1, 1], steps=50)
    (event,) = events(table(alone, "a", when=SLOTS[0], stamp=STAMP))
    assert "DESCRIPTION" not in event
    left = compose(["b"], lambda a, b: float(a != b), sizes=[1], steps=50)
    assert by_status(table(left, "a", when=SLOTS[0], stamp=STAMP, previous=alone, sequence=1)).keys() == {"CANCELLED"}


def test_a_table_is_called_as_the_caller_calls_it() -> None:
    named = arrange([("Bonn", "Accra")], slots=range(1), tables=["Rose"])
    (event,) = events(agenda(named, "Bonn", slots=SLOTS, stamp=STAMP))
    assert event["LOCATION"] == "Rose"


def test_names_may_be_given_by_participant() -> None:
    first, *_ = events(agenda(TABLE, "Bonn", slots=SLOTS, stamp=STAMP, names={Participant("Accra"): "Ama"}))
    assert first["SUMMARY"] == "Gespräch mit Ama"
