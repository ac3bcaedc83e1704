"""The page of all countries that were ever on a list."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fact_pages.lookups import Lookups
from fact_pages.model import FactPage, Occasion
from fact_pages.words import both, word
from kommunal_partner.countries import country as country_of

__all__ = ["countries_page"]


def countries_page(once: Lookups) -> FactPage:
    """The page with a row for each of them."""
    count, year = len(once.codes), once.facts.oda.horizon.start.year
    return FactPage(
        "facts/countries/index",
        "countries",
        both(partial(word, "countries_title")),
        both(lambda lang: word("countries_lead", lang, n=count, year=year)),
        _view,
    )


def _view(occasion: Occasion) -> Mapping[str, Any]:
    once = occasion.once
    rows = [
        {
            "country": country_of(code),
            "verdict": once.verdicts[code],
            "region": once.region_of[code],
            "change": next(iter(once.changes_of[code][::-1]), None),
            "here": once.coverage[code].here,
        }
        for code in once.codes
    ]
    return {"rows": sorted(rows, key=lambda row: row["country"].sort_key(occasion.lang))}
