"""Rings of advice that were found, how good they are, and how good they could be."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import field, frozen

from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.matching.advice._encode import arcs_of
from kommunal_partner.matching.advice._explain import explain
from kommunal_partner.matching.advice._task import AdviceTask, Ring
from kommunal_partner.matching.advice._verify import verify
from kommunal_partner.matching.advice.sentences import BRANCHED, PRICES, SEARCHED
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html, say


@frozen(repr=False)
class AdviceRings:
    """Who advises whom in rings.

    - `solution`: the rings, each beginning with its first id in order, each advising the next and the last the first.
    - `status`: OPTIMAL, or FEASIBLE where the search ended before all cases were ruled out, or INFEASIBLE where locked
      rings clash.
    - `total`: the sum of the weights of all advice; `value`: the same plus `stability` for each ring kept.
    - `bound`: what no result can exceed; `weak_bound`: what the prices alone prove; None where weights are not read.
    - `unmatched`: who is in no ring; `moved`: who was in a ring before that is not made again.
    - `steps`: how many cases were looked at; `branched`: whether a solver's search is part of the proof.
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
    moved: tuple[Hashable, ...] = ()
    reproducible: bool = True
    branched: bool = False
    prices: tuple[tuple[Hashable, float], ...] = field(default=(), repr=False)
    task: AdviceTask = field(kw_only=True, eq=False, repr=False)

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Nothing: no ring is asked for but the locked ones."""
        return ()

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound."""
        return gap(self.value, self.bound)

    @property
    def certificate(self) -> Certificate | None:
        """A price for each id, and whether the prices alone prove the bound; None without a result."""
        if self.bound is None:
            return None
        if self.bound == self.weak_bound:
            return Certificate("prices", say(PRICES, bound=self.bound), self.prices)
        if self.branched:
            return Certificate("branching", say(BRANCHED, bound=self.bound, weak=self.weak_bound), self.prices)
        return Certificate(
            "search", say(SEARCHED, bound=self.bound, weak=self.weak_bound, steps=self.steps), self.prices
        )

    def explain(self, one: Hashable = None) -> Explanation:
        """Why: of the whole result, or of one id.

        Raises:
            UnknownName: if there is no such id.
        """
        return explain(self.task, self, one)

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the rings break and every claim that does not hold; empty if the result is good."""
        return tuple(verify(self.task, self))

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each piece of advice: ring (from 1), adviser, advised, weight; the same in both languages."""
        del lang
        place = {one: at for at, one in enumerate(self.task.ids)}
        return [
            {
                "ring": number,
                "adviser": self.task.ids[at],
                "advised": self.task.ids[to],
                "weight": self.task.arcs[at, to],
            }
            for number, ring in enumerate(self.solution, 1)
            for at, to in arcs_of([place[one] for one in ring])
        ]

    def _repr_html_(self) -> str:
        """The head of the rows, for a notebook."""
        return result_html(self, "AdviceRings")

    __repr__ = short_repr
