from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from functools import wraps
from typing import Any

import pytest
from attrs import evolve, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.cycles import NoCycle
from kommunal_partner.eligibility import (
    PARTNERSHIP_RULES,
    PartnershipCase,
    RelationSeenWithin,
    assess_partnership,
    assess_scope,
    relation,
)
from kommunal_partner.eligibility._audience import audience_scope, condition_verdict
from kommunal_partner.eligibility._cases import OccasionDay
from kommunal_partner.eligibility._partnership import PartnershipJudge
from kommunal_partner.eligibility._relations import CarriedStage, only_to_confirm, seen_until
from kommunal_partner.eligibility._units import units_fit
from kommunal_partner.eligibility.sentences import STAGE_TO_CONFIRM
from kommunal_partner.errors import BadRule, NotADay, UnknownName
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.participants import Side
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.regions import Membership, Region, RegionMember, RegionRegister, RegionScheme
from kommunal_partner.series import (
    STAGES,
    AnyOda,
    Audience,
    AudienceRule,
    Condition,
    CountryScope,
    DatedScope,
    Edition,
    EventSeries,
    ExpectedEdition,
    PublishedList,
    RegionScope,
    Scope,
    UnclearScope,
)
from kommunal_partner.sources import Confidence, Source
from kommunal_partner.spans import Span, Timeline
from kommunal_partner.verdicts import Answer, Reason, Sentence, Verdict, all_of, no, undecided, yes


def day(text: str) -> date:
    return date.fromisoformat(text)


# A world of two countries on the list of 2018 to 2020, Chile until the end of 2018; Kenya in the region, Chile until 2019,
# Togo perhaps.
REGISTER = OdaRegister(
    lists=[OdaList(str(year), Span.years(year), str(year), confidence=Confidence.HIGH) for year in (2018, 2019, 2020)],
    listings=[
        Listing("KEN", OdaGroup.LMIC, Span.years(2018, 2020), confidence=Confidence.HIGH),
        Listing("TGO", OdaGroup.LDC, Span.years(2018, 2020), confidence=Confidence.HIGH),
        Listing("CHL", OdaGroup.UMIC, Span.years(2018), confidence=Confidence.HIGH),
    ],
)
REGIONS = RegionRegister(
    schemes=[RegionScheme("s", "Schema", "scheme")],
    regions=[Region("r", "s", "Region", "region", start=day("2018-01-01"))],
    rows=[
        RegionMember("r", "KEN", span=Span(day("2018-01-01"))),
        RegionMember("r", "CHL", span=Span(day("2018-01-01"), day("2019-06-01"))),
        RegionMember("r", "TGO", Membership.DOUBTFUL, Span(day("2018-01-01"))),
    ],
)


NOTHING: FrozenMap[str, Any] = FrozenMap()


@frozen
class World:
    oda: OdaRegister = REGISTER
    regions: RegionRegister = REGIONS
    series: FrozenMap[str, Any] = NOTHING
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


WORLD = World()
HOME = GermanUnit("h", "Ulm", UnitKind.STADT)
RULE = AudienceRule(
    "german", frozenset({"administration"}), frozenset({"existing"}), day("2018-01-01"), partner_required=True
)


def abroad(code: str) -> ForeignUnit:
    return ForeignUnit(f"a:{code}", f"Town in {code}", country(code))


def pair(
    *codes: str, seen: str | None = "2018/2030", stage: Stage = Stage.EXISTING, since: str | None = None
) -> Partnership:
    stages = () if seen is None else (Observation(stage, since, seen),)
    return Partnership("p", (HOME, *[abroad(code) for code in codes]), stages=stages)


def edition(when: str, scope: Scope | None, *rules: AudienceRule) -> Edition:
    return Edition(when, scope=scope, audience=Audience(rules or (RULE,)))


def codes(verdict: Verdict, answer: str) -> list[str]:
    return [end.reason.code for end in verdict.ends(Answer(answer))]


# ── the scope ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("scope", "code", "on", "answer", "reason"),
    [
        (RegionScope("r"), "KEN", "2018-05-05", "yes", "IN_REGION"),
        (RegionScope("r"), "TGO", "2018-05-05", "undecided", "DOUBTFUL"),
        (RegionScope("r"), "CHL", "2018-12-31", "yes", "IN_REGION"),
        (RegionScope("r"), "CHL", "2019-01-01", "no", "NOT_LISTED"),
        (RegionScope("r", oda=False), "CHL", "2019-05-31", "yes", "IN_REGION"),
        (RegionScope("r", oda=False), "CHL", "2019-06-01", "no", "NO_LONGER_IN_REGION"),
        (RegionScope("r", oda=False), "MLI", "2019-06-01", "no", "NOT_IN_REGION"),
        (RegionScope("r", oda=False, also="friends"), "MLI", "2019-06-01", "undecided", "OTHERS_TOO"),
        (RegionScope("r"), "KEN", "2021-01-01", "undecided", "AFTER_LAST_LIST"),
        (RegionScope("r", oda=False, also="friends", also_within={"KEN"}), "MLI", "2019-06-01", "no", "NOT_IN_REGION"),
        (CountryScope("KEN"), "KEN", "2017-01-01", "yes", "WITHIN_COUNTRIES"),
        (CountryScope("KEN"), "TGO", "2018-01-01", "no", "OUTSIDE_COUNTRIES"),
        (CountryScope("KEN", also="others"), "TGO", "2018-01-01", "undecided", "OTHERS_TOO"),
        (CountryScope("CHL", oda=True), "CHL", "2019-01-01", "no", "NOT_LISTED"),
        (PublishedList({"KEN", "MLI"}, "r", oda=False), "KEN", "2018-01-01", "yes", "IN_REGION"),
        (PublishedList({"KEN", "MLI"}, "r", oda=False), "MLI", "2018-01-01", "yes", "ON_PUBLISHED_LIST"),
        (PublishedList({"KEN"}, "r", oda=False), "MLI", "2018-01-01", "no", "NOT_ON_PUBLISHED_LIST"),
        (PublishedList({"KEN"}, "r", oda=False), "CHL", "2018-01-01", "yes", "IN_REGION"),
        (PublishedList({"KEN"}, "r", oda=False), "CHL", "2019-07-01", "no", "NOT_ON_PUBLISHED_LIST"),
        (PublishedList({"KEN"}, "r", oda=False), "TGO", "2018-01-01", "undecided", "DOUBTFUL"),
        (PublishedList({"KEN"}, "r", oda=False), "KEN", "2017-01-01", "undecided", "BEFORE_FIRST_YEAR"),
        (PublishedList({"KEN"}, oda=False), "KEN", "2017-01-01", "yes", "ON_PUBLISHED_LIST"),
        (AnyOda(), "TGO", "2018-01-01", "yes", "ANY_COUNTRY"),
        (AnyOda(), "MLI", "2018-01-01", "no", "NOT_LISTED"),
        (UnclearScope("the south"), "KEN", "2018-01-01", "undecided", "SCOPE_IN_WORDS"),
        (None, "KEN", "2018-01-01", "undecided", "SCOPE_NOT_KNOWN"),
        (DatedScope(Timeline.of([(Span(day("2019-01-01")), CountryScope("KEN"))])), "KEN", "2018-12-31", "undecided", "SCOPE_NOT_KNOWN"),
        (DatedScope(Timeline.of([(Span(day("2019-01-01")), CountryScope("KEN"))])), "KEN", "2019-01-01", "yes", "WITHIN_COUNTRIES"),
    ],
)  # fmt: skip
def test_a_country_and_a_scope_on_one_day(scope: Scope | None, code: str, on: str, answer: str, reason: str) -> None:
    verdict = assess_scope(WORLD, code, edition(on, scope))
    assert verdict.answer.value == answer
    assert reason in codes(verdict, answer)
    assert verdict.as_of == day(on)


