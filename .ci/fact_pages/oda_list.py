"""The DAC list of any day: the table of the build's day, and what the script in the page answers other days from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from fact_pages.lookups import Lookups
from fact_pages.model import Dataset, FactPage, Occasion
from fact_pages.words import both, word
from kommunal_partner.adapters.to_frames import oda_spans
from kommunal_partner.countries import NameKind, country_names
from kommunal_partner.countries import country as country_of
from kommunal_partner.oda import OdaGroup

__all__ = ["list_page", "spans_document"]


def list_page(once: Lookups) -> FactPage:
    """The page of the list."""
    year = once.facts.oda.horizon.start.year
    return FactPage(
        "facts/list",
        "list",
        both(partial(word, "list_title")),
        both(lambda lang: word("list_lead", lang, year=year, on=once.shown)),
        _view,
        datasets=(Dataset("oda", ("facts/data/oda_spans.csv", "facts/data/json/oda.json")),),
    )


def spans_document(once: Lookups) -> dict[str, Any]:
    """What the script in the page reads: every country that was ever eligible, with its days of one answer each.

    A span is [first day, last day, true, false or null, group or null, code of the reason]; both days count.
    """
    facts, ever = once.facts, set(once.codes)
    spans: dict[str, list[list[object]]] = {}
    rows = [row for row in oda_spans(facts.oda) if row["iso3"] in ever]
    for (code, *answer), run in groupby(rows, key=_answer):
        days = list(run)
        spans.setdefault(str(code), []).append([str(days[0]["first"]), str(days[-1]["last"]), *answer])
    names = _other_names()
    known = {region.id: region for region in once.region_of.values() if region is not None}
    return {
        "first": facts.oda.horizon.start.isoformat(),
        "last": None if facts.oda.horizon.last is None else facts.oda.horizon.last.isoformat(),
        "groups": {group.value: _both(group) for group in OdaGroup},
        "regions": {name: {"de": known[name].name("de"), "en": known[name].name("en")} for name in sorted(known)},
        "lists": [
            {
                "first": one.span.start.isoformat(),
                "last": (one.span.last or date.max).isoformat(),
                **_both(one),
                "confidence": one.confidence.value,
            }
            for one in facts.oda.lists
        ],
        "countries": {
            code: {
                "de": country_of(code).name("de"),
                "en": country_of(code).name("en"),
                "also": names.get(code, []),
                "a2": country_of(code).alpha2,
                "dac": country_of(code).dac_code,
                "region": None if region is None else region.id,
                "spans": spans[code],
            }
            for code, region in once.region_of.items()
        },
    }


def _other_names() -> dict[str, list[str]]:
    """What else people call a country, as far as it means no other one."""
    found: dict[str, list[str]] = {}
    for one in country_names():
        if len(one.countries) == 1 and one.kind not in {NameKind.PART, NameKind.CONTEXT}:
            found.setdefault(one.countries[0].alpha3, []).append(one.name)
    return found


def _answer(row: Mapping[str, object]) -> tuple[object, ...]:
    return row["iso3"], row["oda_eligible"], row["oda_group"], row["oda_reason"]


def _both(speaker: Any) -> dict[str, str]:  # noqa: ANN401 - because whatever has text(lang) speaks
    return {lang: str(speaker.text(lang)) for lang in ("de", "en")}


def _view(occasion: Occasion) -> Mapping[str, Any]:
    facts, once, day, lang = occasion.facts, occasion.once, occasion.once.shown, occasion.lang
    rows = [
        (country_of(code), verdict.values.get("group"), once.region_of[code])
        for code, verdict in once.shown_verdicts.items()
        if verdict.is_yes
    ]
    return {
        "day": day,
        "horizon": facts.oda.horizon,
        "list": facts.oda.list_on(day),
        "groups": list(OdaGroup),
        "rows": sorted(rows, key=lambda row: row[0].sort_key(lang)),
    }
