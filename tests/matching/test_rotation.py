"""Rounds at tables: what is read, what is refused, what is found and what is said about it."""

from __future__ import annotations

import copy
import pickle
import random
from importlib import import_module
from itertools import combinations
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.errors import BadBudget, BadInstance, UnknownName
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.rotation._cyclic_construction import turning_rounds
from kommunal_partner.matching.rotation._finite_fields import prime_powers
from kommunal_partner.matching.rotation._min_conflicts import seat_apart
from kommunal_partner.matching.rotation._orthogonal_arrays import rounds_by_array
from kommunal_partner.matching.rotation._transversal_designs import rounds_by_algebra
from kommunal_partner.results import Budget, Status

STEPS = 5000


def seeded() -> random.Random:
    return random.Random(1)  # noqa: S311 - because it is to give the same numbers every time


# Tables, seats and rounds of the social golfer list that must come out without a repeat.
GOLFERS = [
    "5-3-6",
    "5-3-7",
    "8-4-5",
    "8-4-7",
    "8-4-9",
    "4-4-5",
    "5-5-6",
    "6-6-3",
    "6-4-6",
    "10-4-9",
    "9-4-8",
    "8-8-9",
    "7-7-8",
    "10-10-4",
]


@pytest.mark.uncounted
@pytest.mark.parametrize("spec", GOLFERS)
def test_golfers_never_meet_twice(spec: str) -> None:
    tables, seats, rounds = map(int, spec.split("-"))
    plan = rotate(range(tables * seats), tables=tables, rounds=rounds)
    assert (plan.value, plan.bound, plan.status, plan.verify()) == (0, 0, Status.OPTIMAL, ())
    assert {len(ids) for of_round in plan.solution for ids in of_round} == {seats}


# The whole search at these sizes stands in benchmarks/bench_rotation.py.
@pytest.mark.parametrize("spec", ["10-10-4", "12-12-4", "12-12-5", "12-10-5", "20-15-4", "8-8-9"])
def test_orthogonal_arrays_bring_nobody_together_twice(spec: str) -> None:
    tables, seats, rounds = map(int, spec.split("-"))
    found = rounds_by_array(tables, seats, rounds)
    assert found is not None
    met: set[tuple[int, int]] = set()
    assert len(found) == rounds
    for at_tables in found:
        assert sorted(one for ids in at_tables for one in ids) == list(range(tables * seats))
        pairs = {pair for ids in at_tables for pair in combinations(sorted(ids), 2)}
        assert met.isdisjoint(pairs)
        assert {len(ids) for ids in at_tables} == {seats}
        met |= pairs


@pytest.mark.uncounted
@pytest.mark.parametrize("size", [3, 8])
def test_a_conference_of_120_with_delegations_apart_has_no_repeat(size: int) -> None:
    apart = [range(first, first + size) for first in range(0, 120, size)]
    plan = rotate(range(120), tables=15, rounds=5, apart=apart)
    assert (plan.value, plan.status, plan.verify()) == (0, Status.OPTIMAL, ())


def test_turning_rounds_are_tried_once_more_after_a_search() -> None:
    plan = rotate(range(24), tables=6, rounds=7, steps=80_000, seed=1)
    assert (plan.value, plan.steps > 32_000) == (0, True)  # the search may use steps up to 32,000


def test_lines_and_turning_rounds_seat_unequal_tables_too() -> None:
    lines = rotate(range(22), tables=5, rounds=5, apart=[(0, 1, 2)])
    assert (lines.value, lines.verify(), lines.task.seats[0]) == (0, (), (5, 5, 4, 4, 4))
    turning = rotate(range(34), tables=9, rounds=9, apart=[(0, 1)])
    assert (turning.value, turning.verify(), turning.task.seats[0]) == (0, (), (4,) * 7 + (3, 3))


def test_orthogonal_squares_seat_unequal_tables_hosts_and_delegations_too() -> None:
    short = rotate(range(99), tables=10, rounds=4, steps=20_000)
    assert (short.value, short.verify(), short.task.seats[0]) == (0, (), (10,) * 9 + (9,))
    apart = [range(first, first + 4) for first in range(0, 118, 4)]
    plan = rotate(range(118), tables=12, rounds=5, apart=[ids for ids in apart if max(ids) < 118], steps=20_000)
    assert (plan.value, plan.verify()) == (0, ())
    hosts = rotate(range(120), tables=12, rounds=5, hosts={k: k + 1 for k in range(12)}, steps=20_000)
    assert (hosts.value, hosts.verify()) == (0, ())


