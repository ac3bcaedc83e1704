"""Check a rotation plan by counting anew; shares nothing with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import combinations

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import misstated
from kommunal_partner.matching.rotation import reasons
from kommunal_partner.matching.rotation.bounds import bound_of
from kommunal_partner.matching.rotation.model import RotationPlan, RotationTask, Rounds
from kommunal_partner.results import Status, Violation, in_order, say, wrong_status

__all__ = ["broken_rules", "meetings_of", "repeats", "verify"]


def meetings_of(solution: Rounds) -> Counter[frozenset[Hashable]]:
    """How often each pair meets."""
    return Counter(frozenset(pair) for tables in solution for ids in tables for pair in combinations(ids, 2))


def repeats(solution: Rounds) -> int:
    """How many meetings are not the first of their pair."""
    return sum(count - 1 for count in meetings_of(solution).values())


def broken_rules(task: RotationTask, solution: Rounds) -> Iterator[Violation]:
    """Every rule that these rounds break."""
    tables = len(task.sizes)
    if len(solution) != task.rounds or any(len(of_round) != tables for of_round in solution):
        yield Violation("shape", (), say(reasons.V_SHAPE, rounds=task.rounds, tables=tables))
        return
    for r, of_round in enumerate(solution):
        yield from _broken_in_round(task, r, of_round)
    met = meetings_of(solution)
    for ids in task.apart:
        if any(frozenset(pair) in met for pair in combinations(ids, 2)):
            yield Violation("apart", ids, say(reasons.APART_RULE, ids=Names(ids)))


def _broken_in_round(task: RotationTask, r: int, tables: tuple[tuple[Hashable, ...], ...]) -> Iterator[Violation]:
    seats = Counter(one for ids in tables for one in ids)
    coming = set(task.present(r))
    for one in in_order(coming):
        if seats[one] != 1:
            yield Violation("once", (one,), say(reasons.V_ONCE, id=one, round=r + 1, count=seats[one]))
    for one in in_order(set(seats) - coming):
        yield Violation("absent", (one,), say(reasons.V_ABSENT, id=one, round=r + 1))
    for t, ids in enumerate(tables):
        if len(ids) != task.seats[r][t]:
            values = {"round": r + 1, "table": t + 1, "count": len(ids), "seats": task.seats[r][t]}
            yield Violation("seats", ids, say(reasons.V_SEATS, **values))
    at = {one: t for t, ids in enumerate(tables) for one in ids}
    for one, table in task.hosts.items():
        if at.get(one, table) != table:
            yield Violation("host", (one,), say(reasons.V_PLACE, id=one, round=r + 1, table=table + 1))
    for (one, number), table in task.locked.items():
        if number == r and at.get(one, table) != table:
            yield Violation("locked", (one, r), say(reasons.V_PLACE, id=one, round=r + 1, table=table + 1))


def verify(plan: RotationPlan) -> tuple[Violation, ...]:
    """What is wrong with the plan, except for the rules it says it breaks."""
    if plan.status is Status.INFEASIBLE:
        empty = (plan.value, plan.bound, plan.certificate, plan.moved, plan.unmet) == (0, None, None, (), ())
        return () if empty and not plan.solution else (wrong_status(plan.status),)
    excused = {(rule.name, rule.ids) for rule in plan.dropped}
    broken = broken_rules(plan.task, plan.solution)
    found = [violation for violation in broken if (violation.rule, violation.ids) not in excused]
    value = repeats(plan.solution)
    if value != plan.value:
        found.append(Violation("value", (), say(reasons.V_VALUE, found=value, claimed=plan.value)))
    partial = bool(plan.unmet or plan.dropped)
    bound, certificate = (None, None) if partial else bound_of(plan.task)
    if (plan.bound, plan.certificate) != (bound, certificate):
        found.append(Violation("bound", (), say(reasons.V_BOUND, found=bound, claimed=plan.bound)))
    at = {(one, r): t for r, tables in enumerate(plan.solution) for t, ids in enumerate(tables) for one in ids}
    changed = {seat[0] for seat, table in plan.task.previous.items() if at.get(seat, table) != table}
    moved = tuple(one for one in plan.task.ids if one in changed)
    if moved != plan.moved:
        found.append(Violation("moved", moved, say(reasons.V_MOVED)))
    found += misstated(plan.unmet, plan.dropped)
    proven = value == bound and not (moved and plan.task.stability)
    if plan.status is not (Status.PARTIAL if partial else Status.OPTIMAL if proven else Status.FEASIBLE):
        found.append(wrong_status(plan.status))
    return tuple(found)
