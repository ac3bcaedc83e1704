"""How long a search goes on: so many steps, or until a time that makes its result one that cannot be reproduced."""

from __future__ import annotations

import time

from attrs import define

from kommunal_partner.errors import BadBudget

__all__ = ["Budget"]


@define
class Budget:
    """How many steps may still be taken, and until when.

    >>> Budget(10, looked=5).share()
    0.5
    """

    steps: int
    deadline: float | None = None
    looked: int = 0

    @classmethod
    def of(cls, steps: int | None, time_limit: float | None, usual: int) -> Budget:
        """The budget that somebody asked for, with the usual steps if they named none.

        Raises:
            BadBudget: if steps or seconds are below 0.
        """
        if (steps is not None and steps < 0) or (time_limit is not None and time_limit < 0):
            raise BadBudget("steps and time_limit must not be below 0")
        deadline = None if time_limit is None else time.monotonic() + time_limit
        return cls(usual if steps is None else steps, deadline)

    def spend(self, looks: int) -> None:
        """Count steps taken."""
        self.looked += looks

    def share(self) -> float:
        """How much of the budget is used up; 1 or more is the end."""
        used = self.looked / self.steps if self.steps > 0 else 1.0
        return 1.0 if self.deadline is not None and time.monotonic() >= self.deadline else used
