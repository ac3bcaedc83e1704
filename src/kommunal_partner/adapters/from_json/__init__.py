"""Models read from the JSON that `to_json` writes; anything else is refused with the place where it stands.

Needs the extra `json`. Read are texts of at most 16 MiB and 40 levels; nothing in them is run, and no class is named
that the caller did not ask for.
"""

from __future__ import annotations

from kommunal_partner.adapters.from_json._reading import MOST_BYTES, MOST_LEVELS, from_json

__all__ = ["MOST_BYTES", "MOST_LEVELS", "from_json"]
