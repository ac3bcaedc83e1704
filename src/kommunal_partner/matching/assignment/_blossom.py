"""One pool made into pairs: a maximum weight matching in a general graph, on the few pairs that prices leave over.

Edmonds' blossom algorithm (1965) as Galil (1986) describes it and rustworkx has it, O(n³); pairs that the prices of the
assignment of two copies of the pool show to be in no better result are left out before.
"""

from __future__ import annotations

from functools import partial
from math import frexp, inf, ldexp
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner.matching.assignment._alternating_tree import AlternatingTrees, begun_at, settled
from kommunal_partner.matching.assignment._bounds import prices_of_pairs
from kommunal_partner.matching.assignment._encode import Encoded
from kommunal_partner.matching.assignment._few_pairs import FewPairs, few_of_table
from kommunal_partner.matching.assignment._in_time import stop_if_spent, stop_unless_time
from kommunal_partner.matching.assignment._iterative_refinement import refined_assignment
from kommunal_partner.matching.assignment._jonker_volgenant import complete_assignment
from kommunal_partner.matching.assignment._task import AssignmentTask, Objective, Place
from kommunal_partner.matching.assignment._whole import added, made_even
from kommunal_partner.results import Budget, OutOfSteps

if TYPE_CHECKING:
    import numpy as np
    import rustworkx
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Truths

_NEAR: Final = (8, 64)
"""How many partners per person the first, quick searches look at."""
_BITS: Final = 100
"""How many binary digits floats are given as whole numbers; all of them, unless they are 2**47 below the largest."""
_ROUNDING: Final = 1e-9
_EQUAL: Final = 2.0**-46
"""Sums of floats nearer than that are equal, unless what decides between equals is smaller."""
_LARGE: Final = 4_000
"""So many pairs are searched in no time."""
_MANY: Final = 100_000
"""So many pairs have prices in no time."""


@frozen(eq=False)
class Pool:
    """The pairs, a price for each person, and how much more than the pairs the prices allow, in weights.

    `complete` tells whether the search came to its end.
    """

    objective: Objective
    pairs: list[Place]
    prices: tuple[float, ...]
    over: float
    complete: bool = True


def pool(task: AssignmentTask, encoded: Encoded, budget: Budget) -> Pool:
    """The best pairs of a pool; good ones with an honest bound where the budget ends before.

    Two copies of the pool are assigned to one another, which can only be worth more than pairs. The prices of that
    assignment tell by how much each pair falls short of its two prices. A pair that falls short by more than all that
    is between the prices and some pairs already found is in no better result.

    Raises:
        OutOfSteps: if the budget ends before there are prices.
    """
    listed = pool_of_few(task, few_of_table(task, encoded), budget)
    if listed is None:
        stop_unless_pooled_in_time(encoded.cost, budget)
        return pool_of_all(task, encoded, budget)
    return listed


def pool_of_all(task: AssignmentTask, encoded: Encoded, budget: Budget) -> Pool:
    """The same from the table of all pairs."""
    import numpy as np

    if not task.left:
        return Pool(encoded.objective, [], (), 0.0)
    cost = made_even(encoded.cost)  # an odd number gets one more whom nobody minds being left with
    if task.locked:
        locked = sorted({place for both in task.locked for place in both})
        cost[locked, :] = 0
        cost[:, locked] = 0
    np.fill_diagonal(cost, 4 * (max(cost.max(), -cost.min()) or 1) * cost.shape[0])
    stop_if_spent(budget)
    columns, price = _assigned_to_itself(encoded.objective, cost, budget, exact=task.exact)
    short = cost + price
    # All is counted twice, so that there are no halves.
    both = price - short.min(axis=1)
    most = added(both.tolist(), large=encoded.objective.large)
    fine = 0.0 if task.exact else _ROUNDING * (abs(most) or 1.0)
    found, complete = _around(columns, both.tolist(), cost), True
    margin = most - 2 * _worth(cost, found)
    widths = [cost.shape[0], *_NEAR[::-1]]
    least = 0.0 if task.exact else min(_EQUAL * abs(most), encoded.objective.keep or inf)
    try:
        if margin > least:
            stop_if_spent(budget)
            np.multiply(cost, 2, out=short)
            short += both
            short += both[:, None]
            short[cost >= 0] = np.inf
        seen = np.zeros(cost.shape, dtype=np.bool_)
        while margin > least:
            stop_if_spent(budget)
            rest = short <= margin + fine
            if not (rest & ~seen).any():
                break
            width = widths.pop()
            seen = rest if rest.sum() <= 2 * width * cost.shape[0] else rest & _near(short, fine, width)
            rows, at = np.nonzero(np.triu(seen, 1))
            better = _matching(len(cost), rows, at, -cost[rows, at], budget)
            found = max(found, better, key=partial(_worth, cost))
            margin = most - 2 * _worth(cost, found)
    except OutOfSteps:
        complete = False
    over = encoded.objective.in_weights(margin, 2) if margin > fine else 0.0
    return Pool(encoded.objective, _with_locked(found, task), tuple(price.tolist()), over, complete)


