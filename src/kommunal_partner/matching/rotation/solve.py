"""From a question about rounds to its answer: read, check, construct or search, and say how good it is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import Final

from attrs import evolve

from kommunal_partner._checks import whole
from kommunal_partner.clashes import Clash
from kommunal_partner.clashes._clash import not_kept
from kommunal_partner.errors import BadBudget
from kommunal_partner.matching._seating.readers import Size
from kommunal_partner.matching._seating.watching import Incumbent, in_steps
from kommunal_partner.matching.rotation._bounds import bound_of
from kommunal_partner.matching.rotation._branch_and_bound import fewest_repeats
from kommunal_partner.matching.rotation._cyclic_construction import turning_rounds
from kommunal_partner.matching.rotation._encode import (
    RoundsProblem,
    Seats,
    at_home,
    broken_rules,
    by_id,
    encode,
    moved_in,
    repeats_before,
    repeats_of,
)
from kommunal_partner.matching.rotation._free_chairs import stay
from kommunal_partner.matching.rotation._infeasible import early_clash, explain_clash, quick_clash, rules_of
from kommunal_partner.matching.rotation._min_conflicts import seat_apart
from kommunal_partner.matching.rotation._orthogonal_arrays import rounds_by_array
from kommunal_partner.matching.rotation._read import Earlier, Locks, Places, Unavailable, read_earlier, read_task
from kommunal_partner.matching.rotation._simulated_annealing import anneal, first_rounds
from kommunal_partner.matching.rotation._task import BENCH, RotationTask
from kommunal_partner.matching.rotation._transversal_designs import rounds_by_algebra
from kommunal_partner.matching.rotation.result import RotationPlan
from kommunal_partner.results import Budget, Interrupted, Progress, Status, nothing_found_yet

USUAL_STEPS: Final = 3_000_000
_STEPS_IN_VAIN: Final = 300_000  # where rules are known to clash: two more or less who meet again change nothing
# What share of the budget is used up when turning rounds, annealing, and turning rounds once more must have ended.
_SHARES: Final = (0.15, 0.4, 0.9)


@nothing_found_yet()
def rotate(
    people: Iterable[object],
    *,
    tables: int | Iterable[Size],
    rounds: int,
    apart: Iterable[Iterable[Hashable]] = (),
    hosts: Places = (),
    bench: Size = 0,
    unavailable: Unavailable = (),
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    locked: Locks = (),
    previous: Earlier = None,
    absent: Iterable[object] = (),
    stability: float | None = None,
    progress: Progress | None = None,
) -> RotationPlan:
    """Rounds at tables in which as few as possible meet again.

    Where a design gives rounds without a repeat (lines over finite fields, orthogonal Latin squares), or one round that
    turns in a circle does, these are taken; else a search exchanges people until nothing better is found. Of up to ten
    people in a round all seatings are tried where they are few, with any rules.

    Args:
        people: Ids, or anything with an `.id`.
        tables: The number of tables, which are then as even as possible, or for each table the number of its chairs
            or (least, most). Tables that cannot be full are filled evenly.
        rounds: How many rounds there are.
        apart: Groups of ids of whom no two ever meet, such as delegations.
        hosts: The table where someone stays in all rounds, counted from 1; hosts never sit out.
        bench: How many sit out in each round; with (least, most) only as many as find no chair. Sitting out is no
            meeting, and all sit out equally often or nearly so, as far as rules allow.
        unavailable: The rounds that someone misses, counted from 1.
        seed: What random choices start from.
        steps: How many exchanges may be looked at; if it is not given, 3 million (one to four seconds), and 300,000
            where it is seen beforehand that rules clash.
        time_limit: Seconds after which the search stops; the result is then not reproducible.
        locked: (id, round, table) for people set to sit somewhere in a round, counted from 1, or (id, round, "bench").
        previous: An earlier plan, or its rounds of tables of ids. Whoever can keeps their chair, or sits out again, and
            who is new takes a free chair: the plan is never worse than leaving all others where they were. Fewer than
            `bench` then sit out if nobody has to leave their chair for that, or if too few are left.
        absent: Those who have left altogether: they are passed over wherever they are named.
        stability: How many repeats it must save that one person changes a table in one round against `previous`. If it
            is not given, nobody changes tables for fewer repeats than there were; beyond those it is 0.25.
        progress: Called with (steps done, steps in all, fewest repeats so far); True ends the search with the best so
            far.

    Raises:
        BadInstance: if parts do not fit together, for more than 2,000 people or 1,000 rounds.
        UnknownName: for an id that nobody has.
        BadBudget: if steps are below 0, or seconds not above 0.
        Interrupted: if the search is interrupted from the keyboard; the best plan so far is its `.result`.

    >>> rotate(range(16), tables=4, rounds=5).value
    0
    """
    budget = Budget.of(steps, time_limit, USUAL_STEPS, progress)
    budget.progress = in_steps(progress, budget.steps, lambda: None)
    seed = whole(seed, "seed", BadBudget)
    earlier = read_earlier(previous)
    task = read_task(
        people,
        tables=tables,
        rounds=rounds,
        apart=apart,
        hosts=hosts,
        bench=bench,
        unavailable=unavailable,
        locked=locked,
        earlier=earlier,
        absent=absent,
        stability=stability,
    )
    start = None
    if task.previous:
        rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
        real = len(task.sizes)
        stayed = stay(encode(task), _places(task), rng, budget)
        start = [[*tables[:real], *filter(None, tables[real:])] for tables in stayed]
        task = evolve(task, seats=tuple(tuple(map(len, tables[:real])) for tables in start))
    clash = quick_clash(task)
    if not _seated(task):
        clash = clash or explain_clash(task, seed, budget)
        return RotationPlan((), Status.INFEASIBLE, 0, None, None, budget.reproducible, (), clash, (), (), 0, task)
    clash = clash or early_clash(task, seed, budget)
    if clash and steps is None:
        budget.steps = _STEPS_IN_VAIN
    problem = encode(task)
    incumbent = Incumbent[Seats](start or first_rounds(problem, random.Random(seed)))  # noqa: S311 - because it starts a search, not a secret
    budget.progress = in_steps(progress, budget.steps, lambda: repeats_of(incumbent.best or [], problem.people))
    try:
        before = repeats_before(earlier, task.rounds) if stability is None else 0
        found = _search(task, problem, seed, budget, incumbent, start, before, impossible=clash is not None)
        return _plan(task, problem, found, budget, seed, clash)
    except KeyboardInterrupt:
        budget.stopped = True
        raise Interrupted(_plan(task, problem, incumbent.best or [], budget, seed, clash)) from None


def _places(task: RotationTask) -> tuple[tuple[int, int], ...]:
    """The least and most people of each table and of each place on the bench, with one for all who are set there."""
    least, most = task.bench
    set_out = Counter(r for (_, r), table in task.locked.items() if table == BENCH)
    return (*task.sizes, *[(1, 1)] * least, *[(0, 1)] * (max([most, *set_out.values()]) - least))


def _seated(task: RotationTask) -> bool:
    """Whether all who come to a round have a place there, and tables and bench as many people as they must and may."""
    least, most = task.bench
    set_out = Counter(r for (_, r), table in task.locked.items() if table == BENCH)
    return all(
        max(least, set_out[r]) <= task.sitting_out(r) <= most
        and all(low <= size <= high for size, (low, high) in zip(seats, task.sizes, strict=True))
        for r, seats in enumerate(task.seats, 1)
    )


def _search(
    task: RotationTask,
    problem: RoundsProblem,
    seed: int,
    budget: Budget,
    incumbent: Incumbent[Seats],
    start: Seats | None,
    before: int,
    *,
    impossible: bool,
) -> Seats:
    bound = bound_of(task)[0]
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    whole = budget.steps

    def until(share: float) -> Budget:
        budget.steps = int(whole * share)
        return budget

    if start is not None:
        # Those without a chair of their own change places first; if that will do, nobody else moves.
        lone = evolve(problem, fixed=at_home(problem, start))
        part = until(_SHARES[1])
        start = (
            fewest_repeats(lone, part, bound, incumbent, start) or anneal(lone, rng, part, bound, incumbent, start)[0]
        )
        if repeats_of(start, problem.people) <= max(bound, before) and not any(broken_rules(task, start)):
            budget.steps = whole
            return start
    even = not (impossible or task.unavailable or task.locked or task.previous or bound)
    first = start or incumbent.best or []
    found = (even and _by_design(task, problem, rng, until(_SHARES[0]), rounds_by_algebra)) or fewest_repeats(
        problem, until(1), bound, incumbent, first
    )
    if even and not found:
        # An array is there at once or not at all; rounds that turn are searched for.
        part = until(_SHARES[0])
        found = (
            (not task.hosts and _by_design(task, problem, rng, part, rounds_by_array))
            or _by_array(task, problem, rng, part)
            or _by_turning(task, problem, rng, part)
        )
    if found:
        return found
    if budget.stopped and incumbent.best is not None:
        return incumbent.best
    best, cost = anneal(problem, rng, until(_SHARES[1] if even else 1), bound, incumbent, start)
    if even and cost > bound and not budget.stopped:
        budget = until(_SHARES[2])
        # Where hosts stay, a search finds what is easily found; what it does not find may be in an array.
        found = _by_turning(task, problem, rng, budget) or _by_design(task, problem, rng, budget, rounds_by_array)
        if found:
            return found
        again, less = anneal(problem, rng, until(1), bound, incumbent, best)
        best = again if less < cost else best
    budget.steps = whole
    return best


def _missing_seats(problem: RoundsProblem) -> list[int] | None:
    """The tables that are one chair short of the others; None if sizes differ by more."""
    seats = problem.seats[0][: problem.tables]
    largest = max(seats, default=0)
    if largest < 2 or min(seats) < largest - 1:  # noqa: PLR2004 - because one person at a table meets nobody
        return None
    return [t for t, size in enumerate(seats) if size < largest]


def _by_design(
    task: RotationTask,
    problem: RoundsProblem,
    rng: random.Random,
    budget: Budget,
    design: Callable[[int, int, int], Seats | None],
) -> Seats | None:
    """Rounds of a design: hosts, or chairs that are missing, take the places that never leave their table."""
    short = _missing_seats(problem) if problem.seats else None
    if short is None or (short and task.hosts) or task.bench[1]:
        return None
    tables, largest = len(task.sizes), max(problem.seats[0])
    hosts = {k: table - 1 for k, one in enumerate(task.ids) if (table := task.hosts.get(one)) is not None}
    pinned = {problem.people + k: table for k, table in enumerate(short)} | hosts
    if len(set(pinned.values())) < len(pinned) or (pinned and task.rounds > tables):
        return None
    rounds = design(tables, largest, task.rounds)
    if not rounds or any(table not in of_round[table] for of_round in rounds for table in pinned.values()):
        return None
    found = seat_apart(rounds, problem.conflicts, pinned, rng, budget)
    return _without(found, problem.people) if found else None


def _by_turning(task: RotationTask, problem: RoundsProblem, rng: random.Random, budget: Budget) -> Seats | None:
    """Rounds that turn in a circle, with missing chairs at the tables that are smaller."""
    short = _missing_seats(problem) if problem.seats else None
    seats = problem.seats[0] if problem.seats else []
    if short is None or task.hosts or (short and len(seats) > problem.tables):
        return None
    sizes = [max(seats)] * problem.tables + seats[problem.tables :]
    rounds = turning_rounds(sizes, task.rounds, rng, budget)
    return rounds and _with_missing_seats(problem, rounds, short, rng, budget)


def _by_array(task: RotationTask, problem: RoundsProblem, rng: random.Random, budget: Budget) -> Seats | None:
    """Rounds of an orthogonal array, with missing chairs wherever they are in a round."""
    short = _missing_seats(problem) if problem.seats else None
    if not short or task.hosts or task.bench[1]:
        return None
    rounds = rounds_by_array(len(task.sizes), max(problem.seats[0]), task.rounds)
    return rounds and _with_missing_seats(problem, rounds, short, rng, budget)


def _with_missing_seats(
    problem: RoundsProblem, rounds: Seats, short: list[int], rng: random.Random, budget: Budget
) -> Seats | None:
    """The rounds with nobody on the missing chairs, which never share a table, and smaller tables in their places."""
    nobody = range(problem.people, problem.people + len(short))
    conflicts = problem.conflicts | {(a, b) for a in nobody for b in nobody if a != b}
    found = seat_apart(rounds, conflicts, {}, rng, budget)
    if not found:
        return None
    ordered = []
    for at in found:
        small = iter([some for some in at if any(p >= problem.people for p in some)])
        full = iter([some for some in at if all(p < problem.people for p in some)])
        ordered.append([next(small) if t in short else next(full) for t in range(len(at))])
    return _without(ordered, problem.people)


def _without(rounds: Seats, people: int) -> Seats:
    return [[[p for p in at if p < people] for at in tables] for tables in rounds]


def _plan(
    task: RotationTask, problem: RoundsProblem, rounds: Seats, budget: Budget, seed: int, clash: Clash | None
) -> RotationPlan:
    """The plan that these rounds make, with what it claims: all from the numbers that were searched."""
    rules = rules_of(task)
    dropped = tuple(rules[name] for name in broken_rules(task, rounds))
    if dropped and clash is None:
        clash = explain_clash(task, seed, budget)
    moved = tuple(task.ids[p] for p in moved_in(problem, rounds))
    value = repeats_of(rounds, problem.people)
    bound, certificate = (None, None) if dropped else bound_of(task)
    optimal = value == bound and not (moved and task.stability)
    return RotationPlan(
        solution=by_id(task, rounds),
        status=Status.PARTIAL if dropped else Status.OPTIMAL if optimal else Status.FEASIBLE,
        value=value,
        bound=bound,
        certificate=certificate,
        reproducible=budget.reproducible,
        moved=moved,
        clash=clash,
        unmet=tuple(not_kept(rule) for rule in dropped),
        dropped=dropped,
        steps=budget.done,
        task=task,
    )
