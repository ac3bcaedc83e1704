"""The words in names of German municipalities: for kinds, landscapes, Länder; and names in other languages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from attrs import frozen

from kommunal_partner._folding import fold
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadKey
from kommunal_partner.keys import Land, parse_land
from kommunal_partner.municipalities._kinds import Level, UnitKind


@frozen(repr=False)
class Demand:
    """What a word like Landkreis asks for: units of these levels, of one of the `kinds` if there are any.

    `only` tells that units of other kinds are not called so; without it they are meant where no other is.
    """

    levels: frozenset[Level]
    kinds: frozenset[UnitKind] = frozenset()
    only: bool = False

    __repr__ = short_repr


def _demands(words: str, levels: Iterable[Level], kinds: Iterable[UnitKind] = (), *, only: bool = False) -> _Words:
    demand = Demand(frozenset(levels), frozenset(kinds), only)
    return {fold(word): demand for word in words.split("|")}


_Words = dict[str, Demand]
_TOWNS: Final = [kind for kind in UnitKind if kind.is_town]
_CITIES: Final = (UnitKind.KREISFREIE_STADT, UnitKind.STADTKREIS, UnitKind.STADTSTAAT)
_VILLAGES: Final = (UnitKind.GEMEINDE, UnitKind.MARKT, UnitKind.OTHER_GEMEINDE)
_OUTSIDE: Final = (UnitKind.GEMEINDEFREI_INHABITED, UnitKind.GEMEINDEFREI_UNINHABITED)
_LOOSE: Final = (
    UnitKind.VERWALTUNGSGEMEINSCHAFT,
    UnitKind.VERWALTUNGSVERBAND,
    UnitKind.VG_TRAEGERMODELL,
    UnitKind.ERFUELLENDE_GEMEINDE,
    UnitKind.OTHER_VERBAND,
)
_KREIS: Final = (Level.KREIS,)
_VERBAND: Final = (Level.VERBAND,)
_GEMEINDE: Final = (Level.GEMEINDE,)
_BEZIRK: Final = (Level.REGIERUNGSBEZIRK,)

KIND_WORDS: Final[_Words] = {
    **_demands(
        "Stadt|St|Landeshauptstadt|LH|Bundesstadt|Hauptstadt|Bundeshauptstadt|Hansestadt|Freie und Hansestadt|"
        "Freie Hansestadt|Hanse- und Universitätsstadt|Universitätsstadt|Universitäts- und Hansestadt|Hochschulstadt|"
        "Wissenschaftsstadt|Kreisstadt|Große Kreisstadt|GKSt|KrSt|Lutherstadt|Klingenstadt|documenta-Stadt|"
        "Stadtverwaltung|Stadtgemeinde|Magistrat der Stadt|city of|town of|city|town",
        _GEMEINDE,
        _TOWNS,
        only=True,
    ),
    **_demands("SK|Stadtkreis|kreisfreie Stadt|krfr. Stadt|kreisfr. Stadt|Stadtstaat", _GEMEINDE, _CITIES, only=True),
    **_demands("Gemeinde|Ortsgemeinde|Einheitsgemeinde|Gemeindeverwaltung|Gde|Gem", _GEMEINDE, _VILLAGES),
    **_demands("municipality of|municipality", _GEMEINDE),
    **_demands("Marktgemeinde|Markt|M", _GEMEINDE, (UnitKind.MARKT,)),
    **_demands("Flecken", _GEMEINDE, (UnitKind.GEMEINDE, UnitKind.OTHER_GEMEINDE)),
    **_demands(
        "gemeindefrei|gemeindefreies Gebiet|gemeindefreies Gebiet, unbewohnt|gemeindefreies Gebiet, bewohnt|"
        "gemfr|gemfr. Gebiet|gemfr. Geb.|gemfr. Bezirk|gemeindefreier Bezirk|unbewohnt|bewohnt",
        _GEMEINDE,
        _OUTSIDE,
        only=True,
    ),
    **_demands(
        "Landkreis|Kreis|LK|LKr|Ldkr|Landkr|Krs|Kr|Landratsamt|Kreisverwaltung|district of|county of|district|county|"
        "Städteregion|Stadtregion|anderer Kreis",
        _KREIS,
    ),
    **_demands("Regionalverband", _KREIS, (UnitKind.REGIONALVERBAND,), only=True),
    **_demands("Samtgemeinde|SG", _VERBAND, (UnitKind.SAMTGEMEINDE,), only=True),
    **_demands("Verbandsgemeinde|VbG|VBGM", _VERBAND, (UnitKind.VERBANDSGEMEINDE,), only=True),
    **_demands("Amt|Amtsverwaltung", _VERBAND, (UnitKind.AMT,), only=True),
    **_demands("VG", _VERBAND, (UnitKind.VERBANDSGEMEINDE, UnitKind.VERWALTUNGSGEMEINSCHAFT)),
    **_demands(
        "VGem|Verwaltungsgemeinschaft|Verwaltungsverband|Gemeindeverwaltungsverband|GVV|VVG|erfüllende Gemeinde|"
        "VG Trägermodell|vereinbarte Verwaltungsgemeinschaft|VVG der Stadt|VVG der Gemeinde|anderer Verband",
        _VERBAND,
        _LOOSE,
        only=True,
    ),
    **_demands("Kirchspielslandgemeinde", _VERBAND, (UnitKind.KIRCHSPIELSLANDGEMEINDE,), only=True),
    **_demands("Gemeindeverband|Verband", _VERBAND),
    **_demands("Land|Freistaat|Bundesland|state of", (Level.LAND,)),
    **_demands("Region", (Level.REGION, Level.KREIS)),
    **_demands(
        "Regierungsbezirk|Reg.-Bez.|RegBez|RB|früher: Reg.-Bez.|statistische Region|Direktionsbezirk|"
        "früher: Direktionsbezirk",
        _BEZIRK,
    ),
    **_demands("Bezirk", (Level.REGIERUNGSBEZIRK, Level.STADTTEIL)),
    **_demands("Stadtbezirk|Stadtteil|Ortsteil|OT", (Level.STADTTEIL,)),
}
"""What the words for kinds ask for, folded."""

END_WORDS: Final[_Words] = {**KIND_WORDS, **_demands("Land", (Level.KREIS, Level.LAND))}
"""The same behind a name, where `Osnabrück-Land` is the Landkreis."""

LONGEST_WORD: Final = max(len(word.split()) for word in KIND_WORDS)

LINKS: Final = frozenset(
    ["am", "an", "auf", "bei", "b", "im", "in", "i", "ob", "unter", "u", "vor", "v", "vorm", "vom", "a", "zu", "ueber"]
)
"""Small words between a name and its addition, in full and abbreviated."""

ARTICLES: Final = frozenset(["der", "dem", "den", "d", "die", "das"])

ABBREVIATED: Final = {
    "opf": "oberpfalz",
    "obb": "oberbayern",
    "ndb": "niederbayern",
    "ofr": "oberfranken",
    "mfr": "mittelfranken",
    "ufr": "unterfranken",
    "rhld": "rheinland",
    "oldb": "oldenburg",
    "ol": "oberlausitz",
    "nl": "niederlausitz",
}

LANDSCAPES: Final = frozenset(
    fold(
        "Elbe Oder Spree Spreewald Neiße Havel Saale Mulde Elster Unstrut Rhein Main Weser Leine Oste Aller Dosse Harz "
        "Eifel Erzgeb Erzgebirge Vogtl Vogtland OL NL Oberlausitz Niederlausitz Lausitz Mark Fläming Thüringen Thür "
        "Schwarzwald Allgäu Opf Sachsen Sa Anhalt Nordbahn Müritz Rügen Kyffhäuser Rhön Fils Stecknitz Hunsrück Ruhr "
        "Westerwald Pleiße Wald Sächs Schw Pfalz Saar Sieg Helme Werra Eichsfeld Jagst Oberland"
    ).split()
)
"""What stands behind a slash without being a name of the place: rivers and landscapes."""

LAND_WORDS: Final = {
    "SH": frozenset({"schleswig", "holstein", "holst"}),
    "NW": frozenset({"westfalen", "westf", "nordrhein"}),
    "RP": frozenset({"pfalz"}),
    "BW": frozenset({"baden", "wuerttemberg", "wuertt"}),
    "MV": frozenset({"mecklenburg", "meckl", "vorpommern"}),
    "ST": frozenset({"anhalt"}),
}
"""Halves of the names of Länder that say where a place lies; "Rheinland" and "Sachsen" say it of two."""

EXONYMS: Final = {
    fold(foreign): fold(german)
    for german, others in {
        "Köln": "Cologne Colonia Keulen",
        "München": "Munich Monaco-di-Baviera Múnich",
        "Nürnberg": "Nuremberg Norimberga",
        "Hannover": "Hanover Hanovre",
        "Braunschweig": "Brunswick",
        "Hameln": "Hamelin",
        "Konstanz": "Constance",
        "Koblenz": "Coblenz Coblence",
        "Mainz": "Mayence Maguncia",
        "Trier": "Treves Trèves",
        "Regensburg": "Ratisbon Ratisbonne",
        "Aachen": "Aix-la-Chapelle Aquisgrán",
        "Speyer": "Spires Spire",
        "Kleve": "Cleves Clèves",
        "Kassel": "Cassel",
        "Lüneburg": "Lunenburg Lunebourg",
        "Augsburg": "Augsbourg",
        "Hamburg": "Hambourg Hamburgo Amburgo",
        "Berlin": "Berlino",
        "Bremen": "Brême Brema",
        "Dresden": "Dresde Dresda",
        "Leipzig": "Leipsic",
        "Stuttgart": "Estugarda Stoccarda",
        "Freiburg im Breisgau": "Fribourg-en-Brisgau",
        "Frankfurt am Main": "Francfort-sur-le-Main Frankfort-on-the-Main",
        "Frankfurt (Oder)": "Francfort-sur-l'Oder",
        "Frankfurt": "Frankfort Francfort Francoforte",
        "Saarbrücken": "Sarrebruck",
        "Zweibrücken": "Deux-Ponts",
        "Schwäbisch Hall": "Swabian-Hall",
    }.items()
    for foreign in others.split()
}
"""Names that other languages have for German cities, and the German ones, both folded."""


@lru_cache(maxsize=4096)
def land_of(text: str) -> Land | None:
    """The Land that a text names, in full or by its code; None if it is something else."""
    if not any(letter.isalpha() for letter in text) or any(letter.isdigit() for letter in text):
        return None
    try:
        return parse_land(text)
    except BadKey:
        return None
