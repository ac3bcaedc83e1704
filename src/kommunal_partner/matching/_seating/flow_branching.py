"""Units to the tables that are open to each: seated within all sizes and apart, or shown to be impossible.

A flow seats people one by one and lets units be split and conflicts stand; where it breaks one of the two, the search
branches on whether that unit sits at that table (branch and bound, Land and Doig 1960; the flow by augmenting paths,
Ford and Fulkerson 1956, with bounds from below as in Hoffman 1960). O(people) for each path, exponential at worst.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.results import Budget


def seat_apart(
    problem: SeatingProblem,
    open_to: list[int],
    order: list[int],
    nodes: Budget,
    budget: Budget,
    closest: Incumbent[list[int]] | None = None,
) -> list[int] | bool | None:
    """A seating at open tables within all sizes, no unit beside one that it must not meet; False if there is none.

    `open_to` holds the tables open to each unit, as bits, and `order` says who takes a chair first. None if the nodes
    are used up, or the time is, before that is known. What comes close is offered as the closest: within all sizes, by
    the number of units who meet one that they must not, or are split; those have -1 for a table.
    """
    unit_of = [unit for unit in order for _ in range(problem.size[unit])]
    open_here = _narrowed(problem, [-1] * len(open_to), enumerate(open_to))
    left = [] if open_here is None else [(open_here, [-1] * len(unit_of))]
    while left:
        if nodes.spent or (budget.report() and budget.stopped):
            return None
        nodes.spend()
        open_here, at = left.pop()
        flow = _Flow(problem, unit_of, open_here, at)
        if not flow.found():
            continue
        where = _whole_units(problem, unit_of, flow.at)
        broken = _broken(problem, where)
        if not broken:
            return where
        if closest is not None:
            closest.offer(where, len(broken))
        narrowness = {u: (open_here[u].bit_count(), -len(problem.conflicts[u])) for u in broken}
        unit = min(narrowness, key=narrowness.__getitem__)
        table = flow.at[unit_of.index(unit)]
        for allowed in (~(1 << table), 1 << table):
            narrower = _narrowed(problem, open_here, [(unit, allowed)])
            if narrower is not None:
                left.append((narrower, flow.at))
    return False


def _narrowed(
    problem: SeatingProblem, open_to: list[int], news: Iterator[tuple[int, int]] | list[tuple[int, int]]
) -> list[int] | None:
    """The tables still open to each unit, after some may sit only at some; None if nothing is left for one of them.

    Whom a unit must not meet cannot sit at the only table that is left for it.
    """
    found = list(open_to)
    queue = list(news)
    for unit, allowed in queue:  # it grows while it is gone through
        before = found[unit]
        now = found[unit] = before & allowed
        if not now:
            return None
        if now != before and not now & (now - 1):
            queue += [(other, ~now) for other in problem.conflicts[unit]]
    return found


def _whole_units(problem: SeatingProblem, unit_of: list[int], at: list[int]) -> list[int]:
    """The table of each unit; -1 for those who are split."""
    last = dict(zip(unit_of, at, strict=True))
    split = {unit for unit, table in zip(unit_of, at, strict=True) if last[unit] != table}
    return [-1 if unit in split else last[unit] for unit in range(len(problem.size))]


def _broken(problem: SeatingProblem, where: list[int]) -> list[int]:
    """Units that are split, or meet one that they must not."""
    return [
        unit
        for unit, (table, others) in enumerate(zip(where, problem.conflicts, strict=True))
        if table < 0 or table in [where[other] for other in others]
    ]


@define(eq=False)
class _Flow:
    """Each person at a table open to their unit, as far as paths are found; `at` holds their tables, -1 for none."""

    problem: SeatingProblem
    unit_of: list[int]
    open_to: list[int]
    at: list[int]
    members: list[dict[int, None]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.members = [{} for _ in self.problem.low]
        self.at = [
            table if table >= 0 and self.open_to[unit] >> table & 1 else -1
            for unit, table in zip(self.unit_of, self.at, strict=True)
        ]
        for person, table in enumerate(self.at):
            if table >= 0:
                self.members[table][person] = None

    def found(self) -> bool:
        """Whether everybody has a chair, and every table as many as it must have."""
        problem = self.problem
        for person, table in enumerate(self.at):
            if table < 0 and not self._seat(person):
                return False
        return all(
            self._fill(table) for table, low in enumerate(problem.low) for _ in range(low - len(self.members[table]))
        )

    def _seat(self, person: int) -> bool:
        """Whether a person gets a chair: those at a full table go on to the next one."""
        high, members = self.problem.high, self.members
        came: dict[int, tuple[int, int]] = {}
        unseen = -1
        queue = [(person, -1)]
        for who, here in queue:  # it grows while it is gone through
            for table in _tables(self.open_to[self.unit_of[who]] & unseen):
                unseen ^= 1 << table
                came[table] = who, here
                if len(members[table]) < high[table]:
                    self._move(came, table)
                    return True
                queue += [(other, table) for other in members[table]]
        return False

    def _move(self, came: dict[int, tuple[int, int]], table: int) -> None:
        while table >= 0:
            who, here = came[table]
            if here >= 0:
                del self.members[here][who]
            self.members[table][who] = None
            self.at[who] = table
            table = here

    def _fill(self, table: int) -> bool:
        """Whether somebody comes to a table that has too few, from one that has more than it must, on a path too."""
        low, members = self.problem.low, self.members
        goes: dict[int, tuple[int, int]] = {table: (-1, -1)}
        for target in (queue := [table]):  # it grows while it is gone through
            for here, there in enumerate(members):
                if here in goes:
                    continue
                who = next((one for one in there if self.open_to[self.unit_of[one]] >> target & 1), -1)
                if who < 0:
                    continue
                goes[here] = who, target
                if len(there) > low[here]:
                    self._go(goes, here)
                    return True
                queue.append(here)
        return False

    def _go(self, goes: dict[int, tuple[int, int]], here: int) -> None:
        while True:
            who, target = goes[here]
            if target < 0:
                return
            del self.members[here][who]
            self.members[target][who] = None
            self.at[who] = target
            here = target


def _tables(bits: int) -> Iterator[int]:
    """The tables that stand for these bits, the lowest first."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1
