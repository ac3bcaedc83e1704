"""Read what `rotate` is given into one task, the same for every order of the input, and refuse what does not fit."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.matching.groups.reading import Size, read_ids, read_links, read_places, read_sizes
from kommunal_partner.matching.rotation.model import RotationPlan, RotationTask
from kommunal_partner.results import in_order, order_key

__all__ = ["Locks", "Previous", "read_task"]

Locks = Mapping[Any, int] | Iterable[tuple[Hashable, int, int]]
Previous = RotationPlan | Sequence[Sequence[Iterable[Hashable]]] | None

# Two people who exchange chairs must avoid a repeat to be worth it.
USUAL_STABILITY = 0.25


def read_task(
    people: Iterable[object],
    *,
    tables: int | Iterable[Size],
    rounds: int,
    apart: Iterable[Iterable[Hashable]],
    hosts: Mapping[Any, int],
    absent: Mapping[Any, Iterable[int]],
    locked: Locks,
    previous: Previous,
    stability: float | None,
) -> RotationTask:
    """The task as it is searched.

    Raises:
        BadInstance: if parts do not fit together.
        UnknownName: for an id that nobody has.
    """
    known = read_ids(people)
    if not _counts(rounds):
        raise BadInstance(f"rounds={rounds!r}: it must be a whole number, not below 0")
    if isinstance(tables, int):
        if not _counts(tables):
            raise BadInstance(f"tables={tables!r}: it must be a whole number, not below 0, or a size for each table")
        sizes = ((0, len(known)),) * tables
    else:
        sizes = read_sizes((0, size) if isinstance(size, int) else size for size in tables)
    staying = read_places("hosts", hosts, known, len(sizes))
    missing = _absences(absent, known, rounds)
    locks = _locks(locked, known, rounds, len(sizes))
    for (one, r), table in locks.items():
        if staying.get(one, table) != table:
            raise BadInstance(f"locked: {one!r} is host of table {staying[one]} and cannot sit at table {table}")
        if r in missing.get(one, ()):
            raise BadInstance(f"locked: {one!r} is absent in round {r}")
    earlier = _earlier(previous, known, rounds, len(sizes), missing)
    if stability is None:
        stability = USUAL_STABILITY if earlier else 0
    if not math.isfinite(stability) or stability < 0:
        raise BadInstance(f"stability={stability}: it must not be below 0")
    task = RotationTask(
        ids=tuple(known),
        sizes=sizes,
        rounds=rounds,
        seats=(),
        apart=read_links("apart", apart, known),
        hosts=staying,
        absent=missing,
        locked=locks,
        previous=earlier,
        stability=stability,
    )
    return evolve(task, seats=tuple(_seats(task, r) for r in range(rounds)))


def _counts(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


def _absences(
    absent: Mapping[Any, Iterable[int]], known: Mapping[Hashable, object], rounds: int
) -> FrozenMap[Hashable, frozenset[int]]:
    for one, numbers in absent.items():
        if one not in known:
            raise UnknownName("person", one)
        for number in numbers:
            if not _counts(number) or number >= rounds:
                raise BadInstance(f"absent: there is no round {number!r}; rounds are counted from 0 to {rounds - 1}")
    return FrozenMap({one: frozenset(absent[one]) for one in in_order(absent) if list(absent[one])})


def _locks(
    locked: Locks, known: Mapping[Hashable, object], rounds: int, tables: int
) -> FrozenMap[tuple[Hashable, int], int]:
    of_seats = [(*seat, table) for seat, table in locked.items()] if isinstance(locked, Mapping) else locked
    listed: list[Any] = list(of_seats)
    read: dict[tuple[Hashable, int], int] = {}
    for one, number, table in listed:
        if one not in known:
            raise UnknownName("person", one)
        if not _counts(number) or number >= rounds or not _counts(table) or table >= tables:
            raise BadInstance(f"locked: there is no table {table!r} in round {number!r}; both are counted from 0")
        if read.setdefault((one, number), table) != table:
            raise BadInstance(f"locked: {one!r} is given two tables in round {number}")
    return FrozenMap({seat: read[seat] for seat in sorted(read, key=order_key)})


def _earlier(
    previous: Previous,
    known: Mapping[Hashable, object],
    rounds: int,
    tables: int,
    absent: FrozenMap[Hashable, frozenset[int]],
) -> FrozenMap[tuple[Hashable, int], int]:
    """Who sat where; those who no longer come, and rounds and tables that are no more, cannot be kept."""
    solution = previous.solution if isinstance(previous, RotationPlan) else previous or ()
    seats = {
        (one, r): t
        for r, of_round in enumerate(solution[:rounds])
        for t, ids in enumerate(of_round[:tables])
        for one in ids
        if one in known and r not in absent.get(one, ())
    }
    return FrozenMap({(one, r): seats[one, r] for r in range(rounds) for one in known if (one, r) in seats})


def _seats(task: RotationTask, number: int) -> tuple[int, ...]:
    """How many sit at each table in a round: as even as the sizes, the hosts and the locks allow."""
    coming = task.present(number)
    held = [0] * len(task.sizes)
    for one in coming:
        table = task.place(one, number)
        if table is not None:
            held[table] += 1
    seats = [max(low, fixed) for (low, _), fixed in zip(task.sizes, held, strict=True)]
    for _ in range(len(coming) - sum(seats)):
        open_tables = [t for t, (_, high) in enumerate(task.sizes) if seats[t] < high]
        if not open_tables:
            break
        seats[min(open_tables, key=lambda t: (seats[t], t))] += 1
    return tuple(seats)
