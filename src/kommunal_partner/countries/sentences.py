"""The words of this room, German beside English: cases, kinds of names."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

CASES: Final = {
    "nom": Term("Nominativ", "nominative"),
    "acc": Term("Akkusativ", "accusative"),
    "dat": Term("Dativ", "dative"),
}

NAME_KINDS: Final = {
    "short": Term("Kurzname", "short name"),
    "official": Term("amtlicher Name", "official name"),
    "listed": Term("Name einer Liste", "name as listed"),
    "endonym": Term("Eigenname", "endonym"),
    "historic": Term("früherer Name", "former name"),
    "part": Term("Teil für das Ganze", "part for the whole"),
    "abbreviation": Term("Abkürzung", "abbreviation"),
    "colloquial": Term("umgangssprachlich", "colloquial"),
    "spelling": Term("andere Schreibung", "other spelling"),
    "ambiguous": Term("mehrdeutig", "ambiguous"),
    "alone": Term("alleinstehend eindeutig", "clear if alone"),
    "context": Term("kein Land", "not a country"),
}

VOCABULARIES: Final = {
    "general": Term("allgemeiner Sprachgebrauch", "general usage"),
    "dac": Term("Namen und Codes der DAC-Liste", "names and codes of the DAC list"),
}
