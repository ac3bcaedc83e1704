"""Calendars of public and school holidays, through the package `holidays` (extra `calendars`).

What the package calls estimated stays marked. A year for which it warns, or knows no holiday at all, as outside its
range, is unknown, not free.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, Final

from kommunal_partner._checks import choice, nearest
from kommunal_partner.countries import Country, country
from kommunal_partner.errors import BadInstance, BadKey, MissingExtra, UnknownName
from kommunal_partner.keys import LAENDER, Land, parse_land
from kommunal_partner.languages import Term, language
from kommunal_partner.planning import Calendar, CalendarDay, DayKind
from kommunal_partner.spans import Span

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = ["country_holidays", "public_holidays", "school_holidays"]

_ESTIMATED: Final = ("(estimated)", "(geschätzt)")
_A_LAND: Final = Term("Land", "Land")
_MOST_YEARS: Final = 50
_IN_PARTS: Final = Term("{name} (nur in einem Teil der Gemeinden)", "{name} (in some of the municipalities only)")


def public_holidays(land: Land | str, window: Span, *, lang: str = "de") -> Calendar:
    """The public holidays of a Land: blocked; those that hold in some of its municipalities only: discouraged.

    A Land is given as itself, by its ISO code ("DE-HE"), its two letters, its two-digit key, its name or a usual short
    form ("NRW").

    Raises:
        UnknownName: if there is no such Land.
        BadInstance: if the window is open.
        MissingExtra: if the package `holidays` is not installed.
    """
    found = _land(land)
    tag = language(lang)
    read = _Reader("DE", found.code, {"de": "de", "en": "en_US"}[tag])
    days = list(read.days(window, "public", DayKind.BLOCKED))
    for day in read.days(window, "catholic", DayKind.DISCOURAGED, may_be_empty=True):
        name = _IN_PARTS.text(tag).format(name=day.text(tag))
        days += [] if day.kind is DayKind.UNKNOWN else [CalendarDay(day.first, day.last, name, day.kind)]
    title = Term(f"Feiertage in {found.name_de}", f"public holidays in {found.name_en}")
    return read.calendar(title.text(tag), days, {found.iso}, window)


def school_holidays(land: Land | str, window: Span, *, lang: str = "de") -> Calendar:
    """The school holidays of a Land, as far as the package knows them: discouraged days.

    Raises:
        UnknownName, MissingExtra: as `public_holidays` does.
    """
    found = _land(land)
    tag = language(lang)
    read = _Reader("DE", found.code, {"de": "de", "en": "en_US"}[tag])
    days = list(_joined(read.days(window, "school", DayKind.DISCOURAGED)))
    title = Term(f"Schulferien in {found.name_de}", f"school holidays in {found.name_en}")
    return read.calendar(title.text(tag), days, {found.iso}, window)


def country_holidays(
    code: str | Country, window: Span, *, kind: DayKind | str = DayKind.DISCOURAGED, lang: str = "de"
) -> Calendar:
    """The public holidays of a partner's country; discouraged unless said otherwise.

    The names of the days are English where the package has them in English, else in a language of the country.

    Raises:
        UnknownCountry: if there is no such code.
        MissingExtra: if the package `holidays` is not installed.
    """
    found = country(code)
    tag = language(lang)
    read = _Reader(found.alpha2, None, "en_US")
    title = Term(f"Feiertage: {found.name('de')}", f"public holidays: {found.name('en')}")
    return read.calendar(
        title.text(tag), list(read.days(window, "public", choice(DayKind, kind, "kind"))), {found.alpha3}, window
    )


def _land(land: Land | str) -> Land:
    try:
        return parse_land(land, repair="refuse")
    except BadKey:
        names = {name: one.iso for one in LAENDER.values() for name in (one.iso, one.code, one.name_de, one.name_en)}
        near = nearest(land, names) if isinstance(land, str) else ()
        raise UnknownName(_A_LAND, land, [names[name] for name in near]) from None


class _Reader:
    """Reads one country, or one Land of it, year by year."""

    def __init__(self, alpha2: str, subdivision: str | None, lang: str) -> None:
        try:
            import holidays
        except ImportError:
            raise MissingExtra("holidays", "calendars") from None
        self.package = holidays
        self.alpha2 = alpha2
        self.subdivision = subdivision
        supported = holidays.list_supported_countries(include_aliases=False)
        self.supported = alpha2 in supported
        languages = getattr(self._instance(), "supported_languages", ()) if self.supported else ()
        self.lang = lang if lang in languages else None

    def _instance(self, year: int | None = None, category: str = "public") -> HolidayBase:
        return self.package.country_holidays(
            self.alpha2, self.subdivision, years=year, categories=category, language=getattr(self, "lang", None)
        )

    def days(self, window: Span, category: str, kind: DayKind, *, may_be_empty: bool = False) -> Iterator[CalendarDay]:
        """The holidays inside the window; a whole year as one unknown stretch where nothing is known of it."""
        last = getattr(window, "last", None)
        if not isinstance(last, date) or last.year - window.start.year > _MOST_YEARS:
            raise BadInstance(
                Term(
                    f"Feiertage gibt es für einen Zeitraum mit letztem Tag, von höchstens {_MOST_YEARS} Jahren",
                    f"holidays are looked up for a window with a last day, of {_MOST_YEARS} years at most",
                ),
                argument="window",
                value=window,
            )
        for year in range(window.start.year, last.year + 1):
            named = self._year(year, category)
            if named is None or not (named or may_be_empty):
                title = Term(f"{year} nicht erfasst", f"{year} not covered")
                first, until = max(window.start, date(year, 1, 1)), min(last, date(year, 12, 31))
                yield CalendarDay(first, until, title, DayKind.UNKNOWN)
                continue
            for day, name, estimated in named:
                if window.contains(day):
                    yield CalendarDay(day, day, name, kind, estimated)

    def _year(self, year: int, category: str) -> list[tuple[date, str, bool]] | None:
        """Day, name and whether it is estimated; None for a country or a year of which the package warns."""
        if not self.supported:
            return None
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            found = self._instance(year, category)
            if told:
                return None
            names = [(day, name) for day in sorted(found) for name in found.get_list(day)]
        return [(day, _plain(name), name.endswith(_ESTIMATED)) for day, name in names]

    def calendar(self, title: str, days: Iterable[CalendarDay], places: set[str], window: Span) -> Calendar:
        """The days as a calendar that names the package and its version."""
        version = f"holidays {package_version('holidays')}"
        return Calendar(title, tuple(days), frozenset(places), window, version)


def _plain(name: str) -> str:
    for mark in _ESTIMATED:
        name = name.removesuffix(mark)
    return name.strip()


def _joined(days: Iterable[CalendarDay]) -> Iterator[CalendarDay]:
    """Neighbouring days of one name as one stretch."""
    current: CalendarDay | None = None
    for day in days:
        touches = current is not None and day.first == current.last + timedelta(days=1)
        if current is not None and touches and (day.name, day.kind) == (current.name, current.kind):
            current = CalendarDay(current.first, day.last, current.name, current.kind, current.estimated)
            continue
        if current is not None:
            yield current
        current = day
    if current is not None:
        yield current
