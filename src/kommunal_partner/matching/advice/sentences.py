"""Every sentence about rings of advice, in the order in which a reader meets them."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── why locked rings cannot be made ──────────────────────────────────────────────────────────────────────────────────

LOCKED: Final = Reason("RING_LOCKED", de="Der Ring {ring} ist festgelegt.", en="The ring {ring} is locked.")
SIZE: Final = Reason(
    "RING_SIZE",
    de="Der Ring {ring} hat nicht 2 bis {most} Mitglieder.",
    en="The ring {ring} has not 2 to {most} members.",
)
NO_ARC: Final = Reason("NO_ARC", de="{a} kann {b} nicht beraten.", en="{a} cannot advise {b}.")

# ── the whole result ─────────────────────────────────────────────────────────────────────────────────────────────────

RINGS: Final = Reason(
    "RINGS", de="Ringe: {count}, zusammen wert: {value}.", en="Rings: {count}, worth in all: {value}."
)
BEST: Final = Reason("RINGS_BEST", de="Mehr als {bound} ist nicht möglich.", en="No more than {bound} is possible.")
UNREAD: Final = Reason(
    "ADVICE_UNREAD",
    de="Die Zeit reichte nicht für alle Gewichte ({count} sind nicht gelesen): Was möglich ist, steht nicht fest.",
    en="There was no time for all weights ({count} are not read): what is possible is not known.",
)
MOVED: Final = Reason(
    "RINGS_MOVED",
    de="Gegenüber dem früheren Ergebnis neu: {count} ({who}).",
    en="Changed against the earlier result: {count} ({who}).",
)

# ── one of them ──────────────────────────────────────────────────────────────────────────────────────────────────────

IN_RING: Final = Reason("IN_RING", de="{who} gehört zum Ring {ring}.", en="{who} is in the ring {ring}.")
NO_RING: Final = Reason(
    "NO_RING", de="{who} kann mit niemandem einen Ring bilden.", en="{who} can be in no ring with anyone."
)
BLOCKED: Final = Reason(
    "RING_BLOCKED",
    de="Am besten für {who} wäre {ring} ({weight}), aber schon in anderen Ringen: {taken}.",
    en="The best for {who} would be {ring} ({weight}), but in other rings already: {taken}.",
)
NOT_WORTH: Final = Reason(
    "RING_NOT_WORTH",
    de="Der beste Ring für {who}, {ring}, zählt {weight}.",
    en="The best ring for {who}, {ring}, counts {weight}.",
)

# ── why nothing is better ────────────────────────────────────────────────────────────────────────────────────────────

PRICES: Final = Reason(
    "RING_PRICES",
    de="Kein Ring zählt mehr als die Preise seiner Mitglieder; alle Preise zusammen sind {bound}.",
    en="No ring counts more than its members' prices; all prices together are {bound}.",
)
SEARCHED: Final = Reason(
    "RINGS_SEARCHED",
    de="Alles ist durchgesehen ({steps} Schritte), nichts bringt mehr als {bound}; Preise allein reichen bis {weak}.",
    en="Every case was looked at ({steps} steps), none gives more than {bound}; prices alone reach {weak}.",
)
BRANCHED: Final = Reason(
    "RINGS_BRANCHED",
    de="Ein Löser (HiGHS) hat alles ausgeschlossen, was mehr als {bound} brächte; Preise allein reichen bis {weak}.",
    en="A solver (HiGHS) has ruled out every case worth more than {bound}; prices alone reach {weak}.",
)

# ── what is wrong with a result ──────────────────────────────────────────────────────────────────────────────────────

TWICE: Final = Reason("IN_TWO_RINGS", de="{who} ist in {count} Ringen.", en="{who} is in {count} rings.")
VALUE: Final = Reason(
    "RING_VALUE",
    de="Angegeben ist der Wert {said}, zusammen sind es {found}.",
    en="The value is said to be {said}, the rings add up to {found}.",
)
MISNAMED: Final = Reason(
    "RING_MISNAMED",
    de="{who} ist in keinem Ring und nicht als übrig genannt, oder umgekehrt.",
    en="{who} is in no ring and not named as left over, or the other way round.",
)
UNPROVEN: Final = Reason(
    "RINGS_NOT_PROVEN", de="Die Preise beweisen {bound} nicht.", en="The prices do not prove {bound}."
)
