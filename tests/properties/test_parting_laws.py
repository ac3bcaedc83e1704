"""Laws of parting people at tables open to them, against an oracle that tries all seatings of a handful of them."""

from __future__ import annotations

from itertools import product

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching._seating.backtracking import can_seat
from kommunal_partner.matching._seating.flow_branching import seat_apart
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.results import Budget


def problem_of(
    size: list[int], bounds: list[tuple[int, int]], fixed: list[int], apart: set[tuple[int, int]]
) -> SeatingProblem:
    units = range(len(size))
    nothing = [0] * len(size)
    conflicts = [[v for v in units if (u, v) in apart or (v, u) in apart] for u in units]
    return SeatingProblem(
        size,
        [low for low, _ in bounds],
        [high for _, high in bounds],
        [nothing] * len(size),
        [nothing] * len(bounds),
        fixed,
        conflicts,
    )


@settings(max_examples=150)
@given(st.data())
def test_those_who_must_not_meet_are_parted_where_it_is_possible_and_only_there(data: st.DataObject) -> None:
    units, tables = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 3))
    size = [data.draw(st.integers(1, 3)) for _ in range(units)]
    lows = [data.draw(st.integers(0, 3)) for _ in range(tables)]
    bounds = [(low, low + data.draw(st.integers(0, 3))) for low in lows]
    open_to = [data.draw(st.integers(0, (1 << tables) - 1)) for _ in range(units)]
    apart = data.draw(st.sets(st.sampled_from([(a, b) for a in range(6) for b in range(a)]), max_size=4))
    problem = problem_of(size, bounds, [-1] * units, {(a, b) for a, b in apart if a < units})

    def good(seats: tuple[int, ...]) -> bool:
        filled = [sum(size[u] for u in range(units) if seats[u] == t) for t in range(tables)]
        return (
            all(bits >> table & 1 for bits, table in zip(open_to, seats, strict=True))
            and all(seats[a] != seats[b] for a, b in apart if a < units)
            and all(low <= some <= high for some, (low, high) in zip(filled, bounds, strict=True))
        )

    order = data.draw(st.permutations(range(units)))
    found = seat_apart(problem, open_to, order, Budget(10_000), Budget(0))
    if isinstance(found, list):
        assert good(tuple(found))
    else:
        assert found is False
        assert not any(map(good, product(range(tables), repeat=units)))


def test_backtracking_that_is_stopped_leaves_it_open() -> None:
    pairs = {(a, b) for a in range(4) for b in range(a)}
    problem = problem_of([1] * 6, [(2, 2)] * 3, [-1] * 6, pairs)
    assert can_seat(problem, 1, Budget(10_000, stopped=True)) is None
    assert can_seat(problem, 1, Budget(10_000)) is False
    assert can_seat(evolve(problem, fixed=[0, *[-1] * 5]), 1, Budget(10_000)) is False


def test_backtracking_finds_a_seating_that_filling_table_after_table_misses() -> None:
    apart = {(1, 0), (4, 0), (4, 3), (5, 0), (5, 2)}
    assert can_seat(problem_of([1] * 6, [(2, 2)] * 3, [-1] * 6, apart), 1, Budget(10_000)) is True


def test_a_search_that_is_stopped_or_out_of_nodes_leaves_it_open() -> None:
    problem = problem_of([1, 1, 1, 1], [(2, 2), (2, 2)], [-1] * 4, {(1, 0)})
    for nodes, budget in ((Budget(9), Budget(0, stopped=True)), (Budget(1), Budget(0))):
        assert seat_apart(problem, [3] * 4, [0, 1, 2, 3], nodes, budget) is None
    assert seat_apart(problem, [3] * 4, [0, 1, 2, 3], Budget(9), Budget(0)) == [0, 1, 0, 1]


def test_what_comes_close_to_a_seating_is_offered_with_those_who_meet_or_have_no_table() -> None:
    meeting = problem_of([1, 1, 1, 1], [(2, 2), (2, 2)], [-1] * 4, {(1, 0)})
    split = problem_of([1, 2, 1], [(2, 2), (2, 2)], [-1] * 3, set())
    for problem, order, where, broken in (
        (meeting, [0, 1, 2, 3], [0, 0, 1, 1], 2),
        (split, [0, 1, 2], [0, -1, 1], 1),
    ):
        closest = Incumbent[list[int]]()
        assert seat_apart(problem, [3] * len(order), order, Budget(1), Budget(0), closest) is None
        assert (closest.best, closest.cost) == (where, broken)
