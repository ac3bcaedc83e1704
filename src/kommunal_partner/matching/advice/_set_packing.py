"""The rings that are worth most, as a set packing: HiGHS by branch and cut, and the prices of its relaxation.

The cycle formulation of kidney exchange (Roth, Sönmez and Ünver, 2007; Abraham, Blum and Sandholm, 2007), of which the
relaxation is nearly always whole; exponential at worst.
"""

from __future__ import annotations

from itertools import chain
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner.matching.advice._task import Places
from kommunal_partner.results import Budget, OutOfSteps, solver_is_cut_short, watched

if TYPE_CHECKING:
    from scipy import sparse

_LARGE: Final = 2.0**20


@frozen(eq=False)
class Packed:
    """The rings, whether the solver ruled out all others, and the prices of the members in its relaxation."""

    rings: tuple[Places, ...]
    proven: bool
    prices: dict[int, int]


def pack(worth: dict[Places, int], budget: Budget) -> Packed | None:
    """The best choice of rings; None without scipy, or if the solver finds nothing in its time."""
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, linprog, milp
    except ImportError:
        return None
    rings = sorted(worth)
    members = sorted({member for ring in rings for member in ring})
    table = _memberships(rings, members)
    # The solver takes differences below a ten-millionth for none: large numbers keep it from stopping early.
    size = _LARGE / max(worth.values())
    values = -np.array([worth[ring] * size for ring in rings])
    once = np.ones(len(members))

    def relaxation(seconds: float) -> Any:  # noqa: ANN401 - because scipy does not name its result
        return linprog(values, A_ub=table, b_ub=once, bounds=(0, 1), method="highs-ds", options={"time_limit": seconds})

    def branched(seconds: float) -> Any:  # noqa: ANN401 - because scipy does not name its result
        return milp(
            values,
            constraints=LinearConstraint(table, -np.inf, once),  # pyright: ignore[reportArgumentType] - because arrays are taken, whatever the stubs say
            integrality=np.ones(len(rings)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0, "time_limit": seconds},
        )

    try:
        relaxed = watched(relaxation, budget, is_cut_short=solver_is_cut_short)
        found = watched(branched, budget, is_cut_short=solver_is_cut_short)
    except OutOfSteps:
        return None
    prices = {}
    if relaxed.status == 0:
        marginals = (-relaxed.ineqlin.marginals / size).tolist()
        prices = {one: ceil(price) for one, price in zip(members, marginals, strict=True)}
    if found.x is None:
        return None
    chosen = tuple(ring for ring, taken in zip(rings, np.rint(found.x), strict=True) if taken)
    return Packed(chosen, found.status == 0, prices)


def _memberships(rings: list[Places], members: list[int]) -> sparse.csr_array:
    """A row for each member, with a 1 for each ring that it is in."""
    import numpy as np
    from scipy import sparse

    # Older versions of scipy hand places to the solver only as these.
    rows = np.searchsorted(members, np.fromiter(chain.from_iterable(rings), dtype=np.int32)).astype(np.int32)
    columns = np.repeat(np.arange(len(rings), dtype=np.int32), np.fromiter(map(len, rings), dtype=np.int32))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(members), len(rings)))
