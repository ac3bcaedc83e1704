"""The check of a plan and the search share nothing: a miscount planted on either side is noticed on the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from tests.planning.conftest import MONDAY, NEAR, YEAR, occurrence, september

from kommunal_partner.planning import (
    Avoid,
    Calendar,
    CalendarDay,
    Duration,
    LeadTime,
    MinimumGap,
    MostPer,
    NearLikeliest,
    Occurrence,
    OwnRule,
    Placement,
    Plan,
    PlanRule,
    QuietTimes,
    RotateLands,
    Weekdays,
    Window,
    plan,
)
from kommunal_partner.planning._task import PlanTask
from kommunal_partner.planning._verify import counted_value
from kommunal_partner.results import Certificate, Result, Status
from kommunal_partner.spans import Span


def made() -> Plan:
    """Two events of one team that would both best begin on one day."""
    return plan([occurrence("a"), occurrence("b")], YEAR, (), [*NEAR, MinimumGap(3), MostPer(1, weight=2)])


def broken(found: Plan) -> set[str]:
    return {violation.rule for violation in found.verify()}


def test_a_plan_is_a_result_like_every_other() -> None:
    result: Result = made()
    assert result.verify() == ()


@pytest.mark.parametrize("name", ["single_cost", "price_of_leaving", "_can_cost"])
def test_a_miscount_planted_in_the_numbers_of_the_search_is_reported(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    miscounts = {
        "single_cost": lambda *_: 0,
        "price_of_leaving": lambda *_: 1,
        "_can_cost": lambda *_: False,
    }
    old = made()
    monkeypatch.setattr(f"kommunal_partner.planning._encode.{name}", miscounts[name])
    task = old.task
    new = plan(task.occurrences, task.horizon, (), task.rules, previous=old if name == "price_of_leaving" else None)
    assert broken(new)


@pytest.mark.parametrize("name", ["_times", "_too_near", "_too_many", "counted_value"])
def test_a_miscount_planted_in_the_check_is_reported_on_a_good_plan(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    miscounts = {
        "_times": lambda *_: 7,
        "_too_near": lambda *_: iter([(("a", "b"), 1)]),
        "_too_many": lambda *_: iter(()),
        "counted_value": lambda *_: -1,
    }
    found = made()
    monkeypatch.setattr(f"kommunal_partner.planning._verify.{name}", miscounts[name])
    assert broken(found)


def test_wrong_claims_are_found_out_each_by_its_name() -> None:
    found = made()
    assert found.bound == found.value
    assert broken(evolve(found, bound=found.value + 1)) == {"bound", "status"}
    assert broken(evolve(found, bound=None)) == {"bound", "status"}
    assert broken(evolve(found, certificate=Certificate("parts", found.certificate.sentence, ()))) == {"bound"}
    assert broken(evolve(found, status=Status.FEASIBLE)) == {"status"}
    assert broken(evolve(found, value=found.value + 1)) == {"value"}
    out = plan([occurrence("a", reach=0), occurrence("b", reach=0)], YEAR, (), [*NEAR, MinimumGap(3)])
    assert out.verify() == ()
    assert broken(evolve(out, unmet=())) == {"complete"}
    assert broken(evolve(out, status=Status.OPTIMAL)) == {"status"}


# ── what each rule costs, counted by hand ────────────────────────────────────────────────────────────────────────────


def counted(rule: PlanRule, placements: Sequence[Placement], occurrences: Sequence[Occurrence], **of: Any) -> int:  # noqa: ANN401 - because a task has parts of many types
    """What the check counts for these placements under one rule."""
    task = PlanTask(tuple(occurrences), YEAR, (), (rule,))
    return counted_value(evolve(task, **of), placements)


def on(first: date, days: int = 2, land: str | None = None, name: str = "a") -> Placement:
    return Placement(first, first + timedelta(days=days - 1), name, land)


WORKING_DAYS = Weekdays(range(5), weight=5)
LEAD = LeadTime(10, september(1), weight=3)


@pytest.mark.parametrize(
    ("rule", "first", "days", "cost"),
    [
        (Window(weight=2), date(2027, 8, 20), 2, 4),  # the window: 22 August to 21 September
        (Window(weight=2), date(2027, 8, 21), 2, 2),
        (Window(weight=2), date(2027, 8, 22), 2, 0),
        (Window(weight=2), september(21), 2, 0),
        (Window(weight=2), september(22), 2, 2),
        (Window(weight=2), september(24), 2, 6),
        (NearLikeliest(3), september(4), 2, 6),
        (NearLikeliest(3), MONDAY, 2, 0),
        (NearLikeliest(3), september(8), 2, 6),
        (WORKING_DAYS, september(9), 2, 0),  # Thursday
        (WORKING_DAYS, september(10), 2, 5),
        (WORKING_DAYS, september(11), 2, 10),
        (WORKING_DAYS, september(12), 2, 5),
        (WORKING_DAYS, september(13), 5, 0),
        (WORKING_DAYS, september(13), 7, 10),
        (Duration(2, 3, weight=7), MONDAY, 1, 7),
        (Duration(2, 3, weight=7), MONDAY, 2, 0),
        (Duration(2, 3, weight=7), MONDAY, 3, 0),
        (Duration(2, 3, weight=7), MONDAY, 5, 14),
        (Duration(3, 3, weight=7), MONDAY, 1, 14),
        (LEAD, september(9), 2, 6),
        (LEAD, september(10), 2, 3),
        (LEAD, september(11), 2, 0),
        (LEAD, september(20), 2, 0),
        (QuietTimes(weight=4), date(2027, 12, 22), 2, 0),
        (QuietTimes(weight=4), date(2027, 12, 23), 2, 4),
        (QuietTimes(weight=4), date(2027, 12, 30), 3, 12),
        (OwnRule(lambda _, there: there.first.day, "a day late in its month costs more"), september(9), 2, 9),
    ],
)  # fmt: skip
def test_what_a_rule_about_one_event_costs(rule: PlanRule, first: date, days: int, cost: int) -> None:
    assert counted(rule, [on(first, days)], [occurrence("a")]) == cost
    assert counted(rule, [on(first, days)], [occurrence("a")], locked=(on(first, days),)) == 0
    assert counted(rule, [], [occurrence("a")]) == 0


FEAST = Calendar("feasts", [CalendarDay(september(6), september(8), "feast", "blocked")], ["DE-HE", "KEN"])
YEARLY = Calendar("school", [], known=Span(september(6), september(9)))


@pytest.mark.parametrize(
    ("kind", "calendar", "first", "land", "cost"),
    [
        ("blocked", FEAST, september(4), "DE-HE", 0),
        ("blocked", FEAST, september(5), "DE-HE", 1),
        ("blocked", FEAST, september(6), "DE-HE", 2),
        ("blocked", FEAST, september(8), "DE-HE", 1),
        ("blocked", FEAST, september(9), "DE-HE", 0),
        ("blocked", FEAST, september(6), "DE-NW", 0),
        ("blocked", FEAST, september(6), None, 0),
        ("blocked", evolve(FEAST, places=()), september(6), None, 2),
        ("blocked", evolve(FEAST, places=("GHA",)), september(6), None, 2),
        ("discouraged", FEAST, september(6), "DE-HE", 0),
        ("unknown", YEARLY, september(5), None, 1),
        ("unknown", YEARLY, september(6), None, 0),
        ("unknown", YEARLY, september(8), None, 1),
        ("unknown", evolve(YEARLY, known=None), september(5), None, 0),
        ("blocked", YEARLY, september(5), None, 0),
    ],
)
def test_what_a_day_costs_that_a_calendar_names(
    kind: str, calendar: Calendar, first: date, land: str | None, cost: int
) -> None:
    one = occurrence("a", places={"GHA"})
    empty = Calendar("elsewhere", [CalendarDay(september(1), september(30), "feast", kind)], ["UGA"])
    for calendars in ((calendar,), (empty, calendar), (calendar, empty)):
        assert counted(Avoid(kind, weight=1), [on(first, land=land)], [one], calendars=calendars) == cost


@pytest.mark.parametrize(
    ("sharing", "between", "costs"),
    [
        # the costs with: nothing in common, one staff, one audience, both
        ("staff", 2, (0, 5, 0, 5)),
        ("audience", 2, (0, 0, 5, 5)),
        ("either", 2, (0, 5, 5, 5)),
        ("all", 2, (5, 5, 5, 5)),
        ("all", -2, (5, 5, 5, 5)),
        ("all", 3, (0, 0, 0, 0)),
        ("either", 3, (0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_what_it_costs_that_events_stand_too_near(sharing: str, between: int, costs: tuple[int, ...]) -> None:
    rule = MinimumGap(3, sharing, weight=5)
    early, late = on(september(6)), on(september(8) + timedelta(days=between), name="b")
    found = []
    for staff, audience in ((), ()), (("s",), ()), ((), ("g",)), (("s",), ("g",)):
        ours = occurrence("a", staff={"x", *staff}, audience={"y", *audience})
        theirs = occurrence("b", staff={"z", *staff}, audience={"w", *audience})
        found.append(counted(rule, [early, late], [ours, theirs]))
        assert counted(rule, [late, early], [theirs, ours]) == found[-1]
        assert counted(rule, [early, late], [ours, theirs], locked=(early,)) == found[-1]
        assert counted(rule, [early, late], [ours, theirs], locked=(early, late)) == 0
        assert counted(rule, [early], [ours, theirs]) == 0
    assert tuple(found) == costs


def test_each_two_of_several_events_are_looked_at() -> None:
    three = [occurrence(name) for name in "abc"]
    there = [on(MONDAY, name=name) for name in "abc"]
    assert counted(MinimumGap(3, weight=5), there, three) == 15
    assert counted(MinimumGap(3, weight=5), there[:2], three) == 5
    assert counted(MinimumGap(3, weight=5), there, three, locked=tuple(there[:2])) == 10


HE, NW = "DE-HE", "DE-NW"


@pytest.mark.parametrize(
    ("lands", "cost"),
    [
        ((HE, HE, HE), 8),
        ((HE, HE, NW), 4),
        ((NW, HE, HE), 4),
        ((HE, NW, HE), 0),
        ((None, None, None), 0),
        ((None, HE, HE), 4),
        ((HE, None, HE), 0),
    ],
)
def test_what_it_costs_that_a_land_hosts_twice_in_a_row(lands: tuple[str | None, ...], cost: int) -> None:
    years = [occurrence(f"fair {year}", date(year, 9, 6)) for year in (2029, 2028, 2027)]
    there = [on(one.likeliest, land=land, name=one.id) for one, land in zip(years, lands, strict=True)]
    assert counted(RotateLands(weight=4), there, years) == cost
    others = [occurrence("other 2028", date(2028, 9, 6))]
    more = on(date(2028, 9, 6), land=HE, name="other 2028")
    assert counted(RotateLands(weight=4), [*there, more], [*years, *others]) == cost
    assert counted(RotateLands(weight=4), there, years, locked=tuple(there)) == 0
    assert counted(RotateLands(weight=4), there, years, locked=(there[1],)) == cost


def test_a_fixed_edition_follows_those_before_its_own_day_and_one_without_a_place_follows_none() -> None:
    years = [occurrence(f"fair {year}", date(year, 9, 6)) for year in (2027, 2028, 2029)]
    there = [on(one.likeliest, land=land, name=one.id) for one, land in zip(years, (HE, NW, HE), strict=True)]
    assert counted(RotateLands(weight=4), [there[0], there[2]], years) == 0
    later = evolve(there[1], first=date(2030, 1, 1), last=date(2030, 1, 2))
    assert counted(RotateLands(weight=4), [there[0], later, there[2]], years, locked=(later,)) == 4


@pytest.mark.parametrize(
    ("most", "period", "firsts", "held", "cost"),
    [
        (1, "quarter", ["2027-03-31", "2027-04-01"], "", 0),
        (1, "quarter", ["2027-01-01", "2027-03-31"], "", 2),
        (1, "quarter", ["2027-01-01", "2028-01-01"], "", 0),
        (1, "year", ["2027-01-01", "2028-01-01"], "", 0),
        (1, "year", ["2027-01-01", "2027-12-31"], "", 2),
        (1, "year", ["2027-01-01", "2027-05-01", "2027-12-31"], "", 4),
        (2, "year", ["2027-01-01", "2027-05-01", "2027-12-31"], "", 2),
        (3, "year", ["2027-01-01", "2027-05-01", "2027-12-31"], "", 0),
        (1, "year", ["2027-01-01", "2027-05-01", "2027-12-31"], "ab", 2),
        (1, "year", ["2027-01-01", "2027-05-01", "2027-12-31"], "abc", 0),
        (0, "year", ["2027-01-01"], "", 2),
        (0, "quarter", ["2027-09-30", "2027-10-01", "2028-10-01"], "", 6),
    ],
)  # fmt: skip
def test_what_it_costs_that_too_many_begin_in_a_period(
    most: int, period: str, firsts: list[str], held: str, cost: int
) -> None:
    there = [on(date.fromisoformat(first), name=name) for first, name in zip(firsts, "abc", strict=False)]
    locked = tuple(one for one in there if one.occurrence in held)
    asked = [occurrence(one.occurrence) for one in there]
    assert counted(MostPer(most, period, weight=2), there, asked, locked=locked) == cost


@pytest.mark.parametrize(
    ("first", "land", "cost"),
    [(6, None, 0), (7, None, 6), (4, None, 9), (6, HE, 3)],
)
def test_what_it_costs_to_leave_the_days_of_the_plan_before(first: int, land: str | None, cost: int) -> None:
    there = on(september(first), land=land)
    of: dict[str, Any] = {"previous": (on(MONDAY),), "stability": 3}
    assert counted(Duration(weight=1), [there], [occurrence("a")], **of) == cost
    assert counted(Duration(weight=1), [there], [occurrence("a")], **of, locked=(there,)) == 0
    assert counted(Duration(weight=1), [evolve(there, occurrence="b")], [occurrence("b")], **of) == 0


def test_what_every_weighted_rule_costs_is_added_up_and_a_hard_one_costs_nothing() -> None:
    rules = (NearLikeliest(3), Duration(3, 3, weight=7), Window(), OwnRule(lambda *_: None, "never"))
    task = PlanTask((occurrence("a"), occurrence("b")), YEAR, (), rules)
    assert counted_value(task, [on(september(8)), on(september(7), name="b")]) == 9 + 14


# ── where an event may stand ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("placement", "rules"),
    [
        (on(MONDAY, 1), ["task"]),
        (on(MONDAY, 2), []),
        (on(MONDAY, 4), []),
        (on(MONDAY, 5), ["task"]),
        (on(MONDAY, 2, HE), ["task"]),
        (on(date(2026, 12, 31), 2), ["horizon"]),
        (on(date(2027, 1, 1), 2), []),
        (on(date(2027, 12, 30), 2), []),
        (on(date(2027, 12, 31), 2), ["horizon"]),
        (on(date(2027, 12, 31), 5), ["task", "horizon"]),
        (on(MONDAY, name="z"), ["task", "complete"]),
    ],
)
def test_an_event_takes_days_that_were_asked_for_within_the_horizon(placement: Placement, rules: list[str]) -> None:
    found = plan([occurrence("a", days=(2, 4))], YEAR, (), [Weekdays(weight=0)])
    moved = evolve(found, placements=(placement,))
    assert [one.rule for one in moved.verify()] == rules
    assert all(one.ids == (placement.occurrence,) for one in moved.verify() if one.rule != "complete")
    if placement.occurrence == "a":
        assert evolve(moved, task=evolve(found.task, locked=(placement,))).verify() == ()


def test_of_the_laender_asked_for_one_must_host() -> None:
    found = plan([occurrence("a", lands=(HE, NW))], YEAR, (), [Weekdays(weight=0)])
    for land, rules in ((HE, []), (NW, []), ("DE-BY", ["task"]), (None, ["task"])):
        assert [one.rule for one in evolve(found, placements=(on(MONDAY, land=land),)).verify()] == rules


def test_without_an_end_no_day_lies_behind_the_horizon() -> None:
    found = plan([occurrence("a")], YEAR, (), [Weekdays(weight=0)])
    later = evolve(found, task=evolve(found.task, horizon=Span(date(2027, 1, 1))), placements=(on(date(2030, 9, 9)),))
    assert later.verify() == ()
    (outside,) = evolve(later, placements=(on(date(2026, 9, 9)),)).verify()
    assert outside.text("en") == "a lies outside the horizon 2027-01-01 to 9999-12-31."


def test_whatever_was_asked_for_has_days_or_is_left_out_and_never_both() -> None:
    made_of = [occurrence("a"), occurrence("b"), occurrence("c", reach=0), occurrence("d", reach=0)]
    found = plan(made_of, YEAR, (), [*NEAR, MinimumGap(1)])
    (left,) = found.left_out
    assert found.verify() == ()
    twice = (*found.placements, on(september(1), name=left))
    assert ("complete", (left,)) in [(one.rule, one.ids) for one in evolve(found, placements=twice).verify()]
    both = [one.ids for one in evolve(found, unmet=found.unmet * 2).verify() if one.rule == "complete"]
    assert both == [(left,)]
    lost = [one.ids for one in evolve(found, placements=(), unmet=()).verify() if one.rule == "complete"]
    assert lost == [("a",), ("b",), ("c",), ("d",)]
