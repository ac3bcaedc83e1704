"""One assignment task in a form to search in: ids in their one order, numbers in arrays, every rule by its place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from attrs import evolve, field, frozen

from kommunal_partner.errors import BadInstance, BadRule, MissingExtra
from kommunal_partner.matching.scoring import Score
from kommunal_partner.participants import id_of
from kommunal_partner.results import in_order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.float64]
    Truths: TypeAlias = NDArray[np.bool_]

__all__ = [
    "Amounts",
    "Case",
    "Goal",
    "Lift",
    "Pair",
    "Quota",
    "Weight",
    "build",
    "lift_of",
    "places_of",
    "read_weights",
]

Goal = Literal["total", "most", "fair"]
Pair: TypeAlias = tuple[Hashable, Hashable]
Reach: TypeAlias = tuple[float, float]  # the lowest and the highest weight
Amounts: TypeAlias = int | Mapping[Any, int] | Sequence[int]
Weight: TypeAlias = Any  # rows of numbers, a numpy array, a Score, or a callable of two

_EXACT: Final = 2**52


def _ids(ids: Iterable[Hashable]) -> frozenset[Hashable]:
    return frozenset(ids)


@frozen
class Quota:
    """A named rule on how many places the pairs of some ids of one side take together: from `least` to `most`.

    `most` is None for no upper limit.

    Raises:
        BadRule: for numbers that no result can keep to.
    """

    name: str
    side: Literal["left", "right"]
    ids: frozenset[Hashable] = field(converter=_ids)
    least: int = 0
    most: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.side not in {"left", "right"}:
            raise BadRule(f"the side of quota {self.name!r} is 'left' or 'right', not {self.side!r}")
        if self.least < 0 or (self.most is not None and self.most < self.least):
            raise BadRule(f"quota {self.name!r} asks for at least {self.least} and at most {self.most}")


@frozen
class Lift:
    """What a pair counts in the search: `scale` times (its weight + `shift`), + `pair`, + `keep` if it was made before.

    `shift` makes a pair worth more than no pair; `pair` and `keep` only decide between results of equal total.
    """

    scale: float = 1
    shift: float = 0
    pair: float = 0
    keep: float = 0


@frozen(eq=False)
class Case:
    """One task; `cost` holds the weights with their sign turned, 0 where a pair is barred."""

    left: tuple[Hashable, ...]
    right: tuple[Hashable, ...]
    cost: Numbers
    barred: Truths | None
    most_left: tuple[int, ...]
    most_right: tuple[int, ...]
    least_left: tuple[int, ...]
    least_right: tuple[int, ...]
    quotas: tuple[Quota, ...]
    locked: frozenset[tuple[int, int]]
    kept: frozenset[tuple[int, int]]
    stability: float
    exact: bool
    goal: Goal
    lift: Lift = Lift()
    floor: float | None = None  # the lowest weight of a pair, where the goal is to be fair
    why: Callable[[Hashable, Hashable], tuple[Any, ...]] | None = None  # sentences of the hard rules a pair breaks

    @property
    def has_demands(self) -> bool:
        """Whether anything is asked for beyond capacities."""
        return any(self.least_left) or any(self.least_right) or bool(self.quotas)

    def allows(self, row: int, column: int) -> bool:
        """Whether the pair may be made."""
        return self.barred is None or not self.barred[row, column]

    def weight(self, row: int, column: int) -> float:
        """The weight of a pair as it was given."""
        weight = -float(self.cost[row, column])
        return int(weight) if self.exact else weight

    def weights(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """The weights of pairs as they were given."""
        rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
        weights: list[float] = (-self.cost[rows, columns]).tolist()
        return [int(weight) for weight in weights] if self.exact else weights

    def counted(self) -> Numbers:
        """What each pair counts in the search, sign turned; 0 where it is barred."""
        import numpy as np

        lift = self.lift
        if lift == Lift() and not (self.kept and self.stability):
            return self.cost
        counted = self.cost - lift.shift
        for row, column in self.kept:
            counted[row, column] -= self.stability
        counted *= lift.scale
        counted -= lift.pair
        for row, column in self.kept:
            counted[row, column] -= lift.keep
        if self.barred is not None:
            counted[self.barred] = 0
        return np.ascontiguousarray(counted)

    def rooms(self) -> tuple[tuple[int, ...], tuple[int, ...], Truths | None]:
        """What is left of capacities and pairs beside the locked ones."""
        import numpy as np

        if not self.locked:
            return self.most_left, self.most_right, self.barred
        left, right = list(self.most_left), list(self.most_right)
        barred = np.zeros(self.cost.shape, dtype=np.bool_) if self.barred is None else self.barred.copy()
        for row, column in self.locked:
            left[row] -= 1
            right[column] -= 1
            barred[row, column] = True
        return tuple(left), tuple(right), barred

    def quota_places(self, quota: Quota) -> list[int]:
        """The rows or columns that a quota speaks of."""
        ids = self.left if quota.side == "left" else self.right
        return [place for place, one in enumerate(ids) if one in quota.ids]


def places_of(things: Iterable[Hashable], what: str) -> tuple[list[Hashable], list[int]]:
    """The ids as given, and the places at which they stand when put in their one order.

    Raises:
        BadInstance: if an id comes twice.
    """
    ids = [id_of(thing) for thing in things]
    place = {one: index for index, one in enumerate(ids)}
    if len(place) < len(ids):
        twice = next(one for index, one in enumerate(ids) if place[one] != index)
        raise BadInstance(f"{twice!r} stands twice among {what}")
    return ids, [place[one] for one in in_order(ids)]


def read_weights(
    left: Sequence[Hashable], right: Sequence[Hashable], rows: list[int], columns: list[int], weight: Weight
) -> tuple[Numbers, Truths | None, bool, Reach | None]:
    """The weights with their sign turned, in the order of `rows` and `columns`; what is barred; whether all are whole.

    The last is the lowest and the highest weight, where nothing is barred.

    Raises:
        BadInstance: for a table of another shape, or a weight that is no finite number.
        MissingExtra: if numpy is not installed.
    """
    try:
        import numpy as np
    except ImportError:
        raise MissingExtra("numpy", "matching") from None

    people, others = [left[row] for row in rows], [right[column] for column in columns]
    barred: Truths | None = None
    if isinstance(weight, Score):
        table: NDArray[Any] = weight.matrix(people, others)  # type: ignore[arg-type] # because a Score asks for participants
        barred = weight.barred(people, others) if weight.rules else None  # type: ignore[arg-type] # because as above
    elif callable(weight):
        table = _table([[weight(a, b) for b in others] for a in people], len(rows), len(columns))
    else:
        table = _table(weight, len(rows), len(columns))
        if rows != list(range(len(rows))) or columns != list(range(len(columns))):
            table = table[np.ix_(rows, columns)]
    if table.dtype == object:
        left_out = _is_none(table)
        exact = all(isinstance(value, int) for value in table[~left_out])
        table = np.where(left_out, 0, table)
        barred = left_out
    else:
        exact = table.dtype.kind in "iub"
    try:
        cost = np.negative(table, dtype=np.float64) if table.dtype.kind == "f" else -table.astype(np.float64)
    except OverflowError:
        raise BadInstance("a weight is too large; divide all of them by one number") from None
    low, high = _reach(cost)
    if low == -np.inf:
        out = np.isposinf(cost)
        barred = out if barred is None else barred | out
    if not (low <= high < np.inf):
        raise BadInstance("a weight must be a finite number; None or -inf forbids a pair")
    if barred is None or not barred.any():
        return cost, None, exact, (low, high)
    cost[barred] = 0
    return cost, barred, exact, None


def _reach(cost: Numbers) -> Reach:
    """The lowest and the highest weight; 0 and 0 if there is none."""
    return (-float(cost.max()), -float(cost.min())) if cost.size else (0.0, 0.0)


def _is_none(table: NDArray[Any]) -> Truths:
    import numpy as np

    nothing: Any = None
    found: Truths = np.equal(table, nothing).astype(np.bool_)
    return found


def _table(rows: Any, height: int, width: int) -> NDArray[Any]:  # noqa: ANN401 - because any rows of numbers will do
    import numpy as np

    try:
        table = np.asarray(rows)
        if table.size == 0:
            table = np.zeros((height, width), dtype=np.int64) if height * width == 0 else table
        if table.dtype.kind not in "iufbO":
            raise BadInstance(f"weights must be numbers, not {table.dtype}")
    except ValueError as error:
        raise BadInstance(f"the weights are no table of {height} rows and {width} columns: {error}") from error
    if table.shape != (height, width):
        raise BadInstance(f"the weights must be {height} rows of {width} numbers, not of the shape {table.shape}")
    if table.dtype == object:
        for value in table[~_is_none(table)]:
            if not hasattr(value, "__float__"):
                raise BadInstance(f"a weight must be a number, or None for a forbidden pair, not {value!r}")
    return table


def build(
    left: Iterable[Hashable],
    right: Iterable[Hashable],
    weight: Weight,
    *,
    capacity_left: Amounts,
    capacity_right: Amounts,
    forbidden: Iterable[Pair] | Callable[[Any, Any], bool],
    least_left: Amounts,
    least_right: Amounts,
    quotas: Iterable[Quota],
    goal: Goal,
    locked: Iterable[Pair],
    previous: Iterable[Pair],
    stability: float,
) -> Case:
    """The task in its one order.

    Raises:
        BadInstance: if parts do not fit together.
        BadRule: for a goal, a capacity or a quota that cannot be followed.
    """
    import numpy as np

    if goal not in {"total", "most", "fair"}:
        raise BadRule(f"the goal is 'total', 'most' or 'fair', not {goal!r}")
    if not 0 <= stability < float("inf"):
        raise BadRule(f"stability is a number from 0 on, not {stability!r}")
    left, right = list(left), list(right)
    (lefts, rows), (rights, columns) = places_of(left, "left"), places_of(right, "right")
    cost, barred, exact, reach = read_weights(left, right, rows, columns, weight)
    row_of = {lefts[row]: place for place, row in enumerate(rows)}
    column_of = {rights[column]: place for place, column in enumerate(columns)}
    if callable(forbidden):
        out = [[bool(forbidden(left[row], right[column])) for column in columns] for row in rows]
        more = np.array(out, dtype=np.bool_).reshape(cost.shape)
    else:
        more = np.zeros(cost.shape if forbidden else (0, 0), dtype=np.bool_)
        for pair in _pairs(forbidden, row_of, column_of, "forbidden"):
            more[pair] = True
    if more.any():
        barred = more if barred is None else barred | more
        cost[barred] = 0
        reach = None
    quotas = tuple(quotas)
    for quota in quotas:
        for one in in_order(quota.ids):
            if one not in (row_of if quota.side == "left" else column_of):
                raise BadInstance(f"quota {quota.name!r} names {one!r}, who is not on the {quota.side}")
    still_here = [(a, b) for a, b in previous if id_of(a) in row_of and id_of(b) in column_of]
    case = Case(
        tuple(lefts[row] for row in rows),
        tuple(rights[column] for column in columns),
        cost,
        barred,
        _amounts(capacity_left, lefts, rows, "capacity_left", 1),
        _amounts(capacity_right, rights, columns, "capacity_right", 1),
        _amounts(least_left, lefts, rows, "least_left", 0),
        _amounts(least_right, rights, columns, "least_right", 0),
        quotas,
        frozenset(_pairs(locked, row_of, column_of, "locked")),
        frozenset(_pairs(still_here, row_of, column_of, "previous")),
        stability,
        exact and float(stability).is_integer(),
        goal,
        why=_why(weight, left, right),
    )
    return evolve(case, lift=lift_of(case, reach))


def _why(
    weight: Weight, left: Sequence[Hashable], right: Sequence[Hashable]
) -> Callable[[Hashable, Hashable], tuple[Any, ...]] | None:
    if not isinstance(weight, Score):
        return None
    return _Remarks(weight, {id_of(a): a for a in left}, {id_of(b): b for b in right})


@frozen(eq=False)
class _Remarks:
    """What the hard rules of a score say of a pair of ids."""

    score: Score
    left: dict[Hashable, Any]
    right: dict[Hashable, Any]

    def __call__(self, a: Hashable, b: Hashable) -> tuple[Any, ...]:
        return self.score.explain(self.left[a], self.right[b]).remarks


def _pairs(
    pairs: Iterable[Pair], row_of: Mapping[Hashable, int], column_of: Mapping[Hashable, int], what: str
) -> list[tuple[int, int]]:
    found = []
    for a, b in pairs:
        row, column = row_of.get(id_of(a)), column_of.get(id_of(b))
        if row is None or column is None:
            raise BadInstance(f"{what}: {id_of(a)!r} and {id_of(b)!r} are not on the two sides")
        found.append((row, column))
    return found


def _amounts(amounts: Amounts, ids: list[Hashable], order: list[int], what: str, otherwise: int) -> tuple[int, ...]:
    if isinstance(amounts, Mapping):
        unknown = [one for one in amounts if one not in set(ids)]
        if unknown:
            raise BadInstance(f"{what} names {in_order(unknown)[0]!r}, who is not there")
        given = [amounts.get(one, otherwise) for one in ids]
    elif isinstance(amounts, int):
        given = [amounts] * len(ids)
    else:
        given = list(amounts)
        if len(given) != len(ids):
            raise BadInstance(f"{what} has {len(given)} numbers for {len(ids)} ids")
    if isinstance(amounts, int) and not isinstance(amounts, bool) and amounts >= 0:
        return tuple(given)
    for one, amount in zip(ids, given, strict=True):
        if isinstance(amount, bool) or int(amount) != amount or amount < 0:
            raise BadRule(f"{what} of {one!r} must be a whole number from 0 on, not {amount!r}")
    return tuple(int(given[place]) for place in order)


def lift_of(case: Case, reach: Reach | None = None) -> Lift:
    """How pairs are counted, so that one search for the greatest sum follows the goal and decides between equals.

    `reach` are the lowest and the highest weight, if they are known.
    """
    if not case.cost.size:
        return Lift()
    low, high = reach or _reach(case.cost)
    high += case.stability if case.kept else 0
    one_to_one = max(case.most_left) <= 1 and max(case.most_right) <= 1 and not case.has_demands
    most = min(sum(case.most_left), sum(case.most_right), case.cost.size) + 1
    shift = max(0.0, -low)
    if case.goal != "total" and not (one_to_one and case.barred is None):
        shift += (high - low) * most + 1
    if case.exact and (high + shift) * most >= _EXACT:
        raise BadInstance("the weights are too large to be added exactly; divide them by a common factor")
    if case.barred is None and not case.kept and (one_to_one or low + shift > 0):
        return Lift(shift=shift)
    if case.exact and (high + shift + 1) * (most + 1) ** 3 < _EXACT:
        return Lift(shift=shift, scale=most * (most + 1), pair=most, keep=1)
    # Too fine for whole numbers: equals are decided by less than a billionth of the total.
    pair = max(high + shift, 1.0) * 2.0**-40 / most
    return Lift(shift=shift, pair=pair, keep=pair / (most + 1))
