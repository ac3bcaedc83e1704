"""Which country a text means that people wrote: "Kaya (Burkina Faso)", "Tuerkei", "Zaire", "Kongo".

A text is looked up as a whole, then by its pieces. An answer is given only if every piece that names a country agrees
on one; what looks like a name, but is none, is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from attrs import evolve, field, frozen

from kommunal_partner._checks import choice, items
from kommunal_partner._repr import short_repr
from kommunal_partner.countries._abbreviations import abbreviated
from kommunal_partner.countries._model import Country
from kommunal_partner.countries._names import (
    CountryName,
    NameKind,
    codes_as_written,
    country_names,
    disputed_names,
    names_by_key,
)
from kommunal_partner.countries._normal import join_key, normalise
from kommunal_partner.countries._suggestions import suggest
from kommunal_partner.countries._territories import states_of_territories, states_that_may_be_said
from kommunal_partner.countries._vocabularies import Vocabulary, in_vocabulary
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry

_LONGEST = 200  # characters: longer cells are prose, and a country in them would be chance

# What stands between a place and its country.
_BETWEEN = re.compile(r"[()\[\]{},;/|\\:<>=•·→\t\r\n\v\f\u2028\u2029]+|\s[-–—‐‑−]+\s|[–—]+")
# What stands between an old name and a new one, or before the country that a place lies in.
_LINK = re.compile(
    r"\b(?:ehem(?:als|alig(?:e[nrsm]?)?)?|(?:früher|frueher)(?:e[nrsm]?)?|former(?:ly)?|heute|jetzt|now|vormals|alias|ex)\b"
    r"|\b(?:seit|bis|since|until)\s+\d{4}\b"
    r"|\b(?:in|im|auf|aus)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:[&+]|\b(?:und|and|or|oder|sowie|bzw)\b|(?<=\s)u(?=\.?\s))\.?\s*", re.IGNORECASE)
_HYPHEN = re.compile(r"[-‐‑]")

# A territory and its state, as a place and its country are written.
_IS_PART = re.compile(r"[^/;|\\–—]*[,(\[{][^/;|\\–—]*")
_PAIR = 2

_MOST_PIECES = 12
_AROUND = " \t\r\n\u00a0()[]{}.,;:*'\"„“”’"
_SHORT = 3  # letters: an abbreviation no longer than this counts in capitals only, as codes do
_REPUBLIC_OF = ("republik", "republicadel", "republicade", "republiquedu", "republiquede")
_DIRECTIONS = frozenset({"nord", "sued", "sud", "ost", "west", "north", "south", "east", "norden", "sueden"})
# Dominica, since "Republik Dominica" and "Dominica (Republik)" are as often meant for the Dominican Republic.
_NO_REPUBLIC = "DMA"


def find_country(text: str, *, vocabulary: Vocabulary | str = Vocabulary.GENERAL) -> Country:
    """The country that a text means: a name in German, English or its own language, a code, or a place with either.

    Old names give the country of today. Codes count in capitals (three letters also beside a place). Read are a place
    and a country joined by a comma, brackets, a slash, a dash between spaces, or "in" ("Distrikt Morogoro in
    Tansania"). A territory beside its state is the territory ("Guadeloupe (Frankreich)"). Nothing is ever guessed from
    likeness. With `vocabulary="dac"` a name or a number that the DAC lists have means what it means there.

    Raises:
        UnknownCountry: if the text names none; `.suggestions` are names that look alike.
        AmbiguousCountry: if it fits several or names several; `.candidates` are these countries.
        UnknownChoice: for a vocabulary there is none of.

    >>> find_country("Minsk, Weißrussland").name()
    'Belarus'
    >>> find_country("Kongo")
    Traceback (most recent call last):
    kommunal_partner.errors.AmbiguousCountry: 'Kongo' can be DR Congo or Congo (Republic); say which
    """
    given: object = text
    words = choice(Vocabulary, vocabulary, "vocabulary")
    return _meant(given, words) if isinstance(given, str) else _decide(given, ())


def _meant(text: str, vocabulary: Vocabulary) -> Country:
    found = in_vocabulary(text, vocabulary) or _plain().get(text)
    return _decide(text, _names_in(text)) if found is None else found


@frozen(repr=False)
class CountryMatch:
    """What became of one text: the country it means, or the problem with it.

    `outdated` tells that it was found by a former name only (Obervolta, Deutsch-Südwestafrika).
    """

    text: object
    country: Country | None = None
    problem: UnknownCountry | AmbiguousCountry | None = field(default=None, eq=repr)
    outdated: bool = False

    __repr__ = short_repr


def find_countries(
    texts: Iterable[object], *, vocabulary: Vocabulary | str = Vocabulary.GENERAL
) -> tuple[CountryMatch, ...]:
    """One match per text, in their order: for whole columns, blank cells and numbers among them.

    Never raises for what stands in a cell; `vocabulary` is as in `find_country`.

    >>> [match.country and match.country.alpha3 for match in find_countries(["Ghana", None, "Kongo"])]
    ['GHA', None, None]
    """
    words = choice(Vocabulary, vocabulary, "vocabulary")
    known: dict[str, CountryMatch] = {}
    matches: list[CountryMatch] = []
    for text in items(texts, "texts"):
        if not isinstance(text, str):
            matches.append(CountryMatch(text, problem=UnknownCountry(text)))
            continue
        match = known.get(text)
        if match is None:
            match = known[text] = _match(text, words)
        matches.append(match)
    return tuple(matches)


def _match(text: str, vocabulary: Vocabulary) -> CountryMatch:
    listed = in_vocabulary(text, vocabulary)
    if listed is not None:
        return CountryMatch(text, listed, outdated=listed.is_historic)
    names = _names_in(text)
    try:
        country = _decide(text, names)
    except (UnknownCountry, AmbiguousCountry) as problem:
        return CountryMatch(text, problem=problem.with_traceback(None))
    return CountryMatch(text, country, outdated=all(name.kind is NameKind.HISTORIC for name in names))


@lru_cache(maxsize=1)
def _as_written() -> dict[str, CountryName]:
    """Names exactly as the table writes them, and the codes in capitals that are no name."""
    return codes_as_written() | {name.name: name for name in country_names()}


@lru_cache(maxsize=1)
def _plain() -> dict[str, Country]:
    """The texts that need no further thought: names and codes, exactly as written, that mean one country."""
    doubtful = {NameKind.AMBIGUOUS, NameKind.CONTEXT}
    return {text: name.countries[0] for text, name in _as_written().items() if name.kind not in doubtful}


def _decide(text: object, names: tuple[CountryName, ...]) -> Country:
    """The one country that all names allow."""
    if not names:
        raise UnknownCountry(text, suggest(_pieces(text)) if isinstance(text, str) and len(text) <= _LONGEST else ())
    disputed = next((name for name in names if name.name in disputed_names()), None)
    if disputed is not None:
        raise AmbiguousCountry(text, disputed.countries)
    if len(names) == _PAIR and isinstance(text, str) and _IS_PART.fullmatch(text) and not _AND.search(text):
        territory, state = names[0].countries[0], names[1].countries[0]
        if states_of_territories().get(territory) == state:
            return territory
    allowed: list[frozenset[Country]] = [frozenset(name.countries) for name in names]
    common = allowed[0].intersection(*allowed[1:])
    if len(common) == 1:
        return next(iter(common))
    candidates: list[Country] = sorted(common or allowed[0].union(*allowed[1:]), key=lambda one: one.alpha3)
    raise AmbiguousCountry(text, candidates)


def _names_in(text: object) -> tuple[CountryName, ...]:
    """The names that a text consists of, or that stand in it as pieces of their own; none if it names no country."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        return ()
    whole = _as_written().get(text.strip(_AROUND)) or _named(text, letters=True)
    if whole is None or whole.kind is NameKind.CONTEXT:
        return _names_of_pieces(_pieces(text), codes=not text.isupper())
    parts = [_named(part) for part in _AND.split(text)]
    if len(parts) > 1 and not any(part is None or _share(part, whole) for part in parts[1:]):
        return tuple(filter(None, parts))  # "Macau und China" is not "Macau (China)"
    return (_first_only(whole),)


def _share(one: CountryName, other: CountryName) -> bool:
    return not set(one.countries).isdisjoint(other.countries)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _BETWEEN.split(text):
        pieces += [piece] if _named(piece) else _LINK.split(piece)
    return [piece for piece in pieces if normalise(piece)]


def _names_of_pieces(pieces: list[str], *, codes: bool) -> tuple[CountryName, ...]:
    """The names among the pieces, then what can only speak against them; nothing if there is no name."""
    if len(pieces) > _MOST_PIECES:
        return ()
    names: list[CountryName] = []
    against: list[CountryName] = []
    words = [normalise(piece) for piece in pieces]
    at = 0
    while at < len(pieces):
        size, name = _name_from(pieces, words, at)
        name = name or (_code_in(pieces[at]) if codes else None)
        if name is None:
            if words[at] == "republik":
                return ()  # "Dominica (Republik)" may be the Dominican one: no form of state stands there for nothing
            joined, complete = _joined(pieces[at])
            # In "Kenia und Tansanien" the word that is no name may be a country too: Kenia alone is no answer.
            (names if complete else against).extend(joined)
        elif name.kind is not NameKind.CONTEXT:
            names.append(name)
        elif names:  # "Florida, Uruguay" is no conflict, "Peru, Illinois" is
            against.append(name)
        at += size
    return (*names, *against, *_hidden(pieces, names)) if names else ()


def _hidden(pieces: list[str], names: list[CountryName]) -> tuple[CountryName, ...]:
    """Territories of the state that is named which end a piece that is no name itself: "Provinz Taiwan".

    They speak against the state: "Departement Guadeloupe, Frankreich" is not in the France of the lists.
    """
    named = {country for name in names for country in name.countries}
    found: list[CountryName] = []
    for piece in pieces:
        words = normalise(piece).split()
        for size in range(1, min(_LONGEST_TAIL, len(words) - 1) + 1):
            name = _by_key(join_key(" ".join(words[-size:])))
            if name is not None and name.kind in _TRUSTED and _named(piece) is None:
                state = states_that_may_be_said().get(name.countries[0])
                found += [name] if state in named else []
    return tuple(found)


_LONGEST_TAIL = 3
_TRUSTED = frozenset({NameKind.SHORT, NameKind.OFFICIAL, NameKind.LISTED, NameKind.ENDONYM, NameKind.SPELLING})


def _joined(piece: str) -> tuple[list[CountryName], bool]:
    """The names in "Polen und Ukraine" or "Polen-Ukraine", and whether all of it is names."""
    names: list[CountryName] = []
    for joint in (_HYPHEN, _AND):
        parts = joint.split(piece)
        names.clear()
        at, strange = 0, not 1 < len(parts) <= _MOST_PIECES
        words = [normalise(part) for part in parts[: _MOST_PIECES + 1]]
        while at < len(parts) <= _MOST_PIECES:
            size, name = _name_from(parts, words, at)
            if name is None or name.kind is NameKind.CONTEXT:
                strange = True
            else:
                names.append(_first_only(name))
            at += size
        if not strange:
            return names, True
    return names, False


def _first_only(name: CountryName) -> CountryName:
    return evolve(name, countries=name.countries[:1]) if name.kind is NameKind.ALONE else name


def _name_from(pieces: list[str], words: list[str], at: int) -> tuple[int, CountryName | None]:
    """The name that begins with a piece, and how many pieces it takes: "Guinea (Bissau)" and "Korea, Süd" are one."""
    # "Darfur (Süd), Sudan" lies in Sudan: a direction belongs to what stands before it, if anything does.
    last = at + 1 if at and words[at] in _DIRECTIONS else len(pieces)
    alone = _named(pieces[at])
    for end in range(last, at + 1, -1):
        if min(map(len, words[at:end])) == 1:
            continue  # single letters meet by chance
        together = _by_key(join_key("".join(words[at:end])))
        if together is None and end == at + 2 and not (alone and _named(pieces[at + 1])):
            together = _by_key(join_key(words[at + 1] + words[at]))
        if together is not None:
            return end - at, together
    return 1, alone


def _code_in(piece: str) -> CountryName | None:
    """Three capital letters; two are too often something else beside a place ("Chicago, IL", "Bari (BA)")."""
    code = piece.strip(_AROUND)
    return codes_as_written().get(code) if len(code) == _SHORT and code.isalpha() else None


def _named(text: str, *, letters: bool = False) -> CountryName | None:
    """The row of the table for a text that is a name and nothing else but signs and a number.

    `letters` lets single letters stand for words ("S. Korea").
    """
    key = join_key(normalise(text))
    name = _by_key(key)
    if name is None:
        return abbreviated(text, letters=letters)
    if len(key) <= _SHORT and (name.kind is NameKind.ABBREVIATION or (_is_doubtful(name) and name.name.isupper())):
        written = "".join(filter(str.isalpha, text))
        return name if written.endswith((key.upper(), name.name)) else None
    return name


def _is_doubtful(name: CountryName) -> bool:
    return name.kind in {NameKind.AMBIGUOUS, NameKind.ALONE}


def _by_key(key: str) -> CountryName | None:
    """The row whose name has this key, or is what follows "Republik" in it."""
    name = names_by_key().get(key)
    if name is not None or not key.startswith("republi"):
        return name
    for form in _REPUBLIC_OF:
        name = names_by_key().get(key[len(form) :]) if key.startswith(form) else None
        if name is not None and name.kind is not NameKind.CONTEXT and name.countries[0].alpha3 != _NO_REPUBLIC:
            return name
    return None
