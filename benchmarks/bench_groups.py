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
from typing import Any

from timing import WHOLE, ratio, seconds_of

from kommunal_partner.matching.groups import GroupPlan, compose, usual_steps

STEPS = 400_000_000  # some seven seconds; small instances need far fewer
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


def by_rule() -> None:
    """How much longer it takes with rules, with few large tables or with fractions, in the steps that are usual."""
    for people, tables in ((101, 2), (120, 12), (240, 3), (480, 20), (1000, 10)) if WHOLE else ((120, 12), (240, 3)):
        rng = random.Random(1)
        rows = [[0.0] * people for _ in range(people)]
        for a in range(people):
            for b in range(a):
                rows[a][b] = rows[b][a] = rng.randrange(100)
        sizes = [people // tables + (table < people % tables) for table in range(tables)]
        roomy = [(size - 2, size + 2) for size in sizes]
        each = min(tables, 4)
        speaking = {one: rng.choice((("de", "en"), ("en",), ("en", "fr"))) for one in range(people)}
        delegations = [range(first, min(first + each, people)) for first in range(0, people, each)]
        hosts = [("host", range(0, people, 3), sizes[-1] // 4)]
        pairs = [(one, one + 1) for one in range(0, 24, 2)]
        every = {"sizes": roomy, "apart": delegations, "common_language": speaking, "at_least": hosts}
        tasks: dict[str, dict[str, Any]] = {
            "twelve pairs apart": {"apart": pairs},
            "twelve couples": {"together": pairs},
            "delegations apart": {"apart": delegations},
            "a common language": {"common_language": speaking},
            "hosts at each": {"at_least": hosts},
            "sizes from to": {"sizes": roomy},
            "all of these": every,
        }
        free, weighed = _seconds(rows, sizes=sizes)
        print(f"{people} people, {tables} tables: {weighed.value} in {free:.2f} s, {weighed.steps} steps")
        for name, rules in tasks.items():
            seconds, plan = _seconds(rows, **{"sizes": sizes, **rules})
            assert plan.clash is None, name
            ratio(f"{people} people, {tables} tables, {name}", "the same without rules", seconds / free, goal=1.4)
        fractions = [[number / 7 for number in row] for row in rows]
        seconds, _ = _seconds(fractions, sizes=sizes)
        ratio(f"{people} people, {tables} tables, fractions", "the same with whole numbers", seconds / free, goal=1.6)


def _seconds(rows: list[list[float]], **rules: Any) -> tuple[float, GroupPlan]:  # noqa: ANN401 - as `compose` takes them
    return seconds_of(lambda: compose(range(len(rows)), rows, **rules), 1)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    if not folder.is_dir():
        print("the folder of instances is not there: they are left out")
        by_rule()
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
                kind = "usual" if steps != STEPS else "400 million"
                ratio(f"gap of {name}, seed {seed}, {kind} steps", "best known value", gap / 100, goal=0.005)
                print(
                    f"{name:28} seed {seed} {plan.value:>12} of {known:>12} gap {gap:6.3f} % "
                    f"{seconds:5.1f} s {steps:>9} steps",
                    flush=True,
                )
    by_rule()


if __name__ == "__main__":
    main()
