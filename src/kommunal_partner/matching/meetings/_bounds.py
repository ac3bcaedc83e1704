"""How good a timetable can be at best: the least idle gaps, and the most meetings that fit.

Each person is looked at alone: the fewest blocks of neighbouring slots into which all of their meetings fit, given when
they and the others can. What one person's best costs another is not seen, so the bound is often far below what can be
reached; it is exact only where it meets the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from kommunal_partner.matching.meetings._encode import EncodedMeetings

_TRIES = 400  # sets of slots that are tried for one person before the bound is left as it is


def least_gaps_each(task: EncodedMeetings, laid_out: Iterable[int]) -> list[int]:
    """For each person, the least idle gaps with which all of their meetings that are laid out can be held."""
    masks: list[list[int]] = [[] for _ in range(task.people)]
    for meeting in laid_out:
        masks[task.first[meeting]].append(task.allowed[meeting])
        masks[task.second[meeting]].append(task.allowed[meeting])
    return [least_gaps(mine, task.slots) for mine in masks]


def least_gaps(masks: Sequence[int], slots: int) -> int:
    """The least idle gaps with which meetings can be held that may each be in the slots of its mask.

    >>> least_gaps([0b0011, 0b1100], 4), least_gaps([0b0001, 0b1100], 4)
    (0, 1)
    """
    count = len(masks)
    if count < 2:  # noqa: PLR2004 - because one meeting has no gap
        return 0
    open_slots = 0
    for mask in masks:
        open_slots |= mask
    fewest = _fewest_runs(open_slots, count)
    if fewest > 2:  # noqa: PLR2004 - because only sets of one or two blocks are tried one by one
        return fewest - 1
    if fewest == 1 and any(_all_fit(masks, chosen) for chosen in _windows(count, slots) if not chosen & ~open_slots):
        return 0
    in_two = (chosen for chosen in _two_windows(count, slots) if not chosen & ~open_slots)
    for tries, chosen in enumerate(in_two):
        if tries == _TRIES or _all_fit(masks, chosen):
            return 1
    return 2


def _fewest_runs(mask: int, count: int) -> int:
    """How many blocks of neighbouring slots are needed to have `count` of them."""
    fewest = reach = 0
    for length in sorted((len(run) for run in f"{mask:b}".split("0")), reverse=True):
        if reach < count:
            fewest, reach = fewest + 1, reach + length
    return fewest


def _windows(count: int, slots: int) -> Iterable[int]:
    for start in range(slots - count + 1):
        yield ((1 << count) - 1) << start


def _two_windows(count: int, slots: int) -> Iterable[int]:
    for size in range(1, count):
        for start in range(slots - count):
            for second in range(start + size + 1, slots - (count - size) + 1):
                yield ((1 << size) - 1) << start | ((1 << (count - size)) - 1) << second


def _all_fit(masks: Sequence[int], chosen: int) -> bool:
    """Whether each meeting gets a slot of its own among those chosen."""
    return matched(masks, chosen) == len(masks)


def matched(masks: Sequence[int], chosen: int) -> int:
    """How many meetings get a slot of their own among those chosen, at most."""
    holder: dict[int, int] = {}
    seen = taken = 0

    def seat(meeting: int) -> bool:
        nonlocal seen, taken
        while options := masks[meeting] & chosen & ~seen:
            free = options & ~taken
            slot = (free or options) & -(free or options)
            seen |= slot
            if free or seat(holder[slot]):
                holder[slot], taken = meeting, taken | slot
                return True
        return False

    for meeting in range(len(masks)):
        if taken == chosen:
            break
        seen = 0
        seat(meeting)
    return len(holder)


def most_laid_out(task: EncodedMeetings) -> int:
    """A number of meetings that no timetable exceeds: from the tables, and from the slots that each person has.

    Some people are counted with all they can hold, and with it all of their meetings; of the rest every meeting is
    counted, or half of what everybody can hold, whichever is less.
    """
    slots = (1 << task.slots) - 1
    masks: list[list[int]] = [[] for _ in range(task.people)]
    for one, other, mask in zip(task.first, task.second, task.allowed, strict=True):
        masks[one].append(mask)
        masks[other].append(mask)
    can_hold = [matched(mine, slots) for mine in masks]
    open_slots = [reduce(or_, mine, 0) for mine in masks]
    per_slot = sum(
        min(most, sum(mine >> slot & 1 for mine in open_slots) // 2) for slot, most in enumerate(task.capacity)
    )
    wanted = sum(mask > 0 for mask in task.allowed)
    return min(per_slot, wanted, sum(can_hold) // 2, _covered(task, can_hold))


def _covered(task: EncodedMeetings, can_hold: list[int]) -> int:
    """The bound with those counted whole who have more meetings left than they can hold."""
    partners: list[set[int]] = [set() for _ in range(task.people)]
    for one, other, mask in zip(task.first, task.second, task.allowed, strict=True):
        if mask:
            partners[one].add(other)
            partners[other].add(one)
    counted = 0
    for person in sorted(range(task.people), key=lambda one: (can_hold[one] - len(partners[one]), one)):
        if len(partners[person]) > can_hold[person]:
            counted += can_hold[person]
            for other in partners[person]:
                partners[other].discard(person)
            partners[person].clear()
    left = sum(len(mine) for mine in partners) // 2
    rest = sum(min(len(mine), most) for mine, most in zip(partners, can_hold, strict=True)) // 2
    return counted + min(left, rest)
