"""By how much the faults of a seating grow with the exchanges of one unit with each of many others, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from attrs import define, field

from kommunal_partner.matching._seating.seating_state import SeatingState


@define(eq=False)
class ExchangeFaults:
    """The faults of all tables, those who meet somebody they must not, and what an exchange would change in both.

    It is told of every exchange. A look at all exchanges of a unit costs O(n) lookups where tables stay as they are.
    """

    state: SeatingState
    faults: list[int] = field(init=False)
    _met: dict[int, int] = field(init=False, factory=dict)  # by unit, how many of them sit at its table
    _meetings: list[int] = field(init=False)  # by table, how many there meet somebody they must not, each time counted
    _counted_at: list[int] = field(init=False)  # by unit, the table at which that was counted
    _contested: bool = field(init=False)  # whether anybody must not meet somebody
    _movable: dict[int, list[int]] = field(init=False, factory=dict)  # units that are not fixed, by kind

    def __attrs_post_init__(self) -> None:
        problem = self.state.problem
        self._contested = any(problem.conflicts)
        for unit, kind in enumerate(problem.kinds):
            if problem.fixed[unit] < 0:
                self._movable.setdefault(kind, []).append(unit)
        self.faults, self._meetings = [0] * len(self.state.used), [0] * len(self.state.used)
        self._counted_at = list(self.state.where)
        self.follow(range(len(self.faults)), range(len(problem.size)) if self._contested else ())

    def follow(self, tables: Iterable[int], units: Iterable[int]) -> None:
        """Count anew what is wrong at these tables, between which these units have moved."""
        state, where, conflicts = self.state, self.state.where, self.state.problem.conflicts
        for unit in {*units}.union(*(conflicts[unit] for unit in units)) if self._contested else ():
            table = where[unit]
            met = 0 if table == state.nowhere else [where[foe] for foe in conflicts[unit]].count(table)
            self._meetings[self._counted_at[unit]] -= self._met.pop(unit, 0)
            self._counted_at[unit] = table
            if met:
                self._met[unit] = met
                self._meetings[table] += met
        for table in tables:
            self.faults[table] = state.fault(table) + self._meetings[table] // 2

    def without(self, units: Sequence[int]) -> list[int]:
        """By how much the faults of their tables grow, or shrink, if one of these units leaves."""
        grown, met = self.state.growths_elsewhere(-1, units), self._met
        return [growth - met.get(unit, 0) for growth, unit in zip(grown, units, strict=True)] if met else grown

    def free_tables(self, unit: int) -> list[int]:
        """Tables where there are chairs for a unit, but its own."""
        state, size = self.state, self.state.problem.size[unit]
        here = state.where[unit]
        chairs = zip(state.used, state.problem.high, strict=True)
        return [table for table, (used, high) in enumerate(chairs) if used + size <= high and table != here]

    def away(self, unit: int, tables: Sequence[int]) -> list[int]:
        """`SeatingState.change` for this unit and each of these tables, which are not its own."""
        where, conflicts, nowhere = self.state.where, self.state.problem.conflicts, self.state.nowhere
        if not tables:
            return []
        (without,) = self.without([unit])
        found = self.state.growths_joined(unit, tables)
        if conflicts[unit]:
            at = [where[foe] for foe in conflicts[unit] if where[foe] != nowhere]
            found = [grown + at.count(table) for grown, table in zip(found, tables, strict=True)]
        return [without + grown for grown in found]

    def differing(self, unit: int, others: Sequence[int]) -> list[int]:
        """Those of the others for whom tables may count otherwise if they change places with the unit."""
        kinds, conflicts = self.state.problem.kinds, self.state.problem.conflicts
        kind = -1 if conflicts[unit] else kinds[unit]
        return [other for other in others if kinds[other] != kind or conflicts[other]]

    def helpful(self, here: int, unit: int) -> list[int]:
        """Units that are not fixed and better for a table than this one, who sits there; all if there are none.

        Those whom they must not meet are not looked at; -1 is nobody.
        """
        movable = self._movable
        better = self.state.less_faulty(here, unit, movable)
        return list(chain.from_iterable(map(movable.__getitem__, better or movable)))

    def changes(self, here: int, unit: int, others: Sequence[int]) -> list[int]:
        """`SeatingState.change` for this unit, who sits here, and each of the others, who do not; -1 is nobody."""
        return self._with_conflicts(here, unit, others, self.state.growths(here, unit, others))

    def _with_conflicts(self, here: int, unit: int, others: Sequence[int], found: list[int]) -> list[int]:
        """The same with those who would meet, or no longer meet, whom they must not."""
        where, conflicts, nowhere = self.state.where, self.state.problem.conflicts, self.state.nowhere
        if not self._contested:
            return found
        of_other = {other: -met for other, met in self._met.items()}
        if here != nowhere:
            for one in self.state.members[here]:
                for foe in conflicts[one] if one != unit else ():
                    of_other[foe] = of_other.get(foe, 0) + 1
        if unit >= 0 and conflicts[unit]:
            met = Counter(where[foe] for foe in conflicts[unit] if where[foe] != nowhere)
            parted = met.pop(here, 0)
            for foe in conflicts[unit]:
                if where[foe] in met:
                    of_other[foe] = of_other.get(foe, 0) - 1
            found = [grown + met.get(where[other], 0) - parted for other, grown in zip(others, found, strict=True)]
        return [grown + of_other.get(other, 0) for other, grown in zip(others, found, strict=True)]
