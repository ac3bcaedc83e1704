"""How good tables could be at best: two weak bounds, of which the better one is shown.

Both are written for sums to be raised; for sums to be lowered every weight changes its sign.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import accumulate, chain, islice, repeat
from typing import Final

from attrs import define, frozen

from kommunal_partner.matching.groups import sentences
from kommunal_partner.matching.groups._encode import all_whole, few_distances
from kommunal_partner.matching.groups._task import BEST_NEIGHBOURS, BEST_PAIRS, GroupTask
from kommunal_partner.results import Budget, Certificate, say

_ROUNDS: Final = 48
# Sums of floats are rounded; the bound leaves this share of room for it.
_ROOM: Final = 1e-9
# And this share of what everybody's seat mates bring and cost at most, which may nearly cancel out.
_ROOM_OF_EACH: Final = 2.0**-50


def most_seat_mates(sizes: Sequence[tuple[int, int]], people: int) -> int:
    """At most so large is the sum of squares of table sizes: along the chord of each table's range, steepest first."""
    total = sum(low * low for low, _ in sizes)
    rest = people - sum(low for low, _ in sizes)
    for low, high in sorted(sizes, key=sum, reverse=True):
        taken = min(rest, high - low)
        total += (low + high) * taken
        rest -= taken
    return total


def fewest_seat_mates(sizes: Sequence[tuple[int, int]], people: int) -> int:
    """The smallest sum of squares of table sizes: one more person always at the smallest table with room."""
    taken = [low for low, _ in sizes]
    for _ in range(people - sum(taken)):
        table = min((t for t, (_, high) in enumerate(sizes) if taken[t] < high), key=taken.__getitem__)
        taken[table] += 1
    return sum(size * size for size in taken)


