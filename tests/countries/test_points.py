from __future__ import annotations

import pytest

from kommunal_partner.countries import Point, country, known_codes
from kommunal_partner.facts import load_facts

# Bounds looked up in an atlas: south, north, west, east of the largest piece of land.
BOUNDS = {
    "CHL": (-54, -17, -74, -66),
    "FJI": (-18.3, -17.3, 177.2, 178.8),
    "HRV": (42, 46.6, 13, 19.5),
    "IDN": (-4.2, 4.4, 108.8, 119.1),
    "JPN": (33.7, 41.6, 130.8, 142.1),
    "NZL": (-46.7, -40.4, 166.3, 174.4),
    "PSE": (31.3, 32.6, 34.8, 35.6),
    "RUS": (41, 78, 27, 180),
    "USA": (24.5, 49.4, -125, -66.9),
    "VNM": (8.5, 23.4, 102.1, 109.5),
    "XKX": (41.8, 43.3, 20, 21.8),
    "ZAF": (-35, -22, 16.4, 33),
}


@pytest.mark.parametrize("code", BOUNDS)
def test_a_point_lies_in_the_largest_piece_of_land(code: str) -> None:
    south, north, west, east = BOUNDS[code]
    point = country(code).point
    assert point is not None
    assert south < point.latitude < north
    assert west < point.longitude < east


def test_every_recipient_of_today_has_a_point_of_its_own_and_historic_codes_have_none() -> None:
    facts = load_facts()
    listed = {row.country for row in facts.oda.listings}
    assert {code for code in listed if country(code).point is None} == {"ANT", "SCG", "YUG"}
    points = [point for code in known_codes() if (point := country(code).point) is not None]
    assert len(set(points)) == len(points)
    assert all(-90 < one.latitude < 90 and -180 <= one.longitude <= 180 for one in points)
    assert {code for code in known_codes() if country(code).is_historic and country(code).point} == set()
    assert country("FJI").point == Point(-17.83, 177.98)
