"""Places and countries in cells: signs, dates, bullets, commas; and which unit at home a name means."""

from __future__ import annotations

from typing import Any

import pytest

from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.from_tables._cells import dated_word, read_date, without_footnote
from kommunal_partner.adapters.from_tables._lands import land_of
from kommunal_partner.adapters.from_tables._partner_cells import partners_in
from kommunal_partner.countries import Country
from kommunal_partner.facts import load_facts

Read = Any


@pytest.mark.parametrize(
    ("cell", "country", "expected"),
    [
        ("Tarare (F)", "", [("Tarare", "FRA", "")]),
        ("Tarare", "F", [("Tarare", "FRA", "")]),
        ("Tarare (Frankreich, seit 1959)", "", [("Tarare", "FRA", "1959")]),
        ("Tarare (1959)", "Frankreich", [("Tarare", "FRA", "1959")]),
        ("Tarare (seit 12.5.1959)", "Frankreich", [("Tarare", "FRA", "12.5.1959")]),
        ("Tarare (Frankreich), seit 1959", "", [("Tarare", "FRA", "1959")]),
        ("Tarare 1959", "Frankreich", [("Tarare", "FRA", "1959")]),
        ("F-69170 Tarare", "Frankreich", [("Tarare", "FRA", "")]),
        ("• Tarare¹", "Frankreich", [("Tarare", "FRA", "")]),
        ("1. Tarare", "Frankreich", [("Tarare", "FRA", "")]),
        ("- Tarare; - Fidenza", "Frankreich; Italien", [("Tarare", "FRA", ""), ("Fidenza", "ITA", "")]),
        ("Tarare, Fidenza", "Frankreich, Italien", [("Tarare", "FRA", ""), ("Fidenza", "ITA", "")]),
        ("Tarare / Fidenza", "Frankreich / Italien", [("Tarare", "FRA", ""), ("Fidenza", "ITA", "")]),
        ("Tarare, Metz, Pau", "Frankreich", [("Tarare", "FRA", ""), ("Metz", "FRA", ""), ("Pau", "FRA", "")]),
        ("Sarajevo (Bosnien und Herzegowina), Pula (HRV)", "", [("Sarajevo", "BIH", ""), ("Pula", "HRV", "")]),
        ("Tarare", "Frankreich, Italien", [("Tarare", None, "")]),
        ("Brighton and Hove", "GBR", [("Brighton and Hove", "GBR", "")]),
        ("Ann Arbor, Michigan", "USA", [("Ann Arbor, Michigan", "USA", "")]),
        ("Ann Arbor, MI", "USA", [("Ann Arbor, MI", "USA", "")]),
        ("Kongoussi, Provinz Bam", "Burkina Faso", [("Kongoussi, Provinz Bam", "BFA", "")]),
        ("Tarare, Fidenza", "Frankreich", [("Tarare, Fidenza", None, "")]),
        ("Creil (F), Pendle (GB), Herzliya (IL)", "", [("Creil", "FRA", ""), ("Pendle", "GBR", ""), ("Herzliya", "ISR", "")]),
        ("Kaya (X)", "", [("Kaya (X)", None, "")]),
        ("Kaya (XY)", "Ghana", [("Kaya (XY)", "GHA", "")]),
        ("1959", "Frankreich", [("", None, "")]),
        ("Tarare, Metz 1990, Pau", "Frankreich", [("Tarare", "FRA", ""), ("Metz", "FRA", "1990"), ("Pau", "FRA", "")]),
        ("Tarare, Metz 1990, Pau 1991", "Frankreich", [("Tarare", "FRA", ""), ("Metz", "FRA", "1990"), ("Pau", "FRA", "1991")]),
        ("Tarare 1990 und Pau 1991", "Frankreich", [("Tarare", "FRA", "1990"), ("Pau", "FRA", "1991")]),
        ("Tarare und Pau, seit 1991", "Frankreich", [("Tarare", "FRA", "1991"), ("Pau", "FRA", "1991")]),
        ("Tarare (Frankreich) und Pau (Frankreich)", "", [("Tarare", "FRA", ""), ("Pau", "FRA", "")]),
        ("Tarare (F) und Pau (F)", "Frankreich", [("Tarare", "FRA", ""), ("Pau", "FRA", "")]),
        ("Tarare (F), Pau (F), Metz (F)", "Frankreich", [("Tarare", "FRA", ""), ("Pau", "FRA", ""), ("Metz", "FRA", "")]),
        ("Tarare (Frankreich) und Kaya (Ghana)", "Frankreich", [("Tarare", "FRA", ""), ("Kaya (Ghana)", None, "")]),
    ],
)  # fmt: skip
def test_places_are_read_with_their_countries_and_dates(
    cell: str, country: str, expected: list[tuple[str, str | None, str]]
) -> None:
    found = partners_in(cell, country)
    assert [(one.name, one.country.alpha3 if one.country else None, one.since) for one in found] == expected


