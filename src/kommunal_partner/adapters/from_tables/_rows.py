"""The rows of a table with its header found: cells by field, and what must be said about whole lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._columns import Columns, Fields
from kommunal_partner.adapters.from_tables._findings import CellFinding
from kommunal_partner.adapters.from_tables._grids import CellGrid, Line, Source, content_of
from kommunal_partner.adapters.from_tables._header import Choice, Header, best_grid, find_header, wanted
from kommunal_partner.adapters.from_tables._meanings import settle
from kommunal_partner.adapters.from_tables._records import grids_of_records
from kommunal_partner.adapters.from_tables._text import grids_of_text
from kommunal_partner.adapters.from_tables._workbook import grids_of_workbook
from kommunal_partner.adapters.from_tables.result import ReadingProblem, Severity
from kommunal_partner.verdicts import Sentence

_SHOWN: Final = 80  # characters of a cell in a problem


class Cells(dict[str, str]):
    """The cells of a row by field; blank for a field the table has not."""

    def __missing__(self, field: str) -> str:
        return ""


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
        above = Above(self._is_filled_down())
        for line in self.grid.lines[self.header.begin :]:
            if not any(line.cells) and line.number not in unsaved and line.broken is None:
                self._blank += 1
                continue
            if line.broken is None and self._is_no_entry(line, head):
                continue
            cells = self._cells(line)
            if above.is_heading(line.number, cells) and line.broken is None:
                self.problem(line.number, "name", Sentence(sentences.HEADING), Severity.NOTE)
                continue
            self.lines.append(line.number)
            if line.broken is not None:
                self.problem(line.number, None, line.broken, Severity.ERROR)
                continue
            if any(line.cells[self._width :]):
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

    def _is_filled_down(self) -> bool:
        """Whether the municipality stands only in the first of its rows: in a quarter of them it is missing."""
        at = [self.header.at.get(field) for field in ("name", "partner", "key", "unit_id")]
        name, partner, *keys = at
        if name is None or partner is None or self.header.groups:
            return False
        named = [
            any(_at(line.cells, column) for column in (name, *keys))
            for line in self.grid.lines[self.header.begin :]
            if _at(line.cells, partner) and not is_footer(line.cells)
        ]
        return named.count(False) > 1 and named.count(False) * 4 >= len(named)

    def _apart(self, line: Line, cells: Cells) -> Iterator[Cells]:
        """The row, or one row for each of the partners that stand in it side by side."""
        filled = [group for group in self.header.groups if _at(line.cells, group.at["partner"])]
        for group in filled:
            self._shown_at = {**self.header.at, **group.at}
            yield Cells(
                cells | dict(group.fixed) | {field: _at(line.cells, column) for field, column in group.at.items()}
            )
        self._shown_at = dict(self.header.at)
        if not filled:
            yield cells

    @property
    def _width(self) -> int:
        titles = self.header.titles
        return max((column for column, title in enumerate(titles, 1) if title), default=0)

    def _is_no_entry(self, line: Line, head: Sequence[str]) -> bool:
        """Whether a line is a footer or the header once more, and said to be so."""
        if is_footer(line.cells):
            self.problem(line.number, None, Sentence(sentences.FOOTER), Severity.NOTE)
            return True
        if self.header.line and [_bare(cell) for cell in line.cells if cell] == head:
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


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


def _at(cells: Sequence[str], column: int | None) -> str:
    return "" if column is None or column >= len(cells) else cells[column]


# ── what stands above ────────────────────────────────────────────────────────────────────────────────────────────────

_DITTO: Final = frozenset(
    {'"', "''", "„", "“", "”", "〃", '-"-', "-„-", "-“-", "dto", "dto.", "dito", "ditto", "s.o.", "s. o.", "wie oben"}
)
_REPEATED: Final = ("name", "state", "country", "name_country", "forms", "stages", "since", "delegation")
_OF_HOME: Final = ("name", "key", "unit_id", "state", "name_country")


class Above:
    """What rows above say that a row leaves out: by a ditto mark, or in tables filled only where something changes."""

    def __init__(self, is_filled_down: bool) -> None:  # noqa: FBT001 - because it is all there is to say
        self._is_filled_down = is_filled_down
        self._last = Cells()
        self._home = Cells()
        self._line: int | None = None

    def is_heading(self, line: int, row: Cells) -> bool:
        """Whether a row names nothing but the municipality of the rows below it."""
        if not self._is_filled_down or not row["name"] or row.keys() - set(_OF_HOME):
            return False
        self._home, self._line = row, line
        return True

    def complete(self, line: int, row: Cells) -> int | None:
        """Put in what stands above; the line that the municipality was taken from, if the row named none."""
        for field in _REPEATED:
            if row[field] in _DITTO:
                row[field] = self._last[field]
        self._last = row
        if not self._is_filled_down:
            return None
        if any(row[field] for field in ("name", "key", "unit_id")):
            self._home, self._line = Cells({field: row[field] for field in _OF_HOME}), line
            return None
        row.update({field: self._home[field] for field in _OF_HOME if self._home[field]})
        return self._line


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


# ── footers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_SUM: Final = re.compile(
    r"(?:gesamt|insgesamt|summe|zwischensumme|gesamtsumme|gesamtzahl|gesamtanzahl|anzahl|total|sum|subtotal|count)\b"
    r"[\s\w:=()/-]*|\d+\s+(?:partnerschaften|einträge|kommunen|personen|teilnehmende|teilnehmer|zeilen|datensätze)",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(
    r"[*†‡]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]|\(?\d{1,2}\)\s|\[\d{1,2}\]\s|©|"
    r"(?:quellen?|stand|hinweise?|anmerkung(?:en)?|bemerkung(?:en)?|erläuterung(?:en)?|legende|erstellt|exportiert|export|druckdatum|"
    r"rückfragen|kontakt|ansprechpartner(?:in)?|datenschutz|copyright|source|notes?|as of|generated|created|"
    r"letzte aktualisierung|aktualisiert)\b\s*(?::|am\b|vom\b|an\b|der\b|des\b|\d|\()|"
    r"(?:alle|sämtliche|die) angaben\b|angaben (?:der|laut|nach|ohne)\b|ende der (?:liste|tabelle)|seite \d+|page \d+|"
    r"ohne gewähr|k\. ?a\. ?=|p\s*=\s*\w+",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(r"-?[\d.,]+\s*%?")


def is_footer(cells: Sequence[str]) -> bool:
    """Whether a row is a sum or a remark below a table, and no entry.

    >>> is_footer(["Summe: 9"]), is_footer(["* Angaben der Kommunen"]), is_footer(["Ulm", "9"])
    (True, True, False)
    """
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    first, *others = filled
    if _SUM.fullmatch(first) and all(map(_AMOUNT.fullmatch, others)):
        return True
    return not others and len(first) > 2 and _REMARK.match(first) is not None  # noqa: PLR2004 - because a lone sign is no remark
