"""Editions: what is known of one meeting of a series, what is claimed of it, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Final

from attrs import Factory, field, frozen

from kommunal_partner._checks import as_day, choice, identifier, instances
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadEdition, BadModel
from kommunal_partner.fuzzy_dates import DateMark, DatePart, DatePrecision, FuzzyDate, Interval
from kommunal_partner.languages import Term, phrase
from kommunal_partner.series._audiences import Audience
from kommunal_partner.series._claims import Aspect, Claim, Counts, Origin, conflicts, shown_first
from kommunal_partner.series._scopes import Scope
from kommunal_partner.series.sentences import EDITION_STATES, MODES, NUMBER_ORIGINS
from kommunal_partner.sources import Confidence, Source, as_confidence
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Sentence


class EditionStatus(Enum):
    """What kind of event it is, and what is known of it having taken place.

    HELD, HELD_DETAILS_UNKNOWN and INFERRED_FROM_NUMBERING count as editions that took place. NOMINAL_ONLY is listed,
    without a report; ANNOUNCED lies ahead; POSTPONED and CANCELLED did not take place as announced. BRIDGE_EVENT,
    OFF_SERIES and SIBLING_SERIES are told here so that nobody counts them.
    """

    HELD = "held"
    HELD_DETAILS_UNKNOWN = "held_details_unknown"
    INFERRED_FROM_NUMBERING = "inferred_from_numbering"
    NOMINAL_ONLY = "nominal_only"
    ANNOUNCED = "announced"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    BRIDGE_EVENT = "bridge_event"
    OFF_SERIES = "off_series"
    SIBLING_SERIES = "sibling_series"

    @property
    def took_place(self) -> bool:
        """Whether it counts as an edition that took place."""
        return self in _TOOK_PLACE

    @property
    def is_related_only(self) -> bool:
        """Whether it is an event beside the series, no edition of it."""
        return self in _RELATED

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return EDITION_STATES[self.value].text(lang)


_TOOK_PLACE: Final = frozenset(
    {EditionStatus.HELD, EditionStatus.HELD_DETAILS_UNKNOWN, EditionStatus.INFERRED_FROM_NUMBERING}
)
_RELATED: Final = frozenset({EditionStatus.BRIDGE_EVENT, EditionStatus.OFF_SERIES, EditionStatus.SIBLING_SERIES})


class Mode(Enum):
    """How people met."""

    IN_PERSON = "in_person"
    DIGITAL = "digital"
    HYBRID = "hybrid"
    UNKNOWN = "unknown"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return MODES[self.value].text(lang)


class NumberOrigin(Enum):
    """Whether a number was stated, inferred from its neighbours, or assigned when the facts were collected."""

    STATED = "stated"
    INFERRED = "inferred"
    ASSIGNED = "assigned"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return NUMBER_ORIGINS[self.value].text(lang)


@frozen(repr=False)
class Place:
    """A town, its Land (the two letters of ISO 3166-2, such as `NW`) in Germany, its country where that is known."""

    city: str
    land: str | None = None
    country: str | None = None

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.land is not None and self.country not in {None, "DEU"}:
            raise BadModel(
                Term(
                    f"{self.city}: Das Land {self.land} liegt in Deutschland, nicht in {self.country}",
                    f"{self.city}: the Land {self.land} lies in Germany, not in {self.country}",
                )
            )


def _number_origin(value: NumberOrigin | str) -> NumberOrigin:
    return choice(NumberOrigin, value, "origin")


@frozen(repr=False)
class InSeries:
    """That an edition belongs to a series, and the numbers it may have there; none where it has no number."""

    series: str
    numbers: tuple[int, ...] = ()
    origin: NumberOrigin = field(default=NumberOrigin.STATED, converter=_number_origin)
    note: Term | None = field(default=None, converter=phrase)

    __repr__ = short_repr


def _fuzzy(value: FuzzyDate | Span | date | str) -> FuzzyDate:
    if isinstance(value, FuzzyDate):
        return value
    if isinstance(value, Span):
        if value.last is None:
            raise BadEdition(
                Term(
                    "eine Veranstaltung hat ein Ende: bitte einen Zeitraum mit letztem Tag angeben",
                    "an edition has an end: give a span with one",
                )
            )
        return FuzzyDate.between(value.start, value.last)
    return FuzzyDate.of(as_day(value, "when")) if not isinstance(value, str) else FuzzyDate.parse(value)


def _numbers(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers)))


def _by_start(sessions: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(sessions, key=lambda span: span.start))


def _named(countries: Iterable[str]) -> frozenset[str]:
    return frozenset(countries)


def _status(value: EditionStatus | str) -> EditionStatus:
    return choice(EditionStatus, value, "status")


def _mode(value: Mode | str) -> Mode:
    return choice(Mode, value, "mode")


def _origin(value: Origin | str) -> Origin:
    return choice(Origin, value, "origin")


def _named_by_date(edition: Edition) -> str:
    return str(edition.when)


@frozen(repr=False)
class Edition:
    """One meeting of a series, as far as it is known: `Edition("2018-10-29/2018-10-31", number=2)`.

    `when` may be a text in EDTF, a day, a span or a FuzzyDate; it has bounds on both sides. `number` is the certain
    number, `possible_numbers` those it may have instead. `sessions` are given where the days do not touch.
    `known_since` is a day on which it had certainly been announced. An edition whose status says ANNOUNCED and that
    has none counts as announced on every day.

    `replaces` is the id of the edition it took the place of; `perhaps_same_as` of editions it may be the same as.
    `countries` (alpha-3) are those named as taking part, never the full list. `scope` and `audience` are those of the
    series it stands in. `id` is its date unless given.

    Raises:
        BadEdition: for a date without bounds, a number below 1, both a certain and possible numbers, overlapping
            sessions, or an edition that replaces itself.
        BadFuzzyDate: for a text that is no date.
    """

    when: FuzzyDate = field(converter=_fuzzy)
    number: int | None = None
    id: str = field(default=Factory(_named_by_date, takes_self=True), kw_only=True)
    status: EditionStatus = field(default=EditionStatus.HELD, converter=_status, kw_only=True)
    possible_numbers: tuple[int, ...] = field(default=(), converter=_numbers, kw_only=True)
    in_series: tuple[InSeries, ...] = field(default=(), kw_only=True)
    places: tuple[Place, ...] = field(default=(), kw_only=True)
    host: Term | None = field(default=None, converter=phrase, kw_only=True)
    mode: Mode = field(default=Mode.UNKNOWN, converter=_mode, kw_only=True)
    sessions: tuple[Span, ...] = field(default=(), converter=_by_start, kw_only=True)
    origin: Origin = field(default=Origin.REPORTED, converter=_origin, kw_only=True)
    known_since: date | None = field(default=None, kw_only=True)
    replaces: str | None = field(default=None, kw_only=True)
    perhaps_same_as: tuple[str, ...] = field(default=(), kw_only=True)
    counts: Counts = field(factory=Counts, kw_only=True)
    countries: frozenset[str] = field(default=frozenset(), converter=_named, kw_only=True)
    theme: Term | None = field(default=None, converter=phrase, kw_only=True)
    claims: tuple[Claim, ...] = field(default=(), converter=shown_first, kw_only=True)
    on_agency_page: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)
    sources: tuple[Source, ...] = field(default=(), kw_only=True)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence, kw_only=True)
    scope: Scope | None = field(default=None, eq=False, repr=False, kw_only=True)
    audience: Audience | None = field(default=None, eq=False, repr=False, kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.when.earliest is None or self.when.latest is None:
            raise BadEdition(
                Term(
                    f"{self.when}: Eine Veranstaltung braucht einen ersten und einen letzten Tag, wie fern auch immer",
                    f"{self.when}: an edition needs a date with a first and a last day, however far apart",
                )
            )
        for number in (self.number, *self.possible_numbers):
            if number is not None and number < 1:
                raise BadEdition(
                    Term(
                        f"{self.id}: Veranstaltungen werden von 1 an gezählt, nicht {number}",
                        f"{self.id}: editions are numbered from 1 on, not {number}",
                    )
                )
        if self.number is not None and self.possible_numbers:
            raise BadEdition(
                Term(
                    f"{self.id}: Entweder ist die Nummer {self.number} sicher, oder mehrere sind möglich, nicht beides",
                    f"{self.id}: either number {self.number} is certain or several are possible, not both",
                )
            )
        if self.known_since is not None:
            as_day(self.known_since, "known_since")
        if any(session.end is None for session in self.sessions):
            raise BadEdition(
                Term(f"{self.id}: Ein Teil der Veranstaltung hat ein Ende", f"{self.id}: a session has an end")
            )
        for session, following in zip(self.sessions, self.sessions[1:], strict=False):
            if session.overlaps(following):
                raise BadEdition(
                    Term(
                        f"{self.id}: Die Teile {session.text()} und {following.text()} überschneiden sich",
                        f"{self.id}: the sessions {session} and {following} overlap",
                    )
                )
        if self.id in {self.replaces, *self.perhaps_same_as}:
            raise BadEdition(
                Term(f"{self.id} kann nicht für sich selbst stehen", f"{self.id} cannot stand in for itself")
            )

    @property
    def first_day(self) -> date:
        """The first day it can have taken place on."""
        return self.when.earliest or date.min  # there is one: checked when it was made

    @property
    def last_day(self) -> date:
        """The last day it can have taken place on, sessions counted."""
        last = self.when.latest or date.max  # there is one: checked when it was made
        return max([last, *(session.last or last for session in self.sessions)])

    @property
    def year(self) -> int | None:
        """The year it began in; None if that is not certain, so for every date that carries a mark."""
        if self.when.is_uncertain or self.when.is_approximate:
            return None
        return self.first_day.year if self.has_day or self.first_day.year == self.last_day.year else None

    @property
    def has_day(self) -> bool:
        """Whether the very days are known, not only a month, season, year or choice."""
        content = self.when.content
        parts = (content.begin, content.end) if isinstance(content, Interval) else (content,)
        return all(
            isinstance(part, DatePart) and part.precision is DatePrecision.DAY and part.mark is DateMark.NONE
            for part in parts
        )

    def numbers_in(self, series: str) -> tuple[int, ...]:
        """The numbers it may have in a series, given as itself or by its id; none if it has none there."""
        wanted = identifier(series, "series")
        for membership in self.in_series:
            if membership.series == wanted:
                return membership.numbers
        return self.possible_numbers if self.number is None else (self.number,)

    def number_in(self, series: str) -> int | None:
        """Its certain number in a series; None if it has none, or may have several."""
        numbers = self.numbers_in(series)
        return numbers[0] if len(numbers) == 1 else None

    def claims_about(self, about: Aspect | str) -> tuple[Claim, ...]:
        """What is claimed of one aspect, the claim shown first in front."""
        wanted = choice(Aspect, about, "about")
        return tuple(claim for claim in self.claims if claim.about is wanted)

    def conflicts(self) -> tuple[Aspect, ...]:
        """The aspects of which several things are claimed."""
        return conflicts(self.claims)


def in_order(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """The editions by the middle of the days they may have begun on, then by number."""
    return tuple(sorted(instances(editions, Edition, "editions", BadEdition), key=_middle))


def _middle(edition: Edition) -> tuple[int, int, str]:
    low, high = edition.first_day.toordinal(), edition.last_day.toordinal()
    return low if edition.has_day else (low + high) // 2, edition.number or 0, edition.id


@frozen(repr=False)
class ExpectedEdition:
    """An edition that would be due: never one that took place or was announced.

    `earliest` and `latest` count. `number` is the one it would have if no other came in between, None where that is
    not certain. `basis` says what the expectation rests on; `lapsed` that the rhythm behind it has ended;
    `nth_in_year` counts where several are expected in one year.

    Raises:
        BadEdition: if the likeliest day does not lie between the earliest and the latest.
    """

    series: str
    year: int
    earliest: date
    likeliest: date
    latest: date
    basis: Sentence
    number: int | None = None
    lapsed: bool = False
    nth_in_year: int = 1
    evidence: tuple[Edition, ...] = field(default=(), repr=False)
    scope: Scope | None = field(default=None, eq=False, repr=False)
    audience: Audience | None = field(default=None, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not self.earliest <= self.likeliest <= self.latest:
            raise BadEdition(
                Term(
                    f"{self.likeliest} liegt nicht von {self.earliest} bis {self.latest}",
                    f"{self.likeliest} does not lie from {self.earliest} to {self.latest}",
                )
            )

    @property
    def id(self) -> str:
        """The series and the year; from the second in a year on, also which."""
        return f"{self.series}-{self.year}{f'-{self.nth_in_year}' if self.nth_in_year > 1 else ''}-expected"

    @property
    def window(self) -> Span:
        """The days from the earliest to the latest."""
        return Span.through(self.earliest, self.latest)

    @property
    def when(self) -> FuzzyDate:
        """The window as a fuzzy date."""
        return FuzzyDate.between(self.earliest, self.latest)
