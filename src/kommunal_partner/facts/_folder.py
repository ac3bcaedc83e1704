"""A folder of fact tables: typed rows out of it, and every problem of every table in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kommunal_partner._tables import Column, begin_of, day, many, member, optional, read_table, reason_of, required
from kommunal_partner.errors import BadSpan, BadTable, Speaks, TableProblem
from kommunal_partner.facts.sentences import SOURCE, not_called
from kommunal_partner.languages import Term
from kommunal_partner.sources import Confidence, Precision, Source
from kommunal_partner.spans import Span

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


Rows: TypeAlias = Iterator[tuple[int, tuple[Any, ...]]]

MOST_MEGABYTES: Final = 64  # of a table; the largest that is shipped has not one

CONFIDENCE = Column("confidence", member(Confidence))
SOURCES = Column("sources", many(required))


class Folder:
    """The tables of one folder, a missing one taken from `base`; problems are collected, never raised one by one.

    `sources` are the documents known without this folder (those of the base, if left out); its own `sources.csv` adds
    to them, and its rows win.
    """

    def __init__(
        self, root: Traversable, base: Folder | None = None, sources: Mapping[str, Source] | None = None
    ) -> None:
        self.root = root
        self.base = base
        self.problems: list[TableProblem] = []
        self._known = sources
        self._sources: dict[str, Source] | None = None
        self._cited: dict[tuple[str, ...], tuple[Source, ...]] = {}
        self._spans: dict[tuple[date, date | None], Span] = {}

    @property
    def sources(self) -> dict[str, Source]:
        """Every document that a row may cite, by id; read when it is first asked for."""
        if self._sources is None:
            self._sources = self._all_sources()
        return self._sources

    def holds(self, name: str) -> bool:
        """Whether the folder itself, and not only its base, has this table."""
        return (self.root / name).is_file()

    def content(self, name: str) -> bytes | None:
        """The bytes of a table, from here or from the base; None if neither has it.

        Raises:
            OSError: if it cannot be read.
            BadTable: if it is larger than a table may be.
        """
        try:
            with (self.root / name).open("rb") as table:
                content = begin_of(table, MOST_MEGABYTES * 2**20)
        except FileNotFoundError:
            return None if self.base is None else self.base.content(name)
        if len(content) > MOST_MEGABYTES * 2**20:
            de = f"ist größer als {MOST_MEGABYTES} Megabyte"
            reason = Term(de, f"is larger than {MOST_MEGABYTES} megabytes")
            raise BadTable([TableProblem(name, None, None, reason)])
        return content

    def rows(self, name: str, columns: Iterable[Column], *, key: tuple[str, ...] = ()) -> Rows:
        """The typed rows of a table with their lines; none, and its problems noted, if anything is wrong with it."""
        try:
            content = self.content(name)
            if content is not None:
                return read_table(name, content, columns, key=key)
            self.complain(name, None, None, Term("die Tabelle fehlt", "the table is missing"))
        except OSError as error:
            why = error.strerror or type(error).__name__
            self.complain(name, None, None, Term(f"lässt sich nicht lesen: {why}", f"cannot be read: {why}"))
        except BadTable as error:
            self.problems.extend(error.problems)
        return iter(())

    def complain(self, name: str, line: int | None, column: str | None, reason: Speaks) -> None:
        """Note a problem."""
        self.problems.append(TableProblem(name, line, column, reason))

    def cited(self, name: str, line: int, ids: tuple[str, ...]) -> tuple[Source, ...]:
        """The sources with these ids; an unknown id and a row without any source are problems."""
        found = self._cited.get(ids)
        if found is not None:
            return found
        if not ids:
            self.complain(name, line, "sources", Term("ein Fakt braucht eine Quelle", "a fact needs a source"))
            return ()
        unknown = [one for one in ids if one not in self.sources]
        if unknown:
            self.complain(name, line, "sources", not_called(SOURCE, *unknown))
            return ()
        found = self._cited[ids] = tuple([self.sources[one] for one in ids])
        return found

    def span(self, name: str, line: int, start: date, end: date | None) -> Span | None:
        """The days from `start` up to, not including, `end`; None, and a problem, if that is no day."""
        found = self._spans.get((start, end))
        if found is None:
            try:
                found = self._spans[start, end] = Span(start, end)
            except BadSpan as error:
                self.complain(name, line, "end", reason_of(error))
        return found

    def _all_sources(self) -> dict[str, Source]:
        known = dict(self.base.sources) if self._known is None and self.base is not None else dict(self._known or {})
        if known and not self.holds("sources.csv"):
            return known
        columns = (
            Column("id", required),
            Column("text", required),
            Column("url", optional(required)),
            Column("precision", member(Precision)),
            Column("read_on", optional(day)),
        )
        for _, values in self.rows("sources.csv", columns, key=("id",)):
            known[values[0]] = Source(*values)
        return known
