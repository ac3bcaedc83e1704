from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from tests.planning.conftest import NEAR, YEAR, occurrence, september, stands

from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.languages import Term
from kommunal_partner.planning import (
    Avoid,
    Calendar,
    CalendarDay,
    DayKind,
    Duration,
    LeadTime,
    LoadPeriod,
    MinimumGap,
    MostPer,
    NearLikeliest,
    Occurrence,
    OwnRule,
    Placement,
    PlanRule,
    RotateLands,
    Sharing,
    Weekdays,
    Window,
    plan,
)
from kommunal_partner.planning._words import Dates


def test_each_better_day_is_named_with_the_rule_that_forbade_it() -> None:
    eid = CalendarDay(september(7), september(7), Term("Fest", "Eid"), estimated=True)
    found = plan(
        [occurrence("fair")], YEAR, [Calendar("holidays", [eid])], [*NEAR, Weekdays(frozenset({0, 1, 2})), Avoid()]
    )
    assert found.explain("fair").text("en").splitlines() == [
        "fair: 2027-08-31 to 2027-09-01 (cost 6).",
        "It costs 6: 6 days off 2027-09-06.",
        "2027-09-06 to 2027-09-07 (0 by itself): forbidden, because 2027-09-07: blocked (Eid (estimated)).",
        "2027-09-05 to 2027-09-06 (1 by itself): forbidden, because 2027-09-05 falls on Sunday.",
        "2027-09-07 to 2027-09-08 (1 by itself): forbidden, because 2027-09-07: blocked (Eid (estimated)).",
        "2027-09-04 to 2027-09-05 (2 by itself): forbidden, because 2027-09-04 and 2027-09-05 fall on Saturday and Sunday.",
        "2027-09-08 to 2027-09-09 (2 by itself): forbidden, because 2027-09-09 falls on Thursday.",
        "2027-09-03 to 2027-09-04 (3 by itself): forbidden, because 2027-09-03 and 2027-09-04 fall on Friday and Saturday.",
        "2027-09-09 to 2027-09-10 (3 by itself): forbidden, because 2027-09-09 and 2027-09-10 fall on Thursday and Friday.",
        "2027-09-02 to 2027-09-03 (4 by itself): forbidden, because 2027-09-02 and 2027-09-03 fall on Thursday and Friday.",
        "… and 3 more.",
    ]
    assert "(geschätzt)" in found.explain("fair").text("de")


def test_a_better_day_may_be_too_near_to_another_event() -> None:
    rules = [*NEAR, MinimumGap(1), MinimumGap(2, weight=1)]
    fixed = [Placement(september(8), september(9), "b")]
    found = plan([occurrence("a"), occurrence("b")], YEAR, (), rules, locked=fixed)
    assert found.explain("a").text("en").splitlines() == [
        "a: 2027-09-04 to 2027-09-05 (cost 2).",
        "It costs 2: 2 days off 2027-09-06.",
        "2027-09-06 to 2027-09-07 (0 by itself): forbidden, because between it and “b” (2027-09-08 – 2027-09-09) there would be only 0 days, 1 is asked for.",
        "2027-09-05 to 2027-09-06 (1 by itself): costs 2 here, because 1 day off 2027-09-06, between it and “b” (2027-09-08 – 2027-09-09) there would be only 1 day, 2 are asked for.",
        "2027-09-07 to 2027-09-08 (1 by itself): forbidden, because it would overlap “b” (2027-09-08 – 2027-09-09).",
    ]
    assert "überschneidet es sich mit „b“" in found.explain("a").text("de")


def test_the_best_day_of_all_has_no_better() -> None:
    assert plan([occurrence("fair")], YEAR, (), NEAR).explain("fair").text("en").splitlines() == [
        "fair: 2027-09-06 to 2027-09-07 (cost 0).",
        "No other day would be better by itself.",
    ]


def test_a_better_day_that_was_not_taken_because_of_the_previous_plan_is_said_to_cost_that() -> None:
    old = plan([occurrence("fair")], YEAR, (), NEAR)
    kept = plan([occurrence("fair", september(7))], YEAR, (), NEAR, previous=old)
    assert kept.solution["fair"].first == september(6)
    assert kept.explain("fair").text("en").splitlines()[-1] == (
        "2027-09-07 to 2027-09-08 (0 by itself): costs 10 here, because "
        "it would leave its earlier days (2027-09-06 – 2027-09-07), which costs 10."
    )
    assert (
        kept.explain("fair")
        .text("de")
        .endswith("der bisherige Termin (06.–07.09.2027) würde verlassen, was 10 kostet.")
    )
    free = plan([occurrence("fair", september(7))], YEAR, (), NEAR, previous=old, stability=0)
    assert free.explain("fair").text("en").splitlines()[-1] == "No other day would be better by itself."


