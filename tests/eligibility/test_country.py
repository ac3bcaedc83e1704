from __future__ import annotations

import copy
import csv
import pickle
from datetime import date, datetime
from pathlib import Path

import pytest

from kommunal_partner.countries import country
from kommunal_partner.eligibility import AnswerTurn, CarriedOn, assess_country
from kommunal_partner.errors import BadRule, NotADay, UnknownCountry, UnknownLanguage
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda import CoveredBy, Listing, OdaGroup, OdaList, OdaRegister, OfficialAid
from kommunal_partner.sources import Confidence
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer

ODA = load_facts().oda


def day(text: str) -> date:
    return date.fromisoformat(text)


def list_of(year: int, confidence: str = "high") -> OdaList:
    return OdaList(str(year), Span.years(year), f"list of {year}", confidence=Confidence(confidence))


SMALL = OdaRegister(
    lists=[list_of(2003), list_of(2004, "medium"), list_of(2005)],
    listings=[
        Listing("CHL", OdaGroup.UMIC, Span.years(2003, 2004), confidence=Confidence.HIGH),
        Listing("KEN", OdaGroup.LMIC, Span(day("2003-01-01")), confidence=Confidence.HIGH),
        Listing("SRB", OdaGroup.LMIC, Span.years(2003, 2004), list_entry=False, confidence=Confidence.LOW),
        Listing("MNE", OdaGroup.LMIC, Span.years(2003), list_entry=False, confidence=Confidence.HIGH),
        Listing("SCG", OdaGroup.LMIC, Span.years(2003), confidence=Confidence.HIGH),
    ],
    coverage=[
        CoveredBy("SRB", "SCG", Span.years(2003, 2005), confidence=Confidence.HIGH),
        CoveredBy("XKX", "SCG", Span.years(2003), confidence=Confidence.HIGH),
        CoveredBy("XKX", "YUG", Span.years(2004), confidence=Confidence.HIGH),
    ],
    official_aid=[OfficialAid("RUS", "CEEC/NIS", Span.years(2003), confidence=Confidence.LOW)],
)


@pytest.mark.parametrize(
    ("code", "on", "answer", "reason", "confidence"),
    [
        ("CHL", "2002-12-31", "undecided", "BEFORE_FIRST_LIST", "high"),
        ("CHL", "2003-01-01", "yes", "LISTED", "high"),
        ("CHL", "2003-12-31", "yes", "LISTED", "high"),
        ("CHL", "2004-01-01", "yes", "LISTED", "medium"),
        ("CHL", "2004-12-31", "yes", "LISTED", "medium"),
        ("CHL", "2005-01-01", "no", "NOT_LISTED", "high"),
        ("CHL", "2005-12-31", "no", "NOT_LISTED", "high"),
        ("CHL", "2006-01-01", "undecided", "AFTER_LAST_LIST", "high"),
        ("DEU", "2004-01-01", "no", "NOT_LISTED", "medium"),
        ("SRB", "2003-01-01", "yes", "COVERED_BY", "low"),
        ("SRB", "2004-01-01", "yes", "CODED_WITHOUT_ENTRY", "low"),
        ("SRB", "2005-01-01", "no", "NOT_LISTED", "high"),
        ("MNE", "2003-01-01", "yes", "CODED_WITHOUT_ENTRY", "high"),
        ("XKX", "2003-12-31", "yes", "COVERED_BY", "high"),
        ("XKX", "2004-01-01", "no", "NOT_LISTED", "medium"),
        ("RUS", "2003-12-31", "no", "OFFICIAL_AID_ONLY", "low"),
        ("RUS", "2004-01-01", "no", "NOT_LISTED", "medium"),
        ("SCG", "2003-12-31", "yes", "LISTED", "high"),
        ("SCG", "2004-01-01", "no", "SUCCEEDED", "medium"),
    ],
)
def test_every_reason_on_both_sides_of_its_days(code: str, on: str, answer: str, reason: str, confidence: str) -> None:
    verdict = assess_country(SMALL, code, on=day(on))
    assert (verdict.answer.value, verdict.reason.code) == (answer, reason)
    assert verdict.confidence is Confidence(confidence)
    assert (verdict.rule, verdict.as_of) == ("country/1", day(on))
    assert verdict.evidence


