"""Who sits where while a search runs: units on tables, and the rules still broken.

A unit is one person, or several who must share a table. All numbers are integers, so no sum drifts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import add, sub
from typing import TypeAlias

from attrs import define, field

from kommunal_partner.matching._seating.seating_problem import SeatingProblem

Move: TypeAlias = tuple[int, tuple[int, ...], int, tuple[int, ...]]
"""An exchange: the units that leave a table, and those that come from another: here, leaving, there, coming."""

# What a broken rule weighs while a seating is repaired: chairs cannot be invented, everyone should sit, wishes last.
OVERFULL_WEIGHT = 1000
UNSEATED_WEIGHT = 100


@define(eq=False)
class SeatingState:
    """A seating, and what each table counts of its units: see `SeatingProblem.counts`."""

    problem: SeatingProblem
    where: list[int]
    nowhere: int = field(init=False)  # the table that is none; -1 without one
    members: list[dict[int, None]] = field(init=False)  # units at each table
    used: list[int] = field(init=False)  # people at each table
    counts: list[list[int]] = field(init=False)  # by table
    _faults: list[int] = field(init=False)  # by table, -1 where it is to be counted anew
    _growth: list[dict[int, int]] = field(init=False)  # by table, then by the kinds of who would leave and come
    _differences: dict[int, tuple[int, ...]] = field(init=False, factory=dict)  # by the same, what counts change
    _limits: list[tuple[int, int, int]] = field(init=False)  # of properties: where they are counted, the least and most

    def __attrs_post_init__(self) -> None:
        first = 2 + len(self.problem.speakers_by_language)
        self._limits = [(k, limits.least, limits.most) for k, limits in enumerate(self.problem.properties, first)]
        self.nowhere = len(self.problem.low) - 1 if self.problem.overflow else -1
        self.restart(self.where)

    def restart(self, where: list[int]) -> None:
        """Take another seating; -1 stands for a unit that is nowhere yet."""
        problem, tables = self.problem, len(self.problem.low)
        self.members = [{} for _ in range(tables)]
        for unit, table in enumerate(where):
            if table >= 0:
                self.members[table][unit] = None
        self.where = where
        width = 2 + len(problem.speakers_by_language) + len(problem.properties)
        counted = ([problem.counts[problem.kinds[unit]] for unit in at] for at in self.members)
        self.counts = [list(map(sum, zip(*at, strict=True))) if at else [0] * width for at in counted]
        self.used = [counts[0] for counts in self.counts]
        self._faults = [-1] * tables
        self._growth = [{} for _ in range(tables)]

    def fault(self, table: int) -> int:
        """How far a table is from its rules, conflicts aside."""
        found = self._faults[table]
        if found < 0:
            found = self._faults[table] = self._counted_fault(table, self.counts[table])
        return found

    def growth(self, table: int, leaving: Sequence[int], coming: Sequence[int]) -> int:
        """By how much that grows if these units left and those came."""
        problem = self.problem
        kinds = problem.kinds
        if len(leaving) < 2 and len(coming) < 2:  # noqa: PLR2004 - because one unit or none is what is kept
            nobody = len(problem.counts)
            return self.growth_by_kinds(
                table, kinds[leaving[0]] if leaving else nobody, kinds[coming[0]] if coming else nobody
            )
        counts: Iterable[int] = self.counts[table]
        for unit in leaving:
            counts = map(sub, counts, problem.counts[kinds[unit]])
        for unit in coming:
            counts = map(add, counts, problem.counts[kinds[unit]])
        return self._counted_fault(table, list(counts)) - self.fault(table)

    def growth_by_kinds(self, table: int, leaving: int, coming: int) -> int:
        """The same for a unit of one kind that leaves and one of another that comes; one beyond all kinds is nobody.

        It is counted once, until the table changes.
        """
        if leaving == coming:
            return 0
        known, key = self._growth[table], leaving * (len(self.problem.counts) + 1) + coming
        found = known.get(key)
        if found is None:
            counts = list(map(add, self.counts[table], self._difference(key, leaving, coming)))
            found = known[key] = self._counted_fault(table, counts) - self.fault(table)
        return found

    def _difference(self, key: int, leaving: int, coming: int) -> tuple[int, ...]:
        """What counts change if a unit of one kind leaves and one of another comes."""
        found = self._differences.get(key)
        if found is None:
            counts = self.problem.counts
            less, more = (counts[kind] if kind < len(counts) else (0,) * len(counts[0]) for kind in (leaving, coming))
            found = self._differences[key] = tuple(map(sub, more, less))
        return found

    def growths(self, unit: int, others: Sequence[int]) -> list[int]:
        """The same for the tables of all these others, if each of them left and this unit came; -1 is nobody."""
        where, kinds, growth = self.where, self.problem.kinds, self._growth
        nobody = len(self.problem.counts)
        coming, width = kinds[unit] if unit >= 0 else nobody, nobody + 1
        known = [growth[where[other]].get(kinds[other] * width + coming) for other in others]
        return [
            self.growth_by_kinds(where[other], kinds[other], coming) if found is None else found
            for found, other in zip(known, others, strict=True)
        ]

    def _counted_fault(self, table: int, counts: Sequence[int]) -> int:
        problem, used = self.problem, counts[0]
        if table == self.nowhere:
            return UNSEATED_WEIGHT * used
        low, high = problem.low[table], problem.high[table]
        wrong = low - used if used < low else OVERFULL_WEIGHT * (used - high) if used > high else 0
        if problem.speakers_by_language:
            wrong += counts[1] - max(counts[2 : 2 + len(problem.speakers_by_language)])
        for k, least, most in self._limits:
            held = counts[k]
            if held < least:
                wrong += least - held
            elif held > most:
                wrong += held - most
        return wrong

    def faults(self) -> list[int]:
        """How far each table is from its rules."""
        where, nowhere = self.where, self.nowhere
        faults = [self.fault(table) for table in range(len(self.problem.low))]
        for unit, others in enumerate(self.problem.conflicts):
            if others and where[unit] != nowhere:
                faults[where[unit]] += sum(where[other] == where[unit] for other in others if other < unit)
        return faults

    def change(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> int:
        """By how much the faults grow if `leaving` go from here to there and `coming` from there to here."""
        conflicts, where, nowhere = self.problem.conflicts, self.where, self.nowhere
        grown = self.growth(here, leaving, coming) + self.growth(there, coming, leaving)
        for source, target, going, facing in ((here, there, leaving, coming), (there, here, coming, leaving)):
            for unit in going:
                for other in conflicts[unit]:
                    if where[other] == source != nowhere and other not in going:
                        grown -= 1
                    elif where[other] == target != nowhere and other not in facing:
                        grown += 1
        return grown

    def may_move(self, unit: int, here: int, there: int) -> bool:
        """Whether one unit may go from here to there without a rule broken that was not."""
        problem, used = self.problem, self.used
        if problem.plain:
            return used[here] > problem.low[here] and used[there] < problem.high[there]
        return self.change(here, (unit,), there, ()) <= 0

    def exchange(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> None:
        """Let `leaving` go from here to there and `coming` from there to here."""
        problem, where = self.problem, self.where
        for source, target, going in ((here, there, leaving), (there, here, coming)):
            for unit in going:
                where[unit] = target
                del self.members[source][unit]
                self.members[target][unit] = None
        if problem.plain and len(leaving) == len(coming):
            return
        for source, target, going in ((here, there, leaving), (there, here, coming)):
            for unit in going:
                self._count(unit, source, sub)
                self._count(unit, target, add)

    def seat(self, unit: int, table: int) -> None:
        """Give a unit that is nowhere yet a table."""
        self.where[unit] = table
        self.members[table][unit] = None
        self._count(unit, table, add)

    def _count(self, unit: int, table: int, change: Callable[[int, int], int]) -> None:
        counts = self.counts[table] = list(
            map(change, self.counts[table], self.problem.counts[self.problem.kinds[unit]])
        )
        self.used[table] = counts[0]
        self._faults[table] = -1
        self._growth[table].clear()