def test_every_kind_of_rule_says_in_its_own_words_what_stands_against_a_day() -> None:
    never = OwnRule(lambda _one, days: 3 if days.first == september(6) else 0, Term("Markttag", "market day"))
    rules: list[PlanRule] = [
        Window(weight=2),
        Duration(3, 3, weight=1),
        LeadTime(37, date(2027, 8, 1), weight=1),
        Avoid(DayKind.DISCOURAGED, weight=1),
        never,
        NearLikeliest(weight=50),
    ]
    breaks = Calendar("breaks", [CalendarDay(september(6), september(7), "school break", DayKind.DISCOURAGED)])
    found = plan([occurrence("fair", reach=0)], YEAR, [breaks], rules)
    assert found.explain("fair").text("en").splitlines()[1] == (
        "It costs 7: 2 days instead of 3, only 36 days after 2027-08-01, 37 are asked for, "
        "2027-09-06, 2027-09-07: discouraged (school break), market day."
    )
    moved = plan([occurrence("fair", reach=0)], YEAR, (), [Window(weight=2), LeadTime(37, date(2027, 8, 1))])
    assert moved.explain("fair").text("en").splitlines()[1] == (
        "It costs 2: the first day is not in the window (2027-09-06)."
    )


def test_a_place_about_which_no_calendar_speaks_is_named_in_the_plan() -> None:
    ghana = Calendar("Ghana", (), {"GHA"})
    found = plan([occurrence("fair", places={"GHA", "TGO"})], YEAR, [ghana], NEAR)
    line = "No calendar speaks about TGO; which days are free there is unknown."
    assert line in found.text("en").splitlines()
    assert line in found.explain("fair").text("en").splitlines()


def test_where_no_calendar_names_the_summer_holidays_of_the_host_land_the_plan_says_so() -> None:
    summer = Calendar("Ferien", [CalendarDay(date(2027, 7, 19), date(2027, 8, 31), "Ferien")], {"DE-NW"})
    whole = Calendar("all", summer.days)
    no_land, no_calendar = "because the Land is not settled.", "because no calendar names them."
    for calendars, lands, why in (
        ((), (), no_land),
        ((summer,), (), no_land),
        ((), ("DE-BY",), no_calendar),
        ((summer,), ("DE-BY",), no_calendar),
        ((summer,), ("DE-NW",), None),
        ((whole,), (), None),
    ):
        found = plan([occurrence("fair", lands=lands)], YEAR, calendars)
        wanted = [] if why is None else [f"Summer holidays of the host Land: unknown for fair, {why}"]
        for said in (found.text("en"), found.explain("fair").text("en")):
            assert [line for line in said.splitlines() if line.startswith("Summer")] == wanted
    two = [occurrence("fair"), occurrence("meeting", lands=("DE-BY",)), occurrence("talk")]
    lines = [line for line in plan(two, YEAR).text("en").splitlines() if line.startswith("Summer")]
    assert [line.partition("unknown for ")[2] for line in lines] == [
        f"meeting, {no_calendar}",
        f"talk, fair, {no_land}",
    ]
    for quiet in (
        plan([occurrence("fair", date(2027, 10, 5), reach=3)], YEAR),
        plan([occurrence("fair")], YEAR, (), NEAR),
        plan([occurrence("fair")], YEAR, locked=[stands("fair", september(6))]),
    ):
        assert "Sommerferien" not in quiet.text()


# ── what clashes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def clashing(*args: object, **named: object) -> list[str]:
    found = plan(*args, **named)  # type: ignore[arg-type] # because it hands on whatever it is given
    (name,) = found.left_out
    clash = found.clash(name)
    assert clash is not None
    assert clash.minimal
    assert [rule.text("en") for rule in clash.rules] == found.explain(name).text("en").splitlines()[
        2 : 2 + len(clash.rules)
    ]
    return clash.text("en").splitlines()[1:]


def test_a_window_of_forbidden_weekdays_clashes_by_itself() -> None:
    weekend = occurrence("fair", september(4), reach=0)
    assert clashing([weekend], YEAR, (), [Weekdays(), *NEAR, MinimumGap(3), RotateLands()]) == [
        "- rule “weekdays”",
        "- rule “window”",
    ]


