"""Spans of days, and timelines that hold at most one value a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from typing import Generic, TypeVar

from attrs import field, frozen

from kommunal_partner._checks import as_day, instance, on_days, pairs, whole
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadSpan, NotADay, Overlap
from kommunal_partner.languages import Term

__all__ = ["Span", "Timeline"]

_ONE_DAY = timedelta(days=1)


@frozen(order=False, repr=False)
class Span:
    """The days from `start` up to, but not including, `end`; all later days if there is no `end`.

    Raises:
        BadSpan: if it would hold no day.

    >>> Span(date(2018, 1, 1), date(2020, 1, 1)).contains(date(2020, 1, 1))
    False
    """

    start: date
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        as_day(self.start, "start")
        if self.end is not None and as_day(self.end, "end") <= self.start:
            raise BadSpan(
                Term(
                    f"vom {_german(self.start)} bis vor dem {_german(self.end)} liegt kein Tag",
                    f"{self.start} up to, not including, {self.end} holds no day",
                )
            )

    @classmethod
    def through(cls, first: date, last: date | None) -> Span:
        """The days from `first` to `last`, both counted; open if `last` is None or the last day of the calendar.

        >>> Span.through(date(2018, 1, 1), date(2019, 12, 31)).end
        datetime.date(2020, 1, 1)
        """
        as_day(first, "first")
        if last is None:
            return cls(first)
        if as_day(last, "last") < first:
            raise BadSpan(
                Term(
                    f"vom {_german(first)} bis zum {_german(last)} liegt kein Tag: der letzte kommt vor dem ersten",
                    f"{first} to {last} holds no day: the last day comes before the first",
                )
            )
        return cls(first, None if last == date.max else last + _ONE_DAY)

    @classmethod
    def day(cls, day: date) -> Span:
        """This one day."""
        return cls.through(day, day)

    @classmethod
    def years(cls, first: int, last: int | None = None) -> Span:
        """All days of the years from `first` to `last`, both counted; of `first` alone if `last` is left out."""
        first = whole(first, "first", BadSpan)
        last = first if last is None else whole(last, "last", BadSpan)
        try:
            return cls.through(date(first, 1, 1), date(last, 12, 31))
        except BadSpan:
            raise
        except (ValueError, OverflowError) as error:
            de = f"Jahre {first} bis {last}: Das ist kein Zeitraum des Kalenders"
            raise BadSpan(Term(de, f"years {first} to {last}: {error}")) from error

    @property
    def last(self) -> date | None:
        """The last day that counts; None if the span is open."""
        return None if self.end is None else self.end - _ONE_DAY

    def contains(self, day: date) -> bool:
        """Whether the day lies inside.

        Raises:
            NotADay: for anything but a day.
        """
        try:
            return self.start <= day and (self.end is None or day < self.end)
        except TypeError:
            raise NotADay(day, "day") from None

    def overlaps(self, other: Span) -> bool:
        """Whether some day lies in both.

        >>> Span(date(2018, 1, 1), date(2018, 1, 3)).overlaps(Span(date(2018, 1, 3)))
        False
        """
        _check_span(other)
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def covers(self, other: Span) -> bool:
        """Whether every day of `other` lies inside."""
        _check_span(other)
        return self.start <= other.start and (self.end is None or (other.end is not None and other.end <= self.end))

    def intersection(self, other: Span) -> Span | None:
        """The days that lie in both; None if there are none."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Span(max(self.start, other.start), min(ends, default=None))

    def days(self) -> Iterator[date]:
        """Every day inside, in order; of an open span, every day the calendar has."""
        last = self.last or date.max
        for ordinal in range(self.start.toordinal(), last.toordinal() + 1):
            yield date.fromordinal(ordinal)

    def text(self, lang: str = "de") -> str:
        """The first and the last day that count, as the language writes them.

        >>> Span(date(2018, 9, 20), date(2018, 9, 23)).text("de")
        'vom 20.09.2018 bis 22.09.2018'
        """
        if not str(lang).lower().startswith("de"):
            return str(self)
        if self.last is None:
            return f"ab dem {_german(self.start)}"
        return f"vom {_german(self.start)} bis {_german(self.last)}"

    def __str__(self) -> str:
        return f"{self.start} to {self.last}" if self.end is not None else f"{self.start} onwards"

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"


def _check_span(other: object) -> None:
    instance(other, Span, "other", BadSpan)


def _german(day: date) -> str:
    return f"{day:%d.%m.}{day.year:04d}"


V = TypeVar("V", bound=Hashable)


def _by_start(given: Iterable[tuple[Span, V]]) -> tuple[tuple[Span, V], ...]:
    found = pairs(given, "entries")
    for span, _ in found:
        _check_span(span)
    return tuple(sorted(found, key=lambda pair: pair[0].start))


@frozen(repr=False)
class Timeline(Generic[V]):
    """At most one value a day: spans with values, sorted, none overlapping another.

    Raises:
        Overlap: naming both entries that claim the same day.
    """

    entries: tuple[tuple[Span, V], ...] = field(converter=_by_start)
    _starts: tuple[date, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        for (span, value), (next_span, next_value) in zip(self.entries, self.entries[1:], strict=False):
            if span.overlaps(next_span):
                raise Overlap(on_days(value, span), on_days(next_value, next_span))
        object.__setattr__(self, "_starts", tuple(span.start for span, _ in self.entries))

    @classmethod
    def of(cls, pairs: Iterable[tuple[Span, V]]) -> Timeline[V]:
        """The timeline of these pairs, in whatever order they come."""
        return cls(pairs)

    def entry_at(self, day: date) -> tuple[Span, V] | None:
        """The span and value that hold on the day; None if none does."""
        try:
            index = bisect_right(self._starts, day) - 1
        except TypeError:
            raise NotADay(day, "day") from None
        if index < 0 or not self.entries[index][0].contains(day):
            return None
        return self.entries[index]

    def at(self, day: date) -> V | None:
        """The value that holds on the day; None if none does.

        >>> Timeline.of([(Span(date(2018, 1, 1), date(2020, 1, 1)), "UMIC")]).at(date(2020, 1, 1)) is None
        True
        """
        entry = self.entry_at(day)
        return None if entry is None else entry[1]

    def within(self, window: Span) -> tuple[tuple[Span, V], ...]:
        """The entries that hold on some day of the window, clipped to it."""
        clipped = ((span.intersection(window), value) for span, value in self.entries)
        return tuple((span, value) for span, value in clipped if span is not None)

    __repr__ = short_repr

    def __iter__(self) -> Iterator[tuple[Span, V]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)
