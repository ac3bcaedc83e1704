"""Series and their editions as EventSeries and Event, one within the other; when, where, and who organises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from kommunal_partner._checks import instances
from kommunal_partner.adapters._texts import writable
from kommunal_partner.adapters.to_jsonld._nodes import CONTEXT, Node, cited, urn
from kommunal_partner.adapters.to_jsonld._organizations import organization_node, organizations
from kommunal_partner.adapters.to_jsonld._page import script
from kommunal_partner.countries import country, known_codes
from kommunal_partner.cycles import Grid, interval
from kommunal_partner.fuzzy_dates import DatePrecision, FuzzyDate
from kommunal_partner.languages import language
from kommunal_partner.series import Edition, EditionStatus, EventSeries, Mode, Place

_SCHEDULED: Final = "https://schema.org/EventScheduled"
_STATUS: Final = {
    EditionStatus.HELD: _SCHEDULED,
    EditionStatus.HELD_DETAILS_UNKNOWN: _SCHEDULED,
    EditionStatus.ANNOUNCED: _SCHEDULED,
    EditionStatus.CANCELLED: "https://schema.org/EventCancelled",
    EditionStatus.POSTPONED: "https://schema.org/EventPostponed",
}
"""An edition only listed, or inferred from a number, has no status: nobody says that it took place as planned."""
_MODE: Final = {
    Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Mode.DIGITAL: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def series_script(
    series: Iterable[EventSeries] | Mapping[str, EventSeries],
    *,
    organizer: object = None,
    funder: object = None,
    lang: str = "de",
) -> str:
    """What `series_jsonld` gives as a script element for the head of a page: nothing in a name or a note can end it.

    Raises:
        BadModel: as `series_jsonld` does.
    """
    return script(series_jsonld(series, organizer=organizer, funder=funder, lang=lang))


def series_jsonld(
    series: Iterable[EventSeries] | Mapping[str, EventSeries],
    *,
    organizer: object = None,
    funder: object = None,
    lang: str = "de",
) -> dict[str, Any]:
    """The series with their editions as a JSON-LD document, ready for `json.dumps`; `series_script` puts it on a page.

    schema.org takes a year, a month or a day as a date; a season, a choice of years or a date with a mark is left out
    and stands in `description` as EDTF. An edition of several series has several superEvents; sessions are its
    subEvents. Ids are names of this library's own, in `urn:kommunal-partner:`. A register stands for its series.

    `organizer` and `funder` are those of all the series: units, names, documents of `organization_jsonld`, or several.
    The host of an edition is its organizer.

    Raises:
        BadModel: for anything but series, and for organisations that are none.
    """
    tag = language(lang)
    given = instances(series, EventSeries, "series")
    bodies = {
        name: nodes
        for name, bodies in (("organizer", organizer), ("funder", funder))
        if (nodes := organizations(bodies, name, tag))
    }
    graph: list[Node] = []
    editions: dict[str, tuple[Edition, list[EventSeries]]] = {}
    for one in given:
        graph.append(_series(one, tag) | bodies)
        for edition in _own(one):
            editions.setdefault(edition.id, (edition, []))[1].append(one)
    graph += [_edition(edition, homes, bodies, tag) for edition, homes in editions.values()]
    return {"@context": CONTEXT, "@graph": graph}


def _own(one: EventSeries) -> list[Edition]:
    return [edition for edition in one.editions if not edition.status.is_related_only]


def _series(one: EventSeries, lang: str) -> Node:
    node: Node = {"@type": "EventSeries", "@id": urn("series", one.id), "name": writable(one.name.text(lang))}
    every = interval(one.cycle) if isinstance(one.cycle, Grid) else None
    if every is not None:
        months = f"{every.months}M" if every.months else ""
        years = f"{every.years}Y" if every.years else ""
        node["eventSchedule"] = {"@type": "Schedule", "repeatFrequency": f"P{years}{months}"}
    editions = [{"@id": urn("edition", edition.id)} for edition in _own(one)]
    return node | ({"subEvent": editions} if editions else {})


def _edition(edition: Edition, homes: list[EventSeries], bodies: Mapping[str, list[Node]], lang: str) -> Node:
    home = homes[0]
    number = edition.number_in(home.id)
    name = home.name.text(lang)
    node: Node = {
        "@type": "Event",
        "@id": urn("edition", edition.id),
        "name": writable(name if number is None else f"{number}. {name}"),
        "superEvent": [{"@id": urn("series", one.id)} for one in homes],
        **_when(edition),
    }
    if edition.status in _STATUS:
        node["eventStatus"] = _STATUS[edition.status]
    if edition.mode in _MODE:
        node["eventAttendanceMode"] = _MODE[edition.mode]
    if edition.places:
        node["location"] = [_place(place) for place in edition.places]
    if edition.theme is not None:
        node["keywords"] = writable(edition.theme.text(lang))
    hosts = [] if edition.host is None else [organization_node(edition.host, lang)]
    organizers = [*hosts, *bodies.get("organizer", [])]
    if organizers:
        node["organizer"] = organizers
    if "funder" in bodies:
        node["funder"] = bodies["funder"]
    sessions = [_session(span.start, span.last or span.start, node) for span in edition.sessions]
    if sessions:
        node["subEvent"] = sessions
    pages = cited(edition.sources)
    if pages:
        node["subjectOf"] = pages
    return node


def _when(edition: Edition) -> Node:
    """Its dates, as precise as they are known; no duration where the days do not touch."""
    if edition.has_day:
        first, last = edition.first_day, edition.last_day
        dates: Node = {"startDate": str(first), "endDate": str(last)}
        return dates if edition.sessions else dates | {"duration": f"P{(last - first + timedelta(1)).days}D"}
    reduced = _year_or_month(edition.when)
    return {"description": str(edition.when)} if reduced is None else {"startDate": reduced}


def _year_or_month(when: FuzzyDate) -> str | None:
    """The date as ISO 8601 with reduced precision, if it is a plain year or month without a mark."""
    plain = not (when.is_uncertain or when.is_approximate)
    return str(when) if plain and when.precision in {DatePrecision.YEAR, DatePrecision.MONTH} else None


def _session(first: date, last: date, event: Node) -> Node:
    return {"@type": "Event", "name": event["name"], "startDate": str(first), "endDate": str(last)}


def _place(place: Place) -> Node:
    """A Place with its address as far as it is known; its name is that of the town."""
    address: Node = {"@type": "PostalAddress", "addressLocality": writable(place.city)}
    if place.land is not None:
        address["addressRegion"] = f"DE-{place.land}"
    if place.country is not None:
        known = place.country in known_codes()
        address["addressCountry"] = country(place.country).alpha2 if known else writable(place.country)
    return {"@type": "Place", "name": writable(place.city), "address": address}
