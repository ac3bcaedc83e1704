"""What every search gives back: its status, what is wrong or left out, why its bound holds, the Protocol of it all."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from enum import Enum
from typing import Any, Protocol

from attrs import field, frozen

from kommunal_partner._repr import html_table, short_repr
from kommunal_partner.languages import language
from kommunal_partner.results.sentences import STATUSES
from kommunal_partner.verdicts import Sentence


class Status(Enum):
    """How far a search came.

    OPTIMAL: all hard rules hold and the bound proves that nothing is better. FEASIBLE: all hard rules hold, better may
    exist. PARTIAL: something asked for is left out, with a reason each. INFEASIBLE: no result, and why not.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    PARTIAL = "partial"
    INFEASIBLE = "infeasible"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return STATUSES[self.value].text(lang)


@frozen(repr=False)
class Violation:
    """A rule that a result breaks: the rule's name, whom it concerns, and the sentence that says so."""

    rule: str
    ids: tuple[Hashable, ...]
    sentence: Sentence

    def text(self, lang: str = "de") -> str:
        """What is broken, as a sentence."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


@frozen(repr=False)
class Unmet:
    """Something asked for that the result leaves out, and why; `proven` tells whether no result could hold it too."""

    ids: tuple[Hashable, ...]
    sentence: Sentence
    proven: bool = False

    def text(self, lang: str = "de") -> str:
        """Why it is left out, as a sentence."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


@frozen(repr=False)
class Certificate:
    """Why a bound holds: the name of the argument, the sentence, and the numbers to check it with."""

    kind: str
    sentence: Sentence
    numbers: tuple[tuple[Hashable, int | float], ...] = ()

    def text(self, lang: str = "de") -> str:
        """The argument, as a sentence."""
        return self.sentence.text(lang)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


def _sentences(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple(sentences)


@frozen(repr=False)
class Explanation:
    """Several sentences that together answer one question."""

    sentences: tuple[Sentence, ...] = field(converter=_sentences)

    def text(self, lang: str = "de") -> str:
        """The sentences, a line each."""
        tag = language(lang)
        return "\n".join(sentence.text(tag) for sentence in self.sentences)

    __repr__ = short_repr

    def __str__(self) -> str:
        return self.text()


class Result(Protocol):
    """What every search gives back, whatever it searched for.

    `solution` is what was found, by the ids that were given; `value` how good it is, `bound` how good it could be at
    best, `gap` the share between both (0 is proven best), `certificate` why the bound holds. `unmet` is what had to be
    left out, `moved` who changes place against `previous`. `reproducible` is False where a time limit or an
    interruption ended the search.
    """

    @property
    def solution(self) -> Any:  # noqa: ANN401 - because every room has its own
        """What was found, by id."""
        ...

    @property
    def status(self) -> Status:
        """How far the search came."""
        ...

    @property
    def value(self) -> float | None:
        """How good the solution is."""
        ...

    @property
    def bound(self) -> float | None:
        """How good a solution could be at best; None where nothing is known."""
        ...

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best there is, as a share of the bound."""
        ...

    @property
    def certificate(self) -> Certificate | None:
        """Why the bound holds."""
        ...

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """What was asked for and is left out, with a reason each."""
        ...

    @property
    def moved(self) -> tuple[Hashable, ...]:
        """Whose place changed against the earlier result."""
        ...

    @property
    def reproducible(self) -> bool:
        """Whether the same input gives the same result again, byte for byte."""
        ...

    def explain(self, *ids: Any, **named: Any) -> Explanation:  # noqa: ANN401 - because every room has its own
        """Why the result is as it is: as a whole, or for those asked about."""
        ...

    def verify(self) -> tuple[Violation, ...]:
        """What is wrong with the result, counted anew by code that shares nothing with the search; empty if good."""
        ...

    def to_rows(self, lang: str = "de") -> list[dict[str, object]]:
        """The result as rows of a table."""
        ...


def result_html(result: Result, name: str) -> str:
    """A result for a notebook: its status, its value, and the head of its rows, every text escaped."""
    rows = result.to_rows()
    header = tuple(rows[0]) if rows else ()
    caption = f"{name}: {result.status.text()}; {result.value}"
    return html_table(caption, header, [tuple(row.values()) for row in rows], of=len(rows))
