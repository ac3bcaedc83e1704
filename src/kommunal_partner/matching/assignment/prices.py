"""Dual prices: what a place at each column is worth in an optimal assignment; and covers that prove fairness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment.case import Numbers, Truths

__all__ = ["cover", "most_pairs", "prices_of_pairs"]

_FINE: Final = 2.0**-44


def prices_of_pairs(cost: Numbers, pairs: Sequence[tuple[int, int]]) -> Numbers:
    """The lowest prices of the columns under which nobody is better off elsewhere, given an optimal assignment.

    `cost` holds what pairs count, sign turned, barred pairs 0; a column without a pair is free of charge. A price
    rises when some row would pay more for the column than keeps it at its own; only rows whose own column has just
    become dearer are asked again.
    """
    import numpy as np

    height, width = cost.shape
    price = np.zeros(width)
    rows = np.array([row for row, _ in pairs], dtype=np.int64)
    columns = np.array([column for _, column in pairs], dtype=np.int64)
    alone = np.ones(height, dtype=np.bool_)
    alone[rows] = False
    if alone.any() and width:
        price = np.maximum(price, -cost[alone].min(axis=0))
    if not rows.size:
        return price
    # A barred pair counts 0 and two that are left alone count 0: the same prices fit both.
    offers = cost[rows, columns][:, None] - cost[rows]  # what a row gains by each column, over its own
    fine = _FINE * max(float(np.abs(offers).max()), 1.0)
    position = np.full(width, -1)
    position[columns] = np.arange(rows.size)
    asking = np.arange(rows.size)
    for _ in range(width + 2):  # pragma: no branch - because only rounding could keep it going that long
        asked = offers if asking.size == rows.size else offers[asking]
        wanted = (asked + price[columns[asking], None]).max(axis=0)
        dearer = (wanted > price + fine) & (position >= 0)
        if not dearer.any():
            break
        price[dearer] = wanted[dearer]
        asking = position[dearer]
    return price


def most_pairs(open_pairs: Truths, room_left: Sequence[int], room_right: Sequence[int]) -> int:
    """How many pairs can be made at once."""
    return _flow(open_pairs, room_left, room_right)[0]


def cover(
    open_pairs: Truths, room_left: Sequence[int], room_right: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Rows and columns whose places, with the open pairs between the others, are as many as the most pairs."""
    import numpy as np
    from scipy.sparse.csgraph import breadth_first_order

    _, residual = _flow(open_pairs, room_left, room_right)
    height, width = open_pairs.shape
    reached = np.zeros(height + width + 2, dtype=np.bool_)
    reached[breadth_first_order(residual, height + width, return_predecessors=False)] = True
    rows = tuple(np.flatnonzero(~reached[:height]).tolist())
    columns = tuple(np.flatnonzero(reached[height : height + width]).tolist())
    return rows, columns


def _flow(open_pairs: Truths, room_left: Sequence[int], room_right: Sequence[int]) -> tuple[int, object]:
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import maximum_flow

    height, width = open_pairs.shape
    rows, columns = open_pairs.nonzero()
    source, sink = height + width, height + width + 1
    tails = np.concatenate([np.full(height, source), rows, height + np.arange(width)])
    heads = np.concatenate([np.arange(height), height + columns, np.full(width, sink)])
    rooms = np.concatenate([np.array(room_left), np.ones(rows.size), np.array(room_right)]).astype(np.int32)
    graph = sparse.csr_matrix((rooms, (tails, heads)), shape=(sink + 1, sink + 1))
    found = maximum_flow(graph, source, sink)
    residual = graph - found.flow
    residual.eliminate_zeros()
    return int(found.flow_value), residual
