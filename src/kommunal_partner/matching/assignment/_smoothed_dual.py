"""Prices near the best ones for many rows and few columns: where the shortest chains of moves begin.

The dual of the assignment, smoothed by entropy, is made least by Newton's method, with less and less smoothing
(Cominetti and San Martín, 1994), a sample of the rows first; then each column in turn takes the price at which as many
rows want it as there are places. O(rows · columns²) for a step, some ten steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers

    Counts = NDArray[np.int64]

_STAGES: Final = ((16, 16, 16), (16, 64, 12), (4, 256, 12), (1, 1024, 8))
"""Of how many rows one is looked at, the smoothing as a part of the span of weights, and the most steps."""
_SAMPLE: Final = 8
"""So many rows per column at least are in a sample."""
_FAR: Final = 4
"""A step moves no price further than so many times the smoothing."""
_HALVINGS: Final = 10
_LOWEST: Final = -40.0
_TINY: Final = 2.0**-1022
_NEAR: Final = 0.05
"""Prices are good enough where so large a share of the rows is in the wrong place."""


@frozen(eq=False)
class PlacesWanted:
    """Who wants what: `worth` of columns to rows (-inf where barred), and what every row has without any of them.

    `least` and `room` are the places that each column must and may give.
    """

    worth: Numbers
    alone: Numbers
    least: Numbers | Counts
    room: Numbers | Counts

    def sample(self, stride: int) -> PlacesWanted:
        """Every so many rows, with as many places fewer."""
        import numpy as np

        part = np.ascontiguousarray(self.worth[:, ::stride])
        share = part.shape[1] / max(self.worth.shape[1], 1)
        return PlacesWanted(part, self.alone[::stride], self.least * share, self.room * share)


def near_prices(wanted: PlacesWanted, budget: Budget, *, whole: bool) -> Numbers:
    """Prices of the columns under which nearly as many rows want each as it has places; `whole` ones if asked for."""
    import numpy as np

    columns, rows = wanted.worth.shape
    finite = wanted.worth[np.isfinite(wanted.worth)]
    prices = np.zeros(columns)
    span = float(finite.max() - finite.min()) if finite.size else 0.0
    if not span:
        return prices
    for stride, part, steps in _STAGES:
        every = max(1, min(stride, rows // (_SAMPLE * columns)))
        prices = _newton(wanted.sample(every), prices, span / part, steps, budget)
    # A price that smoothing alone keeps from 0 is 0.
    prices[np.abs(prices) < span / _STAGES[-2][1]] = 0
    return _one_by_one(wanted, np.rint(prices) if whole else prices, budget)


# ── all columns at once, smoothed ────────────────────────────────────────────────────────────────────────────────────


def _newton(wanted: PlacesWanted, prices: Numbers, smoothing: float, steps: int, budget: Budget) -> Numbers:
    import numpy as np

    columns = prices.size
    value, slope, bend = _smoothed(wanted, prices, smoothing)
    for _ in range(steps):
        if np.abs(slope).sum() <= _NEAR * wanted.alone.size or budget.report():
            break
        diagonal = bend.reshape(-1)[:: columns + 1]
        diagonal += 1e-9 * float(diagonal.mean()) + _TINY
        step = np.linalg.solve(bend, -slope)
        if not np.isfinite(step).all():  # where more places are needed than there are, prices rise without end
            break
        step *= min(1.0, _FAR * smoothing / (float(np.abs(step).max()) or 1.0))
        found = _smoothed(wanted, prices + step, smoothing)
        halvings = 0
        while found[0] > value + 1e-9 * abs(value) and halvings < _HALVINGS:
            halvings += 1
            step /= 2
            found = _smoothed(wanted, prices + step, smoothing)
        prices = prices + step
        value, slope, bend = found
    return prices


def _smoothed(wanted: PlacesWanted, prices: Numbers, smoothing: float) -> tuple[float, Numbers, Numbers]:
    """The smoothed dual at these prices, its gradient and its Hessian."""
    import numpy as np

    shares = wanted.worth - prices[:, None]
    top = np.maximum(shares.max(axis=0), wanted.alone)
    shares -= top
    shares /= smoothing
    # Nothing so small that floats take their time over it.
    np.exp(np.maximum(shares, _LOWEST, out=shares), out=shares)
    every = shares.sum(axis=0)
    every += np.exp(np.maximum((wanted.alone - top) / smoothing, _LOWEST))
    shares /= every
    load = shares.sum(axis=1)
    free = wanted.room - wanted.least
    sold = 1 / (1 + np.exp(-np.clip(prices / smoothing, _LOWEST, -_LOWEST)))
    value = smoothing * np.log(every).sum() + top.sum()
    value += (wanted.least * prices + smoothing * free * np.logaddexp(0, prices / smoothing)).sum()
    slope = wanted.least + free * sold - load
    # Not by @: its threads cost more than they save at this size.
    bend = np.einsum("ik,jk->ij", shares, shares)
    np.negative(bend, out=bend)
    bend.reshape(-1)[:: prices.size + 1] += load + free * sold * (1 - sold)
    bend /= smoothing
    return float(value), slope, bend


# ── one column after the other, exactly ──────────────────────────────────────────────────────────────────────────────


class _TwoBest:
    """The column that every row likes best at the prices, and what that and the next best are worth to it."""

    def __init__(self, gains: Numbers) -> None:
        self.gains = gains
        self.best, self.first, self.second = self._of(gains)

    def _of(self, gains: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        import numpy as np

        best, every = gains.argmax(axis=0), np.arange(gains.shape[1])
        first = gains[best, every]
        rest = gains.copy()
        rest[best, every] = -np.inf
        return best, first, rest.max(axis=0)

    def without(self, column: int) -> Numbers:
        """What every row has at best without this column."""
        import numpy as np

        found: Numbers = np.where(self.best == column, self.second, self.first)
        return found

    def reprice(self, column: int, change: float) -> None:
        """Let a column's price rise or fall."""
        import numpy as np

        stale = np.flatnonzero((self.best == column) | (self.gains[column] - min(change, 0.0) >= self.second))
        self.gains[column] -= change
        self.best[stale], self.first[stale], self.second[stale] = self._of(self.gains[:, stale])


def _one_by_one(wanted: PlacesWanted, prices: Numbers, budget: Budget) -> Numbers:
    """Each column at the price that fits the others' prices: as many rows want it as it has places."""
    import numpy as np

    liked = _TwoBest(wanted.worth - prices[:, None])
    for column, (least, room) in enumerate(zip(wanted.least.tolist(), wanted.room.tolist(), strict=True)):
        with np.errstate(invalid="ignore"):
            margin = wanted.worth[column] - np.maximum(liked.without(column), wanted.alone)
        price = max(_largest(margin, int(room)), 0.0)
        if price <= 0 < least:
            price = min(_largest(margin, int(least) - 1), 0.0)
        if np.isfinite(price) and price != prices[column]:
            liked.reprice(column, price - prices[column])
            prices[column] = price
        if budget.report():
            break
    return prices


def _largest(margins: Numbers, rank: int) -> float:
    """The margin at this rank, from 0 on; far below all where there are not so many."""
    import numpy as np

    if rank >= margins.size:
        return -np.inf
    at = margins.size - 1 - rank
    return float(np.partition(margins, at)[at])
