"""What is said of an application: one reason for each way in which a rule of a programme is met, broken or open."""

from __future__ import annotations

from kommunal_partner.verdicts import Reason

__all__ = [
    "ALWAYS_OPEN",
    "BETWEEN_VERSIONS",
    "BROADER_WORD",
    "CLOSED",
    "DEADLINES_OVER",
    "DEADLINE_AHEAD",
    "EXCEPTION",
    "MET",
    "NEWCOMER_LIMIT",
    "NOTHING_OF_ITS_OWN",
    "NOT_ASKED",
    "NOT_GIVEN",
    "NOT_MET",
    "NO_REGISTER",
    "NO_TEXT",
    "RULE_IN_WORDS",
    "RULE_UNKNOWN",
    "STEP_OVER",
    "TEXT_KNOWN",
    "TEXT_UNKNOWN",
]

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
