"""Tables and working groups: what is read, what is refused, what is found and what is said about it."""

from __future__ import annotations

import copy
import csv
import pickle
import random
from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.clashes import ClashRule, FoundBy
from kommunal_partner.errors import BadBudget, BadInstance, UnknownName
from kommunal_partner.matching._seating.backtracking import can_seat
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.tabu_repair import first_seating
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups import GroupPlan, TableQuota, compose, usual_steps
from kommunal_partner.matching.groups._annealing_sweeps import anneal_in_sweeps
from kommunal_partner.matching.groups._bounds import _counted, _sorted, bound_of, fewest_seat_mates, most_seat_mates
from kommunal_partner.matching.groups._encode import broken_rules, encode, few_distances, whole_numbers
from kommunal_partner.matching.groups._exchange_gains import ExchangeGains
from kommunal_partner.matching.groups._infeasible import explain_clash, rules_of
from kommunal_partner.matching.groups._packed_ints import PackedInts
from kommunal_partner.matching.groups._restarts import Incumbents, best_seating
from kommunal_partner.matching.scoring import Score, ScoreTerm
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget, Status

STEPS = 5000


def apart_by(a: int, b: int) -> int:
    """A distance that any two different numbers have."""
    return abs(a - b)


def seeded() -> random.Random:
    return random.Random(1)  # noqa: S311 - because it is to give the same numbers every time


def alike(_: object, __: object) -> int:
    """The same distance for all."""
    return 1


def seats(plan: GroupPlan) -> dict[Hashable, int]:
    return {one: t for t, ids in enumerate(plan.solution) for one in ids}


def names(rules: Iterable[ClashRule]) -> list[str]:
    return [rule.name for rule in rules]


# ── what is found ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_four_people_at_two_tables_sit_as_differently_or_as_alike_as_they_can() -> None:
    diverse = compose(range(4), apart_by, sizes=(2, 2), steps=STEPS)
    assert (diverse.value, diverse.bound, diverse.status) == (4, 5, Status.FEASIBLE)  # 0 and 1 both want 3
    close = compose(range(4), apart_by, sizes=(2, 2), goal="alike", steps=STEPS)
    assert (close.value, close.solution) in [(2, ((0, 1), (2, 3))), (2, ((2, 3), (0, 1)))]
    assert close.gap == 0


def test_a_range_of_sizes_is_used_to_make_more_pairs_or_fewer() -> None:
    assert sorted(map(len, compose(range(8), alike, sizes=[(2, 6)] * 2, steps=STEPS).solution)) == [2, 6]
    even = compose(range(8), alike, sizes=[(2, 6)] * 2, goal="alike", steps=STEPS)
    assert (sorted(map(len, even.solution)), even.status) == ([4, 4], Status.OPTIMAL)


def test_all_distances_equal_is_proven_at_once() -> None:
    plan = compose(range(9), lambda *_: 3, sizes=[3] * 3, steps=STEPS)
    assert (plan.value, plan.bound, plan.status) == (27, 27, Status.OPTIMAL)
    assert "proven" in plan.explain().text("en")


@pytest.mark.parametrize(
    ("people", "sizes", "solution"),
    [
        ([], [], ()),
        ([], [(0, 3)], ((),)),
        (["a"], [1], (("a",),)),
        (["a", "b"], [2], (("a", "b"),)),
        (["a"], [(0, 1), 1], ((), ("a",))),
    ],
)
def test_nobody_one_and_two_people_are_seated(people: list[str], sizes: list[Any], solution: object) -> None:
    plan = compose(people, alike, sizes=sizes)
    assert (plan.solution, plan.status, plan.verify()) == (solution, Status.OPTIMAL, ())


def test_ids_of_several_types_have_one_order() -> None:
    ids = ["b", 2, ("x", 1), None, 1.5, "a"]
    plans = [compose(order, alike, sizes=[3, 3], steps=STEPS) for order in (ids, ids[::-1])]
    assert plans[0] == plans[1]


@frozen
class Person:
    id: str
    themes: frozenset[str]


def test_people_may_be_objects_with_an_id_and_the_function_sees_the_objects() -> None:
    people = [Person(one, frozenset(themes)) for one, themes in (("a", "xy"), ("b", "xy"), ("c", "z"), ("d", "z"))]
    plan = compose(people, lambda a, b: len(a.themes ^ b.themes), sizes=[2, 2], apart=[(people[0], "c")], steps=STEPS)
    assert sorted(plan.solution) == [("a", "d"), ("b", "c")]


def test_rows_mappings_and_functions_say_the_same() -> None:
    rows = [[0, 5, 1], [5, 0, 2], [1, 2, 0]]
    pairs = {("c", "a"): 1, ("a", "b"): 5, ("b", "c"): 2}
    nested = {"a": {"b": 5, "c": 1}, "b": {"c": 2, "a": 5}}
    plans = {compose("abc", d, sizes=[2, 1], steps=STEPS) for d in (rows, pairs, nested)}
    assert {plan.value for plan in plans} == {5}
    assert len(plans) == 1


def test_floats_are_summed_exactly_and_a_fraction_is_a_number() -> None:
    plan = compose(range(10), lambda *_: 0.1, sizes=[10])
    assert (plan.value, plan.status) == (4.5, Status.OPTIMAL)
    assert compose(range(2), lambda *_: Fraction(1, 2), sizes=[2]).value == 0.5


@pytest.mark.parametrize(
    ("rows", "value", "whole"),
    [([[3, 4]], 4, 4), ([[0.25, 3.5]], 3.5, 350), ([[1 / 3, 1.0]], 1.0, 1 << 20), ([[0.0]], 0.0, 0)],
)
def test_distances_become_whole_numbers_to_search_with(rows: list[list[float]], value: float, whole: int) -> None:
    assert list(whole_numbers(rows)([value])) == [whole]


@pytest.mark.parametrize("goal", ["diverse", "alike"])
@pytest.mark.parametrize("stability", [0, 0.5])
@pytest.mark.parametrize("largest", [1, 0.3, 10**30])
def test_many_different_distances_weigh_the_same_both_ways(largest: float, stability: float, goal: str) -> None:
    pairs = {two: largest * (k + 1) for k, two in enumerate(combinations(range(24), 2))}
    task = compose(range(24), pairs, sizes=[12, 12], goal=goal, stability=stability, steps=0).task
    assert few_distances(task) is None
    weight = encode(task, {}).problem.weight
    sign = 1 if goal == "diverse" else -1
    for a, row in enumerate(weight):
        assert [weight[b][a] for b in range(24)] == list(row)
        assert row[a] == 0
        for b in range(a):
            assert sign * row[b] / abs(weight[22][23]) == pytest.approx(pairs[b, a] / pairs[22, 23], abs=2e-6)


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_those_who_belong_together_share_a_table_and_delegations_are_apart() -> None:
    delegations = [range(first, first + 3) for first in range(0, 24, 3)]
    plan = compose(
        range(24), apart_by, sizes=[(5, 7)] * 4, together=[(0, 3), (3, 6), (9, 12)], apart=delegations, steps=STEPS
    )
    at = seats(plan)
    assert at[0] == at[3] == at[6]
    assert at[9] == at[12]
    assert all(len({at[one] for one in ids}) == 3 for ids in delegations)
    assert plan.verify() == ()


