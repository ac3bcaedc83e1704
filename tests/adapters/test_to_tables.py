from __future__ import annotations

import builtins
import csv
import io
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.from_tables._columns import PARTNERSHIPS
from kommunal_partner.adapters.to_tables import table_schema, write_csv, write_xlsx
from kommunal_partner.adapters.to_tables._partnerships import FIELDS
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, MissingExtra, UnknownLanguage
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.keys import LAENDER, Ags, Ars
from kommunal_partner.municipalities import (
    Coordinates,
    DatedKey,
    ForeignUnit,
    GermanUnit,
    KeyScheme,
    MunicipalRegister,
    UnitKind,
)
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage
from kommunal_partner.sources import Source


def german(key: str, name: str, kind: UnitKind) -> GermanUnit:
    schemes = {2: KeyScheme.LAND, 5: KeyScheme.KREIS, 8: KeyScheme.AGS, 9: KeyScheme.VERBAND}
    return GermanUnit(f"de:{key}", name, kind, (DatedKey(schemes[len(key)], key),), LAENDER[key[:2]])


ULM = german("08421000", "Ulm, Universitätsstadt", UnitKind.STADTKREIS)
KREIS = german("03458", "Oldenburg", UnitKind.LANDKREIS)
AMT = german("010515172", "Amt Mitteldithmarschen", UnitKind.AMT)
LAND = german("07", "Rheinland-Pfalz", UnitKind.LAND)
ANY = GermanUnit("irgendwo", "Irgendwo", UnitKind.STADTBEZIRK)
REGISTER = MunicipalRegister([ULM, KREIS, AMT, LAND, ANY], complete=True)
KAYA = ForeignUnit(
    "bfa:kaya", "Kaya", country("BFA"), "town", ("Kaia", "Kaja"), "BF-SMT", {"wikidata": "Q1", "osm": "way/7"},
    sources=(Source("a", "Amtsblatt; Nr. 3"),), coordinates=Coordinates(13.0883, -1.08368, (Source("g", "G"),)),
)  # fmt: skip
NOUNA = ForeignUnit(
    "x", "Nouna und Umgebung, West", country("BFA"), coordinates=Coordinates(1e-05, -180, (), "low", "Nouna")
)
RICH = Partnership(
    "=p1",
    [ULM, KAYA],
    forms=[
        Observation(
            Form.TWINNING_UNSPECIFIED, "1967", "2023", (Source("b", "B", "https://example.org/b"), Source("c", "C"))
        ),
        Observation(Form.PROJEKTPARTNERSCHAFT, None, "2017-11"),
    ],
    labels=[Observation("eigenes Programm", "1992/1993")],
    stages=[Observation(Stage.EXISTING, None, "2018-11-29", (Source("d", "D"),))],
    themes=("Wasser, Abfall",),
    sdgs=[6, 11],
    note='-5 % "sicher"; ja',
    sources=(Source("b", "B", "https://example.org/b"), Source("d", "D")),
)
MANY = [
    RICH,
    Partnership("p2", [KREIS, NOUNA]),
    Partnership("p3", [AMT, LAND], forms=[Observation(Form.KONTAKT)]),
    Partnership(
        "p4", [ANY, KAYA, NOUNA, LAND], stages=[Observation(Stage.ENDED, "2010-05"), Observation(Stage.DORMANT)]
    ),
]


def csv_of(things: Any, **options: Any) -> bytes:  # noqa: ANN401 - because many things are written
    file = io.BytesIO()
    write_csv(things, file, **options)
    return file.getvalue()


def xlsx_of(things: Any, **options: Any) -> bytes:  # noqa: ANN401 - because many things are written
    file = io.BytesIO()
    write_xlsx(things, file, **options)
    return file.getvalue()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("write", [csv_of, xlsx_of, lambda things, lang: csv_of(things, for_excel=False, lang=lang)])
def test_partnerships_come_back_as_they_were(write: Any, lang: str) -> None:  # noqa: ANN401 - because it is one of ours
    reading = read_partnerships(write(MANY, lang=lang), municipalities=REGISTER)
    assert reading.problems == ()
    assert list(reading.partnerships) == MANY


