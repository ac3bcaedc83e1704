from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest

from kommunal_partner.errors import BadFuzzyDate, KommunalPartnerError, NotADay
from kommunal_partner.fuzzy_dates import Choice, DateMark, DatePart, DatePrecision, End, FuzzyDate, Interval, Stretch
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer

YES, NO, OPEN = Answer.YES, Answer.NO, Answer.UNDECIDED

# text, earliest, likeliest, latest, precision: worked out with a wall calendar
FORMS = [
    ("2018", "2018-01-01", "2018-07-02", "2018-12-31", DatePrecision.YEAR),
    ("2016", "2016-01-01", "2016-07-01", "2016-12-31", DatePrecision.YEAR),
    ("2026?", "2026-01-01", "2026-07-02", "2026-12-31", DatePrecision.YEAR),
    ("1986~", "1986-01-01", "1986-07-02", "1986-12-31", DatePrecision.YEAR),
    ("2023-02", "2023-02-01", "2023-02-14", "2023-02-28", DatePrecision.MONTH),
    ("2024-02", "2024-02-01", "2024-02-15", "2024-02-29", DatePrecision.MONTH),
    ("1900-02", "1900-02-01", "1900-02-14", "1900-02-28", DatePrecision.MONTH),
    ("2021-11~", "2021-11-01", "2021-11-15", "2021-11-30", DatePrecision.MONTH),
    ("1963-09-27", "1963-09-27", "1963-09-27", "1963-09-27", DatePrecision.DAY),
    ("2024-02-29%", "2024-02-29", "2024-02-29", "2024-02-29", DatePrecision.DAY),
    ("2019-21", "2019-03-01", "2019-04-15", "2019-05-31", DatePrecision.SEASON),
    ("2019-22", "2019-06-01", "2019-07-16", "2019-08-31", DatePrecision.SEASON),
    ("2019-23", "2019-09-01", "2019-10-16", "2019-11-30", DatePrecision.SEASON),
    ("2018-24", "2018-12-01", "2019-01-14", "2019-02-28", DatePrecision.SEASON),
    ("2019-24?", "2019-12-01", "2020-01-15", "2020-02-29", DatePrecision.SEASON),
    ("2020-33", "2020-01-01", "2020-02-15", "2020-03-31", DatePrecision.QUARTER),
    ("2020-36", "2020-10-01", "2020-11-15", "2020-12-31", DatePrecision.QUARTER),
    ("2019-40", "2019-01-01", "2019-04-01", "2019-06-30", DatePrecision.HALF_YEAR),
    ("2019-41", "2019-07-01", "2019-09-30", "2019-12-31", DatePrecision.HALF_YEAR),
    ("202X", "2020-01-01", "2024-12-31", "2029-12-31", DatePrecision.DECADE),
    ("20XX", "2000-01-01", "2049-12-31", "2099-12-31", DatePrecision.CENTURY),
    ("2010-11-18/2010-11-20", "2010-11-18", "2010-11-19", "2010-11-20", DatePrecision.INTERVAL),
    ("2016-11-04/2016-11-05", "2016-11-04", "2016-11-04", "2016-11-05", DatePrecision.INTERVAL),
    ("2018-02-27/2018-03-01", "2018-02-27", "2018-02-28", "2018-03-01", DatePrecision.INTERVAL),
    ("2018-04/2019-02~", "2018-04-01", "2018-09-14", "2019-02-28", DatePrecision.INTERVAL),
    ("../2019", None, "2019-07-02", "2019-12-31", DatePrecision.INTERVAL),
    ("/2019", None, "2019-07-02", "2019-12-31", DatePrecision.INTERVAL),
    ("2019/..", "2019-01-01", "2019-07-02", None, DatePrecision.INTERVAL),
    ("2019/", "2019-01-01", "2019-07-02", None, DatePrecision.INTERVAL),
    ("[2012..2019]", "2012-01-01", "2015-12-31", "2019-12-31", DatePrecision.SET),
    ("[2012,2014]", "2012-01-01", "2012-12-31", "2014-12-31", DatePrecision.SET),
    ("[2012,2017..2018]", "2012-01-01", "2017-01-01", "2018-12-31", DatePrecision.SET),
    ("[2010-11-18,2010-11-21]", "2010-11-18", "2010-11-18", "2010-11-21", DatePrecision.SET),
    ("[..2009]", None, "2009-07-02", "2009-12-31", DatePrecision.SET),
    ("[2009..]", "2009-01-01", "2009-07-02", None, DatePrecision.SET),
    ("[198X,200X]", "1980-01-01", "1989-12-31", "2009-12-31", DatePrecision.SET),
    ("[..2009,2012]", None, "2012-01-01", "2012-12-31", DatePrecision.SET),
    ("0001", "0001-01-01", "0001-07-02", "0001-12-31", DatePrecision.YEAR),
    ("9999-12", "9999-12-01", "9999-12-16", "9999-12-31", DatePrecision.MONTH),
    ("999X", "9990-01-01", "9994-12-31", "9999-12-31", DatePrecision.DECADE),
]


