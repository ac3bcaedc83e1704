"""The choice among those that may be invited (greedy): one order, of which any number of places takes the front.

The order does not depend on the number of places: first, by rank, those that a quota of at least so many still needs,
then the others by rank; whoever would break a quota of at most so many is passed over. So a place more never drops
anybody. With quotas that tell partnerships apart in one way only, each in one kind, no choice has more points. Where
several ways cross, another choice may have more: `_bounds.upper_bound` says how many points no choice can exceed; and
whom the quotas of at least so many need is found by `_set_cover`, where the greedy choice takes more than it must. It
costs O(n log n) for n candidates. Reference: J. Edmonds, Matroids and the greedy algorithm, Mathematical Programming 1
(1971).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from attrs import frozen

from kommunal_partner.invitations._quotas import Quota
from kommunal_partner.partnerships import Partnership

Kind = tuple[int, Hashable]
"""The number of a quota and one of the kinds it tells apart."""


@frozen(eq=False)
class Candidate:
    """Somebody who may be invited: points (at least 1), and the kinds they count in."""

    partnership: Partnership
    points: int
    kinds: tuple[Kind, ...]


@frozen(eq=False)
class Limits:
    """The quotas by kind: at most, and at least."""

    most: dict[Kind, int]
    least: dict[Kind, int]

    @classmethod
    def of(cls, quotas: Sequence[Quota], candidates: Iterable[Candidate]) -> Limits:
        """The limits for every kind that a quota names or that occurs."""
        kinds = {kind for candidate in candidates for kind in candidate.kinds}
        kinds |= {(number, quota.value) for number, quota in enumerate(quotas) if quota.value is not None}
        most, least = {}, {}
        for kind in kinds:
            quota = quotas[kind[0]]
            if quota.at_most is not None:
                most[kind] = quota.at_most
            if quota.at_least is not None:
                least[kind] = quota.at_least
        return cls(most, least)

    def __bool__(self) -> bool:
        return bool(self.most or self.least)


def in_turn(
    ranked: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits, first: Iterable[Candidate] | None = None
) -> list[Candidate]:
    """The candidates in the order in which they get a place, those that break a quota left out; after the kept ones.

    `first` are those whom the quotas of at least so many need, where that is known; else the first ones by rank are.
    """
    if not limits:
        return list(ranked)
    used: Counter[Kind] = Counter(kind for candidate in kept for kind in candidate.kinds)
    needed = needed_by_rank(ranked, kept, limits) if first is None else list(first)
    order: list[Candidate] = []
    for candidate in needed:
        order.append(candidate)
        used.update(candidate.kinds)
    taken = {candidate.partnership.id for candidate in needed}
    for candidate in ranked:
        if candidate.partnership.id not in taken and _fits(candidate, used, limits):
            order.append(candidate)
            used.update(candidate.kinds)
    return order


def needed_by_rank(ranked: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits) -> list[Candidate]:
    """Whom a quota of at least so many still needs, the first ones by rank."""
    used: Counter[Kind] = Counter(kind for candidate in kept for kind in candidate.kinds)
    needed: list[Candidate] = []
    for candidate in ranked:
        wanted = any(used[kind] < limits.least.get(kind, 0) for kind in candidate.kinds)
        if wanted and _fits(candidate, used, limits):
            needed.append(candidate)
            used.update(candidate.kinds)
    return needed


def _fits(candidate: Candidate, used: Counter[Kind], limits: Limits) -> bool:
    most = limits.most
    return all(kind not in most or used[kind] < most[kind] for kind in candidate.kinds)