def test_a_unit_of_two_changes_places_with_two_single_people() -> None:
    # From this plan only the pair (0, 1) against two single people leads to tables of near ones.
    plan = compose(
        [0, 1, 2, 100, 101, 102],
        apart_by,
        sizes=[3, 3],
        goal="alike",
        together=[(0, 1)],
        steps=STEPS,
        previous=[(0, 1, 100), (2, 101, 102)],
        stability=0,
    )
    assert sorted(plan.solution) == [(0, 1, 2), (100, 101, 102)]
    assert plan.verify() == ()


def test_each_table_has_a_language_in_common_and_who_is_unknown_is_not_asked() -> None:
    languages = {0: ["de"], 1: ["de", "en"], 2: ["en"], 3: ["en", "fr"], 4: ["fr"]}
    plan = compose(
        range(6), lambda a, b: 10 if {a, b} == {0, 4} else 1, sizes=[(1, 4)] * 3, common_language=languages, steps=STEPS
    )
    at = seats(plan)
    assert plan.verify() == ()
    assert at[0] != at[4]
    assert "sprechen alle" in plan.explain().text("de")


def test_quotas_hold_at_every_table() -> None:
    hosts = TableQuota("host", [0, 1, 2, 3], 1)
    plan = compose(
        range(12), apart_by, sizes=[4, 4, 4], at_least=[hosts], at_most=[("Rathaus", [8, 9, 10], 1)], steps=STEPS
    )
    assert all(len({0, 1, 2, 3}.intersection(ids)) >= 1 for ids in plan.solution)
    assert all(len({8, 9, 10}.intersection(ids)) == 1 for ids in plan.solution)
    assert plan.verify() == ()


def test_a_locked_person_stays_and_an_earlier_plan_is_kept_unless_a_change_pays() -> None:
    plan = compose(range(12), apart_by, sizes=[4, 4, 4], locked={5: 3}, steps=STEPS)
    assert 5 in plan.solution[2]
    assert plan.task.stability == 0
    kept = compose(
        range(12),
        apart_by,
        sizes=[4, 4, 4],
        previous=[(0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)],
        stability=1000,
        steps=STEPS,
    )
    assert kept.moved == ()
    assert kept.status is Status.FEASIBLE
    forced = compose(range(12), apart_by, sizes=[4, 4, 4], previous=kept, locked=[(0, 3)], stability=1000, steps=STEPS)
    assert len(forced.moved) == 2
    assert 0 in forced.moved
    assert forced.verify() == ()
    assert "Einen anderen Tisch als im früheren Plan haben" in forced.explain().text("de")
    free = compose(range(12), apart_by, sizes=[4, 4, 4], previous=kept, stability=0, steps=STEPS)
    assert free.value > kept.value
    usual = compose(range(12), apart_by, sizes=[4, 4, 4], previous=kept, steps=STEPS)
    assert usual.task.stability == 13  # the mean distance, 13/3, times three neighbours, rounded up
    assert compose(range(2), apart_by, sizes=[1, 1], previous={0: 1, 1: 2}).task.stability == 1


def test_a_plan_of_one_person_is_kept_for_nothing() -> None:
    plan = compose(["a"], alike, sizes=[1, (0, 1)], previous={"a": 1})
    assert (plan.task.stability, plan.status) == (0, Status.OPTIMAL)


def test_a_long_search_among_units_and_ranges_keeps_all_rules() -> None:
    rng = seeded()
    rows = [[0] * 40 for _ in range(40)]
    for a in range(40):
        for b in range(a):
            rows[a][b] = rows[b][a] = rng.randrange(100)
    blocks = [(0, 1), (2, 3), (4, 5, 6), (7, 8)]
    given: dict[str, Any] = {"sizes": [(6, 14)] * 4, "together": blocks, "locked": {0: 2, 1: 2}}
    quick = compose(range(40), rows, **given, steps=0)
    plan = compose(range(40), rows, **given, steps=150_000)
    assert quick.verify() == plan.verify() == ()
    assert plan.value > quick.value


def test_units_that_sizes_do_not_fit_are_still_given_a_place_to_start_from() -> None:
    task = _task(3, 1, [[], [], []])
    assert sorted(first_seating(task, seeded(), Budget(1))) in ([0, 0, 1], [0, 1, 1])


def test_rows_go_by_the_order_in_which_people_were_given() -> None:
    rows = [[0, 5, 1], [5, 0, 2], [1, 2, 0]]
    for people, gone in ((["c", "a", "b"], []), (["a", "b", "c"], ["a"])):
        plan = compose(people, rows, sizes=[(2, 3)], absent=gone)
        assert plan.value == (8 if not gone else 2)


def test_without_time_the_rest_only_fill_the_chairs() -> None:
    """Everybody has a place, nobody more than there are chairs, and those set to a table sit there."""
    people = range(31)
    plan = compose(
        people,
        [[abs(a - b) for b in people] for a in people],
        sizes=[(2, 5)] * 7,
        apart=[(0, 1, 2), (5, 6)],
        together=[(9, 10, 11)],
        locked={3: 7},
        time_limit=1e-9,
    )
    assert {one for ids in plan.solution for one in ids} == set(people)
    assert max(map(len, plan.solution)) <= 5
    assert plan.table_of(3) == 7
    assert (plan.reproducible, plan.verify()) == (False, ())


def test_without_time_those_leave_an_earlier_table_for_whom_it_has_no_chair() -> None:
    earlier = [(0, 1, 2, 3), (4, 5), (6, 7)]
    plan = compose(
        range(8),
        apart_by,
        sizes=[3, 3, (1, 3)],
        previous=earlier,
        locked={4: 1, 6: 1},
        time_limit=1e-9,
    )
    assert {one for ids in plan.solution for one in ids} == set(range(8))
    assert (plan.table_of(4), plan.table_of(6), plan.verify()) == (1, 1, ())


