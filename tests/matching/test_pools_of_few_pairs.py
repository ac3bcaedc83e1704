"""Pools in which few pairs are allowed: searched from a list of them, with the same answer as from the whole table."""

from __future__ import annotations

import pickle
import random
from collections import defaultdict
from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment import PairingGoal, _blossom, _few_pairs, _read, _weights, assign, pair
from kommunal_partner.matching.assignment._alternating_tree import AlternatingTrees
from kommunal_partner.matching.assignment._search import at_once
from kommunal_partner.results import Budget, OutOfSteps, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Place

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")
rustworkx = pytest.importorskip("rustworkx")


def drawn(size: int, partners: float, top: int, seed: int) -> dict[tuple[int, int], int]:
    rng = random.Random(seed)  # noqa: S311 - because it draws a case
    share = partners / size
    two = [(a, b) for a in range(size) for b in range(a + 1, size) if rng.random() < share]
    return {both: rng.randint(1, top) for both in two}


def greatest_sum(size: int, weights: dict[tuple[int, int], int]) -> int:
    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from([(a, b, weight) for (a, b), weight in weights.items()])
    made = rustworkx.max_weight_matching(graph, max_cardinality=False, weight_fn=int)
    return sum(weights[min(both), max(both)] for both in made)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From whom trees are grown."""
    seen: list[int] = []
    plain = AlternatingTrees.settle

    def counted(trees: AlternatingTrees, root: int) -> None:
        seen.append(root)
        plain(trees, root)

    monkeypatch.setattr(AlternatingTrees, "settle", counted)
    return seen


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs each search of what rounding leaves open looks at."""
    seen: list[int] = []
    plain = _blossom._blossom

    def counted(size: int, rows: NDArray[Any], columns: NDArray[Any], worth: Numbers) -> list[Place]:
        seen.append(rows.size)
        return plain(size, rows, columns, worth)

    monkeypatch.setattr(_blossom, "_blossom", counted)
    return seen


@pytest.mark.parametrize("seed", [9, 106, 139])
def test_one_who_is_left_over_does_not_make_the_bound_wider_by_half_a_pair(seed: int) -> None:
    found: Any = pair(range(70), drawn(70, 5, 3, seed))
    assert found.status is Status.OPTIMAL
    assert found.value <= found.weak_bound < found.value + 0.01


def test_whole_numbers_too_large_to_be_added_are_not_taken_as_exact() -> None:
    task = pair("ab", {("a", "b"): 0.5}).task
    assert _few_pairs.whole_if_it_is(task, np.array([2.0**40])).exact
    assert not _few_pairs.whole_if_it_is(task, np.array([2.0**50])).exact
    assert not _few_pairs.whole_if_it_is(task, np.array([0.5])).exact


@pytest.mark.parametrize(("size", "partners", "top"), [(200, 8, 1), (201, 3, 4), (240, 12, 100), (300, 2, 10**6)])
def test_few_pairs_of_many_people_are_worth_most_and_proven(size: int, partners: float, top: int) -> None:
    weights = drawn(size, partners, top, size)
    found: Any = pair(range(size), weights)
    assert (found.value, found.status, found.verify()) == (greatest_sum(size, weights), Status.OPTIMAL, ())
    assert found.weak_bound >= found.value


