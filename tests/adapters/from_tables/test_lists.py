"""Lists as offices make them, each with its reading decided by hand: municipalities are real, persons invented."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kommunal_partner.adapters.from_tables import PartnershipReading, Reading, read_participants, read_partnerships
from kommunal_partner.facts import load_facts
from kommunal_partner.keys import LAENDER
from kommunal_partner.municipalities import DatedKey, GermanUnit, KeyScheme, MunicipalRegister, Population, UnitKind
from kommunal_partner.partnerships import Partnership

_CITY, _TOWN = UnitKind.KREISFREIE_STADT, UnitKind.STADT
_UNITS = [
    ("05314000", "Bonn, Stadt", _CITY, 330_000),
    ("05315000", "Köln, Stadt", _CITY, 1_080_000),
    ("05515000", "Münster, Stadt", _CITY, 320_000),
    ("06432015", "Münster (Hessen)", UnitKind.GEMEINDE, 14_000),
    ("08421000", "Ulm, Universitätsstadt", UnitKind.STADTKREIS, 128_000),
    ("01002000", "Kiel, Landeshauptstadt", _CITY, 247_000),
    ("03159016", "Göttingen, Stadt", _TOWN, 118_000),
    ("15083245", "Gröningen, Stadt", _TOWN, 3_500),
    ("03403000", "Oldenburg (Oldenburg), Stadt", _CITY, 172_000),
    ("09663000", "Würzburg", _CITY, 127_000),
    ("07211000", "Trier, Stadt", _CITY, 110_000),
    ("07319000", "Worms, Stadt", _CITY, 84_000),
    ("06531005", "Gießen, Universitätsstadt", _TOWN, 93_000),
    ("13003000", "Rostock, Hanse- und Universitätsstadt", _CITY, 210_000),
    ("05978036", "Unna, Stadt", _TOWN, 58_000),
    ("01055032", "Neustadt in Holstein, Stadt", _TOWN, 15_000),
    ("09473151", "Neustadt b.Coburg, GKSt", _TOWN, 15_000),
]


@pytest.fixture(scope="module")
def cities() -> MunicipalRegister:
    units = []
    for key, name, kind, people in _UNITS:
        population = Population(people, date(2022, 12, 31))
        keys = (DatedKey(KeyScheme.AGS, key),)
        units.append(GermanUnit(f"de:{key}", name, kind, keys, LAENDER[key[:2]], population=population))
    berlin = ("berlin-mitte", "Berlin-Mitte"), ("berlin-lichtenberg", "Berlin-Lichtenberg")
    units += [GermanUnit(key, name, UnitKind.STADTBEZIRK, (), LAENDER["11"]) for key, name in berlin]
    return MunicipalRegister(units, complete=True)


Said = tuple[int, str, str]


def links(reading: PartnershipReading) -> list[tuple[int, str]]:
    return [(line, str(one)) for line, one in reading.rows]


def begins(reading: PartnershipReading) -> list[str]:
    return [str(_begin(row.value)) for row in reading.rows]


def _begin(one: Partnership) -> object:
    begun = [*(seen.since for seen in one.forms), *(seen.since for seen in one.labels)]
    return begun[0] if begun else None


def said(reading: Reading[Any]) -> list[Said]:
    return [(one.line, one.severity.value, one.reason.reason.code) for one in reading.problems]


def accounted(reading: Reading[Any]) -> bool:
    return set(reading.lines) == {row.line for row in reading.rows} | {one.line for one in reading.errors}


WESTERN = """Kommune;Partnerstadt;Land;Art;seit
Köln;Besançon;Frankreich;Städtepartnerschaft;1964
Göttingen;Málaga;Spanien;Freundschaft;1999
Würzburg;São Paulo;Brasilien;P;1966
Gießen;Orléans;Frankreich;P;1971
"""
EASTERN = """Kommune;Partnerstadt;Land;Art;seit
Göttingen;Toruń;Polen;P;1978
Köln;Łódź;Polen;P;1990
Würzburg;Příbram;Tschechien;P;1995
Ulm;Győr;Ungarn;P;1990
"""


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp1252", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_1_a_list_in_the_code_page_of_an_old_program(cities: MunicipalRegister, encoding: str, end: str) -> None:
    reading = read_partnerships(WESTERN.replace("\n", end).encode(encoding), municipalities=cities)
    assert links(reading) == [
        (2, "Köln – Besançon (Frankreich)"),
        (3, "Göttingen – Málaga (Spanien)"),
        (4, "Würzburg – São Paulo (Brasilien)"),
        (5, "Gießen – Orléans (Frankreich)"),
    ]
    assert reading.encoding == encoding
    assert reading.problems == ()


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2", "cp852"])
def test_2_a_list_with_partners_in_central_europe(cities: MunicipalRegister, encoding: str) -> None:
    reading = read_partnerships(EASTERN.encode(encoding), municipalities=cities)
    assert links(reading) == [
        (2, "Göttingen – Toruń (Polen)"),
        (3, "Köln – Łódź (Polen)"),
        (4, "Würzburg – Příbram (Tschechien)"),
        (5, "Ulm – Győr (Ungarn)"),
    ]
    assert reading.encoding == encoding


def twice(text: str, page: str) -> bytes:
    """Text whose bytes in UTF-8 were taken for that code page and written in UTF-8 again."""
    shown = (bytes([byte]).decode(page, "replace").replace("\ufffd", chr(byte)) for byte in text.encode())
    return "".join(shown).encode()


@pytest.mark.parametrize("page", ["cp1252", "mac_roman", "cp850"])
def test_3_a_list_that_was_converted_twice(cities: MunicipalRegister, page: str) -> None:
    reading = read_partnerships(twice(WESTERN, page), municipalities=cities)
    assert [one for _, one in links(reading)][:2] == ["Köln – Besançon (Frankreich)", "Göttingen – Málaga (Spanien)"]
    assert "TABLE_DOUBLE_ENCODING" in [note.reason.code for note in reading.notes]
    assert reading.problems == ()


def test_3_a_list_that_was_converted_three_times(cities: MunicipalRegister) -> None:
    reading = read_partnerships(twice(twice(WESTERN, "cp1252").decode(), "cp1252"), municipalities=cities)
    assert links(reading)[1] == (3, "Göttingen – Málaga (Spanien)")


def test_3_a_list_of_which_some_lines_were_converted_twice(cities: MunicipalRegister) -> None:
    lines = WESTERN.splitlines(keepends=True)
    content = "".join(lines[:2]).encode() + twice("".join(lines[2:3]), "cp1252")
    reading = read_partnerships(content, municipalities=cities)
    assert links(reading)[1] == (3, "Göttingen – Málaga (Spanien)")
    assert said(reading) == [(3, "warning", "ROW_LETTERS_REPAIRED")]


def test_4_a_list_with_letters_lost_for_good(cities: MunicipalRegister) -> None:
    text = "Stadt;Partnerstadt;Land\nUlm;Besan\ufffdon;Frankreich\nUlm;M?laga;Spanien\nK\ufffdln;Kaya;Ghana\n"
    reading = read_partnerships(text.encode(), municipalities=cities)
    assert [row.line for row in reading.rows] == [2, 3]
    assert said(reading) == [
        (2, "warning", "CELL_LETTERS_LOST"), (3, "warning", "CELL_LETTERS_LOST"), (4, "error", "UNKNOWN_UNIT"),
    ]  # fmt: skip


def saved(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_5_a_workbook_that_counts_its_days_from_1904(cities: MunicipalRegister) -> None:
    def fill(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        sheet = book.worksheets[0]
        for row in (
            ["Stadt", "AGS", "Partnerstadt", "Land", "seit"],
            ["Bonn", 5314000, "Minsk", "Belarus", date(1993, 5, 1)],
            ["Ulm", 8421000, "Jinotega", "Nicaragua", 30436],
            ["Kiel", 1002000, "Moshi", "Tansania", 2013],
            ["Köln", 5315000, "Corinto", "Nicaragua", date(1988, 1, 1)],
            ["Trier", 7211000, "Pula", "Kroatien", 1971],
            ["Würzburg", 9663000, "Mwanza", "Tansania", date(1966, 7, 1)],
        ):
            sheet.append(row)
        for number in range(2, 8):
            sheet.cell(number, 2).number_format = "00000000"
        sheet["E5"].number_format, sheet["E6"].number_format, sheet["E7"].number_format = "yyyy", "dd.mm.yyyy", "mm/yy"

    reading = read_partnerships(saved(fill), municipalities=cities)
    assert begins(reading) == ["1993-05-01", "1987-05-01", "2013", "1988", "None", "1966-07"]
    assert said(reading) == [(3, "warning", "SERIAL_DATE"), (6, "warning", "YEAR_AS_DAY")]


def test_6_a_list_with_spoiled_keys(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        b"AGS;Gemeinde;Partner;Land;seit\n"
        b"5.314E+06;Bonn;Minsk;Belarus;1993\n"
        b"5314000;Bonn;Buchara;Usbekistan;1999\n"
        b"05 3 14 000;Bonn;Cape Coast;Ghana;2012\n"
        b"O8421000;Ulm;Kutaissi;Georgien;2014\n"
        b"5315000.0;Bonn;Chengdu;China;2009\n"
        b"084210000000;Ulm;Bitola;Nordmazedonien;2006\n"
        b"53175;Bonn;Ulan-Bator;Mongolei;1993\n"
        b";Bonn;La Paz;Bolivien;1996\n"
        b"01002000;Landeshauptstadt Kiel;Moshi;Tansania;2013\n",
        municipalities=cities,
    )
    assert [line for line, _ in links(reading)] == [3, 4, 7, 9, 10]
    assert said(reading) == [
        (2, "error", "BAD_KEY"), (3, "warning", "KEY_REPAIRED"), (5, "error", "BAD_KEY"),
        (6, "warning", "KEY_REPAIRED"), (6, "error", "KEY_CONTRADICTS_NAME"), (8, "error", "BAD_KEY"),
    ]  # fmt: skip
    assert accounted(reading)


def test_7_a_list_with_several_partners_in_a_cell(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Kommune;Partnerstädte;Land;seit
Köln;"Barcelona (Spanien, 1984), Tel Aviv (Israel, 1979), Corinto (Nicaragua, 1988)";;
Ulm;"• Jinotega (Nicaragua)
• Kutaissi (Georgien)";;"1987
2014"
Unna;Ajka, Waalwijk, Enfield;Ungarn, Niederlande, Großbritannien;
Kiel;Brest, Coventry;Frankreich;
Trier;Fort Worth, Texas;USA;1987
Worms;Parma und Auxerre;Italien und Frankreich;1984
Bonn;Creil (F), Pendle (GB), Herzliya (IL);;
Gießen;Barking & Dagenham (GB, seit 1979);;
Würzburg;San Marcos (Nicaragua), Lugoj (Rumänien) und Porto (Portugal);;
""".encode(),
        municipalities=cities,
    )
    assert [one for _, one in links(reading)] == [
        *("Köln – Barcelona (Spanien)", "Köln – Tel Aviv (Israel)", "Köln – Corinto (Nicaragua)"),
        *("Ulm – Jinotega (Nicaragua)", "Ulm – Kutaissi (Georgien)"),
        *("Unna – Ajka (Ungarn)", "Unna – Waalwijk (Niederlande)", "Unna – Enfield (Vereinigtes Königreich)"),
        *("Trier – Fort Worth, Texas (Vereinigte Staaten)", "Worms – Parma (Italien)", "Worms – Auxerre (Frankreich)"),
        *("Bonn – Creil (Frankreich)", "Bonn – Pendle (Vereinigtes Königreich)", "Bonn – Herzliya (Israel)"),
        "Gießen – Barking & Dagenham (Vereinigtes Königreich)",
        *("Würzburg – San Marcos (Nicaragua)", "Würzburg – Lugoj (Rumänien)", "Würzburg – Porto (Portugal)"),
    ]
    assert begins(reading)[:5] == ["1984", "1979", "1988", "1987", "2014"]
    assert begins(reading)[-4] == "1979"
    assert (7, "error", "UNCLEAR_IF_SEVERAL") in said(reading)
    assert accounted(reading)


