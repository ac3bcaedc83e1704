"""A pool in which few pairs are worth anything, as a list of them: its prices without a look at all pairs.

Two copies of the pool are assigned to one another by scipy's shortest augmenting paths in sparse tables (Jonker and
Volgenant 1987), each row having a column of its own besides for being left over; prices by label correcting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from kommunal_partner.matching.assignment._in_time import stop_unless_time
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import AssignmentTask, Numbers

    Whole = NDArray[np.int64]

_FEW: Final = 32
"""So many partners worth something, on average, are few."""
_SMALL: Final = 150
"""Fewer people are looked at pair by pair in no time."""
_LARGE: Final = 20_000
"""Fewer pairs are searched in no time."""
_EXACT: Final = 2.0**52
"""Numbers whose sums floats round can keep scipy's search in a circle for ever."""


@frozen(eq=False)
class FewPairs:
    """The pairs worth something, each once, the one first in order coming first; `cost` is the table they are from."""

    cost: Numbers
    rows: Whole
    columns: Whole
    worth: Numbers

    def assigned_to_itself(self, budget: Budget) -> tuple[list[int], Numbers] | None:
        """Everybody's partner in the best assignment of two copies of the pool, or themselves; and the prices.

        The prices are the lowest under which nobody is better off elsewhere; one more, of 0, where people are odd.
        None if one alone would be left over of an even number: prices that look at all pairs are lower then.

        Raises:
            OutOfSteps: if the budget ends before.
        """
        import numpy as np

        size = len(self.cost)

        def search(part: int) -> object:
            inside = np.flatnonzero((self.rows % part == 0) & (self.columns % part == 0))
            return _partners(size, self.rows[inside], self.columns[inside], self.worth[inside])

        stop_unless_time(search, budget, is_large=self.rows.size > _LARGE)
        partner = _partners(size, self.rows, self.columns, self.worth)
        alone = partner == size
        if np.count_nonzero(alone) + size % 2 == 1:
            return None
        price = np.zeros(size + size % 2)
        price[:size] = self._prices(partner)
        partner[alone] = np.flatnonzero(alone)
        return partner.tolist(), price

    def twice_the_shares(self, price: Numbers) -> Numbers:
        """Twice everybody's share of a pair at the prices: no pair is worth more than both shares."""
        import numpy as np

        cheapest = int(price.argmin())
        gain = np.full(price.size, -price[cheapest])
        gain[cheapest] = -np.delete(price, cheapest).min()
        np.maximum.at(gain, self.rows, self.worth - price[self.columns])
        np.maximum.at(gain, self.columns, self.worth - price[self.rows])
        gain += price
        return gain

    def _prices(self, partner: Whole) -> Numbers:
        """The prices: a column's rises to what a row would gain by it over its own, price and all."""
        import numpy as np

        size = len(self.cost)
        has_own = np.flatnonzero(partner < size)
        own = np.zeros(size)
        own[has_own] = -self.cost[has_own, partner[has_own]]
        taken = np.zeros(size, dtype=np.bool_)
        taken[partner[has_own]] = True
        rows, columns = np.append(self.rows, self.columns), np.append(self.columns, self.rows)
        gain = np.append(self.worth, self.worth) - own[rows]
        asked = np.flatnonzero(taken[columns])
        asked = asked[np.argsort(columns[asked], kind="stable")]
        gain, owned, columns = gain[asked], partner[rows[asked]], columns[asked]
        wanting, start = np.unique(columns, return_index=True)
        price = np.zeros(size + 1)
        rounds = size + 2 if asked.size else 0
        for _ in range(rounds):  # pragma: no branch - because only rounding could keep it going that long
            wanted = np.maximum.reduceat(gain + price[owned], start)
            dearer = wanted > price[wanting]
            if not dearer.any():
                break
            price[wanting[dearer]] = wanted[dearer]
        return price[:size]


def few_pairs(task: AssignmentTask, encoded: Encoded) -> FewPairs | None:
    """The pairs worth something of a pool, without those of whoever is locked, if they are few; else None."""
    import numpy as np

    cost = encoded.cost
    size = len(cost)
    objective = encoded.objective
    if not task.exact or objective.large or size < _SMALL or np.count_nonzero(cost < 0) > _FEW * size:
        return None
    unit = min(one for one in (1.0, objective.pair, objective.keep) if one)
    if -2 * float(cost.min()) * size >= _EXACT * unit:
        return None
    if task.locked:
        cost = cost.copy()
        locked = [at for both in task.locked for at in both]
        cost[locked, :] = 0
        cost[:, locked] = 0
    rows, columns = np.divmod(np.flatnonzero(cost < 0), size)
    once = rows < columns
    rows, columns = rows[once], columns[once]
    return FewPairs(cost, rows, columns, -cost[rows, columns])


def _partners(size: int, rows: Whole, columns: Whole, worth: Numbers) -> Whole:
    """Everybody's partner in the best assignment of two copies of the pool; `size` for whoever is left over."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    everyone = np.arange(size)
    nothing = 2 * (worth.max(initial=0.0) or 1.0)  # because 0 stands for no pair in a sparse table
    values = np.concatenate([nothing - worth, nothing - worth, np.full(size, nothing)])
    # Older versions of scipy take places only as these.
    at = [
        np.concatenate(places, dtype=np.int32)
        for places in ((rows, columns, everyone), (columns, rows, everyone + size))
    ]
    _, partner = min_weight_full_bipartite_matching(csr_array((values, (at[0], at[1])), shape=(size, 2 * size)))
    found: Whole = np.minimum(partner, size).astype(np.int64)
    return found
