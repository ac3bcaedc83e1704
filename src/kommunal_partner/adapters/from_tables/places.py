"""Which units a row means: by key and name in the register, abroad by name and country; or why none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from kommunal_partner.adapters.from_tables import reasons
from kommunal_partner.adapters.from_tables.cells import BLANK_WORDS, read_confidence, sources_of, split_list
from kommunal_partner.adapters.from_tables.reading import Severity
from kommunal_partner.countries import Country, find_country
from kommunal_partner.errors import AmbiguousCountry, BadIdentifier, BadKey, UnknownCountry, UnknownName
from kommunal_partner.folding import fold
from kommunal_partner.keys import Ags, Ars, Kreis, Land, Verband, ags_of_parts, parse_key, parse_land
from kommunal_partner.municipalities import Candidate, ForeignUnit, GermanUnit, Level, MunicipalRegister
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["GERMANY", "Abroad", "Finding", "Home", "Partner", "Places", "findings", "land_of"]

GERMANY: Final = "DEU"


class Finding(NamedTuple):
    """Something to say about the cell of a field."""

    field: str
    reason: Sentence
    severity: Severity = Severity.ERROR


class Home(NamedTuple):
    """A unit at home, or None with an error among the findings."""

    unit: GermanUnit | None
    findings: tuple[Finding, ...] = ()


class Partner(NamedTuple):
    """A place abroad (or, with the country Germany, at home); no country if an error is among the findings."""

    name: str
    country: Country | None
    findings: tuple[Finding, ...] = ()


class Abroad(NamedTuple):
    """What a row says of a unit abroad besides its name and country."""

    id: str = ""
    kind: str = ""
    subdivision: str = ""
    other_names: str = ""
    identifiers: str = ""
    sources: str = ""
    confidence: str = ""


def findings(
    field: str, reason: Reason, severity: Severity = Severity.ERROR, /, **values: object
) -> tuple[Finding, ...]:
    """One finding as a tuple."""
    return (Finding(field, Sentence(reason, values), severity),)


def land_of(text: str) -> Country | Sentence | None:
    """The country that a cell means, why none is meant, or None for a cell that says nothing."""
    if fold(text) in BLANK_WORDS:
        return None
    try:
        return find_country(text)
    except AmbiguousCountry as error:
        return Sentence(reasons.AMBIGUOUS_COUNTRY, {"text": _short(text), "candidates": error.candidates})
    except UnknownCountry as error:
        suggestions = error.suggestions or ("–",)
        return Sentence(reasons.UNKNOWN_COUNTRY, {"text": _short(text), "suggestions": suggestions})


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"  # noqa: PLR2004 - because reports are read by people


# ── at home ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_POSTCODE: Final = re.compile(r"(?:D-)?\d{5}\s+(?=\D)")
_A_LAND: Final = re.compile(r"\d{2}")
_Key = Ags | Ars | Kreis | Verband | Land


class Places:
    """Looks units up, each question once."""

    def __init__(self, register: MunicipalRegister) -> None:
        self.register = register
        self._homes: dict[tuple[str, ...], Home] = {}
        self._partners: dict[tuple[str, str, bool], tuple[Partner, ...]] = {}
        self._units: dict[tuple[str, str, Abroad], tuple[ForeignUnit, tuple[Finding, ...]]] = {}
        self._ids: dict[str, dict[str, str]] = {}

    def home(self, name: str, key: str = "", state: str = "", unit_id: str = "", parts: tuple[str, ...] = ()) -> Home:
        """The unit at home that name, key, Land and id mean together."""
        asked = (name, key, state, unit_id, *parts)
        known = self._homes.get(asked)
        if known is None:
            known = self._homes[asked] = self._home(name, key, state, unit_id, parts)
        return known

    def _home(self, name: str, key: str, state: str, unit_id: str, parts: tuple[str, ...]) -> Home:
        name = _POSTCODE.sub("", name, count=1) if _POSTCODE.match(name) else name
        said: list[Finding] = []
        land: Land | None = None
        if fold(state) not in BLANK_WORDS:
            try:
                land = parse_land(state)
            except BadKey as error:
                said += findings("state", reasons.BAD_LAND, Severity.WARNING, reason=error.sentence or error.reason)
        parsed: _Key | None = None
        if key or any(parts):
            try:
                parsed = self._parsed(key, parts)
            except BadKey as error:
                return Home(None, (*said, *findings("key", reasons.BAD_KEY, reason=error.sentence or error.reason)))
        if parsed is not None and parsed.repair is not None and not parsed.repair.only_notation:
            said += findings("key", reasons.KEY_REPAIRED, Severity.WARNING, repair=parsed.repair)
        found = self._by_id(unit_id, parsed) if unit_id else self._by_key_or_name(parsed, name, land)
        unit = found.unit
        if unit is not None and land is not None and unit.state is not None and unit.state.key != land.key:
            found = Home(None, findings("state", reasons.LAND_CONTRADICTS, unit=unit.name, land=land))
        return Home(found.unit, (*said, *found.findings))

    def _parsed(self, key: str, parts: tuple[str, ...]) -> _Key:
        if not key:
            state, region, district, municipality = parts
            return ags_of_parts(state, region or "0", district, municipality)
        if _A_LAND.fullmatch(key):
            land = parse_land(key)
            if self.register.by_key(land) is not None:
                return land
        return parse_key(key)

    def _by_id(self, unit_id: str, key: _Key | None) -> Home:
        try:
            unit = self.register.unit(unit_id)
        except UnknownName:
            return Home(None, findings("unit_id", reasons.UNKNOWN_ID))
        if key is not None and (other := self.register.by_key(key)) is not None and other.id != unit.id:
            reason = Sentence(reasons.KEY_OF, {"key": key.value, "unit": other.name})
            return Home(None, findings("key", reasons.KEY_CONTRADICTS, reason=reason))
        return Home(unit)

    def _by_key_or_name(self, key: _Key | None, name: str, land: Land | None) -> Home:
        if key is None:
            return self._by_name(name, land)
        unit = self.register.by_key(key)
        if unit is None and isinstance(key, Ars):  # the Verband in it may be of another day, the municipality stays
            key = key.ags
            unit = self.register.by_key(key)
        if unit is None:
            return self._by_old_key(key, name)
        return Home(unit) if name in {"", unit.name, unit.short_name} else self._checked(key, name, unit)

    def _checked(self, key: _Key, name: str, unit: GermanUnit) -> Home:
        """The unit of a key, if the name beside it can be its own."""
        if isinstance(key, Land):
            fits = any(one.unit.id == unit.id for one in self._best(name, key))
            reason = Sentence(reasons.KEY_OF, {"key": key.value, "unit": unit.name})
        else:
            verdict = self.register.key_fits_name(key, name)
            fits, reason = verdict.is_yes, verdict.sentence
            if verdict.is_undecided and _is_shortened(name, unit.short_name):
                return Home(unit, findings("name", reasons.NAME_CHANGED, Severity.WARNING, unit=unit.name))
        return Home(unit) if fits else Home(None, findings("key", reasons.KEY_CONTRADICTS, reason=reason))

    def _by_old_key(self, key: _Key, name: str) -> Home:
        """A key the register does not know, of another day perhaps: the unit of that name, level and Land, if sure."""
        land = key if isinstance(key, Land) else key.state
        found = self._best(name, land) if name else ()
        fitting = [one for one in found if _is_level_of(key, one.unit)]
        if len(found) == 1 and fitting:
            unit = fitting[0].unit
            said = findings("key", reasons.NAMED_LIKE_OLD_KEY, Severity.WARNING, key=key.value, unit=unit.name)
            return Home(unit, said)
        return Home(None, findings("key", reasons.KEY_UNKNOWN, key=key.value))

    def _best(self, name: str, land: Land | None) -> tuple[Candidate, ...]:
        return tuple([one for one in self.register.find(name, land) if one.rank == 1])

    def _by_name(self, name: str, land: Land | None) -> Home:
        if not name:
            return Home(None, findings("name", reasons.NO_UNIT))
        found = self.register.find(name, land)
        best = [one for one in found if one.rank == 1]
        if len(best) == 1:
            return Home(best[0].unit)
        if best:
            shown = tuple([str(one) for one in best[:5]])
            return Home(None, findings("name", reasons.AMBIGUOUS_UNIT, candidates=shown))
        similar = tuple([str(one) for one in found[:3]]) or self.register.similar(name)
        if similar:
            return Home(None, findings("name", reasons.SUGGESTED_UNIT, candidates=similar))
        return Home(None, findings("name", reasons.UNKNOWN_UNIT))

    # ── abroad ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def partners(self, cell: str, country: str, *, exact: bool = False) -> tuple[Partner, ...]:
        """The places that the cell of a partner and that of its country name, at least one; one if it is `exact`."""
        known = self._partners.get((cell, country, exact))
        if known is None:
            land = land_of(country) if exact else None
            found = [Partner(cell, land)] if isinstance(land, Country) and fold(cell) else _partners(cell, country)
            known = self._partners[cell, country, exact] = tuple(found)
        return known

    def foreign(self, name: str, country: Country, more: Abroad) -> tuple[ForeignUnit, tuple[Finding, ...]]:
        """The unit abroad; places of one name in different regions get different ids."""
        known = self._units.get((name, country.alpha3, more))
        if known is None:
            known = self._units[name, country.alpha3, more] = self._foreign(name, country, more)
        return known

    def _foreign(self, name: str, country: Country, more: Abroad) -> tuple[ForeignUnit, tuple[Finding, ...]]:
        said: list[Finding] = []
        base, kind, slug = (name, more.kind or None, "") if more.id else _kind_of(name, more.kind)
        subdivision: str | None = more.subdivision.upper() or None
        identifiers: dict[str, str] = {}
        for part in split_list(more.identifiers):
            scheme, sign, value = part.partition("=")
            if sign:
                identifiers[scheme.strip()] = value.strip()
        names = [part.strip() for whole in split_list(more.other_names) for part in whole.split(" / ")]
        other_names = tuple(dict.fromkeys(one for one in names if one and one != base))
        unit_id = more.id or self._id(f"{country.alpha3.lower()}:{slug}", subdivision or "")
        make = {"id": unit_id, "name": base, "country": country, "kind": kind, "other_names": other_names}
        make["sources"] = sources_of(more.sources)
        make["confidence"] = read_confidence(more.confidence) or Confidence.HIGH
        try:
            unit = _unit(make, subdivision, identifiers)
        except BadIdentifier as error:
            wrong = "subdivision" if error.scheme == "ISO 3166-2" else "identifiers"
            said += findings(wrong, reasons.BAD_VALUE, Severity.WARNING)
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


def _unit(make: dict[str, object], subdivision: str | None, identifiers: dict[str, str]) -> ForeignUnit:
    return ForeignUnit(**make, subdivision=subdivision, identifiers=identifiers)  # type: ignore[arg-type] # because the dict holds its own fields


def _is_shortened(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other: Müllheim im Markgräflerland."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return bool(words) and bool(others) and (words <= others or others <= words)


def _is_level_of(key: _Key, unit: GermanUnit) -> bool:
    if isinstance(key, (Ags, Ars)):
        return unit.kind.level is Level.GEMEINDE
    if isinstance(key, Kreis):
        return unit.kind.level is Level.KREIS or unit.district == key
    return isinstance(key, Verband) and unit.kind.level is Level.VERBAND


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


def _partners(cell: str, country: str) -> Iterable[Partner]:
    places = split_list(cell)
    if fold(cell) in BLANK_WORDS or not places:
        return [Partner("", None, findings("partner", reasons.NO_PARTNER))]
    countries = [] if fold(country) in BLANK_WORDS else split_list(country)
    if len(countries) > 1 and len(places) == 1:
        apart = _SEVERAL.split(places[0])
        if len(apart) == len(countries):
            warned = findings(
                "partner", reasons.SEVERAL_PARTNERS, Severity.WARNING, count=len(apart), names=tuple(apart)
            )
            found = [one for place, land in zip(apart, countries, strict=True) for one in _in(place, land)]
            return [found[0]._replace(findings=(*warned, *found[0].findings)), *found[1:]]
    if len(countries) != len(places):
        countries = [country if countries else ""] * len(places)
    return [one for place, land in zip(places, countries, strict=True) for one in _in(place, land)]


def _several(names: list[str]) -> tuple[Finding, ...]:
    values = {"count": len(names), "names": tuple(names)}
    return findings("partner", reasons.SEVERAL_PARTNERS, Severity.WARNING, **values)


def _in(text: str, country: str) -> list[Partner]:
    """The partners in one part of a cell, and in the part of the country's cell that belongs to it."""
    if len(text) > _LONGEST or not fold(text):
        return [Partner("", None, findings("partner", reasons.NO_PLACE))]
    place, said = _place_and_country(text)
    if not country:
        return _named(place, said) if said is not None else _without_country(text)
    land = land_of(country)
    if isinstance(land, Sentence):
        told = land_of(f"{text}, {country}")
        if isinstance(told, Country) and _means(country, told):
            land = told  # Brazzaville lies in one Kongo only
    if not isinstance(land, Country):
        reason = land or Sentence(reasons.NO_COUNTRY)
        return [Partner(text, None, (Finding("country", reason),))]
    if said is not None and said != land:
        return [Partner(text, None, findings("partner", reasons.COUNTRY_CONTRADICTS, one=said, other=land))]
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
        return [Partner(text, None, findings("partner", reasons.ONLY_A_COUNTRY))]
    if land is not None and land.reason == reasons.AMBIGUOUS_COUNTRY:
        return [Partner(text, None, (Finding("partner", land),))]
    return [Partner(text, None, findings("partner", reasons.NO_COUNTRY))]


def _named(name: str, country: Country) -> list[Partner]:
    """The partners of one country that a name names: two with "und" or a slash between blanks, and a warning."""
    if not fold(name):
        return [Partner("", None, findings("partner", reasons.NO_PLACE))]
    parts = _SEVERAL.split(name)
    if len(parts) > 1 and all(fold(part) for part in parts) and not _ONE_AREA.search(name):
        warned = _several(parts)
        return [Partner(part, country, () if at else warned) for at, part in enumerate(parts)]
    if len(parts) > 1 or "," in name:
        return [Partner(name, country, findings("partner", reasons.MAYBE_SEVERAL, Severity.WARNING))]
    return [Partner(name, country)]
