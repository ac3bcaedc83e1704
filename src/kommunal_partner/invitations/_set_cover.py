"""Whom the quotas of at least so many need at the fewest places (multicover, branch and bound by growing size).

For each size in turn, from the least that the deficits allow: the kind that lacks most is given one of its candidates
by rank, until nothing lacks or the size is used up. The cost grows exponentially with the size; a count of nodes bounds
it, and the answer says whether the search came to its end. Reference: V. V. Vazirani, Approximation Algorithms (2001),
chapter 13.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, islice
from typing import Final

from attrs import define, frozen

from kommunal_partner.invitations._choosing import Candidate, Kind, Limits, needed_by_rank
from kommunal_partner.results import Budget

_NODES: Final = 20_000
_LARGEST: Final = 300
"""Sets of more are not searched for: a call is made for each of their members."""
_LOWERED: Final = 20
"""So many ways to ask for a little less are tried where not all quotas can be met."""


@frozen(eq=False)
class Cover:
    """Those who are needed, by rank: `complete` if they meet every quota, `proven` if fewer could not."""

    needed: tuple[Candidate, ...]
    complete: bool
    proven: bool


def cover(ranked: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits, budget: Budget) -> Cover:
    """The fewest candidates that, with the kept ones, meet every quota of at least so many; else the first by rank."""
    used: Counter[Kind] = Counter(kind for candidate in kept for kind in candidate.kinds)
    lacking = {kind: least - used[kind] for kind, least in limits.least.items() if used[kind] < least}
    greedy = needed_by_rank(ranked, kept, limits)
    given: Counter[Kind] = Counter(kind for candidate in greedy for kind in candidate.kinds)
    complete = all(given[kind] >= number for kind, number in lacking.items())
    least_size = _least_size(lacking, ranked)
    if complete and len(greedy) <= least_size:
        return Cover(tuple(greedy), complete=True, proven=True)
    useful = [candidate for candidate in ranked if any(kind in lacking for kind in candidate.kinds)]
    search = _Search(useful, limits.most, used, _NODES, budget)
    largest = len(greedy) - 1 if complete else min(len(useful), sum(lacking.values()))
    for size in range(least_size, largest + 1):
        found = search.of_size(lacking, size) if size <= _LARGEST else None
        if found is not None:
            return Cover(tuple(found), complete=True, proven=True)
        if search.left <= 0 or size > _LARGEST:
            return Cover(tuple(greedy), complete, proven=False)
    return Cover(tuple(greedy), complete, proven=True)


def within_reach(ranked: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits, budget: Budget) -> Limits:
    """The limits with quotas of at least so many lowered, as little as is found, so that all can be met together.

    One that cannot be met at all must not keep the others from being met.
    """
    there = Counter(kind for candidate in (*ranked, *kept) for kind in candidate.kinds)
    least = {kind: min(number, there[kind]) for kind, number in limits.least.items()}
    reached = Limits(limits.most, least)
    found = cover(ranked, kept, reached, budget)
    if found.complete or not found.proven:
        return reached
    given = Counter(kind for candidate in (*found.needed, *kept) for kind in candidate.kinds)
    short = sum(max(number - given[kind], 0) for kind, number in least.items())
    tried = (Limits(limits.most, lowered) for lowered in islice(_lowered(least, short), _LOWERED))
    return next((some for some in tried if cover(ranked, kept, some, budget).complete), reached)


def _lowered(least: dict[Kind, int], short: int) -> Iterator[dict[Kind, int]]:
    """The numbers lowered by one place, by two, and so on, as long as that is less than what is short already."""
    for places in range(1, short):
        for kinds in combinations_with_replacement(sorted(least, key=repr), places):
            lowered = {kind: number - kinds.count(kind) for kind, number in least.items()}
            if min(lowered.values()) >= 0:
                yield lowered


def _least_size(lacking: dict[Kind, int], candidates: Sequence[Candidate]) -> int:
    """So many at least are needed: one way to tell apart lacks so much, and a candidate gives it so much at most."""
    least = 0
    for number in {kind[0] for kind in lacking}:
        missing = sum(count for kind, count in lacking.items() if kind[0] == number)
        gives = max((sum(kind[0] == number for kind in one.kinds) for one in candidates), default=1)
        least = max(least, -(-missing // max(1, gives)))
    return least


@define(eq=False)
class _Search:
    """The search through sets of one size, with the nodes that are left."""

    candidates: Sequence[Candidate]
    most: dict[Kind, int]
    used: Counter[Kind]
    left: int
    budget: Budget

    def of_size(self, lacking: dict[Kind, int], size: int) -> list[Candidate] | None:
        """So many candidates that meet what lacks, by rank; None if there are none, or no nodes are left."""
        chosen = self._grow(dict(lacking), size, Counter(self.used), frozenset())
        return None if chosen is None else [self.candidates[place] for place in sorted(chosen)]

    def _grow(
        self, lacking: dict[Kind, int], size: int, used: Counter[Kind], barred: frozenset[int]
    ) -> list[int] | None:
        self.left = 0 if self.budget.report(self.budget.best) else self.left - 1
        if not lacking:
            return []
        if size == 0 or self.left <= 0 or max(lacking.values()) > size:
            return None
        kind = max(lacking, key=lambda one: (lacking[one], repr(one)))
        for place, candidate in enumerate(self.candidates):
            if place in barred or kind not in candidate.kinds or self._over(candidate, used):
                continue
            # Whoever was tried here is not tried again below: every set is met once.
            barred |= {place}
            rest = {one: count - (one in candidate.kinds) for one, count in lacking.items()}
            found = self._grow(
                {one: count for one, count in rest.items() if count > 0},
                size - 1,
                used + Counter(candidate.kinds),
                barred,
            )
            if found is not None:
                return [place, *found]
        return None

    def _over(self, candidate: Candidate, used: Counter[Kind]) -> bool:
        return any(kind in self.most and used[kind] >= self.most[kind] for kind in candidate.kinds)
