"""The table of a pool made the same in both directions, tile by tile, so that all of it stays near at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths

DIFFERS: Final = Term(
    "Das Gewicht von (a, b) ist ein anderes als das von (b, a): bitte beide vorher zusammenzählen",
    "the weight of (a, b) differs from that of (b, a): add both up first",
)
_TILE: Final = 256
_FEW: Final = 8
"""So many times fewer pairs than all are made the same from a list of them."""


def fold(cost: Numbers, barred: Truths | None, unread: Truths | None) -> None:
    """Make the tables of both directions one: what was read or barred in one direction holds for both.

    `barred` includes what is `unread`; None stands for a table of no pairs.

    Raises:
        BadInstance: if a weight differs by direction.
    """
    import numpy as np

    if barred is not None and unread is None and (barred.size - np.count_nonzero(barred)) * _FEW < barred.size:
        _fold_few(cost, barred)
        return
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


def _fold_few(cost: Numbers, barred: Truths) -> None:
    """The same where most pairs are barred, which count 0."""
    import numpy as np

    cells = np.flatnonzero(~barred)
    rows, columns = np.divmod(cells, len(cost))
    weights, turned = cost.reshape(-1), columns * len(cost) + rows
    if (weights[cells] != weights[turned]).any():
        raise BadInstance(DIFFERS, argument="weight")
    # What is left of a pair barred in one direction alone weighs 0.
    barred[rows, columns] |= barred[columns, rows]


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
