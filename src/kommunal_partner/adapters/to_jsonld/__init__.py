"""Series, editions, organisations and the facts themselves as JSON-LD after schema.org, safe on a page.

`series_jsonld` gives EventSeries and Event, `organization_jsonld` who organises or funds them, `dataset_jsonld` a group
of facts as a Dataset; `script` puts any of these documents on a page. No date is more precise than it is known.
"""

from __future__ import annotations

from kommunal_partner.adapters.to_jsonld._datasets import dataset_jsonld
from kommunal_partner.adapters.to_jsonld._events import series_jsonld, series_script
from kommunal_partner.adapters.to_jsonld._organizations import organization_jsonld
from kommunal_partner.adapters.to_jsonld._page import script

__all__ = ["dataset_jsonld", "organization_jsonld", "script", "series_jsonld", "series_script"]
