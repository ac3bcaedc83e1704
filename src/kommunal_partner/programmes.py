"""Funding programmes: one record per version of the rules.

Each cell of a rule is a value, not seen, not applicable, conditional or conflicting.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar

from attrs import evolve, field, fields, frozen

from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.sources import Confidence, Source
from kommunal_partner.spans import Span, as_day
from kommunal_partner.verdicts import Reason, Sentence

__all__ = [
    "APPLICANT_KINDS",
    "CELL_NAMES",
    "PROJECT_KINDS",
    "Application",
    "Cell",
    "CellKind",
    "Change",
    "Deadline",
    "InForce",
    "Programme",
    "ProgrammeVersion",
    "compare",
]

T_co = TypeVar("T_co", covariant=True)

APPLICANT_KINDS = (
    "association_of_municipalities",
    "city",
    "city_district",
    "civil_society",
    "county",
    "district_of_berlin_or_hamburg",
    "grouping_of_municipalities",
    "municipal_enterprise",
    "municipal_own_operation",
    "municipal_umbrella_association",
    "municipality",
    "municipality_administration",
)
"""The kinds of applicant that the rules speak of, as they name them."""

PROJECT_KINDS = ("domestic", "partnership")
"""Work in Germany, or work with a partner municipality: some rules ask different things of the two."""


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


@frozen
class Cell(Generic[T_co]):
    """One cell of a rule: what is known of it, its value, and the wording where a value does not say it all.

    `cases` holds, for a conditional cell, the value for each kind of project that the text names.
    """

    kind: CellKind
    value: T_co | None = None
    wording: str = ""
    cases: tuple[tuple[str, T_co], ...] = ()

    def for_project(self, project: str | None) -> Cell[T_co]:
        """The cell as it stands for a kind of project; itself where the kind is unknown or makes no difference."""
        for name, value in self.cases:
            if name == project:
                return Cell(CellKind.VALUE, value, self.wording)
        return self

    def name_in(self, lang: str) -> str:
        """The cell in words."""
        if self.kind is CellKind.VALUE:
            return _shown(self.value, lang) + (f" ({self.wording})" if self.wording else "")
        word = _KIND_WORDS[self.kind].text(lang)
        return f"{word}: {self.wording}" if self.wording else word


def _shown(value: object, lang: str) -> str:
    if isinstance(value, bool):
        return {"de": ("nein", "ja"), "en": ("no", "yes")}["de" if lang.lower().startswith("de") else "en"][value]
    if isinstance(value, (frozenset, tuple)):
        shown = [_shown(part, lang) for part in value]
        return ", ".join(sorted(shown) if isinstance(value, frozenset) else shown)
    return str(value)


_KIND_WORDS = {
    CellKind.VALUE: Sentence(Reason("VALUE", de="Wert", en="value")),
    CellKind.NOT_SEEN: Sentence(Reason("NOT_SEEN", de="nicht gesehen", en="not seen")),
    CellKind.NOT_APPLICABLE: Sentence(Reason("NOT_APPLICABLE", de="trifft nicht zu", en="not applicable")),
    CellKind.CONDITIONAL: Sentence(Reason("CONDITIONAL", de="bedingt", en="conditional")),
    CellKind.CONFLICTING: Sentence(Reason("CONFLICTING", de="widersprüchlich", en="conflicting")),
}

_NOT_SEEN: Cell[Any] = Cell(CellKind.NOT_SEEN)


def _cell() -> Cell[Any]:
    return _NOT_SEEN


@frozen
class Deadline:
    """A day by which something must be handed in: once (`day`), every year (`month`, `day_of_month`), or always open.

    `what` is the step as the text names it, such as "outline" or "application".
    """

    what: str
    day: date | None = None
    yearly: tuple[int, int] | None = None

    @property
    def is_always_open(self) -> bool:
        """Whether applications are taken all year."""
        return self.day is None and self.yearly is None

    def next_from(self, on: date) -> date | None:
        """The first such day on or after `on`; None if it is over, or if there is no such day.

        >>> Deadline("application", yearly=(10, 15)).next_from(date(2024, 10, 16))
        datetime.date(2025, 10, 15)
        """
        if self.yearly is not None:
            this_year = date(on.year, *self.yearly)
            return this_year if this_year >= on else date(on.year + 1, *self.yearly)
        return self.day if self.day is not None and self.day >= on else None

    def __str__(self) -> str:
        if self.yearly is not None:
            return f"{self.what} {self.yearly[0]:02d}-{self.yearly[1]:02d} each year"
        return f"{self.what} {self.day or 'all year'}"


@frozen
class ProgrammeVersion:
    """The rules of a programme as one text states them, under the title it had then.

    `seen` are the years in which that text was seen, not its legal validity; None if no year was given. `closed` tells
    that a source says the programme has ended with that span. Amounts are whole euros, shares whole per cent, durations
    whole months. `conditions` are rules that only their text can say.
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
    joint_application: Cell[str] = field(factory=_cell)
    min_eur: Cell[int] = field(factory=_cell)
    max_eur: Cell[int] = field(factory=_cell)
    exceptional_max_eur: Cell[int] = field(factory=_cell)
    newcomer_max_eur: Cell[int] = field(factory=_cell)
    newcomer_max_months: Cell[int] = field(factory=_cell)
    funding_rate_max_pct: Cell[int] = field(factory=_cell)
    own_share_min_pct: Cell[int] = field(factory=_cell)
    duration_max_months: Cell[int] = field(factory=_cell)
    deadlines: Cell[tuple[Deadline, ...]] = field(factory=_cell)
    procedure: Cell[str] = field(factory=_cell)
    themes: Cell[tuple[str, ...]] = field(factory=_cell)
    conditions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.HIGH
    note: str = ""
    title_de: str = ""
    title_en: str = ""

    def cell(self, name: str) -> Cell[object]:
        """The cell of this name.

        Raises:
            UnknownName: if rules have no such cell.
        """
        if name not in CELL_NAMES:
            raise UnknownName("cell", name, CELL_NAMES)
        found: Cell[object] = getattr(self, name)
        return found

    def name(self, lang: str = "de") -> str:
        """The programme and the version, as they are cited."""
        del lang
        return f"{self.programme} {self.version}"


