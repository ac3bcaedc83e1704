"""Check a seating plan: everything is counted from ids with code of its own; nothing here is shared with the search."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import accumulate, combinations
from typing import Final, TypeAlias

from kommunal_partner.clashes import Names
from kommunal_partner.clashes._clash import misstated
from kommunal_partner.matching.groups import sentences
from kommunal_partner.matching.groups._task import BEST_NEIGHBOURS, BEST_PAIRS, GroupClaims, GroupTask, Tables
from kommunal_partner.results import Certificate, Status, Violation, say, wrong_status

_SAME: Final = 1e-9
"""Sums of floats that differ by less than this share are the same."""
_ROUNDED: Final = 2.0**-50
"""Such a share of what everybody brings and pays at most may be rounded, where they nearly cancel out."""

_Distances: TypeAlias = Mapping[Hashable, Mapping[Hashable, "int | float"]]


def verify(task: GroupTask, tables: Tables, claims: GroupClaims) -> tuple[Violation, ...]:
    """What is wrong with the plan, except for the rules it says it breaks."""
    if claims.status is Status.INFEASIBLE:
        empty = (claims.value, claims.bound, claims.certificate, claims.moved, claims.unmet) == (0, None, None, (), ())
        return () if empty and not any(tables) else (wrong_status(claims.status),)
    found = list(_not_excused(task, tables, claims))
    if any(one not in task.ids for ids in tables for one in ids):
        return tuple(found)
    distances = {one: dict(zip(task.ids, row, strict=True)) for one, row in zip(task.ids, task.rows, strict=True)}
    value = _sum_inside(distances, tables)
    if value != claims.value:
        found.append(Violation("value", (), say(sentences.V_VALUE, found=value, claimed=claims.value)))
    partial = bool(claims.unmet or claims.dropped)
    if not _bound_holds(task, distances, value, claims, partial=partial):
        found.append(Violation("bound", (), say(sentences.V_BOUND, claimed=claims.bound)))
    sits = {one: t for t, ids in enumerate(tables, 1) for one in ids}
    moved = tuple(one for one in task.ids if one in task.previous and sits.get(one) != task.previous[one])
    if moved != claims.moved:
        found.append(Violation("moved", moved, say(sentences.V_MOVED)))
    found += misstated(claims.unmet, claims.dropped, [one for one in task.ids if one not in sits])
    proven = value == claims.bound and not (moved and task.stability)
    if claims.status is not (Status.PARTIAL if partial else Status.OPTIMAL if proven else Status.FEASIBLE):
        found.append(wrong_status(claims.status))
    return tuple(found)


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _not_excused(task: GroupTask, tables: Tables, claims: GroupClaims) -> Iterator[Violation]:
    """The rules that are broken although the plan does not say so."""
    excused = {(rule.name, rule.ids) for rule in claims.dropped}
    unseated = {one for unmet in claims.unmet for one in unmet.ids if unmet.sentence.reason == sentences.UNSEATED}
    for violation in _violations(task, tables):
        sizes = violation.rule == "sizes" and ("sizes", ()) in excused
        without_chair = (
            violation.rule == "once" and violation.ids[0] in unseated and not violation.sentence.values["count"]
        )
        if (violation.rule, violation.ids) not in excused and not sizes and not without_chair:
            yield violation


def _violations(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    """Every rule that these tables break."""
    if len(tables) != len(task.sizes):
        yield Violation("tables", (), say(sentences.V_TABLES, found=len(tables), asked=len(task.sizes)))
        return
    yield from _chairs(task, tables)
    yield from _links(task, tables)
    yield from _counts(task, tables)


def _chairs(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    seats = Counter(one for ids in tables for one in ids)
    known = set(task.ids)
    for one in [*task.ids, *(one for one in seats if one not in known)]:
        if seats[one] != (one in known):
            yield Violation("once", (one,), say(sentences.V_ONCE, id=one, count=seats[one]))
    for t, (ids, (low, high)) in enumerate(zip(tables, task.sizes, strict=True), 1):
        if not low <= len(ids) <= high:
            rule = "sizes" if len(ids) < low else "chairs"
            yield Violation(rule, ids, say(sentences.V_SIZE, table=t, count=len(ids), low=low, high=high))


def _links(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    sits = {one: t for t, ids in enumerate(tables, 1) for one in ids}
    for ids in task.together:
        if any(sits[a] != sits[b] for a, b in combinations([one for one in ids if one in sits], 2)):
            yield Violation("together", ids, say(sentences.TOGETHER_RULE, ids=Names(ids)))
    for ids in task.apart:
        if any(len(set(ids).intersection(there)) > 1 for there in tables):
            yield Violation("apart", ids, say(sentences.APART_RULE, ids=Names(ids)))
    for one, table in task.locked.items():
        if one in sits and one not in tables[table - 1]:
            yield Violation("locked", (one,), say(sentences.V_LOCKED, id=one, table=table))


def _counts(task: GroupTask, tables: Tables) -> Iterator[Violation]:
    languages: Mapping[Hashable, frozenset[str]] = task.languages or {}
    for t, ids in enumerate(tables, 1):
        spoken = [languages[one] for one in ids if one in languages]
        if spoken and not frozenset.intersection(*spoken):
            yield Violation("common_language", (), say(sentences.V_LANGUAGE, table=t))
        for name, quotas in (("at_least", task.at_least), ("at_most", task.at_most)):
            for quota in quotas:
                count = len(set(ids).intersection(quota.members))
                if count < quota.number if name == "at_least" else count > quota.number:
                    said = say(sentences.V_COUNT, table=t, count=count, name=quota.name)
                    yield Violation(f"{name}: {quota.name}", quota.members, said)


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sum_inside(distances: _Distances, tables: Tables) -> int | float:
    """The sum of distances between those who share a table; whole if all of them are."""
    parts = [distances[a][b] for ids in tables for a, b in combinations(ids, 2)]
    return math.fsum(parts) if any(isinstance(part, float) for part in parts) else sum(parts)


def _bound_holds(task: GroupTask, distances: _Distances, value: float, claims: GroupClaims, *, partial: bool) -> bool:
    """Whether the bound is what its certificate shows; a partial plan, or one without time for it, has neither."""
    if claims.bound is None or claims.certificate is None or partial:
        return claims.bound is None and claims.certificate is None
    shown = _shown(task, distances, claims.certificate)
    if shown is None or task.sign * value > task.sign * claims.bound:
        return False
    claimed = task.sign * claims.bound
    if all(isinstance(distance, int) for row in task.rows for distance in row):
        shown = math.floor(shown + abs(shown) * _SAME + _SAME)
        return claimed == shown or (claims.bound == value and math.isclose(claimed, shown, rel_tol=_SAME))
    return math.isclose(claimed, shown, rel_tol=3 * _SAME)


def _shown(task: GroupTask, distances: _Distances, certificate: Certificate) -> int | float | None:
    """What the certificate's numbers show that the sum, to be raised, cannot exceed; None if they show nothing."""
    numbers = dict(certificate.numbers)
    people = len(task.ids)
    fewest, most = sum(low for low, _ in task.sizes), sum(high for _, high in task.sizes)
    if not fewest <= people <= most:
        return None
    # What a table can have when the others have as few, or as many, as they may.
    ranges = [(max(low, people - most + high), min(high, people - fewest + low)) for low, high in task.sizes]
    shunned: dict[Hashable, set[Hashable]] = {one: {one} for one in task.ids}
    for ids in task.apart:
        for one in ids:
            shunned[one].update(ids)
    if certificate.kind == BEST_NEIGHBOURS and isinstance(price := numbers.get("price of a seat mate"), (int, float)):
        gains = {
            one: sorted((task.sign * row[other] for other in task.ids if other not in shunned[one]), reverse=True)
            for one, row in distances.items()
        }
        return _best_neighbours(gains.values(), ranges, people, price)
    if certificate.kind == BEST_PAIRS:
        allowed = [(a, b) for a, b in combinations(task.ids, 2) if b not in shunned[a]]
        return _best_pairs([task.sign * distances[a][b] for a, b in allowed], ranges, people, numbers.get("pairs"))
    return None


