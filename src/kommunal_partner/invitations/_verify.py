"""The check of an invitation list: counts everything anew and shares no code with the choice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

from kommunal_partner.invitations._quotas import Quota
from kommunal_partner.invitations.result import InvitationEntry, InvitationList, Standing
from kommunal_partner.invitations.sentences import (
    FREE_PLACE,
    OUT_OF_ORDER,
    OVER_QUOTA,
    OVER_TOTAL,
    TWICE,
    UNDER_QUOTA,
    WRONG_GROUP,
    WRONG_VALUE,
)
from kommunal_partner.results import Status, Violation
from kommunal_partner.verdicts import Answer, Reason, Sentence

_ANSWERS: Final = {
    Standing.INVITED: Answer.YES,
    Standing.WAITING: Answer.YES,
    Standing.UNDECIDED: Answer.UNDECIDED,
    Standing.EXCLUDED: Answer.NO,
}


def violations(of: InvitationList) -> Iterator[Violation]:
    """Everything that is wrong with the list."""
    yield from _groups(of)
    yield from _places(of)
    yield from _quotas(of)
    found = 0
    for entry in of.invited:
        found += entry.points or 0
    proven = of.status is not Status.OPTIMAL or (found == of.bound and not of.short)
    if found != of.value or found > of.bound or not proven:
        yield _violation(WRONG_VALUE, (), found=found, claimed=of.value, bound=of.bound)


def _violation(reason: Reason, ids: tuple[Hashable, ...], **values: object) -> Violation:
    return Violation(reason.code, ids, Sentence(reason, values))


def _groups(of: InvitationList) -> Iterator[Violation]:
    seen: set[str] = set()
    for standing in Standing:
        group: tuple[InvitationEntry, ...] = getattr(of, standing.value)
        for entry in group:
            name = entry.partnership.id
            if name in seen:
                yield _violation(TWICE, (name,), id=name)
            seen.add(name)
            declined = standing is Standing.EXCLUDED and name in of.declined
            if entry.standing is not standing or (entry.answer is not _ANSWERS[standing] and not declined):
                answer = entry.answer
                yield _violation(WRONG_GROUP, (name,), id=name, standing=standing, answer=answer)


def _places(of: InvitationList) -> Iterator[Violation]:
    if of.total is not None and len(of.invited) > of.total:
        yield _violation(OVER_TOTAL, (), count=len(of.invited), total=of.total)
    for group in (of.invited, of.waiting):
        before: InvitationEntry | None = None
        for place, entry in enumerate(group, 1):
            points = entry.points or 0
            ahead = before is None or (
                before.points > points
                if before.points is not None and before.points != points
                else before.partnership.id < entry.partnership.id
            )
            if not ahead or entry.place != place or points < 1:
                yield _violation(OUT_OF_ORDER, (entry.partnership.id,), id=entry.partnership.id)
            before = entry


def _invited_of(of: InvitationList, quota: Quota, kind: Hashable, *, kept: bool = False) -> int:
    return len(
        [
            entry
            for entry in of.invited
            if kind in quota.kinds(entry.partnership) and (not kept or entry.partnership.id in of.kept)
        ]
    )


def _quotas(of: InvitationList) -> Iterator[Violation]:
    told = {(number, kind): reached for number, kind, reached in of.short}
    for number, quota in enumerate(of.quotas):
        kinds = {kind for entry in (*of.invited, *of.waiting) for kind in quota.kinds(entry.partnership)}
        kinds |= set() if quota.value is None else {quota.value}
        for kind in sorted(kinds, key=str):
            count = _invited_of(of, quota, kind)
            most = None if quota.at_most is None else max(quota.at_most, _invited_of(of, quota, kind, kept=True))
            if most is not None and count > most:
                yield _violation(OVER_QUOTA, (), quota=quota.words(kind), count=count, most=most)
            if quota.at_least is not None and count < quota.at_least and told.get((number, kind)) != count:
                yield _violation(UNDER_QUOTA, (), quota=quota.words(kind), count=count, least=quota.at_least)
    if of.total is None or len(of.invited) < of.total:
        for entry in of.waiting:
            if not any(
                quota.at_most is not None and _invited_of(of, quota, kind) >= quota.at_most
                for quota in of.quotas
                for kind in quota.kinds(entry.partnership)
            ):
                yield _violation(FREE_PLACE, (entry.partnership.id,), id=entry.partnership.id)
