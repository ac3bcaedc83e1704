"""From a question about tables to its answer: read, check, search, and say how good it is or why there is none."""

from __future__ import annotations

import math
import random
from collections.abc import Hashable, Iterable, Mapping
from itertools import product
from typing import Any, Final

from kommunal_partner.clashes import Clash
from kommunal_partner.clashes._clash import not_kept
from kommunal_partner.matching._seating.readers import Size
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.tabu_repair import first_seating, repair
from kommunal_partner.matching._seating.watching import Incumbent, in_steps
from kommunal_partner.matching.groups import sentences
from kommunal_partner.matching.groups._bounds import bound_of
from kommunal_partner.matching.groups._encode import EncodedTask, broken_rules, encode, value_of
from kommunal_partner.matching.groups._infeasible import explain_clash, kept_rules, quick_clash, rules_of
from kommunal_partner.matching.groups._read import Distance, Earlier, Places, Quotas, read_task
from kommunal_partner.matching.groups._simulated_annealing import improve
from kommunal_partner.matching.groups._task import GroupTask, TableGoal
from kommunal_partner.matching.groups.result import GroupPlan
from kommunal_partner.results import Budget, Interrupted, Progress, Status, Unmet, in_order, say

_STEPS_EACH: Final = 100_000
_MOST_STEPS: Final = 24_000_000
_REPAIR_SHARE: Final = 0.05
_FEWEST_REPAIRS: Final = 100_000
_PATIENCE: Final = 500
# So few seatings are all looked at; of so few units the search starts so often.
_FEW_SEATINGS: Final = 5_000
_FEW: Final = 16
_STARTS: Final = 12
# Sums of floats that differ by less than this share are the same.
_SAME: Final = 1e-9


def usual_steps(people: int) -> int:
    """The exchanges that are looked at if no budget is given: about a second, whatever the number of people."""
    return min(_STEPS_EACH * people, _MOST_STEPS)


def compose(
    people: Iterable[object],
    distance: Distance,
    *,
    sizes: Iterable[Size],
    goal: TableGoal | str = TableGoal.DIVERSE,
    together: Iterable[Iterable[Hashable]] = (),
    apart: Iterable[Iterable[Hashable]] = (),
    common_language: Mapping[Any, Iterable[str]] | None = None,
    at_least: Quotas = (),
    at_most: Quotas = (),
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    locked: Places = (),
    previous: Earlier = None,
    absent: Iterable[object] = (),
    stability: float | None = None,
    progress: Progress | None = None,
) -> GroupPlan:
    """Tables whose people are as different from one another as possible, or as alike, within all rules.

    Args:
        people: Ids, or anything with an `.id`.
        distance: How far two people are apart: a function of two of them (taken to be the same both ways), rows of
            numbers in the order of `people`, or a mapping of pairs or of rows. Whole numbers stay exact.
        sizes: A number of people for each table, or (least, most).
        goal: `"diverse"` raises the sum of distances inside tables, `"alike"` lowers it.
        together: Groups of ids who share a table.
        apart: Groups of ids of whom no two share a table, such as delegations.
        common_language: The languages of each person; those at a table have one in common. People who are not named
            here are left out of this rule: nothing is known of them.
        at_least: Properties that so many people must have at each table: a TableQuota, or (name, ids, number).
        at_most: Properties that only so many people may have at each table.
        seed: What random choices start from.
        steps: How many exchanges may be looked at; 100,000 a person and 24 million at most if it is not given.
        time_limit: Seconds after which the search stops, reading and explaining included; the result is then not
            reproducible.
        locked: The table of some people, counted from 1.
        previous: An earlier plan, its tables of ids, or the table of each person in it, counted from 1.
        absent: Those who have left altogether: they are passed over wherever they are named.
        stability: How much the sum must win for one person to change tables against `previous`; what one person
            contributes on average if it is not given.
        progress: Called with (steps done, steps in all, best value so far); True ends the search with the best so far.

    Raises:
        BadInstance: if parts do not fit together, or for more than 2,000 people.
        UnknownChoice: for a goal that is none of the two.
        UnknownName: for an id that nobody has.
        BadBudget: if steps are below 0, or seconds not above 0.
        Interrupted: if the search is interrupted from the keyboard; the best plan so far is its `.result`.

    Rules that cannot all hold are no error: the plan is then partial, with the smallest set of clashing rules found.

    >>> compose("abcd", lambda a, b: abs(ord(a) - ord(b)), sizes=(2, 2)).value
    4
    """
    budget = Budget.of(steps, time_limit, _MOST_STEPS, progress)
    task = read_task(
        people,
        distance,
        sizes=sizes,
        goal=goal,
        together=together,
        apart=apart,
        common_language=common_language,
        at_least=at_least,
        at_most=at_most,
        locked=locked,
        previous=previous,
        absent=absent,
        stability=stability,
    )
    if steps is None:
        budget.steps = usual_steps(len(task.ids))
    clash = quick_clash(task)
    if clash is None:
        encoded = encode(task, rules_of(task))
        where = _within_rules(task, encoded, seed, budget)
        if where is not None:
            return _plan(task, encoded.places(where), budget, None)
        clash = explain_clash(task, seed, budget)
    return _elastic(task, seed, budget, clash)


