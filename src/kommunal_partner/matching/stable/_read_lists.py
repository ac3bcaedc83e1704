"""The lists of wishes of both sides, read into numbers as far as the wishes are mutual, while there is time."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import compress
from typing import Any, TypeAlias

from attrs import frozen

from kommunal_partner._checks import items, nearest, refusal
from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.matching.stable._in_time import Watch
from kommunal_partner.matching.stable._task import NumberedCouple, Wishes
from kommunal_partner.participants import id_of
from kommunal_partner.results import OutOfSteps

Numbers: TypeAlias = tuple[int, ...]
_List: TypeAlias = tuple[Numbers, Numbers | None]
"""The wished-for numbers in strict order, and their ranks; None for the ranks if they simply count up."""


@frozen(eq=False)
class ListsRead:
    """The mutual wishes of both sides by number, with their ranks where these do not count up; and the couples'."""

    wishes: tuple[Numbers, ...] = ()
    ranks: tuple[Numbers | None, ...] = ()
    receiver_wishes: tuple[Numbers, ...] = ()
    receiver_ranks: tuple[Numbers | None, ...] = ()
    couples: tuple[NumberedCouple, ...] = ()
    unread: bool = False


def read_lists(
    proposers: Wishes,
    receivers: Wishes,
    number: Mapping[Hashable, int],
    seat: Mapping[Hashable, int],
    couples: Sequence[NumberedCouple],
    watch: Watch,
) -> ListsRead:
    """What both sides wish for, or nothing, if there is no time to read it all: a list cut off is another list.

    `number` and `seat` give the number of each id, in order.

    Raises:
        BadInstance: for someone listed who is not there, or listed twice.
    """
    try:
        return _read_all(proposers, receivers, number, seat, couples, watch)
    except OutOfSteps:
        return ListsRead(unread=True)


def _read_all(
    proposers: Wishes,
    receivers: Wishes,
    number: Mapping[Hashable, int],
    seat: Mapping[Hashable, int],
    couples: Sequence[NumberedCouple],
    watch: Watch,
) -> ListsRead:
    mine = _side("proposer", proposers, number, seat, watch)
    theirs = _side("receiver", receivers, seat, number, watch)
    askers, answerers = _who_lists(mine, len(seat), watch), _who_lists(theirs, len(number), watch)
    if askers is not None:
        for first, second, wishes in couples:
            for one, at in {(one, at) for wish in wishes for one, at in zip((first, second), wish, strict=True)}:
                if at >= 0:
                    askers[at].append(one)
    mine, theirs = _mutual(mine, answerers, watch), _mutual(theirs, askers, watch)
    return ListsRead(
        tuple(wishes for wishes, _ in mine),
        tuple(ranks for _, ranks in mine),
        tuple(wishes for wishes, _ in theirs),
        tuple(ranks for _, ranks in theirs),
        tuple((first, second, _answered(first, second, wishes, answerers)) for first, second, wishes in couples),
    )


def _side(
    side: str, wishes: Wishes, own: Mapping[Hashable, int], others: Mapping[Hashable, int], watch: Watch
) -> list[_List]:
    """The lists of one side."""
    lists: list[_List] = []
    for one in own:
        numbers, ranks = _flat(side, one, wishes[one], others)
        if len(set(numbers)) < len(numbers):
            de, en = " nennt jemanden zweimal", " name someone twice"
            raise refusal(BadInstance, _wishes_of(side, one), wishes[one], de, en)
        lists.append((numbers, ranks))
        watch.pay(len(numbers))
    return lists


def _who_lists(lists: Sequence[_List], others: int, watch: Watch) -> list[list[int]] | None:
    """By whom each of the other side is listed; None if everyone lists everyone, so that nothing need be looked up."""
    if all(len(numbers) == others for numbers, _ in lists):
        return None
    found: list[list[int]] = [[] for _ in range(others)]
    for one, (numbers, _) in enumerate(lists):
        watch.pay(len(numbers))
        for other in numbers:
            found[other].append(one)
    return found


def _flat(side: str, one: Hashable, wishes: Iterable[Any], others: Mapping[Hashable, int]) -> _List:
    if isinstance(wishes, str):
        de, en = " ist ein Wort, keine Liste von Kennungen", " are one word, not a list of ids"
        raise refusal(BadInstance, _wishes_of(side, one), wishes, de, en)
    if not isinstance(wishes, (list, tuple)):
        wishes = items(wishes, _wishes_of(side, one), BadInstance)
    try:
        return tuple(map(others.__getitem__, wishes)), None
    except (KeyError, TypeError):  # a tie, something that has an id, or someone who is not there
        return _flat_with_ties(side, one, wishes, others)


def _flat_with_ties(side: str, one: Hashable, wishes: Sequence[Any], others: Mapping[Hashable, int]) -> _List:
    numbers: list[int] = []
    ranks: list[int] = []
    for rank, wish in enumerate(wishes):
        tied = _tied(wish, others)
        try:
            found = [others[other] for other in tied]
        except (KeyError, TypeError):
            found = _by_id(side, one, tied, others)
        if len(found) > 1:
            found.sort()
        numbers += found
        ranks += [rank] * len(found)
    return tuple(numbers), tuple(ranks)


def _wishes_of(side: str, one: Hashable) -> Term:
    return Term(f"Die Wunschliste von {side} {one!r}", f"the wishes of {side} {one!r}")


def _by_id(side: str, one: Hashable, tied: Iterable[Any], others: Mapping[Hashable, int]) -> list[int]:
    """The numbers of what may have an id instead of being one."""
    found: list[int] = []
    for other in tied:
        if id_of(other) not in others:
            de, en = f" nennt {other!r}, aber niemand hat diese Kennung", f" name {other!r}, who is not there"
            raise refusal(BadInstance, _wishes_of(side, one), other, de, en, nearest(other, others)) from None
        found.append(others[id_of(other)])
    return found


def _tied(wish: Any, others: Mapping[Hashable, int]) -> Collection[Any]:  # noqa: ANN401 - because a wish is an id or a group of ids
    """The ids of a tie; an id that is itself a tuple or a frozen set is no tie."""
    if isinstance(wish, (list, set)):
        return wish
    if isinstance(wish, (tuple, frozenset)) and id_of(wish) not in others:
        return wish
    return (wish,)


def _mutual(lists: Sequence[_List], answerers: list[list[int]] | None, watch: Watch) -> list[_List]:
    """The wishes that are answered (all, if None), with their ranks on the whole list where these do not count up."""
    if answerers is None:
        return list(lists)
    found: list[_List] = []
    for (numbers, ranks), answering in zip(lists, answerers, strict=True):
        watch.pay(len(numbers))
        are_mutual = list(map(frozenset(answering).__contains__, numbers))
        found.append((numbers, ranks) if all(are_mutual) else _those(numbers, ranks, are_mutual))
    return found


def _those(numbers: Numbers, ranks: Numbers | None, are_mutual: Sequence[bool]) -> _List:
    own = range(len(numbers)) if ranks is None else ranks
    left = tuple(compress(own, are_mutual))
    return tuple(compress(numbers, are_mutual)), None if left == tuple(range(len(left))) else left


def _answered(
    first: int, second: int, wishes: Iterable[tuple[int, int]], answerers: list[list[int]] | None
) -> tuple[tuple[int, int], ...]:
    """The joint wishes that the receivers of both answer."""
    if answerers is None:
        return tuple(wishes)
    of_first, of_second = {-1, *answerers[first]}, {-1, *answerers[second]}
    return tuple(wish for wish in wishes if wish[0] in of_first and wish[1] in of_second)
