"""The rounds of an earlier plan with as few changes as can be: everybody stays, and who is new takes a free chair.

Whoever has no chair of their own (they are new, their table is lost or too full) gets one where they meet fewest again,
one after the other and then each anew while that helps: coordinate descent from several starts, each pass
O(people without a chair · rounds · people).
"""

from __future__ import annotations

import random
from collections.abc import Container, Iterator
from typing import Final

from attrs import define, field

from kommunal_partner.matching.rotation._encode import RoundsProblem, Seats
from kommunal_partner.results import Budget

CONFLICT: Final = 100  # a meeting of two who must stay apart weighs as much as this many repeats
PASSES: Final = 10
STARTS: Final = 40
MANY: Final = 50  # so many seats that are looked for are searched from a single start
SEATS: Final = 2_000  # so many in all rounds are laid out anew at each start


def stay(problem: RoundsProblem, sizes: tuple[tuple[int, int], ...], rng: random.Random, budget: Budget) -> Seats:
    """Rounds in which all who can keep their earlier chair or sit out again, and the others meet fewest again.

    `sizes` are those of the tables and of the places on the bench, of which nobody takes one while there is a chair.

    Somebody for whom there is no chair at all is left out; a table that needs more people than there are stays short.
    Where some must give up their chairs, each start draws lots who does, as long as there are not too many seats. Where
    time is up, there is one start.
    """
    chairs = _Chairs(problem, sizes)
    looking = chairs.seat_all_earlier()
    draws_lots = sum(map(len, problem.present)) <= SEATS and any(problem.earlier[r][p] >= 0 for r, p in looking)
    best, least = chairs.rounds, (len(looking), -1)
    for start in range(STARTS if len(looking) <= MANY else 1):
        if start and budget.spent and budget.stopped:
            break
        if start and draws_lots:
            chairs = _Chairs(problem, sizes)
            looking = chairs.seat_all_earlier(rng)
        rng.shuffle(looking)
        for r, p in looking:
            chairs.leave(r, p)
        for r, p in looking:
            chairs.seat(r, p, rng, anywhere=start > 0)
        cost = _descend(chairs, looking, rng)
        found = (len(looking), chairs.repeats() if draws_lots else cost)
        if least[1] < 0 or found < least:
            best, least = [[list(at) for at in tables] for tables in chairs.rounds], found
        if not cost and not draws_lots:
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

    def seat_all_earlier(self, rng: random.Random | None = None) -> list[tuple[int, int]]:
        """Seat those who have a chair, in the order of lots if some are drawn; gives back the round of each other."""
        return [(r, p) for r in range(len(self.rounds)) for p in self._seat_earlier(r, rng)]

    def _seat_earlier(self, r: int, rng: random.Random | None) -> list[int]:
        """Seat those who have a chair in a round: set there or kept from before; gives back the others."""
        fixed, tables = self.problem.fixed[r], self.rounds[r]
        present = [p for p in self.problem.present[r] if p not in fixed]
        if rng is not None:
            rng.shuffle(present)
        for p, table in fixed.items():
            tables[table].append(p)
        least = [max(low, len(at)) for (low, _), at in zip(self.sizes, tables, strict=True)]
        most = [max(high, len(at)) for (_, high), at in zip(self.sizes, tables, strict=True)]
        others = []
        for p in present:
            home = self.problem.earlier[r][p]
            places = range(home, len(tables)) if home == self.problem.tables else (home,) if home >= 0 else ()
            free = next((t for t in places if len(tables[t]) < most[t]), None)
            if free is None:
                others.append(p)
            else:
                tables[free].append(p)
        for at in tables:
            others += self._parted(at, fixed)
        others += self._spared(tables, least, len(others), rng)
        for at in tables:
            for k, p in enumerate(at):
                self._meet(p, at[:k], 1)
        return sorted(others)

    def _spared(
        self, tables: list[list[int]], least: list[int], looking: int, rng: random.Random | None
    ) -> Iterator[int]:
        """Those who leave for tables that need more people than look for a chair: from the bench, then where most sit.

        With `rng`, lots say from which table.
        """
        for _ in range(sum(max(0, low - len(at)) for low, at in zip(least, tables, strict=True)) - looking):
            spare = [t for t, at in enumerate(tables) if len(at) > least[t]]
            if not spare:
                break
            size = [len(at) if rng is None else rng.random() for at in tables]
            yield tables[max(spare, key=lambda t: (t >= self.problem.tables, size[t], -t))].pop()

    def _parted(self, at: list[int], fixed: Container[int]) -> Iterator[int]:
        """Take those from a table who must not meet others there, whoever must avoid most first."""
        conflicts = self.problem.conflicts
        while conflicts:
            avoids = {p: sum((p, other) in conflicts for other in at) for p in at if p not in fixed}
            p = max(reversed(avoids), key=avoids.__getitem__, default=None)
            if p is None or not avoids[p]:
                return
            at.remove(p)
            yield p

    def seat(self, r: int, p: int, rng: random.Random, *, anywhere: bool = False) -> None:
        """Give somebody a chair: where people are needed, else where it costs least, at the emptiest such table.

        Rather than meet whom they must not, they take a place on the bench.
        It is at one of the emptiest tables, whatever it costs, if the chair is drawn from `anywhere` among these.
        """
        tables = self.rounds[r]
        open_tables = [t for t, at in enumerate(tables) if len(at) < self.sizes[t][1]]
        needed = [t for t in open_tables if len(tables[t]) < self.sizes[t][0]]
        chairs = [t for t in open_tables if t < self.problem.tables]
        if open_tables:
            conflicts = self.problem.conflicts
            fitting = [t for t in open_tables if not any((p, other) in conflicts for other in tables[t])]
            wanted = needed or [t for t in fitting if t < self.problem.tables] or fitting or chairs or open_tables
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

    def repeats(self) -> int:
        """What all chairs cost: repeats, and meetings that must not be."""
        barred = sum(self.met.get((a, b), 0) for a, b in self.problem.conflicts if a < b)
        return CONFLICT * barred + sum(times - 1 for times in self.met.values() if times > 1)

    def _repeats(self, p: int, at: list[int]) -> int:
        conflicts = self.problem.conflicts
        return sum(CONFLICT if (p, other) in conflicts else self.met.get(_pair(p, other), 0) > 0 for other in at)

    def _meet(self, p: int, others: list[int], change: int) -> None:
        for other in others:
            self.met[_pair(p, other)] = self.met.get(_pair(p, other), 0) + change


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
