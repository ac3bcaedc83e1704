"""Every public model is drawn: valid values that can be hashed, pickled and copied; invented facts answer questions."""

from __future__ import annotations

import inspect
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sized
from contextlib import suppress
from datetime import date
from importlib import import_module
from operator import attrgetter, methodcaller
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import kommunal_partner as kp
from kommunal_partner import adapters, matching
from kommunal_partner.eligibility import (
    Grounds,
    assess_application,
    assess_country,
    assess_participant,
    assess_partnership,
    assess_scope,
    series_for,
)
from kommunal_partner.errors import UndecidedTruth, UnknownChoice, UnknownName
from kommunal_partner.facts import Facts
from kommunal_partner.oda import Listing, OdaRegister
from kommunal_partner.participants import Participant
from kommunal_partner.partnerships import Observation, Partnership, PartnershipRegister, Stage
from kommunal_partner.planning import Occurrence, OwnRule, Placement
from kommunal_partner.programmes import Application, Cell
from kommunal_partner.series import Edition, EventSeries
from kommunal_partner.spans import Span, Timeline
from kommunal_partner.testing import _hypothesis_plugin as plugin
from kommunal_partner.testing import strategies as kps
from kommunal_partner.testing.strategies._models import MODELS
from kommunal_partner.verdicts import Answer, Verdict

ROOT = Path(__file__).resolve().parents[2]
CASES = {"OccasionDay", "PartnershipCase"}  # what rules are asked: one moment's view of facts, equal to itself alone

