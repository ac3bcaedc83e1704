"""From a question about tables to its answer: read, check, search, and say how good it is or why there is none."""

from __future__ import annotations

import math
import random
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any, Final

from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.clashes._clash import not_kept
from kommunal_partner.matching.groups import reasons
from kommunal_partner.matching.groups.board import Board, Task
from kommunal_partner.matching.groups.bounds import bound_of
from kommunal_partner.matching.groups.feasibility import explain_clash, quick_clash
from kommunal_partner.matching.groups.model import Goal, GroupPlan, GroupTask, Quota, Tables
from kommunal_partner.matching.groups.reading import Distance, Size, read_task
from kommunal_partner.matching.groups.search import improve
from kommunal_partner.matching.groups.seating import first_seating, repair
from kommunal_partner.matching.groups.units import Units, contradictory, rules_of, to_units
from kommunal_partner.matching.groups.verify import SAME, broken_rules, total
from kommunal_partner.results import Budget, Status, Unmet, in_order, say

__all__ = ["compose", "usual_steps"]

_STEPS_EACH: Final = 100_000
_MOST_STEPS: Final = 24_000_000
_REPAIR_SHARE: Final = 0.05
_FEWEST_REPAIRS: Final = 100_000
_PATIENCE: Final = 500
# So few seatings are all looked at; of so few units the search starts so often.
_FEW_SEATINGS: Final = 5_000
_FEW: Final = 16
_STARTS: Final = 12


def usual_steps(people: int) -> int:
    """The exchanges that are looked at if no budget is given: about a second, whatever the number of people."""
    return min(_STEPS_EACH * people, _MOST_STEPS)


