"""Fuzzy dates as people say them: "Herbst 2018", "20. bis 22. September 2028", "etwa 2015", in both languages."""

from __future__ import annotations

from datetime import date
from typing import Final

from kommunal_partner.fuzzy_dates._parts import Choice, Content, DateMark, DatePart, DatePrecision, Interval, Stretch
from kommunal_partner.languages import Lang

_MONTHS: Final = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),  # noqa: SIM905 - because it fits a line
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905 - because it fits a line
}
_SEASONS: Final = {
    "de": {21: "Frühling", 22: "Sommer", 23: "Herbst", 24: "Winter"},
    "en": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
}
_WINTER: Final = 24
_APPROXIMATE: Final = frozenset({DateMark.APPROXIMATE, DateMark.BOTH})
_ABOUT: Final = {"de": "etwa ", "en": "about "}
_UNSURE: Final = {"de": " (unsicher)", "en": " (uncertain)"}
_TO: Final = {"de": " bis ", "en": " to "}
_OR: Final = {"de": " oder ", "en": " or "}
_FROM: Final = {"de": "ab ", "en": "from "}
_UNTIL: Final = {"de": "bis ", "en": "until "}
_ON: Final = {"de": "am ", "en": "on "}
_IN_A_PART: Final = {"de": "im ", "en": "in "}
_IN_THE: Final = {"de": "in den ", "en": "in the "}
_AT_EARLIEST: Final = {"de": "frühestens ", "en": "no earlier than "}
_AT_LATEST: Final = {"de": "spätestens ", "en": "no later than "}
_BETWEEN: Final = {"de": ("zwischen ", " und "), "en": ("between ", " and ")}


def words(content: Content, lang: Lang) -> str:
    """What is named, in words: `Herbst 2018`, `29.11.2026`, `20. bis 22. September 2028`."""
    if isinstance(content, DatePart):
        return _part(content, lang)
    if isinstance(content, Interval):
        return _interval(content, lang)
    return _OR[lang].join(_member(one, lang) for one in content.members)


def words_in(content: Content, lang: Lang) -> str:
    """When something happens, in words: `im Herbst 2018`, `am 29.11.2026`, `vom 20. bis 22. September 2028`."""
    if isinstance(content, DatePart):
        dative = "n" if content.precision is DatePrecision.DECADE and lang == "de" else ""
        return f"{_before(content, lang)}{_part(content, lang)}{dative}"
    said = words(content, lang)
    if isinstance(content, Choice) or not (isinstance(content.begin, DatePart) and isinstance(content.end, DatePart)):
        return said
    if lang == "en":
        return f"from {said}"
    if content.begin.precision is not DatePrecision.DAY:
        return f"von {said}"
    return said if content.begin.mark in _APPROXIMATE else f"vom {said}"


def _before(part: DatePart, lang: Lang) -> str:
    if part.mark in _APPROXIMATE:
        return ""
    if part.precision is DatePrecision.DAY:
        return _ON[lang]
    if part.precision is DatePrecision.CENTURY or (part.precision is DatePrecision.YEAR and lang == "de"):
        return ""
    return _IN_THE[lang] if part.precision is DatePrecision.DECADE else _IN_A_PART[lang]


def _part(part: DatePart, lang: Lang) -> str:
    said = _unit(part, lang)
    if part.mark in _APPROXIMATE:
        said = f"{_ABOUT[lang]}{said}"
    return f"{said}{_UNSURE[lang]}" if part.mark in {DateMark.UNCERTAIN, DateMark.BOTH} else said


def _unit(part: DatePart, lang: Lang) -> str:  # noqa: PLR0911 - because every precision has its own words
    year, number, german = part.year, part.number, lang == "de"
    match part.precision:
        case DatePrecision.DAY:
            return _day(part.first, lang)
        case DatePrecision.MONTH:
            return f"{_MONTHS[lang][number - 1]} {year}"
        case DatePrecision.SEASON:
            until = f"/{(year + 1) % 100:02d}" if number == _WINTER else ""
            return f"{_SEASONS[lang][number]} {year}{until}"
        case DatePrecision.QUARTER:
            return f"{number - 32}. Quartal {year}" if german else f"quarter {number - 32} of {year}"
        case DatePrecision.HALF_YEAR:
            return f"{number - 39}. Halbjahr {year}" if german else f"half-year {number - 39} of {year}"
        case DatePrecision.DECADE:
            return f"{year}er Jahre" if german else f"{year}s"
        case DatePrecision.CENTURY:
            return f"{year} bis {year + 99}" if german else f"{year} to {year + 99}"
        case _:
            return str(year)


def _day(day: date, lang: Lang) -> str:
    return f"{day:%d.%m.}{day.year:04d}" if lang == "de" else day.isoformat()


def _interval(content: Interval, lang: Lang) -> str:
    begin, end = content.begin, content.end
    if not isinstance(begin, DatePart):
        return f"{_UNTIL[lang]}{_with_article(end, lang, 'in die ', '')}" if isinstance(end, DatePart) else ""
    if not isinstance(end, DatePart):
        return f"{_FROM[lang]}{_with_article(begin, lang, 'den ', 'n')}"
    exact = {begin.precision, end.precision} == {DatePrecision.DAY} and {begin.mark, end.mark} == {DateMark.NONE}
    if lang == "de" and exact and begin.year == end.year:
        month = "" if begin.number == end.number else f" {_MONTHS['de'][begin.number - 1]}"
        return f"{begin.day}.{month} bis {end.day}. {_MONTHS['de'][end.number - 1]} {end.year}"
    return f"{_part(begin, lang)}{_TO[lang]}{_part(end, lang)}"


def _with_article(part: DatePart, lang: Lang, before: str, behind: str) -> str:
    """What stands behind a word such as "ab": decades with their article, and in German with the ending they have."""
    said = _part(part, lang)
    if part.precision is not DatePrecision.DECADE or part.mark is not DateMark.NONE:
        return said
    return f"{before}{said}{behind}" if lang == "de" else f"the {said}"


def _member(member: DatePart | Stretch, lang: Lang) -> str:
    if isinstance(member, DatePart):
        return _part(member, lang)
    if member.first is None:
        return f"{_AT_LATEST[lang]}{'' if member.last is None else _part(member.last, lang)}"
    if member.last is None:
        return f"{_AT_EARLIEST[lang]}{_part(member.first, lang)}"
    between, and_ = _BETWEEN[lang]
    return f"{between}{_part(member.first, lang)}{and_}{_part(member.last, lang)}"
