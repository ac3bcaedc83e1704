"""A pool in which few pairs are worth anything, as a list of them: its prices without a look at all pairs.

Two copies of the pool are assigned to one another by scipy's shortest augmenting paths in sparse tables (Jonker and
Volgenant 1987), each row having a column of its own besides for being left over; prices by label correcting. For the
prices alone, what is not whole is rounded: any prices are a bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import frexp
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kommunal_partner.matching.assignment._encode import objective_of
from kommunal_partner.matching.assignment._in_time import stop_unless_time
from kommunal_partner.matching.assignment._task import PairingGoal
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import AssignmentTask, Numbers, Objective, Truths

    Whole = NDArray[np.int64]

_FEW: Final = 32
"""So many partners worth something, on average, are few."""
_SMALL: Final = 150
"""Fewer people are looked at pair by pair in no time."""
_LARGE: Final = 20_000
"""Fewer pairs are searched in no time."""
_BITS: Final = 52
"""Numbers whose sums floats round can keep scipy's search in a circle for ever: they are whole, of so many digits."""


@frozen(eq=False)
class FewPairs:
    """The pairs worth something among so many people, row by row, each once, the one first in order coming first.

    `whole` is what they are worth in whole numbers of `unit`, rounded where floats are not that.
    """

    objective: Objective
    size: int
    rows: Whole
    columns: Whole
    worth: Numbers
    whole: Numbers
    unit: float

    def worths(self, rows: Sequence[int], columns: Sequence[int]) -> Numbers:
        """What pairs are worth by their places; 0 for one that is not among them."""
        import numpy as np

        one, other = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
        return _looked_up(self, self.worth, one, other)

    def assigned_to_itself(self, budget: Budget) -> tuple[list[int], Numbers]:
        """Everybody's partner in the best assignment of two copies of the pool, or themselves; and the prices.

        The prices are the lowest under which nobody is better off elsewhere; one more, of 0, where people are odd.
        If one alone would be left over of an even number, they are those at which that one takes somebody's place.

        Raises:
            OutOfSteps: if the budget ends before.
        """
        import numpy as np

        def search(part: int) -> object:
            inside = np.flatnonzero((self.rows % part == 0) & (self.columns % part == 0))
            return _partners(self.size, self.rows[inside], self.columns[inside], self.whole[inside])

        stop_unless_time(search, budget, is_large=self.rows.size > _LARGE)
        partner = _partners(self.size, self.rows, self.columns, self.whole)
        alone = partner == self.size
        whole = self._prices(partner)
        if np.count_nonzero(alone) + self.size % 2 == 1:
            whole += self._without_one_alone(partner, whole)
        price = np.zeros(self.size + self.size % 2)
        price[: self.size] = whole * self.unit
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
        """The prices, in whole numbers: a column's rises to what a row would gain by it over its own, price and all."""
        import numpy as np

        size = self.size
        has_own = np.flatnonzero(partner < size)
        own = np.zeros(size)
        own[has_own] = _looked_up(self, self.whole, has_own, partner[has_own])
        taken = np.zeros(size, dtype=np.bool_)
        taken[partner[has_own]] = True
        rows, columns = np.append(self.rows, self.columns), np.append(self.columns, self.rows)
        gain = np.append(self.whole, self.whole) - own[rows]
        asked = np.flatnonzero(taken[columns])
        asked = asked[np.argsort(columns[asked], kind="stable")]
        gain, owned, columns = gain[asked], partner[rows[asked]], columns[asked]
        wanting, start = np.unique(columns, return_index=True)
        price = np.zeros(size + 1)
        rounds = size + 2 if asked.size else 0
        for _ in range(rounds):  # pragma: no branch - because numbers are whole, and no chain is longer
            wanted = np.maximum.reduceat(gain + price[owned], start)
            dearer = wanted > price[wanting]
            if not dearer.any():
                break
            price[wanting[dearer]] = wanted[dearer]
        return price[:size]

    def _without_one_alone(self, partner: Whole, price: Numbers) -> Numbers:
        """By how much prices rise if the one who is alone, or one more where people are odd, must have a partner.

        They rise along the shortest chain of exchanges from this one, who may take any place for nothing, to this one's
        place, which anyone may take for nothing.
        """
        import numpy as np

        matched = np.flatnonzero(partner < self.size)
        gain = np.zeros(self.size)
        gain[matched] = _looked_up(self, self.whole, matched, partner[matched]) - price[partner[matched]]
        rows, columns = np.append(self.rows, self.columns), np.append(self.columns, self.rows)
        falls_short = gain[rows] + price[columns] - np.append(self.whole, self.whole)
        far = price.copy()
        is_alone = partner == self.size
        from_one = is_alone[rows]
        np.minimum.at(far, columns[from_one], falls_short[from_one])
        far[is_alone] = np.inf
        between = ~from_one & ~is_alone[columns]
        owned, reached, step = partner[rows[between]], columns[between], falls_short[between]
        for _ in range(self.size):  # pragma: no branch - because numbers are whole, and no chain is longer
            nearer = far.copy()
            np.minimum.at(nearer, reached, far[owned] + step)
            if (nearer == far).all():
                break
            far = nearer
        to_one = is_alone[columns]
        ends = np.append(far[partner[matched]] + gain[matched], far[partner[rows[to_one]]] + falls_short[to_one])
        rise: Numbers = np.maximum(ends.min() - far, 0)
        return rise


