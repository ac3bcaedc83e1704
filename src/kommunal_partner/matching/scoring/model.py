"""Terms, hard rules and the score they make together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.languages import language
from kommunal_partner.participants import Participant
from kommunal_partner.verdicts import Reason, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["POINTS", "PairScore", "Part", "Rule", "Score", "Term"]

POINTS: Final = 1000
"""How many points a term of weight 1 gives for a value of 1."""

_TERM: Final = Reason(
    "TERM_COUNTED",
    de="{name}: {value} mal Gewicht {weight} = {points} Punkte",
    en="{name}: {value} times weight {weight} = {points} points",
)
_TERM_UNKNOWN: Final = Reason(
    "TERM_UNKNOWN",
    de="{name}: nicht bekannt, 0 Punkte",
    en="{name}: not known, 0 points",
)
_TOTAL: Final = Reason("SCORE_TOTAL", de="Zusammen {points} Punkte", en="{points} points in all")
_RULE_UNKNOWN: Final = Reason(
    "RULE_UNKNOWN",
    de="Ob die Regel „{rule}“ eingehalten ist, ist nicht bekannt; das Paar ist {outcome}.",
    en="Whether the rule “{rule}” is kept is not known; the pair is {outcome}.",
)


@frozen
class _Outcome:
    """Allowed or forbidden, as each language says it."""

    allowed: bool

    def text(self, lang: str) -> str:
        words = {"de": ("nicht zugelassen", "zugelassen"), "en": ("not allowed", "allowed")}
        return words[language(lang)][self.allowed]


@frozen
class _Words:
    """A name in both languages."""

    de: str
    en: str

    def text(self, lang: str) -> str:
        return self.de if language(lang) == "de" else self.en


@frozen
class Term:
    """One thing that makes a pair good: a plain function of two participants, and what its value is worth.

    `of` gives a number (or True, False) from `low` to `high`, both counted, or None where it is not known, which is
    worth no points and is said so. `weight` is a whole number; below 0 it makes the value a drawback. `symmetric` tells
    whether (a, b) and (b, a) are worth the same. `reads` names the attributes of a participant that `of` looks at:
    participants alike in these are computed once; left empty, every pair is computed on its own.

    Raises:
        BadRule: for a weight that is no whole number, or an empty range.
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
        _whole(self.name, self.weight)
        if not self.low < self.high:
            raise BadRule(f"the values of {self.name!r} go from {self.low} to {self.high}: that is no range")

    def value(self, a: Participant, b: Participant) -> float | None:
        """What the function says of the pair; None if it is not known.

        Raises:
            BadInstance: if it says anything outside its range.
        """
        value = self.of(a, b)
        if value is not None and not self.low <= value <= self.high:
            raise BadInstance(f"{self.name!r} of {a.id!r} and {b.id!r} is {value}, not from {self.low} to {self.high}")
        return value

    def points(self, value: float | None) -> int:
        """What a value is worth: rounded to thousandths, half to even, times the weight; nothing if not known.

        >>> Term("x", lambda a, b: 0, weight=3).points(0.0625), round(62.5)
        (186, 62)
        """
        return 0 if value is None else self.weight * round(value * POINTS)

    @property
    def title(self) -> _Words:
        """The name in both languages."""
        return _Words(self.de or self.name, self.en or self.name)


def _whole(name: str, weight: object) -> None:
    if isinstance(weight, bool) or not isinstance(weight, int):
        raise BadRule(f"the weight of {name!r} must be a whole number, not {weight!r}")


@frozen
class Rule:
    """A hard rule: a named predicate that tells whether a pair is allowed; None where that is not known.

    A pair of which it is not known is allowed, unless `if_unknown` says otherwise. `says` is the sentence for a broken
    rule; it may name {a} and {b}. `reads` as with a term.
    """

    name: str
    allows: Callable[[Participant, Participant], bool | None]
    says: Reason
    if_unknown: bool = True
    reads: tuple[str, ...] = ()

    def holds(self, a: Participant, b: Participant) -> bool:
        """Whether the pair may be made."""
        answer = self.allows(a, b)
        return self.if_unknown if answer is None else bool(answer)

    def sentence(self, a: Participant, b: Participant) -> Sentence | None:
        """What is to be said of the pair: the rule is broken, or not known to be kept; None if it is kept."""
        answer = self.allows(a, b)
        if answer is None:
            return Sentence(_RULE_UNKNOWN, {"rule": self.name, "outcome": _Outcome(self.if_unknown)})
        return None if answer else Sentence(self.says, {"a": a.id, "b": b.id})


