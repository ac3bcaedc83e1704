from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from tests.planning.conftest import NEAR, YEAR, occurrence, september, stands

from kommunal_partner.errors import UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.planning import (
    STANDARD,
    Avoid,
    Calendar,
    CalendarDay,
    DayKind,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    Move,
    Occurrence,
    OwnRule,
    Placement,
    Plan,
    PlanRule,
    RotateLands,
    Weekdays,
    Window,
    plan,
)
from kommunal_partner.results import Status
from kommunal_partner.spans import Span


def first_day(found: Plan, name: str = "fair") -> date:
    return found.solution[name].first


ONLY_ON_FRIDAYS = OwnRule(
    lambda _one, days: 0 if days.first.weekday() == 4 else None, Term("nur freitags", "on Fridays only"), "Fridays"
)


# ── each rule, hard and weighted ─────────────────────────────────────────────────────────────────────────────────────

# One event that would best begin on Monday, 6 September 2027, costs 1 for each day off.
ALONE: list[tuple[str, PlanRule, date, int]] = [
    ("weekdays", Weekdays(frozenset({2, 3})), september(8), 2),
    ("weekdays that cost less than moving", Weekdays(frozenset({2, 3}), weight=0), september(6), 0),
    ("weekdays that cost more than moving", Weekdays(frozenset({2, 3}), weight=2), september(8), 2),
    ("lead time", LeadTime(40, date(2027, 8, 1)), september(10), 4),
    ("lead time of the day itself", LeadTime(36, date(2027, 8, 1)), september(6), 0),
    ("lead time that may be cut", LeadTime(40, date(2027, 8, 1), weight=1), september(6), 4),
    ("duration", Duration(2, 2), september(6), 0),
    ("an own rule", ONLY_ON_FRIDAYS, september(3), 3),
    ("an own cost that is lower than moving", OwnRule(lambda _one, _days: 1, Term("x", "x")), september(6), 1),
    ("an own cost", OwnRule(lambda _one, days: 7 * (days.first.day < 8), Term("x", "x")), september(8), 2),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "day", "value"), [row[1:] for row in ALONE], ids=[row[0] for row in ALONE])
def test_a_rule_moves_an_event_as_far_as_it_must(rule: PlanRule, day: date, value: int) -> None:
    found = plan([occurrence("fair")], YEAR, (), [*NEAR, rule])
    assert (first_day(found), found.value, found.bound, found.status) == (day, value, value, Status.OPTIMAL)
    assert found.verify() == ()


def test_a_weighted_window_may_be_left_when_that_costs_less() -> None:
    early = occurrence("fair", earliest=september(6), latest=september(6))
    found = plan([early], YEAR, (), [Window(weight=1), LeadTime(39, date(2027, 8, 1))])
    assert (first_day(found), found.value) == (september(9), 3)
    assert plan([early], YEAR, (), [Window(), LeadTime(39, date(2027, 8, 1))]).left_out == ("fair",)


def test_without_a_rule_about_the_window_an_event_may_leave_it() -> None:
    early = occurrence("fair", earliest=september(6), latest=september(6))
    assert first_day(plan([early], YEAR, (), [LeadTime(39, date(2027, 8, 1))])) == september(9)


def test_a_duration_that_is_not_asked_for_costs_each_day() -> None:
    long = occurrence("fair", days=(4, 4))
    assert plan([long], YEAR, (), [*NEAR, Duration(2, 3, weight=5)]).value == 5
    assert plan([long], YEAR, (), [*NEAR, Duration(2, 3)]).left_out == ("fair",)
    assert plan([occurrence("fair", days=(1, 1))], YEAR, (), [*NEAR, Duration(3, 3, weight=5)]).value == 10


@pytest.mark.parametrize(
    ("kind", "weight", "day"),
    [
        (DayKind.BLOCKED, None, september(8)),
        (DayKind.DISCOURAGED, None, september(8)),
        (DayKind.DISCOURAGED, 1, september(6)),
        (DayKind.DISCOURAGED, 3, september(8)),
        (DayKind.UNKNOWN, 1, september(6)),
        (DayKind.UNKNOWN, 3, september(8)),
    ],
)
def test_named_days_are_avoided_where_that_is_worth_it(kind: DayKind, weight: int | None, day: date) -> None:
    fair = Calendar("fair grounds", [CalendarDay(date(2027, 8, 1), september(7), "closed", kind)])
    assert first_day(plan([occurrence("fair")], YEAR, [fair], [*NEAR, Avoid(kind, weight)])) == day


