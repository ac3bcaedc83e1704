"""What is said of those who have left: that they have, whoever else is asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable

from kommunal_partner.matching._seating.sentences import HAS_LEFT
from kommunal_partner.participants import id_of
from kommunal_partner.results import Explanation, explain_people, say
from kommunal_partner.verdicts import Sentence


def explain_those_who_come(
    ids: Iterable[object],
    coming: Collection[Hashable],
    absent: frozenset[Hashable],
    *,
    of_all: Callable[[], Iterable[Sentence]],
    of_one: Callable[[Hashable], Iterable[Sentence]],
    of_two: Callable[[Hashable, Hashable], Iterable[Sentence]],
) -> Explanation:
    """The answer that fits the number of people asked about; of those who have left, nothing but that.

    Raises:
        BadInstance: for more than two ids, or twice the same.
        UnknownName: for an id that nobody has.
    """

    def or_left(*asked: Hashable) -> Iterable[Sentence]:
        left = [say(HAS_LEFT, id=one) for one in asked if one in absent]
        return left or (of_one(*asked) if len(asked) == 1 else of_two(*asked))

    return explain_people(tuple(map(id_of, ids)), absent.union(coming), of_all=of_all, of_one=or_left, of_two=or_left)
