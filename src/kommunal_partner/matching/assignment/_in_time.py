"""Whether there is time for a search that cannot be stopped once it has begun: a part of it is timed first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

from kommunal_partner.results import Budget, OutOfSteps

_PARTS: Final = (16, 8, 4)
"""All of it is judged by what a sixteenth, an eighth and a quarter take, as far as these can end in time themselves."""
_LEAST_GROWTH: Final = 4
_MOST_GROWTH: Final = 16
"""How much longer twice the size takes, whatever the parts say."""
_SECONDS_PER_PAIR: Final = 8e-9
"""What is left to do with each pair once the time is up: a third of a second for 50,000,000."""
_SECONDS_PER_ANSWER: Final = 6e-8
"""How long it takes to put an answer at its places."""
_CAUTION: Final = 1.5
"""So much longer than the parts say all of it may take."""


@contextmanager
def time_to_finish(budget: Budget, pairs: int) -> Iterator[None]:
    """Within it a deadline is so much earlier as putting so many pairs in order takes, which nothing can stop."""
    deadline = budget.deadline
    if deadline is not None:
        budget.deadline = deadline - min(_SECONDS_PER_PAIR * pairs, max(deadline - monotonic(), 0) / 2)
    try:
        yield
    finally:
        budget.deadline = deadline


def answered(budget: Budget, answers: int) -> None:
    """Make the deadline so much earlier as so many answers take to be put at their places."""
    if budget.deadline is not None:
        budget.deadline -= _SECONDS_PER_ANSWER * answers


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
    before = growth = 0.0
    for part in _PARTS:
        begun = monotonic()
        search(part)
        seconds = monotonic() - begun
        growth = min(max(seconds / before, _LEAST_GROWTH), _MOST_GROWTH) if before else _LEAST_GROWTH
        before = seconds
        if monotonic() + _CAUTION * seconds * growth ** (part.bit_length() - 1) > budget.deadline:
            budget.stopped = True
            raise OutOfSteps
