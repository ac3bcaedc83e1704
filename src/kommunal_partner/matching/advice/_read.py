"""The caller's people, weights and rings, read into a task; whatever cannot be read is refused here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized
from itertools import chain, cycle
from typing import Any, Final

from kommunal_partner._checks import count, items, not_there, number, pairs, refusal
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.matching.advice._read_weights import GREATEST, Row, by_rows, read_weights
from kommunal_partner.matching.advice._task import LONGEST, SHORTEST, AdviceTask, Arc, Pair, Places, Ring
from kommunal_partner.matching.scoring._asking import answers, distances_in_turn
from kommunal_partner.participants import id_of
from kommunal_partner.results import Budget, in_order

MOST_PEOPLE: Final = 2000


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
    stability = number(stability, "stability", least=0, most=GREATEST, error=BadRule)
    given = _people(people)
    by_id = {id_of(one): one for one in given}
    if len(by_id) < len(given):
        raise refusal(BadInstance, "people", None, " nennt jemanden zweimal", " names someone twice")
    ids = tuple(in_order(by_id))
    place = {one: at for at, one in enumerate(ids)}
    out = {(id_of(a), id_of(b)) for a, b in pairs(forbidden, "forbidden", BadInstance)}
    for one in (one for pair in out for one in pair):
        _place(one, place, "forbidden")
    earlier = () if previous is None else getattr(previous, "solution", previous)
    kept = [_ids(ring, "previous") for ring in items(earlier, "previous", BadInstance)]
    fixed = sorted({_turned(_ids(ring, "locked"), place) for ring in items(locked, "locked", BadInstance)})
    unread = 0
    if not callable(weight):
        asked = {arc for ring in fixed for arc in zip(ring, ring[1:] + ring[:1], strict=True)}
        said, unread = read_weights(weight, [id_of(one) for one in given], ids, asked, budget)
    elif budget.deadline is None and budget.progress is None:
        said = by_rows(ids, _of_all([by_id[one] for one in ids], weight))
    else:
        answered, unread = _in_turn([by_id[one] for one in ids], weight, fixed, budget)
        said = by_rows(ids, answered)
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
        de = f": {size} sind zu viele für eine Aufgabe (höchstens {MOST_PEOPLE}), bitte zuerst aufteilen"
        en = f": {size} are too many for one task (at most {MOST_PEOPLE}), divide them first"
        raise refusal(BadInstance, "people", None, de, en)
    return given


def _arcs(ids: Sequence[Hashable], said: Sequence[Row], out: set[Pair]) -> FrozenMap[Arc, float]:
    """What each piece of advice that can be given is worth, in the one order of ids."""
    arcs = {(at, to): row[to] for at, row in enumerate(said) for to in sorted(row)}
    place = {one: at for at, one in enumerate(ids)}
    for a, b in out:
        arcs.pop((place[a], place[b]), None)
    return FrozenMap(arcs)


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
    return found, size * (size - 1) - len(said) - late


def _of_all(people: list[Any], weight: Callable[[Any, Any], Any]) -> Iterator[tuple[Arc, Any]]:
    """What a callable says of every two."""
    for at, a in enumerate(people):
        for to, b in enumerate(people):
            if at != to and (worth := weight(a, b)) is not None:
                yield (at, to), worth


def _ids(ring: object, argument: str) -> tuple[Hashable, ...]:
    return tuple(map(id_of, items(ring, argument, BadInstance)))


def _place(one: Hashable, place: Mapping[Hashable, int], argument: str) -> int:
    if one not in place:
        raise not_there(argument, one, place)
    return place[one]


def _turned(ring: Ring, place: Mapping[Hashable, int]) -> Places:
    """A ring by places, beginning with its lowest member."""
    places = [_place(one, place, "locked") for one in ring]
    start = places.index(min(places)) if places else 0
    return (*places[start:], *places[:start])
