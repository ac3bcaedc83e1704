"""After three cancellations, a late-comer and a lost table nobody moves who need not, and calendars say what is off."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import pytest

from kommunal_partner.facts import load_facts

pytest.importorskip("scipy", reason="the example needs the extra 'matching'")
icalendar = pytest.importorskip("icalendar", reason="the example needs the extra 'ical'")

Morning: TypeAlias = Any  # the example is a script: its classes cannot be imported
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def example() -> ModuleType:
    sys.path.insert(0, str(EXAMPLES))
    spec = importlib.util.spec_from_file_location("the_morning", EXAMPLES / "the_morning.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["the_morning"] = module
    spec.loader.exec_module(module)
    sys.path.remove(str(EXAMPLES))
    return module


@pytest.fixture(scope="module")
def morning(example: ModuleType) -> Morning:
    return example.change(example.build(load_facts()))


def test_only_those_of_the_lost_table_sit_elsewhere_at_the_opening(example: ModuleType, morning: Morning) -> None:
    moved = example.reseated(morning)
    lost = set(morning.before.tables.solution[example.LOST - 1]) - set(morning.cancelled)
    assert set(moved) == lost
    assert morning.tables.table_of("T999") is not None
    assert morning.tables.solution[example.LOST - 1] == ()


def test_in_the_rounds_only_those_of_the_lost_table_sit_elsewhere(example: ModuleType, morning: Morning) -> None:
    for number, moves in example.other_rounds(morning).items():
        lost = set(morning.before.rounds.solution[number - 1][example.LOST - 1]) - set(morning.cancelled)
        assert set(moves) == lost
    assert morning.freer.value < morning.rounds.value
    assert len(morning.freer.moved) > len(morning.rounds.moved)
    assert f"({len(morning.freer.moved)} people)" in "\n".join(example.report(morning, "en"))


def test_published_talks_stay_but_for_those_that_have_no_table_any_more(morning: Morning) -> None:
    before, after = morning.before.talks, morning.talks
    stay = {pair for pair in before.solution if not set(pair) & set(morning.cancelled)}
    kept = [pair for pair in stay if pair in after.solution and after.solution[pair].slot == before.solution[pair].slot]
    assert len(after.solution) == after.most == 8 * 11  # the lost table leaves no more room
    assert len(kept) + len(after.moved) >= min(len(stay), after.most)
    assert len(after.moved) <= 3
    assert "T999" in {one for left in after.unmet for one in left.ids} | {
        one for pair in after.solution for one in pair
    }
    assert not any(set(pair) & set(morning.cancelled) for pair in after.solution)


def test_all_rules_are_kept_after_the_change(morning: Morning) -> None:
    assert [result.verify() for result in (morning.tables, morning.rounds, morning.talks)] == [(), (), ()]


@pytest.mark.parametrize(("lang", "words"), [("de", "Tisch 5 fällt aus."), ("en", "Table 5 is lost.")])
def test_the_office_is_told_who_sits_where(example: ModuleType, morning: Morning, lang: str, words: str) -> None:
    lines = list(example.report(morning, lang))
    assert words in lines[0]
    assert lines[-1].endswith(": 0")


def test_new_calendars_call_off_what_is_gone(example: ModuleType, morning: Morning, tmp_path: Path) -> None:
    count = example.write(morning, tmp_path, "de")
    assert count == len(list(tmp_path.iterdir()))
    gone = morning.cancelled[0]
    for name in ("talks", "opening", "rounds"):
        events = icalendar.Calendar.from_ical((tmp_path / f"{gone}-{name}.ics").read_bytes()).walk("VEVENT")
        assert {str(event["STATUS"]) for event in events} <= {"CANCELLED"}
        assert all(event["SEQUENCE"] == 1 for event in events)
