"""Rings of advice: by hand, against every choice of rings there is, and on public instances."""

from __future__ import annotations

import copy
import csv
import pickle
import random
import re
import sys
import time
from collections.abc import Iterator
from math import fsum
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import BadBudget, BadInstance, BadRule, UnknownName
from kommunal_partner.matching.advice import _encode, advise
from kommunal_partner.matching.advice._bounds import Prices
from kommunal_partner.matching.advice._encode import Encoded
from kommunal_partner.matching.advice._read_weights import read_weights
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget, Interrupted, OutOfSteps, Status

Ring = tuple[int, ...]


def arcs(**weights: float) -> Any:  # noqa: ANN401 - because a weight is any callable of two
    return lambda a, b: weights.get(f"{a}{b}")


def test_a_ring_of_three_beats_a_pair_and_says_who_is_left() -> None:
    found = advise("abcd", arcs(ab=2, ba=2, bc=2, ca=2, dc=9))
    assert (found.solution, found.value, found.bound, found.gap) == ((("a", "b", "c"),), 6, 6, 0)
    assert found.unmatched == ("d",)
    assert found.to_rows()[2] == {"ring": 1, "adviser": "c", "advised": "a", "weight": 2}
    assert found.explain().text("en") == "Rings: 1, worth in all: 6.\nNo more than 6 is possible."
    assert found.explain("a").text("de") == "a gehört zum Ring a → b → c → a."
    assert found.explain("d").text("en") == "d can be in no ring with anyone."
    assert advise("abcd", arcs(ab=2, ba=2, bc=2, ca=2), longest=2).solution == (("a", "b"),)


def test_the_best_blocked_ring_is_named() -> None:
    found = advise("abc", arcs(ab=5, ba=5, bc=3, cb=3))
    assert found.explain("c").text("en") == "The best for c would be b → c → b (6), but in other rings already: b."
    worthless = advise("ab", arcs(ab=-5, ba=1))
    assert (worthless.solution, worthless.value) == ((), 0)
    assert worthless.explain("a").text("en") == "The best ring for a, a → b → a, counts -4."


@pytest.mark.parametrize("people", ["", "a", "ab"])
def test_where_nobody_can_advise_nothing_is_the_best(people: str) -> None:
    found = advise(people, arcs())
    assert (found.solution, found.value, found.status, found.verify()) == ((), 0, Status.OPTIMAL, ())
    assert found.certificate is not None
    assert found.certificate.kind == "prices"


def test_rows_participants_and_forbidden_advice() -> None:
    people = [Participant("a"), Participant("b"), Participant("c")]
    rows = [[None, 1, 1], [1, None, 1], [1, 1, None]]
    assert advise(people, rows).value == 3
    assert advise(people, rows, forbidden=[("a", "b"), (people[1], "a")]).solution == (("a", "c"),)


def test_locked_rings_are_made_and_previous_ones_decide_between_equals() -> None:
    weights = arcs(ab=1, ba=1, ac=1, ca=1, bc=9, cb=9)
    locked = advise("abc", weights, locked=[("b", "a")])
    assert (locked.solution, locked.value, locked.verify()) == ((("a", "b"),), 2, ())
    equal = arcs(ab=1, ba=1, ac=1, ca=1)
    for ring in (("a", "b"), ("c", "a")):
        found = advise("abc", equal, previous=[ring, ("b", "gone")])
        assert (found.solution, found.value, found.verify()) == ((tuple(sorted(ring)),), 2, ())
        assert advise("abc", equal, previous=found) == found
    kept = advise("abc", arcs(ab=1, ba=1, ac=1, ca=2), previous=[("a", "b")], stability=1.5)
    assert (kept.solution, kept.total, kept.value, kept.verify()) == ((("a", "b"),), 2, 3.5, ())
    both = advise("abc", equal, previous=[("a", "b")], locked=[("a", "b")], stability=1)
    assert (both.value, both.verify()) == (3, ())


