"""What a result of assignment is said to prove: with broken weights, places nobody may take, searches ended early."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from kommunal_partner.matching.assignment import assign, pair
from kommunal_partner.results import Status

pytest.importorskip("scipy")
pytest.importorskip("rustworkx")


def test_demands_on_places_that_there_are_not_are_not_said_to_be_met() -> None:
    nowhere: Any = assign(range(5), ["x"], [[1.5]] * 5, goal="most", capacity_right=0, least_left=[0, 0, 1, 0, 1])
    weights = [[1.00000000047], [1.0], [1.0], [1.0], [1.0000000007], [1.0]]
    crowded: Any = assign(range(6), ["x"], weights, goal="most", least_left=[1, 0, 0, 0, 1, 0])
    for found in (nowhere, crowded):
        assert (found.status, found.verify()) == (Status.PARTIAL, ())
    assert [one.ids for one in nowhere.unmet] == [(2,), (4,)]
    assert crowded.solution == ((4, "x"),)


@pytest.mark.parametrize(
    ("weights", "rules"),
    [
        ([[-184630539.75988042, 436095033.231524, -75102492.62631059, -990758885.4352307]], {"capacity_right": [0, 0, 0, 2]}),
        ([[3.2], [1.4], [0.0]], {"least_left": [0, 0, 1]}),
        ([[5e-10], [4e-10]], {"capacity_left": [0, 1], "previous": [(0, 0)], "stability": 1}),
        ([[5e-10], [4e-10]], {"capacity_right": 2, "previous": [(0, 0)], "stability": 1}),
        ([[0.1, 7e9], [0.3, 2e9]], {"capacity_right": [1, 0], "least_left": [1, 0]}),
        ([[1e-16, 3e-16], [2e-16, 5e-16]], {}),
    ],
)  # fmt: skip
def test_broken_weights_are_proven_to_within_a_billionth_of_the_largest(weights: Any, rules: dict[str, Any]) -> None:  # noqa: ANN401 - because rows of numbers are weights
    found: Any = assign(range(len(weights)), range(len(weights[0])), weights, **rules)
    assert (found.status, found.verify()) == (Status.OPTIMAL, ())


def _amounts(drawn: random.Random, amounts: list[int], least: list[int]) -> list[int]:
    return [drawn.choice(least) if amount else 0 for amount in amounts]


def _table(drawn: random.Random, height: int, width: int, kind: str) -> list[list[float | None]]:
    weight: Callable[[], float] = {
        "wide": lambda: drawn.uniform(-1e9, 1e9),
        "small": lambda: drawn.random() * 1e-9,
        "near": lambda: 1 + drawn.random() * 1e-9,
        "tenths": lambda: drawn.randint(-30, 90) / 10,
    }[kind]
    return [[None if drawn.random() < 0.1 else weight() for _ in range(width)] for _ in range(height)]


@pytest.mark.uncounted
@pytest.mark.parametrize("kind", ["wide", "small", "near", "tenths"])
@pytest.mark.parametrize("goal", ["total", "gain", "most", "fair"])
def test_whatever_is_drawn_with_broken_weights_and_places_for_nobody_is_proven(goal: str, kind: str) -> None:
    drawn = random.Random(f"{goal} {kind}")  # noqa: S311 - because nothing is secret here
    for _ in range(40):
        height, width = drawn.randint(1, 6), drawn.randint(1, 5)
        left = [drawn.choice([0, 1, 1, 1, 2]) for _ in range(height)]
        right = [drawn.choice([0, 0, 1, 2, 3]) for _ in range(width)]
        found: Any = assign(
            range(height),
            range(width),
            _table(drawn, height, width, kind),
            capacity_left=left,
            capacity_right=right,
            least_left=_amounts(drawn, left, [0, 0, 1]),
            least_right=_amounts(drawn, right, [0, 0, 0, 1]),
            goal=goal,
            previous=[(drawn.randrange(height), drawn.randrange(width))],
            stability=drawn.choice([0, 0.5]),
        )
        assert found.verify() == ()


def test_a_fair_pool_that_is_ended_early_is_not_bounded_by_its_own_worst_off() -> None:
    """More pairs than were found may come with one that is worse off."""
    found: Any = pair("abc", [[0, 2, -1], [2, 0, 1], [-1, 1, 0]], goal="fair", progress=lambda *_said: True)
    assert (found.status, found.worst, found.verify()) == (Status.FEASIBLE, 2, ())


def test_a_fair_pool_is_bounded_by_the_same_prices_wherever_it_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kommunal_partner.results._budget._SECONDS_BETWEEN", 0.0)
    drawn = random.Random(3)  # noqa: S311 - because nothing is secret here
    left = 0

    def after(*_said: object) -> bool:
        nonlocal left
        left -= 1
        return left < 0

    for looks in [1, 2, 3, 4, 6, 8] * 12:
        size = drawn.choice([3, 5, 7, 8])
        weights = {(a, b): drawn.choice([None, *range(-3, 10)]) for a in range(size) for b in range(a)}
        best: Any = pair(range(size), weights, goal="fair")
        left = looks
        found: Any = pair(range(size), weights, goal="fair", odd=drawn.choice(["alone", "three"]), progress=after)
        assert found.verify() == best.verify() == ()


FAIR = (
    (None, 3, 3, -3, -2, -3, -3, 4, -2),
    (3, None, 1, 7, None, 7, 2, -3, 8),
    (3, 1, None, 4, 5, -3, 1, -1, 2),
    (-3, 7, 4, None, 8, 2, 1, -3, -1),
    (-2, None, 5, 8, None, -1, None, 0, None),
    (-3, 7, -3, 2, -1, None, -2, -1, 2),
    (-3, 2, 1, 1, None, -2, None, -3, 2),
    (4, -3, -1, -3, 0, -1, -3, None, -3),
    (-2, 8, 2, -1, None, 2, 2, -3, None),
)


def test_a_fair_group_of_three_is_bounded_by_pairs_above_the_worst_off() -> None:
    found: Any = pair(range(9), FAIR, goal="fair", odd="three", locked=[(0, 1)])
    assert (found.trio, found.worst, found.weak_bound) == ((2, 3, 6), 0, 20.5)
    assert found.verify() == ()
