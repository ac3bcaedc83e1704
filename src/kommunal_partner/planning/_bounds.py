"""What any plan costs at least, by soft arc consistency: costs are shifted along links until each end shows its share.

Moving a part of an occurrence's price into the links it shares with others, and back, changes what no whole plan costs:
a link hands as much to one end as it takes from the other. The cheapest price of every occurrence, each taken by
itself, therefore adds up to a bound, and sweeps forward and backward in time raise it: min-sum messages, whose cost is
linear in options and links (Cooper et al. 2010, "Soft arc consistency revisited"; Kolmogorov 2006, TRW-S). Loads are
bounded by Lagrange multipliers: each event in a crowded quarter pays one, and the room there is gives it back.

Prices are whole numbers, `SCALE` to one unit of cost, so that nothing is rounded in anyone's favour.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import add
from typing import Final, TypeAlias

from attrs import define

from kommunal_partner.planning._encode import EncodedPlan, Link
from kommunal_partner.planning._model import Placement
from kommunal_partner.planning._russian_doll_search import Block, Row
from kommunal_partner.results import Budget

SCALE: Final = 64

Message: TypeAlias = Callable[[list[int]], list[int]]
"""From the shifts at one end of a link: what each option at the other end costs beside the best choice there."""


@define
class LinkEnd:
    """One end of a link: who is at the other, which of the links it is, and where both ends keep their shifts."""

    other: int
    nth: int
    mine: int
    theirs: int
    message: Message


class CostShifts:
    """Shifted prices for all occurrences, and the bound that they show.

    `alive` holds for each occurrence the options that may still be part of a better plan; the last is always to leave
    it out. `unary` are their prices and `shifts` what links have taken from them, in the same order.
    """

    def __init__(self, encoded: EncodedPlan, budget: Budget) -> None:
        self.encoded = encoded
        self.budget = budget
        self.alive = [list(range(len(prices))) for prices in encoded.costs]
        self.unary = [[SCALE * cost for cost in prices] for prices in encoded.costs]
        self.multipliers = [0] * len(encoded.loads)
        self.ends: list[list[LinkEnd]] = [[] for _ in encoded.costs]
        self.shifts: list[list[int]] = []
        for i, links in enumerate(encoded.links):
            for nth, link in enumerate(links):
                j = link.other
                if i < j:
                    back = [(found.other, not found.levels) for found in encoded.links[j]].index((i, not link.levels))
                    end = len(self.shifts)
                    self.ends[i].append(LinkEnd(j, nth, end, end + 1, self._message(link, j, i)))
                    self.ends[j].append(LinkEnd(i, back, end + 1, end, self._message(link, i, j)))
                    self.shifts += [[0] * len(self.alive[i]), [0] * len(self.alive[j])]

    def _message(self, link: Link, source: int, target: int) -> Message:
        sources = [self.encoded.options[source][a] for a in self.alive[source][:-1]]
        targets = [self.encoded.options[target][a] for a in self.alive[target][:-1]]
        if link.levels:
            return _message_by_days(sources, targets, link.levels)
        return _message_by_land([one.land for one in sources], [one.land for one in targets], link.same_land)

    # ── raising the bound ────────────────────────────────────────────────────────────────────────────────────────────

    def sweep(self, part: Sequence[int], *, forward: bool) -> None:
        """Take in what all links can give and hand it on to those that come later (or earlier)."""
        for i in part if forward else reversed(part):
            self._take_in(i)
            ahead = [end for end in self.ends[i] if (end.other > i) is forward]
            if ahead:
                parts = max(len(ahead), len(self.ends[i]) - len(ahead))
                share = [price // parts for price in self.unary[i]]
                for end in ahead:
                    self.shifts[end.mine] = list(map(add, self.shifts[end.mine], share))
                self.unary[i] = [price - len(ahead) * given for price, given in zip(self.unary[i], share, strict=True)]

    def _take_in(self, i: int) -> None:
        """Take from each link of an occurrence what it can give, whatever the other end chooses."""
        prices = self.unary[i]
        for end in self.ends[i]:
            given = end.message(self.shifts[end.theirs])
            self.budget.pay(1 + len(given) // 2)
            prices = list(map(add, map(add, prices, given), self.shifts[end.mine]))
            self.shifts[end.mine] = [-price for price in given]
        self.unary[i] = prices

    def settle(self, part: Sequence[int]) -> int:
        """The bound of a part, in scaled prices, with nothing left inside its links."""
        for i in part:
            self._take_in(i)
        loads = {load for i in part for some in self.encoded.in_loads[i] for load in some}
        back = sum(self.multipliers[load] * self.encoded.loads[load].room for load in loads)
        return sum(min(self.unary[i]) for i in part) - back

    def adjust_multipliers(self, part: Sequence[int], step: int) -> None:
        """Raise the multipliers of loads that the cheapest options overfill, lower those of loads that have room."""
        wanted: dict[int, int] = {}
        for i in part:
            cheapest = self.alive[i][self.unary[i].index(min(self.unary[i]))]
            for some in self.encoded.in_loads[i]:
                for load in some:
                    wanted.setdefault(load, 0)
            for load in self.encoded.in_loads[i][cheapest]:
                wanted[load] += 1
        moved = {}
        for load, count in wanted.items():
            known = self.encoded.loads[load]
            multiplier = min(max(self.multipliers[load] + step * (count - known.room), 0), SCALE * known.cost)
            if multiplier != self.multipliers[load]:
                moved[load] = multiplier - self.multipliers[load]
                self.multipliers[load] = multiplier
        if moved:
            for i in part:
                in_loads = self.encoded.in_loads[i]
                self.unary[i] = [
                    price + sum(moved.get(load, 0) for load in in_loads[a])
                    for price, a in zip(self.unary[i], self.alive[i], strict=True)
                ]

    def block(self, part: Sequence[int]) -> tuple[Block, int]:
        """The part as a task in shifted prices, and how much more its choices cost there than by the scaled costs."""
        encoded = self.encoded
        at = {i: k for k, i in enumerate(part)}
        loads = {load for i in part for some in encoded.in_loads[i] for load in some}
        block = Block(
            [self.unary[i] for i in part],
            [[(at[end.other], self._row(i, end)) for end in self.ends[i] if end.other > i] for i in part],
            [[encoded.in_loads[i][a] for a in self.alive[i]] for i in part],
            {load: encoded.loads[load].room for load in loads},
            {load: SCALE * encoded.loads[load].cost - self.multipliers[load] for load in loads},
            {load: self.multipliers[load] for load in loads},
        )
        return block, sum(self.multipliers[load] * encoded.loads[load].room for load in loads)

    def _row(self, i: int, end: LinkEnd) -> Row:
        others = self.alive[end.other]
        known: dict[int, list[int]] = {}

        def row(a: int) -> list[int]:
            if a not in known:
                costs = self.encoded.row(i, end.nth, self.alive[i][a])
                given = self.shifts[end.mine][a]
                shifts = self.shifts[end.theirs]
                known[a] = [SCALE * costs[b] + given + shift for b, shift in zip(others, shifts, strict=True)]
            return known[a]

        return row

    # ── leaving out what cannot win ──────────────────────────────────────────────────────────────────────────────────

    def narrow(self, part: Sequence[int], bound: int, limit: int) -> int:
        """Drop the options with which no plan of the part costs less than `limit`; how many were dropped."""
        kept_of: dict[int, list[int]] = {}
        for i in part:
            self._take_in(i)
            prices = self.unary[i]
            most = limit - bound + min(prices)
            kept = [k for k, price in enumerate(prices) if price < most or k == len(prices) - 1]
            if len(kept) < len(prices):
                kept_of[i] = kept
        dropped = 0
        for i, kept in kept_of.items():
            dropped += len(self.alive[i]) - len(kept)
            self.alive[i] = [self.alive[i][k] for k in kept]
            self.unary[i] = [self.unary[i][k] for k in kept]
            for end in self.ends[i]:
                self.shifts[end.mine] = [self.shifts[end.mine][k] for k in kept]
        touched = {*kept_of, *(end.other for i in kept_of for end in self.ends[i])}
        for i in touched:
            for end in self.ends[i]:
                end.message = self._message(self.encoded.links[i][end.nth], end.other, i)
        return dropped


def _message_by_days(
    sources: Sequence[Placement], targets: Sequence[Placement], levels: Iterable[tuple[int, int]]
) -> Message:
    """A link about the days between: the best choice among the early and the late ones, for each number of days."""
    size = len(sources)
    by_last = sorted(range(size), key=lambda k: sources[k].last)
    by_first = sorted(range(size), key=lambda k: sources[k].first)
    lasts = [sources[k].last.toordinal() for k in by_last]
    firsts = [sources[k].first.toordinal() for k in by_first]
    by_first.reverse()
    *graded, (_, worst) = levels
    reaches = [
        (
            [bisect_right(lasts, one.first.toordinal() - 1 - days) for one in targets],
            [size - bisect_left(firsts, one.last.toordinal() + 1 + days) for one in targets],
            SCALE * cost,
        )
        for days, cost in graded
    ]

    def message(shifts: list[int]) -> list[int]:
        prices = shifts
        early = list(accumulate([prices[k] for k in by_last], min, initial=prices[-1]))
        late = list(accumulate([prices[k] for k in by_first], min, initial=prices[-1]))
        best = [early[-1] + SCALE * worst] * len(targets)
        for before, behind, cost in reaches:
            found = map(min, map(early.__getitem__, before), map(late.__getitem__, behind))
            best = list(map(min, best, [price + cost for price in found] if cost else found))
        best.append(early[-1])
        return best

    return message


def _message_by_land(sources: Sequence[str | None], targets: Sequence[str | None], cost: int) -> Message:
    """A link about Länder: the best choice with another Land or none, or the best of all at the cost of one Land."""
    differing = {
        land: [k for k, other in enumerate(sources) if land is None or other != land] for land in dict.fromkeys(targets)
    }

    def message(shifts: list[int]) -> list[int]:
        prices = shifts
        lowest = min(prices)
        best = {
            land: min([prices[-1], lowest + SCALE * cost, *(prices[k] for k in some)])
            for land, some in differing.items()
        }
        return [*(best[land] for land in targets), lowest]

    return message