def bound_of(task: GroupTask, budget: Budget) -> tuple[int | float, Certificate] | tuple[None, None]:
    """What no seating can exceed (or fall below) under sizes that these people can fill, and why; None without time.

    People who must sit apart are left out of one another's neighbours; no other rule is looked at.
    """
    if budget.stopped or task.unread:
        return None, None
    people = len(task.ids)
    sizes = _possible(task.sizes, people)
    values = few_distances(task)
    # Everybody pays for a chair of their own too, and each pair is counted for either of the two.
    fewest, most = ((find(sizes, people) - people) // 2 for find in (fewest_seat_mates, most_seat_mates))
    seat_mates = max((high for _, high in sizes), default=1) - 1
    rows = _InTime(task.rows, budget)
    gains = _sorted(task, rows, seat_mates, most) if values is None else _counted(task, rows, values, seat_mates, most)
    if rows.left_out:
        return None, None
    by_people, price = _by_people(gains, sizes, people)
    by_pairs, pairs = _by_pairs(gains.of_pairs, fewest)
    best = min(by_people, by_pairs)
    if by_people <= by_pairs:
        brought = max((sum(map(abs, row)) for row in gains.of_people), default=0)
        best += max(0, _ROOM_OF_EACH * people * (seat_mates + 1) * (abs(price) + brought) - abs(best) * _ROOM)
    if all_whole(task):
        best = math.floor(best + abs(best) * _ROOM + _ROOM)
    else:
        best += abs(best) * _ROOM
    if by_pairs < by_people:
        said = say(sentences.BOUND_PAIRS, pairs=pairs)
        return task.sign * best, Certificate(BEST_PAIRS, said, (("pairs", pairs),))
    said = say(sentences.BOUND_PEOPLE)
    return task.sign * best, Certificate(BEST_NEIGHBOURS, said, (("price of a seat mate", price),))


@frozen
class _Gains:
    """The highest numbers, the first ones first: what seat mates add for each person, and pairs; and the largest."""

    of_people: list[list[int | float]]
    of_pairs: list[int | float]
    largest: int | float


@define(eq=False)
class _InTime:
    """The distances of each person to all, as long as the budget is not stopped."""

    rows: Iterable[Sequence[int | float]]
    budget: Budget
    left_out: bool = False

    def __iter__(self) -> Iterator[Sequence[int | float]]:
        for row in self.rows:
            self.budget.report()
            self.left_out = self.budget.stopped
            if self.left_out:
                return
            yield row


def _counted(
    task: GroupTask, rows: Iterable[Sequence[int | float]], values: Iterable[int | float], seat_mates: int, pairs: int
) -> _Gains:
    """So many seat mates of each person and pairs in all, where there are few numbers: each is counted."""
    sign, numbers = task.sign, sorted(values, key=lambda value: -task.sign * value)
    raised = [sign * number for number in numbers]
    of_people = []
    for row, apart in zip(rows, _apart(task), strict=False):
        counts = Counter(row)
        counts.subtract(map(row.__getitem__, apart))
        of_people.append([counts[number] for number in numbers])
    nobody = [0] * len(numbers)
    of_pairs = [sum(counts) // 2 for counts in zip(nobody, *of_people, strict=True)]
    met = [abs(number) for number, count in zip(raised, of_pairs, strict=True) if count]
    return _Gains(
        [_highest(counts, raised, seat_mates) for counts in of_people],
        _highest(of_pairs, raised, pairs),
        max(met, default=0),
    )


def _sorted(task: GroupTask, rows: Iterable[Sequence[int | float]], seat_mates: int, pairs: int) -> _Gains:
    """The same, whatever the numbers."""
    of_people, halves = [], []
    for k, (given, apart) in enumerate(zip(rows, _apart(task), strict=False)):
        row = list(given) if task.sign > 0 else [-value for value in given]
        half = row[:k]
        for other in sorted(apart, reverse=True):
            del row[other], half[other : other + 1]
        halves.append(half)
        of_people.append(nlargest(seat_mates, row))
    largest = max((max(map(abs, half)) for half in halves if half), default=0)
    return _Gains(of_people, nlargest(pairs, chain.from_iterable(halves)), largest)


def _highest(counts: Iterable[int], numbers: list[int | float], most: int) -> list[int | float]:
    """So many of the numbers at most, which are counted, the highest first."""
    return list(islice(chain.from_iterable(map(repeat, numbers, counts)), most))


def _apart(task: GroupTask) -> list[set[int]]:
    """For each person their own place, and the places of those who must sit apart from them."""
    place = {one: k for k, one in enumerate(task.ids)}
    apart = [{k} for k in range(len(task.ids))]
    for ids in task.apart:
        places = [place[one] for one in ids]
        for k in places:
            apart[k].update(places)
    return apart


def _possible(sizes: Sequence[tuple[int, int]], people: int) -> list[tuple[int, int]]:
    """The sizes that tables can really have, given what the others need and hold."""
    needed, chairs = sum(low for low, _ in sizes), sum(high for _, high in sizes)
    return [(max(low, people - (chairs - high)), min(high, people - (needed - low))) for low, high in sizes]


@frozen
class _Neighbours:
    """What somebody's best neighbours bring at tables of each size from `smallest` to `largest`.

    With fewer neighbours than chairs the rest of the chairs brings nothing worse than the last sum.
    """

    costs: list[int | float]  # what each neighbour brings, with the other sign, which rises
    sums: list[int | float]
    smallest: int
    largest: int

    @classmethod
    def of(cls, gains: Sequence[int | float], smallest: int, largest: int) -> _Neighbours:
        return cls([-gain for gain in gains], list(accumulate(gains, initial=0)), smallest, largest)

    def at(self, price: float) -> float:
        """The most that is left at a table of some size if each seat costs so much: O(log seats).

        As long as there are neighbours each further one brings less; beyond them only the price counts.
        """
        known = len(self.sums)
        suiting = min(1 + bisect_left(self.costs, -price), known, self.largest)
        sizes = max(suiting, self.smallest), self.largest
        return max(self.sums[min(size, known) - 1] - price * size for size in sizes)


def _by_people(gains: _Gains, sizes: Sequence[tuple[int, int]], people: int) -> tuple[int | float, int | float]:
    """Everybody with the best neighbours for a table of the size that suits them, at a price for each seat mate.

    The sizes of all people's tables sum to the sum of squares of table sizes, so any price gives a bound; a search
    over prices finds a good one.
    """
    smallest = max(1, min((low for low, _ in sizes), default=1))
    largest = max((high for _, high in sizes), default=1)
    alike = Counter(map(tuple, gains.of_people))
    rows = [_Neighbours.of(row, smallest, largest) for row in alike]
    most, fewest = most_seat_mates(sizes, people), fewest_seat_mates(sizes, people)

    def at(price: float) -> float:
        spent = price * (most if price >= 0 else fewest)
        paid = (row.at(price) for row in rows)
        return (math.fsum(chain.from_iterable(map(repeat, paid, alike.values()))) + spent) / 2

    limit = gains.largest
    low, high = -limit, limit
    found = min((at(0), 0), (at(low), low), (at(high), high))
    for _ in range(_ROUNDS):
        third = (high - low) / 3
        left, right = low + third, high - third
        one, other = at(left), at(right)
        found = min(found, (one, left), (other, right))
        low, high = (low, right) if one <= other else (left, high)
        if high - low < limit * 1e-6:
            break
    return found


def _by_pairs(values: list[int | float], fewest: int) -> tuple[int | float, int]:
    """The best pairs of all, as many as the tables make; beyond the fewest only those that add something."""
    chosen = values[:fewest] + [value for value in values[fewest:] if value > 0]
    return (sum(chosen) if all(isinstance(value, int) for value in chosen) else math.fsum(chosen)), len(chosen)
