"""What a rotation problem and a rotation plan are."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.errors import UnknownName
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap

__all__ = ["RotationPlan", "RotationTask", "Rounds"]

Rounds = tuple[tuple[tuple[Hashable, ...], ...], ...]


@frozen
class RotationTask:
    """What was asked: people in their order, the tables and rounds, and the rules.

    `seats[r][t]` is how many people sit at table t in round r; rounds and tables are counted from 0 here.
    """

    ids: tuple[Hashable, ...] = field(repr=False)
    sizes: tuple[tuple[int, int], ...]
    rounds: int
    seats: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[Hashable, ...], ...] = field(repr=False)
    hosts: FrozenMap[Hashable, int] = field(repr=False)
    absent: FrozenMap[Hashable, frozenset[int]] = field(repr=False)
    locked: FrozenMap[tuple[Hashable, int], int] = field(repr=False)
    previous: FrozenMap[tuple[Hashable, int], int] = field(repr=False)
    stability: int | float

    def present(self, number: int) -> tuple[Hashable, ...]:
        """Those who take part in a round."""
        return tuple(one for one in self.ids if number not in self.absent.get(one, ()))

    def place(self, person: Hashable, number: int) -> int | None:
        """The table where someone is set to sit in a round, as a host or by a lock; None if anywhere."""
        return self.locked.get((person, number), self.hosts.get(person))


@frozen
class RotationPlan:
    """Who sits where in each round, how many meetings are repeats, and how few there could be.

    `solution` holds the ids of each table of each round. `value` counts repeats: a pair that meets three times adds
    two. No plan can have fewer than `bound`, for the reason in `certificate`; 0 repeats is proven best. `moved` are
    those who change a table against `previous`. `clash` are rules that cannot hold together, `dropped` those that a
    partial plan breaks, and `unmet` says so, one by one. In sentences and rows, rounds and tables are counted from 1.
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

    def meetings(self, person: Hashable) -> tuple[tuple[int, int, tuple[Hashable, ...]], ...]:
        """For each round someone takes part in: the round and the table, counted from 0, and whom they meet there.

        Raises:
            UnknownName: if nobody has this id.
        """
        if person not in self.task.ids:
            raise UnknownName("person", person)
        return tuple(
            (r, t, tuple(other for other in ids if other != person))
            for r, tables in enumerate(self.solution)
            for t, ids in enumerate(tables)
            if person in ids
        )

    def explain(self, *ids: Hashable) -> Explanation:
        """The plan as a whole; with one id, whom that person meets; with two, when these meet, or why never.

        Raises:
            UnknownName: if nobody has an id.
            BadInstance: for more than two ids, or twice the same.
        """
        from kommunal_partner.matching.rotation.explaining import explain

        return explain(self, ids)

    def verify(self) -> tuple[Violation, ...]:
        """What is wrong with the plan, found by counting anew; empty if nothing is.

        Rules that a partial plan says it breaks are no violation.
        """
        from kommunal_partner.matching.rotation.verify import verify

        return verify(self)

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each round and person: round and table (counted from 1), id, whom they meet, whom again."""
        met: set[tuple[Hashable, Hashable]] = set()
        rows: list[dict[str, object]] = []
        for r, tables in enumerate(self.solution, 1):
            for t, ids in enumerate(tables, 1):
                for one in ids:
                    others = tuple(other for other in ids if other != one)
                    again = tuple(other for other in others if (one, other) in met)
                    rows.append({"round": r, "table": t, "person": one, "meets": others, "again": again})
            met.update((a, b) for ids in tables for a in ids for b in ids if a != b)
        return rows
