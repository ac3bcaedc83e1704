"""The people of a side and the weights of all pairs, as arrays in the one order of ids."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sized
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner._checks import items
from kommunal_partner.errors import BadInstance, MissingExtra
from kommunal_partner.matching.assignment._task import Weight
from kommunal_partner.matching.scoring import Score
from kommunal_partner.matching.scoring._asking import answers, by_diagonals, from_diagonals, not_asked
from kommunal_partner.matching.scoring._bulk import barred as barred_by_rules
from kommunal_partner.matching.scoring._bulk import points
from kommunal_partner.participants import id_of
from kommunal_partner.results import Budget, in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers, Truths

MOST_CELLS: Final = 50_000_000
"""So many pairs at most are looked at in one task: more do not fit into the memory of a usual machine."""
GREATEST: Final = 1e290
"""Weights up to this can be added without running out of floats, however many they are."""


def need(*packages: str) -> None:
    """Nothing, if these packages of the extra are there.

    Raises:
        MissingExtra: if one is not.
    """
    for package in packages:
        try:
            import_module(package)
        except ImportError:
            raise MissingExtra(package.partition(".")[0], "matching") from None


class Side:
    """The people of one side as they were given, and their ids in the one order."""

    def __init__(self, people: Iterable[Hashable], name: str) -> None:
        self.name = name
        self.given = people_of(people, name)
        ids = [id_of(one) for one in self.given]
        at = {one: index for index, one in enumerate(ids)}
        if len(at) < len(ids):
            twice = next(one for index, one in enumerate(ids) if at[one] != index)
            raise BadInstance(f"{twice!r} stands twice among {name}", argument=name, value=twice)
        self.ids = tuple(in_order(ids))
        self.order = [at[one] for one in self.ids]
        self.place = {one: place for place, one in enumerate(self.ids)}
        self.in_order = [self.given[index] for index in self.order]

    def given_by_id(self) -> dict[Hashable, Any]:
        """The people as they were given, by id."""
        return dict(zip(self.ids, self.in_order, strict=True))


def refuse_too_many(height: int, width: int) -> None:
    """Nothing, if all pairs of so many can be looked at.

    Raises:
        BadInstance: if they are too many.
    """
    if height * width > MOST_CELLS:
        raise BadInstance(f"{height} × {width} pairs: at most {MOST_CELLS} in one task; divide it first")


def people_of(people: Iterable[Hashable], name: str) -> list[Any]:
    """The people of a collection; a mapping by id stands for its values if these have the ids, else for its keys."""
    if isinstance(people, Sized) and len(people) > MOST_CELLS:
        raise BadInstance(f"{name}: {len(people)} are too many for one task; divide it first", argument=name)
    if isinstance(people, Mapping):
        by_id = all(getattr(one, "id", None) == key for key, one in people.items())
        return list(people.values()) if by_id else list(people)
    return list(people) if isinstance(people, str) else list(items(people, name, BadInstance))


# ── weights ──────────────────────────────────────────────────────────────────────────────────────────────────────────


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


def read_weights(left: Side, right: Side, weight: Weight, budget: Budget) -> WeightsRead:
    """The weights of all pairs, as far as there is time to ask for them.

    Raises:
        BadInstance: for a table of another shape, or a weight that is no finite number.
        MissingExtra: if numpy is not installed.
    """
    need("numpy")
    barred: Truths | None = None
    unread: Truths | None = None
    if isinstance(weight, Score):
        table: NDArray[Any]
        table, unread = points(weight.terms, left.in_order, right.in_order, budget)
        if weight.rules:
            barred, more = barred_by_rules(weight.rules, left.in_order, right.in_order, budget)
            unread = either(unread, more)
    elif callable(weight) or isinstance(weight, Mapping):
        table, unread = _asked(weight, left, right, budget)
    else:
        table = _in_order(weight, left, right)
    return checked(table, barred, unread)


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


def _in_order(weight: Weight, left: Side, right: Side) -> NDArray[Any]:
    """The weights of a table in the one order of both sides."""
    import numpy as np

    height, width = len(left.ids), len(right.ids)
    table = _table(weight, height, width)
    if left.order == list(range(height)) and right.order == list(range(width)):
        return table
    return table[np.ix_(left.order, right.order)]


def _asked(weight: Weight, left: Side, right: Side, budget: Budget) -> tuple[NDArray[Any], Truths | None]:
    """What a callable or a mapping says of each pair, and of which there was no time to ask."""
    import numpy as np

    height, width = len(left.ids), len(right.ids)
    if callable(weight):
        values = answers(weight, *by_diagonals(left.in_order, right.in_order), budget)
    else:
        values = answers(partial(looked_up, weight), *by_diagonals(left.ids, right.ids), budget)
    read = one_row(values)
    table = np.zeros(height * width, dtype=read.dtype)
    table[: read.size] = read
    return from_diagonals(table, height, width), not_asked(read.size, height, width)


def one_row(values: list[Any]) -> NDArray[Any]:
    """Weights that were asked for, as an array."""
    row: NDArray[Any] = _table([values], 1, len(values))[0]
    return row


def looked_up(weight: Mapping[Any, Any], a: Hashable, b: Hashable) -> Any:  # noqa: ANN401 - because it is checked with the table
    """The weight of a pair in a mapping of pairs, or in one of mappings; whatever is missing forbids the pair."""
    if (a, b) in weight:
        return weight[a, b]
    row = weight.get(a)
    return row.get(b) if isinstance(row, Mapping) else None


def _is_none(table: NDArray[Any]) -> Truths:
    import numpy as np

    nothing: Any = None
    found: Truths = np.equal(table, nothing).astype(np.bool_)
    return found


def _table(rows: Any, height: int, width: int) -> NDArray[Any]:  # noqa: ANN401 - because any rows of numbers will do
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