def test_years_that_a_calendar_does_not_cover_are_unknown_and_not_free() -> None:
    known = Calendar("holidays", (), known=Span.through(september(1), september(5)))
    found = plan([occurrence("fair")], YEAR, [known], [*NEAR, Avoid(DayKind.UNKNOWN, weight=10)])
    assert (first_day(found), found.value) == (september(4), 2)
    free = plan([occurrence("fair")], YEAR, [known], NEAR)
    assert first_day(free) == september(6)
    assert "2027-09-06, 2027-09-07: unknown (holidays)" in free.text("en")
    assert "nicht bekannt, ob sie frei sind" in free.text("de")
    assert free.to_rows("en")[0]["unknown"] == "2027-09-06, 2027-09-07: unknown (holidays)"
    assert found.to_rows("en")[0]["unknown"] == ""


def test_a_calendar_matters_only_where_one_of_its_places_takes_part() -> None:
    ghana = Calendar("Ghana", [CalendarDay(september(6), september(6), "holiday")], {"GHA"})
    rules = [*NEAR, Avoid()]
    assert first_day(plan([occurrence("fair", places={"GHA"})], YEAR, [ghana], rules)) == september(7)
    assert first_day(plan([occurrence("fair", places={"TGO"})], YEAR, [ghana], rules)) == september(6)


def test_a_land_brings_its_own_holidays_so_the_one_without_hosts() -> None:
    hessen = Calendar("Hessen", [CalendarDay(september(6), september(6), "holiday")], {"DE-HE"})
    found = plan([occurrence("fair", lands=("DE-HE", "DE-NW"))], YEAR, [hessen], [*NEAR, Avoid()])
    assert found.solution["fair"] == Placement(september(6), september(7), "fair", "DE-NW")
    assert "Nordrhein-Westfalen" in found.text()
    assert "North Rhine-Westphalia" in found.text("en")


@pytest.mark.parametrize(
    ("sharing", "one", "other", "apart"),
    [
        ("staff", {"staff": {"A"}}, {"staff": {"A", "B"}}, True),
        ("staff", {"staff": {"A"}}, {"staff": {"B"}}, False),
        ("staff", {"staff": set(), "audience": {"A"}}, {"staff": set(), "audience": {"A"}}, False),
        ("audience", {"audience": {"A"}}, {"audience": {"A"}}, True),
        ("audience", {}, {}, False),
        ("either", {"audience": {"A"}}, {"audience": {"A"}, "staff": set()}, True),
        ("either", {}, {}, True),
        ("either", {"staff": {"A"}}, {"staff": {"B"}}, False),
        ("all", {"staff": {"A"}}, {"staff": {"B"}}, True),
    ],
)
def test_events_keep_apart_if_they_share_what_the_rule_names(
    sharing: str, one: dict[str, Any], other: dict[str, Any], apart: bool
) -> None:
    rules = [*NEAR, MinimumGap(3, sharing)]
    found = plan([occurrence("a", **one), occurrence("b", **other)], YEAR, (), rules)
    free = (max(p.first for p in found.placements) - min(p.last for p in found.placements)).days - 1
    assert (free == 3) is apart
    assert (found.value, found.status) == (5 if apart else 0, Status.OPTIMAL)


def test_a_weighted_gap_is_given_up_when_moving_costs_more() -> None:
    both = [occurrence("a"), occurrence("b")]
    assert plan(both, YEAR, (), [*NEAR, MinimumGap(3, weight=4)]).value == 4
    assert plan(both, YEAR, (), [*NEAR, MinimumGap(3, weight=6)]).value == 5
    assert plan(both, YEAR, (), [*NEAR, MinimumGap(0), MinimumGap(3, weight=2)]).value == 4


