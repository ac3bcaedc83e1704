r"""The letters of a text file: Unicode by its marks or throughout, else the code page in which its words look right.

Old programs write cp850 (DOS), Mac Roman, cp1250 (Central Europe); some files were converted twice. The code page is
told by how letters stand in words: `K\x9aln` is „Köln“ in Mac Roman, and no word in any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._grids import refused
from kommunal_partner.verdicts import Sentence


class Decoded(NamedTuple):
    """A text with its encoding, notes on how it was read, and the lines whose letters may be wrong."""

    text: str
    encoding: str
    notes: tuple[Sentence, ...] = ()
    doubtful: tuple[tuple[int, Sentence], ...] = ()


_FOREIGN: Final = {
    b"\xd0\xcf\x11\xe0": sentences.OLD_EXCEL,
    b"%pdf": sentences.IS_PDF,
    b"{\\rtf": sentences.IS_DOCUMENT,
    b"<!doctype html": sentences.IS_PAGE,
    b"<html": sentences.IS_PAGE,
    b"<table": sentences.IS_PAGE,
    b"<?xml": sentences.IS_XML,
}
_CODE_PAGES: Final = ("cp1252", "cp1250", "mac_roman", "cp850", "cp1254", "iso8859_2", "cp852")
_LINES_LOOKED_AT: Final = 2_000
_DOUBTFUL_MARGIN: Final = 1.5


def decoded(content: bytes) -> Decoded:
    """The text in some bytes.

    Raises:
        BadFile: for what is no text, and for text cut off inside a character.
    """
    start = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for magic, complaint in _FOREIGN.items():
        if start.startswith(magic):
            raise refused(complaint)
    encoding = _marked(content)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None or _is_cut_off(content, error):
            line = content.count(b"\n", 0, error.start) + 1
            raise refused(sentences.CUT_OFF, line, encoding=encoding or "utf-8") from None
        found = _of_code_page(content)
    else:
        found = _repaired(text, encoding or "utf-8")
    if "\x00" in found.text:
        raise refused(sentences.ZERO_BYTES)
    return found


def _marked(content: bytes) -> str | None:
    """The encoding that the first bytes tell, or the zero bytes of UTF-16 without its mark."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    sample = content[:1000]
    if len(content) % 2 == 0 and len(sample) >= 8:  # noqa: PLR2004 - because fewer tell nothing
        for name, zeros, letters in (
            ("utf-16-le", sample[1::2], sample[::2]),
            ("utf-16-be", sample[::2], sample[1::2]),
        ):
            if zeros.count(0) > 0.7 * len(zeros) and 0 not in letters:
                return name
    return None


