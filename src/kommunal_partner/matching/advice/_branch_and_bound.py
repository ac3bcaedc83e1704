"""The rings that are worth most, by looking at one person's rings after the other.

Depth first branch and bound (Land and Doig, 1960) under the prices, with a memory of the sets of people looked at
before; exponential at worst, so it takes so many steps and no more.
"""

from __future__ import annotations

from typing import TypeAlias

from kommunal_partner.matching.advice._bounds import Prices
from kommunal_partner.matching.advice._task import Places
from kommunal_partner.results import Budget

_Case: TypeAlias = tuple[frozenset[int], tuple[Places, ...], int]
"""Who is free, the rings made, and what these are worth."""


class BranchAndBound:
    """The best rings found, and what they are worth in whole numbers."""

    def __init__(self, prices: Prices) -> None:
        self.price = prices.price
        self.worth = prices.worth
        self.prices = prices
        self.rings_of = prices.rings_of
        self.nearest: dict[int, list[Places]] = {}
        self.order = sorted(self.rings_of, key=lambda member: (len(self.rings_of[member]), member))
        self.best: tuple[Places, ...] = ()
        self.most = 0
        self.seen: dict[frozenset[int], int] = {}
        self.waiting: list[_Case] = [(frozenset(self.rings_of), (), 0)]

    def run(self, budget: Budget, unit: int) -> bool:
        """Look at cases until none is left, which is told, or the budget ends; `unit` of the numbers are a weight.

        Called again it goes on where it was.
        """
        while self.waiting and not budget.report(self.most / unit):
            self.waiting += self._look(*self.waiting.pop())
            budget.spend()
        return not self.waiting

    def _look(self, free: frozenset[int], made: tuple[Places, ...], worth: int) -> list[_Case]:
        """Every way to go on with those who are free, the best last; none if prices show that it is no better."""
        if worth > self.most:
            self.best, self.most = made, worth
        if worth + sum(self.price[one] for one in free) <= self.most or self.seen.get(free, -1) >= worth:
            return []
        self.seen[free] = worth
        one = next(member for member in self.order if member in free)
        rings = [ring for ring in self._nearest(one) if free.issuperset(ring)]
        further = [(free.difference(ring), (*made, ring), worth + self.worth[ring]) for ring in rings]
        return [(free - {one}, made, worth), *further[::-1]]

    def _nearest(self, one: int) -> list[Places]:
        """The rings of somebody, those first whose members' prices are least above their worth."""
        if one not in self.nearest:
            self.nearest[one] = sorted(self.rings_of[one], key=lambda ring: (self.prices.slack(ring), ring))
        return self.nearest[one]