def test_the_evidence_is_the_row_and_the_list_it_stands_on() -> None:
    verdict = assess_country(SMALL, "CHL", on=day("2004-05-01"))
    assert verdict.evidence == (SMALL.listings[0], SMALL.lists[1])
    assert assess_country(SMALL, "DEU", on=day("2004-05-01")).evidence == (SMALL.lists[1],)
    covered = assess_country(SMALL, "XKX", on=day("2003-05-01"))
    assert covered.evidence == (SMALL.coverage[1], SMALL.listings[4], SMALL.lists[0])


def test_a_cover_counts_only_while_the_covering_entry_is_listed() -> None:
    assert assess_country(SMALL, "XKX", on=day("2004-01-01")).is_no
    assert assess_country(SMALL, "SRB", on=day("2005-01-01")).is_no


def test_sentences_are_the_same_in_meaning_in_both_languages() -> None:
    listed = assess_country(SMALL, "CHL", on=day("2003-01-01"))
    assert listed.text() == (
        "Chile steht am 01.01.2003 auf der Liste der ODA-Empfänger (DAC-Liste 2003), Gruppe: "
        "Länder mit mittlerem Einkommen, oberer Bereich (UMIC)."
    )
    assert listed.text("en") == (
        "Chile is on the list of ODA recipients on 2003-01-01 (DAC list 2003), group: "
        "upper middle income countries (UMIC)."
    )
    succeeded = assess_country(SMALL, "SCG", on=day("2004-01-01"))
    assert "Nachfolge: Montenegro, Serbien" in succeeded.text("de")
    with pytest.raises(UnknownLanguage):
        listed.text("fr")


@pytest.mark.parametrize(
    ("code", "on", "german", "english"),
    [
        (
            "CHL",
            "2002-12-31",
            "Offen ist, ob Chile am 31.12.2002 ODA-Empfänger war: Die erste erfasste Liste gilt ab 01.01.2003.",
            "Unclear: whether Chile received ODA on 2002-12-31; the first list on record holds from 2003-01-01.",
        ),
        (
            "XKX",
            "2003-12-31",
            (
                "Kosovo ist am 31.12.2003 ODA-Empfänger: auf der Liste (DAC-Liste 2003) ohne eigenen Eintrag, erfasst durch den "
                "Eintrag Serbien und Montenegro."
            ),
            (
                "Kosovo receives ODA on 2003-12-31: without an entry of its own on the list (DAC list 2003), but covered by the "
                "entry Serbia and Montenegro."
            ),
        ),
        (
            "MNE",
            "2003-01-01",
            (
                "Montenegro ist am 01.01.2003 ODA-Empfänger: auf der Liste (DAC-Liste 2003) ohne eigenen Eintrag, gezählt in der "
                "Gruppe: Länder mit mittlerem Einkommen, unterer Bereich (LMIC)."
            ),
            (
                "Montenegro receives ODA on 2003-01-01: without an entry of its own on the list (DAC list 2003), but counted in "
                "the group: lower middle income countries (LMIC)."
            ),
        ),
        (
            "DEU",
            "2004-01-01",
            "Deutschland steht am 01.01.2004 nicht auf der Liste der ODA-Empfänger (DAC-Liste 2004).",
            "Germany is not on the list of ODA recipients on 2004-01-01 (DAC list 2004).",
        ),
        (
            "SYC",
            "2004-01-01",
            "Die Seychellen stehen am 01.01.2004 nicht auf der Liste der ODA-Empfänger (DAC-Liste 2004).",
            "The Seychelles is not on the list of ODA recipients on 2004-01-01 (DAC list 2004).",
        ),
        (
            "RUS",
            "2003-12-31",
            (
                "Russland steht am 31.12.2003 nur in Teil II der Liste (DAC-Liste 2003); das ist öffentliche Hilfe (OA), keine "
                "ODA."
            ),
            "Russia is in Part II of the list only on 2003-12-31 (DAC list 2003); that is official aid, not ODA.",
        ),
        (
            "SCG",
            "2004-01-01",
            (
                "Serbien und Montenegro steht am 01.01.2004 nicht auf der Liste der ODA-Empfänger (DAC-Liste 2004); das "
                "Länderkürzel ist aufgehoben, Nachfolge: Montenegro, Serbien."
            ),
            (
                "Serbia and Montenegro is not on the list of ODA recipients on 2004-01-01 (DAC list 2004); the code is "
                "withdrawn, successors: Montenegro, Serbia."
            ),
        ),
        (
            "CHL",
            "2006-01-01",
            (
                "Offen ist, ob Chile am 01.01.2006 ODA-Empfänger ist: Die letzte bekannte Liste (DAC-Liste 2005) gilt bis "
                "31.12.2005."
            ),
            (
                "Unclear: whether Chile receives ODA on 2006-01-01; the last known list (DAC list 2005) holds until "
                "2005-12-31."
            ),
        ),
    ],
)
def test_each_reason_is_a_sentence_that_names_country_day_and_list(
    code: str, on: str, german: str, english: str
) -> None:
    verdict = assess_country(SMALL, code, on=day(on))
    assert (verdict.text("de"), verdict.text("en")) == (german, english)


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [
        ("KEN", "Kenia steht auf", "Kenya is on"),
        ("CHL", "Chile steht nicht auf", "Chile is not on"),
    ],
)
def test_what_the_latest_list_would_say_is_said_to_be_that(code: str, german: str, english: str) -> None:
    verdict = assess_country(SMALL, code, on=day("2006-01-01"), beyond="latest_list")
    assert verdict.text("de") == (
        f"{german} der letzten bekannten Liste der ODA-Empfänger (DAC-Liste 2005, gültig bis 31.12.2005); für den 01.01.2006 "
        "gibt es noch keine."
    )
    assert verdict.text("en") == (
        f"{english} the last known list of ODA recipients (DAC list 2005, valid until 2005-12-31); for 2006-01-01 there is "
        "none yet."
    )
    assert (verdict.rule, verdict.as_of) == ("country/1", day("2006-01-01"))


