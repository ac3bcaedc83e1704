"""Every ring that can be made, and what it counts as a whole number: its weights first, then whether it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import fsum, lcm
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
    arcs = dict(task.arcs)
    exact: dict[Places, Fraction] = {}
    for ring in rings_of(arcs, task.longest):
        if fixed.isdisjoint(ring):
            exact[ring] = sum((Fraction(arcs[arc]) for arc in arcs_of(ring)), Fraction(0))
            if len(exact) > MOST_RINGS:
                raise BadInstance(f"more than {MOST_RINGS} rings can be made: forbid the advice that is worth least")
    for ring in task.kept.intersection(exact):
        exact[ring] += Fraction(task.stability)
    ties = len(task.ids) + 1
    unit = lcm(1, *(worth.denominator for worth in exact.values())) * ties * 6
    counted = {ring: int(worth * unit) + 6 * (ring in task.kept) for ring, worth in exact.items()}
    return Encoded({ring: worth for ring, worth in counted.items() if worth > 0}, unit)


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
