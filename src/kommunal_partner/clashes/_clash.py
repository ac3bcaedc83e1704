"""The rules that cannot hold together, as every search states them, and what a result says it does not keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from enum import Enum
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import choice
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes.sentences import CANNOT_ALL_HOLD, CANNOT_HOLD, NOT_KEPT, UNMET_MISSTATED
from kommunal_partner.languages import Term, language
from kommunal_partner.results import NO_RESULT, Status, Unmet, Violation, say
from kommunal_partner.verdicts import Sentence


@frozen(repr=False)
class ClashRule:
    """A rule of one task: what kind it is, whom it concerns, and the sentence that says it."""

    name: str
    ids: tuple[Hashable, ...]
    sentence: Sentence

    def text(self, lang: str = "de") -> str:
        """The rule, as a sentence."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


def _rules(rules: Iterable[ClashRule]) -> tuple[ClashRule, ...]:
    return tuple(rules)


class FoundBy(Enum):
    """How a clash was found: by a cheap check, as a Hall set, or by leaving rules out one after the other."""

    CHECK = "check"
    HALL = "hall"
    SEARCH = "search"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _FOUND_BY[self].text(lang)


_FOUND_BY: Final = {
    FoundBy.CHECK: Term("Vorprüfung", "first check"),
    FoundBy.HALL: Term("Hall-Menge", "Hall set"),
    FoundBy.SEARCH: Term("Weglassen von Regeln", "leaving rules out"),
}


def _found_by(value: FoundBy | str) -> FoundBy:
    return choice(FoundBy, value, "found_by")


@frozen(repr=False)
class Clash:
    """Rules that cannot hold together.

    `minimal` tells whether it is proven that each of them is needed for the clash; if not, some may be beside the
    point, but that they clash is sure all the same.
    """

    sentence: Sentence
    rules: tuple[ClashRule, ...] = field(converter=_rules)
    minimal: bool
    found_by: FoundBy = field(converter=_found_by)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What clashes, and then each rule."""
        return (self.sentence, *(rule.sentence for rule in self.rules))

    def text(self, lang: str = "de") -> str:
        """What clashes, in one sentence, and then the rules, a line each."""
        tag = language(lang)
        return "\n".join([self.sentence.text(tag), *(f"- {rule.text(tag)}" for rule in self.rules)])

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


def contradiction(*rules: ClashRule) -> Clash:
    """The clash of rules that were seen to exclude one another, each of them needed for that."""
    reason = CANNOT_HOLD if len(rules) == 1 else CANNOT_ALL_HOLD
    return Clash(say(reason), rules, minimal=True, found_by=FoundBy.CHECK)


def first_clash(looks: Iterable[Callable[[], Clash | None]]) -> Clash | None:
    """What the first look finds that finds anything; the later, dearer ones are then not asked."""
    for look in looks:
        clash = look()
        if clash is not None:
            return clash
    return None


def not_kept(rule: ClashRule) -> Unmet:
    """That a partial result breaks a rule."""
    return Unmet(rule.ids, say(NOT_KEPT, rule=rule.sentence))


def misstated(
    unmet: Iterable[Unmet], dropped: Iterable[ClashRule], left_out: Iterable[Hashable] = ()
) -> Iterator[Violation]:
    """The violations that what is said to be unmet is not what is: the rules broken, and those left out, each once."""
    said = Counter(one.ids if one.sentence.reason != NOT_KEPT else one.sentence for one in unmet)
    so = Counter[object](not_kept(rule).sentence for rule in dropped)
    so.update((one,) for one in left_out)
    if said != so:
        yield Violation("unmet", (), say(UNMET_MISSTATED))


def opening(status: Status, clash: Clash | None, unmet: Iterable[Unmet] = ()) -> Iterator[Sentence]:
    """What a result says of itself first: that there is none, which rules clash, and what is left out."""
    if status is Status.INFEASIBLE:
        yield say(NO_RESULT)
    if clash is not None:
        yield from clash.sentences
    yield from (left.sentence for left in unmet)
