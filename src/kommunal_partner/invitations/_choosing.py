"""The choice among those that may be invited (greedy): one order, of which any number of places takes the front.

The order does not depend on the number of places: first those whom a quota of at least so many still needs, then those
who have most points together within the quotas of at most so many, then the others, each group by rank; whoever would
break a quota of at most so many is passed over. So a place more never drops anybody. With quotas that tell partnerships
apart in one way only, each in one kind, no choice has more points. Where several ways cross, none has more where all
get a place whom the quotas allow, and with fewer places another choice may: `_bounds.upper_bound` says how many points
no choice can exceed. Whom the quotas of at least so many need is found by `_set_cover`, who have most points together
by `_lagrangian_heuristic`. It costs O(n log n) for n candidates. Reference: J. Edmonds, Matroids and the greedy
algorithm, Mathematical Programming 1 (1971).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain

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
    first: Iterable[Candidate],
    then: Iterable[Candidate],
    ranked: Sequence[Candidate],
    kept: Sequence[Candidate],
    limits: Limits,
) -> list[Candidate]:
    """The candidates in the order in which they get a place, those that break a quota left out; after the kept ones.

    `first` are those whom the quotas of at least so many need, `then` those with most points within the others.
    """
    if not limits:
        return list(ranked)
    used = kinds_of(kept)
    order: dict[str, Candidate] = {}
    for candidate in chain(first, then, ranked):
        if candidate.partnership.id not in order and _fits(candidate, used, limits):
            order[candidate.partnership.id] = candidate
            used.update(candidate.kinds)
    return list(order.values())


def kinds_of(candidates: Iterable[Candidate]) -> Counter[Kind]:
    """How many of them count in each kind."""
    return Counter(kind for candidate in candidates for kind in candidate.kinds)


def needed_by_rank(ranked: Sequence[Candidate], kept: Sequence[Candidate], limits: Limits) -> list[Candidate]:
    """Whom a quota of at least so many still needs, the first ones by rank."""
    used = kinds_of(kept)
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
