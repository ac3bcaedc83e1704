"""Why demands cannot be met: cheap checks, then a Hall set, then the smallest clashing set of rules."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, HallSet, Names, hall_violator, smallest_clash
from kommunal_partner.clashes._clash import contradiction
from kommunal_partner.matching.assignment._linear_programme import programme
from kommunal_partner.matching.assignment._task import AssignmentTask, PairSide
from kommunal_partner.matching.assignment._weights import Tables
from kommunal_partner.matching.assignment.sentences import (
    AT_LEAST,
    BARRED,
    BARRED_TO,
    CAPACITY,
    HALL,
    HALL_DEMAND,
    HALL_DEMANDS,
    HALL_NO_PLACE,
    HALL_NOWHERE,
    HALL_ONE_PLACE,
    HALL_TAKEN,
    LOCKED,
    NOBODY,
    QUOTA,
    QUOTA_LEAST,
    UNMET,
)
from kommunal_partner.results import Budget, OutOfSteps, Unmet
from kommunal_partner.verdicts import Sentence

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Truths


def hall_sentence(found: HallSet) -> Sentence:
    """A Hall set in the words of a conference: who can only go where, and how many places there are."""
    who, where = Names(found.ids), Names(found.sides)
    if not found.sides:
        return Sentence(HALL_NOWHERE, {"who": who})
    values = {"who": who, "where": where, "demand": found.demand, "sides": len(found.sides), "capacity": found.capacity}
    if found.demand == 1:
        return Sentence(HALL_NO_PLACE, values)
    if found.demand == len(found.ids):
        return Sentence(HALL_ONE_PLACE if found.capacity == 1 else HALL, values)
    return Sentence(HALL_DEMAND if len(found.ids) == 1 else HALL_DEMANDS, {**values, "count": len(found.ids)})


# ── locks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


_Lock: TypeAlias = tuple[ClashRule, int, int]


def _locks(task: AssignmentTask) -> Iterator[_Lock]:
    """Each locked pair; in a pool once."""
    for row, column in sorted(task.locked):
        if task.is_pool and column < row:
            continue
        a, b = task.left[row], task.right[column]
        yield ClashRule("locked", (a, b), Sentence(LOCKED, {"a": a, "b": b})), row, column


def _capacity(side: str, who: Hashable, most: int) -> ClashRule:
    return ClashRule(f"capacity_{side}", (who,), Sentence(CAPACITY, {"who": who, "most": most}))


def _quota_rule(task: AssignmentTask, place: int) -> ClashRule:
    quota = task.quotas[place]
    if quota.most is None:
        return ClashRule("quota", (quota.name,), Sentence(QUOTA_LEAST, {"name": quota.name, "least": quota.least}))
    values = {"name": quota.name, "least": quota.least, "most": quota.most}
    return ClashRule("quota", (quota.name,), Sentence(QUOTA, values))


def clash_of_locks(task: AssignmentTask) -> Clash | None:
    """The locked pairs that some other rule forbids; None if all of them can be made."""
    locks = list(_locks(task))
    for rule, row, column in locks:
        if not task.allows(row, column):
            return contradiction(rule, ClashRule("forbidden", rule.ids, Sentence(BARRED, dict(rule.sentence.values))))
    return _one_in_two_pairs(locks) if task.is_pool else _too_many_locks(task, locks)


def _one_in_two_pairs(locks: list[_Lock]) -> Clash | None:
    """Two locked pairs of a pool that share someone."""
    taken: dict[int, ClashRule] = {}
    for rule, row, column in locks:
        for one in (row, column):
            if one in taken:
                return contradiction(taken[one], rule)
        taken |= {row: rule, column: rule}
    return None


def _too_many_locks(task: AssignmentTask, locks: list[_Lock]) -> Clash | None:
    """More locked pairs of one id, or of a quota's, than there are places."""
    for is_left, ids, most in ((True, task.left, task.most_left), (False, task.right, task.most_right)):
        here: dict[int, list[ClashRule]] = {}
        for rule, row, column in locks:
            place = row if is_left else column
            rules = here.setdefault(place, [])
            rules.append(rule)
            if len(rules) > most[place]:
                return contradiction(*rules, _capacity("left" if is_left else "right", ids[place], most[place]))
    for number, quota in enumerate(task.quotas):
        places = set(task.quota_places(quota))
        inside = [rule for rule, row, column in locks if (row if quota.side is PairSide.LEFT else column) in places]
        if quota.most is not None and len(inside) > quota.most:
            return contradiction(*inside[: quota.most + 1], _quota_rule(task, number))
    return None


