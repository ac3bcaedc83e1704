"""An event series: its scope, its cycle, its audience and every edition known of it."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from enum import Enum

from attrs import field, frozen

from kommunal_partner._checks import as_text, choice, identifier, instances, items, nearest, refusal
from kommunal_partner._repr import short_repr
from kommunal_partner.cycles import (
    AfterLast,
    Alternating,
    Cycle,
    Grid,
    NamedYears,
    NoCycle,
    OnDemand,
    Regular,
    UnknownCycle,
)
from kommunal_partner.errors import BadEdition, BadModel, UnknownName
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term, named, phrase
from kommunal_partner.series._audiences import Audience
from kommunal_partner.series._claims import Aspect, Claim, Origin, conflicts, shown_first
from kommunal_partner.series._editions import Edition
from kommunal_partner.series._scopes import Scope, as_scope
from kommunal_partner.series.sentences import SERIES_KINDS, edition_of
from kommunal_partner.sources import Confidence, Source, as_confidence


class SeriesKind(Enum):
    """What kind of format a series is."""

    REGIONAL_CONFERENCE = "regional_conference"
    ROUND_TABLE = "round_table"
    COUNTRY_CONFERENCE = "country_conference"
    MATCHING_CONFERENCE = "matching_conference"
    NETWORK_MEETING = "network_meeting"
    CALL_BASED_CONFERENCE = "call_based_conference"
    PROGRAMME_EVENT = "programme_event"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return SERIES_KINDS[self.value].text(lang)


def _origin(value: Origin | str) -> Origin:
    return choice(Origin, value, "origin")


@frozen(repr=False)
class Expectation:
    """An edition that somebody's projection expects, and of which no trace was found: never an edition."""

    when: FuzzyDate
    number: int | None = None
    origin: Origin = field(default=Origin.PROJECTION, converter=_origin)
    note: Term | None = field(default=None, converter=phrase)
    sources: tuple[Source, ...] = ()
    confidence: Confidence = field(default=Confidence.LOW, converter=as_confidence)

    __repr__ = short_repr


def _kind(value: SeriesKind | str) -> SeriesKind:
    return choice(SeriesKind, value, "kind")


def _cycle(value: Cycle) -> Cycle:
    if isinstance(value, (Grid, AfterLast, NamedYears, OnDemand, Regular, NoCycle, UnknownCycle, Alternating)):
        return value
    raise refusal(
        BadModel,
        "cycle",
        value,
        f" muss ein Turnus sein wie Grid(2010) oder NoCycle(), nicht {type(value).__name__}",
        f" must be a cycle such as Grid(2010) or NoCycle(), not {type(value).__name__}",
    )