@pytest.mark.uncounted
@pytest.mark.parametrize("options", [{}, {"lang": "en"}, {"for_excel": False}])
def test_the_shipped_partnerships_come_back_as_they_were(options: dict[str, Any]) -> None:
    facts = load_facts()
    reading = read_partnerships(csv_of(facts.partnerships, **options), municipalities=facts.municipalities)
    assert reading.problems == ()
    assert reading.partnerships == tuple(facts.partnerships.values())


POINTS = [
    ("48.4, 9.99", Coordinates(48.4, 9.99)),
    ("48,9; mittel; Ulm (Donau)", Coordinates(48, 9, confidence="medium", place="Ulm (Donau)")),
    ("-90.0, 180.0; ", Coordinates(-90.0, 180.0)),
    ("48,4 N 9,99 O", None),
    ("48.4", None),
    ("95.0, 9.99", None),
    ("48.4, 9.99; vielleicht", None),
    ("٤٨, 9", None),
]


@pytest.mark.parametrize(("text", "point"), POINTS)
def test_coordinates_are_read_as_they_are_written_and_nothing_else(text: str, point: Coordinates | None) -> None:
    row = {"Deutsche Kommune": "Ulm", "Partnerkommune": "Kaya", "Partnerland": "BFA", "Koordinaten des Partners": text}
    reading = read_partnerships([row], municipalities=REGISTER)
    assert reading.partnerships[0].foreign_units[0].coordinates == point
    assert [problem.column for problem in reading.problems] == ([] if point else ["Koordinaten des Partners"])


def test_german_excel_gets_semicolons_a_mark_and_keys_that_keep_their_zeros() -> None:
    content = csv_of([RICH])
    assert content.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    cells = dict(zip(header, row, strict=True))
    assert content.endswith(b"\r\n")
    assert cells["AGS"] == "08 4 21 000"
    assert cells["ID"] == "'=p1"
    assert cells["Bemerkung"] == '\'-5 % "sicher"; ja'
    assert cells["Partnerland"] == "Burkina Faso"
    assert cells["Bundesland"] == "Baden-Württemberg"
    assert cells["Form seit"] == "1967; "
    assert cells["Stand der Form"] == "2023; im November 2017"
    assert cells["Stand des Status"] == "29.11.2018"
    assert cells["Programm seit"] == "von 1992 bis 1993"
    assert "Zahl der Kommunen" not in cells


def test_machines_get_codes_and_iso_dates() -> None:
    row = next(csv.DictReader(io.StringIO(csv_of([RICH], for_excel=False).decode("utf-8"))))
    assert (row["key"], row["country"], row["state"]) == ("08421000", "BFA", "DE-BW")
    assert (row["forms"], row["form_as_of"]) == ("twinning_unspecified; projektpartnerschaft", "2023; 2017-11")
    assert (row["stage_as_of"], row["confidence"]) == ("2018-11-29", "high")


def test_english_excel_gets_commas_and_english_words() -> None:
    content = csv_of([RICH, MANY[3]], lang="en").decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content)))
    assert row["German municipality"] == "Ulm, Universitätsstadt"
    assert row["form as of"] == "2023; November of 2017"
    assert row["number of units"] == ""
    assert row["stage as of"] == "2018-11-29"


MOMENT = datetime(2018, 1, 1, 0, 0)  # noqa: DTZ001 - because tables know no zones


class Colour(Enum):
    RED = "red"