def compose(
    people: Iterable[object],
    distance: Distance,
    *,
    sizes: Iterable[Size],
    goal: Goal = "diverse",
    together: Iterable[Iterable[Hashable]] = (),
    apart: Iterable[Iterable[Hashable]] = (),
    common_language: Mapping[Any, Iterable[str]] | None = None,
    at_least: Iterable[Quota | tuple[str, Iterable[Hashable], int]] = (),
    at_most: Iterable[Quota | tuple[str, Iterable[Hashable], int]] = (),
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    locked: Mapping[Any, int] | Iterable[tuple[Hashable, int]] = (),
    previous: GroupPlan | Mapping[Any, int] | Sequence[Iterable[Hashable]] | None = None,
    stability: float | None = None,
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
        at_least: Properties that so many people must have at each table: a Quota, or (name, ids, number).
        at_most: Properties that only so many people may have at each table.
        seed: What random choices start from.
        steps: How many exchanges may be looked at; 100,000 a person and 24 million at most if it is not given.
        time_limit: Seconds after which the search stops; the result is then not reproducible.
        locked: The table of some people, counted from 0.
        previous: An earlier plan, or the table of each person in it, counted from 0.
        stability: How much the sum must win for one person to change tables against `previous`; what one person
            contributes on average if it is not given.

    Raises:
        BadInstance: if parts do not fit together, or for more than 2,000 people.
        UnknownName: for an id that nobody has.
        BadBudget: if steps or seconds are below 0.

    Rules that cannot all hold are no error: the plan is then partial, with the smallest set of clashing rules found.

    >>> compose("abcd", lambda a, b: abs(ord(a) - ord(b)), sizes=(2, 2)).value
    4
    """
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
        stability=stability,
    )
    budget = Budget.of(steps, time_limit, usual_steps(len(task.ids)))
    clash = quick_clash(task)
    if clash is None:
        units = to_units(task, rules_of(task))
        where = _search(task, units, seed, budget)
        if where is not None:
            return _plan(task, _tables(task, units, where), budget, None)
        clash = explain_clash(task, seed)
    return _elastic(task, seed, budget, clash)


def _search(task: GroupTask, units: Units, seed: int, budget: Budget) -> list[int] | None:
    """The best seating found within all rules; None if none was found.

    Where few are bound by many rules, no exchange may lead from one seating to a better one: so few seatings are all
    looked at, and the search of few people begins several times anew.
    """
    numbers, earlier = units.task, _earlier(task, units)
    if not numbers.size:
        return []
    tables = [range(len(numbers.low)) if table < 0 else (table,) for table in numbers.fixed]
    seatings = math.prod(map(len, tables))
    if seatings <= _FEW_SEATINGS and seatings * len(tables) <= budget.steps:
        budget.spend(seatings * len(tables))
        return _best_of([earlier] if earlier else [], map(list, product(*tables)), numbers)
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    whole, starts = budget.steps, _STARTS if len(numbers.size) <= _FEW else 1
    found: list[list[int]] = []
    for turn in range(starts):
        board = Board(numbers, (None if turn else earlier) or first_seating(numbers, rng))
        patience = _PATIENCE + 5 * len(numbers.size)
        if not any(board.faults()) or repair(board, rng, _repair_budget(budget), patience):
            budget.steps = whole * (turn + 1) // starts
            found.append(list(improve(board, rng, budget)))
        if not found:
            break
    budget.steps = whole
    return max(found, key=lambda where: _won(numbers, where), default=None)


def _best_of(first: list[list[int]], seatings: Iterable[list[int]], numbers: Task) -> list[int] | None:
    """The first of the best seatings that break no rule."""
    best: tuple[int, list[int]] | None = None
    for where in (*first, *seatings):
        won = _won(numbers, where)
        if (best is None or won > best[0]) and not any(Board(numbers, where).faults()):
            best = won, where
    return None if best is None else best[1]


def _won(numbers: Task, where: list[int]) -> int:
    """What a seating is worth in the search: all that is raised, and what staying counts."""
    pairs = sum(numbers.weight[a][b] for a, table in enumerate(where) for b in range(a) if where[b] == table)
    return pairs + sum(numbers.pull[table][unit] for unit, table in enumerate(where))


def _repair_budget(budget: Budget) -> Budget:
    return Budget(max(_FEWEST_REPAIRS, int(budget.steps * _REPAIR_SHARE)), budget.deadline)


def _earlier(task: GroupTask, units: Units) -> list[int] | None:
    """The seating of the earlier plan, if it seats everybody."""
    where = []
    for members, fixed in zip(units.people, units.task.fixed, strict=True):
        table = task.previous.get(task.ids[members[0]])
        if table is None:
            return None
        where.append(fixed if fixed >= 0 else table)
    return where


def _tables(task: GroupTask, units: Units, where: list[int]) -> Tables:
    tables: list[list[Hashable]] = [[] for _ in task.sizes]
    for members, table in zip(units.people, where, strict=True):
        if table < len(tables):
            tables[table] += [task.ids[k] for k in members]
    return tuple(tuple(in_order(ids)) for ids in tables)


def _elastic(task: GroupTask, seed: int, budget: Budget, clash: Clash | None) -> GroupPlan:
    """The plan that breaks the least: chairs are never invented, everyone sits who can, and wishes are broken last."""
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    kept: tuple[ClashRule, ...] = ()
    for rule in rules_of(task):
        if not contradictory(task, (*kept, rule)):
            kept = (*kept, rule)
    units = to_units(task, kept, lobby=True)
    board = Board(units.task, first_seating(units.task, rng))
    repair(board, rng, _repair_budget(budget), _PATIENCE // 5 + len(units.task.size))
    if not task.sizes or any(used > high for used, (_, high) in zip(board.used, task.sizes, strict=False)):
        return GroupPlan(
            (), Status.INFEASIBLE, 0, None, None, budget.deadline is None, (), clash, (), (), budget.done, task
        )
    lobby = len(task.sizes)
    for unit, table in enumerate(board.where):
        if table == lobby:
            units.task.fixed[unit] = lobby
    where = improve(board, rng, budget)
    return _plan(task, _tables(task, units, where), budget, clash)


def _plan(task: GroupTask, tables: Tables, budget: Budget, clash: Clash | None) -> GroupPlan:
    rules = {(rule.name, rule.ids): rule for rule in rules_of(task)}
    proven = clash is not None
    seated = {one for ids in tables for one in ids}
    unmet = [Unmet((one,), say(reasons.UNSEATED, id=one), proven=proven) for one in task.ids if one not in seated]
    dropped: dict[ClashRule, None] = {}
    for violation in broken_rules(task, tables):
        if violation.rule != "once":
            dropped[rules["sizes", ()] if violation.rule == "sizes" else rules[violation.rule, violation.ids]] = None
    unmet += [not_kept(rule) for rule in dropped]
    at = {one: t for t, ids in enumerate(tables) for one in ids}
    moved = tuple(one for one in task.ids if at.get(one) != task.previous.get(one, at.get(one)))
    value = total(task, tables)
    bound, certificate = (None, None) if unmet else bound_of(task)
    if bound is not None and math.isclose(bound, value, rel_tol=SAME):
        bound = value
    optimal = value == bound and not (moved and task.stability)
    status = Status.PARTIAL if unmet else Status.OPTIMAL if optimal else Status.FEASIBLE
    return GroupPlan(
        solution=tables,
        status=status,
        value=value,
        bound=bound,
        certificate=certificate,
        reproducible=budget.deadline is None,
        moved=moved,
        clash=clash if unmet else None,
        unmet=tuple(unmet),
        dropped=tuple(dropped),
        steps=budget.done,
        task=task,
    )
