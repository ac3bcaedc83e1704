"""One spelling for all ways to write a name: case, accents, umlauts, punctuation, articles and abbreviations.

Names and texts are brought into the same form by the same function, so it need not be pretty, only the same for all
that means the same, and different for all that does not.
"""

from __future__ import annotations

import re
import unicodedata

from kommunal_partner._checks import instance
from kommunal_partner._folding import fold

# Words that say nothing about which country is meant; whether a text joins two countries is read before they go.
EMPTY_WORDS = frozenset({"der", "die", "das", "den", "des", "the", "und", "and", "et", "of", "von"})
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

# "Trinidad u. Tobago", but not "U.S.A."
_AND_SHORTENED = re.compile(r"(?<=\w\w) u (?=\w\w)")
_BENDING = re.compile(rf"\w+ische\b|\b(?:{'|'.join(_DATIVE)})\b")


def normalise(text: str) -> str:
    """The words of a text in lower case without accents, articles and signs, one space between them.

    ä, ö, ü and ß are written ae, oe, ue and ss; `&` and "und" vanish; "St.", "Saint" and "Sankt" become one.
    A normalised text stays as it is.

    >>> normalise("Die Föderation St.\u00a0Kitts & Nevis")
    'foederation st kitts nevis'
    """
    words = _AND_SHORTENED.sub(" ", fold(instance(text, str, "text"))).split()
    return " ".join([_LONG_FORMS.get(word, word) for word in words if word not in EMPTY_WORDS])


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
        taken_apart = unicodedata.normalize("NFKD", name)
        spellings.add(normalise("".join([sign for sign in taken_apart if not unicodedata.combining(sign)])))
    spellings |= {_bent(words) for words in spellings}
    return frozenset(map(join_key, spellings))


def _bent(words: str) -> str:
    return _BENDING.sub(lambda word: _DATIVE.get(word[0], f"{word[0]}n"), words)
