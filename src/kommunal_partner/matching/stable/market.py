"""The two sides of a stable match with their wishes, read and checked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field, frozen

from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.participants import id_of
from kommunal_partner.results import in_order

__all__ = ["Couple", "CoupleWish", "Market", "Pair", "Wishes", "read_market"]

Wishes: TypeAlias = Mapping[Any, Iterable[Any]]
Pair: TypeAlias = tuple[Hashable, Hashable]
_List: TypeAlias = tuple[tuple[int, ...], tuple[int, ...] | None]
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
    ties: tuple[tuple[int, ...] | None, ...]  # the ranks of the wishes, where there are ties
    receiver_wishes: tuple[tuple[int, ...], ...]
    receiver_ties: tuple[tuple[int, ...] | None, ...]
    capacity: tuple[int, ...]
    couples: tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]
    locked: tuple[tuple[int, int], ...]
    _memo: dict[str, tuple[dict[int, int], ...]] = field(factory=dict, repr=False)

    @property
    def rank(self) -> tuple[dict[int, int], ...]:
        """Where each proposer ranks each receiver, the same for a tie."""
        return self._once("rank", self.wishes, self.ties)

    @property
    def receiver_rank(self) -> tuple[dict[int, int], ...]:
        """Where each receiver ranks each proposer, the same for a tie."""
        return self._once("receiver rank", self.receiver_wishes, self.receiver_ties)

    @property
    def place(self) -> tuple[dict[int, int], ...]:
        """Where each receiver stands in the strict order of each proposer."""
        return self._once("place", self.wishes, None)

    @property
    def receiver_place(self) -> tuple[dict[int, int], ...]:
        """Where each proposer stands in the strict order of each receiver."""
        return self._once("receiver place", self.receiver_wishes, None)

    def _once(
        self, name: str, wishes: tuple[tuple[int, ...], ...], ties: tuple[tuple[int, ...] | None, ...] | None
    ) -> tuple[dict[int, int], ...]:
        """The lists as mappings, made when first asked for: by their ranks, or strictly, one after the other."""
        if name not in self._memo:
            of_each = ties or [None] * len(wishes)
            self._memo[name] = tuple(
                dict(zip(numbers, ranks or range(len(numbers)), strict=True))
                for numbers, ranks in zip(wishes, of_each, strict=True)
            )
        return self._memo[name]


def _flat(side: str, one: Hashable, wishes: Iterable[Any], others: Mapping[Hashable, int]) -> _List:
    """The wished-for numbers in strict order, and their ranks; None for the ranks if there is no tie."""
    if isinstance(wishes, str):
        raise BadInstance(f"the wishes of {side} {one!r} are one word, not a list of ids")
    wishes = list(wishes)
    try:
        numbers, ranks = tuple(map(others.__getitem__, wishes)), None
    except (KeyError, TypeError):  # a tie, or someone who is not there
        numbers, ranks = _flat_with_ties(side, one, wishes, others)
    if len(set(numbers)) < len(numbers):
        raise BadInstance(f"{side} {one!r} lists someone twice")
    return numbers, ranks


def _flat_with_ties(side: str, one: Hashable, wishes: list[Any], others: Mapping[Hashable, int]) -> _List:
    numbers: list[int] = []
    ranks: list[int] = []
    for rank, wish in enumerate(wishes):
        tied = _tied(wish, others)
        for other in tied:
            if id_of(other) not in others:
                raise BadInstance(f"{side} {one!r} lists {other!r}, who is not there") from None
        numbers += sorted(others[other] for other in tied)
        ranks += [rank] * len(tied)
    return tuple(numbers), tuple(ranks)


def _mutual(wishes: _List, one: int, answered: list[set[int]] | None) -> _List:
    """The wishes that are answered (all of them, if None), and their ranks if there are ties."""
    if answered is None:
        return wishes
    numbers, ranks = wishes
    mutual = [one in answered[at] for at in numbers]
    if ranks is not None:
        ranks = tuple(rank for rank, is_mutual in zip(ranks, mutual, strict=True) if is_mutual)
    return tuple(at for at, is_mutual in zip(numbers, mutual, strict=True) if is_mutual), ranks


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


def read_market(
    proposers: Wishes,
    receivers: Wishes,
    capacity: int | Mapping[Any, int],
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
    return Market(
        tuple(ids),
        tuple(sides),
        tuple(wishes for wishes, _ in mine),
        tuple(ranks for _, ranks in mine),
        tuple(wishes for wishes, _ in theirs),
        tuple(ranks for _, ranks in theirs),
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


def _capacities(capacity: int | Mapping[Any, int], sides: list[Hashable]) -> tuple[int, ...]:
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
