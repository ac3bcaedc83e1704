"""The page of the sources: every document that a fact was read in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fact_pages.lookups import Lookups
from fact_pages.model import FactPage, Occasion
from fact_pages.words import both, word

__all__ = ["sources_page"]


def sources_page(once: Lookups) -> FactPage:
    """The page with a row a document."""
    return FactPage(
        "facts/sources",
        "sources",
        both(partial(word, "sources_title")),
        both(lambda lang: word("sources_lead", lang, n=len(once.facts.sources), day=once.facts.as_of)),
        _view,
    )


def _view(occasion: Occasion) -> Mapping[str, Any]:
    return {"rows": list(occasion.facts.sources.values())}