def _best_neighbours(
    gains: Iterable[list[int | float]], ranges: list[tuple[int, int]], people: int, price: float
) -> float:
    """Half of what all would have with the neighbours best for each, where every seat at their table costs the price.

    Everybody pays for as many seats as their table has: together the sum of squares of table sizes.
    """
    sizes = range(max(1, min((low for low, _ in ranges), default=1)), max((high for _, high in ranges), default=1) + 1)
    paid = price * (_most_squares(ranges, people) if price >= 0 else _fewest_squares(ranges, people))
    best, largest = [], 0.0
    for row in gains:
        sums = list(accumulate(row[: sizes.stop - 2], initial=0))
        best.append(max(sums[min(size, len(sums)) - 1] - price * size for size in sizes))
        largest = max(largest, math.fsum(map(abs, row[: sizes.stop - 2])))
    shown = (math.fsum(best) + paid) / 2
    return shown + max(0, _ROUNDED * people * (sizes.stop - 1) * (abs(price) + largest) - abs(shown) * _SAME)


def _best_pairs(
    values: list[int | float], ranges: list[tuple[int, int]], people: int, claimed: object
) -> int | float | None:
    """The best pairs of all, as many as the tables make; None if the certificate names another number of them."""
    fewest = (_fewest_squares(ranges, people) - people) // 2
    most = (_most_squares(ranges, people) - people) // 2
    best = [value for k, value in enumerate(sorted(values, reverse=True)) if k < fewest or (k < most and value > 0)]
    if len(best) != claimed:
        return None
    return math.fsum(best) if any(isinstance(value, float) for value in best) else sum(best)


def _most_squares(ranges: list[tuple[int, int]], people: int) -> int:
    """What the sum of squares of table sizes cannot exceed: each table's square lies below the chord of its range."""
    slopes = sorted((low + high for low, high in ranges for _ in range(high - low)), reverse=True)
    return sum(low * low for low, _ in ranges) + sum(slopes[: people - sum(low for low, _ in ranges)])


def _fewest_squares(ranges: list[tuple[int, int]], people: int) -> int:
    """The least sum of squares of table sizes: the next person at a table of k raises it by 2 k + 1."""
    steps = sorted(2 * size + 1 for low, high in ranges for size in range(low, high))
    return sum(low * low for low, _ in ranges) + sum(steps[: people - sum(low for low, _ in ranges)])