def test_a_year_that_agrees_is_no_single_day_and_names_the_rule() -> None:
    year = assess_country(SMALL, "CHL", on=FuzzyDate.parse("2005"))
    assert (year.reason.code, year.rule, len(year.checks)) == ("SAME_THROUGHOUT", "country/1", 1)
    assert year.code == "NOT_LISTED"
    turning = assess_country(SMALL, "CHL", on=FuzzyDate.parse("2004/2005"))
    assert (turning.reason.code, turning.rule, len(turning.checks)) == ("CHANGES_WITHIN", "country/1", 2)
    both = assess_country(SMALL, "CHL", on=FuzzyDate.parse("2003/2004"))
    assert both.text("en") == (
        f"The answer is the same on every day (2003 to 2004). {both.checks[0].text('en')} {both.checks[1].text('en')}"
    )


@pytest.mark.parametrize("year", ["2002", "2003", "2004", "2005", "2006"])
def test_the_code_of_a_year_is_that_of_all_its_days(year: str) -> None:
    for code in ("CHL", "KEN", "DEU", "MNE", "SCG"):
        verdict, first = assess_country(SMALL, code, on=FuzzyDate.parse(year)), day(f"{year}-01-01")
        assert verdict.code == assess_country(SMALL, code, on=first).code != "SAME_THROUGHOUT"


def test_a_turn_is_german_unless_asked_otherwise() -> None:
    assert AnswerTurn(day("2018-01-01"), Answer.NO).text() == "ab 01.01.2018 nein"
    assert AnswerTurn(date.min, Answer.NO).text() == "zunächst nein"
    assert AnswerTurn(date.min, Answer.YES).text("en") == "at first yes"


# ── after the last list ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "answer", "reason"),
    [("KEN", "yes", "LISTED_BY_LATEST_LIST"), ("CHL", "no", "NOT_LISTED_BY_LATEST_LIST")],
)
def test_the_latest_list_is_carried_on_with_low_confidence(code: str, answer: str, reason: str) -> None:
    verdict = assess_country(SMALL, code, on=day("2031-07-01"), beyond="latest_list")
    assert (verdict.answer.value, verdict.reason.code) == (answer, reason)
    assert verdict.confidence is Confidence.LOW
    last = assess_country(SMALL, code, on=day("2005-12-31"))
    assert verdict.evidence == (CarriedOn(SMALL.lists[-1], day("2031-07-01")), *last.evidence)
    assert verdict.ends(Answer(answer)) == (verdict,)
    assert "31.12.2005" in verdict.text("de")
    assert "2031-07-01" in verdict.text("en")
    assert "for 2031-07-01 there is none yet." in verdict.explain("en")