def test_where_a_host_stays_and_a_short_search_finds_repeats_an_array_has_none() -> None:
    plan = rotate(range(60), tables=12, rounds=4, hosts={0: 1}, steps=2000)
    assert (plan.value, plan.verify()) == (0, ())


def test_of_a_plan_that_cannot_be_all_questions_are_told_why() -> None:
    none = rotate(range(6), tables=[2, 2], rounds=1)
    assert none.explain(1) == none.explain(1, 2) == none.explain()


def test_several_rounds_are_spoken_of_in_the_plural() -> None:
    plan = rotate(
        range(6), tables=2, rounds=3, unavailable={1: [1, 2]}, bench=(0, 2), locked=[(2, 1, "bench"), (2, 3, "bench")]
    )
    assert "1 fehlt in den Runden 1, 2." in plan.explain(1).text("de")
    assert "2 setzt in den Runden 1, 3 aus." in plan.explain(2).text("de")


def test_hosts_stay_and_guests_meet_nobody_twice() -> None:
    hosts = {guest: guest + 1 for guest in range(7)}
    plan = rotate(range(28), tables=7, rounds=6, hosts=hosts, apart=[(9, 10)])
    assert (plan.value, plan.verify()) == (0, ())
    assert all(host in tables[table - 1] for tables in plan.solution for host, table in hosts.items())
    with_unequal = rotate(range(11), tables=[4, 4, 4], rounds=2, hosts={0: 2}, steps=STEPS)
    assert with_unequal.verify() == ()
    assert all(0 in tables[1] for tables in with_unequal.solution)


@pytest.mark.parametrize(
    ("hosts", "rounds"), [({0: 1}, 3), ({0: 2}, 3), ({3: 2}, 3), ({0: 1, 1: 2}, 2), ({0: 2, 2: 1}, 2)]
)
def test_a_few_people_meet_each_other_once_at_whichever_table_a_host_stays(hosts: dict[int, int], rounds: int) -> None:
    plan = rotate(range(4), tables=2, rounds=rounds, hosts=hosts)
    assert (plan.value, plan.status) == (0, Status.OPTIMAL)


def test_two_hosts_of_one_table_meet_in_every_round() -> None:
    plan = rotate(range(8), tables=2, rounds=2, hosts={0: 1, 1: 1}, steps=STEPS)
    assert plan.value >= 1
    assert plan.verify() == ()


def test_who_is_absent_is_not_seated_and_tables_stay_even() -> None:
    plan = rotate(range(12), tables=4, rounds=3, unavailable={0: [2], 1: [2], 2: []}, steps=STEPS)
    assert plan.task.seats == ((3, 3, 3, 3), (3, 3, 2, 2), (3, 3, 3, 3))
    assert {one for ids in plan.solution[1] for one in ids} == set(range(2, 12))
    assert plan.verify() == ()
    assert "fehlt in Runde 2" in plan.explain(0).text("de")
    assert "0 is absent in round 2" in plan.explain(0, 1).text("en") or plan.value


def test_unequal_tables_are_filled_as_given() -> None:
    plan = rotate(range(14), tables=[5, (2, 6), 4], rounds=2, steps=STEPS)
    assert plan.task.seats == ((5, 5, 4), (5, 5, 4))
    assert plan.verify() == ()


def test_locked_people_sit_where_they_are_set() -> None:
    for locked in ([(0, 2, 3)], {(0, 2): 3}):
        plan = rotate(range(9), tables=3, rounds=2, locked=locked, steps=STEPS)
        assert 0 in plan.solution[1][2]
        assert plan.verify() == ()


def test_an_earlier_plan_is_kept_as_far_as_possible() -> None:
    plan = rotate(range(20), tables=5, rounds=4)
    again = rotate(range(20), tables=5, rounds=4, previous=plan)
    assert (again.solution, again.moved, again.status) == (plan.solution, (), Status.OPTIMAL)
    given: dict[str, Any] = {"unavailable": {3: [1]}, "apart": [plan.solution[1][0][:2]], "steps": 100_000}
    changed = rotate(range(20), tables=5, rounds=4, previous=plan.solution, **given)
    assert 0 < len(changed.moved) <= 12
    assert changed.verify() == ()
    assert "At another table than in the earlier plan" in changed.explain().text("en")


