"""How close `compose` comes to the best known values of grouping instances, in the usual steps and in more.

Run with the folder of cases as the argument, or with the cases beside the project: python benchmarks/bench_groups.py
Prints for each instance the value, the best known one, the gap, the seconds and the steps; one process, one core.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from pathlib import Path

from timing import WHOLE, ratio

from kommunal_partner.matching.groups import compose, usual_steps

STEPS = 100_000_000  # three to seven seconds; small instances need far fewer
SEEDS = (0, 1) if WHOLE else (0,)
CASES = Path(__file__).resolve().parents[2] / "shared" / "cases" / "matching"
SMALL = 60  # below, the usual steps suffice


def read(path: Path) -> tuple[list[list[float]], list[tuple[int, int]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = lines[0].split()
    people, tables = int(head[0]), int(head[1])
    sizes = [(int(head[3 + 2 * k]), int(head[4 + 2 * k])) for k in range(tables)]
    rows: list[list[float]] = [[0] * people for _ in range(people)]
    for line in lines[1:]:
        if line.strip():
            first, second, text = line.split()
            value = float(text)
            whole = int(value) if value.is_integer() and "Int" in path.name else value
            rows[int(first)][int(second)] = rows[int(second)][int(first)] = whole
    return rows, sizes


def typical() -> None:
    """120 people of 30 delegations at 12 tables, with the steps that are usual."""
    rng = random.Random(1)
    rows = [[0] * 120 for _ in range(120)]
    for a in range(120):
        for b in range(a):
            rows[a][b] = rows[b][a] = rng.randrange(100)
    delegations = [range(first, first + 4) for first in range(0, 120, 4)]
    for name, apart in (("free", ()), ("delegations apart", delegations)):
        begun = time.perf_counter()
        plan = compose(range(120), rows, sizes=[10] * 12, apart=apart)
        print(f"120 people, 12 tables, {name}: {plan.value} in {time.perf_counter() - begun:.2f} s, {plan.steps} steps")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    if not folder.is_dir():
        print("the folder of instances is not there: they are left out")
        typical()
        return
    with (folder / "best_known.csv").open(encoding="utf-8") as file:
        best = {row["file"]: float(row["value"]) for row in csv.DictReader(file) if row["problem"] == "mdgp"}
    for name, known in best.items():
        rows, sizes = read(folder / name)
        for steps in (usual_steps(len(rows)), STEPS) if WHOLE and len(rows) >= SMALL else (usual_steps(len(rows)),):
            for seed in SEEDS if steps != STEPS else SEEDS[:1]:
                begun = time.perf_counter()
                plan = compose(range(len(rows)), rows, sizes=sizes, seed=seed, steps=steps)
                seconds = time.perf_counter() - begun
                assert not plan.verify()
                gap = 100 * (1 - plan.value / known)
                kind = "usual" if steps != STEPS else "100 million"
                ratio(f"gap of {name}, seed {seed}, {kind} steps", "best known value", gap / 100, goal=0.005)
                print(
                    f"{name:28} seed {seed} {plan.value:>12} of {known:>12} gap {gap:6.3f} % "
                    f"{seconds:5.1f} s {steps:>9} steps",
                    flush=True,
                )
    typical()


if __name__ == "__main__":
    main()
