"""From a task to its best rings: which engine, and what the search says of them, by its own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Final

from attrs import frozen

from kommunal_partner.matching.advice._bounds import Prices
from kommunal_partner.matching.advice._branch_and_bound import BranchAndBound
from kommunal_partner.matching.advice._encode import Encoded, encode, weight_of
from kommunal_partner.matching.advice._exchange import exchanged
from kommunal_partner.matching.advice._set_packing import pack
from kommunal_partner.matching.advice._task import AdviceTask, Places
from kommunal_partner.results import Budget, Interrupted

USUAL_STEPS: Final = 200_000
_OPENING: Final = 0.05
"""The share of the usual steps after which a solver is asked, if there is one."""
_EXCHANGES: Final = 2_000
"""How many exchanges improve what the steps left open."""


@frozen(eq=False)
class Found:
    """The rings, what they are worth, and what is proven: by the prices, by a complete search, or by a solver."""

    rings: tuple[Places, ...]
    total: float
    value: float
    weak_bound: float
    prices: dict[int, float]
    complete: bool
    branched: bool = False


def search(task: AdviceTask, budget: Budget, *, seed: int, solver: bool) -> Found:
    """The best rings of a task whose locked ones can be made.

    A solver, where one is wanted and there, is asked after a first look; without it what the steps leave open is
    improved by exchanges.
    """
    encoded = encode(task, budget)
    if budget.spent:
        return _at_once(task, encoded, budget)
    prices = Prices(encoded)
    tree = BranchAndBound(prices)
    try:
        return _searched(task, encoded, tree, budget, seed=seed, solver=solver)
    except KeyboardInterrupt:
        budget.stopped = True
        raise Interrupted(_improved(task, encoded, tree, budget, seed)) from None


def _searched(
    task: AdviceTask, encoded: Encoded, tree: BranchAndBound, budget: Budget, *, seed: int, solver: bool
) -> Found:
    prices = tree.prices
    prices.lower(budget)
    looked = budget.part(_OPENING) if solver else budget
    complete = tree.run(looked, encoded.unit)
    budget.done, budget.stopped = looked.done, looked.stopped
    if complete:
        return _stated(task, encoded, prices.price, tree.best, complete=True)
    packed = pack(encoded.worth, budget) if solver and not budget.stopped else None
    if packed is not None:
        prices.take(packed.prices, budget)
        best = max((tree.best, packed.rings), key=lambda rings: _count(encoded, rings))
        return _stated(task, encoded, prices.price, best, complete=packed.proven, branched=packed.proven)
    if solver and tree.run(budget, encoded.unit):
        return _stated(task, encoded, prices.price, tree.best, complete=True)
    return _improved(task, encoded, tree, budget, seed)


def _improved(task: AdviceTask, encoded: Encoded, tree: BranchAndBound, budget: Budget, seed: int) -> Found:
    """The best rings found, after exchanges as far as the budget goes."""
    others = exchanged(encoded.worth, budget.within(_EXCHANGES), seed, encoded.unit)
    best = max((tree.best, others), key=lambda rings: _count(encoded, rings))
    return _stated(task, encoded, tree.prices.price, best, complete=False)


def _at_once(task: AdviceTask, encoded: Encoded, budget: Budget) -> Found:
    """The rings worth most of those listed, one after the other, at the price of the best advice of each member."""
    best = exchanged(encoded.worth, budget, 0, encoded.unit)
    return _stated(task, encoded, encoded.dearest, best, complete=False)


def _count(encoded: Encoded, rings: tuple[Places, ...]) -> int:
    return sum(encoded.worth[ring] for ring in rings)


def _stated(
    task: AdviceTask,
    encoded: Encoded,
    prices: Mapping[int, int],
    best: tuple[Places, ...],
    *,
    complete: bool,
    branched: bool = False,
) -> Found:
    rings = tuple(sorted((*best, *task.locked)))
    weights = [weight_of(task, ring) for ring in rings]
    whole = all(isinstance(weight, int) for weight in weights)
    total = sum(weights) if whole else fsum(weights)
    value = total + task.stability * len(task.kept.intersection(rings)) if task.stability else total
    shares = {one: price / encoded.unit for one, price in prices.items()}
    for ring in task.locked:
        bonus = task.stability if ring in task.kept else 0
        shares.update(dict.fromkeys(ring, (weight_of(task, ring) + bonus) / len(ring)))
    weak = value if sum(prices.values()) == _count(encoded, best) else fsum(shares.values())
    return Found(rings, total, value, weak, shares, complete, branched)
