"""An odd pool with one group of three: which three, so that they and the pairs of all others are worth most.

Every three has a limit, what its three pairs count and what the prices of the pool allow the others; those with the
highest limits are tried in turn, the others paired exactly, until no limit is above what was found. O(people³) for the
limits, O(people³) for each three that is tried.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve

from kommunal_partner.matching.assignment._blossom import pool, stop_unless_pooled_in_time
from kommunal_partner.matching.assignment._encode import Encoded, encode
from kommunal_partner.matching.assignment._few_pairs import few_pairs
from kommunal_partner.matching.assignment._search import Found, search, stated
from kommunal_partner.matching.assignment._task import AssignmentTask, PairingGoal, Place, PriceProof
from kommunal_partner.matching.assignment._weights import Tables
from kommunal_partner.matching.assignment._whole import added, row_of
from kommunal_partner.results import Budget, OutOfSteps

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers

Trio: TypeAlias = tuple[int, int, int]
_Limited: TypeAlias = tuple[float, Trio]

_MOST: Final = 2_000
"""So many groups of three are tried at most."""


def search_pool(task: AssignmentTask, budget: Budget) -> tuple[Found, Trio | None]:
    """The best pairs of a pool, with a group of three if one is asked for, the number is odd, and one can be.

    The three pairs of the group are among the pairs. Locked pairs stay pairs.
    """
    if not task.three or len(task.left) % 2 == 0 or task.unread is not None:
        return search(task, budget), None
    free = [one for one in range(len(task.left)) if all(one not in pair for pair in task.locked)]
    try:
        if few_pairs(task, None) is None:
            stop_unless_pooled_in_time(task.cost, budget)
        encoded = encode(task)
        prices = pool(task, encoded, budget).prices
        each = _each(encoded, prices, free)
        large = encoded.objective.large
        fixed = -2 * added((encoded.cost[pair] for pair in task.locked if pair[0] < pair[1]), large=large)
        likely, is_all = _likely(encoded, each, free, fixed, budget)
        proof = PriceProof(encoded.objective, prices)
        found, trio = _best(task, encoded, proof, likely, budget, is_all=is_all)
    except OutOfSteps:
        return search(task, budget), None
    if trio is None:
        return search(task, budget), None
    if task.goal is PairingGoal.FAIR and found.complete:
        encoded = encode(task, found.worst)
        each = _each(encoded, prices, free)
    shares = sorted(each.tolist())
    limit = added([fixed, *shares, *shares[-3:]], large=large)
    over = encoded.objective.in_weights(limit - 2 * _counts(encoded, task, found), 2)
    return evolve(found, over=over if over > 0 else 0.0), trio


def pairs_of(trio: Trio) -> list[Place]:
    """The three pairs of a group."""
    return list(combinations(trio, 2))


def _each(encoded: Encoded, prices: tuple[float, ...], free: list[int]) -> Numbers:
    """Twice everybody's share of a pair at the prices: no pair of those free counts more than both shares."""
    import numpy as np

    price = row_of(prices, large=encoded.objective.large)
    cost = np.zeros((price.size, price.size), dtype=price.dtype)
    size = len(encoded.room_left)
    cost[np.ix_(free, free)] = encoded.cost[np.ix_(free, free)]
    np.fill_diagonal(cost, np.inf)
    gain = -(cost + price).min(axis=1)
    found: Numbers = np.maximum(gain + price, 0)[:size]
    return found


def _likely(
    encoded: Encoded, each: Numbers, free: list[int], fixed: float, budget: Budget
) -> tuple[list[_Limited], bool]:
    """The groups of three with the highest limits, the highest first; whether these are all there are.

    Limits are counted twice, as shares are, so that there are no halves; `fixed` is what locked pairs count, twice.
    """
    import numpy as np

    worth = -2 * encoded.cost
    open_pairs = np.ones(worth.shape, dtype=np.bool_) if encoded.barred is None else ~encoded.barred
    np.fill_diagonal(open_pairs, val=False)
    found: list[_Limited] = []
    is_all = True
    for at, one in enumerate(free):
        if budget.report():
            raise OutOfSteps
        others = np.array([other for other in free[at + 1 :] if open_pairs[one, other]], dtype=np.int64)
        with_one = worth[one, others] - each[others]
        limits = fixed + each.sum() - each[one] + with_one[:, None] + with_one + worth[np.ix_(others, others)]
        first, second = np.nonzero(np.triu(open_pairs[np.ix_(others, others)], 1))
        here = limits[first, second]
        best = np.argsort(-here, kind="stable")[:_MOST]
        is_all &= best.size == here.size
        highest = zip(here[best].tolist(), first[best].tolist(), second[best].tolist(), strict=True)
        found += [(limit, (one, int(others[k]), int(others[m]))) for limit, k, m in highest]
        found.sort(key=lambda limited: (-limited[0], limited[1]))
        is_all &= len(found) <= _MOST
        del found[_MOST:]
    return found, is_all


def _best(
    task: AssignmentTask, encoded: Encoded, proof: PriceProof, likely: list[_Limited], budget: Budget, *, is_all: bool
) -> tuple[Found, Trio | None]:
    """The best pairs with one of these groups of three; complete if no other can be better."""
    best, chosen = Found((), proof), None
    rank: tuple[float, ...] = (0.0,)
    fair = task.goal is PairingGoal.FAIR
    complete = is_all
    for limit, trio in likely:
        if chosen is not None and not fair and limit <= 2 * rank[0]:
            complete = True
            break
        try:
            others = _others(task, encoded, trio, budget)
        except OutOfSteps:
            others = None
        if others is None:
            complete = False
            break
        found = stated(task, Found(tuple(sorted({*others, *pairs_of(trio)})), proof))
        counts = _counts(encoded, task, found)
        new = (len(found.pairs), found.worst or 0, counts) if fair else (counts,)
        if chosen is None or new > rank:
            best, chosen, rank = found, trio, new
    return evolve(best, complete=complete), chosen


def _others(task: AssignmentTask, encoded: Encoded, trio: Trio, budget: Budget) -> list[Place] | None:
    """The best pairs of all but three; None where the budget ends before."""
    import numpy as np

    barred = np.zeros(task.cost.shape, dtype=np.bool_)
    barred[list(trio), :] = True
    barred[:, list(trio)] = True
    if task.goal is PairingGoal.FAIR:
        rest = evolve(task, weights=Tables(np.where(barred, 0, task.cost), barred | np.array(task.barred)))
        found = search(rest, budget, lowest=min(-float(task.cost[pair]) for pair in pairs_of(trio)))
        return list(found.pairs) if found.complete else None
    cost = np.where(barred, 0, encoded.cost)
    pooled = pool(task, evolve(encoded, cost=cost, barred=barred | np.array(encoded.barred)), budget)
    return pooled.pairs if pooled.complete else None


def _counts(encoded: Encoded, task: AssignmentTask, found: Found) -> float:
    """What the pairs count in the search."""
    return encoded.objective.counts(found.value(task.stability), len(found.pairs), found.kept)
