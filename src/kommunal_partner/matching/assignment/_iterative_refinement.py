"""Assignment one to one in whole numbers that floats do not hold: prices refined until floats hold what is left.

Floats find pairs and prices near the best. Under the prices, rounded to whole numbers, every pair is short of the best
of its row by a whole number, and the pairs found are short by little together; no better result holds a pair that is
shorter than that. So the shortfalls, cut there, are the next and much smaller task, until floats add them exactly
(iterative refinement, as Gleixner, Steffy and Wolter, 2016, for linear programmes). O(n³) for a round, few rounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kommunal_partner.matching.assignment._bounds import prices_of_pairs
from kommunal_partner.matching.assignment._in_time import stop_if_spent, stop_unless_time
from kommunal_partner.matching.assignment._jonker_volgenant import complete_assignment
from kommunal_partner.matching.assignment._whole import whole
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import Numbers, Place

_EXACT: Final = 2**50
"""As long as all pairs come to no more than this, floats add exactly whatever is added up on the way."""
_LONGER: Final = 8
"""Where one side is longer than so many times the other, filling up the other costs more than chains of moves."""
_LARGE: Final = 1_000_000
"""With fewer pairs, a round takes so little time that looking at the clock between rounds is enough."""


def is_refined(encoded: Encoded) -> bool:
    """Whether numbers need refined prices, and neither side is so long that these cost more than chains of moves."""
    free = sum(encoded.room_left), sum(encoded.room_right)
    return encoded.objective.large and max(free) <= _LONGER * min(free)


def refined_one_to_one(encoded: Encoded, budget: Budget) -> tuple[list[Place], Numbers]:
    """The pairs of the greatest sum among those with room for one, and the price of a place at each column.

    Where no place is left beside locked pairs, it is as dear as anyone could pay.

    Raises:
        OutOfSteps: if the budget ends before, or would.
    """
    import numpy as np

    cost, barred = encoded.cost, encoded.barred
    rows, columns = np.flatnonzero(encoded.room_left), np.flatnonzero(encoded.room_right)
    free = cost if barred is None else np.where(barred, 0, cost)
    partner, found = refined_assignment(_squared(free[np.ix_(rows, columns)]), budget)
    prices = np.full(len(encoded.room_right), -cost.min(initial=0), dtype=object)
    prices[columns] = found[: columns.size]
    to = partner[: rows.size]
    own = to < columns.size
    pairs = zip(rows[own].tolist(), columns[to[own]].tolist(), strict=True)
    return [pair for pair in pairs if barred is None or not barred[pair]], prices


def refined_assignment(cost: Numbers, budget: Budget) -> tuple[NDArray[np.intp], Numbers]:
    """The column of every row in the complete assignment of least cost, and the prices that prove it, none below 0.

    `cost` is a square table of Python's whole numbers.

    Raises:
        OutOfSteps: if the budget ends before, or would.
    """
    stop_unless_time(lambda part: _refined(cost[::part, ::part], budget), budget, is_large=cost.size > _LARGE)
    return _refined(cost, budget)


def _refined(cost: Numbers, budget: Budget) -> tuple[NDArray[np.intp], Numbers]:
    import numpy as np

    size = len(cost)
    every, prices = np.arange(size), np.zeros(size, dtype=object)
    left, exact = cost, False
    while size:
        stop_if_spent(budget)
        rough = left.astype(np.float64)
        partner = complete_assignment(rough)[1]
        pairs = list(zip(every.tolist(), partner.tolist(), strict=True))
        prices += whole(np.rint(prices_of_pairs(rough, pairs, exact=exact)))
        if exact:
            return partner, prices - prices.min()
        left = cost + prices
        left -= left.min(axis=1)[:, None]
        most = left[every, partner].sum()
        left = np.minimum(left, most + 1)
        exact = size * (most + 1) <= _EXACT
    return every, prices


def _squared(table: Numbers) -> Numbers:
    """The table with as many rows as columns; what is missing counts 0."""
    import numpy as np

    size = max(table.shape)
    found = np.zeros((size, size), dtype=table.dtype)
    found[: table.shape[0], : table.shape[1]] = table
    return found
