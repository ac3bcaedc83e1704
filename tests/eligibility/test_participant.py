from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.countries import country
from kommunal_partner.cycles import NoCycle
from kommunal_partner.eligibility import PARTICIPANT_RULES, ParticipantCase, assess_participant
from kommunal_partner.eligibility._delegations import travellers
from kommunal_partner.eligibility.sentences import ACTOR_WORDS
from kommunal_partner.errors import BadModel, BadRule, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import OdaList, OdaRegister
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.regions import RegionRegister
from kommunal_partner.series import Audience, AudienceRule, Condition, CountryScope, Edition, EventSeries
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer, Reason, Verdict, no

NOTHING: FrozenMap[str, Any] = FrozenMap()


@frozen
class World:
    oda: OdaRegister
    regions: RegionRegister
    series: FrozenMap[str, Any] = NOTHING
    partnerships: FrozenMap[str, Any] = NOTHING
    programmes: FrozenMap[str, Any] = NOTHING
    as_of: date = date(2020, 1, 1)


WORLD = World(OdaRegister([OdaList("2019", Span.years(2019), "2019")], ()), RegionRegister((), (), ()))
START = date(2019, 1, 1)
PAIR = Partnership(
    "p",
    (GermanUnit("h", "Ulm", UnitKind.STADT), ForeignUnit("a", "Nakuru", country("KEN"))),
    stages=(Observation(Stage.EXISTING, "2000", "2019"),),
)
HOME_RULE = AudienceRule(
    "german", frozenset({"administration", "ngo"}), frozenset({"existing"}), START, partner_required=True
)
AWAY_RULE = AudienceRule(
    "partner",
    frozenset({"municipality"}),
    frozenset({"existing"}),
    START,
    partner_required=True,
    max_paid_travellers=2,
    min_administration=1,
)
GERMAN = Participant("g", side="german", municipality="h", actor="administration")
GUEST = Participant("x", side="partner", municipality="a", country="KEN", actor="administration")


def edition(*rules: AudienceRule, when: str = "2019-05-05") -> Edition:
    return Edition(when, scope=CountryScope("KEN"), audience=Audience(rules or (HOME_RULE, AWAY_RULE)))


def codes(verdict: Verdict, answer: str) -> list[str]:
    return [end.reason.code for end in verdict.ends(Answer(answer))]


