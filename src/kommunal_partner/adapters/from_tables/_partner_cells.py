"""Which places, in which countries, the cell of a partner and the cell of its country name; or why none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import pycountry

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, split_list, without_footnote
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables._lands import land_of
from kommunal_partner.adapters.from_tables.result import Severity
from kommunal_partner.countries import Country
from kommunal_partner.verdicts import Reason, Sentence


class Partner(NamedTuple):
    """A place abroad (or, with the country Germany, at home); no country if an error is among the findings.

    `since` is the date that stands with the place in its cell.
    """

    name: str
    country: Country | None
    findings: tuple[CellFinding, ...] = ()
    since: str = ""


class CellFields(NamedTuple):
    """The fields that a place and its country stand in, which findings about them name."""

    place: str
    country: str


PARTNER: Final = CellFields("partner", "country")
HOME: Final = CellFields("name", "name_country")
_LONGEST: Final = 200  # characters: longer cells are no names


@lru_cache(maxsize=4096)
def partners_in(cell: str, country: str, fields: CellFields = PARTNER) -> tuple[Partner, ...]:
    """The places that the cell of a partner and that of its country name, at least one."""
    return tuple(_partners(cell, country, fields))


def _partners(cell: str, country: str, fields: CellFields) -> Sequence[Partner]:
    places = _with_dates(split_list(cell))
    if fold(cell) in BLANK_WORDS or not places:
        return [Partner("", None, findings(fields.place, sentences.NO_PARTNER))]
    if _NOTHING.fullmatch(cell):
        return [Partner("", None, findings(fields.place, sentences.NO_PARTNERSHIP))]
    if len(places) > _limits.MOST_PARTS:
        said = findings(fields.place, sentences.TOO_MANY_PARTS, most=_limits.MOST_PARTS)
        return [Partner("", None, said)]
    countries = [] if fold(country) in BLANK_WORDS else split_list(country)
    if len(countries) == 1 and isinstance(land_of(country), Sentence):
        countries = _apart(country) or countries
    if len(countries) > 1 and len(places) == 1:
        for separator in (_SEVERAL, _COMMA):
            apart = separator.split(places[0])
            if len(apart) == len(countries):
                return _warned(apart, [_in(*one, fields) for one in zip(apart, countries, strict=True)], fields)
    if len(countries) != len(places):
        countries = [country if countries else ""] * len(places)
    return [one for place, land in zip(places, countries, strict=True) for one in _in(place, land, fields)]


_ONLY_A_DATE: Final = re.compile(r"\(?(?:seit|since|ab)?\s*(?:\d{1,2}\.\s?){0,2}(?:1[89]|20)\d\d\)?", re.IGNORECASE)


def _with_dates(parts: list[str]) -> list[str]:
    """The parts of a cell, a date by itself put back behind the place that it belongs to."""
    places: list[str] = []
    for part in parts:
        if places and _ONLY_A_DATE.fullmatch(part):
            places[-1] += f", {part}"
        else:
            places.append(part)
    return places


_NOTHING: Final = re.compile(
    r"(?:keine?(?:\s+(?:weiteren?\s+)?(?:\w*partnerschaft(?:en)?|partner\w*)(?:\s+(?:bekannt|vorhanden))?)?|entfällt|"
    r"fehlanzeige|nicht vorhanden|(?:noch )?offen|(?:wird |partner\w* )?gesucht|in planung|noch nicht bekannt|none|"
    r"no partnerships?|nein|no)\.?",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"\s+(?:/|und|and|sowie|&|\+)\s+")
_COMMA: Final = re.compile(r"\s*,\s*(?![^()]*\))")
_EITHER: Final = re.compile(r"(?:\s*,\s*|\s+(?:/|und|and|sowie|&|\+)\s+)(?![^()]*\))")
_IN_ONE_NAME: Final = re.compile(r"\s(?:and|&)\s")
_NAMED_TOGETHER: Final = frozenset({"GBR", "IRL", "USA", "CAN", "AUS"})
"""Where "and" stands in names of towns: Brighton and Hove."""


def _apart(countries: str) -> list[str]:
    """The countries of a cell that names several between commas or "und"; none if one of the words is no country."""
    for separator in (_COMMA, _SEVERAL, re.compile(r"\s*/\s*")):
        apart = separator.split(countries)
        if len(apart) > 1 and all(isinstance(land_of(one), Country) for one in apart):
            return apart
    return []


def _warned(names: Sequence[str], found: Sequence[Sequence[Partner]], fields: CellFields) -> list[Partner]:
    """The partners of a cell that was taken apart, with a warning at the first that it was."""
    values = {"count": len(names), "names": tuple(names)}
    warning = findings(fields.place, sentences.SEVERAL_PARTNERS, Severity.WARNING, **values)
    first, *others = [one for several in found for one in several]
    return [first._replace(findings=(*warning, *first.findings)), *others]


# ── one part of a cell ───────────────────────────────────────────────────────────────────────────────────────────────

_POSTCODE: Final = re.compile(r"(?:[A-Z]{1,3}-)?\d{4,6}\s+(?=\D)")
_BULLET: Final = re.compile(r"(?:[-–•*·▪○]\s+|\(?\d{1,2}[.)]\s*(?=\D))")
_DATE: Final = r"(?:\d{1,2}\.\s?\d{1,2}\.\s?)?(?:1[89]|20)\d\d"
_SINCE: Final = (
    re.compile(rf"(?P<place>.+?)\s*[(\[]\s*(?:seit\s+|since\s+)?(?P<since>{_DATE})\s*[)\]](?P<end>)", re.IGNORECASE),
    re.compile(
        rf"(?P<place>.+[(\[][^()\[\]]*?)\s*[,;/]?\s+(?:seit\s+|since\s+)?(?P<since>{_DATE})\s*(?P<end>[)\]])",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<place>.+?)[,:]?\s+(?:seit\s+|since\s+)?(?P<since>{_DATE})(?P<end>)", re.IGNORECASE),
)
_LOST: Final = re.compile(r"\ufffd|[^\W\d]\?[^\W\d]")


def _in(text: str, country: str, fields: CellFields) -> list[Partner]:
    """The partners in one part of a cell, and in the part of the country's cell that belongs to it."""
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return [Partner("", None, findings(fields.place, sentences.NO_PLACE))]
    for notation in (_BULLET, _POSTCODE):
        text = text[found.end() :] if (found := notation.match(text)) is not None else text
    text, since = _without_date(text)
    text = without_footnote(text)
    partners = _located(text, country, fields)
    if _LOST.search(text):
        lost = findings(fields.place, sentences.LETTERS_LOST, Severity.WARNING)
        partners = [one._replace(findings=(*one.findings, *lost)) for one in partners]
    if any(one.since for one in partners):  # then the date at the end is that of the last place alone
        partners[-1] = partners[-1]._replace(since=partners[-1].since or since)
        since = ""
    return [one._replace(since=one.since or since, name=without_footnote(one.name)) for one in partners]


