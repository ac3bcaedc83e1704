"""The weights of a pool made the same in both directions: in a list if they are few, else in their table.

The table is gone through tile by tile, so that all of it stays near at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.matching.assignment._weights import PairList, are_few

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths

DIFFERS: Final = Term(
    "Das Gewicht von (a, b) ist ein anderes als das von (b, a): bitte beide vorher zusammenzählen",
    "the weight of (a, b) differs from that of (b, a): add both up first",
)
_TILE: Final = 256
_FEW: Final = 8
"""So many times fewer pairs than all are made the same in a list of them."""


def folded_list(cost: Numbers, barred: Truths) -> PairList | None:
    """The pairs that may be made in both directions, in a list; None if they are not few.

    Raises:
        BadInstance: if a weight differs by direction.
    """
    import numpy as np

    people, allowed = len(cost), barred.size - int(np.count_nonzero(barred))
    if allowed * _FEW >= barred.size and not are_few(allowed, people):
        return None
    cells, weights = np.flatnonzero(~barred), cost.reshape(-1)
    rows, columns = np.divmod(cells, people)
    costs, turned = weights[cells], columns * people + rows
    if (costs != weights[turned]).any():
        raise BadInstance(DIFFERS, argument="weight")
    both = (rows != columns) & ~barred.reshape(-1)[turned]  # nobody is paired with themselves
    return PairList(people, cells[both], costs[both])


def fold(cost: Numbers, barred: Truths | None, unread: Truths | None) -> None:
    """Make the tables of both directions one: what was read or barred in one direction holds for both.

    `barred` includes what is `unread`; None stands for a table of no pairs.

    Raises:
        BadInstance: if a weight differs by direction.
    """
    import numpy as np

    for there, back in _tiles(len(cost)):
        if barred is not None and unread is not None:
            if unread[there].all() and unread[back].all():
                continue
            _fill_in(cost, barred, unread, there, back)
            _fill_in(cost, barred, unread, back, there)
        if not np.array_equal(cost[there], cost[back].T):
            raise BadInstance(DIFFERS, argument="weight")
        if barred is not None:
            both = barred[there] | barred[back].T
            barred[there], barred[back] = both, both.T
            cost[there][both] = 0
            cost[back][both.T] = 0


_Tile = tuple[slice, slice]


def _tiles(size: int) -> Iterator[tuple[_Tile, _Tile]]:
    """Every tile on or above the diagonal, and the one opposite."""
    for row in range(0, size, _TILE):
        for column in range(row, size, _TILE):
            rows, columns = slice(row, row + _TILE), slice(column, column + _TILE)
            yield (rows, columns), (columns, rows)


def _fill_in(cost: Numbers, barred: Truths, unread: Truths, here: _Tile, back: _Tile) -> None:
    """Take over what was read in the other direction only."""
    missing = unread[here] & ~unread[back].T
    if missing.all():
        cost[here], barred[here] = cost[back].T, barred[back].T
    elif missing.any():
        cost[here][missing] = cost[back].T[missing]
        barred[here][missing] = barred[back].T[missing]
    unread[here] &= ~missing
