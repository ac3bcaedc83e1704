"""Expected editions: of the shipped series by hand, and of invented ones at every boundary."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from itertools import pairwise

import pytest

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.cycles import AfterLast, Alternating, Cycle, Grid, NamedYears, NoCycle, Regular
from kommunal_partner.errors import BadInstance, BadRule, NotADay
from kommunal_partner.schedule import (
    AS_STATED,
    LAST_PLUS,
    MEAN_INTERVAL,
    ON_GRID,
    PRIORS,
    OnGrid,
    ProjectionRule,
    Target,
    expected_editions,
    is_after_a_gap,
)
from kommunal_partner.schedule._known import start_of
from kommunal_partner.schedule._seasons import anniversary, dated, steps
from kommunal_partner.series import CountryScope, Edition, EventSeries, InSeries, SeriesKind
from kommunal_partner.spans import Span

Shipped = FrozenMap[str, EventSeries]
TODAY = date(2026, 11, 22)
YEARS = Span.years(2027, 2032)


def series(cycle: Cycle, *editions: Edition, kind: str = "regional_conference") -> EventSeries:
    return EventSeries("s", "S", kind, CountryScope({"NIC"}), cycle, editions)


def years(
    table: EventSeries, window: Span, on: date, rule: ProjectionRule = AS_STATED, *, lapsed: bool = False
) -> list[int]:
    return [one.year for one in expected_editions(table, window, on=on, rule=rule, even_if_lapsed=lapsed)]


# ── the shipped series ───────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_expected_of_the_regional_conferences_from_2027_to_2032(shipped: Shipped) -> None:
    found = {
        name: [(one.year, one.number, one.likeliest) for one in expected_editions(shipped[name], YEARS, on=TODAY)]
        for name in ("rk-afrika", "rk-asien", "rk-lateinamerika", "rk-osteuropa")
    }
    assert found == {
        "rk-afrika": [(2028, 7, date(2028, 9, 8)), (2031, 8, date(2031, 9, 8))],
        "rk-asien": [(2029, 6, date(2029, 9, 27)), (2032, 7, date(2032, 9, 27))],
        # Köln was the third or the fourth, and of Osteuropa 2023 nobody knows: no number is certain.
        "rk-lateinamerika": [(2027, None, date(2027, 9, 4)), (2030, None, date(2030, 9, 4))],
        "rk-osteuropa": [(2029, None, date(2029, 11, 17)), (2032, None, date(2032, 11, 17))],
    }


def test_few_dated_editions_take_the_window_of_the_kind_and_say_so(shipped: Shipped) -> None:
    (asien,) = expected_editions(shipped["rk-asien"], Span.years(2029), on=TODAY)
    assert (asien.earliest, asien.latest) == (date(2029, 6, 1), date(2029, 11, 30))
    assert asien.basis.text("de") == (
        "Turnus: alle 3 Jahre, gezählt ab 2014. Datierte Veranstaltungen: 2, zu wenige für ein eigenes Fenster; "
        "genommen ist das weitere der Art „Regionalkonferenz“."
    )
    (afrika,) = expected_editions(shipped["rk-afrika"], Span.years(2028), on=TODAY)
    assert (afrika.earliest, afrika.latest) == (date(2028, 7, 25), date(2028, 10, 23))
    assert afrika.basis.text("en") == (
        "Cycle: every 3 years, counted from 2010. Season and spread from 6 dated editions of the series."
    )
    assert [edition.id for edition in afrika.evidence] == [f"rk-afrika-{number}" for number in range(1, 7)]


def test_an_edition_missed_before_is_named_in_the_basis(shipped: Shipped) -> None:
    osteuropa = expected_editions(shipped["rk-osteuropa"], YEARS, on=TODAY)
    assert "What was expected for 2023 is not documented." in osteuropa[0].basis.text("en")
    assert "Nicht belegt ist, was für 2023 erwartet war." in osteuropa[0].basis.text("de")


@pytest.mark.parametrize("name", ["rt-argentinien", "rt-burkina-faso", "rt-mongolei", "rt-nicaragua"])
def test_a_lapsed_round_table_is_expected_only_if_asked_for(shipped: Shipped, name: str) -> None:
    assert expected_editions(shipped[name], YEARS, on=TODAY) == ()
    found = expected_editions(shipped[name], YEARS, on=TODAY, even_if_lapsed=True)
    # One edition shows no rhythm, lapsed or not.
    assert bool(found) is (name != "rt-argentinien")
    for one in found:
        assert one.lapsed
        assert one.number is None
        assert one.basis.text("de").startswith("Erloschener Rhythmus: ")
        assert one.basis.text("en").startswith("Lapsed rhythm: ")


def test_a_lapsed_grid_goes_on_only_if_asked_for(shipped: Shipped) -> None:
    on = date(2026, 12, 1)
    assert expected_editions(shipped["rk-osteuropa"], YEARS, on=on) == ()
    found = expected_editions(shipped["rk-osteuropa"], YEARS, on=on, even_if_lapsed=True)
    assert [(one.year, one.lapsed) for one in found] == [(2029, True), (2032, True)]
    assert found[0].basis.text("en").startswith("Lapsed rhythm: Cycle: every 3 years")


def test_a_series_without_a_cycle_says_that_the_rhythm_is_only_observed(shipped: Shipped) -> None:
    assert expected_editions(shipped["pk-ukraine"], YEARS, on=TODAY) == ()
    found = expected_editions(shipped["pk-ukraine"], Span.years(2026, 2028), on=TODAY, even_if_lapsed=True)
    assert not any(one.lapsed for one in found)
    assert found[0].basis.text("de").startswith("Kein genannter Turnus: Mittlerer Abstand")
    assert [one.number for one in found] == [8, 9]


def test_an_announced_edition_is_not_expected_a_second_time(shipped: Shipped) -> None:
    koeln = shipped["rk-lateinamerika"]
    assert years(koeln, Span.years(2024, 2027), date(2024, 8, 13)) == [2024, 2027]
    assert years(koeln, Span.years(2024, 2027), date(2024, 8, 14)) == [2027]


def test_the_seasons_of_the_kinds_hold_every_dated_edition_of_the_facts(shipped: Shipped) -> None:
    for one in shipped.values():
        prior = PRIORS[one.kind]
        for edition in dated(one.counted):
            start = start_of(edition)
            assert prior.first <= (start.month, start.day) <= prior.last, edition.id


# ── invented series ──────────────────────────────────────────────────────────────────────────────────────────────────

THREE = (Edition("2012-10-10", 1), Edition("2015-10-10", 2), Edition("2018-10-10", 3))


def test_the_window_is_45_days_either_way_or_as_far_as_an_edition_strayed() -> None:
    steady = expected_editions(series(Grid(2012), *THREE), Span.years(2021), on=date(2020, 1, 1))[0]
    assert (steady.earliest, steady.latest) == (date(2021, 8, 26), date(2021, 11, 24))
    strayed = (*THREE[:2], Edition("2018-12-09", 3))
    wide = expected_editions(series(Grid(2012), *strayed), Span.years(2021), on=date(2020, 1, 1))[0]
    assert (wide.earliest, wide.likeliest, wide.latest) == (date(2021, 10, 10), date(2021, 12, 9), date(2022, 2, 7))
    # Never more than half a year.
    far = (Edition("2012-01-10"), Edition("2015-01-10"), Edition("2017-08-01"))
    widest = expected_editions(series(Grid(2012), *far), Span.years(2021), on=date(2020, 1, 1))[0]
    assert (widest.likeliest - widest.earliest).days == (widest.latest - widest.likeliest).days == 162
    farther = (Edition("2012-01-10"), Edition("2015-01-10"), Edition("2015-04-20"))
    capped = expected_editions(series(Grid(2012), *farther), Span.years(2021), on=date(2020, 1, 1))[0]
    assert (capped.likeliest - capped.earliest).days == 182


def test_an_early_start_widens_the_window_of_the_kind() -> None:
    found = expected_editions(series(Grid(2018), Edition("2018-02-03")), Span.years(2021), on=date(2020, 1, 1))
    assert (found[0].earliest, found[0].likeliest, found[0].latest) == (
        date(2021, 2, 3),
        date(2021, 2, 3),
        date(2021, 11, 30),
    )
    late = expected_editions(series(Grid(2018), Edition("2018-12-24")), Span.years(2021), on=date(2020, 1, 1))
    assert (late[0].earliest, late[0].latest) == (date(2021, 6, 1), date(2021, 12, 24))


def test_a_window_of_few_days_and_no_season_is_a_quarter_of_a_year_either_way_and_not_the_own_past() -> None:
    table = series(AfterLast(1, 6), Edition("2019-08-31"))
    (found,) = expected_editions(table, Span.years(2021), on=date(2020, 1, 1))
    assert (found.earliest, found.likeliest, found.latest) == (
        date(2020, 11, 28),
        date(2021, 2, 28),
        date(2021, 5, 31),
    )
    assert found.basis.text("en").endswith("taken is the wider one of the kind “regional conference”.")


def test_editions_of_which_the_days_or_the_month_is_known_are_dated_and_vaguer_ones_are_not() -> None:
    month, whole_days = Edition("2019-05"), Edition("2020-05-02/2020-06-30")
    among_31, among_32 = (Edition(f"[2021-05-02..2021-06-{last}]", id=last) for last in ("01", "02"))
    season = Edition("2022-22")
    assert dated((month, whole_days, among_31, among_32, season)) == (month, whole_days, among_31)


def test_a_step_is_measured_against_the_anniversary_and_three_months_are_the_least() -> None:
    one_year = (Edition("2019-05-02"), Edition("2020-05-12"))
    assert steps(one_year) == ((*one_year, 10),)
    # 90 days are the shortest step, and are measured against the day a whole year after.
    assert steps((Edition("2020-01-01"), Edition("2020-03-31")))[0][2] == -276
    assert steps((Edition("2020-01-01"), Edition("2020-03-30"))) == ()


def test_the_29th_of_february_comes_back_as_the_28th() -> None:
    found = expected_editions(series(AfterLast(1), Edition("2020-02-29")), Span.years(2021, 2024), on=date(2020, 3, 1))
    assert [one.likeliest for one in found] == [
        date(2021, 2, 28),
        date(2022, 2, 28),
        date(2023, 2, 28),
        date(2024, 2, 29),
    ]


def test_a_slip_moves_what_comes_after_the_last_but_not_the_grid() -> None:
    slipped = (Edition("2017-06-19", 2), Edition("2021", 3))
    on = date(2022, 1, 1)
    window = Span.years(2022, 2028)
    assert years(series(Grid(2014), *slipped), window, on) == [2023, 2026]
    assert years(series(AfterLast(3), *slipped), window, on) == [2024, 2027]
    assert years(series(Grid(2014), *slipped), window, on, LAST_PLUS(3)) == [2024, 2027]


@pytest.mark.parametrize(("year", "following"), [(2013, 2016), (2014, 2016), (2015, 2019), (2016, 2019)])
def test_an_edition_off_the_grid_takes_the_nearest_place_on_it(year: int, following: int) -> None:
    table = series(Grid(2010), Edition(str(year)))
    assert years(table, Span.years(2014, 2019), date(year + 1, 1, 1))[0] == following


def test_half_way_between_two_places_it_is_late_not_early() -> None:
    table = series(Grid(2010, 2), Edition("2011"))
    assert years(table, Span.years(2012, 2013), date(2012, 1, 1)) == [2012]


def test_an_edition_before_the_anchor_leaves_the_anchor_ahead() -> None:
    assert years(series(Grid(2020), Edition("2018")), Span.years(2019, 2021), date(2019, 1, 1)) == [2020]


def test_a_grid_anchored_in_a_day_expects_that_day() -> None:
    table = series(Grid(date(2010, 5, 3), 3), Edition("2010-05-03"))
    (found,) = expected_editions(table, Span.years(2013), on=date(2012, 1, 1))
    assert (found.likeliest, found.earliest, found.latest) == (
        date(2013, 5, 3),
        date(2013, 1, 31),
        date(2013, 8, 3),
    )
    assert "Datierte Veranstaltungen: 1, zu wenige für ein eigenes Fenster" in found.basis.text("de")


def test_the_window_of_a_grid_of_days_is_no_wider_for_an_edition_that_was_left_out() -> None:
    held = (Edition("2010-05-03"), Edition("2013-05-10"), Edition("2019-05-05"))
    (found,) = expected_editions(series(Grid(date(2010, 5, 3), 3), *held), Span.years(2022), on=date(2020, 1, 1))
    assert (found.earliest, found.likeliest, found.latest) == (date(2022, 3, 19), date(2022, 5, 3), date(2022, 6, 17))


def test_months_after_the_last_are_counted_from_its_first_day() -> None:
    table = series(AfterLast(1, 6), Edition("2019-08-31/2019-09-02"))
    found = expected_editions(table, Span.years(2021, 2024), on=date(2020, 1, 1))
    assert [one.likeliest for one in found] == [date(2021, 2, 28), date(2022, 8, 31), date(2024, 2, 29)]
    assert expected_editions(series(AfterLast(1, 6)), Span.years(2021), on=date(2020, 1, 1)) == ()


def test_a_stated_range_is_due_at_its_long_end() -> None:
    table = series(Alternating(AfterLast(1, longest=24), ("PSE", "DEU")), Edition("2019-09-24"))
    assert years(table, Span.years(2020, 2023), date(2020, 1, 1)) == [2021, 2023]


def test_named_years_are_those_after_the_last() -> None:
    table = series(NamedYears((2019, 2021, 2024)), Edition("2019-05-02"))
    assert years(table, Span.years(2018, 2030), date(2019, 6, 1)) == [2021, 2024]
    assert years(series(NamedYears((2019, 2021))), Span.years(2018, 2030), date(2019, 6, 1)) == [2019, 2021]


def test_windows_that_have_passed_are_left_out() -> None:
    table = series(Grid(2012), *THREE)
    assert years(table, Span.years(2015, 2030), date(2021, 11, 24)) == [2021, 2024, 2027, 2030]
    assert years(table, Span.years(2015, 2030), date(2021, 11, 25)) == [2024, 2027, 2030]


def test_an_edition_counts_as_missed_from_the_day_after_its_window() -> None:
    table = series(Grid(2012), *THREE)
    open_still, over = (
        expected_editions(table, Span.years(2024), on=day)[0] for day in (date(2021, 11, 24), date(2021, 11, 25))
    )
    assert (open_still.number, over.number) == (5, None)
    assert "2021" not in open_still.basis.text("en")
    assert "What was expected for 2021 is not documented." in over.basis.text("en")


def test_without_dated_editions_the_last_one_is_the_evidence() -> None:
    table = series(Grid(2012), Edition("2012"), Edition("2015"), Edition("2018"))
    (found,) = expected_editions(table, Span.years(2021), on=date(2020, 1, 1))
    assert [edition.id for edition in found.evidence] == ["2018"]


def test_a_window_that_only_touches_the_days_asked_about_is_expected() -> None:
    table = series(Grid(2012), *THREE)  # due from 26 August to 24 November 2021
    on = date(2020, 1, 1)
    assert years(table, Span(date(2020, 1, 1), date(2021, 8, 27)), on) == [2021]
    assert years(table, Span(date(2020, 1, 1), date(2021, 8, 26)), on) == []
    assert years(table, Span(date(2021, 11, 24), date(2022, 1, 1)), on) == [2021]
    assert years(table, Span(date(2021, 11, 25), date(2022, 1, 1)), on) == []


def test_a_day_may_come_before_the_season_of_a_year_named_before_it() -> None:
    table = series(Grid(2012), *THREE)

    def rule(_: tuple[Edition, ...]) -> list[Target]:
        return [2021, date(2021, 1, 5)]

    spring = Span(date(2021, 1, 1), date(2021, 7, 1))
    (found,) = expected_editions(table, spring, on=date(2020, 1, 1), rule=rule)
    assert found.likeliest == date(2021, 1, 5)


def test_only_what_was_known_on_the_day_is_used() -> None:
    full, early = series(Grid(2012), *THREE), series(Grid(2012), *THREE[:2])
    on = date(2018, 10, 9)
    assert expected_editions(full, Span.years(2018, 2024), on=on) == expected_editions(
        early, Span.years(2018, 2024), on=on
    )


def test_a_number_is_given_only_if_nothing_was_missed() -> None:
    table = series(Grid(2012), *THREE)
    assert [one.number for one in expected_editions(table, Span.years(2021, 2024), on=date(2019, 1, 1))] == [4, 5]
    # On the day after the window of 2021 has passed, 2024 may be the fourth or the fifth.
    assert [one.number for one in expected_editions(table, Span.years(2024), on=date(2022, 1, 1))] == [None]
    unnumbered = series(Grid(2012), Edition("2012-10-10"))
    assert [one.number for one in expected_editions(unnumbered, Span.years(2015), on=date(2013, 1, 1))] == [None]
    first = series(Grid(2030))
    assert [one.number for one in expected_editions(first, Span.years(2030, 2033), on=date(2029, 1, 1))] == [1, 2]


def test_the_mean_interval_shares_the_time_among_the_editions_that_the_numbers_tell_of() -> None:
    table = series(Regular(), Edition("2010-01-01", 1), Edition("2014-01-01", 5))
    found = expected_editions(table, Span.years(2015), on=date(2014, 6, 1), even_if_lapsed=True)
    # 1461 days for four intervals: 365.25 days on, and 730.5.
    assert [one.likeliest for one in found] == [date(2015, 1, 1), date(2016, 1, 2)]
    other = series(Regular(), Edition("2010-01-01", 5), Edition("2014-01-01", 5, status="nominal_only", id="x"))
    assert expected_editions(other, Span.years(2015, 2016), on=date(2014, 6, 1), even_if_lapsed=True) == ()


def test_the_mean_interval_goes_by_the_numbers_of_the_series_asked_about() -> None:
    first = Edition("2010-01-01", in_series=(InSeries("other", (1,)), InSeries("s", (1,))))
    second = Edition("2014-01-01", in_series=(InSeries("other", (2,)), InSeries("s", (3,))))
    found = expected_editions(
        series(Regular(), first, second), Span.years(2016), on=date(2014, 6, 1), rule=MEAN_INTERVAL, even_if_lapsed=True
    )
    # 1461 days for two intervals: 730.5 days on.
    assert [one.likeliest for one in found] == [date(2016, 1, 2)]


def test_several_in_one_year_have_ids_of_their_own() -> None:
    table = series(Regular(), Edition("2020-01-01"), Edition("2020-05-01"))
    found = expected_editions(table, Span.years(2021), on=date(2020, 6, 1), even_if_lapsed=True)
    ids = [one.id for one in found]
    assert "s-2021-2-expected" in ids
    assert len(set(ids)) == len(ids)


def test_two_phases_of_a_programme_a_month_apart_are_no_rhythm() -> None:
    table = series(Regular(), Edition("2020-10-20"), Edition("2020-11-17"))
    assert expected_editions(table, Span.years(2021, 2030), on=date(2021, 1, 1), even_if_lapsed=True) == ()


def test_the_number_of_the_series_asked_about_counts() -> None:
    event = Edition("2020-11-17", 2, in_series=(InSeries("other", (2,)), InSeries("s", (4,))))
    (found,) = expected_editions(series(Grid(2020), event), Span.years(2023), on=date(2021, 1, 1))
    assert found.number == 5


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_grid_can_be_laid_over_a_series_that_states_none() -> None:
    table = series(NoCycle(), Edition("2011-05-02"), Edition("2016-05-02"))
    on = date(2017, 1, 1)
    assert years(table, Span.years(2017, 2026), on, OnGrid(5), lapsed=True) == [2021, 2026]
    assert years(series(AfterLast(5), *table.editions), Span.years(2017, 2026), on, ON_GRID) == [2021, 2026]
    assert years(series(Grid(2010), *table.editions), Span.years(2017, 2026), on, OnGrid(5)) == [2021, 2026]
    assert years(series(AfterLast(5)), Span.years(2017, 2026), on, ON_GRID) == []
    for cycle in (NoCycle(), AfterLast(1, 6), NamedYears((2030,))):
        with pytest.raises(BadRule, match="no grid"):
            years(series(cycle, *table.editions), Span.years(2017, 2026), on, ON_GRID, lapsed=True)


@pytest.mark.parametrize("wrong", [lambda: OnGrid(0), lambda: LAST_PLUS(0), lambda: LAST_PLUS(-3)])
def test_rules_that_never_come_round_are_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(BadRule):
        wrong()


def test_a_grid_begins_with_the_first_edition_known_even_if_a_later_one_slipped() -> None:
    table = series(NoCycle(), Edition("2011-05-02"), Edition("2017-05-02"))
    assert years(table, Span.years(2018, 2026), date(2018, 1, 1), OnGrid(5), lapsed=True) == [2021, 2026]


def test_the_mean_interval_may_lead_to_the_last_day_of_the_calendar() -> None:
    table = series(Regular(), Edition("9997-12-31"), Edition("9998-12-31"))
    on = date(9999, 1, 1)
    (found,) = expected_editions(table, Span(on), on=on, rule=MEAN_INTERVAL, even_if_lapsed=True)
    assert found.likeliest == date.max


def test_rules_of_every_single_year_are_rules() -> None:
    table = series(NoCycle(), Edition("2018-05-02"))
    assert OnGrid().every is None
    for rule in (OnGrid(1), LAST_PLUS(1)):
        assert years(table, Span.years(2018, 2021), date(2019, 1, 1), rule, lapsed=True) == [2019, 2020, 2021]


def test_an_own_rule_may_give_the_first_and_the_last_year_of_the_calendar() -> None:
    empty = series(Grid(1))
    found = expected_editions(empty, Span(date.min), on=date.min, rule=lambda _: [1, date.min, 9999])
    assert [one.id for one in found] == ["s-1-expected", "s-1-2-expected", "s-9999-expected"]


def test_each_rule_is_named_in_the_basis() -> None:
    table = series(Grid(2012), *THREE)

    def every_decade(known: tuple[Edition, ...]) -> Iterator[Target]:
        yield from range((known[-1].year or 0) + 10, 9999, 10)

    def basis(rule: ProjectionRule) -> str:
        return expected_editions(table, Span.years(2019, 2040), on=date(2019, 1, 1), rule=rule)[0].basis.text("en")

    assert basis(ON_GRID).startswith("A grid from the first edition.")
    assert basis(LAST_PLUS(3)).startswith("Each 3 years after the last known edition.")
    assert basis(MEAN_INTERVAL).startswith("Mean interval so far.")
    assert basis(every_decade).startswith("Own rule every_decade.")
    assert basis(partial(every_decade)).startswith("Own rule partial.")


def test_an_own_rule_gives_years_and_days() -> None:
    def mixed(known: tuple[Edition, ...]) -> list[Target]:
        return [2019, date(2020, 3, 4), 2021, 12000]

    def bounded(known: tuple[Edition, ...]) -> list[Target]:
        return [2021]

    assert years(series(Grid(2012), *THREE), Span.years(2019, 2040), date(2019, 1, 1), bounded) == [2021]
    found = expected_editions(series(Grid(2012), *THREE), Span.years(2019, 9999), on=date(2019, 1, 1), rule=mixed)
    assert [(one.year, one.likeliest) for one in found] == [
        (2019, date(2019, 10, 10)),
        (2020, date(2020, 3, 4)),
        (2021, date(2021, 10, 10)),
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [([2024, 2021], "ascending"), ([2024, 2024], "ascending"), (["2024"], "years or days"), ([True], "years or days")],
)
def test_an_own_rule_that_gives_nonsense_is_refused(given: list[Target], says: str) -> None:
    with pytest.raises(BadRule, match=says):
        expected_editions(series(Grid(2012), *THREE), YEARS, on=date(2019, 1, 1), rule=lambda _: given)


def test_a_moment_is_no_day_for_a_rule_either() -> None:
    with pytest.raises(NotADay) as caught:
        expected_editions(
            series(Grid(2012), *THREE),
            YEARS,
            on=date(2019, 1, 1),
            rule=lambda _: [datetime(2028, 1, 1)],  # noqa: DTZ001 - because no zone is meant
        )
    assert caught.value.name == "a target"


def test_what_is_no_rule_is_refused() -> None:
    rule: ProjectionRule = "grid"  # type: ignore[assignment]  # because that is the mistake
    with pytest.raises(BadRule, match="rule must be a function, not 'grid'"):
        expected_editions(series(Grid(2012), *THREE), YEARS, on=date(2019, 1, 1), rule=rule)


def test_expectation_ends_with_the_calendar() -> None:
    table = series(Grid(9990, 3), Edition("9993-12-20"))
    on = date(9994, 1, 1)
    assert years(table, Span(on), on) == [9996, 9999]
    assert years(table, Span(on), on, LAST_PLUS(3)) == [9996, 9999]
    assert years(series(AfterLast(3, 1), Edition("9993-12-20")), Span(on), on) == [9997]
    late = series(AfterLast(1), Edition("9997-12-20"), Edition("9998-12-20"), Edition("9999-12-20"))
    assert years(late, Span(date(9999, 1, 1)), date(9999, 12, 31), MEAN_INTERVAL) == []
    assert years(series(Grid(9998, 3), Edition("9999")), Span(on), date(9999, 12, 31)) == []
    edge = (Edition("9990-12-20"), Edition("9993-12-20"), Edition("9996-12-20"))
    (last,) = expected_editions(series(Grid(9990), *edge), Span(date(9997, 1, 1)), on=date(9997, 1, 1))
    assert last.latest == date.max


def test_expected_editions_survive_pickle_and_copy(shipped: Shipped) -> None:
    found = expected_editions(shipped["rk-afrika"], YEARS, on=TODAY)
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert found[0].scope == shipped["rk-afrika"].scope
    assert found[0].audience == shipped["rk-afrika"].audience


def test_the_anniversary_of_a_day_is_the_same_day() -> None:
    assert anniversary(date(2020, 2, 29), 2021) == date(2021, 2, 28)
    assert set(PRIORS) == set(SeriesKind)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(NotADay):
        expected_editions(series(NoCycle()), YEARS, on=datetime(2026, 1, 1))  # noqa: DTZ001 - because no zone is meant


# ── cycles that are no whole years ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("months", [3, 6, 18, 30])
def test_a_window_of_a_cycle_of_months_begins_after_the_last_edition(months: int) -> None:
    table = series(AfterLast(0, months) if months < 12 else AfterLast(months=months), Edition("2019-05-02/2019-05-04"))
    found = expected_editions(table, (2019, 2022), on=date(2019, 5, 5))
    assert found[0].earliest > date(2019, 5, 4)
    for one, following in pairwise(found):
        assert one.likeliest < following.likeliest


def test_with_few_dated_editions_a_window_is_at_most_one_step_of_the_cycle_wide_and_begins_after_the_last() -> None:
    (found, *_) = expected_editions(
        series(AfterLast(months=3), Edition("2019-05-02")), (2019, 2020), on=date(2019, 6, 1)
    )
    # 92 days from 2 August to 2 November: 46 either way.
    assert (found.earliest, found.likeliest, found.latest) == (date(2019, 6, 17), date(2019, 8, 2), date(2019, 9, 17))
    assert "Datierte Veranstaltungen: 1, zu wenige" in found.basis.text("de")
    long = series(AfterLast(months=3), Edition("2019-05-02/2019-07-01"))
    (found, *_) = expected_editions(long, (2019, 2020), on=date(2019, 7, 2))
    assert (found.earliest, found.latest) == (date(2019, 7, 2), date(2019, 9, 17))


def test_an_edition_after_a_missed_one_or_of_a_lapsed_rhythm_comes_after_a_gap() -> None:
    table = series(Grid(2012), *THREE)
    (in_time,) = expected_editions(table, (2021, 2021), on=date(2021, 1, 1))
    (late,) = expected_editions(table, (2024, 2024), on=date(2022, 1, 1))
    (lapsed,) = expected_editions(table, (2027, 2027), on=date(2026, 1, 1), even_if_lapsed=True)
    assert [is_after_a_gap(one) for one in (in_time, late, lapsed)] == [False, True, True]


def test_editions_that_keep_a_cycle_of_eighteen_months_have_a_narrow_window() -> None:
    table = series(AfterLast(months=18), *(Edition(day) for day in ("2016-03-01", "2017-09-01", "2019-03-01")))
    (found,) = expected_editions(table, (2020, 2020), on=date(2019, 4, 1))
    assert found.likeliest == date(2020, 9, 1)
    assert (found.latest - found.likeliest).days == 45
    assert found.basis.text("en").endswith("Season and spread from 3 dated editions of the series.")
    # One that came ten days late widens nothing yet, one that came a hundred days late does.
    late = series(AfterLast(months=18), *(Edition(day) for day in ("2016-03-01", "2017-09-01", "2019-06-09")))
    (found,) = expected_editions(late, (2020, 2020), on=date(2019, 7, 1))
    assert (found.latest - found.likeliest).days == 100
    # Never more than half a year.
    far = series(AfterLast(months=30), *(Edition(day) for day in ("2012-03-01", "2014-09-01", "2018-03-01")))
    (found,) = expected_editions(far, (2020, 2020), on=date(2018, 4, 1))
    assert (found.likeliest, (found.latest - found.likeliest).days) == (date(2020, 9, 1), 182)


def test_the_end_of_the_calendar_ends_a_window_of_months() -> None:
    table = series(AfterLast(months=18), Edition("9997-01-01"))
    found = expected_editions(table, (9998, 9999), on=date(9997, 2, 1))
    assert [one.year for one in found] == [9998]


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_window_may_be_two_years_or_two_days() -> None:
    table = series(Grid(2010), Edition("2010-05-02"))
    wanted = expected_editions(table, Span.years(2027, 2032), on=date(2010, 6, 1))
    assert expected_editions(table, (2027, 2032), on=date(2010, 6, 1)) == wanted
    assert expected_editions(table, (date(2027, 1, 1), date(2032, 12, 31)), on=date(2010, 6, 1)) == wanted


@pytest.mark.parametrize(
    "window", [2027, (2027,), (2027, date(2032, 1, 1)), ("2027", "2032"), None, "2027/2032", (True, 2)]
)
def test_what_is_no_window_is_refused_in_our_words(window: object) -> None:
    with pytest.raises(BadInstance) as caught:
        expected_editions(series(Grid(2010)), window, on=date(2026, 1, 1))  # type: ignore[arg-type]
    assert caught.value.argument == "window"


def test_the_schedule_is_asked_of_a_series() -> None:
    with pytest.raises(BadInstance, match="EventSeries"):
        expected_editions("rk-afrika", (2027, 2032), on=date(2026, 1, 1))  # type: ignore[arg-type]