def _without_date(text: str) -> tuple[str, str]:
    """The text without the date that stands with the place, and that date."""
    if text[-1:].isdigit() or text[-1:] in {")", "]"}:
        for pattern in _SINCE:
            found = pattern.fullmatch(text)
            if found is not None and any(map(str.isalpha, found["place"])):
                return (found["place"] + found["end"]).strip(), found["since"]
    return text, ""


def _located(text: str, country: str, fields: CellFields) -> list[Partner]:
    place, said = _place_and_country(text)
    if not country:
        return _named(place, said, fields) if said is not None else _without_country(text, fields)
    land = land_of(country)
    if isinstance(land, Sentence):
        told = land_of(f"{text}, {country}")
        if isinstance(told, Country) and _means(country, told):
            land = told  # Brazzaville lies in one Kongo only
    if not isinstance(land, Country):
        reason = land or Sentence(sentences.NO_COUNTRY)
        return [Partner(text, None, (CellFinding(fields.country, reason),))]
    if said is not None and said != land:
        return [_contradicted(text, said, land, fields)]
    return _named(place, land, fields)


def _contradicted(text: str, said: Country, land: Country, fields: CellFields) -> Partner:
    reason = Sentence(sentences.COUNTRY_CONTRADICTS, {"one": said, "other": land})
    return Partner(text, None, (CellFinding(fields.place, reason),))


