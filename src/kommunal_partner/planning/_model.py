"""What a plan is made of: occurrences to place, what binds them, calendars that get in the way, and placements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from kommunal_partner._checks import as_day, as_text, choice, identifier, instances, items, nearest, refusal, whole
from kommunal_partner._repr import short_repr
from kommunal_partner.countries import Country, known_codes
from kommunal_partner.errors import BadInstance, UnknownCountry, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.planning._words import BY_ISO, Dates, called
from kommunal_partner.spans import Span

MOST_DAYS: Final = 366
"""No event takes more days than this."""


class DayKind(Enum):
    """What a calendar says of a day: nothing may take place, better not, or nobody knows."""

    BLOCKED = "blocked"
    DISCOURAGED = "discouraged"
    UNKNOWN = "unknown"

    def text(self, lang: str = "de") -> str:
        """The word for it in German or English."""
        return _KIND_WORDS[self].text(lang)


_KIND_WORDS = {
    DayKind.BLOCKED: Term("gesperrt", "blocked"),
    DayKind.DISCOURAGED: Term("ungünstig", "discouraged"),
    DayKind.UNKNOWN: Term("unbekannt", "unknown"),
}


_LAND: Final = Term("Land", "Land")


def _kind(kind: DayKind | str) -> DayKind:
    return choice(DayKind, kind, "kind")


def _texts(given: Iterable[str], argument: str) -> frozenset[str]:
    """The texts as a set; one text stands for itself."""
    found = [given] if isinstance(given, str) else items(given, argument, BadInstance)
    return frozenset(as_text(one, argument, BadInstance) for one in found)


def known_lands(lands: Iterable[str]) -> tuple[str, ...]:
    """The Länder in the order of their codes, each once.

    Raises:
        UnknownName: for anything that is no ISO code of a Land, such as "DE-HE".
    """
    found = _texts(lands, "lands")
    for land in found:
        if land not in BY_ISO:
            short = [code for code in BY_ISO if code.endswith(str(land).upper())]
            raise UnknownName(_LAND, land, short or nearest(land, BY_ISO))
    return tuple(sorted(found))


def known_places(places: Iterable[str]) -> frozenset[str]:
    """The places: Länder by their ISO code, countries by their alpha-3 code.

    Raises:
        UnknownName: for a Land there is none of.
        UnknownCountry: for any other text that is no country's alpha-3 code.
    """
    given = [places] if isinstance(places, (str, Country)) else items(places, "places", BadInstance)
    found = _texts([place.alpha3 if isinstance(place, Country) else place for place in given], "places")
    known_lands([place for place in found if place.startswith("DE-")])
    for place in sorted(found):
        if not place.startswith("DE-") and place not in known_codes():
            raise UnknownCountry(place, nearest(place, known_codes()), by_code=True)
    return found


def names(texts: Iterable[str]) -> frozenset[str]:
    """The names as a set; one text is one name."""
    return _texts(texts, "names")


def lengths(days: tuple[int, int] | int) -> tuple[int, int]:
    """The least and the greatest number of days; one number is both.

    Raises:
        BadInstance: unless they are whole numbers from 1 to 366, in order.
    """
    ends = items(days, "days", BadInstance) if isinstance(days, (tuple, list)) else (days, days)
    if len(ends) != 2:  # noqa: PLR2004 - because a duration has a least and a greatest number of days
        de, en = " sind eine kleinste und eine größte Zahl", " are a least and a greatest number"
        raise refusal(BadInstance, "days", days, de, en)
    least, most = (whole(end, "days", BadInstance) for end in ends)
    if not 1 <= least <= most <= MOST_DAYS:
        de = f": {least} bis {most} ist keine Dauer von 1 bis {MOST_DAYS} Tagen"
        en = f": {least} to {most} is no duration from 1 to {MOST_DAYS} days"
        raise refusal(BadInstance, "days", days, de, en)
    return least, most


@frozen(repr=False)
class CalendarDay:
    """Days that a calendar names, from `first` to `last`, both counted.

    `estimated` marks a date that its source calls estimated, such as a feast that follows the moon.

    Raises:
        BadSpan: if the last day comes before the first.
    """

    first: date
    last: date
    name: Term | str
    kind: DayKind = field(default=DayKind.BLOCKED, converter=_kind)
    estimated: bool = False

    def __attrs_post_init__(self) -> None:
        Span.through(self.first, self.last)

    def text(self, lang: str = "de") -> str:
        """The name of the days, with a mark if they are estimated."""
        name = self.name if isinstance(self.name, str) else self.name.text(lang)
        return name + (Term(" (geschätzt)", " (estimated)").text(lang) if self.estimated else "")

    __repr__ = short_repr


def _days(days: Iterable[CalendarDay]) -> tuple[CalendarDay, ...]:
    given = instances(days, CalendarDay, "days", BadInstance)
    return tuple(sorted(given, key=lambda day: (day.first, day.last, day.text("en"), day.kind.value)))


@frozen(repr=False)
class Calendar:
    """Named days that matter where one of `places` takes part; without places they matter everywhere.

    A place is a Land's ISO code ("DE-HE") or a country's alpha-3 code ("GHA"). `known` are the days the calendar speaks
    about: what lies outside is unknown, not free. `version` names the package or document it was made from.
    """

    name: str
    days: tuple[CalendarDay, ...] = field(converter=_days)
    places: frozenset[str] = field(default=frozenset(), converter=known_places)
    known: Span | None = None
    version: str = ""

    def matters_to(self, places: frozenset[str]) -> bool:
        """Whether one of these places is bound by it."""
        return not self.places or not self.places.isdisjoint(places)

    __repr__ = short_repr


def _series(series: object) -> str:
    return str(identifier(series, "series", BadInstance)) if series is not None else ""


def _past(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(as_day(day, "past") for day in items(days, "past", BadInstance)))


@frozen(repr=False)
class Occurrence:
    """One edition to be placed: its id, its series, the window of its first day, and who shares people with it.

    `days` are the least and the greatest number of days it may take; `staff` and `audience` are names, and two
    occurrences that have one in common compete for the same people. `places` are the countries (alpha-3) whose
    calendars matter, `lands` the Länder (ISO codes) that may host it; none means that it is open, and no Land's
    calendar matters. `past` are the first days of past editions, where the likeliest day was set by their season.

    Raises:
        BadInstance: if the window is upside down, its likeliest day lies outside, or the number of days is none.
        UnknownName, UnknownCountry: for a Land or a country there is none of.
    """

    id: str
    series: str = field(converter=_series)
    earliest: date
    likeliest: date
    latest: date
    days: tuple[int, int] = field(default=(2, 3), converter=lengths)
    staff: frozenset[str] = field(default=frozenset(), converter=names)
    audience: frozenset[str] = field(default=frozenset(), converter=names)
    places: frozenset[str] = field(default=frozenset(), converter=known_places)
    lands: tuple[str, ...] = field(default=(), converter=known_lands)
    past: tuple[date, ...] = field(default=(), converter=_past)

    def __attrs_post_init__(self) -> None:
        as_text(self.id, "id", BadInstance)
        as_text(self.series, "series", BadInstance)
        for name in ("earliest", "likeliest", "latest"):
            as_day(getattr(self, name), name)
        if not self.earliest <= self.likeliest <= self.latest:
            ends = f": {self.earliest} ≤ {self.likeliest} ≤ {self.latest}"
            raise refusal(BadInstance, self.id, self.likeliest, f"{ends} gilt nicht", f"{ends} does not hold")

    __repr__ = short_repr


@lru_cache(maxsize=8192)
def _each_day(first: date, last: date) -> tuple[date, ...]:
    """The days from first to last; asked for again and again by every rule about days."""
    return tuple(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))


@frozen(order=True, repr=False)
class Placement:
    """An occurrence on its days: first and last day, both counted, and the hosting Land if one is chosen."""

    first: date
    last: date
    occurrence: str
    land: str | None = None

    def __attrs_post_init__(self) -> None:
        Span.through(self.first, self.last)
        as_text(self.occurrence, "occurrence", BadInstance)
        if self.land is not None:
            known_lands(self.land)

    @property
    def length(self) -> int:
        """How many days it takes."""
        return (self.last - self.first).days + 1

    def each_day(self) -> tuple[date, ...]:
        """Every day of it, in order."""
        return _each_day(self.first, self.last)

    def places_of(self, occurrence: Occurrence) -> frozenset[str]:
        """The places whose calendars matter: those of the occurrence, and the Land that hosts it."""
        return occurrence.places if self.land is None else occurrence.places | {self.land}

    __repr__ = short_repr

    def __str__(self) -> str:
        land = "" if self.land is None else f", {called(self.land)}"
        return f"{self.occurrence}: {Dates(self.first, self.last).text()}{land}"


@frozen(repr=False)
class Move:
    """How one occurrence stands in two plans; None where it has no place."""

    occurrence: str
    before: Placement | None
    after: Placement | None

    __repr__ = short_repr


@frozen(repr=False)
class Commitment:
    """What a series is bound to: the days its editions take, its people, whose holidays matter, which Länder may host.

    Series without a commitment of their own share one team.

    Raises:
        BadInstance: for days that are no duration.
        UnknownName, UnknownCountry: for a Land or a country there is none of.
    """

    days: tuple[int, int] = field(default=(2, 3), converter=lengths)
    staff: frozenset[str] = field(default=frozenset({"team"}), converter=names)
    audience: frozenset[str] = field(default=frozenset(), converter=names)
    places: frozenset[str] = field(default=frozenset(), converter=known_places)
    lands: tuple[str, ...] = field(default=(), converter=known_lands)

    __repr__ = short_repr
