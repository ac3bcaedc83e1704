from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from kommunal_partner.adapters.to_frames import add_country, add_eligibility, add_region, frame
from kommunal_partner.adapters.to_frames._facts_like import _arrow, facts_like
from kommunal_partner.eligibility import assess_partnership
from kommunal_partner.errors import BadRule, MissingExtra, UnknownName
from kommunal_partner.facts import load_facts

from .conftest import Columns, records

FACTS = load_facts()
Make = Callable[[Columns], Any]


@pytest.mark.uncounted
def test_partnerships_become_a_frame_of_the_engine_that_is_asked_for(make: Make) -> None:
    found = records(frame(FACTS.partnerships, make({"a": [1]})))
    assert sorted(found, key=lambda row: str(row["id"]) + str(row["partner_id"])) == sorted(
        FACTS.partnerships.to_rows(), key=lambda row: str(row["id"]) + str(row["partner_id"])
    )


@pytest.mark.parametrize("library", [pd, pl, pa])
@pytest.mark.parametrize("group", ["oda", "regions", "series", "programmes", "sources"])
def test_every_register_becomes_a_frame_of_the_library_that_is_named(library: Any, group: str) -> None:
    register = getattr(FACTS, group)
    assert records(frame(register, library)) == register.to_rows()


def test_keys_stay_text_and_mixed_numbers_become_one_kind() -> None:
    rows = [
        {"key": "01001000", "n": 1, "f": True, "d": date(2020, 1, 1)},
        {"key": "02000000", "n": 2.5, "f": None, "d": datetime(2020, 1, 2)},  # noqa: DTZ001 - because it has no zone
    ]
    found = frame(rows, pl)
    assert found.schema == {"key": pl.String, "n": pl.Float64, "f": pl.Boolean, "d": pl.Date}
    assert frame([{"a": 1}, {"a": "x"}, {"a": None}], pl)["a"].to_list() == ["1", "x", None]
    assert frame([], pd).empty


def test_what_is_no_library_of_frames_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadRule, match="sys is not a library of data frames"):
        frame(FACTS.sources, sys)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtra, match="frames"):
        frame(FACTS.sources, pd)


def test_countries_of_messy_texts_are_found_or_their_problem_is_said(make: Make) -> None:
    texts = ["Kenia", "Tansania (Vereinigte Republik)", "Kongo", "Atlantis", None, "Kenia"]
    found = {row["row"]: row for row in records(add_country(make({"row": list(range(6)), "t": texts}), "t"))}
    assert [found[row]["country_iso3"] for row in range(6)] == ["KEN", "TZA", None, None, None, "KEN"]
    assert found[1]["country_name"] == "Tansania"
    assert "Kongo" in found[2]["country_problem"]
    assert [found[row]["country_problem"] for row in (0, 4, 5)] == [None, None, None]
    (english,) = records(add_country(make({"t": ["Kongo"]}), "t", lang="en"))
    assert "can be" in english["country_problem"]


def test_regions_of_a_day_keep_the_doubtful_apart(make: Make) -> None:
    columns: Columns = {"row": [1, 2, 3, 4], "c": ["KEN", "tz", "XX", "SDN"]}
    made = add_region(make(columns), FACTS.regions, country="c", scheme="conference", on=date(2026, 1, 1))
    found = {row["row"]: (row["region"], row["region_doubtful"]) for row in records(made)}
    assert found == {1: ("afrika", None), 2: ("afrika", None), 3: (None, None), 4: (None, "afrika")}
    with pytest.raises(UnknownName):
        add_region(make(columns), FACTS.regions, country="c", scheme="conferenze", on=date(2026, 1, 1))


def test_partnerships_are_judged_for_an_occasion_as_the_question_judges_them(make: Make) -> None:
    ids = [*list(FACTS.partnerships)[:30], "nobody"]
    made = add_eligibility(
        make({"p": ids}), FACTS, partnership="p", occasion="rk-afrika", on=date(2018, 10, 10), lang="en"
    )
    found = {row["p"]: row for row in records(made)}
    for one in ids[:-1]:
        verdict = assess_partnership(FACTS, FACTS.partnerships[one], FACTS.series["rk-afrika"], on=date(2018, 10, 10))
        assert found[one]["eligible"] is (None if verdict.is_undecided else verdict.is_yes)
        assert (found[one]["eligible_reason"], found[one]["eligible_text"]) == (verdict.code, verdict.text("en"))
    assert (found["nobody"]["eligible"], found["nobody"]["eligible_reason"]) == (None, "UNKNOWN_NAME")


def test_a_relation_of_duckdb_is_joined_through_its_own_connection() -> None:
    connection = duckdb.connect()
    relation = connection.sql("select 'Kenia' as t")
    assert add_country(relation, "t").fetchall() == [("Kenia", "KEN", "Kenia", None)]


@pytest.mark.parametrize("like", ["polars", 5, None, pl.DataFrame])
def test_what_is_no_frame_is_refused_as_an_example(like: Any) -> None:
    with pytest.raises(BadRule, match="is not a data frame"):
        frame(FACTS.sources, like)


def test_without_narwhals_an_example_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtra, match="frames"):
        frame(FACTS.sources, pl.DataFrame())


@pytest.mark.parametrize("models", [5, None, [{1: 2}]])
def test_what_gives_no_rows_or_no_names_of_columns_is_refused(models: Any) -> None:
    with pytest.raises(BadRule, match="models:"):
        frame(models, pl)


@pytest.mark.parametrize("library", [pd, pl, pa])
def test_whole_numbers_too_great_for_a_column_stay_exact_as_text(library: Any) -> None:
    found = records(frame([{"a": 2**70}, {"a": 1}], library))
    assert [row["a"] for row in found] == [str(2**70), "1"]


def test_a_column_named_like_ours_is_refused_by_look_ups(make: Make) -> None:
    with pytest.raises(BadRule, match="_lookup_key"):
        add_country(make({"t": ["Chile"], "_lookup_key": ["mine"]}), "t")


def test_an_occasion_that_there_is_not_is_refused_whatever_the_column_holds() -> None:
    with pytest.raises(UnknownName, match="rk-afrka"):
        add_eligibility(pl.DataFrame({"p": ["x"]}), FACTS, partnership="p", occasion="rk-afrka", on=date(2026, 1, 1))


def test_an_engine_that_takes_no_facts_and_a_missing_pyarrow_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    relation = duckdb.connect().sql("select 'Kenia' as t")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match="pyarrow"):
        _arrow({}, {})
    monkeypatch.undo()

    class Engine:
        def __getattr__(self, name: str) -> Callable[[], bool]:
            return lambda: False

        def __str__(self) -> str:
            return "an engine of its own"

    class Known:
        implementation = Engine()

    import narwhals

    monkeypatch.setattr(narwhals, "from_native", lambda _: Known())
    with pytest.raises(BadRule, match="facts cannot be brought into an engine of its own"):
        facts_like(relation, [], {})
