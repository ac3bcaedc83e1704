"""`arrange`: from requests to a timetable."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from random import Random
from time import monotonic
from typing import Any, Final

from kommunal_partner._checks import whole
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadBudget
from kommunal_partner.matching.meetings import sentences
from kommunal_partner.matching.meetings._backtracking import best_of_few
from kommunal_partner.matching.meetings._bounds import least_gaps_each, most_laid_out
from kommunal_partner.matching.meetings._encode import EncodedMeetings, encode, people_of
from kommunal_partner.matching.meetings._explain import LeftOut, held_up
from kommunal_partner.matching.meetings._infeasible import clash_of, clash_of_locks
from kommunal_partner.matching.meetings._read import read_task
from kommunal_partner.matching.meetings._simulated_annealing import close_gaps
from kommunal_partner.matching.meetings._table_assignment import seat
from kommunal_partner.matching.meetings._tabu_search import STEP_COST, fill, lay_greedily
from kommunal_partner.matching.meetings._task import MeetingPlace, MeetingTask, Pair, Request, Where
from kommunal_partner.matching.meetings._timetable_state import TimetableState
from kommunal_partner.matching.meetings.result import Timetable
from kommunal_partner.results import Budget, Certificate, Interrupted, Progress, Result, Status, nothing_found_yet, say

_PER_MEETING: Final = 10_000
_FEWEST: Final = 20_000
_MOST: Final = 3_000_000
_FEW: Final = 12  # so many meetings are tried out in full where not all were laid out or gaps are left,
_NODES: Final = 30_000  # with so many choices at most
_TO_FINISH: Final = 2e-6
"""So many seconds it takes for each request to make a timetable of what was found."""


@nothing_found_yet()
def arrange(
    requests: Iterable[Pair | Request],
    *,
    slots: int | Iterable[Hashable],
    tables: int | Iterable[Hashable] | Mapping[Any, int | Iterable[Hashable]],
    sessions: Mapping[Any, Hashable | Iterable[Hashable]] = FrozenMap(),
    blocks: Mapping[str, Iterable[Hashable]] = FrozenMap(),
    unavailable: Mapping[Any, Iterable[Hashable]] = FrozenMap(),
    priorities: Mapping[Any, int] = FrozenMap(),
    optional: Iterable[Pair] = (),
    absent: Iterable[Hashable] = (),
    people: Iterable[Hashable] = (),
    locked: Mapping[Any, Where] | Iterable[tuple[Pair, Where]] = (),
    previous: Result | Mapping[Any, Where] | None = None,
    stability: int = 10,
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Timetable:
    """A timetable of the bilateral meetings requested: as much as fits of what is wanted most, then few idle gaps.

    Laid out are the meetings whose priorities add up to most, first among all that are not optional, then among the
    optional ones; how many they are does not count. An optional meeting never takes the place of another.

    Args:
        requests: Pairs of ids, or `Request`s with a priority. Two who ask for one another, or twice, meet once.
        slots: How many slots there are (they are then called 1, 2, 3 …), or their labels in the order of time.
        tables: How many meetings a slot can hold, or the labels of its tables; one for all slots, or by slot.
        sessions: For some pairs the slots they are confined to, or the name of one of the `blocks`.
        blocks: Names for sets of slots, such as the morning.
        unavailable: The slots in which somebody is away.
        priorities: For some pairs how much they count (a whole number from 1) where not all requests can be met.
        optional: Pairs that come after all that are not named here.
        absent: Those who left altogether: what is asked, locked or said of them is passed over.
        people: Everybody who takes part, if some ask for nobody; a name that is not among them is then refused.
        locked: The slot, or the `MeetingPlace` with its table, that some meetings must have.
        previous: A timetable that has been published, or slots by pair. Pairs no longer requested are passed over. A
            meeting leaves its slot where that makes room for more that is asked, or saves more gaps than `stability`.
        stability: How many idle gaps a meeting that leaves its previous slot counts for.
        seed: What chance starts from; the same input and seed give the same timetable.
        steps: The budget; without one it grows with the number of requests (a second or two for 200).
        time_limit: Seconds after which the search ends early; the result is then not called reproducible.
        progress: Called with (steps done, steps in all, gaps of the best so far); True ends the search.

    Raises:
        BadInstance: for parts that do not fit together, such as a slot or a pair that does not exist.
        UnknownName: for somebody unavailable or absent who is not there, or reads like a misspelt name.
        BadBudget: if there are fewer than 0 steps or no seconds.
        Interrupted: if the keyboard interrupts the search; `.result` is the best timetable until then.

    What cannot all be had is no error: the timetable then says what is left out, and why.

    >>> table = arrange([("a", "b"), ("c", "b"), ("a", "c")], slots=2, tables=1)
    >>> table.status.value, len(table.solution), len(table.unmet), table.verify()
    ('partial', 2, 1, ())
    """
    budget = Budget.of(steps, time_limit, _FEWEST, progress)
    seed = whole(seed, "seed", BadBudget)
    task = read_task(
        requests,
        slots=slots,
        tables=tables,
        sessions=sessions,
        blocks=blocks,
        unavailable=unavailable,
        priorities=priorities,
        optional=optional,
        locked=locked,
        previous=previous,
        absent=absent,
        people=people,
        stability=stability,
    )
    if steps is None:
        budget.steps = default_steps(len(task.requests))
    clash = clash_of_locks(task)
    if clash is not None:
        unmet = tuple(held_up(request.pair) for request in task.requests)
        return Timetable(
            FrozenMap(), Status.INFEASIBLE, None, None, 0, None, unmet, clash, budget.reproducible, task=task
        )
    _keep_time_to_finish(len(task.requests), budget)
    encoded = encode(task)
    state = TimetableState(encoded)
    most = most_laid_out(encoded)
    try:
        _search(state, most, Random(seed), budget)  # noqa: S311 - because the search needs a seed, not secrecy
        return _timetable(task, state, most, budget)
    except KeyboardInterrupt:
        budget.stopped = True
        raise Interrupted(_timetable(task, state, most, budget)) from None


def _keep_time_to_finish(requests: int, budget: Budget) -> None:
    """End the search so much before the deadline that there is time to make a timetable of what was found."""
    if budget.deadline is not None:
        budget.deadline -= min(_TO_FINISH * requests, max(budget.deadline - monotonic(), 0) / 2)


def default_steps(meetings: int) -> int:
    """The budget if none is given: 10,000 steps a meeting, at least 20,000, at most three million."""
    return min(_MOST, max(_FEWEST, _PER_MEETING * meetings))


def _search(state: TimetableState, most: int, rng: Random, budget: Budget) -> None:
    """Leave the best timetable found within the budget; locks are kept, so they must not contradict one another."""
    encoded = state.task
    for meeting in sorted(encoded.fixed):
        state.put(meeting, encoded.allowed[meeting].bit_length() - 1)
    lay_greedily(state, budget)
    start, before = list(state.slot), state.rank()
    enough = _enough(encoded, most)
    taken = fill(state, rng, budget.steps // (2 * STEP_COST), enough=enough, budget=budget)
    has_earlier = max(encoded.home, default=-1) >= 0
    is_open = min(state.slot, default=0) < 0 or (has_earlier and state.cost() > _least(encoded, state)[0])
    are_few = encoded.meetings <= _FEW
    if is_open and are_few:
        best_of_few(state, _NODES)
    if has_earlier and state.rank() <= before:
        state.lay(start)  # because what was stirred up for nothing moves nobody
    least = _least(encoded, state)[0]
    close_gaps(state, rng, budget.steps - taken * STEP_COST, least=least, budget=budget)
    if are_few and not is_open and not budget.stopped and state.cost() > least:
        best_of_few(state, _NODES)  # because chains exchange no two meetings of four people where all tables are taken


def _enough(encoded: EncodedMeetings, most: int) -> int:
    """The weight that cannot be exceeded when `most` meetings are laid out."""
    weights = [weight for weight, mask in zip(encoded.weight, encoded.allowed, strict=True) if mask]
    return sum(sorted(weights, reverse=True)[:most])


def _least(encoded: EncodedMeetings, state: TimetableState) -> tuple[int, list[int]]:
    """What the meetings laid out cost at least, and the least idle gaps of each person."""
    laid_out = [meeting for meeting, slot in enumerate(state.slot) if slot >= 0]
    each = least_gaps_each(encoded, laid_out)
    forced = sum(encoded.home[one] >= 0 and not encoded.allowed[one] >> encoded.home[one] & 1 for one in laid_out)
    return sum(each) + encoded.stability * forced, each


def _timetable(task: MeetingTask, state: TimetableState, most: int, budget: Budget) -> Timetable:
    least, each = _least(state.task, state)
    cost = state.cost()
    pairs = [request.pair for request in task.requests]
    when = {pair: task.slots[slot] for pair, slot in zip(pairs, state.slot, strict=True) if slot >= 0}
    order = {slot: index for index, slot in enumerate(task.slots)}
    tables = dict(zip(task.slots, task.tables, strict=True))

    def by_time(item: tuple[Pair, MeetingPlace]) -> tuple[int, int]:
        return order[item[1].slot], tables[item[1].slot].index(item[1].table)

    solution = FrozenMap(sorted(seat(task, when).items(), key=by_time))
    left = [request for request in task.requests if request.pair not in solution]
    missed = [request.pair for request in left if not request.optional]
    whole_one = Status.OPTIMAL if cost == least else Status.FEASIBLE
    numbers = tuple((one, gaps) for one, gaps in zip(people_of(task), each, strict=True) if gaps)
    clash = clash_of(task, missed, budget) if missed and not budget.stopped else None
    return Timetable(
        solution,
        Status.PARTIAL if left else whole_one,
        cost,
        least,
        most,
        Certificate("each alone", say(sentences.LEAST, bound=least), numbers),
        LeftOut(task, state.task, list(state.slot)),
        clash,
        budget.reproducible,
        task=task,
    )
