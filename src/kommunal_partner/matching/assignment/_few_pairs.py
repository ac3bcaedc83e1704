"""A pool in which few pairs are worth anything, as a list of them: its prices without a look at all pairs.

Two copies of the pool are assigned to one another by scipy's shortest augmenting paths (Jonker and Volgenant 1987), in
sparse tables if there are many people, each row having a column of its own besides for being left over; prices by label
correcting. For the prices alone, what is not whole is rounded: any prices are a bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import frexp, fsum
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from kommunal_partner.matching.assignment._alternating_tree import AlternatingTrees, begun_at, join
from kommunal_partner.matching.assignment._encode import objective_of
from kommunal_partner.matching.assignment._in_time import stop_unless_time
from kommunal_partner.matching.assignment._jonker_volgenant import complete_assignment
from kommunal_partner.matching.assignment._task import PairingGoal
from kommunal_partner.matching.assignment._weights import are_few
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import AssignmentTask, Numbers, Objective, Place, Truths

    Whole = NDArray[np.int64]

_DENSE: Final = 128
"""Up to so many people are assigned in a whole table sooner than in a sparse one."""
_LARGE: Final = 40_000
"""Fewer pairs in both directions are searched in no time."""
_WHOLE: Final = 2**52
"""Sums of whole numbers that floats hold, up to this."""
_BITS: Final = 52
"""Numbers whose sums floats round can keep scipy's search in a circle for ever: they are whole, of so many digits."""

_FINEST: Final = -1074
"""Floats hold no finer power of two."""


@frozen(eq=False)
class Halves:
    """The best assignment of two copies of a pool: everybody's partner, the number of people if they have none.

    `price` is that of the columns: the lowest under which nobody is better off elsewhere, in whole numbers; `share`
    twice everybody's share of a pair at these prices, no pair being worth more than both shares.
    """

    partner: Whole
    price: Numbers
    share: Numbers


