"""Names of German municipalities taken apart: what they are called, their additions, and the words for their kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner.keys import Land
from kommunal_partner.municipalities._kinds import Level
from kommunal_partner.municipalities._words import (
    ABBREVIATED,
    ARTICLES,
    END_WORDS,
    KIND_WORDS,
    LANDSCAPES,
    LINKS,
    LONGEST_WORD,
    Demand,
    land_of,
)

LONGEST: Final = 200  # characters: no name is longer, and longer cells are not even looked at

_LAUSITZ: Final = re.compile(r"\b([on]) l\b")  # Rothenburg/O.L. lies in Oberlausitz
_COUNTRY: Final = re.compile(
    r"(?:[\s,(]+(?:Germany|Deutschland|Allemagne|Alemania|Alemanha|Germania|BRD|Bundesrepublik Deutschland)\)?"
    r"|\s*[,(]\s*(?:DE|DEU|GER|D)\)?)$",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_BETWEEN: Final = re.compile(r"\s*/\s*|\s+[-–]\s+")
_SECOND_LANGUAGE: Final = re.compile(r"\s/\s|\s[-–]\s")
_UMLAUTS: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"})
_SAXONY_ANHALT: Final = "ST"
_IN_FULL: Final = {"st": "sankt", "skt": "sankt", "schwaeb": "schwaebisch"}


def split_country(text: str) -> str:
    """The name without "Germany" or "Deutschland" behind it."""
    return _COUNTRY.sub("", " ".join(text.split()))


def without_umlauts(text: str) -> str:
    """The name as systems write it that lose the dots: Munchen."""
    return unicodedata.normalize("NFC", text).translate(_UMLAUTS)


def tokens_of(text: str) -> list[str]:
    """The folded words of a name; St., Skt. and Schwäb. are written out."""
    tokens = fold(text).split()
    if _IN_FULL.keys().isdisjoint(tokens):
        return tokens
    return [_IN_FULL.get(token, token) for token in tokens]


def meaning(tokens: Iterable[str]) -> tuple[str, ...]:
    """The words of an addition that carry its meaning, abbreviations of regions written out."""
    words = _LAUSITZ.sub(r"\1l", " ".join(tokens)).split()
    full = (ABBREVIATED.get(word, word) for word in words if word not in ARTICLES and word not in LINKS)
    return tuple([word for word in full if len(word) == 1 or word not in KIND_WORDS])


def _split_links(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The name before the first small word such as "am" or "a.d.", and what follows it."""
    for index in range(1, len(tokens) - 1):
        word = tokens[index]
        if word in LINKS or (word == "o" and tokens[index + 1] in ARTICLES):  # o.d.T., but not O.L.
            return tokens[:index], tokens[index + 1 :]
    return tokens, []


def _kind_word(tokens: list[str], *, at_end: bool) -> tuple[int, Demand] | None:
    """The length and meaning of the longest word for a kind at the beginning or the end; never of all tokens."""
    words = END_WORDS if at_end else KIND_WORDS
    for count in range(min(LONGEST_WORD, len(tokens) - 1), 0, -1):
        found = words.get(" ".join(tokens[-count:] if at_end else tokens[:count]))
        if found is not None:
            return count, found
    return None


def _stripped(tokens: list[str]) -> Iterator[tuple[list[str], tuple[Demand, ...]]]:
    """The name with one word for its kind after the other taken off, first before it, then behind it."""
    demands: tuple[Demand, ...] = ()
    for at_end in (False, True):
        while (found := _kind_word(tokens, at_end=at_end)) is not None:
            tokens = tokens[: -found[0]] if at_end else tokens[found[0] :]
            demands = (*demands, found[1])
            yield tokens, demands


def says_kind(base: str) -> bool:
    """Whether a folded name begins or ends with a word for a kind: landkreis heidenheim."""
    return any(True for _ in _stripped(base.split()))


# ── as the register writes them ──────────────────────────────────────────────────────────────────────────────────────


class Form(NamedTuple):
    """One way to call a unit: `base` is the folded name, `additions` the words that tell it from its namesakes.

    `full` tells that it is the name as it stands, with its additions but without what follows a comma; `whole` that
    no word for a kind was taken off; `part` that it is one half of a double name; `bare` that it holds no addition.
    """

    base: str
    additions: tuple[str, ...] = ()
    full: bool = False
    whole: bool = True
    part: bool = False
    bare: bool = True


