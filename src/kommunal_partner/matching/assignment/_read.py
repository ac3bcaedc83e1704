"""The caller's sides, weights and rules, read into a task; whatever cannot be read is refused here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from kommunal_partner._checks import (
    choice,
    count,
    instances,
    nearest,
    not_there,
    number,
    only_pairs,
    pairs,
    refusal,
    whole,
)
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.languages import Term
from kommunal_partner.matching.assignment._checked_weights import GREATEST, PairsRead, WeightsRead, either
from kommunal_partner.matching.assignment._fold import fold, folded_list
from kommunal_partner.matching.assignment._in_time import time_to_finish
from kommunal_partner.matching.assignment._read_both_ways import both_ways
from kommunal_partner.matching.assignment._read_weights import read_weights
from kommunal_partner.matching.assignment._sides import Side, people_of, refuse_too_many
from kommunal_partner.matching.assignment._task import (
    Amounts,
    AssignmentTask,
    Pair,
    PairingGoal,
    PairSide,
    Place,
    PlaceQuota,
    Weight,
)
from kommunal_partner.matching.assignment._weights import PairList, Tables
from kommunal_partner.matching.scoring import Score
from kommunal_partner.matching.scoring._asking import answers, by_diagonals, from_diagonals, not_asked
from kommunal_partner.participants import id_of
from kommunal_partner.results import Budget, in_order
from kommunal_partner.verdicts import Sentence

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Truths


def read_sides(
    left: Iterable[Hashable],
    right: Iterable[Hashable],
    weight: Weight,
    budget: Budget,
    *,
    capacity_left: Amounts = 1,
    capacity_right: Amounts = 1,
    forbidden: Iterable[Pair] | Mapping[Any, Any] | Callable[[Any, Any], bool] = (),
    least_left: Amounts = 0,
    least_right: Amounts = 0,
    quotas: Iterable[PlaceQuota] = (),
    goal: PairingGoal | str = PairingGoal.TOTAL,
    locked: Iterable[Pair] | Mapping[Any, Any] = (),
    previous: object = (),
    stability: float = 0,
) -> AssignmentTask:
    """The task of two sides, in its one order; where the budget ends before all is asked for, the rest is not paired.

    Raises:
        BadInstance: if parts do not fit together. BadRule: for a capacity or a quota that cannot be followed.
        UnknownChoice: for a goal that there is not. MissingExtra: if numpy is not installed.
    """
    goal = choice(PairingGoal, goal, "goal")
    stability = number(stability, "stability", least=0, most=GREATEST, error=BadRule)
    lefts = Side(people_of(left, "left"), "left")
    rights = lefts if right is left and isinstance(left, list) else Side(people_of(right, "right"), "right")
    refuse_too_many(len(lefts.ids), len(rights.ids))
    if isinstance(weight, Mapping):
        only_pairs(weight, "weight")
    fixed = frozenset(_places(locked, lefts, rights, "locked"))
    with time_to_finish(budget, len(lefts.ids) * len(rights.ids)):
        asked = read_weights(lefts, rights, weight, budget)
    asked = _with_locked(asked, lefts, rights, weight, fixed)
    read = _without(asked, forbidden, lefts, rights, fixed, budget)
    return AssignmentTask(
        lefts.ids,
        rights.ids,
        Tables(read.cost, read.barred),
        _amounts(capacity_left, lefts, "capacity_left", 1),
        _amounts(capacity_right, rights, "capacity_right", 1),
        _amounts(least_left, lefts, "least_left", 0),
        _amounts(least_right, rights, "least_right", 0),
        _quotas(quotas, lefts, rights),
        fixed,
        _earlier(previous, lefts, rights),
        stability,
        read.exact and float(stability).is_integer(),
        goal,
        remarks=_remarks(weight, lefts, rights),
        unread=read.unread,
    )


def _with_locked(read: WeightsRead, left: Side, right: Side, weight: Weight, locked: frozenset[Place]) -> WeightsRead:
    """The weights with those of locked pairs, which are asked for whether there is time or not."""
    import numpy as np

    if read.unread is None or not locked:
        return read
    barred = np.zeros(read.cost.shape, dtype=np.bool_) if read.barred is None else read.barred
    for pair in sorted(locked):
        if read.unread[pair]:
            both = Side([left.in_order[pair[0]]], "left"), Side([right.in_order[pair[1]]], "right")
            alone = read_weights(*both, weight, Budget(1))
            read.cost[pair] = alone.cost[0, 0]
            barred[pair] = alone.barred is not None
            read.unread[pair] = False
    return evolve(read, barred=barred)


def _solution(previous: object) -> object:
    """The pairs of an earlier result; of anything else what it is itself."""
    return getattr(previous, "solution", previous) if previous is not None else ()


def _earlier(previous: object, left: Side, right: Side) -> frozenset[Place]:
    """The places of the pairs of an earlier result whose people are still here."""
    earlier = pairs(_solution(previous), "previous", BadInstance)
    still_here = [(a, b) for a, b in earlier if id_of(a) in left.place and id_of(b) in right.place]
    return frozenset(_places(still_here, left, right, "previous"))


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _without(
    read: WeightsRead | PairsRead,
    forbidden: Iterable[Pair] | Mapping[Any, Any] | Callable[[Any, Any], bool],
    left: Side,
    right: Side,
    locked: frozenset[Place],
    budget: Budget,
) -> WeightsRead | PairsRead:
    """The weights without those of forbidden pairs, and of those that there was no time to ask about."""
    forbids, unread = _barred(forbidden, left, right, locked, budget)
    more = either(forbids, unread)
    if more is None and read.unread is None:
        return read
    barred = read.barred
    if more is not None and more.any():
        read.cost[more] = 0
        barred = either(barred, more)
    return WeightsRead(read.cost, either(barred, read.unread), read.exact, either(read.unread, unread))


def _barred(
    forbidden: Iterable[Pair] | Mapping[Any, Any] | Callable[[Any, Any], bool],
    left: Side,
    right: Side,
    locked: frozenset[Place],
    budget: Budget,
) -> tuple[Truths | None, Truths | None]:
    """The forbidden pairs, and those that there was no time to ask about; of locked ones it is always asked."""
    import numpy as np

    shape = (len(left.ids), len(right.ids))
    if callable(forbidden):
        said = answers(lambda a, b: bool(forbidden(a, b)), *by_diagonals(left.in_order, right.in_order), budget)
        found, unread = from_diagonals(np.array(said, dtype=np.bool_), *shape), not_asked(len(said), *shape)
        if unread is not None:
            for row, column in sorted(locked):
                found[row, column] = bool(forbidden(left.in_order[row], right.in_order[column]))
                unread[row, column] = False
        return found, unread
    pairs = _places(forbidden, left, right, "forbidden")
    if not pairs:
        return None, None
    found = np.zeros(shape, dtype=np.bool_)
    for pair in pairs:
        found[pair] = True
    return found, None


def _places(given: object, left: Side, right: Side, argument: str) -> list[Place]:
    """The places of pairs of ids or people."""
    found = []
    for a, b in pairs(given, argument, BadInstance):
        row, column = left.place.get(id_of(a)), right.place.get(id_of(b))
        if row is None or column is None:
            missing, side = (id_of(a), left) if row is None else (id_of(b), right)
            two = f"{id_of(a)!r}, {id_of(b)!r}"
            de, en = f": {two} stehen nicht auf den beiden Seiten", f": {two} are not on the two sides"
            raise refusal(BadInstance, argument, missing, de, en, nearest(missing, side.ids))
        found.append((row, column))
    return found


def _quotas(given: Iterable[PlaceQuota], left: Side, right: Side) -> tuple[PlaceQuota, ...]:
    quotas = instances(given, PlaceQuota, "quotas", BadRule)
    for quota in quotas:
        side = left if quota.side is PairSide.LEFT else right
        for one in in_order(quota.ids):
            if one not in side.place:
                raise not_there(Term(f"Die Quote {quota.name!r}", f"quota {quota.name!r}"), one, side.ids)
    return quotas


def _amounts(amounts: object, side: Side, argument: str, otherwise: int) -> tuple[int, ...]:
    """A number for each id: one for all, or by id, or in the order given."""
    if isinstance(amounts, Mapping):
        by_id = {id_of(one): amount for one, amount in amounts.items()}
        for one in by_id:
            if one not in side.place:
                raise not_there(argument, one, side.ids)
        return tuple(_amount(by_id.get(one, otherwise), argument, one) for one in side.ids)
    if isinstance(amounts, Iterable):
        given = amounts if isinstance(amounts, Sequence) and len(amounts) != len(side.ids) else list(amounts)
        if len(given) != len(side.ids):
            sizes = len(given), len(side.ids)
            de, en = " hat {} Zahlen für {} Kennungen", " has {} numbers for {} ids"
            raise refusal(BadInstance, argument, amounts, de.format(*sizes), en.format(*sizes))
        return tuple(_amount(given[at], argument, one) for at, one in zip(side.order, side.ids, strict=True))
    return (count(amounts, argument, error=BadRule),) * len(side.ids)


def _amount(amount: object, argument: str, one: Hashable) -> int:
    whole_float = isinstance(amount, float) and amount.is_integer()
    argument_of = Term(f"{argument} von {one!r}", f"{argument} of {one!r}")
    read = int(amount) if whole_float else whole(amount, argument_of, BadRule)  # type: ignore[call-overload] # because it is a float
    return count(read, argument_of, error=BadRule)


def _remarks(weight: Weight, left: Side, right: Side) -> _Remarks | None:
    """What the hard rules of a score say; None of other weights."""
    return _Remarks(weight, left.given_by_id(), right.given_by_id()) if isinstance(weight, Score) else None


@frozen(eq=False)
class _Remarks:
    """What the hard rules of a score say of a pair of ids."""

    score: Score
    left: dict[Hashable, Any]
    right: dict[Hashable, Any]

    def __call__(self, a: Hashable, b: Hashable) -> tuple[Sentence, ...]:
        return self.score.explain(self.left[a], self.right[b]).remarks


# ── one pool ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_pool(
    people: Iterable[Hashable],
    weight: Weight,
    budget: Budget,
    *,
    forbidden: Iterable[Pair] | Mapping[Any, Any] | Callable[[Any, Any], bool],
    goal: PairingGoal | str,
    locked: Iterable[Pair] | Mapping[Any, Any],
    previous: object,
    stability: float,
    three: bool,
) -> AssignmentTask:
    """The task of one pool: both sides are the same people.

    Raises:
        BadInstance: if parts do not fit together, or a weight differs by direction. BadRule: for a stability below 0.
    """
    given = people_of(people, "people")
    refuse_too_many(len(given), len(given))
    if isinstance(weight, Score) and not weight.symmetric:
        de = " kann für (a, b) anders sein als für (b, a); ein Pool braucht eine symmetrische Bewertung"
        en = ": the score of (a, b) may differ from that of (b, a): a pool needs a symmetric one"
        raise refusal(BadInstance, "weight", weight, de, en)
    goal = choice(PairingGoal, goal, "goal")
    stability = number(stability, "stability", least=0, most=GREATEST, error=BadRule)
    side = Side(given, "people")
    size = len(given)
    fixed = frozenset(_places(_in_both_directions(locked, "locked"), side, side, "locked"))
    is_asked = not isinstance(weight, Score) and (callable(weight) or isinstance(weight, Mapping))
    with time_to_finish(budget, size * size):
        if is_asked:
            once = [pair for pair in sorted(fixed) if pair[0] < pair[1]]
            first = both_ways(side, weight, once, budget)
        else:
            first = _with_locked(read_weights(side, side, weight, budget), side, side, weight, fixed)
    read = _without(first, _either_way(forbidden), side, side, fixed, budget)
    if isinstance(read, PairsRead):
        weights: Tables | PairList = read.pairs
    else:
        weights = _one_way(read, is_folded=is_asked and read.unread is first.unread)
    one, none = (1,) * size, (0,) * size
    return AssignmentTask(
        side.ids,
        side.ids,
        weights,
        one,
        one,
        none,
        none,
        (),
        fixed,
        _earlier(_in_both_directions(_solution(previous), "previous"), side, side),
        stability,
        read.exact and float(stability).is_integer(),
        goal,
        is_pool=True,
        three=three,
        remarks=_remarks(weight, side, side),
        unread=read.unread,
    )


def _one_way(read: WeightsRead, *, is_folded: bool) -> Tables | PairList:
    """The weights of a pool, the same in both directions, in which nobody is paired with themselves."""
    import numpy as np

    cost, unread, width = read.cost, read.unread, len(read.cost) + 1
    if read.barred is not None and unread is None and (few := folded_list(cost, read.barred)) is not None:
        return few
    barred = np.zeros(cost.shape, dtype=np.bool_) if read.barred is None else read.barred.copy()
    if not is_folded:
        fold(cost, None if read.barred is None else barred, unread)
    cost.reshape(-1)[::width] = 0
    if unread is not None:
        np.fill_diagonal(unread, val=False)
        barred |= unread
    barred.reshape(-1)[::width] = True
    return Tables(cost, barred)


def _in_both_directions(given: object, argument: str) -> list[Pair]:
    return [both for a, b in pairs(given, argument, BadInstance) for both in ((a, b), (b, a))]


def _either_way(
    forbidden: Iterable[Pair] | Mapping[Any, Any] | Callable[[Any, Any], bool],
) -> Iterable[Pair] | Callable[[Any, Any], bool]:
    if callable(forbidden):
        return lambda a, b: bool(forbidden(a, b) or forbidden(b, a))
    return _in_both_directions(forbidden, "forbidden")
