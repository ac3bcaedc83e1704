"""Why a key was repaired and why a text is no key, in German and English."""

from __future__ import annotations

from typing import Final

from kommunal_partner.verdicts import Reason

# ── repairs ──
BLANKS: Final = Reason(
    "KEY_BLANKS",
    de="Leerzeichen und unübliche Zeichen bereinigt",
    en="blanks and unusual characters tidied up",
)
QUOTES: Final = Reason("KEY_QUOTES", de="Anführungszeichen entfernt", en="quotation marks taken off")
PREFIX: Final = Reason("KEY_PREFIX", de="„{prefix}“ davor entfernt", en='"{prefix}" in front taken off')
GROUPS: Final = Reason("KEY_GROUPS", de="Trennzeichen entfernt", en="separators taken out")
LEITWEG: Final = Reason(
    "KEY_LEITWEG", de="Grobadresse einer Leitweg-ID entnommen", en="coarse address of a Leitweg-ID taken"
)
WARN_CELL: Final = Reason(
    "KEY_WARN_CELL", de="Warnzellen-Nummer: führende 1 entfernt", en="warn cell number: leading 1 taken off"
)
FROM_ARS: Final = Reason(
    "KEY_FROM_ARS",
    de="aus dem Regionalschlüssel {ars} gebildet",
    en="made from the regional key {ars}",
)
INTEGER: Final = Reason("KEY_INTEGER", de="war eine ganze Zahl, kein Text", en="was a whole number, not text")
DECIMALS: Final = Reason("KEY_DECIMALS", de="war als Kommazahl geschrieben", en="was written as a number with decimals")
LOST_ZERO: Final = Reason(
    "KEY_LOST_ZERO", de="verlorene führende Null ergänzt", en="leading zero that was lost put back"
)

# ── refusals ──
NOT_TEXT: Final = Reason("KEY_NOT_TEXT", de="weder Text noch eine ganze Zahl", en="neither text nor a whole number")
TOO_LONG: Final = Reason("KEY_TOO_LONG", de="länger als jeder Schlüssel", en="longer than any key")
OTHER_CHARACTERS: Final = Reason(
    "KEY_OTHER_CHARACTERS",
    de="es stehen andere Zeichen als die Ziffern eines Schlüssels darin",
    en="there are other characters in it than the digits of one key",
)
PART_TOO_LONG: Final = Reason(
    "KEY_PART_TOO_LONG",
    de="der Teil {part} hat mehr als {digits} Ziffern",
    en="the part {part} has more than {digits} digits",
)
BLANK: Final = Reason("KEY_BLANK", de="die Angabe ist leer", en="there is nothing there")
ROUNDED: Final = Reason(
    "KEY_ROUNDED",
    de="als gerundete Zahl gespeichert, Ziffern sind verloren",
    en="stored as a rounded number, digits are lost",
)
NOT_DIGITS: Final = Reason(
    "KEY_NOT_DIGITS",
    de="ein {wanted} besteht aus genau {digits} Ziffern",
    en="a {wanted} is made of exactly {digits} digits",
)
LENGTH: Final = Reason(
    "KEY_LENGTH",
    de="{found} Ziffern; ein {wanted} hat {digits}",
    en="{found} digits; a {wanted} has {digits}",
)
POSTCODE: Final = Reason(
    "KEY_POSTCODE",
    de="fünf Ziffern sind eine Postleitzahl oder ein Kreisschlüssel, keine Gemeinde",
    en="five digits are a postcode or a Kreis key, not a municipality",
)
KREIS_WITHOUT_ZERO: Final = Reason(
    "KEY_KREIS_WITHOUT_ZERO",
    de="vier Ziffern sind ein Kreisschlüssel ohne führende Null, keine Gemeinde",
    en="four digits are a Kreis key without its leading zero, not a municipality",
)
OTHER_DIGIT_LOST: Final = Reason(
    "KEY_OTHER_DIGIT_LOST",
    de="{found} Ziffern, die erste eine Null: es fehlt eine andere Ziffer als die führende Null",
    en="{found} digits that begin with a zero: another digit than the leading zero is missing",
)
GROUPS_UNCLEAR: Final = Reason(
    "KEY_GROUPS_UNCLEAR",
    de="{found} Ziffern, so gruppiert, dass unklar ist, welche fehlt",
    en="{found} digits, grouped so that it is open which one is missing",
)
ELEVEN: Final = Reason(
    "KEY_ELEVEN",
    de="elf Ziffern: ein Regionalschlüssel ohne führende Null oder ein Tippfehler; bitte alle zwölf angeben",
    en="eleven digits: a regional key without its leading zero or a typo; give all twelve",
)
ARS_NEEDED: Final = Reason(
    "KEY_ARS_NEEDED",
    de="ein Gemeindeschlüssel; den Regionalschlüssel dazu kennt nur ein Gemeindeverzeichnis",
    en="a municipality key; only a register knows the regional key that belongs to it",
)
LEVEL_UNCLEAR: Final = Reason(
    "KEY_LEVEL_UNCLEAR",
    de="zu kurz: Land, Regierungsbezirk und Kreis lassen sich nicht unterscheiden",
    en="too short: Land, Regierungsbezirk and Kreis cannot be told apart",
)
NO_LAND: Final = Reason(
    "KEY_NO_LAND",
    de="beginnt mit {land}; die Länder haben die Schlüssel 01 bis 16",
    en="begins with {land}; the Länder have the keys 01 to 16",
)
NO_REGION: Final = Reason(
    "KEY_NO_REGION",
    de="{land} hat keine Regierungsbezirke, die dritte Ziffer muss 0 sein",
    en="{land} has no Regierungsbezirke, the third digit must be 0",
)
REGION_IS_ZERO: Final = Reason(
    "KEY_REGION_IS_ZERO",
    de="die dritte Ziffer ist 0, das heißt: kein Regierungsbezirk",
    en="the third digit is 0, which means: no Regierungsbezirk",
)
LAND_LEVEL: Final = Reason(
    "KEY_LAND_LEVEL",
    de="steht für das ganze Land {land} und ist kein {wanted}",
    en="it stands for the whole Land {land} and is no {wanted}",
)
REGION_LEVEL: Final = Reason(
    "KEY_REGION_LEVEL",
    de="steht für einen ganzen Regierungsbezirk und ist kein {wanted}",
    en="it stands for a whole Regierungsbezirk and is no {wanted}",
)
WHOLE_LAND_ONLY: Final = Reason(
    "KEY_WHOLE_LAND_ONLY",
    de="{land} hat nur die eine Gemeinde {only}",
    en="{land} has only the one municipality {only}",
)
NO_LAND_NAME: Final = Reason(
    "KEY_NO_LAND_NAME",
    de="weder Schlüssel noch Kürzel noch Name eines Landes",
    en="neither the key nor the code nor the name of a Land",
)
REPAIR_REFUSED: Final = Reason(
    "KEY_REPAIR_REFUSED",
    de="müsste repariert werden ({repair})",
    en="would need a repair ({repair})",
)
