"""What each piece of advice is worth, read from rows of numbers or a mapping for as long as there is time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import isfinite
from operator import index
from time import monotonic
from typing import Any, Final, TypeAlias, cast

from attrs import evolve

from kommunal_partner._checks import is_number, items, number, only_pairs, refusal
from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.matching.advice._task import Arc
from kommunal_partner.results import Budget

Row: TypeAlias = dict[int, float]
"""What somebody's advice is worth, by the place of the one advised."""
Said: TypeAlias = tuple[Arc, Any]
_Source: TypeAlias = tuple[Iterator[Said], int, Callable[[int, int], Any]]
"""What is said, how much it is at most, and what is said of two."""

GREATEST: Final = 1e290
"""Weights up to this can be added without running out of floats, however many they are."""
_SHARE: Final = 0.25
"""Reading takes so large a share of the time at most: what has been read must be gone through, too."""
_AT_ONCE: Final = 20_000
"""After so many weights the clock is looked at."""


def by_rows(ids: Sequence[Hashable], said: Iterable[Said]) -> list[Row]:
    """The weights by adviser; those that are None cannot be given.

    Raises:
        BadInstance: for a weight that is no number.
    """
    found: list[Row] = [{} for _ in ids]
    _take(found, ids, list(said))
    return found


def read_weights(
    weight: Any,  # noqa: ANN401 - because rows of numbers and mappings will do
    given: Sequence[Hashable],
    ids: Sequence[Hashable],
    locked: Iterable[Arc],
    budget: Budget,
) -> tuple[list[Row], int]:
    """The weights by adviser as far as there is time, those of locked rings in any case; and how many are not read.

    `given` are the ids in the order of rows of numbers; `ids` are in their one order, which the places are of.

    Raises:
        BadInstance: for rows of another size, a key that is no pair, or a weight that is no number.
    """
    said, count, said_of = (_of_mapping if isinstance(weight, Mapping) else _of_rows)(weight, given, ids)
    now = monotonic()
    reading = evolve(budget, deadline=None if budget.deadline is None else now + _SHARE * (budget.deadline - now))
    found: list[Row] = [{} for _ in ids]
    unread = count
    while part := list(islice(said, _AT_ONCE)):
        _take(found, ids, part)
        unread -= len(part)
        if unread > 0 and reading.report():
            late = [(at, to) for at, to in locked if to not in found[at]]
            _take(found, ids, [((at, to), said_of(at, to)) for at, to in late])
            unread = max(unread - len(late), 0)
            break
    else:
        unread = 0
    # Reading that its share of the time ends leaves the rest to the search; what `progress` ends is ended.
    budget.stopped = reading.stopped and (reading.deadline is None or monotonic() < reading.deadline)
    return found, unread


def _of_rows(weight: Any, given: Sequence[Hashable], ids: Sequence[Hashable]) -> _Source:  # noqa: ANN401 - because rows are of any kind
    rows: list[Any] = list(items(weight, "weight", BadInstance))
    sizes = [len(row) if hasattr(row, "__len__") else -1 for row in rows]
    if len(rows) != len(ids) or any(size != len(ids) for size in sizes):
        size = len(ids)
        de, en = f" muss {size} Zeilen mit je {size} Zahlen haben", f" must be {size} rows of {size} numbers"
        raise refusal(BadInstance, "weight", None, de, en)
    row_of = {one: row for row, one in enumerate(given)}
    order = [row_of[one] for one in ids]
    said = (
        ((at, to), worth)
        for at, row in enumerate(order)
        for to, worth in enumerate([rows[row][column] for column in order])
        if at != to
    )
    return said, len(ids) * (len(ids) - 1), lambda at, to: rows[order[at]][order[to]]


def _of_mapping(weight: Mapping[Any, Any], _given: object, ids: Sequence[Hashable]) -> _Source:
    """What is said in a mapping of pairs, or in one of mappings, and how much at most; what is missing is None."""
    place = {one: at for at, one in enumerate(ids)}

    def said() -> Iterator[Said]:
        for a, at in place.items():
            row = weight.get(a)
            if isinstance(row, Mapping):
                yield from (((at, place[b]), worth) for b, worth in row.items() if b in place)
        for key, worth in weight.items():
            if not isinstance(worth, Mapping):
                if not (isinstance(key, tuple) and len(key) == 2):  # noqa: PLR2004 - because that is what a pair is
                    only_pairs({key: worth}, "weight")
                if key[0] in place and key[1] in place:
                    yield (place[key[0]], place[key[1]]), worth

    def said_of(at: int, to: int) -> object:
        row = weight.get(ids[at])
        within = row.get(ids[to]) if isinstance(row, Mapping) else None
        return weight.get((ids[at], ids[to]), within)

    return said(), _count_in(weight), said_of


def _count_in(weight: Mapping[Any, Any]) -> int:
    if not any(issubclass(kind, Mapping) for kind in set(map(type, weight.values()))):
        return len(weight)
    return sum(len(row) if isinstance(row, Mapping) else 1 for row in weight.values())


def _take(found: list[Row], ids: Sequence[Hashable], part: Sequence[Said]) -> None:
    """Add what is said to the rows; a later word on the same advice replaces an earlier one."""
    are_plain = _are_plain([worth for _, worth in part if worth is not None])
    for (at, to), worth in part:
        if worth is None:
            found[at].pop(to, None)
        elif at != to:
            found[at][to] = worth if are_plain else _number(ids[at], ids[to], worth)


def _are_plain(worths: Sequence[Any]) -> bool:
    """Whether all are ints and floats of Python that can be added; else each is looked at."""
    if not set(map(type, worths)) <= {int, float}:
        return False
    try:
        return all(map(isfinite, worths)) and max(map(abs, worths), default=0) <= GREATEST
    except OverflowError:
        return False


def _number(a: Hashable, b: Hashable, weight: object) -> int | float:
    """A weight as a plain number, whole if it is: numbers of numpy, fractions and decimals too."""
    said = Term(f"Das Gewicht von {a!r} als Rat für {b!r}", f"the weight of {a!r} advising {b!r}")
    is_whole = is_number(weight) and hasattr(weight, "__index__")
    found = index(cast("Any", weight)) if is_whole else number(weight, said, error=BadInstance)
    if abs(found) > GREATEST:
        de, en = " ist zu groß: bitte alle durch eine Zahl teilen", " is too large; divide all by one number"
        raise refusal(BadInstance, said, weight, de, en)
    return found
