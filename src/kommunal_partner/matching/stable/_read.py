"""The caller's wishes, couples and rules, read into a task; whatever cannot be read is refused here."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from kommunal_partner._checks import choice, count, items, nearest, not_there, number, pairs, refusal, whole
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.languages import Term
from kommunal_partner.matching.stable._in_time import Watch
from kommunal_partner.matching.stable._read_lists import read_lists
from kommunal_partner.matching.stable._task import (
    Couple,
    MatchTask,
    NumberedCouple,
    Pair,
    StableGoal,
    StableSide,
    Wishes,
)
from kommunal_partner.participants import id_of
from kommunal_partner.results import in_order


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
    watch: Watch,
) -> MatchTask:
    """The two sides with their wishes as far as they are mutual, and what the match is to be best at.

    The lists are read last, and left out as a whole where there is no time for all of them.

    Raises:
        BadInstance: for someone listed who is not there, or listed twice; for couples that overlap.
        BadRule: for a capacity that is no whole number from 0 on, or a stability below 0.
        UnknownChoice: for a side or a goal that there is not.
    """
    side, goal = choice(StableSide, side, "side"), choice(StableGoal, goal, "goal")
    if stability is not None:
        stability = number(stability, "stability", least=0, error=BadRule)
    proposers, receivers = _wishes_by_id(proposers, "proposers"), _wishes_by_id(receivers, "receivers")
    ids, sides = in_order(proposers), in_order(receivers)
    numbers, seat = {one: at for at, one in enumerate(ids)}, {one: at for at, one in enumerate(sides)}
    joint = _read_couples(couples, numbers, seat)
    members = {one for couple in joint for one in couple[:2]}
    for one in in_order(ids[at] for at in members):
        if any(True for _ in proposers[one]):
            de = f": {one!r} ist Teil eines Paares, dessen Wünsche zählen; bitte die eigenen leer lassen"
            en = f": {one!r} goes in a couple: the couple's wishes count, so leave their own empty"
            raise refusal(BadInstance, "proposers", one, de, en)
    places, pairs_made = _capacities(capacity, sides), _read_locked(locked, numbers, seat, members)
    earlier = _read_earlier(previous, numbers, seat)
    lot = None if seed is None else whole(seed, "seed", BadRule)
    lists = read_lists(proposers, receivers, numbers, seat, joint, watch)
    task = MatchTask(
        tuple(ids),
        tuple(sides),
        lists.wishes,
        lists.ranks,
        lists.receiver_wishes,
        lists.receiver_ranks,
        places,
        lists.couples,
        pairs_made,
        side,
        goal,
        stability,
        earlier,
        lot,
    )
    return task.without_lists() if lists.unread else task


def _wishes_by_id(given: object, argument: str) -> Wishes:
    """The wishes by id, where those who wish may be given themselves."""
    if not isinstance(given, Mapping):
        de, en = " muss zu jeder Kennung die gewünschten nennen", " must map each id to the ids it wishes for"
        raise refusal(BadInstance, argument, given, de, en)
    found: dict[Hashable, Any] = {id_of(one): wishes for one, wishes in given.items()}
    if len(found) < len(given):
        raise refusal(
            BadInstance, argument, None, " nennt jemanden zweimal", f": someone stands twice among the {argument}"
        )
    return found


def _read_couples(
    couples: Iterable[Any], number: Mapping[Hashable, int], seat: Mapping[Hashable, int]
) -> list[NumberedCouple]:
    found: list[NumberedCouple] = []
    taken: set[Hashable] = set()
    for given in items(couples, "couples", BadInstance):
        couple = given if isinstance(given, Couple) else _couple(given)
        first, second = id_of(couple.first), id_of(couple.second)
        for one in (first, second):
            if one not in number:
                raise not_there("couples", one, number)
            if one in taken:
                de = f" nennt {one!r} in zwei Paaren, oder in einem mit sich selbst"
                en = f": {one!r} goes in two couples, or in one with itself"
                raise refusal(BadInstance, "couples", one, de, en)
            taken.add(one)
        wishes = dict.fromkeys((_seat(a, seat), _seat(b, seat)) for a, b in couple.wishes)
        wishes.pop((-1, -1), None)
        found.append((number[first], number[second], tuple(wishes)))
    return sorted(found)


def _couple(given: object) -> Couple:
    parts = items(given, "couples", BadInstance)
    if len(parts) != 3:  # noqa: PLR2004 - because a couple is two and their wishes
        de = ": Ein Paar ist ein Couple oder (first, second, wishes)"
        en = ": a couple is a Couple, or (first, second, wishes)"
        raise refusal(BadInstance, "couples", given, de, en)
    return Couple(*parts)


def _seat(one: Hashable | None, seat: Mapping[Hashable, int]) -> int:
    if one is None:
        return -1
    if id_of(one) not in seat:
        raise not_there("couples", id_of(one), seat)
    return seat[id_of(one)]


def _capacities(capacity: int | Mapping[Any, int], sides: list[Hashable]) -> tuple[int, ...]:
    if not isinstance(capacity, Mapping):
        return (count(capacity, "capacity", error=BadRule),) * len(sides)
    by_id = {id_of(one): amount for one, amount in capacity.items()}
    for one in by_id:
        if one not in set(sides):
            raise not_there("capacity", one, sides)
    return tuple(count(by_id.get(one, 1), _places_of(one), error=BadRule) for one in sides)


def _places_of(one: Hashable) -> Term:
    return Term(f"Die Zahl der Plätze von {one!r}", f"the capacity of {one!r}")


def _read_locked(
    locked: Iterable[Pair] | Mapping[Any, Any],
    number: Mapping[Hashable, int],
    seat: Mapping[Hashable, int],
    members: set[int],
) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for a, b in _pairs_of_ids(locked, "locked"):
        if a not in number or b not in seat:
            close = nearest(a, number) if a not in number else nearest(b, seat)
            de, en = f": {a!r}, {b!r} stehen nicht auf den beiden Seiten", f": {a!r}, {b!r} are not on the two sides"
            raise refusal(BadInstance, "locked", (a, b), de, en, close)
        if number[a] in members:
            de = f": {a!r} ist Teil eines Paares; beide legt fest, wer dem Paar nur einen Wunsch gibt"
            en = f": {a!r} goes in a couple; lock both by giving the couple a single wish"
            raise refusal(BadInstance, "locked", (a, b), de, en)
        if found.setdefault(number[a], seat[b]) != seat[b]:
            de, en = f" gibt {a!r} zwei Empfänger", f": {a!r} is locked to two receivers"
            raise refusal(BadInstance, "locked", (a, b), de, en)
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
                de, en = f" gibt {a!r} zwei Empfänger", f": {a!r} is with two receivers"
                raise refusal(BadInstance, "previous", (a, b), de, en)
            found[number[a]] = seat[b]
    return tuple(found)
