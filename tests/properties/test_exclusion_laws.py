"""Laws of what excludes: silence, inference and weak rows never do; and what a relation that is seen again may change.

The oracles are written anew and call nothing of the rules under test.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.eligibility import PartnershipCase, assess_participant, assess_partnership, assess_scope, relation
from kommunal_partner.eligibility._cases import OccasionDay
from kommunal_partner.eligibility.sentences import ACTOR_WORDS
from kommunal_partner.facts import load_facts
from kommunal_partner.invitations import invite
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.regions import Membership, Region, RegionMember, RegionRegister, RegionScheme
from kommunal_partner.series import STAGES, Audience, AudienceRule, CountryScope, Edition, PublishedList, RegionScope
from kommunal_partner.sources import Confidence, Precision, Source
from kommunal_partner.spans import Span

FACTS = load_facts()
NOTHING: FrozenMap[str, Any] = FrozenMap()
DAY = date(2019, 7, 1)


@frozen
class World:
    oda: OdaRegister
    regions: RegionRegister = RegionRegister((), (), ())  # noqa: RUF009 - because it never changes
    series: FrozenMap[str, Any] = NOTHING
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


LISTS = OdaRegister([OdaList("2019", Span.years(2019), "2019")], [Listing("KEN", OdaGroup.LDC, Span.years(2019))])
WORLD = World(LISTS)
HOME, AWAY = GermanUnit("h", "Ulm", UnitKind.STADT), ForeignUnit("a", "Nakuru", country("KEN"))

few_stages = st.sets(st.sampled_from(sorted(STAGES)), min_size=1, max_size=4)
few_actors = st.sets(st.sampled_from(sorted(ACTOR_WORDS)), min_size=1, max_size=4)
confidences = st.sampled_from(list(Confidence))


@st.composite
def rules(draw: st.DrawFn, side: str = "german") -> AudienceRule:
    stages, actors = draw(few_stages), draw(few_actors)
    stages_excluded = draw(st.sets(st.sampled_from(sorted(STAGES)), max_size=4)) - stages
    actors_excluded = draw(st.sets(st.sampled_from(sorted(ACTOR_WORDS)), max_size=4)) - actors
    values = [f"stages_excluded:{stage}" for stage in stages_excluded]
    values += [f"actors_excluded:{actor}" for actor in actors_excluded]
    marks = ["stages_excluded", "actors_excluded", "stages", "actors", *values]
    return AudienceRule(
        side,
        frozenset(actors),
        frozenset(stages),
        date(2019, 1, 1),
        stages_excluded=stages_excluded,
        actors_excluded=actors_excluded,
        inferred=draw(st.sets(st.sampled_from(marks), max_size=2)),
        carried_over=draw(st.sampled_from([False, False, True])),
        confidence=draw(confidences),
    )


def speaks_firmly(rule: AudienceRule, name: str, value: str) -> bool:
    """A stated value of a rule that is the series' own, on more than weak ground."""
    weak = rule.carried_over or rule.confidence is Confidence.LOW
    return not (weak or name in rule.inferred or f"{name}:{value}" in rule.inferred)


# ── actors ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(rules(), st.sampled_from(sorted(ACTOR_WORDS)))
def test_an_actor_is_out_only_where_a_firm_rule_excludes_it_by_name(rule: AudienceRule, actor: str) -> None:
    edition = Edition(DAY, scope=CountryScope("KEN"), audience=Audience((rule,)))
    person = Participant("p", side="german", municipality="h", actor=actor)
    verdict = assess_participant(WORLD, person, edition)
    (found,) = [check for check in verdict.checks if check.rule == "actor/1"]
    out = actor in rule.actors_excluded and speaks_firmly(rule, "actors_excluded", actor)
    assert found.is_no is out
    if actor in (rule.actors or ()):
        assert found.is_yes


@pytest.mark.parametrize("name", sorted(FACTS.series))
def test_no_actor_and_no_stage_is_excluded_by_the_silence_of_a_shipped_rule(name: str) -> None:
    series = FACTS.series[name]
    for rule in series.audience.rules:
        others = [other for other in series.audience.rules if other.side is not rule.side]
        on = max([rule.valid_from, *(other.valid_from for other in others)])
        edition = Edition(on, scope=CountryScope("KEN"), audience=series.audience)
        for actor in ACTOR_WORDS:
            person = Participant("p", side=rule.side, municipality="h", actor=actor)
            checks = assess_participant(FACTS, person, edition).checks
            assert not any(check.is_no for check in checks if check.rule == "actor/1"), actor
        for stage in Stage:
            for confidence in Confidence:
                seen = (Observation(stage, None, on, confidence=confidence),)
                case = PartnershipCase(OccasionDay(FACTS, edition, on), Partnership("p", (HOME, AWAY), stages=seen))
                found = relation(case)
                known = [one for one in case.day.rules if one.stages is not None]
                ended = stage is Stage.ENDED and len(known) == len(case.day.rules)
                ended = ended and any("none" not in (one.stages or ()) for one in known)
                assert found is not None
                assert found.is_no is (ended and confidence is not Confidence.LOW), (stage, confidence)


