"""Stable matches: nobody would rather be with someone who would rather have them.

Proposers (residents, newcomers) rank receivers (hospitals, hosts) and the other way round; receivers may have several
places, lists may be incomplete and hold ties, and proposers may go in couples (delegations) that rank pairs of places.
Pure Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal

from kommunal_partner.errors import BadBudget, BadRule
from kommunal_partner.matching.clashes import Clash, FoundBy, Rule
from kommunal_partner.matching.stable.check import Blocking, blocking_pairs
from kommunal_partner.matching.stable.couples import count_blocking, with_couples
from kommunal_partner.matching.stable.market import Couple, Market, Pair, Wishes, read_market
from kommunal_partner.matching.stable.offers import least_regret, offers_of_proposers, offers_of_receivers
from kommunal_partner.matching.stable.result import StableMatch
from kommunal_partner.results import Status
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["Blocking", "Couple", "StableMatch", "match"]

_CANNOT: Final = Reason(
    "STABLE_LOCKS_CLASH", de="Diese Regeln können nicht zusammen gelten:", en="These rules cannot hold together:"
)
_LOCKED: Final = Reason("STABLE_LOCKED", de="{a} und {b} sind festgelegt.", en="{a} and {b} are locked.")
_PLACES: Final = Reason("STABLE_PLACES", de="{b} hat höchstens {most} Plätze.", en="{b} has at most {most} places.")
_WORK: Final = 3_000_000
"""How much work the search with couples may do by default: steps times listed wishes."""
_FEWEST_STEPS: Final = 100


def match(
    proposers: Wishes,
    receivers: Wishes,
    *,
    capacity: int | Mapping[Any, int] = 1,
    side: Literal["proposers", "receivers"] = "proposers",
    goal: Literal["side", "least regret"] = "side",
    couples: Iterable[Any] = (),
    locked: Iterable[Pair] = (),
    previous: StableMatch | Iterable[Pair] | None = None,
    seed: int = 0,
    steps: int | None = None,
) -> StableMatch:
    """A match in which no two would rather be together than as they are.

    Both sides map an id to the ids of the other side that it accepts, best first; whoever is not listed is not
    accepted, and a pair can only be made if both list each other.

    - Ties: a list or a set among the wishes (or a tuple, unless it is itself an id) stands for ids that are equally
      good. They are put in the order of ids, and the match is weakly stable: that someone else is as good is no reason
      to leave.
    - `capacity`: places of each receiver, one number for all or by id (1 where the mapping is silent).
    - `side`: whose best it is to be. Of all stable matches there is one that all proposers like best, and one that all
      receivers like best. `goal="least regret"`: the one whose worst-off (counted by place on their own list, over both
      sides; of receivers only those that are full) are best off. Both hold for the order in which ties were put.
    - `couples`: `Couple`s, or triples (first, second, wishes as pairs of receivers). Their members list nothing of
      their own. A stable match need not exist; a seeded search of at most `steps` steps looks for one, and otherwise
      gives the one that fewest block. A couple blocks if it would rather have a wish at which every receiver concerned
      has room or would give up someone worse for each of the two.
    - `locked`: pairs made beforehand, which take places and do not block. `previous`: an earlier match; if it is still
      stable it stays as it is, and otherwise, without couples, the side's best match that keeps more of its pairs wins.

    Raises:
        BadInstance: for wishes that do not fit together. BadRule: for an option that cannot be followed.
        BadBudget: for fewer than one step.

    >>> found = match({"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]})
    >>> found.solution, found.unmatched
    ((('a', 'x'),), ('b',))
    """
    if side not in {"proposers", "receivers"}:
        raise BadRule(f"the side is 'proposers' or 'receivers', not {side!r}")
    if goal not in {"side", "least regret"}:
        raise BadRule(f"the goal is 'side' or 'least regret', not {goal!r}")
    if steps is not None and steps < 1:
        raise BadBudget(f"{steps} steps: at least 1 is needed")
    market = read_market(proposers, receivers, capacity, couples, locked)
    clash = _clash_of_locks(market)
    if clash is not None:
        return StableMatch((), Status.INFEASIBLE, (), market.proposers, clash=clash, market=market)
    earlier = previous.solution if isinstance(previous, StableMatch) else tuple(previous or ())
    kept = _still_stable(market, earlier)
    taken = 0
    if kept is not None:
        at = kept
    elif market.couples:
        work = steps if steps is not None else max(_FEWEST_STEPS, _WORK // (1 + sum(map(len, market.receiver_wishes))))
        at, _, taken = with_couples(market, seed=seed, steps=work)
    else:
        at = _nearest(market, earlier, _methods(side, goal))
    solution = tuple(
        (market.proposers[one], market.receivers[receiver]) for one, receiver in enumerate(at) if receiver >= 0
    )
    blocking = tuple(blocking_pairs(market, solution)) if market.couples else ()
    return StableMatch(
        solution,
        Status.PARTIAL if blocking else Status.OPTIMAL,
        blocking,
        tuple(market.proposers[one] for one, receiver in enumerate(at) if receiver < 0),
        taken,
        market=market,
    )


def _methods(side: str, goal: str) -> list[Callable[[Market], list[int]]]:
    """The ways to a stable match, the one that was asked for first."""
    if goal == "least regret":
        return [least_regret]
    both: list[Callable[[Market], list[int]]] = [offers_of_proposers, offers_of_receivers]
    return both if side == "proposers" else both[::-1]


def _nearest(market: Market, earlier: tuple[Pair, ...], methods: list[Callable[[Market], list[int]]]) -> list[int]:
    """The match of the first method, unless that of another keeps more pairs of an earlier one."""
    best = methods[0](market)
    if earlier:
        pairs = set(earlier)

        def keeps(at: list[int]) -> int:
            places = ((market.proposers[one], market.receivers[r]) for one, r in enumerate(at) if r >= 0)
            return sum(pair in pairs for pair in places)

        for method in methods[1:]:
            other = method(market)
            if keeps(other) > keeps(best):
                best = other
    return best


def _still_stable(market: Market, earlier: tuple[Pair, ...]) -> list[int] | None:
    """An earlier match as it would be today, if it keeps all rules and nothing blocks it."""
    if not earlier:
        return None
    number = {one: at for at, one in enumerate(market.proposers)}
    seat = {one: at for at, one in enumerate(market.receivers)}
    at = [-1] * len(market.proposers)
    room = list(market.capacity)
    for a, b in earlier:
        if a in number and b in seat:
            at[number[a]] = seat[b]
            room[seat[b]] -= 1
    locked = dict(market.locked)
    coupled = {one for couple in market.couples for one in couple[:2]}
    fits = min(room, default=0) >= 0 and all(at[one] == receiver for one, receiver in market.locked)
    fits &= all(
        receiver < 0 or one in locked or one in coupled or receiver in market.rank[one]
        for one, receiver in enumerate(at)
    )
    fits &= all((at[a], at[b]) in {(-1, -1), *wishes} for a, b, wishes in market.couples)
    return at if fits and not count_blocking(market, at)[0] else None


def _clash_of_locks(market: Market) -> Clash | None:
    for place, receiver in enumerate(market.receivers):
        here = [market.proposers[one] for one, taken in market.locked if taken == place]
        if len(here) > market.capacity[place]:
            rules = [Rule("locked", (a, receiver), Sentence(_LOCKED, {"a": a, "b": receiver})) for a in here]
            most = market.capacity[place]
            rules = [
                *rules[: most + 1],
                Rule("capacity", (receiver,), Sentence(_PLACES, {"b": receiver, "most": most})),
            ]
            return Clash(Sentence(_CANNOT), rules, minimal=True, found_by=FoundBy.CHECK)
    return None
