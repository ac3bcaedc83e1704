"""The search for good tables: simulated annealing, shorter and cooler anneals from the best seating, a last descent.

A step is one exchange looked at. All exchanges of one unit are looked at in a single pass over packed integers, O(n) a
turn: many times faster in Python than one by one, and it finds the rare good exchange of a cold search at once
(Kirkpatrick, Gelatt and Vecchi 1983, "Optimization by simulated annealing"; for grouping Palubeckis et al. 2011).
"""

from __future__ import annotations

import math
import random
from collections import Counter

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import Move, SeatingState
from kommunal_partner.matching._seating.tabu_repair import trade
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups._annealing_sweeps import COUNTED, MOVES, anneal_in_sweeps, exchange
from kommunal_partner.matching.groups._exchange_gains import ExchangeGains
from kommunal_partner.results import Budget

# From MANY units on there is one anneal, in sweeps. Among fewer there are several.
MANY = 100
# An anneal of fewer units than so many starts where a settled seating has so many tempting exchanges per unit, and ends
# at this share of that heat.
HEATS = ((MANY, 0.5, 0.25), (math.inf, 0.3, 0.36))
SAMPLED_ROWS = 64
SAMPLED = 16_000  # exchanges at most, by which the heat of the start is found
# Of several the first takes this share of the budget, and so many more follow, this much cooler.
LONGEST = 0.6
REHEATS = 4
REHEAT = 0.6
# A descent ends after this share of the budget (the first one, of what is left of it), settled or not; but it may look
# at each unit once, and take some steps.
DESCENT, LAST = 0.3, 0.1
SETTLING = 1_000_000
A_TABLE, A_LANGUAGE = 6, 12  # steps that it takes to look at what a unit would have at a table, and who may come
RELEARNT = 800  # steps that it takes to see who may come to two tables where languages are asked for


def improve(state: SeatingState, rng: random.Random, budget: Budget, incumbent: Incumbent[list[int]]) -> list[int]:
    """The best seating found within the budget; no rule is broken that was not broken before.

    One long anneal; among few people then shorter and cooler ones, each from the best seating so far, which is kept in
    the incumbent too.
    """
    if incumbent.best is None:
        incumbent.best = list(state.where)
    budget.report()
    if budget.stopped or not _can_win(state.problem):
        return state.where
    gains = ExchangeGains.of(state)
    _descend(state, gains, budget, DESCENT * (1 - budget.share()))
    heat = _start_heat(gains, rng)
    begun = budget.share()
    coldest = next(coldest for most, _, coldest in HEATS if len(state.where) < most)
    if len(state.where) >= MANY:
        anneal, shares = anneal_in_sweeps, [1.0]
    else:
        anneal, shares = _anneal, [LONGEST + (1 - LONGEST) * k / REHEATS for k in range(1 + REHEATS)]
    for turn, share in enumerate(shares):
        if heat is None or budget.share() >= 1:
            break
        until = budget.part(begun + (1 - begun) * share)
        hot = heat if not turn else heat * REHEAT
        found = anneal(state, gains, rng, until, hot, coldest, incumbent)
        budget.done, budget.stopped = until.done, until.stopped
        # What an anneal gives back is never worse than what it began with.
        state = SeatingState(state.problem, found)
        gains.follow(state)
        _descend(state, gains, budget, LAST)
    return state.where


def _can_win(problem: SeatingProblem) -> bool:
    """Whether it makes a difference who sits where."""
    return any(
        any(row) for rows in (problem.weight, problem.stay_bonus) for row in {id(row): row for row in rows}.values()
    )


