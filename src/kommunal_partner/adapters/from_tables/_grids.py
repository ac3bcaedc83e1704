"""Any table as a grid of texts with line numbers: CSV and Excel files, uploads, and rows of any origin."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, TypeAlias

from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import Cleaned
from kommunal_partner.errors import BadFile, MissingExtra
from kommunal_partner.verdicts import Sentence

Source: TypeAlias = str | PathLike[str] | bytes | BinaryIO | Iterable[Mapping[str, Any]] | Iterable[Sequence[Any]]
"""A path, a binary file such as an upload, its bytes, or rows."""

LARGEST: Final = 64 * 2**20  # bytes of a file, and of what is packed in an Excel file
MOST_COLUMNS: Final = 256
MOST_ROWS: Final = 200_000  # with content: no such list is longer, and each row takes far more memory than its bytes
MOST_CELLS: Final = 4_000  # of a row of CSV
_SAMPLE: Final = 40  # lines in which the header is looked for
_DELIMITERS: Final = ";,\t|"
_SAID: Final = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
_MOJIBAKE: Final = re.compile("Ã[¤¶¼Ÿ„–œ©¨¡\xad]")


class Line(NamedTuple):
    """The number of a line and its cells."""

    number: int
    cells: list[str]


class CellGrid(NamedTuple):
    """The lines of a table and how they were read.

    Blank lines are among them at the beginning only, where the header is looked for; `blank` is the number of the
    others. `formulas` are cells whose result was never saved.
    """

    name: str
    lines: list[Line]
    encoding: str | None = None
    notes: tuple[Sentence, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    blank: int = 0


Judge: TypeAlias = Callable[[list[Line]], tuple[int, int]]
"""How much like the table wanted some lines look."""


def read_grid(source: Source, sheet: str | int | None, judge: Judge) -> CellGrid:
    """The table in a source; of several ways to read it, the one that looks most like the table wanted.

    Raises:
        BadFile: if it is no table, or larger than 64 MiB (Excel files: unpacked).
        MissingExtra: for an Excel file without openpyxl.
    """
    name = ""
    if isinstance(source, (str, PathLike)):
        name = Path(source).name
        with Path(source).open("rb") as file:
            content: object = file.read(LARGEST + 1)
    elif isinstance(source, (bytes, bytearray, memoryview)):
        content = bytes(source)
    elif (read := getattr(source, "read", None)) is not None:
        content = read(LARGEST + 1)
        name = Path(str(getattr(source, "name", ""))).name
    else:
        return _of_rows(source)
    if not isinstance(content, bytes):
        raise BadFile("the file is open as text; open it in binary mode ('rb')")
    if len(content) > LARGEST:
        raise BadFile(f"the file is larger than {LARGEST >> 20} MiB")
    if content.startswith(b"PK\x03\x04"):
        return _of_excel(name, content, sheet, judge)
    return _of_text(name, content, judge)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_rows(rows: Any) -> CellGrid:  # noqa: ANN401 - because callers give anything
    """Mappings are counted from 1; of sequences the first is the header, in line 1."""
    try:
        given: list[Any] = list(rows)
    except TypeError:
        raise BadFile(f"a path, a binary file or rows are wanted, not {type(rows).__name__}") from None
    clean = Cleaned()
    if given and isinstance(given[0], Mapping):
        header: dict[str, None] = {}
        for number, row in enumerate(given, 1):
            if not isinstance(row, Mapping):
                raise BadFile("some rows are mappings and this one is none", number)
            header.update(dict.fromkeys(row))
        lines = [Line(0, [clean.of(name) for name in header])]
        lines += [Line(number, [clean.of(row.get(name)) for name in header]) for number, row in enumerate(given, 1)]
        return CellGrid("", lines)
    lines = []
    for number, row in enumerate(given, 1):
        if not isinstance(row, Sequence) or isinstance(row, (str, bytes)):
            raise BadFile("a row is a mapping or a sequence of cells", number)
        lines.append(Line(number, [clean.of(cell) for cell in row]))
    return CellGrid("", lines)


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_text(name: str, content: bytes, judge: Judge) -> CellGrid:
    text, encoding = _decoded(content)
    notes: list[Sentence] = []
    if encoding == "cp1252" and _MOJIBAKE.search(text):
        notes.append(Sentence(sentences.MIXED_ENCODING))
    said = _SAID.match(text)
    delimiter = said.group(1) if said is not None else _best_delimiter(text, judge)
    clean = Cleaned()
    cleaned = (Line(number, [clean[cell] for cell in cells]) for number, cells in _records(text, delimiter))
    lines, blank = _kept(cleaned)
    if said is not None:
        lines = lines[1:]
    shown = {"\t": "Tab"}.get(delimiter, delimiter)
    notes.insert(0, Sentence(sentences.READ_AS, {"encoding": encoding, "delimiter": shown}))
    return CellGrid(name, lines, encoding, tuple(notes), blank=blank)


def _kept(lines: Iterable[Line]) -> tuple[list[Line], int]:
    """The lines without the blank ones below the beginning, and the number of these."""
    kept: list[Line] = []
    blank = 0
    for line in lines:
        if len(kept) < _SAMPLE or any(line.cells):
            kept.append(line)
        else:
            blank += 1
        if len(kept) > MOST_ROWS:
            raise BadFile(f"the table has more than {MOST_ROWS} rows")
    return kept, blank


_FOREIGN: Final = {
    b"\xd0\xcf\x11\xe0": "this is an old Excel file (.xls); save it as .xlsx or CSV",
    b"%PDF": "this is a PDF; a table as CSV or .xlsx is wanted",
    b"{\\rtf": "this is a text document; a table as CSV or .xlsx is wanted",
}


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-16 and UTF-8 by their marks, UTF-8 if it is that throughout, else cp1252."""
    for magic, complaint in _FOREIGN.items():
        if content.startswith(magic):
            raise BadFile(complaint)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data" or len(encodings) == 1:
                line = content.count(b"\n", 0, error.start) + 1
                raise BadFile(f"the file is cut off or damaged inside a character ({encoding})", line) from None
        else:
            if "\x00" in text:
                raise BadFile("the file holds zero bytes; it is no text")
            return text, encoding
    raise AssertionError("latin-1 reads every byte")  # pragma: no cover - because it does


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_not_too_wide(text, delimiter), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(
            f"the record that begins here cannot be read ({error}); look at its quotation marks", line
        ) from None


