"""Read what `compose` is given into one task, the same for every order of the input, and refuse what does not fit."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, filterfalse, islice, repeat
from numbers import Integral, Real
from typing import Any, Final, TypeAlias

from attrs import define

from kommunal_partner._checks import as_text, count, items, number, pairs
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching._seating.readers import People, Size, read_links, read_places, read_sizes
from kommunal_partner.matching.groups import sentences
from kommunal_partner.matching.groups._task import GroupTask, TableGoal, TableQuota
from kommunal_partner.matching.scoring._score import Score, kinds_of
from kommunal_partner.participants import id_of
from kommunal_partner.results import Budget, Result, in_order, order_key, say

Distance: TypeAlias = Callable[[Any, Any], Any] | Sequence[Sequence["int | float"]] | Mapping[Any, Any]
Quotas: TypeAlias = Iterable[TableQuota | tuple[str, Iterable[Hashable], int]]
Places: TypeAlias = Mapping[Any, int] | Iterable[tuple[Hashable, int]]
Earlier: TypeAlias = Result | Mapping[Any, int] | Sequence[Iterable[Hashable]] | None

Rows: TypeAlias = tuple[tuple[int | float, ...], ...]

_MISSING: Final = object()
_AT_ONCE: Final = 128  # some hundredths of a millisecond, unless the caller's function is slow
# After this share of the time it is asked whether all will be read within that share.
_SEEN, _READING = 0.25, 0.6
_LARGEST_SUM: Final = 1e300  # that all distances together stay below, so that no sum of them overflows


def read_task(
    known: People,
    distance: Distance,
    budget: Budget,
    *,
    sizes: Iterable[Size],
    goal: TableGoal | str,
    together: Iterable[Iterable[Hashable]],
    apart: Iterable[Iterable[Hashable]],
    common_language: Mapping[Any, Iterable[str]] | None,
    at_least: Quotas,
    at_most: Quotas,
    locked: Places,
    previous: Earlier,
    stability: float | None,
) -> GroupTask:
    """The task as it is searched; distances that are not read in time are NaN.

    Raises:
        BadInstance: if parts do not fit together.
        UnknownChoice: for a goal that is none of the two.
        UnknownName: for an id that nobody has.
    """
    tables = read_sizes(sizes, "sizes")
    rows = read_rows(known, distance, budget)
    earlier = _earlier(previous, len(tables))
    kept = FrozenMap({one: earlier[one] for one in known.coming if one in earlier})
    task = GroupTask(
        ids=tuple(known.coming),
        rows=rows,
        sizes=tables,
        goal=goal,
        together=read_links("together", together, known),
        apart=read_links("apart", apart, known),
        languages=_languages(common_language, known),
        at_least=_quotas("at_least", at_least, known),
        at_most=_quotas("at_most", at_most, known),
        locked=read_places("locked", locked, known, len(tables)),
        previous=kept,
        stability=_stability(stability, rows, tables if kept else ()),
        absent=known.absent,
    )
    known.check_absent(earlier)
    return task


def read_rows(people: People, distance: Distance, budget: Budget) -> Rows:
    """The distances of all pairs who come, in their order; NaN for those that are not read in time.

    Raises:
        BadInstance: for a distance that is missing, no finite number, or not the same in both directions.
    """
    ids = list(people.coming)
    reading = _Reading(budget, len(ids), time.monotonic())
    most = _largest(people)
    if callable(distance) or isinstance(distance, Mapping):
        lower = _lower_rows(people, distance, reading)
    else:
        given = _rows_in_order(people, distance)
        whole = _whole_rows(ids, given, reading, most)
        if whole is not None:
            return whole
        lower = (list(row[:k]) for k, row in enumerate(_both_alike(ids, given)))
    checked: list[list[int | float]] = []
    for row in lower:
        read_of_row = row if _plain(row, most) else _numbers(ids, len(checked), row, most)
        checked.append(read_of_row + [math.nan] * (len(checked) - len(row)))
        if reading.ends(len(checked)):
            break
    return _both_ways(checked, len(ids))


def _whole_rows(ids: list[Hashable], given: Sequence[Sequence[Any]], reading: _Reading, most: float) -> Rows | None:
    """Rows of nothing but Python's own finite ints, or nothing but such floats, as they are; None for others."""
    found: list[tuple[int | float, ...]] = []
    alike: type | None = None
    for k, row in enumerate(_both_alike(ids, given)):
        whole = row if type(row[k]) is int and not row[k] else (*row[:k], 0, *row[k + 1 :])
        types = list(map(type, whole))
        kind = int if types.count(int) == len(row) else float
        if (kind is float and types.count(float) < len(row) - 1) or alike not in (kind, None):
            return None
        half = whole[:k]
        if not _within(set(half) if kind is int else half, most):
            return None
        alike = kind
        found.append(whole)
        if reading.ends(len(found)):
            return _both_ways([list(done[:j]) for j, done in enumerate(found)], len(ids))
    return tuple(found)


