"""A bench beside the tables: who sits out when is spread fairly, and nobody on it meets anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from itertools import combinations, product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.results import Status

STEPS = 5_000


def out(plan: RotationPlan) -> Counter[Hashable]:
    """How often everybody sits out."""
    often = Counter(dict.fromkeys(plan.task.ids, 0))
    for r, tables in enumerate(plan.solution, 1):
        often.update(set(plan.task.present(r)).difference(*tables))
    return often


# ── who sits out ─────────────────────────────────────────────────────────────────────────────────────────────────────

# People, tables, rounds and bench, and whether the rounds need no repeat.
SHAPES = [(22, 5, 5, 2), (21, 5, 5, 1), (13, 4, 4, 1), (5, 2, 5, 1), (7, 3, 7, 1), (62, 10, 4, 2), (30, 6, 5, 6)]


@pytest.mark.parametrize(("people", "tables", "rounds", "bench"), SHAPES)
def test_nobody_meets_twice_and_all_sit_out_equally_often(people: int, tables: int, rounds: int, bench: int) -> None:
    plan = rotate(range(people), tables=tables, rounds=rounds, bench=bench)
    assert (plan.value, plan.status, plan.verify()) == (0, Status.OPTIMAL, ())
    assert [len(ids) for ids in plan.bench] == [bench] * rounds
    assert max(out(plan).values()) - min(out(plan).values()) <= 1


def test_a_range_lets_only_those_sit_out_who_find_no_chair() -> None:
    full = rotate(range(22), tables=[4] * 5, rounds=2, bench=(0, 4), steps=STEPS)
    assert [len(ids) for ids in full.bench] == [2, 2]
    room = rotate(range(20), tables=[4] * 5, rounds=2, bench=(0, 4), steps=STEPS)
    assert room.bench == ((), ())
    least = rotate(range(20), tables=[4] * 5, rounds=2, bench=(1, 4), steps=STEPS)
    assert [len(ids) for ids in least.bench] == [1, 1]
    away = rotate(range(22), tables=[4] * 5, rounds=2, bench=(0, 4), unavailable={0: [2]}, steps=STEPS)
    assert [len(ids) for ids in away.bench] == [2, 1]


def test_hosts_stay_and_only_guests_sit_out() -> None:
    plan = rotate(range(22), tables=[4] * 5, rounds=6, bench=2, hosts={k: k + 1 for k in range(5)}, steps=50_000)
    assert plan.verify() == ()
    assert {out(plan)[host] for host in range(5)} == {0}
    assert {out(plan)[guest] for guest in range(5, 22)} == {0, 1}


def test_who_is_set_on_the_bench_sits_out_and_who_is_set_at_a_table_does_not() -> None:
    locked: list[tuple[int, int, int | str]] = [(0, 1, "bench"), (0, 3, "bench"), (1, 2, 2)]
    plan = rotate(range(9), tables=[4, 4], rounds=3, bench=1, locked=locked, steps=STEPS)
    assert (plan.bench[0], plan.bench[2], plan.verify()) == ((0,), (0,), ())
    assert 1 in plan.solution[1][1]
    assert rotate(range(9), tables=[4, 4], rounds=1, bench=1, locked={(4, 1): "bench"}, steps=0).bench == ((4,),)


def test_rules_may_make_the_bench_uneven_but_no_more_than_they_must() -> None:
    # Of four who must not meet two can sit: two of them sit out in every round, and the others never.
    plan = rotate(range(6), tables=[2, 2], rounds=4, bench=2, apart=[(0, 1, 2, 3)], steps=STEPS)
    assert (plan.unmet, plan.verify()) == ((), ())
    assert [out(plan)[one] for one in range(6)] == [2, 2, 2, 2, 0, 0]


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Benches:
    """A tiny task with a bench, and the best there is, by trying all."""

    def __init__(self, data: st.DataObject) -> None:
        tables = data.draw(st.integers(1, 2))
        self.people = data.draw(st.integers(2, 5))
        self.rounds = data.draw(st.integers(1, 3 if self.people < 5 else 2))
        self.bench = data.draw(st.integers(1, 2))
        ids, places = st.integers(0, self.people - 1), st.integers(1, tables)
        self.hosts = {0: data.draw(places)} if data.draw(st.booleans()) else {}
        self.away = {self.people - 1: {data.draw(st.integers(1, self.rounds))}} if data.draw(st.booleans()) else {}
        locks = st.tuples(st.integers(1, self.people - 1), st.just(1), places | st.just("bench"))
        self.locked = [data.draw(locks)] if data.draw(st.booleans()) else []
        self.locked = [lock for lock in self.locked if lock[1] not in self.away.get(lock[0], ())]
        self.apart = [data.draw(st.lists(ids, min_size=2, max_size=2, unique=True))] if data.draw(st.booleans()) else []
        self.plan = rotate(
            range(self.people),
            tables=tables,
            rounds=self.rounds,
            bench=self.bench,
            hosts=self.hosts,
            unavailable=self.away,
            locked=self.locked,
            apart=self.apart,
            steps=2_000,
        )

    def seatings(self, r: int) -> list[tuple[frozenset[int], ...]]:
        """Every way to fill the tables of a round that keeps the rules."""
        coming = [one for one in range(self.people) if r not in self.away.get(one, ())]
        sizes = self.plan.task.seats[r - 1]
        found = []
        for places in product(range(len(sizes) + 1), repeat=len(coming)):
            at = dict(zip(coming, places, strict=True))
            tables = tuple(frozenset(one for one in coming if at[one] == t) for t in range(1, len(sizes) + 1))
            if (
                tuple(map(len, tables)) == sizes
                and len(coming) - sum(sizes) == self.bench
                and all(at[one] == table for one, table in self.hosts.items() if one in at)
                and all(at[one] == (0 if t == "bench" else t) for one, number, t in self.locked if number == r)
                and not any(len(ids.intersection(pair)) > 1 for ids in tables for pair in self.apart)
            ):
                found.append(tables)
        return found

    def best(self) -> tuple[int, int] | None:
        """How uneven the bench is at least, and the fewest repeats then; None if no plan keeps the rules."""
        coming = [
            {one for one in range(self.people) if r not in self.away.get(one, ())} for r in range(1, self.rounds + 1)
        ]
        found = set()
        for plan in product(*(self.seatings(r) for r in range(1, self.rounds + 1))):
            often = Counter(one for ids, tables in zip(coming, plan, strict=True) for one in ids.difference(*tables))
            met = Counter(frozenset(two) for tables in plan for ids in tables for two in combinations(ids, 2))
            found.add((sum(count * count for count in often.values()), met.total() - len(met)))
        return min(found, default=None)


@pytest.mark.uncounted
@settings(max_examples=80)
@given(st.data())
def test_few_people_sit_out_as_evenly_as_can_be_and_then_repeat_as_rarely(data: st.DataObject) -> None:
    task = Benches(data)
    plan, best = task.plan, task.best()
    assert plan.verify() == ()
    if plan.status is Status.INFEASIBLE or plan.unmet:
        assert best is None
        assert plan.clash is not None
    else:
        assert best == (sum(count * count for count in out(plan).values()), plan.value)
        assert plan.bound is not None
        assert plan.bound <= plan.value


@settings(max_examples=40)
@given(st.data())
def test_the_bound_holds_for_every_bench(data: st.DataObject) -> None:
    task = Benches(data)
    plan = task.plan
    if plan.bound is None:
        return
    for rounds in product(*(task.seatings(r) for r in range(1, task.rounds + 1))):
        met = Counter(frozenset(two) for tables in rounds for ids in tables for two in combinations(ids, 2))
        assert plan.bound <= met.total() - len(met)


# ── what is published stays ──────────────────────────────────────────────────────────────────────────────────────────

ROUNDS = rotate(range(42), tables=10, rounds=4, bench=2)


@pytest.mark.parametrize("person", range(42))
@pytest.mark.parametrize("bench", [2, (0, 2)])
def test_when_one_cancels_nobody_else_moves(person: int, bench: int | tuple[int, int]) -> None:
    plan = rotate(range(42), tables=10, rounds=4, bench=bench, previous=ROUNDS, absent=[person])
    assert (plan.moved, plan.value, plan.verify()) == ((), 0, ())
    assert plan.bench == tuple(tuple(one for one in ids if one != person) for ids in ROUNDS.bench)


def test_a_late_comer_takes_a_free_chair_before_a_place_on_the_bench() -> None:
    plan = rotate(range(43), tables=[4] * 10, rounds=4, bench=(0, 3), previous=ROUNDS, absent=[3])
    assert (plan.moved, plan.value, plan.verify()) == ((), 0, ())
    free = {r for r, ids in enumerate(ROUNDS.bench, 1) if 3 not in ids}
    assert {r for r, _, _ in plan.meetings(42)} == free
    crowded = rotate(range(43), tables=[4] * 10, rounds=4, bench=(0, 3), previous=ROUNDS)
    assert (crowded.moved, [ids[-1] for ids in crowded.bench]) == ((), [42] * 4)


def test_where_nobody_of_an_earlier_plan_is_left_the_bench_asks_for_no_more_than_come() -> None:
    first = rotate(range(5), tables=2, rounds=2, bench=1, steps=STEPS)
    empty = rotate(range(5), tables=2, rounds=2, bench=1, previous=first, absent=range(5), steps=STEPS)
    assert (empty.solution, empty.status, empty.verify()) == ((((), ()),) * 2, Status.OPTIMAL, ())
    others = rotate("vwxy", tables=[(2, 2)] * 2, rounds=2, bench=1, previous=first, steps=STEPS)
    assert (others.bench, others.verify()) == (((), ()), ())
    enough = rotate("uvwxy", tables=2, rounds=2, bench=1, previous=first, steps=STEPS)
    assert [len(ids) for ids in enough.bench] == [1, 1]
    strict = rotate((), tables=2, rounds=2, bench=(1, 1), previous=first, steps=STEPS)
    alone = rotate((), tables=2, rounds=2, bench=1, steps=STEPS)
    assert (strict.status, alone.status) == (Status.INFEASIBLE, Status.INFEASIBLE)


def test_rounds_without_a_plan_let_those_sit_out_again_who_had_no_table() -> None:
    again = rotate(range(42), tables=10, rounds=4, bench=2, previous=ROUNDS.solution)
    assert (again.solution, again.bench, again.moved) == (ROUNDS.solution, ROUNDS.bench, ())


def test_who_must_come_off_the_bench_has_moved_and_a_bench_that_is_gone_has_none_to_leave() -> None:
    before = [[(0, 1, 2), (3, 4)]]
    called = rotate(range(6), tables=[(3, 3), (3, 3)], rounds=1, bench=(0, 1), previous=[*before, [(5,)]], steps=500)
    assert (called.moved, called.bench, called.verify()) == ((5,), ((),), ())
    assert "or sitting out in other rounds: 5 (number: 1)" in called.explain().text("en")
    gone = rotate(range(6), tables=2, rounds=1, previous=[*before, [(5,)]], steps=500)
    assert (gone.moved, gone.verify()) == ((), ())
    needed = rotate(range(6), tables=[3, 3], rounds=1, bench=(2, 2), previous=[[(0, 1, 2), (3, 4, 5)]], steps=500)
    assert (len(needed.moved), len(needed.bench[0]), needed.verify()) == (2, 2, ())


@settings(max_examples=40)
@given(st.data())
def test_rounds_are_never_worse_than_leaving_everybody_where_they_were(data: st.DataObject) -> None:
    people, rounds = data.draw(st.integers(3, 8)), data.draw(st.integers(1, 3))
    first = rotate(range(people), tables=2, rounds=rounds, bench=1, steps=200)
    absent = data.draw(st.sets(st.integers(0, people - 1), max_size=2))
    stability = data.draw(st.sampled_from([None, 0, 0.25, 5]))
    plan = rotate(
        range(people), tables=2, rounds=rounds, bench=1, previous=first, absent=absent, stability=stability, steps=2_000
    )
    assert plan.verify() == ()
    left = [[[one for one in ids if one not in absent] for ids in tables] for tables in first.solution]
    pairs = [frozenset(two) for tables in left for ids in tables for two in combinations(ids, 2)]
    moves = sum(
        next((t for t, ids in enumerate(of[r]) if one in ids), -1)
        != next((t for t, ids in enumerate(left[r]) if one in ids), -1)
        for of in [plan.solution]
        for r in range(rounds)
        for one in set(range(people)) - absent
    )
    assert plan.value + plan.task.stability * moves <= len(pairs) - len(set(pairs))
    assert stability is not None or not moves


# ── what is refused, what cannot be, what is said ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"bench": -1}, "bench=-1: a number from 0"),
        ({"bench": (3, 1)}, r"bench=\(3, 1\)"),
        ({"bench": True}, "bench=True"),
        ({"bench": "two"}, "bench='two'"),
        ({"bench": 1, "hosts": {0: 2}, "locked": [(0, 1, "bench")]}, "host of table 2 and cannot sit out"),
        ({"bench": 1, "locked": [(0, 1, "Bank")]}, "no table 'Bank'"),
        ({"bench": 1, "locked": [(0, 1, 0)]}, "no table 0"),
        ({"bench": 1, "locked": [(0, 1, "bench"), (0, 1, 2)]}, "two tables"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(changed: dict[str, Any], part: str) -> None:
    with pytest.raises(BadInstance, match=part):
        rotate(range(9), tables=2, rounds=2, **changed)


IMPOSSIBLE: dict[str, tuple[dict[str, Any], list[str], Status]] = {
    "too few places": ({"tables": [2, 2, 2], "bench": 2}, ["seats", "bench"], Status.INFEASIBLE),
    "too few people": ({"tables": [(4, 4)] * 2, "bench": (2, 3)}, ["seats", "bench"], Status.INFEASIBLE),
    "too many set out": (
        {"tables": [4, 4], "bench": 1, "locked": [(0, 2, "bench"), (1, 2, "bench")]},
        ["locked", "locked", "bench"],
        Status.INFEASIBLE,
    ),
    "set out without a bench": ({"tables": 3, "locked": [(0, 2, "bench")]}, ["locked"], Status.INFEASIBLE),
    "too many who never meet": (
        {"tables": [4, 4], "bench": 1, "apart": [(0, 1, 2, 3)]},
        ["apart", "bench"],
        Status.PARTIAL,
    ),
    "pairs that need a larger bench": (
        {"tables": [4, 4], "bench": 1, "apart": [(a, b) for a in range(4) for b in range(a)]},
        ["bench", *["apart"] * 6],
        Status.PARTIAL,
    ),
}


@pytest.mark.parametrize(("given", "expected", "status"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_the_rules_that_clash_are_named(given: dict[str, Any], expected: list[str], status: Status) -> None:
    plan = rotate(range(9), **{"rounds": 2, "steps": STEPS, **given})
    assert plan.clash is not None
    assert [rule.name for rule in plan.clash.rules] == expected
    assert (plan.status, plan.verify()) == (status, ())
    assert plan.clash.text("de") != plan.clash.text("en")


def test_a_plan_says_who_sits_out_and_how_often() -> None:
    plan = rotate("abcde", tables=2, rounds=5, bench=1)
    told = plan.explain().text("de")
    (first,) = plan.bench[0]
    assert f"In Runde 1 setzen aus: {first}." in told
    assert "Alle setzen gleich oft aus, jede Person in so vielen Runden: 1." in told
    assert f"{first} setzt in Runde 1 aus." in plan.explain(first).text("de")
    assert plan.to_rows()[4] == {"round": 1, "table": None, "person": first, "meets": (), "again": ()}
    uneven = rotate("abcde", tables=2, rounds=22, bench=1, steps=STEPS).explain().text("en")
    assert "So many rounds each person sits out: at least 4, at most 5." in uneven
    assert "More rounds that somebody sits out: 2." in uneven


# ── a miscount is noticed ────────────────────────────────────────────────────────────────────────────────────────────


def even_plan(**rules: Any) -> RotationPlan:  # noqa: ANN401 - because rules have many types
    return rotate(range(5), tables=2, rounds=2, bench=1, steps=STEPS, **rules)


def with_tables(plan: RotationPlan, *rounds: tuple[tuple[int, ...], ...]) -> RotationPlan:
    return evolve(plan, solution=rounds, value=0)


WRONG: list[tuple[str, Callable[[], RotationPlan], str]] = [
    ("one sits out twice", lambda: with_tables(even_plan(), ((0, 1), (2, 3)), ((0, 2), (1, 3))), "bench"),
    ("nobody sits out", lambda: with_tables(even_plan(), ((0, 1, 4), (2, 3)), ((0, 2), (1, 4))), "bench"),
    ("a host sits out", lambda: with_tables(even_plan(hosts={4: 1}), ((0, 1), (2, 3)), ((0, 4), (1, 2))), "host"),
    (
        "one set out sits",
        lambda: with_tables(even_plan(locked=[(0, 1, "bench")]), ((0, 1), (2, 3)), ((0, 4), (1, 2))),
        "locked",
    ),
    (
        "one has moved to the bench",
        lambda: with_tables(
            even_plan(previous=[((0, 1), (2, 3)), ((0, 2), (3, 4))]), ((4, 1), (2, 3)), ((0, 2), (3, 4))
        ),
        "moved",
    ),
]


@pytest.mark.parametrize(("name", "plan", "rule"), WRONG, ids=[name for name, *_ in WRONG])
def test_a_wrong_bench_is_reported(name: str, plan: Callable[[], RotationPlan], rule: str) -> None:
    del name
    assert rule in {violation.rule for violation in plan().verify()}


def test_a_place_that_could_be_passed_on_along_a_chain_is_reported() -> None:
    # 2 sits out twice and 0 never: in round 1 only 1 could take the place of 2, and in round 3 only 0 that of 1.
    locked = [
        (0, 1, 1),
        (3, 1, 1),
        (4, 1, 2),
        (1, 2, 1),
        (0, 2, 2),
        (3, 2, 1),
        (4, 2, 2),
        (2, 3, 1),
        (3, 3, 1),
        (4, 3, 2),
    ]
    plan = rotate(range(5), tables=2, rounds=3, bench=1, locked=locked, steps=STEPS)
    assert ([plan.bench[1], plan.verify()]) == ([(2,), ()])
    wrong = with_tables(plan, ((0, 3), (1, 4)), ((1, 3), (0, 4)), ((2, 3), (0, 4)))
    assert "bench" in {violation.rule for violation in wrong.verify()}


def test_who_sits_out_already_can_take_no_other_place_in_that_round() -> None:
    away = {4: [3], 3: [1, 3, 4]}
    plan = rotate(range(7), tables=1, rounds=4, bench=4, unavailable=away, steps=STEPS)
    often = Counter(one for ids in plan.bench for one in ids)
    assert sorted(often.values()) == [1, 2, 2, 2, 3, 3, 3]
    assert plan.verify() == ()


@pytest.mark.parametrize(
    ("people", "rules"),
    [
        ("ab", {"tables": [(2, 3)], "bench": (0, 2), "hosts": {"b": 1}, "locked": [("a", 2, "bench")]}),
        ("ab", {"tables": [(2, 3)], "bench": (0, 2), "locked": [("a", 2, "bench")]}),
        ("abc", {"tables": [(1, 3), 2, (2, 4)], "locked": [("c", 2, "bench")]}),
        ("abc", {"tables": [(1, 3), (2, 2)], "bench": (0, 1), "locked": [("c", 2, "bench")]}),
    ],
)
def test_who_is_set_out_though_the_tables_need_them_is_a_clash(people: str, rules: dict[str, Any]) -> None:
    plan = rotate(people, rounds=2, steps=STEPS, **rules)
    assert (plan.status, plan.verify()) == (Status.INFEASIBLE, ())
    assert plan.clash is not None
    assert "locked" in {rule.name for rule in plan.clash.rules}
