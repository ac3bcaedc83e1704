"""The quarterly extract of the register: a workbook as it is published, or its data sheet as CSV."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kommunal_partner.adapters.from_gv100ad import read_extract
from kommunal_partner.errors import BadFile, NotADay
from kommunal_partner.municipalities import Coordinates, MunicipalRegister, Population, UnitKind

TITLE = "Alle politisch selbständigen Gemeinden mit ausgewählten Merkmalen am 30.06.2025 (2. Quartal)"
HEAD: list[list[object]] = [
    [TITLE],
    [],
    ["Satz-", "Text-", "Amtlicher Regionalschlüssel (ARS)", "", "", "", "", "Gemeindename", "Fläche", "Bevölkerung"],
    ["art", "kennz.", "Land", "RB", "Kreis", "VB", "Gem", "", "km2", "insgesamt", "männlich", "weiblich", "je km2"],
    [],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
]
ROWS: list[list[object]] = [
    ["10", None, "01", None, None, None, None, "Schleswig-Holstein"],
    ["40", "41", "01", "0", "01", None, None, "Flensburg, Stadt"],
    ["50", "50", "01", "0", "01", "0000", None, "Flensburg, Stadt"],
    [
        "60",
        "61",
        "01",
        "0",
        "01",
        "0000",
        "000",
        "Flensburg, Stadt",
        56.73,
        96204,
        47819,
        48385,
        1696,
        "24937",
        "9,43751",
        "54,78252",
    ],
    ["10", None, "08", None, None, None, None, "Baden-Württemberg"],
    ["20", None, "08", "1", None, None, None, "Reg.-Bez. Stuttgart"],
    ["30", None, "08", "1", "1", None, None, "Region Stuttgart"],
    ["40", "44", "08", "1", "15", None, None, "Böblingen"],
    ["50", "56", "08", "1", "15", "5001", None, "GVV Aidlingen/Grafenau"],
    [
        "60",
        "64",
        "08",
        "1",
        "15",
        "5001",
        "001",
        "Aidlingen",
        26.55,
        9100,
        4500,
        4600,
        343,
        "71134",
        "8,89645",
        "48,68105",
    ],
    [
        "60",
        "66",
        "08",
        "1",
        "15",
        "9999",
        "971",
        "Ein Forst, gemfr. Gebiet",
        3.5,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
    ],
    [None, None, None, None, None, None, None, "1) Gebietsfläche"],
]


def workbook(rows: list[list[object]], head: list[list[object]] = HEAD) -> bytes:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Titel"
    cover.append(["Gemeindeverzeichnis-Informationssystem GV-ISys"])
    sheet = book.create_sheet("Onlineprodukt_Gemeinden30062025")
    for row in [*head, *rows]:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_of(rows: list[list[object]], head: list[list[object]] = HEAD) -> bytes:
    def text(cell: object) -> str:
        return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)

    return "\n".join(";".join(text(cell) for cell in row) for row in [*head, *rows]).encode("cp1252")


@pytest.fixture(params=[workbook, csv_of])
def register(request: pytest.FixtureRequest) -> MunicipalRegister:
    return read_extract(request.param(ROWS))


def test_every_unit_is_there_once_with_its_day(register: MunicipalRegister) -> None:
    assert list(register) == [
        "de:01", "de:01001000", "de:08", "de:081", "de:0811", "de:08115", "de:081155001", "de:08115001", "de:08115971",
    ]  # fmt: skip
    assert register.as_of == date(2025, 6, 30)
    assert not register.complete
    assert [note.reason.code for note in register.notes] == ["REGISTER_READ_AS", "REGISTER_MISSING_LAENDER"]


def test_a_municipality_has_all_that_its_row_tells(register: MunicipalRegister) -> None:
    city = register["de:01001000"]
    assert (city.name, city.kind, city.area_ha, city.postcode) == (
        "Flensburg, Stadt",
        UnitKind.KREISFREIE_STADT,
        5673,
        "24937",
    )
    assert [key.value for key in city.keys] == ["01001000", "010010000000", "01001"]
    assert city.population == Population(96204, None, 47819)
    assert city.coordinates == Coordinates(54.78252, 9.43751)
    assert register["de:08115"].kind is UnitKind.LANDKREIS
    village = register["de:08115001"]
    assert (village.parent, village.keys[1].value) == ("de:08115", "081155001001")


def test_what_is_blank_is_not_known(register: MunicipalRegister) -> None:
    forest = register["de:08115971"]
    assert (forest.population, forest.coordinates, forest.postcode, forest.area_ha) == (None, None, None, 350)
    assert forest.kind.is_gemeindefrei


def test_a_note_says_as_what_the_file_was_read() -> None:
    told = {make.__name__: read_extract(make(ROWS)).notes[0].text("en") for make in (workbook, csv_of)}
    assert "Excel" in told["workbook"]
    assert "cp1252" in told["csv_of"]


def test_zeros_that_a_csv_has_lost_are_put_back() -> None:
    rows = [
        [str(int(str(cell))) if index in {2, 4, 5, 6} and cell else cell for index, cell in enumerate(row)]
        for row in ROWS
    ]
    rows[6][4] = "1"
    assert list(read_extract(csv_of(rows))) == list(read_extract(csv_of(ROWS)))


def test_a_path_and_a_day_of_the_callers_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "AuszugGV2QAktuell.csv"
    file.write_bytes(csv_of(ROWS, HEAD[2:]))
    assert read_extract(file, as_of=date(2025, 6, 30)).as_of == date(2025, 6, 30)
    with pytest.raises(BadFile, match="no day stands above the first record"):
        read_extract(file)
    with pytest.raises(NotADay):
        read_extract(file, as_of="2025-06-30")  # type: ignore[arg-type]  # because it is tried


def changed(column: int, cell: object, row: int = 9) -> list[list[object]]:
    rows = [list(one) for one in ROWS]
    rows[row][column] = cell
    return rows


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        (changed(2, "17"), 16, "'171155001001' is not a key of a record of type 60"),
        (changed(6, "x"), 16, "is not a key of a record of type 60"),
        (changed(4, "", row=6), 13, "'081' is not a key of a record of type 30"),
        (changed(7, None), 16, "the name is missing"),
        (changed(9, "viele"), 16, "population 'viele' is no number"),
        (changed(8, "nan"), 16, "area 'nan' is no number"),
        (changed(15, "95"), 16, "there is no latitude 95.0"),
        (changed(1, "41"), 16, "'41' is no Textkennzeichen of a record of type 60"),
        ([*ROWS, ROWS[9]], 19, "the key 081155001001 stands here a second time"),
        (ROWS[:3], None, "the file holds no municipality"),
        ([], None, "the file holds no municipality"),
    ],
)
def test_a_row_that_is_not_as_it_must_be_is_refused_with_its_line(
    rows: list[list[object]], line: int | None, said: str
) -> None:
    with pytest.raises(BadFile, match=said) as caught:
        read_extract(csv_of(rows))
    assert caught.value.line == line


def test_a_textkennzeichen_that_is_missing_makes_another_kind() -> None:
    assert read_extract(csv_of(changed(1, None)))["de:08115001"].kind is UnitKind.OTHER_GEMEINDE


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadFile, match=r"there is no day '31\.02\.2025'"):
        read_extract(csv_of(ROWS, [["am 31.02.2025"], *HEAD[1:]]))


def test_rows_are_no_file() -> None:
    with pytest.raises(BadFile):
        read_extract([["10"]])  # type: ignore[arg-type]  # because it is tried
