"""Units made from the records of the official register: which keys they have, and what they belong to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import choice
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities._kinds import UnitKind
from kommunal_partner.municipalities._units import Coordinates, DatedKey, GermanUnit, KeyScheme, Population, home_id
from kommunal_partner.sources import Confidence, Source

_CITIES: Final = frozenset({UnitKind.KREISFREIE_STADT, UnitKind.STADTKREIS})
_STATISTICAL: Final = ("statistische", "früher")
_SCHEMES: Final = {
    scheme.value: scheme
    for scheme in (KeyScheme.LAND, KeyScheme.REGIERUNGSBEZIRK, KeyScheme.REGION, KeyScheme.KREIS, KeyScheme.VERBAND)
}


def _confidence(given: object) -> Confidence:
    return choice(Confidence, given, "confidence")


@frozen(repr=False)
class OfficialEdition:
    """One edition of the register: its day, and what a record needs to know of the others.

    `towns` are the AGS of every municipality, `regions` the keys of every Regierungsbezirk.
    """

    as_of: date
    towns: Collection[str] = field(repr=False)
    regions: Collection[str] = field(repr=False)
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.HIGH, converter=_confidence)

    def municipality(
        self,
        ags: str,
        association: str,
        name: str,
        kind: UnitKind,
        *,
        population: Population | None = None,
        area_ha: int | None = None,
        postcode: str | None = None,
        several_postcodes: bool = False,
        coordinates: Coordinates | None = None,
    ) -> GermanUnit:
        """A municipality, with the four digits of its Verband.

        A kreisfreie Stadt also has the key of a Kreis; Berlin and Hamburg also that of their Land.
        """
        district, land, seen = ags[:5], ags[:2], self.as_of
        ars = district + association + ags[5:]
        keys = [DatedKey(KeyScheme.AGS, ags, seen=seen), DatedKey(KeyScheme.ARS, ars, seen=seen)]
        parent: str | None = home_id(district)
        if kind in _CITIES:
            keys.append(DatedKey(KeyScheme.KREIS, district, seen=seen))
            parent = self._over_district(district)
            if district.endswith("000"):
                keys.append(DatedKey(KeyScheme.LAND, land, seen=seen))
                parent = None
        elif district.endswith("000"):
            parent = home_id(land)
        return GermanUnit(
            id=home_id(ags),
            name=name,
            kind=kind,
            keys=tuple(keys),
            state=LAENDER[land],
            parent=parent,
            population=population,
            area_ha=area_ha,
            postcode=postcode,
            several_postcodes=several_postcodes,
            coordinates=coordinates,
            sources=self.sources,
            confidence=self.confidence,
        )

    def repeats(self, key: str, kind: UnitKind | None) -> bool:
        """Whether the record of an area only repeats a municipality.

        These are a city that is also a Kreis, a Land that is one city, and municipalities that belong to no Verband.
        """
        town = {KeyScheme.LAND.value: key + "000000", KeyScheme.KREIS.value: key + "000"}.get(len(key), "")
        return town in self.towns or kind is UnitKind.VERBANDSFREIE_GEMEINDE

    def area(self, key: str, name: str, kind: UnitKind | None = None, seat: str | None = None) -> GermanUnit:
        """A unit above the municipalities; `kind` may be left out where the number of digits tells it.

        Raises:
            BadModel: if the key has not the digits of such a unit.
        """
        scheme = _SCHEMES.get(len(key))
        if scheme is None:
            said = Term(
                f"{key!r} ist kein Schlüssel einer Einheit über den Gemeinden",
                f"{key!r} is not a key of a unit above the municipalities",
            )
            raise BadModel(said, argument="key", value=key)
        above = {
            KeyScheme.LAND: None,
            KeyScheme.REGIERUNGSBEZIRK: home_id(key[:2]),
            KeyScheme.REGION: self._over_district(key),
            KeyScheme.KREIS: self._over_district(key),
            KeyScheme.VERBAND: home_id(key[:5]),
        }
        return GermanUnit(
            id=home_id(key),
            name=name,
            kind=kind or _kind_of_area(scheme, name),
            keys=(DatedKey(scheme, key, seen=self.as_of),),
            state=LAENDER[key[:2]],
            parent=above[scheme],
            seat=seat,
            sources=self.sources,
            confidence=self.confidence,
        )

    def _over_district(self, district: str) -> str:
        """The id of what a Kreis belongs to: its Regierungsbezirk where the edition has one, else its Land."""
        return home_id(district[:3] if district[:3] in self.regions else district[:2])

    __repr__ = short_repr


def _kind_of_area(scheme: KeyScheme, name: str) -> UnitKind:
    if scheme is KeyScheme.REGIERUNGSBEZIRK and name.lower().startswith(_STATISTICAL):
        return UnitKind.STATISTICAL_REGION
    return {
        KeyScheme.LAND: UnitKind.LAND,
        KeyScheme.REGIERUNGSBEZIRK: UnitKind.REGIERUNGSBEZIRK,
        KeyScheme.REGION: UnitKind.REGION,
        KeyScheme.KREIS: UnitKind.OTHER_KREIS,
        KeyScheme.VERBAND: UnitKind.OTHER_VERBAND,
    }[scheme]
