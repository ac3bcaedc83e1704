"""The check of rings of advice: are they rings, what are they worth, do the prices prove what they are said to.

It reads the task and the rings by id, finds every ring in its own way, and shares nothing with the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from math import fsum, gcd, lcm
from typing import Final

from kommunal_partner.clashes import Names
from kommunal_partner.matching.advice._task import LONGEST, SHORTEST, AdviceTask, RingClaims, RingShown
from kommunal_partner.matching.advice.sentences import LOCKED, MISNAMED, NO_ARC, SIZE, TWICE, UNPROVEN, VALUE
from kommunal_partner.results import Status, Violation, in_order, say, wrong_claim, wrong_status

_ROUNDING: Final = 1e-9


def verify(task: AdviceTask, claims: RingClaims) -> Iterator[Violation]:
    """Every rule that the rings break and every claim that does not hold."""
    if claims.status is Status.INFEASIBLE:
        numbers = (claims.solution, claims.value, claims.total, claims.bound, claims.weak_bound, claims.prices)
        nothing = numbers == ((), None, None, None, None, ()) and (claims.unmatched, claims.moved) == (task.ids, ())
        if not (nothing and claims.clash is not None and _locks_clash(task)):
            yield wrong_status(claims.status)
        return
    if claims.value is None or claims.clash is not None:
        yield wrong_status(claims.status)
        return
    place = {one: at for at, one in enumerate(task.ids)}
    yield from _broken_rules(task, claims, place)
    pairs = [(a, b) for ring in claims.solution for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]
    weights = [task.arcs.get((place.get(a, -1), place.get(b, -1)), 0) for a, b in pairs]
    made = {tuple(place.get(one, -1) for one in ring) for ring in claims.solution}
    total = fsum(weights)
    found = fsum([*weights, task.stability * len(made & task.kept)])
    for said, sum_ in ((claims.value, found), (claims.total, total)):
        if said is None or abs(sum_ - said) > _ROUNDING * max(1.0, abs(sum_)):
            yield Violation("RING_VALUE", (), say(VALUE, said=said, found=sum_))
    used = {one for ring in claims.solution for one in ring}
    for one in in_order({one for one in task.ids if one not in used}.symmetric_difference(claims.unmatched)):
        yield Violation("RING_MISNAMED", (one,), say(MISNAMED, who=one))
    torn = {member for ring in task.kept - made for member in ring}
    moved = tuple(one for at, one in enumerate(task.ids) if at in torn)
    if claims.moved != moved:
        yield wrong_claim("moved", Names(claims.moved), Names(moved))
    if claims.bound not in (claims.value, claims.weak_bound):
        yield Violation("NOT_PROVEN", (), say(UNPROVEN, bound=claims.bound))
    if claims.status is not (Status.OPTIMAL if claims.bound == claims.value else Status.FEASIBLE):
        yield wrong_status(claims.status)
    yield from _unproven(task, claims, found)


def _locks_clash(task: AdviceTask) -> bool:
    """Whether locked rings share someone, are too short or too long, or need advice that cannot be given."""
    members = Counter(member for ring in task.locked for member in ring)
    shaped = all(SHORTEST <= len(ring) <= task.longest for ring in task.locked)
    given = all((ring[at - 1], ring[at]) in task.arcs for ring in task.locked for at in range(len(ring)))
    return max(members.values(), default=0) > 1 or not (shaped and given)


def _broken_rules(task: AdviceTask, claims: RingClaims, place: Mapping[Hashable, int]) -> Iterator[Violation]:
    for ring in claims.solution:
        if not SHORTEST <= len(ring) <= task.longest:
            yield Violation("RING_SIZE", ring, say(SIZE, ring=RingShown(ring), most=task.longest))
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (place.get(a, -1), place.get(b, -1)) not in task.arcs:
                yield Violation("NO_ARC", (a, b), say(NO_ARC, a=a, b=b))
    for one, count in Counter(one for ring in claims.solution for one in ring).items():
        if count > 1:
            yield Violation("IN_TWO_RINGS", (one,), say(TWICE, who=one, count=count))
    made = {tuple(place.get(one, -1) for one in ring) for ring in claims.solution}
    for locked in task.locked:
        if locked not in made:
            ids = tuple(task.ids[member] for member in locked)
            yield Violation("LOCK_BROKEN", ids, say(LOCKED, ring=RingShown(ids)))


def _unproven(task: AdviceTask, claims: RingClaims, found: float) -> Iterator[Violation]:
    """The violation that the prices do not reach for some ring, or reach beyond what they are said to prove."""
    if task.unread:
        if (claims.bound, claims.weak_bound) != (None, None):
            yield wrong_claim("bound", claims.bound, None)
        return
    prices = dict(claims.prices)
    weak = 0.0 if claims.weak_bound is None else claims.weak_bound
    fine = _ROUNDING * max(1.0, abs(weak))
    # Prices may exceed the bound by less than any two totals can differ: that much decides between equals.
    spare = _least_difference(task) if task.kept else 0.0
    lacking = abs(fsum(prices.values()) - weak) > max(fine, spare) or found > weak + fine
    taken = {member for ring in task.locked for member in ring}
    for ring in _every_ring(task):
        if taken.isdisjoint(ring) or ring in task.locked:
            worth = [task.arcs[arc] for arc in zip(ring, (*ring[1:], ring[0]), strict=True)]
            worth.append(task.stability if ring in task.kept else 0)
            lacking |= fsum(worth) > fsum(prices[task.ids[member]] for member in ring) + fine
    if lacking:
        yield Violation("NOT_PROVEN", (), say(UNPROVEN, bound=weak))


def _least_difference(task: AdviceTask) -> float:
    """What two different totals differ by at least: all rings beside the locked ones are worth a multiple of it."""
    whole = lcm(*(Fraction(worth).denominator for worth in (task.stability, *task.arcs.values())))
    counts = {arc: int(Fraction(worth) * whole) for arc, worth in task.arcs.items()}
    taken = {member for ring in task.locked for member in ring}
    shared = whole
    for ring in _every_ring(task):
        if taken.isdisjoint(ring):
            kept = int(Fraction(task.stability) * whole) if ring in task.kept else 0
            shared = gcd(shared, kept + sum(counts[arc] for arc in zip(ring, (*ring[1:], ring[0]), strict=True)))
    return shared / whole


def _every_ring(task: AdviceTask) -> Iterator[tuple[int, ...]]:
    """Every ring, looked for from its last piece of advice."""
    for last, first in task.arcs:
        for middle in range(first + 1, len(task.ids)) if last > first else ():
            if middle == last and (first, last) in task.arcs:
                yield first, last
            elif task.longest == LONGEST and (first, middle) in task.arcs and (middle, last) in task.arcs:
                yield first, middle, last
