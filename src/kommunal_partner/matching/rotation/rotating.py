"""From a question about rounds to its answer: read, check, construct or search, and say how good it is."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Final

from kommunal_partner.clashes import Clash
from kommunal_partner.clashes._clash import not_kept
from kommunal_partner.matching.groups.reading import Size
from kommunal_partner.matching.rotation.algebra import rounds_by_algebra
from kommunal_partner.matching.rotation.bounds import bound_of
from kommunal_partner.matching.rotation.feasibility import explain_clash, quick_clash, rules_of
from kommunal_partner.matching.rotation.model import RotationPlan, RotationTask, Rounds
from kommunal_partner.matching.rotation.reading import Locks, Previous, read_task
from kommunal_partner.matching.rotation.search import Seats, Task, anneal, seat_apart, turning_rounds
from kommunal_partner.matching.rotation.verify import broken_rules, repeats
from kommunal_partner.results import Budget, Status, in_order

__all__ = ["USUAL_STEPS", "rotate"]

USUAL_STEPS: Final = 3_000_000
# What share of the budget is used up when turning rounds, annealing, and turning rounds once more must have ended.
_SHARES: Final = (0.15, 0.4, 0.9)


def rotate(
    people: Iterable[object],
    *,
    tables: int | Iterable[Size],
    rounds: int,
    apart: Iterable[Iterable[Hashable]] = (),
    hosts: Mapping[Any, int] | None = None,
    absent: Mapping[Any, Iterable[int]] | None = None,
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    locked: Locks = (),
    previous: Previous = None,
    stability: float | None = None,
) -> RotationPlan:
    """Rounds at tables in which as few as possible meet again.

    Where lines over a finite field give rounds without a repeat, or one round that turns in a circle does, these are
    taken; else a search exchanges people until nothing better is found within its steps.

    Args:
        people: Ids, or anything with an `.id`.
        tables: The number of tables, which are then as even as possible, or for each table the number of its chairs
            or (least, most). Tables that cannot be full are filled evenly.
        rounds: How many rounds there are.
        apart: Groups of ids of whom no two ever meet, such as delegations.
        hosts: The table where someone stays in all rounds, counted from 0.
        absent: The rounds that someone misses, counted from 0.
        seed: What random choices start from.
        steps: How many exchanges may be looked at; 3 million (some two seconds) if it is not given.
        time_limit: Seconds after which the search stops; the result is then not reproducible.
        locked: (id, round, table) for people set to sit somewhere in a round, counted from 0.
        previous: An earlier plan, or its rounds of tables of ids.
        stability: How many repeats it must save that one person changes a table in one round against `previous`;
            0.25 if it is not given.

    Raises:
        BadInstance: if parts do not fit together, or for more than 2,000 people.
        UnknownName: for an id that nobody has.
        BadBudget: if steps or seconds are below 0.

    >>> rotate(range(16), tables=4, rounds=5).value
    0
    """
    task = read_task(
        people,
        tables=tables,
        rounds=rounds,
        apart=apart,
        hosts=hosts or {},
        absent=absent or {},
        locked=locked,
        previous=previous,
        stability=stability,
    )
    budget = Budget.of(steps, time_limit, USUAL_STEPS)
    clash = quick_clash(task)
    if any(sum(seats) != len(task.present(r)) for r, seats in enumerate(task.seats)) or _too_full(task):
        clash = clash or explain_clash(task, seed)
        return RotationPlan((), Status.INFEASIBLE, 0, None, None, budget.deadline is None, (), clash, (), (), 0, task)
    found = _search(task, seed, budget, bound_of(task)[0])
    return _plan(task, _by_id(task, found), budget, seed, clash)


def _too_full(task: RotationTask) -> bool:
    """Whether hosts and locks, who move for nobody, leave a table with more people than chairs."""
    return any(size > high for seats in task.seats for size, (_, high) in zip(seats, task.sizes, strict=True))


def _numbers(task: RotationTask) -> Task:
    """The task in numbers, people by their place in the task."""
    place = {one: k for k, one in enumerate(task.ids)}
    foes = {(place[a], place[b]) for ids in task.apart for a in ids for b in ids if a != b}
    present = [[place[one] for one in task.present(r)] for r in range(task.rounds)]
    fixed = [
        {k: table for k in some if (table := task.place(task.ids[k], r)) is not None} for r, some in enumerate(present)
    ]
    home = [[task.previous.get((one, r), -1) for one in task.ids] for r in range(task.rounds)]
    return Task(len(place), [list(seats) for seats in task.seats], present, fixed, foes, home, task.stability)


def _search(task: RotationTask, seed: int, budget: Budget, bound: int) -> Seats:
    numbers = _numbers(task)
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    whole = budget.steps

    def until(share: float) -> Budget:
        budget.steps = int(whole * share)
        return budget

    even = not task.absent and not task.locked and not task.previous and not bound
    if even:
        found = _by_lines(task, numbers, rng, until(_SHARES[0])) or _by_turning(task, numbers, rng, budget)
        if found is not None:
            return found
    best, cost = anneal(numbers, rng, until(_SHARES[1] if even else 1), bound)
    if even and cost > bound:
        found = _by_turning(task, numbers, rng, until(_SHARES[2]))
        if found is not None:
            return found
        again, less = anneal(numbers, rng, until(1), bound, best)
        best = again if less < cost else best
    budget.steps = whole
    return best


def _missing_seats(numbers: Task) -> list[int] | None:
    """The tables that are one chair short of the others; None if sizes differ by more."""
    largest = max(numbers.seats[0], default=0)
    if largest < 2 or min(numbers.seats[0]) < largest - 1:  # noqa: PLR2004 - because one person at a table meets nobody
        return None
    return [t for t, size in enumerate(numbers.seats[0]) if size < largest]


def _by_lines(task: RotationTask, numbers: Task, rng: random.Random, budget: Budget) -> Seats | None:
    """Rounds of lines: hosts, or chairs that are missing, take the column that never leaves its table."""
    short = _missing_seats(numbers) if numbers.seats else None
    if short is None or (short and task.hosts):
        return None
    tables, largest = len(task.sizes), max(numbers.seats[0])
    hosts = {k: table for k, one in enumerate(task.ids) if (table := task.hosts.get(one)) is not None}
    pinned = {numbers.people + k: table for k, table in enumerate(short)} | hosts
    if len(set(pinned.values())) < len(pinned) or (pinned and task.rounds > tables):
        return None
    rounds = rounds_by_algebra(tables, largest, task.rounds)
    found = rounds and seat_apart(rounds, numbers.foes, pinned, rng, budget)
    return _without(found, numbers.people) if found else None


def _by_turning(task: RotationTask, numbers: Task, rng: random.Random, budget: Budget) -> Seats | None:
    """Rounds that turn in a circle, with missing chairs at the tables that are smaller."""
    short = _missing_seats(numbers) if numbers.seats else None
    if short is None or task.hosts:
        return None
    rounds = turning_rounds(len(task.sizes), max(numbers.seats[0]), task.rounds, rng, budget)
    nobody = range(numbers.people, numbers.people + len(short))
    foes = numbers.foes | {(a, b) for a in nobody for b in nobody if a != b}
    found = rounds and seat_apart(rounds, foes, {}, rng, budget)
    if not found:
        return None
    ordered = []
    for at in found:
        small = iter([some for some in at if any(p >= numbers.people for p in some)])
        full = iter([some for some in at if all(p < numbers.people for p in some)])
        ordered.append([next(small) if t in short else next(full) for t in range(len(at))])
    return _without(ordered, numbers.people)


def _without(rounds: Seats, people: int) -> Seats:
    return [[[p for p in at if p < people] for at in tables] for tables in rounds]


def _by_id(task: RotationTask, rounds: Seats) -> Rounds:
    return tuple(tuple(tuple(in_order(task.ids[p] for p in at)) for at in tables) for tables in rounds)


def _plan(task: RotationTask, solution: Rounds, budget: Budget, seed: int, clash: Clash | None) -> RotationPlan:
    rules = {(rule.name, rule.ids): rule for rule in rules_of(task)}
    dropped = tuple(rules[violation.rule, violation.ids] for violation in broken_rules(task, solution))
    if dropped and clash is None:
        clash = explain_clash(task, seed)
    unmet = tuple(not_kept(rule) for rule in dropped)
    at = {(one, r): t for r, tables in enumerate(solution) for t, ids in enumerate(tables) for one in ids}
    changed = {seat[0] for seat, table in task.previous.items() if at.get(seat, table) != table}
    moved = tuple(one for one in task.ids if one in changed)
    value = repeats(solution)
    bound, certificate = (None, None) if dropped else bound_of(task)
    optimal = value == bound and not (moved and task.stability)
    return RotationPlan(
        solution=solution,
        status=Status.PARTIAL if dropped else Status.OPTIMAL if optimal else Status.FEASIBLE,
        value=value,
        bound=bound,
        certificate=certificate,
        reproducible=budget.deadline is None,
        moved=moved,
        clash=clash,
        unmet=unmet,
        dropped=dropped,
        steps=budget.done,
        task=task,
    )
