"""By how much the faults of a seating grow with the exchanges of one unit with each of many others, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    _contested: bool = field(init=False)  # whether anybody must not meet somebody
    _movable: dict[int, list[int]] = field(init=False, factory=dict)  # units that are not fixed, by kind

    def __attrs_post_init__(self) -> None:
        problem = self.state.problem
        self._contested = any(problem.conflicts)
        for unit, kind in enumerate(problem.kinds):
            if problem.fixed[unit] < 0:
                self._movable.setdefault(kind, []).append(unit)
        self.faults = [0] * len(self.state.used)
        self.refresh(*range(len(self.faults)))

    def refresh(self, *tables: int) -> None:
        """Count anew what is wrong at these tables."""
        state, where, conflicts = self.state, self.state.where, self.state.problem.conflicts
        for table in tables:
            met_twice = 0
            for unit in state.members[table] if self._contested else ():
                self._met.pop(unit, None)
                met = 0 if table == state.nowhere else sum(where[foe] == table for foe in conflicts[unit])
                if met:
                    self._met[unit] = met
                    met_twice += met
            self.faults[table] = state.fault(table) + met_twice // 2

    def without(self, unit: int) -> int:
        """By how much the faults of its table grow, or shrink, if the unit leaves it."""
        return self.state.growth(self.state.where[unit], (unit,), ()) - self._met.get(unit, 0)

    def differ(self, unit: int, other: int) -> bool:
        """Whether tables may count otherwise if the two change places."""
        problem = self.state.problem
        return problem.kinds[unit] != problem.kinds[other] or bool(problem.conflicts[unit] or problem.conflicts[other])

    def helpful(self, here: int, unit: int) -> list[int]:
        """Units that are not fixed and better for a table than this one, who sits there; all if there are none.

        Those whom they must not meet are not looked at; -1 is nobody.
        """
        problem, growth = self.state.problem, self.state.growth_by_kinds
        leaving = problem.kinds[unit] if unit >= 0 else len(problem.counts)
        better = [units for kind, units in self._movable.items() if growth(here, leaving, kind) < 0]
        return list(chain.from_iterable(better or self._movable.values()))

    def changes(self, here: int, unit: int, others: Sequence[int]) -> list[int]:
        """`SeatingState.change` for this unit, who sits here, and each of the others, who do not; -1 is nobody."""
        kinds, nobody = self.state.problem.kinds, len(self.state.problem.counts)
        leaving = kinds[unit] if unit >= 0 else nobody
        coming = {kind: self.state.growth_by_kinds(here, leaving, kind) for kind in {kinds[other] for other in others}}
        growths = self.state.growths(unit, others)
        found = [coming[kinds[other]] + grown for other, grown in zip(others, growths, strict=True)]
        return self._with_conflicts(here, unit, others, found)

    def _with_conflicts(self, here: int, unit: int, others: Sequence[int], found: list[int]) -> list[int]:
        """The same with those who would meet, or no longer meet, whom they must not."""
        where, conflicts, nowhere = self.state.where, self.state.problem.conflicts, self.state.nowhere
        if not self._contested:
            return found
        of_other = Counter({other: -met for other, met in self._met.items()})
        if here != nowhere:
            of_other.update(foe for one in self.state.members[here] if one != unit for foe in conflicts[one])
        if unit >= 0 and conflicts[unit]:
            met = Counter(where[foe] for foe in conflicts[unit] if where[foe] != nowhere)
            parted = met.pop(here, 0)
            of_other.subtract(foe for foe in conflicts[unit] if where[foe] in met)
            found = [grown + met.get(where[other], 0) - parted for other, grown in zip(others, found, strict=True)]
        return [grown + of_other.get(other, 0) for other, grown in zip(others, found, strict=True)]
