"""A function of two asked of many pairs, for as long as there is time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, cycle, islice
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

_SECONDS_BETWEEN: Final = 0.005
"""How often the clock is looked at, whatever one answer takes."""


def answers(ask: Callable[[Any, Any], T], firsts: Iterable[Any], seconds: Iterable[Any], budget: Budget) -> list[T]:
    """What is said of each two, in their order; of fewer where the budget ends before."""
    found: list[T] = []
    rest = map(ask, firsts, seconds)
    if budget.deadline is None and budget.progress is None:
        return list(rest)
    at_once = 1
    while not budget.report():
        begun, before = monotonic(), len(found)
        found += islice(rest, at_once)
        read = len(found) - before
        budget.spend(read)
        if read < at_once:
            break
        at_once = at_once * 2 if monotonic() - begun < _SECONDS_BETWEEN else max(at_once // 2, 1)
    return found


def distances_in_turn(count: int) -> list[int]:
    """By how far two of so many are apart in order, each distance once: taken in turn, everybody comes early."""
    return [away for near in range(1, count // 2 + 1) for away in dict.fromkeys((near, count - near))]


def by_diagonals(left: Sequence[T], right: Sequence[T]) -> tuple[Iterator[T], Iterator[T]]:
    """All pairs of two sides, in an order in which everybody comes early: row by row along each diagonal."""
    shifts = range(len(right) if left else 0)
    return cycle(left), chain.from_iterable(islice(cycle(right), shift, shift + len(left)) for shift in shifts)


def from_diagonals(values: NDArray[Any], height: int, width: int) -> NDArray[Any]:
    """The table of what was asked by diagonals."""
    import numpy as np

    table = np.empty((height, width), dtype=values.dtype)
    rows = np.arange(height)
    for shift, diagonal in enumerate(values.reshape(width, height)):
        table[rows, (rows + shift) % width] = diagonal
    return table


def not_asked(count: int, height: int, width: int) -> NDArray[np.bool_] | None:
    """Which pairs of the table were not asked, if so many were by diagonals; None if all were."""
    import numpy as np

    if count == height * width:
        return None
    return from_diagonals(np.arange(height * width) >= count, height, width)