def test_the_list_of_few_pairs_tells_the_same_as_the_whole_table(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Mock(wraps=_few_pairs.FewPairs)
    monkeypatch.setattr(_few_pairs, "FewPairs", listed)
    for seed in range(120):
        rng = random.Random(seed)  # noqa: S311 - because it draws a case
        size = rng.randint(2, 22) if seed % 4 else rng.randint(34, 60)
        weights: dict[tuple[int, int], float] = dict(drawn(size, rng.choice([1, 2, 4]), rng.choice([1, 3, 99]), seed))
        if seed % 3 == 0:
            weights = {both: weight * rng.random() - rng.choice([0.1, 1]) for both, weight in weights.items()}
        elif seed % 3 == 1:
            weights = {both: float(weight) for both, weight in weights.items()}
        given: dict[str, Any] = {"goal": rng.choice(list(PairingGoal)), "odd": rng.choice(["alone", "three"])}
        if weights and seed % 2:
            given |= {"locked": [rng.choice(list(weights))], "previous": [rng.choice(list(weights))], "stability": 1}
        answers: list[Any] = []
        for small in (0, 10**6):
            monkeypatch.setattr(_weights, "_SMALL", small)
            answers.append(pair(range(size), weights, **given))
        one, other = answers
        assert (one.verify(), one.status, len(one.solution)) == ((), other.status, len(other.solution))
        assert one.value == pytest.approx(other.value, rel=1e-9)
        # What decides between equals is a part of 1 where floats are seen to be whole, and stands in the bound.
        assert one.weak_bound == pytest.approx(other.weak_bound, rel=1e-9, abs=seed % 3 == 1)
    assert listed.call_count > 40


ODD = {(3, 42): 0.5, (4, 40): -0.98, (17, 3): 0.7, (42, 17): 0.03}


@pytest.mark.parametrize("size", [52, 53, 200])
@pytest.mark.parametrize(
    ("weights", "goal", "value", "made"),
    [
        ({(0, 1): -3.5, (2, 3): 5.25}, "total", 1.75, 2),  # the lowest weight counts as much as no pair, and is a pair
        (ODD, "total", 0.7 - 0.98, 2),  # likewise where two are alone who may be paired, and three are in a circle
        ({(0, 1): -0.3, (2, 3): -0.7}, "gain", 0, 0),
        ({(0, 1): 3.0, (2, 3): -0.0001}, "gain", 3, 1),  # what decides between equals makes no pair that loses
        (ODD, "gain", 0.7, 1),
    ],
)
def test_pairs_worth_next_to_nothing_are_made_if_they_cost_nothing(
    size: int, weights: dict[tuple[int, int], float], goal: str, value: float, made: int
) -> None:
    found: Any = pair(range(size), weights, goal=goal)
    assert (found.value, len(found.solution)) == (pytest.approx(value), made)
    assert (found.status, found.verify()) == (Status.OPTIMAL, ())


def test_prices_that_leave_nothing_open_need_no_blossoms(searches: list[int]) -> None:
    path = {(one, one + 1): 1 + one % 2 for one in range(299)}
    found: Any = pair(range(300), path)
    assert (found.value, found.weak_bound, searches) == (298, 298, [])
    assert len(found.unmatched) == 2
    triangles = {(a, b): 1 for one in range(0, 300, 3) for a, b in ((one, one + 1), (one, one + 2), (one + 1, one + 2))}
    odd: Any = pair(range(302), triangles)
    assert (odd.value, odd.bound, odd.verify()) == (100, 100, ())
    assert odd.weak_bound == pytest.approx(150, abs=0.5)
    assert len(searches) == 100


@pytest.mark.parametrize("size", [120, 180])
def test_whole_numbers_are_searched_as_such_even_where_they_are_floats(size: int, looked_at: list[int]) -> None:
    weights = drawn(size, 8, 3, size)
    found: Any = pair(range(size), {both: float(weight) for both, weight in weights.items()})
    assert (found.value, found.bound, found.verify(), looked_at) == (greatest_sum(size, weights), found.value, (), [])
    assert isinstance(found.value, float)
    large: Any = pair(range(size), {both: weight * 2.0**40 for both, weight in weights.items()})
    assert (large.value, large.verify()) == (found.value * 2**40, ())


def test_whole_numbers_are_searched_exactly_up_to_those_whose_sum_counts_more_than_floats_hold() -> None:
    large = 2**37  # what decides between equals is told by the last digits, of which the search sees all but one
    ring = {(at + a, at + b): large for at in range(0, 24, 4) for a, b in ((0, 1), (2, 3), (0, 3), (1, 2))}
    better = {both: large + (both[1] - both[0] == 1 and both[0] % 2 == 0) for both in ring}
    found: Any = pair(range(24), better)
    assert found.solution == tuple((at, at + 1) for at in range(0, 24, 2))
    assert (found.value, found.weak_bound, found.verify()) == (12 * large + 12, 12 * large + 12, ())


def test_floats_are_looked_at_again_only_where_rounding_leaves_a_choice(looked_at: list[int]) -> None:
    # Of each four in a ring, one way round is worth more by less than is seen of the numbers of so large a pool.
    one, tiny = 0.1, 2.0**-50
    ring = {(at + a, at + b): one for at in range(0, 200, 4) for a, b in ((0, 1), (2, 3), (0, 3), (1, 2))}
    better = {both: one + tiny if both[1] - both[0] == 1 and both[0] % 2 == 0 else one for both in ring}
    found: Any = pair(range(200), better)
    assert found.solution == tuple((at, at + 1) for at in range(0, 200, 2))
    assert (found.verify(), looked_at) == ((), [200])
    looked_at.clear()
    clear: Any = pair(range(200), {both: 0.3 if both[0] % 4 == 0 else weight for both, weight in ring.items()})
    assert (clear.value, clear.verify(), clear.status) == (pytest.approx(20), (), Status.OPTIMAL)


@pytest.mark.parametrize(
    ("two", "is_paired", "is_open"),
    [
        ([(0, 1), (1, 2), (2, 3)], [True] * 4, []),  # the ends have no choice, so those between have none
        ([(0, 1), (1, 2), (2, 3)], [False] * 4, [0, 1, 2]),  # nobody must have anybody
        ([(0, 1), (1, 2), (2, 3)], [True, False, False, False], [2]),  # the last two were no pair, and may be one
        ([(0, 1), (1, 2), (0, 2), (2, 3)], [True] * 4, []),
        ([(0, 1), (1, 2), (0, 2)], [True, True, False], [0, 1, 2]),
        ([(0, 1)], [False] * 2, []),  # they have only each other, and are a pair
        ([(1, 2)], [False] * 3, [0]),  # likewise, but are none
    ],
)
def test_whoever_must_be_paired_and_has_one_partner_leaves_the_others_fewer(
    two: list[tuple[int, int]], is_paired: list[bool], is_open: list[int]
) -> None:
    rows, columns = [one for one, _ in two], [other for _, other in two]
    assert _blossom._open(rows, columns, [1, 0, -1, -1], is_paired) == is_open


def test_of_floats_hardly_any_pair_is_left_open_by_rounding(looked_at: list[int]) -> None:
    for seed in range(40):
        rng = random.Random(seed)  # noqa: S311 - because it draws a case
        size = rng.choice([40, 61, 150])
        unit = 2.0**-45
        whole = {both: round(weight * rng.random() / unit) for both, weight in drawn(size, 8, 1, seed).items()}
        found: Any = pair(range(size), {both: weight * unit for both, weight in whole.items()})
        assert found.value == pytest.approx(greatest_sum(size, whole) * unit, rel=1e-13)
        assert (found.status, found.verify()) == (Status.OPTIMAL, ())
    assert sum(looked_at) < 40 * 20


@pytest.mark.parametrize("top", [1, 2, 3])
def test_pools_of_equal_weights_are_made_without_trees_where_odd_circles_touch(top: int, searches: list[int]) -> None:
    for seed in range(30):
        size = 60 + seed
        weights = drawn(size, 6, top, seed)
        found: Any = pair(range(size), weights)
        assert (found.value, found.verify()) == (greatest_sum(size, weights), ())
    assert len(searches) < 30


@pytest.mark.parametrize("small", [0, 10**6])
@pytest.mark.parametrize("seed", [2, 103, 145, 168])
def test_as_many_pairs_as_can_be_are_made_of_weights_of_0_beside_a_stability(
    seed: int, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_weights, "_SMALL", small)
    rng = random.Random(seed)  # noqa: S311 - because it draws a case
    size = rng.randint(35, 60)
    weights = dict.fromkeys(drawn(size, 3, 1, seed), 0.0)
    kept = next(iter(weights))
    most = greatest_sum(size, {both: 1000 + 1000 * size * (both == kept) for both in weights})
    found: Any = pair(range(size), weights, previous=[kept], stability=5)
    assert (found.value, len(found.solution)) == (5, most // 1000 - size)
    assert (found.moved, found.verify()) == ((), ())
    assert isinstance(found.total, float)


def test_whole_floats_that_are_too_many_for_parts_of_1_are_searched_as_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_weights, "_SMALL", 10**6)
    weights = {both: 2.0**30 * weight for both, weight in drawn(90, 6, 9, 1).items()}
    kept = next(iter(weights))
    found: Any = pair(range(90), weights, previous=[kept])
    assert (found.value, found.verify()) == (greatest_sum(90, drawn(90, 6, 9, 1)) * 2**30, ())


def test_whoever_alone_would_be_left_over_takes_the_place_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_weights, "_SMALL", 0)
    # With nobody else left over, the fourth has to take one of the three.
    found: Any = pair("abcd", {("a", "b"): 1, ("b", "c"): 1, ("a", "c"): 1})
    assert (found.value, found.weak_bound, found.verify()) == (1, 1, ())


