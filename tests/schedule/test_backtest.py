"""The grid against three years after the last, on the shipped regional conferences; and how cases are counted."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.cycles import Grid
from kommunal_partner.errors import BadInstance
from kommunal_partner.schedule import (
    LAST_PLUS,
    MEAN_INTERVAL,
    ON_GRID,
    Backtest,
    ProjectionRule,
    backtest,
    known_on,
    pooled,
)
from kommunal_partner.series import CountryScope, Edition, EventSeries

Shipped = FrozenMap[str, EventSeries]
REGIONAL = ("rk-afrika", "rk-asien", "rk-lateinamerika", "rk-osteuropa")


def regional(shipped: Shipped, rule: ProjectionRule, *, rolled: bool, without: str = "") -> Backtest:
    found = []
    for name in REGIONAL:
        series = shipped[name]
        kept = tuple(edition for edition in series.editions if edition.id != without)
        found.append(backtest(evolve(series, editions=kept), rule, rolled=rolled))
    return pooled(found)


# Counted by hand in the collection: of the eleven later editions ten fall in a year first + 3k, eight exactly three
# years after the edition before. Only the two of 2021 and after decide: Asien 3 (2021, without a report) and its heirs.
@pytest.mark.parametrize(
    ("rule", "rolled", "without", "hits", "cases"),
    [
        (ON_GRID, True, "", 10, 11),
        (LAST_PLUS(3), True, "", 9, 11),
        (ON_GRID, False, "", 9, 11),
        (LAST_PLUS(3), False, "", 8, 11),
        (ON_GRID, True, "rk-asien-3", 10, 10),
        (LAST_PLUS(3), True, "rk-asien-3", 10, 10),
        (ON_GRID, False, "rk-asien-3", 8, 10),
        (LAST_PLUS(3), False, "rk-asien-3", 8, 10),
    ],
)
def test_the_grid_against_three_years_after_the_last(
    shipped: Shipped, rule: ProjectionRule, rolled: bool, without: str, hits: int, cases: int
) -> None:
    found = regional(shipped, rule, rolled=rolled, without=without)
    assert (len(found.hits), len(found.cases)) == (hits, cases)
    assert len(found.hits) + len(found.misses) == cases


def test_what_each_rule_misses(shipped: Shipped) -> None:
    def missed(rule: ProjectionRule, *, rolled: bool) -> list[str]:
        return [case.edition.id for case in regional(shipped, rule, rolled=rolled).misses]

    assert missed(ON_GRID, rolled=True) == ["rk-asien-3"]
    assert missed(LAST_PLUS(3), rolled=True) == ["rk-asien-3", "rk-asien-4"]
    assert missed(ON_GRID, rolled=False) == ["rk-asien-3", "rk-lateinamerika-2024"]
    assert missed(LAST_PLUS(3), rolled=False) == ["rk-asien-3", "rk-asien-4", "rk-lateinamerika-2024"]


def test_the_seven_dated_intervals_of_three_years_err_by_5_to_40_days(shipped: Shipped) -> None:
    errors = {
        case.edition.id: case.day_error for case in regional(shipped, ON_GRID, rolled=True).hits if case.day_error
    }
    seven = {
        "rk-afrika-2": -25,
        "rk-afrika-3": -5,
        "rk-afrika-4": -40,
        "rk-afrika-5": 11,
        "rk-afrika-6": -12,
        "rk-lateinamerika-2": -20,
        "rk-osteuropa-2": 25,
    }
    assert {name: errors[name] for name in seven} == seven
    assert round(sum(map(abs, seven.values())) / 7) == 20
    # Over a gap, or with nothing but the season of the kind to go by, it is more.
    assert {name: error for name, error in errors.items() if name not in seven} == {
        "rk-asien-2": -118,
        "rk-asien-4": 100,
        "rk-lateinamerika-2024": -55,
    }


def test_every_dated_edition_on_the_grid_began_inside_its_window(shipped: Shipped) -> None:
    cases = regional(shipped, ON_GRID, rolled=True).cases
    assert [case.in_window for case in cases if case.edition.id != "rk-asien-3"] == [True] * 10
    assert [case.in_window for case in cases if case.edition.id == "rk-asien-3"] == [None]


def test_to_go_on_with_the_drift_would_have_been_worse(shipped: Shipped) -> None:
    steps = [-25, -5, -40, 11, -12]
    assert list(backtest(shipped["rk-afrika"], ON_GRID).day_errors) == steps
    still = sum(abs(step) for step in steps[1:])
    drifting = sum(abs(step - round(sum(steps[:at]) / at)) for at, step in enumerate(steps) if at)
    assert (still, drifting) == (68, 82)


def test_a_rule_is_judged_by_what_was_known_then(shipped: Shipped) -> None:
    found = backtest(shipped["rk-lateinamerika"], ON_GRID, rolled=True)
    assert [(case.edition.id, case.on) for case in found.cases] == [
        ("rk-lateinamerika-2", date(2015, 11, 21)),
        ("rk-lateinamerika-2024", date(2018, 11, 1)),
    ]


def test_a_backtest_tells_its_rule_how_it_was_counted_and_the_series_of_each_case(shipped: Shipped) -> None:
    one, other = (backtest(shipped[name], LAST_PLUS(3), rolled=False) for name in ("rk-lateinamerika", "rk-osteuropa"))
    for found in (one, pooled([one, other])):
        assert (found.rule, found.rolled) == (LAST_PLUS(3), False)
    assert [case.series for case in pooled([one, other]).cases] == ["rk-lateinamerika"] * 2 + ["rk-osteuropa"]
    assert backtest(shipped["rk-osteuropa"], ON_GRID).rolled is True


def test_a_rule_that_has_too_little_to_go_on_is_silent_and_misses(shipped: Shipped) -> None:
    found = backtest(shipped["rk-osteuropa"], MEAN_INTERVAL)
    assert [(case.forecast, case.hit, case.day_error, case.in_window) for case in found.cases] == [
        (None, False, None, None)
    ]
    assert backtest(shipped["sdg-pk"], MEAN_INTERVAL).cases == ()


def test_an_edition_announced_early_does_not_foretell_itself() -> None:
    early = Edition("2014-05-02", known_since=date(2010, 5, 3))
    table = EventSeries("s", "S", "round_table", CountryScope({"NIC"}), Grid(2010), (Edition("2010-05-02"), early))
    (case,) = backtest(table, LAST_PLUS(3), rolled=False).cases
    assert known_on(table, on=case.on).ahead == (early,)
    assert case.forecast is not None
    assert (case.forecast.year, case.hit, case.in_window) == (2013, False, False)


def test_an_edition_that_ended_on_the_last_day_of_the_calendar_can_be_judged() -> None:
    table = EventSeries(
        "s", "S", "round_table", CountryScope({"NIC"}), Grid(9998, 1), (Edition("9998-05-02"), Edition("9999-12-31"))
    )
    assert [case.hit for case in backtest(table, ON_GRID).cases] == [True]
    both = evolve(table, editions=(Edition("9999-05-02/9999-12-31"), Edition("9999-06-01", id="x")))
    assert [case.forecast for case in backtest(both, ON_GRID).cases] == [None]


def test_only_backtests_of_one_rule_counted_one_way_are_pooled(shipped: Shipped) -> None:
    series = shipped["rk-afrika"]
    with pytest.raises(BadInstance, match="counted one way, not 2"):
        pooled([backtest(series, ON_GRID), backtest(series, ON_GRID, rolled=False)])
    with pytest.raises(BadInstance, match="counted one way, not 0"):
        pooled([])
