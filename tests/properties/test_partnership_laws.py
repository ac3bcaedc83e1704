"""Laws of partnerships, against an oracle that looks at every day by itself."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner.countries import country
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.partnerships import Observation, Partnership, Stage, merge
from kommunal_partner.verdicts import Answer

ORIGIN = date(2017, 1, 1)
DAYS = [ORIGIN + timedelta(days=n) for n in range(9)]
ULM = GermanUnit("de:08421000", "Ulm", UnitKind.STADTKREIS)
KAYA = ForeignUnit("bfa:kaya", "Kaya", country("BFA"))


@st.composite
def times(draw: st.DrawFn) -> tuple[date, date]:
    first, last = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
    return first, last


@st.composite
def sightings(draw: st.DrawFn) -> tuple[Stage, tuple[date, date] | None, tuple[date, date]]:
    return draw(st.sampled_from([Stage.EXISTING, Stage.DORMANT])), draw(st.none() | times()), draw(times())


def observation(sighting: tuple[Stage, tuple[date, date] | None, tuple[date, date]]) -> Observation[Stage]:
    stage, since, seen = sighting
    begun = None if since is None else FuzzyDate.between(*since)
    return Observation(stage, begun, FuzzyDate.between(*seen))


def expected(sightings: list[tuple[Stage, tuple[date, date] | None, tuple[date, date]]], day: date) -> Answer:
    """What a person would say, looking at each sighting by itself."""
    said = set()
    for stage, since, (first, last) in sightings:
        if since is not None and day < since[0]:
            continue
        if first <= day <= last or (since is not None and since[1] <= day <= last):
            said.add(stage)
    if not said or said == {Stage.EXISTING, Stage.DORMANT}:
        return Answer.UNDECIDED
    return Answer.YES if said == {Stage.EXISTING} else Answer.NO


@given(st.lists(sightings(), max_size=4), st.sampled_from(DAYS))
def test_whether_there_was_one_agrees_with_a_look_at_each_sighting(
    seen: list[tuple[Stage, tuple[date, date] | None, tuple[date, date]]], day: date
) -> None:
    linked = Partnership("p", [ULM, KAYA], stages=[observation(one) for one in seen])
    assert linked.existed_on(day).answer is expected(seen, day)


@given(st.lists(sightings(), max_size=3), st.lists(sightings(), max_size=3), st.sampled_from(DAYS))
def test_merging_loses_no_claim_and_does_not_depend_on_the_order(
    one: list[tuple[Stage, tuple[date, date] | None, tuple[date, date]]],
    other: list[tuple[Stage, tuple[date, date] | None, tuple[date, date]]],
    day: date,
) -> None:
    a = Partnership("a", [ULM, KAYA], stages=[observation(seen) for seen in one])
    b = Partnership("b", [KAYA, ULM], stages=[observation(seen) for seen in other])
    ab, ba = merge(a, b), merge(b, a)
    assert set(ab.stages) == set(ba.stages) == set(a.stages) | set(b.stages)
    assert ab.existed_on(day).answer is ba.existed_on(day).answer
