"""The highest floor that as many pairs as can be made can all reach.

The bottleneck assignment by thresholds (Gabow and Tarjan, 1988): whether as many pairs are left above a weight is asked
for O(log n) weights, each by an engine that counts pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kommunal_partner.matching.assignment._blossom import most_pairs_of_pool
from kommunal_partner.matching.assignment._linear_programme import programme
from kommunal_partner.matching.assignment._maximum_flow import cover, most_pairs
from kommunal_partner.matching.assignment._task import AssignmentTask, Cover
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths

C = TypeVar("C")


def highest_floor(task: AssignmentTask, budget: Budget) -> tuple[float | None, Cover | None]:
    """The highest weight that all of the most pairs can reach, and the proof where only capacities limit them.

    None where no pair can be made beside the locked ones. Locked pairs are made whatever they weigh, so it is not asked
    of the others to weigh more than they.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    import numpy as np

    weights = -task.cost
    open_pairs = np.ones(task.cost.shape, dtype=np.bool_) if task.barred is None else ~task.barred
    loose = _beside_locked(task, open_pairs) if task.is_pool else open_pairs
    heights = np.unique(weights[loose])
    if not heights.size:
        return None, None
    high = heights.size - 1
    if task.locked:
        lowest = min(float(weights[pair]) for pair in task.locked)
        high = min(high, int(np.searchsorted(heights, lowest)))
    most = _count(task, loose, budget)
    floor = _raise(heights[: high + 1], lambda height: _count(task, loose & (weights >= height), budget), most)
    if task.is_pool or task.has_demands or task.locked:
        return floor, None
    return floor, cover(open_pairs & (weights > floor), task.most_left, task.most_right)


def _raise(heights: Numbers, count: Callable[[float], C], most: C) -> float:
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


def _count(task: AssignmentTask, mask: Truths, budget: Budget) -> tuple[int, int]:
    """How few places demands lack, turned negative, and how many pairs can then be made of those in the mask."""
    import numpy as np

    budget.pay()
    if task.is_pool:
        return 0, most_pairs_of_pool(mask)
    if task.has_demands:
        found = programme(task, ~mask, np.where(mask, -1.0, 0.0), budget)
        return -sum(lacks for _, lacks in found.missing), len(found.pairs)
    left, right = list(task.most_left), list(task.most_right)
    for row, column in task.locked:
        left[row] -= 1
        right[column] -= 1
        mask[row, column] = False
    return 0, most_pairs(mask, left, right)
