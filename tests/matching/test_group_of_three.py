"""An odd pool with one group of three: against every result there is, in words, and where it cannot be."""

from __future__ import annotations

from itertools import combinations
from math import fsum
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.errors import BadRule
from kommunal_partner.matching.assignment import _blossom, _three, pair
from kommunal_partner.results import Budget, OutOfSteps, Status

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")
pytest.importorskip("rustworkx")

Two = tuple[int, int]


@st.composite
def pools(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.sampled_from([1, 3, 5]))
    both = list(combinations(range(count), 2))
    weights = draw(st.sampled_from([st.integers(-3, 5), st.integers(0, 1), st.sampled_from([0.1, 0.5, -0.25, 2.3])]))
    some = st.lists(st.sampled_from(both), max_size=3, unique=True) if both else st.just([])
    return {
        "count": count,
        "table": {two: draw(weights) for two in both},
        "forbidden": draw(some),
        "previous": draw(some),
        "stability": draw(st.sampled_from([0, 1])),
        "locked": draw(some)[:1],
        "goal": draw(st.sampled_from(["total", "gain", "most", "fair"])),
    }


def every_result(pool: dict[str, Any]) -> list[tuple[Two, ...]]:
    """Every group of three with every set of pairs of the others; nobody in a locked pair is in the group."""
    is_open = {two for two in pool["table"] if two not in pool["forbidden"]}
    locked = {one for two in pool["locked"] for one in two}
    found = []
    for trio in combinations([one for one in range(pool["count"]) if one not in locked], 3):
        rest = [two for two in is_open if not set(two) & set(trio)]
        for size in range(len(rest) + 1):
            for made in combinations(rest, size):
                alone = len({one for two in made for one in two}) == 2 * size
                if alone and set(pool["locked"]) <= set(made) and set(combinations(trio, 2)) <= is_open:
                    found.append((*made, *combinations(trio, 2)))
    return found


def rank(pool: dict[str, Any], made: tuple[Two, ...]) -> tuple[float, ...]:
    is_open = {two: weight for two, weight in pool["table"].items() if two not in pool["forbidden"]}
    kept = sum(two in pool["previous"] for two in made)
    total, count = fsum(is_open[two] for two in made) + pool["stability"] * kept, len(made)
    if pool["goal"] == "gain":
        losses = [two for two in made if is_open[two] + pool["stability"] * (two in pool["previous"]) < 0]
        return (-1e9,) if set(losses) - set(pool["locked"]) else (round(total, 9), count, kept)
    if pool["goal"] == "total":
        return round(total - min([0, *is_open.values()]) * count, 9), count, kept
    worst = min((is_open[two] for two in made), default=0) if pool["goal"] == "fair" else 0
    return count, worst, round(total, 9), kept


@pytest.mark.uncounted
@given(pools())
@settings(max_examples=150)
def test_no_group_of_three_with_pairs_is_better(pool: dict[str, Any]) -> None:
    table = pool["table"]
    options = {key: value for key, value in pool.items() if key not in {"count", "table"}}
    found: Any = pair(range(pool["count"]), lambda a, b: table[a, b], odd="three", **options)
    assert found.verify() == ()
    good = [made for made in every_result(pool) if rank(pool, made) != (-1e9,)]
    if not good:
        assert found.trio == ()
        assert found == pair(range(pool["count"]), lambda a, b: table[a, b], **options)
        return
    assert (found.status, found.gap) == (Status.OPTIMAL, 0)
    assert rank(pool, found.solution) == max(rank(pool, made) for made in good)
    assert set(combinations(found.trio, 2)) <= set(found.solution)
    assert found.weak_bound >= found.value


def weight(a: str, b: str) -> int | None:
    return {"ab": 5, "ac": 4, "bc": 3, "de": 7, "ad": 1, "be": 1}.get(a + b, 0)


def test_the_group_stands_in_the_solution_and_is_said_in_words() -> None:
    found: Any = pair("abcde", weight, odd="three")
    assert found.trio == ("a", "b", "c")
    assert found.solution == (("a", "b"), ("a", "c"), ("b", "c"), ("d", "e"))
    assert (found.value, found.bound, found.unmatched) == (19, 19, ())
    assert [row["weight"] for row in found.to_rows()] == [5, 4, 3, 7]
    assert (found.partners("b"), found.partner("b"), found.partner("d")) == (("a", "c"), "a", "e")
    said = "a, b, c form a group of three (worth 12 together)."
    assert found.explain("a").text("en") == found.explain("a", "c").text("en") == said
    assert said in found.explain().text("en")
    assert "bilden eine Dreiergruppe (zusammen 12)" in found.explain().text("de")
    assert "the result would be worth" in found.explain("a", "d").text("en")
    floats: Any = pair("abc", lambda a, b: {"ab": 0.1, "ac": 0.2}.get(a + b, 0.0), odd="three")
    assert "zusammen 0,3)" in floats.explain("a").text("de")


