from __future__ import annotations

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner import facts as facts_module
from kommunal_partner.countries import country
from kommunal_partner.eligibility import AnswerTurn, assess_country
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda import ChangeKind, CoveredBy, Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Answer

TABLES = Path(facts_module.__file__).parent / "tables"
FIRST = date(2017, 1, 1)
DAYS = [FIRST + timedelta(days=index) for index in range(12)]
CODES = ("CHL", "KEN", "SRB", "XKX")


# ── the shipped list against its own table, read naively ─────────────────────────────────────────────────────────────


def rows_of(table: str) -> list[dict[str, str]]:
    with (TABLES / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holding(rows: list[dict[str, str]], on: str) -> list[dict[str, str]]:
    return [row for row in rows if row["start"] <= on and (not row["end"] or on < row["end"])]


@pytest.mark.parametrize("year", range(1996, 2027))
def test_the_shipped_list_says_what_its_table_says_around_every_turn_of_the_year(year: int) -> None:
    register = load_facts().oda
    listings, lists, coverage = (rows_of(f"oda_{name}.csv") for name in ("listings", "lists", "coverage"))
    codes = {row["country"] for row in listings} | {"DEU", "TWN", "RUS", "USA"}
    for on in (date(year, 1, 1), date(year, 1, 2), date(year, 7, 1), date(year, 12, 31)):
        expected = {row["country"]: row for row in holding(listings, on.isoformat())}
        covered = {row["country"]: row["by"] for row in holding(coverage, on.isoformat())}
        (in_force,) = holding(lists, on.isoformat())
        assert register.list_on(on).id == in_force["id"]
        assert register.recipients(on=on) == set(expected)
        entries = {row["country"] for row in expected.values() if row["list_entry"] == "yes"}
        assert {row.country for row in register.list_on(on).entries} == entries
        for code in codes:
            group = register.group(code, on=on)
            assert (group.value if group else None) == (expected[code]["group"] if code in expected else None)
            eligible = code in expected or covered.get(code) in expected
            assert assess_country(register, code, on=on).is_yes == eligible


def test_both_letter_codes_give_one_answer() -> None:
    register = load_facts().oda
    on = date(2018, 1, 1)
    for code in sorted(register.recipients(on=on)):
        assert register.group(country(code).alpha2, on=on) is register.group(code, on=on)


# ── small registers against a day-by-day oracle ──────────────────────────────────────────────────────────────────────

groups = st.sampled_from(list(OdaGroup))
rows_by_code = st.dictionaries(
    st.sampled_from(CODES),
    st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4), groups, st.booleans()), max_size=4),
    max_size=4,
)
covers = st.lists(st.tuples(st.sampled_from(("XKX", "KEN")), st.integers(0, 11), st.integers(1, 6)), max_size=3)
cuts = st.sets(st.integers(1, 11), max_size=3)

Told = dict[str, dict[date, OdaGroup]]


def days_from(start: int, length: int) -> list[date]:
    return DAYS[start : start + length]


def build(
    rows: dict[str, list[tuple[int, int, OdaGroup, bool]]], cover: list[tuple[str, int, int]], cut: set[int]
) -> tuple[OdaRegister, Told, dict[str, set[date]]]:
    """A register over twelve days, and for each code the group of every day, told without asking the register."""
    told: Told = {code: {} for code in CODES}
    listings = []
    for code, pieces in rows.items():
        for start, length, group, entry in pieces:
            days = days_from(start, length)
            if not told[code].keys() & set(days):
                told[code].update(dict.fromkeys(days, group))
                listings.append(Listing(code, group, Span.through(days[0], days[-1]), entry))
    covered: dict[str, set[date]] = {code: set() for code in CODES}
    coverage = []
    for code, start, length in cover:
        days = days_from(start, length)
        if not covered[code] & set(days):
            covered[code].update(days)
            coverage.append(CoveredBy(code, "SRB", Span.through(days[0], days[-1])))
    edges = [0, *sorted(cut), len(DAYS)]
    lists = [OdaList(str(start), Span.through(DAYS[start], DAYS[end - 1])) for start, end in pairwise(edges)]
    return OdaRegister(lists, listings, coverage), told, covered


registers = st.builds(build, rows_by_code, covers, cuts)


@given(registers)
def test_groups_and_recipients_are_those_of_every_single_day(
    made: tuple[OdaRegister, Told, dict[str, set[date]]],
) -> None:
    register, told, _ = made
    for on in DAYS:
        assert register.recipients(on=on) == {code for code in CODES if on in told[code]}
        for code in CODES:
            assert register.group(code, on=on) is told[code].get(on)
            assert register.timeline(code).at(on) == register.listing(code, on=on)


@given(registers)
def test_entries_of_a_list_are_the_own_entries_of_its_days(
    made: tuple[OdaRegister, Told, dict[str, set[date]]],
) -> None:
    register, _, _ = made
    for one in register.lists:
        expected = [
            row
            for row in register.listings
            if row.list_entry and any(one.span.contains(on) and row.span.contains(on) for on in DAYS)
        ]
        assert list(one.entries) == expected


@given(registers)
def test_a_verdict_is_yes_on_the_days_listed_or_covered_by_a_listed_entry(
    made: tuple[OdaRegister, Told, dict[str, set[date]]],
) -> None:
    register, told, covered = made
    for on in DAYS:
        for code in CODES:
            expected = on in told[code] or (on in covered[code] and on in told["SRB"])
            assert assess_country(register, code, on=on).is_yes == expected


@given(registers, st.integers(-1, 12), st.integers(0, 6))
def test_a_fuzzy_verdict_is_decided_where_all_its_days_agree(
    made: tuple[OdaRegister, Told, dict[str, set[date]]], start: int, length: int
) -> None:
    register, _, _ = made
    first = FIRST + timedelta(days=start)
    when = FuzzyDate.between(first, first + timedelta(days=length))
    for code in CODES:
        answers = [
            assess_country(register, code, on=first + timedelta(days=index)).answer for index in range(length + 1)
        ]
        verdict = assess_country(register, code, on=when)
        assert verdict.answer is (answers[0] if len(set(answers)) == 1 else Answer.UNDECIDED)
        if len(set(answers)) > 1:
            turns = [
                first + timedelta(days=index)
                for index, answer in enumerate(answers)
                if index == 0 or answers[index - 1] is not answer
            ]
            assert verdict.values["turns"] == tuple(AnswerTurn(day, answers[(day - first).days]) for day in turns)


@given(rows_by_code, st.integers(0, 11), st.integers(1, 12))
def test_changes_are_the_days_on_which_a_group_differs_from_the_day_before(
    rows: dict[str, list[tuple[int, int, OdaGroup, bool]]], start: int, length: int
) -> None:
    register, told, _ = build(rows, [], set())
    days = days_from(start, length)
    expected = []
    for on in days:
        before = on - timedelta(days=1)
        for code in CODES:
            then, now = told[code].get(before), told[code].get(on)
            if on > FIRST and then is not now:
                kind = ChangeKind.ENTERED if then is None else ChangeKind.LEFT if now is None else ChangeKind.MOVED
                expected.append((on, code, kind))
    window = Span.through(days[0], days[-1])
    assert [(change.day, change.country, change.kind) for change in register.changes(window)] == expected
