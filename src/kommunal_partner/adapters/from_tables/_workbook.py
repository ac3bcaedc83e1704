"""Excel workbooks (.xlsx, .xlsm) as grids, one for each sheet; bounded while they are unpacked and read.

What a sheet says of its own size is not believed: every row counts. Formulas are not computed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import BinaryIO, Final, NamedTuple

from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._cells import FIRST_DAY, Cleaned
from kommunal_partner.adapters.from_tables._grids import Candidate, CellGrid, Line, refused
from kommunal_partner.adapters.from_tables._worksheet import (
    Joined,
    NumberFormat,
    Sheet,
    SheetRow,
    events_of,
    number_format,
    unescaped,
)
from kommunal_partner.errors import BadFile, MissingExtra
from kommunal_partner.verdicts import Sentence

_FIRST_DAY_OF_1904: Final = date(1904, 1, 1)
_TIMES: Final = 4  # a part is looked into, then read
_TRUE: Final = {"1", "true"}


class SheetPart(NamedTuple):
    """A sheet of a workbook: its title, where it is packed, whether people see it."""

    title: str
    part: str
    is_hidden: bool


def grids_of_workbook(name: str, content: bytes, sheet: str | int | None) -> list[Candidate]:
    """The sheets of a workbook, hidden ones last; or the one of this title, or of this number from 1.

    Raises:
        BadFile: for what is no workbook, is damaged, beyond a limit or has no such sheet; reading raises it too.
        MissingExtra: without openpyxl, whose tables of number formats are used.
    """
    try:
        import openpyxl  # noqa: F401 - because without it the error must name the extra
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    try:
        book = _Workbook(content)
        chosen = _chosen(book.sheets, sheet)
        return [_candidate(name, book, one) for one in sorted(chosen, key=lambda one: one.is_hidden)]
    except BadFile:
        raise
    except Exception as error:  # noqa: BLE001 - because damage ends in errors of many kinds
        raise refused(sentences.DAMAGED, kind=type(error).__name__) from None


def _chosen(sheets: list[SheetPart], sheet: str | int | None) -> list[SheetPart]:
    """The sheets to look at: the one named, counted from 1 or by its title, else all."""
    if not sheets:
        raise refused(sentences.NO_SHEETS)
    if sheet is None:
        return sheets
    if isinstance(sheet, int) and not isinstance(sheet, bool) and 1 <= sheet <= len(sheets):
        return [sheets[sheet - 1]]
    for one in sheets:
        if one.title == sheet:
            return [one]
    titles = tuple([one.title for one in sheets])
    raise refused(sentences.NO_SUCH_SHEET, sheet=repr(sheet), titles=titles)


def _candidate(name: str, book: _Workbook, part: SheetPart) -> Candidate:
    def read() -> CellGrid:
        try:
            return _grid(name, book, part)
        except BadFile:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            raise refused(sentences.DAMAGED, kind=type(error).__name__) from None

    sheet = book.sheet()
    with book.open(part.part) as stream:
        sample = [_line(row) for row in islice(sheet.rows(stream), _limits.SAMPLE)]
    return Candidate(sample, read)


def _line(row: SheetRow) -> Line:
    clean = Cleaned()
    return Line(row.number, [clean[row.cells.get(column, "")] for column in range(max(row.cells, default=-1) + 1)])


def _grid(name: str, book: _Workbook, part: SheetPart) -> CellGrid:
    sheet = book.sheet()
    rows: list[SheetRow] = []
    with book.open(part.part) as stream:
        for row in sheet.rows(stream):
            rows.append(row)
            if len(rows) > _limits.MOST_ROWS:
                raise refused(sentences.TOO_MANY_ROWS, most=_limits.MOST_ROWS)
    rows.sort(key=lambda row: row.number)
    _fill_joined(rows, sheet.joined)
    notes: list[Sentence] = []
    others = tuple([one.title for one in book.sheets if one.title != part.title])
    if others:
        notes.append(Sentence(sentences.OTHER_SHEETS, {"sheet": part.title, "others": others}))
    formulas = sum(row.formulas for row in rows)
    if formulas:
        notes.append(Sentence(sentences.FORMULAS, {"count": formulas}))
    if sheet.is_cut:
        notes.append(Sentence(sentences.COLUMNS_CUT, {"count": _limits.MOST_COLUMNS}))
    unsaved = tuple([(row.number, column) for row in rows for column in row.unsaved])
    lines = [_line(row) for row in rows]
    return CellGrid(name, lines, None, tuple(notes), unsaved, first_day=book.first_day)


def _fill_joined(rows: list[SheetRow], joined: list[Joined]) -> None:
    """Give every row with content the text of the cells that are joined over several rows; joined columns stay one."""
    waiting = sorted((one for one in joined if one.bottom > one.top), key=lambda one: one.top, reverse=True)
    open_until: dict[int, tuple[int, str]] = {}
    for row in rows:
        for column, (bottom, text) in list(open_until.items()):
            if row.number > bottom:
                del open_until[column]
            else:
                row.cells.setdefault(column, text)
        while waiting and waiting[-1].top <= row.number:
            one = waiting.pop()
            text = row.cells.get(one.left, "") if one.top == row.number else ""
            if text:
                open_until[one.left] = (one.bottom, text)


# ── the package ──────────────────────────────────────────────────────────────────────────────────────────────────────


class _Bounded(io.RawIOBase):
    """A part of the package that ends with an error when all parts together grow too large."""

    def __init__(self, book: _Workbook, part: BinaryIO) -> None:
        self._book = book
        self._part = part

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        chunk = self._part.read(size)
        self._book.spend(len(chunk))
        return chunk


class _Workbook:
    """The parts of a workbook that all its sheets share: their list, the texts, the number formats, the first day."""

    def __init__(self, content: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(content))
        self._unpacked = 0
        parts = self._package.infolist()
        names = {part.filename for part in parts}
        if sum(part.file_size for part in parts) > _limits.LARGEST:
            raise refused(sentences.UNPACKS_TOO_LARGE, most=_limits.LARGEST >> 20)
        if "xl/workbook.bin" in names or "content.xml" in names:
            raise refused(sentences.OTHER_WORKBOOK)
        if not any(name == "xl/workbook.xml" or name.endswith(".rels") for name in names):
            raise refused(sentences.NO_EXCEL)
        self._names = names
        for name in sorted(names):
            if name.endswith((".xml", ".rels")):
                self._refuse_entities(name)
        main = next(iter(self._related("", ("officeDocument",)).values()), "xl/workbook.xml")
        related = self._related(main, ("worksheet", "sharedStrings", "styles"))
        self.first_day = FIRST_DAY
        self.sheets = self._sheets(main, related)
        self.strings = self._strings(related)
        self.formats = self._formats(related)

    def sheet(self) -> Sheet:
        """A reader for one of the sheets."""
        return Sheet(self.strings, self.formats, self.first_day)

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked."""
        self._unpacked += size
        if self._unpacked > _TIMES * _limits.LARGEST:
            raise refused(sentences.UNPACKS_TOO_LARGE, most=_limits.LARGEST >> 20)

    def open(self, part: str) -> BinaryIO:
        """A part as a stream of bytes."""
        return _Bounded(self, self._package.open(part))  # type: ignore[return-value,arg-type]  # because only read() is used

    def _refuse_entities(self, part: str) -> None:
        with self._package.open(part) as stream:
            if b"<!DOCTYPE" in stream.read(2048):
                raise refused(sentences.ENTITIES)

    def _related(self, part: str, kinds: tuple[str, ...]) -> dict[str, str]:
        """The parts of these kinds that a part refers to, by their ids; of one kind only, by the kind."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, str] = {}
        if listing not in self._names:
            return found
        with self.open(listing) as stream:
            for name, attributes, _ in events_of(stream):
                if name == "Relationship" and attributes is not None:
                    kind = attributes.get("Type", "").rpartition("/")[2]
                    target = attributes.get("Target", "")
                    if kind in kinds:
                        key = attributes.get("Id", "") if kind == "worksheet" else kind
                        found[key] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return found

    def _sheets(self, main: str, related: dict[str, str]) -> list[SheetPart]:
        sheets: list[SheetPart] = []
        with self.open(main) as stream:
            for element, attributes, _ in events_of(stream):
                if attributes is None:
                    continue
                told = {name.rpartition(":")[2]: value for name, value in attributes.items()}
                if element == "workbookPr" and told.get("date1904", "").lower() in _TRUE:
                    self.first_day = _FIRST_DAY_OF_1904
                if element == "sheet" and related.get(told.get("id", "")) in self._names:
                    is_hidden = told.get("state", "visible") != "visible"
                    sheets.append(SheetPart(told.get("name", ""), related[told["id"]], is_hidden))
        if len(sheets) > _limits.MOST_SHEETS:
            raise refused(sentences.TOO_MANY_SHEETS, most=_limits.MOST_SHEETS)
        return sheets

    def _strings(self, related: dict[str, str]) -> list[str]:
        strings: list[str] = []
        part = related.get("sharedStrings")
        if part is None or part not in self._names:
            return strings
        with self.open(part) as stream:
            for text in _shared_texts(stream):
                strings.append(text)
                if len(strings) > _limits.MOST_STRINGS:
                    raise refused(sentences.TOO_MANY_STRINGS, most=_limits.MOST_STRINGS)
        return strings

    def _formats(self, related: dict[str, str]) -> list[NumberFormat]:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        part = related.get("styles")
        if part is None or part not in self._names:
            return []
        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        formats: list[NumberFormat] = []
        in_cells = False
        with self.open(part) as stream:
            for name, attributes, _ in events_of(stream):
                if name == "cellXfs":
                    in_cells = attributes is not None
                elif name == "numFmt" and attributes is not None:
                    codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
                elif name == "xf" and in_cells and attributes is not None:
                    formats.append(number_format(codes.get(int(attributes.get("numFmtId", 0)), "General")))
        return formats


def _shared_texts(stream: BinaryIO) -> Iterator[str]:
    parts: list[str] = []
    taking = phonetic = False
    for name, attributes, text in events_of(stream):
        if not name:
            if taking:
                parts.append(text)
        elif name == "t":
            taking = attributes is not None and not phonetic
        elif name == "rPh":
            phonetic = attributes is not None
        elif name == "si":
            if attributes is None:
                yield unescaped("".join(parts))
            parts = []
