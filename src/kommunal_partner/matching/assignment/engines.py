"""The searches: one to one, with capacities over few columns, and with lower bounds and quotas through a solver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner.errors import BadInstance, MissingExtra
from kommunal_partner.matching.assignment.case import Case

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment.case import Numbers, Truths

__all__ = ["Found", "need_scipy", "one_to_one", "solver", "with_capacities"]

_WHOLE: Final = 1e-6
_LARGE: Final = 2.0**20
_TINY: Final = 2.0**-1000


@frozen(eq=False)
class Found:
    """What a search found: pairs by place, prices of the columns and quotas if it knows them, demands left unmet.

    `unmet` counts the places that are missing for each demand: ("left" | "right" | "quota", place) → number.
    `proven` is False where only the solver's own search, not the prices, proves that nothing is better.
    """

    pairs: tuple[tuple[int, int], ...]
    prices: Numbers | None = None
    quota_prices: tuple[float, ...] = ()
    unmet: tuple[tuple[tuple[str, int], int], ...] = ()
    by_branching: bool = False


def need_scipy() -> None:
    """Nothing, if scipy is there.

    Raises:
        MissingExtra: if it is not.
    """
    try:
        import scipy.optimize  # noqa: F401 - because it is only asked whether it is there
    except ImportError:
        raise MissingExtra("scipy", "matching") from None


def one_to_one(cost: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The complete assignment of least cost, as rows and their columns."""
    from scipy.optimize import linear_sum_assignment

    found: tuple[NDArray[np.intp], NDArray[np.intp]] = linear_sum_assignment(cost)
    return found


# ── capacities: everyone at the best column first, then shortest chains away from columns that are too full ──────────


def with_capacities(
    cost: Numbers, barred: Truths | None, room_left: tuple[int, ...], room_right: tuple[int, ...]
) -> tuple[list[tuple[int, int]], Numbers]:
    """The pairs of the greatest sum under capacities, and the price of a place at each column.

    Every row begins at its best columns. As long as a column is too full, someone moves on along the cheapest chain of
    moves that ends at a column with room, or at none; prices keep every chain's cost from falling below 0.
    """
    return _Chains(cost, barred, room_left, room_right).run()


