"""Funding programmes: one record per version of the rules.

Each cell of a rule is a value, not seen, not applicable, conditional or conflicting.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import Enum
from typing import Any, Final, Generic, TypeVar

from attrs import evolve, field, fields, frozen

from kommunal_partner.countries import Country, known_codes
from kommunal_partner.countries import country as country_of
from kommunal_partner.errors import BadModel, UnknownName
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.sources import Confidence, Source
from kommunal_partner.spans import Span, as_day
from kommunal_partner.verdicts import spoken

__all__ = [
    "APPLICANT_KINDS",
    "APPLICATION_STAGES",
    "CELL_NAMES",
    "CELL_WORDS",
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
    "word",
]

T_co = TypeVar("T_co", covariant=True)

_APPLICANTS: Final = {
    "association_of_municipalities": Term("Kommunalverband", "association of municipalities"),
    "city": Term("Stadt", "city"),
    "city_district": Term("Stadtbezirk", "city district"),
    "civil_society": Term("Zivilgesellschaft", "civil society"),
    "county": Term("Kreis", "county"),
    "district_of_berlin_or_hamburg": Term("Bezirk von Berlin oder Hamburg", "district of Berlin or Hamburg"),
    "grouping_of_municipalities": Term("Zusammenschluss von Kommunen", "grouping of municipalities"),
    "municipal_enterprise": Term("kommunales Unternehmen", "municipal enterprise"),
    "municipal_own_operation": Term("Eigenbetrieb", "own operation of a municipality"),
    "municipal_umbrella_association": Term("kommunaler Spitzenverband", "umbrella association of municipalities"),
    "municipality": Term("Kommune", "municipality"),
    "municipality_administration": Term("Kommunalverwaltung", "municipal administration"),
}
APPLICANT_KINDS = tuple(_APPLICANTS)
"""The kinds of applicant that the rules speak of, as they name them."""

PROJECT_KINDS = ("domestic", "partnership")
"""Work in Germany, or work with a partner municipality: some rules ask different things of the two."""

_STAGES: Final = {
    "none": Term("keine Beziehung", "no relation"),
    "contact": Term("Kontakt", "contact"),
    "emerging": Term("in Anbahnung", "emerging"),
    "dormant": Term("ruhend", "dormant"),
    "existing": Term("bestehend", "existing"),
}
APPLICATION_STAGES = tuple(_STAGES)
"""How far the relation of an application has come, from none to existing; rules may use other words beside these."""

_WORDS: Final = {**_APPLICANTS, **_STAGES, "intended": Term("beabsichtigt", "intended")}


def word(key: str) -> Term | Country | str:
    """What stands behind a key of a rule, to be said in either language: a kind, a stage, a country; else the key."""
    return country_of(key) if key in known_codes() else _WORDS.get(key, key)


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
        tag = language(lang)
        if self.kind is CellKind.VALUE:
            return _shown(self.value, tag) + (f" ({self.wording})" if self.wording else "")
        known = _KIND_WORDS[self.kind].name_in(tag)
        return f"{known}: {self.wording}" if self.wording else known


def _shown(value: object, lang: Lang) -> str:
    if isinstance(value, bool):
        return _TRUTHS[value].name_in(lang)
    if isinstance(value, frozenset):
        return ", ".join(sorted(spoken(word(part), lang) for part in value))
    return spoken(value, lang)


_TRUTHS: Final = (Term("nein", "no"), Term("ja", "yes"))
_KIND_WORDS: Final = {
    CellKind.NOT_SEEN: Term("nicht gesehen", "not seen"),
    CellKind.NOT_APPLICABLE: Term("trifft nicht zu", "not applicable"),
    CellKind.CONDITIONAL: Term("bedingt", "conditional"),
    CellKind.CONFLICTING: Term("widersprüchlich", "conflicting"),
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
        if self.yearly is None:
            return self.day if self.day is not None and self.day >= on else None
        this_year = self._in(on.year)
        if this_year >= on:
            return this_year
        return self._in(on.year + 1) if on.year < date.max.year else None

    def last_before(self, on: date) -> date | None:
        """The last such day before `on`; None if there is none."""
        if self.yearly is None:
            return self.day if self.day is not None and self.day < on else None
        this_year = self._in(on.year)
        if this_year < on:
            return this_year
        return self._in(on.year - 1) if on.year > date.min.year else None

    def _in(self, year: int) -> date:
        month, day = self.yearly or (1, 1)
        try:
            return date(year, month, day)
        except ValueError:  # 29 February, in a year that has none
            return date(year, month, day - 1)

    def __str__(self) -> str:
        return self.name_in("en")

    def name_in(self, lang: str) -> str:
        """The step and its day in words."""
        tag = language(lang)
        if self.yearly is None:
            return f"{self.what} {_ALL_YEAR.name_in(tag) if self.day is None else spoken(self.day, tag)}"
        month, day = self.yearly
        return f"{self.what} " + (
            f"{day:02d}.{month:02d}. jedes Jahr" if tag == "de" else f"{month:02d}-{day:02d} each year"
        )


_ALL_YEAR: Final = Term("ganzjährig", "all year")


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
        """The programme and the version, as they are cited, alike in both languages."""
        language(lang)
        return f"{self.programme} {self.version}"


CELL_NAMES = tuple(
    attribute.name for attribute in fields(ProgrammeVersion) if getattr(attribute.default, "factory", None) is _cell
)
"""The names of all cells of a rule, in order."""

CELL_WORDS: Final = {
    "applicants": Term("Antragsteller", "Applicant"),
    "partner_required": Term("Partnerkommune", "Partner municipality"),
    "oda_partner_required": Term("Partner in einem ODA-Land", "Partner in an ODA country"),
    "countries": Term("Länderkreis", "Countries"),
    "stages": Term("Stand der Beziehung", "Stage of the relation"),
    "joint_application": Term("Gemeinsamer Antrag", "Joint application"),
    "min_eur": Term("Mindestsumme in Euro", "Least amount in euros"),
    "max_eur": Term("Höchstsumme in Euro", "Greatest amount in euros"),
    "exceptional_max_eur": Term("Höchstsumme in Ausnahmen in Euro", "Greatest amount in exceptions in euros"),
    "newcomer_max_eur": Term("Höchstsumme beim ersten Mal in Euro", "Greatest amount for newcomers in euros"),
    "newcomer_max_months": Term("Laufzeit beim ersten Mal in Monaten", "Duration for newcomers in months"),
    "funding_rate_max_pct": Term("Fördersatz in Prozent", "Funding rate in per cent"),
    "own_share_min_pct": Term("Eigenanteil in Prozent", "Own share in per cent"),
    "duration_max_months": Term("Laufzeit in Monaten", "Duration in months"),
    "deadlines": Term("Frist", "Deadline"),
    "procedure": Term("Verfahren", "Procedure"),
    "themes": Term("Themen", "Themes"),
}
"""What the cells are called in words."""


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
        return self.name_de if language(lang) == "de" else self.name_en

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


_WHOLE_PCT: Final = 100


def _alpha3(code: str | Country | None) -> str | None:
    return None if code is None else country_of(code).alpha3


@frozen
class Application:
    """What somebody wants funded; whatever is None is not known yet.

    `applicant` is one of APPLICANT_KINDS, `project` one of PROJECT_KINDS, `country` the partner's country in any code
    (kept as alpha-3), `stage` one of APPLICATION_STAGES, amounts are whole euros, shares whole per cent, durations
    whole months. `newcomer` tells whether this is the applicant's first project of the kind.

    Raises:
        BadModel: for an unknown kind or stage, a negative number, or a share above 100.
        UnknownCountry: for an unknown code.
    """

    applicant: str | None = None
    project: str | None = None
    has_partner: bool | None = None
    country: str | None = field(default=None, converter=_alpha3)
    stage: str | None = None
    amount_eur: int | None = None
    own_share_pct: int | None = None
    duration_months: int | None = None
    newcomer: bool | None = None

    def __attrs_post_init__(self) -> None:
        _check_word("applicant", self.applicant, APPLICANT_KINDS)
        _check_word("project", self.project, PROJECT_KINDS)
        _check_word("stage", self.stage, APPLICATION_STAGES)
        for name in ("amount_eur", "own_share_pct", "duration_months"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise BadModel(f"{name} is below zero: {value}")
        if self.own_share_pct is not None and self.own_share_pct > _WHOLE_PCT:
            raise BadModel(f"own_share_pct is above 100: {self.own_share_pct}")


def _check_word(name: str, value: str | None, known: Collection[str]) -> None:
    if value is not None and value not in known:
        raise BadModel(f"{name} {value!r} is none of {', '.join(known)}")


@frozen
class Change:
    """What one cell said before and says now."""

    cell: str
    before: Cell[object]
    after: Cell[object]

    def text(self, lang: str = "de") -> str:
        """The change in words."""
        return f"{CELL_WORDS[self.cell].name_in(lang)}: {self.before.name_in(lang)} → {self.after.name_in(lang)}"


def compare(before: ProgrammeVersion, after: ProgrammeVersion) -> tuple[Change, ...]:
    """What changed between two versions, cell by cell in their order; "not seen" on one side is shown as such."""
    pairs = ((name, before.cell(name), after.cell(name)) for name in CELL_NAMES)
    return tuple(Change(name, old, new) for name, old, new in pairs if old != new)
