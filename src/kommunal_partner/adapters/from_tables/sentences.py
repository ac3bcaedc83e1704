"""Why a cell or a row was not read, or read with care, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── how the table was read ──
READ_AS: Final = Reason(
    "TABLE_READ_AS",
    de="gelesen als {encoding}, Spalten getrennt durch {delimiter}",
    en="read as {encoding}, columns separated by {delimiter}",
)
HEADER_IN_LINE: Final = Reason(
    "TABLE_HEADER_IN_LINE",
    de="Kopfzeile in Zeile {line}; Zeilen darüber wurden nicht gelesen",
    en="header in line {line}; the lines above it were not read",
)
BLANK_LINES: Final = Reason("TABLE_BLANK_LINES", de="leere Zeilen: {count}", en="blank lines: {count}")
UNUSED_COLUMNS: Final = Reason(
    "TABLE_UNUSED_COLUMNS", de="nicht gelesene Spalten: {columns}", en="columns not read: {columns}"
)
OTHER_SHEETS: Final = Reason(
    "TABLE_OTHER_SHEETS",
    de="Tabellenblatt „{sheet}“ gelesen, nicht gelesen: {others}",
    en='sheet "{sheet}" read, not read: {others}',
)
FORMULAS: Final = Reason(
    "TABLE_FORMULAS",
    de="Zellen mit Formeln: {count}; gelesen wurde das zuletzt gespeicherte Ergebnis",
    en="cells with formulas: {count}; the result saved last was read",
)
MIXED_ENCODING: Final = Reason(
    "TABLE_MIXED_ENCODING",
    de="die Datei mischt zwei Zeichenkodierungen; Umlaute können falsch sein",
    en="the file mixes two encodings; letters such as ä may be wrong",
)
COLUMNS_CUT: Final = Reason(
    "TABLE_COLUMNS_CUT",
    de="nur die ersten {count} Spalten wurden gelesen",
    en="only the first {count} columns were read",
)

# ── rows ──
TOO_MANY_CELLS: Final = Reason(
    "ROW_TOO_MANY_CELLS",
    de="die Zeile hat mehr Zellen als die Kopfzeile; fehlen Anführungszeichen um ein Trennzeichen?",
    en="the row has more cells than the header; are quotation marks missing around a separator?",
)
STANDS_TWICE: Final = Reason(
    "ROW_STANDS_TWICE",
    de="dieselbe Partnerschaft wie in Zeile {first}; die Angaben wurden zusammengeführt",
    en="the same partnership as in line {first}; their claims were merged",
)
ID_TWICE: Final = Reason(
    "ROW_ID_TWICE",
    de="diese Kennung steht schon in Zeile {first} bei einer anderen Partnerschaft; hier wurde eine eigene vergeben",
    en="this id stands in line {first} for another partnership; it was replaced here",
)
FORMULA_WITHOUT_VALUE: Final = Reason(
    "CELL_FORMULA_WITHOUT_VALUE",
    de="Formel ohne gespeichertes Ergebnis; in Excel öffnen und speichern, oder den Wert eintragen",
    en="formula without a saved result; open and save it in Excel, or write the value",
)

# ── the side at home ──
NO_UNIT: Final = Reason("NO_UNIT", de="es ist keine deutsche Kommune angegeben", en="no German municipality is given")
UNKNOWN_UNIT: Final = Reason(
    "UNKNOWN_UNIT",
    de="das Gemeindeverzeichnis kennt diesen Namen nicht",
    en="the register of municipalities does not know this name",
)
SUGGESTED_UNIT: Final = Reason(
    "SUGGESTED_UNIT",
    de="das Gemeindeverzeichnis kennt diesen Namen so nicht; ähnlich: {candidates}",
    en="the register of municipalities does not know this name as it stands; similar: {candidates}",
)
AMBIGUOUS_UNIT: Final = Reason(
    "AMBIGUOUS_UNIT",
    de="der Name passt auf mehrere: {candidates}; bitte den Schlüssel (AGS) oder einen Zusatz angeben",
    en="the name fits several: {candidates}; give the key (AGS) or an addition",
)
BAD_KEY: Final = Reason("BAD_KEY", de="kein amtlicher Schlüssel: {reason}", en="no official key: {reason}")
KEY_REPAIRED: Final = Reason("KEY_REPAIRED", de="Schlüssel berichtigt: {repair}", en="key repaired: {repair}")
KEY_UNKNOWN: Final = Reason(
    "KEY_UNKNOWN_HERE",
    de="das Gemeindeverzeichnis kennt keinen Schlüssel {key}",
    en="the register of municipalities knows no key {key}",
)
NAMED_LIKE_OLD_KEY: Final = Reason(
    "NAMED_LIKE_OLD_KEY",
    de="das Gemeindeverzeichnis kennt keinen Schlüssel {key}; nach Name und Land gelesen als {unit}",
    en="the register of municipalities knows no key {key}; read by name and Land as {unit}",
)
NAME_CHANGED: Final = Reason(
    "NAME_CHANGED",
    de="nach dem Schlüssel gelesen als {unit}; im Verzeichnis heißt die Kommune anders",
    en="read by its key as {unit}; the register has another name for it",
)
KEY_OF: Final = Reason("KEY_OF", de="{key} ist der Schlüssel von {unit}", en="{key} is the key of {unit}")
LAND_CONTRADICTS: Final = Reason(
    "LAND_CONTRADICTS", de="{unit} liegt nicht in {land}", en="{unit} does not lie in {land}"
)
KEY_CONTRADICTS: Final = Reason(
    "KEY_CONTRADICTS_NAME", de="Schlüssel und Name widersprechen sich: {reason}", en="key and name contradict: {reason}"
)
BAD_LAND: Final = Reason("BAD_LAND", de="kein Bundesland: {reason}", en="no Land: {reason}")
UNKNOWN_ID: Final = Reason(
    "UNKNOWN_UNIT_ID",
    de="das Gemeindeverzeichnis hat keine Einheit mit dieser Kennung",
    en="the register of municipalities has no unit of this id",
)
NOT_AT_HOME: Final = Reason(
    "NOT_AT_HOME",
    de="keine Seite liegt in Deutschland",
    en="neither side lies in Germany",
)

# ── the side abroad ──
NO_PARTNER: Final = Reason("NO_PARTNER", de="es ist keine Partnerkommune angegeben", en="no partner is given")
NO_PLACE: Final = Reason("NO_PLACE", de="das ist kein Ortsname", en="that is no name of a place")
NO_COUNTRY: Final = Reason(
    "NO_COUNTRY",
    de="das Land des Partners ist nicht angegeben",
    en="the country of the partner is not given",
)
UNKNOWN_COUNTRY: Final = Reason(
    "UNKNOWN_COUNTRY",
    de="kein Land heißt „{text}“; ähnlich: {suggestions}",
    en='no country is called "{text}"; similar: {suggestions}',
)
AMBIGUOUS_COUNTRY: Final = Reason(
    "AMBIGUOUS_COUNTRY",
    de="„{text}“ kann mehrere Länder meinen: {candidates}",
    en='"{text}" can mean several countries: {candidates}',
)
COUNTRY_CONTRADICTS: Final = Reason(
    "COUNTRY_CONTRADICTS",
    de="beim Partner steht {one}, in der Spalte für das Land {other}",
    en="the partner says {one}, the column for the country {other}",
)
ONLY_A_COUNTRY: Final = Reason(
    "ONLY_A_COUNTRY",
    de="nur ein Land und kein Ort; ist der Ort gemeint, bitte das Land in eine eigene Spalte schreiben",
    en="a country only and no place; if the place is meant, write the country into a column of its own",
)
SEVERAL_PARTNERS: Final = Reason(
    "SEVERAL_PARTNERS",
    de="als {count} Partner gelesen: {names}",
    en="read as {count} partners: {names}",
)
MAYBE_SEVERAL: Final = Reason(
    "MAYBE_SEVERAL",
    de="als ein Partner gelesen; sind es mehrere, bitte mit Semikolon trennen",
    en="read as one partner; if they are several, separate them by semicolons",
)
SAME_UNIT: Final = Reason(
    "SAME_UNIT", de="beide Seiten sind dieselbe Kommune", en="both sides are the same municipality"
)

# ── what is said of a partnership ──
BAD_DATE: Final = Reason(
    "BAD_DATE",
    de="nicht als Datum lesbar, bleibt unbekannt; lesbar sind etwa 1967, 1992/93, Oktober 1990, 03.10.1990",
    en="no readable date, stays unknown; readable are 1967, 1992/93, Oktober 1990, 03.10.1990 and the like",
)
SHORT_YEAR: Final = Reason(
    "SHORT_YEAR",
    de="das Jahr hat nur zwei Ziffern, bleibt unbekannt; bitte mit vier Ziffern schreiben",
    en="the year has two digits only, stays unknown; write it with four",
)
SERIAL_DATE: Final = Reason(
    "SERIAL_DATE",
    de="als Datum von Excel (laufende Nummer eines Tages) gelesen: {day}",
    en="read as a date of Excel (running number of a day): {day}",
)
UTC_DATE: Final = Reason(
    "UTC_DATE",
    de="Zeitpunkt in UTC, gemeint ist der Tag in Deutschland: {day}",
    en="moment in UTC, meant is the day in Germany: {day}",
)
UNKNOWN_FORM: Final = Reason(
    "UNKNOWN_FORM",
    de="„{word}“ ist keine bekannte Form und kein bekanntes Programm; nicht übernommen",
    en='"{word}" is no known form and no known programme; left out',
)
UNKNOWN_STAGE: Final = Reason(
    "UNKNOWN_STAGE",
    de="„{word}“ ist kein bekannter Stand; nicht übernommen",
    en='"{word}" is no known stage; left out',
)
BAD_GOAL: Final = Reason(
    "BAD_GOAL", de="„{word}“ ist keines der 17 Ziele; nicht übernommen", en='"{word}" is none of the 17 goals; left out'
)
BAD_CONFIDENCE: Final = Reason(
    "BAD_CONFIDENCE",
    de="„{word}“ ist keine Angabe der Sicherheit (hoch, mittel, gering); als gering übernommen",
    en='"{word}" says not how sure it is (high, medium, low); taken as low',
)
BAD_VALUE: Final = Reason("BAD_VALUE", de="nicht lesbar, bleibt unbekannt", en="not readable, stays unknown")

# ── participants ──
PARTICIPANT_TWICE: Final = Reason(
    "PARTICIPANT_TWICE",
    de="diese Kennung steht schon in Zeile {first}",
    en="this id stands in line {first} already",
)
IS_ADDRESS: Final = Reason(
    "ID_IS_ADDRESS",
    de="die Kennung sieht aus wie eine E-Mail-Adresse; sie steht dann überall, wo die Kennung steht",
    en="the id looks like an e-mail address; it will stand wherever the id stands",
)
