"""The rows of a table with its header found: cells by field, and what must be said about whole lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._above import Above, Cells, at_column
from kommunal_partner.adapters.from_tables._columns import Columns, Fields
from kommunal_partner.adapters.from_tables._findings import CellFinding
from kommunal_partner.adapters.from_tables._footers import is_footer
from kommunal_partner.adapters.from_tables._grids import CellGrid, Line, Source, content_of
from kommunal_partner.adapters.from_tables._header import Choice, Header, best_grid, find_header, wanted
from kommunal_partner.adapters.from_tables._meanings import settle
from kommunal_partner.adapters.from_tables._records import grids_of_records
from kommunal_partner.adapters.from_tables._text import grids_of_text
from kommunal_partner.adapters.from_tables._workbook import grids_of_workbook
from kommunal_partner.adapters.from_tables.result import ReadingProblem, Severity
from kommunal_partner.verdicts import Sentence

_SHOWN: Final = 80  # characters of a cell in a problem


class ReadTable(NamedTuple):
    """What every reading tells of its table, whatever it holds; the arguments of `Reading` but for its rows."""

    problems: tuple[ReadingProblem, ...]
    lines: tuple[int, ...]
    name: str
    encoding: str | None
    columns: FrozenMap[str, str]
    notes: tuple[Sentence, ...]


class Table:
    """A table with its header found; collects problems while its rows are read.

    Of a table about people no problem shows a value, and no error the cells of its first lines.
    """

    def __init__(
        self, source: Source, sheet: str | int | None, fields: Fields, columns: Columns | None, *, of_people: bool
    ) -> None:
        own = wanted(fields, columns)
        given = content_of(source)
        if given is None:
            candidates = grids_of_records(source)
        elif given[1].startswith(b"PK\x03\x04"):
            candidates = grids_of_workbook(*given, sheet)
        else:
            candidates = grids_of_text(*given)
        self.grid: CellGrid = best_grid(candidates, fields, own)
        header = find_header(self.grid, fields, own, quote=not of_people)
        self.header: Header
        self.header, self._notes = settle(header, self.grid, fixed=own)
        self.problems: list[ReadingProblem] = []
        self.lines: list[int] = []
        self._of_people = of_people
        self._blank = self.grid.blank
        self._shown_at: Mapping[str, int] = self.header.at
        self._fields = {column: field for field, column in self.header.at.items()}

    def has(self, field: str) -> bool:
        """Whether the table has a column for the field."""
        return field in self.header.at

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows that are entries, several of a line in wide tables; other lines are told, and blank ones counted."""
        doubtful = dict(self.grid.doubtful)
        unsaved = _by_line(self.grid.formulas)
        head = [title for title in map(_bare, self.header.titles) if title]
        above = Above(self.header, self.grid)
        width = max((column for column, title in enumerate(self.header.titles, 1) if title), default=0)
        for line in self.grid.lines[self.header.begin :]:
            if not any(line.cells) and line.number not in unsaved and line.broken is None:
                self._blank += 1
                continue
            if line.broken is None and self._is_no_entry(line, head):
                continue
            cells = self._cells(line)
            if line.broken is None and above.is_heading(line, cells):
                self.problem(line.number, None, Sentence(sentences.HEADING), Severity.NOTE)
                continue
            self.lines.append(line.number)
            if line.broken is not None:
                self.problem(line.number, None, line.broken, Severity.ERROR)
                continue
            if any(line.cells[width:]):
                self.problem(line.number, None, Sentence(sentences.TOO_MANY_CELLS), Severity.ERROR)
                continue
            if line.number in doubtful:
                self.problem(line.number, None, doubtful[line.number], Severity.WARNING)
            self._unsaved(line.number, unsaved.get(line.number, ()))
            first = above.complete(line.number, cells)
            if first is not None:
                said = Sentence(sentences.FILLED_DOWN, {"first": first})
                self.problem(line.number, "name", said, Severity.WARNING)
            yield from ((line.number, row) for row in self._apart(line, cells))

    def _apart(self, line: Line, cells: Cells) -> Iterator[Cells]:
        """The row, or one row for each of the partners that stand in it side by side."""
        filled = [group for group in self.header.groups if at_column(line.cells, group.at["partner"])]
        for group in filled:
            self._shown_at = {**self.header.at, **group.at}
            yield Cells(
                cells | dict(group.fixed) | {field: at_column(line.cells, column) for field, column in group.at.items()}
            )
        self._shown_at = dict(self.header.at)
        if not filled:
            yield cells

    def _is_no_entry(self, line: Line, head: Sequence[str]) -> bool:
        """Whether a line is a footer or the header once more, and said to be so."""
        if is_footer(line.cells):
            self.problem(line.number, None, Sentence(sentences.FOOTER), Severity.NOTE)
            return True
        if self.header.line and _is_header(line.cells, head):
            self.problem(line.number, None, Sentence(sentences.HEADER_AGAIN), Severity.NOTE)
            return True
        return False

    def _cells(self, line: Line) -> Cells:
        """The cells of a line by field; what is longer than a cell of a list ever is is left out and said to be so."""
        row = Cells()
        for column, cell in enumerate(line.cells):
            field = self._fields.get(column)
            if field is None or not cell:
                continue
            if len(cell) > _limits.LONGEST_CELL:
                said = Sentence(sentences.CELL_TOO_LONG, {"most": _limits.LONGEST_CELL})
                self.problem(line.number, field, said, Severity.WARNING)
                continue
            row[field] = cell
        for choice in self.header.choices:
            cell = line.cells[choice.column] if choice.column < len(line.cells) else ""
            value = _chosen(choice, cell)
            if value:
                row[choice.field] = f"{row[choice.field]}; {value}" if row[choice.field] else value
        return row

    def _unsaved(self, line: int, columns: Iterable[int]) -> None:
        for column in columns:
            if column in self._fields:
                said = Sentence(sentences.FORMULA_WITHOUT_VALUE)
                self.problem(line, self._fields[column], said, Severity.WARNING)

    def problem(
        self, line: int, field: str | None, reason: Sentence, severity: Severity, value: str | None = None
    ) -> None:
        """Note a problem with the cell of a field, or with the row."""
        at = None if field is None else self._shown_at.get(field)
        column = None if at is None else self.header.titles[at]
        shown = None if column is None or not value or self._of_people else value[: 2 * _SHOWN].replace("\n", " / ")
        if shown is not None and len(shown) > _SHOWN:
            shown = shown[: _SHOWN - 1] + "…"
        said = _hidden(reason) if self._of_people else reason
        self.problems.append(ReadingProblem(line, column, shown, said, severity))

    def say(self, line: int, row: Mapping[str, str], findings: Iterable[CellFinding]) -> None:
        """Note what was found about cells of a row."""
        for field, reason, severity in findings:
            self.problem(line, field, reason, severity, row[field])

    def told(self) -> ReadTable:
        """What there is to tell after the last row."""
        header = self.header
        notes = [*self.grid.notes, *self._notes]
        if header.line > 1:
            notes.append(Sentence(sentences.HEADER_IN_LINE, {"line": header.line}))
        read = {*header.at.values(), *(choice.column for choice in header.choices)}
        read |= {column for group in header.groups for column in group.at.values()}
        unused = tuple([title[:_SHOWN] for column, title in enumerate(header.titles) if title and column not in read])
        if unused and header.line + header.begin > 0:
            notes.append(Sentence(sentences.UNUSED_COLUMNS, {"columns": unused}))
        if self._blank:
            notes.append(Sentence(sentences.BLANK_LINES, {"count": self._blank}))
        # Several partners of a row share its cells: what is wrong with one of those is said once.
        problems = sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line)
        columns = FrozenMap((field, header.titles[column]) for field, column in header.at.items())
        return ReadTable(tuple(problems), tuple(self.lines), self.grid.name, self.grid.encoding, columns, tuple(notes))