@pytest.mark.parametrize(
    ("when", "scope", "code", "answer", "turns"),
    [
        ("2018-12-30/2018-12-31", RegionScope("r"), "CHL", "yes", []),
        ("2018-12-31/2019-01-01", RegionScope("r"), "CHL", "undecided", ["2018-12-31 yes", "2019-01-01 no"]),
        ("2019-05", CountryScope("KEN"), "KEN", "yes", []),
        ("2019-05/2019-06", RegionScope("r", oda=False), "CHL", "undecided", ["2019-05-01 yes", "2019-06-01 no"]),
        ("2018/2019", DatedScope(Timeline.of([(Span.years(2018), CountryScope("KEN")), (Span.years(2019), CountryScope("TGO"))])), "KEN", "undecided", ["2018-01-01 yes", "2019-01-01 no"]),
    ],
)  # fmt: skip
def test_an_edition_of_several_days_has_one_answer_or_turning_days(
    when: str, scope: Scope, code: str, answer: str, turns: list[str]
) -> None:
    verdict = assess_scope(WORLD, code, edition(when, scope))
    assert verdict.answer.value == answer
    found: tuple[object, ...] = verdict.values.get("turns", ())  # type: ignore[assignment] # because values hold anything
    assert [f"{turn.first} {turn.answer.value}" for turn in found] == turns  # type: ignore[attr-defined] # because of that


def test_the_days_are_told_in_both_languages() -> None:
    verdict = assess_scope(WORLD, "CHL", edition("2018-12-31/2019-01-01", RegionScope("r")))
    assert verdict.text() == (
        "Ob Chile zum Bezugsraum gehört, hängt vom Tag ab (31.12.2018 bis 01.01.2019): ab 31.12.2018 ja, ab "
        "01.01.2019 nein."
    )
    assert "depends on the day (2018-12-31 to 2019-01-01): from 2018-12-31 yes" in verdict.text("en")
    month = assess_scope(WORLD, "KEN", edition("2019-05", CountryScope("KEN")))
    assert month.text("en").startswith("The answer is the same on every day (2019-05-01 to 2019-05-31).")
    either = assess_scope(WORLD, "KEN", edition("[2018,2020]", CountryScope("KEN")))
    assert either.text("en").startswith(
        "The answer is the same on every day (2018-01-01 to 2018-12-31, 2020-01-01 to 2020-12-31)."
    )
    many = assess_scope(WORLD, "KEN", edition("[2012,2014,2016,2018]", CountryScope("KEN")))
    assert many.text("en").startswith("The answer is the same on every day (2012 or 2014 or 2016 or 2018).")
    before = assess_scope(WORLD, "KEN", TABLE, on=FuzzyDate.parse("../2018-05-31"))
    assert "bis 31.05.2018" in before.text("de")
    assert "0001" not in before.text("de")
    after = assess_scope(WORLD, "KEN", TABLE, on=FuzzyDate.parse("2020-05-31/.."))
    assert "from 2020-05-31" in after.text("en")
    assert "9999" not in after.text("en")


def test_sessions_that_do_not_touch_are_judged_without_the_days_between() -> None:
    scope = DatedScope(
        Timeline.of(
            [(Span(day("2018-01-01"), day("2019-01-01")), CountryScope("KEN")), (Span.years(2020), CountryScope("KEN"))]
        )
    )
    apart = Edition(
        "2018-12-31/2020-01-01", sessions=(Span.day(day("2018-12-31")), Span.day(day("2020-01-01"))), scope=scope
    )
    assert assess_scope(WORLD, "KEN", apart).is_yes
    assert assess_scope(WORLD, "KEN", evolve(apart, sessions=())).is_undecided


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("partnership", "answer", "reason"),
    [
        (pair("KEN"), "yes", "STAGE_FITS"),
        (pair("TGO"), "undecided", "DOUBTFUL"),
        (pair("MLI"), "no", "NOT_IN_REGION"),
        (pair("MLI", "KEN"), "yes", "IN_REGION"),
        (pair("MLI", "TGO"), "undecided", "DOUBTFUL"),
        (pair("MLI", "BFA"), "no", "NOT_IN_REGION"),
        (pair("KEN", stage=Stage.DORMANT), "undecided", "STAGE_NOT_NAMED"),
        (pair("KEN", stage=Stage.ENDED), "no", "STAGE_ENDED"),
        (pair("KEN", seen="2017", stage=Stage.ENDED), "no", "STAGE_ENDED"),
        (pair("KEN", seen="2017"), "undecided", "STAGE_TO_CONFIRM"),
        (pair("KEN", seen="2018-03-01"), "undecided", "STAGE_TO_CONFIRM"),
        (pair("KEN", seen="2018-03-02"), "yes", "STAGE_SEEN_LATELY"),
        (pair("KEN", seen="2018"), "yes", "STAGE_SEEN_LATELY"),
        (pair("KEN", seen="2017", stage=Stage.DORMANT), "undecided", "STAGE_NOT_SEEN_THEN"),
        (pair("KEN", seen=None), "undecided", "STAGE_NEVER_SEEN"),
        (pair("KEN", seen="2020"), "undecided", "STAGE_SEEN_ONLY_LATER"),
        (pair("KEN", seen="2020", since="2015"), "yes", "STAGE_FITS"),
        (evolve(pair("KEN"), stages=(Observation(Stage.EXISTING, None, "2019"), Observation(Stage.DORMANT, None, "2019"))), "undecided", "CONTRADICTING_STAGES"),
        (evolve(pair("KEN", seen="2020"), forms=(Observation(Form.KONTAKT, "2021", "2021"),)), "undecided", "BEGINS_LATER_PERHAPS"),
        (evolve(pair("KEN", seen="2020"), forms=(Observation(Form.KONTAKT, "2001", "2021"),)), "yes", "STAGE_FITS"),
        (evolve(pair("KEN"), stages=(Observation(Stage.EXISTING),)), "undecided", "STAGE_NEVER_SEEN"),
        (Partnership("p", (HOME, GermanUnit("i", "Bonn", UnitKind.STADT))), "undecided", "NO_UNIT_ABROAD"),
        (Partnership("p", (abroad("KEN"), abroad("TGO"))), "undecided", "NO_UNIT_AT_HOME"),
    ],
)  # fmt: skip
def test_a_partnership_and_an_edition_of_one_day(partnership: Partnership, answer: str, reason: str) -> None:
    verdict = assess_partnership(WORLD, partnership, edition("2019-03-01", RegionScope("r", oda=False)))
    assert verdict.answer.value == answer, verdict.explain("en")
    assert reason in codes(verdict, answer)


