"""What a piece of text names by itself: a unit of the calendar, a third of one, weeks, or a feast."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from kommunal_partner.fuzzy_dates import sentences
from kommunal_partner.fuzzy_dates._parts import Choice, DateMark, DatePart, DatePrecision, Stretch
from kommunal_partner.fuzzy_dates._vocabulary import Tongue
from kommunal_partner.verdicts import Reason, Sentence

_WINTER: Final = 24
PARTS_OF_YEAR: Final = frozenset({*range(1, 13), *range(21, 25), *range(33, 37), 40, 41})
"""The numbers that EDTF writes behind a year: months, seasons, quarters and half years."""
_MONTHS: Final = 12
_WHOLE_YEAR: Final = {"jahres": DatePrecision.YEAR, "year": DatePrecision.YEAR}
_WHOLE_MONTH: Final = {"monats": DatePrecision.MONTH, "month": DatePrecision.MONTH}
# The first and the last year of the beginning, the middle and the end of a decade.
_DECADE_THIRDS: Final = ((0, 3), (4, 6), (7, 9))
_EASTERS: Final = range(1583, 4100)
_FIGURES: Final = re.compile("(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?")


class Refused(Exception):
    """Why a piece of text is not read as a date, or nothing if no pattern fits it; it never leaves this package."""

    def __init__(self, reason: Reason | None = None, **values: object) -> None:
        super().__init__()
        self.sentence = None if reason is None else Sentence(reason, values)


class Unit(NamedTuple):
    """What a piece of text names, as far as it does: "18." lacks its month and year, "Ende Oktober" its year.

    `until` is the last day, week or third of several; `third` the beginning, middle or end of the unit; `feast` counts
    days from Easter Sunday.
    """

    precision: DatePrecision
    year: int | None = None
    number: int | None = None
    day: int = 0
    weekday: int | None = None
    until: int | None = None
    third: int | None = None
    week: int | None = None
    feast: tuple[int, int] | None = None

    def content(self) -> DatePart | Choice:
        """The date it names.

        Raises:
            Refused: if it lacks its month or year, or if the calendar has no such unit.
        """
        if self.number is None:
            raise Refused(sentences.NO_MONTH if self.day <= _LONGEST_MONTH else sentences.FOUR_DIGITS)
        if self.year is None:
            raise Refused(sentences.NO_YEAR)
        if self.third is None and (self.week is not None or self.feast is not None or self.until is not None):
            return _stretch(*self._days(self.year))
        part = DatePart(self.precision, self.year, self.number, self.day)
        if self.weekday is not None and part.first.isoweekday() != self.weekday:
            raise Refused(sentences.OTHER_WEEKDAY, day=part.first)
        return (
            part if self.third is None else _third(self.third, self.third if self.until is None else self.until, part)
        )

    def _days(self, year: int) -> tuple[date, date]:
        if self.week is not None:
            return _week(year, self.week)[0], _week(year, self.until or self.week)[1]
        if self.feast is not None:
            from dateutil.easter import easter

            if year not in _EASTERS:
                raise Refused
            sunday: date = easter(year)
            return sunday + timedelta(self.feast[0]), sunday + timedelta(self.feast[1])
        return date(year, self.number or 1, self.day), date(year, self.number or 1, self.until or self.day)

    def around(self) -> DatePart:
        """The smallest unit of the calendar that holds it; a year with a mark where it lies in two.

        Raises:
            Refused: as `content` does.
        """
        content = self.content()
        if isinstance(content, DatePart):
            return content
        first, last = content.known
        if self.third is not None:
            return DatePart(self.precision, self.year or first.year, self.number or 0)
        if (first.year, first.month) == (last.year, last.month):
            return DatePart(DatePrecision.MONTH, first.year, first.month)
        mark = DateMark.NONE if first.year == last.year else DateMark.APPROXIMATE
        return DatePart(DatePrecision.YEAR, first.year, mark=mark)

    def completed_by(self, other: Unit) -> Unit:
        """This with the month and the year that only the other names: "18." in "18. bis 20. November 2010"."""
        unit = self
        if unit.number is None and other.precision is DatePrecision.DAY:
            unit = unit._replace(number=other.number)
        if unit.year is None and other.number != 0:
            unit = unit._replace(year=other.year)
        return unit


def completed(one: Unit, other: Unit) -> tuple[Unit, Unit]:
    """Both with what only one of them names; where the year turns between them, in the year in which each lies.

    "28. Dezember bis 3. Januar 2017" begins in 2016; "5. Juni bis 1. Juni 2018" does not begin in 2017.

    Raises:
        Refused: if the year would turn between them, but most of a year would lie between.
    """
    first, last = one.completed_by(other), other.completed_by(one)
    if first.year is not None and last.year is not None and one.number and other.number:
        turns = first.content().known[0] > last.content().known[1]
        if turns and one.year is None:
            first = first._replace(year=first.year - 1)
        elif turns and other.year is None:
            last = last._replace(year=last.year + 1)
        if turns and None in {one.year, other.year} and _days_between(first, last) > _LONGEST_TURN:
            raise Refused(sentences.ENDS_BEFORE)
    return first, last


_LONGEST_MONTH: Final = 31
_LONGEST_TURN: Final = 183  # days; what would be longer has its ends in the wrong order


def _days_between(first: Unit, last: Unit) -> int:
    return (last.content().known[0] - first.content().known[1]).days


def named(text: str, tongue: Tongue) -> Unit:
    """The unit that must stand here.

    Raises:
        Refused: if the text names none.
    """
    found = unit(tongue.fillers.sub("", text, count=1), tongue)
    if found is None:
        raise Refused
    return found


def named_both(one: str, other: str, tongue: Tongue) -> tuple[Unit, Unit] | None:
    """The units that stand on both sides of what joins them; None if one of the texts names none.

    The 2010-12 of "2010-12 bis 2011-02" is a month, though it could be three years by itself: beside a day, beside a
    month that is sure, or beside another of the same year.
    """
    texts = [tongue.fillers.sub("", text, count=1) for text in (one, other)]
    figures = [found for found in map(_FIGURES.fullmatch, texts) if found]
    if len(figures) > 1:
        is_sure = [found["day"] is not None or int(found["month"]) <= int(found["year"]) % 100 for found in figures]
        if any(is_sure) or figures[0]["year"] == figures[1]["year"]:
            texts = [f"{at['month']}/{at['year']}" if at["day"] is None else at[0] for at in figures]
    first, last = unit(texts[0], tongue), unit(texts[1], tongue)
    return None if first is None or last is None else (first, last)


def unit(text: str, tongue: Tongue) -> Unit | None:
    """The unit that the whole text names; None if it names none."""
    for pattern in tongue.units:
        if found := pattern.fullmatch(text):
            return _unit_of({name: value for name, value in found.groupdict().items() if value is not None}, tongue)
    if found := tongue.third.fullmatch(text):
        whole = unit(tongue.fillers.sub("", found["whole"], count=1), tongue)
        if whole is None:
            return None
        of = (found["of"] or "").strip("-")
        wanted = _WHOLE_YEAR.get(of) or _WHOLE_MONTH.get(of) or whole.precision
        thirds = (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.DECADE)
        if whole.precision is not wanted or whole.precision not in thirds or whole.third is not None:
            raise Refused(sentences.NO_THIRDS)
        third = tongue.thirds_of[found["third"]]
        until = tongue.thirds_of[found["until_third"]] if found["until_third"] else None
        if until is not None and until <= third:
            raise Refused(sentences.MUST_END_AFTER)
        return whole._replace(third=third, until=until)
    return None


def _unit_of(found: dict[str, str], tongue: Tongue) -> Unit:
    """The unit that the named groups of a pattern describe."""
    year = int(found["year"]) if "year" in found else None
    if "decade" in found:
        return Unit(DatePrecision.DECADE, _decade(found["decade"]), 0)
    if "week" in found:
        return _weeks(found, year)
    if "feast" in found:
        return _feast(found["feast"], year, tongue)
    return _part_of_year(found, year, tongue) or _dated(found, year, tongue)


def _part_of_year(found: dict[str, str], year: int | None, tongue: Tongue) -> Unit | None:
    if "season" in found:
        return _season(tongue.numbers[found["season"]], year, found.get("next"))
    if "half" in found:
        return Unit(DatePrecision.HALF_YEAR, year, 39 + _ordinal(found["half"], tongue))
    if "quarter" in found:
        return Unit(DatePrecision.QUARTER, year, 32 + _ordinal(found["quarter"], tongue))
    return None


def _dated(found: dict[str, str], year: int | None, tongue: Tongue) -> Unit:
    """The day, month or year that the named groups of a pattern describe."""
    if "a" in found:
        return _in_figures(int(found["a"]), int(found["b"]), int(found["year"]))
    if "hyphened" in found:
        return Unit(DatePrecision.MONTH, year, _month_behind(int(found["year"]), int(found["hyphened"])))
    number = int(found["number"]) if "number" in found else None
    if "month" in found:
        number = tongue.numbers[found["month"]]
    if "day" in found:
        weekday = tongue.numbers[found["weekday"]] if "weekday" in found else None
        return Unit(DatePrecision.DAY, year, number, int(found["day"]), weekday)
    return Unit(DatePrecision.YEAR, year, 0) if number is None else Unit(DatePrecision.MONTH, year, number)


def _ordinal(text: str, tongue: Tongue) -> int:
    return int(text) if text.isdigit() else tongue.numbers[text]


def _decade(text: str) -> int:
    """The first year of a decade; of two digits, from 30 on, one of the 20th century."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - because it has its century with it
        return year
    if year < 30:  # noqa: PLR2004 - because the twenties of both centuries are spoken of
        raise Refused(sentences.WHICH_DECADE, short=text)
    return 1900 + year


