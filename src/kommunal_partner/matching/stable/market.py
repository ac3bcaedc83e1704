"""The two sides of a stable match with their wishes, read and checked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.results import in_order

__all__ = ["Couple", "CoupleWish", "Market", "Pair", "Wishes", "read_market"]

Wishes: TypeAlias = Mapping[Hashable, Iterable[Any]]
Pair: TypeAlias = tuple[Hashable, Hashable]
_List: TypeAlias = tuple[tuple[int, ...], dict[int, int], dict[int, int]]
CoupleWish: TypeAlias = tuple[Hashable | None, Hashable | None]


@frozen
class Couple:
    """Two proposers who go together: their wishes are pairs of receivers, best first.

    None in a wish means that this one of the two stays without a place. What is not listed is worse than nothing.
    """

    first: Hashable
    second: Hashable
    wishes: tuple[CoupleWish, ...]


@frozen(eq=False)
class Market:
    """Both sides by number: wishes in strict order (ties in the order of ids), and ranks in which ties are equal.

    A pair stands in `wishes` and `rank` only if each lists the other; `rank` counts from 0, the same for a tie; `place`
    counts on through ties.
    """

    proposers: tuple[Hashable, ...]
    receivers: tuple[Hashable, ...]
    wishes: tuple[tuple[int, ...], ...]
    rank: tuple[dict[int, int], ...]
    place: tuple[dict[int, int], ...]
    receiver_wishes: tuple[tuple[int, ...], ...]
    receiver_rank: tuple[dict[int, int], ...]
    receiver_place: tuple[dict[int, int], ...]
    capacity: tuple[int, ...]
    couples: tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]
    locked: tuple[tuple[int, int], ...]


def _flat(
    side: str, one: Hashable, wishes: Iterable[Any], others: Mapping[Hashable, int]
) -> tuple[list[int], list[int] | None]:
    """The wished-for numbers in strict order, and their ranks; None for the ranks if there is no tie."""
    if isinstance(wishes, str):
        raise BadInstance(f"the wishes of {side} {one!r} are one word, not a list of ids")
    wishes = list(wishes)
    ranks: list[int] | None = None
    try:
        numbers = [others[wish] for wish in wishes]
    except (KeyError, TypeError):  # a tie, or someone who is not there
        numbers, ranks = [], []
        for rank, wish in enumerate(wishes):
            tied = _tied(wish, others)
            for other in tied:
                if other not in others:
                    raise BadInstance(f"{side} {one!r} lists {other!r}, who is not there") from None
            numbers += sorted(others[other] for other in tied)
            ranks += [rank] * len(tied)
    if len(set(numbers)) < len(numbers):
        raise BadInstance(f"{side} {one!r} lists someone twice")
    return numbers, ranks


def _mutual(numbers: list[int], ranks: list[int] | None, one: int, answered: list[set[int]]) -> _List:
    """The wishes that are answered, with their ranks and strict places."""
    mutual = [one in answered[at] for at in numbers]
    if not all(mutual):
        if ranks is not None:
            ranks = [rank for rank, is_mutual in zip(ranks, mutual, strict=True) if is_mutual]
        numbers = [at for at, is_mutual in zip(numbers, mutual, strict=True) if is_mutual]
    place = dict(zip(numbers, range(len(numbers)), strict=True))
    return tuple(numbers), place if ranks is None else dict(zip(numbers, ranks, strict=True)), place


def _tied(wish: Any, others: Mapping[Hashable, int]) -> Sequence[Hashable]:  # noqa: ANN401 - because a wish is an id or a group of ids
    """The ids of a tie; an id that is itself a tuple or a frozen set is no tie."""
    if isinstance(wish, (list, set)):
        return list(wish)
    if isinstance(wish, (tuple, frozenset)) and wish not in others:
        return list(wish)
    return [wish]


def read_market(
    proposers: Wishes,
    receivers: Wishes,
    capacity: int | Mapping[Hashable, int],
    couples: Iterable[Any],
    locked: Iterable[Pair],
) -> Market:
    """The two sides with their wishes as far as they are mutual.

    Raises:
        BadInstance: for someone listed who is not there, or listed twice; for couples that overlap.
        BadRule: for a capacity that is no whole number from 0 on.
    """
    ids, sides = in_order(proposers), in_order(receivers)
    number, seat = {one: at for at, one in enumerate(ids)}, {one: at for at, one in enumerate(sides)}
    joint = _read_couples(couples, number, seat)
    members = {one for couple in joint for one in couple[:2]}
    for one in in_order(ids[at] for at in members):
        if any(True for _ in proposers[one]):
            raise BadInstance(f"{one!r} goes in a couple: the couple's wishes count, so leave their own empty")
    raw = [_flat("proposer", one, proposers[one], seat) for one in ids]
    other = [_flat("receiver", one, receivers[one], number) for one in sides]
    asked = [set(numbers) for numbers, _ in raw]
    for first, second, wishes in joint:
        asked[first] |= {wish[0] for wish in wishes if wish[0] >= 0}
        asked[second] |= {wish[1] for wish in wishes if wish[1] >= 0}
    answered = [set(numbers) for numbers, _ in other]
    mine = [_mutual(*wishes, one, answered) for one, wishes in enumerate(raw)]
    theirs = [_mutual(*wishes, one, asked) for one, wishes in enumerate(other)]
    kept = tuple(
        (
            first,
            second,
            tuple(
                wish
                for wish in wishes
                if (wish[0] < 0 or first in answered[wish[0]]) and (wish[1] < 0 or second in answered[wish[1]])
            ),
        )
        for first, second, wishes in joint
    )
    return Market(
        tuple(ids),
        tuple(sides),
        tuple(wishes for wishes, _, _ in mine),
        tuple(rank for _, rank, _ in mine),
        tuple(place for _, _, place in mine),
        tuple(wishes for wishes, _, _ in theirs),
        tuple(rank for _, rank, _ in theirs),
        tuple(place for _, _, place in theirs),
        _capacities(capacity, sides),
        kept,
        _read_locked(locked, number, seat, members),
    )


def _read_couples(
    couples: Iterable[Any], number: Mapping[Hashable, int], seat: Mapping[Hashable, int]
) -> list[tuple[int, int, tuple[tuple[int, int], ...]]]:
    found: list[tuple[int, int, tuple[tuple[int, int], ...]]] = []
    taken: set[Hashable] = set()
    for given in couples:
        couple = given if isinstance(given, Couple) else Couple(*given)
        for one in (couple.first, couple.second):
            if one not in number:
                raise BadInstance(f"a couple names {one!r}, who does not propose")
            if one in taken:
                raise BadInstance(f"{one!r} goes in two couples, or in one with itself")
            taken.add(one)
        wishes = dict.fromkeys((_seat(a, seat), _seat(b, seat)) for a, b in couple.wishes)
        wishes.pop((-1, -1), None)
        found.append((number[couple.first], number[couple.second], tuple(wishes)))
    return sorted(found)


def _seat(one: Hashable | None, seat: Mapping[Hashable, int]) -> int:
    if one is None:
        return -1
    if one not in seat:
        raise BadInstance(f"a couple wishes for {one!r}, who is not there")
    return seat[one]


def _capacities(capacity: int | Mapping[Hashable, int], sides: list[Hashable]) -> tuple[int, ...]:
    if isinstance(capacity, Mapping):
        unknown = [one for one in capacity if one not in set(sides)]
        if unknown:
            raise BadInstance(f"capacity names {in_order(unknown)[0]!r}, who is not there")
        given = [capacity.get(one, 1) for one in sides]
    else:
        given = [capacity] * len(sides)
    for one, amount in zip(sides, given, strict=True):
        if not _is_count(amount):
            raise BadRule(f"the capacity of {one!r} must be a whole number from 0 on, not {amount!r}")
    return tuple(given)


def _is_count(amount: object) -> bool:
    return isinstance(amount, int) and not isinstance(amount, bool) and amount >= 0


def _read_locked(
    locked: Iterable[Pair], number: Mapping[Hashable, int], seat: Mapping[Hashable, int], members: set[int]
) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for a, b in locked:
        if a not in number or b not in seat:
            raise BadInstance(f"locked: {a!r} and {b!r} are not on the two sides")
        if number[a] in members:
            raise BadInstance(f"locked: {a!r} goes in a couple; lock both by giving the couple a single wish")
        if found.setdefault(number[a], seat[b]) != seat[b]:
            raise BadInstance(f"locked: {a!r} is locked to two receivers")
    return tuple(sorted(found.items()))
