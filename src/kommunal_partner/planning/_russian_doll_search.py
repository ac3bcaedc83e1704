"""Russian doll search: the cheapest choice for some occurrences, by branch and bound over longer and longer tails.

What is still to come is bounded in two ways. Each occurrence still open costs at least its cheapest price beside those
chosen so far; and all from one on cost at least what they cost by themselves, which is solved before, for longer and
longer tails. The best place to change from the one to the other is taken. Exponential in the worst case, so it works
within a budget (Verfaillie, Lemaître and Schiex 1996, "Russian doll search for solving constraint optimization
problems").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import add
from typing import TypeAlias

from attrs import define, evolve

from kommunal_partner.results import Budget, OutOfSteps

Row: TypeAlias = Callable[[int], list[int]]


@define
class Block:
    """Occurrences to choose for, by their place in the block, which is their order in time.

    `prices` are those of their options beside everything outside the block; `links` lead to later ones of the block,
    each with what an option does to the prices there. `in_loads` are the loads each option counts in, `room` what is
    left in each, `over` what each event beyond costs, and `unused` what each empty place costs in the end.
    """

    prices: list[list[int]]
    links: list[list[tuple[int, Row]]]
    in_loads: list[list[tuple[int, ...]]]
    room: dict[int, int]
    over: dict[int, int]
    unused: dict[int, int]


@define
class Best:
    """The cheapest choice below the limit (None: none found), whether all was tried, and what any choice costs."""

    chosen: list[int] | None
    cost: int
    is_complete: bool
    bound: int = 0


def cheapest(  # noqa: C901 - because the innermost loop of the search is kept in one place
    block: Block, start: int, end: int, tails: Sequence[int], limit: int, budget: Budget
) -> Best:
    """The cheapest choice from `start` up to `end` that costs less than `limit`.

    `tails[k]` is what those from k up to `end` cost at least by themselves.
    """
    room, over = dict(block.room), block.over
    unused = block.unused if end - start == len(block.prices) else dict.fromkeys(room, 0)
    chosen = [0] * end
    best = Best(None, limit, is_complete=True)

    def descend(k: int, cost: int, live: list[list[int]], least: list[int]) -> None:
        if k == end:
            cost += sum(unused[load] * max(left, 0) for load, left in room.items())
            if cost < best.cost:
                best.chosen, best.cost = chosen[start:], cost
            return
        later = _to_come(k + 1, end, least, tails)
        most = best.cost - cost - later
        for price, a in sorted([(price, a) for a, price in enumerate(live[k]) if price < most]):
            budget.pay(1)
            so_far = cost + price + sum([over[load] for load in block.in_loads[k][a] if room[load] <= 0])
            if so_far + later >= best.cost:
                continue
            after, lows = list(live), list(least)
            for other, row in block.links[k]:
                if other < end:
                    after[other] = list(map(add, after[other], row(a)))
                    lows[other] = min(after[other])
                    budget.pay(1 + len(after[other]) // 8)
            if so_far + _to_come(k + 1, end, lows, tails) >= best.cost:
                continue
            chosen[k] = a
            for load in block.in_loads[k][a]:
                room[load] -= 1
            descend(k + 1, so_far, after, lows)
            for load in block.in_loads[k][a]:
                room[load] += 1

    try:
        descend(start, 0, list(block.prices), [min(prices) for prices in block.prices])
    except OutOfSteps:
        best.is_complete = False
    return best


def _to_come(k: int, end: int, least: list[int], tails: Sequence[int]) -> int:
    """What those from the k-th up to `end` cost at least: the cheapest prices of the next ones, then a tail."""
    best, open_ones = tails[k], 0
    for m in range(k, end):
        open_ones += least[m]
        found = open_ones + tails[m + 1]
        if found > best:  # noqa: PLR1730 - because this is the innermost loop, and max() takes twice as long
            best = found
    return best


def cheapest_by_tails(block: Block, limit: int, budget: Budget) -> Best:
    """The cheapest choice for the whole block that costs less than `limit`, solved tail after longer tail.

    Where half of the steps left are used up over a tail, a new one begins before it, and both are bounded apart; the
    choice is then not complete, and `bound` says what all costs at least.
    """
    before = [0]
    for prices in block.prices:
        before.append(before[-1] + min(prices))
    size = len(block.prices)
    bound, end = 0, size
    better: list[int] | None = None
    while end:
        own = budget.within((budget.steps - budget.done) // 2)
        tails = [0] * (end + 1)
        begin = end
        while begin:
            found = cheapest(block, begin - 1, end, tails, limit - bound - before[begin - 1], own)
            if found.is_complete and found.chosen is None:
                return Best(None, limit, is_complete=True, bound=limit)
            if end == size and begin == 1:
                better = found.chosen
                if found.is_complete:
                    return evolve(found, bound=found.cost)
            if not found.is_complete:
                break
            begin -= 1
            tails[begin] = found.cost
        budget.pay_for(own)
        if begin == end:  # not even one occurrence alone was solved
            begin, tails[end - 1] = end - 1, before[end] - before[end - 1]
        bound, end = bound + tails[begin], begin
    return Best(better, limit, is_complete=False, bound=bound)