@pytest.mark.parametrize(("period", "first"), [("quarter", date(2027, 10, 1)), ("year", date(2028, 1, 1))])
def test_a_load_pushes_the_last_event_into_the_next_period(period: str, first: date) -> None:
    long: dict[str, Any] = {"earliest": date(2027, 9, 1), "latest": date(2028, 2, 1)}
    events = [occurrence(name, date(2027, 9, 28), **long) for name in "ab"]
    rules = [*NEAR, MostPer(1, period)]
    found = plan(events, Span.years(2027, 2028), (), rules)
    assert sorted(placement.first for placement in found.placements) == [date(2027, 9, 28), first]
    assert found.status is Status.OPTIMAL


def test_a_weighted_load_costs_each_further_event() -> None:
    events = [occurrence(name) for name in "abcd"]
    found = plan(events, YEAR, (), [*NEAR, MostPer(1, weight=7)])
    assert (found.value, found.status) == (21, Status.OPTIMAL)
    assert "quarter 3/2027 has 3 events already" in found.explain("a").text("en")
    assert "has 3 events" not in plan(events, YEAR, (), [*NEAR, MostPer(4)]).explain("a").text("en")
    assert "Quartal 3/2027 hat schon 3 Veranstaltungen" in found.explain("a").text("de")


def test_a_load_that_fixed_events_exceed_costs_only_what_comes_on_top() -> None:
    fixed = [stands(f"x {day}", september(day)) for day in (20, 22, 24)]
    others = [occurrence(one.occurrence) for one in fixed]
    found = plan([occurrence("fair"), *others], YEAR, (), [*NEAR, MostPer(1, "year", weight=7)], locked=fixed)
    assert found.value == 7
    assert found.verify() == ()


def test_hosts_rotate_over_the_laender() -> None:
    years = [occurrence(f"fair {year}", date(year, 9, 6), lands=("DE-HE", "DE-NW")) for year in (2027, 2028, 2029)]
    found = plan(years, Span.years(2027, 2029), (), [*NEAR, RotateLands()])
    lands = [placement.land for placement in found.placements]
    assert lands in (["DE-HE", "DE-NW", "DE-HE"], ["DE-NW", "DE-HE", "DE-NW"])
    assert "No other day would be better by itself." in found.explain("fair 2028").text("en")
    assert found.status is Status.OPTIMAL


def test_hosts_of_one_land_only_pay_for_not_rotating() -> None:
    years = [occurrence(f"fair {year}", date(year, 9, 6), lands=("DE-HE",)) for year in (2027, 2028)]
    found = plan(years, Span.years(2027, 2028), (), [*NEAR, RotateLands(weight=4)])
    assert (found.value, found.status) == (4, Status.OPTIMAL)
    assert "“fair 2027” is hosted in Hesse too" in found.explain("fair 2028").text("en")
    assert "“fair 2028” is hosted in Hesse too" in found.explain("fair 2027").text("en")
    third = occurrence("fair 2029", date(2029, 9, 6), lands=("DE-HE",))
    three = plan([*years, third], Span.years(2027, 2029), (), [*NEAR, RotateLands(weight=4)])
    assert "fair 2029" not in three.explain("fair 2027").text("en")
    open_ones = [evolve(one, lands=()) for one in years]
    assert plan(open_ones, Span.years(2027, 2028), (), [*NEAR, RotateLands()]).value == 0


def test_hosts_rotate_against_a_fixed_edition_too() -> None:
    fixed = Placement(date(2026, 9, 7), date(2026, 9, 8), "fair 2026", "DE-HE")
    both = [occurrence(f"fair {year}", date(year, 9, 6), lands=("DE-HE", "DE-NW")) for year in (2026, 2027)]
    found = plan(both, Span.years(2026, 2027), (), [*NEAR, RotateLands()], locked=[fixed])
    assert found.solution["fair 2027"].land == "DE-NW"


# ── fixed, left out, replanned ───────────────────────────────────────────────────────────────────────────────────────