def _within_rules(task: GroupTask, encoded: EncodedTask, seed: int, budget: Budget) -> list[int] | None:
    """The best seating found within all rules; None if none was found."""
    incumbent = Incumbent[list[int]]()
    budget.progress = in_steps(budget.progress, budget.steps, lambda found: _reported(task, encoded, incumbent, found))
    try:
        return _search(task, encoded, seed, budget, incumbent)
    except KeyboardInterrupt:
        budget.stopped = True
        best = incumbent.best
        raise Interrupted(None if best is None else _plan(task, encoded.places(best), budget, None)) from None


def _reported(task: GroupTask, encoded: EncodedTask, incumbent: Incumbent[list[int]], objective: float) -> float:
    """The sum of distances that an objective stands for, but for rounding: without what staying adds to it."""
    where = incumbent.best or ()
    stay = sum(encoded.problem.stay_bonus[table][unit] for unit, table in enumerate(where))
    inside = math.fsum(task.rows[i][j] for unit in encoded.people for i in unit for j in unit if j < i)
    return (objective - stay) / encoded.scale + inside


def _search(
    task: GroupTask, encoded: EncodedTask, seed: int, budget: Budget, incumbent: Incumbent[list[int]]
) -> list[int] | None:
    """The best seating found within all rules; None if none was found.

    Where few are bound by many rules, no exchange may lead from one seating to a better one: so few seatings are all
    looked at, and the search of few people begins several times anew.
    """
    problem = encoded.problem
    if not problem.size:
        return []
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    earlier = _earlier(task, encoded, rng)
    tables = [range(len(problem.low)) if table < 0 else (table,) for table in problem.fixed]
    seatings = math.prod(map(len, tables))
    if seatings <= _FEW_SEATINGS and seatings * len(tables) <= budget.steps:
        budget.spend(seatings * len(tables))
        return _best_of([earlier] if earlier else [], map(list, product(*tables)), problem)
    whole, starts = budget.steps, _STARTS if len(problem.size) <= _FEW else 1
    found: list[list[int]] = []
    for turn in range(starts):
        state = SeatingState(problem, (None if turn else earlier) or first_seating(problem, rng))
        patience = _PATIENCE + 5 * len(problem.size)
        if not any(state.faults()) or _repaired(state, rng, budget, patience):
            budget.steps = whole * (turn + 1) // starts
            mine = Incumbent[list[int]]()
            found.append(list(improve(state, rng, budget, incumbent if not turn else mine)))
            incumbent.best = max(found, key=problem.objective)
        if not found or budget.stopped:
            break
    budget.steps = whole
    return max(found, key=problem.objective, default=None)


