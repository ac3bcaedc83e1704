"""Simulated annealing over Kempe chains: fewer idle gaps, at first also by way of worse timetables.

A step picks a meeting and a slot and changes everything between the two slots that must change for it (a Kempe
chain), so that no step ever breaks a rule. Whoever has a meeting in both slots keeps the same busy slots; only the two
people at the ends of the chain count. A step costs as much as its chain is long (Kirkpatrick, Gelatt and Vecchi 1983,
"Optimization by simulated annealing"; chains as in Thompson and Dowsland 1998).
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from random import Random
from time import monotonic

from kommunal_partner.matching.meetings._timetable_state import TimetableState, blocks
from kommunal_partner.results import Budget

_HOT = 0.4  # gaps that a step may add at first with a chance of 1/e
_COLD = 0.085  # and at last
_STAGES = 100  # of one heat each, or more, so that none
_LONGEST = 50_000  # takes more steps than this


def close_gaps(state: TimetableState, rng: Random, steps: int, *, least: int, budget: Budget) -> None:
    """Leave the cheapest timetable that is met within the steps; end at once where the cost reaches `least`.

    Raises:
        KeyboardInterrupt: after the best so far has been laid out.
    """
    task = state.task
    turns = [
        (meeting, there, task.first[meeting] * task.slots + there, task.second[meeting] * task.slots + there)
        for meeting in range(task.meetings)
        if state.slot[meeting] >= 0 and task.allowed[meeting].bit_count() > 1
        for there in range(task.slots)
        if task.allowed[meeting] >> there & 1
    ]
    cost = best = state.cost()
    if not turns or cost <= least:
        return
    best_slot = list(state.slot)
    cooling = _COLD / _HOT
    elapsed = _clock(budget)
    done = 0
    try:
        while done < steps:
            budget.report(best)
            share = max(done / steps, elapsed())
            if share >= 1 or budget.stopped:
                break
            heat = _HOT * cooling**share
            stage = min(steps - done, max(1, steps // _STAGES), _LONGEST)
            chance = [exp(-worse / heat) for worse in range(5)]
            cost, best, best_slot = _stage(state, rng, rng.choices(turns, k=stage), chance, cost, best, best_slot)
            if best <= least:
                break
            done += stage
            budget.spend(stage)
    except KeyboardInterrupt:
        state.anew(best_slot)
        raise
    state.lay(best_slot)


def _clock(budget: Budget) -> Callable[[], float]:
    """Tells the share of the time left from now on that is used up; 0 without a deadline."""
    deadline = budget.deadline
    if deadline is None:
        return lambda: 0.0
    start = monotonic()
    return lambda: (monotonic() - start) / max(deadline - start, 1e-9)


def _stage(  # noqa: C901, PLR0912, PLR0915 - because one flat loop over local names is twice as fast as calls
    state: TimetableState,
    rng: Random,
    turns: list[tuple[int, int, int, int]],
    chance: list[float],
    cost: int,
    best: int,
    best_slot: list[int],
) -> tuple[int, int, list[int]]:
    """Try each turn: a meeting, the slot it is to go to, and where the two are found `at` that slot."""
    task = state.task
    at, slot, busy, count = state.at, state.slot, state.busy, state.count
    width, first, second, allowed, capacity = task.slots, task.first, task.second, task.allowed, task.capacity
    home, stability = task.home, task.stability
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
