"""Every word and sentence of the pages of facts by its name, and how it is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from fact_pages.words_of_lists import LISTS
from fact_pages.words_of_series import SERIES
from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["WORDS", "both", "word"]

WORDS: Final = LISTS | SERIES
"""By name: the words in German and in English, with places for values as `Reason` has them."""


@cache
def _reason(name: str) -> Reason:
    return Reason(name, de=WORDS[name].de, en=WORDS[name].en)


def word(name: str, lang: str, **values: object) -> str:
    """The words of this name in German or English, with these values in them.

    Raises:
        KeyError: if there are none of this name.
        BadReason: if a value that they need is missing.
    """
    return Sentence(_reason(name), values).text(lang)


def both(say: Callable[[str], str]) -> Term:
    """What a function says in German and in English."""
    return Term(say("de"), say("en"))
