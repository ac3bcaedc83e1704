"""Every sentence about stable matches, in the order in which a reader meets them."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

# ── why no match is possible, and who blocks one ─────────────────────────────────────────────────────────────────────

LOCKED: Final = Reason("STABLE_LOCKED", de="{a} und {b} sind festgelegt.", en="{a} and {b} are locked.")
PLACES: Final = Reason("STABLE_PLACES", de="Plätze von {b}: höchstens {most}.", en="Places of {b}: at most {most}.")
BLOCKS: Final = Reason(
    "BLOCKING_PAIR",
    de="{a} und {b} kämen lieber miteinander zusammen als so.",
    en="{a} and {b} would rather be together than as they are.",
)
COUPLE_BLOCKS: Final = Reason(
    "BLOCKING_COUPLE",
    de="{a} und {b} wären lieber bei {first} und {second}, und dort würde man sie lieber nehmen.",
    en="{a} and {b} would rather be at {first} and {second}, and would rather be taken there.",
)
NOWHERE: Final = Term("keinem Platz", "no place")

# ── the whole match ──────────────────────────────────────────────────────────────────────────────────────────────────

STABLE: Final = Reason(
    "STABLE",
    de="Paare: {pairs}; niemand wäre lieber mit jemandem zusammen, der auch lieber wechselte.",
    en="Pairs: {pairs}; nobody would rather be with someone who would rather change too.",
)
NOT_STABLE: Final = Reason(
    "NOT_STABLE",
    de="Paare: {pairs}; wer nach {steps} Schritten noch lieber wechselte (Anzahl: {count}):",
    en="Pairs: {pairs}; who would still rather change after {steps} steps (number: {count}):",
)
UNREAD: Final = Reason(
    "STABLE_UNREAD",
    de="Die Zeit endete, bevor alle Wünsche durchgegangen waren: Nur festgelegte Paare ({pairs}) sind gebildet.",
    en="The time ended before all wishes had been gone through: only locked pairs ({pairs}) are made.",
)
MOVED: Final = Reason(
    "STABLE_MOVED",
    de="Gegenüber dem früheren Ergebnis neu: {count} ({who}).",
    en="Changed against the earlier match: {count} ({who}).",
)
TIES_BY_ID: Final = Reason(
    "TIES_BY_ID",
    de="Wo jemand mehrere gleich stellt, gilt die Reihenfolge der Kennungen, frühere Paare zuerst.",
    en="Where somebody ranks several alike, the order of ids decides, pairs of before first.",
)
TIES_BY_LOT: Final = Reason(
    "TIES_BY_LOT",
    de="Wo jemand mehrere gleich stellt, gilt das Los ({seed}), frühere Paare zuerst.",
    en="Where somebody ranks several alike, lots decide ({seed}), pairs of before first.",
)
SIDE_ONLY: Final = Reason(
    "STABLE_SIDE_ONLY",
    de="Die Suche endete vorzeitig: stabil, aber nur das Beste einer Seite.",
    en="The search was ended early: stable, but only the best of one side.",
)
LEAST_SUM: Final = Reason(
    "STABLE_LEAST_SUM",
    de="{ranks} Rangplätze in der Summe; weniger hat kein stabiles Ergebnis.",
    en="{ranks} ranks in all; no stable match has fewer.",
)
FEWEST_CHANGES: Final = Reason(
    "STABLE_FEWEST_CHANGES",
    de="Kein stabiles Ergebnis ändert weniger als {count}; unter diesen zählt das Ziel.",
    en="No stable match changes fewer than {count}; among these the goal counts.",
)
LEAST: Final = Reason(
    "STABLE_LEAST",
    de="Rangplätze in der Summe: {ranks}, Änderungen: {count} zu je {price}, zusammen {cost}; weniger hat kein stabiles"
    " Ergebnis.",
    en="Ranks in all: {ranks}, changes: {count} at {price} each, together {cost}; no stable match has less.",
)
FOR_THESE_TIES: Final = Reason(
    "STABLE_FOR_THESE_TIES",
    de="Bewiesen ist das für diese Reihenfolge der Gleichgestellten; mit einer anderen kann es weniger sein.",
    en="That is proven for ties put in this order; with another order it may be less.",
)

# ── one or two of them ───────────────────────────────────────────────────────────────────────────────────────────────

GOT: Final = Reason("GOT", de="{a} kommt zu {b}, Wunsch {rank}.", en="{a} goes to {b}, wish {rank}.")
GOT_IN_COUPLE: Final = Reason("GOT_IN_COUPLE", de="{a} kommt zu {b}.", en="{a} goes to {b}.")
GOT_LOCKED: Final = Reason("GOT_LOCKED", de="{a} kommt zu {b}: festgelegt.", en="{a} goes to {b}: locked.")
NO_TIME: Final = Reason(
    "STABLE_NO_TIME",
    de="Für {a} reichte die Zeit nicht: Die Wünsche wurden nicht alle durchgegangen.",
    en="There was no time for {a}: not all wishes were gone through.",
)
ALONE: Final = Reason("STABLE_ALONE", de="{a} bleibt ohne Platz.", en="{a} is left without a place.")
HAS: Final = Reason(
    "HAS", de="{b} hat {who} (Plätze: {count} von {most}).", en="{b} has {who} (places: {count} of {most})."
)
EMPTY: Final = Reason("STABLE_EMPTY", de="{b} bleibt leer (Plätze: {most}).", en="{b} is left empty (places: {most}).")
PREFERRED: Final = Reason(
    "OTHERS_PREFERRED",
    de="{b} hat nur solche, die dort weiter vorn stehen.",
    en="{b} has only such as come first there.",
)
COME_BEFORE: Final = Reason("COME_BEFORE", de="Bei {b} weiter vorn: {who}.", en="Placed before at {b}: {who}.")
AS_GOOD_BY_ID: Final = Reason(
    "AS_GOOD_BY_ID",
    de="{b} stellt {a} und {who} gleich; der Platz ging nach der Reihenfolge der Kennungen.",
    en="{b} ranks {a} and {who} alike; the place went by the order of ids.",
)
AS_GOOD_BY_LOT: Final = Reason(
    "AS_GOOD_BY_LOT",
    de="{b} stellt {a} und {who} gleich; der Platz ging nach dem Los.",
    en="{b} ranks {a} and {who} alike; the place went by lot.",
)
LOCKED_THERE: Final = Reason("LOCKED_THERE", de="Bei {b} festgelegt: {who}.", en="Locked at {b}: {who}.")
NO_PLACES: Final = Reason("STABLE_NO_PLACES", de="{b} hat keine Plätze.", en="{b} has no places.")
IN_COUPLE: Final = Reason(
    "GOES_IN_COUPLE",
    de="{a} geht mit {other} zusammen; beide haben nur gemeinsame Wünsche.",
    en="{a} goes with {other}; the two have joint wishes only.",
)
NOT_MUTUAL: Final = Reason(
    "STABLE_NOT_MUTUAL", de="{a} und {b} haben einander nicht genannt.", en="{a} and {b} have not listed one another."
)
BETTER_OFF: Final = Reason(
    "BETTER_OFF",
    de="{a} steht sich bei {c} mindestens so gut wie bei {b}.",
    en="{a} is at least as well off with {c} as with {b}.",
)
WAS_WITH: Final = Reason("STABLE_WAS_WITH", de="Vorher war {a} bei {b}.", en="Before, {a} was with {b}.")

# ── why nothing is better ────────────────────────────────────────────────────────────────────────────────────────────

NO_BLOCKING_PAIR: Final = Reason(
    "NO_BLOCKING_PAIR",
    de="Wer eine bessere Wahl hätte, ist dort hinter allen, die schon da sind.",
    en="Whoever would have a better choice comes there behind all who are there already.",
)
ROTATIONS: Final = Reason(
    "STABLE_ROTATIONS",
    de="Alle stabilen Ergebnisse entstehen aus {rotations} Rotationen; welche man auch nimmt, {cost} ist das wenigste.",
    en="All stable matches come from {rotations} rotations; whichever are taken, {cost} is the least.",
)

# ── what is wrong with a match ───────────────────────────────────────────────────────────────────────────────────────

NOT_THERE: Final = Reason("NOT_THERE", de="{a} oder {b} gibt es nicht.", en="There is no {a} or no {b}.")
UNLISTED: Final = Reason(
    "NOT_MUTUAL", de="{a} und {b} haben einander nicht genannt.", en="{a} and {b} have not listed one another."
)
TWICE: Final = Reason("TWICE", de="{a} ist mehr als einmal vergeben.", en="{a} is matched more than once.")
OVERFULL: Final = Reason(
    "OVERFULL", de="{b} hat {count} aufgenommen, höchstens {most}.", en="{b} has taken {count}, at most {most}."
)
UNLOCKED: Final = Reason(
    "LOCK_BROKEN", de="{a} und {b} waren festgelegt.", en="{a} and {b} were locked, but are apart."
)
NO_WISH: Final = Reason(
    "NOT_A_WISH",
    de="{a} und {b} gehen zusammen, aber das ist keiner ihrer Wünsche.",
    en="{a} and {b} go together, but this is none of their wishes.",
)
MISNAMED: Final = Reason(
    "MISNAMED",
    de="{who} steht falsch unter „{what}“ oder fehlt dort.",
    en="{who} is named as “{what}” and is not, or is not named and is.",
)
SAID_TO_BLOCK: Final = Reason(
    "SAID_TO_BLOCK",
    de="{who} soll das Ergebnis blockieren, tut es aber nicht.",
    en="{who} is said to block the match, but does not.",
)
NOT_BEST_OF_SIDE: Final = Reason(
    "NOT_BEST_OF_SIDE",
    de="Ein anderes stabiles Ergebnis ist für die Seite besser, deren Bestes gesucht war.",
    en="Another stable match is better for the side whose best was asked for.",
)
NOT_LEAST_REGRET: Final = Reason(
    "STABLE_NOT_LEAST_REGRET",
    de="In einem anderen stabilen Ergebnis ist der schlechteste Rang besser.",
    en="In another stable match the lowest rank is better.",
)
NOT_LEAST: Final = Reason(
    "STABLE_NOT_LEAST",
    de="Dass kein stabiles Ergebnis besser ist, ist nicht bewiesen.",
    en="It is not proven that no stable match is better.",
)
