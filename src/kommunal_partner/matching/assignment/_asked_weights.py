"""The weights that a callable or a mapping says, pair by pair, for as long as there is time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from itertools import compress, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import frozen

from kommunal_partner._checks import no_pair
from kommunal_partner.matching.assignment._checked_weights import WeightsRead, checked, one_row
from kommunal_partner.matching.assignment._in_time import answered
from kommunal_partner.matching.assignment._sides import Side
from kommunal_partner.matching.scoring._asking import answers_in_parts, by_diagonals, from_diagonals, not_asked
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

_NOBODY: Final = -1
_PLAIN: Final = (dict, defaultdict)
"""Mappings that hold what they list and nothing else."""
_AT_ONCE: Final = 4_096
"""So many keys of a mapping are looked at between two looks at the clock."""
_MORE: Final = 4
"""A mapping that holds so many times more than there are pairs is asked for these instead."""


def asked(
    weight: Callable[[Any, Any], Any] | Mapping[Any, Any], left: Side, right: Side, budget: Budget
) -> WeightsRead:
    """What a callable or a mapping says of each pair, and of which there was no time to ask."""
    shape = len(left.ids), len(right.ids)
    if not callable(weight) and (kinds := kinds_listed(weight, *shape)) is not None:
        return _spread(listed(weight, left, right, budget, kinds, of_tuples=is_of_tuples(weight, kinds)), *shape)
    if callable(weight):
        read = checked(asked_row(weight, *by_diagonals(left.in_order, right.in_order), budget)[None])
    else:
        read = checked(asked_row(partial(looked_up, weight), *by_diagonals(left.ids, right.ids), budget)[None])
    barred = None if read.barred is None else from_diagonals(read.barred[0], *shape)
    cost, unread = from_diagonals(read.cost[0], *shape), not_asked(read.cost.size, *shape)
    return WeightsRead(cost, barred, read.exact, unread)


def asked_row(
    ask: Callable[[Any, Any], Any], firsts: Iterable[Any], seconds: Iterable[Any], budget: Budget
) -> NDArray[Any]:
    """What is said of each two, as an array; of fewer where the budget ends before."""
    import numpy as np

    parts = []
    for part in answers_in_parts(ask, firsts, seconds, budget):
        parts.append(one_row(part))
        answered(budget, len(part))
    return np.concatenate(parts or [one_row([])])


def looked_up(weight: Mapping[Any, Any], a: Hashable, b: Hashable) -> Any:  # noqa: ANN401 - because it is checked with the table
    """The weight of a pair in a mapping of pairs, or in one of mappings; whatever is missing forbids the pair."""
    if (a, b) in weight:
        return weight[a, b]
    row = weight.get(a)
    return row.get(b) if isinstance(row, Mapping) else None


@frozen(eq=False)
class Listed:
    """The weights that a mapping lists, by their places row by row; `complete` tells whether these are all."""

    cells: NDArray[np.int64]
    read: WeightsRead
    complete: bool


def kinds_listed(weight: Mapping[Any, Any], height: int, width: int) -> set[type] | None:
    """Of what types the values of a mapping are that holds what it lists and nothing else; None of any other.

    A mapping that holds much that nobody asks for is another.
    """
    if type(weight) not in _PLAIN or len(weight) > _MORE * height * width:
        return None
    kinds = set(map(type, weight.values()))
    return kinds if all(kind in _PLAIN for kind in kinds if issubclass(kind, Mapping)) else None


def is_of_tuples(weight: Mapping[Any, Any], kinds: set[type]) -> bool:
    """Whether a plain mapping whose values are of these types has plain tuples for keys alone, and no mappings."""
    return kinds.isdisjoint(_PLAIN) and set(map(type, weight)) <= {tuple}


def listed(
    weight: Mapping[Any, Any], left: Side, right: Side, budget: Budget, kinds: set[type], *, of_tuples: bool
) -> Listed:
    """The weights that a plain mapping of pairs, or of mappings, lists of two sides, as far as there is time.

    `kinds` are the types of its values; `of_tuples` tells that all keys are plain tuples, and no values mappings.

    Raises:
        BadInstance: for such a tuple that is no pair.
    """
    import numpy as np

    if of_tuples:
        return _listed_pairs(weight, left, right, budget, kinds)
    found: dict[int, Any] = {}
    taken = 0
    for part in _in_parts(weight.items(), budget):
        _take_in(found, part, left.place, right.place)
        taken += len(part)
    for cell in [cell for cell, value in found.items() if value is None]:
        del found[cell]
    cells = np.fromiter(found, np.int64, len(found))
    return Listed(cells, checked(one_row(list(found.values()))[None]), taken == len(weight))


def _listed_pairs(weight: Mapping[Any, Any], left: Side, right: Side, budget: Budget, kinds: set[type]) -> Listed:
    """The same of nothing but pairs, no two of which have one place, so nothing need be put together one by one."""
    import numpy as np

    width = len(right.ids)
    rows = dict(zip(left.ids, range(0, len(left.ids) * width, width), strict=True)) if width else {}
    places: list[int] = []
    for part in _in_parts(weight, budget):
        places += _places(part, rows, right.place)
    taken, values = len(places), list(weight.values())
    if taken < len(values) or type(None) in kinds or _NOBODY in places:
        there = [place != _NOBODY and value is not None for place, value in zip(places, values, strict=False)]
        places, values = list(compress(places, there)), list(compress(values, there))
        kinds = set(map(type, values))
    return Listed(np.array(places, dtype=np.int64), checked(one_row(values, kinds)[None]), taken == len(weight))


def _places(keys: list[tuple[Any, ...]], rows: dict[Hashable, int], columns: dict[Hashable, int]) -> list[int]:
    """The places of pairs of ids, by what is told of each row and each column; `_NOBODY` where one is not there."""
    try:
        try:
            return [rows[one] + columns[other] for one, other in keys]
        except KeyError:
            return [rows[one] + columns[other] if one in rows and other in columns else _NOBODY for one, other in keys]
    except ValueError:
        raise no_pair(next(key for key in keys if len(key) != 2), "weight") from None  # noqa: PLR2004 - because that is what a pair is


def _in_parts(keys: Iterable[T], budget: Budget) -> Iterator[list[T]]:
    """So many keys at once as are read between two looks at the clock, until the budget ends."""
    rest = iter(keys)
    while part := list(islice(rest, _AT_ONCE)):
        if budget.report():
            return
        budget.spend(len(part))
        answered(budget, len(part))
        yield part


def _take_in(
    found: dict[int, Any], part: Iterable[tuple[Any, Any]], rows: dict[Hashable, int], columns: dict[Hashable, int]
) -> None:
    """Put what some keys of a mapping say at its place; what a pair says goes before what a row says."""
    width = len(columns)
    for key, value in part:
        if type(value) in _PLAIN and key in rows:
            start = rows[key] * width
            for one, weight in value.items():
                if one in columns:
                    found.setdefault(start + columns[one], weight)
        if isinstance(key, tuple) and len(key) == 2:  # noqa: PLR2004 - because that is what a pair is
            row, column = rows.get(key[0]), columns.get(key[1])
            if row is not None and column is not None:
                found[row * width + column] = value


def _spread(listed: Listed, height: int, width: int) -> WeightsRead:
    """What a mapping lists as a table; what it does not is barred, and not read if there was no time for all of it."""
    import numpy as np

    cost, barred = np.zeros((height, width)), np.ones((height, width), dtype=np.bool_)
    cost.reshape(-1)[listed.cells] = listed.read.cost[0]
    barred.reshape(-1)[listed.cells] = False if listed.read.barred is None else listed.read.barred[0]
    unread = None
    if not listed.complete:
        unread = np.ones((height, width), dtype=np.bool_)
        unread.reshape(-1)[listed.cells] = False
    return WeightsRead(cost, barred if barred.any() else None, listed.read.exact, unread)