VALUES: list[tuple[object, str, str]] = [
    (1.5, "1,5", "1.5"),
    (-3, "-3", "-3"),
    (True, "ja", "true"),
    (False, "nein", "false"),
    (None, "", ""),
    ("", "", ""),
    ("Ulm", "Ulm", "Ulm"),
    ("=1+1", "'=1+1", "'=1+1"),
    ("@x", "'@x", "'@x"),
    ("\ta\x00", "'\ta", "'\ta"),
    ("0815", '="0815"', "0815"),
    ("123456789012", '="123456789012"', "123456789012"),
    (date(2018, 11, 29), "29.11.2018", "2018-11-29"),
    (datetime(2018, 11, 29, 8, 30), "2018-11-29 08:30:00", "2018-11-29 08:30:00"),  # noqa: DTZ001 - because tables know no zones
    (FuzzyDate.parse("2018-11"), "im November 2018", "2018-11"),
    (FuzzyDate.parse("2018~"), "2018~", "2018~"),
    (Ags("01002000"), "01 0 02 000", "01002000"),
    (Ars("010020000000"), "010020000000", "010020000000"),
    (country("COD"), "DR Kongo", "COD"),
    (Form.KONTAKT, "Kontakt", "kontakt"),
    (Colour.RED, "red", "red"),
    (Source("x", "Amtsblatt"), "[x] Amtsblatt (page)", "[x] Amtsblatt (page)"),
    ((3, "b"), "3; b", "3; b"),
    (frozenset({"b", "a"}), "a; b", "a; b"),
    (LAENDER["05"], "Nordrhein-Westfalen", "North Rhine-Westphalia"),
]


@pytest.mark.parametrize(("value", "people", "machine"), VALUES)
def test_values_are_written_for_people_and_for_machines(value: object, people: str, machine: str) -> None:
    for options, text in (({}, people), ({"for_excel": False}, machine)):
        content = csv_of([{"a": value, "b": 1}], **options).decode("utf-8-sig")
        row = list(csv.reader(io.StringIO(content, newline=""), delimiter=";" if not options else ","))[1]
        assert row[0] == text


def test_mappings_need_not_have_the_same_columns() -> None:
    assert csv_of([{"a": 1}, {"b": 2}], for_excel=False) == b"a,b\n1,\n,2\n"


def test_whatever_gives_rows_is_written(tmp_path: Path) -> None:
    reading = read_partnerships([{"Stadt": "Ulmm", "Partner": "Kaya (Ghana)"}], municipalities=REGISTER)
    write_csv(reading, tmp_path / "problems.csv")
    assert "SUGGESTED_UNIT" in (tmp_path / "problems.csv").read_text("utf-8-sig")


def test_excel_files_hold_numbers_days_and_texts(tmp_path: Path) -> None:
    write_xlsx(
        [{"n": 1.5, "d": date(2018, 11, 29), "t": "=1", "k": "01002000", "o": date(1850, 1, 1), "b": True, "x": ""}],
        tmp_path / "a.xlsx",
        title="Liste",
    )
    sheet = load_workbook(tmp_path / "a.xlsx")["Liste"]
    header, row = sheet.iter_rows(values_only=True)
    assert header == ("n", "d", "t", "k", "o", "b", "x")
    assert row == (1.5, datetime(2018, 11, 29, 0, 0), "'=1", "01002000", "01.01.1850", "ja", None)  # noqa: DTZ001 - because Excel knows no zones
    assert load_workbook(io.BytesIO(xlsx_of([RICH], lang="en"))).sheetnames == ["Table"]
    with pytest.raises(BadModel, match="32767"):
        xlsx_of([{"a": "x" * 32_768}])


def test_what_cannot_be_a_table_is_refused() -> None:
    for things in ([RICH, {"a": 1}], [3]):
        with pytest.raises(BadModel, match="not of both"):
            csv_of(things)
    with pytest.raises(BadModel, match="target must be a path or a binary file"):
        write_csv([RICH], 3)  # type: ignore[arg-type]  # because that is the mistake
    abroad = Partnership("p", [KAYA, NOUNA])
    with pytest.raises(BadModel, match="no unit in Germany"):
        csv_of([abroad])
    for write in (csv_of, xlsx_of):
        with pytest.raises(UnknownLanguage):
            write([], lang="fr")


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - because it stands for __import__
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtra, match="excel"):
        xlsx_of([])


def test_every_header_that_is_written_is_read_as_its_field() -> None:
    other = {
        "partner_kind": "kind",
        "partner_subdivision": "subdivision",
        "partner_identifiers": "identifiers",
        "partner_coordinates": "coordinates",
        "partner_coordinate_sources": "coordinate_sources",
    }
    for field in FIELDS:
        for header in (field.name, field.title.de, field.title.en):
            assert PARTNERSHIPS.meanings[fold(header)][0] == other.get(field.name, field.name)


