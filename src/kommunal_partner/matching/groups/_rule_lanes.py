"""Whom a unit may change places with under rules, for all units at once: bit masks instead of counting one by one.

A table that has a language in common keeps one, and nobody comes to a table with somebody whom they must not meet. What
these masks leave out of sight is left to the full count. A look costs O(tables · languages) or O(conflicts of the unit)
operations on whole numbers with a lane for each unit.
"""

from __future__ import annotations

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
    _kinds: list[int] = field(init=False)  # by unit, the same for those who speak the same
    _taking: list[dict[int, int]] = field(init=False)  # by table, then by kind: who may take the place of such a unit
    _joining: list[dict[int, int]] = field(init=False)  # by table, then by kind: in whose place such a unit may come
    _anywhere: dict[int, _Anywhere] = field(init=False, factory=dict)  # by kind
    _changed: list[int] = field(init=False)  # tables, in the order in which they changed

    def __attrs_post_init__(self) -> None:
        problem = self.state.problem
        known, speakers = problem.speakers_known, problem.speakers_by_language
        self._spoken = [[k for k, of in enumerate(speakers) if of[u] == count] for u, count in enumerate(known)]
        self._speaking = [self.ints.pack([int(k in spoken) for spoken in self._spoken]) for k in range(len(speakers))]
        self._lacking_most = max(known, default=0)
        kinds: dict[tuple[int, ...], int] = {}
        self._kinds = [kinds.setdefault(of_unit, len(kinds)) for of_unit in zip(known, *speakers, strict=True)]
        self._taking = [{} for _ in problem.low]
        self._joining = [{} for _ in problem.low]
        self._changed = list(range(len(problem.low)))

    def refresh(self, table: int) -> None:
        """Forget what is known of a table, for others sit there now."""
        self._taking[table].clear()
        self._joining[table].clear()
        self._changed.append(table)

    def may_come(self, unit: int, seats: list[int], table: int | None) -> int:
        """A 1 in the lane of each unit at this table, or at any, that may change places with this one, as seen here.

        `seats` holds for each table all bits of the lanes of the units there. Of exchanges with units of several
        people, and at tables without a language, some that break the rule may be left.
        """
        here, kind = self.state.where[unit], self._kinds[unit]
        may = self._taking[here].get(kind)
        if may is None:
            may = self._taking[here][kind] = self._may_take(unit, here)
        if not self.state.problem.speakers_known[unit]:
            return may
        if table is not None:
            return may & self._may_join(unit, table, seats[table])
        anywhere = self._anywhere.get(kind)
        if anywhere is None:
            anywhere = self._anywhere[kind] = _Anywhere([0] * len(seats))
        for there in set(self._changed[anywhere.seen :]):
            joining = self._may_join(unit, there, seats[there])
            anywhere.lanes += joining - anywhere.at[there]
            anywhere.at[there] = joining
        anywhere.seen = len(self._changed)
        return may & anywhere.lanes

    def _may_take(self, unit: int, here: int) -> int:
        """A 1 in the lane of each unit that may take the place of this one."""
        speakers_by_language = self.state.problem.speakers_by_language
        _, known, *counts = self.state.counts[here]
        staying, may = known - self.state.problem.speakers_known[unit], 0
        for speaking, speakers, count in zip(self._speaking, speakers_by_language, counts, strict=False):
            if count - speakers[unit] == staying:
                may |= speaking
        return may or self.ints.ones

    def _may_join(self, unit: int, table: int, seated: int) -> int:
        """The lanes of those seated at a table in whose place this unit may come: the lowest bit of each, or more."""
        known, kind = self._joining[table], self._kinds[unit]
        found = known.get(kind)
        if found is None:
            found = known[kind] = self._looked_at(unit, table, seated)
        return found

    def _looked_at(self, unit: int, table: int, seated: int) -> int:
        _, known, *counts = self.state.counts[table]
        found = 0
        for k in self._spoken[unit]:
            lacking = known - counts[k]
            if not lacking:
                return seated
            if lacking <= self._lacking_most:
                found |= seated & ~self._speaking[k]
        return found if max(counts[: len(self._speaking)]) == known else seated


@define(eq=False)
class _Anywhere:
    """In whose place units of a kind may come, in lanes with a 1 for each: by table and in all, up to some change."""

    at: list[int]
    lanes: int = 0
    seen: int = 0


@define(eq=False)
class ConflictLanes:
    """Who must not meet whom, in lanes with a 1 for each; and for each table how many there everybody must not meet."""

    state: SeatingState
    ints: PackedInts
    _conflicts: list[int] = field(init=False)
    _bound: int = field(init=False)  # the top bits of the lanes of those who must not meet somebody
    _seen: list[int] = field(init=False)  # those of them who sat at a table when it was last counted
    _met: list[int] = field(init=False)  # by table: how many there each must not meet, then

    def __attrs_post_init__(self) -> None:
        bits, conflicts = self.ints.bits, self.state.problem.conflicts
        self._conflicts = [sum(1 << bits * other for other in others) for others in conflicts]
        self._bound = sum(1 << bits * (unit + 1) - 1 for unit, others in enumerate(conflicts) if others)
        self._seen = [0] * len(self.state.problem.low)
        self._met = [0] * len(self.state.problem.low)

    def _count(self, table: int, seats: int) -> int:
        """How many each must not meet at a table, after those have left and come who did since."""
        seated, seen = seats & self._bound, self._seen[table]
        if seated != seen:
            changed = seated ^ seen
            for unit in self.ints.lanes(changed & seen):
                self._met[table] -= self._conflicts[unit]
            for unit in self.ints.lanes(changed & seated):
                self._met[table] += self._conflicts[unit]
            self._seen[table] = seated
        return self._met[table]

    def barred(self, unit: int, seats: list[int], table: int | None) -> int:
        """The top bit of each unit at this table, or at any, that may not change places with this one.

        Other bits tell nothing, nor do lanes of other tables. `seats` is as for languages.
        """
        where, own, ints = self.state.where, self._conflicts[unit], self.ints
        here = where[unit]
        met = self._count(here, seats[here])
        # In the place of this unit comes nobody who must not meet another one there.
        barred = met - own + ints.tops - ints.ones if met else 0
        facing = self.state.problem.conflicts[unit]
        tables = [where[other] for other in facing]
        for there in set(tables) if table is None else (table,):
            count = tables.count(there)
            if count and there != here:
                # Only in the place of the one whom the unit must not meet, and not if there are two.
                excepted = ints.lane << ints.bits * facing[tables.index(there)] if count == 1 else 0
                barred |= seats[there] ^ excepted
        return barred
