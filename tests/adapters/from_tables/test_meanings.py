"""Columns whose header can mean two things, and headers made of several words."""

from __future__ import annotations

from typing import Any

import pytest

from kommunal_partner.adapters.from_tables._columns import PARTICIPANTS, PARTNERSHIPS, meaning_of

Read = Any


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        (
            "Deutsche Gemeinde|dt. Kommune|Deutsche Stadt|Kommune (Deutschland)|Stadt / Gemeinde|1. Kommune|Name (deutsch)",
            "name",
        ),
        (
            "Ausländische Gemeinde|Ausl. Partner|Partner-\nkommune|Partnerstadt (Land)|Partner Name|Name (Ausland)|Partnerort|Name Ausland|Ausland Name|Kommune Partnerseite|Ort Ausland",
            "partner",
        ),
        (
            "Partner-Land|Staat Partnerseite|Partnerseite Staat|Land Kommune B|Land (Partner)|Land (Ausland)|Partnerstadt Land|Staat|Partner Land|Land des Partners",
            "country",
        ),
        (
            "Bundes-\nland|Land (DE)|Bundesland*|Deutsche Kommune Land|Land Deutschland|Land Kommune A|Land (deutsche Seite)",
            "state",
        ),
        ("seit:|seit (Jahr)|Jahr|Beginn (Jahr)|besteht seit|Partnerschaft seit|Vertrag vom", "since"),
        ("Art (P/F/K)|Form der Partnerschaft|Status P/F/K|P/F/K|Typ", "forms"),
    ],
)
def test_headers_of_several_words_and_with_brackets_are_known(headers: str, field: str) -> None:
    for header in headers.split("|"):
        found = meaning_of(header, PARTNERSHIPS)
        assert found is not None, header
        assert found[0] == field, header


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Aus welcher Kommune kommen Sie?", "municipality"),
        ("Welche Sprachen sprechen Sie?", "languages"),
        ("In welcher Funktion nehmen Sie teil?", "actor"),
        ("Aus welchem Land kommen Sie?", "country"),
        ("Which topics interest you?", "themes"),
        ("Welches Essen?", None),
        ("Darf Ihre Kommune genannt werden?", None),
        ("x" * 200, None),
        ("???", None),
        ("Kommune (Land)", "municipality"),
        ("Ihre Kommune:", "municipality"),
        ("Entsendende Kommune *", "municipality"),
        ("Stadt / Gemeinde / Landkreis", "municipality"),
        ("Stadt/Landkreis (Pflichtfeld)", "municipality"),
        ("Municipality / City", "municipality"),
        ("Your municipality", "municipality"),
        ("Land (Land)", "country"),
    ],
)
def test_questions_of_a_registration_are_known_by_what_they_ask_for(header: str, field: str | None) -> None:
    found = meaning_of(header, PARTICIPANTS)
    assert (None if found is None else found[0]) == field


