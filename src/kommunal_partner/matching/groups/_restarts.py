"""From numbers to a seating: try all where they are few, else anneal from a start, several times among few people.

Where there is an earlier plan the search starts from it, those who are new in free chairs. Exhaustive search up to
5,000 seatings; beyond, the costs are those of the annealing.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from itertools import product
from typing import Final

from attrs import evolve

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.table_languages import seat_by_language
from kommunal_partner.matching._seating.tabu_repair import first_seating, repair
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.matching.groups._encode import EncodedTask
from kommunal_partner.matching.groups._simulated_annealing import improve
from kommunal_partner.matching.groups._task import GroupTask
from kommunal_partner.results import Budget

_REPAIR_SHARE: Final = 1 / 150  # because what a repair looks at is counted one by one
_FEWEST_REPAIRS: Final = 100_000
_PATIENCE: Final = 500
# So few seatings are all looked at; among at most so many units the search starts so often.
_FEW_SEATINGS: Final = 5_000
_STARTS: Final = ((16, 12), (60, 2))
_LANGUAGE_TRIES: Final = 3  # seatings by language that are repaired, one after the other


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
    incumbent: Incumbent[list[int]],
    *,
    keep: bool,
) -> list[int] | None:
    """The best seating found within all rules; None if none was found.

    With `keep` all stay at their earlier table if the rules allow it, and only those who are new are searched for.
    """
    if not problem.size:
        return []
    if keep and earlier:
        staying = _best(evolve(problem, fixed=earlier), earlier, random.Random(rng.random()), budget, incumbent)  # noqa: S311 - because it starts a search, not a secret
        if staying is not None:
            return staying
    return _best(problem, earlier, rng, budget, incumbent)


def _best(
    problem: SeatingProblem,
    earlier: list[int],
    rng: random.Random,
    budget: Budget,
    incumbent: Incumbent[list[int]],
) -> list[int] | None:
    """Where few are bound by many rules, no exchange may lead from one seating to a better one.

    So few seatings are all looked at, and the search of few people begins several times anew.
    """
    start = first_seating(problem, rng, budget, earlier) if earlier else None
    tables = [range(len(problem.low)) if table < 0 else (table,) for table in problem.fixed]
    seatings = math.prod(map(len, tables))
    if seatings <= _FEW_SEATINGS and seatings * len(tables) <= budget.steps:
        budget.spend(seatings * len(tables))
        return _best_of([start] if start else [], map(list, product(*tables)), problem)
    whole = budget.steps
    starts = next((starts for most, starts in _STARTS if len(problem.size) <= most), 1)
    found: list[list[int]] = []
    for turn in range(starts):
        state = _without_faults(problem, [] if turn or start is None else start, rng, budget)
        if state is not None:
            budget.steps = whole * (turn + 1) // starts
            found.append(list(improve(state, rng, budget, incumbent)))
        if not found or budget.stopped:
            break
    budget.steps = whole
    return max(found, key=problem.objective) if len(found) > 1 else next(iter(found), None)


def _without_faults(
    problem: SeatingProblem, start: list[int], rng: random.Random, budget: Budget
) -> SeatingState | None:
    """A state in which no rule is broken, from a start or a first seating; None if none was found.

    Where languages are asked for, tables get a language each before people get a table.
    """
    state = SeatingState(problem, start or first_seating(problem, rng, budget))
    patience = _PATIENCE + 5 * len(problem.size)
    if not any(state.faults()):
        return state
    if not problem.speakers_by_language:
        return state if _repaired(state, rng, budget, patience) else None
    if start and _repaired(state, rng, budget, patience):
        return state
    for _ in range(_LANGUAGE_TRIES):
        seated = seat_by_language(problem, rng, budget)
        if seated is False:
            return None
        if isinstance(seated, list):
            state = SeatingState(problem, seated)
        if not any(state.faults()) or _repaired(state, rng, budget, patience, _LANGUAGE_TRIES):
            return state
    return None


def _best_of(first: list[list[int]], seatings: Iterable[list[int]], problem: SeatingProblem) -> list[int] | None:
    """The first of the best seatings that break no rule."""
    best: tuple[int, list[int]] | None = None
    for where in (*first, *seatings):
        won = problem.objective(where)
        if (best is None or won > best[0]) and not any(SeatingState(problem, where).faults()):
            best = won, where
    return None if best is None else best[1]


def least_broken(
    problem: SeatingProblem,
    earlier: list[int],
    rng: random.Random,
    budget: Budget,
    incumbent: Incumbent[list[int]],
) -> list[int] | None:
    """The best seating of those that break the least; None if there are not even chairs to sit on.

    The last table is none: who ends up there has no chair.
    """
    state = SeatingState(problem, first_seating(problem, rng, budget, earlier))
    overflow = len(problem.low) - 1
    if not _overfull(state):
        incumbent.best = list(state.where)
    _repaired(state, rng, budget, _PATIENCE // 5 + len(problem.size))
    if not overflow or _overfull(state):
        return None
    fixed = [
        overflow if table == overflow else set_at for set_at, table in zip(problem.fixed, state.where, strict=True)
    ]
    return improve(SeatingState(evolve(problem, fixed=fixed), state.where), rng, budget, incumbent)


def _overfull(state: SeatingState) -> bool:
    return any(used > high for used, high in zip(state.used, state.problem.high, strict=True))


def _repaired(state: SeatingState, rng: random.Random, budget: Budget, patience: int, tries: int = 1) -> bool:
    """Whether a state could be repaired, within a small budget of its own, for one of so many tries."""
    steps = max(_FEWEST_REPAIRS, int(budget.steps * _REPAIR_SHARE)) // tries
    repairs = Budget(steps, budget.deadline, 0, budget.progress, budget.stopped)
    good = repair(state, rng, repairs, patience // tries)
    budget.stopped = repairs.stopped
    return good
