"""Countries: their codes, and their names in German and English.

>>> country("tza").name("de")
'Tansania'
"""

from __future__ import annotations

from kommunal_partner.countries.model import Country, country, known_codes

__all__ = ["Country", "country", "known_codes"]
