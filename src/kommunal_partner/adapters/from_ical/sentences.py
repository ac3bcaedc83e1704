"""Why a calendar is not read, German beside English, in the order in which it is looked at."""

from __future__ import annotations

from typing import Final

from kommunal_partner.errors import BadFile
from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason, Sentence

# The file as a whole
TOO_LARGE: Final = Reason(
    "CALENDAR_TOO_LARGE",
    de="die Kalenderdatei ist größer als {most} MB",
    en="the calendar file is larger than {most} MB",
)
NO_CALENDAR: Final = Reason(
    "NO_CALENDAR",
    de="das ist keine iCalendar-Datei (sie beginnt mit BEGIN:VCALENDAR)",
    en="this is no iCalendar file (one begins with BEGIN:VCALENDAR)",
)
OTHER_COMPONENT: Final = Reason(
    "OTHER_COMPONENT",
    de="das ist keine iCalendar-Datei: Sie beginnt mit {component}",
    en="this is no iCalendar file: it begins with {component}",
)
NOT_CLOSED: Final = Reason(
    "CALENDAR_NOT_CLOSED",
    de="was hier mit BEGIN:{component} beginnt, endet nicht; ist die Datei abgeschnitten?",
    en="what begins here with BEGIN:{component} does not end; is the file cut off?",
)
WRONG_END: Final = Reason(
    "CALENDAR_WRONG_END",
    de="hier steht END:{component}, ohne dass es begonnen hätte",
    en="here stands END:{component}, which has not begun",
)
TOO_DEEP: Final = Reason(
    "CALENDAR_TOO_DEEP",
    de="mehr als {most} Teile stecken ineinander",
    en="more than {most} parts lie inside one another",
)
NOT_GREGORIAN: Final = Reason(
    "NOT_GREGORIAN",
    de="gelesen werden nur Kalender mit gregorianischer Zählung, nicht {scale}",
    en="only Gregorian calendars are read, not {scale}",
)
BAD_ZONE: Final = Reason(
    "BAD_ZONE",
    de="die Zeitzonen dieser Datei sind nicht zu verstehen",
    en="the time zones of this file cannot be understood",
)
UNKNOWN_ZONE: Final = Reason(
    "UNKNOWN_ZONE",
    de="der Kalender steht in der Zeitzone {zone}, die nicht bekannt ist",
    en="the calendar is in the time zone {zone}, which is not known",
)
NOT_PARSED: Final = Reason(
    "CALENDAR_NOT_PARSED",
    de="das ist keine iCalendar-Datei, die sich lesen lässt",
    en="this is no iCalendar file that can be read",
)

# One event
NO_BEGINNING: Final = Reason(
    "NO_BEGINNING",
    de="der Termin {event} hat keinen Anfang",
    en="the event {event} has no beginning",
)
UNREADABLE: Final = Reason(
    "UNREADABLE_PROPERTY",
    de="der Termin {event} hat ein {name}, das nicht zu lesen ist",
    en="the event {event} has a {name} that cannot be read",
)
TWICE: Final = Reason(
    "PROPERTY_TWICE",
    de="der Termin {event} nennt {name} mehrmals und verschieden",
    en="the event {event} gives {name} several times, and differently",
)
ENDS_BEFORE: Final = Reason(
    "ENDS_BEFORE_IT_BEGINS",
    de="der Termin {event} endet, bevor er beginnt",
    en="the event {event} ends before it begins",
)
EXCLUDING_RULE: Final = Reason(
    "EXCLUDING_RULE",
    de="der Termin {event} nimmt Tage durch eine Regel aus (EXRULE); das wird nicht gelesen",
    en="the event {event} takes days out by a rule (EXRULE), which is not read",
)
BAD_REPEAT: Final = Reason(
    "BAD_REPEAT",
    de="der Termin {event} wiederholt sich nach einer Regel, der sich nicht folgen lässt",
    en="the event {event} repeats by a rule that cannot be followed",
)
NEVER: Final = Reason(
    "NEVER_REPEATS",
    de="der Termin {event} wiederholt sich nach einer Regel, die nie zutrifft",
    en="the event {event} repeats by a rule that never comes true",
)
TOO_OFTEN: Final = Reason(
    "REPEATS_TOO_OFTEN",
    de="der Termin {event} wiederholt sich häufiger, als hier gezählt wird",
    en="the event {event} repeats more often than is counted here",
)
NOT_FOLLOWED: Final = Reason(
    "EVENT_NOT_FOLLOWED",
    de="den Tagen des Termins {event} lässt sich nicht folgen",
    en="the days of the event {event} cannot be followed",
)

# A list of days
NO_TEXT: Final = Reason("DAYS_NO_TEXT", de="das ist kein Text in UTF-8", en="this is no UTF-8 text")
DAYS_TOO_LARGE: Final = Reason(
    "DAYS_TOO_LARGE",
    de="die Liste ist größer als {most} MB",
    en="the list is larger than {most} MB",
)
WRONG_COLUMNS: Final = Reason(
    "DAYS_WRONG_COLUMNS",
    de="die Spalten müssen {columns} heißen",
    en="the columns must be {columns}",
)
OPEN_QUOTE: Final = Reason(
    "DAYS_OPEN_QUOTE",
    de="ein Anführungszeichen wird hier geöffnet und nicht geschlossen",
    en="a quotation mark is opened here and not closed",
)
WRONG_QUOTE: Final = Reason(
    "DAYS_WRONG_QUOTE",
    de="ein Anführungszeichen steht hier falsch, oder ein Zeichen gehört in keinen Text",
    en="a quotation mark stands wrong here, or a character belongs in no text",
)
SURPLUS: Final = Reason(
    "DAYS_SURPLUS",
    de="hier stehen {count} Zellen statt {wanted}; gehört ein Text in Anführungszeichen?",
    en="here stand {count} cells in place of {wanted}; does a text belong in quotation marks?",
)
NO_DAY: Final = Reason(
    "DAYS_NO_DAY",
    de="{text} ist kein Tag der Form JJJJ-MM-TT",
    en="{text} is no day written YYYY-MM-DD",
)
BACKWARDS: Final = Reason(
    "DAYS_BACKWARDS",
    de="der letzte Tag, {last}, liegt vor dem ersten, {first}",
    en="{first} to {last} holds no day",
)
NO_KIND: Final = Reason(
    "DAYS_NO_KIND",
    de="{text} ist keines von {kinds}",
    en="{text} is none of {kinds}",
)

NOT_COVERED: Final = Term("vom Kalender nicht erfasst", "not covered by the calendar")


def bad_file(reason: Reason, line: int | None = None, **values: object) -> BadFile:
    """The error for this reason, with the line to blame."""
    return BadFile(Sentence(reason, values), line)
