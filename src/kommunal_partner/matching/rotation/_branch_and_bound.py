"""Rounds of a few people by trying all seatings, round by round: branch and bound.

Exchanges of two cannot always get from one seating to another where some must stay apart; where all seatings of a round
can be listed, a search through them does. Depth first, the seating that adds fewest repeats first; a branch ends where
it costs as much as the best so far (Land and Doig 1960, "An automatic method of solving discrete programming
problems"). Exponential in rounds, so bounded by the number of seatings looked at; rounds that are alike are tried in
one order only.
"""

from __future__ import annotations

from typing import Final

from attrs import define, field, frozen

from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.rotation._encode import RoundsProblem, Seats
from kommunal_partner.results import Budget, OutOfSteps

PEOPLE: Final = 60
MOVABLE: Final = 10  # so many in a round are not fixed at most,
ROUNDS: Final = 30
SEATINGS: Final = 1000  # with so many seatings,
MOST: Final = 100_000  # of which so many are looked at in all


def fewest_repeats(
    problem: RoundsProblem, budget: Budget, goal: int, incumbent: Incumbent[Seats], first: Seats
) -> Seats | None:
    """The rounds that cost least, or as little as the goal, in which all sit out as evenly as in `first`.

    None where some cannot be kept from meeting whom they must not, and where half of the budget does not suffice to try
    all; what was found until then is in the incumbent.
    """
    of_rounds = zip(problem.present, problem.fixed, strict=True)
    most = max((len(present) - len(fixed) for present, fixed in of_rounds), default=0)
    if most > MOVABLE or problem.people > PEOPLE or len(problem.present) > ROUNDS:
        return None
    inner = budget.within(max(0, min(MOST, (budget.steps - budget.done) // 2)))
    try:
        search = _Search(problem, inner, goal, incumbent, _unevenness(problem, first), _options(problem, inner))
        search.go_on([], 0, 0, 0)
    except OutOfSteps:
        return None
    finally:
        budget.spend(min(inner.done, inner.steps))
        budget.stopped |= inner.stopped
    return search.best


@frozen(eq=False)
class _Seating:
    """Who sits where in one round, which pairs meet there (as bits), and how many are not where they were."""

    tables: list[list[int]]
    pairs: int
    away: int
    bench: list[int]


def _unevenness(problem: RoundsProblem, rounds: Seats) -> int:
    """The sum of squares of how often each sits out."""
    counts = [0] * problem.people
    for tables in rounds:
        for at in tables[problem.tables :]:
            for p in at:
                counts[p] += 1
    return sum(count * count for count in counts)


def _options(problem: RoundsProblem, budget: Budget) -> list[list[_Seating]]:
    """The seatings of each round; the same list for rounds that are alike."""
    of_kind: dict[tuple[tuple[int, ...], ...], list[_Seating]] = {}
    found = []
    for r, (seats, present, fixed, homes) in enumerate(
        zip(problem.seats, problem.present, problem.fixed, problem.earlier, strict=True)
    ):
        kind = (tuple(seats), tuple(present), tuple(fixed), tuple(fixed.values()), tuple(homes))
        if kind not in of_kind:
            of_kind[kind] = _seatings(problem, r, budget)
        found.append(of_kind[kind])
    return found


def _seatings(problem: RoundsProblem, r: int, budget: Budget) -> list[_Seating]:
    """All seatings of a round in which nobody meets whom they must not; empty tables that are alike count as one."""
    seats, fixed = problem.seats[r], problem.fixed[r]
    at: list[list[int]] = [[] for _ in seats]
    people = [*fixed, *(p for p in problem.present[r] if p not in fixed)]
    has_homes = max(problem.earlier[r], default=-1) >= 0
    found: list[_Seating] = []

    def go_on(k: int) -> None:
        budget.pay()
        if k == len(people):
            found.append(_seating(problem, r, at))
            if len(found) > SEATINGS:
                raise OutOfSteps
            return
        p = people[k]
        tried = set()
        for t in [fixed[p]] if p in fixed else range(len(seats)):
            if len(at[t]) >= seats[t] or any((p, q) in problem.conflicts for q in at[t]):
                continue
            if not at[t]:
                kind = (seats[t], min(t, problem.tables) if has_homes else t >= problem.tables)
                if kind in tried:
                    continue
                tried.add(kind)
            at[t].append(p)
            go_on(k + 1)
            at[t].pop()

    go_on(0)
    return found


def _seating(problem: RoundsProblem, r: int, at: list[list[int]]) -> _Seating:
    tables = [list(some) for some in at]
    pairs = sum(
        1 << max(a, b) * problem.people + min(a, b) for some in tables for k, a in enumerate(some) for b in some[:k]
    )
    homes = problem.earlier[r]
    away = sum(0 <= homes[p] != min(t, problem.tables) for t, some in enumerate(tables) for p in some)
    return _Seating(tables, pairs, away, [p for some in tables[problem.tables :] for p in some])


@define(eq=False)
class _Search:
    """The best rounds so far, what they cost, and how often each sits out in the rounds that are being tried."""

    problem: RoundsProblem
    budget: Budget
    goal: int
    incumbent: Incumbent[Seats]
    uneven: int
    options: list[list[_Seating]]
    best: Seats | None = None
    cost: float = float("inf")
    sat_out: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.sat_out = [0] * self.problem.people

    def go_on(self, chosen: list[int], met: int, cost: float, uneven: int) -> None:
        """Try what can follow the rounds chosen, in which these pairs met."""
        r = len(chosen)
        if r == len(self.options):
            self.best = [options[k].tables for options, k in zip(self.options, chosen, strict=True)]
            self.cost = cost
            self.incumbent.offer(self.best, cost)
            return
        options = self.options[r]
        lowest = chosen[-1] if r and options is self.options[r - 1] else 0
        self.budget.pay(len(options) - lowest)
        adds = [(met & one.pairs).bit_count() + self.problem.cost * one.away for one in options[lowest:]]
        for k in sorted(range(lowest, len(options)), key=lambda k: adds[k - lowest]):
            if cost + adds[k - lowest] >= self.cost or self.cost <= self.goal:
                return
            bench = options[k].bench
            more = sum(2 * self.sat_out[p] + 1 for p in bench)
            if uneven + more <= self.uneven:
                self._sit_out(bench, 1)
                self.go_on([*chosen, k], met | options[k].pairs, cost + adds[k - lowest], uneven + more)
                self._sit_out(bench, -1)

    def _sit_out(self, bench: list[int], change: int) -> None:
        for p in bench:
            self.sat_out[p] += change
