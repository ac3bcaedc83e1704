"""One spelling for all ways to write a name: case, accents, umlauts, punctuation, articles and abbreviations.

Names and texts are brought into the same form by the same function, so it need not be pretty, only the same for all
that means the same, and different for all that does not.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["join_key", "keys_of_name", "normalise"]

# German letters are written out as German does it; the others that Unicode does not take apart lose their mark.
_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "æ": "ae",
        "œ": "oe",
        "ø": "oe",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "ə": "a",
        "þ": "th",
        "ʻ": " ",
    }
)
_WORDS = re.compile(r"[^\W_]+")
# Words that say nothing about which country is meant; whether a text joins two countries is read before they go.
_EMPTY_WORDS = frozenset({"der", "die", "das", "den", "des", "the", "und", "u", "and", "et", "of", "von"})
_LONG_FORMS = {
    "rep": "republik",
    "republic": "republik",
    "dem": "demokratische",
    "democratic": "demokratische",
    "vr": "volksrepublik",
    "saint": "st",
    "sankt": "st",
    "kgr": "koenigreich",
    "islands": "inseln",
}

_DATIVE = {
    "autonome": "autonomen",
    "autonomiegebiete": "autonomiegebieten",
    "besetzte": "besetzten",
    "emirate": "emiraten",
    "foederierte": "foederierten",
    "foderierte": "foderierten",
    "gebiete": "gebieten",
    "niederlande": "niederlanden",
    "plurinationaler": "plurinationalen",
    "unabhaengiger": "unabhaengigen",
    "vereinigte": "vereinigten",
    "vereinigtes": "vereinigten",
}

_BENDING = re.compile(rf"\w+ische\b|\b(?:{'|'.join(_DATIVE)})\b")


def normalise(text: str) -> str:
    """The words of a text in lower case without accents, articles and signs, one space between them.

    ä, ö, ü and ß are written ae, oe, ue and ss; `&` and "und" vanish; "St.", "Saint" and "Sankt" become one.
    A normalised text stays as it is.

    >>> normalise("Die Föderation St.\u00a0Kitts & Nevis")
    'foederation st kitts nevis'
    """
    words: list[str] = _WORDS.findall(_bare(text))
    return " ".join([_LONG_FORMS.get(word, word) for word in words if word not in _EMPTY_WORDS])


def join_key(words: str) -> str:
    """A normalised text as one word, without the number of a footnote at its end.

    People part and join the words of a name as they please.
    """
    return words.replace(" ", "").rstrip("0123456789")


def keys_of_name(name: str) -> frozenset[str]:
    """The keys by which a name is found.

    They are the name with its umlauts written out, with these as plain vowels, and each as German bends it after
    "in der": "Dominikanischen Republik", "Vereinigten Arabischen Emiraten".
    """
    spellings = {normalise(name)}
    if not name.isascii():
        spellings.add(normalise(_without_marks(unicodedata.normalize("NFKC", name))))
    spellings |= {_bent(words) for words in spellings}
    return frozenset(map(join_key, spellings))


def _bent(words: str) -> str:
    return _BENDING.sub(lambda word: _DATIVE.get(word[0], f"{word[0]}n"), words)


def _bare(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    # Twice, since a letter may show itself only when its mark is gone (ǣ).
    return _without_marks(folded.translate(_LETTERS)).casefold().translate(_LETTERS)


def _without_marks(text: str) -> str:
    # Signs without width (Cf: soft hyphen, joiners, byte order mark) go too, spaces of every kind do not.
    taken_apart = unicodedata.normalize("NFKD", text)
    return "".join([sign for sign in taken_apart if unicodedata.category(sign) not in {"Mn", "Cf", "Me"}])
