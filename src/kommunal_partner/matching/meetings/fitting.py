"""Whether a few meetings fit at all: yes, no, or not decided within the budget."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from kommunal_partner.clashes import hall_violator
from kommunal_partner.matching.meetings.board import Board, Core
from kommunal_partner.matching.meetings.bounds import matched
from kommunal_partner.matching.meetings.placing import fill, lay_greedily

__all__ = ["fits"]

_DEEPEST = 200  # meetings, beyond which nothing is tried out one by one
_STEPS = 300


def fits(
    first: Sequence[int], second: Sequence[int], allowed: Sequence[int], capacity: Sequence[int], nodes: int
) -> bool | None:
    """Whether every meeting gets a slot; people count from 0, sets of slots are bits; None if it stays undecided."""
    core = Core(
        people=max((*first, *second), default=-1) + 1,
        capacity=tuple(capacity),
        first=tuple(first),
        second=tuple(second),
        allowed=tuple(allowed),
        weight=(1,) * len(first),
        home=(-1,) * len(first),
        stability=0,
    )
    if _overfull(core):
        return False
    board = Board(core)
    lay_greedily(board)
    fill(board, Random(0), _STEPS, enough=core.meetings, out_of_time=lambda: False)  # noqa: S311 - because it is a search
    if min(board.slot, default=0) >= 0:
        return True
    return _try_out(core, nodes) if core.meetings <= _DEEPEST else None


def _overfull(core: Core) -> bool:
    """Whether somebody's meetings, or all of them at the tables, need more places than are open to them."""
    masks: list[list[int]] = [[] for _ in range(core.people)]
    for one, other, mask in zip(core.first, core.second, core.allowed, strict=True):
        masks[one].append(mask)
        masks[other].append(mask)
    if any(matched(mine, (1 << core.slots) - 1) < len(mine) for mine in masks):
        return True
    open_to = {
        meeting: [slot for slot in range(core.slots) if mask >> slot & 1] for meeting, mask in enumerate(core.allowed)
    }
    return hall_violator(dict.fromkeys(open_to, 1), open_to, dict(enumerate(core.capacity))) is not None


def _try_out(core: Core, nodes: int) -> bool | None:
    """Lay out the meeting with the fewest slots left in each of them in turn, and go on; the whole tree or `nodes`."""
    board = Board(core)
    waiting = set(range(core.meetings))
    visited = 0

    def go_on() -> bool | None:
        nonlocal visited
        if not waiting:
            return True
        visited += 1
        if visited > nodes:
            return None
        room = board.room()
        meeting = min(waiting, key=lambda one: (board.open_to(one, room).bit_count(), one))
        free = board.open_to(meeting, room)
        waiting.discard(meeting)
        answer: bool | None = False
        for slot in range(core.slots):
            if free >> slot & 1:
                board.put(meeting, slot)
                answer = go_on()
                board.take(meeting)
                if answer is not False:
                    break
        waiting.add(meeting)
        return answer

    return go_on()
