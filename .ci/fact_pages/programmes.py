"""The page of the programmes: every version of their rules side by side, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from fact_pages.lookups import Lookups
from fact_pages.model import Dataset, FactPage, Occasion
from fact_pages.words import both, word
from kommunal_partner.programmes import CELL_NAMES, CELL_WORDS, CellKind, Programme, compare

__all__ = ["programmes_page"]


def programmes_page(once: Lookups) -> FactPage:
    """The page with a section a programme."""
    versions = sum(len(one.versions) for one in once.facts.programmes.values())
    return FactPage(
        "facts/programmes",
        "programmes",
        both(partial(word, "programmes_title")),
        both(lambda lang: word("programmes_lead", lang, n=len(once.facts.programmes), versions=versions)),
        _view,
        datasets=(Dataset("programmes", ("facts/data/json/programmes.json",)),),
    )


def _view(occasion: Occasion) -> Mapping[str, Any]:
    lang = occasion.lang
    programmes = sorted(occasion.facts.programmes.values(), key=lambda one: one.name(lang).casefold())
    return {"programmes": [_programme(one, occasion) for one in programmes]}


def _programme(one: Programme, occasion: Occasion) -> dict[str, Any]:
    in_force = one.in_force(on=occasion.on)
    rows = [
        (CELL_WORDS[name], [version.cell(name) for version in one.versions])
        for name in CELL_NAMES
        if any(version.cell(name).kind is not CellKind.NOT_SEEN for version in one.versions)
    ]
    return {
        "programme": one,
        "in_force": in_force,
        "rows": rows,
        "changes": [(before, after, compare(before, after)) for before, after in pairwise(one.versions)],
    }
