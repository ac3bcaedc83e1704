"""The words of series and editions, German and English side by side."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

SERIES_KINDS: Final = {
    "regional_conference": Term("Regionalkonferenz", "regional conference"),
    "round_table": Term("Runder Tisch", "round table"),
    "country_conference": Term("Länderkonferenz", "country conference"),
    "matching_conference": Term("Matchingkonferenz", "matching conference"),
    "network_meeting": Term("Netzwerktreffen", "network meeting"),
    "call_based_conference": Term("Konferenz auf Ausschreibung", "conference by call"),
    "programme_event": Term("Programmveranstaltung", "programme event"),
}

EDITION_STATES: Final = {
    "held": Term("durchgeführt", "held"),
    "held_details_unknown": Term("durchgeführt, Näheres unbekannt", "held, details unknown"),
    "inferred_from_numbering": Term("aus der Zählung erschlossen", "inferred from the numbering"),
    "nominal_only": Term("nur gelistet, kein Bericht", "listed only, no report"),
    "announced": Term("angekündigt", "announced"),
    "postponed": Term("verschoben", "postponed"),
    "cancelled": Term("abgesagt", "cancelled"),
    "bridge_event": Term("Zwischenveranstaltung", "bridge event"),
    "off_series": Term("außerhalb der Reihe", "outside the series"),
    "sibling_series": Term("andere Reihe gleichen Namens", "other series of the same name"),
}

MODES: Final = {
    "in_person": Term("vor Ort", "in person"),
    "digital": Term("digital", "digital"),
    "hybrid": Term("hybrid", "hybrid"),
    "unknown": Term("Form nicht bekannt", "mode not known"),
}

NUMBER_ORIGINS: Final = {
    "stated": Term("so gezählt", "stated"),
    "inferred": Term("erschlossen", "inferred"),
    "assigned": Term("von uns vergeben", "assigned by us"),
}

ORIGINS: Final = {
    "reported": Term("berichtet", "reported"),
    "official_list": Term("amtliche Liste", "official list"),
    "announced": Term("angekündigt", "announced"),
    "inferred": Term("erschlossen", "inferred"),
    "projection": Term("Hochrechnung", "projection"),
}


def edition_of(series: str) -> Term:
    """What an edition of this series is called where one is looked up."""
    return Term(f"Ausgabe von {series}", f"edition of {series}")