@pytest.mark.parametrize(("text", "earliest", "likeliest", "latest", "precision"), FORMS)
def test_each_form_has_the_bounds_of_the_calendar(
    text: str, earliest: str | None, likeliest: str, latest: str | None, precision: DatePrecision
) -> None:
    fuzzy = FuzzyDate.parse(text)
    assert (fuzzy.earliest and fuzzy.earliest.isoformat()) == earliest
    assert (fuzzy.latest and fuzzy.latest.isoformat()) == latest
    assert fuzzy.likeliest.isoformat() == likeliest
    assert fuzzy.precision is precision
    assert str(fuzzy) == text


def test_members_of_a_set_are_put_in_order_of_time() -> None:
    assert str(FuzzyDate.parse("[2014, 2012]")) == "[2012,2014]"
    assert FuzzyDate.parse("[2014, 2012]") == FuzzyDate.parse("[2012,2014]")


BAD = [
    ("", "names no year"),
    ("0000", "no year 0"),
    ("000X", "no year 0"),
    ("00XX", "no year 0"),
    ("0000-05", "no year 0"),
    ("2018-02-30", "days 1 to 28"),
    ("2016-02-30", "days 1 to 29"),
    ("2018-04-31", "days 1 to 30"),
    ("2018-04-00", "days 1 to 30"),
    ("2018-13-01", "no month 13"),
    ("2018-13", "no month 13"),
    ("2018-00", "no month 0"),
    ("2018-25", "no month 25"),
    ("2018-37", "no month 37"),
    ("0001-13", "no month 13"),
    ("9999-13", "no month 13"),
    ("9999-24", "ends after the year 9999"),
    ("10000", "write 2018"),
    ("-2018", "four digits"),
    ("Y12018", "four digits"),
    ("2019/2018", "ends before it begins"),
    ("2018-11-20/2018-11-18", "ends before it begins"),
    ("../..", "neither end is known"),
    ("/", "neither end is known"),
    ("../", "neither end is known"),
    ("2018/2019/2020", "write 2018"),
    ("[]", "names no year"),
    ("[2012]", "at least two"),
    ("[2012..2012]", "end after it begins"),
    ("[2014..2012]", "end after it begins"),
    ("[2012..2014-05]", "same kind"),
    ("[..]", "neither end is known"),
    ("[2012,2012-05]", "2012 and 2012-05 name the same day"),
    ("[2012-05-01,2012-05-01]", "2012-05-01 and 2012-05-01 name the same day"),
    ("[2012,2012-12-31]", "2012 and 2012-12-31 name the same day"),
    ("[2012..2014,2013]", "same day"),
    ("[2012..,2013]", "same day"),
    ("[2011,..2012]", "same day"),
    ("[2012", "ends with ]"),
    ("[2012,\t2013]", "write 2018"),
    ("[2012~,2013]", "no mark"),
    ("[2012..2013..2014]", "write 2018"),
    ("{2012,2013}", "all of several"),
    ("18.11.2010", "read_german"),
    ("2018-11-18T10:00", "clock time"),
    ("2018~-05", "at the end"),
    ("?2018", "at the end"),
    ("2012-1X", "last one or two digits"),
    ("2018-XX", "last one or two digits"),
    ("XXXX", "names no year"),
    ("２０１８", "names no year"),
    (" 2018", "write 2018"),
    ("2018\n", "write 2018"),
    ("2018 ", "write 2018"),
]


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadFuzzyDate) as caught:
        FuzzyDate.parse(text)
    assert reason in caught.value.reason
    assert caught.value.value == text


