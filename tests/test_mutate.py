"""How modules are turned round: what is chosen, what is asked of types, and that every room and test is there."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType

import mutant_types
import mutate
import pytest
from tests.conftest import forget_what_was_kept

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (0, "abcdefghij"),
        (1, "a"),
        (3, "adgj"),
        (5, "acegi"),
        (10, "abcdefghij"),
        (99, "abcdefghij"),
    ],
)
def test_a_sample_is_spread_over_the_names_in_their_order(wanted: int, taken: str) -> None:
    assert "".join(mutate.sampled(reversed("abcdefghij"), wanted)) == taken


@pytest.mark.parametrize("name", mutate.ROOMS)
def test_a_room_has_modules_that_decide_and_tests_that_are_there(name: str) -> None:
    room = mutate.ROOMS[name]
    modules = mutate.modules_of(room)
    assert modules
    assert not any(module.endswith(("sentences.py", "__init__.py")) for module in modules)
    for test in (*room.tests, *room.too_slow):
        path, _, function = test.partition("::")
        assert (ROOT / path).exists()
        assert not function or f"def {function}(" in (ROOT / path).read_text(encoding="utf-8")
    (asked,) = tomllib.loads(mutate.settings(room))["tool"].values()
    assert asked["only_mutate"] == modules
    assert asked["pytest_add_cli_args_test_selection"][: len(room.tests)] == list(room.tests)


def test_every_module_that_reads_a_list_or_a_calendar_stands_in_one_room() -> None:
    readers = {path.relative_to(ROOT).as_posix() for path in (ROOT / "src").glob("*/adapters/from_*/_[a-z]*.py")}
    mutated = [module for room in mutate.ROOMS.values() for module in mutate.modules_of(room)]
    nothing_decided = {f"src/kommunal_partner/adapters/from_tables/{part}.py" for part in ("_lands", "_limits")}
    assert readers - set(mutated) == nothing_decided
    assert len(mutated) == len(set(mutated))


SOURCE = """\
def x_add__mutmut_orig(one, two):
    return one + two

def x_add__mutmut_1(one, two):
    return one - two

def add(one, two):
    return 0
"""


def test_a_line_is_known_by_the_copy_of_a_function_that_it_stands_in() -> None:
    assert mutant_types.copies(SOURCE) == {
        1: ("x_add", "orig"),
        2: ("x_add", "orig"),
        4: ("x_add", "1"),
        5: ("x_add", "1"),
    }


def test_only_what_is_wrong_in_a_mutant_and_not_in_the_function_itself_is_passed_on() -> None:
    lines = mutant_types.copies(SOURCE)
    findings = [
        {"file": "a.py", "line": 2, "message": "wrong in both"},
        {"file": "a.py", "line": 5, "message": "wrong in both"},
        {"file": "a.py", "line": 5, "message": "wrong in the mutant"},
        {"file": "a.py", "line": 8, "message": "wrong elsewhere"},
    ]
    assert mutant_types.of_mutants(findings, {"a.py": lines}) == [findings[2]]


@pytest.mark.parametrize(("mutated", "kept"), [({"mutants_x_read__mutmut": {}}, 0), ({}, 1)])
def test_what_a_mutated_module_has_kept_is_forgotten(mutated: dict[str, object], kept: int) -> None:
    @cache
    def read(text: str) -> str:
        return text

    read("Kaya")
    module = ModuleType("kommunal_partner.kept")
    vars(module).update(mutated, read=read)
    forget_what_was_kept({module.__name__: module})
    assert read.cache_info().currsize == kept
