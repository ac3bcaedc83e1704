"""The kinds of key as values that check themselves, and how one follows from another."""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner.keys import reasons
from kommunal_partner.keys.repairs import Repair, bad_key
from kommunal_partner.keys.states import LAENDER, Land

__all__ = [
    "AN_AGS",
    "AN_ARS",
    "A_KREIS",
    "A_LAND",
    "A_REGIERUNGSBEZIRK",
    "A_VERBAND",
    "Ags",
    "Ars",
    "Key",
    "Kreis",
    "Regierungsbezirk",
    "Verband",
    "Wanted",
]

# Länder that never had a Regierungsbezirk, or had given them up before the registers of 2017 and 2023 without keeping
# the digit. (Sachsen and Niedersachsen keep it for statistical regions; Rheinland-Pfalz for its former Bezirke.)
_WITHOUT_REGIONS: Final = frozenset({"01", "02", "04", "10", "11", "12", "13", "16"})

# Where the Kreis digits are 00: the two Länder that are one municipality each, and two areas outside any municipality
# (the German-Luxembourg condominium and the coastal waters).
_ONE_MUNICIPALITY: Final = frozenset({"02", "11"})
_LAND_WIDE: Final = {"02000": "000", "11000": "000", "07000": "999", "13000": "999"}


@frozen
class Wanted:
    """What a text should be, as both languages call it, and its number of digits."""

    de: str
    en: str
    digits: int

    def name(self, lang: str) -> str:
        """The kind of key; in German always masculine."""
        return self.de if lang == "de" else self.en


AN_AGS: Final = Wanted("Gemeindeschlüssel (AGS)", "municipality key (AGS)", 8)
AN_ARS: Final = Wanted("Regionalschlüssel (ARS)", "regional key (ARS)", 12)
A_KREIS: Final = Wanted("Kreisschlüssel", "Kreis key", 5)
A_LAND: Final = Wanted("Landesschlüssel", "Land key", 2)
A_REGIERUNGSBEZIRK: Final = Wanted("Regierungsbezirksschlüssel", "Regierungsbezirk key", 3)
A_VERBAND: Final = Wanted("Verbandsschlüssel", "Verband key", 9)


def _check_digits(value: object, wanted: Wanted) -> str:
    if not isinstance(value, str) or not (value.isascii() and value.isdigit() and len(value) == wanted.digits):
        raise bad_key(value, reasons.NOT_DIGITS, wanted=wanted, digits=wanted.digits)
    return value


def _check_land(value: str) -> Land:
    land = LAENDER.get(value[:2])
    if land is None:
        raise bad_key(value, reasons.NO_LAND, land=value[:2])
    return land


def _check_kreis(value: str, wanted: Wanted) -> None:
    land = _check_land(value)
    if value[2] != "0" and land.key in _WITHOUT_REGIONS:
        raise bad_key(value, reasons.NO_REGION, land=land)
    if land.key in _ONE_MUNICIPALITY and value[2:5] != "000":
        raise bad_key(value, reasons.WHOLE_LAND_ONLY, land=land, only=land.key + "000000")
    if value[3:5] == "00":
        if value[2] != "0":
            raise bad_key(value, reasons.REGION_LEVEL, wanted=wanted)
        if value[:5] not in _LAND_WIDE:
            raise bad_key(value, reasons.LAND_LEVEL, land=land, wanted=wanted)


def _check_municipality(value: str, wanted: Wanted) -> None:
    _check_kreis(value, wanted)
    only = _LAND_WIDE.get(value[:5])
    if only is None or value[-3:] == only:
        return
    land = LAENDER[value[:2]]
    if land.key in _ONE_MUNICIPALITY:
        raise bad_key(value, reasons.WHOLE_LAND_ONLY, land=land, only=value[:5] + only)
    raise bad_key(value, reasons.LAND_LEVEL, land=land, wanted=wanted)


