"""Units at home and abroad as points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kommunal_partner._checks import refusal, values_of
from kommunal_partner.adapters.to_geojson._collection import Geometry, Node, cited, collection, feature, located, point
from kommunal_partner.adapters.to_geojson.sentences import KINDS
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import language
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, Unit


def units_geojson(
    units: Iterable[Unit] | Mapping[str, Unit], *, without_place: str = "omit", lang: str = "de"
) -> dict[str, Any]:
    """Units as a FeatureCollection of points, each Feature with the id of its unit.

    A point of another place (the seat of a Kreis, the town that a district is named after) says so in `point_of`, and
    `point_confidence` how sure it is. Units without coordinates are counted in `omitted` and named in `omitted_ids`;
    with `without_place="null"` they are Features without a geometry. A register stands for its units;
    `facts.partnerships.units()` are those that hold partnerships.

    Raises:
        BadModel: for anything but units.

    >>> from kommunal_partner.municipalities import Coordinates
    >>> windhoek = ForeignUnit("nam:windhoek", "Windhoek", country("NA"), coordinates=Coordinates(-22.55941, 17.08323))
    >>> units_geojson([windhoek])["features"][0]["geometry"]
    {'type': 'Point', 'coordinates': [17.08323, -22.55941]}
    """
    tag = language(lang)
    given = values_of(units, "units")
    for one in given:
        if not isinstance(one, (GermanUnit, ForeignUnit)):
            kind = type(one).__name__
            de, en = f" darf nur Einheiten enthalten, nicht {kind}", f" must hold units, not {kind}"
            raise refusal(BadModel, "units", one, de, en)
    return collection([_feature(unit, tag) for unit in given], without_place)


def place_of(unit: Unit) -> Geometry | None:
    """The point of a unit, None where it is not known."""
    at = unit.coordinates
    return None if at is None else point(located(at.latitude, at.longitude))


def _feature(unit: Unit, lang: str) -> Node:
    at, population = unit.coordinates, unit.population
    where = country("DEU") if isinstance(unit, GermanUnit) else unit.country
    properties: dict[str, object] = {
        "name": unit.short_name,
        "other_names": list(unit.other_names),
        "country": where.alpha3,
        "country_name": where.name(lang),
        "region": _region(unit),
        "kind": unit.kind.value if isinstance(unit, GermanUnit) else unit.kind,
        "kind_name": _kind_name(unit, lang),
        "key": unit.keys[0].value if isinstance(unit, GermanUnit) and unit.keys else None,
        "population": None if population is None else population.total,
        "identifiers": dict(unit.identifiers),
        "point_of": None if at is None else at.place,
        "point_confidence": None if at is None else at.confidence.value,
        "point_sources": [] if at is None else cited(at.sources),
    }
    return feature(unit.id, place_of(unit), properties)


def _kind_name(unit: Unit, lang: str) -> str | None:
    if isinstance(unit, GermanUnit):
        return unit.kind.text(lang)
    known = None if unit.kind is None else KINDS.get(unit.kind.casefold())
    return unit.kind if known is None else known.text(lang)


def _region(unit: Unit) -> str | None:
    """The ISO 3166-2 code of its Land or region."""
    if isinstance(unit, ForeignUnit):
        return unit.subdivision
    return None if unit.state is None else unit.state.iso
