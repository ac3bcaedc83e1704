"""Who organises or funds something as an Organization: a unit at home or abroad, or a body known by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from kommunal_partner._checks import items, refusal
from kommunal_partner.adapters._texts import writable
from kommunal_partner.adapters.to_jsonld._nodes import CONTEXT, Node, point, urn, web_address
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term, language
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, KeyScheme, Unit

Named: TypeAlias = Unit | Term | str
"""Whoever can be named as an organisation."""

_PAGES: Final = {"geonames": "https://sws.geonames.org/{}/", "wikidata": "https://www.wikidata.org/entity/{}"}
_KEYS: Final = (KeyScheme.AGS, KeyScheme.KREIS, KeyScheme.VERBAND, KeyScheme.LAND)


def organization_jsonld(organization: Named, *, url: str | None = None, lang: str = "de") -> dict[str, Any]:
    """An organisation as a JSON-LD document: Organization of a name, GovernmentOrganization of a unit.

    A unit brings its country and Land or region, its official key, its pages at GeoNames and Wikidata, and its point,
    as far as they are known; a point that is the seat's bears the seat's name.

    Raises:
        BadModel: for anything but a unit, a Term or a text that is not blank, and for an address not of the web.

    >>> organization_jsonld("Engagement Global", url="https://www.engagement-global.de")["@type"]
    'Organization'
    """
    return {"@context": CONTEXT, **organization_node(organization, language(lang), url=url)}


def organization_node(organization: Named, lang: str, *, url: str | None = None) -> Node:
    """The node of an organisation, as it stands inside other nodes."""
    pages = {} if url is None else {"url": web_address(url, "url")}
    given: object = organization
    if isinstance(given, (GermanUnit, ForeignUnit)):
        return {"@type": "GovernmentOrganization", "@id": urn("unit", given.id), **_unit(given), **pages}
    name = given.text(lang) if isinstance(given, Term) else given
    if not isinstance(name, str) or not name.strip():
        kind = type(organization).__name__
        said = Term(
            f"eine Organisation ist eine Einheit, ein Term oder ein Text, nicht {kind}",
            f"an organisation is a unit, a Term or a text, not {kind}",
        )
        raise BadModel(said, argument="organization", value=given)
    return {"@type": "Organization", "name": writable(name), **pages}


def organizations(given: object, argument: str, lang: str) -> list[Node]:
    """Nodes of one organisation or several; a document of `organization_jsonld` stands for itself."""
    if given is None:
        return []
    several = isinstance(given, Iterable) and not isinstance(given, (str, Mapping))
    return [_as_node(one, argument, lang) for one in (items(given, argument) if several else (given,))]


def _as_node(given: Any, argument: str, lang: str) -> Node:  # noqa: ANN401 - because callers give anything
    if not isinstance(given, Mapping):
        return organization_node(given, lang)
    if not str(given.get("@type", "")).endswith("Organization"):
        raise refusal(BadModel, argument, given, " darf nur Organisationen enthalten", " must hold organisations")
    return {name: value for name, value in given.items() if name != "@context"}


def _unit(unit: Unit) -> Node:
    node: Node = {"name": writable(unit.short_name)}
    if unit.other_names:
        node["alternateName"] = [writable(name) for name in unit.other_names]
    if isinstance(unit, GermanUnit):
        alpha2, region = "DE", None if unit.state is None else unit.state.iso
        key = next((key for scheme in _KEYS if (key := unit.key(scheme))), None)
        node |= {} if key is None else {"identifier": key}
    else:
        alpha2, region = unit.country.alpha2, unit.subdivision
    address = {"@type": "PostalAddress", "addressCountry": alpha2}
    node["address"] = address | ({} if region is None else {"addressRegion": region})
    pages = [page.format(unit.identifiers[name]) for name, page in _PAGES.items() if name in unit.identifiers]
    if pages:
        node["sameAs"] = pages
    if unit.coordinates is not None:
        node["location"] = point(unit.coordinates)
    return node
