"""A first seating, and its repair until no rule is broken: tabu search by min-conflicts.

Each turn looks at all exchanges of one unit of a faulty table, O(n · rules), and takes the least bad one that is not
tabu (Glover 1989, "Tabu search, part I"; Minton et al. 1992, "Minimizing conflicts").
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from operator import ge
from typing import Final

from kommunal_partner.matching._seating.joining import Joining
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import Move, SeatingState
from kommunal_partner.results import Budget

TRIES = 8
_AT_ONCE: Final = 200
"""So many units are seated with care whatever the time: a few hundredths of a second."""
_MOST_SIZES: Final = 1_000_000  # people times the sizes that tables may have beyond their least: half a second


def first_seating(
    problem: SeatingProblem, rng: random.Random, budget: Budget, earlier: Sequence[int] = ()
) -> list[int]:
    """A seating to start from: fixed units first, then large and contested ones, each where it disturbs least.

    Units that an earlier seating gives a table (others hold -1 there) stay at it. Where there is no more time, all
    but the first `_AT_ONCE` only fill the chairs.
    """
    if problem.plain and not earlier:
        return _by_lot(problem, rng)
    state = SeatingState(problem, list(earlier or [-1] * len(problem.size)))
    joining = Joining(state)
    tables, chair = range(len(problem.low)), 0
    wanted = _promising_sizes(problem)
    units = list(range(len(problem.size)))
    rng.shuffle(units)
    contested = [len(problem.conflicts[u]) + sum(limits.held[u] for limits in problem.properties) for u in units]
    rank = dict(zip(units, contested, strict=True))
    order = sorted(units, key=lambda u: (problem.fixed[u] < 0, -problem.size[u], -rank[u]))
    for turn, unit in enumerate(order):
        if state.where[unit] >= 0:
            continue
        table = problem.fixed[unit]
        budget.report()
        if table < 0 and budget.stopped and turn >= _AT_ONCE:
            while chair < len(tables) - 1 and state.used[chair] >= problem.high[chair]:
                chair += 1
            free = (t for t in tables[chair:] if state.used[t] + problem.size[unit] <= problem.high[t])
            table = next(free, chair)
        elif table < 0:
            lots = [rng.random() for _ in tables]
            *_, table = min(zip(joining.grown(unit), map(ge, state.used, wanted), lots, tables, strict=True))
        joining.seat(unit, table)
    return state.where


def _by_lot(problem: SeatingProblem, rng: random.Random) -> list[int]:
    """Single people under no rule, drawn to chairs: first those that must be taken, then those of promising sizes."""
    chairs = zip(problem.low, _promising_sizes(problem), problem.high, strict=True)
    ranges = [(range(low), range(low, wanted), range(wanted, high)) for low, wanted, high in chairs]
    seats = [t for kind in range(3) for t, of_table in enumerate(ranges) for _ in of_table[kind]]
    people = len(problem.size)
    where = seats[:people] + [0] * (people - len(seats))
    rng.shuffle(where)
    return where


def _promising_sizes(problem: SeatingProblem) -> list[int]:
    """Sizes of tables that make the most pairs, or the fewest if most weights are below 0.

    Going from a full table to one that could be larger loses much before it wins: a search rarely finds them. They are
    chosen beforehand, by a table over (tables so far, people so far).
    """
    if problem.overflow:
        return list(problem.low)
    people = sum(problem.size)
    if people * sum(high - low for low, high in zip(problem.low, problem.high, strict=True)) > _MOST_SIZES:
        return _filled_up(problem, people - sum(problem.low))
    sign = 1 if sum(map(sum, problem.weight)) >= 0 else -1
    return list(_best_sizes(tuple(zip(problem.low, problem.high, strict=True)), people, sign))


@lru_cache(maxsize=8)
def _best_sizes(ranges: tuple[tuple[int, int], ...], people: int, sign: int) -> tuple[int, ...]:
    """Sizes for so many people that make the most pairs, or with a sign below 0 the fewest; the least if none fit.

    Where a clash is looked for, the same tables are asked about again and again.
    """
    best: list[dict[int, tuple[int, int]]] = [{0: (0, 0)}]
    for low, high in ranges:
        reached: dict[int, tuple[int, int]] = {}
        for seated, (pairs, _) in best[-1].items():
            for size in range(low, min(high, people - seated) + 1):
                found = (pairs + sign * size * size, size)
                if seated + size not in reached or found > reached[seated + size]:
                    reached[seated + size] = found
        best.append(reached)
    if people not in best[-1]:
        return tuple(low for low, _ in ranges)
    sizes: list[int] = []
    for reached in reversed(best[1:]):
        sizes.append(reached[people][1])
        people -= sizes[-1]
    return tuple(reversed(sizes))


def _filled_up(problem: SeatingProblem, left: int) -> list[int]:
    """The least that each table must have, and one table after the other filled up with those who are left."""
    sizes = []
    for low, high in zip(problem.low, problem.high, strict=True):
        more = max(0, min(high - low, left))
        sizes.append(low + more)
        left -= more
    return sizes


def repair(state: SeatingState, rng: random.Random, budget: Budget, patience: int) -> bool:
    """Exchange units of faulty tables until no rule is broken; whether that was reached. The best found is kept.

    It gives up after so many exchanges (`patience`) without progress.
    """
    problem = state.problem
    faults = state.faults()
    total = sum(faults)
    best, kept = total, list(state.where)
    tabu: dict[tuple[int, int], int] = {}
    movable = [u for u in range(len(problem.size)) if problem.fixed[u] < 0]
    turn = last_gain = 0
    while total and movable and turn - last_gain <= patience and not budget.report():
        turn += 1
        table = rng.choice([t for t, wrong in enumerate(faults) if wrong])
        moves = _repairs(state, table, movable, rng)
        budget.spend(len(moves) + 1)
        chosen = None
        for here, leaving, there, coming in moves:
            grown = state.change(here, leaving, there, coming)
            back = max(
                max((tabu.get((u, there), 0) for u in leaving), default=0),
                max((tabu.get((u, here), 0) for u in coming), default=0),
            )
            if back > turn and total + grown >= best:
                continue
            if chosen is None or grown < chosen[0]:
                chosen = (grown, here, leaving, there, coming)
        if chosen is None:
            continue
        grown, here, leaving, there, coming = chosen
        for going, source in ((leaving, here), (coming, there)):
            for unit in going:
                tabu[unit, source] = turn + 5 + rng.randrange(10)
        state.exchange(here, leaving, there, coming)
        for changed in (here, there):
            faults[changed] = state.fault(changed) + state.clashes(changed)
        total = sum(faults)
        if total < best:
            best, kept, last_gain = total, list(state.where), turn
    state.restart(kept)
    return best == 0


def _repairs(state: SeatingState, table: int, movable: Sequence[int], rng: random.Random) -> list[Move]:
    """Exchanges that touch the table: one of its units against all others, or away, and all others coming."""
    where = state.where
    inside = [u for u in movable if where[u] == table]
    outside = [u for u in movable if where[u] != table]
    moves: list[Move] = [(table, (), where[u], (u,)) for u in outside]
    if inside:
        unit = rng.choice(inside)
        moves += [(table, (unit,), where[u], (u,)) for u in outside]
        moves += [(table, (unit,), t, ()) for t in range(len(state.used)) if t != table]
        for _ in range(TRIES):
            block = trade(state, unit, rng)
            if block is not None:
                moves.append(block)
    rng.shuffle(moves)
    return moves


def trade(state: SeatingState, unit: int, rng: random.Random) -> Move | None:
    """A unit of several people against as many people of another table, in smaller units."""
    problem, here = state.problem, state.where[unit]
    there = rng.randrange(len(state.used))
    wanted = problem.size[unit]
    if there == here or wanted == 1:
        return None
    coming: list[int] = []
    others = [u for u, t in enumerate(state.where) if t == there and problem.fixed[u] < 0 and problem.size[u] < wanted]
    rng.shuffle(others)
    for other in others:
        if problem.size[other] <= wanted:
            coming.append(other)
            wanted -= problem.size[other]
    return (here, (unit,), there, tuple(coming)) if not wanted else None
