"""Laws of fuzzy dates, against oracles that list days and pairs of days one by one."""

from __future__ import annotations

import contextlib
import copy
import pickle
from datetime import date, timedelta
from typing import Any

from attrs import frozen
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import BadFuzzyDate
from kommunal_partner.fuzzy_dates import (
    Choice,
    FuzzyDate,
    read_english,
    read_german,
)
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies import fuzzy_dates, fuzzy_sets
from kommunal_partner.verdicts import Answer

# ── every form ───────────────────────────────────────────────────────────────────────────────────────────────────────

FUZZY = fuzzy_dates()


@given(FUZZY)
def test_reading_what_is_written_gives_the_same_date(fuzzy: FuzzyDate) -> None:
    assert FuzzyDate.parse(str(fuzzy)) == fuzzy


@given(FUZZY)
def test_the_likeliest_day_lies_from_the_earliest_to_the_latest(fuzzy: FuzzyDate) -> None:
    assert (fuzzy.earliest or date.min) <= fuzzy.likeliest <= (fuzzy.latest or date.max)
    assert fuzzy.span.contains(fuzzy.likeliest)


@given(fuzzy_sets())
def test_the_likeliest_day_of_a_set_is_one_of_its_days(content: Choice) -> None:
    fuzzy = FuzzyDate(content)
    assert fuzzy.overlaps(fuzzy.likeliest) is not Answer.NO
    assert any((a or date.min) <= fuzzy.likeliest <= (b or date.max) for a, b in content.sides)


@given(FUZZY)
def test_a_fuzzy_date_survives_pickling_and_copying(fuzzy: FuzzyDate) -> None:
    for twin in (pickle.loads(pickle.dumps(fuzzy)), copy.deepcopy(fuzzy)):
        assert (twin, hash(twin), str(twin)) == (fuzzy, hash(fuzzy), str(fuzzy))


@given(st.lists(FUZZY, max_size=6))
def test_the_order_is_that_of_earliest_latest_and_text(dates: list[FuzzyDate]) -> None:
    def key(fuzzy: FuzzyDate) -> tuple[bool, date, bool, date, str]:
        first, last = fuzzy.earliest, fuzzy.latest
        return first is not None, first or date.min, last is None, last or date.max, str(fuzzy)

    assert sorted(dates) == sorted(dates, key=key)
    for one in dates:
        for other in dates:
            assert (one < other, one <= other, one > other, one >= other) == (
                key(one) < key(other),
                key(one) <= key(other),
                key(one) > key(other),
                key(one) >= key(other),
            )
            assert (one == other) == (key(one) == key(other))


@given(FUZZY, FUZZY)
def test_after_is_before_seen_from_the_other_side_and_overlapping_goes_both_ways(
    one: FuzzyDate, other: FuzzyDate
) -> None:
    assert one.is_before(other) is other.is_after(one)
    assert one.overlaps(other) is other.overlaps(one)


# ── relations, pair by pair ──────────────────────────────────────────────────────────────────────────────────────────

FROM, TO = date(2018, 9, 1), date(2019, 6, 30)
"""Days that stand for "any time before" and "any time after": all that is compared lies well between them."""

Worlds = frozenset[tuple[date, date]]


@frozen
class Case:
    """A date or span, every (first, last) it may stand for, and the days it surely names as a window."""

    value: FuzzyDate | Span | date
    worlds: Worlds
    window: frozenset[date]


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def units(text: str) -> list[date]:
    """The days of a day or of a month, found by writing out every day of the time in question."""
    return [day for day in days(FROM, TO) if day.isoformat().startswith(text)]


def widened(text: str, width: int) -> list[date]:
    """The days of a unit and of as many of its like before and after it."""
    if width == 0:
        return units(text)
    length = len(text)
    names = sorted({day.isoformat()[:length] for day in days(FROM, TO)})
    at = names.index(text)
    return [day for name in names[at - width : at + width + 1] for day in units(name)]


DAY = st.integers(0, 9).map(lambda n: (date(2018, 12, 28) + timedelta(n)).isoformat())
MONTH = st.sampled_from(["2018-12", "2019-01"])
UNIT = st.one_of(DAY, DAY, MONTH)
WIDTH = {"": 0, "~": 1, "?": 1, "%": 2}


@st.composite
def single(draw: st.DrawFn) -> Case:
    text, mark = draw(UNIT), draw(st.sampled_from(["", "", "~", "?", "%"]))
    possible = widened(text, WIDTH[mark])
    return Case(FuzzyDate.parse(text + mark), frozenset((d, d) for d in possible), frozenset(units(text)))