# ── side and actor ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("person", "rule", "answer", "reason"),
    [
        (GERMAN, HOME_RULE, "yes", "ACTOR_ADMITTED"),
        (evolve(GERMAN, actor="ngo"), HOME_RULE, "yes", "ACTOR_ADMITTED"),
        (evolve(GERMAN, actor="expert"), HOME_RULE, "undecided", "ACTOR_NOT_NAMED"),
        (evolve(GERMAN, actor="company"), HOME_RULE, "undecided", "ACTOR_NOT_NAMED"),
        (evolve(GERMAN, actor="company"), evolve(HOME_RULE, actors_excluded={"company"}), "no", "ACTOR_NOT_ADMITTED"),
        (evolve(GERMAN, actor="company"), evolve(HOME_RULE, actors_excluded={"company"}, inferred={"actors_excluded"}), "undecided", "ACTOR_NOT_NAMED"),
        (evolve(GERMAN, actor="company"), evolve(HOME_RULE, actors_excluded={"company"}, inferred={"actors_excluded:company"}), "undecided", "ACTOR_NOT_NAMED"),
        (evolve(GERMAN, actor="company"), evolve(HOME_RULE, actors_excluded={"company"}, confidence="low"), "undecided", "ACTOR_NOT_NAMED"),
        (evolve(GERMAN, actor="company"), evolve(HOME_RULE, actors_excluded={"company"}, carried_over=True), "undecided", "ACTOR_NOT_NAMED"),
        (evolve(GERMAN, actor="mayor"), evolve(HOME_RULE, actors={"municipality"}, actors_excluded={"mayor"}), "no", "ACTOR_NOT_ADMITTED"),
        (evolve(GERMAN, actor=None), HOME_RULE, "undecided", "ACTOR_NOT_KNOWN"),
        (evolve(GERMAN, actor="administraton"), HOME_RULE, "undecided", "UNKNOWN_ACTOR"),
        (evolve(GERMAN, actor="Verwaltung"), HOME_RULE, "yes", "ACTOR_ADMITTED"),
        (evolve(GERMAN, actor="Stadtverwaltung"), HOME_RULE, "yes", "ACTOR_ADMITTED"),
        (evolve(GERMAN, actor="Nichtregierungsorganisation"), HOME_RULE, "yes", "ACTOR_ADMITTED"),
        *[
            (evolve(GERMAN, actor=actor), evolve(HOME_RULE, actors={"administration", "politics"}), "yes", "ACTOR_ADMITTED")
            for actor in ("mayor", "municipality", "county_head", "county", "Landrat", "Bürgermeisterin", "Kommune", "Kreis")
        ],
        (evolve(GERMAN, actor="mayor"), HOME_RULE, "undecided", "ACTOR_PERHAPS"),
        (evolve(GERMAN, actor="association"), HOME_RULE, "undecided", "ACTOR_PERHAPS"),
        (GERMAN, evolve(HOME_RULE, actors=None), "undecided", "ACTOR_RULE_NOT_KNOWN"),
        (evolve(GERMAN, actor="mayor"), evolve(HOME_RULE, actors=frozenset({"municipality"})), "yes", "ACTOR_ADMITTED"),
        (evolve(GERMAN, actor="clown"), evolve(HOME_RULE, actors=frozenset({"clown"})), "yes", "ACTOR_ADMITTED"),
        (evolve(GERMAN, side=None), HOME_RULE, "yes", "ACTOR_ADMITTED"),
        (evolve(GERMAN, side=None, municipality="z"), HOME_RULE, "no", "NOT_OF_PARTNERSHIP"),
        (GERMAN, evolve(HOME_RULE, valid_from=date(2019, 6, 1)), "undecided", "AUDIENCE_NOT_KNOWN_YET"),
        (GERMAN, AWAY_RULE, "undecided", "AUDIENCE_NOT_KNOWN"),
        (evolve(GERMAN, side="partner"), AWAY_RULE, "undecided", "SIDE_CONTRADICTED"),
        (evolve(GUEST, side="german", country=None), HOME_RULE, "undecided", "SIDE_CONTRADICTED"),
        (evolve(GERMAN, actor="municipality"), evolve(HOME_RULE, actors=frozenset({"mayor"})), "undecided", "ACTOR_PERHAPS"),
        (evolve(GERMAN, actor="politics"), evolve(HOME_RULE, actors=frozenset({"county_head"})), "undecided", "ACTOR_PERHAPS"),
        (GERMAN, evolve(HOME_RULE, actors=frozenset({"expert"})), "undecided", "ACTOR_PERHAPS"),
    ],
)  # fmt: skip
def test_the_side_and_the_kind_of_actor(person: Participant, rule: AudienceRule, answer: str, reason: str) -> None:
    verdict = assess_participant(WORLD, person, edition(rule), partnership=PAIR)
    assert verdict.answer.value == answer, verdict.explain("en")
    assert reason in codes(verdict, answer)
    for one in all_answers(verdict):
        assert one.rule
        assert one.as_of == verdict.as_of
        assert one.evidence or one.checks or one.code in {"NOT_OF_PARTNERSHIP", "SIDE_NOT_KNOWN"}


def all_answers(verdict: Verdict) -> Iterator[Verdict]:
    yield verdict
    for check in verdict.checks:
        yield from all_answers(check)


