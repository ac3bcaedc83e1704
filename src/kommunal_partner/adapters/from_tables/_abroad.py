"""Units abroad, made of what a row says of them; places of one name in different regions get different ids."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import read_confidence, sources_of, split_list
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables.result import Severity
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadIdentifier, BadModel
from kommunal_partner.municipalities import Coordinates, ForeignUnit
from kommunal_partner.sources import Confidence


class Abroad(NamedTuple):
    """What a row says of a unit abroad besides its name and country."""

    id: str = ""
    kind: str = ""
    subdivision: str = ""
    other_names: str = ""
    identifiers: str = ""
    sources: str = ""
    confidence: str = ""
    coordinates: str = ""
    coordinate_sources: str = ""


class UnitsAbroad:
    """Makes units abroad, each once."""

    def __init__(self) -> None:
        self._units: dict[tuple[str, str, Abroad], tuple[ForeignUnit, tuple[CellFinding, ...]]] = {}
        self._ids: dict[str, dict[str, str]] = {}

    def unit(self, name: str, country: Country, more: Abroad) -> tuple[ForeignUnit, tuple[CellFinding, ...]]:
        """The unit abroad; places of one name in different regions get different ids."""
        known = self._units.get((name, country.alpha3, more))
        if known is None:
            known = self._units[name, country.alpha3, more] = self._foreign(name, country, more)
        return known

    def _foreign(self, name: str, country: Country, more: Abroad) -> tuple[ForeignUnit, tuple[CellFinding, ...]]:
        said: list[CellFinding] = []
        base, kind, slug = (name, more.kind or None, "") if more.id else _kind_of(name, more.kind)
        subdivision: str | None = more.subdivision.upper() or None
        identifiers: dict[str, str] = {}
        for part in split_list(more.identifiers):
            scheme, sign, value = part.partition("=")
            if sign:
                identifiers[scheme.strip()] = value.strip()
        names = [part.strip() for whole in split_list(more.other_names) for part in whole.split(" / ")]
        other_names = tuple(dict.fromkeys(one for one in names if one and (more.id or one != base)))
        unit_id = more.id or self._id(f"{country.alpha3.lower()}:{slug}", subdivision or "")
        make = {"id": unit_id, "name": base, "country": country, "kind": kind, "other_names": other_names}
        make["sources"] = sources_of(more.sources)
        make["confidence"] = read_confidence(more.confidence) or Confidence.HIGH
        if more.coordinates:
            make["coordinates"] = point = _point(more.coordinates, more.coordinate_sources)
            said += [] if point else findings("coordinates", sentences.BAD_VALUE, Severity.WARNING)
        try:
            unit = _unit(make, subdivision, identifiers)
        except BadIdentifier as error:
            wrong = "subdivision" if error.scheme == "ISO 3166-2" else "identifiers"
            said += findings(wrong, sentences.BAD_VALUE, Severity.WARNING)
            try:
                unit = _unit(make, None if wrong == "subdivision" else subdivision, {})
            except BadIdentifier:
                unit = _unit(make, None, {})
        return unit, tuple(said)

    def _id(self, base: str, subdivision: str) -> str:
        regions = self._ids.setdefault(base, {})
        if not subdivision and regions:
            return base
        if subdivision not in regions:
            free = not any(regions)
            regions[subdivision] = base if free else f"{base}:{subdivision.lower()}"
        return regions[subdivision]


def _point(text: str, sources: str) -> Coordinates | None:
    """The coordinates as this library writes them: `48.4, 9.99; medium; Ulm`; None for anything else."""
    numbers, _, rest = text.partition(";")
    sure, _, place = rest.partition(";")
    degrees = _DEGREES.fullmatch(numbers.strip())
    confidence = read_confidence(sure.strip()) if sure.strip() else Confidence.HIGH
    if degrees is None or confidence is None:
        return None
    latitude, longitude = float(degrees["latitude"]), float(degrees["longitude"])
    try:
        return Coordinates(latitude, longitude, sources_of(sources), confidence, place.strip() or None)
    except BadModel:
        return None


_NUMBER: Final = r"-?[0-9]{1,3}(?:\.[0-9]+)?(?:e-[0-9]{1,3})?"
_DEGREES: Final = re.compile(rf"(?P<latitude>{_NUMBER}), ?(?P<longitude>{_NUMBER})")


def _unit(make: dict[str, object], subdivision: str | None, identifiers: dict[str, str]) -> ForeignUnit:
    return ForeignUnit(**make, subdivision=subdivision, identifiers=identifiers)  # type: ignore[arg-type] # because the dict holds its own fields


_KINDS: Final = {
    fold(word): kind
    for kind, words in {
        "district": "District, Distrikt, Landkreis, Kreis",
        "town": "Stadt, Town, City",
        "region": "Region",
        "province": "Province, Provinz",
        "department": "Department, Departement, Département, Departamento",
        "county": "County",
        "rajon": "Rajon, Raion, Rayon",
        "oblast": "Oblast",
        "municipality": "Municipality, Gemeinde, Municipal Council",
        "commune": "Commune, Kommune",
        "division": "Division",
        "area council": "Area Council",
        "aimag": "Aimag, Aimak",
        "hromada": "Hromada",
        "governorate": "Governorate, Gouvernement",
        "canton": "Canton, Kanton",
        "state": "Bundesstaat",
    }.items()
    for word in words.split(", ")
}
_IN_BRACKETS: Final = re.compile(r"(?P<place>[^()]+?)\s*\((?P<inside>[^()]+)\)")


def _kind_of(name: str, given: str) -> tuple[str, str | None, str]:
    """The name, the kind in brackets behind it taken off; the kind; and the words for an id."""
    inside = _IN_BRACKETS.fullmatch(name)
    slug = fold(name).replace(" ", "-")
    if inside is not None and (kind := _KINDS.get(fold(inside["inside"]))) is not None:
        place = inside["place"]
        return place, given or kind, f"{fold(place)} {given or kind}".replace(" ", "-")
    words = [] if "(" in name else fold(name).split()
    told = [
        kind
        for count in (1, 2)
        if len(words) > count
        for part in (words[:count], words[-count:])
        if (kind := _KINDS.get(" ".join(part))) is not None and kind != "town"
    ]
    return name, given or (told[0] if told else None), slug
