"""How many points no choice within the quotas can exceed (Lagrangian relaxation, subgradient steps).

The quotas of one way to tell apart are kept exactly, those of all others get prices; any prices give a bound, some
rounds of correcting them lower it. A round costs O(n log n) for n candidates. Reference: M. L. Fisher, The Lagrangian
relaxation method for solving integer programming problems, Management Science 27 (1981).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from kommunal_partner.invitations._choosing import Candidate, Kind, Limits

_SCALE: Final = 1024  # prices are whole numbers of this part of a point
_ROUNDS: Final = 200
_WORK: Final = 400_000  # candidates looked at, all rounds together


def upper_bound(
    candidates: Sequence[Candidate],
    kept: Sequence[Candidate],
    limits: Limits,
    total: int | None,
    reached: int,
) -> int:
    """How many points no choice that keeps to the limits can exceed; `reached` points are known to be possible.

    The quotas of one way to tell apart are kept exactly, those of all others get prices: a kind that is overdrawn costs
    more and more, one that is short is paid for. Any prices give a bound; some rounds of correcting them lower it.
    """
    places = len(candidates) + len(kept) if total is None else max(total, len(kept))
    if not limits:
        free = sorted([candidate.points for candidate in candidates], reverse=True)[: places - len(kept)]
        return sum(free) + sum([candidate.points for candidate in kept])
    priced_task = _Priced(candidates, kept, limits, places, _exact(candidates, kept, limits))
    priced = sorted({kind for kind in (*limits.most, *limits.least) if kind[0] != priced_task.exact}, key=repr)
    prices = dict.fromkeys(priced, 0)
    best, chosen = priced_task.solve(prices)
    step = _SCALE
    for _ in range(min(_ROUNDS, _WORK // (len(candidates) + 1)) if priced else 0):
        if best // _SCALE <= reached:
            break
        counts = Counter(kind for candidate in chosen for kind in candidate.kinds)
        for kind in priced:
            prices[kind] = _corrected(prices[kind], counts[kind], limits.least.get(kind), limits.most.get(kind), step)
        found, chosen = priced_task.solve(prices)
        if found < best:
            best = found
        else:
            step = max(1, step * 15 // 16)
    return best // _SCALE


def _corrected(price: int, count: int, least: int | None, most: int | None, step: int) -> int:
    """A price moved towards what the count calls for: above 0 it is for the most, below 0 for the least."""
    if most is not None and (count > most or price > 0):
        return max(0, price + step * _sign(count - most))
    if least is not None and (count < least or price < 0):
        return min(0, price - step * _sign(least - count))
    return price


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _exact(candidates: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits) -> int | None:
    """The quota that is kept exactly: with most kinds among those in which everybody counts once at most."""
    several = {
        number
        for candidate in (*candidates, *kept)
        for number, count in Counter(kind[0] for kind in candidate.kinds).items()
        if count > 1
    }
    sizes = Counter(kind[0] for kind in {*limits.most, *limits.least} if kind[0] not in several)
    return min(sizes, key=lambda number: (-sizes[number], number), default=None)


@frozen(eq=False)
class _Priced:
    """The problem with prices in place of all quotas but one."""

    candidates: Sequence[Candidate]
    kept: Sequence[Candidate]
    limits: Limits
    places: int
    exact: int | None
    used: Counter[Kind] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "used", Counter(kind for candidate in self.kept for kind in candidate.kinds))

    def solve(self, prices: dict[Kind, int]) -> tuple[int, list[Candidate]]:
        """The bound that the prices give, in parts of a point, and the choice behind it."""
        net = [
            (candidate.points * _SCALE - sum(prices.get(kind, 0) for kind in candidate.kinds), candidate)
            for candidate in self.candidates
        ]
        net.sort(key=lambda pair: (-pair[0], pair[1].partnership.id))
        used = self.used.copy()
        free = self.places - len(self.kept)
        chosen, later = list(self.kept), []
        value = sum(candidate.points * _SCALE for candidate in self.kept)
        for number, candidate in net:
            kind = self._kind(candidate)
            if kind is not None and used[kind] < self.limits.least.get(kind, 0) and free > 0:
                used[kind] += 1
                free -= 1
                value += number
                chosen.append(candidate)
            else:
                later.append((number, candidate))
        for number, candidate in later:
            if free <= 0 or number <= 0:
                break
            kind = self._kind(candidate)
            if kind is not None and kind in self.limits.most and used[kind] >= self.limits.most[kind]:
                continue
            if kind is not None:
                used[kind] += 1
            free -= 1
            value += number
            chosen.append(candidate)
        return value + self._paid(prices), chosen

    def _kind(self, candidate: Candidate) -> Kind | None:
        return next((kind for kind in candidate.kinds if kind[0] == self.exact), None)

    def _paid(self, prices: dict[Kind, int]) -> int:
        """What the prices add: each times the limit it stands for, less what the kept ones use of it."""
        total = 0
        for kind, price in prices.items():
            limit = self.limits.most.get(kind, 0) if price > 0 else self.limits.least.get(kind, 0)
            # Those who hold an invitation keep it, even where they are more than a quota allows.
            left = limit - self.used[kind]
            total += price * (max(0, left) if price > 0 else left)
        return total
