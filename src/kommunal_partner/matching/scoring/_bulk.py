"""Points and hard rules of all pairs at once, with numpy; always equal to what one pair at a time gives.

Participants alike in what a term reads are computed once. Where many differ, the built-in terms have a formula for
whole arrays; a term of the caller's own is called for each two that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kommunal_partner.errors import MissingExtra
from kommunal_partner.matching.scoring._asking import answers_in_parts, by_diagonals, from_diagonals, not_asked
from kommunal_partner.matching.scoring._parts import POINTS, PairRule, ScoreTerm
from kommunal_partner.matching.scoring._rules import NotAmong, municipality_differs
from kommunal_partner.matching.scoring._terms import (
    MOST_YEARS,
    language_of_pair,
    mix_of_countries,
    offers_of_pair,
    sdgs_of_pair,
    sizes_of_pair,
    themes_of_pair,
    years_between,
)
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    G = TypeVar("G", bound=np.generic)
    Values = tuple[NDArray[np.float64], NDArray[np.bool_]]


_CALLS: Final = 4096
"""Up to how many calls of a plain function are cheaper than setting arrays up."""

People = Sequence[Participant]


def points(
    terms: Sequence[ScoreTerm], left: People, right: People, budget: Budget
) -> tuple[NDArray[np.int64], NDArray[np.bool_] | None]:
    """The sum of the terms of every pair, and which pairs the time did not suffice for; None if it did for all."""
    try:
        import numpy as np
    except ImportError:
        raise MissingExtra("numpy", "matching") from None
    total, unread = np.zeros((len(left), len(right)), dtype=np.int64), None
    for term in terms:
        rows, row_of = _kinds(left, term.reads)
        columns, column_of = _kinds(right, term.reads)
        table, missing = _points_table(term, rows, columns, budget)
        total += _spread(table, row_of, column_of)
        unread = _either(unread, missing, row_of, column_of)
    return total, unread


def barred(
    rules: Sequence[PairRule], left: People, right: People, budget: Budget
) -> tuple[NDArray[np.bool_], NDArray[np.bool_] | None]:
    """Whether some rule forbids the pair, for every pair, and which the time did not suffice for."""
    try:
        import numpy as np
    except ImportError:
        raise MissingExtra("numpy", "matching") from None
    found, unread = np.zeros((len(left), len(right)), dtype=np.bool_), None
    for rule in rules:
        if isinstance(rule.allows, NotAmong):
            _mark(found, rule.allows.pairs, left, right)
            continue
        rows, row_of = _kinds(left, rule.reads)
        columns, column_of = _kinds(right, rule.reads)
        table, missing = _rule_table(rule, rows, columns, budget)
        found |= _spread(table, row_of, column_of)
        unread = _either(unread, missing, row_of, column_of)
    return found, unread


def _either(
    unread: NDArray[np.bool_] | None,
    more: NDArray[np.bool_] | None,
    row_of: list[int] | None,
    column_of: list[int] | None,
) -> NDArray[np.bool_] | None:
    """The pairs that were not read for one reason or another."""
    if more is None:
        return unread
    spread = _spread(more, row_of, column_of)
    return spread if unread is None else unread | spread


def _kinds(people: People, reads: tuple[str, ...]) -> tuple[list[Participant], list[int] | None]:
    """One participant of each kind, and the kind of each; None if everyone is a kind of their own."""
    if not reads:
        return list(people), None
    kinds: dict[Hashable, int] = {}
    if len(reads) == 1:
        name = reads[0]
        kind_of = [kinds.setdefault(getattr(person, name), len(kinds)) for person in people]
    else:
        kind_of = [kinds.setdefault(tuple(getattr(p, name) for name in reads), len(kinds)) for p in people]
    first: dict[int, Participant] = {}
    for person, kind in zip(people, kind_of, strict=True):
        first.setdefault(kind, person)
    return list(first.values()), kind_of


def _spread(table: NDArray[G], rows: list[int] | None, columns: list[int] | None) -> NDArray[G]:
    if columns is not None:
        table = table[:, columns]
    return table if rows is None else table[rows]


def _called(
    of: Callable[[Participant, Participant], object], rows: People, columns: People, dtype: type, budget: Budget
) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """A plain function of every two, and which of them the time did not suffice for; these are 0."""
    import numpy as np

    every_part = answers_in_parts(of, *by_diagonals(rows, columns), budget)
    values = np.concatenate([np.zeros(0, dtype=dtype), *(np.array(part, dtype=dtype) for part in every_part)])
    unread = not_asked(values.size, len(rows), len(columns))
    return from_diagonals(values, len(rows), len(columns)), unread


def _points_table(
    term: ScoreTerm, rows: People, columns: People, budget: Budget
) -> tuple[NDArray[np.int64], NDArray[np.bool_] | None]:
    import numpy as np

    formula = _FORMULAS.get(term.of)
    if formula is None or len(rows) * len(columns) <= _CALLS:
        return _called(lambda a, b: term.points(term.value(a, b)), rows, columns, np.int64, budget)
    values, known = formula(rows, columns)
    values *= POINTS
    np.rint(values, out=values)
    values *= term.weight
    values[~known] = 0
    return values.astype(np.int64), None


def _rule_table(
    rule: PairRule, rows: People, columns: People, budget: Budget
) -> tuple[NDArray[np.bool_], NDArray[np.bool_] | None]:
    import numpy as np

    formula = _FORMULAS.get(rule.allows)
    if formula is None or len(rows) * len(columns) <= _CALLS:
        return _called(lambda a, b: not rule.holds(a, b), rows, columns, np.bool_, budget)
    values, known = formula(rows, columns)
    return np.where(known, values == 0, not rule.if_unknown), None


def _mark(found: NDArray[np.bool_], pairs: frozenset[tuple[Hashable, Hashable]], left: People, right: People) -> None:
    rows: dict[Hashable, list[int]] = {}
    columns: dict[Hashable, list[int]] = {}
    for places, people in ((rows, left), (columns, right)):
        for place, person in enumerate(people):
            places.setdefault(person.id, []).append(place)
    for pair in pairs:
        for a, b in (pair, pair[::-1]):
            for row in rows.get(a, ()):
                for column in columns.get(b, ()):
                    found[row, column] = True


# ── formulas for whole arrays: the value of each pair, and whether it is known ───────────────────────────────────────


def _incidence(sets: Sequence[frozenset[Hashable] | None], words: dict[Hashable, int]) -> NDArray[np.float64]:
    import numpy as np

    table = np.zeros((len(sets), max(len(words), 1)), dtype=np.float64)
    for row, values in enumerate(sets):
        for word in values or ():
            table[row, words[word]] = 1
    return table


def _common(
    left: Sequence[frozenset[Hashable] | None], right: Sequence[frozenset[Hashable] | None]
) -> NDArray[np.float64]:
    """How many words both have; exact, for counts are small whole numbers."""
    words: dict[Hashable, int] = {}
    for values in (*left, *right):
        for word in values or ():
            words.setdefault(word, len(words))
    return _incidence(left, words) @ _incidence(right, words).T


def _known(left: Sequence[object], right: Sequence[object]) -> NDArray[np.bool_]:
    import numpy as np

    rows = np.array([value is not None for value in left], dtype=np.bool_)
    columns = np.array([value is not None for value in right], dtype=np.bool_)
    return rows[:, None] & columns


def _sizes(sets: Sequence[frozenset[Hashable] | None]) -> NDArray[np.float64]:
    import numpy as np

    return np.array([len(values or ()) for values in sets], dtype=np.float64)


def _shares(met: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.divide(met, wanted, out=np.zeros_like(met), where=wanted > 0)


def _jaccard(name: str) -> Callable[[People, People], Values]:
    def formula(left: People, right: People) -> Values:
        a, b = [getattr(person, name) for person in left], [getattr(person, name) for person in right]
        common = _common(a, b)
        return _shares(common, _sizes(a)[:, None] + _sizes(b) - common), _known(a, b)

    return formula


def _fit(left: People, right: People) -> Values:
    import numpy as np

    met = np.zeros((len(left), len(right)))
    wanted = np.zeros_like(met)
    known = np.zeros(met.shape, dtype=np.bool_)
    seeks, offers = [person.seeks for person in left], [person.offers for person in right]
    here = _known(seeks, offers)
    met += _common(seeks, offers) * here
    wanted += _sizes(seeks)[:, None] * here
    known |= here
    seeks, offers = [person.seeks for person in right], [person.offers for person in left]
    here = _known(offers, seeks)
    met += _common(offers, seeks) * here
    wanted += _sizes(seeks) * here
    known |= here
    return _shares(met, wanted), known


def _overlap(left: People, right: People) -> Values:
    import numpy as np

    a, b = [person.languages for person in left], [person.languages for person in right]
    return (_common(a, b) > 0).astype(np.float64), _known(a, b)


def _differs(name: str) -> Callable[[People, People], Values]:
    def formula(left: People, right: People) -> Values:
        import numpy as np

        a, b = [getattr(person, name) for person in left], [getattr(person, name) for person in right]
        codes: dict[Hashable, int] = {}
        rows = np.array([codes.setdefault(value, len(codes)) for value in a], dtype=np.int64)
        columns = np.array([codes.setdefault(value, len(codes)) for value in b], dtype=np.int64)
        return (rows[:, None] != columns).astype(np.float64), _known(a, b)

    return formula


def _distance(name: str, left: People, right: People) -> Values:
    import numpy as np

    a, b = [getattr(person, name) for person in left], [getattr(person, name) for person in right]
    rows = np.array([value or 0 for value in a], dtype=np.float64)
    columns = np.array([value or 0 for value in b], dtype=np.float64)
    return np.abs(rows[:, None] - columns), _known(a, b)


def _gap(left: People, right: People) -> Values:
    import numpy as np

    apart, known = _distance("experience", left, right)
    return np.minimum(apart, MOST_YEARS) / MOST_YEARS, known


def _size_alike(left: People, right: People) -> Values:
    apart, known = _distance("size_class", left, right)
    return 1 / (1 + apart), known


_FORMULAS: Final[dict[object, Callable[[People, People], Values]]] = {
    themes_of_pair: _jaccard("themes"),
    sdgs_of_pair: _jaccard("sdgs"),
    offers_of_pair: _fit,
    language_of_pair: _overlap,
    mix_of_countries: _differs("country"),
    municipality_differs: _differs("municipality"),
    years_between: _gap,
    sizes_of_pair: _size_alike,
}
