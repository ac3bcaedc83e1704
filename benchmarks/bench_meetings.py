"""How good and how fast `arrange` is: idle gaps against the best known, and tasks that ask for more than fits.

Run as python benchmarks/bench_meetings.py, with another folder of cases than ../shared/cases/matching as the argument.
OR-Tools CP-SAT has each instance in the same run on one core for as long as ours took, and five seconds at least.
Without a folder: tasks of the same shapes that are made here, so that nothing is fitted to the files alone. `--long`
shows what ten seconds hold, of both. Idle gaps, plus one each, are kept as ratios to CP-SAT and the best known value.
One process, one core; all times of ours are seconds of that core, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from timing import WHOLE, ratio

from kommunal_partner.matching.meetings import Timetable, arrange
from kommunal_partner.matching.meetings._timetable_state import blocks
from kommunal_partner.matching.meetings.solve import default_steps

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases" / "matching"
SECONDS = 10
LEAST = 5  # seconds of the peer
SHAPES = {  # people, slots, tables, meetings
    "tic12": (42, 8, 21, 125),
    "tic13": (47, 10, 21, 180),
    "forum13": (70, 21, 14, 154),
    "forum14": (78, 22, 22, 302),
    "large": (150, 24, 40, 700),
}
Pair = tuple[int, int]


def read(path: Path) -> dict[str, Any]:
    case = json.loads(path.read_text(encoding="utf-8"))
    pairs = [tuple(pair) for pair in case["meetings"]]
    morning, slots = case["morning_slots"], case["slots"]
    return {
        "requests": pairs,
        "slots": range(slots),
        "tables": case["tables"],
        "sessions": {pair: ("am", "pm")[kind - 1] for pair, kind in zip(pairs, case["session"], strict=True) if kind},
        "blocks": {"am": range(morning), "pm": range(morning, slots)},
        "unavailable": dict(enumerate(case["unavailable"])),
    }


def timed(task: dict[str, Any], *, steps: int | None = None, seed: int = 0) -> tuple[Timetable, float]:
    start = time.process_time()
    timetable = arrange(**task, seed=seed, steps=steps)
    spent = time.process_time() - start
    assert not timetable.verify(), timetable.verify()[0].text("en")
    return timetable, spent


def shared(folder: Path, *, long: bool) -> None:
    """The shared instances: how soon all is laid out, and idle gaps beside those of CP-SAT and the best known."""
    with (folder / "best_known.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["file"]: int(row["value"]) for row in csv.DictReader(lines) if row["file"].startswith("b2b")}
    print(f"{'instance':34}whole in   idle gaps   bound   best known   allowed   CP-SAT")
    for name in sorted(known) if WHOLE else sorted(known)[::3]:
        task = read(folder / name)
        first, spent_first = timed(task, steps=20_000)
        best, spent = timed(task)
        if long:
            best, spent = timed(task, steps=steps_in_ten_seconds(task, best, spent))
        assert not first.unmet
        assert not best.unmet
        assert best.value is not None
        allowed = known[name] + max(2, known[name] // 5)
        theirs = peer(task, max(spent, LEAST))
        print(
            f"{Path(name).stem:32} {spent_first:7.2f} s  {best.value:4} ({spent:4.1f} s)  {best.bound:6} "
            f"{known[name]:12} {allowed:9} {theirs if theirs is not None else 'none':>8}  "
            f"{'kept' if best.value <= allowed else 'MISSED'}",
            flush=True,
        )
        what = f"idle gaps and 1 of {Path(name).stem}, {'ten seconds' if long else 'usual steps'}"
        ratio(what, "best known value", best.value + 1, known[name] + 1)
        if theirs is not None:
            ratio(what, "CP-SAT", best.value + 1, theirs + 1)


def steps_in_ten_seconds(task: dict[str, Any], usual: Timetable, spent: float) -> int:
    """About as many steps as ten seconds hold, given what the usual steps took; less where they ended early."""
    rate = default_steps(len(task["requests"])) / max(spent, 0.1) if usual.value != usual.bound else 500_000
    return int(rate * SECONDS * 0.9)


def own(seed: int) -> None:
    """Tasks made here in the shapes of the shared ones, with two seeds of the search each."""
    print(f"{'made here':22}whole in       usual steps   10 s of steps   bound   laid out by the maker")
    for shape in SHAPES:
        for compact in (True, False):
            for away in (0.05, 0.30):
                task, made = like(shape, compact=compact, away=away, seed=seed)
                first, spent_first = timed(task, steps=20_000)
                usual, spent_usual = timed(task)
                other, _ = timed(task, seed=1)
                best, spent_best = timed(task, steps=steps_in_ten_seconds(task, usual, spent_usual))
                assert not any(result.unmet for result in (first, usual, other, best))
                print(
                    f"{shape:8}{'compact' if compact else 'loose':8}{away:4.0%}  {spent_first:6.2f} s"
                    f"{usual.value:6}, {other.value:3} ({spent_usual:3.1f} s)"
                    f"{best.value:7} ({spent_best:4.1f} s)  {best.bound:5} {made:10}",
                    flush=True,
                )


def like(shape: str, *, compact: bool, away: float, seed: int) -> tuple[dict[str, Any], int]:
    """A task that fits, and the idle gaps of the timetable it was made from.

    Some people are sought after more than others. Meetings are laid out one by one, if `compact` where they make
    the fewest blocks; a tenth of them is confined to its half of the day, and of the slots that somebody has free
    the share `away` is taken from them.
    """
    people, slots, tables, meetings = SHAPES[shape]
    rng = Random(f"{shape} {compact} {away} {seed}")
    sought = [rng.lognormvariate(0, 0.7) for _ in range(people)]
    busy, used = [0] * people, [0] * slots
    when: dict[Pair, int] = {}
    while len(when) < meetings:
        a, b = sorted(rng.choices(range(people), sought, k=2))
        free = [slot for slot in range(slots) if used[slot] < tables and not (busy[a] | busy[b]) >> slot & 1]
        if a == b or (a, b) in when or not free:
            continue
        made = {slot: blocks(busy[a] | 1 << slot) + blocks(busy[b] | 1 << slot) for slot in free}
        slot = rng.choice([slot for slot in free if not compact or made[slot] == min(made.values())])
        when[a, b] = slot
        used[slot] += 1
        busy[a] |= 1 << slot
        busy[b] |= 1 << slot
    requests = list(when)
    rng.shuffle(requests)
    half = slots // 2
    task = {
        "requests": requests,
        "slots": range(slots),
        "tables": tables,
        "sessions": {pair: "am" if when[pair] < half else "pm" for pair in requests if rng.random() < 0.1},
        "blocks": {"am": range(half), "pm": range(half, slots)},
        "unavailable": {
            one: [slot for slot in range(slots) if not busy[one] >> slot & 1 and rng.random() < away]
            for one in range(people)
        },
    }
    return task, sum(blocks(mask) - 1 for mask in busy if mask)


def peer(task: dict[str, Any], seconds: float) -> int | None:
    """Idle gaps that CP-SAT reaches in so many seconds with the plain model: a 0-1 variable for a meeting in a slot."""
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return None
    model = cp_model.CpModel()
    slots = task["slots"]
    people = sorted({one for pair in task["requests"] for one in pair})
    busy = {(one, slot): model.new_bool_var("") for one in people for slot in slots}
    at: dict[tuple[int, int], list[Any]] = {key: [] for key in busy}
    in_slot: dict[int, list[Any]] = {slot: [] for slot in slots}
    for pair in task["requests"]:
        session = task["sessions"].get(pair)
        inside = set(slots if session is None else task["blocks"][session])
        inside -= {slot for one in pair for slot in task["unavailable"].get(one, ())}
        choice = {slot: model.new_bool_var("") for slot in sorted(inside)}
        model.add_exactly_one(choice.values())
        for slot, variable in choice.items():
            in_slot[slot].append(variable)
            for one in pair:
                at[one, slot].append(variable)
    for key, variables in at.items():
        model.add(sum(variables) == busy[key])
    for variables in in_slot.values():
        model.add(sum(variables) <= task["tables"])
    starts = []
    for one in people:
        for slot in slots:
            start = model.new_bool_var("")
            before = busy[one, slot - 1] if slot else 0
            model.add(start >= busy[one, slot] - before)
            starts.append(start)
    model.minimize(sum(starts) - len(people))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    return round(solver.objective_value) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def crammed(people: int, slots: int, away: float, *, two_sided: bool, seed: int) -> tuple[dict[str, Any], int]:
    """A task that fills every slot of everybody, and 2 % more requests; how many of them fit, by construction.

    Each slot is a perfect matching of all; some pairs of it are taken out, and both are then away in that slot.
    """
    rng = Random(seed)
    met: set[Pair] = set()
    missing: dict[int, list[int]] = {one: [] for one in range(people)}
    fits = 0
    for slot in range(slots):
        for pair in perfect(people, met, rng, two_sided=two_sided):
            met.add(pair)
            if rng.random() < away:
                met.discard(pair)
                for one in pair:
                    missing[one].append(slot)
            else:
                fits += 1
    extra: set[Pair] = set()
    while len(extra) < round(0.02 * fits):
        a, b = sorted(rng.sample(range(people), 2))
        if (a, b) not in met and (not two_sided or a < people // 2 <= b):
            extra.add((a, b))
    requests = sorted(met | extra)
    rng.shuffle(requests)
    return {"requests": requests, "slots": range(slots), "tables": people // 2, "unavailable": missing}, fits


def perfect(people: int, met: set[Pair], rng: Random, *, two_sided: bool) -> list[Pair]:
    """Everybody paired with somebody they have not met, by swapping partners until that is so."""
    order = list(range(people))
    half = people // 2
    if two_sided:
        late = order[half:]
        rng.shuffle(late)
        order = [one for pair in zip(order[:half], late, strict=True) for one in pair]
    else:
        rng.shuffle(order)

    def pair(place: int) -> Pair:
        a, b = order[2 * place], order[2 * place + 1]
        return (a, b) if a < b else (b, a)

    bad = [place for place in range(half) if pair(place) in met]
    while bad:
        one, other = 2 * bad[-1] + 1, 2 * rng.randrange(half) + 1
        before = sum(pair(place // 2) in met for place in {one, other})
        order[one], order[other] = order[other], order[one]
        if sum(pair(place // 2) in met for place in {one, other}) > before:
            order[one], order[other] = order[other], order[one]
        bad = [place for place in range(half) if pair(place) in met]
    return [pair(place) for place in range(half)]


def over_tables(seed: int) -> tuple[dict[str, Any], int]:
    """Two per cent more meetings than there are places at tables."""
    rng = Random(seed)
    every = [(a, b) for a in range(100) for b in range(a)]
    return {"requests": rng.sample(every, 408), "slots": 20, "tables": 20}, 400


def overfull() -> None:
    print("\nmore requests than fit                 requests   fit   laid out     share   seconds   bound on meetings")
    tasks = {"tables short": over_tables(3)}
    for people, slots in ((40, 10), (60, 14), (80, 20), (150, 24)) if WHOLE else ((40, 10), (60, 14)):
        for away in (0.0, 0.2):
            for two_sided in (False, True):
                name = f"{people} people, {slots} slots, away {away:.0%}, {'two sides' if two_sided else 'one pool'}"
                tasks[name] = crammed(people, slots, away, two_sided=two_sided, seed=people)
    for name, (task, fit) in tasks.items():
        timetable, spent = timed(task)
        done = len(timetable.solution)
        ratio(f"meetings that fit, against those laid out, {name}", "laid out by the maker", fit, done)
        verdict = "kept" if done >= 0.995 * fit else "MISSED"
        print(
            f"{name:40} {len(task['requests']):6} {fit:5} {done:10} {done / fit:9.2%} {spent:7.1f} s"
            f" {timetable.most:10}   {verdict}",
            flush=True,
        )


def edges() -> None:
    print("\nlarge and lopsided")
    rng = Random(1)
    tasks = {
        "10,000 wishes on one person": {"requests": [(-1, one) for one in range(10_000)], "slots": 20, "tables": 30},
        "10,000 requests of 4,000 people": {
            "requests": [(rng.randrange(2000), 2000 + rng.randrange(2000)) for _ in range(10_000)],
            "slots": 20,
            "tables": 3000,
        },
        "10,000 requests, tables for 6,000": {
            "requests": [(rng.randrange(2000), 2000 + rng.randrange(2000)) for _ in range(10_000)],
            "slots": 20,
            "tables": 300,
        },
    }
    for name, task in tasks.items():
        timetable, spent = timed(task)
        kinds = Counter(left.sentence.reason.code for left in timetable.unmet)
        print(f"{name:40} {len(timetable.solution):6} laid out, {timetable.value} gaps, {spent:.1f} s, {dict(kinds)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CASES)
    parser.add_argument("--long", action="store_true", help="ten seconds for each shared instance, of both")
    given = parser.parse_args()
    if given.folder.is_dir():
        shared(given.folder, long=given.long)
    else:
        own(seed=1)
    overfull()
    if WHOLE:
        edges()


if __name__ == "__main__":
    main()
