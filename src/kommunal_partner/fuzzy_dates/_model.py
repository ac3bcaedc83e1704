"""The fuzzy date: what it names, its bounds, and how it compares."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias, final

from attrs import field, frozen

from kommunal_partner._checks import as_day
from kommunal_partner.fuzzy_dates import _relations as relations
from kommunal_partner.fuzzy_dates import _speech as speech
from kommunal_partner.fuzzy_dates import sentences
from kommunal_partner.fuzzy_dates._edtf import read
from kommunal_partner.fuzzy_dates._parts import (
    EARLIER,
    LATER,
    Choice,
    Content,
    DateMark,
    DatePart,
    DatePrecision,
    Interval,
)
from kommunal_partner.fuzzy_dates._refusal import bad_date
from kommunal_partner.languages import language
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer

_MEMO: Final = 4096
_APPROXIMATE: Final = frozenset({DateMark.APPROXIMATE, DateMark.BOTH})
_UNCERTAIN: Final = frozenset({DateMark.UNCERTAIN, DateMark.BOTH})


@final
@frozen(repr=False)
class FuzzyDate:
    """A date as far as it is known, and its bounds.

    `earliest` and `latest` are the first and the last day of what is named, both counted; None on a side that is open
    or unknown. A mark (`~ ? %`) moves neither: how far to trust it is the reader's to say, and the relations below do.

    Fuzzy dates sort by `earliest`, then by `latest`, then by their text; no earliest day sorts before all days, no
    latest day after all. So 2018-01-01 comes before 2018-01, and that before 2018.

    Raises:
        BadFuzzyDate: if `content` is no DatePart, Interval or Choice. Texts are read by `FuzzyDate.parse`.

    >>> FuzzyDate.parse("2018-24").latest
    datetime.date(2019, 2, 28)
    """

    content: Content
    earliest: date | None = field(init=False, eq=False)
    latest: date | None = field(init=False, eq=False)
    precision: DatePrecision = field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        content = self.content
        earliest: date | None
        latest: date | None
        if isinstance(content, DatePart):
            earliest, latest, precision = content.first, content.last, content.precision
        elif isinstance(content, Interval):
            earliest = content.begin.first if isinstance(content.begin, DatePart) else None
            latest = content.end.last if isinstance(content.end, DatePart) else None
            precision = DatePrecision.INTERVAL
        elif isinstance(content, Choice):
            earliest, latest, precision = content.sides[0][0], content.sides[-1][1], DatePrecision.SET
        else:
            raise bad_date(content, sentences.A_CONTENT_IS_WANTED)
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)
        object.__setattr__(self, "precision", precision)

    @classmethod
    def parse(cls, text: str) -> FuzzyDate:
        """The fuzzy date that an EDTF text writes.

        Raises:
            BadFuzzyDate: with the reason, for a text outside the subset, and for anything that is no text.

        >>> FuzzyDate.parse("[2012..2019]").earliest
        datetime.date(2012, 1, 1)
        """
        if not isinstance(text, str):
            raise bad_date(text, sentences.A_TEXT_IS_WANTED, kind=type(text).__name__)
        return _parsed(text)

    @classmethod
    def of(cls, day: date) -> FuzzyDate:
        """This one day.

        Raises:
            NotADay: for a datetime and anything else that is no date.
        """
        as_day(day, "day")
        return cls(_part_of(day))

    @classmethod
    def between(cls, first: date, last: date) -> FuzzyDate:
        """Every day from `first` to `last`, both counted.

        Raises:
            BadFuzzyDate: if `last` comes before `first`.
            NotADay: for a datetime and anything else that is no date.

        >>> str(FuzzyDate.between(date(2010, 11, 18), date(2010, 11, 20)))
        '2010-11-18/2010-11-20'
        """
        as_day(first, "first")
        as_day(last, "last")
        return cls.of(first) if first == last else cls(Interval(_part_of(first), _part_of(last)))

    @property
    def is_approximate(self) -> bool:
        """Whether any part of it is marked as approximate (`~` or `%`)."""
        return any(part.mark in _APPROXIMATE for part in self._parts())

    @property
    def is_uncertain(self) -> bool:
        """Whether any part of it is marked as uncertain (`?` or `%`)."""
        return any(part.mark in _UNCERTAIN for part in self._parts())

    def _parts(self) -> tuple[DatePart, ...]:
        """The parts that may carry a mark."""
        if isinstance(self.content, DatePart):
            return (self.content,)
        if isinstance(self.content, Interval):
            return tuple(side for side in (self.content.begin, self.content.end) if isinstance(side, DatePart))
        return ()

    @property
    def span(self) -> Span:
        """The days from `earliest` to `latest`; from the first day of the calendar where there is no earliest day."""
        return Span.through(date.min if self.earliest is None else self.earliest, self.latest)

    @property
    def likeliest(self) -> date:
        """The middle day of what is named, the earlier of two; a convention, no statement about the date.

        Where one side has no bound, the middle of the part that is named. Where the middle falls between the members
        of a set, the nearest day of a member, the earlier of two.

        >>> FuzzyDate.parse("2018-11").likeliest
        datetime.date(2018, 11, 15)
        """
        known = self.content.known
        middle = (known[0].toordinal() + known[1].toordinal()) // 2
        if isinstance(self.content, Choice):
            return date.fromordinal(_nearest(middle, self.content))
        return date.fromordinal(middle)

    def is_before(self, other: When) -> Answer:
        """Whether its last day comes before the first day of the other; undecided where the days named leave it open.

        A mark moves a bound out by one unit of its own kind (`2018~` may lie in 2017 or 2019), `%` by two.

        Raises:
            NotADay: if the other is no date, FuzzyDate or Span.

        >>> FuzzyDate.parse("2018-11").is_before(date(2018, 11, 30))
        <Answer.UNDECIDED: 'undecided'>
        """
        return relations.before(relations.runs(self.content), _runs(other))

    def is_after(self, other: When) -> Answer:
        """Whether its first day comes after the last day of the other; see `is_before`."""
        return relations.before(_runs(other), relations.runs(self.content))

    def overlaps(self, other: When) -> Answer:
        """Whether both have a day in common; see `is_before`.

        Two events of one year need not have met:

        >>> FuzzyDate.parse("2018").overlaps(FuzzyDate.parse("2018"))
        <Answer.UNDECIDED: 'undecided'>
        """
        return relations.meets(relations.runs(self.content), _runs(other))

    def within(self, other: When) -> Answer:
        """Whether it lies wholly inside the other, which is taken as the window of all the days it names.

        See `is_before` for marks; those of the other make the days at its borders doubtful.

        >>> FuzzyDate.parse("2018-11").within(FuzzyDate.parse("2018"))
        <Answer.YES: 'yes'>
        """
        widest = relations.window(_runs(other))
        sure = widest
        if isinstance(other, FuzzyDate) and (other.is_approximate or other.is_uncertain):
            sure = ((other._lowest(), other._highest()),)  # noqa: SLF001 - because it is another of our own kind
        return relations.contained(relations.runs(self.content), sure, widest)

    def _lowest(self) -> int:
        return EARLIER if self.earliest is None else self.earliest.toordinal()

    def _highest(self) -> int:
        return LATER if self.latest is None else self.latest.toordinal()

    def _order(self, other: FuzzyDate) -> int:
        """Below 0, 0 or above 0, as this sorts before, with or after the other."""
        ours, theirs = (self._lowest(), self._highest()), (other._lowest(), other._highest())
        if ours != theirs:
            return -1 if ours < theirs else 1
        text, other_text = str(self), str(other)
        return (text > other_text) - (text < other_text)

    def __lt__(self, other: object) -> bool:
        return self._order(other) < 0 if isinstance(other, FuzzyDate) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._order(other) <= 0 if isinstance(other, FuzzyDate) else NotImplemented

    def text(self, lang: str = "de") -> str:
        """What is named, in words: "Herbst 2018", "20. bis 22. September 2028"; `str()` gives EDTF."""
        return speech.words(self.content, language(lang))

    def phrase_in(self, lang: str = "de") -> str:
        """When something happens then, in words.

        >>> FuzzyDate.parse("2028-09-20/2028-09-22").phrase_in("de"), FuzzyDate.parse("2018-23").phrase_in("en")
        ('vom 20. bis 22. September 2028', 'in autumn 2018')
        """
        return speech.words_in(self.content, language(lang))

    def __str__(self) -> str:
        return str(self.content)

    def __repr__(self) -> str:
        return f"FuzzyDate.parse({str(self.content)!r})"


When: TypeAlias = date | FuzzyDate | Span
"""What a fuzzy date is compared with."""


@lru_cache(maxsize=_MEMO)
def _parsed(text: str) -> FuzzyDate:
    return FuzzyDate(read(text))


def _part_of(day: date) -> DatePart:
    return DatePart(DatePrecision.DAY, day.year, day.month, day.day)


def _runs(other: When) -> tuple[relations.Runs, ...]:
    if isinstance(other, FuzzyDate):
        return relations.runs(other.content)
    if isinstance(other, Span):
        first = other.start.toordinal()
        last = LATER if other.last is None else other.last.toordinal()
    else:
        first = last = as_day(other, "other").toordinal()
    return (relations.Runs(first, first, last, last),)


def _nearest(middle: int, choice: Choice) -> int:
    """The day of some member that lies nearest to the middle."""
    days = []
    for first, last in choice.sides:
        low = EARLIER if first is None else first.toordinal()
        high = LATER if last is None else last.toordinal()
        days.append(min(max(middle, low), high))
    return min(days, key=lambda day: (abs(day - middle), day))
