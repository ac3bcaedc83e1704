"""What was found: two sides assigned to one another, or a pool made into pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from attrs import field, frozen

from kommunal_partner._checks import identifier
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._bounds import prices_one_to_one
from kommunal_partner.matching.assignment._encode import encode
from kommunal_partner.matching.assignment._explain import explain_assignment
from kommunal_partner.matching.assignment._explain_pool import explain_pairing
from kommunal_partner.matching.assignment._task import (
    AssignmentTask,
    Pair,
    PairingGoal,
    PriceProof,
    Unmatched,
)
from kommunal_partner.matching.assignment._verify import verify_assignment, verify_pairing
from kommunal_partner.matching.assignment.sentences import (
    BRANCHED,
    FAIR,
    POOL_PRICES,
    POOL_SEARCHED,
    PRICES,
    WEAK_PRICES,
)
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html, say


@frozen(repr=False)
class Assignment:
    """Who is assigned to whom.

    - `solution`: the pairs (left id, right id), in their one order.
    - `status`: OPTIMAL, or FEASIBLE where the search was ended early, or PARTIAL where demands cannot all be met
      (`unmet`, `clash`), or INFEASIBLE where the locked pairs break a rule (`clash`).
    - `total`: the sum of the weights as given (`math.fsum`; whole numbers stay whole). `value`: the same, plus
      `stability` for every pair kept from the previous result.
    - `worst`: the lowest weight of a pair, None without pairs.
    - `bound`: what no result with as many pairs can exceed; None for a partial result.
    - `moved`: left ids with a pair in the previous result that is not made again.
    """

    solution: tuple[Pair, ...]
    status: Status
    value: float | None
    total: float | None
    worst: float | None
    bound: float | None
    goal: PairingGoal
    unmatched: Unmatched
    unmet: tuple[Unmet, ...] = ()
    clash: Clash | None = None
    moved: tuple[Hashable, ...] = ()
    reproducible: bool = True
    task: AssignmentTask = field(kw_only=True, eq=False, repr=False)
    proof: PriceProof = field(kw_only=True, eq=False, repr=False)

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound; None for a partial result."""
        return gap(self.value, self.bound)

    @property
    def certificate(self) -> Certificate | None:
        """The prices that prove the bound; None for a partial result.

        The numbers are the price of a place for each right id, as ("right", id), and for each quota, as ("quota",
        name). Under any prices, what the places fetch and what everyone gains beyond the price is a bound. One to one
        they are worked out each time they are asked for, unless the result was asked for with `prove=True`.
        """
        if self.bound is None:
            return None
        prices = prices_of(self.task, self.proof, self.solution, self.worst)
        numbers: list[tuple[Hashable, float]] = [
            (("right", one), price) for one, price in zip(self.task.right, prices, strict=True)
        ]
        quotas = zip(self.task.quotas, self.proof.quota_prices, strict=False)
        numbers += [(("quota", quota.name), price) for quota, price in quotas]
        if self.status is Status.FEASIBLE:
            return Certificate("prices", say(WEAK_PRICES, count=len(numbers), bound=self.bound), tuple(numbers))
        if self.proof.branched:
            return Certificate("branching", say(BRANCHED, bound=self.bound), tuple(numbers))
        if self.goal is PairingGoal.FAIR and self.worst is not None:
            return Certificate("fair", say(FAIR, worst=self.worst, bound=self.bound), tuple(numbers))
        return Certificate("prices", say(PRICES, count=len(numbers), bound=self.bound), tuple(numbers))

    def partners(self, *, left: Hashable = None, right: Hashable = None) -> tuple[Hashable, ...]:
        """The partners of a left id, or of a right id."""
        asked = identifier(left if right is None else right, "left" if right is None else "right", BadInstance)
        if right is not None:
            return tuple(a for a, b in self.solution if b == asked)
        return tuple(b for a, b in self.solution if a == asked)

    def explain(self, left: Hashable = None, right: Hashable = None) -> Explanation:
        """Why: of the whole result; of one left or right id; or, with both, why this pair is made or not.

        What a pair that is not made would cost is found by searching again with the pair locked. Where time ended the
        search of a large task, that would take as long: then it is said what an exchange shows to be possible.

        Raises:
            UnknownName: if there is no such id.
        """
        return explain_assignment(self.task, self, left, right)

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the result breaks and every claim that does not hold; empty if it is good.

        Demands that a partial result says it does not meet (`unmet`) are no violation. The check reads the task and
        the pairs and shares no code with the search. Prices are checked with it, so it may take as long as the search.
        """
        return tuple(verify_assignment(self.task, self, self.certificate))

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each pair: left, right, weight; the same in both languages."""
        del lang
        weights = _weights(self.task, self.solution)
        return [
            {"left": a, "right": b, "weight": weight} for (a, b), weight in zip(self.solution, weights, strict=True)
        ]

    def _repr_html_(self) -> str:
        """The head of the rows, for a notebook."""
        return result_html(self, "Assignment")

    __repr__ = short_repr


