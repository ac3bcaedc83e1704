"""A stable match: the pairs, who blocks it if anyone does, and why not otherwise."""

from __future__ import annotations

from collections.abc import Hashable

from attrs import field, frozen

from kommunal_partner._checks import identifier
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadInstance
from kommunal_partner.matching.stable._encode import cost_of, ranks_of_match
from kommunal_partner.matching.stable._explain import explain
from kommunal_partner.matching.stable._task import Blocking, MatchTask, Pair, RotationProof
from kommunal_partner.matching.stable._verify import verify
from kommunal_partner.matching.stable.sentences import NO_BLOCKING_PAIR, NO_TIME, ROTATIONS
from kommunal_partner.results import Certificate, Explanation, Status, Unmet, Violation, gap, result_html, say


@frozen(repr=False)
class StableMatch:
    """Who is matched with whom.

    - `solution`: the pairs (proposer, receiver), in the one order of ids; `unmatched`: proposers left without a place.
    - `status`: OPTIMAL if nothing blocks; PARTIAL if some do (only with couples, where a stable match need not exist),
      who are then in `blocking`, or if there was no time to go through the lists; INFEASIBLE if locked pairs need more
      places than there are.
    - `value`: how many block, None where the lists were not gone through; `bound`: 0.
    - `moved`: proposers who had a receiver in the earlier match and now have another or none.
    - `ranks`: what the goal lowers: the sum of the ranks (from 1 on) at which the side, or both sides, listed what they
      got; with the goal "least regret" the lowest of these ranks. Locked pairs do not count; for "least regret",
      neither do receivers with places to spare.
    - `cost`: what was lowered in all: `ranks`, and `stability` for everyone in `moved`; without a stability, where
      there was an earlier match, only how many moved.
    """

    solution: tuple[Pair, ...]
    status: Status
    blocking: tuple[Blocking, ...]
    unmatched: tuple[Hashable, ...]
    steps: int = 0
    clash: Clash | None = None
    moved: tuple[Hashable, ...] = ()
    reproducible: bool = True
    task: MatchTask = field(kw_only=True, eq=False, repr=False)
    proof: RotationProof | None = field(default=None, kw_only=True, eq=False, repr=False)

    @property
    def value(self) -> int | None:
        """How many pairs or couples block the match; None without a result, and where nobody could tell in time."""
        return None if self.status is Status.INFEASIBLE or self.task.unread else len(self.blocking)

    @property
    def bound(self) -> int | None:
        """No match is blocked by fewer than none."""
        return None if self.status is Status.INFEASIBLE else 0

    @property
    def gap(self) -> float | None:
        """0 if nothing blocks, infinite if something does; None where `value` is."""
        return gap(self.value, self.bound)

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Who blocks, in the form that every partial result has; or everybody for whom there was no time."""
        if self.task.unread and self.status is Status.PARTIAL:
            return tuple(Unmet((one,), say(NO_TIME, a=one)) for one in self.unmatched)
        return tuple(Unmet((*case.proposers, *case.receivers), case.sentence) for case in self.blocking)

    @property
    def ranks(self) -> int | None:
        """What the goal lowers, counted when it is asked for; None without a result, and without lists."""
        if self.value is None:
            return None
        seat = {one: at for at, one in enumerate(self.task.receivers)}
        got = dict(self.solution)
        at = [seat[got[one]] if one in got and got[one] in seat else -1 for one in self.task.proposers]
        return ranks_of_match(self.task, at)

    @property
    def cost(self) -> float | None:
        """What was lowered in all; None without a result."""
        ranks = self.ranks
        return None if ranks is None else cost_of(self.task, ranks, len(self.moved))

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
        numbers = tuple(((first, second), amount) for first, second, amount in proof.flow)
        return Certificate("rotations", say(ROTATIONS, rotations=len(proof.rotations), cost=self.cost), numbers)

    @property
    def certificate(self) -> Certificate | None:
        """For each receiver the rank of the last one taken, from 0 on; -1 where a place is free. None if blocked.

        Whoever ranks a receiver above what they got must not come before that rank there, and there must be no free
        place.
        """
        if self.status is not Status.OPTIMAL:
            return None
        task = self.task
        number = {one: at for at, one in enumerate(task.proposers)}
        here: dict[Hashable, set[int]] = {receiver: set() for receiver in task.receivers}
        for a, b in self.solution:
            here[b].add(number[a])
        numbers: list[tuple[Hashable, int]] = []
        lists = zip(task.receivers, task.capacity, task.receiver_wishes, task.receiver_ranks, strict=True)
        for receiver, most, wishes, ranks in lists:
            taken = [at if ranks is None else ranks[at] for at, one in enumerate(wishes) if one in here[receiver]]
            full = len(here[receiver]) >= most
            numbers.append((receiver, max(taken, default=-1) if full else -1))
        return Certificate("no blocking pair", say(NO_BLOCKING_PAIR), tuple(numbers))

    def partner(self, proposer: Hashable) -> Hashable | None:
        """The receiver a proposer is matched with; None if nobody."""
        asked = identifier(proposer, "proposer", BadInstance)
        return next((b for a, b in self.solution if a == asked), None)

    def partners(self, receiver: Hashable) -> tuple[Hashable, ...]:
        """The proposers a receiver is matched with."""
        asked = identifier(receiver, "receiver", BadInstance)
        return tuple(a for a, b in self.solution if b == asked)

    def explain(self, proposer: Hashable = None, receiver: Hashable = None) -> Explanation:
        """Why: of the whole match; of one proposer or receiver; or, with both, why they are together or not.

        Raises:
            UnknownName: if there is no such id.
        """
        return explain(self.task, self, proposer, receiver)

    def verify(self) -> tuple[Violation, ...]:
        """Every rule that the match breaks and every claim that does not hold; empty if there is none.

        Who blocks a partial match and is named in `blocking` is no violation; whoever blocks and is not named is one,
        and so is whoever is named and does not block. The check shares no code with the search.
        """
        return tuple(verify(self.task, self))

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """A row for each pair: proposer, receiver, and at which rank each has listed the other (from 1), if at all.

        The rows are the same in both languages.
        """
        del lang
        task = self.task
        number = {one: at for at, one in enumerate(task.proposers)}
        seat = {one: at for at, one in enumerate(task.receivers)}
        return [
            {
                "proposer": a,
                "receiver": b,
                "wish": _rank(task.wishes[number[a]], task.ranks[number[a]], seat[b]),
                "rank": _rank(task.receiver_wishes[seat[b]], task.receiver_ranks[seat[b]], number[a]),
            }
            for a, b in self.solution
        ]

    def _repr_html_(self) -> str:
        """The head of the rows, for a notebook."""
        return result_html(self, "StableMatch")

    __repr__ = short_repr


def _rank(wishes: tuple[int, ...], ranks: tuple[int, ...] | None, other: int) -> int | None:
    """At which rank, from 1 on, somebody stands on a list; None if they do not."""
    if other not in wishes:
        return None
    at = wishes.index(other)
    return 1 + (at if ranks is None else ranks[at])