def test_every_rule_is_checked_not_only_the_first_that_fails() -> None:
    verdict = assess_partnership(
        WORLD, pair("MLI", seen="2019", stage=Stage.DORMANT), edition("2019-03-01", RegionScope("r"))
    )
    assert codes(verdict, "no") == ["NOT_IN_REGION", "NOT_LISTED"]
    assert codes(verdict, "undecided") == ["STAGE_NOT_NAMED"]
    assert [check.rule for check in verdict.checks] == ["audience/1", "scope/1", "partner/1", "relation/1"]
    assert all(sentence in verdict.text("en") for sentence in ("does not include Mali", "not on the list"))


ADMITTED = Condition("ADMITTED_TO_PROGRAMME", Term("ist zugelassen", "is admitted"))
LABELLED = Condition(
    "HAS_LABEL", Term("ist Klimapartnerschaft", "is a climate partnership"), value="klimapartnerschaft"
)


@pytest.mark.parametrize(
    ("rules", "on", "answer", "reason"),
    [
        ([RULE], "2017-12-31", "undecided", "AUDIENCE_NOT_KNOWN_YET"),
        ([evolve(RULE, side=Side.PARTNER)], "2019-01-01", "undecided", "AUDIENCE_NOT_KNOWN"),
        ([evolve(RULE, stages=None)], "2019-01-01", "undecided", "STAGE_RULE_NOT_KNOWN"),
        ([RULE, evolve(RULE, side=Side.PARTNER, stages=None)], "2019-01-01", "undecided", "STAGE_RULE_NOT_KNOWN"),
        ([RULE, evolve(RULE, side=Side.PARTNER, stages=frozenset({"emerging"}))], "2019-01-01", "undecided", "STAGE_NOT_NAMED"),
        ([RULE, evolve(RULE, side=Side.PARTNER, stages=frozenset({"emerging"}), stages_excluded={"existing"})], "2019-01-01", "no", "STAGE_FITS_NOT"),
        ([RULE, evolve(RULE, side=Side.PARTNER, stages=frozenset({"emerging"}), valid_from=day("2019-01-02"))], "2019-01-01", "yes", "STAGE_FITS"),
        ([evolve(RULE, stages=frozenset({"none", "contact", "emerging", "existing", "dormant"}))], "2019-01-01", "yes", "ANY_STAGE"),
        ([evolve(RULE, partner_required=False)], "2019-01-01", "yes", "PARTNER_NOT_ASKED"),
        ([evolve(RULE, partner_required=None)], "2019-01-01", "yes", "WITH_PARTNER"),
        ([evolve(RULE, preference="existing preferred", stages=frozenset({"existing"}))], "2019-01-01", "yes", "STAGE_FITS"),
        ([evolve(RULE, conditions=(ADMITTED,))], "2019-01-01", "undecided", "CONDITION_TO_CHECK"),
        ([evolve(RULE, conditions=(LABELLED,))], "2019-01-01", "undecided", "CONDITION_TO_CHECK"),
        ([evolve(RULE, scope=RegionScope("r", oda=False))], "2019-01-01", "yes", "STAGE_FITS"),
        ([evolve(RULE, scope=CountryScope("TGO"))], "2019-01-01", "no", "OUTSIDE_COUNTRIES"),
        ([evolve(RULE, scope=CountryScope({"TGO", "KEN"}))], "2019-01-01", "yes", "WITHIN_COUNTRIES"),
        ([evolve(RULE, scope=RegionScope("r", oda=True))], "2019-01-01", "yes", "LISTED"),
        ([evolve(RULE, scope=UnclearScope("by invitation"))], "2019-01-01", "undecided", "SCOPE_IN_WORDS"),
        ([evolve(RULE, scope=DatedScope(Timeline.of([(Span(day("2020-01-01")), CountryScope("TGO"))])))], "2019-01-01", "yes", "STAGE_FITS"),
    ],
)  # fmt: skip
def test_what_the_audience_rules_ask(rules: list[AudienceRule], on: str, answer: str, reason: str) -> None:
    verdict = assess_partnership(WORLD, pair("KEN"), edition(on, RegionScope("r", oda=False), *rules))
    assert verdict.answer.value == answer, verdict.explain("en")
    assert reason in codes(verdict, answer)


def test_a_label_that_was_seen_meets_its_condition() -> None:
    one = evolve(pair("KEN"), labels=(Observation("klimapartnerschaft", "2015", "2020"),))
    verdict = assess_partnership(
        WORLD, one, edition("2019-01-01", RegionScope("r", oda=False), evolve(RULE, conditions=(LABELLED,)))
    )
    assert verdict.is_yes
    assert "is a climate partnership; that is documented" in verdict.explain("en")


def test_a_rule_carried_over_is_evidence_of_low_confidence() -> None:
    carried = evolve(RULE, carried_over=True, confidence=Confidence.HIGH, sources=(Source("s", "a page"),))
    meeting = edition("2019-01-01", CountryScope("KEN"), carried)
    verdict = assess_partnership(WORLD, pair("KEN"), meeting)
    assert verdict.confidence is Confidence.LOW
    assert "[low] a page" in verdict.explain("en")
    assert (
        assess_partnership(WORLD, pair("KEN"), edition("2019-01-01", CountryScope("KEN"))).confidence
        is Confidence.MEDIUM
    )


def test_an_occasion_without_scope_and_audience_leaves_both_open() -> None:
    verdict = assess_partnership(WORLD, pair("KEN"), Edition("2019-01-01"))
    assert codes(verdict, "undecided") == ["AUDIENCE_NOT_KNOWN", "SCOPE_NOT_KNOWN"]
    ruled = Edition("2019-01-01", audience=Audience((evolve(RULE, scope=CountryScope("KEN")),)))
    assert codes(assess_partnership(WORLD, pair("KEN"), ruled), "undecided") == ["SCOPE_NOT_KNOWN"]


# ── days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("when", "seen", "since", "answer"),
    [
        ("2018-12-30/2018-12-31", "2018", None, "yes"),
        ("2018-12-31/2019-01-01", "2018", None, "yes"),
        ("2018-01-01/2018-01-02", "2017", None, "yes"),
        ("2018-12-31/2019-01-01", "2017", None, "undecided"),
        ("2018-06-01/2018-06-02", "2018-06-02", None, "undecided"),
        ("2018-06-01/2018-06-02", "2018-06-02", "2018-06-01", "yes"),
        ("2018-06", "2018", "2018-06-15", "undecided"),
    ],
)
def test_what_was_seen_must_hold_on_every_day(when: str, seen: str, since: str | None, answer: str) -> None:
    one = pair("KEN", seen=seen, since=since)
    verdict = assess_partnership(WORLD, one, edition(when, CountryScope("KEN")))
    assert verdict.answer.value == answer, verdict.explain("en")


