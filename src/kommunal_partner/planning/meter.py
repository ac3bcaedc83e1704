"""Counting steps: the only clock a search has."""

from __future__ import annotations

from attrs import define

__all__ = ["Meter", "OutOfSteps"]


class OutOfSteps(Exception):
    """The budget is used up; a signal inside the search, never an error."""


@define
class Meter:
    """Counts steps down; a step is the weighing of one option."""

    left: int

    def pay(self, steps: int) -> None:
        """Take so many steps.

        Raises:
            OutOfSteps: when the budget is used up.
        """
        self.left -= steps
        if self.left < 0:
            raise OutOfSteps
