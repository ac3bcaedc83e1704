"""The table of points for maps: where on the globe a country is shown."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kommunal_partner._tables import Column, number, optional, read_table, required
from kommunal_partner.countries._codes import table_content


class Point(NamedTuple):
    """A point on the globe in degrees, WGS 84: latitude north, longitude east, in this order."""

    latitude: float
    longitude: float


_COLUMNS = (
    Column("alpha3", required),
    Column("latitude", number),
    Column("longitude", number),
    Column("note", optional(required)),
    Column("source", required),
)


@lru_cache(maxsize=1)
def points() -> dict[str, Point]:
    """The point of each country that has one, by alpha-3; not to be changed."""
    rows = read_table("points.csv", table_content("points.csv"), _COLUMNS, key=("alpha3",))
    return {alpha3: Point(latitude, longitude) for _, (alpha3, latitude, longitude, _, _) in rows}
