"""From people and rules to the whole numbers that are searched, and from a seating back to what it claims."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import compress
from typing import Any, Final, TypeAlias, cast

from attrs import evolve, frozen

from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.matching._seating.seating_problem import PropertyLimits, SeatingProblem
from kommunal_partner.matching.groups._task import GroupTask
from kommunal_partner.results import Budget

_FINEST: Final = 1 << 26
_FINE: Final = 1 << 20  # so that sums over tables fit into 32 bits
_FEW_VALUES: Final = 256

RuleName: TypeAlias = tuple[str, tuple[Hashable, ...]]
"""What names a rule: its kind and whom it concerns."""

Integers: TypeAlias = Any
"""A list, or an array where they are small."""

WholeNumbers: TypeAlias = Callable[[Iterable["int | float"]], Integers]
"""What makes integers of distances."""


@frozen(eq=False)
class EncodedTask:
    """A task in units: the numbers to search with, and which people (by their place in the task) each unit holds."""

    problem: SeatingProblem
    people: list[list[int]]

    def places(self, where: Sequence[int]) -> list[int]:
        """The table of each person of the task, counted from 0; -1 without a chair."""
        tables = len(self.problem.low) - self.problem.overflow
        found = [-1] * sum(map(len, self.people))
        for members, table in zip(self.people, where, strict=True):
            for k in members:
                found[k] = table if table < tables else -1
        return found

    def with_overflow(self) -> EncodedTask:
        """The same with a last table for those who find no chair, as many as there are."""
        problem = self.problem
        return evolve(
            self,
            problem=evolve(
                problem,
                low=[*problem.low, 0],
                high=[*problem.high, sum(problem.size)],
                stay_bonus=[*problem.stay_bonus, [0] * len(problem.size)],
                overflow=True,
            ),
        )


def encode(
    task: GroupTask,
    names: Collection[RuleName],
    *,
    weighed: bool = True,
    stability: float | None = None,
    budget: Budget | None = None,
) -> EncodedTask:
    """The numbers of a task under some of its rules, which must not be contradictory.

    Whether rules can be kept is asked without weights. `stability` is what staying is worth in the search, if that is
    not what the task says. Weights that are not ready when the budget ends are left out.
    """
    names = set(names)
    units = _units(task, names)
    if units is None:
        de = "Mit Regeln, die einander offen widersprechen, lässt sich nicht suchen"
        raise BadInstance(Term(de, "rules that contradict one another outright cannot be searched with"))
    people, fixed, conflicts = units
    nothing = [0] * len(people)
    weight: Sequence[Sequence[int]]
    weight, stay_bonus = [nothing] * len(people), [nothing] * len(task.sizes)
    if weighed:
        of_staying = task.stability if stability is None else stability
        found = _weights(task, people, of_staying, budget or Budget(0))
        weight, stay_bonus = found or (weight, stay_bonus)
    sized = ("sizes", ()) in names
    languages = task.languages if ("common_language", ()) in names else None
    known: list[int] = []
    speakers: list[list[int]] = []
    if languages is not None:
        known = _of_units([one in languages for one in task.ids], people)
        # An empty name that nobody speaks stands for the case that no language is named at all.
        named = ["", *sorted({language for of_one in languages.values() for language in of_one})]
        spoken = [languages.get(one, frozenset()) for one in task.ids]
        speakers = [_of_units([name in of_one for of_one in spoken], people) for name in named]
    problem = SeatingProblem(
        size=[len(members) for members in people],
        low=[low if sized else 0 for low, _ in task.sizes],
        high=[high if sized else len(task.ids) for _, high in task.sizes],
        weight=weight,
        stay_bonus=stay_bonus,
        fixed=fixed,
        conflicts=conflicts,
        properties=_properties(task, people, names),
        speakers_by_language=speakers,
        speakers_known=known,
    )
    return EncodedTask(problem, people)


def _units(task: GroupTask, names: Collection[RuleName]) -> tuple[list[list[int]], list[int], list[list[int]]] | None:
    """The people of each unit, the tables units are set at, and who must not share one; None if contradictory."""
    place = {one: k for k, one in enumerate(task.ids)}
    members: dict[int, list[int]] = {}
    for k, first in enumerate(_firsts(task, names, place)):
        members.setdefault(first, []).append(k)
    people = list(members.values())
    unit_of = {k: unit for unit, some in enumerate(people) for k in some}
    fixed = [-1] * len(people)
    for one, table in task.locked.items():
        if ("locked", (one,)) in names:
            unit = unit_of[place[one]]
            if fixed[unit] not in (-1, table - 1):
                return None
            fixed[unit] = table - 1
    conflicts: list[set[int]] = [set() for _ in people]
    for ids in (ids for ids in task.apart if ("apart", ids) in names):
        units = [unit_of[place[one]] for one in ids]
        if len(set(units)) < len(units):
            return None
        for unit in units:
            conflicts[unit].update(other for other in units if other != unit)
    return people, fixed, [sorted(some) for some in conflicts]


def _firsts(task: GroupTask, names: Collection[RuleName], place: Mapping[Hashable, int]) -> list[int]:
    """For each person the first of those who must all share a table."""
    before = list(range(len(place)))

    def first(k: int) -> int:
        while before[k] != k:
            k = before[k]
        return k

    for ids in (ids for ids in task.together if ("together", ids) in names):
        firsts = {first(place[one]) for one in ids}
        for k in firsts:
            before[k] = min(firsts)
    return [first(k) for k in range(len(before))]


def few_distances(task: GroupTask) -> set[int | float] | None:
    """Every number that is a distance, with the 0 of somebody to themselves; None if there are more than a few."""
    found: set[int | float] = {0}
    for half in _halves(task):
        found.update(half)
        if len(found) > _FEW_VALUES:
            return None
    return found


def all_whole(task: GroupTask) -> bool:
    """Whether all distances are whole numbers."""
    return all(isinstance(sum(half), int) for half in _halves(task))


def _halves(task: GroupTask) -> Iterator[Sequence[int | float]]:
    """Of the distances of each person those to the ones before: every pair once."""
    return (row[:k] for k, row in enumerate(task.rows))


def whole_numbers(rows: Collection[Collection[int | float]], stability: float = 0, sign: int = 1) -> WholeNumbers:
    """How distances become integers to search with: as they are, in decimal places, or in fine equal steps.

    What a change of seat must win may be a part of one, and must not be rounded away. With the sign -1 they are to be
    lowered.
    """
    if all(isinstance(sum(row), int) for row in rows):
        parts = Fraction(stability).limit_denominator(_FINEST).denominator
        return partial(_parts, sign * parts)
    farthest = max((max(map(abs, row), default=0) for row in rows), default=0)
    largest = max(stability, farthest)
    for scale in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000):
        if largest * scale < _FINEST and all(
            round(value * scale) / scale == value for row in ((stability,), *rows) for value in row
        ):
            return partial(_decimals, sign * scale)
    return partial(_shares, largest, sign * (_FINE if largest == farthest else _FINEST))


def _parts(parts: int, values: Iterable[float]) -> Integers:
    return [round(value * parts) for value in values]


def _decimals(scale: int, values: Iterable[float]) -> Integers:
    return array("q", [round(value * scale) for value in values])


def _shares(largest: float, steps: int, values: Iterable[float]) -> Integers:
    return array("q", [int(value / largest * steps) for value in values])


def _weights(
    task: GroupTask, people: list[list[int]], stability: float, budget: Budget
) -> tuple[Sequence[Sequence[int]], list[list[int]]] | None:
    """What is raised: for each two units, and for each table and unit; None if the budget is stopped before."""
    values = few_distances(task)
    whole = whole_numbers(list(_halves(task)) if values is None else [values], stability, task.sign)
    (cost,) = whole([task.sign * stability])
    weight = _searched_rows(task, values, whole, budget)
    if weight is None:
        return None
    if any(len(members) > 1 for members in people):
        weight = _added(weight, people)
    if not task.previous:
        return weight, [[0] * len(people)] * len(task.sizes)
    earlier = [[task.previous.get(task.ids[k], 0) - 1 for k in members] for members in people]
    return weight, [[cost * tables.count(t) for tables in earlier] for t in range(len(task.sizes))]


def _searched_rows(
    task: GroupTask, values: set[int | float] | None, whole: WholeNumbers, budget: Budget
) -> Sequence[Sequence[int]] | None:
    """The distances to be raised, as integers: few numbers are converted once each, many one by one."""
    if all_whole(task) and whole([1]) == [1]:
        return cast("tuple[tuple[int, ...], ...]", task.rows)
    as_whole = dict(zip(values, whole(values), strict=True)) if values else {}
    found: list[Integers] = []
    for row in task.rows if values else _halves(task):
        if budget.report() and budget.stopped:
            return None
        found.append(tuple(map(as_whole.__getitem__, row)) if values else whole(row))
    return found if values else _mirrored(found, whole([0]) * len(found) ** 2)


def _mirrored(halves: list[Integers], numbers: Integers) -> list[Integers]:
    """Rows of all pairs, from those of each and the ones before; `numbers` are as many zeros as there will be."""
    people = len(halves)
    starts = range(0, people**2, people)
    for k, (start, half) in enumerate(zip(starts, halves, strict=True)):
        numbers[start : start + k] = half
    for k, start in enumerate(starts):
        numbers[start + k + 1 : start + people] = numbers[start + people + k :: people]
    return [numbers[start : start + people] for start in starts]


def _added(rows: Sequence[Sequence[int]], people: list[list[int]]) -> list[list[int]]:
    """The weights of units, which are the sums of those of their members; 0 for a unit and itself."""
    firsts = {members[0] for members in people}
    is_first = [k in firsts for k in range(len(rows))]
    others = [(unit, k) for unit, members in enumerate(people) for k in members[1:]]
    found = []
    for unit, members in enumerate(people):
        row = rows[members[0]] if len(members) == 1 else list(map(sum, zip(*(rows[k] for k in members), strict=True)))
        added = list(compress(row, is_first))
        for other, k in others:
            added[other] += row[k]
        added[unit] = 0
        found.append(added)
    return found


def _of_units(of_people: list[bool], people: list[list[int]]) -> list[int]:
    """Of how many of each unit something is true."""
    return [int(of_people[unit[0]]) if len(unit) == 1 else sum(of_people[k] for k in unit) for unit in people]


def _properties(task: GroupTask, people: list[list[int]], names: Collection[RuleName]) -> list[PropertyLimits]:
    found = []
    for name, quotas in (("at_least", task.at_least), ("at_most", task.at_most)):
        for quota in quotas:
            if (f"{name}: {quota.name}", quota.members) in names:
                members = set(quota.members)
                held = _of_units([one in members for one in task.ids], people)
                least, most = (quota.number, len(task.ids)) if name == "at_least" else (0, quota.number)
                found.append(PropertyLimits(held, least, most))
    return found


# ── back from numbers ────────────────────────────────────────────────────────────────────────────────────────────────


def value_of(task: GroupTask, places: Sequence[int]) -> int | float:
    """The sum of distances inside tables; exactly rounded where distances are floats."""
    tables: dict[int, list[int]] = {}
    for k, table in enumerate(places):
        if table >= 0:
            tables.setdefault(table, []).append(k)
    parts = [task.rows[a][b] for at in tables.values() for k, a in enumerate(at) for b in at[:k]]
    return sum(parts) if all(isinstance(part, int) for part in parts) else math.fsum(parts)


def broken_rules(task: GroupTask, places: Sequence[int]) -> Iterator[RuleName]:
    """The rules that a seating breaks, each once, in the order of the rules; that everybody sits is none of them."""
    used = [0] * len(task.sizes)
    for table in places:
        if table >= 0:
            used[table] += 1
    if any(not low <= seated <= high for seated, (low, high) in zip(used, task.sizes, strict=True)):
        yield ("sizes", ())
    at = dict(zip(task.ids, places, strict=True))
    yield from _broken_links(task, at)
    yield from _broken_counts(task, at)


def _broken_counts(task: GroupTask, at: Mapping[Hashable, int]) -> Iterator[RuleName]:
    for name, quotas in (("at_least", task.at_least), ("at_most", task.at_most)):
        for quota in quotas:
            held = [0] * len(task.sizes)
            for one in quota.members:
                if at[one] >= 0:
                    held[at[one]] += 1
            if any(count < quota.number if name == "at_least" else count > quota.number for count in held):
                yield (f"{name}: {quota.name}", quota.members)
    shared: dict[int, frozenset[str]] = {}
    for one, languages in (task.languages or {}).items():
        shared[at[one]] = shared.get(at[one], languages) & languages
    if any(table >= 0 and not languages for table, languages in shared.items()):
        yield ("common_language", ())


def _broken_links(task: GroupTask, at: Mapping[Hashable, int]) -> Iterator[RuleName]:
    for one, table in task.locked.items():
        if at[one] not in (-1, table - 1):
            yield ("locked", (one,))
    for ids in task.together:
        if len({at[one] for one in ids} - {-1}) > 1:
            yield ("together", ids)
    for ids in task.apart:
        seated = [at[one] for one in ids if at[one] >= 0]
        if len(seated) > len(set(seated)):
            yield ("apart", ids)
