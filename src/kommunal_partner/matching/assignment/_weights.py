"""What the pairs of a task weigh: tables of all of them, or the few of a pool in a list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.float64]
    Truths: TypeAlias = NDArray[np.bool_]
    Whole: TypeAlias = NDArray[np.int64]

_FEW: Final = 32
"""So many partners, on average, are few."""
_SMALL: Final = 24
"""Fewer people are looked at pair by pair in no time."""


def are_few(pairs: int, people: int) -> bool:
    """Whether so many pairs of so many people, in both directions, are better looked at in a list."""
    return people >= _SMALL and pairs <= _FEW * people


@frozen(eq=False)
class Tables:
    """The weights of all pairs with their sign turned, 0 where a pair is barred, and which are barred."""

    cost: Numbers
    barred: Truths | None

    def ends(self) -> tuple[float, float]:
        """The lowest weight and the highest, 0 where pairs are barred."""
        return -float(self.cost.max()), -float(self.cost.min())

    def allowed(self) -> Numbers:
        """What the pairs cost that may be made."""
        found: Numbers = self.cost.reshape(-1) if self.barred is None else self.cost[~self.barred]
        return found

    def costs_of(self, pairs: Sequence[tuple[int, int]]) -> Numbers:
        """What some pairs cost."""
        found: Numbers = self.cost[[row for row, _ in pairs], [column for _, column in pairs]]
        return found

    def few(self, highest: float) -> tuple[Whole, Numbers] | None:
        """The places, row by row, and costs of the pairs of a pool that cost no more than that; None if not few."""
        import numpy as np

        if len(self.cost) < _SMALL or self.barred is None:
            return None
        cells = np.flatnonzero(~self.barred if highest == np.inf else ~self.barred & (self.cost <= highest))
        return (cells, self.cost.reshape(-1)[cells]) if are_few(cells.size, len(self.cost)) else None


@frozen(eq=False)
class PairList:
    """The pairs of a pool that may be made, by their places row by row, and what they cost.

    Each pair is there in both directions. The tables are made only when asked for.
    """

    people: int
    cells: Whole
    costs: Numbers

    @cached_property
    def cost(self) -> Numbers:
        """The weights of all pairs with their sign turned, 0 where a pair is barred."""
        import numpy as np

        found = np.zeros((self.people, self.people))
        found.reshape(-1)[self.cells] = self.costs
        return found

    @cached_property
    def barred(self) -> Truths:
        """The pairs that may not be made."""
        import numpy as np

        found = np.ones((self.people, self.people), dtype=np.bool_)
        found.reshape(-1)[self.cells] = False
        return found

    def ends(self) -> tuple[float, float]:
        """The lowest weight and the highest, 0 where pairs are barred."""
        return -float(self.costs.max(initial=0)), -float(self.costs.min(initial=0))

    def allowed(self) -> Numbers:
        """What the pairs cost that may be made."""
        return self.costs

    def costs_of(self, pairs: Sequence[tuple[int, int]]) -> Numbers:
        """What some pairs cost, all of which may be made."""
        found: Numbers = self.costs[self.cells.searchsorted([row * self.people + column for row, column in pairs])]
        return found

    def few(self, highest: float) -> tuple[Whole, Numbers] | None:
        """The places, row by row, and costs of the pairs that cost no more than that; None if not few."""
        import numpy as np

        cells, costs = self.cells, self.costs
        if highest < np.inf:
            inside = costs <= highest
            cells, costs = cells[inside], costs[inside]
        return (cells, costs) if are_few(cells.size, self.people) else None
