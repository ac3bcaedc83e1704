"""What the pages of series, programmes, partnerships, sources, files and pictures say."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

__all__ = ["SERIES"]

SERIES: Final = {
    # ── series ──
    "series_title": Term("Veranstaltungsreihen", "Event series"),
    "series_lead": Term(
        "{n} Reihen mit ihren Veranstaltungen, und was Quellen über sie verschieden sagen; Stand der Reihen am {on}.",
        "{n} series with their editions, and what sources say of them differently; state of the series on {on}.",
    ),
    "kind": Term("Art", "Kind"),
    "phase_on": Term("Stand am {on}", "State on {on}"),
    "last_edition": Term("Zuletzt", "Last"),
    "editions_counted": Term("Veranstaltungen", "Editions"),
    "first_year": Term("Erstes belegtes Jahr", "First documented year"),
    "numbering": Term("Zählung", "Numbering"),
    "observed": Term("Rhythmus", "Rhythm"),
    "status_note": Term("Lage", "Situation"),
    "scope": Term("Bezugsraum", "Scope"),
    "also_for": Term("auch:", "also:"),
    "editions": Term("Veranstaltungen", "Editions"),
    "number": Term("Nr.", "No."),
    "place": Term("Ort", "Place"),
    "status": Term("Status", "Status"),
    "came": Term("Beteiligte", "Who came"),
    "theme": Term("Thema", "Theme"),
    "sources_differ": Term("Quellen sagen Verschiedenes", "sources differ"),
    "count_participants": Term("Teilnehmende", "participants"),
    "count_countries": Term("Länder", "countries"),
    "count_partnerships": Term("Partnerschaften", "partnerships"),
    "count_german_municipalities": Term("deutsche Kommunen", "German municipalities"),
    "count_partner_municipalities": Term("Partnerkommunen", "partner municipalities"),
    "named_countries": Term("genannt:", "named:"),
    "no_edition": Term("Keine Veranstaltung ist bekannt.", "No edition is known."),
    "expectations": Term("Anderswo erwartet, ohne Beleg", "Expected elsewhere, without evidence"),
    "claims": Term("Was Quellen sagen", "What sources say"),
    "claims_lead": Term(
        "Zuerst steht, was gezeigt wird; was darunter steht, ist darum nicht falsch.",
        "What is shown comes first; what stands below it is not thereby wrong.",
    ),
    "of_the_series": Term("Über die Reihe", "Of the series"),
    # ── programmes ──
    "programmes_title": Term("Förderprogramme", "Funding programmes"),
    "programmes_lead": Term(
        "{n} Programme in {versions} Fassungen: was ihre Texte sagen, Angabe für Angabe.",
        "{n} programmes in {versions} versions: what their texts say, cell by cell.",
    ),
    "programmes_limit": Term(
        "Die Jahre sagen, wann ein Text gesehen wurde, nicht, wie lange er gilt. „Nicht gesehen“ heißt: Der gefundene "
        "Text sagt dazu nichts.",
        "The years say when a text was seen, not how long it holds. “Not seen” means that the text found says nothing "
        "about it.",
    ),
    "in_force": Term(
        "Am {on} gilt, soweit bekannt, die Fassung „{version}“.",
        "As far as is known, the version “{version}” holds on {on}.",
    ),
    "in_force_open": Term(
        "Welche Fassung am {on} gilt, ist offen.",
        "Which version holds on {on} is undecided.",
    ),
    "cell": Term("Angabe", "Cell"),
    "text_seen": Term("Text gesehen {span}", "text seen {span}"),
    "conditions": Term("Besondere Regeln", "Special rules"),
    "changed_between": Term(
        "Von „{before}“ zu „{after}“: {n} Angaben anders",
        "From “{before}” to “{after}”: {n} cells differ",
    ),
    # ── partnerships ──
    "partnerships_title": Term("Partnerschaften", "Partnerships"),
    "partnerships_lead": Term(
        "{n} kommunale Partnerschaften mit {countries} Ländern: eine Stichprobe, jede Zeile mit Quelle.",
        "{n} municipal partnerships with {countries} countries: a sample, every row with its source.",
    ),
    "sample": Term(
        "Die Tabelle ist eine Stichprobe: Was hier fehlt, kann es geben.",
        "The table is a sample: what is missing here may exist.",
    ),
    "limits": Term("Was die Stichprobe abdeckt", "What the sample covers"),
    "limits_lead": Term(
        "Wie viele Partnerschaften hier stehen und wie viele andere nennen. Die Zahlen zählen Verschiedenes; die Worte "
        "sagen, was.",
        "How many partnerships are here and how many others state. The numbers count different things; the words say "
        "what.",
    ),
    "here": Term("Hier", "Here"),
    "stated_elsewhere": Term("Anderswo genannt", "Stated elsewhere"),
    "not_one_country": Term("{n} Zahlen für mehrere Länder zusammen", "{n} numbers for several countries together"),
    "all_partnerships": Term("Alle Partnerschaften", "All partnerships"),
    "seen_is_not_now": Term(
        "„Bestehend, gesehen 2017“ ist eine Aussage über 2017. Die Quellen stehen auf der Seite des Landes.",
        "“Existing, as seen in 2017” speaks of 2017. The sources stand on the page of the country.",
    ),
    # ── sources ──
    "sources_title": Term("Quellen", "Sources"),
    "sources_lead": Term("{n} Dokumente, zuletzt gelesen am {day}.", "{n} documents, last read on {day}."),
    "sources_words": Term(
        "„Website“ heißt: Nur die Website ist genannt, nicht die Seite. „Aus zweiter Hand“ heißt: Das Dokument "
        "berichtet, was ein anderes sagt.",
        "“The site only” means that no page is named. “Second-hand” means that the document reports what another says.",
    ),
    "document": Term("Dokument und Kennung", "Document and id"),
    "cited_as": Term("Genauigkeit", "Precision"),
    "read": Term("Gelesen", "Read"),
    # ── data ──
    "data_title": Term("Daten zum Herunterladen", "Data to download"),
    "data_lead": Term(
        "Alle Tabellen als CSV mit Data Package, alle Register als JSON, die ODA-Liste als Zeilen zum Verknüpfen.",
        "All tables as CSV with a data package, all registers as JSON, the ODA list as rows for joins.",
    ),
    "data_license": Term(
        "Die Zusammenstellung steht unter der MIT-Lizenz. Schlüssel und Einwohnerzahlen: Destatis, mit Quellenangabe. "
        "Koordinaten: GeoNames, CC BY 4.0.",
        "The compilation is under the MIT License. Keys and populations: Destatis, with attribution. Coordinates: "
        "GeoNames, CC BY 4.0.",
    ),
    "tables_title": Term("Tabellen (CSV)", "Tables (CSV)"),
    "tables_lead": Term(
        "UTF-8, Komma, eine Zeile je Aussage, Tage als JJJJ-MM-TT; ein Ende zählt nicht mit. Die Spalten beschreibt",
        "UTF-8, comma, one row a claim, days as YYYY-MM-DD; an end does not count. The columns are described by",
    ),
    "file": Term("Datei", "File"),
    "json_lead": Term(
        "Geschrieben mit to_json, wieder lesbar mit from_json; Quellen stehen einmal am Ende.",
        "Written by to_json, read back by from_json; sources stand once at the end.",
    ),
    "joins_title": Term("Die Liste zum Verknüpfen", "The list for joins"),
    "joins_lead": Term(
        "Eine Zeile je Land und Zeitraum mit einer Antwort; first und last zählen mit, also BETWEEN first AND last:",
        "A row a country and stretch of days with one answer; first and last count, so BETWEEN first AND last:",
    ),
    "countries_files": Term(
        "Je Land eine CSV- und eine JSON-Datei, verlinkt auf seiner Seite:",
        "A CSV and a JSON file a country, linked from its page:",
    ),
    # ── all facts ──
    "facts_title": Term("Fakten", "Facts"),
    "facts_lead": Term(
        "Was die Bibliothek weiß, zum Nachsehen: jede Zeile mit Quelle und Verlässlichkeit, Stand {day}.",
        "What the library knows, to look up: every row with source and confidence, as of {day}.",
    ),
    "groups_on": Term("{list}: Einträge am {on}", "{list}: entries on {on}"),
    "entries": Term("Einträge", "Entries"),
    "total": Term("zusammen", "in all"),
    "door_list": Term("Wer steht an einem Tag darauf, in welcher Gruppe?", "Who is on it on a day, in which group?"),
    "door_countries": Term(
        "{n} Seiten: Verlauf, Formate, Partnerschaften.", "{n} pages: history, formats, partnerships."
    ),
    "door_changes": Term("{n} Änderungen, Jahr für Jahr.", "{n} changes, year by year."),
    "door_series": Term(
        "{n} Reihen mit Veranstaltungen und Widersprüchen.",
        "{n} series with editions and contradictions.",
    ),
    "door_programmes": Term("{n} Programme, Fassung neben Fassung.", "{n} programmes, version beside version."),
    "door_partnerships": Term("{n} in der Stichprobe, und was ihr fehlt.", "{n} in the sample, and what it lacks."),
    "door_sources": Term("{n} Dokumente.", "{n} documents."),
    "door_data": Term("CSV, JSON, Data Package.", "CSV, JSON, data package."),
    "picture": Term("Bild, seitlich verschiebbar", "Picture, scrolls sideways"),
    "picture_map": Term(
        "Weltkarte der Empfängerländer am {on} nach Gruppen; die Liste nennt sie alle",
        "Map of the recipients on {on} by group; the list names them all",
    ),
    "picture_timeline": Term(
        "Zeitleiste der Reihen, Stand {on}; die Tabelle darunter sagt dasselbe in Worten",
        "Timeline of the series as of {on}; the table below says the same in words",
    ),
    "picture_graduations": Term(
        "Wer die Liste verließ, von der ersten Liste an; Stand {on}; die Tabellen darunter nennen jeden Tag",
        "Who left the list, from the first list on; as of {on}; the tables below name every day",
    ),
    "picture_partnerships": Term(
        "Partnerschaften der Stichprobe nach Ländern, Stand {on}; die Tabellen darunter nennen alle",
        "Partnerships of the sample by country as of {on}; the tables below name them all",
    ),
    "no_pictures": Term(
        "Diese Seite wurde ohne ihr Bild gebaut; dafür braucht es das Extra plots.",
        "This page was built without its picture, which needs the extra plots.",
    ),
}