@frozen
class Part:
    """What one term says of a pair."""

    term: str
    weight: int
    value: float | None
    points: int
    sentence: Sentence

    def text(self, lang: str = "de") -> str:
        """The sentence in German or English."""
        return self.sentence.text(lang)


@frozen
class PairScore:
    """What a score says of one pair, term by term, and which hard rules it breaks or may break."""

    a: object
    b: object
    parts: tuple[Part, ...]
    total: int
    allowed: bool
    remarks: tuple[Sentence, ...]

    def text(self, lang: str = "de") -> str:
        """A line for each term, the total, and a line for each rule that is broken or not known to be kept."""
        lines = [part.text(lang) for part in self.parts]
        lines.append(Sentence(_TOTAL, {"points": self.total}).text(lang))
        return "\n".join([*lines, *(remark.text(lang) for remark in self.remarks)])


def _terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(terms)


def _rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(rules)


@frozen
class Score:
    """A sum of terms under hard rules: called with two participants it gives their points, or None if a rule forbids.

    Raises:
        BadRule: if two terms or two rules have one name.

    >>> from kommunal_partner.matching.scoring import country_mix
    >>> score = Score((country_mix(2),))
    >>> score(Participant("a", country="DEU"), Participant("b", country="TZA"))
    2000
    """

    terms: tuple[Term, ...] = field(converter=_terms)
    rules: tuple[Rule, ...] = field(default=(), converter=_rules)

    def __attrs_post_init__(self) -> None:
        for kind, names in (("term", [term.name for term in self.terms]), ("rule", [rule.name for rule in self.rules])):
            if len(set(names)) < len(names):
                raise BadRule(f"two {kind}s have one name: {', '.join(sorted(names))}")

    def __call__(self, a: Participant, b: Participant) -> int | None:
        """The points of the pair; None if a hard rule forbids it."""
        return self.points(a, b) if self.allows(a, b) else None

    def points(self, a: Participant, b: Participant) -> int:
        """The sum of the terms, whether or not the pair is allowed."""
        return sum(term.points(term.value(a, b)) for term in self.terms)

    def allows(self, a: Participant, b: Participant) -> bool:
        """Whether no hard rule forbids the pair."""
        return all(rule.holds(a, b) for rule in self.rules)

    def broken(self, a: Participant, b: Participant) -> tuple[Rule, ...]:
        """The hard rules that forbid the pair."""
        return tuple(rule for rule in self.rules if not rule.holds(a, b))

    @property
    def symmetric(self) -> bool:
        """Whether (a, b) and (b, a) are worth the same."""
        return all(term.symmetric for term in self.terms)

    def explain(self, a: Participant, b: Participant) -> PairScore:
        """Each term with its weight and value, and what the hard rules say."""
        parts = tuple(_part(term, a, b) for term in self.terms)
        remarks = (rule.sentence(a, b) for rule in self.rules)
        return PairScore(
            a.id,
            b.id,
            parts,
            sum(part.points for part in parts),
            self.allows(a, b),
            tuple(remark for remark in remarks if remark is not None),
        )

    def matrix(self, left: Sequence[Participant], right: Sequence[Participant]) -> NDArray[np.int64]:
        """The points of every pair at once, as a numpy array; hard rules are left aside (see `barred`).

        Raises:
            MissingExtra: if numpy is not installed.
        """
        from kommunal_partner.matching.scoring.bulk import points

        return points(self.terms, left, right)

    def barred(self, left: Sequence[Participant], right: Sequence[Participant]) -> NDArray[np.bool_]:
        """Whether a hard rule forbids the pair, for every pair at once, as a numpy array.

        Raises:
            MissingExtra: if numpy is not installed.
        """
        from kommunal_partner.matching.scoring.bulk import barred

        return barred(self.rules, left, right)

    @classmethod
    def of(cls, *terms: Term, rules: Iterable[Rule] = ()) -> Score:
        """The score of these terms under these rules."""
        return cls(terms, tuple(rules))


def _part(term: Term, a: Participant, b: Participant) -> Part:
    value = term.value(a, b)
    points = term.points(value)
    if value is None:
        return Part(term.name, term.weight, None, 0, Sentence(_TERM_UNKNOWN, {"name": term.title}))
    shown = round(float(value), 3)
    return Part(
        term.name,
        term.weight,
        value,
        points,
        Sentence(
            _TERM, {"name": term.title, "value": _Number(shown), "weight": _Number(term.weight), "points": points}
        ),
    )


@frozen
class _Number:
    """A number, with the decimal sign of the language."""

    value: float

    def text(self, lang: str) -> str:
        return f"{self.value:g}".replace(".", "," if language(lang) == "de" else ".")
