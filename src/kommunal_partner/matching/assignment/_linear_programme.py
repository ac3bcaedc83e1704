"""Lower bounds and quotas: a linear programme, and branching only if it comes out broken.

Without quotas that cross, the programme is a transportation problem and comes out whole (Dantzig, 1951); HiGHS solves
it by the dual simplex method, and by branch and bound where it does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.matching.assignment._task import AssignmentTask, PairSide
from kommunal_partner.matching.assignment._whole import whole
from kommunal_partner.results import Budget, OutOfSteps, solver_is_cut_short, watched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Place, Truths

    Counts = NDArray[np.int64]

_WHOLE: Final = 1e-6
_LARGE: Final = 2.0**20
_TINY: Final = 2.0**-1000
_FINEST: Final = 2**60


@frozen(eq=False)
class Programmed:
    """The pairs of the best result, the prices of columns and quotas, and how many places each demand lacks.

    A demand is ("left" | "right" | "quota", place). `branched` tells that the prices alone do not prove the result,
    `complete` whether the solver came to its end.
    """

    pairs: tuple[Place, ...]
    prices: Numbers | None = None
    quota_prices: tuple[float, ...] = ()
    missing: tuple[tuple[tuple[str, int], int], ...] = ()
    branched: bool = False
    complete: bool = True


def programme(
    task: AssignmentTask, barred: Truths | None, counted: Numbers, budget: Budget, *, unit: float | None = None
) -> Programmed:
    """The best pairs under all rules; where demands cannot be met, as few places short as can be, then the best.

    With a `unit`, of which all that is counted is a multiple, the sum is the greatest exactly, not but for rounding;
    where broken solutions had to be ruled out, that is so as far as the solver is exact. Where its time ends while it
    branches, the pairs are the best it has found.

    Raises:
        BadInstance: if the solver gives up. OutOfSteps: if the budget ends before.
    """
    import numpy as np

    budget.pay()
    model = _Model(task, barred, counted, budget)
    first = model.solve(np.concatenate([np.zeros(model.pairs), np.ones(model.slacks)]), None)
    if not model.complete:
        raise OutOfSteps
    short = round(float(first.x[model.pairs :].sum()))
    # The solver takes differences below a ten-millionth for none: large numbers keep it from stopping early.
    size = _LARGE / max(float(np.abs(model.values).max(initial=0)), _TINY)
    best = model.solve(np.concatenate([model.values.astype(np.float64) * size, np.zeros(model.slacks)]), short)
    every_price = None if short or not model.complete else model.prices(size)
    if unit is not None and every_price is not None:
        best, every_price = model.sharpened(best, every_price, unit)
    chosen = np.flatnonzero(np.rint(best.x[: model.pairs]))
    lacking = np.rint(best.x[model.pairs :]).astype(int)
    missing = tuple((demand, int(count)) for demand, count in zip(model.demands, lacking, strict=True) if count)
    pairs = tuple(sorted((int(model.rows[k]), int(model.columns[k])) for k in chosen))
    if every_price is None or not model.complete:
        return Programmed(pairs, missing=missing, complete=model.complete)
    height, width = task.cost.shape
    quota_prices = tuple(every_price[height + width :].tolist())
    return Programmed(pairs, every_price[height : height + width], quota_prices, (), model.broken)


class _Model:
    """The linear programme: a variable for each pair that may be made, one for each demand that may stay unmet."""

    def __init__(self, task: AssignmentTask, barred: Truths | None, counted: Numbers, budget: Budget) -> None:
        import numpy as np
        from scipy import sparse

        open_pairs = np.ones(task.cost.shape, dtype=np.bool_) if barred is None else ~barred
        for pair in task.locked:
            open_pairs[pair] = True
        self.task = task
        self.budget = budget
        self.broken = False
        self.complete = True
        self.rows, self.columns = open_pairs.nonzero()
        self.pairs = self.rows.size
        self.values = counted[self.rows, self.columns]
        self.low = np.zeros(self.pairs)
        for pair in task.locked:
            self.low[(self.rows == pair[0]) & (self.columns == pair[1])] = 1
        height, width = task.cost.shape
        ones = np.ones(self.pairs)
        every = np.arange(self.pairs)
        blocks = [
            sparse.csr_array((ones, (self.rows, every)), shape=(height, self.pairs)),
            sparse.csr_array((ones, (self.columns, every)), shape=(width, self.pairs)),
        ]
        least = [*task.least_left, *task.least_right]
        most: list[float] = [*task.most_left, *task.most_right]
        names = [("left", row) for row in range(height)] + [("right", column) for column in range(width)]
        for place, quota in enumerate(task.quotas):
            where = self.rows if quota.side is PairSide.LEFT else self.columns
            inside = np.isin(where, task.quota_places(quota)).astype(float)
            blocks.append(sparse.csr_array(inside.reshape(1, -1)))
            least.append(quota.least)
            most.append(float("inf") if quota.most is None else quota.most)
            names.append(("quota", place))
        self.sums = sparse.vstack(blocks).tocsr()
        self.quotas = [(block.toarray()[0] > 0) for block in blocks[2:]]
        self.least, self.most = np.array(least, dtype=float), np.array(most, dtype=float)
        asked = np.flatnonzero(self.least > 0)
        self.demands = [names[place] for place in asked]
        self.slacks = asked.size
        helps = sparse.csr_array((np.ones(asked.size), (asked, np.arange(asked.size))), shape=(len(names), asked.size))
        self.lower = sparse.hstack([self.sums, helps]).tocsr()[asked]
        upper = np.flatnonzero(np.isfinite(self.most))
        self.upper_at, self.asked = upper, asked
        self.upper = sparse.hstack([self.sums, sparse.csr_array((len(names), asked.size))]).tocsr()[upper]

    def solve(self, values: Numbers, short: int | None) -> Any:  # noqa: ANN401 - because scipy does not name its result
        """The least sum of values; with `short`, no more places missing than that."""
        import numpy as np
        from scipy import sparse
        from scipy.optimize import Bounds, LinearConstraint, linprog, milp

        table = sparse.vstack([self.upper, -self.lower])
        limits = np.concatenate([self.most[self.upper_at], -self.least[self.asked]])
        if short is not None:
            extra = np.concatenate([np.zeros(self.pairs), np.ones(self.slacks)])
            table = sparse.vstack([table, sparse.csr_array(extra.reshape(1, -1))])
            limits = np.append(limits, short)
        low = np.concatenate([self.low, np.zeros(self.slacks)])
        high = np.concatenate([np.ones(self.pairs), np.full(self.slacks, np.inf)])
        if not values.size:
            return _Nothing()

        def relaxed(seconds: float) -> Any:  # noqa: ANN401 - because scipy does not name its result
            return linprog(
                values,
                A_ub=table,
                b_ub=limits,
                bounds=np.stack([low, high], axis=1),
                method="highs-ds",
                options={"time_limit": seconds},
            )

        def branched(seconds: float) -> Any:  # noqa: ANN401 - because scipy does not name its result
            return milp(
                values,
                constraints=LinearConstraint(table, -np.inf, limits),  # pyright: ignore[reportArgumentType] - because arrays are taken, whatever the stubs say
                integrality=np.ones(values.size),
                bounds=Bounds(low, high),  # pyright: ignore[reportArgumentType] - because as above
                options={"mip_rel_gap": 0, "time_limit": seconds},
            )

        found = watched(relaxed, self.budget, is_cut_short=solver_is_cut_short)
        self.relaxed = found
        self.broken = found.status == 0 and bool(np.abs(found.x - np.rint(found.x)).max() > _WHOLE)
        if self.broken:
            found = watched(branched, self.budget, is_cut_short=solver_is_cut_short)
        is_cut_short = solver_is_cut_short(found)
        if self.broken and is_cut_short and found.x is not None:
            self.budget.stopped, self.complete = True, False
        elif is_cut_short or found.x is None or (found.status != 0 and self.budget.spent):
            if is_cut_short or self.budget.spent:
                self.budget.stopped = True
                raise OutOfSteps
            why = found.message
            said = Term(f"Der Löser fand kein Ergebnis: {why}", f"the solver found no result: {why}")
            raise BadInstance(said)
        return found

    def sharpened(self, best: Any, prices: Numbers, unit: float) -> tuple[Any, NDArray[Any]]:  # noqa: ANN401 - because scipy does not name its result
        """The best solution and its prices in whole units, if the solver's are not quite the best.

        The solver takes differences of a ten-millionth of the largest number for none. At the prices found, all that
        pairs and places cost beyond the least is known exactly, and nothing that costs more by itself than the whole
        solution does is in a better one: cut off there, the same programme has small numbers, which the solver tells
        apart (iterative refinement: Gleixner, Steffy and Wolter, 2016).
        """
        import numpy as np

        large = self.values.dtype == object
        values: NDArray[Any] = self.values if large else np.rint(self.values / unit).astype(np.int64)
        exact = _in_whole(prices / unit, large=large)
        found, last = best, None
        while True:
            beyond = values + self._fetched(exact)
            over = self._beyond_least(found.x, values, beyond, exact)
            if over == 0:
                return found, exact if large else exact.astype(np.float64) * unit
            if last is not None and over >= last:
                return best, _in_whole(prices, large=True) if large else prices
            last = over
            most = over + 1 if large else min(over + 1, _FINEST)
            near = np.clip(exact, -most, most)
            smaller = np.clip(beyond, -most, most) - self._fetched(near)
            size = _LARGE / max(float(np.abs(smaller).max(initial=0)), 1.0)
            found = self.solve(np.concatenate([smaller.astype(np.float64) * size, np.zeros(self.slacks)]), 0)
            if not self.complete:
                return best, prices
            exact += _in_whole(self.prices(size), large=large) - near

    def _fetched(self, prices: Counts) -> Counts:
        """What the places that each pair takes fetch at whole prices."""
        height, width = self.task.cost.shape
        found: Counts = prices[self.rows] + prices[height + self.columns]
        for inside, price in zip(self.quotas, prices[height + width :].tolist(), strict=True):
            found[inside] += price
        return found

    def _beyond_least(self, x: Numbers, values: Counts, beyond: Counts, prices: Counts) -> int:
        """How much more a solution costs than any can at least, at these prices."""
        import numpy as np

        made = np.rint(x[: self.pairs]) > 0
        cost = sum(values[made].tolist())
        least = sum(np.minimum(beyond, 0).tolist()) + sum(np.maximum(beyond, 0)[self.low > 0].tolist())
        for price, low, high in zip(prices.tolist(), self.least.tolist(), self.most.tolist(), strict=True):
            least -= price * int(high if price > 0 else low) if price else 0
        return int(cost - least)

    def prices(self, size: float) -> Numbers:
        """The prices of rows, columns and quotas in the last programme, whose values were taken `size` times."""
        import numpy as np

        height, width = self.task.cost.shape
        prices = np.zeros(height + width + len(self.task.quotas))
        if self.pairs:
            marginals = -np.asarray(self.relaxed.ineqlin.marginals) / size
            prices[self.upper_at] += marginals[: self.upper_at.size]
            prices[self.asked] -= marginals[self.upper_at.size : self.upper_at.size + self.asked.size]
        return prices


def _in_whole(numbers: Numbers, *, large: bool) -> NDArray[Any]:
    """The nearest whole numbers; of any size if they are large."""
    import numpy as np

    nearest = np.rint(numbers)
    return whole(nearest) if large else nearest.astype(np.int64)


class _Nothing:
    """The result of a programme without variables."""

    def __init__(self) -> None:
        import numpy as np

        self.x = np.zeros(0)
