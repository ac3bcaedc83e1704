"""The rhythm and the drift that editions show, against figures counted by hand in the collection."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.cycles import AfterLast, NoCycle, Regular
from kommunal_partner.errors import NotADay
from kommunal_partner.schedule import drift, infer_cycle
from kommunal_partner.series import CountryScope, Edition, EventSeries, InSeries

Shipped = FrozenMap[str, EventSeries]


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("rk-afrika", [35.2, 35.8, 34.7, 36.4, 35.6]),
        ("rk-osteuropa", [36.8]),
        ("rk-lateinamerika", [35.4]),
    ],
)
def test_intervals_are_those_counted_by_hand(shipped: Shipped, name: str, months: list[float]) -> None:
    found = infer_cycle(shipped[name].editions)
    assert found is not None
    assert [round(one.months, 1) for one in found.measured] == months


@pytest.mark.parametrize(("name", "days"), [("rt-china", [343, 943, 232]), ("pk-palaestina", [720])])
def test_intervals_in_days_are_those_counted_by_hand(shipped: Shipped, name: str, days: list[int]) -> None:
    found = infer_cycle(shipped[name].editions)
    assert found is not None
    dated = [one for one in found.measured if one.before.has_day and one.edition.has_day]
    assert [(one.edition.first_day - one.before.first_day).days for one in dated][-len(days) :] == days


def test_a_steady_series_shows_its_cycle(shipped: Shipped) -> None:
    afrika = infer_cycle(shipped["rk-afrika"].editions)
    assert afrika is not None
    assert afrika.cycle == AfterLast(years=3)
    assert afrika.low is not None
    assert afrika.high is not None
    assert afrika.shortest < afrika.low <= afrika.mean <= afrika.high < afrika.longest
    assert afrika.text() == "Im Mittel 35,5 Monate (35,3 bis 35,8 ohne eine der 5 Messungen), Regelmäßigkeit 0,99."
    assert afrika.text("en") == "On average 35.5 months (35.3 to 35.8 without one of 5 measurements), regularity 0.99."


def test_an_unsteady_series_shows_no_interval(shipped: Shipped) -> None:
    china = infer_cycle(shipped["rt-china"].editions)
    assert china is not None
    assert china.cycle == Regular()
    assert [edition.id for edition in china.left_out] == ["rt-china-2"]


def test_numbers_tell_of_editions_without_a_date_but_one_measurement_shows_no_regularity(shipped: Shipped) -> None:
    nicaragua = infer_cycle(shipped["rt-nicaragua"].editions)
    assert nicaragua is not None
    assert (round(nicaragua.mean), [one.intervals for one in nicaragua.measured]) == (14, [6])
    assert (nicaragua.low, nicaragua.high, nicaragua.regularity, nicaragua.cycle) == (None, None, None, Regular())
    assert nicaragua.text("en") == "On average 13.8 months, measured once: there is no saying how regular."


def test_a_pair_of_doubtful_numbers_measures_nothing(shipped: Shipped) -> None:
    found = infer_cycle(shipped["rk-lateinamerika"].editions)
    assert found is not None
    assert [edition.id for edition in found.left_out] == ["rk-lateinamerika-2024"]


def test_intervals_that_are_no_whole_years_are_given_in_months() -> None:
    found = infer_cycle([Edition("2010-01-01"), Edition("2011-07-01"), Edition("2013-01-01")])
    assert found is not None
    assert found.cycle == AfterLast(months=18)


def test_an_interval_that_holds_several_editions_weighs_as_many() -> None:
    # 730 days for two intervals and 731 for one: 487 on average; 122 short, twice, and 244 too long, once.
    found = infer_cycle([Edition("2010-01-01", 1), Edition("2012-01-01", 3), Edition("2014-01-01", 4)])
    assert found is not None
    assert [one.intervals for one in found.measured] == [2, 1]
    assert found.mean == pytest.approx(487 / (365.2425 / 12))
    assert found.regularity == pytest.approx(1 - (122 + 122 + 244) / 3 / 487)


def test_the_numbers_that_count_are_those_of_the_series_named() -> None:
    editions = [
        Edition("2010-01-01", in_series=(InSeries("s", (1,)), InSeries("other", (1,)))),
        Edition("2014-01-01", in_series=(InSeries("s", (3,)), InSeries("other", (5,)))),
    ]
    for name, intervals in (("s", 2), ("other", 4), ("", 1)):
        found = infer_cycle(editions, series=name)
        assert found is not None
        assert [one.intervals for one in found.measured] == [intervals]


def test_only_the_pairs_of_an_edition_with_doubtful_numbers_are_left_out() -> None:
    doubtful = Edition("2010-01-01", possible_numbers=(1, 2), id="doubtful")
    sure = [Edition("2012-01-01", 3), Edition("2013-01-01", 4)]
    found = infer_cycle([doubtful, *sure])
    assert found is not None
    assert [(one.before, one.edition) for one in found.measured] == [tuple(sure)]
    assert found.left_out == (doubtful,)
    assert infer_cycle([doubtful, sure[0]]) is None


@pytest.mark.parametrize(("second", "number", "counts"), [("2020-03-30", 1, False), ("2020-03-31", 1, True)])
def test_three_months_apart_is_an_interval_and_a_day_less_is_none(second: str, number: int, counts: bool) -> None:
    assert (date.fromisoformat(second) - date(2020, 1, 1)).days in {89, 90}
    assert (infer_cycle([Edition("2020-01-01"), Edition(second)]) is not None) is counts
    # Whatever the time between them, two of one number are no interval.
    assert infer_cycle([Edition("2020-01-01", number), Edition(second, number, id="again")]) is None


def test_a_step_of_the_drift_names_both_its_editions() -> None:
    first, second = Edition("2019-05-02"), Edition("2020-05-12")
    table = EventSeries("s", "S", "round_table", CountryScope({"NIC"}), NoCycle(), (first, second))
    (step,) = drift(table).steps
    assert (step.before, step.edition, step.days) == (first, second, 10)


def test_the_order_in_which_editions_are_given_changes_nothing() -> None:
    editions = [
        Edition("2010-01-01"),
        Edition("2011-01-01"),
        Edition("2012-06-01"),
        Edition("2015", status="bridge_event"),
    ]
    assert infer_cycle(editions) == infer_cycle(editions[::-1])


def test_one_edition_shows_no_rhythm(shipped: Shipped) -> None:
    assert infer_cycle(shipped["rt-argentinien"].editions) is None
    assert infer_cycle(()) is None


def test_the_africa_conferences_drift_from_november_to_september(shipped: Shipped) -> None:
    found = drift(shipped["rk-afrika"])
    assert [step.days for step in found.steps] == [-25, -5, -40, 11, -12]
    assert (found.total, found.mean_size) == (-71, 18.6)
    assert {season for _, season in found.seasons} == {23}
    assert [step.days for step in drift(shipped["rk-afrika"], on=date(2016, 10, 22)).steps] == [-25, -5]


def test_the_seasons_of_the_china_table_vary(shipped: Shipped) -> None:
    assert [season for _, season in drift(shipped["rt-china"]).seasons] == [22, 21, 21, 23, 22]


def test_winter_is_one_season_over_the_turn_of_the_year() -> None:
    days = ("2019-11-30", "2019-12-01", "2020-02-29", "2020-03-01", "2020-06-01", "2020-09-01")
    table = EventSeries("s", "S", "round_table", CountryScope({"NIC"}), NoCycle(), [Edition(day) for day in days])
    assert [season for _, season in drift(table).seasons] == [23, 24, 24, 21, 22, 23]


def test_without_two_dated_editions_there_is_no_drift(shipped: Shipped) -> None:
    found = drift(shipped["rt-argentinien"])
    assert (found.steps, found.total, found.mean_size) == ((), 0, None)
    assert drift(shipped["net-nachhaltigkeit"]).steps == ()


def test_a_moment_is_no_day(shipped: Shipped) -> None:
    with pytest.raises(NotADay):
        drift(shipped["rk-afrika"], on=datetime(2020, 1, 1))  # noqa: DTZ001 - because no zone is meant
