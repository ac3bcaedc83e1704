"""What is said of a partnership on a day, in the order in which it is looked at."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

COUNTRY: Final = Term("Land", "country")
SAMPLE: Final = Term(
    "Die Tabelle ist eine Stichprobe: Was hier fehlt, kann es geben.",
    "The table is a sample: what is missing here may exist.",
)

NOT_YET: Final = Reason(
    "NOT_YET",
    de="{partnership}: Die Partnerschaft beginnt erst {since}.",
    en="{partnership}: the partnership begins in {since} only.",
)
SEEN: Final = Reason(
    "SEEN", de="{partnership}: bestehend, gesehen {when}.", en="{partnership}: existing, as seen in {when}."
)
SEEN_OTHERWISE: Final = Reason(
    "SEEN_OTHERWISE",
    de="{partnership}: {stage}, gesehen {when}; das ist keine bestehende Partnerschaft.",
    en="{partnership}: {stage}, as seen in {when}; that is not an existing partnership.",
)
SEEN_BOTH_WAYS: Final = Reason(
    "SEEN_BOTH_WAYS",
    de="{partnership}: Für den {on} widersprechen sich die Quellen ({stages}).",
    en="{partnership}: the sources contradict one another for {on} ({stages}).",
)
NOT_SEEN_THEN: Final = Reason(
    "NOT_SEEN_THEN",
    de="{partnership}: zuletzt gesehen {when}; ob sie am {on} besteht, ist nicht bekannt.",
    en="{partnership}: last seen in {when}; whether it exists on {on} is not known.",
)
NEVER_SEEN: Final = Reason(
    "NEVER_SEEN",
    de="{partnership}: Ihr Stand ist nirgends belegt.",
    en="{partnership}: its stage is documented nowhere.",
)
LAST_SEEN: Final = Reason(
    "LAST_SEEN",
    de="{partnership}: bis zum {on} zuletzt gesehen {when}: {stage}.",
    en="{partnership}: last seen up to {on} in {when}: {stage}.",
)
NEEDS_TWO_UNITS: Final = Reason(
    "NEEDS_TWO_UNITS",
    de="Eine Partnerschaft verbindet zwei oder mehr verschiedene Kommunen; angegeben sind bei {id}: {names}.",
    en="a partnership links two or more different units; given for {id} are: {names}",
)
NOT_A_UNIT: Final = Reason(
    "NOT_A_UNIT",
    de="Eine Partnerschaft verbindet Kommunen (GermanUnit, ForeignUnit); bei {id} steht stattdessen {given}.",
    en="a partnership links units (GermanUnit, ForeignUnit); {id} was given {given} instead",
)