few = settings(
    max_examples=1,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
    database=None,
    deadline=None,
)
several = settings(few, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
"""So many that Hypothesis judges whether too much is filtered out or too large; how fast is not asked of a busy machine."""

SCALES = pytest.mark.parametrize("scale", ["narrow", "rich"])
EVERY_MODEL = pytest.mark.parametrize("model", list(MODELS), ids=lambda model: model.__name__)


def public_models() -> set[type]:
    modules = [name for name in kp.__all__ if name not in {"adapters", "matching", "testing"}]
    modules += [f"adapters.{name}" for name in adapters.__all__] + [f"matching.{name}" for name in matching.__all__]
    found = (import_module(f"kommunal_partner.{name}") for name in modules)
    exported = (getattr(module, name) for module in found for name in module.__all__)
    return {value for value in exported if isinstance(value, type) and plugin.is_model(value)}


def test_every_public_model_is_drawn_or_left_out_with_a_reason() -> None:
    assert public_models() | {kps.InventedFacts} == set(MODELS) | set(kps.LEFT_OUT)
    assert set(MODELS).isdisjoint(kps.LEFT_OUT)


def drawn_as(model: type) -> type:
    """The class of what is drawn for a model: facts are a protocol, so it is that of invented ones."""
    return kps.InventedFacts if model is Grounds else model


@SCALES
@EVERY_MODEL
def test_a_drawn_value_survives_hash_and_pickle_and_answers_whatever_it_is_asked(model: type, scale: str) -> None:
    asked = questions(drawn_as(model))

    @few
    @given(kps.of(model, scale))
    def holds(value: object) -> None:
        hash(value)
        twin = pickle.loads(pickle.dumps(value))
        assert twin == value or model.__name__ in CASES
        for question in asked:
            with suppress(UndecidedTruth, NotImplementedError):
                question(value)

    holds()


@pytest.mark.uncounted
@SCALES
@EVERY_MODEL
def test_a_model_is_drawn_without_a_complaint_of_hypothesis(model: type, scale: str) -> None:
    @several
    @given(kps.of(model, scale))
    def holds(value: object) -> None:
        assert isinstance(value, drawn_as(model))

    holds()


def questions(kind: type) -> tuple[Callable[[Any], object], ...]:
    """Whatever a value of the class can be asked without an argument, in both languages."""
    asked: list[Callable[[Any], object]] = [str, repr]
    for name in dir(kind):
        member = inspect.getattr_static(kind, name)
        if name == "_repr_html_" or not name.startswith("_"):
            asked += asks(name, member)
    return tuple(asked)


def asks(name: str, member: object) -> Iterator[Callable[[Any], object]]:
    if not inspect.isfunction(member):
        yield attrgetter(name)
        return
    parameters = list(inspect.signature(member).parameters.values())[1:]
    if all(one.default is not one.empty or one.kind in {one.VAR_POSITIONAL, one.VAR_KEYWORD} for one in parameters):
        yield methodcaller(name)
        if "lang" in {one.name for one in parameters}:
            yield methodcaller(name, lang="en")


def days_of(linked: Partnership) -> set[date | None]:
    return {end for one in linked.stages if one.as_of for end in (one.as_of.earliest, one.as_of.latest)}


RICH: list[tuple[str, type, Callable[[Any], bool]]] = [
    ("a partnership with an umlaut", Partnership, lambda linked: any("ß" in theme for theme in linked.themes)),
    ("a partnership without themes", Partnership, lambda linked: not linked.themes),
    ("a partnership seen on a leap day", Partnership, lambda linked: any(is_leap(day) for day in days_of(linked))),
    ("a unit in another country", Partnership, lambda linked: not linked.countries.issubset(kps.CODES)),
    ("a register with a country that is no more", OdaRegister, lambda one: any(is_past(row) for row in one.listings)),
    ("a list to the end of a leap year", OdaRegister, lambda one: any(ends_year(row.span) for row in one.lists)),
    ("an edition with a host", Edition, lambda edition: edition.host is not None),
    ("an edition on a leap day", Edition, lambda edition: is_leap(edition.first_day)),
    ("a series with another id", EventSeries, lambda series: series.id != "series"),
    ("a series with an audience", EventSeries, lambda series: bool(series.audience.rules)),
    ("a person of another country", Participant, lambda person: person.country not in {None, *kps.CODES}),
    ("a register of many years", PartnershipRegister, lambda one: any(map(days_of, one.values()))),
    (
        "facts about another country",
        Grounds,
        lambda facts: any(row.country not in kps.CODES for row in facts.oda.listings),
    ),
    ("facts with a word of any script", Grounds, lambda facts: not facts.series["series"].name.de.isascii()),
]


def is_leap(day: date | None) -> bool:
    return day is not None and (day.month, day.day) == (2, 29)


def is_past(row: Listing) -> bool:
    return row.country in {"ANT", "CSK", "DDR", "SCG", "SUN", "YUG", "ZAR"}


def ends_year(span: Span) -> bool:
    return span.last is not None and (span.last.month, span.last.day, span.last.year % 4) == (12, 31, 0)


@pytest.mark.uncounted
@pytest.mark.parametrize(("model", "seen"), [row[1:] for row in RICH], ids=[row[0] for row in RICH])
def test_the_rich_scale_reaches_what_the_narrow_one_cannot(model: type, seen: Callable[[Any], bool]) -> None:
    assert seen(find(kps.of(model, "rich"), seen, settings=settings(few, max_examples=5000)))


OWN = [value for name in kps.__all__ if isinstance(value := getattr(kps, name), type)]


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.__name__)
def test_a_class_of_the_strategies_themselves_is_drawn_by_its_type(kind: type) -> None:
    @few
    @given(st.from_type(kind))
    def holds(value: object) -> None:
        assert isinstance(value, kind)

    assert kps.InventedFacts in OWN
    holds()


def test_what_draws_several_models_draws_each_of_its_own() -> None:
    @few
    @given(kps.keys(), kps.plan_rules(), kps.scopes(), kps.of(OwnRule), kps.of(Occurrence), kps.of(Placement))
    def holds(key: object, rule: object, scope: object, own: OwnRule, what: Occurrence, where: Placement) -> None:
        assert {type(key), type(rule), type(scope)} <= set(MODELS)
        assert own.cost(what, where) == 0

    holds()


def test_closed_choices_are_drawn_too() -> None:
    @few
    @given(kps.of(Stage))
    def holds(stage: Stage) -> None:
        assert stage in Stage

    holds()


@pytest.mark.parametrize("model", [Facts, int, list[int]])
def test_what_is_left_out_or_not_ours_is_refused_by_name(model: type) -> None:
    with pytest.raises(UnknownName, match=model.__name__):
        kps.of(model)


