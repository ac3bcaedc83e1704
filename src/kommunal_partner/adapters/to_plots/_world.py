"""The outlines and the middles of the countries, from Natural Earth; `benchmarks/make_topology.mjs` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import hypot, pi, sqrt
from typing import Any, Final

from attrs import frozen

from kommunal_partner._tables import shipped_tables
from kommunal_partner.adapters.to_plots._equal_earth import Sheet, apart

NEEDED: Final = 12.0
"""Pixels that must lie inside the largest part of a country for its colour to be seen."""
_RIM: Final = 0.6
"""Pixels that the rim takes from the inside, a pixel of its length."""
_WIDE: Final = 600


@frozen
class Middle:
    """A point inside the largest part of a country, and the area and the length of the rim of that part."""

    longitude: float
    latitude: float
    km2: float
    rim: float


@frozen
class Dot:
    """Where the dot of a country lies, in pixels."""

    code: str
    x: float
    y: float


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    """The file as it is: outlines as TopoJSON, and beside them `dots`."""
    text = (shipped_tables(__name__.rpartition(".")[0], __file__) / "world.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


@lru_cache(maxsize=1)
def middles() -> Mapping[str, Middle]:
    """By alpha-3 code."""
    found = {}
    for one in world()["dots"]["geometries"]:
        longitude, latitude = one["coordinates"]
        found[one["id"]] = Middle(longitude, latitude, **one["properties"])
    return found


def outlines(properties: Mapping[str, Mapping[str, object]], otherwise: Mapping[str, object]) -> dict[str, Any]:
    """The outlines as TopoJSON, each country with the properties given for its code."""
    held = world()
    geometries = [
        {**one, "properties": {**otherwise, **properties.get(one["id"], {})}}
        for one in held["objects"]["countries"]["geometries"]
    ]
    countries = {"type": "GeometryCollection", "geometries": geometries}
    return {
        "type": "Topology",
        "transform": held["transform"],
        "objects": {"countries": countries},
        "arcs": held["arcs"],
    }


def dot_size(sheet: Sheet) -> int:
    """How many pixels a dot is wide, with its rim."""
    return 6 if sheet.width >= _WIDE else 5


def dots(sheet: Sheet, codes: Iterable[str]) -> list[Dot]:
    """A dot for each of the countries that is too small on this sheet, none of them upon another.

    Whose neighbours' dots leave too little to be seen has a dot as well.
    """
    places = {code: sheet.pixel(middles()[code].longitude, middles()[code].latitude) for code in sorted(codes)}
    inside = {code: _inside(sheet, middles()[code]) for code in places}
    chosen: list[str] = []
    found: list[Dot] = []
    while True:
        more = [code for code in places if code not in chosen and inside[code] - _hidden(sheet, code, found) < NEEDED]
        if not more:
            return found
        chosen = sorted([*chosen, *more])
        moved = apart([places[code] for code in chosen], dot_size(sheet))
        found = [Dot(code, round(x, 2), round(y, 2)) for code, (x, y) in zip(chosen, moved, strict=True)]


def _inside(sheet: Sheet, middle: Middle) -> float:
    """About how many pixels lie inside the country as a whole, of which no line takes a part."""
    return sheet.square_pixels(middle.km2) - _RIM * sheet.pixels(middle.rim)


def _hidden(sheet: Sheet, code: str, others: Iterable[Dot]) -> float:
    """About how many pixels of a country lie under dots, were it as round as they are."""
    middle = middles()[code]
    x, y = sheet.pixel(middle.longitude, middle.latitude)
    size = dot_size(sheet)
    reach = sqrt(sheet.square_pixels(middle.km2) / pi) + size / 2
    return size * size * sum(hypot(dot.x - x, dot.y - y) < reach for dot in others)