def test_a_rule_that_begins_within_the_days_is_told_with_its_day() -> None:
    late = evolve(RULE, valid_from=day("2018-06-02"))
    verdict = assess_partnership(WORLD, pair("KEN"), edition("2018-06-01/2018-06-03", CountryScope("KEN"), late))
    assert verdict.is_undecided
    assert "from 2018-06-01 undecided, from 2018-06-02 yes" in verdict.text("en")
    assert [check.as_of for check in verdict.checks] == [day("2018-06-01"), day("2018-06-02")]


def test_what_is_out_on_every_day_for_changing_reasons_is_out() -> None:
    scope = DatedScope(Timeline.of([(Span.years(2018), CountryScope("TGO")), (Span.years(2019), CountryScope("KEN"))]))
    one = pair("KEN", seen="2019", stage=Stage.ENDED)
    verdict = assess_partnership(WORLD, one, edition("2018-12-31/2019-01-01", scope))
    assert [codes(check, "no") for check in verdict.checks] == [["OUTSIDE_COUNTRIES"], ["STAGE_ENDED"]]
    assert (verdict.answer.value, verdict.reason.code, verdict.code) == ("no", "SAME_THROUGHOUT", "SAME_THROUGHOUT")


def test_several_days_without_a_turn_are_judged_once_and_say_so() -> None:
    verdict = assess_partnership(WORLD, pair("KEN"), edition("2018-06-01/2018-06-03", CountryScope("KEN")))
    assert verdict.checks[0].text() == (
        "Die Antwort gilt für jeden Tag, 1. bis 3. Juni 2018; die Sätze nennen den ersten."
    )
    assert verdict.as_of is None


def test_the_day_can_be_given_for_an_edition_as_well_if_it_is_one_of_its_own() -> None:
    meeting = edition("2018-12-31/2019-01-02", RegionScope("r"))
    assert assess_partnership(WORLD, pair("CHL"), meeting).is_undecided
    assert assess_partnership(WORLD, pair("CHL"), meeting, on=day("2018-12-31")).is_yes
    assert assess_partnership(WORLD, pair("CHL"), meeting, on=FuzzyDate.parse("2019-01-01/2019-01-02")).is_no
    for outside in (day("2018-12-30"), day("2019-01-03"), FuzzyDate.parse("2019-01")):
        with pytest.raises(BadRule, match="lies from 2018-12-31 to 2019-01-02") as caught:
            assess_partnership(WORLD, pair("CHL"), meeting, on=outside)
        assert caught.value.argument == "on"
        assert "liegt vom 31.12.2018 bis 02.01.2019" in caught.value.text("de")
    with pytest.raises(BadRule):
        assess_partnership(WORLD, pair("KEN"), expected(), on=day("2028-10-01"))


# ── series and expectations ──────────────────────────────────────────────────────────────────────────────────────────

TABLE = EventSeries(
    "rt",
    "Table",
    "round_table",
    CountryScope("KEN", oda=True),
    NoCycle(),
    [Edition("2018-03-01", 1)],
    Audience((RULE,)),
)


def test_a_series_needs_a_day_and_must_not_have_lapsed() -> None:
    assert assess_partnership(WORLD, pair("KEN"), TABLE, on=day("2020-03-01")).is_yes
    lapsed = assess_partnership(WORLD, pair("KEN"), TABLE, on=day("2024-03-01"), beyond="latest_list")
    assert codes(lapsed, "undecided") == ["LAPSED"]
    assert "erloschen" in lapsed.text()
    with pytest.raises(BadRule, match="rt is a series"):
        assess_partnership(WORLD, pair("KEN"), TABLE)


def test_a_series_that_lapses_within_the_days_is_undecided_from_that_day_on() -> None:
    late = FuzzyDate.parse("2023-01/2023-06")
    verdict = assess_partnership(WORLD, pair("KEN"), TABLE, on=late, beyond="latest_list")
    assert "from 2023-01-01 yes, from 2023-03-02 undecided" in verdict.text("en")
    before = FuzzyDate.parse("2023-02/2023-03-01")
    assert assess_partnership(WORLD, pair("KEN"), TABLE, on=before, beyond="latest_list").is_yes


def test_a_series_that_comes_back_is_told_with_its_days() -> None:
    again = evolve(TABLE, editions=(*TABLE.editions, Edition("2025-05-05", 2, known_since=day("2025-03-01"))))
    years = FuzzyDate.parse("2023/2025")
    verdict = assess_partnership(WORLD, pair("KEN"), again, on=years, beyond="latest_list")
    assert "from 2023-01-01 yes, from 2023-03-02 undecided, from 2025-03-01 yes" in verdict.text("en")


def expected(*, lapsed: bool = False, first: str = "2028-09-01", last: str = "2028-09-30") -> ExpectedEdition:
    reason = Reason("X", de="x", en="x")
    return ExpectedEdition(
        "rt",
        2028,
        day(first),
        day(first),
        day(last),
        Sentence(reason),
        lapsed=lapsed,
        scope=RegionScope("r"),
        audience=Audience((RULE,)),
    )


def test_an_expected_edition_beyond_the_last_list_is_undecided_unless_that_is_carried_on() -> None:
    assert codes(assess_partnership(WORLD, pair("KEN"), expected()), "undecided") == ["AFTER_LAST_LIST"]
    carried = assess_partnership(WORLD, pair("KEN"), expected(), beyond="latest_list")
    assert carried.is_yes
    assert carried.confidence is Confidence.LOW
    assert assess_partnership(WORLD, pair("CHL"), expected(), beyond="latest_list").is_no


def test_a_lapsed_rhythm_is_undecided() -> None:
    verdict = assess_partnership(WORLD, pair("KEN"), expected(lapsed=True), beyond="latest_list")
    assert codes(verdict, "undecided") == ["LAPSED_RHYTHM"]


# ── how far an observation carries ───────────────────────────────────────────────────────────────────────────────────

CARRIED = tuple(RelationSeenWithin(years=2) if rule is relation else rule for rule in PARTNERSHIP_RULES)


@pytest.mark.parametrize(
    ("seen", "stage", "on", "answer"),
    [
        ("2018", Stage.EXISTING, "2018-12-31", "yes"),
        ("2018", Stage.EXISTING, "2019-01-01", "yes"),
        ("2018", Stage.EXISTING, "2020-12-31", "yes"),
        ("2018", Stage.EXISTING, "2021-01-01", "undecided"),
        ("2018", Stage.DORMANT, "2019-01-01", "undecided"),
        ("2018", Stage.DORMANT, "2018-01-01", "undecided"),
        ("2018", Stage.ENDED, "2021-01-01", "no"),
        ("2020", Stage.EXISTING, "2019-01-01", "undecided"),
        ("2020-02-29", Stage.EXISTING, "2022-02-28", "yes"),
        ("2020-02-29", Stage.EXISTING, "2022-03-01", "undecided"),
        (None, Stage.EXISTING, "2019-01-01", "undecided"),
    ],
)
def test_what_was_seen_can_be_carried_on_for_some_years(seen: str | None, stage: Stage, on: str, answer: str) -> None:
    meeting = edition(on, CountryScope("KEN"))
    verdict = assess_partnership(WORLD, pair("KEN", seen=seen, stage=stage), meeting, rules=CARRIED)
    assert verdict.answer.value == answer, verdict.explain("en")


