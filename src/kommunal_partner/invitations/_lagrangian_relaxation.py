"""Prices in place of quotas: what no choice within the quotas exceeds (Lagrangian relaxation, subgradient steps).

Every quota that could bind has a price: one of at most so many costs its members something, one of at least so many
pays them. Without quotas the best choice is plain: those worth more than their prices, as many as there are places. Its
worth, and what the quotas take in, is a bound, whatever the prices; each round moves them against what is overdrawn or
short, the further the more the bound is above what is known to be possible (Polyak's rule). A round costs O(n log n)
for n candidates. Reference: M. L. Fisher, The Lagrangian relaxation method for solving integer programming problems,
Management Science 27 (1981).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from attrs import define

from kommunal_partner.invitations._choosing import Candidate, Kind, Limits
from kommunal_partner.results import Budget

SCALE: Final = 1024
"""Prices are whole numbers of this part of a point."""
_ROUNDS: Final = 300
_WORK: Final = 600_000
"""Candidates looked at, all rounds together."""
_PATIENCE: Final = 8
"""After so many rounds without a lower bound the steps are halved."""

Row: TypeAlias = tuple[Kind, bool]
"""A kind and whether its quota is one of at least so many."""


@define(eq=False)
class Relaxation:
    """The task in rows of at most so many each; those of at least so many count their members below zero.

    `bound` is the lowest found, in parts of a point, `prices` are those that gave it; `reached` are the points that are
    known to be possible, to be raised by whoever finds more.
    """

    points: list[int]
    rows: list[tuple[Row, ...]]
    limits: dict[Row, int]
    places: int
    reached: int
    bound: int
    prices: dict[Row, int]

    @classmethod
    def of(
        cls, candidates: Sequence[Candidate], used: Counter[Kind], limits: Limits, places: int, reached: int
    ) -> Relaxation:
        """The task of those candidates beside others who count in `used` already.

        Rows that cannot bind are left out, and so are those that another one makes needless.
        """
        wanted = Counter(kind for one in candidates for kind in one.kinds)
        most = {kind: max(0, number - used[kind]) for kind, number in limits.most.items()}
        least = {kind: number - used[kind] for kind, number in limits.least.items()}
        rows = {(kind, False): number for kind, number in most.items() if number < wanted[kind]}
        rows |= {(kind, True): -number for kind, number in least.items() if number > 0}
        rows = _without_needless(rows, candidates)
        points = [one.points for one in candidates]
        members = [
            tuple([row for kind in one.kinds for row in ((kind, False), (kind, True)) if row in rows])
            for one in candidates
        ]
        prices = dict.fromkeys(sorted(rows, key=repr), 0)
        return cls(points, members, rows, places, reached, SCALE * sum(sorted(points, reverse=True)[:places]), prices)

    @property
    def crosses(self) -> bool:
        """Whether somebody counts in several rows that stand for different kinds."""
        return any(len({kind for kind, _ in rows}) > 1 for rows in self.rows)

    def rounds(self, budget: Budget) -> Iterator[list[int]]:
        """What everybody is worth beyond their prices, in parts of a point, round by round.

        The rounds end where the bound is reached, or work, patience or the budget is used up.
        """
        prices, pace, waited = self.prices, 2 * SCALE, 0
        for _ in range(min(_ROUNDS, _WORK // (len(self.points) + 1))):
            if budget.report(budget.best):
                return
            net = self.net(prices)
            taken = sorted([place for place, number in enumerate(net) if number > 0], key=lambda place: -net[place])
            taken = taken[: self.places]
            bound = sum([net[place] for place in taken])
            bound += sum([price * self.limits[row] for row, price in prices.items()])
            waited = 0 if bound < self.bound else waited + 1
            if bound <= self.bound:
                self.bound, self.prices = bound, prices
            if waited and waited % _PATIENCE == 0:
                pace //= 2
            yield net
            if self.bound // SCALE <= self.reached or not pace or not prices:
                return
            prices = self._corrected(prices, taken, pace * (bound - self.reached * SCALE))

    def net(self, prices: dict[Row, int]) -> list[int]:
        """What everybody is worth beyond the prices."""
        return [
            points * SCALE - sum([-prices[row] if row[1] else prices[row] for row in rows])
            for points, rows in zip(self.points, self.rows, strict=True)
        ]

    def _corrected(self, prices: dict[Row, int], taken: list[int], length: int) -> dict[Row, int]:
        """Prices moved against what the choice without quotas overdraws."""
        asked = Counter(row for place in taken for row in self.rows[place])
        over = {row: (-asked[row] if row[1] else asked[row]) - limit for row, limit in self.limits.items()}
        step = length // max(1, sum([number * number for number in over.values()]))
        return {row: max(0, price + step * over[row] // SCALE) for row, price in prices.items()}


def _without_needless(rows: dict[Row, int], candidates: Sequence[Candidate]) -> dict[Row, int]:
    """Of rows with the same members, as those of equal quotas, only the one that asks most."""
    members: dict[Row, list[int]] = {row: [] for row in rows}
    for place, one in enumerate(candidates):
        for kind in one.kinds:
            for row in ((kind, False), (kind, True)):
                if row in members:
                    members[row].append(place)
    kept: dict[tuple[bool, tuple[int, ...]], Row] = {}
    for row in sorted(rows, key=lambda row: (rows[row], repr(row))):
        kept.setdefault((row[1], tuple(members[row])), row)
    return {row: rows[row] for row in kept.values()}
