"""Stable matches: nobody would rather be with someone who would rather have them.

Proposers (residents, newcomers) rank receivers (hospitals, hosts) and the other way round; receivers may have several
places, lists may be incomplete and hold ties, and proposers may go in couples (delegations) that rank pairs of places.
Pure Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.clashes._clash import contradiction
from kommunal_partner.errors import BadBudget
from kommunal_partner.matching.stable.aims import Aim, Goal, Side, put_ties, read_aim
from kommunal_partner.matching.stable.check import Blocking, blocking_pairs
from kommunal_partner.matching.stable.couples import count_blocking, with_couples
from kommunal_partner.matching.stable.market import Couple, Market, Pair, Wishes, read_market
from kommunal_partner.matching.stable.nearest import choose
from kommunal_partner.matching.stable.result import StableMatch
from kommunal_partner.results import Status
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["Blocking", "Couple", "StableMatch", "match"]

_LOCKED: Final = Reason("STABLE_LOCKED", de="{a} und {b} sind festgelegt.", en="{a} and {b} are locked.")
_PLACES: Final = Reason("STABLE_PLACES", de="Plätze von {b}: höchstens {most}.", en="Places of {b}: at most {most}.")
_WORK: Final = 3_000_000
"""How much work the search with couples may do by default: steps times listed wishes."""
_FEWEST_STEPS: Final = 100
_MOST_STEPS: Final = 20_000
"""So many at most by default: where few go in couples, more of them only show again what has been tried."""


def match(
    proposers: Wishes,
    receivers: Wishes,
    *,
    capacity: int | Mapping[Any, int] = 1,
    side: Side = "proposers",
    goal: Goal = "side",
    couples: Iterable[Any] = (),
    locked: Iterable[Pair] = (),
    previous: StableMatch | Iterable[Pair] | Mapping[Any, Any] | None = None,
    stability: float | None = None,
    seed: int = 0,
    steps: int | None = None,
) -> StableMatch:
    """A match in which no two would rather be together than as they are.

    Both sides map an id to the ids of the other side that it accepts, best first; whoever is not listed is not
    accepted, and a pair can only be made if both list each other.

    - Ties: a list or a set among the wishes (or a tuple, unless it is itself an id) stands for ids that are equally
      good. They are put in the order of ids, those of the `previous` match first, and the match is weakly stable: that
      someone else is as good is no reason to leave. What is said below of all stable matches holds for this order.
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

    Raises:
        BadInstance: for wishes or pairs that do not fit together. BadRule: for an option that cannot be followed.
        BadBudget: for fewer than one step.

    >>> found = match({"a": ["x", "y"], "b": ["x"]}, {"x": ["a", "b"], "y": ["a"]})
    >>> found.solution, found.unmatched
    ((('a', 'x'),), ('b',))
    """
    if steps is not None and steps < 1:
        raise BadBudget(f"{steps} steps: at least 1 is needed")
    market = read_market(proposers, receivers, capacity, couples, locked)
    earlier = previous.solution if isinstance(previous, StableMatch) else previous or ()
    aim = read_aim(market, side=side, goal=goal, earlier=earlier, stability=stability)
    clash = _clash_of_locks(market)
    if clash is not None:
        return StableMatch((), Status.INFEASIBLE, (), market.proposers, clash=clash, market=market, aim=aim)
    market = put_ties(market, aim)
    taken, proof = 0, None
    if market.couples:
        at, taken = _settled_in_couples(market, aim, seed, steps)
    else:
        at, proof = choose(market, aim)
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
        moved=tuple(
            one for one, was, now in zip(market.proposers, aim.earlier, at, strict=True) if was not in {-1, now}
        ),
        market=market,
        aim=aim,
        proof=proof,
    )


def _settled_in_couples(market: Market, aim: Aim, seed: int, steps: int | None) -> tuple[list[int], int]:
    """Whom everyone gets if some go in couples, and the steps it took: the earlier match, if it is still stable."""
    if aim.has_earlier and _is_stable(market, aim.earlier):
        return list(aim.earlier), 0
    usual = min(_MOST_STEPS, max(_FEWEST_STEPS, _WORK // (1 + sum(map(len, market.receiver_wishes)))))
    work = usual if steps is None else steps
    at, _, taken = with_couples(market, seed=seed, steps=work, earlier=aim.earlier)
    return at, taken


def _is_stable(market: Market, at: Sequence[int]) -> bool:
    """Whether an earlier match keeps all rules today and nothing blocks it."""
    room = list(market.capacity)
    for receiver in at:
        if receiver >= 0:
            room[receiver] -= 1
    locked = dict(market.locked)
    coupled = {one for couple in market.couples for one in couple[:2]}
    fits = min(room, default=0) >= 0 and all(at[one] == receiver for one, receiver in market.locked)
    fits &= all(
        receiver < 0 or one in locked or one in coupled or receiver in market.rank[one]
        for one, receiver in enumerate(at)
    )
    fits &= all((at[a], at[b]) in {(-1, -1), *wishes} for a, b, wishes in market.couples)
    return fits and not count_blocking(market, at)[0]


def _clash_of_locks(market: Market) -> Clash | None:
    for place, receiver in enumerate(market.receivers):
        here = [market.proposers[one] for one, taken in market.locked if taken == place]
        if len(here) > market.capacity[place]:
            rules = [ClashRule("locked", (a, receiver), Sentence(_LOCKED, {"a": a, "b": receiver})) for a in here]
            most = market.capacity[place]
            rules = [
                *rules[: most + 1],
                ClashRule("capacity", (receiver,), Sentence(_PLACES, {"b": receiver, "most": most})),
            ]
            return contradiction(*rules)
    return None
