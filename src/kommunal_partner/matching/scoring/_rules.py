"""The built-in hard rules, as named predicates."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from attrs import frozen

from kommunal_partner._checks import pairs as read_pairs
from kommunal_partner._checks import refusal
from kommunal_partner.errors import BadRule
from kommunal_partner.matching.scoring._parts import PairRule
from kommunal_partner.matching.scoring._terms import language_of_pair
from kommunal_partner.matching.scoring.sentences import (
    FORBIDDEN_PAIR,
    MET_BEFORE,
    NO_COMMON_LANGUAGE,
    REQUIRED_ELSEWHERE,
    SAME_MUNICIPALITY,
)
from kommunal_partner.participants import Participant, id_of
from kommunal_partner.results import in_order


def municipality_differs(a: Participant, b: Participant) -> bool | None:
    """Whether they come from different municipalities; not known if either's is not."""
    if a.municipality is None or b.municipality is None:
        return None
    return a.municipality != b.municipality


def another_municipality() -> PairRule:
    """The rule that nobody meets someone of the same municipality; where one is not known, the pair is allowed."""
    return PairRule("another municipality", municipality_differs, SAME_MUNICIPALITY, reads=("municipality",))


def a_common_language(*, if_unknown: bool = True) -> PairRule:
    """The rule that the two have a language in common; `if_unknown` tells what holds where languages are not known."""
    return PairRule("a common language", language_of_pair, NO_COMMON_LANGUAGE, if_unknown, reads=("languages",))


def _pairs(pairs: Iterable[tuple[Hashable, Hashable]]) -> frozenset[tuple[Hashable, Hashable]]:
    found: set[tuple[Hashable, Hashable]] = set()
    for pair in read_pairs(pairs, "pairs", BadRule):
        first, second = in_order(id_of(one) for one in pair)
        if first == second:
            de, en = f" nennt {first!r} mit sich selbst", f": {first!r} is paired with itself"
            raise refusal(BadRule, "pairs", pair, de, en)
        found.add((first, second))
    return frozenset(found)


def _one_order(a: Hashable, b: Hashable) -> tuple[Hashable, Hashable]:
    first, second = in_order((a, b))
    return first, second


@frozen
class NotAmong:
    """The predicate that a pair is none of these."""

    pairs: frozenset[tuple[Hashable, Hashable]]

    def __call__(self, a: Participant, b: Participant) -> bool:
        """Whether the pair is allowed."""
        return _one_order(a.id, b.id) not in self.pairs


@frozen
class OnlyAsked:
    """The predicate that whoever is required to meet someone meets nobody else."""

    pairs: frozenset[tuple[Hashable, Hashable]]
    bound: frozenset[Hashable]

    def __call__(self, a: Participant, b: Participant) -> bool:
        """Whether the pair is allowed."""
        return (a.id not in self.bound and b.id not in self.bound) or _one_order(a.id, b.id) in self.pairs


def forbidden(pairs: Iterable[tuple[Hashable, Hashable]], name: str = "forbidden pairs") -> PairRule:
    """The rule that these pairs, of ids or participants in either order, are not made."""
    return PairRule(name, NotAmong(_pairs(pairs)), FORBIDDEN_PAIR, reads=("id",))


def not_met_before(pairs: Iterable[tuple[Hashable, Hashable]], name: str = "not met before") -> PairRule:
    """The rule that pairs who have met before are not made again."""
    return PairRule(name, NotAmong(_pairs(pairs)), MET_BEFORE, reads=("id",))


def required(pairs: Iterable[tuple[Hashable, Hashable]], name: str = "required pairs") -> PairRule:
    """The rule that whoever stands in one of these pairs is given no partner outside of them.

    It keeps all others away; that the pair is made indeed is asked for with `locked` of the search.
    """
    known = _pairs(pairs)
    return PairRule(
        name, OnlyAsked(known, frozenset(one for pair in known for one in pair)), REQUIRED_ELSEWHERE, reads=("id",)
    )
