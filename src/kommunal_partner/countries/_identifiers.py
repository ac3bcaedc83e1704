"""The table of what other registers call a country: DAC codes, Wikidata, GeoNames, numbers that are out of use."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from kommunal_partner._tables import Column, member, optional, read_table, required
from kommunal_partner.countries._codes import table_content


class Scheme(Enum):
    """The register that gives the identifier."""

    DAC = "dac"
    FORMER_NUMERIC = "former_numeric"
    GEONAMES = "geonames"
    WIKIDATA = "wikidata"


_COLUMNS = (
    Column("alpha3", required),
    Column("scheme", member(Scheme)),
    Column("value", required),
    Column("note", optional(required)),
    Column("source", required),
)

SHAPES = {
    Scheme.DAC: re.compile("[1-9][0-9]{1,2}"),
    Scheme.FORMER_NUMERIC: re.compile("[0-9]{3}"),
    Scheme.GEONAMES: re.compile("[1-9][0-9]{0,9}"),
    Scheme.WIKIDATA: re.compile("Q[1-9][0-9]{0,11}"),
}


@lru_cache(maxsize=1)
def identifiers() -> dict[Scheme, dict[str, str]]:
    """The identifier of each country in each register, by alpha-3; of former numbers the last; not to be changed."""
    found: dict[Scheme, dict[str, str]] = {scheme: {} for scheme in Scheme}
    for alpha3, scheme, value in _rows():
        found[scheme][alpha3] = value
    return found


@lru_cache(maxsize=len(Scheme))
def holders(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Who has each identifier of a register, as alpha-3; not to be changed.

    The DAC code 63 is that of three countries, one after the other; 058 was that of two together.
    """
    found: dict[str, tuple[str, ...]] = {}
    for alpha3, one, value in _rows():
        if one is scheme:
            found[value] = (*found.get(value, ()), alpha3)
    return found


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, Scheme, str], ...]:
    key = ("alpha3", "scheme", "value")
    rows = read_table("identifiers.csv", table_content("identifiers.csv"), _COLUMNS, key=key)
    return tuple([(alpha3, scheme, value) for _, (alpha3, scheme, value, _, _) in rows])