_BEHIND: Final = (
    re.compile(r"(?P<place>.+?)\s*[(\[](?P<country>[^()\[\]]+)[)\]]"),
    re.compile(r"(?P<place>.+)\s*,\s*(?P<country>[^,]+)"),
    re.compile(r"(?P<place>.+)\s+[-–—]\s+(?P<country>.+?)"),
    re.compile(r"(?P<place>.+)\s+in\s+(?P<country>.+?)"),
    re.compile(r"(?P<place>.+?)\s*/\s*(?P<country>[^/]+)"),
    re.compile(r"(?P<country>[^:]+):\s*(?P<place>.+)"),
)


def _place_and_country(text: str) -> tuple[str, Country | None]:
    """The place and the country that stands with it; all of the text and None if none does."""
    behind = [found for pattern in _BEHIND if (found := pattern.fullmatch(text)) is not None]
    whole = land_of(text) if behind else None
    if isinstance(whole, Country):
        for found in behind:
            if _means(found["country"].strip(), whole):
                return found["place"].strip(" ,"), whole
    bracketed = _BEHIND[0].fullmatch(text)
    if bracketed is not None and bracketed["country"].isupper() and "(" not in bracketed["place"]:  # Tarare (F)
        sign = land_of(bracketed["country"].strip())
        if isinstance(sign, Country):
            return bracketed["place"].strip(" ,"), sign
    return text, None


def _means(text: str, country: Country) -> bool:
    """Whether a text means the country, or can mean it: Kongo in "Brazzaville (Kongo)"."""
    land = land_of(text)
    if isinstance(land, Sentence):
        candidates = land.values.get("candidates", ())
        return isinstance(candidates, tuple) and country in candidates
    return land == country


def _without_country(text: str, fields: CellFields) -> list[Partner]:
    for separator in (_SEVERAL, _COMMA, _EITHER):
        parts = separator.split(text)
        apart = [_without_date(part) for part in parts]
        found = [(*_place_and_country(place), since) for place, since in apart]
        if len(parts) > 1 and all(land is not None for _, land, _ in found):
            return _warned(
                [place for place, _, _ in found],
                [[Partner(place, land, since=since)] for place, land, since in found],
                fields,
            )
    land = land_of(text)
    if isinstance(land, Country):
        return [Partner(text, None, findings(fields.place, sentences.ONLY_A_COUNTRY))]
    if land is not None and land.reason == sentences.AMBIGUOUS_COUNTRY:
        return [Partner(text, None, (CellFinding(fields.place, land),))]
    return [Partner(text, None, findings(fields.place, sentences.NO_COUNTRY))]


# ── one country ──────────────────────────────────────────────────────────────────────────────────────────────────────

_ONE_AREA: Final = re.compile(r"\b(?:Umgebung|Umland|Region|Landkreis|Kreis|surroundings)\b", re.IGNORECASE)
_AREA: Final = re.compile(
    r"\b(?:\w*provinz|province|region|regierungsbezirk|bezirk|distrikt|district|departement|département|departamento|"
    r"oblast|rajon|county|kreis|landkreis|kanton|canton|insel|island|gouvernement|governorate|woiwodschaft|komitat|"
    r"präfektur|prefecture|bundesstaat|state|commune|municipality|gemeinde|stadt|city|powiat|D\.\s?C\.)\b",
    re.IGNORECASE,
)
_TWO: Final = 2


