"""Miscounts planted on purpose, in a search's own numbers and in the check's: either is noticed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.matching import stable
from kommunal_partner.matching.advice import _search as advice_search
from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.advice._verify import _least_difference
from kommunal_partner.matching.assignment import _recount, _search, assign, pair
from kommunal_partner.matching.stable import _encode, match

pytest.importorskip("scipy")
pytest.importorskip("rustworkx")

WEIGHTS = [[5, 1, 2], [4, 3, 7], [4, 0, 6]]
ASKED: dict[str, Callable[[], Any]] = {
    "assign": lambda: assign("abc", "xyz", WEIGHTS),
    "assign with capacities": lambda: assign("abc", "xy", [row[:2] for row in WEIGHTS], capacity_right=2),
    "assign with demands": lambda: assign("abc", "xyz", WEIGHTS, least_right=1),
    "assign fairly": lambda: assign("abc", "xyz", WEIGHTS, goal="fair"),
    "pair": lambda: pair("abcd", lambda a, b: {"ab": 3, "cd": 3}.get(a + b, 1)),
}


def rules(found: Any) -> list[str]:  # noqa: ANN401 - because every kind of result is looked at
    return [violation.rule for violation in found.verify()]


@pytest.mark.parametrize("what", ["total", "worst"])
@pytest.mark.parametrize("name", ASKED)
def test_a_miscount_in_what_the_search_says_of_its_pairs_is_noticed(
    name: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = _search.search

    def miscounts(*given: Any) -> Any:  # noqa: ANN401 - because it only passes through
        found = search(*given)
        return evolve(found, **{what: getattr(found, what) + 1})

    monkeypatch.setattr("kommunal_partner.matching.assignment.solve.search", miscounts)
    monkeypatch.setattr("kommunal_partner.matching.assignment._three.search", miscounts)
    assert what in rules(ASKED[name]())


@pytest.mark.parametrize("name", ASKED)
def test_a_miscount_in_the_check_is_noticed_on_a_good_result(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ASKED[name]()
    assert rules(found) == []
    count_pairs = _recount.count_pairs

    def miscounts(*given: Any) -> Any:  # noqa: ANN401 - because it only passes through
        count = count_pairs(*given)
        return evolve(count, weights=(*count.weights[:-1], count.weights[-1] + 1))

    monkeypatch.setattr("kommunal_partner.matching.assignment._verify.count_pairs", miscounts)
    assert "WRONG_VALUE" in rules(found)
    monkeypatch.undo()
    monkeypatch.setattr("kommunal_partner.matching.assignment._verify.worth", lambda *_: _recount.worth(*_) + 1)
    monkeypatch.setattr("kommunal_partner.matching.assignment._verify.highest_sum", lambda *_: 10**6)
    assert set(rules(found)) & {"NOT_PROVEN", "weak_bound"}


# ── stable matches ───────────────────────────────────────────────────────────────────────────────────────────────────

WISHES = {"a": list("xyz"), "b": list("yzx"), "c": list("zxy")}, {"x": list("bca"), "y": list("cab"), "z": list("abc")}
MATCHED: dict[str, Callable[[], Any]] = {
    "the best of a side": lambda: match(*WISHES),
    "the least sum": lambda: match(*WISHES, goal="least sum"),
    "the least regret": lambda: match(*WISHES, goal="least regret"),
    "near an earlier one": lambda: match(*WISHES, previous={"a": "z"}, stability=2),
    "with a couple": lambda: match(
        {"a": [], "b": [], "c": ["x"]}, {"x": ["a", "c"], "y": ["b"]}, couples=[("a", "b", [("x", "y")])]
    ),
}


@pytest.mark.parametrize("what", ["ranks", "cost"])
@pytest.mark.parametrize("name", MATCHED)
def test_a_miscount_in_what_a_match_says_of_itself_is_noticed(
    name: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = {"ranks": "ranks_of_match", "cost": "cost_of"}[what]
    counted = getattr(_encode, count)
    monkeypatch.setattr(f"kommunal_partner.matching.stable.result.{count}", lambda *given: counted(*given) + 1)
    assert what in rules(MATCHED[name]())


def test_somebody_who_blocks_and_whom_the_search_passes_over_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.matching.stable._search._named", lambda *_: ())
    found = match(
        {"a": [], "b": [], "c": ["x", "y"]},
        {"x": ["a", "c"], "y": ["c", "b"]},
        couples=[("a", "b", [("x", "y")])],
        steps=20,
    )
    assert set(rules(found)) == {"BLOCKING", "status"}


@pytest.mark.parametrize("name", MATCHED)
def test_a_miscount_in_the_check_of_a_match_is_noticed_on_a_good_result(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = MATCHED[name]()
    assert rules(found) == []
    lists = import_module("kommunal_partner.matching.stable._recount").Lists
    monkeypatch.setattr(lists, "lowered", lambda *_: 99)
    assert "ranks" in rules(found)
    monkeypatch.undo()
    monkeypatch.setattr(
        "kommunal_partner.matching.stable._verify.blocking_pairs", lambda *_: iter([stable.Blocking(("a",), ("x",))])
    )
    assert set(rules(found)) == {"BLOCKING", "status"}


# ── rings of advice ──────────────────────────────────────────────────────────────────────────────────────────────────

ADVICE = {"ab": 2, "ba": 2, "bc": 2, "ca": 2, "dc": 9, "cd": 1}


@pytest.mark.parametrize("what", ["total", "value", "weak_bound"])
def test_a_miscount_in_what_the_search_says_of_its_rings_is_noticed(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    search = advice_search.search

    def miscounts(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - because it only passes through
        found = search(*given, **named)
        return evolve(found, **{what: getattr(found, what) + 1})

    monkeypatch.setattr("kommunal_partner.matching.advice.solve.search", miscounts)
    assert rules(advise("abcd", lambda a, b: ADVICE.get(a + b)))


def test_a_miscount_in_the_check_of_rings_is_noticed_on_a_good_result(monkeypatch: pytest.MonkeyPatch) -> None:
    found = advise("abcd", lambda a, b: ADVICE.get(a + b))
    assert rules(found) == []
    monkeypatch.setattr("kommunal_partner.matching.advice._verify.fsum", lambda numbers: sum(numbers) + 1)
    assert "RING_VALUE" in rules(found)


def test_a_total_of_rings_may_be_a_billionth_off_and_no_more() -> None:
    found = advise("ab", lambda _a, _b: None)
    assert rules(found) == rules(evolve(found, total=1e-9)) == []
    assert rules(evolve(found, total=1.1e-9)) == ["RING_VALUE"]


@pytest.mark.parametrize(
    ("weight", "stability", "difference"), [(1, 0.5, 0.5), (1, 1, 1), (2, 3, 1), (0.5, 0.25, 0.25), (3, 0, 1)]
)
def test_the_check_knows_by_how_much_two_totals_of_rings_differ_at_least(
    weight: float, stability: float, difference: float
) -> None:
    found = advise("abcd", lambda _a, _b: weight, previous=[("a", "b")], stability=stability)
    assert _least_difference(found.task) == difference
