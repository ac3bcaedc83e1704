"""Why a result is as it is: as a whole, for one id, for two."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial

from attrs import evolve

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.errors import UnknownName
from kommunal_partner.matching.assignment._infeasible import clash_of_locks, hall_around, hall_sentence
from kommunal_partner.matching.assignment._search import endless, search
from kommunal_partner.matching.assignment._task import (
    AssignmentClaims,
    AssignmentTask,
    Pair,
    PairClaims,
    PairingClaims,
    PairingGoal,
)
from kommunal_partner.matching.assignment.sentences import (
    ALONE,
    ASSIGNED,
    ASSIGNED_IN_PART,
    ASSIGNED_SO_FAR,
    BARRED,
    BEST_BLOCKED,
    BEST_PAIRED,
    MOVED,
    NO_PLACE,
    NOBODY,
    ODD,
    PAIRED,
    TOO_LOW,
    WORTH_MORE,
    WOULD_BREAK,
    WOULD_COST,
    WOULD_COST_POOL,
)
from kommunal_partner.results import Explanation, Status, explain_people, say
from kommunal_partner.verdicts import Sentence

# ── two sides ────────────────────────────────────────────────────────────────────────────────────────────────────────


def explain_assignment(
    task: AssignmentTask, claims: AssignmentClaims, left: Hashable = None, right: Hashable = None
) -> Explanation:
    """Why: of the whole result; of one left or right id; or, with both, why this pair is made or not.

    Raises:
        UnknownName: if there is no such id.
    """
    about = _Assigned(task, claims)
    if left is not None and left not in about.rows:
        raise UnknownName("left id", left)
    if right is not None and right not in about.columns:
        raise UnknownName("right id", right)
    if claims.status is Status.INFEASIBLE:
        return Explanation(opening(claims.status, claims.clash))
    if left is not None and right is not None:
        return Explanation(about.pair(left, right))
    if left is not None:
        return Explanation(about.left(left))
    return Explanation(about.whole() if right is None else about.right(right))


class _Assigned:
    """The task and the result, with the place of each id."""

    def __init__(self, task: AssignmentTask, claims: AssignmentClaims) -> None:
        self.task = task
        self.claims = claims
        self.rows = {one: place for place, one in enumerate(task.left)}
        self.columns = {one: place for place, one in enumerate(task.right)}

    def whole(self) -> Iterator[Sentence]:
        task, claims = self.task, self.claims
        yield _opening(claims)
        yield from opening(claims.status, claims.clash, claims.unmet)
        alone = (*claims.unmatched.left, *claims.unmatched.right)
        if alone:
            yield say(ALONE, who=Names(alone))
        yield from _moved(claims)
        if claims.clash is None and claims.unmatched.left:
            hall = hall_around(task, self._places(), self.rows[claims.unmatched.left[0]])
            if hall is not None:
                yield hall_sentence(hall)

    def _places(self) -> list[tuple[int, int]]:
        return [(self.rows[a], self.columns[b]) for a, b in self.claims.solution]

    def left(self, one: Hashable) -> Iterator[Sentence]:
        task, row = self.task, self.rows[one]
        partners = [b for a, b in self.claims.solution if a == one]
        for other in partners:
            yield say(PAIRED, a=one, b=other, weight=task.weight(row, self.columns[other]))
        if partners:
            return
        if not task.most_left[row]:
            yield say(NO_PLACE, who=one)
            return
        allowed = [column for column in range(len(task.right)) if task.allows(row, column)]
        if not allowed:
            yield say(NOBODY, who=one)
            return
        best = max(allowed, key=lambda column: (task.weight(row, column), -column))
        taken = tuple(a for a, b in self.claims.solution if b == task.right[best])
        yield _best_blocked(task.right[best], task.weight(row, best), taken)
        hall = hall_around(task, self._places(), row)
        yield say(WORTH_MORE, who=one) if hall is None else hall_sentence(hall)

    def right(self, one: Hashable) -> Iterator[Sentence]:
        task, column = self.task, self.columns[one]
        partners = [a for a, b in self.claims.solution if b == one]
        for other in partners:
            yield say(PAIRED, a=other, b=one, weight=task.weight(self.rows[other], column))
        if partners:
            return
        if not task.most_right[column]:
            yield say(NO_PLACE, who=one)
            return
        allowed = [row for row in range(len(task.left)) if task.allows(row, column)]
        if not allowed:
            yield say(NOBODY, who=one)
            return
        best = max(allowed, key=lambda row: (task.weight(row, column), -row))
        taken = tuple(b for a, b in self.claims.solution if a == task.left[best])
        yield _best_blocked(task.left[best], task.weight(best, column), taken)

    def pair(self, a: Hashable, b: Hashable) -> Iterator[Sentence]:
        task, claims = self.task, self.claims
        row, column = self.rows[a], self.columns[b]
        weight = task.weight(row, column)
        if (a, b) in claims.solution:
            yield say(PAIRED, a=a, b=b, weight=weight)
        elif not task.allows(row, column):
            yield say(BARRED, a=a, b=b)
        elif _is_too_low(task, claims, weight):
            yield say(TOO_LOW, a=a, b=b, weight=weight, worst=claims.worst)
        else:
            yield self._forced(row, column)
        yield from () if task.remarks is None else task.remarks(a, b)

    def _forced(self, row: int, column: int) -> Sentence:
        """What the best result with this pair too is worth, and which pairs give way to it."""
        task, claims = self.task, self.claims
        a, b = task.left[row], task.right[column]
        forced = evolve(task, locked=task.locked | {(row, column)})
        found = search(forced, endless()) if clash_of_locks(forced) is None else None
        if found is None or found.missing:
            return say(WOULD_BREAK, a=a, b=b)
        made = {(task.left[at], task.right[to]) for at, to in found.pairs}
        lost = tuple(" + ".join(map(str, pair)) for pair in claims.solution if pair not in made)
        value = found.value(task.stability)
        weight = task.weight(row, column)
        return say(WOULD_COST, a=a, b=b, weight=weight, value=value, best=claims.value, changes=Names(lost))


def _best_blocked(other: Hashable, weight: float, taken: tuple[Hashable, ...]) -> Sentence:
    if not taken:
        return say(NO_PLACE, who=other)
    return say(BEST_BLOCKED, other=other, weight=weight, others=Names(taken))


def _is_too_low(task: AssignmentTask, claims: PairClaims, weight: float) -> bool:
    return task.goal is PairingGoal.FAIR and claims.worst is not None and weight < claims.worst


def _opening(claims: PairClaims) -> Sentence:
    """How many pairs there are, what they are worth, and what more could be."""
    pairs, value = len(claims.solution), claims.value
    if claims.status is Status.FEASIBLE:
        return say(ASSIGNED_SO_FAR, pairs=pairs, value=value, bound=claims.bound)
    return say(ASSIGNED if claims.status is Status.OPTIMAL else ASSIGNED_IN_PART, pairs=pairs, value=value)


def _moved(claims: PairClaims) -> Iterator[Sentence]:
    if claims.moved:
        yield say(MOVED, count=len(claims.moved), who=Names(claims.moved))


# ── one pool ─────────────────────────────────────────────────────────────────────────────────────────────────────────


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

    def whole(self) -> Iterator[Sentence]:
        claims = self.claims
        yield _opening(claims)
        if claims.unmatched:
            yield say(ALONE, who=Names(claims.unmatched))
        yield from _moved(claims)
        yield from self._odd()

    def _odd(self) -> Iterator[Sentence]:
        if len(self.task.left) % 2:
            yield say(ODD, count=len(self.task.left))

    def one(self, one: Hashable) -> Iterator[Sentence]:
        task, row = self.task, self.place[one]
        if one in self.partner:
            partner = self.partner[one]
            yield say(PAIRED, a=one, b=partner, weight=task.weight(row, self.place[partner]))
            return
        allowed = [column for column in range(len(task.left)) if task.allows(row, column)]
        if not allowed:
            yield say(NOBODY, who=one)
            return
        best = max(allowed, key=lambda column: (task.weight(row, column), -column))
        other = task.left[best]
        yield say(BEST_PAIRED, other=other, weight=task.weight(row, best), partner=self.partner[other])
        yield from self._odd()

    def two(self, one: Hashable, other: Hashable) -> Iterator[Sentence]:
        task, claims = self.task, self.claims
        row, column = self.place[one], self.place[other]
        weight = task.weight(row, column)
        if self.partner.get(one) == other:
            yield say(PAIRED, a=one, b=other, weight=weight)
        elif not task.allows(row, column):
            yield say(BARRED, a=one, b=other)
        elif _is_too_low(task, claims, weight):
            yield say(TOO_LOW, a=one, b=other, weight=weight, worst=claims.worst)
        else:
            yield from self._forced((one, other), row, column)
        yield from () if task.remarks is None else task.remarks(one, other)

    def _forced(self, pair: Pair, row: int, column: int) -> Iterator[Sentence]:
        task = self.task
        forced = evolve(task, locked=task.locked | {(row, column), (column, row)})
        clash = clash_of_locks(forced)
        if clash is not None:
            yield from opening(Status.INFEASIBLE, clash)
            return
        value, weight = search(forced, endless()).value(task.stability), task.weight(row, column)
        yield say(WOULD_COST_POOL, a=pair[0], b=pair[1], weight=weight, value=value, best=self.claims.value)
