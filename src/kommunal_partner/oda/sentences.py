"""The words of the DAC list, German and English side by side."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

GROUPS: Final = {
    "LDC": Term("am wenigsten entwickelte Länder (LDC)", "least developed countries (LDC)"),
    "OTHER_LIC": Term("andere Länder mit niedrigem Einkommen", "other low income countries"),
    "LMIC": Term("Länder mit mittlerem Einkommen, unterer Bereich (LMIC)", "lower middle income countries (LMIC)"),
    "UMIC": Term("Länder mit mittlerem Einkommen, oberer Bereich (UMIC)", "upper middle income countries (UMIC)"),
    "HIC_PART_I": Term("Länder mit hohem Einkommen, Teil I der Liste", "high income countries, Part I of the list"),
}

LIST_OF_ONE_YEAR: Final = Term("DAC-Liste {first}", "DAC list {first}")
LIST_OF_YEARS: Final = Term("DAC-Liste {first} bis {last}", "DAC list {first} to {last}")

CHANGES: Final = {
    "entered": Term("neu auf der Liste", "entered the list"),
    "left": Term("nicht mehr auf der Liste", "left the list"),
    "moved": Term("andere Gruppe", "moved to another group"),
    "separated": Term("eigener Eintrag, vorher von einem anderen erfasst", "an entry of its own, covered before"),
    "merged": Term("von einem anderen Eintrag erfasst, vorher ein eigener", "covered by another entry, its own before"),
}

ON_THE_LIST_COVERED: Final = Term("von einem anderen Eintrag erfasst", "covered by another entry")
OFF_THE_LIST: Final = Term("nicht auf der Liste", "not on the list")
NOT_KNOWN: Final = Term("keine Liste bekannt", "no list known")
