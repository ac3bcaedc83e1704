"""Editions, plans and expected windows as an iCalendar file (RFC 5545), through `icalendar` (extra `ical`).

The same items and the same stamp give the same bytes. Days are all-day events, whose DTEND does not count. What took
place or is fixed is CONFIRMED, what is planned or announced is TENTATIVE, what was called off is CANCELLED.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, field, frozen

from kommunal_partner._checks import count, instances, values_of
from kommunal_partner.adapters._texts import one_kind_of_break, writable
from kommunal_partner.cycles import Grid, interval
from kommunal_partner.errors import BadModel, MissingExtra
from kommunal_partner.languages import Lang, Term, language
from kommunal_partner.planning import Plan
from kommunal_partner.series import Edition, EditionStatus, EventSeries, ExpectedEdition
from kommunal_partner.spans import Span

if TYPE_CHECKING:
    from icalendar import Calendar, Event

__all__ = ["Item", "calendar", "rhythm"]

Item: TypeAlias = EventSeries | Edition | ExpectedEdition | Plan
"""What a calendar is made of: a whole series, single editions, expected editions, or a plan."""

PRODUCT: Final = "-//kommunal_partner//kommunal_partner//EN"
HOST: Final = "kommunal-partner.invalid"

EXPECTED: Final = Term("Erwartet (Zeitraum): {name}", "Expected (window): {name}")
PLANNED: Final = Term("Geplant: {name}", "Planned: {name}")
RHYTHM: Final = Term("Turnus: {name}", "Cycle: {name}")
CATEGORY_EDITION: Final = Term("Veranstaltung", "event")
CATEGORY_PLANNED: Final = Term("Planung", "planning")
CATEGORY_EXPECTED: Final = Term("Erwartung", "expectation")
CATEGORY_RHYTHM: Final = Term("Turnus", "cycle")

_CANCELLED: Final = frozenset({EditionStatus.CANCELLED, EditionStatus.POSTPONED})
_TENTATIVE: Final = frozenset({EditionStatus.ANNOUNCED, EditionStatus.NOMINAL_ONLY})


def _name(text: str) -> str:
    """A name without blanks and without what would break the file."""
    return "-".join(writable(text).split())


@frozen
class _Entry:
    """One all-day event: its first and last day, both counted, and what is written about it.

    `of` is the edition, or the id of the occurrence, that it is written for.
    """

    uid: str = field(converter=_name)
    first: date
    last: date
    summary: str
    status: str
    categories: tuple[str, ...]
    description: str = ""
    location: str = ""
    repeat: tuple[tuple[str, str | int], ...] = ()
    sequence: int = 0
    of: Edition | str | None = None


def calendar(
    items: Iterable[Item] | Mapping[str, Item],
    *,
    stamp: datetime,
    lang: str = "de",
    expected: bool = False,
    names: Iterable[EventSeries] | Mapping[str, EventSeries] = (),
    reasons: bool = False,
    previous: Iterable[Item] | Mapping[str, Item] = (),
    sequence: int = 0,
) -> bytes:
    """The items as an iCalendar file in UTF-8.

    `stamp` is the moment of writing (DTSTAMP), with a time zone: the library does not read the clock. An edition whose
    very days are not known has no event. Expected windows are only written with `expected=True`, and marked. `names`
    give the series that single editions and plans belong to; without them their ids are written. `reasons` writes into
    a plan's events why they lie where they do, which is not for the public. A register stands for its series.

    An edition named by its date alone is told from those of other series by the id of its series.

    A file that takes the place of an earlier one is given what that was made of as `previous`, and a higher `sequence`
    (0 for the first): what moved keeps its UID, and what is no longer there is written once more, as CANCELLED.

    Raises:
        BadModel: if the stamp has no time zone, `sequence` is below 0, an item is none of these, or two different
            editions, or occurrences of plans, would have one UID.
        MissingExtra: if the package `icalendar` is not installed.
    """
    tag = language(lang)
    number = count(sequence, "sequence")
    titles = {one.id: one.name.text(tag) for one in instances(names, EventSeries, "names")}
    entries = _entries(items, titles, tag, expected=expected, reasons=reasons)
    there = {entry.uid for entry in entries}
    gone = [one for one in _entries(previous, titles, tag, expected=expected, reasons=False) if one.uid not in there]
    entries += [evolve(one, status="CANCELLED", description="") for one in gone]
    return _written([evolve(entry, sequence=number) for entry in entries], stamp)


def _entries(
    items: Iterable[Item] | Mapping[str, Item], titles: dict[str, str], tag: Lang, *, expected: bool, reasons: bool
) -> list[_Entry]:
    entries: list[_Entry] = []
    for item in values_of(items, "items"):
        if isinstance(item, EventSeries):
            titles[item.id] = item.name.text(tag)
            entries += [entry for edition in item.editions for entry in _edition(edition, item.id, titles, tag)]
        elif isinstance(item, Edition):
            home = item.in_series[0].series if item.in_series else item.id
            entries += _edition(item, home, titles, tag)
        elif isinstance(item, Plan):
            entries += _plan(item, titles, tag, reasons=reasons)
        elif not isinstance(item, ExpectedEdition):
            kind = type(item).__name__
            de = f"ein Kalender besteht aus Reihen, ihren Veranstaltungen, erwarteten und Plänen, nicht aus {kind}"
            en = f"a calendar is made of series, editions, expected editions and plans, not of {kind}"
            raise BadModel(Term(de, en), argument="items", value=item)
        elif expected:
            entries.append(_expected(item, titles, tag))
    return _each_once(entries)


def _each_once(entries: Iterable[_Entry]) -> list[_Entry]:
    """Each event once, as it was given last.

    Raises:
        BadModel: if two different editions, or occurrences of plans, would have one UID.
    """
    single: dict[str, _Entry] = {}
    for entry in entries:
        known = single.get(entry.uid, entry).of
        if type(known) is type(entry.of) and known != entry.of:
            uid = entry.uid.removesuffix(f"@{HOST}")
            raise BadModel(
                Term(
                    f"zwei verschiedene Veranstaltungen hätten im Kalender die Kennung {uid}",
                    f"two different events would be called {uid} in the calendar",
                ),
                argument="items",
                value=uid,
            )
        single[entry.uid] = entry
    return list(single.values())


def rhythm(series: EventSeries, *, stamp: datetime, first: Span, lang: str = "de") -> bytes:
    """A series that keeps a grid, as one event that repeats by an RRULE from the days of `first` on.

    Raises:
        BadModel: if the series keeps no grid, the days are open, or the stamp has no time zone.
        MissingExtra: if the package `icalendar` is not installed.
    """
    tag = language(lang)
    cycle, last = getattr(series, "cycle", None), getattr(first, "last", None)
    if not isinstance(cycle, Grid) or not isinstance(last, date):
        named = getattr(series, "id", type(series).__name__)
        raise BadModel(
            Term(
                f"{named} hält kein Raster ein, das sich von abgeschlossenen Tagen an wiederholen ließe",
                f"{named} keeps no grid that could be repeated from closed days on",
            ),
            argument="series",
        )
    every = interval(cycle)
    months = 0 if every is None else every.years * 12 + every.months
    frequency = ("YEARLY", months // 12) if months and months % 12 == 0 else ("MONTHLY", months)
    entry = _Entry(
        f"{series.id}-rhythm@{HOST}",
        first.start,
        last,
        RHYTHM.text(tag).format(name=series.name.text(tag)),
        "TENTATIVE",
        (CATEGORY_RHYTHM.text(tag),),
        repeat=(("freq", frequency[0]), ("interval", frequency[1])),
    )
    return _written([entry], stamp)


def _edition(edition: Edition, series: str, titles: dict[str, str], lang: Lang) -> list[_Entry]:
    if not edition.has_day or edition.status.is_related_only:
        return []
    number = edition.number_in(series)
    name = titles.get(series, series)
    summary = name if number is None else f"{number}. {name}"
    status = (
        "CANCELLED" if edition.status in _CANCELLED else "TENTATIVE" if edition.status in _TENTATIVE else "CONFIRMED"
    )
    sessions = edition.sessions or (edition.when.span,)
    sources = "\n".join(source.url or source.text for source in edition.sources)
    uid = _uid_of(edition, series)
    return [
        _Entry(
            f"{uid}-{n}@{HOST}" if len(sessions) > 1 else f"{uid}@{HOST}",
            session.start,
            session.last or session.start,
            summary,
            status,
            (CATEGORY_EDITION.text(lang), edition.status.text(lang)),
            sources,
            ", ".join(place.city for place in edition.places),
            of=edition,
        )
        for n, session in enumerate(sessions, start=1)
    ]


def _uid_of(edition: Edition, series: str) -> str:
    """The id of the edition; with that of its series where it is only the date, which others may have too."""
    home = edition.in_series[0].series if edition.in_series else series
    by_date_alone = edition.id == str(edition.when) and home != edition.id
    return f"{home}-{edition.id}" if by_date_alone else edition.id


def _expected(edition: ExpectedEdition, titles: dict[str, str], lang: Lang) -> _Entry:
    name = titles.get(edition.series, edition.series)
    return _Entry(
        f"{edition.id}@{HOST}",
        edition.earliest,
        edition.latest,
        EXPECTED.text(lang).format(name=name),
        "TENTATIVE",
        (CATEGORY_EXPECTED.text(lang),),
        edition.basis.text(lang),
    )


def _plan(plan: Plan, titles: dict[str, str], lang: Lang, *, reasons: bool) -> list[_Entry]:
    series = {one.id: one.series for one in plan.occurrences}
    found = []
    for placement in plan.placements:
        name = titles.get(series[placement.occurrence], series[placement.occurrence])
        fixed = placement in plan.locked
        found.append(
            _Entry(
                f"{placement.occurrence}@{HOST}",
                placement.first,
                placement.last,
                name if fixed else PLANNED.text(lang).format(name=name),
                "CONFIRMED" if fixed else "TENTATIVE",
                (CATEGORY_PLANNED.text(lang),),
                plan.explain(placement.occurrence).text(lang) if reasons else "",
                placement.land or "",
                of=placement.occurrence,
            )
        )
    return found


STAMP: Final = Term("Der Zeitstempel eines Kalenders", "the stamp of a calendar")


def zoned(moment: object, what: Term) -> datetime:
    """The moment itself, if it has a time zone.

    Raises:
        BadModel: for any other value.
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise BadModel(
            Term(
                f"{what.de} braucht eine Zeitzone, etwa datetime.UTC oder zoneinfo.ZoneInfo('Europe/Berlin')",
                f"{what.en} needs a time zone, such as datetime.UTC or zoneinfo.ZoneInfo('Europe/Berlin')",
            ),
            value=moment,
        )
    return moment


