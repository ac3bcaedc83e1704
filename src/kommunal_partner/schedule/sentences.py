"""What is said of when the next edition is due, in the order in which a reader meets it."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

# ── where a series stands ────────────────────────────────────────────────────────────────────────────────────────────

NOTHING_KNOWN: Final = Reason(
    "NOTHING_KNOWN", de="Bis dahin ist keine Veranstaltung bekannt.", en="No edition is known by then."
)
ANNOUNCED: Final = Reason(
    "ANNOUNCED", de="Die nächste Veranstaltung ist angekündigt: {when:in}.", en="The next edition is announced: {when}."
)
UNDER_WAY: Final = Reason(
    "UNDER_WAY",
    de="Die Veranstaltung läuft oder steht unmittelbar an: {when:in}.",
    en="The edition is under way or at hand: {when}.",
)
PERHAPS_OVER: Final = Reason(
    "PERHAPS_OVER",
    de="Die Veranstaltung {when} ist belegt, ihr genauer Tag nicht; sie kann schon stattgefunden haben ({cycle}).",
    en="The edition of {when} is documented, its very day is not; it may have taken place already ({cycle}).",
)
WINDOW_AHEAD: Final = Reason(
    "WINDOW_AHEAD",
    de="Die nächste Veranstaltung ist {year} zu erwarten, frühestens am {earliest}, spätestens am {latest} ({cycle}).",
    en="The next edition is to be expected in {year}, from {earliest} to {latest} ({cycle}).",
)
WINDOW_OPEN: Final = Reason(
    "WINDOW_OPEN",
    de="Die Veranstaltung {year} ist fällig, vom {earliest} bis zum {latest}; angekündigt ist nichts ({cycle}).",
    en="The edition of {year} is due, from {earliest} to {latest}; nothing is announced ({cycle}).",
)
WINDOW_MISSED: Final = Reason(
    "WINDOW_MISSED",
    de="Die für {year} erwartete Veranstaltung ist nicht belegt; zu erwarten war sie bis zum {latest}, das ist "
    "höchstens einen Turnus her ({cycle}).",
    en="The edition expected for {year} is not documented; it was to be expected until {latest}, at most one cycle ago "
    "({cycle}).",
)
CYCLE_MISSED: Final = Reason(
    "CYCLE_MISSED",
    de="Die für {year} erwartete Veranstaltung ist nicht belegt; zu erwarten war sie bis zum {latest}, das ist "
    "mehr als einen Turnus her ({cycle}).",
    en="The edition expected for {year} is not documented; it was to be expected until {latest}, more than one cycle "
    "ago ({cycle}).",
)
PERHAPS_HELD: Final = Reason(
    "PERHAPS_HELD",
    de="Sicher belegt ist zuletzt eine Veranstaltung ({when}); danach kann es weitere gegeben haben ({perhaps}); "
    "{cycle}.",
    en="The last edition surely documented is that of {when}; others may have followed ({perhaps}); {cycle}.",
)
LONG_AGO: Final = Reason(
    "LONG_AGO",
    de="Seit der letzten bekannten Veranstaltung ({when}) sind mehr als {years} Jahre vergangen; {cycle}.",
    en="More than {years} years have passed since the last known edition ({when}); {cycle}.",
)
NO_RHYTHM: Final = Reason(
    "NO_RHYTHM",
    de="Zuletzt bekannt ist eine Veranstaltung ({when}); wann die nächste folgt, sagt kein Turnus ({cycle}).",
    en="The last known edition is that of {when}; no cycle says when the next follows ({cycle}).",
)

# ── what an expected edition rests on ────────────────────────────────────────────────────────────────────────────────

EXPECTED: Final = Reason("EXPECTED", de="{rhythm} {season}", en="{rhythm} {season}")
EXPECTED_AFTER_A_GAP: Final = Reason(
    "EXPECTED_AFTER_A_GAP",
    de="{rhythm} {season} Nicht belegt ist, was für {missed} erwartet war.",
    en="{rhythm} {season} What was expected for {missed} is not documented.",
)
EXPECTED_THOUGH_LAPSED: Final = Reason(
    "EXPECTED_THOUGH_LAPSED", de="Erloschener Rhythmus: {rhythm} {season}", en="Lapsed rhythm: {rhythm} {season}"
)
OBSERVED_RHYTHM: Final = Reason(
    "OBSERVED_RHYTHM", de="Kein genannter Turnus: {rhythm} {season}", en="No stated cycle: {rhythm} {season}"
)
STATED: Final = Reason("STATED", de="Turnus: {cycle}.", en="Cycle: {cycle}.")
GRID: Final = Reason(
    "GRID", de="Raster der Reihe, hier ab der ersten Veranstaltung.", en="A grid from the first edition."
)
AFTER_LAST: Final = Reason(
    "AFTER_LAST",
    de="Je {years} Jahre nach der letzten bekannten Veranstaltung.",
    en="Each {years} years after the last known edition.",
)
MEAN: Final = Reason("MEAN", de="Mittlerer Abstand der bisherigen Veranstaltungen.", en="Mean interval so far.")
OWN_RULE: Final = Reason("OWN_RULE", de="Eigene Regel {name}.", en="Own rule {name}.")
OWN_SEASON: Final = Reason(
    "OWN_SEASON",
    de="Jahreszeit und Streuung aus {count} datierten Veranstaltungen der Reihe.",
    en="Season and spread from {count} dated editions of the series.",
)
SEASON_OF_KIND: Final = Reason(
    "SEASON_OF_KIND",
    de="Datierte Veranstaltungen: {count}, zu wenige für ein eigenes Fenster; genommen ist das weitere der Art "
    "„{kind}“.",
    en="Dated editions: {count}, too few for a window of its own; taken is the wider one of the kind “{kind}”.",
)

# ── the rhythm that a series shows ───────────────────────────────────────────────────────────────────────────────────

ONE_INTERVAL: Final = Reason(
    "ONE_INTERVAL",
    de="Im Mittel {mean} Monate, aus einer einzigen Messung: wie regelmäßig, lässt sich nicht sagen.",
    en="On average {mean} months, measured once: there is no saying how regular.",
)
RHYTHM: Final = Reason(
    "RHYTHM",
    de="Im Mittel {mean} Monate ({low} bis {high} ohne eine der {count} Messungen), Regelmäßigkeit {regularity}.",
    en="On average {mean} months ({low} to {high} without one of {count} measurements), regularity {regularity}.",
)

# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────

NO_WINDOW: Final = Term(
    "Ein Fenster ist ein Span, etwa Span.years(2027, 2032), oder ein Paar aus zwei Jahren oder zwei Tagen.",
    "A window is a Span, such as Span.years(2027, 2032), or a pair of two years or two days.",
)
NO_SERIES: Final = Term(
    "Gefragt wird nach einer Reihe (EventSeries).", "What is asked about is a series (EventSeries)."
)
