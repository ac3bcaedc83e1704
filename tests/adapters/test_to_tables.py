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
from kommunal_partner.adapters.to_tables.partnerships import FIELDS
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, MissingExtra, UnknownLanguage
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.keys import LAENDER, Ags, Ars
from kommunal_partner.municipalities import DatedKey, ForeignUnit, GermanUnit, KeyScheme, MunicipalRegister, UnitKind
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
    sources=(Source("a", "Amtsblatt; Nr. 3"),),
)  # fmt: skip
NOUNA = ForeignUnit("x", "Nouna und Umgebung, West", country("BFA"))
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


@pytest.mark.parametrize("options", [{}, {"lang": "en"}, {"for_excel": False}])
def test_the_shipped_partnerships_come_back_as_they_were(options: dict[str, Any]) -> None:
    facts = load_facts()
    reading = read_partnerships(csv_of(facts.partnerships, **options), municipalities=facts.municipalities)
    assert reading.problems == ()
    assert reading.partnerships == tuple(facts.partnerships.values())


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
    other = {"partner_kind": "kind", "partner_subdivision": "subdivision", "partner_identifiers": "identifiers"}
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
