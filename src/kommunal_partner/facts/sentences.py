"""What the registers of facts hold, in words."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

SERIES: Final = Term("Veranstaltungsreihe", "series")
PROGRAMME: Final = Term("Förderprogramm", "programme")
SOURCE: Final = Term("Quelle", "source")
REGION: Final = Term("Region", "region")
