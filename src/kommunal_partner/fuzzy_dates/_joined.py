"""What two units of the calendar make together, and what a word such as "seit" makes of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Literal

from attrs import evolve

from kommunal_partner.fuzzy_dates import sentences
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
from kommunal_partner.fuzzy_dates._speech import words
from kommunal_partner.fuzzy_dates._units import Refused, Unit, day_part, next_year
from kommunal_partner.fuzzy_dates._vocabulary import Opener, Tongue
from kommunal_partner.languages import Term
from kommunal_partner.spans import Span

_YEARS: Final = re.compile("(?P<year>[0-9]{4})/(?P<next>[0-9]{4}|[0-9]{2})")
_SLASH: Final = re.compile("(?P<one>.+?)/(?P<other>.+)")


def either_year(text: str) -> Choice | None:
    """A day in one of the two years of 2016/17; None for another text."""
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    years = int(found["year"]), next_year(int(found["year"]), found["next"])
    return Choice(tuple(DatePart(DatePrecision.YEAR, year) for year in years))


def open_ended(begin: DatePart) -> Interval:
    """From somewhere in this unit to this day and on."""
    return Interval(begin, End.OPEN)


def _from_to(one: Unit, other: Unit) -> Interval | Choice:
    first, last = one.content(), other.content()
    if isinstance(first, DatePart) and isinstance(last, DatePart):
        return Interval(first, last)
    # Neither a third nor a week can stand at the end of an interval; the days from the first to the last are named.
    return Choice((Stretch(day_part(first.known[0]), day_part(last.known[1])),))


def _between(one: Unit, other: Unit) -> Choice:
    first, last = one.content(), other.content()
    if isinstance(first, DatePart) and isinstance(last, DatePart):
        return Choice((Stretch(first, last),))
    return Choice((Stretch(day_part(first.known[0]), day_part(last.known[1])),))


def _either(one: Unit, other: Unit) -> Choice:
    members = [part for content in (one.content(), other.content()) for part in _members(content)]
    return Choice(tuple(members))


def _members(content: DatePart | Choice) -> tuple[DatePart | Stretch, ...]:
    return (content,) if isinstance(content, DatePart) else content.members


def _said(content: Content) -> Term:
    """What is named, in the words of both languages."""
    return Term(words(content, "de"), words(content, "en"))


def _follow(one: DatePart | Choice, other: DatePart | Choice) -> bool:
    """Whether the second begins right after the first ends, and both are of one kind."""
    alike = type(one) is type(other) and getattr(one, "precision", None) is getattr(other, "precision", None)
    return alike and Span.through(*one.known).end == other.known[0]


def _neighbours(one: Unit, other: Unit) -> Choice | Interval:
    """Of days, one event ("18./19. November 2010"); else one of the two ("Oktober/November 2019")."""
    first, last = one.content(), other.content()
    if not _follow(first, last):
        raise Refused(sentences.NOT_NEIGHBOURS, one=_said(first), other=_said(last))
    if isinstance(first, DatePart) and isinstance(last, DatePart) and first.precision is DatePrecision.DAY:
        return Interval(first, last)
    return _either(one, other)


def _run(one: Unit, other: Unit) -> Interval:
    first, last = one.content(), other.content()
    days = isinstance(first, DatePart) and first.precision is DatePrecision.DAY
    if not (days and isinstance(first, DatePart) and isinstance(last, DatePart) and _follow(first, last)):
        raise Refused(sentences.TWO_DATES, one=_said(first), other=_said(last))
    return Interval(first, last)


JOINTS: Final[tuple[tuple[Callable[[Tongue], re.Pattern[str]], Callable[[Unit, Unit], Interval | Choice]], ...]] = (
    (lambda tongue: tongue.between, _between),
    (lambda tongue: tongue.from_to, _from_to),
    (lambda tongue: tongue.either, _either),
    (lambda _: _SLASH, _neighbours),
    (lambda tongue: tongue.both, _run),
)


def opened(opener: Opener, found: Unit | Interval | Choice, mark: DateMark) -> Interval | Choice:
    """What the word makes of the date behind it, which stands in this doubt."""
    if opener in {Opener.SINCE, Opener.UNTIL}:
        part = evolve(_one_part(found), mark=mark) if mark is not DateMark.NONE else _one_part(found)
        return Interval(part, End.OPEN) if opener is Opener.SINCE else Interval(End.OPEN, part)
    if not isinstance(found, Unit):
        raise Refused(sentences.ONE_UNIT_BEHIND, found=_said(found))
    content = found.content()
    if found.third is not None and opener not in _AT:  # before the end of 2019: in autumn, or at any time that year?
        raise Refused(sentences.ONE_UNIT_BEHIND, found=_said(content))
    if mark is not DateMark.NONE:
        raise Refused(sentences.DOUBTFUL_BOUND)
    return Choice((_bounded(opener, content),))


_AT: Final = frozenset({Opener.AT_LATEST, Opener.AT_EARLIEST})


def _one_part(found: Unit | Interval | Choice) -> DatePart:
    """The unit that a time begins or ends in; of two years in a row the first, with a mark."""
    if isinstance(found, Unit):
        return found.around()
    if isinstance(found, Choice):
        years = [part for part in found.members if isinstance(part, DatePart) and part.precision is DatePrecision.YEAR]
        if len(years) == len(found.members) and [one.year for one in years] == [years[0].year, years[0].year + 1]:
            return evolve(years[0], mark=DateMark.APPROXIMATE)
    raise Refused(sentences.ONE_UNIT_BEHIND, found=_said(found))


def _bounded(opener: Opener, content: DatePart | Choice) -> Stretch:
    first, last = _ends(content)
    if opener is Opener.AT_LATEST:
        return Stretch(None, last)
    if opener is Opener.AT_EARLIEST:
        return Stretch(first, None)
    if opener is Opener.BEFORE:
        return Stretch(None, _beside(first, -1))
    return Stretch(_beside(last, 1), None)


def _ends(content: DatePart | Choice) -> tuple[DatePart, DatePart]:
    """The first and the last unit of what is named; of a choice, as days."""
    if isinstance(content, DatePart):
        return content, content
    return day_part(content.known[0]), day_part(content.known[1])


def _beside(part: DatePart, step: Literal[-1, 1]) -> DatePart:
    """The year before or after a year; the day before or after anything else."""
    if part.precision is DatePrecision.YEAR:
        return DatePart(DatePrecision.YEAR, part.year + step)
    if step > 0:
        day = Span.through(part.first, part.last).end
    else:
        day = None if part.first == date.min else Span(date.min, part.first).last
    if day is None:
        raise Refused(sentences.CALENDAR_ENDS)
    return day_part(day)
