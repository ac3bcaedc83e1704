"""Rings of advice that were found: how good they are, why not otherwise, and their check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import fsum, lcm
from typing import Final, TypeAlias

from attrs import field, frozen

from kommunal_partner.clashes import Clash, Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.errors import UnknownName
from kommunal_partner.results import Certificate, Explanation, Status, Violation, gap, in_order, wrong_status
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["LOCKED", "LONGEST", "NO_ARC", "SIZE", "AdviceRings", "Ring", "Shown", "Task", "rings_of", "worth_of"]

Ring: TypeAlias = tuple[Hashable, ...]
_Arcs: TypeAlias = dict[tuple[int, int], float]
LONGEST: Final = 3
_ROUNDING: Final = 1e-9

_ALL: Final = Reason("RINGS", de="Ringe: {count}, zusammen wert: {value}.", en="Rings: {count}, worth in all: {value}.")
_BEST: Final = Reason("RINGS_BEST", de="Mehr als {bound} ist nicht möglich.", en="No more than {bound} is possible.")
_PRICES: Final = Reason(
    "RING_PRICES",
    de="Kein Ring zählt mehr als die Preise seiner Mitglieder; alle Preise zusammen sind {bound}.",
    en="No ring counts more than its members' prices; all prices together are {bound}.",
)
_SEARCHED: Final = Reason(
    "RINGS_SEARCHED",
    de="Alles ist durchgesehen ({steps} Schritte), nichts bringt mehr als {bound}; Preise allein reichen bis {weak}.",
    en="Every case was looked at ({steps} steps), none gives more than {bound}; prices alone reach {weak}.",
)
_IN: Final = Reason("IN_RING", de="{who} gehört zum Ring {ring}.", en="{who} is in the ring {ring}.")
_NO_RING: Final = Reason(
    "NO_RING", de="{who} kann mit niemandem einen Ring bilden.", en="{who} can be in no ring with anyone."
)
_BLOCKED: Final = Reason(
    "RING_BLOCKED",
    de="Am besten für {who} wäre {ring} ({weight}), aber schon in anderen Ringen: {taken}.",
    en="The best for {who} would be {ring} ({weight}), but in other rings already: {taken}.",
)
_UNUSED: Final = Reason(
    "RING_NOT_WORTH",
    de="Der beste Ring für {who}, {ring}, zählt {weight}.",
    en="The best ring for {who}, {ring}, counts {weight}.",
)
LOCKED: Final = Reason("RING_LOCKED", de="Der Ring {ring} ist festgelegt.", en="The ring {ring} is locked.")
NO_ARC: Final = Reason("NO_ARC", de="{a} kann {b} nicht beraten.", en="{a} cannot advise {b}.")
_TWICE: Final = Reason("IN_TWO_RINGS", de="{who} ist in {count} Ringen.", en="{who} is in {count} rings.")
SIZE: Final = Reason(
    "RING_SIZE",
    de="Der Ring {ring} hat nicht 2 bis {most} Mitglieder.",
    en="The ring {ring} has not 2 to {most} members.",
)
_VALUE: Final = Reason(
    "RING_VALUE",
    de="Angegeben ist der Wert {said}, zusammen sind es {found}.",
    en="The value is said to be {said}, the rings add up to {found}.",
)
_MISNAMED: Final = Reason(
    "RING_MISNAMED",
    de="{who} ist in keinem Ring und nicht als übrig genannt, oder umgekehrt.",
    en="{who} is in no ring and not named as left over, or the other way round.",
)
_UNPROVEN: Final = Reason(
    "RINGS_NOT_PROVEN", de="Die Preise beweisen {bound} nicht.", en="The prices do not prove {bound}."
)


@frozen
class Shown:
    """A ring to be read: who advises whom, back to the first."""

    ids: Ring

    def text(self, lang: str = "de") -> str:
        """The ids with arrows; the same in both languages."""
        del lang
        return " → ".join(str(one) for one in (*self.ids, self.ids[0]))


@frozen
class AdviceRings:
    """Who advises whom in rings.

    - `solution`: the rings, each beginning with its first id in order, each advising the next and the last the first.
    - `status`: OPTIMAL, or FEASIBLE where the steps ran out before all cases were looked at, or INFEASIBLE where locked
      rings clash.
    - `total`: the sum of the weights of all advice; `value`: the same plus `stability` for each ring kept.
    - `bound`: what no result can exceed; `weak_bound`: what the prices alone prove.
    """

    solution: tuple[Ring, ...]
    status: Status
    value: float | None
    total: float | None
    bound: float | None
    weak_bound: float | None
    unmatched: tuple[Hashable, ...]
    steps: int = 0
    clash: Clash | None = None
    prices: tuple[tuple[Hashable, float], ...] = field(default=(), repr=False)
    task: Task = field(kw_only=True, eq=False, repr=False)

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound."""
        return gap(self.value, self.bound)

    @property
    def reproducible(self) -> bool:
        """True: the search goes by steps alone and never looks at the clock."""
        return True

    @property
    def certificate(self) -> Certificate | None:
        """A price for each id, and whether the prices alone prove the bound; None without a result."""
        if self.bound is None:
            return None
        values = {"bound": self.bound, "weak": self.weak_bound, "steps": self.steps}
        if self.bound == self.weak_bound:
            return Certificate("prices", Sentence(_PRICES, values), self.prices)
        return Certificate("search", Sentence(_SEARCHED, values), self.prices)

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each piece of advice: ring (from 1), adviser, advised, weight."""
        place = self.task.place
        return [
            {"ring": number, "adviser": a, "advised": b, "weight": self.task.arcs[place[a], place[b]]}
            for number, ring in enumerate(self.solution, 1)
            for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
        ]

    def explain(self, one: Hashable = None) -> Explanation:
        """Why: of the whole result, or of one id.

        Raises:
            UnknownName: if there is no such id.
        """
        if one is not None and one not in self.task.place:
            raise UnknownName("id", one)
        if self.status is Status.INFEASIBLE:
            return Explanation(opening(self.status, self.clash))
        return Explanation(tuple(self._of_all() if one is None else self._of_one(one)))

    def _of_all(self) -> Iterator[Sentence]:
        yield Sentence(_ALL, {"count": len(self.solution), "value": self.value})
        yield Sentence(_BEST, {"bound": self.bound})

    def _of_one(self, one: Hashable) -> Iterator[Sentence]:
        for ring in self.solution:
            if one in ring:
                yield Sentence(_IN, {"who": one, "ring": Shown(ring)})
                return
        place = self.task.place[one]
        own = [ring for ring in rings_of(self.task.arcs, self.task.longest) if place in ring]
        if not own:
            yield Sentence(_NO_RING, {"who": one})
            return
        best = max(own, key=lambda ring: (worth_of(self.task, ring), tuple(-member for member in ring)))
        ids = tuple(self.task.ids[member] for member in best)
        used = {member for ring in self.solution for member in ring}
        taken = tuple(member for member in ids if member in used)
        values = {"who": one, "ring": Shown(ids), "weight": worth_of(self.task, best), "taken": Names(taken)}
        yield Sentence(_BLOCKED if taken else _UNUSED, values)

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the rings break and every claim that does not hold; empty if the result is good."""
        if self.clash is None and self.value is not None:
            return tuple(_violations(self))
        claims = (self.solution, self.value, self.total, self.bound, self.weak_bound, self.prices)
        nothing = claims == ((), None, None, None, None, ()) and self.unmatched == self.task.ids
        held = nothing and self.clash is not None and self.status is Status.INFEASIBLE
        return () if held else (wrong_status(self.status),)


