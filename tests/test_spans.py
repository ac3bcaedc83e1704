from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, timedelta
from itertools import islice

import pytest

from kommunal_partner._checks import as_day
from kommunal_partner.errors import BadSpan, NotADay, Overlap
from kommunal_partner.spans import Span, Timeline

A, B, C = date(2018, 1, 1), date(2020, 1, 1), date(2022, 1, 1)


def test_through_counts_both_days() -> None:
    span = Span.through(A, date(2019, 12, 31))
    assert span == Span(A, B)
    assert span.last == date(2019, 12, 31)
    assert span.contains(date(2019, 12, 31))
    assert not span.contains(B)


def test_years_count_first_and_last_year() -> None:
    assert Span.years(2027, 2032) == Span(date(2027, 1, 1), date(2033, 1, 1))
    assert Span.years(2027) == Span(date(2027, 1, 1), date(2028, 1, 1))


def test_the_last_year_of_the_calendar_is_an_open_span() -> None:
    assert Span.years(9999).end is None
    assert Span.through(A, date.max) == Span(A)
    assert Span.through(A, None) == Span(A)


def test_one_day_is_a_span() -> None:
    assert list(Span.day(A).days()) == [A]


def test_a_span_of_no_day_is_refused_with_days_as_german_writes_them() -> None:
    with pytest.raises(BadSpan) as caught:
        Span(date(2027, 1, 2), date(2027, 1, 1))
    assert caught.value.text("de") == "vom 02.01.2027 bis vor dem 01.01.2027 liegt kein Tag"
    with pytest.raises(BadSpan) as caught:
        Span.through(date(987, 1, 2), date(987, 1, 1))
    assert caught.value.text("de").startswith("vom 02.01.0987 bis zum 01.01.0987 liegt kein Tag")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Span(B, A), "holds no day"),
        (lambda: Span(A, A), "holds no day"),
        (lambda: Span.through(B, A), "last day comes before"),
        (lambda: Span.years(2020, 2019), "^2020-01-01 to 2019-12-31 holds no day"),
        (lambda: Span.years(0), "years 0 to 0"),
        (lambda: Span.years(2020, 10_000), "years 2020 to 10000"),
    ],
)
def test_a_span_without_days_is_refused(make: object, words: str) -> None:
    assert callable(make)
    with pytest.raises(BadSpan, match=words):
        make()


@pytest.mark.parametrize("value", [datetime(2018, 1, 1), "2018-01-01", None, 2018])  # noqa: DTZ001 - because a naive moment is what is refused
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(NotADay, match=r"must be a datetime\.date"):
        as_day(value)
    with pytest.raises(NotADay):
        Span(value)  # type: ignore[arg-type] # because that is the mistake


def test_a_moment_is_told_to_give_its_date() -> None:
    with pytest.raises(NotADay, match=r"\.date\(\)"):
        as_day(datetime(2018, 1, 1))  # noqa: DTZ001 - because a naive moment is what is refused


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: as_day("x"), "on"),
        (lambda: as_day("x", "until"), "until"),
        (lambda: Span("x"), "start"),  # type: ignore[arg-type] # because that is the mistake, here and below
        (lambda: Span(A, "x"), "end"),  # type: ignore[arg-type]
        (lambda: Span.through("x", B), "first"),  # type: ignore[arg-type]
        (lambda: Span.through(A, "x"), "last"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_day_is_named_by_the_argument_it_was_given_as(make: Callable[[], object], name: str) -> None:
    with pytest.raises(NotADay) as caught:
        make()
    assert (caught.value.value, caught.value.name) == ("x", name)


@pytest.mark.parametrize(("one", "other"), [(Span(A, B), Span(B, C)), (Span(B, C), Span(A, B)), (Span(B), Span(A, B))])
def test_spans_that_only_touch_share_no_day(one: Span, other: Span) -> None:
    assert not one.overlaps(other)
    assert one.intersection(other) is None


@pytest.mark.parametrize("later", [Span(B - timedelta(days=1), C), Span(B - timedelta(days=1))])
def test_spans_that_share_one_day_overlap_on_it_whichever_is_asked(later: Span) -> None:
    for one, other in ((Span(A, B), later), (later, Span(A, B))):
        assert one.overlaps(other)
        assert one.intersection(other) == Span.day(date(2019, 12, 31))


def test_intersection_and_cover_know_open_spans() -> None:
    assert Span(A).intersection(Span(B)) == Span(B)
    assert Span(A, C).intersection(Span(B)) == Span(B, C)
    assert Span(A).covers(Span(B))
    assert not Span(A, C).covers(Span(B))
    assert not Span(B).covers(Span(A, C))


def test_an_open_span_runs_to_the_end_of_the_calendar() -> None:
    assert list(Span(date(9999, 12, 30)).days()) == [date(9999, 12, 30), date.max]
    assert list(islice(Span(A).days(), 2)) == [A, A + timedelta(days=1)]


def test_a_span_says_its_first_and_last_day() -> None:
    assert str(Span(A, B)) == "2018-01-01 to 2019-12-31"
    assert str(Span(A)) == "2018-01-01 onwards"
    assert [Span(A, B).text(lang) for lang in ("de", "DE-at", "en")] == [
        "vom 01.01.2018 bis 31.12.2019",
        "vom 01.01.2018 bis 31.12.2019",
        "2018-01-01 to 2019-12-31",
    ]
    assert Span(date(987, 6, 5)).text() == "ab dem 05.06.0987"


def test_a_timeline_gives_the_value_of_the_day() -> None:
    line = Timeline.of([(Span(B, C), "UMIC"), (Span(A, B), "LMIC")])
    assert [value for _, value in line] == ["LMIC", "UMIC"]
    assert line.at(date(2017, 12, 31)) is None
    assert line.at(A) == "LMIC"
    assert line.at(B) == "UMIC"
    assert line.at(C) is None
    assert line.entry_at(B) == (Span(B, C), "UMIC")
    assert len(line) == 2


def test_a_timeline_clips_to_a_window() -> None:
    line = Timeline.of([(Span(A, B), "LMIC"), (Span(B), "UMIC")])
    assert line.within(Span(date(2019, 1, 1), C)) == ((Span(date(2019, 1, 1), B), "LMIC"), (Span(B, C), "UMIC"))
    assert line.within(Span(date(2000, 1, 1), date(2001, 1, 1))) == ()


def test_overlapping_entries_are_refused_and_both_are_named() -> None:
    with pytest.raises(Overlap) as caught:
        Timeline.of([(Span(A, C), "LMIC"), (Span(B), "UMIC")])
    assert "LMIC" in str(caught.value)
    assert "UMIC" in str(caught.value)


@pytest.mark.parametrize("value", [Span(A, B), Span(A), Timeline.of([(Span(A, B), "x")])])
def test_spans_and_timelines_survive_pickling_and_copying(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert deepcopy(value) == value
    assert hash(deepcopy(value)) == hash(value)
