"""Laws of applications: who may apply for what, and when, against the rules read as plain rows, day by day.

A rule and a wish are plain rows, from which the models are made; the oracle reads the rows and calls nothing of the
rules under test. One rule at a time is asked for everything that its small world holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from typing import Any, Final, TypeAlias

import pytest
from attrs import frozen
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.eligibility import Beyond, assess_application, assess_applications
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.programmes import Application, Cell, CellKind, Deadline, Programme, ProgrammeVersion
from kommunal_partner.regions import RegionRegister
from kommunal_partner.spans import Span
from kommunal_partner.testing.strategies import calendar
from kommunal_partner.verdicts import Verdict

ORIGIN: Final = date(2020, 2, 24)
LENGTH: Final = 12
A_DAY: Final = timedelta(days=1)
DAYS = calendar(ORIGIN, LENGTH)
AROUND = calendar(ORIGIN - A_DAY, LENGTH + 2)
TWO_YEARS = calendar(ORIGIN - A_DAY, 2 * 366)

Row: TypeAlias = dict[str, Any]
"""What one text says: `first` and `days` in the calendar, `closed`, and what is written in its cells."""
Said: TypeAlias = tuple[str, Any, str]
"""A cell: how it is known, its value, and a wording."""


@frozen
class World:
    oda: OdaRegister
    programmes: FrozenMap[str, Programme] = FrozenMap()  # noqa: RUF009 - because it never changes
    regions: RegionRegister = RegionRegister((), (), ())  # noqa: RUF009 - because it never changes
    series: FrozenMap[str, Any] = FrozenMap()  # noqa: RUF009 - because it never changes
    partnerships: FrozenMap[str, Any] = FrozenMap()  # noqa: RUF009 - because it never changes
    as_of: date = DAYS[-1]


FIRST_LISTED: Final = 2
LAST_LISTED: Final = 8
LISTED = {"KEN": range(FIRST_LISTED, LAST_LISTED + 1), "CHL": range(FIRST_LISTED, 5)}
"""The days on which each is on the list."""
WORLD = World(
    OdaRegister(
        [OdaList("2020", Span.through(DAYS[FIRST_LISTED], DAYS[LAST_LISTED]))],
        [Listing(code, OdaGroup.LDC, Span.through(DAYS[on[0]], DAYS[on[-1]])) for code, on in LISTED.items()],
    )
)

# ── what may be written and wished for ───────────────────────────────────────────────────────────────────────────────

STAGES = ("none", "contact", "emerging", "dormant", "existing")
APPLICANTS = ("municipality", "municipality_administration", "county", "civil_society")
WIDER = {
    ("municipality_administration", "municipality"): "yes",
    ("municipality", "municipality_administration"): "yes",
    ("county", "municipality"): "undecided",
    ("county", "municipality_administration"): "undecided",
}
"""What is said of the first where a rule names the second: a town is its administration, a county perhaps a town."""
PROJECTS = ("domestic", "partnership")
WISHES: dict[str, tuple[Any, ...]] = {
    "applicant": (None, *APPLICANTS),
    "project": (None, *PROJECTS),
    "has_partner": (None, True, False),
    "country": (None, "CHL", "KEN", "TUR"),
    "stage": (None, *STAGES),
    "amount_eur": (None, *range(9)),
    "own_share_pct": (None, *range(4)),
    "duration_months": (None, *range(1, 6)),
    "newcomer": (None, True, False),
}


def sets(words: Iterable[str]) -> list[frozenset[str]]:
    known = tuple(words)
    return [frozenset(some) for size in (1, 2) for some in combinations(known, size)]


TIMES = (("once", 2), ("once", 6), *(("yearly", day) for day in ((2, 26), (2, 29), (3, 3))), ("always", None))
DEADLINES = [
    *([("outline", when)] for when in TIMES),
    *([("outline", one), (step, two)] for one, two, step in product(TIMES, TIMES, ("outline", "application"))),
]
VALUES: dict[str, tuple[Any, ...]] = {
    "applicants": tuple(sets(APPLICANTS)),
    "partner_required": (True, False),
    "oda_partner_required": (True, False),
    "countries": tuple(sets(("CHL", "KEN", "TUR"))),
    "stages": tuple(sets(STAGES)),
    "min_eur": (0, 2, 3),
    "max_eur": (3, 5),
    "own_share_min_pct": (0, 2),
    "duration_max_months": (2, 4),
    "deadlines": tuple(DEADLINES),
}
BESIDE: dict[str, tuple[int | None, ...]] = {
    "exceptional_max_eur": (None, 4, 6),
    "newcomer_max_eur": (None, 1, 4, 6),
    "newcomer_max_months": (None, 1, 3),
}
BY_PROJECT = ("partner_required", "oda_partner_required", "countries")
OPEN: tuple[Said, ...] = (("not seen", None, ""), ("words", None, "it depends"), ("contradicted", None, "two say"))
SILENT: tuple[Said, ...] = (("silent", None, ""), ("silent", None, "any"))


def cells(name: str) -> Iterator[Said]:
    """Everything that may stand in a cell."""
    values = VALUES[name]
    yield from (("value", value, "") for value in values)
    if name == "countries":
        yield from (("value", value, "at present") for value in values)
    if name in BY_PROJECT:
        yield from (("by project", {project: value}, "") for project in PROJECTS for value in values)
        yield from (("by project", dict(zip(PROJECTS, pair, strict=True)), "") for pair in product(values, repeat=2))
    yield from OPEN
    yield from SILENT


def made(rows: list[Row], called: str = "fund") -> Programme:
    """The models of the rows."""
    return Programme(called, called, called, [version(row, called, place) for place, row in enumerate(rows)])


def version(row: Row, called: str, place: int) -> ProgrammeVersion:
    seen = None
    if row["first"] is not None:
        start = DAYS[row["first"]]
        seen = Span(start) if row["days"] is None else Span(start, start + timedelta(days=row["days"]))
    said: dict[str, Any] = {name: cell(name, row.get(name, SILENT[0])) for name in VALUES}
    said |= {name: Cell(CellKind.VALUE, row[name]) for name in BESIDE if row.get(name) is not None}
    if "joint" in row:
        said["joint_application"] = Cell(CellKind.VALUE, row["joint"])
    return ProgrammeVersion(called, str(place), seen, row["closed"], conditions=row.get("conditions", ()), **said)


KINDS = {"silent": "not_applicable", "not seen": "not_seen", "words": "conditional", "contradicted": "conflicting"}


def cell(name: str, said: Said) -> Cell[Any]:
    how, value, wording = said
    if how == "by project":
        return Cell(CellKind.CONDITIONAL, None, None, tuple(value.items()))
    if name == "deadlines" and value is not None:
        value = tuple(deadline(step, when) for step, when in value)
    return Cell(KINDS.get(how, "value"), value, wording or None)


def deadline(step: str, when: tuple[str, Any]) -> Deadline:
    kind, value = when
    if kind == "once":
        return Deadline(step, DAYS[value])
    return Deadline(step, yearly=value) if kind == "yearly" else Deadline(step)


# ── the oracle: which text holds ─────────────────────────────────────────────────────────────────────────────────────


def holds_on(row: Row, rows: list[Row], on: date) -> bool:
    """Whether the text was seen for the day, or before and no other text since."""
    if row["first"] is None:
        return False
    start = DAYS[row["first"]]
    if row["days"] is not None:
        return start <= on < start + timedelta(days=row["days"])
    later = [DAYS[other["first"]] for other in rows if other["first"] is not None and other["first"] > row["first"]]
    return start <= on and not any(begins <= on for begins in later)


def texts_on(rows: list[Row], on: date) -> tuple[list[int], bool]:
    """The places of the texts that may hold on the day, and whether it is known which does."""
    places = range(len(rows))
    undated = [place for place in places if rows[place]["first"] is None]
    holding = [place for place in places if holds_on(rows[place], rows, on)]
    if holding or undated:
        return holding + undated, len(holding) == 1 and not undated
    nearest: list[int] = []
    for step in (-A_DAY, A_DAY):
        days = (on + number * step for number in range(1, 2 * LENGTH))
        found = ([place for place in places if holds_on(rows[place], rows, day)] for day in days)
        nearest += next((some for some in found if some), [])
    return nearest, False


# ── the oracle: what a text says ─────────────────────────────────────────────────────────────────────────────────────

ORDER = ("no", "undecided", "yes")


def met(fits: bool) -> str:
    return "yes" if fits else "no"


def of_applicant(named: frozenset[str], given: str | None) -> str:
    if given is None or given in named:
        return "undecided" if given is None else "yes"
    return max((WIDER.get((given, one), "no") for one in named), key=ORDER.index)


def of_partner(asked: bool, wish: Row) -> str:
    """A country alone tells that there is a partner."""
    if not asked:
        return "yes"
    if wish["has_partner"] is None:
        return "undecided" if wish["country"] is None else "yes"
    return met(wish["has_partner"])


def of_list(code: str, on: date, beyond: str) -> str:
    place = (on - ORIGIN).days
    if place > LAST_LISTED and beyond == "latest_list":
        place = LAST_LISTED
    return met(place in LISTED.get(code, ())) if FIRST_LISTED <= place <= LAST_LISTED else "undecided"


def of_stage(named: frozenset[str], given: str | None) -> str:
    """A stage between two that are named may be meant."""
    if given is None or given in named:
        return "undecided" if given is None else "yes"
    places = sorted(STAGES.index(stage) for stage in named)
    return "undecided" if places[0] < STAGES.index(given) < places[-1] else "no"


def of_limit(most: int, given: int | None, newcomer: bool | None, for_new: int | None, exception: int | None) -> str:
    """Up to the limit; what only an exception allows, or only those who are not new, is open."""
    if given is None:
        return "undecided"
    if given > most:
        return "undecided" if exception is not None and given <= exception else "no"
    if for_new is None or given <= for_new or newcomer is False:
        return "yes"
    return "undecided" if newcomer is None else "no"


@cache
def days_of(when: tuple[str, Any]) -> frozenset[date]:
    """The days of a deadline; the 29th of February is the 28th where there is none."""
    kind, value = when
    if kind == "once":
        return frozenset({DAYS[value]})
    found = {day for day in TWO_YEARS if (day.month, day.day) == value}
    return frozenset(found | ({date(2021, 2, 28)} if value == (2, 29) else set()))


def of_deadlines(days: list[tuple[str, tuple[str, Any]]], row: Row, rows: list[Row], on: date) -> str:
    """Yes where the next day is ahead and no step before it is over; a day of every year counts while its text does."""
    if any(when[0] == "always" for _, when in days):
        return "yes"
    ahead = [
        (day, place)
        for place, (_, when) in enumerate(days)
        for day in days_of(when)
        if day >= on and (when[0] == "once" or row["first"] is None or holds_on(row, rows, day))
    ]
    if not ahead:
        return "undecided"
    _, place = min(ahead)
    other = [when for step, when in days[:place] if step != days[place][0]]
    over = [when for when in other if when[0] == "yearly" or DAYS[when[1]] < on]
    return "undecided" if over else "yes"


def answers_of(row: Row, rows: list[Row], wish: Row, on: date, beyond: str) -> list[str]:
    """What is said of each rule, in the order of the cells; what only a text can say is open."""
    amount, share, months, country = (
        wish[name] for name in ("amount_eur", "own_share_pct", "duration_months", "country")
    )
    new, beside = wish["newcomer"], {name: row.get(name) for name in BESIDE}
    rules: dict[str, Callable[[Any], str]] = {
        "applicants": lambda value: of_applicant(value, wish["applicant"]),
        "partner_required": lambda value: of_partner(value, wish),
        "oda_partner_required": lambda value: (
            "yes" if not value else "undecided" if country is None else of_list(country, on, beyond)
        ),
        "countries": lambda value: "undecided" if country is None or row["countries"][2] else met(country in value),
        "stages": lambda value: of_stage(value, wish["stage"]),
        "min_eur": lambda value: "undecided" if amount is None else met(amount >= value),
        "max_eur": lambda value: of_limit(
            value, amount, new, beside["newcomer_max_eur"], beside["exceptional_max_eur"]
        ),
        "own_share_min_pct": lambda value: "undecided" if share is None else met(share >= value),
        "duration_max_months": lambda value: of_limit(value, months, new, beside["newcomer_max_months"], None),
        "deadlines": lambda value: of_deadlines(value, row, rows, on),
    }
    found: list[str] = []
    for name, rule in rules.items():
        how, value, _ = row.get(name, SILENT[0])
        if how == "by project":
            how, value = ("value", value[wish["project"]]) if wish["project"] in value else ("words", None)
        found.append("yes" if how == "silent" else rule(value) if how == "value" else "undecided")
        if name == "stages" and "joint" in row:
            found.append("undecided")
    return found + ["undecided"] * len(row.get("conditions", ()))


def has_ended(row: Row, on: date) -> bool:
    if not row["closed"] or row["first"] is None or row["days"] is None:
        return False
    return DAYS[row["first"]] + timedelta(days=row["days"]) <= on


def expected(rows: list[Row], wish: Row, on: date, beyond: str) -> tuple[str, dict[int, list[str]]]:
    """The answer, and what is said by each text that may hold."""
    places, known = texts_on(rows, on)
    texts = {place: answers_of(rows[place], rows, wish, on, beyond) for place in places}
    if known:
        return min(texts[places[0]], key=ORDER.index), texts
    ended = bool(places) and all(has_ended(rows[place], on) for place in places)
    return "no" if ended else "undecided", texts


# ── what is compared ─────────────────────────────────────────────────────────────────────────────────────────────────


def texts_of(verdict: Verdict, places: Iterable[int]) -> dict[int, list[str]]:
    """What the verdict says by each text."""
    if not verdict.checks:
        return {}
    first, *checks = verdict.checks
    if first.code == "TEXT_KNOWN":
        return {place: [check.answer.value for check in checks] for place in places}
    return {int((check.rule or "").split()[-1]): [one.answer.value for one in check.checks] for check in checks}


def agree(rows: list[Row], wish: Mapping[str, Any], on: date, beyond: Beyond = "undecided") -> Verdict:
    """The verdict, which says what the rows say, in all and text by text."""
    whole = dict.fromkeys(WISHES) | dict(wish)
    verdict = assess_application(WORLD, made(rows), Application(**whole), on=on, beyond=beyond)
    answer, texts = expected(rows, whole, on, beyond)
    assert verdict.answer.value == answer, verdict.explain("en")
    assert texts_of(verdict, texts) == ({} if verdict.code == "CLOSED" else texts), verdict.explain("en")
    return verdict


# ── the laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ALWAYS: Row = {"first": 0, "days": None, "closed": False}
BEYOND: tuple[Beyond, ...] = ("undecided", "latest_list")
READS: dict[str, tuple[str, ...]] = {
    "applicants": ("applicant",),
    "partner_required": ("project", "has_partner", "country"),
    "oda_partner_required": ("project", "country"),
    "countries": ("project", "country"),
    "stages": ("stage",),
    "min_eur": ("amount_eur",),
    "max_eur": ("amount_eur", "newcomer", "exceptional_max_eur", "newcomer_max_eur"),
    "own_share_min_pct": ("own_share_pct",),
    "duration_max_months": ("duration_months", "newcomer", "newcomer_max_months"),
    "deadlines": (),
}
"""What each cell is held against: of the wish, or beside the cell."""
REASONS = {
    "applicants": {"MET", "NOT_MET", "NOT_GIVEN", "BROADER_WORD"},
    "partner_required": {"MET", "NOT_MET", "NOT_GIVEN"},
    "oda_partner_required": {"LISTED", "NOT_LISTED", "BEFORE_FIRST_LIST", "AFTER_LAST_LIST", "LISTED_BY_LATEST_LIST"},
    "countries": {"MET", "NOT_MET", "NOT_GIVEN"},
    "stages": {"MET", "NOT_MET", "NOT_GIVEN", "BROADER_WORD"},
    "min_eur": {"MET", "NOT_MET", "NOT_GIVEN"},
    "max_eur": {"MET", "NOT_MET", "NOT_GIVEN", "EXCEPTION", "NEWCOMER_LIMIT"},
    "own_share_min_pct": {"MET", "NOT_MET", "NOT_GIVEN"},
    "duration_max_months": {"MET", "NOT_MET", "NOT_GIVEN", "NEWCOMER_LIMIT"},
    "deadlines": {"DEADLINE_AHEAD", "DEADLINES_OVER", "STEP_OVER", "ALWAYS_OPEN"},
}
"""Reasons that each cell is to have given in the end, beside those of cells that hold no value."""


@pytest.mark.parametrize("name", VALUES)
def test_every_rule_is_met_broken_or_open_as_its_row_reads(name: str) -> None:
    ranges = [WISHES.get(one) or BESIDE[one] for one in READS[name]]
    days = {"oda_partner_required": tuple(DAYS[place] for place in (1, 2, 4, 5, 8, 9)), "deadlines": AROUND[1:]}.get(
        name, DAYS[:1]
    )
    reached: set[str] = set()
    for said, *held in product(cells(name), *ranges):
        values = dict(zip(READS[name], held, strict=True))
        row = ALWAYS | {name: said} | {one: values.pop(one) for one in READS[name] if one in BESIDE}
        for on in days:
            for beyond in BEYOND if name == "oda_partner_required" else BEYOND[:1]:
                reached |= {check.code for check in agree([row], values, on, beyond).checks}
    assert reached >= REASONS[name] | {"NOT_ASKED", "NOTHING_OF_ITS_OWN", "RULE_IN_WORDS", "RULE_UNKNOWN"}


@pytest.mark.parametrize(
    "spans", [[(0, 5)], [(4, 6)], [(0, None), (5, 3)], [(4, None)], [(4, None), (7, None)], [(None, None)]]
)
def test_a_day_of_every_year_counts_as_long_as_its_text_does(spans: list[tuple[int | None, int | None]]) -> None:
    for days in DEADLINES:
        rows: list[Row] = [{"first": first, "days": length, "closed": False} for first, length in spans]
        rows[0]["deadlines"] = ("value", days, "")
        for on in AROUND[::2]:
            agree(rows, {}, on)


some_texts = st.sampled_from(
    [
        {"first": first, "days": length, "closed": closed, **cells_said}
        for first in (None, *range(LENGTH), *range(LENGTH))
        for length in (None, 1, 2, 4, 8)
        for closed in (False, True)
        for cells_said in ({}, {"max_eur": ("value", 3, "")}, {"max_eur": OPEN[0]})
    ]
)


@given(st.lists(some_texts, max_size=3), st.sampled_from([3, 4]))
def test_on_every_day_those_texts_answer_that_may_hold_then(rows: list[Row], amount: int) -> None:
    for on in AROUND:
        verdict = agree(rows, {"amount_eur": amount}, on)
        event(f"{verdict.answer.value}: {verdict.code}")


some_cells = st.sampled_from([(name, said) for name in VALUES for said in list(cells(name))[-12:]])
some_rules = st.builds(
    lambda said, beside, words: ALWAYS | dict(said) | beside | words,
    st.lists(some_cells, max_size=4),
    st.sampled_from([dict(zip(BESIDE, values, strict=True)) for values in product(*BESIDE.values())]),
    st.sampled_from([{}] * 6 + [{"joint": "together"}, {"conditions": ("only by call",)}]),
)
some_wishes = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in WISHES.items()})


@settings(max_examples=150)
@given(some_rules, some_wishes, st.sampled_from(DAYS))
def test_a_text_is_met_where_each_of_its_rules_is_and_broken_where_one_is(row: Row, wish: Row, on: date) -> None:
    verdict = agree([row], wish, on)
    event(f"{verdict.answer.value}: {verdict.code}")


@given(st.lists(some_rules, max_size=4), some_wishes, st.sampled_from(DAYS))
def test_of_all_programmes_those_are_left_that_are_not_ruled_out_and_the_surest_come_first(
    rows: list[Row], wish: Row, on: date
) -> None:
    programmes = [made([row], name) for name, row in zip("dbca", rows, strict=False)]
    asked = World(WORLD.oda, FrozenMap({one.id: one for one in programmes}))
    answers = {name: answers_of(row, [row], wish, on, "undecided") for name, row in zip("dbca", rows, strict=False)}
    fitting = [name for name in sorted(answers) if "no" not in answers[name]]
    found = assess_applications(asked, Application(**wish), on=on)
    event(f"{len(found)} of {len(rows)}")
    assert [one.id for one, _ in found] == sorted(fitting, key=lambda name: answers[name].count("undecided"))
