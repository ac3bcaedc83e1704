from __future__ import annotations

import csv
import io
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.adapters.from_gv100ad import _records, read_register
from kommunal_partner.errors import BadFile, KommunalPartnerError
from kommunal_partner.municipalities import GermanUnit, KeyScheme, Level, MunicipalRegister, Population, UnitKind

DAY = "20231130"


def line(kind: str, key: str, name: str, seat: str = "", rest: str = "", day: str = DAY) -> str:
    return f"{kind}{day}{key:<12}{name:<50}{seat:<50}{rest}".ljust(220)


def town(key: str, name: str, code: str = "64", rest: str = "", day: str = DAY) -> str:
    figures = "000000005670" + "0000008851900000044086".rjust(22, "0") + "    " + "24937*****  2115111211901001"
    return line("60", key, name, rest=f"{code}    " + (rest or figures[1:]), day=day)


def figures(area: int | str, people: int | str, male: int | str, postcode: str = "24937", more: str = "") -> str:
    return f"{area:0>11}{people:0>11}{male:0>11}    {postcode:<5}{more:<5}  2115111211901001"


FLENSBURG = town("010010000000", "Flensburg, Stadt", "61", figures(5673, 92550, 45874, more="*****"))
LINES = [
    line("10", "01", "Schleswig-Holstein", "Kiel"),
    line("40", "01001", "Flensburg, Stadt", "Flensburg", "41"),
    line("50", "01001   0000", "Flensburg, Stadt", rest="50"),
    FLENSBURG,
    line("40", "01051", "Dithmarschen", "Heide", "43"),
    line("50", "01051   5172", "Heider Umland", "Heide", "55"),
    town("010510755172", "Neuenkirchen", "64", figures(2514, 998, 525, "25792")),
    line("40", "01053", "Herzogtum Lauenburg", "Ratzeburg", "43"),
    line("50", "01053   9105", "Sachsenwald (Forstgutsbez.),gemfr.Geb.", rest="50"),
    town("010531059105", "Sachsenwald (Forstgutsbez.),gemfr.Geb.", "66", figures(5849, 0, 0, "21521")),
    line("10", "02", "Hamburg", "Hamburg"),
    line("40", "02000", "Hamburg, Freie und Hansestadt", "Hamburg", "41"),
    line("50", "02000   0000", "Hamburg, Freie und Hansestadt", rest="50"),
    town("020000000000", "Hamburg, Freie und Hansestadt", "61", figures(75509, 1892122, 925616, "20038")),
    line("10", "08", "Baden-Württemberg", "Stuttgart"),
    line("20", "081", "Reg.-Bez. Stuttgart", "Stuttgart"),
    line("30", "0811", "Region Stuttgart", "Stuttgart"),
    line("40", "08111", "Stuttgart, Stadtkreis", "Stuttgart", "42"),
    line("50", "08111   0000", "Stuttgart, Landeshauptstadt", rest="50"),
    town("081110000000", "Stuttgart, Landeshauptstadt", "62", figures(20733, 632865, 315634, "70173")),
    line("40", "08115", "Böblingen", "Böblingen", "44"),
    line("10", "07", "Rheinland-Pfalz", "Mainz"),
    line("20", "071", "früher: Reg.-Bez. Koblenz", "Koblenz, Stadt"),
    town("070009999999", "Gemeinsames deutsch-luxemburgisches Hoheitsgebiet", "66", figures(620, 0, 0, "     ")),
]
TEXT = "\n".join(LINES) + "\n"


def read(lines: list[str], encoding: str = "utf-8", newline: str = "\n") -> MunicipalRegister:
    return read_register((newline.join(lines) + newline).encode(encoding))


@pytest.fixture
def register() -> MunicipalRegister:
    return read_register(TEXT.encode())


def test_the_day_comes_from_the_records(register: MunicipalRegister) -> None:
    assert register.as_of == date(2023, 11, 30)


