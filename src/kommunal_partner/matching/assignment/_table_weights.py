"""The weights of a table; of a large one under a deadline, as many rows as there is time for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._checked_weights import WeightsRead, checked, table_of
from kommunal_partner.matching.assignment._sides import Side
from kommunal_partner.matching.assignment._task import Weight
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LARGE: Final = 1_000_000
"""A table of fewer pairs is read in no time."""
_AT_ONCE: Final = 2**18
"""So many pairs are read between two looks at the clock."""


def tabled(weight: Weight, left: Side, right: Side, budget: Budget) -> WeightsRead:
    """The weights of a table in the one order of both sides, as far as there is time.

    Raises:
        BadInstance: for a table of another shape, or a weight that is no finite number.
    """
    import numpy as np

    is_large = len(left.ids) * len(right.ids) > _LARGE
    has_rows = type(weight) in {list, tuple, np.ndarray}
    if budget.deadline is None or not (is_large and has_rows and len(weight) == len(left.ids)):
        return checked(_in_order(weight, left, right))
    try:
        return _row_by_row(weight, left, right, budget)
    except BadInstance:
        return checked(_in_order(weight, left, right))  # which is refused for all of its shape


def _row_by_row(rows: Any, left: Side, right: Side, budget: Budget) -> WeightsRead:  # noqa: ANN401 - because any rows of numbers will do
    """What so many rows say as there is time for; of the others nothing is known."""
    import numpy as np

    shape = height, width = len(left.ids), len(right.ids)
    cost, barred, exact = np.zeros(shape), None, True
    in_order = _columns_in_order(right)
    at_once = max(1, _AT_ONCE // width)
    for start in range(0, height, at_once):
        if start and budget.report():
            unread = np.zeros(shape, dtype=np.bool_)
            unread[start:] = True
            return WeightsRead(cost, barred, exact, unread)
        here = slice(start, start + at_once)
        part = [rows[at] for at in left.order[here]]
        read = checked(in_order(table_of(part, len(part), width)))
        cost[here] = read.cost
        exact = exact and read.exact
        if read.barred is not None:
            barred = np.zeros(shape, dtype=np.bool_) if barred is None else barred
            barred[here] = read.barred
    return WeightsRead(cost, barred, exact)


def _columns_in_order(right: Side) -> Callable[[NDArray[Any]], NDArray[Any]]:
    if right.order == list(range(len(right.order))):
        return lambda table: table
    return lambda table: table[:, right.order]


def _in_order(weight: Weight, left: Side, right: Side) -> NDArray[Any]:
    """The weights of a table in the one order of both sides."""
    import numpy as np

    height, width = len(left.ids), len(right.ids)
    table = table_of(weight, height, width)
    if left.order == list(range(height)) and right.order == list(range(width)):
        return table
    return table[np.ix_(left.order, right.order)]
