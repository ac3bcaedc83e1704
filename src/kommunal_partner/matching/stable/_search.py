"""Which match: by which engine, for which goal; and what the search says of it, by its own numbers."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from kommunal_partner.matching.stable._deferred_acceptance import (
    least_regret,
    offers_of_proposers,
    offers_of_receivers,
)
from kommunal_partner.matching.stable._encode import Preferences, ranks_of_pair, units
from kommunal_partner.matching.stable._in_time import Watch
from kommunal_partner.matching.stable._least_regret import least_regret_near
from kommunal_partner.matching.stable._local_search import Case, blocking_of, with_couples
from kommunal_partner.matching.stable._min_weight_closure import ENDLESS, lightest_closed_set
from kommunal_partner.matching.stable._rotations import lattice_of
from kommunal_partner.matching.stable._task import Blocking, MatchTask, RotationProof, StableGoal, StableSide
from kommunal_partner.results import Budget, OutOfSteps

_WORK = 3_000_000
"""How much work the search with couples may do by default: steps times listed wishes."""
_FEWEST_STEPS = 100
_MOST_STEPS = 20_000
"""So many at most by default: where few go in couples, more of them only show again what has been tried."""


@frozen(eq=False)
class Found:
    """Whom each proposer gets, by number, -1 for nobody; who moved and who blocks it."""

    at: tuple[int, ...]
    moved: tuple[int, ...]
    blocking: tuple[Blocking, ...] = ()
    steps: int = 0
    proof: RotationProof | None = None


def usual_steps(task: MatchTask) -> int:
    """How many steps the search takes where nobody says: the exact one as many as it needs."""
    if not task.couples:
        return ENDLESS
    return min(_MOST_STEPS, max(_FEWEST_STEPS, _WORK // (1 + sum(map(len, task.receiver_wishes)))))


def search(task: MatchTask, budget: Budget, watch: Watch) -> Found:
    """The match that is best for the goal, of a task whose ties are put and whose locked pairs fit.

    Where the budget ends before the best is found, it is the best of the side: stable, but no more.

    Raises:
        OutOfSteps: if the budget ends before there is any match that can be judged.
    """
    preferences = Preferences(task, watch)
    if task.couples:
        at, cases = _in_couples(preferences, budget)
        return found_so_far(task, at, blocking=_named(task, cases), steps=budget.done)
    at = best_of_side(preferences)
    if task.goal is StableGoal.SIDE and not task.has_earlier:
        return found_so_far(task, at)
    try:
        return found_so_far(task, *choose(preferences, budget))
    except OutOfSteps:
        return found_so_far(task, at)


def at_once(task: MatchTask) -> Found:
    """The match that takes no search: the best of the side, with the couples where they were before, or nowhere."""
    preferences = Preferences(task, Watch(Budget(ENDLESS)))
    if not task.couples:
        return found_so_far(task, best_of_side(preferences))
    at, cases = with_couples(preferences, seed=0, budget=Budget(1), earlier=task.earlier)
    return found_so_far(task, at, blocking=_named(task, cases), steps=1)


def found_so_far(
    task: MatchTask,
    at: Sequence[int],
    proof: RotationProof | None = None,
    *,
    blocking: tuple[Blocking, ...] = (),
    steps: int = 0,
) -> Found:
    """A match with those who moved in it."""
    moved = tuple(one for one, (was, now) in enumerate(zip(task.earlier, at, strict=True)) if was not in {-1, now})
    return Found(tuple(at), moved, blocking, steps, proof)


def best_of_side(preferences: Preferences) -> list[int]:
    """The stable match that the side likes best."""
    from_proposers = preferences.task.side is StableSide.PROPOSERS
    return offers_of_proposers(preferences) if from_proposers else offers_of_receivers(preferences)


def choose(preferences: Preferences, budget: Budget) -> tuple[list[int], RotationProof | None]:
    """Whom each proposer gets in the stable match that is best for the goal; and the proof, where there are rotations.

    Among equals the side decides: all of them form a lattice too, so that one of them is best for it.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    task = preferences.task
    if task.goal is StableGoal.LEAST_REGRET:
        if not task.has_earlier and task.side is StableSide.PROPOSERS:
            return least_regret(preferences, budget), None
        return least_regret_near(preferences, budget), None
    lattice = lattice_of(preferences, budget)
    of_rank, of_change = units(task)

    def counts(one: int, receiver: int) -> int:
        return of_rank * ranks_of_pair(preferences, one, receiver) - of_change * (task.earlier[one] == receiver)

    weights = [sum(counts(one, to) - counts(one, left) for one, left, to in ring) for ring in lattice.rotations]
    largest = task.side is StableSide.RECEIVERS
    chosen, flow = lightest_closed_set(weights, lattice.before, largest=largest, budget=budget)
    return lattice.after(chosen), RotationProof(lattice.start, lattice.rotations, flow)


def _in_couples(preferences: Preferences, budget: Budget) -> tuple[list[int], list[Case]]:
    """Whom everyone gets if some go in couples, and who blocks it: the earlier match, if it is still stable."""
    task = preferences.task
    if task.has_earlier and _is_stable(preferences, task.earlier):
        return list(task.earlier), []
    return with_couples(preferences, seed=task.seed or 0, budget=budget, earlier=task.earlier)


def _is_stable(preferences: Preferences, at: Sequence[int]) -> bool:
    """Whether an earlier match keeps all rules today and nothing blocks it."""
    task = preferences.task
    room = list(task.capacity)
    for receiver in at:
        if receiver >= 0:
            room[receiver] -= 1
    locked = dict(task.locked)
    coupled = {one for couple in task.couples for one in couple[:2]}
    fits = min(room, default=0) >= 0 and all(at[one] == receiver for one, receiver in task.locked)
    fits &= all(
        receiver < 0 or one in locked or one in coupled or receiver in preferences.rank[one]
        for one, receiver in enumerate(at)
    )
    fits &= all((at[a], at[b]) in {(-1, -1), *wishes} for a, b, wishes in task.couples)
    return fits and not blocking_of(preferences, at)[0]


def _named(task: MatchTask, cases: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> tuple[Blocking, ...]:
    """Who blocks, by id instead of by number."""
    return tuple(
        Blocking(
            tuple(task.proposers[one] for one in ones),
            tuple(None if receiver < 0 else task.receivers[receiver] for receiver in receivers),
        )
        for ones, receivers in cases
    )