def _season(number: int, year: int | None, following: str | None) -> Unit:
    """A season; winter needs both its years, any other season has but one."""
    if following is not None and year is not None:
        next_year(year, following)
    if number != _WINTER and following is not None:
        raise Refused(sentences.ONLY_WINTER)
    if number == _WINTER and following is None and year is not None:
        ended, began = f"{year - 1}/{year % 100:02d}", f"{year}/{(year + 1) % 100:02d}"
        raise Refused(sentences.WHICH_WINTER, ended=ended, began=began)
    return Unit(DatePrecision.SEASON, year, number)


def next_year(year: int, following: str) -> int:
    """The second year of a pair such as 1992/93.

    Raises:
        Refused: if they do not follow one another.
    """
    if f"{year + 1:04d}"[-len(following) :] != following:
        raise Refused(sentences.NO_FOLLOWING_YEAR, year=year, following=following)
    return year + 1


def _weeks(found: dict[str, str], year: int | None) -> Unit:
    week = int(found["week"])
    if "iso_day" in found and year is not None:
        day = _week(year, week)[0] + timedelta(days=int(found["iso_day"]) - 1)
        return Unit(DatePrecision.DAY, day.year, day.month, day.day)
    until = int(found["until_week"]) if "until_week" in found else None
    if until is not None and until <= week:
        # Of "KW 38/25" nobody can tell whether 25 is a week or a year.
        raise Refused(sentences.MUST_END_AFTER if year is not None else sentences.FOUR_DIGITS)
    return Unit(DatePrecision.SET, year, 1, until=until, week=week)