@pytest.mark.parametrize(
    ("code", "on", "group"),
    [
        ("SRB", "2003-07-01", OdaGroup.LMIC),  # covered, with a row of its own that is no entry
        ("XKX", "2003-07-01", None),  # covered, without a row
        ("KEN", "2006-01-01", OdaGroup.LMIC),  # carried on
        ("CHL", "2006-01-01", None),
    ],
)
def test_the_group_of_the_answer_is_that_of_the_register(code: str, on: str, group: OdaGroup | None) -> None:
    verdict = assess_country(SMALL, code, on=day(on), beyond="latest_list")
    assert verdict.values.get("group") is group
    assert SMALL.group(code, on=day(on), beyond="latest_list") is group


def test_the_latest_list_says_nothing_about_days_before_the_first() -> None:
    verdict = assess_country(SMALL, "KEN", on=day("2002-12-31"), beyond="latest_list")
    assert (verdict.is_undecided, verdict.reason.code) == (True, "BEFORE_FIRST_LIST")


def test_the_latest_list_changes_nothing_while_there_is_a_list() -> None:
    on = day("2004-05-01")
    assert assess_country(SMALL, "KEN", on=on, beyond="latest_list") == assess_country(SMALL, "KEN", on=on)


def test_a_register_whose_last_list_is_open_has_no_day_after_it() -> None:
    register = OdaRegister([OdaList("2003", Span(day("2003-01-01")))], [Listing("KEN", OdaGroup.LMIC, Span(date.min))])
    assert assess_country(register, "KEN", on=date.max).is_yes


# ── bad input ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_code_is_an_error_even_where_no_list_is_known() -> None:
    for on in (day("1900-01-01"), day("2004-01-01"), day("2100-01-01")):
        with pytest.raises(UnknownCountry) as caught:
            assess_country(SMALL, "KEX", on=on)
        assert "KEN" in caught.value.suggestions


@pytest.mark.parametrize("on", ["2004-01-01", 2004, None, Span.years(2004)])
def test_what_is_no_day_is_refused(on: object) -> None:
    with pytest.raises(NotADay):
        assess_country(SMALL, "KEN", on=on)  # type: ignore[arg-type] # because that is the mistake


def test_a_datetime_is_told_to_give_its_date() -> None:
    with pytest.raises(NotADay, match=r"\.date\(\)"):
        assess_country(SMALL, "KEN", on=datetime(2004, 1, 1))  # noqa: DTZ001 - because a naive one is common


def test_an_unknown_way_to_go_beyond_is_refused() -> None:
    with pytest.raises(BadRule, match="'raise'"):
        assess_country(SMALL, "KEN", on=day("2004-01-01"), beyond="raise")  # type: ignore[arg-type] # because that is the mistake


# ── fuzzy days ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "when", "answer", "turns"),
    [
        ("CHL", "2004", "yes", None),
        ("CHL", "2003/2004", "yes", None),
        ("CHL", "2005", "no", None),
        ("CHL", "2004/2005", "undecided", [("2004-01-01", "yes"), ("2005-01-01", "no")]),
        ("CHL", "2004-24", "undecided", [("2004-12-01", "yes"), ("2005-01-01", "no")]),
        ("CHL", "[2003,2005]", "undecided", [("2003-01-01", "yes"), ("2005-01-01", "no")]),
        ("CHL", "[2003,2004]", "yes", None),
        ("CHL", "2005~", "undecided", [("2004-01-01", "yes"), ("2005-01-01", "no"), ("2006-01-01", "undecided")]),
        ("CHL", "2005-01-01", "no", None),
        ("CHL", "2002", "undecided", None),
        ("CHL", "2002/2003", "undecided", [("2002-01-01", "undecided"), ("2003-01-01", "yes")]),
        ("CHL", "2006", "undecided", None),
        ("KEN", "2004/..", "undecided", [("2004-01-01", "yes"), ("2006-01-01", "undecided")]),
        ("KEN", "../2003", "undecided", [("0001-01-01", "undecided"), ("2003-01-01", "yes")]),
        ("XKX", "2003/2004", "undecided", [("2003-01-01", "yes"), ("2004-01-01", "no")]),
        ("DEU", "2003/2005", "no", None),
        ("RUS", "2003/2004", "no", None),
    ],
)
def test_a_fuzzy_day_is_decided_only_where_every_day_in_it_agrees(
    code: str, when: str, answer: str, turns: list[tuple[str, str]] | None
) -> None:
    fuzzy = FuzzyDate.parse(when)
    verdict = assess_country(SMALL, code, on=fuzzy)
    assert verdict.answer is Answer(answer)
    if turns is None:
        assert verdict.reason.code != "CHANGES_WITHIN"
    else:
        assert verdict.values["turns"] == tuple(AnswerTurn(day(first), Answer(then)) for first, then in turns)
        said = verdict.text("en").partition("): ")[2]
        assert said.count("from ") + said.count("at first ") == len(turns)


