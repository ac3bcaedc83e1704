from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunal_partner.adapters.from_tables import read_partnerships
from kommunal_partner.adapters.to_geojson import (
    geojson_text,
    partnerships_geojson,
    recipients_geojson,
    units_geojson,
)
from kommunal_partner.adapters.to_geojson._antimeridian import box, cut_line, narrowest
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, BeyondHorizon
from kommunal_partner.facts import load_facts
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit, Unit
from kommunal_partner.partnerships import Observation, Partnership, PartnershipRegister
from kommunal_partner.sources import Source

FACTS = load_facts()


def home(name: str, latitude: float | None = None, longitude: float = 10.0) -> GermanUnit:
    at = None if latitude is None else Coordinates(latitude, longitude)
    return GermanUnit(f"de:{name}", name, "gemeinde", coordinates=at)


def abroad(
    name: str,
    latitude: float | None = None,
    longitude: float = 0.0,
    *,
    kind: str | None = None,
    other_names: tuple[str, ...] = (),
) -> ForeignUnit:
    at = None if latitude is None else Coordinates(latitude, longitude)
    return ForeignUnit(f"wsm:{name}", name, country("WSM"), kind, other_names, coordinates=at)


APIA = abroad("apia", -13.83, -171.76)
ULM = home("ulm", 48.4, 9.99)


def positions(geometry: dict[str, Any] | None) -> Iterator[list[float]]:
    """Every position of a geometry."""
    if geometry is not None:
        held = geometry["coordinates"]
        depth = {"Point": 0, "LineString": 1, "MultiLineString": 2}[geometry["type"]]
        for _ in range(depth):
            held = [part for one in held for part in (one if isinstance(one[0], list) else [one])]
        yield from [held] if depth == 0 else held


def check(document: dict[str, Any], given_ids: list[str]) -> None:
    """What RFC 7946 asks of a document, and that nothing that was given is lost."""
    assert json.loads(geojson_text(document)) == document
    assert "crs" not in document
    assert document["type"] == "FeatureCollection"
    assert document["omitted"] == len(document["omitted_ids"])
    assert sorted([one["id"] for one in document["features"]] + document["omitted_ids"]) == sorted(given_ids)
    every = [at for one in document["features"] for at in positions(one["geometry"])]
    assert all(len(at) == 2 and -180 <= at[0] <= 180 and -90 <= at[1] <= 90 for at in every)
    for one in document["features"]:
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert one["type"] == "Feature"
        if one["geometry"] is not None and one["geometry"]["type"] != "Point":
            lines = one["geometry"]["coordinates"]
            for line in [lines] if one["geometry"]["type"] == "LineString" else lines:
                assert len(line) >= 2
                assert all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(line))
    assert ("bbox" in document) == bool(every)
    if every:
        west, south, east, north = document["bbox"]
        assert (south, north) == (min(at[1] for at in every), max(at[1] for at in every))
        assert all(west <= at[0] <= east if west <= east else at[0] >= west or at[0] <= east for at in every)


def test_the_shipped_units_partnerships_and_recipients_are_whole_documents() -> None:
    held = FACTS.partnerships.units()
    check(units_geojson(held), [unit.id for unit in held])
    check(units_geojson(held, without_place="null"), [unit.id for unit in held])
    check(partnerships_geojson(FACTS.partnerships), list(FACTS.partnerships))
    for day in (date(1996, 1, 1), date(2004, 12, 31), date(2011, 1, 1), date(2026, 12, 31)):
        check(recipients_geojson(FACTS.oda, on=day), sorted(FACTS.oda.recipients(on=day)))
    assert len(partnerships_geojson(FACTS.partnerships)["features"]) / len(FACTS.partnerships) > 0.8


