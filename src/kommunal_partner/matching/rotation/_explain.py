"""Who meets whom and when, and why some meet again or never."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import combinations
from typing import Final

from attrs import frozen

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import opening
from kommunal_partner.matching._seating.absence import explain_those_who_come
from kommunal_partner.matching.rotation import sentences
from kommunal_partner.matching.rotation._task import RotationClaims, RotationTask, Rounds
from kommunal_partner.results import NOTHING_BETTER, Explanation, Status, in_order, say
from kommunal_partner.verdicts import Sentence

SHOWN: Final = 20  # repeated pairs, and rounds that somebody sits out


def bench_of(task: RotationTask, rounds: Rounds) -> tuple[tuple[Hashable, ...], ...]:
    """For each round who sits out: present, but at no table."""
    return tuple(
        tuple(one for one in task.present(r) if not any(one in ids for ids in tables))
        for r, tables in enumerate(rounds, 1)
    )


def explain(task: RotationTask, rounds: Rounds, claims: RotationClaims, ids: tuple[Hashable, ...]) -> Explanation:
    """The plan, one person's way through it, or why two meet, again or never."""
    told = _Told(task, rounds, claims)
    there_is_none = claims.status is Status.INFEASIBLE
    return explain_those_who_come(
        ids,
        task.ids,
        task.absent,
        of_all=lambda: _overview(told),
        of_one=lambda person: _overview(told) if there_is_none else _person(told, person),
        of_two=lambda a, b: _overview(told) if there_is_none else _pair(told, a, b),
    )


@frozen(eq=False)
class _Told:
    """A plan to be explained."""

    task: RotationTask
    rounds: Rounds
    claims: RotationClaims

    def seats(self, person: Hashable) -> Iterator[tuple[int, int, tuple[Hashable, ...]]]:
        """For each round someone sits in: the round, the table, and all who sit there."""
        for r, tables in enumerate(self.rounds, 1):
            for t, ids in enumerate(tables, 1):
                if person in ids:
                    yield r, t, ids

    def bench(self) -> Iterator[tuple[int, tuple[Hashable, ...]]]:
        """For each round in which somebody sits out: the round, and who does."""
        for r, ids in enumerate(bench_of(self.task, self.rounds), 1):
            if ids:
                yield r, ids

    def sits_out(self, person: Hashable) -> tuple[int, ...]:
        """The rounds that someone sits out."""
        return tuple(r for r, ids in self.bench() if person in ids)

    def met(self, person: Hashable) -> set[Hashable]:
        """All whom someone meets."""
        return {other for _, _, ids in self.seats(person) for other in ids if other != person}

    def together(self, a: Hashable, b: Hashable) -> list[tuple[int, int]]:
        """The rounds and tables at which two meet."""
        return [(r, t) for r, t, ids in self.seats(a) if b in ids]


def _overview(told: _Told) -> Iterator[Sentence]:
    claims = told.claims
    yield from opening(claims.status, claims.clash, claims.unmet)
    if claims.status is Status.INFEASIBLE:
        return
    if claims.certificate is None:
        yield say(sentences.REPEATS_ALONE, value=claims.value)
    else:
        yield say(sentences.REPEATS, value=claims.value, bound=claims.bound)
        yield claims.certificate.sentence
    if claims.status is Status.OPTIMAL:
        yield say(NOTHING_BETTER)
    met = Counter(tuple(in_order(pair)) for tables in told.rounds for ids in tables for pair in combinations(ids, 2))
    again = in_order(pair for pair, count in met.items() if count > 1)
    for a, b in [pair for pair in again if isinstance(pair, tuple)][:SHOWN]:
        rounds = tuple(r for r, _ in told.together(a, b))
        yield say(sentences.REPEAT_PAIR, a=a, b=b, count=met[a, b], rounds=rounds)
    if len(again) > SHOWN:
        yield say(sentences.MORE_REPEAT_PAIRS, count=len(again) - SHOWN)
    yield from _bench(told)
    if claims.moved:
        moved = sentences.MOVED_OR_OUT if told.task.bench[1] else sentences.MOVED
        yield say(moved, count=len(claims.moved), ids=Names(claims.moved))


def _bench(told: _Told) -> Iterator[Sentence]:
    bench = list(told.bench())
    if not bench:
        return
    for r, ids in bench[:SHOWN]:
        yield say(sentences.SIT_OUT, round=r, ids=Names(ids))
    if len(bench) > SHOWN:
        yield say(sentences.MORE_ROUNDS, count=len(bench) - SHOWN)
    often = Counter(one for _, ids in bench for one in ids)
    least, most = min(often[one] for one in told.task.ids), max(often.values())
    if least == most:
        yield say(sentences.SIT_OUT_ALIKE, count=least)
    else:
        yield say(sentences.SIT_OUT_BETWEEN, least=least, most=most)


def _person(told: _Told, person: Hashable) -> Iterator[Sentence]:
    if person in told.task.hosts:
        yield say(sentences.HOST_RULE, id=person, table=told.task.hosts[person])
    for r, t, ids in told.seats(person):
        others = tuple(other for other in ids if other != person)
        if others:
            yield say(sentences.MEETS, id=person, round=r, table=t, ids=Names(others, shown=len(others)))
        else:
            yield say(sentences.SITS_ALONE, id=person, round=r, table=t)
    yield from _missed(told, person)
    yield say(sentences.MET_COUNT, id=person, count=len(told.met(person)), people=len(told.task.ids) - 1)


def _missed(told: _Told, person: Hashable) -> Iterator[Sentence]:
    """The rounds that someone sits out, and those that they miss."""
    rounds = told.sits_out(person)
    if rounds:
        yield say(sentences.SITS_OUT if len(rounds) == 1 else sentences.SITS_OUT_OFTEN, id=person, rounds=rounds)
    if person in told.task.unavailable:
        missed = tuple(sorted(told.task.unavailable[person]))
        yield say(sentences.ABSENT_IN if len(missed) == 1 else sentences.ABSENT_OFTEN, id=person, rounds=missed)


def _pair(told: _Told, a: Hashable, b: Hashable) -> Iterator[Sentence]:
    task, claims = told.task, told.claims
    together = told.together(a, b)
    for r, t in together:
        yield say(sentences.MEET, a=a, b=b, round=r, table=t)
    if len(together) > 1 and claims.certificate is not None:
        yield claims.certificate.sentence if claims.bound else say(sentences.REPEAT_NOT_PROVEN)
    if together:
        return
    because = [say(sentences.NEVER_RULE, a=a, b=b)] if any(a in ids and b in ids for ids in task.apart) else []
    if a in task.hosts and b in task.hosts and task.hosts[a] != task.hosts[b]:
        because.append(say(sentences.NEVER_HOSTS, a=a, b=b))
    missed = task.unavailable.get(a, frozenset()) | task.unavailable.get(b, frozenset())
    if len(missed) == task.rounds and task.rounds:
        because.append(say(sentences.NEVER_BOTH_THERE, a=a, b=b))
    yield from because
    for one in (a, b):
        yield from _missed(told, one)
    if not because:
        counts = {"count_a": len(told.met(a)), "count_b": len(told.met(b)), "people": len(task.ids) - 1}
        yield say(sentences.NEVER, a=a, b=b, **counts)
