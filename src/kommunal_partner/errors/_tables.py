"""Errors of tables and files."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from kommunal_partner.errors._base import KommunalPartnerError, Speaks, in_language, is_english, shown


@frozen(repr=False)
class TableProblem:
    """What is wrong with a table, and where; lines count from 1, the header being line 1."""

    table: str
    line: int | None
    column: str | None
    reason: str | Speaks

    def text(self, lang: str = "de") -> str:
        """The problem with its place; a reason that is one text is the same in both."""
        line = "line" if is_english(lang) else "Zeile"
        where = [self.table]
        where += [] if self.line is None else [f"{line} {self.line}"]
        where += [] if self.column is None else [self.column]
        return f"{', '.join(where)}: {in_language(self.reason, lang)}"

    def __repr__(self) -> str:
        return f"<{str(self)[:190]}>"

    def __str__(self) -> str:
        return self.text("en")


class BadTable(KommunalPartnerError, ValueError):
    """A table that is not as it must be; `.problems` holds every reason found, not only the first."""

    def __init__(self, problems: Iterable[TableProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__()
        self.args = (self.problems,)

    def text(self, lang: str = "de") -> str:
        """Every problem, a line each."""
        return "\n".join(problem.text(lang) for problem in self.problems)


class BadFacts(BadTable):
    """Tables that are well formed one by one, but contradict one another."""


class MissingFile(KommunalPartnerError, FileNotFoundError):
    """There is no file at a path that is to be read."""

    def __init__(self, path: str, suggestions: Iterable[str] = ()) -> None:
        super().__init__("", argument="source", value=path, suggestions=tuple(suggestions))
        self.args = (path, self.suggestions)
        self.path = path

    def text(self, lang: str = "de") -> str:
        """The path, and what may have been meant."""
        there_is_no = "there is no file {}" if is_english(lang) else "eine Datei {} gibt es nicht"
        return there_is_no.format(shown(self.path)) + self._hint(lang)


class BadFile(KommunalPartnerError, ValueError):
    """A file that is not what it is read as; `.line` counts from 1 where a line is to blame."""

    def __init__(self, reason: str | Speaks, line: int | None = None) -> None:
        super().__init__(reason)
        self.args = (reason, line)
        self.line = line

    @property
    def reason(self) -> str:
        """What is wrong, in English."""
        return in_language(self.said, "en")

    def text(self, lang: str = "de") -> str:
        """What is wrong, and in which line."""
        where = "" if self.line is None else f"{'line' if is_english(lang) else 'Zeile'} {self.line}: "
        return where + super().text(lang)
