"""The weights of a pool, each two asked for once: of a callable for all, of a plain mapping for those it holds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import evolve

from kommunal_partner._checks import only_pairs
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._asked_weights import (
    Listed,
    asked_row,
    is_of_tuples,
    kinds_listed,
    listed,
    looked_up,
)
from kommunal_partner.matching.assignment._checked_weights import PairsRead, WeightsRead, checked, one_row
from kommunal_partner.matching.assignment._fold import DIFFERS
from kommunal_partner.matching.assignment._sides import Side
from kommunal_partner.matching.assignment._task import Place, Weight
from kommunal_partner.matching.assignment._weights import PairList, are_few
from kommunal_partner.matching.scoring._asking import distances_in_turn
from kommunal_partner.participants import id_of
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Truths

    Places = tuple[NDArray[np.int64], NDArray[np.int64]]


def both_ways(people: Side, weight: Weight, locked: Iterable[Place], budget: Budget) -> WeightsRead | PairsRead:
    """The weights of a callable or a mapping for both directions, and which there was no time for.

    Of locked pairs it is always asked.

    Raises:
        BadInstance: for a weight that is no finite number, or differs by direction.
    """
    import numpy as np

    count = len(people.in_order)
    mapping: Any = weight
    kinds = None if callable(weight) else kinds_listed(mapping, count, count)
    of_tuples = kinds is not None and is_of_tuples(mapping, kinds)
    if isinstance(weight, Mapping) and not of_tuples:
        only_pairs(weight, "weight")
    if kinds is not None:
        listing = listed(mapping, people, people, budget, kinds, of_tuples=of_tuples)
        if listing.complete and listing.read.barred is None and are_few(2 * listing.cells.size, count):
            return PairsRead(_pair_list(count, listing), listing.read.exact)
        places, read, complete = np.divmod(listing.cells, max(count, 1)), listing.read, listing.complete
        barred: Truths | None = np.ones((count, count), dtype=np.bool_)
    else:
        places, read = _asked_once(weight, people, budget)
        complete = read.cost.size == count * (count - 1) // 2
        barred = None if read.barred is None else np.zeros((count, count), dtype=np.bool_)
    cost, cells = np.zeros((count, count)), _cells(places, count)
    _set_both(cost, cells, values=read.cost[0])
    if barred is not None:
        _set_both(barred, cells, values=False if read.barred is None else read.barred[0])
    found = WeightsRead(cost, barred, read.exact)
    if complete:
        return found
    unread = ~np.eye(count, dtype=np.bool_)
    _set_both(unread, cells, values=False)
    found = _with_late(found, people, weight, [pair for pair in locked if unread[pair]], unread)
    return evolve(found, unread=unread) if unread.any() else found


def _pair_list(count: int, listing: Listed) -> PairList:
    """What a mapping lists, each pair once in both directions.

    Raises:
        BadInstance: if a pair is there in both with different values.
    """
    import numpy as np

    rows, columns = np.divmod(listing.cells, count)
    cells, costs = np.concatenate([listing.cells, columns * count + rows]), listing.read.cost[0]
    order = cells.argsort()
    cells, costs = cells[order], np.concatenate([costs, costs])[order]
    twice = cells[1:] == cells[:-1]
    if twice.any():
        if (costs[1:] != costs[:-1])[twice].any():
            raise BadInstance(DIFFERS, argument="weight")
        once = np.append(~twice, True) & (cells % (count + 1) != 0)  # nobody is paired with themselves
        cells, costs = cells[once], costs[once]
    return PairList(count, cells, costs)


def _asked_once(weight: Weight, people: Side, budget: Budget) -> tuple[Places, WeightsRead]:
    """The places of all pairs that were asked for, each once, and what was said of them."""
    everyone, count = people.in_order, len(people.in_order)
    apart = distances_in_turn(count)
    firsts = chain.from_iterable(everyone[: count - away] for away in apart)
    seconds = chain.from_iterable(everyone[away:] for away in apart)
    read = checked(asked_row(_asking(weight), firsts, seconds, budget)[None])
    return _first_two(read.cost.size, count, apart), read


def _asking(weight: Weight) -> Callable[[Any, Any], Any]:
    return weight if callable(weight) else partial(_either_direction, weight)


def _with_late(found: WeightsRead, people: Side, weight: Weight, late: list[Place], unread: Truths) -> WeightsRead:
    """The weights with those of locked pairs that there was no time for."""
    import numpy as np

    if not late:
        return found
    everyone, ask = people.in_order, _asking(weight)
    read = checked(one_row([ask(everyone[row], everyone[column]) for row, column in late])[None])
    rows, columns = np.array(late, dtype=np.int64).T
    cells = _cells((rows, columns), len(everyone))
    barred = np.zeros(found.cost.shape, dtype=np.bool_) if found.barred is None else found.barred
    _set_both(found.cost, cells, values=read.cost[0])
    _set_both(barred, cells, values=False if read.barred is None else read.barred[0])
    _set_both(unread, cells, values=False)
    return WeightsRead(found.cost, barred, found.exact and read.exact)


def _cells(places: Places, size: int) -> Places:
    """Where pairs stand in a table of so many people, in either direction."""
    rows, columns = places
    return rows * size + columns, columns * size + rows


def _set_both(table: NDArray[Any], cells: Places, *, values: NDArray[Any] | bool) -> None:
    """Set pairs in both directions.

    Raises:
        BadInstance: if a pair is there in both with different values.
    """
    there, back = cells
    flat = table.reshape(-1)
    flat[back] = values
    flat[there] = values
    if not isinstance(values, bool) and (flat[back] != values).any():
        raise BadInstance(DIFFERS, argument="weight")


def _first_two(number: int, count: int, apart: list[int]) -> Places:
    """The places of the first so many of all pairs that are so far apart in turn."""
    import numpy as np

    sizes = count - np.array(apart, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    taken = np.clip(number - starts, 0, sizes)
    rows = np.arange(number) - np.repeat(starts, taken)
    return rows, rows + np.repeat(count - sizes, taken)


def _either_direction(weight: Mapping[Any, Any], one: Hashable, other: Hashable) -> Any:  # noqa: ANN401 - because it is checked with the table
    """The weight of two in a mapping of pairs that holds each pair in one direction, or in both with one weight."""
    there, back = looked_up(weight, id_of(one), id_of(other)), looked_up(weight, id_of(other), id_of(one))
    if there is not None and back is not None and there != back:
        raise BadInstance(DIFFERS, argument="weight")
    return back if there is None else there
