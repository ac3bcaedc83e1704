"""What is said of who is invited, in the order in which a reader meets it."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── solve

NO_PLACE: Final = Reason(
    "NO_PLACE",
    de="Alle Plätze sind vergeben ({total}); Eingeladene, die weiter vorn stehen: {ahead}.",
    en="All places are taken ({total}); invited who rank higher: {ahead}.",
)
PASSED_OVER: Final = Reason(
    "PASSED_OVER",
    de="Vorgezogen: {count}, weil eine Quote das verlangt oder eine Einladung schon bestand.",
    en="Preferred: {count}, because a quota asks for it or an invitation was held before.",
)
TIE: Final = Reason(
    "TIE",
    de="Punkte des letzten Eingeladenen: ebenfalls {points}; bei gleichen Punkten entscheidet die Kennung.",
    en="Points of the last one invited: {points} as well; with equal points the id decides.",
)
QUOTA_FULL: Final = Reason(
    "QUOTA_FULL",
    de="Die Quote ist ausgeschöpft ({quota}): eingeladen {count}, erlaubt höchstens {most}.",
    en="The quota is used up ({quota}): invited {count}, allowed {most} at most.",
)
DECLINED: Final = Reason("DECLINED", de="Die Einladung wurde abgelehnt.", en="The invitation was declined.")
NO_LONGER: Final = Reason(
    "NO_LONGER",
    de="Die frühere Einladung gilt nicht weiter, weil die Bedingungen nicht mehr sicher erfüllt sind.",
    en="The earlier invitation no longer holds, because the conditions are no longer surely met.",
)

# ── explain

IS_INVITED: Final = Reason(
    "IS_INVITED",
    de="{partnership}: eingeladen zu „{occasion}“ ({when}), Rang {place} von {count}, Punkte: {points}.",
    en="{partnership}: invited to “{occasion}” ({when}), rank {place} of {count}, points: {points}.",
)
IS_WAITING: Final = Reason(
    "IS_WAITING",
    de="{partnership}: Platz {place} von {count} auf der Warteliste für „{occasion}“ ({when}), Punkte: {points}. Alle "
    "Bedingungen sind erfüllt.",
    en="{partnership}: place {place} of {count} on the waiting list for “{occasion}” ({when}), points: {points}. All "
    "conditions are met.",
)
IS_UNDECIDED: Final = Reason(
    "IS_UNDECIDED",
    de="{partnership}: noch nicht entschieden für „{occasion}“ ({when}). Was fehlt:",
    en="{partnership}: not yet decided for “{occasion}” ({when}). What is missing:",
)
IS_EXCLUDED: Final = Reason(
    "IS_EXCLUDED",
    de="{partnership}: nicht eingeladen zu „{occasion}“ ({when}). Gründe:",
    en="{partnership}: not invited to “{occasion}” ({when}). Reasons:",
)
STILL_OPEN: Final = Reason(
    "STILL_OPEN",
    de="Außerdem offen: {sentence}",
    en="Open as well: {sentence}",
)
TOGETHER: Final = Reason(
    "TOGETHER",
    de="Eingeladen sind zusammen: {units}.",
    en="Invited together: {units}.",
)
HOME_ONLY: Final = Reason(
    "HOME_ONLY",
    de="Eingeladen ist die deutsche Seite: {units}.",
    en="Invited is the German side: {units}.",
)
TRAVEL: Final = Reason(
    "TRAVEL",
    de="Bezahlte Reisende je Partnerkommune: höchstens {most}; davon aus der Verwaltung: mindestens {least}.",
    en="Travellers paid for, for each partner municipality: at most {most}; of them from its administration: at least "
    "{least}.",
)

# ── verify

TWICE: Final = Reason("TWICE", de="{id} steht mehr als einmal da.", en="{id} stands there more than once.")
WRONG_GROUP: Final = Reason(
    "WRONG_GROUP",
    de="{id} steht als {standing} da, das Urteil ist aber: {answer}.",
    en="{id} stands as {standing}, but the verdict is: {answer}.",
)
OVER_TOTAL: Final = Reason(
    "OVER_TOTAL", de="Eingeladen: {count}, Plätze: {total}.", en="Invited: {count}, places: {total}."
)
OVER_QUOTA: Final = Reason(
    "OVER_QUOTA",
    de="Quote {quota}: eingeladen {count}, erlaubt {most}.",
    en="Quota {quota}: invited {count}, allowed {most}.",
)
UNDER_QUOTA: Final = Reason(
    "UNDER_QUOTA",
    de="Quote {quota}: eingeladen {count}, verlangt {least}, und das steht nicht dabei.",
    en="Quota {quota}: invited {count}, asked for {least}, and that is not said.",
)
OUT_OF_ORDER: Final = Reason(
    "OUT_OF_ORDER", de="{id} steht nicht an seinem Platz.", en="{id} does not stand in its place."
)
FREE_PLACE: Final = Reason(
    "FREE_PLACE", de="{id} wartet, obwohl ein Platz frei ist.", en="{id} waits although there is a free place."
)
WRONG_VALUE: Final = Reason(
    "WRONG_VALUE",
    de="Die Punkte ergeben {found}, angegeben sind {claimed}, höchstens möglich {bound}.",
    en="The points make {found}, {claimed} are claimed, {bound} at most are possible.",
)
