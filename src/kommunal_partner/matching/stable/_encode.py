"""The task as the engines take it: where everyone stands on everyone's list, and what ranks and changes count."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import islice
from random import Random

from attrs import evolve

from kommunal_partner.matching.stable._in_time import Watch
from kommunal_partner.matching.stable._task import MatchTask, StableGoal, StableSide


class Preferences:
    """Both sides of a task with their lists turned round: from the number of somebody to their place, or their rank.

    The tables are made when an engine first asks for them; `place` counts through ties, `rank` is the same for a tie.
    They are as large as all lists together, so that `watch` may end the search while they are made.
    """

    def __init__(self, task: MatchTask, watch: Watch) -> None:
        self.task = task
        self.watch = watch
        self.wishes = task.wishes
        self.receiver_wishes = task.receiver_wishes
        self.capacity = task.capacity
        self.couples = task.couples
        self.locked = task.locked

    @cached_property
    def place(self) -> list[dict[int, int]]:
        """Where each receiver stands in the strict order of each proposer."""
        return _placed(self.wishes, self.watch)

    @cached_property
    def receiver_place(self) -> list[dict[int, int]]:
        """Where each proposer stands in the strict order of each receiver."""
        return _placed(self.receiver_wishes, self.watch)

    @cached_property
    def rank(self) -> list[dict[int, int]]:
        """Where each proposer ranks each receiver, the same for a tie."""
        return _ranked(self.wishes, self.task.ranks, self.place, self.watch)

    @cached_property
    def receiver_rank(self) -> list[dict[int, int]]:
        """Where each receiver ranks each proposer, the same for a tie."""
        return _ranked(self.receiver_wishes, self.task.receiver_ranks, self.receiver_place, self.watch)

    def rooms(self, locked: Sequence[tuple[int, int]]) -> list[int]:
        """The places of each receiver that those locked leave."""
        room = list(self.capacity)
        for _, receiver in locked:
            room[receiver] -= 1
        return room


def _placed(wishes: Sequence[tuple[int, ...]], watch: Watch) -> list[dict[int, int]]:
    """The places by number."""
    found: list[dict[int, int]] = []
    for numbers in wishes:
        watch.pay(len(numbers))
        found.append(dict(zip(numbers, range(len(numbers)), strict=True)))
    return found


def _ranked(
    wishes: Sequence[tuple[int, ...]],
    ranks: Sequence[tuple[int, ...] | None],
    places: list[dict[int, int]],
    watch: Watch,
) -> list[dict[int, int]]:
    """The ranks by number; where there are none of their own, the places are the ranks."""
    found: list[dict[int, int]] = []
    for numbers, of_one, place in zip(wishes, ranks, places, strict=True):
        watch.pay(0 if of_one is None else len(numbers))
        found.append(place if of_one is None else dict(zip(numbers, of_one, strict=True)))
    return found


def units(task: MatchTask) -> tuple[int, int]:
    """What one rank and one change count, as whole numbers, so that equals are decided by fewer changes.

    Without a price, one change counts more than all ranks together.
    """
    people = len(task.proposers) + 1
    if task.stability is None:
        return 1, 2 * people * (longest_list(task) + 1)
    price = Fraction(task.stability)
    return price.denominator * people, price.numerator * people + 1


def longest_list(task: MatchTask) -> int:
    """How many ranks the longest list has, unanswered wishes at its end left out."""
    both = (*zip(task.wishes, task.ranks, strict=True), *zip(task.receiver_wishes, task.receiver_ranks, strict=True))
    return max((len(wishes) if not ranks else ranks[-1] + 1 for wishes, ranks in both), default=0)


def ranks_of_pair(preferences: Preferences, one: int, receiver: int) -> int:
    """The ranks of a pair that count, from 0 on: of the side, or of both."""
    task, found = preferences.task, 0
    if task.goal is not StableGoal.SIDE or task.side is StableSide.PROPOSERS:
        found += preferences.rank[one].get(receiver, 0)
    if task.goal is not StableGoal.SIDE or task.side is StableSide.RECEIVERS:
        found += preferences.receiver_rank[receiver].get(one, 0)
    return found


def ranks_of_match(task: MatchTask, at: Sequence[int]) -> int:
    """What the goal lowers: the sum of ranks from 1 on of the side or of both; or the lowest rank of anyone.

    Locked pairs do not count; for the lowest rank, neither do receivers with places to spare.
    """
    fixed = {one for one, _ in task.locked}
    members: list[list[int]] = [[] for _ in task.receivers]
    for one, receiver in enumerate(at):
        if receiver >= 0:
            members[receiver].append(one)
    mine, theirs = list[int](), list[int]()
    if task.goal is not StableGoal.SIDE or task.side is StableSide.PROPOSERS:
        lists = zip(task.wishes, task.ranks, strict=True)
        for one, (wishes, ranks) in enumerate(lists):
            if one not in fixed and at[one] in wishes:
                place = wishes.index(at[one])
                mine.append(1 + (place if ranks is None else ranks[place]))
    if task.goal is not StableGoal.SIDE or task.side is StableSide.RECEIVERS:
        for receiver, here in enumerate(members):
            if task.goal is not StableGoal.LEAST_REGRET or len(here) >= task.capacity[receiver]:
                free = set(here) - fixed
                order, ranks = task.receiver_wishes[receiver], task.receiver_ranks[receiver]
                places = list(islice((place for place, one in enumerate(order) if one in free), len(free)))
                theirs = [*theirs, *(1 + (place if ranks is None else ranks[place]) for place in places)]
    return max(mine + theirs, default=0) if task.goal is StableGoal.LEAST_REGRET else sum(mine) + sum(theirs)


def cost_of(task: MatchTask, ranks: int, moved: int) -> float:
    """The ranks, and what the changes count; without a price for changes only how many moved."""
    if task.stability is None and task.has_earlier:
        return moved
    return ranks + (task.stability or 0) * moved


def put_ties(task: MatchTask, watch: Watch) -> MatchTask:
    """The task with each tie in the order of ids, or of lots, but those first who were together before.

    So an earlier match that is still stable is stable in this order too.

    Raises:
        OutOfSteps: if there is no time for it.
    """
    if not task.has_ties or (task.seed is None and not task.has_earlier):
        return task
    random = Random(task.seed)  # noqa: S311 - because lots must be the same again for the same seed
    lots = list(range(len(task.receivers))), list(range(len(task.proposers)))
    for lot in () if task.seed is None else lots:
        random.shuffle(lot)
    members: list[set[int]] = [set() for _ in task.receivers]
    for one, receiver in enumerate(task.earlier):
        if receiver >= 0:
            members[receiver].add(one)
    wishes = tuple(
        numbers if ranks is None else _put(numbers, ranks, {task.earlier[one]}, lots[0], watch)
        for one, (numbers, ranks) in enumerate(zip(task.wishes, task.ranks, strict=True))
    )
    receiver_wishes = tuple(
        numbers if ranks is None else _put(numbers, ranks, members[receiver], lots[1], watch)
        for receiver, (numbers, ranks) in enumerate(zip(task.receiver_wishes, task.receiver_ranks, strict=True))
    )
    return evolve(task, wishes=wishes, receiver_wishes=receiver_wishes)


def _put(
    numbers: tuple[int, ...], ranks: tuple[int, ...], first: set[int], lot: Sequence[int], watch: Watch
) -> tuple[int, ...]:
    watch.pay(len(numbers))
    ordered = sorted(zip(ranks, numbers, strict=True), key=lambda each: (each[0], each[1] not in first, lot[each[1]]))
    return tuple(number for _, number in ordered)