@frozen(repr=False)
class Pairing:
    """A pool made into pairs.

    `solution` holds the pairs, each and all in the one order of ids; `unmatched` who is left over; `trio` the group of
    three, if one was asked for, whose three pairs stand in `solution`; `moved` who had a partner in the previous
    result and now has another or none. `status`, `value`, `total`, `worst` and `bound` are
    those of an `Assignment`. `weak_bound` is what prices alone prove.
    """

    solution: tuple[Pair, ...]
    status: Status
    value: float | None
    total: float | None
    worst: float | None
    bound: float | None
    goal: PairingGoal
    unmatched: tuple[Hashable, ...]
    weak_bound: float | None = None
    clash: Clash | None = None
    moved: tuple[Hashable, ...] = ()
    reproducible: bool = True
    trio: tuple[Hashable, ...] = ()
    task: AssignmentTask = field(kw_only=True, eq=False, repr=False)
    proof: PriceProof = field(kw_only=True, eq=False, repr=False)

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Nothing: a pool asks for no more than pairs."""
        return ()

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is; None without a result."""
        return gap(self.value, self.bound)

    @property
    def certificate(self) -> Certificate | None:
        """The prices of all people, and whether they prove the bound alone or only together with the search."""
        if self.bound is None:
            return None
        numbers = tuple(zip(self.task.left, self.proof.prices or (), strict=False))
        if self.weak_bound == self.bound:
            return Certificate("prices", say(POOL_PRICES, count=len(numbers), bound=self.bound), numbers)
        return Certificate("search", say(POOL_SEARCHED, bound=self.bound, weak=self.weak_bound), numbers)

    def partner(self, one: Hashable) -> Hashable | None:
        """Who is paired with this id, the first of them in a group of three; None if nobody is."""
        return next(iter(self.partners(one)), None)

    def partners(self, one: Hashable) -> tuple[Hashable, ...]:
        """Everybody who is paired with this id: nobody, one, or two in a group of three."""
        asked = identifier(one, "one", BadInstance)
        return tuple(b if a == asked else a for a, b in self.solution if asked in (a, b))

    def explain(self, *ids: Hashable) -> Explanation:
        """Why: of the whole result; of one id; or, with two, why they are a pair or not.

        What a pair that is not made would cost is found by searching again with the pair locked. Where time ended the
        search of a large pool, it is said what is possible if the partners of both become a pair.

        Raises:
            UnknownName: if there is no such id. BadInstance: for more than two, or twice the same.
        """
        return explain_pairing(self.task, self, ids)

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the pairs break and every claim that does not hold; empty if the result is good."""
        return tuple(verify_pairing(self.task, self))

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each pair: a, b, weight; the same in both languages."""
        del lang
        weights = _weights(self.task, self.solution)
        return [{"a": a, "b": b, "weight": weight} for (a, b), weight in zip(self.solution, weights, strict=True)]

    def _repr_html_(self) -> str:
        """The head of the rows, for a notebook."""
        return result_html(self, "Pairing")

    __repr__ = short_repr


def prices_of(
    task: AssignmentTask, proof: PriceProof, solution: Iterable[Pair], worst: float | None
) -> tuple[float, ...]:
    """The price of a place at each column: those of the search, or those of the pairs, worked out now."""
    if proof.prices is not None:
        return proof.prices
    rows = {one: place for place, one in enumerate(task.left)}
    columns = {one: place for place, one in enumerate(task.right)}
    pairs = [(rows[a], columns[b]) for a, b in solution if a in rows and b in columns]
    encoded = encode(task, worst if task.goal is PairingGoal.FAIR else None)
    return tuple(prices_one_to_one(encoded, task.locked, pairs).tolist())


def _weights(task: AssignmentTask, solution: Iterable[Pair]) -> list[float]:
    rows = {one: place for place, one in enumerate(task.left)}
    columns = {one: place for place, one in enumerate(task.right)}
    return [task.weight(rows[a], columns[b]) for a, b in solution]
