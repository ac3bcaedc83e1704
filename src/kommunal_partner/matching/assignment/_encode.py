"""The task as the engines take it: one number for each pair, and what is left of the places beside locked pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kommunal_partner._checks import refusal
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.assignment._task import AssignmentTask, Objective, PairingGoal
from kommunal_partner.matching.assignment._whole import whole

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths

_EXACT: Final = 2**52
_FEW: Final = 100
"""Up to so many pairs, floats must hold what decides between equals in their sum; with more of them, in each number."""


@frozen(eq=False)
class Encoded:
    """What the engines search: costs to be made least, the pairs they may not make, and the rooms that are left.

    `cost` holds what each pair counts by the objective, sign turned, 0 where it is barred; in an array of objects where
    the objective is large. `barred` includes the locked pairs, which are made already, and the pairs below a floor; the
    rooms, and the places needed at least, are those beside the locked pairs.
    """

    objective: Objective
    cost: Numbers
    barred: Truths | None
    room_left: tuple[int, ...]
    room_right: tuple[int, ...]
    least: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    exact: bool = False


def encode(task: AssignmentTask, floor: float | None = None) -> Encoded:
    """The task in the engines' numbers, without the pairs that weigh less than `floor`.

    Raises:
        BadInstance: for whole numbers too large to be added exactly.
    """
    barred = barred_below(task, floor)
    if task.goal is PairingGoal.GAIN and not task.has_demands:
        barred = _without_losses(task, barred)
    objective = objective_of(task, is_any_barred=barred is not None)
    barred = barred_without_places(task, barred)
    room_left, room_right, taken = _rooms(task, barred)
    numbers = counted(task, objective, barred)
    return Encoded(objective, numbers, taken, room_left, room_right, _least(task), task.exact)


def encode_counts(task: AssignmentTask, mask: Truths) -> Encoded:
    """The task in which every pair of a mask counts 1, and no other may be made."""
    import numpy as np

    room_left, room_right, taken = _rooms(task, ~mask)
    return Encoded(Objective(), np.where(mask, -1.0, 0.0), taken, room_left, room_right, _least(task), exact=True)


def _least(task: AssignmentTask) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The places that rows and columns need beside the locked pairs."""
    if not any(task.least_left) and not any(task.least_right):
        return None
    left, right = list(task.least_left), list(task.least_right)
    for row, column in task.locked:
        left[row] = max(left[row] - 1, 0)
        right[column] = max(right[column] - 1, 0)
    return tuple(left), tuple(right)


def barred_below(task: AssignmentTask, floor: float | None) -> Truths | None:
    """The pairs that may not be made, those below the floor included; locked pairs are made whatever they weigh."""
    import numpy as np

    if floor is None:
        return task.barred
    allowed = -task.cost >= floor
    if task.barred is not None:
        allowed &= ~task.barred
    if task.is_pool:
        for pair in task.locked:
            allowed[pair] = True
    return None if np.asarray(allowed).all() else ~allowed


def barred_without_places(task: AssignmentTask, barred: Truths | None) -> Truths | None:
    """The pairs that may not be made, and those of whoever has no place at all."""
    import numpy as np

    if all(task.most_left) and all(task.most_right):
        return barred
    found = np.zeros(task.cost.shape, dtype=np.bool_) if barred is None else np.array(barred)
    found[np.equal(task.most_left, 0), :] = True
    found[:, np.equal(task.most_right, 0)] = True
    return found


def _without_losses(task: AssignmentTask, barred: Truths | None) -> Truths | None:
    """The pairs that may not be made, and those that weigh less than 0, what is kept counted in."""
    import numpy as np

    weight = -task.cost
    for pair in task.kept:
        weight[pair] += task.stability
    losses: Truths = weight < 0
    for pair in task.locked:
        losses[pair] = False
    if not np.asarray(losses).any():
        return barred
    return losses if barred is None else losses | barred