def test_the_order_of_people_and_of_pairs_changes_nothing() -> None:
    weights = drawn(220, 9, 2, 5)
    straight: Any = pair(range(220), weights)
    turned = {(b, a): weight for (a, b), weight in reversed(weights.items())}
    assert pair(reversed(range(220)), turned).solution == straight.solution


def test_few_pairs_end_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = drawn(200, 8, 99, 1)
    timed: list[object] = []

    def no_time(search: Callable[[int], object], _budget: Budget, *, is_large: bool) -> None:
        timed.append(search(4))
        assert not is_large
        raise OutOfSteps

    with monkeypatch.context() as patch:
        patch.setattr(_few_pairs, "stop_unless_time", no_time)
        found: Any = pair(range(200), weights)
    assert (found.status, found.verify(), len(timed)) == (Status.FEASIBLE, (), 1)

    def spent(_budget: Budget) -> None:
        raise OutOfSteps

    monkeypatch.setattr(_blossom, "stop_if_spent", spent)
    with_prices: Any = pair(range(200), weights)
    assert (with_prices.status, with_prices.verify()) == (Status.FEASIBLE, ())
    assert found.value <= with_prices.value < with_prices.weak_bound < found.weak_bound


# ── mappings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mapping_is_read_in_whatever_form() -> None:
    weights = drawn(40, 6, 9, 3)
    rows: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (a, b), weight in weights.items():
        rows[b][a] = weight
    strangers = {**weights, (0, 99): 50, (98, 99): 60, (7, 7): 70}
    expected: Any = pair(range(40), lambda a, b: weights.get((a, b)))
    for given in (weights, MappingProxyType(weights), rows, {**rows, 99: {0: 80}}, strangers, MappingProxyType(rows)):
        found: Any = pair(range(40), given)
        assert (found.solution, found.value, found.weak_bound) == (
            expected.solution,
            expected.value,
            expected.weak_bound,
        )
        assert (found.task.exact, found.verify()) == (True, ())


