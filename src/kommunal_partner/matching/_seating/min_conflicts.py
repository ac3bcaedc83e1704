"""Who sits at a table open to them, moved on until nobody sits with somebody they must not meet: min-conflicts.

Each turn takes a unit in conflict and makes the move or exchange by which fewest conflicts arise, O(units) each; sizes
of tables are kept, and who has just left a table does not come back at once (Minton et al. 1992, "Minimizing conflicts:
a heuristic repair method"; Glover 1989, "Tabu search, part I").
"""

from __future__ import annotations

import random
from typing import Final

from attrs import define, field

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.results import Budget

TURNS: Final = 2_000
REST: Final = 6  # turns in which a unit does not come back, and at most as many more


def part(
    problem: SeatingProblem, where: list[int], open_to: list[list[int]], rng: random.Random, budget: Budget
) -> list[int] | None:
    """A seating without conflicts, from one that keeps sizes; None if it is not found.

    `open_to` are the tables where each unit may sit; whoever is fixed has one of them.
    """
    parting = _Parting(problem, list(where), [set(tables) for tables in open_to])
    resting: dict[tuple[int, int], int] = {}
    for turn in range(TURNS):
        unhappy = [u for u in parting.movable if parting.met[u][parting.where[u]]]
        if not unhappy:
            break
        if budget.report() and budget.stopped:
            return None
        unit = rng.choice(unhappy)
        here = parting.where[unit]
        moves = [
            (change, rng.random(), there, other)
            for change, there, other in parting.moves(unit)
            if change < 0 or (resting.get((unit, there), 0) <= turn and resting.get((other, here), 0) <= turn)
        ]
        if moves:
            _, _, there, other = min(moves)
            parting.move(unit, there)
            if other >= 0:
                parting.move(other, here)
                resting[other, there] = turn + REST + rng.randrange(REST)
            resting[unit, here] = turn + REST + rng.randrange(REST)
    return None if parting.conflicts() else parting.where


@define(eq=False)
class _Parting:
    """Who sits where, and how many each unit would meet at each table whom it must not."""

    problem: SeatingProblem
    where: list[int]
    open_to: list[set[int]]
    movable: list[int] = field(init=False)
    used: list[int] = field(init=False)
    met: list[list[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        problem = self.problem
        tables = len(problem.low)
        self.movable = [u for u, fixed in enumerate(problem.fixed) if fixed < 0]
        self.used = [0] * tables
        self.met = [[0] * tables for _ in self.where]
        for unit, table in enumerate(self.where):
            self.used[table] += problem.size[unit]
            for other in problem.conflicts[unit]:
                self.met[other][table] += 1

    def conflicts(self) -> bool:
        """Whether somebody sits with somebody they must not meet."""
        return any(met[table] for met, table in zip(self.met, self.where, strict=True))

    def moves(self, unit: int) -> list[tuple[int, int, int]]:
        """Where a unit can go: by how much conflicts grow, the table, and who comes from there (-1 for nobody)."""
        problem, met, used = self.problem, self.met, self.used
        size, here, mine = problem.size, self.where[unit], met[unit]
        low, high, apart = problem.low, problem.high, problem.conflicts[unit]
        left = used[here] - size[unit]
        found = [
            (mine[there] - mine[here], there, -1)
            for there in (self.open_to[unit] if left >= low[here] else ())
            if there != here and used[there] + size[unit] <= high[there]
        ]
        for other in self.movable:
            there = self.where[other]
            if there == here or there not in self.open_to[unit] or here not in self.open_to[other]:
                continue
            more = size[other] - size[unit]
            if more and not (
                low[here] <= used[here] + more <= high[here] and low[there] <= used[there] - more <= high[there]
            ):
                continue
            change = mine[there] - mine[here] + met[other][here] - met[other][there] - 2 * (other in apart)
            found.append((change, there, other))
        return found

    def move(self, unit: int, there: int) -> None:
        """Let a unit sit at another table."""
        here, size = self.where[unit], self.problem.size[unit]
        self.used[here] -= size
        self.used[there] += size
        self.where[unit] = there
        for other in self.problem.conflicts[unit]:
            self.met[other][here] -= 1
            self.met[other][there] += 1
