from __future__ import annotations

from datetime import date, datetime

import pytest

from kommunal_partner.adapters.from_tables._cells import (
    Cleaned,
    guarded,
    printable,
    read_confidence,
    read_date,
    read_form,
    read_goals,
    read_source,
    read_stage,
    sources_of,
    split_list,
    split_words,
    write_source,
)
from kommunal_partner.partnerships import Form, Stage
from kommunal_partner.sources import Confidence, Precision, Source


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Ulm ", "Ulm"),
        ("a\u00a0\u2009b", "a b"),
        ("Gra\u200bna\u00adda\u200e", "Granada"),
        ("Mu\u0308nchen", "München"),
        ('="01001000"', "01001000"),
        ('="a""b"', 'a"b'),
        ('="a" & "b"', '="a" & "b"'),
        ("'=1+1", "=1+1"),
        ("''=1", "'=1"),
        ("'s Gravenhage", "'s Gravenhage"),
        ("a\r\nb\rc", "a\nb\nc"),
        (None, ""),
        (float("nan"), ""),
        (1001000, "1001000"),
        (5334.0, "5334.0"),
        pytest.param(10**5000, "", id="huge"),
        (True, "True"),
        (date(2018, 1, 31), "2018-01-31"),
        (datetime(2018, 1, 31, 0, 0), "2018-01-31"),  # noqa: DTZ001 - because Excel knows no zones
    ],
)
def test_cells_become_tidy_texts(value: object, text: str) -> None:
    assert Cleaned().of(value) == text


@pytest.mark.parametrize("text", ["=1", "+49", "-1", "@x", "\tx", "\rx", "＝1", "'=1", "''@", "Ulm", "", "'s", "'"])
def test_guards_are_taken_off_again(text: str) -> None:
    written = guarded(text)
    assert written[:1] not in set("=+-@\t\r＝")
    assert Cleaned()[written] == text.strip()


def test_signs_that_nobody_sees_are_taken_out() -> None:
    assert printable("a\x00b\u202ec\nd") == "abc\nd"
    assert printable("abc") == "abc"


def test_lists_are_taken_apart_where_it_is_sure() -> None:
    assert split_list("a; b\nc;;") == ["a", "b", "c"]
    assert split_list("a, b / c") == ["a, b / c"]
    assert split_words("a; b, c | d") == ["a", "b", "c", "d"]
    assert split_words("") == []


@pytest.mark.parametrize(
    ("text", "edtf", "reason"),
    [
        ("1967", "1967", None),
        ("1992.0", "1992", None),
        ("seit 1967", "1967", None),
        ("ab Oktober 1990", "1990-10", None),
        ("1967/..", "1967/..", None),
        ("1992/93", "[1992,1993]", None),
        ("1992/1993", "[1992,1993]", None),
        ("2010/2012", None, "BAD_DATE"),
        ("2010-12", "2010-12", None),
        ("27. September 1963", "1963-09-27", None),
        ("September 27, 1963", "1963-09-27", None),
        ("03.10.1990", "1990-10-03", None),
        ("Herbst 2018", "2018-23", None),
        ("[2012..2019]", "[2012..2019]", None),
        ("bis 2019", "../2019", None),
        ("36526", "2000-01-01", "SERIAL_DATE"),
        ("36526.0", "2000-01-01", "SERIAL_DATE"),
        ("9999", "9999", None),
        ("99999", None, "BAD_DATE"),
        ("2017-03-30T22:00:00.000Z", "2017-03-31", "UTC_DATE"),
        ("2017-01-30T23:00:00Z", "2017-01-31", "UTC_DATE"),
        ("2017-03-30T00:00:00", "2017-03-30", None),
        ("2017-03-30T22:00:00", None, "BAD_DATE"),
        ("2017-03-30T12:30:00Z", None, "BAD_DATE"),
        ("2017-13-30T22:00:00Z", None, "BAD_DATE"),
        ("9999-12-31T22:00:00Z", None, "BAD_DATE"),
        ("1.3.99", None, "SHORT_YEAR"),
        ("neulich", None, "BAD_DATE"),
        ("unbekannt", None, None),
        ("k. A.", None, None),
        ("–", None, None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, edtf: str | None, reason: str | None) -> None:
    read = read_date(text)
    assert (None if read.date is None else str(read.date)) == edtf
    assert (None if read.reason is None else read.reason.reason.code) == reason


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("P", Form.PARTNERSCHAFT),
        ("Städtefreundschaft", Form.FREUNDSCHAFT),
        ("jumelage", Form.TWINNING_UNSPECIFIED),
        ("Klimapartnerschaft", "klimapartnerschaft"),
        ("Pate", None),
        ("", None),
    ],
)
def test_forms_and_labels_are_words(word: str, meaning: Form | str | None) -> None:
    assert read_form(word) == meaning


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_form_is_read_from_its_own_words(form: Form, lang: str) -> None:
    assert read_form(form.text(lang)) is form
    assert read_form(form.value) is form


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_stage_is_read_from_its_own_words(stage: Stage, lang: str) -> None:
    assert read_stage(stage.text(lang)) is stage
    assert read_stage(stage.value) is stage


def test_confidence_is_a_word() -> None:
    assert [read_confidence(word) for word in ("hoch", "medium", "gering", "?")] == [
        Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "goals", "strange"),
    [
        ("6", {6}, ()),
        ("6; 11,13", {6, 11, 13}, ()),
        ("6 11 13", {6, 11, 13}, ()),
        ("6.0", {6}, ()),
        ("SDG 4; Klimaschutz", {4, 13}, ()),
        ("18, 4", {4}, ("18",)),
    ],
)
def test_goals_are_numbers_or_titles(text: str, goals: set[int], strange: tuple[str, ...]) -> None:
    assert read_goals(text) == (frozenset(goals), strange)


@pytest.mark.parametrize(
    ("text", "url", "precision"),
    [
        ("Amtsblatt 3/2018", None, Precision.PAGE),
        ("https://example.org/a/b", "https://example.org/a/b", Precision.PAGE),
        ("https://example.org/", "https://example.org/", Precision.SITE),
        ("siehe https://example.org", "https://example.org", Precision.SITE),
    ],
)
def test_sources_are_addresses_or_texts(text: str, url: str | None, precision: Precision) -> None:
    source = read_source(text)
    assert (source.text, source.url, source.precision) == (text, url, precision)
    assert write_source(source) == text


@pytest.mark.parametrize(
    "source",
    [
        Source("a", "Amtsblatt"),
        Source("b", "A [b] (c)", "https://example.org", Precision.SECONDARY, date(2026, 11, 22)),
        Source("c", "", None, Precision.SITE),
    ],
)
def test_sources_are_written_and_read_back(source: Source) -> None:
    assert read_source(write_source(source)) == source


def test_a_source_with_an_impossible_day_is_a_text() -> None:
    assert read_source("[a] b (page, 2026-13-40)").text == "[a] b (page, 2026-13-40)"
    assert read_source("!").id == "source"


def test_sources_stand_in_lines() -> None:
    assert [one.text for one in sources_of("a\n\nb")] == ["a", "b"]
    assert sources_of("") == sources_of("–") == ()
