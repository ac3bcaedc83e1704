"""A small calendar and a few countries, so that edges meet; and a large one, of every day and country there is."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import Final

from kommunal_partner._checks import choice
from kommunal_partner.countries import country, known_codes
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies._hypothesis import kept, st

FIRST: Final = date(2017, 12, 26)
"""The first day of the small calendar; a turn of the year lies in it."""
DAYS: Final = 12
"""How many days the small calendar has."""
CODES: Final = ("CHL", "KEN", "SRB", "XKX")
"""The countries of the small worlds, one of them without a code of ISO 3166-1."""
WORDS: Final = ("education", "waste", "water")
"""The words of the small worlds."""
TURNS: Final = tuple(
    date(year + later, month, day)
    for year in range(1992, 2037, 4)
    for later, month, day in ((0, 1, 1), (0, 2, 29), (0, 3, 1), (0, 12, 31), (1, 1, 1))
)
"""Days of the large calendar at which counting goes wrong: leap days, turns of leap years, and the days after."""


def calendar(first: date = FIRST, count: int = DAYS) -> tuple[date, ...]:
    """So many days, one after the other."""
    return tuple(first + timedelta(days=index) for index in range(count))


def days(first: date = FIRST, count: int = DAYS) -> st.SearchStrategy[date]:
    """A day of the small calendar."""
    return st.sampled_from(calendar(first, count))


@st.composite
def spans(draw: st.DrawFn, first: date = FIRST, count: int = DAYS, *, may_be_open: bool = True) -> Span:
    """A span that begins in the small calendar and ends in it or, if that is allowed, never."""
    start, last = sorted((draw(days(first, count)), draw(days(first, count))))
    return Span(start) if may_be_open and draw(st.booleans()) else Span.through(start, last)


class Scale(Enum):
    """How much a strategy may draw.

    NARROW: the days of the small calendar, four countries, three words, so that edges meet and an example that fails
    is one that a person reads. RICH: the days of 1990 to 2040, every country there is or was, words of any
    script.
    """

    NARROW = "narrow"
    RICH = "rich"

    @property
    def throughout(self) -> Span:
        """All its days."""
        if self is Scale.NARROW:
            return Span(FIRST, FIRST + timedelta(days=DAYS))
        return Span.years(1990, 2040)

    @kept
    def codes(self) -> st.SearchStrategy[str]:
        """The alpha-3 code of a country."""
        rich = (code for code in sorted(known_codes()) if country(code).alpha3 == code)
        return st.sampled_from(CODES if self is Scale.NARROW else tuple(rich))

    @kept
    def days(self) -> st.SearchStrategy[date]:
        """A day; of the large calendar, every other one is a leap day, a turn of the year or the day after."""
        if self is Scale.NARROW:
            return days()
        return st.dates(date(1990, 1, 1), date(2040, 12, 31)) | st.sampled_from(TURNS)

    @kept
    def words(self) -> st.SearchStrategy[str]:
        """A word, or several, never blank."""
        if self is Scale.NARROW:
            return st.sampled_from(WORDS)
        letters = st.characters(categories=("L", "M", "N", "P", "S"))
        return st.text(letters, min_size=1, max_size=20) | st.text("aäößéŁ", min_size=1, max_size=6)

    @kept
    def ids(self) -> st.SearchStrategy[str]:
        """An id."""
        return (
            st.sampled_from(["a", "b", "c"])
            if self is Scale.NARROW
            else st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
        )

    def spans(self, *, may_be_open: bool = True) -> st.SearchStrategy[Span]:
        """A span of days."""
        if self is Scale.NARROW:
            return spans(may_be_open=may_be_open)
        closed = st.tuples(self.days(), self.days()).map(lambda two: Span.through(min(two), max(two)))
        return closed | self.days().map(Span) if may_be_open else closed


def as_scale(scale: Scale | str) -> Scale:
    """The scale, also by its word."""
    return choice(Scale, scale, "scale")
