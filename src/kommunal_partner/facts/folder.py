"""A folder of fact tables: typed rows out of it, and every problem of every table in one list."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any

from kommunal_partner.errors import BadTable
from kommunal_partner.sources import Confidence, Precision, Source
from kommunal_partner.tables import Column, TableProblem, day, many, member, optional, read_table, required

__all__ = ["CONFIDENCE", "SOURCES", "Folder", "Rows"]

Rows = list[tuple[int, tuple[Any, ...]]]

CONFIDENCE = Column("confidence", member(Confidence))
SOURCES = Column("sources", many(required))


class Folder:
    """The tables of one folder, a missing one taken from `base`; problems are collected, never raised one by one."""

    def __init__(self, root: Traversable, base: Folder | None = None) -> None:
        self.root = root
        self.base = base
        self.problems: list[TableProblem] = []
        self.sources: dict[str, Source] = {}
        self._read_sources()

    def content(self, name: str) -> bytes | None:
        """The bytes of a table, from here or from the base; None if neither has it."""
        file = self.root / name
        if file.is_file():
            return file.read_bytes()
        return None if self.base is None else self.base.content(name)

    def rows(self, name: str, columns: Iterable[Column], *, key: tuple[str, ...] = ()) -> Rows:
        """The typed rows of a table with their lines; none, and its problems noted, if anything is wrong with it."""
        content = self.content(name)
        if content is None:
            self.complain(name, None, None, "the table is missing")
            return []
        try:
            return list(read_table(name, content, columns, key=key))
        except BadTable as error:
            self.problems.extend(error.problems)
            return []

    def complain(self, name: str, line: int | None, column: str | None, reason: str) -> None:
        """Note a problem."""
        self.problems.append(TableProblem(name, line, column, reason))

    def cited(self, name: str, line: int, ids: tuple[str, ...]) -> tuple[Source, ...]:
        """The sources with these ids; an unknown id and a row without any source are problems."""
        try:
            found = tuple([self.sources[one] for one in ids])
        except KeyError:
            unknown = [one for one in ids if one not in self.sources]
            self.complain(name, line, "sources", f"no source is called {', '.join(map(repr, unknown))}")
            return ()
        if not found:
            self.complain(name, line, "sources", "a fact needs a source")
        return found

    def _read_sources(self) -> None:
        columns = (
            Column("id", required),
            Column("text", required),
            Column("url", optional(required)),
            Column("precision", member(Precision)),
            Column("read_on", optional(day)),
        )
        self.sources = {row[0]: Source(*row) for _, row in self.rows("sources.csv", columns, key=("id",))}
