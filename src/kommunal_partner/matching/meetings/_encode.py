"""A task of meetings in whole numbers, as the bounds and the engines work on it."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import field, frozen

from kommunal_partner.matching.meetings._task import MeetingTask
from kommunal_partner.results import in_order


@frozen(eq=False)
class EncodedMeetings:
    """A task in numbers: meetings, people and slots count from 0, sets of slots are bits of a number.

    `first` and `second` are the two people of each meeting, `allowed` its slots, `weight` how much it counts, `home`
    the slot it had before (-1: none); leaving home costs `stability`. Meetings that are `fixed` never give way;
    those that are `optional` give way to all that are not.
    """

    people: int
    capacity: tuple[int, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    allowed: tuple[int, ...]
    weight: tuple[int, ...]
    home: tuple[int, ...]
    stability: int
    fixed: frozenset[int] = frozenset()
    optional: frozenset[int] = frozenset()
    slots: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "slots", len(self.capacity))

    @property
    def meetings(self) -> int:
        """How many meetings there are."""
        return len(self.first)


def people_of(task: MeetingTask) -> list[Hashable]:
    """Everybody who is to meet somebody, in order."""
    return in_order({one for request in task.requests for one in request.pair})


def encode(task: MeetingTask) -> EncodedMeetings:
    """The task in numbers: people and meetings in their order, slots in time."""
    number = {one: index for index, one in enumerate(people_of(task))}
    bit = {slot: 1 << index for index, slot in enumerate(task.slots)}
    usable = sum(bit[slot] for slot, tables in zip(task.slots, task.tables, strict=True) if tables)
    away = {one: sum(bit[slot] for slot in missed) for one, missed in task.unavailable.items()}
    ranks = sum(request.priority for request in task.requests if request.optional) + 1
    index_of = {slot: index for index, slot in enumerate(task.slots)}
    sessions, locked, previous = dict(task.sessions), dict(task.locked), dict(task.previous)
    first, second, allowed, weight, home = [], [], [], [], []
    for request in task.requests:
        pair = one, other = request.pair
        first.append(number[one])
        second.append(number[other])
        mask = usable
        if away:
            mask &= ~away.get(one, 0) & ~away.get(other, 0)
        if pair in sessions:
            mask &= sum(bit[slot] for slot in sessions[pair])
        if pair in locked:
            mask &= bit[locked[pair].slot]
        allowed.append(mask)
        weight.append(request.priority * (1 if request.optional else ranks))
        home.append(index_of[previous[pair].slot] if pair in previous else -1)
    return EncodedMeetings(
        people=len(number),
        capacity=task.capacity,
        first=tuple(first),
        second=tuple(second),
        allowed=tuple(allowed),
        weight=tuple(weight),
        home=tuple(home),
        stability=task.stability,
        fixed=frozenset(index for index, request in enumerate(task.requests) if request.pair in locked),
        optional=frozenset(index for index, request in enumerate(task.requests) if request.optional),
    )
