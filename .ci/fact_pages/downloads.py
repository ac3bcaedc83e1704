"""The files that the site offers: the tables as they are shipped, the models as JSON, the list as rows for joins."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from fact_pages.lookups import Lookups
from fact_pages.oda_list import spans_document
from kommunal_partner.adapters.to_frames import oda_spans
from kommunal_partner.adapters.to_json import to_json
from kommunal_partner.countries import country as country_of
from kommunal_partner.facts import Facts, load_facts

__all__ = ["documents", "site_files", "tables"]

FOLDER = "facts/data"


def site_files(once: Lookups) -> dict[str, bytes]:
    """Every file by its path on the site."""
    facts = once.facts
    found = {f"tables/{name}": content for name, content in tables().items()}
    found |= {f"json/{name}": content for name, content in documents(facts).items()}
    spans = oda_spans(facts.oda)
    found["oda_spans.csv"] = _csv(spans)
    found["oda_list.json"] = _json(spans_document(once))
    for code in once.codes:
        found[f"countries/{code.lower()}.csv"] = _csv(row for row in spans if row["iso3"] == code)
        found[f"countries/{code.lower()}.json"] = _json(_country(once, code))
    return {f"{FOLDER}/{name}": content for name, content in found.items()} | once.pictures


@lru_cache(maxsize=1)
def tables() -> Mapping[str, bytes]:
    """The tables of the package and the data package that describes them, byte by byte."""
    folder = files("kommunal_partner.facts") / "tables"
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name.endswith((".csv", ".json"))}


def documents(facts: Facts) -> Mapping[str, bytes]:
    """Every register as JSON that `from_json` reads back."""
    return _shipped_documents() if facts is load_facts() else _documents(facts)


@lru_cache(maxsize=1)
def _shipped_documents() -> Mapping[str, bytes]:
    return _documents(load_facts())


def _documents(facts: Facts) -> Mapping[str, bytes]:
    models = {
        "oda": facts.oda,
        "partnerships": facts.partnerships,
        "programmes": facts.programmes,
        "regions": facts.regions,
        "series": facts.series,
        "sources": facts.sources,
        "vocabulary": facts.vocabulary,
    }
    return {f"{name}.json": f"{to_json(model)}\n".encode() for name, model in models.items()}


def _country(once: Lookups, code: str) -> dict[str, Any]:
    """A country: its codes and names, the answer of the day, its rows in the lists and its partnerships here."""
    known = country_of(code)
    listings = [row for row in once.facts.oda.listings if row.country == code]
    return {
        "alpha3": code,
        "alpha2": known.alpha2,
        "numeric": known.numeric,
        "dac_code": known.dac_code,
        "wikidata": known.wikidata,
        "name": {"de": known.name("de"), "en": known.name("en")},
        "verdict": json.loads(to_json(once.verdicts[code])),
        "listings": json.loads(to_json(listings)) if listings else None,
        "partnerships": [one.id for one in once.partnerships_of.get(code, ())],
    }


def _csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    given = list(rows)
    written = io.StringIO()
    writer = csv.DictWriter(written, list(given[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(given)
    return written.getvalue().encode()


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode()
