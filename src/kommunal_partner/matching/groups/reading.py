"""Read what `compose` is given into one task, the same for every order of the input, and refuse what does not fit."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Final

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.matching.groups.model import Goal, GroupPlan, GroupTask, Quota
from kommunal_partner.participants import id_of
from kommunal_partner.results import in_order, order_key

__all__ = [
    "MOST_PEOPLE",
    "Distance",
    "Size",
    "read_ids",
    "read_links",
    "read_places",
    "read_rows",
    "read_sizes",
    "read_task",
]

MOST_PEOPLE: Final = 2000

Distance = Callable[[Any, Any], Any] | Sequence[Sequence["int | float"]] | Mapping[Any, Any]
Size = int | tuple[int, int]


def read_ids(people: Iterable[object], most: int = MOST_PEOPLE) -> dict[Hashable, object]:
    """Each person by id, in the one order; what has no `.id` is an id itself.

    Raises:
        BadInstance: for an id given twice, or one that cannot be hashed, or more people than fit into memory.
    """
    found: dict[Hashable, object] = {}
    for person in people:
        identifier = id_of(person)
        if identifier in found:
            raise BadInstance(f"{identifier!r} is given twice")
        found[identifier] = person
    if len(found) > most:
        raise BadInstance(f"{len(found)} people: at most {most} in one task; divide them first, by region or day")
    return {identifier: found[identifier] for identifier in in_order(found)}


def read_rows(
    people: Mapping[Hashable, object], given: Sequence[Hashable], distance: Distance
) -> tuple[tuple[int | float, ...], ...]:
    """The distances of all pairs, by the order of `people`.

    Raises:
        BadInstance: for a distance that is missing, no finite number, or not the same in both directions.
    """
    ids = list(people)
    if callable(distance):
        lower = [[distance(people[b], people[a]) for b in ids[:k]] for k, a in enumerate(ids)]
    elif isinstance(distance, Mapping):
        lower = [[_looked_up(distance, b, a) for b in ids[:k]] for k, a in enumerate(ids)]
    else:
        if len(distance) != len(ids) or any(len(row) != len(ids) for row in distance):
            raise BadInstance(f"distances of {len(ids)} people: as many rows of as many numbers are needed")
        line = {one: k for k, one in enumerate(given)}
        for a in ids:
            for b in ids:
                if distance[line[a]][line[b]] != distance[line[b]][line[a]]:
                    raise BadInstance(f"the distance of {a!r} and {b!r} is not the same in both directions")
        lower = [[distance[line[a]][line[b]] for b in ids[:k]] for k, a in enumerate(ids)]
    checked = [[_number(ids[k], ids[b], value) for b, value in enumerate(row)] for k, row in enumerate(lower)]
    return tuple((*row, 0, *(checked[later][k] for later in range(k + 1, len(ids)))) for k, row in enumerate(checked))


def _number(a: Hashable, b: Hashable, value: object) -> int | float:
    if not isinstance(value, bool):
        if isinstance(value, Integral):
            if abs(int(value)) > sys.float_info.max:
                raise BadInstance(f"the distance of {a!r} and {b!r} is too large; divide all by one number")
            return int(value)
        if isinstance(value, (Real, Decimal)) and math.isfinite(value):
            return float(value)
    raise BadInstance(f"the distance of {a!r} and {b!r} is {value!r}: it must be a finite number")


def _looked_up(distance: Mapping[Any, Any], a: Hashable, b: Hashable) -> Any:  # noqa: ANN401 - because it is checked by the caller
    found = [distance[pair] for pair in ((a, b), (b, a)) if pair in distance]
    for one, other in ((a, b), (b, a)):
        row = distance.get(one)
        if isinstance(row, Mapping) and other in row:
            found.append(row[other])
    if not found:
        raise BadInstance(f"no distance is given for {a!r} and {b!r}")
    if any(value != found[0] for value in found):
        raise BadInstance(f"the distance of {a!r} and {b!r} is not the same in both directions")
    return found[0]


def read_sizes(sizes: Iterable[Size]) -> tuple[tuple[int, int], ...]:
    """The least and most people of each table.

    Raises:
        BadInstance: for a size that is no whole number, below 0, or whose least is above its most.
    """
    read = []
    for size in sizes:
        low, high = size if isinstance(size, tuple) else (size, size)
        if any(isinstance(end, bool) or not isinstance(end, int) for end in (low, high)) or not 0 <= low <= high:
            raise BadInstance(f"{size!r} is no size of a table: a number from 0, or (least, most)")
        read.append((low, high))
    return tuple(read)


def read_links(
    kind: str, groups: Iterable[Iterable[Hashable]], known: Mapping[Hashable, object]
) -> tuple[tuple[Hashable, ...], ...]:
    """Sets of ids in the one order, without those that name fewer than two people.

    Raises:
        UnknownName: for an id that nobody has.
        BadInstance: for a text where a group of ids was meant.
    """
    read = set()
    for group in groups:
        if isinstance(group, str):
            raise BadInstance(f"{kind}={group!r}: groups of ids are needed, such as [({group!r}, …)]")
        members = tuple(in_order({id_of(one) for one in group}))
        _check_known(members, known)
        if len(members) > 1:
            read.add(members)
    return tuple(sorted(read, key=order_key))


def _check_known(ids: Iterable[Hashable], known: Mapping[Hashable, object]) -> None:
    for one in ids:
        if one not in known:
            raise UnknownName("person", one)


def read_places(
    kind: str,
    places: Mapping[Any, int] | Iterable[tuple[Hashable, int]],
    known: Mapping[Hashable, object],
    tables: int,
) -> FrozenMap[Hashable, int]:
    """The table of each of these people.

    Raises:
        UnknownName: for an id that nobody has.
        BadInstance: for a table that does not exist, or two tables for one person.
    """
    pairs = list(places.items() if isinstance(places, Mapping) else places)
    read: dict[Hashable, int] = {}
    for one, table in pairs:
        _check_known((one,), known)
        if isinstance(table, bool) or not isinstance(table, int) or not 0 <= table < tables:
            raise BadInstance(f"{kind}: there is no table {table!r}; tables are counted from 0 to {tables - 1}")
        if read.setdefault(one, table) != table:
            raise BadInstance(f"{kind}: {one!r} is given two tables")
    return FrozenMap({one: read[one] for one in in_order(read)})


def _quotas(
    quotas: Iterable[Quota | tuple[str, Iterable[Hashable], int]], known: Mapping[Hashable, object]
) -> tuple[Quota, ...]:
    read = [quota if isinstance(quota, Quota) else Quota(*quota) for quota in quotas]
    for quota in read:
        _check_known(quota.members, known)
    return tuple(sorted(read, key=lambda quota: (quota.name, quota.number, order_key(quota.members))))


def read_task(
    people: Iterable[object],
    distance: Distance,
    *,
    sizes: Iterable[Size],
    goal: Goal,
    together: Iterable[Iterable[Hashable]],
    apart: Iterable[Iterable[Hashable]],
    common_language: Mapping[Any, Iterable[str]] | None,
    at_least: Iterable[Quota | tuple[str, Iterable[Hashable], int]],
    at_most: Iterable[Quota | tuple[str, Iterable[Hashable], int]],
    locked: Mapping[Any, int] | Iterable[tuple[Hashable, int]],
    previous: GroupPlan | Mapping[Any, int] | Sequence[Iterable[Hashable]] | None,
    stability: float | None,
) -> GroupTask:
    """The task as it is searched.

    Raises:
        BadInstance: if parts do not fit together.
        UnknownName: for an id that nobody has.
    """
    if goal not in ("diverse", "alike"):
        raise BadInstance(f"goal={goal!r}: it must be 'diverse' or 'alike'")
    listed = list(people)
    known = read_ids(listed)
    tables = read_sizes(sizes)
    rows = read_rows(known, [id_of(person) for person in listed], distance)
    if isinstance(previous, GroupPlan):
        previous = previous.solution
    if previous is not None and not isinstance(previous, Mapping):
        previous = {one: table for table, ids in enumerate(previous) for one in ids}
    # Those who no longer come, and tables that are no more, cannot be kept; that is no error.
    earlier = {one: t for one, t in (previous or {}).items() if one in known and 0 <= t < len(tables)}
    languages = None
    if common_language is not None:
        _check_known(common_language, known)
        languages = FrozenMap({one: frozenset(common_language[one]) for one in in_order(common_language)})
    if stability is None:
        stability = _usual_stability(rows, tables) if earlier else 0
    if not math.isfinite(stability) or stability < 0:
        raise BadInstance(f"stability={stability}: it must not be below 0")
    return GroupTask(
        ids=tuple(known),
        rows=rows,
        sizes=tables,
        goal=goal,
        together=read_links("together", together, known),
        apart=read_links("apart", apart, known),
        languages=languages,
        at_least=_quotas(at_least, known),
        at_most=_quotas(at_most, known),
        locked=read_places("locked", locked, known, len(tables)),
        previous=read_places("previous", earlier, known, len(tables)),
        stability=stability,
    )


def _usual_stability(rows: tuple[tuple[int | float, ...], ...], tables: tuple[tuple[int, int], ...]) -> int | float:
    """What one person contributes at an average table: so much must a change of seat win."""
    pairs = len(rows) * (len(rows) - 1)
    if not pairs or not tables:
        return 0
    mean = math.fsum(abs(value) for row in rows for value in row) / pairs
    return math.ceil(mean * (len(rows) / len(tables) - 1)) if len(rows) > len(tables) else math.ceil(mean)
