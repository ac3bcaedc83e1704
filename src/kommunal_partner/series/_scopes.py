"""The scope of a series: which countries it is for, as a structure where one can say it, and as text where none can."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import as_day, as_text, items, refusal
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term, named, phrase
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.spans import Timeline

_ALPHA3: Final = re.compile("[A-Z]{3}")


def _codes(codes: Iterable[str]) -> frozenset[str]:
    found = frozenset({codes} if isinstance(codes, str) else items(codes, "countries"))
    wrong = sorted(str(code) for code in found if not _ALPHA3.fullmatch(str(code)))
    if wrong or not found:
        what = ", ".join(map(repr, wrong))
        de = f": Gefragt sind Codes aus drei Buchstaben (ISO 3166-1) wie 'NIC', nicht {what or 'gar keiner'}"
        en = f": a scope takes ISO 3166-1 alpha-3 codes such as 'NIC', not {what or 'no code at all'}"
        raise refusal(BadModel, "countries", codes, de, en)
    return found


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(
        {words} if isinstance(words, str) else items(words, Term("eine Menge von Wörtern", "a set of words"))
    )


def _region(value: str) -> str:
    return as_text(value, "region")


@frozen(repr=False)
class RegionScope:
    """The countries of a region on the day asked about; with `oda`, those of them that receive aid on that day.

    `text` is the scope as stated. `also` says whom the text adds and the structure cannot: where it is given, a country
    outside the structure is undecided, not out, as long as it lies within `also_within`: these countries (alpha-3) and
    regions (ids) bound it; without any, nothing does. `inferred` names the fields that no source states. All of them
    hold for every kind of scope.
    """

    region: str = field(converter=_region)
    oda: bool = True
    text: Term | None = field(default=None, converter=phrase)
    also: Term | None = field(default=None, converter=phrase)
    also_within: frozenset[str] = field(default=frozenset(), converter=_words)
    inferred: frozenset[str] = field(default=frozenset(), converter=_words)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr


@frozen(repr=False)
class CountryScope:
    """These countries (alpha-3); with `oda`, only while they receive aid.

    Raises:
        BadModel: if there is none, or a code is no alpha-3 code.
    """

    countries: frozenset[str] = field(converter=_codes)
    oda: bool = False
    text: Term | None = field(default=None, converter=phrase)
    also: Term | None = field(default=None, converter=phrase)
    also_within: frozenset[str] = field(default=frozenset(), converter=_words)
    inferred: frozenset[str] = field(default=frozenset(), converter=_words)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr


@frozen(repr=False)
class PublishedList:
    """The countries (alpha-3) of a list that was published for the series; `region` is the region that carries it.

    Raises:
        BadModel: if there is none, or a code is no alpha-3 code.
    """

    countries: frozenset[str] = field(converter=_codes)
    region: str | None = None
    oda: bool = True
    text: Term | None = field(default=None, converter=phrase)
    also: Term | None = field(default=None, converter=phrase)
    also_within: frozenset[str] = field(default=frozenset(), converter=_words)
    inferred: frozenset[str] = field(default=frozenset(), converter=_words)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr


@frozen(repr=False)
class AnyOda:
    """Every country that receives aid on the day asked about."""

    text: Term | None = field(default=None, converter=phrase)
    also: Term | None = field(default=None, converter=phrase)
    also_within: frozenset[str] = field(default=frozenset(), converter=_words)
    inferred: frozenset[str] = field(default=frozenset(), converter=_words)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr


@frozen(repr=False)
class UnclearScope:
    """A scope that only a text tells: for every country undecided."""

    text: Term = field(converter=named)
    inferred: frozenset[str] = field(default=frozenset(), converter=_words)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr


PlainScope: TypeAlias = RegionScope | CountryScope | PublishedList | AnyOda | UnclearScope
"""A scope that is the same on all days."""


@frozen(repr=False)
class DatedScope:
    """A scope that changed: which one held when."""

    timeline: Timeline[PlainScope]

    __repr__ = short_repr


Scope: TypeAlias = PlainScope | DatedScope


def as_scope(value: Scope) -> Scope:
    """The scope itself.

    Raises:
        BadModel: for anything else; a text is none, because it does not say whether it is a region or a country.
    """
    if isinstance(value, (RegionScope, CountryScope, PublishedList, AnyOda, UnclearScope, DatedScope)):
        return value
    raise refusal(
        BadModel,
        "scope",
        value,
        f" muss ein Länderkreis sein wie RegionScope('afrika') oder CountryScope('NIC'), nicht {type(value).__name__}",
        f" must be a scope such as RegionScope('afrika') or CountryScope('NIC'), not {type(value).__name__}",
    )


def scope_on(scope: Scope, day: date) -> PlainScope | None:
    """The scope as it stood on the day; None before the first that is documented.

    Raises:
        NotADay: for a datetime and anything else that is no day.
    """
    as_day(day)
    return scope.timeline.at(day) if isinstance(scope, DatedScope) else scope
