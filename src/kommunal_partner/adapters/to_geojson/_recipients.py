"""The recipients of ODA on a day as points."""

from __future__ import annotations

from datetime import date
from typing import Any

from kommunal_partner._checks import instance
from kommunal_partner.adapters.to_geojson._collection import Node, cited, collection, feature, located, point
from kommunal_partner.countries import country
from kommunal_partner.languages import language
from kommunal_partner.oda import Beyond, Listing, OdaList, OdaRegister


def recipients_geojson(
    register: OdaRegister,
    *,
    on: date,
    beyond: Beyond = "raise",
    without_place: str = "null",
    lang: str = "de",
) -> dict[str, Any]:
    """The countries on the list of a day as a FeatureCollection, each with its alpha-3 code as id and a point.

    The point lies well inside the country's largest piece of land (`Country.point`). A country without one, such as
    Yugoslavia, is a Feature without a geometry; with `without_place="omit"` it is counted in `omitted`. Countries that
    only another entry covers are not among them, as in `OdaRegister.recipients`.

    Raises:
        BeyondHorizon: on a day that no list covers; `beyond="latest_list"` carries the last one on.
        BadModel: for anything but a register of ODA lists.

    >>> from kommunal_partner.facts import load_facts
    >>> found = recipients_geojson(load_facts().oda, on=date(2018, 1, 1), lang="en")
    >>> {one["id"]: one["properties"]["group"] for one in found["features"]}.get("CHL", "not on the list")
    'not on the list'
    """
    tag = language(lang)
    register = instance(register, OdaRegister, "register")
    listed = register.list_on(on, beyond=beyond)
    codes = sorted(register.recipients(on=on, beyond=beyond))
    rows = [row for code in codes if (row := register.listing(code, on=on, beyond=beyond)) is not None]
    return collection([_feature(row, listed, tag) for row in rows], without_place)


def _feature(row: Listing, listed: OdaList, lang: str) -> Node:
    where = country(row.country)
    at, sure = where.point, min(row.confidence, listed.confidence)
    properties: dict[str, object] = {
        "name": where.name(lang),
        "alpha2": where.alpha2,
        "group": row.group.value,
        "group_name": row.group.text(lang),
        "list": listed.id,
        "list_entry": row.list_entry,
        "confidence": sure.value,
        "confidence_name": sure.text(lang),
        "sources": cited(row.sources),
    }
    return feature(row.country, None if at is None else point(located(*at)), properties)
