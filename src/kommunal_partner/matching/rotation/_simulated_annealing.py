"""The search for rounds with few repeats: simulated annealing by exchanges of two people in one round.

A step is one exchange looked at, O(seats) each; one that is made costs as much as several looked at. Repeats are mended
at one constant heat (Kirkpatrick, Gelatt and Vecchi 1983, "Optimization by simulated annealing"; for social golfers
Dotú and Van Hentenryck 2005); where an earlier plan is to be kept, the heat falls.
"""

from __future__ import annotations

import math
import random
from typing import Final

from attrs import define, field

from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.rotation._encode import RoundsProblem, Seats
from kommunal_partner.results import Budget

# A meeting of two who must stay apart weighs as much as this many repeats.
CONFLICT: Final = 100
# In a task without other costs the heat that mends repeats fastest; found by trial on tables of 3 to 8.
HEAT: Final = 0.25
COLDEST: Final = 0.1  # where an earlier plan is to be kept, the heat falls to this share
IDLE: Final = 0.9  # the share of turns that leave people without repeats alone
BATCH: Final = 256
DEAR: Final = 8  # an exchange that is made takes as long as so many that are looked at


@define(eq=False)
class _Meetings:
    """How often two meet, what one more meeting would cost and what one less would save."""

    conflicts: set[tuple[int, int]]
    met: list[list[int]]
    more: list[list[int]] = field(init=False)
    less: list[list[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        people = len(self.met)
        self.more = [[0] * people for _ in range(people)]
        self.less = [[0] * people for _ in range(people)]
        for a, b in self.conflicts:
            self.more[a][b] = self.less[a][b] = CONFLICT

    def count(self, a: int, b: int, change: int) -> None:
        met = self.met[a][b] + change
        self.met[a][b] = self.met[b][a] = met
        if (a, b) not in self.conflicts:
            self.more[a][b] = self.more[b][a] = 1 if met else 0
            self.less[a][b] = self.less[b][a] = 1 if met > 1 else 0

    def cost(self) -> int:
        repeats = sum(met - 1 for a, row in enumerate(self.met) for met in row[:a] if met > 1)
        forbidden = [self.met[a][b] for a, b in self.conflicts if b < a]
        return repeats + sum(CONFLICT * met - max(0, met - 1) for met in forbidden)


def first_rounds(problem: RoundsProblem, rng: random.Random) -> Seats:
    """Rounds to start from: fixed people and those of the earlier plan at their tables, the others by chance."""
    rounds: Seats = []
    of_rounds = zip(problem.seats, problem.present, problem.fixed, problem.earlier, strict=True)
    for seats, present, fixed, home in of_rounds:
        at: list[list[int]] = [[] for _ in seats]
        for person, table in fixed.items():
            at[table].append(person)
        rest = []
        for person in present:
            if person not in fixed:
                if home[person] >= 0 and len(at[home[person]]) < seats[home[person]]:
                    at[home[person]].append(person)
                else:
                    rest.append(person)
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
        0 <= home != where[r][p]
        for r, homes in enumerate(problem.earlier)
        for p, home in enumerate(homes)
        if where[r][p] >= 0
    )
    cost = meetings.cost() + problem.cost * away
    best = cost
    kept = [[list(at) for at in tables] for tables in rounds]
    incumbent.offer(kept, best)
    movable = [
        [p for p in present if p not in fixed] for present, fixed in zip(problem.present, problem.fixed, strict=True)
    ]
    open_rounds = [r for r, some in enumerate(movable) if len({where[r][p] for p in some}) > 1]
    rnd, exp, more, less = rng.random, math.exp, meetings.more, meetings.less
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
            mine = rounds[r][here]
            saves = less[p]
            saved = 0
            for x in mine:
                saved += saves[x]
            if not saved and rnd() < IDLE:
                continue
            q = some[int(rnd() * len(some))]
            there = at_of[q]
            if here == there:
                continue
            theirs = rounds[r][there]
            q_more, q_less, p_more = more[q], less[q], more[p]
            change: float = -saved - q_more[p] - p_more[q]
            for x in mine:
                change += q_more[x]
            for y in theirs:
                change += p_more[y] - q_less[y]
            if homely:
                home = problem.earlier[r]
                change += problem.cost * (
                    _away(home[p], there) - _away(home[p], here) + _away(home[q], here) - _away(home[q], there)
                )
            if change > 0 and rnd() >= exp(-change / heat):
                continue
            taken += 1
            _exchange(meetings, mine, p, theirs, q)
            at_of[p], at_of[q], cost = there, here, cost + change
            if cost < best:
                best, kept = cost, [[list(at) for at in tables] for tables in rounds]
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
