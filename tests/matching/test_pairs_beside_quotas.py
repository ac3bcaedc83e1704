"""What one more pair would cost under quotas is found among the few pairs that the prices leave open."""

from __future__ import annotations

from typing import Any

import pytest

from kommunal_partner.matching.assignment import Assignment, PlaceQuota, _explain, _reduced_cost_fixing, assign

NUMPY = pytest.importorskip("numpy")
pytest.importorskip("scipy")


def forced(
    people: list[int], sides: list[int], weights: object, pair: tuple[int, int], options: dict[str, Any]
) -> Assignment:
    """The result in which a pair is locked."""
    return assign(people, sides, weights, locked=[pair], **options)


def quoted(many: int, seed: int) -> tuple[list[int], list[int], list[list[int]], dict[str, Any]]:
    """People on both sides of a quota that is used up, with too few places for all."""
    draw = NUMPY.random.default_rng(seed)
    weights: list[list[int]] = draw.integers(0, 100, (many, 8)).tolist()
    quotas = [
        PlaceQuota("young", "left", range(many // 4), most=many // 8),
        PlaceQuota("north", "right", [0, 1, 2], least=many // 4, most=many // 3),
    ]
    return list(range(many)), list(range(8)), weights, {"quotas": quotas, "capacity_right": many // 8 - 1}


def no_search(*_: object) -> None:
    raise AssertionError("everything was searched anew")


@pytest.mark.uncounted
def test_under_quotas_a_pair_more_is_explained_without_a_search_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    people, sides, weights, options = quoted(80, 1)
    found = assign(people, sides, weights, **options)
    pairs = [(row, column) for row in (0, 79) for column in sides if (row, column) not in found.solution]
    monkeypatch.setattr(_explain, "search", no_search)
    for pair in pairs:
        (sentence,) = found.explain(*pair).sentences
        assert sentence.values["value"] == forced(people, sides, weights, pair, options).value


@pytest.mark.uncounted
def test_what_a_pair_more_costs_is_the_best_there_is_however_little_is_left_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_reduced_cost_fixing, "_CORES", (1, 3))
    people, sides, weights, options = quoted(16, 2)
    found = assign(people, sides, weights, **options)
    for pair in [(row, column) for row in people[::8] for column in sides[::3] if (row, column) not in found.solution]:
        sentence = found.explain(*pair).sentences[0]
        assert sentence.values["value"] == forced(people, sides, weights, pair, options).value


def test_whoever_has_several_places_or_needs_one_counts_beside_a_quota_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_explain, "search", no_search)
    quota = PlaceQuota("both", "left", [0, 1], most=3)
    weights: list[list[float | None]] = [[0.5, 0.25, None], [1.5, 0.1, 0.2], [0.3, 0.7, 0.9]]
    options: dict[str, Any] = {"quotas": [quota], "capacity_left": 2, "capacity_right": 2, "least_left": 1}
    found = assign(range(3), range(3), weights, **options)
    for pair in [(row, column) for row in range(3) for column in range(3) if weights[row][column] is not None]:
        if pair not in found.solution:
            value = found.explain(*pair).sentences[0].values["value"]
            assert value == pytest.approx(forced([0, 1, 2], [0, 1, 2], weights, pair, options).value)


def test_where_too_little_is_left_open_for_a_pair_everything_is_searched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_reduced_cost_fixing, "_CORES", (1,))
    found = assign("abc", "x", [[99], [1], [1]], quotas=[PlaceQuota("all", "left", "abc", most=3)])
    for one in "bc":
        assert found.explain(one, "x").sentences[0].values["value"] == 1


@pytest.mark.parametrize("cores", [(2, 12), (300,)])
def test_numbers_that_floats_do_not_hold_are_explained_without_a_search_of_everything(
    cores: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_reduced_cost_fixing, "_CORES", cores)
    people, sides, small, options = quoted(24, 4)
    # What the weights hold behind their billions decides, and no float tells their sums apart.
    weights = [[2**44 * (one // 25) + 7 * one * one % 13 for one in row] for row in small]
    options |= {"previous": [(one, one % 8) for one in people], "stability": 1, "goal": "most"}
    found = assign(people, sides, weights, **options)
    assert (found.proof.objective.large, found.proof.branched) == (True, False)
    if cores == (300,):
        monkeypatch.setattr(_explain, "search", no_search)
    for pair in [(row, column) for row in people[::9] for column in sides[::4] if (row, column) not in found.solution]:
        sentence = found.explain(*pair).sentences[0]
        assert sentence.values["value"] == forced(people, sides, weights, pair, options).value
