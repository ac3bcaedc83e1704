"""What exchanges change in the faults of a seating, looked at all at once and one by one; and their repair."""

from __future__ import annotations

import random
from itertools import combinations, product
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.matching._seating import counted_faults
from kommunal_partner.matching._seating.exchange_faults import ExchangeFaults
from kommunal_partner.matching._seating.seating_problem import PropertyLimits, SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.tabu_repair import repair
from kommunal_partner.results import Budget

PEOPLE, TABLES = 14, 4


def drawn(rng: random.Random, *, overflow: bool, ruled: bool = True) -> SeatingProblem:
    """Units of one or two people, some of whom must not meet, with properties and languages, or under no such rule."""
    units = range(PEOPLE)
    size = [rng.choice((1, 1, 2)) for _ in units]
    known = [rng.choice((0, people)) for people in size]
    foes = {pair for pair in combinations(units, 2) if ruled and rng.random() < 0.15}
    nothing = [0] * PEOPLE
    return SeatingProblem(
        size=size,
        low=[rng.randrange(4) for _ in range(TABLES)],
        high=[rng.randrange(4, 7) for _ in range(TABLES)],
        weight=[nothing] * PEOPLE,
        stay_bonus=[nothing] * TABLES,
        fixed=[-1] * PEOPLE,
        conflicts=[[v for v in units if {(u, v), (v, u)} & foes] for u in units],
        properties=[PropertyLimits([rng.randrange(people + 1) for people in size], 1, 2)] if ruled else [],
        speakers_by_language=[[rng.randrange(count + 1) for count in known] for _ in range(2)] if ruled else [],
        speakers_known=known if ruled else [],
        overflow=overflow,
    )


@pytest.mark.parametrize("overflow", [False, True])
@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_what_exchanges_change_is_the_same_all_at_once_and_one_by_one(
    seed: int, *, ruled: bool, overflow: bool
) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    problem = drawn(rng, overflow=overflow, ruled=ruled)
    state = SeatingState(problem, [rng.randrange(TABLES) for _ in range(PEOPLE)])
    looks = ExchangeFaults(state)
    for _ in range(6):
        fresh = SeatingState(problem, list(state.where))
        assert (looks.faults, state.counts, state.used) == (fresh.faults(), fresh.counts, fresh.used)
        assert list(map(set, state.members)) == list(map(set, fresh.members))
        for unit in (-1, rng.randrange(PEOPLE)):
            here = rng.randrange(TABLES) if unit < 0 else state.where[unit]
            others = [other for other in range(PEOPLE) if state.where[other] != here]
            leaving = () if unit < 0 else (unit,)
            told = looks.changes(here, unit, others)
            assert told == [fresh.change(here, leaving, state.where[other], (other,)) for other in others]
            alike = [grown for other, grown in zip(others, told, strict=True) if not looks.differing(unit, [other])]
            assert unit < 0 or not any(alike)
            if unit >= 0:
                free = looks.free_tables(unit)
                wanted = [
                    t for t in range(TABLES) if t != here and state.used[t] + problem.size[unit] <= problem.high[t]
                ]
                assert free == wanted
                assert looks.away(unit, free) == [fresh.change(here, (unit,), there, ()) for there in free]
        leaves, comes = rng.sample(range(PEOPLE), 2)
        here, there = state.where[leaves], state.where[comes]
        if here != there:
            state.exchange(here, (leaves,), there, (comes,))
            looks.follow((here, there), (leaves, comes))


