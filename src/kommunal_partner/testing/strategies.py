"""Hypothesis strategies for the public models, over a small calendar in which edges meet.

Drawn from all the days there are, two spans hardly ever touch, and a law that is wrong at the edge holds for years of
testing. So everything here lies in `DAYS` days from `FIRST` on, unless another `calendar` is given, and few names and
codes are used.

>>> from hypothesis import given
>>> @given(spans())
... def test_a_span_covers_itself(span):
...     assert span.covers(span)
>>> test_a_span_covers_itself()
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, TypeVar

from kommunal_partner.countries import country
from kommunal_partner.cycles import AfterLast, Alternating, Cycle, Grid, NamedYears, NoCycle, OnDemand, Regular, Turn
from kommunal_partner.errors import MissingExtra
from kommunal_partner.fuzzy_dates import Choice, DateMark, DatePart, DatePrecision, End, FuzzyDate, Interval, Stretch
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit, UnitKind
from kommunal_partner.oda import CoveredBy, Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.participants import SDGS, Participant
from kommunal_partner.partnerships import LABELS, Form, Observation, Partnership, Stage
from kommunal_partner.series import CountryScope, Edition, EditionStatus, EventSeries, Mode, SeriesKind
from kommunal_partner.sources import Confidence
from kommunal_partner.spans import Span

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtra("hypothesis", "testing") from error

__all__ = [
    "CODES",
    "DAYS",
    "FIRST",
    "calendar",
    "cycles",
    "days",
    "editions",
    "event_series",
    "fuzzy_dates",
    "fuzzy_intervals",
    "fuzzy_parts",
    "fuzzy_sets",
    "histories",
    "observations",
    "oda_registers",
    "participants",
    "partnerships",
    "spans",
]

FIRST: Final = date(2017, 12, 26)
"""The first day of the small calendar; a turn of the year lies in it."""
DAYS: Final = 12
"""How many days the small calendar has."""
CODES: Final = ("CHL", "KEN", "SRB", "XKX")
"""The countries of the small worlds, one of them without a code of ISO 3166-1."""

_HOME: Final = (
    GermanUnit("de:08421000", "Ulm", UnitKind.STADTKREIS),
    GermanUnit("de:05378024", "Rösrath, Stadt", UnitKind.STADT),
)
_ABROAD: Final = (
    ForeignUnit("chl:valdivia", "Valdivia", country("CHL"), coordinates=Coordinates(-39.81, -73.25)),
    ForeignUnit("ken:kisumu", "Kisumu", country("KEN"), kind="county"),
)
_WORDS: Final = ("education", "waste", "water")

V = TypeVar("V", Form, Stage, str)


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


# ── fuzzy dates, of every year there is ──────────────────────────────────────────────────────────────────────────────


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


def fuzzy_dates() -> st.SearchStrategy[FuzzyDate]:
    """A fuzzy date of any form."""
    return st.one_of(fuzzy_parts(), fuzzy_intervals(), fuzzy_sets()).map(FuzzyDate)


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def oda_registers(draw: st.DrawFn, codes: Sequence[str] = CODES, first: date = FIRST, count: int = DAYS) -> OdaRegister:
    """A small world: up to four lists without a gap, rows of a few countries, some covered by the entry of another."""
    on = calendar(first, count)
    cuts = draw(st.sets(st.integers(1, count - 1), max_size=3)) if count > 1 else set[int]()
    lists = [
        OdaList(f"list-{begin}", Span.through(on[begin], on[end - 1]))
        for begin, end in pairwise([0, *sorted(cuts), count])
    ]
    listings = [
        Listing(code, draw(st.sampled_from(OdaGroup)), span, draw(st.booleans()))
        for code in codes
        for span in draw(_pieces(on))
    ]
    coverage = [CoveredBy(codes[-1], codes[0], span) for span in draw(_pieces(on))] if len(codes) > 1 else []
    return OdaRegister(lists, listings, coverage)


@st.composite
def _pieces(draw: st.DrawFn, on: Sequence[date]) -> list[Span]:
    """Spans of the calendar, none overlapping another; two may touch."""
    edges = sorted(draw(st.sets(st.integers(0, len(on)), max_size=5)))
    kept = [(begin, end) for begin, end in pairwise(edges) if draw(st.booleans())]
    return [Span.through(on[begin], on[end - 1]) for begin, end in kept]


# ── series ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def cycles() -> st.SearchStrategy[Cycle]:
    """A cycle of any kind."""
    turns: st.SearchStrategy[Turn] = st.one_of(
        st.builds(Grid, st.integers(2008, 2014), st.integers(1, 4)),
        st.builds(AfterLast, st.integers(1, 4)),
        st.builds(AfterLast, st.integers(0, 1), st.integers(1, 11)),
        st.builds(NamedYears, st.sets(st.integers(2010, 2020), min_size=1, max_size=3).map(sorted).map(tuple)),
        st.sampled_from([OnDemand(), OnDemand(3), Regular(), NoCycle()]),
    )
    return st.one_of(turns, st.builds(Alternating, turns, st.just(("german", "partner"))))


@st.composite
def editions(draw: st.DrawFn, first: date = FIRST, count: int = DAYS) -> Edition:
    """An edition in the small calendar: a day, several days, or a month or season that begins there."""
    start, last = sorted((draw(days(first, count)), draw(days(first, count))))
    when = draw(
        st.sampled_from(
            [
                FuzzyDate.of(start),
                FuzzyDate.between(start, last),
                FuzzyDate(DatePart(DatePrecision.MONTH, start.year, start.month)),
                FuzzyDate(DatePart(DatePrecision.SEASON, start.year, 24)),
                FuzzyDate(DatePart(DatePrecision.YEAR, start.year, mark=DateMark.UNCERTAIN)),
            ]
        )
    )
    return Edition(
        when,
        draw(st.none() | st.integers(1, 9)),
        status=draw(st.sampled_from(EditionStatus)),
        mode=draw(st.sampled_from(Mode)),
        countries=draw(st.sets(st.sampled_from(CODES))),
        confidence=draw(st.sampled_from(Confidence)),
    )


@st.composite
def histories(draw: st.DrawFn, start: st.SearchStrategy[date] | None = None) -> tuple[Edition, ...]:
    """Up to six editions of one day each, held and numbered from 1 on, oldest first, from 2010 to 2020."""
    begins = st.dates(date(2010, 1, 1), date(2020, 12, 31)) if start is None else start
    return tuple(Edition(day, number) for number, day in enumerate(sorted(draw(st.sets(begins, max_size=6))), 1))


@st.composite
def event_series(draw: st.DrawFn, cycle: st.SearchStrategy[Cycle] | None = None) -> EventSeries:
    """A series with a history, a cycle of any kind unless given, and two countries as its scope."""
    return EventSeries(
        "series",
        "Series",
        draw(st.sampled_from(SeriesKind)),
        CountryScope(CODES[:2], oda=draw(st.booleans())),
        draw(cycles() if cycle is None else cycle),
        draw(histories()),
    )


# ── partnerships and people ──────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def observations(
    draw: st.DrawFn, value: st.SearchStrategy[V], first: date = FIRST, count: int = DAYS
) -> Observation[V]:
    """What was seen, since when if that is known, and when it was seen if that is; all in the small calendar."""
    times = spans(first, count, may_be_open=False).map(lambda span: FuzzyDate.between(span.start, span.last or first))
    return Observation(
        draw(value), draw(st.none() | times), draw(st.none() | times), confidence=draw(st.sampled_from(Confidence))
    )


@st.composite
def partnerships(draw: st.DrawFn, first: date = FIRST, count: int = DAYS) -> Partnership:
    """A link of one or two units in Germany with one or two abroad, and what was seen of it."""

    def seen(value: st.SearchStrategy[V]) -> list[Observation[V]]:
        return draw(st.lists(observations(value, first, count), max_size=3))

    home = draw(st.lists(st.sampled_from(_HOME), min_size=1, unique=True))
    abroad = draw(st.lists(st.sampled_from(_ABROAD), min_size=1, unique=True))
    return Partnership(
        draw(st.sampled_from(["p1", "p2", "p3"])),
        [*home, *abroad],
        forms=seen(st.sampled_from(Form)),
        labels=seen(st.sampled_from(LABELS)),
        stages=seen(st.sampled_from(Stage)),
        themes=tuple(sorted(draw(st.sets(st.sampled_from(_WORDS))))),
        sdgs=draw(st.sets(st.sampled_from(SDGS), max_size=3)),
        confidence=draw(st.sampled_from(Confidence)),
    )


def participants(ids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Participant]:
    """A person of whom anything may be unknown; what is known of nobody is as likely as what is known to be nothing."""
    words = st.none() | st.frozensets(st.sampled_from(_WORDS))
    return st.builds(
        Participant,
        st.sampled_from([f"p{number}" for number in range(1, 10)]) if ids is None else ids,
        municipality=st.none() | st.sampled_from([unit.id for unit in (*_HOME, *_ABROAD)]),
        delegation=st.none() | st.sampled_from(["d1", "d2"]),
        country=st.none() | st.sampled_from(CODES),
        side=st.none() | st.sampled_from(["german", "partner"]),
        actor=st.none() | st.sampled_from(["administration", "mayor", "ngo"]),
        languages=st.none() | st.frozensets(st.sampled_from(["de", "en", "sw"])),
        themes=words,
        sdgs=st.none() | st.frozensets(st.sampled_from(SDGS), max_size=3),
        offers=words,
        seeks=words,
        experience=st.none() | st.integers(0, 3),
        size_class=st.none() | st.integers(0, 3),
        newcomer=st.none() | st.booleans(),
        availability=st.none() | st.frozensets(st.integers(0, 3)),
    )