def _both_ways(lower: list[list[int | float]], people: int) -> Rows:
    """The distances of everybody to all, from those to the ones before; NaN where there is no row yet."""
    read, unread = len(lower), [math.nan] * people
    across = list(zip(*(row + [0] * (read - len(row)) for row in lower), strict=True))
    rows = [(*row, 0, *across[k][k + 1 :], *unread[read:]) for k, row in enumerate(lower)]
    for k in range(read, people):
        unread[k] = 0
        rows.append(tuple(unread))
        unread[k] = math.nan
    return tuple(rows)


@define(eq=False)
class _Reading:
    """How long distances of so many people are read: not beyond the budget, nor if that would take most of its time.

    For without all of them nobody is seated by distance, and the time is better spent on rules.
    """

    budget: Budget
    people: int
    begun: float

    @property
    def at_once(self) -> int:
        """So many distances are read between two looks at the clock."""
        return self.people if self.budget.deadline is None and self.budget.progress is None else _AT_ONCE

    def ends(self, rows: int) -> bool:
        """Whether reading ends after so many rows, of which each is longer than the one before."""
        self.budget.report()
        if self.budget.stopped or self.budget.deadline is None:
            return self.budget.stopped
        given, passed = self.budget.deadline - self.begun, time.monotonic() - self.begun
        return passed > given * _SEEN and passed * self.people**2 > given * rows**2 * _READING


def _lower_rows(
    people: People, distance: Callable[[Any, Any], Any] | Mapping[Any, Any], reading: _Reading
) -> Iterable[list[Any]]:
    """The distances of each to those before them; a row ends early where the time does."""
    if callable(distance):
        things = list(people.coming.values())
        kinds = kinds_of(distance, things) if isinstance(distance, Score) else None
        if kinds is not None:
            return _asked_once_each(distance, things, kinds)
        return (_asked(distance, things[:k], thing, reading) for k, thing in enumerate(things))
    return _looked_up_in_rows(distance, list(people.coming))


def _asked(distance: Callable[[Any, Any], Any], before: list[Any], thing: object, reading: _Reading) -> list[Any]:
    row: list[Any] = []
    rest = map(distance, before, repeat(thing))
    while len(row) < len(before):
        row += islice(rest, reading.at_once)
        if len(row) < len(before) and reading.budget.report() and reading.budget.stopped:
            break
    return row


def _asked_once_each(distance: Callable[[Any, Any], Any], things: list[Any], kinds: list[int]) -> Iterator[list[Any]]:
    """The same of people of some kinds, counted in the order in which they come first: for one pair of two kinds."""
    firsts: list[Any] = []
    known: dict[int, list[Any]] = {}
    for k, (thing, kind) in enumerate(zip(things, kinds, strict=True)):
        row = known.setdefault(kind, [])
        row += map(distance, firsts[len(row) :], repeat(thing))
        yield list(map(row.__getitem__, kinds[:k]))
        if kind == len(firsts):
            firsts.append(thing)


def _largest(people: People) -> float:
    return _LARGEST_SUM / max(1, len(people.coming)) ** 2