def test_who_is_new_or_gone_does_not_hinder_an_earlier_plan() -> None:
    plan = compose(range(4), apart_by, sizes=[2, 2], previous=[(0, 9), (1,), (2,)], steps=STEPS)
    assert plan.task.previous == FrozenMap({0: 1, 1: 2})
    assert plan.verify() == ()


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"people": [1, 2, 2]}, "given twice"),
        ({"people": [[1], [2]]}, "hashed"),
        ({"people": range(10_000)}, "at most 2,000"),
        ({"sizes": [2, -1]}, "-1 is no size"),
        ({"sizes": [(3, 2)]}, "no size"),
        ({"sizes": [2.0, 2]}, "no size"),
        ({"sizes": [True, 3]}, "no size"),
        ({"distance": [[0, 1], [1, 0]]}, "rows"),
        ({"distance": [[0, 1, 2, 3], [9, 0, 1, 1], [2, 1, 0, 1], [3, 1, 1, 0]]}, "both directions"),
        ({"distance": {(0, 1): 1}}, "no distance"),
        ({"distance": {(0, 1): 1, (1, 0): 2}}, "both directions"),
        ({"distance": lambda *_: float("nan")}, "finite"),
        ({"distance": lambda *_: True}, "finite"),
        ({"distance": lambda *_: "far"}, "finite"),
        ({"distance": [[0.0 if a == b else float("inf") for a in range(4)] for b in range(4)]}, "finite"),
        ({"together": ["01"]}, "groups of ids"),
        ({"locked": {0: 3}}, "no table 3"),
        ({"locked": {0: 0}}, "no table 0"),
        ({"locked": {0: "x"}}, "no table 'x'"),
        ({"locked": [(0, 1), (0, 2)]}, "two tables"),
        ({"stability": -1}, "stability"),
        ({"at_least": [("host", [0], -1)]}, "at least 0"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(changed: dict[str, Any], part: str) -> None:
    given: dict[str, Any] = {"people": range(4), "distance": apart_by, "sizes": [2, 2], **changed}
    with pytest.raises(BadInstance, match=part):
        compose(given.pop("people"), given.pop("distance"), **given)


@pytest.mark.parametrize(
    "changed", [{"apart": [(0, 9)]}, {"locked": {9: 1}}, {"at_most": [("x", [9], 1)]}, {"common_language": {9: ["de"]}}]
)
def test_ids_that_nobody_has_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UnknownName, match="9"):
        compose(range(4), apart_by, sizes=[2, 2], **changed)


@pytest.mark.parametrize("budget", [{"steps": -1}, {"time_limit": -0.1}])
def test_a_budget_below_zero_is_refused(budget: dict[str, Any]) -> None:
    with pytest.raises(BadBudget):
        compose(range(4), apart_by, sizes=[2, 2], **budget)


def test_a_time_limit_makes_a_result_that_cannot_be_reproduced() -> None:
    assert compose(range(4), apart_by, sizes=[2, 2], steps=0).reproducible
    plan = compose(range(40), apart_by, sizes=[10] * 4, time_limit=1e-9)
    assert not plan.reproducible
    assert plan.verify() == ()
    steps = {10: 1, 16: 1.6, 17: 3.4, 60: 12, 99: 19.8, 100: 100, 480: 100, 600: 100, 2_000: 30}
    assert [usual_steps(people) / 10**6 for people in steps] == list(steps.values())


# ── what cannot be ───────────────────────────────────────────────────────────────────────────────────────────────────

TRIANGLE = [(0, 1), (0, 2), (1, 2)]
IMPOSSIBLE: dict[str, tuple[dict[str, Any], list[str]]] = {
    "too few chairs": ({"sizes": [2, 2]}, ["sizes"]),
    "too many tables": ({"sizes": [2, 2, 2, 2]}, ["sizes"]),
    "a group larger than a table": ({"together": [range(4)]}, ["sizes", "together"]),
    "groups that join to be too large": ({"together": [(0, 1, 2), (2, 3)]}, ["sizes", "together", "together"]),
    "together and apart": ({"together": [(0, 1)], "apart": [(0, 1)]}, ["together", "apart"]),
    "together along a chain and apart": (
        {"together": [(0, 1), (1, 2)], "apart": [(0, 2)]},
        ["together", "together", "apart"],
    ),
    "together at two tables": ({"together": [(0, 1)], "locked": {0: 1, 1: 2}}, ["locked", "locked", "together"]),
    "apart at one table": ({"apart": [(0, 1)], "locked": {0: 1, 1: 1}}, ["locked", "locked", "apart"]),
    "a table locked full": ({"locked": dict.fromkeys(range(4), 1)}, ["sizes", "locked", "locked", "locked", "locked"]),
    "a delegation larger than the tables": ({"apart": [(0, 1, 2)]}, ["apart"]),
    "pairs apart that need three tables": ({"apart": TRIANGLE}, ["apart", "apart", "apart"]),
    "too few hosts": ({"at_least": [("host", [0], 1)]}, ["at_least: host"]),
    "too many from the town hall": ({"at_most": [("hall", [0, 1, 2], 1)]}, ["at_most: hall"]),
    "no language in common": (
        {"common_language": {0: ["de"], 1: ["en"], 2: ["fr"]}},
        ["common_language"],
    ),
    "hosts that must sit together": (
        {"at_least": [("host", [0, 1], 1)], "together": [(0, 1)]},
        ["together", "at_least: host"],
    ),
    "two languages at one locked table": (
        {"common_language": {0: ["de"], 1: ["en"]}, "locked": {0: 1, 1: 1}},
        ["locked", "locked", "common_language"],
    ),
    "blocks that do not pack": ({"together": [(0, 1), (2, 3), (4, 5)]}, ["sizes", "together", "together", "together"]),
    "someone who speaks nothing": ({"common_language": {0: [], 1: ["de"]}}, ["common_language"]),
}


