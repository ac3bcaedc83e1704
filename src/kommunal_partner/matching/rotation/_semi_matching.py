"""Who sits out when, so that all sit out equally often, or as nearly as rules allow: an optimal semi-matching.

Each round takes those who have sat out least so far; then places on the bench are passed on along paths from somebody
who sits out often to somebody who does at least twice less. Without such a path no other choice is more even. A path
costs O(rounds · people) (Harvey, Ladner, Lovász and Tamir 2006, "Semi-matchings for bipartite graphs and load
balancing").
"""

from __future__ import annotations

import random

from attrs import define, field

from kommunal_partner.matching.rotation._encode import RoundsProblem


def sitting_out(problem: RoundsProblem, rng: random.Random) -> list[list[int]]:
    """For each round those who sit out, whom a rule sets on the bench first."""
    bench = _Bench(problem)
    bench.fill(rng)
    while bench.pass_on():
        pass
    return [
        [*(p for p, table in fixed.items() if table >= problem.tables), *sorted(free)]
        for fixed, free in zip(problem.fixed, bench.free, strict=True)
    ]


@define(eq=False)
class _Bench:
    """How often everybody sits out; for each round who may, and who of these does."""

    problem: RoundsProblem
    counts: list[int] = field(init=False)
    may: list[list[int]] = field(init=False)
    free: list[set[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        problem = self.problem
        self.counts = [0] * problem.people
        of_rounds = zip(problem.present, problem.fixed, strict=True)
        self.may = [[p for p in present if p not in fixed] for present, fixed in of_rounds]
        self.free = [set() for _ in self.may]

    def fill(self, rng: random.Random) -> None:
        """Take for each round those who have sat out least so far, drawn by lot among equals."""
        for fixed in self.problem.fixed:
            for p, table in fixed.items():
                self.counts[p] += table >= self.problem.tables
        for seats, fixed, may, free in zip(self.problem.seats, self.problem.fixed, self.may, self.free, strict=True):
            places = len(seats) - self.problem.tables - sum(table >= self.problem.tables for table in fixed.values())
            drawn = rng.sample(may, len(may)) if places else []
            free.update(sorted(drawn, key=self.counts.__getitem__)[:places])
            for p in free:
                self.counts[p] += 1

    def pass_on(self) -> bool:
        """Make the bench more even along one path; whether there was one."""
        return any(self._pass_on_from(count) for count in sorted(set(self.counts), reverse=True))

    def _pass_on_from(self, count: int) -> bool:
        """Look for a path from those who sit out so often to somebody who does at least twice less, and take it."""
        reached: dict[int, tuple[int, int]] = {p: (-1, -1) for p, own in enumerate(self.counts) if own == count}
        unseen = set(range(len(self.free)))
        for p in (queue := list(reached)):  # it grows while it is gone through
            if self.counts[p] < count - 1:
                self._take(p, reached)
                return True
            for r in sorted(r for r in unseen if p in self.free[r]):
                unseen.discard(r)
                for q in self.may[r]:
                    if q not in reached and q not in self.free[r]:
                        reached[q] = (p, r)
                        queue.append(q)
        return False

    def _take(self, end: int, reached: dict[int, tuple[int, int]]) -> None:
        p = end
        self.counts[end] += 1
        while (came_from := reached[p])[0] >= 0:
            giving, r = came_from
            self.free[r].discard(giving)
            self.free[r].add(p)
            p = giving
        self.counts[p] -= 1
