"""One more pair locked under quotas: searched only among what the prices of the best result leave open.

At these prices whatever a result does otherwise than they say costs what it is off by: a pair that is too dear made, a
place of a row that pays left free (reduced cost fixing: Dantzig, Fulkerson and Johnson, 1954). What alone costs more
than the best result with the pair is in no better one; rows for which nothing is left to decide stay as they are.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._encode import barred_below, barred_without_places, counted
from kommunal_partner.matching.assignment._linear_programme import programme
from kommunal_partner.matching.assignment._task import AssignmentTask, PairClaims, PairSide, Place, PlaceQuota
from kommunal_partner.matching.assignment._weights import Tables
from kommunal_partner.matching.assignment._whole import added, row_of
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths

_CORES: Final = (300, 3_000)
"""So many pairs that are not made are left open first, then so many, before everything is searched anew."""
_FINE: Final = 2.0**-40


def fixed_beside(
    task: AssignmentTask, claims: PairClaims, pair: Place, floor: float | None, budget: Budget
) -> list[Place] | None:
    """The best pairs of a task in which `pair` is locked too, from the best without it; None if not found that way."""
    barred = barred_below(task, floor)
    objective = claims.proof.objective
    barred = barred_without_places(task, barred)
    reduced = _reduced(task, claims, counted(task, objective, barred), barred, large=objective.large)
    unit = min(one for one in (1.0, objective.pair, objective.keep) if one) if task.exact else None
    for size in _CORES:
        core = reduced.core(size, pair)
        found = core.search(reduced.numbers, unit, budget)
        if found is not None and reduced.is_least(found, core.beyond):
            return found
    return None


@frozen(eq=False)
class _Core:
    """The rows that are open, the pairs they may make, and what any other result costs beyond the least."""

    task: AssignmentTask
    rows: tuple[int, ...]
    near: Truths
    fixed: tuple[Place, ...]
    beyond: float

    def search(self, numbers: Numbers, unit: float | None, budget: Budget) -> list[Place] | None:
        """The best pairs, those of the other rows included; None where the rules cannot be kept here."""
        rows = list(self.rows)
        try:
            best = programme(self._part(), ~self.near[rows], numbers[rows], budget, unit=unit)
        except BadInstance:  # more is locked than what the other rows leave free
            return None
        if best.missing:
            return None
        return sorted([*self.fixed, *((rows[row], column) for row, column in best.pairs)])

    def _part(self) -> AssignmentTask:
        """The task of these rows alone, beside what the others take."""
        task, at = self.task, {row: place for place, row in enumerate(self.rows)}
        taken = Counter(column for _, column in self.fixed)
        rows = list(self.rows)
        return evolve(
            task,
            left=tuple(task.left[row] for row in rows),
            weights=Tables(task.cost[rows], None),
            most_left=tuple(task.most_left[row] for row in rows),
            least_left=tuple(task.least_left[row] for row in rows),
            most_right=tuple(most - taken[column] for column, most in enumerate(task.most_right)),
            least_right=tuple(max(least - taken[column], 0) for column, least in enumerate(task.least_right)),
            quotas=tuple(map(self._beside_fixed, task.quotas)),
            locked=frozenset((at[row], column) for row, column in task.locked if row in at),
            kept=frozenset(),
        )

    def _beside_fixed(self, quota: PlaceQuota) -> PlaceQuota:
        at = 0 if quota.side is PairSide.LEFT else 1
        inside = set(self.task.quota_places(quota))
        taken = sum(pair[at] in inside for pair in self.fixed)
        most = None if quota.most is None else quota.most - taken
        return evolve(quota, least=max(quota.least - taken, 0), most=most)


@frozen(eq=False)
class _Reduced:
    """What pairs cost in the search and beyond their prices, what a place of each row is worth, and the least sum."""

    task: AssignmentTask
    numbers: Numbers
    beyond: Numbers
    row_prices: Numbers
    made: tuple[Place, ...]
    least: float
    large: bool

    def core(self, size: int, pair: Place) -> _Core:
        """What is open where of the pairs that are not made only so many, the least dear ones, may be."""
        import numpy as np

        is_made = np.zeros(self.beyond.shape, dtype=np.bool_)
        is_made[tuple(np.transpose(self.made))] = True
        others = np.where(is_made, np.inf, self.beyond).astype(np.float64).ravel()
        limit = float(np.partition(others, size)[size]) if others.size > size else float("inf")
        near = others < limit
        near[np.flatnonzero(others == limit)[: size if limit < float("inf") else 0]] = True
        near = near.reshape(is_made.shape)
        if self.large:  # of which the float is but the nearest one
            limit = min(self.beyond[~(near | is_made)].tolist(), default=limit)
        is_open = near.any(axis=1) | (self.row_prices < limit)
        is_open[pair[0]] = True
        rows = tuple(np.flatnonzero(is_open).tolist())
        fixed = tuple(one for one in self.made if not is_open[one[0]])
        return _Core(self.task, rows, near | is_made, fixed, limit)

    def is_least(self, found: list[Place], beyond: float) -> bool:
        """Whether no result costs less that is off by so much."""
        over = added([self.numbers[pair] for pair in found], large=self.large) - self.least
        return over <= beyond + (0.0 if self.task.exact else _FINE * abs(self.least))


def _reduced(
    task: AssignmentTask, claims: PairClaims, numbers: Numbers, barred: Truths | None, *, large: bool
) -> _Reduced:
    import numpy as np

    rows = {one: place for place, one in enumerate(task.left)}
    columns = {one: place for place, one in enumerate(task.right)}
    made = tuple(sorted((rows[a], columns[b]) for a, b in claims.solution))
    beyond = numbers + row_of(claims.proof.prices or (), large=large)
    sold = list(zip(claims.proof.prices or (), task.least_right, task.most_right, strict=True))
    for quota, price in zip(task.quotas, claims.proof.quota_prices, strict=True):
        places = task.quota_places(quota)
        beyond[(places, slice(None)) if quota.side is PairSide.LEFT else (slice(None), places)] += price
        sold.append((price, quota.least, numbers.size if quota.most is None else quota.most))
    row_prices = _row_prices(task, beyond, made, large=large)
    beyond += row_prices[:, None]
    if barred is not None:
        beyond[barred] = np.inf
    locked = tuple(np.transpose(sorted(task.locked)))
    fetched = [max(price * least, price * most) for price, least, most in sold]
    fetched += (row_prices * np.array(task.most_left)).tolist()
    sums = np.minimum(beyond, 0)
    sums[locked] = beyond[locked]
    least = added(sums.ravel().tolist(), large=large) - added(fetched, large=large)
    return _Reduced(task, numbers, beyond, row_prices, made, least, large)


def _row_prices(task: AssignmentTask, beyond: Numbers, made: tuple[Place, ...], *, large: bool) -> Numbers:
    """What the last place of each row that is full is worth."""
    import numpy as np

    prices = row_of((0,) * len(task.left), large=large)
    held = Counter(row for row, _ in made)
    last = np.full(len(task.left), -np.inf, dtype=beyond.dtype)
    for row, column in made:
        last[row] = max(last[row], beyond[row, column])
    full = np.array([held[row] >= most > 0 for row, most in enumerate(task.most_left)], dtype=np.bool_)
    prices[full] = np.maximum(-last[full], 0)
    return prices