# ── stages ───────────────────────────────────────────────────────────────────────────────────────────────────────────

BY_HAND, ON_A_LIST = Source("hand", "a letter"), Source("list", "a list", precision=Precision.SECONDARY)
times = st.sampled_from(
    ["2017", "2018-06", "2018-07-01", "2018-07-02", "2019", "2019-07-01", "2019-06", "2020", "../2018"]
)
sights = st.builds(
    Observation,
    st.sampled_from(list(Stage)),
    st.sampled_from([None, None, "2018-12", "2019-07-01"]),
    times,
    st.sampled_from([(), (BY_HAND,), (ON_A_LIST,), (BY_HAND, ON_A_LIST)]),
    confidences,
)
forms = st.lists(
    st.builds(
        Observation,
        st.just(Form.KONTAKT),
        st.sampled_from([None, "2001", "2020"]),
        st.just("2021"),
        st.just(()),
        confidences,
    ),
    max_size=1,
)
both_sides = st.tuples(rules(), st.one_of(st.none(), rules("partner")))


def asked(stages: list[Any], seen_forms: list[Any], sides: tuple[AudienceRule, AudienceRule | None]) -> PartnershipCase:
    audience = Audience(tuple(rule for rule in sides if rule is not None))
    edition = Edition(DAY, scope=CountryScope("KEN"), audience=audience)
    return PartnershipCase(
        OccasionDay(WORLD, edition, DAY), Partnership("p", (HOME, AWAY), stages=stages, forms=seen_forms)
    )


def may_be_no(case: PartnershipCase) -> bool:
    """Whether some source excludes: an end that was seen, a stage excluded for the day, a beginning after it."""
    for rule in case.day.rules:
        for seen in case.partnership.stages:
            firm = seen.confidence is not Confidence.LOW
            ended = seen.value is Stage.ENDED and "none" not in (rule.stages or ())
            word = "none" if seen.value is Stage.ENDED else seen.value.value
            excluded = word in rule.stages_excluded and speaks_firmly(rule, "stages_excluded", word)
            if firm and (ended or excluded):
                return True
    early = ("none", "contact", "emerging")
    return bool(case.partnership.forms) and all(
        any(word in rule.stages_excluded and speaks_firmly(rule, "stages_excluded", word) for rule in case.day.rules)
        for word in early
    )


@settings(max_examples=150)
@given(st.lists(sights, max_size=3), forms, both_sides)
def test_a_relation_is_out_only_where_a_source_excludes_it(
    stages: list[Any], seen_forms: list[Any], sides: tuple[AudienceRule, AudienceRule | None]
) -> None:
    case = asked(stages, seen_forms, sides)
    found = relation(case)
    assert found is not None
    if found.is_no:
        assert may_be_no(case), found.text("en")


@settings(max_examples=150)
@given(st.lists(sights, max_size=3), both_sides, times, st.sampled_from([(BY_HAND,), (ON_A_LIST,)]), confidences)
def test_one_more_sight_of_an_existing_relation_never_turns_a_yes_into_less(
    stages: list[Any],
    sides: tuple[AudienceRule, AudienceRule | None],
    when: str,
    sources: tuple[Source, ...],
    confidence: Confidence,
) -> None:
    more = Observation(Stage.EXISTING, None, when, sources, confidence)
    assert more.as_of is not None
    admits = all("existing" in (rule.stages or ()) for rule in sides if rule is not None)
    before = relation(asked(stages, [], sides))
    if not admits or (more.as_of.latest or DAY) > DAY or before is None or not before.is_yes:
        return
    after = relation(asked([*stages, more], [], sides))
    assert after is not None
    assert after.is_yes, (before.text("en"), after.text("en"))


RANK = {"invited": 2, "to_confirm": 1, "waiting": 0, "undecided": -1, "excluded": -2}


