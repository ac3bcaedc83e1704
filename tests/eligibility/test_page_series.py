"""The eight series of the agency's page, on the shipped facts: who fits, who does not, what is to be found out.

Worked out by hand from the fact tables; each row says from which.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from attrs import evolve

from kommunal_partner.countries import country
from kommunal_partner.eligibility import assess_partnership, assess_scope
from kommunal_partner.facts import load_facts
from kommunal_partner.municipalities import ForeignUnit
from kommunal_partner.partnerships import Observation, Partnership, Stage
from kommunal_partner.verdicts import Answer

FACTS = load_facts()


def partnership(name: str) -> Partnership:
    """A shipped partnership by its id, or an invented one with a country, existing from 1990 to 2026."""
    if name.startswith("dp"):
        return FACTS.partnerships[name]
    home = FACTS.partnerships["dp0021"].german_units[0]
    abroad = ForeignUnit(f"x:{name}", f"Town in {name}", country(name))
    return Partnership(f"x-{name}", (home, abroad), stages=(Observation(Stage.EXISTING, "1990", "2026"),))


TABLE = [
    # series, edition or day, partnership, answer, the check that decides, where the expectation comes from
    ("rk-afrika", "rk-afrika-5", "dp0021", "yes", "", "Brühl-Dourtenga since 1997, seen 2022; Burkina Faso took part in Dresden (editions.csv)"),
    ("rk-afrika", "rk-afrika-5", "dp0004", "no", "NOT_IN_REGION", "Argentina lies in no row of the region Afrika (conference_regions.csv)"),
    ("rk-afrika", "rk-afrika-5", "TUN", "undecided", "NAME_ONLY", "Tunisia: DOUBTFUL from 2011 to 2024 (conference_regions.csv)"),
    ("rk-afrika", "rk-afrika-5", "dp0022", "undecided", "STAGE_TO_CONFIRM", "Herzogenaurach-Kaya was last seen in 2017"),
    ("rk-afrika", "rk-afrika-1", "TUN", "yes", "", "guests from Tunisia 2010 (editions.csv line 2)"),
    ("rk-afrika", "rk-afrika-6", "TUN", "no", "NAMED_SUB_SAHARAN", "Sub-Saharan Africa since 2025 (NOTES.md, 3)"),
    ("rk-asien", "rk-asien-4", "dp0184", "yes", "", "Bonn-Ulaanbaatar since 1993, seen 2023; Mongolia took part in Hildesheim"),
    ("rk-asien", "rk-asien-4", "dp0021", "no", "NOT_IN_REGION", "Burkina Faso lies in no row of the region Asien"),
    ("rk-asien", "rk-asien-4", "KAZ", "undecided", "DOUBTFUL", "Central Asia: no source of the agency (NOTES.md, 4)"),
    ("rk-asien", "rk-asien-4", "ARM", "yes", "", "Armenia took part in Hildesheim 2023 (editions.csv line 12)"),
    ("rk-asien", "rk-asien-2", "ARM", "undecided", "DOUBTFUL", "Armenia: DOUBTFUL outside 2023"),
    ("rk-lateinamerika", "rk-lateinamerika-2", "dp0004", "yes", "", "Berlin-Buenos Aires since 1994, seen 2018; Argentina took part in Nürnberg"),
    ("rk-lateinamerika", "rk-lateinamerika-2", "CHL", "no", "NOT_LISTED", "Chile left the DAC list on 2018-01-01 (dac/events.csv)"),
    ("rk-lateinamerika", "rk-lateinamerika-1", "CHL", "yes", "", "Chile was on the DAC list of 2015"),
    ("rk-lateinamerika", "rk-lateinamerika-2", "dp0009", "undecided", "STAGE_SEEN_ONLY_LATER", "Meinhard-Valle María was seen in 2023 only, its beginning is not known"),
    ("rk-osteuropa", "rk-osteuropa-2", "dp0475", "yes", "", "Kosovo is on the published list; any relation will do (audience_rules.csv)"),
    ("rk-osteuropa", "rk-osteuropa-2", "UKR", "yes", "", "Ukraine took part in 2020 (editions.csv line 19)"),
    ("rk-osteuropa", "rk-osteuropa-1", "UKR", "undecided", "ESPECIALLY", "Ukraine is absent from the published list, which says insbesondere (NOTES.md, 4)"),
    ("rk-osteuropa", "rk-osteuropa-1", "dp0004", "no", "NOT_ON_PUBLISHED_LIST", "Argentina lies in no row of the region Osteuropa"),
    ("rk-osteuropa", "2017-03-01", "dp0474", "undecided", "AUDIENCE_NOT_KNOWN_YET", "the audience rule was first read for 2017-10-23"),
    ("rt-argentinien", "2023-06-01", "dp0009", "undecided", "STAGE_TO_CONFIRM", "Meinhard-Valle María existed in 2023, by a list of twin towns alone"),
    ("rt-argentinien", "rt-argentinien-1", "dp0021", "no", "OUTSIDE_COUNTRIES", "the round table is for Argentina"),
    ("rt-argentinien", "rt-argentinien-1", "dp0004", "yes", "", "Berlin-Buenos Aires was last seen in 2018, less than a year before the table met in autumn 2019"),
    ("rt-argentinien", "2026-11-22", "ARG", "undecided", "LAPSED", "no edition is documented after 2019 (NOTES.md, 2.7)"),
    ("rt-burkina-faso", "rt-burkina-faso-3", "dp0022", "yes", "", "Herzogenaurach-Kaya since 1972, seen 2017; the table met in November 2016"),
    ("rt-burkina-faso", "rt-burkina-faso-3", "MLI", "no", "OUTSIDE_COUNTRIES", "the round table was for Burkina Faso in 2016"),
    ("rt-burkina-faso", "rt-burkina-faso-4", "MLI", "undecided", "OTHERS_TOO", "in 2017 it was open to West Africa, by members that no source names"),
    ("rt-mongolei", "rt-mongolei-3", "dp0184", "yes", "", "Bonn-Ulaanbaatar since 1993, seen 2023"),
    ("rt-mongolei", "rt-mongolei-3", "dp0187", "yes", "", "Schwanfeld-Altanbulag: emerging in 2018, and planned ones were invited (NOTES.md, 5)"),
    ("rt-mongolei", "rt-mongolei-3", "dp0021", "no", "OUTSIDE_COUNTRIES", "the round table is for Mongolia"),
    ("rt-mongolei", "2026-11-22", "MNG", "undecided", "LAPSED", "no edition is documented after 2018 (NOTES.md)"),
    ("rt-mongolei", "rt-mongolei-3", "dp0186", "yes", "", "Main-Taunus-Kreis-Uvurkhangai was last seen in 2017, less than a year before"),
    ("rt-nicaragua", "rt-nicaragua-7", "dp0214", "yes", "", "Köln-Corinto since 1988, seen 2019"),
    ("rt-nicaragua", "rt-nicaragua-7", "dp0021", "no", "OUTSIDE_COUNTRIES", "the round table is for Nicaragua"),
    ("rt-nicaragua", "rt-nicaragua-7", "dp0200", "undecided", "STAGE_SEEN_ONLY_LATER", "Bielefeld-Estelí was seen in 2023 only, its beginning is not known"),
    ("rt-nicaragua", "2026-11-22", "NIC", "undecided", "LAPSED", "no edition is documented after 2019 (NOTES.md, 2.7)"),
]  # fmt: skip


@pytest.mark.parametrize(("series", "when", "name", "answer", "code", "source"), TABLE)
def test_the_eight_series_of_the_page(series: str, when: str, name: str, answer: str, code: str, source: str) -> None:
    known = FACTS.series[series]
    if when.startswith("r"):
        verdict = assess_partnership(FACTS, partnership(name), known.edition(when))
    else:
        verdict = assess_partnership(FACTS, partnership(name), known, on=date.fromisoformat(when))
    assert verdict.answer.value == answer, (source, verdict.explain("en"))
    assert not code or code in {end.reason.code for end in verdict.ends(Answer(answer))}


def test_every_series_of_the_page_has_a_yes_a_no_and_an_undecided() -> None:
    answers = Counter((row[0], row[3]) for row in TABLE)
    names = {row[0] for row in TABLE}
    assert len(names) == 8
    assert all(answers[name, answer] for name in names for answer in ("yes", "no", "undecided"))


def test_tunisia_is_in_the_scope_of_2010_and_not_of_2025() -> None:
    first, *_, latest = FACTS.series["rk-afrika"].counted
    assert assess_scope(FACTS, "TUN", first).is_yes
    assert assess_scope(FACTS, "TUN", latest).is_no
    assert assess_scope(FACTS, "TUN", "rk-afrika", on=date(2024, 12, 31)).is_undecided
    assert assess_scope(FACTS, "TUN", "rk-afrika", on=date(2025, 1, 1)).is_no


def test_who_is_left_open_by_a_list_hears_of_their_own_format() -> None:
    verdict = assess_scope(FACTS, "UKR", "rk-osteuropa", on=date(2017, 10, 23))
    assert {end.code for end in verdict.ends(Answer.UNDECIDED)} == {"ESPECIALLY", "OWN_FORMAT"}
    assert "Die Ukraine hat ein eigenes Format: " in verdict.text("de")
    assert FACTS.series["pk-ukraine"].name.text("en") in verdict.text("en")
    assert "OWN_FORMAT" not in {end.code for end in assess_scope(FACTS, "KAZ", "rk-asien-4").ends(Answer.UNDECIDED)}


def test_armenia_is_on_the_published_list_and_took_part_in_asia() -> None:
    assert assess_scope(FACTS, "ARM", FACTS.series["rk-osteuropa"].edition("rk-osteuropa-1")).is_yes
    assert assess_scope(FACTS, "ARM", FACTS.series["rk-asien"].edition("rk-asien-4")).is_yes
    assert assess_scope(FACTS, "ARM", "rk-asien", on=date(2024, 1, 1)).is_undecided


@pytest.mark.parametrize("code", ["KAZ", "UZB", "AZE", "IRN", "IRQ", "SYR", "YEM", "ARM"])
def test_doubtful_members_of_asia_are_undecided(code: str) -> None:
    assert assess_scope(FACTS, code, "rk-asien", on=date(2026, 7, 1)).is_undecided


def test_partnerships_with_chile_leave_the_scope_on_the_first_of_january_2018() -> None:
    chile = partnership("CHL")
    assert assess_partnership(FACTS, chile, "rk-lateinamerika", on=date(2017, 12, 31)).is_yes
    assert assess_partnership(FACTS, chile, "rk-lateinamerika", on=date(2018, 1, 1)).is_no


@pytest.mark.parametrize("on", ["2017-10-23", "2020-11-17", "2023-10-01", "2026-12-31"])
def test_kosovo_is_in_the_scope_of_osteuropa(on: str) -> None:
    assert assess_scope(FACTS, "XKX", "rk-osteuropa", on=date.fromisoformat(on)).is_yes


def test_kosovo_is_judged_before_it_had_an_entry_of_its_own() -> None:
    one = evolve(FACTS.series["sdg-pk"], editions=())
    assert assess_scope(FACTS, "XKX", one, on=date(2007, 5, 5)).is_yes
    assert assess_scope(FACTS, "XK", one, on=date(2009, 1, 1)).is_yes


def test_a_carried_over_rule_is_of_low_confidence() -> None:
    verdict = assess_partnership(FACTS, FACTS.partnerships["dp0021"], FACTS.series["rk-afrika"].edition("rk-afrika-5"))
    assert verdict.confidence is not None
    assert verdict.confidence.value == "low"


def test_a_partnership_of_a_land_leaves_open_which_municipality_takes_part() -> None:
    verdict = assess_partnership(FACTS, "pm0041", "rt-china", on=date(2022, 6, 22))  # Baden-Württemberg and Jiangsu
    assert (verdict.is_undecided, verdict.code) == (True, "NO_MUNICIPALITY")
