"""A first seating, and its repair until no rule is broken: tabu search by min-conflicts.

Each turn looks at all exchanges of one unit of a faulty table, O(n · rules), and takes the least bad one that is not
tabu (Glover 1989, "Tabu search, part I"; Minton et al. 1992, "Minimizing conflicts").
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from kommunal_partner.matching._seating.exchange_faults import ExchangeFaults
from kommunal_partner.matching._seating.joining import Joining
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import Move, SeatingState
from kommunal_partner.results import Budget

TRIES = 8
_WORST: Final = 0.5  # how often the one leaves without whom a table has the fewest faults, and not just anyone
_LOOKED_AT: Final = 100  # so many others at most in a turn
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
            grown = joining.grown(unit)
            least = min(grown)
            good = [t for t, wrong in enumerate(grown) if wrong == least]
            table = rng.choice([t for t in good if state.used[t] < wanted[t]] or good)
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
    if problem.overflow or not problem.roomy:
        return list(problem.low)
    people = sum(problem.size)
    if people * sum(high - low for low, high in zip(problem.low, problem.high, strict=True)) > _MOST_SIZES:
        return _filled_up(problem, people - sum(problem.low))
    sign = 1 if problem.pairs_win else -1
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


def repair(state: SeatingState, rng: random.Random, budget: Budget, patience: int, least: int = 0) -> bool:
    """Exchange units of faulty tables until no rule is broken; whether that was reached. The best found is kept.

    It gives up after so many exchanges (`patience`) without progress, or where no more than the `least` is wrong of
    which it is known that it must be.
    """
    looks = ExchangeFaults(state)
    total = sum(looks.faults)
    best, kept = total, list(state.where)
    tabu: dict[tuple[int, int], int] = {}
    movable = any(table < 0 for table in state.problem.fixed)
    turn = last_gain = 0
    while total > least and movable and turn - last_gain <= patience and not budget.report():
        turn += 1
        table = rng.choice([t for t, wrong in enumerate(looks.faults) if wrong])
        exchanges = _Exchanges.touching(table, looks, rng)
        budget.spend(len(exchanges.grown) + 1)
        move = _least_bad(exchanges, tabu, turn, best - total, rng)
        if move is None:
            continue
        here, leaving, there, coming = move
        for going, source in ((leaving, here), (coming, there)):
            for unit in going:
                tabu[unit, source] = turn + 5 + rng.randrange(10)
        state.exchange(*move)
        looks.follow((here, there), (*leaving, *coming))
        total = sum(looks.faults)
        if total < best:
            best, kept, last_gain = total, list(state.where), turn
    if kept != state.where:
        state.restart(kept)
    return best == 0


@frozen(eq=False)
class _Exchanges:
    """Exchanges that touch a table: one of its units against all others; away, or for several; all others coming.

    `grown` says by how much the faults would grow with each. Nobody comes to a table where there is no chair.
    """

    table: int
    facing: list[tuple[int, list[int]]]  # units, -1 for nobody, and the others against whom each is exchanged
    moves: list[Move]
    where: list[int]
    grown: list[int]

    @classmethod
    def touching(cls, table: int, looks: ExchangeFaults, rng: random.Random) -> _Exchanges:
        """Those of a unit at the table that is drawn; against one that counts alike there is nothing to win."""
        state = looks.state
        used, high = state.used, state.problem.high
        inside = [u for u in state.members[table] if state.problem.fixed[u] < 0]
        facing = [(-1, _others(table, looks, -1, rng))] if used[table] < high[table] else []
        moves: list[Move] = []
        away: list[int] = []
        if inside:
            unit = rng.choice(inside)
            if rng.random() < _WORST:
                left = looks.without(inside)
                least = min(left)
                unit = rng.choice([u for u, faults in zip(inside, left, strict=True) if faults == least])
            facing.append((unit, looks.differing(unit, _others(table, looks, unit, rng))))
            free = _some(looks.free_tables(unit), rng)
            moves += [(table, (unit,), t, ()) for t in free]
            away = looks.away(unit, free)
            if state.problem.size[unit] > 1:
                moves += filter(None, (trade(state, unit, rng) for _ in range(TRIES)))
        grown = [faults for unit, them in facing for faults in looks.changes(table, unit, them)] + away
        return cls(table, facing, moves, state.where, grown + [state.change(*move) for move in moves[len(away) :]])

    def at(self, k: int) -> Move:
        """The exchange that stands at this place in `grown`."""
        for unit, others in self.facing:
            if k < len(others):
                return self.table, () if unit < 0 else (unit,), self.where[others[k]], (others[k],)
            k -= len(others)
        return self.moves[k]


def _others(table: int, looks: ExchangeFaults, unit: int, rng: random.Random) -> list[int]:
    """Some of the units at other tables that would help in place of this one; of many, evenly, one of so many each."""
    where = looks.state.where
    return [u for u in _some(looks.helpful(table, unit), rng) if where[u] != table]


def _some(found: list[int], rng: random.Random) -> list[int]:
    """All of these, or of many one of so many each."""
    each = -(-len(found) // _LOOKED_AT)
    return found[rng.randrange(each) :: each] if each > 1 else found


def _least_bad(
    exchanges: _Exchanges, tabu: dict[tuple[int, int], int], turn: int, needed: int, rng: random.Random
) -> Move | None:
    """One of the exchanges that let the faults grow least, without those that are tabu and bring no new best."""
    for least in sorted(set(exchanges.grown)):
        alike = [k for k, grown in enumerate(exchanges.grown) if grown == least]
        while alike:
            move = exchanges.at(alike.pop(rng.randrange(len(alike))))
            if least < needed or not _is_tabu(move, tabu, turn):
                return move
    return None


def _is_tabu(move: Move, tabu: dict[tuple[int, int], int], turn: int) -> bool:
    here, leaving, there, coming = move
    return any(tabu.get((unit, there), 0) > turn for unit in leaving) or any(
        tabu.get((unit, here), 0) > turn for unit in coming
    )


def trade(state: SeatingState, unit: int, rng: random.Random) -> Move | None:
    """A unit of several people against as many people of another table, in smaller units."""
    problem, here = state.problem, state.where[unit]
    there = rng.randrange(len(state.used))
    wanted = problem.size[unit]
    if there == here or wanted == 1:
        return None
    coming: list[int] = []
    others = [u for u in state.members[there] if problem.size[u] < wanted and problem.fixed[u] < 0]
    while wanted and others:
        k = int(rng.random() * len(others))
        other, others[k] = others[k], others[-1]
        others.pop()
        if problem.size[other] <= wanted:
            coming.append(other)
            wanted -= problem.size[other]
    return (here, (unit,), there, tuple(coming)) if not wanted else None
