"""What every page says, and the pages of the list, the countries and the changes."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

__all__ = ["LISTS"]

LISTS: Final = {
    "as_it_is": Term("{it}", "{it}"),
    # ── on every page ──
    "sources": Term("Quellen", "Sources"),
    "read_on": Term("gelesen am {day}", "read on {day}"),
    "note_in_english": Term("Anmerkung der Tabelle (englisch)", "Note of the table"),
    "confidence": Term("Verlässlichkeit", "Confidence"),
    "legend": Term("Zeichenerklärung", "Legend"),
    "look_LDC": Term("am wenigsten entwickelt (LDC)", "least developed (LDC)"),
    "look_OTHER_LIC": Term("anderes niedriges Einkommen", "other low income"),
    "look_LMIC": Term("mittleres Einkommen, unterer Bereich (LMIC)", "lower middle income (LMIC)"),
    "look_UMIC": Term("mittleres Einkommen, oberer Bereich (UMIC)", "upper middle income (UMIC)"),
    "look_HIC_PART_I": Term("hohes Einkommen, Teil I (vor 2005)", "high income, Part I (before 2005)"),
    "look_off": Term("nicht auf der Liste", "not on the list"),
    "look_gap": Term("nicht auf der Liste, vorher und nachher darauf", "not on the list, on it before and after"),
    "look_covered": Term("von einem anderen Eintrag erfasst", "covered by another entry"),
    "look_unknown": Term("keine Liste bekannt", "no list known"),
    "look_unseen": Term("Liste nicht im Wortlaut gesehen", "text of the list not seen in full"),
    "list_not_seen": Term(
        "{list}: Der Wortlaut wurde nicht vollständig gesehen; der Inhalt ist aus anderen Dokumenten erschlossen. "
        "Verlässlichkeit der Liste: {confidence}.",
        "{list}: its text was not seen in full; the content is inferred from other documents. "
        "Confidence of the list: {confidence}.",
    ),
    # ── a country ──
    "official_name": Term("Amtlicher Name", "Official name"),
    "other_name": Term("Auf Englisch", "In German"),
    "answer": Term("ODA-fähig", "ODA-eligible"),
    "why_open": Term("Warum das offen ist", "Why this is undecided"),
    "history_since": Term("Verlauf seit {year}", "History since {year}"),
    "bar_label": Term(
        "Balken: {country:Nom} auf der DAC-Liste Jahr für Jahr; die Tabelle darunter sagt dasselbe in Worten",
        "Bar: {country:nom} on the DAC list year by year; the table below says the same in words",
    ),
    "bar_unseen": Term(
        "Feine Schraffur: Die Listen der Jahre {years} wurden nicht vollständig im Wortlaut gesehen; ihr Inhalt ist "
        "erschlossen.",
        "Fine hatching: the lists of the years {years} were not seen in full; their content is inferred.",
    ),
    "bar_today": Term("Der senkrechte Strich ist der {on}.", "The upright line is {on}."),
    "before": Term("vorher: {what}", "before: {what}"),
    "after": Term("nun: {what}", "now: {what}"),
    "no_change": Term(
        "Seit der ersten Liste hat sich nichts geändert.",
        "Nothing has changed since the first list.",
    ),
    "rows": Term("Was in den Listen steht", "What the lists say"),
    "from": Term("Vom", "From"),
    "until": Term("Bis", "Until"),
    "today": Term("heute", "today"),
    "state": Term("Stand", "State"),
    "group": Term("Gruppe", "Group"),
    "row_confidence": Term("Verlässlichkeit der Zeile", "Confidence of the row"),
    "lists": Term("DAC-Listen", "DAC lists"),
    "look_row_listed": Term("eigener Eintrag", "an entry of its own"),
    "look_row_covered": Term("erfasst durch", "covered by"),
    "look_row_aid": Term("Teil II: öffentliche Hilfe, keine ODA", "Part II: official aid, no ODA"),
    "look_row_off": Term("nicht auf der Liste", "not on the list"),
    "look_row_unknown": Term("keine Liste bekannt", "no list known"),
    "formats": Term("Formate für dieses Land", "Formats for this country"),
    "formats_lead": Term(
        "Am {on}: Gehört das Land zum Bezugsraum der Reihe? Wer kommen darf und ob die Reihe noch tagt, ist eine "
        "andere Frage.",
        "On {on}: is the country in the scope of the series? Who may come, and whether the series still meets, is "
        "another question.",
    ),
    "series": Term("Reihe", "Series"),
    "meant": Term("Gemeint", "Meant"),
    "why": Term("Warum", "Why"),
    "phase": Term("Stand der Reihe", "State of the series"),
    "formats_none": Term("Für dieses Land ist keine Reihe gemeint.", "No series is meant for this country."),
    "formats_not": Term("Sicher nicht gemeint: {n} Reihen", "Surely not meant: {n} series"),
    "partnerships": Term("Partnerschaften", "Partnerships"),
    "sample_here": Term(
        "Eine Stichprobe: {n} hier. Was hier fehlt, kann es geben.",
        "A sample: {n} here. What is missing here may exist.",
    ),
    "stated_too": Term("Anderswo genannt:", "Stated elsewhere:"),
    "nothing_stated": Term(
        "Eine Gesamtzahl wurde in keiner Quelle gefunden.",
        "No source with a total was found.",
    ),
    "as_of": Term("Stand: {when}", "as of {when}"),
    "in_germany": Term("In Deutschland", "In Germany"),
    "partner": Term("Partner", "Partner"),
    "since": Term("Seit", "Since"),
    "form": Term("Form", "Form"),
    "stage_seen": Term("Stand, zuletzt gesehen", "Stage, last seen"),
    "neighbours": Term("Nachbarn in Region und Gruppe", "Neighbours in region and group"),
    "conference_region": Term("Region der Partnerschaftskonferenzen:", "Region of the partnership conferences:"),
    "doubtful": Term("nicht sicher:", "not sure:"),
    "same_region": Term("Am {on} auf der Liste in der Region {region}:", "On the list on {on} in the region {region}:"),
    "nobody_else": Term("sonst niemand.", "nobody else."),
    "same_group": Term(
        "Am {on} in derselben Gruppe, {group}: {n} weitere",
        "On {on} in the same group, {group}: {n} others",
    ),
    "data": Term("Daten", "Data"),
    "whole_list": Term("Liste aller Länder", "List of all countries"),
    # ── the list of a day ──
    "list_title": Term("Die ODA-Liste an einem Tag", "The ODA list on a day"),
    "list_lead": Term(
        "Die Empfängerländer der öffentlichen Entwicklungszusammenarbeit (ODA) an jedem Tag seit {year}; zuerst steht "
        "hier der {on}.",
        "The recipients of official development assistance (ODA) on any day since {year}; first shown is {on}.",
    ),
    "day": Term("Tag", "Day"),
    "search": Term("Suche", "Search"),
    "search_hint": Term("Name (deutsch oder englisch) oder Kürzel", "Name (German or English) or code"),
    "all": Term("alle", "all"),
    "country": Term("Land", "Country"),
    "region": Term("Region (DAC)", "Region (DAC)"),
    "countries_counted": Term(
        "{n} Länder und Gebiete am {on}, {list}.", "{n} countries and territories on {on}, {list}."
    ),
    "found_one": Term("1 Land oder Gebiet am #on, #list.", "1 country or territory on #on, #list."),
    "found_many": Term("#n Länder und Gebiete am #on, #list.", "#n countries and territories on #on, #list."),
    "found_none": Term("Nichts gefunden.", "Nothing found."),
    "no_list_then": Term(
        "Für den #on ist keine Liste bekannt: Die Antwort ist offen.",
        "No list is known for #on: the answer is undecided.",
    ),
    "inferred_list": Term(
        "#list: Der Wortlaut wurde nicht vollständig gesehen; der Inhalt ist aus anderen Dokumenten erschlossen.",
        "#list: its text was not seen in full; the content is inferred from other documents.",
    ),
    "list_failed": Term(
        "Die Daten für andere Tage ließen sich nicht laden; die Tabelle gilt für den angegebenen Tag.",
        "The data of other days could not be loaded; the table holds for the day it names.",
    ),
    "list_more": Term("Mehr:", "More:"),
    # ── all countries ──
    "countries_title": Term("Länder", "Countries"),
    "countries_lead": Term(
        "{n} Länder und Gebiete standen seit {year} auf einer Liste oder wurden von einem Eintrag erfasst.",
        "{n} countries and territories have stood on a list since {year}, or were covered by an entry.",
    ),
    "on_day": Term("ODA-fähig am {on}", "ODA-eligible on {on}"),
    "last_change": Term("Letzte Änderung", "Last change"),
    "partnerships_here": Term("Partnerschaften hier", "Partnerships here"),
    "filter_hint": Term("ein Wort aus der Zeile", "a word of the row"),
    "rows_counted": Term("{n} Zeilen.", "{n} rows."),
    "rows_found": Term("#n Zeilen.", "#n rows."),
    "row_found": Term("1 Zeile.", "1 row."),
    # ── changes ──
    "changes_title": Term("Änderungen der Liste", "Changes of the list"),
    "changes_lead": Term(
        "{n} Änderungen seit {year}, Jahr für Jahr: wer auf die Liste kam, sie verließ oder die Gruppe wechselte.",
        "{n} changes since {year}, year by year: who entered the list, left it or moved to another group.",
    ),
    "changes_counted": Term("Wie viele Länder in welchem Jahr", "How many countries in which year"),
    "changes_of": Term("Änderungen {year}", "Changes of {year}"),
    "year": Term("Jahr", "Year"),
    "change": Term("Änderung", "Change"),
    "rose": Term("höheres Einkommen", "higher income"),
    "fell": Term("niedrigeres Einkommen", "lower income"),
    "before_word": Term("Vorher", "Before"),
    "after_word": Term("Nachher", "After"),
    "events": Term("Abgänge, Beschlüsse, Umbenennungen", "Graduations, decisions, renamings"),
    "when": Term("Wann", "When"),
    "event": Term("Was", "What"),
    "event_graduation": Term("verlässt die Liste (Graduierung)", "leaves the list (graduation)"),
    "event_un_ldc_graduation": Term("verlässt die LDC-Gruppe der UN", "graduates from the LDC group of the UN"),
    "event_rename": Term("heißt auf der Liste anders", "is named otherwise on the list"),
    "event_un_ldc_graduation_scheduled": Term(
        "Abgang aus der LDC-Gruppe der UN vorgesehen",
        "graduation from the LDC group of the UN scheduled",
    ),
    "event_split": Term("wird geteilt", "is split"),
    "event_graduation_deferred": Term("Graduierung verschoben", "graduation deferred"),
    "event_two_part_list_created": Term("Die Liste bekommt zwei Teile.", "The list is given two parts."),
    "event_part_II_abolished": Term("Teil II der Liste entfällt.", "Part II of the list is abolished."),
    "event_reinstatement": Term("steht wieder auf der Liste", "is back on the list"),
    "event_rule_change": Term("Die Regeln der Liste ändern sich.", "The rules of the list change."),
    "event_review_delayed": Term("Die Überprüfung der Liste verzögert sich.", "The review of the list is delayed."),
    "event_un_ldc_graduation_scheduled_then_dropped": Term(
        "Abgang aus der LDC-Gruppe der UN vorgesehen, dann aufgegeben",
        "graduation from the LDC group of the UN scheduled, then dropped",
    ),
    "event_graduation_reversed": Term("Graduierung zurückgenommen", "graduation reversed"),
    "event_un_ldc_graduation_deferred": Term(
        "Abgang aus der LDC-Gruppe der UN verschoben",
        "graduation from the LDC group of the UN deferred",
    ),
    "event_graduation_decision_deferred": Term(
        "Entscheidung über die Graduierung verschoben",
        "decision on graduation deferred",
    ),
    "event_graduation_approved_deferred": Term(
        "Graduierung beschlossen, Wirkung verschoben",
        "graduation approved, its effect deferred",
    ),
    "event_graduation_paused": Term("Graduierung ausgesetzt", "graduation paused"),
    "event_un_ldc_graduation_deferral_backed": Term(
        "Aufschub des Abgangs aus der LDC-Gruppe der UN befürwortet",
        "deferral of the graduation from the LDC group of the UN backed",
    ),
}
