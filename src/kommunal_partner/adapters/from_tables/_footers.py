"""Sums and remarks below a table, which are no entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SUM: Final = re.compile(
    r"(?:gesamt|insgesamt|summe|zwischensumme|gesamtsumme|gesamtzahl|gesamtanzahl|anzahl|total|sum|subtotal|count)\b"
    r"[\s\w:=()/-]*|\d+\s+(?:partnerschaften|einträge|kommunen|personen|teilnehmende|teilnehmer|zeilen|datensätze)",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(
    r"[*†‡]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]|\(?\d{1,2}\)\s|\[\d{1,2}\]\s|©|\(c\)\s|[-_=~.–—]{3,}$|"
    r"(?:quellen?|stand|hinweise?|anmerkung(?:en)?|bemerkung(?:en)?|erläuterung(?:en)?|legende|erstellt|"
    r"exportiert|export|druckdatum|rückfragen|kontakt|ansprechpartner(?:in)?|datenschutz|copyright|"
    r"source|notes?|as of|generated|created|"
    r"letzte aktualisierung|aktualisiert)\b\s*(?::|am\b|vom\b|an\b|der\b|des\b|\d|\()|"
    r"(?:alle|sämtliche|die) angaben\b|angaben (?:der|laut|nach|ohne)\b|ende der (?:liste|tabelle)|seite \d+|page \d+|"
    r"ohne gewähr|k\. ?a\. ?=|p\s*=\s*\w+",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(r"-?[\d.,]+\s*%?")


def is_footer(cells: Sequence[str]) -> bool:
    """Whether a row is a sum or a remark below a table, and no entry.

    >>> is_footer(["Summe: 9"]), is_footer(["* Angaben der Kommunen"]), is_footer(["Ulm", "9"])
    (True, True, False)
    """
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    first, *others = filled
    if others and not _AMOUNT.fullmatch(others[0]):
        return False
    if _SUM.fullmatch(first) and all(map(_AMOUNT.fullmatch, others)):
        return True
    return not others and len(first) > 2 and _REMARK.match(first) is not None  # noqa: PLR2004 - because a lone sign is no remark
