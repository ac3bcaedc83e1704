"""What a stable match is to be best at, and what a change against an earlier match counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.matching.stable.market import Market, Pair

__all__ = ["Aim", "Goal", "Side", "put_ties", "read_aim"]

Side: TypeAlias = Literal["proposers", "receivers"]
Goal: TypeAlias = Literal["side", "least regret", "least sum"]


@frozen(eq=False)
class Aim:
    """A goal, whose side decides between equals, and the earlier match with what a change against it counts.

    `earlier` holds the receiver that each proposer had, -1 for none; `stability` is None if no gain is worth a change.
    """

    side: Side
    goal: Goal
    stability: int | float | None
    earlier: tuple[int, ...] = field(repr=False)

    @property
    def has_earlier(self) -> bool:
        """Whether anything is to be kept."""
        return max(self.earlier, default=-1) >= 0

    def units(self, market: Market) -> tuple[int, int]:
        """What one rank and what one change count, as whole numbers, so that equals are decided by fewer changes.

        Without a price, one change counts more than all ranks together.
        """
        people = len(market.proposers) + 1
        if self.stability is None:
            longest = max(map(len, (*market.wishes, *market.receiver_wishes)), default=0)
            return 1, 2 * people * (longest + 1)
        price = Fraction(self.stability)
        return price.denominator * people, price.numerator * people + 1

    def ranks(self, market: Market, one: int, receiver: int) -> int:
        """The ranks of a pair that count, from 0 on: of the side, or of both."""
        found = 0
        if self.goal != "side" or self.side == "proposers":
            found += market.rank[one].get(receiver, 0)
        if self.goal != "side" or self.side == "receivers":
            found += market.receiver_rank[receiver].get(one, 0)
        return found


def read_aim(market: Market, *, side: Side, goal: Goal, earlier: Iterable[Pair], stability: float | None) -> Aim:
    """The aim, with the earlier match as far as those in it are still there.

    Raises:
        BadInstance: if the earlier match gives a proposer to two receivers. BadRule: for an option there is not.
    """
    if side not in {"proposers", "receivers"}:
        raise BadRule(f"the side is 'proposers' or 'receivers', not {side!r}")
    if goal not in {"side", "least regret", "least sum"}:
        raise BadRule(f"the goal is 'side', 'least regret' or 'least sum', not {goal!r}")
    if stability is not None and not 0 <= stability < float("inf"):
        raise BadRule(f"stability is a number from 0 on, or None, not {stability!r}")
    number = {one: at for at, one in enumerate(market.proposers)}
    seat = {one: at for at, one in enumerate(market.receivers)}
    found = [-1] * len(number)
    for a, b in earlier.items() if isinstance(earlier, Mapping) else earlier:
        if a in number and b in seat:
            if found[number[a]] not in {-1, seat[b]}:
                raise BadInstance(f"previous: {a!r} is with two receivers")
            found[number[a]] = seat[b]
    return Aim(side, goal, stability, tuple(found))


def put_ties(market: Market, aim: Aim) -> Market:
    """The market with each tie in the order of ids, but those first who were together before.

    So an earlier match that is still stable is stable in this order too.
    """
    tied = any(ranks is not None for ranks in (*market.ties, *market.receiver_ties))
    if not tied or not aim.has_earlier:
        return market
    earlier = aim.earlier
    wishes = tuple(
        numbers if ranks is None else _put(numbers, ranks, {earlier[one]})
        for one, (numbers, ranks) in enumerate(zip(market.wishes, market.ties, strict=True))
    )
    members: list[set[int]] = [set() for _ in market.receivers]
    for one, receiver in enumerate(earlier):
        if receiver >= 0:
            members[receiver].add(one)
    receiver_wishes = tuple(
        numbers if ranks is None else _put(numbers, ranks, members[receiver])
        for receiver, (numbers, ranks) in enumerate(zip(market.receiver_wishes, market.receiver_ties, strict=True))
    )
    return evolve(market, wishes=wishes, receiver_wishes=receiver_wishes, memo={})


def _put(numbers: tuple[int, ...], ranks: tuple[int, ...], first: set[int]) -> tuple[int, ...]:
    ordered = sorted(zip(ranks, numbers, strict=True), key=lambda each: (each[0], each[1] not in first, each[1]))
    return tuple(number for _, number in ordered)
