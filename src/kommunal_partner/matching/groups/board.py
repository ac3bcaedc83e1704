"""Who sits where while a search runs: units on tables, the sums that moves are judged by, and the rules still broken.

A unit is one person, or several who must share a table. All numbers are integers, so no sum drifts.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import Factory, define, field, frozen

__all__ = ["LOBBY", "OVERFULL", "Board", "Mark", "Task"]

# What a broken rule weighs while a seating is repaired: chairs cannot be invented, everyone should sit, wishes last.
OVERFULL = 1000
LOBBY = 100


@frozen(eq=False)
class Mark:
    """A property counted at every table: how many of each unit have it, and how many a table must and may hold."""

    held: list[int]
    least: int
    most: int


@frozen(eq=False)
class Task:
    """A seating problem in numbers.

    `weight[u][v]` is to be raised inside tables, `pull[t][u]` is what it adds to have unit u at table t. `fixed[u]` is
    a table or -1. `tongues[l][u]` counts who in u speaks language l, `heard[u]` whose languages are known at all. With
    `lobby` the last table is no table: it holds those who find no chair.
    """

    size: list[int]
    low: list[int]
    high: list[int]
    weight: list[list[int]]
    pull: list[list[int]]
    fixed: list[int]
    foes: list[list[int]]
    marks: list[Mark] = Factory(list)
    tongues: list[list[int]] = Factory(list)
    heard: list[int] = Factory(list)
    lobby: bool = False
    double: list[list[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        doubled = {id(row): [2 * weight for weight in row] for row in self.weight}
        object.__setattr__(self, "double", [doubled[id(row)] for row in self.weight])

    @property
    def roomy(self) -> bool:
        """Whether the number of people at some table may change."""
        return any(low < high for low, high in zip(self.low, self.high, strict=True))

    @property
    def plain(self) -> bool:
        """Whether any exchange of two units keeps every rule but the sizes of tables."""
        return (
            not self.marks
            and not self.tongues
            and all(size == 1 for size in self.size)
            and all(table < 0 for table in self.fixed)
            and not any(self.foes)
        )


@define(eq=False)
class Board:
    """A seating and its sums: `sums[t][u]` is what unit u would have at table t, `own[u]` what it has at its own."""

    task: Task
    where: list[int]
    used: list[int] = field(init=False)
    sums: list[list[int]] = field(init=False)
    own: list[int] = field(init=False)
    marked: list[list[int]] = field(init=False)
    spoken: list[list[int]] = field(init=False)
    heard: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        task, tables = self.task, range(len(self.task.low))
        members: list[list[int]] = [[] for _ in tables]
        for unit, table in enumerate(self.where):
            members[table].append(unit)
        self.used = [sum(task.size[u] for u in at) for at in members]
        self.sums = [
            list(map(sum, zip(task.pull[t], *(task.weight[u] for u in members[t]), strict=True))) for t in tables
        ]
        self.own = [self.sums[t][u] for u, t in enumerate(self.where)]
        self.marked = [[sum(mark.held[u] for u in at) for at in members] for mark in task.marks]
        self.spoken = [[sum(speakers[u] for u in at) for at in members] for speakers in task.tongues]
        self.heard = [sum(task.heard[u] for u in at) if task.tongues else 0 for at in members]

    def objective(self) -> int:
        """Twice the sum to be raised: weights inside tables count from both ends, pulls count double."""
        return sum(self.own) + sum(self.task.pull[t][u] for u, t in enumerate(self.where))

    def fault(self, table: int, leaving: Sequence[int] = (), coming: Sequence[int] = ()) -> int:
        """How far a table is from its rules, foes aside, if these units left and those came."""
        task = self.task
        size = task.size
        used = self.used[table] - sum(size[u] for u in leaving) + sum(size[u] for u in coming)
        if task.lobby and table == len(task.low) - 1:
            return LOBBY * used
        wrong = max(0, task.low[table] - used) + OVERFULL * max(0, used - task.high[table])
        for mark, counts in zip(task.marks, self.marked, strict=True):
            held = counts[table] - sum(mark.held[u] for u in leaving) + sum(mark.held[u] for u in coming)
            wrong += max(0, mark.least - held) + max(0, held - mark.most)
        if task.tongues:
            heard = self.heard[table] - sum(task.heard[u] for u in leaving) + sum(task.heard[u] for u in coming)
            wrong += heard - max(
                counts[table] - sum(speakers[u] for u in leaving) + sum(speakers[u] for u in coming)
                for speakers, counts in zip(task.tongues, self.spoken, strict=True)
            )
        return wrong

    def clashes(self, table: int) -> int:
        """How many pairs sit at this table that must not."""
        if self.task.lobby and table == len(self.task.low) - 1:
            return 0
        return (
            sum(self.where[f] == table for u, t in enumerate(self.where) if t == table for f in self.task.foes[u]) // 2
        )

    def faults(self) -> list[int]:
        """How far each table is from its rules."""
        return [self.fault(t) + self.clashes(t) for t in range(len(self.task.low))]

    def change(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> int:
        """By how much the faults grow if `leaving` go from here to there and `coming` from there to here."""
        task, where = self.task, self.where
        grown = (
            self.fault(here, leaving, coming)
            - self.fault(here)
            + self.fault(there, coming, leaving)
            - self.fault(there)
        )
        nowhere = len(task.low) - 1 if task.lobby else -1
        for source, target, going, facing in ((here, there, leaving, coming), (there, here, coming, leaving)):
            for unit in going:
                for foe in task.foes[unit]:
                    if where[foe] == source != nowhere and foe not in going:
                        grown -= 1
                    elif where[foe] == target != nowhere and foe not in facing:
                        grown += 1
        return grown

    def movable(self, units: Sequence[int]) -> bool:
        """Whether none of the units is fixed."""
        return all(self.task.fixed[u] < 0 for u in units)

    def gain(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> int:
        """What the objective (counted once) wins by this exchange."""
        a, b, weight = self.sums[here], self.sums[there], self.task.weight
        won = sum(b[u] - a[u] for u in leaving) + sum(a[u] - b[u] for u in coming)
        won -= 2 * sum(weight[u][v] for u in leaving for v in coming)
        for group in (leaving, coming):
            won += 2 * sum(weight[u][v] for k, u in enumerate(group) for v in group[:k])
        return won

    def exchange(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> None:
        """Let `leaving` go from here to there and `coming` from there to here."""
        task, where, sums = self.task, self.where, self.sums
        for source, target, going in ((here, there, leaving), (there, here, coming)):
            for unit in going:
                row = task.weight[unit]
                sums[source] = [x - y for x, y in zip(sums[source], row, strict=True)]
                sums[target] = [x + y for x, y in zip(sums[target], row, strict=True)]
                where[unit] = target
                for table, sign in ((source, -1), (target, 1)):
                    self.used[table] += sign * task.size[unit]
                    for mark, counts in zip(task.marks, self.marked, strict=True):
                        counts[table] += sign * mark.held[unit]
                    for speakers, spoken in zip(task.tongues, self.spoken, strict=True):
                        spoken[table] += sign * speakers[unit]
                    if task.tongues:
                        self.heard[table] += sign * task.heard[unit]
        self.own = [sums[t][u] for u, t in enumerate(where)]
