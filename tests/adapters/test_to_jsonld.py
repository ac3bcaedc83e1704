from __future__ import annotations

import json
import re

import pytest

from kommunal_partner.adapters.to_jsonld import series_jsonld, series_script
from kommunal_partner.cycles import NoCycle
from kommunal_partner.errors import BadModel
from kommunal_partner.facts import load_facts
from kommunal_partner.series import CountryScope, Edition, EventSeries, Place

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


def test_a_register_stands_for_its_series_and_anything_else_is_refused() -> None:
    few = {key: FACTS.series[key] for key in ("rk-afrika", "rk-asien")}
    assert series_jsonld(few) == series_jsonld(few.values())
    for wrong in ("rk-afrika", ["rk-afrika"], None, FACTS.series["rk-afrika"]):
        with pytest.raises(BadModel):
            series_jsonld(wrong)  # type: ignore[arg-type] # because it is wrong