def test_fixed_events_never_move_and_the_others_keep_clear() -> None:
    holiday = Calendar("holidays", [CalendarDay(september(6), september(6), "holiday")])
    fixed = Placement(september(6), september(7), "a")
    found = plan([occurrence("a"), occurrence("b")], YEAR, [holiday], STANDARD, locked=[fixed])
    assert found.solution["a"] == fixed
    assert first_day(found, "b") not in {september(day) for day in range(1, 15)}
    assert found.verify() == ()
    assert found.explain("a").text("en") == "a: 2027-09-06 to 2027-09-07, fixed."
    assert {row["occurrence"]: row["status"] for row in found.to_rows("en")} == {"a": "fixed", "b": "planned"}


def test_two_fixed_events_may_stand_as_near_as_they_like() -> None:
    fixed = [Placement(september(6), september(7), "a"), Placement(september(7), september(8), "b")]
    found = plan([occurrence("a"), occurrence("b")], YEAR, (), STANDARD, locked=fixed)
    assert (found.value, found.status, found.verify()) == (0, Status.OPTIMAL, ())


def test_nothing_to_plan_is_a_perfect_plan() -> None:
    found = plan([], YEAR)
    assert (found.value, found.bound, found.gap, found.status, found.to_rows()) == (0, 0, 0.0, Status.OPTIMAL, [])
    assert found.certificate.text("en") == "No plan costs less than 0: proven, part by part."


def test_what_finds_no_place_is_left_out_and_the_rest_is_planned() -> None:
    narrow: dict[str, Any] = {"earliest": september(6), "latest": september(7)}
    events = [occurrence(name, **narrow) for name in ("a", "b", "c")]
    found = plan([*events, occurrence("d", date(2027, 3, 1))], YEAR, (), [*NEAR, MinimumGap(7)])
    assert (len(found.placements), len(found.left_out)) == (2, 2)
    assert (found.status, found.value, found.bound) == (Status.PARTIAL, 0, 0)
    assert found.certificate.text("en") == "Every plan leaves out at least 2; with so many none costs less than 0."
    assert found.verify() == ()
    assert found.to_rows("en")[-1]["status"] == "left out"


def test_where_nothing_has_a_place_the_task_is_infeasible() -> None:
    found = plan([occurrence("a", date(2030, 1, 1))], YEAR)
    assert (found.status, found.left_out) == (Status.INFEASIBLE, ("a",))
    assert "a findet keinen Platz." in found.text("de")


def crowd(size: int) -> list[Occurrence]:
    """Events of one team that all would best begin on one day."""
    return [occurrence(f"e{n:02d}", september(6), days=(1, 2)) for n in range(size)]


def test_with_too_few_steps_a_plan_is_never_called_optimal() -> None:
    found = plan(crowd(10), YEAR, (), [*NEAR, MinimumGap(0), MinimumGap(2, weight=5)], steps=8_000)
    assert found.status is Status.FEASIBLE
    assert found.bound is not None
    assert found.bound < found.value
    assert found.gap is not None
    assert found.gap > 0
    assert found.certificate.text("de").startswith(f"Kein Plan kostet weniger als {found.bound}; ob")
    assert found.verify() == ()


def test_with_next_to_no_steps_everything_is_left_out_and_nothing_is_claimed() -> None:
    found = plan(crowd(3), YEAR, (), [*NEAR, MinimumGap(7)], steps=1)
    assert (found.status, len(found.left_out), found.bound, found.gap) == (Status.PARTIAL, 3, None, None)
    assert found.certificate.text("en") == "Whether a plan leaves out fewer than 3 is open."
    assert {left.text("en").partition(":")[0] for left in found.unmet} == {
        f"e{n:02d} has no place yet" for n in range(3)
    }
    assert "findet keinen Platz" not in found.text("de")
    assert found.verify() == ()
    assert plan(crowd(3), YEAR, (), [*NEAR, MinimumGap(7)], steps=120).status is not Status.OPTIMAL


def test_replanning_prefers_what_stood() -> None:
    old = plan([occurrence("fair")], YEAR, (), NEAR)
    later = occurrence("fair", september(9))
    assert first_day(plan([later], YEAR, (), NEAR)) == september(9)
    kept = plan([later], YEAR, (), NEAR, previous=old)
    assert (first_day(kept), kept.value, kept.verify()) == (september(6), 3, ())
    assert kept.diff(old) == ()
    moved = plan([later], YEAR, (), NEAR, previous=old, stability=0)
    assert first_day(moved) == september(9)


