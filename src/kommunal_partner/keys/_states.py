"""The sixteen Länder with their keys, codes and names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from kommunal_partner._folding import fold
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.keys._repairs import Repair
from kommunal_partner.languages import language


@frozen(repr=False)
class Land:
    """One of the sixteen Länder: `key` has two digits, `code` two letters, `iso` is ISO 3166-2, `nuts1` NUTS level 1.

    `repair` tells what was changed in the text it was read from and is no part of equality.

    >>> LAENDER["05"].name("en"), LAENDER["05"].iso
    ('North Rhine-Westphalia', 'DE-NW')
    """

    key: str
    code: str
    iso: str
    nuts1: str
    name_de: str = field(repr=False)
    name_en: str = field(repr=False)
    repair: Repair | None = field(default=None, eq=False, repr=False)

    @property
    def value(self) -> str:
        """The two digits of the key."""
        return self.key

    def name(self, lang: str = "de") -> str:
        """The name in German or English."""
        return self.name_de if language(lang) == "de" else self.name_en

    def text(self, lang: str = "de") -> str:
        """The name in German or English."""
        return self.name(lang)

    @property
    def state(self) -> Land:
        """The Land itself, as of every other key."""
        return self

    def grouped(self) -> str:
        """The key as people read it aloud: its two digits."""
        return self.key

    def __str__(self) -> str:
        return self.name_de

    __repr__ = short_repr


# Keys: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, 30.11.2023, Satzart 10. Codes: ISO 3166-2:DE; the
# NUTS-1 codes are those of Regulation (EC) 1059/2003.
_ROWS: Final = (
    ("01", "SH", "DEF", "Schleswig-Holstein", "Schleswig-Holstein"),
    ("02", "HH", "DE6", "Hamburg", "Hamburg"),
    ("03", "NI", "DE9", "Niedersachsen", "Lower Saxony"),
    ("04", "HB", "DE5", "Bremen", "Bremen"),
    ("05", "NW", "DEA", "Nordrhein-Westfalen", "North Rhine-Westphalia"),
    ("06", "HE", "DE7", "Hessen", "Hesse"),
    ("07", "RP", "DEB", "Rheinland-Pfalz", "Rhineland-Palatinate"),
    ("08", "BW", "DE1", "Baden-Württemberg", "Baden-Württemberg"),
    ("09", "BY", "DE2", "Bayern", "Bavaria"),
    ("10", "SL", "DEC", "Saarland", "Saarland"),
    ("11", "BE", "DE3", "Berlin", "Berlin"),
    ("12", "BB", "DE4", "Brandenburg", "Brandenburg"),
    ("13", "MV", "DE8", "Mecklenburg-Vorpommern", "Mecklenburg-Vorpommern"),
    ("14", "SN", "DED", "Sachsen", "Saxony"),
    ("15", "ST", "DEE", "Sachsen-Anhalt", "Saxony-Anhalt"),
    ("16", "TH", "DEG", "Thüringen", "Thuringia"),
)

LAENDER: Final[FrozenMap[str, Land]] = FrozenMap(
    (key, Land(key, code, f"DE-{code}", nuts1, name_de, name_en)) for key, code, nuts1, name_de, name_en in _ROWS
)
"""The Länder by their two-digit key, in the order of the keys."""

_ALSO: Final = {
    "01": "S-H, Schl.-Holst., Schleswig-Holst., Schlesw.-Holst., Schl.-H.",
    "02": "Freie und Hansestadt Hamburg, Hansestadt Hamburg, Hbg., Stadtstaat Hamburg",
    "03": "Nds., Nieders., Niedersachs.",
    "04": "Freie Hansestadt Bremen, Hansestadt Bremen, Stadtstaat Bremen",
    "05": "NRW, N.R.W., Nordrh.-Westf., Nordrhein-Westf., Nordrh.-Westfalen",
    "06": "Hess.",
    "07": "RLP, R-P, RhPf, Rh.-Pf., Rhld.-Pf., Rhl.-Pf., Rheinl.-Pf., Rheinl.-Pfalz, Rheinland-Pf.",
    "08": "BaWü, Ba-Wü, B-W, Bad.-Württ., Bad.-Wü., Baden-Württ., Baden-Württemb.",
    "09": "Bay., Bayr.",
    "10": "Saarl., Saar",
    "11": "Bln., Stadtstaat Berlin",
    "12": "Brdbg., Brandenb., Brandbg., Bbg., Brb.",
    "13": "M-V, MVP, MeckPomm, Meck-Pomm, Meckl.-Vorp., Mecklenburg-Vorp., Mecklenb.-Vorp., Meckl.-Vorpommern",
    "14": "Sachs.",
    "15": "LSA, S-A, Sachs.-Anh., Sachsen-Anh., S.-Anhalt, S-Anhalt",
    "16": "Thür., Thüring.",
}
# What could be two Länder is not among them: "SA" was Sachsen-Anhalt on older lists and is Sachsen on others.


def _names() -> Iterator[tuple[str, Land]]:
    for land in LAENDER.values():
        yield from ((name, land) for name in (land.code, land.iso, land.name_de, land.name_en))
        yield from ((f"{word} {land.name_de}", land) for word in ("Land", "Freistaat"))
        yield from ((name, land) for name in _ALSO[land.key].split(", "))


LAND_NAMES: Final = {fold(name): land for name, land in _names()}
"""The Länder by every name, code and usual short form, folded."""
