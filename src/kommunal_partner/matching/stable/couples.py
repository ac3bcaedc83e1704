"""Stable matches with couples: a seeded search for as few blocking pairs as can be; none may not exist at all."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from attrs import evolve

from kommunal_partner.matching.stable.market import Market
from kommunal_partner.matching.stable.offers import offers_of_proposers

__all__ = ["count_blocking", "with_couples"]

_TABU = 7
_LEAP = 0.1
_PATIENCE = 60
_MOVED = 3


def with_couples(market: Market, *, seed: int, steps: int, earlier: Sequence[int] = ()) -> tuple[list[int], int, int]:
    """Whom everyone gets, how many pairs or couples block it, and how many steps it took.

    A step places all couples, lets the others propose around them, and counts who blocks. The search changes one
    couple's place at a time, to where least is blocked, and does not go back to a place it has just left; when it has
    not come further for a while it begins anew near the best, and it stops when nothing blocks. The same seed gives
    the same result.
    """
    search = _Search(market, Random(seed), steps)  # noqa: S311 - because a search needs no secret
    search.begin([_wish_of(couple, earlier) if earlier else -1 for couple in market.couples])
    while search.fewest and search.left > 0:
        if search.idle < _PATIENCE:
            search.move()
        else:
            search.begin(search.near_best())
    return search.best, search.fewest, steps - search.left


def _wish_of(couple: tuple[int, int, tuple[tuple[int, int], ...]], at: Sequence[int]) -> int:
    """Which of its wishes a couple has; -1 for none."""
    first, second, wishes = couple
    now = (at[first], at[second])
    return wishes.index(now) if now in wishes else -1


class _Search:
    """Where the couples sit now, and the best that was found."""

    def __init__(self, market: Market, random: Random, steps: int) -> None:
        self.market = market
        self.random = random
        self.left = steps
        self.idle = 0
        self.round = 0
        self.best: list[int] = [-1] * len(market.proposers)
        self.fewest = -1  # nothing counted yet
        self.choice: list[int] = []
        self.best_choice: list[int] = []
        self.blockers: list[int] = []
        self.tabu: dict[tuple[int, int], int] = {}

    def begin(self, choice: list[int]) -> None:
        """Sit the couples down as chosen; where there is no room for all, the last ones stay without."""
        self.left -= 1
        self.idle = 0
        self.tabu = {}
        at = _settle(self.market, choice)
        couple = len(choice)
        while at is None:
            couple -= 1
            choice[couple] = -1
            at = _settle(self.market, choice)
        count, self.blockers = count_blocking(self.market, at)
        self._note(choice, at, count)

    def _note(self, choice: list[int], at: list[int], count: int) -> None:
        self.choice = choice
        if self.fewest < 0 or count < self.fewest:
            self.best, self.fewest, self.idle = at, count, 0
            self.best_choice = choice

    def near_best(self) -> list[int]:
        """The best choice, with some couples sent elsewhere."""
        choice = list(self.best_choice)
        for couple in self.random.sample(range(len(choice)), min(_MOVED, len(choice))):
            choice[couple] = self.random.randrange(-1, len(self.market.couples[couple][2]))
        return choice

    def move(self) -> None:
        """Give one couple, mostly one that blocks or is in the way, the other place at which least is blocked."""
        self.round += 1
        self.idle += 1
        random = self.random
        leap = not self.blockers or random.random() < _LEAP
        couple = random.randrange(len(self.choice)) if leap else random.choice(self.blockers)
        options: list[tuple[int, int, list[int], list[int]]] = []
        for wish in range(-1, len(self.market.couples[couple][2])):
            if wish == self.choice[couple] or self.tabu.get((couple, wish), 0) > self.round or self.left <= 0:
                continue
            found = _settle(self.market, [*self.choice[:couple], wish, *self.choice[couple + 1 :]])
            self.left -= 1
            if found is not None:
                count, blocking = count_blocking(self.market, found)
                options.append((count, wish, found, blocking))
        if options:
            least = min(option[0] for option in options)
            count, wish, at, self.blockers = random.choice([option for option in options if option[0] == least])
            self.tabu[couple, self.choice[couple]] = self.round + _TABU + random.randrange(_TABU)
            self._note([*self.choice[:couple], wish, *self.choice[couple + 1 :]], at, count)


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
