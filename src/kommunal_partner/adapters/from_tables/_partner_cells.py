"""Which places, in which countries, the cell of a partner and the cell of its country name; or why none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, split_list
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables.result import Severity
from kommunal_partner.countries import Country, find_country
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry
from kommunal_partner.verdicts import Sentence


class Partner(NamedTuple):
    """A place abroad (or, with the country Germany, at home); no country if an error is among the findings."""

    name: str
    country: Country | None
    findings: tuple[CellFinding, ...] = ()


def land_of(text: str) -> Country | Sentence | None:
    """The country that a cell means, why none is meant, or None for a cell that says nothing."""
    if fold(text) in BLANK_WORDS:
        return None
    try:
        return find_country(text)
    except AmbiguousCountry as error:
        return Sentence(sentences.AMBIGUOUS_COUNTRY, {"text": _short(text), "candidates": error.candidates})
    except UnknownCountry as error:
        suggestions = error.suggestions or ("–",)
        return Sentence(sentences.UNKNOWN_COUNTRY, {"text": _short(text), "suggestions": suggestions})


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"  # noqa: PLR2004 - because reports are read by people


_SEVERAL: Final = re.compile(r"\s+(?:/|und|and|sowie|&|\+)\s+")
_ONE_AREA: Final = re.compile(r"\b(?:Umgebung|Umland|Region|Landkreis|Kreis|surroundings)\b", re.IGNORECASE)
_BEHIND: Final = (
    re.compile(r"(?P<place>.+?)\s*[(\[](?P<country>[^()\[\]]+)[)\]]"),
    re.compile(r"(?P<place>.+)\s*,\s*(?P<country>[^,]+)"),
    re.compile(r"(?P<place>.+)\s+[-–—]\s+(?P<country>.+?)"),
    re.compile(r"(?P<place>.+)\s+in\s+(?P<country>.+?)"),
    re.compile(r"(?P<place>.+?)\s*/\s*(?P<country>[^/]+)"),
    re.compile(r"(?P<country>[^:]+):\s*(?P<place>.+)"),
)
_LONGEST: Final = 200  # characters: longer cells are no names


def _place_and_country(text: str) -> tuple[str, Country | None]:
    """The place and the country that stands with it; all of the text and None if none does."""
    behind = [found for pattern in _BEHIND if (found := pattern.fullmatch(text)) is not None]
    whole = land_of(text) if behind else None
    if isinstance(whole, Country):
        for found in behind:
            if _means(found["country"].strip(), whole):
                return found["place"].strip(" ,"), whole
    return text, None


def _means(text: str, country: Country) -> bool:
    """Whether a text means the country, or can mean it: Kongo in "Brazzaville (Kongo)"."""
    land = land_of(text)
    if isinstance(land, Sentence):
        candidates = land.values.get("candidates", ())
        return isinstance(candidates, tuple) and country in candidates
    return land == country


def partners_in(cell: str, country: str) -> Iterable[Partner]:
    """The places that the cell of a partner and that of its country name, at least one."""
    places = split_list(cell)
    if fold(cell) in BLANK_WORDS or not places:
        return [Partner("", None, findings("partner", sentences.NO_PARTNER))]
    countries = [] if fold(country) in BLANK_WORDS else split_list(country)
    if len(countries) > 1 and len(places) == 1:
        apart = _SEVERAL.split(places[0])
        if len(apart) == len(countries):
            found = [one for place, land in zip(apart, countries, strict=True) for one in _in(place, land)]
            return [found[0]._replace(findings=(*_several(apart), *found[0].findings)), *found[1:]]
    if len(countries) != len(places):
        countries = [country if countries else ""] * len(places)
    return [one for place, land in zip(places, countries, strict=True) for one in _in(place, land)]


def _several(names: list[str]) -> tuple[CellFinding, ...]:
    values = {"count": len(names), "names": tuple(names)}
    return findings("partner", sentences.SEVERAL_PARTNERS, Severity.WARNING, **values)


def _in(text: str, country: str) -> list[Partner]:
    """The partners in one part of a cell, and in the part of the country's cell that belongs to it."""
    if len(text) > _LONGEST or not fold(text):
        return [Partner("", None, findings("partner", sentences.NO_PLACE))]
    place, said = _place_and_country(text)
    if not country:
        return _named(place, said) if said is not None else _without_country(text)
    land = land_of(country)
    if isinstance(land, Sentence):
        told = land_of(f"{text}, {country}")
        if isinstance(told, Country) and _means(country, told):
            land = told  # Brazzaville lies in one Kongo only
    if not isinstance(land, Country):
        reason = land or Sentence(sentences.NO_COUNTRY)
        return [Partner(text, None, (CellFinding("country", reason),))]
    if said is not None and said != land:
        return [Partner(text, None, findings("partner", sentences.COUNTRY_CONTRADICTS, one=said, other=land))]
    return _named(place, land)


def _without_country(text: str) -> list[Partner]:
    for separator in (_SEVERAL, re.compile(r"\s*,\s*(?![^()]*\))")):
        parts = separator.split(text)
        found = [_place_and_country(part) for part in parts]
        if len(parts) > 1 and all(land is not None for _, land in found):
            warned = _several([place for place, _ in found])
            return [Partner(place, land, () if at else warned) for at, (place, land) in enumerate(found)]
    land = land_of(text)
    if isinstance(land, Country):
        return [Partner(text, None, findings("partner", sentences.ONLY_A_COUNTRY))]
    if land is not None and land.reason == sentences.AMBIGUOUS_COUNTRY:
        return [Partner(text, None, (CellFinding("partner", land),))]
    return [Partner(text, None, findings("partner", sentences.NO_COUNTRY))]


def _named(name: str, country: Country) -> list[Partner]:
    """The partners of one country that a name names: two with "und" or a slash between blanks, and a warning."""
    if not fold(name):
        return [Partner("", None, findings("partner", sentences.NO_PLACE))]
    parts = _SEVERAL.split(name)
    if len(parts) > 1 and all(fold(part) for part in parts) and not _ONE_AREA.search(name):
        warned = _several(parts)
        return [Partner(part, country, () if at else warned) for at, part in enumerate(parts)]
    if len(parts) > 1 or "," in name:
        return [Partner(name, country, findings("partner", sentences.MAYBE_SEVERAL, Severity.WARNING))]
    return [Partner(name, country)]
