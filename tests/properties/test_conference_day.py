"""The day of a conference: people cancel, come late, tables are lost, and what is published changes as little as it can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.meetings import Timetable, arrange
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.results import Status

ROUNDS: Final = 2
SLOTS: Final = 4
CHAIRS: Final = 5  # a table holds so many at most, in groups and in rounds
STEPS: Final = 400
PEOPLE: Final = [f"p{n}" for n in range(9)]

Seats = dict[tuple[str, int], int]


def far(one: str, other: str) -> int:
    a, b = int(one[1:]), int(other[1:])
    return (a + b) * 7 % 11 + abs(a - b) % 5


def seats_of(rounds: Iterable[Iterable[Iterable[object]]]) -> Seats:
    """Who sits at which table in which round, all counted from 1."""
    return {(str(one), r): t for r, tables in enumerate(rounds, 1) for t, ids in enumerate(tables, 1) for one in ids}


def in_order(two: set[str]) -> tuple[str, str]:
    return min(two), max(two)


def slots_of(timetable: Timetable) -> dict[tuple[str, str], object]:
    return {(str(a), str(b)): place.slot for (a, b), place in timetable.solution.items()}


class ConferenceDay(RuleBasedStateMachine):
    """Tables, rounds and bilateral meetings of the same people; each change is made to all three."""

    people: list[str]
    absent: set[str]
    tables: int
    apart: tuple[str, ...]
    wishes: list[tuple[str, str]]
    rooms: int
    groups: GroupPlan
    rounds: RotationPlan
    meetings: Timetable

    @initialize(
        size=st.integers(4, 7),
        tables=st.integers(2, 3),
        rooms=st.integers(1, 2),
        with_apart=st.booleans(),
        data=st.data(),
    )
    def publish(self, size: int, tables: int, rooms: int, with_apart: bool, data: st.DataObject) -> None:
        self.people, self.absent, self.tables, self.rooms = PEOPLE[:size], set(), tables, rooms
        self.apart = ("p0", "p1") if with_apart else ()
        pairs = st.sets(st.sampled_from(self.people), min_size=2, max_size=2).map(in_order)
        self.wishes = data.draw(st.lists(pairs, max_size=5, unique=True))
        self.groups, self.rounds, self.meetings = self.composed(None), self.rotated(None), self.arranged(None)

    def composed(self, previous: GroupPlan | None) -> GroupPlan:
        return compose(
            self.people,
            far,
            sizes=[(0, CHAIRS)] * self.tables,
            apart=[self.apart] if self.apart else [],
            previous=previous,
            absent=self.absent,
            steps=STEPS,
        )

    def rotated(self, previous: RotationPlan | None) -> RotationPlan:
        return rotate(
            self.people,
            tables=[(0, CHAIRS)] * self.tables,
            rounds=ROUNDS,
            apart=[self.apart] if self.apart else [],
            previous=previous,
            absent=self.absent,
            steps=STEPS,
        )

    def arranged(self, previous: Timetable | None) -> Timetable:
        return arrange(
            self.wishes,
            slots=SLOTS,
            tables=self.rooms,
            people=self.people,
            previous=previous,
            absent=self.absent,
            steps=STEPS,
        )

    def again(self) -> tuple[set[str], set[str], set[tuple[str, str]]]:
        """Everything made anew from itself; gives who moved at the tables, in the rounds, and which meetings."""
        old_groups, old_rounds, old_meetings = self.groups, self.rounds, self.meetings
        self.groups = self.composed(old_groups)
        self.rounds = self.rotated(old_rounds)
        self.meetings = self.arranged(old_meetings)
        before, now = seats_of([old_groups.solution]), seats_of([self.groups.solution])
        at_tables = {seat[0] for seat in self.still(before) if now.get(seat) != before[seat]}
        assert set(self.groups.moved) == at_tables
        before, now = seats_of(old_rounds.solution), seats_of(self.rounds.solution)
        in_rounds = {seat[0] for seat in self.still(before) if now.get(seat) != before[seat]}
        assert set(self.rounds.moved) == in_rounds
        slots, new = slots_of(old_meetings), slots_of(self.meetings)
        wanted = [pair for pair in slots if pair in self.wishes and self.absent.isdisjoint(pair)]
        # A meeting that finds no room any more is unmet and has not moved.
        meetings = {pair for pair in wanted if new.get(pair, slots[pair]) != slots[pair]}
        assert set(self.meetings.moved) == meetings
        return at_tables, in_rounds, meetings

    def still(self, before: Seats) -> list[tuple[str, int]]:
        """The seats of those who are still there, at tables that are still there."""
        return [seat for seat, table in before.items() if seat[0] not in self.absent and table <= self.tables]

    def has_free_chairs(self) -> bool:
        return self.tables * CHAIRS > len(self.here())

    def here(self) -> list[str]:
        return [one for one in self.people if one not in self.absent]

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: len(self.here()) > 1)
    @rule(data=st.data())
    def somebody_cancels(self, data: st.DataObject) -> None:
        """Chairs may stay free, so nobody else has to move; nor has a meeting, where all had their meetings."""
        whole = not self.meetings.unmet
        self.absent.add(data.draw(st.sampled_from(self.here())))
        at_tables, in_rounds, meetings = self.again()
        assert (at_tables, in_rounds) == (set(), set())
        assert not (whole and meetings)

    @precondition(lambda self: len(self.people) < len(PEOPLE) and self.has_free_chairs())
    @rule(data=st.data())
    def somebody_comes_late(self, data: st.DataObject) -> None:
        """Who is new finds a chair where one is free, and wishes to meet somebody."""
        new = PEOPLE[len(self.people)]
        host = data.draw(st.none() | st.sampled_from(self.here())) if self.here() else None
        self.people.append(new)
        self.wishes += [] if host is None else [(host, new)]
        at_tables, _, _ = self.again()
        if self.tables > 1 or not self.apart:
            assert at_tables == set()
            assert all((new, r) in seats_of(self.rounds.solution) for r in range(1, ROUNDS + 1))

    @precondition(lambda self: self.tables > 1 and (self.tables - 1) * CHAIRS >= len(self.here()))
    @rule()
    def the_last_table_is_lost(self) -> None:
        """Those who sat there find chairs at the others, where nobody moves unless a rule asks for it."""
        self.tables -= 1
        at_tables, _, meetings = self.again()
        assert not meetings
        if not self.apart:
            assert at_tables == set()

    @precondition(lambda self: self.rooms > 1)
    @rule()
    def a_room_for_meetings_is_lost(self) -> None:
        self.rooms -= 1
        at_tables, in_rounds, _ = self.again()
        assert (at_tables, in_rounds) == (set(), set())

    @precondition(lambda self: self.absent and self.has_free_chairs())
    @rule(data=st.data())
    def somebody_comes_after_all(self, data: st.DataObject) -> None:
        back = data.draw(st.sampled_from(sorted(self.absent)))
        self.absent.remove(back)
        at_tables, _, _ = self.again()
        assert self.apart or at_tables == set()  # in rounds, others may move so that fewer meet twice

    @precondition(lambda self: not self.apart and self.tables > 1 and len(self.here()) > 1)
    @rule(data=st.data())
    def two_must_not_meet(self, data: st.DataObject) -> None:
        """At most one of the two moves, and one more where all chairs elsewhere are taken."""
        two = data.draw(st.sets(st.sampled_from(self.here()), min_size=2, max_size=2))
        self.apart = in_order(two)
        at_tables, _, meetings = self.again()
        assert not meetings
        assert len(at_tables) <= 2

    @rule()
    def everything_is_made_anew(self) -> None:
        at_tables, in_rounds, meetings = self.again()
        assert (at_tables, in_rounds, meetings) == (set(), set(), set())

    # ── what always holds ────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def all_three_are_sound(self) -> None:
        assert self.groups.verify() == ()
        assert self.rounds.verify() == ()
        assert self.meetings.verify() == ()

    @invariant()
    def whoever_is_there_has_one_chair_and_nobody_else_has_any(self) -> None:
        for plan, rounds in ((self.groups, [self.groups.solution]), (self.rounds, self.rounds.solution)):
            if plan.status is Status.INFEASIBLE:
                continue
            for tables in rounds:
                assert sorted(str(one) for ids in tables for one in ids) == sorted(self.here())
                assert all(len(ids) <= CHAIRS for ids in tables)
                together = any(set(self.apart) <= set(ids) for ids in tables)
                assert not (self.apart and together) or plan.unmet

    @invariant()
    def nobody_absent_meets_and_nobody_is_in_two_places(self) -> None:
        slots = slots_of(self.meetings)
        assert not self.absent & {one for pair in slots for one in pair}
        assert len({(one, slot) for pair, slot in slots.items() for one in pair}) == 2 * len(slots)
        assert all(count <= self.rooms for count in Counter(slots.values()).values())
        wanted = {pair for pair in self.wishes if self.absent.isdisjoint(pair)}
        assert slots.keys() | {left.ids for left in self.meetings.unmet} == wanted


TestConferenceDay = ConferenceDay.TestCase
TestConferenceDay.settings = settings(
    max_examples=15,
    stateful_step_count=8,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
