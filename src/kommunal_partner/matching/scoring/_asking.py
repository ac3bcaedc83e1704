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
_RUNS: Final = 64
"""So many times more rows than diagonals are written diagonal by diagonal."""


def answers(ask: Callable[[Any, Any], T], firsts: Iterable[Any], seconds: Iterable[Any], budget: Budget) -> list[T]:
    """What is said of each two, in their order; of fewer where the budget ends before."""
    return list(chain.from_iterable(answers_in_parts(ask, firsts, seconds, budget)))


def answers_in_parts(
    ask: Callable[[Any, Any], T], firsts: Iterable[Any], seconds: Iterable[Any], budget: Budget
) -> Iterator[list[T]]:
    """The same, part by part as they are given, so that each can be looked at while there is time."""
    rest = map(ask, firsts, seconds)
    if budget.deadline is None and budget.progress is None:
        yield list(rest)
        return
    at_once = 1
    while not budget.report():
        begun = monotonic()
        part = list(islice(rest, at_once))
        budget.spend(len(part))
        yield part
        if len(part) < at_once:
            break
        at_once = at_once * 2 if monotonic() - begun < _SECONDS_BETWEEN else max(at_once // 2, 1)


def distances_in_turn(count: int) -> list[int]:
    """By how far two of so many are apart in order, each distance once: taken in turn, everybody comes early."""
    return [away for near in range(1, count // 2 + 1) for away in dict.fromkeys((near, count - near))]


def by_diagonals(left: Sequence[T], right: Sequence[T]) -> tuple[Iterator[T], Iterator[T]]:
    """All pairs of two sides, in an order in which everybody comes early: row by row along each diagonal."""
    shifts = range(len(right) if left else 0)
    return cycle(left), chain.from_iterable(islice(cycle(right), shift, shift + len(left)) for shift in shifts)


def from_diagonals(values: NDArray[Any], height: int, width: int) -> NDArray[Any]:
    """The table of what was asked by diagonals, as far as it was; 0 where it was not."""
    import numpy as np

    table = np.zeros((height, width), dtype=values.dtype)
    _write(table, values)
    return table


def not_asked(count: int, height: int, width: int) -> NDArray[np.bool_] | None:
    """Which pairs of the table were not asked, if so many were by diagonals; None if all were."""
    import numpy as np

    if count == height * width:
        return None
    unread = np.ones((height, width), dtype=np.bool_)
    _write(unread, np.zeros(count, dtype=np.bool_))
    return unread


def _write(table: NDArray[Any], values: NDArray[Any]) -> None:
    """Write values into a table diagonal by diagonal, the rest as it is."""
    import numpy as np

    height, width = table.shape
    whole = values.size // height if height else 0
    begun = 0
    if whole * _RUNS > height:
        # Many diagonals are a run of neighbours in each row.
        begun = whole * height
        for row, run in enumerate(np.ascontiguousarray(values[:begun].reshape(whole, height).T)):
            before_end = width - row % width
            table[row, row % width : row % width + whole] = run[:before_end]
            table[row, : max(whole - before_end, 0)] = run[before_end:]
    rows = np.arange(height)
    for start in range(begun, values.size, max(height, 1)):
        diagonal = values[start : start + height]
        at = rows[: diagonal.size]
        table[at, (at + start // height) % width] = diagonal
