"""The pages of the series: one for all, one each with its editions and what sources say of it side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from fact_pages.lookups import Lookups
from fact_pages.model import Dataset, FactPage, Occasion
from fact_pages.words import both, word
from kommunal_partner.languages import Term
from kommunal_partner.schedule import SeriesState
from kommunal_partner.series import Aspect, Claim, DatedScope, Edition, EventSeries, PlainScope
from kommunal_partner.spans import Span

__all__ = ["series_pages"]

_COUNTED = ("participants", "countries", "partnerships", "german_municipalities", "partner_municipalities")


def series_pages(once: Lookups) -> list[FactPage]:
    """The page of all series, then that of each."""
    count = len(once.facts.series)
    index = FactPage(
        "facts/series/index",
        "series_index",
        both(partial(word, "series_title")),
        both(lambda lang: word("series_lead", lang, n=count, on=once.on)),
        _index,
        datasets=(Dataset("series", ("facts/data/json/series.json", "facts/data/tables/editions.csv")),),
    )
    return [index, *[_series_page(one, once.states[one.id]) for one in once.facts.series.values()]]


def _series_page(one: EventSeries, now: SeriesState) -> FactPage:
    return FactPage(f"facts/series/{one.id}", "series", one.name, both(now.why.text), partial(_view, one), in_nav=False)


def _index(occasion: Occasion) -> Mapping[str, Any]:
    return {"rows": [(one, occasion.once.states[one.id]) for one in occasion.facts.series.values()]}


def _view(one: EventSeries, occasion: Occasion) -> Mapping[str, Any]:
    return {
        "series": one,
        "now": occasion.once.states[one.id],
        "scopes": _scopes(one),
        "editions": [_edition(one, edition) for edition in one.editions[::-1]],
        "claims": _by_aspect(one.claims),
        "conflicts": one.conflicts(),
    }


def _scopes(one: EventSeries) -> list[tuple[Span | None, Term | None, Term | None]]:
    """When which scope held, in its own words, and whom it also takes in."""
    spans: Iterable[tuple[Span | None, PlainScope]] = (
        one.scope.timeline if isinstance(one.scope, DatedScope) else [(None, one.scope)]
    )
    return [(span, scope.text, getattr(scope, "also", None)) for span, scope in spans]


def _edition(one: EventSeries, edition: Edition) -> dict[str, Any]:
    counts = [(name, getattr(edition.counts, name)) for name in _COUNTED]
    return {
        "edition": edition,
        "numbers": " / ".join(map(str, edition.numbers_in(one.id))),
        "places": ", ".join(place.city for place in edition.places),
        "counts": [(name, count) for name, count in counts if count is not None],
        "claims": _by_aspect(edition.claims),
        "conflicts": edition.conflicts(),
        "countries": sorted(edition.countries),
    }


def _by_aspect(claims: Iterable[Claim]) -> list[tuple[Aspect, list[Claim]]]:
    found: dict[Aspect, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.about, []).append(claim)
    return list(found.items())
