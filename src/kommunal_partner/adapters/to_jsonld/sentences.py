"""What a dataset of facts is called, what it holds, and what is measured in it, German and English side by side."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from kommunal_partner.languages import Term


@frozen
class Words:
    """The name of a group of facts, a sentence on it, and what it says of each thing."""

    name: Term
    description: Term
    measured: tuple[Term, ...]


AUTHORS: Final = Term("Die Autorinnen und Autoren von kommunal_partner", "The kommunal_partner authors")
WORLD: Final = Term("Welt", "World")
GERMANY: Final = "DEU"
OF_COUNTRY: Final = Term("{name}: {country}", "{name}: {country}")

WORDS: Final = {
    "oda": Words(
        Term("Liste der ODA-Empfänger im Lauf der Zeit", "List of ODA recipients through time"),
        Term(
            "Welches Land an welchem Tag auf der DAC-Liste der ODA-Empfänger steht und in welcher Gruppe, Zeile"
            " für Zeile mit Quelle und Vertrauensgrad; die Listen der letzten Jahre sind zum Teil erschlossen"
            " und so gekennzeichnet.",
            "Which country is on the DAC list of ODA recipients on which day and in which group, row by row"
            " with source and confidence; lists of the latest years are partly inferred and marked so.",
        ),
        (Term("ODA-Gruppe", "ODA group"), Term("erster und letzter Tag", "first and last day")),
    ),
    "regions": Words(
        Term("Regionen und ihre Länder", "Regions and their countries"),
        Term(
            "Zu welchen Regionen der Konferenzen, der UN (M49) und des DAC ein Land gehört, sichere und zweifelhafte"
            " Zuordnungen getrennt.",
            "To which regions of the conferences, the UN (M49) and the DAC a country belongs, sure and doubtful"
            " memberships apart.",
        ),
        (Term("Zugehörigkeit zu einer Region", "membership of a region"),),
    ),
    "series": Words(
        Term("Veranstaltungsreihen der kommunalen Entwicklungspolitik", "Event series of municipal development policy"),
        Term(
            "Konferenzen und Runde Tische mit ihren Ausgaben, ihrem Turnus und ihren Zielgruppen; was Quellen"
            " verschieden angeben, steht nebeneinander.",
            "Conferences and round tables with their editions, cycles and audiences; what sources state"
            " differently stands side by side.",
        ),
        (Term("Tage einer Ausgabe", "days of an edition"), Term("Turnus", "cycle"), Term("Zielgruppe", "audience")),
    ),
    "programmes": Words(
        Term("Förderprogramme und ihre Regeln", "Funding programmes and their rules"),
        Term(
            "Regeln der Förderprogramme nach den Jahren, in denen ihr Text gesehen wurde; was nicht gesehen"
            " wurde, ist nicht bekannt.",
            "Rules of funding programmes by the years in which their text was seen; what was not seen is not known.",
        ),
        (Term("Antragsberechtigte", "who may apply"), Term("Eigenanteil", "own contribution")),
    ),
    "partnerships": Words(
        Term("Partnerschaften deutscher Kommunen", "Partnerships of German municipalities"),
        Term(
            "Partnerschaften mit Kommunen in Ländern, die ODA-Empfänger sind oder waren: eine Stichprobe von"
            " {count}, aus deren Lücken nichts folgt; Form, Programm und Stand mit dem Tag, an dem sie gesehen"
            " wurden.",
            "Partnerships with municipalities in countries that are or were recipients of ODA: a sample of"
            " {count}, from whose gaps nothing follows; form, programme and stage with the day on which they"
            " were seen.",
        ),
        (Term("Form", "form"), Term("Programm", "programme label"), Term("Stand", "stage")),
    ),
    "municipalities": Words(
        Term("Deutsche Gemeinden, Kreise, Verbände und Länder", "German municipalities, Kreise, Verbände and Länder"),
        Term(
            "Das amtliche Gemeindeverzeichnis (Statistisches Bundesamt) mit den Schlüsseln seines Stichtags,"
            " Einwohnerzahlen und Flächen; Koordinaten der Kommunen mit Partnerschaften aus GeoNames.",
            "The official register of municipalities (Federal Statistical Office) with the keys of its day,"
            " populations and areas; coordinates of units that hold partnerships from GeoNames.",
        ),
        (Term("Einwohner", "population"), Term("Fläche in Hektar", "area in hectares")),
    ),
}
"""The words for each group of facts."""