@pytest.mark.parametrize(
    "cell",
    ["keine", "Keine.", "keine Partnerschaft", "keine Partnerschaften bekannt", "keine Partner", "entfällt", "nein",
     "nicht vorhanden", "no partnerships", "keine weiteren Partnerschaften", "Fehlanzeige"],
)  # fmt: skip
def test_a_cell_that_says_that_there_is_none_names_no_partner(cell: str) -> None:
    (one,) = partners_in(cell, "Ghana")
    assert one.country is None
    assert [finding.reason.reason.code for finding in one.findings] == ["NO_PARTNERSHIP"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Belgorod¹", "Belgorod"), ("Belgorod²³", "Belgorod"), ("Belgorod*", "Belgorod"), ("Belgorod **", "Belgorod"),
        ("Kaya (1)", "Kaya"), ("Kaya(2)", "Kaya"), ("1987 (1)", "1987"), ("Kaya* (1)", "Kaya"), ("Kaya (Ghana) (3)", "Kaya (Ghana)"),
        ("(1)", "(1)"), ("Montreuil (93)", "Montreuil (93)"), ("Kaya (0)", "Kaya (0)"), ("Kaya (F)", "Kaya (F)"),
        ("Belgorod 1)", "Belgorod"), ("Belgorod1)", "Belgorod"), ("Belgorod [2]", "Belgorod"), ("Belgorod†", "Belgorod"),
        ("Kaya (Ghana) 1)", "Kaya (Ghana)"), ("1987*", "1987"), ("1987¹", "1987"), ("1987 1)", "1987 1)"), ("¹", "¹"),
        ("Ulm", "Ulm"), ("", ""), ("Ulm 3", "Ulm 3"), ("St. 2)", "St."), ("a* b", "a* b"),
    ],
)  # fmt: skip
def test_signs_of_footnotes_are_taken_off_at_the_end(text: str, bare: str) -> None:
    assert without_footnote(text) == bare


@pytest.mark.parametrize(
    ("sign", "code"),
    [("A", "AUT"), ("B", "BEL"), ("D", "DEU"), ("E", "ESP"), ("F", "FRA"), ("H", "HUN"), ("I", "ITA"), ("L", "LUX"),
     ("N", "NOR"), ("P", "PRT"), ("S", "SWE"), ("SLO", "SVN"), ("GER", "DEU"), ("BRD", "DEU"), ("DE", "DEU"), ("DEU", "DEU")],
)  # fmt: skip
def test_signs_of_vehicles_are_countries_in_lists(sign: str, code: str) -> None:
    land = land_of(sign)
    assert isinstance(land, Country)
    assert land.alpha3 == code


@pytest.mark.parametrize(
    ("text", "edtf", "reason"),
    [
        ("2021-22", None, "YEARS_UNCLEAR"), ("seit 2021-22", None, "YEARS_UNCLEAR"), ("2023–24", None, "YEARS_UNCLEAR"),
        ("2012-13", None, "YEARS_UNCLEAR"), ("1999-00", None, "BAD_DATE"), ("2011-12", "2011-12", None),
        ("2018-23", "2018-23", None), ("2020-05", "2020-05", None), ("09.06.1905", None, "YEAR_AS_DAY"),
        ("1905-06-11", None, "YEAR_AS_DAY"), ("1905", "1905", None), ("11.06.1906", "1906-06-11", None), ("1959*", "1959", None),
    ],
)  # fmt: skip
def test_dates_that_may_mean_something_else_stay_unknown(text: str, edtf: str | None, reason: str | None) -> None:
    found = read_date(text)
    assert (None if found.date is None else str(found.date)) == edtf
    assert (None if found.reason is None else found.reason.reason.code) == reason


def test_a_list_of_our_own_writes_its_dates_in_edtf(read: Read) -> None:
    row = {"unit_id": "de:08421000", "partner": "Kaya", "country": "BFA", "partner_id": "bfa:kaya", "since": "2021-22"}
    assert [str(one.forms[0].since) for one in read([row]).partnerships] == ["2021-22"]
    assert read([row | {"partner_id": ""}]).rows
    assert str(read_date("2021-22", edtf=True).date) == "2021-22"
    assert str(read_date("1905-06-11", edtf=True).date) == "1905-06-11"