def test_an_even_pool_and_a_pool_in_which_no_three_may_meet_have_none() -> None:
    even: Any = pair("abcd", weight, odd="three")
    assert (even.trio, even.verify()) == ((), ())
    none: Any = pair("abc", lambda a, b: None if a + b == "bc" else 1, odd="three")
    assert (none.trio, len(none.solution), none.verify()) == ((), 1, ())
    assert "No group of three was found" in none.explain().text("en")
    with pytest.raises(BadRule, match="odd"):
        pair("abc", weight, odd="two")


def test_what_a_lock_leaves_of_a_sum_of_floats_is_no_miscount() -> None:
    weights = {(0, 2): -0.25, (1, 2): 2.3, (1, 3): 0.1, (2, 3): -0.25}
    found: Any = pair(range(5), weights, previous=[(2, 3)], stability=1, locked=[(1, 3)], odd="three")
    assert (found.status, found.trio, found.verify()) == (Status.OPTIMAL, (), ())


def test_a_group_that_is_none_is_caught() -> None:
    found: Any = pair("abcde", weight, odd="three")
    for lie in (
        evolve(found, trio=("a", "b", "d")),
        evolve(found, trio=("a", "b")),
        evolve(found, trio=()),
        evolve(found, weak_bound=found.value + 1000),
    ):
        assert lie.verify()


def test_a_search_of_groups_that_is_ended_early_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = np.triu(np.random.default_rng(1).integers(1, 50, (21, 21)), 1)
    weights = weights + weights.T
    best: Any = pair(range(21), weights, odd="three")
    left = 0

    def after(*_said: object) -> bool:
        nonlocal left
        left -= 1
        return left < 0

    monkeypatch.setattr("kommunal_partner.results._budget._SECONDS_BETWEEN", 0.0)
    for steps in range(40):
        left = steps
        found: Any = pair(range(21), weights, odd="three", progress=after)
        assert found.verify() == ()
        assert found.value <= best.value <= best.weak_bound
    monkeypatch.setattr("kommunal_partner.matching.assignment._three._MOST", 3)
    few: Any = pair(range(21), weights, odd="three", goal="fair")
    assert (few.status, few.verify()) == (Status.FEASIBLE, ())
    assert few.bound >= best.value


def test_a_sum_that_none_exceeds_does_not_prove_that_nobody_could_be_better_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = pair(range(9), lambda _one, _other: 1, odd="three", goal="fair")
    assert (found.status, found.verify()) == (Status.OPTIMAL, ())
    monkeypatch.setattr("kommunal_partner.matching.assignment._three._MOST", 3)
    few = pair(range(9), lambda _one, _other: 1, odd="three", goal="fair")
    assert (few.status, few.bound, few.verify()) == (Status.FEASIBLE, few.value, ())


def test_what_a_pair_would_cost_beside_the_group_of_three_is_said_of_a_pair_of_two() -> None:
    fit = {(0, 1): 1, (0, 2): 1, (1, 2): 1, (3, 4): 9, (0, 3): 2, (1, 4): 2}
    found = pair(range(5), lambda one, other: fit.get((one, other)), odd="three")
    assert (found.trio, found.value) == ((0, 1, 2), 12)
    assert found.explain(0, 3).text("en").startswith("With 0 and 3 (2) as a pair of two the result would be worth 4, ")


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────────────


def every_pairing(pool: dict[str, Any]) -> list[tuple[Two, ...]]:
    """Every set of pairs without a group of three."""
    is_open = [two for two in pool["table"] if two not in pool["forbidden"]]
    return [
        made
        for size in range(len(is_open) + 1)
        for made in combinations(is_open, size)
        if len({one for two in made for one in two}) == 2 * size and set(pool["locked"]) <= set(made)
    ]


def best_with(pool: dict[str, Any], two: Two) -> list[tuple[Two, ...]]:
    """The best results in which two are a pair of two: with a group of three beside them, if there can be one."""
    held = {**pool, "locked": [*pool["locked"], two]}
    some = [made for made in every_result(held) if rank(held, made) != (-1e9,)] or every_pairing(held)
    # What is kept decides between equals, and is no part of what is said.
    best = max(rank(held, made)[:-1] for made in some)
    return [made for made in some if rank(held, made)[:-1] == best]


def total_of(pool: dict[str, Any], made: tuple[Two, ...]) -> float:
    kept = sum(two in pool["previous"] for two in made)
    return fsum(pool["table"][two] for two in made) + float(pool["stability"] * kept)