def clean(text: str) -> str:
    """The text without what would break the file."""
    return writable(one_kind_of_break(text))


def blank_calendar() -> Calendar:
    """A calendar with nothing but its head.

    Raises:
        MissingExtra: if the package `icalendar` is not installed.
    """
    try:
        import icalendar
    except ImportError:
        raise MissingExtra("icalendar", "ical") from None

    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    return whole


def _written(entries: Iterable[_Entry], stamp: datetime) -> bytes:
    zoned(stamp, STAMP)
    whole = blank_calendar()
    from datetime import UTC

    from icalendar import Event

    for entry in sorted(entries, key=lambda one: (one.first, one.uid)):
        whole.add_component(_event(Event(), entry, stamp.astimezone(UTC)))
    return bytes(whole.to_ical())


def _event(event: Event, entry: _Entry, stamp: datetime) -> Event:
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))
    event.add("summary", clean(entry.summary))
    event.add("status", entry.status)
    event.add("categories", list(entry.categories))
    event.add("transp", "OPAQUE" if entry.status == "CONFIRMED" else "TRANSPARENT")
    if entry.description:
        event.add("description", clean(entry.description))
    if entry.location:
        event.add("location", clean(entry.location))
    if entry.repeat:
        event.add("rrule", dict(entry.repeat))
    return event
