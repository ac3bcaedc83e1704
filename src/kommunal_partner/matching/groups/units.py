"""From people and rules to the numbers that are searched, and the named rules of a task."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from fractions import Fraction
from typing import Final

from attrs import frozen

from kommunal_partner.clashes import ClashRule, Names
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.groups import reasons
from kommunal_partner.matching.groups.board import Mark, Task
from kommunal_partner.matching.groups.model import GroupTask
from kommunal_partner.verdicts import Sentence

__all__ = ["Units", "contradictory", "rules_of", "to_units", "whole_numbers"]

_FINEST: Final = 1 << 26


@frozen(eq=False)
class Units:
    """A task in units: the numbers to search with, and which people (by their place in the task) each unit holds."""

    task: Task
    people: list[list[int]]


def rules_of(task: GroupTask) -> tuple[ClashRule, ...]:
    """The rules that somebody set, those first that are least likely to be blamed: the sizes of the tables."""
    sizes = ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in task.sizes)
    rules = [ClashRule("sizes", (), Sentence(reasons.SIZES_RULE, {"sizes": sizes}))]
    rules += [
        ClashRule("locked", (one,), Sentence(reasons.LOCKED_RULE, {"id": one, "table": table + 1}))
        for one, table in task.locked.items()
    ]
    rules += [ClashRule("together", ids, Sentence(reasons.TOGETHER_RULE, {"ids": Names(ids)})) for ids in task.together]
    rules += [ClashRule("apart", ids, Sentence(reasons.APART_RULE, {"ids": Names(ids)})) for ids in task.apart]
    for name, reason, quotas in (
        ("at_least", reasons.AT_LEAST_RULE, task.at_least),
        ("at_most", reasons.AT_MOST_RULE, task.at_most),
    ):
        rules += [
            ClashRule(
                f"{name}: {quota.name}", quota.members, Sentence(reason, {"name": quota.name, "number": quota.number})
            )
            for quota in quotas
        ]
    if task.languages is not None:
        rules.append(ClashRule("common_language", (), Sentence(reasons.LANGUAGE_RULE)))
    return tuple(rules)


def whole_numbers(rows: Collection[Collection[int | float]], stability: float = 0) -> Callable[[float], int]:
    """How distances become integers to search with: as they are, in decimal places, or in fine equal steps.

    What a change of seat must win may be a part of one, and must not be rounded away.
    """
    values = {value for row in rows for value in row}
    if all(isinstance(value, int) for value in values):
        parts = Fraction(stability).limit_denominator(_FINEST).denominator
        return round if parts == 1 else lambda value: round(value * parts)
    values.add(stability)
    largest = max(map(abs, values))
    for scale in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000):
        if largest * scale < _FINEST and all(round(value * scale) / scale == value for value in values):
            return lambda value: round(value * scale)
    return lambda value: round(value / largest * _FINEST)


def contradictory(task: GroupTask, rules: Collection[ClashRule]) -> bool:
    """Whether rules contradict one another outright: together and apart, or together and set at two tables."""
    return _bind(task, {(rule.name, rule.ids) for rule in rules}) is None


def _bind(
    task: GroupTask, names: Collection[tuple[str, tuple[Hashable, ...]]]
) -> tuple[list[list[int]], list[int], list[list[int]]] | None:
    """The people of each unit, the tables units are set at, and who must not share one."""
    place = {one: k for k, one in enumerate(task.ids)}
    leader = list(range(len(place)))
    for ids in (ids for ids in task.together if ("together", ids) in names):
        roots = {leader[place[one]] for one in ids}
        leader = [min(roots) if root in roots else root for root in leader]
    members: dict[int, list[int]] = {}
    for k, root in enumerate(leader):
        members.setdefault(root, []).append(k)
    people = list(members.values())
    unit_of = {k: unit for unit, some in enumerate(people) for k in some}
    fixed = [-1] * len(people)
    for one, table in task.locked.items():
        if ("locked", (one,)) in names:
            unit = unit_of[place[one]]
            if fixed[unit] not in (-1, table):
                return None
            fixed[unit] = table
    foes: list[set[int]] = [set() for _ in people]
    for ids in (ids for ids in task.apart if ("apart", ids) in names):
        units = [unit_of[place[one]] for one in ids]
        if len(set(units)) < len(units):
            return None
        for unit in units:
            foes[unit].update(other for other in units if other != unit)
    return people, fixed, [sorted(some) for some in foes]


def to_units(task: GroupTask, rules: Collection[ClashRule], *, lobby: bool = False, weighed: bool = True) -> Units:
    """The numbers of a task under some of its rules, which must not be contradictory.

    A lobby is a last table for those who find no chair. Whether rules can be kept at all is asked without weights.
    """
    names = {(rule.name, rule.ids) for rule in rules}
    bound = _bind(task, names)
    if bound is None:
        raise BadInstance("rules that contradict one another outright cannot be searched with")
    people, fixed, foes = bound
    nothing = [0] * len(people)
    weight, pull = [nothing] * len(people), [nothing] * (len(task.sizes) + lobby)
    if weighed:
        weight, pull = _weights(task, people, lobby=lobby)
    sized = ("sizes", ()) in names
    spoken = task.languages if ("common_language", ()) in names else None
    heard: list[int] = []
    tongues: list[list[int]] = []
    if spoken is not None:
        heard = [sum(task.ids[k] in spoken for k in members) for members in people]
        # An empty name that nobody speaks stands for the case that no language is named at all.
        named = ["", *sorted({tongue for of_one in spoken.values() for tongue in of_one})]
        tongues = [[sum(tongue in spoken.get(task.ids[k], ()) for k in unit) for unit in people] for tongue in named]
    numbers = Task(
        size=[len(members) for members in people],
        low=[low if sized else 0 for low, _ in task.sizes] + [0] * lobby,
        high=[high if sized else len(task.ids) for _, high in task.sizes] + [len(task.ids)] * lobby,
        weight=weight,
        pull=pull,
        fixed=fixed,
        foes=foes,
        marks=_marks(task, people, names),
        tongues=tongues,
        heard=heard,
        lobby=lobby,
    )
    return Units(numbers, people)


def _weights(task: GroupTask, people: list[list[int]], *, lobby: bool) -> tuple[list[list[int]], list[list[int]]]:
    whole = whole_numbers(task.rows, task.stability)
    single = all(len(members) == 1 for members in people)
    weight = [
        [
            0
            if a is b
            else task.sign * whole(task.rows[a[0]][b[0]])
            if single
            else sum(task.sign * whole(task.rows[i][j]) for i in a for j in b)
            for b in people
        ]
        for a in people
    ]
    cost = whole(task.stability)
    stay = [[task.previous.get(task.ids[k], -1) for k in members] for members in people]
    pull = [[cost * tables.count(t) for tables in stay] for t in range(len(task.sizes) + lobby)]
    return weight, pull


def _marks(task: GroupTask, people: list[list[int]], names: Collection[tuple[str, tuple[object, ...]]]) -> list[Mark]:
    marks = []
    for name, quotas in (("at_least", task.at_least), ("at_most", task.at_most)):
        for quota in quotas:
            if (f"{name}: {quota.name}", quota.members) in names:
                members = set(quota.members)
                held = [sum(task.ids[k] in members for k in unit) for unit in people]
                most = len(task.ids)
                marks.append(Mark(held, quota.number, most) if name == "at_least" else Mark(held, 0, quota.number))
    return marks
