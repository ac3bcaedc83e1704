"""Good rings without a solver: the dearest first, then exchanges of one ring for those in its way.

Greedy set packing and local search by insertion, with seeded restarts from shaken choices (iterated local search,
Lourenço, Martin and Stützle, 2003); each exchange costs the rings of those concerned.
"""

from __future__ import annotations

from random import Random

from kommunal_partner.matching.advice._task import Places
from kommunal_partner.results import Budget


def exchanged(worth: dict[Places, int], budget: Budget, seed: int, unit: int) -> tuple[Places, ...]:
    """The best choice found until the budget ends; the first one is the greedy one."""
    random = Random(seed)  # noqa: S311 - because a search needs no secret
    order = sorted(sorted(worth), key=worth.__getitem__, reverse=True)
    choice = _Choice(worth)
    choice.fill(order)
    best, most = choice.rings(), choice.total
    while order and not budget.report(most / unit):
        budget.spend()
        if not choice.improve(order):
            if choice.total > most:
                best, most = choice.rings(), choice.total
            else:
                choice = _Choice(worth)
                choice.fill(best)
            choice.insert(order[random.randrange(len(order))])
            choice.fill(order)
    return best


class _Choice:
    """Rings of which no two share a member."""

    def __init__(self, worth: dict[Places, int]) -> None:
        self.worth = worth
        self.ring_of: dict[int, Places] = {}
        self.total = 0

    def rings(self) -> tuple[Places, ...]:
        """The rings, each once."""
        return tuple(sorted(set(self.ring_of.values())))

    def in_the_way(self, ring: Places) -> set[Places]:
        """The rings that share a member with this one."""
        return {self.ring_of[member] for member in ring if member in self.ring_of}

    def insert(self, ring: Places) -> None:
        """Make this ring instead of those in its way."""
        for other in self.in_the_way(ring):
            self.total -= self.worth[other]
            for member in other:
                del self.ring_of[member]
        self.total += self.worth[ring]
        self.ring_of |= dict.fromkeys(ring, ring)

    def fill(self, order: list[Places] | tuple[Places, ...]) -> None:
        """Make every ring that nothing is in the way of."""
        for ring in order:
            if self.ring_of.keys().isdisjoint(ring):
                self.insert(ring)

    def improve(self, order: list[Places]) -> bool:
        """Make the first ring that is worth more than those in its way; whether there was one."""
        for ring in order:
            rivals = self.in_the_way(ring)
            if ring not in rivals and self.worth[ring] > sum(self.worth[rival] for rival in rivals):
                self.insert(ring)
                self.fill(order)
                return True
        return False