def test_what_is_carried_on_has_low_confidence_and_keeps_its_sources() -> None:
    source = Source("s", "a list of twin towns")
    one = evolve(pair("KEN"), stages=(Observation(Stage.EXISTING, None, "2017", (source,)),))
    verdict = assess_partnership(WORLD, one, edition("2019-05-05", CountryScope("KEN")), rules=CARRIED)
    assert verdict.confidence is Confidence.LOW
    assert "[low] a list of twin towns" in verdict.explain("en")
    assert "dass es dabei blieb, wird angenommen, höchstens 2 Jahre lang" in verdict.explain()


def test_what_is_carried_on_ends_on_a_day_that_turns_the_answer() -> None:
    one = pair("KEN", seen="2018")
    meeting = edition("2020-12-31/2021-01-01", CountryScope("KEN"))
    assert assess_partnership(WORLD, one, meeting, rules=CARRIED).is_undecided
    within = edition("2020-12-30/2020-12-31", CountryScope("KEN"))
    assert assess_partnership(WORLD, one, within, rules=CARRIED).is_yes


def test_contradictions_are_not_carried_on() -> None:
    both = (Observation(Stage.EXISTING, None, "2018"), Observation(Stage.DORMANT, None, "2018"))
    verdict = assess_partnership(
        WORLD, evolve(pair("KEN"), stages=both), edition("2019-05-05", CountryScope("KEN")), rules=CARRIED
    )
    assert codes(verdict, "undecided") == ["STAGE_NOT_SEEN_THEN"]
    later = (*both, Observation(Stage.EXISTING, None, "2019-01"), Observation(Stage.CONTACT))
    assert assess_partnership(
        WORLD, evolve(pair("KEN"), stages=later), edition("2019-05-05", CountryScope("KEN")), rules=CARRIED
    ).is_yes


def test_nothing_is_carried_on_where_no_rule_is_known_or_beyond_the_calendar() -> None:
    meeting = Edition("2019-05-05", scope=CountryScope("KEN"))
    verdict = assess_partnership(WORLD, pair("KEN", seen="2018"), meeting, rules=CARRIED)
    assert codes(verdict, "undecided") == ["AUDIENCE_NOT_KNOWN"]
    rule = RelationSeenWithin(years=9999)
    assert list(rule.turning_days(pair("KEN", seen="2018/.."))) == []
    assert list(rule.turning_days(pair("KEN", seen="2018"))) == []
    assert list(RelationSeenWithin(years=1).turning_days(pair("KEN", seen="2018"))) == [day("2020-01-01")]
    setting = OccasionDay(WORLD, meeting, day("2019-05-05"))
    assert RelationSeenWithin(2)(PartnershipCase(setting, pair("KEN"))) is None


@pytest.mark.parametrize("years", [0, -1, True, 1.5])
def test_years_to_carry_on_are_whole_and_at_least_one(years: int) -> None:
    with pytest.raises(BadRule, match="years must be"):
        RelationSeenWithin(years)


@pytest.mark.parametrize(
    ("scope", "code", "german", "english"),
    [
        (
            CountryScope({"TGO", "KEN"}),
            "KEN",
            "Kenia gehört zum Bezugsraum (Kenia, Togo).",
            "Kenya is in the scope (Kenya, Togo).",
        ),
        (
            CountryScope({"TGO", "KEN"}),
            "CHL",
            "Chile gehört nicht zum Bezugsraum (Kenia, Togo).",
            "Chile is not in the scope (Kenya, Togo).",
        ),
        (
            CountryScope("KEN", also="others"),
            "TGO",
            "Offen ist, ob Togo dazugehört: eigens genannt nicht, der Bezugsraum schließt aber weitere ein: others.",
            "Unclear: whether Togo belongs to it; not named, but the scope takes in others: others.",
        ),
        (
            PublishedList({"MLI", "KEN"}, oda=False),
            "MLI",
            "Mali steht auf der für die Reihe veröffentlichten Länderliste.",
            "Mali is on the list of countries published for the series.",
        ),
        (
            PublishedList({"MLI", "KEN"}, oda=False),
            "TGO",
            "Togo steht nicht auf der für die Reihe veröffentlichten Länderliste (Kenia, Mali).",
            "Togo is not on the list of countries published for the series (Kenya, Mali).",
        ),
        (
            AnyOda(),
            "TGO",
            "Der Bezugsraum umfasst alle Länder, die am 05.05.2018 ODA-Empfänger sind.",
            "The scope includes every country that receives ODA on 2018-05-05.",
        ),
        (
            UnclearScope("the south"),
            "KEN",
            "Offen ist, ob Kenia zum Bezugsraum gehört; er ist nur in Worten bekannt: „the south“.",
            "Unclear: whether Kenya is in the scope, which is known in words only: “the south”.",
        ),
        (
            None,
            "KEN",
            "Offen ist der Bezugsraum am 05.05.2018; für diesen Tag ist keiner bekannt.",
            "Unclear: the scope on 2018-05-05; none is known for that day.",
        ),
    ],
)
def test_what_is_said_of_a_scope_rests_on_the_occasion_and_names_the_countries(
    scope: Scope | None, code: str, german: str, english: str
) -> None:
    meeting = edition("2018-05-05", scope)
    verdict = assess_scope(WORLD, code, meeting)
    (found,) = [end for end in verdict.ends(verdict.answer) if end.rule == "scope/1"]
    assert (found.text("de"), found.text("en")) == (german, english)
    assert (found.evidence, found.as_of) == ((meeting,), day("2018-05-05"))


def test_what_is_left_open_because_others_are_taken_in_shows_what_was_found() -> None:
    verdict = assess_scope(WORLD, "TGO", edition("2018-05-05", CountryScope("KEN", also="others")))
    (found,) = verdict.ends(Answer.UNDECIDED)
    (named,) = found.checks
    assert (named.reason.code, named.rule, named.as_of) == ("OUTSIDE_COUNTRIES", "scope/1", day("2018-05-05"))


def test_the_days_inside_a_dated_scope_turn_the_answer_too() -> None:
    scope = DatedScope(Timeline.of([(Span(day("2018-01-01")), RegionScope("r", oda=False))]))
    verdict = assess_scope(WORLD, "CHL", edition("2019-05/2019-06", scope))
    assert (verdict.is_undecided, verdict.rule) == (True, "scope/1")
    assert verdict.text("en").endswith("from 2019-05-01 yes, from 2019-06-01 no.")


def asked_of(one: Partnership, rule: AudienceRule, setting: OccasionDay | None = None) -> Verdict:
    """What `relation` says of the partnership on 5 May 2019."""
    meeting = edition("2019-05-05", CountryScope("KEN"), rule)
    found = relation(PartnershipCase(setting or OccasionDay(WORLD, meeting, day("2019-05-05")), one))
    assert found is not None
    return found


BOTH = (Observation(Stage.EXISTING, None, "2019"), Observation(Stage.DORMANT, None, "2019"))


