"""Who sits where while a search runs: units on tables, and the rules still broken.

A unit is one person, or several who must share a table. All numbers are integers, so no sum drifts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import Factory, define, field, frozen

__all__ = ["LOBBY", "OVERFULL", "Board", "Mark", "Move", "Task"]

Move: TypeAlias = tuple[int, tuple[int, ...], int, tuple[int, ...]]
"""An exchange: the units that leave a table, and those that come from another: here, leaving, there, coming."""

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
    `lobby` the last table is no table: it holds those who find no chair. A task is `roomy` if the number of people at
    some table may change, and `plain` if any exchange of two units keeps every rule but the sizes of tables.
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
    roomy: bool = field(init=False)
    plain: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        put = object.__setattr__
        put(self, "roomy", any(low < high for low, high in zip(self.low, self.high, strict=True)))
        put(
            self,
            "plain",
            not (self.lobby or self.marks or self.tongues or any(self.foes))
            and all(size == 1 for size in self.size)
            and all(table < 0 for table in self.fixed),
        )


@define(eq=False)
class Board:
    """A seating, and at each table the chairs used, the properties counted and the languages spoken."""

    task: Task
    where: list[int]
    used: list[int] = field(init=False)
    marked: list[list[int]] = field(init=False)
    spoken: list[list[int]] = field(init=False)
    heard: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        task, tables = self.task, range(len(self.task.low))
        members: list[list[int]] = [[] for _ in tables]
        for unit, table in enumerate(self.where):
            members[table].append(unit)
        self.used = [sum(task.size[u] for u in at) for at in members]
        self.marked = [[sum(mark.held[u] for u in at) for at in members] for mark in task.marks]
        self.spoken = [[sum(speakers[u] for u in at) for at in members] for speakers in task.tongues]
        self.heard = [sum(task.heard[u] for u in at) if task.tongues else 0 for at in members]

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

    def may_move(self, unit: int, here: int, there: int) -> bool:
        """Whether one unit may go from here to there without a rule broken that was not."""
        task, used = self.task, self.used
        if task.plain:
            return used[here] > task.low[here] and used[there] < task.high[there]
        return self.change(here, (unit,), there, ()) <= 0

    def exchange(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> None:
        """Let `leaving` go from here to there and `coming` from there to here."""
        task, where = self.task, self.where
        for unit in leaving:
            where[unit] = there
        for unit in coming:
            where[unit] = here
        if task.plain and len(leaving) == len(coming):
            return
        for source, target, going in ((here, there, leaving), (there, here, coming)):
            for unit in going:
                for table, sign in ((source, -1), (target, 1)):
                    self.used[table] += sign * task.size[unit]
                    for mark, counts in zip(task.marks, self.marked, strict=True):
                        counts[table] += sign * mark.held[unit]
                    for speakers, spoken in zip(task.tongues, self.spoken, strict=True):
                        spoken[table] += sign * speakers[unit]
                    if task.tongues:
                        self.heard[table] += sign * task.heard[unit]
