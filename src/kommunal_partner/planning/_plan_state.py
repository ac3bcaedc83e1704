"""A plan under change: what is chosen, and what every option would cost beside it."""

from __future__ import annotations

from operator import add, sub

from kommunal_partner.planning._encode import EncodedPlan
from kommunal_partner.results import Budget


class PlanState:
    """The choice for each occurrence, and for each of its options the price beside all others, loads left aside."""

    def __init__(self, encoded: EncodedPlan, budget: Budget) -> None:
        self.encoded = encoded
        self.budget = budget
        self.chosen = [len(prices) - 1 for prices in encoded.costs]
        self.prices = [list(prices) for prices in encoded.costs]
        self.counts = [0] * len(encoded.loads)

    def put(self, i: int, a: int) -> None:
        """Choose an option for an occurrence."""
        before = self.chosen[i]
        if a == before:
            return
        encoded = self.encoded
        for nth, link in enumerate(encoded.links[i]):
            j = link.other
            self.budget.pay(1 + len(self.prices[j]) // 8)
            change = map(sub, encoded.row(i, nth, a), encoded.row(i, nth, before))
            self.prices[j] = list(map(add, self.prices[j], change))
        for load in encoded.in_loads[i][before]:
            self.counts[load] -= 1
        for load in encoded.in_loads[i][a]:
            self.counts[load] += 1
        self.chosen[i] = a

    def standing(self, i: int) -> list[int]:
        """What each option of an occurrence costs beside all others, loads included."""
        prices = self.prices[i]
        self.budget.pay(1 + len(prices) // 8)
        if not self.counts:
            return prices
        here = self.encoded.in_loads[i][self.chosen[i]]
        extra = [
            load.cost if count - (n in here) >= load.room else 0
            for n, (load, count) in enumerate(zip(self.encoded.loads, self.counts, strict=True))
        ]
        return [
            price + sum([extra[n] for n in some]) for price, some in zip(prices, self.encoded.in_loads[i], strict=True)
        ]

    def improve(self, i: int) -> int:
        """Put an occurrence on its best day beside all others; what is gained."""
        prices = self.standing(i)
        least = min(prices)
        gained = prices[self.chosen[i]] - least
        if gained:
            self.put(i, prices.index(least))
        return gained

    def total(self, part: list[int]) -> int:
        """What a part costs, with its loads, counted anew."""
        encoded = self.encoded
        cost = sum(encoded.costs[i][self.chosen[i]] for i in part)
        cost += sum(
            encoded.row(i, nth, self.chosen[i])[self.chosen[link.other]]
            for i in part
            for nth, link in enumerate(encoded.links[i])
            if link.other > i
        )
        loads = {load for i in part for some in encoded.in_loads[i] for load in some}
        return cost + sum(
            encoded.loads[load].cost * max(0, self.counts[load] - encoded.loads[load].room) for load in loads
        )
