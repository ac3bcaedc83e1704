"""Two sides assigned to one another, or one pool made into pairs: the questions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from attrs import evolve

from kommunal_partner._checks import one_of
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadRule
from kommunal_partner.matching.assignment._infeasible import clash_of_demands, clash_of_locks, unmet_demands
from kommunal_partner.matching.assignment._read import read_pool, read_sides
from kommunal_partner.matching.assignment._read_weights import need
from kommunal_partner.matching.assignment._search import ENDLESS, Found, at_once, search
from kommunal_partner.matching.assignment._task import (
    Amounts,
    AssignmentTask,
    Pair,
    PairingGoal,
    PlaceQuota,
    PriceProof,
    Unmatched,
    Weight,
)
from kommunal_partner.matching.assignment._three import Trio, search_pool
from kommunal_partner.matching.assignment.result import Assignment, Pairing, prices_of
from kommunal_partner.results import Budget, Interrupted, Progress, Status, nothing_found_yet


@nothing_found_yet()
def assign(
    left: Iterable[Hashable],
    right: Iterable[Hashable],
    weight: Weight,
    *,
    capacity_left: Amounts = 1,
    capacity_right: Amounts = 1,
    forbidden: Iterable[Pair] | Mapping[Any, Any] | Callable[[Any, Any], bool] = (),
    least_left: Amounts = 0,
    least_right: Amounts = 0,
    quotas: Iterable[PlaceQuota] = (),
    goal: PairingGoal | str = PairingGoal.TOTAL,
    locked: Iterable[Pair] | Mapping[Any, Any] = (),
    previous: Assignment | Iterable[Pair] | Mapping[Any, Any] | None = None,
    stability: float = 0,
    prove: bool = False,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Assignment:
    """The assignment of two sides that is worth most, exactly, with the proof.

    `left` and `right` are ids or participants. `weight` is a table of numbers (rows: left, columns: right; lists or a
    numpy array), a mapping of pairs of ids, a `Score`, or any callable of two; None, -inf and a pair that the mapping
    lacks forbid a pair; it may hold more people than are there. Each pair is made at most once.

    - `goal`: "total" takes the greatest sum of weights. No pair is left out for want of weight: where weights go below
      0, having no pair counts as much as the lowest of them, so `bound` speaks of results with as many pairs; among
      equal sums, more pairs are better. "gain" takes the greatest sum and leaves out pairs below 0. "most" makes as
      many pairs as can be, and among these takes the greatest sum. "fair" makes as many pairs as can be, then raises
      the lowest weight of a pair as far as can be, then takes the greatest sum.
    - `capacity_left`, `capacity_right`: how many pairs one id may be in: a number for all, numbers in the order given,
      or a mapping by id (1 where it is silent). `least_left`, `least_right`: how many it must be in, likewise (0).
    - `forbidden`: pairs of ids, or a callable of two. `quotas`: limits for several ids together.
    - `locked`: pairs that must be made. `previous`: an earlier result, or its pairs; keeping one of them counts
      `stability`, in the unit of the weights; with 0 it only decides between equals: nothing moves without gain.
    - `time_limit` (seconds), `progress`: where they end the search, the result is FEASIBLE, its bound that of the
      prices so far; under quotas that cross, the pairs are the best that the solver has found where `time_limit` ends
      it, and where `progress` does, what it had found after 2, 6, 14, … seconds, before that a quick choice. A callable
      and a `Score` are asked for as many weights as there is time for, everybody's in turn, a mapping and a large table
      are read in their own order; pairs not read are not made, and `bound` is None, for nobody knows what they are
      worth.
    - `prove`: works the prices of the certificate out at once; else they are worked out whenever it is asked for.

    Whole numbers are added exactly, and their sum is the greatest exactly, for every goal; only where quotas that cross
    leave a solver to branch does the last hold to within its own tolerance. The largest weights, whatever their sign
    and with the `stability` of earlier pairs, may come to 2**52 together, as many of them as there can be pairs; what
    is larger is refused. The search takes longer where one pair more must outweigh more than floats hold. Floats are
    added with `math.fsum`; that their sum is the greatest holds to within a billionth of it, of the largest
    weight or of `stability`, and sums nearer than that count as equal; where there are more than some hundred people,
    not all that decides between equal sums of floats is told from rounding, so give tenths as whole numbers there. The
    order in which ids come changes nothing.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a rule that cannot be followed. UnknownChoice: for a
            goal that there is not.
        MissingExtra: if scipy is not installed. BadBudget: for a time limit that is none.
        Interrupted: if the search is interrupted from the keyboard; `.result` holds pairs that take no search.

    >>> found = assign(["a", "b"], ["x", "y"], [[3, 2], [2, 0]])
    >>> found.solution, found.value, found.bound
    ((('a', 'y'), ('b', 'x')), 4, 4)
    """
    need("scipy.optimize")
    budget = Budget.of(None, time_limit, ENDLESS, progress)
    task = read_sides(
        left,
        right,
        weight,
        budget,
        capacity_left=capacity_left,
        capacity_right=capacity_right,
        forbidden=forbidden,
        least_left=least_left,
        least_right=least_right,
        quotas=quotas,
        goal=goal,
        locked=locked,
        previous=previous,
        stability=stability,
    )
    found = _assignment(task, budget)
    if prove and found.bound is not None:
        prices = prices_of(task, found.proof, found.solution, found.worst)
        return evolve(found, proof=evolve(found.proof, prices=prices))
    return found


def _assignment(task: AssignmentTask, budget: Budget) -> Assignment:
    clash = clash_of_locks(task)
    if clash is not None:
        everyone, nothing = Unmatched(task.left, task.right), PriceProof()
        return Assignment(
            (), Status.INFEASIBLE, None, None, None, None, task.goal, everyone, (), clash, task=task, proof=nothing
        )
    try:
        found = search(task, budget)
        clash = clash_of_demands(task, budget) if found.missing and found.complete else None
    except KeyboardInterrupt:
        raise Interrupted(_assigned(task, at_once(task), None, reproducible=False)) from None
    return _assigned(task, found, clash, reproducible=budget.reproducible)


def _assigned(task: AssignmentTask, found: Found, clash: Clash | None, *, reproducible: bool) -> Assignment:
    value = found.value(task.stability)
    is_known = not found.missing and task.unread is None
    rows, columns = {row for row, _ in found.pairs}, {column for _, column in found.pairs}
    return Assignment(
        tuple((task.left[row], task.right[column]) for row, column in found.pairs),
        _status(task, found),
        value,
        found.total,
        found.worst,
        (value if found.complete else value + found.over) if is_known else None,
        task.goal,
        Unmatched(
            tuple(one for place, one in enumerate(task.left) if place not in rows),
            tuple(one for place, one in enumerate(task.right) if place not in columns),
        ),
        unmet_demands(task, found.missing),
        clash,
        _moved(task, found),
        reproducible,
        task=task,
        proof=found.proof,
    )


def _status(task: AssignmentTask, found: Found) -> Status:
    if found.missing:
        return Status.PARTIAL
    if task.unread is not None:
        return Status.FEASIBLE
    # No bound on the sum tells how much better off whoever is worst off could be.
    proven = found.complete or (not found.over and task.goal is not PairingGoal.FAIR)
    return Status.OPTIMAL if proven else Status.FEASIBLE


def _moved(task: AssignmentTask, found: Found) -> tuple[Hashable, ...]:
    """Who had a pair before that is not made again."""
    if not task.kept:
        return ()
    made = {*found.pairs, *((column, row) for row, column in found.pairs)} if task.is_pool else set(found.pairs)
    return tuple(task.left[row] for row in sorted({row for row, column in task.kept if (row, column) not in made}))


@nothing_found_yet()
def pair(
    people: Iterable[Hashable],
    weight: Weight,
    *,
    forbidden: Iterable[Pair] | Mapping[Any, Any] | Callable[[Any, Any], bool] = (),
    goal: PairingGoal | str = PairingGoal.TOTAL,
    locked: Iterable[Pair] | Mapping[Any, Any] = (),
    previous: Pairing | Iterable[Pair] | Mapping[Any, Any] | None = None,
    stability: float = 0,
    odd: str = "alone",
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Pairing:
    """The pairs of one pool that are worth most, exactly.

    `people` are ids or participants; everyone is in one pair at most. `weight`, `goal`, `forbidden`, `locked`,
    `previous` and `stability` are as with `assign`; a callable is asked once for each two, the one first in order
    coming first, and a table or a `Score` must be symmetric, and a mapping holds each pair in either direction.

    Whole numbers are added exactly, as with `assign`. Weights are searched as whole numbers: floats times a power of
    two, exactly unless they are 2**47 times smaller than the largest. Prices first rule out all pairs that no best
    result can hold; the search then looks at the others.

    `odd` tells what becomes of an odd number: with "alone" one is left over; with "three" three form a group
    (`trio`), if any three may, none of them in a locked pair. The three pairs of the group stand in `solution`, so
    it is worth the sum of their weights, and "total", "gain", "most" and "fair" count them like other pairs; with
    "gain" none of the three is below 0. The best group is looked for among those that could be worth most; where there
    are too many to try, the result is FEASIBLE.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a rule that cannot be followed.
        MissingExtra: if scipy or rustworkx is not installed. BadBudget: for a time limit that is none.
        Interrupted: if the search is interrupted from the keyboard; `.result` holds pairs that take no search.

    >>> found = pair("abc", lambda one, other: {"ab": 3, "ac": 5, "bc": 4}[one + other])
    >>> found.solution, found.unmatched
    ((('a', 'c'),), ('b',))
    """
    need("scipy.optimize", "rustworkx")
    budget = Budget.of(None, time_limit, ENDLESS, progress)
    is_three = one_of(odd, ("alone", "three"), "odd", BadRule) == "three"
    return _pairing(
        read_pool(
            people,
            weight,
            budget,
            forbidden=forbidden,
            goal=goal,
            locked=locked,
            previous=previous,
            stability=stability,
            three=is_three,
        ),
        budget,
    )


def _pairing(task: AssignmentTask, budget: Budget) -> Pairing:
    clash = clash_of_locks(task)
    if clash is not None:
        nothing = PriceProof()
        return Pairing(
            (),
            Status.INFEASIBLE,
            None,
            None,
            None,
            None,
            task.goal,
            task.left,
            clash=clash,
            task=task,
            proof=nothing,
        )
    try:
        found, trio = search_pool(task, budget)
    except KeyboardInterrupt:
        raise Interrupted(_paired(task, at_once(task), None, reproducible=False)) from None
    return _paired(task, found, trio, reproducible=budget.reproducible)


def _paired(task: AssignmentTask, found: Found, trio: Trio | None, *, reproducible: bool) -> Pairing:
    value = found.value(task.stability)
    used = {place for pair in found.pairs for place in pair}
    weak = None if task.unread is not None else value + found.over if found.over else value
    return Pairing(
        tuple((task.left[row], task.left[column]) for row, column in found.pairs),
        _status(task, found),
        value,
        found.total,
        found.worst,
        value if found.complete else weak,
        task.goal,
        tuple(one for place, one in enumerate(task.left) if place not in used),
        weak,
        None,
        _moved(task, found),
        reproducible,
        tuple(task.left[one] for one in trio or ()),
        task=task,
        proof=found.proof,
    )
