"""Units, partnerships and recipients as GeoJSON (RFC 7946), for maps and for every tool that reads it.

Longitude comes first, lines that cross the 180th meridian are cut there, a bbox may cross it, and there is no `crs`.
What has no place is never dropped in silence: it is counted and named beside the features, or is a feature without a
geometry.
"""

from __future__ import annotations

from kommunal_partner.adapters.to_geojson._collection import geojson_text
from kommunal_partner.adapters.to_geojson._partnerships import partnerships_geojson
from kommunal_partner.adapters.to_geojson._recipients import recipients_geojson
from kommunal_partner.adapters.to_geojson._units import units_geojson

__all__ = ["geojson_text", "partnerships_geojson", "recipients_geojson", "units_geojson"]
