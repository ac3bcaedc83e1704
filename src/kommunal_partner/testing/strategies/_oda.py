"""The list of recipients: registers, and what registers are made of and give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda import (
    CoveredBy,
    Listing,
    ListTotals,
    OdaChange,
    OdaComparison,
    OdaEvent,
    OdaGroup,
    OdaList,
    OdaNote,
    OdaRegister,
    OfficialAid,
)
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies._calendar import CODES, DAYS, FIRST, Scale, as_scale, calendar
from kommunal_partner.testing.strategies._hypothesis import st
from kommunal_partner.testing.strategies._words import cited, confidences


@st.composite
def oda_registers(
    draw: st.DrawFn,
    codes: Sequence[str] = CODES,
    first: date = FIRST,
    count: int = DAYS,
    *,
    scale: Scale | str = Scale.NARROW,
) -> OdaRegister:
    """A small world: up to four lists without a gap, rows of a few countries, some covered by the entry of another.

    A rich one lies anywhere in the large calendar, and its countries, four at most, are any that there are or were.
    Totals, events, notes and Part II are left out.
    """
    drawn = as_scale(scale)
    on = [*calendar(first, count), first + timedelta(days=count)]
    if drawn is Scale.RICH:
        on = sorted(draw(st.sets(drawn.days(), min_size=2, max_size=8)))
        codes = draw(st.lists(drawn.codes(), min_size=2, max_size=len(CODES), unique=True))
    until = len(on) - 1
    cuts = draw(st.sets(st.integers(1, until - 1), max_size=3)) if until > 1 else set[int]()
    lists = [OdaList(f"list-{begin}", Span(on[begin], on[end])) for begin, end in pairwise([0, *sorted(cuts), until])]
    listings = [
        Listing(code, draw(st.sampled_from(OdaGroup)), span, draw(st.booleans()))
        for code in codes
        for span in draw(_pieces(on))
    ]
    coverage = [CoveredBy(codes[-1], codes[0], span) for span in draw(_pieces(on))] if len(codes) > 1 else []
    return OdaRegister(lists, listings, coverage)


@st.composite
def _pieces(draw: st.DrawFn, on: Sequence[date]) -> list[Span]:
    """Spans between these days, none overlapping another; two may touch."""
    edges = sorted(draw(st.sets(st.integers(0, len(on) - 1), max_size=5)))
    return [Span(on[begin], on[end]) for begin, end in pairwise(edges) if draw(st.booleans())]


def listings(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[Listing]:
    """A row of a list: a country, its group, from when until when."""
    drawn = as_scale(scale)
    return st.builds(
        Listing,
        drawn.codes(),
        st.sampled_from(OdaGroup),
        drawn.spans(),
        st.booleans(),
        cited(drawn),
        confidences,
    )


def oda_lists(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[OdaList]:
    """A list and its days; totals and entries are left out: a register gives it its entries."""
    drawn = as_scale(scale)
    return st.builds(
        OdaList,
        drawn.ids(),
        drawn.spans(may_be_open=False),
        drawn.words(),
        sources=cited(drawn),
        confidence=confidences,
    )


def coverages(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[CoveredBy]:
    """A country that the entry of another covers for a time."""
    drawn = as_scale(scale)
    two = st.lists(drawn.codes(), min_size=2, max_size=2, unique=True)
    return st.builds(
        lambda codes, span, rows: CoveredBy(codes[0], codes[1], span, rows), two, drawn.spans(), cited(drawn)
    )


def oda_events(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[OdaEvent]:
    """Something that happened to the list on a day, with the groups before and after where they are known."""
    drawn = as_scale(scale)
    groups = st.none() | st.sampled_from(OdaGroup)
    return st.builds(
        OdaEvent, drawn.days().map(FuzzyDate.of), drawn.words(), st.none() | drawn.codes(), groups, groups, cited(drawn)
    )


def oda_notes(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[OdaNote]:
    """A note to the list, about some countries."""
    drawn = as_scale(scale)
    countries = st.lists(drawn.codes(), max_size=2, unique=True).map(tuple)
    return st.builds(OdaNote, drawn.words(), drawn.words(), countries, cited(drawn))


def official_aids(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[OfficialAid]:
    """A row of Part II, which is no ODA."""
    drawn = as_scale(scale)
    return st.builds(OfficialAid, drawn.codes(), drawn.words(), drawn.spans(), cited(drawn))


@st.composite
def oda_changes(draw: st.DrawFn) -> OdaChange:
    """A change that a small register knows."""
    register = draw(oda_registers().filter(lambda one: bool(one.changes(one.horizon))))
    return draw(st.sampled_from(register.changes(register.horizon)))


def oda_comparisons() -> st.SearchStrategy[OdaComparison]:
    """Two small registers, compared."""
    return st.builds(lambda one, another: one.compare(another), oda_registers(), oda_registers())


def list_totals(scale: Scale | str = Scale.NARROW) -> st.SearchStrategy[ListTotals]:
    """How many countries of each group a list states; independent totals are left out."""
    del scale  # numbers are numbers
    groups = st.dictionaries(st.sampled_from(OdaGroup), st.integers(0, 60), min_size=1)
    return groups.map(lambda stated: ListTotals(FrozenMap(stated), sum(stated.values())))
