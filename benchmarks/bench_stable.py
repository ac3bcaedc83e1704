"""Stable matches: 10,000 x 50, beside the package `matching` where it is installed, and public couples instances.

python benchmarks/bench_stable.py [folder of the cases]
"""

from __future__ import annotations

import gc
import os
import platform
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from timing import WHOLE, ratio

from kommunal_partner.matching.stable import Couple, match

SEEDS = 8 if WHOLE else 2
CASES = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared" / "cases"


def machine() -> None:
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f},",
        f"Python {platform.python_version()}",
    )


def beside_the_peer() -> None:
    try:
        from matching.games import StableMarriage
    except ImportError:
        print("the package `matching` is not installed: nothing to compare with")
        return
    rng = random.Random(1)
    usual = sys.getrecursionlimit()
    for size in (100, 300):
        left = {one: rng.sample(range(size), size) for one in range(size)}
        right = {one: rng.sample(range(size), size) for one in range(size)}
        found = match(left, right)
        try:
            StableMarriage.create_from_dictionaries(left, right).solve()
            print(f"{size} x {size}: the peer manages with the usual recursion limit")
        except RecursionError:
            print(f"{size} x {size}: the peer fails with the usual recursion limit ({usual})")
        sys.setrecursionlimit(10**6)
        solved = {}

        def peer(
            left: dict[int, list[int]] = left, right: dict[int, list[int]] = right, solved: dict[int, int] = solved
        ) -> None:
            game = StableMarriage.create_from_dictionaries(left, right).solve()
            solved.update({one.name: other.name for one, other in game.items()})

        def own(left: dict[int, list[int]] = left, right: dict[int, list[int]] = right) -> None:
            match(left, right)

        rounds = [(_seconds(own), _seconds(peer)) for _ in range(3)]
        ours, theirs = (min(taken) for taken in zip(*rounds, strict=True))
        sys.setrecursionlimit(usual)
        assert solved == dict(found.solution)
        print(
            f"{size} x {size}, recursion limit raised: peer {theirs:.3f} s, match {ours:.4f} s:",
            f"{theirs / ours:.0f} times faster (goal at 300: 50)",
        )
        ratio(f"match, {size} x {size}", "matching", ours, theirs, goal=1 / 50)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def ten_thousand() -> None:
    rng = random.Random(1)
    left = {one: rng.sample(range(50), 50) for one in range(10_000)}
    right = {one: rng.sample(range(10_000), 10_000) for one in range(50)}
    for side in ("proposers", "receivers"):
        begun = time.perf_counter()
        found = match(left, right, capacity=200, side=side)
        seconds = time.perf_counter() - begun
        begun = time.perf_counter()
        broken = found.verify()
        print(
            f"10,000 x 50, {side}: {seconds:.2f} s, {len(broken)} blocking pairs",
            f"(checked in {time.perf_counter() - begun:.2f} s)",
        )


def weighed() -> None:
    """What was published against what the other side would like: 10,000 x 50, usual wishes and the hardest ones."""
    rng = random.Random(1)
    left = {one: rng.sample(range(50), 50) for one in range(10_000)}
    usual = {one: rng.sample(range(10_000), 10_000) for one in range(50)}
    order = {one: {other: at for at, other in enumerate(wishes)} for one, wishes in left.items()}
    opposed = {one: sorted(usual[one], key=lambda other, one=one: -order[other][one]) for one in range(50)}
    for name, right in (("random wishes", usual), ("opposed wishes", opposed))[: 2 if WHOLE else 1]:
        published = match(left, right, capacity=200, side="receivers")
        for words, options in (
            ("fewest changes", {"previous": published}),
            ("stability 1", {"previous": published, "stability": 1}),
            ("stability 10", {"previous": published, "stability": 10}),
            ("least sum", {"goal": "least sum"}),
            ("least regret, stability 1", {"goal": "least regret", "previous": published, "stability": 1}),
        ):
            found = None

            def ask(options: dict[str, object] = options, right: dict[int, list[int]] = right) -> None:
                nonlocal found
                found = match(left, right, capacity=200, **options)

            seconds = _seconds(ask)
            begun = time.perf_counter()
            assert found.verify() == ()
            checked = time.perf_counter() - begun
            rotations = "" if found.proof is None else f", {len(found.proof.rotations)} rotations"
            print(
                f"10,000 x 50, {name}, {words}: {seconds:.2f} s (checked in {checked:.2f} s){rotations},",
                f"{len(found.moved)} moved, cost {found.cost}",
                flush=True,
            )


def couples() -> None:
    folder = CASES / "matching" / "hrc"
    if not folder.is_dir():
        print("the folder of public instances is not there: couples are left out")
        return
    for path in sorted(folder.glob("*.dzn")):
        text = path.read_text()
        tables = [
            [
                [int(cell) for cell in row.split(",") if int(cell)]
                for row in re.search(rf"\b{name} = \[\|(.*?)\|\]", text, re.DOTALL)[1].split("|")
            ]
            for name in ("rpref", "hpref")
        ]
        count = int(re.search(r"\bncoup = (\d+)", text)[1])
        places = [int(cell) for cell in re.search(r"\bhosp_cap = \[(.*?)\]", text)[1].split(",")]
        proposers = {one + 1: [] if one < 2 * count else row for one, row in enumerate(tables[0])}
        receivers = {one + 1: row for one, row in enumerate(tables[1])}
        pairs = [
            Couple(2 * at + 1, 2 * at + 2, tuple(zip(tables[0][2 * at], tables[0][2 * at + 1], strict=True)))
            for at in range(count)
        ]
        by_seed = []
        begun = time.process_time()
        for seed in range(SEEDS):
            found = match(
                proposers,
                receivers,
                capacity={one + 1: room for one, room in enumerate(places)},
                couples=pairs,
                seed=seed,
            )
            assert (found.verify(), len(found.blocking)) == ((), found.value)
            by_seed.append(found.value)
        seconds = (time.process_time() - begun) / SEEDS
        print(
            f"{path.name}: blocking by seed {by_seed}, worst {max(by_seed)} (goal: at most 1),",
            f"{seconds:.1f} s each with its check",
            flush=True,
        )


if __name__ == "__main__":
    machine()
    beside_the_peer()
    ten_thousand()
    weighed()
    couples()
