"""A first seating, and its repair until no rule is broken."""

from __future__ import annotations

import random
from collections.abc import Sequence

from kommunal_partner.matching.groups.board import Board, Move, Task
from kommunal_partner.results import Budget

__all__ = ["first_seating", "repair", "trade"]

TRIES = 8


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


def _repairs(board: Board, table: int, movable: Sequence[int], rng: random.Random) -> list[Move]:
    """Exchanges that touch the table: one of its units against all others, or away, and all others coming."""
    where = board.where
    inside = [u for u in movable if where[u] == table]
    outside = [u for u in movable if where[u] != table]
    moves: list[Move] = [(table, (), where[u], (u,)) for u in outside]
    if inside:
        unit = rng.choice(inside)
        moves += [(table, (unit,), where[u], (u,)) for u in outside]
        moves += [(table, (unit,), t, ()) for t in range(len(board.used)) if t != table]
        for _ in range(TRIES):
            block = trade(board, unit, rng)
            if block is not None:
                moves.append(block)
    rng.shuffle(moves)
    return moves


def trade(board: Board, unit: int, rng: random.Random) -> Move | None:
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
