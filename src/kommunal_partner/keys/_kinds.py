"""The kinds of key as values that check themselves, and how one follows from another."""

from __future__ import annotations

from itertools import islice
from typing import ClassVar, Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.keys import sentences
from kommunal_partner.keys._repairs import Repair, bad_key
from kommunal_partner.keys._states import LAENDER, Land
from kommunal_partner.languages import Term

# Länder that never had a Regierungsbezirk, or had given them up before the registers of 2017 and 2023 without keeping
# the digit. (Sachsen and Niedersachsen keep it for statistical regions; Rheinland-Pfalz for its former Bezirke.)
_WITHOUT_REGIONS: Final = frozenset({"01", "02", "04", "10", "11", "12", "13", "16"})

# Where the Kreis digits are 00: the two Länder that are one municipality each, and two areas outside any municipality
# (the German-Luxembourg condominium and the coastal waters).
_ONE_MUNICIPALITY: Final = frozenset({"02", "11"})
_LAND_WIDE: Final = {"02000": "000", "11000": "000", "07000": "999", "13000": "999"}


@frozen(repr=False)
class KeyLevel:
    """What a key is of, as both languages call it, and the groups of digits people read aloud."""

    name: Term
    groups: tuple[int, ...]

    @property
    def digits(self) -> int:
        """How many digits such a key has."""
        return sum(self.groups)

    def text(self, lang: str) -> str:
        """The kind of key; in German always masculine."""
        return self.name.text(lang)

    __repr__ = short_repr


AN_AGS: Final = KeyLevel(Term("Gemeindeschlüssel (AGS)", "municipality key (AGS)"), (2, 1, 2, 3))
AN_ARS: Final = KeyLevel(Term("Regionalschlüssel (ARS)", "regional key (ARS)"), (2, 1, 2, 4, 3))
A_KREIS: Final = KeyLevel(Term("Kreisschlüssel", "Kreis key"), (2, 1, 2))
A_LAND: Final = KeyLevel(Term("Landesschlüssel", "Land key"), (2,))
A_REGIERUNGSBEZIRK: Final = KeyLevel(Term("Regierungsbezirksschlüssel", "Regierungsbezirk key"), (2, 1))
A_VERBAND: Final = KeyLevel(Term("Verbandsschlüssel", "Verband key"), (2, 1, 2, 4))


def _check_digits(value: object, wanted: KeyLevel) -> str:
    if not isinstance(value, str) or not (value.isascii() and value.isdigit() and len(value) == wanted.digits):
        raise bad_key(value, sentences.NOT_DIGITS, wanted=wanted, digits=wanted.digits)
    return value


def _check_land(value: str) -> Land:
    land = LAENDER.get(value[:2])
    if land is None:
        raise bad_key(value, sentences.NO_LAND, land=value[:2])
    return land


def _check_region(value: str) -> None:
    land = _check_land(value)
    if value[2] == "0":
        raise bad_key(value, sentences.REGION_IS_ZERO)
    if land.key in _WITHOUT_REGIONS:
        raise bad_key(value, sentences.NO_REGION, land=land)


def _check_kreis(value: str, wanted: KeyLevel) -> None:
    land = _check_land(value)
    if value[2] != "0" and land.key in _WITHOUT_REGIONS:
        raise bad_key(value, sentences.NO_REGION, land=land)
    if land.key in _ONE_MUNICIPALITY and value[2:5] != "000":
        raise bad_key(value, sentences.WHOLE_LAND_ONLY, land=land, only=land.key + "000000")
    if value[3:5] == "00":
        if value[2] != "0":
            raise bad_key(value, sentences.REGION_LEVEL, wanted=wanted)
        if value[:5] not in _LAND_WIDE:
            raise bad_key(value, sentences.LAND_LEVEL, land=land, wanted=wanted)


def _check_municipality(value: str, wanted: KeyLevel) -> None:
    _check_kreis(value, wanted)
    only = _LAND_WIDE.get(value[:5])
    if only is None or value[-3:] == only:
        return
    land = LAENDER[value[:2]]
    if land.key in _ONE_MUNICIPALITY:
        raise bad_key(value, sentences.WHOLE_LAND_ONLY, land=land, only=value[:5] + only)
    raise bad_key(value, sentences.LAND_LEVEL, land=land, wanted=wanted)


