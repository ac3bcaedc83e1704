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

_A_WHILE = 0.03  # seconds of a round at least
_A_MOMENT = 1e-6
_MOST_CALLS = 1000

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
    """Processor seconds that a call of each takes, the best of so many rounds in turn, and what both gave in the last.

    Garbage is collected before each, not before ours alone: that leaves little of what is needed near the processor. So
    what takes a few milliseconds is called again and again in a round, as `timeit` does.
    """
    best_of_ours, found = seconds_of(ours, 1)
    best_of_peer, other = seconds_of(peer, 1)
    calls = max(1, min(_MOST_CALLS, round(_A_WHILE / max(best_of_ours, best_of_peer, _A_MOMENT))))
    for _ in range(rounds - 1 if calls == 1 else rounds):
        spent, found = seconds_of(ours, calls)
        best_of_ours = min(best_of_ours, spent)
        spent, other = seconds_of(peer, calls)
        best_of_peer = min(best_of_peer, spent)
    return best_of_ours, best_of_peer, found, other


def seconds_of(action: Callable[[], A], calls: int) -> tuple[float, A]:
    """Processor seconds that each of so many calls took, and what the last gave."""
    gc.collect()
    begun = process_time()
    for _ in range(calls - 1):
        action()
    found = action()
    return (process_time() - begun) / calls, found


def ratio(what: str, peer: str, ours: float, theirs: float = 1.0, *, goal: float | None = None) -> None:
    """Keep a ratio to a peer of the same run, the less the better, for the table that `benchmarks/run.py` writes.

    Gaps and shares are kept against 1. Nothing is kept where a script runs by itself.
    """
    path = os.environ.get("KOMMUNAL_PARTNER_RATIOS")
    if path:
        line = {"what": what, "peer": peer, "ratio": ours / theirs, "goal": goal}
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