def stop_unless_pooled_in_time(cost: Numbers, budget: Budget) -> None:
    """Nothing, if the prices of a pool in which many pairs may be made should be found in time.

    Raises:
        OutOfSteps: if the budget has ended, or would before the search does.
    """
    import numpy as np

    def search(part: int) -> object:
        table = made_even(cost[::part, ::part])
        np.fill_diagonal(table, 4 * (max(table.max(), -table.min()) or 1) * len(table))
        _, price = _assigned_to_itself(Objective(), table, budget, exact=False)
        return (table + price).min(axis=1)

    stop_unless_time(search, budget, is_large=cost.size > _MANY)


def pool_of_few(task: AssignmentTask, few: FewPairs | None, budget: Budget) -> Pool | None:
    """The same from a list of the pairs that are worth something; None if they are not few.

    Raises:
        OutOfSteps: if the budget ends before there are prices.
    """
    if few is None:
        return None
    halves = few.assigned_to_itself(budget)
    price, both = few.prices(halves)
    most = added(both.tolist(), large=False)
    fine = _ROUNDING * (abs(most) or 1.0) if few.rounded and not task.exact else 0.0
    trees, roots = few.trees(halves)
    complete = True
    try:
        settled(trees, roots, partial(stop_if_spent, budget))
        found = _unrounded(few, trees, budget) if few.rounded else trees.pairs()
    except OutOfSteps:
        found, complete = trees.pairs(), False
    margin = most - 2 * few.worth_of(found)
    over = few.objective.in_weights(margin, 2) if margin > fine else 0.0
    return Pool(few.objective, _with_locked(found, task), tuple(price.tolist()), over, complete or not over)


def _unrounded(few: FewPairs, trees: AlternatingTrees, budget: Budget) -> list[Place]:
    """The best pairs, given those that are the best when what pairs are worth is rounded to whole numbers.

    Rounding makes pairs, half as many as there are people at most, worth a half more or less each: no others than
    those that fall short by no more than all that can be among the best, and nobody who takes more is left over.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    import numpy as np

    once = np.flatnonzero(few.rows < few.columns)
    short = trees.short_by(few.rows[once], few.columns[once], few.whole[once], few.size)
    near = once[short <= few.size]
    rows, columns = few.rows[near], few.columns[near]
    is_open = _open(rows.tolist(), columns.tolist(), trees.mate, [share > few.size for share in trees.share])
    found = trees.pairs()
    if not is_open:
        return found
    inside = {*rows[is_open].tolist(), *columns[is_open].tolist()}
    searched = sorted(inside)
    place = np.empty(few.size, dtype=np.int64)
    place[searched] = np.arange(len(searched))
    made = _matching(len(searched), place[rows[is_open]], place[columns[is_open]], few.worth[near[is_open]], budget)
    better = sorted(
        [pair for pair in found if pair[0] not in inside] + [(searched[one], searched[other]) for one, other in made]
    )
    return found if better == found else max(found, better, key=few.worth_of)


def _open(rows: list[int], columns: list[int], mate: list[int], is_paired: list[bool]) -> list[int]:
    """Which of some pairs it is not clear of whether they are made, by what they have in common.

    Whoever must be paired and has one partner to choose has that one, who has no other then (Karp and Sipser 1981). Two
    who have only each other stay as they are, if they have each other.
    """
    partners: dict[int, set[int]] = {}
    for one, other in zip(rows, columns, strict=True):
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    waiting = [one for one, others in partners.items() if len(others) == 1 and is_paired[one]]
    while waiting:
        one = waiting.pop()
        for other in partners[one]:
            for third in partners[other]:
                if third != one:
                    partners[third].discard(other)
                    if len(partners[third]) == 1 and is_paired[third]:
                        waiting.append(third)
            partners[other] = set()
        partners[one] = set()
    return [
        at
        for at, (one, other) in enumerate(zip(rows, columns, strict=True))
        if other in partners[one] and (mate[one] != other or len(partners[one]) > 1 or len(partners[other]) > 1)
    ]


def _with_locked(found: list[Place], task: AssignmentTask) -> list[Place]:
    return sorted([*found, *(both for both in task.locked if both[0] < both[1])])


def _assigned_to_itself(
    objective: Objective, cost: Numbers, budget: Budget, *, exact: bool
) -> tuple[list[int], Numbers]:
    """Everybody's partner in the best assignment of two copies of the pool, or themselves; and the prices.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    if not objective.large:
        rows, columns = complete_assignment(cost)
        pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
        return columns.tolist(), prices_of_pairs(cost, pairs, exact=exact)
    partner, prices = refined_assignment(cost, budget)
    return partner.tolist(), prices


