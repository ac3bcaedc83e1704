"""Stable matches with couples: a seeded search for as few blocking pairs as can be; none may not exist at all."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from attrs import evolve

from kommunal_partner.matching.stable.market import Market
from kommunal_partner.matching.stable.offers import offers_of_proposers

__all__ = ["count_blocking", "with_couples"]

_ELSEWHERE = 0.2
"""How often a couple is sent elsewhere that neither blocks nor is in anyone's way."""
_WORSE = 0.25
"""How often a change that adds one who blocks is accepted; a power of two, so that all machines count alike."""


def with_couples(market: Market, *, seed: int, steps: int, earlier: Sequence[int] = ()) -> tuple[list[int], int, int]:
    """Whom everyone gets, how many pairs or couples block it, and how many steps it took.

    A step sends one couple elsewhere, mostly one that blocks or is in the way, lets the others propose around the
    couples, and counts who blocks. What is not worse is kept, what is worse now and then, the more rarely the worse it
    is; the best that was seen is the result. The search stops when nothing blocks. The same seed gives the same
    result. It begins with the couples where they were in an `earlier` match, if there is one.
    """
    random = Random(seed)  # noqa: S311 - because a search needs no secret
    choice, at = _begin(market, [_wish_of(couple, earlier) if earlier else -1 for couple in market.couples])
    count, blockers = count_blocking(market, at)
    best, fewest, left = at, count, steps - 1
    while fewest and left > 0:
        left -= 1
        other = _elsewhere(market, choice, blockers, random)
        found = _settle(market, other)
        if found is None:
            continue
        now, in_the_way = count_blocking(market, found)
        if now <= count or random.random() < _WORSE ** (now - count):
            choice, at, count, blockers = other, found, now, in_the_way
            if count < fewest:
                best, fewest = at, count
    return best, fewest, steps - left


def _begin(market: Market, choice: list[int]) -> tuple[list[int], list[int]]:
    """The choice, and the match around it; where there is no room for all couples, the last ones stay without."""
    at = _settle(market, choice)
    couple = len(choice)
    while at is None:
        couple -= 1
        choice[couple] = -1
        at = _settle(market, choice)
    return choice, at


def _elsewhere(market: Market, choice: list[int], blockers: list[int], random: Random) -> list[int]:
    """The choice with one couple sent elsewhere, or nowhere."""
    anyone = not blockers or random.random() < _ELSEWHERE
    couple = random.randrange(len(choice)) if anyone else random.choice(blockers)
    wishes = len(market.couples[couple][2])
    # One of all its wishes, or none (-1), but not the one it has.
    wish = random.randrange(wishes) - 1 if wishes else -1
    wish += wish >= choice[couple] and wishes > 0
    return [*choice[:couple], wish, *choice[couple + 1 :]]


def _wish_of(couple: tuple[int, int, tuple[tuple[int, int], ...]], at: Sequence[int]) -> int:
    """Which of its wishes a couple has; -1 for none."""
    first, second, wishes = couple
    now = (at[first], at[second])
    return wishes.index(now) if now in wishes else -1


def _settle(market: Market, choice: list[int]) -> list[int] | None:
    """The match in which couples sit where they chose and all others propose around them; None if there is no room."""
    room = list(market.capacity)
    for _, receiver in market.locked:
        room[receiver] -= 1
    placed: list[tuple[int, int]] = []
    for (first, second, wishes), wish in zip(market.couples, choice, strict=True):
        if wish < 0:
            continue
        for one, receiver in zip((first, second), wishes[wish], strict=True):
            if receiver >= 0:
                room[receiver] -= 1
                placed.append((one, receiver))
    if min(room, default=0) < 0:
        return None
    return offers_of_proposers(evolve(market, locked=(*market.locked, *placed)))


def count_blocking(market: Market, at: Sequence[int]) -> tuple[int, list[int]]:
    """How many pairs and couples block, and which couples block or sit where someone else would be preferred."""
    here: list[list[int]] = [[] for _ in market.receivers]
    for one, receiver in enumerate(at):
        if receiver >= 0:
            here[receiver].append(one)
    fixed = {one for one, _ in market.locked}
    in_couple = {one: number for number, couple in enumerate(market.couples) for one in couple[:2]}
    ranks = market.receiver_rank
    ranked = [sorted(ranks[r][one] for one in members if one not in fixed) for r, members in enumerate(here)]
    blockers: set[int] = set()
    count = 0
    for one in range(len(market.wishes)):
        if one in fixed:
            continue
        for receiver in _would_rather(market, at, one):
            full = len(here[receiver]) >= market.capacity[receiver]
            worst = ranked[receiver][-1] if ranked[receiver] else -1
            if not full or worst > ranks[receiver][one]:
                count += 1
                blockers.update(in_couple[other] for other in here[receiver] if other in in_couple)
    for number, (first, second, wishes) in enumerate(market.couples):
        now = (at[first], at[second])
        better = wishes[: wishes.index(now)] if now in wishes else wishes
        blocks = sum(_would_take(market, here, fixed, (first, second), now, wish) for wish in better)
        count += blocks
        if blocks:
            blockers.add(number)
    return count, sorted(blockers)


def _would_rather(market: Market, at: Sequence[int], one: int) -> tuple[int, ...]:
    """The receivers whom a proposer likes better than the one they have."""
    wishes, mine = market.wishes[one], market.rank[one]
    if at[one] < 0:
        return wishes
    got = mine.get(at[one], 0)
    return tuple(receiver for receiver in wishes if mine[receiver] < got)


def _would_take(
    market: Market,
    here: list[list[int]],
    fixed: set[int],
    couple: tuple[int, int],
    now: tuple[int, int],
    wish: tuple[int, int],
) -> bool:
    """Whether every receiver of a wish would have the couple as the wish says."""
    for receiver in {place for place in wish if place >= 0}:
        rank = market.receiver_rank[receiver]
        new = sorted(rank[one] for one, was, to in zip(couple, now, wish, strict=True) if to == receiver != was)
        staying = sum(to == receiver == was for was, to in zip(now, wish, strict=True))
        others = [one for one in here[receiver] if one not in couple]
        missing = len(new) - (market.capacity[receiver] - len(others) - staying)
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