@frozen
class Regierungsbezirk:
    """The key of a Regierungsbezirk, or of the statistical region that took its digit: three digits, the last not 0.

    Raises:
        BadKey: for anything else.
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        value = _check_digits(self.value, A_REGIERUNGSBEZIRK)
        land = _check_land(value)
        if value[2] == "0":
            raise bad_key(value, reasons.REGION_IS_ZERO)
        if land.key in _WITHOUT_REGIONS:
            raise bad_key(value, reasons.NO_REGION, land=land)

    @property
    def state(self) -> Land:
        """The Land it lies in."""
        return LAENDER[self.value[:2]]

    def grouped(self) -> str:
        """The key as people read it aloud: `05 3`."""
        return f"{self.value[:2]} {self.value[2]}"

    def __str__(self) -> str:
        return self.value


@frozen
class Kreis:
    """The key of a Kreis, Landkreis or kreisfreie Stadt: five digits.

    Raises:
        BadKey: for anything else, also for a whole Land (`05000`) or Regierungsbezirk (`05300`).
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_kreis(_check_digits(self.value, A_KREIS), A_KREIS)

    @property
    def state(self) -> Land:
        """The Land it lies in."""
        return LAENDER[self.value[:2]]

    @property
    def government_region(self) -> Regierungsbezirk | None:
        """The Regierungsbezirk (or statistical region) its third digit names; None if that is 0."""
        return None if self.value[2] == "0" else Regierungsbezirk(self.value[:3])

    def grouped(self) -> str:
        """The key as people read it aloud: `05 3 14`."""
        return f"{self.value[:2]} {self.value[2]} {self.value[3:]}"

    def __str__(self) -> str:
        return self.value


@frozen
class Verband:
    """The key of a Gemeindeverband (Amt, Samtgemeinde, Verbandsgemeinde …): nine digits, the first five its Kreis.

    Municipalities without a Verband have one too, made from their own number.

    Raises:
        BadKey: for anything else.
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_kreis(_check_digits(self.value, A_VERBAND), A_VERBAND)

    @property
    def state(self) -> Land:
        """The Land it lies in."""
        return LAENDER[self.value[:2]]

    @property
    def district(self) -> Kreis:
        """The Kreis it lies in."""
        return Kreis(self.value[:5])

    def grouped(self) -> str:
        """The key as people read it aloud: `01 0 51 5172`."""
        return f"{self.district.grouped()} {self.value[5:]}"

    def __str__(self) -> str:
        return self.value


@frozen
class Ags:
    """The key of a municipality, Amtlicher Gemeindeschlüssel: eight digits.

    `repair` tells what was changed in the text it was read from and is no part of equality.

    Raises:
        BadKey: for anything else, also for a whole Land written as a municipality.

    >>> Ags("08111000").grouped()
    '08 1 11 000'
    >>> Ags("04000000")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kommunal_partner.errors.BadKey: '04000000' is no key: it stands for the whole Land Bremen and is no municipality ...
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_municipality(_check_digits(self.value, AN_AGS), AN_AGS)

    @property
    def state(self) -> Land:
        """The Land it lies in."""
        return LAENDER[self.value[:2]]

    @property
    def district(self) -> Kreis:
        """The key of its Kreis; a kreisfreie Stadt is its own."""
        return Kreis(self.value[:5])

    @property
    def government_region(self) -> Regierungsbezirk | None:
        """The Regierungsbezirk (or statistical region) its third digit names; None if that is 0."""
        return self.district.government_region

    def grouped(self) -> str:
        """The key as people read it aloud: `05 3 14 000`."""
        return f"{self.district.grouped()} {self.value[5:]}"

    def __str__(self) -> str:
        return self.value


@frozen
class Ars:
    """The regional key of a municipality, Amtlicher Regionalschlüssel: twelve digits, with the Verband in the middle.

    It changes when only the Verband changes, so it is no lasting name of a municipality; the AGS in it is steadier.

    Raises:
        BadKey: for anything else.

    >>> Ars("010515172075").ags
    Ags(value='01051075')
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_municipality(_check_digits(self.value, AN_ARS), AN_ARS)

    @property
    def state(self) -> Land:
        """The Land it lies in."""
        return LAENDER[self.value[:2]]

    @property
    def district(self) -> Kreis:
        """The key of its Kreis."""
        return Kreis(self.value[:5])

    @property
    def association(self) -> Verband:
        """The key of its Verband."""
        return Verband(self.value[:9])

    @property
    def ags(self) -> Ags:
        """The municipality key in it: the ARS without the four digits of the Verband."""
        return Ags(self.value[:5] + self.value[9:])

    def grouped(self) -> str:
        """The key as people read it aloud: `01 0 51 5172 075`."""
        return f"{self.association.grouped()} {self.value[9:]}"

    def __str__(self) -> str:
        return self.value


Key: TypeAlias = Ags | Ars | Kreis | Regierungsbezirk | Verband | Land
"""Any official German key."""