@pytest.mark.parametrize("value", [None, 2018, 2018.5, b"2018", date(2018, 1, 1), ["2018"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(BadFuzzyDate, match=f"a text is wanted, not {type(value).__name__}") as caught:
        FuzzyDate.parse(value)  # type: ignore[arg-type] # because that is what is tried
    assert caught.value.value is value


@pytest.mark.parametrize("text", ["9" * 1_000_000, "[" + "2012," * 500_000, "/" * 1_000_000, "[" * 201])
def test_a_hostile_text_is_refused_at_once_and_not_repeated_in_the_message(text: str) -> None:
    with pytest.raises(BadFuzzyDate, match="more than 200 characters") as caught:
        FuzzyDate.parse(text)
    assert len(str(caught.value)) < 200


def test_two_hundred_characters_are_looked_at_and_one_more_is_too_long() -> None:
    assert str(FuzzyDate.parse(f"[2012,{' ' * 189}2013]")) == "[2012,2013]"
    with pytest.raises(BadFuzzyDate, match="more than 200 characters"):
        FuzzyDate.parse(f"[2012,{' ' * 190}2013]")


def test_a_day_and_a_run_of_days_are_made_without_text() -> None:
    assert FuzzyDate.of(date(2018, 11, 29)) == FuzzyDate.parse("2018-11-29")
    assert FuzzyDate.between(date(2010, 11, 18), date(2010, 11, 20)) == FuzzyDate.parse("2010-11-18/2010-11-20")
    assert FuzzyDate.between(date(2010, 11, 18), date(2010, 11, 18)) == FuzzyDate.parse("2010-11-18")
    with pytest.raises(BadFuzzyDate, match="ends before it begins"):
        FuzzyDate.between(date(2010, 11, 20), date(2010, 11, 18))
    for wrong in (datetime(2010, 11, 18, 9), "2010-11-18", None):  # noqa: DTZ001 - because no clock is meant
        with pytest.raises(NotADay):
            FuzzyDate.of(wrong)  # type: ignore[arg-type] # because that is what is tried
        with pytest.raises(NotADay):
            FuzzyDate.between(date(2010, 11, 18), wrong)  # type: ignore[arg-type] # because that is what is tried


def test_a_fuzzy_date_is_built_by_hand_from_its_parts() -> None:
    year = DatePart(DatePrecision.YEAR, 2012, mark=DateMark.APPROXIMATE)
    assert FuzzyDate(year) == FuzzyDate.parse("2012~")
    assert FuzzyDate(DatePart(DatePrecision.DECADE, 1990)) == FuzzyDate.parse("199X")
    assert FuzzyDate(Interval(year, End.OPEN)) == FuzzyDate.parse("2012~/..")
    assert FuzzyDate(Interval(End.UNKNOWN, year)) == FuzzyDate.parse("/2012~")
    stretch = Stretch(DatePart(DatePrecision.YEAR, 2014), None)
    assert FuzzyDate(Choice((stretch, DatePart(DatePrecision.MONTH, 2012, 5)))) == FuzzyDate.parse("[2012-05,2014..]")


@pytest.mark.parametrize(
    ("precision", "numbers", "reason"),
    [
        (DatePrecision.YEAR, (2018, 1), "no year is written like this"),
        (DatePrecision.YEAR, (2018, 0, 1), "a year has no number for a day"),
        (DatePrecision.SEASON, (2018, 33), "no season is written like this"),
        (DatePrecision.DECADE, (2018,), "no decade is written like this"),
        (DatePrecision.INTERVAL, (2018,), "no interval is written like this"),
        (DatePrecision.MONTH, (2018, 5, 1), "a month has no number for a day"),
        (DatePrecision.YEAR, ("2018",), "whole numbers"),
        (DatePrecision.DAY, (2018, 5, None), "whole numbers"),
        (DatePrecision.DAY, (10**30, 5, 1), "years 1 to 9999"),
    ],
)
def test_a_part_that_the_calendar_lacks_cannot_be_built(
    precision: DatePrecision, numbers: tuple[Any, ...], reason: str
) -> None:
    with pytest.raises(BadFuzzyDate, match=reason) as caught:
        DatePart(precision, *numbers)
    assert caught.value.value == " ".join(str(number) for number in numbers if number != 0)


def test_a_fuzzy_date_holds_nothing_but_parts_intervals_and_choices() -> None:
    for build in (
        lambda: FuzzyDate("2018"),  # type: ignore[arg-type] # because that is what is tried
        lambda: Interval("2018", End.OPEN),  # type: ignore[arg-type] # because that is what is tried
        lambda: Choice(("2018",)),  # type: ignore[arg-type] # because that is what is tried
        lambda: Stretch("2018", None),  # type: ignore[arg-type] # because that is what is tried
        lambda: Choice(()),
    ):
        with pytest.raises(BadFuzzyDate):
            build()


@pytest.mark.parametrize(
    ("build", "shown"),
    [
        (lambda: Choice(()), "[]"),
        (lambda: Choice((DatePart(DatePrecision.YEAR, 2012),)), "[2012]"),
        (
            lambda: Choice((DatePart(DatePrecision.YEAR, 2012), DatePart(DatePrecision.MONTH, 2012, 5))),
            "[2012,2012-05]",
        ),
        (lambda: Stretch(None, None), ".."),
        (lambda: Stretch(DatePart(DatePrecision.YEAR, 2012), DatePart(DatePrecision.MONTH, 2013, 5)), "2012..2013-05"),
        (lambda: Stretch(DatePart(DatePrecision.YEAR, 2012), DatePart(DatePrecision.YEAR, 2012)), "2012..2012"),
        (lambda: Interval(End.OPEN, End.UNKNOWN), "../"),
        (lambda: Interval(DatePart(DatePrecision.YEAR, 2012), DatePart(DatePrecision.YEAR, 2011)), "2012/2011"),
    ],
)
def test_what_contradicts_itself_is_refused_as_it_would_be_written(build: Callable[[], object], shown: str) -> None:
    with pytest.raises(BadFuzzyDate) as caught:
        build()
    assert caught.value.value == shown


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2018", False, False),
        ("2018~", True, False),
        ("2018?", False, True),
        ("2018%", True, True),
        ("2018-04/2019-02~", True, False),
        ("2018-04?/2019-02~", True, True),
        ("2018?/..", False, True),
        ("[2012..2014]", False, False),
    ],
)
def test_the_marks_of_any_part_are_seen(text: str, approximate: bool, uncertain: bool) -> None:
    fuzzy = FuzzyDate.parse(text)
    assert (fuzzy.is_approximate, fuzzy.is_uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2018-24", Span.through(date(2018, 12, 1), date(2019, 2, 28))),
        ("2019/..", Span(date(2019, 1, 1))),
        ("../2019", Span.through(date.min, date(2019, 12, 31))),
        ("9999", Span(date(9999, 1, 1))),
    ],
)
def test_the_span_holds_every_day_from_earliest_to_latest(text: str, span: Span) -> None:
    assert FuzzyDate.parse(text).span == span


