"""What a search tells while it runs, and what is left of it when it is interrupted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from attrs import define

from kommunal_partner.results import Progress

T = TypeVar("T")


@define(eq=False)
class Incumbent(Generic[T]):
    """The best that a search has found so far, kept where an interruption leaves it."""

    best: T | None = None


def in_steps(progress: Progress | None, steps: int, value: Callable[[float], float]) -> Progress | None:
    """A `progress` that counts up to the steps of the whole search, and is told the value instead of the objective."""
    if progress is None:
        return None

    def report(done: int, _: int, objective: float | None) -> bool | None:
        return progress(min(done, steps), steps, None if objective is None else value(objective))

    return report
