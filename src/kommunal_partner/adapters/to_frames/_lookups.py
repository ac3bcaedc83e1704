"""Columns looked up once a different value: countries of messy texts, regions, the eligibility of partnerships.

To know the different values, a lazy frame is asked for them once; the frame itself stays lazy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from typing import Final, TypeVar

from kommunal_partner._checks import as_day, having
from kommunal_partner.adapters.to_frames._engines import Table, take
from kommunal_partner.adapters.to_frames._facts_like import Kind
from kommunal_partner.countries import Country, country, find_countries
from kommunal_partner.eligibility import Beyond, Grounds, Occasion, assess_partnership
from kommunal_partner.errors import AmbiguousCountry, UnknownCountry
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import language
from kommunal_partner.regions import RegionRegister

F = TypeVar("F")

KEY: Final = "_lookup_key"


def add_country(frame: F, text: str, *, vocabulary: str | None = None, lang: str = "de") -> F:
    """The frame with the country that each text of a column surely means.

    New are `country_iso3`, `country_name` and `country_problem`, which says why there is none: a sentence in the
    language, with what may have been meant. A blank cell has no country and no problem. `vocabulary="dac"` reads the
    names of the DAC list as well.

    Raises:
        MissingExtra: without narwhals.
        BadRule: for a column that is not there, or new columns that are.
    """
    new: dict[str, Kind] = {"country_iso3": "text", "country_name": "text", "country_problem": "text"}

    def look_up(texts: list[str]) -> Iterable[tuple[object, ...]]:
        options = {} if vocabulary is None else {"vocabulary": vocabulary}
        for match in find_countries(texts, **options):
            problem = None if match.problem is None else match.problem.text(lang)
            found = match.country
            name = None if found is None else found.name(lang)
            yield (match.text, None if found is None else found.alpha3, name, problem)

    language(lang)
    return _looked_up(frame, text, new, look_up)


def add_region(frame: F, register: RegionRegister, *, country: str, scheme: str, on: date) -> F:
    """The frame with the regions of a scheme that each country belongs to on a day: `region`, `region_doubtful`.

    `country` names a column of alpha-2 or alpha-3 codes. Several regions stand in one cell with semicolons between
    them, in the order of their ids; who belongs to one for no certain reason is in `region_doubtful`.

    Raises:
        MissingExtra: without narwhals.
        UnknownName: for a scheme that there is not.
        BadRule: for a column that is not there, or new columns that are.
    """
    having(register, ("scheme", "regions_of"), "register")
    day, known = as_day(on), register.scheme(scheme)
    new: dict[str, Kind] = {"region": "text", "region_doubtful": "text"}

    def look_up(codes: list[str]) -> Iterable[tuple[object, ...]]:
        for code in codes:
            found = _country(code)
            if found is not None:
                regions = register.regions_of(found, on=day, scheme=known.id)
                sure, doubtful = (";".join(sorted(one.id for one in held)) for held in (regions.sure, regions.doubtful))
                yield code, sure or None, doubtful or None

    return _looked_up(frame, country, new, look_up)


def add_eligibility(
    frame: F,
    facts: Grounds,
    *,
    partnership: str,
    occasion: Occasion | str,
    on: date | FuzzyDate | None = None,
    beyond: Beyond = "undecided",
    lang: str = "de",
) -> F:
    """The frame with what is said of each partnership for an occasion: `eligible`, `eligible_reason`, `eligible_text`.

    `partnership` names a column of ids of the facts' partnerships. `eligible` is a nullable boolean: null is undecided,
    or an id that the facts do not know, which `eligible_reason` calls UNKNOWN_NAME.

    Raises:
        MissingExtra: without narwhals.
        BadRule: for a column that is not there, or new columns that are.
    """
    new: dict[str, Kind] = {"eligible": "boolean", "eligible_reason": "text", "eligible_text": "text"}

    having(facts, ("oda", "regions", "partnerships"), "facts")
    for known in islice(facts.partnerships, 1):  # an occasion that there is not is refused whatever the column holds
        assess_partnership(facts, known, occasion, on=on, beyond=beyond)
    language(lang)

    def look_up(ids: list[str]) -> Iterable[tuple[object, ...]]:
        for one in ids:
            if one not in facts.partnerships:
                yield one, None, "UNKNOWN_NAME", None
                continue
            verdict = assess_partnership(facts, one, occasion, on=on, beyond=beyond)
            yield one, None if verdict.is_undecided else verdict.is_yes, verdict.code, verdict.text(lang)

    return _looked_up(frame, partnership, new, look_up)


def _country(code: str) -> Country | None:
    try:
        return country(code)
    except (UnknownCountry, AmbiguousCountry):
        return None


def _looked_up(
    frame: F, column: str, new: dict[str, Kind], look_up: Callable[[list[str]], Iterable[tuple[object, ...]]]
) -> F:
    table: Table[F] = take(frame, new=(*new, KEY)).with_key(column, KEY, digits=True)
    rows = list(look_up(table.all_distinct(KEY)))
    return table.join(rows, {KEY: "text", **new}, on=[KEY]).back(drop=[KEY])