def test_locked_rings_that_clash_are_named() -> None:
    for locked, names in (
        ([("a", "b"), ("b", "c")], ["locked", "locked"]),
        ([("a", "c")], ["locked", "forbidden"]),
        ([("a",)], ["size"]),
        ([()], ["size"]),
    ):
        found = advise("abc", arcs(ab=1, ba=1, bc=1, cb=1), locked=locked)
        assert (found.status, found.bound, found.certificate, found.gap, found.verify()) == (
            Status.INFEASIBLE,
            None,
            None,
            None,
            (),
        )
        assert found.clash is not None
        assert [rule.name for rule in found.clash.rules] == names
        assert "No result is possible." in found.explain().text("en")


@pytest.mark.uncounted
def test_without_steps_enough_the_bound_is_that_of_the_prices() -> None:
    rows = [[None if a == b else (7 * a + 3 * b) % 11 + 1 for b in range(9)] for a in range(9)]
    short = advise(range(9), rows, steps=3)
    assert short.status is Status.FEASIBLE
    assert short.reproducible
    assert short.bound == short.weak_bound
    assert short.value is not None
    assert short.bound is not None
    assert short.bound > short.value
    assert (short.steps, short.verify()) == (3, ())
    full = advise(range(9), rows)
    assert (full.status, full.verify()) == (Status.OPTIMAL, ())
    assert full.certificate is not None
    assert full.certificate.text("de") != full.certificate.text("en")


def test_verify_catches_wrong_rings() -> None:
    found = advise("abcd", arcs(ab=2, ba=2, cd=1, dc=1, bc=1, cb=1), locked=[("c", "d")])
    for solution, rule in (
        ((("a", "b"),), "LOCK_BROKEN"),
        ((("a", "b"), ("b", "c"), ("c", "d")), "IN_TWO_RINGS"),
        ((("a", "c"), ("c", "d")), "NO_ARC"),
        ((("a", "b", "c", "d"),), "RING_SIZE"),
        ((("c", "d"),), "RING_VALUE"),
    ):
        wrong = evolve(found, solution=solution)
        assert rule in [violation.rule for violation in wrong.verify()]
        assert all(violation.text("de") for violation in wrong.verify())
    cheap = evolve(found, prices=tuple((one, 0.0) for one in "abcd"))
    assert [violation.rule for violation in cheap.verify()] == ["NOT_PROVEN"]
    assert [violation.rule for violation in evolve(found, weak_bound=5).verify()] == ["NOT_PROVEN"]


def test_a_result_is_a_value() -> None:
    found = advise("ab", [[0, 1], [1, 0]])
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert hash(found) == hash(copy.copy(found))


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"longest": 4}, BadRule),
        ({"stability": -1}, BadRule),
        ({"steps": 0}, BadBudget),
        ({"people": "aa"}, BadInstance),
        ({"weight": [[1]]}, BadInstance),
        ({"weight": [[1, 2], [1]]}, BadInstance),
        ({"weight": [[1, "2"], [1, 1]]}, BadInstance),
        ({"weight": [[1, float("nan")], [1, 1]]}, BadInstance),
        ({"locked": [("a", "q")]}, BadInstance),
        ({"locked": 5}, BadInstance),
        ({"locked": [5]}, BadInstance),
        ({"previous": 5}, BadInstance),
        ({"forbidden": [("a",)]}, BadInstance),
        ({"forbidden": [("a", "q")]}, BadInstance),
        ({"longest": 2.5}, BadRule),
        ({"stability": float("nan")}, BadRule),
        ({"seed": "x"}, BadRule),
        ({"steps": float("nan")}, BadBudget),
        ({"time_limit": 0}, BadBudget),
        ({"progress": 5}, BadBudget),
        ({"people": 5}, BadInstance),
        ({"people": range(10**9)}, BadInstance),
        ({"people": iter(range(3000))}, BadInstance),
        ({"weight": 5}, BadInstance),
        ({"weight": [1, 2]}, BadInstance),
        ({"weight": [[0, 1e308], [1, 0]]}, BadInstance),
    ],
)
def test_what_cannot_be_searched_is_refused(options: dict[str, Any], error: type[Exception]) -> None:
    task: dict[str, Any] = {"people": "ab", "weight": [[0, 1], [1, 0]], **options}
    with pytest.raises(error):
        advise(task.pop("people"), task.pop("weight"), **task)