@pytest.mark.parametrize(
    ("one", "rule", "german", "english"),
    [
        (
            pair("KEN"),
            RULE,
            "Die Beziehung passt: bestehend, belegt für den 05.05.2019.",
            "The relation fits: existing, as seen for 2019-05-05.",
        ),
        (
            pair("KEN", stage=Stage.DORMANT),
            evolve(RULE, stages_excluded={"dormant"}),
            (
                "Die Beziehung passt nicht: ruhend, belegt für den 05.05.2019; das ist ausdrücklich ausgenommen. Verlangt ist: "
                "bestehend."
            ),
            (
                "The relation does not fit: dormant, as seen for 2019-05-05, which is expressly excluded. Asked for is: "
                "existing."
            ),
        ),
        (
            pair("KEN"),
            evolve(RULE, stages=STAGES),
            "Die Beziehung passt: Jeder Stand genügt, auch gar keine Beziehung.",
            "The relation fits: any stage will do, and so will no relation at all.",
        ),
        (
            pair("KEN"),
            evolve(RULE, stages=None),
            "Offen ist, welche Beziehung am 05.05.2019 verlangt wird; die Regel dazu ist nicht bekannt.",
            "Unclear: which relation is asked for on 2019-05-05; the rule is not known.",
        ),
        (
            pair("KEN", seen="2017"),
            RULE,
            "Der Stand der Beziehung ist zu bestätigen: bestehend, so zuletzt gesehen 2017. Das passt; verlangt ist: bestehend.",
            "The stage of the relation is to be confirmed: existing, as last seen in 2017. That fits; asked for is: existing.",
        ),
        (
            pair("KEN", seen="2018-06"),
            RULE,
            "Die Beziehung passt: bestehend, so zuletzt gesehen im Juni 2018, also höchstens ein Jahr vor dem 05.05.2019.",
            "The relation fits: existing, as last seen in June 2018, not more than a year before 2019-05-05.",
        ),
        (
            pair("KEN", seen="2017", stage=Stage.CONTACT),
            RULE,
            "Offen ist der Stand der Beziehung am 05.05.2019: Zuletzt gesehen wurde 2017 Kontakt; verlangt ist: bestehend.",
            "Unclear: the stage of the relation on 2019-05-05; when last seen in 2017 it was contact; asked for is: existing.",
        ),
        (
            pair("KEN", seen="2020"),
            RULE,
            (
                "Offen ist der Stand der Beziehung am 05.05.2019: Gesehen wurde sie erst danach (2020: bestehend); verlangt "
                "ist: bestehend."
            ),
            (
                "Unclear: the stage of the relation on 2019-05-05; it was seen only afterwards (2020: existing); asked for "
                "is: existing."
            ),
        ),
        (
            pair("KEN", seen="2017", stage=Stage.ENDED),
            RULE,
            "Die Beziehung ist beendet (gesehen 2017); verlangt ist: bestehend.",
            "The relation has ended (as seen in 2017); asked for is: existing.",
        ),
        (
            pair("KEN", seen="2017", stage=Stage.ENDED),
            evolve(RULE, stages={"none", "existing"}),
            (
                "Die Beziehung ist beendet (gesehen 2017); das steht nicht entgegen, denn auch ohne Beziehung ist die "
                "Teilnahme möglich."
            ),
            "The relation has ended (as seen in 2017); that is no obstacle, for one may come without a relation.",
        ),
        (
            evolve(pair("KEN"), stages=BOTH),
            evolve(RULE, stages=frozenset({"none", "contact", "existing"})),
            (
                "Offen ist der Stand der Beziehung am 05.05.2019: Die Quellen widersprechen sich (bestehend, ruhend); "
                "verlangt ist: bestehend oder Kontakt oder keine Beziehung."
            ),
            (
                "Unclear: the stage of the relation on 2019-05-05; the sources contradict one another (existing, dormant); "
                "asked for is: existing or contact or no relation."
            ),
        ),
        (
            evolve(pair("KEN", seen=None), forms=(Observation(Form.KONTAKT, "2020", "2021"),)),
            evolve(RULE, stages_excluded={"none", "contact", "emerging"}),
            "Die Beziehung bestand am 05.05.2019 noch nicht, sie begann erst 2020; verlangt ist: bestehend.",
            "The relation did not exist yet on 2019-05-05, it begins in 2020; asked for is: existing.",
        ),
    ],
)
def test_what_is_said_of_a_relation_names_what_is_asked_and_what_was_seen(
    one: Partnership, rule: AudienceRule, german: str, english: str
) -> None:
    found = asked_of(one, rule)
    assert (found.text("de"), found.text("en")) == (german, english)
    assert (found.rule, found.as_of, found.evidence[0]) == ("relation/1", day("2019-05-05"), rule)


def test_a_relation_that_has_ended_is_none() -> None:
    ended = pair("KEN", stage=Stage.ENDED)
    assert asked_of(ended, evolve(RULE, stages=frozenset({"none"}))).is_yes
    assert asked_of(ended, RULE).is_no


def test_whether_it_exists_or_has_ended_may_not_matter() -> None:
    stages = (Observation(Stage.EXISTING, None, "2016"), Observation(Stage.ENDED, None, "2015"))
    found = asked_of(
        evolve(pair("KEN", seen=None), stages=stages), evolve(RULE, stages=frozenset({"existing", "none"}))
    )
    assert (found.answer, found.code) == (Answer.YES, "FITS_EITHER_WAY")
    only = asked_of(evolve(pair("KEN", seen=None), stages=stages), RULE)
    assert (only.answer, only.code) == (Answer.UNDECIDED, "STAGE_TO_CONFIRM")


def test_an_end_of_which_only_the_day_is_known_is_seen_until_that_day() -> None:
    assert seen_until(Observation(Stage.ENDED, "2016")) == day("2016-12-31")
    assert seen_until(Observation(Stage.EXISTING, "2016")) is None
    assert seen_until(Observation(Stage.ENDED, "2016", "2018")) == day("2018-12-31")


def test_a_relation_that_begins_later_is_a_no_only_where_all_that_was_before_is_excluded() -> None:
    later = evolve(pair("KEN", seen=None), forms=(Observation(Form.KONTAKT, "2020", "2021"),))
    strict = evolve(RULE, stages_excluded={"none", "contact", "emerging"})
    assert asked_of(later, RULE).code == "BEGINS_LATER_PERHAPS"
    assert asked_of(later, strict).code == "BEGINS_LATER"
    weak = evolve(later, forms=(Observation(Form.KONTAKT, "2020", "2021", confidence=Confidence.LOW),))
    assert asked_of(weak, strict).is_undecided


def test_what_was_found_for_one_partnership_is_not_said_of_another() -> None:
    setting = OccasionDay(WORLD, edition("2019-05-05", CountryScope("KEN")), day("2019-05-05"))
    undated = pair("KEN", seen=None)
    ones = {
        "STAGE_FITS": pair("KEN"),
        "STAGE_NOT_NAMED": pair("KEN", stage=Stage.DORMANT),
        "STAGE_NEVER_SEEN": evolve(undated, stages=(Observation(Stage.EXISTING),)),
        "STAGE_TO_CONFIRM": pair("KEN", seen="2017"),
        "STAGE_NOT_SEEN_THEN": pair("KEN", seen="2017", stage=Stage.DORMANT),
        "CONTRADICTING_STAGES": evolve(undated, stages=BOTH),
    }
    for expected, one in (*ones.items(), *ones.items()):
        assert asked_of(one, RULE, setting).reason.code == expected
    twice = evolve(undated, stages=(BOTH[0], Observation(Stage.EXISTING, None, "2018/2019")))
    assert asked_of(twice, RULE, setting).reason.code == "STAGE_FITS"


