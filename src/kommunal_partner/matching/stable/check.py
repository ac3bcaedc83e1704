"""The check of a stable match: whom it breaks a rule for, and who would rather be together.

It reads the wishes and the pairs and shares nothing with the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from kommunal_partner.matching.stable.aims import Aim
from kommunal_partner.matching.stable.market import Market
from kommunal_partner.results import Status, Violation, in_order, say, wrong_status
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["Blocking", "blocking_pairs", "broken_rules", "ranks_of", "wrong_claims"]

_BLOCKS: Final = Reason(
    "BLOCKING_PAIR",
    de="{a} und {b} kämen lieber miteinander zusammen als so.",
    en="{a} and {b} would rather be together than as they are.",
)
_COUPLE_BLOCKS: Final = Reason(
    "BLOCKING_COUPLE",
    de="{a} und {b} wären lieber bei {first} und {second}, und dort würde man sie lieber nehmen.",
    en="{a} and {b} would rather be at {first} and {second}, and would rather be taken there.",
)
_NOT_THERE: Final = Reason("NOT_THERE", de="{a} oder {b} gibt es nicht.", en="There is no {a} or no {b}.")
_NOT_MUTUAL: Final = Reason(
    "NOT_MUTUAL", de="{a} und {b} haben einander nicht genannt.", en="{a} and {b} have not listed one another."
)
_TWICE: Final = Reason("TWICE", de="{a} ist mehr als einmal vergeben.", en="{a} is matched more than once.")
_OVERFULL: Final = Reason(
    "OVERFULL", de="{b} hat {count} aufgenommen, höchstens {most}.", en="{b} has taken {count}, at most {most}."
)
_UNLOCKED: Final = Reason(
    "LOCK_BROKEN", de="{a} und {b} waren festgelegt.", en="{a} and {b} were locked, but are apart."
)
_NO_WISH: Final = Reason(
    "NOT_A_WISH",
    de="{a} und {b} gehen zusammen, aber das ist keiner ihrer Wünsche.",
    en="{a} and {b} go together, but this is none of their wishes.",
)
_MISNAMED: Final = Reason(
    "MISNAMED",
    de="{who} steht falsch unter „{what}“ oder fehlt dort.",
    en="{who} is named as “{what}” and is not, or is not named and is.",
)
_SAID_TO_BLOCK: Final = Reason(
    "SAID_TO_BLOCK",
    de="{who} soll das Ergebnis blockieren, tut es aber nicht.",
    en="{who} is said to block the match, but does not.",
)


@frozen
class Blocking:
    """Who would rather be elsewhere, and where they would be taken: one proposer, or the two of a couple."""

    proposers: tuple[Hashable, ...]
    receivers: tuple[Hashable | None, ...]

    @property
    def sentence(self) -> Sentence:
        """The case in words."""
        if len(self.proposers) == 1:
            return Sentence(_BLOCKS, {"a": self.proposers[0], "b": self.receivers[0]})
        (a, b), (first, second) = self.proposers, (_Place(place) for place in self.receivers)
        return Sentence(_COUPLE_BLOCKS, {"a": a, "b": b, "first": first, "second": second})

    def text(self, lang: str = "de") -> str:
        """The case in words."""
        return self.sentence.text(lang)


@frozen
class _Place:
    """A receiver, or nowhere."""

    id: Hashable | None

    def text(self, lang: str = "de") -> str:
        nowhere = "keinem Platz" if lang == "de" else "no place"
        return nowhere if self.id is None else str(self.id)


def _taken(
    market: Market, solution: Sequence[tuple[Hashable, Hashable]]
) -> tuple[dict[int, int], dict[int, list[int]]]:
    number = {one: at for at, one in enumerate(market.proposers)}
    seat = {one: at for at, one in enumerate(market.receivers)}
    got = {number[a]: seat[b] for a, b in solution if a in number and b in seat}
    members: dict[int, list[int]] = {receiver: [] for receiver in range(len(market.receivers))}
    for one, receiver in got.items():
        members[receiver].append(one)
    return got, members


def broken_rules(market: Market, solution: Sequence[tuple[Hashable, Hashable]]) -> Iterator[Violation]:
    """Every rule that the pairs break."""
    locked = {(market.proposers[one], market.receivers[receiver]) for one, receiver in market.locked}
    yield from _unfit_pairs(market, solution, locked)
    seat = {one: at for at, one in enumerate(market.receivers)}
    for a, count in Counter(a for a, _ in solution).items():
        if count > 1:
            yield Violation("TWICE", (a,), Sentence(_TWICE, {"a": a}))
    for b, count in Counter(b for _, b in solution if b in seat).items():
        most = market.capacity[seat[b]]
        if count > most:
            yield Violation("OVERFULL", (b,), Sentence(_OVERFULL, {"b": b, "count": count, "most": most}))
    for a, b in sorted(locked - set(solution), key=repr):
        yield Violation("LOCK_BROKEN", (a, b), Sentence(_UNLOCKED, {"a": a, "b": b}))
    got, _ = _taken(market, solution)
    for first, second, wishes in market.couples:
        now = (got.get(first, -1), got.get(second, -1))
        if now not in {(-1, -1), *wishes}:
            a, b = market.proposers[first], market.proposers[second]
            yield Violation("NOT_A_WISH", (a, b), Sentence(_NO_WISH, {"a": a, "b": b}))


def ranks_of(market: Market, aim: Aim, solution: Sequence[tuple[Hashable, Hashable]]) -> int:
    """What the goal lowers: the sum of ranks from 1 on of the side or of both; or the lowest rank of anyone."""
    got, members = _taken(market, solution)
    locked = {one for one, _ in market.locked}
    mine = [market.rank[one][to] + 1 for one, to in got.items() if one not in locked and to in market.rank[one]]
    full = {to for to, here in members.items() if len(here) >= market.capacity[to]}
    theirs = [
        market.receiver_rank[to][one] + 1
        for one, to in got.items()
        if one not in locked and one in market.receiver_rank[to] and (aim.goal != "least regret" or to in full)
    ]
    if aim.goal == "least regret":
        return max(mine + theirs, default=0)
    if aim.goal == "least sum":
        return sum(mine) + sum(theirs)
    return sum(mine) if aim.side == "proposers" else sum(theirs)


def wrong_claims(
    market: Market,
    solution: Sequence[tuple[Hashable, Hashable]],
    status: Status,
    blocking: Sequence[Blocking],
    said: Mapping[str, Sequence[Hashable]],
    earlier: Sequence[int],
) -> Iterator[Violation]:
    """Whoever blocks and is not said to, or is said to and does not; whoever is misnamed; a status that does not fit.

    `said` holds who is named as "unmatched" and as "moved".
    """
    found, named = list(blocking_pairs(market, solution)), set(blocking)
    yield from (
        Violation("BLOCKING", (*case.proposers, *case.receivers), case.sentence) for case in found if case not in named
    )
    for case in blocking:
        if case not in found:
            ids: tuple[Hashable, ...] = (*case.proposers, *case.receivers)
            yield Violation("NOT_BLOCKING", ids, say(_SAID_TO_BLOCK, who=", ".join(map(str, case.proposers))))
    got, _ = _taken(market, solution)
    so: dict[str, set[Hashable]] = {
        "unmatched": {one for at, one in enumerate(market.proposers) if at not in got},
        "moved": {
            one
            for at, (one, was) in enumerate(zip(market.proposers, earlier, strict=True))
            if was >= 0 and got.get(at) != was
        },
    }
    for what, who in said.items():
        for one in in_order(so[what].symmetric_difference(who)):
            yield Violation("MISNAMED", (one,), say(_MISNAMED, who=one, what=what))
    if status is not (Status.PARTIAL if found else Status.OPTIMAL):
        yield wrong_status(status)


def _unfit_pairs(
    market: Market, solution: Sequence[tuple[Hashable, Hashable]], locked: set[tuple[Hashable, Hashable]]
) -> Iterator[Violation]:
    number = {one: at for at, one in enumerate(market.proposers)}
    seat = {one: at for at, one in enumerate(market.receivers)}
    coupled = {market.proposers[one] for couple in market.couples for one in couple[:2]}
    for a, b in solution:
        names = {"a": a, "b": b}
        if a not in number or b not in seat:
            yield Violation("NOT_THERE", (a, b), Sentence(_NOT_THERE, names))
        elif (a, b) not in locked and a not in coupled and seat[b] not in market.rank[number[a]]:
            yield Violation("NOT_MUTUAL", (a, b), Sentence(_NOT_MUTUAL, names))


def blocking_pairs(market: Market, solution: Sequence[tuple[Hashable, Hashable]]) -> Iterator[Blocking]:
    """Every proposer and receiver, and every couple with its wish, who would rather leave the match for one another.

    A tie is no reason to leave. Locked pairs stay as they are and are nobody's reason.
    """
    got, members = _taken(market, solution)
    locked = {one for one, _ in market.locked}
    # The worst that a receiver has to give up for someone new; with a free place, less than anyone.
    free = len(market.proposers)
    gives_up = []
    for receiver, here in members.items():
        rank = market.receiver_rank[receiver]
        if len(here) < market.capacity[receiver]:
            gives_up.append(free)
        else:
            gives_up.append(max((rank[one] for one in here if one not in locked and one in rank), default=-1))
    for one, rank in enumerate(market.rank):
        if one in locked:
            continue
        mine = rank.get(got[one], free) if one in got else len(market.receivers)
        for receiver, place in rank.items():
            if place < mine and market.receiver_rank[receiver][one] < gives_up[receiver]:
                yield Blocking((market.proposers[one],), (market.receivers[receiver],))
    for couple in market.couples:
        first, second, wishes = couple
        now = (got.get(first, -1), got.get(second, -1))
        better = wishes[: wishes.index(now)] if now in wishes else wishes
        for wish in better:
            if all(_takes(market, members, locked, couple[:2], now, wish, receiver) for receiver in set(wish) - {-1}):
                places = tuple(None if receiver < 0 else market.receivers[receiver] for receiver in wish)
                yield Blocking((market.proposers[first], market.proposers[second]), places)


def _takes(
    market: Market,
    members: dict[int, list[int]],
    locked: set[int],
    couple: tuple[int, int],
    now: tuple[int, int],
    wish: tuple[int, int],
    receiver: int,
) -> bool:
    """Whether a receiver would rather have what a couple wishes: every newcomer fills a free place or beats someone.

    The best newcomer is held against the best of those who would have to go, the next against the next.
    """
    rank = market.receiver_rank[receiver]
    comers = [one for one, was, to in zip(couple, now, wish, strict=True) if to == receiver and was != receiver]
    others = [one for one in members[receiver] if one not in couple]
    stayers = sum(1 for was, to in zip(now, wish, strict=True) if was == to == receiver)
    too_many = len(others) + stayers + len(comers) - market.capacity[receiver]
    movable = sorted((rank[one] for one in others if one not in locked and one in rank), reverse=True)
    if too_many > len(movable):
        return False
    leavers = sorted(movable[: max(too_many, 0)])
    return all(rank[one] < leaver for one, leaver in zip(sorted(comers, key=rank.__getitem__), leavers, strict=False))
