"""What is said of who is eligible, in the order in which a reader meets it."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── country

LISTED: Final = Reason(
    "LISTED",
    de="Die am {on} geltende Liste der ODA-Empfänger ({list}) führt {country} in der Gruppe: {group}.",
    en="The list of ODA recipients in force on {on} ({list}) has {country} in the group: {group}.",
)
LISTED_UNDER_NEW_NAME: Final = Reason(
    "LISTED_UNDER_NEW_NAME",
    de="Die am {on} geltende Liste der ODA-Empfänger ({list}) erfasst {country:acc} unter dem heutigen Namen ({now}), "
    "in der Gruppe: {group}.",
    en="The list of ODA recipients in force on {on} ({list}) has {country:acc} under the name of today ({now}) in the "
    "group: {group}.",
)
COVERED_BY: Final = Reason(
    "COVERED_BY",
    de="Die am {on} geltende Liste der ODA-Empfänger ({list}) hat keinen eigenen Eintrag für {country}; erfasst ist "
    "das Gebiet durch den Eintrag {by}.",
    en="The list of ODA recipients in force on {on} ({list}) has no entry of its own for {country}; the territory is "
    "covered by the entry {by}.",
)
CODED_WITHOUT_ENTRY: Final = Reason(
    "CODED_WITHOUT_ENTRY",
    de="Die am {on} geltende Liste der ODA-Empfänger ({list}) hat keinen eigenen Eintrag für {country}; gezählt wird "
    "in der Gruppe: {group}.",
    en="The list of ODA recipients in force on {on} ({list}) has no entry of its own for {country}, which counts in "
    "the group: {group}.",
)
NOT_LISTED: Final = Reason(
    "NOT_LISTED",
    de="Die am {on} geltende Liste der ODA-Empfänger ({list}) führt {country} nicht.",
    en="The list of ODA recipients in force on {on} ({list}) does not have {country}.",
)
OFFICIAL_AID_ONLY: Final = Reason(
    "OFFICIAL_AID_ONLY",
    de="Die am {on} geltende Liste ({list}) führt {country} nur in Teil II; das ist öffentliche Hilfe (OA), keine ODA.",
    en="The list in force on {on} ({list}) has {country} in Part II only; that is official aid, not ODA.",
)
SUCCEEDED: Final = Reason(
    "SUCCEEDED",
    de="Die am {on} geltende Liste der ODA-Empfänger ({list}) führt {country} nicht; das Länderkürzel ist aufgehoben, "
    "Nachfolge: {successors}.",
    en="The list of ODA recipients in force on {on} ({list}) does not have {country}; the code is withdrawn, "
    "successors: {successors}.",
)
BEFORE_FIRST_LIST: Final = Reason(
    "BEFORE_FIRST_LIST",
    de="Für {country} ist am {on} nichts zu entscheiden: Die erste erfasste Liste der ODA-Empfänger gilt ab {start}.",
    en="For {country} nothing can be decided on {on}: the first list of ODA recipients on record holds from {start}.",
)
AFTER_LAST_LIST: Final = Reason(
    "AFTER_LAST_LIST",
    de="Für {country} ist am {on} nichts zu entscheiden: Die letzte bekannte Liste der ODA-Empfänger ({list}) gilt bis "
    "{last}.",
    en="For {country} nothing can be decided on {on}: the last known list of ODA recipients ({list}) holds until "
    "{last}.",
)
LISTED_BY_LATEST_LIST: Final = Reason(
    "LISTED_BY_LATEST_LIST",
    de="Für den {on} ist keine Liste der ODA-Empfänger bekannt. Die letzte, gültig bis {last} ({list}), erfasst "
    "{country}.",
    en="No list of ODA recipients is known for {on}. The last one, valid until {last} ({list}), covers {country}.",
)
NOT_LISTED_BY_LATEST_LIST: Final = Reason(
    "NOT_LISTED_BY_LATEST_LIST",
    de="Für den {on} ist keine Liste der ODA-Empfänger bekannt. Die letzte, gültig bis {last} ({list}), erfasst "
    "{country} nicht.",
    en="No list of ODA recipients is known for {on}. The last one, valid until {last} ({list}), does not cover "
    "{country}.",
)
CHANGES_WITHIN: Final = Reason(
    "CHANGES_WITHIN",
    de="Für {country} hängt die Antwort vom Tag ab ({when}): {turns}.",
    en="For {country} the answer depends on the day ({when}): {turns}.",
)

# ── days

SAME_THROUGHOUT: Final = Reason(
    "SAME_THROUGHOUT",
    de="Die Antwort ist an jedem Tag dieselbe ({when}). {parts}",
    en="The answer is the same on every day ({when}). {parts}",
)

# ── scope

WITHIN_COUNTRIES: Final = Reason(
    "WITHIN_COUNTRIES",
    de="{country} gehört zum Bezugsraum ({countries}).",
    en="{country} is in the scope ({countries}).",
)
OUTSIDE_COUNTRIES: Final = Reason(
    "OUTSIDE_COUNTRIES",
    de="{country} gehört nicht zum Bezugsraum ({countries}).",
    en="{country} is not in the scope ({countries}).",
)
ON_PUBLISHED_LIST: Final = Reason(
    "ON_PUBLISHED_LIST",
    de="{country} steht auf der für die Reihe veröffentlichten Länderliste.",
    en="{country} is on the list of countries published for the series.",
)
NOT_ON_PUBLISHED_LIST: Final = Reason(
    "NOT_ON_PUBLISHED_LIST",
    de="{country} steht nicht auf der für die Reihe veröffentlichten Länderliste ({countries}).",
    en="{country} is not on the list of countries published for the series ({countries}).",
)
ANY_COUNTRY: Final = Reason(
    "ANY_COUNTRY",
    de="Der Bezugsraum umfasst alle Länder, die am {on} ODA-Empfänger sind.",
    en="The scope includes every country that receives ODA on {on}.",
)
OTHERS_TOO: Final = Reason(
    "OTHERS_TOO",
    de="Zu klären ist, ob {country} dazugehört; genannt ist es nicht, der Bezugsraum schließt aber weitere ein "
    "(„{also}“).",
    en="It is to be clarified whether {country} belongs to it: it is not named, but the scope takes in others "
    "(“{also}”).",
)
SCOPE_IN_WORDS: Final = Reason(
    "SCOPE_IN_WORDS",
    de="Zu klären ist, ob {country} zum Bezugsraum gehört; er ist nur in Worten bekannt („{text}“).",
    en="It is to be clarified whether {country} is in the scope, which is known in words only (“{text}”).",
)
SCOPE_NOT_KNOWN: Final = Reason(
    "SCOPE_NOT_KNOWN",
    de="Zu klären ist der Bezugsraum am {on}; für diesen Tag ist keiner bekannt.",
    en="The scope on {on} is to be clarified; none is known for that day.",
)
SCOPE_CHANGES_WITHIN: Final = Reason(
    "SCOPE_CHANGES_WITHIN",
    de="Ob {country} zum Bezugsraum gehört, hängt vom Tag ab ({when}): {turns}.",
    en="Whether {country} is in the scope depends on the day ({when}): {turns}.",
)

# ── occasion

LAPSED: Final = Reason(
    "LAPSED",
    de="Zu wissen wäre, ob die Reihe fortgesetzt wird; am {on} gilt sie als erloschen: {why}",
    en="It would have to be known whether the series goes on; on {on} it counts as lapsed: {why}",
)
LAPSED_RHYTHM: Final = Reason(
    "LAPSED_RHYTHM",
    de="Zu wissen wäre, ob die Reihe fortgesetzt wird; für {year} spricht nur ein erloschener Rhythmus.",
    en="It would have to be known whether the series goes on; only a lapsed rhythm speaks for {year}.",
)
NOT_LAPSED: Final = Reason(
    "NOT_LAPSED",
    de="Die Reihe ist am {on} nicht erloschen ({phase}).",
    en="The series has not lapsed on {on} ({phase}).",
)

# ── audience

AUDIENCE_KNOWN: Final = Reason(
    "AUDIENCE_KNOWN",
    de="Für wen die Reihe am {on} bestimmt ist, ist bekannt (Regel seit {since}).",
    en="Whom the series is for on {on} is known (rule since {since}).",
)
AUDIENCE_NOT_KNOWN: Final = Reason(
    "AUDIENCE_NOT_KNOWN",
    de="Zu klären ist, für wen die Reihe am {on} bestimmt ist ({side}); dazu ist keine Regel bekannt.",
    en="It is to be clarified whom the series is for on {on} ({side}); no rule is known.",
)
AUDIENCE_NOT_KNOWN_YET: Final = Reason(
    "AUDIENCE_NOT_KNOWN_YET",
    de="Zu klären ist, für wen die Reihe am {on} bestimmt war ({side}); die erste bekannte Regel gilt ab {start}.",
    en="It is to be clarified whom the series was for on {on} ({side}); the first known rule holds from {start}.",
)
CONDITION_TO_CHECK: Final = Reason(
    "CONDITION_TO_CHECK",
    de="Zu prüfen ist eine Bedingung, die diese Daten nicht entscheiden ({side}): {condition}.",
    en="A condition is to be checked that these data do not decide ({side}): {condition}.",
)
CONDITION_SEEN: Final = Reason(
    "CONDITION_SEEN", de="Bedingung ({side}): {condition}; so gesehen.", en="Condition ({side}): {condition}; seen so."
)

# ── partnership

NO_UNIT_ABROAD: Final = Reason(
    "NO_UNIT_ABROAD",
    de="Zu klären ist die Partnerkommune: Genannt ist keine im Ausland.",
    en="The partner municipality is to be clarified: none abroad is named.",
)
NO_UNIT_AT_HOME: Final = Reason(
    "NO_UNIT_AT_HOME",
    de="Zu klären ist die deutsche Kommune: Genannt ist keine.",
    en="The German municipality is to be clarified: none is named.",
)
WITH_PARTNER: Final = Reason(
    "WITH_PARTNER",
    de="Eine Partnerkommune im Ausland ist genannt; eingeladen wird zusammen mit ihr.",
    en="A partner municipality abroad is named; the invitation is for both together.",
)
PARTNER_NOT_ASKED: Final = Reason(
    "PARTNER_NOT_ASKED",
    de="Die Partnerkommune muss nicht mitkommen.",
    en="The partner municipality need not come along.",
)
EVERY_DAY: Final = Reason(
    "EVERY_DAY",
    de="Die Antwort gilt für jeden Tag, {when}; die Sätze nennen den ersten.",
    en="The answer holds for every day, {when}; the sentences name the first.",
)
ANSWER_TURNS: Final = Reason(
    "ANSWER_TURNS",
    de="Die Antwort hängt vom Tag ab ({when}): {turns}.",
    en="The answer depends on the day ({when}): {turns}.",
)

# ── relations

STAGE_FITS: Final = Reason(
    "STAGE_FITS",
    de="Beziehung: verlangt ist {wanted}; gesehen wurde für den {on}: {seen}.",
    en="Relation: {wanted} is asked; seen for {on}: {seen}.",
)
STAGE_FITS_NOT: Final = Reason(
    "STAGE_FITS_NOT",
    de="Beziehung: verlangt ist {wanted}; gesehen wurde für den {on} aber: {seen}.",
    en="Relation: {wanted} is asked, but seen for {on} was: {seen}.",
)
ANY_STAGE: Final = Reason(
    "ANY_STAGE",
    de="Beziehung: jeder Stand genügt, auch gar keine Beziehung.",
    en="Relation: any stage will do, and so will no relation at all.",
)
BEGINS_LATER: Final = Reason(
    "BEGINS_LATER",
    de="Beziehung: verlangt ist {wanted}; am {on} bestand sie noch nicht, sie beginnt {since}.",
    en="Relation: {wanted} is asked; on {on} it did not exist yet, it begins in {since}.",
)
CONTRADICTING_STAGES: Final = Reason(
    "CONTRADICTING_STAGES",
    de="Zu klären ist der Stand der Beziehung am {on}: Die Quellen widersprechen sich ({seen}); verlangt ist {wanted}.",
    en="The stage of the relation on {on} is to be clarified: the sources contradict one another ({seen}); {wanted} is "
    "asked.",
)
STAGE_NOT_SEEN_THEN: Final = Reason(
    "STAGE_NOT_SEEN_THEN",
    de="Zu klären ist der Stand der Beziehung am {on}: verlangt ist {wanted}, zuletzt gesehen wurde {when}: {seen}.",
    en="The stage of the relation on {on} is to be clarified: {wanted} is asked, last seen in {when} was: {seen}.",
)
STAGE_NEVER_SEEN: Final = Reason(
    "STAGE_NEVER_SEEN",
    de="Zu klären ist der Stand der Beziehung am {on}: verlangt ist {wanted}, wann welcher Stand gesehen wurde, ist "
    "nicht bekannt.",
    en="The stage of the relation on {on} is to be clarified: {wanted} is asked, which stage was seen when is not "
    "known.",
)
STAGE_RULE_NOT_KNOWN: Final = Reason(
    "STAGE_RULE_NOT_KNOWN",
    de="Zu klären ist, welche Beziehung am {on} verlangt wird; die Regel dazu ist nicht bekannt.",
    en="It is to be clarified which relation is asked for on {on}; the rule is not known.",
)
STAGE_CARRIED_ON: Final = Reason(
    "STAGE_CARRIED_ON",
    de="Beziehung: verlangt ist {wanted}; {seen}, zuletzt gesehen {when}, wird weiter angenommen (Jahre: {years}).",
    en="Relation: {wanted} is asked; {seen}, last seen in {when}, is taken to go on (years: {years}).",
)

# ── actors

ACTOR_ADMITTED: Final = Reason(
    "ACTOR_ADMITTED", de="Akteur: {actor} ist zugelassen ({wanted}).", en="Actor: {actor} is admitted ({wanted})."
)
ACTOR_NOT_ADMITTED: Final = Reason(
    "ACTOR_NOT_ADMITTED",
    de="Akteur: {actor} ist nicht zugelassen; zugelassen: {wanted}.",
    en="Actor: {actor} is not admitted; admitted: {wanted}.",
)
ACTOR_PERHAPS: Final = Reason(
    "ACTOR_PERHAPS",
    de="Zu klären ist, ob „{actor}“ dazugehört; zugelassen: {wanted}.",
    en="It is to be clarified whether “{actor}” is meant as well; admitted: {wanted}.",
)
ACTOR_NOT_KNOWN: Final = Reason(
    "ACTOR_NOT_KNOWN",
    de="Zu klären ist, für wen die Person kommt; zugelassen: {wanted}.",
    en="It is to be clarified for whom the person comes; admitted: {wanted}.",
)
UNKNOWN_ACTOR: Final = Reason(
    "UNKNOWN_ACTOR",
    de="Zu klären ist, was für ein Akteur „{actor}“ ist{hint}; zugelassen: {wanted}.",
    en="It is to be clarified what kind of actor “{actor}” is{hint}; admitted: {wanted}.",
)
ACTOR_RULE_NOT_KNOWN: Final = Reason(
    "ACTOR_RULE_NOT_KNOWN",
    de="Zu klären ist, welche Akteure zugelassen sind; die Regel dazu ist nicht bekannt.",
    en="It is to be clarified which actors are admitted; the rule is not known.",
)

# ── participant

SIDE_NOT_KNOWN: Final = Reason(
    "SIDE_NOT_KNOWN",
    de="Zu klären ist, ob die Person auf deutscher oder auf Partnerseite kommt.",
    en="It is to be clarified whether the person comes on the German or on the partner side.",
)
SIDE_CONTRADICTED: Final = Reason(
    "SIDE_CONTRADICTED",
    de="Zu klären ist die Seite der Person: angegeben ist die {stated}, ihre Kommune gehört aber zur anderen.",
    en="The side of the person is to be clarified: the {stated} is stated, but their municipality is on the other.",
)
SIDE_KNOWN: Final = Reason(
    "SIDE_KNOWN",
    de="Für die {side} ist eine Regel bekannt (seit {since}).",
    en="A rule for the {side} is known (since {since}).",
)
OF_PARTNERSHIP: Final = Reason(
    "OF_PARTNERSHIP",
    de="Die Person kommt mit der eigenen Partnerschaft: {partnership}.",
    en="The person comes with their own partnership: {partnership}.",
)
NOT_OF_PARTNERSHIP: Final = Reason(
    "NOT_OF_PARTNERSHIP",
    de="Die Person kommt aus keiner der Kommunen der Partnerschaft {partnership}.",
    en="The person comes from none of the municipalities of the partnership {partnership}.",
)
OWN_PARTNERSHIP_NOT_KNOWN: Final = Reason(
    "OWN_PARTNERSHIP_NOT_KNOWN",
    de="Zu klären ist, mit welcher Partnerschaft und aus welcher ihrer Kommunen die Person kommt.",
    en="It is to be clarified with which partnership the person comes, and from which of its municipalities.",
)
OWN_PARTNERSHIP_NOT_ASKED: Final = Reason(
    "OWN_PARTNERSHIP_NOT_ASKED",
    de="Eine eigene Partnerschaft wird nicht verlangt.",
    en="An own partnership is not asked for.",
)
COUNTRY_CONTRADICTED: Final = Reason(
    "COUNTRY_CONTRADICTED",
    de="Zu klären ist das Land der Person: angegeben ist {stated}, ihre Kommune liegt aber hier: {country}.",
    en="The country of the person is to be clarified: {stated} is stated, but their municipality lies here: {country}.",
)
COUNTRY_NOT_KNOWN: Final = Reason(
    "COUNTRY_NOT_KNOWN",
    de="Zu klären ist, aus welchem Land die Person kommt.",
    en="It is to be clarified which country the person comes from.",
)

# ── delegations

DELEGATION_FITS: Final = Reason(
    "DELEGATION_FITS",
    de="Delegation: {count}, davon mindestens {least} aus der Verwaltung; bezahlt werden höchstens {most}.",
    en="Delegation: {count}, at least {least} of them from the administration; at most {most} are paid for.",
)
TOO_MANY_TRAVELLERS: Final = Reason(
    "TOO_MANY_TRAVELLERS",
    de="Delegation: {count} wollen reisen; bezahlt werden je Partnerkommune höchstens {most}.",
    en="Delegation: {count} want to travel; at most {most} a partner municipality are paid for.",
)
ADMINISTRATION_MISSING: Final = Reason(
    "ADMINISTRATION_MISSING",
    de="Delegation: aus der Verwaltung {count}, verlangt mindestens {least}.",
    en="Delegation: from the administration {count}, at least {least} asked for.",
)
ADMINISTRATION_PERHAPS: Final = Reason(
    "ADMINISTRATION_PERHAPS",
    de="Zu klären ist, wer in der Delegation aus der Verwaltung kommt: sicher {count}, verlangt mindestens {least}.",
    en="It is to be clarified who of the delegation comes from the administration: {count} for sure, at least {least} "
    "asked for.",
)
DELEGATION_NOT_KNOWN: Final = Reason(
    "DELEGATION_NOT_KNOWN",
    de="Zu klären ist, wer zur Delegation gehört; verlangt aus der Verwaltung: mindestens {least}.",
    en="It is to be clarified who belongs to the delegation; asked for from the administration: at least {least}.",
)

# ── application_reasons

TEXT_KNOWN = Reason(
    "TEXT_KNOWN",
    de="Für den {on} ist der Regeltext „{version}“ bekannt.",
    en="For {on} the rules “{version}” are known.",
)
TEXT_UNKNOWN = Reason(
    "TEXT_UNKNOWN",
    de="Welche Regeln am {on} gelten, ist nicht bekannt; bekannt: {versions}.",
    en="Which rules hold on {on} is not known; known: {versions}.",
)
NO_TEXT = Reason(
    "NO_TEXT",
    de="Zum Programm „{programme}“ sind keine Regeln bekannt.",
    en="No rules are known of the programme “{programme}”.",
)
CLOSED = Reason(
    "CLOSED",
    de="Das Programm „{programme}“ ist beendet; es lief bis {last}.",
    en="The programme “{programme}” has ended; it ran until {last}.",
)
BETWEEN_VERSIONS = Reason(
    "BETWEEN_VERSIONS",
    de="Es hängt davon ab, welche Fassung am {on} gilt: {versions}.",
    en="It depends on which version holds on {on}: {versions}.",
)
MET = Reason("MET", de="{what}: erfüllt ({wanted}).", en="{what}: met ({wanted}).")
NOT_MET = Reason(
    "NOT_MET",
    de="{what}: verlangt ist {wanted}, angegeben ist {given}.",
    en="{what}: {wanted} is asked, {given} is given.",
)
NOT_ASKED = Reason("NOT_ASKED", de="{what}: wird nicht verlangt.", en="{what}: is not asked for.")
NOTHING_OF_ITS_OWN = Reason(
    "NOTHING_OF_ITS_OWN",
    de="{what}: hier ist nichts eigens zu prüfen („{wording}“).",
    en="{what}: nothing is to be checked here on its own (“{wording}”).",
)
NOT_GIVEN = Reason(
    "NOT_GIVEN",
    de="{what}: im Antrag fehlt die Angabe; verlangt ist {wanted}.",
    en="{what}: not stated; {wanted} is asked.",
)
RULE_UNKNOWN = Reason(
    "RULE_UNKNOWN", de="{what}: die Regel ist nicht bekannt ({cell}).", en="{what}: the rule is not known ({cell})."
)
RULE_IN_WORDS = Reason(
    "RULE_IN_WORDS",
    de="{what}: zu prüfen ist der Text „{wording}“.",
    en="{what}: to be checked against the text “{wording}”.",
)
BROADER_WORD = Reason(
    "BROADER_WORD",
    de="{what}: der Text sagt {wanted}; ob das {given} einschließt, sagt er nicht.",
    en="{what}: the text says {wanted}; whether that includes {given} it does not say.",
)
EXCEPTION = Reason(
    "EXCEPTION",
    de="{what}: {given} überschreitet {wanted}; in Ausnahmen gehen bis zu {most}.",
    en="{what}: {given} exceeds {wanted}; exceptions go up to {most}.",
)
NEWCOMER_LIMIT = Reason(
    "NEWCOMER_LIMIT",
    de="{what}: {given}; wer das erste Mal beantragt, darf höchstens {wanted}. Ob das so ist, ist nicht angegeben.",
    en="{what}: {given}; first-time applicants may have {wanted} at most. Whether that is so is not stated.",
)
DEADLINE_AHEAD = Reason(
    "DEADLINE_AHEAD", de="Nächste Frist: {step} am {day}{note}.", en="Next deadline: {step} on {day}{note}."
)
STEP_OVER = Reason(
    "STEP_OVER",
    de="Die Frist für „{before}“ ({over}) ist vorbei; „{step}“ läuft bis zum {day}. Zu klären ist, ob der frühere "
    "Schritt getan ist.",
    en="The deadline for “{before}” ({over}) is over; “{step}” is due on {day}. It is to be clarified whether the "
    "earlier step was taken.",
)
ALWAYS_OPEN = Reason("ALWAYS_OPEN", de="Anträge sind ganzjährig möglich.", en="Applications are taken all year.")
DEADLINES_OVER = Reason(
    "DEADLINES_OVER",
    de="Alle bekannten Fristen sind vorbei (zuletzt {day}); ob es einen neuen Aufruf gibt, ist nicht bekannt.",
    en="All known deadlines are over (the last on {day}); whether there is a new call is not known.",
)
NO_REGISTER = Reason(
    "NO_REGISTER",
    de="Ob {country} ODA-Empfänger ist, lässt sich ohne DAC-Liste nicht sagen.",
    en="Whether {country} receives ODA cannot be told without the DAC list.",
)