def many(count: int, each: int) -> dict[tuple[int, int], int]:
    """Advice that some of many can give, with weights, so that a first look does not settle it."""
    rng = random.Random(count)  # noqa: S311 - because a test needs no secret
    return {(a, b): rng.randint(1, 50) for a in range(count) for b in rng.sample(range(count), each) if a != b}


def test_what_a_first_look_leaves_open_a_solver_settles_with_proof() -> None:
    pytest.importorskip("scipy")
    for count, each, value, kind in ((60, 6, 1642, "branching"), (100, 6, 1820, "prices")):
        found = advise(range(count), many(count, each))
        assert (found.value, found.bound, found.status, found.verify()) == (value, value, Status.OPTIMAL, ())
        assert found.certificate is not None
        assert (found.certificate.kind, found.branched) == (kind, True)
        assert found.certificate.text("de") != found.certificate.text("en")


def test_without_a_solver_exchanges_improve_what_the_steps_leave_open(monkeypatch: pytest.MonkeyPatch) -> None:
    advice = many(60, 6)
    found = advise(range(60), advice, steps=500)
    assert (found.value, found.status, found.branched, found.verify()) == (1642, Status.FEASIBLE, False, ())
    assert advise(range(60), advice, steps=500) == found
    assert advise(range(60), advice, steps=500, seed=3).verify() == ()
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    alone = advise(range(60), advice)
    assert (alone.value, alone.status, alone.branched, alone.steps) == (1642, Status.OPTIMAL, False, 76598)


def test_a_solver_that_finds_nothing_leaves_it_to_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scipy")
    nothing = SimpleNamespace(status=1, x=None)
    monkeypatch.setattr("scipy.optimize.milp", lambda *_, **__: nothing)
    monkeypatch.setattr("scipy.optimize.linprog", lambda *_, **__: nothing)
    assert advise(range(60), many(60, 6)).value == 1642


def test_a_time_limit_ends_the_search_with_the_best_so_far() -> None:
    found = advise(range(60), many(60, 6), time_limit=1e-6)
    assert (found.reproducible, found.status, found.steps, found.verify()) == (False, Status.FEASIBLE, 0, ())
    assert found.value is not None
    assert found.value > 0
    assert advise(range(60), many(60, 6), time_limit=60).value == 1642
    told: list[tuple[int, int, float | None]] = []

    def stop(*said: Any) -> bool:  # noqa: ANN401 - because it only keeps what it is told
        told.append(said)
        return True

    stopped = advise(range(60), many(60, 6), progress=stop)
    assert (len(told), stopped.reproducible, stopped.verify()) == (1, False, ())


