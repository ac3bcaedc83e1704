"""The kinds of unit at home that hold partnerships or stand above or below those that do."""

from __future__ import annotations

from enum import Enum
from typing import Final

from kommunal_partner._checks import nearest
from kommunal_partner._folding import fold
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term


class Level(Enum):
    """The level of government or statistics a unit belongs to."""

    LAND = "land"
    REGIERUNGSBEZIRK = "regierungsbezirk"
    REGION = "region"
    KREIS = "kreis"
    VERBAND = "verband"
    GEMEINDE = "gemeinde"
    STADTTEIL = "stadtteil"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English; terms without a good equivalent stay German."""
        return _LEVEL_WORDS[self].text(lang)


class UnitKind(Enum):
    """What a unit is; most kinds are the Textkennzeichen of the official register."""

    LAND = "land"
    REGIERUNGSBEZIRK = "regierungsbezirk"
    STATISTICAL_REGION = "statistical_region"
    REGION = "region"
    KREIS = "kreis"
    LANDKREIS = "landkreis"
    REGIONALVERBAND = "regionalverband"
    OTHER_KREIS = "other_kreis"
    VERBANDSFREIE_GEMEINDE = "verbandsfreie_gemeinde"
    AMT = "amt"
    SAMTGEMEINDE = "samtgemeinde"
    VERBANDSGEMEINDE = "verbandsgemeinde"
    VERWALTUNGSGEMEINSCHAFT = "verwaltungsgemeinschaft"
    KIRCHSPIELSLANDGEMEINDE = "kirchspielslandgemeinde"
    VERWALTUNGSVERBAND = "verwaltungsverband"
    VG_TRAEGERMODELL = "vg_traegermodell"
    ERFUELLENDE_GEMEINDE = "erfuellende_gemeinde"
    OTHER_VERBAND = "other_verband"
    MARKT = "markt"
    KREISFREIE_STADT = "kreisfreie_stadt"
    STADTKREIS = "stadtkreis"
    STADT = "stadt"
    GEMEINDE = "gemeinde"
    GEMEINDEFREI_INHABITED = "gemeindefrei_inhabited"
    GEMEINDEFREI_UNINHABITED = "gemeindefrei_uninhabited"
    GROSSE_KREISSTADT = "grosse_kreisstadt"
    STADTSTAAT = "stadtstaat"
    OTHER_GEMEINDE = "other_gemeinde"
    STADTBEZIRK = "stadtbezirk"

    @property
    def level(self) -> Level:
        """The level of government the kind belongs to."""
        return _TABLE[self][0]

    @property
    def code(self) -> str | None:
        """The Textkennzeichen of the register; None for kinds that it does not number."""
        return _TABLE[self][1]

    @property
    def is_town(self) -> bool:
        """Whether units of this kind are called Stadt."""
        return self in _TOWNS

    @property
    def is_gemeindefrei(self) -> bool:
        """Whether it is an area that belongs to no municipality: it has a key, but nobody who could be a partner."""
        return self in {UnitKind.GEMEINDEFREI_INHABITED, UnitKind.GEMEINDEFREI_UNINHABITED}

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English; terms without a good equivalent stay German."""
        return _TABLE[self][2].text(lang)


