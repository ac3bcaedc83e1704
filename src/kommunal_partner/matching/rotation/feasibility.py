"""Why a round cannot be seated, and the rules that cannot hold together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from typing import Final

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, smallest_clash
from kommunal_partner.clashes._clash import first_clash
from kommunal_partner.matching.groups.board import Task as Seating
from kommunal_partner.matching.groups.feasibility import can_seat
from kommunal_partner.matching.rotation import reasons
from kommunal_partner.matching.rotation.model import RotationTask
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["explain_clash", "quick_clash", "rules_of"]

_QUESTIONS: Final = 100


def rules_of(task: RotationTask) -> tuple[ClashRule, ...]:
    """The rules of a task, those last that are best blamed."""
    rules = [
        ClashRule("seats", (r,), Sentence(reasons.CHAIRS_RULE, {"round": r + 1, "seats": seats}))
        for r, seats in enumerate(task.seats)
    ]
    rules += [
        ClashRule("host", (one,), Sentence(reasons.HOST_RULE, {"id": one, "table": table + 1}))
        for one, table in task.hosts.items()
    ]
    rules += [
        ClashRule("locked", (one, r), Sentence(reasons.LOCKED_RULE, {"id": one, "round": r + 1, "table": table + 1}))
        for (one, r), table in task.locked.items()
    ]
    rules += [ClashRule("apart", ids, Sentence(reasons.APART_RULE, {"ids": Names(ids)})) for ids in task.apart]
    return tuple(rules)


def quick_clash(task: RotationTask) -> Clash | None:
    """What a cheap look shows to be impossible."""
    rules = {(rule.name, rule.ids): rule for rule in rules_of(task)}
    looks: list[Callable[[], Clash | None]] = [
        lambda: next(_chairs(task, rules), None),
        lambda: next(_overfull(task, rules), None),
        lambda: next(_crowds(task, rules), None),
    ]
    return first_clash(looks)


_Rules = dict[tuple[str, tuple[Hashable, ...]], ClashRule]


def _check(reason: Reason, rules: list[ClashRule], **values: object) -> Clash:
    return Clash(Sentence(reason, values), rules, minimal=False, found_by=FoundBy.CHECK)


def _chairs(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    needed, chairs = sum(low for low, _ in task.sizes), sum(high for _, high in task.sizes)
    for r in range(task.rounds):
        people = len(task.present(r))
        if people > chairs:
            yield _check(reasons.TOO_FEW_CHAIRS, [rules["seats", (r,)]], round=r + 1, people=people, chairs=chairs)
        if people < needed:
            yield _check(reasons.TOO_FEW_PEOPLE, [rules["seats", (r,)]], round=r + 1, people=people, needed=needed)


def _overfull(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    for r in range(task.rounds):
        for t, (_, chairs) in enumerate(task.sizes):
            held = [one for one in task.present(r) if task.place(one, r) == t]
            if len(held) > chairs:
                named = [
                    rules["locked", (one, r)] if (one, r) in task.locked else rules["host", (one,)] for one in held
                ]
                values = {"round": r + 1, "table": t + 1, "count": len(held), "chairs": chairs}
                yield _check(reasons.TABLE_OVERFULL, [rules["seats", (r,)], *named], **values)


def _crowds(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    for r in range(task.rounds):
        coming = set(task.present(r))
        for ids in task.apart:
            count = len(coming.intersection(ids))
            if count > len(task.sizes):
                values = {"ids": Names(ids), "round": r + 1, "count": count, "tables": len(task.sizes)}
                yield _check(reasons.TOO_MANY_APART, [rules["apart", ids]], **values)


def explain_clash(task: RotationTask, seed: int) -> Clash | None:
    """The smallest clashing set of rules that is found; None if none is shown to clash."""

    def together(rules: tuple[ClashRule, ...]) -> bool | None:
        names = {(rule.name, rule.ids) for rule in rules}
        answers = [can_seat(seating, seed) for seating in _distinct(task, names)]
        return False if False in answers else None if None in answers else True

    return smallest_clash(rules_of(task), together, steps=_QUESTIONS)


def _distinct(task: RotationTask, names: Collection[tuple[str, tuple[Hashable, ...]]]) -> Iterator[Seating]:
    """The seating problem of each round under some of the rules; the same problem only once."""
    seen = []
    for r in range(task.rounds):
        coming = task.present(r)
        place = {one: k for k, one in enumerate(coming)}
        seats = list(task.seats[r]) if ("seats", (r,)) in names else [len(coming)] * len(task.sizes)
        fixed = [
            task.locked[one, r]
            if ("locked", (one, r)) in names
            else task.hosts[one]
            if ("host", (one,)) in names
            else -1
            for one in coming
        ]
        foes: list[set[int]] = [set() for _ in coming]
        for ids in task.apart:
            if ("apart", ids) in names:
                some = [place[one] for one in ids if one in place]
                for k in some:
                    foes[k].update(other for other in some if other != k)
        if (coming, seats, fixed) not in seen:
            seen.append((coming, seats, fixed))
            nothing = [0] * len(coming)
            yield Seating(
                size=[1] * len(coming),
                low=seats if ("seats", (r,)) in names else [0] * len(seats),
                high=seats,
                weight=[nothing] * len(coming),
                pull=[nothing] * len(seats),
                fixed=fixed,
                foes=[sorted(some) for some in foes],
            )
