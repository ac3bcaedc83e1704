"""What every search gives back: how good the result is, how good it could be at best, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from enum import Enum

from attrs import field, frozen

from kommunal_partner.languages import language
from kommunal_partner.verdicts import Sentence

__all__ = ["Certificate", "Explanation", "Status", "Violation", "gap", "in_order", "order_key"]


class Status(Enum):
    """How far a search came.

    OPTIMAL: all hard rules hold and the bound proves that nothing is better. FEASIBLE: all hard rules hold, better may
    exist. PARTIAL: something asked for is left out, with a reason each. INFEASIBLE: no result, and why not.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    PARTIAL = "partial"
    INFEASIBLE = "infeasible"


@frozen
class Violation:
    """A rule that a result breaks: the rule's name, whom it concerns, and the sentence that says so."""

    rule: str
    ids: tuple[Hashable, ...]
    sentence: Sentence

    def text(self, lang: str = "de") -> str:
        """What is broken, as a sentence."""
        return self.sentence.text(lang)


@frozen
class Certificate:
    """Why a bound holds: the name of the argument, the sentence, and the numbers to check it with."""

    kind: str
    sentence: Sentence
    numbers: tuple[tuple[Hashable, int | float], ...] = ()

    def text(self, lang: str = "de") -> str:
        """The argument, as a sentence."""
        return self.sentence.text(lang)


def _sentences(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple(sentences)


@frozen
class Explanation:
    """Several sentences that together answer one question."""

    sentences: tuple[Sentence, ...] = field(converter=_sentences)

    def text(self, lang: str = "de") -> str:
        """The sentences, a line each."""
        tag = language(lang)
        return "\n".join(sentence.text(tag) for sentence in self.sentences)


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
    """What ids are sorted by, so that ids of several types have one order that no hash seed changes."""
    if isinstance(identifier, (str, int, float)) and not isinstance(identifier, bool):
        return ("number" if not isinstance(identifier, str) else "str", identifier)
    if isinstance(identifier, frozenset):
        return ("frozenset", tuple(sorted(map(order_key, identifier))))
    if isinstance(identifier, tuple):
        return ("tuple", tuple(order_key(part) for part in identifier))
    return (type(identifier).__qualname__, repr(identifier))


def in_order(identifiers: Iterable[Hashable]) -> list[Hashable]:
    """The ids in their one order, whatever their types."""
    return sorted(identifiers, key=order_key)
