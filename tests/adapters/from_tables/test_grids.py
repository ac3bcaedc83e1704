from __future__ import annotations

import builtins
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import Workbook

from kommunal_partner.adapters.from_tables import _limits, _workbook
from kommunal_partner.errors import BadFile, BadTable, MissingExtra

Read = Any
TABLE = "Kommune;Partnerstadt;Land\nUlm;Jinotega;Nicaragua\nMüllheim;Kaya;Burkina Faso\n"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends_are_found(
    read: Read, encoding: str, shown: str, separator: str, end: str
) -> None:
    content = TABLE.replace(";", separator).replace("\n", end).encode(encoding)
    reading = read(io.BytesIO(content))
    assert [str(one) for one in reading.partnerships] == [
        "Ulm – Jinotega (Nicaragua)", "Müllheim im Markgräflerland – Kaya (Burkina Faso)",
    ]  # fmt: skip
    assert reading.encoding == shown
    assert f"gelesen als {shown}" in reading.report()


def test_a_byte_that_cp1252_has_not_is_the_letter_of_another_code_page(read: Read) -> None:
    reading = read(b"Kommune;Partnerstadt\nUlm;Kaya\x81 (Burkina Faso)\n")
    assert reading.encoding == "cp850"
    assert [one.foreign_units[0].name for one in reading.partnerships] == ["Kayaü"]


@pytest.mark.parametrize("line", [b'Ulm;"Kaya', b'Ulm;"Kaya"x', b'Ulm;"Stadt "Kaya" (Ghana)"', b'"Ulm;Kaya (Ghana)'])
def test_quotation_marks_that_do_not_fit_cost_one_row_and_not_the_file(read: Read, line: bytes) -> None:
    reading = read(b"Kommune;Partner\nKiel;Kaya (Ghana)\n" + line + b"\nWismar;Kaya (Ghana)\n")
    assert [row.line for row in reading.rows] == [2, 4]
    assert [(one.line, one.reason.reason.code) for one in reading.errors] == [(3, "ROW_BROKEN_QUOTES")]
    assert reading.lines == (2, 3, 4)


def test_a_file_of_two_encodings_is_reported(read: Read) -> None:
    reading = read("Kommune;Partnerstadt\nUlm;Mü (Ghana)\n".encode() + "Ulm;Mö (Ghana)\n".encode("cp1252"))
    assert any("mischt zwei" in note.text() for note in reading.notes)


def test_a_separator_that_the_file_names_is_taken(read: Read) -> None:
    reading = read("sep=|\nKommune|Partnerstadt\nUlm|Kaya (Burkina Faso)\n")
    assert [row.line for row in reading.rows] == [3]


