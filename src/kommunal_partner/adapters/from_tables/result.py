"""What came of reading a table: rows with their lines, and problems that a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final, Generic, NamedTuple, TypeVar

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import html_table, short_repr
from kommunal_partner.languages import Term, language
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Partnership
from kommunal_partner.verdicts import Sentence

V = TypeVar("V")


class Severity(Enum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _SEVERITIES[self].text(lang)


_SEVERITIES: Final = {
    Severity.ERROR: Term("Fehler", "error"),
    Severity.WARNING: Term("Warnung", "warning"),
    Severity.NOTE: Term("Hinweis", "note"),
}


@frozen(repr=False)
class ReadingProblem:
    """What is wrong with a cell or a row, where, and how much it matters.

    ERROR: what the row says is missing from the result, wholly or in part. WARNING: it was read, but someone should
    look at it. NOTE: good to know. `column` is the table's own header; both it and `value` are None where no single
    cell is to blame, and `value` is None wherever it may hold the name of a person.
    """

    line: int
    column: str | None
    value: str | None
    reason: Sentence
    severity: Severity

    def text(self, lang: str = "de") -> str:
        """The problem in one sentence, with its place."""
        german = language(lang) == "de"
        where = f"Zeile {self.line}" if german else f"line {self.line}"
        if self.column is not None:
            where += f", Spalte „{self.column}“" if german else f', column "{self.column}"'
        if self.value is not None:
            where += f", „{self.value}“" if german else f', "{self.value}"'
        return f"{where}: {self.reason.text(lang)}"

    def __str__(self) -> str:
        return self.text()

    __repr__ = short_repr


class Row(NamedTuple, Generic[V]):
    """A value and the line of the table it stands in."""

    line: int
    value: V


@frozen(repr=False)
class Reading(Generic[V]):
    """What was read from a table.

    `lines` are the lines of all rows that are not blank; each of them stands in `rows`, or in a problem whose severity
    is ERROR. A line stands in several rows where a cell holds several partners. A partnership that stands in several
    lines is one value, merged claim by claim, in a row for each of its lines. What is wrong with a cell is one problem,
    however many partners stand beside it. `columns` tells which header was read as what; `encoding` is None for Excel
    files and for rows. `notes` tells how the table was read.
    """

    rows: tuple[Row[V], ...]
    problems: tuple[ReadingProblem, ...]
    lines: tuple[int, ...]
    name: str = ""
    encoding: str | None = None
    columns: FrozenMap[str, str] = field(factory=FrozenMap)
    notes: tuple[Sentence, ...] = ()

    @property
    def values(self) -> tuple[V, ...]:
        """Each value once, in the order of the table."""
        return tuple(dict.fromkeys(row.value for row in self.rows))

    def __iter__(self) -> Iterator[V]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def of_severity(self, severity: Severity) -> tuple[ReadingProblem, ...]:
        """The problems that matter this much."""
        return tuple([problem for problem in self.problems if problem.severity is severity])

    @property
    def errors(self) -> tuple[ReadingProblem, ...]:
        """The problems that keep something out of the result."""
        return self.of_severity(Severity.ERROR)

    @property
    def is_complete(self) -> bool:
        """Whether all of the table is in the result."""
        return not self.errors

    def report(self, lang: str = "de") -> str:
        """A text for the person who keeps the table: what was read, what must be corrected, what looked at."""
        parts = [self._counts(lang)]
        parts += [f"  {note.text(lang)}" for note in self.notes]
        for severity, heading in _HEADINGS.items():
            problems = self.of_severity(severity)
            if problems:
                parts += ["", heading.text(lang), *(f"  {problem.text(lang)}" for problem in problems)]
        return "\n".join(parts) + "\n"

    def to_rows(self) -> list[dict[str, object]]:
        """The problems as rows with German and English sentences, for a table to send back."""
        return [
            {
                "line": problem.line,
                "column": problem.column,
                "value": problem.value,
                "severity": problem.severity.value,
                "code": problem.reason.reason.code,
                "de": problem.reason.text("de"),
                "en": problem.reason.text("en"),
            }
            for problem in self.problems
        ]

    def _repr_html_(self) -> str:
        """What a notebook shows: how much was read, and the problems; no value, which may hold names."""
        rows = [(one.line, one.column, one.severity.text("de"), one.reason.text("de")) for one in self.problems]
        header = ("Zeile", "Spalte", "Schwere", "Grund")
        return html_table(self._counts("de"), header, rows, of=len(rows))

    def _counts(self, lang: str) -> str:
        counts = (len(self.lines), len(self.values), *(len(self.of_severity(severity)) for severity in Severity))
        head = _COUNTS.text(lang).format(*counts)
        return f"{self.name}: {head}" if self.name else head

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._counts('en')[:150]}>"


@frozen(repr=False)
class PartnershipReading(Reading[Partnership]):
    """What was read from a table of partnerships."""

    @property
    def partnerships(self) -> tuple[Partnership, ...]:
        """Each partnership once, in the order of the table."""
        return self.values

    def _repr_html_(self) -> str:
        """The head of what was read, then the problems."""
        rows = [(row.line, str(row.value)) for row in self.rows]
        return html_table(self._counts("de"), ("Zeile", "Partnerschaft"), rows, of=len(rows)) + super()._repr_html_()

    __repr__ = Reading.__repr__


@frozen(repr=False)
class ParticipantReading(Reading[Participant]):
    """What was read from a table of participants; shows neither names nor ids."""

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Each participant once, in the order of the table."""
        return self.values

    __repr__ = Reading.__repr__


_COUNTS: Final = Term(
    "{} Zeilen mit Inhalt, {} Einträge gelesen; Fehler: {}, Warnungen: {}, Hinweise: {}",
    "{} lines with content, {} entries read; errors: {}, warnings: {}, notes: {}",
)
_HEADINGS: Final = {
    Severity.ERROR: Term(
        "Fehler – fehlt im Ergebnis, bitte in der Tabelle berichtigen:",
        "Errors – missing from the result, please correct the table:",
    ),
    Severity.WARNING: Term("Warnungen – gelesen, bitte prüfen:", "Warnings – read, please check:"),
    Severity.NOTE: Term("Hinweise:", "Notes:"),
}
