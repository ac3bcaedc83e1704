"""Which country a text means that people wrote: "Kaya (Burkina Faso)", "Tuerkei", "Zaire", "Kongo".

A text is looked up as a whole, then by its pieces. An answer is given only if every piece that names a country agrees
on one; what looks like a name, but is none, is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce

from attrs import evolve, field, frozen

from kommunal_partner.countries.model import Country
from kommunal_partner.countries.names import CountryName, NameKind, codes_as_written, country_names, names_by_key
from kommunal_partner.countries.normal import join_key, normalise
from kommunal_partner.countries.suggestions import suggest
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry

__all__ = ["CountryMatch", "find_countries", "find_country"]

_LONGEST = 200  # characters: longer cells are prose, and a country in them would be chance

# What stands between a place and its country, or between an old name and a new one.
_BETWEEN = re.compile(
    r"[()\[\]{},;/|\\:<>=•·→\t\r\n\v\f\u2028\u2029]+"
    r"|\s[-–—‐‑−]+\s|[–—]+"
    r"|\b(?:ehem(?:als|alig(?:e[nrsm]?)?)?|(?:früher|frueher)(?:e[nrsm]?)?|former(?:ly)?|heute|jetzt|now|vormals|alias)\b"
    r"|\b(?:seit|bis|since|until)\s+\d{4}\b"
    r"|\bex\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:in|im|auf|aus)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[-&+‐‑]|\b(?:und|u|and|or|oder|sowie|bzw)\b)\.?\s*", re.IGNORECASE)

_DIGITS = "0123456789"
_SHORT = 3  # letters: an abbreviation no longer than this counts in capitals only, as codes do
_REPUBLIC_OF = ("republik", "republicadel", "republicade", "republiquedu", "republiquede")
# Left over beside a name, these words say that another country is meant than the name alone would mean.
_FORMS_OF_STATE = frozenset({"republik", "demokratischerepublik", "volksrepublik", "demokratischevolksrepublik", "dr"})
# "Republik Dominica" is as often meant for the Dominican Republic.
_NO_REPUBLIC = frozenset({"DMA"})


def find_country(text: str) -> Country:
    """The country that a text means: a name in German, English or its own language, a code, or a place with either.

    Old names give the country of today. Codes count in capitals (three letters also beside a place). Read are a place
    and a country joined by a comma, brackets, a slash, a dash between spaces, or "in" ("Distrikt Morogoro in
    Tansania"). Nothing is ever guessed from likeness.

    Raises:
        UnknownCountry: if the text names none; `.suggestions` are names that look alike.
        AmbiguousCountry: if it fits several or names several; `.candidates` are these countries.

    >>> find_country("Minsk, Weißrussland").name()
    'Belarus'
    >>> find_country("Kongo")
    Traceback (most recent call last):
    kommunal_partner.errors.AmbiguousCountry: 'Kongo' can be DR Kongo or Kongo (Republik); say which
    """
    given: object = text
    found = _plain().get(given) if isinstance(given, str) else None
    return _decide(given, _names_in(given)) if found is None else found


@frozen
class CountryMatch:
    """What became of one text: the country it means, or the problem with it.

    `outdated` tells that it was found by a former name only (Obervolta, Deutsch-Südwestafrika).
    """

    text: object
    country: Country | None = None
    problem: UnknownCountry | AmbiguousCountry | None = field(default=None, eq=repr)
    outdated: bool = False


def find_countries(texts: Iterable[object]) -> tuple[CountryMatch, ...]:
    """One match per text, in their order: for whole columns, blank cells and numbers among them. Never raises.

    >>> [match.country and match.country.alpha3 for match in find_countries(["Ghana", None, "Kongo"])]
    ['GHA', None, None]
    """
    known: dict[str, CountryMatch] = {}
    matches: list[CountryMatch] = []
    for text in texts:
        if not isinstance(text, str):
            matches.append(CountryMatch(text, problem=UnknownCountry(text)))
            continue
        match = known.get(text)
        if match is None:
            match = known[text] = _match(text)
        matches.append(match)
    return tuple(matches)


def _match(text: str) -> CountryMatch:
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
    common = reduce(frozenset.intersection, [frozenset(name.countries) for name in names])
    if len(common) == 1:
        return next(iter(common))
    every = {country for name in names for country in name.countries}
    raise AmbiguousCountry(text, sorted(common or every, key=lambda one: one.alpha3))


def _names_in(text: object) -> tuple[CountryName, ...]:
    """The names that a text consists of, or that stand in it as pieces of their own; none if it names no country."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        return ()
    whole = _as_written().get(text.strip()) or _named(text)
    if whole is None or whole.kind is NameKind.CONTEXT:
        return tuple(_names_of_pieces(_pieces(text), codes=not text.isupper()))
    return (evolve(whole, countries=whole.countries[:1]) if whole.kind is NameKind.ALONE else whole,)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _BETWEEN.split(text) if normalise(piece)]