def test_a_fuzzy_single_day_is_answered_as_the_day() -> None:
    on = day("2004-05-01")
    assert assess_country(SMALL, "KEN", on=FuzzyDate.of(on)) == assess_country(SMALL, "KEN", on=on)


def test_the_days_on_which_the_answer_changes_are_in_the_sentence() -> None:
    verdict = assess_country(ODA, "CHL", on=FuzzyDate.parse("2017/2018"))
    assert verdict.text("de") == (
        "Für Chile hängt die Antwort vom Tag ab (2017 bis 2018): ab 01.01.2017 ja, ab 01.01.2018 nein."
    )
    assert verdict.text("en").endswith("from 2017-01-01 yes, from 2018-01-01 no.")
    assert [check.answer for check in verdict.checks] == [Answer.YES, Answer.NO]


def test_a_fuzzy_day_that_agrees_shows_each_stretch() -> None:
    verdict = assess_country(SMALL, "CHL", on=FuzzyDate.parse("2003/2004"))
    assert verdict.reason.code == "SAME_THROUGHOUT"
    assert verdict.confidence is Confidence.MEDIUM
    assert len(verdict.checks) == 2
    assert "DAC-Liste 2003" in verdict.text("de")
    assert "DAC list 2004" in verdict.text("en")


def test_a_fuzzy_day_beyond_the_lists_is_carried_on_when_asked_to() -> None:
    when = FuzzyDate.parse("2005/2010")
    assert assess_country(SMALL, "KEN", on=when).is_undecided
    carried = assess_country(SMALL, "KEN", on=when, beyond="latest_list")
    assert (carried.is_yes, carried.confidence) == (True, Confidence.LOW)


# ── the shipped list ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "last_yes", "first_no"),
    [
        ("CHL", "2017-12-31", "2018-01-01"),
        ("SYC", "2017-12-31", "2018-01-01"),
        ("URY", "2017-12-31", "2018-01-01"),
        ("COK", "2019-12-31", "2020-01-01"),
        ("ATG", "2021-12-31", "2022-01-01"),
        ("HRV", "2010-12-31", "2011-01-01"),
        ("SAU", "2007-12-31", "2008-01-01"),
        ("YUG", "2002-12-31", "2003-01-01"),
        ("SCG", "2007-12-31", "2008-01-01"),
    ],
)
def test_a_country_is_eligible_until_the_last_day_of_its_last_list(code: str, last_yes: str, first_no: str) -> None:
    assert assess_country(ODA, code, on=day(last_yes)).is_yes
    assert assess_country(ODA, code, on=day(first_no)).is_no