def test_a_misspelt_actor_gets_a_hint_and_every_word_has_both_languages() -> None:
    verdict = assess_participant(WORLD, evolve(GERMAN, actor="administraton"), edition(), partnership=PAIR)
    assert "was für ein Akteur „administraton“ ist (Verwaltung?)" in verdict.text()
    assert "what kind of actor “administraton” is (administration?)" in verdict.text("en")
    assert all(term.de and term.en for term in ACTOR_WORDS.values())


def test_every_actor_of_the_shipped_rules_is_a_known_word() -> None:
    rules = [rule for series in load_facts().series.values() for rule in series.audience.rules]
    assert {actor for rule in rules for actor in rule.actors or ()} <= set(ACTOR_WORDS)


# ── the own partnership ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("person", "partnership", "rule", "answer", "reason"),
    [
        (GERMAN, PAIR, HOME_RULE, "yes", "OF_PARTNERSHIP"),
        (evolve(GERMAN, country="DEU"), PAIR, HOME_RULE, "yes", "OF_PARTNERSHIP"),
        (evolve(GERMAN, country="KEN"), PAIR, HOME_RULE, "undecided", "COUNTRY_CONTRADICTED"),
        (GERMAN, None, HOME_RULE, "undecided", "OWN_PARTNERSHIP_NOT_KNOWN"),
        (evolve(GERMAN, municipality=None), PAIR, HOME_RULE, "undecided", "OWN_PARTNERSHIP_NOT_KNOWN"),
        (evolve(GERMAN, municipality="z"), PAIR, HOME_RULE, "no", "NOT_OF_PARTNERSHIP"),
        (GERMAN, evolve(PAIR, stages=()), HOME_RULE, "undecided", "STAGE_NEVER_SEEN"),
        (GERMAN, None, evolve(HOME_RULE, partner_required=False), "undecided", "OWN_PARTNERSHIP_NOT_KNOWN"),
        (GERMAN, None, evolve(HOME_RULE, partner_required=False, stages=None), "undecided", "OWN_PARTNERSHIP_NOT_KNOWN"),
        (GERMAN, None, evolve(HOME_RULE, partner_required=False, stages=frozenset({"none"})), "yes", "OWN_PARTNERSHIP_NOT_ASKED"),
    ],
)  # fmt: skip
def test_the_own_partnership(
    person: Participant, partnership: Partnership | None, rule: AudienceRule, answer: str, reason: str
) -> None:
    verdict = assess_participant(WORLD, person, edition(rule), partnership=partnership)
    assert verdict.answer.value == answer, verdict.explain("en")
    assert reason in codes(verdict, answer)


OPEN = evolve(AWAY_RULE, partner_required=False, stages=frozenset({"none", "existing"}), max_paid_travellers=None, min_administration=None)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "answer", "reason"),
    [("KEN", "yes", "WITHIN_COUNTRIES"), ("TGO", "no", "OUTSIDE_COUNTRIES"), (None, "undecided", "COUNTRY_NOT_KNOWN")],
)
def test_the_country_of_a_guest_without_a_partnership(code: str | None, answer: str, reason: str) -> None:
    guest = Participant("x", side="partner", country=code, actor="mayor")
    verdict = assess_participant(WORLD, guest, edition(OPEN))
    assert verdict.answer.value == answer
    assert reason in codes(verdict, answer)


def test_conditions_are_asked_of_those_they_name() -> None:
    rule = evolve(
        HOME_RULE,
        partner_required=False,
        stages=frozenset({"none"}),
        conditions=(
            Condition("SELECTED_BY_CALL", Term("ist ausgewählt", "was selected"), actor="ngo"),
            Condition("HAS_LABEL", Term("gehört zum Programm", "belongs to the programme"), value="x"),
        ),
    )
    assert codes(assess_participant(WORLD, GERMAN, edition(rule)), "undecided") == ["CONDITION_TO_CHECK"]
    both = ["CONDITION_TO_CHECK"] * 2
    assert codes(assess_participant(WORLD, evolve(GERMAN, actor="ngo"), edition(rule)), "undecided") == both
    unknown = codes(assess_participant(WORLD, evolve(GERMAN, actor=None), edition(rule)), "undecided")
    assert unknown == ["ACTOR_NOT_KNOWN", *both]
    one = evolve(rule, conditions=rule.conditions[:1])
    assert assess_participant(WORLD, GERMAN, edition(one)).is_yes


