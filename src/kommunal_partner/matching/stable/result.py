"""A stable match: the pairs, who blocks it if anyone does, and why not otherwise."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

from attrs import field, frozen

from kommunal_partner.clashes import Clash, Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.errors import UnknownName
from kommunal_partner.matching.stable.aims import Aim
from kommunal_partner.matching.stable.check import Blocking, broken_rules, ranks_of, wrong_claims
from kommunal_partner.matching.stable.market import Market, Pair
from kommunal_partner.matching.stable.proof import Proof, counted, proven_least
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, say
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
_ROTATIONS: Final = Reason(
    "STABLE_ROTATIONS",
    de="Alle stabilen Ergebnisse entstehen aus {rotations} Rotationen; welche man auch nimmt, {cost} ist das wenigste.",
    en="All stable matches come from {rotations} rotations; whichever are taken, {cost} is the least.",
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
_MOVED: Final = Reason(
    "STABLE_MOVED",
    de="Gegenüber dem früheren Ergebnis neu: {count} ({who}).",
    en="Changed against the earlier match: {count} ({who}).",
)
_FEWEST: Final = Reason(
    "STABLE_FEWEST_CHANGES",
    de="Kein stabiles Ergebnis ändert weniger als {count}; unter diesen zählt das Ziel.",
    en="No stable match changes fewer than {count}; among these the goal counts.",
)
_LEAST: Final = Reason(
    "STABLE_LEAST",
    de="{ranks} Rangplätze in der Summe und {count} Änderungen zu je {price} machen {cost}; weniger hat kein stabiles"
    " Ergebnis.",
    en="{ranks} ranks in all and {count} changes at {price} each make {cost}; no stable match has less.",
)
_LEAST_SUM: Final = Reason(
    "STABLE_LEAST_SUM",
    de="{ranks} Rangplätze in der Summe; weniger hat kein stabiles Ergebnis.",
    en="{ranks} ranks in all; no stable match has fewer.",
)
_WAS_WITH: Final = Reason("STABLE_WAS_WITH", de="Vorher war {a} bei {b}.", en="Before, {a} was with {b}.")
_NOT_LEAST: Final = Reason(
    "STABLE_NOT_LEAST",
    de="Dass kein stabiles Ergebnis besser ist, ist nicht bewiesen.",
    en="It is not proven that no stable match is better.",
)


@frozen
class StableMatch:
    """Who is matched with whom.

    - `solution`: the pairs (proposer, receiver), in the one order of ids; `unmatched`: proposers left without a place.
    - `status`: OPTIMAL if nothing blocks; PARTIAL if some do (only with couples, where a stable match need not exist),
      who are then in `blocking`; INFEASIBLE if locked pairs need more places than there are.
    - `value`: how many block; `bound`: 0.
    - `moved`: proposers who had a receiver in the earlier match and now have another or none.
    - `ranks`: what the goal lowers; `cost`: what was lowered in all, with the changes; `least_cost`: what no stable
      match goes below.
    """

    solution: tuple[Pair, ...]
    status: Status
    blocking: tuple[Blocking, ...]
    unmatched: tuple[Hashable, ...]
    steps: int = 0
    clash: Clash | None = None
    moved: tuple[Hashable, ...] = ()
    market: Market = field(kw_only=True, eq=False, repr=False)
    aim: Aim = field(kw_only=True, eq=False, repr=False)
    proof: Proof | None = field(default=None, kw_only=True, eq=False, repr=False)

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
    def unmet(self) -> tuple[Unmet, ...]:
        """Who blocks, in the form that every partial result has."""
        return tuple(Unmet((*case.proposers, *case.receivers), case.sentence) for case in self.blocking)

    @property
    def ranks(self) -> int:
        """What the goal lowers: the sum of the ranks (from 1 on) that the side, or both sides, listed what they got at.

        With the goal "least regret": the lowest of these ranks. Locked pairs do not count; for "least regret", neither
        do receivers with places to spare.
        """
        return ranks_of(self.market, self.aim, self.solution)

    @property
    def cost(self) -> float:
        """`ranks`, and `stability` for everyone in `moved`; without a stability only how many moved."""
        price = self.aim.stability
        return (
            len(self.moved) if price is None and self.aim.has_earlier else self.ranks + (price or 0) * len(self.moved)
        )

    @property
    def least_cost(self) -> float | None:
        """What no stable match costs less than, for the order in which ties were put: the cost itself, proven.

        None where no proof is kept: with couples, with the goal "least regret", and where the side's best match is
        taken because there is nothing to be kept.
        """
        return None if self.proof is None else self.cost

    @property
    def cost_certificate(self) -> Certificate | None:
        """Why no stable match costs less; None where there is no `least_cost`.

        Each number belongs to two rotations, the first of which must come before the second: so much of what the
        second one gains is used up by what the first one costs. What is still gained after that is taken.
        """
        proof = self.proof
        if proof is None:
            return None
        values = {"rotations": len(proof.rotations), "cost": self.cost}
        numbers = tuple(((first, second), amount) for first, second, amount in proof.flow)
        return Certificate("rotations", Sentence(_ROTATIONS, values), numbers)

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
        """Every rule that the match breaks and every claim that does not hold; empty if there is none.

        Who blocks a partial match and is named in `blocking` is no violation; whoever blocks and is not named is one,
        and so is whoever is named and does not block. The check shares no code with the search.
        """
        if self.status is Status.INFEASIBLE and not self.solution:
            return ()
        broken = tuple(broken_rules(self.market, self.solution))
        said = {"unmatched": self.unmatched, "moved": self.moved}
        claims = wrong_claims(self.market, self.solution, self.status, self.blocking, said, self.aim.earlier)
        return (*broken, *claims, *(() if broken else self._not_proven()))

    def _not_proven(self) -> Iterator[Violation]:
        if self.proof is not None:
            number = {one: at for at, one in enumerate(self.market.proposers)}
            seat = {one: at for at, one in enumerate(self.market.receivers)}
            at = [-1] * len(number)
            for a, b in self.solution:
                at[number[a]] = seat[b]
            if counted(self.market, self.aim, at) != proven_least(self.market, self.aim, self.proof):
                yield Violation("NOT_LEAST", (), Sentence(_NOT_LEAST))

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each pair: proposer, receiver, and at which rank each has listed the other (from 1), if at all."""
        market = self.market
        number = {one: at for at, one in enumerate(market.proposers)}
        seat = {one: at for at, one in enumerate(market.receivers)}
        return [
            {
                "proposer": a,
                "receiver": b,
                "wish": _from_one(market.rank[number[a]].get(seat[b])),
                "rank": _from_one(market.receiver_rank[seat[b]].get(number[a])),
            }
            for a, b in self.solution
        ]

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
            return Explanation(opening(self.status, self.clash))
        if proposer is None:
            return Explanation(self._of_all() if receiver is None else self._of_receiver(receiver))
        if receiver is not None:
            return Explanation(self._of_two(proposer, receiver))
        return Explanation((*self._of_proposer(proposer), *self._of_change(proposer)))

    def _of_all(self) -> Iterator[Sentence]:
        values = {"pairs": len(self.solution), "steps": self.steps, "count": len(self.blocking)}
        yield Sentence(_BLOCKED if self.blocking else _STABLE, values)
        yield from (case.sentence for case in self.blocking)
        if self.moved:
            yield Sentence(_MOVED, {"count": len(self.moved), "who": Names(self.moved)})
        if self.proof is not None:
            price = self.aim.stability
            if not self.aim.has_earlier:
                yield say(_LEAST_SUM, ranks=self.ranks)
            elif price is None:
                yield say(_FEWEST, count=len(self.moved))
            else:
                yield say(_LEAST, ranks=self.ranks, count=len(self.moved), price=price, cost=self.cost)
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

    def _of_change(self, proposer: Hashable) -> Iterator[Sentence]:
        if proposer in self.moved:
            was = self.aim.earlier[self.market.proposers.index(proposer)]
            yield say(_WAS_WITH, a=proposer, b=self.market.receivers[was])

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