def test_the_worth_of_stability_is_counted_in_the_value() -> None:
    old = plan([occurrence("fair")], YEAR, (), NEAR)
    new = plan([occurrence("fair")], YEAR, (), [*NEAR, LeadTime(38, date(2027, 8, 1))], previous=old)
    assert (first_day(new), new.value, new.moved, new.verify()) == (september(8), 2 + 5 * (1 + 2), ("fair",), ())


def told(new: Plan, old: Plan, lang: str = "en") -> list[str]:
    return [sentence.text(lang) for _, sentence in new.diff(old)]


def test_a_difference_says_what_moved_and_why() -> None:
    rules = [*NEAR, MinimumGap(3)]
    old = plan([occurrence("a"), occurrence("b", september(20)), occurrence("c", september(27))], YEAR, (), rules)
    holiday = Calendar("holidays", [CalendarDay(september(6), september(6), "holiday")])
    new = plan(
        [occurrence("a"), occurrence("b", september(20)), occurrence("d", date(2027, 3, 1))],
        YEAR,
        [holiday],
        [*rules, Avoid()],
        locked=[Placement(september(22), september(23), "b")],
        previous=old,
    )
    assert told(new, old) == [
        "d is new: 2027-03-01 – 2027-03-02.",
        "a: from 2027-09-06 – 2027-09-07 to 2027-09-07 – 2027-09-08, because of the old days: 2027-09-06: blocked (holiday).",
        "b: from 2027-09-20 – 2027-09-21 to 2027-09-22 – 2027-09-23, as it was fixed.",
        "c (2027-09-27 – 2027-09-28) is no longer planned.",
    ]
    assert new.diff(old)[0][0] == Move("d", None, new.solution["d"])
    assert told(new, old, "de")[2:] == [
        "b: vom 20.–21.09. auf den 22.–23.09.2027; so steht es fest.",
        "c (27.–28.09.2027) wird nicht mehr geplant.",
    ]


def test_a_difference_names_cheaper_days_and_moves_for_the_sake_of_others() -> None:
    old = plan([occurrence("fair")], YEAR, (), NEAR)
    new = plan([occurrence("fair", september(9))], YEAR, (), NEAR)
    assert told(new, old) == [
        "fair: from 2027-09-06 – 2027-09-07 to 2027-09-09 – 2027-09-10; the rules cost 0 instead of 3."
    ]
    assert told(old, new)[0].endswith("the rules cost 0 instead of 3.")
    other = plan([occurrence("fair")], YEAR, (), [Window()])
    assert first_day(other) != september(6)
    assert "costs no less here" in told(other, old)[0]


def test_a_difference_says_what_finds_no_place_any_more() -> None:
    old = plan([occurrence("fair")], YEAR, (), NEAR)
    new = plan([occurrence("fair")], YEAR, (), [*NEAR, LeadTime(400, september(1))], previous=old)
    assert told(new, old) == ["fair (2027-09-06 – 2027-09-07) finds no place any more."]


# ── checked by code of its own ───────────────────────────────────────────────────────────────────────────────────────


def test_a_tampered_plan_is_found_out() -> None:
    fixed = Placement(september(20), september(21), "b")
    found = plan([occurrence("a"), occurrence("b")], YEAR, (), [*NEAR, MinimumGap(3)], locked=[fixed])
    assert found.verify() == ()

    def named(*placements: Placement) -> list[str]:
        return [f"{v.rule}: {v.text('en')}" for v in evolve(found, placements=placements).verify()]

    a = Placement(september(6), september(7), "a")
    assert named(a, fixed) == []
    assert named(a) == ["locked: b was fixed and has been moved."]
    assert named(a, a, fixed)[0] == "task: a has more than one place."
    assert named(a, fixed, Placement(september(1), september(2), "z"))[0] == "task: z is not part of the task."
    assert named(evolve(a, last=september(8)), fixed) == ["task: a: so many days or this Land were not asked for."]
    assert named(evolve(a, land="DE-HE"), fixed) == ["task: a: so many days or this Land were not asked for."]
    outside = named(Placement(date(2028, 1, 1), date(2028, 1, 2), "a"), fixed)
    assert outside[0] == "horizon: a lies outside the horizon 2027-01-01 to 2027-12-31."
    assert outside[1] == "window: a: the rule “window” is broken."
    near = named(Placement(september(18), september(19), "a"), fixed)
    assert near[0] == "minimum gap: a, b: the rule “minimum gap” is broken."
    assert near[-1] == "value: The plan gives the value 0, counted it is 12."