@frozen(eq=False)
class Task:
    """Ids in their one order, and what each piece of advice that can be given is worth."""

    ids: tuple[Hashable, ...]
    arcs: _Arcs
    longest: int
    locked: tuple[tuple[int, ...], ...]
    kept: frozenset[tuple[int, ...]]
    stability: float

    @property
    def place(self) -> dict[Hashable, int]:
        """The place of each id."""
        return {one: place for place, one in enumerate(self.ids)}


def worth_of(task: Task, ring: Sequence[int]) -> float:
    """The sum of the weights in a ring; whole if all of them are."""
    weights = [task.arcs[arc] for arc in zip(ring, (*ring[1:], ring[0]), strict=True)]
    return sum(weights) if all(isinstance(weight, int) for weight in weights) else fsum(weights)


def rings_of(arcs: Mapping[tuple[int, int], object], longest: int) -> list[tuple[int, ...]]:
    """Every ring, beginning with its lowest member."""
    advises: dict[int, list[int]] = {}
    for a, b in sorted(arcs):
        advises.setdefault(a, []).append(b)
    found: list[tuple[int, ...]] = []
    for a, seconds in advises.items():
        for b in seconds:
            if b < a:
                continue
            if (b, a) in arcs:
                found.append((a, b))
            if longest == LONGEST:
                found += [(a, b, c) for c in advises.get(b, ()) if c > a and (c, a) in arcs]
    return found


