from __future__ import annotations

import json

from kommunal_partner.adapters.to_jsonld import series_jsonld
from kommunal_partner.cycles import NoCycle
from kommunal_partner.facts import load_facts
from kommunal_partner.series import CountryScope, Edition, EventSeries

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
    assert hannover["location"] == [{"@type": "Place", "name": "Hannover"}]
    assert hannover["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


def test_an_event_of_several_series_has_several_super_events() -> None:
    document = series_jsonld([FACTS.series["rk-osteuropa"], FACTS.series["pk-ukraine"]])
    shared = [node for node in nodes(document, "Event").values() if len(node["superEvent"]) == 2]  # type: ignore[arg-type] # because it is a list
    assert [node["startDate"] for node in shared] == ["2020-11-17"]


def test_dates_are_only_as_precise_as_they_are_known() -> None:
    editions = [Edition("2012", 1), Edition("2019-23", 2), Edition("2021-05-04", 3, status="postponed")]
    table = EventSeries("rt-x", "X", "round_table", CountryScope({"NIC"}), NoCycle(), editions=editions)
    year, season, day = nodes(series_jsonld([table]), "Event").values()
    assert year["startDate"] == "2012"
    assert "startDate" not in season
    assert season["description"] == "2019-23"
    assert day["eventStatus"] == "https://schema.org/EventPostponed"
    (one,) = nodes(series_jsonld([table]), "EventSeries").values()
    assert "eventSchedule" not in one