@settings(max_examples=60)
@given(
    st.lists(st.lists(sights, max_size=2), min_size=1, max_size=4),
    st.integers(0, 3),
    st.sampled_from([None, 1, 2]),
    st.sampled_from(["2018-07-02", "2019-06", "2019-07-01"]),
)
def test_a_later_confirmation_never_drops_the_one_that_is_confirmed(
    several: list[list[Any]], which: int, total: int | None, when: str
) -> None:
    rule = AudienceRule("german", None, frozenset({"existing", "emerging"}), date(2019, 1, 1))
    edition = Edition(DAY, scope=CountryScope("KEN"), audience=Audience((rule,)))
    pairs = [
        Partnership(f"p{n}", (evolve(HOME, id=f"h{n}"), evolve(AWAY, id=f"a{n}")), stages=stages)
        for n, stages in enumerate(several)
    ]
    place = which % len(pairs)
    latest = max((one.as_of.latest or date.max for one in pairs[place].stages if one.as_of), default=date.min)
    more = Observation(Stage.EXISTING, None, when, (BY_HAND,))
    assert more.as_of is not None
    if latest >= (more.as_of.latest or date.max):
        return
    confirmed = [*pairs]
    confirmed[place] = evolve(pairs[place], stages=(*pairs[place].stages, more))
    before, after = (invite(WORLD, edition, some, total=total, seen_by=DAY) for some in (pairs, confirmed))
    standings = [found.entry(pairs[place].id).standing.value for found in (before, after)]
    assert RANK[standings[0]] <= RANK[standings[1]] or standings == ["to_confirm", "invited"]
    assert after.verify() == ()
    # Where there are places for all nobody else moves either.
    if total is None:
        rest = [name for name in before.solution if name != pairs[place].id]
        assert [before.solution[name] for name in rest] == [after.solution[name] for name in rest]


# ── regions and bounds ───────────────────────────────────────────────────────────────────────────────────────────────


@given(
    confidences,
    st.sampled_from(list(Membership)),
    st.booleans(),
    st.sampled_from(["", "others"]),
    st.sampled_from([frozenset(), frozenset({"KEN"}), frozenset({"TZA"}), frozenset({"wide"})]),
)
def test_a_weak_row_of_a_region_leaves_out_nobody_but_bounds_and_lists_do(
    confidence: Confidence, status: Membership, listed: bool, also: str, bounds: frozenset[str]
) -> None:
    regions = RegionRegister(
        [RegionScheme("s", "S", "s")],
        [Region("r", "s", "R", "r"), Region("wide", "s", "W", "w")],
        [RegionMember("r", "KEN", status, confidence=confidence), RegionMember("wide", "TZA")],
    )
    world = World(LISTS if listed else OdaRegister([OdaList("2019", Span.years(2019), "2019")], ()), regions)
    scope = RegionScope("r", oda=True, also=also, also_within=bounds)
    verdict = assess_scope(world, "KEN", Edition(DAY, scope=scope))
    outside = status is Membership.ABSENT and confidence is not Confidence.LOW
    open_to_others = bool(also) and (not bounds or "KEN" in bounds)
    assert verdict.is_no is (not listed or (outside and not open_to_others))
    if not verdict.is_no:
        assert verdict.is_yes is (status is Membership.IN)


def test_outside_the_bounds_of_a_scope_is_a_no_however_weak_the_row() -> None:
    scope = CountryScope("TZA", also="others", also_within={"UGA"}, confidence="low")
    assert assess_scope(WORLD, "KEN", Edition(DAY, scope=scope)).code == "OUTSIDE_BOUNDS"
    assert assess_scope(WORLD, "UGA", Edition(DAY, scope=scope)).code == "OTHERS_TOO"
    anybody = CountryScope("TZA", also="others")
    assert assess_scope(WORLD, "KEN", Edition(DAY, scope=anybody)).is_undecided


def test_a_weak_row_of_the_region_leaves_open_who_is_on_a_published_list_and_who_is_not() -> None:
    regions = RegionRegister(
        [RegionScheme("s", "S", "s")],
        [Region("r", "s", "R", "r")],
        [RegionMember("r", code, Membership.ABSENT, confidence=Confidence.LOW) for code in ("KEN", "TZA")],
    )
    edition = Edition(DAY, scope=PublishedList({"KEN"}, "r", oda=False))
    assert assess_scope(World(LISTS, regions), "KEN", edition).is_undecided
    assert assess_scope(World(LISTS, regions), "TZA", edition).is_undecided


# ── units ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", list(UnitKind))
def test_every_kind_of_unit_at_home_is_a_municipality_or_open_never_out(kind: UnitKind) -> None:
    rule = AudienceRule("german", None, frozenset({"existing"}), date(2019, 1, 1))
    edition = Edition(DAY, scope=CountryScope("KEN"), audience=Audience((rule,)))
    one = Partnership("p", (evolve(HOME, kind=kind), AWAY), stages=(Observation(Stage.EXISTING, None, DAY),))
    verdict = assess_partnership(WORLD, one, edition)
    above = {
        "land",
        "regierungsbezirk",
        "statistical_region",
        "region",
        "gemeindefrei_inhabited",
        "gemeindefrei_uninhabited",
    }
    assert verdict.answer.value == ("undecided" if kind.value in above else "yes")
