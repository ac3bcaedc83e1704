"""Rows of a fact table by the names of their columns, and what is wrong with them as problems of the folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, TypeAlias

from kommunal_partner._tables import Column, many, reason_of, required
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts._checks import check_code
from kommunal_partner.facts._folder import Folder
from kommunal_partner.languages import Term, phrase

Row: TypeAlias = dict[str, Any]

WORDS: Final = many(required)


def blank_allowed(text: str) -> str:
    """The text itself, which may be blank."""
    return text


def words_in_both(name: str) -> tuple[Column, Column]:
    """The columns of words that stand in German and in English, side by side."""
    return Column(f"{name}_de", blank_allowed), Column(f"{name}_en", blank_allowed)


def words(row: Row, name: str) -> Term | None:
    """The words of a row in both languages, None where both cells are blank.

    Raises:
        BadModel: where one of the two is blank.
    """
    return phrase(Term(row[f"{name}_de"], row[f"{name}_en"]))


class noting:  # noqa: N801 - because it is read as a verb: with noting(…)
    """Whatever goes wrong inside on purpose becomes a problem of this line."""

    __slots__ = ("_folder", "_line", "_table")

    def __init__(self, folder: Folder, table: str, line: int) -> None:
        self._folder, self._table, self._line = folder, table, line

    def __enter__(self) -> None:
        """Nothing is needed to begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Note the error, if it is one of ours, and go on."""
        if not isinstance(error, KommunalPartnerError):
            return False
        self._folder.complain(self._table, self._line, None, reason_of(error))
        return True


def named_rows(
    folder: Folder, table: str, columns: tuple[Column, ...], key: tuple[str, ...]
) -> Iterator[tuple[int, Row]]:
    """The rows of a table by the names of their columns; `cited` holds the documents that `sources` names."""
    names = [column.name for column in columns]
    for line, values in folder.rows(table, columns, key=key):
        row: Row = dict(zip(names, values, strict=True))
        row["cited"] = folder.cited(table, line, row["sources"])
        yield line, row


def check_codes(folder: Folder, table: str, line: int, codes: Iterable[str], known: Collection[str]) -> None:
    """Note every country code that no country has."""
    for code in codes:
        check_code(folder, table, line, "country", code, known)