@pytest.mark.parametrize(
    ("text", "word", "date"),
    [
        ("ruhend seit 2010", "ruhend", "2010"), ("beendet 2019", "beendet", "2019"), ("beendet (2019)", "beendet", "2019"),
        ("aufgelöst, Mai 2019", "aufgelöst", "Mai 2019"), ("Partnerschaft", "Partnerschaft", ""), ("P (1995)", "P", "1995"),
        ("2019", "2019", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_a_date_beside_a_word_is_told_apart(text: str, word: str, date: str) -> None:
    assert dated_word(text) == (word, date)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Bezirk Mitte von Berlin", "berlin-mitte"), ("Berlin, Bezirk Mitte", "berlin-mitte"), ("Berlin (Bezirk Mitte)", "berlin-mitte"),
        ("Bezirk Mitte (Berlin)", "berlin-mitte"), ("Bezirksamt Mitte von Berlin", "berlin-mitte"), ("Bezirk Berlin-Mitte", "berlin-mitte"),
        ("Berliner Bezirk Mitte", "berlin-mitte"), ("Stadtbezirk Mitte, Berlin", "berlin-mitte"), ("Berlin-Mitte", "berlin-mitte"),
        ("Bezirk Pankow von Berlin", None), ("Ulm, Ortsteil Söflingen", None), ("Stadtteil Ulm", None),
    ],
)  # fmt: skip
def test_a_district_of_a_city_is_never_the_city(read: Read, name: str, found: str | None) -> None:
    reading = read([{"Stadt": name, "Partner": "Kaya (Ghana)"}])
    assert [one.german_units[0].id for one in reading.partnerships] == ([] if found is None else [found])
    if found is None:
        assert [one.reason.reason.code for one in reading.errors] == ["PART_OF_A_CITY"]


@pytest.mark.parametrize(
    "name",
    ["Förderverein Ulm e.V.", "Partnerschaftsverein", "Grundschule Ulm", "Universität Ulm", "Stadtwerke Ulm GmbH", "Eine-Welt-Initiative",
     "Kirchenkreis Ulm", "Freundeskreis Jinotega", "Schubart-Gymnasium", "Diözese Ulm"],
)  # fmt: skip
def test_what_is_no_municipality_is_told_how_to_be_entered(read: Read, name: str) -> None:
    reading = read([{"Stadt": name, "Partner": "Kaya (Ghana)"}])
    assert [one.reason.reason.code for one in reading.errors] == ["NOT_A_MUNICIPALITY"]


def test_a_district_of_a_city_lies_in_the_land_beside_it(read: Read) -> None:
    rows = [
        {"Stadt": "Bezirk Mitte von Berlin", "Bundesland": land, "Partner": "Kaya (Ghana)"} for land in ("BE", "BY")
    ]
    reading = read(rows)
    assert [line for line, _ in reading.rows] == [1]
    assert [one.reason.reason.code for one in reading.errors] == ["PART_OF_A_CITY"]


def test_a_regierungsbezirk_is_found_by_its_word() -> None:
    register = load_facts().municipalities
    reading = read_partnerships([{"Stadt": "Bezirk Oberbayern", "Partner": "Kaya (Ghana)"}], municipalities=register)
    assert [one.german_units[0].id for one in reading] == ["de:091"]


def test_as_many_dates_between_commas_as_partners_belong_to_them(read: Read) -> None:
    reading = read([{"Stadt": "Ulm", "Partner": "Kaya; Nouna", "Land": "BFA", "seit": "1987, 1990"}])
    assert [str(one.forms[0].since) for one in reading.partnerships] == ["1987", "1990"]


@pytest.mark.parametrize(
    ("cell", "begins"),
    [
        ("1999 und 2000", ["1999", "2000"]),
        ("Mai 1999 u. 2.6.2000", ["1999-05", "2000-06-02"]),
        ("1999 / 2000", ["1999", "2000"]),
        ("1999 and 2000", ["1999", "2000"]),
        ("1999, 2000", ["1999", "2000"]),
        ("18. und 19. Mai 1999", ["1999-05-18/1999-05-19"] * 2),
        ("1999", ["1999", "1999"]),
    ],
)
def test_as_many_dates_as_partners_are_theirs_in_turn(read: Read, cell: str, begins: list[str]) -> None:
    reading = read(f"Stadt;Partner;seit\nUlm;Kaya (Ghana) und Kati (Mali);{cell}\n")
    found = [str(claim.since) for one in reading.partnerships for claim in one.forms]
    assert found == begins


def test_a_footnote_in_brackets_makes_no_second_partner(read: Read) -> None:
    reading = read("Stadt;Partner;Land\nUlm;Kaya (1);Ghana\nUlm;Kaya;Ghana\nUlm;Montreuil (93);Frankreich\n(1) ruht\n")
    assert [str(one) for one in reading.partnerships] == ["Ulm – Kaya (Ghana)", "Ulm – Montreuil (93) (Frankreich)"]
