"""Prices of the members, of which each ring's have enough: all prices together are what no choice of rings exceeds.

Weak duality of set packing: prices are lowered in turn as far as their rings allow (dual ascent, Fisher and Hochbaum's
kind), O(rings) for each of some sweeps; or taken from a linear programme and put right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kommunal_partner.matching.advice._encode import Encoded
from kommunal_partner.matching.advice._task import Places
from kommunal_partner.results import Budget

_SWEEPS: Final = 20
_LOOK: Final = 1_000
"""After so many rings the clock is looked at."""


class Prices:
    """The prices of those who are in some ring, in the whole numbers of the rings' worths.

    They are enough for all rings at any time, so that lowering them may stop where the budget ends.
    """

    def __init__(self, encoded: Encoded) -> None:
        self.worth = encoded.worth
        self.rings_of: dict[int, list[Places]] = {}
        self.price: dict[int, int] = {}
        for ring, worth in self.worth.items():
            share = -(-worth // len(ring))
            for member in ring:
                if member in self.price:
                    self.rings_of[member].append(ring)
                    self.price[member] = max(self.price[member], share)
                else:
                    self.rings_of[member], self.price[member] = [ring], share

    def lower(self, budget: Budget) -> None:
        """Lower the prices sweep by sweep."""
        order = sorted(self.worth)
        for sweep in range(_SWEEPS):
            self._lower(sweep, budget)
            for at, ring in enumerate(order if sweep < _SWEEPS - 1 else ()):
                if at % _LOOK == 0 and budget.report():
                    return
                # Between the members of a tight ring prices are evened out, so that the next sweep can lower others.
                if self.slack(ring) == 0:
                    self._even_out(ring)

    @property
    def total(self) -> int:
        """What no choice of rings can be worth more than."""
        return sum(self.price.values())

    def slack(self, ring: Places) -> int:
        """How much more than the ring is worth its members' prices are."""
        return sum(self.price[member] for member in ring) - self.worth[ring]

    def take(self, prices: Mapping[int, int], budget: Budget) -> None:
        """Take other prices, raised where a ring's members have too little, if all of them together are less."""
        before, self.price = self.price, {one: prices.get(one, 0) for one in self.price}
        for ring in sorted(self.worth):
            lacking = -self.slack(ring)
            if lacking > 0:
                self.price[ring[0]] += lacking
        self._lower(0, budget)
        if sum(before.values()) <= self.total:
            self.price = before

    def _lower(self, sweep: int, budget: Budget) -> None:
        def dearest(one: int) -> tuple[int, int]:
            return -self.price[one], one

        def fewest(one: int) -> tuple[int, int]:
            return len(self.rings_of[one]), one

        for one in sorted(self.rings_of, key=dearest if sweep % 2 else fewest):
            if budget.report():
                return
            others = (self.worth[ring] - sum(self.price[m] for m in ring if m != one) for ring in self.rings_of[one])
            self.price[one] = max(*others, 0)

    def _even_out(self, ring: Places) -> None:
        dear = max(ring, key=lambda one: (self.price[one], one))
        cheap = min(ring, key=lambda one: (self.price[one], one))
        spare = min(
            (self.slack(other) for other in self.rings_of[dear] if cheap not in other), default=self.price[dear]
        )
        shift = min(spare, (self.price[dear] - self.price[cheap]) // 2)
        self.price[dear] -= shift
        self.price[cheap] += shift