@st.composite
def interval(draw: st.DrawFn) -> Case:
    """An interval between days, or a day and a month, with marks; or with an open side."""
    begin, end = draw(UNIT), draw(DAY)
    if draw(st.booleans()) and len(begin) == len("2018-12-28"):
        end = draw(MONTH)
    shape = draw(st.sampled_from(["closed", "closed", "begin", "end"]))
    begin_mark, end_mark = (draw(st.sampled_from(["", "", "~"])) for _ in range(2))
    if shape == "closed" and units(end)[-1] < units(begin)[0]:
        shape = "begin"
    begins = days(FROM, TO) if shape == "begin" else widened(begin, WIDTH[begin_mark])
    ends = days(FROM, TO) if shape == "end" else widened(end, WIDTH[end_mark])
    blank = draw(st.sampled_from(["", ".."]))
    text = f"{blank if shape == 'begin' else begin + begin_mark}/{blank if shape == 'end' else end + end_mark}"
    first = FROM if shape == "begin" else units(begin)[0]
    last = TO if shape == "end" else units(end)[-1]
    worlds = frozenset((b, e) for b in begins for e in ends if b <= e)
    return Case(FuzzyDate.parse(text), worlds, frozenset(days(first, last)))


@st.composite
def choice(draw: st.DrawFn) -> Case:
    chosen = sorted(draw(st.sets(DAY, min_size=2, max_size=4)))
    members: list[str] = []
    named: set[date] = set()
    while chosen:
        first = last = chosen.pop(0)
        if draw(st.booleans()) and chosen:
            last = chosen.pop(0)
        members.append(first if first == last else f"{first}..{last}")
        named.update(days(date.fromisoformat(first), date.fromisoformat(last)))
    if draw(st.booleans()) and ".." not in members[0]:
        members[0] = ".." + members[0]
        named.update(days(FROM, min(named)))
    text = members[0] if len(members) == 1 and ".." not in members[0] else f"[{','.join(members)}]"
    return Case(FuzzyDate.parse(text), frozenset((d, d) for d in named), frozenset(named))


@st.composite
def definite(draw: st.DrawFn) -> Case:
    first, last = sorted(date.fromisoformat(draw(DAY)) for _ in range(2))
    kind = draw(st.sampled_from(["day", "span", "open"]))
    if kind == "day":
        return Case(first, frozenset({(first, first)}), frozenset({first}))
    last = TO if kind == "open" else last
    span = Span(first) if kind == "open" else Span.through(first, last)
    return Case(span, frozenset({(first, last)}), frozenset(days(first, last)))


def judged(results: set[bool]) -> Answer:
    if results == {True}:
        return Answer.YES
    return Answer.NO if results == {False} else Answer.UNDECIDED


@settings(max_examples=120)
@given(st.one_of(single(), interval(), choice()), st.one_of(single(), interval(), choice(), definite()))
def test_relations_are_what_every_pair_of_possible_days_says(one: Case, other: Case) -> None:
    assert isinstance(one.value, FuzzyDate)
    ours, theirs = extremes(one.worlds), extremes(other.worlds)
    pairs = [(a, b) for a in ours for b in theirs]
    assert one.value.is_before(other.value) is judged({a[1] < b[0] for a, b in pairs})
    assert one.value.is_after(other.value) is judged({a[0] > b[1] for a, b in pairs})
    assert one.value.overlaps(other.value) is judged({a[0] <= b[1] and b[0] <= a[1] for a, b in pairs})


def extremes(worlds: Worlds) -> Worlds:
    """The worlds, thinned out where there are thousands: of each first day, the shortest and the longest three."""
    if len(worlds) < 400:
        return worlds
    by_first: dict[date, list[date]] = {}
    for first, last in sorted(worlds):
        by_first.setdefault(first, []).append(last)
    return frozenset((first, last) for first, lasts in by_first.items() for last in (*lasts[:3], *lasts[-3:]))


@settings(max_examples=120)
@given(st.one_of(single(), interval(), choice()), st.one_of(single(), interval(), choice(), definite()))
def test_lying_within_is_what_every_possible_run_of_days_says(one: Case, other: Case) -> None:
    assert isinstance(one.value, FuzzyDate)
    widest = {day for first, last in other.worlds for day in (first, last)}
    if isinstance(other.value, Span) or (isinstance(other.value, FuzzyDate) and "/" in str(other.value)):
        widest = set(days(min(widest), max(widest)))
    sure = all(set(days(*run)) <= other.window for run in extremes(one.worlds))
    possible = any(set(days(*run)) <= widest for run in extremes(one.worlds))
    expected = Answer.YES if sure else Answer.UNDECIDED if possible else Answer.NO
    assert one.value.within(other.value) is expected


