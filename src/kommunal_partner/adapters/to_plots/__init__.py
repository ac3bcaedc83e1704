"""Pictures of the facts, as charts of altair that are saved without a network (extra `plots`)."""

from __future__ import annotations

from kommunal_partner.adapters.to_plots._graduations import graduations
from kommunal_partner.adapters.to_plots._oda_map import oda_map
from kommunal_partner.adapters.to_plots._saving import html, png, svg
from kommunal_partner.adapters.to_plots._timeline import series_timeline

__all__ = ["graduations", "html", "oda_map", "png", "series_timeline", "svg"]
