"""Closing idle gaps: meetings change slots along chains, at first also for the worse, later only for the better.

A step picks a meeting and a slot and changes everything between the two slots that must change for it (a Kempe
chain), so that no step ever breaks a rule. Whoever has a meeting in both slots keeps the same busy slots; only the two
people at the ends of the chain count.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from random import Random

from kommunal_partner.matching.meetings.board import Board, blocks, idle_gaps

__all__ = ["close_gaps", "cost_of"]

_HOT = 0.4  # gaps that a step may add at first with a chance of 1/e
_COLD = 0.085  # and at last
_STAGES = 100  # of one heat each, or more, so that none
_LONGEST = 50_000  # takes more steps than this


def cost_of(board: Board) -> int:
    """Idle gaps, and `stability` for each meeting that is not where it was."""
    core = board.core
    moved = sum(0 <= home != slot >= 0 for home, slot in zip(core.home, board.slot, strict=True))
    return idle_gaps(board.busy) + core.stability * moved


def close_gaps(board: Board, rng: Random, steps: int, *, least: int, elapsed: Callable[[], float]) -> None:
    """Leave the cheapest board that is met within the steps; end at once where the cost reaches `least`.

    `elapsed` tells the share of the time that is used up; from 1 on the search ends.
    """
    core = board.core
    turns = [
        (meeting, there, core.first[meeting] * core.slots + there, core.second[meeting] * core.slots + there)
        for meeting in range(core.meetings)
        if board.slot[meeting] >= 0 and core.allowed[meeting].bit_count() > 1
        for there in range(core.slots)
        if core.allowed[meeting] >> there & 1
    ]
    cost = best = cost_of(board)
    if not turns or cost <= least:
        return
    best_slot = list(board.slot)
    cooling = _COLD / _HOT
    done = 0
    while done < steps:
        share = max(done / steps, elapsed())
        if share >= 1:
            break
        heat = _HOT * cooling**share
        stage = min(steps - done, max(1, steps // _STAGES), _LONGEST)
        chance = [exp(-worse / heat) for worse in range(5)]
        cost, best, best_slot = _stage(board, rng, rng.choices(turns, k=stage), chance, cost, best, best_slot)
        if best <= least:
            break
        done += stage
    board.lay(best_slot)


def _stage(  # noqa: C901, PLR0912, PLR0915 - because one flat loop over local names is twice as fast as calls
    board: Board,
    rng: Random,
    turns: list[tuple[int, int, int, int]],
    chance: list[float],
    cost: int,
    best: int,
    best_slot: list[int],
) -> tuple[int, int, list[int]]:
    """Try each turn: a meeting, the slot it is to go to, and where the two are found `at` that slot."""
    core = board.core
    at, slot, busy, count = board.at, board.slot, board.busy, board.count
    width, first, second, allowed, capacity = core.slots, core.first, core.second, core.allowed, core.capacity
    home, stability = core.home, core.stability
    sticky = stability > 0 and max(home) >= 0
    both = [one + other for one, other in zip(first, second, strict=True)]
    runs = [blocks(one) for one in busy]
    random = rng.random
    worst = len(chance)
    end = end_came = now = end_now = now_runs = end_runs = 0
    for meeting, there, at_first, at_second in turns:
        here = slot[meeting]
        if here == there:
            continue
        chain = [meeting]
        person, goes, came = first[meeting], there, here
        other = at[at_first]
        while other >= 0 and other != meeting:
            if not allowed[other] >> came & 1:
                break
            chain.append(other)
            person = both[other] - person
            goes, came = came, goes
            other = at[person * width + goes]
        ring = other == meeting
        if ring:
            change = 0
        elif other >= 0:
            continue
        else:
            end, end_goes, end_came = second[meeting], there, here
            other = at[at_second]
            while other >= 0:
                if not allowed[other] >> end_came & 1:
                    break
                chain.append(other)
                end = both[other] - end
                end_goes, end_came = end_came, end_goes
                other = at[end * width + end_goes]
            if other >= 0 or (came == end_came and count[goes] >= capacity[goes]):
                continue
            flip = 1 << here | 1 << there
            now, end_now = busy[person] ^ flip, busy[end] ^ flip
            now_runs, end_runs = (now & ~(now << 1)).bit_count(), (end_now & ~(end_now << 1)).bit_count()
            change = now_runs + end_runs - runs[person] - runs[end]
        if sticky:
            for other in chain:
                if home[other] == slot[other]:
                    change += stability
                elif home[other] == here + there - slot[other]:
                    change -= stability
        if change > 0 and (change >= worst or random() >= chance[change]):
            continue
        if not ring:
            busy[person], busy[end] = now, end_now
            runs[person], runs[end] = now_runs, end_runs
            at[person * width + came] = at[end * width + end_came] = -1
            if came == end_came:
                count[came] -= 1
                count[goes] += 1
        for other in chain:
            slot[other] = then = here + there - slot[other]
            at[first[other] * width + then] = at[second[other] * width + then] = other
        if change:
            cost += change
            if cost < best:
                best, best_slot = cost, slot.copy()
    return cost, best, best_slot
