"""Hall sets: some who together need more places than all that is open to any of them can give.

Demands are served one by one along alternating paths; the first that cannot be served has reached a set that violates
Hall's condition, from which all that it does not need are taken out. O(demand · edges) (Hall 1935, "On
representatives of subsets"; König and Egerváry).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from attrs import frozen

from kommunal_partner._checks import count, identifier, mapping, refusal
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes._names import Names
from kommunal_partner.clashes.sentences import HALL_NOWHERE, HALL_TOO_FEW
from kommunal_partner.errors import BadInstance
from kommunal_partner.results import in_order
from kommunal_partner.verdicts import Sentence

D = TypeVar("D", bound=Hashable)
S = TypeVar("S", bound=Hashable)


@frozen(repr=False)
class HallSet:
    """Some who together need more places than all that is open to any of them can give."""

    ids: tuple[Hashable, ...]
    sides: tuple[Hashable, ...]
    demand: int
    capacity: int

    @property
    def sentence(self) -> Sentence:
        """The set in words, for want of words of your own."""
        values: dict[str, object] = {"ids": Names(self.ids), "demand": self.demand}
        if not self.sides:
            return Sentence(HALL_NOWHERE, values)
        return Sentence(HALL_TOO_FEW, {**values, "sides": Names(self.sides), "capacity": self.capacity})

    def text(self, lang: str = "de") -> str:
        """The set in words."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


def hall_violator(
    demands: Mapping[D, int], allowed: Mapping[D, Iterable[S]], capacities: Mapping[S, int]
) -> HallSet | None:
    """Some whose demands exceed all that is open to them, none of whom could be left out; None if all can be served.

    `demands` are whole numbers of places, `allowed` the sides where each may take them (as many as it likes from
    each), `capacities` what each side gives; a side without a capacity gives nothing.

    Raises:
        BadInstance: if a demand or a capacity is not a whole number from 0.

    >>> found = hall_violator({"a": 1, "b": 1, "c": 1}, {"a": "x", "b": "x", "c": "xy"}, {"x": 1, "y": 1})
    >>> found.ids, found.sides, found.demand, found.capacity
    (('a', 'b'), ('x',), 2, 1)
    """
    needs = _counts(demands, "demands")
    gives = _counts(capacities, "capacities")
    open_to = dict[Hashable, Iterable[Hashable]](mapping(allowed, "allowed", BadInstance))
    ids = in_order(one for one, amount in needs.items() if amount > 0)
    ways = {one: in_order(side for side in _sides(open_to.get(one, ())) if gives.get(side, 0) > 0) for one in ids}
    spare = {side: amount for side, amount in gives.items() if amount > 0}
    given: dict[Hashable, dict[Hashable, int]] = {side: {} for side in spare}
    for one in ids:
        open_need = needs[one]
        for side in ways[one]:
            amount = min(open_need, spare[side])
            if amount:
                given[side][one] = amount
                spare[side] -= amount
                open_need -= amount
        while open_need:
            short = _augment(one, ways, spare, given)
            if short is not None:
                return _irreducible(short, needs, ways, gives)
            open_need -= 1
    return None


def _sides(given: object) -> set[Hashable]:
    if not isinstance(given, Iterable):
        de, en = " muss zu jeder Kennung die Seiten nennen", " must hold the sides of each id"
        raise refusal(BadInstance, "allowed", given, de, en)
    return {identifier(side, "allowed", BadInstance) for side in given}


def _counts(amounts: Mapping[D, int], argument: str) -> dict[Hashable, int]:
    return {
        one: count(amount, argument, error=BadInstance)
        for one, amount in mapping(amounts, argument, BadInstance).items()
    }


def _augment(
    start: Hashable,
    ways: Mapping[Hashable, list[Hashable]],
    spare: dict[Hashable, int],
    given: dict[Hashable, dict[Hashable, int]],
) -> list[Hashable] | None:
    """Serve `start` with one more place along an alternating path; else all who were reached, who then lack one."""
    came_from: dict[Hashable, Hashable] = {}  # side → who reached it
    let_go: dict[Hashable, Hashable] = {}  # who → the side that could be given up for another
    reached = {start: None}
    queue = deque([start])
    while queue:
        one = queue.popleft()
        for side in ways[one]:
            if side in came_from:
                continue
            came_from[side] = one
            if spare[side]:
                spare[side] -= 1
                _shift(side, start, came_from, let_go, given)
                return None
            for other in given[side]:
                if other not in reached:
                    reached[other] = None
                    let_go[other] = side
                    queue.append(other)
    return list(reached)


def _shift(
    side: Hashable,
    start: Hashable,
    came_from: dict[Hashable, Hashable],
    let_go: dict[Hashable, Hashable],
    given: dict[Hashable, dict[Hashable, int]],
) -> None:
    """Hand places on, from the side with room back to `start`."""
    while True:
        one = came_from[side]
        given[side][one] = given[side].get(one, 0) + 1
        if one == start:
            return
        side = let_go[one]
        given[side][one] -= 1
        if not given[side][one]:
            del given[side][one]


def _irreducible(
    short: list[Hashable],
    demands: Mapping[Hashable, int],
    ways: Mapping[Hashable, list[Hashable]],
    capacities: Mapping[Hashable, int],
) -> HallSet:
    """The set without all whom it does not need to be too many."""
    users: dict[Hashable, int] = {}
    for one in short:
        for side in ways[one]:
            users[side] = users.get(side, 0) + 1
    demand = sum(demands[one] for one in short)
    capacity = sum(capacities[side] for side in users)
    kept = dict.fromkeys(in_order(short))
    again = True
    while again:
        again = False
        for one in reversed(list(kept)):
            less = sum(capacities[side] for side in ways[one] if users[side] == 1)
            if demand - demands[one] > capacity - less:
                again = True
                del kept[one]
                demand -= demands[one]
                capacity -= less
                for side in ways[one]:
                    users[side] -= 1
    sides = tuple(in_order(side for side, count in users.items() if count))
    return HallSet(tuple(kept), sides, demand, capacity)
