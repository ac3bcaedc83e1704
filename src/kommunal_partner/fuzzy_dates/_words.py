"""Read dates as people write them, in German and in English; refuse what can mean two things or nothing.

Both readers go the same way: take off the words of doubt, see whether what is left is one unit of the calendar, and
else whether it is one of the few ways to join two.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final, Literal, NamedTuple

from attrs import evolve

from kommunal_partner.errors import BadFuzzyDate
from kommunal_partner.fuzzy_dates._edtf import shortened
from kommunal_partner.fuzzy_dates._model import FuzzyDate
from kommunal_partner.fuzzy_dates._parts import (
    Choice,
    Content,
    DateMark,
    DatePart,
    DatePrecision,
    End,
    Interval,
    Stretch,
)
from kommunal_partner.fuzzy_dates._vocabulary import ENGLISH, GERMAN, Opener, Tongue
from kommunal_partner.spans import Span

_LONGEST: Final = 100
_WINTER: Final = 24
_YEARS: Final = re.compile("(?P<year>[0-9]{4})/(?P<next>[0-9]{4}|[0-9]{2})")
_SLASH: Final = re.compile("(?P<one>.+?)/(?P<other>.+)")


def read_german(text: str) -> FuzzyDate:
    """The fuzzy date that a German text names; EDTF is left to `FuzzyDate.parse`.

    "Anfang", "Mitte" and "Ende" are thirds: of a month the days 1-10, 11-20 and from 21 on, of a year four months each.
    "vor 2010" is some day before 2010, "bis 2019" a time that ends in 2019, "2016/17" a day in one of the two years.

    Raises:
        BadFuzzyDate: with the reason, for what it cannot read or what can mean two things ("Winter 2018", "18.11.10").

    >>> str(read_german("Ende Oktober 2017"))
    '[2017-10-21..2017-10-31]'
    """
    return _read(text, GERMAN)


def read_english(text: str) -> FuzzyDate:
    """The fuzzy date that an English text names; EDTF is left to `FuzzyDate.parse`.

    "early", "mid" and "late" are thirds, as in `read_german`. Days in figures are read only where day and month cannot
    be confused.

    Raises:
        BadFuzzyDate: with the reason, for what it cannot read or what can mean two things ("03/04/2019").

    >>> str(read_english("November 18-20, 2010"))
    '2010-11-18/2010-11-20'
    """
    return _read(text, ENGLISH)


class _Refused(Exception):
    """Why a piece of text is no date, or nothing if no pattern fits it; it never leaves this module."""


def _read(text: object, tongue: Tongue) -> FuzzyDate:
    if not isinstance(text, str):
        raise BadFuzzyDate(text, f"a text is wanted, not {type(text).__name__}")
    if len(text) > _LONGEST:
        raise BadFuzzyDate(shortened(text), f"more than {_LONGEST} characters")
    plain = _plain(text)
    try:
        return FuzzyDate(_marked(plain, tongue))
    except BadFuzzyDate as error:
        raise BadFuzzyDate(text, error.reason) from error
    except _Refused as error:
        raise BadFuzzyDate(text, str(error) or _reason(plain)) from None


def _plain(text: str) -> str:
    """The text in small letters, with one kind of blank, dash and apostrophe, and none around dashes and slashes."""
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'")
    return re.sub(r" ?([-/]) ?", r"\1", " ".join(text.split()))


def _marked(text: str, tongue: Tongue) -> Content:
    """The content with the doubt that stands around it."""
    marks: set[DateMark] = set()
    bare = re.sub(r" ?(?:\?|\(\?\))$", "", text)
    if bare != text:
        marks.add(DateMark.UNCERTAIN)
    while found := tongue.doubt.match(bare):
        marks.add(tongue.doubts_of[found.group(1)])
        bare = bare[found.end() :]
    content = _content(bare, tongue)
    if not marks:
        return content
    mark = marks.pop() if len(marks) == 1 else DateMark.BOTH
    if isinstance(content, Choice):
        raise _Refused("a choice among several dates carries no mark of doubt")
    if isinstance(content, Interval):
        return Interval(*(evolve(s, mark=mark) if isinstance(s, DatePart) else s for s in (content.begin, content.end)))
    return evolve(content, mark=mark)


def _content(text: str, tongue: Tongue) -> Content:
    text = tongue.fillers.sub("", text, count=1)
    unit = _unit(text, tongue)
    if unit is not None:
        return unit.part()
    if found := tongue.opener.match(text):
        return _opened(tongue.openers_of[found.group(1)], text[found.end() :], tongue)
    if found := tongue.third.fullmatch(text):
        return _third(tongue.thirds_of[found["third"]], _named(found["whole"], tongue).part())
    if found := _YEARS.fullmatch(text):
        years = int(found["year"]), _next(int(found["year"]), found["next"])
        return Choice(tuple(DatePart(DatePrecision.YEAR, year) for year in years))
    for pattern, join in (
        (tongue.between, _between),
        (tongue.from_to, Interval),
        (tongue.either, _either),
        (_SLASH, _neighbours),
        (tongue.both, _run),
    ):
        if found := pattern.fullmatch(text):
            return join(*_pair(found["one"], found["other"], tongue))
    raise _Refused


class _Unit(NamedTuple):
    """One unit as far as a piece of text names it: "18." lacks its month and year, "Oktober" its year."""

    precision: DatePrecision
    year: int | None = None
    number: int | None = None
    day: int = 0
    weekday: int | None = None

    def part(self) -> DatePart:
        if self.number is None:
            raise _Refused("it names a day without its month")
        if self.year is None:
            raise _Refused("it names no year")
        part = DatePart(self.precision, self.year, self.number, self.day)
        if self.weekday is not None and part.first.isoweekday() != self.weekday:
            raise _Refused(f"{part} is no such day of the week")
        return part

    def completed_by(self, other: _Unit) -> _Unit:
        """This with the month and the year that only the other names: "18." in "18. bis 20. November 2010"."""
        unit = self
        if unit.number is None and other.precision is DatePrecision.DAY:
            unit = unit._replace(number=other.number)
        if unit.year is None and other.number != 0:
            unit = unit._replace(year=other.year)
        return unit


def _unit(text: str, tongue: Tongue) -> _Unit | None:
    """The unit that the whole text names; None if it names none."""
    for pattern in tongue.units:
        if found := pattern.fullmatch(text):
            return _unit_of({name: value for name, value in found.groupdict().items() if value is not None}, tongue)
    return None


def _unit_of(found: dict[str, str], tongue: Tongue) -> _Unit:
    """The unit that the named groups of a pattern describe."""
    year = int(found["year"]) if "year" in found else None
    if "decade" in found:
        return _Unit(DatePrecision.DECADE, _decade(int(found["decade"])), 0)
    if "season" in found:
        return _season(tongue.numbers[found["season"]], year, found.get("next"))
    if "half" in found:
        return _Unit(DatePrecision.HALF_YEAR, year, 39 + _ordinal(found["half"], tongue))
    if "quarter" in found:
        return _Unit(DatePrecision.QUARTER, year, 32 + _ordinal(found["quarter"], tongue))
    return _dated(found, year, tongue)


def _dated(found: dict[str, str], year: int | None, tongue: Tongue) -> _Unit:
    """The day, month or year that the named groups of a pattern describe."""
    if "a" in found:
        return _in_figures(int(found["a"]), int(found["b"]), int(found["year"]))
    if "hyphened" in found:
        return _Unit(DatePrecision.MONTH, year, _month_behind(int(found["year"]), int(found["hyphened"])))
    number = int(found["number"]) if "number" in found else None
    if "month" in found:
        number = tongue.numbers[found["month"]]
    if "day" in found:
        weekday = tongue.numbers[found["weekday"]] if "weekday" in found else None
        return _Unit(DatePrecision.DAY, year, number, int(found["day"]), weekday)
    return _Unit(DatePrecision.YEAR, year, 0) if number is None else _Unit(DatePrecision.MONTH, year, number)


def _ordinal(text: str, tongue: Tongue) -> int:
    return int(text) if text.isdigit() else tongue.numbers[text]


def _decade(year: int) -> int:
    """The first year of a decade; of two digits, from 30 on, one of the 20th century."""
    if year >= 100:  # noqa: PLR2004 - because it has its century with it
        return year
    if year < 30:  # noqa: PLR2004 - because the twenties of both centuries are spoken of
        raise _Refused(f"the decade {year:02d} can be 19{year:02d} or 20{year:02d}: write its four digits")
    return 1900 + year


def _season(number: int, year: int | None, following: str | None) -> _Unit:
    """A season; winter needs both its years, any other season has but one."""
    if following is not None and year is not None:
        _next(year, following)
    if number != _WINTER and following is not None:
        raise _Refused("only winter lies in two years")
    if number == _WINTER and following is None and year is not None:
        ended, began = f"{year - 1}/{year % 100:02d}", f"{year}/{(year + 1) % 100:02d}"
        raise _Refused(f"that winter can be the one of {ended} or of {began}: write both years")
    return _Unit(DatePrecision.SEASON, year, number)


def _next(year: int, following: str) -> int:
    """The second year of a pair such as 1992/93."""
    if f"{year + 1:04d}"[-len(following) :] != following:
        raise _Refused(f"{year}/{following} are not two years that follow one another")
    return year + 1


def _in_figures(a: int, b: int, year: int) -> _Unit:
    """The day of 13/04/2019: read only if day and month cannot be confused."""
    readings = {(month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= 12}  # noqa: PLR2004 - because of months
    if len(readings) > 1:
        raise _Refused("which figure is the day and which the month? Write the month as a word")
    month, day = next(iter(readings), (a, b))
    return _Unit(DatePrecision.DAY, year, month, day)


def _month_behind(year: int, number: int) -> int:
    """The month of 2019-10; not of 2010-12, which can be three years, nor of 2018-23, which is no month."""
    if number > year % 100 or not 1 <= number <= 12:  # noqa: PLR2004 - because of months
        raise _Refused("two years or a part of one? FuzzyDate.parse reads it as EDTF")
    return number


def _named(text: str, tongue: Tongue) -> _Unit:
    """The unit that must stand here."""
    unit = _unit(tongue.fillers.sub("", text, count=1), tongue)
    if unit is None:
        raise _Refused
    return unit


def _pair(one: str, other: str, tongue: Tongue) -> tuple[DatePart, DatePart]:
    """Two units, each completed by what only the other names."""
    first, last = _named(one, tongue), _named(other, tongue)
    return first.completed_by(last).part(), last.completed_by(first).part()


def _third(index: int, whole: DatePart) -> Choice:
    """The beginning, middle or end of a month (ten days, ten, the rest) or of a year (four months each)."""
    if whole.precision is DatePrecision.YEAR:
        begin, end = (DatePart(DatePrecision.MONTH, whole.year, month) for month in (1 + 4 * index, 4 + 4 * index))
    elif whole.precision is DatePrecision.MONTH:
        last = 10 * (index + 1) if index < 2 else whole.last.day  # noqa: PLR2004 - because 2 is the last of three
        begin, end = (DatePart(DatePrecision.DAY, whole.year, whole.number, day) for day in (1 + 10 * index, last))
    else:
        raise _Refused("only months and years are read with a beginning, a middle and an end")
    return Choice((Stretch(begin, end),))


def _between(one: DatePart, other: DatePart) -> Choice:
    return Choice((Stretch(one, other),))


def _either(one: DatePart, other: DatePart) -> Choice:
    return Choice((one, other))


def _follow(one: DatePart, other: DatePart) -> bool:
    """Whether the second is the unit that comes right after the first."""
    return one.precision is other.precision and Span.through(one.first, one.last).end == other.first


def _neighbours(one: DatePart, other: DatePart) -> Choice | Interval:
    """Of days, one event ("18./19. November 2010"); else one of the two ("Oktober/November 2019")."""
    if not _follow(one, other):
        raise _Refused(f"{one} and {other} do not follow one another: one of the two, or from one to the other?")
    return Interval(one, other) if one.precision is DatePrecision.DAY else Choice((one, other))


def _run(one: DatePart, other: DatePart) -> Interval:
    if one.precision is not DatePrecision.DAY or not _follow(one, other):
        raise _Refused(f"it names two dates, {one} and {other}")
    return Interval(one, other)


def _opened(opener: Opener, text: str, tongue: Tongue) -> Content:
    """What a word such as "seit" makes of the date behind it."""
    if opener is Opener.UNTIL:
        text = tongue.through_the_end.sub("", text, count=1)
    part = _marked(text, tongue)
    if not isinstance(part, DatePart):
        raise _Refused(f"one day, month or year must stand behind that word, not {part}")
    if opener is Opener.SINCE:
        return Interval(part, End.OPEN)
    if opener is Opener.UNTIL:
        return Interval(End.OPEN, part)
    if part.mark is not DateMark.NONE:
        raise _Refused("a bound that is itself in doubt is not read")
    if opener is Opener.AT_LATEST:
        return Choice((Stretch(None, part),))
    if opener is Opener.AT_EARLIEST:
        return Choice((Stretch(part, None),))
    if opener is Opener.BEFORE:
        return Choice((Stretch(None, _beside(part, -1)),))
    return Choice((Stretch(_beside(part, 1), None),))


def _beside(part: DatePart, step: Literal[-1, 1]) -> DatePart:
    """The year before or after a year; the day before or after anything else."""
    if part.precision is DatePrecision.YEAR:
        return DatePart(DatePrecision.YEAR, part.year + step)
    if step > 0:
        day = Span.through(part.first, part.last).end
    else:
        day = None if part.first == date.min else Span(date.min, part.first).last
    if day is None:
        raise _Refused("the calendar ends there")
    return DatePart(DatePrecision.DAY, day.year, day.month, day.day)


_HINTS: Final = (
    (
        re.compile(r"(?:.*[^0-9])?[0-9]{1,2}[./][0-9]{1,2}[./](?:[0-9]{2})(?:[^0-9].*)?|.*'[0-9]{2}"),
        "a year has four digits",
    ),
    (re.compile(r"(?:.*[^0-9])?[0-9]{4}(?:[^0-9].*)?"), "it is not written in a way known here"),
)


def _reason(text: str) -> str:
    """Why no pattern fits."""
    return next((hint for pattern, hint in _HINTS if pattern.fullmatch(text)), "it names no year")
