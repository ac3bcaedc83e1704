"""Why a text is not read as a date, German beside English, and the words for what dates are made of."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term
from kommunal_partner.verdicts import Reason

# What is given
A_TEXT_IS_WANTED: Final = Reason(
    "DATE_NO_TEXT", de="erwartet wird ein Text, nicht {kind}", en="a text is wanted, not {kind}"
)
TOO_LONG: Final = Reason("DATE_TOO_LONG", de="mehr als {most} Zeichen", en="more than {most} characters")

# The parts of a date
WHOLE_NUMBERS: Final = Reason(
    "DATE_WHOLE_NUMBERS",
    de="Jahr, Nummer und Tag sind ganze Zahlen",
    en="year, number and day are whole numbers",
)
NO_SUCH_YEAR: Final = Reason(
    "DATE_NO_SUCH_YEAR",
    de="der Kalender hat die Jahre 1 bis 9999 und kein Jahr 0",
    en="the calendar has the years 1 to 9999, and no year 0",
)
NO_DAY_IN_IT: Final = Reason(
    "DATE_NO_DAY_IN_IT",
    de="{precision} und eine Zahl für den Tag passen nicht zusammen",
    en="a {precision} has no number for a day",
)
NO_SUCH_DAY: Final = Reason(
    "DATE_NO_SUCH_DAY",
    de="der Monat {month} des Jahres {year} hat die Tage 1 bis {last}",
    en="month {month} of {year} has the days 1 to {last}",
)
NO_SUCH_MONTH: Final = Reason("DATE_NO_SUCH_MONTH", de="es gibt keinen Monat {month}", en="there is no month {month}")
WINTER_ENDS_LATER: Final = Reason(
    "DATE_WINTER_ENDS_LATER",
    de="dieser Winter endet nach dem Jahr 9999, mit dem der Kalender endet",
    en="that winter ends after the year 9999, where the calendar ends",
)
NOT_WRITTEN_SO: Final = Reason(
    "DATE_NOT_WRITTEN_SO",
    de="so wird diese Angabe nicht geschrieben: {precision}",
    en="no {precision} is written like this",
)
INTERVAL_OF_PARTS: Final = Reason(
    "DATE_INTERVAL_OF_PARTS",
    de="ein Zeitraum reicht von einem DatePart oder End zu einem anderen",
    en="an interval runs from a DatePart or an End to another",
)
ENDS_BEFORE: Final = Reason("DATE_ENDS_BEFORE", de="es endet, bevor es beginnt", en="it ends before it begins")
NEITHER_END: Final = Reason("DATE_NEITHER_END", de="keines der Enden ist bekannt", en="neither end is known")
MIXED_KINDS: Final = Reason(
    "DATE_MIXED_KINDS",
    de="beide Enden müssen Angaben derselben Art sein",
    en="both ends must be units of the same kind",
)
MUST_END_AFTER: Final = Reason(
    "DATE_MUST_END_AFTER", de="es muss nach seinem Anfang enden", en="it must end after it begins"
)
SET_OF_PARTS: Final = Reason(
    "DATE_SET_OF_PARTS",
    de="eine Auswahl besteht aus DatePart und Stretch",
    en="a set is made of DateParts and Stretches",
)
MEMBER_WITH_MARK: Final = Reason(
    "DATE_MEMBER_WITH_MARK",
    de="ein Glied einer Auswahl trägt kein Zeichen des Zweifels",
    en="a member of a set carries no mark",
)
TOO_FEW: Final = Reason(
    "DATE_TOO_FEW",
    de="eine Auswahl hat mindestens zwei Angaben",
    en="a set has at least two dates to choose from",
)
SAME_DAY: Final = Reason(
    "DATE_SAME_DAY", de="{one} und {other} nennen denselben Tag", en="{one} and {other} name the same day"
)
A_CONTENT_IS_WANTED: Final = Reason(
    "DATE_NO_CONTENT",
    de="erwartet wird DatePart, Interval oder Choice; Texte liest FuzzyDate.parse",
    en="a DatePart, Interval or Choice is wanted; FuzzyDate.parse reads texts",
)

# EDTF
SET_NOT_CLOSED: Final = Reason("EDTF_SET_NOT_CLOSED", de="eine Auswahl endet mit ]", en="a set ends with ]")
CLOCK_TIME: Final = Reason(
    "DATE_CLOCK_TIME",
    de="es hat eine Uhrzeit; erwartet wird ein Tag",
    en="it has a clock time; a day is wanted",
)
ALL_OF_SEVERAL: Final = Reason(
    "EDTF_ALL_OF_SEVERAL",
    de="{{…}} meint alle von mehreren Angaben; gelesen wird nur [eine von mehreren]",
    en="{{…}} means all of several dates; only [one of several] is read",
)
FOUR_DIGITS_TO_9999: Final = Reason(
    "EDTF_FOUR_DIGITS",
    de="Jahre werden mit vier Ziffern geschrieben, 0001 bis 9999",
    en="years are written with four digits, 0001 to 9999",
)
GERMAN_DAY: Final = Reason(
    "EDTF_GERMAN_DAY",
    de="Tage werden als 2018-11-29 geschrieben; 29.11.2018 liest read_german",
    en="days are written as 2018-11-29; read_german reads 29.11.2018",
)
MARK_IN_THE_MIDDLE: Final = Reason(
    "EDTF_MARK_IN_THE_MIDDLE",
    de="ein Zeichen des Zweifels steht am Ende und gilt für die ganze Angabe",
    en="a mark stands at the end and holds for the whole date",
)
X_ELSEWHERE: Final = Reason(
    "EDTF_X_ELSEWHERE",
    de="X steht nur für die letzte oder die beiden letzten Ziffern eines Jahres",
    en="X stands for the last one or two digits of a year only",
)
NO_EDTF: Final = Reason(
    "EDTF_NOT_KNOWN",
    de="zu schreiben ist 2018, 2018-11, 2018-11-29, 2018-23, 2018~, 201X, 2012/2014 oder [2012..2014]",
    en="write 2018, 2018-11, 2018-11-29, 2018-23, 2018~, 201X, 2012/2014 or [2012..2014]",
)

# Words, in the order in which they are looked at
NO_YEAR: Final = Reason("DATE_NO_YEAR", de="es nennt kein Jahr", en="it names no year")
NO_MONTH: Final = Reason(
    "DATE_NO_MONTH", de="es nennt einen Tag ohne seinen Monat", en="it names a day without its month"
)
NOT_KNOWN: Final = Reason(
    "DATE_NOT_KNOWN",
    de="diese Schreibweise ist hier nicht bekannt",
    en="it is not written in a way known here",
)
FOUR_DIGITS: Final = Reason("DATE_FOUR_DIGITS", de="ein Jahr hat vier Ziffern", en="a year has four digits")
OTHER_WEEKDAY: Final = Reason(
    "DATE_OTHER_WEEKDAY",
    de="der {day} ist ein anderer Wochentag",
    en="{day} is no such day of the week",
)
NO_SUCH_WEEK: Final = Reason(
    "DATE_NO_SUCH_WEEK",
    de="das Jahr {year} hat die Kalenderwochen 1 bis {last}",
    en="{year} has the calendar weeks 1 to {last}",
)
WHICH_DECADE: Final = Reason(
    "DATE_WHICH_DECADE",
    de="das Jahrzehnt {short} kann 19{short} oder 20{short} sein: alle vier Ziffern schreiben",
    en="the decade {short} can be 19{short} or 20{short}: write its four digits",
)
ONLY_WINTER: Final = Reason(
    "DATE_ONLY_WINTER", de="nur der Winter liegt in zwei Jahren", en="only winter lies in two years"
)
WHICH_WINTER: Final = Reason(
    "DATE_WHICH_WINTER",
    de="dieser Winter kann der von {ended} oder der von {began} sein: beide Jahre schreiben",
    en="that winter can be the one of {ended} or of {began}: write both years",
)
NO_FOLLOWING_YEAR: Final = Reason(
    "DATE_NO_FOLLOWING_YEAR",
    de="{year}/{following} sind nicht zwei Jahre, die aufeinander folgen",
    en="{year}/{following} are not two years that follow one another",
)
WHICH_FIGURE: Final = Reason(
    "DATE_WHICH_FIGURE",
    de="welche Zahl ist der Tag und welche der Monat? Den Monat als Wort schreiben",
    en="which figure is the day and which the month? Write the month as a word",
)
YEARS_OR_PART: Final = Reason(
    "DATE_YEARS_OR_PART",
    de="zwei Jahre oder ein Teil von einem? FuzzyDate.parse liest es als EDTF",
    en="two years or a part of one? FuzzyDate.parse reads it as EDTF",
)
TWO_YEARS: Final = Reason(
    "DATE_TWO_YEARS",
    de="eines von zwei Jahren oder vom einen zum andern? {year}/{following} oder {year} bis {next} schreiben",
    en="one of two years, or from one to the other? Write {year}/{following} or {year} to {next}",
)
NO_THIRDS: Final = Reason(
    "DATE_NO_THIRDS",
    de="nur Monate, Jahre und Jahrzehnte haben hier Anfang, Mitte und Ende",
    en="only months and years, and decades, have a beginning, a middle and an end here",
)
NOT_NEIGHBOURS: Final = Reason(
    "DATE_NOT_NEIGHBOURS",
    de="{one} und {other} folgen nicht aufeinander: eines von beiden, oder vom einen zum andern?",
    en="{one} and {other} do not follow one another: one of the two, or from one to the other?",
)
TWO_DATES: Final = Reason(
    "DATE_TWO_DATES", de="es nennt zwei Angaben, {one} und {other}", en="it names two dates, {one} and {other}"
)
ONE_UNIT_BEHIND: Final = Reason(
    "DATE_ONE_UNIT_BEHIND",
    de="hinter diesem Wort muss ein Tag, ein Monat oder ein Jahr stehen, nicht {found}",
    en="one day, month or year must stand behind that word, not {found}",
)
DOUBTFUL_BOUND: Final = Reason(
    "DATE_DOUBTFUL_BOUND",
    de="eine Grenze, die selbst im Zweifel steht, wird nicht gelesen",
    en="a bound that is itself in doubt is not read",
)
DOUBTFUL_CHOICE: Final = Reason(
    "DATE_DOUBTFUL_CHOICE",
    de="eine Auswahl unter mehreren Angaben trägt kein Zeichen des Zweifels",
    en="a choice among several dates carries no mark of doubt",
)
CALENDAR_ENDS: Final = Reason("DATE_CALENDAR_ENDS", de="dort endet der Kalender", en="the calendar ends there")

PRECISIONS: Final = {
    "day": Term("Tag", "day"),
    "month": Term("Monat", "month"),
    "season": Term("Jahreszeit", "season"),
    "quarter": Term("Quartal", "quarter"),
    "half year": Term("Halbjahr", "half year"),
    "year": Term("Jahr", "year"),
    "decade": Term("Jahrzehnt", "decade"),
    "century": Term("Jahrhundert", "century"),
    "interval": Term("Zeitraum", "interval"),
    "set": Term("Auswahl", "set"),
}
MARKS: Final = {
    "": Term("ohne Zweifel", "without doubt"),
    "~": Term("ungefähr", "approximate"),
    "?": Term("unsicher", "uncertain"),
    "%": Term("ungefähr und unsicher", "approximate and uncertain"),
}
ENDS: Final = {"..": Term("offen", "open"), "": Term("nicht bekannt", "not known")}
