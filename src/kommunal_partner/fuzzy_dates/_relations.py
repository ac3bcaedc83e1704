"""Before, after, overlapping, within: what can be said of dates that are known only so far.

What a fuzzy date names is taken as a set of possible *runs* of days. A part or a choice is one day that lies somewhere
in it; an interval is every day from its unknown first to its unknown last. A relation is certain if it holds for every
pair of runs, ruled out if it holds for none, and undecided otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kommunal_partner.fuzzy_dates._parts import EARLIER, LATER, Choice, Content, DatePart, End, Interval, Stretch
from kommunal_partner.verdicts import Answer


class Runs(NamedTuple):
    """All runs whose first day lies from `first_min` to `first_max` and whose last lies from `last_min` to `last_max`.

    Ordinals. If `first_min == last_min` and `first_max == last_max` these may also be single days somewhere in that
    stretch: for all that is asked here the two come to the same.
    """

    first_min: int
    first_max: int
    last_min: int
    last_max: int


def runs(content: Content) -> tuple[Runs, ...]:
    """The runs a fuzzy date may stand for, with its bounds moved out where it is marked as doubtful."""
    if isinstance(content, Interval):
        first_min, first_max = _outer(content.begin)
        last_min, last_max = _outer(content.end)
        return (Runs(first_min, min(first_max, last_max), max(first_min, last_min), last_max),)
    if isinstance(content, Choice):
        stretches = (_stretch(member) for member in content.members)
        return tuple(Runs(first, last, first, last) for first, last in stretches)
    first, last = content.bounds()
    return (Runs(first, last, first, last),)


def _outer(side: DatePart | End) -> tuple[int, int]:
    return (EARLIER, LATER) if isinstance(side, End) else side.bounds()


def _stretch(member: DatePart | Stretch) -> tuple[int, int]:
    if isinstance(member, DatePart):
        return member.bounds()
    first = EARLIER if member.first is None else member.first.bounds()[0]
    return first, LATER if member.last is None else member.last.bounds()[1]


def window(runs: Iterable[Runs]) -> tuple[tuple[int, int], ...]:
    """Every day on which some of the runs can lie, as stretches that do not touch one another."""
    stretches: list[tuple[int, int]] = []
    for run in sorted(runs):
        if stretches and run.first_min <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], run.last_max))
        else:
            stretches.append((run.first_min, run.last_max))
    return tuple(stretches)


def _answer(*, certain: bool, possible: bool) -> Answer:
    if certain:
        return Answer.YES
    return Answer.UNDECIDED if possible else Answer.NO


def before(these: tuple[Runs, ...], those: tuple[Runs, ...]) -> Answer:
    """Whether these end before those begin."""
    return _answer(
        certain=max(run.last_max for run in these) < min(run.first_min for run in those),
        possible=min(run.last_min for run in these) < max(run.first_max for run in those),
    )


def meets(these: tuple[Runs, ...], those: tuple[Runs, ...]) -> Answer:
    """Whether these and those have a day in common."""
    one_can_end_first = min(run.last_min for run in these) < max(run.first_max for run in those)
    other_can_end_first = min(run.last_min for run in those) < max(run.first_max for run in these)
    return _answer(
        certain=not one_can_end_first and not other_can_end_first,
        possible=any(
            one.first_min <= other.last_max and other.first_min <= one.last_max for one in these for other in those
        ),
    )


def contained(
    these: tuple[Runs, ...], sure: tuple[tuple[int, int], ...], widest: tuple[tuple[int, int], ...]
) -> Answer:
    """Whether these lie wholly in a window of which the days `sure` are certain and the days `widest` possible."""
    return _answer(
        certain=all(any(first <= run.first_min and run.last_max <= last for first, last in sure) for run in these),
        possible=any(_fits(run, first, last) for run in these for first, last in widest),
    )


def _fits(run: Runs, first: int, last: int) -> bool:
    """Whether one of the runs can lie within the days from first to last."""
    begin, end = max(run.first_min, first), min(run.last_max, last)
    return begin <= run.first_max and run.last_min <= end and begin <= end
