"""From numbers to a seating: try all where they are few, else anneal from a start, several times unless there are many.

Where there is an earlier plan the search starts from it, those who are new in free chairs. Exhaustive search up to
5,000 seatings; beyond, the costs are those of the annealing.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from itertools import chain, product
from typing import Final

from attrs import Factory, evolve, frozen

from kommunal_partner.matching._seating.language_choices import LanguageChoices, choices_of
from kommunal_partner.matching._seating.language_shares import seat_by_shares
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.table_counts import is_miscounted
from kommunal_partner.matching._seating.table_languages import seat_by_language
from kommunal_partner.matching._seating.tabu_repair import first_seating, repair
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups._encode import EncodedTask
from kommunal_partner.matching.groups._simulated_annealing import MANY, improve
from kommunal_partner.matching.groups._task import GroupTask
from kommunal_partner.results import Budget

_REPAIR_SHARE: Final = 1 / 200  # because what a repair looks at takes longer
_FEWEST_REPAIRS: Final = 600_000
_MANY: Final = 1_500  # beyond so many units there are fewer, so that all together take no longer
_REPAIR_COST: Final = 80  # so many steps take as long as one exchange that a repair looks at
_PATIENCE: Final = 3_000
# So few seatings are all looked at; among at most so many units the search starts so often, if there are so many steps.
_FEW_SEATINGS: Final = 5_000
_STARTS: Final = ((16, 12, 0), (60, 2, 0), (MANY - 1, 1, 0), (240, 2, 80_000_000))
_FEW_UNITS: Final = 300  # so few are repaired as often where rules clash
_TRIES: Final = 3  # seatings that are repaired where tables must have a language, one after the other
_OF_A_DRAFT: Final = 4  # with a part as large of its patience, a search ends where rules are known to clash
_SHORT: Final = 9  # a try as long as this part tells whether a seating is soon repaired


@frozen(eq=False)
class Incumbents:
    """The best seating found within the rules that are searched with, and the one that came closest to keeping them."""

    within_rules: Incumbent[list[int]] = Factory(Incumbent[list[int]])
    closest: Incumbent[list[int]] = Factory(Incumbent[list[int]])


def earlier_tables(task: GroupTask, encoded: EncodedTask) -> list[int]:
    """The table of each unit in the earlier plan, or the one it is set at; -1 for those who are new. Empty without."""
    if not task.previous:
        return []
    earlier = [task.previous.get(task.ids[members[0]], 0) - 1 for members in encoded.people]
    return [table if fixed < 0 else fixed for table, fixed in zip(earlier, encoded.problem.fixed, strict=True)]


def best_seating(
    problem: SeatingProblem,
    earlier: list[int],
    rng: random.Random,
    budget: Budget,
    found: Incumbents,
    *,
    keep: bool,
) -> list[int] | bool | None:
    """The best seating found within all rules; None if none was found, and False if it was shown that there is none.

    With `keep` all stay at their earlier table if the rules allow it, and only those who are new are searched for.
    """
    if not problem.size:
        return []
    if is_miscounted(problem):
        if problem.speakers_by_language and not earlier:
            _come_close(problem, rng, budget, found.closest)
        return False
    if keep and earlier:
        staying = _best(evolve(problem, fixed=earlier), earlier, random.Random(rng.random()), budget, found)  # noqa: S311 - because it starts a search, not a secret
        if isinstance(staying, list):
            return staying
    return _best(problem, earlier, rng, budget, found)


def _best(
    problem: SeatingProblem, earlier: list[int], rng: random.Random, budget: Budget, found: Incumbents
) -> list[int] | bool | None:
    """Where few are bound by many rules, no exchange may lead from one seating to a better one.

    So few seatings are all looked at, and the search of few people begins several times anew.
    """
    start = first_seating(problem, rng, budget, earlier) if earlier else None
    tables = [range(len(problem.low)) if table < 0 else (table,) for table in problem.fixed]
    seatings = math.prod(map(len, tables))
    if seatings <= _FEW_SEATINGS and seatings * len(tables) <= budget.steps:
        budget.spend(seatings * len(tables))
        return _best_of([start] if start else [], map(list, product(*tables)), problem) or False
    whole = budget.steps
    starts = next((starts for most, starts, steps in _STARTS if len(problem.size) <= most and whole >= steps), 1)
    seated: list[list[int]] = []
    state: SeatingState | bool | None = None
    for turn in range(starts):
        state = _without_faults(problem, [] if turn or start is None else start, rng, budget, found.closest)
        if isinstance(state, SeatingState):
            budget.steps = whole * (turn + 1) // starts
            seated.append(list(improve(state, rng, budget, found.within_rules)))
        if not seated or budget.stopped:
            break
    budget.steps = whole
    if not seated:
        return False if state is False else None
    return max(seated, key=problem.objective) if len(seated) > 1 else seated[0]


def _without_faults(
    problem: SeatingProblem, start: list[int], rng: random.Random, budget: Budget, closest: Incumbent[list[int]]
) -> SeatingState | bool | None:
    """A state in which no rule is broken, from a start or a first seating; None if none was found, False if none is.

    Where languages are asked for, tables get a language each before people get a table. The seating that breaks the
    least is offered as the closest.
    """
    state = SeatingState(problem, start or first_seating(problem, rng, budget))
    if not any(state.faults()):
        return state
    if (start or not problem.speakers_by_language) and _is_repaired(state, rng, budget, closest):
        return state
    if not problem.speakers_by_language:
        return None
    choices = choices_of(problem)
    shared = _by_shares(problem, choices, rng, budget, closest) if problem.properties else None
    return shared or _by_languages(state, choices, rng, budget, closest)


def _by_shares(
    problem: SeatingProblem,
    choices: LanguageChoices | None,
    rng: random.Random,
    budget: Budget,
    closest: Incumbent[list[int]],
) -> SeatingState | None:
    """A state in which no rule is broken, from seatings in which everybody keeps to one language; else None.

    They are repaired within that first.
    """
    for _ in range(_TRIES):
        found = seat_by_shares(problem, choices, rng, budget)
        if found is None:
            break
        narrower = SeatingState(*found)
        _repair(narrower, rng, budget, _PATIENCE + 5 * len(problem.size), _SHORT)
        state = SeatingState(problem, narrower.where)
        if _is_repaired(state, rng, budget, closest, _SHORT):
            return state
    return None


def _come_close(problem: SeatingProblem, rng: random.Random, budget: Budget, closest: Incumbent[list[int]]) -> None:
    """Offer a seating to repair where it is known that not all rules can be kept: everybody keeps to one language.

    Of a unit that has no language in common nothing is said.
    """
    known = [
        count if any(of_units[unit] == count for of_units in problem.speakers_by_language) else 0
        for unit, count in enumerate(problem.speakers_known)
    ]
    silent = evolve(problem, speakers_known=known)
    seated = seat_by_shares(silent, choices_of(silent), rng, budget, lacking=True)
    if seated is not None:
        _, where = seated
        closest.offer(where, sum(SeatingState(problem, where).faults()))


def _by_languages(
    state: SeatingState,
    choices: LanguageChoices | None,
    rng: random.Random,
    budget: Budget,
    closest: Incumbent[list[int]],
) -> SeatingState | bool | None:
    """The same from what a flow seats or comes close to, else from this state; False if there is no such seating."""
    problem = state.problem
    # Of languages alone a flow tells more than exchanges do.
    for _ in range(1 if problem.properties else _TRIES):
        nearly = Incumbent[list[int]]()
        seated = seat_by_language(problem, choices, rng, budget, nearly)
        if seated is False:
            return False
        begun = seated if isinstance(seated, list) else None
        if nearly.best and not begun:
            begun = first_seating(problem, rng, budget, nearly.best)
        if begun:
            state = SeatingState(problem, begun)
        if _is_repaired(state, rng, budget, closest, _SHORT if problem.properties else _TRIES if begun else 1):
            return state
        if not begun or budget.stopped:
            break
    return None


def _is_repaired(
    state: SeatingState, rng: random.Random, budget: Budget, closest: Incumbent[list[int]], tries: int = 1
) -> bool:
    """Whether a state could be repaired, for one of so many tries; it is offered as the closest if it could not."""
    _repair(state, rng, budget, (_PATIENCE + 5 * len(state.where)) // tries, tries)
    faults = sum(state.faults())
    closest.offer(list(state.where), faults)
    return not faults


def _best_of(first: list[list[int]], seatings: Iterable[list[int]], problem: SeatingProblem) -> list[int] | None:
    """The first of the best seatings that break no rule; those who are fixed sit alike in all of them.

    For u units that are not fixed a seating takes O(u²), and its rules are counted only if it wins more.
    """
    weight, moving = problem.weight, [unit for unit, table in enumerate(problem.fixed) if table < 0]
    alone = [[bonus[unit] for bonus in problem.stay_bonus] for unit in moving]
    for unit, at in zip(moving, alone, strict=True):
        for other, table in enumerate(problem.fixed):
            if table >= 0:
                at[table] += weight[unit][other]
    best: tuple[int, list[int]] | None = None
    state: SeatingState | None = None
    for where in chain(first, seatings):
        won = sum(at[where[unit]] for unit, at in zip(moving, alone, strict=True))
        won += sum(weight[a][b] for k, a in enumerate(moving) for b in moving[:k] if where[a] == where[b])
        if best is None or won > best[0]:
            state = state or SeatingState(problem, list(where))
            for unit in moving:
                if state.where[unit] != where[unit]:
                    state.exchange(state.where[unit], (unit,), where[unit], ())
            if not any(state.faults()):
                best = won, where
    return None if best is None else best[1]


def least_broken(
    problem: SeatingProblem,
    earlier: list[int],
    rng: random.Random,
    budget: Budget,
    found: Incumbents,
    *,
    shown: bool,
) -> list[int] | None:
    """The best seating of those that break the least; None if there are not even chairs to sit on.

    The last table is none: who ends up there has no chair. The search goes on from the closest seating known; where
    rules are `shown` to clash it does not look for one that keeps them all.
    """
    start = found.closest.best if not earlier or budget.stopped else None
    overflow = len(problem.low) - 1
    kept: tuple[tuple[int, ...], list[int]] | None = None
    for turn in range(_TRIES if len(problem.size) <= _FEW_UNITS and not earlier else 1):
        known = list(start) if start and not turn else None
        state = SeatingState(problem, known or first_seating(problem, rng, budget, earlier))
        if not turn and not _overfull(state):
            found.within_rules.best = list(state.where)
        patience = _PATIENCE // 25 + len(problem.size) // (
            _OF_A_DRAFT if shown and len(problem.size) > _FEW_UNITS else 1
        )
        _repair(state, rng, budget, patience, _TRIES if known else 1, int(shown))
        broken = _broken(state)
        if kept is None or broken < kept[0]:
            kept = broken, list(state.where)
        if not any(broken) or budget.stopped:
            break
    state = SeatingState(problem, kept[1] if kept else [])
    if _overfull(state):
        _relieve(state)
    if not overflow or _overfull(state):
        return None
    fixed = [
        overflow if table == overflow else set_at for set_at, table in zip(problem.fixed, state.where, strict=True)
    ]
    return improve(SeatingState(evolve(problem, fixed=fixed), state.where), rng, budget, found.within_rules)


def _overfull(state: SeatingState) -> bool:
    return any(used > high for used, high in zip(state.used, state.problem.high, strict=True))


def _broken(state: SeatingState) -> tuple[int, ...]:
    """How many people have no chair, and how many rules are broken: sizes, languages, each property, each two apart."""
    problem, where, seated = state.problem, state.where, range(len(state.used) - 1)
    first = 2 + len(problem.speakers_by_language)
    rules = int(any(state.used[t] < problem.low[t] for t in seated))
    rules += first > 2 and any(max(state.counts[t][2:first]) < state.counts[t][1] for t in seated)  # noqa: PLR2004 - because languages come third
    for k, limits in enumerate(problem.properties, first):
        rules += any(not limits.least <= state.counts[t][k] <= limits.most for t in seated)
    apart = sum(where[a] == where[b] != len(seated) for a, foes in enumerate(problem.conflicts) for b in foes if b < a)
    overfull = sum(max(0, state.used[t] - problem.high[t]) for t in seated)
    return overfull + state.used[-1], rules + apart


def _relieve(state: SeatingState) -> None:
    """Send units that are not set to a table from those that hold too many to one with room, the last at worst."""
    problem, tables = state.problem, range(len(state.used))
    for unit, size in enumerate(problem.size):
        here = state.where[unit]
        if problem.fixed[unit] < 0 and state.used[here] > problem.high[here]:
            there = next(t for t in tables if state.used[t] + size <= problem.high[t] or t == tables[-1])
            state.exchange(here, (unit,), there, ())


def _repair(
    state: SeatingState, rng: random.Random, budget: Budget, patience: int, tries: int = 1, least: int = 0
) -> None:
    """Repair a state as far as that goes within a small budget of its own, for one of so many tries."""
    fewest = _FEWEST_REPAIRS * _MANY // max(_MANY, len(state.where))
    steps = max(fewest, int(budget.steps * _REPAIR_SHARE)) // tries
    repairs = Budget(steps, budget.deadline, 0, budget.progress, budget.stopped)
    repair(state, rng, repairs, patience, least)
    budget.stopped = repairs.stopped
    budget.spend(min(_REPAIR_COST * repairs.done, max(0, budget.steps - budget.done) // 2))