@frozen(eq=False)
class FewPairs:
    """The pairs worth something among so many people, row by row, each in both directions.

    `whole` is what they are worth in whole numbers of `unit`, `rounded` where floats are not that.
    """

    objective: Objective
    size: int
    rows: Whole
    columns: Whole
    worth: Numbers
    whole: Numbers
    unit: float
    rounded: bool

    def worth_of(self, pairs: Sequence[Place]) -> float:
        """What pairs are worth together."""
        import numpy as np

        mate = np.full(self.size, self.size)
        for one, other in pairs:
            mate[one] = other
        return fsum(self.worth[mate[self.rows] == self.columns].tolist())

    def assigned_to_itself(self, budget: Budget) -> Halves:
        """The best assignment of two copies of the pool, and its prices.

        Raises:
            OutOfSteps: if the budget ends before.
        """
        import numpy as np

        def search(part: int) -> object:
            inside = np.flatnonzero((self.rows % part == 0) & (self.columns % part == 0))
            return _partners(self.size, self.rows[inside], self.columns[inside], self.whole[inside])

        stop_unless_time(search, budget, is_large=self.rows.size > _LARGE)
        partner = _partners(self.size, self.rows, self.columns, self.whole)
        price = self._prices(partner)
        gain = np.zeros(self.size)
        np.maximum.at(gain, self.rows, self.whole - price[self.columns])
        return Halves(partner, price, gain + price)

    def prices(self, halves: Halves) -> tuple[Numbers, Numbers]:
        """The prices in weights, and twice everybody's share of a pair; of one more, of 0, where people are odd.

        If one alone would be left over of an even number, they are those at which that one takes somebody's place.
        """
        import numpy as np

        is_one_alone = (np.count_nonzero(halves.partner == self.size) + self.size) % 2 == 1
        whole = halves.price + self._without_one_alone(halves) if is_one_alone else halves.price
        price = np.zeros(self.size + self.size % 2)
        price[: self.size] = whole * self.unit
        # Everybody may also be paired with the cheapest for nothing, the cheapest with the next.
        if is_one_alone or self.rounded or np.count_nonzero(price) > price.size - 2:
            return price, self._twice_the_shares(price)
        share = np.zeros(price.size)
        share[: self.size] = halves.share * self.unit
        return price, share

    def _twice_the_shares(self, price: Numbers) -> Numbers:
        """Twice everybody's share of a pair at the prices: no pair is worth more than both shares."""
        import numpy as np

        cheapest, following = np.argpartition(price, 1)[:2].tolist()
        gain = np.full(price.size, -price[cheapest])
        gain[cheapest] = -price[following]
        np.maximum.at(gain, self.rows, self.worth - price[self.columns])
        gain += price
        return gain

    def trees(self, halves: Halves) -> tuple[AlternatingTrees, list[int]]:
        """Where the search for the best pairs begins, by the whole numbers, and from whom it must go on."""
        import numpy as np

        share = halves.share.tolist()
        mate, circles = begun_at(halves.partner.tolist(), share)
        roots = join(circles, mate, self._tight(halves, circles) if len(circles) > 1 else ())
        if not roots:
            return AlternatingTrees(mate, share, [], [], []), roots
        ends = np.searchsorted(self.rows, np.arange(self.size + 1)).tolist()
        return AlternatingTrees(mate, share, self.columns.tolist(), (2 * self.whole).tolist(), ends), roots

    def _tight(self, halves: Halves, circles: list[list[int]]) -> list[Place]:
        """The pairs of people in these circles that are worth as much as both shares."""
        import numpy as np

        share = np.full(self.size, np.inf)
        inside = [one for walk in circles for one in walk]
        share[inside] = halves.share[inside]
        tight = (share[self.rows] + share[self.columns] == 2 * self.whole).nonzero()[0]
        both = zip(self.rows[tight].tolist(), self.columns[tight].tolist(), strict=True)
        return [(one, other) for one, other in both if one < other]

    def _prices(self, partner: Whole) -> Numbers:
        """The prices, in whole numbers: a column's rises to what a row would gain by it over its own, price and all."""
        import numpy as np

        price = np.zeros(self.size)
        if not self.rows.size:
            return price
        # The list is the same in both directions, and so in the order of columns as well.
        columns, rows = self.rows, self.columns
        begins = np.ones(rows.size, dtype=np.bool_)
        np.not_equal(columns[1:], columns[:-1], out=begins[1:])
        start = begins.nonzero()[0]
        # Prices of the columns that are wanted (0 if nobody has them); one more, of 0, for whoever has none.
        place = np.full(self.size + 1, start.size)
        place[columns[start]] = np.arange(start.size)
        gain, owned = self.whole - self._own(partner)[rows], place[partner[rows]]
        rising, wanted = np.zeros(start.size + 1), np.empty(rows.size)
        before = b""
        for _ in range(self.size + 2):  # pragma: no branch - because numbers are whole, and no chain is longer
            rising.take(owned, out=wanted, mode="clip")
            wanted += gain
            # What is asked for only rises from step to step, as the prices do.
            np.maximum(np.maximum.reduceat(wanted, start), 0, out=rising[:-1])
            if rising.tobytes() == before:
                break
            before = rising.tobytes()
        price[columns[start]] = rising[:-1]
        return price

    def _own(self, partner: Whole) -> Numbers:
        """What everybody's pair is worth, in whole numbers; 0 if they have none."""
        import numpy as np

        made = (partner[self.rows] == self.columns).nonzero()[0]
        own = np.zeros(self.size)
        own[self.rows[made]] = self.whole[made]
        return own

    def _without_one_alone(self, halves: Halves) -> Numbers:
        """By how much prices rise if the one who is alone, or one more where people are odd, must have a partner.

        They rise along the shortest chain of exchanges from this one, who may take any place for nothing, to this one's
        place, which anyone may take for nothing.
        """
        import numpy as np

        partner, price, rows, columns = halves.partner, halves.price, self.rows, self.columns
        matched = np.flatnonzero(partner < self.size)
        gain = np.zeros(self.size)
        gain[matched] = self._own(partner)[matched] - price[partner[matched]]
        falls_short = gain[rows] + price[columns] - self.whole
        far = price.copy()
        is_alone = partner == self.size
        from_one = is_alone[rows]
        np.minimum.at(far, columns[from_one], falls_short[from_one])
        far[is_alone] = np.inf
        between = ~from_one & ~is_alone[columns]
        owned, reached, step = partner[rows[between]], columns[between], falls_short[between]
        for _ in range(self.size):  # pragma: no branch - because numbers are whole, and no chain is longer
            before = far.tobytes()
            np.minimum.at(far, reached, far[owned] + step)
            if far.tobytes() == before:
                break
        to_one = is_alone[columns] & ~from_one
        ends = np.append(far[partner[matched]] + gain[matched], far[partner[rows[to_one]]] + falls_short[to_one])
        rise: Numbers = np.maximum(ends.min() - far, 0)
        return rise