CELL_NAMES = tuple(
    attribute.name for attribute in fields(ProgrammeVersion) if getattr(attribute.default, "factory", None) is _cell
)
"""The names of all cells of a rule, in order."""


@frozen
class InForce:
    """Which version's text holds on a day, as far as that is known.

    `certain` holds if exactly one text was seen for that day. Otherwise `candidates` are the texts between which it is
    open: those seen last before the day and first after it.
    """

    day: date
    candidates: tuple[ProgrammeVersion, ...]
    certain: bool


@frozen
class Programme:
    """A funding programme with all versions of its rules that are known.

    Raises:
        BadModel: if a version belongs to another programme or two have the same name.
    """

    id: str
    name_de: str
    name_en: str
    versions: tuple[ProgrammeVersion, ...] = ()

    def __attrs_post_init__(self) -> None:
        names = [version.version for version in self.versions]
        if len(set(names)) < len(names):
            raise BadModel(f"programme {self.id} has two versions of one name: {', '.join(names)}")
        strangers = [version.programme for version in self.versions if version.programme != self.id]
        if strangers:
            raise BadModel(f"programme {self.id} is given versions of {', '.join(strangers)}")

    def name(self, lang: str = "de") -> str:
        """The programme's name in German or English."""
        return self.name_de if lang.lower().startswith("de") else self.name_en

    def version(self, name: str) -> ProgrammeVersion:
        """The version of this name.

        Raises:
            UnknownName: if there is none.
        """
        for version in self.versions:
            if version.version == name:
                return version
        raise UnknownName("version", name, [version.version for version in self.versions])

    def in_force(self, on: date) -> InForce:
        """Which version's text holds on the day.

        A text without a last year counts until the next one was seen; after that, and in years for which no text was
        seen, the question is open between the neighbours.
        """
        on = as_day(on)
        undated = tuple(version for version in self.versions if version.seen is None)
        dated = sorted((v for v in self.versions if v.seen is not None), key=_seen_from)
        spans = [_until_next(version, later) for version, later in zip(dated, [*dated, None][1:], strict=True)]
        holding = tuple(version for version, span in zip(dated, spans, strict=True) if span.contains(on))
        if holding or undated:
            return InForce(on, holding + undated, certain=len(holding) == 1 and not undated)
        before = [version for version in dated if _seen_from(version) <= on]
        after = [version for version in dated if _seen_from(version) > on]
        return InForce(on, tuple(before[-1:] + after[:1]), certain=False)


def _seen_from(version: ProgrammeVersion) -> date:
    return version.seen.start if version.seen is not None else date.min


def _until_next(version: ProgrammeVersion, later: ProgrammeVersion | None) -> Span:
    seen = version.seen or Span(date.min)
    if seen.end is None and later is not None and _seen_from(later) > seen.start:
        return evolve(seen, end=_seen_from(later))
    return seen


@frozen
class Application:
    """What somebody wants funded; whatever is None is not known yet.

    `applicant` is one of APPLICANT_KINDS, `project` one of PROJECT_KINDS, `country` the partner's alpha-3 code, `stage`
    the stage of the relation (none, contact, emerging, existing), amounts are whole euros, shares whole per cent,
    durations whole months. `newcomer` tells whether this is the applicant's first project of the kind.

    Raises:
        BadModel: for an unknown kind or a negative number.
    """

    applicant: str | None = None
    project: str | None = None
    has_partner: bool | None = None
    country: str | None = None
    stage: str | None = None
    amount_eur: int | None = None
    own_share_pct: int | None = None
    duration_months: int | None = None
    newcomer: bool | None = None

    def __attrs_post_init__(self) -> None:
        for name, known in (("applicant", APPLICANT_KINDS), ("project", PROJECT_KINDS)):
            value = getattr(self, name)
            if value is not None and value not in known:
                raise BadModel(f"{name} {value!r} is none of {', '.join(known)}")
        for name in ("amount_eur", "own_share_pct", "duration_months"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise BadModel(f"{name} is below zero: {value}")


@frozen
class Change:
    """What one cell said before and says now."""

    cell: str
    before: Cell[object]
    after: Cell[object]

    def text(self, lang: str = "de") -> str:
        """The change in words."""
        return f"{self.cell}: {self.before.name_in(lang)} → {self.after.name_in(lang)}"


def compare(before: ProgrammeVersion, after: ProgrammeVersion) -> tuple[Change, ...]:
    """What changed between two versions, cell by cell in their order; "not seen" on one side is shown as such."""
    pairs = ((name, before.cell(name), after.cell(name)) for name in CELL_NAMES)
    return tuple(Change(name, old, new) for name, old, new in pairs if old != new)
