"""What a fuzzy date is made of: one unit of the calendar, an interval between two, or a choice among several."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from enum import Enum
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import choice
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadFuzzyDate
from kommunal_partner.fuzzy_dates import sentences
from kommunal_partner.fuzzy_dates._refusal import bad_date
from kommunal_partner.verdicts import Sentence

# Ordinals just outside the calendar stand for "any day before" and "any day after": they compare as days do.
EARLIER: Final = date.min.toordinal() - 1
LATER: Final = date.max.toordinal() + 1


class DatePrecision(Enum):
    """How much of the calendar a fuzzy date names: one unit, an INTERVAL between two, or a SET to choose from."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF_YEAR = "half year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    SET = "set"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return sentences.PRECISIONS[self.value].text(lang)


class DateMark(Enum):
    """The doubt that EDTF writes behind a date: `~` approximate, `?` uncertain, `%` both."""

    NONE = ""
    APPROXIMATE = "~"
    UNCERTAIN = "?"
    BOTH = "%"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return sentences.MARKS[self.value].text(lang)


class End(Enum):
    """An end of an interval that names no date: OPEN (`..`) for none, UNKNOWN (nothing written) for one not known."""

    OPEN = ".."
    UNKNOWN = ""

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return sentences.ENDS[self.value].text(lang)


_MONTHS: Final = {
    DatePrecision.MONTH: 1,
    DatePrecision.SEASON: 3,
    DatePrecision.QUARTER: 3,
    DatePrecision.HALF_YEAR: 6,
    DatePrecision.YEAR: 12,
    DatePrecision.DECADE: 120,
    DatePrecision.CENTURY: 1200,
}
# EDTF counts the parts of a year on from the months; here is the month in which each of them begins.
_BEGINS: Final = {
    DatePrecision.MONTH: {month: month for month in range(1, 13)},
    DatePrecision.SEASON: {21: 3, 22: 6, 23: 9, 24: 12},
    DatePrecision.QUARTER: {33: 1, 34: 4, 35: 7, 36: 10},
    DatePrecision.HALF_YEAR: {40: 1, 41: 7},
    DatePrecision.YEAR: {0: 1},
    DatePrecision.DECADE: {0: 1},
    DatePrecision.CENTURY: {0: 1},
}
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WINTER: Final = 24
_STEP: Final = {DatePrecision.DECADE: 10, DatePrecision.CENTURY: 100}
_WIDTH: Final = {DateMark.NONE: 0, DateMark.APPROXIMATE: 1, DateMark.UNCERTAIN: 1, DateMark.BOTH: 2}