@pytest.mark.parametrize(("given", "expected"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_rules_that_clash_are_named(given: dict[str, Any], expected: list[str]) -> None:
    plan = compose(range(6), apart_by, **{"sizes": [3, 3], "steps": STEPS, **given})
    assert plan.clash is not None
    assert names(plan.clash.rules) == expected
    assert plan.status in (Status.PARTIAL, Status.INFEASIBLE)
    assert plan.verify() == ()
    assert plan.bound is None
    assert plan.clash.text("en") != plan.clash.text("de")
    assert plan.clash.sentence.text("en") in plan.explain().text("en")


def test_those_who_need_too_many_tables_are_found_among_thousands_of_pairs_apart() -> None:
    rng = random.Random(3)  # noqa: S311 - because it is to give the same numbers every time
    crowd = sorted(rng.sample(range(120), 9))
    pairs = {(a, b) for a in crowd for b in crowd if a < b}
    others = [(a, b) for a in range(120) for b in range(a + 1, 120) if rng.random() < 0.3 and (a, b) not in pairs]
    plan = compose(range(120), lambda a, b: a * b % 7, sizes=[15] * 8, apart=[*others, *pairs], steps=STEPS)
    assert plan.clash is not None
    assert {rule.ids for rule in plan.clash.rules} == pairs
    assert plan.verify() == ()


def test_too_few_chairs_leave_people_unseated_with_a_reason_each() -> None:
    plan = compose(range(6), apart_by, sizes=[2, 2], steps=STEPS)
    assert (plan.status, len(plan.unseated)) == (Status.PARTIAL, 2)
    assert [unmet.ids for unmet in plan.unmet] == [(one,) for one in plan.unseated]
    assert plan.unmet[0].text("de").startswith("Für ")
    person = plan.unseated[0]
    assert plan.table_of(person) is None
    assert plan.explain(person).text("en") == f"{person} has no chair."
    assert plan.explain(person, plan.solution[0][0]).text("en") == f"{person} has no chair."
    rows = {row["person"]: row for row in plan.to_rows()}
    assert rows[person] == {"table": None, "person": person, "contributes": None}


def test_a_partial_plan_breaks_one_wish_and_says_which() -> None:
    plan = compose(range(6), apart_by, sizes=[3, 3], apart=TRIANGLE, steps=STEPS)
    assert names(plan.dropped) == ["apart"]
    assert "Not kept" in plan.explain().text("en")
    assert plan.clash is not None
    assert plan.clash.minimal


def test_no_table_for_people_is_infeasible() -> None:
    plan = compose(range(2), apart_by, sizes=[])
    assert (plan.status, plan.solution, plan.gap) == (Status.INFEASIBLE, (), None)
    assert "Kein Ergebnis ist möglich" in plan.explain().text()
    assert plan.verify() == ()
    assert [v.rule for v in evolve(plan, solution=((0,),)).verify()] == ["status"]


def test_a_clash_that_only_a_search_shows_is_called_so() -> None:
    plan = compose(range(6), apart_by, sizes=[3, 3], apart=TRIANGLE, steps=STEPS)
    assert plan.clash is not None
    assert plan.clash.found_by is FoundBy.SEARCH


def test_rules_that_can_be_kept_do_not_clash() -> None:
    plan = compose(range(6), apart_by, sizes=[3, 3], apart=[(0, 1)], steps=0)
    assert explain_clash(plan.task, rules_of(plan.task), 0, Budget(0), shown=False) is None


def _task(people: int, high: int, conflicts: list[list[int]]) -> SeatingProblem:
    nothing = [0] * people
    return SeatingProblem(
        [1] * people, [0, 0], [high, high], [nothing] * people, [nothing] * 2, [-1] * people, conflicts
    )


def test_what_is_too_large_to_be_tried_out_is_left_to_a_search() -> None:
    people = 500
    pairs = [[one ^ 1] for one in range(people)]
    assert can_seat(_task(people, 250, pairs), 0, Budget(10**6)) is True
    ring = [[(one - 1) % 501, (one + 1) % 501] for one in range(501)]
    assert can_seat(_task(501, 300, ring), 0, Budget(10**6)) is None


def test_a_budget_that_is_stopped_leaves_open_whether_all_can_sit() -> None:
    assert can_seat(_task(4, 1, [[1], [0], [], []]), 0, Budget(10, stopped=True)) is None


def test_contradictory_rules_cannot_be_searched_with() -> None:
    plan = compose(range(4), apart_by, sizes=[2, 2], together=[(0, 1)], apart=[(0, 1)], steps=0)
    with pytest.raises(BadInstance, match="outright"):
        encode(plan.task, rules_of(plan.task))


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_explanations_name_the_rule_or_the_best_exchange() -> None:
    plan = compose(range(6), apart_by, sizes=[3, 3], apart=[(0, 1)], together=[(4, 5)], locked={2: 1}, steps=STEPS)
    assert "0, 1 sit at different tables" in plan.explain(0, 1).text("en")
    assert "4, 5 sitzen zusammen" in plan.explain(4, 5).text("de")
    assert "set to sit at table 1" in plan.explain(2).text("en")
    barred = "No move, and no exchange with one person there, would bring 3 to table 2 without breaking a rule."
    assert plan.explain(3).text("en").splitlines()[1] == barred
    free = compose(range(4), apart_by, sizes=[2, 2], steps=STEPS)
    a, b = free.solution[0]
    c = free.solution[1][0]
    assert free.explain(a, b).text("en").splitlines()[1].startswith("The best exchange")
    assert "brächte die Summe von 4 auf" in free.explain(a, c).text("de")
    for one in (0, 2, 3, 4):
        for other in (1, 5):
            assert len(plan.explain(one, other).sentences) == 2
    tight = compose(range(2), apart_by, sizes=[1, 1], steps=STEPS)
    assert "No simple exchange" in tight.explain(0, 1).text("en")


def test_what_somebody_would_contribute_elsewhere_is_said_of_what_is_possible() -> None:
    full = compose([(1, 2), (3, 4), 5, "ä"], lambda _a, _b: 1, sizes=(2, 2), steps=STEPS)
    assert full.solution[0] == (5, "ä")
    assert full.explain(5).text("de").splitlines()[1] == (
        "5 trägt 1 an Tisch 1 bei; beim günstigsten Tausch mit Tisch 2 (gegen 1, 2) wären es 1, "
        "und die Summe ginge von 2 auf 2."
    )
    roomy = compose(range(4), apart_by, sizes=[(1, 3), (1, 3)], locked={0: 1, 1: 1, 2: 2, 3: 2}, steps=STEPS)
    free = evolve(roomy, task=evolve(roomy.task, locked=FrozenMap([(1, 1)])))
    assert (
        free.explain(0).text("en").splitlines()[1] == "0 contributes 1 at table 1, and would contribute 5 at table 2."
    )
    held = compose(range(6), apart_by, sizes=[2, 2, 2], locked={0: 1}, steps=STEPS)
    assert held.explain(0).text("de").splitlines()[1] == (
        "An die Tische 2, 3 käme 0 weder durch einen Umzug noch durch einen Tausch mit einer Person dort, ohne eine "
        "Regel zu verletzen."
    )


def test_a_move_to_a_free_chair_may_be_the_best_change() -> None:
    plan = compose(range(2), alike, sizes=[(1, 2), (0, 1)], steps=STEPS)
    told = plan.explain(0, 1).text("en").splitlines()[1]
    assert told == "The best change would be a move: with 0 at table 2 the sum would go from 1 to 0."
    assert "ginge die Summe von 1 auf 0" in plan.explain(0, 1).text("de")


def test_the_overview_shows_the_weak_bound_as_such() -> None:
    plan = compose(range(30), lambda a, b: (a * b) % 11, sizes=[10] * 3, steps=STEPS)
    assert plan.certificate is not None
    assert plan.certificate.kind.startswith("weak")
    assert "weak" in plan.explain().text("en")
    assert plan.certificate.text("de").startswith("Eine schwache Schranke")
    assert plan.gap is not None
    assert plan.gap > 0


def test_the_bound_of_best_pairs_is_taken_where_it_is_better() -> None:
    # One person is far from all: everybody would like to sit with them, but only one can.
    plan = compose(range(6), lambda a, b: 100 if 0 in (a, b) else 1, sizes=[2, 2, 2], steps=STEPS)
    assert plan.certificate is not None
    assert (plan.value, plan.certificate.kind) == (102, "weak: best neighbours")
    wide = compose(range(6), lambda a, b: 100 if (a, b) in ((0, 1), (1, 0)) else 0, sizes=[3, 3], steps=STEPS)
    assert wide.certificate is not None
    assert (wide.bound, wide.certificate.kind) in [(100, "weak: best neighbours"), (100, "weak: best pairs")]


def test_sums_of_squares_of_table_sizes_have_their_bounds() -> None:
    assert most_seat_mates([(2, 6), (2, 6)], 8) == 40  # 6 and 2
    assert most_seat_mates([(1, 10), (2, 3)], 11) == 93  # no more than the chord, though 9 and 2 make 85
    assert fewest_seat_mates([(2, 6), (2, 6)], 8) == 32  # 4 and 4
    assert fewest_seat_mates([(5, 6), (0, 6)], 7) == 29  # 5 and 2


def test_explain_asks_for_at_most_two_different_people_that_exist() -> None:
    plan = compose(range(4), apart_by, sizes=[2, 2], steps=0)
    for ids in ((0, 1, 2), (0, 0)):
        with pytest.raises(BadInstance, match="two different"):
            plan.explain(*ids)
    with pytest.raises(UnknownName, match="9"):
        plan.explain(9)
    with pytest.raises(UnknownName, match="9"):
        plan.table_of(9)


def test_rows_count_tables_from_one() -> None:
    plan = compose(range(2), apart_by, sizes=[1, 1], locked={0: 2}, steps=0)
    assert plan.to_rows() == [
        {"table": 2, "person": 0, "contributes": 0},
        {"table": 1, "person": 1, "contributes": 0},
    ]


def test_plans_are_frozen_values_without_names_in_their_repr() -> None:
    plan = compose(["Anna", "Berta"], alike, sizes=[2], together=[("Anna", "Berta")], steps=0)
    assert hash(plan) == hash(copy.deepcopy(plan))
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert "Anna" not in repr(plan.task)


@pytest.mark.parametrize(
    ("people", "sizes", "goal", "apart", "together", "locked", "value"),
    [
        (7, [(2, 6), (3, 5)], "diverse", [], [(1, 6)], {4: 2}, 72),
        (6, [(3, 6), (0, 2)], "alike", [(0, 2), (2, 5)], [(3, 4), (0, 5)], {}, 37),
        (7, [(0, 0), (1, 5), (0, 2)], "alike", [(3, 4), (1, 4)], [(0, 5)], {}, 58),
        (12, [(3, 5), (3, 5), (3, 5)], "diverse", [(0, 1, 2)], [(3, 4), (5, 6), (7, 8, 9)], {}, 104),
    ],
)
def test_few_people_under_many_rules_are_seated_as_well_as_can_be(
    people: int,
    sizes: list[tuple[int, int]],
    goal: Any,  # noqa: ANN401 - because the table holds plain words
    apart: list[tuple[int, ...]],
    together: list[tuple[int, ...]],
    locked: dict[int, int],
    value: int,
) -> None:
    plan = compose(
        range(people),
        lambda a, b: 1 + (a * b + 3 * (a + b)) % 10,
        sizes=sizes,
        goal=goal,
        apart=apart,
        together=together,
        locked=locked,
    )
    assert plan.verify() == ()
    assert plan.value == value


@pytest.mark.parametrize(("stability", "moved"), [(0, (1, 2)), (0.4, (1, 2)), (0.5, ()), (0.6, ()), (2, ())])
def test_a_change_must_win_what_is_asked_even_if_that_is_a_part_of_one(
    stability: float, moved: tuple[int, ...]
) -> None:
    far = {(0, 1): 1, (2, 3): 1, (0, 2): 2, (1, 3): 1}
    plan = compose(
        range(4),
        lambda a, b: far.get((a, b), 0),
        sizes=(2, 2),
        previous=[(0, 1), (2, 3)],
        stability=stability,
    )
    assert (plan.moved, plan.verify()) == (moved, ())


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ({"apart": [("a", "b")]}, {("together", ("a", "b")), ("apart", ("a", "b"))}),
        (
            {"apart": [("a", "d")]},
            {("together", ("a", "b")), ("together", ("b", "c", "d")), ("apart", ("a", "d"))},
        ),
        (
            {"locked": {"c": 1, "d": 2}},
            {("together", ("b", "c", "d")), ("locked", ("c",)), ("locked", ("d",))},
        ),
    ],
)
def test_of_those_who_sit_together_only_what_links_the_two_is_named(
    rules: dict[str, Any], named: set[tuple[str, tuple[str, ...]]]
) -> None:
    together = [("a", "b"), ("b", "c", "d"), ("d", "e"), ("e", "f")]
    clash = compose("abcdefghijkl", lambda _a, _b: 1, sizes=(6, 6), together=together, steps=500, **rules).clash
    assert clash is not None
    assert {(rule.name, rule.ids) for rule in clash.rules} == named


