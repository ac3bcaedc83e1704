"""Plans of 84 and 386 occurrences, against OR-Tools CP-SAT in the same run: `python benchmarks/bench_planning.py`.

CP-SAT (package `ortools`, no dependency of ours) gets the seconds that our search took with its usual steps, and 20 at
least, on one core as ours; with `--long` we get many more steps, and it ten times our seconds on all cores, for 84
occurrences at least two minutes, to prove its optimum. Its model is the time-indexed one, which has the strongest
relaxation: a literal for each first day, on each day at most one event (lengthened by the gap) of each team and each
audience, and for each two events of a team a literal that is true if both, lengthened by the weighted gap, are on some
day. With interval variables and `NoOverlap` it finds plans as good, but far weaker bounds. Both answers are judged by
the same independent count. The penalty of ours against that of CP-SAT is a ratio, plus one each, for it may be none,
and so is the gap to the better of both bounds.
"""

from __future__ import annotations

import argparse
import math
from time import perf_counter
from typing import Any

from attrs import evolve
from instances import AUDIENCE_GAP, LENGTH, STAFF_GAP, Task, instance
from timing import WHOLE, ratio

from kommunal_partner.planning import MinimumGap, MostPer, Placement, Plan, plan
from kommunal_partner.planning._encode import EncodedPlan
from kommunal_partner.results import Status

LEAST = 20  # seconds of the peer
SIZES = {"84": (12, 12, 84, 60_000_000, 120.0), "386": (40, 15, 386, 20_000_000, 0.0)}
"""Series, years, occurrences, and for the long run our steps and the seconds that the peer gets at least."""


def peer(  # noqa: C901, PLR0912 - because a model is read best in one piece
    task: Task, seconds: float, workers: int
) -> tuple[int | None, int, float, list[Placement]]:
    """CP-SAT's value and bound, the seconds it took, and its placements."""
    from ortools.sat.python import cp_model

    occurrences, horizon, calendars, rules = task
    singles = [rule for rule in rules if not isinstance(rule, (MinimumGap, MostPer))]
    problem = EncodedPlan.of(occurrences, horizon, calendars, singles)
    model = cp_model.CpModel()
    cost = []
    taken: list[dict[int, Any]] = []
    teams: dict[tuple[str, int], list[int]] = {}
    quarters: dict[tuple[int, int], list[Any]] = {}
    for i, (one, options, costs) in enumerate(zip(problem.occurrences, problem.options, problem.costs, strict=True)):
        literals = {option.first.toordinal(): model.new_bool_var("") for option in options}
        model.add_exactly_one(literals.values())
        start = model.new_int_var_from_domain(cp_model.Domain.from_values(list(literals)), "")
        model.add(start == sum(day * literal for day, literal in literals.items()))
        cost += [price * literal for price, literal in zip(costs, literals.values(), strict=False)]
        taken.append(literals)
        for kind, names, gap in (("staff", one.staff, STAFF_GAP), ("audience", one.audience, AUDIENCE_GAP)):
            for name in names:
                teams.setdefault((f"{kind} {name}", LENGTH + gap), []).append(i)
        for option, literal in zip(options, literals.values(), strict=True):
            quarters.setdefault((option.first.year, (option.first.month - 1) // 3), []).append(literal)

    def running(i: int, day: int, length: int) -> list[Any]:
        """The first days with which an event so long is on that day."""
        return [literal for first, literal in taken[i].items() if first <= day < first + length]

    for (_, length), members in teams.items():
        days = {day for i in members for first in taken[i] for day in range(first, first + length)}
        for day in sorted(days):
            model.add_at_most_one(literal for i in members for literal in running(i, day, length))
    for rule in rules:
        if isinstance(rule, MinimumGap) and rule.weight:
            length = LENGTH + rule.days
            for i, j in _pairs(problem):
                days = {day for day in taken[i] if running(j, day, length)}
                days |= {day for day in taken[j] if running(i, day, length)}
                if days:
                    near = model.new_bool_var("")
                    cost.append(rule.weight * near)
                    for day in sorted(days):
                        model.add(sum(running(i, day, length)) + sum(running(j, day, length)) <= 1 + near)
        if isinstance(rule, MostPer) and rule.weight:
            for some in quarters.values():
                over = model.new_int_var(0, len(some), "")
                model.add(over >= sum(some) - rule.most)
                cost.append(rule.weight * over)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.linearization_level = 2
    began = perf_counter()
    status = solver.solve(model)
    took = perf_counter() - began
    bound = math.ceil(solver.best_objective_bound - 1e-6)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, bound, took, []
    placements = [
        next(option for option, literal in zip(options, literals.values(), strict=True) if solver.value(literal))
        for options, literals in zip(problem.options, taken, strict=True)
    ]
    return round(solver.objective_value), bound, took, placements


def _pairs(problem: EncodedPlan) -> list[tuple[int, int]]:
    """Every two events of one team."""
    size = len(problem.occurrences)
    staff = [one.staff for one in problem.occurrences]
    return [(i, j) for i in range(size) for j in range(i + 1, size) if staff[i] & staff[j]]


def check(ours: Plan, placements: list[Placement], value: int) -> None:
    """Both answers are judged by the same independent count."""
    theirs = evolve(ours, placements=tuple(sorted(placements, key=lambda one: one.first)), value=value)
    assert not [violation for violation in theirs.verify() if violation.rule not in ("bound", "status")]


def run(size: str, seed: int, workers: int, *, long: bool) -> None:
    series, years, occurrences, steps, least = SIZES[size]
    task = instance(series, years, occurrences, seed)
    began = perf_counter()
    ours: Plan = plan(*task, seed=0, steps=steps if long else None)
    took = perf_counter() - began
    assert not ours.left_out
    assert not ours.verify()
    proof = "optimal" if ours.status is Status.OPTIMAL else f"bound {ours.bound}"
    print(f"{size}/{seed}: ours {ours.value} ({proof}), {took:.1f} s, {ours.steps:,} steps", flush=True)
    seconds = max(10 * took, least) if long else max(took, LEAST)
    value, bound, peer_took, placements = peer(task, seconds, workers if long else 1)
    print(f"{size}/{seed}: CP-SAT {value} (bound {bound}), {peer_took:.1f} s; ours above its bound by ", end="")
    print(f"{100 * (ours.value - bound) / bound if bound else float('inf'):.2f} %", flush=True)
    assert ours.value is not None
    kind = "many steps" if long else "usual steps"
    best = max(bound, ours.bound or 0, 1)
    ratio(
        f"gap of {size} occurrences, seed {seed}, {kind}",
        "the better bound of ours and CP-SAT's",
        ours.value - best,
        best,
    )
    if value is not None:
        check(ours, placements, value)
        ratio(f"penalty and 1 of {size} occurrences, seed {seed}, {kind}", "CP-SAT", ours.value + 1, value + 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--seeds", nargs="*", type=int, default=[1, 2] if WHOLE else [1])
    parser.add_argument("--long", action="store_true", help="many steps, and ten times as long for CP-SAT")
    parser.add_argument("--workers", type=int, default=0, help="of CP-SAT in the long run; 0 is one a core")
    given = parser.parse_args()
    for size in given.sizes:
        for seed in given.seeds:
            run(size, seed, given.workers, long=given.long)


if __name__ == "__main__":
    main()