def test_each_number_of_years_is_carried_on_and_said_by_itself() -> None:
    setting = OccasionDay(WORLD, edition("2019-05-05", CountryScope("KEN")), day("2019-05-05"))
    case = PartnershipCase(setting, pair("KEN", seen="2017"))
    for years in (2, 5):
        found = RelationSeenWithin(years)(case)
        assert found is not None
        assert found.text("de") == (
            "Die Beziehung passt: bestehend, so zuletzt gesehen 2017; dass es dabei blieb, wird angenommen, höchstens "
            f"{years} Jahre lang."
        )
        assert (found.answer, found.rule, found.as_of) == (Answer.YES, "relation/1", day("2019-05-05"))
        assert found.evidence == (RULE, CarriedStage(case.partnership.stages[0], day("2019-05-05")))
    ended = RelationSeenWithin(1)(case)
    assert ended is not None
    assert ended.reason.code == "STAGE_TO_CONFIRM"


@pytest.mark.parametrize(
    ("own", "scope", "adds"),
    [
        (CountryScope({"KEN", "TGO"}), CountryScope({"TGO", "KEN"}), False),
        (CountryScope({"KEN", "TGO"}), CountryScope("KEN"), True),
        (CountryScope("KEN"), PublishedList({"KEN"}, oda=False), False),
        (CountryScope("KEN"), CountryScope("KEN", oda=True), True),
        (CountryScope("KEN", oda=True), CountryScope("KEN"), False),
        (RegionScope("r", oda=False), RegionScope("r", oda=False), False),
        (RegionScope("r", oda=False), RegionScope("r", oda=True), True),
        (RegionScope("r", oda=True), RegionScope("r", oda=False), False),
        (RegionScope("r", oda=False), PublishedList({"KEN"}, "r", oda=False), False),
        (RegionScope("r", oda=True), CountryScope("KEN"), True),
        (AnyOda(), AnyOda(), False),
        (AnyOda(), UnclearScope("the south"), True),
        (UnclearScope("the south"), AnyOda(), True),
        (None, CountryScope("KEN"), True),
    ],
)
def test_the_scope_of_a_rule_is_asked_where_it_adds_to_that_of_the_occasion(
    own: Scope | None, scope: Scope, adds: bool
) -> None:
    rule = evolve(RULE, scope=scope)
    setting = OccasionDay(WORLD, edition("2019-05-05", own, rule), day("2019-05-05"))
    found = audience_scope(PartnershipCase(setting, pair("KEN")))
    assert (found is not None) is adds
    if found is not None:
        assert (found.rule, found.as_of, found.checks[0].rule) == ("audience/1", day("2019-05-05"), "audience/1")
        assert found.checks[0].as_of == day("2019-05-05")


def test_what_is_said_of_a_condition_rests_on_the_rule_and_what_was_seen() -> None:
    rule = evolve(RULE, conditions=(LABELLED,))
    other, label = Observation("x", "2015", "2020"), Observation("klimapartnerschaft", "2015", "2020")
    seen = condition_verdict(evolve(pair("KEN"), labels=(other, label)), LABELLED, rule, day("2019-01-01"))
    assert (seen.answer, seen.evidence, seen.rule, seen.as_of) == (
        Answer.YES,
        (rule, label),
        "conditions/1",
        day("2019-01-01"),
    )
    assert seen.text("en") == "Condition (German side): is a climate partnership; that is documented."
    for one in (None, pair("KEN"), evolve(pair("KEN"), labels=(other,))):
        open_still = condition_verdict(one, LABELLED, rule, day("2019-01-01"))
        assert (open_still.answer, open_still.evidence, open_still.rule, open_still.as_of) == (
            Answer.UNDECIDED,
            (rule,),
            "conditions/1",
            day("2019-01-01"),
        )
        assert open_still.text("en") == (
            "A further condition is to be checked (German side): is a climate partnership."
        )


# ── own rules ────────────────────────────────────────────────────────────────────────────────────────────────────────

SMALL = Reason("SMALL", de="{unit} ist klein.", en="{unit} is small.")
LARGE = Reason("LARGE", de="{unit} ist groß.", en="{unit} is large.")


def only_small(case: PartnershipCase) -> Verdict:
    unit = case.partnership.german_units[0]
    return (yes if unit.name == "Ulm" else no)(SMALL if unit.name == "Ulm" else LARGE, unit=unit)


def test_own_rules_with_own_reasons_can_be_mixed_in() -> None:
    meeting = edition("2019-03-01", CountryScope("KEN"))
    rules = (*PARTNERSHIP_RULES, only_small)
    assert assess_partnership(WORLD, pair("KEN"), meeting, rules=rules).is_yes
    other = Partnership("q", (GermanUnit("b", "Bonn", UnitKind.STADT), abroad("KEN")), stages=pair("KEN").stages)
    verdict = assess_partnership(WORLD, other, meeting, rules=rules)
    assert (verdict.answer.value, verdict.text()) == ("no", "Bonn ist groß.")
    assert assess_partnership(WORLD, other, meeting, rules=(only_small,)).is_no


def test_an_own_rule_is_asked_on_every_day_on_which_something_turns() -> None:
    asked: list[date] = []

    def note(case: PartnershipCase) -> Verdict | None:
        asked.append(case.on)
        assert case.beyond == "undecided"
        assert case.grounds is WORLD
        return None

    meeting = edition("2018-12-30/2019-01-02", RegionScope("r"))
    assert assess_partnership(WORLD, pair("CHL"), meeting, rules=(*PARTNERSHIP_RULES, note)).is_undecided
    assert asked == [day("2018-12-30"), day("2019-01-01")]


# ── what cannot be asked ─────────────────────────────────────────────────────────────────────────────────────────────


def test_bad_questions_are_refused() -> None:
    meeting = edition("2019-03-01", CountryScope("KEN"))
    with pytest.raises(BadRule, match="latest_list"):
        assess_partnership(WORLD, pair("KEN"), meeting, beyond="guess")  # type: ignore[arg-type] # because that is the case
    with pytest.raises(NotADay):
        assess_partnership(WORLD, pair("KEN"), meeting, on=datetime(2019, 3, 1))  # noqa: DTZ001 - because no clock is meant
    with pytest.raises(UnknownName, match="there is no series or edition 'rk-x'"):
        assess_partnership(WORLD, pair("KEN"), "rk-x", on=day("2019-03-01"))
    with pytest.raises(BadRule, match="not 7"):
        assess_partnership(WORLD, pair("KEN"), 7)  # type: ignore[arg-type] # because that is the case


def test_verdicts_survive_hash_pickle_and_copy() -> None:
    verdict = assess_partnership(WORLD, pair("KEN", "TGO"), edition("2018-12/2019-01", RegionScope("r")), rules=CARRIED)
    for twin in (pickle.loads(pickle.dumps(verdict)), copy.deepcopy(verdict)):
        assert twin == verdict
        assert hash(twin) == hash(verdict)
        assert twin.explain() == verdict.explain()


