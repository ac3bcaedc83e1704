"""Partnerships as bars and on a map: every partner is somewhere, and nobody takes the sample for all there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kommunal_partner.adapters import to_plots
from kommunal_partner.adapters.to_plots._equal_earth import Sheet
from kommunal_partner.countries import country
from kommunal_partner.errors import BadModel, BadRule
from kommunal_partner.facts import Facts
from kommunal_partner.municipalities import Coordinates, ForeignUnit, GermanUnit
from kommunal_partner.partnerships import Partnership, PartnershipRegister, StatedTotal
from kommunal_partner.series import Count

from .conftest import rows_of

HOME = GermanUnit("de:05314000", "Bonn, Stadt", "gemeinde")


def partner(code: str, name: str, place: tuple[float, float] | None = None) -> Partnership:
    where = None if place is None else Coordinates(*place)
    abroad = ForeignUnit(f"{code}-{name}".lower(), name, country(code), coordinates=where)
    return Partnership(f"{code}-{name}", (HOME, abroad))


def texts(chart: Any) -> list[str]:
    return [row["text"] for row in rows_of(chart.to_dict()) if "text" in row]


def test_each_country_has_a_bar_as_long_as_its_partnerships_the_longest_on_top(facts: Facts) -> None:
    chart = to_plots.partnerships_by_country(facts.partnerships, lang="en", top=None)
    rows = [row for row in rows_of(chart.to_dict()) if "here" in row]
    coverage = facts.partnerships.coverage
    assert {row["country"]: row["here"] for row in rows} == {
        one.country.alpha3: one.here for one in coverage.values() if one.here
    }
    assert [row["here"] for row in rows] == sorted((row["here"] for row in rows), reverse=True)
    lengths = {row["here"]: row["x2"] - row["x"] for row in rows}
    assert lengths[86] == pytest.approx(86 * lengths[1], rel=0.05)
    assert "Not shown" not in " ".join(texts(chart))


def test_what_is_not_shown_is_counted_and_that_it_is_a_sample_is_said(facts: Facts) -> None:
    chart = to_plots.partnerships_by_country(facts.partnerships, lang="en", top=3)
    held = sorted((one.here for one in facts.partnerships.coverage.values() if one.here), reverse=True)
    assert f"Not shown: {len(held) - 3} more countries with {sum(held[3:])} in all." in texts(chart)
    assert chart.title.subtitle[1] == "The table is a sample: what is missing here may exist."
    assert "Ukraine 86 (others state over 60" in chart.description


@pytest.mark.parametrize(
    ("stated", "shape", "number"),
    [(">30", "triangle-right", 30), ("<30", "triangle-left", 30), ("~30", "diamond", 30), ("20-30", "diamond", 30)],
)
def test_what_others_state_is_a_mark_at_its_number(stated: str, shape: str, number: int) -> None:
    total = StatedTotal("NIC", Count.parse(stated), "counted by others")
    register = PartnershipRegister([partner("NI", "León")], stated=(total,))
    rows = rows_of(to_plots.partnerships_by_country(register, lang="en").to_dict())
    mark = next(row for row in rows if row.get("words") == "Nicaragua: counted by others")
    tick = next(row["x"] for row in rows if row.get("text") == str(number))
    assert (mark["shape"], mark["x"]) == (shape, tick)


def test_a_collection_without_totals_of_others_has_no_marks_and_none_at_all_says_so() -> None:
    chart = to_plots.partnerships_by_country([partner("NI", "León")], lang="en")
    assert "others state this number" not in texts(chart)
    assert len(chart.title.subtitle) == 2
    empty = to_plots.partnerships_by_country([], lang="de", width=320)
    assert empty.description == "Balken: Partnerschaften nach Partnerland. Keine Partnerschaft."


def test_every_partner_is_on_the_map_at_its_place_or_in_the_middle_of_its_country(facts: Facts) -> None:
    chart = to_plots.partnerships_map(facts.partnerships, lang="en")
    rows = [row for row in rows_of(chart.to_dict()) if "count" in row]
    partners = sum(len(one.foreign_units) for one in facts.partnerships.values())
    assert sum(row["count"] for row in rows) == partners
    located = sum(unit.coordinates is not None for one in facts.partnerships.values() for unit in one.foreign_units)
    assert f"The place is known of {located} of {partners}." in chart.title.subtitle
    assert "Places: GeoNames (CC BY 4.0)." in chart.title.subtitle


def test_on_a_phone_names_stand_above_their_bars() -> None:
    chart = to_plots.partnerships_by_country([partner("NI", "León")], lang="en", width=360)
    assert "Nicaragua: 1" in texts(chart)


def test_two_units_on_one_spot_are_one_dot_that_names_both() -> None:
    place = (12.44, -86.88)
    chart = to_plots.partnerships_map([partner("NI", "León", place), partner("NI", "Sutiaba", place)], lang="en")
    assert [row["words"] for row in rows_of(chart.to_dict()) if row.get("count")] == [
        "León (Nicaragua): 1; Sutiaba (Nicaragua): 1"
    ]


def test_a_place_is_a_dot_there_and_one_without_place_or_outline_is_said() -> None:
    partners = [
        partner("NI", "León", (12.44, -86.88)),
        partner("KE", "Kisumu"),
        partner("GP", "Les Abymes"),
        partner("YU", "Novi Sad"),
    ]
    chart = to_plots.partnerships_map(partners, lang="en")
    dots = {row["words"]: (row["x"], row["y"]) for row in rows_of(chart.to_dict()) if "count" in row}
    assert dots["León (Nicaragua): 1"] == pytest.approx(Sheet(860).pixel(-86.88, 12.44), abs=0.1)
    assert "Kenya (place unknown): 1" in dots
    assert "Not on the map: 2." in chart.title.subtitle
    assert "GeoNames" not in " ".join(chart.title.subtitle)


@pytest.mark.parametrize("draw", [to_plots.partnerships_by_country, to_plots.partnerships_map])
def test_what_is_no_partnership_is_refused(draw: Callable[..., object]) -> None:
    with pytest.raises(BadModel, match="partnerships"):
        draw(["dp0001"])
    with pytest.raises(BadRule, match="theme"):
        draw([], theme="blue")


def test_numbers_of_others_may_be_huge() -> None:
    total = StatedTotal("NIC", Count.parse("123456789"), "counted by others")
    chart = to_plots.partnerships_by_country(PartnershipRegister([partner("NI", "León")], stated=(total,)))
    assert "100000000" in texts(chart)


@pytest.mark.parametrize("top", [0, -1])
def test_fewer_than_one_country_is_refused(top: int) -> None:
    with pytest.raises(BadRule, match="top"):
        to_plots.partnerships_by_country([], top=top)


def test_no_line_runs_through_a_name_where_names_stand_above_their_bars() -> None:
    chart = to_plots.partnerships_by_country([partner("NI", "León"), partner("BA", "Tuzla")], lang="en", width=360)
    rows = rows_of(chart.to_dict())
    names = [row for row in rows if str(row.get("text")).startswith(("Nicaragua", "Bosnia"))]
    lines = [row for row in rows if row["x"] == row["x2"] and row["y"] != row["y2"]]
    assert len(names) == 2
    assert len(lines) > 6
    for name in names:
        assert not [line for line in lines if line["y"] < name["y"] + 6 and line["y2"] > name["y"] - 6]
