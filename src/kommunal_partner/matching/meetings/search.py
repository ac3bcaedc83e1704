"""The whole search: numbers for names, a slot for as many meetings as fit, then fewer idle gaps, then tables."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from random import Random
from time import monotonic

from attrs import frozen

from kommunal_partner.matching.meetings.annealing import close_gaps, cost_of
from kommunal_partner.matching.meetings.board import Board, Core
from kommunal_partner.matching.meetings.bounds import least_gaps_each, most_laid_out
from kommunal_partner.matching.meetings.model import Pair, Place, Problem
from kommunal_partner.matching.meetings.numbers import core_of, people_of
from kommunal_partner.matching.meetings.placing import fill, lay_greedily
from kommunal_partner.matching.meetings.seating import seat

__all__ = ["Found", "default_steps", "search"]

_PLACING = 20  # one step of laying out costs about as much as so many of closing gaps
_PER_MEETING = 10_000
_FEWEST, _MOST = 20_000, 3_000_000


@frozen
class Found:
    """What the search ends with: the place of each meeting that has one, its cost, and the least cost for these.

    `least` holds for the meetings laid out, `least_each` are the gaps of each person in it, `most` is the number of
    meetings that no timetable exceeds.
    """

    places: dict[Pair, Place]
    cost: int
    least: int
    least_each: tuple[tuple[Hashable, int], ...]
    most: int


def default_steps(meetings: int) -> int:
    """The budget if none is given: 10,000 steps a meeting, at least 20,000, at most three million."""
    return min(_MOST, max(_FEWEST, _PER_MEETING * meetings))


def search(problem: Problem, *, seed: int, steps: int | None, time_limit: float | None) -> Found:
    """The best timetable found within the budget; locks are kept, so they must not contradict one another."""
    core = core_of(problem)
    budget = default_steps(core.meetings) if steps is None else steps
    elapsed = _clock(time_limit)
    rng = Random(seed)  # noqa: S311 - because the search needs a seed, not secrecy
    board = Board(core)
    most = most_laid_out(core)
    for meeting in sorted(core.fixed):
        board.put(meeting, core.allowed[meeting].bit_length() - 1)
    lay_greedily(board)
    enough = _enough(core, most)
    taken = fill(board, rng, budget // (2 * _PLACING), enough=enough, out_of_time=lambda: elapsed() >= 1)
    laid_out = [meeting for meeting, slot in enumerate(board.slot) if slot >= 0]
    each = least_gaps_each(core, laid_out)
    forced = sum(core.home[one] >= 0 and not core.allowed[one] >> core.home[one] & 1 for one in laid_out)
    least = sum(each) + core.stability * forced
    close_gaps(board, rng, budget - taken * _PLACING, least=least, elapsed=elapsed)
    pairs = [request.pair for request in problem.requests]
    when = {pair: problem.slots[slot] for pair, slot in zip(pairs, board.slot, strict=True) if slot >= 0}
    return Found(
        places=seat(problem, when),
        cost=cost_of(board),
        least=least,
        least_each=tuple(zip(people_of(problem), each, strict=True)),
        most=most,
    )


def _enough(core: Core, most: int) -> int:
    """The weight that cannot be exceeded when `most` meetings are laid out."""
    weights = [weight for weight, mask in zip(core.weight, core.allowed, strict=True) if mask]
    return sum(sorted(weights, reverse=True)[:most])


def _clock(time_limit: float | None) -> Callable[[], float]:
    if time_limit is None:
        return lambda: 0.0
    start = monotonic()
    return lambda: (monotonic() - start) / time_limit
