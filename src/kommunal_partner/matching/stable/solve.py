"""Stable matches: the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kommunal_partner.matching.stable._encode import put_ties
from kommunal_partner.matching.stable._in_time import Watch
from kommunal_partner.matching.stable._infeasible import clash_of_locks
from kommunal_partner.matching.stable._min_weight_closure import ENDLESS
from kommunal_partner.matching.stable._read import read_task
from kommunal_partner.matching.stable._search import Found, at_once, found_so_far, search, usual_steps
from kommunal_partner.matching.stable._task import MatchTask, Pair, StableGoal, StableSide, Wishes
from kommunal_partner.matching.stable.result import StableMatch
from kommunal_partner.results import Budget, Interrupted, OutOfSteps, Progress, Status, nothing_found_yet


@nothing_found_yet()
def match(
    proposers: Wishes,
    receivers: Wishes,
    *,
    capacity: int | Mapping[Any, int] = 1,
    side: StableSide | str = StableSide.PROPOSERS,
    goal: StableGoal | str = StableGoal.SIDE,
    couples: Iterable[Any] = (),
    locked: Iterable[Pair] | Mapping[Any, Any] = (),
    previous: StableMatch | Iterable[Pair] | Mapping[Any, Any] | None = None,
    stability: float | None = None,
    seed: int | None = None,
    steps: int | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> StableMatch:
    """A match in which no two would rather be together than as they are.

    Both sides map an id to the ids of the other side that it accepts, best first; whoever is not listed is not
    accepted, and a pair can only be made if both list each other.

    - Ties: a list or a set among the wishes (or a tuple, unless it is itself an id) stands for ids that are equally
      good. They are put in the order of ids, or in that of lots drawn by `seed`, those of the `previous` match first,
      and the match is weakly stable: that someone else is as good is no reason to leave. What is said below of all
      stable matches holds for this order. A rank is the place on a person's own list, unanswered wishes counted; a tie
      takes one place.
    - `capacity`: places of each receiver, one number for all or by id (1 where the mapping is silent).
    - `side`: whose best it is to be. Of all stable matches there is one that all proposers like best, and one that all
      receivers like best.
    - `goal`: "side" takes that one. "least regret" takes the match whose worst-off (by rank on their own list, over
      both sides; of receivers only those that are full) are best off, "least sum" the one with the least sum of ranks
      of both sides; there the side decides between equals.
    - `couples`: `Couple`s, or triples (first, second, wishes as pairs of receivers). Their members list nothing of
      their own. A stable match need not exist; a seeded search of at most `steps` steps looks for one, and otherwise
      gives the one that fewest block. A couple blocks if it would rather have a wish at which every receiver concerned
      has room or would give up someone worse for each of the two.
    - `locked`: pairs made beforehand, which take places and do not block. `previous`: an earlier match, or its pairs;
      whoever is in it and now gets someone else, or nobody, has `moved`. `stability`: how many ranks of the goal it
      must gain that one of them moves; the match is the best by both, and with 0 changes only decide between equals.
      With None no gain is worth a change: first as few move as can be, then the goal counts. All this is exact. With
      couples neither side, goal nor changes are weighed: the earlier match stays if it is still stable, and else the
      search begins where its couples were.
    - `time_limit`, `progress`: where they end the search, the match is the side's best, or with couples the one that
      fewest block so far. Where the time does not even suffice for that (a list that is cut off makes other matches
      stable), only the locked pairs are made: the match is partial, `value` is None, and `unmet` says so of everybody
      else. They are asked after every 100,000 wishes, so that few people get a match whatever the time.

    Raises:
        BadInstance: for wishes or pairs that do not fit together. BadRule: for an option that cannot be followed.
        UnknownChoice: for a side or a goal that there is not. BadBudget: for fewer than one step.
        Interrupted: if the search is interrupted from the keyboard; `.result` is a match that takes no search.

    >>> found = match({"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]})
    >>> found.solution, found.unmatched
    ((('a', 'x'),), ('b',))
    """
    budget = Budget.of(steps, time_limit, ENDLESS, progress, least=1)
    watch = Watch(budget)
    task = read_task(
        proposers,
        receivers,
        capacity=capacity,
        couples=couples,
        locked=locked,
        side=side,
        goal=goal,
        previous=previous,
        stability=stability,
        seed=seed,
        watch=watch,
    )
    if steps is None or not task.couples:
        budget.steps = usual_steps(task)
    clash = clash_of_locks(task)
    if clash is not None:
        return StableMatch((), Status.INFEASIBLE, (), task.proposers, clash=clash, task=task)
    if task.unread:
        return _nothing_found(task)
    try:
        return _searched(put_ties(task, watch), budget, watch)
    except OutOfSteps:
        return _nothing_found(task.without_lists())


def _searched(task: MatchTask, budget: Budget, watch: Watch) -> StableMatch:
    try:
        return _matched(task, search(task, budget, watch), reproducible=budget.reproducible)
    except KeyboardInterrupt:
        raise Interrupted(_matched(task, at_once(task), reproducible=False)) from None


def _nothing_found(task: MatchTask) -> StableMatch:
    """The match of a task whose lists there was no time to go through: nothing but the locked pairs is made."""
    locked = dict(task.locked)
    at = [locked.get(one, -1) for one in range(len(task.proposers))]
    return _matched(task, found_so_far(task, at), reproducible=False)


def _matched(task: MatchTask, found: Found, *, reproducible: bool) -> StableMatch:
    return StableMatch(
        tuple((task.proposers[one], task.receivers[to]) for one, to in enumerate(found.at) if to >= 0),
        Status.PARTIAL if found.blocking or task.unread else Status.OPTIMAL,
        found.blocking,
        tuple(task.proposers[one] for one, to in enumerate(found.at) if to < 0),
        found.steps,
        None,
        tuple(task.proposers[one] for one in found.moved),
        reproducible,
        task=task,
        proof=found.proof,
    )