# ── an independent reader ────────────────────────────────────────────────────────────────────────────────────────────


def _is_read(text: str) -> bool:
    try:
        FuzzyDate.parse(text)
    except BadFuzzyDate:
        return False
    return True


# What both read alike. Left out: winter (there it ends on 31 December), marks on seasons (not read there), sides that
# are open or unknown (infinite or ten years away there).
_MARK = st.sampled_from(["", "~", "?", "%"])
_MODERN = st.integers(1500, 2400)
_SHARED_UNIT = st.one_of(
    st.builds("{:04d}{}".format, _MODERN, _MARK),
    st.builds("{:04d}-{:02d}{}".format, _MODERN, st.integers(1, 12), _MARK),
    st.builds("{}{}".format, st.dates(date(1500, 1, 1), date(2400, 1, 1)), _MARK),
)
_SHARED = st.one_of(
    _SHARED_UNIT,
    st.builds("{:04d}-{:02d}".format, _MODERN, st.integers(21, 23)),
    st.builds("{:03d}X".format, st.integers(150, 240)),
    st.builds("{:02d}XX".format, st.integers(15, 24)),
    st.builds(lambda a, b: "/".join(sorted((a, b))), _SHARED_UNIT, _SHARED_UNIT).filter(_is_read),
    st.builds(lambda a, n: f"[{a}..{a + n}]", _MODERN, st.integers(1, 9)),
    st.builds(lambda a, n: f"[{a}, {a + n}]", _MODERN, st.integers(1, 9)),
)


@settings(max_examples=60)
@given(_SHARED)
def test_the_bounds_are_those_that_another_reader_of_edtf_finds(text: str) -> None:
    ours = FuzzyDate.parse(text)
    theirs: Any = parse_edtf(text)
    assert ours.earliest == date(*theirs.lower_strict()[:3])
    assert ours.latest == date(*theirs.upper_strict()[:3])


# ── anything at all ──────────────────────────────────────────────────────────────────────────────────────────────────

_WORDS = """
18. 20. 18 20 31 2010 2016/17 1992 0000 9999 29. Februar februar May november, Oktober/November Herbst winter fall bis
to vor before nach seit since zwischen between und and oder or um ca. around early mid- Ende Mitte 1. first Halbjahr
half quarter Quartal 90er 90s Jahre - / ? (?) 18.11.2010 03/04/2019 q2 h1 from von the des Jahres Montag, Friday
"""


@settings(max_examples=400)
@given(st.one_of(st.text("0123456789X~?%/.-[]{}, TYE", max_size=14), st.text(max_size=20)))
def test_any_text_is_read_as_edtf_or_refused_with_our_own_error(text: str) -> None:
    with contextlib.suppress(BadFuzzyDate):
        fuzzy = FuzzyDate.parse(text)
        assert FuzzyDate.parse(str(fuzzy)) == fuzzy


@settings(max_examples=600)
@given(st.one_of(st.lists(st.sampled_from(_WORDS.split()), max_size=6).map(" ".join), st.text(max_size=20)))
def test_any_words_are_read_or_refused_with_our_own_error(text: str) -> None:
    for read in (read_german, read_english):
        with contextlib.suppress(BadFuzzyDate):
            fuzzy = read(text)
            assert FuzzyDate.parse(str(fuzzy)) == fuzzy


_DE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@given(st.dates())
def test_a_day_written_out_is_read_back(day: date) -> None:
    wanted, year = FuzzyDate.of(day), f"{day.year:04d}"
    assert read_german(f"{day.day}. {_DE[day.month - 1]} {year}") == wanted
    assert read_german(f"{day.day}.{day.month}.{year}") == wanted
    assert read_english(f"{day.day} {_EN[day.month - 1]} {year}") == wanted
    assert read_english(f"{_EN[day.month - 1]} {day.day}, {year}") == wanted


@given(st.dates(max_value=date(9999, 1, 1)), st.integers(0, 40))
def test_a_run_of_days_holds_exactly_its_days(first: date, more: int) -> None:
    last = first + timedelta(more)
    fuzzy = FuzzyDate.between(first, last)
    assert (fuzzy.earliest, fuzzy.latest) == (first, last)
    assert fuzzy.overlaps(last) is Answer.YES
    assert fuzzy.is_before(last + timedelta(1)) is Answer.YES
    assert fuzzy.is_before(last) is Answer.NO
