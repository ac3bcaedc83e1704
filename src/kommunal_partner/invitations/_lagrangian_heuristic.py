"""The candidates that have most points together within quotas that cross (Lagrangian heuristic, branch and bound).

In each round of the relaxation the candidates are taken in the order of what they are worth beyond their prices; the
best of these choices is kept. Then those are settled whom the best prices leave no doubt about, and the rest is
searched through, as far as a count of nodes allows. A round costs O(n log n) for n candidates. Reference: J. E.
Beasley, Lagrangian relaxation, in: C. R. Reeves (ed.), Modern Heuristic Techniques for Combinatorial Problems (1993).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import define, field

from kommunal_partner.invitations._choosing import Candidate, Kind, Limits
from kommunal_partner.invitations._lagrangian_relaxation import SCALE, Relaxation, Row
from kommunal_partner.results import Budget

_NODES: Final = 20_000
_MOST_OPEN: Final = 200


def heaviest(
    ranked: Sequence[Candidate], used: Counter[Kind], limits: Limits, budget: Budget, places: int | None = None
) -> list[Candidate]:
    """Those with most points together who keep all quotas, by rank; nobody, where no such choice is found.

    Where nobody counts in several kinds, taking by rank finds them. Else they are those who fit when taken by
    rank, unless others have more points; among those, whose points are more unequal.
    """
    possible = [one for one in ranked if all(used[kind] < limits.most.get(kind, used[kind] + 1) for kind in one.kinds)]
    packing = _Packing(Relaxation.of(possible, used, limits, len(possible) if places is None else places, 0), budget)
    packing.take(range(len(possible)))
    packing.value = packing.value[0], packing.value[0] ** 2
    if packing.task.crosses:
        for net in packing.task.rounds(budget):
            packing.take(sorted(range(len(net)), key=lambda place: (-net[place], place)))
        packing.search()
    return [possible[place] for place in packing.chosen]


@define(eq=False)
class _Packing:
    """The task in numbers, in the order of rank, and the best choice so far."""

    task: Relaxation
    budget: Budget
    chosen: list[int] = field(factory=list)
    value: tuple[int, int] = (0, 0)
    nodes: int = _NODES

    def take(self, order: Iterable[int]) -> None:
        """Take whoever fits, in this order, first those whom a quota of at least so many needs; keep what is better."""
        left = self.task.limits.copy()
        taken: list[int] = []
        later: list[int] = []
        for place in order:
            needed = any(row[1] and left[row] < 0 for row in self.task.rows[place])
            if not needed or not self._took(place, left, taken):
                later.append(place)
        for place in later:
            self._took(place, left, taken)
        self.keep(taken, left)

    def _took(self, place: int, left: dict[Row, int], taken: list[int]) -> bool:
        """Whether somebody fits and so was taken."""
        rows = self.task.rows[place]
        if len(taken) >= self.task.places:
            return False
        for row in rows:
            if not (row[1] or left[row]):
                return False
        for row in rows:
            left[row] += 1 if row[1] else -1
        taken.append(place)
        return True

    def keep(self, taken: list[int], left: dict[Row, int]) -> None:
        """Keep a choice within all quotas if it has more points; among equals, if these are more unequal."""
        found = [self.task.points[place] for place in taken]
        value = sum(found), sum([number * number for number in found])
        if value > self.value and min(left.values(), default=0) >= 0:
            self.value, self.chosen, self.task.reached = value, sorted(taken), value[0]

    def search(self) -> None:
        """Search through those whom the best prices leave open, for a choice with more points."""
        net, slack = self.task.net(self.task.prices), self.slack
        sure = [place for place, number in enumerate(net) if number > slack]
        doubtful = [(place, number) for place, number in enumerate(net) if -slack <= number <= slack]
        left, taken = self.task.limits.copy(), list[int]()
        if slack >= 0 and len(doubtful) <= _MOST_OPEN and all(self._took(place, left, taken) for place in sure):
            self._decide(sorted(doubtful, key=lambda pair: (-abs(pair[1]), pair[0])), left, taken, 0)

    @property
    def slack(self) -> int:
        """How far a choice may stay below the bound and still have a point more than the best so far."""
        return self.task.bound - (self.value[0] + 1) * SCALE

    def _decide(self, doubtful: list[tuple[int, int]], left: dict[Row, int], taken: list[int], lost: int) -> None:
        """Decide on the first of the doubtful, against its net worth too as long as not too much is lost by that."""
        self.nodes -= 1
        if self.nodes < 0 or lost > self.slack or self.budget.report(self.budget.best):
            return
        if not doubtful:
            self.keep(taken, left)
            return
        (place, net), rest = doubtful[0], doubtful[1:]
        for within in (net > 0, net <= 0):
            after = lost + (abs(net) if within is (net <= 0) else 0)
            if not within:
                self._decide(rest, left, taken, after)
                continue
            room, chosen = left.copy(), taken.copy()
            if self._took(place, room, chosen):
                self._decide(rest, room, chosen, after)
