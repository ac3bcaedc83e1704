"""Check a seating plan by counting anew; shares nothing with the search."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import Final

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import misstated
from kommunal_partner.matching.groups import reasons
from kommunal_partner.matching.groups.bounds import bound_of
from kommunal_partner.matching.groups.model import GroupPlan, GroupTask, Tables
from kommunal_partner.results import Status, Violation, say, wrong_status

__all__ = ["SAME", "broken_rules", "total", "verify"]

SAME: Final = 1e-9
"""Sums of floats that differ by less than this share are the same."""


def total(task: GroupTask, tables: Tables) -> int | float:
    """The sum of distances inside tables; exactly rounded where distances are floats."""
    place = {one: k for k, one in enumerate(task.ids)}
    parts = [task.rows[place[a]][place[b]] for ids in tables for k, a in enumerate(ids) for b in ids[:k]]
    return sum(parts) if all(isinstance(part, int) for part in parts) else math.fsum(parts)


def broken_rules(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    """Every rule that these tables break."""
    if len(tables) != len(task.sizes):
        yield Violation("tables", (), say(reasons.V_TABLES, found=len(tables), asked=len(task.sizes)))
        return
    yield from _chairs(task, tables)
    yield from _links(task, tables)
    yield from _counts(task, tables)


def _chairs(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    seats = Counter(one for ids in tables for one in ids)
    known = set(task.ids)
    for one in [*task.ids, *(one for one in seats if one not in known)]:
        if seats[one] != (one in known):
            yield Violation("once", (one,), say(reasons.V_ONCE, id=one, count=seats[one]))
    for t, (ids, (low, high)) in enumerate(zip(tables, task.sizes, strict=True), 1):
        if not low <= len(ids) <= high:
            rule = "sizes" if len(ids) < low else "chairs"
            yield Violation(rule, ids, say(reasons.V_SIZE, table=t, count=len(ids), low=low, high=high))


def _links(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    at = {one: t for t, ids in enumerate(tables) for one in ids}
    for ids in task.together:
        if len({at[one] for one in ids if one in at}) > 1:
            yield Violation("together", ids, say(reasons.TOGETHER_RULE, ids=Names(ids)))
    for ids in task.apart:
        seated = [at[one] for one in ids if one in at]
        if len(set(seated)) < len(seated):
            yield Violation("apart", ids, say(reasons.APART_RULE, ids=Names(ids)))
    for one, table in task.locked.items():
        if at.get(one, table) != table:
            yield Violation("locked", (one,), say(reasons.V_LOCKED, id=one, table=table + 1))


def _counts(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    languages: Mapping[Hashable, frozenset[str]] = task.languages or {}
    for t, ids in enumerate(tables, 1):
        heard = [languages[one] for one in ids if one in languages]
        if heard and not frozenset.intersection(*heard):
            yield Violation("common_language", (), say(reasons.V_LANGUAGE, table=t))
        for quota in task.at_least:
            held = len(set(ids).intersection(quota.members))
            if held < quota.number:
                values = {"table": t, "count": held, "name": quota.name}
                yield Violation(f"at_least: {quota.name}", quota.members, say(reasons.V_COUNT, **values))
        for quota in task.at_most:
            held = len(set(ids).intersection(quota.members))
            if held > quota.number:
                values = {"table": t, "count": held, "name": quota.name}
                yield Violation(f"at_most: {quota.name}", quota.members, say(reasons.V_COUNT, **values))


def verify(plan: GroupPlan) -> tuple[Violation, ...]:
    """What is wrong with the plan, except for the rules it says it breaks."""
    if plan.status is Status.INFEASIBLE:
        empty = (plan.value, plan.bound, plan.certificate, plan.moved, plan.unmet) == (0, None, None, (), ())
        return () if empty and not any(plan.solution) else (wrong_status(plan.status),)
    excused = {(rule.name, rule.ids) for rule in plan.dropped}
    unseated = {one for unmet in plan.unmet for one in unmet.ids if unmet.sentence.reason == reasons.UNSEATED}
    found = [
        violation
        for violation in broken_rules(plan.task, plan.solution)
        if (violation.rule, violation.ids) not in excused
        and not (violation.rule == "sizes" and ("sizes", ()) in excused)
        and not (violation.rule == "once" and violation.ids[0] in unseated and violation.sentence.values["count"] == 0)
    ]
    known = set(plan.task.ids)
    if any(one not in known for ids in plan.solution for one in ids):
        return tuple(found)
    value = total(plan.task, plan.solution)
    if value != plan.value:
        found.append(Violation("value", (), say(reasons.V_VALUE, found=value, claimed=plan.value)))
    partial = bool(plan.unmet or plan.dropped)
    fits = sum(low for low, _ in plan.task.sizes) <= len(plan.task.ids) <= sum(high for _, high in plan.task.sizes)
    bound, certificate = bound_of(plan.task) if fits and not partial else (None, None)
    if bound is not None and math.isclose(bound, value, rel_tol=SAME):
        bound = value
    if (plan.bound, plan.certificate) != (bound, certificate):
        found.append(Violation("bound", (), say(reasons.V_BOUND, found=bound, claimed=plan.bound)))
    at = {one: t for t, ids in enumerate(plan.solution) for one in ids}
    moved = tuple(one for one in plan.task.ids if at.get(one) != plan.task.previous.get(one, at.get(one)))
    if moved != plan.moved:
        found.append(Violation("moved", moved, say(reasons.V_MOVED)))
    found += misstated(plan.unmet, plan.dropped, plan.unseated)
    proven = value == bound and not (moved and plan.task.stability)
    if plan.status is not (Status.PARTIAL if partial else Status.OPTIMAL if proven else Status.FEASIBLE):
        found.append(wrong_status(plan.status))
    return tuple(found)