def test_a_fixed_neighbour_is_named_in_the_clash() -> None:
    fixed = [Placement(september(6), september(7), "b"), Placement(date(2027, 3, 1), date(2027, 3, 2), "c")]
    rules = [*NEAR, MinimumGap(14)]
    events = [occurrence("a", reach=5), occurrence("b"), occurrence("c", date(2027, 3, 1))]
    assert clashing(events, YEAR, (), rules, locked=fixed) == [
        "- “b” is fixed: 2027-09-06 to 2027-09-07.",
        "- rule “window”",
        "- rule “minimum gap”",
    ]


def test_neighbours_that_leave_no_room_are_named_in_the_clash() -> None:
    events = [occurrence(name, reach=3) for name in "abc"]
    lines = clashing([*events, occurrence("far", date(2027, 2, 1))], YEAR, (), [*NEAR, MinimumGap(2)])
    assert len(lines) == 4
    assert "takes place too (2027-09-03 to 2027-09-09)." in lines[0]
    assert lines[2:] == ["- rule “window”", "- rule “minimum gap”"]


def test_those_in_the_way_of_the_neighbours_are_asked_when_the_neighbours_alone_leave_room() -> None:
    # a leaves b one of two days, and b leaves c none then: only all three together clash.
    a = occurrence("a", september(6), 0, days=(1, 1), staff={"x"}, earliest=september(6), latest=september(6))
    b = occurrence("b", september(6), 0, days=(1, 1), staff={"x", "y"}, earliest=september(6), latest=september(7))
    c = occurrence("c", september(7), 0, days=(1, 1), staff={"y"}, earliest=september(7), latest=september(7))
    found = plan([a, b, c], YEAR, (), [Window(), MinimumGap(0)])
    (name,) = found.left_out
    clash = found.clash(name)
    assert clash is not None
    assert len(clash.rules) == 4
    alone = plan([a, b, c], YEAR, (), [Window(), MinimumGap(0), OwnRule(only_c_and_a, Term("x", "x"))])
    assert alone.left_out == ("b",)


def only_c_and_a(one: Occurrence, _days: Placement) -> int | None:
    return None if one.id == "b" else 0


def test_a_window_outside_the_horizon_says_so() -> None:
    found = plan([occurrence("fair", date(2030, 1, 15))], YEAR, (), NEAR)
    assert found.explain("fair").text("en").splitlines() == [
        "fair finds no place.",
        "This rule cannot hold by itself:",
        "Everything lies in 2027-01-01 to 2027-12-31.",
        "The window holds no day of the horizon.",
    ]


def test_an_event_of_one_day_is_on_that_day_and_not_from_it_to_itself() -> None:
    one_day = occurrence("fair", september(6), days=(1, 1))
    found = plan([one_day], YEAR, (), [Window(), NearLikeliest(1), Weekdays(frozenset({1, 2}))])
    assert found.explain("fair").text("de").splitlines() == [
        "fair: 07.09.2027 (Kosten 1).",
        "Es kostet 1: 1 Tag neben dem 06.09.2027.",
        "06.09.2027 (allein 0): verboten, denn 06.09.2027 fällt auf Montag.",
    ]
    fixed = plan([one_day], YEAR, (), NEAR, locked=[Placement(september(8), september(8), "fair")])
    assert fixed.explain("fair").text("en") == "fair: 2027-09-08, fixed."


def test_a_single_rule_that_nothing_keeps_is_spoken_of_alone() -> None:
    found = plan([occurrence("fair", days=(4, 4))], YEAR, (), [*NEAR, Duration(1, 1)])
    assert found.explain("fair").text("de").splitlines()[1:3] == [
        "Diese Regel kann für sich allein nicht gelten:",
        "Regel „Dauer“",
    ]


def test_what_has_a_place_has_no_clash() -> None:
    assert plan([occurrence("fair")], YEAR).clash("fair") is None


@pytest.mark.uncounted
def test_a_load_of_the_year_is_named_in_the_clash() -> None:
    assert clashing([occurrence("a"), occurrence("b")], YEAR, (), [*NEAR, MostPer(1, "year")])[1:] == ["- rule “load”"]


def test_what_was_left_out_for_want_of_steps_has_no_clash_to_show() -> None:
    found = plan([occurrence("a")], YEAR, (), NEAR, steps=1)
    assert found.left_out == ("a",)
    assert found.clash("a") is None
    assert found.explain("a").text("en").splitlines()[:2] == [
        "a has no place yet: the search ended before it was known whether there is one.",
        "2027-09-06 to 2027-09-07 (0 by itself): nothing stands against it, as long as all else stands.",
    ]


def test_a_calendar_entry_of_years_is_read_without_writing_out_its_days() -> None:
    closed = Calendar("fair grounds", [CalendarDay(date(1990, 1, 1), date(9000, 1, 1), "closed", "discouraged")])
    found = plan([occurrence("fair")], YEAR, [closed], [*NEAR, Avoid("discouraged", weight=1)])
    assert found.value == 2
    assert "discouraged (closed)" in found.explain("fair").text("en")
    assert found.verify() == ()