def _is_cut_off(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether it is UTF-8 that ends inside a character, rather than a last letter of a code page."""
    before = content[: error.start]
    return error.reason == "unexpected end of data" and (not before.isascii() or content[error.start] == 0xC3)  # noqa: PLR2004 - because ä, ö, ü and ß begin with it


# ── code pages ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_code_page(content: bytes) -> Decoded:
    """Line by line: UTF-8 where a line is that, else the code page in which all other lines look best."""
    lines = content.splitlines(keepends=True)
    unicode_lines = {at: text for at, line in enumerate(lines) if not line.isascii() and (text := _utf8(line))}
    others = b"".join(line for at, line in enumerate(lines) if at not in unicode_lines)
    page, rival = _best_code_page(others)
    text = "".join(unicode_lines.get(at) or line.decode(page, "replace") for at, line in enumerate(lines))
    notes = []
    if unicode_lines:
        notes.append(Sentence(sentences.MIXED_ENCODING))
    doubtful: tuple[tuple[int, Sentence], ...] = ()
    if rival is not None:
        notes.append(Sentence(sentences.ENCODING_UNSURE, {"encoding": page, "other": rival}))
        said = Sentence(sentences.LETTERS_UNSURE)
        doubtful = tuple(
            (number, said)
            for number, line in enumerate(lines, 1)
            if line.decode(page, "replace") != line.decode(rival, "replace")
        )
    return Decoded(text, page, tuple(notes), doubtful)


def _utf8(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return ""


def _best_code_page(content: bytes) -> tuple[str, str | None]:
    """The code page in which the words look best, and another that fits as well but gives other letters."""
    telling = [line for line in content.splitlines() if not line.isascii()][:_LINES_LOOKED_AT]
    scored = []
    for page in _CODE_PAGES:
        texts = [line.decode(page, "replace") for line in telling]
        scored.append((sum(map(_likelihood, texts)), page, texts))
    best, page, texts = max(scored, key=lambda one: one[0])
    for score, rival, others in scored:
        if others != texts and (best - score < _DOUBTFUL_MARGIN or best < 0):
            return page, rival
    return page, None


_LETTERS: Final = {
    **dict.fromkeys("äöüÄÖÜß", 3.0),
    **dict.fromkeys("éèêáàâíóúñçãõôîïûùëæøåŒÉÁÓÅØÇ", 1.5),
    **dict.fromkeys("łśćżźńąęčšžřěůýőűďťňľŁŚŻČŠŽŘ", 1.5),
    **dict.fromkeys("şğıİŞţăœ", 1.5),
}
_INSIDE_WORDS: Final = frozenset("’‘´·–-\u00ad")
_AROUND_WORDS: Final = frozenset("„“”‚‘’»«–—…•·°§€†‡®™²³¹\u00a0©±×½¼¾ºª")
_BEHIND_WORDS: Final = frozenset("²³¹½¼¾ºª")
_EAST_LETTERS: Final = frozenset("ąćęłńśźżčďěňřťůőűľĺŕăţđĄĆĘŁŃŚŹŻČĎĚŇŘŤŮŐŰĽ")
_WEST_LETTERS: Final = frozenset("èìòùàêûãõñåæøëïœŒ¿ÈÌÒÙÀÊÃÕÑÅÆØ³¹£¯")
_TURKISH_LETTERS: Final = frozenset("ğışİŞĞ")
_EAST_WORDS: Final = """
polen poland pol pl tschechien tschechische czechia czech cze cz slowakei slovakia svk sk ungarn hungary hun hu
rumaenien romania rou ro kroatien croatia hrv hr slowenien slovenia svn si serbien serbia srb rs bosnien bosnia bih
albanien albania alb
"""
_WEST_WORDS: Final = """
frankreich france fra fr spanien spain esp es portugal prt pt italien italy ita it daenemark denmark dnk dk norwegen
norway nor no schweden sweden swe se finnland finland fin fi island isl niederlande netherlands nld nl belgien belgium
bel be schweiz switzerland che ch brasilien brazil bra nicaragua nic peru per mexiko mex kuba cub chile chl kolumbien
col senegal sen mali mli togo tgo burkina bfa elfenbeinkueste civ mosambik moz angola ago
"""
_EAST: Final = frozenset(_EAST_WORDS.split())
_WEST: Final = frozenset(_WEST_WORDS.split())
_TURKEY: Final = frozenset({"tuerkei", "turkey", "tur", "tr", "tuerkiye", "turkiye"})
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_BREAK: Final = re.compile(r"\r\n?|\n")


def _likelihood(line: str) -> float:
    """How much the letters of a line look like words: the higher, the likelier its code page."""
    found = set(line)
    words = set(fold(line).split()) if found & (_EAST_LETTERS | _WEST_LETTERS | _TURKISH_LETTERS) else set[str]()
    score = sum(_of_letter(line, match.start()) for match in _NOT_ASCII.finditer(line))
    for places, own, strange in (
        (_EAST, _EAST_LETTERS, _WEST_LETTERS),
        (_WEST, _WEST_LETTERS, _EAST_LETTERS),
        (_TURKEY, _TURKISH_LETTERS, frozenset("ðýþÝÞÐ")),
    ):
        if words & places:
            score += 2.0 * (sum(map(own.__contains__, line)) - sum(map(strange.__contains__, line)))
    return score


def _of_letter(line: str, at: int) -> float:
    """How much a sign looks at home where it stands."""
    letter, left, right = line[at], line[at - 1] if at else " ", line[at + 1 : at + 2] or " "
    if letter == "\ufffd" or ("\x80" <= letter <= "\x9f"):
        return -5.0
    if not letter.isalpha():
        return _of_sign(letter, left, right)
    if not (left.isalpha() or right.isalpha()):
        return -1.5
    shouting = left.isupper() and at > 1 and line[at - 2].isupper()
    if (letter.isupper() and left.islower()) or (letter.islower() and (right.isupper() or shouting)):
        return -4.0
    return _LETTERS.get(letter, 0.5) + _by_neighbours(letter, left, right)


def _of_sign(sign: str, left: str, right: str) -> float:
    if left.isalpha() and right.isalpha():
        return 0.5 if sign in _INSIDE_WORDS else -4.0
    if sign in _AROUND_WORDS:
        return -0.5 if sign in _BEHIND_WORDS else 0.3
    return -3.0


_VOWELS: Final = frozenset("aeiouyáéíóúAEIOUY")


def _by_neighbours(letter: str, left: str, right: str) -> float:
    """What speaks against a letter at this place: ñ stands between vowels, ń mostly does not; no word ends in è."""
    between_vowels = left in _VOWELS and right in _VOWELS
    if letter == "ñ":
        return 0.0 if between_vowels else -2.0
    if letter == "ń":
        return -2.0 if between_vowels else 0.0
    if letter == "œ":
        return 0.0 if right == "u" else -2.0
    if letter in "èêìæ" and not right.isalpha():
        return -2.0
    if letter == "õ":
        return 0.0 if right in "eoa" or not right.isalpha() else -1.5
    return 0.0


# ── text that was converted twice ────────────────────────────────────────────────────────────────────────────────────


def _pattern(page: str) -> re.Pattern[str]:
    """What the bytes of one letter in UTF-8 look like when they are read in that code page."""
    shown = [bytes([byte]).decode(page, "replace").replace("\ufffd", chr(byte)) for byte in range(256)]
    lead = {"".join(shown[0xC2:0xE0]): 1, "".join(shown[0xE0:0xF0]): 2}
    follow = f"[{re.escape(''.join(shown[0x80:0xC0]))}]"
    return re.compile("|".join(f"[{re.escape(first)}]{follow}{{{count}}}" for first, count in lead.items()))


_DOUBLED: Final = {page: _pattern(page) for page in ("cp1252", "mac_roman", "cp850")}
_TWICE_TOLD: Final = {"cp1252": "ÃÅÄ", "mac_roman": "√ƒ≈", "cp850": "├─┼"}
"""What letters of European languages begin with when they were converted twice."""


def _repaired(text: str, encoding: str) -> Decoded:
    """Text whose letters were converted twice (`MÃ¼nchen`) put right, and said so; any other text as it is."""
    notes: list[Sentence] = []
    doubtful: tuple[tuple[int, Sentence], ...] = ()
    for page, pattern in _DOUBLED.items():
        for _ in range(2):
            if not set(text) & set(_TWICE_TOLD[page]):
                break
            fixed = pattern.sub(_Repair(page), text)
            if fixed == text:
                break
            thorough = pattern.sub("", text).isascii()
            notes.append(Sentence(sentences.DOUBLE_ENCODING if thorough else sentences.MIXED_ENCODING))
            if not thorough:
                said = Sentence(sentences.LETTERS_REPAIRED)
                doubtful = tuple((number, said) for number in _changed(text, fixed))
            text = fixed
    return Decoded(text, encoding, tuple(dict.fromkeys(notes)), doubtful)


class _Repair(dict[str, str]):
    """The letter for each sequence that it became; sequences that are none of a European word stay as they are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page

    def __missing__(self, letters: str) -> str:
        letter = _utf8(b"".join(_byte(letter, self._page) for letter in letters))
        is_one = bool(letter) and (
            "\xa0" <= letter < "\u0250" or "\u2010" <= letter <= "\u203a" or letter in "€™\u0219\u021b"
        )
        found = self[letters] = letter if is_one else letters
        return found

    def __call__(self, found: re.Match[str]) -> str:
        return self[found.group()]


def _byte(letter: str, page: str) -> bytes:
    return bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode(page)


def _changed(before: str, after: str) -> Iterator[int]:
    """The numbers of the lines that differ, counted as a file's are: Python splits a text at other signs too."""
    lines: Iterable[tuple[str, str]] = zip(_BREAK.split(before), _BREAK.split(after), strict=True)
    return (number for number, (one, other) in enumerate(lines, 1) if one != other)
