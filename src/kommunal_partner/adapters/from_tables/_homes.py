"""Which unit at home a row means, by key, name, Land and id in the register; or why none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kommunal_partner._checks import instance
from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, without_footnote
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables.result import Severity
from kommunal_partner.errors import BadKey, BadRule, UnknownName
from kommunal_partner.keys import Ags, Ars, Kreis, Land, Verband, ags_of_parts, parse_key, parse_land
from kommunal_partner.municipalities import Candidate, GermanUnit, Level, MunicipalRegister
from kommunal_partner.verdicts import Sentence


class Home(NamedTuple):
    """A unit at home, or None with an error among the findings."""

    unit: GermanUnit | None
    findings: tuple[CellFinding, ...] = ()


class Asked(NamedTuple):
    """What a row says of a unit at home, and the field that its name stands in."""

    name: str
    key: str = ""
    state: str = ""
    unit_id: str = ""
    parts: tuple[str, ...] = ()
    field: str = "name"
    district: str = ""


_POSTCODE: Final = re.compile(r"(?:D-)?\d{5}\s+(?=\D)")
_LONGEST: Final = 200  # characters of a name
_SAYS_KREIS: Final = re.compile(r"kreis|\bL?Kr\b|\bLK\b|region|verband", re.IGNORECASE)
_A_LAND: Final = re.compile(r"\d{2}")
_HomeKey = Ags | Ars | Kreis | Verband | Land


def check_register(register: object) -> None:
    """Refuse what is no register.

    Raises:
        BadRule: for anything but a MunicipalRegister.
    """
    instance(register, MunicipalRegister, "municipalities", BadRule)


class Homes:
    """Looks units at home up, each question once."""

    def __init__(self, register: MunicipalRegister) -> None:
        self._register = register
        self._known: dict[Asked, Home] = {}

    def unit(self, asked: Asked) -> Home:
        """The unit at home that name, key, Land and id mean together."""
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = self._look_up(asked)
        return known

    def _look_up(self, asked: Asked) -> Home:
        name = without_footnote(_POSTCODE.sub("", asked.name, count=1))
        if not name and not asked.key and asked.district:
            name = asked.district if _SAYS_KREIS.search(asked.district) else f"Kreis {asked.district}"
        said: list[CellFinding] = []
        land: Land | None = None
        if fold(asked.state) not in BLANK_WORDS:
            try:
                land = parse_land(without_footnote(asked.state))
            except BadKey as error:
                said += findings("state", sentences.BAD_LAND, Severity.WARNING, reason=error.said)
        parsed: _HomeKey | None = None
        if asked.key or any(asked.parts):
            try:
                parsed = self._parsed(asked.key, asked.parts)
            except BadKey as error:
                return Home(None, (*said, *findings("key", sentences.BAD_KEY, reason=error.said)))
        if parsed is not None and parsed.repair is not None and not parsed.repair.only_notation:
            said += findings("key", sentences.KEY_REPAIRED, Severity.WARNING, repair=parsed.repair)
        field = asked.field
        found = self._by_id(asked.unit_id, parsed) if asked.unit_id else self._by_key_or_name(parsed, name, land, field)
        unit = found.unit
        if unit is None and asked.district and name and parsed is None and not asked.unit_id:
            within = self._best(f"{name}, {asked.district}", land) or self._best(
                f"{name}, Kreis {asked.district}", land
            )
            if len(within) == 1:
                found = Home(within[0].unit)
                unit = found.unit
        if unit is not None and land is not None and unit.state is not None and unit.state.key != land.key:
            found = Home(None, findings("state", sentences.LAND_CONTRADICTS, unit=unit.name, land=land))
        return Home(found.unit, (*said, *found.findings))

    def _parsed(self, key: str, parts: tuple[str, ...]) -> _HomeKey:
        if not key:
            state, region, district, municipality = parts
            return ags_of_parts(state, region or "0", district, municipality)
        if _A_LAND.fullmatch(key):
            land = parse_land(key)
            if self._register.by_key(land) is not None:
                return land
        return parse_key(key)

    def _by_id(self, unit_id: str, key: _HomeKey | None) -> Home:
        try:
            unit = self._register.unit(unit_id)
        except UnknownName:
            return Home(None, findings("unit_id", sentences.UNKNOWN_ID))
        if key is not None and (other := self._register.by_key(key)) is not None and other.id != unit.id:
            reason = Sentence(sentences.KEY_OF, {"key": key.value, "unit": other.name})
            return Home(None, findings("key", sentences.KEY_CONTRADICTS, reason=reason))
        return Home(unit)

    # ── by key ──

    def _by_key_or_name(self, key: _HomeKey | None, name: str, land: Land | None, field: str) -> Home:
        if key is None:
            return self._by_name(name, land, field)
        unit = self._register.by_key(key)
        if unit is None and isinstance(key, Ars):  # the Verband in it may be of another day, the municipality stays
            key = key.ags
            unit = self._register.by_key(key)
        if unit is None:
            return self._by_old_key(key, name)
        return Home(unit) if name in {"", unit.name, unit.short_name} else self._checked(key, name, unit, field)

    def _checked(self, key: _HomeKey, name: str, unit: GermanUnit, field: str) -> Home:
        """The unit of a key, if the name beside it can be its own."""
        if isinstance(key, Land):
            fits = any(one.unit.id == unit.id for one in self._best(name, key))
            reason = Sentence(sentences.KEY_OF, {"key": key.value, "unit": unit.name})
        else:
            verdict = self._register.key_fits_name(key, name)
            fits, reason = verdict.is_yes, verdict.sentence
            if verdict.is_undecided and _is_shortened(name, unit.short_name):
                return Home(unit, findings(field, sentences.NAME_CHANGED, Severity.WARNING, unit=unit.name))
        return Home(unit) if fits else Home(None, findings("key", sentences.KEY_CONTRADICTS, reason=reason))

    def _by_old_key(self, key: _HomeKey, name: str) -> Home:
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
        return tuple([one for one in self._register.find(name, land) if one.rank == 1])

    # ── by name ──

    def _by_name(self, name: str, land: Land | None, field: str) -> Home:  # noqa: PLR0911 - because each way to fail has its own words
        if not name:
            return Home(None, findings(field, sentences.NO_UNIT))
        if len(name) > _LONGEST:
            return Home(None, findings(field, sentences.UNKNOWN_UNIT))
        if _PART.search(name):
            return self._part_of_city(name, land, field)
        found = self._register.find(name, land)
        best = [one for one in found if one.rank == 1] or [one for one in found if _may_be_read(one)]
        if len(best) == 1:
            return Home(best[0].unit, _doubt(best[0], field))
        if best:
            shown = tuple([str(one) for one in best[:5]])
            return Home(None, findings(field, sentences.AMBIGUOUS_UNIT, candidates=shown))
        if _NO_MUNICIPALITY.search(name):
            return Home(None, findings(field, sentences.NO_MUNICIPALITY))
        similar = tuple([str(one) for one in found[:3]]) or self._register.similar(name)
        if similar:
            return Home(None, findings(field, sentences.SUGGESTED_UNIT, candidates=similar))
        return Home(None, findings(field, sentences.UNKNOWN_UNIT))

    def _part_of_city(self, name: str, land: Land | None, field: str) -> Home:
        """A district of a city, however its name is put together; never the city itself."""
        for spelling in _spellings(name):
            best = self._best(spelling, land)
            if len(best) == 1 and best[0].unit.kind.level is Level.STADTTEIL:
                return Home(best[0].unit)
        best = self._best(name, land)
        if len(best) == 1 and best[0].unit.kind.level in {Level.REGIERUNGSBEZIRK, Level.STADTTEIL}:
            return Home(best[0].unit)
        return Home(None, findings(field, sentences.PART_OF_CITY))


def _may_be_read(one: Candidate) -> bool:
    """Whether a doubtful unit is read, with a warning; what may be two places is not."""
    return one.is_doubtful and one.reason.reason.code != "MAY_BE_TWO"


def _doubt(one: Candidate, field: str) -> tuple[CellFinding, ...]:
    """A warning where a unit is not sure, or written without its umlauts: Groningen may lie in the Netherlands."""
    if one.reason.reason.code == "LOST_UMLAUT":
        return findings(field, sentences.UMLAUTS_LOST, Severity.WARNING, unit=one.unit.name)
    if one.is_doubtful:
        return findings(field, sentences.DOUBTFUL_UNIT, Severity.WARNING, unit=one.unit.name, why=one.reason)
    return ()


_PART: Final = re.compile(
    r"\b(?:(?:stadt|verwaltungs)?bezirk|bezirksamt|ortsteil|stadtteil|ortschaft|ortsbezirk|OT)\b", re.IGNORECASE
)
_NO_MUNICIPALITY: Final = re.compile(
    r"\b(?:e\. ?V\.|\w*verein|\w*freundeskreis|\w*initiative|\w*stiftung|\w*schule|gymnasium|universität|hochschule|"
    r"kirchengemeinde|pfarrei|pfarrgemeinde|dekanat|kirchenkreis|weltladen|GmbH|stadtwerke|diözese|bistum)\b",
    re.IGNORECASE,
)
_PARTS_OF: Final = (
    re.compile(r"(?P<city>.+?)\s*[,(–-]\s*(?:Stadt)?Bezirk(?:samt)?\s+(?P<part>[^()]+?)\)?", re.IGNORECASE),
    re.compile(r"(?:Stadt)?Bezirk(?:samt)?\s+(?P<part>.+?)\s+(?:von|in|der Stadt)\s+(?P<city>.+)", re.IGNORECASE),
    re.compile(r"(?:Stadt)?Bezirk(?:samt)?\s+(?P<part>[^(),]+?)\s*[(,]\s*(?P<city>[^()]+?)\)?", re.IGNORECASE),
    re.compile(r"(?:Stadt)?Bezirk(?:samt)?\s+(?P<city>Berlin|Hamburg|München|Köln)[\s-]+(?P<part>.+)", re.IGNORECASE),
    re.compile(r"(?P<city>Berlin|Hamburg)(?:er)?\s+(?:Stadt)?Bezirk\s+(?P<part>.+)", re.IGNORECASE),
)


def _spellings(name: str) -> Iterator[str]:
    """The ways in which registers write a district of a city: Berlin-Mitte."""
    for pattern in _PARTS_OF:
        found = pattern.fullmatch(name)
        if found is not None:
            yield f"{found['city'].strip()}-{found['part'].strip()}"


def _is_shortened(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other: Müllheim im Markgräflerland."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return bool(words) and bool(others) and (words <= others or others <= words)


def _is_level_of(key: _HomeKey, unit: GermanUnit) -> bool:
    if isinstance(key, (Ags, Ars)):
        return unit.kind.level is Level.GEMEINDE
    if isinstance(key, Kreis):
        return unit.kind.level is Level.KREIS or unit.district == key
    return isinstance(key, Verband) and unit.kind.level is Level.VERBAND
