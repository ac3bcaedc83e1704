"""Assignment with capacities and lower bounds: everyone at the best columns first, then shortest chains of moves.

Chains lead from columns too full to columns too empty. Successive shortest paths with potentials (Edmonds and Karp,
1972) on the graph of columns alone, made for many rows and few columns: O(columns²) for each chain, along which as many
rows move as are equally cheap. Prices near the best ones leave few chains to find.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from kommunal_partner.matching.assignment._smoothed_dual import PlacesWanted, near_prices
from kommunal_partner.matching.assignment._whole import row_of
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import Numbers, Place, Truths

    Counts: TypeAlias = NDArray[np.int64]

_FEW: Final = 1.5
"""So many rows per column in the wrong place are moved before prices near the best are worth looking for."""

_NARROW: Final = 64
"""Up to so many columns are few."""


@frozen(eq=False)
class Chained:
    """The pairs, the price of a place at each column, and whether the search came to its end."""

    pairs: list[Place]
    prices: Numbers
    complete: bool


def with_capacities(
    encoded: Encoded, budget: Budget, start: tuple[Sequence[Place], Sequence[float]] | None = None
) -> Chained | None:
    """The pairs of the greatest sum under capacities and lower bounds; None where the bounds cannot all be met.

    Every row begins at its best columns, or at those of `start`, pairs and prices that are the best of nearly the same
    task. As long as a column is too full or too empty, rows move along the cheapest chain of columns; prices keep every
    chain's cost from falling below 0. Where the budget ends before, whoever is worth least at a column too full goes
    without, or wherever there is room.
    """
    columns = _Columns(encoded)
    try:
        if start is not None:
            columns.start_at(*start)
        elif not columns.start(budget, whole=encoded.exact):
            return None
        complete = columns.settle(budget)
    except _NoWay:
        return None
    if not complete:
        columns.turn_away()
        columns.let_in()
    return Chained(columns.pairs(), columns.price[: columns.alone], complete)


class _NoWay(Exception):
    """No chain of moves leads where one is needed."""


class _Columns:
    """Who sits where, and for each two columns the row that moves most cheaply from the one to the other.

    The last column stands for "alone": it is worth 0, has room for all, and its price is 0. `sold` are the places that
    each column gives at its price: all of them where it is above 0, as few as it may where it is below.
    """

    def __init__(self, encoded: Encoded) -> None:
        import numpy as np

        height, width = encoded.cost.shape
        kind, self.large = encoded.cost.dtype, encoded.objective.large
        self.worth = np.zeros((width + 1, height), dtype=kind)
        self.worth[:width] = -encoded.cost.T
        if encoded.barred is not None:
            self.worth[:width][encoded.barred.T] = -np.inf
        self.alone = width
        self.rooms = np.array(encoded.room_left, dtype=np.int64)
        self.room = np.array(encoded.room_right, dtype=np.int64)
        needs, least = ((0,) * height, (0,) * width) if encoded.least is None else encoded.least
        self.needs = np.array(needs, dtype=np.int64)
        self.least = np.array(least, dtype=np.int64)
        self.asks = bool(self.needs.any())
        self.many = bool((self.rooms > 1).any())
        self.price = np.zeros(width + 1, dtype=kind)
        self.sits = np.zeros((width + 1, height), dtype=np.bool_)
        self.step = np.full((width + 1, width + 1), np.inf, dtype=kind)
        self.mover = np.full((width + 1, width + 1), -1, dtype=np.int64)
        self.every = np.arange(width + 1)
        # One more for the mover there is none of, -1.
        self.moved = np.zeros(height + 1, dtype=np.bool_)

    # ── where the search begins ──────────────────────────────────────────────────────────────────────────────────────

    def start(self, budget: Budget, *, whole: bool) -> bool:
        """Put every row at its best columns, at prices near the best if that helps; whether rows have what they need.

        No column may need more than it has room for either.
        """
        import numpy as np

        self._seat()
        if not bool((self.held >= self.needs).all() and (self.room >= self.least).all()):
            return False
        wrong = int(np.abs(self._sold() - self.load).sum())
        if wrong > _FEW * self.alone and max(self.rooms.tolist(), default=0) <= 1:
            free = self.rooms > 0
            alone = np.where(self.needs[free] > 0, -np.inf, 0.0)
            worth = self.worth[: self.alone, free].astype(np.float64, copy=False)
            prices = near_prices(PlacesWanted(worth, alone, self.least, self.room), budget, whole=whole)
            self.price[: self.alone] = row_of(prices, large=self.large)
            self._seat()
        self._begin()
        return True

    def start_at(self, pairs: Sequence[Place], prices: Sequence[float]) -> None:
        """Put the rows where they are in some pairs; these and the prices are the best of nearly the same task."""
        self.price[: self.alone] = row_of(prices, large=self.large)
        for row, column in pairs:
            self.sits[column, row] = True
        self._count()
        self._begin()

    def _count(self) -> None:
        self.held: Counts = self.sits.sum(axis=0)
        self.load: Counts = self.sits[: self.alone].sum(axis=1)

    def _sold(self) -> Counts:
        import numpy as np

        price = self.price[: self.alone]
        found: Counts = np.where(price < 0, self.least, np.clip(self.load, self.least, self.room))
        return np.where(price > 0, self.room, found)

    def _begin(self) -> None:
        self.sold = self._sold()
        for column in range(self.alone + 1):
            self._refresh(column, self.every)

    def _seat(self) -> None:
        """Put every row at its best columns at the prices, as far as they are worth more than nothing or needed."""
        import numpy as np

        self.sits[:] = False
        depth = min(self.alone, int(self.rooms.max(initial=0)))
        gains = self.worth[: self.alone] - self.price[: self.alone, None]
        if depth == 1:
            best = gains.max(axis=0)
            take = (self.rooms > 0) & ((best >= 0) | ((self.needs > 0) & (best > -np.inf)))
            self._seat_at_one_of((gains == best) & take)
        elif depth:
            self._seat_at_several(gains, depth)
        self._count()

    def _seat_at_one_of(self, best: Truths) -> None:
        """Put every row at one of the columns that are the best for it, so that few are too full.

        The columns that the fewest others could fill choose first, and take whoever has the fewest others.
        """
        import numpy as np

        choices = best.sum(axis=0)
        self.sits[: self.alone] = best & (choices == 1)
        waiting = choices > 1
        if not waiting.any():
            return
        price = self.price[: self.alone]
        left = np.where(price < 0, self.least, self.room) - self.sits[: self.alone].sum(axis=1)
        wanted = (best & waiting).sum(axis=1)
        for column in np.argsort(wanted - left, kind="stable").tolist():
            rows = (best[column] & waiting).nonzero()[0]
            if left[column] <= 0 or not rows.size:
                continue
            if left[column] < rows.size:
                rows = rows[np.argsort(choices[rows], kind="stable")[: left[column]]]
            self.sits[column, rows] = True
            waiting[rows] = False
        rows = waiting.nonzero()[0]
        self.sits[best[:, rows].argmax(axis=0), rows] = True

    def _seat_at_several(self, gains: Numbers, depth: int) -> None:
        """Put every row at as many of its best columns as it has room.

        Of columns equally good, each row begins looking at one of its own, and as many rows at each as it has room, so
        that they do not all start at the first.
        """
        import numpy as np

        rows, columns = np.arange(self.sits.shape[1]), np.arange(self.alone)
        own = np.resize(np.repeat(columns, np.minimum(self.room, rows.size)), rows.size)
        from_own = (columns[:, None] + own) % self.alone
        gains = gains[from_own, rows]
        best = np.argsort(-gains, axis=0, kind="stable")
        for rank in range(depth):
            column = from_own[best[rank], rows]
            gain = gains[best[rank], rows]
            take = (self.rooms > rank) & ((gain >= 0) | ((rank < self.needs) & (gain > -np.inf)))
            self.sits[column[take], rows[take]] = True

    # ── the cheapest moves between two columns ───────────────────────────────────────────────────────────────────────

    def _steps(self, column: int, targets: Counts) -> tuple[Counts, Numbers]:
        """The rows that may leave a column, and what each loses by moving to each of the targets."""
        import numpy as np

        rows = (self.held < self.rooms if column == self.alone else self.sits[column]).nonzero()[0]
        steps = self.worth[column].take(rows) - self.worth[targets[:, None], rows]
        if self.many:
            steps[self.sits[targets[:, None], rows]] = np.inf
        if self.asks and targets.size and targets[-1] == self.alone:
            # Whoever has no more places than needed does not go without.
            steps[-1, self.held[rows] <= self.needs[rows]] = np.inf
        return rows, steps

    def _refresh(self, column: int, targets: Counts) -> None:
        """Find anew who moves most cheaply from a column to each of the targets."""
        import numpy as np

        rows, steps = self._steps(column, targets)
        if not rows.size:
            self.step[column, targets] = np.inf
            return
        best = steps.argmin(axis=1)
        self.step[column, targets] = steps[self.every[: targets.size], best]
        self.mover[column, targets] = rows[best]
        self.step[column, column] = np.inf

    def _join(self, rows: Counts, column: int) -> None:
        """Let the new rows of a column be its movers wherever that is cheaper."""
        import numpy as np

        at = rows if rows.size > 1 else int(rows[0])
        steps = self.worth[column, at] - self.worth[:, at]
        if self.many:
            steps[self.sits[:, at]] = np.inf
        if self.asks and column != self.alone:
            steps[self.alone] = np.where(self.held[at] <= self.needs[at], np.inf, steps[self.alone])
        cheapest, movers = steps, rows
        if rows.size > 1:
            best = steps.argmin(axis=1)
            cheapest, movers = steps[self.every, best], rows[best]
        cheapest[column] = np.inf
        cheaper = cheapest < self.step[column]
        np.copyto(self.step[column], cheapest, where=cheaper)
        np.copyto(self.mover[column], movers, where=cheaper)

    # ── chains ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def settle(self, budget: Budget) -> bool:
        """Move until no column is too full or too empty, which is told, or the budget ends."""
        import numpy as np

        while True:
            over = self.load - self.sold
            if not over.any():
                return True
            if budget.report():
                return False
            budget.spend()
            self._move_all(np.append(over, -over.sum()))

    def _move_all(self, over: Counts) -> None:
        """Move along the cheapest chains from columns too full to each too empty, as far as one leaves the next."""
        import numpy as np

        arcs = self._arcs()
        far, before = self._distances(over, arcs)
        ends = ((over < 0) & (far < np.inf)).nonzero()[0]
        if not ends.size:
            raise _NoWay
        furthest = far[ends].max()
        self.price += furthest - np.minimum(far, furthest)
        self.price -= self.price[self.alone]
        for end in ends[far[ends].argsort(kind="stable")].tolist():
            chain, here = [], end
            while before[here] >= 0:
                chain.append((before[here], here))
                here = before[here]
            most = int(min(over[here], -over[end]))
            if most > 0 and all(self._arc(*arc) == arcs[arc] for arc in chain):
                moved = self._move(chain[::-1], most)
                over[here] -= moved
                over[end] += moved

    def _distances(self, over: Counts, arcs: Numbers) -> tuple[Numbers, list[int]]:
        """How far each column is from those too full, as far as those too empty reach, and the column before it.

        Bellman and Ford, all columns at once: chains are short.
        """
        import numpy as np

        reduced = np.maximum(arcs - self.price[:, None] + self.price, 0)
        far = np.full(over.size, np.inf, dtype=self.price.dtype)
        far[over > 0] = 0
        before = np.full(far.size, -1)
        nearer, ends, are_few = over > 0, over < 0, far.size <= _NARROW
        while nearer.any():
            # Of few columns all are looked at sooner than those that have come nearer are picked out.
            here = self.every if are_few else nearer.nonzero()[0]
            through = far[:, None] + reduced if are_few else far[here, None] + reduced[here]
            best = through.argmin(axis=0)
            reached = through[best, self.every]
            nearer = reached < far
            far[nearer] = reached[nearer]
            before[nearer] = here[best[nearer]]
            nearer &= far < far[ends].max(initial=0)
        return far, before.tolist()

    def _arcs(self) -> Numbers:
        """What a move from each column to each other costs; a place sold more or less, to or from alone, costs 0."""
        import numpy as np

        arcs = self.step.copy()
        fewer, more = self.sold > self.least, self.sold < self.room
        arcs[self.alone, :-1][fewer] = np.minimum(arcs[self.alone, :-1][fewer], 0)
        arcs[:-1, self.alone][more] = np.minimum(arcs[:-1, self.alone][more], 0)
        return arcs

    def _arc(self, source: int, target: int) -> float:
        """What a move from a column to another costs now."""
        step: float = self.step[source, target]
        return min(step, 0) if self.alone in (source, target) and self._sales(source, target) else step

    def _move(self, chain: list[tuple[int, int]], most: int) -> int:
        """Move rows along a chain, as many as are equally cheap, up to `most`, and tell how many."""
        moves: list[tuple[Counts, int, int]] = []
        for source, target in chain:
            rows = self._movers(source, target, most)
            most = rows.size or min(most, self._sales(source, target))
            moves.append((rows, source, target))
        for rows, source, target in moves:
            if rows.size:
                self._take(rows[:most], source, target)
            else:
                self._sell(source, target, most)
        stale: dict[int, set[int]] = {}
        for rows, source, target in moves:
            if rows.size:
                self._after(rows[:most], source, target, stale)
        self._renew(stale)
        return most

    def _movers(self, source: int, target: int, most: int) -> Counts:
        """The rows that move most cheaply, up to `most`; none where it is cheaper to sell a place more or less."""
        import numpy as np

        step = self.step[source, target]
        if self.alone in (source, target) and step >= 0 and self._sales(source, target):
            return np.array([], dtype=np.int64)
        if most == 1:
            mover: Counts = self.mover[source, target : target + 1].copy()
            return mover
        rows, steps = self._steps(source, self.every[target : target + 1])
        return rows[np.flatnonzero(steps[0] == step)[:most]]

    def _sales(self, source: int, target: int) -> int:
        """How many more places the source, or fewer the target, can sell."""
        if target == self.alone:
            return int(self.room[source] - self.sold[source])
        return int(self.sold[target] - self.least[target])

    def _sell(self, source: int, target: int, count: int) -> None:
        if target == self.alone:
            self.sold[source] += count
        else:
            self.sold[target] -= count

    def _take(self, rows: Counts, source: int, target: int) -> None:
        if source != self.alone:
            self.sits[source, rows] = False
            self.load[source] -= rows.size
        if target != self.alone:
            self.sits[target, rows] = True
            self.load[target] += rows.size
        if self.alone in (source, target):
            self.held[rows] += 1 if source == self.alone else -1

    def _after(self, rows: Counts, source: int, target: int, stale: dict[int, set[int]]) -> None:
        """Note which cheapest moves must be found anew; where the rows are now, they may be the cheapest themselves."""
        import numpy as np

        self.moved[rows] = True
        stale.setdefault(source, set()).update(self.moved[self.mover[source]].nonzero()[0].tolist())
        self.moved[rows] = False
        for column in np.flatnonzero(self.sits[: self.alone, rows].any(axis=1)).tolist() if self.many else ():
            if column != target:
                stale.setdefault(column, set()).update((source, target))
        if (self.many or target == self.alone) and np.any(self.held[rows] < self.rooms[rows]):
            stale.setdefault(self.alone, set()).update((source, target))
        self._join(rows, target)

    def _renew(self, stale: dict[int, set[int]]) -> None:
        import numpy as np

        for column, targets in stale.items():
            self._refresh(column, np.array(sorted(targets), dtype=np.int64))

    # ── a search that is ended early ─────────────────────────────────────────────────────────────────────────────────

    def turn_away(self) -> None:
        """Let those go who are worth least at the columns too full."""
        import numpy as np

        for column in np.flatnonzero(self.load > self.room).tolist():
            rows = np.flatnonzero(self.sits[column])
            order = np.argsort(-self.worth[column, rows], kind="stable")
            self.sits[column, rows[order[self.room[column] :]]] = False
        self._count()

    def let_in(self) -> None:
        """Whoever has places left takes the best that are free, one after the other."""
        import numpy as np

        for row in np.flatnonzero(self.held < self.rooms).tolist():
            gains = np.where(self.sits[: self.alone, row] | (self.load >= self.room), -np.inf, self.worth[:-1, row])
            best = np.argsort(-gains, kind="stable")[: self.rooms[row] - self.held[row]]
            taken = best[gains[best] >= 0]
            self.sits[taken, row] = True
            self.load[taken] += 1

    def pairs(self) -> list[Place]:
        """Who sits where."""
        columns, rows = self.sits[: self.alone].nonzero()
        return sorted(zip(rows.tolist(), columns.tolist(), strict=True))
