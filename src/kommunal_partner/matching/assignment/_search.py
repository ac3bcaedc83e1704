"""From a task to its best pairs: which engine, for which goal; and what the search says of them, by its own numbers."""

from __future__ import annotations

from math import fsum

from attrs import evolve, frozen

from kommunal_partner.matching.assignment._blossom import pool
from kommunal_partner.matching.assignment._bottleneck import highest_floor
from kommunal_partner.matching.assignment._encode import Encoded, barred_below, counted, encode, objective_of
from kommunal_partner.matching.assignment._jonker_volgenant import one_to_one
from kommunal_partner.matching.assignment._linear_programme import programme
from kommunal_partner.matching.assignment._successive_shortest_paths import with_capacities
from kommunal_partner.matching.assignment._task import AssignmentTask, PairingGoal, Place, PriceProof


@frozen(eq=False)
class Found:
    """The best pairs, what they are worth, and what is known to prove it.

    `kept` counts the pairs of the earlier result among them; `over` is how much more than the pairs the prices alone
    allow; `missing` are the places that demands lack.
    """

    pairs: tuple[Place, ...]
    proof: PriceProof
    total: float = 0
    kept: int = 0
    worst: float | None = None
    over: float = 0
    missing: tuple[tuple[tuple[str, int], int], ...] = ()

    def value(self, stability: float) -> float:
        """The total, with what the pairs kept are worth."""
        return self.total + stability * self.kept if stability else self.total


def search(task: AssignmentTask) -> Found:
    """The best pairs of a task whose locked pairs break no rule."""
    floor, cover = highest_floor(task) if task.goal is PairingGoal.FAIR else (None, None)
    found = _by_engine(task, floor)
    weights = [-float(task.cost[pair]) for pair in found.pairs]
    if task.exact:
        weights = [int(weight) for weight in weights]
    return evolve(
        found,
        proof=evolve(found.proof, cover=cover),
        total=sum(weights) if task.exact else fsum(weights),
        kept=sum(pair in task.kept for pair in found.pairs),
        worst=min(weights, default=None),
    )


def _by_engine(task: AssignmentTask, floor: float | None) -> Found:
    if task.has_demands:
        barred = barred_below(task, floor)
        objective = objective_of(task, barred)
        best = programme(task, barred, counted(task, objective, barred))
        prices = None if best.prices is None else tuple(best.prices.tolist())
        proof = PriceProof(objective, prices, best.quota_prices, best.branched)
        return Found(best.pairs, proof, missing=best.missing)
    encoded = encode(task, floor)
    proof = PriceProof(encoded.objective)
    if task.is_pool:
        pairs, prices, over = pool(task, encoded)
        return Found(tuple(pairs), evolve(proof, prices=prices), over=over)
    if is_one_to_one(encoded):
        return Found(tuple(sorted({*one_to_one(encoded), *task.locked})), proof)
    pairs, numbers = with_capacities(encoded.cost, encoded.barred, encoded.room_left, encoded.room_right)
    return Found(tuple(sorted({*pairs, *task.locked})), evolve(proof, prices=tuple(numbers.tolist())))


def is_one_to_one(encoded: Encoded) -> bool:
    """Whether nobody has more than one place left."""
    return max(encoded.room_left, default=0) <= 1 and max(encoded.room_right, default=0) <= 1
