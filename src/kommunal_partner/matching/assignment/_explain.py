"""Why a result is as it is: as a whole, for one id, for two."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from attrs import evolve, frozen

from kommunal_partner._checks import identifier, nearest
from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.matching.assignment._encode import encode
from kommunal_partner.matching.assignment._exchange import exchanged
from kommunal_partner.matching.assignment._infeasible import clash_of_locks, hall_around, reached_from, unmet_demands
from kommunal_partner.matching.assignment._reduced_cost_fixing import fixed_beside
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
from kommunal_partner.matching.assignment._search import Found, endless, search, stated
from kommunal_partner.matching.assignment._successive_shortest_paths import with_capacities
from kommunal_partner.matching.assignment._task import (
    AssignmentClaims,
    AssignmentTask,
    PairClaims,
    PairingGoal,
    PairSide,
    Place,
    PlaceQuota,
)
from kommunal_partner.matching.assignment.sentences import (
    ALONE,
    BARRED,
    BEST_BLOCKED,
    NO_PLACE,
    NOBODY,
    NOBODY_THERE,
    NOT_READ,
    NOT_SETTLED,
    PAIRED,
    POSSIBLE_BESIDE,
    POSSIBLE_WITH,
    QUOTA_FULL,
    TOO_LOW,
    WORTH_MORE,
    WOULD_ADD,
    WOULD_ADD_NOTHING,
    WOULD_BREAK,
    WOULD_COST,
    WOULD_TIE,
)
from kommunal_partner.results import Explanation, Status, Unmet, say
from kommunal_partner.verdicts import Sentence


def explain_assignment(
    task: AssignmentTask, claims: AssignmentClaims, left: Hashable = None, right: Hashable = None
) -> Explanation:
    """Why: of the whole result; of one left or right id; or, with both, why this pair is made or not.

    Raises:
        UnknownName: if there is no such id.
    """
    about = _Assigned(task, claims)
    left = None if left is None else identifier(left, "left", BadInstance)
    right = None if right is None else identifier(right, "right", BadInstance)
    if left is not None and left not in about.rows:
        raise UnknownName(Term("linke Kennung", "left id"), left, nearest(left, task.left))
    if right is not None and right not in about.columns:
        raise UnknownName(Term("rechte Kennung", "right id"), right, nearest(right, task.right))
    if claims.status is Status.INFEASIBLE:
        return Explanation(opening(claims.status, claims.clash))
    if left is not None and right is not None:
        return Explanation(about.pair(left, right))
    if left is not None:
        return Explanation(about.left(left))
    return Explanation(about.whole() if right is None else about.right(right))


@frozen
class _Alone:
    """Somebody without a pair: how many places they have, and the other side with its places."""

    one: Hashable
    most: int
    others: tuple[Hashable, ...]
    rooms: tuple[int, ...]


class _Assigned:
    """The task and the result, with the place of each id."""

    def __init__(self, task: AssignmentTask, claims: AssignmentClaims) -> None:
        self.task = task
        self.claims = claims
        self.rows = {one: place for place, one in enumerate(task.left)}
        self.columns = {one: place for place, one in enumerate(task.right)}

    def whole(self) -> Iterator[Sentence]:
        task, claims = self.task, self.claims
        yield opening_of(task, claims)
        yield from opening(claims.status, claims.clash, claims.unmet)
        alone = (*claims.unmatched.left, *claims.unmatched.right)
        if alone:
            yield say(ALONE, who=Names(alone))
        yield from moved(claims)
        first = next((one for one in claims.unmatched.left if self._could_go(one)), None)
        if claims.clash is None and first is not None and not task.quotas and task.unread is None:
            hall = hall_around(task, reached_from(task, self._places(), self.rows[first]))
            if hall is not None:
                yield hall

    def _could_go(self, one: Hashable) -> bool:
        """Whether somebody has a place, and may be paired with anyone."""
        row, task = self.rows[one], self.task
        return task.most_left[row] > 0 and (task.barred is None or not bool(task.barred[row].all()))

    def _places(self) -> list[tuple[int, int]]:
        return [(self.rows[a], self.columns[b]) for a, b in self.claims.solution]

    def left(self, one: Hashable) -> Iterator[Sentence]:
        """Whom a left id is paired with, or why with nobody."""
        row, weight = self.rows[one], self.task.weight
        partners = [b for a, b in self.claims.solution if a == one]
        for other in partners:
            yield say(PAIRED, a=one, b=other, weight=weight(row, self.columns[other]))
        if not partners:
            alone = _Alone(one, self.task.most_left[row], self.task.right, self.task.most_right)
            allowed = [column for column in range(len(self.task.right)) if self.task.allows(row, column)]
            taken = self._taken(1)
            best = max(allowed, key=lambda column: (weight(row, column), -column), default=None)
            at_best = 0 if best is None else weight(row, best)
            yield from self._alone(alone, best, at_best, taken, None if best is None else (row, best))
            if best is not None and alone.most and not self.task.quotas and self.task.unread is None:
                reached = reached_from(self.task, self._places(), row)
                hall = hall_around(self.task, reached)
                if hall is not None:
                    yield hall
                elif reached is None and self.claims.status is not Status.FEASIBLE and not self._has_room(best, taken):
                    yield say(WORTH_MORE, who=one)
        yield from not_read(one, None if self.task.unread is None else self.task.unread[row])

    def _has_room(self, column: int, taken: dict[Hashable, tuple[Hashable, ...]]) -> bool:
        return len(taken.get(self.task.right[column], ())) < self.task.most_right[column]

    def right(self, one: Hashable) -> Iterator[Sentence]:
        """Whom a right id is paired with, or why with nobody."""
        column, weight = self.columns[one], self.task.weight
        partners = [a for a, b in self.claims.solution if b == one]
        for other in partners:
            yield say(PAIRED, a=other, b=one, weight=weight(self.rows[other], column))
        if not partners:
            alone = _Alone(one, self.task.most_right[column], self.task.left, self.task.most_left)
            allowed = [row for row in range(len(self.task.left)) if self.task.allows(row, column)]
            best = max(allowed, key=lambda row: (weight(row, column), -row), default=None)
            at_best = 0 if best is None else weight(best, column)
            yield from self._alone(alone, best, at_best, self._taken(0), None if best is None else (best, column))
        yield from not_read(one, None if self.task.unread is None else self.task.unread[:, column])

    def _taken(self, side: int) -> dict[Hashable, tuple[Hashable, ...]]:
        """The partners of everyone on one side: 0 for the left one, 1 for the right one."""
        found: dict[Hashable, tuple[Hashable, ...]] = {}
        for pair in self.claims.solution:
            found[pair[side]] = (*found.get(pair[side], ()), pair[1 - side])
        return found

    def _alone(
        self,
        alone: _Alone,
        best: int | None,
        weight: float,
        taken: dict[Hashable, tuple[Hashable, ...]],
        place: Place | None,
    ) -> Iterator[Sentence]:
        """Why somebody is in no pair, as far as the best fit tells."""
        if not alone.most:
            yield say(NO_PLACE, who=alone.one)
        elif best is None or place is None:
            if self.task.unread is None:
                yield say(NOBODY if alone.others else NOBODY_THERE, who=alone.one)
        else:
            other = alone.others[best]
            partners = taken.get(other, ())
            full = list(self._full_quotas(*place))
            if not alone.rooms[best]:
                yield say(NO_PLACE, who=other)
            elif len(partners) >= alone.rooms[best]:
                yield say(BEST_BLOCKED, other=other, weight=weight, others=Names(partners))
            elif full:
                for quota, count in full:
                    values = {"name": quota.name, "count": count, "most": quota.most}
                    yield say(QUOTA_FULL, other=other, weight=weight, **values)
            else:
                yield say(why_not_made(self.claims), who=alone.one, other=other, weight=weight)

    def _full_quotas(self, row: int, column: int) -> Iterator[tuple[PlaceQuota, int]]:
        """The quotas of a pair that are used up, and how many places they hold."""
        a, b = self.task.left[row], self.task.right[column]
        for quota in self.task.quotas:
            at = 0 if quota.side is PairSide.LEFT else 1
            count = sum(pair[at] in quota.ids for pair in self.claims.solution)
            if quota.most is not None and count >= quota.most and (a, b)[at] in quota.ids:
                yield quota, count

    def pair(self, a: Hashable, b: Hashable) -> Iterator[Sentence]:
        task, claims = self.task, self.claims
        row, column = self.rows[a], self.columns[b]
        weight = task.weight(row, column)
        if (a, b) in claims.solution:
            yield say(PAIRED, a=a, b=b, weight=weight)
        elif not task.is_read(row, column):
            yield say(NOT_READ, a=a, b=b)
        elif not task.allows(row, column):
            yield say(BARRED, a=a, b=b)
        else:
            yield from self._forced(row, column)
        yield from () if task.remarks is None else task.remarks(a, b)

    def _forced(self, row: int, column: int) -> Iterator[Sentence]:
        """What the best result with this pair too is worth, and which pairs give way; or which rule forbids it."""
        task, claims = self.task, self.claims
        a, b = task.left[row], task.right[column]
        forced = evolve(task, locked=task.locked | {(row, column)})
        clash = clash_of_locks(forced)
        if clash is not None:
            yield say(WOULD_BREAK, a=a, b=b)
            yield from (rule.sentence for rule in clash.rules if rule.ids != (a, b))
            return
        weight = task.weight(row, column)
        if is_too_low(task, claims, weight):
            yield say(TOO_LOW, a=a, b=b, weight=weight, worst=claims.worst)
            return
        if is_unsettled(task, claims):
            yield from self._possible(row, column)
            return
        found = _with_pair(forced, claims, (row, column)) or search(forced, endless())
        if sum(lacks for _, lacks in found.missing) > sum(_lacking(one) for one in claims.unmet):
            yield say(WOULD_BREAK, a=a, b=b)
            yield from (one.sentence for one in unmet_demands(task, found.missing))
            return
        lost = self._lost(found)
        value = found.value(task.stability)
        values = {"a": a, "b": b, "weight": weight, "value": value}
        ties = is_tie(value, claims.value)
        if not ties:
            values["best"] = claims.value
        if lost:
            yield say(WOULD_TIE if ties else WOULD_COST, changes=Names(lost), **values)
        else:
            yield say(WOULD_ADD_NOTHING if ties else WOULD_ADD, **values)
        yield from beside_value(claims, found)

    def _lost(self, found: Found) -> tuple[str, ...]:
        """The pairs of the result that another one does not make."""
        task = self.task
        made = {(task.left[at], task.right[to]) for at, to in found.pairs}
        return tuple(" + ".join(map(str, pair)) for pair in self.claims.solution if pair not in made)

    def _possible(self, row: int, column: int) -> Iterator[Sentence]:
        """What an exchange shows to be possible with this pair, where the best with it is not known."""
        task, claims = self.task, self.claims
        values = {"a": task.left[row], "b": task.right[column], "weight": task.weight(row, column)}
        pairs = exchanged(task, self._places(), (row, column))
        if pairs is None:
            yield say(NOT_SETTLED, **values)
            return
        found = stated(task, Found(pairs, claims.proof))
        values |= {"value": found.value(task.stability), "best": claims.value}
        lost = self._lost(found)
        yield say(POSSIBLE_WITH, changes=Names(lost), **values) if lost else say(POSSIBLE_BESIDE, **values)
        yield from beside_value(claims, found)


def _with_pair(task: AssignmentTask, claims: PairClaims, pair: Place) -> Found | None:
    """The best result with one more pair locked, from the best one without; None if not found that way.

    Under the fair goal it is one only if as many pairs can still lie above the same floor.
    """
    floor = claims.worst if task.goal is PairingGoal.FAIR else None
    if claims.status is not Status.OPTIMAL:
        return None
    chained = (
        fixed_beside(task, claims, pair, floor, endless()) if task.quotas else _by_chains(task, claims, pair, floor)
    )
    if chained is None:
        return None
    made = tuple(sorted({*chained, *task.locked}))
    if floor is not None and len(made) < len(claims.solution):
        return None
    return stated(task, Found(made, claims.proof))


def _by_chains(task: AssignmentTask, claims: PairClaims, pair: Place, floor: float | None) -> list[Place] | None:
    """The pairs beside those locked, by chains of moves; None where the result keeps no prices for them."""
    encoded = encode(task, floor)
    prices = claims.proof.prices
    if prices is None or claims.proof.objective != encoded.objective:
        return None
    rows = {one: place for place, one in enumerate(task.left)}
    columns = {one: place for place, one in enumerate(task.right)}
    pairs = [(rows[a], columns[b]) for a, b in claims.solution]
    free = [place for place in pairs if place not in task.locked]
    mine = sorted((prices[column] + encoded.cost[row, column], (row, column)) for row, column in free if row == pair[0])
    gone = {place for _, place in mine[max(encoded.room_left[pair[0]], 0) :]}
    chained = with_capacities(encoded, endless(), ([place for place in free if place not in gone], prices))
    return None if chained is None else chained.pairs


def _lacking(unmet: Unmet) -> int:
    """How many places a demand lacks that a result leaves short."""
    missing = unmet.sentence.values["missing"]
    return missing if isinstance(missing, int) else 0
