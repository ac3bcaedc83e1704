"""Why people sit where they sit: what each table and each person contributes, and what a change would bring."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping

from attrs import frozen

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.matching._seating.absence import explain_those_who_come
from kommunal_partner.matching.groups import sentences
from kommunal_partner.matching.groups._encode import RuleName, broken_rules, value_of
from kommunal_partner.matching.groups._infeasible import rules_of
from kommunal_partner.matching.groups._task import GroupClaims, GroupTask, Tables
from kommunal_partner.results import NOTHING_BETTER, Explanation, Status, say
from kommunal_partner.verdicts import Sentence


def contribution(task: GroupTask, person: Hashable, table: tuple[Hashable, ...]) -> int | float:
    """The sum of someone's distances to the others of a table."""
    place = {one: k for k, one in enumerate(task.ids)}
    row = task.rows[place[person]]
    return _sum([row[place[other]] for other in table if other != person])


def explain(task: GroupTask, tables: Tables, claims: GroupClaims, ids: tuple[Hashable, ...]) -> Explanation:
    """The plan, one person's place, or why two sit together or apart."""
    seats = _Seats.of(task, tables)
    return explain_those_who_come(
        ids,
        task.ids,
        task.absent,
        of_all=lambda: _overview(seats, claims),
        of_one=lambda person: _person(seats, person),
        of_two=lambda a, b: _pair(seats, a, b),
    )


@frozen(eq=False)
class _Seats:
    """The tables by the places of people in the task: where each sits, counted from 0, and -1 for nowhere.

    `broken` are the rules that they break.
    """

    task: GroupTask
    tables: Tables
    place: Mapping[Hashable, int]
    at: list[int]
    members: list[list[int]]
    broken: frozenset[RuleName]

    @classmethod
    def of(cls, task: GroupTask, tables: Tables) -> _Seats:
        sits = {one: t for t, ids in enumerate(tables) for one in ids}
        place = {one: k for k, one in enumerate(task.ids)}
        members = [[place[one] for one in ids] for ids in tables]
        at = [sits.get(one, -1) for one in task.ids]
        return cls(task, tables, place, at, members, frozenset(broken_rules(task, at)))

    def contribution(self, person: int, table: int) -> int | float:
        row = self.task.rows[person]
        return _sum([row[other] for other in self.members[table] if other != person])

    def won(self, person: int, table: int) -> int | float:
        """How much more somebody contributes at another table, beside all who sit there."""
        return self.contribution(person, table) - self.contribution(person, self.at[person])


def _sum(parts: list[int | float]) -> int | float:
    return sum(parts) if all(isinstance(part, int) for part in parts) else math.fsum(parts)


def _overview(seats: _Seats, claims: GroupClaims) -> Iterator[Sentence]:
    yield from opening(claims.status, claims.clash, claims.unmet)
    if claims.status is Status.INFEASIBLE:
        return
    if claims.certificate is None:
        yield say(sentences.VALUE_ALONE, value=claims.value)
        if seats.task.unread:
            yield say(sentences.DISTANCES_UNREAD)
    else:
        bound = claims.bound
        if isinstance(bound, float) and bound != claims.value:
            bound = float(f"{bound:.8g}")  # without the room it leaves for the rounding of sums
        yield say(sentences.VALUE, value=claims.value, bound=bound)
        yield claims.certificate.sentence
    if claims.status is Status.OPTIMAL:
        yield say(NOTHING_BETTER)
    yield from _each_table(seats)
    if claims.moved:
        yield say(sentences.MOVED, count=len(claims.moved), ids=Names(claims.moved))


def _each_table(seats: _Seats) -> Iterator[Sentence]:
    task = seats.task
    languages: Mapping[Hashable, frozenset[str]] = task.languages or {}
    for t, ids in enumerate(seats.tables):
        if not ids:
            yield say(sentences.TABLE_EMPTY, table=t + 1)
            continue
        total = value_of(task, [0 if table == t else -1 for table in seats.at])
        yield say(sentences.TABLE_TOTAL, table=t + 1, count=len(ids), total=total, ids=Names(ids))
        known = [languages[one] for one in ids if one in languages]
        shared = tuple(sorted(frozenset.intersection(*known))) if known else ()
        if shared and len(known) == len(ids):
            yield say(sentences.SPOKEN, table=t + 1, languages=shared)
        elif shared:
            yield say(sentences.SPOKEN_AS_KNOWN, table=t + 1, languages=shared)


def _person(seats: _Seats, person: Hashable) -> Iterator[Sentence]:
    k = seats.place[person]
    here = seats.at[k]
    if here < 0:
        yield say(sentences.ALONE, id=person)
        return
    own = seats.contribution(k, here)
    yield say(sentences.MEMBER, id=person, table=here + 1, own=own)
    if not seats.task.unread:
        yield from _elsewhere(seats, k, own)
    for rule in rules_of(seats.task).values():
        if person in rule.ids:
            yield say(sentences.CONCERNS, id=person, rule=rule.sentence)


