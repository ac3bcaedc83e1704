"""The rules of a programme as one text states them, and what changed from one text to another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, fields, frozen

from kommunal_partner._checks import as_text, instance, items, nearest
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import UnknownName
from kommunal_partner.languages import Term, language, named, phrase
from kommunal_partner.programmes._cells import Cell, CellKind, Deadline
from kommunal_partner.programmes.sentences import CELL, CELL_WORDS, CONDITION_WORD
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.spans import Span

_NOT_SEEN: Cell[Any] = Cell(CellKind.NOT_SEEN)


def _cell() -> Cell[Any]:
    return _NOT_SEEN


def _conditions(conditions: Iterable[Term | str]) -> tuple[Term, ...]:
    return tuple(named(one) for one in items(conditions, "conditions"))


@frozen(repr=False)
class ProgrammeVersion:
    """The rules of a programme as one text states them, under the title it had then.

    `seen` are the years in which that text was seen, not its legal validity; None if no year was given. `closed` tells
    that a source says the programme has ended with that span. Amounts are whole euros, shares whole per cent, durations
    whole months. `conditions` are rules that only their text can say; `label` is the version in words.
    """

    programme: str
    version: str
    seen: Span | None
    closed: bool = False
    applicants: Cell[frozenset[str]] = field(factory=_cell)
    partner_required: Cell[bool] = field(factory=_cell)
    oda_partner_required: Cell[bool] = field(factory=_cell)
    countries: Cell[frozenset[str]] = field(factory=_cell)
    stages: Cell[frozenset[str]] = field(factory=_cell)
    joint_application: Cell[Term] = field(factory=_cell)
    min_eur: Cell[int] = field(factory=_cell)
    max_eur: Cell[int] = field(factory=_cell)
    exceptional_max_eur: Cell[int] = field(factory=_cell)
    newcomer_max_eur: Cell[int] = field(factory=_cell)
    newcomer_max_months: Cell[int] = field(factory=_cell)
    funding_rate_max_pct: Cell[int] = field(factory=_cell)
    own_share_min_pct: Cell[int] = field(factory=_cell)
    duration_max_months: Cell[int] = field(factory=_cell)
    deadlines: Cell[tuple[Deadline, ...]] = field(factory=_cell)
    procedure: Cell[Term] = field(factory=_cell)
    themes: Cell[tuple[Term, ...]] = field(factory=_cell)
    conditions: tuple[Term, ...] = field(default=(), converter=_conditions)
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.HIGH, converter=as_confidence)
    note: str = ""
    title_de: str = ""
    title_en: str = ""
    label: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr

    @property
    def called(self) -> Term:
        """The version in words; the version itself where there are none."""
        return self.label or Term(self.version, self.version)

    def cell(self, name: str) -> Cell[object]:
        """The cell of this name.

        Raises:
            UnknownName: if rules have no such cell.
        """
        if as_text(name, "name") not in CELL_NAMES:
            raise UnknownName(CELL, name, nearest(name, CELL_NAMES))
        found: Cell[object] = getattr(self, name)
        return found

    def name(self, lang: str = "de") -> str:
        """The programme and the version, as they are cited, alike in both languages."""
        language(lang)
        return f"{self.programme} {self.version}"


CELL_NAMES = tuple(
    attribute.name for attribute in fields(ProgrammeVersion) if getattr(attribute.default, "factory", None) is _cell
)
"""The names of all cells of a rule, in order."""


@frozen(repr=False)
class Change:
    """What one cell said before and says now; `cell` is "conditions" for a special rule that is gone or new."""

    cell: str
    before: Cell[object]
    after: Cell[object]

    __repr__ = short_repr

    def text(self, lang: str = "de") -> str:
        """The change in words."""
        what = CELL_WORDS.get(self.cell, CONDITION_WORD)
        return f"{what.text(lang)}: {self.before.text(lang)} → {self.after.text(lang)}"


def compare(before: ProgrammeVersion, after: ProgrammeVersion) -> tuple[Change, ...]:
    """What changed between two versions: cell by cell in their order, then each special rule that is gone or new.

    What one side does not say is shown as "not seen": that it holds no longer no text tells.

    Raises:
        BadModel: for anything but versions.
    """
    instance(before, ProgrammeVersion, "before")
    instance(after, ProgrammeVersion, "after")
    cells = ((name, before.cell(name), after.cell(name)) for name in CELL_NAMES)
    gone = (text for text in before.conditions if text not in after.conditions)
    new = (text for text in after.conditions if text not in before.conditions)
    return (
        *(Change(name, old, now) for name, old, now in cells if old != now),
        *(Change("conditions", Cell(CellKind.VALUE, text), _NOT_SEEN) for text in gone),
        *(Change("conditions", _NOT_SEEN, Cell(CellKind.VALUE, text)) for text in new),
    )