def _names_of_pieces(pieces: list[str], *, codes: bool) -> list[CountryName]:
    names: list[CountryName] = []
    at = 0
    while at < len(pieces):
        size, found = _names_from(pieces, at, codes=codes)
        # A place says something about a country's name only if it comes after it: "Florida, Uruguay" is no conflict.
        names += [name for name in found if names or name.kind is not NameKind.CONTEXT]
        if not found and join_key(normalise(pieces[at])) in _FORMS_OF_STATE:
            return []
        at += size
    return names


def _names_from(pieces: list[str], at: int, *, codes: bool) -> tuple[int, list[CountryName]]:
    """The names that begin with a piece, and how many pieces they take: "Guinea (Bissau)" and "Korea, Süd" are one."""
    for end in range(len(pieces), at + 1, -1):
        together = _named(" ".join(pieces[at:end]))
        if together is None and end == at + 2:
            together = _named(f"{pieces[at + 1]} {pieces[at]}")
        if together is not None:
            return end - at, [together]
    return 1, _names_in_piece(pieces[at], codes=codes)


def _names_in_piece(piece: str, *, codes: bool) -> list[CountryName]:
    name = _named(piece) or (_code_in(piece) if codes else None)
    if name is not None:
        return [name]
    for match in _PREPOSITION.finditer(piece):
        there = _joined(piece[match.end() :])
        if there:
            here = _named(piece[: match.start()])
            return there if here is None else [here, *there]
    return _joined(piece)


def _joined(text: str) -> list[CountryName]:
    """The names in "Polen und Ukraine", "Obervolta bzw. Burkina Faso", "Togo"; none unless each part is a name."""
    parts = [_named(part) for part in (text, *_AND.split(text))]
    if parts[0] is not None:
        return [parts[0]]
    names = [part for part in parts[1:] if part is not None]
    return names if len(names) == len(parts) - 1 else []


def _code_in(piece: str) -> CountryName | None:
    """Three capital letters; two are too often something else beside a place ("Chicago, IL", "Bari (BA)")."""
    code = piece.strip(" .*")
    return codes_as_written().get(code) if len(code) == _SHORT and code.isalpha() else None


def _named(text: str) -> CountryName | None:
    """The row of the table for a text that is a name and nothing else but signs and a number at its end."""
    index = names_by_key()
    key = join_key(normalise(text)).rstrip(_DIGITS)
    name = index.get(key)
    if name is None:
        return next(_republics(key), None)
    bare = text.strip()
    short = name.kind is NameKind.ABBREVIATION and len(key) <= _SHORT
    return None if short and bare not in {bare.upper(), name.name} else name


def _republics(key: str) -> Iterator[CountryName]:
    for form in _REPUBLIC_OF:
        name = names_by_key().get(key[len(form) :]) if key.startswith(form) else None
        if name is not None and name.kind is not NameKind.CONTEXT and name.countries[0].alpha3 not in _NO_REPUBLIC:
            yield name