def _not_too_wide(text: str, delimiter: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if line.count(delimiter) > MOST_CELLS:
            raise BadFile(f"the line has more than {MOST_CELLS} cells", number)
        yield line


def _best_delimiter(text: str, judge: Judge) -> str:
    """The separator with which the beginning looks most like the table wanted."""
    best, most = _DELIMITERS[0], (-1, 0, 0)
    clean = Cleaned()
    for delimiter in _DELIMITERS:
        sample: list[Line] = []
        with suppress(BadFile):  # the lines before the one that cannot be read tell enough
            sample.extend(
                Line(number, [clean[cell] for cell in cells])
                for number, cells in islice(_records(text, delimiter), _SAMPLE)
            )
        widths = [len(line.cells) for line in sample if len(line.cells) > 1]
        score = (*judge(sample), max(map(widths.count, widths), default=0))
        if score > most:
            best, most = delimiter, score
    return best


# ── Excel ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_excel(name: str, content: bytes, sheet: str | int | None, judge: Judge) -> CellGrid:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    _check_package(content)
    try:
        # openpyxl warns of whatever it does not keep (styles, drop-down lists), none of which is read here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            titles = [one.title for one in values.worksheets]
            chosen = _chosen(titles, sheet)
            grids = [(title, *_kept(_lines_of(values[title]))) for title in chosen]
            best = max(range(len(grids)), key=lambda at: (judge(grids[at][1][:_SAMPLE]), -at))
            title, lines, blank = grids[best]
            unsaved, count = _formulas(formulas[title], lines)
    except BadFile:
        raise
    except Exception as error:  # noqa: BLE001 - because openpyxl fails wherever damage meets its code, with any error
        raise BadFile(f"the Excel file is damaged: {type(error).__name__}") from None
    notes: list[Sentence] = []
    others = tuple([other for other in titles if other != title])
    if others:
        notes.append(Sentence(sentences.OTHER_SHEETS, {"sheet": title, "others": others}))
    if count:
        notes.append(Sentence(sentences.FORMULAS, {"count": count}))
    if any(len(line.cells) >= MOST_COLUMNS for line in lines):
        notes.append(Sentence(sentences.COLUMNS_CUT, {"count": MOST_COLUMNS}))
    return CellGrid(name, lines, None, tuple(notes), unsaved, blank)


def _check_package(content: bytes) -> None:
    """Refuse archives that are no Excel file, that unpack to far more than they are, or that define entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > LARGEST:
                raise BadFile(f"the Excel file unpacks to more than {LARGEST >> 20} MiB")
            if not any(part.filename == "xl/workbook.xml" or part.filename.endswith(".rels") for part in parts):
                raise BadFile("this is a ZIP archive and no Excel file; unpack it first")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as file:
                        if b"<!DOCTYPE" in file.read(2048):
                            raise BadFile("the Excel file defines entities of its own, which no Excel does")
    except BadFile:
        raise
    except Exception as error:  # noqa: BLE001 - because zipfile fails on damage with errors of many kinds
        raise BadFile(f"the Excel file is damaged: {type(error).__name__}") from None


def _chosen(titles: list[str], sheet: str | int | None) -> list[str]:
    """The sheets to look at: the one named, counted from 1 or by its title, else all."""
    if not titles:
        raise BadFile("the Excel file has no sheet with cells")
    if sheet is None:
        return titles
    if isinstance(sheet, int) and 1 <= sheet <= len(titles):
        return [titles[sheet - 1]]
    if sheet in titles:
        return [str(sheet)]
    raise BadFile(f"there is no sheet {sheet!r}; there are: {', '.join(titles)}")


def _lines_of(sheet: Any) -> Iterator[Line]:  # noqa: ANN401 - because openpyxl's read-only sheets have no public type
    clean = Cleaned()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        cells = [clean.of(cell) for cell in row]
        while cells and not cells[-1]:
            del cells[-1]
        yield Line(number, cells)


def _formulas(sheet: Any, lines: list[Line]) -> tuple[tuple[tuple[int, int], ...], int]:  # noqa: ANN401 - as above
    """The formulas without a saved result, as line and column, and the number of all formulas."""
    unsaved: list[tuple[int, int]] = []
    count = 0
    saved = {line.number: line.cells for line in lines}
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        for column, cell in enumerate(row):
            if cell.data_type == "f":
                count += 1
                cells = saved.get(number, [])
                if column >= len(cells) or not cells[column]:
                    unsaved.append((number, column))
    lost = {number for number, _ in unsaved} - saved.keys()
    if lost:
        lines.extend(Line(number, []) for number in lost)
        lines.sort()
    return tuple(unsaved), count