def test_an_empty_table_is_called_empty_and_no_english_stands_in_german() -> None:
    text = compose("ab", lambda _a, _b: 1, sizes=((0, 2), (2, 2))).explain().text("de")
    assert "Tisch 1: leer." in text
    assert "weak" not in text


# ── what verify finds ────────────────────────────────────────────────────────────────────────────────────────────────

GOOD = compose(
    range(6),
    apart_by,
    sizes=[(2, 3), 3],
    together=[(0, 1)],
    apart=[(2, 3)],
    common_language={0: ["de"], 1: ["de"], 2: ["de", "en"], 3: ["en"], 4: ["en"], 5: ["en", "de"]},
    at_least=[("host", [0, 3], 1)],
    at_most=[("guest", [0, 4], 1)],
    locked={0: 1},
    previous={0: 1},
    steps=STEPS,
)


def test_rows_of_distances_hold_those_too_who_do_not_come() -> None:
    rows = [[abs(a - b) for b in range(5)] for a in range(5)]
    plan = compose("abcde", rows, sizes=[2, 2], absent=["b"])
    assert (plan.value, plan.table_of("a") == plan.table_of("c"), plan.verify()) == (5, False, ())


def test_who_has_no_chair_counts_at_no_table() -> None:
    broken = {name for name, _ in broken_rules(GOOD.task, (-1, -1, 0, 1, 1, 1))}
    assert broken >= {"sizes", "at_least: host"}
    assert "at_most: guest" not in broken


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"solution": ((0, 1, 2),)}, {"tables"}),
        ({"solution": ((0, 1, 2), (3, 4))}, {"once", "sizes", "value"}),
        ({"solution": ((0, 1, 2), (3, 4, 5, 5))}, {"once", "chairs", "value"}),
        ({"solution": ((0, 1, 2), (3, 4, 9))}, {"once"}),
        ({"solution": ((0, 5, 2), (3, 4, 1))}, {"together", "value", "common_language"}),
        ({"solution": ((3, 4, 5), (0, 1, 2))}, {"locked", "moved"}),
        ({"solution": ((0, 1, 5), (3, 4, 2))}, {"apart", "value"}),
        ({"solution": ((0, 1, 4), (3, 5, 2))}, {"apart", "value", "common_language", "at_most: guest"}),
        ({"solution": ((0, 1, 3), (2, 4, 5))}, {"value", "common_language", "at_least: host"}),
        ({"value": 99}, {"value"}),
        ({"bound": 1}, {"bound"}),
        ({"status": Status.PARTIAL}, {"status"}),
        ({"status": Status.OPTIMAL, "bound": 1000}, {"status"}),
        ({"moved": (3,)}, {"moved"}),
    ],
)
def test_verify_finds_what_is_wrong(changed: dict[str, Any], rules: set[str]) -> None:
    assert GOOD.verify() == ()
    found = {violation.rule for violation in evolve(GOOD, **changed).verify()}
    assert rules <= found
    assert all(violation.text("de") and violation.text("en") for violation in evolve(GOOD, **changed).verify())


# ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.uncounted
def test_rules_that_clash_only_together_are_found_among_many_seatings() -> None:
    apart = [(0, 1), (1, 2), (0, 2)]
    plan = compose(range(14), apart_by, sizes=[7, 7], apart=apart, steps=20_000)
    assert plan.status is Status.PARTIAL
    assert plan.clash is not None
    assert sorted(rule.ids for rule in plan.clash.rules if rule.name == "apart") == sorted(apart)
    assert [rule.name for rule in plan.dropped] == ["apart"]
    assert plan.verify() == ()


def test_sums_of_a_state_stay_right_whatever_is_exchanged() -> None:
    plan = compose(
        range(8),
        apart_by,
        sizes=[4, 4],
        together=[(0, 1)],
        common_language={one: ["de"] for one in range(8)},
        at_least=[("host", [0, 5], 1)],
        steps=0,
    )
    problem = encode(plan.task, rules_of(plan.task)).problem
    state = SeatingState(problem, [0, 0, 0, 1, 1, 1, 1])
    gains = ExchangeGains.of(state)
    before = gains.objective()
    gain = gains.gain(0, (0,), 1, (3, 4))
    state.exchange(0, (0,), 1, (3, 4))
    gains.exchange(0, (0,), 1, (3, 4))
    fresh = SeatingState(problem, list(state.where))
    assert gains.objective() == ExchangeGains.of(fresh).objective() == before + gain
    assert (gains.at, gains.own) == (ExchangeGains.of(fresh).at, ExchangeGains.of(fresh).own)
    for part in ("used", "counts"):
        assert getattr(state, part) == getattr(fresh, part)


