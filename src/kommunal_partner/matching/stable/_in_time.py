"""Whether there is time to go on, asked after so many wishes; few wishes are gone through whatever the time."""

from __future__ import annotations

from typing import Final

from kommunal_partner.results import Budget, OutOfSteps

_WISHES_BETWEEN: Final = 100_000
"""So many wishes are read in about 20 ms."""


class Watch:
    """A look at the clock and at `progress` after every 100,000 wishes that somebody has gone through."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.left = _WISHES_BETWEEN

    def pay(self, wishes: int) -> None:
        """Count wishes gone through.

        Raises:
            OutOfSteps: if it is time to look, and the clock or `progress` ends the search; steps do not count here.
        """
        self.left -= wishes
        if self.left <= 0:
            self.left = _WISHES_BETWEEN
            self.budget.report(self.budget.best)
            if self.budget.stopped:
                raise OutOfSteps
