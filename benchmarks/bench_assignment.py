"""Assignment and pairs beside scipy and networkx, in one process: python benchmarks/bench_assignment.py [quick]"""

from __future__ import annotations

import gc
import multiprocessing
import os
import platform
import random
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import networkx as nx
import numpy as np
import rustworkx
import scipy
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from kommunal_partner.matching import scoring
from kommunal_partner.matching.assignment import assign, pair
from kommunal_partner.participants import Participant

QUICK = "quick" in sys.argv
MILP_SECONDS = 30 if QUICK else 120


def timed(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The shortest of some runs, and what the last one gave."""
    best, found = float("inf"), None
    for _ in range(times):
        gc.collect()
        begun = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - begun)
    return best, found


def machine() -> None:
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f},",
        f"Python {platform.python_version()}",
    )
    print(
        f"numpy {np.__version__}, scipy {scipy.__version__},",
        f"rustworkx {rustworkx.__version__}, networkx {nx.__version__}",
    )


def ready_arrays(size: int = 2000) -> None:
    rng = np.random.default_rng(1)
    for name, weights in (
        ("floats", rng.random((size, size))),
        ("few whole numbers", rng.integers(1, 100, (size, size)).astype(float)),
    ):
        alone, (rows, columns) = timed(lambda weights=weights: linear_sum_assignment(weights, maximize=True), 5)
        plain, found = timed(lambda weights=weights: assign(range(size), range(size), weights), 5)
        proven, _ = timed(lambda weights=weights: assign(range(size), range(size), weights, prove=True), 3)
        assert not found.verify()
        assert abs(found.value - weights[rows, columns].sum()) < 1e-6
        print(
            f"{size} x {size} {name}: scipy {alone:.3f} s; assign {plain / alone:.2f} x (goal 1.1), "
            f"with dual prices {proven / alone:.2f} x (goal 3)"
        )


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


def objects(size: int = 2000) -> None:
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
    alone, _ = timed(lambda: linear_sum_assignment(table, maximize=True))
    whole, found = timed(lambda: assign(left, right, score))
    assert not found.verify()
    print(
        f"2 x {size} participants, five terms: scipy on the ready table {alone:.3f} s;",
        f"from objects {whole / alone:.2f} x (goal 4)",
    )


def by_milp(weights: NDArray[np.float64], room: int, answer: Connection) -> None:
    """The peer, in a process of its own: it does not keep to its own time limit."""
    height, width = weights.shape
    rows = sparse.kron(sparse.eye(height), np.ones((1, width)))
    columns = sparse.kron(np.ones((1, height)), sparse.eye(width))
    limits = np.concatenate([np.ones(height), np.full(width, room)])
    begun = time.perf_counter()
    found = milp(
        -weights.ravel(),
        constraints=LinearConstraint(sparse.vstack([rows, columns]).tocsc(), -np.inf, limits),
        integrality=np.ones(height * width),
        bounds=Bounds(0, 1),
    )
    answer.send((time.perf_counter() - begun, -found.fun))


def capacities(height: int, width: int = 50) -> None:
    rng = np.random.default_rng(1)
    for name, weights in (
        ("alike", rng.random((height, width))),
        ("all want the same", rng.random((height, width)) + np.linspace(0, 3, width)),
    ):
        room = height // width
        ours, found = timed(lambda w=weights, r=room: assign(range(height), range(width), w, capacity_right=r), 1)
        assert not found.verify()
        here, there = multiprocessing.Pipe(duplex=False)
        peer = multiprocessing.Process(target=by_milp, args=(weights, room, there))
        peer.start()
        if here.poll(MILP_SECONDS):
            seconds, value = here.recv()
            assert abs(value - found.value) < 1e-6 * value
            said = f"scipy milp {seconds:.1f} s, the same value: ratio {ours / seconds:.3f} (goal 1.5)"
        else:
            peer.terminate()
            said = f"scipy milp not done after {MILP_SECONDS} s: ratio below {ours / MILP_SECONDS:.3f} (goal 1.5)"
        peer.join()
        print(
            f"{height} x {width}, capacities, {name}: {ours:.2f} s, value {found.value:.4f}, proven; {said}", flush=True
        )


def sparse_pool(size: int, each: int) -> None:
    rng = random.Random(2)
    few = {
        (a, b): rng.randrange(1, 10**6)
        for a in range(size)
        for b in rng.sample(range(a + 1, size), min(each, size - a - 1))
    }
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in few.items())
    table = np.full((size, size), -np.inf)
    for (a, b), weight in few.items():
        table[a, b] = table[b, a] = weight
    ours, found = timed(lambda: pair(range(size), table), 2)
    theirs, edges = timed(lambda: nx.max_weight_matching(graph), 1)
    assert not found.verify()
    assert found.value == sum(few[min(both), max(both)] for both in edges)
    print(
        f"pool of {size}, {len(few)} pairs allowed: networkx {theirs:.1f} s, pair {ours:.2f} s:",
        f"{theirs / ours:.0f} times faster (goal 40)",
        flush=True,
    )


def pools(size: int = 2000) -> None:
    for each in (3, 20):
        sparse_pool(size, each)
    weights = np.triu(np.random.default_rng(1).integers(1, 10**6, (size, size)), 1)
    weights += weights.T
    ours, found = timed(lambda: pair(range(size), weights), 1)
    assert not found.verify()
    print(
        f"pool of {size}, all pairs allowed: {ours:.2f} s, value {found.value}, prices alone prove {found.weak_bound}"
    )
    part = weights[:300, :300]
    ours, found = timed(lambda: pair(range(300), part), 1)
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, int(part[a, b])) for a in range(300) for b in range(a + 1, 300))
    theirs, edges = timed(lambda: nx.max_weight_matching(graph), 1)
    assert found.value == sum(int(part[a, b]) for a, b in edges)
    print(
        f"pool of 300, all pairs allowed: networkx {theirs:.1f} s, pair {ours:.3f} s: {theirs / ours:.0f} times faster"
    )


if __name__ == "__main__":
    machine()
    ready_arrays()
    objects()
    capacities(1_000)
    capacities(10_000)
    pools()
