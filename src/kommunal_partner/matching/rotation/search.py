"""The search for rounds without repeats: exchanges of two people in one round, and rounds that turn in a circle."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import product

from attrs import define, field, frozen

from kommunal_partner.results import Budget

__all__ = ["APART", "Seats", "Task", "anneal", "first_rounds", "seat_apart", "turning_rounds"]

# A meeting of two who must stay apart weighs as much as this many repeats.
APART = 100
# In a task without other costs the heat that mends repeats fastest; found by trial on tables of 3 to 8.
HEAT = 0.25
COLDEST = 0.1  # where an earlier plan is to be kept, the heat falls to this share
IDLE = 0.9  # the share of turns that leave people without repeats alone
BATCH = 256
DEAR = 8  # an exchange that is made takes as long as so many that are looked at
LENGTHS = 3  # of circles that are tried
TRY = 150_000  # steps with one circle before the next is tried

Seats = list[list[list[int]]]  # for each round and table, who sits there


@frozen(eq=False)
class Task:
    """Rounds in numbers: who is present and may move, how many sit where, who must not meet, what a change costs.

    `home[r][p]` is the table of the earlier plan, or -1; `cost` is what it costs, in repeats, to sit elsewhere.
    """

    people: int
    seats: list[list[int]]
    present: list[list[int]]
    fixed: list[dict[int, int]]
    foes: set[tuple[int, int]]
    home: list[list[int]]
    cost: float


@define(eq=False)
class _Meetings:
    """How often two meet, what one more meeting would cost and what one less would save."""

    foes: set[tuple[int, int]]
    met: list[list[int]]
    more: list[list[int]] = field(init=False)
    less: list[list[int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        people = len(self.met)
        self.more = [[0] * people for _ in range(people)]
        self.less = [[0] * people for _ in range(people)]
        for a, b in self.foes:
            self.more[a][b] = self.less[a][b] = APART

    def count(self, a: int, b: int, change: int) -> None:
        met = self.met[a][b] + change
        self.met[a][b] = self.met[b][a] = met
        if (a, b) not in self.foes:
            self.more[a][b] = self.more[b][a] = 1 if met else 0
            self.less[a][b] = self.less[b][a] = 1 if met > 1 else 0

    def cost(self) -> int:
        return sum(
            APART * met if (a, b) in self.foes else max(0, met - 1)
            for a, row in enumerate(self.met)
            for b, met in enumerate(row[:a])
        )


def first_rounds(task: Task, rng: random.Random) -> Seats:
    """Rounds to start from: fixed people and those of the earlier plan at their tables, the others by chance."""
    rounds: Seats = []
    for seats, present, fixed, home in zip(task.seats, task.present, task.fixed, task.home, strict=True):
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
    task: Task, rng: random.Random, budget: Budget, goal: int, start: Seats | None = None
) -> tuple[Seats, float]:
    """The best rounds found and what they cost; stops as soon as the cost is down to the goal."""
    rounds = first_rounds(task, rng) if start is None else [[list(at) for at in tables] for tables in start]
    meetings = _Meetings(task.foes, [[0] * task.people for _ in range(task.people)])
    where = [[-1] * task.people for _ in rounds]
    for r, tables in enumerate(rounds):
        for t, at in enumerate(tables):
            for k, person in enumerate(at):
                where[r][person] = t
                for other in at[:k]:
                    meetings.count(person, other, 1)
    away = sum(
        0 <= home != where[r][p]
        for r, homes in enumerate(task.home)
        for p, home in enumerate(homes)
        if where[r][p] >= 0
    )
    cost = meetings.cost() + task.cost * away
    best, kept = cost, [[list(at) for at in tables] for tables in rounds]
    movable = [[p for p in present if p not in fixed] for present, fixed in zip(task.present, task.fixed, strict=True)]
    open_rounds = [r for r, some in enumerate(movable) if len({where[r][p] for p in some}) > 1]
    rnd, exp, more, less = rng.random, math.exp, meetings.more, meetings.less
    homely = task.cost > 0
    heat = HEAT
    while open_rounds and best > goal and budget.share() < 1:
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
                home = task.home[r]
                change += task.cost * (
                    _away(home[p], there) - _away(home[p], here) + _away(home[q], here) - _away(home[q], there)
                )
            if change > 0 and rnd() >= exp(-change / heat):
                continue
            taken += 1
            _exchange(meetings, mine, p, theirs, q)
            at_of[p], at_of[q], cost = there, here, cost + change
            if cost < best:
                best, kept = cost, [[list(at) for at in tables] for tables in rounds]
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


def turning_rounds(tables: int, seats: int, rounds: int, rng: random.Random, budget: Budget) -> Seats | None:
    """Rounds made from one: all people but a few stand in circles of equal length and step on once a round.

    Nobody meets twice if no two pairs of the first round are the same pair turned. That is a search over one round
    instead of all; None if it does not succeed.
    """
    people = tables * seats
    longest = (people - 1) // max(1, seats - 1)
    lengths = [length for length in range(max(2, rounds), longest + 1) if people % length <= tables][:LENGTHS]
    end = budget.steps
    while lengths and budget.share() < 1:
        for length in lengths:
            first = _first_round(tables, seats, length, rng, budget, min(end, budget.done + TRY))
            if first is not None:
                turning = people - people % length
                return [
                    [[p if p >= turning else p - p % length + (p + r) % length for p in at] for at in first]
                    for r in range(rounds)
                ]
    return None


def _turns(people: int, length: int) -> tuple[list[list[int]], list[int]]:
    """A number for every pair, the same for pairs that are turned into one another, and how often each is used up.

    A pair that turning brings back too early, or never moves, is used up from the start.
    """
    turning = people - people % length
    numbers: dict[tuple[int, ...], int] = {}
    used: list[int] = []
    rows = [[0] * people for _ in range(people)]
    for a in range(people):
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
    return rows, used


def _first_round(
    tables: int, seats: int, length: int, rng: random.Random, budget: Budget, until: int
) -> list[list[int]] | None:
    """One round without two pairs that are the same pair turned; None if none is found."""
    people = tables * seats
    kind, used = _turns(people, length)
    order = list(range(people))
    rng.shuffle(order)
    at = [order[k * seats : (k + 1) * seats] for k in range(tables)]
    where = [0] * people
    cost = 0
    for t, some in enumerate(at):
        for k, p in enumerate(some):
            where[p] = t
            cost += _use(used, kind[p], some[:k], p)
    rnd, exp = rng.random, math.exp
    while cost and budget.done < until and budget.share() < 1:
        budget.spend(BATCH)
        for _ in range(BATCH):
            p, q = int(rnd() * people), int(rnd() * people)
            mine, theirs = at[where[p]], at[where[q]]
            if mine is theirs:
                continue
            change = -_free(used, kind[p], mine, p)
            if not change and rnd() < IDLE:
                _use(used, kind[p], mine, p)
                continue
            change -= _free(used, kind[q], theirs, q)
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


def seat_apart(
    rounds: Seats, foes: set[tuple[int, int]], pinned: dict[int, int], rng: random.Random, budget: Budget
) -> Seats | None:
    """The same rounds with people renamed so that no two of `foes` ever meet; None if that is not found.

    `pinned` people have their place in the rounds given.
    """
    people = sum(map(len, rounds[0]))
    meets = [[False] * people for _ in range(people)]
    for tables in rounds:
        for at in tables:
            for a, b in product(at, at):
                meets[a][b] = True
    enemies: list[list[int]] = [[] for _ in range(people)]
    for a, b in sorted(foes):
        enemies[a].append(b)
    naming = _Naming(meets, enemies, _by_strangers(meets, enemies, pinned))
    free = [p for p in range(people) if p not in pinned]
    while naming.total() and budget.share() < 1:
        budget.spend(people)
        unhappy = [p for p in free if naming.wrong(p, naming.point[p])]
        if not unhappy or len(free) == 1:
            break
        p = rng.choice(unhappy)
        others = [q for q in free if q != p]
        q = (
            min(others, key=lambda q: (naming.change(p, q), rng.random()))
            if rng.random() < IDLE
            else rng.choice(others)
        )
        naming.point[p], naming.point[q] = naming.point[q], naming.point[p]
    if naming.total():
        return None
    person = {at: p for p, at in enumerate(naming.point)}
    return [[[person[at] for at in table] for table in tables] for tables in rounds]


@define(eq=False)
class _Naming:
    """Which place in ready-made rounds everybody takes, and how many of their enemies they meet there."""

    meets: list[list[bool]]
    enemies: list[list[int]]
    point: list[int]

    def wrong(self, person: int, at: int, other: int = -1, other_at: int = -1) -> int:
        """How many enemies someone would meet at a place, while another takes theirs."""
        row = self.meets[at]
        return sum(row[other_at if enemy == other else self.point[enemy]] for enemy in self.enemies[person])

    def change(self, p: int, q: int) -> int:
        """How many more enemies would be met if the two exchanged places."""
        at_p, at_q = self.point[p], self.point[q]
        before = self.wrong(p, at_p) + self.wrong(q, at_q)
        return self.wrong(p, at_q, q, at_p) + self.wrong(q, at_p, p, at_q) - before

    def total(self) -> int:
        """How often two enemies meet, counted from both sides."""
        return sum(self.wrong(p, at) for p, at in enumerate(self.point))


def _by_strangers(meets: list[list[bool]], enemies: list[list[int]], pinned: dict[int, int]) -> list[int]:
    """A first place for everyone, those with most enemies first, where they meet the fewest of them."""
    people = len(meets)
    point = [pinned.get(person, -1) for person in range(people)]
    free = [at for at in range(people) if at not in point]
    for person in sorted(range(people), key=lambda p: (-len(enemies[p]), min([p, *enemies[p]]), p)):
        if person not in pinned:
            seated = [point[enemy] for enemy in enemies[person] if point[enemy] >= 0]
            point[person] = min(free, key=lambda at: (sum(meets[at][other] for other in seated), at))
            free.remove(point[person])
    return point
