"""The timeline of series: days as marks, open dates as bars, every status told apart without its colour."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from kommunal_partner.adapters import to_plots
from kommunal_partner.adapters.to_plots._colours import theme_of
from kommunal_partner.adapters.to_plots._drawing import Drawing
from kommunal_partner.adapters.to_plots._timeline_looks import LOOK_ORDER, draw_look
from kommunal_partner.adapters.to_plots.sentences import LOOKS
from kommunal_partner.cycles import AfterLast, Grid, NoCycle
from kommunal_partner.errors import BadModel, BadRule
from kommunal_partner.facts import Facts
from kommunal_partner.series import CountryScope, Edition, EventSeries

from .conftest import TODAY, rows_of


def marks(spec: dict[str, Any], series: str) -> dict[str, list[tuple[str, str]]]:
    """The days of what is drawn of a series, by its look."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(spec):
        days = (row.get("first", ""), row.get("last", ""))
        if row.get("series") == series and days not in found.setdefault(row["look"], []):
            found[row["look"]].append(days)
    return found


def texts(spec: dict[str, Any]) -> list[str]:
    return [row["text"] for row in rows_of(spec) if "text" in row]


def series_of(*editions: Edition, **more: Any) -> EventSeries:
    cycle = more.pop("cycle", NoCycle())
    return EventSeries("x", more.pop("name", "X"), "round_table", CountryScope({"NIC"}), cycle, editions=editions)


def test_a_known_day_is_a_mark_and_an_open_date_a_bar_as_wide_as_its_doubt(timeline: dict[str, Any]) -> None:
    asia = marks(timeline, "rk-asien")
    assert asia["day_held"] == [("2017-06-19", "2017-06-21"), ("2023-09-27", "2023-09-28")]
    assert asia["span_held"] == [("2014-01-01", "2014-12-31")]
    assert asia["span_held_details_unknown"] == [("2021-01-01", "2021-12-31")]
    assert ("2026-06-01", "2026-11-30") in asia["expected"]
    assert ("2020-01-01", "2020-12-31") in asia["grid"]


def test_editions_of_which_the_same_is_known_are_one_bar_with_all_their_numbers(timeline: dict[str, Any]) -> None:
    assert marks(timeline, "rt-nicaragua")["span_inferred_from_numbering"] == [("2012-01-01", "2019-12-31")]
    assert "2–6" in texts(timeline)


def test_gaps_windows_that_passed_and_lapses_are_seen_and_said(timeline: dict[str, Any]) -> None:
    assert marks(timeline, "rk-lateinamerika")["gap"] == [("2018-10-31", "2024-09-04")]
    assert marks(timeline, "rk-osteuropa")["missed"] == [("2023-06-01", "2023-11-30")]
    assert marks(timeline, "rt-nicaragua")["faded"][0][0] == "2019-05-24"
    assert texts(timeline).count("lapsed") == 13  # twelve series and the legend
    assert "overdue" in texts(timeline)


def test_only_what_was_known_on_the_day_is_drawn(facts: Facts) -> None:
    then = to_plots.series_timeline(facts.series, on=date(2019, 6, 1), lang="en").to_dict()
    assert marks(then, "rk-afrika")["day_held"][-1] == ("2016-10-19", "2016-10-21")
    assert marks(then, "ext-russland")["day_announced"] == [("2019-06-25", "2019-06-28")]  # held, as one knows since
    assert "net-nachhaltigkeit" not in {row.get("series") for row in rows_of(then)}
    assert "lapsed" not in texts(then)


def look(name: str) -> tuple[Any, ...]:
    """A look without its colours: the kinds of what is drawn, shapes, fillings, outlines."""
    drawing = Drawing()
    theme = theme_of("light")
    draw_look(drawing, name, (0, 40), 0, theme)
    spec = drawing.chart(40, 40).to_dict()
    found = []
    for layer in spec["layer"]:
        for row in spec["datasets"][layer.get("data", spec.get("data"))["name"]]:
            filled = row.get("fill") not in {None, theme.background} and row.get("opacity", 1) > 0
            rim = row.get("rim") not in {None, "transparent"}
            mark = layer["mark"]
            size = (row.get("size"), row["y2"] - row["y"], row.get("shape"))
            found.append(
                (mark["type"], str(mark.get("strokeDash")), "fill" in mark, filled, row.get("opacity"), rim, size)
            )
    return tuple(found)


def test_every_look_differs_from_every_other_without_its_colour_and_has_words() -> None:
    drawn = {name: look(name) for name in LOOK_ORDER}
    assert len(set(drawn.values())) == len(drawn)
    assert set(LOOKS) == set(LOOK_ORDER)


