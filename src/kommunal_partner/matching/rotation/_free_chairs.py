"""The rounds of an earlier plan with as few changes as can be: everybody stays, and who is new takes a free chair.

Whoever has no chair of their own (they are new, their table is lost or too full) gets one where they meet fewest again,
one after the other and then each anew while that helps: coordinate descent from several starts, each pass
O(people without a chair · rounds · people).
"""

from __future__ import annotations

import random
from typing import Final

from attrs import define, field

from kommunal_partner.matching.rotation._encode import RoundsProblem, Seats

CONFLICT: Final = 100  # a meeting of two who must stay apart weighs as much as this many repeats
PASSES: Final = 10
STARTS: Final = 40
MANY: Final = 50  # so many seats that are looked for are searched from a single start


def stay(problem: RoundsProblem, sizes: tuple[tuple[int, int], ...], rng: random.Random) -> Seats:
    """Rounds in which all who can keep their earlier chair or sit out again, and the others meet fewest again.

    `sizes` are those of the tables and of the places on the bench, of which nobody takes one while there is a chair.

    Somebody for whom there is no chair at all is left out; a table that needs more people than there are stays short.
    """
    chairs = _Chairs(problem, sizes)
    looking = [(r, p) for r in range(len(problem.present)) for p in chairs.seat_earlier(r)]
    best, least = chairs.rounds, -1
    for start in range(STARTS if len(looking) <= MANY else 1):
        rng.shuffle(looking)
        for r, p in looking:
            chairs.leave(r, p)
        for r, p in looking:
            chairs.seat(r, p, rng, anywhere=start > 0)
        cost = _descend(chairs, looking, rng)
        if least < 0 or cost < least:
            best, least = [[list(at) for at in tables] for tables in chairs.rounds], cost
        if not least:
            break
    return best


def _descend(chairs: _Chairs, looking: list[tuple[int, int]], rng: random.Random) -> int:
    """Seat each anew until nothing is left to gain, or for so many passes; what all their chairs cost then."""
    for _ in range(PASSES):
        if not any(chairs.cost(r, p) for r, p in looking):
            break
        for r, p in looking:
            if chairs.leave(r, p):
                chairs.seat(r, p, rng)
    return sum(chairs.cost(r, p) for r, p in looking)


@define(eq=False)
class _Chairs:
    """Who sits where in each round, and how often they meet."""

    problem: RoundsProblem
    sizes: tuple[tuple[int, int], ...]
    rounds: Seats = field(init=False)
    met: dict[tuple[int, int], int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.rounds = [[[] for _ in self.sizes] for _ in self.problem.present]

    def seat_earlier(self, r: int) -> list[int]:
        """Seat those who have a chair in a round: set there or kept from before; gives back the others."""
        problem, tables = self.problem, self.rounds[r]
        fixed, earlier = problem.fixed[r], problem.earlier[r]
        for p, table in fixed.items():
            tables[table].append(p)
        least = [max(low, len(at)) for (low, _), at in zip(self.sizes, tables, strict=True)]
        most = [max(high, len(at)) for (_, high), at in zip(self.sizes, tables, strict=True)]
        others = []
        for p in problem.present[r]:
            if p not in fixed:
                home = earlier[p]
                places = range(home, len(tables)) if home == problem.tables else (home,) if home >= 0 else ()
                free = next((t for t in places if len(tables[t]) < most[t]), None)
                if free is None:
                    others.append(p)
                else:
                    tables[free].append(p)
        # Tables that need more people than are looking for a chair get them from the bench, then from the fullest ones.
        for _ in range(sum(max(0, low - len(at)) for low, at in zip(least, tables, strict=True)) - len(others)):
            spare = [t for t, at in enumerate(tables) if len(at) > least[t]]
            if not spare:
                break
            others.append(tables[max(spare, key=lambda t: (t >= problem.tables, len(tables[t]), -t))].pop())
        for at in tables:
            for k, p in enumerate(at):
                self._meet(p, at[:k], 1)
        return sorted(others)

    def seat(self, r: int, p: int, rng: random.Random, *, anywhere: bool = False) -> None:
        """Give somebody a chair: where people are needed, else where it costs least, at the emptiest such table.

        It is at one of the emptiest tables, whatever it costs, if the chair is drawn from `anywhere` among these.
        """
        tables = self.rounds[r]
        open_tables = [t for t, at in enumerate(tables) if len(at) < self.sizes[t][1]]
        needed = [t for t in open_tables if len(tables[t]) < self.sizes[t][0]]
        chairs = [t for t in open_tables if t < self.problem.tables]
        if open_tables:
            wanted = needed or chairs or open_tables
            costs = {t: 0 if anywhere else self._repeats(p, tables[t]) for t in wanted}
            table = min(wanted, key=lambda t: (costs[t], 0 if t in needed else len(tables[t]), rng.random()))
            self._meet(p, tables[table], 1)
            tables[table].append(p)

    def leave(self, r: int, p: int) -> bool:
        """Take somebody's chair away; whether they had one."""
        at = next((at for at in self.rounds[r] if p in at), None)
        if at is None:
            return False
        at.remove(p)
        self._meet(p, at, -1)
        return True

    def cost(self, r: int, p: int) -> int:
        """What somebody's chair costs in a round: repeats, and meetings that must not be."""
        at = next((at for at in self.rounds[r] if p in at), [])
        conflicts = self.problem.conflicts
        return sum(CONFLICT if (p, other) in conflicts else self.met[_pair(p, other)] - 1 for other in at if other != p)

    def _repeats(self, p: int, at: list[int]) -> int:
        conflicts = self.problem.conflicts
        return sum(CONFLICT if (p, other) in conflicts else self.met.get(_pair(p, other), 0) > 0 for other in at)

    def _meet(self, p: int, others: list[int], change: int) -> None:
        for other in others:
            self.met[_pair(p, other)] = self.met.get(_pair(p, other), 0) + change


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
