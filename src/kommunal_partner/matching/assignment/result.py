"""An assignment found: the pairs, how good they are and could be at best, and why not otherwise."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from kommunal_partner.clashes import Clash, Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.errors import UnknownName
from kommunal_partner.matching.assignment import check
from kommunal_partner.matching.assignment.case import Case, Goal, Pair
from kommunal_partner.matching.assignment.engines import Found
from kommunal_partner.matching.assignment.prices import prices_of_pairs
from kommunal_partner.matching.assignment.reasons import hall_around, hall_sentence
from kommunal_partner.matching.assignment.sentences import ALONE, ASSIGNED, BARRED, NOBODY, PAIRED
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, wrong_claim, wrong_status
from kommunal_partner.verdicts import Reason, Sentence

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment.case import Numbers

__all__ = ["Assignment", "Unmatched"]

_PRICES: Final = Reason(
    "DUAL_PRICES",
    de="Jeder Platz hat einen Preis ({count}), zu dem niemand tauschen wollte; mehr als {bound} ist nicht möglich.",
    en="Every place has a price ({count}) at which nobody would rather be elsewhere; no more than {bound} is possible.",
)
_FAIR: Final = Reason(
    "FAIR_COVER",
    de="Sollten alle auf mehr als {worst} kommen, gäbe es weniger Paare; ohne das ist mehr als {bound} nicht möglich.",
    en="With more than {worst} for all there would be fewer pairs; short of that no more than {bound} is possible.",
)
_BRANCHED: Final = Reason(
    "BRANCHED",
    de="Ein Löser (HiGHS) hat alles ausgeschlossen, was mehr als {bound} brächte; Preise allein beweisen weniger.",
    en="A solver (HiGHS) has ruled out every case worth more than {bound}; prices alone prove less.",
)
_PARTIAL: Final = Reason(
    "ASSIGNED_IN_PART",
    de="Nicht alles Geforderte ist möglich. Das beste Teilergebnis hat Paare: {pairs}, zusammen {value}.",
    en="Not all that is asked for is possible. Pairs of the best partial result: {pairs}, worth {value} in all.",
)
_TOO_LOW: Final = Reason(
    "BELOW_FLOOR",
    de="{a} und {b} kämen nur auf {weight}; damit niemand schlechter steht als mit {worst}, bleibt es dabei nicht.",
    en="{a} and {b} would be worth only {weight}; nobody is to be worse off than with {worst}.",
)
_NO_PLACE: Final = Reason("NO_PLACE", de="{who} hat keinen Platz zu vergeben.", en="{who} has no place to give.")
_BEST_BLOCKED: Final = Reason(
    "BEST_BLOCKED",
    de="Am besten passte {other} ({weight}), aber dort ist alles vergeben an: {others}.",
    en="The best fit would be {other} ({weight}), but the places there are taken by {others}.",
)
_WORTH_MORE: Final = Reason(
    "WORTH_MORE_ELSEWHERE",
    de="Ein Platz für {who} ließe sich freimachen, aber das Ergebnis wäre dann nicht besser.",
    en="A place could be freed for {who}, but the result would be no better.",
)
_WOULD_COST: Final = Reason(
    "WOULD_COST",
    de="Mit dem Paar {a} und {b} ({weight}) käme das Ergebnis auf {value} statt {best}; weichen würde {changes}.",
    en="With the pair {a} and {b} ({weight}) the result would be worth {value}, not {best}; giving way: {changes}.",
)
_WOULD_BREAK: Final = Reason(
    "WOULD_BREAK",
    de="Mit dem Paar {a} und {b} ließe sich nicht alles Geforderte einhalten.",
    en="With the pair {a} and {b} not all that is asked for could be kept.",
)


def _prices(case: Case, found: Found) -> Numbers:
    """Prices of a result one to one; where no place is left beside locked pairs, as dear as anyone could pay."""
    import numpy as np

    room_left, room_right, barred = case.rooms()
    counted = case.counted()
    if case.locked and barred is not None:
        counted = np.where(barred, 0, counted)
    elif all(room_left) and all(room_right):
        return prices_of_pairs(counted, found.pairs)
    rows, columns = np.flatnonzero(room_left), np.flatnonzero(room_right)
    row_at = {row: place for place, row in enumerate(rows.tolist())}
    column_at = {column: place for place, column in enumerate(columns.tolist())}
    free = [pair for pair in found.pairs if pair not in case.locked]
    pairs = [(row_at[row], column_at[column]) for row, column in free]
    prices = np.full(len(room_right), -float(counted.min(initial=0)))
    prices[columns] = prices_of_pairs(counted[np.ix_(rows, columns)], pairs)
    return prices


@frozen
class Unmatched:
    """Who is left without a pair, on either side."""

    left: tuple[Hashable, ...]
    right: tuple[Hashable, ...]


@frozen
class Assignment:
    """Who is assigned to whom.

    - `solution`: the pairs (left id, right id), in their one order.
    - `status`: OPTIMAL, or PARTIAL where demands cannot all be met (`unmet`, `clash`), or INFEASIBLE where the locked
      pairs break a rule (`clash`).
    - `total`: the sum of the weights as given (`math.fsum`; whole numbers stay whole). `value`: the same, plus
      `stability` for every pair kept from the previous result.
    - `worst`: the lowest weight of a pair, None without pairs.
    - `bound`: what no result with as many pairs can exceed; None for a partial result.
    """

    solution: tuple[Pair, ...]
    status: Status
    value: float | None
    total: float | None
    worst: float | None
    goal: Goal
    unmatched: Unmatched
    unmet: tuple[Unmet, ...] = ()
    clash: Clash | None = None
    case: Case = field(kw_only=True, eq=False, repr=False)
    found: Found = field(kw_only=True, eq=False, repr=False)
    proof: tuple[tuple[int, ...], tuple[int, ...]] | None = field(default=None, kw_only=True, eq=False, repr=False)
    _memo: dict[str, Certificate] = field(factory=dict, init=False, eq=False, repr=False)

    @property
    def bound(self) -> float | None:
        """What no result can exceed; the value itself, for the search is exact. None for a partial result."""
        return self.value if self.status is Status.OPTIMAL else None

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound; None for a partial result."""
        return gap(self.value, self.bound)

    @property
    def reproducible(self) -> bool:
        """True: the search goes by steps alone and never looks at the clock."""
        return True

    @property
    def certificate(self) -> Certificate | None:
        """The prices that prove the bound, worked out when first asked for; None for a partial result.

        The numbers are the price of a place for each right id, as ("right", id), and for each quota, as ("quota",
        name). Under any prices, what the places fetch and what everyone gains beyond the price is a bound.
        """
        if self.status is not Status.OPTIMAL:
            return None
        if "made" not in self._memo:
            self._memo["made"] = self._certify()
        return self._memo["made"]

    def _certify(self) -> Certificate:
        case, found = self.case, self.found
        prices = _prices(case, found) if found.prices is None else found.prices
        numbers: list[tuple[Hashable, float]] = [
            (("right", one), float(price)) for one, price in zip(case.right, prices, strict=True)
        ]
        numbers += [(("quota", q.name), price) for q, price in zip(case.quotas, found.quota_prices, strict=False)]
        values: dict[str, object] = {"bound": self.bound, "count": len(numbers), "worst": self.worst}
        if found.by_branching:
            return Certificate("branching", Sentence(_BRANCHED, values), tuple(numbers))
        if self.goal == "fair":
            return Certificate("fair", Sentence(_FAIR, values), tuple(numbers))
        return Certificate("prices", Sentence(_PRICES, values), tuple(numbers))

    def partners(self, *, left: Hashable = None, right: Hashable = None) -> tuple[Hashable, ...]:
        """The partners of a left id, or of a right id."""
        if right is not None:
            return tuple(a for a, b in self.solution if b == right)
        return tuple(b for a, b in self.solution if a == left)

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the result breaks and every claim that does not hold; empty if it is good.

        Demands that a partial result says it does not meet (`unmet`) are no violation. The check reads the task and
        the pairs and shares no code with the search. Prices are checked with it, so the first call may take as long
        as the search did.
        """
        if self.status is not Status.INFEASIBLE:
            return tuple(self._violations())
        everyone = Unmatched(self.case.left, self.case.right)
        nothing = (self.solution, self.value, self.total, self.worst, self.unmet) == ((), None, None, None, ())
        held = nothing and self.unmatched == everyone and self.clash is not None and check.locks_clash(self.case)
        return () if held else (wrong_status(self.status),)

    def _violations(self) -> Iterator[Violation]:
        case = self.case
        said = {(one.ids, one.sentence.values.get("missing")) for one in self.unmet}
        broken = tuple(check.broken_rules(case, self.solution, said))
        yield from broken
        yield from check.wrong_demands(case, self.solution, self.unmet)
        if any(one.rule == "NOT_THERE" for one in broken):
            return
        yield from check.wrong_sums(case, self.solution, self.value, self.total)
        yield from self._wrong_names()
        if self.status is not (Status.PARTIAL if self.unmet else Status.OPTIMAL) or check.locks_clash(case):
            yield wrong_status(self.status)
        elif self.status is Status.OPTIMAL:
            yield from self._unproven()

    def _wrong_names(self) -> Iterator[Violation]:
        """The violations that the lowest weight, or who is left over, is not so."""
        (rows, columns), case = self._places(), self.case
        worst = min(case.weights([(rows[a], columns[b]) for a, b in self.solution]), default=None)
        if self.worst != worst:
            yield wrong_claim("worst", self.worst, worst)
        lefts, rights = {a for a, _ in self.solution}, {b for _, b in self.solution}
        sides = ((case.left, lefts, self.unmatched.left), (case.right, rights, self.unmatched.right))
        for ids, paired, said in sides:
            alone = tuple(one for one in ids if one not in paired)
            if said != alone:
                yield wrong_claim("unmatched", Names(said), Names(alone))

    def _unproven(self) -> Iterator[Violation]:
        case, certificate = self.case, self.certificate
        if certificate is not None and certificate.kind != "branching":
            numbers = [float(number) for _, number in certificate.numbers]
            prices, quota_prices = numbers[: len(case.right)], numbers[len(case.right) :]
            yield from check.not_proven(case, self.solution, check.highest_sum(case, prices, quota_prices))
        if self.proof is not None and self.worst is not None:
            yield from check.not_fairest(case, len(self.solution), self.worst, *self.proof)

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each pair: left, right, weight."""
        rows, columns = self._places()
        return [{"left": a, "right": b, "weight": self.case.weight(rows[a], columns[b])} for a, b in self.solution]

    def _places(self) -> tuple[dict[Hashable, int], dict[Hashable, int]]:
        return (
            {one: place for place, one in enumerate(self.case.left)},
            {one: place for place, one in enumerate(self.case.right)},
        )

    def explain(self, left: Hashable = None, right: Hashable = None) -> Explanation:
        """Why: of the whole result; of one left or right id; or, with both, why this pair is made or not.

        The cost of a pair that is not made is found by searching again with the pair locked.

        Raises:
            UnknownName: if there is no such id.
        """
        rows, columns = self._places()
        if left is not None and left not in rows:
            raise UnknownName("left id", left)
        if right is not None and right not in columns:
            raise UnknownName("right id", right)
        if self.status is Status.INFEASIBLE:
            return Explanation(opening(self.status, self.clash))
        if left is not None and right is not None:
            return Explanation(tuple(self._of_pair(left, right)))
        if left is not None:
            return Explanation(tuple(self._of_left(left)))
        if right is not None:
            return Explanation(tuple(self._of_right(right)))
        return Explanation(tuple(self._of_all()))

    def _of_all(self) -> Iterator[Sentence]:
        reason = ASSIGNED if self.status is Status.OPTIMAL else _PARTIAL
        yield Sentence(reason, {"pairs": len(self.solution), "value": self.value})
        yield from opening(self.status, self.clash, self.unmet)
        alone = (*self.unmatched.left, *self.unmatched.right)
        if alone:
            yield Sentence(ALONE, {"who": Names(alone)})
        if self.clash is None and self.unmatched.left:
            rows, _ = self._places()
            hall = hall_around(self.case, list(self.found.pairs), rows[self.unmatched.left[0]])
            if hall is not None:
                yield hall_sentence(hall)

    def _of_left(self, one: Hashable) -> Iterator[Sentence]:
        case, (rows, columns) = self.case, self._places()
        row = rows[one]
        partners = self.partners(left=one)
        for other in partners:
            yield Sentence(PAIRED, {"a": one, "b": other, "weight": case.weight(row, columns[other])})
        if partners:
            return
        if not case.most_left[row]:
            yield Sentence(_NO_PLACE, {"who": one})
            return
        allowed = [column for column in range(len(case.right)) if case.allows(row, column)]
        if not allowed:
            yield Sentence(NOBODY, {"who": one})
            return
        best = max(allowed, key=lambda column: (case.weight(row, column), -column))
        yield self._best_blocked(one, case.right[best], case.weight(row, best), self.partners(right=case.right[best]))
        hall = hall_around(case, list(self.found.pairs), row)
        yield Sentence(_WORTH_MORE, {"who": one}) if hall is None else hall_sentence(hall)

    def _of_right(self, one: Hashable) -> Iterator[Sentence]:
        case, (rows, columns) = self.case, self._places()
        column = columns[one]
        partners = self.partners(right=one)
        for other in partners:
            yield Sentence(PAIRED, {"a": other, "b": one, "weight": case.weight(rows[other], column)})
        if partners:
            return
        if not case.most_right[column]:
            yield Sentence(_NO_PLACE, {"who": one})
            return
        allowed = [row for row in range(len(case.left)) if case.allows(row, column)]
        if not allowed:
            yield Sentence(NOBODY, {"who": one})
            return
        best = max(allowed, key=lambda row: (case.weight(row, column), -row))
        yield self._best_blocked(one, case.left[best], case.weight(best, column), self.partners(left=case.left[best]))

    def _best_blocked(self, one: Hashable, other: Hashable, weight: float, taken: tuple[Hashable, ...]) -> Sentence:
        if not taken:
            return Sentence(_NO_PLACE, {"who": other})
        return Sentence(_BEST_BLOCKED, {"who": one, "other": other, "weight": weight, "others": Names(taken)})

    def _of_pair(self, a: Hashable, b: Hashable) -> Iterator[Sentence]:
        case, (rows, columns) = self.case, self._places()
        row, column = rows[a], columns[b]
        weight = case.weight(row, column)
        if (a, b) in self.solution:
            yield Sentence(PAIRED, {"a": a, "b": b, "weight": weight})
        elif not case.allows(row, column):
            if case.floor is not None and weight < case.floor and weight:
                yield Sentence(_TOO_LOW, {"a": a, "b": b, "weight": weight, "worst": case.floor})
            else:
                yield Sentence(BARRED, {"a": a, "b": b})
        else:
            yield from self._forced(row, column)
        yield from () if case.why is None else case.why(a, b)

    def _forced(self, row: int, column: int) -> Iterator[Sentence]:
        from kommunal_partner.matching.assignment.search import with_pair

        case = self.case
        a, b = case.left[row], case.right[column]
        other = with_pair(case, row, column)
        if other.status is not Status.OPTIMAL:
            yield Sentence(_WOULD_BREAK, {"a": a, "b": b})
            return
        lost = tuple(" + ".join(map(str, pair)) for pair in self.solution if pair not in set(other.solution))
        values = {"a": a, "b": b, "weight": case.weight(row, column), "value": other.value, "best": self.value}
        yield Sentence(_WOULD_COST, {**values, "changes": Names(lost)})
