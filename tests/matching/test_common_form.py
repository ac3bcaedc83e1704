"""One form of result everywhere, and the edges that every question about matching must survive."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Hashable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import assign, pair
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.scoring import Score, common_language, offer_fit, shared_themes
from kommunal_partner.matching.stable import match
from kommunal_partner.participants import Participant
from kommunal_partner.results import Certificate, Status

pytest.importorskip("scipy", reason="assignments need the extra 'matching'")
pytest.importorskip("rustworkx", reason="pairs need the extra 'matching'")

Turn = Callable[[list[Any]], list[Any]]

NAMES = [f"Vorname Nachname-{number}" for number in range(12)]
PEOPLE = [
    Participant(
        f"p{number}",
        name=NAMES[number],
        languages={"de", "en"} if number % 3 else {"de", "fr"},
        themes=set("abcd"[number % 4 :]),
        offers={"ab"[number % 2]},
        seeks={"ba"[number % 2]},
    )
    for number in range(12)
]
LISTED: Any = (1, [2])
MIXED: list[Hashable] = [1, "1", (1, 2), 2.5, None, frozenset({"x"}), b"x", (1, "2")]
SCORE = Score.of(common_language(), shared_themes(2), offer_fit(3))


def straight(values: list[Any]) -> list[Any]:
    return list(values)


def turned(values: list[Any]) -> list[Any]:
    return values[5:] + values[:5][::-1]


def far(a: object, b: object) -> int:
    """A distance that all kinds of ids have."""
    return abs(len(str(a)) - len(str(b))) + 1


def one(_a: object, _b: object) -> int:
    return 1


def never(_a: object, _b: object) -> bool:
    return True


def wishes(ids: list[Hashable], others: list[Hashable], turn: Turn) -> dict[Hashable, list[Any]]:
    """Everyone lists some of the others, the first two as equally good."""
    lists = {a: [others[(k + step) % len(others)] for step in range(3)] for k, a in enumerate(ids)}
    return {a: [[lists[a][0], lists[a][1]], lists[a][2]] for a in turn(ids)}


USUAL: dict[str, Callable[[list[Any], Turn], Any]] = {
    "assign": lambda ids, turn: assign(
        turn(ids[: len(ids) // 2]), turn(ids[len(ids) // 2 :]), SCORE if named(ids) else far
    ),
    "pair": lambda ids, turn: pair(turn(ids), SCORE if named(ids) else far),
    "match": lambda ids, turn: match(wishes(ids[::2], ids[1::2], turn), wishes(ids[1::2], ids[::2], turn)),
    "compose": lambda ids, turn: compose(turn(ids), far, sizes=((0, 5), (3, 4), (2, 4)), steps=3000),
    "rotate": lambda ids, turn: rotate(turn(ids), tables=3, rounds=2, steps=3000),
    "arrange": lambda ids, turn: arrange(
        [(a, b) for a, b in zip(turn(ids), turn(ids[1:] + ids[:1]), strict=True)], slots=3, tables=4, steps=3000
    ),
    "advise": lambda ids, turn: advise(turn(ids), lambda a, b: far(a, b) if hash_free(ids, a, b) else None),
}
"""Each question asked of some ids, given in an order that must not matter."""


def named(ids: list[Any]) -> bool:
    return all(isinstance(one, Participant) for one in ids)


def hash_free(ids: list[Any], a: object, b: object) -> bool:
    return (ids.index(a) + 1) % len(ids) == ids.index(b) or ids.index(b) + 2 == ids.index(a)


EDGES: dict[str, tuple[Status, Callable[[], Any]]] = {
    "nobody assigned": (Status.OPTIMAL, lambda: assign([], [], [])),
    "one side empty": (Status.OPTIMAL, lambda: assign([], ["x"], one)),
    "one and one": (Status.OPTIMAL, lambda: assign(["a"], ["x"], one)),
    "two and two": (Status.OPTIMAL, lambda: assign("ab", "xy", one)),
    "no room on the right": (Status.OPTIMAL, lambda: assign("ab", "xy", one, capacity_right=0)),
    "no room at all": (Status.OPTIMAL, lambda: assign("ab", "xy", one, capacity_left=0, capacity_right=0)),
    "all want one": (Status.OPTIMAL, lambda: assign("abc", "xyz", lambda _, b: 5 if b == "x" else None)),
    "every pair forbidden": (Status.OPTIMAL, lambda: assign("abc", "xyz", one, forbidden=never)),
    "a pair demanded of all, every pair forbidden": (
        Status.PARTIAL,
        lambda: assign("abc", "xyz", one, forbidden=never, least_left=1),
    ),
    "a forbidden pair locked": (
        Status.INFEASIBLE,
        lambda: assign("ab", "xy", one, forbidden=[("a", "x")], locked=[("a", "x")]),
    ),
    "nobody paired": (Status.OPTIMAL, lambda: pair([], one)),
    "one alone": (Status.OPTIMAL, lambda: pair(["a"], one)),
    "two make a pair": (Status.OPTIMAL, lambda: pair("ab", one)),
    "everyone wants a": (Status.OPTIMAL, lambda: pair("abcd", lambda a, b: 5 if "a" in a + b else None)),
    "no pair allowed": (Status.OPTIMAL, lambda: pair("abcd", one, forbidden=never)),
    "nobody matched": (Status.OPTIMAL, lambda: match({}, {})),
    "one without a wish": (Status.OPTIMAL, lambda: match({"a": []}, {})),
    "nobody wishes for anything": (Status.OPTIMAL, lambda: match({"a": [], "b": []}, {"x": [], "y": []})),
    "hosts without room": (Status.OPTIMAL, lambda: match({"a": ["x"]}, {"x": ["a"]}, capacity=0)),
    "all wishes on one": (Status.OPTIMAL, lambda: match({"a": ["x"], "b": ["x"]}, {"x": ["a", "b"], "y": []})),
    "all equally good": (
        Status.OPTIMAL,
        lambda: match({a: [["x", "y"]] for a in "ab"}, {x: [["a", "b"]] for x in "xy"}),
    ),
    "nobody seated": (Status.OPTIMAL, lambda: compose([], one, sizes=())),
    "an empty table": (Status.OPTIMAL, lambda: compose([], one, sizes=((0, 3),))),
    "one at a table": (Status.OPTIMAL, lambda: compose(["a"], one, sizes=(1,))),
    "two at a table": (Status.OPTIMAL, lambda: compose("ab", one, sizes=(2,))),
    "all equally far": (Status.OPTIMAL, lambda: compose("abcdef", one, sizes=(3, 3), steps=500)),
    "a table without a chair": (Status.PARTIAL, lambda: compose("ab", one, sizes=(0,))),
    "no table": (Status.INFEASIBLE, lambda: compose("ab", one, sizes=())),
    "too few for the tables": (Status.PARTIAL, lambda: compose([], one, sizes=(2,))),
    "nobody may sit with anybody": (Status.PARTIAL, lambda: compose("abcd", one, sizes=(2, 2), apart=[tuple("abcd")])),
    "no round": (Status.OPTIMAL, lambda: rotate("ab", tables=1, rounds=0)),
    "nobody rotates": (Status.OPTIMAL, lambda: rotate([], tables=1, rounds=1)),
    "one in two rounds": (Status.OPTIMAL, lambda: rotate(["a"], tables=1, rounds=2)),
    "two who must meet again": (Status.OPTIMAL, lambda: rotate("ab", tables=1, rounds=2)),
    "rounds without a table": (Status.INFEASIBLE, lambda: rotate("ab", tables=0, rounds=2)),
    "nobody may meet anybody": (
        Status.PARTIAL,
        lambda: rotate("abcd", tables=2, rounds=2, apart=[tuple("abcd")], steps=500),
    ),
    "no request": (Status.OPTIMAL, lambda: arrange([], slots=2, tables=1)),
    "one request": (Status.OPTIMAL, lambda: arrange([("a", "b")], slots=1, tables=1)),
    "no table to meet at": (Status.PARTIAL, lambda: arrange([("a", "b")], slots=1, tables=0)),
    "no slot": (Status.PARTIAL, lambda: arrange([("a", "b")], slots=0, tables=1)),
    "all ask for one": (Status.PARTIAL, lambda: arrange([("a", b) for b in "bcdef"], slots=3, tables=2, steps=500)),
    "nobody is there": (
        Status.PARTIAL,
        lambda: arrange([("a", "b")], slots=2, tables=1, unavailable={"a": [1], "b": [2]}),
    ),
    "nobody advises": (Status.OPTIMAL, lambda: advise([], one)),
    "one advises nobody": (Status.OPTIMAL, lambda: advise(["a"], one)),
    "two advise each other": (Status.OPTIMAL, lambda: advise("ab", one)),
    "no advice allowed": (Status.OPTIMAL, lambda: advise("abc", lambda *_: None)),
    "all advice worth the same": (Status.OPTIMAL, lambda: advise("abcdef", one)),
}
"""A name, how far the search can come, and the task."""


def check_form(found: Any) -> None:  # noqa: ANN401 - because every kind of result is checked
    """Everything that each result must have, and that it is a value."""
    assert isinstance(found.status, Status)
    assert found.reproducible is True
    if found.bound is None:
        assert (found.gap, found.certificate) == (None, None)
    else:
        assert found.value is not None
        assert found.gap is not None
        assert found.gap >= 0
    if found.status is Status.OPTIMAL:
        assert (found.gap, isinstance(found.certificate, Certificate)) == (0, True)
        assert found.certificate.text("de") != found.certificate.text("en")
    if found.status in {Status.PARTIAL, Status.INFEASIBLE}:
        assert found.clash is not None or found.unmet
    assert found.verify() == ()
    assert found.explain().text("de") != found.explain().text("en")
    assert found.explain().text() == found.explain().text("de-AT")
    assert isinstance(found.to_rows(), list)
    assert all(isinstance(row, dict) for row in found.to_rows())
    again = pickle.loads(pickle.dumps(found))
    for other in (again, copy.deepcopy(found), copy.copy(found)):
        assert (other == found, hash(other) == hash(found), repr(other) == repr(found)) == (True, True, True)
        assert (other.verify(), other.to_rows()) == ((), found.to_rows())
        assert other.explain() == found.explain()


def said(found: Any) -> str:  # noqa: ANN401 - because every kind of result is written
    """All that a result says, in words that can be compared."""
    parts = (found.solution, found.status, found.value, found.bound, found.certificate, found.to_rows())
    return "\n".join([*map(repr, parts), found.explain().text("de"), found.explain().text("en")])


@pytest.mark.parametrize("ids", [MIXED, PEOPLE, list(range(8))], ids=["mixed", "people", "numbers"])
@pytest.mark.parametrize("question", USUAL)
def test_every_result_has_the_same_form_whatever_the_ids(question: str, ids: list[Any]) -> None:
    check_form(USUAL[question](as_asked(question, ids), straight))


def as_asked(question: str, ids: list[Any]) -> list[Any]:
    """Wishes and requests name ids; everyone else takes participants too."""
    return [one.id for one in ids] if named(ids) and question in {"match", "arrange"} else ids


@pytest.mark.parametrize(("status", "task"), EDGES.values(), ids=EDGES)
def test_edges_have_a_result_that_says_what_it_is(status: Status, task: Callable[[], Any]) -> None:
    found = task()
    check_form(found)
    assert found.status is status


@pytest.mark.parametrize("ids", [MIXED, PEOPLE], ids=["mixed", "people"])
@pytest.mark.parametrize("question", USUAL)
def test_the_order_of_the_input_changes_nothing(question: str, ids: list[Any]) -> None:
    asked = as_asked(question, ids)
    assert said(USUAL[question](asked, turned)) == said(USUAL[question](asked, straight))


@pytest.mark.parametrize("question", USUAL)
def test_names_of_people_are_nowhere_in_a_result(question: str) -> None:
    found = USUAL[question](as_asked(question, PEOPLE), straight)
    who = "p0"
    shown = "\n".join([repr(found), said(found), found.explain(who).text("de")])
    assert not any(name in shown for name in NAMES)


def say_all() -> str:
    """All usual results in words; run by other interpreters, whose hashes differ."""
    return "\n\n".join(
        said(ask(as_asked(name, ids), straight)) for name, ask in USUAL.items() for ids in (MIXED, PEOPLE)
    )


@pytest.mark.uncounted
def test_no_hash_seed_changes_anything(printed_alike: Callable[..., str]) -> None:
    script = f"import runpy, sys; sys.stdout.write(runpy.run_path({str(Path(__file__))!r})['say_all']())"
    assert len(printed_alike(script)) > 10_000


# ── ten thousand ─────────────────────────────────────────────────────────────────────────────────────────────────────

MANY = range(10_000)


@pytest.mark.uncounted
def test_ten_thousand_are_matched_stably() -> None:
    hosts = {f"host {number}": [2 * number, 2 * number + 1] for number in range(5_000)}
    found = match({one: [f"host {one // 2}"] for one in MANY}, hosts)
    assert (len(found.solution), len(found.unmatched), found.verify()) == (5_000, 5_000, ())


def test_ten_thousand_who_all_want_one_place_are_assigned() -> None:
    found = assign(MANY, ["x"], lambda a, _: a)
    assert (found.solution, found.value) == (((9_999, "x"),), 9_999)


def test_ten_thousand_whom_all_fifty_places_suit_equally_fill_them_at_once() -> None:
    found = assign(MANY, range(50), [[1] * 50] * len(MANY), capacity_right=200)
    assert (found.value, {len(found.partners(right=place)) for place in range(50)}) == (10_000, {200})


@pytest.mark.uncounted
def test_five_thousand_meetings_of_ten_thousand_are_arranged() -> None:
    found = arrange([(a, a + 1) for a in MANY[::2]], slots=10, tables=500, steps=100)
    assert (found.status, found.value, len(found.solution)) == (Status.OPTIMAL, 0, 5_000)


def test_ten_thousand_at_tables_are_refused_with_a_hint() -> None:
    with pytest.raises(BadInstance, match="at most 2,000 in one task; divide them first"):
        compose(MANY, one, sizes=[10] * 1_000)
    with pytest.raises(BadInstance, match="at most 2,000 in one task; divide them first"):
        rotate(MANY, tables=1_000, rounds=3)


# ── numbers and ids of many kinds ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [Decimal("1.5"), Fraction(3, 2), 1.5], ids=["decimal", "fraction", "float"])
def test_a_weight_may_be_any_real_number(number: Any) -> None:  # noqa: ANN401 - because any kind will do
    assert advise("ab", lambda *_: number).value == 3
    assert compose("ab", lambda *_: number, sizes=(2,)).value == 1.5
    assert pair("ab", lambda *_: number).value == 1.5


def test_whole_numbers_of_numpy_are_whole_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    found = advise(range(2), numpy.array([[0, 3], [4, 0]]))
    assert (found.value, type(found.value), found.verify()) == (7, int, ())


@pytest.mark.parametrize(
    "ask",
    [
        lambda: advise("ab", lambda *_: 10**400),
        lambda: assign("ab", "xy", lambda *_: 10**400),
        lambda: compose("ab", lambda *_: 10**400, sizes=(2,)),
        lambda: pair("ab", lambda *_: 10**400),
    ],
    ids=["advise", "assign", "compose", "pair"],
)
def test_a_weight_beyond_all_floats_is_refused(ask: Callable[[], Any]) -> None:
    with pytest.raises(BadInstance, match=r"too large; divide all .*by one number"):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: advise([LISTED, 3], one),
        lambda: arrange([(LISTED, 3)], slots=2, tables=1),
        lambda: assign([LISTED], [3], one),
        lambda: compose([LISTED, 3], one, sizes=(2,)),
        lambda: match({"a": [LISTED]}, {"x": ["a"]}),
        lambda: pair([LISTED, 3], one),
        lambda: rotate([LISTED, 3], tables=1, rounds=1),
    ],
    ids=["advise", "arrange", "assign", "compose", "match", "pair", "rotate"],
)
def test_an_id_that_holds_a_list_is_refused(ask: Callable[[], Any]) -> None:
    with pytest.raises(BadInstance, match="a tuple cannot be an id: it cannot be hashed"):
        ask()


def test_meetings_take_participants_or_their_ids() -> None:
    asked = arrange([(PEOPLE[1], PEOPLE[0]), ("p0", "p2")], slots=2, tables=1, unavailable={PEOPLE[0]: [2]})
    assert asked.status is Status.PARTIAL
    assert [(pair, place.slot) for pair, place in asked.solution.items()] == [(("p0", "p1"), 1)]