class Folded(dict[Any, Any]):
    """A mapping that holds more than it lists."""

    def __missing__(self, key: tuple[str, str]) -> int:
        return int(self[key[0].lower(), key[1].lower()])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and super().__contains__((key[0].lower(), key[1].lower()))


def test_a_mapping_of_pairs_is_read_with_none_and_strangers_and_numbers_of_any_size() -> None:
    plain: Any = pair("abcd", {("a", "b"): None, ("c", "x"): 7, ("d", "c"): 2, ("b", "c"): -np.inf, ("a", "d"): 1})
    assert (plain.solution, plain.total, plain.task.exact) == ((("c", "d"),), 2.0, False)
    whole: Any = pair("abcd", {("a", "b"): None, ("c", "x"): 7, ("d", "c"): 2, ("c", "d"): 2})
    assert (whole.solution, whole.total, whole.task.exact) == ((("c", "d"),), 2, True)
    for large in (2**63, 10**400):
        with pytest.raises(BadInstance, match="too large"):
            pair("ab", {("a", "b"): large})


@pytest.mark.parametrize("key", [("a",), ("a", "b", "c"), (), "ab", frozenset("ab"), 3])
def test_a_key_that_is_no_pair_is_refused(key: object) -> None:
    for weights in ({("a", "b"): 1, key: 2}, {key: 2.5, ("a", "b"): None}):
        with pytest.raises(BadInstance, match="is not a pair of ids"):
            pair("abc", weights)
        with pytest.raises(BadInstance, match="is not a pair of ids"):
            assign("abc", "abc", weights)