def _worth(cost: Numbers, pairs: list[Place]) -> float:
    rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
    found = -cost[rows, columns]
    return added(found.tolist(), large=found.dtype == object)


def _near(short: Numbers, fine: float, width: int) -> Truths:
    """So many pairs of each person that fall short by least; of those short by nothing, some far apart in order.

    So not everybody looks at the same, where many pairs are equally good.
    """
    import numpy as np

    found = np.zeros(short.shape, dtype=np.bool_)
    np.put_along_axis(found, np.argpartition(short, width - 1, axis=1)[:, :width], values=True, axis=1)
    every = np.arange(width)
    for row in range(len(short)):
        columns = np.flatnonzero(short[row] <= fine)
        found[row, columns[(row + every * columns.size // width) % columns.size] if columns.size else columns] = True
    return found | found.T


def _around(columns: list[int], share: list[float], cost: Numbers) -> list[Place]:
    """Pairs from the circles of an assignment of a pool to itself: every other step, one person less where it is odd.

    Round an even circle they are worth as much as the assignment gives both copies of the pool.
    """
    mate, circles = begun_at([len(columns) if other == one else other for one, other in enumerate(columns)], share)
    left = [walk[-1] for walk in circles]
    found = [(one, other) for one, other in enumerate(mate) if one < other]
    found += ((min(both), max(both)) for both in zip(left[::2], left[1::2], strict=False))
    rows, partners = [row for row, _ in found], [partner for _, partner in found]
    return sorted(both for both, worth in zip(found, (-cost[rows, partners]).tolist(), strict=True) if worth > 0)


def _matching(
    size: int, rows: NDArray[np.int64], columns: NDArray[np.int64], worth: Numbers, budget: Budget
) -> list[Place]:
    """The pairs of greatest sum among these, each given once; whoever would only fill a pair up with nothing stays out.

    Raises:
        OutOfSteps: if the budget has ended, or would before the search does, which cannot be stopped once begun.
    """
    import numpy as np

    def search(part: int) -> list[Place]:
        inside = np.flatnonzero((rows % part == 0) & (columns % part == 0))
        return _blossom(size, rows[inside], columns[inside], worth[inside])

    stop_unless_time(search, budget, is_large=rows.size > _LARGE)
    return _blossom(size, rows, columns, worth)


def _blossom(size: int, rows: NDArray[np.int64], columns: NDArray[np.int64], worth: Numbers) -> list[Place]:
    import rustworkx

    whole: list[Any] = worth.tolist()
    if worth.dtype != object:
        digits = _BITS - frexp(max(whole, default=1.0))[1]
        whole = [int(ldexp(value, digits)) for value in whole]
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from(list(zip(rows.tolist(), columns.tolist(), whole, strict=True)))
    found = rustworkx.max_weight_matching(graph, max_cardinality=False, weight_fn=int)
    return sorted((min(both), max(both)) for both in found)


def most_pairs_of_pool(open_pairs: Truths) -> int:
    """How many pairs can be made at once of those that are open, in both directions, in a pool."""
    import numpy as np
    import rustworkx

    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(open_pairs.shape[0]))
    rows, columns = np.nonzero(np.triu(open_pairs, 1))
    graph.add_edges_from_no_data(list(zip(rows.tolist(), columns.tolist(), strict=True)))
    return len(rustworkx.max_weight_matching(graph, max_cardinality=True, default_weight=1))
