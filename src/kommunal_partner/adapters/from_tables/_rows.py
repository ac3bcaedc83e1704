"""One table being read: its grid, its header, what was found so far, and the reading in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._columns import Columns, Fields, Header, find_header, score, wanted
from kommunal_partner.adapters.from_tables._findings import CellFinding
from kommunal_partner.adapters.from_tables._grids import CellGrid, Source, read_grid
from kommunal_partner.adapters.from_tables.result import Reading, ReadingProblem, Row, Severity
from kommunal_partner.verdicts import Sentence

V = TypeVar("V")

_SHOWN = 80  # characters of a cell in a problem


class Cells(dict[str, str]):
    """The cells of a row by field; blank for a field the table has not."""

    def __missing__(self, field: str) -> str:
        return ""


class Table:
    """A table with its header found; collects problems while its rows are read."""

    def __init__(
        self,
        source: Source,
        sheet: str | int | None,
        fields: Fields,
        columns: Columns | None,
        *,
        secret: frozenset[str],
    ) -> None:
        """Find the header; of `secret` fields no problem shows the value."""
        own = wanted(fields, columns)
        self.grid: CellGrid = read_grid(source, sheet, lambda lines: score(lines, fields, own))
        self.header: Header = find_header(self.grid.name or "table", self.grid.lines, fields, own)
        self.problems: list[ReadingProblem] = []
        self.lines: list[int] = []
        self._secret = secret
        self._blank = self.grid.blank

    def has(self, field: str) -> bool:
        """Whether the table has a column for the field."""
        return field in self.header.at

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows that are not blank; one with more cells than the header is a problem and no row."""
        width = len(self.header.titles)
        while width and not self.header.titles[width - 1]:
            width -= 1
        at = list(self.header.at.items())
        unsaved = _by_line(self.grid.formulas)
        for number, cells in self.grid.lines[self.header.begin :]:
            if not any(cells) and number not in unsaved:
                self._blank += 1
                continue
            self.lines.append(number)
            if len(cells) > width and any(cells[width:]):
                self.problem(number, None, Sentence(sentences.TOO_MANY_CELLS), Severity.ERROR)
                continue
            size = len(cells)
            row = Cells([(field, cells[column]) for field, column in at if column < size])
            if unsaved:
                self._unsaved(number, unsaved.get(number, ()))
            yield number, row

    def _unsaved(self, line: int, columns: Iterable[int]) -> None:
        fields = {column: field for field, column in self.header.at.items()}
        for column in columns:
            if column in fields:
                self.problem(line, fields[column], Sentence(sentences.FORMULA_WITHOUT_VALUE), Severity.WARNING)

    def problem(
        self, line: int, field: str | None, reason: Sentence, severity: Severity, value: str | None = None
    ) -> None:
        """Note a problem with the cell of a field, or with the row."""
        at = None if field is None else self.header.at.get(field)
        column = None if at is None else self.header.titles[at]
        shown = None if column is None or not value or field in self._secret else value.replace("\n", " / ")
        if shown is not None and len(shown) > _SHOWN:
            shown = shown[: _SHOWN - 1] + "…"
        self.problems.append(ReadingProblem(line, column, shown, reason, severity))

    def say(self, line: int, row: Mapping[str, str], findings: Iterable[CellFinding]) -> None:
        """Note what was found about cells of a row."""
        for field, reason, severity in findings:
            self.problem(line, field, reason, severity, row[field])

    def reading(self, rows: Iterable[Row[V]]) -> Reading[V]:
        """The result."""
        header = self.header
        notes = list(self.grid.notes)
        if header.line > 1:
            notes.append(Sentence(sentences.HEADER_IN_LINE, {"line": header.line}))
        read = set(header.at.values())
        unused = tuple([title[:_SHOWN] for column, title in enumerate(header.titles) if title and column not in read])
        if unused and header.line + header.begin > 0:
            notes.append(Sentence(sentences.UNUSED_COLUMNS, {"columns": unused}))
        if self._blank:
            notes.append(Sentence(sentences.BLANK_LINES, {"count": self._blank}))
        return Reading(
            rows=tuple(rows),
            # Several partners of a row share its cells: what is wrong with one of those is said once.
            problems=tuple(sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line)),
            lines=tuple(self.lines),
            name=self.grid.name,
            encoding=self.grid.encoding,
            columns=FrozenMap((field, header.titles[column]) for field, column in header.at.items()),
            notes=tuple(notes),
        )


def _by_line(formulas: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for line, column in formulas:
        found.setdefault(line, []).append(column)
    return found