_LEVEL_WORDS: Final[dict[Level, Term]] = {
    Level.LAND: Term("Land", "Land (state)"),
    Level.REGIERUNGSBEZIRK: Term("Regierungsbezirk", "Regierungsbezirk"),
    Level.REGION: Term("Region", "region"),
    Level.KREIS: Term("Kreis", "Kreis (county)"),
    Level.VERBAND: Term("Gemeindeverband", "Verband of municipalities"),
    Level.GEMEINDE: Term("Gemeinde", "municipality"),
    Level.STADTTEIL: Term("Stadtteil", "city district"),
}
_TABLE: Final[dict[UnitKind, tuple[Level, str | None, Term]]] = {
    UnitKind.LAND: (Level.LAND, None, Term("Land", "Land (state)")),
    UnitKind.REGIERUNGSBEZIRK: (Level.REGIERUNGSBEZIRK, None, Term("Regierungsbezirk", "Regierungsbezirk")),
    UnitKind.STATISTICAL_REGION: (Level.REGIERUNGSBEZIRK, None, Term("statistische Region", "statistical region")),
    UnitKind.REGION: (Level.REGION, None, Term("Region", "region")),
    UnitKind.KREIS: (Level.KREIS, "43", Term("Kreis", "Kreis (county)")),
    UnitKind.LANDKREIS: (Level.KREIS, "44", Term("Landkreis", "Landkreis (county)")),
    UnitKind.REGIONALVERBAND: (Level.KREIS, "45", Term("Regionalverband", "Regionalverband (county)")),
    UnitKind.OTHER_KREIS: (Level.KREIS, None, Term("anderer Kreis", "other county")),
    UnitKind.VERBANDSFREIE_GEMEINDE: (
        Level.VERBAND,
        "50",
        Term("verbandsfreie Gemeinde", "municipality without Verband"),
    ),
    UnitKind.AMT: (Level.VERBAND, "51", Term("Amt", "Amt")),
    UnitKind.SAMTGEMEINDE: (Level.VERBAND, "52", Term("Samtgemeinde", "Samtgemeinde")),
    UnitKind.VERBANDSGEMEINDE: (Level.VERBAND, "53", Term("Verbandsgemeinde", "Verbandsgemeinde")),
    UnitKind.VERWALTUNGSGEMEINSCHAFT: (Level.VERBAND, "54", Term("Verwaltungsgemeinschaft", "Verwaltungsgemeinschaft")),
    UnitKind.KIRCHSPIELSLANDGEMEINDE: (Level.VERBAND, "55", Term("Kirchspielslandgemeinde", "Kirchspielslandgemeinde")),
    UnitKind.VERWALTUNGSVERBAND: (Level.VERBAND, "56", Term("Verwaltungsverband", "Verwaltungsverband")),
    UnitKind.VG_TRAEGERMODELL: (Level.VERBAND, "57", Term("VG Trägermodell", "VG Trägermodell")),
    UnitKind.ERFUELLENDE_GEMEINDE: (Level.VERBAND, "58", Term("erfüllende Gemeinde", "erfüllende Gemeinde")),
    UnitKind.OTHER_VERBAND: (Level.VERBAND, None, Term("anderer Verband", "other Verband")),
    UnitKind.MARKT: (Level.GEMEINDE, "60", Term("Markt", "market town (Markt)")),
    UnitKind.KREISFREIE_STADT: (Level.GEMEINDE, "61", Term("kreisfreie Stadt", "city outside any county")),
    UnitKind.STADTKREIS: (Level.GEMEINDE, "62", Term("Stadtkreis", "city outside any county (Stadtkreis)")),
    UnitKind.STADT: (Level.GEMEINDE, "63", Term("Stadt", "town")),
    UnitKind.GEMEINDE: (Level.GEMEINDE, "64", Term("Gemeinde", "municipality")),
    UnitKind.GEMEINDEFREI_INHABITED: (
        Level.GEMEINDE,
        "65",
        Term("gemeindefreies Gebiet, bewohnt", "area outside any municipality, inhabited"),
    ),
    UnitKind.GEMEINDEFREI_UNINHABITED: (
        Level.GEMEINDE,
        "66",
        Term("gemeindefreies Gebiet, unbewohnt", "area outside any municipality, uninhabited"),
    ),
    UnitKind.GROSSE_KREISSTADT: (Level.GEMEINDE, "67", Term("Große Kreisstadt", "large county town")),
    UnitKind.STADTSTAAT: (Level.GEMEINDE, None, Term("Stadtstaat", "city state")),
    UnitKind.OTHER_GEMEINDE: (Level.GEMEINDE, None, Term("andere Gemeinde", "other municipality")),
    UnitKind.STADTBEZIRK: (Level.STADTTEIL, None, Term("Stadtbezirk", "city district")),
}
_TOWNS: Final = frozenset(
    {
        UnitKind.KREISFREIE_STADT,
        UnitKind.STADTKREIS,
        UnitKind.STADT,
        UnitKind.GROSSE_KREISSTADT,
        UnitKind.STADTSTAAT,
    }
)
_BY_CODE: Final = {row[1]: kind for kind, row in _TABLE.items() if row[1] is not None} | {
    "41": UnitKind.KREISFREIE_STADT,
    "42": UnitKind.STADTKREIS,
}
_OTHER: Final = {"4": UnitKind.OTHER_KREIS, "5": UnitKind.OTHER_VERBAND, "6": UnitKind.OTHER_GEMEINDE}
_BY_WORD: Final = {fold(row[2].de): kind for kind, row in _TABLE.items()} | {
    "bezirk": UnitKind.STADTBEZIRK,
    "ortsgemeinde": UnitKind.GEMEINDE,
    "kreisangehoerige gemeinde": UnitKind.GEMEINDE,
}


def kind_of_code(code: str) -> UnitKind:
    """The kind with this Textkennzeichen (two digits, 40 to 69); the "other" one of its level for an unknown number.

    Raises:
        BadModel: a ValueError, for anything else.

    >>> kind_of_code("41") is kind_of_code("61")
    True
    """
    given: object = code
    if not isinstance(given, str):
        is_no = type(given).__name__
        said = Term(f"ein Textkennzeichen ist ein Text, nicht {is_no}", f"a Textkennzeichen is a text, not {is_no}")
        raise BadModel(said, argument="code", value=given)
    known = _BY_CODE.get(code)
    if known is not None:
        return known
    if len(code) == len("40") and code.isascii() and code.isdigit() and code[0] in _OTHER:
        return _OTHER[code[0]]
    said = Term(f"{code!r} ist kein Textkennzeichen", f"{code!r} is no Textkennzeichen")
    raise BadModel(said, argument="code", value=code)


def kind_of_word(word: str) -> UnitKind:
    """The kind with this German name, as tables write it; `Bezirk` is a city district.

    Raises:
        BadModel: a ValueError, for a word that names no kind, with the nearest that does.
    """
    given: object = word
    found = _BY_WORD.get(fold(word)) if isinstance(given, str) else None
    if found is None:
        words = [kind.text("de") for kind in UnitKind]
        said = Term(
            f"{word!r} bezeichnet keine Art von Gemeinde, Kreis oder anderer Einheit",
            f"{word!r} names no kind of municipality, Kreis or other unit",
        )
        raise BadModel(said, argument="word", value=word, suggestions=nearest(word, words))
    return found
