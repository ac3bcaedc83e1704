"""Greedy table assignment for meetings whose slots are settled: the strongest wishes of all first.

Linear in meetings and tables of a slot; no reference, for there is nothing to prove.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from kommunal_partner.matching.meetings._task import MeetingPlace, MeetingTask, Pair


def seat(task: MeetingTask, when: Mapping[Pair, Hashable]) -> dict[Pair, MeetingPlace]:
    """A table for each meeting: the locked one, else the one it had, else where one of the two just sat, else any."""
    here: dict[Hashable, list[Pair]] = {slot: [] for slot in task.slots}
    for pair, slot in when.items():
        here[slot].append(pair)
    places: dict[Pair, MeetingPlace] = {}
    last: dict[Hashable, Hashable] = {}
    for slot, tables in zip(task.slots, task.tables, strict=True):
        chosen = _tables({pair: _wishes(task, pair, slot, last) for pair in here[slot]}, tables)
        last = {one: table for pair, table in chosen.items() for one in pair}
        places.update({pair: MeetingPlace(slot, table) for pair, table in chosen.items()})
    return {pair: places[pair] for pair in when}


def _wishes(task: MeetingTask, pair: Pair, slot: Hashable, last: Mapping[Hashable, Hashable]) -> list[Hashable]:
    """The tables a meeting would like best, the strongest wish first; None where it has no such wish."""
    fixed = [wish.get(pair) for wish in (task.locked, task.previous)]
    return [place.table if place is not None and place.slot == slot else None for place in fixed] + [
        last.get(one) for one in pair
    ]


def _tables(wishes: Mapping[Pair, list[Hashable]], tables: Iterable[Hashable]) -> dict[Pair, Hashable]:
    """A table for each: the strongest wishes of all first, then the weaker ones, then whatever is left."""
    free = dict.fromkeys(tables)
    chosen: dict[Pair, Hashable] = {}
    for strength in range(4):
        for pair, wish in wishes.items():
            table = wish[strength]
            if pair not in chosen and table in free:
                chosen[pair] = table
                del free[table]
    return chosen | dict(zip([pair for pair in wishes if pair not in chosen], free, strict=False))
