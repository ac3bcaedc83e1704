"""Why demands cannot be met: cheap checks, then a Hall set, then the smallest clashing set of rules."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

from attrs import evolve

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, HallSet, Names, hall_violator, smallest_clash
from kommunal_partner.clashes._clash import contradiction
from kommunal_partner.matching.assignment.case import Case
from kommunal_partner.matching.assignment.engines import Found, solver
from kommunal_partner.matching.assignment.sentences import BARRED, LOCKED, NOBODY
from kommunal_partner.results import Unmet
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["clash_of_demands", "clash_of_locks", "hall_around", "hall_sentence", "unmet_demands"]

_MOST: Final = Reason("CAPACITY", de="Plätze von {who}: höchstens {most}.", en="Places of {who}: at most {most}.")
_LEAST: Final = Reason(
    "AT_LEAST", de="Plätze, die {who} braucht: mindestens {least}.", en="Places that {who} needs: at least {least}."
)
_QUOTA: Final = Reason(
    "QUOTA", de="„{name}“: mindestens {least}, höchstens {most}.", en="“{name}”: at least {least}, at most {most}."
)
_QUOTA_LEAST: Final = Reason("QUOTA_LEAST", de="„{name}“: mindestens {least}.", en="“{name}”: at least {least}.")
_BARRED_TO: Final = Reason(
    "BARRED_TO",
    de="{who} darf nur zu {others} (Anzahl: {count}).",
    en="{who} may only go to {others} (number: {count}).",
)
_EACH_ONE: Final = Reason(
    "HALL",
    de="{demand} ({who}) können nur zu {sides} ({where}) mit zusammen {capacity} Plätzen.",
    en="{demand} ({who}) can only go to {sides} ({where}) with {capacity} places.",
)
_ONE_PLACE: Final = Reason(
    "HALL_ONE_PLACE",
    de="{demand} ({who}) können nur zu {sides} ({where}) mit zusammen einem Platz.",
    en="{demand} ({who}) can only go to {sides} ({where}) with one place.",
)
_NO_PLACE: Final = Reason(
    "HALL_NO_PLACE",
    de="{who} kann nur zu {where}, wo kein Platz ist.",
    en="{who} can only go to {where}, where there is no place.",
)
_TOGETHER: Final = Reason(
    "HALL_DEMANDS",
    de="{count} ({who}) brauchen zusammen {demand} Plätze und können nur zu {sides} ({where}) mit zusammen {capacity}.",
    en="{count} ({who}) need {demand} places together and can only go to {sides} ({where}) with {capacity}.",
)
_ALONE: Final = Reason(
    "HALL_DEMAND",
    de="{who} braucht {demand} Plätze und kann nur zu {sides} ({where}) mit zusammen {capacity}.",
    en="{who} needs {demand} places and can only go to {sides} ({where}) with {capacity}.",
)
_NOWHERE: Final = Reason(
    "HALL_NOWHERE", de="{who}: nirgends ist ein Platz offen.", en="{who}: no place is open to them anywhere."
)
_UNMET: Final = Reason(
    "DEMAND_UNMET",
    de="{who}: fehlende Plätze {missing}, gebraucht mindestens {least}.",
    en="{who}: places missing {missing}, needed at least {least}.",
)


def hall_sentence(found: HallSet) -> Sentence:
    """A Hall set in the words of a conference: who can only go where, and how many places there are."""
    who, where = Names(found.ids), Names(found.sides)
    if not found.sides:
        return Sentence(_NOWHERE, {"who": who})
    values = {"who": who, "where": where, "demand": found.demand, "sides": len(found.sides), "capacity": found.capacity}
    if found.demand == 1:
        return Sentence(_NO_PLACE, values)
    if found.demand == len(found.ids):
        return Sentence(_ONE_PLACE if found.capacity == 1 else _EACH_ONE, values)
    return Sentence(_ALONE if len(found.ids) == 1 else _TOGETHER, {**values, "count": len(found.ids)})


# ── locks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _locks(case: Case) -> Iterator[tuple[ClashRule, int, int]]:
    for row, column in sorted(case.locked):
        a, b = case.left[row], case.right[column]
        yield ClashRule("locked", (a, b), Sentence(LOCKED, {"a": a, "b": b})), row, column


def _capacity(side: str, who: Hashable, most: int) -> ClashRule:
    return ClashRule(f"capacity_{side}", (who,), Sentence(_MOST, {"who": who, "most": most}))


def _quota_rule(case: Case, place: int) -> ClashRule:
    quota = case.quotas[place]
    if quota.most is None:
        return ClashRule("quota", (quota.name,), Sentence(_QUOTA_LEAST, {"name": quota.name, "least": quota.least}))
    values = {"name": quota.name, "least": quota.least, "most": quota.most}
    return ClashRule("quota", (quota.name,), Sentence(_QUOTA, values))


def clash_of_locks(case: Case) -> Clash | None:
    """The locked pairs that some other rule forbids; None if all of them can be made."""
    locks = list(_locks(case))
    if not locks:
        return None
    for rule, row, column in locks:
        if not case.allows(row, column):
            barred = ClashRule("forbidden", rule.ids, Sentence(BARRED, dict(rule.sentence.values)))
            return contradiction(rule, barred)
    for at, side, ids, most in ((1, "left", case.left, case.most_left), (2, "right", case.right, case.most_right)):
        for place, one in enumerate(ids):
            here = [lock[0] for lock in locks if lock[at] == place]
            if len(here) > most[place]:
                return contradiction(*here[: most[place] + 1], _capacity(side, one, most[place]))
    for number, quota in enumerate(case.quotas):
        places = set(case.quota_places(quota))
        here = [lock[0] for lock in locks if lock[1 if quota.side == "left" else 2] in places]
        if quota.most is not None and len(here) > quota.most:
            return contradiction(*here[: quota.most + 1], _quota_rule(case, number))
    return None


# ── demands ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def unmet_demands(case: Case, found: Found) -> tuple[Unmet, ...]:
    """Each demand that the best partial result leaves short."""
    said = []
    for (side, place), missing in found.unmet:
        who, least = _demand(case, side, place)
        values = {"who": who, "missing": missing, "least": least}
        said.append(Unmet((who,), Sentence(_UNMET, values), proven=False))
    return tuple(said)


def _demand(case: Case, side: str, place: int) -> tuple[Hashable, int]:
    if side == "quota":
        return case.quotas[place].name, case.quotas[place].least
    if side == "left":
        return case.left[place], case.least_left[place]
    return case.right[place], case.least_right[place]


def clash_of_demands(case: Case, *, steps: int = 2000) -> Clash | None:
    """Why not all demands can be met: a cheap check, else a Hall set, else the smallest clash that can be found."""
    return _checks(case) or _hall(case) or _search(case, steps)


def _checks(case: Case) -> Clash | None:
    for side, ids, least, most in (
        ("left", case.left, case.least_left, case.most_left),
        ("right", case.right, case.least_right, case.most_right),
    ):
        for one, low, high in zip(ids, least, most, strict=True):
            if low > high:
                return contradiction(_need(side, one, low), _capacity(side, one, high))
    return None


def _need(side: str, who: Hashable, least: int) -> ClashRule:
    return ClashRule(f"least_{side}", (who,), Sentence(_LEAST, {"who": who, "least": least}))


def _neighbours(case: Case) -> tuple[dict[Hashable, list[Hashable]], dict[Hashable, list[Hashable]]]:
    import numpy as np

    open_pairs = np.ones(case.cost.shape, dtype=np.bool_) if case.barred is None else ~case.barred
    of_left = {a: [case.right[c] for c in np.flatnonzero(open_pairs[row])] for row, a in enumerate(case.left)}
    of_right = {b: [case.left[r] for r in np.flatnonzero(open_pairs[:, col])] for col, b in enumerate(case.right)}
    return of_left, of_right


def _hall(case: Case) -> Clash | None:
    of_left, of_right = _neighbours(case)
    for side, ids, least, beyond, others, most, near in (
        ("left", case.left, case.least_left, "right", case.right, case.most_right, of_left),
        ("right", case.right, case.least_right, "left", case.left, case.most_left, of_right),
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
    return ClashRule("forbidden", (who,), Sentence(_BARRED_TO if near else NOBODY, values))


def _rules(case: Case) -> Iterator[tuple[ClashRule, tuple[str, int]]]:
    """Every rule of the task and what it limits; the demands, best blamed, last."""
    import numpy as np

    if case.barred is not None:
        for row in np.flatnonzero(case.barred.any(axis=1)).tolist():
            near = [case.right[column] for column in np.flatnonzero(~case.barred[row])]
            yield _barred_to(case.left[row], near), ("barred", row)
    for side, ids, most, others in (
        ("left", case.left, case.most_left, case.right),
        ("right", case.right, case.most_right, case.left),
    ):
        tight = ((at, top) for at, top in enumerate(most) if top < len(others))
        yield from ((_capacity(side, ids[at], top), (f"most_{side}", at)) for at, top in tight)
    for place in range(len(case.quotas)):
        yield _quota_rule(case, place), ("quota", place)
    for rule, row, column in _locks(case):
        yield rule, ("locked", row * len(case.right) + column)
    for side, ids, least in (("left", case.left, case.least_left), ("right", case.right, case.least_right)):
        yield from ((_need(side, ids[at], low), (f"least_{side}", at)) for at, low in enumerate(least) if low)


def _search(case: Case, steps: int) -> Clash | None:
    """Leave rules out as long as demands stay unmet; what forbids a row's pairs counts as one rule."""
    import numpy as np

    rules = dict(_rules(case))

    def is_feasible(some: tuple[ClashRule, ...]) -> bool:
        eased = _eased(case, {rules[rule] for rule in some})
        return not solver(eased, np.zeros(eased.cost.shape)).unmet

    return smallest_clash(rules, is_feasible, steps=steps)


