"""The page of the files to download, and the page at the head of all facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fact_pages.downloads import documents, tables
from fact_pages.history import unseen_lists, years_of
from fact_pages.lookups import Lookups
from fact_pages.model import Dataset, FactPage, Occasion
from fact_pages.words import both, word
from kommunal_partner.oda import OdaGroup

__all__ = ["data_page", "index_page"]

PACKAGE = "facts/data/tables/datapackage.json"
_GROUPS = ("oda", "regions", "series", "programmes", "partnerships")


def index_page(once: Lookups) -> FactPage:
    """What there is to browse, with the figures of today's list."""
    return FactPage(
        "facts/index",
        "index",
        both(partial(word, "facts_title")),
        both(lambda lang: word("facts_lead", lang, day=once.facts.as_of)),
        _index,
        datasets=tuple([Dataset(name, (f"facts/data/json/{name}.json", PACKAGE)) for name in _GROUPS]),
    )


def data_page() -> FactPage:
    """The page of the files."""
    return FactPage("facts/data", "data", both(partial(word, "data_title")), both(partial(word, "data_lead")), _data)


def _index(occasion: Occasion) -> Mapping[str, Any]:
    facts, once, day = occasion.facts, occasion.once, occasion.once.shown
    entries = facts.oda.list_on(day).entries
    held = [row for row in entries if row.span.contains(day)]
    return {
        "day": day,
        "list": facts.oda.list_on(day),
        "groups": [(group, sum(row.group is group for row in held)) for group in OdaGroup],
        "total": len(held),
        "countries": len(once.codes),
        "changes": len(once.changes),
        "series": len(facts.series),
        "programmes": len(facts.programmes),
        "partnerships": len(facts.partnerships),
        "sources": len(facts.sources),
        "unseen_years": years_of(unseen_lists(facts.oda)),
    }


def _data(occasion: Occasion) -> Mapping[str, Any]:
    return {
        "tables": [(name, len(content)) for name, content in sorted(tables().items())],
        "documents": [(name, len(content)) for name, content in sorted(documents(occasion.facts).items())],
    }
