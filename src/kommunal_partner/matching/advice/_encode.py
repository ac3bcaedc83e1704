"""Every ring that can be made, and what it counts as a whole number: its weights first, then whether it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import fsum, gcd, lcm
from typing import Final

from attrs import frozen

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.advice._task import LONGEST, AdviceTask, Arc, Places

MOST_RINGS: Final = 1_000_000
"""So many rings at most are looked at: more do not fit into the memory of a usual machine."""


@frozen(eq=False)
class Encoded:
    """What the rings beside the locked ones are worth, in whole numbers: `unit` of them are a weight of 1."""

    worth: dict[Places, int]
    unit: int


def encode(task: AdviceTask) -> Encoded:
    """The rings that no locked member is in and that are worth something.

    The weights come first, a kept ring decides between equals; sixths make fair shares of two and three whole.

    Raises:
        BadInstance: if there are too many rings to look at.
    """
    fixed = {member for ring in task.locked for member in ring}
    arcs = {arc: weight.as_integer_ratio() for arc, weight in task.arcs.items() if fixed.isdisjoint(arc)}
    rings = list(islice(rings_of(arcs, task.longest), MOST_RINGS + 1))
    if len(rings) > MOST_RINGS:
        raise BadInstance(f"more than {MOST_RINGS} rings can be made: forbid the advice that is worth least")
    kept = task.kept.intersection(rings)
    bonus, part = task.stability.as_integer_ratio() if kept else (0, 1)
    parts = lcm(part, *{denominator for _, denominator in arcs.values()})
    counts = {arc: number * (parts // denominator) for arc, (number, denominator) in arcs.items()}
    exact = {ring: sum([counts[arc] for arc in arcs_of(ring)]) for ring in rings}
    for ring in kept:
        exact[ring] += bonus * (parts // part)
    shared, ties = gcd(parts, *exact.values()), len(task.ids) + 1
    counted = {ring: worth // shared * ties * 6 + 6 * (ring in kept) for ring, worth in exact.items()}
    return Encoded({ring: worth for ring, worth in counted.items() if worth > 0}, parts // shared * ties * 6)


def arcs_of(ring: Sequence[int]) -> Iterator[Arc]:
    """The pieces of advice of a ring: each advises the next, and the last the first."""
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def weight_of(task: AdviceTask, ring: Sequence[int]) -> float:
    """The sum of the weights in a ring; whole if all of them are."""
    weights = [task.arcs[arc] for arc in arcs_of(ring)]
    return sum(weights) if all(isinstance(weight, int) for weight in weights) else fsum(weights)


def rings_of(arcs: Mapping[Arc, object], longest: int) -> Iterator[Places]:
    """Every ring, beginning with its lowest member."""
    advises: dict[int, list[int]] = {}
    for a, b in sorted(arcs):
        advises.setdefault(a, []).append(b)
    for a, seconds in advises.items():
        for b in seconds:
            if b < a:
                continue
            if (b, a) in arcs:
                yield a, b
            if longest == LONGEST:
                yield from ((a, b, c) for c in advises.get(b, ()) if c > a and (c, a) in arcs)
