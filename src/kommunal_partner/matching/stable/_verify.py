"""The check of a stable match: whom it breaks a rule for, who would rather be together, and whether its claims hold.

It reads the wishes and the pairs by id and shares nothing with the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from kommunal_partner.matching.stable._recount import Lists
from kommunal_partner.matching.stable._rewalk import counted, is_best_of_side, is_least_regret, proven_least
from kommunal_partner.matching.stable._task import Blocking, MatchClaims, MatchTask, Pair, StableGoal
from kommunal_partner.matching.stable.sentences import (
    MISNAMED,
    NO_WISH,
    NOT_BEST_OF_SIDE,
    NOT_LEAST,
    NOT_LEAST_REGRET,
    NOT_THERE,
    OVERFULL,
    SAID_TO_BLOCK,
    TWICE,
    UNLISTED,
    UNLOCKED,
)
from kommunal_partner.results import Status, Violation, in_order, say, wrong_claim, wrong_status


def verify(task: MatchTask, claims: MatchClaims) -> Iterator[Violation]:
    """Every rule that the match breaks and every claim that does not hold."""
    if claims.status is Status.INFEASIBLE:
        nothing = (claims.solution, claims.blocking, claims.unmatched, claims.moved, claims.ranks, claims.cost)
        is_so = nothing == ((), (), task.proposers, (), None, None) and claims.clash is not None and _locks_clash(task)
        if not is_so:
            yield wrong_status(claims.status)
        return
    lists = Lists(task, claims.solution)
    broken = tuple(_broken_rules(lists, claims.solution))
    yield from broken
    unstable = tuple(_wrong_blocking(lists, claims))
    yield from unstable
    yield from _wrong_names(lists, claims)
    if task.unread:
        if claims.proof is not None:
            yield Violation("NOT_LEAST", (), say(NOT_LEAST))
        return
    if not broken:
        yield from _wrong_numbers(lists, claims)
    if not (broken or unstable) and _is_of_one_side(task) and not is_best_of_side(lists):
        yield Violation("NOT_BEST_OF_SIDE", (), say(NOT_BEST_OF_SIDE))
    if not (broken or unstable) and _is_of_least_regret(task, claims) and not is_least_regret(lists):
        yield Violation("NOT_LEAST_REGRET", (), say(NOT_LEAST_REGRET))


def _locks_clash(task: MatchTask) -> bool:
    """Whether more pairs are locked somewhere than there are places."""
    return any(count > task.capacity[place] for place, count in Counter(place for _, place in task.locked).items())


def _broken_rules(lists: Lists, solution: Sequence[Pair]) -> Iterator[Violation]:
    task = lists.task
    locked = {(task.proposers[one], task.receivers[receiver]) for one, receiver in task.locked}
    yield from _unfit_pairs(lists, solution, locked)
    seat = lists.seat
    for a, count in Counter(a for a, _ in solution).items():
        if count > 1:
            yield Violation("TWICE", (a,), say(TWICE, a=a))
    for b, count in Counter(b for _, b in solution if b in seat).items():
        most = task.capacity[seat[b]]
        if count > most:
            yield Violation("OVERFULL", (b,), say(OVERFULL, b=b, count=count, most=most))
    for a, b in sorted(locked - set(solution), key=repr):
        yield Violation("LOCK_BROKEN", (a, b), say(UNLOCKED, a=a, b=b))
    got = lists.got
    for first, second, wishes in task.couples:
        now = (got.get(first, -1), got.get(second, -1))
        if now not in {(-1, -1), *wishes}:
            a, b = task.proposers[first], task.proposers[second]
            yield Violation("NOT_A_WISH", (a, b), say(NO_WISH, a=a, b=b))


def _unfit_pairs(lists: Lists, solution: Sequence[Pair], locked: set[Pair]) -> Iterator[Violation]:
    """Pairs of somebody who is not there, and pairs of whom one has not listed the other."""
    task = lists.task
    number, seat = lists.number, lists.seat
    coupled = {task.proposers[one] for couple in task.couples for one in couple[:2]}
    for a, b in solution:
        if a not in number or b not in seat:
            yield Violation("NOT_THERE", (a, b), say(NOT_THERE, a=a, b=b))
        elif (a, b) not in locked and a not in coupled and seat[b] not in task.wishes[number[a]]:
            yield Violation("NOT_MUTUAL", (a, b), say(UNLISTED, a=a, b=b))


def _wrong_blocking(lists: Lists, claims: MatchClaims) -> Iterator[Violation]:
    """Whoever blocks and is not said to, or is said to and does not; and a status that does not fit."""
    found, named = list(blocking_pairs(lists)), set(claims.blocking)
    for case in found:
        if case not in named:
            yield Violation("BLOCKING", (*case.proposers, *case.receivers), case.sentence)
    for case in claims.blocking:
        if case not in found:
            ids: tuple[Hashable, ...] = (*case.proposers, *case.receivers)
            yield Violation("NOT_BLOCKING", ids, say(SAID_TO_BLOCK, who=case.proposers))
    if claims.status is not (Status.PARTIAL if found or lists.task.unread else Status.OPTIMAL):
        yield wrong_status(claims.status)


def _wrong_names(lists: Lists, claims: MatchClaims) -> Iterator[Violation]:
    """Whoever is said to be unmatched or to have moved and is not, or the other way round."""
    task, got = lists.task, lists.got
    alone = {one for at, one in enumerate(task.proposers) if at not in got}
    both = enumerate(zip(task.proposers, task.earlier, strict=True))
    moved = {one for at, (one, was) in both if was >= 0 and got.get(at) != was}
    for what, who, so in (("unmatched", claims.unmatched, alone), ("moved", claims.moved, moved)):
        for one in in_order(so.symmetric_difference(who)):
            yield Violation("MISNAMED", (one,), say(MISNAMED, who=one, what=what))


def _wrong_numbers(lists: Lists, claims: MatchClaims) -> Iterator[Violation]:
    """Ranks or cost that are not those of the match, and a least cost that is not proven."""
    task, got = lists.task, lists.got
    ranks = lists.lowered()
    changes = sum(was >= 0 and got.get(at) != was for at, was in enumerate(task.earlier))
    only_changes = task.stability is None and max(task.earlier, default=-1) >= 0
    cost = changes if only_changes else ranks + changes * (task.stability or 0)
    if claims.ranks != ranks:
        yield wrong_claim("ranks", claims.ranks, ranks)
    if claims.cost != cost:
        yield wrong_claim("cost", claims.cost, cost)
    if claims.proof is not None:
        at = [got.get(one, -1) for one in range(len(task.proposers))]
        if counted(lists, at) != proven_least(lists, claims.proof):
            yield Violation("NOT_LEAST", (), say(NOT_LEAST))


def _is_of_one_side(task: MatchTask) -> bool:
    """Whether nothing but the best of one side was asked for."""
    return task.goal is StableGoal.SIDE and not task.couples and not task.has_earlier


def _is_of_least_regret(task: MatchTask, claims: MatchClaims) -> bool:
    """Whether the lowest rank was to be as good as can be, whatever changes, and the search came to its end."""
    weighs_changes = task.has_earlier and task.stability != 0
    wanted = task.goal is StableGoal.LEAST_REGRET and not task.couples and not weighs_changes
    return wanted and claims.reproducible


def blocking_pairs(lists: Lists) -> Iterator[Blocking]:
    """Every proposer and receiver, and every couple with its wish, who would rather leave the match for one another.

    A tie is no reason to leave. Locked pairs stay as they are and are nobody's reason.
    """
    task, locked = lists.task, lists.fixed
    got, members = lists.got, lists.members
    # Whom a full receiver would rather have than the worst that it may give up; with a free place it takes anyone.
    wanted = {
        receiver: lists.better_than_all(receiver, (one for one in here if one not in locked))
        for receiver, here in members.items()
        if len(here) >= task.capacity[receiver]
    }
    for one in range(len(task.proposers)):
        if one in locked:
            continue
        for receiver in lists.better_for(one, got.get(one)):
            if receiver not in wanted or one in wanted[receiver]:
                yield Blocking((task.proposers[one],), (task.receivers[receiver],))
    for couple in lists.task.couples:
        first, second, wishes = couple
        now = (got.get(first, -1), got.get(second, -1))
        better = wishes[: wishes.index(now)] if now in wishes else wishes
        for wish in better:
            if all(_takes(lists, members, locked, couple[:2], now, wish, receiver) for receiver in set(wish) - {-1}):
                places = tuple(None if receiver < 0 else lists.task.receivers[receiver] for receiver in wish)
                yield Blocking((lists.task.proposers[first], lists.task.proposers[second]), places)


def _takes(
    lists: Lists,
    members: dict[int, list[int]],
    locked: set[int],
    couple: tuple[int, int],
    now: tuple[int, int],
    wish: tuple[int, int],
    receiver: int,
) -> bool:
    """Whether a receiver would rather have what a couple wishes: every newcomer fills a free place or beats someone.

    The best newcomer is held against the best of those who would have to go, the next against the next.
    """
    rank = lists.receiver_rank[receiver]
    comers = [one for one, was, to in zip(couple, now, wish, strict=True) if to == receiver and was != receiver]
    others = [one for one in members[receiver] if one not in couple]
    stayers = sum(1 for was, to in zip(now, wish, strict=True) if was == to == receiver)
    too_many = len(others) + stayers + len(comers) - lists.task.capacity[receiver]
    movable = sorted((rank[one] for one in others if one not in locked and one in rank), reverse=True)
    if too_many > len(movable):
        return False
    leavers = sorted(movable[: max(too_many, 0)])
    return all(rank[one] < leaver for one, leaver in zip(sorted(comers, key=rank.__getitem__), leavers, strict=False))