def test_8_a_list_with_stages_under_stand(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Kommune;Partnerstadt;Land;Form;seit;Stand
Bonn;Minsk;Belarus;P;1993;ruhend
Ulm;Jinotega;Nicaragua;F;1987;aktiv
Köln;Corinto;Nicaragua;P;1988;besteht
Trier;Pula;Kroatien;P;1971;beendet 2022
Kiel;Moshi;Tansania;K;2013;ruhend seit 2020
Würzburg;Mwanza;Tansania;P;1966;unklar
""".encode(),
        municipalities=cities,
        as_of=date(2026, 5, 1),
    )
    stages = [
        [(seen.value.value, str(seen.since), str(seen.as_of)) for seen in row.value.stages] for row in reading.rows
    ]
    day = "2026-05-01"
    assert stages == [
        [("dormant", "None", day)], [("existing", "None", day)], [("existing", "None", day)],
        [("ended", "2022", day)], [("dormant", "2020", day)], [],
    ]  # fmt: skip
    assert begins(reading) == ["1993", "1987", "1988", "1971", "2013", "1966"]
    assert said(reading) == [(7, "warning", "UNKNOWN_STAGE")]


def test_9_a_list_below_titles_with_footers_and_its_header_twice(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Partnerschaften der Kommunen;;;;
Stand: 31.12.2023;;;;
;;;;
Lfd. Nr.;Stadt/Gemeinde;"Bundes-
land";"Partner-
kommune";Land
1;Bonn;NRW;Minsk;Belarus
2;Ulm;BaWü;Jinotega¹;Nicaragua
3;Kiel;S-H;Moshi*;Tansania
Lfd. Nr.;Stadt/Gemeinde;Bundesland;Partnerkommune;Land
4;Rostock;Meck-Pomm;Dalian;China
5;Ulm;BaWü;Jinotega;Nicaragua
¹ seit 2018 ruhend;;;;
* Klimapartnerschaft;;;;
Insgesamt: 4 Partnerschaften;;;;
Quelle: eigene Erhebung;;;;
Alle Angaben ohne Gewähr;;;;
""".encode(),
        municipalities=cities,
    )
    assert links(reading) == [
        (7, "Bonn – Minsk (Belarus)"), (8, "Ulm – Jinotega (Nicaragua)"), (9, "Kiel – Moshi (Tansania)"),
        (11, "Rostock – Dalian (China)"), (12, "Ulm – Jinotega (Nicaragua)"),
    ]  # fmt: skip
    assert len(reading.partnerships) == 4
    assert said(reading) == [
        (10, "note", "ROW_IS_HEADER_AGAIN"), (12, "note", "ROW_STANDS_TWICE"),
        *((line, "note", "ROW_IS_FOOTER") for line in range(13, 18)),
    ]  # fmt: skip
    assert accounted(reading)


