"""Names of German municipalities taken apart: what they are called, their additions, and the words for their kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from kommunal_partner._folding import fold
from kommunal_partner.municipalities.kinds import Level

__all__ = ["EXONYMS", "Form", "asked_forms", "fits", "official_forms", "split_country", "without_umlauts"]

LONGEST: Final = 200  # characters: no name is longer, and longer cells are not even looked at


@frozen
class Form:
    """One way to read a name: `base` is the folded name itself, `additions` what tells it from its namesakes.

    `levels` are the levels a word like Landkreis asks for; `town` that the word was Stadt. `whole` tells that nothing
    was taken off; `part` that it is one half of a double name.
    """

    base: str
    additions: tuple[str, ...] = ()
    levels: frozenset[Level] = frozenset()
    town: bool = False
    whole: bool = True
    part: bool = False


_GEMEINDE: Final = frozenset({Level.GEMEINDE})
_KREIS: Final = frozenset({Level.KREIS})
_VERBAND: Final = frozenset({Level.VERBAND})
_LAND: Final = frozenset({Level.LAND})

_TOWN_WORDS: Final = (
    "stadt",
    "sk",
    "st",
    "stadtkreis",
    "kreisfreie stadt",
    "landeshauptstadt",
    "lh",
    "bundesstadt",
    "hauptstadt",
    "bundeshauptstadt",
    "hansestadt",
    "freie und hansestadt",
    "freie hansestadt",
    "hanse und universitaetsstadt",
    "universitaetsstadt",
    "universitaets und hansestadt",
    "hochschulstadt",
    "wissenschaftsstadt",
    "kreisstadt",
    "grosse kreisstadt",
    "gkst",
    "krst",
    "lutherstadt",
    "klingenstadt",
    "documenta stadt",
    "stadtverwaltung",
    "city of",
    "town of",
    "city",
    "town",
)
_WORDS: Final[dict[str, tuple[frozenset[Level], bool]]] = {
    **dict.fromkeys(_TOWN_WORDS, (_GEMEINDE, True)),
    **dict.fromkeys(
        (
            "gemeinde",
            "ortsgemeinde",
            "marktgemeinde",
            "markt",
            "m",
            "flecken",
            "einheitsgemeinde",
            "gemeindeverwaltung",
            "municipality of",
            "municipality",
        ),
        (_GEMEINDE, False),
    ),
    **dict.fromkeys(
        (
            "landkreis",
            "kreis",
            "lk",
            "lkr",
            "ldkr",
            "krs",
            "landratsamt",
            "kreisverwaltung",
            "regionalverband",
            "staedteregion",
            "district of",
            "county of",
            "district",
            "county",
        ),
        (_KREIS, False),
    ),
    **dict.fromkeys(
        (
            "samtgemeinde",
            "verbandsgemeinde",
            "vg",
            "vgem",
            "amt",
            "verwaltungsgemeinschaft",
            "verwaltungsverband",
            "gemeindeverwaltungsverband",
            "kirchspielslandgemeinde",
        ),
        (_VERBAND, False),
    ),
    **dict.fromkeys(("land", "freistaat", "bundesland", "state of"), (_LAND, False)),
    **dict.fromkeys(("region",), (frozenset({Level.REGION, Level.KREIS}), False)),
    **dict.fromkeys(("regierungsbezirk", "reg bez", "frueher reg bez"), (frozenset({Level.REGIERUNGSBEZIRK}), False)),
    "bezirk": (frozenset({Level.REGIERUNGSBEZIRK, Level.STADTTEIL}), False),
    **dict.fromkeys(("stadtbezirk", "stadtteil", "ortsteil"), (frozenset({Level.STADTTEIL}), False)),
}
_LONGEST_WORD: Final = max(len(word.split()) for word in _WORDS)

# Small words between a name and its addition, and articles, in full and abbreviated.
_LINKS: Final = frozenset(["am", "an", "auf", "bei", "b", "im", "in", "i", "ob", "unter", "u", "vor", "v", "a", "zu"])
_ARTICLES: Final = frozenset(["der", "dem", "den", "d", "die", "das"])
_ABBREVIATED: Final = {
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
_LAUSITZ: Final = re.compile(r"\b([on]) l\b")  # Rothenburg/O.L. lies in Oberlausitz
# What stands behind a slash without being a name of the place: rivers and landscapes.
_LANDSCAPES: Final = frozenset(
    fold(
        "Elbe Oder Spree Spreewald Neiße Havel Saale Mulde Elster Unstrut Rhein Main Weser Leine Oste Aller Dosse Harz "
        "Eifel Erzgeb Erzgebirge Vogtl Vogtland OL NL Oberlausitz Niederlausitz Lausitz Mark Fläming Thüringen Thür "
        "Schwarzwald Allgäu Opf Sachsen Anhalt"
    ).split()
)

EXONYMS: Final = {
    fold(foreign): german
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
        "Berlin": "Berlín Berlino",
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
"""Names that other languages have for German cities, folded, and the German ones."""

_COUNTRY: Final = re.compile(
    r"[\s,(]+(?:Germany|Deutschland|Allemagne|BRD|Bundesrepublik Deutschland)\)?$", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_UMLAUTS: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"})


def split_country(text: str) -> str:
    """The name without "Germany" or "Deutschland" behind it."""
    return _COUNTRY.sub("", " ".join(text.split()))


def without_umlauts(text: str) -> str:
    """The name as systems write it that lose the dots: Munchen."""
    return unicodedata.normalize("NFC", text).translate(_UMLAUTS)


def _tokens(text: str) -> list[str]:
    tokens = fold(text).split()
    return ["sankt" if token in {"st", "skt"} else token for token in tokens]


def _kind_word(tokens: list[str], *, at_end: bool) -> tuple[int, frozenset[Level], bool] | None:
    """The length and meaning of the longest word for a kind at the beginning or the end; never of all tokens."""
    for count in range(min(_LONGEST_WORD, len(tokens) - 1), 0, -1):
        chosen = tokens[-count:] if at_end else tokens[:count]
        found = _WORDS.get(" ".join(chosen))
        if found is not None and chosen != ["sankt"]:
            return count, *found
    return None


def _additions(tokens: Iterable[str]) -> tuple[str, ...]:
    """The words of an addition that carry its meaning, abbreviations of regions written out."""
    words = _LAUSITZ.sub(r"\1l", " ".join(tokens)).split()
    full = (_ABBREVIATED.get(word, word) for word in words if word not in _ARTICLES and word not in _LINKS)
    return tuple([word for word in full if len(word) == 1 or word not in _WORDS])


def _split_links(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The name before the first small word such as "am" or "a.d.", and what follows it."""
    for index, word in enumerate(tokens[1:-1], start=1):
        if word in _LINKS or (word == "o" and tokens[index + 1] in _ARTICLES):  # o.d.T., but not O.L.
            return tokens[:index], tokens[index + 1 :]
    return tokens, []


