"""The nodes that several documents share: names of our own, addresses of pages, countries, places, points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias
from urllib.parse import quote, urlsplit

from kommunal_partner._checks import as_text, refusal
from kommunal_partner.adapters._texts import writable
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadModel
from kommunal_partner.municipalities import Coordinates
from kommunal_partner.sources import Source

Node: TypeAlias = dict[str, Any]

CONTEXT: Final = "https://schema.org"
_URN: Final = "!$&'()*+,;=:@/"


def urn(kind: str, name: str) -> str:
    """A name of this library's own for a thing; what no such name may hold (blanks, quotes) is percent-encoded."""
    return f"urn:kommunal-partner:{kind}:{quote(writable(name), safe=_URN)}"


def web_address(given: object, argument: str) -> str:
    """The address itself, if it is one of the web.

    Raises:
        BadModel: for anything else, `javascript:` and relative addresses among it.
    """
    text = as_text(given, argument)
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or set(text) & set(" \t\r\n<>\"'"):
        de, en = (
            f" muss eine Adresse mit https:// sein, nicht {text!r}",
            f" must be an address with https://, not {text!r}",
        )
        raise refusal(BadModel, argument, given, de, en)
    return writable(text)


def point(coordinates: Coordinates) -> Node:
    """A Place with its coordinates; with the name of what lies there where that is another place."""
    named = {} if coordinates.place is None else {"name": writable(coordinates.place)}
    geo = {"@type": "GeoCoordinates", "latitude": coordinates.latitude, "longitude": coordinates.longitude}
    return {"@type": "Place", **named, "geo": geo}


def country_node(one: Country, lang: str) -> Node:
    """A Country with its name and its code of ISO 3166-1."""
    return {"@type": "Country", "name": one.name(lang), "identifier": one.alpha3}


def cited(sources: Iterable[Source]) -> list[Node]:
    """The pages that are cited, each once; a source without an address of the web is left out."""
    found = {source.url: source.text for source in sources if source.url and source.url.startswith("http")}
    return [{"@type": "CreativeWork", "name": writable(text), "url": writable(url)} for url, text in found.items()]
