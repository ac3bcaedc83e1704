"""Features, the collection that they make, and its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from kommunal_partner._checks import one_of
from kommunal_partner.adapters._texts import in_a_page, writable
from kommunal_partner.adapters.to_geojson._antimeridian import Position, box, cut_line, position
from kommunal_partner.sources import Source

Geometry: TypeAlias = dict[str, Any]
Node: TypeAlias = dict[str, Any]

WITHOUT_PLACE: Final = ("omit", "null")


def located(latitude: float, longitude: float) -> Position:
    """A point as GeoJSON has it: longitude first."""
    return position(longitude, latitude)


def point(at: Position) -> Geometry:
    """A Point."""
    return {"type": "Point", "coordinates": list(at)}


def lines(pairs: Iterable[tuple[Position, Position]]) -> Geometry:
    """A LineString, or a MultiLineString where there are several lines or one is cut."""
    pieces = [[list(at) for at in piece] for start, end in pairs for piece in cut_line(start, end)]
    if len(pieces) == 1:
        return {"type": "LineString", "coordinates": pieces[0]}
    return {"type": "MultiLineString", "coordinates": pieces}


def feature(name: str, geometry: Geometry | None, properties: Mapping[str, object]) -> Node:
    """A Feature; texts without what no file may hold."""
    told = {key: _clean(value) for key, value in properties.items()}
    return {"type": "Feature", "id": writable(name), "geometry": geometry, "properties": told}


def collection(features: Iterable[Node], without_place: str) -> Node:
    """The FeatureCollection; features without geometry are left out and counted, or kept, as the caller says."""
    keep = one_of(without_place, WITHOUT_PLACE, "without_place") == "null"
    every = list(features)
    held = [one for one in every if keep or one["geometry"] is not None]
    omitted = [one["id"] for one in every if not keep and one["geometry"] is None]
    extent = box(piece for one in held for piece in _pieces(one["geometry"]))
    return {
        "type": "FeatureCollection",
        **({} if extent is None else {"bbox": extent}),
        "features": held,
        "omitted": len(omitted),
        "omitted_ids": omitted,
    }


def cited(sources: Iterable[Source]) -> list[str]:
    """The ids of the sources."""
    return [source.id for source in sources]


def geojson_text(document: Mapping[str, Any]) -> str:
    """A document of this module as the text of a file, the same on every run; also safe inside a script on a page.

    `<`, `>` and `&` are written as JSON escapes, which every reader of JSON takes for what they are.

    Raises:
        BadModel: for anything but a mapping that JSON can hold; NaN and infinity are no numbers there.
    """
    return in_a_page(document, (",", ":"))


def _pieces(geometry: Geometry | None) -> list[list[Position]]:
    if geometry is None:
        return []
    held: Any = geometry["coordinates"]
    pieces: list[list[Position]] = {"Point": [[held]], "LineString": [held]}.get(geometry["type"], held)
    return pieces


def _clean(value: object) -> object:
    if isinstance(value, str):
        return writable(value)
    return [_clean(one) for one in value] if isinstance(value, (list, tuple)) else value