# ── the delegation ───────────────────────────────────────────────────────────────────────────────────────────────────


def guests(*actors: str | None) -> list[Participant]:
    return [evolve(GUEST, id=f"x{number}", actor=actor) for number, actor in enumerate(actors)]


@pytest.mark.parametrize(
    ("actor", "others", "answer", "reason"),
    [
        ("administration", [], "yes", "DELEGATION_FITS"),
        ("administration", ["ngo"], "yes", "DELEGATION_FITS"),
        ("politics", ["administration"], "yes", "DELEGATION_FITS"),
        ("politics", [], "undecided", "DELEGATION_NOT_KNOWN"),
        ("politics", ["politics"], "no", "ADMINISTRATION_MISSING"),
        ("politics", ["mayor"], "undecided", "ADMINISTRATION_PERHAPS"),
        ("politics", [None], "undecided", "ADMINISTRATION_PERHAPS"),
        ("administration", ["administration", "administration"], "no", "TOO_MANY_TRAVELLERS"),
    ],
)
def test_the_delegation_rule(actor: str, others: list[str | None], answer: str, reason: str) -> None:
    person = evolve(GUEST, actor=actor)
    verdict = assess_participant(WORLD, person, edition(), partnership=PAIR, delegation=guests(*others))
    assert verdict.answer.value == answer, verdict.explain("en")
    assert reason in codes(verdict, answer)


@pytest.mark.parametrize(
    ("most", "least", "others", "answer"),
    [(None, None, 5, "yes"), (2, None, 1, "yes"), (2, None, 2, "no"), (None, 1, 5, "yes")],
)
def test_a_delegation_rule_known_in_parts(most: int | None, least: int | None, others: int, answer: str) -> None:
    rule = evolve(AWAY_RULE, max_paid_travellers=most, min_administration=least)
    verdict = assess_participant(
        WORLD, GUEST, edition(HOME_RULE, rule), partnership=PAIR, delegation=guests(*["politics"] * others)
    )
    assert verdict.answer.value == answer
    if answer == "yes" and (most is None) != (least is None):
        assert "(nicht bekannt)" in verdict.checks[-1].text()


def test_one_named_twice_travels_once() -> None:
    assert len(travellers(GUEST, [GUEST, *guests("ngo")])) == 2
    verdict = assess_participant(WORLD, GUEST, edition(), partnership=PAIR, delegation=[GUEST, *guests("ngo")])
    assert verdict.is_yes


def test_a_participant_of_two_municipalities_is_an_error() -> None:
    with pytest.raises(BadModel, match="two different participants have the id 'x'"):
        assess_participant(WORLD, GUEST, edition(), partnership=PAIR, delegation=[evolve(GUEST, municipality="b")])
    with pytest.raises(BadModel, match="come from different municipalities: a, b"):
        assess_participant(WORLD, GUEST, edition(), delegation=[evolve(GUEST, id="y", municipality="b")])
    with pytest.raises(BadModel, match="from different sides"):
        assess_participant(WORLD, GUEST, edition(), delegation=[Participant("y", side="german")])


NAMED = "Nichtregierungsorganisation, Verwaltung", "administration, NGO"


