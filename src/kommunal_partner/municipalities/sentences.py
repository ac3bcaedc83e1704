"""What the register says in German and English: what it does not know, why a unit is a candidate, whose key it is."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

UNIT: Final = Term("Einheit", "unit")

# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────

REGISTER_KNOWS_NONE: Final = Reason(
    "REGISTER_KNOWS_NONE",
    de="dieses Verzeichnis kennt „{name}“ nicht",
    en="this register does not know '{name}'",
)
REGISTER_KNOWS_NO_ID: Final = Reason(
    "REGISTER_KNOWS_NO_ID",
    de="dieses Verzeichnis kennt keine Einheit „{name}“",
    en="this register knows no unit '{name}'",
)
NOT_SURELY: Final = Reason(
    "NOT_SURELY",
    de="„{name}“ meint nicht sicher {candidate}: {why}",
    en="'{name}' does not surely mean {candidate}: {why}",
)
SEVERAL: Final = Reason(
    "SEVERAL",
    de="„{name}“ kann mehreres sein: {candidates}; bitte genauer angeben",
    en="'{name}' can be several: {candidates}; say which",
)
SEVERAL_AND_MORE: Final = Reason(
    "SEVERAL_AND_MORE",
    de="„{name}“ kann mehreres sein: {candidates} und {more} weitere; bitte genauer angeben",
    en="'{name}' can be several: {candidates} and {more} more; say which",
)
OUTSIDE: Final = Term("gemeindefreies Gebiet", "area outside any municipality")

# ── why a unit is a candidate ────────────────────────────────────────────────────────────────────────────────────────

NAMED: Final = Reason("NAMED", de="{name} heißt so", en="{name} is called that")
NAMED_WITH_ADDITION: Final = Reason(
    "NAMED_WITH_ADDITION",
    de="{name} heißt so, und der Zusatz passt",
    en="{name} is called that, and the addition fits",
)
OTHER_NAME: Final = Reason("OTHER_NAME", de="{name} heißt auch so", en="{name} is also called that")
NAMED_ABROAD: Final = Reason(
    "NAMED_ABROAD", de="{name} heißt in anderen Sprachen so", en="{name} is called that in other languages"
)
LOST_UMLAUT: Final = Reason(
    "LOST_UMLAUT", de="{name} ohne Umlautpunkte geschrieben", en="{name} written without its umlauts"
)
ONE_OF_A_SAMPLE: Final = Reason(
    "ONE_OF_A_SAMPLE",
    de="{name} heißt so, aber dieses Verzeichnis ist nur ein Auszug: Andere Orte können auch so heißen",
    en="{name} is called that, but this register is only a sample: other places may be called that too",
)
MAY_BE_TWO: Final = Reason(
    "MAY_BE_TWO",
    de="{name} heißt so, doch was dahinter steht, ist auch der Name eines anderen Ortes",
    en="{name} is called that, but what follows is the name of another place too",
)
QUESTIONED: Final = Reason(
    "QUESTIONED",
    de="{name} heißt so, aber hinter dem Namen steht ein Fragezeichen",
    en="{name} is called that, but there is a question mark behind the name",
)
LESSER_LEVEL: Final = Reason(
    "LESSER_LEVEL",
    de="{name} ({kind}) heißt auch so; ohne Zusatz wie „Landkreis“ ist eher die andere Ebene gemeint",
    en='{name} ({kind}) has that name too; without a word like "Landkreis" the other level is more likely meant',
)
SMALLER_NAMESAKE: Final = Reason(
    "SMALLER_NAMESAKE",
    de="{name} hat denselben Namen, ist aber viel kleiner als die kreisfreie Stadt, die genau so heißt",
    en="{name} has the same name, but is far smaller than the city that is called exactly that",
)
OTHER_KIND: Final = Reason(
    "OTHER_KIND",
    de="{name} ({kind}) heißt auch so; eine andere Einheit ist genau das, wonach gefragt ist",
    en="{name} ({kind}) has that name too; another unit is exactly what was asked for",
)
LESS_EXACT: Final = Reason(
    "LESS_EXACT",
    de="{name} heißt so, aber ein anderer Name stimmt genauer",
    en="{name} is called that, but another name fits more exactly",
)
GEMEINDEFREI: Final = Reason(
    "OUTSIDE_ANY_MUNICIPALITY",
    de="{name} heißt so, ist aber ein gemeindefreies Gebiet",
    en="{name} is called that, but it is an area outside any municipality",
)
OF_DOUBLE_NAME: Final = Reason(
    "OF_DOUBLE_NAME", de="ein Teil des Doppelnamens {name}", en="one part of the double name {name}"
)
KIND_DIFFERS: Final = Reason(
    "KIND_DIFFERS",
    de="{name} heißt so, ist aber etwas anderes als gefragt: {kind}",
    en="{name} is called that, but is something else than was asked for: {kind}",
)
ADDITION_DIFFERS: Final = Reason(
    "ADDITION_DIFFERS",
    de="{name} heißt so, aber der Zusatz passt nicht",
    en="{name} is called that, but the addition does not fit",
)

# ── whose key it is ──────────────────────────────────────────────────────────────────────────────────────────────────

KEY_FITS_NAME: Final = Reason("KEY_FITS_NAME", de="{key} ist der Schlüssel von {unit}", en="{key} is the key of {unit}")
KEY_OF_ANOTHER: Final = Reason(
    "KEY_OF_ANOTHER",
    de="{key} ist der Schlüssel von {unit}, nicht von „{name}“",
    en='{key} is the key of {unit}, not of "{name}"',
)
KEY_UNKNOWN: Final = Reason(
    "KEY_UNKNOWN", de="das Verzeichnis kennt keinen Schlüssel {key}", en="the register knows no key {key}"
)
NAME_UNKNOWN: Final = Reason(
    "NAME_UNKNOWN",
    de="{key} ist der Schlüssel von {unit}; „{name}“ heißt im Verzeichnis nichts",
    en='{key} is the key of {unit}; nothing in the register is called "{name}"',
)

# ── two registers ────────────────────────────────────────────────────────────────────────────────────────────────────

OLDER_FIRST: Final = Reason(
    "OLDER_FIRST",
    de="das Verzeichnis vom {new} ist älter als das vom {old}: zuerst steht das ältere",
    en="the register of {new} is older than that of {old}: give the older first",
)
SAME_NAME: Final = Reason(
    "SAME_NAME",
    de="{name} hat denselben Namen wie die Gemeinde, die es nicht mehr gibt; das ist eine Vermutung",
    en="{name} has the same name as the municipality that is gone; this is a guess",
)
AREA_ADDS_UP: Final = Reason(
    "AREA_ADDS_UP",
    de="{name} ist um {hectares} ha größer geworden, genau um die Fläche von {gone}; das ist eine Vermutung",
    en="{name} has grown by {hectares} ha, just the area of {gone}; this is a guess",
)
