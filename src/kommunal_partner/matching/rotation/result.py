"""What `rotate` gives back: who sits where in each round, how many meetings are repeats, and how few there could be."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import field, frozen

from kommunal_partner._checks import nearest
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.errors import UnknownName
from kommunal_partner.languages import language
from kommunal_partner.matching.rotation._explain import bench_of, explain
from kommunal_partner.matching.rotation._task import RotationTask, Rounds
from kommunal_partner.matching.rotation._verify import verify
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html
from kommunal_partner.results.sentences import PERSON


@frozen(repr=False)
class RotationPlan:
    """Who sits where in each round, how many meetings are repeats, and how few there could be.

    `solution` holds the ids of each table of each round. `value` counts repeats: a pair that meets three times adds
    two. No plan with as many at each table can have fewer than `bound`, for the reason in `certificate`; 0 repeats is
    proven best. `bench` holds for each round who sits out. `moved` are those who change a table, or between a table and
    the bench, against `previous`. `clash` are rules that cannot hold together,
    `dropped` those that a partial plan breaks, and `unmet` says so, one by one. Rounds and tables are counted from 1
    everywhere but in the order of `solution`.
    """

    solution: Rounds
    status: Status
    value: int
    bound: int | None
    certificate: Certificate | None
    reproducible: bool
    moved: tuple[Hashable, ...] = field(repr=False)
    clash: Clash | None
    unmet: tuple[Unmet, ...]
    dropped: tuple[ClashRule, ...] = field(repr=False)
    steps: int
    task: RotationTask = field(repr=False)

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound."""
        return None if self.status is Status.INFEASIBLE else gap(self.value, self.bound)

    @property
    def bench(self) -> tuple[tuple[Hashable, ...], ...]:
        """For each round those who sit out, in order."""
        return bench_of(self.task, self.solution)

    def meetings(self, person: Hashable) -> tuple[tuple[int, int, tuple[Hashable, ...]], ...]:
        """For each round someone takes part in: the round and the table, counted from 1, and whom they meet there.

        Raises:
            UnknownName: if nobody has this id.
        """
        one = getattr(person, "id", person)
        if one not in self.task.ids:
            raise UnknownName(PERSON, one, nearest(one, self.task.ids))
        return tuple(
            (r, t, tuple(other for other in ids if other != one))
            for r, tables in enumerate(self.solution, 1)
            for t, ids in enumerate(tables, 1)
            if one in ids
        )

    def explain(self, *ids: Hashable) -> Explanation:
        """The plan as a whole; with one id, whom that person meets; with two, when these meet, or why never.

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
        """A row for each round and person: round and table (counted from 1), id, whom they meet, whom again.

        Who sits out has no table, None.
        """
        language(lang)  # the rows hold numbers and ids only
        met: set[tuple[Hashable, Hashable]] = set()
        rows: list[dict[str, object]] = []
        for r, (tables, bench) in enumerate(zip(self.solution, self.bench, strict=True), 1):
            for t, ids in enumerate(tables, 1):
                for one in ids:
                    others = tuple(other for other in ids if other != one)
                    again = tuple(other for other in others if (one, other) in met)
                    rows.append({"round": r, "table": t, "person": one, "meets": others, "again": again})
            rows += [{"round": r, "table": None, "person": one, "meets": (), "again": ()} for one in bench]
            met.update((a, b) for ids in tables for a in ids for b in ids if a != b)
        return rows

    __repr__ = short_repr

    def _repr_html_(self) -> str:
        return result_html(self, "rotate")