def test_longitude_comes_first() -> None:
    (windhoek,) = units_geojson(unit for unit in FACTS.partnerships.units() if unit.id == "nam:windhoek")["features"]
    longitude, latitude = windhoek["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (17, -23)


def test_a_unit_tells_what_is_known_of_it_in_the_language_asked_for() -> None:
    at = Coordinates(51.93855123456, -0.0, (Source("geo", "GeoNames"),), "medium", "Detmold")
    lippe = GermanUnit("de:05766", "Lippe", "kreis", state="NW", coordinates=at)
    (german,), (english,) = (units_geojson([lippe], lang=lang)["features"] for lang in ("de", "en"))
    assert german["geometry"] == {"type": "Point", "coordinates": [0.0, 51.938551]}
    assert str(german["geometry"]["coordinates"][0]) == "0.0"
    assert german["properties"] == {
        "name": "Kreis Lippe",
        "other_names": [],
        "country": "DEU",
        "country_name": "Deutschland",
        "region": "DE-NW",
        "kind": "kreis",
        "kind_name": "Kreis",
        "key": None,
        "population": None,
        "identifiers": {},
        "point_of": "Detmold",
        "point_confidence": "medium",
        "point_sources": ["geo"],
    }
    assert english["properties"]["country_name"] == "Germany"


KINDS = [("district", "Distrikt", "district"), ("Town", "Stadt", "town"), ("pago", "pago", "pago"), (None, None, None)]


@pytest.mark.parametrize(("kind", "german", "english"), KINDS)
def test_a_kind_abroad_is_told_in_both_languages(kind: str | None, german: str | None, english: str | None) -> None:
    unit = abroad("apia", 1.0, kind=kind)
    for lang, expected in (("de", german), ("en", english)):
        properties = units_geojson([unit], lang=lang)["features"][0]["properties"]
        assert (properties["kind"], properties["kind_name"]) == (kind, expected)


def test_every_kind_of_the_shipped_units_abroad_has_a_german_word() -> None:
    units = [unit for unit in FACTS.partnerships.units() if isinstance(unit, ForeignUnit) and unit.kind]
    made = units_geojson(units, without_place="null", lang="de")["features"]
    english = units_geojson(units, without_place="null", lang="en")["features"]
    same = {"Aimag", "Rajon", "Region"}
    for one, other in zip(made, english, strict=True):
        name = one["properties"]["kind_name"]
        assert name != other["properties"]["kind_name"] or name in same, name
        assert name[0].isupper()


def test_what_has_no_place_is_counted_and_named_or_has_no_geometry() -> None:
    units: list[Unit] = [ULM, home("x"), abroad("y")]
    omitted, kept = units_geojson(units), units_geojson(units, without_place="null")
    assert (omitted["omitted"], omitted["omitted_ids"]) == (2, ["de:x", "wsm:y"])
    assert [one["geometry"] is None for one in kept["features"]] == [False, True, True]
    assert (kept["omitted"], kept["bbox"]) == (0, [9.99, 48.4, 9.99, 48.4])
    nowhere = units_geojson(units[1:])
    assert (nowhere["features"], nowhere["omitted"], "bbox" in nowhere) == ([], 2, False)
    assert units_geojson([]) == {"type": "FeatureCollection", "features": [], "omitted": 0, "omitted_ids": []}
    with pytest.raises(BadModel, match="without_place"):
        units_geojson(units, without_place="drop")


def test_a_line_needs_every_unit_located() -> None:
    both = Partnership("a", [ULM, APIA])
    half = Partnership("b", [ULM, abroad("y")])
    other_half = Partnership("c", [home("x"), APIA])
    triangle = Partnership("d", [ULM, APIA, abroad("z", 1.0, 20.0)])
    open_triangle = Partnership("e", [ULM, APIA, abroad("y")])
    between = Partnership("f", [abroad("u", 1.0, 20.0), abroad("v", 2.0, 30.0), abroad("w", 3.0, 40.0)])
    document = partnerships_geojson([both, half, other_half, triangle, open_triangle, between])
    assert document["omitted_ids"] == ["b", "c", "e"]
    check(document, list("abcdef"))
    shapes = {one["id"]: one["geometry"]["coordinates"] for one in document["features"]}
    assert shapes["d"][-1] == [[9.99, 48.4], [20.0, 1.0]]
    assert shapes["f"] == [[[20.0, 1.0], [30.0, 2.0]], [[30.0, 2.0], [40.0, 3.0]]]


def test_a_line_across_the_180th_meridian_is_cut_there_and_the_box_crosses_it() -> None:
    document = partnerships_geojson([Partnership("a", [ULM, APIA])])
    geometry = document["features"][0]["geometry"]
    assert geometry["type"] == "MultiLineString"
    (start, west), (east, end) = geometry["coordinates"]
    assert (start, end) == ([9.99, 48.4], [-171.76, -13.83])
    assert (west[0], east[0]) == (180.0, -180.0)
    assert west[1] == east[1] == pytest.approx(48.4 - (48.4 + 13.83) * (180 - 9.99) / (360 - 171.76 - 9.99), abs=1e-6)
    assert document["bbox"] == [9.99, -13.83, -171.76, 48.4]


def test_a_partnership_tells_its_forms_and_its_stage_in_both_languages() -> None:
    one = Partnership(
        "a",
        [ULM, APIA],
        ["freundschaft", "freundschaft"],
        labels=["klimapartnerschaft"],
        stages=[Observation("existing", since="1999", as_of="2017")],
        sources=(Source("s", "S"),),
    )
    (german,), (english,) = (partnerships_geojson([one], lang=lang)["features"] for lang in ("de", "en"))
    assert german["properties"] == {
        "name": "ulm – apia (Samoa)",
        "german_units": ["de:ulm"],
        "partner_units": ["wsm:apia"],
        "countries": ["WSM"],
        "since": "1999",
        "forms": ["freundschaft"],
        "form_names": ["Freundschaft"],
        "labels": ["klimapartnerschaft"],
        "stage": "existing",
        "stage_name": "bestehend",
        "stage_seen": "2017",
        "confidence": "high",
        "confidence_name": "hoch",
        "sources": ["s"],
    }
    assert english["properties"]["form_names"] == ["friendship"]
    bare = partnerships_geojson([Partnership("b", [ULM, APIA])])["features"][0]["properties"]
    assert (bare["since"], bare["stage"], bare["stage_seen"]) == (None, None, None)


def test_registers_readings_and_collections_stand_for_what_they_hold() -> None:
    some = list(FACTS.partnerships.values())[:5]
    expected = partnerships_geojson(some)
    for given_ in (PartnershipRegister(some), iter(some), {one.id: one for one in some}):
        assert partnerships_geojson(given_) == expected
    rows = [{"Kommune": "Ulm", "Partner": "Kaya", "Land": "Burkina Faso"}]
    reading = read_partnerships(rows, municipalities=FACTS.municipalities)
    assert partnerships_geojson(reading)["omitted"] == len(reading) == 1
    for wrong in (["dp0001"], some[0], "dp0001", None, [ULM]):
        with pytest.raises(BadModel):
            partnerships_geojson(wrong)  # type: ignore[arg-type] # because it is wrong
    for no_units in (["de:ulm"], ULM, some, None):
        with pytest.raises(BadModel):
            units_geojson(no_units)  # type: ignore[arg-type] # because it is wrong


def test_recipients_are_those_of_the_day_with_their_group_and_a_point() -> None:
    before, after = (
        {one["id"]: one for one in recipients_geojson(FACTS.oda, on=day, lang="en")["features"]}
        for day in (date(2017, 12, 31), date(2018, 1, 1))
    )
    assert "CHL" in before
    assert "CHL" not in after
    assert before["CHL"]["properties"]["group"] == "UMIC"
    assert before["CHL"]["properties"]["name"] == "Chile"
    yugoslavia = {one["id"]: one for one in recipients_geojson(FACTS.oda, on=date(1997, 1, 1))["features"]}["YUG"]
    assert yugoslavia["geometry"] is None
    omitted = recipients_geojson(FACTS.oda, on=date(1997, 1, 1), without_place="omit")
    assert "YUG" in omitted["omitted_ids"]


def test_beyond_the_last_list_one_must_ask_for_it() -> None:
    with pytest.raises(BeyondHorizon):
        recipients_geojson(FACTS.oda, on=date(2027, 1, 1))
    carried = recipients_geojson(FACTS.oda, on=date(2027, 1, 1), beyond="latest_list")
    assert {one["properties"]["confidence"] for one in carried["features"]} == {"medium"}
    with pytest.raises(BadModel):
        recipients_geojson(FACTS, on=date(2020, 1, 1))  # type: ignore[arg-type] # because it is wrong


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "a\x00b", "\ud800", '"', "\\"])
def test_no_name_breaks_out_of_the_text(text: str) -> None:
    document = units_geojson([abroad("x", 1.0, 2.0, other_names=(f"N{text}",))])
    written = geojson_text(document)
    assert not set(written) & set("<>&\u2028\u2029\x00\ud800")
    assert written.encode()
    assert json.loads(written) == document


