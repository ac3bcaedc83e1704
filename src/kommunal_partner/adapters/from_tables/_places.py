"""Which units a row means: by key and name in the register, abroad by name and country; or why none."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, read_confidence, sources_of, split_list
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables._partner_cells import Partner, land_of, partners_in
from kommunal_partner.adapters.from_tables.result import Severity
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadIdentifier, BadKey, UnknownName
from kommunal_partner.keys import Ags, Ars, Kreis, Land, Verband, ags_of_parts, parse_key, parse_land
from kommunal_partner.municipalities import Candidate, ForeignUnit, GermanUnit, Level, MunicipalRegister
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Sentence

GERMANY: Final = "DEU"


class Home(NamedTuple):
    """A unit at home, or None with an error among the findings."""

    unit: GermanUnit | None
    findings: tuple[CellFinding, ...] = ()


class Abroad(NamedTuple):
    """What a row says of a unit abroad besides its name and country."""

    id: str = ""
    kind: str = ""
    subdivision: str = ""
    other_names: str = ""
    identifiers: str = ""
    sources: str = ""
    confidence: str = ""


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
        self._units: dict[tuple[str, str, Abroad], tuple[ForeignUnit, tuple[CellFinding, ...]]] = {}
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
        said: list[CellFinding] = []
        land: Land | None = None
        if fold(state) not in BLANK_WORDS:
            try:
                land = parse_land(state)
            except BadKey as error:
                said += findings("state", sentences.BAD_LAND, Severity.WARNING, reason=error.said)
        parsed: _Key | None = None
        if key or any(parts):
            try:
                parsed = self._parsed(key, parts)
            except BadKey as error:
                return Home(None, (*said, *findings("key", sentences.BAD_KEY, reason=error.said)))
        if parsed is not None and parsed.repair is not None and not parsed.repair.only_notation:
            said += findings("key", sentences.KEY_REPAIRED, Severity.WARNING, repair=parsed.repair)
        found = self._by_id(unit_id, parsed) if unit_id else self._by_key_or_name(parsed, name, land)
        unit = found.unit
        if unit is not None and land is not None and unit.state is not None and unit.state.key != land.key:
            found = Home(None, findings("state", sentences.LAND_CONTRADICTS, unit=unit.name, land=land))
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
            return Home(None, findings("unit_id", sentences.UNKNOWN_ID))
        if key is not None and (other := self.register.by_key(key)) is not None and other.id != unit.id:
            reason = Sentence(sentences.KEY_OF, {"key": key.value, "unit": other.name})
            return Home(None, findings("key", sentences.KEY_CONTRADICTS, reason=reason))
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
            reason = Sentence(sentences.KEY_OF, {"key": key.value, "unit": unit.name})
        else:
            verdict = self.register.key_fits_name(key, name)
            fits, reason = verdict.is_yes, verdict.sentence
            if verdict.is_undecided and _is_shortened(name, unit.short_name):
                return Home(unit, findings("name", sentences.NAME_CHANGED, Severity.WARNING, unit=unit.name))
        return Home(unit) if fits else Home(None, findings("key", sentences.KEY_CONTRADICTS, reason=reason))

    def _by_old_key(self, key: _Key, name: str) -> Home:
        """A key the register does not know, of another day perhaps: the unit of that name, level and Land, if sure."""
        land = key if isinstance(key, Land) else key.state
        found = self._best(name, land) if name else ()
        fitting = [one for one in found if _is_level_of(key, one.unit)]
        if len(found) == 1 and fitting:
            unit = fitting[0].unit
            said = findings("key", sentences.NAMED_LIKE_OLD_KEY, Severity.WARNING, key=key.value, unit=unit.name)
            return Home(unit, said)
        return Home(None, findings("key", sentences.KEY_UNKNOWN, key=key.value))

    def _best(self, name: str, land: Land | None) -> tuple[Candidate, ...]:
        return tuple([one for one in self.register.find(name, land) if one.rank == 1])

    def _by_name(self, name: str, land: Land | None) -> Home:
        if not name:
            return Home(None, findings("name", sentences.NO_UNIT))
        found = self.register.find(name, land)
        best = [one for one in found if one.rank == 1]
        if len(best) == 1:
            return Home(best[0].unit)
        if best:
            shown = tuple([str(one) for one in best[:5]])
            return Home(None, findings("name", sentences.AMBIGUOUS_UNIT, candidates=shown))
        similar = tuple([str(one) for one in found[:3]]) or self.register.similar(name)
        if similar:
            return Home(None, findings("name", sentences.SUGGESTED_UNIT, candidates=similar))
        return Home(None, findings("name", sentences.UNKNOWN_UNIT))

    # ── abroad ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def partners(self, cell: str, country: str, *, exact: bool = False) -> tuple[Partner, ...]:
        """The places that the cell of a partner and that of its country name, at least one; one if it is `exact`."""
        known = self._partners.get((cell, country, exact))
        if known is None:
            land = land_of(country) if exact else None
            found = [Partner(cell, land)] if isinstance(land, Country) and fold(cell) else partners_in(cell, country)
            known = self._partners[cell, country, exact] = tuple(found)
        return known

    def foreign(self, name: str, country: Country, more: Abroad) -> tuple[ForeignUnit, tuple[CellFinding, ...]]:
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
        other_names = tuple(dict.fromkeys(one for one in names if one and one != base))
        unit_id = more.id or self._id(f"{country.alpha3.lower()}:{slug}", subdivision or "")
        make = {"id": unit_id, "name": base, "country": country, "kind": kind, "other_names": other_names}
        make["sources"] = sources_of(more.sources)
        make["confidence"] = read_confidence(more.confidence) or Confidence.HIGH
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