@pytest.mark.parametrize(
    ("person", "rule", "german", "english"),
    [
        (
            GERMAN,
            HOME_RULE,
            f"Akteur: Verwaltung ist zugelassen (genannt: {NAMED[0]}).",
            f"Actor: administration is admitted (named: {NAMED[1]}).",
        ),
        (
            evolve(GERMAN, actor="clown"),
            evolve(HOME_RULE, actors=frozenset({"clown"})),
            "Akteur: clown ist zugelassen (genannt: clown).",
            "Actor: clown is admitted (named: clown).",
        ),
        (
            evolve(GERMAN, actor="expert"),
            HOME_RULE,
            f"Offen ist, ob teilnehmen kann: Fachleute. Genannt: {NAMED[0]}; ausgenommen ist dieser Akteur nicht.",
            f"Unclear: whether this actor may come: expert. Named: {NAMED[1]}; this actor is not excluded.",
        ),
        (
            evolve(GERMAN, actor=None),
            HOME_RULE,
            f"Offen ist, für wen die Person kommt; genannt: {NAMED[0]}.",
            f"Unclear: for whom the person comes; named: {NAMED[1]}.",
        ),
        (
            evolve(GERMAN, actor="count"),
            HOME_RULE,
            f"Offen ist, was für ein Akteur „count“ ist (Kreis?); genannt: {NAMED[0]}.",
            f"Unclear: what kind of actor “count” is (county?); named: {NAMED[1]}.",
        ),
        (
            evolve(GERMAN, actor="xyz"),
            HOME_RULE,
            f"Offen ist, was für ein Akteur „xyz“ ist; genannt: {NAMED[0]}.",
            f"Unclear: what kind of actor “xyz” is; named: {NAMED[1]}.",
        ),
        (
            evolve(GERMAN, actor="mayor"),
            HOME_RULE,
            f"Offen ist, ob „Bürgermeisterin oder Bürgermeister“ dazugehört; genannt: {NAMED[0]}.",
            f"Unclear: whether “mayor” is meant as well; named: {NAMED[1]}.",
        ),
        (
            evolve(GERMAN, actor="company"),
            evolve(HOME_RULE, actors=frozenset({"embassy"}), actors_excluded={"company"}),
            "Akteur: Unternehmen ist ausdrücklich ausgenommen; zugelassen: Botschaft.",
            "Actor: company is expressly excluded; admitted: embassy.",
        ),
        (
            GERMAN,
            evolve(HOME_RULE, actors=None),
            "Offen ist, wer zugelassen ist; die Regel dazu ist nicht bekannt.",
            "Unclear: who is admitted; the rule is not known.",
        ),
    ],
)
def test_what_is_said_of_an_actor_rests_on_the_rule_and_names_both(
    person: Participant, rule: AudienceRule, german: str, english: str
) -> None:
    verdict = assess_participant(WORLD, person, edition(rule), partnership=PAIR)
    (found,) = [end for answer in Answer for end in verdict.ends(answer) if end.rule == "actor/1"]
    assert (found.text("de"), found.text("en")) == (german, english)
    assert (found.evidence, found.as_of) == ((rule,), date(2019, 5, 5))


@pytest.mark.parametrize(
    ("actor", "others", "german", "english"),
    [
        (
            "administration",
            ["ngo"],
            "Delegation: 2 Personen, davon mindestens 1 aus der Verwaltung; bezahlt werden höchstens 2.",
            "Delegation: 2 people, at least 1 of them from the administration; at most 2 are paid for.",
        ),
        (
            "politics",
            [],
            "Offen ist, wer zur Delegation gehört; verlangt aus der Verwaltung: mindestens 1.",
            "Unclear: who belongs to the delegation; asked for from the administration: at least 1.",
        ),
        (
            "politics",
            ["politics"],
            "Delegation: aus der Verwaltung 0, verlangt mindestens 1.",
            "Delegation: from the administration 0, at least 1 asked for.",
        ),
        (
            "politics",
            ["mayor"],
            "Offen ist, wer in der Delegation aus der Verwaltung kommt: sicher 0, verlangt mindestens 1.",
            "Unclear: who of the delegation comes from the administration; 0 for sure, at least 1 asked for.",
        ),
        (
            "administration",
            ["ngo", "ngo"],
            "Delegation: 3 wollen reisen; bezahlt werden je Partnerkommune höchstens 2.",
            "Delegation: 3 want to travel; at most 2 per partner municipality are paid for.",
        ),
    ],
)
def test_what_is_said_of_a_delegation_rests_on_the_rule_and_names_the_numbers(
    actor: str, others: list[str | None], german: str, english: str
) -> None:
    verdict = assess_participant(
        WORLD, evolve(GUEST, actor=actor), edition(), partnership=PAIR, delegation=guests(*others)
    )
    (found,) = [end for answer in Answer for end in verdict.ends(answer) if end.rule == "delegation/1"]
    assert (found.text("de"), found.text("en")) == (german, english)
    assert (found.evidence, found.as_of) == ((AWAY_RULE,), date(2019, 5, 5))