def _plain_forms(text: str, extra: tuple[str, ...] = ()) -> Iterator[Form]:
    """The forms of a name that is neither double nor bilingual; `extra` are additions from elsewhere."""
    inside = [word for part in _IN_BRACKETS.findall(text) for word in _tokens(part)]
    levels: frozenset[Level] = frozenset()
    kind = _WORDS.get(" ".join(inside))
    if kind is not None:
        levels, inside = kind[0], []
    tokens = _tokens(_IN_BRACKETS.sub(" ", text))
    if not tokens:
        return
    base, behind = _split_links(tokens)
    additions = _additions([*behind, *inside]) + extra
    yield Form(" ".join(base), additions, levels)
    if behind:
        yield Form(" ".join(tokens), _additions(inside) + extra, levels)
    yield from _without_kind_words(base, additions, levels)


def _without_kind_words(base: list[str], additions: tuple[str, ...], levels: frozenset[Level]) -> Iterator[Form]:
    town = False
    stripped = base
    while (found := _kind_word(stripped, at_end=False)) is not None:
        stripped, levels, town = stripped[found[0] :], found[1], found[2] or town
    found = _kind_word(stripped, at_end=True)
    if found is not None:
        stripped, levels, town = stripped[: -found[0]], found[1], found[2] or town
    if len(stripped) < len(base):
        yield Form(" ".join(stripped), additions, levels, town=town, whole=False)


def _slash_forms(text: str, *, bilingual: bool, extra: tuple[str, ...] = ()) -> Iterator[Form]:
    """The forms of a name that may hold one slash: a river, a second language, or a second town."""
    first, slash, second = text.partition("/")
    if not (slash and first.strip() and second.strip()):
        yield from _plain_forms(text.replace("/", " "), extra)
        return
    yield from _plain_forms(first, _additions(_tokens(second)) + extra)
    yield Form(" ".join(_tokens(text)), extra)
    behind = _additions(_tokens(second))
    if behind and not set(behind) <= _LANDSCAPES:
        yield Form(" ".join(_tokens(second)), _additions(_tokens(first)) + extra, part=not bilingual)


def _all_forms(head: str, *, bilingual: bool, extra: tuple[str, ...] = ()) -> Iterator[Form]:
    """The forms of a name that may be written in two languages, `Bautzen - Budyšin`; one adds to the other."""
    halves = re.split(r"\s/\s|\s[-–]\s", head) if bilingual else re.split(r"\s/\s", head)
    for index, half in enumerate(halves):
        others = [word for other, text in enumerate(halves) if other != index for word in _tokens(text)]
        yield from _slash_forms(half, bilingual=bilingual, extra=_additions(others) + extra)
    if len(halves) > 1:
        yield Form(" ".join(_tokens(head)), extra)


def official_forms(name: str, *, bilingual: bool) -> tuple[Form, ...]:
    """The ways to read the name of a unit in a register; `bilingual` where Sorbian names stand beside German ones."""
    head = name.split(",", maxsplit=1)[0].strip() or name
    return tuple(dict.fromkeys(_all_forms(head, bilingual=bilingual)))


def asked_forms(text: str) -> tuple[tuple[Form, ...], frozenset[str]]:
    """The ways to read a name as somebody wrote it, and the folded parts behind its commas."""
    head, *rest = [part for part in (part.strip() for part in split_country(text).split(",")) if part] or [""]
    levels: frozenset[Level] = frozenset()
    town = False
    extra: tuple[str, ...] = ()
    parts = frozenset(fold(part) for part in rest)
    for part in sorted(parts):
        kind = _WORDS.get(part)
        if kind is not None:
            levels, town = levels | kind[0], town or kind[1]
        else:
            extra += _additions(part.split())
    forms = [
        Form(
            form.base,
            form.additions,
            form.levels or levels,
            town=form.town or town,
            whole=form.whole,
            part=form.part,
        )
        for form in _all_forms(head, bilingual=True, extra=extra)
    ]
    return tuple(dict.fromkeys(forms)), parts


def fits(asked: tuple[str, ...], official: Iterable[str], *, shortest: int = 1) -> bool:
    """Whether every asked word is one of the official ones, or one abbreviates the other with `shortest` letters."""
    official = tuple(official)
    return all(any(_same_word(word, other, shortest) for other in official) for word in asked)


def _same_word(word: str, other: str, shortest: int) -> bool:
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) >= shortest and long.startswith(short))
