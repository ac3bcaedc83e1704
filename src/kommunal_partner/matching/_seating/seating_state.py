"""Who sits where while a search runs: units on tables, and the rules still broken.

A unit is one person, or several who must share a table. All numbers are integers, so no sum drifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """A seating, and at each table the chairs used, the properties counted and who speaks which language."""

    problem: SeatingProblem
    where: list[int]
    used: list[int] = field(init=False)
    property_counts: list[list[int]] = field(init=False)
    language_counts: list[list[int]] = field(init=False)  # by table, then by language
    speakers_known: list[int] = field(init=False)
    _spoken: list[tuple[int, ...]] = field(init=False)  # by unit, then by language
    _kinds: list[int] = field(init=False)  # by unit, the same for those that count alike
    _faults: list[dict[tuple[int, ...], int]] = field(init=False)  # by table, then by who would leave and come

    def __attrs_post_init__(self) -> None:
        problem = self.problem
        self._spoken = list(zip(*problem.speakers_by_language, strict=True))
        counts = [problem.size, problem.speakers_known, *problem.speakers_by_language]
        kinds: dict[tuple[int, ...], int] = {}
        what = zip(*filter(None, counts), *(limits.held for limits in problem.properties), strict=True)
        self._kinds = [kinds.setdefault(of_unit, len(kinds)) for of_unit in what]
        self.restart(self.where)

    def restart(self, where: list[int]) -> None:
        """Take another seating; -1 stands for a unit that is nowhere yet."""
        problem, tables = self.problem, range(len(self.problem.low))
        members: list[list[int]] = [[] for _ in tables]
        for unit, table in enumerate(where):
            if table >= 0:
                members[table].append(unit)
        self.where = where
        self._faults = [{} for _ in tables]
        self.used = [sum(problem.size[u] for u in at) for at in members]
        self.property_counts = [[sum(limits.held[u] for u in at) for at in members] for limits in problem.properties]
        self.language_counts = [
            [sum(speakers[u] for u in at) for speakers in problem.speakers_by_language] for at in members
        ]
        known = problem.speakers_known if problem.speakers_by_language else [0] * len(where)
        self.speakers_known = [sum(known[u] for u in at) for at in members]

    def fault(self, table: int, leaving: Sequence[int] = (), coming: Sequence[int] = ()) -> int:
        """How far a table is from its rules, conflicts aside, if these units left and those came.

        For units that count alike it is counted once, until the table changes.
        """
        kinds, known = self._kinds, self._faults[table]
        key = (len(leaving), *[kinds[unit] for unit in leaving], *[kinds[unit] for unit in coming])
        found = known.get(key)
        if found is None:
            found = known[key] = self._counted_fault(table, leaving, coming)
        return found

    def _counted_fault(self, table: int, leaving: Sequence[int], coming: Sequence[int]) -> int:
        problem = self.problem
        used = _changed(self.used[table], problem.size, leaving, coming)
        if problem.overflow and table == len(problem.low) - 1:
            return UNSEATED_WEIGHT * used
        wrong = max(0, problem.low[table] - used) + OVERFULL_WEIGHT * max(0, used - problem.high[table])
        for limits, counts in zip(problem.properties, self.property_counts, strict=True):
            held = _changed(counts[table], limits.held, leaving, coming)
            wrong += max(0, limits.least - held) + max(0, held - limits.most)
        if problem.speakers_by_language:
            counts_here: Iterable[int] = self.language_counts[table]
            for unit in leaving:
                counts_here = map(sub, counts_here, self._spoken[unit])
            for unit in coming:
                counts_here = map(add, counts_here, self._spoken[unit])
            known = _changed(self.speakers_known[table], problem.speakers_known, leaving, coming)
            wrong += known - max(counts_here)
        return wrong

    def clashes(self, table: int) -> int:
        """How many pairs sit at this table that must not."""
        problem, where = self.problem, self.where
        if problem.overflow and table == len(problem.low) - 1:
            return 0
        members = [unit for unit, t in enumerate(where) if t == table]
        return sum(where[other] == table for unit in members for other in problem.conflicts[unit]) // 2

    def faults(self) -> list[int]:
        """How far each table is from its rules."""
        faults = [self.fault(t) for t in range(len(self.problem.low))]
        nowhere = len(faults) - 1 if self.problem.overflow else -1
        for unit, table in enumerate(self.where):
            if table != nowhere:
                faults[table] += sum(
                    self.where[other] == table for other in self.problem.conflicts[unit] if other < unit
                )
        return faults

    def change(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> int:
        """By how much the faults grow if `leaving` go from here to there and `coming` from there to here."""
        problem, where = self.problem, self.where
        grown = (
            self.fault(here, leaving, coming)
            - self.fault(here)
            + self.fault(there, coming, leaving)
            - self.fault(there)
        )
        nowhere = len(problem.low) - 1 if problem.overflow else -1
        for source, target, going, facing in ((here, there, leaving, coming), (there, here, coming, leaving)):
            for unit in going:
                for other in problem.conflicts[unit]:
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
        for unit in leaving:
            where[unit] = there
        for unit in coming:
            where[unit] = here
        if problem.plain and len(leaving) == len(coming):
            return
        for source, target, going in ((here, there, leaving), (there, here, coming)):
            for unit in going:
                self._count(unit, source, -1)
                self._count(unit, target, 1)

    def seat(self, unit: int, table: int) -> None:
        """Give a unit that is nowhere yet a table."""
        self.where[unit] = table
        self._count(unit, table, 1)

    def _count(self, unit: int, table: int, sign: int) -> None:
        problem = self.problem
        self._faults[table].clear()
        self.used[table] += sign * problem.size[unit]
        for limits, counts in zip(problem.properties, self.property_counts, strict=True):
            counts[table] += sign * limits.held[unit]
        if problem.speakers_by_language:
            change = add if sign > 0 else sub
            self.language_counts[table] = list(map(change, self.language_counts[table], self._spoken[unit]))
            self.speakers_known[table] += sign * problem.speakers_known[unit]


def _changed(count: int, of_units: list[int], leaving: Sequence[int], coming: Sequence[int]) -> int:
    """A count at a table after some left and others came."""
    for unit in leaving:
        count -= of_units[unit]
    for unit in coming:
        count += of_units[unit]
    return count