def test_10_a_list_with_the_municipality_in_the_first_of_its_rows_only(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Kommune;Land;Partnerstadt;Staat;seit
Bonn;NW;Minsk;Belarus;1993
;;Buchara;Usbekistan;1999
;;La Paz;Bolivien;1996
Ulm;BW;Jinotega;Nicaragua;1987
Köln;NW;;;
;;Corinto;Nicaragua;1988
dto.;;Bethlehem;Palästina;1996
Summe: 6;;;;
""".encode(),
        municipalities=cities,
    )
    assert [one for _, one in links(reading)] == [
        "Bonn – Minsk (Belarus)", "Bonn – Buchara (Usbekistan)", "Bonn – La Paz (Bolivien)",
        "Ulm – Jinotega (Nicaragua)", "Köln – Corinto (Nicaragua)", "Köln – Bethlehem (Palästinensische Gebiete)",
    ]  # fmt: skip
    assert [one for one in said(reading) if one[1] != "warning"] == [
        (6, "note", "ROW_IS_HEADING"), (9, "note", "ROW_IS_FOOTER"),
    ]  # fmt: skip
    assert [line for line, severity, _ in said(reading) if severity == "warning"] == [3, 4, 7]
    assert accounted(reading)


def test_10_a_list_in_which_one_row_lacks_its_municipality_is_not_filled(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        b"Kommune;Partnerstadt;Land\nBonn;Minsk;Belarus\n;Buchara;Usbekistan\nUlm;Kaya;Ghana\nKiel;Moshi;Tansania\n",
        municipalities=cities,
    )
    assert said(reading) == [(3, "error", "NO_UNIT")]


def test_10_a_list_in_which_rows_have_a_key_for_a_name_is_not_filled(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        b"Kommune;AGS;Partnerstadt;Land\nUlm;;Kaya;Ghana\n;08421000;Minsk;Belarus\n;08421000;Moshi;Tansania\n;;Buchara;Usbekistan\n",
        municipalities=cities,
    )
    assert said(reading) == [(5, "error", "NO_UNIT")]


WIDE = """Kommune;Partner 1;Land 1;seit 1;Partner 2;Land 2;seit 2
Bonn;Minsk;Belarus;1993;Buchara;Usbekistan;1999
Ulm;Jinotega;Nicaragua;1987;;;
Köln;;;;Corinto;Nicaragua;neulich
Kiel;;;;;;
"""


@pytest.mark.parametrize(
    "header",
    [
        "Kommune;Partner 1;Land 1;seit 1;Partner 2;Land 2;seit 2",
        "Kommune;1. Partner;1. Land;1. seit;2. Partner;2. Land;2. seit",
        "Kommune;Partner_1;Land_1;seit_1;Partner_2;Land_2;seit_2",
        "Kommune;Partner;Land;seit;Partner;Land;seit",
    ],
)
def test_11_a_wide_list(cities: MunicipalRegister, header: str) -> None:
    text = WIDE.replace(WIDE.splitlines()[0], header)
    reading = read_partnerships(text.encode(), municipalities=cities)
    assert links(reading) == [
        (2, "Bonn – Minsk (Belarus)"), (2, "Bonn – Buchara (Usbekistan)"), (3, "Ulm – Jinotega (Nicaragua)"),
        (4, "Köln – Corinto (Nicaragua)"),
    ]  # fmt: skip
    assert begins(reading) == ["1993", "1999", "1987", "None"]
    assert said(reading) == [(4, "warning", "BAD_DATE"), (5, "error", "NO_PARTNER")]
    assert reading.problems[0].column == header.split(";")[6]
    assert not any(note.reason.code == "TABLE_UNUSED_COLUMNS" for note in reading.notes)


def test_11_a_list_with_a_column_for_each_country(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        b"Kommune;Frankreich;Polen;Italien;Bemerkung\nWorms;Auxerre;;Parma;x\nBonn;;;;\nTrier;Metz;;Ascoli Piceno;\n",
        municipalities=cities,
    )
    assert links(reading) == [
        (2, "Worms – Auxerre (Frankreich)"), (2, "Worms – Parma (Italien)"),
        (4, "Trier – Metz (Frankreich)"), (4, "Trier – Ascoli Piceno (Italien)"),
    ]  # fmt: skip
    assert said(reading) == [(3, "error", "NO_PARTNER")]


def test_12_a_list_with_land_on_both_sides(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Stadt;Land;Partnerstadt;Land;seit
Bonn;NRW;Minsk;Belarus;1993
Ulm;Baden-Württemberg;Jinotega;Nicaragua;1987-05
Münster;HE;Rjasan;Russland;1989
Münster;NW;Rjasan;Russland;1989
Köln;NW;Kyoto;Japan;2021-22
""".encode(),
        municipalities=cities,
    )
    assert [row.value.german_units[0].id for row in reading.rows][2:4] == ["de:06432015", "de:05515000"]
    assert said(reading) == [(6, "warning", "YEARS_UNCLEAR")]


