"""The search for rounds with few repeats: simulated annealing by exchanges of two people in one round.

A step is one exchange looked at, a few operations on whole numbers with a bit for each person; one that is made is
O(seats) and costs as much as several looked at. Repeats are mended at one constant heat (Kirkpatrick, Gelatt and Vecchi
1983, "Optimization by simulated annealing"; for social golfers Dotú and Van Hentenryck 2005); where an earlier plan is
to be kept, the heat falls.
"""

from __future__ import annotations

import math
import random
from typing import Final

from attrs import define, field

from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.rotation._encode import RoundsProblem, Seats
from kommunal_partner.matching.rotation._semi_matching import sitting_out
from kommunal_partner.results import Budget

# A meeting of two who must stay apart weighs as much as this many repeats.
CONFLICT: Final = 100
# What it costs on the way, in repeats, that the bench is less even by one; no plan is kept for fewer repeats alone.
UNEVEN: Final = 1
# In a task without other costs the heat that mends repeats fastest; found by trial on tables of 3 to 8.
HEAT: Final = 0.25
COLDEST: Final = 0.1  # where an earlier plan is to be kept, the heat falls to this share
IDLE: Final = 0.9  # the share of turns that leave people without repeats alone
BATCH: Final = 256
DEAR: Final = 8  # an exchange that is made takes as long as so many that are looked at


@define(eq=False)
class _Meetings:
    """How often two meet, and for each person, as bits of a whole number, who are met once and who are met again.

    Those who must not be met stand in `foes` instead.
    """

    conflicts: set[tuple[int, int]]
    met: list[list[int]]
    clashes: int = 0
    once: list[int] = field(init=False)
    again: list[int] = field(init=False)
    foes: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        people = len(self.met)
        self.once, self.again, self.foes = [0] * people, [0] * people, [0] * people
        for a, b in self.conflicts:
            self.foes[a] |= 1 << b

    def count(self, a: int, b: int, change: int) -> None:
        before = self.met[a][b]
        met = self.met[a][b] = self.met[b][a] = before + change
        if (a, b) in self.conflicts:
            self.clashes += change
            return
        most = max(before, met)
        if most <= 2:  # noqa: PLR2004 - because from the second time on they meet again
            row = self.once if most == 1 else self.again
            row[a] ^= 1 << b
            row[b] ^= 1 << a

    def cost(self) -> int:
        repeats = sum(met - 1 for a, row in enumerate(self.met) for met in row[:a] if met > 1)
        forbidden = [self.met[a][b] for a, b in self.conflicts if b < a]
        return repeats + sum(CONFLICT * met - max(0, met - 1) for met in forbidden)


def first_rounds(problem: RoundsProblem, rng: random.Random) -> Seats:
    """Rounds to start from: the bench as even as can be, fixed people at their tables, the others by chance."""
    rounds: Seats = []
    of_rounds = zip(problem.seats, problem.present, problem.fixed, sitting_out(problem, rng), strict=True)
    for seats, present, fixed, bench in of_rounds:
        at: list[list[int]] = [*([] for _ in range(problem.tables)), *([person] for person in bench)]
        for person, table in fixed.items():
            if table < problem.tables:
                at[table].append(person)
        rest = [person for person in present if person not in fixed and person not in bench]
        rng.shuffle(rest)
        for table, size in enumerate(seats):
            while len(at[table]) < size:
                at[table].append(rest.pop())
        rounds.append(at)
    return rounds


