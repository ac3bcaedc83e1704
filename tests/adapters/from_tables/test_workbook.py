"""Workbooks: what a sheet shows, against openpyxl as an oracle, and the bounds that hold while it streams past."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kommunal_partner.adapters.from_tables import _limits
from kommunal_partner.adapters.from_tables._cells import FIRST_DAY, Cleaned
from kommunal_partner.adapters.from_tables._workbook import grids_of_workbook
from kommunal_partner.adapters.from_tables._worksheet import NumberFormat, Shown, number_format, number_text
from kommunal_partner.errors import BadFile
from kommunal_partner.verdicts import Sentence

Read = Any
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REFS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Stadt</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Partnerstadt</t></is></c></row>'
)
ROW = (
    '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Ulm</t></is></c>'
    '<c r="B{n}" t="inlineStr"><is><t>Kaya (Ghana)</t></is></c></row>'
)


def sheet(rows: str, *, behind: str = "", dimension: str = "A1") -> str:
    said = f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{behind}'
    return f'<worksheet xmlns="{MAIN}">{said}</worksheet>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


def book(*sheets: str, strings: str | None = None, state: str = "visible", **more: str) -> bytes:
    """A workbook written by hand, of the parts that a reader needs."""
    titles = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}" state="{state}"/>' for n in range(1, len(sheets) + 1)
    )
    refs = "".join(
        f'<Relationship Id="r{n}" Type="{REFS}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    refs += (
        f'<Relationship Id="x" Type="{REFS}/sharedStrings" Target="/xl/strings.xml"/>' if strings is not None else ""
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACK}"><Relationship Id="a" Type="{REFS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REFS}"><sheets>{titles}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACK}">{refs}</Relationships>',
    }
    parts |= {f"xl/worksheets/s{n}.xml": text for n, text in enumerate(sheets, 1)}
    if strings is not None:
        parts["xl/strings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return packed(parts | more)


def cells(content: bytes) -> dict[int, list[str]]:
    (candidate,) = grids_of_workbook("t.xlsx", content, None)
    return {line.number: line.cells for line in candidate.read().lines}


def without_end(texts: list[str]) -> list[str]:
    """Without the empty cells at the end, of which a row may have any number."""
    return texts[: 1 + max((place for place, text in enumerate(texts) if text), default=-1)]


# ── what is read ─────────────────────────────────────────────────────────────────────────────────────────────────────

VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=8),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 3)),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)


@pytest.mark.uncounted
@settings(max_examples=30)
@given(rows=st.lists(st.lists(VALUES, max_size=5), max_size=6))
@example(rows=[["0", " "], [" "], []])
def test_a_sheet_is_read_as_openpyxl_reads_it(rows: list[list[Any]]) -> None:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(
            [value if not isinstance(value, str) or not value.startswith("=") else "" for value in row]
        )
    file = io.BytesIO()
    made.save(file)
    clean = Cleaned()
    oracle = {}
    for number, values in enumerate(
        load_workbook(io.BytesIO(file.getvalue())).worksheets[0].iter_rows(values_only=True), 1
    ):
        texts = [clean.of(int(value) if isinstance(value, float) and value.is_integer() else value) for value in values]
        oracle[number] = without_end(texts)
    found = {number: without_end(texts) for number, texts in cells(file.getvalue()).items()}
    assert {number: texts for number, texts in found.items() if texts} == {
        number: texts for number, texts in oracle.items() if texts
    }


@pytest.mark.parametrize("dimension", ["A1", "A1:B2", "Z99", "A1:XFD1048576"])
def test_what_a_sheet_says_of_its_size_loses_no_row(read: Read, dimension: str) -> None:
    rows = HEAD + "".join(ROW.format(n=n) for n in (2, 3, 4, 20_000))
    reading = read(book(sheet(rows, dimension=dimension)))
    assert [row.line for row in reading.rows] == [2, 3, 4, 20_000]


def test_rows_and_cells_without_numbers_stand_one_behind_the_other() -> None:
    row = "<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
    assert cells(book(sheet(row * 2))) == {1: ["1", "", "2"], 2: ["1", "", "2"]}


def test_every_kind_of_cell_is_read() -> None:
    kinds = [
        '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>',
        '<c t="e"><v>#N/A</v></c><c t="str"><f>1</f><v>x_x0041_</v></c><c t="d"><v>2018-05-01T00:00:00</v></c>',
        "<c><v>1.50</v></c><c><v>1E3</v></c><c><v>?</v></c><c><v>8118048.0</v></c>",
        '<c t="inlineStr"><is><r><t>a</t></r><rPh><t>no</t></rPh><r><t>b</t></r></is></c>',
    ]
    strings = "<si><t>Ulm</t></si><si><r><t>Bad </t></r><rPh><t>no</t></rPh><r><t>Ems_x0042_</t></r></si>"
    found = cells(book(sheet(f"<row>{''.join(kinds)}</row>"), strings=strings))
    assert found == {
        1: ["Ulm", "Bad EmsB", "", "True", "False", "#N/A", "xA", "2018-05-01", "1.5", "1000", "?", "8118048", "ab"]
    }


@pytest.mark.parametrize(
    ("code", "shown", "zeros"),
    [
        ("General", Shown.NUMBER, 0), ("0", Shown.NUMBER, 0), ("0.00", Shown.NUMBER, 0), ("@", Shown.NUMBER, 0),
        ("00000000", Shown.NUMBER, 8), ("dd.mm.yyyy", Shown.DAY, 0), ("m/d/yy h:mm", Shown.DAY, 0),
        ("[$-407]d. mmmm yyyy;@", Shown.DAY, 0), ("mmm yy", Shown.MONTH, 0), ("yyyy", Shown.YEAR, 0),
        ('"seit "yyyy', Shown.YEAR, 0), ("h:mm", Shown.NUMBER, 0), ("mm:ss", Shown.NUMBER, 0), ("yyyy h:mm", Shown.DAY, 0),
        (r"0\ \d", Shown.NUMBER, 0), ("#,##0 [Red]", Shown.NUMBER, 0),
    ],
)  # fmt: skip
def test_a_number_format_says_how_a_number_is_shown(code: str, shown: Shown, zeros: int) -> None:
    assert number_format(code) == NumberFormat(shown, zeros)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("31898", "dd.mm.yyyy", "1987-05-01"), ("31898.75", "dd.mm.yyyy hh:mm", "1987-05-01"), ("31898", "mm/yy", "1987-05"),
        ("31898", "yyyy", "1987"), ("1", "dd.mm.yyyy", "1900-01-01"), ("59", "dd.mm.yyyy", "1900-02-28"),
        ("61", "dd.mm.yyyy", "1900-03-01"), ("8421000", "00000000", "08421000"), ("-5", "000", "-5"),
        ("1e300", "dd.mm.yyyy", "1e300"), ("x", "dd.mm.yyyy", "x"), ("0.5", "0", "0.5"), ("1e20", "0", "1e+20"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_shown(value: str, code: str, text: str) -> None:
    assert number_text(value, number_format(code), FIRST_DAY) == text


@pytest.mark.parametrize("day", [datetime(1987, 5, 1, 13, 30), datetime(1904, 1, 2), datetime(2099, 12, 31)])  # noqa: DTZ001 - because Excel knows no zones
@pytest.mark.parametrize("epoch", [datetime(1899, 12, 30), datetime(1904, 1, 1)])  # noqa: DTZ001 - as above
def test_days_are_counted_from_the_epoch_of_the_workbook(day: datetime, epoch: datetime) -> None:
    made = Workbook()
    made.epoch = epoch
    made.worksheets[0]["A1"] = day
    file = io.BytesIO()
    made.save(file)
    assert cells(file.getvalue()) == {1: [day.date().isoformat()]}


def merged(*ranges: str) -> Callable[[str], bytes]:
    behind = "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in ranges) + "</mergeCells>"
    return lambda rows: book(sheet(rows, behind=behind))


def test_cells_joined_over_rows_hold_their_text_in_each_row_with_content_and_joined_columns_do_not() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
        '<row r="4"><c r="B4"><v>2</v></c></row><row r="5"><c r="B5"><v>2</v></c></row>'
    )
    found = cells(merged("A1:A4", "C1:D1", "B9:B10", "A0", "x:y", "D1:D2")(rows))
    assert found == {1: ["1", "", "3"], 2: ["1", "2"], 4: ["1", "2"], 5: ["", "2"]}


def test_hidden_sheets_come_last_and_are_read_when_asked_for(read: Read) -> None:
    good, other = sheet(HEAD + ROW.format(n=2)), sheet(HEAD + ROW.format(n=7))
    content = book(good, other)
    hidden = packed(
        {
            name: zipfile.ZipFile(io.BytesIO(content))
            .read(name)
            .replace(b'r:id="r1" state="visible"', b'r:id="r1" state="hidden"')
            for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
        }
    )
    assert [row.line for row in read(content).rows] == [2]
    assert [row.line for row in read(hidden).rows] == [7]
    assert [row.line for row in read(hidden, sheet="S1").rows] == [2]
    for wrong in (True, 0, 3, 1.5):
        with pytest.raises(BadFile, match="there is no sheet"):
            read(content, sheet=wrong)


# ── bounds ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def refusal(read: Read, content: bytes) -> str:
    with pytest.raises(BadFile) as caught:
        read(content)
    assert caught.value.text("de") != caught.value.text("en")
    return str(caught.value)


@pytest.mark.parametrize("number", ["999999999", "1048577", "0", "-5"])
def test_a_row_number_that_excel_has_not_is_refused_at_once(read: Read, number: str) -> None:
    content = book(sheet(f'{HEAD}<row r="{number}"><c><v>1</v></c></row>'))
    assert "names a row" in refusal(read, content)


def test_a_stray_cell_in_the_last_row_or_column_costs_nothing(read: Read) -> None:
    rows = f'{HEAD}{ROW.format(n=2)}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    reading = read(book(sheet(rows)))
    assert [row.line for row in reading.rows] == [2]
    assert "nur die ersten 256 Spalten" in reading.report()


def test_a_sheet_without_a_title_is_shown_as_one(read: Read) -> None:
    content = book(
        sheet(HEAD),
        **{
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REFS}"><sheets><sheet r:id="r1"/></sheets></workbook>'
        },
    )
    with pytest.raises(BadFile) as caught:
        read(content, sheet="S1")
    assert isinstance(caught.value.said, Sentence)
    assert caught.value.said.values["titles"] == ("",)


def test_limits_hold_while_a_sheet_streams_past(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_limits, "MOST_SHEET_CELLS", 50)
    assert "more than 50 cells" in refusal(read, book(sheet(f"{HEAD}<row>{'<c/>' * 60}</row>")))
    monkeypatch.undo()
    monkeypatch.setattr(_limits, "MOST_STRINGS", 50)
    assert "more than 50 texts" in refusal(read, book(sheet(HEAD), strings="<si><t/></si>" * 60))
    assert cells(book(sheet(HEAD), strings="<si><t/></si>" * 50))
    monkeypatch.setattr(_limits, "MOST_JOINED", 5)
    assert "more than 5 cells" in refusal(read, merged(*["A1:A2"] * 6)(HEAD))
    monkeypatch.setattr(_limits, "MOST_SHEETS", 2)
    assert "more than 2 sheets" in refusal(read, book(*[sheet(HEAD)] * 3))


def test_a_part_may_not_unpack_to_more_than_it_says(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    content = book(sheet(HEAD + "".join(ROW.format(n=n) for n in range(2, 60))), strings="<si><t>x</t></si>" * 300)
    monkeypatch.setattr(_limits, "LARGEST", len(content) + 9_000)
    whole = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
    assert whole > len(content) + 9_000
    assert "unpacks to more" in refusal(read, content)


def test_the_parts_together_may_not_be_read_again_and_again(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    content = book(*[sheet(HEAD + "".join(ROW.format(n=n) for n in range(2, 22)))] * 12)
    whole = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
    monkeypatch.setattr(_limits, "LARGEST", whole)
    assert len(read(content).rows) == 20
    monkeypatch.setattr("kommunal_partner.adapters.from_tables._workbook._TIMES", 1)
    assert "unpacks to more" in refusal(read, content)


@pytest.mark.parametrize("spaces", [0, 3_000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/worksheets/s1.xml", "xl/workbook.xml", "xl/strings.xml"])
def test_entities_are_refused_before_they_are_read(read: Read, spaces: int, encoding: str, part: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?>{" " * spaces}<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'
    content = book(sheet(HEAD), strings="", **{part: bomb.encode(encoding)})  # type: ignore[arg-type] # because parts are bytes too
    assert "entities" in refusal(read, content)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/workbook.bin": ""}, "binary workbook"),
        ({"content.xml": "<x/>"}, "OpenDocument|OpenOffice"),
        ({"liste.csv": "Stadt"}, "no Excel file"),
        ({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}, "no sheet with cells"),
        ({"xl/workbook.xml": "<workbook>"}, "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(read: Read, parts: dict[str, str], words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read(packed(parts))


def test_a_sheet_that_is_damaged_further_down_is_refused(read: Read) -> None:
    rows = HEAD + "".join(ROW.format(n=n) for n in range(2, 2000))
    assert "damaged" in refusal(read, book(sheet(rows).replace("</sheetData>", "</x>")))


def test_a_text_or_format_that_is_not_there_is_no_text() -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="170"/><xf/><xf numFmtId="300"/></cellXfs></styleSheet>'
    refs = f'<Relationships xmlns="{PACK}"><Relationship Id="r1" Type="{REFS}/worksheet" Target="worksheets/s1.xml"/><Relationship Id="y" Type="{REFS}/styles" Target="styles.xml"/></Relationships>'
    content = book(
        sheet('<row><c s="0"><v>7</v></c><c s="1"><v>7</v></c><c s="2"><v>7</v></c><c s="9"><v>7</v></c></row>'),
        **{"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": refs},
    )
    assert cells(content) == {1: ["007", "7", "7", "7"]}
