"""What the check reads by itself: who is where on whose list, whom everyone got, and what ranks and changes count."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import islice

from kommunal_partner.matching.stable._task import MatchTask, Pair, StableGoal, StableSide


class Lists:
    """The lists of a task and the pairs of a match read anew, by the numbers of both sides.

    `got` is the receiver that each proposer got, `members` whom each receiver has; unknown ids are passed over.
    """

    def __init__(self, task: MatchTask, solution: Sequence[Pair]) -> None:
        self.task = task
        self.number = {one: at for at, one in enumerate(task.proposers)}
        self.seat = {one: at for at, one in enumerate(task.receivers)}
        self.got = {self.number[a]: self.seat[b] for a, b in solution if a in self.number and b in self.seat}
        self.members: dict[int, list[int]] = {receiver: [] for receiver in range(len(task.receivers))}
        for one, receiver in self.got.items():
            self.members[receiver].append(one)
        self.fixed = {one for one, _ in task.locked}
        self.both_sides = task.goal is not StableGoal.SIDE

    @cached_property
    def rank(self) -> list[dict[int, int]]:
        """Where each proposer ranks each receiver, the same for a tie."""
        return [_by_number(*both) for both in zip(self.task.wishes, self.task.ranks, strict=True)]

    @cached_property
    def receiver_rank(self) -> list[dict[int, int]]:
        """Where each receiver ranks each proposer, the same for a tie."""
        return [_by_number(*both) for both in zip(self.task.receiver_wishes, self.task.receiver_ranks, strict=True)]

    @cached_property
    def weights(self) -> tuple[int, int]:
        """What one rank and one change weigh, as whole numbers; a change tips the balance between equals."""
        people = 1 + len(self.task.proposers)
        if self.task.stability is None:
            wishes = (*self.task.wishes, *self.task.receiver_wishes)
            ranks = (*self.task.ranks, *self.task.receiver_ranks)
            lasts = (len(one) if not ties else 1 + max(ties) for one, ties in zip(wishes, ranks, strict=True))
            return 1, 2 * people * (1 + max(lasts, default=0))
        price = Fraction(self.task.stability)
        return people * price.denominator, 1 + people * price.numerator

    def better_for(self, one: int, receiver: int | None) -> Sequence[int]:
        """The receivers that a proposer likes better than the one given, or than none; all, if that is not listed."""
        wishes, ranks = self.task.wishes[one], self.task.ranks[one]
        if receiver is None or receiver not in wishes:
            return wishes
        place = wishes.index(receiver)
        return wishes[: place if ranks is None else bisect_left(ranks, ranks[place])]

    def better_than_all(self, receiver: int, here: Iterable[int]) -> set[int]:
        """The proposers that a receiver likes better than the last of those here; nobody, if none of them is listed."""
        wishes, ranks = self.task.receiver_wishes[receiver], self.task.receiver_ranks[receiver]
        members = set(here)
        places = list(islice((place for place, one in enumerate(wishes) if one in members), len(members)))
        if not places:
            return set()
        return set(wishes[: places[-1] if ranks is None else bisect_left(ranks, ranks[places[-1]])])

    @cached_property
    def place(self) -> list[dict[int, int]]:
        """Where each receiver stands in the strict order of each proposer."""
        return _by_place(self.task.wishes, self.task.ranks, self.rank)

    @cached_property
    def receiver_place(self) -> list[dict[int, int]]:
        """Where each proposer stands in the strict order of each receiver."""
        return _by_place(self.task.receiver_wishes, self.task.receiver_ranks, self.receiver_rank)

    def rooms(self) -> list[int]:
        """The places that locked pairs leave."""
        taken = Counter(receiver for _, receiver in self.task.locked)
        return [most - taken[receiver] for receiver, most in enumerate(self.task.capacity)]

    def ranks(self, one: int, receiver: int) -> int:
        """The ranks of a pair that the goal adds up, from 0 on."""
        mine = self.rank[one].get(receiver, 0) if self.both_sides or self.task.side is StableSide.PROPOSERS else 0
        theirs = self.both_sides or self.task.side is StableSide.RECEIVERS
        return mine + (self.receiver_rank[receiver].get(one, 0) if theirs else 0)

    def lowered(self) -> int:
        """What the goal lowers, from 1 on: a sum of ranks, or the lowest rank of those who matter."""
        task, load = self.task, Counter(self.got.values())
        regret = task.goal is StableGoal.LEAST_REGRET
        ranks = list[int]()
        for one, receiver in self.got.items():
            if one in self.fixed:
                continue
            if (self.both_sides or task.side is StableSide.PROPOSERS) and receiver in task.wishes[one]:
                place, ties = task.wishes[one].index(receiver), task.ranks[one]
                ranks.append(1 + (place if ties is None else ties[place]))
            if self.both_sides or task.side is StableSide.RECEIVERS:
                has_room = load[receiver] < task.capacity[receiver]
                rank = self.receiver_rank[receiver].get(one)
                if rank is not None and not (has_room and regret):
                    ranks.append(rank + 1)
        return max(ranks, default=0) if regret else sum(ranks)


def _by_place(
    wishes: Sequence[Sequence[int]], ranks: Sequence[Sequence[int] | None], by_rank: list[dict[int, int]]
) -> list[dict[int, int]]:
    """The places by number, which are the ranks where there are no others."""
    lists = zip(wishes, ranks, by_rank, strict=True)
    return [known if ties is None else _by_number(numbers, None) for numbers, ties, known in lists]


def _by_number(numbers: Sequence[int], ranks: Sequence[int] | None) -> dict[int, int]:
    return dict(zip(numbers, range(len(numbers)) if ranks is None else ranks, strict=True))
