"""One pool made into pairs: exact, with prices as far as they prove it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from math import frexp, fsum, ldexp
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from kommunal_partner.errors import BadInstance, MissingExtra
from kommunal_partner.matching.assignment.case import Case, Goal, Pair, Weight, build, lift_of
from kommunal_partner.matching.assignment.engines import need_scipy, one_to_one
from kommunal_partner.matching.assignment.pairing import Pairing, clash_of_locks
from kommunal_partner.matching.assignment.prices import prices_of_pairs
from kommunal_partner.matching.scoring import Score
from kommunal_partner.participants import id_of
from kommunal_partner.results import Status, order_key

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment.case import Numbers, Truths

__all__ = ["pair", "solve"]

_NEAR: Final = 8
"""How many partners per person the first, quick search looks at."""
_BITS: Final = 100
"""How many binary digits floats are given as whole numbers; all of them, unless they are 2**47 below the largest."""
_ROUNDING: Final = 1e-9


def pair(
    people: Iterable[Hashable],
    weight: Weight,
    *,
    forbidden: Iterable[Pair] | Callable[[Any, Any], bool] = (),
    goal: Goal = "total",
    locked: Iterable[Pair] = (),
    previous: Pairing | Iterable[Pair] | None = None,
    stability: float = 0,
) -> Pairing:
    """The pairs of one pool that are worth most, exactly.

    `people` are ids or participants; everyone is in one pair at most. `weight`, `goal`, `forbidden`, `locked`,
    `previous` and `stability` are as with `assign`; a callable is asked once for each two, the one first in order
    coming first, and a table or a `Score` must be symmetric.

    Weights are searched as whole numbers: floats times a power of two, exactly unless they are 2**47 times smaller than
    the largest. Prices first rule out all pairs that no best result can hold; the search then looks at the others.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a rule that cannot be followed.
        MissingExtra: if scipy or rustworkx is not installed.

    >>> found = pair("abc", lambda one, other: {"ab": 3, "ac": 5, "bc": 4}[one + other])
    >>> found.solution, found.unmatched
    ((('a', 'c'),), ('b',))
    """
    need_scipy()
    try:
        import rustworkx  # noqa: F401 - because it is only asked whether it is there
    except ImportError:
        raise MissingExtra("rustworkx", "matching") from None
    people = list(people)
    earlier = previous.solution if isinstance(previous, Pairing) else previous or ()
    case = build(
        people,
        people,
        _both_ways(people, weight),
        capacity_left=1,
        capacity_right=1,
        forbidden=_either(forbidden),
        least_left=0,
        least_right=0,
        quotas=(),
        goal=goal,
        locked=_turned(locked),
        previous=_turned(earlier),
        stability=stability,
    )
    return solve(_without_self(case))


def _turned(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs in both directions."""
    return [both for a, b in pairs for both in ((a, b), (b, a))]


def _either(forbidden: Iterable[Pair] | Callable[[Any, Any], bool]) -> Iterable[Pair] | Callable[[Any, Any], bool]:
    if callable(forbidden):
        return lambda a, b: bool(forbidden(a, b) or forbidden(b, a))
    return _turned(forbidden)


def _both_ways(people: list[Hashable], weight: Weight) -> Weight:
    """The weights as a table, the same in both directions."""
    if isinstance(weight, Score):
        if not weight.symmetric:
            raise BadInstance("the score of (a, b) may differ from that of (b, a): a pool needs a symmetric one")
        return weight
    if not callable(weight):
        return weight
    ids = [id_of(one) for one in people]
    table: list[list[Any]] = [[0] * len(ids) for _ in ids]
    for row, one in enumerate(people):
        for column in range(row + 1, len(ids)):
            other = people[column]
            first, second = (one, other) if order_key(ids[row]) <= order_key(ids[column]) else (other, one)
            table[row][column] = table[column][row] = weight(first, second)
    return table


def _without_self(case: Case) -> Case:
    import numpy as np

    if not np.array_equal(case.cost, case.cost.T):
        raise BadInstance("the weight of (a, b) differs from that of (b, a): add both up first")
    cost = case.cost.copy()
    np.fill_diagonal(cost, 0)
    barred = np.zeros(cost.shape, dtype=np.bool_) if case.barred is None else case.barred | case.barred.T
    cost[barred] = 0
    np.fill_diagonal(barred, val=True)
    plain = evolve(case, cost=cost, barred=barred)
    return evolve(plain, lift=lift_of(plain))


