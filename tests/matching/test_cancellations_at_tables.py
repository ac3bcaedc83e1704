"""What is published stays: a cancellation, a late-comer or a lost table changes as little as can be."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import UnknownName
from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.participants import Participant
from kommunal_partner.results import Status


def far(a: int, b: int) -> int:
    return (a + b) * 7 % 11 + abs(a - b) % 5


DELEGATIONS = [range(first, first + 3) for first in range(0, 60, 3)]
ROUNDS = rotate(range(60), tables=10, rounds=4)
TABLES = compose(range(60), far, sizes=[(5, 6)] * 11, apart=DELEGATIONS, steps=100_000)


def seats(plan: RotationPlan) -> dict[tuple[Hashable, int], int]:
    """Who sits where in which round."""
    return {(one, r): t for r, tables in enumerate(plan.solution) for t, ids in enumerate(tables) for one in ids}


# ── rounds ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("person", range(60))
def test_when_one_of_sixty_cancels_nobody_else_moves_and_nobody_meets_again(person: int) -> None:
    plan = rotate(range(60), tables=10, rounds=4, previous=ROUNDS, absent=[person])
    assert (plan.moved, plan.value, plan.status, plan.verify()) == ((), 0, Status.OPTIMAL, ())
    assert seats(plan).items() <= seats(ROUNDS).items()


def test_a_late_comer_takes_a_free_chair_where_nobody_is_met_twice() -> None:
    plan = rotate(range(61), tables=10, rounds=4, previous=ROUNDS, absent=[3])
    assert (plan.moved, plan.value, plan.verify()) == ((), 0, ())
    free = {(r, t) for r, tables in enumerate(ROUNDS.solution) for t, ids in enumerate(tables) if 3 in ids}
    assert {(r, t) for (one, r), t in seats(plan).items() if one == 60} == free
    crowded = rotate(range(61), tables=10, rounds=4, previous=ROUNDS)
    assert (crowded.moved, crowded.value) == ((), 0)


def test_who_misses_a_round_leaves_a_free_chair_there_only() -> None:
    plan = rotate(range(60), tables=10, rounds=4, previous=ROUNDS, unavailable={7: [2]})
    assert (plan.moved, plan.value, plan.verify()) == ((), 0, ())
    assert seats(ROUNDS).items() - seats(plan).items() == {((7, 1), seats(ROUNDS)[7, 1])}


@pytest.mark.uncounted
def test_of_a_lost_table_only_its_own_people_move() -> None:
    lost = {one for tables in ROUNDS.solution for one in tables[9]}
    gone = rotate(range(60), tables=9, rounds=4, previous=ROUNDS, stability=9, steps=20_000)
    assert (gone.moved, gone.verify()) == ((), ())  # who sat at a table that is no more has none to leave
    bare = rotate(range(60), tables=[*[7] * 9, 0], rounds=4, previous=ROUNDS, stability=9, steps=20_000)
    assert (set(bare.moved), bare.verify()) == (lost, ())
    better = rotate(range(60), tables=9, rounds=4, previous=ROUNDS, steps=20_000)
    assert better.value < gone.value
    assert better.moved


def changes(plan: RotationPlan, before: RotationPlan) -> int:
    """How many chairs are others than before, of those who had one."""
    had = seats(before)
    return sum(had.get(place, table) != table for place, table in seats(plan).items())


@pytest.mark.uncounted
@pytest.mark.parametrize("gone", [[], [59]])
def test_two_who_must_not_meet_any_more_are_parted_by_one_change(gone: list[int]) -> None:
    one, other = ROUNDS.solution[1][3][:2]
    plan = rotate(range(60), tables=10, rounds=4, previous=ROUNDS, apart=[[one, other]], absent=gone)
    assert (len(plan.moved), plan.value, plan.verify()) == (1, 0, ())
    assert changes(plan, ROUNDS) == 1


def test_each_who_must_not_meet_others_any_more_leaves_one_chair() -> None:
    three = list(ROUNDS.solution[2][5][2:5])
    plan = rotate(range(60), tables=10, rounds=4, previous=ROUNDS, apart=[three])
    assert (len(plan.moved), plan.value, changes(plan, ROUNDS), plan.verify()) == (2, 0, 2, ())


def test_without_time_those_who_must_not_meet_are_parted_all_the_same() -> None:
    one, other = ROUNDS.solution[1][3][:2]
    plan = rotate(range(60), tables=10, rounds=4, previous=ROUNDS, apart=[[one, other]], time_limit=1e-9)
    assert (len(plan.moved), changes(plan, ROUNDS), plan.reproducible, plan.verify()) == (1, 1, False, ())


def test_hosts_who_must_not_meet_stay_where_they_are_set() -> None:
    earlier = [[["a", "b"], ["c"]]]
    plan = rotate(
        "abc", tables=[(0, 3), (0, 3)], rounds=1, previous=earlier, apart=[("a", "b")], hosts={"a": 1, "b": 1}
    )
    assert plan.status is Status.PARTIAL
    assert plan.solution == ((("a", "b"), ("c",)),)


def test_a_late_comer_sits_out_rather_than_meet_whom_they_must_not() -> None:
    earlier = [[["a", "b", "c"]]] * 3
    plan = rotate("abcd", tables=1, rounds=3, previous=earlier, apart=[("b", "d")], hosts={"a": 1}, bench=1)
    assert (plan.solution, plan.moved, plan.verify()) == (((("a", "b", "c"),),) * 3, (), ())


def test_of_those_at_a_full_table_one_moves_for_whom_nobody_is_met_again() -> None:
    earlier = [[["a", "b"], ["c", "d", "e"]], [["c", "d"], ["a", "b", "e"]]]
    rules = {"tables": [(2, 3), 3], "rounds": 2, "unavailable": {"b": [1]}, "absent": [], "previous": earlier}
    plan = rotate("abcde", **rules)  # type: ignore[arg-type]  # because a table of changes has many types
    assert (
        plan.value,
        len(plan.moved),
        changes(plan, rotate("abcde", previous=earlier, tables=[2, 3], rounds=2)),
        plan.verify(),
    ) == (0, 1, 1, ())


def test_the_bound_beside_earlier_rounds_is_said_to_hold_for_as_many_at_each_table() -> None:
    earlier = [[["a"], [], []]] * 3
    plan = rotate("ab", tables=[(1, 3), 1, 2], rounds=3, hosts={"b": 1}, previous=earlier)
    elsewhere = rotate("ab", tables=[(1, 3), 1, 2], rounds=3, hosts={"b": 1})
    assert (plan.value, plan.bound, elsewhere.value) == (2, 2, 0)
    assert (
        plan.explain()
        .text("en")
        .startswith("Repeated meetings: 2; with as many at each table there cannot be fewer than 2.")
    )
    assert "bei so vielen an jedem Tisch kann es nicht weniger als 2 geben." in plan.explain().text("de")


def test_one_more_round_leaves_the_others_alone() -> None:
    plan = rotate(range(60), tables=10, rounds=5, previous=ROUNDS)
    assert (plan.moved, plan.value) == ((), 0)


def test_repeats_that_were_published_are_no_reason_to_move_anybody() -> None:
    first = rotate(range(12), tables=3, rounds=5, steps=2_000)
    assert first.value > 0
    again = rotate(range(12), tables=3, rounds=5, previous=first, absent=[4], steps=20_000)
    assert again.moved == ()
    assert again.value <= first.value


def test_tables_that_need_more_people_get_them_from_the_fullest() -> None:
    plan = rotate(range(9), tables=[(3, 9), (3, 9)], rounds=1, previous=[[tuple(range(8)), (8,)]], steps=500)
    assert sorted(map(len, plan.solution[0])) == [3, 6]
    assert len(plan.moved) == 2
    none = rotate(range(3), tables=[(2, 3), (2, 3)], rounds=1, previous=[[(0, 1), (2,)]], steps=500)
    assert none.status is Status.INFEASIBLE
    full = rotate(range(5), tables=[2, 2], rounds=1, previous=[[(0, 1), (2, 3)]], steps=500)
    assert full.status is Status.INFEASIBLE


def test_who_finds_no_chair_leaves_the_others_alone() -> None:
    crowded = rotate(
        range(7), tables=[3, 3], rounds=2, previous=[[(0, 1, 2), (3, 4)]] * 2, apart=[(5, 3), (6, 3)], steps=500
    )
    assert crowded.status is Status.INFEASIBLE
    assert crowded.clash is not None


def test_who_is_new_does_not_sit_with_whom_they_must_not() -> None:
    plan = rotate(
        range(7), tables=2, rounds=2, previous=[[(0, 1, 2), (3, 4, 5)]] * 2, apart=[(0, 6)], stability=9, steps=500
    )
    assert (plan.moved, plan.status, plan.verify()) == ((), Status.FEASIBLE, ())
    assert all(6 in tables[1] for tables in plan.solution)


def test_who_is_new_takes_a_fuller_table_rather_than_meet_again_or_sit_with_whom_they_must_not() -> None:
    twice = [[(0, 1), (2, 3, 4)]] * 2
    again = rotate(range(6), tables=[(2, 3), (2, 4)], rounds=2, previous=twice, stability=9, steps=500)
    assert (again.moved, again.value) == ((), 4)
    apart = rotate(
        range(6), tables=[(1, 3), (1, 4)], rounds=1, previous=[[(0, 1), (2, 3, 4)]], apart=[(0, 5)], steps=500
    )
    assert (apart.moved, apart.dropped, apart.solution) == ((), (), (((0, 1), (2, 3, 4, 5)),))


def test_one_who_comes_in_the_place_of_another_moves_nobody_where_repeats_were_published() -> None:
    first = [[(1, 2, 4, 6), (0, 3, 5)], [(2, 3, 4, 6), (0, 1, 5)], [(1, 2, 3, 5), (0, 4, 6)]]
    plan = rotate(range(8), tables=[(2, 4), (0, 3)], rounds=3, hosts={0: 2}, previous=first, absent=[6], steps=2_000)
    assert (plan.moved, plan.value, plan.verify()) == ((), 9, ())


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def compose_again(**changed: object) -> GroupPlan:
    given = {"sizes": [(4, 6)] * 11, "apart": DELEGATIONS, "previous": TABLES, "steps": 100_000, **changed}
    people = given.pop("people", range(60))
    return compose(people, far, **given)  # type: ignore[arg-type] # because the mapping holds all kinds of arguments


@pytest.mark.uncounted
@pytest.mark.parametrize("person", range(60))
def test_when_one_of_sixty_cancels_all_others_keep_their_table(person: int) -> None:
    plan = compose_again(absent=[person])
    assert (plan.moved, plan.unmet, plan.verify()) == ((), (), ())


def test_a_late_comer_takes_a_free_chair_at_a_table() -> None:
    plan = compose_again(people=range(61))
    assert (plan.moved, plan.unmet, plan.verify()) == ((), (), ())
    assert plan.table_of(60) is not None


def test_a_size_that_can_no_longer_be_filled_breaks_nothing_else() -> None:
    full = compose(range(12), far, sizes=[4, 4, 4], steps=5_000)
    plan = compose(range(12), far, sizes=[4, 4, 4], previous=full, absent=[5], steps=5_000)
    assert (plan.status, plan.moved, [rule.name for rule in plan.dropped]) == (Status.PARTIAL, (), ["sizes"])


def test_a_new_rule_moves_as_few_as_can_be() -> None:
    full = compose(range(12), far, sizes=[4, 4, 4], steps=5_000)
    apart = full.solution[0][:2]
    plan = compose(range(12), far, sizes=[4, 4, 4], previous=full, apart=[apart], steps=50_000)
    assert len(plan.moved) == 2
    assert len(set(plan.moved).intersection(apart)) == 1
    assert plan.verify() == ()


def test_with_a_stability_of_nothing_all_may_move_for_a_better_sum() -> None:
    poor = [(0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10, 11)]
    plan = compose(range(12), far, sizes=[4, 4, 4], previous=poor, stability=0, steps=50_000)
    assert plan.moved
    assert plan.value > compose(range(12), far, sizes=[4, 4, 4], previous=poor, steps=50_000).value


def test_who_has_left_is_passed_over_wherever_they_are_named() -> None:
    named: dict[str, Any] = {"apart": [(0, 1)], "locked": {0: 1}, "absent": [0]}
    tables = compose(
        range(4), far, sizes=[(1, 3), (1, 3)], together=[(0, 2)], common_language={0: ["de"], 1: ["en"]}, **named
    )
    assert tables.task.ids == (1, 2, 3)
    assert (tables.task.apart, tables.task.together, dict(tables.task.locked)) == ((), (), {})
    rounds = rotate(
        range(4), tables=2, rounds=2, hosts={0: 1}, unavailable={0: [1]}, apart=[(0, 1)], locked=[(0, 1, 2)], absent=[0]
    )
    assert (dict(rounds.task.hosts), dict(rounds.task.unavailable), dict(rounds.task.locked)) == ({}, {}, {})
    assert rounds.verify() == ()


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def staying(plan: RotationPlan, earlier: list[list[tuple[int, ...]]]) -> set[tuple[Hashable, int]]:
    """Who still sits where they sat: (person, round)."""
    return {
        (one, r)
        for r, (tables, before) in enumerate(zip(plan.solution, earlier, strict=True))
        for ids, old in zip(tables, before, strict=True)
        for one in set(ids).intersection(old)
    }


@settings(max_examples=40)
@given(st.data())
def test_rounds_are_never_worse_than_leaving_everybody_where_they_were(data: st.DataObject) -> None:
    people, tables, rounds = data.draw(st.integers(2, 7)), data.draw(st.integers(1, 3)), data.draw(st.integers(1, 3))
    number = st.integers(0, tables - 1)
    earlier: list[list[tuple[int, ...]]] = []
    for _ in range(rounds):
        at = [data.draw(number) for _ in range(people)]
        earlier.append([tuple(p for p in range(people) if at[p] == t) for t in range(tables)])
    absent = data.draw(st.sets(st.integers(0, people - 1), max_size=people - 1))
    stability = data.draw(st.sampled_from([None, 0, 0.25, 1, 5]))
    plan = rotate(
        range(people), tables=tables, rounds=rounds, previous=earlier, absent=absent, stability=stability, steps=2_000
    )
    assert plan.verify() == ()
    left = [[[p for p in ids if p not in absent] for ids in of_round] for of_round in earlier]
    pairs = [frozenset(pair) for of_round in left for ids in of_round for pair in combinations(ids, 2)]
    repeats = len(pairs) - len(set(pairs))
    moves = sum(len(ids) for of_round in left for ids in of_round) - len(staying(plan, earlier))
    assert plan.value + plan.task.stability * moves <= repeats
    assert stability is not None or not moves


@settings(max_examples=40)
@given(st.data())
def test_tables_are_never_worse_than_leaving_everybody_where_they_were(data: st.DataObject) -> None:
    people, tables = data.draw(st.integers(1, 7)), data.draw(st.integers(1, 3))
    at = [data.draw(st.integers(1, tables)) for _ in range(people)]
    absent = data.draw(st.sets(st.integers(0, people - 1), max_size=people - 1))
    stability = data.draw(st.sampled_from([None, 0, 3, 20]))
    plan = compose(
        range(people),
        far,
        sizes=[(0, people)] * tables,
        previous=dict(enumerate(at)),
        absent=absent,
        stability=stability,
        steps=2_000,
    )
    assert plan.verify() == ()
    there = [one for one in range(people) if one not in absent]
    left = sum(far(a, b) for a, b in combinations(there, 2) if at[a] == at[b])
    assert plan.value - plan.task.stability * len(plan.moved) >= left
    assert stability is not None or not plan.moved


@pytest.mark.uncounted
@settings(max_examples=30)
@given(st.data())
def test_a_late_comer_meets_as_few_again_as_free_chairs_allow(data: st.DataObject) -> None:
    rounds, tables = data.draw(st.integers(1, 3)), 3
    earlier: list[list[tuple[int, ...]]] = []
    for _ in range(rounds):
        order = data.draw(st.permutations(range(6)))
        earlier.append([tuple(order[2 * t : 2 * t + 2]) for t in range(tables)])
    plan = rotate(range(7), tables=tables, rounds=rounds, previous=earlier, stability=100, steps=2_000)
    assert plan.moved == ()
    met = []
    for chosen in product(range(tables), repeat=rounds):
        mates = [other for r, t in enumerate(chosen) for other in earlier[r][t]]
        met.append(len(mates) - len(set(mates)))
    pairs = [frozenset(ids) for of_round in earlier for ids in of_round]
    assert plan.value == len(pairs) - len(set(pairs)) + min(met)


def test_of_somebody_who_has_left_it_is_said_that_they_have() -> None:
    people, apart = list("abcdefgh"), [[abs(a - b) for b in range(8)] for a in range(8)]
    composed = compose(people, apart, sizes=[3, 4], absent=["a"])
    rotated = rotate(people, tables=2, rounds=2, absent=[Participant("a")])
    for found in (composed, rotated):
        assert found.explain("a").text("en") == found.explain("b", Participant("a")).text("en")
        assert found.explain("a").text("en") == "a does not take part: said to be absent."
        assert found.explain("a").text("de") == "a ist nicht dabei: als abwesend gemeldet."
        assert "absent" not in found.explain().text("en") + found.explain("b").text("en")
        with pytest.raises(UnknownName):
            found.explain("a", "z")
    impossible = rotate(
        people, tables=2, rounds=1, absent=["a"], apart=[("b", "c"), ("c", "d"), ("b", "d")], steps=2_000
    )
    assert impossible.explain("a") == composed.explain("a")