def _week(year: int, number: int) -> tuple[date, date]:
    """The Monday and the Sunday of a calendar week (ISO 8601, as in Germany)."""
    if not year:
        raise Refused(sentences.NO_SUCH_YEAR)
    try:
        return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)
    except ValueError:
        last = date(year, 12, 28).isocalendar().week
        if 1 <= number <= last:
            raise Refused(sentences.CALENDAR_ENDS) from None
        raise Refused(sentences.NO_SUCH_WEEK, year=year, last=last) from None


def _feast(name: str, year: int | None, tongue: Tongue) -> Unit:
    if name in tongue.feasts:
        return Unit(DatePrecision.SET, year, 1, feast=tongue.feasts[name])
    month, first, last = tongue.fixed[name]
    return Unit(DatePrecision.DAY, year, month, first, until=None if first == last else last)


def _in_figures(a: int, b: int, year: int) -> Unit:
    """The day of 13/04/2019: read only if day and month cannot be confused."""
    readings = {(month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= _MONTHS}
    if len(readings) > 1:
        raise Refused(sentences.WHICH_FIGURE)
    month, day = next(iter(readings), (a, b))
    return Unit(DatePrecision.DAY, year, month, day)


def _month_behind(year: int, number: int) -> int:
    """The month of 2019-10; not of 2010-12, which can be three years, nor of 2018-23, which is no month."""
    if 1 <= number <= min(_MONTHS, year % 100):
        return number
    if number == (year + 1) % 100 and number not in PARTS_OF_YEAR:
        raise Refused(sentences.TWO_YEARS, year=year, following=f"{number:02d}", next=year + 1)
    if number in PARTS_OF_YEAR:
        raise Refused(sentences.YEARS_OR_PART)
    raise Refused(sentences.NO_SUCH_MONTH, month=number)


def _third(index: int, until: int | None, whole: DatePart) -> Choice:
    """The beginning, middle or end of a month (ten days, ten, the rest), a year (four months each) or a decade."""
    until = index if until is None else until
    if whole.precision is DatePrecision.YEAR:
        begin, end = (DatePart(DatePrecision.MONTH, whole.year, month) for month in (1 + 4 * index, 4 + 4 * until))
    elif whole.precision is DatePrecision.MONTH:
        last = 10 * (until + 1) if until < 2 else whole.last.day  # noqa: PLR2004 - because 2 is the last of three
        begin, end = (DatePart(DatePrecision.DAY, whole.year, whole.number, day) for day in (1 + 10 * index, last))
    else:
        first, last = _DECADE_THIRDS[index][0], _DECADE_THIRDS[until][1]
        begin, end = (DatePart(DatePrecision.YEAR, whole.year + year) for year in (first, last))
    return Choice((Stretch(begin, end),))


def _stretch(first: date, last: date) -> DatePart | Choice:
    return day_part(first) if first == last else Choice((Stretch(day_part(first), day_part(last)),))


def day_part(day: date) -> DatePart:
    """This day as a part of a date."""
    return DatePart(DatePrecision.DAY, day.year, day.month, day.day)
