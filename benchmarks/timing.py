"""How the benchmarks take a time, and how they keep what they found."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

WHOLE = bool(os.environ.get("KOMMUNAL_PARTNER_WHOLE"))
"""Whether all sizes and instances are measured; if not, the fewest that show every kind of ratio."""


def best(action: Callable[[], object], *, calls: int = 1, rounds: int = 7) -> float:
    """Seconds a call takes, in the best of the rounds."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = perf_counter()
        for _ in range(calls):
            action()
        times.append((perf_counter() - start) / calls)
    return min(times)


def against(ours: Callable[[], A], peer: Callable[[], B], *, rounds: int = 3) -> tuple[float, float, A, B]:
    """Processor seconds of both, each the best of so many rounds in turn, and what both gave in the last.

    Garbage is collected before each, not before ours alone: that leaves little of what is needed near the processor.
    """
    best_of_ours = best_of_peer = float("inf")
    while True:
        gc.collect()
        begun = process_time()
        found = ours()
        best_of_ours = min(best_of_ours, process_time() - begun)
        gc.collect()
        begun = process_time()
        other = peer()
        best_of_peer = min(best_of_peer, process_time() - begun)
        rounds -= 1
        if rounds <= 0:
            return best_of_ours, best_of_peer, found, other


def ratio(what: str, peer: str, ours: float, theirs: float = 1.0, *, goal: float | None = None) -> None:
    """Keep a ratio to a peer of the same run, the less the better, for the table that `benchmarks/run.py` writes.

    Gaps and shares are kept against 1. Nothing is kept where a script runs by itself.
    """
    path = os.environ.get("KOMMUNAL_PARTNER_RATIOS")
    if path:
        line = {"what": what, "peer": peer, "ratio": ours / theirs, "goal": goal}
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