def columns(read: Read, text: str) -> dict[str, str]:
    return dict(read(text).columns)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stadt;Status;Partner;Land\nUlm;P;Kaya;Ghana\nKiel;F;Kaya;Ghana\n", {"forms": "Status"}),
        ("Stadt;Status;Partner;Land\nUlm;ruhend;Kaya;Ghana\nKiel;K;Kaya;Ghana\n", {"stages": "Status"}),
        ("Stadt;Status;Partner;Land\nUlm;Kontakt;Kaya;Ghana\n", {"stages": "Status"}),
        ("Stadt;Form;Partner;Land\nUlm;ruhend;Kaya;Ghana\nKiel;beendet 2020;Kaya;Ghana\n", {"stages": "Form"}),
        ("Stadt;Stand;Partner;Land\nUlm;ruhend;Kaya;Ghana\nKiel;2020;Kaya;Ghana\n", {"as_of": "Stand"}),
        ("Stadt;Stand;Partner;Land\nUlm;;Kaya;Ghana\n", {"as_of": "Stand"}),
        ("Stadt;Status;Form;Partner;Land\nUlm;P;F;Kaya;Ghana\n", {"stages": "Status", "forms": "Form"}),
        ("Stadt;Status;Stand;Partner;Land\nUlm;ruhend;aktiv;Kaya;Ghana\n", {"stages": "Status", "confirmed": "Stand"}),
        ("Stadt;Land;Partner;Partnerland\nUlm;BW;Kaya;Ghana\n", {"state": "Land", "country": "Partnerland"}),
        (
            "Stadt;Land;Partner;Partnerland\nUlm;Deutschland;Kaya;Ghana\n",
            {"name_country": "Land", "country": "Partnerland"},
        ),
        ("Stadt;Land;Partner;Partnerland\nUlm;x;Kaya;Ghana\n", {"country": "Partnerland"}),
        ("Stadt;Partner;Land\nUlm;Kaya (Ghana);BW\nKiel;Kaya (Ghana);Schleswig-Holstein\n", {"state": "Land"}),
        ("Stadt;Partner;Land\nUlm;Kaya;NI\nKiel;Kaya;SL\n", {"country": "Land"}),
        ("Stadt;Partner;Land\nUlm;Kaya;08\n", {"country": "Land"}),
        ("Stadt;Staat;Partner;Land\nUlm;Deutschland;Kaya;Ghana\n", {"name_country": "Staat", "country": "Land"}),
        ("Stadt;Land;Partner\nUlm;Ghana;Kaya\nUlm;Mali;Kati\n", {"country": "Land"}),
        ("Stadt;Land;Partner;Staat\nUlm;BW;Kaya;Ghana\n", {"state": "Land", "country": "Staat"}),
    ],
)
def test_a_column_means_what_it_holds(read: Read, text: str, expected: dict[str, str]) -> None:
    asked = {"forms", "stages", "as_of", "confirmed", "state", "country", "name_country"}
    found = {field: title for field, title in columns(read, text).items() if field in asked}
    assert expected.items() <= found.items()
    assert {field for field in found if field not in expected} <= {"country"}


def test_stages_and_days_in_one_column_are_both_read(read: Read) -> None:
    cells = ("bestehend", "ruhend seit 2020", "2021", "beendet 2018", "?", "inaktiv", "ruhend; Wasser")
    lines = [f"Ulm;Kaya;{land};{cell}" for land, cell in zip(_LANDS, cells, strict=True)]
    reading = read("Stadt;Partner;Land;Stand\n" + "\n".join(lines).replace("ruhend; Wasser", "ruhend, Wasser"))
    assert [[one.value.value for one in value.stages] for value in reading.partnerships] == [
        ["existing"],
        ["dormant"],
        [],
        ["ended"],
        [],
        ["dormant"],
        [],
    ]
    assert [str(value.stages[0].since) for value in reading.partnerships if value.stages] == [
        "None",
        "2020",
        "2018",
        "None",
    ]
    assert [(problem.line, problem.column) for problem in reading.problems] == [(8, "Stand")]


_LANDS = ("Ghana", "Mali", "Togo", "Benin", "Niger", "Tschad", "Kenia")


def test_what_the_caller_says_of_a_column_stands_whatever_it_holds(read: Read) -> None:
    text = "Stadt;Status;Partner;Land\nUlm;P;Kaya;Ghana\n"
    reading = read(text, columns={"stages": "Status"})
    assert dict(reading.columns)["stages"] == "Status"
    assert [str(value) for value in reading.partnerships[0].forms] != []  # a word that is a form is one in any column


def test_a_column_land_without_a_word_is_no_column_of_laender(read: Read) -> None:
    reading = read("Stadt;Land;Partner;Land\nUlm;;Kaya;Ghana\n")
    assert [str(one) for one in reading.partnerships] == ["Ulm – Kaya (Ghana)"]
    assert set(dict(reading.columns)) == {"name", "partner", "country"}