def _start_heat(gains: ExchangeGains, rng: random.Random) -> float | None:
    """The heat at which a settled seating has the tempting exchanges of `HEATS`; None if nothing can be exchanged."""
    where, units = gains.where, gains.movable
    tempting = next(tempting for most, tempting, _ in HEATS if len(where) < most)
    rows = rng.sample(units, min(SAMPLED_ROWS, len(units), max(1, SAMPLED // max(1, len(units)))))
    losses = Counter(
        -won for one in rows for won in gains.gains_of(one, [v for v in units if where[v] != where[one]]) if won < 0
    )
    if not losses:
        return None
    low, high = 0.0, 4.0 * max(losses)
    for _ in range(30):
        middle = (low + high) / 2
        if math.fsum(math.exp(-loss / middle) * count for loss, count in losses.items()) < tempting * len(rows):
            low = middle
        else:
            high = middle
    return high


def _anneal(
    state: SeatingState,
    gains: ExchangeGains,
    rng: random.Random,
    budget: Budget,
    heat: float,
    coldest: float,
    incumbent: Incumbent[list[int]],
) -> list[int]:
    """Exchange and move units while it cools; gives back the best seating met."""
    where, units = state.where, gains.movable
    rnd, log, ceil = rng.random, math.log, math.ceil
    value = best = gains.objective()
    kept = list(where)
    incumbent.offer(kept, -best)
    span, row = len(units), len(where)
    turn, temperature, begun = 0, heat, min(budget.share(), 0.999)
    while True:
        if turn % 32 == 0:
            budget.spend(32 * row if turn else 0)
            budget.report(best)
            now = budget.share()
            if now >= 1:
                return list(where) if value > best else kept
            temperature = heat * coldest ** ((now - begun) / (1 - begun))
        if value > best:
            best, kept = value, list(where)
            incumbent.offer(kept, -best)
        turn += 1
        unit = units[int(rnd() * span)]
        least = max(ceil(temperature * log(1.0 - rnd())), gains.lowest)
        move = _draw(state, gains, rng, budget, unit, least)
        if move is not None:
            value += exchange(state, gains, *move)
            budget.spend(RELEARNT if state.problem.speakers_by_language else 0)


def _draw(
    state: SeatingState, gains: ExchangeGains, rng: random.Random, budget: Budget, unit: int, least: int
) -> Move | None:
    """An exchange or move of the unit that wins at least so much and breaks no rule; None if none was found."""
    problem, where, at = state.problem, state.where, gains.at
    here = where[unit]
    if problem.roomy and rng.random() < MOVES:
        enough = at[here][unit] + least
        free = [t for t, there in enumerate(at) if there[unit] >= enough and t != here]
        while free:
            table = free.pop(int(rng.random() * len(free)))
            budget.spend(0 if problem.plain else COUNTED)
            if state.may_move(unit, here, table):
                return here, (unit,), table, ()
    if problem.size[unit] > 1:
        block = trade(state, unit, rng)
        budget.spend(COUNTED)
        if block is not None and gains.gain(*block) >= least and state.change(*block) <= 0:
            return block
    for other in gains.in_random_order(gains.tempting(unit, least), rng):
        budget.spend(0 if problem.plain else COUNTED)
        if problem.plain or state.change(here, (unit,), where[other], (other,)) <= 0:
            return here, (unit,), where[other], (other,)
    return None


def _descend(state: SeatingState, gains: ExchangeGains, budget: Budget, share: float) -> None:
    """Take the best exchange or move of each unit in turn until none wins anything, or the share is used up."""
    problem, where, units = state.problem, state.where, gains.movable
    tables = range(len(problem.low))
    turn = len(where) + (A_TABLE + A_LANGUAGE if problem.speakers_by_language else A_TABLE) * len(tables)
    end = budget.done + max(int(share * budget.steps), len(where) * turn, SETTLING)
    idle, k = 0, 0
    while idle < len(units) and budget.done < end:
        unit, k = units[k], (k + 1) % len(units)
        budget.spend(turn)
        budget.report()
        if budget.stopped:
            return
        idle += 1
        here = where[unit]
        others = gains.units(gains.tempting(unit, 1))
        won_by = gains.gains_of(unit, others)
        # A move to a free chair comes after an exchange that wins as much at the same table.
        wins = list(zip(won_by, map(where.__getitem__, others), others, strict=True))
        if problem.roomy and not (problem.plain and state.used[here] <= problem.low[here]):
            free = [t for t in tables if t != here and state.used[t] + problem.size[unit] <= problem.high[t]]
            wins += [(gains.at[t][unit] - gains.at[here][unit], t, -1) for t in free]
        if problem.plain and not problem.roomy and wins:
            wins = [max(wins)]
        wins.sort(reverse=True)
        for won, table, other in wins:
            if won <= 0:
                break
            move: Move = here, (unit,), table, () if other < 0 else (other,)
            budget.spend(0 if problem.plain else COUNTED)
            if state.change(*move) <= 0:
                exchange(state, gains, *move)
                idle = 0
                break
