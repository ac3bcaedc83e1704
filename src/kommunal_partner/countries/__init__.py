"""Countries: their codes, their names in German and English, and the country that a messy text means.

`country` takes a code and is strict; `find_country` takes what people write and refuses whatever fits no country or
more than one.

>>> find_country("Tuerkei") == country("TR")
True
"""

from __future__ import annotations

from kommunal_partner.countries._find import CountryMatch, find_countries, find_country
from kommunal_partner.countries._grammar import GrammaticalCase
from kommunal_partner.countries._model import Country, country, known_codes
from kommunal_partner.countries._names import CountryName, NameKind, country_names
from kommunal_partner.countries._normal import normalise
from kommunal_partner.countries._points import Point
from kommunal_partner.countries._vocabularies import Vocabulary

__all__ = [
    "Country",
    "CountryMatch",
    "CountryName",
    "GrammaticalCase",
    "NameKind",
    "Point",
    "Vocabulary",
    "country",
    "country_names",
    "find_countries",
    "find_country",
    "known_codes",
    "normalise",
]
