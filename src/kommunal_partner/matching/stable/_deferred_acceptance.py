"""Deferred acceptance: from either side, and the stable match whose worst-off has the least to regret.

Gale and Shapley (1962), one look at each wish: O(wishes). Least regret by halving the ranks that are allowed (Gusfield
and Irving, The Stable Marriage Problem, 1989): O(wishes log ranks).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heappop, heappush

from kommunal_partner.matching.stable._encode import Preferences, longest_list
from kommunal_partner.results import Budget, OutOfSteps


def offers_of_proposers(
    preferences: Preferences,
    limits: tuple[list[int], list[int]] | None = None,
    locked: Sequence[tuple[int, int]] | None = None,
) -> list[int]:
    """Whom each proposer gets when proposers propose: the best that any stable match gives them; -1 for nobody.

    `limits` cuts the wishes of each proposer and each receiver off after so many; `locked` are the pairs made
    beforehand, those of the task if none are given.

    Raises:
        OutOfSteps: if there is no time for it.
    """
    locked = preferences.locked if locked is None else locked
    at, room = _start(preferences, locked)
    nearest = [len(wishes) for wishes in preferences.wishes] if limits is None else limits[0]
    held: list[list[tuple[int, int]]] = [[] for _ in preferences.task.receivers]
    next_wish = [0] * len(preferences.task.proposers)
    fixed = {one for one, _ in locked}
    free = [one for one in range(len(preferences.task.proposers)) if one not in fixed and preferences.wishes[one]]
    free.reverse()
    places, pay = preferences.receiver_place, preferences.watch.pay
    while free:
        one = free.pop()
        wishes = preferences.wishes[one]
        begun, last = next_wish[one], min(len(wishes), nearest[one])
        while next_wish[one] < last:
            receiver = wishes[next_wish[one]]
            next_wish[one] += 1
            place = places[receiver][one]
            if limits is not None and place >= limits[1][receiver]:
                continue
            here = held[receiver]
            if len(here) < room[receiver]:
                heappush(here, (-place, one))
                at[one] = receiver
                break
            if here and -here[0][0] > place:
                _, other = heappop(here)
                heappush(here, (-place, one))
                at[one], at[other] = receiver, -1
                free.append(other)
                break
        pay(next_wish[one] - begun)
    return at


def offers_of_receivers(preferences: Preferences, locked: Sequence[tuple[int, int]] | None = None) -> list[int]:
    """Whom each proposer gets when receivers propose: the worst that any stable match gives them; -1 for nobody.

    Raises:
        OutOfSteps: if there is no time for it.
    """
    locked = preferences.locked if locked is None else locked
    at, room = _start(preferences, locked)
    # Whoever goes in a couple is seated with it, or not at all.
    fixed = {one for one, _ in locked} | {one for couple in preferences.couples for one in couple[:2]}
    position, pay = preferences.place, preferences.watch.pay
    next_wish = [0] * len(preferences.task.receivers)
    active = [one for one in range(len(preferences.task.receivers) - 1, -1, -1) if room[one]]
    while active:
        receiver = active.pop()
        wishes, begun = preferences.receiver_wishes[receiver], next_wish[receiver]
        while room[receiver] and next_wish[receiver] < len(wishes):
            one = wishes[next_wish[receiver]]
            next_wish[receiver] += 1
            if one in fixed:
                continue
            now = at[one]
            if now < 0 or position[one][receiver] < position[one][now]:
                at[one] = receiver
                room[receiver] -= 1
                if now >= 0:
                    room[now] += 1
                    active.append(now)
        pay(next_wish[receiver] - begun)
    return at


def _start(preferences: Preferences, locked: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    at = [-1] * len(preferences.task.proposers)
    for one, receiver in locked:
        at[one] = receiver
    return at, preferences.rooms(locked)


def least_regret(preferences: Preferences, budget: Budget) -> list[int]:
    """The stable match in which the one who got the lowest rank on their own list got the highest possible.

    All stable matches leave the same proposers alone and the same receivers with free places. If the lists of all
    others are cut off after rank k and the same are matched again, that match is stable for the full lists too, and if
    not, no stable match gives everyone one of the first k ranks; so the lowest such k is found by halving.

    Raises:
        OutOfSteps: if the budget ends before.
    """
    best = offers_of_proposers(preferences)
    fixed = {one for one, _ in preferences.locked}
    matched = {one for one, receiver in enumerate(best) if receiver >= 0 and one not in fixed}
    taken = [0] * len(preferences.task.receivers)
    for receiver in best:
        if receiver >= 0:
            taken[receiver] += 1
    full = {receiver for receiver, count in enumerate(taken) if count and count == preferences.capacity[receiver]}
    loads, task = list(taken), preferences.task

    def cut(k: int) -> list[int] | None:
        limits = (
            [
                _within(k, wishes, ties) if one in matched else len(wishes)
                for one, (wishes, ties) in enumerate(zip(task.wishes, task.ranks, strict=True))
            ],
            [
                _within(k, wishes, ties) if one in full else len(wishes)
                for one, (wishes, ties) in enumerate(
                    zip(preferences.receiver_wishes, preferences.task.receiver_ranks, strict=True)
                )
            ],
        )
        found = offers_of_proposers(preferences, limits)
        counts = [0] * len(preferences.task.receivers)
        for receiver in found:
            if receiver >= 0:
                counts[receiver] += 1
        same = {one for one, receiver in enumerate(found) if receiver >= 0 and one not in fixed} == matched
        return found if same and counts == loads else None

    low, high = 0, longest_list(task)
    while low < high:
        if budget.report():
            raise OutOfSteps
        middle = (low + high) // 2
        found = cut(middle)
        if found is None:
            low = middle + 1
        else:
            best, high = found, middle
    return best


def _within(k: int, wishes: tuple[int, ...], ties: tuple[int, ...] | None) -> int:
    """How many of the wishes are in the first k ranks."""
    return min(k, len(wishes)) if ties is None else bisect_left(ties, k)
