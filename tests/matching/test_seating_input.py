"""What tables and rounds are given is read or refused at once; a search tells how far it is, and stops when told."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import pytest

from kommunal_partner.errors import BadBudget, BadInstance, KommunalPartnerError, UnknownChoice, UnknownName
from kommunal_partner.matching._seating import readers
from kommunal_partner.matching.groups import GroupPlan, TableGoal, TableQuota, compose
from kommunal_partner.matching.rotation import RotationPlan, rotate
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget, Interrupted, Status


def alike(_: object, __: object) -> int:
    return 1


def tables(**changed: Any) -> GroupPlan:  # noqa: ANN401 - because it is handed on as it is
    given: dict[str, Any] = {"people": "abcd", "distance": alike, "sizes": [2, 2], "steps": 100, **changed}
    return compose(given.pop("people"), given.pop("distance"), **given)


def rounds(**changed: Any) -> RotationPlan:  # noqa: ANN401 - because it is handed on as it is
    given: dict[str, Any] = {"people": "abcd", "tables": 2, "rounds": 2, "steps": 100, **changed}
    return rotate(given.pop("people"), **given)


REFUSED: list[tuple[Callable[..., Any], dict[str, Any], type[KommunalPartnerError], str]] = [
    (rounds, {"tables": 10**9}, BadInstance, "at most 2000"),
    (rounds, {"tables": 2.0}, BadInstance, "whole number"),
    (rounds, {"tables": None}, BadInstance, "whole number"),
    (rounds, {"tables": "22"}, BadInstance, "collection"),
    (rounds, {"tables": ["2"]}, BadInstance, "no size"),
    (rounds, {"tables": itertools.repeat(2)}, BadInstance, "at most 2,000 tables"),
    (rounds, {"rounds": 10**6}, BadInstance, "at most 1000"),
    (rounds, {"rounds": 1000, "people": range(2000)}, BadInstance, "rounds times people"),
    (rounds, {"hosts": ["a"]}, BadInstance, "hosts"),
    (rounds, {"hosts": None}, BadInstance, "hosts"),
    (rounds, {"hosts": {"a": 0}}, BadInstance, "counted from 1"),
    (rounds, {"steps": math.nan}, BadBudget, "steps"),
    (rounds, {"steps": 1e5}, BadBudget, "steps"),
    (rounds, {"time_limit": math.nan}, BadBudget, "time_limit"),
    (rounds, {"time_limit": "x"}, BadBudget, "time_limit"),
    (rounds, {"time_limit": 0}, BadBudget, "above 0"),
    (rounds, {"unavailable": ["a"]}, BadInstance, "unavailable"),
    (rounds, {"unavailable": {"a": 1}}, BadInstance, "unavailable"),
    (rounds, {"unavailable": {"a": ["1"]}}, BadInstance, "no round '1'"),
    (rounds, {"locked": ["a"]}, BadInstance, "locked"),
    (rounds, {"locked": [("a", 1)]}, BadInstance, "id, round, table or"),
    (rounds, {"locked": {("a", 1): 1.5}}, BadInstance, "no table 1.5"),
    (rounds, {"locked": 5}, BadInstance, "locked"),
    (rounds, {"previous": 5}, BadInstance, "previous"),
    (rounds, {"previous": [["ab"]]}, BadInstance, "previous"),
    (rounds, {"apart": "ab"}, BadInstance, "apart"),
    (rounds, {"apart": [1]}, BadInstance, "groups of ids"),
    (rounds, {"people": 5}, BadInstance, "people"),
    (rounds, {"people": itertools.count()}, BadInstance, "at most 2,000"),
    (rounds, {"people": [math.nan]}, BadInstance, "nan"),
    (rounds, {"absent": ["z"]}, UnknownName, "z"),
    (rounds, {"absent": "a"}, BadInstance, "absent"),
    (rounds, {"progress": 5}, BadBudget, "progress"),
    (rounds, {"seed": "x"}, BadBudget, "seed"),
    (rounds, {"stability": "x"}, BadInstance, "stability"),
    (tables, {"seed": None}, BadBudget, "seed"),
    (tables, {"sizes": 5}, BadInstance, "sizes"),
    (tables, {"sizes": [(1, 2, 3)]}, BadInstance, "no size"),
    (tables, {"sizes": itertools.repeat(1)}, BadInstance, "at most 2,000 tables"),
    (tables, {"distance": 5}, BadInstance, "rows"),
    (tables, {"distance": lambda *_: 1e308}, BadInstance, "too large"),
    (tables, {"distance": lambda *_: 10**400}, BadInstance, "too large"),
    (tables, {"distance": lambda *_: 1j}, BadInstance, "finite"),
    (tables, {"at_least": [5]}, BadInstance, "at_least"),
    (tables, {"at_least": [("h", "ab")]}, BadInstance, "TableQuota"),
    (tables, {"at_least": [("h", "ab", 1.5)]}, BadInstance, "whole number"),
    (tables, {"at_least": [(5, "ab", 1)]}, BadInstance, "text"),
    (tables, {"common_language": {"a": "de"}}, BadInstance, "common_language"),
    (tables, {"common_language": {"a": [5]}}, BadInstance, "common_language"),
    (tables, {"goal": "best"}, UnknownChoice, "none of diverse, alike"),
    (tables, {"previous": {"a": 0}}, BadInstance, "at least 1"),
    (tables, {"previous": {"a": "x"}}, BadInstance, "whole number"),
    (tables, {"stability": math.inf}, BadInstance, "stability"),
]


@pytest.mark.parametrize(
    ("ask", "changed", "error", "part"), REFUSED, ids=[f"{a.__name__} {part}" for a, _, _, part in REFUSED]
)
def test_what_cannot_be_read_is_refused_at_once(
    ask: Callable[..., Any], changed: dict[str, Any], error: type[KommunalPartnerError], part: str
) -> None:
    with pytest.raises(error, match=part) as raised:
        ask(**changed)
    assert raised.value.code
    assert raised.value.text("de")
    assert raised.value.text("en")
    assert raised.value.argument in {*changed, "id", "name", "number"} or error is UnknownName


def test_as_many_tables_as_may_be_are_read_and_one_more_is_refused() -> None:
    assert len(readers.read_sizes([1] * readers.MOST_TABLES, "sizes")) == readers.MOST_TABLES
    with pytest.raises(BadInstance, match="at most 2,000 tables"):
        readers.read_sizes([1] * (readers.MOST_TABLES + 1), "sizes")


def test_whoever_is_given_twice_and_a_text_for_a_group_are_named_with_the_argument() -> None:
    with pytest.raises(BadInstance, match="apart") as raised:
        rounds(apart=["ab"])
    assert (raised.value.argument, raised.value.value) == ("apart", "ab")
    with pytest.raises(BadInstance, match="a") as raised:
        rounds(people=["a", "b", "a", "c"])
    assert (raised.value.argument, raised.value.value) == ("people", "a")
    with pytest.raises(BadInstance, match="locked: there is no table 7") as raised:
        rounds(locked=[("a", 1, 7)])
    assert (raised.value.argument, raised.value.value) == ("locked", 7)
    with pytest.raises(BadInstance, match="a is given two tables") as raised:
        tables(locked=[("a", 1), ("a", 2)])
    assert (raised.value.argument, raised.value.value) == ("locked", "a")


def test_a_misspelt_id_is_refused_with_the_one_that_may_be_meant() -> None:
    for ask in (tables, rounds):
        with pytest.raises(UnknownName) as raised:
            ask(people=["Anna", "Berta", "Clara", "Dora"], apart=[("Ana", "Dora")])
        assert raised.value.suggestions == ("Anna",)
    with pytest.raises(UnknownName, match="did you mean Anna"):
        tables(people=["Anna", "Berta", "Clara", "Dora"]).table_of("Ana")


def test_numbers_of_numpy_are_read() -> None:
    numpy = pytest.importorskip("numpy")
    two = numpy.int64(2)
    plan = rounds(tables=two, rounds=two, hosts={"a": two}, unavailable={"b": [two]}, locked=[("c", two, two)])
    assert (plan.verify(), plan.task.hosts["a"]) == ((), 2)
    for distance in (numpy.ones((4, 4)), numpy.ones((4, 4), dtype=int), lambda *_: numpy.float32(0.5)):
        found = tables(distance=distance, sizes=[(two, two)] * 2, at_least=[("host", "ab", numpy.int64(1))])
        assert (found.verify(), found.status) == ((), Status.OPTIMAL)


def test_a_register_of_people_gives_its_people() -> None:
    register = {name: Participant(name, themes={name}) for name in "abcd"}
    plan = compose(register, lambda one, other: len(one.themes ^ other.themes), sizes=[2, 2], steps=100)
    assert (plan.value, plan.table_of(register["a"])) == (4, plan.table_of("a"))
    rounds_of_them = rotate(register, tables=2, rounds=1)
    assert rounds_of_them.meetings(register["a"]) == rounds_of_them.meetings("a")
    assert plan.explain(register["a"]) == plan.explain("a")


def test_of_two_numbers_for_the_same_people_the_stricter_one_holds() -> None:
    plan = tables(at_least=[("host", "ab", 0), ("host", "ab", 1)], at_most=[("host", "ab", 1), ("host", "ab", 2)])
    assert [quota.number for quota in (*plan.task.at_least, *plan.task.at_most)] == [1, 1]


def test_who_left_may_be_known_from_a_rule_or_the_earlier_result_alone() -> None:
    assert tables(apart=[("a", "z")], absent=["z"]).task.apart == ()
    assert tables(previous=[("a", "z")], absent=["z"]).task.previous == {"a": 1}
    assert rounds(previous=[[("a", "z")]], absent=["z"]).verify() == ()


def test_the_goal_has_words() -> None:
    assert tables(goal="ALIKE").task.goal is TableGoal.ALIKE
    assert TableGoal.DIVERSE.text() == "so verschieden wie möglich"
    assert repr(TableQuota("host", "ab", 1)).startswith("TableQuota(name='host'")


def test_results_show_themselves_in_a_notebook() -> None:
    for plan in (tables(people=["<b>", "a", "c", "d"]), rounds(people=["<b>", "a", "c", "d"])):
        assert "&lt;b&gt;" in plan._repr_html_()
        assert "<b>" not in plan._repr_html_()


# ── watching and stopping ────────────────────────────────────────────────────────────────────────────────────────────


def far(a: int, b: int) -> float:
    return ((a + b) * 7 % 11 + abs(a - b)) / 4


LONG: dict[str, Callable[..., GroupPlan | RotationPlan]] = {
    "tables": lambda **named: compose(range(40), far, sizes=[10] * 4, together=[(0, 1)], steps=10**12, **named),
    "tables that are kept": lambda **named: compose(
        range(40), far, sizes=[10] * 4, previous=dict.fromkeys(range(30), 1), steps=10**12, stability=1, **named
    ),
    "tables without a chair for all": lambda **named: compose(range(40), far, sizes=[9] * 4, steps=10**12, **named),
    "rounds": lambda **named: rotate(range(36), tables=6, rounds=6, steps=10**12, **named),
    "rounds that are kept": lambda **named: rotate(
        range(36),
        tables=6,
        rounds=6,
        steps=10**12,
        previous=[[range(k, k + 6) for k in range(0, 36, 6)]] * 6,
        stability=0.25,
        **named,
    ),
}


@pytest.mark.uncounted
@pytest.mark.parametrize("name", LONG)
def test_progress_is_told_the_value_and_may_end_the_search(name: str) -> None:
    told: list[tuple[int, int, float | None]] = []

    def watch(done: int, of: int, best: float | None) -> bool:
        told.append((done, of, best))
        return len(told) > 3

    plan = LONG[name](progress=watch)
    assert (plan.reproducible, plan.verify()) == (False, ())
    assert {of for _, of, _ in told} == {10**12}
    assert [done for done, *_ in told] == sorted(done for done, *_ in told)
    assert plan.unmet or told[-1][2] == pytest.approx(plan.value)


@pytest.mark.parametrize("name", LONG)
def test_an_interruption_from_the_keyboard_keeps_the_best_so_far(name: str) -> None:
    told: list[float | None] = []

    def interrupt(_done: int, _of: int, best: float | None) -> None:
        told.append(best)
        if len(told) > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as raised:
        LONG[name](progress=interrupt)
    assert isinstance(raised.value, Interrupted)
    plan = raised.value.result
    assert (plan.reproducible, plan.verify()) == (False, ())
    assert plan.value == pytest.approx(told[-1])


def test_an_interruption_before_anything_is_found_has_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kommunal_partner.matching.groups.solve.best_seating", interrupt)
    with pytest.raises(Interrupted) as raised:
        tables()
    assert raised.value.result is None


def test_what_progress_raises_passes_through() -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    for ask in LONG.values():
        with pytest.raises(ZeroDivisionError):
            ask(progress=fail)


@pytest.mark.parametrize("name", LONG)
def test_a_time_limit_ends_the_search(name: str) -> None:
    plan = LONG[name](time_limit=0.2)
    assert (plan.reproducible, plan.verify()) == (False, ())


def test_a_time_limit_ends_the_search_for_a_clash_too() -> None:
    pairs = [(a, b) for a in range(30) for b in range(a)]
    for plan in (
        compose(range(60), far, sizes=[3] * 20, apart=pairs, time_limit=0.05),
        rotate(range(60), tables=20, rounds=2, apart=pairs, time_limit=0.05),
        rotate(range(400), tables=20, rounds=2, apart=[range(k, k + 20) for k in range(0, 400, 20)], time_limit=1e-9),
    ):
        assert plan.verify() == ()
        assert not plan.reproducible


def test_a_stopped_budget_has_no_time_for_a_bound() -> None:
    from kommunal_partner.matching.groups._bounds import bound_of

    assert bound_of(tables().task, Budget(10, stopped=True)) == (None, None)
