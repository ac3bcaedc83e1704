"""Check a rotation plan: all is counted from ids with code of its own; nothing here is shared with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import combinations

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import misstated
from kommunal_partner.matching.rotation import sentences
from kommunal_partner.matching.rotation._task import (
    BENCH,
    COUNTED_EACH,
    COUNTED_NOTHING,
    COUNTED_PAIRS,
    COUNTED_SPLIT,
    RotationClaims,
    RotationTask,
    Rounds,
)
from kommunal_partner.results import Status, Violation, in_order, say, wrong_status


def verify(task: RotationTask, rounds: Rounds, claims: RotationClaims) -> tuple[Violation, ...]:
    """What is wrong with the plan, except for the rules it says it breaks."""
    if claims.status is Status.INFEASIBLE:
        empty = (claims.value, claims.bound, claims.certificate, claims.moved, claims.unmet) == (0, None, None, (), ())
        return () if empty and not rounds else (wrong_status(claims.status),)
    excused = {(rule.name, rule.ids) for rule in claims.dropped}
    found = [broken for broken in _violations(task, rounds) if (broken.rule, broken.ids) not in excused]
    met = _meetings(rounds)
    value = met.total() - len(met)
    if value != claims.value:
        found.append(Violation("value", (), say(sentences.V_VALUE, found=value, claimed=claims.value)))
    partial = bool(claims.unmet or claims.dropped)
    if not _bound_holds(task, claims, partial=partial):
        found.append(Violation("bound", (), say(sentences.V_BOUND, claimed=claims.bound)))
    sits = {(one, r): t for r, tables in enumerate(rounds, 1) for t, ids in enumerate(tables, 1) for one in ids}
    leaving = {
        seat[0] for seat, table in task.previous.items() if sits.get(seat, BENCH if task.bench[1] else table) != table
    }
    moved = tuple(one for one in task.ids if one in leaving)
    if moved != claims.moved:
        found.append(Violation("moved", moved, say(sentences.V_MOVED)))
    found += misstated(claims.unmet, claims.dropped)
    proven = value == claims.bound and not (moved and task.stability)
    if claims.status is not (Status.PARTIAL if partial else Status.OPTIMAL if proven else Status.FEASIBLE):
        found.append(wrong_status(claims.status))
    return tuple(found)


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _meetings(rounds: Rounds) -> Counter[frozenset[Hashable]]:
    """How often each pair meets."""
    return Counter(frozenset(pair) for tables in rounds for ids in tables for pair in combinations(ids, 2))


def _violations(task: RotationTask, rounds: Rounds) -> Iterator[Violation]:
    """Every rule that these rounds break."""
    tables = len(task.sizes)
    if len(rounds) != task.rounds or any(len(of_round) != tables for of_round in rounds):
        yield Violation("shape", (), say(sentences.V_SHAPE, rounds=task.rounds, tables=tables))
        return
    for r, of_round in enumerate(rounds, 1):
        yield from _in_round(task, r, of_round)
    if _uneven(task, rounds):
        yield Violation("bench", (), say(sentences.V_UNEVEN))
    met = _meetings(rounds)
    for ids in task.apart:
        if any(frozenset(pair) in met for pair in combinations(ids, 2)):
            yield Violation("apart", ids, say(sentences.APART_RULE, ids=Names(ids)))


def _in_round(task: RotationTask, r: int, tables: tuple[tuple[Hashable, ...], ...]) -> Iterator[Violation]:
    seats = Counter(one for ids in tables for one in ids)
    coming = {one for one in task.ids if r not in task.unavailable.get(one, frozenset())}
    least, most = task.bench
    for one in in_order(coming):
        if seats[one] > 1 or not (seats[one] or most):
            yield Violation("once", (one,), say(sentences.V_ONCE, id=one, round=r, count=seats[one]))
    out = tuple(in_order(coming - set(seats))) if most else ()
    if not least <= len(out) <= most:
        yield Violation("bench", out, say(sentences.V_BENCH, round=r, count=len(out), least=least, most=most))
    for one in in_order(set(seats) - coming):
        yield Violation("absent", (one,), say(sentences.V_ABSENT, id=one, round=r))
    for t, (ids, (low, high), asked) in enumerate(zip(tables, task.sizes, task.seats[r - 1], strict=True), 1):
        if len(ids) != asked or not low <= asked <= high:
            said = say(sentences.V_SEATS, round=r, table=t, count=len(ids), seats=asked)
            yield Violation("seats", ids, said)
    yield from _in_places(task, r, {one: t for t, ids in enumerate(tables, 1) for one in ids}, coming)


def _in_places(task: RotationTask, r: int, sits: dict[Hashable, int], coming: set[Hashable]) -> Iterator[Violation]:
    """Those whom a rule sets somewhere in a round, and who are not there."""
    places: list[tuple[str, tuple[Hashable, ...], Hashable, int]]
    places = [("host", (one,), one, table) for one, table in task.hosts.items() if one in coming]
    places += [("locked", (one, number), one, table) for (one, number), table in task.locked.items() if number == r]
    for name, ids, one, table in places:
        if sits.get(one, BENCH if task.bench[1] else table) != table:
            reason = sentences.V_SET_OUT if table == BENCH else sentences.V_PLACE
            said = say(reason, id=one, round=r, table=table)
            yield Violation(name, ids, said)


def _uneven(task: RotationTask, rounds: Rounds) -> bool:
    """Whether somebody could pass a place on the bench on to another who sits out at least twice less.

    A place is passed on within a round, also along a chain of people. Where chairs of an earlier plan are kept, or some
    must not meet, other things come first, and nothing is said.
    """
    if task.previous or task.apart:
        return False
    out = [set(task.present(r)).difference(*tables) for r, tables in enumerate(rounds, 1)]
    often = Counter(one for ids in out for one in ids)
    free = [
        {one for one in task.present(r) if one not in task.hosts and (one, r) not in task.locked}
        for r in range(1, task.rounds + 1)
    ]
    for count in set(often.values()):
        taking = {one for one in task.ids if often[one] == count}
        grown = True
        while grown:
            before = len(taking)
            for ids, may in zip(out, free, strict=True):
                if not taking.isdisjoint(ids & may):
                    taking |= may - ids
            grown = len(taking) > before
        if any(often[one] < count - 1 for one in taking):
            return True
    return False


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _bound_holds(task: RotationTask, claims: RotationClaims, *, partial: bool) -> bool:
    """Whether the bound is what its certificate shows, and its numbers are those of the task."""
    if partial or claims.bound is None or claims.certificate is None:
        return partial and claims.bound is None and claims.certificate is None
    numbers = dict(claims.certificate.numbers)
    if claims.certificate.kind == COUNTED_NOTHING:
        return not numbers and claims.bound == 0
    if claims.certificate.kind == COUNTED_PAIRS:
        meetings, pairs = _all_meetings(task), _possible_pairs(task)
        return numbers == {"meetings": meetings, "pairs": pairs} and claims.bound == meetings - pairs
    if claims.certificate.kind == COUNTED_EACH:
        excess = _excess(task)
        return numbers == {"excess": excess} and claims.bound == -(-excess // 2)
    if claims.certificate.kind == COUNTED_SPLIT:
        pairs = _staying_pairs(task)
        return numbers == {"pairs": pairs} and claims.bound == pairs
    return False


def _shunned(task: RotationTask, one: Hashable) -> set[Hashable]:
    """Whom somebody may not meet, or cannot, because both are hosts of different tables."""
    never = {other for ids in task.apart if one in ids for other in ids}
    if one in task.hosts:
        never.update(other for other, table in task.hosts.items() if table != task.hosts[one])
    return never - {one}


def _all_meetings(task: RotationTask) -> int:
    """How many pairs sit together in all rounds, a pair as often as it does."""
    return sum(sum(range(seated)) for seats in task.seats for seated in seats)


def _possible_pairs(task: RotationTask) -> int:
    """How many different pairs may and can meet."""
    return sum(len(task.ids) - 1 - len(_shunned(task, one)) for one in task.ids) // 2


def _excess(task: RotationTask) -> int:
    """How much oftener people meet somebody, at the smallest table open to them, than there is somebody new."""
    excess = 0
    for one in task.ids:
        mates = 0
        for r, seats in enumerate(task.seats, 1):
            if r not in task.unavailable.get(one, frozenset()):
                table = task.locked.get((one, r), task.hosts.get(one))
                sizes = seats[table - 1 : table] if table else [1] if table == BENCH else seats
                mates += min(filter(None, sizes), default=1) - 1
        excess += max(0, mates + len(_shunned(task, one)) - len(task.ids) + 1)
    for r, seats in enumerate(task.seats, 1):
        chosen = len(task.present(r)) - sum(seats) - sum(task.locked.get((one, r)) == BENCH for one in task.ids)
        excess -= chosen * (min(filter(None, seats), default=1) - 1)
    return max(0, excess)


def _staying_pairs(task: RotationTask) -> int:
    """How many pairs must sit together twice in a row, though people of a table spread evenly over all of the next."""
    pairs = 0
    for r in range(2, task.rounds + 1):
        leaving = len(task.ids) - sum(task.seats[r - 1])
        open_tables = sum(1 for seated in task.seats[r - 1] if seated)
        for seated in task.seats[r - 2]:
            spread = [0] * open_tables
            for k in range(seated - leaving if open_tables else 0):
                pairs += spread[k % open_tables]
                spread[k % open_tables] += 1
    return pairs
