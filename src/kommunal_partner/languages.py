"""German and English: which language a tag asks for."""

from __future__ import annotations

import re
from typing import Literal, cast

from kommunal_partner.errors import UnknownLanguage

__all__ = ["Lang", "language"]

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
