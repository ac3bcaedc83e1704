"""A result with one more pair that can be seen at once: whatever is in its way gives way and goes where there is room.

It keeps every rule that the result keeps, and is rarely the best there is with the pair. O(columns · quotas) for each
pair that gives way, whatever the number of rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from kommunal_partner.matching.assignment._task import AssignmentTask, PairingGoal, PairSide, Place


def exchanged(task: AssignmentTask, made: Iterable[Place], pair: Place) -> tuple[Place, ...] | None:
    """The pairs with `pair` among them; None where that takes a locked pair away, or a place that is asked for."""
    held = _Held(task, made)
    before, gone = held.lacking(), []
    while (in_the_way := held.in_the_way(pair)) is not None:
        loose = [one for one in held.pairs if in_the_way(one) and one not in task.locked]
        if not loose:
            return None
        least = min(loose, key=lambda one: (task.weight(*one), one))
        held.take(least)
        gone.append(least)
    held.put(pair)
    for row, _ in gone:
        place = _best_open(task, held, row)
        if place is not None:
            held.put(place)
    return tuple(sorted(held.pairs)) if held.lacking() <= before else None


def _best_open(task: AssignmentTask, held: _Held, row: int) -> Place | None:
    """The best pair that a row can make without anything giving way."""
    places = [(row, column) for column in range(len(task.right)) if task.allows(row, column)]
    free = [place for place in places if place not in held.pairs and held.in_the_way(place) is None]
    best = max(free, key=lambda place: (task.weight(*place), -place[1]), default=None)
    is_loss = best is not None and task.goal is PairingGoal.GAIN and task.weight(*best) < 0
    return None if is_loss else best


class _Held:
    """The pairs that are made, and how many places they take of each row, column and quota."""

    def __init__(self, task: AssignmentTask, made: Iterable[Place]) -> None:
        self.task = task
        self.pairs: set[Place] = set()
        self.taken: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        sides = [0 if quota.side is PairSide.LEFT else 1 for quota in task.quotas]
        self.inside = [(side, set(task.quota_places(quota))) for side, quota in zip(sides, task.quotas, strict=True)]
        self.quotas = [0] * len(task.quotas)
        for pair in made:
            self.put(pair)

    def put(self, pair: Place) -> None:
        self.pairs.add(pair)
        self._count(pair, 1)

    def take(self, pair: Place) -> None:
        self.pairs.discard(pair)
        self._count(pair, -1)

    def _count(self, pair: Place, change: int) -> None:
        for side in (0, 1):
            self.taken[side][pair[side]] += change
        for number, (side, places) in enumerate(self.inside):
            if pair[side] in places:
                self.quotas[number] += change

    def in_the_way(self, pair: Place) -> Callable[[Place], bool] | None:
        """Which pairs take the places that this one needs; None if there is room."""
        for side, most in enumerate((self.task.most_left, self.task.most_right)):
            if self.taken[side][pair[side]] >= most[pair[side]]:
                return lambda one: one[side] == pair[side]
        for (side, places), quota, count in zip(self.inside, self.task.quotas, self.quotas, strict=True):
            if quota.most is not None and count >= quota.most and pair[side] in places:
                return lambda one: one[side] in places
        return None

    def lacking(self) -> int:
        """How many places are missing of those asked for."""
        task, (rows, columns) = self.task, self.taken
        missing = [least - rows[row] for row, least in enumerate(task.least_left)]
        missing += [least - columns[column] for column, least in enumerate(task.least_right)]
        missing += [quota.least - count for quota, count in zip(task.quotas, self.quotas, strict=True)]
        return sum(one for one in missing if one > 0)


def repaired(task: AssignmentTask, made: Iterable[Place], pair: Place) -> tuple[Place, ...]:
    """The pairs of a pool with `pair` among them: whom the two leave make a pair of their own, if they may."""
    before = sorted(made)
    left = [one for place in before for one in place if set(place) & set(pair) and one not in pair]
    found = [place for place in before if not set(place) & set(pair)]
    found.append((min(pair), max(pair)))
    if len(left) == 2 and task.allows(*left):  # noqa: PLR2004 - because a pair is two
        both = (min(left), max(left))
        if task.goal is not PairingGoal.GAIN or task.weight(*both) >= 0:
            found.append(both)
    return tuple(sorted(found))
