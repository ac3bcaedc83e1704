"""The register of municipalities of the Statistisches Bundesamt, in its fixed-width form GV100AD.

Every line is a record of 220 characters (characters, not bytes): the type in columns 1–2, the day in 3–10, then the
key, the name in 23–72, the seat in 73–122, the Textkennzeichen in 123–124; a municipality also has its area in
hectares, its inhabitants in all and male, and the postcode of its town hall. What stands behind is not read.

`read_extract` reads the other form in which the same register is published, the extract of each quarter and year.
"""

from __future__ import annotations

from kommunal_partner.adapters.from_gv100ad._extract import read_extract
from kommunal_partner.adapters.from_gv100ad._register import read_register

__all__ = ["read_extract", "read_register"]