def test_the_legend_names_what_is_used_and_nothing_else() -> None:
    spec = to_plots.series_timeline(series_of(Edition("2024-05-01", 1)), on=TODAY, lang="de").to_dict()
    assert "durchgeführt" in texts(spec)
    assert "abgesagt" not in texts(spec)
    cancelled = to_plots.series_timeline(series_of(Edition("2024-05-01", status="cancelled")), on=TODAY).to_dict()
    assert "abgesagt" in texts(cancelled)


def test_no_number_lies_upon_another() -> None:
    near = [Edition(f"2024-0{month}-01", month) for month in range(1, 7)]
    spec = to_plots.series_timeline(series_of(*near), on=TODAY, years=(1990, 2030), width=700).to_dict()
    places = sorted(row["x"] for row in rows_of(spec) if row.get("text", "").isdigit() and len(row["text"]) == 1)
    assert len(places) < len(near)
    assert min((later - one for one, later in pairwise(places)), default=8) >= 8
    assert [row for row in rows_of(spec) if "Nr. 6" in row.get("words", "")]


@pytest.mark.parametrize("width", [320, 700, 960])
def test_names_are_whole_in_as_many_lines_as_they_need(width: int) -> None:
    name = "Deutsch-Tansanische Konferenz der kommunalen Partnerschaften, Projekte, Vereine und ihrer Freundinnen und Freunde"
    spec = to_plots.series_timeline(series_of(Edition("2024"), name=name), on=TODAY, width=width).to_dict()
    assert name in " ".join(texts(spec)).replace("\u00a0", " ")
    assert all(len(text) * 5 < width for text in texts(spec))


def test_one_series_gives_its_name_to_the_title(facts: Facts) -> None:
    chart = to_plots.series_timeline(facts.series["rk-osteuropa"], on=TODAY, lang="de")
    assert chart.title.text == ["Regionalkonferenz Osteuropa, Stand 29.11.2026"]
    assert chart.description == (
        "Zeitleiste: Regionalkonferenz Osteuropa, Stand 29.11.2026. Regionalkonferenz Osteuropa: 2 durchgeführt, überfällig."
    )


def test_years_bound_what_is_shown_and_today_is_a_line_where_it_lies_within(facts: Facts) -> None:
    past = to_plots.series_timeline(facts.series, on=TODAY, years=(2010, 2015)).to_dict()
    shown = [row for row in rows_of(past) if "look" in row]
    assert all(row["last"] >= "2010" and row["first"] < "2016" for row in shown)
    assert all(240 <= row["x"] <= row["x2"] <= 960 - 126 + 3 for row in shown)
    assert "29.11.2026" not in texts(past)
    empty = to_plots.series_timeline([], on=TODAY).to_dict()
    assert empty["description"].endswith("Stand 29.11.2026. Keine Reihe.")
    assert "2026" in texts(empty)


@pytest.mark.parametrize("width", [320, 700, 960])
@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 11, 29), date(2027, 11, 29), date(2029, 12, 31)])
def test_the_line_of_today_runs_through_no_year(width: int, on: date) -> None:
    rows = rows_of(to_plots.series_timeline(series_of(), on=on, years=(2004, 2031), width=width).to_dict())
    today = [row for row in rows if row.get("colour") == theme_of("light").today and "text" not in row]
    labels = [row for row in rows if re.fullmatch(r"\d{4}", str(row.get("text")))]
    assert len(labels) > 4
    assert len(today) == 2
    for line in today:
        across = [label for label in labels if label["x"] - 1 < line["x"] < label["x"] + 31]
        assert not [label for label in across if line["y"] < label["y"] + 5]


def test_a_cycle_of_months_and_a_grid_of_one_edition_are_drawn() -> None:
    every_half = series_of(Edition("2024-05-01", 1), Edition("2025-09-01", 2), cycle=AfterLast(months=6))
    spec = to_plots.series_timeline(every_half, on=date(2025, 10, 1)).to_dict()
    assert marks(spec, "x")["gap"] == [("2024-05-01", "2025-09-01")]
    young = to_plots.series_timeline(series_of(cycle=Grid(2026)), on=TODAY).to_dict()
    assert "grid" in marks(young, "x")


@pytest.mark.parametrize("years", [(2020,), (2025, 2020), (0, 2020), "2020", (2020.5, 2021), (2020, 10000)])
def test_years_that_are_none_are_refused(years: Any) -> None:
    with pytest.raises(BadRule, match="years"):
        to_plots.series_timeline([], on=TODAY, years=years)


def test_anything_but_series_is_refused(facts: Facts) -> None:
    with pytest.raises(BadModel, match="EventSeries"):
        to_plots.series_timeline(["rk-afrika"], on=TODAY)  # type: ignore[list-item]  # because that is the question
    with pytest.raises(BadRule, match="width"):
        to_plots.series_timeline(facts.series, on=TODAY, width=5000)