def solve(case: Case) -> Pairing:
    """The pairs of a task that is read in."""
    clash = clash_of_locks(case)
    if clash is not None:
        return Pairing((), Status.INFEASIBLE, None, None, None, case.goal, case.left, None, clash, case=case)
    if case.goal == "fair" and case.floor is None:
        case = _raise_the_worst(case)
    places, prices, limit = _search(case)
    weights = [case.weight(row, column) for row, column in places]
    total = sum(weights) if case.exact else fsum(weights)
    kept = sum(place in case.kept for place in places)
    value = total + case.stability * kept if case.stability else total
    used = {place for both in places for place in both}
    return Pairing(
        tuple((case.left[row], case.left[column]) for row, column in places),
        Status.OPTIMAL,
        value,
        total,
        min(weights, default=None),
        case.goal,
        tuple(one for place, one in enumerate(case.left) if place not in used),
        value + limit if limit else value,
        case=case,
        prices=prices,
    )


def _search(case: Case) -> tuple[list[tuple[int, int]], tuple[float, ...], float]:
    """The pairs, a price for each person, and how much more than the pairs the prices allow, in weights.

    Two copies of the pool are assigned to one another, which can only be worth more than pairs. The prices of that
    assignment tell by how much each pair falls short of its two prices. A pair that falls short by more than all that
    is between the prices and some pairs already found is in no better result.
    """
    import numpy as np

    if not case.left:
        return [], (), 0.0
    cost = case.counted()
    if case.locked:
        cost = cost.copy()
        locked = sorted({place for both in case.locked for place in both})
        cost[locked, :] = 0
        cost[:, locked] = 0
    if cost.shape[0] % 2:
        cost = np.pad(cost, (0, 1))  # one more whom nobody minds being left with
    far = 4 * (1 + float(-cost.min())) * cost.shape[0]
    np.fill_diagonal(cost, far)
    rows, columns = one_to_one(cost)
    price = prices_of_pairs(cost, list(zip(rows.tolist(), columns.tolist(), strict=True)))
    gain = -(cost + price).min(axis=1)
    each = (gain + price) / 2
    short = each[:, None] + each + cost
    most = fsum(each)
    near = np.zeros(cost.shape, dtype=np.bool_)
    width = min(_NEAR, cost.shape[0])
    np.put_along_axis(near, np.argpartition(short, width - 1, axis=1)[:, :width], values=True, axis=1)
    near |= near.T
    found = _matching(cost, near)
    counted = -fsum(cost[both] for both in found)
    margin = most - counted
    fine = _ROUNDING * max(1.0, abs(most))
    if margin > fine:
        rest = short <= margin + fine
        if (rest & ~near).any():
            found = _matching(cost, rest)
            margin = most + fsum(cost[both] for both in found)
    locked_pairs = [both for both in case.locked if both[0] < both[1]]
    return sorted([*found, *locked_pairs]), tuple(price.tolist()), margin / case.lift.scale if margin > fine else 0.0


def _matching(cost: Numbers, among: Truths) -> list[tuple[int, int]]:
    """The pairs of greatest sum among these; whoever would only fill a pair up with nothing stays out."""
    import numpy as np
    import rustworkx

    rows, columns = np.nonzero(np.triu(among & (cost < 0), 1))
    worth = (-cost[rows, columns]).tolist()
    places = zip(rows.tolist(), columns.tolist(), strict=True)
    digits = _BITS - frexp(max(worth, default=1.0))[1]
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(cost.shape[0]))
    graph.add_edges_from(
        [(row, column, int(ldexp(value, digits))) for (row, column), value in zip(places, worth, strict=True)]
    )
    found = rustworkx.max_weight_matching(graph, max_cardinality=False, weight_fn=int)
    return sorted((min(both), max(both)) for both in found)


def _raise_the_worst(case: Case) -> Case:
    """The task without the pairs below the highest weight that as many pairs as can be can all reach."""
    import numpy as np
    import rustworkx

    weights = -case.cost
    open_pairs = ~np.asarray(case.barred)
    free = np.ones(len(case.left), dtype=np.bool_)
    for row, _ in case.locked:
        free[row] = False
    loose = open_pairs & free[:, None] & free

    def count(mask: Truths) -> int:
        graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(len(case.left)))
        rows, columns = np.nonzero(np.triu(mask, 1))
        graph.add_edges_from_no_data(list(zip(rows.tolist(), columns.tolist(), strict=True)))
        return len(rustworkx.max_weight_matching(graph, max_cardinality=True, default_weight=1))

    heights = np.unique(weights[loose])
    if not heights.size:
        return case
    most = count(loose)
    low, high = 0, heights.size - 1
    if case.locked:
        lowest_lock = min(float(weights[both]) for both in case.locked)
        high = min(high, int(np.searchsorted(heights, lowest_lock, side="left")))
    while low < high:
        middle = (low + high + 1) // 2
        if count(loose & (weights >= heights[middle])) == most:
            low = middle
        else:
            high = middle - 1
    keep = open_pairs & (weights >= heights[low])
    for both in case.locked:
        keep[both] = True
    fairer = evolve(case, barred=~keep, floor=float(heights[low]))
    return evolve(fairer, lift=lift_of(fairer))
