"""What a search tells while it runs, and its best, kept where an interruption leaves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from attrs import define

from kommunal_partner.results import Progress

T = TypeVar("T")


@define(eq=False)
class Incumbent(Generic[T]):
    """The best that a search has found so far, kept where an interruption leaves it, and what it costs."""

    best: T | None = None
    cost: float = float("inf")

    def offer(self, found: T, cost: float) -> None:
        """Keep what was found if it costs less than the best so far."""
        if cost < self.cost:
            self.best, self.cost = found, cost


def in_steps(progress: Progress | None, steps: int, value: Callable[[], float | None]) -> Progress | None:
    """A `progress` that counts up to the steps of the whole search, and is told the value of the best so far."""
    if progress is None:
        return None
    reached = 0

    def report(done: int, _of: int, _objective: float | None) -> bool | None:
        nonlocal reached  # a repair counts steps of its own, and nobody wants to see the search go back
        reached = max(reached, min(done, steps))
        return progress(reached, steps, value())

    return report
