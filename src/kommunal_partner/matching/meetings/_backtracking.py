"""Backtracking: whether a few meetings fit at all, and the best choice of a few by trying all.

Hall sets and the quick search decide most cases; else the meeting with the fewest slots left is tried in each of them,
depth first. Exponential, so bounded by a number of nodes (Golomb and Baumert 1965, "Backtrack programming").
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kommunal_partner.clashes import hall_violator
from kommunal_partner.matching.meetings._bounds import matched
from kommunal_partner.matching.meetings._encode import EncodedMeetings
from kommunal_partner.matching.meetings._tabu_search import fill, lay_greedily
from kommunal_partner.matching.meetings._timetable_state import TimetableState
from kommunal_partner.results import Budget

_DEEPEST = 200  # meetings, beyond which nothing is tried out one by one
_STEPS = 300


def fits(
    first: Sequence[int], second: Sequence[int], allowed: Sequence[int], capacity: Sequence[int], nodes: int
) -> bool | None:
    """Whether every meeting gets a slot; people count from 0, sets of slots are bits; None if it stays undecided."""
    task = EncodedMeetings(
        people=max((*first, *second), default=-1) + 1,
        capacity=tuple(capacity),
        first=tuple(first),
        second=tuple(second),
        allowed=tuple(allowed),
        weight=(1,) * len(first),
        home=(-1,) * len(first),
        stability=0,
    )
    if _overfull(task):
        return False
    state = TimetableState(task)
    budget = Budget(_STEPS)
    lay_greedily(state, budget)
    fill(state, Random(0), _STEPS, enough=task.meetings, budget=budget)  # noqa: S311 - because it is a search
    if min(state.slot, default=0) >= 0:
        return True
    return _try_out(task, nodes) if task.meetings <= _DEEPEST else None


def _overfull(task: EncodedMeetings) -> bool:
    """Whether somebody's meetings, or all of them at the tables, need more places than are open to them."""
    masks: list[list[int]] = [[] for _ in range(task.people)]
    for one, other, mask in zip(task.first, task.second, task.allowed, strict=True):
        masks[one].append(mask)
        masks[other].append(mask)
    if any(matched(mine, (1 << task.slots) - 1) < len(mine) for mine in masks):
        return True
    open_to = {
        meeting: [slot for slot in range(task.slots) if mask >> slot & 1] for meeting, mask in enumerate(task.allowed)
    }
    return hall_violator(dict.fromkeys(open_to, 1), open_to, dict(enumerate(task.capacity))) is not None


def _try_out(task: EncodedMeetings, nodes: int) -> bool | None:
    """Lay out the meeting with the fewest slots left in each of them in turn, and go on; the whole tree or `nodes`."""
    state = TimetableState(task)
    waiting = set(range(task.meetings))
    visited = 0

    def go_on() -> bool | None:
        nonlocal visited
        if not waiting:
            return True
        visited += 1
        if visited > nodes:
            return None
        room = state.room()
        meeting = min(waiting, key=lambda one: (state.open_to(one, room).bit_count(), one))
        free = state.open_to(meeting, room)
        waiting.discard(meeting)
        answer: bool | None = False
        for slot in range(task.slots):
            if free >> slot & 1:
                state.put(meeting, slot)
                answer = go_on()
                state.take(meeting)
                if answer is not False:
                    break
        waiting.add(meeting)
        return answer

    return go_on()


def best_of_few(state: TimetableState, nodes: int) -> bool:
    """Lay out the choice that weighs most and, of those, costs least; whether all was tried.

    What is laid out already is only given up for something better. `nodes` choices are tried at most.
    """
    task = state.task
    order = sorted(range(task.meetings), key=lambda one: (one not in task.fixed, -task.weight[one], one))
    to_come = [0]
    for meeting in reversed(order):
        to_come.append(to_come[-1] + (task.weight[meeting] if task.allowed[meeting] else 0))
    to_come.reverse()
    best, best_slot = state.rank(), list(state.slot)
    trial = TimetableState(task)
    visited = 0

    def go_on(depth: int, weight: int) -> None:
        nonlocal best, best_slot, visited
        visited += 1
        if visited > nodes or weight + to_come[depth] < best[0]:
            return
        if depth == len(order):
            found = trial.rank()
            if found > best:
                best, best_slot = found, list(trial.slot)
            return
        meeting = order[depth]
        free = trial.open_to(meeting, trial.room())
        for slot in range(task.slots):
            if free >> slot & 1:
                trial.put(meeting, slot)
                go_on(depth + 1, weight + task.weight[meeting])
                trial.take(meeting)
        if meeting not in task.fixed:
            go_on(depth + 1, weight)

    go_on(0, 0)
    state.lay(best_slot)
    return visited <= nodes
