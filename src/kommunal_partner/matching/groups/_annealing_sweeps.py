"""Annealing many units: sweeps that try only those whom an exchange can help.

The more units, the fewer turns each has, and the more of them are wasted in the cold on those at the right table. A
sweep finds in a few passes over packed integers which units would gain at which table, O(n) a table; then each of them
is tried at that table, O(n) again.
"""

from __future__ import annotations

import math
import random
from typing import Final

from kommunal_partner.matching._seating.seating_state import Move, SeatingState
from kommunal_partner.matching._seating.tabu_repair import trade
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups._exchange_gains import ExchangeGains
from kommunal_partner.results import Budget

MOVES: Final = 0.3  # the share of turns that try a free chair first
COUNTED: Final = 150  # an exchange whose rules are counted one by one takes as long as so many that are only looked at
# No exchange is tried that loses more than so many times the temperature: e^-5 of them would be taken.
_DEEPEST: Final = 5
# What it takes to find whom to try, in steps for each unit and table, and to try one; and the tries between two looks
# at the clock.
_SWEEP, _TRY, _LOOK = 0.7, 30, 256


def anneal_in_sweeps(
    state: SeatingState,
    gains: ExchangeGains,
    rng: random.Random,
    budget: Budget,
    heat: float,
    coldest: float,
    incumbent: Incumbent[list[int]],
) -> list[int]:
    """Exchange and move units while it cools, from this heat to that share of it; gives back the best seating met."""
    where, at, twice_lightest = state.where, gains.at, 2 * gains.lightest
    rnd, log, ceil = rng.random, math.log, math.ceil
    value = best = gains.objective()
    kept = list(where)
    blocks = [unit for unit in gains.movable if state.problem.size[unit] > 1]
    begun = min(budget.share(), 0.999)
    while True:
        budget.report(best)
        now = budget.share()
        if now >= 1:
            return kept
        temperature = heat * coldest ** ((now - begun) / (1 - begun))
        deepest = max(ceil(-_DEEPEST * temperature), -gains.most)
        usual = gains.usual()
        for k, (unit, there) in enumerate(_sweep(state, gains, rng, budget, usual, deepest, blocks)):
            if k % _LOOK == _LOOK - 1 and budget.spent:
                break
            here = where[unit]
            won = at[there][unit] - at[here][unit]
            least = ceil(temperature * log(1.0 - rnd()))
            half = 2 * (won + usual[here] - usual[there]) >= least + twice_lightest
            if least >= deepest and (half or won >= least):
                move = _draw(state, gains, rng, budget, unit, there, least, won, half=half)
                if move is not None:
                    value += exchange(state, gains, *move)
                    budget.spend(2 * len(where))
                    if value > best:
                        best, kept = value, list(where)
                        incumbent.offer(kept, -best)


def _sweep(
    state: SeatingState,
    gains: ExchangeGains,
    rng: random.Random,
    budget: Budget,
    usual: list[int],
    least: int,
    blocks: list[int],
) -> list[tuple[int, int]]:
    """Which unit to try at which table, in random order, if an exchange may win so little.

    Of two who change places one has at least half of what they win together, and of the weight between them, which
    both lose; that holds beyond what is usual at their tables, too. Only units that would have so much more at a table
    are tried there. Who takes a free chair has all of it. A unit of several people is tried at its own table as well.
    """
    half = max(least // 2 + gains.lightest, -gains.most)
    reaching = list(gains.reaching(usual, half))
    room = [used < high for used, high in zip(state.used, state.problem.high, strict=True)]
    if state.problem.roomy and any(room):
        for table, alone in enumerate(gains.reaching([0] * len(usual), least)):
            reaching[table] |= alone * room[table]
    found = [(unit, state.where[unit]) for unit in blocks]
    for table, bits in enumerate(reaching):
        found += [(unit, table) for unit in gains.units(bits)]
    found.sort(key=lambda _: rng.random())
    budget.spend(int(_SWEEP * len(usual) * len(state.where)) + _TRY * len(found))
    return found


def _draw(
    state: SeatingState,
    gains: ExchangeGains,
    rng: random.Random,
    budget: Budget,
    unit: int,
    there: int,
    least: int,
    won: int,
    *,
    half: bool,
) -> Move | None:
    """An exchange or move of the unit to a table that wins at least so much and breaks no rule; None if none was found.

    The unit has so much more there; if that is `half` of what an exchange must win, others come in its place. A unit
    that is tried at its own table changes places with several units of another.
    """
    problem, here = state.problem, state.where[unit]
    if here == there:
        block = trade(state, unit, rng) if problem.size[unit] > 1 else None
        budget.spend(COUNTED)
        return block if block and gains.gain(*block) >= least and state.change(*block) <= 0 else None
    if won >= least and state.used[there] < problem.high[there] and rng.random() < MOVES:
        budget.spend(0 if problem.plain else COUNTED)
        if state.may_move(unit, here, there):
            return here, (unit,), there, ()
    if not half:
        return None
    budget.spend(len(state.where) // 2)
    others = gains.units(gains.tempting_at(unit, there, least))
    while others:
        other = others.pop(int(rng.random() * len(others)))
        budget.spend(0 if problem.plain else COUNTED)
        if problem.plain or state.change(here, (unit,), there, (other,)) <= 0:
            return here, (unit,), there, (other,)
    return None


def exchange(state: SeatingState, gains: ExchangeGains, *move: *Move) -> int:
    """Make an exchange, on the state and in the gains; gives back what it wins."""
    won = gains.gain(*move)
    state.exchange(*move)
    gains.exchange(*move)
    return won
