"""What the check counts by itself: the pairs from their ids, and what no result can exceed at some prices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum, inf
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kommunal_partner.matching.assignment._task import AssignmentTask, Objective, Pair, PairingGoal, PairSide
from kommunal_partner.matching.assignment._whole import added, whole

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths

ROUNDING: Final = 1e-9
"""How large a share two sums of floats may differ by and still count as the same."""


@frozen(eq=False)
class Count:
    """What the pairs come to, counted from their ids."""

    weights: tuple[float, ...]
    kept: int

    @property
    def total(self) -> float:
        """The sum of the weights; whole if all of them are."""
        return sum(self.weights) if all(isinstance(one, int) for one in self.weights) else fsum(self.weights)


def count_pairs(task: AssignmentTask, solution: Sequence[Pair]) -> Count:
    at_left = {one: place for place, one in enumerate(task.left)}
    at_right = {one: place for place, one in enumerate(task.right)}
    earlier = {(task.left[row], task.right[column]) for row, column in task.kept}
    plain = [float(task.cost[at_left[a], at_right[b]]) for a, b in solution]
    return Count(tuple(-int(one) if task.exact else -one for one in plain), sum(pair in earlier for pair in solution))


def counted(task: AssignmentTask, objective: Objective, count: Count) -> float:
    """What the pairs count in the search."""
    return objective.counts(count.total + task.stability * count.kept, len(count.weights), count.kept)


def largest(task: AssignmentTask, objective: Objective) -> float:
    """The size of the largest weight, with what is kept and what is added to all of them."""
    size = max(float(task.cost.max(initial=0)), -float(task.cost.min(initial=0)))
    return size + (task.stability if task.kept else 0) + objective.shift


def is_in_order(task: AssignmentTask, objective: Objective) -> bool:
    """Whether what pairs count follows the goal: ties weigh less than any difference of totals that matters."""
    size = min(sum(task.most_left), sum(task.most_right), task.cost.size)
    ties = (objective.pair + objective.keep) * size
    low = -float(task.cost.max()) if task.cost.size else 0.0
    fine = 1.0
    if not task.exact:
        is_whole = float(task.stability).is_integer() and bool((task.cost % 1 == 0).all())
        fine = max(ROUNDING * (largest(task, objective) or 1.0), 1.0 if is_whole else 0.0)
    gain = task.goal is PairingGoal.GAIN
    lifted = objective.shift == 0 if gain else objective.shift >= max(0.0, -low)
    lifted &= min(objective.pair, objective.keep, 0) == 0
    # Of the smallest floats there is no billionth, and nothing decides between equals.
    return objective.scale > 0 and lifted and (ties < objective.scale * fine or not ties)


def highest_sum(
    task: AssignmentTask, objective: Objective, barred: Truths | None, prices: Numbers, quotas: Numbers
) -> float:
    """What no result can exceed, in what pairs count in the search, whatever the prices are.

    Every place is sold at its column's price: the sellers get at most the dearest use of their places, and every row
    buys the best places that are left worth their price. The sum of both is a bound for any prices.
    """
    import numpy as np

    beyond = worth(task, objective, barred) - prices
    beyond[:, np.equal(task.most_right, 0)] = -inf
    for quota, price in zip(task.quotas, quotas, strict=True):
        ids = task.left if quota.side is PairSide.LEFT else task.right
        inside = np.array([one in quota.ids for one in ids], dtype=np.bool_)
        if quota.side is PairSide.LEFT:
            beyond[inside, :] -= price
        else:
            beyond[:, inside] -= price
    gains = [
        _dearest(price, least, most)
        for price, least, most in zip(prices.tolist(), task.least_right, task.most_right, strict=True)
    ]
    gains += [
        _dearest(price, quota.least, task.cost.size if quota.most is None else quota.most)
        for quota, price in zip(task.quotas, quotas.tolist(), strict=True)
    ]
    bought = Counter[int]()
    for row, column in sorted(task.locked):
        gains.append(beyond[row, column])
        beyond[row, column] = -inf
        bought[row] += 1
    gains += _purchases(task, beyond, bought)
    return added(gains, large=objective.large)


def worth(task: AssignmentTask, objective: Objective, barred: Truths | None) -> Numbers:
    """What each pair counts in the search; nothing can be had of those that are barred."""
    cost, stability = (whole(task.cost), int(task.stability)) if objective.large else (task.cost, task.stability)
    found: Numbers = objective.scale * (objective.shift - cost) + objective.pair
    for row, column in task.kept:
        found[row, column] += objective.scale * stability + objective.keep
    if barred is not None:
        found[barred] = -inf
    return found


def _dearest(price: float, least: int, most: float) -> float:
    return max(price * least, price * most)


def _purchases(task: AssignmentTask, beyond: Numbers, bought: Mapping[int, int]) -> list[float]:
    """What the best places are worth to each row beyond their price."""
    import numpy as np

    if not task.cost.size:
        return []
    if max(task.most_left) <= 1 and not any(task.least_left) and not bought:
        rooms = np.array(task.most_left)
        best: list[float] = (np.maximum(beyond.max(axis=1), 0) * rooms).tolist()
        return best
    gains = []
    for row, (least, most) in enumerate(zip(task.least_left, task.most_left, strict=True)):
        room, need = most - bought.get(row, 0), max(least - bought.get(row, 0), 0)
        offers = np.sort(beyond[row])[::-1][: max(room, 0)].tolist()
        gains += [gain for gain in offers[:need] if gain > -inf]
        gains += [gain for gain in offers[need:] if gain > 0]
    return gains
