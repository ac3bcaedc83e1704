"""What counting shows of tables: that there is no seating, and which rules that takes."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest
from tests.matching.conftest import problem_of

from kommunal_partner.matching._seating import table_counts
from kommunal_partner.matching._seating.backtracking import can_seat
from kommunal_partner.matching._seating.language_choices import MOST_LANGUAGES
from kommunal_partner.matching._seating.seating_problem import PropertyLimits, SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.table_counts import is_miscounted
from kommunal_partner.matching._seating.tabu_repair import repair
from kommunal_partner.matching.groups import _infeasible, _restarts, compose
from kommunal_partner.results import Budget, Status


def drawn(seed: int) -> SeatingProblem:
    rng = random.Random(seed)  # noqa: S311 - because it makes up a case, not a secret
    people, tables = rng.randint(2, 6), rng.randint(1, 3)
    size = [rng.choice((1, 1, 1, 2)) for _ in range(people)]
    lows = [rng.randint(0, people // tables) for _ in range(tables)]
    return problem_of(
        [rng.choice(("", "a", "a", "b", "ab", "bc", "abc")) for _ in range(people)],
        [(low, low + rng.randint(1, 4)) for low in lows],
        [
            PropertyLimits([rng.randint(0, count) for count in size], least, least + rng.randint(1, 3))
            for least in rng.choices((0, 0, 1, 2), k=rng.randint(0, 2))
        ],
        [rng.choice((-1, -1, -1, rng.randrange(tables))) for _ in range(people)],
        size,
        [(a, b) for a, b in [rng.sample(range(people), 2)] if rng.random() < 0.5],
        rng.random() < 0.7,
    )


def test_what_counting_shows_to_be_impossible_is() -> None:
    shown = impossible = 0
    for seed in range(500):
        problem = drawn(seed)
        possible = any(
            not any(SeatingState(problem, list(where)).faults())
            for where in product(range(len(problem.low)), repeat=len(problem.size))
            if all(at in (-1, table) for at, table in zip(problem.fixed, where, strict=True))
        )
        impossible += not possible
        shown += is_miscounted(problem)
        assert not (possible and is_miscounted(problem)), seed
    assert shown > 0.8 * impossible
    assert impossible < 400


WITH_TWO = PropertyLimits([2, 2, 0, 0], 1, 4)


@pytest.mark.parametrize(
    ("why", "problem"),
    [
        ("two set at one table have no language in common", problem_of("aabb", [(0, 4)] * 2, fixed=(0, -1, 0, -1))),
        ("a pair has none", problem_of("ab", [(2, 2)])),
        ("too many for the chairs", problem_of("aaa", [(0, 1)] * 2)),
        ("too few for the tables", problem_of("aaa", [(2, 2)] * 2, asked=False)),
        ("chairs in the wrong numbers for two languages", problem_of("aaab", [(2, 2)] * 2)),
        ("more languages than tables", problem_of("abc", [(0, 3)] * 2)),
        (
            "a language whose tables are more than its hosts",
            problem_of("aaaabbbb", [(2, 2)] * 4, [PropertyLimits([1, 0, 0, 0, 1, 1, 1, 0], 1, 2)]),
        ),
        (
            "few hosts in a language, and many of whom one may sit at each table",
            problem_of(
                "aaaabbbb",
                [(1, 8)] * 4,
                [PropertyLimits([1, 0, 0, 0, 1, 1, 1, 1], 1, 8), PropertyLimits([0, 1, 1, 0, 0, 0, 0, 0], 0, 1)],
            ),
        ),
        ("those apart need more tables than their language", problem_of("aabb", [(2, 2)] * 2, pairs=[(0, 1)])),
        (
            "three apart of whose languages nothing is known",
            problem_of(["a", "b", "", "", ""], [(0, 5)] * 2, pairs=[(2, 3), (2, 4), (3, 4)]),
        ),
        (
            "three apart of whom one is of a known language",
            problem_of(["a", "b", "", "", "a"], [(0, 5)] * 2, pairs=[(2, 3), (2, 4), (3, 4)]),
        ),
        ("hosts who share a table", problem_of("aaaa", [(1, 4)] * 3, [WITH_TWO], size=[2, 2, 1, 1], asked=False)),
        (
            "a pair with more than a table may hold",
            problem_of("aa", [(0, 4)], [PropertyLimits([2, 0], 0, 1)], (), [2, 1]),
        ),
        ("more hosts than chairs are needed", problem_of("aa", [(0, 1)] * 2, [PropertyLimits([1, 1], 2, 2)])),
        ("pairs that do not pack", problem_of("aaa", [(0, 3)] * 2, size=[2] * 3, asked=False)),
        ("two of three share a table", problem_of("aaaaa", [(0, 8)] * 2, size=[3] * 5, asked=False)),
        (
            "pairs of hosts of whom a table may hold three",
            problem_of("aaa", [(0, 8)] * 2, [PropertyLimits([2] * 3, 0, 3)], size=[2] * 3, asked=False),
        ),
        ("blocks of three beside tables for two", problem_of("aa", [(0, 5), (0, 2)], size=[3] * 2, asked=False)),
        ("no tables", problem_of("a", [])),
        (
            "too few hosts, whatever the languages",
            problem_of("abcdefghijk", [(0, 11)] * 11, [PropertyLimits([2] + [1] * 8 + [0] * 2, 1, 11)], size=[2] * 11),
        ),
        ("two who must not meet set at one table", problem_of("aaa", [(0, 3)] * 2, fixed=(0, -1, 0), pairs=[(0, 2)])),
        ("a pair set where there is one chair", problem_of("aa", [(0, 1), (0, 3)], fixed=(0, -1), size=[2, 1])),
        (
            "two set at a table that may hold one such",
            problem_of("aaa", [(0, 3)] * 2, [PropertyLimits([1, 1, 0], 0, 1)], fixed=(0, 0, -1)),
        ),
        (
            "no chair left for a host where others are set",
            problem_of("aaaa", [(0, 2)] * 2, [PropertyLimits([0, 0, 1, 1], 1, 4)], fixed=(0, 0, -1, -1)),
        ),
        (
            "hosts set together of whom each table needs one",
            problem_of("aaaa", [(0, 4)] * 2, [PropertyLimits([1, 1, 0, 0], 1, 4)], fixed=(0, 0, -1, -1)),
        ),
        (
            "no chairs left for a pair where single people are set",
            problem_of("aaaa", [(0, 2)] * 3, fixed=(0, 1, 2, -1), size=[1, 1, 1, 2], asked=False),
        ),
        (
            "a chair left at the table of one language that only those of the other need",
            problem_of("aabbb", [(0, 3), (0, 2)], fixed=(0, 0, 1, -1, -1)),
        ),
    ],
)
def test_counting_shows(why: str, problem: SeatingProblem) -> None:
    assert is_miscounted(problem), why


def test_a_unit_without_a_language_in_common_is_seen_before_any_table_is_counted() -> None:
    problem = problem_of(["a", "b"], [(0, 4)] * 2, size=[2, 1])
    assert not is_miscounted(problem)
    one_each = [[0, 0], [1, 0], [1, 1]]
    object.__setattr__(problem, "speakers_by_language", one_each)
    assert is_miscounted(problem)


def test_many_languages_and_many_looks_leave_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "abcdefghijk"
    assert len(names) == MOST_LANGUAGES + 1
    assert not is_miscounted(problem_of(names, [(0, 11)]))
    # Any two who are neighbours in a ring of five have a language in common, and two of those do not reach all.
    ring = problem_of(["ab", "bc", "cd", "de", "ea"], [(0, 5)] * 2)
    assert is_miscounted(ring)
    monkeypatch.setattr(table_counts, "LOOKS", 0)
    assert not is_miscounted(ring)


def in_languages(tables: int, seed: int) -> dict[str, Any]:
    """Tables of eight in three languages, one of which has a host too few for its tables; delegations apart besides."""
    rng = random.Random(seed)  # noqa: S311 - because it makes up a case, not a secret
    people = rng.sample(range(8 * tables), 8 * tables)
    at = [people[8 * t : 8 * t + 8] for t in range(tables)]
    hosts = [ids[0] for ids in at]
    hosts[0] = at[1][1]
    return {
        "sizes": [8] * tables,
        "common_language": {one: [("de", "en", "fr")[t % 3]] for t, ids in enumerate(at) for one in ids},
        "apart": [[ids[2] for ids in at[t : t + 4]] for t in range(0, tables - 3, 4)],
        "at_least": [("host", hosts, 1), ("young", [one for ids in at for one in ids[4:]], 1)],
    }


@pytest.mark.parametrize("tables", [9, 40])
def test_a_clash_that_counting_shows_is_named_to_the_rule(tables: int) -> None:
    task = in_languages(tables, 1)
    plan = compose(range(8 * tables), lambda a, b: (a * b) % 7, steps=1_000, **task)
    assert plan.status is Status.PARTIAL
    assert plan.clash is not None
    assert [rule.name for rule in plan.clash.rules] == ["sizes", "at_least: host", "common_language"]
    assert (plan.clash.minimal, plan.verify()) == (True, ())


SPOKEN = {one: ["de"] if one < 16 else [("en", "fr")[one % 2]] for one in range(64)}
EIGHT_APART = [(first, first + 7, first + 14) for first in range(16, 24)]


@pytest.mark.parametrize(
    ("sizes", "rules", "clash"),
    [
        (
            (4, 12),
            {
                "at_least": [("host", [0, 1, *range(16, 64, 2), *range(17, 64, 2)], 1)],
                "at_most": [("chair", [2, 3, 4], 1)],
            },
            {"at_least: host", "at_most: chair", "common_language"},
        ),
        ((7, 9), {"apart": [*EIGHT_APART, (0, 1, 2, 3)]}, {"sizes", "apart", "common_language"}),
        ((7, 9), {"together": [(0, 16)], "apart": EIGHT_APART}, {"together", "common_language"}),
        (
            (7, 9),
            {"together": [(0, 1), (2, 3)], "at_least": [("host", [0, 1, 2, 3, *range(16, 21)], 1)]},
            {"together", "at_least: host"},
        ),
        ((8, 8), {"together": [tuple(range(k, k + 5)) for k in range(16, 60, 5)]}, {"sizes", "together"}),
    ],
)
def test_planted_clashes_are_named_to_the_rule(sizes: tuple[int, int], rules: dict[str, Any], clash: set[str]) -> None:
    if "common_language" in clash:
        rules = {**rules, "common_language": SPOKEN}
    plan = compose(range(64), lambda a, b: (a * b) % 7, sizes=[sizes] * 8, steps=1_000, **rules)
    assert plan.clash is not None
    assert ({rule.name for rule in plan.clash.rules}, plan.clash.minimal) == (clash, True)
    assert plan.verify() == ()


@pytest.mark.parametrize(
    ("sizes", "rules", "clash"),
    [
        (
            [10, *[(1, 500)] * 49],
            {"at_least": [("host", range(10, 500), 1)], "locked": dict.fromkeys(range(10), 1)},
            {"sizes", "at_least: host", "locked"},
        ),
        (
            [10] * 50,
            {"at_most": [("chair", [0, 2], 1)], "locked": {0: 1, 2: 1}},
            {"at_most: chair", "locked"},
        ),
        (
            [10] * 50,
            {"at_least": [("host", range(50), 1)], "locked": {0: 1, 2: 1}},
            {"at_least: host", "locked"},
        ),
        ([2, *[(0, 500)] * 49], {"together": [(0, 2, 4)], "locked": {2: 1}}, {"sizes", "together", "locked"}),
        ([10] * 50, {"together": [(0, 2)], "apart": [(2, 4)], "locked": {0: 1, 4: 1}}, {"together", "apart", "locked"}),
    ],
)
def test_of_many_those_who_are_locked_are_named_whose_table_has_no_room(
    sizes: list[Any], rules: dict[str, Any], clash: set[str]
) -> None:
    spoken = {one: ["de", "en"][: 1 + one % 2] for one in range(500)}
    plan = compose(range(500), lambda *_: 1, sizes=sizes, common_language=spoken, steps=1_000, **rules)
    assert plan.clash is not None
    assert ({rule.name for rule in plan.clash.rules}, plan.clash.minimal) == (clash, True)
    assert len(plan.clash.rules) == len(clash) - 1 + len(rules["locked"])
    assert plan.verify() == ()


def test_what_counting_shows_not_to_exist_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(*args: Any) -> bool | None:  # noqa: ANN401 - because it passes on what it is given
        asked.append(1)
        return can_seat(*args)

    monkeypatch.setattr(_infeasible, "can_seat", counted)
    monkeypatch.setattr(_restarts, "seat_by_language", None)
    plan = compose(range(72), lambda *_: 1, steps=1_000, **in_languages(9, 2))
    assert plan.clash is not None
    assert len(asked) <= len(plan.clash.rules)


def test_where_rules_are_shown_to_clash_by_searching_the_draft_is_short_too() -> None:
    task = in_languages(9, 3)
    plan = compose(range(72), lambda a, b: (a * b) % 7, **task)
    assert plan.clash is not None
    assert plan.steps < 72 * 200_000 / 4


def test_where_many_rules_clash_not_each_of_them_is_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_infeasible, "_FEWEST_SEARCHES", 2)
    monkeypatch.setattr(_infeasible, "_SEARCHED", 0)
    monkeypatch.setattr(_infeasible, "can_seat", None)
    plan = compose(range(72), lambda *_: 1, steps=1_000, **in_languages(9, 4))
    assert plan.clash is not None
    assert [rule.name for rule in plan.clash.rules] == ["sizes", "at_least: host", "common_language"]
    assert not plan.clash.minimal


@pytest.mark.parametrize("open_ones", [1, 2])
def test_where_searches_tell_nothing_there_are_no_more(monkeypatch: pytest.MonkeyPatch, open_ones: int) -> None:
    asked: list[object] = []
    monkeypatch.setattr(_infeasible, "_FEWEST_OPEN", open_ones)
    monkeypatch.setattr(_infeasible, "_LEFT_OPEN", 0)
    monkeypatch.setattr(_infeasible, "can_seat", lambda *args: asked.append(args))
    plan = compose(range(72), lambda *_: 1, steps=1_000, **in_languages(9, 4))
    assert plan.clash is not None
    assert not plan.clash.minimal
    assert len(asked) == open_ones


def test_a_draft_is_not_repaired_further_than_is_known_to_be_possible() -> None:
    state = SeatingState(problem_of("aab", [(0, 2)] * 2), [0, 0, 1])
    state.restart([0, 1, 1])
    budget = Budget(1_000)
    assert not repair(state, random.Random(1), budget, 10, least=1)  # noqa: S311 - because it starts a search, not a secret
    assert (budget.done, state.where) == (0, [0, 1, 1])
    assert repair(state, random.Random(1), budget, 10)  # noqa: S311 - because of the same


@pytest.mark.parametrize("seed", range(3))
def test_a_draft_begins_with_a_language_a_table_and_breaks_one_rule(seed: int) -> None:
    task = in_languages(9, seed)
    # A pair that has no language in common, and somebody who speaks what nobody else does.
    spoken = task["common_language"]
    alone = next(iter(spoken))
    spoken[alone] = ["pl"]
    pair = next([one, other] for one in spoken for other in spoken if "pl" != spoken[one][0] < spoken[other][0] != "pl")
    plan = compose(range(72), lambda *_: 1, steps=1_000, together=[pair], **task)
    assert [rule.name for rule in plan.dropped] == ["common_language"]
    assert plan.verify() == ()
