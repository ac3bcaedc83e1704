"""Assignment and pairs, each beside its peer in one run: python benchmarks/bench_assignment.py

scipy's linear_sum_assignment for one to one, OR-Tools' min cost flow for capacities and lower bounds, HiGHS (milp) for
quotas, rustworkx for pools; processor seconds, best of three, turn about; the values must agree.
"""

from __future__ import annotations

import os
import platform
import random
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any, TypeAlias

import numpy as np
import rustworkx
import scipy
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from timing import WHOLE, against, ratio

from kommunal_partner.matching import scoring
from kommunal_partner.matching.assignment import PairSide, PlaceQuota, assign, pair
from kommunal_partner.participants import Participant

Whole: TypeAlias = NDArray[np.int64]


def machine() -> None:
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f},",
        f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__},",
        f"rustworkx {rustworkx.__version__}",
    )


def row(what: str, ours: float, peer: float, of: str, goal: str) -> None:
    print(f"{what:52} ours {ours:7.3f} s  {of} {peer:7.3f} s  ratio {ours / peer:6.2f}  ({goal})", flush=True)
    ratio(what, of, ours, peer)


# ── one to one ───────────────────────────────────────────────────────────────────────────────────────────────────────


def ready_arrays(size: int) -> None:
    rng = np.random.default_rng(1)
    for name, weights in (
        ("floats", rng.random((size, size))),
        ("few whole numbers", rng.integers(1, 100, (size, size)).astype(float)),
    ):
        for prove, goal in ((False, "goal 1.1"), (True, "with dual prices, goal 3")):
            ours, peer, found, (rows, columns) = against(
                lambda weights=weights, prove=prove: assign(range(size), range(size), weights, prove=prove),
                lambda weights=weights: linear_sum_assignment(weights, maximize=True),
            )
            assert found.value is not None
            assert abs(found.value - weights[rows, columns].sum()) < 1e-6
            row(f"{size} x {size} {name}", ours, peer, "scipy", goal)


def people(prefix: str, count: int, rng: random.Random) -> list[Participant]:
    words = [f"theme {number}" for number in range(14)]
    return [
        Participant(
            (prefix, number),
            country=rng.choice(["DEU", "TZA", "KEN", "CHL", "MEX", "VNM", "UKR"]),
            languages=rng.sample(["de", "en", "fr", "es", "sw", "pt"], rng.randint(1, 3)),
            themes=rng.sample(words, rng.randint(1, 5)),
            offers=rng.sample(words, 3),
            seeks=rng.sample(words, 3),
            experience=rng.randint(0, 25),
            size_class=rng.randint(0, 5),
        )
        for number in range(count)
    ]


def objects(size: int) -> None:
    rng = random.Random(1)
    left, right = people("l", size, rng), people("r", size, rng)
    score = scoring.Score.of(
        scoring.shared_themes(3),
        scoring.offer_fit(5),
        scoring.common_language(2),
        scoring.experience_gap(),
        scoring.size_alike(),
    )
    table = score.matrix(left, right).astype(float)
    ours, peer, _, _ = against(lambda: assign(left, right, score), lambda: linear_sum_assignment(table, maximize=True))
    row(f"{size} x {size} participants, five terms", ours, peer, "scipy on the ready table", "goal 4")


# ── capacities and lower bounds ──────────────────────────────────────────────────────────────────────────────────────