@pytest.mark.parametrize(
    ("model", "held", "drawn"),
    [(Timeline[int], "entries", int), (Observation[Stage], "value", Stage), (Cell[bool], "value", bool)],
    ids=lambda model: str(model).rpartition(".")[2],
)
def test_a_model_that_holds_values_is_drawn_with_those_of_its_type(model: type, held: str, drawn: type) -> None:
    @few
    @given(st.from_type(model))
    def holds(value: object) -> None:
        inside = getattr(value, held)
        assert isinstance(inside[0][1] if held == "entries" else inside, (drawn, type(None)))

    holds()


@pytest.mark.uncounted
@pytest.mark.parametrize("general", [Iterable, Mapping, Hashable, Sized, Collection, object, Iterable[str]], ids=str)
def test_who_asks_hypothesis_for_something_general_gets_nothing_of_ours(general: type) -> None:
    seen: list[str] = []

    @settings(few, max_examples=20)
    @given(st.from_type(general))
    def holds(value: object) -> None:
        seen.append(type(value).__module__)

    holds()
    assert seen
    assert not any(module.startswith("kommunal_partner") for module in seen)


def test_facts_of_whatever_class_are_drawn_from_their_protocol() -> None:
    @few
    @given(st.from_type(Grounds))  # type: ignore[type-abstract]  # because Hypothesis draws what has it
    def holds(facts: Grounds) -> None:
        assert assess_scope(facts, "KEN", "series", on=kps.FIRST).text("en")

    holds()


def test_another_scale_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownChoice, match="narrow"):
        kps.of(Span, "narow")


@pytest.mark.uncounted
@settings(max_examples=8, deadline=None)
@given(kps.grounds(), kps.days(), kps.partnerships(), kps.participants(), kps.applications())
def test_invented_facts_answer_every_question(
    facts: kps.InventedFacts, on: date, linked: Partnership, person: Participant, wish: Application
) -> None:
    grounds: Grounds = facts
    answers: list[Verdict] = [
        assess_country(facts.oda, "KEN", on=on),
        assess_scope(grounds, "KEN", "series", on=on),
        assess_partnership(grounds, linked, "series", on=on),
        assess_participant(grounds, person, "series", on=on),
        assess_application(grounds, "fund", wish, on=on),
        *(verdict for _, verdict in series_for(grounds, "CHL", on=on)),
    ]
    for verdict in answers:
        assert [verdict.is_yes, verdict.is_no, verdict.is_undecided].count(True) == 1
        assert verdict.text("de")
        assert verdict.text("en")


PEOPLE = kps.participants().filter(lambda person: person.side is not None and person.actor is not None)
QUESTIONS: dict[str, tuple[st.SearchStrategy[Any], Callable[[kps.InventedFacts, date, Any], Verdict]]] = {
    "a country": (st.sampled_from(kps.CODES), lambda facts, on, code: assess_scope(facts, code, "series", on=on)),
    "a partnership": (kps.partnerships(), lambda facts, on, one: assess_partnership(facts, one, "series", on=on)),
    "a participant": (PEOPLE, lambda facts, on, one: assess_participant(facts, one, "series", on=on)),
    "an application": (kps.applications(), lambda facts, on, wish: assess_application(facts, "fund", wish, on=on)),
}


@pytest.mark.uncounted
@pytest.mark.parametrize("question", QUESTIONS)
def test_invented_facts_give_every_answer(question: str) -> None:
    asked, ask = QUESTIONS[question]
    given_so_far: set[Answer] = set()

    def is_last(drawn: tuple[kps.InventedFacts, date, Any]) -> bool:
        given_so_far.add(ask(*drawn).answer)
        return given_so_far == set(Answer)

    find(st.tuples(kps.grounds(), kps.days(), asked), is_last, settings=settings(few, max_examples=2000))
    assert given_so_far == set(Answer)


def test_the_entry_point_tells_hypothesis_of_every_model() -> None:
    assert set(plugin._models(kp.__name__, kp.__all__)) == public_models()
    plugin.register()
    assert repr(plugin.strategy_of(Span, Span)) == repr(kps.of(Span))
    assert plugin.strategy_of(Span, Hashable) is NotImplemented


def test_a_program_that_uses_the_library_tests_itself_with_the_strategies() -> None:
    done = subprocess.run(  # noqa: S603 - because it is this interpreter
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=.", "-c", os.devnull, "."],
        cwd=ROOT / "examples" / "downstream",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 passed" in done.stdout, done.stdout[-2000:]