@pytest.mark.uncounted
@pytest.mark.parametrize("looks", range(4))
def test_where_the_time_ends_while_rings_are_listed_those_listed_are_made(
    monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    monkeypatch.setattr("kommunal_partner.matching.advice._encode._LOOK", 7)
    monkeypatch.setattr("kommunal_partner.results._budget._SECONDS_BETWEEN", 0.0)
    drawn = random.Random(looks)  # noqa: S311 - because nothing is secret here
    for _ in range(60):
        people = range(drawn.randint(4, 7))
        best = drawn.choice([0.1, 1, 2.5])
        weights = {
            (a, b): drawn.randint(-2, 9) * best for a in people for b in people if a != b and drawn.random() < 0.9
        }
        rules: Any = {"previous": [(0, 1), (1, 2, 3)], "stability": drawn.choice([0, 3, 0.5])}
        if {(2, 3), (3, 2)} <= weights.keys():
            rules["locked"] = drawn.choice([[], [(2, 3)]])
        told: list[object] = []

        def stop(*said: object, told: list[object] = told) -> bool:
            told.append(said)
            return len(told) > looks

        found, whole = advise(people, weights, progress=stop, **rules), advise(people, weights, **rules)
        assert found.verify() == ()
        assert found.bound is not None
        assert whole.value is not None
        assert found.bound >= whole.value - 1e-9


def test_among_many_rings_the_clock_is_looked_at_before_all_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[Ring] = []
    every = _encode.rings_of

    def counted(*given: Any) -> Iterator[Ring]:  # noqa: ANN401 - because they are passed on
        for ring in every(*given):
            listed.append(ring)
            yield ring

    monkeypatch.setattr(_encode, "rings_of", counted)
    monkeypatch.setattr("kommunal_partner.results._budget.time.monotonic", lambda: len(listed))
    found = advise(range(40), lambda a, b: (a * 7 + b * 3) % 11, time_limit=2_500)
    assert (found.status, found.reproducible, found.verify()) == (Status.FEASIBLE, False, ())
    assert (len(listed), len(found.solution) > 8) == (3_000, True)


def test_rings_of_everybody_are_listed_in_turn_those_with_their_best_advice_first() -> None:
    arcs = {(a, b): 100 - (b - a) % 30 for a in range(30) for b in range(30) if a != b}
    every = list(_encode.rings_of(arcs, 2))
    assert every[0] == (0, 1)
    assert {a for a, _ in every[:29]} == set(range(29))
    assert sorted(every) == sorted((a, b) for a, b in arcs if a < b)


class Slow:
    """A weight that takes a second to say, by a clock that only it moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[int, int]] = []
        for module in ("results._budget.time", "matching.scoring._asking"):
            monkeypatch.setattr(f"kommunal_partner.{module}.monotonic", lambda: len(self.asked))

    def weight(self, a: int, b: int) -> int | None:
        self.asked.append((a, b))
        return None if 8 in (a, b) else (3 * a + 5 * b) % 7 + 1


def test_a_slow_weight_is_asked_for_as_long_as_there_is_time_and_everybody_in_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = Slow(monkeypatch)
    found = advise(range(9), slow.weight, time_limit=30)
    assert len(slow.asked) < 35
    assert len(set(slow.asked)) == len(slow.asked)
    assert {one for pair in slow.asked for one in pair} == set(range(9))
    assert found.task.unread == 72 - len(slow.asked)
    assert (found.status, found.reproducible, found.verify()) == (Status.FEASIBLE, False, ())
    assert (found.bound, found.weak_bound, found.gap, found.certificate) == (None, None, None, None)
    assert len(found.solution) > 1
    said = f"There was no time for all weights ({found.task.unread} are not read): what is possible is not known."
    assert found.explain().text("en").endswith(said)
    assert {found.explain(one).text("en") for one in found.unmatched} == {said}
    assert "is in the ring" in found.explain(found.solution[0][0]).text("en")
    for lie in (evolve(found, bound=found.value, status=Status.OPTIMAL), evolve(found, weak_bound=99.0, bound=99.0)):
        assert [violation.rule for violation in lie.verify()] == ["bound"]


FORMS: dict[str, Any] = {
    "rows": [[(a * 7 + b * 3) % 11 for b in range(40)] for a in range(40)],
    "pairs": {(a, b): (a * 7 + b * 3) % 11 for a in range(40) for b in range(41)},
    "rows by id": {a: {b: (a * 7 + b * 3) % 11 for b in range(41)} for a in range(40)},
}


@pytest.mark.parametrize("weight", FORMS.values(), ids=FORMS)
def test_given_weights_too_are_read_only_while_there_is_time(weight: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401 - because weights have several forms
    monkeypatch.setattr("kommunal_partner.matching.advice._read_weights._AT_ONCE", 100)
    stopped: tuple[dict[str, Any], ...] = ({"time_limit": 1e-9}, {"progress": lambda *_: True})
    for options in stopped:
        found = advise(range(40), weight, locked=[(5, 39), (0, 1)], **options)
        assert (found.verify(), found.bound, found.weak_bound, found.reproducible) == ((), None, None, False)
        assert 1300 < found.task.unread < 1600
        assert {(0, 1), (5, 39)} <= set(found.solution)
    rows, unread = read_weights(weight, range(40), range(40), [], Budget.of(None, 60, 1))
    assert (unread, [len(row) for row in rows]) == (0, [39] * 40)


def test_later_words_on_the_same_advice_replace_earlier_ones() -> None:
    weight: Any = {"a": {"b": 1, "c": 2}, ("a", "b"): None, ("a", "c"): 5, "b": {"a": 10**400}, ("b", "a"): 3.5}
    with pytest.raises(BadInstance):
        advise("abc", weight)
    found = advise("abc", {**weight, "b": {}, ("b", "c"): np.int64(4)})
    assert dict(found.task.arcs) == {(0, 2): 5, (1, 0): 3.5, (1, 2): 4}
    with pytest.raises(BadInstance, match="not a pair of ids"):
        advise("abc", {"ab": 1})


@pytest.mark.uncounted
def test_millions_of_weights_are_not_read_after_the_limit() -> None:
    rows = [[(a * 7 + b * 3) % 11 for b in range(1000)] for a in range(1000)]
    begun = time.process_time()
    found = advise(range(1000), rows, time_limit=0.2)
    assert time.process_time() - begun < 1
    assert found.verify() == ()


def test_locked_rings_are_asked_for_whether_there_is_time_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(monkeypatch)
    found = advise(range(9), slow.weight, locked=[(0, 4), (1, 5, 7)], time_limit=0.5)
    assert {(0, 4), (1, 5, 7)} <= set(found.solution)
    assert found.verify() == ()
    impossible = advise(range(9), lambda _a, _b: None, locked=[(0, 4)], time_limit=1e-9)
    assert (impossible.status, impossible.verify()) == (Status.INFEASIBLE, ())
    for ring in ((3,), ()):
        assert advise(range(9), slow.weight, locked=[ring], time_limit=1e-9).status is Status.INFEASIBLE


@pytest.mark.parametrize("count", range(9))
def test_with_time_enough_a_limit_changes_nothing(count: int) -> None:
    def weight(a: int, b: int) -> int:
        return (3 * a + 5 * b) % 7 - 1

    found, limited = advise(range(count), weight), advise(range(count), weight, progress=lambda *_said: None)
    assert limited == found
    assert limited.task.arcs == found.task.arcs
    assert list(limited.task.arcs) == list(found.task.arcs)


def test_who_interrupts_the_search_gets_the_best_rings_until_then() -> None:
    def interrupt(*_: object) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as caught:
        advise(range(60), many(60, 6), progress=interrupt)
    found = caught.value.result
    assert (found.reproducible, found.status, found.verify()) == (False, Status.FEASIBLE, ())
    assert found.value > 0


def test_whose_ring_of_before_is_not_made_again_has_moved() -> None:
    found = advise("abc", arcs(ab=1, ba=1, bc=5, cb=5), previous=[("a", "b"), ("c", "gone")])
    assert (found.solution, found.moved, found.verify()) == ((("b", "c"),), ("a", "b"), ())
    assert "neu: 2 (a, b)" in found.explain().text("de")
    assert [violation.rule for violation in evolve(found, moved=()).verify()] == ["moved"]


def test_a_mapping_of_pairs_is_a_weight() -> None:
    assert advise("ab", {("a", "b"): 2, ("b", "a"): 1}).value == 3
    assert advise({"a": 1, "b": 2}, {"a": {"b": 2}, "b": {"a": 1}}).value == 3
    people = {one: Participant(one) for one in "ab"}
    assert advise(people, lambda a, b: len(a.id + b.id)).value == 4


def test_rings_show_themselves_shortly_and_in_notebooks() -> None:
    found = advise(range(60), many(60, 4))
    assert len(repr(found)) <= 200
    assert len(repr(found.task)) <= 200
    assert found.to_rows() == found.to_rows("en")
    assert "<table>" in found._repr_html_()
    locked = advise("abc", arcs(), locked=[("a", "b")])
    assert locked.clash is not None
    assert len(repr(locked.clash.rules[0])) <= 200


def test_who_does_not_exist_cannot_be_explained() -> None:
    with pytest.raises(UnknownName):
        advise("ab", arcs()).explain("q")


def test_more_rings_than_can_be_looked_at_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.matching.advice._encode.MOST_RINGS", 3)
    with pytest.raises(BadInstance, match="more than 3 rings"):
        advise("abcd", lambda *_: 1)


def every_choice(people: tuple[int, ...], rings: list[Ring]) -> Iterator[tuple[Ring, ...]]:
    if not people:
        yield ()
        return
    first, rest = people[0], people[1:]
    yield from every_choice(rest, rings)
    for ring in rings:
        if first in ring and set(ring) <= set(people):
            for more in every_choice(tuple(one for one in rest if one not in ring), rings):
                yield (ring, *more)


@pytest.mark.uncounted
@given(
    st.integers(0, 6).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.dictionaries(
                st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0))),
                st.one_of(st.integers(-2, 5), st.sampled_from([0.1, 0.7, 2.5])),
            ),
            st.sampled_from([2, 3]),
        )
    )
)
@settings(max_examples=250)
def test_no_choice_of_rings_is_worth_more(task: tuple[int, dict[tuple[int, int], float], int]) -> None:
    count, weights, longest = task
    found = advise(range(count), lambda a, b: weights.get((a, b)), longest=longest)
    assert found.verify() == ()
    rings: list[Ring] = [
        ring
        for a in range(count)
        for b in range(a + 1, count)
        for ring in [(a, b), *((a, b, c) for c in range(b + 1, count)), *((a, c, b) for c in range(b + 1, count))]
        if len(ring) <= longest and all(arc in weights for arc in zip(ring, (*ring[1:], ring[0]), strict=True))
    ]
    choices = every_choice(tuple(range(count)), rings)
    totals = [
        fsum(weights[arc] for ring in choice for arc in zip(ring, (*ring[1:], ring[0]), strict=True))
        for choice in choices
    ]
    assert found.value == pytest.approx(max(totals), abs=1e-9)
    assert found.status is Status.OPTIMAL


def test_public_exchange_instances_are_solved_to_their_proven_optima(cases: Path) -> None:
    with (cases / "matching/best_known.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["problem"].startswith("exchange cycles")]
    assert len(rows) == 5
    for row in rows:
        text = (cases / "matching" / row["file"]).read_text()
        found = re.search(r"\[\|(.*)\|\]", text, re.DOTALL)
        assert found is not None
        weights = [[int(cell) for cell in line.split(",")] for line in found.group(1).split("|")]
        result = advise(range(len(weights)), lambda a, b, weights=weights: weights[a][b] if weights[a][b] > 0 else None)
        assert (result.value, result.status, result.verify()) == (int(row["value"]), Status.OPTIMAL, ())


def test_prices_that_are_too_low_are_raised_before_they_are_taken() -> None:
    prices = Prices(Encoded({(0, 1): 12, (1, 2): 6}, 6))
    prices.lower(Budget(1))
    before = prices.total
    prices.take({}, Budget(1))
    assert (prices.total, before) == (12, 12)
    assert all(prices.slack(ring) >= 0 for ring in prices.worth)
    assert advise("ab", [[0, 1], [1, 0]]).unmet == ()


def test_what_decides_between_equals_is_held_against_the_rings_that_can_be_made() -> None:
    advice = {("p0", "p2"): 2, ("p2", "p0"): 3, ("p2", "p3"): 3, ("p0", "p3"): 0.1}  # the last is in no ring
    found = advise(["p0", "p2", "p3"], advice, previous=[("p0", "p2")])
    assert (found.solution, found.bound, found.moved, found.verify()) == ((("p0", "p2"),), 5, (), ())
    dear = (("p0", 3.0), ("p2", 3.5), ("p3", 0.0))
    assert [violation.rule for violation in evolve(found, prices=dear).verify()] == ["NOT_PROVEN"]


def test_a_solver_that_is_given_up_leaves_the_rings_found_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def given_up(*_given: object, **_named: object) -> None:
        raise OutOfSteps

    monkeypatch.setattr("kommunal_partner.matching.advice._set_packing.watched", given_up)
    found = advise(range(60), many(60, 6))
    assert (found.branched, found.verify()) == (False, ())
    assert (found.value or 0) > 0