def test_what_is_not_known_of_the_delegation_rule_is_said_to_be() -> None:
    for most, least, english in (
        (
            2,
            None,
            "Delegation: 1 person, at least (not known) of them from the administration; at most 2 are paid for.",
        ),
        (
            None,
            1,
            "Delegation: 1 person, at least 1 of them from the administration; at most (not known) are paid for.",
        ),
    ):
        rule = evolve(AWAY_RULE, max_paid_travellers=most, min_administration=least)
        verdict = assess_participant(WORLD, GUEST, edition(HOME_RULE, rule), partnership=PAIR)
        (found,) = [end for end in verdict.ends(Answer.YES) if end.rule == "delegation/1"]
        assert found.text("en") == english
        assert (
            found.text("de")
            == {
                2: "Delegation: 1 Person, davon mindestens (nicht bekannt) aus der Verwaltung; bezahlt werden höchstens 2.",
                None: "Delegation: 1 Person, davon mindestens 1 aus der Verwaltung; bezahlt werden höchstens (nicht bekannt).",
            }[most]
        )


def test_the_delegation_rule_is_not_asked_of_the_german_side() -> None:
    rule = evolve(HOME_RULE, max_paid_travellers=0)
    assert assess_participant(WORLD, GERMAN, edition(rule, AWAY_RULE), partnership=PAIR).is_yes


@pytest.mark.parametrize(
    ("rule", "german", "english", "rests_on"),
    [
        (
            AWAY_RULE,
            "Offen ist, für wen die Reihe am 05.05.2019 bestimmt ist (deutsche Seite); dazu ist keine Regel bekannt.",
            "Unclear: whom the series is for on 2019-05-05 (German side); no rule is known.",
            edition(AWAY_RULE),
        ),
        (
            evolve(HOME_RULE, valid_from=date(2019, 6, 1)),
            (
                "Offen ist, für wen die Reihe am 05.05.2019 bestimmt war (deutsche Seite); die erste bekannte Regel gilt ab "
                "01.06.2019."
            ),
            (
                "Unclear: whom the series was for on 2019-05-05 (German side); the first known rule holds from "
                "2019-06-01."
            ),
            evolve(HOME_RULE, valid_from=date(2019, 6, 1)),
        ),
    ],
)
def test_a_rule_that_is_missing_is_named_with_its_side_and_day(
    rule: AudienceRule, german: str, english: str, rests_on: object
) -> None:
    verdict = assess_participant(WORLD, GERMAN, edition(rule), partnership=PAIR)
    for found in verdict.ends(Answer.UNDECIDED):
        assert (found.text("de"), found.text("en")) == (german, english)
        assert (found.evidence, found.rule, found.as_of) == ((rests_on,), "audience/1", date(2019, 5, 5))


