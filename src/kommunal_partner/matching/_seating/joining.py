"""What rules say of a unit that comes to a table, looked at once for all units that count alike."""

from __future__ import annotations

from attrs import define, field

from kommunal_partner.matching._seating.seating_state import SeatingState


@define(eq=False)
class Joining:
    """By how much the faults of each table grow if a unit that is nowhere yet comes to it, while units get seats.

    O(1) a look where few units count differently; it is told of every table that changes.
    """

    state: SeatingState
    _changed: list[int] = field(init=False, factory=list)  # tables, in the order in which they changed
    _kinds: dict[int, tuple[list[int], int]] = field(init=False, factory=dict)  # and how far that was looked at

    def grown(self, unit: int) -> list[int]:
        """By how much the faults of each table would grow."""
        state, problem = self.state, self.state.problem
        kind, nobody = problem.kinds[unit], len(problem.counts)
        tables = len(problem.low)
        grown, seen = self._kinds.get(kind, ([0] * tables, -1))
        for table in range(tables) if seen < 0 else set(self._changed[seen:]):
            grown[table] = state.growth_by_kinds(table, nobody, kind)
        self._kinds[kind] = grown, len(self._changed)
        met = list(grown)
        for other in problem.conflicts[unit]:
            if (table := state.where[other]) >= 0:
                met[table] += 1
        return met

    def seat(self, unit: int, table: int) -> None:
        """Give a unit that is nowhere yet a table."""
        self.state.seat(unit, table)
        self._changed.append(table)