def test_a_mapping_that_holds_more_than_it_lists_is_asked_for_each_pair() -> None:
    found: Any = pair(["A", "b", "C"], Folded({("a", "b"): 1, ("b", "c"): 2}))
    assert (found.solution, found.value) == ((("C", "b"),), 2)
    nested: Any = pair(["A", "b"], {"A": Folded({"b": 3})})
    assert nested.value == 3


def test_people_whose_ids_are_pairs_are_read_in_both_forms() -> None:
    one, other = ("a", "b"), ("c", "d")
    found: Any = pair([one, other, "x", "y"], {one: {other: 2}, ("x", "y"): 3})
    assert (found.value, len(found.solution)) == (5, 2)


def test_a_mapping_of_pairs_that_are_all_barred_or_none_makes_nothing() -> None:
    for given in ({}, {("a", "b"): None}, {("x", "y"): 3}):
        found: Any = pair("abc", given)
        assert (found.solution, found.verify()) == ((), ())
    assert pair((), {}).solution == ()
    assert pair("a", {}).solution == ()


def test_a_mapping_that_differs_by_direction_or_holds_no_number_is_refused() -> None:
    with pytest.raises(BadInstance, match="differs from that"):
        pair("abc", {("a", "b"): 1, ("b", "a"): 2})
    barred = {("a", "b"): 1.5, ("b", "a"): -np.inf}
    for different in (barred, MappingProxyType({("a", "b"): 1, ("b", "a"): 2})):
        with pytest.raises(BadInstance, match="differs from that"):
            pair("abc", different)
    sides: Any = assign("ab", "xy", MappingProxyType({("a", "x"): 3, ("b", "y"): 4}))
    assert (sides.value, sides.verify()) == (7, ())
    for bad in ("many", {"c": 1}):
        with pytest.raises(BadInstance):
            pair("abc", {("a", "b"): bad})


def table_of(weights: dict[tuple[int, int], int], size: int) -> Numbers:
    """All other pairs barred."""
    table: Numbers = np.full((size, size), -np.inf)
    for (a, b), weight in weights.items():
        table[a, b] = table[b, a] = weight
    return table


@pytest.mark.parametrize("form", ["mapping", "table", "callable"])
def test_of_few_pairs_no_table_is_made_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    weights = drawn(50, 6, 9, 8)
    table = table_of(weights, 50)
    given = {"mapping": weights, "table": table, "callable": lambda a, b: weights.get((a, b))}[form]
    for goal in ("total", "gain", "most"):
        rules: dict[str, Any] = {"goal": goal, "locked": [min(weights)], "previous": [max(weights)]}
        with monkeypatch.context() as patch:
            for name in ("cost", "barred"):
                patch.setattr(_weights.PairList, name, None)
            found: Any = pair(range(50), given, **rules)
        with monkeypatch.context() as patch:
            patch.setattr(_read, "folded_list", lambda _cost, _barred: None)
            asked: Any = pair(range(50), table if form == "table" else lambda a, b: weights.get((a, b)), **rules)
        assert isinstance(found.task.weights, _weights.PairList)
        assert isinstance(asked.task.weights, _weights.Tables)
        assert (found.solution, found.bound, found.certificate) == (asked.solution, asked.bound, asked.certificate)
        assert (found.task.cost == asked.task.cost).all()
        assert (found.task.barred == asked.task.barred).all()
        one, other = next(both for both in weights if both not in found.solution)
        assert found.explain(one, other).text("en") == asked.explain(one, other).text("en")
        assert (pickle.loads(pickle.dumps(found)).verify(), found.verify()) == ((), ())


