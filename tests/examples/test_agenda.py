"""The conference of the agenda example keeps its rules, and its script says so."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import pytest

from kommunal_partner.facts import load_facts
from kommunal_partner.results import Status

pytest.importorskip("scipy", reason="the example needs the extra 'matching'")
icalendar = pytest.importorskip("icalendar", reason="the example needs the extra 'ical'")

Conference: TypeAlias = Any  # the example is a script: its classes cannot be imported
SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "agenda.py"


@pytest.fixture(scope="module")
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("agenda_example", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["agenda_example"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def conference(example: ModuleType) -> Conference:
    return example.build(load_facts())


def test_every_partnership_is_in_one_place_and_forty_are_invited(conference: Conference) -> None:
    found = conference.invitations
    assert (len(found.invited) + len(found.to_confirm), len(list(found.entries()))) == (40, 54)
    assert found.waiting
    assert found.to_confirm
    assert {country for entry in found.excluded for country in entry.partnership.countries} == {"IDN", "NIC"}
    assert max(found.by_country.values()) == 4
    assert found.verify() == ()


def test_of_the_documented_partnerships_none_is_invited_on_a_guess(conference: Conference) -> None:
    found = conference.documented
    assert found.invited == ()
    assert found.to_confirm


def test_all_120_have_a_seat_at_the_opening_apart_from_their_partners(conference: Conference) -> None:
    tables = conference.tables
    assert len(conference.people) == 120
    assert sorted(one for ids in tables.solution for one in ids) == sorted(one.id for one in conference.people)
    assert [len(ids) for ids in tables.solution] == [8] * 15
    spoken = {one.id: one.languages for one in conference.people}
    assert all(frozenset.intersection(*(spoken[one] for one in ids)) for ids in tables.solution)
    at = {one: table for table, ids in enumerate(tables.solution) for one in ids}
    assert all(len({at[one] for one in ids}) == 3 for ids in conference.partners)


def test_nobody_meets_twice_in_the_rounds(conference: Conference) -> None:
    met = Counter(
        frozenset(pair) for tables in conference.rounds.solution for ids in tables for pair in combinations(ids, 2)
    )
    assert len(conference.rounds.solution) == 5
    assert max(met.values()) == 1
    assert not any(frozenset(pair) in met for ids in conference.partners for pair in combinations(ids, 2))
    assert (conference.rounds.status, conference.rounds.value) == (Status.OPTIMAL, 0)


def test_what_does_not_fit_is_left_out_with_a_reason(conference: Conference) -> None:
    talks = conference.talks
    assert talks.status is Status.PARTIAL
    assert len(talks.solution) + len(talks.unmet) == 100
    assert len(talks.solution) == 96 == talks.most


def test_newcomers_are_with_veterans_whose_language_they_speak(conference: Conference) -> None:
    people = {one.id: one for one in conference.people}
    assert conference.mentors.status is Status.OPTIMAL
    assert len(conference.mentors.solution) >= 30
    for newcomer, veteran in conference.mentors.solution:
        assert people[newcomer].newcomer
        assert people[veteran].experience >= 6
        assert people[newcomer].languages & people[veteran].languages


def test_every_result_verifies(conference: Conference) -> None:
    for name in ("invitations", "documented", "tables", "rounds", "mentors", "talks"):
        assert getattr(conference, name).verify() == ()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "de",
            [
                "Wechselnde Tische: nachweislich das beste Ergebnis, Wert 0, Schranke 0, verletzte Regeln: 0",
                "Persönliches Programm von T002",
            ],
        ),
        ("en", ["Rounds: proven best, value 0, bound 0, rules broken: 0", "The personal agenda of T002", "Round 5"]),
    ],
)
def test_the_report_is_readable_in_both_languages(
    example: ModuleType, conference: Conference, lang: str, said: list[str]
) -> None:
    text = "\n".join(example.report(load_facts(), conference, "T002", lang))
    for sentence in said:
        assert sentence in text


def test_the_script_prints_the_agenda_of_one(
    example: ModuleType,
    conference: Conference,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(example, "build", lambda _facts: conference)
    monkeypatch.setattr(sys, "argv", ["agenda.py", "--lang", "en", "--participant", "T003", "--out", str(tmp_path)])
    example.main()
    assert "The personal agenda of T003" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["agenda.py", "--participant", "T999"])
    with pytest.raises(SystemExit):
        example.main()


def test_everyone_has_a_table_and_whoever_talks_a_calendar(
    example: ModuleType,
    conference: Conference,
    tmp_path: Path,
) -> None:
    assert example.write(conference, tmp_path, "de") == 120
    with (tmp_path / "T002.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    starts = [row["start"] for row in rows]
    assert starts == sorted(starts)
    assert [row["what"] for row in rows][:2] == ["Tische zur Eröffnung", "Runde 1"]
    talking = {one for pair in conference.talks.solution for one in pair}
    assert {path.stem for path in tmp_path.glob("*.ics")} == talking
    someone = min(talking)
    events = icalendar.Calendar.from_ical((tmp_path / f"{someone}.ics").read_bytes()).walk("VEVENT")
    assert len(events) == len(conference.talks.agenda(someone))