def is_so_of_two(pool: dict[str, Any], found: Any, two: Two) -> bool:  # noqa: ANN401, PLR0911 - because the result is read by its names; every sentence has its own check
    first, *rest = found.explain(*two).sentences
    said, beside = dict(first.values), {sentence.reason.code: dict(sentence.values) for sentence in rest}
    worst = min((pool["table"][one] for one in found.solution), default=0)
    match first.reason.code:
        case "GROUP_OF_THREE":
            together = fsum(pool["table"][one] for one in combinations(sorted(said["who"].ids), 2))
            return set(two) <= set(said["who"].ids) == set(found.trio) and said["weight"] == pytest.approx(together)
        case "PAIRED":
            return two in found.solution and not set(two) <= set(found.trio) and said["weight"] == pool["table"][two]
        case "PAIR_FORBIDDEN":
            return two in pool["forbidden"]
        case "WOULD_BREAK":
            return any(len({*two, *locked}) == 3 for locked in pool["locked"])
        case "BELOW_FLOOR":
            return bool(said["weight"] == pool["table"][two] < worst == said["worst"])
        case "POOL_COSTS_BESIDE_THREE" | "POOL_TIES_BESIDE_THREE":
            some = best_with(pool, two)
            fewer, lower = beside.get("FEWER_PAIRS"), beside.get("LOWER_WORST")
            return (
                any(total_of(pool, made) == pytest.approx(said["value"]) for made in some)
                and said.get("best", said["value"]) == pytest.approx(total_of(pool, found.solution))
                and said["weight"] == pool["table"][two]
                and (fewer is None or fewer["pairs"] in {len(made) for made in some})
                and (fewer is None) == any(len(made) >= len(found.solution) for made in some)
                and (lower is None or lower["worst"] in {min(map(pool["table"].get, made)) for made in some})
            )
    return False


def is_so_of_one(pool: dict[str, Any], found: Any, one: int, sentence: Any) -> bool:  # noqa: ANN401, PLR0911 - because as above
    said = dict(sentence.values)
    mine = {
        (a + b) - one: w for (a, b), w in pool["table"].items() if one in (a, b) and (a, b) not in pool["forbidden"]
    }
    made = {frozenset(two) for two in found.solution}
    match sentence.reason.code:
        case "GROUP_OF_THREE":
            return set(said["who"].ids) == set(found.trio)
        case "PAIRED":
            return bool(frozenset({said["a"], said["b"]}) in made and one in (said["a"], said["b"]))
        case "NO_PAIR_ALLOWED":
            return bool(pool["count"] > 1 and not mine)
        case "NOBODY_THERE":
            return bool(pool["count"] == 1)
        case "POOL_BLOCKED":
            other = said["other"]
            partners = {(a + b) - other for a, b in found.solution if other in (a, b)}
            named = set(getattr(said["partner"], "ids", (said["partner"],)))
            return bool(said["weight"] == mine[other] == max(mine.values()) and named == partners)
        case "PAIR_NOT_WORTH":
            more = (*found.solution, (min(one, said["other"]), max(one, said["other"])))
            return all(said["other"] not in two for two in found.solution) and rank(pool, more) <= rank(
                pool, found.solution
            )
        case "POOL_ODD":
            return bool(said["count"] == pool["count"]) and not found.trio
        case "NO_GROUP_OF_THREE":
            return not [made for made in every_result(pool) if rank(pool, made) != (-1e9,)]
    return False


@given(pools())
@settings(max_examples=100, deadline=None)
def test_what_is_said_beside_a_group_of_three_is_so(pool: dict[str, Any]) -> None:
    options = {key: value for key, value in pool.items() if key not in {"count", "table"}}
    found: Any = pair(range(pool["count"]), lambda a, b: pool["table"][a, b], odd="three", **options)
    if found.status is not Status.OPTIMAL:
        return
    for one in range(pool["count"]):
        for sentence in found.explain(one).sentences:
            assert is_so_of_one(pool, found, one, sentence), sentence.text("en")
    for two in pool["table"]:
        assert is_so_of_two(pool, found, two), found.explain(*two).text("en")


def test_under_gain_no_pair_of_a_group_of_three_is_below_0() -> None:
    weights = {("a", "b"): 3, ("b", "c"): 4, ("a", "c"): -1}
    found = pair("abc", weights, odd="three", goal="gain")
    assert (found.solution, found.trio, found.status, found.verify()) == ((("b", "c"),), (), Status.OPTIMAL, ())


def no_time(_: object, budget: Budget) -> None:
    budget.stopped = True
    raise OutOfSteps


def test_no_group_of_three_is_looked_for_where_there_is_no_time_for_the_prices_of_the_pool(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_three, "stop_unless_pooled_in_time", no_time)
    found = pair(range(5), [[9] * 5] * 5, odd="three")
    assert (found.trio, len(found.solution), found.status) == ((), 2, Status.FEASIBLE)
    assert found.verify() == ()
    many = 201
    weights = {(one, one + 1): 5 + one % 3 for one in range(many - 1)} | {(0, 2): 9}
    few = pair(range(many), weights, odd="three", goal="gain")
    assert few.trio == (0, 1, 2)


def test_the_pairs_beside_a_group_of_three_are_not_searched_where_there_is_no_time_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_blossom, "stop_unless_pooled_in_time", no_time)
    found = pair(range(5), [[9] * 5] * 5, odd="three")
    assert (found.trio, len(found.solution), found.status) == ((), 2, Status.FEASIBLE)
