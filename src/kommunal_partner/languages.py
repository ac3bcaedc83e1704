"""German and English: which language a tag asks for."""

from __future__ import annotations

import re
from typing import Literal, cast

from attrs import frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.errors import UnknownLanguage

__all__ = ["Lang", "Term", "language"]

Lang = Literal["de", "en"]

_TAG = re.compile(r"(de|en)(?:[-_][a-z0-9-_]+)?", re.IGNORECASE)


def language(tag: str) -> Lang:
    """The language a tag asks for, regions left aside.

    Raises:
        UnknownLanguage: for any language but German and English.

    >>> language("de-AT")
    'de'
    """
    found = _TAG.fullmatch(str(tag))
    if found is None:
        raise UnknownLanguage(tag)
    return cast("Lang", found.group(1).lower())


@frozen(repr=False)
class Term:
    """A word or a phrase in both languages."""

    de: str
    en: str

    def text(self, lang: str = "de") -> str:
        """The word in German or English."""
        return self.de if language(lang) == "de" else self.en

    def __str__(self) -> str:
        return self.de

    __repr__ = short_repr
