"""The page of a country: its answer today, its way through the lists, its formats, partnerships and neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from fact_pages.bar import bar
from fact_pages.history import unseen_lists, years_of
from fact_pages.lookups import Lookups
from fact_pages.model import Dataset, FactPage, Occasion
from fact_pages.words import both
from kommunal_partner.countries import Country
from kommunal_partner.countries import country as country_of
from kommunal_partner.oda import Listing, OdaChange
from kommunal_partner.partnerships import Partnership
from kommunal_partner.verdicts import Verdict

__all__ = ["country_pages", "partnership_row", "sides"]


def country_pages(once: Lookups) -> list[FactPage]:
    """A page for every country that was ever on a list or covered by an entry."""
    return [_page(country_of(code), once.verdicts[code]) for code in once.codes]


def _page(known: Country, verdict: Verdict) -> FactPage:
    return FactPage(
        f"facts/countries/{known.alpha3.lower()}",
        "country",
        both(known.name),
        both(verdict.text),
        partial(_view, known),
        in_nav=False,
        names=both(lambda lang: f"{_other_name(known, lang)} · {known.alpha2} · {known.alpha3}"),
        datasets=(Dataset("oda", (f"{_files(known)}.csv", f"{_files(known)}.json"), known.alpha3),),
    )


def _other_name(known: Country, lang: str) -> str:
    return known.name("en" if lang == "de" else "de")


def _files(known: Country) -> str:
    return f"facts/data/countries/{known.alpha3.lower()}"


def _view(known: Country, occasion: Occasion) -> Mapping[str, Any]:
    facts, once, code = occasion.facts, occasion.once, known.alpha3
    verdict, stretches = once.verdicts[code], once.histories[code]
    return {
        "country": known,
        "official_name": known.official_name(occasion.lang),
        "verdict": verdict,
        "verdict_sources": tuple(dict.fromkeys(source for row in verdict.evidence for source in row.sources)),
        "newest": facts.oda.list_on(once.shown),
        "stretches": stretches[::-1],
        "bar": bar(facts.oda, stretches, occasion.on),
        "unseen_years": years_of(unseen_lists(facts.oda)),
        "changes": [(change, *sides(change)) for change in once.changes_of[code]],
        "formats": once.formats_for(code),
        "coverage": once.coverage[known],
        "partnerships": [partnership_row(one, known) for one in once.partnerships_of.get(code, ())],
        "conference_regions": facts.regions.regions_of(known, on=occasion.on, scheme="conference"),
        "region": once.region_of[code],
        "same_region": _others(occasion, known, lambda other: once.region_of[other] == once.region_of[code]),
        "shown": once.shown,
        "group_then": _group(occasion, code),
        "same_group": _others(occasion, known, lambda other: _group(occasion, other) == _group(occasion, code)),
        "files": _files(known),
    }


def _group(occasion: Occasion, code: str) -> object:
    return occasion.once.shown_verdicts[code].values.get("group")


def _others(occasion: Occasion, known: Country, alike: Callable[[str], bool]) -> list[Country]:
    """The other countries that are eligible on the day that is shown, and alike."""
    once = occasion.once
    found = [code for code in once.codes if code != known.alpha3 and once.shown_verdicts[code].is_yes and alike(code)]
    return sorted(map(country_of, found), key=lambda one: one.sort_key(occasion.lang))


def sides(change: OdaChange) -> tuple[object, object]:
    """The group before and after, or the country whose entry covers it."""
    before, after = (
        row.group if isinstance(row, Listing) else None if row is None else country_of(row.by)
        for row in (change.before, change.after)
    )
    return before, after


def partnership_row(one: Partnership, known: Country) -> dict[str, Any]:
    """One partnership as a row about one of its partner countries."""
    return {
        "id": one.id,
        "home": ", ".join(unit.short_name for unit in one.german_units),
        "partner": ", ".join(unit.short_name for unit in one.foreign_units if unit.country == known),
        "since": one.since,
        "forms": tuple(dict.fromkeys(seen.value for seen in one.forms)),
        "stage": one.last_stage,
        "confidence": one.confidence,
        "sources": one.sources,
    }
