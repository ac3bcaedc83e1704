"""A score: a sum of weighted terms under hard rules, for one pair or for all at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from kommunal_partner._checks import instances, refusal
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadInstance, BadRule
from kommunal_partner.matching.scoring._bulk import barred, points
from kommunal_partner.matching.scoring._parts import PairRule, ScoreTerm
from kommunal_partner.matching.scoring.sentences import SCORE_TOTAL, TERM_COUNTED, TERM_UNKNOWN
from kommunal_partner.participants import Participant
from kommunal_partner.results import Budget
from kommunal_partner.verdicts import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")


@frozen(repr=False)
class ScorePart:
    """What one term says of a pair."""

    term: str
    weight: int
    value: float | None
    points: int
    sentence: Sentence

    def text(self, lang: str = "de") -> str:
        """The sentence in German or English."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


@frozen(repr=False)
class PairScore:
    """What a score says of one pair, term by term, and which hard rules it breaks or may break."""

    a: Hashable
    b: Hashable
    parts: tuple[ScorePart, ...]
    total: int
    allowed: bool
    remarks: tuple[Sentence, ...]

    def text(self, lang: str = "de") -> str:
        """A line for each term, the total, and a line for each rule that is broken or not known to be kept."""
        lines = [part.text(lang) for part in self.parts]
        lines.append(Sentence(SCORE_TOTAL, {"points": self.total}).text(lang))
        return "\n".join([*lines, *(remark.text(lang) for remark in self.remarks)])

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


def _terms(terms: Iterable[ScoreTerm]) -> tuple[ScoreTerm, ...]:
    return _all_of(ScoreTerm, terms, "terms")


def _rules(rules: Iterable[PairRule]) -> tuple[PairRule, ...]:
    return _all_of(PairRule, rules, "rules")


def _all_of(kind: type[T], given: object, argument: str) -> tuple[T, ...]:
    return instances(given, kind, argument, BadRule)


def _participants(*people: object) -> None:
    for one in people:
        if not isinstance(one, Participant):
            de = ": Eine Bewertung braucht Werte vom Typ Participant, nicht deren Kennungen"
            raise refusal(BadInstance, "people", one, de, ": a score asks for participants, not for their ids")


@frozen(repr=False)
class Score:
    """A sum of terms under hard rules: called with two participants it gives their points, or None if a rule forbids.

    Raises:
        BadRule: if two terms or two rules have one name.

    >>> from kommunal_partner.matching.scoring import country_mix
    >>> score = Score((country_mix(2),))
    >>> score(Participant("a", country="DEU"), Participant("b", country="TZA"))
    2000
    """

    terms: tuple[ScoreTerm, ...] = field(converter=_terms)
    rules: tuple[PairRule, ...] = field(default=(), converter=_rules)

    def __attrs_post_init__(self) -> None:
        for argument in ("terms", "rules"):
            names = [one.name for one in getattr(self, argument)]
            if len(set(names)) < len(names):
                shown = ", ".join(sorted(names))
                de, en = f": Zwei haben einen Namen: {shown}", f": two have one name: {shown}"
                raise refusal(BadRule, argument, names, de, en)

    def __call__(self, a: Participant, b: Participant) -> int | None:
        """The points of the pair; None if a hard rule forbids it."""
        _participants(a, b)
        return self.points(a, b) if self.allows(a, b) else None

    def points(self, a: Participant, b: Participant) -> int:
        """The sum of the terms, whether or not the pair is allowed."""
        return sum(term.points(term.value(a, b)) for term in self.terms)

    def allows(self, a: Participant, b: Participant) -> bool:
        """Whether no hard rule forbids the pair."""
        return all(rule.holds(a, b) for rule in self.rules)

    def broken(self, a: Participant, b: Participant) -> tuple[PairRule, ...]:
        """The hard rules that forbid the pair."""
        return tuple(rule for rule in self.rules if not rule.holds(a, b))

    @property
    def symmetric(self) -> bool:
        """Whether (a, b) and (b, a) are worth the same."""
        return all(term.symmetric for term in self.terms)

    def explain(self, a: Participant, b: Participant) -> PairScore:
        """Each term with its weight and value, and what the hard rules say."""
        _participants(a, b)
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
        _participants(*left, *right)
        return points(self.terms, left, right, Budget(1))[0]

    def barred(self, left: Sequence[Participant], right: Sequence[Participant]) -> NDArray[np.bool_]:
        """Whether a hard rule forbids the pair, for every pair at once, as a numpy array.

        Raises:
            MissingExtra: if numpy is not installed.
        """
        _participants(*left, *right)
        return barred(self.rules, left, right, Budget(1))[0]

    @classmethod
    def of(cls, *terms: ScoreTerm, rules: Iterable[PairRule] = ()) -> Score:
        """The score of these terms under these rules."""
        return cls(terms, tuple(rules))

    __repr__ = short_repr


def kinds_of(score: Score, people: Sequence[object]) -> list[int] | None:
    """The kind of each participant: who are alike in all that is read have the same points with anybody.

    Kinds are counted in the order in which they come first. None if it is not known what some term or rule reads, or
    if somebody is no participant.
    """
    reads = [part.reads for part in score.terms] + [part.reads for part in score.rules]
    if type(score) is not Score or not all(reads) or not all(isinstance(person, Participant) for person in people):
        return None
    names = sorted(set().union(*reads))
    kinds: dict[tuple[object, ...], int] = {}
    return [kinds.setdefault(tuple(getattr(person, name) for name in names), len(kinds)) for person in people]


def _part(term: ScoreTerm, a: Participant, b: Participant) -> ScorePart:
    value = term.value(a, b)
    points = term.points(value)
    if value is None:
        return ScorePart(term.name, term.weight, None, 0, Sentence(TERM_UNKNOWN, {"name": term.title}))
    values = {"name": term.title, "value": round(float(value), 3), "weight": term.weight, "points": points}
    return ScorePart(term.name, term.weight, value, points, Sentence(TERM_COUNTED, values))
