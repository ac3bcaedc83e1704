"""Which of all stable matches: the one that counts least by ranks and by changes against an earlier one, exactly."""

from __future__ import annotations

from attrs import frozen

from kommunal_partner.matching.stable.aims import Aim
from kommunal_partner.matching.stable.closures import lightest_closed_set
from kommunal_partner.matching.stable.market import Market
from kommunal_partner.matching.stable.offers import least_regret, offers_of_proposers, offers_of_receivers
from kommunal_partner.matching.stable.proof import Proof
from kommunal_partner.matching.stable.rotations import Lattice, lattice_of

__all__ = ["choose"]


def choose(market: Market, aim: Aim) -> tuple[list[int], Proof | None]:
    """Whom each proposer gets in the stable match that is best for the aim; and the proof, where rotations are needed.

    Among equals the side decides: all of them form a lattice too, so that one of them is best for it.
    """
    if not aim.has_earlier and aim.goal == "side":
        return (offers_of_proposers if aim.side == "proposers" else offers_of_receivers)(market), None
    if aim.goal == "least regret":
        if not aim.has_earlier and aim.side == "proposers":
            return least_regret(market), None
        return _least_regret_near(market, aim), None
    lattice = lattice_of(market)
    of_rank, of_change = aim.units(market)

    def counts(one: int, receiver: int) -> int:
        return of_rank * aim.ranks(market, one, receiver) - of_change * (aim.earlier[one] == receiver)

    weights = [sum(counts(one, to) - counts(one, left) for one, left, to in ring) for ring in lattice.rotations]
    chosen, flow = lightest_closed_set(weights, lattice.before, largest=aim.side == "receivers")
    return lattice.after(chosen), Proof(lattice.start, lattice.rotations, flow)


def _least_regret_near(market: Market, aim: Aim) -> list[int]:
    """The stable match that counts least, if the lowest of all ranks counts beside the changes.

    The further down ranks may go, the fewer changes are needed. Limits are tried between the lowest that there is and
    the lowest that changes need, but not where neither could gain enough.
    """
    lattice = lattice_of(market)
    near = _Near(market, aim, lattice)
    low, high = near.within(near.regret(least_regret(market))), near.within(None)
    best = min(low, high)
    todo = [(low.regret, low, high.regret, high)]
    while todo:
        lowest, low, highest, high = todo.pop()
        gain = low.changes > high.changes and highest - lowest > 1
        if gain and near.count(lowest + 1, high.changes) < best.count:
            limit = (lowest + highest) // 2
            middle = near.within(limit)
            best = min(best, middle)
            todo += [(lowest, low, limit, middle), (limit, middle, highest, high)]
    return list(best.at)


@frozen(order=True)
class _Found:
    """A match, how low its lowest rank is, how much it changes, and what both count."""

    count: int
    changes: int
    regret: int
    at: tuple[int, ...]


class _Near:
    """The matches that change least while no rank goes below a limit."""

    def __init__(self, market: Market, aim: Aim, lattice: Lattice) -> None:
        self.market, self.aim, self.lattice = market, aim, lattice
        self.fixed = {one for one, _ in market.locked}
        earlier = aim.earlier
        self.changes = [
            sum((earlier[one] == left) - (earlier[one] == to) for one, left, to in ring) for ring in lattice.rotations
        ]
        # How far down a rotation brings a proposer, and how far down the one was whom a receiver gave up for it.
        self.down = [max(market.rank[one][to] for one, _, to in ring) + 1 for ring in lattice.rotations]
        self.given_up = [
            max(market.receiver_rank[left][one] for one, left, _ in ring) + 1 for ring in lattice.rotations
        ]
        counts = [0] * len(market.receivers)
        for receiver in lattice.start:
            if receiver >= 0:
                counts[receiver] += 1
        self.full = [count == most for count, most in zip(counts, market.capacity, strict=True)]

    def count(self, regret: int, changes: int) -> int:
        """What a lowest rank and changes count together."""
        of_rank, of_change = self.aim.units(self.market)
        return of_rank * regret + of_change * changes

    def regret(self, at: list[int]) -> int:
        """The lowest rank, from 1 on, that anyone who matters got; 0 if nobody got anything."""
        ranks, receiver_ranks = self.market.rank, self.market.receiver_rank
        found = 0
        for one, receiver in enumerate(at):
            if receiver >= 0 and one not in self.fixed:
                theirs = receiver_ranks[receiver][one] if self.full[receiver] else 0
                found = max(found, ranks[one][receiver] + 1, theirs + 1)
        return found

    def within(self, limit: int | None) -> _Found:
        """The match that changes least with no rank below the limit, which at least one match must keep to."""
        weights = list(self.changes)
        if limit is not None:
            much = 2 * len(self.market.proposers) + 1
            for number in range(len(weights)):
                weights[number] += much * (self.down[number] > limit) - much * (self.given_up[number] > limit)
        chosen, _ = lightest_closed_set(weights, self.lattice.before, largest=self.aim.side == "receivers")
        at = self.lattice.after(chosen)
        earlier = self.aim.earlier
        changes = sum(was not in {-1, now} for was, now in zip(earlier, at, strict=True))
        regret = self.regret(at)
        return _Found(self.count(regret, changes), changes, regret, tuple(at))
