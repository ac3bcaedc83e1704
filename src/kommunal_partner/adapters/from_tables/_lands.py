"""The country that a cell means."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, without_footnote
from kommunal_partner.countries import Country, country, find_country
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry
from kommunal_partner.verdicts import Sentence

_SHOWN: Final = 80  # characters, because reports are read by people
GERMANY: Final = "DEU"
_ON_CARS: Final = {
    "A": "AUT",
    "B": "BEL",
    "D": "DEU",
    "E": "ESP",
    "F": "FRA",
    "H": "HUN",
    "I": "ITA",
    "J": "JPN",
    "L": "LUX",
    "N": "NOR",
    "P": "PRT",
    "S": "SWE",
    "SLO": "SVN",
    "GER": "DEU",
}
"""Distinguishing signs of vehicles that lists use for neighbours and that are no ISO codes."""


@lru_cache(maxsize=4096)
def land_of(text: str) -> Country | Sentence | None:
    """The country that a cell means, why none is meant, or None for a cell that says nothing."""
    text = without_footnote(text)
    if fold(text) in BLANK_WORDS:
        return None
    if text in _ON_CARS:
        return country(_ON_CARS[text])
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    try:
        return find_country(text)
    except AmbiguousCountry as error:
        return Sentence(sentences.AMBIGUOUS_COUNTRY, {"text": shown, "candidates": error.candidates})
    except UnknownCountry as error:
        return Sentence(sentences.UNKNOWN_COUNTRY, {"text": shown, "suggestions": error.suggestions or ("–",)})
