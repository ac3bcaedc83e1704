"""Assignment with capacities and lower bounds: everyone at the best columns first, then shortest chains of moves.

Chains lead away from columns too full, and then to columns too empty.

Successive shortest paths with potentials (Edmonds and Karp, 1972) on the graph of columns alone, made for many rows and
few columns: O(columns²) for each row too many, or too few, at a column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Place, Truths


def with_capacities(
    cost: Numbers,
    barred: Truths | None,
    room_left: tuple[int, ...],
    room_right: tuple[int, ...],
    budget: Budget,
    least: tuple[tuple[int, ...], tuple[int, ...]] | None = None,
) -> tuple[list[Place], Numbers, bool] | None:
    """The pairs of the greatest sum under capacities, the price of a place at each column; whether it came to its end.

    `least` are the places that each row and each column needs at least. None comes back where they cannot all be had.

    Every row begins at its best columns. As long as a column is too full, someone moves on along the cheapest chain of
    moves that ends at a column with room, or at none; prices keep every chain's cost from falling below 0. Where the
    budget ends before, whoever is worth least at a column too full goes without.
    """
    columns = _Columns(cost, barred, room_left, room_right, least)
    try:
        if not columns.has_all_it_needs():
            return None
        complete = columns.relieve(budget) and columns.fill(budget)
    except _NoWay:
        return None
    if not complete:
        columns.turn_away()
    return columns.pairs(), columns.price[: columns.alone], complete


class _NoWay(Exception):
    """No chain of moves leads where one is needed."""


class _Columns:
    """Who sits where, and for each two columns the row that moves most cheaply from the one to the other."""

    def __init__(
        self,
        cost: Numbers,
        barred: Truths | None,
        room_left: tuple[int, ...],
        room_right: tuple[int, ...],
        least: tuple[tuple[int, ...], tuple[int, ...]] | None = None,
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
        self.rooms = np.array(room_left, dtype=np.int64)
        self.needs = np.array((0,) * height if least is None else least[0], dtype=np.int64)
        self.asks = bool(self.needs.any())
        self.least = np.array((0,) * (width + 1) if least is None else (*least[1], 0), dtype=np.int64)
        self.sits = np.zeros((width + 1, height), dtype=np.bool_)
        self._seat(self.rooms)
        self.load = self.sits.sum(axis=1)
        self.held = self.sits.sum(axis=0)
        self.is_filling = False
        self.price = np.zeros(width + 1)
        self.step = np.full((width + 1, width + 1), np.inf)
        self.mover = np.full((width + 1, width + 1), -1, dtype=np.int64)
        for column in range(width):
            self._refresh(column, np.arange(width + 1))

    def _seat(self, rooms: NDArray[np.int64]) -> None:
        """Put every row at its best columns, as far as they are worth more than nothing or needed.

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
            worth = self.worth[column, rows]
            take = (rooms > rank) & ((worth >= 0) | ((rank < self.needs) & (worth > -np.inf)))
            self.sits[column[take], rows[take]] = True

    def _refresh(self, column: int, targets: NDArray[np.int64]) -> None:
        """Find anew who moves most cheaply from a column to each of the targets."""
        import numpy as np

        self.step[column, targets] = np.inf
        self.mover[column, targets] = -1
        rows = np.flatnonzero(self.held < self.rooms if column == self.alone else self.sits[column])
        targets = targets[targets != column]
        if not rows.size or not targets.size:
            return
        steps = self.worth[column, rows] - self.worth[np.ix_(targets, rows)]
        steps[self.sits[np.ix_(targets, rows)]] = np.inf
        if self.asks and targets[-1] == self.alone:
            # Whoever has no more places than needed does not go without.
            steps[-1, self.held[rows] <= self.needs[rows]] = np.inf
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
            here = self._nearest(far, done)
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

    def _nearest(self, far: Numbers, done: Truths) -> int:
        """The nearest column that was not looked at yet; now it is."""
        import numpy as np

        open_far = np.where(done, np.inf, far)
        here = int(open_far.argmin())
        if not open_far[here] < np.inf:
            raise _NoWay
        done[here] = True
        return here

    def _chain_to(self, end: int) -> list[tuple[int, int]]:
        """The cheapest chain to `end` from a column with more than it needs, or from alone; prices fall with it."""
        import numpy as np

        far = np.where(self.load > self.least, self.price, np.inf)
        far[self.alone] = 0
        before = np.full(self.alone + 1, -1, dtype=np.int64)
        done = np.zeros(self.alone + 1, dtype=np.bool_)
        while True:
            here = self._nearest(far, done)
            if here == end:
                break
            reduced = np.maximum(self.step[here] - self.price[here] + self.price, 0) + far[here]
            nearer = ~done & (reduced < far)
            far[nearer] = reduced[nearer]
            before[nearer] = here
        self.price -= np.minimum(far, far[end])
        chain = []
        while before[here] >= 0:
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
            self.held[row] += (source == self.alone) - (target == self.alone)
            self.load[target] += 1
        stale: dict[int, set[int]] = {}
        for row, source, target in moves:
            # Whoever left is no mover from there any more; where they sit now, or still, they may be the cheapest.
            stale.setdefault(source, set()).update(np.flatnonzero(self.mover[source] == row).tolist())
            for column in np.flatnonzero(self.sits[: self.alone, row]).tolist():
                stale.setdefault(column, set()).update({source, target} if column != target else ())
                if column == target:
                    self._join(row, column)
            if self.is_filling:
                stale.setdefault(self.alone, set()).update({source, target})
        for column, targets in stale.items():
            self._refresh(column, np.array(sorted(targets), dtype=np.int64))

    def _join(self, row: int, column: int) -> None:
        """Let a new row of a column be its mover wherever that is cheaper."""
        import numpy as np

        steps = self.worth[column, row] - self.worth[:, row]
        steps[self.sits[:, row]] = np.inf
        steps[self.alone] = self.worth[column, row] if self.held[row] > self.needs[row] else np.inf
        cheaper = steps < self.step[column]
        self.step[column, cheaper] = steps[cheaper]
        self.mover[column, cheaper] = row

    def has_all_it_needs(self) -> bool:
        """Whether every row has as many places as it needs, and no column needs more than it has room for."""
        return bool((self.held >= self.needs).all() and (self.room >= self.least).all())

    def fill(self, budget: Budget) -> bool:
        """Move until no column is too empty, which is told, or the budget ends."""
        import numpy as np

        lacking = [column for column in range(self.alone) if self.load[column] < self.least[column]]
        if lacking:
            self.is_filling = True
            self._refresh(self.alone, np.arange(self.alone))
        for column in lacking:
            while self.load[column] < self.least[column]:
                if budget.report():
                    return False
                budget.spend()
                self._move(self._chain_to(column))
        return True

    def relieve(self, budget: Budget) -> bool:
        """Move until no column is too full, which is told, or the budget ends."""
        for column in range(self.alone):
            while self.load[column] > self.room[column]:
                if budget.report():
                    return False
                budget.spend()
                self._move(self._chain(column))
        return True

    def turn_away(self) -> None:
        """Let those go who are worth least at the columns too full."""
        import numpy as np

        for column in range(self.alone):
            rows = np.flatnonzero(self.sits[column])
            order = np.argsort(-self.worth[column, rows], kind="stable")
            self.sits[column, rows[order[self.room[column] :]]] = False

    def pairs(self) -> list[Place]:
        """Who sits where."""
        return sorted((row, column) for column in range(self.alone) for row in self.sits[column].nonzero()[0].tolist())