def test_the_schema_describes_the_columns_of_the_machines_file() -> None:
    schema = table_schema(MANY, lang="en")
    header = csv_of(MANY, for_excel=False).decode("utf-8").split("\n", 1)[0].split(",")
    assert [field["name"] for field in schema["fields"]] == header
    by_name = {field["name"]: field for field in schema["fields"]}
    assert by_name["country"] == {
        "name": "country", "title": "partner country", "type": "string",
        "constraints": {"required": True, "pattern": "[A-Z]{3}"},
    }  # fmt: skip
    assert by_name["note"] == {"name": "note", "title": "note", "type": "string"}
    assert schema["missingValues"] == [""]
    assert len(table_schema()["fields"]) == len(FIELDS)
    assert "units" not in [field["name"] for field in table_schema([RICH])["fields"]]


def test_the_schema_of_other_rows_tells_their_types() -> None:
    rows = [{"a": 1, "b": 1, "c": True, "d": date(2018, 1, 1), "e": "x", "f": None, "g": 1, "h": MOMENT}]
    rows += [{"a": None, "b": 1.5, "g": "x"}]
    types = {field["name"]: field["type"] for field in table_schema(rows)["fields"]}
    assert types == {
        "a": "integer", "b": "number", "c": "boolean", "d": "date", "e": "string", "f": "string", "g": "string",
        "h": "datetime",
    }  # fmt: skip


CONVERTED = [
    *("1-2", "1/2", "3.4", "1.2.2019", "1-2-19", "2018-11-29", "12.", "1.000", "1,000", "1 1/2", "10:30", "10:30:15", "3 pm", "3 p"),
    *("MAR1", "mar 1", "Mai 25", "März 2019", "Sept. 3", "1-Jan", "2 Dez 19", "DEC1", "OKT4", "1e5", "1E-5", "2.5e10", "12E3"),
    *("(5)", "(1,5)", "true", "FALSE", "wahr", "Falsch", "0815", "123456789012"),
    *("1,50", ",5", "5%", "12,5 %", "5 €", "€5", "$ 5", "3.50 £", "#N/A", "#NV", "#DIV/0!", "#BEZUG!", "#name?"),
]  # fmt: skip
KEPT = [
    "Ulm",
    "A1",
    "1a",
    "Mara 1x",
    "5 Partner",
    "1 - 2",
    "Kaya (5)",
    "12",
    "-5",
    "e5",
    "1-2-3-4",
    "10 bis 12",
    "Mai",
    "II/3",
    "ISO 3166-2",
    "2018~",
    "#12",
    "#nvx",
    "5 %-Regel",
    "€",
    "5 USD",
    ",",
]


@pytest.mark.parametrize("text", CONVERTED)
def test_texts_that_excel_takes_for_something_else_stay_texts(text: str) -> None:
    for lang in ("de", "en"):
        content = csv_of([{"a": text, "b": 1}, {text: 1}], lang=lang).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";" if lang == "de" else ","))
        assert rows[1][0] == rows[0][2] == f'="{text}"'
    assert csv_of([{"a": text}], for_excel=False).decode().splitlines()[1].strip('"') == text
    partnership = Partnership(text, [ULM, ForeignUnit("x", text, country("BFA"))], note=text, themes=(text,))
    reading = read_partnerships(csv_of([partnership]), municipalities=REGISTER)
    assert [one.id for one in reading.partnerships] == [text]
    assert reading.partnerships[0].note == text


@pytest.mark.parametrize("text", KEPT)
def test_texts_that_excel_leaves_alone_are_written_as_they_are(text: str) -> None:
    content = csv_of([{"a": text, "b": 1}]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1][0] in {text, f"'{text}"}


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", "\r", "a;b", "a,b", 'a"b', " a", "a ", "a\r", "\ta"])
@pytest.mark.parametrize("for_excel", [True, False])
def test_a_cell_is_one_cell_whatever_stands_in_it(text: str, for_excel: bool) -> None:
    content = csv_of([{"x": text, "y": 1}, {"x": "c", "y": 2}], for_excel=for_excel)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";" if for_excel else ","))
    assert [len(row) for row in rows] == [2, 2, 2]
    assert rows[1][0].lstrip("'") == text
    # A bare carriage return stands inside quotation marks, where every reader leaves it alone.
    assert b"\r" not in content.replace(b"\r\n", b"") or b'"' in content


