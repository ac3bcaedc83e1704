"""Small words that results and their checks share: sentences, wrong claims, the gap, one order for ids of any type."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from numbers import Integral
from typing import Any

from kommunal_partner._checks import identifier, nearest, refusal
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.results._result import Explanation, Status, Violation
from kommunal_partner.results.sentences import PERSON, WRONG_CLAIM, WRONG_STATUS
from kommunal_partner.verdicts import Reason, Sentence


def say(reason: Reason, **values: object) -> Sentence:
    """The sentence of a reason, with its values given by name.

    >>> from kommunal_partner.results import NO_RESULT
    >>> say(NO_RESULT).text("en")
    'No result is possible.'
    """
    return Sentence(reason, values)


def wrong_status(status: Status) -> Violation:
    """The violation that a result claims more, or less, than its value, its bound and what is unmet allow."""
    return Violation("status", (), say(WRONG_STATUS, status=status))


def wrong_claim(what: str, said: object, found: object) -> Violation:
    """The violation that a part of the result, named by its attribute, is not what follows from the rest of it."""
    return Violation(what, (), say(WRONG_CLAIM, what=what, said=said, found=found))


def explain_people(
    ids: tuple[Hashable, ...],
    known: Collection[Hashable],
    *,
    of_all: Callable[[], Iterable[Sentence]],
    of_one: Callable[[Hashable], Iterable[Sentence]],
    of_two: Callable[[Hashable, Hashable], Iterable[Sentence]],
) -> Explanation:
    """The answer that fits the number of people asked about: none (the whole result), one, or two.

    Raises:
        BadInstance: for more than two ids, or twice the same.
        UnknownName: for an id that is not among the known ones.
    """
    ids = tuple([identifier(one, "ids", BadInstance) for one in ids])
    if len(ids) > 2 or len(set(ids)) < len(ids):  # noqa: PLR2004 - because two is what the question is about
        de, en = " nimmt keine Kennung, eine oder zwei verschiedene", " takes no id, one, or two different ones"
        raise refusal(BadInstance, "explain()", ids, de, en)
    for one in ids:
        if one not in known:
            raise UnknownName(PERSON, one, nearest(one, known))
    if not ids:
        return Explanation(of_all())
    return Explanation(of_one(*ids) if len(ids) == 1 else of_two(*ids))


def gap(value: float | None, bound: float | None) -> float | None:
    """How far the value may be from the best there is, as a share of the bound; 0 is proven best, None is unknown.

    The same for values to be raised and values to be lowered. With a bound of 0 the gap is 0 or infinite.

    >>> gap(95, 100)
    0.05
    """
    if value is None or bound is None:
        return None
    if value == bound:
        return 0.0
    return abs(bound - value) / abs(bound) if bound else float("inf")


def order_key(identifier: Hashable) -> tuple[str, object]:
    """What ids are sorted by, so that ids of several types have one order that no hash seed changes.

    Numbers and texts of numpy are as good as those of Python that they are equal to.
    """
    if isinstance(identifier, str):
        return ("str", str.__str__(identifier))
    if isinstance(identifier, float):
        return ("number", float(identifier))
    number: Any = identifier
    if not isinstance(number, bool) and isinstance(number, Integral):
        return ("number", int(number))
    if isinstance(identifier, frozenset):
        return ("frozenset", tuple(sorted(map(order_key, identifier))))
    if isinstance(identifier, tuple):
        return ("tuple", tuple(order_key(part) for part in identifier))
    return (type(identifier).__qualname__, repr(identifier))


def in_order(identifiers: Iterable[Hashable]) -> list[Hashable]:
    """The ids in their one order, whatever their types."""
    ids: list[Any] = list(identifiers)
    # Ids of one of these kinds come in the same order by themselves, many times faster.
    alone = set(map(type, ids)) in ({int}, {str})
    return sorted(ids) if alone else sorted(ids, key=order_key)