# ── demands ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def unmet_demands(task: AssignmentTask, lacking: Iterable[tuple[tuple[str, int], int]]) -> tuple[Unmet, ...]:
    """Each demand that the best partial result leaves short of some places."""
    said = []
    for (side, place), missing in lacking:
        who, least = _demand(task, side, place)
        values = {"who": who, "missing": missing, "least": least}
        said.append(Unmet((who,), Sentence(UNMET, values), proven=False))
    return tuple(said)


def _demand(task: AssignmentTask, side: str, place: int) -> tuple[Hashable, int]:
    if side == "quota":
        return task.quotas[place].name, task.quotas[place].least
    if side == "left":
        return task.left[place], task.least_left[place]
    return task.right[place], task.least_right[place]


def clash_of_demands(task: AssignmentTask, budget: Budget, *, steps: int = 2000) -> Clash | None:
    """Why not all demands can be met: a cheap check, else a Hall set, else the smallest clash that can be found."""
    return _checks(task) or _hall(task) or _search(task, budget, steps)


def _checks(task: AssignmentTask) -> Clash | None:
    for side, ids, least, most in (
        ("left", task.left, task.least_left, task.most_left),
        ("right", task.right, task.least_right, task.most_right),
    ):
        for one, low, high in zip(ids, least, most, strict=True):
            if low > high:
                return contradiction(_need(side, one, low), _capacity(side, one, high))
    return None


def _need(side: str, who: Hashable, least: int) -> ClashRule:
    return ClashRule(f"least_{side}", (who,), Sentence(AT_LEAST, {"who": who, "least": least}))


def _neighbours(task: AssignmentTask) -> tuple[dict[Hashable, list[Hashable]], dict[Hashable, list[Hashable]]]:
    import numpy as np

    open_pairs = np.ones(task.cost.shape, dtype=np.bool_) if task.barred is None else ~task.barred
    of_left = {a: [task.right[c] for c in np.flatnonzero(open_pairs[row])] for row, a in enumerate(task.left)}
    of_right = {b: [task.left[r] for r in np.flatnonzero(open_pairs[:, col])] for col, b in enumerate(task.right)}
    return of_left, of_right


def _hall(task: AssignmentTask) -> Clash | None:
    of_left, of_right = _neighbours(task)
    for side, ids, least, beyond, others, most, near in (
        ("left", task.left, task.least_left, "right", task.right, task.most_right, of_left),
        ("right", task.right, task.least_right, "left", task.left, task.most_left, of_right),
    ):
        demands = dict(zip(ids, least, strict=True))
        rooms = dict(zip(others, most, strict=True))
        found = hall_violator(demands, near, rooms)
        if found is not None:
            rules = [_need(side, one, demands[one]) for one in found.ids]
            rules += [_barred_to(one, near[one]) for one in found.ids if len(near[one]) < len(others)]
            rules += [_capacity(beyond, one, rooms[one]) for one in found.sides]
            # A smaller set would do for the clash, but everyone in the same need is named.
            sides = set(found.sides)
            all_ids = tuple(one for one in ids if demands[one] and sides.issuperset(near[one]))
            whole = HallSet(all_ids, found.sides, sum(demands[one] for one in all_ids), found.capacity)
            return Clash(hall_sentence(whole if sides else found), rules, minimal=False, found_by=FoundBy.HALL)
    return None


def _barred_to(who: Hashable, near: list[Hashable]) -> ClashRule:
    values = {"who": who, "others": Names(tuple(near)), "count": len(near)}
    return ClashRule("forbidden", (who,), Sentence(BARRED_TO if near else NOBODY, values))


def _rules(task: AssignmentTask) -> Iterator[tuple[ClashRule, tuple[str, int]]]:
    """Every rule of the task and what it limits; the demands, best blamed, last."""
    import numpy as np

    if task.barred is not None:
        for row in np.flatnonzero(task.barred.any(axis=1)).tolist():
            near = [task.right[column] for column in np.flatnonzero(~task.barred[row])]
            yield _barred_to(task.left[row], near), ("barred", row)
    for side, ids, most, others in (
        ("left", task.left, task.most_left, task.right),
        ("right", task.right, task.most_right, task.left),
    ):
        tight = ((at, top) for at, top in enumerate(most) if top < len(others))
        yield from ((_capacity(side, ids[at], top), (f"most_{side}", at)) for at, top in tight)
    for place in range(len(task.quotas)):
        yield _quota_rule(task, place), ("quota", place)
    for rule, row, column in _locks(task):
        yield rule, ("locked", row * len(task.right) + column)
    for side, ids, least in (("left", task.left, task.least_left), ("right", task.right, task.least_right)):
        yield from ((_need(side, ids[at], low), (f"least_{side}", at)) for at, low in enumerate(least) if low)


