"""What a score is made of: weighted terms and hard rules, each a plain function of two participants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from attrs import frozen

from kommunal_partner._checks import as_text, function, instance, is_bool, is_number, refusal, whole
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.languages import Term
from kommunal_partner.matching.scoring.sentences import ALLOWED, NOT_ALLOWED, RULE_NAMES, RULE_UNKNOWN
from kommunal_partner.participants import Participant
from kommunal_partner.verdicts import Reason, Sentence

POINTS: Final = 1000
"""How many points a term of weight 1 gives for a value of 1."""


@frozen(repr=False)
class ScoreTerm:
    """One thing that makes a pair good: a plain function of two participants, and what its value is worth.

    `of` gives a number (or True, False) from `low` to `high`, both counted, or None where it is not known, which is
    worth no points and is said so. `weight` is a whole number; below 0 it makes the value a drawback. `symmetric` tells
    whether (a, b) and (b, a) are worth the same. `reads` names the attributes of a participant that `of` looks at:
    participants alike in these are computed once; left empty, every pair is computed on its own.

    Raises:
        BadRule: for a name that is no text, a weight that is no whole number, an empty range, or no function.
    """

    name: str
    of: Callable[[Participant, Participant], float | None]
    weight: int = 1
    low: float = 0
    high: float = 1
    symmetric: bool = True
    reads: tuple[str, ...] = ()
    de: str = ""
    en: str = ""

    def __attrs_post_init__(self) -> None:
        as_text(self.name, "name", BadRule)
        function(self.of, "of", BadRule)
        weight_of = Term(f"Das Gewicht von {self.name!r}", f"the weight of {self.name!r}")
        object.__setattr__(self, "weight", whole(self.weight, weight_of, BadRule))
        if not self.low < self.high:
            de = f"Die Werte von {self.name!r} gehen von {self.low} bis {self.high}: das ist kein Bereich"
            en = f"the values of {self.name!r} go from {self.low} to {self.high}: that is no range"
            raise BadRule(Term(de, en), argument="high", value=self.high)

    def value(self, a: Participant, b: Participant) -> float | None:
        """What the function says of the pair; None if it is not known.

        Raises:
            BadInstance: if it says anything outside its range.
        """
        value = self.of(a, b)
        fits = value is None or is_bool(value) or is_number(value)
        if not fits or not (value is None or self.low <= value <= self.high):
            de = f" ist bei {a.id!r} und {b.id!r} {value!r}, nicht von {self.low} bis {self.high}"
            en = f" of {a.id!r} and {b.id!r} is {value!r}, not from {self.low} to {self.high}"
            raise refusal(BadInstance, self.name, value, de, en)
        return value

    def points(self, value: float | None) -> int:
        """What a value is worth: rounded to thousandths, half to even, times the weight; nothing if not known.

        >>> ScoreTerm("x", lambda a, b: 0, weight=3).points(0.0625), round(62.5)
        (186, 62)
        """
        return 0 if value is None else self.weight * round(value * POINTS)

    @property
    def title(self) -> Term:
        """The name in both languages."""
        return Term(self.de or self.name, self.en or self.name)

    __repr__ = short_repr


@frozen(repr=False)
class PairRule:
    """A hard rule: a named predicate that tells whether a pair is allowed; None where that is not known.

    A pair of which it is not known is allowed, unless `if_unknown` says otherwise. `says` is the sentence for a broken
    rule; it may name {a} and {b}. `reads` as with a term.
    """

    name: str
    allows: Callable[[Participant, Participant], bool | None]
    says: Reason
    if_unknown: bool = True
    reads: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        as_text(self.name, "name", BadRule)
        function(self.allows, "allows", BadRule)
        instance(self.says, Reason, "says", BadRule)

    def holds(self, a: Participant, b: Participant) -> bool:
        """Whether the pair may be made."""
        answer = self.allows(a, b)
        return self.if_unknown if answer is None else bool(answer)

    def sentence(self, a: Participant, b: Participant) -> Sentence | None:
        """What is to be said of the pair: the rule is broken, or not known to be kept; None if it is kept."""
        answer = self.allows(a, b)
        if answer is None:
            called = RULE_NAMES.get(self.name, self.name)
            return Sentence(RULE_UNKNOWN, {"rule": called, "outcome": ALLOWED if self.if_unknown else NOT_ALLOWED})
        return None if answer else Sentence(self.says, {"a": a.id, "b": b.id})

    __repr__ = short_repr
