"""What `compose` gives back: who sits at which table, how good that is, how good it could be at best, and why."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import field, frozen

from kommunal_partner._checks import nearest
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.errors import UnknownName
from kommunal_partner.languages import language
from kommunal_partner.matching.groups._explain import contribution, explain
from kommunal_partner.matching.groups._task import GroupTask, Tables
from kommunal_partner.matching.groups._verify import verify
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html
from kommunal_partner.results.sentences import PERSON


@frozen(repr=False)
class GroupPlan:
    """Who sits at which table, how good that is, how good it could be at best, and why.

    `solution` holds the ids of each table, in the order of `sizes`; `value` is the sum of distances inside tables.
    `bound` says what no plan can exceed (or, for tables that are to be alike, fall below); it is weak, and
    `certificate` says how it was found. `moved` are those who change tables against `previous`. `clash` are rules that
    cannot hold together, `dropped` those that a partial plan breaks, and `unmet` says so, one by one. Tables are
    counted from 1 everywhere but in the order of `solution`.
    """

    solution: Tables
    status: Status
    value: int | float
    bound: int | float | None
    certificate: Certificate | None
    reproducible: bool
    moved: tuple[Hashable, ...] = field(repr=False)
    clash: Clash | None
    unmet: tuple[Unmet, ...]
    dropped: tuple[ClashRule, ...] = field(repr=False)
    steps: int
    task: GroupTask = field(repr=False)

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound."""
        return gap(self.value, self.bound)

    @property
    def unseated(self) -> tuple[Hashable, ...]:
        """Those who have no chair, in order."""
        seated = {one for table in self.solution for one in table}
        return tuple(one for one in self.task.ids if one not in seated)

    def table_of(self, person: Hashable) -> int | None:
        """The table where someone sits, counted from 1; None without a chair.

        Raises:
            UnknownName: if nobody has this id.
        """
        one = getattr(person, "id", person)
        if one not in self.task.ids:
            raise UnknownName(PERSON, one, nearest(one, self.task.ids))
        return next((t for t, ids in enumerate(self.solution, 1) if one in ids), None)

    def explain(self, *ids: Hashable) -> Explanation:
        """The plan as a whole; with one id, that person's place; with two, why these sit together or apart.

        Raises:
            UnknownName: if nobody has an id.
            BadInstance: for more than two ids, or twice the same.
        """
        return explain(self.task, self.solution, self, ids)

    def verify(self) -> tuple[Violation, ...]:
        """What is wrong with the plan, found by counting anew; empty if nothing is.

        Rules that a partial plan says it breaks are no violation.
        """
        return verify(self.task, self.solution, self)

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each person, in order: table (counted from 1, None without a chair), id, what they contribute."""
        language(lang)  # the rows hold numbers and ids only
        places = {one: t for t, ids in enumerate(self.solution) for one in ids}
        return [
            {
                "table": places[one] + 1 if one in places else None,
                "person": one,
                "contributes": contribution(self.task, one, self.solution[places[one]]) if one in places else None,
            }
            for one in self.task.ids
        ]

    __repr__ = short_repr

    def _repr_html_(self) -> str:
        return result_html(self, "compose")
