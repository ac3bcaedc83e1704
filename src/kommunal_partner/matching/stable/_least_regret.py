"""The stable match that counts least, if the lowest of all ranks counts beside the changes against an earlier match.

For each limit on ranks a minimum weight closure of rotations (Gusfield and Irving, 1989, section 3.6), for as few
limits as halving needs: O(log ranks) closures where gains are even, as many as there are ranks at worst.
"""

from __future__ import annotations

from attrs import frozen

from kommunal_partner.matching.stable._deferred_acceptance import least_regret
from kommunal_partner.matching.stable._encode import Preferences, units
from kommunal_partner.matching.stable._min_weight_closure import lightest_closed_set
from kommunal_partner.matching.stable._rotations import Lattice, lattice_of
from kommunal_partner.matching.stable._task import StableSide
from kommunal_partner.results import Budget


def least_regret_near(preferences: Preferences, budget: Budget) -> list[int]:
    """The stable match that counts least, if the lowest of all ranks counts beside the changes.

    The further down ranks may go, the fewer changes are needed. Limits are tried between the lowest that there is and
    the lowest that changes need, but not where neither could gain enough.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    lattice = lattice_of(preferences, budget)
    near = _Near(preferences, lattice, budget)
    low, high = near.within(near.regret(least_regret(preferences, budget))), near.within(None)
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
class _Candidate:
    """A match, how low its lowest rank is, how much it changes, and what both count."""

    count: int
    changes: int
    regret: int
    at: tuple[int, ...]


class _Near:
    """The matches that change least while no rank goes below a limit."""

    def __init__(self, preferences: Preferences, lattice: Lattice, budget: Budget) -> None:
        self.budget = budget
        self.preferences, self.task, self.lattice = preferences, preferences.task, lattice
        self.fixed = {one for one, _ in preferences.locked}
        earlier = preferences.task.earlier
        self.changes = [
            sum((earlier[one] == left) - (earlier[one] == to) for one, left, to in ring) for ring in lattice.rotations
        ]
        # How far down a rotation brings a proposer, and how far down the one was whom a receiver gave up for it.
        self.down = [max(preferences.rank[one][to] for one, _, to in ring) + 1 for ring in lattice.rotations]
        self.given_up = [
            max(preferences.receiver_rank[left][one] for one, left, _ in ring) + 1 for ring in lattice.rotations
        ]
        counts = [0] * len(preferences.task.receivers)
        for receiver in lattice.start:
            if receiver >= 0:
                counts[receiver] += 1
        self.full = [count == most for count, most in zip(counts, preferences.capacity, strict=True)]

    def count(self, regret: int, changes: int) -> int:
        """What a lowest rank and changes count together."""
        of_rank, of_change = units(self.task)
        return of_rank * regret + of_change * changes

    def regret(self, at: list[int]) -> int:
        """The lowest rank, from 1 on, that anyone who matters got; 0 if nobody got anything."""
        ranks, receiver_ranks = self.preferences.rank, self.preferences.receiver_rank
        found = 0
        for one, receiver in enumerate(at):
            if receiver >= 0 and one not in self.fixed:
                theirs = receiver_ranks[receiver][one] if self.full[receiver] else 0
                found = max(found, ranks[one][receiver] + 1, theirs + 1)
        return found

    def within(self, limit: int | None) -> _Candidate:
        """The match that changes least with no rank below the limit, which at least one match must keep to."""
        weights = list(self.changes)
        if limit is not None:
            much = 2 * len(self.preferences.task.proposers) + 1
            for number in range(len(weights)):
                weights[number] += much * (self.down[number] > limit) - much * (self.given_up[number] > limit)
        from_below = self.task.side is StableSide.RECEIVERS
        chosen, _ = lightest_closed_set(weights, self.lattice.before, largest=from_below, budget=self.budget)
        at = self.lattice.after(chosen)
        earlier = self.task.earlier
        changes = sum(was not in {-1, now} for was, now in zip(earlier, at, strict=True))
        regret = self.regret(at)
        return _Candidate(self.count(regret, changes), changes, regret, tuple(at))
