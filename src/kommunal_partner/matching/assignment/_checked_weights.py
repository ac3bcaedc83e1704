"""Weights as an array of numbers, checked: what each pair costs, what is barred, whether all are whole."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner._checks import refusal
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._task import Weight

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Truths
    from kommunal_partner.matching.assignment._weights import PairList

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


@frozen(eq=False)
class PairsRead:
    """The same of the few pairs of a pool, for all of which the time sufficed."""

    pairs: PairList
    exact: bool
    unread: None = None

    @property
    def cost(self) -> Numbers:
        """The weights with their sign turned."""
        return self.pairs.cost

    @property
    def barred(self) -> Truths:
        """What is barred."""
        return self.pairs.barred


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
        de = " hat eine zu große Zahl: bitte alle durch eine Zahl teilen"
        raise refusal(BadInstance, "weight", None, de, ": one is too large; divide all of them by one number") from None
    # Most tables hold finite numbers and nothing barred: a look at both ends is enough to see that.
    low, high = (-float(cost.max()), -float(cost.min())) if cost.size else (0.0, 0.0)
    if low == -np.inf:
        barred = either(barred, cost == np.inf)
    if not (low <= high < np.inf):
        de = " muss endliche Zahlen haben; None oder -inf schließt ein Paar aus"
        raise refusal(BadInstance, "weight", None, de, " must hold finite numbers; None or -inf forbids a pair")
    if high > GREATEST or (low > -np.inf and low < -GREATEST):
        de = " hat Zahlen, die zum Zusammenzählen zu groß sind: bitte alle durch eine teilen"
        en = " holds numbers too large to be added; divide all of them by one number"
        raise refusal(BadInstance, "weight", None, de, en)
    if barred is None or not barred.any():
        return WeightsRead(cost, None, exact, unread)
    np.putmask(cost, barred, 0)
    return WeightsRead(cost, barred, exact, unread)


def one_row(values: list[Any], kinds: set[type] | None = None) -> NDArray[Any]:
    """Weights that were asked for, as an array; `kinds` are their types, if they are known."""
    import numpy as np

    kinds = set(map(type, values)) if kinds is None else kinds
    if kinds == {float}:
        return np.fromiter(values, np.float64, len(values))
    if kinds == {int}:
        with suppress(OverflowError):
            return np.fromiter(values, np.int64, len(values))
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

    de = f" muss {height} Zeilen mit je {width} Zahlen haben"
    en = f" must be {height} rows of {width} numbers"
    try:
        table = np.asarray(rows)
    except ValueError as error:
        raise refusal(BadInstance, "weight", None, de, f"{en}: {error}") from error
    if table.size == 0 and height * width == 0:
        table = np.zeros((height, width), dtype=np.int64)
    if table.dtype.kind not in "iufbO":
        de, en = f" muss Zahlen haben, nicht {table.dtype}", f" must hold numbers, not {table.dtype}"
        raise refusal(BadInstance, "weight", None, de, en)
    if table.shape != (height, width):
        shape = table.shape
        raise refusal(BadInstance, "weight", None, f"{de}, nicht die Form {shape}", f"{en}, not of the shape {shape}")
    if table.dtype == object:
        for value in table[~_is_none(table)]:
            if not hasattr(value, "__float__"):
                de = f" muss Zahlen haben oder None für ein ausgeschlossenes Paar, nicht {value!r}"
                en = f" must hold numbers, or None for a forbidden pair, not {value!r}"
                raise refusal(BadInstance, "weight", value, de, en)
    return table