# ── days, series, own rules ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_days_of_an_edition_are_all_judged() -> None:
    late = evolve(
        HOME_RULE, actors=frozenset({"politics"}), actors_excluded={"administration"}, valid_from=date(2019, 5, 6)
    )
    days = edition(HOME_RULE, late, when="2019-05-05/2019-05-07")
    verdict = assess_participant(WORLD, GERMAN, days, partnership=PAIR)
    assert verdict.is_undecided
    assert "from 2019-05-05 yes, from 2019-05-06 no" in verdict.text("en")
    same = assess_participant(WORLD, GERMAN, edition(when="2019-05-05/2019-05-07"), partnership=PAIR)
    assert (same.is_yes, same.checks[0].reason.code) == (True, "EVERY_DAY")
    guest = Participant("x", side="partner", country="KEN", actor="mayor")
    assert assess_participant(WORLD, guest, edition(OPEN, when="2019-05-05/2019-05-07")).is_yes
    no_country = assess_participant(WORLD, evolve(guest, country=None), edition(OPEN, when="2019-05"))
    assert codes(no_country, "undecided") == ["COUNTRY_NOT_KNOWN"]


def test_a_series_needs_a_day_and_must_not_have_lapsed() -> None:
    rule = evolve(HOME_RULE, partner_required=False, stages=frozenset({"none"}))
    table = EventSeries(
        "rt", "T", "round_table", CountryScope("KEN"), NoCycle(), [Edition("2019-05-05")], Audience((rule,))
    )
    assert assess_participant(WORLD, GERMAN, table, on=date(2020, 1, 1)).is_yes
    assert codes(assess_participant(WORLD, GERMAN, table, on=date(2030, 1, 1)), "undecided") == ["LAPSED"]
    late = FuzzyDate.parse("2024-05-05/2024-05-06")
    assert assess_participant(WORLD, GERMAN, table, on=late).is_undecided
    with pytest.raises(BadRule, match="on="):
        assess_participant(WORLD, GERMAN, table)
    with pytest.raises(UnknownName):
        assess_participant(WORLD, GERMAN, "rt-x", on=date(2020, 1, 1))


NAMELESS = Reason("NAMELESS", de="Ohne Namen.", en="Without a name.")


def nobody(case: ParticipantCase) -> Verdict | None:
    return no(NAMELESS) if case.participant.name is None else None


def test_own_rules_can_be_mixed_in() -> None:
    rules = (*PARTICIPANT_RULES, nobody)
    assert codes(assess_participant(WORLD, GERMAN, edition(), partnership=PAIR, rules=rules), "no") == ["NAMELESS"]
    named = evolve(GERMAN, name="Erika Mustermann")
    verdict = assess_participant(WORLD, named, edition(), partnership=PAIR, rules=rules)
    assert verdict.is_yes
    assert "Mustermann" not in verdict.explain() + repr(verdict)


def test_a_shipped_conference_judges_a_delegation() -> None:
    facts = load_facts()
    conference = facts.series["rk-lateinamerika"].edition("rk-lateinamerika-2")
    pair = facts.partnerships["dp0004"]
    guest = Participant(1, municipality=pair.foreign_units[0].id, actor="administration")
    verdict = assess_participant(facts, guest, conference, partnership=pair)
    assert verdict.is_yes, verdict.explain("en")
    three = [evolve(guest, id=number) for number in (2, 3)]
    assert codes(assess_participant(facts, guest, conference, partnership=pair, delegation=three), "no") == [
        "TOO_MANY_TRAVELLERS"
    ]


def test_a_guest_of_another_country_than_their_municipality_is_asked_about() -> None:
    verdict = assess_participant(WORLD, evolve(GUEST, country="UGA"), edition(), partnership=PAIR)
    assert verdict.text("de") == (
        "Offen ist das Land der Person: Angegeben ist Uganda, ihre Kommune liegt aber in Kenia."
    )
    (end,) = verdict.ends(Answer.UNDECIDED)
    assert (end.code, end.rule, end.as_of) == ("COUNTRY_CONTRADICTED", "own partnership/1", verdict.as_of)
    assert end.evidence


def test_one_from_the_administration_is_no_plural() -> None:
    verdict = assess_participant(WORLD, evolve(GUEST, actor="politics"), edition(), partnership=PAIR)
    assert verdict.text("de") == ("Offen ist, wer zur Delegation gehört; verlangt aus der Verwaltung: mindestens 1.")
