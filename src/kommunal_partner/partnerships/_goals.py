"""The 17 Sustainable Development Goals, and themes as people write them."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from kommunal_partner._checks import instance, nearest, whole
from kommunal_partner._folding import fold
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import UnknownName
from kommunal_partner.languages import Term, language


@frozen(repr=False)
class Goal:
    """One of the 17 goals of the 2030 Agenda: its number, its short titles, other German wordings, and its colour."""

    number: int
    title_de: str
    title_en: str
    colour: str
    aliases: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Every wording it goes by."""
        return (self.title_de, self.title_en, *self.aliases)

    def name(self, lang: str = "de") -> str:
        """The short title in German or English."""
        return self.title_de if language(lang) == "de" else self.title_en

    __repr__ = short_repr

    def __str__(self) -> str:
        return f"SDG {self.number}: {self.title_de}"


# Numbers, titles and colours: United Nations, 2030 Agenda and its communication material; German titles and wordings
# as German federal and municipal documents use them.
_ROWS: Final = (
    (1, "Keine Armut", "No Poverty", "E5243B"),
    (2, "Kein Hunger", "Zero Hunger", "DDA63A"),
    (3, "Gesundheit und Wohlergehen", "Good Health and Well-being", "4C9F38", "Gesundheit und Wohlbefinden"),
    (4, "Hochwertige Bildung", "Quality Education", "C5192D", "Bildung für alle"),
    (
        5,
        "Geschlechtergleichheit",
        "Gender Equality",
        "FF3A21",
        "Geschlechtergleichstellung",
        "Geschlechtergerechtigkeit",
    ),
    (
        6,
        "Sauberes Wasser und Sanitäreinrichtungen",
        "Clean Water and Sanitation",
        "26BDE2",
        "Sauberes Wasser und Sanitärversorgung",
    ),
    (7, "Bezahlbare und saubere Energie", "Affordable and Clean Energy", "FCC30B"),
    (8, "Menschenwürdige Arbeit und Wirtschaftswachstum", "Decent Work and Economic Growth", "A21942"),
    (9, "Industrie, Innovation und Infrastruktur", "Industry, Innovation and Infrastructure", "FD6925"),
    (10, "Weniger Ungleichheiten", "Reduced Inequalities", "DD1367", "Verringerung der Ungleichheit"),
    (11, "Nachhaltige Städte und Gemeinden", "Sustainable Cities and Communities", "FD9D24"),
    (
        12,
        "Nachhaltige/r Konsum und Produktion",
        "Responsible Consumption and Production",
        "BF8B2E",
        "Verantwortungsvolle Konsum- und Produktionsmuster",
        "Nachhaltige Konsum- und Produktionsweisen",
        "Nachhaltiger Konsum und Produktion",
    ),
    (13, "Maßnahmen zum Klimaschutz", "Climate Action", "3F7E44", "Klimaschutz"),
    (14, "Leben unter Wasser", "Life Below Water", "0A97D9"),
    (15, "Leben an Land", "Life on Land", "56C02B"),
    (16, "Frieden, Gerechtigkeit und starke Institutionen", "Peace, Justice and Strong Institutions", "00689D"),
    (
        17,
        "Partnerschaften zur Erreichung der Ziele",
        "Partnerships for the Goals",
        "19486A",
        "Partnerschaften für die Ziele",
    ),
)

GOALS: Final[FrozenMap[int, Goal]] = FrozenMap(
    (number, Goal(number, de, en, colour, tuple(aliases))) for number, de, en, colour, *aliases in _ROWS
)
_BY_TITLE: Final = {fold(title): one for one in GOALS.values() for title in one.titles}
_NUMBERED: Final = re.compile(
    r"(?:(?:sdg|ziel|goal)\s*(?:nr\.?|no\.?)?\s*)?0?(1[0-7]|[1-9])(?:\s*[:.–-]\s*.*|\s+\D.*)?", re.IGNORECASE
)

_KIND: Final = Term("Nachhaltigkeitsziel", "goal")

SUGGESTED_THEMES: Final = (
    "Abfall",
    "Bildung",
    "Energie",
    "Fairer Handel",
    "Frauen",
    "Gesundheit",
    "Jugend",
    "Katastrophenschutz",
    "Klimaanpassung",
    "Klimaschutz",
    "Kultur",
    "Landwirtschaft",
    "Migration",
    "Stadtplanung",
    "Tourismus",
    "Trinkwasser",
    "Umwelt",
    "Verwaltungsaustausch",
    "Wirtschaft",
)
"""Themes that occur in many partnerships, offered so that one thing gets one word; any other text is one as well."""


def goal(number: int) -> Goal:
    """The goal of this number.

    Raises:
        UnknownName: unless the number is 1 to 17.
        BadModel: for what is not a whole number.
    """
    found = GOALS.get(whole(number, "goal"))
    if found is None:
        raise UnknownName(_KIND, number)
    return found


def find_goal(text: str) -> Goal:
    """The goal a text means: by its number first, else by a title or a known wording of it.

    Raises:
        UnknownName: for a text that names none of them.

    >>> find_goal("SDG 6: Wasser").number
    6
    """
    numbered = _NUMBERED.fullmatch(instance(text, str, "text").strip())
    found = GOALS[int(numbered.group(1))] if numbered else _BY_TITLE.get(fold(text))
    if found is None:
        raise UnknownName(_KIND, text, nearest(text, [title for one in GOALS.values() for title in one.titles]))
    return found
