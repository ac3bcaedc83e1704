"""Ids wherever an object with an id goes, and what is asked about refused in our words where it cannot be."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.countries import country
from kommunal_partner.eligibility import (
    Grounds,
    PartnershipCase,
    assess_application,
    assess_applications,
    assess_country,
    assess_participant,
    assess_partnership,
    assess_scope,
    series_for,
)
from kommunal_partner.eligibility._occasion import asked_days
from kommunal_partner.eligibility._units import _doubt_abroad
from kommunal_partner.errors import BadInstance, BadRule, NotADay, UnknownName
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.municipalities import ForeignUnit
from kommunal_partner.participants import Participant
from kommunal_partner.programmes import Application
from kommunal_partner.schedule import expected_editions, state
from kommunal_partner.series import ExpectedEdition
from kommunal_partner.verdicts import Answer

FACTS = load_facts()
GROUNDS: Grounds = FACTS
DAY = date(2022, 9, 20)
WISH = Application("municipality_administration", "partnership", country="NAM")


def test_an_id_will_do_for_a_series_an_edition_a_partnership_and_a_programme() -> None:
    series, one, programme = FACTS.series["rk-afrika"], FACTS.partnerships["dp0021"], FACTS.programmes["nakopa"]
    edition = series.edition("rk-afrika-5")
    by_object = assess_partnership(FACTS, one, edition)
    assert assess_partnership(FACTS, "dp0021", "rk-afrika-5") == by_object
    assert assess_partnership(FACTS, "dp0021", "rk-afrika", on=DAY) == assess_partnership(FACTS, one, series, on=DAY)
    assert assess_scope(FACTS, "BFA", "rk-afrika-5") == assess_scope(FACTS, "BFA", edition)
    assert assess_application(FACTS, "nakopa", WISH, on=DAY) == assess_application(FACTS, programme, WISH, on=DAY)
    assert assess_applications(FACTS, WISH, on=DAY, programmes=["nakopa"]) == assess_applications(
        FACTS, WISH, on=DAY, programmes={"x": programme}
    )
    person = Participant("g", side="german", municipality=one.german_units[0].id, actor="mayor")
    assert assess_participant(FACTS, person, "rk-afrika-5", partnership="dp0021") == assess_participant(
        FACTS, person, edition, partnership=one
    )


def test_the_id_of_an_expected_edition_means_what_the_facts_expected_when_they_were_read() -> None:
    expected = expected_editions(FACTS.series["rk-afrika"], (2028, 2031), on=FACTS.as_of)
    for one in expected:
        by_id = assess_partnership(FACTS, "dp0021", one.id, beyond="latest_list")
        assert by_id == assess_partnership(FACTS, "dp0021", one, beyond="latest_list")
    osteuropa = state(FACTS.series["rk-osteuropa"], on=FACTS.as_of).next
    assert isinstance(osteuropa, ExpectedEdition)
    overdue = assess_partnership(FACTS, "dp0021", osteuropa.id, beyond="latest_list")
    assert "OVERDUE_RHYTHM" in {end.code for check in overdue.checks for end in (check, *check.ends(check.answer))}
    assert "sie ist überfällig" in overdue.explain("de")
    (end,) = [end for end in overdue.ends(Answer.UNDECIDED) if end.code == "OVERDUE_RHYTHM"]
    assert end.evidence == osteuropa.evidence != ()
    assert end.rule == "occasion/1"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("rk-afrka", "rk-afrika"),
        ("rk-afrika-55", "rk-afrika-5"),
        ("rk-afrika-2029-expected", ""),
        ("rk-afrika-0001-expected", ""),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UnknownName) as caught:
        assess_scope(FACTS, "KEN", name, on=DAY)
    assert not near or caught.value.suggestions == (near,)
    assert "Veranstaltungsreihe oder Veranstaltung" in caught.value.text("de")


def test_other_unknown_ids_are_refused_too() -> None:
    with pytest.raises(UnknownName, match="partnership 'dp00021'"):
        assess_partnership(FACTS, "dp00021", "rk-afrika-5")
    with pytest.raises(UnknownName, match="programme 'nakopo'; did you mean nakopa"):
        assess_application(FACTS, "nakopo", WISH, on=DAY)
    with pytest.raises(BadRule, match="belongs to several series"):
        assess_scope(FACTS, "TUR", "pk-nahost-1")


WRONG: Any = 5
TEXT: Any = "me"
ME = Participant("p")


@pytest.mark.parametrize(
    ("ask", "argument", "value", "words"),
    [
        (lambda: assess_partnership(FACTS, WRONG, "rk-afrika-5"), "partnership", 5, "partnership must be of type Partnership or an id, not 5"),
        (lambda: assess_partnership(FACTS, "dp0021", WRONG), "occasion", 5, "occasion must be of type EventSeries, Edition, ExpectedEdition or an id, not 5"),
        (lambda: assess_partnership(FACTS, "dp0021", "rk-afrika-5", rules=WRONG), "rules", 5, "rules must be"),
        (lambda: assess_partnership(FACTS, "dp0021", "rk-afrika-5", rules=[WRONG]), "each of rules", 5, "each of rules must be a function, not 5"),
        (lambda: assess_application(FACTS, WRONG, WISH, on=DAY), "programme", 5, "programme must be of type Programme or an id, not 5"),
        (lambda: assess_application(FACTS, "nakopa", TEXT, on=DAY), "wish", "me", "wish must be of type Application, not 'me'"),
        (lambda: assess_applications(FACTS, WISH, on=DAY, programmes=WRONG), "programmes", 5, "programmes must be"),
        (lambda: assess_participant(FACTS, TEXT, "rk-afrika-5"), "participant", "me", "participant must be of type Participant, not 'me'"),
        (lambda: assess_participant(FACTS, ME, "rk-afrika-5", delegation=WRONG), "delegation", 5, "delegation must be"),
        (lambda: assess_participant(FACTS, ME, "rk-afrika-5", delegation=[WRONG]), "each of delegation", 5, "each of delegation must be of type Participant, not 5"),
        (lambda: assess_participant(FACTS, ME, "rk-afrika-5", rules=[WRONG]), "each of rules", 5, "each of rules must be a function, not 5"),
        (lambda: assess_participant(FACTS, ME, "rk-afrika-5", partnership_rules=[WRONG]), "each of partnership_rules", 5, "each of partnership_rules must be a function, not 5"),
        (lambda: assess_partnership(FACTS, "dp0021", "rk-afrika"), "on", None, "rk-afrika is a series"),
        (lambda: assess_partnership(FACTS, "dp0021", "rk-afrika-5", on=date(2022, 9, 19)), "on", date(2022, 9, 19), "The edition rk-afrika-5 lies from 2022-09-20 to 2022-09-22"),
        (lambda: assess_partnership(FACTS, "dp0021", "rk-afrika-5", on=date(2022, 9, 23)), "on", date(2022, 9, 23), "The edition rk-afrika-5 lies from 2022-09-20 to 2022-09-22"),
        (lambda: assess_partnership(FACTS, "dp0021", "rk-afrika-5", beyond=TEXT), "beyond", "me", "beyond is "),
        (lambda: assess_country(FACTS, "KEN", on=DAY, beyond=TEXT), "beyond", "me", "beyond is "),
        (lambda: assess_scope(FACTS, "TUR", "pk-nahost-1"), "occasion", "pk-nahost-1", "The edition pk-nahost-1 belongs to several series"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_its_argument(
    ask: Callable[[], object], argument: str, value: object, words: str
) -> None:
    with pytest.raises(BadRule, match=f"^{words}") as caught:
        ask()
    assert (caught.value.argument, caught.value.value) == (argument, value)
    assert caught.value.text("de")


class Without:
    """The facts without a part of them."""

    def __init__(self, part: str) -> None:
        self.part = part

    def __getattr__(self, name: str) -> object:
        if name == self.part:
            raise AttributeError(name)
        return getattr(FACTS, name)


@pytest.mark.parametrize(
    ("part", "ask"),
    [
        ("oda", lambda facts: assess_country(facts, "KEN", on=DAY)),
        ("oda", lambda facts: assess_partnership(facts, "dp0021", "rk-afrika-5")),
        ("regions", lambda facts: assess_partnership(facts, "dp0021", "rk-afrika-5")),
        ("series", lambda facts: assess_partnership(facts, "dp0021", "rk-afrika-5")),
        ("oda", lambda facts: assess_scope(facts, "KEN", "rk-afrika-5")),
        ("regions", lambda facts: assess_scope(facts, "KEN", "rk-afrika-5")),
        ("series", lambda facts: series_for(facts, "KEN", on=DAY)),
        ("oda", lambda facts: series_for(facts, "KEN", on=DAY)),
        ("regions", lambda facts: series_for(facts, "KEN", on=DAY)),
        ("oda", lambda facts: assess_application(facts, "nakopa", WISH, on=DAY)),
        ("programmes", lambda facts: assess_application(facts, "nakopa", WISH, on=DAY)),
        ("oda", lambda facts: assess_applications(facts, WISH, on=DAY)),
        ("programmes", lambda facts: assess_applications(facts, WISH, on=DAY)),
    ],
)
def test_facts_that_lack_a_part_that_is_read_are_refused_by_that_part(part: str, ask: Callable[[Any], object]) -> None:
    facts = Without(part)
    with pytest.raises(BadInstance, match=rf"^facts must hold \.{part}, ") as caught:
        ask(facts)
    assert (caught.value.argument, caught.value.value) == ("facts", facts)


def test_the_day_on_which_a_list_is_drawn_up_is_a_day() -> None:
    with pytest.raises(NotADay, match="seen_by"):
        assess_partnership(FACTS, "dp0021", "rk-afrika-5", seen_by=datetime(2022, 1, 1))  # noqa: DTZ001 - because no clock is meant


def test_the_days_asked_about_are_said_in_words() -> None:
    edition = FACTS.series["rk-afrika"].edition("rk-afrika-5")
    assert asked_days(edition, None).phrase_in("de") == "vom 20. bis 22. September 2022"
    apart = asked_days(FACTS.series["rk-afrika"], FuzzyDate.parse("[2012,2014]"))
    assert apart.phrase_in("en") == "2012-01-01 to 2012-12-31, 2014-01-01 to 2014-12-31"
    assert len(repr(apart)) <= 200
    with pytest.raises(BadRule, match="lies from 2022-09-20 to 2022-09-22; another day is asked about"):
        asked_days(edition, FuzzyDate.parse("2022-09"))


def test_what_a_rule_is_given_shows_itself_on_two_lines_and_can_be_copied() -> None:
    seen: list[PartnershipCase] = []

    def note(case: PartnershipCase) -> None:
        seen.append(case)

    assess_partnership(FACTS, "dp0021", "rk-afrika-5", rules=(note,), seen_by=DAY)
    case = seen[0]
    assert (case.seen_by, case.beyond, case.on) == (DAY, "undecided", DAY)
    for value in (case, case.day, case.day.reading):
        assert len(repr(value)) <= 200
    twin = copy.deepcopy(case)
    assert twin.partnership == case.partnership


def test_a_partnership_whose_relation_has_no_last_day_turns_until_the_calendar_ends() -> None:
    one = FACTS.partnerships["dp0021"]
    endless = evolve(one.stages[0], as_of=FuzzyDate.parse("2020/9999-12-31"))
    verdict = assess_partnership(
        FACTS, evolve(one, stages=(endless,)), "rk-afrika", on=FuzzyDate.parse("2022-09/2022-10")
    )
    assert verdict.is_yes


def test_what_a_unit_abroad_is_stands_in_the_language_of_the_sentence() -> None:
    verdict = _doubt_abroad(ForeignUnit("chn:x", "X", country("CHN"), kind="province"), date(2023, 9, 27))
    assert verdict is not None
    assert "(Provinz)" in verdict.text("de")
    assert "(province)" in verdict.text("en")
