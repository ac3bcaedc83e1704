"""Ready-made rounds with people renamed so that nobody meets whom they must not: min-conflicts.

Each turn moves one person in conflict where fewest arise, O(people · conflicts) each (Minton et al. 1992, "Minimizing
conflicts: a heuristic repair method").
"""

from __future__ import annotations

import random
from itertools import product
from typing import Final

from attrs import define

from kommunal_partner.matching.rotation._encode import Seats
from kommunal_partner.results import Budget

GREEDY: Final = 0.9  # the share of turns that take the best exchange, not any


def seat_apart(
    rounds: Seats, conflicts: set[tuple[int, int]], pinned: dict[int, int], rng: random.Random, budget: Budget
) -> Seats | None:
    """The same rounds with people renamed so that no two of `conflicts` ever meet; None if that is not found.

    `pinned` people have their place in the rounds given.
    """
    people = sum(map(len, rounds[0]))
    meets = [[False] * people for _ in range(people)]
    for tables in rounds:
        for at in tables:
            for a, b in product(at, at):
                meets[a][b] = True
    of_each: list[list[int]] = [[] for _ in range(people)]
    for a, b in sorted(conflicts):
        of_each[a].append(b)
    first = _fewest_conflicts_first(meets, of_each, pinned, budget)
    if first is None:
        return None
    naming = _Naming(meets, of_each, first)
    free = [p for p in range(people) if p not in pinned]
    while naming.total() and not budget.report():
        budget.spend(people)
        unhappy = [p for p in free if naming.wrong(p, naming.point[p])]
        if not unhappy or len(free) == 1:
            break
        p = rng.choice(unhappy)
        others = [q for q in free if q != p]
        q = (
            min(others, key=lambda q: (naming.change(p, q), rng.random()))
            if rng.random() < GREEDY
            else rng.choice(others)
        )
        naming.point[p], naming.point[q] = naming.point[q], naming.point[p]
    if naming.total():
        return None
    person = {at: p for p, at in enumerate(naming.point)}
    return [[[person[at] for at in table] for table in tables] for tables in rounds]


@define(eq=False)
class _Naming:
    """Which place in ready-made rounds everybody takes, and whom of their conflicts they meet there."""

    meets: list[list[bool]]
    conflicts: list[list[int]]
    point: list[int]

    def wrong(self, person: int, at: int, moved: int = -1, moved_to: int = -1) -> int:
        """How many of their conflicts someone would meet at a place, while another takes theirs."""
        row = self.meets[at]
        return sum(row[moved_to if other == moved else self.point[other]] for other in self.conflicts[person])

    def change(self, p: int, q: int) -> int:
        """How many more conflicts there would be if the two exchanged places."""
        at_p, at_q = self.point[p], self.point[q]
        before = self.wrong(p, at_p) + self.wrong(q, at_q)
        return self.wrong(p, at_q, q, at_p) + self.wrong(q, at_p, p, at_q) - before

    def total(self) -> int:
        """How often two meet who must not, counted from both sides."""
        return sum(self.wrong(p, at) for p, at in enumerate(self.point))


def _fewest_conflicts_first(
    meets: list[list[bool]], conflicts: list[list[int]], pinned: dict[int, int], budget: Budget
) -> list[int] | None:
    """A first place for everyone, those with most conflicts first, where they meet the fewest; None if time is up."""
    people = len(meets)
    point = [pinned.get(person, -1) for person in range(people)]
    free = [at for at in range(people) if at not in point]
    for person in sorted(range(people), key=lambda p: (-len(conflicts[p]), min([p, *conflicts[p]]), p)):
        if budget.report() and budget.stopped:
            return None
        if person not in pinned:
            seated = [point[other] for other in conflicts[person] if point[other] >= 0]
            point[person] = min(free, key=lambda at: (sum(meets[at][other] for other in seated), at))
            free.remove(point[person])
    return point
