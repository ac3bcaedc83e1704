"""The page of the partnerships: what the sample covers and what not, then every partnership in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fact_pages.country import partnership_row
from fact_pages.lookups import Lookups
from fact_pages.model import Dataset, FactPage, Occasion
from fact_pages.words import both, word
from kommunal_partner.countries import country as country_of

__all__ = ["partnerships_page"]

_FILES = ("facts/data/json/partnerships.json", "facts/data/tables/partnerships.csv")


def partnerships_page(once: Lookups) -> FactPage:
    """The page, its limits first."""
    register = once.facts.partnerships
    count, countries = len(register), len(register.countries())
    return FactPage(
        "facts/partnerships",
        "partnerships",
        both(partial(word, "partnerships_title")),
        both(lambda lang: word("partnerships_lead", lang, n=count, countries=countries)),
        _view,
        datasets=(
            Dataset("partnerships", ("facts/data/json/partnerships.json", "facts/data/tables/partnerships.csv")),
        ),
    )


def _view(occasion: Occasion) -> Mapping[str, Any]:
    register, lang = occasion.facts.partnerships, occasion.lang
    rows = [
        (country_of(code), partnership_row(one, country_of(code)))
        for one in register.values()
        for code in sorted(one.countries)
    ]
    coverage = occasion.once.coverage
    return {
        "coverage": sorted(coverage.values(), key=lambda one: one.country.sort_key(lang)),
        "elsewhere": coverage.elsewhere,
        "rows": sorted(rows, key=lambda row: (row[0].sort_key(lang), row[1]["home"], row[1]["partner"])),
    }
