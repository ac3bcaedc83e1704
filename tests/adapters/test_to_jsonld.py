from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.adapters.to_jsonld import (
    dataset_jsonld,
    organization_jsonld,
    script,
    series_jsonld,
    series_script,
)
from kommunal_partner.countries import country
from kommunal_partner.cycles import NoCycle
from kommunal_partner.errors import BadModel, UnknownCountry
from kommunal_partner.facts import load_facts
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import Coordinates, DatedKey, ForeignUnit, GermanUnit, MunicipalRegister
from kommunal_partner.series import CountryScope, Edition, EventSeries, Place
from kommunal_partner.spans import Span

FACTS = load_facts()


def nodes(document: dict[str, object], kind: str) -> dict[str, dict[str, object]]:
    graph = document["@graph"]
    assert isinstance(graph, list)
    return {node["@id"]: node for node in graph if node["@type"] == kind}


def test_a_series_carries_its_cycle_and_its_editions_point_to_it() -> None:
    document = series_jsonld([FACTS.series["rk-afrika"]], lang="en")
    assert json.loads(json.dumps(document)) == document
    (one,) = nodes(document, "EventSeries").values()
    assert one["eventSchedule"] == {"@type": "Schedule", "repeatFrequency": "P3Y"}
    hannover = nodes(document, "Event")["urn:kommunal-partner:edition:rk-afrika-4"]
    assert (hannover["startDate"], hannover["endDate"], hannover["duration"]) == ("2019-09-09", "2019-09-11", "P3D")
    assert hannover["superEvent"] == [{"@id": "urn:kommunal-partner:series:rk-afrika"}]
    address = {
        "@type": "PostalAddress",
        "addressLocality": "Hannover",
        "addressRegion": "DE-NI",
        "addressCountry": "DE",
    }
    assert hannover["location"] == [{"@type": "Place", "name": "Hannover", "address": address}]
    assert {"@id": "urn:kommunal-partner:edition:rk-afrika-4"} in one["subEvent"]  # type: ignore[operator] # because it is a list
    assert hannover["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


def test_an_event_of_several_series_has_several_super_events() -> None:
    document = series_jsonld([FACTS.series["rk-osteuropa"], FACTS.series["pk-ukraine"]])
    shared = [node for node in nodes(document, "Event").values() if len(node["superEvent"]) == 2]  # type: ignore[arg-type] # because it is a list
    assert [node["startDate"] for node in shared] == ["2020-11-17"]


# What schema.org allows a date to be, and what it is not told.
DATES = [
    ("2012", {"startDate": "2012"}),
    ("2012-05", {"startDate": "2012-05"}),
    ("2012-05-04", {"startDate": "2012-05-04", "endDate": "2012-05-04", "duration": "P1D"}),
    ("2012-05-04/2012-05-06", {"startDate": "2012-05-04", "endDate": "2012-05-06", "duration": "P3D"}),
    ("2012~", {"description": "2012~"}),
    ("2012-05?", {"description": "2012-05?"}),
    ("2012-05-04?", {"description": "2012-05-04?"}),
    ("2012-23", {"description": "2012-23"}),
    ("201X", {"description": "201X"}),
    ("[2012..2019]", {"description": "[2012..2019]"}),
    ("2012/2013", {"description": "2012/2013"}),
    ("2012-05/2012-06", {"description": "2012-05/2012-06"}),
]


@pytest.mark.parametrize(("when", "expected"), DATES)
def test_dates_are_only_as_precise_as_they_are_known(when: str, expected: dict[str, str]) -> None:
    table = EventSeries("rt-x", "X", "round_table", CountryScope({"NIC"}), NoCycle(), editions=[Edition(when)])
    (event,) = nodes(series_jsonld([table]), "Event").values()
    dated = {name: event[name] for name in ("startDate", "endDate", "duration", "description") if name in event}
    assert dated == expected


STATUSES = [
    ("held", "EventScheduled"),
    ("held_details_unknown", "EventScheduled"),
    ("announced", "EventScheduled"),
    ("cancelled", "EventCancelled"),
    ("postponed", "EventPostponed"),
    ("nominal_only", None),
    ("inferred_from_numbering", None),
]


@pytest.mark.parametrize(("status", "expected"), STATUSES)
def test_a_status_is_told_only_where_somebody_says_it(status: str, expected: str | None) -> None:
    edition = Edition("2021-05-04", 3, status=status)
    table = EventSeries("rt-x", "X", "round_table", CountryScope({"NIC"}), NoCycle(), editions=[edition])
    (event,) = nodes(series_jsonld([table]), "Event").values()
    assert event.get("eventStatus") == (None if expected is None else f"https://schema.org/{expected}")


def test_an_event_beside_the_series_and_a_cycle_that_is_none_are_left_out() -> None:
    beside = Edition("2021-05-04", status="bridge_event")
    table = EventSeries("rt-x", "X", "round_table", CountryScope({"NIC"}), NoCycle(), editions=[beside])
    assert series_jsonld([table])["@graph"] == [
        {"@type": "EventSeries", "@id": "urn:kommunal-partner:series:rt-x", "name": "X"}
    ]


def test_a_place_has_the_address_that_is_known_of_it() -> None:
    places = (Place("Kaya", None, "BFA"), Place("Ulm", "BW"), Place("Irgendwo", None, "Atlantis"))
    table = EventSeries(
        "rt-x", "X", "round_table", CountryScope({"NIC"}), NoCycle(), editions=[Edition("2021", places=places)]
    )
    (event,) = nodes(series_jsonld([table]), "Event").values()
    assert event["location"] == [
        {"@type": "Place", "name": name, "address": {"@type": "PostalAddress", "addressLocality": name, **more}}
        for name, more in (
            ("Kaya", {"addressCountry": "BF"}),
            ("Ulm", {"addressRegion": "DE-BW"}),
            ("Irgendwo", {"addressCountry": "Atlantis"}),
        )
    ]


def test_sessions_are_sub_events_and_the_event_has_no_duration() -> None:
    sessions = (Span.through(date(2020, 10, 20), date(2020, 10, 22)), Span.day(date(2020, 12, 10)))
    edition = Edition("2020-10-20/2020-12-10", 1, sessions=sessions, mode="digital", theme=Term("Wasser", "water"))
    table = EventSeries("rt-x", "X", "round_table", CountryScope({"NIC"}), NoCycle(), editions=[edition])
    (event,) = nodes(series_jsonld([table], lang="en"), "Event").values()
    assert "duration" not in event
    assert event["keywords"] == "water"
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert event["subEvent"] == [
        {"@type": "Event", "name": "1. X", "startDate": "2020-10-20", "endDate": "2020-10-22"},
        {"@type": "Event", "name": "1. X", "startDate": "2020-12-10", "endDate": "2020-12-10"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--",
        "-->",
        "]]>",
        "&amp;",
        "<img src=x onerror=1>",
        "\u2028",
        "\u2029",
        "a\x00b",
        "\ud800",
        '"',
        "\\",
    ],
)
def test_no_text_ends_the_script_on_a_page(text: str) -> None:
    edition = Edition("2021-05-04", 3, places=(Place(text, None, "DEU"),))
    table = EventSeries("rt-x", f"Tisch {text}", "round_table", CountryScope({"NIC"}), NoCycle(), editions=[edition])
    page = series_script([table])
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', page)
    assert found is not None
    assert not set(found[1]) & set("<>&\u2028\u2029")
    assert page.encode()
    assert json.loads(found[1]) == series_jsonld([table])


def test_who_organises_and_funds_stands_with_series_and_events_the_host_first() -> None:
    edition = Edition("2021-05-04", 3, host=Term("Stadt Düren", "City of Düren"))
    table = EventSeries("rt-x", "X", "round_table", CountryScope({"NIC"}), NoCycle(), editions=[edition])
    agency = organization_jsonld("Engagement Global", url="https://www.engagement-global.de")
    document = series_jsonld([table], organizer=agency, funder=["BMZ", Term("Land", "Land")])
    (one,), (event,) = (nodes(document, kind).values() for kind in ("EventSeries", "Event"))
    told = {"@type": "Organization", "name": "Engagement Global", "url": "https://www.engagement-global.de"}
    assert one["organizer"] == [told]
    assert event["organizer"] == [{"@type": "Organization", "name": "Stadt Düren"}, told]
    assert one["funder"] == event["funder"] == [{"@type": "Organization", "name": name} for name in ("BMZ", "Land")]


def test_a_name_of_our_own_holds_only_what_such_a_name_may_hold() -> None:
    names = {
        organization_jsonld(ForeignUnit(name, "Suva", country("FJ")))["@id"]
        for name in ("fji:suva", "a b", "a%20b", 'x"<>\\', "grün/2")
    }
    assert {name.removeprefix("urn:kommunal-partner:unit:") for name in names} == {
        "fji:suva",
        "a%20b",
        "a%2520b",
        "x%22%3C%3E%5C",
        "gr%C3%BCn/2",
    }


def test_a_unit_is_a_governmental_organisation_with_what_is_known_of_it() -> None:
    home = GermanUnit("de:05766", "Lippe", "kreis", keys=[DatedKey("kreis", "05766")], state="NW")
    lippe = evolve(home, coordinates=Coordinates(51.94, 8.87, place="Detmold"), identifiers={"wikidata": "Q9046"})
    assert organization_jsonld(lippe) == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": "urn:kommunal-partner:unit:de:05766",
        "name": "Kreis Lippe",
        "identifier": "05766",
        "address": {"@type": "PostalAddress", "addressCountry": "DE", "addressRegion": "DE-NW"},
        "sameAs": ["https://www.wikidata.org/entity/Q9046"],
        "location": {
            "@type": "Place",
            "name": "Detmold",
            "geo": {"@type": "GeoCoordinates", "latitude": 51.94, "longitude": 8.87},
        },
    }
    assert organization_jsonld(ForeignUnit("gha:ho", "Ho", country("GHA"), other_names=["Ho Municipal"]))[
        "address"
    ] == {
        "@type": "PostalAddress",
        "addressCountry": "GH",
    }
    assert "identifier" not in organization_jsonld(GermanUnit("de:x", "X", "gemeinde"))
    kaya = next(unit for one in FACTS.partnerships.of_unit("bfa:kaya") for unit in one.foreign_units)
    assert organization_jsonld(kaya)["sameAs"] == [f"https://sws.geonames.org/{kaya.identifiers['geonames']}/"]