def test_fuzzy_dates_sort_by_earliest_then_latest_then_text() -> None:
    ordered = [
        "[..2009]",
        "../2019",
        "2017",
        "2018-01-01",
        "2018-01",
        "2018",
        "2018?",
        "2018~",
        "[2018,2019]",
        "2018/..",
    ]
    dates = [FuzzyDate.parse(text) for text in ordered]
    backwards = dates[::-1]
    assert sorted(backwards) == dates
    assert [one < other for one, other in pairwise(dates)] == [True] * 9
    assert dates[0] <= dates[0] <= dates[1]
    assert dates[1] > dates[0]
    assert dates[1] >= dates[1] >= dates[0]
    assert not dates[0] > dates[0]


@pytest.mark.parametrize("operator", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_a_fuzzy_date_does_not_sort_among_days(operator: str) -> None:
    assert getattr(FuzzyDate.parse("2018"), operator)(date(2018, 1, 1)) is NotImplemented


@pytest.mark.parametrize("form", FORMS)
def test_every_form_survives_pickling_and_copying_and_is_hashable(form: tuple[str, object]) -> None:
    fuzzy = FuzzyDate.parse(form[0])
    for twin in (pickle.loads(pickle.dumps(fuzzy)), copy.deepcopy(fuzzy)):
        assert twin == fuzzy
        assert hash(twin) == hash(fuzzy)
        assert (twin.earliest, twin.latest, twin.precision) == (fuzzy.earliest, fuzzy.latest, fuzzy.precision)


def test_the_representation_is_the_call_that_makes_it() -> None:
    assert repr(FuzzyDate.parse("2018-23?")) == "FuzzyDate.parse('2018-23?')"


# one, other (a fuzzy date, or with Span: a span), is_before, is_after, overlaps, within
RELATIONS = [
    ("2018", "2019", YES, NO, NO, NO),
    ("2018", "2018", OPEN, OPEN, OPEN, YES),
    ("2018-11", "2018", OPEN, OPEN, OPEN, YES),
    ("2018", "2018-11", OPEN, OPEN, OPEN, OPEN),
    ("2018-11-18", "2018-11-18", NO, NO, YES, YES),
    ("2010-11-18/2010-11-20", "2010-11-19", NO, NO, YES, NO),
    ("2010-11-19", "2010-11-18/2010-11-20", NO, NO, YES, YES),
    ("2010-11-18/2010-11-20", "2010-11-20/2010-11-22", NO, NO, YES, NO),
    ("2010-11-18/2010-11-20", "2010-11", OPEN, OPEN, OPEN, YES),
    ("2010-11/2011-02", "2010-12-25", NO, NO, YES, NO),
    ("2010-11/2011-02", "2010-11-30", NO, NO, YES, NO),
    ("2010-11/2011-02", "2010-11-29", NO, OPEN, OPEN, NO),
    ("2014/..", "2020", OPEN, NO, OPEN, NO),
    ("2014/..", "2013", NO, YES, NO, NO),
    ("2014/", "2014", OPEN, OPEN, OPEN, OPEN),
    ("[2012,2014]", "2013", OPEN, OPEN, NO, NO),
    ("[2012,2014]", "[2012..2014]", OPEN, OPEN, OPEN, YES),
    ("2013", "[2012,2014]", OPEN, OPEN, NO, NO),
    ("2012-12-31/2013-01-01", "[2012,2013]", OPEN, OPEN, OPEN, YES),
    ("2012-12-31/2014-01-01", "[2012,2014]", OPEN, OPEN, OPEN, NO),
    ("[..2009]", "2010", YES, NO, NO, NO),
    ("[..2009]", "2009-12-31", OPEN, NO, OPEN, OPEN),
    ("[..2009]", "../2009", OPEN, OPEN, OPEN, YES),
    ("2017?", "2018", OPEN, OPEN, OPEN, OPEN),
    ("2017?", "2019", YES, NO, NO, NO),
    ("2017%", "2019", OPEN, OPEN, OPEN, OPEN),
    ("2018-11-18~", "2018-11-19", OPEN, NO, OPEN, OPEN),
    ("2018-11-18%", "2018-11-21", YES, NO, NO, NO),
    ("2018-06", "2018~", OPEN, OPEN, OPEN, YES),
    ("2017-06", "2018~", OPEN, OPEN, OPEN, OPEN),
    ("2016-06", "2018~", YES, NO, NO, NO),
    ("0001~", "0003", YES, NO, NO, NO),
    ("9998%", "9999", OPEN, OPEN, OPEN, OPEN),
]


@pytest.mark.parametrize(("one", "other", "is_before", "is_after", "overlaps", "within"), RELATIONS)
def test_two_fuzzy_dates_relate_as_far_as_they_are_known(
    one: str, other: str, is_before: Answer, is_after: Answer, overlaps: Answer, within: Answer
) -> None:
    a, b = FuzzyDate.parse(one), FuzzyDate.parse(other)
    assert (a.is_before(b), a.is_after(b), a.overlaps(b), a.within(b)) == (is_before, is_after, overlaps, within)


def test_a_fuzzy_date_relates_to_days_and_spans() -> None:
    autumn = FuzzyDate.parse("2018-23")
    assert autumn.is_before(date(2018, 12, 1)) is YES
    assert autumn.is_before(date(2018, 11, 30)) is OPEN
    assert autumn.is_after(date(2018, 8, 31)) is YES
    assert autumn.overlaps(date(2018, 10, 1)) is OPEN
    assert autumn.within(Span.years(2018)) is YES
    assert autumn.within(Span(date(2018, 9, 2))) is OPEN
    assert autumn.within(Span(date(2018, 12, 1))) is NO
    assert autumn.overlaps(Span.through(date(2018, 9, 1), date(2018, 11, 30))) is YES
    assert FuzzyDate.parse("2014/..").within(Span(date(2014, 1, 1))) is YES


@pytest.mark.parametrize("wrong", [None, 2018, "2018", datetime(2018, 1, 1)])  # noqa: DTZ001 - because no clock is meant
@pytest.mark.parametrize("relation", ["is_before", "is_after", "overlaps", "within"])
def test_a_relation_to_what_is_no_day_is_refused(wrong: object, relation: str) -> None:
    with pytest.raises(NotADay) as caught:
        getattr(FuzzyDate.parse("2018"), relation)(wrong)
    assert isinstance(caught.value, KommunalPartnerError)


def test_the_module_loads_no_calendar_library() -> None:
    code = "import sys, kommunal_partner.fuzzy_dates; print([m for m in ('dateutil', 'pycountry') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - because it is our own line
    assert ran.stdout.strip() == "[]"
