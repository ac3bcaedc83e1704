"""A country, and the country that a code means."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from attrs import field, frozen

from kommunal_partner._checks import choice
from kommunal_partner._repr import short_repr
from kommunal_partner.countries._codes import Code, CodeKind, codes
from kommunal_partner.countries._grammar import GrammaticalCase, grammar
from kommunal_partner.countries._identifiers import Scheme, holders, identifiers
from kommunal_partner.countries._points import Point, points
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry
from kommunal_partner.languages import language

_LONGEST = 100  # characters: what is longer is no code that someone mistyped


_RENAMED: Final = frozenset({"AFI", "BUR", "BYS", "DHY", "HVO", "NHB", "RHO", "TMP", "ZAR"})
"""Withdrawn codes of countries that kept their territory under a new name (ISO 3166-3: change of name)."""


def _is_known(_: Country, __: object, alpha3: Any) -> None:  # noqa: ANN401 - because anything may be given
    if not isinstance(alpha3, str) or alpha3 not in codes():
        raise UnknownCountry(alpha3, _similar_codes(alpha3), by_code=True)


@frozen(repr=False)
class Country:
    """A country, territory or withdrawn country that has a code; two are equal if their alpha-3 codes are.

    It holds its alpha-3 code only; all else is read from the table of codes when it is asked for.

    Raises:
        UnknownCountry: if no country has exactly this alpha-3 code; `country` also takes other codes.
    """

    alpha3: str = field(validator=_is_known)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.name()

    @property
    def _code(self) -> Code:
        return codes()[self.alpha3]

    @property
    def alpha2(self) -> str:
        """The two-letter code: XK for Kosovo; a withdrawn one may have been given to another country since."""
        return self._code.alpha2

    @property
    def numeric(self) -> str | None:
        """The three digits of ISO 3166-1 (those of UN M49), as text; None for Kosovo and a few withdrawn codes."""
        return self._code.numeric

    @property
    def dac_code(self) -> str | None:
        """The code of the DAC list and of aid statistics, as text; None for who never stood on the list.

        Yugoslavia, Serbia and Montenegro, and Serbia had one code, one after the other.

        >>> country("CHL").dac_code, country("SRB").dac_code, country("DEU").dac_code
        ('434', '63', None)
        """
        return identifiers()[Scheme.DAC].get(self.alpha3)

    @property
    def wikidata(self) -> str | None:
        """Its item in Wikidata (Q298); None for withdrawn codes. NLD is the Kingdom, ESH the Sahrawi republic there."""
        return identifiers()[Scheme.WIKIDATA].get(self.alpha3)

    @property
    def geonames(self) -> str | None:
        """Its number in GeoNames, as text; None where none is known."""
        return identifiers()[Scheme.GEONAMES].get(self.alpha3)

    @property
    def point(self) -> Point | None:
        """A point well inside its largest piece of land, for maps; None where none is known, as for historic codes.

        Neither its middle nor its capital. Most are drawn from Natural Earth by a script.

        >>> country("FJ").point
        Point(latitude=-17.83, longitude=177.98)
        """
        return points().get(self.alpha3)

    @property
    def is_historic(self) -> bool:
        """Whether its code was withdrawn (ISO 3166-3), as that of Zaire."""
        return self._code.kind is CodeKind.WITHDRAWN

    @property
    def successors(self) -> tuple[Country, ...]:
        """The countries that came after it directly, by alpha-3; none unless it is historic.

        >>> [one.alpha3 for one in country("SCG").successors]
        ['MNE', 'SRB']
        """
        return tuple([Country(alpha3) for alpha3 in self._code.successors])

    @property
    def renamed_to(self) -> Country | None:
        """What the same country is called today, as Zaire is the DR Congo; None where it was split or merged, or is.

        >>> country("ZAR").renamed_to, country("YUG").renamed_to
        (Country(alpha3='COD'), None)
        """
        return Country(self._code.successors[0]) if self.alpha3 in _RENAMED else None

    def name(self, lang: str = "de") -> str:
        """The short name to show: Tansania, Palästinensische Gebiete, DR Kongo.

        Raises:
            UnknownLanguage: for any language but German and English.
        """
        return self._code.name_de if language(lang) == "de" else self._code.name_en

    def official_name(self, lang: str = "de") -> str:
        """The long name: Vereinigte Republik Tansania; the short one where no longer one is known.

        German long names are those of the Destatis country list, English ones those of ISO 3166-1 (pycountry).

        Raises:
            UnknownLanguage: for any language but German and English.
        """
        tag = language(lang)
        own = self._code.official_de if tag == "de" else self._code.official_en
        return own or _iso_name(self.alpha3, tag) or self.name(tag)

    def phrase(self, lang: str = "de", case: GrammaticalCase | str = GrammaticalCase.NOMINATIVE) -> str:
        """The name as it stands inside a sentence, with its article; a capital at the start is the caller's.

        Raises:
            UnknownLanguage: for any language but German and English.
            UnknownChoice: for any case but `nom`, `acc` and `dat`.

        >>> country("SDN").phrase("de", "acc"), country("CHL").phrase(), country("PHL").phrase("en")
        ('den Sudan', 'Chile', 'the Philippines')
        """
        row, wanted = grammar()[self.alpha3], choice(GrammaticalCase, case, "case")
        return row.german(wanted) if language(lang) == "de" else row.phrase_en

    def phrase_in(self, lang: str = "de") -> str:
        """Where something is that is there: "im Libanon", "auf den Philippinen", "in the Netherlands".

        Raises:
            UnknownLanguage: for any language but German and English.
        """
        row = grammar()[self.alpha3]
        return row.inside_de if language(lang) == "de" else f"in {row.phrase_en}"

    def is_plural(self, lang: str = "de") -> bool:
        """Whether its verb is plural: "die Seychellen stehen", but "the Seychelles is".

        Raises:
            UnknownLanguage: for any language but German and English.
        """
        row = grammar()[self.alpha3]
        return row.plural_de if language(lang) == "de" else row.plural_en

    def sort_key(self, lang: str = "de") -> tuple[str, str]:
        """What to sort by so that the names stand as in a dictionary (DIN 5007-1: ä as a, ß as ss).

        >>> sorted([country("CYP"), country("EGY"), country("AGO")], key=Country.sort_key)[0].name()
        'Ägypten'
        """
        name = self.name(lang)
        bare = unicodedata.normalize("NFKD", name.casefold())
        return " ".join(re.findall(r"\w+", "".join([sign for sign in bare if not unicodedata.combining(sign)]))), name


@lru_cache(maxsize=1024)
def _iso_name(alpha3: str, lang: str) -> str | None:
    """The long name that pycountry knows, or None; pycountry is loaded here and nowhere else."""
    import gettext

    import pycountry

    known: Any = pycountry.countries.get(alpha_3=alpha3)
    if known is None:
        return None
    name = str(getattr(known, "official_name", known.name))
    if lang == "en":
        return name.removeprefix("the ")
    german = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["de"], fallback=True).gettext(name)
    # A name without a translation comes back in English: then there is no German one to give.
    return None if german == name else german


def country(code: str | Country) -> Country:
    """The country with this code: alpha-2, alpha-3 or the three digits as text; a `Country` is given back.

    Case does not matter. A code in force wins over a withdrawn one that looks the same (BY is Belarus). Numbers that
    were changed when a country's territory was are read too (736 is Sudan, 729 today). Spaces are no part of a code
    and are refused; names are for `find_country`.

    Raises:
        UnknownCountry: if no country has this code; its suggestions are codes.
        AmbiguousCountry: for codes that several countries had one after the other (CS, 891) or together (058).

    >>> country("tza").name("de"), country("834").name("en")
    ('Tansania', 'Tanzania')
    """
    if isinstance(code, Country):
        return code
    text: object = code
    found = None
    if isinstance(text, str):
        found = _by_code().get(text.upper()) if text.isascii() else None
    if found is None:
        raise UnknownCountry(code, _similar_codes(code), by_code=True)
    if isinstance(found, tuple):
        raise AmbiguousCountry(code, found)
    return found


def known_codes() -> frozenset[str]:
    """The alpha-3 code of every country, withdrawn ones too."""
    return frozenset(codes())


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Country | tuple[Country, ...]]:
    index: dict[str, Country | tuple[Country, ...]] = {}
    # Withdrawn codes come last and take only what is free.
    for row in sorted(codes().values(), key=lambda row: row.kind is CodeKind.WITHDRAWN):
        one = Country(row.alpha3)
        for code in (row.alpha3, row.alpha2, row.numeric):
            if code is None:
                continue
            other = index.setdefault(code, one)
            if isinstance(other, Country) and other != one and other.is_historic:
                index[code] = (other, one)
    for number, alpha3s in holders(Scheme.FORMER_NUMERIC).items():
        first, *others = map(Country, alpha3s)
        index.setdefault(number, (first, *others) if others else first)
    return index


def _similar_codes(code: object) -> tuple[str, ...]:
    """Codes that may have been meant: that of a country with this very name, else those that look alike."""
    if not isinstance(code, str) or len(code) > _LONGEST:
        return ()
    text = code.strip()
    named = [
        row.alpha3 for row in codes().values() if text.casefold() in {row.name_de.casefold(), row.name_en.casefold()}
    ]
    return tuple(named or get_close_matches(text.upper(), codes()))