# ── many at once ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_asking_for_many_gives_what_asking_for_each_gives() -> None:
    whole = (CARRIED, PARTNERSHIP_RULES, (*PARTNERSHIP_RULES, only_small), ())
    shapes = [
        pair(*where, seen=seen, stage=stage, since=since)
        for where in (("KEN",), ("CHL",), ("TGO", "MLI"))
        for seen in (None, "2018", "2018-12-31", "../2018", "2018/..")
        for stage in (Stage.EXISTING, Stage.CONTACT)
        for since in (None, "2018-12")
    ]
    shapes += [evolve(one, labels=(Observation("x"),), forms=(Observation(Form.KONTAKT),)) for one in shapes[:5]]
    labelled = evolve(RULE, conditions=(evolve(LABELLED, value="x"),))
    for when in ("2018-12-31", "2018-12-30/2018-12-31", "2018-12-31/2019-01-01"):
        for rules in whole:
            meeting = edition(when, RegionScope("r"), labelled)
            judge = PartnershipJudge(WORLD, meeting, rules)
            for one in (*shapes, *shapes):
                assert judge(one) == assess_partnership(WORLD, one, meeting, rules=rules)


def test_a_label_of_one_partnership_is_not_taken_for_one_of_its_neighbour() -> None:
    meeting = edition("2019-01-01", RegionScope("r", oda=False), evolve(RULE, conditions=(LABELLED,)))
    judge = PartnershipJudge(WORLD, meeting, PARTNERSHIP_RULES)
    without = pair("KEN")
    labelled = evolve(without, labels=(Observation("klimapartnerschaft", "2015", "2020"),))
    for one, answer in ((labelled, Answer.YES), (without, Answer.UNDECIDED), (labelled, Answer.YES)):
        assert judge(one).answer is answer


def test_a_rule_wrapped_in_another_is_asked_of_each_partnership() -> None:
    @wraps(relation)
    def none_from_ulm(case: PartnershipCase) -> Verdict | None:
        return no(LARGE, unit="Ulm") if case.partnership.id == "u" else relation(case)

    @wraps(units_fit)
    def only_ulm(case: PartnershipCase) -> Verdict | None:
        return units_fit(case) if case.partnership.id == "u" else no(LARGE, unit="Bonn")

    asked = [evolve(pair("KEN"), id=name) for name in "tuv"]
    for rule, answers in ((none_from_ulm, [True, False, True]), (only_ulm, [False, True, False])):
        judge = PartnershipJudge(WORLD, edition("2018-12-31", RegionScope("r")), (rule,))
        assert [judge(one).is_yes for one in asked] == answers


def test_the_turning_days_of_a_partnership_hold_those_of_all_that_is_read() -> None:
    judge = PartnershipJudge(
        WORLD,
        EventSeries("s", "S", "round_table", RegionScope("r"), NoCycle(), audience=Audience((RULE,))),
        CARRIED,
        on=FuzzyDate.parse("2000/.."),
    )
    one = evolve(pair("CHL", seen="2018", since="2017-06-01"), labels=(Observation("x", None, "../2016"),))
    found = set(judge.turning_days(one))
    assert {day("2018-01-01"), day("2019-01-01"), day("2019-06-01"), day("2017-06-01"), day("2021-01-01")} <= found
    assert day("2017-01-01") in found


def test_what_both_sides_leave_open_is_said_once() -> None:
    both = [evolve(RULE, side=side, scope=UnclearScope("West Africa")) for side in Side]
    verdict = assess_partnership(WORLD, pair("KEN"), edition("2019-01-01", CountryScope("KEN"), *both))
    assert verdict.is_undecided
    assert verdict.text("en").count("West Africa") == 1


def test_several_stages_are_asked_for_one_or_the_other() -> None:
    rule = evolve(RULE, stages=frozenset({"existing", "emerging"}))
    verdict = assess_partnership(WORLD, pair("KEN"), edition("2019-01-01", CountryScope("KEN"), rule))
    assert verdict.is_yes
    old = assess_partnership(WORLD, pair("KEN", seen="2015"), edition("2019-01-01", CountryScope("KEN"), rule))
    assert "verlangt ist: bestehend oder in Anbahnung." in old.explain("de")
    assert "asked for is: existing or emerging." in old.explain("en")


def test_where_any_stage_will_do_no_relation_is_needed() -> None:
    rule = evolve(RULE, stages=STAGES)
    verdict = assess_partnership(WORLD, pair("KEN"), edition("2019-01-01", CountryScope("KEN"), rule))
    assert "Jeder Stand genügt, auch gar keine Beziehung." in verdict.explain("de")
    assert "any stage will do, and so will no relation at all." in verdict.explain("en")


def test_an_answer_that_begins_with_the_calendar_names_no_first_day() -> None:
    series = evolve(TABLE, scope=RegionScope("r"), editions=())
    verdict = assess_scope(WORLD, "CHL", series, on=FuzzyDate.parse("../2019-12-31"))
    assert "zunächst " in verdict.text("de")
    assert "at first " in verdict.text("en")
    assert "0001" not in verdict.text("de")


# ── nothing open but the stage ───────────────────────────────────────────────────────────────────────────────────────

OPEN = Reason("OPEN", de="offen", en="open")
STAGE_OPEN = undecided(STAGE_TO_CONFIRM, **dict.fromkeys(STAGE_TO_CONFIRM.fields, "x"))


@pytest.mark.parametrize(
    ("verdict", "only"),
    [
        (STAGE_OPEN, True),
        (undecided(OPEN), False),
        (yes(OPEN), False),
        (no(OPEN), False),
        (all_of([STAGE_OPEN]), True),
        (all_of([STAGE_OPEN, yes(OPEN)]), True),
        (all_of([STAGE_OPEN, undecided(OPEN)]), False),
        (all_of([STAGE_OPEN, all_of([STAGE_OPEN, yes(OPEN)])]), True),
        (all_of([STAGE_OPEN, all_of([STAGE_OPEN, undecided(OPEN)])]), False),
        (undecided(OPEN, checks=[STAGE_OPEN, no(OPEN)]), False),
        (undecided(OPEN, checks=[yes(OPEN)]), False),
        (undecided(OPEN, checks=[yes(OPEN), no(OPEN)]), False),
        (undecided(OPEN, checks=[STAGE_OPEN, yes(OPEN)]), True),
    ],
)
def test_only_the_stage_is_to_be_confirmed_where_nothing_else_is_open_and_nothing_is_a_no(
    verdict: Verdict, only: bool
) -> None:
    assert only_to_confirm(verdict) is only


@pytest.mark.parametrize(("years", "words"), [(0, "at least 1, not 0"), (10_000, "at most 9999, not 10000")])
def test_a_stage_is_carried_on_for_years_that_there_are(years: int, words: str) -> None:
    with pytest.raises(BadRule, match=f"^years must be {words}$") as caught:
        RelationSeenWithin(years)
    assert (caught.value.argument, caught.value.value) == ("years", years)
    assert [RelationSeenWithin(one).years for one in (1, 9999)] == [1, 9999]
