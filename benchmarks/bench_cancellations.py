"""What one cancellation among 60 changes at tables and in rounds: each cancels in turn, the others are seated again.

Run as python benchmarks/bench_cancellations.py. Prints for each room how many others move (on average and at most), the
repeats or the sum that is lost against leaving all others where they were, and the seconds a cancellation takes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from timing import ratio

from kommunal_partner.matching.groups import GroupPlan, compose
from kommunal_partner.matching.rotation import RotationPlan, rotate

PEOPLE, TABLES, ROUNDS = 60, 10, 4
SIZES = [(4, 7)] * TABLES
DELEGATIONS = [range(first, first + 3) for first in range(0, PEOPLE, 3)]


def distances() -> list[list[int]]:
    rng = random.Random(1)
    rows = [[0] * PEOPLE for _ in range(PEOPLE)]
    for a in range(PEOPLE):
        for b in range(a):
            rows[a][b] = rows[b][a] = rng.randrange(100)
    return rows


def show(
    name: str, again: Callable[[int], GroupPlan | RotationPlan], lost: Callable[[int, GroupPlan | RotationPlan], float]
) -> None:
    moved, losses = [], []
    begun = time.perf_counter()
    for person in range(PEOPLE):
        plan = again(person)
        assert not plan.verify()
        moved.append(len(plan.moved))
        losses.append(lost(person, plan))
    seconds = (time.perf_counter() - begun) / PEOPLE
    print(
        f"{name:28} others moved: {sum(moved) / PEOPLE:.2f} on average, {max(moved)} at most; "
        f"lost: {max(losses)} at most; {seconds:.3f} s each",
        flush=True,
    )
    ratio(f"others moved on average, {name}", "leaving all where they were", sum(moved) / PEOPLE)
    ratio(f"lost at most, {name}", "leaving all where they were", max(0, *losses))


def main() -> None:
    rows = distances()
    tables = compose(range(PEOPLE), rows, sizes=SIZES, apart=DELEGATIONS)

    def staying(person: int) -> float:
        left = [[one for one in ids if one != person] for ids in tables.solution]
        return sum(rows[int(str(a))][int(str(b))] for ids in left for k, a in enumerate(ids) for b in ids[:k])

    show(
        "tables",
        lambda person: compose(
            range(PEOPLE), rows, sizes=[(3, 7)] * TABLES, apart=DELEGATIONS, previous=tables, absent=[person]
        ),
        lambda person, plan: staying(person) - plan.value,
    )
    for name, apart in (("rounds", ()), ("rounds, delegations apart", DELEGATIONS)):
        rounds = rotate(range(PEOPLE), tables=TABLES, rounds=ROUNDS, apart=apart)
        show(
            name,
            lambda person, rounds=rounds, apart=apart: rotate(  # type: ignore[misc] # because a lambda with defaults has no type
                range(PEOPLE), tables=TABLES, rounds=ROUNDS, apart=apart, previous=rounds, absent=[person]
            ),
            lambda _, plan: plan.value,
        )
    for bench in (4, (0, 4)):
        rounds = rotate(range(PEOPLE), tables=8, rounds=ROUNDS, bench=4)
        show(
            f"rounds, bench={bench}",
            lambda person, rounds=rounds, bench=bench: rotate(  # type: ignore[misc] # because a lambda with defaults has no type
                range(PEOPLE), tables=8, rounds=ROUNDS, bench=bench, previous=rounds, absent=[person]
            ),
            lambda _, plan: plan.value,
        )


if __name__ == "__main__":
    main()
