"""Pictures of the facts, as charts of altair that are saved without a network (extra `plots`)."""

from __future__ import annotations

from kommunal_partner.adapters.to_plots._by_country import partnerships_by_country
from kommunal_partner.adapters.to_plots._graduations import graduations
from kommunal_partner.adapters.to_plots._oda_map import oda_map
from kommunal_partner.adapters.to_plots._partnership_map import partnerships_map
from kommunal_partner.adapters.to_plots._saving import html, png, svg
from kommunal_partner.adapters.to_plots._timeline import series_timeline

__all__ = [
    "graduations",
    "html",
    "oda_map",
    "partnerships_by_country",
    "partnerships_map",
    "png",
    "series_timeline",
    "svg",
]
