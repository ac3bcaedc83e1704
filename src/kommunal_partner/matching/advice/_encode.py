"""Every ring that can be made, and what it counts as a whole number: its weights first, then whether it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from math import fsum, gcd, lcm
from typing import Final, cast

from attrs import frozen

from kommunal_partner._checks import refusal
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.advice._task import LONGEST, AdviceTask, Arc, Places
from kommunal_partner.results import Budget

MOST_RINGS: Final = 1_000_000
"""So many rings at most are looked at: more do not fit into the memory of a usual machine."""
_LOOK: Final = 1_000
"""After so many rings the clock is looked at."""


@frozen(eq=False)
class Encoded:
    """What the rings beside the locked ones are worth, in whole numbers: `unit` of them are a weight of 1.

    `dearest` is what each member can add to any ring at most.
    """

    worth: dict[Places, int]
    unit: int
    dearest: Mapping[int, int] = FrozenMap()


def encode(task: AdviceTask, budget: Budget) -> Encoded:
    """The rings that no locked member is in and that are worth something, as far as there is time to list them.

    The weights come first, a kept ring decides between equals; sixths make fair shares of two and three whole.

    Raises:
        BadInstance: if there are too many rings to look at.
    """
    fixed = {member for ring in task.locked for member in ring}
    free = {arc: weight for arc, weight in task.arcs.items() if fixed.isdisjoint(arc)}
    bonus, part = task.stability.as_integer_ratio() if task.kept else (0, 1)
    counts, parts = _whole(free, part)
    bonus *= parts // part
    exact: dict[Places, int] = {}
    for listed, ring in enumerate(rings_of(counts, task.longest)):
        if listed == MOST_RINGS:
            de = f" erlaubt mehr als {MOST_RINGS} Ringe: bitte die Beratungen ausschließen, die am wenigsten wert sind"
            en = f" allows more than {MOST_RINGS} rings: forbid the advice that is worth least"
            raise refusal(BadInstance, "weight", None, de, en)
        if listed % _LOOK == _LOOK - 1 and budget.report():
            break
        exact[ring] = sum([counts[arc] for arc in arcs_of(ring)])
    kept = task.kept.intersection(exact)
    for ring in kept:
        exact[ring] += bonus
    shared, ties = gcd(parts, *exact.values()), 6 * (len(task.ids) + 1)
    worth = {
        ring: number // shared * ties + 6 * (ring in kept)
        for ring, number in exact.items()
        if number > 0 or (number == 0 and ring in kept)
    }
    return Encoded(worth, parts // shared * ties, _dearest(task, counts, bonus, (ties, shared)))


def _whole(weights: dict[Arc, float], part: int) -> tuple[dict[Arc, int], int]:
    """The weights, and parts of 1, as whole numbers of the same smallest part; and how many of these are 1."""
    if part == 1 and all(type(weight) is int for weight in weights.values()):
        return cast("dict[Arc, int]", weights), 1
    ratios = {arc: weight.as_integer_ratio() for arc, weight in weights.items()}
    parts = lcm(part, *{denominator for _, denominator in ratios.values()})
    return {arc: number * (parts // denominator) for arc, (number, denominator) in ratios.items()}, parts


def _dearest(task: AdviceTask, counts: Mapping[Arc, int], bonus: int, scale: tuple[int, int]) -> dict[int, int]:
    """What each member adds to any ring at most: the best advice they give, and what keeping a ring counts."""
    most: dict[int, int] = {}
    for (adviser, _), count in counts.items():
        most[adviser] = max(most.get(adviser, 0), count)
    times, by = scale
    found = {one: -(-count * times // by) for one, count in most.items()}
    for one in {member for ring in task.kept for member in ring}.intersection(found):
        found[one] += 6 - (-bonus * times // by)
    return found


def arcs_of(ring: Sequence[int]) -> Iterator[Arc]:
    """The pieces of advice of a ring: each advises the next, and the last the first."""
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def weight_of(task: AdviceTask, ring: Sequence[int]) -> float:
    """The sum of the weights in a ring; whole if all of them are."""
    weights = [task.arcs[arc] for arc in arcs_of(ring)]
    return sum(weights) if all(isinstance(weight, int) for weight in weights) else fsum(weights)


def rings_of(arcs: Mapping[Arc, float], longest: int) -> Iterator[Places]:
    """Every ring, beginning with its lowest member: first those in which members give their best advice, all in turn.

    So whoever lists as many as there is time for has some of everybody's, and good ones.
    """
    advises: dict[int, list[int]] = {}
    for a, b in sorted(arcs, key=lambda arc: (arc[0], -arcs[arc], arc[1])):
        advises.setdefault(a, []).append(b)
    for seconds in zip_longest(*advises.values()):
        for a, b in zip(advises, seconds, strict=True):
            if b is None or b < a:
                continue
            if (b, a) in arcs:
                yield a, b
            if longest == LONGEST:
                yield from ((a, b, c) for c in advises.get(b, ()) if c > a and (c, a) in arcs)
