"""A plan: days for every occurrence, how good they are, and why they are these."""

from __future__ import annotations

from attrs import field, frozen

from kommunal_partner._checks import identifier, instance, nearest, refusal
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.planning._difference import moves_between
from kommunal_partner.planning._explain import PlanSituation, about_one, about_plan, rows
from kommunal_partner.planning._infeasible import clash_over
from kommunal_partner.planning._model import Move, Occurrence, Placement
from kommunal_partner.planning._task import PlanTask
from kommunal_partner.planning._verify import violations
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html
from kommunal_partner.verdicts import Sentence

_OCCURRENCE = Term("Veranstaltung", "occurrence")


@frozen(repr=False)
class Plan:
    """Days for every occurrence, how good they are, and how good they could be at best.

    `value` is what the weighted rules cost, stability included: the lower the better; `bound` is what every plan costs
    at least. Both leave aside the occurrences that are left out: the bound speaks of plans that leave out as many, and
    is None where it is not known whether fewer would do. OPTIMAL is only said where value and bound are equal.
    """

    placements: tuple[Placement, ...]
    unmet: tuple[Unmet, ...]
    status: Status
    value: int
    bound: int | None
    certificate: Certificate
    task: PlanTask = field(repr=False)
    steps: int = field(repr=False)
    reproducible: bool = True

    @property
    def solution(self) -> FrozenMap[str, Placement]:
        """The days of each occurrence, by its id; what is left out is missing."""
        return FrozenMap((placement.occurrence, placement) for placement in self.placements)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the occurrences that found no place."""
        return tuple(str(one.ids[0]) for one in self.unmet)

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All that was to be planned, locked ones among them, in the order of their likeliest days."""
        return self.task.occurrences

    @property
    def locked(self) -> tuple[Placement, ...]:
        """The placements that were not to move."""
        return self.task.locked

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound; 0 is proven best."""
        return gap(self.value, self.bound)

    @property
    def moved(self) -> tuple[str, ...]:
        """The occurrences that stand on other days, or in another Land, than in the previous plan, or have none now."""
        solution = self.solution
        return tuple(before.occurrence for before in self.task.previous if solution.get(before.occurrence) != before)

    def verify(self) -> tuple[Violation, ...]:
        """All that is wrong: hard rules broken, wrong numbers; found by code that shares nothing with the search."""
        return violations(self.task, self)

    def explain(self, *ids: str | Occurrence | Placement) -> Explanation:
        """Why these days: what they cost and why, and for each better day which rule stands against it.

        For an occurrence that found no place, the smallest set found of hard rules and neighbours that clash over it;
        for none at all, the whole plan.

        Raises:
            BadInstance: for more than one.
            UnknownName: if the plan has no such occurrence.
        """
        if len(ids) > 1:
            raise refusal(BadInstance, "explain()", ids, " nimmt keine Kennung oder eine", " takes no id or one")
        unmet = {str(name): left.sentence for left in self.unmet for name in left.ids}
        situation = PlanSituation(self.task, self.solution, unmet)
        if not ids:
            return Explanation(about_plan(situation, self))
        one = self._occurrence(ids[0])
        clash = None if one.id in situation.placed else clash_over(self.task, one)
        return Explanation(about_one(situation, one, clash))

    def clash(self, occurrence: str | Occurrence | Placement) -> Clash | None:
        """The smallest set found of hard rules and neighbours that leaves an occurrence no place; None if it has one.

        Raises:
            UnknownName: if the plan has no such occurrence.
        """
        one = self._occurrence(occurrence)
        return None if one.id in self.solution else clash_over(self.task, one)

    def diff(self, old: Plan) -> tuple[tuple[Move, Sentence], ...]:
        """What stands differently than in the old plan, and why it moved, in the order of the new days."""
        instance(old, Plan, "old", BadInstance)
        return moves_between(PlanSituation(self.task, self.solution), old.task, old.solution)

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each occurrence, in the order of their days.

        Columns: occurrence, series, first, last, land, status ("geplant", "fest", "ausgelassen"), likeliest, cost, and
        unknown (calendars that do not reach these days).
        """
        return rows(PlanSituation(self.task, self.solution), lang)

    def text(self, lang: str = "de") -> str:
        """The whole plan: a line for each occurrence, and one more for whatever is not known of its days."""
        return self.explain().text(lang)

    def _occurrence(self, given: str | Occurrence | Placement) -> Occurrence:
        name = given.occurrence if isinstance(given, Placement) else identifier(given, "occurrence", BadInstance)
        found = self.task.occurrence(str(name))
        if found is None:
            raise UnknownName(_OCCURRENCE, name, nearest(name, [one.id for one in self.occurrences]))
        return found

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return result_html(self, "Plan")