def test_12_a_column_land_full_of_bundeslaender_is_a_hint(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        "Stadt;Partnerstadt (Land);Land\nBonn;Minsk (Belarus);NRW\nUlm;Jinotega (Nicaragua);BaWü\n".encode(),
        municipalities=cities,
    )
    assert links(reading) == [(2, "Bonn – Minsk (Belarus)"), (3, "Ulm – Jinotega (Nicaragua)")]
    assert "in der Spalte „Land“ stehen Bundesländer" in reading.report()


def test_13_pairs_with_the_same_headers_on_both_sides(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        "Stadt;Land;Stadt;Land\nBonn;Deutschland;Minsk;Belarus\nLyon;F;Köln;D\nGroningen;Niederlande;Kiel;BRD\n".encode(),
        municipalities=cities,
    )
    assert links(reading) == [
        (2, "Bonn – Minsk (Belarus)"), (3, "Köln – Lyon (Frankreich)"), (4, "Kiel – Groningen (Niederlande)"),
    ]  # fmt: skip
    assert reading.problems == ()


def test_14_what_is_no_municipality_or_no_partnership_is_said_to_be_so(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Stadt;Partnerstadt;Land
Förderverein Togo e.V.;Lomé;Togo
Bezirk Lichtenberg von Berlin;Maputo;Mosambik
Berlin, Bezirk Mitte;Windhoek;Namibia
Berlin, Bezirk Pankow;Windhoek;Namibia
Ulm;keine Partnerschaften bekannt;
Ulm;keine;Ghana
Groningen;Oldenburg (Oldenburg);Deutschland
Groningen;Kaya;Ghana
Neustadt;Kaya;Ghana
""".encode(),
        municipalities=cities,
    )
    assert [row.value.german_units[0].id for row in reading.rows] == [
        "berlin-lichtenberg",
        "berlin-mitte",
        "de:15083245",
    ]
    assert [one for one in said(reading) if one[1] == "error"] == [
        (2, "error", "NOT_A_MUNICIPALITY"), (5, "error", "PART_OF_A_CITY"), (6, "error", "NO_PARTNERSHIP"),
        (7, "error", "NO_PARTNERSHIP"), (8, "error", "UMLAUTS_UNSURE"), (10, "error", "AMBIGUOUS_UNIT"),
    ]  # fmt: skip
    assert (9, "warning", "UMLAUTS_LOST") in said(reading)


def test_15_the_same_pair_twice_is_one_entry_with_each_claim_once(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        b"Stadt;Partnerstadt;Land;Art;seit;Quelle\nUlm;Kaya;Ghana;P;;\nUlm;Kaya;Ghana;P;1987;\nUlm;Kaya;Ghana;P;;\n"
        b"Ulm;Kaya;Ghana;P;1988;Amtsblatt\nUlm;Kaya;Ghana;P;;Zeitung\n",
        municipalities=cities,
    )
    (one,) = reading.partnerships
    assert [(str(seen.since), [source.text for source in seen.sources]) for seen in one.forms] == [
        ("1987", []), ("1988", ["Amtsblatt"]), ("None", ["Zeitung"]),
    ]  # fmt: skip


# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────

SURVEY = """"Antwort-ID";"Vorname";"Nachname";"E-Mail-Adresse";"Aus welcher Kommune kommen Sie?";"Land";\
"Sprachen [Deutsch]";"Sprachen [Englisch]";"Sprachen [Sonstige]";"SDG 6";"SDG 11";"Funktion"
"1";"Apollonia";"Rübenzahl";"a@example.org";"Bonn";"Deutschland";"Ja";"Ja";"";"Ja";"Nein";"Bürgermeisterin"
"2";"Hyacinth";"Tschurtschenthaler";"h@example.com";"Kaya";"Burkina Faso";"Nein";"N/A";"Mooré";"";"x";"Verwaltung"
"3";"Wunibald";"Krautschneyder";"w@example.com";"Stadt Göttingen";"Niedersachsen";"Ja";"gut";"";"";"";""
"Summe: 3";"";"";"";"";"";"";"";"";"";"";""
"""


def test_16_the_export_of_a_survey(cities: MunicipalRegister) -> None:
    reading = read_participants(SURVEY.encode(), municipalities=cities)
    people = [row.value for row in reading.rows]
    assert [one.municipality for one in people] == ["de:05314000", "bfa:kaya", "de:03159016"]
    assert [one.country for one in people] == ["DEU", "BFA", "DEU"]
    assert [one.languages for one in people] == [
        frozenset({"Deutsch", "Englisch"}), frozenset({"Mooré"}), frozenset({"Deutsch", "Englisch"}),
    ]  # fmt: skip
    assert [one.sdgs for one in people] == [frozenset({6}), frozenset({11}), None]
    assert said(reading) == [(5, "note", "ROW_IS_FOOTER")]


PEOPLE = """Name;Kommune;Land;Sprachen;SDGs;Seite
Apollonia Rübenzahl;Bonn;Deutschland;Deutsch/Englisch;6, 11;deutsch
Hyacinth Tschurtschenthaler;Kaya (Burkina Faso);;"Französisch (Muttersprache), Deutsch B2";SDG 4;
Wunibald Krautschneyder;Neustadt;Deutschland;Deutsch und Englisch;;
Erna Sorglos;Krautschneyder;Atlantis;;Rübenzahl;Tschurtschenthaler
"""
NAMES = ("Apollonia", "Rübenzahl", "Hyacinth", "Tschurtschenthaler", "Wunibald", "Krautschneyder", "Sorglos", "Erna")


def test_17_a_list_of_people_shows_no_name_even_from_the_wrong_column(cities: MunicipalRegister) -> None:
    reading = read_participants(PEOPLE.encode(), municipalities=cities)
    assert [row.value.languages for row in reading.rows] == [
        frozenset({"Deutsch", "Englisch"}), frozenset({"Französisch", "Deutsch"}),
    ]  # fmt: skip
    assert {code for line, _, code in said(reading) if line == 5} == {
        "UNKNOWN_COUNTRY", "UNKNOWN_UNIT", "BAD_GOAL", "BAD_VALUE",
    }  # fmt: skip
    shown = [reading.report("de"), reading.report("en"), repr(reading), str(reading.to_rows()), reading._repr_html_()]
    shown += [str(reading.notes), str(dict(reading.columns)), repr(reading.problems), *map(repr, reading.participants)]
    assert [name for name in NAMES for text in shown if name in text] == []


@pytest.mark.parametrize(
    "text",
    [
        "Apollonia Rübenzahl;a@example.org;Stadt Göttingen;0551 5550201\nErna Sorglos;e@example.org;Unna;02303 5550202\n",
        "Apollonia Rübenzahl;Göttingen\nErna Stadt;Unna\n",
        "Apollonia Rübenzahl;Bürgermeisterin;Göttingen;Deutsch\nErna Sorglos;Verwaltung;Unna;Englisch\n",
        "Apollonia Rübenzahl\n",
        "Stadt;Erna Rübenzahl;Ulm\nStadt;Erna Sorglos;Kiel\n",
        "Apollonia Rübenzahl;Kommune;Ulm;Deutsch;x\n",
    ],
)
def test_18_a_list_of_people_without_a_header_is_refused_without_a_name(cities: MunicipalRegister, text: str) -> None:
    with pytest.raises(ValueError, match="line 1: no header is found") as caught:
        read_participants(text.encode(), municipalities=cities)
    error: Any = caught.value
    shown = [str(error), repr(error), str(error.args), error.text("de"), repr(error.__cause__), str(error.problems)]
    assert [word for word in ("Rübenzahl", "Erna", "example.org", "5550201") for one in shown if word in one] == []
    assert "keine Kopfzeile gefunden" in error.text("de")


def test_19_a_list_of_delegations_with_the_country_of_the_partner(cities: MunicipalRegister) -> None:
    reading = read_participants(
        """Delegation;Teilnehmer:in;Kommune;Partnerland;Sprachen
Bonn–La Paz;Rübenzahl, Apollonia;Bonn;Bolivien;DE, es
Bonn–La Paz;Quispe, Juan;La Paz;Bolivien;es
Bonn–La Paz;Sorglos, Erna;;;
""".encode("utf-16"),
        municipalities=cities,
    )
    assert [(row.value.municipality, row.value.country, row.value.delegation) for row in reading.rows] == [
        ("de:05314000", "DEU", "Bonn–La Paz"), ("bol:la-paz", "BOL", "Bonn–La Paz"), (None, None, "Bonn–La Paz"),
    ]  # fmt: skip
    assert reading.rows[0].value.languages == frozenset({"de", "es"})


@pytest.mark.parametrize("column", ["Land", "Partnerland"])
def test_20_the_country_of_people_is_known_without_a_register(column: str) -> None:
    reading = read_participants([{"Vorname": "A", "Name": "B", column: "Ghana", "Kommune": "Ulm"}])
    (one,) = reading.participants
    assert (one.name, one.country, one.municipality) == ("A B", "GHA", "Ulm")


def test_21_a_list_under_headings_of_laender(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Stadt;Partnerstadt;Partnerland;seit
Nordrhein-Westfalen;;;
Münster;Rjasan;Russland;1989
Bonn;Minsk;Belarus;1993
Hessen;;;
Münster;Tschudowo;Russland;1990
Berlin;;;
Berlin-Mitte;Windhoek;Namibia;
""".encode(),
        municipalities=cities,
    )
    assert [row.value.german_units[0].id for row in reading.rows] == [
        "de:05515000", "de:05314000", "de:06432015", "berlin-mitte",
    ]  # fmt: skip
    assert said(reading) == [(line, "note", "ROW_IS_HEADING") for line in (2, 5, 7)]
    assert accounted(reading)


