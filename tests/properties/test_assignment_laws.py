"""Laws of assignment and pairing, against every result there is on small tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import fsum, inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunal_partner.matching.assignment import PairSide, PlaceQuota, assign, pair
from kommunal_partner.results import Status

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")
pytest.importorskip("rustworkx")

Pairs = tuple[tuple[int, int], ...]
WHOLE = st.integers(-3, 4)
BROKEN = st.sampled_from([-3, 0.1, 0.5, 1, 2.25, 3.1])


@st.composite
def tasks(draw: st.DrawFn, *, demands: bool) -> dict[str, Any]:
    height, width = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    cells = [(row, column) for row in range(height) for column in range(width)]
    weights = draw(st.sampled_from([WHOLE, st.integers(0, 2), BROKEN]))
    room = draw(st.sampled_from([st.just(1), st.integers(0, 2)]))
    some = st.lists(st.sampled_from(cells), max_size=3, unique=True) if cells else st.just([])
    capacity_left, capacity_right = [draw(st.lists(room, min_size=n, max_size=n)) for n in (height, width)]
    task: dict[str, Any] = {
        "weight": [[draw(weights) for _ in range(width)] for _ in range(height)],
        "capacity_left": capacity_left,
        "capacity_right": capacity_right,
        "forbidden": draw(some),
        "previous": draw(some),
        "stability": draw(st.sampled_from([0, 1])),
        "locked": draw(some)[:1],
        "goal": draw(st.sampled_from(["total", "gain", "most", "fair"])),
    }
    if demands:
        least = st.sampled_from([0, 0, 1, 2])
        task["least_left"] = draw(st.lists(least, min_size=height, max_size=height))
        task["least_right"] = draw(st.lists(least, min_size=width, max_size=width))
        if height and width:
            low = draw(st.integers(0, 2))
            task["quotas"] = [
                PlaceQuota(
                    "q", "left", draw(st.sets(st.integers(0, height - 1))), low, draw(st.sampled_from([None, low + 1]))
                ),
                PlaceQuota("r", "right", draw(st.sets(st.integers(0, width - 1))), 0, draw(st.integers(0, 3))),
            ]
    return task


def every_result(task: dict[str, Any]) -> Iterator[Pairs]:
    """Every set of pairs that keeps capacities and forbidden pairs."""
    rows, columns = len(task["capacity_left"]), len(task["capacity_right"])
    cells = [(a, b) for a in range(rows) for b in range(columns) if (a, b) not in task["forbidden"]]

    def extend(at: int, made: Pairs) -> Iterator[Pairs]:
        if at == len(cells):
            yield made
            return
        yield from extend(at + 1, made)
        a, b = cells[at]
        if (
            sum(one == a for one, _ in made) < task["capacity_left"][a]
            and sum(one == b for _, one in made) < task["capacity_right"][b]
        ):
            yield from extend(at + 1, (*made, (a, b)))

    return extend(0, ())


def keeps_demands(task: dict[str, Any], made: Pairs) -> bool:
    left = [sum(a == one for a, _ in made) for one in range(len(task["capacity_left"]))]
    right = [sum(b == one for _, b in made) for one in range(len(task["capacity_right"]))]
    sums = [
        (sum((left if q.side is PairSide.LEFT else right)[one] for one in q.ids), q) for q in task.get("quotas", ())
    ]
    return (
        set(task["locked"]) <= set(made)
        and all(have >= least for have, least in zip(left, task.get("least_left", left), strict=True))
        and all(have >= least for have, least in zip(right, task.get("least_right", right), strict=True))
        and all(q.least <= count <= (count if q.most is None else q.most) for count, q in sums)
    )


def rank(task: dict[str, Any], weights: dict[tuple[int, int], float]) -> Callable[[Pairs], tuple[float, ...]]:
    """What a goal looks at, one thing after the other."""
    alone = min([0, *weights.values()])

    def loses(one: tuple[int, int]) -> bool:
        """Whether a pair is worth less than none and nobody asks for it."""
        free = one not in task["locked"] and not any(task.get(name) for name in ("least_left", "least_right", "quotas"))
        return free and weights[one] + task["stability"] * (one in task["previous"]) < 0

    def of(made: Pairs) -> tuple[float, ...]:
        kept = sum(one in task["previous"] for one in made)
        total = fsum(weights[one] for one in made) + task["stability"] * kept
        count = len(made)
        if task["goal"] == "gain":
            return (-inf,) if any(loses(one) for one in made) else (round(total, 9), count, kept)
        if task["goal"] == "total":
            return round(total - alone * count, 9), count, kept
        worst = min((weights[one] for one in made), default=0) if task["goal"] == "fair" else 0
        return count, worst, round(total, 9), kept

    return of


def open_weights(task: dict[str, Any]) -> dict[tuple[int, int], float]:
    table = task["weight"]
    return {
        (a, b): table[a][b] for a in range(len(table)) for b in range(len(table[a])) if (a, b) not in task["forbidden"]
    }


def search(task: dict[str, Any]) -> Any:  # noqa: ANN401 - because the laws look at all of a result
    options = dict(task)
    weight = options.pop("weight")
    return assign(range(len(task["capacity_left"])), range(len(task["capacity_right"])), weight, **options)


def judge(task: dict[str, Any], *, ties: bool) -> None:
    found = search(task)
    good = [made for made in every_result(task) if keeps_demands(task, made)]
    if not good:
        assert found.status in {Status.PARTIAL, Status.INFEASIBLE}
        assert found.clash is not None
        assert (found.bound, found.gap, found.certificate) == (None, None, None)
        assert found.verify() == ()
        assert found.explain().text("de") != found.explain().text("en")
        return
    assert found.status is Status.OPTIMAL
    assert found.verify() == ()
    assert set(found.solution) in [set(made) for made in good]
    of = rank(task, open_weights(task))
    # Floats under demands: the solver does not decide between equal totals.
    looked_at = None if ties else 1 if task["goal"] in {"total", "gain"} else 3
    assert of(found.solution)[:looked_at] == max(map(of, good))[:looked_at]
    for one in range(len(task["capacity_left"])):
        assert found.explain(left=one).text("de")
    for one in range(len(task["capacity_right"])):
        assert found.explain(right=one).text("en")


@given(tasks(demands=False))
@settings(max_examples=250)
def test_no_result_is_better_and_the_prices_prove_it(task: dict[str, Any]) -> None:
    judge(task, ties=True)


@given(tasks(demands=True))
@settings(max_examples=75)
def test_demands_are_kept_at_the_best_value_or_the_clash_is_named(task: dict[str, Any]) -> None:
    whole = all(isinstance(weight, int) for row in task["weight"] for weight in row)
    judge(task, ties=whole)


@given(st.one_of(tasks(demands=False), tasks(demands=True)), st.sampled_from([1e-9, 1e-13, 1e9]))
@settings(max_examples=80)
def test_weights_far_from_1_are_decided_like_those_near_to_it(task: dict[str, Any], unit: float) -> None:
    far = {**task, "weight": [[weight * unit for weight in row] for row in task["weight"]]}
    far["stability"] = task["stability"] * unit
    found, near = search(far), search(task)
    assert found.verify() == ()
    assert (found.status, len(found.solution)) == (near.status, len(near.solution))
    if near.value is not None:
        assert abs(found.value / unit - near.value) < 1e-6
        if near.worst is not None and task["goal"] == "fair":
            assert abs(found.worst / unit - near.worst) < 1e-6


@given(tasks(demands=False), st.integers(0, 3), st.booleans())
@settings(max_examples=200)
def test_whole_numbers_near_the_largest_that_floats_hold_are_added_exactly(
    task: dict[str, Any], turn: int, needed: bool
) -> None:
    far = {**task, "goal": "total", "stability": 0, "previous": [], "locked": []}
    far["weight"] = [
        [2**47 + (a * 3 + b * 5 + turn) % 7 + int(weight) for b, weight in enumerate(row)]
        for a, row in enumerate(task["weight"])
    ]
    if needed and far["capacity_right"]:
        far["least_right"] = [1, *[0] * (len(far["capacity_right"]) - 1)]
    found = search(far)
    assert found.verify() == ()
    good = [made for made in every_result(far) if keeps_demands(far, made)]
    if good:
        weights = open_weights(far)
        assert found.total == max(sum(int(weights[one]) for one in made) for made in good)


@given(st.integers(0, 10**6))
@settings(max_examples=25)
def test_chains_from_prices_near_the_best_end_where_the_solver_ends(seed: int) -> None:
    rng = np.random.default_rng(seed)
    height, width = int(rng.integers(20, 60)), int(rng.integers(2, 7))
    weights = rng.integers(0, rng.choice([3, 1000]), (height, width)) + np.arange(width) * rng.choice([0, 30, 100])
    room = rng.integers(0, 2 * height // width, width)
    rules: dict[str, Any] = {
        "capacity_right": room.tolist(),
        "least_right": (room // rng.integers(1, 9, width) * rng.integers(0, 2, width)).tolist(),
        "least_left": (rng.random(height) < 0.2).astype(int).tolist(),
        "forbidden": np.argwhere(rng.random((height, width)) < 0.1).tolist(),
        "goal": rng.choice(["total", "gain", "most", "fair"]).item(),
    }
    if rng.random() < 0.5:
        weights = weights * 1e-13
    found: Any = assign(range(height), range(width), weights, **rules)
    again: Any = assign(range(height), range(width), weights, quotas=[PlaceQuota("q", "left", range(height))], **rules)
    assert (found.verify(), again.verify()) == ((), ())
    assert found.status == again.status
    # Floats under demands: the solver does not decide between equal totals.
    if rules["goal"] in {"most", "fair"}:
        assert len(found.solution) == len(again.solution)
    assert found.value == pytest.approx(again.value, rel=1e-9)


@given(tasks(demands=True), st.integers(0, 3))
@settings(max_examples=80)
def test_whole_numbers_near_the_largest_are_added_exactly_under_quotas(task: dict[str, Any], turn: int) -> None:
    far = {**task, "goal": "total", "stability": 0, "previous": [], "locked": []}
    far["weight"] = [
        [2**48 // (1 + (a + b + turn) % 2) + (a * 3 + b * 5 + turn) % 7 for b in range(len(row))]
        for a, row in enumerate(task["weight"])
    ]
    found = search(far)
    assert found.verify() == ()
    good = [made for made in every_result(far) if keeps_demands(far, made)]
    if good:
        weights = open_weights(far)
        assert found.total == max(sum(int(weights[one]) for one in made) for made in good)


@given(tasks(demands=False), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_input_changes_nothing(task: dict[str, Any], random: Any) -> None:  # noqa: ANN401 - because Hypothesis does not name its type
    found = search(task)
    left, right = list(range(len(task["capacity_left"]))), list(range(len(task["capacity_right"])))
    random.shuffle(left)
    random.shuffle(right)
    options = {key: value for key, value in task.items() if key not in {"weight", "capacity_left", "capacity_right"}}
    again = assign(
        left,
        right,
        [[task["weight"][a][b] for b in right] for a in left],
        capacity_left={a: task["capacity_left"][a] for a in left},
        capacity_right={b: task["capacity_right"][b] for b in right},
        **options,
    )
    assert again == found
    assert again.certificate == found.certificate


@given(tasks(demands=False))
@settings(max_examples=100)
def test_a_result_given_back_as_previous_does_not_move(task: dict[str, Any]) -> None:
    found = search(task)
    if found.status is Status.OPTIMAL:
        assert (
            search({**task, "previous": found, "stability": 0 if not task["previous"] else 5}).solution
            == found.solution
        )


@st.composite
def pools(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(0, 6))
    weights = draw(st.sampled_from([WHOLE, st.integers(0, 2), BROKEN]))
    both = [(a, b) for a in range(count) for b in range(a + 1, count)]
    table = {two: draw(weights) for two in both}
    some = st.lists(st.sampled_from(both), max_size=5, unique=True) if both else st.just([])
    return {
        "count": count,
        "table": table,
        "forbidden": draw(some),
        "previous": draw(some),
        "stability": draw(st.sampled_from([0, 1])),
        "locked": draw(some)[:2],
        "goal": draw(st.sampled_from(["total", "gain", "most", "fair"])),
    }


def every_pairing(people: tuple[int, ...], allowed: set[tuple[int, int]]) -> Iterator[Pairs]:
    if not people:
        yield ()
        return
    first, rest = people[0], people[1:]
    yield from every_pairing(rest, allowed)
    for other in rest:
        if (first, other) in allowed:
            for more in every_pairing(tuple(one for one in rest if one != other), allowed):
                yield ((first, other), *more)


@given(pools())
@settings(max_examples=250)
def test_no_pairing_of_a_pool_is_better(pool: dict[str, Any]) -> None:
    table: dict[tuple[int, int], float] = pool["table"]
    options = {key: value for key, value in pool.items() if key not in {"count", "table"}}
    asked: list[tuple[int, int]] = []

    def weight(a: int, b: int) -> float:
        asked.append((a, b))
        return table[a, b]

    found: Any = pair(range(pool["count"]), weight, **options)
    assert sorted(asked) == sorted(table)
    allowed = set(table) - set(pool["forbidden"])
    good = [made for made in every_pairing(tuple(range(pool["count"])), allowed) if set(pool["locked"]) <= set(made)]
    assert found.verify() == ()
    assert found.explain().text("de")
    if not good:
        assert (found.status, found.bound, found.certificate) == (Status.INFEASIBLE, None, None)
        return
    assert (found.status, found.gap) == (Status.OPTIMAL, 0)
    of = rank(pool, {two: table[two] for two in allowed})
    assert of(found.solution) == max(map(of, good))
    assert found.weak_bound >= found.value


@given(pools(), st.sampled_from([1e-9, 1e-13, 1e9]))
@settings(max_examples=100)
def test_a_pool_of_weights_far_from_1_is_paired_like_one_near_to_it(pool: dict[str, Any], unit: float) -> None:
    options = {key: value for key, value in pool.items() if key not in {"count", "table", "stability"}}
    table: dict[tuple[int, int], float] = pool["table"]
    near: Any = pair(range(pool["count"]), lambda a, b: table[a, b], **options)
    found: Any = pair(range(pool["count"]), lambda a, b: table[a, b] * unit, **options)
    assert found.verify() == ()
    assert (found.status, len(found.solution)) == (near.status, len(near.solution))
    assert near.value is None or abs(found.value / unit - near.value) < 1e-6


# ── what explanations say is so ──────────────────────────────────────────────────────────────────────────────────────


def ids_of(value: Any) -> tuple[int, ...]:  # noqa: ANN401 - because a value of a sentence is anything
    return tuple(getattr(value, "ids", ()))


def check_alone(  # noqa: C901, PLR0912 - because every sentence has its own check
    task: dict[str, Any],
    made: Pairs,
    one: int,
    *,
    left: bool,
    sentences: Any,  # noqa: ANN401 - because sentences are looked into
) -> None:
    """What is said of somebody, against the task: is that place taken, would it be better, who competes?"""
    weights = open_weights(task)
    most = (task["capacity_left"], task["capacity_right"]) if left else (task["capacity_right"], task["capacity_left"])
    turned = made if left else tuple((b, a) for a, b in made)
    open_to = {(a, b) if left else (b, a): weight for (a, b), weight in weights.items()}
    mine = {other: weight for (who, other), weight in open_to.items() if who == one}
    for sentence in sentences:
        values, code = dict(sentence.values), sentence.reason.code
        if code == "PAIRED":
            assert (values["a"], values["b"]) in made
            assert values["weight"] == weights[values["a"], values["b"]]
        elif code == "NO_PLACE":
            assert 0 in (
                (most[0] if values["who"] == one and not most[0][one] else most[1])[values["who"]],
                most[0][one],
            )
        elif code == "NO_PAIR_ALLOWED":
            assert most[1]
            assert not mine
        elif code == "NOBODY_THERE":
            assert not most[1]
        elif code == "BEST_BLOCKED":
            partners = tuple(who for who, other in turned if other == values["other"])
            assert (values["weight"], mine[values["other"]]) == (max(mine.values()), max(mine.values()))
            assert (ids_of(values["others"]), len(partners)) == (partners, most[1][values["other"]])
        elif code == "QUOTA_FULL":
            quota = next(quota for quota in task["quotas"] if quota.name == values["name"])
            at = 0 if quota.side is PairSide.LEFT else 1
            place = (one, values["other"]) if left else (values["other"], one)
            assert sum(pair[at] in quota.ids for pair in made) == values["count"] == quota.most
            assert place[at] in quota.ids
        elif code == "WORTH_MORE_ELSEWHERE":
            assert any(len(other) == len(made) + 1 and any(a == one for a, _ in other) for other in every_result(task))
        elif code.startswith("HALL"):
            where = set(ids_of(values["where"])) if "where" in values else set()
            rooms = task["capacity_right"]
            for who in ids_of(values["who"]):
                assert {b for a, b in weights if a == who and rooms[b]} <= where
            if "capacity" in values:
                assert values["capacity"] == sum(rooms[b] for b in where)
            if code == "HALL_TAKEN":
                assert sum(b in where for _, b in made) == values["capacity"]
        else:
            assert code == "PAIR_NOT_WORTH"
            assert values["weight"] == max(mine.values())


def check_pair(task: dict[str, Any], found: Any, pair: tuple[int, int]) -> None:  # noqa: ANN401 - because the laws look at all of a result
    """What is said of a pair, against every result there is with it."""
    weights, made = open_weights(task), found.solution
    sentence = found.explain(*pair).sentences[0]
    values, code = dict(sentence.values), sentence.reason.code
    with_it = [other for other in every_result(task) if pair in other and keeps_demands(task, other)]
    if code == "PAIRED":
        assert pair in made
    elif code == "PAIR_FORBIDDEN":
        assert pair in task["forbidden"]
    elif code == "BELOW_FLOOR":
        assert task["goal"] == "fair"
        assert pair not in task["forbidden"]
        assert weights[pair] < min(weights[one] for one in made)
    elif code == "WOULD_BREAK":
        assert not with_it
    else:
        assert code in {"WOULD_COST", "WOULD_ADD", "WOULD_TIE", "WOULD_ADD_NOTHING"}
        locked = {**task, "locked": [*task["locked"], pair]}
        of = rank(locked, weights)
        best = max(with_it, key=of)
        kept = sum(one in task["previous"] for one in best)
        total = fsum(weights[one] for one in best) + task["stability"] * kept
        if task["goal"] in {"gain", "most"} or min([0, *weights.values()]) == 0:
            assert abs(values["value"] - total) < 1e-9
        lost = ids_of(values["changes"]) if "changes" in values else ()
        assert (len(lost) > 0) == (code in {"WOULD_COST", "WOULD_TIE"})
        assert set(lost) <= {f"{a} + {b}" for a, b in made}


@given(st.one_of(tasks(demands=False), tasks(demands=True)))
@settings(max_examples=100)
def test_what_is_said_of_one_and_of_two_is_so(task: dict[str, Any]) -> None:
    found = search(task)
    if found.status is not Status.OPTIMAL:
        return
    rows, columns = range(len(task["capacity_left"])), range(len(task["capacity_right"]))
    for one in rows:
        check_alone(task, found.solution, one, left=True, sentences=found.explain(left=one).sentences)
    for one in columns:
        check_alone(task, found.solution, one, left=False, sentences=found.explain(right=one).sentences)
    for pair_ in [(a, b) for a in rows for b in columns]:
        check_pair(task, found, pair_)


@given(pools(), st.integers(0, 3))
@settings(max_examples=150)
def test_a_pool_of_whole_numbers_near_the_largest_is_paired_exactly(pool: dict[str, Any], turn: int) -> None:
    table = {(a, b): 2**47 + (a * 3 + b * 5 + turn) % 7 for a, b in pool["table"]}
    found: Any = pair(range(pool["count"]), lambda a, b: table[a, b], forbidden=pool["forbidden"])
    assert found.verify() == ()
    allowed = set(table) - set(pool["forbidden"])
    good = every_pairing(tuple(range(pool["count"])), allowed)
    assert found.total == max(sum(table[two] for two in made) for made in good)