def few_pairs(task: AssignmentTask, floor: float | None) -> FewPairs | None:
    """The pairs of a pool that are worth something, without those of whoever is locked, if they are few; else None.

    Pairs that weigh less than `floor` are none.
    """
    import numpy as np

    size, is_gain = len(task.left), task.goal is PairingGoal.GAIN
    highest = (task.stability if task.kept else 0) if is_gain else np.inf
    listed = task.weights.few(highest)
    if listed is None:
        return None
    cells, weight = listed[0], -listed[1]
    if not task.exact:
        task = whole_if_it_is(task, task.weights.allowed() if is_gain else weight)
    # What is barred counts 0, as somebody's pair with themselves does.
    ends = None if is_gain else (float(weight.min(initial=0)), float(weight.max(initial=0)))
    objective = objective_of(task, is_any_barred=True, ends=ends)
    if objective.large:
        return None
    made = None if floor is None else weight >= floor
    kept = np.isin(cells, [row * size + column for row, column in task.kept]) if task.kept else None
    if kept is not None:
        weight += task.stability * kept
    if is_gain:
        made = weight >= 0
    weight += objective.shift
    weight *= objective.scale
    weight += objective.pair
    if kept is not None:
        weight += objective.keep * kept
    is_worth = weight > 0
    return _listed(task, objective, cells, weight, is_worth if made is None else made & is_worth)


def whole_if_it_is(task: AssignmentTask, weights: Numbers) -> AssignmentTask:
    """The task; as an exact one if the weights of its pairs are whole numbers, and not too large to be added.

    That goes for pairs that lose as well, for they must not be made by what decides between equals.
    """
    import numpy as np

    if not float(task.stability).is_integer() or (np.floor(weights) != weights).any():
        return task
    largest = float(np.abs(weights).max(initial=0)) + task.stability
    return evolve(task, exact=True) if 4 * largest * (len(task.left) + 2) ** 2 < _WHOLE else task


def few_of_table(task: AssignmentTask, encoded: Encoded) -> FewPairs | None:
    """The same of a table that is encoded already."""
    import numpy as np

    size, objective = len(encoded.cost), encoded.objective
    if objective.large or not are_few(int(np.count_nonzero(encoded.cost < 0)), size):
        return None
    cells = np.flatnonzero(encoded.cost < 0)
    return _listed(task, objective, cells, -encoded.cost.reshape(-1)[cells], np.ones(cells.size, dtype=np.bool_))


def _listed(task: AssignmentTask, objective: Objective, cells: Whole, worth: Numbers, made: Truths) -> FewPairs:
    """Those of some pairs that are to be made and of whom nobody is locked."""
    import numpy as np

    size = len(task.left)
    if not made.all():
        cells, worth = cells[made], worth[made]
    rows, columns = np.divmod(cells, size)
    if task.locked:
        free = np.ones(size, dtype=np.bool_)
        free[[at for both in task.locked for at in both]] = False
        inside = np.flatnonzero(free[rows] & free[columns])
        rows, columns, worth = rows[inside], columns[inside], worth[inside]
    unit = 2.0 ** max(frexp(4 * size * float(worth.max(initial=0)))[1] - _BITS, _FINEST)
    if task.exact:
        least = min(one for one in (1.0, objective.pair, objective.keep) if one)
        if unit <= least:
            return FewPairs(objective, size, rows, columns, worth, worth / least, least, rounded=False)
    whole = np.rint(worth / unit)
    return FewPairs(objective, size, rows, columns, worth, whole, unit, bool((whole * unit != worth).any()))


def _partners(size: int, rows: Whole, columns: Whole, worth: Numbers) -> Whole:
    """Everybody's partner in the best assignment of two copies of the pool; `size` for whoever is left over."""
    import numpy as np

    if size <= _DENSE:
        # Everybody begins with half of their best pair; first come those who have few so good ones.
        half = np.zeros(size)
        np.maximum.at(half, rows, worth)
        half /= 2
        short = half[rows] + half[columns] - worth
        order = np.bincount(rows[short == 0], minlength=size).argsort(kind="stable")
        place = np.empty(size, dtype=np.int64)
        place[order] = np.arange(size)
        half = half[order]
        cost = half[:, None] + half
        cost.reshape(-1)[place[rows] * size + place[columns]] = short
        everyone, at = complete_assignment(cost)
        partner = np.empty(size, dtype=np.int64)
        partner[order] = np.where(cost[everyone, at] < half + half[at], order[at], size)
        return partner
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    nothing = 2 * (worth.max(initial=0.0) or 1.0)  # because 0 stands for no pair in a sparse table
    everyone = np.arange(size)
    # Each row ends with its own column for being left over.
    begins = np.searchsorted(rows, np.arange(size + 1)) + np.arange(size + 1)
    values, at = np.full(rows.size + size, nothing), np.empty(rows.size + size, dtype=np.int32)
    places = np.arange(rows.size) + rows
    values[places], at[places] = nothing - worth, columns
    at[begins[1:] - 1] = everyone + size
    table = csr_matrix((values, at, begins.astype(np.int32)), shape=(size, 2 * size))
    _, partner = min_weight_full_bipartite_matching(table)
    found: Whole = np.minimum(partner, size).astype(np.int64)
    return found
