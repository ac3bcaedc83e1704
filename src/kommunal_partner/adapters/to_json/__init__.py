"""Models as JSON that `from_json` reads back, answers as JSON documents for other systems, and schemas of both.

Needs the extra `json` for models; answers are written without it.
"""

from __future__ import annotations

from kommunal_partner.adapters.to_json._schema import json_schema
from kommunal_partner.adapters.to_json._writing import to_json

__all__ = ["json_schema", "to_json"]
