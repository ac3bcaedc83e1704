"""The check of an assignment: whether it keeps the rules, is worth what it says, and is as good as it says.

This module shares nothing with the searches: it reads the task and the pairs, counts places, adds weights and works
out by itself what any result could be worth at most under the prices of the certificate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from math import fsum, inf
from typing import TYPE_CHECKING, Final

from kommunal_partner.matching.assignment.case import Case
from kommunal_partner.matching.assignment.sentences import BARRED, UNLOCKED, WRONG_VALUE
from kommunal_partner.results import Unmet, Violation, wrong_claim
from kommunal_partner.verdicts import Reason, Sentence

if TYPE_CHECKING:
    from kommunal_partner.matching.assignment.case import Numbers

__all__ = [
    "broken_rules",
    "highest_sum",
    "is_near",
    "locks_clash",
    "not_fairest",
    "not_proven",
    "sum_of",
    "wrong_demands",
    "wrong_sums",
]

_NOT_THERE: Final = Reason("NOT_THERE", de="{a} oder {b} gibt es nicht.", en="There is no {a} or no {b}.")
_TWICE: Final = Reason("PAIR_TWICE", de="{a} und {b} sind zweimal gepaart.", en="{a} and {b} are paired twice.")
_TOO_MANY: Final = Reason(
    "TOO_MANY",
    de="{who}: vergebene Plätze {count}, höchstens {most}.",
    en="{who}: places taken {count}, at most {most}.",
)
_TOO_FEW: Final = Reason(
    "TOO_FEW", de="{who} hat {count}, mindestens {least}.", en="{who} has {count}, at least {least} are asked for."
)
_NOT_PROVEN: Final = Reason(
    "NOT_PROVEN",
    de="Die Preise beweisen nicht, dass nichts besser ist: es fehlen {missing}.",
    en="The prices do not prove that nothing is better: {missing} is missing.",
)
_NOT_FAIREST: Final = Reason(
    "NOT_FAIREST",
    de="Es ist nicht bewiesen, dass niemand besser gestellt werden kann als mit {worst}.",
    en="It is not proven that the worst-off cannot be raised above {worst}.",
)
_ROUNDING: Final = 1e-9


def broken_rules(
    case: Case, solution: Sequence[tuple[Hashable, Hashable]], said: Container[tuple[object, object]] = ()
) -> Iterator[Violation]:
    """Every rule that the pairs break, sides first, then quotas and locks.

    `said` holds (ids, how many are missing) of the demands that a partial result says it does not meet.
    """
    rows = {one: place for place, one in enumerate(case.left)}
    columns = {one: place for place, one in enumerate(case.right)}
    counts = Counter(solution)
    for (a, b), count in counts.items():
        names = {"a": a, "b": b}
        if a not in rows or b not in columns:
            yield Violation("NOT_THERE", (a, b), Sentence(_NOT_THERE, names))
            continue
        if count > 1:
            yield Violation("PAIR_TWICE", (a, b), Sentence(_TWICE, names))
        if not case.allows(rows[a], columns[b]):
            yield Violation("PAIR_FORBIDDEN", (a, b), Sentence(BARRED, names))
    at_left, at_right = Counter(a for a, _ in solution), Counter(b for _, b in solution)
    sides = (
        (case.left, at_left, case.least_left, case.most_left),
        (case.right, at_right, case.least_right, case.most_right),
    )
    for ids, taken, least, most in sides:
        for place, one in enumerate(ids):
            yield from _amount(one, (one,), taken[one], least[place], most[place], said)
    for quota in case.quotas:
        taken = at_left if quota.side == "left" else at_right
        total = sum(taken[one] for one in quota.ids)
        most_together = inf if quota.most is None else quota.most
        yield from _amount(quota.name, (quota.name,), total, quota.least, most_together, said)
    for row, column in sorted(case.locked):
        pair = (case.left[row], case.right[column])
        if pair not in counts:
            yield Violation("LOCK_BROKEN", pair, Sentence(UNLOCKED, {"a": pair[0], "b": pair[1]}))


def _amount(
    who: Hashable,
    ids: tuple[Hashable, ...],
    count: int,
    least: int,
    most: float,
    said: Container[tuple[object, object]],
) -> Iterator[Violation]:
    if count > most:
        yield Violation("TOO_MANY", ids, Sentence(_TOO_MANY, {"who": who, "count": count, "most": most}))
    if count < least and (ids, least - count) not in said:
        yield Violation("TOO_FEW", ids, Sentence(_TOO_FEW, {"who": who, "count": count, "least": least}))


def sum_of(case: Case, solution: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, int]:
    """The sum of the weights as they were given, and how many pairs were made before too."""
    rows = {one: place for place, one in enumerate(case.left)}
    columns = {one: place for place, one in enumerate(case.right)}
    places = [(rows[a], columns[b]) for a, b in solution]
    weights = case.weights(places)
    return (sum(weights) if case.exact else fsum(weights)), sum(place in case.kept for place in places)


def wrong_sums(
    case: Case, solution: Sequence[tuple[Hashable, Hashable]], value: float | None, total: float | None
) -> Iterator[Violation]:
    """The violations that value or total are not what the pairs add up to."""
    sum_, kept = sum_of(case, solution)
    found = sum_ + case.stability * kept
    if not is_near(value, found):
        yield Violation("WRONG_VALUE", (), Sentence(WRONG_VALUE, {"said": value, "found": found}))
    if not is_near(total, sum_):
        yield wrong_claim("total", total, sum_)


def is_near(said: float | None, found: float) -> bool:
    """Whether a number is the one found, but for rounding."""
    return said is not None and abs(found - said) <= _ROUNDING * max(1.0, abs(found))


def wrong_demands(
    case: Case, solution: Sequence[tuple[Hashable, Hashable]], unmet: Sequence[Unmet]
) -> Iterator[Violation]:
    """The violation that a demand is said to be left short and is not, or by another number."""
    at_left, at_right = Counter(a for a, _ in solution), Counter(b for _, b in solution)
    asked = [((one,), at_left[one], least) for one, least in zip(case.left, case.least_left, strict=True)]
    asked += [((one,), at_right[one], least) for one, least in zip(case.right, case.least_right, strict=True)]
    for quota in case.quotas:
        taken = at_left if quota.side == "left" else at_right
        asked.append(((quota.name,), sum(taken[one] for one in quota.ids), quota.least))
    short = [(ids, least - count) for ids, count, least in asked if count < least]
    for one in unmet:
        missing = one.sentence.values.get("missing")
        if (one.ids, missing) not in short:
            found = next((number for ids, number in short if ids == one.ids), 0)
            yield wrong_claim("unmet", (*one.ids, missing), (*one.ids, found))


def locks_clash(case: Case) -> bool:
    """Whether the locked pairs alone break a rule: a pair that is barred, or more pairs than there are places."""
    rows, columns = Counter(row for row, _ in case.locked), Counter(column for _, column in case.locked)
    crowded = any(count > case.most_left[row] for row, count in rows.items())
    crowded |= any(count > case.most_right[column] for column, count in columns.items())
    for quota in case.quotas:
        taken = rows if quota.side == "left" else columns
        together = sum(taken[place] for place in case.quota_places(quota))
        crowded |= quota.most is not None and together > quota.most
    return crowded or any(not case.allows(*pair) for pair in case.locked)


def highest_sum(case: Case, prices: Sequence[float], quota_prices: Sequence[float]) -> float:
    """What no result can exceed, in what pairs count in the search, whatever the prices are.

    Every place is sold at its column's price: the sellers get at most the dearest use of their places, and every row
    buys the best places that are left worth their price. The sum of both is a bound for any prices.
    """
    import numpy as np

    worth = _worth(case) - np.asarray(prices, dtype=np.float64)
    for quota, price in zip(case.quotas, quota_prices, strict=True):
        if quota.side == "left":
            worth[case.quota_places(quota), :] -= price
        else:
            worth[:, case.quota_places(quota)] -= price
    gains = []
    sizes = list(zip(case.least_right, case.most_right, strict=True))
    gains += [_dearest(price, *size) for price, size in zip(prices, sizes, strict=True)]
    gains += [
        _dearest(price, quota.least, case.cost.size if quota.most is None else quota.most)
        for quota, price in zip(case.quotas, quota_prices, strict=True)
    ]
    bought: dict[int, list[int]] = {}
    for row, column in sorted(case.locked):
        gains.append(float(worth[row, column]))
        worth[row, column] = -inf
        bought.setdefault(row, []).append(column)
    gains += _purchases(case, worth, {row: len(places) for row, places in bought.items()})
    return fsum(gains)


def _worth(case: Case) -> Numbers:
    import numpy as np

    lift = case.lift
    keeps = np.zeros(case.cost.shape) if case.kept else None
    for row, column in case.kept:
        keeps[row, column] = 1  # type: ignore[index] # because there is an array where anything is kept
    if keeps is None:
        worth: Numbers = lift.scale * (lift.shift - case.cost) + lift.pair
    else:
        worth = lift.scale * (lift.shift - case.cost + case.stability * keeps) + lift.pair + lift.keep * keeps
    if case.barred is not None:
        worth[case.barred] = -inf
    return worth


def _dearest(price: float, least: int, most: float) -> float:
    return max(price * least, price * most) if price else 0.0


def _purchases(case: Case, worth: Numbers, bought: Mapping[int, int]) -> list[float]:
    """What the best places are worth to each row beyond their price."""
    import numpy as np

    if not case.cost.size:
        return []
    if max(case.most_left) <= 1 and not any(case.least_left) and not bought:
        rooms = np.array(case.most_left, dtype=np.float64)
        best: list[float] = (np.maximum(worth.max(axis=1), 0) * rooms).tolist()
        return best
    gains = []
    for row, (least, most) in enumerate(zip(case.least_left, case.most_left, strict=True)):
        room, need = most - bought.get(row, 0), max(least - bought.get(row, 0), 0)
        offers = np.sort(worth[row])[::-1][: max(room, 0)]
        taken = offers[:need]
        gains += [float(gain) for gain in taken if gain > -inf]
        gains += [float(gain) for gain in offers[need:] if gain > 0]
    return gains


def not_proven(case: Case, solution: Sequence[tuple[Hashable, Hashable]], bound: float) -> Iterator[Violation]:
    """The violation that prices leave room above what the pairs count."""
    total, kept = sum_of(case, solution)
    lift = case.lift
    count = len(solution)
    counted = lift.scale * (total + case.stability * kept + lift.shift * count) + lift.pair * count + lift.keep * kept
    missing = (bound - counted) / lift.scale
    if missing > _ROUNDING * max(1.0, abs(bound) / lift.scale):
        yield Violation("NOT_PROVEN", (), Sentence(_NOT_PROVEN, {"missing": missing}))


def not_fairest(
    case: Case, count: int, worst: float, rows: Sequence[int], columns: Sequence[int]
) -> Iterator[Violation]:
    """The violation that rows and columns do not prove that fewer pairs could be made if all were to be better off.

    Their places, and one for every better pair between the others, are all that such pairs could take.
    """
    import numpy as np

    better = -case.cost > worst
    if case.barred is not None:
        better &= ~case.barred
    places = sum(case.most_left[row] for row in rows) + sum(case.most_right[column] for column in columns)
    better[np.array(rows, dtype=np.int64), :] = False
    better[:, np.array(columns, dtype=np.int64)] = False
    if places + int(better.sum()) >= count:
        yield Violation("NOT_FAIREST", (), Sentence(_NOT_FAIREST, {"worst": worst}))