class _Chains:
    """Who sits where, and for each two columns the row that moves most cheaply from the one to the other."""

    def __init__(
        self, cost: Numbers, barred: Truths | None, room_left: tuple[int, ...], room_right: tuple[int, ...]
    ) -> None:
        import numpy as np

        height, width = cost.shape
        # The last column stands for "alone": it is worth 0 and has room for all.
        self.worth = np.zeros((width + 1, height))
        self.worth[:width] = -cost.T
        if barred is not None:
            self.worth[:width][barred.T] = -np.inf
        self.alone = width
        self.room = np.array([*room_right, sum(room_left) + 1], dtype=np.int64)
        self.sits = np.zeros((width + 1, height), dtype=np.bool_)
        self._seat(np.array(room_left, dtype=np.int64))
        self.load = self.sits.sum(axis=1)
        self.price = np.zeros(width + 1)
        self.step = np.full((width, width + 1), np.inf)
        self.mover = np.full((width, width + 1), -1, dtype=np.int64)
        for column in range(width):
            self._refresh(column, np.arange(width + 1))

    def _seat(self, rooms: NDArray[np.int64]) -> None:
        """Put every row at its best columns, as far as they are worth more than nothing.

        Of columns equally good, each row begins looking at one of its own, and as many rows at each as it has room, so
        that they do not all start at the first.
        """
        import numpy as np

        rows = np.arange(self.sits.shape[1])
        columns = np.arange(self.alone)
        own = np.resize(np.repeat(columns, np.minimum(self.room[: self.alone], rows.size)), rows.size)
        from_own = (columns[:, None] + own) % max(self.alone, 1)
        ranks = np.argsort(-self.worth[from_own, rows], axis=0, kind="stable")
        order = np.take_along_axis(from_own, ranks, axis=0)
        for rank in range(min(self.alone, int(rooms.max(initial=0)))):
            column = order[rank]
            take = (rooms > rank) & (self.worth[column, rows] >= 0)
            self.sits[column[take], rows[take]] = True

    def _refresh(self, column: int, targets: NDArray[np.int64]) -> None:
        """Find anew who moves most cheaply from a column to each of the targets."""
        import numpy as np

        self.step[column, targets] = np.inf
        self.mover[column, targets] = -1
        rows = np.flatnonzero(self.sits[column])
        targets = targets[targets != column]
        if not rows.size or not targets.size:
            return
        steps = self.worth[column, rows] - self.worth[np.ix_(targets, rows)]
        steps[self.sits[np.ix_(targets, rows)]] = np.inf
        best = steps.argmin(axis=1)
        cheapest = steps[np.arange(targets.size), best]
        self.step[column, targets] = cheapest
        self.mover[column, targets] = np.where(np.isfinite(cheapest), rows[best], -1)

    def _chain(self, start: int) -> list[tuple[int, int]]:
        """The cheapest chain of columns from `start` to one with room; prices rise with it."""
        import numpy as np

        far = np.full(self.alone + 1, np.inf)
        before = np.full(self.alone + 1, -1, dtype=np.int64)
        done = np.zeros(self.alone + 1, dtype=np.bool_)
        far[start] = 0
        while True:
            here = int(np.where(done, np.inf, far).argmin())
            done[here] = True
            if self.load[here] < self.room[here]:
                break
            reduced = np.maximum(self.step[here] - self.price[here] + self.price, 0) + far[here]
            nearer = ~done & (reduced < far)
            far[nearer] = reduced[nearer]
            before[nearer] = here
        self.price += np.maximum(far[here] - np.minimum(far, far[here]), 0)
        chain = []
        while here != start:
            chain.append((int(before[here]), here))
            here = int(before[here])
        return chain[::-1]

    def _move(self, chain: list[tuple[int, int]]) -> None:
        import numpy as np

        moves = [(int(self.mover[source, target]), source, target) for source, target in chain]
        for row, source, target in moves:
            self.sits[source, row] = False
            self.load[source] -= 1
            if target != self.alone:
                self.sits[target, row] = True
            self.load[target] += 1
        stale: dict[int, set[int]] = {}
        for row, source, target in moves:
            # Whoever left is no mover from there any more; where they sit now, or still, they may be the cheapest.
            stale.setdefault(source, set()).update(np.flatnonzero(self.mover[source] == row).tolist())
            for column in np.flatnonzero(self.sits[: self.alone, row]).tolist():
                stale.setdefault(column, set()).update({source, target} if column != target else ())
                if column == target:
                    self._join(row, column)
        for column, targets in stale.items():
            self._refresh(column, np.array(sorted(targets), dtype=np.int64))

    def _join(self, row: int, column: int) -> None:
        """Let a new row of a column be its mover wherever that is cheaper."""
        import numpy as np

        steps = self.worth[column, row] - self.worth[:, row]
        steps[self.sits[:, row]] = np.inf
        steps[self.alone] = self.worth[column, row]
        cheaper = steps < self.step[column]
        self.step[column, cheaper] = steps[cheaper]
        self.mover[column, cheaper] = row

    def run(self) -> tuple[list[tuple[int, int]], Numbers]:
        """Move until no column is too full."""
        for column in range(self.alone):
            while self.load[column] > self.room[column]:
                self._move(self._chain(column))
        pairs = [(row, column) for column in range(self.alone) for row in self.sits[column].nonzero()[0].tolist()]
        return sorted(pairs), self.price[: self.alone]


# ── lower bounds and quotas: a linear programme, and branching only if it comes out broken ───────────────────────────


