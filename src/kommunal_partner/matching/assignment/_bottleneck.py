"""The highest floor that as many pairs as can be made can all reach.

The bottleneck assignment by thresholds (Gabow and Tarjan, 1988): whether as many pairs are left above a weight is asked
for O(log n) weights, each by an engine that counts pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from kommunal_partner.matching.assignment._blossom import most_pairs_of_pool
from kommunal_partner.matching.assignment._encode import encode_counts
from kommunal_partner.matching.assignment._in_time import stop_if_spent, stop_unless_time
from kommunal_partner.matching.assignment._linear_programme import programme
from kommunal_partner.matching.assignment._maximum_flow import cover, most_pairs
from kommunal_partner.matching.assignment._successive_shortest_paths import with_capacities
from kommunal_partner.matching.assignment._task import AssignmentTask, Cover
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths

C = TypeVar("C")

_FIRST: Final = 8
"""So many pairs for each id, then so many times as many, are looked at."""
_COUNTED: Final = 8_000
"""Fewer pairs are counted in no time, both directions taken."""
_SORTED: Final = 1_000_000
"""Fewer weights are put in order in no time."""


def highest_floor(
    task: AssignmentTask, budget: Budget, lowest: float | None = None
) -> tuple[float | None, Cover | None]:
    """The highest weight that all of the most pairs can reach, and the proof where only capacities limit them.

    None where no pair can be made beside the locked ones. Locked pairs are made whatever they weigh, so it is not asked
    of the others to weigh more than they, nor than `lowest`.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    import numpy as np

    # What is looked at below takes about as long as putting all weights in order.
    is_large = task.cost.size > _SORTED
    stop_unless_time(lambda part: np.sort(task.cost[::part, ::part], axis=None), budget, is_large=is_large)
    weights = -task.cost
    open_pairs = np.ones(task.cost.shape, dtype=np.bool_) if task.barred is None else ~task.barred
    loose = _beside_locked(task, open_pairs) if task.is_pool else open_pairs
    given = weights[loose]
    if not given.size:
        return None, None
    made = [float(weights[pair]) for pair in sorted(task.locked)] + ([] if lowest is None else [lowest])
    if made:
        lowest = min(made)
        given = np.minimum(given, given[given >= lowest].min(initial=np.inf))

    counted = _count_of(task, loose, budget)

    def count(height: float) -> tuple[int, int]:
        stop_if_spent(budget)
        return counted(loose & (weights >= height))

    each = len(task.left) + len(task.right)
    floor = _raise(*_likely(given, count, _limit(task), each), count)
    if task.is_pool or task.has_demands or task.locked:
        return floor, None
    return floor, cover(open_pairs & (weights > floor), task.most_left, task.most_right)


def _limit(task: AssignmentTask) -> tuple[int, int]:
    """What no count can exceed."""
    if task.is_pool:
        return 0, len(task.left) // 2
    return 0, min(sum(task.most_left), sum(task.most_right))


def _likely(given: Numbers, count: Callable[[float], C], limit: C, each: int) -> tuple[Numbers, C]:
    """The highest weights, so many that as much as can be is counted among them; and how much that is.

    Few of them are tried first, for few pairs are counted quickest.
    """
    import numpy as np

    taken = _FIRST * each
    while taken < given.size:
        heights = np.unique(np.partition(given, given.size - taken)[-taken:])
        most = count(heights[0])
        if most == limit:
            return heights, most
        taken *= _FIRST
    heights = np.unique(given)
    return heights, count(heights[0])


def _raise(heights: Numbers, most: C, count: Callable[[float], C]) -> float:
    """The highest of some heights, the lowest of which will do, at which as much is counted as can be."""
    low, high = 0, heights.size - 1
    while low < high:
        middle = (low + high + 1) // 2
        if count(heights[middle]) == most:
            low = middle
        else:
            high = middle - 1
    return float(heights[low])


def _beside_locked(task: AssignmentTask, open_pairs: Truths) -> Truths:
    """The pairs of a pool that none of those locked is in."""
    import numpy as np

    free = np.ones(len(task.left), dtype=np.bool_)
    for row, _ in task.locked:
        free[row] = False
    found: Truths = open_pairs & free[:, None] & free
    return found


def _count_of(task: AssignmentTask, every: Truths, budget: Budget) -> Callable[[Truths], tuple[int, int]]:
    """How to tell how few places demands lack, turned negative, and how many pairs of a mask can then be made."""
    if task.is_pool:
        return lambda mask: (0, _most_pairs_of_pool(mask, budget))
    if not task.has_demands:
        return lambda mask: (0, _most_pairs(task, mask))
    if not task.quotas and _by_chains(task, every, budget) is not None:
        return lambda mask: _by_chains(task, mask, budget) or (-1, 0)
    return lambda mask: _by_solver(task, mask, budget)


def _most_pairs(task: AssignmentTask, mask: Truths) -> int:
    left, right = list(task.most_left), list(task.most_right)
    for row, column in task.locked:
        left[row] -= 1
        right[column] -= 1
        mask[row, column] = False
    return most_pairs(mask, left, right)


def _most_pairs_of_pool(mask: Truths, budget: Budget) -> int:
    """The count of a pool.

    Raises:
        OutOfSteps: if the budget would end before.
    """
    import numpy as np

    is_large = bool(np.count_nonzero(mask) > _COUNTED)
    stop_unless_time(lambda part: most_pairs_of_pool(mask[::part, ::part]), budget, is_large=is_large)
    return most_pairs_of_pool(mask)


def _by_chains(task: AssignmentTask, mask: Truths, budget: Budget) -> tuple[int, int] | None:
    """The count where all demands can be met; None where they cannot."""
    found = with_capacities(encode_counts(task, mask), budget)
    stop_if_spent(budget)
    return None if found is None else (0, len(found.pairs) + len(task.locked))


def _by_solver(task: AssignmentTask, mask: Truths, budget: Budget) -> tuple[int, int]:
    import numpy as np

    found = programme(task, ~mask, np.where(mask, -1.0, 0.0), budget)
    stop_if_spent(budget)
    return -sum(lacks for _, lacks in found.missing), len(found.pairs)
