"""Who sits where while a search runs: units on tables, and the rules still broken.

A unit is one person, or several who must share a table. All numbers are integers, so no sum drifts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import add, sub
from typing import TypeAlias

from attrs import define, field

from kommunal_partner.matching._seating.counted_faults import CountedFaults, Counts
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
    _first: int = field(init=False)  # the first of the counts that is of a property
    _seats: CountedFaults = field(init=False)  # of chairs and languages
    _properties: CountedFaults = field(init=False)
    _seat_kinds: list[int] = field(init=False)  # by kind of unit, what it is to the one, and nobody as the last
    _property_kinds: list[int] = field(init=False)  # and to the other
    _seat_parts: list[int] = field(init=False)  # the same by unit
    _property_parts: list[int] = field(init=False)
    _stale: set[int] = field(init=False)  # tables that are to be looked at anew

    def __attrs_post_init__(self) -> None:
        problem, tables = self.problem, range(len(self.problem.low))
        self.nowhere = len(problem.low) - 1 if problem.overflow else -1
        first = self._first = 2 + len(problem.speakers_by_language)
        seats, properties = (
            [counts[:first] for counts in problem.counts],
            [counts[first:] for counts in problem.counts],
        )
        self._seat_kinds, seat_changes = _numbered([*seats, (0,) * first])
        self._property_kinds, property_changes = _numbered([*properties, (0,) * len(problem.properties)])
        kinds = [*problem.kinds, len(problem.counts)]
        self._seat_parts = [self._seat_kinds[kind] for kind in kinds]
        self._property_parts = [self._property_kinds[kind] for kind in kinds]
        limits = [None if table == self.nowhere else (problem.low[table], problem.high[table]) for table in tables]
        self._seats = CountedFaults(seat_changes, limits, self._wrong_seats)
        self._properties = CountedFaults(property_changes, [limit is None for limit in limits], self._wrong_properties)
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
        self._stale = set(range(tables))

    def fault(self, table: int) -> int:
        """How far a table is from its rules, conflicts aside."""
        self._look()
        return self._seats.fault(table) + self._properties.fault(table)

    def _look(self) -> None:
        """Look anew at tables that have changed."""
        first = self._first
        for table in self._stale:
            counts = tuple(self.counts[table])
            self._seats.look(table, counts[:first])
            self._properties.look(table, counts[first:])
        self._stale.clear()

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
        changed, first = tuple(counts), self._first
        found = self._wrong_seats(table, changed[:first]) + self._wrong_properties(table, changed[first:])
        return found - self.fault(table)

    def growth_by_kinds(self, table: int, leaving: int, coming: int) -> int:
        """The same for a unit of one kind that leaves and one of another that comes; one beyond all kinds is nobody."""
        if leaving == coming:
            return 0
        if self._stale:
            self._look()
        seats, properties = self._seat_kinds, self._property_kinds
        return self._seats.growth(table, seats[leaving], seats[coming]) + self._properties.growth(
            table, properties[leaving], properties[coming]
        )

    def less_faulty(self, table: int, unit: int, kinds: Iterable[int]) -> list[int]:
        """The kinds, of these, of whom one would help a table in place of a unit who sits there; -1 is nobody."""
        of_seats, of_properties = self._all_coming(table, unit)
        seats, properties = self._seat_kinds, self._property_kinds
        return [kind for kind in kinds if of_seats[seats[kind]] + of_properties[properties[kind]] < 0]

    def growths(self, table: int, unit: int, others: Sequence[int]) -> list[int]:
        """By how much that of a table and theirs grow together with the exchange of a unit there and each of these.

        Conflicts aside; -1 is nobody.
        """
        of_seats, of_properties = self._all_coming(table, unit)
        seats, properties = self._seat_parts, self._property_parts
        coming = [of_seats[seats[other]] + of_properties[properties[other]] for other in others]
        return list(map(add, coming, self.growths_elsewhere(unit, others)))

    def _all_coming(self, table: int, unit: int) -> tuple[list[int], list[int]]:
        self._look()
        of_properties = self._properties.growths(table, self._property_parts[unit])
        return self._seats.growths(table, self._seat_parts[unit]), of_properties

    def growths_elsewhere(self, unit: int, others: Sequence[int]) -> list[int]:
        """By how much that of their tables grows if each of these left and this unit came; -1 is nobody."""
        where = self.where
        return self._growths_at([where[other] for other in others], others, unit)

    def growths_joined(self, unit: int, tables: Sequence[int]) -> list[int]:
        """By how much that of each of these tables grows if this unit came."""
        return self._growths_at(tables, [-1] * len(tables), unit)

    def _growths_at(self, tables: Sequence[int], leaving: Sequence[int], unit: int) -> list[int]:
        self._look()
        parts = self._seat_parts
        found = self._seats.growths_at_each(tables, [parts[leaves] for leaves in leaving], parts[unit])
        if not self.problem.properties:
            return found
        parts = self._property_parts
        more = self._properties.growths_at_each(tables, [parts[leaves] for leaves in leaving], parts[unit])
        return list(map(add, found, more))

    def _wrong_seats(self, table: int, counts: Sequence[int]) -> int:
        problem, used = self.problem, counts[0]
        if table == self.nowhere:
            return UNSEATED_WEIGHT * used
        low, high = problem.low[table], problem.high[table]
        wrong = low - used if used < low else OVERFULL_WEIGHT * (used - high) if used > high else 0
        return wrong + counts[1] - max(counts[2:]) if problem.speakers_by_language else wrong

    def _wrong_properties(self, table: int, counts: Sequence[int]) -> int:
        if table == self.nowhere:
            return 0
        wrong = 0
        for limits, held in zip(self.problem.properties, counts, strict=True):
            if held < limits.least:
                wrong += limits.least - held
            elif held > limits.most:
                wrong += held - limits.most
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
        if nowhere in {here, there}:  # where those who go together do not meet
            for going, grows in ((leaving, here == nowhere), (coming, there == nowhere)):
                met = sum(other in going for unit in going for other in conflicts[unit] if other < unit)
                grown += met if grows else -met
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
        self._stale.add(table)


def _numbered(counts: Sequence[Counts]) -> tuple[list[int], list[Counts]]:
    """A number for each, the same for those that are equal, and those that differ."""
    numbers: dict[Counts, int] = {}
    return [numbers.setdefault(of_kind, len(numbers)) for of_kind in counts], list(numbers)
