"""Whole numbers of any size, where floats do not hold them: Python's own, in arrays of objects."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kommunal_partner.matching.assignment._task import Numbers


def whole(table: Numbers) -> NDArray[Any]:
    """The same numbers, none of them broken, as Python's whole ones."""
    import numpy as np

    found: NDArray[Any] = np.frompyfunc(int, 1, 1)(table)  # type: ignore[assignment] # because a table makes no scalar
    return found


def row_of(numbers: Iterable[float], *, large: bool) -> Numbers:
    """Numbers as an array; of Python's whole ones if they are `large`."""
    import numpy as np

    kind: Any = object if large else np.float64
    return np.array([int(one) for one in numbers] if large else list(numbers), dtype=kind)


def made_even(table: Numbers) -> Numbers:
    """A square table with one row and one column of nothing more if their number is odd."""
    import numpy as np

    height = len(table)
    found = np.zeros((height + height % 2,) * 2, dtype=table.dtype)
    found[:height, :height] = table
    return found


def added(numbers: Iterable[float], *, large: bool) -> float:
    """The sum: of whole numbers exactly if they are `large`, else the float nearest to it."""
    return sum(numbers) if large else fsum(numbers)
