"""What rules say of a unit that comes to a table, looked at once for all units that count alike."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import define, field

from kommunal_partner.matching._seating.seating_state import SeatingState


@define(eq=False)
class Joining:
    """By how much the faults of each table grow if a unit that is nowhere yet comes to it, while units get seats.

    O(1) a look where few units count differently; it is told of every table that changes.
    """

    state: SeatingState
    _now: list[int] = field(init=False)  # the fault of each table
    _changed: list[int] = field(init=False, factory=list)  # tables, in the order in which they changed
    _kinds: dict[Hashable, tuple[list[int], int]] = field(init=False, factory=dict)  # and how far that was looked at

    def __attrs_post_init__(self) -> None:
        self._now = [self.state.fault(table) for table in range(len(self.state.used))]

    def grown(self, unit: int) -> list[int]:
        """By how much the faults of each table would grow."""
        kind = self._kind(unit)
        grown, seen = self._kinds.get(kind, ([0] * len(self._now), -1))
        for table in range(len(grown)) if seen < 0 else dict.fromkeys(self._changed[seen:]):
            grown[table] = self.state.fault(table, (), (unit,)) - self._now[table]
        self._kinds[kind] = grown, len(self._changed)
        met = list(grown)
        for other in self.state.problem.conflicts[unit]:
            if (table := self.state.where[other]) >= 0:
                met[table] += 1
        return met

    def _kind(self, unit: int) -> Hashable:
        """What a table counts of a unit."""
        problem = self.state.problem
        held = tuple(limits.held[unit] for limits in problem.properties)
        spoken = tuple(speakers[unit] for speakers in problem.speakers_by_language)
        return problem.size[unit], held, spoken, spoken and problem.speakers_known[unit]

    def seat(self, unit: int, table: int) -> None:
        """Give a unit that is nowhere yet a table."""
        self.state.seat(unit, table)
        self._now[table] = self.state.fault(table)
        self._changed.append(table)