def test_the_check_reads_calendars_and_counts_loads_by_itself() -> None:
    holiday = Calendar("holidays", [CalendarDay(september(6), september(6), "holiday")])
    rules = [*NEAR, Avoid(), MostPer(1, "year"), RotateLands()]
    found = plan([occurrence("a"), occurrence("b")], YEAR, [holiday], rules)
    both = tuple(Placement(september(6), september(7), name) for name in "ab")
    assert [v.rule for v in evolve(found, placements=both, unmet=(), value=0).verify()] == [
        "calendar",
        "calendar",
        "load",
    ]
    years = [occurrence(f"fair {year}", date(year, 9, 6), lands=("DE-HE", "DE-NW")) for year in (2027, 2028)]
    rotated = plan(years, Span.years(2027, 2028), (), rules)
    same = tuple(evolve(placement, land="DE-HE") for placement in rotated.placements)
    assert [v.rule for v in evolve(rotated, placements=same).verify()] == ["rotate Länder"]


def test_an_own_rule_that_forbids_is_checked_too() -> None:
    found = plan([occurrence("fair")], YEAR, (), [*NEAR, ONLY_ON_FRIDAYS])
    monday = evolve(found, placements=(Placement(september(6), september(7), "fair"),), value=0)
    assert [violation.rule for violation in monday.verify()] == ["Fridays"]


# ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_can_be_hashed_pickled_and_copied_and_never_changes() -> None:
    found = plan([occurrence("a"), occurrence("b")], YEAR)
    for other in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found), copy.copy(found)):
        assert other == found
        assert hash(other) == hash(found)
    with pytest.raises(FrozenInstanceError):
        found.value = 1  # type: ignore[misc] # because that is the point


def test_rules_are_values() -> None:
    for rule in STANDARD:
        assert pickle.loads(pickle.dumps(rule)) == rule
        assert hash(copy.deepcopy(rule)) == hash(rule)
    assert {MinimumGap(3), MinimumGap(3)} == {MinimumGap(3)}


def test_rows_have_one_column_for_each_thing_that_is_known() -> None:
    (row,) = plan([occurrence("fair 1")], YEAR).to_rows("en")
    assert row == {
        "occurrence": "fair 1",
        "series": "fair",
        "first": september(6),
        "last": september(7),
        "land": None,
        "status": "planned",
        "likeliest": september(6),
        "cost": 0,
        "unknown": "",
    }


def test_an_occurrence_that_the_plan_has_not_is_unknown() -> None:
    with pytest.raises(UnknownName, match="did you mean fair"):
        plan([occurrence("fair")], YEAR).explain("fare")


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.planning.test_plan import hard_task
from kommunal_partner.planning import plan
found = plan(*hard_task(), seed=3, steps=60_000)
print(found.to_rows(), found.value, found.bound, found.steps)
"""


def hard_task() -> tuple[list[Occurrence], Span, list[Calendar], list[PlanRule]]:
    """A task that is not proven in the steps of the test, so that shaking and proving both leave their mark."""
    events = [
        occurrence(
            f"s{n} {n}", september(1 + n), days=(1, 2), staff={f"t{n % 3}", f"u{n % 2}"}, lands=("DE-HE", "DE-NW")
        )
        for n in range(14)
    ]
    rules = [*NEAR, MinimumGap(0), MinimumGap(3, weight=3), MostPer(9, weight=4), Weekdays()]
    return events, YEAR, [], rules


@pytest.mark.uncounted
def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(printed_alike: Callable[..., str]) -> None:
    assert "s13 13" in printed_alike(SCRIPT, str(Path(__file__).parents[2]))