def _eased(case: Case, kept: set[tuple[str, int]]) -> Case:
    """The task under these of its rules only."""
    height, width = case.cost.shape

    def amounts(name: str, given: tuple[int, ...], otherwise: int) -> tuple[int, ...]:
        return tuple(amount if (name, place) in kept else otherwise for place, amount in enumerate(given))

    barred = None
    if case.barred is not None:
        barred = case.barred.copy()
        for row in range(height):
            if ("barred", row) not in kept:
                barred[row] = False
    return evolve(
        case,
        barred=barred,
        most_left=amounts("most_left", case.most_left, width),
        most_right=amounts("most_right", case.most_right, height),
        least_left=amounts("least_left", case.least_left, 0),
        least_right=amounts("least_right", case.least_right, 0),
        quotas=tuple(quota for place, quota in enumerate(case.quotas) if ("quota", place) in kept),
        locked=frozenset((row, column) for row, column in case.locked if ("locked", row * width + column) in kept),
    )


# ── someone left alone ───────────────────────────────────────────────────────────────────────────────────────────────


def hall_around(case: Case, pairs: list[tuple[int, int]], row: int) -> HallSet | None:
    """Those who compete for the places that a row without a pair could have; None if a chain of moves frees one."""
    import numpy as np

    at_column: dict[int, list[int]] = {}
    partners: dict[int, set[int]] = {}
    for one, column in pairs:
        at_column.setdefault(column, []).append(one)
        partners.setdefault(one, set()).add(column)
    open_pairs = np.ones(case.cost.shape, dtype=np.bool_) if case.barred is None else ~case.barred
    open_pairs[:, np.array(case.most_right) == 0] = False
    rows, columns, queue = {row}, set[int](), [row]
    while queue:
        for column in np.flatnonzero(open_pairs[queue.pop()]).tolist():
            if column in columns:
                continue
            here = at_column.get(column, [])
            if len(here) < case.most_right[column]:
                return None
            columns.add(column)
            fresh = [other for other in here if other not in rows and (other, column) not in case.locked]
            rows.update(fresh)
            queue.extend(fresh)
    elsewhere = np.delete(open_pairs, sorted(columns), axis=1).any(axis=1)
    rows.update(np.flatnonzero(open_pairs.any(axis=1) & ~elsewhere).tolist())
    demand = sum(max(len(partners.get(one, ())), 1) for one in rows)
    return HallSet(
        tuple(case.left[one] for one in sorted(rows)),
        tuple(case.right[column] for column in sorted(columns)),
        demand,
        sum(case.most_right[column] for column in columns),
    )
