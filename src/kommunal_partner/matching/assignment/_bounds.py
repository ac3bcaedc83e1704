"""Dual prices: what a place at each column is worth in an optimal assignment; they prove that nothing is better.

The prices are the shortest distances of the residual graph, found by label correcting (Bellman and Ford): O(n²) for
each round, as many rounds as the longest chain of exchanges (Ahuja, Magnanti, Orlin, Network Flows, 1993, section 5.4).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from kommunal_partner.matching.assignment._whole import added

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import Numbers, Place

_FINE: Final = 2.0**-44


def prices_one_to_one(encoded: Encoded, locked: Collection[Place], pairs: Sequence[Place]) -> Numbers:
    """Prices of a result one to one; where no place is left beside locked pairs, as dear as anyone could pay."""
    import numpy as np

    cost, room_left, room_right = encoded.cost, encoded.room_left, encoded.room_right
    exact = encoded.exact
    if locked and encoded.barred is not None:
        cost = np.where(encoded.barred, 0, cost)
    elif all(room_left) and all(room_right):
        return prices_of_pairs(cost, pairs, exact=exact)
    rows, columns = np.flatnonzero(room_left), np.flatnonzero(room_right)
    row_at = {row: place for place, row in enumerate(rows.tolist())}
    column_at = {column: place for place, column in enumerate(columns.tolist())}
    free = [(row_at[row], column_at[column]) for row, column in pairs if row in row_at and column in column_at]
    prices = np.full(len(room_right), -float(cost.min(initial=0)))
    prices[columns] = prices_of_pairs(cost[np.ix_(rows, columns)], free, exact=exact)
    return prices


def highest_sum(encoded: Encoded, locked: Collection[Place], prices: Numbers) -> float:
    """What no result can count more than at these prices: what the places fetch, and what every row gains beyond."""
    import numpy as np

    large = encoded.objective.large
    fixed = -added((encoded.cost[pair] for pair in locked), large=large)
    beyond = -encoded.cost
    beyond -= prices
    if encoded.barred is not None:
        beyond[encoded.barred] = 0
    np.maximum(beyond, 0, out=beyond)
    if beyond.size and max(encoded.room_left, default=0) <= 1:
        gains = (beyond.max(axis=1) * np.array(encoded.room_left)).tolist()
    else:
        beyond = np.sort(beyond, axis=1)[:, ::-1]
        rows = zip(beyond, encoded.room_left, strict=True)
        gains = [added(row[:room].tolist(), large=large) for row, room in rows]
    fetched = (np.maximum(prices, 0) * np.array(encoded.room_right)).tolist()
    return added([fixed, *gains, *fetched], large=large)


def prices_of_pairs(cost: Numbers, pairs: Sequence[Place], *, exact: bool = False) -> Numbers:
    """The lowest prices of the columns under which nobody is better off elsewhere, given an optimal assignment.

    `cost` holds what pairs count, sign turned, barred pairs 0; a column without a pair is free of charge. A price
    rises when some row would pay more for the column than keeps it at its own; only rows whose own column has just
    become dearer are asked again. `exact` tells that no number was rounded.
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
    offers = cost[rows]
    np.subtract(cost[rows, columns][:, None], offers, out=offers)  # what a row gains by each column, over its own
    fine = 0.0 if exact else _FINE * (max(float(offers.max()), -float(offers.min())) or 1.0)
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
