"""The facts: public documents, read row by row into frozen models that know their sources.

>>> facts = load_facts()
>>> facts.oda.horizon.last
datetime.date(2026, 12, 31)
"""

from __future__ import annotations

from kommunal_partner.facts._expiry import Expiry
from kommunal_partner.facts._facts import Facts, load_facts

__all__ = ["Expiry", "Facts", "load_facts"]
