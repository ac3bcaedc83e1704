"""A task of meetings in numbers, as the bounds and the search read it."""

from __future__ import annotations

from collections.abc import Hashable

from kommunal_partner.matching.meetings.board import Core
from kommunal_partner.matching.meetings.model import Problem
from kommunal_partner.results import in_order

__all__ = ["core_of", "people_of"]


def people_of(problem: Problem) -> list[Hashable]:
    """Everybody who is to meet somebody, in order."""
    return in_order({one for request in problem.requests for one in request.pair})


def core_of(problem: Problem) -> Core:
    """The task in numbers: people and meetings in their order, slots in time."""
    number = {one: index for index, one in enumerate(people_of(problem))}
    bit = {slot: 1 << index for index, slot in enumerate(problem.slots)}
    usable = sum(bit[slot] for slot, tables in zip(problem.slots, problem.tables, strict=True) if tables)
    away = {one: sum(bit[slot] for slot in missed) for one, missed in problem.unavailable.items()}
    ranks = sum(request.priority for request in problem.requests if request.optional) + 1
    index_of = {slot: index for index, slot in enumerate(problem.slots)}
    allowed, weight, home = [], [], []
    for request in problem.requests:
        pair = request.pair
        mask = usable & ~away.get(pair[0], 0) & ~away.get(pair[1], 0)
        if pair in problem.sessions:
            mask &= sum(bit[slot] for slot in problem.sessions[pair])
        if pair in problem.locked:
            mask &= bit[problem.locked[pair].slot]
        allowed.append(mask)
        weight.append(request.priority * (1 if request.optional else ranks))
        home.append(index_of[problem.previous[pair].slot] if pair in problem.previous else -1)
    return Core(
        people=len(number),
        capacity=problem.tables,
        first=tuple(number[request.pair[0]] for request in problem.requests),
        second=tuple(number[request.pair[1]] for request in problem.requests),
        allowed=tuple(allowed),
        weight=tuple(weight),
        home=tuple(home),
        stability=problem.stability,
        fixed=frozenset(index for index, request in enumerate(problem.requests) if request.pair in problem.locked),
    )
