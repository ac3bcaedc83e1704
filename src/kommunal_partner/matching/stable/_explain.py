"""Why a match is as it is: as a whole, for one of either side, for two."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from kommunal_partner._checks import identifier, nearest
from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.matching.stable._task import MatchClaims, MatchTask, StableGoal
from kommunal_partner.matching.stable.sentences import (
    ALONE,
    AS_GOOD_BY_ID,
    AS_GOOD_BY_LOT,
    BETTER_OFF,
    COME_BEFORE,
    EMPTY,
    FEWEST_CHANGES,
    FOR_THESE_TIES,
    GOT,
    GOT_IN_COUPLE,
    GOT_LOCKED,
    HAS,
    IN_COUPLE,
    LEAST,
    LEAST_SUM,
    LOCKED_THERE,
    MOVED,
    NO_PLACES,
    NO_TIME,
    NOT_MUTUAL,
    NOT_STABLE,
    PREFERRED,
    SIDE_ONLY,
    STABLE,
    TIES_BY_ID,
    TIES_BY_LOT,
    UNREAD,
    WAS_WITH,
)
from kommunal_partner.results import Explanation, Status, say
from kommunal_partner.verdicts import Sentence


def explain(task: MatchTask, claims: MatchClaims, proposer: Hashable = None, receiver: Hashable = None) -> Explanation:
    """Why: of the whole match; of one proposer or receiver; or, with both, why they are together or not.

    Raises:
        UnknownName: if there is no such id.
    """
    about = _Matched(task, claims)
    proposer = None if proposer is None else identifier(proposer, "proposer", BadInstance)
    receiver = None if receiver is None else identifier(receiver, "receiver", BadInstance)
    if proposer is not None and proposer not in about.number:
        raise UnknownName(Term("Antragsteller", "proposer"), proposer, nearest(proposer, task.proposers))
    if receiver is not None and receiver not in about.seat:
        raise UnknownName(Term("Empfänger", "receiver"), receiver, nearest(receiver, task.receivers))
    if claims.status is Status.INFEASIBLE:
        return Explanation(opening(claims.status, claims.clash))
    if task.unread:
        return Explanation(about.without_lists(proposer, receiver))
    if proposer is None:
        return Explanation(about.whole() if receiver is None else about.receiver(receiver))
    if receiver is not None:
        return Explanation(about.two(proposer, receiver))
    return Explanation((*about.proposer(proposer), *about.change(proposer)))


class _Matched:
    """The task and the match, with the number of each id and the receiver that each proposer got."""

    def __init__(self, task: MatchTask, claims: MatchClaims) -> None:
        self.task = task
        self.claims = claims
        self.number = {one: at for at, one in enumerate(task.proposers)}
        self.seat = {one: at for at, one in enumerate(task.receivers)}
        self.got = {self.number[a]: self.seat[b] for a, b in claims.solution}
        self.couple_of = {a: b for first, second, _ in task.couples for a, b in ((first, second), (second, first))}

    def rank(self, one: int) -> dict[int, int]:
        """Where a proposer ranks each receiver, from 0 on."""
        wishes, ranks = self.task.wishes[one], self.task.ranks[one]
        return dict(zip(wishes, ranks or range(len(wishes)), strict=True))

    def without_lists(self, proposer: Hashable | None, receiver: Hashable | None) -> Iterator[Sentence]:
        """What can be said where there was no time for the wishes: of all, of a proposer, or of a receiver."""
        if proposer is None and receiver is None:
            yield say(UNREAD, pairs=len(self.claims.solution))
            if self.claims.moved:
                yield say(MOVED, count=len(self.claims.moved), who=Names(self.claims.moved))
        elif proposer is None:
            yield from self.receiver(receiver)
            yield say(UNREAD, pairs=len(self.claims.solution))
        elif self.number[proposer] in self.got:
            one = self.number[proposer]
            yield self._outcome(proposer, one, self.got[one], {})
        else:
            yield say(NO_TIME, a=proposer)
            yield from self.change(proposer)

    def whole(self) -> Iterator[Sentence]:
        """The whole match: is it stable, who moved, how good could it be."""
        claims, task = self.claims, self.task
        if claims.blocking:
            yield say(NOT_STABLE, pairs=len(claims.solution), steps=claims.steps, count=len(claims.blocking))
        else:
            yield say(STABLE, pairs=len(claims.solution))
        yield from (case.sentence for case in claims.blocking)
        if task.has_ties:
            yield say(TIES_BY_ID) if task.seed is None else say(TIES_BY_LOT, seed=task.seed)
        if claims.moved:
            yield say(MOVED, count=len(claims.moved), who=Names(claims.moved))
        if claims.proof is not None:
            price, moved = task.stability, len(claims.moved)
            if not task.has_earlier:
                yield say(LEAST_SUM, ranks=claims.ranks)
            elif price is None:
                yield say(FEWEST_CHANGES, count=moved)
            else:
                yield say(LEAST, ranks=claims.ranks, count=moved, price=price, cost=claims.cost)
            if task.has_ties:
                yield say(FOR_THESE_TIES)
        elif not task.couples and self._is_cut_short():
            yield say(SIDE_ONLY)
        yield from (say(ALONE, a=one) for one in claims.unmatched)

    def _is_cut_short(self) -> bool:
        """Whether a proof is missing that a search brings that comes to its end."""
        task = self.task
        return task.goal is StableGoal.LEAST_SUM or (task.goal is StableGoal.SIDE and task.has_earlier)

    def receiver(self, receiver: Hashable) -> Iterator[Sentence]:
        """Whom a receiver has."""
        who = tuple(a for a, b in self.claims.solution if b == receiver)
        most = self.task.capacity[self.seat[receiver]]
        yield (
            say(HAS, b=receiver, who=Names(who), count=len(who), most=most)
            if who
            else say(EMPTY, b=receiver, most=most)
        )

    def proposer(self, proposer: Hashable) -> Iterator[Sentence]:
        """What a proposer got, and why nothing that they like better."""
        task, one = self.task, self.number[proposer]
        rank = self.rank(one)
        place = self.got.get(one)
        yield self._outcome(proposer, one, place, rank)
        if place is not None and (place not in rank or (one, place) in task.locked):
            return
        for wish in task.wishes[one]:
            if place is None or rank[wish] < rank[place]:
                yield from self.two(proposer, task.receivers[wish])

    def _outcome(self, proposer: Hashable, one: int, place: int | None, rank: dict[int, int]) -> Sentence:
        if place is None:
            return say(ALONE, a=proposer)
        partner = self.task.receivers[place]
        if (one, place) in self.task.locked:
            return say(GOT_LOCKED, a=proposer, b=partner)
        if place not in rank:
            return say(GOT_IN_COUPLE, a=proposer, b=partner)
        return say(GOT, a=proposer, b=partner, rank=rank[place] + 1)

    def change(self, proposer: Hashable) -> Iterator[Sentence]:
        """Whom a proposer who moved was with before."""
        if proposer in self.claims.moved:
            was = self.task.earlier[self.number[proposer]]
            yield say(WAS_WITH, a=proposer, b=self.task.receivers[was])

    def two(self, proposer: Hashable, receiver: Hashable) -> Iterator[Sentence]:
        """Why two are together or not."""
        task, one, place = self.task, self.number[proposer], self.seat[receiver]
        partner = self.got.get(one)
        rank = self.rank(one)
        if partner == place or (partner is not None and (one, partner) in task.locked):
            yield self._outcome(proposer, one, partner, rank)
        elif one in self.couple_of:
            yield say(IN_COUPLE, a=proposer, other=task.proposers[self.couple_of[one]])
        elif place not in rank:
            yield say(NOT_MUTUAL, a=proposer, b=receiver)
        elif partner is not None and rank[partner] <= rank[place]:
            yield say(BETTER_OFF, a=proposer, b=receiver, c=task.receivers[partner])
        else:
            blocks = [
                case for case in self.claims.blocking if (case.proposers, case.receivers) == ((proposer,), (receiver,))
            ]
            yield from (case.sentence for case in blocks) if blocks else self._taken(proposer, receiver)

    def _taken(self, proposer: Hashable, receiver: Hashable) -> Iterator[Sentence]:
        """Who has the places of a receiver that a proposer would rather have: those before, alike, and locked."""
        task, one, place = self.task, self.number[proposer], self.seat[receiver]
        wishes, ranks = task.receiver_wishes[place], task.receiver_ranks[place]
        theirs = dict(zip(wishes, ranks or range(len(wishes)), strict=True))
        locked = {other for other, to in task.locked if to == place}
        here = [other for other, to in self.got.items() if to == place]
        free = [other for other in here if other not in locked]
        if not task.capacity[place]:
            yield say(NO_PLACES, b=receiver)
        elif free and all(theirs[other] < theirs[one] for other in free) and not locked:
            yield say(PREFERRED, b=receiver)
        else:
            before = tuple(task.proposers[other] for other in free if theirs[other] < theirs[one])
            alike = tuple(task.proposers[other] for other in free if theirs[other] == theirs[one])
            fixed = tuple(task.proposers[other] for other in sorted(locked))
            if before:
                yield say(COME_BEFORE, b=receiver, who=Names(before))
            if alike:
                by = AS_GOOD_BY_ID if task.seed is None else AS_GOOD_BY_LOT
                yield say(by, a=proposer, b=receiver, who=Names(alike))
            if fixed:
                yield say(LOCKED_THERE, b=receiver, who=Names(fixed))
