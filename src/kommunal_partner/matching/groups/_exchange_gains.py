"""What exchanges win: what every unit would have at every table, kept up while units move (delta evaluation).

An exchange costs O(n) packed additions, and so does judging all exchanges of one unit.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define, field

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import OVERFULL_WEIGHT, SeatingState
from kommunal_partner.matching.groups._packed_ints import PackedInts
from kommunal_partner.matching.groups._rule_lanes import ConflictLanes, LanguageLanes

BYTES: Final = 256  # that a map of bytes can tell apart
_ROOM: Final = 4  # an exchange may lose at least this part of what can be lost; more where lanes are wide enough anyway


@define(eq=False)
class ExchangeGains:
    """The sums of a seating, which it follows: `at[t][u]` is what unit u would have at table t.

    `movable` are the units that are not fixed, `lightest` is the least weight of two units, and `lowest` the least that
    an exchange can be asked to win.

    They are kept in lanes, one for each unit, so that the exchanges of one unit with all others are judged at once.
    """

    problem: SeatingProblem
    where: list[int]
    at: list[Sequence[int]] = field(init=False)
    movable: list[int] = field(init=False)
    lowest: int = field(init=False)
    lightest: int = field(init=False)
    _totals: list[int] = field(init=False)  # the sum of all weights of each unit
    _table_totals: list[int] = field(init=False)  # the same of all at a table
    _ints: PackedInts = field(init=False)
    _rows: list[int] = field(init=False)  # the weights of each unit, in lanes
    _against: list[int] = field(init=False)  # what is added for each unit, whatever the seating: see `tempting`
    _packed: list[int] = field(init=False)  # `at` and the top bit, in lanes
    _lanes: list[int] = field(init=False)  # all bits of the lanes of the units at the table
    _marks: list[bytes] = field(init=False)  # the bytes that stand for each table: see `at_own`
    _tables: bytearray = field(init=False)  # for each unit those of its table
    _own: list[int] = field(init=False)  # `at` and the top bit, in the lanes of the units at the table
    _owns: int = field(init=False)
    _free: int = field(init=False)  # the top bits of the lanes of units that are not fixed
    _inside: list[int] = field(init=False)  # those of them that are at the table
    _lane_of: list[int] = field(init=False)  # all bits of the lane of the unit
    _staying: list[int] = field(init=False)  # what staying adds for each unit, by table, in lanes
    _languages: LanguageLanes | None = field(init=False)
    _conflicts: ConflictLanes | None = field(init=False)

    @classmethod
    def of(cls, state: SeatingState) -> ExchangeGains:
        """The gains of a state; both must be told of every exchange."""
        gains = cls(state.problem, state.where)
        gains._weigh(sum(state.faults()))
        gains.follow(state)
        return gains

    def _weigh(self, faults: int) -> None:
        """What does not change with the seating."""
        problem, people = self.problem, len(self.where)
        weight = _each_once(problem.weight)
        stay_bonus = _each_once(problem.stay_bonus)
        # No exchange makes tables more faulty, so they never hold many more than they may.
        fullest = min(people, max(problem.high, default=0) + faults // OVERFULL_WEIGHT)
        self.lightest, heaviest = _extremes(row[:u] for u, row in enumerate(problem.weight))
        weakest, strongest = _extremes(stay_bonus)
        # How far what a unit has at one table is from what it has at another, and what an exchange wins or loses.
        apart = fullest * (max(0, heaviest) - min(0, self.lightest)) + max(0, strongest) - min(0, weakest)
        most = 2 * (apart + max(heaviest, -self.lightest))
        self._totals = list(map(sum, problem.weight))
        self.movable = [unit for unit, table in enumerate(problem.fixed) if table < 0]
        # What an exchange wins is compared with what it must win at least: lanes have room for that, too.
        ints = self._ints = PackedInts(people, most + most // _ROOM + 1)
        self.lowest = most - ints.limit
        packed = {id(row): ints.pack(row) for row in (*weight, *stay_bonus)}
        self._rows = [packed[id(row)] for row in problem.weight]
        self._staying = [packed[id(row)] for row in problem.stay_bonus]
        self._against = [ints.tops - 2 * row for row in self._rows]
        self._lane_of = [ints.lane << ints.bits * unit for unit in range(people)]
        self._free = ints.tops & sum(map(self._lane_of.__getitem__, self.movable))
        self._marks = [self._bytes_of(table) for table in range(len(problem.low))]

    def follow(self, state: SeatingState) -> None:
        """Take the seating of another state of the same problem, which breaks no more rules than the one before."""
        problem, ints, where = self.problem, self._ints, state.where
        self.where = where
        self._languages = LanguageLanes(state, ints) if problem.speakers_by_language else None
        self._conflicts = ConflictLanes(state, ints) if any(problem.conflicts) else None
        self._packed = [row + ints.tops for row in self._staying]
        tables = len(problem.low)
        self._lanes, self._table_totals = [0] * tables, [0] * tables
        for unit, table in enumerate(where):
            self._packed[table] += self._rows[unit]
            self._lanes[table] ^= self._lane_of[unit]
            self._table_totals[table] += self._totals[unit]
        self._tables = bytearray(b"".join(map(self._marks.__getitem__, where)))
        self._own, self._inside = [0] * tables, [0] * tables
        self.at = [()] * tables
        self._owns = 0
        for table in range(tables):
            self._refresh(table)

    def _refresh(self, table: int) -> None:
        packed, lanes = self._packed[table], self._lanes[table]
        own = packed & lanes
        # No lane of a table is one of another: `^` adds and takes off such numbers several times faster.
        self._owns ^= own ^ self._own[table]
        self._own[table] = own
        self._inside[table] = self._free & lanes
        self.at[table] = self._ints.unpack_raised(packed)
        if self._languages is not None:
            self._languages.refresh(table)

    @property
    def wide(self) -> int:
        """How many bytes all lanes take together."""
        return self._ints.wide * len(self.where)

    @property
    def _few_tables(self) -> bool:
        """Whether there are few enough for each to have bytes of its own, as many as a lane is wide."""
        return self._ints.wide * len(self.problem.low) <= BYTES

    def _bytes_of(self, table: int) -> bytes:
        """The bytes that stand for a table: as many as a lane is wide, or a single one, or none for many tables."""
        if self._few_tables:
            return bytes(range(self._ints.wide * table, self._ints.wide * (table + 1)))
        return bytes((table,)) if len(self.problem.low) <= BYTES else b""

    def at_own(self, column: Sequence[int]) -> int:
        """In the lane of each unit the number that the column has for its table.

        The numbers of all tables make up a map of bytes, by which those that stand for tables become these numbers:
        all bytes of a lane at once where there are few tables, else one after the other.
        """
        ints = self._ints
        if len(column) > BYTES:
            return ints.pack(list(map(column.__getitem__, self.where)))
        text = ints.text(column)
        if self._few_tables:
            return ints.read(self._tables.translate(text.ljust(BYTES)))
        lanes = bytearray(ints.wide * len(self.where))
        for k in range(ints.wide):
            lanes[k :: ints.wide] = self._tables.translate(text[k :: ints.wide].ljust(BYTES))
        return ints.read(lanes)

    @property
    def own(self) -> list[int]:
        """What each unit has at its own table."""
        at = self.at
        return [at[table][unit] for unit, table in enumerate(self.where)]

    def objective(self) -> int:
        """The sum to be raised: weights inside tables and pulls."""
        return (sum(self.own) + sum(self.problem.stay_bonus[t][u] for u, t in enumerate(self.where))) // 2

    def tempting(self, unit: int, least: int) -> int:
        """Whom the unit may change places with to win at least so much: a bit for each, for `units`.

        Those are left out by whom a table would lose its common language, or two would meet who must not; other rules
        are not looked at.
        """
        here = self.where[unit]
        least += self.at[here][unit]
        column = [row[unit] - least for row in self.at]
        # at[here] - own + at[there][unit] - least - 2 weight: below 0 for those with whom it wins less.
        wins = self._packed[here] - self._owns + self._against[unit]
        wins += self.at_own(column)
        return self._within_rules(unit, wins & (self._free ^ self._inside[here]), None)

    def usual(self) -> list[int]:
        """What a unit has at each table on average."""
        return [total // len(self.where) for total in self._table_totals]

    def reaching(self, table: int, least: int, beyond: int = 0) -> int:
        """Who would have at least so much more at this table than at their own: a bit for each, for `units`.

        `beyond` holds in the lane of each unit what is usual at its table, if only that counts which goes beyond it.
        """
        ints = self._ints
        more = self._packed[table] - self._owns + ints.tops - least * ints.ones
        return (more + beyond) & (self._free ^ self._inside[table])

    def tempting_at(self, unit: int, table: int, spare: int) -> int:
        """Those of `tempting` who sit at this table, if the unit has so much more there than must be won."""
        wins = self._packed[self.where[unit]] - self._owns + self._against[unit] + spare * self._ints.ones
        return self._within_rules(unit, wins & self._inside[table], table)

    def _within_rules(self, unit: int, wins: int, table: int | None) -> int:
        """Those at the table, or at any, by whom none loses its common language, and who meet nobody they must not."""
        if wins and self._languages is not None:
            wins &= self._languages.may_come(unit, self._lanes, table) << (self._ints.bits - 1)
        if wins and self._conflicts is not None:
            wins ^= wins & self._conflicts.barred(unit, self._lanes, table)
        return wins

    def units(self, bits: int) -> list[int]:
        """The units that stand for these bits, the last first."""
        return self._ints.lanes(bits)[::-1] if bits else []

    def in_random_order(self, bits: int, rng: random.Random) -> Iterator[int]:
        """The same one by one: each time the next below a unit that is drawn, or the last if there is none below."""
        wide, units = self._ints.bits, len(self.where)
        while bits:
            below = bits & ((1 << wide * int(rng.random() * units)) - 1)
            top = (below or bits).bit_length()
            yield top // wide - 1
            bits ^= 1 << (top - 1)

    def gains_of(self, unit: int, others: Sequence[int]) -> list[int]:
        """What the objective wins if the unit changes places with each of the others, who sit at other tables."""
        where, at, weight = self.where, self.at, self.problem.weight[unit]
        here = at[where[unit]]
        own = here[unit]
        return [there[unit] - own - 2 * weight[v] + here[v] - there[v] for v in others for there in (at[where[v]],)]

    def gain(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> int:
        """What the objective wins by this exchange."""
        a, b, weight = self.at[here], self.at[there], self.problem.weight
        if len(leaving) == len(coming) == 1:
            u, v = leaving[0], coming[0]
            return b[u] - a[u] + a[v] - b[v] - 2 * weight[u][v]
        won = 0
        for u in leaving:
            won += b[u] - a[u]
            for v in coming:
                won -= 2 * weight[u][v]
        for v in coming:
            won += a[v] - b[v]
        if len(leaving) > 1 or len(coming) > 1:
            for group in (leaving, coming):
                won += 2 * sum(weight[u][v] for k, u in enumerate(group) for v in group[:k])
        return won

    def exchange(self, here: int, leaving: Sequence[int], there: int, coming: Sequence[int]) -> None:
        """Let the gains follow an exchange: `leaving` went from here to there, `coming` from there to here."""
        rows, totals, lane_of = self._rows, self._totals, self._lane_of
        moved = total = lanes = 0
        for unit in coming:
            moved += rows[unit]
            total += totals[unit]
            lanes ^= lane_of[unit]
            self._sit(unit, here)
        for unit in leaving:
            moved -= rows[unit]
            total -= totals[unit]
            lanes ^= lane_of[unit]
            self._sit(unit, there)
        self._packed[here] += moved
        self._packed[there] -= moved
        self._table_totals[here] += total
        self._table_totals[there] -= total
        self._lanes[here] ^= lanes
        self._lanes[there] ^= lanes
        self._refresh(here)
        self._refresh(there)

    def _sit(self, unit: int, table: int) -> None:
        found = self._marks[table]
        self._tables[len(found) * unit : len(found) * (unit + 1)] = found


def _each_once(rows: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """The rows without those that are the same object as another."""
    return list({id(row): row for row in rows}.values())


def _extremes(rows: Iterable[Sequence[int]]) -> tuple[int, int]:
    """The smallest and the largest number of all rows; 0 if there is none."""
    found = [(min(row), max(row)) for row in rows if row]
    return min((low for low, _ in found), default=0), max((high for _, high in found), default=0)
