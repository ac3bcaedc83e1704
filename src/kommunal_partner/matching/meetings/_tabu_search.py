"""Tabu search with Kempe chains: a slot for every meeting, or for the weightiest of them where not all fit.

First greedily, whoever has the fewest slots left before the others. Then, for each meeting left over: a slot that both
have free; else one that a chain of changes between two slots makes free (Kempe's chains, as in the colouring of edges);
else the slot of meetings that weigh least, which go and may not come back there for a while. A step costs as much as
the slots and chains it looks at (Glover 1989, "Tabu search, part I"; Hertz and de Werra 1987 for timetables).
"""

from __future__ import annotations

from functools import partial
from heapq import heapify, heappop, heappush
from random import Random
from typing import Final, TypeVar

from kommunal_partner.matching.meetings._timetable_state import TimetableState, blocks
from kommunal_partner.results import Budget

Item = TypeVar("Item")

STEP_COST: Final = 20
"""So many steps of closing gaps cost about as much as one step of laying out."""

_LOOK = 64  # so many meetings are laid out between two looks at the clock
_SAMPLE = 2  # of many meetings left over, so many are looked at in one step
_RISK = 0.04  # how often a step may make things worse at first, at last never: else it gets stuck, or goes astray
_CHAINS = 12  # so many pairs of slots are tried for one meeting


def lay_greedily(state: TimetableState, budget: Budget) -> None:
    """Lay out what can be laid out without moving anything: where it was before, then whatever is hardest first."""
    task = state.task
    heaviest_first = sorted(range(task.meetings), key=lambda meeting: (-task.weight[meeting], meeting))
    for meeting in heaviest_first:
        home = task.home[meeting]
        if state.slot[meeting] < 0 and home >= 0 and state.open_to(meeting, state.room()) >> home & 1:
            state.put(meeting, home)
    _lay_hardest_first(state, {meeting: place for place, meeting in enumerate(heaviest_first)}, budget)


def _lay_hardest_first(state: TimetableState, rank: dict[int, int], budget: Budget) -> None:
    """Lay out whatever has the fewest slots left, the heavier first among equals, until nothing has any left."""
    if _is_over(budget):
        return
    task = state.task
    room = state.room()
    of_person: list[list[int]] = [[] for _ in range(task.people)]
    for meeting in range(task.meetings):
        of_person[task.first[meeting]].append(meeting)
        of_person[task.second[meeting]].append(meeting)

    def hardness(meeting: int) -> tuple[bool, int, int, int]:
        return meeting in task.optional, state.open_to(meeting, room).bit_count(), rank[meeting], meeting

    waiting = [hardness(meeting) for meeting in range(task.meetings) if state.slot[meeting] < 0]
    heapify(waiting)
    turn = 0
    while waiting and not (turn % _LOOK == 0 and _is_over(budget)):
        turn += 1
        meeting = heappop(waiting)[3]
        free = state.open_to(meeting, room)
        if state.slot[meeting] >= 0 or not free:
            continue
        slot = min(_bits(free), key=partial(_strain, state, meeting))
        state.put(meeting, slot)
        if state.count[slot] >= task.capacity[slot]:
            room &= ~(1 << slot)
        for person in (task.first[meeting], task.second[meeting]):
            for other in of_person[person]:
                if state.slot[other] < 0 and task.allowed[other] >> slot & 1:
                    heappush(waiting, hardness(other))


def _is_over(budget: Budget) -> bool:
    """Whether the time is over, or the search was told to stop; steps do not count here."""
    budget.report()
    return budget.stopped


def _strain(state: TimetableState, meeting: int, slot: int) -> tuple[int, int, int]:
    """How badly a slot suits: blocks it makes, then how full it is."""
    task = state.task
    both = (task.first[meeting], task.second[meeting])
    return sum(blocks(state.busy[person] | 1 << slot) for person in both), state.count[slot], slot


def _bits(mask: int) -> list[int]:
    return [slot for slot in range(mask.bit_length()) if mask >> slot & 1]


def fill(state: TimetableState, rng: Random, steps: int, *, enough: int, budget: Budget) -> int:
    """Lay out what is left over, and leave the weightiest selection found in the state; the steps taken come back.

    It ends when all is laid out, when the weight laid out reaches `enough`, after `steps`, or when time is over.

    Raises:
        KeyboardInterrupt: after the best so far has been laid out.
    """
    best = [state.weight(), *state.slot]
    try:
        return _fill(state, rng, steps, best, enough=enough, budget=budget)
    except KeyboardInterrupt:
        state.anew(best[1:])
        raise


