"""Texts that are written into files of any kind: without what no file may hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from kommunal_partner._checks import mapping
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term

# Halves of letters, and what XML and iCalendar do not allow at all; blanks and line breaks stay.
_HALF: Final = re.compile("[\ud800-\udfff]")
_NOWHERE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without control characters, and with a sign of replacement for half a letter.

    >>> writable("Kaya" + chr(0)), len(writable("Kaya" + chr(0xD83D)))
    ('Kaya', 5)
    """
    if text.isascii() and text.isprintable():
        return text
    return _NOWHERE.sub("", _HALF.sub("\ufffd", text))


def one_kind_of_break(text: str) -> str:
    """The text with every line break as a line feed: a bare carriage return ends a line for some readers only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


_IN_A_PAGE: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def in_a_page(document: Mapping[str, Any], separators: tuple[str, str] | None = None) -> str:
    """A document as JSON with escapes for what could end a script on a page; JSON reads it as the same.

    Raises:
        BadModel: for anything but a mapping that JSON can hold; NaN and infinity are no numbers there.
    """
    given = dict(mapping(document, "document"))
    try:
        text = json.dumps(given, ensure_ascii=False, allow_nan=False, separators=separators)
    except (TypeError, ValueError, RecursionError) as error:
        said = Term(f"JSON kann dieses Dokument nicht fassen: {error}", f"JSON cannot hold this document: {error}")
        raise BadModel(said, argument="document") from None
    return writable(text).translate(_IN_A_PAGE)