def _named(name: str, country: Country, fields: CellFields) -> list[Partner]:
    """The partners of one country that a name names: several with "und", a slash or two commas, and a warning."""
    if not fold(name):
        return [Partner("", None, findings(fields.place, sentences.NO_PLACE))]
    parts = _SEVERAL.split(name)
    together = country.alpha3 in _NAMED_TOGETHER and _IN_ONE_NAME.search(name) is not None
    is_one = together or _ONE_AREA.search(name) is not None or _are_names_of_one(parts)
    if len(parts) > 1 and all(fold(part) for part in parts) and not is_one:
        return _each(parts, country, fields)
    if len(parts) > 1:
        return [Partner(name, country, _unclear(sentences.MAYBE_SEVERAL, Severity.WARNING, fields))]
    return _between_commas(name, country, fields)


_TWO_NAMES: Final = """
Breslau/Wrocław Stettin/Szczecin Danzig/Gdańsk Allenstein/Olsztyn Kattowitz/Katowice Bromberg/Bydgoszcz
Waldenburg/Wałbrzych Reichenberg/Liberec Eger/Cheb Pilsen/Plzeň Pressburg/Bratislava Kaschau/Košice
Fünfkirchen/Pécs Raab/Győr Ödenburg/Sopron Stuhlweißenburg/Székesfehérvár Hermannstadt/Sibiu Kronstadt/Brașov
Klausenburg/Cluj Klausenburg/Cluj-Napoca Großwardein/Oradea Laibach/Ljubljana Marburg/Maribor Agram/Zagreb
Esseg/Osijek Königsberg/Kaliningrad Reval/Tallinn Dorpat/Tartu Wilna/Vilnius Lemberg/Lwiw Czernowitz/Tscherniwzi
Bozen/Bolzano Mailand/Milano Florenz/Firenze Venedig/Venezia
"""
_ALSO_CALLED: Final = frozenset(frozenset(map(fold, pair.split("/"))) for pair in _TWO_NAMES.split())
"""Towns with two names in two languages, which lists put side by side."""


def _are_names_of_one(parts: Sequence[str]) -> bool:
    """Whether two names are those of one town in two languages: Brünn / Brno, Breslau / Wrocław."""
    if len(parts) != _TWO:
        return False
    one, other = (fold(part) for part in parts)
    return frozenset({one, other}) in _ALSO_CALLED or (one[:2] == other[:2] and bool(one))


def _between_commas(name: str, country: Country, fields: CellFields) -> list[Partner]:
    """One place with the area it lies in, or several places; what may be either is an error."""
    parts = [part for part in _COMMA.split(name) if fold(part)]
    if len(parts) < _TWO:
        return [Partner(name, country)]
    if any(_is_area(part, country) for part in parts[1:]):
        return [Partner(name, country, _unclear(sentences.MAYBE_SEVERAL, Severity.WARNING, fields))]
    if len(parts) == _TWO:
        return [Partner(name, None, _unclear(sentences.UNCLEAR_IF_SEVERAL, Severity.ERROR, fields))]
    return _each(parts, country, fields)


def _each(parts: Sequence[str], country: Country, fields: CellFields) -> list[Partner]:
    """The partners of one country that a cell names one behind the other, each with what stands beside it alone."""
    found: list[list[Partner]] = []
    for part in parts:
        text, since = _without_date(part)
        place, said = _place_and_country(text)
        if said is not None and said != country:
            found.append([_contradicted(part, said, country, fields)])
        else:
            found.append([Partner(place, country, since=since)])
    return _warned(parts, found, fields)


def _unclear(reason: Reason, severity: Severity, fields: CellFields) -> tuple[CellFinding, ...]:
    return findings(fields.place, reason, severity)


def _is_area(text: str, country: Country) -> bool:
    return _AREA.search(text) is not None or fold(text) in _areas(country.alpha2)


@cache
def _areas(alpha2: str) -> frozenset[str]:
    """The names of the parts of a country, and their codes, folded."""
    parts = pycountry.subdivisions.get(country_code=alpha2) or ()  # type: ignore[no-untyped-call]  # because it has no types
    return frozenset(fold(word) for part in parts for word in (part.name, part.code.partition("-")[2]))
