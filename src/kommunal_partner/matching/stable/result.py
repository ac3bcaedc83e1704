"""A stable match: the pairs, who blocks it if anyone does, and why not otherwise."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, Final

from attrs import field, frozen

from kommunal_partner.errors import UnknownName
from kommunal_partner.matching.clashes import Clash, Names
from kommunal_partner.matching.stable.check import Blocking, blocking_pairs, broken_rules
from kommunal_partner.matching.stable.market import Market, Pair
from kommunal_partner.results import Certificate, Explanation, Status, Violation, gap
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["StableMatch"]

_STABLE: Final = Reason(
    "STABLE",
    de="{pairs} Paare; niemand wäre lieber mit jemandem zusammen, der auch lieber wechselte.",
    en="{pairs} pairs; nobody would rather be with someone who would rather change too.",
)
_BLOCKED: Final = Reason(
    "NOT_STABLE",
    de="{pairs} Paare; nach {steps} Schritten bleiben {count}, die lieber wechselten:",
    en="{pairs} pairs; after {steps} steps {count} who would rather change are left:",
)
_PROOF: Final = Reason(
    "NO_BLOCKING_PAIR",
    de="Wer eine bessere Wahl hätte, ist dort hinter allen, die schon da sind.",
    en="Whoever would have a better choice comes there behind all who are there already.",
)
_GOT: Final = Reason("GOT", de="{a} kommt zu {b}, Wunsch {rank}.", en="{a} goes to {b}, wish {rank}.")
_GOT_IN_COUPLE: Final = Reason("GOT_IN_COUPLE", de="{a} kommt zu {b}.", en="{a} goes to {b}.")
_GOT_LOCKED: Final = Reason("GOT_LOCKED", de="{a} kommt zu {b}: festgelegt.", en="{a} goes to {b}: locked.")
_ALONE: Final = Reason("STABLE_ALONE", de="{a} bleibt ohne Platz.", en="{a} is left without a place.")
_HAS: Final = Reason(
    "HAS", de="{b} hat {who} ({count} von {most} Plätzen).", en="{b} has {who} ({count} of {most} places)."
)
_EMPTY: Final = Reason("STABLE_EMPTY", de="{b} bleibt leer ({most} Plätze).", en="{b} is left empty ({most} places).")
_PREFERRED: Final = Reason(
    "OTHERS_PREFERRED",
    de="{b} hat nur solche, die dort weiter vorn stehen.",
    en="{b} has only such as come first there.",
)
_NOT_MUTUAL: Final = Reason(
    "STABLE_NOT_MUTUAL", de="{a} und {b} haben einander nicht genannt.", en="{a} and {b} have not listed one another."
)
_BETTER_OFF: Final = Reason(
    "BETTER_OFF",
    de="{a} steht sich bei {c} mindestens so gut wie bei {b}.",
    en="{a} is at least as well off with {c} as with {b}.",
)
_NONE: Final = Reason("STABLE_NONE", de="Kein Ergebnis ist möglich.", en="No result is possible.")


@frozen
class StableMatch:
    """Who is matched with whom.

    - `solution`: the pairs (proposer, receiver), in the one order of ids; `unmatched`: proposers left without a place.
    - `status`: OPTIMAL if nothing blocks; PARTIAL if some do (only with couples, where a stable match need not exist),
      who are then in `blocking`; INFEASIBLE if locked pairs need more places than there are.
    - `value`: how many block; `bound`: 0.
    """

    solution: tuple[Pair, ...]
    status: Status
    blocking: tuple[Blocking, ...]
    unmatched: tuple[Hashable, ...]
    steps: int = 0
    clash: Clash | None = None
    market: Market = field(kw_only=True, eq=False, repr=False)

    @property
    def value(self) -> int | None:
        """How many pairs or couples block the match."""
        return None if self.status is Status.INFEASIBLE else len(self.blocking)

    @property
    def bound(self) -> int | None:
        """No match is blocked by fewer than none."""
        return None if self.status is Status.INFEASIBLE else 0

    @property
    def gap(self) -> float | None:
        """0 if nothing blocks, infinite if something does."""
        return gap(self.value, self.bound)

    @property
    def reproducible(self) -> bool:
        """True: the search goes by steps alone and never looks at the clock."""
        return True

    @property
    def certificate(self) -> Certificate | None:
        """For each receiver the rank of the last one taken, from 0 on; -1 where a place is free. None if blocked.

        Whoever ranks a receiver above what they got must not come before that rank there, and there must be no free
        place.
        """
        if self.status is not Status.OPTIMAL:
            return None
        market = self.market
        numbers: list[tuple[Hashable, int]] = []
        for place, receiver in enumerate(market.receivers):
            ids = set(self.partners(receiver))
            ranks = [rank for one, rank in market.receiver_rank[place].items() if market.proposers[one] in ids]
            full = len(ids) >= market.capacity[place]
            numbers.append((receiver, max(ranks, default=-1) if full else -1))
        return Certificate("no blocking pair", Sentence(_PROOF), tuple(numbers))

    def partner(self, proposer: Hashable) -> Hashable | None:
        """The receiver a proposer is matched with; None if nobody."""
        return next((b for a, b in self.solution if a == proposer), None)

    def partners(self, receiver: Hashable) -> tuple[Hashable, ...]:
        """The proposers a receiver is matched with."""
        return tuple(a for a, b in self.solution if b == receiver)

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the match breaks, and every pair or couple that blocks it; empty if it is stable.

        The check shares no code with the search.
        """
        if self.status is Status.INFEASIBLE:
            return ()
        blocked = (
            Violation("BLOCKING", (*case.proposers, *case.receivers), case.sentence)
            for case in blocking_pairs(self.market, self.solution)
        )
        return (*broken_rules(self.market, self.solution), *blocked)

    def to_rows(self) -> tuple[dict[str, Any], ...]:
        """A row for each pair: proposer, receiver, and at which rank each has listed the other (from 1), if at all."""
        market = self.market
        number = {one: at for at, one in enumerate(market.proposers)}
        seat = {one: at for at, one in enumerate(market.receivers)}
        return tuple(
            {
                "proposer": a,
                "receiver": b,
                "wish": _from_one(market.rank[number[a]].get(seat[b])),
                "rank": _from_one(market.receiver_rank[seat[b]].get(number[a])),
            }
            for a, b in self.solution
        )

    def explain(self, proposer: Hashable = None, receiver: Hashable = None) -> Explanation:
        """Why: of the whole match; of one proposer or receiver; or, with both, why they are together or not.

        Raises:
            UnknownName: if there is no such id.
        """
        if proposer is not None and proposer not in self.market.proposers:
            raise UnknownName("proposer", proposer)
        if receiver is not None and receiver not in self.market.receivers:
            raise UnknownName("receiver", receiver)
        if self.status is Status.INFEASIBLE:
            clash = self.clash
            more = () if clash is None else (clash.sentence, *(rule.sentence for rule in clash.rules))
            return Explanation((Sentence(_NONE), *more))
        if proposer is not None:
            return Explanation(
                tuple(self._of_proposer(proposer) if receiver is None else self._of_two(proposer, receiver))
            )
        return Explanation(tuple(self._of_all() if receiver is None else self._of_receiver(receiver)))

    def _of_all(self) -> Iterator[Sentence]:
        values = {"pairs": len(self.solution), "steps": self.steps, "count": len(self.blocking)}
        yield Sentence(_BLOCKED if self.blocking else _STABLE, values)
        yield from (case.sentence for case in self.blocking)
        yield from (Sentence(_ALONE, {"a": one}) for one in self.unmatched)

    def _of_receiver(self, receiver: Hashable) -> Iterator[Sentence]:
        who = self.partners(receiver)
        most = self.market.capacity[self.market.receivers.index(receiver)]
        values = {"b": receiver, "who": Names(who), "count": len(who), "most": most}
        yield Sentence(_HAS if who else _EMPTY, values)

    def _of_proposer(self, proposer: Hashable) -> Iterator[Sentence]:
        market = self.market
        one = market.proposers.index(proposer)
        partner = self.partner(proposer)
        rank = market.rank[one]
        if partner is None:
            yield Sentence(_ALONE, {"a": proposer})
        else:
            place = market.receivers.index(partner)
            if (one, place) in market.locked:
                yield Sentence(_GOT_LOCKED, {"a": proposer, "b": partner})
                return
            if place not in rank:
                yield Sentence(_GOT_IN_COUPLE, {"a": proposer, "b": partner})
                return
            yield Sentence(_GOT, {"a": proposer, "b": partner, "rank": rank[place] + 1})
        got = rank[market.receivers.index(partner)] if partner is not None else len(rank)
        for wish in market.wishes[one]:
            if rank[wish] < got:
                yield from self._of_two(proposer, market.receivers[wish])

    def _of_two(self, proposer: Hashable, receiver: Hashable) -> Iterator[Sentence]:
        market = self.market
        one, place = market.proposers.index(proposer), market.receivers.index(receiver)
        partner = self.partner(proposer)
        rank = market.rank[one]
        if partner == receiver:
            yield from list(self._of_proposer(proposer))[:1]
        elif place not in rank:
            yield Sentence(_NOT_MUTUAL, {"a": proposer, "b": receiver})
        elif partner is not None and rank.get(market.receivers.index(partner), -1) <= rank[place]:
            yield Sentence(_BETTER_OFF, {"a": proposer, "b": receiver, "c": partner})
        else:
            blocks = [case for case in self.blocking if (proposer,) == case.proposers and (receiver,) == case.receivers]
            yield blocks[0].sentence if blocks else Sentence(_PREFERRED, {"b": receiver})


def _from_one(rank: int | None) -> int | None:
    return None if rank is None else rank + 1
