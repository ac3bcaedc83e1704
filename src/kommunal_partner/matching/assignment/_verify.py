"""The check of assignments and pairings: are rules kept, is the value what is said, is nothing better.

It shares nothing with the searches: it reads the task and the pairs by their ids, counts places, adds weights, and
works out by itself what any result could be worth at most under the prices of the certificate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from math import fsum, inf
from typing import TYPE_CHECKING

from kommunal_partner.clashes import Names
from kommunal_partner.matching.assignment._recount import (
    ROUNDING,
    Count,
    count_pairs,
    counted,
    highest_sum,
    is_in_order,
    largest,
    worth,
)
from kommunal_partner.matching.assignment._task import (
    AssignmentClaims,
    AssignmentTask,
    Objective,
    Pair,
    PairClaims,
    PairingClaims,
    PairingGoal,
    PairSide,
)
from kommunal_partner.matching.assignment._whole import added, made_even, row_of
from kommunal_partner.matching.assignment.sentences import (
    BARRED,
    IN_TWO,
    NOT_FAIREST,
    NOT_PROVEN,
    NOT_THERE,
    POOL_NOT_PROVEN,
    TOO_FEW,
    TOO_MANY,
    TWICE,
    UNKNOWN,
    UNLOCKED,
    WRONG_THREE,
    WRONG_VALUE,
)
from kommunal_partner.results import Certificate, Status, Violation, in_order, say, wrong_claim, wrong_status

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment._task import Numbers, Truths


def _is_near(said: float | None, found: float, count: Count) -> bool:
    """Whether a number is the one found; floats but for rounding, a billionth of what was added."""
    if said is None or isinstance(found, int):
        return said == found
    return abs(found - said) <= ROUNDING * (fsum(map(abs, count.weights)) + abs(found))


def _wrong_sums(task: AssignmentTask, claims: PairClaims, count: Count) -> Iterator[Violation]:
    """The violations that value, total or lowest weight are not what the pairs come to."""
    found = count.total + task.stability * count.kept
    if task.exact:
        found = int(found)
    if not _is_near(claims.value, found, count):
        yield Violation("WRONG_VALUE", (), say(WRONG_VALUE, said=claims.value, found=found))
    if not _is_near(claims.total, count.total, count):
        yield wrong_claim("total", claims.total, count.total)
    worst = min(count.weights, default=None)
    if claims.worst != worst:
        yield wrong_claim("worst", claims.worst, worst)


def _wrong_moves(task: AssignmentTask, claims: PairClaims) -> Iterator[Violation]:
    """The violation that others moved than are said to: who had a pair before that is not made again."""
    made = set(claims.solution)
    if task.is_pool:
        made |= {(b, a) for a, b in claims.solution}
    torn = {task.left[row] for row, column in task.kept if (task.left[row], task.right[column]) not in made}
    moved = tuple(one for one in task.left if one in torn)
    if claims.moved != moved:
        yield wrong_claim("moved", Names(claims.moved), Names(moved))


def _unlocked(task: AssignmentTask, solution: Sequence[Pair]) -> Iterator[Violation]:
    made = {*solution, *((b, a) for a, b in solution)} if task.is_pool else set(solution)
    for row, column in sorted(task.locked):
        a, b = task.left[row], task.right[column]
        if (a, b) not in made and not (task.is_pool and row > column):  # a pool has each pair both ways
            yield Violation("LOCK_BROKEN", (a, b), say(UNLOCKED, a=a, b=b))


def _locks_clash(task: AssignmentTask) -> bool:
    """Whether the locked pairs alone break a rule: a pair that is barred, or more pairs than there are places."""
    rows, columns = Counter(row for row, _ in task.locked), Counter(column for _, column in task.locked)
    crowded = any(count > task.most_left[row] for row, count in rows.items())
    crowded |= any(count > task.most_right[column] for column, count in columns.items())
    for quota in task.quotas:
        taken = rows if quota.side is PairSide.LEFT else columns
        ids = task.left if quota.side is PairSide.LEFT else task.right
        together = sum(number for place, number in taken.items() if ids[place] in quota.ids)
        crowded |= quota.most is not None and together > quota.most
    return crowded or any(task.barred is not None and bool(task.barred[pair]) for pair in task.locked)


def _claims_nothing(task: AssignmentTask, claims: PairClaims) -> bool:
    """Whether a result without pairs says no more than that the locked ones cannot be made."""
    numbers = (claims.solution, claims.value, claims.total, claims.worst, claims.bound, claims.unmet, claims.moved)
    return numbers == ((), None, None, None, None, (), ()) and claims.clash is not None and _locks_clash(task)


# ── two sides ────────────────────────────────────────────────────────────────────────────────────────────────────────


def verify_assignment(
    task: AssignmentTask, claims: AssignmentClaims, certificate: Certificate | None
) -> Iterator[Violation]:
    """Every rule that the pairs break and every claim that does not hold, sides first, then quotas and locks."""
    if claims.status is Status.INFEASIBLE:
        everyone = claims.unmatched.left == task.left and claims.unmatched.right == task.right
        if not (everyone and _claims_nothing(task, claims)):
            yield wrong_status(claims.status)
        return
    yield from _broken_pairs(task, claims.solution)
    short: list[tuple[tuple[Hashable, ...], int]] = []
    yield from _wrong_amounts(task, claims, short)
    yield from _unlocked(task, claims.solution)
    yield from _wrong_unmet(claims, short)
    lefts, rights = {a for a, _ in claims.solution}, {b for _, b in claims.solution}
    if not lefts.issubset(task.left) or not rights.issubset(task.right):
        return
    count = count_pairs(task, claims.solution)
    yield from _wrong_sums(task, claims, count)
    yield from _wrong_moves(task, claims)
    sides = ((task.left, lefts, claims.unmatched.left), (task.right, rights, claims.unmatched.right))
    for ids, paired, said in sides:
        alone = tuple(one for one in ids if one not in paired)
        if said != alone:
            yield wrong_claim("unmatched", Names(said), Names(alone))
    yield from _wrong_end(task, claims, count, certificate)


def _wrong_end(
    task: AssignmentTask, claims: AssignmentClaims, count: Count, certificate: Certificate | None
) -> Iterator[Violation]:
    """The violations that status or bound are not what the pairs, the prices and what is unmet allow."""
    usual = {Status.PARTIAL} if claims.unmet else {Status.OPTIMAL, Status.FEASIBLE}
    if claims.status not in usual or _locks_clash(task):
        yield wrong_status(claims.status)
    elif claims.status is Status.FEASIBLE:
        if claims.bound == claims.value and not _may_be_open(task, claims):
            yield wrong_status(claims.status)
        yield from _wrong_bound(task, claims, count, certificate)
    elif claims.bound != (claims.value if claims.status is Status.OPTIMAL else None):
        yield wrong_claim("bound", claims.bound, claims.value)
    elif claims.status is Status.OPTIMAL and task.unread is not None:
        yield wrong_status(claims.status)
    if claims.status is Status.OPTIMAL:
        yield from _unproven(task, claims, count, certificate)


def _wrong_bound(
    task: AssignmentTask, claims: AssignmentClaims, count: Count, certificate: Certificate | None
) -> Iterator[Violation]:
    """The violation that the bound of a search that was ended early is not what the prices allow."""
    if task.unread is not None:
        if claims.bound is not None:
            yield wrong_claim("bound", claims.bound, None)
        return
    objective, width = claims.proof.objective, len(task.right)
    numbers = _prices(objective, certificate)
    most = highest_sum(task, objective, task.barred, numbers[:width], numbers[width:])
    over = objective.in_weights(most - counted(task, objective, count))
    bound = count.total + task.stability * count.kept + max(over, 0.0)
    fine = 0 if objective.large else ROUNDING * (abs(most) / objective.scale + abs(bound) + largest(task, objective))
    lower = -inf if task.has_demands else -fine
    if claims.bound is None or not lower <= bound - claims.bound <= fine:
        yield wrong_claim("bound", claims.bound, bound)


def _broken_pairs(task: AssignmentTask, solution: Sequence[Pair]) -> Iterator[Violation]:
    rows = {one: place for place, one in enumerate(task.left)}
    columns = {one: place for place, one in enumerate(task.right)}
    for (a, b), count in Counter(solution).items():
        if a not in rows or b not in columns:
            yield Violation("NOT_THERE", (a, b), say(NOT_THERE, a=a, b=b))
            continue
        if count > 1:
            yield Violation("PAIR_TWICE", (a, b), say(TWICE, a=a, b=b))
        if task.barred is not None and task.barred[rows[a], columns[b]]:
            yield Violation("PAIR_FORBIDDEN", (a, b), say(BARRED, a=a, b=b))


def _wrong_amounts(
    task: AssignmentTask, claims: AssignmentClaims, short: list[tuple[tuple[Hashable, ...], int]]
) -> Iterator[Violation]:
    """Who has more places than they may, or fewer than they need and are not said to; `short` takes all of the latter.

    In `unmet` stand (ids, how many are missing) of the demands that a partial result says it does not meet.
    """
    said = {(one.ids, one.sentence.values.get("missing")) for one in claims.unmet}
    at_left, at_right = Counter(a for a, _ in claims.solution), Counter(b for _, b in claims.solution)
    asked: list[tuple[Hashable, int, int, float]] = [
        *zip(task.left, map(at_left.__getitem__, task.left), task.least_left, task.most_left, strict=True),
        *zip(task.right, map(at_right.__getitem__, task.right), task.least_right, task.most_right, strict=True),
    ]
    for quota in task.quotas:
        taken = at_left if quota.side is PairSide.LEFT else at_right
        together = sum(taken[one] for one in in_order(quota.ids))
        asked.append((quota.name, together, quota.least, inf if quota.most is None else quota.most))
    for who, number, least, most in asked:
        if number > most:
            yield Violation("TOO_MANY", (who,), say(TOO_MANY, who=who, count=number, most=most))
        if number < least:
            short.append(((who,), least - number))
            if short[-1] not in said:
                yield Violation("TOO_FEW", (who,), say(TOO_FEW, who=who, count=number, least=least))


def _wrong_unmet(claims: AssignmentClaims, short: Sequence[tuple[tuple[Hashable, ...], int]]) -> Iterator[Violation]:
    """The violation that a demand is said to be left short and is not, or by another number."""
    for one in claims.unmet:
        missing = one.sentence.values.get("missing")
        if (one.ids, missing) not in short:
            found = next((number for ids, number in short if ids == one.ids), 0)
            yield wrong_claim("unmet", (*one.ids, missing), (*one.ids, found))


def _unproven(
    task: AssignmentTask, claims: AssignmentClaims, count: Count, certificate: Certificate | None
) -> Iterator[Violation]:
    """The violations that prices leave room above what the pairs count, or that the worst-off could be raised."""
    cover = claims.proof.cover
    if cover is not None and count.weights and claims.worst is not None:
        yield from _not_fairest(task, len(claims.solution), claims.worst, *cover)
    if certificate is None or certificate.kind == "branching":
        return
    objective, barred = claims.proof.objective, _barred(task, claims)
    numbers = _prices(objective, certificate)
    width = len(task.right)
    bound = highest_sum(task, objective, barred, numbers[:width], numbers[width:])
    missing = (bound - counted(task, objective, count)) / objective.scale
    fine = (
        0
        if objective.large
        else ROUNDING * (abs(bound) / objective.scale + abs(count.total) + largest(task, objective))
    )
    if missing > (min(fine, 0.5) if task.exact and not task.has_demands else fine) or not is_in_order(task, objective):
        yield Violation("NOT_PROVEN", (), say(NOT_PROVEN, missing=missing))


def _prices(objective: Objective, certificate: Certificate | None) -> Numbers:
    """The prices of the columns, then those of the quotas."""
    return row_of((price for _, price in (() if certificate is None else certificate.numbers)), large=objective.large)


def _barred(task: AssignmentTask, claims: PairClaims) -> Truths | None:
    """The pairs that no result of the goal can hold: those that may not be made, and those below the worst-off.

    Who is worst off is settled only where the search came to its end.
    """
    if task.goal is not PairingGoal.FAIR or claims.worst is None or claims.status is not Status.OPTIMAL:
        return task.barred
    low: Truths = -task.cost < claims.worst
    return low if task.barred is None else low | task.barred


def _not_fairest(
    task: AssignmentTask, count: int, worst: float, rows: Sequence[int], columns: Sequence[int]
) -> Iterator[Violation]:
    """The violation that rows and columns do not prove that fewer pairs could be made if all were to be better off.

    Their places, and one for every better pair between the others, are all that such pairs could take.
    """
    better = -task.cost > worst
    if task.barred is not None:
        better &= ~task.barred
    # Nobody can be in more pairs than there are on the other side.
    places = sum(min(task.most_left[row], len(task.right)) for row in rows)
    places += sum(min(task.most_right[column], len(task.left)) for column in columns)
    better[list(rows), :] = False
    better[:, list(columns)] = False
    if places + int(better.sum()) >= count:
        yield Violation("NOT_FAIREST", (), say(NOT_FAIREST, worst=worst))


def _may_be_open(task: AssignmentTask, claims: PairClaims, trio: tuple[Hashable, ...] = ()) -> bool:
    """Whether a result may be open though no sum is greater: how well the worst-off could fare is not settled.

    It is not where the search was ended early, or not all groups of three were tried.
    """
    return task.goal is PairingGoal.FAIR and (not claims.reproducible or bool(trio))


# ── one pool ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def verify_pairing(task: AssignmentTask, claims: PairingClaims) -> Iterator[Violation]:
    """Every rule that the pairs of a pool break and every claim that does not hold."""
    if claims.status is Status.INFEASIBLE:
        nothing = claims.weak_bound is None and claims.unmatched == task.left and claims.proof.prices is None
        if not (nothing and _claims_nothing(task, claims)):
            yield wrong_status(claims.status)
        return
    yield from _broken_pool(task, claims.solution, claims.trio)
    taken = {one for pair in claims.solution for one in pair}
    if not taken.issubset(task.left):
        return
    yield from _unlocked(task, claims.solution)
    count = count_pairs(task, claims.solution)
    yield from _wrong_sums(task, claims, count)
    yield from _wrong_moves(task, claims)
    alone = tuple(one for one in task.left if one not in taken)
    if claims.unmatched != alone:
        yield wrong_claim("unmatched", Names(claims.unmatched), Names(alone))
    is_open = claims.status is Status.FEASIBLE and _may_be_open(task, claims, claims.trio)
    if not is_open and claims.status is not (Status.OPTIMAL if claims.bound == claims.value else Status.FEASIBLE):
        yield wrong_status(claims.status)
    if claims.bound not in (claims.value, claims.weak_bound):
        yield wrong_claim("bound", claims.bound, claims.value)
    if task.unread is None:
        yield from _over_prices(task, claims, count)
    elif (claims.bound, claims.weak_bound) != (None, None):
        yield wrong_claim("bound", claims.bound, None)


def _broken_pool(task: AssignmentTask, solution: Sequence[Pair], trio: tuple[Hashable, ...]) -> Iterator[Violation]:
    """Who is not there or in more than one pair (two in a group of three), and the pairs that may not be made."""
    place = {one: at for at, one in enumerate(task.left)}
    together = {frozenset(pair) for pair in solution}
    asked = task.three and len(task.left) % 2 == 1
    if trio and not (asked and len(set(trio)) == len(trio) == 3 and _all_two(trio) <= together):  # noqa: PLR2004 - because that is what a group of three is
        yield Violation("WRONG_THREE", trio, say(WRONG_THREE, who=Names(trio)))
        trio = ()
    for one, number in Counter(one for pair in solution for one in pair).items():
        if one not in place:
            yield Violation("NOT_THERE", (one,), say(UNKNOWN, who=one))
        elif number > (2 if one in trio else 1):
            yield Violation("PAIR_TWICE", (one,), say(IN_TWO, who=one, count=number))
    for a, b in solution:
        if {a, b} <= place.keys() and task.barred is not None and task.barred[place[a], place[b]]:
            yield Violation("PAIR_FORBIDDEN", (a, b), say(BARRED, a=a, b=b))


def _all_two(trio: tuple[Hashable, ...]) -> set[frozenset[Hashable]]:
    return {frozenset((one, other)) for one in trio for other in trio if one != other}


def _over_prices(task: AssignmentTask, claims: PairingClaims, count: Count) -> Iterator[Violation]:
    """The violation that the pairs count more than any can, or that prices do not prove what they are said to."""
    import numpy as np

    objective, value = claims.proof.objective, count.total + task.stability * count.kept
    large = objective.large
    barred = np.array(_barred(task, claims))
    for pair in task.locked:
        barred[pair] = False
    table = worth(task, objective, None)
    table[barred] = 0
    locked = sorted({at for pair in task.locked for at in pair})
    # All is counted twice, so that there are no halves.
    fixed = added((table[pair] for pair in task.locked), large=large)
    found = 2 * counted(task, objective, count) - fixed
    table[locked, :] = 0
    table[:, locked] = 0
    table = made_even(np.maximum(table, 0))
    prices = row_of(claims.proof.prices or (), large=large)
    if len(prices) != len(table):
        yield wrong_claim("prices", len(prices), len(table))
        return
    np.fill_diagonal(table, -np.inf)
    gains = (table - prices).max(axis=1) if prices.size else prices
    limit = added(gains, large=large) + added(prices, large=large)
    if claims.trio:
        # Three of them are in two pairs each, and of no pair does anybody get more than the most.
        shares = sorted(np.maximum(gains + prices, 0)[: len(task.left)].tolist())
        limit = added(shares + shares[-3:], large=large)
    slack = 0 if large else ROUNDING * (abs(limit) + abs(fixed))
    if not task.exact:  # what is added to all weights, or cancels out, is rounded as well
        slack += ROUNDING * objective.scale * largest(task, objective)
    if found > limit + slack or not is_in_order(task, objective):
        values = {"bound": limit / (2 * objective.scale), "found": found / (2 * objective.scale)}
        yield Violation("NOT_PROVEN", (), say(POOL_NOT_PROVEN, **values))
    weak = value + max(0.0, objective.in_weights(limit - found, 2))
    fine = 0 if large else slack / objective.scale + ROUNDING * max(abs(weak), largest(task, objective))
    if claims.weak_bound is None or abs(claims.weak_bound - weak) > fine:
        yield wrong_claim("weak_bound", claims.weak_bound, weak)
