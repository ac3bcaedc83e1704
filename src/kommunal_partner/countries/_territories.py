"""Which territories belong to which state: "Guadeloupe (France)" is Guadeloupe."""

from __future__ import annotations

from functools import lru_cache

from kommunal_partner._tables import Column, one_of, optional, read_table, required
from kommunal_partner.countries._codes import table_content
from kommunal_partner.countries._model import Country

_COLUMNS = (
    Column("alpha3", Country),
    Column("belongs_to", Country),
    Column("status", one_of({"territory": False, "claimed": True})),
    Column("note", optional(required)),
    Column("source", required),
)


@lru_cache(maxsize=1)
def states_of_territories() -> dict[Country, Country]:
    """The state that each territory belongs to; not to be changed."""
    return {territory: state for territory, state, is_claimed in _rows() if not is_claimed}


@lru_cache(maxsize=1)
def states_that_may_be_said() -> dict[Country, Country]:
    """The state that is written beside a territory, or beside what the state claims; not to be changed."""
    return {territory: state for territory, state, _ in _rows()}


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[Country, Country, bool], ...]:
    rows = read_table("territories.csv", table_content("territories.csv"), _COLUMNS, key=("alpha3",))
    return tuple([(territory, state, is_claimed) for _, (territory, state, is_claimed, _, _) in rows])