def _editions(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    return instances(editions, Edition, "editions")


def _expectations(expectations: Iterable[Expectation]) -> tuple[Expectation, ...]:
    return items(expectations, "expectations")


@frozen(repr=False)
class EventSeries:
    """A series of events, built in one line: `EventSeries("rt-x", "Round table X", "round_table", scope, NoCycle())`.

    `editions` holds every event that is known, oldest first: editions that took place (`counted`), that were only
    listed or announced or did not come about, and events beside the series (`related`). Each takes on the series'
    scope and audience unless it has its own. `expectations` are no editions.

    `numbering`, `observed` and `status_note` are what the facts say in words of the numbers, the rhythm and the state
    of the series; `first_year` is the first documented year. `claims` are what sources say
    of the series as a whole, its aims among them, those that contradict one another side by side.

    Raises:
        BadEdition: if editions are out of order (`in_order` sorts them), two share an id or a certain number, or
            their numbers run against their dates.
        BadModel: if the id or the name is blank.
    """

    id: str
    name: Term = field(converter=named)
    kind: SeriesKind = field(converter=_kind)
    scope: Scope = field(converter=as_scope)
    cycle: Cycle = field(converter=_cycle)
    editions: tuple[Edition, ...] = field(default=(), converter=_editions)
    audience: Audience = field(factory=Audience, repr=False)
    expectations: tuple[Expectation, ...] = field(default=(), converter=_expectations, repr=False)
    numbering: Term | None = field(default=None, converter=phrase, repr=False)
    observed: Term | None = field(default=None, converter=phrase, repr=False)
    status_note: Term | None = field(default=None, converter=phrase, repr=False)
    first_year: FuzzyDate | None = field(default=None, repr=False)
    claims: tuple[Claim, ...] = field(default=(), converter=shown_first, repr=False)
    on_agency_page: bool | None = field(default=None, repr=False)
    sources: tuple[Source, ...] = field(default=(), repr=False)
    confidence: Confidence = field(default=Confidence.MEDIUM, converter=as_confidence)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        as_text(self.id, "id")
        _check_order(self.id, self.editions)
        _check_numbers(self.id, [edition for edition in self.editions if not edition.status.is_related_only])
        object.__setattr__(self, "editions", tuple(self._own(edition) for edition in self.editions))

    def _own(self, edition: Edition) -> Edition:
        if edition.scope is not None and edition.audience is not None:
            return edition
        own = copy(edition)  # not evolve: nothing that an edition checks is changed
        object.__setattr__(own, "scope", self.scope if edition.scope is None else edition.scope)
        object.__setattr__(own, "audience", self.audience if edition.audience is None else edition.audience)
        return own

    @property
    def counted(self) -> tuple[Edition, ...]:
        """The editions that took place, as far as the facts say."""
        return tuple(edition for edition in self.editions if edition.status.took_place)

    @property
    def related(self) -> tuple[Edition, ...]:
        """Events beside the series, told so that nobody counts them."""
        return tuple(edition for edition in self.editions if edition.status.is_related_only)

    def edition(self, id: str) -> Edition:  # noqa: A002 - because it is called id everywhere
        """The edition with this id.

        Raises:
            UnknownName: if the series has none.
        """
        wanted = identifier(id, "id")
        for edition in self.editions:
            if edition.id == wanted:
                return edition
        raise UnknownName(edition_of(self.id), wanted, nearest(wanted, [edition.id for edition in self.editions]))

    def claims_about(self, about: Aspect | str) -> tuple[Claim, ...]:
        """What is claimed of one aspect of the series, the claim shown first in front."""
        wanted = choice(Aspect, about, "about")
        return tuple(claim for claim in self.claims if claim.about is wanted)

    def conflicts(self) -> tuple[Aspect, ...]:
        """The aspects of the series of which several things are claimed."""
        return conflicts(self.claims)

    def text(self, lang: str = "de") -> str:
        """The name of the series in German or English."""
        return self.name.text(lang)

    def __str__(self) -> str:
        return self.text()

    def replacement_of(self, edition: Edition | str) -> Edition | None:
        """The edition that took the place of this one, given as itself or by its id; None if none is known."""
        wanted = identifier(edition, "edition")
        return next((other for other in self.editions if other.replaces is not None and other.replaces == wanted), None)


def _check_order(series: str, editions: Iterable[Edition]) -> None:
    """Refuse an edition that surely began after one that stands behind it had ended."""
    newest: Edition | None = None
    ids: set[str] = set()
    for edition in editions:
        if edition.id in ids:
            raise BadEdition(
                Term(
                    f"{series}: Zwei Veranstaltungen heißen {edition.id}; bitte jeder eine eigene Kennung geben",
                    f"{series}: two editions are called {edition.id}; give each an id of its own",
                )
            )
        ids.add(edition.id)
        if newest is not None and edition.last_day < newest.first_day:
            first, then = f"{edition.id} ({edition.when})", f"{newest.id} ({newest.when})"
            de = f"{series}: {first} steht hinter {then}, war aber früher; series.in_order() ordnet Veranstaltungen"
            en = f"{series}: {first} stands behind {then}, which came later; series.in_order() sorts editions"
            raise BadEdition(Term(de, en))
        if newest is None or edition.first_day > newest.first_day:
            newest = edition


def _check_numbers(series: str, editions: Iterable[Edition]) -> None:
    """Refuse one certain number on two editions that took place, and numbers that surely run against the dates."""
    numbered = [(edition.number_in(series), edition) for edition in editions if edition.status.took_place]
    seen: dict[int, Edition] = {}
    for number, edition in numbered:
        if number is None:
            continue
        if number in seen:
            raise BadEdition(
                Term(
                    f"{series}: {seen[number].id} und {edition.id} haben beide die Nummer {number}",
                    f"{series}: {seen[number].id} and {edition.id} both have the number {number}",
                )
            )
        for earlier_number, earlier in seen.items():
            if earlier_number > number and earlier.last_day < edition.first_day:
                one, other = f"{number} ({edition.when})", f"{earlier_number} ({earlier.when})"
                de, en = f"Nummer {one} kommt nach Nummer {other}", f"number {one} comes after number {other}"
                raise BadEdition(Term(f"{series}: {de}", f"{series}: {en}"))
        seen[number] = edition
