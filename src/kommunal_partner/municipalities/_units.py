"""Units at home and abroad: what is known of them, each claim with its own date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import as_day, as_text, choice, is_number, refusal, values_of, whole
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner._rows import COLUMNS
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadIdentifier, BadModel
from kommunal_partner.keys import Ags, Kreis, Land, parse_land
from kommunal_partner.languages import Term
from kommunal_partner.municipalities._kinds import UnitKind
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.verdicts import Answer


class KeyScheme(Enum):
    """The official schemes of keys; the value is the number of digits."""

    LAND = 2
    REGIERUNGSBEZIRK = 3
    REGION = 4
    KREIS = 5
    AGS = 8
    VERBAND = 9
    ARS = 12

    def text(self, lang: str = "de") -> str:
        """The name of the key in German or English."""
        return _SCHEMES[self].text(lang)


_SCHEMES: Final = {
    KeyScheme.LAND: Term("Landesschlüssel", "key of a Land"),
    KeyScheme.REGIERUNGSBEZIRK: Term("Schlüssel eines Regierungsbezirks", "key of a Regierungsbezirk"),
    KeyScheme.REGION: Term("Schlüssel einer Region", "key of a region"),
    KeyScheme.KREIS: Term("Kreisschlüssel", "key of a Kreis"),
    KeyScheme.AGS: Term("Gemeindeschlüssel (AGS)", "municipality key (AGS)"),
    KeyScheme.VERBAND: Term("Schlüssel eines Gemeindeverbands", "key of a Verband"),
    KeyScheme.ARS: Term("Regionalschlüssel (ARS)", "regional key (ARS)"),
}


def _scheme(given: object) -> KeyScheme:
    return given if isinstance(given, KeyScheme) else choice(KeyScheme, given, "scheme")


@frozen(repr=False)
class DatedKey:
    """A key and what is known of the days on which it is in force.

    `start` counts and `end` does not; each is None if it is not known. `seen` is a day on which a register showed the
    key in force.

    Raises:
        BadModel: if the value has not the digits of its scheme, or the days contradict one another.

    >>> key = DatedKey(KeyScheme.AGS, "16063105", start=date(2021, 7, 1))
    >>> key.valid_on(date(2021, 6, 30)), key.valid_on(date(2021, 7, 1))
    (<Answer.NO: 'no'>, <Answer.YES: 'yes'>)
    """

    scheme: KeyScheme = field(converter=_scheme)
    value: str
    start: date | None = None
    end: date | None = None
    seen: date | None = None

    def __attrs_post_init__(self) -> None:
        value: object = self.value
        digits = isinstance(value, str) and len(value) == self.scheme.value and value.isdigit() and value.isascii()
        if not digits:
            many = self.scheme.value
            said = Term(f"{value!r} ist kein Schlüssel aus {many} Ziffern", f"{value!r} is not a key of {many} digits")
            raise BadModel(said, argument="value", value=value)
        for name, day in (("start", self.start), ("end", self.end), ("seen", self.seen)):
            if day is not None:
                as_day(day, name)
        if self.start is None and self.end is None:
            return
        days = [day for day in (self.start, self.seen) if day is not None]
        if self.end is not None and any(day >= self.end for day in days):
            de = f"{value} endet am {self.end:%d.%m.%Y}, bevor es in Kraft war"
            raise BadModel(Term(de, f"{value} ends on {self.end}, before it was in force"))
        if self.start is not None and self.seen is not None and self.seen < self.start:
            de = f"{value} wurde am {self.seen:%d.%m.%Y} gesehen, vor seinem Beginn"
            raise BadModel(Term(de, f"{value} was seen on {self.seen}, before its start"))

    def valid_on(self, day: date) -> Answer:
        """Whether it is in force on the day; undecided where neither its dates nor a register tell.

        Without an end a key that has a start goes on; a key that was only seen once is known for that day alone.
        """
        as_day(day, "day")
        if (self.start is not None and day < self.start) or (self.end is not None and day >= self.end):
            return Answer.NO
        if self.seen is None:
            return Answer.UNDECIDED if self.start is None else Answer.YES
        known_before = self.start is not None or day >= self.seen
        known_after = self.end is not None or day <= self.seen
        return Answer.YES if known_before and known_after else Answer.UNDECIDED

    __repr__ = short_repr


@frozen(repr=False)
class Population:
    """A number of inhabitants on its own day, or on an unknown one.

    Raises:
        BadModel: below zero, or with more men than inhabitants.
    """

    total: int
    on: date | None = None
    male: int | None = None
    sources: tuple[Source, ...] = ()

    def __attrs_post_init__(self) -> None:
        male = 0 if self.male is None else whole(self.male, "male")
        if not 0 <= male <= whole(self.total, "total"):
            said = Term(
                f"{self.total} Einwohner, davon {self.male} männlich: Das kann nicht sein",
                f"{self.total} inhabitants, {self.male} of them male: that cannot be",
            )
            raise BadModel(said, argument="total")
        if self.on is not None:
            as_day(self.on)

    __repr__ = short_repr


@frozen(repr=False)
class Coordinates:
    """A point on the globe in degrees, WGS 84: latitude north, longitude east.

    `place` is what the point is of where that is not the unit itself: the seat of a Kreis, the town that a district is
    named after. A `confidence` below high says that only names or sizes led to the point.

    Raises:
        BadModel: beyond 90 or 180 degrees.

    >>> Coordinates(52.1445, 10.4221, place="Wolfenbüttel").confidence
    <Confidence.HIGH: 'high'>
    """

    latitude: float
    longitude: float
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.HIGH, converter=as_confidence)
    place: str | None = None

    def __attrs_post_init__(self) -> None:
        for name, given, most in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
            if not is_number(given) or not -most <= given <= most:
                said = Term(
                    f"einen Punkt bei Breite {self.latitude}, Länge {self.longitude} gibt es nicht",
                    f"there is no latitude {self.latitude}, longitude {self.longitude}",
                )
                raise BadModel(said, argument=name, value=given)
        if self.place is not None:
            as_text(self.place, "place")

    __repr__ = short_repr


_SHAPES: Final = {
    "wikidata": re.compile(r"Q[1-9][0-9]{0,11}"),
    "geonames": re.compile(r"[1-9][0-9]{0,9}"),
    "osm": re.compile(r"(?:node|way|relation)/[1-9][0-9]{0,14}"),
    "unlocode": re.compile(r"[A-Z]{2}[A-Z2-9]{3}"),
}
_SUBDIVISION: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


_POPULATION: Final = {COLUMNS: {"population": "total"}}
_POINT: Final = {COLUMNS: {"latitude": "latitude", "longitude": "longitude"}}

_NO_IDENTIFIERS: Final[FrozenMap[str, str]] = FrozenMap()


def _identifiers(given: Mapping[str, str]) -> FrozenMap[str, str]:
    if given is _NO_IDENTIFIERS:
        return _NO_IDENTIFIERS
    for scheme, text in given.items():
        shape = _SHAPES.get(scheme)
        known = text.strip() if shape is None else shape.fullmatch(text)
        if not (scheme and known):
            raise BadIdentifier(scheme, text)
    return given if isinstance(given, FrozenMap) else FrozenMap(given)


def _kind(given: object) -> UnitKind:
    return given if isinstance(given, UnitKind) else choice(UnitKind, given, "kind")


def _keys(given: object) -> tuple[DatedKey, ...]:
    keys = given if type(given) is tuple else values_of(given, "keys")
    for key in keys:
        if not isinstance(key, DatedKey):
            kind = type(key).__name__
            de, en = f" darf nur DatedKeys enthalten, nicht {kind}", f" must hold DatedKeys, not {kind}"
            raise refusal(BadModel, "keys", key, de, en)
    return keys


def _land(given: object) -> Land | None:
    return given if given is None or isinstance(given, Land) else parse_land(given)  # type: ignore[arg-type]  # because it refuses what it cannot read


_NAMED_LIKE_TOWNS: Final = frozenset(
    {UnitKind.KREIS, UnitKind.LANDKREIS, UnitKind.SAMTGEMEINDE, UnitKind.VERBANDSGEMEINDE, UnitKind.AMT}
)
_SAYS_KIND: Final = re.compile(r"[Kk]reis|[Rr]egion|[Gg]emeinde|Amt\b|Land\b")


def _confidence(given: object) -> Confidence:
    return given if isinstance(given, Confidence) else choice(Confidence, given, "confidence")


def _texts(given: object) -> tuple[str, ...]:
    if given == ():
        return ()
    return tuple([as_text(text, "other_names") for text in values_of(given, "other_names")])


def _check_names(unit_id: object, name: object) -> None:
    for argument, text in (("id", unit_id), ("name", name)):
        if not isinstance(text, str) or not text.strip():
            said = Term("eine Einheit braucht eine Kennung und einen Namen", "a unit needs an id and a name")
            raise BadModel(said, argument=argument, value=text)


def home_id(key: str) -> str:
    """The id of a unit at home that has an official key; the same in every register and table.

    >>> home_id("05314000")
    'de:05314000'
    """
    return f"de:{key}"


@frozen(repr=False)
class GermanUnit:
    """A municipality, Kreis, Verband, city district, Land or other unit in Germany.

    `id` is `home_id` of its main key, or a word of its own where it has none. `name` is the official one, with its
    additions (`Flensburg, Stadt`). `parent` is the id of the unit above: of the Kreis for a municipality. `area_ha`
    is in hectares. `identifiers` is open: `wikidata`, `geonames`, `osm` and `unlocode` are checked for their shape.

    Raises:
        BadModel: if id or name is blank, or a key lies in another Land than the unit.
        BadIdentifier: for an identifier whose shape is not that of its scheme.
    """

    id: str
    name: str
    kind: UnitKind = field(converter=_kind)
    keys: tuple[DatedKey, ...] = field(default=(), converter=_keys)
    state: Land | None = field(default=None, converter=_land)
    parent: str | None = None
    population: Population | None = field(default=None, metadata=_POPULATION)
    area_ha: int | None = None
    coordinates: Coordinates | None = field(default=None, metadata=_POINT)
    seat: str | None = None
    postcode: str | None = None
    several_postcodes: bool = False
    other_names: tuple[str, ...] = field(default=(), converter=_texts)
    identifiers: FrozenMap[str, str] = field(default=_NO_IDENTIFIERS, converter=_identifiers)
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.HIGH, converter=_confidence)

    def __attrs_post_init__(self) -> None:
        _check_names(self.id, self.name)
        if self.state is not None:
            for key in self.keys:
                if key.value[:2] != self.state.key:
                    said = Term(
                        f"{self.name}: Der Schlüssel {key.value} gehört nicht zum Land {self.state.name_de}",
                        f"{self.name}: the key {key.value} does not lie in {self.state.name_en}",
                    )
                    raise BadModel(said)

    def key(self, scheme: KeyScheme, *, on: date | None = None) -> str | None:
        """The value of its key in a scheme: of the latest, or of the one that may be in force on a day; None without.

        A key whose days are not known counts for every day; one that was not in force on that day does not.
        """
        fitting = [key for key in self.keys if key.scheme is scheme]
        if on is not None:
            judged = [(key, key.valid_on(on)) for key in fitting]
            sure = [key for key, answer in judged if answer is Answer.YES]
            fitting = sure or [key for key, answer in judged if answer is Answer.UNDECIDED]
        latest = max(fitting, key=lambda key: key.start or key.seen or date.min, default=None)
        return None if latest is None else latest.value

    @property
    def ags(self) -> Ags | None:
        """Its latest municipality key."""
        value = self.key(KeyScheme.AGS)
        return None if value is None else Ags(value)

    @property
    def district(self) -> Kreis | None:
        """The key of its Kreis: its own, or that in its municipality key."""
        value = self.key(KeyScheme.KREIS) or (self.key(KeyScheme.AGS) or "")[:5]
        return Kreis(value) if value else None

    @property
    def short_name(self) -> str:
        """The name to show: `Flensburg`, `Landkreis Göttingen`.

        It has nothing of what the register puts behind a comma, and before the bare name of a Kreis or Verband stands
        its kind, as the town in it mostly has the same name.
        """
        head = self.name.split(",", maxsplit=1)[0].strip() or self.name
        if self.kind in _NAMED_LIKE_TOWNS and not _SAYS_KIND.search(head):
            return f"{self.kind.text('de')} {head}"
        return head

    def __str__(self) -> str:
        return self.short_name

    __repr__ = short_repr


@frozen(repr=False)
class ForeignUnit:
    """A municipality, district, province or other unit outside Germany.

    `kind` is a word of the source (`district`, `commune`), None if it gives none. `subdivision` is the ISO 3166-2
    code of the region it lies in. `identifiers` is open as with `GermanUnit`; shipped units have `geonames` where two
    signs tell which place is meant, and `coordinates` with a confidence of their own.

    Raises:
        BadModel: if id or name is blank.
        BadIdentifier: for an identifier or a subdivision whose shape is not that of its scheme, or that names
            another country.
    """

    id: str
    name: str
    country: Country
    kind: str | None = None
    other_names: tuple[str, ...] = field(default=(), converter=_texts)
    subdivision: str | None = None
    identifiers: FrozenMap[str, str] = field(default=_NO_IDENTIFIERS, converter=_identifiers)
    population: Population | None = field(default=None, metadata=_POPULATION)
    coordinates: Coordinates | None = field(default=None, metadata=_POINT)
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.HIGH, converter=_confidence)

    def __attrs_post_init__(self) -> None:
        _check_names(self.id, self.name)
        here = self.country.alpha2
        if self.subdivision is not None and not (
            _SUBDIVISION.fullmatch(self.subdivision) and self.subdivision.startswith(here)
        ):
            raise BadIdentifier("ISO 3166-2", self.subdivision)
        unlocode = self.identifiers.get("unlocode") if self.identifiers else None
        if unlocode is not None and not unlocode.startswith(here):
            raise BadIdentifier("unlocode", unlocode)

    @property
    def short_name(self) -> str:
        """The name to show."""
        return self.name

    def __str__(self) -> str:
        return f"{self.name} ({self.country.name()})"

    __repr__ = short_repr


Unit: TypeAlias = GermanUnit | ForeignUnit
"""A unit at home or abroad."""
