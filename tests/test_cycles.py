"""Cycles: what can be stated, what is refused, and where the calendar ends."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, cast

import pytest
from dateutil.relativedelta import relativedelta

from kommunal_partner.cycles import (
    AfterLast,
    Alternating,
    Cycle,
    Grid,
    NamedYears,
    NoCycle,
    OnDemand,
    Regular,
    UnknownCycle,
    after,
    grid_days,
    grid_years,
    in_words,
    interval,
    is_periodic,
    turn_of,
)
from kommunal_partner.errors import BadCycle, NotADay, UnknownLanguage
from kommunal_partner.languages import Term
from kommunal_partner.spans import Span

EVERY: list[tuple[Cycle, str, str, bool, relativedelta | None]] = [
    (Grid(2010, 3), "alle 3 Jahre, gezählt ab 2010", "every 3 years, counted from 2010", True, relativedelta(years=3)),
    (
        Grid(date(2010, 11, 18), 1),
        "jedes Jahr, gezählt ab 2010",
        "every year, counted from 2010",
        True,
        relativedelta(years=1),
    ),
    (
        AfterLast(2),
        "2 Jahre nach der letzten Veranstaltung",
        "2 years after the last edition",
        True,
        relativedelta(months=24),
    ),
    (
        AfterLast(1),
        "1 Jahr nach der letzten Veranstaltung",
        "1 year after the last edition",
        True,
        relativedelta(months=12),
    ),
    (
        AfterLast(months=1),
        "1 Monat nach der letzten Veranstaltung",
        "1 month after the last edition",
        True,
        relativedelta(months=1),
    ),
    (
        AfterLast(1, 6),
        "18 Monate nach der letzten Veranstaltung",
        "18 months after the last edition",
        True,
        relativedelta(months=18),
    ),
    (
        AfterLast(1, longest=24),
        "1 Jahr bis 2 Jahre nach der letzten Veranstaltung",
        "1 year to 2 years after the last edition",
        True,
        relativedelta(months=24),
    ),
    (NamedYears([2024, 2019, 2021]), "2019, 2021, 2024", "2019, 2021, 2024", True, relativedelta(years=3)),
    (NamedYears({2024}), "2024", "2024", True, relativedelta(years=1)),
    (OnDemand(), "auf Anfrage", "on demand", False, None),
    (OnDemand(3), "auf Anfrage, höchstens 3 im Jahr", "on demand, at most 3 a year", False, None),
    (Regular(), "regelmäßig, ohne genannten Abstand", "regularly, no interval stated", False, None),
    (NoCycle(), "kein Turnus genannt", "no cycle stated", False, None),
    (UnknownCycle(), "Turnus unbekannt", "cycle unknown", False, None),
    (
        Alternating(AfterLast(2), ["RUS", "DEU"]),
        "2 Jahre nach der letzten Veranstaltung, abwechselnd bei RUS, DEU",
        "2 years after the last edition, hosted by turns: RUS, DEU",
        True,
        relativedelta(months=24),
    ),
    (
        Alternating(NoCycle(), ["RUS", "DEU"], Term("mal hier, mal dort", "now here, now there")),
        "kein Turnus genannt, mal hier, mal dort",
        "no cycle stated, now here, now there",
        False,
        None,
    ),
]


@pytest.mark.parametrize(("cycle", "german", "english", "periodic", "step"), EVERY)
def test_every_cycle_has_words_in_both_languages_and_knows_its_interval(
    cycle: Cycle, german: str, english: str, periodic: bool, step: relativedelta | None
) -> None:
    assert (in_words(cycle), in_words(cycle, "en-GB")) == (german, english)
    assert is_periodic(cycle) is periodic
    assert interval(cycle) == step
    assert pickle.loads(pickle.dumps(cycle)) == cycle == copy.deepcopy(cycle)
    assert hash(copy.deepcopy(cycle)) == hash(cycle)


def test_words_exist_in_german_and_english_only() -> None:
    with pytest.raises(UnknownLanguage):
        in_words(NoCycle(), "fr")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Grid(2010, 0), "not 0"),
        (lambda: Grid(2010, -3), "not -3"),
        (lambda: Grid(2010, True), "not True"),
        (lambda: Grid(0), "not 0"),
        (lambda: Grid(10000), "anchor must be at most 9999"),
        (AfterLast, "months between two editions"),
        (lambda: AfterLast(-1, 24), "years must be"),
        (lambda: AfterLast(1, -1), "months must be"),
        (lambda: AfterLast(2, longest=12), "longest must be at least 24"),
        (lambda: NamedYears(()), "at least one"),
        (lambda: NamedYears((2020, 0)), "not 0"),
        (lambda: NamedYears(cast("Any", 2020)), "years must be a collection"),
        (lambda: OnDemand(0), "at_most must be at least 1"),
        (lambda: Alternating(NoCycle(), ()), "not none"),
        (lambda: Alternating(NoCycle(), ("DEU", "DEU")), "not DEU, DEU"),
    ],
)
def test_a_cycle_that_never_comes_round_is_refused_with_the_reason(make: Callable[[], object], says: str) -> None:
    with pytest.raises(BadCycle, match=says):
        make()


def test_the_least_that_can_be_stated_is_taken() -> None:
    assert Grid(1, 1).anchor_year == 1
    assert Grid(9999, 9999).anchor_year == 9999
    assert AfterLast(0, 1).shortest == AfterLast(0, 1, longest=1).due == 1
    assert NamedYears((9999, 1)).years == (1, 9999)
    assert OnDemand(1).at_most == 1
    assert OnDemand().at_most is None
    assert Alternating(NoCycle(), ("DEU", "RUS", "DEU")).sides == ("DEU", "RUS", "DEU")


def test_a_moment_is_no_anchor() -> None:
    with pytest.raises(NotADay) as caught:
        Grid(datetime(2010, 1, 1))  # noqa: DTZ001 - because the time zone is beside the point
    assert caught.value.name == "anchor"


def test_the_years_of_a_grid_begin_with_its_anchor() -> None:
    grid = Grid(2010, 3)
    assert list(grid_years(grid, Span.years(1990, 2012))) == [2010]
    assert list(grid_years(grid, Span.years(2011, 2013))) == [2013]
    assert list(grid_years(grid, Span.years(2013, 2015))) == [2013]
    assert list(grid_years(grid, Span.years(2014, 2015))) == []
    assert list(grid_years(Grid(9990, 4), Span(date(9993, 1, 1)))) == [9994, 9998]


def test_the_days_of_a_grid_anchored_on_29_february_come_back_to_it() -> None:
    days = list(grid_days(Grid(date(2020, 2, 29), 2), Span.years(2020, 2024)))
    assert days == [date(2020, 2, 29), date(2022, 2, 28), date(2024, 2, 29)]
    assert list(grid_days(Grid(date(2020, 5, 1), 1), Span(date(2020, 5, 2), date(2021, 5, 2)))) == [date(2021, 5, 1)]


def test_a_grid_of_years_names_no_days() -> None:
    with pytest.raises(BadCycle, match="names no day"):
        list(grid_days(Grid(2020), Span.years(2020)))


def test_no_cycle_leads_beyond_the_calendar() -> None:
    assert after(date(9996, 12, 31), relativedelta(years=3)) == date(9999, 12, 31)
    with pytest.raises(BadCycle, match="beyond the calendar"):
        after(date(9997, 1, 1), relativedelta(years=3))


def test_who_hosts_is_no_part_of_the_turn() -> None:
    assert turn_of(Alternating(Grid(2005, 2), ("RUS", "DEU"))) == Grid(2005, 2)
    assert turn_of(NoCycle()) == NoCycle()
    assert Grid(date(2010, 11, 18)).anchor_year == 2010
