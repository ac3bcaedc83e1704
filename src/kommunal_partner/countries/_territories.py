"""Which territories belong to which state: "Guadeloupe (France)" is Guadeloupe."""

from __future__ import annotations

from functools import lru_cache

from kommunal_partner._tables import Column, optional, read_table, required
from kommunal_partner.countries._codes import table_content
from kommunal_partner.countries._model import Country

_COLUMNS = (
    Column("alpha3", Country),
    Column("belongs_to", Country),
    Column("note", optional(required)),
    Column("source", required),
)


@lru_cache(maxsize=1)
def states_of_territories() -> dict[Country, Country]:
    """The state that each territory belongs to; not to be changed."""
    rows = read_table("territories.csv", table_content("territories.csv"), _COLUMNS, key=("alpha3",))
    return {territory: state for _, (territory, state, _, _) in rows}
