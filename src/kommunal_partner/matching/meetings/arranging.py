"""`arrange`: from requests to a timetable."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from attrs import evolve

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadBudget
from kommunal_partner.matching.meetings import reasons
from kommunal_partner.matching.meetings.impossible import clash_of, clash_of_locks
from kommunal_partner.matching.meetings.model import (
    Pair,
    Pairing,
    Place,
    Problem,
    Request,
    Where,
    problem,
)
from kommunal_partner.matching.meetings.search import Found, search
from kommunal_partner.matching.meetings.timetable import Timetable, unmet_requests
from kommunal_partner.results import Certificate, Status, Unmet
from kommunal_partner.verdicts import Sentence

__all__ = ["arrange"]


def arrange(
    requests: Iterable[Pair | Request],
    *,
    slots: int | Iterable[Hashable],
    tables: int | Mapping[Any, int],
    sessions: Mapping[Any, Hashable | Iterable[Hashable]] = FrozenMap(),
    blocks: Mapping[str, Iterable[Hashable]] = FrozenMap(),
    unavailable: Mapping[Any, Iterable[Hashable]] = FrozenMap(),
    priorities: Mapping[Any, int] = FrozenMap(),
    optional: Iterable[Pair] = (),
    locked: Mapping[Any, Where] | Iterable[tuple[Pair, Where]] = (),
    previous: Timetable | Mapping[Any, Where] | None = None,
    stability: int = 10,
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
) -> Timetable:
    """A timetable of the bilateral meetings requested: as many as fit, the weightiest first, then few idle gaps.

    Args:
        requests: Pairs of ids, or `Request`s with a priority. Two who ask for one another, or twice, meet once.
        slots: How many slots there are (they are then called 0, 1, 2 …), or their ids in the order of time.
        tables: How many meetings a slot can hold: one number, or one for each slot.
        sessions: For some pairs the slots they are confined to, or the name of one of the `blocks`.
        blocks: Names for sets of slots, such as the morning.
        unavailable: The slots in which somebody is away.
        priorities: For some pairs how much they count (a whole number from 1) where not all requests can be met.
        optional: Pairs that come after all that are not named here.
        locked: The slot, or the `Place` with its table, that some meetings must have.
        previous: A timetable that has been published, or slots by pair. Pairs no longer requested are passed over.
        stability: How many idle gaps a meeting that leaves its previous slot counts for.
        seed: What chance starts from; the same input and seed give the same timetable.
        steps: The budget; without one it grows with the number of requests (a second or two for 200).
        time_limit: Seconds after which the search ends early; the result is then not called reproducible.

    Raises:
        BadInstance: for parts that do not fit together, such as a slot or a pair that does not exist.
        BadBudget: if there are fewer than 0 steps or no seconds.

    What cannot all be had is no error: the timetable then says what is left out, and why.

    >>> table = arrange([("a", "b"), ("c", "b"), ("a", "c")], slots=2, tables=1)
    >>> table.status.value, len(table.solution), len(table.unmet), table.verify()
    ('partial', 2, 1, ())
    """
    if steps is not None and steps < 0:
        raise BadBudget(f"{steps} steps: there cannot be fewer than none")
    if time_limit is not None and not time_limit > 0:
        raise BadBudget(f"a time limit of {time_limit} seconds leaves no time")
    task = problem(
        requests,
        slots=slots,
        tables=tables,
        sessions=sessions,
        blocks=blocks,
        unavailable=unavailable,
        priorities=priorities,
        optional=optional,
        locked=locked,
        previous=previous.solution if isinstance(previous, Timetable) else previous,
        stability=stability,
    )
    clash = clash_of_locks(task)
    if clash is not None:
        unmet = tuple(_held_up(request) for request in task.requests)
        return Timetable(task, FrozenMap(), Status.INFEASIBLE, None, None, 0, None, unmet, clash, time_limit is None)
    found = search(task, seed=seed, steps=steps, time_limit=time_limit)
    return evolve(_timetable(task, found), reproducible=time_limit is None)


def _held_up(request: Request) -> Unmet:
    return Unmet(request.pair, Sentence(reasons.UNMET_LOCKS, {"pair": Pairing(*request.pair)}), proven=True)


def _timetable(task: Problem, found: Found) -> Timetable:
    order = {slot: index for index, slot in enumerate(task.slots)}

    def by_time(item: tuple[Pair, Place]) -> tuple[int, int]:
        return order[item[1].slot], item[1].table or 0

    solution = FrozenMap(sorted(found.places.items(), key=by_time))
    left = [request for request in task.requests if request.pair not in solution]
    unmet = unmet_requests(task, solution, [request.pair for request in left])
    missed = [request.pair for request in left if not request.optional]
    whole = Status.OPTIMAL if found.cost == found.least else Status.FEASIBLE
    numbers = tuple((one, gaps) for one, gaps in found.least_each if gaps)
    return Timetable(
        problem=task,
        solution=solution,
        status=Status.PARTIAL if unmet else whole,
        value=found.cost,
        bound=found.least,
        most=found.most,
        certificate=Certificate("each alone", Sentence(reasons.LEAST, {"bound": found.least}), numbers),
        unmet=unmet,
        clash=clash_of(task, missed) if missed else None,
    )
