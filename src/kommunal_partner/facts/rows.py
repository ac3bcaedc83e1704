"""Rows of a fact table by the names of their columns, and what is wrong with them as problems of the folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts.folder import Folder
from kommunal_partner.tables import Column, many, required

__all__ = ["WORDS", "Row", "blank_allowed", "check_codes", "named_rows", "noting"]

Row: TypeAlias = dict[str, Any]

WORDS: Final = many(required)


def blank_allowed(text: str) -> str:
    """The text itself, which may be blank."""
    return text


@contextmanager
def noting(folder: Folder, table: str, line: int) -> Iterator[None]:
    """Whatever goes wrong inside on purpose becomes a problem of this line."""
    try:
        yield
    except KommunalPartnerError as error:
        folder.complain(table, line, None, str(error))


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
        if code not in known:
            folder.complain(table, line, "country", f"no country has the code {code!r}")