@pytest.mark.parametrize(
    ("people", "tables", "rounds", "value"),
    [(0, 0, 0, 0), (0, 3, 2, 0), (1, 1, 3, 0), (2, 1, 3, 2), (2, 5, 3, 0), (12, 2, 4, 54), (3, 1, 2, 3), (4, 4, 3, 0)],
)
def test_small_and_forced_cases_are_proven(people: int, tables: int, rounds: int, value: int) -> None:
    plan = rotate(range(people), tables=tables, rounds=rounds, steps=STEPS)
    assert (plan.value, plan.bound, plan.status, plan.verify()) == (value, value, Status.OPTIMAL, ())


def test_the_bound_counts_pairs_or_each_persons_meetings_or_who_stays_together() -> None:
    kinds = {
        rotate(range(12), tables=4, rounds=6, steps=STEPS).certificate,
        rotate(range(12), tables=2, rounds=2, steps=STEPS).certificate,
        rotate(range(9), tables=[5, 4], rounds=3, apart=[(0, 8)], steps=STEPS).certificate,
    }
    assert {kind.kind for kind in kinds if kind} >= {"counting pairs", "counting who stays together"}
    lonely = rotate(range(9), tables=[3, 3, 3], rounds=3, apart=[(0, k) for k in range(1, 6)], steps=STEPS)
    assert lonely.certificate is not None
    assert (lonely.certificate.kind, lonely.bound) == ("counting each person's meetings", 2)
    assert "repeat" in lonely.certificate.text("en")


def test_a_table_at_which_nobody_sits_parts_nobody() -> None:
    found = rotate(range(12), tables=[6, 6, 0], rounds=2, steps=STEPS)
    # Each table of six falls into two of three, who meet again.
    assert found.certificate is not None
    assert (found.bound, found.certificate.numbers, found.verify()) == (12, (("pairs", 12),), ())


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"people": [1, 1]}, "given twice"),
        ({"people": range(10_000)}, "at most 2,000"),
        ({"rounds": -1}, "rounds"),
        ({"rounds": 1.5}, "rounds"),
        ({"tables": -1}, "tables"),
        ({"tables": True}, "tables"),
        ({"tables": [(3, 1)]}, "no size"),
        ({"unavailable": {0: [3]}}, "no round 3"),
        ({"unavailable": {0: [0]}}, "no round 0"),
        ({"hosts": {0: 4}}, "no table 4"),
        ({"locked": [(0, 5, 1)]}, "counted from 1"),
        ({"locked": [(0, 1, 5)]}, "counted from 1"),
        ({"locked": [(0, 1, 1), (0, 1, 2)]}, "two tables"),
        ({"locked": [(0, 1, 2)], "hosts": {0: 1}}, "host of table 1"),
        ({"locked": [(0, 1, 2)], "unavailable": {0: [1]}}, "absent in round 1"),
        ({"stability": float("nan")}, "stability"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(changed: dict[str, Any], part: str) -> None:
    given: dict[str, Any] = {"people": range(9), "tables": 3, "rounds": 2, **changed}
    with pytest.raises(BadInstance, match=part):
        rotate(given.pop("people"), **given)


@pytest.mark.parametrize(
    "changed", [{"unavailable": {9: [1]}}, {"hosts": {9: 1}}, {"locked": [(9, 1, 1)]}, {"apart": [(0, 9)]}]
)
def test_ids_that_nobody_has_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UnknownName, match="9"):
        rotate(range(9), tables=3, rounds=2, **changed)


@pytest.mark.parametrize("budget", [{"steps": -1}, {"time_limit": -1}])
def test_a_budget_below_zero_is_refused(budget: dict[str, Any]) -> None:
    with pytest.raises(BadBudget):
        rotate(range(9), tables=3, rounds=2, **budget)


def test_a_time_limit_makes_a_result_that_cannot_be_reproduced() -> None:
    plan = rotate(range(36), tables=6, rounds=6, time_limit=1e-9)
    assert not plan.reproducible
    assert plan.verify() == ()


# ── what cannot be ───────────────────────────────────────────────────────────────────────────────────────────────────

