"""What decides between equals decides alike whether weights are whole or broken: the same sums, pairs and pairs kept."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kommunal_partner.matching.assignment import assign, pair

pytest.importorskip("scipy")
pytest.importorskip("rustworkx")

_Pairs = dict[tuple[int, int], int]


def _drawn(seed: int, size: int, partners: int, weights: tuple[int, ...]) -> tuple[_Pairs, list[tuple[int, int]]]:
    """Some pairs of a pool with their weights, and earlier pairs among them."""
    rng = random.Random(seed)  # noqa: S311 - because it draws examples, not secrets
    found = {
        (one, other): rng.choice(weights)
        for one in range(size)
        for other in range(one + 1, size)
        if rng.random() < partners / size
    }
    earlier: list[tuple[int, int]] = []
    for both in rng.sample(sorted(found), len(found)):
        if rng.random() < 0.6 and all(place not in both for pair in earlier for place in pair):
            earlier.append(both)
    return found, earlier


def _said(found: Any, earlier: list[tuple[int, int]]) -> tuple[int, int]:  # noqa: ANN401 - because both kinds of result are meant
    assert found.verify() == ()
    return len(found.solution), sum(both in found.solution for both in earlier)


@pytest.mark.parametrize(
    ("seed", "size", "partners", "weights", "stability"),
    [
        pytest.param(9, 23, 2, (0,), 3, id="all 0, in a small table of all pairs"),
        pytest.param(1, 40, 3, (0,), 3, id="all 0, in a list of few pairs"),
        pytest.param(0, 90, 50, (0, 5), 0, id="halves, in a table of all pairs"),
        pytest.param(3, 31, 10, (0, 0, 7), 7, id="few weights"),
        pytest.param(9, 100, 10, (0, 5), 0, id="halves"),
        pytest.param(56, 140, 4, (0, 1, 2, 3), 1, id="tenths"),
        pytest.param(5, 140, 8, (0, 5, 7), 0, id="only equals are decided"),
    ],
)
@pytest.mark.parametrize("goal", ["total", "gain", "most"])
def test_a_pool_of_tenths_is_paired_like_one_of_whole_numbers(
    seed: int, size: int, partners: int, weights: tuple[int, ...], stability: int, goal: str
) -> None:
    whole, earlier = _drawn(seed, size, partners, weights)
    broken = {both: weight / 10 for both, weight in whole.items()}
    of_whole = pair(range(size), whole, previous=earlier, stability=stability, goal=goal)
    of_broken = pair(range(size), broken, previous=earlier, stability=stability / 10, goal=goal)
    assert of_broken.value == pytest.approx(of_whole.value / 10 if of_whole.value else 0)
    assert _said(of_broken, earlier) == _said(of_whole, earlier)


@pytest.mark.parametrize("goal", ["total", "gain", "most"])
@pytest.mark.parametrize(
    ("weights", "stability"), [((0,), 0), ((0, 5), 0), ((0, 1, 2, 3), 3), ((-1, 0, 7), 7)], ids=str
)
def test_two_sides_of_tenths_are_assigned_like_those_of_whole_numbers(
    weights: tuple[int, ...], stability: int, goal: str
) -> None:
    for seed in range(3):
        whole, earlier = _drawn(seed, 100, 8, weights)
        broken = {both: weight / 10 for both, weight in whole.items()}
        sides = range(100), range(100)
        of_whole = assign(*sides, whole, previous=earlier, stability=stability, goal=goal)
        of_broken = assign(*sides, broken, previous=earlier, stability=stability / 10, goal=goal)
        assert _said(of_broken, earlier) == _said(of_whole, earlier)


@pytest.mark.parametrize(
    ("weights", "rules"),
    [
        pytest.param({(0, 1): -5_255_334_750}, {"locked": [(0, 1)], "previous": [(0, 1)]}, id="locked"),
        pytest.param({(0, 1): -3_226_370_674_634}, {"previous": [(0, 1)]}, id="shifted"),
        pytest.param({(0, 1): 5.0, (2, 3): -5.1, (1, 2): 0.1}, {"locked": [(0, 1), (2, 3)]}, id="cancelled"),
        pytest.param(
            {(0, 2): 5, (1, 4): -5, (0, 3): -1}, {"locked": [(0, 2), (1, 4)], "goal": "gain"}, id="nothing is left"
        ),
    ],
)
def test_a_check_allows_what_large_weights_are_rounded_by(weights: dict[tuple[int, int], float], rules: Any) -> None:  # noqa: ANN401 - because arguments differ
    size = 1 + max(max(both) for both in weights)
    for stability in (0, 0.1, 0.3):
        assert pair(range(size), weights, stability=stability, **rules).verify() == ()


@pytest.mark.parametrize("size", [3, 30])
@pytest.mark.parametrize("goal", ["total", "gain", "most", "fair"])
def test_the_smallest_floats_are_paired(size: int, goal: str) -> None:
    smallest = 5e-324
    found = pair(range(size), dict.fromkeys([(0, 1), (1, 2)], smallest), goal=goal)
    assert (len(found.solution), found.value, found.verify()) == (1, smallest, ())
    assert assign("ab", "xy", [[smallest, None], [None, smallest]], goal=goal).verify() == ()
