"""The caller's wishes, couples and rules, read into a task; whatever cannot be read is refused here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from kommunal_partner._checks import choice, count, items, nearest, number, pairs, whole
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.matching.stable._task import (
    Couple,
    MatchTask,
    Pair,
    StableGoal,
    StableSide,
    Wishes,
)
from kommunal_partner.participants import id_of
from kommunal_partner.results import in_order

_List: TypeAlias = tuple[tuple[int, ...], tuple[int, ...] | None]


def read_task(
    proposers: Wishes,
    receivers: Wishes,
    *,
    capacity: int | Mapping[Any, int],
    couples: Iterable[Any],
    locked: Iterable[Pair] | Mapping[Any, Any],
    side: StableSide | str,
    goal: StableGoal | str,
    previous: object,
    stability: float | None,
    seed: int | None,
) -> MatchTask:
    """The two sides with their wishes as far as they are mutual, and what the match is to be best at.

    Raises:
        BadInstance: for someone listed who is not there, or listed twice; for couples that overlap.
        BadRule: for a capacity that is no whole number from 0 on, or a stability below 0.
        UnknownChoice: for a side or a goal that there is not.
    """
    side, goal = choice(StableSide, side, "side"), choice(StableGoal, goal, "goal")
    if stability is not None:
        stability = number(stability, "stability", least=0, error=BadRule)
    for given, name in ((proposers, "proposers"), (receivers, "receivers")):
        if not isinstance(given, Mapping):
            raise BadInstance(f"{name} must map each id to the ids it wishes for", argument=name)
    ids, sides = in_order(proposers), in_order(receivers)
    numbers, seat = {one: at for at, one in enumerate(ids)}, {one: at for at, one in enumerate(sides)}
    joint = _read_couples(couples, numbers, seat)
    members = {one for couple in joint for one in couple[:2]}
    for one in in_order(ids[at] for at in members):
        if any(True for _ in proposers[one]):
            raise BadInstance(f"{one!r} goes in a couple: the couple's wishes count, so leave their own empty")
    raw = [_flat("proposer", one, proposers[one], seat) for one in ids]
    other = [_flat("receiver", one, receivers[one], numbers) for one in sides]
    asked, answered = _who_lists(raw, len(sides)), _who_lists(other, len(ids))
    if asked is not None:
        for first, second, wishes in joint:
            asked[first] |= {wish[0] for wish in wishes if wish[0] >= 0}
            asked[second] |= {wish[1] for wish in wishes if wish[1] >= 0}
    mine = [_mutual(wishes, one, answered) for one, wishes in enumerate(raw)]
    theirs = [_mutual(wishes, one, asked) for one, wishes in enumerate(other)]
    kept = tuple(
        (
            first,
            second,
            tuple(
                wish
                for wish in wishes
                if all(_is_answered(one, at, answered) for one, at in zip((first, second), wish, strict=True))
            ),
        )
        for first, second, wishes in joint
    )
    return MatchTask(
        tuple(ids),
        tuple(sides),
        tuple(wishes for wishes, _ in mine),
        tuple(ranks for _, ranks in mine),
        tuple(wishes for wishes, _ in theirs),
        tuple(ranks for _, ranks in theirs),
        _capacities(capacity, sides),
        kept,
        _read_locked(locked, numbers, seat, members),
        side,
        goal,
        stability,
        _read_earlier(previous, numbers, seat),
        None if seed is None else whole(seed, "seed", BadRule),
    )


def _read_couples(
    couples: Iterable[Any], number: Mapping[Hashable, int], seat: Mapping[Hashable, int]
) -> list[tuple[int, int, tuple[tuple[int, int], ...]]]:
    found: list[tuple[int, int, tuple[tuple[int, int], ...]]] = []
    taken: set[Hashable] = set()
    for given in items(couples, "couples", BadInstance):
        couple = given if isinstance(given, Couple) else _couple(given)
        first, second = id_of(couple.first), id_of(couple.second)
        for one in (first, second):
            if one not in number:
                raise BadInstance(f"a couple names {one!r}, who does not propose")
            if one in taken:
                raise BadInstance(f"{one!r} goes in two couples, or in one with itself")
            taken.add(one)
        wishes = dict.fromkeys((_seat(a, seat), _seat(b, seat)) for a, b in couple.wishes)
        wishes.pop((-1, -1), None)
        found.append((number[first], number[second], tuple(wishes)))
    return sorted(found)


def _couple(given: object) -> Couple:
    parts = items(given, "couples", BadInstance)
    if len(parts) != 3:  # noqa: PLR2004 - because a couple is two and their wishes
        raise BadInstance("a couple is a Couple, or (first, second, wishes)", argument="couples", value=given)
    return Couple(*parts)


def _seat(one: Hashable | None, seat: Mapping[Hashable, int]) -> int:
    if one is None:
        return -1
    if id_of(one) not in seat:
        raise BadInstance(f"a couple wishes for {one!r}, who is not there", argument="couples", value=one)
    return seat[id_of(one)]


def _capacities(capacity: int | Mapping[Any, int], sides: list[Hashable]) -> tuple[int, ...]:
    if not isinstance(capacity, Mapping):
        return (count(capacity, "capacity", error=BadRule),) * len(sides)
    by_id = {id_of(one): amount for one, amount in capacity.items()}
    for one in by_id:
        if one not in set(sides):
            text = f"capacity names {one!r}, who is not there"
            raise BadInstance(text, argument="capacity", value=one, suggestions=nearest(one, sides))
    return tuple(count(by_id.get(one, 1), f"the capacity of {one!r}", error=BadRule) for one in sides)


def _read_locked(
    locked: Iterable[Pair] | Mapping[Any, Any],
    number: Mapping[Hashable, int],
    seat: Mapping[Hashable, int],
    members: set[int],
) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for a, b in _pairs_of_ids(locked, "locked"):
        if a not in number or b not in seat:
            raise BadInstance(f"locked: {a!r} and {b!r} are not on the two sides", argument="locked", value=(a, b))
        if number[a] in members:
            raise BadInstance(f"locked: {a!r} goes in a couple; lock both by giving the couple a single wish")
        if found.setdefault(number[a], seat[b]) != seat[b]:
            raise BadInstance(f"locked: {a!r} is locked to two receivers")
    return tuple(sorted(found.items()))


def _pairs_of_ids(given: object, argument: str) -> list[Pair]:
    return [(id_of(a), id_of(b)) for a, b in pairs(given, argument, BadInstance)]


def _read_earlier(previous: object, number: Mapping[Hashable, int], seat: Mapping[Hashable, int]) -> tuple[int, ...]:
    """The receiver that each proposer had in an earlier result, or in its pairs, as far as both are still there."""
    found = [-1] * len(number)
    earlier = () if previous is None else getattr(previous, "solution", previous)
    for a, b in _pairs_of_ids(earlier, "previous"):
        if a in number and b in seat:
            if found[number[a]] not in {-1, seat[b]}:
                raise BadInstance(f"previous: {a!r} is with two receivers", argument="previous")
            found[number[a]] = seat[b]
    return tuple(found)


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _flat(side: str, one: Hashable, wishes: Iterable[Any], others: Mapping[Hashable, int]) -> _List:
    """The wished-for numbers in strict order, and their ranks; None for the ranks if there is no tie."""
    if isinstance(wishes, str):
        raise BadInstance(f"the wishes of {side} {one!r} are one word, not a list of ids")
    if not isinstance(wishes, (list, tuple)):
        wishes = items(wishes, f"the wishes of {side} {one!r}", BadInstance)
    try:
        numbers, ranks = tuple(map(others.__getitem__, wishes)), None
    except (KeyError, TypeError):  # a tie, or someone who is not there
        numbers, ranks = _flat_with_ties(side, one, wishes, others)
    if len(set(numbers)) < len(numbers):
        raise BadInstance(f"{side} {one!r} lists someone twice")
    return numbers, ranks


def _flat_with_ties(side: str, one: Hashable, wishes: Sequence[Any], others: Mapping[Hashable, int]) -> _List:
    numbers: list[int] = []
    ranks: list[int] = []
    for rank, wish in enumerate(wishes):
        tied = _tied(wish, others)
        for other in tied:
            if id_of(other) not in others:
                text = f"{side} {one!r} lists {other!r}, who is not there"
                raise BadInstance(text, argument=f"{side}s", value=other, suggestions=nearest(other, others)) from None
        numbers += sorted(others[id_of(other)] for other in tied)
        ranks += [rank] * len(tied)
    return tuple(numbers), tuple(ranks)


def _mutual(wishes: _List, one: int, answered: list[set[int]] | None) -> _List:
    """The wishes that are answered (all, if None), with their ranks on the whole list where these do not count up."""
    numbers, ranks = wishes
    if answered is None or all(one in answered[at] for at in numbers):
        return wishes
    own = range(len(numbers)) if ranks is None else ranks
    kept = [(at, rank) for at, rank in zip(numbers, own, strict=True) if one in answered[at]]
    left = tuple(rank for _, rank in kept)
    return tuple(at for at, _ in kept), None if left == tuple(range(len(left))) else left


def _who_lists(lists: list[_List], others: int) -> list[set[int]] | None:
    """Whom everyone lists; None if everyone lists everyone, so that nothing needs to be looked up."""
    return None if all(len(numbers) == others for numbers, _ in lists) else [set(numbers) for numbers, _ in lists]


def _is_answered(one: int, at: int, answered: list[set[int]] | None) -> bool:
    return at < 0 or answered is None or one in answered[at]


def _tied(wish: Any, others: Mapping[Hashable, int]) -> Sequence[Hashable]:  # noqa: ANN401 - because a wish is an id or a group of ids
    """The ids of a tie; an id that is itself a tuple or a frozen set is no tie."""
    if isinstance(wish, (list, set)):
        return list(wish)
    if isinstance(wish, (tuple, frozenset)) and id_of(wish) not in others:
        return list(wish)
    return [wish]