def objective_of(task: AssignmentTask, *, is_any_barred: bool, ends: tuple[float, float] | None = None) -> Objective:
    """How pairs are counted, so that one search for the greatest sum follows the goal and decides between equals.

    `ends` are the lowest and the highest weight, 0 where pairs are barred, if they are known.

    Raises:
        BadInstance: for whole numbers too large to be added exactly.
    """
    if not task.left or not task.right:
        return Objective()
    number: Any = int if task.exact else float
    low, high = map(number, task.weights.ends() if ends is None else ends)
    high += number(task.stability) if task.kept else 0
    one_to_one = max(task.most_left) <= 1 and max(task.most_right) <= 1 and not task.has_demands
    most = min(sum(task.most_left), sum(task.most_right), len(task.left) * len(task.right)) + 1
    high, shift = max(high, 0), 0 if task.goal is PairingGoal.GAIN else max(0, -low)
    if task.goal is PairingGoal.GAIN and task.has_demands:  # which may ask for pairs that weigh less than nothing
        high = max(high, -low)
    is_lifted = task.goal in {PairingGoal.MOST, PairingGoal.FAIR} and (is_any_barred or not one_to_one)
    if is_lifted:
        shift += (high - low) * most + (1 if task.exact else max(high - low, high, -low) or 1.0)
    if task.exact and (high + shift) * most >= _EXACT:
        if _largest_sum(task, most - 1) > _EXACT:
            de = " hat Zahlen, die zum genauen Zusammenzählen zu groß sind: bitte durch einen gemeinsamen Teiler teilen"
            en = " holds numbers too large to be added exactly; divide them by a common factor"
            raise refusal(BadInstance, "weight", None, de, en)
        return _large(shift, most)
    # Where one side has a place each, whoever is left may take any place that is left, and as many pairs are made.
    is_filled = is_lifted or (low + shift > 0 and min(max(task.most_left), max(task.most_right)) <= 1)
    if not is_any_barred and not task.kept and (one_to_one or is_filled):
        return Objective(shift=float(shift))
    if task.exact:
        is_counted = not is_lifted and (is_any_barred or not one_to_one)
        return _whole_ties(high + shift + 1, most, shift, is_counted=is_counted, is_kept=bool(task.kept))
    return _float_ties(high + shift or -low or 1.0, most, shift)


def _float_ties(high: float, most: int, shift: float) -> Objective:
    """What decides between equals of floats up to `high`: less than a billionth of the total, and more than rounding.

    So many pairs are rounded together by as much as `high` times twice their number in units of the last place.
    """
    least, largest = (high * share / (most * (most + 1)) for share in (2.0**-40, 2.0**-31))
    keep = min(max(least, high * 2 * most * 2.0**-52), largest)
    return Objective(shift=float(shift), pair=keep * (most + 1), keep=keep)


def _whole_ties(high: int, most: int, shift: int, *, is_counted: bool, is_kept: bool) -> Objective:
    """What decides between equals of whole numbers up to `high`: whole itself, or parts of 1 that floats still hold.

    Parts for the number of pairs may be missing unless it is `is_counted`, those for pairs kept unless there are any;
    where floats hold neither, the numbers are large.
    """
    if high * (most + 1) ** 3 < _EXACT:
        return Objective(scale=most * (most + 1), shift=float(shift), pair=most, keep=1)
    pair = 2.0 ** -(2 * most + 2).bit_length()
    keep = 2.0 ** -(most + 1).bit_length()
    together = high * most if most <= _FEW else high
    if together / (pair * keep) < _EXACT:
        return Objective(shift=float(shift), pair=pair, keep=pair * keep)
    if not is_counted and is_kept and together / keep < _EXACT:
        return Objective(shift=float(shift), keep=keep)
    if is_kept or (is_counted and together / pair >= _EXACT):
        return _large(shift, most)
    return Objective(shift=float(shift), pair=pair if together / pair < _EXACT else 0)


def _large(shift: int, most: int) -> Objective:
    """What pairs count in whole numbers of any size, so that equals are decided by fewer than one."""
    return Objective(scale=most * (most + 1), shift=shift, pair=most, keep=1, large=True)


def _largest_sum(task: AssignmentTask, most: int) -> int:
    """The sum of the sizes of the largest weights, so many of them, what is kept counted in."""
    import numpy as np

    sizes = np.abs(task.cost)
    for pair in task.kept:
        if task.allows(*pair):
            sizes[pair] += task.stability
    each = np.triu(sizes).ravel() if task.is_pool else sizes.ravel()
    most = max(most, 1)
    return sum(map(int, np.partition(each, -most)[-most:].tolist()))


def counted(task: AssignmentTask, objective: Objective, barred: Truths | None) -> Numbers:
    """What each pair counts by the objective, sign turned; 0 where it is barred."""
    import numpy as np

    if objective == Objective() and not (task.kept and task.stability) and barred is task.barred:
        return task.cost
    numbers = (whole(task.cost) if objective.large else task.cost) - objective.shift
    for row, column in task.kept:
        numbers[row, column] -= int(task.stability) if objective.large else task.stability
    numbers *= objective.scale
    numbers -= objective.pair
    for row, column in task.kept:
        numbers[row, column] -= objective.keep
    if barred is not None:
        numbers[barred] = 0
    return np.ascontiguousarray(numbers)


def _rooms(task: AssignmentTask, barred: Truths | None) -> tuple[tuple[int, ...], tuple[int, ...], Truths | None]:
    """What is left of capacities and pairs beside the locked ones."""
    import numpy as np

    if not task.locked:
        return task.most_left, task.most_right, barred
    left, right = list(task.most_left), list(task.most_right)
    taken = np.zeros(task.cost.shape, dtype=np.bool_) if barred is None else barred.copy()
    for row, column in task.locked:
        left[row] -= 1
        right[column] -= 1
        taken[row, column] = True
    return tuple(left), tuple(right), taken