@pytest.mark.parametrize(
    ("code", "on", "answer", "reason"),
    [
        ("XKX", "2007-05-05", "yes", "COVERED_BY"),
        ("XK", "2008-12-31", "yes", "COVERED_BY"),
        ("XKX", "2009-01-01", "yes", "LISTED"),
        ("MNE", "1998-12-31", "yes", "COVERED_BY"),
        ("MNE", "1999-01-01", "yes", "COVERED_BY"),
        ("MNE", "2008-01-01", "yes", "LISTED"),
        ("SRB", "2000-07-01", "yes", "COVERED_BY"),
        ("SSD", "2010-12-31", "yes", "COVERED_BY"),
        ("SSD", "2011-01-01", "yes", "LISTED"),
        ("YUG", "2010-07-01", "no", "SUCCEEDED"),
        ("RUS", "2000-07-01", "no", "OFFICIAL_AID_ONLY"),
        ("RUS", "2020-07-01", "no", "NOT_LISTED"),
        ("ANT", "2000-07-01", "no", "OFFICIAL_AID_ONLY"),
        ("DEU", "2020-07-01", "no", "NOT_LISTED"),
        ("TWN", "2020-07-01", "no", "NOT_LISTED"),
        ("MYT", "2020-07-01", "no", "NOT_LISTED"),
        ("TKL", "2020-07-01", "yes", "LISTED"),
        ("KEN", "1995-12-31", "undecided", "BEFORE_FIRST_LIST"),
        ("KEN", "2027-01-01", "undecided", "AFTER_LAST_LIST"),
        ("DEU", "2027-01-01", "undecided", "AFTER_LAST_LIST"),
    ],
)
def test_the_hard_cases_of_the_shipped_list(code: str, on: str, answer: str, reason: str) -> None:
    verdict = assess_country(ODA, code, on=day(on))
    assert (verdict.answer.value, verdict.reason.code) == (answer, reason)


@pytest.mark.parametrize("on", ["2025-01-01", "2026-12-31"])
def test_an_answer_by_an_inferred_list_is_no_surer_than_the_list(on: str) -> None:
    verdict = assess_country(ODA, "KEN", on=day(on))
    assert verdict.evidence[0].confidence is Confidence.HIGH
    assert verdict.confidence is Confidence.MEDIUM
    assert assess_country(ODA, "DEU", on=day(on)).confidence is Confidence.MEDIUM


def test_all_uncontested_probes_agree(cases: Path) -> None:
    with (cases / "dac" / "probes.csv").open(encoding="utf-8", newline="") as file:
        probes = [probe for probe in csv.DictReader(file) if probe["contested"] == "no"]
    for probe in probes:
        verdict = assess_country(ODA, country(probe["iso3"]), on=day(probe["date"]))
        assert verdict.answer.value == probe["expected_eligible"], probe


def test_verdicts_survive_hash_pickle_and_copy() -> None:
    for verdict in (
        assess_country(ODA, "CHL", on=day("2018-01-01")),
        assess_country(ODA, "CHL", on=FuzzyDate.parse("2017/2018")),
        assess_country(ODA, "KEN", on=day("2030-01-01"), beyond="latest_list"),
        assess_country(SMALL, "CHL", on=FuzzyDate.parse("2003/2004")),
    ):
        for twin in (pickle.loads(pickle.dumps(verdict)), copy.deepcopy(verdict)):
            assert twin == verdict
            assert hash(twin) == hash(verdict)
            assert twin.text() == verdict.text()


@pytest.mark.parametrize(
    ("code", "on", "now", "group"),
    [
        ("ZAR", "1996-01-01", "DR Kongo", "LDC"),
        ("TMP", "1999-12-31", "Timor-Leste", "LMIC"),
        ("TMP", "2000-01-01", "Timor-Leste", "OTHER_LIC"),
        ("BUR", "2018-06-01", "Myanmar", "LDC"),
        ("HVO", "2018-06-01", "Burkina Faso", "LDC"),
    ],
)
def test_a_renamed_country_is_read_as_what_it_is_called_today(code: str, on: str, now: str, group: str) -> None:
    verdict = assess_country(load_facts().oda, code, on=date.fromisoformat(on))
    assert (verdict.is_yes, verdict.code) == (True, "LISTED_UNDER_NEW_NAME")
    assert f"unter dem heutigen Namen ({now})" in verdict.text("de")
    found = load_facts().oda.group(code, on=date.fromisoformat(on))
    assert found is not None
    assert found.value == group


@pytest.mark.parametrize("code", ["YUG", "SCG", "SUN", "CSK", "DDR", "YMD"])
def test_a_country_that_was_split_or_merged_is_not_read_as_another(code: str) -> None:
    assert assess_country(load_facts().oda, code, on=date(2012, 6, 1)).is_no
    assert load_facts().oda.group(code, on=date(2012, 6, 1)) is None


def test_the_facts_and_their_register_of_lists_give_the_same_answer() -> None:
    facts = load_facts()
    assert assess_country(facts, "CHL", on=day("2018-01-01")) == assess_country(facts.oda, "CHL", on=day("2018-01-01"))
