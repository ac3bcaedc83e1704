"""A planner at work for a while: whatever comes in which order, what is fixed stays and nothing moves for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kommunal_partner.cycles import Grid
from kommunal_partner.planning import (
    Avoid,
    Calendar,
    CalendarDay,
    Commitment,
    DayKind,
    MinimumGap,
    NearLikeliest,
    Occurrence,
    Placement,
    Plan,
    Weekdays,
    Window,
    plan,
)
from kommunal_partner.results import Status
from kommunal_partner.series import CountryScope, Edition, EventSeries
from kommunal_partner.spans import Span

# Three weeks of March 2027, of which Wednesday, the 10th, is a holiday.
FIRST: Final = date(2027, 3, 1)
DAYS: Final = [FIRST + timedelta(days=n) for n in range(21)]
HORIZON: Final = Span.through(DAYS[0], DAYS[-1])
ON: Final = date(2026, 11, 29)
HOLIDAY: Final = date(2027, 3, 10)
CALENDAR: Final = Calendar("holidays", (CalendarDay(HOLIDAY, HOLIDAY, "holiday"),))
NEAR: Final = 3  # two events of one team with fewer days between them cost NUISANCE; with none between, they may not be
NUISANCE: Final = 2
STABILITY: Final = 5
RULES: Final = (
    Window(),
    NearLikeliest(1),
    Weekdays(),
    Avoid(DayKind.BLOCKED),
    MinimumGap(1, "staff"),
    MinimumGap(NEAR, "staff", weight=NUISANCE),
)
TEAMS: Final = st.sampled_from([{"x"}, {"x"}, {"y"}, {"x", "y"}])
LENGTHS: Final = st.sampled_from([(1, 1), (2, 2), (1, 2)])

Placed = Mapping[str, Placement]


# ── the oracle ───────────────────────────────────────────────────────────────────────────────────────────────────────


def days_of(placement: Placement) -> set[int]:
    return set(range(placement.first.toordinal(), placement.last.toordinal() + 1))


def free_days(one: Placement, other: Placement) -> int:
    """The days between two events; fewer than none where they overlap."""
    return min(
        abs(a.toordinal() - b.toordinal()) - 1 if days_of(one).isdisjoint(days_of(other)) else -1
        for a in (one.first, one.last)
        for b in (other.first, other.last)
    )


def is_allowed(occurrences: Mapping[str, Occurrence], placed: Placed, locked: AbstractSet[str]) -> bool:
    """Whether no hard rule is broken, what is locked beside what is locked aside."""
    for name, placement in placed.items():
        one, length = occurrences[name], len(days_of(placement))
        days = [date.fromordinal(day) for day in days_of(placement)]
        fits = one.earliest <= placement.first <= one.latest and one.days[0] <= length <= one.days[1]
        works = all(day in DAYS and day.isoweekday() <= 5 and day != HOLIDAY for day in days)
        if name not in locked and not (fits and works):
            return False
    return all(
        free_days(placed[a], placed[b]) >= 1
        for a, b in combinations(placed, 2)
        if occurrences[a].staff & occurrences[b].staff and not {a, b} <= locked
    )


def cost_of(occurrences: Mapping[str, Occurrence], placed: Placed, locked: AbstractSet[str], before: Placed) -> int:
    """What the days cost: far from the likeliest, near to another of the team, other than before."""
    cost = 0
    for name, placement in placed.items():
        if name not in locked:
            cost += abs((placement.first - occurrences[name].likeliest).days)
            old = before.get(name, placement)
            cost += STABILITY * ((placement != old) + abs((placement.first - old.first).days))
    for a, b in combinations(placed, 2):
        near = free_days(placed[a], placed[b]) < NEAR
        if near and occurrences[a].staff & occurrences[b].staff and not {a, b} <= locked:
            cost += NUISANCE
    return cost


# ── the session ──────────────────────────────────────────────────────────────────────────────────────────────────────


class PlannerSession(RuleBasedStateMachine):
    """Series and single events are added, fixed, postponed and announced; after each the plan is made anew."""

    def __init__(self) -> None:
        super().__init__()
        self.series: dict[str, EventSeries] = {}
        self.commitments: dict[str, Commitment] = {}
        self.single: dict[str, Occurrence] = {}
        self.locked: dict[str, Placement] = {}
        self.announced: dict[str, Placement] = {}
        self.ids: set[str] = set()
        self.number = 0
        self.plan = self.drawn(None)

    def drawn(self, previous: Plan | None) -> Plan:
        return plan(
            [*self.series.values(), *self.single.values()],
            HORIZON,
            [CALENDAR],
            RULES,
            on=ON,
            locked=self.locked.values(),
            previous=previous,
            commitments=self.commitments,
            stability=STABILITY,
            steps=20_000,
        )

    def again(self) -> tuple[Plan, Plan]:
        """The plan made anew from itself, and the one before; what holds of every step is checked."""
        before, self.plan = self.plan, self.drawn(self.plan)
        now, old, new = self.plan, before.solution, self.plan.solution
        moved = {name for name in old.keys() & self.ids if new.get(name) != old[name]}
        assert set(now.moved) == moved
        # Nothing is worse than leaving all that was planned where it was, where that is allowed.
        locked = self.locked | self.announced
        known = {one.id: one for one in now.occurrences}
        left = {name: old[name] for name in old.keys() & self.ids} | locked
        if is_allowed(known, left, set(locked)):
            newcomers = self.ids - left.keys()
            assert len(now.left_out) <= len(newcomers)
            if not newcomers:
                assert now.value <= cost_of(known, left, set(locked), old)
        return before, now

    def name(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}{self.number}"

    def planned(self) -> list[str]:
        """What has days and may still move."""
        return [name for name in self.plan.solution if name not in self.locked | self.announced]

    # ── what a planner does ──────────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: len(self.ids) < 6)
    @rule(start=st.integers(0, 16), reach=st.integers(0, 8), likeliest=st.integers(0, 8), days=LENGTHS, staff=TEAMS)
    def add_an_occurrence(self, start: int, reach: int, likeliest: int, days: tuple[int, int], staff: set[str]) -> None:
        name = self.name("o")
        latest = min(start + reach, 20)
        window = DAYS[start], DAYS[min(start + likeliest, latest)], DAYS[latest]
        self.single[name] = Occurrence(name, "single", *window, days, staff)
        self.ids.add(name)
        self.again()

    @precondition(lambda self: len(self.ids) < 6 and len(self.series) < 2)
    @rule(day=st.integers(1, 15), days=LENGTHS, staff=TEAMS)
    def add_a_series(self, day: int, days: tuple[int, int], staff: set[str]) -> None:
        name = self.name("s")
        held = [Edition(f"{year}-03-{day:02}", id=f"{name}-{year}") for year in (2025, 2026)]
        self.series[name] = EventSeries(name, name, "round_table", CountryScope({"GHA"}), Grid(2025, 1), held)
        self.commitments[name] = Commitment(days, staff)
        self.ids.add(f"{name}-2027-expected")
        self.again()

    @precondition(lambda self: self.planned())
    @rule(data=st.data())
    def fix_what_is_planned(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.planned()))
        self.locked[name] = self.plan.solution[name]
        proven = self.plan.status is Status.OPTIMAL
        before, now = self.again()
        assert now.solution == before.solution or not proven

    @precondition(lambda self: self.planned())
    @rule(data=st.data(), later=st.integers(1, 9))
    def postpone_what_is_planned(self, data: st.DataObject, later: int) -> None:
        name = data.draw(st.sampled_from(self.planned()))
        self.locked[name] = self.shifted(self.plan.solution[name], later)
        self.again()

    @precondition(lambda self: self.locked)
    @rule(data=st.data())
    def let_go_of_what_was_fixed(self, data: st.DataObject) -> None:
        del self.locked[data.draw(st.sampled_from(sorted(self.locked)))]
        self.again()

    @precondition(lambda self: self.single)
    @rule(data=st.data())
    def call_off_an_occurrence(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.single)))
        del self.single[name]
        self.locked.pop(name, None)
        self.ids.remove(name)
        self.again()

    @precondition(lambda self: self.expected())
    @rule(data=st.data(), later=st.sampled_from([0, 0, 0, 1, 4]))
    def announce(self, data: st.DataObject, later: int) -> None:
        """What is expected of a series becomes an edition with its days: those planned, or others."""
        series = data.draw(st.sampled_from(self.expected()))
        old, new = f"{series}-2027-expected", f"{series}-2027"
        days = self.shifted(self.plan.solution[old], later)
        self.locked.pop(old, None)
        self.change(series, old, Edition(f"{days.first}/{days.last}", id=new, status="announced"), days)
        stands, proven = self.plan.solution[old] == evolve(days, occurrence=old), self.plan.status is Status.OPTIMAL
        before, now = self.again()
        if stands and proven:
            assert {n: p for n, p in now.solution.items() if n != new} == {
                n: p for n, p in before.solution.items() if n != old
            }
        (move,) = [move for move, _ in now.diff(before) if move.after == now.solution[new]]
        assert move.before == before.solution[old]

    @precondition(lambda self: self.announced)
    @rule(data=st.data(), later=st.integers(1, 9))
    def postpone_what_is_announced(self, data: st.DataObject, later: int) -> None:
        old = data.draw(st.sampled_from(sorted(self.announced)))
        series = old.partition("-")[0]
        days, new = self.shifted(self.announced.pop(old), later), f"{old}-later"
        known = self.series[series]
        postponed = [evolve(one, status="postponed") if one.id == old else one for one in known.editions]
        self.series[series] = evolve(known, editions=postponed)
        self.change(series, old, Edition(f"{days.first}/{days.last}", id=new, status="announced", replaces=old), days)
        before, now = self.again()
        (told,) = [told for told in now.diff(before) if told[0].before == before.solution[old]]
        stays = now.solution[new] == evolve(before.solution[old], occurrence=new)
        code = "REPLACED_AS_PLANNED" if stays else "REPLACED"
        assert (told[0].after, told[1].reason.code) == (now.solution[new], code)

    @rule()
    def make_the_plan_anew(self) -> None:
        proven = self.plan.status is Status.OPTIMAL
        before, now = self.again()
        assert now.solution == before.solution or not proven
        assert now.diff(before) == () or not proven

    def expected(self) -> list[str]:
        return [name for name in self.series if f"{name}-2027-expected" in self.plan.solution]

    def change(self, series: str, old: str, edition: Edition, days: Placement) -> None:
        known = self.series[series]
        self.series[series] = evolve(known, editions=[*known.editions, edition])
        self.ids = self.ids - {old} | {edition.id}
        self.announced[edition.id] = evolve(days, occurrence=edition.id)

    def shifted(self, placement: Placement, later: int) -> Placement:
        later = min(later, (DAYS[-1] - placement.last).days)
        return evolve(
            placement, first=placement.first + timedelta(days=later), last=placement.last + timedelta(days=later)
        )

    # ── what always holds ────────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def the_plan_keeps_its_rules(self) -> None:
        assert self.plan.verify() == ()
        known = {one.id: one for one in self.plan.occurrences}
        assert is_allowed(known, self.plan.solution, (self.locked | self.announced).keys())

    @invariant()
    def what_is_fixed_or_announced_stays(self) -> None:
        for name, days in (self.locked | self.announced).items():
            assert self.plan.solution[name] == days

    @invariant()
    def everything_is_planned_under_its_own_id_or_said_to_be_left_out(self) -> None:
        assert sorted([*self.plan.solution, *self.plan.left_out]) == sorted(self.ids)
        for name in self.ids:
            assert self.plan.explain(name).text("en").startswith(name)

    @invariant()
    def nothing_is_left_out_that_has_days(self) -> None:
        """Every day of its window, tried one by one beside what is planned, is closed to what was left out."""
        known = {one.id: one for one in self.plan.occurrences}
        for name in self.plan.left_out:
            for first in DAYS:
                for length in (1, 2):
                    here = Placement(first, first + timedelta(days=length - 1), name)
                    beside = {**self.plan.solution, name: here}
                    assert not is_allowed(known, beside, (self.locked | self.announced).keys())


TestPlannerSession = PlannerSession.TestCase
TestPlannerSession.settings = settings(
    max_examples=12,
    stateful_step_count=10,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