def read_distance(
    people: People, distance: Distance, line: Mapping[Hashable, int], a: Hashable, b: Hashable
) -> int | float:
    """The distance of two who come; `line` tells at which place everybody was given.

    Raises:
        BadInstance: for a distance that is missing or no finite number.
    """
    if callable(distance):
        value = distance(people.coming[a], people.coming[b])
    elif isinstance(distance, Mapping):
        value = _looked_up(distance, a, b)
    else:
        value = distance[line[a]][line[b]]
        if value != distance[line[b]][line[a]]:
            raise BadInstance(say(sentences.TWO_DISTANCES, a=a, b=b), argument="distance")
    return _number(b, a, value, _largest(people))


def _plain(row: list[Any], most: float) -> bool:
    """Whether a row holds nothing but Python's own finite numbers: the many are not looked at one by one."""
    types = set(map(type, row))
    if not types <= {int, float}:
        return False
    return _within(set(row) if types == {int} else row, most)


def _within(values: Collection[int | float], most: float) -> bool:
    """Whether numbers are finite and none is further from 0 than that."""
    within = -most <= min(values, default=0) and max(values, default=0) <= most
    return within and all(map(math.isfinite, values))


def _numbers(ids: list[Hashable], a: int, row: list[Any], most: float) -> list[int | float]:
    return [_number(ids[a], ids[b], value, most) for b, value in enumerate(row)]


def _rows_in_order(people: People, rows: Sequence[Sequence[int | float]]) -> Sequence[Sequence[Any]]:
    """What rows of numbers say of those who come, in their order, once the shape of all is seen to be right."""
    given = len(people.given)
    try:
        square = len(rows) == given and all(len(row) == given for row in rows)
    except TypeError:
        square = False
    if not square:
        raise BadInstance(say(sentences.ROWS_NEEDED, count=given), argument="distance")
    line = {one: k for k, one in enumerate(people.given)}
    lines = [line[one] for one in people.coming]
    if lines == list(range(given)):
        return rows
    return [tuple(map(rows[k].__getitem__, lines)) for k in lines]