@pytest.mark.parametrize("document", [None, "x", [], {"a": date(2020, 1, 1)}, {"a": float("nan")}])
def test_a_document_that_json_cannot_hold_is_refused(document: object) -> None:
    with pytest.raises(BadModel):
        geojson_text(document)  # type: ignore[arg-type] # because it is wrong


LONGITUDES = st.sampled_from([-180, -179, -135, -90, -45, -1, 0, 1, 45, 90, 135, 179, 180])
LATITUDES = st.sampled_from([-90, -45, 0, 45, 90])
ENDS = st.tuples(LONGITUDES.map(float), LATITUDES.map(float))


def turned(a: float, b: float) -> float:
    """How far it is from one longitude to another the shorter way round."""
    return min((a - b) % 360, (b - a) % 360)


@given(ENDS, ENDS)
def test_a_line_goes_the_shorter_way_round_and_is_cut_only_where_it_crosses(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    pieces = cut_line(start, end)
    assert (pieces[0][0][0] - start[0]) % 360 == (pieces[-1][-1][0] - end[0]) % 360 == 0
    assert (pieces[0][0][1], pieces[-1][-1][1]) == (start[1], end[1])
    length = sum(abs(piece[0][0] - piece[1][0]) for piece in pieces)
    assert length == pytest.approx(turned(start[0], end[0]))
    if len(pieces) == 2:
        (_, before), (after, _) = pieces
        assert before[0] == -after[0]
        assert abs(before[0]) == 180
        assert before[1] == after[1]
        assert min(start[1], end[1]) <= before[1] <= max(start[1], end[1])
        assert all(piece[0][0] != piece[1][0] for piece in pieces)


STRETCHES = st.lists(st.tuples(LONGITUDES, LONGITUDES).map(lambda two: (float(min(two)), float(max(two)))), min_size=1)


@given(STRETCHES)
def test_the_box_is_the_narrowest_that_covers_everything(stretches: list[tuple[float, float]]) -> None:
    west, east = narrowest(stretches)
    edges = sorted({edge for stretch in stretches for edge in stretch})
    middles = {one for low, high in stretches for one in ((low + high) / 2, low, high)}

    def covers(low: float, high: float) -> bool:
        whole = [(low, high)] if low <= high else [(low, 180.0), (-180.0, high)]
        return all(any(a <= one and other <= b for a, b in whole) for one, other in stretches)

    def width(low: float, high: float) -> float:
        return high - low if low <= high else high - low + 360

    assert covers(west, east)
    assert all((west <= one <= east) if west <= east else (one >= west or one <= east) for one in middles)
    assert width(west, east) == min(width(a, b) for a in edges for b in edges if covers(a, b))


def test_nothing_has_no_box() -> None:
    assert box([]) is None
    assert box([[]]) is None
