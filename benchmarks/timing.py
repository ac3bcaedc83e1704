"""How the benchmarks take a time."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter


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
