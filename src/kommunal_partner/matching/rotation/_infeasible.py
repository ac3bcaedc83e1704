"""Why a round cannot be seated: the named rules of a task, cheap checks, and the smallest set that clashes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from typing import Final, TypeAlias

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, smallest_clash
from kommunal_partner.clashes._clash import first_clash
from kommunal_partner.matching._seating.backtracking import can_seat
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching.rotation import sentences
from kommunal_partner.matching.rotation._encode import RuleName
from kommunal_partner.matching.rotation._task import RotationTask
from kommunal_partner.results import Budget, say
from kommunal_partner.verdicts import Reason

_QUESTIONS: Final = 100
_LOOKS_IN_ALL: Final = 10_000_000

_Rules: TypeAlias = dict[RuleName, ClashRule]


def rules_of(task: RotationTask) -> _Rules:
    """The rules of a task by name, those last that are best blamed."""
    rules = [
        ClashRule("seats", (r,), say(sentences.CHAIRS_RULE, round=r, seats=seats))
        for r, seats in enumerate(task.seats, 1)
    ]
    rules += [
        ClashRule("host", (one,), say(sentences.HOST_RULE, id=one, table=table)) for one, table in task.hosts.items()
    ]
    rules += [
        ClashRule("locked", (one, r), say(sentences.LOCKED_RULE, id=one, round=r, table=table))
        for (one, r), table in task.locked.items()
    ]
    rules += [ClashRule("apart", ids, say(sentences.APART_RULE, ids=Names(ids))) for ids in task.apart]
    return {(rule.name, rule.ids): rule for rule in rules}


def quick_clash(task: RotationTask) -> Clash | None:
    """What a cheap look shows to be impossible."""
    rules = rules_of(task)
    looks: list[Callable[[], Clash | None]] = [
        lambda: next(_chairs(task, rules), None),
        lambda: next(_overfull(task, rules), None),
        lambda: next(_crowds(task, rules), None),
    ]
    return first_clash(looks)


def _check(reason: Reason, rules: list[ClashRule], **values: object) -> Clash:
    return Clash(say(reason, **values), rules, minimal=False, found_by=FoundBy.CHECK)


def _chairs(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    needed, chairs = sum(low for low, _ in task.sizes), sum(high for _, high in task.sizes)
    for r in range(1, task.rounds + 1):
        people = len(task.present(r))
        if people > chairs:
            yield _check(sentences.TOO_FEW_CHAIRS, [rules["seats", (r,)]], round=r, people=people, chairs=chairs)
        if people < needed:
            yield _check(sentences.TOO_FEW_PEOPLE, [rules["seats", (r,)]], round=r, people=people, needed=needed)


def _overfull(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    for r in range(1, task.rounds + 1) if task.hosts or task.locked else ():
        held: dict[int, list[Hashable]] = {}
        for one in task.present(r):
            table = task.place(one, r)
            if table is not None:
                held.setdefault(table, []).append(one)
        for t, (_, chairs) in enumerate(task.sizes, 1):
            set_there = held.get(t, [])
            if len(set_there) > chairs:
                named = [
                    rules["locked", (one, r)] if (one, r) in task.locked else rules["host", (one,)] for one in set_there
                ]
                values = {"round": r, "table": t, "count": len(set_there), "chairs": chairs}
                yield _check(sentences.TABLE_OVERFULL, [rules["seats", (r,)], *named], **values)


def _crowds(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    for r in range(1, task.rounds + 1):
        coming = set(task.present(r))
        for ids in task.apart:
            count = len(coming.intersection(ids))
            if count > len(task.sizes):
                values = {"ids": Names(ids), "round": r, "count": count, "tables": len(task.sizes)}
                yield _check(sentences.TOO_MANY_APART, [rules["apart", ids]], **values)


def explain_clash(task: RotationTask, seed: int, budget: Budget) -> Clash | None:
    """The smallest clashing set of rules that is found; None if none is shown to clash.

    Of the budget only the deadline counts, and what `progress` answers.
    """
    looks = Budget(_LOOKS_IN_ALL, budget.deadline, 0, budget.progress, budget.stopped)

    def together(rules: tuple[ClashRule, ...]) -> bool | None:
        names = {(rule.name, rule.ids) for rule in rules}
        answers = [None if looks.stopped else can_seat(one, seed, looks) for one in _distinct(task, names)]
        return False if False in answers else None if None in answers else True

    return smallest_clash(rules_of(task).values(), together, steps=_QUESTIONS)


def _distinct(task: RotationTask, names: Collection[RuleName]) -> Iterator[SeatingProblem]:
    """The seating problem of each round under some of the rules; the same problem only once."""
    seen = []
    for r in range(1, task.rounds + 1):
        coming = task.present(r)
        place = {one: k for k, one in enumerate(coming)}
        seated = ("seats", (r,)) in names
        seats = list(task.seats[r - 1]) if seated else [len(coming)] * len(task.sizes)
        fixed = [
            task.locked[one, r] - 1
            if ("locked", (one, r)) in names
            else task.hosts[one] - 1
            if ("host", (one,)) in names
            else -1
            for one in coming
        ]
        conflicts: list[set[int]] = [set() for _ in coming]
        for ids in task.apart:
            if ("apart", ids) in names:
                some = [place[one] for one in ids if one in place]
                for k in some:
                    conflicts[k].update(other for other in some if other != k)
        if (coming, seats, fixed) not in seen:
            seen.append((coming, seats, fixed))
            nothing = [0] * len(coming)
            yield SeatingProblem(
                size=[1] * len(coming),
                low=seats if seated else [0] * len(seats),
                high=seats,
                weight=[nothing] * len(coming),
                stay_bonus=[nothing] * len(seats),
                fixed=fixed,
                conflicts=[sorted(some) for some in conflicts],
            )
