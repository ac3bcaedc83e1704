"""What the regions answer in words, in the order of the flow."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

REGION: Final = Term("Region", "region")
SCHEME: Final = Term("Einteilung in Regionen", "region scheme")

MEMBERSHIPS: Final = {
    "in": Term("gehört dazu", "in it"),
    "doubtful": Term("zweifelhaft", "doubtful"),
    "absent": Term("gehört nicht dazu", "not in it"),
}

IN_REGION: Final = Reason(
    "IN_REGION",
    de="Die Region {region} umfasst {country:acc} am {on}.",
    en="The region {region} includes {country:acc} on {on}.",
)
IN_REGION_UNDATED: Final = Reason(
    "IN_REGION_UNDATED",
    de="Die Region {region} umfasst {country:acc} ({scheme}; eine Einteilung ohne Zeitangaben).",
    en="The region {region} includes {country:acc} ({scheme}; a division without dates).",
)
DOUBTFUL: Final = Reason(
    "DOUBTFUL",
    de="Es ist zweifelhaft, ob die Region {region} am {on} {country:acc} umfasst.",
    en="It is doubtful whether the region {region} includes {country:acc} on {on}.",
)
LEFT_OUT: Final = Reason(
    "LEFT_OUT",
    de="Die Region {region} umfasst {country:acc} am {on} nicht; das ist eigens vermerkt.",
    en="The region {region} does not include {country:acc} on {on}; that is on record.",
)
NO_LONGER_IN_REGION: Final = Reason(
    "NO_LONGER_IN_REGION",
    de="Die Region {region} umfasst {country:acc} seit dem {since} nicht mehr.",
    en="The region {region} no longer includes {country:acc} since {since}.",
)
NOT_IN_REGION: Final = Reason(
    "NOT_IN_REGION",
    de="Die Region {region} umfasst {country:acc} am {on} nicht.",
    en="The region {region} does not include {country:acc} on {on}.",
)
NOT_YET_DOCUMENTED: Final = Reason(
    "NOT_YET_DOCUMENTED",
    de="Ob die Region {region} am {on} {country:acc} umfasst, ist offen; bekannt ist es erst ab dem {start}.",
    en="Whether the region {region} includes {country:acc} on {on} is undecided; it is known from {start} only.",
)
BEFORE_FIRST_YEAR: Final = Reason(
    "BEFORE_FIRST_YEAR",
    de="Ob die Region {region} am {on} {country:acc} umfasst, ist offen; die Region selbst ist erst ab dem {start} "
    "belegt.",
    en="Whether the region {region} includes {country:acc} on {on} is undecided; the region itself is documented from "
    "{start} only.",
)
NOT_PLACED: Final = Reason(
    "NOT_PLACED",
    de="Ob die Region {region} {country:acc} umfasst, ist offen; die Einteilung ({scheme}) sagt dazu nichts.",
    en="Whether the region {region} includes {country:acc} is undecided; the division ({scheme}) does not say.",
)

# ── why a row says what it says ──────────────────────────────────────────────────────────────────────────────────────

NAMED_SUB_SAHARAN: Final = Reason(
    "NAMED_SUB_SAHARAN",
    de="Die Konferenz ist seit 2025 eine mit Subsahara-Afrika; {country:nom} {country:liegt|liegen} in Nordafrika.",
    en="Since 2025 the conference is one with Sub-Saharan Africa; {country:nom} {country:is|are} in Northern Africa.",
)
PERHAPS_SUB_SAHARAN: Final = Reason(
    "PERHAPS_SUB_SAHARAN",
    de="Die Konferenz ist seit 2025 eine mit Subsahara-Afrika; ob {country:nom} dazu {country:zählt|zählen}, ist "
    "verschieden geregelt.",
    en="Since 2025 the conference is one with Sub-Saharan Africa; whether {country:nom} {country:counts|count} as such "
    "differs.",
)
NAME_ONLY: Final = Reason(
    "NAME_ONLY",
    de="Ob {country:nom} gemeint {country:war|waren}, ist offen: Dafür spricht nur der Name der Region ({region}).",
    en="Whether {country:nom} {country:was|were} meant is open: only the name of the region ({region}) speaks for it.",
)
OWN_FORMATS_NOT_EXCLUDED: Final = Reason(
    "OWN_FORMATS_NOT_EXCLUDED",
    de="{country:Nom} {country:hat|haben} eigene Formate; dass die Region {region} {country:acc} ausnimmt, sagt keine "
    "Quelle.",
    en="{country:Nom} {country:has|have} formats of {country:its|their} own; no source says that the region {region} "
    "leaves {country:acc} out.",
)
NOT_STATED: Final = Reason(
    "NOT_STATED",
    de="Ob mit der Region {region} auch der Nahe Osten gemeint ist, also {country:nom}, sagt keine Quelle.",
    en="No source says whether the region {region} takes in the Middle East, and so {country:nom}.",
)
NO_REGION_NAMED: Final = Reason(
    "NO_REGION_NAMED",
    de="Keine der vier Weltregionen ist nach Ozeanien benannt; ob {region} {country:acc} einschließt, sagt keine "
    "Quelle.",
    en="None of the four regions is named after Oceania; no source says whether {region} takes in {country:acc}.",
)
ESPECIALLY: Final = Reason(
    "ESPECIALLY",
    de="{country:Nom} {country:steht|stehen} nicht auf der Länderliste; sie nennt aber nur, wer „insbesondere“ gemeint "
    "ist.",
    en="{country:Nom} {country:is|are} not on the list of countries, which only names those meant above all.",
)

MEMBER_REASONS: Final = {
    "NAMED_SUB_SAHARAN": {"absent": NAMED_SUB_SAHARAN, "doubtful": PERHAPS_SUB_SAHARAN},
    "NAME_ONLY": {"doubtful": NAME_ONLY},
    "OWN_FORMATS_NOT_EXCLUDED": {"doubtful": OWN_FORMATS_NOT_EXCLUDED},
    "NOT_STATED": {"doubtful": NOT_STATED},
    "NO_REGION_NAMED": {"doubtful": NO_REGION_NAMED},
    "ESPECIALLY": {"doubtful": ESPECIALLY},
}
"""The sentence of a row's own reason, by what the row says."""

REASONS_FOR_DOUBT: Final = frozenset(
    {DOUBTFUL, BEFORE_FIRST_YEAR, *(one["doubtful"] for one in MEMBER_REASONS.values())}
)
"""The reasons for which it is open whether a country belongs to a region that may hold it."""