def anneal(  # noqa: C901, PLR0912, PLR0915 - because calls inside this loop would cost a third of its speed
    problem: RoundsProblem,
    rng: random.Random,
    budget: Budget,
    goal: int,
    incumbent: Incumbent[Seats],
    start: Seats | None = None,
) -> tuple[Seats, float]:
    """The best rounds found, kept in the incumbent too, and what they cost; stops once the cost is down to the goal."""
    real = problem.tables
    rounds = first_rounds(problem, rng) if start is None else [[list(at) for at in tables] for tables in start]
    meetings = _Meetings(problem.conflicts, [[0] * problem.people for _ in range(problem.people)])
    where = [[-1] * problem.people for _ in rounds]
    for r, tables in enumerate(rounds):
        for t, at in enumerate(tables):
            for k, person in enumerate(at):
                where[r][person] = t
                for other in at[:k]:
                    meetings.count(person, other, 1)
    away = sum(
        _away(home, min(where[r][p], real))
        for r, homes in enumerate(problem.earlier)
        for p, home in enumerate(homes)
        if where[r][p] >= 0
    )
    bench = any(len(at) > real for at in rounds)
    sat_out = [sum(at >= real for at in ats) for ats in zip(*where, strict=True)] if bench else []
    # The bench comes before repeats, and rules before the bench: each weighs more than all of the next together.
    even = bench * (1 + sum(len(at) * len(at) for of_round in rounds for at in of_round))
    uneven = 0
    cost = meetings.cost() + problem.cost * away
    best = cost + even * even * meetings.clashes
    kept = [[list(at) for at in tables] for tables in rounds]
    incumbent.offer(kept, best)
    movable = [
        [p for p in present if p not in fixed] for present, fixed in zip(problem.present, problem.fixed, strict=True)
    ]
    open_rounds = [r for r, some in enumerate(movable) if len({where[r][p] for p in some}) > 1]
    at_tables = [[sum(1 << person for person in at) for at in tables] for tables in rounds]
    rnd, exp, once, again, foes = rng.random, math.exp, meetings.once, meetings.again, meetings.foes
    homely = problem.cost > 0
    heat = HEAT
    while open_rounds and best > goal and not budget.report(best):
        budget.spend(BATCH)
        taken = 0
        if homely:
            heat = HEAT * COLDEST ** budget.share()
        for _ in range(BATCH):
            r = open_rounds[int(rnd() * len(open_rounds))]
            some, at_of = movable[r], where[r]
            p = some[int(rnd() * len(some))]
            here = at_of[p]
            mine = at_tables[r][here]
            p_foes = foes[p]
            saved = (again[p] & mine).bit_count()
            if p_foes:
                saved += CONFLICT * (p_foes & mine).bit_count()
            if not saved and rnd() < IDLE:
                continue
            q = some[int(rnd() * len(some))]
            there = at_of[q]
            if here == there:
                continue
            after = uneven
            if bench and (here >= real or there >= real):
                if here >= real and there >= real:
                    continue
                after += 1 + (sat_out[q] - sat_out[p] if here >= real else sat_out[p] - sat_out[q])
            theirs = at_tables[r][there]
            mine ^= 1 << p
            theirs ^= 1 << q
            change: float = (
                (once[p] & theirs).bit_count() - (again[q] & theirs).bit_count() + (once[q] & mine).bit_count() - saved
            )
            q_foes = foes[q]
            if p_foes or q_foes:
                change += CONFLICT * (
                    (p_foes & theirs).bit_count() - (q_foes & theirs).bit_count() + (q_foes & mine).bit_count()
                )
            if after != uneven:
                change += UNEVEN * (max(0, after) - max(0, uneven))
            if homely:
                home = problem.earlier[r]
                old, new = min(here, real), min(there, real)
                change += problem.cost * (
                    _away(home[p], new) - _away(home[p], old) + _away(home[q], old) - _away(home[q], new)
                )
            if change > 0 and rnd() >= exp(-change / heat):
                continue
            taken += 1
            _exchange(meetings, rounds[r][here], p, rounds[r][there], q)
            at_tables[r][here], at_tables[r][there] = mine | 1 << q, theirs | 1 << p
            at_of[p], at_of[q], cost = there, here, cost + change
            if bench and max(here, there) >= real:
                sat_out[p] += 1 if there >= real else -1
                sat_out[q] += 1 if here >= real else -1
                uneven = after
            rank = cost + even * (max(0, uneven) + even * meetings.clashes) if bench else cost
            if rank < best:
                best, kept = rank, [[list(at) for at in tables] for tables in rounds]
                incumbent.offer(kept, best)
                if best <= goal:
                    break
        budget.spend(DEAR * taken)
    return kept, best


def _away(home: int, table: int) -> bool:
    return 0 <= home != table


def _exchange(meetings: _Meetings, mine: list[int], p: int, theirs: list[int], q: int) -> None:
    """Let p and q take one another's chairs and count who meets whom now."""
    for at, leaving, coming in ((mine, p, q), (theirs, q, p)):
        for other in at:
            if other != leaving:
                meetings.count(leaving, other, -1)
        at[at.index(leaving)] = coming
    for at, coming in ((mine, q), (theirs, p)):
        for other in at:
            if other != coming:
                meetings.count(coming, other, 1)
