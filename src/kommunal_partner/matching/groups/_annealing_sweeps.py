"""Annealing many units: sweeps that try only those whom an exchange can help.

The more units, the fewer turns each has, and the more of them are wasted in the cold on those at the right table. A
sweep goes from table to table: a few operations on packed integers tell who would gain there, and each of them is tried
with all at the table at once.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

from kommunal_partner.matching._seating.seating_state import Move, SeatingState
from kommunal_partner.matching._seating.tabu_repair import trade
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups._exchange_gains import ExchangeGains
from kommunal_partner.results import Budget

MOVES: Final = 0.3  # the share of turns that try a free chair first
_SETTLED: Final = 0.8  # of the heat: until then nobody takes a free chair where tables are as uneven as is promising
COUNTED: Final = 150  # an exchange whose rules are counted one by one takes as long as so many that are only looked at
# What it takes, in steps, and in steps for each byte of the lanes: to begin a sweep, to find whom to try at a table, to
# look at the exchanges of one of them, more if there are some it must not meet, and to make an exchange, more if rules
# are counted, and still more if it must be seen anew who may come to a table with a common language.
_SWEEP, _TABLE, _TRY, _FACING, _EXCHANGE = (310, 1.0), (150, 0.2), (33, 0.05), (40, 0.06), (160, 0.21)
_RULED, _RELEARNT = 120, 250


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
    where = state.where
    value = best = gains.objective()
    kept = list(where)
    smallest = min((state.problem.size[unit] for unit in gains.movable), default=0)
    blocks = [unit for unit in gains.movable if state.problem.size[unit] > smallest]
    settled = heat * (_SETTLED if state.problem.pairs_win else 1)
    costs = _Costs.of(state, gains)
    begun = min(budget.share(), 0.999)
    while True:
        budget.report(best)
        now = budget.share()
        if now >= 1:
            return kept
        temperature = heat * coldest ** ((now - begun) / (1 - begun))
        moves = MOVES if state.problem.roomy and temperature <= settled else 0.0
        for move in _Sweep(state, gains, rng, budget, costs, temperature, moves).found(blocks):
            value += exchange(state, gains, *move)
            budget.spend(costs.exchange)
            if value > best:
                best, kept = value, list(where)
                incumbent.offer(kept, -best)
            if budget.spent:
                break


@frozen
class _Costs:
    """What the parts of a sweep take, in steps."""

    sweep: int
    table: int
    one_try: int
    facing: int
    exchange: int

    @classmethod
    def of(cls, state: SeatingState, gains: ExchangeGains) -> _Costs:
        parts = (_SWEEP, _TABLE, _TRY, _FACING, _EXCHANGE)
        sweep, table, one_try, facing, exchange = (int(first + each * gains.wide) for first, each in parts)
        if not state.problem.plain:
            exchange += _RELEARNT + _RULED if state.problem.speakers_by_language else _RULED
        return cls(sweep, table, one_try, facing, exchange)


@define(eq=False)
class _Sweep:
    """One sweep, at one temperature; `moves` is the share of turns that try a free chair first."""

    state: SeatingState
    gains: ExchangeGains
    rng: random.Random
    budget: Budget
    costs: _Costs
    temperature: float
    moves: float
    _usual: list[int] = field(init=False)  # what a unit has at each table on average

    def found(self, blocks: list[int]) -> Iterator[Move]:
        """Exchanges and moves to make one after the other, each found when the one before is made.

        What one may lose is drawn once for all at a table.
        """
        state, gains, budget, costs = self.state, self.gains, self.budget, self.costs
        self._usual = gains.usual()
        beyond = gains.at_own(self._usual)
        budget.spend(costs.sweep)
        for there in range(len(self._usual)):
            if budget.spent:
                return
            least = self._least()
            units = self._reaching(there, beyond, least)
            budget.spend(costs.table + costs.one_try * len(units))
            for unit in units:
                move = self._draw(unit, there, least)
                if move is not None:
                    yield move
        for unit in blocks:
            budget.spend(COUNTED)
            move = trade(state, unit, self.rng)
            if move and gains.gain(*move) >= self._least() and state.change(*move) <= 0:
                yield move

    def _least(self) -> int:
        """What an exchange must win at least, mostly a number below 0, by the rule of Metropolis."""
        return max(math.ceil(self.temperature * math.log(1.0 - self.rng.random())), self.gains.lowest)

    def _reaching(self, table: int, beyond: int, least: int) -> list[int]:
        """Which units to try at a table, if an exchange may win so little.

        Of two who change places one has at least half of what they win together, and of the weight between them, which
        both lose; that holds beyond what is usual at their tables, too. Who takes a free chair has all of it.
        """
        state, gains = self.state, self.gains
        found = gains.reaching(table, least // 2 + gains.lightest + self._usual[table], beyond)
        if self.moves and state.used[table] < state.problem.high[table]:
            found |= gains.reaching(table, least)
        return gains.units(found)

    def _draw(self, unit: int, there: int, least: int) -> Move | None:
        """An exchange or move of the unit to a table that wins so much and breaks no rule; None if none was found.

        Others come in its place if it still has half of what an exchange must win.
        """
        state, gains, usual = self.state, self.gains, self._usual
        problem, here, at = state.problem, state.where[unit], gains.at
        won = at[there][unit] - at[here][unit]
        if self.moves and won >= least and state.used[there] < problem.high[there] and self.rng.random() < self.moves:
            self.budget.spend(0 if problem.plain else COUNTED)
            if state.may_move(unit, here, there):
                return here, (unit,), there, ()
        if 2 * (won + usual[here] - usual[there] - gains.lightest) < least:
            return None
        if problem.conflicts[unit]:
            self.budget.spend(self.costs.facing)
        for other in gains.in_random_order(gains.tempting_at(unit, there, won - least), self.rng):
            self.budget.spend(0 if problem.plain else COUNTED)
            if problem.plain or state.change(here, (unit,), there, (other,)) <= 0:
                return here, (unit,), there, (other,)
        return None


def exchange(state: SeatingState, gains: ExchangeGains, *move: *Move) -> int:
    """Make an exchange, on the state and in the gains; gives back what it wins."""
    won = gains.gain(*move)
    state.exchange(*move)
    gains.exchange(*move)
    return won
