"""Pairs at once: the heaviest first, as far as there are places; for searches that are ended before they have any.

Greedy matching, at least half of the best under capacities (Korte and Hausmann, 1978); O(pairs log pairs).
"""

from __future__ import annotations

from collections import Counter

from kommunal_partner.matching.assignment._encode import Encoded
from kommunal_partner.matching.assignment._task import AssignmentTask, PairSide, Place


def heaviest_first(task: AssignmentTask, encoded: Encoded) -> list[Place]:
    """The locked pairs, and every pair that still fits, the heaviest first; lower bounds are not looked at."""
    import numpy as np

    room_left, room_right = list(encoded.room_left), list(encoded.room_right)
    open_pairs = np.ones(task.cost.shape, dtype=np.bool_) if encoded.barred is None else ~encoded.barred
    if task.is_pool:
        open_pairs &= np.triu(np.ones(task.cost.shape, dtype=np.bool_), 1)
    rows, columns = np.nonzero(open_pairs)
    order = np.argsort(encoded.cost[rows, columns], kind="stable")
    quotas = _Quotas(task)
    made = [pair for pair in task.locked if not (task.is_pool and pair[0] > pair[1])]
    for pair in made:
        quotas.take(*pair)
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if room_left[row] and room_right[column] and quotas.has_room(row, column):
            made.append((row, column))
            quotas.take(row, column)
            for one in {row, column} if task.is_pool else ():
                room_left[one] = room_right[one] = 0
            if not task.is_pool:
                room_left[row] -= 1
                room_right[column] -= 1
    return sorted(made)


class _Quotas:
    """How many places of each quota are taken."""

    def __init__(self, task: AssignmentTask) -> None:
        self.taken = Counter[int]()
        self.of_row: dict[int, list[int]] = {}
        self.of_column: dict[int, list[int]] = {}
        self.most = [quota.most for quota in task.quotas]
        for number, quota in enumerate(task.quotas):
            side = self.of_row if quota.side is PairSide.LEFT else self.of_column
            for place in task.quota_places(quota):
                side.setdefault(place, []).append(number)

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
