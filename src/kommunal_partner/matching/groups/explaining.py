"""Why people sit where they sit: what each table and each person contributes, and what an exchange would change."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.matching.groups import reasons
from kommunal_partner.matching.groups.model import GroupPlan, GroupTask, Tables
from kommunal_partner.matching.groups.units import rules_of
from kommunal_partner.matching.groups.verify import broken_rules, total
from kommunal_partner.results import NOTHING_BETTER, Explanation, Status, explain_people, say
from kommunal_partner.verdicts import Sentence

__all__ = ["contribution", "explain"]


def contribution(task: GroupTask, person: Hashable, table: tuple[Hashable, ...]) -> int | float:
    """The sum of someone's distances to the others of a table."""
    place = {one: k for k, one in enumerate(task.ids)}
    row = task.rows[place[person]]
    parts = [row[place[other]] for other in table if other != person]
    return sum(parts) if all(isinstance(part, int) for part in parts) else math.fsum(parts)


def explain(plan: GroupPlan, ids: tuple[Hashable, ...]) -> Explanation:
    """The plan, one person's place, or why two sit together or apart."""
    return explain_people(
        ids,
        plan.task.ids,
        of_all=lambda: _overview(plan),
        of_one=lambda person: _person(plan, person),
        of_two=lambda a, b: _pair(plan, a, b),
    )


def _overview(plan: GroupPlan) -> Iterator[Sentence]:
    yield from opening(plan.status, plan.clash, plan.unmet)
    if plan.status is Status.INFEASIBLE:
        return
    if plan.certificate is None:
        yield say(reasons.VALUE_ALONE, value=plan.value)
    else:
        yield say(reasons.VALUE, value=plan.value, bound=plan.bound)
        yield plan.certificate.sentence
    if plan.status is Status.OPTIMAL:
        yield say(NOTHING_BETTER)
    yield from _each_table(plan)
    if plan.moved:
        yield say(reasons.MOVED, count=len(plan.moved), ids=Names(plan.moved))


def _each_table(plan: GroupPlan) -> Iterator[Sentence]:
    task = plan.task
    languages: Mapping[Hashable, frozenset[str]] = task.languages or {}
    for t, ids in enumerate(plan.solution, 1):
        if not ids:
            yield say(reasons.TABLE_EMPTY, table=t)
            continue
        yield say(reasons.TABLE_TOTAL, table=t, count=len(ids), total=total(task, (ids,)), ids=Names(ids))
        heard = [languages[one] for one in ids if one in languages]
        shared = sorted(frozenset.intersection(*heard)) if heard else []
        if shared:
            yield say(reasons.SPOKEN, table=t, languages=tuple(shared))


def _person(plan: GroupPlan, person: Hashable) -> Iterator[Sentence]:
    here = plan.table_of(person)
    if here is None:
        yield say(reasons.ALONE, id=person)
        return
    own = contribution(plan.task, person, plan.solution[here])
    yield say(reasons.MEMBER, id=person, table=here + 1, own=own)
    for t, ids in enumerate(plan.solution):
        if t != here:
            other = contribution(plan.task, person, ids)
            yield say(reasons.CONTRIBUTION, id=person, here=here + 1, own=own, there=t + 1, other=other)
    for rule in rules_of(plan.task):
        if person in rule.ids:
            yield say(reasons.BY_RULE, rule=rule.sentence)


def _pair(plan: GroupPlan, a: Hashable, b: Hashable) -> Iterator[Sentence]:
    task = plan.task
    table_a, table_b = plan.table_of(a), plan.table_of(b)
    for one, table in ((a, table_a), (b, table_b)):
        if table is None:
            yield say(reasons.ALONE, id=one)
    if table_a is None or table_b is None:
        return
    distance = task.rows[task.ids.index(a)][task.ids.index(b)]
    if table_a == table_b:
        yield say(reasons.TOGETHER, a=a, b=b, table=table_a + 1, distance=distance)
    else:
        yield say(reasons.APART, a=a, b=b, table_a=table_a + 1, table_b=table_b + 1, distance=distance)
    named = [
        rule
        for rule in rules_of(task)
        if rule.name == ("together" if table_a == table_b else "apart") and a in rule.ids and b in rule.ids
    ]
    for rule in named:
        yield say(reasons.BY_RULE, rule=rule.sentence)
    if not named:
        yield _best_swap(plan, a, b)


def _best_swap(plan: GroupPlan, a: Hashable, b: Hashable) -> Sentence:
    """What the cheapest exchange of two people would cost that parts the two, or brings them together."""
    task, tables = plan.task, plan.solution
    table_a, table_b = plan.table_of(a), plan.table_of(b)
    broken = {(violation.rule, violation.ids) for violation in broken_rules(task, tables)}
    best: tuple[float, Hashable, Hashable, int | float] | None = None
    for one, other in ((a, b), (b, a)):
        for t, ids in enumerate(tables):
            if (t == table_a) if table_a == table_b else (t != plan.table_of(other)):
                continue
            for exchanged in ids:
                if exchanged in (a, b):
                    continue
                changed = _swapped(tables, one, exchanged)
                value = total(task, changed)
                if best is not None and task.sign * value <= best[0]:
                    continue
                if all((violation.rule, violation.ids) in broken for violation in broken_rules(task, changed)):
                    best = (task.sign * value, one, exchanged, value)
    if best is None:
        return say(reasons.NO_SWAP)
    return say(reasons.SWAP, a=best[1], b=best[2], value=plan.value, changed=best[3])


def _swapped(tables: Tables, one: Hashable, other: Hashable) -> Tables:
    """The tables after an exchange of two people."""
    turn = {one: other, other: one}
    return tuple(tuple(turn.get(person, person) for person in ids) for ids in tables)
