"""What is said of a GV100AD file: how it was read, what a whole edition would have, and why it is refused."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── the file ─────────────────────────────────────────────────────────────────────────────────────────────────────────

OPEN_AS_TEXT: Final = Reason(
    "REGISTER_OPEN_AS_TEXT",
    de="die Datei ist als Text geöffnet; bitte binär öffnen ('rb')",
    en="the file is open as text; open it in binary mode ('rb')",
)
TOO_LARGE: Final = Reason(
    "REGISTER_TOO_LARGE",
    de="die Datei ist größer als {most} MiB",
    en="the file is larger than {most} MiB",
)
ZIPPED: Final = Reason(
    "REGISTER_ZIPPED",
    de="das ist ein ZIP-Archiv; bitte die Textdatei darin erst entpacken",
    en="this is a ZIP archive; unpack the text file in it first",
)
UTF_16: Final = Reason(
    "REGISTER_UTF_16",
    de="das ist UTF-16; das Verzeichnis erscheint in UTF-8 oder ISO-8859-1",
    en="this is UTF-16; the register is published in UTF-8 or ISO-8859-1",
)
CUT_IN_CHARACTER: Final = Reason(
    "REGISTER_CUT_IN_CHARACTER",
    de="die Datei ist mitten in einem Zeichen abgeschnitten",
    en="the file is cut off inside a character",
)
OTHER_ENCODING: Final = Reason(
    "REGISTER_OTHER_ENCODING",
    de="das Byte {byte} ist weder UTF-8 noch ISO-8859-1",
    en="byte {byte} is neither UTF-8 nor ISO-8859-1",
)
NO_TEXT: Final = Reason(
    "REGISTER_NO_TEXT", de="das Zeichen {character} ist kein Text", en="character {character} is no text"
)
EMPTY: Final = Reason("REGISTER_EMPTY", de="die Datei ist leer", en="the file is empty")

# ── a record ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NO_RECORD: Final = Reason(
    "REGISTER_NO_RECORD",
    de="beginnt mit '{given}', das ist keine der Satzarten 10 bis 60",
    en="begins with '{given}', which is none of the record types 10 to 60",
)
WRONG_LENGTH: Final = Reason(
    "REGISTER_WRONG_LENGTH",
    de="hat {length} Zeichen, ein Satz hat {width}: abgeschnitten oder gekürzt?",
    en="has {length} characters, a record has {width}: cut off or trimmed?",
)
TWO_EDITIONS: Final = Reason(
    "REGISTER_TWO_EDITIONS",
    de="ist vom '{given}', die Datei vom '{first}': zwei Ausgaben sind vermischt",
    en="is of '{given}', the file of '{first}': two editions are mixed",
)
NO_DAY: Final = Reason(
    "REGISTER_NO_DAY", de="'{given}' ist kein Tag in der Form JJJJMMTT", en="'{given}' is no day written YYYYMMDD"
)
NO_KEY: Final = Reason(
    "REGISTER_NO_KEY",
    de="'{given}' ist kein Schlüssel eines Satzes der Art {type}",
    en="'{given}' is not a key of a record of type {type}",
)
NO_LAND: Final = Reason(
    "REGISTER_NO_LAND", de="'{given}' ist der Schlüssel keines Landes", en="'{given}' is the key of no Land"
)
NO_NAME: Final = Reason("REGISTER_NO_NAME", de="der Name fehlt", en="the name is missing")
TWICE: Final = Reason(
    "REGISTER_TWICE", de="der Schlüssel {key} steht hier zum zweiten Mal", en="the key {key} stands here a second time"
)
NO_NUMBER: Final = Reason(
    "REGISTER_NO_NUMBER", de="{what}: '{given}' ist keine Zahl", en="{what} '{given}' is no number"
)
NO_KIND: Final = Reason(
    "REGISTER_NO_KIND",
    de="'{given}' ist kein Textkennzeichen eines Satzes der Art {type}",
    en="'{given}' is no Textkennzeichen of a record of type {type}",
)

# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────

NO_MUNICIPALITY: Final = Reason(
    "REGISTER_NO_MUNICIPALITY",
    de="die Datei enthält keine Gemeinde (keinen Satz der Art 60); ist sie abgeschnitten?",
    en="the file holds no municipality (no record of type 60); is it cut off?",
)
NO_SUCH_DAY: Final = Reason(
    "REGISTER_NO_SUCH_DAY", de="den Tag '{given}' gibt es nicht", en="there is no day '{given}'"
)
NO_TITLE_DAY: Final = Reason(
    "REGISTER_NO_TITLE_DAY",
    de="über dem ersten Satz steht kein Tag; bitte mit as_of= angeben",
    en="no day stands above the first record; give it as as_of=",
)
READ_AS: Final = Reason(
    "REGISTER_READ_AS",
    de="gelesen als {encoding}: {records} Datensätze, Gebietsstand {as_of}",
    en="read as {encoding}: {records} records, as of {as_of}",
)
MISSING_LAENDER: Final = Reason(
    "REGISTER_MISSING_LAENDER",
    de="ohne eine Gemeinde in: {states}; die Datei ist ein Auszug oder abgeschnitten",
    en="without a municipality in: {states}; the file is an extract or cut off",
)
EMPTY_KREISE: Final = Reason(
    "REGISTER_EMPTY_KREISE",
    de="{count} Kreise ohne Gemeinde, der erste: {first}; die Datei ist ein Auszug oder abgeschnitten",
    en="{count} Kreise without a municipality, the first: {first}; the file is an extract or cut off",
)