@pytest.mark.parametrize("wrong", [7, " ", {}, {"@type": "Event"}, [{"@type": "Person"}], [None]])
def test_whoever_is_no_organisation_is_refused(wrong: object) -> None:
    with pytest.raises(BadModel):
        series_jsonld([], organizer=wrong)


WEB = ["https://example.org/a?b=c#d", "http://example.org"]
NOT_THE_WEB: list[Any] = [
    "javascript:alert(1)",
    "/tables/oda.csv",
    "https://",
    "https://a b",
    "https://a'b",
    "https://[",
    "data:text/html,x",
    "",
    7,
]


def test_addresses_are_of_the_web() -> None:
    for address in WEB:
        assert organization_jsonld("X", url=address)["url"] == address
    for wrong in NOT_THE_WEB:
        with pytest.raises(BadModel):
            organization_jsonld("X", url=wrong)
        with pytest.raises(BadModel):
            dataset_jsonld(FACTS, "oda", downloads=[wrong])


# Looked up on schema.org by hand: what each type may have, out of what is written here.
THING = {"@type", "@id", "@context", "name", "description", "url", "identifier", "sameAs", "alternateName", "subjectOf"}
EVENT = THING | {
    *("startDate", "endDate", "duration", "eventStatus", "eventAttendanceMode", "location", "organizer", "funder"),
    *("superEvent", "subEvent", "keywords", "eventSchedule"),
}
ORGANIZATION = THING | {"address", "location", "keywords", "funder", "parentOrganization"}
ALLOWED = {
    "EventSeries": EVENT,
    "Event": EVENT,
    "Schedule": THING | {"repeatFrequency", "startDate", "endDate", "duration"},
    "Organization": ORGANIZATION,
    "GovernmentOrganization": ORGANIZATION,
    "Place": THING | {"address", "geo", "keywords"},
    "Country": THING | {"address", "geo", "keywords"},
    "PostalAddress": THING | {"addressCountry", "addressRegion", "addressLocality", "postalCode"},
    "GeoCoordinates": THING | {"latitude", "longitude", "addressCountry"},
    "CreativeWork": THING | {"license", "creator", "version", "dateModified", "inLanguage"},
    "Dataset": THING
    | {
        *("license", "creator", "version", "dateModified", "inLanguage", "isAccessibleForFree", "keywords"),
        *("temporalCoverage", "spatialCoverage", "variableMeasured", "distribution"),
    },
    "DataDownload": THING | {"contentUrl", "encodingFormat", "license"},
    "PropertyValue": THING | {"value", "unitText", "propertyID"},
}


