"""What is said of who is invited, in the order of the flow: reading, choice, list, explanation, check."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────

PARTNERSHIP: Final = Term("Partnerschaft", "partnership")
ID_TWICE: Final = Reason(
    "ID_TWICE", de="Zwei Partnerschaften haben die Kennung {id}.", en="Two partnerships have the id {id}."
)
OTHER_OCCASION: Final = Reason(
    "OTHER_OCCASION",
    de="Die frühere Liste gilt für eine andere Veranstaltung: {previous}, diese für {occasion}.",
    en="The previous list is for another event: {previous}, this one for {occasion}.",
)
OTHER_DAYS: Final = Reason(
    "OTHER_DAYS",
    de="Die frühere Liste gilt für andere Tage: {previous}, diese für {days}.",
    en="The previous list is for other days: {previous}, this one for {days}.",
)
GONE: Final = Reason(
    "GONE",
    de="Früher eingeladen, jetzt aber nicht unter den Partnerschaften: {ids}.",
    en="Invited before, but not among the partnerships: {ids}.",
)
TOO_FEW_PLACES: Final = Reason(
    "TOO_FEW_PLACES",
    de="{count} {count:hat|haben} schon eine Einladung; {total} {total:Platz ist|Plätze sind} zu wenig.",
    en="{count} {count:holds|hold} an invitation already; {total} {total:place is|places are} too few.",
)

NOT_JUDGED: Final = Reason(
    "NOT_JUDGED",
    de="Die Zeit reichte nicht, um die Regeln zu prüfen.",
    en="There was no time to check the rules.",
)

# ── where a partnership stands ───────────────────────────────────────────────────────────────────────────────────────

INVITED: Final = Term("eingeladen", "invited")
TO_CONFIRM: Final = Term("eingeladen, Stand der Beziehung zu bestätigen", "invited, stage to be confirmed")
WAITING: Final = Term("auf der Warteliste", "waiting")
UNDECIDED: Final = Term("noch offen", "undecided")
EXCLUDED: Final = Term("nicht eingeladen", "excluded")

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
PREFERRED: Final = Reason(
    "PREFERRED",
    de="Vorgezogen: {count}, weil sie zur besten Auswahl gehören, die innerhalb der Quoten gefunden wurde.",
    en="Preferred: {count}, because they belong to the best choice found within the quotas.",
)
TIE: Final = Reason(
    "TIE",
    de="Der letzte Eingeladene hat ebenfalls {points} {points:Punkt|Punkte}; bei gleichen Punkten entscheidet die "
    "Kennung.",
    en="The last one invited has {points} {points:point|points} as well; with equal points the id decides.",
)
TIE_IN_QUOTA: Final = Reason(
    "TIE_IN_QUOTA",
    de="Auch der letzte dieser Eingeladenen hat {points} {points:Punkt|Punkte}; bei gleichen Punkten entscheidet die "
    "Kennung.",
    en="The last one of these has {points} {points:point|points} as well; with equal points the id decides.",
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
QUOTA_SHORT: Final = Reason(
    "QUOTA_SHORT",
    de="Die Quote ist nicht erfüllt ({quota}): eingeladen {count}, verlangt mindestens {least}. Keine Auswahl mit so "
    "vielen Plätzen erfüllt alle Quoten zugleich.",
    en="The quota is not met ({quota}): invited {count}, asked for at least {least}. No choice with as many places "
    "meets all quotas at once.",
)
QUOTA_SHORT_PERHAPS: Final = Reason(
    "QUOTA_SHORT_PERHAPS",
    de="Die Quote ist nicht erfüllt ({quota}): eingeladen {count}, verlangt mindestens {least}. Ob eine andere Auswahl "
    "alle Quoten erfüllt, ist nicht zu Ende durchsucht.",
    en="The quota is not met ({quota}): invited {count}, asked for at least {least}. Whether another choice meets all "
    "quotas was not searched through.",
)
BY_PRICES: Final = Reason(
    "BY_PRICES",
    de="Keine Auswahl innerhalb der Quoten hat mehr als {bound} Punkte: Auch wenn Quoten nur etwas kosten, statt zu "
    "binden, kommt nicht mehr zusammen.",
    en="No choice within the quotas has more than {bound} points: even where quotas have a price instead of binding, "
    "no more comes together.",
)

# ── the report on all ────────────────────────────────────────────────────────────────────────────────────────────────

REPORT: Final = Reason(
    "REPORT",
    de="„{occasion}“ ({when}): eingeladen {invited}, eingeladen mit zu bestätigender Beziehung {to_confirm}, auf der "
    "Warteliste {waiting}, noch offen {undecided}, nicht eingeladen {excluded}.",
    en="“{occasion}” ({when}): invited {invited}, invited with the relation to be confirmed {to_confirm}, waiting "
    "{waiting}, undecided {undecided}, not invited {excluded}.",
)
UNJUDGED: Final = Reason(
    "UNJUDGED",
    de="Für {count} {count:Partnerschaft|Partnerschaften} reichte die Zeit nicht; wer von ihnen eingeladen würde, ist "
    "offen.",
    en="For {count} {count:partnership|partnerships} there was no time; who of them would be invited is open.",
)
LIST_MISSING: Final = Reason(
    "LIST_MISSING",
    de="Für alle gilt: Eine Liste der ODA-Empfänger für diese Tage gibt es noch nicht, die letzte bekannte gilt bis "
    '{last}. Mit beyond="latest_list" wird diese genommen.',
    en="For all of them: there is no list of ODA recipients for these days yet, the last known one holds until {last}. "
    'With beyond="latest_list" that one is taken.',
)
LATEST_LIST_TAKEN: Final = Reason(
    "LATEST_LIST_TAKEN",
    de="Für alle gilt: Eine Liste der ODA-Empfänger für diese Tage gibt es noch nicht; genommen ist die letzte "
    "bekannte ({list}, gültig bis {last}).",
    en="For all of them: there is no list of ODA recipients for these days yet; the last known one is used "
    "({list}, valid until {last}).",
)
OPEN_FOR_ALL: Final = Reason("OPEN_FOR_ALL", de="Für alle gilt: {sentence}", en="This goes for all of them. {sentence}")

# ── the explanation of one ───────────────────────────────────────────────────────────────────────────────────────────

IS_INVITED: Final = Reason(
    "IS_INVITED",
    de="{partnership}: eingeladen zu „{occasion}“ ({when}), Rang {place} von {count}, Punkte: {points}.",
    en="{partnership}: invited to “{occasion}” ({when}), rank {place} of {count}, points: {points}.",
)
IS_TO_CONFIRM: Final = Reason(
    "IS_TO_CONFIRM",
    de="{partnership}: eingeladen zu „{occasion}“ ({when}), Rang {place} von {count}, Punkte: {points}; der Stand der "
    "Beziehung ist noch zu bestätigen.",
    en="{partnership}: invited to “{occasion}” ({when}), rank {place} of {count}, points: {points}; the stage of the "
    "relation is still to be confirmed.",
)
IS_WAITING: Final = Reason(
    "IS_WAITING",
    de="{partnership}: Platz {place} von {count} auf der Warteliste für „{occasion}“ ({when}), Punkte: {points}.",
    en="{partnership}: place {place} of {count} on the waiting list for “{occasion}” ({when}), points: {points}.",
)
IS_UNDECIDED: Final = Reason(
    "IS_UNDECIDED",
    de="{partnership}: noch offen für „{occasion}“ ({when}). Was fehlt:",
    en="{partnership}: not yet decided for “{occasion}” ({when}). What is missing:",
)
IS_EXCLUDED: Final = Reason(
    "IS_EXCLUDED",
    de="{partnership}: nicht eingeladen zu „{occasion}“ ({when}). Gründe:",
    en="{partnership}: not invited to “{occasion}” ({when}). Reasons:",
)
STILL_OPEN: Final = Reason("STILL_OPEN", de="Außerdem: {sentence}", en="Besides: {sentence}")
TOGETHER: Final = Reason("TOGETHER", de="Eingeladen sind zusammen: {units}.", en="Invited together: {units}.")
HOME_ONLY: Final = Reason(
    "HOME_ONLY", de="Eingeladen ist die deutsche Seite: {units}.", en="Invited is the German side: {units}."
)
TRAVEL: Final = Reason(
    "TRAVEL",
    de="Bezahlt werden je Partnerkommune höchstens {most} Reisende, davon mindestens {least} aus der Verwaltung.",
    en="For each partner municipality at most {most} travellers are paid for, at least {least} of them from its "
    "administration.",
)

# ── the check ────────────────────────────────────────────────────────────────────────────────────────────────────────

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
