"""The table of country names: what each means, how it came to be known, and the index it is looked up in."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from attrs import field, frozen

from kommunal_partner._checks import choice
from kommunal_partner._repr import short_repr
from kommunal_partner._tables import Column, many, member, optional, read_table, required
from kommunal_partner.countries import sentences
from kommunal_partner.countries._codes import CodeKind, codes, table_content
from kommunal_partner.countries._identifiers import Scheme, holders
from kommunal_partner.countries._model import Country
from kommunal_partner.countries._normal import join_key, keys_of_name, normalise


class NameKind(Enum):
    """What sort of name it is, which decides how far it is trusted."""

    SHORT = "short"
    """the name to show, or the common one of ISO 3166-1"""
    OFFICIAL = "official"
    """a long name"""
    LISTED = "listed"
    """as a DAC list, UN M49, ISO 3166-1 or the Destatis country list writes it"""
    ENDONYM = "endonym"
    """the country's own name for itself, or a transcription of it"""
    HISTORIC = "historic"
    """a former name of what is one country today"""
    PART = "part"
    """a part that people use for the whole: England, Westjordanland"""
    ABBREVIATION = "abbreviation"
    """DR Kongo, Dom. Rep., UK"""
    COLLOQUIAL = "colloquial"
    """in use, though never official: Bosnien, Tschechei"""
    SPELLING = "spelling"
    """another spelling, and mistakes often met that can mean nothing else"""
    AMBIGUOUS = "ambiguous"
    """fits every country it names and is never an answer by itself"""
    ALONE = "alone"
    """means the first country if it stands alone, and any of them beside the name of a place: Georgia"""
    CONTEXT = "context"
    """no country's name: a place that, written after one, shows that another country is meant (Peru, Illinois)"""

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return sentences.NAME_KINDS[self.value].text(lang)


def _kind(value: NameKind | str) -> NameKind:
    return choice(NameKind, value, "kind")


@frozen(repr=False)
class CountryName:
    """A row of the table: a name, the languages and the sort it is of, and the countries it can mean."""

    name: str
    languages: tuple[str, ...]
    kind: NameKind = field(converter=_kind)
    countries: tuple[Country, ...]
    note: str | None
    source: str

    __repr__ = short_repr


_COLUMNS = (
    Column("name", required),
    Column("language", many(required)),
    Column("kind", member(NameKind)),
    Column("alpha3", many(Country)),
    Column("note", optional(required)),
    Column("source", required),
)


@lru_cache(maxsize=1)
def country_names() -> tuple[CountryName, ...]:
    """Every name of the table, in the order of the names; read once."""
    rows = read_table("names.csv", table_content("names.csv"), _COLUMNS, key=("name",))
    return tuple([CountryName(*values) for _, values in rows])


_DISPUTED = (Column("name", required), Column("note", required), Column("source", required))


@lru_cache(maxsize=1)
def disputed_names() -> frozenset[str]:
    """The names of territories that two states claim: no answer, whatever stands beside them (Nordzypern)."""
    rows = read_table("disputed.csv", table_content("disputed.csv"), _DISPUTED, key=("name",))
    return frozenset(name for _, (name, _, _) in rows)


@lru_cache(maxsize=1)
def names_by_key() -> dict[str, CountryName]:
    """Every name by each of its normalised keys; not to be changed."""
    index: dict[str, CountryName] = {}
    for name in country_names():
        index[join_key(normalise(name.name))] = name
    for name in country_names():
        for key in keys_of_name(name.name):
            index.setdefault(key, name)
    return index


@lru_cache(maxsize=1)
def codes_as_written() -> dict[str, CountryName]:
    """What each code in capitals means today; not to be changed.

    A withdrawn code means what its country has become; where that is several, it is as ambiguous as a name. One that
    has been given to another country since means that country.
    """
    index: dict[str, CountryName] = {}
    for row in codes().values():
        if row.kind is not CodeKind.WITHDRAWN:
            for code in filter(None, (row.alpha3, row.alpha2, row.numeric)):
                index[code] = CountryName(code, (), NameKind.SHORT, (Country(row.alpha3),), row.note, row.source)
    in_force = frozenset(index)
    for row in codes().values():
        if row.kind is CodeKind.WITHDRAWN:
            for code in {row.alpha3, row.alpha2, row.numeric or row.alpha3} - in_force:
                meant = set(today(Country(row.alpha3)))
                meant.update(index[code].countries if code in index else ())
                kind = NameKind.HISTORIC if len(meant) == 1 else NameKind.AMBIGUOUS
                countries = tuple(sorted(meant, key=lambda one: one.alpha3))
                index[code] = CountryName(code, (), kind, countries, row.note, row.source)
    for number, alpha3s in holders(Scheme.FORMER_NUMERIC).items():
        meant = {heir for alpha3 in alpha3s for heir in today(Country(alpha3))}
        kind = NameKind.HISTORIC if len(meant) == 1 else NameKind.AMBIGUOUS
        countries = tuple(sorted(meant, key=lambda one: one.alpha3))
        index.setdefault(number, CountryName(number, (), kind, countries, None, "identifiers.csv"))
    return index


def today(country: Country) -> tuple[Country, ...]:
    """The country itself, or what a withdrawn one has become, by alpha-3."""
    if not country.is_historic:
        return (country,)
    heirs = {heir for successor in country.successors for heir in today(successor)}
    return tuple(sorted(heirs, key=lambda one: one.alpha3))
