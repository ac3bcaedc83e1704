"""The scope of a series: which countries it is for, as a structure where one can say it, and as text where none can."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import as_day
from kommunal_partner.errors import BadModel
from kommunal_partner.spans import Timeline

__all__ = [
    "AnyOda",
    "CountryScope",
    "DatedScope",
    "PlainScope",
    "PublishedList",
    "RegionScope",
    "Scope",
    "UnclearScope",
    "scope_on",
]

_ALPHA3: Final = re.compile("[A-Z]{3}")


def _codes(codes: Iterable[str]) -> frozenset[str]:
    found = frozenset({codes} if isinstance(codes, str) else codes)
    wrong = sorted(str(code) for code in found if not _ALPHA3.fullmatch(str(code)))
    if wrong or not found:
        what = ", ".join(map(repr, wrong)) or "no code at all"
        raise BadModel(f"a scope takes ISO 3166-1 alpha-3 codes such as 'NIC', not {what}")
    return found


@frozen
class RegionScope:
    """The countries of a region on the day asked about; with `oda`, those of them that receive aid on that day.

    `text` is the scope as stated. `also` says whom the text adds and the structure cannot: where it is not empty, a
    country outside the structure is undecided, not out. Both hold for every kind of scope.
    """

    region: str
    oda: bool = True
    text: str = ""
    also: str = ""


@frozen
class CountryScope:
    """These countries (alpha-3); with `oda`, only while they receive aid.

    Raises:
        BadModel: if there is none, or a code is no alpha-3 code.
    """

    countries: frozenset[str] = field(converter=_codes)
    oda: bool = False
    text: str = ""
    also: str = ""


@frozen
class PublishedList:
    """The countries (alpha-3) of a list that was published for the series; `region` is the region that carries it.

    Raises:
        BadModel: if there is none, or a code is no alpha-3 code.
    """

    countries: frozenset[str] = field(converter=_codes)
    region: str | None = None
    oda: bool = True
    text: str = ""
    also: str = ""


@frozen
class AnyOda:
    """Every country that receives aid on the day asked about."""

    text: str = ""
    also: str = ""


@frozen
class UnclearScope:
    """A scope that only a text tells: for every country undecided."""

    text: str


PlainScope: TypeAlias = RegionScope | CountryScope | PublishedList | AnyOda | UnclearScope
"""A scope that is the same on all days."""


@frozen
class DatedScope:
    """A scope that changed: which one held when."""

    timeline: Timeline[PlainScope]


Scope: TypeAlias = PlainScope | DatedScope


def scope_on(scope: Scope, day: date) -> PlainScope | None:
    """The scope as it stood on the day; None before the first that is documented.

    Raises:
        NotADay: for a datetime and anything else that is no day.
    """
    as_day(day)
    return scope.timeline.at(day) if isinstance(scope, DatedScope) else scope
