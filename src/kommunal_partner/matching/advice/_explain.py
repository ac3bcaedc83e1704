"""Why the rings are as they are: as a whole, or for one id."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from kommunal_partner._checks import identifier, nearest
from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.matching.advice._encode import rings_of, weight_of
from kommunal_partner.matching.advice._task import AdviceTask, RingClaims, RingShown
from kommunal_partner.matching.advice.sentences import BEST, BLOCKED, IN_RING, MOVED, NO_RING, NOT_WORTH, RINGS, UNREAD
from kommunal_partner.results import Explanation, Status, say
from kommunal_partner.results.sentences import PERSON
from kommunal_partner.verdicts import Sentence


def explain(task: AdviceTask, claims: RingClaims, one: Hashable = None) -> Explanation:
    """Why: of the whole result, or of one id.

    Raises:
        UnknownName: if there is no such id.
    """
    one = None if one is None else identifier(one, "one", BadInstance)
    if one is not None and one not in task.ids:
        raise UnknownName(PERSON, one, nearest(one, task.ids))
    if claims.status is Status.INFEASIBLE:
        return Explanation(opening(claims.status, claims.clash))
    return Explanation(_whole(task, claims) if one is None else _of_one(task, claims, one))


def _whole(task: AdviceTask, claims: RingClaims) -> Iterator[Sentence]:
    yield say(RINGS, count=len(claims.solution), value=claims.value)
    yield say(UNREAD, count=task.unread) if task.unread else say(BEST, bound=claims.bound)
    if claims.moved:
        yield say(MOVED, count=len(claims.moved), who=Names(claims.moved))


def _of_one(task: AdviceTask, claims: RingClaims, one: Hashable) -> Iterator[Sentence]:
    for ring in claims.solution:
        if one in ring:
            yield say(IN_RING, who=one, ring=RingShown(ring))
            return
    if task.unread:
        yield say(UNREAD, count=task.unread)
        return
    place = task.ids.index(one)
    own = [ring for ring in rings_of(dict(task.arcs), task.longest) if place in ring]
    if not own:
        yield say(NO_RING, who=one)
        return
    best = max(own, key=lambda ring: (weight_of(task, ring), tuple(-member for member in ring)))
    ids = tuple(task.ids[member] for member in best)
    used = {member for ring in claims.solution for member in ring}
    taken = tuple(member for member in ids if member in used)
    if taken:
        yield say(BLOCKED, who=one, ring=RingShown(ids), weight=weight_of(task, best), taken=Names(taken))
    else:
        yield say(NOT_WORTH, who=one, ring=RingShown(ids), weight=weight_of(task, best))