def test_cells_hold_quotes_separators_and_line_breaks(read: Read) -> None:
    text = 'Kommune,Partnerstadt,Bemerkung\n"Ulm","Kaya\n(Burkina Faso)","a ""b"", c"\nKiel,Nouna (BFA),x\n'
    reading = read(text.replace("Kaya\n(", "Kaya ("))
    assert [one.note for one in reading.partnerships] == ['a "b", c', "x"]
    assert [row.line for row in read(text.replace('c"', 'c\nd"')).rows] == [5]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel file"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "text document"),
        (b"a\x00b", "zero bytes"),
        ("Kommune;ä".encode()[:-1], "cut off or damaged"),
        (b"\xef\xbb\xbf\xff\xff", "cut off or damaged"),
        (b"\xff\xfea", "cut off or damaged"),
        (b"Kommune;Partner\n" + b"x" * 200_000, "line 2: a field larger"),
        (b"PK\x03\x04 and nothing", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(read: Read, content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read(content)


def test_sources_are_paths_files_bytes_and_rows(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert read(path).name == "liste.csv"
    with path.open("rb") as file:
        assert read(file).name == "liste.csv"
    with path.open(encoding="utf-8") as file, pytest.raises(BadFile, match="open as text"):
        read(file)
    lines = [line.split(";") for line in TABLE.splitlines()]
    assert [row.line for row in read(lines).rows] == [2, 3]
    assert [row.line for row in read(iter([dict(zip(lines[0], line, strict=True)) for line in lines[1:]])).rows] == [
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("rows", "line"), [(["Ulm"], 1), ([b"Ulm"], 1), ([3], 1), ([{"a": 1}, 3], 2), ([["a"], None], 2)]
)
def test_rows_of_other_kinds_are_refused(read: Read, rows: object, line: int) -> None:
    with pytest.raises(BadFile) as refused:
        read(rows)
    assert refused.value.line == line


def test_what_is_no_source_at_all_is_refused(read: Read) -> None:
    with pytest.raises(BadFile, match="not int"):
        read(3)
    with pytest.raises(BadFile, match="not SimpleNamespace"):
        read(SimpleNamespace(collect=list))
    with pytest.raises(BadTable):
        read([])


def test_files_beyond_the_limit_are_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_limits, "LARGEST", 2**20)
    for source in (b"x" * (2**20 + 1), io.BytesIO(b"x" * (2**20 + 1))):
        with pytest.raises(BadFile, match="larger than 1 M"):
            read(source)
    blank_lines = (b" " * 1_000 + b"\n") * 1_100
    assert len(read((TABLE.encode() + blank_lines)[: 2**20]).rows) == 2


# ── Excel ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def published(book: Workbook) -> None:
    """Title rows, a header of two rows, the data on the second sheet, days as days, a formula, a footnote."""
    cover = book.worksheets[0]
    cover.title = "Deckblatt"
    cover.append(["Partnerschaften"])
    sheet = book.create_sheet("Daten")
    sheet.append(["Partnerschaften der Kommunen"])
    sheet.append([])
    sheet.append(["Deutsche Kommune", None, "Partner", None, "seit", "Art", "Summe"])
    sheet.append(["Name", "AGS", "Name", "Land", None, None])
    sheet.append(["Ulm", 8421000, "Jinotega", "Nicaragua", datetime(1987, 5, 1, 0, 0), "P"])  # noqa: DTZ001 - because Excel knows no zones
    sheet.append(["Kiel", "01002000", "Kaya", "Burkina Faso", 36526, "=1+1", "=2"])
    sheet.append(["1) Fußnote"])


def test_excel_files_are_read_with_titles_two_row_headers_and_serial_dates(read: Read) -> None:
    reading = read(workbook(published))
    assert [(line, str(one)) for line, one in reading.rows] == [
        (5, "Ulm – Jinotega (Nicaragua)"), (6, "Kiel – Kaya (Burkina Faso)"),
    ]  # fmt: skip
    assert str(reading.partnerships[0].forms[0].since) == "1987-05-01"
    assert {(one.line, one.severity.value, one.reason.reason.code) for one in reading.problems} == {
        (5, "warning", "KEY_REPAIRED"), (6, "warning", "SERIAL_DATE"), (6, "warning", "CELL_FORMULA_WITHOUT_VALUE"),
        (7, "note", "ROW_IS_FOOTER"),
    }  # fmt: skip
    assert reading.encoding is None
    report = reading.report()
    assert "Tabellenblatt „Daten“ gelesen, nicht gelesen: Deckblatt" in report
    assert "Kopfzeile in Zeile 3" in report
    assert "Zellen mit Formeln: 2" in report
    assert dict(reading.columns)["partner"] == "Partner Name"


def test_the_results_saved_with_formulas_are_read(read: Read) -> None:
    content = workbook(lambda book: [book.worksheets[0].append(row) for row in (["Stadt", "Partner"], ["Ulm", "=A1"])])  # type: ignore[func-returns-value,arg-type] # because append returns nothing
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace(
                    b'<c r="B2"><f>A1</f><v /></c>', b'<c r="B2" t="str"><f>A1</f><v>Kaya (Ghana)</v></c>'
                )
                assert b"Kaya" in text
            package.writestr(name, text)
    reading = read(target.getvalue())
    assert [str(one) for one in reading.partnerships] == ["Ulm – Kaya (Ghana)"]
    assert "Zellen mit Formeln: 1" in reading.report()


def test_a_sheet_is_chosen_by_title_or_number(read: Read) -> None:
    content = workbook(published)
    assert len(read(content, sheet="Daten").rows) == len(read(content, sheet=2).rows) == 2
    with pytest.raises(BadTable):
        read(content, sheet=1)
    with pytest.raises(BadFile, match="there is no sheet 'Blatt'; there are: Deckblatt, Daten"):
        read(content, sheet="Blatt")
    with pytest.raises(BadFile, match="there is no sheet 3"):
        read(content, sheet=3)


def repacked(content: bytes, **parts: bytes) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            replaced = parts.get(name.rpartition("/")[2].partition(".")[0])
            package.writestr(name, source.read(name) if replaced is None else replaced)
        package.writestr("xl/media/logo.png", b"\x89PNG")
    return target.getvalue()


def test_what_openpyxl_warns_of_is_no_reason_to_refuse_a_file(read: Read) -> None:
    source, target = zipfile.ZipFile(io.BytesIO(workbook(published))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            if name != "xl/styles.xml":
                package.writestr(name, source.read(name))
    reading = read(target.getvalue())
    assert [row.line for row in reading.rows] == [5, 6]
    assert str(reading.partnerships[0].forms[0].since) == "1987-05-01"


def test_hostile_excel_files_are_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = workbook(published)
    assert len(read(repacked(whole)).rows) == 2
    with pytest.raises(BadFile, match="entities"):
        read(repacked(whole, sheet1=b'<!DOCTYPE x [<!ENTITY a "a">]><worksheet/>'))
    with pytest.raises(BadFile, match="damaged"):
        read(repacked(whole, workbook=b"<workbook"))
    with pytest.raises(BadFile, match="damaged"):
        read(whole[:900])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("liste.csv", "Stadt")
    with pytest.raises(BadFile, match="no Excel file"):
        read(file.getvalue())
    monkeypatch.setattr(_limits, "LARGEST", 20_000)
    with pytest.raises(BadFile, match="unpacks to more"):
        read(repacked(whole, sheet1=b" " * 30_000))


def test_excel_files_of_too_many_rows_are_refused_and_of_columns_cut(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_limits, "MOST_COLUMNS", 6)
    assert "nur die ersten 6 Spalten" in read(workbook(published)).report()
    monkeypatch.setattr(_limits, "MOST_ROWS", 3)
    with pytest.raises(BadFile, match="more than 3 rows"):
        read(workbook(published))


def test_csv_files_of_too_many_rows_or_cells_are_refused_and_blank_rows_cost_nothing(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_limits, "MOST_ROWS", 50)
    monkeypatch.setattr(_limits, "MOST_CELLS", 20)
    reading = read("Stadt;Partner\nUlm;Kaya (Ghana)\n" + ";\n" * 500 + "Kiel;Nouna (BFA)\n")
    assert [row.line for row in reading.rows] == [2, 503]
    assert "leere Zeilen: 500" in reading.report()
    with pytest.raises(BadFile, match="more than 50 rows"):
        read("Stadt;Partner\n" + "Ulm;Kaya (Ghana)\n" * 50)
    with pytest.raises(BadFile, match="line 2: the line has more than 20 cells"):
        read("Stadt;Partner\n" + ";" * 21)


def test_a_row_of_formulas_without_results_far_below_is_not_lost(read: Read) -> None:
    def fill(book: Workbook) -> None:
        rows = [["Stadt", "Partner"], *([""] for _ in range(50)), ["=A1", "=B1"], ["Ulm", "Kaya (Ghana)"]]
        for row in rows:
            book.worksheets[0].append(row)

    reading = read(workbook(fill))
    assert reading.lines == (52, 53)
    assert {one.line for one in reading.errors} == {52}
    assert [row.line for row in reading.rows] == [53]


def test_an_excel_file_without_a_sheet_is_refused() -> None:
    with pytest.raises(BadFile, match="no sheet with cells"):
        _workbook._chosen([], None)


def test_without_openpyxl_the_extra_is_named(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - because it stands for __import__
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *rest, **more)

    content = workbook(published)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtra, match="excel"):
        read(content)


def test_days_from_other_programs_are_read(read: Read) -> None:
    (one,) = read([{"Stadt": "Ulm", "Partner": "Kaya (Ghana)", "Art": "P", "seit": date(1987, 5, 1)}]).partnerships
    assert str(one.forms[0].since) == "1987-05-01"