def by_min_cost_flow(weights: Whole, least: Whole, most: Whole) -> int:
    height, width = weights.shape
    flow: Any = min_cost_flow.SimpleMinCostFlow()
    rows, columns, sink = np.arange(height), height + np.arange(width), height + width
    flow.add_arcs_with_capacity_and_unit_cost(
        np.repeat(rows, width), np.tile(columns, height), np.ones(weights.size, dtype=np.int64), -weights.ravel()
    )
    none = np.zeros(height, dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(rows, np.full(height, sink), none + 1, none)
    flow.add_arcs_with_capacity_and_unit_cost(columns, np.full(width, sink), most - least, none[:width])
    supplies = np.concatenate([none + 1, -least, [least.sum() - height]])
    flow.set_nodes_supplies(np.arange(sink + 1), supplies)
    assert flow.solve() == flow.OPTIMAL
    return -int(flow.optimal_cost())


def tables(height: int, width: int) -> dict[str, Whole]:
    rng = np.random.default_rng(1)
    alike = rng.random((height, width))
    near = 1 - np.abs(rng.random((height, 1)) ** 2 - np.linspace(0, 1, width))
    return {
        "alike": (alike * 1e6).astype(np.int64),
        "all want the same": ((alike + np.linspace(0, 3, width)) * 1e6).astype(np.int64),
        "good rows, good columns": (rng.random((height, 1)) * rng.random(width) * 1e6 + alike * 1e4).astype(np.int64),
        "by distance": (near * 1e6).astype(np.int64),
        "few weights": rng.integers(0, 5, (height, width)),
    }


def flows(height: int, width: int) -> None:
    for name, weights in tables(height, width).items():
        for most_share, least_share in ((1.0, 0.0), (1.05, 0.75), (1.3, 0.5), (3.0, 0.6)):
            most = np.full(width, int(height / width * most_share))
            least = np.full(width, int(height / width * least_share))
            ours, peer, found, value = against(
                lambda w=weights, m=most, n=least: assign(
                    range(height), range(width), w, capacity_right=m.tolist(), least_right=n.tolist()
                ),
                lambda w=weights, m=most, n=least: by_min_cost_flow(w, n, m),
            )
            assert found.value == value
            row(
                f"{height} x {width} {name}, {least[0]} to {most[0]} each",
                ours,
                peer,
                "OR-Tools min cost flow",
                "goal 3",
            )


# ── quotas ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def quotas_of(height: int, width: int, count: int) -> list[PlaceQuota]:
    rng = random.Random(1)
    found = []
    for number in range(count):
        side, size = (PairSide.LEFT, height) if number % 2 else (PairSide.RIGHT, width)
        ids = rng.sample(range(size), size // 3)
        found.append(PlaceQuota(f"q{number}", side, ids, len(ids) // 8, len(ids) // 2 if number % 2 else len(ids) * 3))
    return found


def by_milp(weights: Whole, room: int, quotas: list[PlaceQuota]) -> float:
    height, width = weights.shape
    rows = sparse.kron(sparse.eye(height), np.ones((1, width)))
    columns = sparse.kron(np.ones((1, height)), sparse.eye(width))
    inside = []
    for quota in quotas:
        is_left = quota.side is PairSide.LEFT
        places = np.isin(np.arange(height if is_left else width), list(quota.ids))
        inside.append((places[:, None] if is_left else places) & np.ones(weights.shape, dtype=bool))
    table = sparse.vstack([rows, columns, *(sparse.csr_array(one.reshape(1, -1).astype(float)) for one in inside)])
    low = np.concatenate([np.zeros(height + width), [q.least for q in quotas]])
    high = np.concatenate([np.ones(height), np.full(width, room), [q.most or 0 for q in quotas]])
    found = milp(
        -weights.ravel().astype(float),
        constraints=LinearConstraint(table.tocsc(), low, high),  # pyright: ignore[reportArgumentType] - because arrays are taken, whatever the stubs say
        integrality=np.ones(weights.size),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    assert found.x is not None
    return float(-found.fun)


def quotas(height: int, width: int, count: int) -> None:
    weights = np.random.default_rng(1).integers(1, 100, (height, width))
    rules = quotas_of(height, width, count)
    ours, peer, found, value = against(
        lambda: assign(range(height), range(width), weights, capacity_right=5, quotas=rules),
        lambda: by_milp(weights, 5, rules),
    )
    assert found.value is not None
    assert abs(found.value - value) < 0.5
    row(f"{height} x {width}, {count} quotas", ours, peer, "HiGHS milp", "goal 1.5")


# ── pools ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def by_rustworkx(weights: Whole) -> int:
    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(weights)))
    rows, columns = np.nonzero(np.triu(weights, 1))
    graph.add_edges_from(list(zip(rows.tolist(), columns.tolist(), weights[rows, columns].tolist(), strict=True)))
    edges = rustworkx.max_weight_matching(graph, max_cardinality=False, weight_fn=int)
    return sum(int(weights[both]) for both in edges)


def pools(size: int, rounds: int) -> None:
    rng = np.random.default_rng(1)
    for top in (2, 5, 100, 10**6):
        dense = np.triu(rng.integers(1, top, (size, size)), 1)
        few = np.where(rng.random((size, size)) < 8 / size, dense, 0)
        for name, half in (("all pairs allowed", dense), ("8 pairs each allowed", few)):
            weights = half + half.T
            table = np.where(weights > 0, weights.astype(float), -np.inf)
            ours, peer, found, value = against(
                lambda t=table: pair(range(size), t), lambda w=weights: by_rustworkx(w), rounds=rounds
            )
            assert found.value == value
            row(f"pool of {size}, weights below {top}, {name}", ours, peer, "rustworkx", "goal 1.2")


def few_partners(size: int, rounds: int) -> None:
    """Pools in which everybody has 8 or 16 partners, from a mapping: many ties, whole numbers, floats."""
    rng = np.random.default_rng(1)
    for partners in (8, 16):
        for name, top in (("ties", 3), ("whole numbers", 100), ("floats", None)):
            drawn = rng.random((size, size)) if top is None else rng.integers(1, top, (size, size))
            half = np.triu(np.where(rng.random((size, size)) < partners / size, drawn, 0), 1)
            rows, columns = np.nonzero(half)
            weights = dict(zip(zip(rows.tolist(), columns.tolist(), strict=True), half[half > 0].tolist(), strict=True))
            unit = 2**52 if top is None else 1
            table = ((half + half.T) * unit).astype(np.int64)
            ours, peer, found, value = against(
                lambda w=weights: pair(range(size), w), lambda w=table: by_rustworkx(w), rounds=rounds
            )
            assert found.value is not None
            assert abs(found.value - value / unit) <= 1e-9 * found.value
            row(f"pool of {size}, {name}, {partners} partners each, a mapping", ours, peer, "rustworkx", "goal 1.2")


# ── deadlines and explanations ───────────────────────────────────────────────────────────────────────────────────────


def remainder(a: int, b: int) -> int:
    return a * b % 1009


def deadlines(size: int) -> None:
    """What a limit comes to: wall-clock seconds on a machine that others use too, and processor seconds."""
    rng = np.random.default_rng(1)
    floats = rng.random((size, size))
    half = np.triu(rng.integers(1, 10**6, (size, size)), 1)
    ties = np.triu(rng.integers(1, 5, (size, size)), 1)
    wanted = tables(5 * size, 50)["all want the same"]
    few = rng.integers(1, 100, (120, 30))
    rules = quotas_of(120, 30, 24)
    asked: tuple[tuple[str, Callable[[float], Any]], ...] = (
        ("assign, dense", lambda limit: assign(range(size), range(size), floats, time_limit=limit)),
        ("assign, fair", lambda limit: assign(range(size), range(size), floats, goal="fair", time_limit=limit)),
        ("assign, callable", lambda limit: assign(range(size), range(size), remainder, time_limit=limit)),
        ("pair, dense", lambda limit: pair(range(size), half + half.T, time_limit=limit)),
        ("pair, ties", lambda limit: pair(range(size), ties + ties.T, time_limit=limit)),
        ("pair, callable", lambda limit: pair(range(size), remainder, time_limit=limit)),
        (
            "assign, 50 columns",
            lambda limit: assign(range(5 * size), range(50), wanted, capacity_right=size // 10, time_limit=limit),
        ),
        (
            "assign, 24 quotas",
            lambda limit: assign(range(120), range(30), few, capacity_right=5, quotas=rules, time_limit=limit),
        ),
    )
    for limit in (0.3, 1.0):
        for name, ask in asked:
            wall, cpu = perf_counter(), process_time()
            found = ask(limit)
            wall, cpu = perf_counter() - wall, process_time() - cpu
            gap = "unknown" if found.gap is None else f"{found.gap:.4f}"
            print(f"limit {limit} s, {name:20} {wall:5.2f} s, processor {cpu:5.2f} s, gap {gap}", flush=True)


def explanations(height: int) -> None:
    weights = tables(height, 50)["all want the same"]
    for goal in ("total", "fair", "most"):
        found = assign(range(height), range(50), weights, capacity_right=height // 50, goal=goal)
        taken = dict(found.solution)
        begun = process_time()
        texts = [found.explain(one, (int(str(taken[one])) + 1) % 50).text("de") for one in range(5)]
        seconds = (process_time() - begun) / len(texts)
        print(f"{height} x 50, {goal}: explaining a pair not made {seconds:.3f} s (goal 0.2)", flush=True)


if __name__ == "__main__":
    machine()
    ready_arrays(2_000 if WHOLE else 1_000)
    objects(2_000 if WHOLE else 500)
    for size in ((500, 20), (2_000, 40), (10_000, 50)) if WHOLE else ((500, 20),):
        flows(*size)
    quotas(120, 30, 2)
    quotas(120, 30, 6)
    pools(100, 3)
    pools(300, 3)
    few_partners(100, 15)
    few_partners(300, 7)
    few_partners(1_000, 3)
    if WHOLE:
        pools(2_000, 1)
        explanations(10_000)
        deadlines(2_000)