class _Key:
    """What all kinds of key have in common: the Land they begin with, and the groups they are read in."""

    __slots__ = ()

    value: str
    _level: ClassVar[KeyLevel]

    @property
    def state(self) -> Land:
        """The Land it lies in."""
        return LAENDER[self.value[:2]]

    def grouped(self) -> str:
        """The key as people read it aloud, such as `05 3 14 000` of a municipality."""
        digits = iter(self.value)
        return " ".join("".join(islice(digits, size)) for size in self._level.groups)

    def __str__(self) -> str:
        return self.value


class _KeyInKreis(_Key):
    """What the kinds of key have in common that begin with the five digits of a Kreis."""

    __slots__ = ()

    @property
    def district(self) -> Kreis:
        """The key of its Kreis; a kreisfreie Stadt is its own."""
        return Kreis(self.value[:5])

    @property
    def government_region(self) -> Regierungsbezirk | None:
        """The Regierungsbezirk (or statistical region) its third digit names; None if that is 0."""
        return None if self.value[2] == "0" else Regierungsbezirk(self.value[:3])


@frozen(repr=False)
class Regierungsbezirk(_Key):
    """The key of a Regierungsbezirk, or of the statistical region that took its digit: three digits, the last not 0.

    Raises:
        BadKey: for anything else.
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)
    _level = A_REGIERUNGSBEZIRK

    def __attrs_post_init__(self) -> None:
        _check_region(_check_digits(self.value, A_REGIERUNGSBEZIRK))

    __repr__ = short_repr


@frozen(repr=False)
class Kreis(_KeyInKreis):
    """The key of a Kreis, Landkreis or kreisfreie Stadt: five digits.

    Raises:
        BadKey: for anything else, also for a whole Land (`05000`) or Regierungsbezirk (`05300`).
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)
    _level = A_KREIS

    def __attrs_post_init__(self) -> None:
        _check_kreis(_check_digits(self.value, A_KREIS), A_KREIS)

    __repr__ = short_repr


@frozen(repr=False)
class Verband(_KeyInKreis):
    """The key of a Gemeindeverband (Amt, Samtgemeinde, Verbandsgemeinde …): nine digits, the first five its Kreis.

    Municipalities without a Verband have one too, made from their own number.

    Raises:
        BadKey: for anything else.
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)
    _level = A_VERBAND

    def __attrs_post_init__(self) -> None:
        _check_kreis(_check_digits(self.value, A_VERBAND), A_VERBAND)

    __repr__ = short_repr


@frozen(repr=False)
class Ags(_KeyInKreis):
    """The key of a municipality, Amtlicher Gemeindeschlüssel: eight digits.

    `repair` tells what was changed in the text it was read from and is no part of equality.

    Raises:
        BadKey: for anything else, also for a whole Land written as a municipality.

    >>> Ags("08111000").grouped()
    '08 1 11 000'
    >>> Ags("04000000")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kommunal_partner.errors.BadKey: '04000000' is not a key: it stands for the whole Land Bremen and is no ...
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)
    _level = AN_AGS

    def __attrs_post_init__(self) -> None:
        _check_municipality(_check_digits(self.value, AN_AGS), AN_AGS)

    __repr__ = short_repr


@frozen(repr=False)
class Ars(_KeyInKreis):
    """The regional key of a municipality, Amtlicher Regionalschlüssel: twelve digits, with the Verband in the middle.

    It changes when only the Verband changes, so it is no lasting name of a municipality; the AGS in it is steadier.

    Raises:
        BadKey: for anything else.

    >>> Ars("010515172075").ags
    Ags(value='01051075')
    """

    value: str
    repair: Repair | None = field(default=None, eq=False, repr=False)
    _level = AN_ARS

    def __attrs_post_init__(self) -> None:
        _check_municipality(_check_digits(self.value, AN_ARS), AN_ARS)

    @property
    def association(self) -> Verband:
        """The key of its Verband."""
        return Verband(self.value[:9])

    @property
    def ags(self) -> Ags:
        """The municipality key in it: the ARS without the four digits of the Verband."""
        return Ags(self.value[:5] + self.value[9:])

    __repr__ = short_repr


Key: TypeAlias = Ags | Ars | Kreis | Regierungsbezirk | Verband | Land
"""Any official German key."""
