"""The words of pictures, German and English side by side, in the order of the pictures."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

# ── the map of a list ────────────────────────────────────────────────────────────────────────────────────────────────

MAP_TITLE: Final = Term("ODA-Empfänger am {day} ({list})", "ODA recipients on {day} ({list})")
MAP_TITLE_INFERRED: Final = Term(
    "ODA-Empfänger am {day} ({list}, erschlossen)", "ODA recipients on {day} ({list}, inferred)"
)
MAP_LIST: Final = Term("{list}: {count} Einträge.", "{list}: {count} entries.")
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
NO_SERIES: Final = Term("Keine Reihe.", "No series.")
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
    "Von der DAC-Liste ausgeschieden, {first} bis {last}: {count}",
    "Left the DAC list, {first} to {last}: {count}",
)
GRADUATIONS_SUBTITLE: Final = Term(
    "Balken: auf der Liste. „ab“: von da an nicht mehr (ein Jahr heißt 1. Januar). Vor {first}: nicht bekannt.",
    "Bar: on the list. “from”: no longer on it (a year means 1 January). Before {first}: not known.",
)
LISTS_INFERRED: Final = Term(
    "Erschlossen, die Dokumente wurden nicht eingesehen: {lists}.", "Inferred, the documents were not seen: {lists}."
)
NONE_LEFT: Final = Term("In diesem Zeitraum verließ kein Land die Liste.", "No country left the list in this time.")
GRADUATIONS_DESCRIBED: Final = Term("Zeitleiste: {title}. {rows}", "Timeline: {title}. {rows}")
LEFT_ON: Final = Term("ab {day}", "from {day}")
BACK_ON: Final = Term("wieder ab {day}", "back from {day}")

# ── partnerships by country, and on a map ────────────────────────────────────────────────────────────────────────────

BARS_TITLE: Final = Term("Partnerschaften nach Partnerland", "Partnerships by partner country")
IN_ALL: Final = Term("Partnerschaften: {count}. Länder: {countries}.", "Partnerships: {count}. Countries: {countries}.")
BARS_SUBTITLE: Final = Term(
    "Zeichen: Zahlen, die andere nennen; sie zählen Verschiedenes.",
    "Marks: numbers that others state; they count different things.",
)
BARS_DESCRIBED: Final = Term("Balken: {title}. {rows}.", "Bars: {title}. {rows}.")
STATED: Final = Term("andere nennen {counts}", "others state {counts}")
NO_PARTNERSHIPS: Final = Term("Keine Partnerschaft", "No partnership")
MORE_COUNTRIES: Final = Term(
    "Nicht gezeigt: {countries} weitere Länder mit zusammen {count}.",
    "Not shown: {countries} more countries with {count} in all.",
)
HERE: Final = Term("in dieser Tabelle", "in this table")
OTHERS_STATE: Final = {
    "diamond": Term("andere nennen diese Zahl", "others state this number"),
    "triangle-right": Term("andere nennen mehr als diese Zahl", "others state more than this number"),
    "triangle-left": Term("andere nennen weniger als diese Zahl", "others state fewer than this number"),
}
PARTNERS_TITLE: Final = Term("Wo die Partner liegen", "Where the partners lie")
PARTNERS_SUBTITLE: Final = Term(
    "Der Ort ist bekannt bei {located} von {all}.", "The place is known of {located} of {all}."
)
PLACES_OF_GEONAMES: Final = Term("Orte: GeoNames (CC BY 4.0).", "Places: GeoNames (CC BY 4.0).")
NOT_ON_THE_MAP: Final = Term("Nicht auf der Karte: {count}.", "Not on the map: {count}.")
PARTNERS_DESCRIBED: Final = Term("Weltkarte: {title}. {subtitle}", "Map of the world: {title}. {subtitle}")
WITH_PARTNERS: Final = Term("Land mit Partnern in dieser Tabelle", "country with partners in this table")
AT_A_PLACE: Final = Term("Ort eines Partners, größer bei mehreren", "place of a partner, larger for several")
PLACE_UNKNOWN: Final = Term("Ort unbekannt", "place unknown")
IN_A_COUNTRY: Final = Term("Ort unbekannt: Mitte des Landes", "place unknown: middle of the country")
