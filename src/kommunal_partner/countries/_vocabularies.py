"""What a name means in the words of one list: the DAC list writes Congo and Korea for one country each."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from kommunal_partner._tables import Column, read_table, required
from kommunal_partner.countries import sentences
from kommunal_partner.countries._codes import table_content
from kommunal_partner.countries._identifiers import Scheme, holders
from kommunal_partner.countries._model import Country
from kommunal_partner.countries._normal import join_key, normalise


class Vocabulary(Enum):
    """Whose names and codes a text is written in."""

    GENERAL = "general"
    """German and English as people write them, and ISO codes"""
    DAC = "dac"
    """the names and the codes of the DAC lists: Congo is the Republic, Korea the south, 625 Afghanistan"""

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return sentences.VOCABULARIES[self.value].text(lang)


_COLUMNS = (Column("name", required), Column("alpha3", Country), Column("source", required))


@lru_cache(maxsize=1)
def _dac_names() -> dict[str, Country]:
    """Every name of the DAC lists by its normalised key, and every code; not to be changed."""
    rows = read_table("dac_names.csv", table_content("dac_names.csv"), _COLUMNS, key=("name",))
    found = {join_key(normalise(name)): country for _, (name, country, _) in rows}
    for code, alpha3s in holders(Scheme.DAC).items():
        countries = [Country(alpha3) for alpha3 in alpha3s]
        # 63 was that of Yugoslavia, then of Serbia and Montenegro, and is that of Serbia.
        found[code] = next((one for one in countries if not one.is_historic), countries[0])
    return found


def in_vocabulary(text: str, vocabulary: Vocabulary) -> Country | None:
    """The country that a list means by a name or a code; None where it has neither, and for general usage."""
    if vocabulary is Vocabulary.GENERAL:
        return None
    known = _dac_names()
    return known.get(text.strip()) or known.get(join_key(normalise(text)))
