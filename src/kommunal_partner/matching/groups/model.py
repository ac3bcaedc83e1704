"""What a seating problem and a seating plan are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Literal

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, in_order

__all__ = ["Goal", "GroupPlan", "GroupTask", "Quota", "Tables"]

Goal = Literal["diverse", "alike"]
Tables = tuple[tuple[Hashable, ...], ...]


def _ordered(ids: Iterable[Hashable]) -> tuple[Hashable, ...]:
    return tuple(in_order(set(ids)))


@frozen
class Quota:
    """How many people with a property each table must or may hold: the property's name, who has it, the number.

    Raises:
        BadInstance: if the number is below 0.

    >>> Quota("host", ["b", "a"], 1).members
    ('a', 'b')
    """

    name: str
    members: tuple[Hashable, ...] = field(converter=_ordered)
    number: int

    def __attrs_post_init__(self) -> None:
        if self.number < 0:
            raise BadInstance(f"{self.number} with {self.name!r} at a table: it must not be below 0")


@frozen
class GroupTask:
    """What was asked: people in their order, their distances, the tables and the rules.

    `rows[i][j]` is the distance of the i-th and j-th of `ids`. Tables are counted from 0 here.
    """

    ids: tuple[Hashable, ...] = field(repr=False)
    rows: tuple[tuple[int | float, ...], ...] = field(repr=False)
    sizes: tuple[tuple[int, int], ...]
    goal: Goal
    together: tuple[tuple[Hashable, ...], ...] = field(repr=False)
    apart: tuple[tuple[Hashable, ...], ...] = field(repr=False)
    languages: FrozenMap[Hashable, frozenset[str]] | None = field(repr=False)
    at_least: tuple[Quota, ...] = field(repr=False)
    at_most: tuple[Quota, ...] = field(repr=False)
    locked: FrozenMap[Hashable, int] = field(repr=False)
    previous: FrozenMap[Hashable, int] = field(repr=False)
    stability: int | float

    @property
    def sign(self) -> int:
        """1 if distances inside tables are to be raised, -1 if they are to be lowered."""
        return 1 if self.goal == "diverse" else -1


@frozen
class GroupPlan:
    """Who sits at which table, how good that is, how good it could be at best, and why.

    `solution` holds the ids of each table, in the order of `sizes`; `value` is the sum of distances inside tables.
    `bound` says what no plan can exceed (or, for tables that are to be alike, fall below); it is weak, and
    `certificate` says how it was found. `moved` are those who change tables against `previous`. `clash` are rules that
    cannot hold together, `dropped` those that a partial plan breaks, and `unmet` says so, one by one. In sentences and
    rows tables are counted from 1.
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
        """The table where someone sits, counted from 0; None without a chair.

        Raises:
            UnknownName: if nobody has this id.
        """
        if person not in self.task.ids:
            raise UnknownName("person", person)
        return next((t for t, ids in enumerate(self.solution) if person in ids), None)

    def explain(self, *ids: Hashable) -> Explanation:
        """The plan as a whole; with one id, that person's place; with two, why these sit together or apart.

        Raises:
            UnknownName: if nobody has an id.
            BadInstance: for more than two ids, or twice the same.
        """
        from kommunal_partner.matching.groups.explaining import explain

        return explain(self, ids)

    def verify(self) -> tuple[Violation, ...]:
        """What is wrong with the plan, found by counting anew; empty if nothing is.

        Rules that a partial plan says it breaks are no violation.
        """
        from kommunal_partner.matching.groups.verify import verify

        return verify(self)

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each person, in order: table (counted from 1, None without a chair), id, what they contribute."""
        from kommunal_partner.matching.groups.explaining import contribution

        places = {one: t for t, ids in enumerate(self.solution) for one in ids}
        return [
            {
                "table": places[one] + 1 if one in places else None,
                "person": one,
                "contributes": contribution(self.task, one, self.solution[places[one]]) if one in places else None,
            }
            for one in self.task.ids
        ]
