"""What the check reads by itself: who is where on whose list, whom everyone got, and what ranks and changes count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from kommunal_partner.matching.stable._task import MatchTask, Pair, StableGoal, StableSide


class Lists:
    """The lists of a task read anew, by the numbers of both sides."""

    def __init__(self, task: MatchTask) -> None:
        self.task = task
        self.rank = [_by_number(*both) for both in zip(task.wishes, task.ranks, strict=True)]
        self.receiver_rank = [_by_number(*both) for both in zip(task.receiver_wishes, task.receiver_ranks, strict=True)]
        self.fixed = {one for one, _ in task.locked}
        self.both_sides = task.goal is not StableGoal.SIDE

    @cached_property
    def place(self) -> list[dict[int, int]]:
        """Where each receiver stands in the strict order of each proposer."""
        return [_by_number(wishes, None) for wishes in self.task.wishes]

    @cached_property
    def receiver_place(self) -> list[dict[int, int]]:
        """Where each proposer stands in the strict order of each receiver."""
        return [_by_number(wishes, None) for wishes in self.task.receiver_wishes]

    def rooms(self) -> list[int]:
        """The places that locked pairs leave."""
        taken = Counter(receiver for _, receiver in self.task.locked)
        return [most - taken[receiver] for receiver, most in enumerate(self.task.capacity)]

    def ranks(self, one: int, receiver: int) -> int:
        """The ranks of a pair that the goal adds up, from 0 on."""
        mine = self.rank[one].get(receiver, 0) if self.both_sides or self.task.side is StableSide.PROPOSERS else 0
        theirs = self.both_sides or self.task.side is StableSide.RECEIVERS
        return mine + (self.receiver_rank[receiver].get(one, 0) if theirs else 0)

    def lowered(self, got: dict[int, int]) -> int:
        """What the goal lowers, from 1 on: a sum of ranks, or the lowest rank of those who matter."""
        load = Counter(got.values())
        of_proposers, of_receivers = list[int](), list[int]()
        for one, receiver in got.items():
            if one in self.fixed:
                continue
            of_proposers += [rank + 1 for to, rank in self.rank[one].items() if to == receiver]
            has_room = load[receiver] < self.task.capacity[receiver]
            rank = self.receiver_rank[receiver].get(one)
            if rank is not None and not (has_room and self.task.goal is StableGoal.LEAST_REGRET):
                of_receivers.append(rank + 1)
        if self.task.goal is StableGoal.LEAST_REGRET:
            return max((*of_proposers, *of_receivers), default=0)
        if self.both_sides:
            return sum(of_proposers) + sum(of_receivers)
        return sum(of_proposers) if self.task.side is StableSide.PROPOSERS else sum(of_receivers)


def _by_number(numbers: Sequence[int], ranks: Sequence[int] | None) -> dict[int, int]:
    return dict(zip(numbers, range(len(numbers)) if ranks is None else ranks, strict=True))


def weights_of(task: MatchTask) -> tuple[int, int]:
    """What one rank and one change weigh, as whole numbers; a change tips the balance between equals."""
    people = 1 + len(task.proposers)
    if task.stability is None:
        lists = (
            *zip(task.wishes, task.ranks, strict=True),
            *zip(task.receiver_wishes, task.receiver_ranks, strict=True),
        )
        longest = max((1 + max(ranks or range(len(wishes)), default=-1) for wishes, ranks in lists), default=0)
        return 1, 2 * people * (1 + longest)
    price = Fraction(task.stability)
    return people * price.denominator, 1 + people * price.numerator


def taken_by(task: MatchTask, solution: Sequence[Pair]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """The receiver that each proposer got, and whom each receiver has, by number; unknown ids are passed over."""
    number = {one: at for at, one in enumerate(task.proposers)}
    seat = {one: at for at, one in enumerate(task.receivers)}
    got = {number[a]: seat[b] for a, b in solution if a in number and b in seat}
    members: dict[int, list[int]] = {receiver: [] for receiver in range(len(task.receivers))}
    for one, receiver in got.items():
        members[receiver].append(one)
    return got, members
