"""Miscounts planted on purpose, in a search's own numbers and in the check's: either is noticed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.matching.assignment import _recount, _search, assign, pair

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

    def miscounts(task: Any) -> Any:  # noqa: ANN401 - because it only passes through
        found = search(task)
        return evolve(found, **{what: getattr(found, what) + 1})

    monkeypatch.setattr("kommunal_partner.matching.assignment.solve.search", miscounts)
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
