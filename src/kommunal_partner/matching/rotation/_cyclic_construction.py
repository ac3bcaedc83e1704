"""Rounds made from one by turning it: people stand in circles of equal length and step on once a round.

Nobody meets twice if no two pairs of the first round are the same pair turned: a cyclic difference family, searched by
annealing over one round instead of all (Colbourn and Dinitz 2007, "Handbook of combinatorial designs", VI.16). A step
is one exchange looked at, O(seats) each.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from kommunal_partner.matching.rotation._encode import Seats
from kommunal_partner.results import Budget

HEAT: Final = 0.25
IDLE: Final = 0.9  # the share of turns that leave people without repeated pairs alone
BATCH: Final = 256
LENGTHS: Final = 3  # of circles that are tried
TRY: Final = 150_000  # steps with one circle before the next is tried


def turning_rounds(sizes: list[int], rounds: int, rng: random.Random, budget: Budget) -> Seats | None:
    """Rounds made from one: all people but a few stand in circles of equal length and step on once a round.

    Nobody meets twice if no two pairs of the first round are the same pair turned. That is a search over one round
    instead of all; None if it does not succeed. Places on a bench are tables of one.
    """
    people, tables = sum(sizes), sum(size > 1 for size in sizes)
    longest = people * (people - 1) // max(1, sum(size * (size - 1) for size in sizes))
    lengths = [length for length in range(max(2, rounds), longest + 1) if people % length <= tables][:LENGTHS]
    end = budget.steps
    while lengths and not budget.report():
        for length in lengths:
            first = _first_round(sizes, length, rng, budget, min(end, budget.done + TRY))
            if first is not None:
                turning = people - people % length
                found = [
                    [[p if p >= turning else p - p % length + (p + r) % length for p in at] for at in first]
                    for r in range(rounds)
                ]
                if _evenly(found, people):
                    return found
    return None


def _evenly(rounds: Seats, people: int) -> bool:
    """Whether all sit out equally often, or nearly so."""
    counts = [0] * people
    for tables in rounds:
        for at in tables:
            if len(at) == 1:
                counts[at[0]] += 1
    return max(counts) - min(counts) <= 1


def _turns(people: int, length: int, budget: Budget) -> tuple[list[list[int]], list[int]]:
    """A number for every pair, the same for pairs that are turned into one another, and how often each is used up.

    A pair that turning brings back too early, or never moves, is used up from the start. The last number is that of
    everybody with themselves, and is never used. Of no use where the budget ends before.
    """
    turning = people - people % length
    numbers: dict[tuple[int, ...], int] = {}
    used: list[int] = []
    rows = [[0] * people for _ in range(people)]
    for a in range(people):
        if budget.report():
            break
        for b in range(a):
            (one, x), (other, y) = divmod(b, length), divmod(a, length)
            step = (y - x) % length
            if a >= turning:
                kind: tuple[int, ...] = (b,) if b >= turning else (one, a)
                spent = b >= turning
            elif one == other:
                kind = (one, one, min(step, length - step))
                spent = 2 * step == length
            else:
                kind = (one, other, step)
                spent = False
            if kind not in numbers:
                numbers[kind] = len(used)
                used.append(int(spent))
            rows[a][b] = rows[b][a] = numbers[kind]
    for a, row in enumerate(rows):
        row[a] = len(used)
    return rows, [*used, 0]


def _first_round(
    sizes: list[int], length: int, rng: random.Random, budget: Budget, until: int
) -> list[list[int]] | None:
    """One round without two pairs that are the same pair turned; None if none is found."""
    people = sum(sizes)
    kind, used = _turns(people, length, budget)
    if budget.spent:
        return None
    order = list(range(people))
    rng.shuffle(order)
    at = [order[end - size : end] for size, end in zip(sizes, accumulate(sizes), strict=True)]
    where = [0] * people
    cost = 0
    for t, some in enumerate(at):
        for k, p in enumerate(some):
            where[p] = t
            cost += _use(used, kind[p], some[:k], p)
    rnd, exp = rng.random, math.exp
    while cost and budget.done < until and not budget.report():
        budget.spend(BATCH)
        for _ in range(BATCH):
            p, q = int(rnd() * people), int(rnd() * people)
            mine, theirs = at[where[p]], at[where[q]]
            if mine is theirs:
                continue
            row = kind[p]
            if max([used[row[other]] for other in mine]) <= 1 and rnd() < IDLE:
                continue
            change = -_free(used, row, mine, p) - _free(used, kind[q], theirs, q)
            change += _use(used, kind[q], mine, p) + _use(used, kind[p], theirs, q)
            if change > 0 and rnd() >= exp(-change / HEAT):
                _free(used, kind[q], mine, p)
                _free(used, kind[p], theirs, q)
                _use(used, kind[p], mine, p)
                _use(used, kind[q], theirs, q)
                continue
            mine[mine.index(p)], theirs[theirs.index(q)] = q, p
            where[p], where[q] = where[q], where[p]
            cost += change
            if not cost:
                break
    return None if cost else at


def _use(used: list[int], kinds: list[int], others: Sequence[int], absent: int) -> int:
    """Count someone's pairs with all of the others but one; how many were used up already."""
    twice = 0
    for other in others:
        if other != absent:
            turn = kinds[other]
            twice += used[turn] > 0
            used[turn] += 1
    return twice


def _free(used: list[int], kinds: list[int], others: Sequence[int], absent: int) -> int:
    """Take back what `_use` counted; how many remain used by others."""
    twice = 0
    for other in others:
        if other != absent:
            turn = kinds[other]
            used[turn] -= 1
            twice += used[turn] > 0
    return twice
