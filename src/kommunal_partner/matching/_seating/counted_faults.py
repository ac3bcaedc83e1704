"""What is wrong at a table by what it counts of its units, and by how much that grows if one leaves and another comes.

Faults add up from two parts that are looked at apart, chairs with languages and properties, for each of them knows far
fewer kinds of units than both together; and tables that count the same are looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import add, sub
from typing import Final, TypeAlias

from attrs import define, field

Counts: TypeAlias = tuple[int, ...]

MOST_KNOWN: Final = 4_000  # tables of which something is kept, ten megabytes


@define(eq=False)
class CountedTable:
    """What a table counts of a part, what is wrong with that, and the growths already asked for."""

    counts: Counts
    wrong: int
    growths: dict[int, int] = field(factory=dict)  # by who leaves, times the number of parts, plus who comes
    rows: dict[int, list[int]] = field(factory=dict)  # by who leaves, for all who may come


@define(eq=False)
class CountedFaults:
    """One part of the faults of all tables; `changes` holds what kinds of units count in it, and nobody as the last."""

    changes: list[Counts]
    alike: Sequence[Hashable]  # by table, the same for those that have the same limits
    wrong: Callable[[int, Sequence[int]], int]  # of a table, by what it counts
    _at: list[CountedTable] = field(init=False)
    _known: dict[tuple[Hashable, Counts], CountedTable] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._at = [CountedTable((), 0)] * len(self.alike)

    def look(self, table: int, counts: Counts) -> None:
        """Take what a table counts now."""
        key = self.alike[table], counts
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = CountedTable(counts, self.wrong(table, counts))
        self._at[table] = found

    def fault(self, table: int) -> int:
        """How far a table is from its rules."""
        return self._at[table].wrong

    def growth(self, table: int, leaving: int, coming: int) -> int:
        """By how much that grows if a unit of one kind leaves and one of another comes."""
        at, key = self._at[table], leaving * len(self.changes) + coming
        found = at.growths.get(key)
        if found is None:
            counts = map(add, map(sub, at.counts, self.changes[leaving]), self.changes[coming])
            found = at.growths[key] = self.wrong(table, tuple(counts)) - at.wrong
        return found

    def growths(self, table: int, leaving: int) -> list[int]:
        """The same for one of each kind that comes, and for nobody."""
        at = self._at[table]
        found = at.rows.get(leaving)
        if found is None:
            staying = tuple(map(sub, at.counts, self.changes[leaving]))
            found = at.rows[leaving] = [
                self.wrong(table, tuple(map(add, staying, change))) - at.wrong for change in self.changes
            ]
        return found

    def growths_at_each(self, tables: Sequence[int], leaving: Sequence[int], coming: int) -> list[int]:
        """The same for several tables, from each of which one leaves, and to which one comes."""
        at, width, growth = self._at, len(self.changes), self.growth
        found = [at[table].growths.get(leaves * width + coming) for table, leaves in zip(tables, leaving, strict=True)]
        return [
            growth(table, leaves, coming) if grown is None else grown
            for grown, table, leaves in zip(found, tables, leaving, strict=True)
        ]
