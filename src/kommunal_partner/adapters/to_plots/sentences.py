"""The words of pictures, German and English side by side, in the order of the pictures."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

# ── the map of a list ────────────────────────────────────────────────────────────────────────────────────────────────

MAP_TITLE: Final = Term("ODA-Empfänger am {day}", "ODA recipients on {day}")
MAP_LIST: Final = Term("{list}: {count} Einträge", "{list}: {count} entries")
CARRIED_ON: Final = Term(
    "Für diesen Tag gibt es noch keine Liste; gezeigt ist die letzte, gültig bis {last}.",
    "There is no list for this day yet; shown is the last one, valid until {last}.",
)
INFERRED: Final = Term(
    "Erschlossen: Das Dokument der Liste wurde nicht eingesehen (Verlässlichkeit: {confidence}).",
    "Inferred: the document of the list was not seen (confidence: {confidence}).",
)
NOT_DRAWN: Final = Term("Ohne Umriss auf dieser Karte: {names}.", "Without an outline on this map: {names}.")
DESCRIBED: Final = Term("Weltkarte: {title}. {subtitle} {counts}.", "Map of the world: {title}. {subtitle} {counts}.")
COUNTRY: Final = Term("Land", "Country")
GROUP: Final = Term("Gruppe", "Group")
UNLISTED: Final = Term("nicht auf der Liste", "not on the list")
COVERED: Final = Term("{group}, erfasst vom Eintrag {entry}", "{group}, covered by the entry {entry}")
GROUPS: Final = {
    "LDC": Term("am wenigsten entwickelt (LDC)", "least developed (LDC)"),
    "OTHER_LIC": Term("anderes Land mit niedrigem Einkommen", "other low income"),
    "LMIC": Term("mittleres Einkommen, untere Gruppe", "lower middle income"),
    "UMIC": Term("mittleres Einkommen, obere Gruppe", "upper middle income"),
    "HIC_PART_I": Term("hohes Einkommen, Teil I (bis 2004)", "high income, Part I (until 2004)"),
}
"""Short, for legends; `oda.OdaGroup.text` gives the names in full."""

# ── the timeline of series ───────────────────────────────────────────────────────────────────────────────────────────

TIMELINE_TITLE: Final = Term("Veranstaltungsreihen, Stand {day}", "Event series as known on {day}")
TIMELINE_OF_ONE: Final = Term("{name}, Stand {day}", "{name} as known on {day}")
TIMELINE_SUBTITLE: Final = Term(
    "Zeichen: Tag bekannt. Balken: Tag unbekannt, so breit wie die möglichen Tage. Zahl: die wievielte Veranstaltung.",
    "Mark: day known. Bar: day unknown, as wide as the possible days. Number: which edition it is.",
)
TIMELINE_DESCRIBED: Final = Term("Zeitleiste: {title}. {rows}", "Timeline: {title}. {rows}")
TIMELINE_ROW: Final = Term(
    "{name}: {count} durchgeführt, {phase}.",
    "{name}: {count} held, {phase}.",
)
NUMBERED: Final = Term("Nr. {number}", "no. {number}")
LOOKS: Final = {
    "day_held": Term("durchgeführt", "held"),
    "day_held_details_unknown": Term("durchgeführt, Näheres unbekannt", "held, details unknown"),
    "day_inferred_from_numbering": Term("aus der Zählung erschlossen", "inferred from the numbering"),
    "day_nominal_only": Term("nur gelistet, kein Bericht", "listed only, no report"),
    "day_announced": Term("angekündigt", "announced"),
    "day_postponed": Term("verschoben", "postponed"),
    "day_cancelled": Term("abgesagt", "cancelled"),
    "day_bridge_event": Term("Zwischenveranstaltung", "bridge event"),
    "day_off_series": Term("außerhalb der Reihe", "outside the series"),
    "day_sibling_series": Term("andere Reihe gleichen Namens", "other series of the same name"),
    "span_held": Term("durchgeführt, Tag unbekannt", "held, day unknown"),
    "span_held_details_unknown": Term("durchgeführt, Näheres und Tag unbekannt", "held, details and day unknown"),
    "span_inferred_from_numbering": Term(
        "aus der Zählung erschlossen, Tag unbekannt", "inferred from the numbering, day unknown"
    ),
    "span_nominal_only": Term("nur gelistet, kein Bericht, Tag unbekannt", "listed only, no report, day unknown"),
    "span_announced": Term("angekündigt, Tag unbekannt", "announced, day unknown"),
    "span_postponed": Term("verschoben, Tag unbekannt", "postponed, day unknown"),
    "span_cancelled": Term("abgesagt, Tag unbekannt", "cancelled, day unknown"),
    "span_bridge_event": Term("Zwischenveranstaltung, Tag unbekannt", "bridge event, day unknown"),
    "span_off_series": Term("außerhalb der Reihe, Tag unbekannt", "outside the series, day unknown"),
    "span_sibling_series": Term(
        "andere Reihe gleichen Namens, Tag unbekannt", "other series of the same name, day unknown"
    ),
    "expected": Term("erwartet, Strich: wahrscheinlichster Tag", "expected, line: likeliest day"),
    "missed": Term("war erwartet, nicht belegt", "was expected, not documented"),
    "grid": Term("Jahr des Turnus", "year of the cycle"),
    "line": Term("von Veranstaltung zu Veranstaltung", "from edition to edition"),
    "gap": Term("Lücke, länger als der Turnus", "gap, longer than the cycle"),
    "faded": Term("erloschen", "lapsed"),
}
"""By the name of the look: of editions `day_` or `span_` and the status, else the kind of mark."""

# ── who left the list ────────────────────────────────────────────────────────────────────────────────────────────────

GRADUATIONS_TITLE: Final = Term(
    "Von der DAC-Liste ausgeschieden: {count} Länder und Gebiete, {first} bis {last}",
    "Left the DAC list: {count} countries and territories, {first} to {last}",
)
GRADUATIONS_SUBTITLE: Final = Term(
    "Balken: auf der Liste, in der Farbe der Gruppe. „ab“: der erste Tag ohne Eintrag. Vor {first}: nicht bekannt.",
    "Bar: on the list, in the colour of the group. “from”: the first day without an entry. Before {first}: not known.",
)
NONE_LEFT: Final = Term("In diesem Zeitraum verließ kein Land die Liste.", "No country left the list in this time.")
GRADUATIONS_DESCRIBED: Final = Term("Zeitleiste: {title}. {rows}", "Timeline: {title}. {rows}")
LEFT_ON: Final = Term("ab {day}", "from {day}")
BACK_ON: Final = Term("wieder ab {day}", "back from {day}")
