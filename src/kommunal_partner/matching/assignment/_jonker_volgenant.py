"""Assignment one to one: the complete assignment of least cost.

Shortest augmenting paths by Jonker and Volgenant (1987) as Crouse (2016) put them into scipy, O(n³).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kommunal_partner.matching.assignment._in_time import stop_unless_time
from kommunal_partner.matching.assignment._task import PairingGoal
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import AssignmentTask, Numbers, Place


_LARGE: Final = 100_000
"""Fewer pairs are searched in no time."""


def stop_unless_assigned_in_time(task: AssignmentTask, budget: Budget) -> None:
    """Nothing, if a complete assignment should be found in time.

    Raises:
        OutOfSteps: if the budget has ended, or would before the search does.
    """
    import numpy as np

    cost, barred = task.cost, task.barred
    is_lifted = barred is not None and task.goal in {PairingGoal.MOST, PairingGoal.FAIR}
    lift = len(cost) * (float(cost.max(initial=0)) - float(cost.min(initial=0)) + 1) if is_lifted else 0.0

    def search(part: int) -> object:
        table = cost[::part, ::part]
        if lift and barred is not None:
            table = np.where(barred[::part, ::part], 0, table - lift)
        return complete_assignment(table)

    stop_unless_time(search, budget, is_large=cost.size > _LARGE)


def complete_assignment(cost: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The complete assignment of least cost, as rows and their columns."""
    from scipy.optimize import linear_sum_assignment

    found: tuple[NDArray[np.intp], NDArray[np.intp]] = linear_sum_assignment(cost)
    return found


def one_to_one(encoded: Encoded) -> list[Place]:
    """Pairs among those with room; a barred pair counts 0, which is as good as two alone, and is dropped."""
    import numpy as np

    barred = encoded.barred
    rows, columns = np.flatnonzero(encoded.room_left), np.flatnonzero(encoded.room_right)
    if not rows.size or not columns.size:
        return []
    table = encoded.cost
    if barred is not None:
        table = np.where(barred, 0, table)
    if rows.size < len(encoded.room_left) or columns.size < len(encoded.room_right):
        table = np.ascontiguousarray(table[np.ix_(rows, columns)])
    at_row, at_column = complete_assignment(table)
    pairs = zip(rows[at_row].tolist(), columns[at_column].tolist(), strict=True)
    return [pair for pair in pairs if barred is None or not barred[pair]]
