"""Names with shortened words, as the UN, the World Bank and Natural Earth write them: "Marshall Is.", "Eq. Guinea".

A word that ends with a full stop stands for any word that begins like it. The other words must stand in the name as
they are, one of them with three letters at least: so much of a name is no chance.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from attrs import evolve

from kommunal_partner._folding import fold
from kommunal_partner.countries._model import Country
from kommunal_partner.countries._names import CountryName, NameKind, country_names
from kommunal_partner.countries._normal import EMPTY_WORDS

_WORD: Final = re.compile(r"[^\W_]+\.?")
_SHORT_ISLANDS: Final = re.compile(r"\b(?:is|isl|isls|isd|isds)\b", re.IGNORECASE)
# Words written in several ways, and the one they are compared by.
_USUAL: Final = {
    **dict.fromkeys(("islands", "island", "insel", "is", "isl", "isls", "isd", "isds"), "inseln"),
    **dict.fromkeys(("saint", "sankt"), "st"),
}
_COMPOUND: Final = re.compile(r"(.{3,})(inseln?)")
_WHOLE: Final = 3
_MOST_WORDS: Final = 8


class _Token(NamedTuple):
    """A word of a text, and whether it is shortened."""

    word: str
    is_short: bool

    def stands_for(self, word: str) -> bool:
        return word.startswith(self.word) if self.is_short else word == self.word


def abbreviated(text: str, *, letters: bool) -> CountryName | None:
    """The row whose name a text shortens; all they can mean, if several fit; None if there is none.

    `letters` lets a single letter stand for a word ("S. Korea"), which beside other names it may not.
    """
    if "." not in text and not _SHORT_ISLANDS.search(text):
        return None
    tokens = _tokens(text)
    whole = [token.word for token in tokens if not token.is_short and _says_something(token.word)]
    short = [token for token in tokens if token.is_short]
    if not whole or len(tokens) > _MOST_WORDS:
        return None
    if not letters and any(len(token.word) == 1 for token in short):
        return None
    found = [
        name
        for words, name in _index().get(whole[0], ())
        if len(words) == len(tokens) and all(map(_Token.stands_for, tokens, words))
    ]
    return _one_of(found) if found else None


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for found in _WORD.findall(text):
        word = fold(found)
        if word and word not in EMPTY_WORDS:
            usual = _USUAL.get(word, word)
            tokens.append(_Token(usual, found.endswith(".") and usual == word))
    return tokens


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[list[str], CountryName]]]:
    """Every name as its words, by each of its longer words; not to be changed."""
    index: dict[str, list[tuple[list[str], CountryName]]] = {}
    for name in country_names():
        if name.kind is not NameKind.CONTEXT:
            words = [part for word in fold(name.name).split() if word not in EMPTY_WORDS for part in _parts(word)]
            for word in filter(_says_something, set(words)):
                index.setdefault(word, []).append((words, name))
    return index


def _says_something(word: str) -> bool:
    """Whether so much of a name is no chance; there are islands and saints everywhere."""
    return len(word) >= _WHOLE and word not in _USUAL.values()


def _parts(word: str) -> tuple[str, ...]:
    """The word; the parts of "Marshallinseln", which English writes as two."""
    found = _COMPOUND.fullmatch(word)
    return (_USUAL.get(word, word),) if found is None else (found[1], "inseln")


def _one_of(found: list[CountryName]) -> CountryName:
    meant: set[Country] = {country for name in found for country in name.countries}
    if len(meant) == 1 or len(found) == 1:
        return found[0]
    countries = tuple(sorted(meant, key=lambda one: one.alpha3))
    return evolve(found[0], kind=NameKind.AMBIGUOUS, countries=countries)