def test_21_a_list_under_headings_of_countries(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        "Partnerstadt;Stadt;seit\nFrankreich;;\nMetz;Trier;1957\nPolen;;\nToruń;Göttingen;1978\n".encode(),
        municipalities=cities,
    )
    assert links(reading) == [(3, "Trier – Metz (Frankreich)"), (5, "Göttingen – Toruń (Polen)")]


def test_21_one_line_of_one_cell_is_no_heading(cities: MunicipalRegister) -> None:
    reading = read_partnerships(b"Stadt;Partnerstadt\nHessen;\nUlm;Kaya (Ghana)\n", municipalities=cities)
    assert [line for line, severity, _ in said(reading) if severity == "error"] == [2, 2]


def test_22_a_list_with_a_column_for_the_kreis() -> None:
    reading = read_partnerships(
        b"""Landkreis;Gemeinde;Partnerstadt;Land
Coburg;Neustadt;Kaya;Ghana
Unna;;Kaya;Ghana
Landkreis Cham;;Nouna;Burkina Faso
Ostholstein;Neustadt;Kaya;Ghana
Nirgends;Neustadt;Kaya;Ghana
""",
        municipalities=load_facts().municipalities,
    )
    assert [row.value.german_units[0].id for row in reading.rows] == [
        "de:09473151", "de:05978", "de:09372", "de:01055032",
    ]  # fmt: skip
    assert said(reading) == [(6, "error", "AMBIGUOUS_UNIT")]


