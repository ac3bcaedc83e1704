"""Whether there is time for a search that cannot be stopped once it has begun: a part of it is timed first."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

from kommunal_partner.results import Budget, OutOfSteps

_PARTS: Final = (8, 4)
"""All of it is judged by what an eighth and a quarter take."""
_LEAST_GROWTH: Final = 4
_MOST_GROWTH: Final = 16
"""How much longer twice the size takes, whatever the parts say."""


def stop_if_spent(budget: Budget) -> None:
    """Nothing, as long as the budget lasts.

    Raises:
        OutOfSteps: if it does not.
    """
    if budget.report(budget.best):
        raise OutOfSteps


def stop_unless_time(search: Callable[[int], object], budget: Budget, *, is_large: bool) -> None:
    """Nothing, if a search should come to its end in time; `search` of a number does one of so many parts.

    Raises:
        OutOfSteps: if the budget has ended, or would before the search does.
    """
    stop_if_spent(budget)
    if budget.deadline is None or not is_large:
        return
    seconds = []
    for part in _PARTS:
        begun = monotonic()
        search(part)
        seconds.append(monotonic() - begun)
    growth = min(max(seconds[1] / seconds[0], _LEAST_GROWTH), _MOST_GROWTH)
    if monotonic() + seconds[1] * growth**2 > budget.deadline:
        budget.stopped = True
        raise OutOfSteps
