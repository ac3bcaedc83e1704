"""A call that cannot be stopped once it has begun, such as a solver's: run in a thread of its own, and given up."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf
from threading import Thread
from typing import Any, Final, Generic, TypeVar

from attrs import define

from kommunal_partner.results._budget import Budget, OutOfSteps

T = TypeVar("T")

_SECONDS_BETWEEN: Final = 0.05
_FIRST_SECONDS: Final = 2.0
"""A call is begun anew with twice as many seconds if these do not suffice."""
_SHARE: Final = 0.9
"""A call is given so large a share of the time until the deadline, for solvers end late and hand over then."""
_GRACE: Final = 0.1
"""So many seconds after the deadline a call may still hand over what it has."""
_OUT_OF_TIME: Final = 1
"""What the status of scipy's solvers says when their seconds are used up."""


def watched(call: Callable[[float], T], budget: Budget, *, is_cut_short: Callable[[T], bool]) -> T:
    """What a call gives that is told how many seconds it may take.

    Meanwhile `progress` is asked, and the keyboard may interrupt. So that a call that `progress` gives up ends by
    itself, at the deadline or after about as long as it has run, it is begun with a few seconds, and anew with twice as
    many where these cut it short. Where no thread can be started, or the call lets no other thread run, nobody is asked
    but between two attempts.

    Where `progress` then says stop, what the last attempt gave that was cut short is given, which is the best so far.

    Raises:
        OutOfSteps: if `progress` says stop before there is any, or the call does not end at the deadline.
    """
    if budget.deadline is not None:
        return _beside(call, max(_SHARE * (budget.deadline - time.monotonic()), 0.001), budget)
    seconds = inf if budget.progress is None else _FIRST_SECONDS
    cut_short: list[T] = []
    while True:
        begun = time.monotonic()
        try:
            found = _beside(call, seconds, budget)
        except OutOfSteps:
            if cut_short:
                return cut_short[-1]
            raise
        if not is_cut_short(found) or time.monotonic() - begun < seconds or budget.report(budget.best):
            return found
        cut_short.append(found)
        seconds *= 2


def solver_is_cut_short(found: Any) -> bool:  # noqa: ANN401 - because scipy does not name its result
    """Whether the seconds of one of scipy's solvers were used up."""
    return bool(found.status == _OUT_OF_TIME)


@define(eq=False)
class _Outcome(Generic[T]):
    """What a call gave, or what it raised."""

    call: Callable[[float], T]
    seconds: float
    found: list[T]
    error: BaseException | None = None

    def run(self) -> None:
        try:
            self.found.append(self.call(self.seconds))
        except BaseException as error:  # noqa: BLE001 - because it is raised where the call was asked for
            self.error = error


def _beside(call: Callable[[float], T], seconds: float, budget: Budget) -> T:
    outcome = _Outcome(call, seconds, [])
    thread = Thread(target=outcome.run)
    try:
        thread.start()
    except RuntimeError:
        return call(seconds)
    thread.join(_SECONDS_BETWEEN)
    while thread.is_alive():
        budget.report(budget.best)
        may_still_end = budget.deadline is not None and 0 <= time.monotonic() - budget.deadline < _GRACE
        if budget.stopped and not may_still_end:
            raise OutOfSteps
        thread.join(_SECONDS_BETWEEN)
    if outcome.error is not None:
        raise outcome.error
    return outcome.found[0]
