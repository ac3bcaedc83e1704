"""What type checkers know of the main calls: mypy and basedpyright read this file, and what it says also runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_type

import kommunal_partner as kp
from kommunal_partner.adapters.from_json import from_json
from kommunal_partner.adapters.from_tables import (
    ParticipantReading,
    PartnershipReading,
    read_participants,
    read_partnerships,
)
from kommunal_partner.adapters.to_json import to_json
from kommunal_partner.countries import Country, CountryMatch, country, find_countries, find_country
from kommunal_partner.cycles import NoCycle
from kommunal_partner.eligibility import (
    Grounds,
    assess_country,
    assess_participant,
    assess_partnership,
    assess_scope,
    series_for,
)
from kommunal_partner.facts import Facts, load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate, read
from kommunal_partner.invitations import InvitationList, invite
from kommunal_partner.keys import Ags, parse_ags
from kommunal_partner.matching.advice import AdviceRings, advise
from kommunal_partner.matching.assignment import Assignment, Pairing, assign, pair
from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.meetings import Timetable, arrange
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.matching.stable import StableMatch, match
from kommunal_partner.oda import OdaGroup, OdaList
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.planning import Plan, plan
from kommunal_partner.results import Result, Violation
from kommunal_partner.schedule import SeriesState, expected_editions, state
from kommunal_partner.series import CountryScope, EventSeries, ExpectedEdition
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Verdict

ON = date(2018, 1, 1)
FACTS = load_facts()
GHANA = EventSeries("rt-ghana", "Runder Tisch Ghana", "round_table", CountryScope("GHA"), NoCycle())


def test_the_lazy_modules_have_the_types_of_their_names() -> None:
    assert_type(kp.facts.load_facts(), Facts)
    assert_type(kp.oda.OdaGroup("LDC"), OdaGroup)


def test_facts_are_grounds_and_registers_are_mappings() -> None:
    grounds: Grounds = FACTS
    by_id: Mapping[str, EventSeries] = FACTS.series
    linked: Mapping[str, Partnership] = FACTS.partnerships
    assert grounds.as_of == FACTS.as_of
    assert len(by_id) < len(linked)
    assert_type(FACTS.series["rk-afrika"], EventSeries)
    assert_type(FACTS.with_series(GHANA), Facts)


def test_facts_answer_with_these_types() -> None:
    assert_type(FACTS.oda.list_on(ON), OdaList)
    assert_type(FACTS.oda.group("KEN", on=ON), OdaGroup | None)
    assert_type(FACTS.oda.recipients(on=ON), frozenset[str])
    assert_type(country("KEN"), Country)
    assert_type(find_country("Kenia"), Country)
    assert_type(find_countries(["Kenia"]), tuple[CountryMatch, ...])
    assert_type(parse_ags("08421000"), Ags)
    assert_type(FuzzyDate.parse("2018-10"), FuzzyDate)
    assert_type(read("Herbst 2018"), FuzzyDate)


def test_questions_answer_with_these_types() -> None:
    assert_type(assess_country(FACTS, "KEN", on=ON), Verdict)
    assert_type(assess_scope(FACTS, "KEN", "rk-afrika", on=ON), Verdict)
    assert_type(assess_partnership(FACTS, "dp0001", "rk-afrika", on=ON), Verdict)
    assert_type(assess_participant(FACTS, Participant("x"), "rk-afrika", on=ON), Verdict)
    assert_type(series_for(FACTS, "KEN", on=ON), tuple[tuple[EventSeries, Verdict], ...])
    assert_type(state(GHANA, on=ON), SeriesState)
    assert_type(expected_editions(GHANA, Span.years(2018), on=ON), tuple[ExpectedEdition, ...])
    assert_type(plan([], Span.years(2018)), Plan)
    assert_type(invite(FACTS, "rk-afrika", [], on=ON), InvitationList)
    assert_type(Observation(Stage.EXISTING), Observation[Stage])


def test_readers_read_these_types() -> None:
    text = to_json(Span.years(2018))
    assert_type(text, str)
    assert_type(from_json(text, Span), Span)
    assert_type(
        read_partnerships([{"Kommune": "Ulm", "Partnerstadt": "Valdivia"}], municipalities=FACTS.municipalities),
        PartnershipReading,
    )
    guests = read_participants([{"Name": "x"}])
    assert_type(guests, ParticipantReading)
    assert_type(guests.participants, tuple[Participant, ...])
    assert_type(guests.values, tuple[Participant, ...])


def test_matching_answers_with_results() -> None:
    assigned = assign(["a"], ["x"], [[1]])
    paired = pair(["a", "b"], lambda _one, _other: 1)
    rings = advise(["a", "b"], lambda _adviser, _advised: 1)
    tables = compose(["a", "b"], lambda _one, _other: 1, sizes=[2])
    rounds = rotate(["a", "b"], tables=1, rounds=1)
    timetable = arrange([("a", "b")], slots=1, tables=1)
    stable = match({"a": ["x"]}, {"x": ["a"]})
    assert_type(assigned, Assignment)
    assert_type(paired, Pairing)
    assert_type(rings, AdviceRings)
    assert_type(tables, GroupPlan)
    assert_type(rounds, RotationPlan)
    assert_type(timetable, Timetable)
    assert_type(stable, StableMatch)
    results: list[Result] = [assigned, paired, rings, tables, rounds, timetable, stable]
    for one in results:
        assert_type(one.verify(), tuple[Violation, ...])
        assert one.verify() == ()
