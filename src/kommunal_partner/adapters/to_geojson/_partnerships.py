"""Partnerships as lines between their units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise, product
from typing import Any

from kommunal_partner._checks import instances
from kommunal_partner.adapters.to_geojson._antimeridian import Position
from kommunal_partner.adapters.to_geojson._collection import (
    Geometry,
    Node,
    cited,
    collection,
    feature,
    lines,
    located,
)
from kommunal_partner.languages import language
from kommunal_partner.municipalities import Unit
from kommunal_partner.partnerships import Partnership


def partnerships_geojson(
    partnerships: Iterable[Partnership] | Mapping[str, Partnership], *, without_place: str = "omit", lang: str = "de"
) -> dict[str, Any]:
    """Partnerships as a FeatureCollection of lines from the German unit to the partner, each with the partnership's id.

    There is a line only where every unit has coordinates; the others are counted in `omitted` and named in
    `omitted_ids`, or with `without_place="null"` are Features without a geometry. One of several units is a
    MultiLineString, one line for each pair of a German and another unit; so is a line that crosses the 180th meridian,
    where it is cut. Lines are straight in degrees, the shorter way round. A register or a reading stands for its
    partnerships.

    Raises:
        BadModel: for anything but partnerships.
    """
    tag = language(lang)
    given = instances(partnerships, Partnership, "partnerships")
    return collection([_feature(one, tag) for one in given], without_place)


def _feature(one: Partnership, lang: str) -> Node:
    last, since = one.last_stage, one.since
    properties: dict[str, object] = {
        "name": one.name(lang),
        "german_units": [unit.id for unit in one.german_units],
        "partner_units": [unit.id for unit in one.foreign_units],
        "countries": sorted(one.countries),
        "since": None if since is None else str(since),
        "forms": _each(seen.value.value for seen in one.forms),
        "form_names": _each(seen.value.text(lang) for seen in one.forms),
        "labels": _each(seen.value for seen in one.labels),
        "stage": None if last is None else last.value.value,
        "stage_name": None if last is None else last.value.text(lang),
        "stage_seen": None if last is None or last.as_of is None else str(last.as_of),
        "confidence": one.confidence.value,
        "confidence_name": one.confidence.text(lang),
        "sources": cited(one.sources),
    }
    return feature(one.id, _geometry(one), properties)


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _geometry(one: Partnership) -> Geometry | None:
    """The lines between its units; None unless all of them are located."""
    home, abroad = _places(one.german_units), _places(one.foreign_units)
    if home is None or abroad is None:
        return None
    if home and abroad:
        return lines(product(home, abroad))
    return lines(pairwise(home or abroad))


def _places(units: Iterable[Unit]) -> list[Position] | None:
    points = [unit.coordinates for unit in units]
    known = [located(at.latitude, at.longitude) for at in points if at is not None]
    return known if len(known) == len(points) else None
