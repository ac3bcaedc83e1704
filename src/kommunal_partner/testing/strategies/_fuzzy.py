"""Fuzzy dates, of every year there is."""

from __future__ import annotations

from kommunal_partner.fuzzy_dates import Choice, DateMark, DatePart, DatePrecision, End, FuzzyDate, Interval, Stretch
from kommunal_partner.testing.strategies._hypothesis import st


def fuzzy_parts() -> st.SearchStrategy[DatePart]:
    """One unit of the calendar, from a day to a century, marked or not."""
    years, marks = st.integers(1, 9998), st.sampled_from(DateMark)
    numbered = (
        (DatePrecision.MONTH, 1, 12),
        (DatePrecision.SEASON, 21, 24),
        (DatePrecision.QUARTER, 33, 36),
        (DatePrecision.HALF_YEAR, 40, 41),
        (DatePrecision.YEAR, 0, 0),
    )
    return st.one_of(
        st.builds(lambda day, mark: DatePart(DatePrecision.DAY, day.year, day.month, day.day, mark), st.dates(), marks),
        *(
            st.builds(DatePart, st.just(precision), years, st.integers(low, high), st.just(0), marks)
            for precision, low, high in numbered
        ),
        st.builds(lambda ten, mark: DatePart(DatePrecision.DECADE, 10 * ten, mark=mark), st.integers(1, 999), marks),
        st.builds(lambda ten, mark: DatePart(DatePrecision.CENTURY, 100 * ten, mark=mark), st.integers(1, 99), marks),
    )


@st.composite
def fuzzy_intervals(draw: st.DrawFn) -> Interval:
    """From one unit to another, or with one end open or unknown."""
    one, other = sorted((draw(fuzzy_parts()), draw(fuzzy_parts())), key=lambda part: part.first)
    if draw(st.booleans()):
        return Interval(one, other)
    end = draw(st.sampled_from(End))
    return Interval(end, one) if draw(st.booleans()) else Interval(one, end)


@st.composite
def fuzzy_sets(draw: st.DrawFn) -> Choice:
    """One of several years or runs of years, which one is not known; the first and the last run may be open."""
    chosen = draw(st.sets(st.integers(1, 60), min_size=2, max_size=7))
    years = [DatePart(DatePrecision.YEAR, year) for year in sorted(chosen)]
    members: list[DatePart | Stretch] = []
    while years:
        first = years.pop(0)
        members.append(Stretch(first, years.pop(0)) if bool(years) and draw(st.booleans()) else first)
    if isinstance(members[0], DatePart) and draw(st.booleans()):
        members[0] = Stretch(None, members[0])
    if isinstance(members[-1], DatePart) and (len(members) == 1 or draw(st.booleans())):
        members[-1] = Stretch(members[-1], None)
    return Choice(tuple(members))


def fuzzy_years() -> st.SearchStrategy[DatePart]:
    """A year of the first sixty, without a mark."""
    return st.builds(DatePart, st.just(DatePrecision.YEAR), st.integers(1, 60))


def fuzzy_dates() -> st.SearchStrategy[FuzzyDate]:
    """A fuzzy date of any form."""
    return st.one_of(fuzzy_parts(), fuzzy_intervals(), fuzzy_sets()).map(FuzzyDate)
