"""One cell of a rule: what is known of it, and the days by which something must be handed in."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from attrs import field, frozen

from kommunal_partner._checks import choice
from kommunal_partner._repr import short_repr
from kommunal_partner.languages import Lang, Term, language, named, phrase
from kommunal_partner.programmes.sentences import ALL_YEAR, CELL_KINDS, TRUTHS, large, words_of
from kommunal_partner.verdicts import spoken

T_co = TypeVar("T_co", covariant=True)


class CellKind(Enum):
    """What is known of one cell of a rule.

    VALUE: read. NOT_SEEN: not found in the text, so nothing is known. NOT_APPLICABLE: the text rules it out (no money,
    so no amount). CONDITIONAL: it depends on the kind of project, or on what only a text says. CONFLICTING: sources
    contradict one another.
    """

    VALUE = "value"
    NOT_SEEN = "not_seen"
    NOT_APPLICABLE = "not_applicable"
    CONDITIONAL = "conditional"
    CONFLICTING = "conflicting"


def _kind(value: CellKind | str) -> CellKind:
    return choice(CellKind, value, "kind")


@frozen(repr=False)
class Cell(Generic[T_co]):
    """One cell of a rule: what is known of it, its value, and the wording where a value does not say it all.

    `cases` holds, for a conditional cell, the value for each kind of project that the text names.
    """

    kind: CellKind = field(converter=_kind)
    value: T_co | None = None
    wording: Term | None = field(default=None, converter=phrase)
    cases: tuple[tuple[str, T_co], ...] = ()

    __repr__ = short_repr

    def for_project(self, project: str | None) -> Cell[T_co]:
        """The cell as it stands for a kind of project; itself where the kind is unknown or makes no difference."""
        for name, value in self.cases:
            if name == project:
                return Cell(CellKind.VALUE, value, self.wording)
        return self

    def text(self, lang: str = "de") -> str:
        """The cell in words."""
        tag = language(lang)
        if self.kind is CellKind.VALUE:
            return _shown(self.value, tag) + (f" ({self.wording.text(tag)})" if self.wording else "")
        known = CELL_KINDS[self.kind.value].text(tag)
        return f"{known}: {self.wording.text(tag)}" if self.wording else known


def _shown(value: object, lang: Lang) -> str:
    if isinstance(value, bool):
        return TRUTHS[value].text(lang)
    if isinstance(value, frozenset):
        return ", ".join(words_of(value, lang))
    return large(value).text(lang) if isinstance(value, int) else spoken(value, lang)


@frozen(repr=False)
class Deadline:
    """A day by which something must be handed in: once (`day`), every year (`month`, `day_of_month`), or always open.

    `what` is the step as the text names it, such as "outline" or "application".
    """

    what: Term = field(converter=named)
    day: date | None = None
    yearly: tuple[int, int] | None = None

    __repr__ = short_repr

    @property
    def is_always_open(self) -> bool:
        """Whether applications are taken all year."""
        return self.day is None and self.yearly is None

    def next_from(self, day: date) -> date | None:
        """The first such day on or after the given one; None if it is over, or if there is no such day.

        >>> Deadline("application", yearly=(10, 15)).next_from(date(2024, 10, 16))
        datetime.date(2025, 10, 15)
        """
        if self.yearly is None:
            return self.day if self.day is not None and self.day >= day else None
        this_year = self._in(day.year)
        if this_year >= day:
            return this_year
        return self._in(day.year + 1) if day.year < date.max.year else None

    def last_before(self, day: date) -> date | None:
        """The last such day before the given one; None if there is none."""
        if self.yearly is None:
            return self.day if self.day is not None and self.day < day else None
        this_year = self._in(day.year)
        if this_year < day:
            return this_year
        return self._in(day.year - 1) if day.year > date.min.year else None

    def _in(self, year: int) -> date:
        month, day = self.yearly or (1, 1)
        try:
            return date(year, month, day)
        except ValueError:  # 29 February, in a year that has none
            return date(year, month, day - 1)

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str = "de") -> str:
        """The step and its day in words."""
        tag = language(lang)
        if self.yearly is None:
            return f"{self.what.text(tag)} {ALL_YEAR.text(tag) if self.day is None else spoken(self.day, tag)}"
        month, day = self.yearly
        return f"{self.what.text(tag)} " + (
            f"{day:02d}.{month:02d}. jedes Jahr" if tag == "de" else f"{month:02d}-{day:02d} each year"
        )
