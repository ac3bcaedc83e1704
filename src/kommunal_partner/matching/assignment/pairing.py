"""A pool made into pairs: what was found, how good it is, and why not otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from math import fsum
from typing import Final

from attrs import evolve, field, frozen

from kommunal_partner.clashes import Clash, ClashRule, Names
from kommunal_partner.clashes._clash import contradiction, opening
from kommunal_partner.errors import UnknownName
from kommunal_partner.matching.assignment import check
from kommunal_partner.matching.assignment.case import Case, Goal, Pair
from kommunal_partner.matching.assignment.sentences import (
    ALONE,
    ASSIGNED,
    BARRED,
    LOCKED,
    NOBODY,
    PAIRED,
    UNLOCKED,
)
from kommunal_partner.results import Certificate, Explanation, Status, Violation, gap, wrong_claim, wrong_status
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["Pairing", "clash_of_locks"]

_ROUNDING: Final = 1e-9

_PRICES: Final = Reason(
    "POOL_PRICES",
    de="Jede Person hat einen Preis ({count}); kein Paar zählt mehr als beide Preise: mehr als {bound} geht nicht.",
    en="Every person has a price ({count}); no pair counts more than its two prices: no more than {bound} is possible.",
)
_SEARCHED: Final = Reason(
    "POOL_SEARCHED",
    de="Eine vollständige Suche (rustworkx) fand nichts über {bound}; Preise allein reichen nur bis {weak}.",
    en="A complete search (rustworkx) found nothing above {bound}; prices alone rule out only what exceeds {weak}.",
)
_ODD: Final = Reason(
    "POOL_ODD",
    de="Die Zahl der Personen ({count}) ist ungerade: eine bleibt immer übrig.",
    en="The number of people ({count}) is odd: one is always left over.",
)
_BLOCKED: Final = Reason(
    "POOL_BLOCKED",
    de="Am besten passte {other} ({weight}), aber {other} ist mit {partner} ein Paar.",
    en="The best fit would be {other} ({weight}), but {other} is paired with {partner}.",
)
_COSTS: Final = Reason(
    "POOL_COSTS",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis auf {value} statt {best}.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value}, not {best}.",
)
_TWICE: Final = Reason("POOL_TWICE", de="{who} ist in {count} Paaren.", en="{who} is in {count} pairs.")
_UNKNOWN: Final = Reason("POOL_UNKNOWN", de="{who} gibt es nicht.", en="There is no {who}.")
_UNPROVEN: Final = Reason(
    "POOL_NOT_PROVEN",
    de="Die Preise erlauben höchstens {bound}, das Ergebnis zählt {found}.",
    en="The prices allow {bound} at most, the result counts {found}.",
)


@frozen
class Pairing:
    """A pool made into pairs.

    `solution` holds the pairs, each and all in the one order of ids; `unmatched` who is left over. `status`, `value`,
    `total`, `worst` and `bound` are those of an `Assignment`. `weak_bound` is what prices alone prove.
    """

    solution: tuple[Pair, ...]
    status: Status
    value: float | None
    total: float | None
    worst: float | None
    goal: Goal
    unmatched: tuple[Hashable, ...]
    weak_bound: float | None = None
    clash: Clash | None = None
    case: Case = field(kw_only=True, eq=False, repr=False)
    prices: tuple[float, ...] = field(default=(), kw_only=True, repr=False)

    @property
    def bound(self) -> float | None:
        """What no result can exceed: the value itself, for the search is complete."""
        return self.value if self.status is Status.OPTIMAL else None

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is; 0, or None without a result."""
        return gap(self.value, self.bound)

    @property
    def reproducible(self) -> bool:
        """True: the search goes by steps alone and never looks at the clock."""
        return True

    @property
    def certificate(self) -> Certificate | None:
        """The prices of all people, and whether they prove the bound alone or only together with the search."""
        if self.status is not Status.OPTIMAL:
            return None
        numbers = tuple(zip(self.case.left, self.prices, strict=False))
        values = {"bound": self.bound, "weak": self.weak_bound, "count": len(numbers)}
        if self.weak_bound == self.value:
            return Certificate("prices", Sentence(_PRICES, values), numbers)
        return Certificate("search", Sentence(_SEARCHED, values), numbers)

    def partner(self, one: Hashable) -> Hashable | None:
        """Who is paired with this id; None if nobody is."""
        return next((b if a == one else a for a, b in self.solution if one in {a, b}), None)

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each pair: a, b, weight."""
        place = self._places()
        return [{"a": a, "b": b, "weight": self.case.weight(place[a], place[b])} for a, b in self.solution]

    def _places(self) -> dict[Hashable, int]:
        return {one: place for place, one in enumerate(self.case.left)}

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the pairs break and every claim that does not hold; empty if the result is good."""
        if self.status is not Status.INFEASIBLE:
            return tuple(self._violations())
        claims = (self.solution, self.value, self.total, self.worst, self.weak_bound, self.prices)
        nothing = claims == ((), None, None, None, None, ()) and self.unmatched == self.case.left
        # A pair is locked both ways round, so whoever is locked to two has no place for the second.
        held = nothing and self.clash is not None and check.locks_clash(self.case)
        return () if held else (wrong_status(self.status),)

    def _violations(self) -> Iterator[Violation]:
        case, place = self.case, self._places()
        taken = Counter(one for pair_ in self.solution for one in pair_)
        unknown = [one for one in taken if one not in place]
        for one in unknown:
            yield Violation("NOT_THERE", (one,), Sentence(_UNKNOWN, {"who": one}))
        if unknown:
            return
        for one, count in taken.items():
            if count > 1:
                yield Violation("PAIR_TWICE", (one,), Sentence(_TWICE, {"who": one, "count": count}))
        places = [(place[a], place[b]) for a, b in self.solution]
        yield from self._broken_rules(places)
        yield from check.wrong_sums(case, self.solution, self.value, self.total)
        worst = min(case.weights(places), default=None)
        alone = tuple(one for one in case.left if one not in taken)
        if self.worst != worst:
            yield wrong_claim("worst", self.worst, worst)
        if self.unmatched != alone:
            yield wrong_claim("unmatched", Names(self.unmatched), Names(alone))
        if self.status is not Status.OPTIMAL:
            yield wrong_status(self.status)
        yield from self._over_prices()

    def _broken_rules(self, places: list[tuple[int, int]]) -> Iterator[Violation]:
        """The pairs that are forbidden, and those locked that are not made."""
        case = self.case
        for (row, column), (a, b) in zip(places, self.solution, strict=True):
            if not case.allows(row, column):
                yield Violation("PAIR_FORBIDDEN", (a, b), Sentence(BARRED, {"a": a, "b": b}))
        made = {*places, *((column, row) for row, column in places)}
        for row, column in sorted(case.locked - made):
            a, b = case.left[row], case.left[column]
            yield Violation("LOCK_BROKEN", (a, b), Sentence(UNLOCKED, {"a": a, "b": b}))

    def _over_prices(self) -> Iterator[Violation]:
        """The violation that the pairs count more than any can, or that prices do not prove what they are said to."""
        import numpy as np

        case, lift, count = self.case, self.case.lift, len(self.solution)
        total, kept = check.sum_of(case, self.solution)
        value = total + case.stability * kept
        worth = lift.scale * (lift.shift - case.cost) + lift.pair
        for row, column in case.kept:
            worth[row, column] += lift.scale * case.stability + lift.keep
        worth[np.asarray(case.barred)] = 0
        locked = sorted({place for pair_ in case.locked for place in pair_})
        counted = lift.scale * (value + lift.shift * count) + lift.pair * count + lift.keep * kept
        counted -= fsum(worth[pair_] for pair_ in case.locked) / 2
        worth[locked, :] = 0
        worth[:, locked] = 0
        if len(case.left) % 2:
            worth = np.pad(worth, (0, 1))
        if len(self.prices) != len(worth):
            yield wrong_claim("prices", len(self.prices), len(worth))
            return
        np.fill_diagonal(worth, -np.inf)
        price = np.array(self.prices)
        most = fsum((worth - price).max(axis=1)) + fsum(price) if self.prices else 0.0
        limit = most / 2
        slack = _ROUNDING * max(1.0, abs(limit))
        if counted > limit + slack:
            values = {"bound": limit / lift.scale, "found": counted / lift.scale}
            yield Violation("NOT_PROVEN", (), Sentence(_UNPROVEN, values))
        weak = value + max(0.0, limit - counted) / lift.scale
        if self.weak_bound is None or abs(self.weak_bound - weak) > 2 * slack / lift.scale + _ROUNDING:
            yield wrong_claim("weak_bound", self.weak_bound, weak)

    def explain(self, one: Hashable = None, other: Hashable = None) -> Explanation:
        """Why: of the whole result; of one id; or, with two, why they are a pair or not.

        What a pair that is not made would cost is found by searching again with the pair locked.

        Raises:
            UnknownName: if there is no such id.
        """
        place = self._places()
        for name in (one, other):
            if name is not None and name not in place:
                raise UnknownName("id", name)
        if self.status is Status.INFEASIBLE:
            return Explanation(opening(self.status, self.clash))
        if one is None or other is None:
            return Explanation(tuple(self._of_all() if one is None else self._of_one(one)))
        return Explanation(tuple(self._of_two(one, other)))

    def _of_all(self) -> Iterator[Sentence]:
        yield Sentence(ASSIGNED, {"pairs": len(self.solution), "value": self.value})
        if self.unmatched:
            yield Sentence(ALONE, {"who": Names(self.unmatched)})
        if len(self.case.left) % 2:
            yield Sentence(_ODD, {"count": len(self.case.left)})

    def _of_one(self, one: Hashable) -> Iterator[Sentence]:
        case, place = self.case, self._places()
        partner = self.partner(one)
        if partner is not None:
            yield Sentence(PAIRED, {"a": one, "b": partner, "weight": case.weight(place[one], place[partner])})
            return
        row = place[one]
        allowed = [column for column in range(len(case.left)) if case.allows(row, column)]
        if not allowed:
            yield Sentence(NOBODY, {"who": one})
            return
        best = max(allowed, key=lambda column: (case.weight(row, column), -column))
        other = case.left[best]
        values = {"other": other, "weight": case.weight(row, best), "partner": self.partner(other)}
        yield Sentence(_BLOCKED, values)
        if len(case.left) % 2:
            yield Sentence(_ODD, {"count": len(case.left)})

    def _of_two(self, one: Hashable, other: Hashable) -> Iterator[Sentence]:
        case, place = self.case, self._places()
        row, column = place[one], place[other]
        values = {"a": one, "b": other, "weight": case.weight(row, column)}
        if self.partner(one) == other:
            yield Sentence(PAIRED, values)
        elif case.allows(row, column):
            from kommunal_partner.matching.assignment.pool import solve

            forced = solve(evolve(case, locked=case.locked | {(row, column), (column, row)}))
            if forced.status is Status.OPTIMAL:
                yield Sentence(_COSTS, {**values, "value": forced.value, "best": self.value})
            else:
                yield from forced.explain().sentences
        else:
            yield Sentence(BARRED, values)
        yield from () if case.why is None else case.why(one, other)


def clash_of_locks(case: Case) -> Clash | None:
    """Two rules on locked pairs that cannot both hold; None if all locked pairs can be made."""
    locks: dict[int, ClashRule] = {}
    for row, column in sorted(case.locked):
        a, b = case.left[row], case.left[column]
        rule = ClashRule("locked", (a, b), Sentence(LOCKED, {"a": a, "b": b}))
        barred = ClashRule("forbidden", (a, b), Sentence(BARRED, {"a": a, "b": b}))
        if not case.allows(row, column):
            return contradiction(rule, barred)
        if row in locks:
            return contradiction(locks[row], rule)
        locks[row] = rule
    return None
