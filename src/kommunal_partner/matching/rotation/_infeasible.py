"""Why a round cannot be seated: the named rules of a task, cheap checks, and the smallest set that clashes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from itertools import count
from typing import Final, TypeAlias

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, smallest_clash
from kommunal_partner.clashes._clash import contradiction, first_clash
from kommunal_partner.matching._seating.backtracking import can_seat
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching.rotation import sentences
from kommunal_partner.matching.rotation._encode import RuleName
from kommunal_partner.matching.rotation._task import BENCH, RotationTask
from kommunal_partner.results import Budget, say
from kommunal_partner.verdicts import Reason, Sentence

_QUESTIONS: Final = 100
_LOOKS_IN_ALL: Final = 10_000_000
_LOOKS_BEFORE: Final = 20_000  # before any search: a tenth of a second at most

_Rules: TypeAlias = dict[RuleName, ClashRule]


def rules_of(task: RotationTask) -> _Rules:
    """The rules of a task by name, those last that are best blamed."""
    rules = [
        ClashRule("seats", (r,), say(sentences.CHAIRS_RULE, round=r, seats=seats))
        for r, seats in enumerate(task.seats, 1)
    ]
    least, most = task.bench
    if most:
        number = str(most) if least == most else f"{least}–{most}"
        rules.append(ClashRule("bench", (), say(sentences.BENCH_RULE, number=number)))
    rules += [
        ClashRule("host", (one,), say(sentences.HOST_RULE, id=one, table=table)) for one, table in task.hosts.items()
    ]
    rules += [ClashRule("locked", (one, r), _locked_rule(one, r, table)) for (one, r), table in task.locked.items()]
    rules += [ClashRule("apart", ids, say(sentences.APART_RULE, ids=Names(ids))) for ids in task.apart]
    return {(rule.name, rule.ids): rule for rule in rules}


def _locked_rule(one: Hashable, number: int, table: int) -> Sentence:
    if table == BENCH:
        return say(sentences.LOCKED_OUT_RULE, id=one, round=number)
    return say(sentences.LOCKED_RULE, id=one, round=number, table=table)


def quick_clash(task: RotationTask) -> Clash | None:
    """What a cheap look shows to be impossible."""
    rules = rules_of(task)
    looks: list[Callable[[], Clash | None]] = [
        lambda: next(_chairs(task, rules), None),
        lambda: next(_overfull(task, rules), None),
        lambda: next(_crowds(task, rules), None),
        lambda: next(_set_together(task, rules), None),
    ]
    return first_clash(looks)


def _check(reason: Reason, rules: list[ClashRule], **values: object) -> Clash:
    return Clash(say(reason, **values), rules, minimal=False, found_by=FoundBy.CHECK)


def _held(task: RotationTask, number: int) -> dict[int, list[Hashable]]:
    """Who is set at which table in a round, or on the bench."""
    held: dict[int, list[Hashable]] = {}
    for one in task.present(number):
        table = task.place(one, number)
        if table is not None:
            held.setdefault(table, []).append(one)
    return held


def _setting(task: RotationTask, rules: _Rules, number: int, people: list[Hashable]) -> list[ClashRule]:
    """The rules that set these people where they are in a round."""
    return [rules["locked", (one, number)] if (one, number) in task.locked else rules["host", (one,)] for one in people]


def _chairs(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    least, most = task.bench
    chairs = most + sum(high for _, high in task.sizes)
    lows = [least, *(low for low, _ in task.sizes)]
    few, many = sentences.TOO_FEW_CHAIRS, sentences.TOO_FEW_PEOPLE
    if most:
        few, many = sentences.TOO_FEW_PLACES, sentences.TOO_FEW_FOR_BENCH
    for r in range(1, task.rounds + 1):
        people, held = len(task.present(r)), _held(task, r)
        named = [rules["seats", (r,)], *([rules["bench", ()]] if most else [])]
        if people > chairs:
            yield _check(few, named, round=r, people=people, chairs=chairs)
        needed = sum(max(low, len(held.get(table, []))) for table, low in enumerate(lows))
        if people < needed:
            beyond = [one for table, low in enumerate(lows) for one in held.get(table, [])[low:]]
            named += _setting(task, rules, r, beyond)
            yield _check(many, named, round=r, people=people, needed=needed)


def _overfull(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    for r in range(1, task.rounds + 1) if task.hosts or task.locked else ():
        held = _held(task, r)
        if len(set_out := held.get(BENCH, [])) > task.bench[1]:
            named = _setting(task, rules, r, set_out) + ([rules["bench", ()]] if task.bench[1] else [])
            yield _check(sentences.BENCH_OVERFULL, named, round=r, count=len(set_out), places=task.bench[1])
        for t, (_, chairs) in enumerate(task.sizes, 1):
            set_there = held.get(t, [])
            if len(set_there) > chairs:
                named = [rules["seats", (r,)], *_setting(task, rules, r, set_there)]
                values = {"round": r, "table": t, "count": len(set_there), "chairs": chairs}
                yield _check(sentences.TABLE_OVERFULL, named, **values)


def _crowds(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    for r in range(1, task.rounds + 1):
        coming = set(task.present(r))
        apart = len(task.sizes) + max(0, task.sitting_out(r))
        for ids in task.apart:
            count = len(coming.intersection(ids))
            if count > apart:
                values = {"ids": Names(ids), "round": r, "count": count, "tables": len(task.sizes)}
                named = [rules["apart", ids], *([rules["bench", ()]] if task.bench[1] else [])]
                reason = sentences.TOO_MANY_APART_BENCH if task.bench[1] else sentences.TOO_MANY_APART
                yield _check(reason, named, **values)


def _set_together(task: RotationTask, rules: _Rules) -> Iterator[Clash]:
    """Two who must stay apart, set at one table in a round."""
    for r in range(1, task.rounds + 1) if task.apart else ():
        for table, people in _held(task, r).items():
            for ids in task.apart if table != BENCH else ():
                both = [one for one in people if one in ids][:2]
                if len(both) > 1:
                    yield contradiction(*_setting(task, rules, r, both), rules["apart", ids])


def early_clash(task: RotationTask, seed: int, budget: Budget) -> Clash | None:
    """The rules that clash in a round which a few looks show to be impossible; None if they show none."""
    looks = Budget(_LOOKS_BEFORE, budget.deadline)
    for problem in _distinct(task, rules_of(task)) if task.apart else ():
        if looks.spent:
            break
        if can_seat(problem, seed, looks) is False:
            return explain_clash(task, seed, budget)
        looks.spend(len(problem.size) * len(problem.low))
    return None


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
        # Without the bench's number more may sit out, and tables need not be full.
        full = seated and (("bench", ()) in names or not task.bench[1])
        tables = len(task.sizes)
        benched = task.sitting_out(r) if ("bench", ()) in names else len(coming) if task.bench[1] else 0
        seats = (list(task.seats[r - 1]) if seated else [len(coming)] * tables) + [1] * benched
        places = count(tables)
        fixed = [
            (task.locked[one, r] - 1 if task.locked[one, r] else next(places))
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
                low=seats if full else [0] * len(seats),
                high=seats,
                weight=[nothing] * len(coming),
                stay_bonus=[nothing] * len(seats),
                fixed=fixed,
                conflicts=[sorted(some) for some in conflicts],
            )
