"""The lightest set that holds, with each of its members, all that must come before it: a minimum weight closure.

Picard (1976): a least cut between what is worth having and what costs, here by blocking flows (Dinic, 1970), O(V² E) at
worst.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from kommunal_partner.results import Budget

ENDLESS: Final = 10**15
"""More steps than any exact search takes: only the clock and `progress` end it."""
Flow: TypeAlias = tuple[tuple[int, int, int], ...]
"""How much each first one, which must come before the second, takes off the second's (negative) weight."""


def lightest_closed_set(
    weights: Sequence[int], before: Sequence[Sequence[int]], *, largest: bool = False, budget: Budget | None = None
) -> tuple[set[int], Flow]:
    """The smallest (or largest) of the closed sets of least weight, and the flow that proves that none is lighter.

    Whatever is worth having (a weight below 0) draws all that comes before it along. What these cost is paid out of
    what it is worth, as far as that goes; whatever is then still worth having is taken, with all before it.
    """
    budget = budget or Budget.of(None, None, ENDLESS)
    if not largest:
        return _Cut(weights, before, budget).solve()
    # What is left out is closed too, the other way round, and weighs most.
    after: list[list[int]] = [[] for _ in weights]
    for number, others in enumerate(before):
        for other in others:
            after[other].append(number)
    left_out, flow = _Cut([-weight for weight in weights], after, budget).solve()
    return set(range(len(weights))) - left_out, tuple(sorted((first, second, amount) for second, first, amount in flow))


class _Cut:
    """Payments along shortest ways first, until nobody who has something left reaches anyone who still costs."""

    def __init__(self, weights: Sequence[int], before: Sequence[Sequence[int]], budget: Budget) -> None:
        self.budget = budget
        self.before = before
        self.has = [max(-weight, 0) for weight in weights]
        self.costs = [max(weight, 0) for weight in weights]
        self.paid: list[dict[int, int]] = [{} for _ in weights]  # by whom each was paid, and how much
        self.level: dict[int, int] = {}
        self.ways: dict[int, list[int]] = {}

    def solve(self) -> tuple[set[int], Flow]:
        """The members, and all payments."""
        while self._find_levels():
            self.ways = {}
            for number in range(len(self.has)):
                while self.has[number] and self._pay(number):
                    pass
        flow = ((one, by, amount) for one, payers in enumerate(self.paid) for by, amount in payers.items() if amount)
        return set(self.level), tuple(sorted(flow))

    def _options(self, here: int) -> list[int]:
        """Where a payment can go on to: what comes before, or back to where one came from that can be taken back."""
        return [*self.before[here], *(by for by, amount in self.paid[here].items() if amount)]

    def _find_levels(self) -> bool:
        """How far everyone is from those who have something left; whether anyone who costs is reached."""
        front = [number for number, amount in enumerate(self.has) if amount]
        self.level = dict.fromkeys(front, 0)
        depth, reached = 0, False
        while front and not reached:
            depth += 1
            further: list[int] = []
            for here in front:
                for other in self._options(here):
                    if other not in self.level:
                        self.level[other] = depth
                        further.append(other)
                        reached |= self.costs[other] > 0
            front = further
        return reached

    def _pay(self, number: int) -> bool:
        """Pay along one way as much as goes through it; whether there was a way."""
        self.budget.pay()
        way = [number]
        while not self.costs[way[-1]]:
            here = way[-1]
            if here not in self.ways:
                down = self.level[here] + 1
                self.ways[here] = [other for other in self._options(here) if self.level.get(other) == down]
            if self.ways[here]:
                way.append(self.ways[here][-1])
                continue
            way.pop()
            if not way:
                return False
            self.ways[way[-1]].pop()
        self._book(way)
        return True

    def _book(self, way: list[int]) -> None:
        steps = list(pairwise(way))
        # A step on the books of where it starts takes back what was paid before; every other one is a new payment.
        back = [(here, to) for here, to in steps if to in self.paid[here]]
        amount = min(self.has[way[0]], self.costs[way[-1]], *(self.paid[here][to] for here, to in back))
        for here, to in steps:
            if to in self.paid[here]:
                self.paid[here][to] -= amount
                if not self.paid[here][to]:
                    self.ways[here].pop()
            else:
                self.paid[to][here] = self.paid[to].get(here, 0) + amount
        self.has[way[0]] -= amount
        self.costs[way[-1]] -= amount
