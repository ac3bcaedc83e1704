"""Every public model and the strategy that draws it; `of` looks it up, and so does Hypothesis' `from_type`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from itertools import combinations
from typing import Any, Final, TypeVar, cast, get_args, get_origin

from kommunal_partner import (
    clashes,
    countries,
    cycles,
    eligibility,
    errors,
    facts,
    fuzzy_dates,
    invitations,
    keys,
    languages,
    municipalities,
    oda,
    participants,
    partnerships,
    planning,
    programmes,
    regions,
    results,
    schedule,
    series,
    sources,
    spans,
    verdicts,
)
from kommunal_partner.adapters import from_tables
from kommunal_partner.errors import UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.matching import advice, assignment, groups, meetings, rotation, scoring, stable
from kommunal_partner.testing.strategies import _answers as answers
from kommunal_partner.testing.strategies import _fuzzy as fuzzy
from kommunal_partner.testing.strategies import _oda as lists
from kommunal_partner.testing.strategies import _partnerships as links
from kommunal_partner.testing.strategies import _plans as plans
from kommunal_partner.testing.strategies import _programmes as funds
from kommunal_partner.testing.strategies import _regions as areas
from kommunal_partner.testing.strategies import _series as events
from kommunal_partner.testing.strategies import _verdicts as answered
from kommunal_partner.testing.strategies import _words as words
from kommunal_partner.testing.strategies._calendar import Scale, as_scale, days
from kommunal_partner.testing.strategies._grounds import InventedFacts, grounds
from kommunal_partner.testing.strategies._hypothesis import st

T = TypeVar("T")

Drawn = Callable[[Scale], "st.SearchStrategy[Any]"]


def _alike(strategy: Callable[[], st.SearchStrategy[Any]]) -> Drawn:
    """A strategy that has no scale."""
    return lambda _scale: strategy()


def _scope(kind: type) -> Drawn:
    """A scope of one kind."""
    return lambda scale: events.scopes_by_kind(scale)[kind]


def _cycle(kind: type) -> Drawn:
    """A cycle of one kind."""
    return _alike(lambda: events.cycles_by_kind()[kind])


def _scaled(strategy: Callable[..., st.SearchStrategy[Any]]) -> Drawn:
    """A strategy that takes its scale by name."""
    return lambda scale: strategy(scale=scale)


def _rule(kind: type) -> Drawn:
    """A rule of planning of one kind."""
    return _alike(lambda: plans.rules_by_kind()[kind])


def _stated(kind: type) -> Drawn:
    """A cycle that needs nothing but how it is stated."""
    return lambda scale: st.builds(kind, st.none() | words.terms(scale))


def _task(drawn: Callable[[], st.SearchStrategy[Any]]) -> Drawn:
    """What a result was asked for."""
    return _alike(lambda: drawn().map(lambda result: result.task))


def _part(drawn: Callable[[], st.SearchStrategy[Any]], name: str) -> Drawn:
    """One of the parts of a drawn value that has any."""
    return _alike(lambda: answers.one_of_many(drawn(), lambda value: getattr(value, name)))


def _assigned() -> st.SearchStrategy[assignment.Assignment]:
    rows = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3)
    return rows.map(lambda weights: assignment.assign(plans.PEOPLE[:3], ["x", "y", "z"], weights))


def _paired() -> st.SearchStrategy[assignment.Pairing]:
    return plans.distances().map(lambda weights: assignment.pair(plans.PEOPLE, weights))


def _triangles() -> st.SearchStrategy[partnerships.Triangle]:
    """Three units, each linked with each other: those of the small world."""
    linked = [
        partnerships.Partnership(f"t{number}", pair) for number, pair in enumerate(combinations(links.TRIANGLE, 2))
    ]
    return st.sampled_from(partnerships.PartnershipRegister(linked).triangles())


def _timelines(value: st.SearchStrategy[Any], scale: Scale) -> st.SearchStrategy[spans.Timeline[Any]]:
    return st.builds(lambda span, held: spans.Timeline([(span, held)]), scale.spans(), value)


MODELS: Final[Mapping[type, Drawn]] = {
    # words
    languages.Term: words.terms,
    sources.Source: words.sources,
    verdicts.Reason: words.reasons,
    verdicts.Sentence: words.sentences,
    verdicts.Verdict: answered.verdicts,
    errors.TableProblem: words.table_problems,
    # time and place
    spans.Span: lambda scale: scale.spans(),
    spans.Timeline: lambda scale: _timelines(st.just("x"), scale),
    fuzzy_dates.FuzzyDate: _alike(fuzzy.fuzzy_dates),
    fuzzy_dates.DatePart: _alike(fuzzy.fuzzy_parts),
    fuzzy_dates.Interval: _alike(fuzzy.fuzzy_intervals),
    fuzzy_dates.Choice: _alike(fuzzy.fuzzy_sets),
    fuzzy_dates.Stretch: _alike(lambda: st.builds(fuzzy_dates.Stretch, st.none(), fuzzy.fuzzy_years())),
    cycles.Grid: _cycle(cycles.Grid),
    cycles.AfterLast: _cycle(cycles.AfterLast),
    cycles.NamedYears: _cycle(cycles.NamedYears),
    cycles.Alternating: _cycle(cycles.Alternating),
    cycles.OnDemand: lambda scale: st.builds(
        cycles.OnDemand, st.none() | st.integers(1, 5), st.none() | words.terms(scale)
    ),
    cycles.Regular: _stated(cycles.Regular),
    cycles.NoCycle: _stated(cycles.NoCycle),
    cycles.UnknownCycle: _stated(cycles.UnknownCycle),
    countries.Country: answers.countries,
    countries.CountryMatch: _alike(answers.country_matches),
    countries.CountryName: _alike(answers.names_of_countries),
    keys.Ags: _alike(answers.ags),
    keys.Ars: _alike(answers.ars),
    keys.Kreis: _alike(answers.kreise),
    keys.Land: _alike(answers.laender),
    keys.Regierungsbezirk: _alike(answers.regierungsbezirke),
    keys.Verband: _alike(answers.verbaende),
    keys.Repair: _alike(answers.repairs),
    # the list and the regions
    oda.OdaRegister: _scaled(lists.oda_registers),
    oda.OdaList: lists.oda_lists,
    oda.Listing: lists.listings,
    oda.CoveredBy: lists.coverages,
    oda.OdaEvent: lists.oda_events,
    oda.OdaNote: lists.oda_notes,
    oda.OfficialAid: lists.official_aids,
    oda.OdaChange: _alike(lists.oda_changes),
    oda.OdaComparison: _alike(lists.oda_comparisons),
    oda.OdaDifference: _part(lists.oda_comparisons, "differences"),
    oda.ListTotals: lists.list_totals,
    regions.RegionRegister: areas.region_registers,
    regions.RegionScheme: areas.region_schemes,
    regions.Region: areas.regions,
    regions.RegionMember: areas.region_members,
    regions.RegionCode: areas.region_codes,
    regions.Members: _alike(answers.members_of_regions),
    regions.RegionRecipients: _alike(answers.recipients_of_regions),
    regions.RegionsOf: _alike(answers.regions_of_countries),
    # units, partnerships, people
    municipalities.GermanUnit: links.german_units,
    municipalities.ForeignUnit: links.foreign_units,
    municipalities.DatedKey: links.dated_keys,
    municipalities.Coordinates: links.coordinates,
    municipalities.Population: links.populations,
    municipalities.MunicipalRegister: links.municipal_registers,
    municipalities.Candidate: _alike(answers.candidates),
    municipalities.Comparison: _alike(answers.comparisons_of_registers),
    municipalities.Same: lambda scale: links.german_units(scale).map(
        lambda unit: municipalities.Same(unit.id, unit, unit)
    ),
    municipalities.Successor: lambda scale: st.builds(
        municipalities.Successor, links.german_units(scale), links.german_units(scale), words.sentences(scale)
    ),
    municipalities.OfficialEdition: lambda scale: st.builds(
        municipalities.OfficialEdition, scale.days(), st.just(frozenset({"08421000"})), st.just(frozenset({"08"}))
    ),
    partnerships.Partnership: _scaled(links.partnerships),
    partnerships.PartnershipRegister: links.partnership_registers,
    partnerships.Observation: lambda scale: links.observations(st.sampled_from(partnerships.Stage), scale=scale),
    partnerships.StatedTotal: links.stated_totals,
    partnerships.Goal: _alike(lambda: st.integers(1, 17).map(partnerships.goal)),
    partnerships.Coverage: lambda scale: links.partnership_registers(scale).map(lambda register: register.coverage),
    partnerships.CountryCoverage: lambda scale: answers.one_of_many(
        links.partnership_registers(scale), lambda one: one.coverage.values()
    ),
    partnerships.OnDay: lambda scale: st.builds(
        lambda register, on: register.on(on), links.partnership_registers(scale), scale.days()
    ),
    partnerships.Triangle: _alike(_triangles),
    participants.Participant: _scaled(links.participants),
    participants.Delegation: links.delegations,
    # series
    series.EventSeries: _scaled(events.event_series),
    series.Edition: _scaled(events.editions),
    series.ExpectedEdition: events.expected_editions,
    series.Expectation: events.expectations,
    series.InSeries: events.in_series,
    series.Place: events.places,
    series.Count: _alike(events.numbers),
    series.Counts: events.counts,
    series.Claim: events.claims,
    series.Audience: events.audiences,
    series.AudienceRule: events.audience_rules,
    series.Condition: events.conditions,
    series.AnyOda: _scope(series.AnyOda),
    series.RegionScope: _scope(series.RegionScope),
    series.CountryScope: _scope(series.CountryScope),
    series.PublishedList: _scope(series.PublishedList),
    series.UnclearScope: _scope(series.UnclearScope),
    series.DatedScope: events.dated_scopes,
    series.GlossaryEntry: events.glossary_entries,
    schedule.SeriesState: _alike(answers.states),
    schedule.Known: _alike(answers.knowns),
    schedule.Backtest: _alike(answers.backtests),
    schedule.BacktestCase: _part(answers.backtests, "cases"),
    schedule.Drift: _alike(answers.drifts),
    schedule.DriftStep: _part(answers.drifts, "steps"),
    schedule.InferredCycle: _alike(answers.inferred_cycles),
    schedule.Measured: _part(answers.inferred_cycles, "measured"),
    schedule.Season: _alike(
        lambda: st.sampled_from(
            [schedule.Season((9, 1), (10, 1), (11, 30)), schedule.Season((1, 1), (6, 30), (12, 31))]
        )
    ),
    schedule.AsStated: _alike(lambda: st.just(schedule.AsStated())),
    schedule.MeanInterval: _alike(lambda: st.just(schedule.MeanInterval())),
    schedule.OnGrid: _alike(lambda: st.builds(schedule.OnGrid, st.none() | st.integers(1, 5))),
    schedule.LastPlus: _alike(lambda: st.builds(schedule.LastPlus, st.integers(1, 5))),
    # programmes
    programmes.Programme: funds.programmes,
    programmes.ProgrammeVersion: funds.programme_versions,
    programmes.Cell: lambda scale: funds.cells(st.integers(0, 100), scale),
    programmes.Deadline: funds.deadlines,
    programmes.Application: funds.applications,
    programmes.Change: _alike(answers.changes_of_programmes),
    programmes.InForce: lambda scale: st.builds(
        lambda one, on: one.in_force(on=on), funds.programmes(scale), scale.days()
    ),
    facts.Expiry: lambda scale: st.builds(facts.Expiry, scale.ids(), scale.days(), words.sentences(scale)),
    # questions
    eligibility.Asked: _alike(lambda: days().map(lambda day: eligibility.Asked(day, ((day, day),)))),
    eligibility.AnswerTurn: lambda scale: st.builds(
        eligibility.AnswerTurn, scale.days(), st.sampled_from(verdicts.Answer)
    ),
    eligibility.CarriedOn: lambda scale: st.builds(eligibility.CarriedOn, lists.oda_lists(scale), scale.days()),
    eligibility.CarriedStage: lambda scale: st.builds(
        eligibility.CarriedStage, links.observations(st.sampled_from(partnerships.Stage), scale=scale), scale.days()
    ),
    eligibility.WeakRule: lambda scale: st.builds(eligibility.WeakRule, events.audience_rules(scale)),
    eligibility.RelationSeenWithin: _alike(lambda: st.builds(eligibility.RelationSeenWithin, st.integers(1, 9))),
    eligibility.OccasionDay: _alike(answers.occasion_days),
    eligibility.PartnershipCase: _alike(answers.partnership_cases),
    eligibility.ParticipantCase: _alike(answers.participant_cases),
    eligibility.Grounds: grounds,
    InventedFacts: grounds,
    invitations.InvitationList: _alike(answers.invitation_lists),
    invitations.InvitationEntry: _part(answers.invitation_lists, "excluded"),
    invitations.Quota: _alike(answers.quotas),
    invitations.Priority: _alike(answers.priorities),
    invitations.NewTo: lambda scale: st.builds(invitations.NewTo, st.sets(scale.ids(), min_size=1, max_size=2)),
    invitations.WithForm: _alike(lambda: st.builds(invitations.WithForm, st.sampled_from(partnerships.Form))),
    invitations.WithLabel: _alike(
        lambda: st.builds(invitations.WithLabel, st.sampled_from(sorted(partnerships.LABELS)))
    ),
    invitations.WithTheme: lambda scale: st.builds(invitations.WithTheme, scale.words()),
    # planning
    planning.Plan: _alike(plans.plans),
    planning.Occurrence: _alike(plans.occurrences),
    planning.Placement: _alike(plans.placements),
    planning.Move: _alike(
        lambda: st.builds(planning.Move, st.just("a"), plans.placements(), st.none() | plans.placements())
    ),
    planning.Commitment: _alike(plans.commitments),
    planning.Calendar: plans.calendars,
    planning.CalendarDay: plans.calendar_days,
    planning.OwnRule: lambda scale: st.builds(planning.OwnRule, st.just(plans.free_of_cost), words.terms(scale)),
    planning.Avoid: _rule(planning.Avoid),
    planning.Duration: _rule(planning.Duration),
    planning.LeadTime: _rule(planning.LeadTime),
    planning.MinimumGap: _rule(planning.MinimumGap),
    planning.MostPer: _rule(planning.MostPer),
    planning.NearLikeliest: _rule(planning.NearLikeliest),
    planning.QuietTimes: _rule(planning.QuietTimes),
    planning.RotateLands: _rule(planning.RotateLands),
    planning.Weekdays: _rule(planning.Weekdays),
    planning.Window: _rule(planning.Window),
    # matching
    assignment.Assignment: _alike(_assigned),
    assignment.Pairing: _alike(_paired),
    assignment.PlaceQuota: _alike(
        lambda: st.builds(
            assignment.PlaceQuota,
            st.just("q"),
            st.sampled_from(assignment.PairSide),
            plans.ids_of_people,
            st.integers(0, 2),
        )
    ),
    assignment.Unmatched: _alike(lambda: st.builds(assignment.Unmatched, plans.ids_of_people, plans.ids_of_people)),
    stable.StableMatch: _alike(plans.stable_matches),
    stable.Couple: _alike(plans.couples),
    stable.Blocking: _alike(plans.blocking),
    groups.GroupPlan: _alike(plans.group_plans),
    groups.GroupTask: _task(plans.group_plans),
    groups.TableQuota: _alike(plans.table_quotas),
    rotation.RotationPlan: _alike(plans.rotation_plans),
    rotation.RotationTask: _task(plans.rotation_plans),
    advice.AdviceRings: _alike(plans.advice_rings),
    meetings.Timetable: _alike(plans.timetables),
    meetings.Request: _alike(plans.requests),
    meetings.MeetingPlace: _alike(plans.meeting_places),
    meetings.Appointment: _alike(plans.appointments),
    scoring.Score: _alike(plans.scores),
    scoring.ScoreTerm: _alike(plans.score_terms),
    scoring.PairRule: _alike(plans.pair_rules),
    scoring.PairScore: _alike(plans.pair_scores),
    scoring.ScorePart: _part(plans.pair_scores, "parts"),
    clashes.Clash: _alike(plans.clashes),
    clashes.ClashRule: _alike(plans.clash_rules),
    clashes.HallSet: _alike(plans.hall_sets),
    clashes.Names: _alike(plans.names),
    results.Certificate: _alike(plans.certificates),
    results.Explanation: _alike(plans.explanations),
    results.Unmet: _alike(plans.unmet),
    results.Violation: _alike(plans.violations),
    # readings
    from_tables.ReadingProblem: lambda scale: st.builds(
        from_tables.ReadingProblem,
        st.integers(1, 99),
        st.none() | scale.words(),
        st.none() | scale.words(),
        words.sentences(scale),
        st.sampled_from(from_tables.Severity),
    ),
    from_tables.ParticipantReading: _alike(answers.participant_readings),
    from_tables.PartnershipReading: _alike(answers.partnership_readings),
}
"""The strategy of every public model, by its class, for a scale."""

HOLDING: Final[Mapping[type, Callable[[st.SearchStrategy[Any], Scale], st.SearchStrategy[Any]]]] = {
    spans.Timeline: _timelines,
    partnerships.Observation: lambda value, scale: links.observations(value, scale=scale),
    programmes.Cell: funds.cells,
}
"""The models that hold values of a type which is written beside them: `Timeline[int]`."""

LEFT_OUT: Final[Mapping[type, str]] = {
    facts.Facts: "the shipped facts are one value, `load_facts()`; `InventedFacts` answers the same questions",
    results.Budget: "it changes while a search spends it",
    from_tables.Reading: "the part that readings of partnerships and of participants share",
}
"""Public models that nothing draws, and why."""


def of(model: type[T], scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[T]:
    """The strategy for a public model of the library, or for one of its closed choices.

    Args:
        model: A class that a public module exports, such as `Partnership` or `Timeline[int]`.
        scale: How much is drawn: "narrow" or "rich".

    Raises:
        UnknownName: for another class, and for those that are left out (`LEFT_OUT`).
        UnknownChoice: for another scale.

    >>> of(int)
    Traceback (most recent call last):
        ...
    kommunal_partner.errors.UnknownName: there is no model 'int'
    """
    drawn, values = as_scale(scale), get_args(model)
    kind = get_origin(model) or model
    if values and kind in HOLDING:
        return cast("st.SearchStrategy[T]", HOLDING[kind](st.from_type(values[0]), drawn))
    if not values and issubclass(model, Enum):
        return st.sampled_from(model)
    if values or model not in MODELS:
        name = getattr(model, "__name__", str(model))
        raise UnknownName(Term("Modell", "model"), name, ())
    return cast("st.SearchStrategy[T]", MODELS[model](drawn))