def _fill(state: TimetableState, rng: Random, steps: int, best: list[int], *, enough: int, budget: Budget) -> int:
    """As `fill`; `best` holds the weight and the slots of the best so far."""
    task = state.task
    left = [meeting for meeting in range(task.meetings) if state.slot[meeting] < 0 and task.allowed[meeting]]
    weight = best[0]
    banned: dict[tuple[int, int], int] = {}
    taken = 0
    while left and taken < steps and best[0] < enough:
        if _is_over(budget):
            break
        taken += 1
        budget.spend(STEP_COST)
        index = int(rng.random() * len(left))
        meeting = left[index]
        slot = _free(state, meeting, rng)
        out: list[int] = []
        if slot < 0:
            index, slot, out = _force(state, left, banned, taken, rng)
            worse = sum(task.weight[other] for other in out) > task.weight[left[index]]
            if slot < 0 or (worse and rng.random() >= _RISK * (1 - taken / steps)):
                _stir(state, rng)
                continue
            meeting = left[index]
        left[index] = left[-1]
        left.pop()
        for other in out:
            state.take(other)
            left.append(other)
            banned[other, slot] = taken + 5 + len(left) + int(rng.random() * 10)
        state.put(meeting, slot)
        weight += task.weight[meeting] - sum(task.weight[other] for other in out)
        if weight > best[0]:
            best[:] = [weight, *state.slot]
    if weight < best[0]:
        state.lay(best[1:])
    return taken


def _free(state: TimetableState, meeting: int, rng: Random) -> int:
    """A slot that is free for both, if need be after a chain of changes; -1 if none was found."""
    task = state.task
    room = state.room()
    free = state.open_to(meeting, room)
    if free:
        return _pick(_bits(free), rng)
    both = (task.first[meeting], task.second[meeting])
    every = (1 << task.slots) - 1
    ways = [
        (other, _bits(task.allowed[meeting] & room & ~state.busy[one]), _bits(every & ~state.busy[other]))
        for one, other in (both, both[::-1])
    ]
    ways = [way for way in ways if way[1] and way[2]]
    if not ways:
        return -1
    for _ in range(_CHAINS):
        person, froms, tos = _pick(ways, rng)
        here, there = _pick(froms, rng), _pick(tos, rng)
        chain = state.chain(person, here, there)
        if chain is None:
            continue
        state.swap(chain, here, there)
        if state.open_to(meeting, state.room()) >> here & 1:
            return here
        state.swap(chain, here, there)
    return -1


def _force(
    state: TimetableState, left: list[int], banned: dict[tuple[int, int], int], now: int, rng: Random
) -> tuple[int, int, list[int]]:
    """The meeting left over (its place in the list), the slot, and those who must go for it, at the least loss."""
    task = state.task
    least = None
    found: list[tuple[int, int, list[int]]] = []
    start = int(rng.random() * len(left))
    for turn in range(min(_SAMPLE, len(left))):
        index = (start + turn) % len(left)
        meeting = left[index]
        for slot in _bits(task.allowed[meeting]):
            out = _in_the_way(state, meeting, slot, rng)
            if not task.fixed.isdisjoint(out) or banned.get((meeting, slot), 0) > now:
                continue
            loss = sum([task.weight[other] for other in out]) - task.weight[meeting]
            if least is None or loss < least:
                least = loss
                found.clear()
            if loss == least:
                found.append((index, slot, out))
    return _pick(found, rng) if found else (-1, -1, [])


def _in_the_way(state: TimetableState, meeting: int, slot: int, rng: Random) -> list[int]:
    """The meetings that must go for one to come into a slot: those of the two, or else one that takes a table."""
    task = state.task
    one = state.at[task.first[meeting] * task.slots + slot]
    other = state.at[task.second[meeting] * task.slots + slot]
    if one < 0 and other < 0:
        return [_lightest(state, slot, rng)] if state.count[slot] >= task.capacity[slot] else []
    return [found for found in (one, other) if found >= 0]


def _lightest(state: TimetableState, slot: int, rng: Random) -> int:
    """Of the meetings in a slot one of those that weigh least; a fixed one only if all are fixed."""
    task = state.task
    there = {meeting for meeting in state.at[slot :: task.slots] if meeting >= 0}
    there = there - task.fixed or there
    least = min(task.weight[meeting] for meeting in there)
    return _pick(sorted(meeting for meeting in there if task.weight[meeting] == least), rng)


def _stir(state: TimetableState, rng: Random) -> None:
    """Change one meeting that is laid out to another slot where its chain may go, if it may."""
    task = state.task
    meeting = int(rng.random() * task.meetings)
    here = state.slot[meeting]
    if here < 0:
        return
    there = _pick(_bits(task.allowed[meeting]), rng)
    person = task.first[meeting]
    if there != here and not state.busy[person] >> there & 1:
        chain = state.chain(person, here, there)
        if chain is not None:
            state.swap(chain, here, there)


def _pick(items: list[Item], rng: Random) -> Item:
    return items[int(rng.random() * len(items))]
