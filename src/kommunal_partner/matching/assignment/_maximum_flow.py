"""How many pairs can be made at once: a maximum flow from rows to columns, and the smallest cover that proves it.

Dinic's algorithm as scipy has it, O(V² E) at worst; the cover is König's, read from who is reached in the residual
graph (Ahuja, Magnanti, Orlin, Network Flows, 1993, chapters 7 and 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Cover, Truths


def most_pairs(open_pairs: Truths, room_left: Sequence[int], room_right: Sequence[int]) -> int:
    """How many pairs can be made at once."""
    return _flow(open_pairs, room_left, room_right)[0]


def cover(open_pairs: Truths, room_left: Sequence[int], room_right: Sequence[int]) -> Cover:
    """Rows and columns whose places, with the open pairs between the others, are as many as the most pairs."""
    import numpy as np
    from scipy.sparse.csgraph import breadth_first_order

    _, residual = _flow(open_pairs, room_left, room_right)
    height, width = open_pairs.shape
    reached = np.zeros(height + width + 2, dtype=np.bool_)
    reached[breadth_first_order(residual, height + width, return_predecessors=False)] = True
    rows = tuple(np.flatnonzero(~reached[:height]).tolist())
    columns = tuple(np.flatnonzero(reached[height : height + width]).tolist())
    return rows, columns


def _flow(open_pairs: Truths, room_left: Sequence[int], room_right: Sequence[int]) -> tuple[int, object]:
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import maximum_flow

    height, width = open_pairs.shape
    rows, columns = open_pairs.nonzero()
    source, sink = height + width, height + width + 1
    tails = np.concatenate([np.full(height, source), rows, height + np.arange(width)])
    heads = np.concatenate([np.arange(height), height + columns, np.full(width, sink)])
    # Nobody can be in more pairs than there are on the other side.
    sides = np.minimum(np.array(room_left), width), np.minimum(np.array(room_right), height)
    rooms = np.concatenate([sides[0], np.ones(rows.size), sides[1]]).astype(np.int32)
    graph = sparse.csr_matrix((rooms, (tails, heads)), shape=(sink + 1, sink + 1))
    found = maximum_flow(graph, source, sink)
    residual = graph - found.flow
    residual.eliminate_zeros()
    return int(found.flow_value), residual
