"""Why the locked rings cannot all be made."""

from __future__ import annotations

from kommunal_partner.clashes import Clash, ClashRule, Names
from kommunal_partner.clashes._clash import contradiction
from kommunal_partner.matching.advice._encode import arcs_of
from kommunal_partner.matching.advice._task import SHORTEST, AdviceTask, RingShown
from kommunal_partner.matching.advice.sentences import LOCKED, NO_ARC, SIZE
from kommunal_partner.results import say


def clash_of_locks(task: AdviceTask) -> Clash | None:
    """A locked ring that cannot be made, or two that share someone."""
    taken: dict[int, ClashRule] = {}
    for ring in task.locked:
        ids = tuple(task.ids[member] for member in ring)
        rule = ClashRule("locked", ids, say(LOCKED, ring=RingShown(ids)))
        if not SHORTEST <= len(ring) <= task.longest:
            return contradiction(ClashRule("size", ids, say(SIZE, ring=Names(ids), most=task.longest)))
        for at, to in arcs_of(ring):
            if (at, to) not in task.arcs:
                a, b = task.ids[at], task.ids[to]
                return contradiction(rule, ClashRule("forbidden", (a, b), say(NO_ARC, a=a, b=b)))
        for member in ring:
            if member in taken:
                return contradiction(taken[member], rule)
            taken[member] = rule
    return None
