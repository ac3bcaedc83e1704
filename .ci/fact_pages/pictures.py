"""The pictures of the facts as SVG, light and dark, in both languages: map, timeline, who left the list, the sample."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from itertools import product
from typing import Any

from kommunal_partner.adapters.to_plots import graduations, oda_map, partnerships_by_country, series_timeline, svg
from kommunal_partner.errors import MissingExtra
from kommunal_partner.facts import Facts

__all__ = ["SCHEMES", "picture_files", "picture_path"]

log = logging.getLogger("mkdocs.hooks.facts")

SCHEMES = ("light", "dark")


def picture_path(name: str, lang: str, scheme: str) -> str:
    """Where a picture lies on the site."""
    return f"facts/pictures/{name}.{lang}.{scheme}.svg"


def picture_files(facts: Facts, on: date, shown: date) -> dict[str, bytes]:
    """Every picture by its path; none where the extra `plots` is missing. The map is that of the day `shown`."""
    charts: dict[str, Any] = {
        "map": partial(oda_map, facts.oda, on=shown),
        "timeline": partial(series_timeline, facts.series, on=on),
        "graduations": partial(graduations, facts.oda),
        "partnerships": partial(partnerships_by_country, facts.partnerships),
    }
    wanted = product(charts, ("de", "en"), SCHEMES)
    try:
        return {
            picture_path(name, lang, scheme): svg(charts[name](lang=lang, theme=scheme)).encode()
            for name, lang, scheme in wanted
        }
    except MissingExtra as missing:
        log.info("left out: the pictures of the facts, because %s", missing)
        return {}