def _search(task: AssignmentTask, budget: Budget, steps: int) -> Clash | None:
    """Leave rules out as long as demands stay unmet; what forbids a row's pairs counts as one rule."""
    import numpy as np

    rules = dict(_rules(task))

    def is_feasible(some: tuple[ClashRule, ...]) -> bool | None:
        eased = _eased(task, {rules[rule] for rule in some})
        try:
            return not programme(eased, eased.barred, np.zeros(eased.cost.shape), budget).missing
        except OutOfSteps:
            return None

    return smallest_clash(rules, is_feasible, steps=steps)


def _eased(task: AssignmentTask, kept: set[tuple[str, int]]) -> AssignmentTask:
    """The task under these of its rules only."""
    height, width = task.cost.shape

    def amounts(name: str, given: tuple[int, ...], otherwise: int) -> tuple[int, ...]:
        return tuple(amount if (name, place) in kept else otherwise for place, amount in enumerate(given))

    barred = None
    if task.barred is not None:
        barred = task.barred.copy()
        for row in range(height):
            if ("barred", row) not in kept:
                barred[row] = False
    return evolve(
        task,
        weights=Tables(task.cost, barred),
        most_left=amounts("most_left", task.most_left, width),
        most_right=amounts("most_right", task.most_right, height),
        least_left=amounts("least_left", task.least_left, 0),
        least_right=amounts("least_right", task.least_right, 0),
        quotas=tuple(quota for place, quota in enumerate(task.quotas) if ("quota", place) in kept),
        locked=frozenset((row, column) for row, column in task.locked if ("locked", row * width + column) in kept),
    )


# ── someone left alone ───────────────────────────────────────────────────────────────────────────────────────────────


Reached: TypeAlias = tuple[set[int], set[int]]
"""Rows, and the full columns that they compete for."""


def reached_from(task: AssignmentTask, pairs: list[tuple[int, int]], row: int) -> Reached | None:
    """The rows and columns that chains of moves from a row reach; None if one of them ends at a free place.

    Nobody moves to where they are already.
    """
    import numpy as np

    at_column: dict[int, list[int]] = {}
    for one, column in pairs:
        at_column.setdefault(column, []).append(one)
    open_pairs = _open_pairs(task)
    rows, columns, queue = {row}, set[int](), [row]
    while queue:
        mover = queue.pop()
        for column in np.flatnonzero(open_pairs[mover]).tolist():
            here = at_column.get(column, [])
            if column in columns or mover in here:
                continue
            if len(here) < task.most_right[column]:
                return None
            columns.add(column)
            fresh = [other for other in here if other not in rows and (other, column) not in task.locked]
            rows.update(fresh)
            queue.extend(fresh)
    return rows, columns


def hall_around(task: AssignmentTask, reached: Reached | None) -> Sentence | None:
    """Who competes for the places that were reached; None if one is free, or some who compete are elsewhere too."""
    import numpy as np

    if reached is None:
        return None
    rows, columns = reached
    open_pairs = _open_pairs(task)
    elsewhere: Truths = np.any(np.delete(open_pairs, sorted(columns), axis=1), axis=1)
    if elsewhere[sorted(rows)].any():
        return None
    rows = rows | set(np.flatnonzero(open_pairs.any(axis=1) & ~elsewhere).tolist())
    who = tuple(task.left[one] for one in sorted(rows))
    where = tuple(task.right[column] for column in sorted(columns))
    capacity = sum(task.most_right[column] for column in columns)
    if capacity < len(who):
        return hall_sentence(HallSet(who, where, len(who), capacity))
    values = {"count": len(who), "who": Names(who), "sides": len(where), "where": Names(where), "capacity": capacity}
    return Sentence(HALL_TAKEN, values)


def _open_pairs(task: AssignmentTask) -> Truths:
    """Which pairs may be made where there are places at all."""
    import numpy as np

    open_pairs = np.ones(task.cost.shape, dtype=np.bool_) if task.barred is None else ~task.barred
    open_pairs[:, np.array(task.most_right) == 0] = False
    return open_pairs
