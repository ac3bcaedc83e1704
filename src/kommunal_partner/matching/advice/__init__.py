"""Advice in a ring: A advises B, B advises C, C advises A; so that everyone who gives also gets, worth most in all.

Rings of two and three (or two alone) are chosen so that nobody is in more than one. Pure Python.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import fsum, isfinite, lcm
from numbers import Integral, Real
from typing import Any, Final, TypeAlias

from kommunal_partner.clashes import Clash, ClashRule, Names
from kommunal_partner.clashes._clash import contradiction
from kommunal_partner.errors import BadBudget, BadInstance, BadRule
from kommunal_partner.matching.advice.result import (
    LOCKED,
    LONGEST,
    NO_ARC,
    SIZE,
    AdviceRings,
    Ring,
    Shown,
    Task,
    rings_of,
    worth_of,
)
from kommunal_partner.participants import id_of
from kommunal_partner.results import Status, in_order
from kommunal_partner.verdicts import Sentence

__all__ = ["AdviceRings", "advise"]

_Made: TypeAlias = tuple[frozenset[int], tuple[tuple[int, ...], ...], int]
_STEPS: Final = 200_000
_SWEEPS: Final = 20


def advise(
    people: Iterable[Hashable],
    weight: Any,  # noqa: ANN401 - because rows of numbers and callables will do
    *,
    longest: int = LONGEST,
    forbidden: Iterable[tuple[Hashable, Hashable]] = (),
    locked: Iterable[Ring] = (),
    previous: AdviceRings | Iterable[Ring] | None = None,
    stability: float = 0,
    steps: int | None = None,
) -> AdviceRings:
    """The rings of at most `longest` members that are worth most together; nobody is in two.

    `people` are ids or participants; `weight` says what it is worth that the one advises the other (rows of numbers in
    the order of `people`, or a callable of two), None where that cannot be. `forbidden` names advice (adviser, advised)
    that is not to be given. `locked` rings are made; each ring kept from `previous` counts `stability`, and decides
    between equals even at 0.

    The search looks at one person's rings after the other and leaves aside what prices show to be no better; it is
    complete unless it needs more than `steps` of them (200,000), and then the bound is that of the prices.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a length other than 2 or 3. BadBudget: for no step.

    >>> found = advise("abc", lambda a, b: 1 if a + b in {"ab", "bc", "ca"} else None)
    >>> found.solution, found.value
    ((('a', 'b', 'c'),), 3)
    """
    if longest not in {2, 3}:
        raise BadRule(f"rings have 2 or 3 members, not {longest!r}")
    if not 0 <= stability < float("inf"):
        raise BadRule(f"stability is a number from 0 on, not {stability!r}")
    if steps is not None and steps < 1:
        raise BadBudget(f"{steps} steps: at least 1 is needed")
    earlier = previous.solution if isinstance(previous, AdviceRings) else tuple(previous or ())
    task = _read(list(people), weight, longest, forbidden, locked, earlier, stability)
    clash = _clash_of_locks(task)
    if clash is not None:
        return AdviceRings((), Status.INFEASIBLE, None, None, None, None, task.ids, clash=clash, task=task)
    return _Search(task, _STEPS if steps is None else steps).run()


def _read(
    people: list[Hashable],
    weight: Any,  # noqa: ANN401 - because rows of numbers and callables will do
    longest: int,
    forbidden: Iterable[tuple[Hashable, Hashable]],
    locked: Iterable[Ring],
    earlier: Iterable[Ring],
    stability: float,
) -> Task:
    given = {id_of(one): at for at, one in enumerate(people)}
    if len(given) < len(people):
        raise BadInstance("someone stands twice among the people")
    ids = tuple(in_order(given))
    place = {one: at for at, one in enumerate(ids)}
    ask = _asked(people, weight)
    out = {(id_of(a), id_of(b)) for a, b in forbidden}
    arcs: dict[tuple[int, int], float] = {}
    for a in ids:
        for b in ids:
            worth = None if a == b or (a, b) in out else ask(given[a], given[b])
            if worth is not None:
                arcs[place[a], place[b]] = _number(a, b, worth)
    here = [ring for ring in earlier if all(id_of(one) in place for one in ring)]
    return Task(
        ids,
        arcs,
        longest,
        tuple(sorted({_turned(ring, place) for ring in locked})),
        frozenset(_turned(ring, place) for ring in here),
        stability,
    )


def _number(a: Hashable, b: Hashable, worth: object) -> int | float:
    """A weight as a plain number, whole if it is: numbers of numpy, fractions and decimals too."""
    if isinstance(worth, (Real, Decimal)):
        try:
            plain = float(worth)
        except OverflowError:
            raise BadInstance(f"the weight of {a!r} advising {b!r} is too large; divide all by one number") from None
        if isfinite(plain):
            return int(worth) if isinstance(worth, Integral) else plain
    raise BadInstance(f"the weight of {a!r} advising {b!r} must be a finite number, not {worth!r}")


def _asked(people: list[Hashable], weight: Any) -> Callable[[int, int], Any]:  # noqa: ANN401 - because rows of numbers and callables will do
    """What the one at a place advising the one at another is worth."""
    if callable(weight):
        return lambda a, b: weight(people[a], people[b])
    rows: list[Sequence[Any]] = list(weight)
    if len(rows) != len(people) or any(len(row) != len(people) for row in rows):
        raise BadInstance(f"the weights must be {len(people)} rows of {len(people)} numbers")
    return lambda a, b: rows[a][b]


def _turned(ring: Ring, place: Mapping[Hashable, int]) -> tuple[int, ...]:
    """A ring by places, beginning with its lowest member."""
    for one in ring:
        if id_of(one) not in place:
            raise BadInstance(f"a ring names {id_of(one)!r}, who is not there")
    places = [place[id_of(one)] for one in ring]
    start = places.index(min(places)) if places else 0
    return (*places[start:], *places[:start])


def _clash_of_locks(task: Task) -> Clash | None:
    """A locked ring that cannot be made, or two that share someone."""
    taken: dict[int, ClashRule] = {}
    for ring in task.locked:
        ids = tuple(task.ids[member] for member in ring)
        rule = ClashRule("locked", ids, Sentence(LOCKED, {"ring": Shown(ids)}))
        if not 2 <= len(ring) <= task.longest:  # noqa: PLR2004 - because a ring has two members at least
            size = ClashRule("size", ids, Sentence(SIZE, {"ring": Names(ids), "most": task.longest}))
            return contradiction(size)
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (a, b) not in task.arcs:
                names = {"a": task.ids[a], "b": task.ids[b]}
                barred = ClashRule("forbidden", (names["a"], names["b"]), Sentence(NO_ARC, names))
                return contradiction(rule, barred)
        for member in ring:
            if member in taken:
                return contradiction(taken[member], rule)
        taken.update(dict.fromkeys(ring, rule))
    return None


class _Search:
    """Rings with whole-number worths, prices of their members, and the best rings found."""

    def __init__(self, task: Task, steps: int) -> None:
        self.task = task
        self.left = steps
        self.steps = steps
        fixed = {member for ring in task.locked for member in ring}
        rings = [ring for ring in rings_of(task.arcs, task.longest) if fixed.isdisjoint(ring)]
        exact = {
            ring: sum(Fraction(task.arcs[arc]) for arc in zip(ring, (*ring[1:], ring[0]), strict=True))
            for ring in rings
        }
        for ring in task.kept.intersection(exact):
            exact[ring] += Fraction(task.stability)
        # Whole numbers: the worth comes first, a kept ring decides between equals; sixths make fair shares whole.
        ties = len(task.ids) + 1
        self.unit = lcm(1, *(worth.denominator for worth in exact.values())) * ties * 6
        self.worth = {ring: int(worth * self.unit) + 6 * (ring in task.kept) for ring, worth in exact.items()}
        self.worth = {ring: worth for ring, worth in self.worth.items() if worth > 0}
        self.of: dict[int, list[tuple[int, ...]]] = {}
        for ring in self.worth:
            for member in ring:
                self.of.setdefault(member, []).append(ring)
        self.price = self._prices()
        for own in self.of.values():
            own.sort(key=lambda ring: (self._slack(ring), ring))
        self.order = sorted(self.of, key=lambda member: (len(self.of[member]), member))
        self.best: tuple[tuple[int, ...], ...] = ()
        self.most = 0
        self.seen: dict[frozenset[int], int] = {}

    def _slack(self, ring: tuple[int, ...]) -> int:
        return sum(self.price[member] for member in ring) - self.worth[ring]

    def _prices(self) -> dict[int, int]:
        """Prices of which each ring's members have enough, lowered in turn as far as their rings allow."""
        self.price = {one: max(-(-self.worth[ring] // len(ring)) for ring in rings) for one, rings in self.of.items()}
        for sweep in range(_SWEEPS):
            order = sorted(self.of, key=lambda one: (-self.price[one], one) if sweep % 2 else (len(self.of[one]), one))
            for one in order:
                least = max(self.worth[ring] - sum(self.price[m] for m in ring if m != one) for ring in self.of[one])
                self.price[one] = max(least, 0)
            for ring in sorted(self.worth) if sweep < _SWEEPS - 1 else ():
                # Between the members of a tight ring prices are evened out, so that the next sweep can lower others.
                if self._slack(ring) == 0:
                    self._even_out(ring)
        return self.price

    def _even_out(self, ring: tuple[int, ...]) -> None:
        dear = max(ring, key=lambda one: (self.price[one], one))
        cheap = min(ring, key=lambda one: (self.price[one], one))
        spare = min((self._slack(other) for other in self.of[dear] if cheap not in other), default=self.price[dear])
        shift = min(spare, (self.price[dear] - self.price[cheap]) // 2)
        self.price[dear] -= shift
        self.price[cheap] += shift

    def run(self) -> AdviceRings:
        """Look at all cases, and put the result together."""
        waiting: list[_Made] = [(frozenset(self.of), (), 0)]
        while waiting and self.left:
            waiting += self._look(*waiting.pop())
        task = self.task
        complete = not waiting
        rings = tuple(sorted((*self.best, *task.locked)))
        used = {member for ring in rings for member in ring}
        weights = [worth_of(task, ring) for ring in rings]
        whole = all(isinstance(weight, int) for weight in weights)
        total = sum(weights) if whole else fsum(weights)
        value = total + task.stability * len(task.kept.intersection(rings)) if task.stability else total
        prices = {one: price / self.unit for one, price in self.price.items()}
        for ring in task.locked:
            bonus = task.stability if ring in task.kept else 0
            prices.update(dict.fromkeys(ring, (worth_of(task, ring) + bonus) / len(ring)))
        weak = value if sum(self.price.values()) == self.most else fsum(prices.values())
        return AdviceRings(
            tuple(tuple(task.ids[member] for member in ring) for ring in rings),
            Status.OPTIMAL if complete or weak == value else Status.FEASIBLE,
            value,
            total,
            value if complete or weak == value else weak,
            weak,
            tuple(one for place, one in enumerate(task.ids) if place not in used),
            self.steps - self.left,
            prices=tuple((one, prices.get(place, 0.0)) for place, one in enumerate(task.ids)),
            task=task,
        )

    def _look(self, free: frozenset[int], made: tuple[tuple[int, ...], ...], worth: int) -> list[_Made]:
        """Every way to go on with those who are free, the best last; none if prices show that it is no better."""
        if worth > self.most:
            self.best, self.most = made, worth
        self.left -= 1
        if worth + sum(self.price[one] for one in free) <= self.most or self.seen.get(free, -1) >= worth:
            return []
        self.seen[free] = worth
        one = next(member for member in self.order if member in free)
        rings = [ring for ring in self.of[one] if free.issuperset(ring)]
        further = [(free.difference(ring), (*made, ring), worth + self.worth[ring]) for ring in rings]
        return [(free - {one}, made, worth), *further[::-1]]
