"""The sentences of scores: why a pair is barred, and what each term counts, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

SAME_MUNICIPALITY: Final = Reason(
    "SAME_MUNICIPALITY",
    de="{a} und {b} kommen aus derselben Kommune.",
    en="{a} and {b} come from the same municipality.",
)
NO_COMMON_LANGUAGE: Final = Reason(
    "NO_COMMON_LANGUAGE", de="{a} und {b} haben keine gemeinsame Sprache.", en="{a} and {b} have no language in common."
)
FORBIDDEN_PAIR: Final = Reason(
    "FORBIDDEN_PAIR", de="{a} und {b} sollen nicht zusammenkommen.", en="{a} and {b} are not to be brought together."
)
MET_BEFORE: Final = Reason("MET_BEFORE", de="{a} und {b} sind sich schon begegnet.", en="{a} and {b} have met before.")
REQUIRED_ELSEWHERE: Final = Reason(
    "REQUIRED_ELSEWHERE",
    de="{a} oder {b} ist mit jemand anderem verabredet.",
    en="{a} or {b} is required to meet someone else.",
)
RULE_NAMES: Final = {
    "another municipality": Term("eine andere Kommune", "another municipality"),
    "a common language": Term("eine gemeinsame Sprache", "a common language"),
}
"""What the built-in rules are called in a sentence; a name that the user gave stays as it is."""
RULE_UNKNOWN: Final = Reason(
    "RULE_UNKNOWN",
    de="Ob die Regel „{rule}“ eingehalten ist, ist nicht bekannt; das Paar ist {outcome}.",
    en="Whether the rule “{rule}” is kept is not known; the pair is {outcome}.",
)
ALLOWED: Final = Term("zugelassen", "allowed")
NOT_ALLOWED: Final = Term("nicht zugelassen", "not allowed")

TERM_COUNTED: Final = Reason(
    "TERM_COUNTED",
    de="{name}: {value} mal Gewicht {weight} = {points} Punkte",
    en="{name}: {value} times weight {weight} = {points} points",
)
TERM_UNKNOWN: Final = Reason("TERM_UNKNOWN", de="{name}: nicht bekannt, 0 Punkte", en="{name}: not known, 0 points")
SCORE_TOTAL: Final = Reason("SCORE_TOTAL", de="Zusammen {points} Punkte", en="{points} points in all")

SHARED_THEMES: Final = Term("gemeinsame Themen", "shared themes")
SHARED_SDGS: Final = Term("gemeinsame SDGs", "shared SDGs")
OFFER_FIT: Final = Term("Angebot trifft Bedarf", "offers meet needs")
COMMON_LANGUAGE: Final = Term("gemeinsame Sprache", "common language")
EXPERIENCE_GAP: Final = Term("Abstand an Erfahrung", "experience gap")
NEWCOMER_AND_VETERAN: Final = Term("neu trifft erfahren", "newcomer and veteran")
SIZE_ALIKE: Final = Term("ähnliche Größe", "similar size")
COUNTRY_MIX: Final = Term("verschiedene Länder", "different countries")
