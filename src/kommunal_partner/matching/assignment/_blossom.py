"""One pool made into pairs: a maximum weight matching in a general graph, on the few pairs that prices leave over.

Edmonds' blossom algorithm (1965) as Galil (1986) describes it and rustworkx has it, O(n³); pairs that the prices of the
assignment of two copies of the pool show to be in no better result are left out before.
"""

from __future__ import annotations

from math import frexp, fsum, ldexp
from typing import TYPE_CHECKING, Final

from kommunal_partner.matching.assignment._bounds import prices_of_pairs
from kommunal_partner.matching.assignment._jonker_volgenant import complete_assignment
from kommunal_partner.matching.assignment._task import AssignmentTask, Place

if TYPE_CHECKING:
    import rustworkx

    from kommunal_partner.matching.assignment._encode import Encoded
    from kommunal_partner.matching.assignment._task import Numbers, Truths

_NEAR: Final = 8
"""How many partners per person the first, quick search looks at."""
_BITS: Final = 100
"""How many binary digits floats are given as whole numbers; all of them, unless they are 2**47 below the largest."""
_ROUNDING: Final = 1e-9


def pool(task: AssignmentTask, encoded: Encoded) -> tuple[list[Place], tuple[float, ...], float]:
    """The pairs, a price for each person, and how much more than the pairs the prices allow, in weights.

    Two copies of the pool are assigned to one another, which can only be worth more than pairs. The prices of that
    assignment tell by how much each pair falls short of its two prices. A pair that falls short by more than all that
    is between the prices and some pairs already found is in no better result.
    """
    import numpy as np

    if not task.left:
        return [], (), 0.0
    cost = encoded.cost.copy()
    if task.locked:
        locked = sorted({place for both in task.locked for place in both})
        cost[locked, :] = 0
        cost[:, locked] = 0
    if cost.shape[0] % 2:
        cost = np.pad(cost, (0, 1))  # one more whom nobody minds being left with
    far = 4 * (float(np.abs(cost).max()) or 1.0) * cost.shape[0]
    np.fill_diagonal(cost, far)
    rows, columns = complete_assignment(cost)
    price = prices_of_pairs(cost, list(zip(rows.tolist(), columns.tolist(), strict=True)), exact=task.exact)
    gain = -(cost + price).min(axis=1)
    each = (gain + price) / 2
    short = each[:, None] + each + cost
    most = fsum(each)
    near = np.zeros(cost.shape, dtype=np.bool_)
    width = min(_NEAR, cost.shape[0])
    np.put_along_axis(near, np.argpartition(short, width - 1, axis=1)[:, :width], values=True, axis=1)
    near |= near.T
    found = _matching(cost, near)
    counted = -fsum(cost[both] for both in found)
    margin = most - counted
    fine = 0.0 if task.exact else _ROUNDING * (abs(most) or 1.0)
    if margin > fine:
        rest = short <= margin + fine
        if (rest & ~near).any():
            found = _matching(cost, rest)
            margin = most + fsum(cost[both] for both in found)
    locked_pairs = [both for both in task.locked if both[0] < both[1]]
    return (
        sorted([*found, *locked_pairs]),
        tuple(price.tolist()),
        margin / encoded.objective.scale if margin > fine else 0.0,
    )


def _matching(cost: Numbers, among: Truths) -> list[Place]:
    """The pairs of greatest sum among these; whoever would only fill a pair up with nothing stays out."""
    import numpy as np
    import rustworkx

    rows, columns = np.nonzero(np.triu(among & (cost < 0), 1))
    worth = (-cost[rows, columns]).tolist()
    places = zip(rows.tolist(), columns.tolist(), strict=True)
    digits = _BITS - frexp(max(worth, default=1.0))[1]
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(cost.shape[0]))
    graph.add_edges_from(
        [(row, column, int(ldexp(value, digits))) for (row, column), value in zip(places, worth, strict=True)]
    )
    found = rustworkx.max_weight_matching(graph, max_cardinality=False, weight_fn=int)
    return sorted((min(both), max(both)) for both in found)


def most_pairs_of_pool(open_pairs: Truths) -> int:
    """How many pairs can be made at once of those that are open, in both directions, in a pool."""
    import numpy as np
    import rustworkx

    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(open_pairs.shape[0]))
    rows, columns = np.nonzero(np.triu(open_pairs, 1))
    graph.add_edges_from_no_data(list(zip(rows.tolist(), columns.tolist(), strict=True)))
    return len(rustworkx.max_weight_matching(graph, max_cardinality=True, default_weight=1))
