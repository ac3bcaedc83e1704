"""Pairs at once: row by row, each the best that is left; for searches that are ended before they have any.

Greedy assignment in one pass, the rows with the best offers first; O(pairs).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kommunal_partner.matching.assignment._task import AssignmentTask, PairingGoal, PairSide, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers


_FEW: Final = 8
"""So many times fewer pairs than all are looked at in a list."""


@frozen(eq=False)
class Greedy:
    """The pairs, and the highest weight of each row where it has one place and may have a pair beside locked ones."""

    pairs: list[Place]
    highest: Numbers


def row_by_row(task: AssignmentTask) -> Greedy:
    """The locked pairs, and the best pairs that each row in turn still finds; lower bounds are not looked at."""
    import numpy as np

    made = [pair for pair in task.locked if not (task.is_pool and pair[0] > pair[1])]
    if not task.cost.size:
        return Greedy(made, np.array([]))
    offers = _Offers(task)
    quotas = _Quotas(task, made) if task.quotas else None
    first = [offers.first(row) for row in range(len(task.left))]
    lowest = np.array([cost for cost, _ in first])
    for row in np.argsort(lowest, kind="stable").tolist():
        room = offers.room_left[row]
        if room <= 0:
            continue
        if room == 1 and quotas is None and offers.is_free(first[row][1]):
            columns = [first[row][1]] if lowest[row] < np.inf else []
        else:
            columns = offers.best(row, len(task.right) if quotas is not None else room)
        for column in columns:
            if offers.room_left[row] <= 0 or (quotas is not None and not quotas.has_room(row, column)):
                continue
            made.append((column, row) if task.is_pool and column < row else (row, column))
            if quotas is not None:
                quotas.take(row, column)
            offers.take(row, column)
    return Greedy(sorted(made), -lowest[lowest < np.inf])


class _Offers:
    """What each row can still have, by the weights themselves: what counts besides only decides between equals."""

    def __init__(self, task: AssignmentTask) -> None:
        import numpy as np

        self.task = task
        self.room_left, self.room_right = list(task.most_left), list(task.most_right)
        self.kept, self.locked = _by_row(task.kept), _by_row(task.locked)
        for row, column in task.locked:
            self.room_left[row] -= 1
            self.room_right[column] -= 1
        self.full = np.where(np.array(self.room_right) > 0, 0.0, np.inf)
        self.is_any_full = bool(np.isinf(self.full).any())
        self.is_empty: list[bool] = [False] * len(task.left)
        if task.barred is not None:
            self.is_empty = np.asarray(task.barred.all(axis=1)).tolist()
        self.open_pairs, self.begins = _few_open(task)
        self.no_losses = task.goal is PairingGoal.GAIN and not task.has_demands

    def first(self, row: int) -> tuple[float, int]:
        """What the best pair of a row costs, and its column, while nothing is taken; without end if it has none."""
        import numpy as np

        if self.room_left[row] <= 0 or self.is_empty[row]:
            return np.inf, 0
        cost = self._row(row)
        if self.is_any_full:
            cost = cost + self.full
        best = int(cost.argmin())
        return float(cost[best]), best

    def is_free(self, column: int) -> bool:
        """Whether there is a place left at a column."""
        return self.room_right[column] > 0

    def best(self, row: int, count: int) -> list[int]:
        """The best columns of a row, so many at most, the best first."""
        import numpy as np

        cost = self._row(row) + self.full
        order = [int(cost.argmin())] if count == 1 else np.argsort(cost, kind="stable")[:count].tolist()
        return [column for column in order if cost[column] < np.inf]

    def take(self, row: int, column: int) -> None:
        """Make a pair."""
        import numpy as np

        self.room_left[row] -= 1
        self.room_right[column] -= 1
        for one in (row, column) if self.task.is_pool else ():
            self.room_left[one] = self.room_right[one] = 0
            self.full[one] = np.inf
        if not self.room_right[column]:
            self.full[column] = np.inf

    def _row(self, row: int) -> NDArray[np.float64]:
        """What each pair of a row costs, without end where it may not be made; what is kept goes before equals."""
        import numpy as np

        task = self.task
        cost: NDArray[np.float64] = task.cost[row]
        kept, locked = self.kept.get(row), self.locked.get(row)
        if kept is not None:
            cost = cost.copy()
            cost[kept] -= task.stability
        if self.no_losses:
            cost = np.where(cost > 0, np.inf, cost)
        if kept is not None:
            cost[kept] = np.nextafter(cost[kept], -np.inf, where=cost[kept] < np.inf, out=cost[kept])
        if self.open_pairs is not None:
            here = self.open_pairs[self.begins[row] : self.begins[row + 1]] - row * cost.size
            every, cost = cost, np.full(cost.size, np.inf)
            cost[here] = every[here]
        elif task.barred is not None:
            cost = np.where(task.barred[row], np.inf, cost)
        if locked is not None:
            cost = cost.copy()
            cost[locked] = np.inf
        return cost


def _few_open(task: AssignmentTask) -> tuple[NDArray[np.int64] | None, list[int]]:
    """The pairs that may be made, one row after the other, if they are few, and where each row begins among them."""
    import numpy as np

    if task.barred is None or (task.barred.size - np.count_nonzero(task.barred)) * _FEW > task.barred.size:
        return None, []
    height, width = task.cost.shape
    found = np.flatnonzero(~task.barred)
    return found, np.searchsorted(found, np.arange(height + 1) * width).tolist()


def _by_row(pairs: Iterable[Place]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, column in sorted(pairs):
        found.setdefault(row, []).append(column)
    return found


class _Quotas:
    """How many places of each quota are taken."""

    def __init__(self, task: AssignmentTask, made: list[Place]) -> None:
        self.taken = Counter[int]()
        self.of_row: dict[int, list[int]] = {}
        self.of_column: dict[int, list[int]] = {}
        self.most = [quota.most for quota in task.quotas]
        for number, quota in enumerate(task.quotas):
            side = self.of_row if quota.side is PairSide.LEFT else self.of_column
            for place in task.quota_places(quota):
                side.setdefault(place, []).append(number)
        for pair in made:
            self.take(*pair)

    def of(self, row: int, column: int) -> list[int]:
        """The quotas that a pair counts for."""
        return [*self.of_row.get(row, ()), *self.of_column.get(column, ())]

    def has_room(self, row: int, column: int) -> bool:
        """Whether no quota of the pair is full."""
        limits = ((self.taken[number], self.most[number]) for number in self.of(row, column))
        return all(most is None or taken < most for taken, most in limits)

    def take(self, row: int, column: int) -> None:
        """Count a pair."""
        self.taken.update(self.of(row, column))
