"""How many repeats `rotate` leaves in social-golfer tasks (tables-seats-rounds), and how long it takes.

Run as python benchmarks/bench_rotation.py. The first list must come out without a repeat in five seconds each, the
second is known to be possible and is tried; the rest are conferences. Repeats, plus one each, are kept as ratios to the
best known value, and of tiny shapes to what OR-Tools CP-SAT finds in some seconds on one core in the same run.
"""

from __future__ import annotations

import itertools
import time

from timing import WHOLE, ratio

from kommunal_partner.matching.rotation import RotationPlan, rotate

MUST = [
    "5-3-6",
    "5-3-7",
    "8-4-5",
    "8-4-7",
    "8-4-9",
    "5-5-6",
    "6-6-3",
    "6-4-6",
    "10-4-9",
    "9-4-8",
    "10-10-4",
    "12-12-4",
    "12-12-5",
    "12-10-5",
]
# People, tables, rounds: of all shapes of up to 12 people those in which counting proves no value the fewest.
TINY = [(6, 2, 3), (7, 3, 4), (10, 2, 3), (11, 3, 4), (11, 4, 5), (12, 3, 4), (12, 4, 5), (12, 4, 6)]
TINY_SECONDS = 10 if WHOLE else 5
TRIED = ["4-4-5", "8-8-9", "7-7-8", "6-4-7", "9-4-9", "9-3-13", "10-4-10", "10-4-11", "7-4-9", "6-3-8", "8-4-10"]


def show(name: str, begun: float, plan: RotationPlan) -> None:
    seconds = time.perf_counter() - begun
    print(
        f"{name:40} {plan.status.value:9} {plan.value:3} repeats, bound {plan.bound} "
        f"{seconds:5.2f} s, {plan.steps} steps",
        flush=True,
    )
    assert not plan.verify()


def tiny() -> None:
    """All shapes of few people whose repeats are not proven by counting, beside what CP-SAT finds in `TINY_SECONDS`."""
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        print("tiny shapes: without ortools there is no peer")
        return
    for people, tables, rounds in TINY if WHOLE else TINY[:4]:
        plan = rotate(range(people), tables=tables, rounds=rounds)
        model = cp_model.CpModel()
        seats = plan.task.seats[0]
        places = list(itertools.product(range(people), range(rounds), range(tables)))
        sits = {place: model.new_bool_var("") for place in places}
        for r, p in itertools.product(range(rounds), range(people)):
            model.add_exactly_one(sits[p, r, t] for t in range(tables))
        for r, t in itertools.product(range(rounds), range(tables)):
            model.add(sum(sits[p, r, t] for p in range(people)) == seats[t])
        repeats = []
        for a, b in itertools.combinations(range(people), 2):
            met = [model.new_bool_var("") for _ in range(rounds)]
            for r, t in itertools.product(range(rounds), range(tables)):
                model.add_bool_or([sits[a, r, t].Not(), sits[b, r, t].Not(), met[r]])
            repeats.append(model.new_int_var(0, rounds, ""))
            model.add(repeats[-1] >= sum(met) - 1)
        model.minimize(sum(repeats))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, TINY_SECONDS
        status = solver.status_name(solver.solve(model))
        print(
            f"tiny {people} people, {tables} tables, {rounds} rounds: {plan.value} repeats; "
            f"CP-SAT {solver.objective_value:.0f} ({status})",
            flush=True,
        )
        assert plan.value <= solver.objective_value
        what = f"repeats and 1 of {people} people, {tables} tables, {rounds} rounds"
        ratio(what, "CP-SAT", plan.value + 1, solver.objective_value + 1)


def main() -> None:
    for kind, specs in (("must", MUST), ("tried", TRIED)):
        for spec in specs:
            tables, seats, rounds = map(int, spec.split("-"))
            begun = time.perf_counter()
            plan = rotate(range(tables * seats), tables=tables, rounds=rounds)
            show(f"{kind} {spec}", begun, plan)
            assert kind == "tried" or not plan.value
            ratio(f"repeats and 1 of {spec}", "best known value", plan.value + 1)
    for spec in ("7-4-9",) if WHOLE else ():
        tables, seats, rounds = map(int, spec.split("-"))
        begun = time.perf_counter()
        show(
            f"tried {spec}, 30 million steps",
            begun,
            rotate(range(tables * seats), tables=tables, rounds=rounds, steps=30_000_000),
        )
    for people, tables, rounds, bench in ((22, 5, 5, 2), (21, 5, 5, 1), (17, 4, 5, 1), (62, 10, 4, 2), (30, 6, 5, 6)):
        begun = time.perf_counter()
        plan = rotate(range(people), tables=tables, rounds=rounds, bench=bench)
        show(f"{people} people, {tables} tables, {rounds} rounds, bench of {bench}", begun, plan)
    for size in (2, 3, 4, 8):
        apart = [range(first, first + size) for first in range(0, 120, size)]
        begun = time.perf_counter()
        plan = rotate(range(120), tables=15, rounds=5, apart=apart)
        show(f"120 people, 15 tables, delegations of {size}", begun, plan)
        assert not plan.value
    tiny()
    begun = time.perf_counter()
    show(
        "48 people, 12 hosts, 5 rounds",
        begun,
        rotate(range(48), tables=12, rounds=5, hosts={k: k + 1 for k in range(12)}),
    )


if __name__ == "__main__":
    main()