@pytest.mark.parametrize("overflow", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_what_several_change_who_leave_and_come_is_what_is_counted_afterwards(seed: int, *, overflow: bool) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    problem = drawn(rng, overflow=overflow)
    where = [rng.randrange(TABLES) for _ in range(PEOPLE)]
    for _ in range(12):
        state = SeatingState(problem, list(where))
        here, there = rng.sample(range(TABLES), 2)
        leaving, coming = (
            tuple(rng.sample(sorted(state.members[table]), rng.randint(0, min(3, len(state.members[table])))))
            for table in (here, there)
        )
        after = list(where)
        for units, table in ((leaving, there), (coming, here)):
            for unit in units:
                after[unit] = table
        told = state.change(here, leaving, there, coming)
        assert told == sum(SeatingState(problem, after).faults()) - sum(state.faults())


def test_what_is_kept_of_tables_that_count_alike_is_given_up_where_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(3)  # noqa: S311 - because it is to give the same numbers every time
    problem = drawn(rng, overflow=False)
    where = [rng.randrange(TABLES) for _ in range(PEOPLE)]
    plenty = SeatingState(problem, list(where))
    monkeypatch.setattr(counted_faults, "MOST_KNOWN", 1)
    little = SeatingState(problem, list(where))
    for unit, there in product(range(PEOPLE), range(TABLES)):
        if (here := little.where[unit]) != there:
            assert little.change(here, (unit,), there, ()) == plenty.change(here, (unit,), there, ())
            for state in (little, plenty):
                state.exchange(here, (unit,), there, ())
            assert little.faults() == plenty.faults()


@pytest.mark.parametrize("seed", range(8))
def test_those_help_a_table_in_place_of_one_with_whom_it_is_less_faulty(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    problem = drawn(rng, overflow=False)
    alone = evolve(problem, conflicts=[[] for _ in range(PEOPLE)], fixed=[0, *problem.fixed[1:]])
    state = SeatingState(alone, [0, *(rng.randrange(TABLES) for _ in range(PEOPLE - 1))])
    for unit in range(-1, PEOPLE):
        here = state.where[unit] if unit >= 0 else 0
        leaving = () if unit < 0 else (unit,)
        better = [u for u in range(1, PEOPLE) if state.growth(here, leaving, (u,)) < 0]
        assert sorted(ExchangeFaults(state).helpful(here, unit)) == (better or list(range(1, PEOPLE)))


@pytest.mark.parametrize("seed", range(8))
def test_a_repair_leaves_the_best_that_it_met(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    problem = drawn(rng, overflow=seed % 2 == 0)
    state = SeatingState(problem, [rng.randrange(TABLES) for _ in range(PEOPLE)])
    before = sum(state.faults())
    good = repair(state, rng, Budget(20_000), 100)
    after = sum(SeatingState(problem, list(state.where)).faults())
    assert good == (after == 0)
    assert after == sum(state.faults()) <= before


def test_among_many_a_repair_looks_at_some_and_goes_on_where_nobody_may_leave() -> None:
    """Those set to the first table must not meet, and cannot part; one of the others has to come to the second."""
    nothing = [0] * 500
    problem = SeatingProblem(
        size=[1] * 500,
        low=[2, 1, 400],
        high=[2, 10, 498],
        weight=[nothing] * 500,
        stay_bonus=[nothing] * 3,
        fixed=[0, 0, *[-1] * 498],
        conflicts=[[1], [0], *[[] for _ in range(498)]],
    )
    state = SeatingState(problem, [0, 0, *[2] * 498])
    assert not repair(state, random.Random(1), Budget(20_000), 20)  # noqa: S311 - because it starts a search
    assert state.faults() == [1, 0, 0]
    free = evolve(problem, fixed=[0, 0, *[2] * 498])
    assert not repair(SeatingState(free, [0, 0, *[2] * 498]), random.Random(1), Budget(20_000), 20)  # noqa: S311 - because it starts a search


@pytest.mark.parametrize(
    "rule",
    [
        {"overflow": True},
        {"conflicts": [[1], [0], [], []]},
        {"properties": [PropertyLimits([1, 0, 0, 0], 0, 1)]},
        {"speakers_by_language": [[1, 1, 0, 0]], "speakers_known": [1, 1, 0, 0]},
        {"size": [2, 1, 1, 1]},
        {"fixed": [0, -1, -1, -1]},
    ],
)
def test_only_where_no_rule_counts_is_any_exchange_allowed(rule: dict[str, Any]) -> None:
    plain: dict[str, Any] = {
        "size": [1] * 4,
        "low": [2, 2],
        "high": [2, 2],
        "weight": [[0] * 4] * 4,
        "stay_bonus": [[0] * 4] * 2,
        "fixed": [-1] * 4,
        "conflicts": [[]] * 4,
    }
    assert SeatingProblem(**plain).plain
    assert not SeatingProblem(**{**plain, **rule}).plain
