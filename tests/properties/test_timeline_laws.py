"""Laws of spans and timelines, against an oracle that holds every day one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner.errors import Overlap
from kommunal_partner.spans import Span, Timeline
from kommunal_partner.testing.strategies import calendar, spans

ORIGIN = date(2020, 2, 24)
LENGTH = 12
EVERY_DAY = calendar(ORIGIN, LENGTH + 3)
SPANS = spans(ORIGIN, LENGTH)


def days_of(span: Span) -> set[date]:
    """The days of the small world that lie in the span, counted by hand."""
    return {
        day
        for day in EVERY_DAY
        if day.toordinal() >= span.start.toordinal() and (span.end is None or day.toordinal() < span.end.toordinal())
    }


@given(SPANS, SPANS)
def test_overlap_cover_and_intersection_agree_with_sets_of_days(one: Span, other: Span) -> None:
    both = days_of(one) & days_of(other)
    common = one.intersection(other)
    assert one.overlaps(other) == other.overlaps(one) == bool(both)
    assert (days_of(common) if common else set()) == both
    assert one.covers(other) == ((days_of(other) <= days_of(one)) and not (other.end is None and one.end is not None))


@given(SPANS, st.sampled_from(EVERY_DAY))
def test_contains_agrees_with_the_set_of_days(span: Span, day: date) -> None:
    assert span.contains(day) == (day in days_of(span))


@given(st.lists(st.tuples(SPANS, st.sampled_from("abc")), max_size=5))
def test_a_timeline_answers_as_a_dictionary_of_days_or_refuses_overlaps(pairs: list[tuple[Span, str]]) -> None:
    oracle: dict[date, str] = {}
    clash = False
    for span, value in pairs:
        for day in days_of(span):
            clash = clash or day in oracle
            oracle[day] = value
    if clash:
        with pytest.raises(Overlap):
            Timeline.of(pairs)
        return
    line = Timeline.of(pairs)
    assert {day: line.at(day) for day in EVERY_DAY} == {day: oracle.get(day) for day in EVERY_DAY}


@given(st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_through_and_last_undo_one_another(first: int, more: int) -> None:
    start, last = ORIGIN + timedelta(days=first), ORIGIN + timedelta(days=first + more)
    span = Span.through(start, last)
    assert span.last == last
    assert len(list(span.days())) == more + 1