@pytest.mark.parametrize("seed", range(20))
def test_whoever_can_win_by_an_exchange_is_found_on_one_side_of_it(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    people, sizes = 12, rng.choice([(4, 4, 4), (2, 4, 6), (3, 9)])
    rows = [[0] * people for _ in range(people)]
    for a, b in combinations(range(people), 2):
        rows[a][b] = rows[b][a] = rng.randrange(-9, 10)
    problem = encode(compose(range(people), rows, sizes=sizes, steps=0).task, {}).problem
    where = [table for table, size in enumerate(sizes) for _ in range(size)]
    rng.shuffle(where)
    gains = ExchangeGains.of(SeatingState(problem, where))
    usual = gains.usual()
    beyond = gains.at_own(usual)
    for least in (-30, -7, 0, 5):
        swaps = {
            frozenset((a, b))
            for a, b in combinations(range(people), 2)
            if where[a] != where[b] and gains.gain(where[a], (a,), where[b], (b,)) >= least
        }
        found = set()
        for table in range(len(sizes)):
            bits = gains.reaching(table, least // 2 + gains.lightest + usual[table], beyond)
            for unit in gains.units(bits):
                assert where[unit] != table
                spare = gains.at[table][unit] - gains.own[unit] - least
                others = gains.units(gains.tempting_at(unit, table, spare))
                assert {where[other] for other in others} <= {table}
                found |= {frozenset((unit, other)) for other in others}
            bits = gains.reaching(table, least)
            alone = {u for u in range(people) if where[u] != table and gains.at[table][u] - gains.own[u] >= least}
            assert set(gains.units(bits)) == alone
        assert found == swaps


@pytest.mark.parametrize("rules", ["plain", "free chairs", "couples", "delegations and languages"])
def test_many_people_are_seated_better_within_their_rules_whatever_these_are(rules: str) -> None:
    rng = seeded()
    rows = [[0] * 210 for _ in range(210)]
    for a, b in combinations(range(210), 2):
        rows[a][b] = rows[b][a] = rng.randrange(100)
    kinds: dict[str, dict[str, Any]] = {
        "plain": {"sizes": [21] * 10},
        "free chairs": {"sizes": [(18, 24)] * 10, "goal": "alike"},
        "couples": {
            "sizes": [21] * 10,
            "together": [(k, k + 1) for k in range(0, 10, 2)],
            "at_most": [("hosts", range(90), 9)],
        },
        "delegations and languages": {
            "sizes": [(18, 24)] * 10,
            "apart": [range(k, k + 5) for k in range(0, 210, 5)],
            "common_language": {one: ["de", "en"] if one % 3 else ["en"] for one in range(210)},
        },
    }
    asked = kinds[rules]
    settled, plan = (compose(range(210), rows, steps=steps, **asked) for steps in (0, 1_500_000))
    assert plan.verify() == ()
    assert plan.task.sign * plan.value > settled.task.sign * settled.value
    assert plan == compose(range(210), rows, steps=1_500_000, **asked)


def test_couples_change_places_with_two_others_in_sweeps_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.matching.groups._simulated_annealing.MANY", 20)
    rng = seeded()
    pairs = {pair: rng.randrange(100) for pair in combinations(range(60), 2)}
    asked: dict[str, Any] = {
        "sizes": [10] * 6,
        "together": [(k, k + 1) for k in range(0, 24, 2)],
        "at_most": [("hosts", range(1, 60, 3), 4)],
    }
    settled, plan = (compose(range(60), pairs, steps=steps, **asked) for steps in (0, 2_500_000))
    assert plan.verify() == ()
    assert plan.value > settled.value


@pytest.mark.parametrize(("sign", "stays"), [(1, True), (-1, False)])
def test_uneven_tables_stay_so_while_it_is_hot_if_more_pairs_win_more(sign: int, stays: bool) -> None:
    rng = seeded()
    weight = [[0] * 40 for _ in range(40)]
    for a, b in combinations(range(40), 2):
        weight[a][b] = weight[b][a] = sign * rng.randrange(100)
    low, high, nobody = [6] * 4, [14] * 4, [[0] * 40 for _ in range(4)]
    problem = SeatingProblem([1] * 40, low, high, weight, nobody, [-1] * 40, [[] for _ in range(40)])
    state = SeatingState(problem, [t for t, size in enumerate((14, 14, 6, 6)) for _ in range(size)])
    gains = ExchangeGains.of(state)
    before = list(state.where)
    for coldest in (1.0, 0.7):
        anneal_in_sweeps(state, gains, rng, Budget(200_000), 400.0, coldest, Incumbent())
        assert state.where != before
        assert (sorted(state.used) == [6, 6, 14, 14]) is (stays and coldest == 1)


def test_a_sweep_among_many_people_ends_with_the_steps() -> None:
    rng = seeded()
    pairs = {pair: rng.randrange(100) for pair in combinations(range(200), 2)}
    plan = compose(range(200), pairs, sizes=[20] * 10, steps=1_200_000)
    assert plan.steps < 1_200_000 + 2 * 200**2  # the last descent looks at each once or twice
    assert plan.verify() == ()


def test_many_distances_that_all_differ_are_searched_and_bounded_one_by_one() -> None:
    rng = seeded()
    for draw in (rng.random, lambda: rng.randrange(10**6), lambda: rng.randrange(10**6) / 10):
        pairs = {pair: draw() for pair in combinations(range(24), 2)}
        for goal in ("diverse", "alike"):
            plan = compose(range(24), pairs, sizes=[4] * 6, goal=goal, apart=[(0, 1)], steps=20_000)
            assert few_distances(plan.task) is None
            assert plan.verify() == ()
            assert plan.task.sign * plan.value > plan.task.sign * 36 * sum(pairs.values()) / len(pairs)


def test_weights_and_bounds_that_are_not_ready_when_the_time_ends_are_left_out() -> None:
    task = compose(range(6), [[abs(a - b) / 2 for a in range(6)] for b in range(6)], sizes=[3, 3], steps=0).task
    assert any(map(any, encode(task, {}, budget=Budget(1)).problem.weight))
    assert not any(map(any, encode(task, {}, budget=Budget(1, stopped=True)).problem.weight))
    assert bound_of(task, Budget(1, progress=lambda *_: True)) == (None, None)
    assert bound_of(task, Budget(1, progress=lambda *_: None))[0] is not None


@pytest.mark.uncounted
def test_tables_whose_rules_are_seen_to_clash_are_a_draft_unless_steps_are_given() -> None:
    rng = seeded()
    pairs = {pair: rng.randrange(80) for pair in combinations(range(80), 2)}
    quota = [("host", range(7), 1)]
    draft = compose(range(80), pairs, sizes=[10] * 8, at_least=quota)
    whole = compose(range(80), pairs, sizes=[10] * 8, at_least=quota, steps=usual_steps(80))
    assert draft.clash == whole.clash is not None
    assert len(draft.dropped) == len(whole.dropped) == 1
    assert draft.steps < usual_steps(80) / 7 < usual_steps(80) * 0.9 < whole.steps


@pytest.mark.parametrize(("most", "bits"), [(0, 16), (32_767, 16), (32_768, 32), (1 << 31, 64), (1 << 63, 72)])
def test_packed_ints_are_as_wide_as_their_numbers_need(most: int, bits: int) -> None:
    ints = PackedInts(3, most)
    assert ints.bits == bits
    assert tuple(ints.unpack(ints.pack([-most, 0, most]))) == (-most, 0, most)


@pytest.mark.parametrize("count", [3, 40])
def test_lanes_are_found_by_their_highest_bit_among_few_and_many(count: int) -> None:
    ints = PackedInts(count, 100)
    for lanes in ([], [0], [2], [0, 2], list(range(count))):
        assert ints.lanes(sum(1 << ints.bits * lane + ints.bits - 1 for lane in lanes)) == lanes


@pytest.mark.parametrize("tables", [3, 130, 260])
def test_exchanges_are_judged_all_at_once_as_one_by_one_at_any_number_of_tables(tables: int) -> None:
    rng = seeded()
    pairs = {pair: rng.randrange(9) for pair in combinations(range(2 * tables), 2)}
    problem = encode(compose(range(2 * tables), pairs, sizes=[2] * tables, steps=0).task, {}).problem
    where = [unit // 2 for unit in range(2 * tables)]
    state = SeatingState(problem, where)
    gains = ExchangeGains.of(state)
    state.exchange(0, (0,), tables - 1, (2 * tables - 1,))
    gains.exchange(0, (0,), tables - 1, (2 * tables - 1,))
    others = [other for other in range(2 * tables) if where[other] != where[5]]
    won = [gains.gain(where[5], (5,), where[other], (other,)) for other in others]
    assert gains.gains_of(5, others) == won
    assert gains.units(gains.tempting(5, 1))[::-1] == [
        other for other, more in zip(others, won, strict=True) if more > 0
    ]


@pytest.mark.parametrize("goal", ["diverse", "alike"])
@pytest.mark.parametrize("distances", [[3, -1, -1, 0, 2, 2], [0.5, 0.25, 0.25, -0.5, 0, 0.5]])
def test_few_numbers_are_counted_to_the_bound_that_sorting_them_gives(distances: list[int | float], goal: str) -> None:
    pairs = dict(zip(combinations(range(4), 2), distances, strict=True))
    task = compose(range(4), pairs, sizes=[2, 2], goal=goal, apart=[(0, 1), (0, 1, 3)], steps=0).task
    for seat_mates, most in ((0, 0), (1, 1), (3, 2)):
        values = few_distances(task)
        assert values is not None
        counted = _counted(task, task.rows, values, seat_mates, most)
        assert counted == _sorted(task, task.rows, seat_mates, most)


def test_a_mapping_may_hold_pairs_in_any_direction_rows_or_both() -> None:
    ids, far = "abcdef", {two: k * k for k, two in enumerate(combinations("abcdef", 2))}
    turned = {(two[::-1] if k % 3 else two): value for k, (two, value) in enumerate(far.items())}
    rows: dict[object, object] = {one: {b: value for (a, b), value in far.items() if a == one} for one in ids}
    some = {two: value for two, value in far.items() if "c" in two}
    wanted = compose(ids, far, sizes=[3, 3])
    mappings: list[dict[Any, Any]] = [turned, rows, {**turned, **rows}, {**rows, **some}, {**turned, "xy": 0}]
    for given in mappings:
        assert compose(ids, given, sizes=[3, 3]) == wanted
    with pytest.raises(BadInstance, match="same in both directions"):
        compose(ids, {**rows, ("f", "e"): 1}, sizes=[3, 3])
    with pytest.raises(BadInstance, match="no distance"):
        compose(ids, {two: value for two, value in turned.items() if value != 49}, sizes=[3, 3])


def test_people_alike_in_what_a_score_reads_are_asked_about_once() -> None:
    asked = []

    def mix(a: Participant, b: Participant) -> int:
        asked.append((a.id, b.id))
        return a.country != b.country

    people = [Participant(one, country=country) for one, country in zip("abcdef", ("TZA", "DEU") * 3, strict=True)]
    for reads, questions in ((("country",), 4), ((), 15)):
        asked.clear()
        score = Score.of(ScoreTerm("mix", mix, reads=reads))
        plan = compose(people, score, sizes=[3, 3])
        assert (plan.value, plan.verify(), len(asked)) == (4000, (), questions)
    with pytest.raises(BadInstance, match="participants"):
        compose("ab", Score.of(ScoreTerm("mix", mix, reads=("country",))), sizes=[2])


def test_a_budget_ends_with_its_steps_or_its_time() -> None:
    assert Budget(0).share() == 1
    assert Budget(10, done=5).share() == 0.5
    assert Budget(10, deadline=0.0).share() == 1


# ── real instances ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.uncounted
@pytest.mark.parametrize("name", ["RanInt_n010_ss_01", "RanInt_n012_ds_01", "RanInt_n030_ss_01", "Geo_n010_ds_01"])
def test_small_public_instances_reach_the_best_known_value(cases: Path, name: str) -> None:
    with (cases / "matching" / "best_known.csv").open(encoding="utf-8") as file:
        known = next(float(row["value"]) for row in csv.DictReader(file) if row["file"] == f"mdgp/{name}.txt")
    lines = (cases / "matching" / "mdgp" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    head = lines[0].split()
    people, tables = int(head[0]), int(head[1])
    sizes = [(int(head[3 + 2 * k]), int(head[4 + 2 * k])) for k in range(tables)]
    pairs = {(int(i), int(j)): float(d) for i, j, d in (line.split() for line in lines[1:] if line.strip())}
    plan = compose(range(people), pairs, sizes=sizes)
    assert plan.value == pytest.approx(known, rel=1e-9)
    assert plan.verify() == ()


def test_people_of_one_table_who_are_locked_to_two_have_no_seating() -> None:
    plan = compose("abcd", lambda _a, _b: 1, sizes=(2, 2), together=[("a", "b")], locked={"a": 1, "b": 2}, steps=100)
    assert plan.clash is not None
    names = {("together", ("a", "b")), ("locked", ("a",)), ("locked", ("b",))}
    with pytest.raises(BadInstance, match="contradict one another"):
        encode(plan.task, names)
    assert encode(plan.task, names - {("locked", ("b",))}) is not None


def test_many_tables_are_summed_in_another_way_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask() -> object:
        return compose(range(80), apart_by, sizes=[2] * 40, apart=[(0, 1)], steps=20_000)

    one = ask()
    monkeypatch.setattr("kommunal_partner.matching.groups._exchange_gains.BYTES", 20)
    assert ask() == one


def test_a_bound_is_said_without_the_room_it_leaves_for_rounding() -> None:
    plan = compose("abcdef", lambda a, b: 0.1 * (ord(a) + ord(b) - 190) + 0.05, sizes=[3, 3], steps=100)
    assert plan.bound == pytest.approx(6.75)
    assert plan.value == 5.7
    assert "Die Summe der Abstände an den Tischen ist 5,7; die Schranke ist 6,75." in plan.explain().text("de")


def test_tables_of_any_size_are_filled_up_where_their_sizes_are_too_many_to_weigh() -> None:
    plan = compose(range(120), lambda *_: 1, sizes=[(0, 120)] * 80, steps=20_000)
    assert (plan.value, plan.verify()) == (120 * 119 // 2, ())


@pytest.mark.parametrize(
    ("distances", "sizes", "apart"),
    [
        pytest.param(
            [7982427101994, 9695578886, 675995276783, 6, 0, 1, 615514872134280, 1, 4179991223152, 5334559096],
            [(2, 3), (2, 3)],
            [],
            id="whole",
        ),
        pytest.param(
            [25827.046360740493, 4.930808526264625e-09, 2.5e-05, 32.55, 4.209246974082895e-09, 5998512.7],
            [2, 2],
            [(2, 3)],
            id="broken",
        ),
    ],
)
def test_no_bound_is_tighter_than_what_huge_distances_are_rounded_by(
    distances: list[float], sizes: list[Any], apart: list[tuple[int, int]]
) -> None:
    people = range(5 if len(distances) == 10 else 4)
    known = dict(zip(combinations(people, 2), distances, strict=True))
    plan = compose(people, known, sizes=sizes, apart=apart, goal="alike")
    assert plan.bound is not None
    assert plan.bound <= plan.value
    assert plan.verify() == ()


class _Read(list[int]):
    """A row that counts how often one of its numbers is read."""

    times = 0

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - because lists take numbers and slices
        self.times += 1
        return super().__getitem__(at)


@pytest.mark.parametrize("seed", range(6))
def test_where_few_may_move_all_seatings_are_tried_without_counting_the_others_again(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    people, tables, free = 60, 6, 3
    rows = [_Read([0] * people) for _ in range(people)]
    for a, b in combinations(range(people), 2):
        list.__setitem__(rows[a], b, rng.randint(-9, 9))
        list.__setitem__(rows[b], a, list.__getitem__(rows[a], b))
    problem = SeatingProblem(
        size=[1] * people,
        low=[9] * tables,
        high=[11 + seed % 2] * tables,
        weight=rows,
        stay_bonus=[[rng.randint(-20, 20) for _ in range(people)] for _ in range(tables)],
        fixed=[-1] * free + [unit % tables for unit in range(free, people)],
        conflicts=[[free], [2], [1], [0], *[[] for _ in range(people - free - 1)]],
    )
    where = best_seating(problem, [], rng, Budget(100_000), Incumbents(), keep=False)
    assert sum(row.times for row in rows) <= 2 * free * people + free**2 * tables**free
    seatings = [[*chosen, *problem.fixed[free:]] for chosen in product(range(tables), repeat=free)]
    allowed = [one for one in seatings if not any(SeatingState(problem, list(one)).faults())]
    assert where == max(allowed, key=problem.objective)


def test_a_descent_asks_of_rules_only_where_there_is_a_free_chair(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    change = SeatingState.change

    def counted(state: SeatingState, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> int:
        asked.append(bool(coming) or state.used[there] < state.problem.high[there])
        return change(state, here, leaving, there, coming)

    monkeypatch.setattr(SeatingState, "change", counted)
    people = 120
    plan = compose(range(people), lambda a, b: (a * b) % 17, sizes=[(1, 2)] * 90, steps=1)
    assert plan.verify() == ()
    assert all(asked)
    assert len(asked) <= 3 * people
