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

OVER: Final = Term("über", "over")
UNDER: Final = Term("unter", "under")
ABOUT: Final = Term("rund", "about")
UP_TO: Final = Term("bis", "to")
UNITS: Final = {"alliances": Term("Zusammenschlüsse", "alliances")}
"""What is counted, where that is something else than the place of the count says."""

ASPECTS: Final = {
    "date": Term("Datum", "date"),
    "number": Term("Zählung", "number"),
    "mode": Term("Form", "mode"),
    "occurrence": Term("ob sie stattfand", "whether it took place"),
    "postponed_to": Term("worauf sie verschoben wurde", "what it was put off to"),
    "participants": Term("Teilnehmende", "participants"),
    "countries": Term("Länder", "countries"),
    "municipalities": Term("Kommunen", "municipalities"),
    "german_municipalities": Term("deutsche Kommunen", "German municipalities"),
    "format_name": Term("Name des Formats", "name of the format"),
    "aims": Term("Ziele", "aims"),
    "audience": Term("für wen", "for whom"),
    "stages": Term("Stand der Beziehung", "stage of the relation"),
    "partner_required": Term("ob der Partner mitkommen muss", "whether the partner must come along"),
    "region_name": Term("Name der Region", "name of the region"),
    "scope_word": Term("Wort für den Bezugsraum", "word for the scope"),
    "cycle": Term("Turnus", "cycle"),
    "period": Term("Laufzeit", "period"),
    "first_year": Term("erstes Jahr", "first year"),
    "last_edition": Term("letzte Veranstaltung", "last edition"),
    "listed_years": Term("aufgeführte Jahre", "years listed"),
    "numbering": Term("Zählung der Reihe", "numbering of the series"),
    "costs": Term("Kosten", "costs"),
}


def edition_of(series: str) -> Term:
    """What an edition of this series is called where one is looked up."""
    return Term(f"Ausgabe von {series}", f"edition of {series}")