def _is_header(cells: Sequence[str], head: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == len(head) and all(_bare(cell) == title for cell, title in zip(filled, head, strict=True))


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


_YES: Final = {"ja", "yes", "y", "j", "x", "true", "wahr", "1", "ausgewaehlt", "checked", "✓"}
_OTHER: Final = {"sonstige", "sonstiges", "andere", "anderes", "weitere", "other", "others"}
_NO: Final = {"", "nein", "no", "n", "false", "falsch", "0", "nicht ausgewaehlt", "unchecked", "n a"}


_FROM_CELLS: Final = {"text", "word", "name", "names"}
"""The values of sentences that repeat what stands in a cell."""


def _hidden(said: Sentence) -> Sentence:
    """The sentence with an ellipsis for what it repeats of a cell, which may be a name."""
    values = {
        name: "…" if name in _FROM_CELLS else _hidden(value) if isinstance(value, Sentence) else value
        for name, value in said.values.items()
    }
    return Sentence(said.reason, values)


def _chosen(choice: Choice, cell: str) -> str:
    """The value that a crossed cell stands for; what was written beside "other"; nothing for a no."""
    word = fold(cell)
    if word in _NO:
        return ""
    if fold(choice.value) in _OTHER:
        return "" if word in _YES else cell
    return choice.value if word in _YES or choice.field == "languages" else ""


def _by_line(formulas: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for line, column in formulas:
        found.setdefault(line, []).append(column)
    return found
