"""How few repeats there can be at best, by counting."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

from kommunal_partner.matching.rotation import sentences
from kommunal_partner.matching.rotation._task import (
    BENCH,
    COUNTED_EACH,
    COUNTED_NOTHING,
    COUNTED_PAIRS,
    COUNTED_SPLIT,
    RotationTask,
)
from kommunal_partner.results import Certificate, say


def bound_of(task: RotationTask) -> tuple[int, Certificate]:
    """At least so many meetings are repeats, and the count that shows it.

    Three counts, of which the largest is taken: all meetings against the pairs that can meet; each person's meetings
    against the people there are for them; and who must stay together from one round to the next.
    """
    never = _never_meet(task)
    meetings = sum(seats * (seats - 1) // 2 for of_round in task.seats for seats in of_round)
    people = len(task.ids)
    pairs = people * (people - 1) // 2 - sum(map(len, never)) // 2
    excess = sum(max(0, needed - (people - 1 - len(never[k]))) for k, needed in enumerate(_needed(task)))
    excess = max(0, excess - _spared(task))
    split = _split(task)
    said = say(sentences.BOUND_PAIRS, meetings=meetings, pairs=pairs)
    by_pairs = Certificate(COUNTED_PAIRS, said, (("meetings", meetings), ("pairs", pairs)))
    by_each = Certificate(COUNTED_EACH, say(sentences.BOUND_PERSON, excess=excess), (("excess", excess),))
    by_split = Certificate(COUNTED_SPLIT, say(sentences.BOUND_SPLIT, pairs=split), (("pairs", split),))
    nothing = Certificate(COUNTED_NOTHING, say(sentences.BOUND_NONE))
    candidates = [(0, nothing), (meetings - pairs, by_pairs), ((excess + 1) // 2, by_each), (split, by_split)]
    return max(candidates, key=lambda candidate: candidate[0])


def _never_meet(task: RotationTask) -> list[set[int]]:
    """For each person those whom they may not meet, or cannot because both stay at different tables as hosts."""
    place = {one: k for k, one in enumerate(task.ids)}
    never: list[set[int]] = [set() for _ in task.ids]
    forbidden = [pair for ids in task.apart for pair in combinations(ids, 2)]
    forbidden += [pair for pair in combinations(task.hosts, 2) if task.hosts[pair[0]] != task.hosts[pair[1]]]
    for a, b in forbidden:
        never[place[a]].add(place[b])
        never[place[b]].add(place[a])
    return never


def _needed(task: RotationTask) -> list[int]:
    """How many people everybody sits with at least, over all rounds, unless they sit out."""
    needed = []
    smallest = _smallest(task)
    for one in task.ids:
        count = 0
        for r, seats in enumerate(task.seats, 1):
            if r in task.unavailable.get(one, ()):
                continue
            table = task.place(one, r)
            if table != BENCH:
                count += (smallest[r - 1] if table is None else seats[table - 1]) - 1
        needed.append(count)
    return needed


def _smallest(task: RotationTask) -> list[int]:
    """The size of the smallest table in each round at which anybody sits."""
    return [min((size for size in seats if size), default=1) for seats in task.seats]


def _spared(task: RotationTask) -> int:
    """How many people fewer all together sit with because some sit out whom no rule sets on the bench."""
    set_out = Counter(r for (_, r), table in task.locked.items() if table == BENCH)
    return sum((task.sitting_out(r) - set_out[r]) * (size - 1) for r, size in enumerate(_smallest(task), 1))


def _split(task: RotationTask) -> int:
    """How many pairs meet in two rounds in a row at least, as tables dissolve into those of the next round."""
    found = 0
    for r, (before, after) in enumerate(pairwise(task.seats), 2):
        absent = sum(r in rounds for rounds in task.unavailable.values()) + task.sitting_out(r)
        tables = sum(size > 0 for size in after)
        for size in before:
            if tables:
                each, rest = divmod(max(0, size - absent), tables)
                found += rest * each + tables * (each * (each - 1) // 2)
    return found