def _looked_up(few: FewPairs, worth: Numbers, rows: Whole, columns: Whole) -> Numbers:
    import numpy as np

    every = few.rows * few.size + few.columns
    cells = np.minimum(rows, columns) * few.size + np.maximum(rows, columns)
    at = np.minimum(np.searchsorted(every, cells), max(every.size - 1, 0))
    found: Numbers = np.where(every[at] == cells, worth[at], 0.0) if every.size else np.zeros(cells.size)
    return found


def few_pairs(task: AssignmentTask, floor: float | None) -> FewPairs | None:
    """The pairs of a pool that are worth something, without those of whoever is locked, if they are few; else None.

    Pairs that weigh less than `floor` are none.
    """
    import numpy as np

    size = len(task.left)
    if size < _SMALL or task.barred is None:
        return None
    mask = ~task.barred
    if task.goal is PairingGoal.GAIN:
        mask &= task.cost <= (task.stability if task.kept else 0)
    if np.count_nonzero(mask) > _FEW * size:
        return None
    objective = objective_of(task, is_any_barred=True)
    if objective.large:
        return None
    cells = np.flatnonzero(mask)
    rows, columns = np.divmod(cells, size)
    weight = -task.cost[rows, columns]
    kept = np.isin(cells, [row * size + column for row, column in task.kept])
    made = (rows < columns) if floor is None else (rows < columns) & (weight >= floor)
    weight[kept] += task.stability
    if task.goal is PairingGoal.GAIN:
        made &= weight >= 0
    worth = objective.scale * (weight + objective.shift) + objective.pair + objective.keep * kept
    return _listed(task, objective, (rows, columns), worth, made & (worth > 0))


def few_of_table(task: AssignmentTask, encoded: Encoded) -> FewPairs | None:
    """The same of a table that is encoded already."""
    import numpy as np

    size, objective = len(encoded.cost), encoded.objective
    if objective.large or size < _SMALL or np.count_nonzero(encoded.cost < 0) > _FEW * size:
        return None
    rows, columns = np.divmod(np.flatnonzero(encoded.cost < 0), size)
    return _listed(task, objective, (rows, columns), -encoded.cost[rows, columns], rows < columns)


def _listed(
    task: AssignmentTask, objective: Objective, places: tuple[Whole, Whole], worth: Numbers, made: Truths
) -> FewPairs:
    """Those of some pairs that are to be made and of whom nobody is locked."""
    import numpy as np

    rows, columns = places
    size = len(task.left)
    free = np.ones(size, dtype=np.bool_)
    free[[at for both in task.locked for at in both]] = False
    inside = np.flatnonzero(made & free[rows] & free[columns])
    worth = worth[inside]
    unit = 2.0 ** (frexp(4 * size * float(worth.max(initial=0)))[1] - _BITS)
    if task.exact:
        unit = max(unit, min(one for one in (1.0, objective.pair, objective.keep) if one))
    return FewPairs(objective, size, rows[inside], columns[inside], worth, np.rint(worth / unit), unit)


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
