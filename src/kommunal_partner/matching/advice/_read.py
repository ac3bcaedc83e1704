"""The caller's people, weights and rings, read into a task; whatever cannot be read is refused here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized
from itertools import chain, cycle
from operator import index, itemgetter
from typing import Any, Final, cast

from kommunal_partner._checks import count, is_number, items, nearest, number, only_pairs, pairs
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.matching.advice._task import LONGEST, SHORTEST, AdviceTask, Arc, Pair, Places, Ring
from kommunal_partner.matching.scoring._asking import answers, distances_in_turn
from kommunal_partner.participants import id_of
from kommunal_partner.results import Budget, in_order

MOST_PEOPLE: Final = 2000
_GREATEST: Final = 1e290
"""Weights up to this can be added without running out of floats, however many they are."""


def read_task(
    people: Iterable[Hashable],
    weight: Any,  # noqa: ANN401 - because rows of numbers, mappings and callables will do
    budget: Budget,
    *,
    longest: int,
    forbidden: Iterable[Pair] | Mapping[Any, Any],
    locked: Iterable[Ring],
    previous: object,
    stability: float,
) -> AdviceTask:
    """The task in its one order; where the budget ends before all is asked for, the rest cannot be given.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a length or a stability that there is not.
    """
    longest = count(longest, "longest", least=SHORTEST, most=LONGEST, error=BadRule)
    stability = number(stability, "stability", least=0, most=_GREATEST, error=BadRule)
    given = _people(people)
    by_id = {id_of(one): one for one in given}
    if len(by_id) < len(given):
        raise BadInstance("someone stands twice among the people", argument="people")
    ids = tuple(in_order(by_id))
    place = {one: at for at, one in enumerate(ids)}
    out = {(id_of(a), id_of(b)) for a, b in pairs(forbidden, "forbidden", BadInstance)}
    for one in (one for pair in out for one in pair):
        _place(one, place, "forbidden")
    earlier = () if previous is None else getattr(previous, "solution", previous)
    kept = [_ids(ring, "previous") for ring in items(earlier, "previous", BadInstance)]
    fixed = sorted({_turned(_ids(ring, "locked"), place) for ring in items(locked, "locked", BadInstance)})
    said: Iterable[tuple[Arc, Any]]
    unread = 0
    if callable(weight) and (budget.deadline is not None or budget.progress is not None):
        said, unread = _in_turn([by_id[one] for one in ids], weight, fixed, budget)
    elif isinstance(weight, Mapping):
        said = _of_mapping(weight, place)
    else:
        said = _of_all(given, place, weight)
    return AdviceTask(
        ids,
        _arcs(ids, said, out),
        longest,
        tuple(fixed),
        frozenset(_turned(ring, place) for ring in kept if all(one in place for one in ring)),
        stability,
        unread,
    )


def _people(people: Iterable[Hashable]) -> list[Any]:
    """The people of a collection; a mapping by id stands for its values if these have the ids, else for its keys."""
    if isinstance(people, Mapping):
        by_id = all(getattr(one, "id", None) == key for key, one in people.items())
        people = people.values() if by_id else people.keys()
    size = len(people) if isinstance(people, Sized) else 0
    given: list[Any] = []
    if size <= MOST_PEOPLE:
        given = list(people if isinstance(people, str) else items(people, "people", BadInstance))
        size = len(given)
    if size > MOST_PEOPLE:
        raise BadInstance(f"{size} people: at most {MOST_PEOPLE} in one task; divide them first", argument="people")
    return given


def _arcs(ids: Sequence[Hashable], said: Iterable[tuple[Arc, Any]], out: set[Pair]) -> FrozenMap[Arc, float]:
    """What each piece of advice that can be given is worth, in the one order of ids."""
    return FrozenMap(
        {
            (at, to): _number(ids[at], ids[to], found)
            for (at, to), found in said
            if at != to and found is not None and (ids[at], ids[to]) not in out
        }
    )


def _in_turn(
    people: list[Any], weight: Callable[[Any, Any], Any], locked: Iterable[Places], budget: Budget
) -> tuple[list[tuple[Arc, Any]], int]:
    """What a callable says of every two as far as there is time, and of how many there was none.

    Those next to one another come first, in both directions, so that everybody comes early; of locked rings it is
    always asked.
    """
    size = len(people)
    apart = distances_in_turn(size)
    advised = chain.from_iterable(people[away:] + people[:away] for away in apart)
    reading = budget.within(size * size + 1)
    said = answers(weight, cycle(people), advised, reading)
    budget.stopped |= reading.stopped
    arcs = ((at, (at + away) % size) for away in apart for at in range(size))
    found = [(arc, worth) for worth, arc in zip(said, arcs, strict=False) if worth is not None]
    late = 0
    for at, to in (arc for ring in locked for arc in zip(ring, ring[1:] + ring[:1], strict=True)):
        if at != to and apart.index((to - at) % size) * size + at >= len(said):
            found.append(((at, to), weight(people[at], people[to])))
            late += 1
    return sorted(found, key=itemgetter(0)), size * (size - 1) - len(said) - late


def _of_mapping(weight: Mapping[Any, Any], place: Mapping[Hashable, int]) -> list[tuple[Arc, Any]]:
    """What is said in a mapping of pairs, or in one of mappings; what is missing cannot be given."""
    only_pairs(weight, "weight")
    found: dict[Arc, Any] = {}
    for a, at in place.items():
        row = weight.get(a)
        if isinstance(row, Mapping):
            found |= {(at, place[b]): said for b, said in row.items() if b in place}
    for key, said in weight.items():
        if not isinstance(said, Mapping) and key[0] in place and key[1] in place:
            found[place[key[0]], place[key[1]]] = said
    return sorted(found.items(), key=itemgetter(0))


def _of_all(
    people: list[Any],
    place: Mapping[Hashable, int],
    weight: Any,  # noqa: ANN401 - because rows of numbers and callables will do
) -> Iterator[tuple[Arc, Any]]:
    """What rows of numbers, or a callable, say of every two."""
    by_id = {id_of(one): (row, one) for row, one in enumerate(people)}
    ordered = [by_id[one] for one in place]
    rows: list[Sequence[Any]] = [] if callable(weight) else list(items(weight, "weight", BadInstance))
    sizes = [len(row) if hasattr(row, "__len__") else -1 for row in rows]
    if not callable(weight) and (len(rows) != len(people) or any(size != len(people) for size in sizes)):
        raise BadInstance(f"the weights must be {len(people)} rows of {len(people)} numbers", argument="weight")
    for at, (row, a) in enumerate(ordered):
        for to, (column, b) in enumerate(ordered):
            if at != to:
                yield (at, to), weight(a, b) if callable(weight) else rows[row][column]


def _number(a: Hashable, b: Hashable, weight: object) -> int | float:
    """A weight as a plain number, whole if it is: numbers of numpy, fractions and decimals too."""
    said = f"the weight of {a!r} advising {b!r}"
    is_whole = is_number(weight) and hasattr(weight, "__index__")
    found = index(cast("Any", weight)) if is_whole else number(weight, said, error=BadInstance)
    if abs(found) > _GREATEST:
        raise BadInstance(f"{said} is too large; divide all by one number", argument="weight")
    return found


def _ids(ring: object, argument: str) -> tuple[Hashable, ...]:
    return tuple(map(id_of, items(ring, argument, BadInstance)))


def _place(one: Hashable, place: Mapping[Hashable, int], argument: str) -> int:
    if one not in place:
        text = f"{argument} names {one!r}, who is not there"
        raise BadInstance(text, argument=argument, value=one, suggestions=nearest(one, place))
    return place[one]


def _turned(ring: Ring, place: Mapping[Hashable, int]) -> Places:
    """A ring by places, beginning with its lowest member."""
    places = [_place(one, place, "a ring") for one in ring]
    start = places.index(min(places)) if places else 0
    return (*places[start:], *places[:start])
