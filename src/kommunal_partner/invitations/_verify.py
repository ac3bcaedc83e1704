"""The check of an invitation list: counts everything anew and shares no code with the choice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from kommunal_partner.invitations._task import Claims, InvitationEntry, QuotaLike, Standing, unjudged
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
from kommunal_partner.results import Status, Violation, wrong_claim
from kommunal_partner.verdicts import Answer, Reason, Sentence

_ANSWERS: Final = {
    Standing.INVITED: {Answer.YES},
    Standing.TO_CONFIRM: {Answer.UNDECIDED},
    Standing.WAITING: {Answer.YES, Answer.UNDECIDED},
    Standing.UNDECIDED: {Answer.UNDECIDED},
    Standing.EXCLUDED: {Answer.NO},
}
_OPEN: Final = "STAGE_TO_CONFIRM"


def violations(of: Claims) -> Iterator[Violation]:
    """Everything that is wrong with the list."""
    yield from _groups(of)
    yield from _order(of)
    yield from _quotas(of)
    yield from _time(of)
    found = 0
    for entry in _with_place(of):
        found += entry.points or 0
    proven = of.status is not Status.OPTIMAL or (found == of.bound and not of.short)
    if found != of.value or (of.bound is not None and found > of.bound) or not proven:
        yield _violation(WRONG_VALUE, (), found=found, claimed=of.value, bound=of.bound)


def _time(of: Claims) -> Iterator[Violation]:
    """Whom there was no time to judge might have come: then no bound is known, and nothing is reproducible."""
    is_whole = not unjudged(of)
    if is_whole is (of.bound is None):
        yield wrong_claim("bound", of.bound, None)
    if of.reproducible and not is_whole:
        yield wrong_claim("reproducible", said=True, found=False)


def _violation(reason: Reason, ids: tuple[Hashable, ...], **values: object) -> Violation:
    return Violation(reason.code, ids, Sentence(reason, values))


def _with_place(of: Claims) -> list[InvitationEntry]:
    return [*of.invited, *of.to_confirm]


def _groups(of: Claims) -> Iterator[Violation]:
    seen: set[str] = set()
    groups = (
        (Standing.INVITED, of.invited),
        (Standing.TO_CONFIRM, of.to_confirm),
        (Standing.WAITING, of.waiting),
        (Standing.UNDECIDED, of.undecided),
        (Standing.EXCLUDED, of.excluded),
    )
    for standing, group in groups:
        for entry in group:
            name = entry.partnership.id
            if name in seen:
                yield _violation(TWICE, (name,), id=name)
            seen.add(name)
            declined = standing is Standing.EXCLUDED and name in of.declined
            fits = entry.answer in _ANSWERS[standing] and _is_open_as_it_may_be(standing, entry)
            if entry.standing is not standing or not (fits or declined):
                yield _violation(WRONG_GROUP, (name,), id=name, standing=standing, answer=entry.answer)


def _is_open_as_it_may_be(standing: Standing, entry: InvitationEntry) -> bool:
    """Who has a place or waits for one has nothing open but the stage."""
    if standing in {Standing.UNDECIDED, Standing.EXCLUDED}:
        return True
    return all(end.reason.code == _OPEN for end in entry.verdict.ends(Answer.UNDECIDED)) or entry.answer is Answer.YES


def _order(of: Claims) -> Iterator[Violation]:
    placed = _with_place(of)
    if of.total is not None and len(placed) > of.total:
        yield _violation(OVER_TOTAL, (), count=len(placed), total=of.total)
    for group in (of.invited, of.to_confirm):
        yield from _in_order(group, ascending_only=True)
    yield from _in_order(sorted(placed, key=_by_rank))
    yield from _in_order(of.waiting)


def _by_rank(entry: InvitationEntry) -> tuple[int, str]:
    return -(entry.points or 0), entry.partnership.id


def _in_order(group: Iterable[InvitationEntry], *, ascending_only: bool = False) -> Iterator[Violation]:
    before: InvitationEntry | None = None
    for place, entry in enumerate(group, 1):
        points = entry.points or 0
        ahead = before is None or _by_rank(before) < _by_rank(entry)
        if not ahead or points < 1 or (not ascending_only and entry.place != place):
            yield _violation(OUT_OF_ORDER, (entry.partnership.id,), id=entry.partnership.id)
        before = entry


def _count_of(of: Claims, quota: QuotaLike, kind: Hashable, *, kept: bool = False) -> int:
    return len(
        [
            entry
            for entry in _with_place(of)
            if kind in quota.kinds(entry.partnership) and (not kept or entry.partnership.id in of.kept)
        ]
    )


def _quotas(of: Claims) -> Iterator[Violation]:
    told = {(number, kind): reached for number, kind, reached in of.short}
    for number, quota in enumerate(of.quotas):
        kinds = {kind for entry in (*_with_place(of), *of.waiting) for kind in quota.kinds(entry.partnership)}
        kinds |= set() if quota.value is None else {quota.value}
        for kind in sorted(kinds, key=str):
            count = _count_of(of, quota, kind)
            most = None if quota.at_most is None else max(quota.at_most, _count_of(of, quota, kind, kept=True))
            if most is not None and count > most:
                yield _violation(OVER_QUOTA, (), quota=quota.words(kind), count=count, most=most)
            if quota.at_least is not None and count < quota.at_least and told.get((number, kind)) != count:
                yield _violation(UNDER_QUOTA, (), quota=quota.words(kind), count=count, least=quota.at_least)
    if of.total is None or len(_with_place(of)) < of.total:
        for entry in of.waiting:
            if not any(
                quota.at_most is not None and _count_of(of, quota, kind) >= quota.at_most
                for quota in of.quotas
                for kind in quota.kinds(entry.partnership)
            ):
                yield _violation(FREE_PLACE, (entry.partnership.id,), id=entry.partnership.id)