def test_a_municipality_has_all_that_its_record_tells(register: MunicipalRegister) -> None:
    found = register.unit("de:01051075")
    assert found.name == "Neuenkirchen"
    assert found.kind is UnitKind.GEMEINDE
    assert found.key(KeyScheme.AGS) == "01051075"
    assert found.key(KeyScheme.ARS) == "010515172075"
    assert found.key(KeyScheme.KREIS) is None
    assert found.population == Population(998, date(2023, 11, 30), 525)
    assert found.area_ha == 2514
    assert (found.postcode, found.several_postcodes) == ("25792", False)
    assert found.parent == "de:01051"
    assert found.state is not None
    assert found.state.code == "SH"
    assert all(key.seen == date(2023, 11, 30) for key in found.keys)


def test_a_city_is_one_unit_with_the_keys_of_municipality_and_kreis(register: MunicipalRegister) -> None:
    city = register.unit("de:01001000")
    assert (city.kind, city.parent, city.several_postcodes) == (UnitKind.KREISFREIE_STADT, "de:01", True)
    assert register.by_key("01001") is city
    assert register.by_key("010010000000") is city
    assert [one.unit for one in register.find("Flensburg")] == [city]
    stuttgart = register.unit("de:08111000")
    assert (stuttgart.kind, stuttgart.parent) == (UnitKind.STADTKREIS, "de:081")


def test_a_city_state_is_one_unit_with_the_key_of_its_land_too(register: MunicipalRegister) -> None:
    hamburg = register.unit("de:02000000")
    assert [key.scheme for key in hamburg.keys] == [KeyScheme.AGS, KeyScheme.ARS, KeyScheme.KREIS, KeyScheme.LAND]
    assert hamburg.parent is None
    assert [one.unit for one in register.find("Hamburg")] == [hamburg]


def test_the_levels_above_are_units_with_seat_and_parent(register: MunicipalRegister) -> None:
    rows = [
        (one.id, one.name, one.kind, one.parent, one.seat)
        for one in register.values()
        if one.kind.level is not Level.GEMEINDE
    ]
    assert rows == [
        ("de:01", "Schleswig-Holstein", UnitKind.LAND, None, "Kiel"),
        ("de:01051", "Dithmarschen", UnitKind.KREIS, "de:01", "Heide"),
        ("de:010515172", "Heider Umland", UnitKind.KIRCHSPIELSLANDGEMEINDE, "de:01051", "Heide"),
        ("de:01053", "Herzogtum Lauenburg", UnitKind.KREIS, "de:01", "Ratzeburg"),
        ("de:08", "Baden-Württemberg", UnitKind.LAND, None, "Stuttgart"),
        ("de:081", "Reg.-Bez. Stuttgart", UnitKind.REGIERUNGSBEZIRK, "de:08", "Stuttgart"),
        ("de:0811", "Region Stuttgart", UnitKind.REGION, "de:081", "Stuttgart"),
        ("de:08115", "Böblingen", UnitKind.LANDKREIS, "de:081", "Böblingen"),
        ("de:07", "Rheinland-Pfalz", UnitKind.LAND, None, "Mainz"),
        ("de:071", "früher: Reg.-Bez. Koblenz", UnitKind.STATISTICAL_REGION, "de:07", "Koblenz, Stadt"),
    ]


def test_areas_outside_any_municipality_are_counted_and_known_as_such(register: MunicipalRegister) -> None:
    assert len(register.municipalities) == 6
    assert [one.id for one in register.municipalities if one.kind.is_gemeindefrei] == ["de:01053105", "de:07000999"]
    condominium = register.unit("de:07000999")
    assert (condominium.parent, condominium.postcode) == ("de:07", None)


def test_what_a_whole_edition_would_have_is_noted(register: MunicipalRegister) -> None:
    assert [note.text("en") for note in register.notes] == [
        "read as UTF-8: 24 records, as of 2023-11-30",
        (
            "without a municipality in: Lower Saxony, Bremen, North Rhine-Westphalia, Hesse, Bavaria, Saarland, Berlin, "
            "Brandenburg, Mecklenburg-Vorpommern, Saxony, Saxony-Anhalt, Thuringia; the file is an extract or cut off"
        ),
        "1 Kreise without a municipality, the first: Böblingen; the file is an extract or cut off",
    ]
    assert all(note.text("de") != note.text("en") for note in register.notes)


def test_an_edition_without_gaps_has_no_more_to_note() -> None:
    lines = [town(f"{land:02}0110000000", f"Stadt {land}", "61", figures(1, 1, 1)) for land in range(1, 17)]
    assert [note.reason.code for note in read(lines).notes] == ["REGISTER_READ_AS"]


