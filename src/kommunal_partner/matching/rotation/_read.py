"""Read what `rotate` is given into one task, the same for every order of the input, and refuse what does not fit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Any, Final, TypeAlias

from attrs import evolve

from kommunal_partner._checks import count, items, number, pairs
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching._seating.readers import (
    MOST_TABLES,
    People,
    Size,
    read_links,
    read_people,
    read_places,
    read_round,
    read_size,
    read_sizes,
    read_table,
)
from kommunal_partner.matching._seating.sentences import TWO_TABLES_GIVEN
from kommunal_partner.matching.rotation import sentences
from kommunal_partner.matching.rotation._task import BENCH, RotationTask
from kommunal_partner.participants import id_of
from kommunal_partner.results import Result, in_order, order_key, say

Places: TypeAlias = Mapping[Any, int] | Iterable[tuple[Hashable, int]]
Locks: TypeAlias = Mapping[Any, int | str] | Iterable[tuple[Hashable, int, int | str]]
Unavailable: TypeAlias = Mapping[Any, Iterable[int]] | Iterable[tuple[Hashable, Iterable[int]]]
Earlier: TypeAlias = Result | Sequence[Sequence[Iterable[Hashable]]] | None
EarlierSeats: TypeAlias = dict[tuple[Hashable, int], int]

MOST_ROUNDS: Final = 1000
MOST_SEATS: Final = 200_000
"""Rounds times people, beyond which a task is refused."""

ON_THE_BENCH: Final = "bench"
"""What stands for the bench where a table is asked for."""

# Two people who exchange chairs must avoid a repeat to be worth it.
USUAL_STABILITY: Final = 0.25


def read_task(
    people: Iterable[object],
    *,
    tables: int | Iterable[Size],
    rounds: int,
    apart: Iterable[Iterable[Hashable]],
    hosts: Places,
    bench: Size,
    unavailable: Unavailable,
    locked: Locks,
    earlier: EarlierSeats,
    absent: Iterable[object],
    stability: float | None,
) -> RotationTask:
    """The task as it is searched, its seats as even as the sizes, the hosts and the locks allow.

    Raises:
        BadInstance: if parts do not fit together.
        UnknownName: for an id that nobody has.
    """
    known = read_people(people, absent)
    rounds = count(rounds, "rounds", most=MOST_ROUNDS, error=BadInstance)
    if rounds * len(known.coming) > MOST_SEATS:
        raise BadInstance(say(sentences.TOO_MANY_SEATS, most=MOST_SEATS), argument="rounds", value=rounds)
    if isinstance(tables, Iterable):
        sizes = read_sizes(tables, "tables", least=0)
    else:
        sizes = ((0, len(known.coming)),) * count(tables, "tables", most=MOST_TABLES, error=BadInstance)
    staying = read_places("hosts", hosts, known, len(sizes))
    least, most = read_size(bench, "bench", reason=sentences.BAD_BENCH)
    missing = _unavailable(unavailable, known, rounds)
    locks = _locks(locked, known, rounds, len(sizes))
    for (one, r), table in locks.items():
        if staying.get(one, table) != table:
            reason = sentences.HOST_LOCKED_ELSEWHERE if table else sentences.HOST_ON_THE_BENCH
            said = say(reason, id=one, host=staying[one], table=table)
            raise BadInstance(said, argument="locked", value=one)
        if r in missing.get(one, ()):
            raise BadInstance(say(sentences.LOCKED_WHILE_AWAY, id=one, round=r), argument="locked", value=one)
    there = range(BENCH if most else BENCH + 1, len(sizes) + 1)
    kept = _kept(earlier, known, rounds, there, missing)
    usual = USUAL_STABILITY if kept else 0
    # Where all keep their places, or fewer come than are needed, a number is no more than what the bench holds.
    goes_on = kept or (earlier and len(known.coming) < least + sum(low for low, _ in sizes))
    task = RotationTask(
        ids=tuple(known.coming),
        sizes=sizes,
        rounds=rounds,
        seats=(),
        apart=read_links("apart", apart, known),
        hosts=staying,
        unavailable=missing,
        locked=locks,
        previous=kept,
        stability=usual if stability is None else number(stability, "stability", least=0, error=BadInstance),
        bench=(0 if goes_on and not isinstance(bench, (tuple, list)) else least, most),
        absent=known.absent,
    )
    known.check_absent([one for one, _ in earlier])
    return evolve(task, seats=tuple(_seats(task, r) for r in range(1, rounds + 1)))


def _unavailable(given: Unavailable, people: People, rounds: int) -> FrozenMap[Hashable, frozenset[int]]:
    read: dict[Hashable, frozenset[int]] = {}
    for thing, listed in pairs(given, "unavailable", BadInstance):
        missed = {read_round("unavailable", r, rounds) for r in items(listed, "unavailable", BadInstance)}
        if people.comes(thing) and missed:
            read[id_of(thing)] = read.get(id_of(thing), frozenset()) | missed
    return FrozenMap({one: read[one] for one in in_order(read)})


def _locks(locked: Locks, people: People, rounds: int, tables: int) -> FrozenMap[tuple[Hashable, int], int]:
    read: dict[tuple[Hashable, int], int] = {}
    for thing, given_round, given_table in _triples(locked):
        r = read_round("locked", given_round, rounds)
        table = BENCH if given_table == ON_THE_BENCH else read_table("locked", given_table, tables)
        if people.comes(thing) and read.setdefault((id_of(thing), r), table) != table:
            raise BadInstance(say(TWO_TABLES_GIVEN, what="locked", id=id_of(thing)), argument="locked", value=thing)
    return FrozenMap({seat: read[seat] for seat in sorted(read, key=order_key)})


def _triples(locked: Locks) -> list[tuple[Any, Any, Any]]:
    read = []
    listed = locked.items() if isinstance(locked, Mapping) else items(locked, "locked", BadInstance)
    for lock in listed:
        parts = items(lock, "locked", BadInstance)
        if isinstance(locked, Mapping):
            parts = (*items(parts[0], "locked", BadInstance), parts[1])
        if len(parts) != 3:  # noqa: PLR2004 - because person, round and table are three
            raise BadInstance(say(sentences.LOCKS_NEEDED, given=repr(lock)), argument="locked", value=lock)
        read.append((parts[0], parts[1], parts[2]))
    return read


def read_earlier(previous: Earlier) -> EarlierSeats:
    """Who sat where in which round of an earlier plan, all counted from 1; who sat out is at table 0.

    In rounds without a plan those sat out who have no table, but one in another round.
    """
    solution = getattr(previous, "solution", previous)
    listed = items(() if solution is None else solution, "previous", BadInstance)
    found = {
        (id_of(one), r): t
        for r, tables in enumerate(listed, 1)
        for t, ids in enumerate(items(tables, "previous", BadInstance), 1)
        for one in items(ids, "previous", BadInstance)
    }
    if solution is previous:
        everybody = {one for one, _ in found}
        bench: Iterable[Iterable[Hashable]] = [everybody for _ in listed]
    else:
        bench = getattr(previous, "bench", ())
    for r, ids in enumerate(bench, 1):
        for one in ids:
            found.setdefault((one, r), BENCH)
    return found


def _kept(
    earlier: EarlierSeats,
    people: People,
    rounds: int,
    there: range,
    unavailable: Mapping[Hashable, frozenset[int]],
) -> FrozenMap[tuple[Hashable, int], int]:
    """What of it can be kept: not those who no longer come, nor rounds, tables and a bench that are no more."""
    if not earlier:
        return FrozenMap()
    return FrozenMap(
        {
            (one, r): earlier[one, r]
            for r in range(1, rounds + 1)
            for one in people.coming
            if earlier.get((one, r)) in there and r not in unavailable.get(one, ())
        }
    )


def _seats(task: RotationTask, number: int) -> tuple[int, ...]:
    """How many sit at each table in a round, beside the bench: as even as the sizes, the hosts and the locks allow."""
    coming = task.present(number)
    held = [0] * len(task.sizes)
    set_out = 0
    for one in coming:
        table = task.place(one, number)
        if table == BENCH:
            set_out += 1
        elif table is not None:
            held[table - 1] += 1
    seats = [max(low, fixed) for (low, _), fixed in zip(task.sizes, held, strict=True)]
    emptiest = [
        (seated, t) for t, (seated, (_, high)) in enumerate(zip(seats, task.sizes, strict=True)) if seated < high
    ]
    heapify(emptiest)
    bench = max(task.bench[0], set_out, len(coming) - sum(high for _, high in task.sizes))
    for _ in range(len(coming) - bench - sum(seats)):
        seated, t = heappop(emptiest)
        seats[t] = seated + 1
        if seats[t] < task.sizes[t][1]:
            heappush(emptiest, (seats[t], t))
    return tuple(seats)