def _pair(seats: _Seats, a: Hashable, b: Hashable) -> Iterator[Sentence]:
    place_a, place_b = seats.place[a], seats.place[b]
    table_a, table_b = seats.at[place_a], seats.at[place_b]
    for one, table in ((a, table_a), (b, table_b)):
        if table < 0:
            yield say(sentences.ALONE, id=one)
    if table_a < 0 or table_b < 0:
        return
    distance = seats.task.rows[place_a][place_b]
    if table_a == table_b:
        yield say(sentences.TOGETHER, a=a, b=b, table=table_a + 1, distance=distance)
    else:
        reason = sentences.DISTANCE_UNREAD if math.isnan(distance) else sentences.APART
        yield say(reason, a=a, b=b, table_a=table_a + 1, table_b=table_b + 1, distance=distance)
    kind = "together" if table_a == table_b else "apart"
    named = [rule for rule in rules_of(seats.task).values() if rule.name == kind and a in rule.ids and b in rule.ids]
    for rule in named:
        yield say(sentences.BY_RULE, rule=rule.sentence)
    if not named and not seats.task.unread:
        yield _best_change(seats, place_a, place_b)


def _elsewhere(seats: _Seats, k: int, own: float) -> Iterator[Sentence]:
    """What somebody would contribute at each other table: by a move where one is possible, else by an exchange."""
    task, here, value = seats.task, seats.at[k], value_of(seats.task, seats.at)
    barred = []
    for there in range(len(seats.tables)):
        if there == here:
            continue
        values = {"id": task.ids[k], "own": own, "here": here + 1, "there": there + 1}
        if _best(seats, _moves(seats, k, there)):
            yield say(sentences.CONTRIBUTION, elsewhere=seats.contribution(k, there), **values)
        elif change := _best(seats, _exchanges(seats, k, there)):
            values["other"] = task.ids[change.back]
            values["elsewhere"] = _sum([task.rows[k][other] for other in seats.members[there] if other != change.back])
            yield say(sentences.EXCHANGED, value=value, changed=value_of(task, change.seats(seats.at)), **values)
        else:
            barred.append(there + 1)
    if barred:
        yield say(sentences.BARRED if len(barred) > 1 else sentences.BARRED_AT, id=task.ids[k], tables=tuple(barred))


def _best_change(seats: _Seats, a: int, b: int) -> Sentence:
    """What the best change would bring that parts the two, or brings them together: an exchange of two, or one move."""
    task, at = seats.task, seats.at
    change = _best(seats, _changes(seats, a, b))
    if change is None:
        return say(sentences.NO_SWAP)
    values = {"value": value_of(task, at), "changed": value_of(task, change.seats(at)), "a": task.ids[change.one]}
    if change.back < 0:
        return say(sentences.MOVE, table=change.there + 1, **values)
    return say(sentences.SWAP, b=task.ids[change.back], **values)


# ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen(order=True)
class _Change:
    """What is lost, who goes, to which table, and who comes from there (-1 for nobody, to a free chair)."""

    lost: float
    one: int
    there: int
    back: int

    def seats(self, at: list[int]) -> list[int]:
        """The table of each afterwards."""
        changed = list(at)
        changed[self.one] = self.there
        if self.back >= 0:
            changed[self.back] = at[self.one]
        return changed


def _best(seats: _Seats, changes: Iterable[_Change]) -> _Change | None:
    """The change by which least is lost, of those that break no other rule."""
    possible = (change for change in sorted(changes) if _keeps_rules(seats, change))
    return next(possible, None)


def _keeps_rules(seats: _Seats, change: _Change) -> bool:
    return seats.broken.issuperset(broken_rules(seats.task, change.seats(seats.at)))


def _changes(seats: _Seats, a: int, b: int) -> Iterator[_Change]:
    """All that part two, or bring them together."""
    at = seats.at
    for one, other in ((a, b), (b, a)):
        for there in range(len(seats.tables)) if at[a] == at[b] else (at[other],):
            if there != at[one]:
                yield from _moves(seats, one, there)
                yield from (change for change in _exchanges(seats, one, there) if change.back != other)


def _moves(seats: _Seats, one: int, there: int) -> Iterator[_Change]:
    """The move to a free chair of a table, if it has one."""
    if ("sizes", ()) not in seats.broken and len(seats.members[there]) < seats.task.sizes[there][1]:
        yield _Change(-seats.task.sign * seats.won(one, there), one, there, -1)


def _exchanges(seats: _Seats, one: int, there: int) -> Iterator[_Change]:
    """The exchanges with each of another table."""
    task, won = seats.task, seats.won(one, there)
    for back in seats.members[there]:
        both = won + seats.won(back, seats.at[one]) - 2 * task.rows[one][back]
        yield _Change(-task.sign * both, one, there, back)