def test_a_city_that_stands_only_as_a_kreis_is_a_unit_without_municipality_key() -> None:
    register = read([LINES[1], LINES[6]])
    city = register.unit("de:01001")
    assert (city.kind, city.ags) == (UnitKind.KREISFREIE_STADT, None)
    assert [one.id for one in register.municipalities] == ["de:01051075"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_are_found_without_help(encoding: str, newline: str) -> None:
    found = read(LINES, encoding, newline)
    assert found.units == read(LINES).units
    assert str(found.notes[0].values["encoding"]) == ("ISO-8859-1" if encoding == "cp1252" else "UTF-8")


def test_blank_lines_and_the_old_mark_at_the_end_do_not_matter() -> None:
    assert read_register(("\n" + TEXT + "\n   \n\x1a").encode()).units == read(LINES).units


def test_a_path_an_open_file_and_bytes_are_sources(tmp_path: Path) -> None:
    file = tmp_path / "register.txt"
    file.write_bytes(TEXT.encode())
    expected = read(LINES)
    assert read_register(file) == read_register(str(file)) == read_register(TEXT.encode()) == expected
    with file.open("rb") as opened:
        assert read_register(opened) == expected
    assert read_register(io.BytesIO(TEXT.encode())) == expected


def test_a_file_open_as_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "register.txt"
    file.write_text(TEXT, encoding="utf-8")
    with file.open(encoding="utf-8") as opened, pytest.raises(BadFile, match="binary mode"):
        read_register(opened)  # type: ignore[arg-type]  # because that is the mistake


def changed(number: int, first: int, text: str) -> list[str]:
    """The lines with some columns (from 0) of one line (from 1) overwritten."""
    old = LINES[number - 1]
    return [*LINES[: number - 1], old[:first] + text + old[first + len(text) :], *LINES[number:]]


@pytest.mark.parametrize(
    ("lines", "number", "words"),
    [
        ([*LINES[:3], FLENSBURG[:195], *LINES[4:]], 4, "has 195 characters, a record has 220"),
        ([*LINES[:3], FLENSBURG + LINES[4]], 4, "has 440 characters"),
        ([*LINES[:2], LINES[2].rstrip()], 3, "cut off or trimmed"),
        (
            [*LINES, line("60", "010010000000", "Flensburg", day="20171231")],
            25,
            "is of '20171231', the file of '20231130'",
        ),
        (changed(1, 2, "20231301"), 1, "'20231301' is no day"),
        (changed(1, 2, "2023113x"), 1, "'2023113x' is no day"),
        (changed(3, 0, "70"), 3, "begins with '70'"),
        (["name;ags", *LINES], 1, "begins with 'na'"),
        (changed(4, 10, "0100x"), 4, "'0100x0000000' is not a key"),
        (changed(4, 10, "17"), 4, "'17' is the key of no Land"),
        (changed(1, 14, "9"), 1, "is not a key of a record of type 10"),
        (changed(3, 15, "001"), 3, "is not a key of a record of type 50"),
        (changed(2, 22, " " * 50), 2, "the name is missing"),
        (changed(4, 122, "41"), 4, "'41' is no Textkennzeichen of a record of type 60"),
        (changed(4, 122, "6x"), 4, "'6x' is no Textkennzeichen"),
        (changed(2, 122, "61"), 2, "'61' is no Textkennzeichen of a record of type 40"),
        (changed(4, 128, "0000000567x"), 4, "area '0000000567x' is no number"),
        (changed(4, 139, "      92550"), 4, "population '      92550' is no number"),
        (changed(4, 150, "0000009999999"[:11]), 4, "that cannot be"),
        ([*LINES, FLENSBURG], 25, "010010000000 stands here a second time"),
        (changed(5, 30, "\x00"), 5, r"character '\\x00' is no text"),
        (changed(5, 30, "\x1b"), 5, r"character '\\x1b' is no text"),
    ],
)
def test_a_bad_record_is_refused_with_its_line(lines: list[str], number: int, words: str) -> None:
    with pytest.raises(BadFile, match=words) as caught:
        read(lines)
    assert caught.value.line == number
    assert str(caught.value).startswith(f"line {number}: ")


@pytest.mark.parametrize(
    ("content", "line_number", "words"),
    [
        (b"", None, "the file is empty"),
        (b"\xef\xbb\xbf", None, "the file is empty"),
        (b"\n\n  \n\x1a", None, "the file is empty"),
        (LINES[0].encode(), None, "holds no municipality"),
        (b"PK\x03\x04" + bytes(100), None, "ZIP archive"),
        (TEXT.encode("utf-16"), None, "UTF-16"),
        ("\n".join(LINES[:15]).encode().partition(b"rttemberg")[0][:-1], 15, "cut off inside a character"),
        (TEXT.encode("cp1252").replace(b"Dithmarschen", b"Dithm\x81rschen"), 5, "byte 0x81 is neither UTF-8 nor"),
        (bytes(range(256)) * 100, 2, "byte 0x81"),
        (b"%PDF-1.7 something", 1, "begins with '%P'"),
    ],
)
def test_what_is_no_register_is_refused(content: bytes, line_number: int | None, words: str) -> None:
    with pytest.raises(BadFile, match=words) as caught:
        read_register(content)
    assert caught.value.line == line_number


def test_lines_of_two_encodings_in_one_file_are_refused() -> None:
    mixed = "\n".join(LINES[:15]).encode("utf-8") + b"\n" + "\n".join(LINES[15:]).encode("cp1252")
    with pytest.raises(BadFile, match="has 221 characters") as caught:
        read_register(mixed)
    assert caught.value.line == 15


def test_unknown_kinds_and_what_stands_behind_the_known_columns_do_not_matter() -> None:
    lines = changed(7, 122, "69")
    lines[6] = lines[6][:175] + "?" * 45
    assert read(lines).unit("de:01051075").kind is UnitKind.OTHER_GEMEINDE


def test_what_a_record_leaves_blank_stays_unknown() -> None:
    lines = changed(7, 122, "  ")
    lines[6] = lines[6][:128] + " " * 92
    found = read(lines).unit("de:01051075")
    assert (found.kind, found.population, found.area_ha, found.postcode) == (
        UnitKind.OTHER_GEMEINDE,
        None,
        None,
        None,
    )


@settings(max_examples=120)
@given(
    st.integers(0, len(TEXT.encode())),
    st.integers(0, len(TEXT.encode())),
    st.one_of(st.binary(max_size=8), st.sampled_from([b"\x00", b"\xff", b"\xc3", b"\n", b"\r", b'"', b"=1+1"])),
)
def test_a_damaged_file_gives_a_register_or_our_own_error(first: int, last: int, instead: bytes) -> None:
    content = TEXT.encode()
    damaged = content[: min(first, last)] + instead + content[max(first, last) :]
    try:
        found = read_register(damaged)
    except KommunalPartnerError as error:
        assert str(error)  # noqa: PT017 - because a register that is still good is no failure
    else:
        assert found.municipalities


@settings(max_examples=120)
@given(st.one_of(st.binary(max_size=500), st.text(alphabet="0123456 x\n", max_size=700).map(str.encode)))
def test_any_bytes_at_all_are_refused_by_our_own_error(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_register(content)


def test_a_register_survives_pickling(register: MunicipalRegister) -> None:
    assert pickle.loads(pickle.dumps(register)) == register


# ── the extracts of the real editions ────────────────────────────────────────────────────────────────────────────────


def test_the_edition_of_2017_is_found_to_be_latin_1(cases: Path) -> None:
    found = read_register(cases / "tables" / "gv100ad_2017_extract_cp1252.asc")
    assert found.as_of == date(2017, 12, 31)
    assert str(found.notes[0].values["encoding"]) == "ISO-8859-1"
    assert len(found.municipalities) == 14
    assert found.unit("de:09673117").name == "Bischofsheim a.d.Rhön, St"
    assert found.unit("de:16056000").population == Population(42710, date(2017, 12, 31), 21060)
    assert found.by_key("03358022") is found.unit("de:03358022")


def test_the_edition_of_2023_is_found_to_be_utf_8_and_counts_characters(cases: Path) -> None:
    found = read_register(cases / "tables" / "gv100ad_2023_extract_utf8.txt")
    assert found.as_of == date(2023, 11, 30)
    assert str(found.notes[0].values["encoding"]) == "UTF-8"
    assert len(found.municipalities) == 88
    senftenberg = found.unit("de:12066304")
    assert senftenberg.name == "Senftenberg/Zły Komorow, Stadt"
    assert (senftenberg.area_ha, senftenberg.postcode) == (12756, "01968")
    assert senftenberg.population == Population(23405, date(2023, 11, 30), 11265)
    assert len(found.of_level(Level.LAND)) == 14
    assert len(found.of_level(Level.REGION)) == 12
    assert len(found.of_level(Level.REGIERUNGSBEZIRK)) == 29
    assert {unit.parent for unit in found.units if unit.kind.level is Level.GEMEINDE} - set(found) == {
        None,
    }


def test_both_editions_agree_with_the_records_they_were_cut_from(cases: Path) -> None:
    """Every municipality against the columns of its line, cut a second time by hand."""
    for name, encoding in (("gv100ad_2017_extract_cp1252.asc", "cp1252"), ("gv100ad_2023_extract_utf8.txt", "utf-8")):
        found = read_register(cases / "tables" / name)
        raw = (cases / "tables" / name).read_bytes().decode(encoding).split("\n")
        expected = {
            row[10:18]: (row[22:72].rstrip(), int(row[139:150]), int(row[150:161]), int(row[128:139]))
            for row in raw
            if row.startswith("60")
        }
        assert {
            one.id.removeprefix("de:"): (one.name, people(one).total, people(one).male, one.area_ha)
            for one in found.municipalities
        } == expected


def people(unit: GermanUnit) -> Population:
    assert unit.population is not None
    return unit.population


def test_the_kinds_of_the_extract_of_2023_are_those_of_a_published_table(cases: Path) -> None:
    """The Auszug of 2021 tells kind and name of some of the same municipalities."""
    found = read_register(cases / "tables" / "gv100ad_2023_extract_utf8.txt")
    with (cases / "tables" / "auszug_gv_2021_extract.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["satzart"] == "60"]
    shared = 0
    for row in rows:
        key = row["land"] + row["rb"] + row["kreis"] + row["gemeinde"]
        unit = found.by_key(key)
        if unit is not None:
            shared += 1
            assert unit.kind.code == row["textkennzeichen"]
    assert shared > 0


def test_a_file_of_an_old_system_is_read_as_cp850() -> None:
    found = read(LINES, "cp850")
    assert str(found.notes[0].values["encoding"]) == "cp850"
    assert found["de:08115"].name == "Böblingen"


@pytest.mark.parametrize(
    ("content", "code", "german"),
    [
        (b"", "REGISTER_EMPTY", "die Datei ist leer"),
        (b"PK\x03\x04", "REGISTER_ZIPPED", "das ist ein ZIP-Archiv; bitte die Textdatei darin erst entpacken"),
        (b"name;ags", "REGISTER_NO_RECORD", "Zeile 1: beginnt mit 'na', das ist keine der Satzarten 10 bis 60"),
    ],
)
def test_a_file_is_refused_in_both_languages_with_a_code(content: bytes, code: str, german: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_register(content)
    assert (caught.value.code, caught.value.text("de")) == (code, german)
    assert caught.value.text("en") != german


def test_a_whole_edition_is_complete_and_an_extract_is_not(register: MunicipalRegister) -> None:
    assert not register.complete
    every_land = [line("10", f"{land:02}", f"Land {land}") for land in range(1, 17)]
    towns = [town(f"{land:02}0010010000", f"Ort {land}") for land in range(1, 17) if land not in (2, 11)]
    cities = [town(f"{land:02}0000000000", f"Ort {land}", "61") for land in (2, 11)]
    assert read([*every_land, *towns, *cities]).complete


def test_more_than_a_register_can_be_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_records, "MOST_MEGABYTES", 0)
    path = tmp_path / "register.asc"
    path.write_bytes(b"10")
    for source in (b"10", io.BytesIO(b"10"), path):
        with pytest.raises(BadFile, match="larger than 0 MiB") as caught:
            read_register(source)
        assert caught.value.code == "REGISTER_TOO_LARGE"
