"""fold: one spelling for names that people write in many ways."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["fold"]

# Letters that Unicode does not take apart into a base and an accent, and the umlauts, which German takes apart itself.
_LETTERS: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
    }
)


def fold(text: str) -> str:
    """The name in small letters without accents, umlauts and ß written out, one blank for all other characters.

    Two spellings that people mean alike fold alike. Folding a second time changes nothing. ae, oe, ue and ss in the
    text stay, so Muenchen meets München, but Munchen does not.

    >>> fold("  Lübbenau/Spreewald ")
    'luebbenau spreewald'
    >>> fold("São Tomé & Príncipe"), fold("GIESSEN") == fold("Gießen")
    ('sao tome principe', True)
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = _without_accents(folded)
    if folded.isalnum():
        return folded
    return " ".join("".join([letter if letter.isalnum() else " " for letter in folded]).split())


def _without_accents(text: str) -> str:
    # Composing before the umlauts are written out lets "u" followed by a separate diaeresis count as "ü".
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    taken_apart = unicodedata.normalize("NFKD", composed.translate(_LETTERS))
    # Some signs fall apart into capitals or into a letter of the table above, so both steps come once more.
    letters = "".join([letter for letter in taken_apart if not unicodedata.combining(letter)])
    return unicodedata.normalize("NFKD", letters.casefold().translate(_LETTERS))