def typed(node: object) -> Iterator[dict[str, object]]:
    """Every node of a document that has a type; all others but the document itself are references."""
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from typed(part)
    if isinstance(node, dict):
        assert "@type" in node or set(node) in ({"@id"}, {"@context", "@graph"})
        if "@type" in node:
            yield node


GROUPS = ["oda", "regions", "series", "programmes", "partnerships", "municipalities"]


@pytest.mark.uncounted
def test_every_property_is_one_that_schema_org_has_for_the_type() -> None:
    units = [unit for one in FACTS.partnerships.values() for unit in one.units][:200]
    documents = [
        series_jsonld(FACTS.series, organizer=units, funder="BMZ"),
        *(dataset_jsonld(FACTS, group, url=WEB[0], downloads=WEB) for group in GROUPS),
        dataset_jsonld(FACTS, "oda", country="CHL"),
    ]
    for document in documents:
        for node in typed(document):
            assert set(node) <= ALLOWED[str(node["@type"])], node


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("group", GROUPS)
def test_a_dataset_says_what_it_is(group: str, lang: str) -> None:
    document = dataset_jsonld(FACTS, group, url="https://example.org/x", lang=lang)
    assert (document["@type"], document["url"]) == ("Dataset", "https://example.org/x")
    assert 50 <= len(document["description"]) <= 5000
    assert "{" not in document["name"] + document["description"]
    assert document["variableMeasured"]
    assert document["license"]
    assert document["dateModified"] == str(FACTS.as_of)
    assert "distribution" not in document
    assert script(document).startswith('<script type="application/ld+json">{')


