"""The search for good tables: annealing, shorter and cooler anneals from the best seating, and a last descent.

A step is one exchange looked at. All exchanges of one unit are looked at in a single pass: in lanes that is many times
faster in Python than one by one, and it finds the rare good exchange of a cold search at once.
"""

from __future__ import annotations

import math
import random

from kommunal_partner.matching.groups.board import Board, Move
from kommunal_partner.matching.groups.seating import trade
from kommunal_partner.matching.groups.sums import Sums
from kommunal_partner.results import Budget

__all__ = ["improve"]

# An anneal starts where a settled seating has this many tempting exchanges per unit, and ends at this share of it.
TEMPTING = 0.5
COLDEST = 0.25
SAMPLED_ROWS = 64
# Among fewer units than MANY the first anneal takes this share of the budget; so many more follow, this much cooler.
MANY = 100
LONGEST = 0.6
REHEATS = 4
REHEAT = 0.6
MOVES = 0.3  # the share of turns that try a free chair first


def improve(board: Board, rng: random.Random, budget: Budget) -> list[int]:
    """The best seating found within the budget; no rule is broken that was not broken before.

    One long anneal; among few people then shorter and cooler ones, each from the best seating so far.
    """
    sums = Sums.of(board)
    _descend(board, sums, budget)
    heat = _start_heat(sums, rng)
    begun = budget.share()
    shares = [1.0] if len(board.where) >= MANY else [LONGEST + (1 - LONGEST) * k / REHEATS for k in range(1 + REHEATS)]
    for turn, share in enumerate(shares):
        if heat is None or budget.share() >= 1:
            break
        until = Budget(int(budget.steps * (begun + (1 - begun) * share)), budget.deadline, budget.done)
        found = _anneal(board, sums, rng, until, heat if not turn else heat * REHEAT)
        budget.done = until.done
        # What an anneal gives back is never worse than what it began with.
        board = Board(board.task, found)
        sums = Sums.of(board)
        _descend(board, sums, budget)
    return board.where


def _start_heat(sums: Sums, rng: random.Random) -> float | None:
    """The heat at which a settled seating has about `TEMPTING` exchanges per unit; None if nothing can be exchanged."""
    where, units = sums.where, sums.movable
    rows = rng.sample(units, min(SAMPLED_ROWS, len(units)))
    losses = [
        -sums.gain(where[one], (one,), where[other], (other,))
        for one in rows
        for other in units
        if where[one] != where[other]
    ]
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


def _anneal(board: Board, sums: Sums, rng: random.Random, budget: Budget, heat: float) -> list[int]:
    """Exchange and move units while it cools; gives back the best seating met."""
    where, units = board.where, sums.movable
    rnd, log, ceil = rng.random, math.log, math.ceil
    value = best = sums.objective()
    kept = list(where)
    span, row = len(units), len(where)
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
        least = max(ceil(temperature * log(1.0 - rnd())), -sums.most)
        move = _draw(board, sums, rng, unit, least)
        if move is not None:
            value += _exchange(board, sums, *move)


def _draw(board: Board, sums: Sums, rng: random.Random, unit: int, least: int) -> Move | None:
    """An exchange or move of the unit that wins at least so much and breaks no rule; None if none was found."""
    task, where, at = board.task, board.where, sums.at
    here = where[unit]
    if task.roomy and rng.random() < MOVES:
        enough = at[here][unit] + least
        free = [t for t, there in enumerate(at) if there[unit] >= enough and t != here]
        free = [t for t in free if board.may_move(unit, here, t)]
        if free:
            return here, (unit,), free[int(rng.random() * len(free))], ()
    if task.size[unit] > 1:
        block = trade(board, unit, rng)
        if block is not None and sums.gain(*block) >= least and board.change(*block) <= 0:
            return block
    others = sums.units(sums.tempting(unit, least))
    while others:
        other = others.pop(int(rng.random() * len(others)))
        if task.plain or board.change(here, (unit,), where[other], (other,)) <= 0:
            return here, (unit,), where[other], (other,)
    return None


def _exchange(board: Board, sums: Sums, *move: *Move) -> int:
    """Make an exchange, on the board and in the sums; gives back what it wins."""
    won = sums.gain(*move)
    board.exchange(*move)
    sums.exchange(*move)
    return won


def _descend(board: Board, sums: Sums, budget: Budget) -> None:
    """Take the best exchange or move of each unit in turn until none wins anything."""
    where, units = board.where, sums.movable
    idle, k = 0, 0
    while idle < len(units):
        unit, k = units[k], (k + 1) % len(units)
        budget.spend(len(where))
        idle += 1
        here = where[unit]
        moves: list[Move] = [(here, (unit,), where[other], (other,)) for other in sums.units(sums.tempting(unit, 1))]
        if board.task.roomy:
            moves += [(here, (unit,), t, ()) for t in range(len(sums.at)) if t != here]
        wins = sorted(((sums.gain(*move), move) for move in moves), reverse=True)
        for won, move in wins:
            if won > 0 and board.change(*move) <= 0:
                _exchange(board, sums, *move)
                idle = 0
                break
