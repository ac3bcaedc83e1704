"""What is said of plans, in the order in which a reader meets it: refusals, bound, events, what moved, faults."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────
HORIZON_OPEN: Final = Reason(
    "HORIZON_OPEN",
    de="Der Planungszeitraum braucht einen letzten Tag, etwa Span.years(2027, 2032).",
    en="The horizon needs a last day: Span.years(2027, 2032), say.",
)
HORIZON_TOO_LONG: Final = Reason(
    "HORIZON_TOO_LONG",
    de="Der Planungszeitraum {horizon} ist zu lang: höchstens {most} Jahre werden auf einmal geplant.",
    en="The horizon {horizon} is too long: at most {most} years are planned at once.",
)
TOO_MUCH: Final = Reason(
    "TOO_MUCH",
    de="{occurrences} Veranstaltungen mit zusammen {options} möglichen Terminen sind zu viel für einen Plan (höchstens "
    "{most_occurrences} und {most_options}): Zeitraum, Fenster, Längen oder Länder verringern.",
    en="{occurrences} occurrences with {options} possible placements are too much for one plan (at most "
    "{most_occurrences} and {most_options}): take a shorter horizon, narrower windows, fewer lengths or Länder.",
)
TWO_OF_ONE_ID: Final = Reason(
    "TWO_OF_ONE_ID", de="Zwei Veranstaltungen haben eine Kennung: {ids}.", en="Two occurrences have one id: {ids}."
)
NO_CERTAIN_DAYS: Final = Reason(
    "NO_CERTAIN_DAYS",
    de="{edition} ({when}) hat keine sicheren Tage und kann deshalb nicht festgehalten werden.",
    en="{edition} ({when}) has no certain days, so it cannot be locked.",
)
LOCKED_OUTSIDE: Final = Reason(
    "LOCKED_OUTSIDE",
    de="{occurrence} ({days}) ist außerhalb des Planungszeitraums {horizon} festgehalten.",
    en="{occurrence} ({days}) is locked outside the horizon {horizon}.",
)
NOT_IN_PREVIOUS: Final = Reason(
    "NOT_IN_PREVIOUS",
    de="{occurrence} soll bleiben, wo es stand, hat aber im vorigen Plan keine Tage.",
    en="{occurrence} is to stay where it stood, but it has no days in the previous plan.",
)

# ── the bound ────────────────────────────────────────────────────────────────────────────────────────────────────────
PROVEN: Final = Reason(
    "PROVEN",
    de="Kein Plan kostet weniger als {bound}: bewiesen, Teil für Teil.",
    en="No plan costs less than {bound}: proven, part by part.",
)
BOUNDED: Final = Reason(
    "BOUNDED",
    de="Kein Plan kostet weniger als {bound}; ob es einen gibt, der weniger als {value} kostet, ist offen.",
    en="No plan costs less than {bound}; whether there is one for less than {value} is open.",
)
PARTLY_PROVEN: Final = Reason(
    "PARTLY_PROVEN",
    de="Jeder Plan lässt mindestens {left_out} aus; bei so vielen kostet keiner weniger als {bound}.",
    en="Every plan leaves out at least {left_out}; with so many none costs less than {bound}.",
)
OPEN: Final = Reason(
    "OPEN",
    de="Ob ein Plan weniger als {left_out} auslässt, ist offen.",
    en="Whether a plan leaves out fewer than {left_out} is open.",
)

# ── each event ───────────────────────────────────────────────────────────────────────────────────────────────────────
PLACED: Final = Reason(
    "PLACED",
    de="{occurrence}: {days}{where} (Kosten {cost}).",
    en="{occurrence}: {days}{where} (cost {cost}).",
)
LOCKED: Final = Reason("LOCKED", de="{occurrence}: {days}{where}, fest.", en="{occurrence}: {days}{where}, fixed.")
NOT_PLACED: Final = Reason("NOT_PLACED", de="{occurrence} findet keinen Platz.", en="{occurrence} finds no place.")
NO_PLACE_YET: Final = Reason(
    "NO_PLACE_YET",
    de="{occurrence} hat noch keinen Platz: Die Suche endete, bevor feststand, ob es einen gibt.",
    en="{occurrence} has no place yet: the search ended before it was known whether there is one.",
)
COSTS: Final = Reason("COSTS", de="Es kostet {cost}: {why}.", en="It costs {cost}: {why}.")
NOT_KNOWN: Final = Reason(
    "NOT_KNOWN",
    de="{occurrence}: Für diese Tage ist nicht bekannt, ob sie frei sind – {days}.",
    en="{occurrence}: whether these days are free is not known – {days}.",
)
SEASON: Final = Reason(
    "SEASON",
    de="{occurrence}: Das Fenster ist {days} weit; bevorzugt wird die Jahreszeit früherer Veranstaltungen ({past}).",
    en="{occurrence}: the window is {days} wide; the season of past editions is preferred ({past}).",
)
NOT_DUE: Final = Reason(
    "NOT_DUE", de="{series}: nichts zu planen ({phase}).", en="{series}: nothing to plan ({phase})."
)
NO_CALENDAR: Final = Reason(
    "NO_CALENDAR",
    de="Kein Kalender spricht über {places}; welche Tage dort frei sind, ist unbekannt.",
    en="No calendar speaks about {places}; which days are free there is unknown.",
)
SUMMER_BREAK_UNKNOWN: Final = Reason(
    "SUMMER_BREAK_UNKNOWN",
    de="Sommerferien des gastgebenden Landes: unbekannt für {occurrences}, weil kein Kalender sie nennt.",
    en="Summer holidays of the host Land: unknown for {occurrences}, because no calendar names them.",
)
SUMMER_BREAK_OF_NO_LAND: Final = Reason(
    "SUMMER_BREAK_OF_NO_LAND",
    de="Sommerferien des gastgebenden Landes: unbekannt für {occurrences}, weil das Land nicht feststeht.",
    en="Summer holidays of the host Land: unknown for {occurrences}, because the Land is not settled.",
)
NONE_BETTER: Final = Reason(
    "NONE_BETTER", de="Kein anderer Tag wäre für sich genommen besser.", en="No other day would be better by itself."
)
FORBIDDEN_DAY: Final = Reason(
    "FORBIDDEN_DAY",
    de="{days}{where} (allein {cost}): verboten, denn {why}.",
    en="{days}{where} ({cost} by itself): forbidden, because {why}.",
)
DEARER_DAY: Final = Reason(
    "DEARER_DAY",
    de="{days}{where} (allein {cost}): kostet hier {whole}, denn {why}.",
    en="{days}{where} ({cost} by itself): costs {whole} here, because {why}.",
)
FREE_DAY: Final = Reason(
    "FREE_DAY",
    de="{days}{where} (allein {cost}): nichts spricht dagegen, solange sonst alles steht, wie es steht.",
    en="{days}{where} ({cost} by itself): nothing stands against it, as long as all else stands.",
)
NO_DAY: Final = Reason(
    "NO_DAY", de="Im Fenster liegt kein Tag des Planungszeitraums.", en="The window holds no day of the horizon."
)
MORE_DAYS: Final = Reason("MORE_DAYS", de="… und {count} weitere.", en="… and {count} more.")

# ── what a rule says of a day ────────────────────────────────────────────────────────────────────────────────────────
OUT_OF_WINDOW: Final = Reason(
    "OUT_OF_WINDOW",
    de="der erste Tag liegt nicht im Fenster ({window})",
    en="the first day is not in the window ({window})",
)
FAR_OFF: Final = Reason("FAR_OFF", de="{days} neben dem {likeliest}", en="{days} off {likeliest}")
DAY_NAMED: Final = Reason("DAY_NAMED", de="{days}: {kind} ({names})", en="{days}: {kind} ({names})")
WRONG_WEEKDAY: Final = Reason("WRONG_WEEKDAY", de="{days} fällt auf {weekdays}", en="{days} falls on {weekdays}")
WRONG_WEEKDAYS: Final = Reason("WRONG_WEEKDAYS", de="{days} fallen auf {weekdays}", en="{days} fall on {weekdays}")
WRONG_LENGTH: Final = Reason("WRONG_LENGTH", de="{days} statt {asked}", en="{days} instead of {asked}")
TOO_SOON: Final = Reason(
    "TOO_SOON",
    de="nur {days} nach dem {since}, {asked}",
    en="only {days} after {since}, {asked}",
)
TOO_NEAR: Final = Reason(
    "TOO_NEAR",
    de="zwischen diesem Termin und „{other}“ ({there}) gäbe es nur {between}, {asked}",
    en="between it and “{other}” ({there}) there would be only {between}, {asked}",
)
OVERLAPS: Final = Reason(
    "OVERLAPS",
    de="dort überschneidet es sich mit „{other}“ ({there})",
    en="it would overlap “{other}” ({there})",
)
SAME_LAND: Final = Reason(
    "SAME_LAND", de="auch bei „{other}“ ist {land} das gastgebende Land", en="“{other}” is hosted in {land} too"
)
FULL: Final = Reason(
    "FULL",
    de="{period} hat schon {events} ({others})",
    en="{period} has {events} already ({others})",
)
QUIET: Final = Reason("QUIET", de="{days}: ungünstig ({names})", en="{days}: discouraged ({names})")
LEAVES_BEFORE: Final = Reason(
    "LEAVES_BEFORE",
    de="der bisherige Termin ({before}) würde verlassen, was {price} kostet",
    en="it would leave its earlier days ({before}), which costs {price}",
)
OWN: Final = Reason("OWN", de="{words}", en="{words}")

TURN_OF_THE_YEAR: Final = Term("zwischen den Jahren", "turn of the year")
CARNIVAL: Final = Term("Karneval", "carnival")
HOLY_WEEK: Final = Term("Karwoche und Ostern", "Holy Week and Easter")

WEEKDAYS: Final = (
    Term("Montag", "Monday"),
    Term("Dienstag", "Tuesday"),
    Term("Mittwoch", "Wednesday"),
    Term("Donnerstag", "Thursday"),
    Term("Freitag", "Friday"),
    Term("Samstag", "Saturday"),
    Term("Sonntag", "Sunday"),
)

# ── rules that cannot be kept together ───────────────────────────────────────────────────────────────────────────────
RULE_NAMES: Final = {
    "window": Term("Fenster", "window"),
    "near the likeliest day": Term("nahe am wahrscheinlichsten Tag", "near the likeliest day"),
    "weekdays": Term("Wochentage", "weekdays"),
    "duration": Term("Dauer", "duration"),
    "calendar": Term("Kalender", "calendar"),
    "quiet times": Term("stille Zeiten", "quiet times"),
    "lead time": Term("Vorlauf", "lead time"),
    "own rule": Term("eigene Regel", "own rule"),
    "minimum gap": Term("Mindestabstand", "minimum gap"),
    "rotate Länder": Term("wechselnde Länder", "rotate Länder"),
    "load": Term("Auslastung", "load"),
}
"""What the rules are called in a sentence, by their names; a name that the user gave stays as it is."""
RULE: Final = Reason("RULE", de="Regel „{rule}“", en="rule “{rule}”")
IN_HORIZON: Final = Reason("IN_HORIZON", de="Alles liegt im Zeitraum {horizon}.", en="Everything lies in {horizon}.")
TAKES_PLACE: Final = Reason(
    "TAKES_PLACE",
    de="„{other}“ findet auch statt ({window}).",
    en="“{other}” takes place too ({window}).",
)
STANDS_LOCKED: Final = Reason(
    "STANDS_LOCKED",
    de="„{other}“ steht fest: {days}.",
    en="“{other}” is fixed: {days}.",
)

# ── what stands differently than before ──────────────────────────────────────────────────────────────────────────────
NEW: Final = Reason("NEW", de="{occurrence} ist neu: {after}.", en="{occurrence} is new: {after}.")
ANNOUNCED_AS_PLANNED: Final = Reason(
    "ANNOUNCED_AS_PLANNED",
    de="{occurrence} ist angekündigt, wie es geplant war: {after}.",
    en="{occurrence} has been announced as it was planned: {after}.",
)
ANNOUNCED_ELSEWHERE: Final = Reason(
    "ANNOUNCED_ELSEWHERE",
    de="{occurrence} ist angekündigt: {after}; geplant war {before}.",
    en="{occurrence} has been announced: {after}; planned was {before}.",
)
REPLACED: Final = Reason(
    "REPLACED",
    de="{old} ist verlegt, vom {before} auf den {after}, und steht nun als {occurrence} im Plan.",
    en="{old} has been moved from {before} to {after} and now stands in the plan as {occurrence}.",
)
REPLACED_AS_PLANNED: Final = Reason(
    "REPLACED_AS_PLANNED",
    de="{occurrence} steht an der Stelle von {old}, an denselben Tagen: {after}.",
    en="{occurrence} stands in the place of {old}, on the same days: {after}.",
)
NO_LONGER_DUE: Final = Reason(
    "NO_LONGER_DUE",
    de="{occurrence} ({before}) wird nicht mehr geplant.",
    en="{occurrence} ({before}) is no longer planned.",
)
LOST: Final = Reason(
    "LOST",
    de="{occurrence} ({before}) findet keinen Platz mehr.",
    en="{occurrence} ({before}) finds no place any more.",
)
MOVED_LOCKED: Final = Reason(
    "MOVED_LOCKED",
    de="{occurrence}: vom {before} auf den {after}; so steht es fest.",
    en="{occurrence}: from {before} to {after}, as it was fixed.",
)
MOVED_BROKEN: Final = Reason(
    "MOVED_BROKEN",
    de="{occurrence}: vom {before} auf den {after}, denn für den alten Termin gilt: {why}.",
    en="{occurrence}: from {before} to {after}, because of the old days: {why}.",
)
MOVED_CHEAPER: Final = Reason(
    "MOVED_CHEAPER",
    de="{occurrence}: vom {before} auf den {after}; die Regeln kosten statt {old} nur {new}.",
    en="{occurrence}: from {before} to {after}; the rules cost {new} instead of {old}.",
)
MOVED_FOR_OTHERS: Final = Reason(
    "MOVED_FOR_OTHERS",
    de="{occurrence}: vom {before} auf den {after}; das kostet hier nicht weniger, aber der Plan im Ganzen.",
    en="{occurrence}: from {before} to {after}; that costs no less here, but the plan does as a whole.",
)
MOVED_LAND: Final = Reason(
    "MOVED_LAND",
    de="{occurrence} ({after}): {new} statt {old}.",
    en="{occurrence} ({after}): {new} instead of {old}.",
)

# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
ROW_PLANNED: Final = Term("geplant", "planned")
ROW_LOCKED: Final = Term("fest", "fixed")
ROW_LEFT_OUT: Final = Term("ausgelassen", "left out")

# ── what a check finds ───────────────────────────────────────────────────────────────────────────────────────────────
BROKEN: Final = Reason("BROKEN", de="{ids}: Regel „{rule}“ ist verletzt.", en="{ids}: the rule “{rule}” is broken.")
OUTSIDE: Final = Reason(
    "OUTSIDE",
    de="{ids} liegt außerhalb des Planungszeitraums {horizon}.",
    en="{ids} lies outside the horizon {horizon}.",
)
LOCKED_MOVED: Final = Reason(
    "LOCKED_MOVED", de="{ids} war fest und ist verschoben.", en="{ids} was fixed and has been moved."
)
NOT_ASKED: Final = Reason("NOT_ASKED", de="{ids} gehört nicht zur Aufgabe.", en="{ids} is not part of the task.")
TWICE: Final = Reason("TWICE", de="{ids} hat mehr als einen Termin.", en="{ids} has more than one place.")
WRONG_DAYS: Final = Reason(
    "WRONG_DAYS",
    de="{ids}: so viele Tage oder dieses Land sind nicht vorgesehen.",
    en="{ids}: so many days or this Land were not asked for.",
)
LOST_SIGHT_OF: Final = Reason(
    "LOST_SIGHT_OF",
    de="{ids} hat weder Tage noch steht es unter dem, was ausgelassen ist, oder beides.",
    en="{ids} has neither days nor stands among what is left out, or both.",
)
WRONG_VALUE: Final = Reason(
    "WRONG_VALUE",
    de="Der Plan gibt den Wert {given} an, gezählt ergibt sich {counted}.",
    en="The plan gives the value {given}, counted it is {counted}.",
)
WRONG_BOUND: Final = Reason(
    "WRONG_BOUND",
    de="Die Schranke {bound} ist nicht die, die der Beleg nennt, oder liegt über dem Wert eines Plans ({value}).",
    en="The bound {bound} is not the one that its certificate names, or is above the value of a plan ({value}).",
)