def test_a_difference_of_nothing_but_the_land_names_both() -> None:
    both = occurrence("fair", lands=("DE-HE", "DE-NW"))
    old = plan([both], YEAR, (), NEAR)
    feast = Calendar("Hessen", [CalendarDay(september(6), september(7), "feast")], {"DE-HE"})
    new = plan([both], YEAR, [feast], [*NEAR, Avoid()], previous=old)
    assert [sentence.text("de") for _, sentence in new.diff(old)] == [
        "fair (06.–07.09.2027): Nordrhein-Westfalen statt Hessen."
    ]
    assert new.moved == ("fair",)


def test_days_are_written_as_people_write_them() -> None:
    assert Dates(september(6), september(6)).text("de") == "06.09.2027"
    assert Dates(september(6), september(6)).text("en") == "2027-09-06"
    assert Dates(date(2028, 12, 30), date(2029, 1, 2)).text("de") == "30.12.2028–02.01.2029"
    assert str(Placement(september(6), september(7), "fair", "DE-HE")) == "fair: 06.–07.09.2027, Hessen"
    assert [one.text("de") for one in Sharing][:2] == ["dasselbe Team", "dieselben Gäste"]
    assert [one.text("en") for one in LoadPeriod] == ["quarter", "year"]


def test_a_plan_shows_itself_and_explains_one_or_all() -> None:
    found = plan([occurrence("fair")], YEAR, (), NEAR)
    assert str(found) == found.explain().text() == found.text()
    assert str(found).endswith("Kein Plan kostet weniger als 0: bewiesen, Teil für Teil.")
    assert "<table>" in found._repr_html_()
    assert found.explain(found.occurrences[0]) == found.explain("fair")
    with pytest.raises(BadInstance, match="no id or one"):
        found.explain("fair", "fair")
    with pytest.raises(BadInstance, match="old must be of type Plan"):
        found.diff("old")  # type: ignore[arg-type]  # because a wrong value is meant
    with pytest.raises(BadInstance, match="each of days must be of type CalendarDay"):
        Calendar("x", ["Monday"])  # type: ignore[list-item]  # because a wrong value is meant
    with pytest.raises(BadRule, match="must be a function"):
        OwnRule(5, Term("x", "x"))  # type: ignore[arg-type]  # because a wrong value is meant
    with pytest.raises(BadRule, match="rules: str is no rule of a plan"):
        plan([occurrence("fair")], YEAR, (), ["window"])  # type: ignore[list-item]  # because a wrong value is meant


def test_one_day_is_said_in_the_singular_and_rules_by_their_german_names() -> None:
    both = [occurrence(name, reach=1, days=(2, 2), staff={"team"}) for name in ("fair", "forum")]
    rules: list[PlanRule] = [
        Window(),
        MinimumGap(1, "staff"),
        Duration(1, 3, weight=1),
        LeadTime(1, date(2027, 9, 6), name="Visa"),
    ]
    crowded = plan(both, YEAR, (), rules)
    (left,) = crowded.left_out
    said = {lang: crowded.explain(left).text(lang) for lang in ("de", "en")}
    assert "Regel „Fenster“" in said["de"]
    assert "Regel „Mindestabstand“" in said["de"]
    assert "rule “minimum gap”" in said["en"]
    assert "gäbe es nur 0 Tage, verlangt ist 1" in said["de"]
    assert "there would be only 0 days, 1 is asked for" in said["en"]
    tampered = evolve(crowded, placements=(Placement(september(6), september(7), "fair"),))
    assert "Regel „Visa“" in " ".join(one.text("de") for one in tampered.verify())
    late = plan(both[:1], YEAR, (), [*NEAR, LeadTime(1, date(2027, 9, 6))])
    assert "nur 0 Tage nach dem 06.09.2027, verlangt ist 1." in late.explain("fair").text("de")
    long = plan(both[:1], YEAR, (), [Window(), Duration(3, 4, weight=1)])
    assert "2 Tage statt 3 bis 4" in long.explain("fair").text("de")


def test_a_year_that_holds_one_event_says_so_in_the_singular() -> None:
    crowded = plan([occurrence("fair"), occurrence("forum")], YEAR, (), [Window(), MostPer(1, LoadPeriod.YEAR)])
    (left,) = crowded.left_out
    assert "2027 hat schon 1 Veranstaltung (" in crowded.explain(left).text("de")
    assert "2027 has 1 event already (" in crowded.explain(left).text("en")
