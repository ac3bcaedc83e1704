"""Who meets whom and when, and why some meet again or never."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.matching.rotation import reasons
from kommunal_partner.matching.rotation.model import RotationPlan
from kommunal_partner.matching.rotation.verify import meetings_of
from kommunal_partner.results import NOTHING_BETTER, Explanation, Status, explain_people, in_order, say
from kommunal_partner.verdicts import Sentence

__all__ = ["explain"]

SHOWN = 20  # repeated pairs


def explain(plan: RotationPlan, ids: tuple[Hashable, ...]) -> Explanation:
    """The plan, one person's way through it, or why two meet, again or never."""
    return explain_people(
        ids,
        plan.task.ids,
        of_all=lambda: _overview(plan),
        of_one=lambda person: _person(plan, person),
        of_two=lambda a, b: _pair(plan, a, b),
    )


def _overview(plan: RotationPlan) -> Iterator[Sentence]:
    yield from opening(plan.status, plan.clash, plan.unmet)
    if plan.status is Status.INFEASIBLE:
        return
    if plan.certificate is None:
        yield say(reasons.REPEATS_ALONE, value=plan.value)
    else:
        yield say(reasons.REPEATS, value=plan.value, bound=plan.bound)
        yield plan.certificate.sentence
    if plan.status is Status.OPTIMAL:
        yield say(NOTHING_BETTER)
    again = {tuple(in_order(pair)): count for pair, count in meetings_of(plan.solution).items() if count > 1}
    for a, b in [pair for pair in in_order(again) if isinstance(pair, tuple)][:SHOWN]:
        rounds = tuple(r + 1 for r, _, others in plan.meetings(a) if b in others)
        yield say(reasons.REPEAT_PAIR, a=a, b=b, count=again[a, b], rounds=rounds)
    if plan.moved:
        yield say(reasons.MOVED, count=len(plan.moved), ids=Names(plan.moved))


def _person(plan: RotationPlan, person: Hashable) -> Iterator[Sentence]:
    if person in plan.task.hosts:
        yield say(reasons.HOST_RULE, id=person, table=plan.task.hosts[person] + 1)
    for r, t, others in plan.meetings(person):
        if others:
            yield say(reasons.MEETS, id=person, round=r + 1, table=t + 1, ids=Names(others, shown=len(others)))
        else:
            yield say(reasons.SITS_ALONE, id=person, round=r + 1, table=t + 1)
    if person in plan.task.absent:
        yield _absence(plan, person)
    yield say(reasons.MET_COUNT, id=person, count=len(_met(plan, person)))


def _absence(plan: RotationPlan, person: Hashable) -> Sentence:
    rounds = tuple(r + 1 for r in sorted(plan.task.absent[person]))
    return say(reasons.ABSENT_IN, id=person, rounds=rounds)


def _met(plan: RotationPlan, person: Hashable) -> set[Hashable]:
    return {other for _, _, others in plan.meetings(person) for other in others}


def _pair(plan: RotationPlan, a: Hashable, b: Hashable) -> Iterator[Sentence]:
    task = plan.task
    together = [(r, t) for r, t, others in plan.meetings(a) if b in others]
    for r, t in together:
        yield say(reasons.MEET, a=a, b=b, round=r + 1, table=t + 1)
    if len(together) > 1 and plan.certificate is not None:
        yield plan.certificate.sentence
    if together:
        return
    reasons_found = False
    if any(a in ids and b in ids for ids in task.apart):
        reasons_found = True
        yield say(reasons.NEVER_RULE, a=a, b=b)
    if a in task.hosts and b in task.hosts:
        reasons_found = True
        yield say(reasons.NEVER_HOSTS, a=a, b=b)
    for one in (a, b):
        if one in task.absent:
            yield _absence(plan, one)
    if not reasons_found:
        counts = {"count_a": len(_met(plan, a)), "count_b": len(_met(plan, b)), "people": len(task.ids) - 1}
        yield say(reasons.NEVER, a=a, b=b, **counts)
