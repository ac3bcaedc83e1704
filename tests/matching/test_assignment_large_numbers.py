"""Whole numbers of up to 2**52 in all: against every result there is, for every goal, ties and pairs kept included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment import PairSide, PlaceQuota, assign, pair
from kommunal_partner.matching.assignment._bounds import prices_of_pairs
from kommunal_partner.matching.assignment._read import read_pool, read_sides
from kommunal_partner.matching.assignment.solve import _assignment, _pairing
from kommunal_partner.results import Budget, Status

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")
pytest.importorskip("rustworkx")

Two = tuple[int, int]
Pairs = tuple[Two, ...]
MOST = 2**52
GOALS = ["total", "gain", "most", "fair"]


@st.composite
def weights(draw: st.DrawFn, cells: list[Two], stability: int) -> dict[Two, int]:
    """Weights that take up what there is of 2**52, at one of them or at all, less what little is between them."""
    small = {cell: draw(st.integers(-1, 2)) for cell in cells}
    large = draw(st.lists(st.sampled_from(cells), min_size=1, unique=True)) if cells else []
    size = MOST // draw(st.sampled_from([1, 1, 2, 8, 16, 64])) - 2 * len(cells) - stability * len(cells)
    below = draw(st.sampled_from([[1], [1, -1], [-1]]))
    return small | {cell: size // len(large) * draw(st.sampled_from(below)) + small[cell] for cell in large}


@st.composite
def sides(draw: st.DrawFn, *, demands: bool) -> dict[str, Any]:
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = [(row, column) for row in range(height) for column in range(width)]
    some = st.lists(st.sampled_from(cells), max_size=3, unique=True)
    room = draw(st.sampled_from([st.just(1), st.integers(0, 2)]))
    stability = draw(st.sampled_from([0, 0, 1, 2**40]))
    task: dict[str, Any] = {
        "height": height,
        "width": width,
        "weight": draw(weights(cells, stability)),
        "capacity_left": draw(st.lists(room, min_size=height, max_size=height)),
        "capacity_right": draw(st.lists(room, min_size=width, max_size=width)),
        "forbidden": draw(some),
        "previous": draw(some),
        "stability": stability,
        "locked": draw(some)[:1],
        "goal": draw(st.sampled_from(GOALS)),
    }
    if demands:
        task["least_left"] = draw(st.lists(st.integers(0, 1), min_size=height, max_size=height))
        task["least_right"] = draw(st.lists(st.integers(0, 1), min_size=width, max_size=width))
        low = draw(st.integers(0, 1))
        ids = draw(st.sets(st.integers(0, height - 1)))
        quotas = [PlaceQuota("q", "left", ids, low, draw(st.sampled_from([None, low + 1])))]
        quotas.append(PlaceQuota("r", "right", draw(st.sets(st.integers(0, width - 1))), 0, draw(st.integers(0, 3))))
        task["quotas"] = quotas if draw(st.booleans()) else []
    return task


def every_set(cells: list[Two]) -> Iterator[Pairs]:
    for size in range(len(cells) + 1):
        yield from combinations(cells, size)


def every_assignment(task: dict[str, Any]) -> Iterator[Pairs]:
    """Every set of pairs that keeps to all rules."""
    cells = [cell for cell in task["weight"] if cell not in task["forbidden"]]
    nothing_left, nothing_right = [0] * task["height"], [0] * task["width"]
    for made in every_set(cells):
        rows, columns = Counter(a for a, _ in made), Counter(b for _, b in made)
        left, right = [rows[a] for a in range(task["height"])], [columns[b] for b in range(task["width"])]
        sums = [
            (sum((left if quota.side is PairSide.LEFT else right)[one] for one in quota.ids), quota)
            for quota in task.get("quotas", ())
        ]
        if (
            set(task["locked"]) <= set(made)
            and all(map(int.__le__, left, task["capacity_left"]))
            and all(map(int.__le__, right, task["capacity_right"]))
            and all(map(int.__le__, task.get("least_left", nothing_left), left))
            and all(map(int.__le__, task.get("least_right", nothing_right), right))
            and all(quota.least <= have <= (have if quota.most is None else quota.most) for have, quota in sums)
        ):
            yield made


def rank(task: dict[str, Any]) -> Callable[[Pairs], tuple[int, ...]]:
    """What the goal looks at, one thing after the other."""
    open_weights = {cell: weight for cell, weight in task["weight"].items() if cell not in task["forbidden"]}
    alone = min([0, *open_weights.values()])
    asked = any(any(task.get(name, ())) for name in ("least_left", "least_right", "quotas"))

    def loses(cell: Two) -> bool:
        free = not asked and cell not in task["locked"]
        return free and open_weights[cell] + task["stability"] * (cell in task["previous"]) < 0

    def of(made: Pairs) -> tuple[int, ...]:
        kept = sum(cell in task["previous"] for cell in made)
        total = sum(open_weights[cell] for cell in made) + task["stability"] * kept
        if task["goal"] == "gain":
            return (-MOST,) if any(map(loses, made)) else (total, len(made), kept)
        if task["goal"] == "total":
            return total - alone * len(made), len(made), kept
        worst = min((open_weights[cell] for cell in made), default=0) if task["goal"] == "fair" else 0
        return len(made), worst, total, kept

    return of


def assigned(task: dict[str, Any], **options: Any) -> Any:  # noqa: ANN401 - because options are of any kind
    options |= {name: given for name, given in task.items() if name not in {"height", "width", "weight"}}
    return assign(range(task["height"]), range(task["width"]), task["weight"], **options)


def check_assignment(task: dict[str, Any]) -> None:
    found = assigned(task)
    good = list(every_assignment(task))
    assert found.verify() == ()
    if not good:
        assert found.status in {Status.PARTIAL, Status.INFEASIBLE}
        return
    of = rank(task)
    assert (found.status, found.bound) == (Status.OPTIMAL, found.value)
    assert of(found.solution) == max(map(of, good))
    for cell in task["weight"]:
        check_said(task, found, cell, [made for made in good if cell in made])


def check_said(task: dict[str, Any], found: Any, cell: Two, with_it: list[Pairs]) -> None:  # noqa: ANN401 - because all of a result is looked at
    """What a pair that is not made would cost is what the best result with it is worth."""
    sentence = found.explain(*cell).sentences[0]
    settles = task["goal"] in {"gain", "most"} or min(task["weight"].values()) >= 0
    if sentence.reason.code in {"WOULD_COST", "WOULD_ADD", "WOULD_TIE", "WOULD_ADD_NOTHING"} and settles:
        best = max(with_it, key=rank({**task, "locked": [*task["locked"], cell]}))
        kept = sum(one in task["previous"] for one in best)
        assert sentence.values["value"] == sum(task["weight"][one] for one in best) + task["stability"] * kept


@pytest.mark.uncounted
@given(sides(demands=False))
@settings(max_examples=120)
def test_no_assignment_is_better_however_large_the_numbers(task: dict[str, Any]) -> None:
    check_assignment(task)


@pytest.mark.uncounted
@given(sides(demands=True))
@settings(max_examples=80)
def test_no_assignment_that_keeps_demands_is_better_however_large_the_numbers(task: dict[str, Any]) -> None:
    check_assignment(task)


@st.composite
def pools(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(2, 5))
    cells = list(combinations(range(count), 2))
    some = st.lists(st.sampled_from(cells), max_size=3, unique=True)
    stability = draw(st.sampled_from([0, 0, 1, 2**40]))
    return {
        "count": count,
        "weight": draw(weights(cells, stability)),
        "forbidden": draw(some),
        "previous": draw(some),
        "stability": stability,
        "locked": draw(some)[:1],
        "goal": draw(st.sampled_from(GOALS)),
    }


def every_pairing(pool: dict[str, Any], *, three: bool) -> Iterator[Pairs]:
    """Every set of pairs, nobody in two; with a group of three, every set of which one is that."""
    cells = [cell for cell in pool["weight"] if cell not in pool["forbidden"]]
    locked = {one for two in pool["locked"] for one in two}
    for made in every_set(cells):
        taken = Counter(one for two in made for one in two)
        trio = {one for one, number in taken.items() if number == 2}
        if set(pool["locked"]) <= set(made) and max(taken.values(), default=0) <= 2:
            is_group = len(trio) == 3 and set(combinations(sorted(trio), 2)) <= set(made) and not trio & locked
            if is_group if three else not trio:
                yield made


def check_pairing(pool: dict[str, Any], *, three: bool) -> None:
    options = {name: given for name, given in pool.items() if name not in {"count", "weight"}}
    found: Any = pair(
        range(pool["count"]), lambda a, b: pool["weight"][a, b], odd="three" if three else "alone", **options
    )
    of = rank(pool)
    good = [made for made in every_pairing(pool, three=three) if of(made) != (-MOST,)]
    assert found.verify() == ()
    if three and not good:
        assert found.trio == ()
        return
    if not good:
        assert found.status is Status.INFEASIBLE
        return
    assert (found.status, found.bound) == (Status.OPTIMAL, found.value)
    assert of(found.solution) == max(map(of, good))
    assert found.weak_bound >= found.value
    for one, other in pool["weight"]:
        assert found.explain(one, other).text("de")


@pytest.mark.uncounted
@given(pools())
@settings(max_examples=80)
def test_no_pairing_is_better_however_large_the_numbers(pool: dict[str, Any]) -> None:
    check_pairing(pool, three=False)


@given(pools().filter(lambda pool: pool["count"] % 2 == 1))
@settings(max_examples=60)
def test_no_group_of_three_is_better_however_large_the_numbers(pool: dict[str, Any]) -> None:
    check_pairing(pool, three=True)


# ── what laws over tiny cases do not reach ───────────────────────────────────────────────────────────────────────────


def symmetric(size: int, top: int) -> list[list[int]]:
    """Weights of a pool, up to `top`."""
    table = np.triu(np.random.default_rng(size).integers(0, top, (size, size)), 1)
    whole: list[list[int]] = (table + table.T).tolist()
    return whole


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("steps", [0, 1, 3, 9, 20])
def test_a_search_of_large_numbers_that_is_ended_early_says_truly_what_could_be(goal: str, steps: int) -> None:
    weight = np.random.default_rng(3).integers(0, 2**52 // 12, (12, 5))
    known: dict[str, Any] = {"goal": goal, "previous": [(0, 0), (3, 1)], "capacity_right": 2, "forbidden": [(11, 4)]}
    for options in (known, {**known, "least_right": [1, 0, 2, 0, 0]}, {**known, "capacity_right": 1}):
        best: Any = assign(range(12), range(5), weight, **options)
        found: Any = _assignment(read_sides(range(12), range(5), weight, Budget(10**9), **options), Budget(steps))
        assert (best.status, best.verify(), found.verify()) == (Status.OPTIMAL, (), ())
        assert found.proof.objective.large
        if not found.unmet and len(found.solution) == len(best.solution) and goal != "fair":
            assert found.bound >= best.value >= found.value
            assert isinstance(found.bound, int)


@pytest.mark.parametrize("size", [8, 9])
@pytest.mark.parametrize("steps", [0, 2, 4, 40])
@pytest.mark.parametrize("odd", ["alone", "three"])
def test_a_pool_of_large_numbers_that_is_ended_early_says_truly_what_could_be(size: int, steps: int, odd: str) -> None:
    table = symmetric(size, 2**52 // size)
    best: Any = pair(range(size), table, goal="most", odd=odd, locked=[(0, 1)])
    task = read_pool(
        range(size),
        table,
        Budget(10**9),
        forbidden=(),
        goal="most",
        locked=[(0, 1)],
        previous=(),
        stability=0,
        three=odd == "three",
    )
    found: Any = _pairing(task, Budget(steps))
    assert (best.status, best.verify(), found.verify()) == (Status.OPTIMAL, (), ())
    assert best.weak_bound >= best.value
    if len(found.solution) == len(best.solution):
        assert found.weak_bound >= best.value >= found.value


def test_many_rows_at_few_columns_begin_at_prices_near_the_best_however_large_the_numbers() -> None:
    weight = np.random.default_rng(5).integers(0, 2**52 // 400, (200, 4))
    weight[:, 2:] += 2**42
    options: dict[str, Any] = {"capacity_right": 50, "least_right": 45, "goal": "most"}
    found: Any = assign(range(200), range(4), weight, previous=[(one, one % 4) for one in range(200)], **options)
    again = assign(range(200), range(4), weight, quotas=[PlaceQuota("all", "left", range(200))], **options)
    assert (found.verify(), again.verify(), len(found.solution)) == ((), (), 200)
    assert found.value == again.value == found.bound == again.bound
    assert all(isinstance(price, int) for _, price in found.certificate.numbers)


@pytest.mark.parametrize("size", [20, 21, 40])
def test_pairs_and_prices_of_a_larger_pool_are_exact(size: int) -> None:
    table = symmetric(size, 2**52 // size)
    for goal in GOALS:
        found: Any = pair(range(size), table, goal=goal, previous=[(0, 1), (2, 3)], stability=2.0)
        assert (found.status, found.bound, found.verify()) == (Status.OPTIMAL, found.value, ())
        assert len(found.solution) == size // 2


@pytest.mark.parametrize(
    ("goal", "big", "has_ties", "is_large"),
    [
        ("total", 2**36, True, False),
        ("total", 2**40, False, False),
        ("total", 2**45, True, True),
        ("most", 2**36, False, False),
        ("most", 2**45, True, True),
    ],
)
def test_pairs_kept_decide_between_equals_where_floats_hold_little_more(
    goal: str, big: int, *, has_ties: bool, is_large: bool
) -> None:
    size = 120
    previous = [(one, (one + 1) % size) for one in range(size)]
    forbidden = [(0, 0)] if goal == "most" else []
    found = assign(range(size), range(size), [[big] * size] * size, goal=goal, previous=previous, forbidden=forbidden)
    assert (found.moved, found.proof.objective.pair > 0, found.verify()) == ((), has_ties, ())
    assert found.proof.objective.large == is_large


@pytest.mark.parametrize("goal", GOALS)
def test_what_can_be_more_than_2_to_the_52_in_all_is_refused(goal: str) -> None:
    most = [[MOST - 1, 0], [0, 1]]
    found = assign("ab", "xy", most, goal=goal)
    assert (found.value, found.bound, found.verify()) == (MOST, MOST, ())
    more: list[Callable[[], object]] = [
        lambda: assign("ab", "xy", [[MOST, 0], [0, 1]], goal=goal),
        lambda: assign("ab", "xy", most, goal=goal, previous=[("a", "x")], stability=1),
        lambda: pair("abcd", {("a", "b"): MOST, ("c", "d"): 1}, goal=goal),
    ]
    for ask in more:
        with pytest.raises(BadInstance, match="too large to be added exactly"):
            ask()
    pool = pair("abcd", {("a", "b"): MOST - 1, ("c", "d"): 1}, goal=goal)
    assert (pool.value, pool.bound, pool.weak_bound, pool.verify()) == (MOST, MOST, MOST, ())


def test_a_price_too_low_or_a_pair_too_few_is_seen_in_large_numbers() -> None:
    weight = [[MOST // 4, MOST // 4 - 1], [MOST // 4, 3]]
    found: Any = assign("ab", "xy", weight, goal="most", forbidden=[("b", "y")])
    assert found.verify() == ()
    prices = found.proof.prices
    off_by_one = evolve(found, proof=evolve(found.proof, prices=(prices[0] - 1, prices[1])))
    worse = evolve(found, solution=(("a", "x"),))
    assert "NOT_PROVEN" in {violation.rule for violation in (*off_by_one.verify(), *worse.verify())}
    pool: Any = pair("abcd", symmetric(4, MOST // 4), goal="most")
    lie = evolve(pool, weak_bound=pool.weak_bound + 1, bound=pool.weak_bound + 1, status=Status.FEASIBLE)
    assert [violation.rule for violation in lie.verify()] == ["weak_bound"]


@pytest.mark.parametrize("size", [10, 2**40, 2**44, 2**48 - 10, 2**50])
def test_one_pair_more_beside_a_group_of_three_decides_between_equals(size: int) -> None:
    table = dict.fromkeys(combinations(range(5), 2), 0) | {(0, 1): -size, (0, 3): -size}
    found: Any = pair(range(5), table, forbidden=[(0, 2), (0, 4)], odd="three")
    assert (found.value, len(found.solution), found.verify()) == (-size, 4, ())


def test_a_column_full_of_locked_pairs_has_no_price_below_0() -> None:
    options: dict[str, Any] = {"capacity_left": [0, 2], "capacity_right": [0, 1, 1], "locked": [(1, 1)]}
    for size in (10, MOST // 2):
        found = assign(range(2), range(3), [[size, 0, 0], [0, 0, -1]], goal="gain", least_right=[0, 0, 1], **options)
        assert (found.status, found.value, found.verify()) == (Status.OPTIMAL, -1, ())


@pytest.mark.parametrize(
    "weight", [-5, -(2**40), -(2**48), -(2**49) - 1, -500_399_958_596_719, -(2**50), -0.1, -(2.0**49)]
)
@pytest.mark.parametrize("needs", [{"least_right": [0, 0, 1]}, {"least_left": [0, 1, 0]}])
def test_an_earlier_pair_stays_between_equals_that_are_only_made_because_they_must_be(
    needs: dict[str, Any], weight: float
) -> None:
    weights = dict.fromkeys(product(range(3), range(3)), weight)
    earlier = [(0, 0), (0, 1), (1, 2)]
    found = assign(range(3), range(3), weights, previous=earlier, stability=0, goal="gain", **needs)
    assert (found.solution, found.status, found.verify()) == (((1, 2),), Status.OPTIMAL, ())


def test_prices_follow_the_size_of_what_pairs_count() -> None:
    cost = -np.array([[5.0, 4, 0], [7, 3, 0], [0, 6, 5.5]])
    pairs = [(0, 1), (1, 0), (2, 2)]
    for size in (1.0, 2.0**-60, 2.0**60):
        assert prices_of_pairs(cost * size, pairs).tolist() == [1.5 * size, 0.5 * size, 0.0]
