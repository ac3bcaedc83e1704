"""One to one in whole numbers that floats do not hold: against every result there is, and against chains of moves."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.assignment import _iterative_refinement, assign
from kommunal_partner.matching.assignment._encode import encode
from kommunal_partner.matching.assignment._iterative_refinement import (
    is_refined,
    refined_assignment,
    refined_one_to_one,
)
from kommunal_partner.matching.assignment._read import read_sides
from kommunal_partner.matching.assignment._search import endless
from kommunal_partner.matching.assignment._successive_shortest_paths import with_capacities
from kommunal_partner.matching.assignment._task import AssignmentTask, PairingGoal
from kommunal_partner.matching.assignment.solve import _assignment
from kommunal_partner.results import Budget, OutOfSteps, Status

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

Table = list[list[int]]
GOALS = ["total", "gain", "most", "fair"]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Square tables of large numbers and what little is between them, many of them alike."""
    size = draw(st.integers(0, 4))
    large = draw(st.lists(st.integers(52, 120).map(lambda bits: -(2**bits)), min_size=1, max_size=2))
    cells = st.builds(int.__add__, st.sampled_from([0, *large, 3 * large[0]]), st.integers(-2, 0))
    return [[draw(cells) for _ in range(size)] for _ in range(size)]


def proven(table: Table, partner: list[int], prices: list[int]) -> int:
    """What a complete assignment costs, of which prices prove that none costs less."""
    size = len(table)
    assert sorted(partner) == list(range(size))
    assert min(prices, default=0) == 0
    cost = sum(table[row][partner[row]] for row in range(size))
    bound = sum(min(map(int.__add__, table[row], prices)) for row in range(size)) - sum(prices)
    assert cost == bound
    return cost


@pytest.mark.uncounted
@given(tables())
@settings(max_examples=120)
def test_no_complete_assignment_costs_less_however_large_the_numbers(table: Table) -> None:
    size = len(table)
    partner, prices = refined_assignment(np.array(table, dtype=object).reshape(size, size), endless())
    least = min(sum(table[row][order[row]] for row in range(size)) for order in permutations(range(size)))
    assert proven(table, partner.tolist(), prices.tolist()) == least


@pytest.mark.parametrize("bits", [53, 80, 120, 300])
@pytest.mark.parametrize("coarse", [0, 3, 50])
def test_prices_prove_larger_assignments_whatever_the_size_of_the_numbers(bits: int, coarse: int) -> None:
    rng = random.Random(bits)  # noqa: S311 - because nothing is secret
    table = [[-(rng.getrandbits(bits) >> coarse << coarse) for _ in range(40)] for _ in range(40)]
    partner, prices = refined_assignment(np.array(table, dtype=object), endless())
    assert proven(table, partner.tolist(), prices.tolist()) < 0


def drawn(rng: random.Random) -> AssignmentTask:
    """A task of numbers that floats do not hold; in some, many of them are alike."""
    height, width = rng.randint(20, 60), rng.randint(20, 60)
    top = 2**52 // 60 // rng.choice([1, 1, 64])
    step = rng.choice([1, 1, top // 4])
    weight = [[rng.randrange(top) // step * step for _ in range(width)] for _ in range(height)]
    cells = [(row, column) for row in range(height) for column in range(width)]
    forbidden = rng.sample(cells, rng.choice([1, 300]))
    return read_sides(
        range(height),
        range(width),
        weight,
        Budget(10**9),
        forbidden=forbidden,
        goal=rng.choice(GOALS),
        previous=[(one, one) for one in range(rng.choice([1, 20]))],
        stability=rng.choice([0, 0, 7]),
        locked=rng.choice([[], [cell for cell in [(3, 7), (5, 2)] if cell not in forbidden]]),
    )


@pytest.mark.uncounted
def test_refined_prices_and_chains_of_moves_find_the_same_sum() -> None:
    rng = random.Random(1)  # noqa: S311 - because nothing is secret
    for _ in range(100):
        task = drawn(rng)
        found = _assignment(task, endless())
        assert (found.status, found.bound, found.verify()) == (Status.OPTIMAL, found.value, ())
        encoded = encode(task, found.worst if task.goal is PairingGoal.FAIR else None)
        assert is_refined(encoded)
        chained = with_capacities(encoded, endless())
        pairs, _ = refined_one_to_one(encoded, endless())
        assert chained is not None
        assert _sum(encoded.cost, pairs) == _sum(encoded.cost, chained.pairs)


def _sum(cost: Any, pairs: list[tuple[int, int]]) -> int:  # noqa: ANN401 - because it is an array of objects
    return sum(cost[pair] for pair in pairs)


def test_one_row_at_many_columns_goes_by_chains_of_moves() -> None:
    weight = [[2**51 - column for column in range(9)]]
    found = assign("a", range(9), weight, goal="most", forbidden=[("a", 0)], previous=[("a", 3)])
    assert (found.solution, found.value, found.verify()) == ((("a", 1),), 2**51 - 1, ())


def test_a_budget_at_its_end_ends_the_refinement() -> None:
    budget = Budget(0)
    budget.stopped = True
    with pytest.raises(OutOfSteps):
        refined_assignment(np.array([[-1]], dtype=object), budget)


def test_a_large_table_is_timed_in_parts_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_iterative_refinement, "_LARGE", 0)
    table = np.array(
        [[-(2**60) * ((row * column) % 7) - row for column in range(32)] for row in range(32)], dtype=object
    )
    partner, prices = refined_assignment(table, Budget.of(None, 600, 10**15))
    assert proven(table.tolist(), partner.tolist(), prices.tolist()) < 0


@pytest.mark.parametrize("goal", GOALS)
def test_whoever_is_locked_leaves_the_others_the_best(goal: str) -> None:
    top = 2**49
    weight = [[top, top - 1, 5], [top - 3, top, 4], [7, 6, 0]]
    found = assign("abc", "xyz", weight, goal=goal, locked=[("b", "x")], previous=[("a", "z")], forbidden=[("c", "y")])
    assert (found.solution, found.verify()) == ((("a", "y"), ("b", "x"), ("c", "z")), ())
    alone = assign("a", "x", [[top]], goal=goal, locked=[("a", "x")], previous=[("a", "x")], stability=top)
    assert (alone.value, alone.verify()) == (2 * top, ())