def official_forms(name: str, *, bilingual: bool) -> Iterator[Form]:
    """The ways to call a unit of that name; `bilingual` where Sorbian names stand beside German ones."""
    head = name.split(",", maxsplit=1)[0].strip() or name
    tokens = tokens_of(head)
    forms = list(_parts_of(head, tokens, bilingual=bilingual))
    yield Form(" ".join(tokens), full=True, bare=not forms)
    yield from forms
    yield from (Form(" ".join(base), whole=False) for base, _ in _stripped(tokens))


def _parts_of(head: str, tokens: list[str], *, bilingual: bool) -> Iterator[Form]:
    if "/" not in head and "(" not in head and " - " not in head and " – " not in head:
        yield from _linked(tokens, ())
        return
    halves = _SECOND_LANGUAGE.split(head) if bilingual else [head]
    for index, half in enumerate(halves):
        others = meaning(word for other, text in enumerate(halves) if other != index for word in tokens_of(text))
        yield from _slashed(half, others, bilingual=bilingual, alone=len(halves) == 1)


def _linked(tokens: list[str], extra: tuple[str, ...]) -> Iterator[Form]:
    base, behind = _split_links(tokens)
    if behind:
        yield Form(" ".join(base), meaning(behind) + extra)
        for stripped, _ in _stripped(base):
            yield Form(" ".join(stripped), meaning(behind) + extra, whole=False)


def _slashed(half: str, extra: tuple[str, ...], *, bilingual: bool, alone: bool) -> Iterator[Form]:
    """The forms of a name that may hold a bracket or a slash: a river, a second language, or a second town."""
    pieces = [piece for piece in _BETWEEN.split(half) if piece.strip()]
    added = [meaning(tokens_of(piece)) for piece in pieces]
    double = not bilingual and any(not set(words) <= LANDSCAPES for words in added[1:])
    if not alone and len(pieces) > 1:
        yield Form(" ".join(tokens_of(half)), extra, bare=False)
    for index, piece in enumerate(pieces):
        if index and (not added[index] or set(added[index]) <= LANDSCAPES):
            continue
        others = tuple([word for other, words in enumerate(added) if other != index for word in words]) + extra
        inside = [word for text in _IN_BRACKETS.findall(piece) for word in tokens_of(text)]
        tokens = tokens_of(_IN_BRACKETS.sub(" ", piece))
        kind = " ".join(inside) in KIND_WORDS
        if not tokens:
            continue
        additions = (() if kind else meaning(inside)) + others
        yield Form(
            " ".join(tokens), additions, part=double, whole=not kind, bare=len(tokens) == len(_split_links(tokens)[0])
        )
        for form in _linked(tokens, additions):
            yield form._replace(part=double, whole=form.whole and not kind)
        for stripped, _ in _stripped(tokens):
            yield Form(" ".join(stripped), additions, whole=False, part=double)


# ── as people write them ─────────────────────────────────────────────────────────────────────────────────────────────


class By(Enum):
    """What parts an addition from the name: it decides what it may be."""

    LINK = "link"
    BRACKET = "bracket"
    COMMA = "comma"
    SLASH = "slash"
    TAIL = "tail"
    FRONT = "front"


class Addition(NamedTuple):
    """Something that stands beside a name: its words, the folded text, the Land it names, the level it speaks of."""

    words: tuple[str, ...]
    text: str
    by: By
    land: Land | None = None
    of: Demand | None = None


class Reading(NamedTuple):
    """One way to read what somebody wrote: a name, what stands beside it, and the kinds it asks for."""

    base: str
    additions: tuple[Addition, ...] = ()
    demands: tuple[Demand, ...] = ()


