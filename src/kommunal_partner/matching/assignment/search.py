"""From a task to its assignment: which search, for which goal."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve

from kommunal_partner.matching.assignment import check
from kommunal_partner.matching.assignment.case import Amounts, Case, Goal, Pair, Quota, Weight, build, lift_of
from kommunal_partner.matching.assignment.engines import Found, need_scipy, one_to_one, solver, with_capacities
from kommunal_partner.matching.assignment.prices import cover, most_pairs
from kommunal_partner.matching.assignment.reasons import clash_of_demands, clash_of_locks, unmet_demands
from kommunal_partner.matching.assignment.result import Assignment, Unmatched
from kommunal_partner.results import Status

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment.case import Numbers, Truths

__all__ = ["assign", "with_pair"]


def assign(
    left: Iterable[Hashable],
    right: Iterable[Hashable],
    weight: Weight,
    *,
    capacity_left: Amounts = 1,
    capacity_right: Amounts = 1,
    forbidden: Iterable[Pair] | Callable[[Any, Any], bool] = (),
    least_left: Amounts = 0,
    least_right: Amounts = 0,
    quotas: Iterable[Quota] = (),
    goal: Goal = "total",
    locked: Iterable[Pair] = (),
    previous: Assignment | Iterable[Pair] | None = None,
    stability: float = 0,
    prove: bool = False,
) -> Assignment:
    """The assignment of two sides that is worth most, exactly, with the proof.

    `left` and `right` are ids or participants. `weight` is a table of numbers (rows: left, columns: right; lists or a
    numpy array), a `Score`, or any callable of two; None or -inf forbids a pair. Each pair is made at most once.

    - `goal`: "total" takes the greatest sum of weights. No pair is left out for want of weight: where weights go below
      0, having no pair counts as much as the lowest of them; among equal sums, more pairs are better. "most" makes as
      many pairs as can be, and among these takes the greatest sum. "fair" makes as many pairs as can be, then raises
      the lowest weight of a pair as far as can be, then takes the greatest sum.
    - `capacity_left`, `capacity_right`: how many pairs one id may be in: a number for all, numbers in the order given,
      or a mapping by id (1 where it is silent). `least_left`, `least_right`: how many it must be in, likewise (0).
    - `forbidden`: pairs of ids, or a callable of two. `quotas`: limits for several ids together.
    - `locked`: pairs that must be made. `previous`: an earlier result, or its pairs; keeping one of them counts
      `stability`, in the unit of the weights; with 0 it only decides between equals: nothing moves without gain.
    - `prove`: works the certificate out at once, not when it is first asked for.

    Whole numbers are added exactly (up to 2**52 in all). Floats are added with `math.fsum`; that their sum is the
    greatest holds to within a billionth of it. The order in which ids come changes nothing.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a rule that cannot be followed.
        MissingExtra: if scipy is not installed.

    >>> found = assign(["a", "b"], ["x", "y"], [[3, 2], [2, 0]])
    >>> found.solution, found.value, found.bound
    ((('a', 'y'), ('b', 'x')), 4, 4)
    """
    need_scipy()
    case = build(
        left,
        right,
        weight,
        capacity_left=capacity_left,
        capacity_right=capacity_right,
        forbidden=forbidden,
        least_left=least_left,
        least_right=least_right,
        quotas=quotas,
        goal=goal,
        locked=locked,
        previous=previous.solution if isinstance(previous, Assignment) else previous or (),
        stability=stability,
    )
    found = _solve(case)
    if prove:
        found.certificate  # noqa: B018 - because asking for it works it out
    return found


def with_pair(case: Case, row: int, column: int) -> Assignment:
    """The best assignment that makes this pair too."""
    return _solve(evolve(case, locked=case.locked | {(row, column)}))


def _solve(case: Case) -> Assignment:
    clash = clash_of_locks(case)
    if clash is not None:
        everyone = Unmatched(case.left, case.right)
        return Assignment(
            (), Status.INFEASIBLE, None, None, None, case.goal, everyone, (), clash, case=case, found=Found(())
        )
    proof = None
    if case.goal == "fair" and case.floor is None:
        case, proof = _raise_the_worst(case)
    found = _search(case)
    solution = tuple((case.left[row], case.right[column]) for row, column in found.pairs)
    total, kept = check.sum_of(case, solution)
    return Assignment(
        solution,
        Status.PARTIAL if found.unmet else Status.OPTIMAL,
        total + case.stability * kept if case.stability else total,
        total,
        min(case.weights(found.pairs), default=None),
        case.goal,
        _unmatched(case, found),
        unmet_demands(case, found),
        clash_of_demands(case) if found.unmet else None,
        case=case,
        found=found,
        proof=proof,
    )


def _unmatched(case: Case, found: Found) -> Unmatched:
    rows, columns = {row for row, _ in found.pairs}, {column for _, column in found.pairs}
    return Unmatched(
        tuple(one for place, one in enumerate(case.left) if place not in rows),
        tuple(one for place, one in enumerate(case.right) if place not in columns),
    )


def _search(case: Case) -> Found:
    counted = case.counted()
    if case.has_demands:
        return solver(case, counted)
    room_left, room_right, barred = case.rooms()
    if max(room_left, default=0) <= 1 and max(room_right, default=0) <= 1:
        return Found(tuple(sorted({*_one_to_one(counted, barred, room_left, room_right), *case.locked})))
    pairs, prices = with_capacities(counted, barred, room_left, room_right)
    return Found(tuple(sorted({*pairs, *case.locked})), prices)


def _one_to_one(
    counted: Numbers, barred: Truths | None, room_left: tuple[int, ...], room_right: tuple[int, ...]
) -> list[tuple[int, int]]:
    """Complete pairs among those with room; a barred pair counts 0, which is as good as two alone, and is dropped."""
    import numpy as np

    rows, columns = np.flatnonzero(room_left), np.flatnonzero(room_right)
    if not rows.size or not columns.size:
        return []
    table = counted
    if barred is not None:
        table = np.where(barred, 0, counted)
    if rows.size < len(room_left) or columns.size < len(room_right):
        table = np.ascontiguousarray(table[np.ix_(rows, columns)])
    at_row, at_column = one_to_one(table)
    pairs = zip(rows[at_row].tolist(), columns[at_column].tolist(), strict=True)
    return [pair for pair in pairs if barred is None or not barred[pair]]


def _raise_the_worst(case: Case) -> tuple[Case, tuple[tuple[int, ...], tuple[int, ...]] | None]:
    """The task without the pairs below the highest weight that all pairs can reach, and the proof of that height."""
    import numpy as np

    room_left, room_right, barred = case.rooms()
    open_pairs = np.ones(case.cost.shape, dtype=np.bool_) if case.barred is None else ~case.barred
    weights = -case.cost
    heights = np.unique(weights[open_pairs])
    if not heights.size:
        return case, None

    def count(mask: Truths) -> int:
        if not case.has_demands:
            return most_pairs(mask if barred is None else mask & ~barred, room_left, room_right)
        found = solver(evolve(case, barred=~mask), np.where(mask, -1.0, 0.0))
        return -1 if found.unmet else len(found.pairs)

    most = count(open_pairs)
    low, high = 0, heights.size - 1
    if case.locked:
        high = int(np.searchsorted(heights, min(weights[pair] for pair in case.locked)))
    while low < high:
        middle = (low + high + 1) // 2
        if count(open_pairs & (weights >= heights[middle])) == most:
            low = middle
        else:
            high = middle - 1
    floor = float(heights[low])
    barred_now = ~(open_pairs & (weights >= floor))
    proof = None
    if not case.has_demands and not case.locked:
        proof = cover(open_pairs & (weights > floor), room_left, room_right)
    fairer = evolve(case, barred=barred_now if barred_now.any() else None, floor=floor)
    return evolve(fairer, lift=lift_of(fairer)), proof
