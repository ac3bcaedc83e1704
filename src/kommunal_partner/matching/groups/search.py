"""The search for good tables: a first seating, its repair, annealing, and a last descent.

A step is one exchange looked at. Looking at all exchanges of one unit in a single pass over flat lists is several times
faster in Python than drawing pairs one by one, and finds the rare good exchange of a cold search at once.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence

from attrs import define

from kommunal_partner.matching.groups.board import Board, Task

__all__ = ["Budget", "first_seating", "improve", "repair"]

# An anneal starts where a settled seating has this many tempting exchanges per unit, and ends at this share of it.
TEMPTING = 0.5
COLDEST = 0.25
SAMPLED_ROWS = 64
# Among fewer units than MANY the first anneal takes this share of the budget; so many more follow, this much cooler.
MANY = 100
LONGEST = 0.6
REHEATS = 4
REHEAT = 0.6
TRIES = 8
MOVES = 0.3  # the share of turns that try a free chair first
NEVER = -(1 << 62)


@define
class Budget:
    """How many exchanges may still be looked at, and until when."""

    steps: int
    deadline: float | None = None
    looked: int = 0

    def spend(self, looks: int) -> None:
        """Count exchanges looked at."""
        self.looked += looks

    def share(self) -> float:
        """How much of the budget is used up; 1 or more is the end."""
        used = self.looked / self.steps if self.steps > 0 else 1.0
        return 1.0 if self.deadline is not None and time.monotonic() >= self.deadline else used


def first_seating(task: Task, rng: random.Random) -> list[int]:
    """A seating to start from: fixed units first, then large and contested ones, each where it disturbs least."""
    board = Board(task, [0] * len(task.size))
    tables = range(len(task.low))
    wanted = _promising_sizes(task)
    board.where = [-1] * len(task.size)
    board.used = [0] * len(tables)
    board.marked = [[0] * len(tables) for _ in task.marks]
    board.spoken = [[0] * len(tables) for _ in task.tongues]
    board.heard = [0] * len(tables)
    units = list(range(len(task.size)))
    rng.shuffle(units)
    contested = [len(task.foes[u]) + sum(mark.held[u] for mark in task.marks) for u in units]
    rank = dict(zip(units, contested, strict=True))
    for unit in sorted(units, key=lambda u: (task.fixed[u] < 0, -task.size[u], -rank[u])):
        table = task.fixed[unit]
        if table < 0:
            table = min(tables, key=lambda t: (_disturbance(board, unit, t), board.used[t] >= wanted[t], rng.random()))
        board.where[unit] = table
        board.used[table] += task.size[unit]
        for mark, counts in zip(task.marks, board.marked, strict=True):
            counts[table] += mark.held[unit]
        for speakers, spoken in zip(task.tongues, board.spoken, strict=True):
            spoken[table] += speakers[unit]
        if task.tongues:
            board.heard[table] += task.heard[unit]
    return board.where


def _promising_sizes(task: Task) -> list[int]:
    """Sizes of tables that make the most pairs, or the fewest if most weights are below 0.

    Going from a full table to one that could be larger loses much before it wins: a search rarely finds them. They are
    chosen beforehand,
    by a table over (tables so far, people so far).
    """
    if task.lobby:
        return list(task.low)
    people = sum(task.size)
    sign = 1 if sum(map(sum, task.weight)) >= 0 else -1
    best: list[dict[int, tuple[int, int]]] = [{0: (0, 0)}]
    for low, high in zip(task.low, task.high, strict=True):
        reached: dict[int, tuple[int, int]] = {}
        for seated, (pairs, _) in best[-1].items():
            for size in range(low, min(high, people - seated) + 1):
                found = (pairs + sign * size * size, size)
                if seated + size not in reached or found > reached[seated + size]:
                    reached[seated + size] = found
        best.append(reached)
    if people not in best[-1]:
        return list(task.low)
    sizes: list[int] = []
    for reached in reversed(best[1:]):
        sizes.append(reached[people][1])
        people -= sizes[-1]
    return sizes[::-1]


def _disturbance(board: Board, unit: int, table: int) -> int:
    meets = sum(board.where[foe] == table for foe in board.task.foes[unit])
    return board.fault(table, (), (unit,)) - board.fault(table) + meets


def repair(board: Board, rng: random.Random, budget: Budget, patience: int) -> bool:
    """Exchange units of faulty tables until no rule is broken; whether that was reached. The best found is kept.

    It gives up after so many exchanges (`patience`) without progress.
    """
    task = board.task
    faults = board.faults()
    total = sum(faults)
    best, kept = total, list(board.where)
    tabu: dict[tuple[int, int], int] = {}
    movable = [u for u in range(len(task.size)) if task.fixed[u] < 0]
    turn = progress = 0
    while total and movable and budget.share() < 1 and turn - progress <= patience:
        turn += 1
        table = rng.choice([t for t, wrong in enumerate(faults) if wrong])
        moves = _repairs(board, table, movable, rng)
        budget.spend(len(moves) + 1)
        chosen = None
        for here, leaving, there, coming in moves:
            grown = board.change(here, leaving, there, coming)
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
        board.exchange(here, leaving, there, coming)
        faults = board.faults()
        total = sum(faults)
        if total < best:
            best, kept, progress = total, list(board.where), turn
    board.__init__(task, kept)  # type: ignore[misc] # because a board is its seating; all sums follow from it
    return best == 0


def _repairs(
    board: Board, table: int, movable: Sequence[int], rng: random.Random
) -> list[tuple[int, tuple[int, ...], int, tuple[int, ...]]]:
    """Exchanges that touch the table: one of its units against all others, or away, and all others coming."""
    where = board.where
    inside = [u for u in movable if where[u] == table]
    outside = [u for u in movable if where[u] != table]
    moves: list[tuple[int, tuple[int, ...], int, tuple[int, ...]]] = [(table, (), where[u], (u,)) for u in outside]
    if inside:
        unit = rng.choice(inside)
        moves += [(table, (unit,), where[u], (u,)) for u in outside]
        moves += [(table, (unit,), t, ()) for t in range(len(board.used)) if t != table]
        for _ in range(TRIES):
            trade = _trade(board, unit, rng)
            if trade is not None:
                moves.append(trade)
    rng.shuffle(moves)
    return moves


def _trade(board: Board, unit: int, rng: random.Random) -> tuple[int, tuple[int, ...], int, tuple[int, ...]] | None:
    """A unit of several people against as many people of another table, in smaller units."""
    task, here = board.task, board.where[unit]
    there = rng.randrange(len(board.used))
    wanted = task.size[unit]
    if there == here or wanted == 1:
        return None
    coming: list[int] = []
    others = [u for u, t in enumerate(board.where) if t == there and task.fixed[u] < 0 and task.size[u] < wanted]
    rng.shuffle(others)
    for other in others:
        if task.size[other] <= wanted:
            coming.append(other)
            wanted -= task.size[other]
    return (here, (unit,), there, tuple(coming)) if not wanted else None


def improve(board: Board, rng: random.Random, budget: Budget) -> list[int]:
    """The best seating found within the budget; no rule is broken that was not broken before.

    One long anneal; among few people then shorter and cooler ones, each from the best seating so far.
    """
    _descend(board, budget)
    heat = _start_heat(board, rng)
    begun = budget.share()
    shares = [1.0] if len(board.where) >= MANY else [LONGEST + (1 - LONGEST) * k / REHEATS for k in range(1 + REHEATS)]
    for turn, share in enumerate(shares):
        if heat is None or budget.share() >= 1:
            break
        until = Budget(int(budget.steps * (begun + (1 - begun) * share)), budget.deadline, budget.looked)
        found = _anneal(board, rng, until, heat if not turn else heat * REHEAT)
        budget.looked = until.looked
        # What an anneal gives back is never worse than what it began with.
        board.__init__(board.task, found)  # type: ignore[misc] # because a board is its seating; all sums follow from it
        _descend(board, budget)
    return board.where


def _start_heat(board: Board, rng: random.Random) -> float | None:
    """The heat at which a settled seating has about `TEMPTING` exchanges per unit; None if nothing can be exchanged."""
    where, sums, own, weight = board.where, board.sums, board.own, board.task.weight
    units = [u for u in range(len(where)) if board.task.fixed[u] < 0]
    rows = rng.sample(units, min(SAMPLED_ROWS, len(units)))
    losses = []
    for i in rows:
        a = where[i]
        for j in units:
            b = where[j]
            if b != a:
                losses.append(own[i] + own[j] - sums[b][i] - sums[a][j] + 2 * weight[i][j])
    losses = [loss for loss in losses if loss > 0]
    if not losses:
        return None
    low, high = 0.0, 4.0 * max(losses)
    for _ in range(30):
        middle = (low + high) / 2
        if math.fsum(math.exp(-loss / middle) for loss in losses) < TEMPTING * len(rows):
            low = middle
        else:
            high = middle
    return high


def _anneal(  # noqa: C901, PLR0915 - because calls inside this loop would cost a third of its speed
    board: Board, rng: random.Random, budget: Budget, heat: float
) -> list[int]:
    """Exchange and move units while it cools; gives back the best seating met."""
    task, where, sums, weight, double = board.task, board.where, board.sums, board.task.weight, board.task.double
    rnd, log = rng.random, math.log
    units = [u for u in range(len(where)) if task.fixed[u] < 0]
    tables = range(len(sums))
    plain, roomy, blocks = task.plain, task.roomy, any(size > 1 for size in task.size)
    value = best = board.objective() // 2
    kept = list(where)
    span, row = len(units), len(where)
    own = board.own
    turn, temperature, begun = 0, heat, min(budget.share(), 0.999)
    while True:
        if turn % 32 == 0:
            budget.spend(32 * row if turn else 0)
            now = budget.share()
            if now >= 1:
                return list(where) if value > best else kept
            temperature = heat * COLDEST ** ((now - begun) / (1 - begun))
        if value > best:
            best, kept = value, list(where)
        turn += 1
        unit = units[int(rnd() * span)]
        here = where[unit]
        least = own[unit] + temperature * log(1.0 - rnd())
        if roomy and rnd() < MOVES:
            open_to = [
                t for t in tables if sums[t][unit] >= least and t != here and board.change(here, (unit,), t, ()) <= 0
            ]
            if open_to:
                there = open_to[int(rnd() * len(open_to))]
                value += sums[there][unit] - own[unit]
                board.exchange(here, (unit,), there, ())
                own = board.own
                continue
        if blocks and task.size[unit] > 1:
            trade = _trade(board, unit, rng)
            if trade is not None and own[unit] + board.gain(*trade) >= least and board.change(*trade) <= 0:
                value += board.gain(*trade)
                board.exchange(*trade)
                own = board.own
                continue
        at_mine = sums[here]
        mine = [at[unit] for at in sums]
        mine[here] = NEVER
        tempting = [
            other
            for other, (there, x, y, z) in enumerate(zip(where, at_mine, own, double[unit]))  # noqa: B905 - because strict costs a tenth of the search
            if mine[there] + x - y - z >= least
        ]
        while tempting:
            other = tempting.pop(int(rnd() * len(tempting)))
            there = where[other]
            if plain or (task.fixed[other] < 0 and board.change(here, (unit,), there, (other,)) <= 0):
                value += mine[there] + at_mine[other] - own[other] - double[unit][other] - own[unit]
                if plain:
                    difference = [y - x for x, y in zip(weight[unit], weight[other])]  # noqa: B905 - because strict costs a tenth of the search
                    sums[here] = [x + y for x, y in zip(at_mine, difference)]  # noqa: B905 - as above
                    sums[there] = [x - y for x, y in zip(sums[there], difference)]  # noqa: B905 - as above
                    where[unit], where[other] = there, here
                    own = board.own = [sums[t][u] for u, t in enumerate(where)]
                else:
                    board.exchange(here, (unit,), there, (other,))
                    own = board.own
                break


def _descend(board: Board, budget: Budget) -> None:
    """Take the best exchange or move of each unit in turn until none wins anything."""
    task, where = board.task, board.where
    units = [u for u in range(len(where)) if task.fixed[u] < 0]
    tables = range(len(board.sums))
    idle, k = 0, 0
    while units and idle < len(units):
        unit, k = units[k], (k + 1) % len(units)
        budget.spend(len(where))
        idle += 1
        here, own = where[unit], board.own
        at_mine, double = board.sums[here], task.double[unit]
        mine = [at[unit] - own[unit] for at in board.sums]
        wins: list[tuple[int, int, tuple[int, ...], int, tuple[int, ...]]] = [
            (gain, here, (unit,), there, (other,))
            for other, there in enumerate(where)
            if there != here and (gain := mine[there] + at_mine[other] - own[other] - double[other]) > 0
        ]
        if task.roomy:
            wins += [(mine[t], here, (unit,), t, ()) for t in tables if mine[t] > 0 and t != here]
        wins.sort(reverse=True)
        for _, _, leaving, there, coming in wins:
            if board.movable(coming) and board.change(here, leaving, there, coming) <= 0:
                board.exchange(here, leaving, there, coming)
                idle = 0
                break
