"""The weights that a callable or a mapping says, pair by pair, for as long as there is time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner.matching.assignment._checked_weights import WeightsRead, checked, one_row
from kommunal_partner.matching.assignment._in_time import answered
from kommunal_partner.matching.assignment._sides import Side
from kommunal_partner.matching.scoring._asking import answers_in_parts, by_diagonals, from_diagonals, not_asked
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    if not callable(weight) and is_listable(weight, *shape):
        return _spread(listed(weight, left, right, budget), *shape)
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


def is_listable(weight: Mapping[Any, Any], height: int, width: int) -> bool:
    """Whether a mapping holds what it lists and nothing else, and not much that nobody asks for."""
    if type(weight) not in _PLAIN or len(weight) > _MORE * height * width:
        return False
    return all(kind in _PLAIN for kind in set(map(type, weight.values())) if issubclass(kind, Mapping))


def listed(weight: Mapping[Any, Any], left: Side, right: Side, budget: Budget) -> Listed:
    """The weights that a plain mapping of pairs, or of mappings, lists of two sides, as far as there is time."""
    import numpy as np

    found: dict[int, Any] = {}
    keys = iter(weight.items())
    complete = True
    while part := list(islice(keys, _AT_ONCE)):
        if budget.report():
            complete = False
            break
        budget.spend(len(part))
        answered(budget, len(part))
        _take_in(found, part, left.place, right.place)
    for cell in [cell for cell, value in found.items() if value is None]:
        del found[cell]
    cells = np.fromiter(found, np.int64, len(found))
    return Listed(cells, checked(one_row(list(found.values()))[None]), complete)


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
