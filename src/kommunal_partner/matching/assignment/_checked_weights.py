"""Weights as an array of numbers, checked: what each pair costs, what is barred, whether all are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._task import Weight

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Truths

GREATEST: Final = 1e290
"""Weights up to this can be added without running out of floats, however many they are."""


def either(some: Truths | None, more: Truths | None) -> Truths | None:
    """The pairs of one table or the other; None stands for a table of no pairs."""
    if some is None or more is None:
        return more if some is None else some
    return some | more


@frozen(eq=False)
class WeightsRead:
    """The weights with their sign turned, in the one order; what is barred; whether all are whole.

    `unread` are the pairs whose weight the time did not suffice to ask for; None if it did for all.
    """

    cost: Numbers
    barred: Truths | None
    exact: bool
    unread: Truths | None = None


def checked(table: NDArray[Any], barred: Truths | None = None, unread: Truths | None = None) -> WeightsRead:
    """What a table of weights says, None and -inf barring a pair besides.

    Raises:
        BadInstance: for a weight that is no finite number, or too large.
    """
    import numpy as np

    if table.dtype == object:
        barred = _is_none(table)
        exact = all(hasattr(value, "__index__") for value in table[~barred])
        table = np.where(barred, 0, table)
    else:
        exact = table.dtype.kind in "iub"
    try:
        cost = np.negative(table, dtype=np.float64) if table.dtype.kind in "iuf" else -table.astype(np.float64)
    except (OverflowError, TypeError, ValueError):
        raise BadInstance("a weight is too large; divide all of them by one number", argument="weight") from None
    # Most tables hold finite numbers and nothing barred: a look at both ends is enough to see that.
    low, high = (-float(cost.max()), -float(cost.min())) if cost.size else (0.0, 0.0)
    if low == -np.inf:
        out = np.isposinf(cost)
        barred = either(barred, out)
    if not (low <= high < np.inf):
        raise BadInstance("a weight must be a finite number; None or -inf forbids a pair", argument="weight")
    if high > GREATEST or (low > -np.inf and low < -GREATEST):
        raise BadInstance("the weights are too large to be added; divide all of them by one number", argument="weight")
    if barred is None or not barred.any():
        return WeightsRead(cost, None, exact, unread)
    cost[barred] = 0
    return WeightsRead(cost, barred, exact, unread)


def one_row(values: list[Any]) -> NDArray[Any]:
    """Weights that were asked for, as an array."""
    row: NDArray[Any] = table_of([values], 1, len(values))[0]
    return row


def _is_none(table: NDArray[Any]) -> Truths:
    import numpy as np

    nothing: Any = None
    found: Truths = np.equal(table, nothing).astype(np.bool_)
    return found


def table_of(rows: Weight, height: int, width: int) -> NDArray[Any]:
    """Rows of numbers as an array of this shape.

    Raises:
        BadInstance: for another shape, or what is no number.
    """
    import numpy as np

    try:
        table = np.asarray(rows)
    except ValueError as error:
        raise BadInstance(f"the weights are no table of {height} rows and {width} columns: {error}") from error
    if table.size == 0 and height * width == 0:
        table = np.zeros((height, width), dtype=np.int64)
    if table.dtype.kind not in "iufbO":
        raise BadInstance(f"weights must be numbers, not {table.dtype}", argument="weight")
    if table.shape != (height, width):
        text = f"the weights must be {height} rows of {width} numbers, not of the shape {table.shape}"
        raise BadInstance(text, argument="weight")
    if table.dtype == object:
        for value in table[~_is_none(table)]:
            if not hasattr(value, "__float__"):
                text = f"a weight must be a number, or None for a forbidden pair, not {value!r}"
                raise BadInstance(text, argument="weight", value=value)
    return table