def test_a_table_of_one_empty_cell_has_its_row() -> None:
    assert csv_of([{"a": ""}], for_excel=False) == b'a\n""\n'


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#NULL!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#1"])
def test_a_text_that_looks_like_an_error_of_excel_is_a_text_in_a_workbook(text: str) -> None:
    sheet = load_workbook(io.BytesIO(xlsx_of([{"a": text, text: 1}]))).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in (sheet["A2"], sheet["B1"])] == [(text, "s")] * 2


def test_half_letters_and_control_characters_are_written_by_nobody() -> None:
    rows = [{"a\ud800": "Ka\x00ya\ud83d\uffff", "b": 1}]
    assert csv_of(rows, for_excel=False).decode() == "a\ufffd,b\nKaya\ufffd,1\n"
    sheet = load_workbook(io.BytesIO(xlsx_of(rows))).worksheets[0]
    assert next(sheet.iter_rows(min_row=2, values_only=True))[0] == "Kaya\ufffd"
    broken = Partnership("p\ud800", [ULM, NOUNA], note="x\udfff\x07y")
    assert "x\ufffdy" in csv_of([broken], for_excel=False).decode()


class NAType:
    """What pandas has for a missing value."""


class Numpy:
    def __index__(self) -> int:
        return 7


@pytest.mark.parametrize("missing", [None, float("nan"), NAType()])
def test_what_is_missing_is_a_blank_cell(missing: object) -> None:
    assert csv_of([{"a": missing, "b": 1}]).decode("utf-8-sig").splitlines()[1] == ";1"
    assert csv_of([{"a": missing, "b": 1}], for_excel=False) == b"a,b\n,1\n"
    sheet = load_workbook(io.BytesIO(xlsx_of([{"a": missing, "b": 1}]))).worksheets[0]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [(None, 1)]
    assert table_schema([{"a": missing}])["fields"][0]["type"] == "string"


def test_numbers_of_other_libraries_are_numbers_and_long_ones_keep_their_digits() -> None:
    assert csv_of([{"a": Numpy(), "b": 10**16}]).decode("utf-8-sig").splitlines()[1] == "7;10000000000000000"
    row = next(
        load_workbook(io.BytesIO(xlsx_of([{"a": Numpy(), "b": 10**16, "c": float("inf"), "d": -(10**15)}])))
        .worksheets[0]
        .iter_rows(min_row=2, values_only=True)
    )
    assert row == (7, "10000000000000000", "inf", "'-1000000000000000")
    assert table_schema([{"a": Numpy()}])["fields"][0]["type"] == "integer"


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Stand 2026/27", "Stand 2026 27"), ("[a]*b?c:d\\e", "a b c d e"), ("x" * 40, "x" * 31), ("'a'", "a"), ("", "Tabelle"),
        ("///", "Tabelle"), ("History", "History 1"), ("a\x00\ud800b", "a\ufffdb"), ("a\nb", "a b"), (None, "Tabelle"),
    ],
)  # fmt: skip
def test_a_sheet_gets_the_title_as_excel_allows_it(title: str | None, sheet: str) -> None:
    assert load_workbook(io.BytesIO(xlsx_of([{"a": 1}], title=title))).sheetnames == [sheet]


def test_a_register_stands_for_its_partnerships_and_more_than_a_sheet_is_refused() -> None:
    facts = load_facts()
    few = {key: facts.partnerships[key] for key in list(facts.partnerships)[:3]}
    assert csv_of(few) == csv_of(few.values())
    for wrong in (3, "abc", None):
        with pytest.raises(BadModel):
            csv_of(wrong)
    with pytest.raises(BadModel, match="16384 columns"):
        xlsx_of([{str(number): 1 for number in range(16_385)}])
