"""Advice in rings: the question."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from kommunal_partner._checks import whole
from kommunal_partner.errors import BadRule
from kommunal_partner.matching.advice._infeasible import clash_of_locks
from kommunal_partner.matching.advice._read import read_task
from kommunal_partner.matching.advice._search import USUAL_STEPS, Found, search
from kommunal_partner.matching.advice._task import LONGEST, AdviceTask, Pair, Ring
from kommunal_partner.matching.advice.result import AdviceRings
from kommunal_partner.results import Budget, Interrupted, Progress, Status, nothing_found_yet


@nothing_found_yet()
def advise(
    people: Iterable[Hashable],
    weight: Any,  # noqa: ANN401 - because rows of numbers, mappings and callables will do
    *,
    longest: int = LONGEST,
    forbidden: Iterable[Pair] | Mapping[Any, Any] = (),
    locked: Iterable[Ring] = (),
    previous: AdviceRings | Iterable[Ring] | None = None,
    stability: float = 0,
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> AdviceRings:
    """The rings of at most `longest` members that are worth most together; nobody is in two.

    `people` are ids or participants; `weight` says what it is worth that the one advises the other (rows of numbers in
    the order of `people`, a mapping of pairs of them, or a callable of two), None where that cannot be. `forbidden`
    names advice (adviser, advised) that is not to be given. `locked` rings are made; each ring kept from `previous`
    counts `stability`, and decides between equals even at 0.

    The search looks at one person's rings after the other and leaves aside what prices show to be no better. What this
    leaves open a solver (HiGHS) settles where the extra `matching` is installed; without it, or with `steps` given, at
    most so many cases are looked at (200,000), exchanges begun with `seed` improve what is left open, and the bound is
    that of the prices. Where `time_limit` or `progress` end it while rings are still listed (in turn, those of
    everybody with their best advice first), those listed are made from the dearest on, and the price of each member
    is their best advice. Weights that there is no time for (of rows and mappings, those that a quarter of it does not
    suffice for) are left out, and nothing bounds the result then.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a length other than 2 or 3. BadBudget: for no step.
        Interrupted: if the keyboard interrupts the search; `.result` holds the best rings until then.

    >>> found = advise("abc", lambda a, b: 1 if a + b in {"ab", "bc", "ca"} else None)
    >>> found.solution, found.value
    ((('a', 'b', 'c'),), 3)
    """
    seed = whole(seed, "seed", BadRule)
    budget = Budget.of(steps, time_limit, USUAL_STEPS, progress, least=1)
    task = read_task(
        people,
        weight,
        budget,
        longest=longest,
        forbidden=forbidden,
        locked=locked,
        previous=previous,
        stability=stability,
    )
    clash = clash_of_locks(task)
    if clash is not None:
        return AdviceRings((), Status.INFEASIBLE, None, None, None, None, task.ids, clash=clash, task=task)
    try:
        return _advised(task, search(task, budget, seed=seed, solver=steps is None), budget)
    except Interrupted as interrupted:
        raise Interrupted(_advised(task, interrupted.result, budget)) from None


def _advised(task: AdviceTask, found: Found, budget: Budget) -> AdviceRings:
    used = {member for ring in found.rings for member in ring}
    gone = {member for ring in task.kept.difference(found.rings) for member in ring}
    is_best = task.unread == 0 and (found.complete or found.weak_bound == found.value)
    weak = None if task.unread else found.weak_bound
    return AdviceRings(
        tuple(tuple(task.ids[member] for member in ring) for ring in found.rings),
        Status.OPTIMAL if is_best else Status.FEASIBLE,
        found.value,
        found.total,
        found.value if is_best else weak,
        weak,
        tuple(one for place, one in enumerate(task.ids) if place not in used),
        budget.done,
        None,
        tuple(task.ids[member] for member in sorted(gone)),
        budget.reproducible,
        found.branched,
        prices=tuple((one, found.prices.get(place, 0.0)) for place, one in enumerate(task.ids)),
        task=task,
    )
