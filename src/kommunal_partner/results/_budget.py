"""How long a search goes on: steps, a deadline, whoever watches; the same in every search."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from attrs import define

from kommunal_partner._checks import count, function, seconds
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadBudget

Progress: TypeAlias = Callable[[int, int, "float | None"], "bool | None"]
"""Called with (steps done, steps in all, best value so far) a few times a second; True ends the search."""

_SECONDS_BETWEEN: Final = 0.25
_STEPS_BETWEEN: Final = 2_000
_MOST_STEPS: Final = 10**15


class OutOfSteps(Exception):
    """A budget is used up; a signal inside a search, never an error."""


@define(repr=False)
class Budget:
    """How long a search goes on: so many steps, until a time, or until `progress` says stop; the same in every search.

    >>> budget = Budget.of(steps=10, time_limit=None, usual=100)
    >>> budget.spend(5)
    >>> budget.share()
    0.5
    """

    steps: int
    deadline: float | None = None
    done: int = 0
    progress: Progress | None = None
    stopped: bool = False
    _next_report: float = 0.0
    best: float | None = None
    _next_look: int = 0

    __repr__ = short_repr

    @classmethod
    def of(
        cls,
        steps: int | None,
        time_limit: float | None,
        usual: int,
        progress: Progress | None = None,
        *,
        least: int = 0,
    ) -> Budget:
        """The budget that somebody asked for, with the usual steps if they named none.

        Raises:
            BadBudget: if steps is not a whole number of at least `least`, time_limit not a number of seconds above 0,
                or progress cannot be called.
        """
        if progress is not None:
            function(progress, "progress", BadBudget)
        limit = None if time_limit is None else seconds(time_limit)
        found = usual if steps is None else count(steps, "steps", least=least, most=_MOST_STEPS, error=BadBudget)
        return cls(found, None if limit is None else time.monotonic() + limit, 0, progress)

    def spend(self, steps: int = 1) -> None:
        """Count steps taken."""
        self.done += steps

    def pay(self, steps: int = 1) -> None:
        """Count steps taken, and look at the clock and at `progress` every so many.

        Raises:
            OutOfSteps: where the budget does not hold so many.
        """
        self.done += steps
        if self.done >= self._next_look:
            if self.done > self.steps:
                raise OutOfSteps
            self.report(self.best)
            if self.stopped:
                raise OutOfSteps
            self._next_look = min(self.steps + 1, self.done + _STEPS_BETWEEN)

    def within(self, steps: int) -> Budget:
        """A budget of so many steps inside this one, with its deadline and progress; nothing is spent from this one."""
        found = Budget(steps, self.deadline, 0, None, self.stopped, self._next_report, self.best)
        if self.progress is not None:
            found.progress = self._report_within
        return found

    def pay_for(self, inner: Budget) -> None:
        """Count what a budget within this one has spent.

        Raises:
            OutOfSteps: where this budget does not hold so many steps, or the inner one was stopped from outside.
        """
        if inner.stopped:
            self.stopped, self._next_look = True, 0
        self.pay(min(inner.done, inner.steps))

    def _report_within(self, done: int, _of: int, best: float | None) -> bool:
        return self.progress is not None and self.progress(min(self.done + done, self.steps), self.steps, best) is True

    def share(self) -> float:
        """How much of the budget is used up; 1 or more is the end."""
        if self.stopped or (self.deadline is not None and time.monotonic() >= self.deadline):
            self.stopped = True
            return 1.0
        return self.done / self.steps if self.steps > 0 else 1.0

    @property
    def spent(self) -> bool:
        """Whether the search must end."""
        return self.share() >= 1.0

    @property
    def reproducible(self) -> bool:
        """Whether no clock and nobody from outside has a say in when the search ends."""
        return self.deadline is None and not self.stopped

    def part(self, share: float) -> Budget:
        """A budget that ends when so large a share of this one is used up, with the same deadline and progress."""
        return Budget(int(self.steps * share), self.deadline, self.done, self.progress, self.stopped, self._next_report)

    def report(self, best: float | None = None) -> bool:
        """Tell `progress` how far the search is, a few times a second at most; whether the search must end.

        What `progress` raises passes through.
        """
        if self.progress is not None and not self.stopped:
            now = time.monotonic()
            if now >= self._next_report:
                self._next_report = now + _SECONDS_BETWEEN
                self.stopped = self.progress(self.done, self.steps, best) is True
        return self.spent


class Interrupted(KeyboardInterrupt):
    """The search was interrupted from the keyboard; `.result` is the best found until then, None if there was none."""

    def __init__(self, result: Any = None) -> None:  # noqa: ANN401 - because every room has its own
        super().__init__()
        self.args = (result,)
        self.result = result

    def __str__(self) -> str:
        return "interrupted; .result holds the best found so far"


@contextmanager
def nothing_found_yet() -> Iterator[None]:
    """Within it an interruption from the keyboard that has no result says that there is none."""
    try:
        yield
    except Interrupted:
        raise
    except KeyboardInterrupt:
        raise Interrupted from None
