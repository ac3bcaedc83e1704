"""The edges: readers of foreign files and writers for foreign tools; one module a format.

The modules load when they are first named; each names the extra that it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kommunal_partner._lazy import lazily

if TYPE_CHECKING:
    from kommunal_partner.adapters import (
        from_gv100ad,
        from_holidays,
        from_ical,
        from_json,
        from_tables,
        to_frames,
        to_geojson,
        to_ical,
        to_ical_agenda,
        to_json,
        to_jsonld,
        to_plots,
        to_tables,
    )

__all__ = [
    "from_gv100ad",
    "from_holidays",
    "from_ical",
    "from_json",
    "from_tables",
    "to_frames",
    "to_geojson",
    "to_ical",
    "to_ical_agenda",
    "to_json",
    "to_jsonld",
    "to_plots",
    "to_tables",
]

if not TYPE_CHECKING:  # because to type checkers a module with __getattr__ has every name
    __getattr__, __dir__ = lazily(__name__, __all__)
