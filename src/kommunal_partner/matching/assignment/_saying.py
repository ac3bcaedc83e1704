"""What explanations of sides and of pools say in the same words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Final

from kommunal_partner.clashes import Names
from kommunal_partner.matching.assignment._search import Found
from kommunal_partner.matching.assignment._task import AssignmentTask, PairClaims, PairingGoal
from kommunal_partner.matching.assignment.sentences import (
    ASSIGNED,
    ASSIGNED_AS_MANY,
    ASSIGNED_FAIRLY,
    ASSIGNED_IN_PART,
    ASSIGNED_SO_FAR,
    FEWER_PAIRS,
    LEFT_OPEN,
    LOWER_WORST,
    MOVED,
    NOT_READ_OF,
    NOT_WORTH,
    READ_IN_PART,
)
from kommunal_partner.results import Status, say
from kommunal_partner.verdicts import Reason, Sentence, spoken

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Truths

_MOST_UNDER_QUOTAS: Final = 10_000
_MOST_PAIRS: Final = 100_000
"""So many pairs are searched anew for one of them, which takes a tenth of a second."""


def is_unsettled(task: AssignmentTask, claims: PairClaims) -> bool:
    """Whether a search that time ended would take too long to be done anew for one pair."""
    ended = claims.status is Status.FEASIBLE or (claims.status is Status.PARTIAL and not claims.reproducible)
    return ended and task.cost.size > (_MOST_UNDER_QUOTAS if task.quotas else _MOST_PAIRS)


def is_too_low(task: AssignmentTask, claims: PairClaims, weight: float) -> bool:
    return task.goal is PairingGoal.FAIR and claims.worst is not None and weight < claims.worst


def opening_of(task: AssignmentTask, claims: PairClaims) -> Sentence:
    """How many pairs there are, what they are worth, and what more could be."""
    pairs, value = len(claims.solution), claims.value
    if task.unread is not None:
        both = 2 if task.is_pool else 1
        count = (len(task.left) * (len(task.right) - task.is_pool)) // both
        read = count - int(task.unread.sum()) // both
        return say(READ_IN_PART, pairs=pairs, value=value, read=read, count=count)
    if claims.status is Status.FEASIBLE:
        return say(ASSIGNED_SO_FAR, pairs=pairs, value=value, bound=claims.bound)
    if claims.status is not Status.OPTIMAL:
        return say(ASSIGNED_IN_PART, pairs=pairs, value=value)
    if task.goal is PairingGoal.FAIR and claims.worst is not None:
        return say(ASSIGNED_FAIRLY, pairs=pairs, value=value, worst=claims.worst)
    has_losses = bool(task.cost.size) and float(task.cost.max()) > 0
    as_many = task.goal is PairingGoal.MOST or (task.goal is PairingGoal.TOTAL and has_losses)
    return say(ASSIGNED_AS_MANY if as_many else ASSIGNED, pairs=pairs, value=value)


def moved(claims: PairClaims) -> Iterator[Sentence]:
    if claims.moved:
        yield say(MOVED, count=len(claims.moved), who=Names(claims.moved))


def not_read(one: Hashable, unread: Truths | None) -> Iterator[Sentence]:
    """How many weights of somebody there was no time to ask for."""
    count = 0 if unread is None else int(unread.sum())
    if count:
        yield say(NOT_READ_OF, who=one, count=count)


def why_not_made(claims: PairClaims) -> Reason:
    """Why a pair for which there are places is not made."""
    return LEFT_OPEN if claims.status is Status.FEASIBLE else NOT_WORTH


def is_tie(value: float, best: float | None) -> bool:
    """Whether two values read the same, so that nothing is told by naming both."""
    return spoken(value, "en") == spoken(best, "en")


def beside_value(claims: PairClaims, found: Found) -> Iterator[Sentence]:
    """What the value alone does not tell: fewer pairs, or a lower weight of the worst-off."""
    if len(found.pairs) < len(claims.solution):
        yield say(FEWER_PAIRS, pairs=len(found.pairs), count=len(claims.solution))
    if claims.goal is PairingGoal.FAIR and found.worst is not None:
        before = found.worst if claims.worst is None else claims.worst
        if found.worst < before:
            yield say(LOWER_WORST, worst=found.worst, before=before)