def test_23_a_list_with_dates_and_second_names_beside_the_partners(cities: MunicipalRegister) -> None:
    reading = read_partnerships(
        """Stadt;Partnerstadt;Land
Bonn;"Jinotega; seit 1987; Granada (1990)";Nicaragua
Ulm;Brünn / Brno;Tschechien
Kiel;Breslau / Wrocław;Polen
Trier;Metz / Pau;Frankreich
Worms;gesucht;Ghana
Worms;1959;Frankreich
""".encode(),
        municipalities=cities,
    )
    assert [one for _, one in links(reading)] == [
        "Bonn – Jinotega (Nicaragua)", "Bonn – Granada (Nicaragua)", "Ulm – Brünn / Brno (Tschechien)",
        "Kiel – Breslau / Wrocław (Polen)", "Trier – Metz (Frankreich)", "Trier – Pau (Frankreich)",
    ]  # fmt: skip
    assert begins(reading)[:2] == ["1987", "1990"]
    assert said(reading) == [
        (3, "warning", "MAYBE_SEVERAL"), (4, "warning", "MAYBE_SEVERAL"), (5, "warning", "SEVERAL_PARTNERS"),
        (6, "error", "NO_PARTNERSHIP"), (7, "error", "NO_PLACE"),
    ]  # fmt: skip
