"""Tables for meetings whose slots are settled."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from kommunal_partner.matching.meetings.model import Pair, Place, Problem

__all__ = ["seat"]


def seat(problem: Problem, when: Mapping[Pair, Hashable]) -> dict[Pair, Place]:
    """A table for each meeting: the locked one, else the one it had, else where one of the two just sat, else any."""
    here: dict[Hashable, list[Pair]] = {slot: [] for slot in problem.slots}
    for pair, slot in when.items():
        here[slot].append(pair)
    places: dict[Pair, Place] = {}
    last: dict[Hashable, int] = {}
    for slot, tables in zip(problem.slots, problem.tables, strict=True):
        chosen = _tables({pair: _wishes(problem, pair, slot, last) for pair in here[slot]}, tables)
        last = {one: table for pair, table in chosen.items() for one in pair}
        places.update({pair: Place(slot, table) for pair, table in chosen.items()})
    return {pair: places[pair] for pair in when}


def _wishes(problem: Problem, pair: Pair, slot: Hashable, last: Mapping[Hashable, int]) -> list[int | None]:
    """The tables a meeting would like best, the strongest wish first; None where it has no such wish."""
    fixed = [wish.get(pair) for wish in (problem.locked, problem.previous)]
    return [place.table if place is not None and place.slot == slot else None for place in fixed] + [
        last.get(one) for one in pair
    ]


def _tables(wishes: Mapping[Pair, list[int | None]], tables: int) -> dict[Pair, int]:
    """A table for each: the strongest wishes of all first, then the weaker ones, then whatever is left."""
    free = dict.fromkeys(range(1, tables + 1))
    chosen: dict[Pair, int] = {}
    for strength in range(4):
        for pair, wish in wishes.items():
            table = wish[strength]
            if pair not in chosen and table in free:
                chosen[pair] = table
                del free[table]
    return chosen | dict(zip([pair for pair in wishes if pair not in chosen], free, strict=False))
