"""From a task to its best pairs: which engine, for which goal; and what the search says of them, by its own numbers."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from kommunal_partner.matching.assignment._blossom import pool_of_all, pool_of_few, stop_unless_pooled_in_time
from kommunal_partner.matching.assignment._bottleneck import highest_floor
from kommunal_partner.matching.assignment._bounds import highest_sum
from kommunal_partner.matching.assignment._encode import (
    Encoded,
    barred_below,
    barred_without_places,
    counted,
    encode,
    objective_of,
)
from kommunal_partner.matching.assignment._few_pairs import few_pairs, whole_if_it_is
from kommunal_partner.matching.assignment._greedy import row_by_row
from kommunal_partner.matching.assignment._in_time import stop_if_spent
from kommunal_partner.matching.assignment._iterative_refinement import is_refined, refined_one_to_one
from kommunal_partner.matching.assignment._jonker_volgenant import one_to_one, stop_unless_assigned_in_time
from kommunal_partner.matching.assignment._linear_programme import programme
from kommunal_partner.matching.assignment._successive_shortest_paths import with_capacities
from kommunal_partner.matching.assignment._task import AssignmentTask, PairingGoal, PairSide, Place, PriceProof
from kommunal_partner.matching.assignment._whole import row_of
from kommunal_partner.results import Budget, OutOfSteps

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Objective

ENDLESS: Final = 10**15
"""More steps than any exact search takes: only the clock and `progress` end it."""


@frozen(eq=False)
class Found:
    """The best pairs, what they are worth, and what is known to prove it.

    `kept` counts the pairs of the earlier result among them; `over` is how much more than the pairs the prices alone
    allow; `missing` are the places that demands lack; `complete` tells whether the search came to its end.
    """

    pairs: tuple[Place, ...]
    proof: PriceProof
    total: float = 0
    kept: int = 0
    worst: float | None = None
    over: float = 0
    missing: tuple[tuple[tuple[str, int], int], ...] = ()
    complete: bool = True

    def value(self, stability: float) -> float:
        """The total, with what the pairs kept are worth."""
        return self.total + stability * self.kept if stability else self.total


def endless() -> Budget:
    """A budget that no exact search uses up."""
    return Budget(ENDLESS)


def search(task: AssignmentTask, budget: Budget, *, lowest: float | None = None) -> Found:
    """The best pairs of a task whose locked pairs break no rule; good ones where the budget ends before.

    Under the fair goal nobody is asked to weigh more than `lowest`, the lowest weight of others that are made.
    """
    try:
        floor, cover = highest_floor(task, budget, lowest) if task.goal is PairingGoal.FAIR else (None, None)
        found = _by_engine(task, floor, budget)
        if floor is not None and not found.pairs:  # nothing lies above a floor where there is no place at all
            found, cover = _by_engine(task, None, budget), None
        if floor is not None and not found.complete:  # that as many pairs reach the floor was not settled
            found = evolve(found, over=0.0)
    except OutOfSteps:
        return at_once(task)
    return stated(task, found if cover is None else evolve(found, proof=evolve(found.proof, cover=cover)))


def at_once(task: AssignmentTask) -> Found:
    """Pairs that take no search."""
    greedy = row_by_row(task)
    pairs = tuple(greedy.pairs)
    # Under gain some pairs may not be made, if any weighs less than 0.
    is_any_barred = task.barred is not None or (task.goal is PairingGoal.GAIN and task.cost.max(initial=0) > 0)
    objective = objective_of(task, is_any_barred=is_any_barred)
    found = Found(pairs, _no_prices(task, objective), missing=_missing(task, pairs), complete=False)
    return stated(task, found, None if _is_more_than_one(task, objective) else greedy.highest)


def _is_more_than_one(task: AssignmentTask, objective: Objective) -> bool:
    """Whether what a row can have at most is not told by its highest weight alone."""
    return bool(
        max(task.most_left, default=0) > 1
        or task.kept
        or (task.locked and not task.is_pool)
        or objective.large
        or task.has_demands
    )


def _no_prices(task: AssignmentTask, objective: Objective) -> PriceProof:
    """That all places are free of charge, which is true whatever was searched."""
    people = len(task.left) + len(task.left) % 2 if task.is_pool else len(task.right)
    return PriceProof(objective, (0.0,) * people, (0.0,) * len(task.quotas))


def stated(task: AssignmentTask, found: Found, highest: Numbers | None = None) -> Found:
    """The result with what its pairs are worth, and how far beyond the prices reach if it is not complete.

    Where all prices are 0, the `highest` weight of each row that has one place tells how far.
    """
    weights = weights_of(task, found.pairs)
    total = sum(weights) if task.exact else fsum(weights)
    kept = sum(pair in task.kept for pair in found.pairs) if task.kept else 0
    worst = min(weights, default=None)
    stated = Found(found.pairs, found.proof, total, kept, worst, found.over, found.missing, found.complete)
    if found.complete or found.over or task.unread is not None:
        return stated
    if highest is not None:
        return evolve(stated, over=_over_highest(task, stated, highest))
    encoded = encode(task)
    proof = evolve(stated.proof, objective=encoded.objective)  # that of all pairs, those below a fair floor included
    return evolve(stated, over=_over(task, encoded, stated), proof=proof)


def weights_of(task: AssignmentTask, pairs: tuple[Place, ...]) -> list[float]:
    """The weights of pairs as they were given."""
    weights: list[float] = (-task.weights.costs_of(pairs)).tolist() if pairs else []
    return [int(weight) for weight in weights] if task.exact else weights


def _over_highest(task: AssignmentTask, found: Found, highest: Numbers) -> float:
    """How much more than the pairs the best of every row would be, in weights."""
    import numpy as np

    objective = found.proof.objective
    times = 2 if task.is_pool else 1
    gains = np.maximum(objective.scale * (highest + objective.shift) + objective.pair, 0)
    locked = [2 * objective.counts(task.weight(*pair), 1, 0) for pair in sorted(task.locked) if pair[0] < pair[1]]
    limit = fsum([*gains.tolist(), *locked])
    counts = objective.counts(found.value(task.stability), len(found.pairs), found.kept)
    return max(0.0, objective.in_weights(limit - times * counts, times))


def _over(task: AssignmentTask, encoded: Encoded, found: Found) -> float:
    """How much more than the pairs the prices allow, in weights."""
    import numpy as np

    objective = encoded.objective
    counts = objective.counts(found.value(task.stability), len(found.pairs), found.kept)
    prices = row_of((found.proof.prices or ())[: len(task.right)], large=objective.large)
    if task.is_pool and encoded.barred is not None:
        # Whoever is locked is nobody else's partner.
        encoded = evolve(encoded, barred=encoded.barred | (np.array(encoded.room_right) == 0))
    times = 2 if task.is_pool else 1
    limit = highest_sum(encoded, task.locked, prices)
    return max(0.0, objective.in_weights(limit - times * counts, times))


def _missing(task: AssignmentTask, pairs: tuple[Place, ...]) -> tuple[tuple[tuple[str, int], int], ...]:
    """How many places each demand lacks."""
    rows, columns = Counter(row for row, _ in pairs), Counter(column for _, column in pairs)
    asked = [(("left", place), least - rows[place]) for place, least in enumerate(task.least_left)]
    asked += [(("right", place), least - columns[place]) for place, least in enumerate(task.least_right)]
    for number, quota in enumerate(task.quotas):
        taken = rows if quota.side is PairSide.LEFT else columns
        asked.append((("quota", number), quota.least - sum(taken[place] for place in task.quota_places(quota))))
    return tuple((demand, lacks) for demand, lacks in asked if lacks > 0)


def _by_engine(task: AssignmentTask, floor: float | None, budget: Budget) -> Found:
    if task.quotas:
        return _by_solver(task, floor, budget)
    if task.is_pool:
        return _pooled(task, floor, budget)
    is_one_each = max(task.most_left, default=0) <= 1 and max(task.most_right, default=0) <= 1
    if is_one_each and not task.has_demands:
        stop_unless_assigned_in_time(task, budget)
    stop_if_spent(budget)
    encoded = encode(task, floor)
    proof = PriceProof(encoded.objective)
    if is_one_to_one(encoded) and not task.has_demands:
        if not encoded.objective.large:
            return Found(tuple(sorted({*one_to_one(encoded), *task.locked})), proof)
        if is_refined(encoded):
            pairs, prices = refined_one_to_one(encoded, budget)
            proof = evolve(proof, prices=_prices_beside_locked(task, encoded, prices))
            return Found(tuple(sorted({*pairs, *task.locked})), proof)
    chained = with_capacities(encoded, budget)
    if chained is None:
        return _by_solver(task, floor, budget)
    made = tuple(sorted({*chained.pairs, *task.locked}))
    proof = evolve(proof, prices=_prices_beside_locked(task, encoded, chained.prices))
    return Found(made, proof, complete=chained.complete, missing=() if chained.complete else _missing(task, made))


def _pooled(task: AssignmentTask, floor: float | None, budget: Budget) -> Found:
    stop_if_spent(budget)
    found = pool_of_few(task, few_pairs(task, floor), budget)
    if found is None:
        stop_unless_pooled_in_time(task.cost, budget)
        exact, encoded = _encoded_whole(task, floor)
        found = pool_of_all(exact, encoded, budget)
    proof = PriceProof(found.objective, found.prices)
    return Found(tuple(found.pairs), proof, over=found.over, complete=found.complete)


def _encoded_whole(task: AssignmentTask, floor: float | None) -> tuple[AssignmentTask, Encoded]:
    """The task of a pool in the engines' numbers; as an exact one if its weights are whole, though they are floats."""
    exact = task if task.exact else whole_if_it_is(task, task.weights.allowed())
    encoded = encode(exact, floor)
    return (task, encode(task, floor)) if encoded.objective.large and not task.exact else (exact, encoded)


