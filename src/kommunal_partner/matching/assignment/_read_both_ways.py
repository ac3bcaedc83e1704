"""The weights of a pool, each two asked for once: of a callable for all, of a plain mapping for those it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._read_weights import Side, WeightsRead, checked, looked_up, one_row
from kommunal_partner.matching.assignment._task import Place, Weight
from kommunal_partner.matching.scoring._asking import answers, distances_in_turn
from kommunal_partner.participants import id_of
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Truths

    Places = tuple[NDArray[np.int64], NDArray[np.int64]]

_PLAIN: Final = (dict, defaultdict)
"""Mappings that hold what they list and nothing else."""


def both_ways(
    people: Side, weight: Weight, locked: Iterable[Place], budget: Budget
) -> tuple[WeightsRead, Truths | None]:
    """The weights of a callable or a mapping for both directions; and those there was no time for.

    Of locked pairs it is always asked.

    Raises:
        BadInstance: for a weight that is no finite number, or differs by direction.
    """
    import numpy as np

    everyone = people.in_order
    count = len(everyone)
    ask: Callable[[Any, Any], Any] = weight if callable(weight) else partial(_either_direction, weight)
    listed: Mapping[Any, Any] | None = None if callable(weight) or not _is_plain(weight) else weight
    apart = distances_in_turn(count)
    said: list[Any]
    firsts: Iterator[Any]
    seconds: Iterator[Any]
    if listed is None:
        firsts = chain.from_iterable(everyone[: count - away] for away in apart)
        seconds = chain.from_iterable(everyone[away:] for away in apart)
        said = answers(ask, firsts, seconds, budget)
        rows, columns = _first_two(len(said), count, apart)
        unread = np.zeros((count, count), dtype=np.bool_)
        if len(said) < count * (count - 1) // 2:
            unread = ~np.eye(count, dtype=np.bool_)
            _set_both(unread, (rows, columns), values=False)
    else:
        rows, columns = _listed(listed, people, apart)
        firsts, seconds = (map(everyone.__getitem__, places.tolist()) for places in (rows, columns))
        said = answers(ask, firsts, seconds, budget)
        unread = np.zeros((count, count), dtype=np.bool_)
        _set_both(unread, (rows[len(said) :], columns[len(said) :]), values=True)
        rows, columns = rows[: len(said)], columns[: len(said)]
    late = [pair for pair in dict.fromkeys(locked) if unread[pair]]
    late_places = np.array(late, dtype=np.int64).reshape(-1, 2).T
    rows, columns = np.append(rows, late_places[0]), np.append(columns, late_places[1])
    said += [ask(everyone[row], everyone[column]) for row, column in late]
    _set_both(unread, (late_places[0], late_places[1]), values=False)
    read = checked(one_row(said)[None])
    cost, barred = np.zeros((count, count)), None
    _set_both(cost, (rows, columns), values=read.cost[0])
    if listed is not None or read.barred is not None:
        barred = np.full((count, count), listed is not None)
        _set_both(barred, (rows, columns), values=False if read.barred is None else read.barred[0])
    return WeightsRead(cost, barred, read.exact), unread if unread.any() else None


def _set_both(table: NDArray[Any], places: Places, *, values: object) -> None:
    """Set pairs in both directions."""
    rows, columns = places
    flat = table.reshape(-1)
    flat[rows * len(table) + columns] = values
    flat[columns * len(table) + rows] = values


def _first_two(number: int, count: int, apart: list[int]) -> Places:
    """The places of the first so many of all pairs that are so far apart in turn."""
    import numpy as np

    sizes = count - np.array(apart, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    taken = np.clip(number - starts, 0, sizes)
    rows = np.arange(number) - np.repeat(starts, taken)
    return rows, rows + np.repeat(count - sizes, taken)


def _is_plain(weight: Mapping[Any, Any]) -> bool:
    return type(weight) in _PLAIN and all(type(row) in _PLAIN for row in weight.values() if isinstance(row, Mapping))


def _listed(weight: Mapping[Any, Any], people: Side, apart: list[int]) -> Places:
    """The places of the pairs that a mapping holds, in the same order."""
    import numpy as np

    place = people.place
    found: list[Place] = []
    for key, value in weight.items():
        if isinstance(value, Mapping) and key in place:
            found += [(place[key], place[one]) for one in value if one in place]
        if isinstance(key, tuple) and len(key) == 2 and key[0] in place and key[1] in place:  # noqa: PLR2004 - because that is what a pair is
            found.append((place[key[0]], place[key[1]]))
    both = np.sort(np.array(found, dtype=np.int64).reshape(-1, 2), axis=1)
    away = both[:, 1] - both[:, 0]
    turn = np.zeros(len(place), dtype=np.int64)
    turn[apart] = np.arange(len(apart))
    once = np.unique((turn[away] * len(place) + both[:, 0])[away > 0])
    rows = once % len(place)
    return rows, rows + np.array(apart, dtype=np.int64)[once // len(place)]


def _either_direction(weight: Mapping[Any, Any], one: Hashable, other: Hashable) -> Any:  # noqa: ANN401 - because it is checked with the table
    """The weight of two in a mapping of pairs that holds each pair in one direction, or in both with one weight."""
    there, back = looked_up(weight, id_of(one), id_of(other)), looked_up(weight, id_of(other), id_of(one))
    if there is not None and back is not None and there != back:
        raise BadInstance("the weight of (a, b) differs from that of (b, a): add both up first", argument="weight")
    return back if there is None else there
