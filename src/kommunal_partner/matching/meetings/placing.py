"""Finding a slot for every meeting, or for the weightiest of them where not all fit.

First greedily, whoever has the fewest slots left before the others. Then, for each meeting left over: a slot that both
have free; else one that a chain of changes between two slots makes free (Kempe's chains, as in the colouring of edges);
else the slot of meetings that weigh least, which go and may not come back there for a while (tabu).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from heapq import heapify, heappop, heappush
from random import Random
from typing import TypeVar

from kommunal_partner.matching.meetings.board import Board, blocks

__all__ = ["fill", "lay_greedily"]

Item = TypeVar("Item")

_SAMPLE = 2  # of many meetings left over, so many are looked at in one step
_RISK = 0.04  # how often a step may make things worse at first, at last never: else it gets stuck, or goes astray
_CHAINS = 12  # so many pairs of slots are tried for one meeting


def lay_greedily(board: Board) -> None:
    """Lay out what can be laid out without moving anything: where it was before, then whatever is hardest first."""
    core = board.core
    heaviest_first = sorted(range(core.meetings), key=lambda meeting: (-core.weight[meeting], meeting))
    for meeting in heaviest_first:
        home = core.home[meeting]
        if board.slot[meeting] < 0 and home >= 0 and board.open_to(meeting, board.room()) >> home & 1:
            board.put(meeting, home)
    _lay_hardest_first(board, {meeting: place for place, meeting in enumerate(heaviest_first)})


def _lay_hardest_first(board: Board, rank: dict[int, int]) -> None:
    """Lay out whatever has the fewest slots left, the heavier first among equals, until nothing has any left."""
    core = board.core
    room = board.room()
    of_person: list[list[int]] = [[] for _ in range(core.people)]
    for meeting in range(core.meetings):
        of_person[core.first[meeting]].append(meeting)
        of_person[core.second[meeting]].append(meeting)

    def hardness(meeting: int) -> tuple[int, int, int]:
        return board.open_to(meeting, room).bit_count(), rank[meeting], meeting

    waiting = [hardness(meeting) for meeting in range(core.meetings) if board.slot[meeting] < 0]
    heapify(waiting)
    while waiting:
        meeting = heappop(waiting)[2]
        free = board.open_to(meeting, room)
        if board.slot[meeting] >= 0 or not free:
            continue
        slot = min(_bits(free), key=partial(_strain, board, meeting))
        board.put(meeting, slot)
        if board.count[slot] >= core.capacity[slot]:
            room &= ~(1 << slot)
        for person in (core.first[meeting], core.second[meeting]):
            for other in of_person[person]:
                if board.slot[other] < 0 and core.allowed[other] >> slot & 1:
                    heappush(waiting, hardness(other))


def _strain(board: Board, meeting: int, slot: int) -> tuple[int, int, int]:
    """How badly a slot suits: blocks it makes, then how full it is."""
    core = board.core
    both = (core.first[meeting], core.second[meeting])
    return sum(blocks(board.busy[person] | 1 << slot) for person in both), board.count[slot], slot


def _bits(mask: int) -> list[int]:
    return [slot for slot in range(mask.bit_length()) if mask >> slot & 1]


def fill(board: Board, rng: Random, steps: int, *, enough: int, out_of_time: Callable[[], bool]) -> int:
    """Lay out what is left over, and leave the weightiest selection found on the board; the steps taken come back.

    It ends when all is laid out, when the weight laid out reaches `enough`, or after `steps`.
    """
    core = board.core
    left = [meeting for meeting in range(core.meetings) if board.slot[meeting] < 0 and core.allowed[meeting]]
    weight = sum(core.weight[meeting] for meeting in range(core.meetings) if board.slot[meeting] >= 0)
    best, best_slot = weight, list(board.slot)
    banned: dict[tuple[int, int], int] = {}
    taken = 0
    while left and taken < steps and best < enough and not out_of_time():
        taken += 1
        index = int(rng.random() * len(left))
        meeting = left[index]
        slot = _free(board, meeting, rng)
        out: list[int] = []
        if slot < 0:
            index, slot, out = _force(board, left, banned, taken, rng)
            worse = sum(core.weight[other] for other in out) > core.weight[left[index]]
            if slot < 0 or (worse and rng.random() >= _RISK * (1 - taken / steps)):
                _stir(board, rng)
                continue
            meeting = left[index]
        left[index] = left[-1]
        left.pop()
        for other in out:
            board.take(other)
            left.append(other)
            banned[other, slot] = taken + 5 + len(left) + int(rng.random() * 10)
        board.put(meeting, slot)
        weight += core.weight[meeting] - sum(core.weight[other] for other in out)
        if weight > best:
            best, best_slot = weight, list(board.slot)
    if weight < best:
        board.lay(best_slot)
    return taken


def _free(board: Board, meeting: int, rng: Random) -> int:
    """A slot that is free for both, if need be after a chain of changes; -1 if none was found."""
    core = board.core
    room = board.room()
    free = board.open_to(meeting, room)
    if free:
        return _pick(_bits(free), rng)
    both = (core.first[meeting], core.second[meeting])
    every = (1 << core.slots) - 1
    ways = [
        (other, _bits(core.allowed[meeting] & room & ~board.busy[one]), _bits(every & ~board.busy[other]))
        for one, other in (both, both[::-1])
    ]
    ways = [way for way in ways if way[1] and way[2]]
    if not ways:
        return -1
    for _ in range(_CHAINS):
        person, froms, tos = _pick(ways, rng)
        here, there = _pick(froms, rng), _pick(tos, rng)
        chain = board.chain(person, here, there)
        if chain is None:
            continue
        board.swap(chain, here, there)
        if board.open_to(meeting, board.room()) >> here & 1:
            return here
        board.swap(chain, here, there)
    return -1


def _force(
    board: Board, left: list[int], banned: dict[tuple[int, int], int], now: int, rng: Random
) -> tuple[int, int, list[int]]:
    """The meeting left over (its place in the list), the slot, and those who must go for it, at the least loss."""
    core = board.core
    least = None
    found: list[tuple[int, int, list[int]]] = []
    start = int(rng.random() * len(left))
    for turn in range(min(_SAMPLE, len(left))):
        index = (start + turn) % len(left)
        meeting = left[index]
        for slot in _bits(core.allowed[meeting]):
            out = _in_the_way(board, meeting, slot, rng)
            if not core.fixed.isdisjoint(out) or banned.get((meeting, slot), 0) > now:
                continue
            loss = sum([core.weight[other] for other in out]) - core.weight[meeting]
            if least is None or loss < least:
                least = loss
                found.clear()
            if loss == least:
                found.append((index, slot, out))
    return _pick(found, rng) if found else (-1, -1, [])


def _in_the_way(board: Board, meeting: int, slot: int, rng: Random) -> list[int]:
    """The meetings that must go for one to come into a slot: those of the two, or else one that takes a table."""
    core = board.core
    one = board.at[core.first[meeting] * core.slots + slot]
    other = board.at[core.second[meeting] * core.slots + slot]
    if one < 0 and other < 0:
        return [_lightest(board, slot, rng)] if board.count[slot] >= core.capacity[slot] else []
    return [found for found in (one, other) if found >= 0]


def _lightest(board: Board, slot: int, rng: Random) -> int:
    """Of the meetings in a slot one of those that weigh least; a fixed one only if all are fixed."""
    core = board.core
    there = {meeting for meeting in board.at[slot :: core.slots] if meeting >= 0}
    there = there - core.fixed or there
    least = min(core.weight[meeting] for meeting in there)
    return _pick(sorted(meeting for meeting in there if core.weight[meeting] == least), rng)


def _stir(board: Board, rng: Random) -> None:
    """Change one meeting that is laid out to another slot where its chain may go, if it may."""
    core = board.core
    meeting = int(rng.random() * core.meetings)
    here = board.slot[meeting]
    if here < 0:
        return
    there = _pick(_bits(core.allowed[meeting]), rng)
    person = core.first[meeting]
    if there != here and not board.busy[person] >> there & 1:
        chain = board.chain(person, here, there)
        if chain is not None:
            board.swap(chain, here, there)


def _pick(items: list[Item], rng: Random) -> Item:
    return items[int(rng.random() * len(items))]
