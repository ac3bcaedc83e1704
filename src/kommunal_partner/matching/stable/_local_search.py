"""Stable matches with couples: a seeded search for as few blocking pairs as can be; none may not exist at all.

A stochastic local search with Metropolis acceptance over where the couples sit, deferred acceptance around them
(deciding whether a stable match exists is NP-complete: Ronn, 1990); each step costs a look at every wish.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeAlias

from kommunal_partner.matching.stable._deferred_acceptance import offers_of_proposers, offers_of_receivers
from kommunal_partner.matching.stable._encode import Preferences
from kommunal_partner.results import Budget, OutOfSteps

Case: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Who would rather be elsewhere, and where: one proposer, or the two of a couple."""
_ELSEWHERE = 0.2
"""How often a couple is sent elsewhere that neither blocks nor is in anyone's way."""
_FEW = 2
"""Up to how many who block the other best layout of the singles is tried too."""
_WORSE = 0.25
"""How often a change that adds one who blocks is accepted; a power of two, so that all machines count alike."""


def with_couples(
    preferences: Preferences, *, seed: int, budget: Budget, earlier: Sequence[int] = ()
) -> tuple[list[int], list[Case]]:
    """Whom everyone gets in the match that fewest block, and who blocks it.

    A step sends one couple elsewhere, mostly one that blocks or is in the way, lets the others propose around the
    couples, or be proposed to, and counts who blocks. What is not worse is kept, what is worse now and then, the more
    rarely the worse it is; the best that was seen is the result. The search stops when nothing blocks. The same seed
    gives the same result. It begins with the couples where they were in an `earlier` match, if there is one.

    Raises:
        OutOfSteps: if there is no time for the first step.
    """
    random = Random(seed)  # noqa: S311 - because a search needs no secret
    choice, at = _begin(preferences, [_wish_of(couple, earlier) if earlier else -1 for couple in preferences.couples])
    cases, blockers = blocking_of(preferences, at)
    count = len(cases)
    best, fewest = at, cases
    budget.spend()
    while fewest and not budget.report(len(fewest)):
        budget.spend()
        other = _elsewhere(preferences, choice, blockers, random)
        try:
            tried = _tried(preferences, other)
        except OutOfSteps:
            break
        if tried is None:
            continue
        found, cases, in_the_way = tried
        if len(cases) <= count or random.random() < _WORSE ** (len(cases) - count):
            choice, at, count, blockers = other, found, len(cases), in_the_way
            if count < len(fewest):
                best, fewest = at, cases
    return best, fewest


def _tried(preferences: Preferences, choice: list[int]) -> tuple[list[int], list[Case], list[int]] | None:
    """The match around the couples where they chose, who blocks it, and which couples concern them; None without room.

    Where few block, the singles may be laid out otherwise, so that nobody does: by the receivers' best.
    """
    found = _settle(preferences, choice)
    if found is None:
        return None
    cases, in_the_way = blocking_of(preferences, found)
    if 0 < len(cases) <= _FEW:
        turned = _settle(preferences, choice, from_receivers=True)
        again, others = blocking_of(preferences, turned or found)
        if turned is not None and len(again) < len(cases):
            return turned, again, others
    return found, cases, in_the_way


def _begin(preferences: Preferences, choice: list[int]) -> tuple[list[int], list[int]]:
    """The choice, and the match around it; where there is no room for all couples, the last ones stay without."""
    at = _settle(preferences, choice)
    couple = len(choice)
    while at is None:
        couple -= 1
        choice[couple] = -1
        at = _settle(preferences, choice)
    return choice, at


def _elsewhere(preferences: Preferences, choice: list[int], blockers: list[int], random: Random) -> list[int]:
    """The choice with one couple sent elsewhere, or nowhere."""
    anyone = not blockers or random.random() < _ELSEWHERE
    couple = random.randrange(len(choice)) if anyone else random.choice(blockers)
    wishes = len(preferences.couples[couple][2])
    # One of all its wishes, or none (-1), but not the one it has.
    wish = random.randrange(wishes) - 1 if wishes else -1
    wish += wish >= choice[couple] and wishes > 0
    return [*choice[:couple], wish, *choice[couple + 1 :]]


