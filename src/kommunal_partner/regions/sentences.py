"""What the regions answer in words, in the order of the flow."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

REGION: Final = Term("Region", "region")
SCHEME: Final = Term("Einteilung in Regionen", "region scheme")

IN_REGION: Final = Reason(
    "IN_REGION",
    de="Die Region {region} umfasst {country} am {on}.",
    en="The region {region} includes {country} on {on}.",
)
IN_REGION_UNDATED: Final = Reason(
    "IN_REGION_UNDATED",
    de="Die Region {region} umfasst {country} ({scheme}; eine Einteilung ohne Zeitangaben).",
    en="The region {region} includes {country} ({scheme}; a division without dates).",
)
DOUBTFUL: Final = Reason(
    "DOUBTFUL",
    de="Es ist zweifelhaft, ob die Region {region} am {on} {country} umfasst.",
    en="It is doubtful whether the region {region} includes {country} on {on}.",
)
LEFT_OUT: Final = Reason(
    "LEFT_OUT",
    de="Die Region {region} umfasst {country} am {on} nicht; das ist eigens vermerkt.",
    en="The region {region} does not include {country} on {on}; that is on record.",
)
NO_LONGER_IN_REGION: Final = Reason(
    "NO_LONGER_IN_REGION",
    de="Die Region {region} umfasst {country} am {on} nicht mehr; was dafür sprach, endete vor dem {since}.",
    en="The region {region} no longer includes {country} on {on}; what spoke for it ended before {since}.",
)
NOT_IN_REGION: Final = Reason(
    "NOT_IN_REGION",
    de="Die Region {region} umfasst {country} am {on} nicht.",
    en="The region {region} does not include {country} on {on}.",
)
NOT_YET_DOCUMENTED: Final = Reason(
    "NOT_YET_DOCUMENTED",
    de="Ob die Region {region} am {on} {country} umfasst, ist offen; bekannt ist es erst ab {start}.",
    en="Whether the region {region} includes {country} on {on} is undecided; it is known from {start} only.",
)
BEFORE_FIRST_YEAR: Final = Reason(
    "BEFORE_FIRST_YEAR",
    de="Ob die Region {region} am {on} {country} umfasst, ist offen; die Region selbst ist erst ab {start} belegt.",
    en="Whether the region {region} includes {country} on {on} is undecided; the region itself is documented from "
    "{start} only.",
)
NOT_PLACED: Final = Reason(
    "NOT_PLACED",
    de="Ob die Region {region} {country} umfasst, ist offen; die Einteilung ({scheme}) sagt dazu nichts.",
    en="Whether the region {region} includes {country} is undecided; the division ({scheme}) does not say.",
)
