"""Pairs at once: row by row, each the best that is left; for searches that are ended before they have any.

Greedy assignment in one pass, the rows with the best offers first; O(pairs).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kommunal_partner.matching.assignment._encode import Encoded
from kommunal_partner.matching.assignment._task import AssignmentTask, PairSide, Place

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers


def row_by_row(task: AssignmentTask, encoded: Encoded) -> list[Place]:
    """The locked pairs, and the best pairs that each row in turn still finds; lower bounds are not looked at."""
    import numpy as np

    made = [pair for pair in task.locked if not (task.is_pool and pair[0] > pair[1])]
    if not task.cost.size:
        return made
    quotas = _Quotas(task, made) if task.quotas else None
    room_left, room_right = list(encoded.room_left), np.array(encoded.room_right)
    full = np.where(room_right > 0, 0.0, np.inf)
    best = [_row(encoded, row).min() for row in range(len(task.left))]
    for row in np.argsort(best, kind="stable").tolist():
        for column in _offers(_row(encoded, row) + full, room_left[row], all_of_them=quotas is not None):
            if room_left[row] <= 0 or (quotas is not None and not quotas.has_room(row, column)):
                continue
            made.append((row, column))
            if quotas is not None:
                quotas.take(row, column)
            room_left[row] -= 1
            room_right[column] -= 1
            taken = (row, column) if task.is_pool else ()
            for one in taken:
                room_left[one] = room_right[one] = 0
                full[one] = np.inf
            if not room_right[column]:
                full[column] = np.inf
    return sorted(made)


def _row(encoded: Encoded, row: int) -> Numbers:
    """What each pair of a row costs, without end where it may not be made."""
    import numpy as np

    return encoded.cost[row] if encoded.barred is None else np.where(encoded.barred[row], np.inf, encoded.cost[row])


def _offers(cost: Numbers, room: int, *, all_of_them: bool) -> list[int]:
    """The best columns of a row, as many as it has room for or all of them, the best first."""
    import numpy as np

    if room == 1 and not all_of_them:
        best = int(cost.argmin())
        return [best] if cost[best] < np.inf else []
    order = np.argsort(cost, kind="stable")[: cost.size if all_of_them else max(room, 0)]
    return [column for column in order.tolist() if cost[column] < np.inf]


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