def _wish_of(couple: tuple[int, int, tuple[tuple[int, int], ...]], at: Sequence[int]) -> int:
    """Which of its wishes a couple has; -1 for none."""
    first, second, wishes = couple
    now = (at[first], at[second])
    return wishes.index(now) if now in wishes else -1


def _settle(preferences: Preferences, choice: list[int], *, from_receivers: bool = False) -> list[int] | None:
    """The match in which couples sit where they chose, and the best of a side around them; None if there is no room."""
    room = preferences.rooms(preferences.locked)
    placed: list[tuple[int, int]] = []
    for (first, second, wishes), wish in zip(preferences.couples, choice, strict=True):
        if wish < 0:
            continue
        for one, receiver in zip((first, second), wishes[wish], strict=True):
            if receiver >= 0:
                room[receiver] -= 1
                placed.append((one, receiver))
    if min(room, default=0) < 0:
        return None
    locked = (*preferences.locked, *placed)
    return (offers_of_receivers if from_receivers else offers_of_proposers)(preferences, locked=locked)


def blocking_of(preferences: Preferences, at: Sequence[int]) -> tuple[list[Case], list[int]]:
    """Who blocks, pairs first; and which couples block or sit where someone else would be preferred."""
    here: list[list[int]] = [[] for _ in preferences.task.receivers]
    for one, receiver in enumerate(at):
        if receiver >= 0:
            here[receiver].append(one)
    fixed = {one for one, _ in preferences.locked}
    in_couple = {one: number for number, couple in enumerate(preferences.couples) for one in couple[:2]}
    ranks = preferences.receiver_rank
    ranked = [sorted(ranks[r][one] for one in members if one not in fixed) for r, members in enumerate(here)]
    blockers: set[int] = set()
    cases: list[Case] = []
    for one in range(len(preferences.wishes)):
        if one in fixed:
            continue
        preferences.watch.pay(len(preferences.wishes[one]))
        for receiver in _would_rather(preferences, at, one):
            full = len(here[receiver]) >= preferences.capacity[receiver]
            worst = ranked[receiver][-1] if ranked[receiver] else -1
            if not full or worst > ranks[receiver][one]:
                cases.append(((one,), (receiver,)))
                blockers.update(in_couple[other] for other in here[receiver] if other in in_couple)
    for number, (first, second, wishes) in enumerate(preferences.couples):
        now = (at[first], at[second])
        better = wishes[: wishes.index(now)] if now in wishes else wishes
        taken = [wish for wish in better if _would_take(preferences, here, fixed, (first, second), now, wish)]
        cases += [((first, second), wish) for wish in taken]
        if taken:
            blockers.add(number)
    return cases, sorted(blockers)


def _would_rather(preferences: Preferences, at: Sequence[int], one: int) -> tuple[int, ...]:
    """The receivers whom a proposer likes better than the one they have."""
    wishes, mine = preferences.wishes[one], preferences.rank[one]
    if at[one] < 0:
        return wishes
    got = mine.get(at[one], 0)
    return tuple(receiver for receiver in wishes if mine[receiver] < got)


def _would_take(
    preferences: Preferences,
    here: list[list[int]],
    fixed: set[int],
    couple: tuple[int, int],
    now: tuple[int, int],
    wish: tuple[int, int],
) -> bool:
    """Whether every receiver of a wish would have the couple as the wish says."""
    for receiver in {place for place in wish if place >= 0}:
        rank = preferences.receiver_rank[receiver]
        new = sorted(rank[one] for one, was, to in zip(couple, now, wish, strict=True) if to == receiver != was)
        staying = sum(to == receiver == was for was, to in zip(now, wish, strict=True))
        others = [one for one in here[receiver] if one not in couple]
        missing = len(new) - (preferences.capacity[receiver] - len(others) - staying)
        if missing <= 0:
            continue
        worst = sorted(rank[one] for one in others if one not in fixed)
        # Those who would have to go, best first, must each give way to someone better.
        if len(worst) < missing:
            return False
        leaving = worst[len(worst) - missing :]
        if any(comer >= leaver for comer, leaver in zip(new, leaving, strict=False)):
            return False
    return True
