"""The sentences about pairs that several modules of assignment say, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

__all__ = ["ALONE", "ASSIGNED", "BARRED", "LOCKED", "NOBODY", "PAIRED", "UNLOCKED", "WRONG_VALUE"]

ASSIGNED: Final = Reason(
    "ASSIGNED",
    de="Paare: {pairs}, zusammen {value}; mehr ist nicht möglich.",
    en="Pairs: {pairs}, worth {value} in all; no more is possible.",
)
PAIRED: Final = Reason("PAIRED", de="{a} und {b} sind ein Paar ({weight}).", en="{a} and {b} are a pair ({weight}).")
ALONE: Final = Reason("LEFT_ALONE", de="Ohne Paar: {who}.", en="Left without a pair: {who}.")
NOBODY: Final = Reason(
    "NO_PAIR_ALLOWED", de="{who} darf mit niemandem ein Paar sein.", en="{who} may not be paired with anyone."
)
BARRED: Final = Reason("PAIR_FORBIDDEN", de="{a} und {b} dürfen kein Paar sein.", en="{a} and {b} may not be paired.")
LOCKED: Final = Reason("LOCKED", de="{a} und {b} sind festgelegt.", en="{a} and {b} are locked.")
UNLOCKED: Final = Reason(
    "LOCK_BROKEN", de="{a} und {b} waren festgelegt und sind kein Paar.", en="{a} and {b} were locked, but are no pair."
)
WRONG_VALUE: Final = Reason(
    "WRONG_VALUE",
    de="Angegeben ist der Wert {said}, zusammen sind es {found}.",
    en="The value is said to be {said}, the pairs add up to {found}.",
)
