"""Whether `compose` finds tables under rules where there are any, beside CP-SAT: languages, delegations, locks, blocks.

Run as python benchmarks/bench_table_rules.py (needs ortools). Instances are made by seed: a seating is laid down first,
then some of its people are given another language, so that some tasks have no answer. Prints for each size how many
statuses agree, and the seconds of the slowest; a status that CP-SAT does not decide in time is left out.
"""

from __future__ import annotations

import itertools
import random
import time

from ortools.sat.python import cp_model
from timing import WHOLE, ratio

from kommunal_partner.matching.groups import compose

SIZES = ((24, 4, 4), (60, 10, 5), (60, 10, 8), (60, 6, 9), (120, 12, 6))
SEEDS = range(2) if WHOLE else range(1)
STEPS = 50_000  # whether there is an answer is asked, not how good it is
PATIENCE = 20 if WHOLE else 5  # seconds of CP-SAT

Task = dict[str, object]


def instance(people: int, tables: int, names: int, second: float, spoiled: int, *, ruled: bool, seed: int) -> Task:
    """A task whose people speak the language of the table where they sat, and another one with some probability."""
    rng = random.Random(seed)
    order = rng.sample(range(people), people)
    size = people // tables
    at = [order[t * size : (t + 1) * size] for t in range(tables)]
    spoken: dict[int, set[str]] = {}
    for ids in at:
        common = f"language {rng.randrange(names)}"
        for one in ids:
            spoken[one] = {common} | ({f"language {rng.randrange(names)}"} if rng.random() < second else set())
    for one in rng.sample(order, spoiled):
        spoken[one] = {f"language {rng.randrange(names)}"}
    slack = rng.randrange(2)
    task: Task = {"sizes": [(size - slack, size + slack)] * tables, "common_language": spoken}
    if ruled:
        task["together"] = [rng.sample(at[rng.randrange(tables)], 2) for _ in range(tables // 2)]
        task["apart"] = [[rng.choice(ids) for ids in rng.sample(at, 3)] for _ in range(people // 4)]
        task["locked"] = {one: t for t, ids in enumerate(at, 1) for one in ids if rng.random() < 1 / 20}
    return task


def possible(people: int, task: dict[str, object]) -> bool | None:
    """Whether CP-SAT finds tables; None if it neither does nor shows that there are none."""
    sizes, spoken = list(task["sizes"]), dict(task["common_language"])  # type: ignore[call-overload] # because the mapping holds all kinds of arguments
    model, tables = cp_model.CpModel(), range(len(sizes))
    names = sorted(set().union(*spoken.values()))
    sits = {place: model.new_bool_var("") for place in itertools.product(range(people), tables)}
    speaks = {place: model.new_bool_var("") for place in itertools.product(names, tables)}
    for one in range(people):
        model.add_exactly_one(sits[one, t] for t in tables)
    for t, (low, high) in enumerate(sizes):
        model.add_linear_constraint(sum(sits[one, t] for one in range(people)), low, high)
        model.add_at_most_one(speaks[name, t] for name in names)
        for one, own in spoken.items():
            model.add_bool_or([sits[one, t].Not(), *(speaks[name, t] for name in own)])
        for ids in task.get("apart", ()):  # type: ignore[attr-defined] # because of the same
            model.add_at_most_one(sits[one, t] for one in set(ids))
        for one, other in task.get("together", ()):  # type: ignore[attr-defined] # because of the same
            model.add(sits[one, t] == sits[other, t])
    for one, table in dict(task.get("locked", {})).items():  # type: ignore[call-overload] # because of the same
        model.add(sits[one, table - 1] == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, PATIENCE
    status = solver.solve(model)
    return None if status == cp_model.UNKNOWN else status != cp_model.INFEASIBLE


def main() -> None:
    for people, tables, names in SIZES:
        agree = asked = 0
        seconds: list[tuple[float, float]] = []
        for second, spoiled, ruled, seed in itertools.product((0, 0.2, 0.5), (0, 1, 3), (False, True), SEEDS):
            task = instance(people, tables, names, second, spoiled, ruled=ruled, seed=seed)
            begun = time.process_time()
            plan = compose(range(people), lambda a, b: (a * 7 + b * 7) % 11, steps=STEPS, **task)  # type: ignore[arg-type] # because of the same
            between = time.process_time()
            peer = possible(people, task)
            seconds.append((between - begun, time.process_time() - between))
            assert not plan.verify()
            if peer is not None:
                asked += 1
                found = None if plan.unmet and plan.clash is None else not plan.unmet
                agree += found is peer
        asking = f"{people} people, {tables} tables, {names} languages"
        ours, theirs = zip(*seconds, strict=True)
        print(
            f"{asking}: {agree} of {asked} as CP-SAT, {max(ours):.2f} s at most, CP-SAT {max(theirs):.2f} s", flush=True
        )
        ratio(f"tables found or shown impossible, {asking}", "CP-SAT", sum(ours), sum(theirs))
        ratio(f"statuses that differ, {asking}", "CP-SAT", 1 - agree / asked)


if __name__ == "__main__":
    main()
