"""Whom a unit may change places with under rules, for all units at once: bit masks instead of counting one by one.

A table that has a language in common keeps one, and nobody comes to a table with somebody whom they must not meet. What
these masks leave out of sight is left to the full count. A look costs O(tables · languages) or O(conflicts of the unit)
operations on whole numbers with a lane for each unit.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching.groups._packed_ints import PackedInts


@define(eq=False)
class LanguageLanes:
    """Who speaks what, in lanes with a 1 for each unit that speaks a language as a whole, or of which none is known."""

    state: SeatingState
    ints: PackedInts
    _speaking: list[int] = field(init=False)
    _spoken: list[list[int]] = field(init=False)  # by unit; all languages where none is known
    _lacking_most: int = field(init=False)  # so many of a unit may lack a language that the rest of it speaks

    def __attrs_post_init__(self) -> None:
        problem = self.state.problem
        known, languages = problem.speakers_known, range(len(problem.speakers_by_language))
        units = range(len(known))
        self._spoken = [[k for k in languages if problem.speakers_by_language[k][u] == known[u]] for u in units]
        self._speaking = [self.ints.pack([int(k in self._spoken[u]) for u in units]) for k in languages]
        self._lacking_most = max(known, default=0)

    def may_come(self, unit: int, seats: list[int], tables: Iterable[int]) -> int:
        """A 1 in the lane of each unit of these tables that may change places with this one, as far as is seen here.

        `seats` holds for each table a 1 in the lane of each unit there. Of exchanges with units of several people, and
        at tables without a language, some that break the rule may be left.
        """
        state, here = self.state, self.state.where[unit]
        known = state.problem.speakers_known
        staying = state.speakers_known[here] - known[unit]
        spoken = zip(self._speaking, state.problem.speakers_by_language, state.language_counts[here], strict=True)
        may = 0
        for speaking, speakers, count in spoken:
            if count - speakers[unit] == staying:
                may |= speaking
        may = may or self.ints.ones
        return may & self._may_join(unit, here, seats, tables) if known[unit] else may

    def _may_join(self, unit: int, here: int, seats: list[int], tables: Iterable[int]) -> int:
        """A 1 in the lane of each unit in whose place this one may come to their table."""
        found = 0
        for table in tables:
            there = seats[table]
            if table != here:
                known, counts = self.state.speakers_known[table], self.state.language_counts[table]
                for k in self._spoken[unit]:
                    lacking = known - counts[k]
                    if not lacking:
                        found |= there
                        break
                    if lacking <= self._lacking_most:
                        found |= there & ~self._speaking[k]
                else:
                    if max(counts) < known:
                        found |= there
        return found


@define(eq=False)
class ConflictLanes:
    """Who must not meet whom, in lanes with a 1 for each; and for each table, whom those there must not meet."""

    state: SeatingState
    ints: PackedInts
    _conflicts: list[int] = field(init=False)
    _at: dict[int, tuple[int, int]] = field(init=False, factory=dict)  # by table, until somebody comes or leaves

    def __attrs_post_init__(self) -> None:
        bits = self.ints.bits
        self._conflicts = [sum(1 << bits * other for other in others) for others in self.state.problem.conflicts]

    def refresh(self, table: int) -> None:
        """Forget what is known of a table, for others sit there now."""
        self._at.pop(table, None)

    def _once_and_more(self, table: int, seats: int) -> tuple[int, int]:
        """Those who must not meet somebody there, and those who must not meet several."""
        if table not in self._at:
            once = more = 0
            for unit in self.ints.lanes(seats << self.ints.bits - 1):
                more |= once & self._conflicts[unit]
                once |= self._conflicts[unit]
            self._at[table] = once, more
        return self._at[table]

    def may_come(self, unit: int, seats: list[int]) -> int:
        """A 1 in the lane of each unit that may change places with this one; `seats` is as for languages."""
        where, own = self.state.where, self._conflicts[unit]
        here = where[unit]
        once, more = self._once_and_more(here, seats[here])
        barred = more | (once & ~own)
        met = set()
        for other in self.state.problem.conflicts[unit]:
            table = where[other]
            if table != here:
                # Only in the place of the one whom the unit must not meet, and not if there are two.
                barred |= seats[table] if table in met else seats[table] & ~own
                met.add(table)
        return self.ints.ones & ~barred
