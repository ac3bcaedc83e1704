"""From people and rules to the whole numbers that rounds are searched with, and back to what a plan claims."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations, count
from typing import TypeAlias

from attrs import frozen

from kommunal_partner.matching.rotation._task import BENCH, RotationTask, Rounds
from kommunal_partner.results import in_order

Seats: TypeAlias = list[list[list[int]]]
"""For each round and table, who sits there; each place on the bench is a table of one, after the real ones."""

RuleName: TypeAlias = tuple[str, tuple[Hashable, ...]]
"""What names a rule: its kind and whom it concerns."""


@frozen(eq=False)
class RoundsProblem:
    """Rounds in numbers: who is present and may move, how many sit where, who must not meet, what a change costs.

    `earlier[r][p]` is the table of the earlier plan, or -1; `cost` is what it costs, in repeats, to sit elsewhere. The
    bench stands after the `tables`, as a table of one for each place; to be on it at all is to be at its first place.
    """

    people: int
    tables: int
    seats: list[list[int]]
    present: list[list[int]]
    fixed: list[dict[int, int]]
    conflicts: set[tuple[int, int]]
    earlier: list[list[int]]
    cost: float


def encode(task: RotationTask) -> RoundsProblem:
    """The task in numbers, people by their place in the task; rounds and tables counted from 0."""
    place = {one: k for k, one in enumerate(task.ids)}
    conflicts = {(place[a], place[b]) for ids in task.apart for a in ids for b in ids if a != b}
    numbers = range(1, task.rounds + 1)
    tables = len(task.sizes)
    present = [[place[one] for one in task.present(r)] for r in numbers]
    fixed = [_fixed(task, r, some) for r, some in zip(numbers, present, strict=True)]
    homes = [[task.previous.get((one, r)) for one in task.ids] for r in numbers]
    earlier = [[-1 if home is None else tables if home == BENCH else home - 1 for home in of_all] for of_all in homes]
    seats = [[*of_round, *[1] * task.sitting_out(r)] for r, of_round in enumerate(task.seats, 1)]
    return RoundsProblem(len(place), tables, seats, present, fixed, conflicts, earlier, task.stability)


def _fixed(task: RotationTask, number: int, present: list[int]) -> dict[int, int]:
    """Where people are set to sit in a round: at a table, or each at a place of their own on the bench."""
    places = count(len(task.sizes))
    tables = {k: task.place(task.ids[k], number) for k in present}
    return {k: next(places) if table == BENCH else table - 1 for k, table in tables.items() if table is not None}


def repeats_before(earlier: Mapping[tuple[Hashable, int], int], rounds: int) -> int:
    """How many repeats an earlier plan had in as many rounds, with all who came then."""
    place = {one: k for k, one in enumerate(dict.fromkeys(one for one, _ in earlier))}
    tables: dict[tuple[int, int], list[int]] = {}
    for (one, r), table in earlier.items():
        if r <= rounds and table != BENCH:
            tables.setdefault((r, table), []).append(place[one])
    return repeats_of([list(tables.values())], len(place))


def at_home(problem: RoundsProblem, rounds: Seats) -> list[dict[int, int]]:
    """For each round those who sit where they are set, or where they sat, or sat out, in the earlier plan."""
    return [
        fixed | {p: t for t, at in enumerate(tables) for p in at if earlier[p] == min(t, problem.tables)}
        for fixed, earlier, tables in zip(problem.fixed, problem.earlier, rounds, strict=True)
    ]


# ── back from numbers ────────────────────────────────────────────────────────────────────────────────────────────────


def by_id(task: RotationTask, rounds: Seats) -> Rounds:
    """The rounds with the ids of people, without those who sit out."""
    real = len(task.sizes)
    return tuple(tuple(tuple(in_order(task.ids[p] for p in at)) for at in tables[:real]) for tables in rounds)


def repeats_of(rounds: Seats, people: int) -> int:
    """How many meetings are not the first of their pair."""
    met = [bytearray(people) for _ in range(people)]
    repeats = 0
    for tables in rounds:
        for at in tables:
            for a, b in combinations(sorted(at), 2):
                repeats += met[a][b]
                met[a][b] = 1
    return repeats


def moved_in(problem: RoundsProblem, rounds: Seats) -> list[int]:
    """Who sits at another table than in the earlier plan in some round, in their order."""
    moved = {
        p
        for earlier, tables in zip(problem.earlier, rounds, strict=True)
        for t, at in enumerate(tables)
        for p in at
        if earlier[p] not in (-1, min(t, problem.tables))
    }
    return sorted(moved)


def broken_rules(task: RotationTask, rounds: Seats) -> Iterator[RuleName]:
    """The rules that rounds break; a search keeps all seats, hosts and locks, so only who must not meet is left."""
    place = {one: k for k, one in enumerate(task.ids)}
    at = [{p: t for t, people in enumerate(tables) for p in people} for tables in rounds]
    for ids in task.apart:
        members = [place[one] for one in ids]
        for of_round in at:
            sits = [of_round[p] for p in members if p in of_round]
            if len(set(sits)) < len(sits):
                yield ("apart", ids)
                break