CLIQUE = [(a, b) for a in range(4) for b in range(a)]
IMPOSSIBLE: dict[str, tuple[dict[str, Any], list[str], Status]] = {
    "too few chairs": ({"tables": [2, 2, 2]}, ["seats"], Status.INFEASIBLE),
    "too few people": ({"tables": [(4, 5)] * 3}, ["seats"], Status.INFEASIBLE),
    "too few people in one round": (
        {"tables": [(3, 4)] * 3, "unavailable": {0: [2]}},
        ["seats"],
        Status.INFEASIBLE,
    ),
    "too many hosts": (
        {"tables": [3, 3, 3], "hosts": dict.fromkeys(range(4), 1)},
        ["seats", "host", "host", "host", "host"],
        Status.INFEASIBLE,
    ),
    "a host too many in one round": (
        {"tables": [2, 4, 3], "hosts": {0: 1, 1: 1}, "locked": [(2, 2, 1)]},
        ["seats", "host", "host", "locked"],
        Status.INFEASIBLE,
    ),
    "a delegation larger than the tables": ({"apart": [range(4)]}, ["apart"], Status.PARTIAL),
    "pairs that need four tables": ({"apart": CLIQUE}, ["apart"] * 6, Status.PARTIAL),
    "hosts of one table who must not meet": (
        {"hosts": {0: 1, 1: 1}, "apart": [(0, 1)]},
        ["host", "host", "apart"],
        Status.PARTIAL,
    ),
    "locked at one table and never to meet": (
        {"locked": [(0, 2, 3), (1, 2, 3)], "apart": [(0, 1)]},
        ["locked", "locked", "apart"],
        Status.PARTIAL,
    ),
    "everybody apart": ({"apart": [range(9)]}, ["apart"], Status.PARTIAL),
}


