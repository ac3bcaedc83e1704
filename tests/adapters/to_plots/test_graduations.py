"""Who left the list: nobody who gave way to others that stayed, and whoever came back says so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from kommunal_partner.adapters import to_plots
from kommunal_partner.errors import BadModel, BadSpan, BeyondHorizon
from kommunal_partner.facts import Facts
from kommunal_partner.oda import Listing, OdaGroup, OdaList, OdaRegister
from kommunal_partner.spans import Span

from .conftest import rows_of


def texts(chart: Any) -> list[str]:
    return [row["text"] for row in rows_of(chart.to_dict()) if "text" in row]


def test_everybody_who_left_stands_with_the_first_day_without_an_entry(facts: Facts) -> None:
    chart = to_plots.graduations(facts.oda, window=Span.years(2018, 2024), lang="de")
    shown = texts(chart)
    for name in ("Chile", "Seychellen", "Uruguay", "Cookinseln", "Antigua und Barbuda"):
        assert name in shown
    assert shown.count("ab 2018") == 3
    assert chart.title.text == ["Von der DAC-Liste ausgeschieden, 2018 bis 2024: 5"]
    assert "Chile ab 01.01.2018" in chart.description


def test_a_code_that_gave_way_to_others_has_not_left_and_one_whose_heirs_never_came_has(facts: Facts) -> None:
    shown = texts(to_plots.graduations(facts.oda, lang="en"))
    assert not {"Yugoslavia", "Serbia and Montenegro", "Serbia", "Montenegro"} & set(shown)
    assert "Netherlands Antilles" in shown


def test_who_came_back_says_when(facts: Facts) -> None:
    assert "from 2000, back from 2005" in texts(to_plots.graduations(facts.oda, lang="en"))


def test_a_path_has_the_colours_of_its_groups_and_the_legend_names_them(facts: Facts) -> None:
    chart = to_plots.graduations(facts.oda, lang="en", width=360)
    malta = [
        row["words"]
        for row in rows_of(chart.to_dict())
        if row.get("words", "").startswith("Malta: ") and "group" in row
    ]
    assert [words.split(",")[0] for words in malta] == ["Malta: upper middle income", "Malta: high income"]
    assert {"upper middle income", "high income, Part I (until 2004)", "Malta: from 2003"} <= set(texts(chart))


def test_where_nobody_left_the_picture_says_so() -> None:
    register = OdaRegister(
        [OdaList("2020", Span(date(2020, 1, 1)))], [Listing("KEN", OdaGroup.LMIC, Span(date(2020, 1, 1)))]
    )
    chart = to_plots.graduations(register, window=Span.years(2020), lang="en")
    assert chart.title.subtitle == ["No country left the list in this time."]
    assert chart.title.text == ["Left the DAC list, 2020 to 2020: 0"]


def test_what_the_lists_do_not_know_is_refused(facts: Facts) -> None:
    with pytest.raises(BeyondHorizon):
        to_plots.graduations(facts.oda, window=Span.years(2020, 2030))
    with pytest.raises(BadSpan, match="window"):
        to_plots.graduations(facts.oda, window=(2018, 2020))  # type: ignore[arg-type]  # because that is the question
    with pytest.raises(BadModel, match="OdaRegister"):
        to_plots.graduations(facts)  # type: ignore[arg-type]  # because that is the question


@pytest.mark.uncounted
def test_lists_whose_documents_were_not_seen_are_named_under_the_title(facts: Facts) -> None:
    said = " ".join(to_plots.graduations(facts.oda, lang="en").title.subtitle)
    assert said.endswith(
        "Inferred, the documents were not seen: DAC list 1996, DAC list 1997 to 1999, DAC list 2000, DAC list 2025, "
        "DAC list 2026."
    )
    german = to_plots.graduations(facts.oda, lang="de").title.subtitle
    assert not [line for line in german if line.endswith("-")]
    seen = OdaRegister(
        [evolve(one, confidence="high") for one in facts.oda.lists], facts.oda.listings, coverage=facts.oda.coverage
    )
    assert "nicht eingesehen" not in " ".join(to_plots.graduations(seen).title.subtitle)