def _best_of(first: list[list[int]], seatings: Iterable[list[int]], problem: SeatingProblem) -> list[int] | None:
    """The first of the best seatings that break no rule."""
    best: tuple[int, list[int]] | None = None
    for where in (*first, *seatings):
        won = problem.objective(where)
        if (best is None or won > best[0]) and not any(SeatingState(problem, where).faults()):
            best = won, where
    return None if best is None else best[1]


def _repaired(state: SeatingState, rng: random.Random, budget: Budget, patience: int) -> bool:
    """Whether a state could be repaired, within a small budget of its own."""
    steps = max(_FEWEST_REPAIRS, int(budget.steps * _REPAIR_SHARE))
    repairs = Budget(steps, budget.deadline, 0, budget.progress, budget.stopped)
    good = repair(state, rng, repairs, patience)
    budget.stopped = repairs.stopped
    return good


def _earlier(task: GroupTask, encoded: EncodedTask, rng: random.Random) -> list[int] | None:
    """The seating of the earlier plan, in which those who are new take free chairs; None if there was none."""
    if not task.previous:
        return None
    tables = []
    for members, fixed in zip(encoded.people, encoded.problem.fixed, strict=True):
        table = task.previous.get(task.ids[members[0]], 0) - 1
        tables.append(fixed if fixed >= 0 else table)
    return first_seating(encoded.problem, rng, tables) if -1 in tables else tables


def _elastic(task: GroupTask, seed: int, budget: Budget, clash: Clash | None) -> GroupPlan:
    """The plan that breaks the least: chairs are never invented, everyone sits who can, and wishes are broken last."""
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    encoded = encode(task, kept_rules(task), overflow=True)
    state = SeatingState(encoded.problem, first_seating(encoded.problem, rng))
    overflow = len(task.sizes)
    incumbent = Incumbent[list[int]]()
    try:
        _repaired(state, rng, budget, _PATIENCE // 5 + len(encoded.problem.size))
        if not task.sizes or any(used > high for used, (_, high) in zip(state.used, task.sizes, strict=False)):
            return _none(task, budget, clash)
        for unit, table in enumerate(state.where):
            if table == overflow:
                encoded.problem.fixed[unit] = overflow
        where = improve(state, rng, budget, incumbent)
    except KeyboardInterrupt:
        budget.stopped = True
        best = incumbent.best
        raise Interrupted(None if best is None else _plan(task, encoded.places(best), budget, clash)) from None
    return _plan(task, encoded.places(where), budget, clash)


def _none(task: GroupTask, budget: Budget, clash: Clash | None) -> GroupPlan:
    """That there is no plan."""
    return GroupPlan((), Status.INFEASIBLE, 0, None, None, budget.reproducible, (), clash, (), (), budget.done, task)


def _plan(task: GroupTask, places: list[int], budget: Budget, clash: Clash | None) -> GroupPlan:
    """The plan that these places make, with what it claims: all from the numbers that were searched."""
    rules = rules_of(task)
    unmet = [
        Unmet((one,), say(sentences.UNSEATED, id=one), proven=clash is not None)
        for one, table in zip(task.ids, places, strict=True)
        if table < 0
    ]
    dropped = tuple(rules[name] for name in broken_rules(task, places))
    unmet += [not_kept(rule) for rule in dropped]
    moved = tuple(
        one for one, table in zip(task.ids, places, strict=True) if task.previous.get(one, table + 1) != table + 1
    )
    value = value_of(task, places)
    bound, certificate = (None, None) if unmet else bound_of(task, budget)
    if bound is not None and math.isclose(bound, value, rel_tol=_SAME):
        bound = value
    optimal = value == bound and not (moved and task.stability)
    return GroupPlan(
        solution=tuple(
            tuple(in_order(task.ids[k] for k, table in enumerate(places) if table == t)) for t in range(len(task.sizes))
        ),
        status=Status.PARTIAL if unmet else Status.OPTIMAL if optimal else Status.FEASIBLE,
        value=value,
        bound=bound,
        certificate=certificate,
        reproducible=budget.reproducible,
        moved=moved,
        clash=clash if unmet else None,
        unmet=tuple(unmet),
        dropped=dropped,
        steps=budget.done,
        task=task,
    )