@pytest.mark.parametrize("size", [30, 400])
def test_few_pairs_listed_twice_or_with_oneself_are_listed_once(size: int) -> None:
    weights = drawn(size, 5, 9, 2)
    expected: Any = pair(range(size), weights)
    again = {(b, a): weight for (a, b), weight in weights.items()}
    for more in (again, dict(list(again.items())[::3]), {(4, 4): 9, (0, size): 7}, {(4, 4): None, (1, 1): 5}):
        found: Any = pair(range(size), {**weights, **more})
        assert (found.solution, found.certificate, found.verify()) == (expected.solution, expected.certificate, ())
        assert isinstance(found.task.weights, _weights.PairList)
    both = max(again)
    for different in (again[both] + 1, -np.inf):
        with pytest.raises(BadInstance, match="differs from that"):
            pair(range(size), {**weights, both: different})
    barred: Any = pair(range(size), {**weights, (0, 1): -np.inf})
    without: Any = pair(range(size), weights, forbidden=[(0, 1)])
    assert isinstance(barred.task.weights, _weights.PairList)
    assert (barred.solution, barred.task.allows(0, 1)) == (without.solution, False)
    assert without.verify() == ()


def test_weights_that_are_all_left_out_are_whole() -> None:
    for left_out in ({(0, 99): 0.5}, {(0, 1): None, (98, 99): 0.5}):
        found: Any = pair(range(30), left_out)
        assert (found.value, found.task.exact, found.solution) == (0, True, ())
        assert isinstance(found.value, int)


def test_pairs_of_a_table_that_are_few_beside_all_but_not_for_each_are_searched_in_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights = drawn(60, 5, 9, 4)
    listed: Any = pair(range(60), table_of(weights, 60))
    monkeypatch.setattr(_weights, "_FEW", 1)
    monkeypatch.setattr(_few_pairs, "_listed", None)
    found: Any = pair(range(60), table_of(weights, 60))
    assert isinstance(found.task.weights, _weights.PairList)
    assert (found.value, found.status, found.verify()) == (listed.value, Status.OPTIMAL, ())


def test_a_table_of_few_pairs_that_differs_by_direction_is_refused() -> None:
    for there, back in ((3, 4), (3, -np.inf), (-np.inf, 3)):
        table = table_of({(2, 3): 1}, 20)
        table[0, 1], table[1, 0] = there, back
        with pytest.raises(BadInstance, match="differs from that"):
            pair(range(20), table)


def test_a_table_of_few_pairs_is_the_same_in_both_directions() -> None:
    table = np.full((20, 20), -np.inf)
    table[0, 1] = table[1, 0] = 3
    table[2, 3] = 0  # barred in the other direction
    found: Any = pair(range(20), table)
    assert (found.solution, found.task.allows(2, 3), found.verify()) == (((0, 1),), False, ())
    table[2, 3] = 1
    with pytest.raises(BadInstance, match="differs from that"):
        pair(range(20), table)


def test_broken_weights_are_listed_too_and_very_large_ones_searched_in_the_whole_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = Mock(wraps=_few_pairs.FewPairs)
    monkeypatch.setattr(_few_pairs, "FewPairs", listed)
    weights = drawn(160, 4, 100, 1)
    for given, calls in (
        ({both: weight / 7 for both, weight in weights.items()}, 1),
        (dict.fromkeys(weights, 2**44), 1),
    ):
        found: Any = pair(range(160), given)
        assert (found.status, found.verify()) == (Status.OPTIMAL, ())
        assert listed.call_count == calls


def test_pairs_that_take_no_search_name_the_one_first_in_order_first_as_others_do() -> None:
    weights = {(1, 2): 110, (2, 3): 105, (0, 1): 100, (0, 3): 1}  # 3 chooses before 0, when both have lost their best
    assert at_once(pair(range(4), weights).task).pairs == ((0, 3), (1, 2))
