"""Why a pairing is as it is: as a whole, for one id, for two."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial
from itertools import combinations
from math import fsum

from attrs import evolve

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.matching.assignment._exchange import repaired
from kommunal_partner.matching.assignment._infeasible import clash_of_locks
from kommunal_partner.matching.assignment._saying import (
    beside_value,
    is_tie,
    is_too_low,
    is_unsettled,
    moved,
    not_read,
    opening_of,
    why_not_made,
)
from kommunal_partner.matching.assignment._search import Found, endless, stated
from kommunal_partner.matching.assignment._task import AssignmentTask, Pair, PairingClaims
from kommunal_partner.matching.assignment._three import search_pool
from kommunal_partner.matching.assignment.sentences import (
    ALONE,
    BARRED,
    BEST_PAIRED,
    NO_THREE,
    NOBODY,
    NOBODY_THERE,
    NOT_READ,
    NOT_SETTLED,
    ODD,
    PAIRED,
    POSSIBLE_IN_POOL,
    THREE,
    TOO_LOW,
    WOULD_BREAK,
    WOULD_COST_BESIDE_THREE,
    WOULD_COST_POOL,
    WOULD_TIE_BESIDE_THREE,
    WOULD_TIE_POOL,
)
from kommunal_partner.results import Explanation, Status, explain_people, say
from kommunal_partner.verdicts import Sentence


def explain_pairing(task: AssignmentTask, claims: PairingClaims, ids: tuple[Hashable, ...]) -> Explanation:
    """Why: of the whole result; of one id; or, with two, why they are a pair or not.

    Raises:
        UnknownName: if there is no such id. BadInstance: for more than two, or twice the same.
    """
    if claims.status is Status.INFEASIBLE:
        known = partial(opening, claims.status, claims.clash)
        return explain_people(ids, task.left, of_all=known, of_one=lambda _: known(), of_two=lambda _, __: known())
    about = _Paired(task, claims)
    return explain_people(ids, about.place, of_all=about.whole, of_one=about.one, of_two=about.two)


class _Paired:
    """The task and the result, with the place and the partner of each id."""

    def __init__(self, task: AssignmentTask, claims: PairingClaims) -> None:
        self.task = task
        self.claims = claims
        self.place = {one: place for place, one in enumerate(task.left)}
        self.partner: dict[Hashable, Hashable] = {}
        for a, b in claims.solution:
            self.partner |= {a: b, b: a}
        self.three = set(claims.trio)

    def whole(self) -> Iterator[Sentence]:
        claims = self.claims
        yield opening_of(self.task, claims)
        if claims.unmatched:
            yield say(ALONE, who=Names(claims.unmatched))
        yield from moved(claims)
        yield from self._odd()

    def _odd(self) -> Iterator[Sentence]:
        if self.three:
            yield self._group()
        elif len(self.task.left) % 2:
            yield say(ODD, count=len(self.task.left))
            if self.task.three:
                yield say(NO_THREE)

    def _group(self) -> Sentence:
        """The group of three and what its pairs are worth together."""
        places = [self.place[one] for one in self.claims.trio]
        weights = [self.task.weight(row, column) for row, column in combinations(places, 2)]
        together = sum(weights) if self.task.exact else fsum(weights)
        return say(THREE, who=Names(self.claims.trio), weight=together)

    def one(self, one: Hashable) -> Iterator[Sentence]:
        task, row = self.task, self.place[one]
        if one in self.three:
            yield self._group()
            return
        if one in self.partner:
            partner = self.partner[one]
            yield say(PAIRED, a=one, b=partner, weight=task.weight(row, self.place[partner]))
            return
        yield from not_read(one, None if task.unread is None else task.unread[row])
        allowed = [column for column in range(len(task.left)) if task.allows(row, column)]
        if not allowed:
            if task.unread is None:
                yield say(NOBODY if len(task.left) > 1 else NOBODY_THERE, who=one)
            return
        best = max(allowed, key=lambda column: (task.weight(row, column), -column))
        other = task.left[best]
        if other in self.partner:
            others = Names(tuple(who for who in self.claims.trio if who != other)) if other in self.three else None
            yield say(BEST_PAIRED, other=other, weight=task.weight(row, best), partner=others or self.partner[other])
        else:
            yield say(why_not_made(self.claims), who=one, other=other, weight=task.weight(row, best))
        yield from self._odd()

    def two(self, one: Hashable, other: Hashable) -> Iterator[Sentence]:
        task = self.task
        row, column = self.place[one], self.place[other]
        weight = task.weight(row, column)
        if {one, other} <= self.three:
            yield self._group()
        elif self.partner.get(one) == other:
            yield say(PAIRED, a=one, b=other, weight=weight)
        elif not task.is_read(row, column):
            yield say(NOT_READ, a=one, b=other)
        elif not task.allows(row, column):
            yield say(BARRED, a=one, b=other)
        else:
            yield from self._forced((one, other), row, column)
        yield from () if task.remarks is None else task.remarks(one, other)

    def _forced(self, pair: Pair, row: int, column: int) -> Iterator[Sentence]:
        task = self.task
        forced = evolve(task, locked=task.locked | {(row, column), (column, row)})
        clash = clash_of_locks(forced)
        if clash is not None:
            yield say(WOULD_BREAK, a=pair[0], b=pair[1])
            yield from (rule.sentence for rule in clash.rules if set(rule.ids) != set(pair))
            return
        weight = task.weight(row, column)
        if is_too_low(task, self.claims, weight):
            yield say(TOO_LOW, a=pair[0], b=pair[1], weight=weight, worst=self.claims.worst)
            return
        if is_unsettled(task, self.claims):
            yield from self._possible(pair, row, column)
            return
        found, _ = search_pool(forced, endless())
        value = found.value(task.stability)
        # A locked pair is in no group of three: what such a group with the two would be worth is not said.
        beside_three = task.three and len(task.left) % 2 == 1
        values = {"a": pair[0], "b": pair[1], "weight": weight, "value": value}
        if is_tie(value, self.claims.value):
            yield say(WOULD_TIE_BESIDE_THREE if beside_three else WOULD_TIE_POOL, **values)
        else:
            costs = WOULD_COST_BESIDE_THREE if beside_three else WOULD_COST_POOL
            yield say(costs, best=self.claims.value, **values)
        yield from beside_value(self.claims, found)

    def _possible(self, pair: Pair, row: int, column: int) -> Iterator[Sentence]:
        """What is possible if the two leave their partners to one another, where the best with them is not known."""
        task, claims = self.task, self.claims
        values = {"a": pair[0], "b": pair[1], "weight": task.weight(row, column)}
        if self.three.intersection(pair):
            yield say(NOT_SETTLED, **values)
            return
        made = [(self.place[a], self.place[b]) for a, b in claims.solution]
        found = stated(task, Found(repaired(task, made, (row, column)), claims.proof))
        yield say(POSSIBLE_IN_POOL, value=found.value(task.stability), best=claims.value, **values)
        yield from beside_value(claims, found)