@pytest.mark.parametrize(("given", "expected", "status"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_rules_that_clash_are_named(given: dict[str, Any], expected: list[str], status: Status) -> None:
    plan = rotate(range(9), **{"tables": 3, "rounds": 2, "steps": STEPS, **given})
    assert plan.clash is not None
    assert [rule.name for rule in plan.clash.rules] == expected
    assert (plan.status, plan.verify(), plan.bound, plan.gap) == (status, (), None, None)
    assert plan.clash.sentence.text("en") in plan.explain().text("en")
    assert "no plan" not in plan.explain().text("en") or status is Status.INFEASIBLE
    assert bool(plan.solution) == (status is Status.PARTIAL) == bool(plan.unmet)


MANY_APART: dict[str, dict[str, Any]] = {
    "a delegation larger than the tables": {"apart": [range(5)]},
    "pairs that need five tables": {"apart": [*combinations(range(5), 2)]},
    "hosts of one table who must not meet": {"apart": [(0, 1)], "hosts": {0: 1, 1: 1}},
    "locked at one table in the last round": {"apart": [(0, 1)], "locked": [(0, 5, 2), (1, 5, 2)]},
    "too many apart in one round": {"apart": [range(5)], "unavailable": {0: [1, 2, 4, 5]}},
}
RULES_AND_TIMES = dict(zip(MANY_APART, ((1, 5), (10, 5), (3, 5), (3, 1), (1, 1)), strict=True))


@pytest.mark.uncounted
@pytest.mark.parametrize("case", MANY_APART)
def test_rules_that_are_seen_to_clash_are_broken_as_rarely_as_can_be_without_a_long_search(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("kommunal_partner.matching.rotation.solve")
    assert module._STEPS_IN_VAIN < module.USUAL_STEPS
    monkeypatch.setattr(module, "_STEPS_IN_VAIN", 20_000)
    plan = rotate(range(24), tables=4, rounds=5, **MANY_APART[case])
    assert plan.clash is not None
    assert plan.steps < 21_000
    apart = {frozenset(pair) for ids in plan.task.apart for pair in combinations(ids, 2)}
    met = sum(frozenset(pair) in apart for tables in plan.solution for at in tables for pair in combinations(at, 2))
    assert (len(plan.clash.rules), met) == RULES_AND_TIMES[case]


def test_as_many_steps_as_are_asked_for_are_taken_also_where_rules_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("kommunal_partner.matching.rotation.solve")
    monkeypatch.setattr(module, "_STEPS_IN_VAIN", 1000)
    assert rotate(range(24), tables=4, rounds=5, apart=[range(5)], steps=10_000).steps >= 10_000


def test_many_different_rounds_are_searched_without_a_look_at_each_beforehand() -> None:
    apart = [range(first, first + 4) for first in range(0, 80, 4)]
    missing = {one: [one % 10 + 1] for one in range(80)}
    plan = rotate(range(80), tables=9, rounds=10, apart=apart, unavailable=missing, steps=20_000)
    assert (plan.clash, plan.unmet) == (None, ())


def test_wishes_that_no_round_forbids_but_the_search_misses_are_unmet_without_a_clash() -> None:
    # Two rounds of pairs for four people of whom three pairs are forbidden: each round alone could do.
    plan = rotate(range(4), tables=2, rounds=1, apart=[(0, 1)], steps=0)
    assert plan.verify() == ()
    if plan.unmet:
        assert plan.clash is None


def test_an_infeasible_plan_with_seats_is_wrong() -> None:
    plan = rotate(range(9), tables=[2], rounds=1)
    assert "Kein Ergebnis ist möglich" in plan.explain().text("de")
    assert [violation.rule for violation in evolve(plan, solution=(((1,),),)).verify()] == ["status"]


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_explanations_say_who_meets_whom_and_why_some_never_do() -> None:
    plan = rotate(range(16), tables=4, rounds=3, hosts={0: 1, 1: 2}, apart=[(2, 3)], steps=STEPS)
    assert "0 stays at table 1" in plan.explain(0).text("en")
    assert "5 trifft insgesamt 9 von 15 anderen." in plan.explain(5).text("de")
    assert plan.explain(2, 3).text("en") == "2 and 3 are never to meet."
    assert plan.explain(0, 1).text("de") == "0 und 1 bleiben als Gastgeber an verschiedenen Tischen."
    _, table, others = plan.meetings(5)[0]
    assert f"at table {table}" in plan.explain(5, others[0]).text("en")
    met = {other for _, _, others in plan.meetings(5) for other in others}
    stranger = next(one for one in range(4, 16) if one not in met and one != 5)
    assert "do not meet" in plan.explain(5, stranger).text("en")
    assert "do not meet" in plan.explain(5, stranger).text("en")


def test_repeated_pairs_are_listed_with_their_rounds() -> None:
    plan = rotate("ab", tables=1, rounds=2)
    assert "a and b meet 2 times (rounds 1, 2)." in plan.explain().text("en")
    assert plan.explain("a", "b").text("en").count("meet in round") == 2
    assert plan.to_rows()[2] == {"round": 2, "table": 1, "person": "a", "meets": ("b",), "again": ("b",)}


def test_explain_asks_for_at_most_two_different_people_that_exist() -> None:
    plan = rotate(range(4), tables=2, rounds=1)
    for ids in ((0, 1, 2), (0, 0)):
        with pytest.raises(BadInstance, match="two different"):
            plan.explain(*ids)
    with pytest.raises(UnknownName, match="9"):
        plan.explain(9)
    with pytest.raises(UnknownName, match="9"):
        plan.meetings(9)


def test_plans_are_frozen_values_without_names_in_their_repr() -> None:
    plan = rotate(["Anna", "Berta"], tables=1, rounds=1)
    assert hash(plan) == hash(copy.deepcopy(plan))
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert "Anna" not in repr(plan.task)


def test_many_repeated_pairs_are_counted_beyond_the_first_twenty() -> None:
    told = rotate(range(12), tables=2, rounds=4, steps=STEPS).explain()
    assert told.text("en").count(" times (rounds") == 20
    assert "More pairs that meet several times" in told.text("en")


def test_two_who_are_never_there_together_are_said_to_be_so() -> None:
    plan = rotate(range(4), tables=1, rounds=2, unavailable={0: [1], 1: [2]}, steps=STEPS)
    told = plan.explain(0, 1).text("en")
    assert told.splitlines()[0] == "0 and 1 are there together in no round."
    assert "do not meet" not in told


def test_a_repeat_that_is_not_proven_necessary_is_said_to_be_so() -> None:
    plan = rotate(range(24), tables=6, rounds=7, steps=2_000)
    assert (plan.bound, plan.value > 0) == (0, True)
    pair: Any = next(row for row in plan.to_rows() if row["again"])
    told = plan.explain(pair["person"], pair["again"][0]).text("en")
    assert told.endswith("Whether it would go without repeats is not known; the search found nothing better.")


def test_who_sits_alone_is_said_to_sit_alone() -> None:
    explained = rotate("abc", tables=3, rounds=1).explain("a")
    assert explained.text("en").startswith("a sits alone at table")
    assert explained.text("de").startswith("a sitzt in Runde 1 allein an Tisch")


# ── what verify finds ────────────────────────────────────────────────────────────────────────────────────────────────

GOOD = rotate(
    range(4),
    tables=2,
    rounds=2,
    hosts={0: 1},
    unavailable={3: [2]},
    apart=[(0, 1)],
    locked=[(2, 1, 1)],
    previous=[[(0, 2)]],
)


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"solution": GOOD.solution[:1]}, {"shape"}),
        ({"bound": 9}, {"bound"}),
        ({"solution": (GOOD.solution[0][:1], GOOD.solution[1])}, {"shape"}),
        ({"solution": (((0, 2), (1, 1)), GOOD.solution[1])}, {"once"}),
        ({"solution": (GOOD.solution[0], ((0, 3), (1,)))}, {"once", "absent"}),
        ({"solution": (((0,), (1, 2, 3)), GOOD.solution[1])}, {"seats", "locked", "moved"}),
        ({"solution": (((1, 3), (0, 2)), GOOD.solution[1])}, {"host", "locked", "moved"}),
        ({"solution": (((0, 1), (2, 3)), GOOD.solution[1])}, {"apart", "locked"}),
        ({"value": 7}, {"value"}),
        ({"moved": (1,)}, {"moved"}),
        ({"status": Status.PARTIAL}, {"status"}),
        ({"status": Status.OPTIMAL, "bound": -1}, {"status"}),
    ],
)
def test_verify_finds_what_is_wrong(changed: dict[str, Any], rules: set[str]) -> None:
    assert GOOD.verify() == ()
    found = evolve(GOOD, **changed).verify()
    assert rules <= {violation.rule for violation in found}
    assert all(violation.text("de") and violation.text("en") for violation in found)


# ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_numbers_are_taken_apart_into_primes() -> None:
    assert prime_powers(1) == []
    assert prime_powers(60) == [(2, 2), (3, 1), (5, 1)]
    assert prime_powers(49) == [(7, 2)]


def test_rounds_beyond_lines_need_columns_that_divide_into_tables() -> None:
    assert rounds_by_algebra(8, 4, 9) is not None
    assert rounds_by_algebra(5, 3, 6) is None
    assert rounds_by_algebra(8, 4, 10) is None
    assert rounds_by_algebra(6, 3, 2) is None


def test_an_array_has_no_more_rounds_than_coordinates() -> None:
    assert rounds_by_array(10, 10, 4) is not None
    assert rounds_by_array(10, 10, 5) is None
    assert rounds_by_array(10, 9, 4) is None
    assert rounds_by_array(10, 11, 3) is None
    assert rounds_by_array(1, 1, 1) is None


def test_turning_rounds_give_up_where_no_circle_fits_or_the_budget_ends() -> None:
    rng = seeded()
    assert turning_rounds([5], 3, rng, Budget(1000)) is None
    assert turning_rounds([3] * 5, 7, rng, Budget(0)) is None


def test_the_pairs_of_turning_rounds_are_numbered_as_long_as_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.results._budget._SECONDS_BETWEEN", 0.0)
    looks = iter([False] * 4)
    stopped = Budget(1000, progress=lambda *_: next(looks, True))
    assert turning_rounds([3] * 5, 7, seeded(), stopped) is None
    assert (stopped.stopped, stopped.done) == (True, 0)


def test_people_are_renamed_so_that_enemies_never_meet() -> None:
    rounds = [[[0, 1], [2, 3]]]
    enemies = {(0, 1), (1, 0)}
    found = seat_apart(rounds, enemies, {}, seeded(), Budget(1000))
    assert found is not None
    assert all(set(at) != {0, 1} for at in found[0])
    for pinned in ({0: 0, 1: 1}, {0: 0, 1: 1, 2: 2}, {0: 0, 1: 1, 2: 2, 3: 3}):
        assert seat_apart(rounds, enemies, pinned, seeded(), Budget(1000)) is None
    all_pairs = {(a, b) for a in range(4) for b in range(4) if a != b}
    assert seat_apart(rounds, all_pairs, {}, seeded(), Budget(100)) is None


@pytest.mark.uncounted
def test_rounds_whose_empty_chairs_cannot_be_kept_apart_are_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("kommunal_partner.matching.rotation.solve")
    monkeypatch.setattr(module, "seat_apart", lambda *_: None)
    plan = rotate(range(26), tables=[4] * 5 + [3, 3], rounds=3, steps=20_000)
    assert plan.verify() == ()
    short = rotate(range(62), tables=8, rounds=8, steps=20_000)
    assert short.verify() == ()