def _both_alike(ids: list[Hashable], rows: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """The rows, each once it is seen to say the same as the column."""
    for k, (row, column) in enumerate(zip(map(tuple, rows), zip(*rows, strict=True), strict=True)):
        if row != column:
            j = next(j for j, (one, other) in enumerate(zip(row, column, strict=True)) if one != other)
            raise BadInstance(say(sentences.TWO_DISTANCES, a=ids[k], b=ids[j]), argument="distance")
        yield row


def _number(a: Hashable, b: Hashable, value: object, most: float) -> int | float:
    if not isinstance(value, bool) and isinstance(value, (int, float, Integral, Real, Decimal)):
        found = int(value) if isinstance(value, (int, Integral)) else float(value)
        if abs(found) <= most:
            return found
        if isinstance(found, int) or math.isfinite(found):
            raise BadInstance(say(sentences.DISTANCE_TOO_LARGE, a=a, b=b), argument="distance", value=value)
    raise BadInstance(say(sentences.BAD_DISTANCE, a=a, b=b, value=repr(value)), argument="distance", value=value)


def _looked_up(distance: Mapping[Any, Any], a: Hashable, b: Hashable) -> Any:  # noqa: ANN401 - because it is checked by the caller
    found = [distance[pair] for pair in ((a, b), (b, a)) if pair in distance]
    for one, other in ((a, b), (b, a)):
        row = distance.get(one)
        if isinstance(row, Mapping) and other in row:
            found.append(row[other])
    if not found:
        raise BadInstance(say(sentences.NO_DISTANCE, a=a, b=b), argument="distance")
    if any(value != found[0] for value in found):
        raise BadInstance(say(sentences.TWO_DISTANCES, a=a, b=b), argument="distance")
    return found[0]


def _looked_up_in_rows(distance: Mapping[Any, Any], ids: list[Hashable]) -> Iterator[list[Any]]:
    """What a mapping says of each and those before them, read a row at a time where that tells all."""
    rows = {one: row for one in ids if isinstance(row := distance.get(one), Mapping)}
    pairs_too = any(isinstance(key, tuple) for key in distance)
    nothing: Mapping[Any, Any] = {}
    for k, a in enumerate(ids):
        before = ids[:k]
        sources: list[Iterable[Any]] = []
        if pairs_too:
            sources.append(map(distance.get, zip(before, repeat(a)), repeat(_MISSING)))
            sources.append(map(distance.get, zip(repeat(a), before), repeat(_MISSING)))
        if rows:
            sources.append(rows.get(b, nothing).get(a, _MISSING) for b in before)
            sources.append(map(rows.get(a, nothing).get, before, repeat(_MISSING)))
        row = _agreed(list(map(list, sources)), k)
        yield [_looked_up(distance, b, a) for b in before] if row is None else row


def _agreed(sources: list[list[Any]], count: int) -> list[Any] | None:
    """What sources say of so many if each is told of once, or the same by all who tell of any; else None."""
    told = [source for source in sources if source.count(_MISSING) < count]
    if told and all(source == told[0] for source in told):
        merged = told[0]
    elif sum(count - source.count(_MISSING) for source in told) == count:
        merged = [_MISSING] * count
        for source in told:
            merged = [b if a is _MISSING else a for a, b in zip(merged, source, strict=True)]
    else:
        return None
    return None if _MISSING in merged else merged


def _languages(given: object, people: People) -> FrozenMap[Hashable, frozenset[str]] | None:
    if given is None:
        return None
    read = {}
    for thing, languages in pairs(given, "common_language", BadInstance):
        if people.comes(thing):
            listed = items(languages, "common_language", BadInstance)
            read[id_of(thing)] = frozenset(as_text(name, "common_language", BadInstance) for name in listed)
    return FrozenMap({one: read[one] for one in in_order(read)})


def _quotas(argument: str, quotas: Quotas, people: People) -> tuple[TableQuota, ...]:
    read = []
    for given in items(quotas, argument, BadInstance):
        quota = given if isinstance(given, TableQuota) else _quota(argument, given)
        read.append(TableQuota(quota.name, [one for one in quota.members if people.comes(one)], quota.number))
    # Of two numbers for the same people under the same name the stricter one says both.
    read.sort(key=lambda quota: quota.number, reverse=argument == "at_most")
    strictest = {(quota.name, quota.members): quota for quota in read}
    return tuple(sorted(strictest.values(), key=lambda quota: (quota.name, quota.number, order_key(quota.members))))


def _quota(argument: str, given: object) -> TableQuota:
    parts = items(given, argument, BadInstance)
    if len(parts) != 3:  # noqa: PLR2004 - because name, members and number are three
        raise BadInstance(say(sentences.BAD_QUOTA, what=argument), argument=argument, value=given)
    return TableQuota(*parts)


def _earlier(previous: Earlier, tables: int) -> dict[Hashable, int]:
    """Who sat where, counted from 1; tables that are no more cannot be kept, and that is no error."""
    solution = getattr(previous, "solution", previous)
    if solution is None:
        return {}
    if isinstance(solution, Mapping):
        seats = [(id_of(one), table) for one, table in solution.items()]
    else:
        listed = [items(ids, "previous", BadInstance) for ids in items(solution, "previous", BadInstance)]
        seats = [(id_of(one), table) for table, ids in enumerate(listed, 1) for one in ids]
    read = {one: count(table, "previous", least=1, error=BadInstance) for one, table in seats}
    return {one: table for one, table in read.items() if table <= tables}


def _stability(given: float | None, rows: Rows, tables: tuple[tuple[int, int], ...]) -> int | float:
    """What a change of seat must win: what one person contributes at an average table, if nothing is said."""
    if given is not None:
        return number(given, "stability", least=0, error=BadInstance)
    pairs_of_people = len(rows) * (len(rows) - 1)
    if not pairs_of_people or not tables:
        return 0
    read = (
        filterfalse(math.isnan, row[:k]) if math.isnan(math.fsum(row[:k])) else row[:k] for k, row in enumerate(rows)
    )
    mean = 2 * math.fsum(map(abs, chain.from_iterable(read))) / pairs_of_people
    return math.ceil(mean * (len(rows) / len(tables) - 1)) if len(rows) > len(tables) else math.ceil(mean)