def solver(case: Case, counted: Numbers) -> Found:
    """The best pairs under all rules; where demands cannot be met, as few places short as can be, then the best.

    Raises:
        BadInstance: if the solver gives up.
    """
    import numpy as np

    model = _Model(case, counted)
    first = model.solve(np.concatenate([np.zeros(model.pairs), np.ones(model.slacks)]), None)
    short = round(float(first.x[model.pairs :].sum()))
    # The solver takes differences below a ten-millionth for none: large numbers keep it from stopping early.
    size = _LARGE / max(float(np.abs(model.values).max(initial=0)), _TINY)
    best = model.solve(np.concatenate([model.values * size, np.zeros(model.slacks)]), short)
    chosen = np.flatnonzero(np.rint(best.x[: model.pairs]))
    missing = np.rint(best.x[model.pairs :]).astype(int)
    unmet = tuple((demand, int(count)) for demand, count in zip(model.demands, missing, strict=True) if count)
    pairs = tuple(sorted((int(model.rows[k]), int(model.columns[k])) for k in chosen))
    if short:
        return Found(pairs, unmet=unmet)
    prices, quota_prices = model.prices(size)
    return Found(pairs, prices, quota_prices, (), model.broken)


class _Model:
    """The linear programme: a variable for each pair that may be made, one for each demand that may stay unmet."""

    def __init__(self, case: Case, counted: Numbers) -> None:
        import numpy as np
        from scipy import sparse

        open_pairs = np.ones(case.cost.shape, dtype=np.bool_) if case.barred is None else ~case.barred
        for pair in case.locked:
            open_pairs[pair] = True
        self.case = case
        self.broken = False
        self.rows, self.columns = open_pairs.nonzero()
        self.pairs = self.rows.size
        self.values = counted[self.rows, self.columns]
        self.low = np.zeros(self.pairs)
        for pair in case.locked:
            self.low[(self.rows == pair[0]) & (self.columns == pair[1])] = 1
        height, width = case.cost.shape
        ones = np.ones(self.pairs)
        every = np.arange(self.pairs)
        blocks = [
            sparse.csr_array((ones, (self.rows, every)), shape=(height, self.pairs)),
            sparse.csr_array((ones, (self.columns, every)), shape=(width, self.pairs)),
        ]
        least = [*case.least_left, *case.least_right]
        most: list[float] = [*case.most_left, *case.most_right]
        names = [("left", row) for row in range(height)] + [("right", column) for column in range(width)]
        for place, quota in enumerate(case.quotas):
            where = self.rows if quota.side == "left" else self.columns
            inside = np.isin(where, case.quota_places(quota)).astype(float)
            blocks.append(sparse.csr_array(inside.reshape(1, -1)))
            least.append(quota.least)
            most.append(float("inf") if quota.most is None else quota.most)
            names.append(("quota", place))
        self.sums = sparse.vstack(blocks).tocsr()
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
        found = linprog(values, A_ub=table, b_ub=limits, bounds=np.stack([low, high], axis=1), method="highs-ds")
        self.relaxed = found
        self.broken = found.status == 0 and bool(np.abs(found.x - np.rint(found.x)).max() > _WHOLE)
        if self.broken:
            found = milp(
                values,
                constraints=LinearConstraint(table, -np.inf, limits),  # pyright: ignore[reportArgumentType] - because arrays are taken, whatever the stubs say
                integrality=np.ones(values.size),
                bounds=Bounds(low, high),  # pyright: ignore[reportArgumentType] - because as above
            )
        if found.x is None:
            raise BadInstance(f"the solver found no result: {found.message}")
        return found

    def prices(self, size: float) -> tuple[Numbers, tuple[float, ...]]:
        """The prices of columns and quotas in the last programme, whose values were taken `size` times."""
        import numpy as np

        height, width = self.case.cost.shape
        prices = np.zeros(height + width + len(self.case.quotas))
        if self.pairs:
            marginals = -np.asarray(self.relaxed.ineqlin.marginals) / size
            prices[self.upper_at] += marginals[: self.upper_at.size]
            prices[self.asked] -= marginals[self.upper_at.size : self.upper_at.size + self.asked.size]
        return prices[height : height + width], tuple(prices[height + width :].tolist())


class _Nothing:
    """The result of a programme without variables."""

    def __init__(self) -> None:
        import numpy as np

        self.x = np.zeros(0)
