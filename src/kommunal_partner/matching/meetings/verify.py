"""Checking a timetable against the task, rule by rule; shares nothing with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping

from kommunal_partner.matching.meetings import reasons
from kommunal_partner.matching.meetings.bounds import least_gaps
from kommunal_partner.matching.meetings.impossible import open_slots
from kommunal_partner.matching.meetings.model import Pair, Pairing, Place, Problem
from kommunal_partner.results import Violation, in_order
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["gaps_of", "least_of", "moved_meetings", "violations"]


def gaps_of(problem: Problem, solution: Mapping[Pair, Place]) -> dict[Hashable, int]:
    """The idle gaps of everybody who has a meeting: blocks of neighbouring slots, less one."""
    when: dict[Hashable, set[Hashable]] = {}
    for pair, place in solution.items():
        for one in pair:
            when.setdefault(one, set()).add(place.slot)
    found = {}
    for one in in_order(when):
        starts, before = 0, False
        for slot in problem.slots:
            here = slot in when[one]
            starts += here and not before
            before = here
        found[one] = starts - 1
    return found


def moved_meetings(problem: Problem, solution: Mapping[Pair, Place]) -> tuple[Pair, ...]:
    """The meetings that have another slot than before."""
    return tuple(
        pair
        for pair, place in solution.items()
        if pair in problem.previous and problem.previous[pair].slot != place.slot
    )


def violations(
    problem: Problem, solution: Mapping[Pair, Place], unmet: tuple[Pair, ...], value: int | None
) -> tuple[Violation, ...]:
    """Every rule that the timetable breaks, and whether its value is not so."""
    found = [*_each(problem, solution), *_together(solution), *_complete(problem, solution, unmet)]
    counted = sum(gaps_of(problem, solution).values()) + problem.stability * len(moved_meetings(problem, solution))
    if value != counted:
        found.append(_broken("value", (), reasons.MISCOUNTED, counted=counted, value=value))
    return tuple(found)


def least_of(problem: Problem, solution: Mapping[Pair, Place]) -> tuple[int, dict[Hashable, int]]:
    """What these meetings cost at least, and the idle gaps of everybody in it, each looked at alone."""
    bit = {slot: 1 << index for index, slot in enumerate(problem.slots)}
    masks: dict[Hashable, list[int]] = {one: [] for request in problem.requests for one in request.pair}
    forced = 0
    for pair in solution:
        here = open_slots(problem, pair)
        for one in pair:
            masks[one].append(sum(bit[slot] for slot in here))
        forced += pair in problem.previous and problem.previous[pair].slot not in here
    each = {one: least_gaps(mine, len(problem.slots)) for one, mine in masks.items()}
    return sum(each.values()) + problem.stability * forced, {one: gaps for one, gaps in each.items() if gaps}


def _broken(rule: str, ids: tuple[Hashable, ...], reason: Reason, **values: object) -> Violation:
    return Violation(rule, ids, Sentence(reason, values))


def _each(problem: Problem, solution: Mapping[Pair, Place]) -> Iterator[Violation]:
    """What is wrong with a meeting by itself."""
    tables = dict(zip(problem.slots, problem.tables, strict=True))
    wanted = {request.pair for request in problem.requests}
    for pair, place in solution.items():
        both = Pairing(*pair)
        if pair not in wanted:
            yield _broken("wanted", pair, reasons.NOT_WANTED, pair=both)
        if place.slot not in tables or place.table is None or not 1 <= place.table <= tables[place.slot]:
            yield _broken("place", pair, reasons.NO_PLACE, pair=both, slot=place.slot, table=place.table)
        for one in pair:
            if place.slot in problem.unavailable.get(one, ()):
                yield _broken("unavailable", pair, reasons.AWAY, pair=both, id=one, slot=place.slot)
        if pair in problem.sessions and place.slot not in problem.sessions[pair]:
            yield _broken("session", pair, reasons.OUTSIDE, pair=both, slot=place.slot)


def _together(solution: Mapping[Pair, Place]) -> Iterator[Violation]:
    """What is wrong with meetings beside one another."""
    people: set[tuple[Hashable, Hashable]] = set()
    tables: set[Place] = set()
    for pair, place in solution.items():
        for one in pair:
            if (one, place.slot) in people:
                yield _broken("one at a time", (one,), reasons.TWICE, id=one, slot=place.slot)
            people.add((one, place.slot))
        if place in tables:
            yield _broken("one at a table", pair, reasons.SHARED, slot=place.slot, table=place.table)
        tables.add(place)


def _complete(problem: Problem, solution: Mapping[Pair, Place], unmet: tuple[Pair, ...]) -> Iterator[Violation]:
    """What is missing, or not where it was fixed; without any meeting at all, locks are not asked for."""
    left = Counter(unmet)
    for request in problem.requests:
        if (request.pair in solution) + left[request.pair] != 1:
            yield _broken("complete", request.pair, reasons.LOST, pair=Pairing(*request.pair))
    for pair, lock in problem.locked.items():
        place = solution.get(pair)
        if solution and (place is None or place.slot != lock.slot or lock.table not in (None, place.table)):
            yield _broken("locked", pair, reasons.UNLOCKED, pair=Pairing(*pair))