# ── the check ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _violations(result: AdviceRings) -> Iterator[Violation]:
    """What is wrong with a result; shares nothing with the search but the task."""
    task, place = result.task, result.task.place
    yield from _broken_rules(result)
    pairs = [(a, b) for ring in result.solution for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]
    weights = [task.arcs.get((place.get(a, -1), place.get(b, -1)), 0) for a, b in pairs]
    made = {tuple(place.get(one, -1) for one in ring) for ring in result.solution}
    total = fsum(weights)
    found = fsum([*weights, task.stability * len(made & task.kept)])
    for said, sum_ in ((result.value, found), (result.total, total)):
        if said is None or abs(sum_ - said) > _ROUNDING * max(1.0, abs(sum_)):
            yield Violation("RING_VALUE", (), Sentence(_VALUE, {"said": said, "found": sum_}))
    used = {one for ring in result.solution for one in ring}
    for one in in_order({one for one in task.ids if one not in used}.symmetric_difference(result.unmatched)):
        yield Violation("RING_MISNAMED", (one,), Sentence(_MISNAMED, {"who": one}))
    if result.bound not in (result.value, result.weak_bound):
        yield Violation("NOT_PROVEN", (), Sentence(_UNPROVEN, {"bound": result.bound}))
    if result.status is not (Status.OPTIMAL if result.bound == result.value else Status.FEASIBLE):
        yield wrong_status(result.status)
    yield from _unproven(result, found)


def _broken_rules(result: AdviceRings) -> Iterator[Violation]:
    task, place = result.task, result.task.place
    for ring in result.solution:
        if not 2 <= len(ring) <= task.longest:  # noqa: PLR2004 - because a ring has two members at least
            yield Violation("RING_SIZE", ring, Sentence(SIZE, {"ring": Shown(ring), "most": task.longest}))
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (place.get(a, -1), place.get(b, -1)) not in task.arcs:
                yield Violation("NO_ARC", (a, b), Sentence(NO_ARC, {"a": a, "b": b}))
    for one, count in Counter(one for ring in result.solution for one in ring).items():
        if count > 1:
            yield Violation("IN_TWO_RINGS", (one,), Sentence(_TWICE, {"who": one, "count": count}))
    made = {tuple(place.get(one, -1) for one in ring) for ring in result.solution}
    for locked in task.locked:
        if locked not in made:
            ids = tuple(task.ids[member] for member in locked)
            yield Violation("LOCK_BROKEN", ids, Sentence(LOCKED, {"ring": Shown(ids)}))


def _unproven(result: AdviceRings, found: float) -> Iterator[Violation]:
    """The violation that the prices do not reach for some ring, or reach beyond what they are said to prove."""
    task, prices = result.task, dict(result.prices)
    weak = 0.0 if result.weak_bound is None else result.weak_bound
    fine = _ROUNDING * max(1.0, abs(weak))
    # Prices may exceed the bound by less than any two totals can differ: that much decides between equals.
    spare = 1 / _denominator(task) if task.kept else 0.0
    lacking = abs(fsum(prices.values()) - weak) > max(fine, spare) or found > weak + fine
    taken = {member for ring in task.locked for member in ring}
    for ring in _every_ring(task):
        if taken.isdisjoint(ring) or ring in task.locked:
            worth = [task.arcs[arc] for arc in zip(ring, (*ring[1:], ring[0]), strict=True)]
            worth.append(task.stability if ring in task.kept else 0)
            lacking |= fsum(worth) > fsum(prices[task.ids[member]] for member in ring) + fine
    if lacking:
        yield Violation("NOT_PROVEN", (), Sentence(_UNPROVEN, {"bound": weak}))


def _denominator(task: Task) -> int:
    """The number that makes all weights whole."""
    return lcm(*(Fraction(worth).denominator for worth in (task.stability, *task.arcs.values())))


def _every_ring(task: Task) -> Iterator[tuple[int, ...]]:
    """Every ring, looked for from its last piece of advice."""
    for last, first in task.arcs:
        for middle in range(first + 1, len(task.ids)) if last > first else ():
            if middle == last and (first, last) in task.arcs:
                yield first, last
            elif task.longest == LONGEST and (first, middle) in task.arcs and (middle, last) in task.arcs:
                yield first, middle, last
