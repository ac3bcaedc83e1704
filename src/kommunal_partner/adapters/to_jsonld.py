"""Series and their editions as JSON-LD after schema.org: EventSeries, Event, superEvent, eventSchedule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from kommunal_partner.cycles import Grid, interval
from kommunal_partner.languages import language
from kommunal_partner.series import Edition, EditionStatus, EventSeries, Mode

__all__ = ["series_jsonld"]

_STATUS: Final = {
    EditionStatus.CANCELLED: "https://schema.org/EventCancelled",
    EditionStatus.POSTPONED: "https://schema.org/EventPostponed",
}
_MODE: Final = {
    Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Mode.DIGITAL: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def series_jsonld(series: Iterable[EventSeries], *, lang: str = "de") -> dict[str, Any]:
    """The series with their editions as a JSON-LD document, ready for `json.dumps`.

    schema.org takes a year (`2014`) or a day as a date; a season or a choice of years is left out and stands in
    `description` as EDTF. An edition of several series has several superEvents. Ids are names of this library's own,
    in `urn:kommunal-partner:`.
    """
    tag = language(lang)
    given = list(series)
    graph: list[dict[str, Any]] = []
    editions: dict[str, tuple[Edition, list[EventSeries]]] = {}
    for one in given:
        graph.append(_series(one, tag))
        for edition in one.editions:
            if not edition.status.is_related_only:
                editions.setdefault(edition.id, (edition, []))[1].append(one)
    graph += [_edition(edition, homes, tag) for edition, homes in editions.values()]
    return {"@context": "https://schema.org", "@graph": graph}


def _urn(kind: str, name: str) -> str:
    return f"urn:kommunal-partner:{kind}:{name}"


def _series(one: EventSeries, lang: str) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": "EventSeries", "@id": _urn("series", one.id), "name": one.name.text(lang)}
    every = interval(one.cycle) if isinstance(one.cycle, Grid) else None
    if every is not None:
        months = f"{every.months}M" if every.months else ""
        years = f"{every.years}Y" if every.years else ""
        node["eventSchedule"] = {"@type": "Schedule", "repeatFrequency": f"P{years}{months}"}
    return node


def _edition(edition: Edition, homes: list[EventSeries], lang: str) -> dict[str, Any]:
    home = homes[0]
    number = edition.number_in(home.id)
    name = home.name.text(lang)
    node: dict[str, Any] = {
        "@type": "Event",
        "@id": _urn("edition", edition.id),
        "name": name if number is None else f"{number}. {name}",
        "superEvent": [{"@id": _urn("series", one.id)} for one in homes],
        "eventStatus": _STATUS.get(edition.status, "https://schema.org/EventScheduled"),
    }
    if edition.has_day:
        node["startDate"] = edition.first_day.isoformat()
        node["endDate"] = (edition.when.span.last or edition.first_day).isoformat()
        node["duration"] = (
            f"P{((edition.when.span.last or edition.first_day) - edition.first_day + timedelta(1)).days}D"
        )
    elif edition.year is not None and str(edition.when) == str(edition.year):
        node["startDate"] = str(edition.year)
    else:
        node["description"] = str(edition.when)
    if edition.mode in _MODE:
        node["eventAttendanceMode"] = _MODE[edition.mode]
    places = [{"@type": "Place", "name": place.city} for place in edition.places]
    if places:
        node["location"] = places
    cited = [source.url for source in edition.sources if source.url]
    if cited:
        node["subjectOf"] = cited
    return node
