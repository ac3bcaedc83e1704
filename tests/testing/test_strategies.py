"""What the strategies draw: valid values in the small calendar, and the edges that laws are written for."""

from __future__ import annotations

import copy
import importlib
import pickle
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from kommunal_partner.cycles import Alternating, NoCycle
from kommunal_partner.eligibility import assess_country
from kommunal_partner.errors import MissingExtra
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda import OdaRegister
from kommunal_partner.partnerships import Observation, Partnership
from kommunal_partner.series import Edition, EventSeries
from kommunal_partner.spans import Span
from kommunal_partner.testing import strategies as kps

LAST = date(2018, 1, 6)
EVERYTHING = st.one_of(
    kps.spans(),
    kps.fuzzy_dates(),
    kps.oda_registers(),
    kps.editions(),
    kps.event_series(),
    kps.partnerships(),
    kps.participants(),
)


@settings(max_examples=60)
@given(EVERYTHING)
def test_every_value_drawn_can_be_hashed_pickled_and_copied(value: object) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert (twin, hash(twin)) == (value, hash(value))


def test_the_small_calendar_holds_a_turn_of_the_year() -> None:
    assert kps.calendar() == tuple(date(2017, 12, 26) + timedelta(days=n) for n in range(12))
    assert kps.calendar(date(2020, 2, 28), 2) == (date(2020, 2, 28), date(2020, 2, 29))


@given(kps.spans(), kps.spans(may_be_open=False), kps.days())
def test_spans_and_days_lie_in_the_small_calendar(span: Span, closed: Span, day: date) -> None:
    for one in (span, closed):
        assert one.start >= kps.FIRST
        assert one.last is None or one.last <= LAST
    assert closed.end is not None
    assert kps.FIRST <= day <= LAST


def touching(register: OdaRegister) -> bool:
    return any(
        one.country == other.country and one.span.end == other.span.start and one.group is not other.group
        for one, other in pairwise(register.listings)
    )


def at_odds(linked: Partnership) -> bool:
    return any(len(linked.stages_on(day)) > 1 for day in kps.calendar())


SIGHTS: list[tuple[str, st.SearchStrategy[Any], Callable[[Any], bool]]] = [
    ("two spans that touch", st.tuples(kps.spans(), kps.spans()), lambda two: two[0].end == two[1].start),
    ("a span of one day", kps.spans(), lambda span: span.last == span.start),
    ("an open span", kps.spans(), lambda span: span.end is None),
    ("a fuzzy date without a beginning", kps.fuzzy_dates(), lambda when: when.earliest is None),
    ("a set without an end", kps.fuzzy_sets(), lambda chosen: chosen.sides[-1][1] is None),
    ("a fuzzy date with a mark", kps.fuzzy_dates(), lambda when: when.is_uncertain),
    ("a register of several lists", kps.oda_registers(), lambda register: len(register.lists) > 2),
    ("a country covered by another entry", kps.oda_registers(), lambda register: bool(register.coverage)),
    ("a listing that is no entry", kps.oda_registers(), lambda one: any(not row.list_entry for row in one.listings)),
    ("a group that changes from day to day", kps.oda_registers(), touching),
    ("a lonely country", kps.oda_registers(codes=["CHL"], count=1), lambda one: bool(one.listings)),
    ("a series without a history", kps.event_series(), lambda series: not series.editions),
    ("a series hosted by turns", kps.event_series(), lambda series: isinstance(series.cycle, Alternating)),
    ("a given cycle", kps.event_series(st.just(NoCycle())), lambda series: series.cycle == NoCycle()),
    ("an edition without a certain year", kps.editions(), lambda edition: edition.year is None),
    ("a partnership of four", kps.partnerships(), lambda linked: len(linked.units) == 4),
    ("two stages at once", kps.partnerships(), at_odds),
    ("offers not known", kps.participants(), lambda person: person.offers is None),
    ("no offers", kps.participants(), lambda person: person.offers == frozenset()),
    ("ids of one's own", kps.participants(st.just("me")), lambda person: person.id == "me"),
]


@pytest.mark.parametrize(("strategy", "seen"), [sight[1:] for sight in SIGHTS], ids=[sight[0] for sight in SIGHTS])
def test_this_is_drawn(strategy: st.SearchStrategy[Any], seen: Callable[[Any], bool]) -> None:
    assert seen(find(strategy, seen, settings=settings(max_examples=3000, phases=[Phase.generate])))


@settings(max_examples=40)
@given(kps.oda_registers(), kps.days())
def test_a_small_world_answers_every_question_about_its_days(register: OdaRegister, on: date) -> None:
    assert register.horizon == Span.through(kps.FIRST, LAST)
    for code in kps.CODES:
        listed = register.group(code, on=on) is not None
        covered = any(row.country == code and row.span.contains(on) for row in register.coverage)
        by_another = covered and register.group(kps.CODES[0], on=on) is not None
        assert assess_country(register, code, on=on).is_yes == (listed or by_another)


@settings(max_examples=40)
@given(kps.histories(kps.days()), kps.event_series(), kps.editions(), kps.partnerships())
def test_editions_and_observations_keep_to_their_time(
    history: tuple[Edition, ...], series: EventSeries, edition: Edition, linked: Partnership
) -> None:
    assert [one.number for one in history] == list(range(1, len(history) + 1))
    assert all(kps.FIRST <= one.first_day == one.last_day <= LAST for one in history)
    assert all(2010 <= one.first_day.year <= 2020 for one in series.editions)
    assert edition.first_day.year in {2017, 2018}
    inside = FuzzyDate.between(kps.FIRST, LAST)
    observed: list[Observation[Any]] = [*linked.forms, *linked.labels, *linked.stages]
    for one in observed:
        assert all(when is None or when.within(inside).value == "yes" for when in (one.since, one.as_of))


def test_without_hypothesis_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    for name in [one for one in sys.modules if one.startswith("kommunal_partner.testing.strategies")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtra, match=r"kommunal-partner\[testing\]"):
        importlib.import_module("kommunal_partner.testing.strategies")