def test_files_have_the_media_type_of_their_ending() -> None:
    addresses = ["https://example.org/oda.CSV", "https://example.org/a/b.geojson?x=1", "https://example.org/all"]
    found = dataset_jsonld(FACTS, "oda", downloads=addresses)["distribution"]
    assert [(one["name"], one.get("encodingFormat")) for one in found] == [
        ("oda.CSV", "text/csv"),
        ("b.geojson", "application/geo+json"),
        ("all", None),
    ]
    assert [one["contentUrl"] for one in found] == addresses


def test_a_dataset_covers_the_days_and_places_of_its_rows() -> None:
    assert dataset_jsonld(FACTS, "oda")["temporalCoverage"] == "1996-01-01/2026-12-31"
    chile = dataset_jsonld(FACTS, "oda", country="CL", lang="en")
    assert chile["name"] == "List of ODA recipients through time: Chile"
    assert chile["temporalCoverage"] == "1996-01-01/2017-12-31"
    assert chile["spatialCoverage"] == {"@type": "Country", "name": "Chile", "identifier": "CHL"}
    assert "temporalCoverage" not in dataset_jsonld(FACTS, "oda", country=country("FRA"))
    assert dataset_jsonld(FACTS, "municipalities")["temporalCoverage"] == "2023-11-30"
    assert "temporalCoverage" not in dataset_jsonld(FACTS, "regions")
    ghana = dataset_jsonld(FACTS, "partnerships", country="GHA", lang="en")
    assert [one["name"] for one in ghana["spatialCoverage"]] == ["Germany", "Ghana"]
    assert f"a sample of {len(FACTS.partnerships.of_country('GHA'))}," in ghana["description"]
    first, last = dataset_jsonld(FACTS, "partnerships")["temporalCoverage"].split("/")
    assert 1945 < int(first) < int(last) <= FACTS.as_of.year
    nothing: dict[str, Any] = {"municipalities": MunicipalRegister([]), "partnerships": {}, "series": {}}
    bare = evolve(FACTS, **nothing)
    for group in ("municipalities", "partnerships", "series"):
        assert "temporalCoverage" not in dataset_jsonld(bare, group)


def test_stretches_on_the_list_that_do_not_touch_are_told_apart() -> None:
    rows = [one for one in FACTS.oda.listings if one.country == "GHA"]
    away = [evolve(one, span=Span(date(2005, 1, 1), date(2008, 1, 1))) for one in rows[:1]]
    back = [evolve(one, span=Span(date(2010, 1, 1))) for one in rows[:1]]
    others = [one for one in FACTS.oda.listings if one.country != "GHA"]
    facts = evolve(FACTS, oda=evolve(FACTS.oda, listings=(*others, *away, *back)))
    assert dataset_jsonld(facts, "oda", country="GHA")["temporalCoverage"] == [
        "2005-01-01/2007-12-31",
        "2010-01-01/2026-12-31",
    ]


def test_what_is_no_group_of_facts_is_refused() -> None:
    with pytest.raises(BadModel, match="group"):
        dataset_jsonld(FACTS, "odb")
    with pytest.raises(BadModel, match="no rows by country"):
        dataset_jsonld(FACTS, "series", country="GHA")
    with pytest.raises(UnknownCountry):
        dataset_jsonld(FACTS, "oda", country="QQQ")
    with pytest.raises(BadModel):
        dataset_jsonld({}, "oda")  # type: ignore[arg-type] # because it is wrong
    with pytest.raises(BadModel):
        dataset_jsonld(FACTS, "oda", downloads="https://example.org/a.csv")


@pytest.mark.parametrize("document", [None, "x", [], {"a": date(2020, 1, 1)}, {"a": float("nan")}])
def test_a_document_that_json_cannot_hold_is_refused(document: object) -> None:
    with pytest.raises(BadModel):
        script(document)  # type: ignore[arg-type] # because it is wrong


def test_a_register_stands_for_its_series_and_anything_else_is_refused() -> None:
    few = {key: FACTS.series[key] for key in ("rk-afrika", "rk-asien")}
    assert series_jsonld(few) == series_jsonld(few.values())
    for wrong in ("rk-afrika", ["rk-afrika"], None, FACTS.series["rk-afrika"]):
        with pytest.raises(BadModel):
            series_jsonld(wrong)  # type: ignore[arg-type] # because it is wrong
