"""The table of country codes: ISO 3166-1, the user-assigned codes in use, and the codes withdrawn since 1974."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from attrs import frozen

from kommunal_partner._tables import Column, many, member, optional, read_table, required, shipped_tables
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term


class CodeKind(Enum):
    """Who gave the code: in ISO 3166-1 today, assigned by its users, or withdrawn (ISO 3166-3)."""

    ISO = "iso"
    USER_ASSIGNED = "user_assigned"
    WITHDRAWN = "withdrawn"


@frozen
class Code:
    """A row of the table: the codes of one country, its reviewed names, and what came after it if it is withdrawn."""

    alpha3: str
    alpha2: str
    numeric: str | None
    kind: CodeKind
    successors: tuple[str, ...]
    name_de: str
    name_en: str
    official_de: str | None
    official_en: str | None
    note: str | None
    source: str


def numeric_code(text: str) -> str:
    """The text itself, if it has three digits."""
    if re.fullmatch("[0-9]{3}", text) is None:
        raise BadModel(Term(f"{text!r} hat nicht drei Ziffern", f"{text!r} has not three digits"))
    return text


_COLUMNS = (
    Column("alpha3", required),
    Column("alpha2", required),
    Column("numeric", optional(numeric_code)),
    Column("kind", member(CodeKind)),
    Column("successors", many(required)),
    Column("name_de", required),
    Column("name_en", required),
    Column("official_de", optional(required)),
    Column("official_en", optional(required)),
    Column("note", optional(required)),
    Column("source", required),
)


def table_content(name: str) -> bytes:
    """The bytes of a table that lies beside this module."""
    return (shipped_tables("kommunal_partner.countries", __file__) / name).read_bytes()


@lru_cache(maxsize=1)
def codes() -> dict[str, Code]:
    """Every row by its alpha-3 code, in the order of the codes; read once, not to be changed."""
    rows = read_table("codes.csv", table_content("codes.csv"), _COLUMNS, key=("alpha3",))
    return {values[0]: Code(*values) for _, values in rows}