def _first_of_month(day: date, months: int) -> int:
    """The ordinal of the first of the month so many months from a first of a month, or just outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return EARLIER
    return LATER if year > date.max.year else date(year, month + 1, 1).toordinal()


def _precision(value: DatePrecision | str) -> DatePrecision:
    return choice(DatePrecision, value, "precision")


def _mark(value: DateMark | str) -> DateMark:
    return choice(DateMark, value, "mark")


@frozen(repr=False)
class DatePart:
    """One unit of the calendar: a day, month, season, quarter, half year, year, decade or century, with its mark.

    `number` is the month, or EDTF's number for a part of the year: 21 to 24 for spring to winter, 33 to 36 for the
    quarters, 40 and 41 for the half years. A decade or century is named by its first year. Winter belongs to the
    year in which it begins.

    Raises:
        BadFuzzyDate: if the calendar (years 1 to 9999) has no such unit.

    >>> DatePart(DatePrecision.SEASON, 2018, 24).last
    datetime.date(2019, 2, 28)
    """

    precision: DatePrecision = field(converter=_precision)
    year: int
    number: int = 0
    day: int = 0
    mark: DateMark = field(default=DateMark.NONE, converter=_mark)
    first: date = field(init=False, repr=False, eq=False)
    last: date = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        try:
            first, last = self._bounds()
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise BadFuzzyDate(self._named(), self._problem()) from error
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)

    def _bounds(self) -> tuple[date, date]:
        if self.precision is DatePrecision.DAY:
            day = date(self.year, self.number, self.day)
            return day, day
        if self.day or self.year % _STEP.get(self.precision, 1):
            raise ValueError
        first = date(self.year, _BEGINS[self.precision][self.number], 1)
        if self.precision is DatePrecision.MONTH:
            return first, first.replace(day=_length(self.year, self.number))
        if self.year == date.max.year and self.number == _WINTER:
            raise ValueError
        return first, date.fromordinal(_first_of_month(first, _MONTHS[self.precision]) - 1)

    def _named(self) -> str:
        return " ".join(str(value) for value in (self.year, self.number, self.day) if value != 0) or "0"

    def _problem(self) -> Sentence:
        """Why the calendar has no such unit."""
        year, number = self.year, self.number
        if not all(type(value) is int for value in (year, number, self.day)):
            return Sentence(sentences.WHOLE_NUMBERS)
        if not date.min.year <= year <= date.max.year:
            return Sentence(sentences.NO_SUCH_YEAR)
        if self.day and self.precision is not DatePrecision.DAY:
            return Sentence(sentences.NO_DAY_IN_IT, {"precision": self.precision})
        return self._problem_in_year()

    def _problem_in_year(self) -> Sentence:
        """Why the year has no such unit."""
        year, number = self.year, self.number
        if self.precision is DatePrecision.DAY and number in _BEGINS[DatePrecision.MONTH]:
            values = {"month": number, "year": year, "last": _length(year, number)}
            return Sentence(sentences.NO_SUCH_DAY, values)
        if self.precision in {DatePrecision.DAY, DatePrecision.MONTH}:
            return Sentence(sentences.NO_SUCH_MONTH, {"month": number})
        if number == _WINTER and year == date.max.year:
            return Sentence(sentences.WINTER_ENDS_LATER)
        return Sentence(sentences.NOT_WRITTEN_SO, {"precision": self.precision})

    @property
    def known(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.first, self.last

    def bounds(self) -> tuple[int, int]:
        """The ordinals of the first and the last day, moved out as far as the mark makes them doubtful.

        One unit of the same kind on each side for `~` and `?`, two for `%`; beyond the calendar, EARLIER or LATER.
        """
        width = _WIDTH[self.mark]
        first, last = self.first.toordinal(), self.last.toordinal()
        if not width:
            return first, last
        if self.precision is DatePrecision.DAY:
            return max(first - width, EARLIER), min(last + width, LATER)
        months = _MONTHS[self.precision]
        outer = _first_of_month(self.first, months * (width + 1))
        return _first_of_month(self.first, -months * width), outer if outer == LATER else outer - 1

    __repr__ = short_repr

    def __str__(self) -> str:
        if self.precision is DatePrecision.DAY:
            return f"{self.year:04d}-{self.number:02d}-{self.day:02d}{self.mark.value}"
        if self.number:
            return f"{self.year:04d}-{self.number:02d}{self.mark.value}"
        text = f"{self.year:04d}"
        if self.precision is DatePrecision.DECADE:
            text = text[:3] + "X"
        elif self.precision is DatePrecision.CENTURY:
            text = text[:2] + "XX"
        return text + self.mark.value


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]  # noqa: PLR2004 - because February is the 2nd


@frozen(repr=False)
class Interval:
    """From somewhere in one part to somewhere in another; either end, but not both, may be open or unknown.

    Raises:
        BadFuzzyDate: if it ends before it can begin, if neither end is known, or if an end is neither DatePart nor End.

    >>> str(Interval(DatePart(DatePrecision.YEAR, 2014), End.OPEN))
    '2014/..'
    """

    begin: DatePart | End
    end: DatePart | End

    def __attrs_post_init__(self) -> None:
        for side in (self.begin, self.end):
            if not isinstance(side, (DatePart, End)):
                raise bad_date(side, sentences.INTERVAL_OF_PARTS)
        if isinstance(self.begin, DatePart) and isinstance(self.end, DatePart):
            if self.end.last < self.begin.first:
                raise bad_date(str(self), sentences.ENDS_BEFORE)
        elif isinstance(self.begin, End) and isinstance(self.end, End):
            raise bad_date(str(self), sentences.NEITHER_END)

    @property
    def known(self) -> tuple[date, date]:
        """The first and the last day of the parts that are named, open sides left aside."""
        parts = [side for side in (self.begin, self.end) if isinstance(side, DatePart)]
        return parts[0].first, parts[-1].last

    __repr__ = short_repr

    def __str__(self) -> str:
        return "/".join(str(side) if isinstance(side, DatePart) else side.value for side in (self.begin, self.end))


@frozen(repr=False)
class Stretch:
    """The units from `first` to `last`, both counted and of one precision; no bound on a side that is None.

    Raises:
        BadFuzzyDate: if it runs backwards, holds one unit only, has no bound at all, mixed precisions, or marks.

    >>> str(Stretch(None, DatePart(DatePrecision.YEAR, 2009)))
    '..2009'
    """

    first: DatePart | None
    last: DatePart | None

    def __attrs_post_init__(self) -> None:
        parts = [part for part in (self.first, self.last) if part is not None]
        if not parts:
            raise bad_date(str(self), sentences.NEITHER_END)
        for part in parts:
            _check_member(part)
        if parts[0].precision is not parts[-1].precision:
            raise bad_date(str(self), sentences.MIXED_KINDS)
        if self.first is not None and self.last is not None and self.last.first <= self.first.first:
            raise bad_date(str(self), sentences.MUST_END_AFTER)

    @property
    def known(self) -> tuple[date, date]:
        """The first and the last day of the parts that are named, open sides left aside."""
        parts = [side for side in (self.first, self.last) if isinstance(side, DatePart)]
        return parts[0].first, parts[-1].last

    __repr__ = short_repr

    def __str__(self) -> str:
        return "..".join("" if part is None else str(part) for part in (self.first, self.last))


def _check_member(member: object) -> None:
    if not isinstance(member, DatePart):
        raise bad_date(member, sentences.SET_OF_PARTS)
    if member.mark is not DateMark.NONE:
        raise bad_date(str(member), sentences.MEMBER_WITH_MARK)


def _sides(member: DatePart | Stretch) -> tuple[date | None, date | None]:
    """The first and the last day of a member of a set; None where it has no bound."""
    if isinstance(member, DatePart):
        return member.first, member.last
    first, last = member.first, member.last
    return None if first is None else first.first, None if last is None else last.last


def _in_order(members: tuple[DatePart | Stretch, ...]) -> tuple[DatePart | Stretch, ...]:
    for member in members:
        if not isinstance(member, Stretch):
            _check_member(member)
    return tuple(sorted(members, key=lambda member: _sides(member)[0] or date.min))


@frozen(repr=False)
class Choice:
    """One of several parts or stretches, which one is not known; kept in order of time.

    Raises:
        BadFuzzyDate: if there is nothing to choose from, or two members name the same day.

    >>> str(Choice((DatePart(DatePrecision.YEAR, 2014), DatePart(DatePrecision.YEAR, 2012))))
    '[2012,2014]'
    """

    members: tuple[DatePart | Stretch, ...] = field(converter=_in_order)

    def __attrs_post_init__(self) -> None:
        if not self.members or (len(self.members) == 1 and isinstance(self.members[0], DatePart)):
            raise bad_date(str(self), sentences.TOO_FEW)
        for one, other in zip(self.members, self.members[1:], strict=False):
            last, first = _sides(one)[1], _sides(other)[0]
            if last is None or first is None or first <= last:
                raise bad_date(str(self), sentences.SAME_DAY, one=str(one), other=str(other))

    @property
    def sides(self) -> tuple[tuple[date | None, date | None], ...]:
        """The first and the last day of each member; None where it has no bound."""
        return tuple(_sides(member) for member in self.members)

    @property
    def known(self) -> tuple[date, date]:
        """The first and the last day of the parts that are named, open sides left aside."""
        return self.members[0].known[0], self.members[-1].known[1]

    __repr__ = short_repr

    def __str__(self) -> str:
        return f"[{','.join(str(member) for member in self.members)}]"


Content: TypeAlias = DatePart | Interval | Choice
