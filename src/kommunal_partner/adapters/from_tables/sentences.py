"""Why a table, a cell or a row was not read, or read with care, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── files that are no table ──
OPEN_AS_TEXT: Final = Reason(
    "FILE_OPEN_AS_TEXT",
    de="die Datei ist als Text geöffnet; bitte binär öffnen ('rb')",
    en="the file is open as text; open it in binary mode ('rb')",
)
FILE_TOO_LARGE: Final = Reason(
    "FILE_TOO_LARGE",
    de="die Datei ist größer als {most} MiB",
    en="the file is larger than {most} MiB",
)
NO_SOURCE: Final = Reason(
    "NO_SOURCE",
    de="gebraucht wird ein Pfad, eine binäre Datei, Zeilen oder ein Data Frame, nicht {kind}",
    en="a path, a binary file, rows or a data frame are wanted, not {kind}",
)
ROW_IS_NO_MAPPING: Final = Reason(
    "ROW_IS_NO_MAPPING",
    de="manche Zeilen sind Zuordnungen, diese nicht",
    en="some rows are mappings and this one is none",
)
ROW_IS_NO_ROW: Final = Reason(
    "ROW_IS_NO_ROW",
    de="eine Zeile ist eine Zuordnung oder eine Folge von Zellen",
    en="a row is a mapping or a sequence of cells",
)
OLD_EXCEL: Final = Reason(
    "FILE_OLD_EXCEL",
    de="das ist eine alte Excel-Datei (.xls) oder eine mit Kennwort; bitte ohne Kennwort als .xlsx oder CSV speichern",
    en="this is an old Excel file (.xls) or one with a password; save it without one as .xlsx or CSV",
)
IS_PDF: Final = Reason(
    "FILE_IS_PDF",
    de="das ist ein PDF; gebraucht wird eine Tabelle als CSV oder .xlsx",
    en="this is a PDF; a table as CSV or .xlsx is wanted",
)
IS_DOCUMENT: Final = Reason(
    "FILE_IS_DOCUMENT",
    de="das ist ein Textdokument; gebraucht wird eine Tabelle als CSV oder .xlsx",
    en="this is a text document; a table as CSV or .xlsx is wanted",
)
IS_PAGE: Final = Reason(
    "FILE_IS_PAGE",
    de="das ist eine Webseite, auch wenn die Datei .xls heißt; bitte in Excel öffnen und als .xlsx speichern",
    en="this is a web page, even if the file is called .xls; open it in Excel and save it as .xlsx",
)
IS_XML: Final = Reason(
    "FILE_IS_XML",
    de="das ist XML; gebraucht wird eine Tabelle als CSV oder .xlsx",
    en="this is XML; a table as CSV or .xlsx is wanted",
)
OTHER_WORKBOOK: Final = Reason(
    "FILE_OTHER_WORKBOOK",
    de="das ist eine Tabelle von OpenOffice (.ods) oder eine binäre Arbeitsmappe (.xlsb); bitte als .xlsx speichern",
    en="this is an OpenOffice table (.ods) or a binary workbook (.xlsb); save it as .xlsx",
)
NO_EXCEL: Final = Reason(
    "FILE_NO_EXCEL",
    de="das ist ein ZIP-Archiv und keine Excel-Datei; bitte erst entpacken",
    en="this is a ZIP archive and no Excel file; unpack it first",
)
CUT_OFF: Final = Reason(
    "FILE_CUT_OFF",
    de="die Datei ist mitten in einem Zeichen abgeschnitten oder beschädigt ({encoding})",
    en="the file is cut off or damaged inside a character ({encoding})",
)
ZERO_BYTES: Final = Reason(
    "FILE_ZERO_BYTES",
    de="die Datei enthält Nullbytes; sie ist kein Text",
    en="the file holds zero bytes; it is no text",
)
DAMAGED: Final = Reason(
    "FILE_DAMAGED",
    de="die Excel-Datei ist beschädigt ({kind})",
    en="the Excel file is damaged: {kind}",
)
ENTITIES: Final = Reason(
    "FILE_ENTITIES",
    de="die Excel-Datei definiert eigene Entitäten, was kein Excel tut",
    en="the Excel file defines entities of its own, which no Excel does",
)
UNPACKS_TOO_LARGE: Final = Reason(
    "FILE_UNPACKS_TOO_LARGE",
    de="die Excel-Datei ist entpackt größer als {most} MiB",
    en="the Excel file unpacks to more than {most} MiB",
)
NO_SHEETS: Final = Reason(
    "FILE_NO_SHEETS",
    de="die Excel-Datei hat kein Blatt mit Zellen",
    en="the Excel file has no sheet with cells",
)
NO_SUCH_SHEET: Final = Reason(
    "FILE_NO_SUCH_SHEET",
    de="es gibt kein Blatt {sheet}; vorhanden: {titles}",
    en="there is no sheet {sheet}; there are: {titles}",
)
TOO_MANY_SHEETS: Final = Reason(
    "FILE_TOO_MANY_SHEETS",
    de="die Excel-Datei hat mehr als {most} Blätter",
    en="the Excel file has more than {most} sheets",
)
TOO_MANY_STRINGS: Final = Reason(
    "FILE_TOO_MANY_STRINGS",
    de="die Excel-Datei hat mehr als {most} Texte",
    en="the Excel file has more than {most} texts",
)
TOO_MANY_SHEET_CELLS: Final = Reason(
    "FILE_TOO_MANY_SHEET_CELLS",
    de="das Blatt hat mehr als {most} Zellen",
    en="the sheet has more than {most} cells",
)
BAD_ROW_NUMBER: Final = Reason(
    "FILE_BAD_ROW_NUMBER",
    de="das Blatt nennt eine Zeile {number}; Excel hat {most}",
    en="the sheet names a row {number}; Excel has {most}",
)
TOO_MANY_ROWS: Final = Reason(
    "TABLE_TOO_MANY_ROWS",
    de="die Tabelle hat mehr als {most} Zeilen",
    en="the table has more than {most} rows",
)
TOO_MANY_ENTRIES: Final = Reason(
    "TABLE_TOO_MANY_ENTRIES",
    de="die Tabelle hat mehr als {most} Einträge",
    en="the table has more than {most} entries",
)
LINE_TOO_WIDE: Final = Reason(
    "LINE_TOO_WIDE",
    de="die Zeile hat mehr als {most} Zellen",
    en="the line has more than {most} cells",
)
FIELD_TOO_LONG: Final = Reason(
    "FIELD_TOO_LONG",
    de="eine Zelle hat mehr als {most} Zeichen",
    en="a field larger than {most} characters",
)

# ── headers ──
NOTHING_IN_IT: Final = Reason(
    "TABLE_NOTHING_IN_IT",
    de="die Tabelle ist leer: keine Zelle hat einen Inhalt",
    en="the table is empty: no cell holds anything",
)
NO_HEADER: Final = Reason(
    "TABLE_NO_HEADER",
    de="keine Kopfzeile gefunden: Die erste Zeile enthält {found}; mit columns= angeben, welche "
    "Überschrift was bedeutet",
    en="no header is found: the first line holds {found}; say with columns= which header means what",
)
NO_HEADER_HERE: Final = Reason(
    "TABLE_NO_HEADER_HERE",
    de="keine Kopfzeile gefunden: keine der ersten Zeilen nennt, was in den {count} Spalten steht; "
    "eine Kopfzeile ergänzen oder mit columns= angeben, welche Spalte was bedeutet",
    en="no header is found: none of the first lines says what the {count} columns hold; add a header, "
    "or say with columns= which column means what",
)
NO_SUCH_COLUMN: Final = Reason(
    "TABLE_NO_SUCH_COLUMN",
    de="diese Spalte gibt es nicht",
    en="there is no column of this name",
)
NO_SUCH_NUMBER: Final = Reason(
    "TABLE_NO_SUCH_NUMBER",
    de="eine Spalte mit dieser Nummer gibt es nicht",
    en="there is no column of this number",
)
MISSING_COLUMN: Final = Reason(
    "TABLE_MISSING_COLUMN",
    de="keine Spalte gefunden für {fields}; vorhanden: {titles}; mit columns= angeben",
    en="no column is found for {fields} among {titles}; name it with columns=",
)

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
DOUBLE_ENCODING: Final = Reason(
    "TABLE_DOUBLE_ENCODING",
    de="die Buchstaben waren doppelt umgewandelt („Ã¼“ statt „ü“) und wurden zurückverwandelt",
    en="the letters had been converted twice (Ã¼ for ü) and were put right",
)
ENCODING_UNSURE: Final = Reason(
    "TABLE_ENCODING_UNSURE",
    de="die Zeichenkodierung ist unsicher: gelesen als {encoding}, möglich ist auch {other}; bitte "
    "Buchstaben mit Zeichen prüfen",
    en="the encoding is not sure: read as {encoding}, {other} is possible too; check letters with accents",
)
LAND_IS_STATE: Final = Reason(
    "TABLE_LAND_IS_STATE",
    de="in der Spalte „{column}“ stehen Bundesländer; sie wurde als Bundesland der deutschen Kommune "
    "gelesen, nicht als Staat des Partners",
    en="the column “{column}” holds German Länder; it was read as the Land of the German municipality, "
    "not as the country of the partner",
)
MEANT_AS: Final = Reason(
    "TABLE_MEANT_AS",
    de="die Spalte „{column}“ wurde nach ihrem Inhalt gelesen als: {meaning}",
    en="the column “{column}” was read by what it holds as: {meaning}",
)
COLUMNS_CUT: Final = Reason(
    "TABLE_COLUMNS_CUT",
    de="nur die ersten {count} Spalten wurden gelesen",
    en="only the first {count} columns were read",
)

# ── rows ──
BROKEN_QUOTES: Final = Reason(
    "ROW_BROKEN_QUOTES",
    de="die Anführungszeichen dieser Zeile passen nicht zusammen; in Zellen müssen sie verdoppelt sein",
    en="the quotation marks of this row do not fit; inside cells they must be doubled",
)
FOOTER: Final = Reason(
    "ROW_IS_FOOTER",
    de="als Fußnote oder Summe nicht gelesen",
    en="a footnote or a sum, not read",
)
FILLED_DOWN: Final = Reason(
    "ROW_FILLED_DOWN",
    de="keine Kommune angegeben; gelesen als die aus Zeile {first}",
    en="no municipality is given; read as that of line {first}",
)
HEADING: Final = Reason(
    "ROW_IS_HEADING",
    de="als Überschrift der folgenden Zeilen gelesen",
    en="read as the heading of the lines below",
)
HEADER_AGAIN: Final = Reason(
    "ROW_IS_HEADER_AGAIN",
    de="die Kopfzeile noch einmal",
    en="the header once more",
)
LETTERS_UNSURE: Final = Reason(
    "ROW_LETTERS_UNSURE",
    de="Buchstaben mit Zeichen können hier falsch sein, weil die Zeichenkodierung unsicher ist",
    en="letters with accents may be wrong here, because the encoding is not sure",
)
LETTERS_REPAIRED: Final = Reason(
    "ROW_LETTERS_REPAIRED",
    de="doppelt umgewandelte Buchstaben wurden zurückverwandelt; bitte prüfen",
    en="letters that had been converted twice were put right; please check",
)
LETTERS_LOST: Final = Reason(
    "CELL_LETTERS_LOST",
    de="hier ging ein Buchstabe verloren; bitte berichtigen",
    en="a letter was lost here; please correct it",
)
CELL_TOO_LONG: Final = Reason(
    "CELL_TOO_LONG",
    de="die Zelle ist länger als {most} Zeichen und wurde nicht gelesen",
    en="the cell is longer than {most} characters and was not read",
)
TOO_MANY_PARTS: Final = Reason(
    "CELL_TOO_MANY_PARTS",
    de="die Zelle nennt mehr als {most}; bitte auf Zeilen verteilen",
    en="the cell names more than {most}; spread them over lines",
)
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
UMLAUTS_LOST: Final = Reason(
    "UMLAUTS_LOST",
    de="gelesen als {unit}, ohne Umlaute geschrieben",
    en="read as {unit}, written without its umlauts",
)
UMLAUTS_UNSURE: Final = Reason(
    "UMLAUTS_UNSURE",
    de="es gibt {unit}, hier ohne Umlaute geschrieben; da die andere Seite in Deutschland liegt, kann "
    "ein Ort im Ausland gemeint sein: bitte das Land angeben",
    en="there is {unit}, written here without its umlauts; the other side lies in Germany, so a place "
    "abroad may be meant: give its country",
)
DOUBTFUL_UNIT: Final = Reason(
    "DOUBTFUL_UNIT",
    de="gelesen als {unit}, aber nicht sicher: {why}",
    en="read as {unit}, but not surely: {why}",
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
NO_MUNICIPALITY: Final = Reason(
    "NOT_A_MUNICIPALITY",
    de="das ist keine Kommune; die Kommune hier eintragen, in der sie liegt, und diesen Namen unter Bemerkungen",
    en="this is no municipality; write here the municipality it lies in, and this name under notes",
)
PART_OF_CITY: Final = Reason(
    "PART_OF_A_CITY",
    de="ein Bezirk oder Ortsteil, den das Gemeindeverzeichnis nicht kennt; Bezirke werden als "
    "„Berlin-Mitte“ geschrieben",
    en="a district or quarter that the register does not know; districts are written as “Berlin-Mitte”",
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
UNCLEAR_IF_SEVERAL: Final = Reason(
    "UNCLEAR_IF_SEVERAL",
    de="ein Partner oder mehrere? Mehrere bitte mit Semikolon trennen, eine Region in Klammern setzen",
    en="one partner or several? Separate several by semicolons, put a region in brackets",
)
PARTS_DIFFER: Final = Reason(
    "PARTS_DIFFER",
    de="{parts} Angaben für {partners} Partner; nicht übernommen, weil unklar ist, was zu wem gehört",
    en="{parts} entries for {partners} partners; left out, for it is open what belongs to which",
)
NO_PARTNERSHIP: Final = Reason(
    "NO_PARTNERSHIP",
    de="hier steht, dass es keine Partnerschaft gibt; das ist kein Eintrag",
    en="it says that there is no partnership; that is no entry",
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
YEARS_UNCLEAR: Final = Reason(
    "YEARS_UNCLEAR",
    de="unklar, ob zwei Jahre, ein Monat oder eine Jahreszeit gemeint ist, bleibt unbekannt; bitte "
    "ausschreiben, etwa 2021/22",
    en="it is open whether two years, a month or a season is meant, stays unknown; write it out, such as 2021/22",
)
YEAR_AS_DAY: Final = Reason(
    "YEAR_AS_DAY",
    de="{day} ist in Excel die Nummer {year}: vermutlich war das Jahr gemeint; bleibt unbekannt",
    en="{day} is number {year} in Excel: the year was probably meant; stays unknown",
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
