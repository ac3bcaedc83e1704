"""One answer everywhere: to one and to many, on every engine, as a document, and of facts that were written and read.

Facts are drawn, with what is asked of them. The answer to one, on one day, is that by which the others are held.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import product
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.adapters.from_json import from_json
from kommunal_partner.adapters.to_frames import add_eligibility, add_oda, add_region, frame, oda_spans
from kommunal_partner.adapters.to_json import to_json
from kommunal_partner.eligibility import (
    Beyond,
    assess_application,
    assess_applications,
    assess_country,
    assess_participant,
    assess_partnership,
    assess_scope,
    series_for,
)
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.invitations import InvitationList, invite
from kommunal_partner.oda import OdaRegister
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Partnership
from kommunal_partner.programmes import Application, Programme
from kommunal_partner.regions import RegionRegister
from kommunal_partner.schedule import SeriesState, state
from kommunal_partner.series import EventSeries
from kommunal_partner.testing import strategies as kps
from kommunal_partner.testing.strategies import CODES, InventedFacts
from kommunal_partner.verdicts import Verdict

from .conftest import ENGINES, Columns, Records, records

pytestmark = pytest.mark.uncounted

Said: TypeAlias = tuple[bool | None, str | None, str | None, str]

WITHIN = kps.calendar()
DAYS = (date(2017, 12, 25), *WITHIN, date(2018, 1, 7))  # a day before all lists and a day after them
YEARS = (2016, 2017, 2018, 2019)
ODA = ("oda_eligible", "oda_group", "oda_list", "oda_reason")
LANGUAGES = ("de", "en")
LONGEST = 600  # letters of a sentence in a document
ON = st.sampled_from(DAYS)
BEYOND: st.SearchStrategy[Beyond] = st.sampled_from(("undecided", "latest_list"))
FEW, MORE = settings(max_examples=3), settings(max_examples=8)
LAZY = {"polars lazy", "duckdb", "ibis", "dask", "pyspark"}
"""Engines that are joined to all countries at once, which takes longer."""


def told(verdict: Verdict) -> bool | None:
    return None if verdict.is_undecided else verdict.is_yes


def on_engines(engines: Iterable[str], columns: Columns, ask: Callable[[Any], Any]) -> Iterator[Records]:
    """What is made of the columns on each engine, in the order of `row`."""
    for engine in engines:
        yield sorted(records(ask(ENGINES[engine](columns))), key=lambda found: int(found["row"]))


# ── to one and to many, on every engine ──────────────────────────────────────────────────────────────────────────────


def said_of_day(register: OdaRegister, code: str, day: date, beyond: Beyond) -> Said:
    verdict = assess_country(register, code, on=day, beyond=beyond)
    group = None if verdict.is_undecided else register.group(code, on=day, beyond="latest_list")
    held = None if day < register.horizon.start else register.list_on(day, beyond="latest_list").id
    return told(verdict), None if group is None else group.name, held, verdict.code


def said_of_year(register: OdaRegister, code: str, year: int, beyond: Beyond) -> Said:
    verdict = assess_country(register, code, on=FuzzyDate.parse(str(year)), beyond=beyond)
    days = {date(year, 1, 1), *(day for day in DAYS if day.year == year), date(year, 12, 31)}
    parts = [said_of_day(register, code, day, beyond) for day in days]
    _, groups, lists, _ = map(set, zip(*parts, strict=True))
    return (
        told(verdict),
        groups.pop() if len(groups) == 1 else None,
        lists.pop() if len(lists) == 1 else None,
        verdict.code,
    )


def check_countries(register: OdaRegister, beyond: Beyond, engines: Collection[str]) -> None:
    """Every country on every day and in every year, on some engines, as it is by itself."""
    asked: dict[str, tuple[list[Any], Callable[..., Said]]] = {
        "on": (list(DAYS), said_of_day),
        "year": (list(YEARS), said_of_year),
    }
    for option, (times, say) in asked.items():
        codes, when = map(list, zip(*product(CODES, times), strict=True))
        wanted = [say(register, code, time, beyond) for code, time in zip(codes, when, strict=True)]
        columns: Columns = {"row": list(range(len(codes))), "code": codes, "when": when}
        options: dict[str, Any] = {option: "when", "beyond": beyond}
        for rows in on_engines(engines, columns, partial(add_oda, register=register, country="code", **options)):
            assert [tuple(row[name] for name in ODA) for row in rows] == wanted


@settings(max_examples=5)
@given(kps.oda_registers(), BEYOND)
def test_a_country_has_one_answer_on_every_engine(register: OdaRegister, beyond: Beyond) -> None:
    check_countries(register, beyond, set(ENGINES) - LAZY)


@settings(max_examples=2)
@given(kps.oda_registers(), BEYOND)
def test_a_country_has_one_answer_on_every_engine_that_waits_to_be_asked(register: OdaRegister, beyond: Beyond) -> None:
    check_countries(register, beyond, LAZY & set(ENGINES))


@MORE
@given(kps.oda_registers())
def test_spans_say_of_every_day_what_is_said_of_it(register: OdaRegister) -> None:
    rows: list[dict[str, Any]] = [row for row in oda_spans(register) if row["iso3"] in CODES]
    for code in CODES:
        for day in DAYS:
            (held,) = [row for row in rows if row["iso3"] == code and row["first"] <= day <= row["last"]]
            assert tuple(held[name] for name in ODA) == said_of_day(register, code, day, "undecided")


@FEW
@given(kps.grounds().filter(lambda facts: bool(facts.partnerships)), ON, BEYOND, st.sampled_from(LANGUAGES))
def test_a_partnership_has_one_answer_on_every_engine_and_on_the_list_of_invitations(
    facts: InventedFacts, day: date, beyond: Beyond, lang: str
) -> None:
    verdicts = {
        name: assess_partnership(facts, held, "series", on=day, beyond=beyond)
        for name, held in facts.partnerships.items()
    }
    invited = invite(facts, "series", facts.partnerships, on=day, beyond=beyond)
    assert {entry.partnership.id: entry.verdict for entry in invited.entries()} == verdicts
    ids = [*verdicts, "nobody"]
    said = [(told(verdict), verdict.code, verdict.text(lang)) for verdict in verdicts.values()]
    columns: Columns = {"row": list(range(len(ids))), "id": ids}
    for rows in on_engines(
        ENGINES,
        columns,
        lambda made: add_eligibility(
            made, facts, partnership="id", occasion="series", on=day, beyond=beyond, lang=lang
        ),
    ):
        found = [(row["eligible"], row["eligible_reason"], row["eligible_text"]) for row in rows]
        assert found == [*said, (None, "UNKNOWN_NAME", None)]
    for make in ENGINES.values():
        shown = records(frame(invited, make({"row": [1]})))
        assert sorted(shown, key=lambda row: str(row["partnership"])) == sorted(
            invited.to_rows(), key=lambda row: str(row["partnership"])
        )


@FEW
@given(kps.region_registers(), ON)
def test_a_country_lies_in_the_same_regions_on_every_engine_and_by_the_members_of_each(
    register: RegionRegister, day: date
) -> None:
    said = []
    for code in CODES:
        regions = register.regions_of(code, on=day, scheme="scheme")
        sure, doubtful = ([one.id for one in held] for held in (regions.sure, regions.doubtful))
        for name in ("north", "south", "island"):
            members = register.members(name, on=day)
            assert (code in members.sure, code in members.doubtful) == (name in sure, name in doubtful)
        said.append((";".join(sorted(sure)) or None, ";".join(sorted(doubtful)) or None))
    columns: Columns = {"row": list(range(len(CODES))), "code": list(CODES)}
    for rows in on_engines(
        ENGINES, columns, lambda made: add_region(made, register, country="code", scheme="scheme", on=day)
    ):
        assert [(row["region"], row["region_doubtful"]) for row in rows] == said


@MORE
@given(kps.grounds(), ON, st.sampled_from(CODES), BEYOND, kps.applications())
def test_several_are_judged_as_one_is(
    facts: InventedFacts, day: date, code: str, beyond: Beyond, wish: Application
) -> None:
    verdict = assess_application(facts, "fund", wish, on=day, beyond=beyond)
    fitting = () if verdict.is_no else ((facts.programmes["fund"], verdict),)
    assert assess_applications(facts, wish, on=day, beyond=beyond) == fitting
    scope = assess_scope(facts, code, "series", on=day, beyond=beyond)
    assert [one for _, one in series_for(facts, code, on=day, beyond=beyond)] == ([] if scope.is_no else [scope])
    register = facts.oda
    if day in WITHIN:
        eligible = {one for one in CODES if assess_country(facts, one, on=day).is_yes}
        listed = register.recipients(on=day)
        assert listed <= eligible <= listed | register.covered_codes(on=day)


# ── as documents, and of facts that were documents ───────────────────────────────────────────────────────────────────


def read_again(facts: InventedFacts) -> InventedFacts:
    """The facts, each part written as JSON and read."""

    def held(parts: Any, kind: Any) -> Any:
        read = [from_json(to_json(part), kind) for part in parts.values()]
        return FrozenMap({part.id: part for part in read})

    return InventedFacts(
        from_json(to_json(facts.oda), OdaRegister),
        from_json(to_json(facts.regions), RegionRegister),
        held(facts.series, EventSeries),
        held(facts.partnerships, Partnership),
        held(facts.programmes, Programme),
        facts.as_of,
    )


def answers(
    facts: InventedFacts, on: date, code: str, beyond: Beyond, person: Participant, wish: Application
) -> Iterator[Verdict | SeriesState | InvitationList]:
    """An answer of each kind that documents are made of."""
    for when in (on, FuzzyDate.parse(str(on.year))):
        yield assess_country(facts, code, on=when, beyond=beyond)
        yield assess_scope(facts, code, "series", on=when, beyond=beyond)
        yield assess_participant(facts, person, "series", on=when, beyond=beyond)
        for linked in facts.partnerships:
            yield assess_partnership(facts, linked, "series", on=when, beyond=beyond)
            yield assess_participant(facts, person, "series", partnership=linked, on=when, beyond=beyond)
        for edition in facts.series["series"].editions:
            yield assess_scope(facts, code, edition, beyond=beyond)
    yield assess_application(facts, "fund", wish, on=on, beyond=beyond)
    yield state(facts.series["series"], on=on)
    yield invite(facts, "series", facts.partnerships, on=on, beyond=beyond)


def whole_or_shortened(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1]}…"


@MORE
@given(kps.grounds(), ON, st.sampled_from(CODES), BEYOND, kps.participants(), kps.applications())
def test_facts_that_were_written_and_read_give_the_same_answers_in_the_same_words_and_documents(
    facts: InventedFacts, day: date, code: str, beyond: Beyond, person: Participant, wish: Application
) -> None:
    read = read_again(facts)
    assert read == facts
    person_read, wish_read = from_json(to_json(person), Participant), from_json(to_json(wish), Application)
    first = list(answers(facts, day, code, beyond, person, wish))
    second = list(answers(read, day, code, beyond, person_read, wish_read))
    assert second == first
    for one, another in zip(first, second, strict=True):
        document = to_json(one, facts=facts, asked={"country": code, "on": day})
        assert document == to_json(another, facts=read, asked={"country": code, "on": day})
        parts = json.loads(document)
        if isinstance(one, Verdict):
            assert isinstance(another, Verdict)
            assert (parts["answer"], parts["code"]) == (one.answer.value, one.code)
            assert parts["text"] == {lang: whole_or_shortened(one.text(lang)) for lang in LANGUAGES}
            assert [another.explain(lang) for lang in LANGUAGES] == [one.explain(lang) for lang in LANGUAGES]
        elif isinstance(one, SeriesState):
            assert (parts["phase"], parts["text"]["de"]) == (one.phase.value, whole_or_shortened(one.why.text("de")))
        else:
            assert [row["partnership"] for row in parts["rows"]] == [entry.partnership.id for entry in one.entries()]
