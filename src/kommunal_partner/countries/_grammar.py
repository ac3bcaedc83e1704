"""The table of articles: how a country's name stands in a sentence, in German by case, and whether it is plural."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from attrs import frozen

from kommunal_partner._tables import Column, one_of, optional, read_table, required
from kommunal_partner.countries import sentences
from kommunal_partner.countries._codes import table_content


class GrammaticalCase(Enum):
    """The case that the sentence asks for; English knows one only."""

    NOMINATIVE = "nom"
    """who or what: *die Türkei* steht auf der Liste"""
    ACCUSATIVE = "acc"
    """whom or what: über *den Sudan*"""
    DATIVE = "dat"
    """to whom: mit *den Philippinen*"""

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return sentences.CASES[self.value].text(lang)


@frozen
class Grammar:
    """A row of the table: the name with its article in every case, and whether its verb is plural."""

    alpha3: str
    plural_de: bool
    nominative_de: str
    accusative_de: str
    dative_de: str
    inside_de: str
    plural_en: bool
    phrase_en: str
    note: str | None
    source: str

    def german(self, case: GrammaticalCase) -> str:
        """The German name in that case."""
        if case is GrammaticalCase.NOMINATIVE:
            return self.nominative_de
        return self.accusative_de if case is GrammaticalCase.ACCUSATIVE else self.dative_de


_NUMBER = one_of({"singular": False, "plural": True})
_COLUMNS = (
    Column("alpha3", required),
    Column("number_de", _NUMBER),
    Column("nominative_de", required),
    Column("accusative_de", required),
    Column("dative_de", required),
    Column("in_de", required),
    Column("number_en", _NUMBER),
    Column("phrase_en", required),
    Column("note", optional(required)),
    Column("source", required),
)


@lru_cache(maxsize=1)
def grammar() -> dict[str, Grammar]:
    """Every row by its alpha-3 code; read once, not to be changed."""
    rows = read_table("grammar.csv", table_content("grammar.csv"), _COLUMNS, key=("alpha3",))
    return {values[0]: Grammar(*values) for _, values in rows}