def _prices_beside_locked(task: AssignmentTask, encoded: Encoded, prices: Numbers) -> tuple[float, ...]:
    """The prices, none below 0 where locked pairs are made that need not be."""
    for _, column in task.locked:
        if encoded.least is None or not encoded.least[1][column]:
            prices[column] = max(prices[column], 0)
    return tuple(prices.tolist())


def _by_solver(task: AssignmentTask, floor: float | None, budget: Budget) -> Found:
    """The best pairs under quotas; or, where demands cannot be met, the best of those that lack as few places."""
    barred = barred_below(task, floor)
    objective = objective_of(task, is_any_barred=barred is not None)
    barred = barred_without_places(task, barred)
    unit = min(one for one in (1.0, objective.pair, objective.keep) if one) if task.exact else None
    best = programme(task, barred, counted(task, objective, barred), budget, unit=unit)
    if not best.complete:
        return Found(best.pairs, _no_prices(task, objective), missing=best.missing, complete=False)
    prices = None if best.prices is None else tuple(best.prices.tolist())
    proof = PriceProof(objective, prices, best.quota_prices, best.branched)
    return Found(best.pairs, proof, missing=best.missing)


def is_one_to_one(encoded: Encoded) -> bool:
    """Whether nobody has more than one place left."""
    return max(encoded.room_left, default=0) <= 1 and max(encoded.room_right, default=0) <= 1