class Asked:
    """A name as somebody wrote it: `readings` begins with the most literal ones."""

    def __init__(self, text: str) -> None:
        self.text = split_country(text)
        head, *rest = [part for part in (part.strip() for part in self.text.split(",")) if part] or [""]
        self.additions: tuple[Addition, ...] = ()
        self.demands: tuple[Demand, ...] = ()
        self.parts = len(rest)
        for part in rest:
            self._take(_IN_BRACKETS.sub(" ", part), By.COMMA)
            for inside in _IN_BRACKETS.findall(part):
                self._take(inside, By.BRACKET)
        self.beside = (self.additions, self.demands)
        self.literal = tokens_of(head)
        self.brackets = _IN_BRACKETS.findall(head) if "(" in head else []
        self.plain = _IN_BRACKETS.sub(" ", head) if self.brackets else head
        for inside in self.brackets:
            self._take(inside, By.BRACKET)
        first, *others = [piece for piece in _BETWEEN.split(self.plain) if piece.strip()] or [""]
        self.slashed = tuple([_addition(piece, fold(piece), By.SLASH) for piece in others])
        self.tokens = tokens_of(first) if self.brackets or others else self.literal

    def _take(self, text: str, by: By) -> None:
        """Read what stands behind a comma or in a bracket: a word for a kind, or an addition."""
        folded = fold(text)
        land_code = text.strip() == _SAXONY_ANHALT and not self.text.isupper()  # else it is the "St" for Stadt
        initial = by is By.BRACKET and len(folded) == 1  # Frankfurt (M)
        demand = None if land_code or initial else END_WORDS.get(folded)
        if demand is not None:
            self.demands = (*self.demands, demand)
        elif folded:
            self.additions = (*self.additions, _addition(text, folded, by))

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands beside the name."""
        return not (self.additions or self.slashed)

    @property
    def full(self) -> str:
        """The whole text, folded, with all its additions."""
        return " ".join(tokens_of(self.text))

    def readings(self) -> Iterator[Reading]:
        """The ways to read it, the most literal first."""
        if not self.literal:
            return
        beside, demands = self.beside
        yield Reading(" ".join(self.literal), beside, demands)
        yield from self._districts()
        apart = self.tokens if self.tokens is not self.literal else []
        if apart and self.brackets and self.slashed:
            yield from _with_and_without(tokens_of(self.plain), self.additions, self.demands)
        if apart:
            yield Reading(" ".join(apart), self.additions + self.slashed, self.demands)
        for base, asked in _stripped(self.literal):
            yield Reading(" ".join(base), beside, demands + asked)
        for base, asked in _stripped(apart):
            yield Reading(" ".join(base), self.additions + self.slashed, self.demands + asked)
        yield from self._linked()

    def _districts(self) -> Iterator[Reading]:
        """A district behind its city: Berlin, Bezirk Treptow-Köpenick."""
        for part in self.additions + self.slashed:
            if part.of is not None and Level.STADTTEIL in part.of.levels and self.tokens:
                yield Reading(f"{' '.join(self.tokens)} {' '.join(part.words)}", (), (part.of,))

    def _linked(self) -> Iterator[Reading]:
        """A small word between the name and its addition: Frankfurt am Main."""
        for base, asked in ((self.tokens, ()), *_stripped(self.tokens)):
            short, behind = _split_links(base)
            if behind:
                linked = _addition(" ".join(behind), " ".join(behind), By.LINK)
                yield Reading(" ".join(short), (linked, *self.additions, *self.slashed), self.demands + asked)

    def shortened(self, known: Container[str]) -> Iterator[Reading]:
        """The readings that take the last or first words for an addition: Frankfurt Main, Barlachstadt Güstrow."""
        for words, asked in ((self.tokens, ()), *_stripped(self.tokens)):
            for count in range(len(words) - 1, 0, -1):
                base = " ".join(words[:count])
                if base in known:
                    behind = " ".join(words[count:])
                    tail = _addition(behind, behind, By.TAIL)
                    yield Reading(base, (tail, *self.additions, *self.slashed), self.demands + asked)
                    break
        for count in range(1, len(self.tokens)):
            base = " ".join(self.tokens[count:])
            if base in known:
                before = " ".join(self.tokens[:count])
                front = _addition(before, before, By.FRONT)
                yield Reading(base, (front, *self.additions, *self.slashed), self.demands)
                break


def _with_and_without(
    tokens: list[str], additions: tuple[Addition, ...], demands: tuple[Demand, ...]
) -> Iterator[Reading]:
    """A name as it stands, and without the words for its kind."""
    for base, asked in ((tokens, ()), *_stripped(tokens)):
        yield Reading(" ".join(base), additions, demands + asked)


def _addition(text: str, folded: str, by: By) -> Addition:
    tokens = tokens_of(folded)
    found = _kind_word(tokens, at_end=False)
    return Addition(
        meaning(tokens), " ".join(tokens), by, land=land_of(text.strip()), of=None if found is None else found[1]
    )


def asked_base(text: str) -> str:
    """The name itself, as much as possible taken off."""
    return min((reading.base for reading in Asked(text).readings()), key=len, default="")


def fits(asked: Iterable[str], official: Iterable[str]) -> bool:
    """Whether every asked word is one of the official ones, or one of the two abbreviates the other."""
    known = tuple(official)
    return all(
        any(word == other or word.startswith(other) or other.startswith(word) for other in known) for word in asked
    )
