"""One cancellation at a time: who else moves in each room, and what that costs.

    python benchmarks/bench_cancellations.py [--every 6] [--rooms meetings rounds]

Sixty people, made from one seed; each of them cancels in turn, and the room is asked again with what was published as
`previous`. Counted are the others who move (not the partner who is left over), and how much the result is worth beside
one made afresh: distances at tables, repeats, idle gaps, weights of pairs and rings, blocking pairs. Where what was
published keeps all rules without the one who left, nobody else need move: 0 is possible but for stable pairs. Pairs
and rings move where that gains more than their `stability` of 20.

Measured on two shared cores, all sixty in turn:

    room       cancel  moved, mean  moved, most  published  against afresh
    tables         60         0.00            0      11580         -202.40
    rounds         60         0.00            0          0           +0.00
    meetings       60         0.00            0          4           +3.83
    pairs          60         0.00            0       2917           -2.87
    stable         60         0.70            4          0           +0.00
    advice         60         0.55            9       2980           -0.33
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from random import Random
from time import perf_counter
from typing import Any

from kommunal_partner.matching.advice import advise
from kommunal_partner.matching.assignment import pair
from kommunal_partner.matching.groups import compose
from kommunal_partner.matching.meetings import arrange
from kommunal_partner.matching.rotation import rotate
from kommunal_partner.matching.stable import match

PEOPLE = [f"p{n:02}" for n in range(60)]
RANDOM = Random(2028)
WORTH = {(a, b): RANDOM.randrange(1, 100) for a in PEOPLE for b in PEOPLE if a != b}
WISHES = sorted({(min(two), max(two)) for two in (RANDOM.sample(PEOPLE, 2) for _ in range(150))})
LEFT, RIGHT = PEOPLE[:30], PEOPLE[30:]
RANKED = {one: RANDOM.sample(RIGHT if one in LEFT else LEFT, 12) for one in PEOPLE}

Room = Callable[[Sequence[str], Sequence[str], Any], Any]


def both_ways(one: str, other: str) -> int:
    """How far two people are apart, or how much a pair is worth; the same both ways."""
    return WORTH[min(one, other), max(one, other)]


def tables(people: Sequence[str], absent: Sequence[str], previous: Any) -> Any:  # noqa: ANN401 - because every room has its own
    """Ten tables of five to six."""
    return compose(people, both_ways, sizes=[(5, 6)] * 10, absent=absent, previous=previous, steps=200_000)


def rounds(people: Sequence[str], absent: Sequence[str], previous: Any) -> Any:  # noqa: ANN401 - because every room has its own
    """Four rounds at ten tables of five to six."""
    return rotate(people, tables=[(5, 6)] * 10, rounds=4, absent=absent, previous=previous, steps=200_000)


def meetings(people: Sequence[str], absent: Sequence[str], previous: Any) -> Any:  # noqa: ANN401 - because every room has its own
    """A hundred and fifty wishes, twelve slots, sixteen tables."""
    del people
    return arrange(WISHES, slots=12, tables=16, absent=absent, previous=previous, steps=200_000)


def pairs(people: Sequence[str], absent: Sequence[str], previous: Any) -> Any:  # noqa: ANN401 - because every room has its own
    """Thirty pairs of one pool; leaving a pair counts as much as a fifth of a good one."""
    here = [one for one in people if one not in absent]
    return pair(here, both_ways, previous=_without(previous, absent), stability=20)


def stable(people: Sequence[str], absent: Sequence[str], previous: Any) -> Any:  # noqa: ANN401 - because every room has its own
    """Thirty by thirty, twelve wishes each."""
    del people
    lists = {one: [other for other in ranked if other not in absent] for one, ranked in RANKED.items()}
    left = {one: lists[one] for one in LEFT if one not in absent}
    right = {one: lists[one] for one in RIGHT if one not in absent}
    return match(left, right, previous=_without(previous, absent))


def advice(people: Sequence[str], absent: Sequence[str], previous: Any) -> Any:  # noqa: ANN401 - because every room has its own
    """Rings of at most three among sixty, four who can advise each."""
    here = [one for one in people if one not in absent]
    near = {(a, b): worth for (a, b), worth in WORTH.items() if a in here and b in here and worth > 93}
    return advise(here, near, previous=_without(previous, absent), stability=20, steps=2_000)


def _without(previous: Any, absent: Sequence[str]) -> Any:  # noqa: ANN401 - because every room has its own
    return None if previous is None else [group for group in previous.solution if not set(group) & set(absent)]


ROOMS: dict[str, Room] = {
    "tables": tables,
    "rounds": rounds,
    "meetings": meetings,
    "pairs": pairs,
    "stable": stable,
    "advice": advice,
}


def others(moved: Sequence[Hashable], before: Any, gone: str) -> int:  # noqa: ANN401 - because every room has its own
    """How many of those who moved were not bound to: partners of the one who left have to find another, or none."""
    bound = {gone}
    if before is not None:
        bound |= {one for group in before if gone in group for one in group}
    return sum(not ({*one} if isinstance(one, tuple) else {one}) & bound for one in moved)


def worth_of(name: str, result: Any) -> float:  # noqa: ANN401 - because every room has its own
    """What a result is worth by itself, without what it gains by staying."""
    if name == "meetings":
        return float(result.idle_gaps)
    if name == "pairs":
        return sum(both_ways(*two) for two in result.solution)
    if name == "advice":
        return sum(
            WORTH[one, other] for ring in result.solution for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)
        )
    if name == "tables":
        return sum(both_ways(*two) for ids in result.solution for two in combinations(ids, 2))
    return float(result.value or 0)


def main() -> None:
    """Print a row for each room."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--rooms", nargs="*", default=list(ROOMS))
    given = parser.parse_args()
    leaving = PEOPLE[:: given.every]
    heads = f"{'room':10}{'cancel':>7}{'moved, mean':>13}{'moved, most':>13}"
    print(f"{heads}{'published':>11}{'against afresh':>16}{'s each':>8}")
    for name in given.rooms:
        room = ROOMS[name]
        before = room(PEOPLE, (), None)
        groups = before.solution if name in {"pairs", "stable", "advice"} else None
        moved, lost, began = [], [], perf_counter()
        for gone in leaving:
            after = room(PEOPLE, (gone,), before)
            afresh = room(PEOPLE, (gone,), None)
            assert not after.verify(), (name, gone, after.verify()[0].text("en"))
            moved.append(others(after.moved, groups, gone))
            lost.append(worth_of(name, after) - worth_of(name, afresh))
        total = worth_of(name, before)
        each = (perf_counter() - began) / len(leaving)
        print(
            f"{name:10}{len(leaving):7}{sum(moved) / len(moved):13.2f}{max(moved):13}"
            f"{total:11.0f}{sum(lost) / len(lost):+16.2f}{each:8.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
