"""Series and their editions as JSON-LD after schema.org: EventSeries, Event, superEvent, eventSchedule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from kommunal_partner._checks import values_of
from kommunal_partner.adapters._texts import writable
from kommunal_partner.cycles import Grid, interval
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import language
from kommunal_partner.series import Edition, EditionStatus, EventSeries, Mode

__all__ = ["series_jsonld", "series_script"]

_STATUS: Final = {
    EditionStatus.CANCELLED: "https://schema.org/EventCancelled",
    EditionStatus.POSTPONED: "https://schema.org/EventPostponed",
}
_MODE: Final = {
    Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Mode.DIGITAL: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def series_script(series: Iterable[EventSeries] | Mapping[str, EventSeries], *, lang: str = "de") -> str:
    """The series as a script element for the head of a page: nothing in a name or a note can end it.

    What `series_jsonld` gives, with `<`, `>` and `&` written as JSON escapes, so that `</script>` inside a text stays a
    text.

    Raises:
        BadModel: as `series_jsonld` does.
    """
    document = json.dumps(series_jsonld(series, lang=lang), ensure_ascii=False)
    for sign, escape in _IN_A_PAGE.items():
        document = document.replace(sign, escape)
    return f'<script type="application/ld+json">{document}</script>'


_IN_A_PAGE: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def series_jsonld(series: Iterable[EventSeries] | Mapping[str, EventSeries], *, lang: str = "de") -> dict[str, Any]:
    """The series with their editions as a JSON-LD document, ready for `json.dumps`; `series_script` puts it on a page.

    schema.org takes a year (`2014`) or a day as a date; a season or a choice of years is left out and stands in
    `description` as EDTF. An edition of several series has several superEvents. Ids are names of this library's own,
    in `urn:kommunal-partner:`. A register stands for its series.

    Raises:
        BadModel: for anything but series.
    """
    tag = language(lang)
    given = list(values_of(series, "series"))
    for one in given:
        if not isinstance(one, EventSeries):
            raise BadModel(f"{type(one).__name__} is not an EventSeries", argument="series", value=one)
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
    node: dict[str, Any] = {
        "@type": "EventSeries",
        "@id": _urn("series", one.id),
        "name": writable(one.name.text(lang)),
    }
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
        "name": writable(name if number is None else f"{number}. {name}"),
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
    places = [{"@type": "Place", "name": writable(place.city)} for place in edition.places]
    if places:
        node["location"] = places
    cited = [source.url for source in edition.sources if source.url]
    if cited:
        node["subjectOf"] = cited
    return node
