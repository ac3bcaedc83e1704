"""What series ask for: announced editions are locked, quiet times avoided, the season of past editions kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from tests.planning.conftest import NEAR, YEAR, occurrence

from kommunal_partner.cycles import Cycle, Grid, NoCycle
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.planning import (
    STANDARD,
    Avoid,
    Calendar,
    Commitment,
    DayKind,
    Move,
    Occurrence,
    Placement,
    Plan,
    QuietTimes,
    RotateLands,
    Window,
    plan,
)
from kommunal_partner.planning._due import all_asked, replaced_names
from kommunal_partner.planning._quiet_times import quiet_time
from kommunal_partner.planning._verify import _is_quiet
from kommunal_partner.results import Status
from kommunal_partner.schedule import expected_editions, state
from kommunal_partner.series import CountryScope, Edition, EventSeries, Place
from kommunal_partner.spans import Span

ON = date(2026, 11, 22)
EVERY_THREE_YEARS = Grid(2018, 3)
MISNAMED = Placement(date(2027, 9, 6), date(2027, 9, 7), "b")


def fair(*editions: Edition, name: str = "fair", cycle: Cycle = EVERY_THREE_YEARS) -> EventSeries:
    held = [Edition(day, id=f"{name}-{day[:4]}") for day in ("2018-09-10/2018-09-11", "2021-09-06/2021-09-07")]
    return EventSeries(name, name.title(), "round_table", CountryScope({"GHA"}), cycle, [*held, *editions])


def announced(when: str, **more: object) -> Edition:
    return Edition(when, status="announced", **more)  # type: ignore[arg-type]  # because a text is read as a status


def drawn(*series: EventSeries, **more: object) -> Plan:
    return plan(series, Span.years(2027, 2030), on=ON, **more)  # type: ignore[arg-type]  # because a table of changes has many types


def test_an_announced_edition_in_a_series_is_locked_by_itself() -> None:
    africa = load_facts().series["rk-afrika"]
    own = evolve(africa, editions=[*africa.editions, announced("2028-09-12/2028-09-14", id="rk-afrika-7")])
    conference = Occurrence("forum", "forum", date(2028, 9, 1), date(2028, 9, 12), date(2028, 10, 31), (2, 2), {"team"})
    found = plan([own, conference], Span.years(2028), on=ON)
    assert found.solution["rk-afrika-7"] == Placement(date(2028, 9, 12), date(2028, 9, 14), "rk-afrika-7")
    assert abs((found.solution["forum"].first - date(2028, 9, 13)).days) > 7
    assert "rk-afrika-2028-expected" not in found.solution
    assert (found.status, found.verify()) == (Status.OPTIMAL, ())
    assert "fest" in found.explain("rk-afrika-7").text("de")


def test_what_is_announced_and_locked_by_hand_stands_once() -> None:
    next_one = announced("2027-09-14/2027-09-16")
    series = fair(next_one)
    found = drawn(series, locked=[next_one])
    assert [one.first for one in found.locked] == [date(2027, 9, 14)]
    assert [name for name in found.solution if "2027" in name] == ["fair-2027-09-14/2027-09-16"]


def test_an_edition_of_two_series_is_locked_once() -> None:
    shared = announced("2027-09-14/2027-09-16", id="both-1")
    found = drawn(fair(shared), fair(shared, name="show"))
    assert [one.occurrence for one in found.locked] == ["both-1"]


def test_an_announced_edition_on_the_edge_of_the_horizon_keeps_others_away() -> None:
    series = fair(announced("2026-12-30/2027-01-02", id="fair-7"))
    early = occurrence("talk", date(2027, 1, 4), reach=3)
    found = plan([series, early], YEAR, on=ON)
    assert found.locked[0].first == date(2026, 12, 30)
    assert found.left_out == ("talk",)
    assert found.verify() == ()


def test_sessions_that_do_not_touch_are_locked_each_and_leave_the_days_between_free() -> None:
    sessions = (Span.through(date(2027, 3, 1), date(2027, 3, 3)), Span.day(date(2027, 6, 10)))
    series = fair(announced("2027-03-01/2027-03-03", id="fair-7", sessions=sessions))
    between = occurrence("talk", date(2027, 4, 20))
    found = plan([series, between], YEAR, on=ON)
    assert [(one.occurrence, one.first) for one in found.locked] == [
        ("fair-7-1", date(2027, 3, 1)),
        ("fair-7-2", date(2027, 6, 10)),
    ]
    assert found.solution["talk"].first == date(2027, 4, 20)


def test_what_is_announced_stands_for_the_edition_that_was_expected_before_it_was_known() -> None:
    expected = expected_editions(fair(), Span.years(2027), on=ON)[0]
    known = fair(announced("2027-09-14/2027-09-16", id="fair-7"))
    found = plan([expected, known], Span.years(2027, 2030), on=ON)
    assert list(found.solution) == ["fair-2027-expected", "fair-2030-expected"]
    assert found.locked == (Placement(date(2027, 9, 14), date(2027, 9, 16), "fair-2027-expected"),)


def test_an_announcement_of_a_month_is_planned_inside_it() -> None:
    found = drawn(fair(announced("2027-05", id="fair-7")))
    assert found.solution["fair-7"].first.month == 5
    assert found.locked == ()
    beyond = drawn(fair(announced("2031-05", id="fair-8"), cycle=NoCycle()))
    assert beyond.occurrences == ()


def test_an_announced_edition_brings_its_land_where_there_is_one() -> None:
    held = announced("2027-09-14/2027-09-16", id="fair-7", places=(Place("Kassel", "HE"),))
    found = drawn(
        fair(held),
        rules=[*STANDARD, RotateLands()],
        commitments={"fair": Commitment(lands=("DE-HE", "DE-NW"))},
    )
    assert found.solution["fair-7"].land == "DE-HE"
    assert found.solution["fair-2030-expected"].land == "DE-NW"
    assert found.verify() == ()


def test_a_difference_tells_what_was_announced_as_planned_and_what_elsewhere() -> None:
    before = drawn(fair())
    planned = before.solution["fair-2027-expected"]
    true = drawn(fair(announced(f"{planned.first}/{planned.last}", id="fair-7")), previous=before)
    assert next(sentence.text("de") for _, sentence in true.diff(before)) == (
        "fair-7 ist angekündigt, wie es geplant war: 06.–07.09.2027."
    )
    other = drawn(fair(announced("2027-09-20/2027-09-22", id="fair-7")), previous=before)
    (move, sentence) = other.diff(before)[0]
    assert sentence.text("de") == "fair-7 ist angekündigt: 20.–22.09.2027; geplant war 06.–07.09.2027."
    assert (move.before, move.after) == (planned, other.solution["fair-7"])


def test_a_difference_tells_what_had_been_fixed_and_was_announced_elsewhere_as_announced() -> None:
    name = "fair-2027-expected"
    fixed = drawn(fair(), locked=[drawn(fair()).solution[name]])
    other = drawn(fair(announced("2027-09-20/2027-09-22", id="fair-7")), previous=fixed)
    assert [(move.before, move.after) for move, _ in other.diff(fixed)] == [
        (fixed.solution[name], other.solution["fair-7"])
    ]


def test_what_is_fixed_says_how_wide_its_window_is_all_the_same() -> None:
    free = drawn(fair())
    name = "fair-2027-expected"
    fixed = drawn(fair(), locked=[free.solution[name]])
    (season,) = [line for line in free.explain(name).text("en").splitlines() if "season" in line]
    assert season in fixed.explain(name).text("en").splitlines()
    assert fixed.to_rows()[0]["likeliest"] == fixed.solution[name].first


def test_an_id_stays_where_the_previous_plan_has_it() -> None:
    before = drawn(fair())
    name = "fair-2027-expected"
    moved = {name: evolve(before.solution[name], first=date(2027, 9, 20), last=date(2027, 9, 21))}
    kept = drawn(fair(), previous=moved, locked=[name])
    assert kept.solution[name].first == date(2027, 9, 20)
    expected = expected_editions(fair(), Span.years(2027), on=ON)[0]
    assert drawn(fair(), previous=moved, locked=[expected]).solution == kept.solution
    with pytest.raises(BadInstance, match="has no days in the previous plan") as refused:
        drawn(fair(), locked=[name])
    assert "im vorigen Plan keine Tage" in refused.value.text("de")


def test_unknown_ids_are_refused_with_the_one_that_may_be_meant() -> None:
    with pytest.raises(
        UnknownName, match="there is no occurrence 'fair-2027-expectd'; did you mean fair-2027-expected"
    ):
        drawn(fair(), locked=[Placement(date(2027, 9, 6), date(2027, 9, 7), "fair-2027-expectd")])
    with pytest.raises(UnknownName, match="there is no series 'fare'; did you mean fair"):
        drawn(fair(), commitments={"fare": Commitment()})
    assert drawn(fair(), commitments={"fair": Commitment((3, 3))}).occurrences[0].days == (3, 3)


@pytest.mark.parametrize(
    "act",
    [
        lambda: plan(load_facts().series, Span.years(2027, 9990), on=ON),
        lambda: plan([occurrence(f"a {n}") for n in range(3_000)], YEAR),
        lambda: plan([occurrence("a", date(2060, 1, 1), reach=12_000, lands=["DE-HE", "DE-NW"], days=(1, 30))], Span.years(2027, 2090)),
        lambda: plan([occurrence("a")], (2027, 2028)),  # type: ignore[arg-type]  # because a wrong value is meant
        lambda: plan([occurrence("a")], YEAR, locked=5),  # type: ignore[arg-type]  # because a wrong value is meant
        lambda: plan([occurrence("a")], YEAR, locked=[[1]]),  # type: ignore[list-item]  # because a wrong value is meant
        lambda: plan([occurrence("a")], YEAR, previous=5),  # type: ignore[arg-type]  # because a wrong value is meant
        lambda: plan([occurrence("a")], YEAR, previous={"a": MISNAMED}),
        lambda: plan([occurrence("a")], YEAR, calendars=[5]),  # type: ignore[list-item]  # because a wrong value is meant
        lambda: plan([occurrence("a")], YEAR, commitments={"a": 5}),  # type: ignore[dict-item]  # because a wrong value is meant
        lambda: plan(5, YEAR),  # type: ignore[arg-type]  # because a wrong value is meant
        lambda: occurrence("a", days=(1, 10**9)),
        lambda: occurrence("a", days=(1, 2, 3)),
        lambda: occurrence(""),
    ],
)  # fmt: skip
def test_what_is_badly_shaped_or_far_too_big_is_refused_at_once(act: object) -> None:
    assert callable(act)
    with pytest.raises(BadInstance):
        act()


# ── quiet times and seasons ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2031, 12, 23), None),
        (date(2031, 12, 24), "zwischen den Jahren"),
        (date(2032, 1, 6), "zwischen den Jahren"),
        (date(2032, 1, 7), None),
        (date(2027, 2, 3), None),
        (date(2027, 2, 4), "Karneval"),
        (date(2027, 2, 10), "Karneval"),
        (date(2027, 2, 11), None),
        (date(2027, 3, 21), None),
        (date(2027, 3, 22), "Karwoche und Ostern"),
        (date(2027, 3, 29), "Karwoche und Ostern"),
        (date(2027, 3, 30), None),
        (date(5000, 4, 1), None),
    ],
)
def test_quiet_times_begin_and_end_on_their_days(day: date, name: str | None) -> None:
    found = quiet_time(day)
    assert (None if found is None else found.text("de")) == name


def test_the_check_knows_easter_by_a_rule_of_its_own() -> None:
    first = date(1990, 1, 1)
    days = (first + timedelta(days=n) for n in range(40_000))
    assert [day for day in days if (quiet_time(day) is not None) is not _is_quiet(day)] == []


def test_quiet_times_are_avoided_by_default_and_named() -> None:
    late = occurrence("fair", date(2031, 12, 29), reach=40)
    found = plan([late], Span.years(2031, 2032))
    assert quiet_time(found.solution["fair"].first) is None
    hard = plan([late], Span.years(2031, 2032), (), [*NEAR, QuietTimes()])
    assert hard.solution["fair"].first == date(2031, 12, 22)
    assert "29.12.2031, 30.12.2031: ungünstig (zwischen den Jahren)" in hard.explain("fair").text("de")
    assert hard.verify() == ()
    tampered = evolve(hard, placements=(Placement(date(2031, 12, 29), date(2031, 12, 30), "fair"),), value=0)
    assert [one.rule for one in tampered.verify()] == ["quiet times"]


def test_a_window_that_says_nothing_of_the_season_prefers_that_of_the_past_editions() -> None:
    (expected, *_) = expected_editions(fair(), Span.years(2027), on=ON)
    wide = evolve(expected, earliest=date(2027, 1, 1), likeliest=date(2027, 3, 1), latest=date(2027, 12, 31))
    found = plan([wide], YEAR, (), NEAR)
    assert found.solution[expected.id].first == date(2027, 9, 6)
    assert "das Fenster ist 365 Tage weit" in found.explain(expected.id).text("de").replace("Das", "das")
    away = evolve(wide, earliest=date(2027, 9, 20), likeliest=date(2027, 12, 1), latest=date(2028, 6, 1))
    assert plan([away], Span.years(2027, 2028), (), NEAR).solution[expected.id].first == date(2027, 9, 20)
    later = plan([evolve(wide, earliest=date(2026, 7, 1), likeliest=date(2026, 12, 1))], YEAR, (), NEAR)
    assert later.solution[expected.id].first == date(2027, 9, 6)
    unknown = evolve(wide, evidence=())
    assert plan([unknown], YEAR, (), NEAR).solution[expected.id].first == date(2027, 3, 1)
    narrow = evolve(expected, earliest=expected.likeliest)
    assert plan([narrow], YEAR, (), NEAR).occurrences[0].past == ()


LIKELIEST = "2027-07-01"


@pytest.mark.parametrize(
    ("window", "horizon", "past", "found"),
    [
        (("2027-01-01", LIKELIEST, "2027-12-31"), ("2027", "2027"), [], LIKELIEST),
        (("2027-01-01", LIKELIEST, "2027-12-31"), ("2027", "2027"), ["2019-09-06"], "2027-09-06"),
        (("2027-01-01", LIKELIEST, "2027-12-31"), ("2027", "2027"), ["2021-09-06", "2019-05-10"], "2027-05-10"),
        (("2027-01-01", LIKELIEST, "2027-12-31"), ("2027", "2027"), ["2021-07-03", "2019-06-29"], "2027-06-29"),
        (("2027-01-01", LIKELIEST, "2028-12-31"), ("2028", "2028"), ["2019-09-06"], "2028-09-06"),
        (("2027-01-01", "2028-12-01", "2028-12-31"), ("2027", "2027"), ["2019-09-06"], "2027-09-06"),
        (("2027-01-01", "2028-12-01", "2028-12-31"), ("2027", None), ["2019-09-06"], "2028-09-06"),
        (("2027-09-06", "2027-10-01", "2028-08-01"), ("2027", None), ["2019-09-06"], "2027-09-06"),
        (("2027-01-01", LIKELIEST, "2027-09-06"), ("2027", None), ["2019-09-06"], "2027-09-06"),
        (("2027-09-07", "2027-10-01", "2028-08-01"), ("2027", None), ["2019-09-06"], "2027-09-07"),
        (("2027-10-20", "2027-12-01", "2028-08-20"), ("2027", None), ["2019-09-06"], "2028-08-20"),
        (("2027-01-20", LIKELIEST, "2027-08-20"), ("2027", None), ["2019-01-10"], "2027-01-20"),
        (("2027-01-20", LIKELIEST, "2027-08-20"), ("2027", None), ["2019-12-30"], "2027-01-20"),
        (("2027-06-01", LIKELIEST, "2027-12-20"), ("2027", None), ["2019-01-10"], "2027-12-20"),
        (("2027-01-01", LIKELIEST, "2027-12-31"), ("2027", "2027"), ["2020-02-29"], "2027-02-28"),
        (("2027-01-01", LIKELIEST, "2027-12-31"), ("2027", "2027"), ["2019-08"], LIKELIEST),
    ],
)  # fmt: skip
def test_of_a_wide_window_the_likeliest_day_is_the_nearest_in_the_season_of_the_past(
    window: tuple[str, str, str], horizon: tuple[str, str | None], past: list[str], found: str
) -> None:
    assert asked_for(window, horizon, past).likeliest == date.fromisoformat(found)


def asked_for(window: tuple[str, str, str], horizon: tuple[str, str | None], past: list[str]) -> Occurrence:
    """What an edition expected in this window, that is known by these editions, asks for between these years."""
    earliest, likeliest, latest = (date.fromisoformat(day) for day in window)
    (expected, *_) = expected_editions(fair(), Span.years(2027), on=ON)
    evidence = tuple(Edition(day) for day in past)
    edition = evolve(expected, earliest=earliest, likeliest=likeliest, latest=latest, evidence=evidence)
    first, last = horizon
    years = Span(date(int(first), 1, 1)) if last is None else Span.years(int(first), int(last))
    (found,) = all_asked([edition], years, None, {}, even_if_lapsed=False).given
    return found


@pytest.mark.parametrize(("latest", "day", "past"), [("2027-06-28", 1, ()), ("2027-06-29", 29, (date(2019, 9, 6),))])
def test_a_window_is_wide_from_half_a_year_on(latest: str, day: int, past: tuple[date, ...]) -> None:
    found = asked_for(("2027-01-01", "2027-06-01", latest), ("2027", "2027"), ["2019-09-06", "2020-09"])
    assert (found.likeliest, found.past) == (date(2027, 6, day), past)


def test_a_past_edition_on_a_leap_day_has_its_season_too() -> None:
    (expected, *_) = expected_editions(fair(), Span.years(2027), on=ON)
    leap = evolve(
        expected,
        earliest=date(2027, 1, 1),
        likeliest=date(2027, 6, 1),
        latest=date(2027, 12, 31),
        evidence=(Edition("2024-02-29"),),
    )
    assert plan([leap], YEAR, (), NEAR).solution[expected.id].first == date(2027, 2, 28)


def test_a_lapsed_series_is_named_and_not_planned_unless_that_is_asked() -> None:
    facts = load_facts()
    found = plan([facts.series["rt-nicaragua"]], Span.years(2027, 2028), on=ON)
    assert found.occurrences == ()
    assert "rt-nicaragua: nichts zu planen (erloschen)." in found.text("de")
    asked = plan([facts.series["rt-nicaragua"]], Span.years(2027, 2028), on=ON, even_if_lapsed=True)
    assert len(asked.occurrences) == 2


def test_a_mapping_of_series_stands_for_its_values() -> None:
    series = {"whatever": fair()}
    assert list(plan(series, YEAR, on=ON).solution) == ["fair-2027-expected"]


# ── stopping and watching ────────────────────────────────────────────────────────────────────────────────────────────


def crowd(size: int) -> list[Occurrence]:
    return [occurrence(f"e{n:02d} {n}", reach=60, days=(1, 3)) for n in range(size)]


def test_progress_is_told_and_can_end_the_search() -> None:
    told: list[tuple[int, int, float | None]] = []

    def watch(done: int, of: int, best: float | None) -> bool:
        told.append((done, of, best))
        return len(told) > 2

    found = plan(crowd(25), YEAR, steps=50_000_000, progress=watch)
    assert len(told) == 3
    assert told[-1][1] == 50_000_000
    assert (found.reproducible, found.verify()) == (False, ())


def test_a_time_limit_ends_the_search_and_what_stands_is_given() -> None:
    found = plan(crowd(25), YEAR, steps=50_000_000, time_limit=0.4)
    assert (found.reproducible, found.verify()) == (False, ())
    at_once = plan(crowd(25), YEAR, time_limit=1e-9)
    assert (len(at_once.left_out), at_once.bound, at_once.verify()) == (25, None, ())


def test_a_first_sweep_that_is_broken_off_gives_what_it_has_placed() -> None:
    found = plan(crowd(25), YEAR, steps=6_000)
    assert 0 < len(found.placements) < 25
    assert (found.status, found.verify()) == (Status.PARTIAL, ())


def test_an_interruption_gives_the_best_plan_until_then() -> None:
    def stop(_done: int, _of: int, best: float | None) -> bool:
        if best is not None:
            raise KeyboardInterrupt
        return False

    from kommunal_partner.results import Interrupted

    with pytest.raises(Interrupted) as caught:
        plan(crowd(25), YEAR, steps=50_000_000, progress=stop)
    found = caught.value.result
    assert isinstance(found, Plan)
    assert found.placements
    assert (found.reproducible, found.verify()) == (False, ())


def test_what_calendars_do_not_know_is_said_in_the_plan() -> None:
    known = Calendar("Ghana", (), {"GHA"}, known=Span.years(2026))
    found = plan([occurrence("fair", places={"GHA"})], YEAR, [known], [Window(), Avoid(DayKind.UNKNOWN, weight=1)])
    assert "nicht bekannt, ob sie frei sind" in found.text("de")


def test_an_edition_announced_for_a_year_has_the_season_of_the_past_editions() -> None:
    found = plan([fair(announced("2027", id="fair-7"))], YEAR, (), NEAR, on=ON)
    assert found.solution["fair-7"].first == date(2027, 9, 6)
    assert "Das Fenster ist 365 Tage weit" in found.explain("fair-7").text("de")
    early = fair(announced("2027-01", id="fair-7"))
    assert plan([early], YEAR, (), NEAR, on=ON).occurrences[0].past == ()


def once(*editions: Edition, **more: object) -> Plan:
    """The plan of a series that is not expected to go on."""
    return drawn(fair(*editions, cycle=NoCycle()), **more)


def test_a_difference_tells_of_an_edition_that_replaces_another_as_moved() -> None:
    first = announced("2027-05-10/2027-05-12", id="fair-7")
    later = announced("2027-09-14/2027-09-16", id="fair-7-b", replaces="fair-7")
    before, after = once(first), once(first, later)
    ((move, sentence),) = after.diff(before)
    assert move == Move("fair-7-b", before.solution["fair-7"], after.solution["fair-7-b"])
    assert sentence.text("de") == (
        "fair-7 ist verlegt, vom 10.–12.05.2027 auf den 14.–16.09.2027, und steht nun als fair-7-b im Plan."
    )
    last = evolve(first, id="fair-7-c", replaces="fair-7-b")
    (back,) = [sentence.text("en") for _, sentence in once(first, last, later).diff(before)]
    assert back == "fair-7-c stands in the place of fair-7, on the same days: 2027-05-10 – 2027-05-12."
    assert [one.occurrence for one, _ in once(first, last, later).diff(after)] == ["fair-7-c"]
    ring = [announced("2027", id=name, replaces=other) for name, other in ("ab", "ba", "ca")]
    assert list(replaced_names(ring[2], "fair", ring)) == [("c", "a"), ("c", "b"), ("c", "a")]


def test_a_replacement_whose_days_are_to_be_chosen_or_that_is_locked_by_hand_is_told_as_moved_too() -> None:
    vague, first = announced("2027-05", id="fair-7"), announced("2027-05-10/2027-05-12", id="fair-7")
    before = once(vague)
    later = announced("2027-05-18/2027-05-19", id="fair-7-b", replaces="fair-7")
    for after in (once(vague, later), once(locked=[later])):
        assert [(move.occurrence, sentence.reason.code) for move, sentence in after.diff(before)] == [
            ("fair-7-b", "REPLACED")
        ]
    month = announced("2027-10", id="fair-7-b", replaces="fair-7")
    ((move, sentence),) = once(first, month).diff(once(first))
    assert (move.occurrence, sentence.reason.code) == ("fair-7-b", "REPLACED")


def test_of_two_editions_in_place_of_one_the_second_is_new_and_sessions_are_told_one_by_one() -> None:
    first = announced("2027-05-10/2027-05-12", id="fair-7")
    both = [
        announced(f"2027-{month}-14/2027-{month}-16", id=f"fair-7-{month}", replaces="fair-7") for month in ("09", "11")
    ]
    told = once(first, *both).diff(once(first))
    assert [(move.occurrence, sentence.reason.code) for move, sentence in told] == [
        ("fair-7-09", "REPLACED"),
        ("fair-7-11", "NEW"),
    ]
    sessions = [Span(date(2027, 9, 14), date(2027, 9, 16)), Span(date(2027, 9, 20), date(2027, 9, 22))]
    two = evolve(both[0], id="fair-8", when="2027-09-14/2027-09-21", sessions=sessions)
    again = evolve(two, id="fair-9", replaces="fair-8", sessions=[sessions[0], Span.day(date(2027, 9, 21))])
    told = once(first, two, again).diff(once(first, two))
    assert [(move.occurrence, sentence.reason.code) for move, sentence in told] == [
        ("fair-9-1", "REPLACED_AS_PLANNED"),
        ("fair-9-2", "REPLACED"),
    ]


@pytest.mark.parametrize(("first", "last", "planned"), [(8, 12, True), (9, 9, True), (1, 8, False)])
def test_an_edition_announced_for_a_season_is_planned_where_its_likeliest_day_is_not_after_the_horizon(
    first: int, last: int, *, planned: bool
) -> None:
    horizon = Span.through(date(2027, first, 1), date(2027, last, 30))
    found = plan([fair(announced("2027-01/2027-12", id="fair-7"))], horizon, on=ON)
    assert ("fair-7" in found.solution) is planned


def test_a_placement_under_the_name_of_another_is_refused() -> None:
    own = Placement(date(2027, 9, 6), date(2027, 9, 7), "fair-2027-expected")
    assert drawn(fair(), locked={own.occurrence: own}).solution[own.occurrence] == own
    with pytest.raises(BadInstance, match="locked: 'fair-2028-expected' has no placement of its own"):
        drawn(fair(), locked={"fair-2028-expected": own})


def test_what_another_edition_has_replaced_is_not_locked_beside_it() -> None:
    first = announced("2027-05-10/2027-05-12", id="fair-7")
    later = announced("2027-09-14/2027-09-16", id="fair-7-later", replaces="fair-7", known_since=date(2026, 3, 1))
    found = drawn(fair(first, later))
    assert [name for name in found.solution if name.startswith("fair-7")] == ["fair-7-later"]
    assert state(fair(first, later), on=ON).next == later
    before = state(fair(first, later), on=date(2026, 2, 1)).next
    assert before == first
    assert "fair-7" in drawn(fair(first)).solution


def test_all_ids_of_a_plan_can_be_locked_those_announced_among_them() -> None:
    sessions = [Span(date(2027, 9, 14), date(2027, 9, 16)), Span(date(2027, 9, 20), date(2027, 9, 22))]
    edition = announced("2027-09-14/2027-09-21", id="fair-7", sessions=sessions)
    first = drawn(fair(edition))
    assert len(first.locked) == len(sessions)
    again = drawn(fair(edition), previous=first, locked=list(first.solution))
    assert again.solution == first.solution
    assert set(again.locked) == set(first.placements)
    assert drawn(fair(edition), locked=[first.locked[0].occurrence]).solution == first.solution
    assert drawn(fair(edition), locked=first.solution).solution == first.solution
    elsewhere = evolve(first.locked[0], first=date(2027, 10, 4), last=date(2027, 10, 6))
    with pytest.raises(BadInstance, match="is announced for other days"):
        drawn(fair(edition), locked=[elsewhere])
    with pytest.raises(UnknownName) as refusal:
        drawn(fair(edition), locked=["fair-77"])
    assert refusal.value.suggestions == ("fair-7",)


@pytest.mark.uncounted
@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_what_was_moved_and_then_called_off_does_not_come_back_on_its_first_days(status: str) -> None:
    first = announced("2027-05-10/2027-05-12", id="fair-7")
    moved = Edition("2027-09-14/2027-09-16", id="fair-7-b", status=status, replaces="fair-7")
    again = announced("2028-05-09/2028-05-11", id="fair-7-c", replaces="fair-7-b")
    assert not [name for name in drawn(fair(first, moved)).solution if name.startswith("fair-7")]
    found = drawn(fair(first, moved, again))
    assert [name for name in found.solution if name.startswith("fair-7")] == ["fair-7-c"]
    unknown = evolve(moved, known_since=ON + timedelta(days=1))
    assert "fair-7" in drawn(fair(first, unknown)).solution
    assert "fair-7" not in drawn(fair(first, evolve(moved, known_since=ON))).solution
