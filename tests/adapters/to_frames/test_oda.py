from __future__ import annotations

import csv
import itertools
import math
import os
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve

from kommunal_partner.adapters.to_frames import add_oda, oda_spans
from kommunal_partner.adapters.to_frames import frame as framed
from kommunal_partner.eligibility import assess_country
from kommunal_partner.errors import BadModel, BadRule, MissingExtra, NotADay
from kommunal_partner.facts import load_facts
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.oda import Listing as OdaListing
from kommunal_partner.oda import OdaGroup, OdaList, OdaRegister
from kommunal_partner.spans import Span

from .conftest import ENGINES, Columns, records, spark_frame

ROOT = Path(__file__).resolve().parents[3]
KIT = ROOT / "src" / "kommunal_partner" / "testing" / "tables" / "oda_conformance.csv"
REGISTER = load_facts().oda
NEW = ("oda_eligible", "oda_group", "oda_list", "oda_reason")

Make = Callable[[Columns], Any]


def kit() -> list[dict[str, Any]]:
    with KIT.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = [
            {name: None if cell == "\\N" else cell for name, cell in row.items()} for row in csv.DictReader(file)
        ]
    for row in rows:
        row["row"] = int(str(row["row"]))
        row["day"] = None if row["day"] is None else date.fromisoformat(row["day"])
        row["oda_eligible"] = {"true": True, "false": False}.get(str(row["oda_eligible"]))
    return rows


def writer() -> ModuleType:
    spec = spec_from_file_location("make_conformance", ROOT / "benchmarks" / "make_conformance.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_kit_is_what_the_library_says_today() -> None:
    made = writer()
    told = [[made.cell(value) for value in row] for row in made.rows()]
    with KIT.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == told


def test_the_kit_agrees_with_the_question_to_one_country() -> None:
    for row in kit():
        if row["oda_reason"] not in ("NO_COUNTRY", "NO_DAY", "UNKNOWN_COUNTRY", "AMBIGUOUS_COUNTRY"):
            verdict = assess_country(REGISTER, row["country"], on=row["day"])
            assert row["oda_reason"] == verdict.code
            assert row["oda_eligible"] is (None if verdict.is_undecided else verdict.is_yes)


@pytest.mark.uncounted
def test_every_engine_gives_the_answers_of_the_kit(make: Make) -> None:
    rows = kit()
    columns = {name: [row[name] for row in rows] for name in ("row", "country", "day")}
    found = records(add_oda(make(columns), REGISTER, country="country", on="day"))
    assert sorted(found, key=lambda row: row["row"]) == rows


DAC: Columns = {
    "row": [1, 2, 3, 4, 5, 6],
    "code": [434, 63, 63, 63, 9999, None],
    "year": [2017, 2002, 2004, 2010, 2010, 2010],
}


def test_the_codes_of_aid_statistics_are_read_as_those_of_their_year(make: Make) -> None:
    found = {row["row"]: row for row in records(add_oda(make(DAC), REGISTER, country="code", year="year", codes="dac"))}
    assert [found[row]["oda_group"] for row in (1, 2, 3, 4)] == ["UMIC", "LMIC", "LMIC", "UMIC"]
    assert [found[row]["oda_eligible"] for row in range(1, 7)] == [True, True, True, True, None, None]
    assert [found[row]["oda_reason"] for row in (5, 6)] == ["UNKNOWN_COUNTRY", "NO_COUNTRY"]


NUMERIC: Columns = {"row": [1, 2, 3], "code": [4, 152, 999], "day": [date(2018, 1, 1)] * 3}


@pytest.mark.uncounted
def test_iso_numbers_are_read_where_they_are_said_to_be_some(make: Make) -> None:
    found = {
        row["row"]: row
        for row in records(add_oda(make(NUMERIC), REGISTER, country="code", on="day", codes="iso_numeric"))
    }
    assert [found[row]["oda_eligible"] for row in (1, 2, 3)] == [True, False, None]
    texts: Columns = {**NUMERIC, "code": ["004", "152", "4"]}
    found = {
        row["row"]: row
        for row in records(add_oda(make(texts), REGISTER, country="code", on="day", codes="iso_numeric"))
    }
    assert [found[row]["oda_eligible"] for row in (1, 2)] == [True, False]


@pytest.mark.parametrize("given", [[152, 434], ["152", "434"], ["152", None]])
def test_digits_alone_are_never_guessed_to_be_codes_of_one_kind(make: Make, given: list[Any]) -> None:
    frame = make({"code": given, "day": [date(2018, 1, 1)] * 2})
    with pytest.raises(BadRule, match="codes='iso_numeric' or codes='dac'") as caught:
        add_oda(frame, REGISTER, country="code", on="day")
    assert caught.value.argument == "codes"


@pytest.mark.uncounted
def test_a_year_is_answered_as_a_whole_or_left_open(make: Make) -> None:
    codes, years = ["CHL", "CHL", "SSD", "TZA", "TZA", "TZA", "XKX"], [2017, 2018, 2011, 1900, 2999, None, 2008]
    columns: Columns = {"row": list(range(7)), "code": codes, "year": years}
    found = {row["row"]: row for row in records(add_oda(make(columns), REGISTER, country="code", year="year"))}
    for row, (code, year) in enumerate(zip(codes, years, strict=True)):
        if year is None:
            assert (found[row]["oda_eligible"], found[row]["oda_reason"]) == (None, "NO_DAY")
            continue
        verdict = assess_country(REGISTER, code, on=FuzzyDate.parse(str(year)))
        assert found[row]["oda_eligible"] is (None if verdict.is_undecided else verdict.is_yes)
        assert found[row]["oda_reason"] == verdict.code
    reasons = [found[row]["oda_reason"] for row in range(7)]
    assert reasons[:2] == ["LISTED", "NOT_LISTED"]
    assert reasons[3:6] == ["BEFORE_FIRST_LIST", "AFTER_LAST_LIST", "NO_DAY"]


def own_register() -> OdaRegister:
    """A list that changes within a year: Ghana leaves on 15 July 2020."""
    leaves = date(2020, 7, 15)
    listings = [
        OdaListing("GHA", OdaGroup.LMIC, Span(date(2020, 1, 1), leaves)),
        OdaListing("TZA", OdaGroup.LDC, Span(date(2020, 1, 1), date(2021, 1, 1))),
    ]
    return OdaRegister([OdaList("2020", Span(date(2020, 1, 1), date(2021, 1, 1)), "List")], listings)


@pytest.mark.uncounted
def test_a_change_within_a_year_is_exact_to_the_day_and_leaves_the_year_open(make: Make) -> None:
    columns: Columns = {"row": [1, 2], "code": ["GHA", "GHA"], "day": [date(2020, 7, 14), date(2020, 7, 15)]}
    found = {row["row"]: row for row in records(add_oda(make(columns), own_register(), country="code", on="day"))}
    assert [found[row]["oda_eligible"] for row in (1, 2)] == [True, False]
    years: Columns = {"row": [1, 2], "code": ["GHA", "TZA"], "year": [2020, 2020]}
    found = {row["row"]: row for row in records(add_oda(make(years), own_register(), country="code", year="year"))}
    assert [(found[row]["oda_eligible"], found[row]["oda_group"]) for row in (1, 2)] == [(None, None), (True, "LDC")]
    assert found[1]["oda_reason"] == assess_country(own_register(), "GHA", on=FuzzyDate.parse("2020")).code


@pytest.mark.uncounted
def test_one_day_or_one_year_may_hold_for_all_rows(make: Make) -> None:
    columns: Columns = {"row": [1, 2], "code": ["CHL", "tz"]}
    options: list[dict[str, Any]] = [{"on": date(2018, 1, 1)}, {"year": 2018}]
    for given in options:
        found = {row["row"]: row for row in records(add_oda(make(columns), REGISTER, country="code", **given))}
        assert [found[row]["oda_eligible"] for row in (1, 2)] == [False, True]


@pytest.mark.parametrize("year", [1900, 2017, 2100])
def test_a_year_for_all_rows_may_lie_outside_all_lists(year: int) -> None:
    (row,) = records(add_oda(pd.DataFrame({"code": ["CHL"]}), REGISTER, country="code", year=year))
    verdict = assess_country(REGISTER, "CHL", on=FuzzyDate.parse(str(year)))
    assert row["oda_reason"] == verdict.code
    assert row["oda_eligible"] is {"yes": True, "no": False, "undecided": None}[verdict.answer.value]


@pytest.mark.uncounted
def test_the_latest_list_is_carried_on_only_where_that_is_said(make: Make) -> None:
    columns: Columns = {"code": ["TZA"], "day": [date(2030, 1, 1)]}
    (left_open,) = records(add_oda(make(columns), REGISTER, country="code", on="day"))
    (carried,) = records(add_oda(make(columns), REGISTER, country="code", on="day", beyond="latest_list"))
    assert (left_open["oda_eligible"], carried["oda_eligible"]) == (None, True)


def test_pandas_keeps_index_order_and_attrs() -> None:
    frame = pd.DataFrame({"code": ["CHL", "TZA", "CHL"], "n": [3, 1, 2]}, index=pd.Index(["b", "a", "b"], name="id"))
    frame.attrs["source"] = "own"
    found = frame.pipe(add_oda, REGISTER, country="code", on=date(2018, 1, 1))
    assert list(found.index) == ["b", "a", "b"]
    assert found.index.name == "id"
    assert list(found["n"]) == [3, 1, 2]
    assert found.attrs == {"source": "own"}
    assert list(found.columns) == ["code", "n", *NEW]
    assert str(found["oda_eligible"].dtype) == "boolean"
    assert list(~found["oda_eligible"]) == [True, False, True]
    assert list(frame.columns) == ["code", "n"]


@pytest.mark.uncounted
def test_polars_stays_lazy_and_pyarrow_keeps_its_order() -> None:
    lazy = add_oda(pl.LazyFrame({"code": ["CHL"]}), REGISTER, country="code", on=date(2018, 1, 1))
    assert isinstance(lazy, pl.LazyFrame)
    codes = ["CHL", "TZA", "GHA", "KEN", "IND"] * 200
    assert add_oda(pa.table({"c": codes}), REGISTER, country="c", on=date(2018, 1, 1))["c"].to_pylist() == codes


def none_of(frame: Any) -> Any:
    """The frame without its rows."""
    module = type(frame).__module__
    if module.startswith(("duckdb", "_duckdb")):
        return frame.filter("false")
    if module.startswith(("pyspark", "ibis")):
        return frame.limit(0)
    return (
        frame[frame["code"] != frame["code"]]
        if module.startswith("dask")
        else frame[:0]
        if not isinstance(frame, pl.LazyFrame)
        else frame.head(0)
    )


@pytest.mark.uncounted
def test_an_empty_frame_gets_its_columns(make: Make) -> None:
    frame = make({"code": ["CHL"], "day": [date(2018, 1, 1)]})
    assert records(add_oda(none_of(frame), REGISTER, country="code", on="day")) == []


BAD: list[tuple[dict[str, Any], str]] = [
    ({"country": "cod", "on": "day"}, "country: there is no column 'cod'; did you mean code"),
    ({"country": "code", "on": "dya"}, "on: there is no column 'dya'; did you mean day"),
    ({"country": "code"}, "give on="),
    ({"country": "code", "on": "day", "year": 2018}, "only one of them"),
    ({"country": "code", "on": "day", "codes": "iso"}, "codes is one of alpha, iso_numeric, dac"),
    ({"country": "code", "on": "code"}, "on: the column 'code' holds .*, not days"),
    ({"country": "code", "year": "code"}, "year: the column 'code' holds .*, not whole numbers"),
    ({"country": "day", "on": "day"}, "country: the column 'day' holds"),
    ({"country": "code", "on": "day", "beyond": "for ever"}, "beyond is"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD)
@pytest.mark.parametrize("engine", ["pandas datetime64", "polars", "polars lazy", "pyarrow", "duckdb"])
def test_what_cannot_be_followed_is_refused_at_once(engine: str, arguments: dict[str, Any], words: str) -> None:
    frame = ENGINES[engine]({"code": ["CHL"], "day": [date(2018, 1, 1)]})
    with pytest.raises(BadRule, match=words):
        add_oda(frame, REGISTER, **arguments)


@pytest.mark.parametrize(
    ("arguments", "german"),
    [
        ({"country": "code"}, "nötig ist on= (Tage) oder year= (Jahre), und nur eines von beiden"),
        (
            {"country": "code", "on": "dya"},
            "on: Eine Spalte 'dya' gibt es nicht; gemeint ist vielleicht day",
        ),
        (
            {"country": "code", "on": "code"},
            "on: Die Spalte 'code' enthält String, keine Tage; bitte zuerst als Tage lesen",
        ),
        ({"country": "code", "year": "code"}, "year: Die Spalte 'code' enthält String, keine ganzen Zahlen"),
        (
            {"country": "digits", "on": "day"},
            "country: Die Spalte 'digits' enthält Ziffern; bitte mit codes='iso_numeric' oder 'dac' sagen, was sie sind",
        ),
    ],
)
def test_what_cannot_be_followed_is_refused_in_german(arguments: dict[str, Any], german: str) -> None:
    frame = pl.DataFrame({"code": ["CHL"], "digits": ["152"], "day": [date(2018, 1, 1)]})
    with pytest.raises(BadRule) as caught:
        add_oda(frame, REGISTER, **arguments)
    assert caught.value.text("de") == german


def test_time_stamps_with_a_zone_are_refused() -> None:
    moment = datetime(2018, 1, 1, tzinfo=UTC)
    for frame in (
        pl.DataFrame({"c": ["CHL"], "d": [moment]}),
        pd.DataFrame({"c": ["CHL"], "d": [moment]}),
        pa.table({"c": ["CHL"], "d": [moment]}),
    ):
        with pytest.raises(BadRule, match="with the zone UTC"):
            add_oda(frame, REGISTER, country="c", on="d")
    mixed = pd.DataFrame({"c": ["CHL"], "d": pd.Series([moment], dtype=object)})
    with pytest.raises(BadRule, match="is not a day"):
        add_oda(mixed, REGISTER, country="c", on="d")


IN_MILLISECONDS = pa.array([date(2018, 1, 1), None, date(2017, 12, 31)], pa.date64())
ON_TIME = pa.array([1514764800000 + 3_600_000, None, 1514764800000 - 1], pa.int64()).view(pa.date64())
NOTHING = pa.nulls(3)


@pytest.mark.parametrize(
    ("days", "eligible"),
    [
        (IN_MILLISECONDS, [False, None, True]),
        (ON_TIME, [False, None, True]),
        (pa.chunked_array([IN_MILLISECONDS[:1], IN_MILLISECONDS[1:]]), [False, None, True]),
        (pd.Series(IN_MILLISECONDS, dtype=pd.ArrowDtype(pa.date64())), [False, None, True]),
        (pd.Series(ON_TIME, dtype=pd.ArrowDtype(pa.date64())), [False, None, True]),
        (pd.Series(pd.PeriodIndex(["2018-01-01", "NaT", "2017-12-31"], freq="D")), [False, None, True]),
        (NOTHING, [None, None, None]),
        (pd.Series(NOTHING, dtype=pd.ArrowDtype(pa.null())), [None, None, None]),
        (pl.Series([None, None, None]), [None, None, None]),
    ],
)
def test_days_under_a_type_of_the_engine_alone_are_days(days: Any, eligible: list[bool | None]) -> None:
    engine = pd.DataFrame if isinstance(days, pd.Series) else pl.DataFrame if isinstance(days, pl.Series) else pa.table
    frame = engine({"row": [0, 1, 2], "code": ["CHL"] * 3, "day": days})
    found = {row["row"]: row for row in records(add_oda(frame, REGISTER, country="code", on="day"))}
    assert [found[row]["oda_eligible"] for row in range(3)] == eligible


@pytest.mark.parametrize(
    ("frame", "held"),
    [
        (pd.DataFrame({"c": ["CHL"], "d": pd.PeriodIndex(["2018-01"], freq="M")}), r"period\[M\]"),
        (pa.table({"c": ["CHL"], "d": pa.array([(1, 2, 3)], pa.month_day_nano_interval())}), "month_day_nano_interval"),
        (duckdb.sql("SELECT 'CHL' AS c, '101'::BIT AS d"), "Unknown"),
    ],
)
def test_what_is_no_day_under_such_a_type_is_refused_by_its_name(frame: Any, held: str) -> None:
    with pytest.raises(BadRule, match=f"the column 'd' holds {held}, not days"):
        add_oda(frame, REGISTER, country="c", on="d")


@pytest.mark.uncounted
def test_moments_without_a_zone_count_as_their_day(make: Make) -> None:
    if make in (ENGINES["pandas categorical"], ENGINES["pandas arrow"]):
        pytest.skip("moments look the same there as in pandas datetime64")
    frame = make({"row": [1, 2], "code": ["CHL", "CHL"], "day": [datetime(2017, 12, 31, 23, 59), datetime(2018, 1, 1)]})  # noqa: DTZ001 - because they have none
    found = {row["row"]: row for row in records(add_oda(frame, REGISTER, country="code", on="day"))}
    assert [found[row]["oda_eligible"] for row in (1, 2)] == [True, False]


def test_a_column_that_is_there_already_and_what_is_no_frame_are_refused() -> None:
    with pytest.raises(BadRule, match="has a column 'oda_list' already"):
        add_oda(pl.DataFrame({"code": ["CHL"], "oda_list": [1]}), REGISTER, country="code", on=date(2018, 1, 1))
    with pytest.raises(BadRule, match="dict is not a data frame"):
        add_oda({"code": ["CHL"]}, REGISTER, country="code", on=date(2018, 1, 1))
    with pytest.raises(NotADay):
        add_oda(pl.DataFrame({"code": ["CHL"]}), REGISTER, country="code", on=datetime(2018, 1, 1))  # noqa: DTZ001 - because that is the mistake


def test_without_narwhals_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtra, match=r'pip install "kommunal-partner\[frames\]"'):
        add_oda(pl.DataFrame({"code": ["CHL"]}), REGISTER, country="code", on=date(2018, 1, 1))


@pytest.mark.uncounted
def test_more_texts_than_are_looked_up_one_by_one_give_the_same_answers() -> None:
    codes = [f"X{number}" for number in range(6_000)] + ["CHL", "chl"]
    found = add_oda(pl.DataFrame({"code": codes}), REGISTER, country="code", on=date(2017, 1, 1))
    assert found["oda_eligible"].to_list()[-2:] == [True, True]
    assert set(found["oda_reason"].to_list()[:-2]) == {"UNKNOWN_COUNTRY"}


@pytest.mark.uncounted
def test_spans_hold_every_day_of_every_country_once_and_say_what_the_question_says() -> None:
    rows = oda_spans(REGISTER)
    by_code: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_code.setdefault(str(row["iso3"]), []).append(row)
    for spans in by_code.values():
        assert (spans[0]["first"], spans[-1]["last"]) == (date.min, date.max)
        assert all((b["first"] - a["last"]).days == 1 for a, b in itertools.pairwise(spans))
    for row in kit():
        if (
            row["oda_reason"] in ("NO_COUNTRY", "NO_DAY", "UNKNOWN_COUNTRY", "AMBIGUOUS_COUNTRY")
            or len(str(row["country"])) < 3
        ):
            continue
        (held,) = [one for one in by_code[str(row["country"]).upper()] if one["first"] <= row["day"] <= one["last"]]
        assert [held[name] for name in NEW] == [row[name] for name in NEW]


def test_a_register_of_ones_own_without_an_end_is_read() -> None:
    open_list = OdaRegister(
        [OdaList("2020", Span(date(2020, 1, 1)), "List")], [OdaListing("GHA", OdaGroup.LMIC, Span(date(2020, 1, 1)))]
    )
    found = add_oda(pl.DataFrame({"code": ["GHA"], "year": [2050]}), open_list, country="code", year="year")
    assert found["oda_eligible"].to_list() == [True]
    assert evolve(open_list) == open_list


SQL = """
select f.row, s.oda_eligible, s.oda_group, s.oda_list, s.oda_reason
from mine as f
left join spans as s
  on s.iso3 = f.code
 and f.day between s.first and s.last
"""


def sql_rows() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of the kit with an alpha-3 code in capitals, and the spans with days as text, as any database takes them."""
    known = {str(row["iso3"]) for row in oda_spans(REGISTER)}
    spans = [
        {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}
        for row in oda_spans(REGISTER)
    ]
    mine = [row for row in kit() if row["country"] in known and row["day"] is not None]
    return [{"row": row["row"], "code": row["country"], "day": row["day"].isoformat()} for row in mine], spans


def agrees(found: list[tuple[Any, ...]]) -> bool:
    told = {row["row"]: row for row in kit()}
    said = [
        (told[row]["oda_eligible"], told[row]["oda_group"], told[row]["oda_list"], told[row]["oda_reason"])
        for row, *_ in found
    ]
    return len(found) > 500 and said == [(None if yes is None else bool(yes), *rest) for _, yes, *rest in found]


@pytest.mark.uncounted
def test_six_lines_of_sql_say_the_same_on_sqlite_and_duckdb() -> None:
    mine, spans = sql_rows()
    lite = sqlite3.connect(":memory:")
    for name, rows in (("mine", mine), ("spans", spans)):
        lite.execute(f"create table {name} ({', '.join(rows[0])})")
        places = ", ".join("?" * len(rows[0]))
        lite.executemany(f"insert into {name} values ({places})", [tuple(row.values()) for row in rows])  # noqa: S608 - because the names stand above
    assert agrees(lite.execute(SQL).fetchall())
    lite.close()
    duck = duckdb.connect()
    duck.register("mine", framed(mine, pa))
    duck.register("spans", framed(spans, pa))
    assert agrees(duck.execute(SQL).fetchall())


@pytest.mark.skipif("KOMMUNAL_PARTNER_ENGINES" not in os.environ, reason="Spark runs in `make engines`")
def test_the_same_lines_run_on_spark() -> None:
    mine, spans = sql_rows()
    spark = spark_frame({"a": [1]}).sparkSession
    framed(mine, spark.range(1)).createOrReplaceTempView("mine")
    framed(spans, spark.range(1)).createOrReplaceTempView("spans")
    assert agrees([tuple(row) for row in spark.sql(SQL).collect()])


# ── what callers' frames may hold ────────────────────────────────────────────────────────────────────────────────────


def said(frame: Any) -> list[tuple[Any, str]]:
    return sorted(((row["c"], row["oda_reason"]) for row in records(frame)), key=repr)


@pytest.mark.uncounted
@pytest.mark.parametrize("codes", ["dac", "iso_numeric"])
def test_a_text_of_digits_is_the_same_code_on_every_engine(make: Make, codes: Any) -> None:
    texts = ["4", "04", "004", "0004", " 152", "152", "63", "063", "-4", "4.0", "\u0664"]
    found = said(add_oda(make({"c": texts}), load_facts().oda, country="c", on=date(2010, 1, 1), codes=codes))
    assert found == said(
        add_oda(pl.DataFrame({"c": texts}), load_facts().oda, country="c", on=date(2010, 1, 1), codes=codes)
    )
    reasons = dict(found)
    assert {reasons[text] for text in ("0004", " 152", "-4", "4.0", "\u0664")} == {"UNKNOWN_COUNTRY"}
    if codes == "iso_numeric":
        assert {reasons[text] for text in ("4", "04", "004", "152")} == {"LISTED"}
    else:
        assert reasons["63"] == reasons["063"] == "LISTED"


def test_a_fraction_is_no_code_and_what_is_no_number_no_country(make: Make) -> None:
    numbers = [152.0, 152.5, 1e300, math.inf, math.nan, -152.0]
    frame = make({"c": numbers, "i": list(range(6))})
    rows = records(add_oda(frame, load_facts().oda, country="c", on=date(2010, 1, 1), codes="iso_numeric"))
    reasons = {row["i"]: row["oda_reason"] for row in rows}
    unknown = dict.fromkeys((1, 2, 3, 5), "UNKNOWN_COUNTRY")
    assert reasons == {0: "LISTED", 4: "NO_COUNTRY", **unknown}


@pytest.mark.parametrize("name", ["_oda_key", "_oda_when", "oda_list"])
def test_a_column_named_like_ours_is_refused_and_never_lost(make: Make, name: str) -> None:
    with pytest.raises(BadRule, match=name):
        add_oda(make({"c": ["CHL"], name: ["mine"]}), load_facts().oda, country="c", on=date(2010, 1, 1))


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame([["CHL", 1, 2]], columns=["c", "x", "x"]),
        pa.Table.from_arrays([pa.array(["CHL"]), pa.array([1]), pa.array([1])], names=["c", "x", "x"]),
        duckdb.sql("select 'CHL' c, 1 x, 2 X"),
    ],
    ids=["pandas", "pyarrow", "duckdb"],
)
def test_two_columns_of_one_name_are_refused(frame: Any) -> None:
    with pytest.raises(BadRule, match="several columns of one name"):
        add_oda(frame, load_facts().oda, country="c", on=date(2010, 1, 1))


def test_levels_of_the_index_may_be_named_like_columns() -> None:
    index = pd.MultiIndex.from_tuples([(1, "a"), (1, "a"), (2, "b")], names=["c", "_oda_key"])
    frame = pd.DataFrame({"c": ["CHL", "DEU", "CHL"]}, index=index)
    found = add_oda(frame, load_facts().oda, country="c", on=date(2010, 1, 1))
    assert found.index.equals(index)
    assert found.index.names == ["c", "_oda_key"]
    assert list(~found["oda_eligible"]) == [False, True, False]


@pytest.mark.uncounted
def test_other_columns_may_hold_anything_in_pyarrow() -> None:
    frame = pa.table({"c": ["CHL", "DEU"], "_row": [[1, 2], []], "struct": [{"a": 1}, None], "null": [None, None]})
    found = add_oda(frame, load_facts().oda, country="c", on=date(2010, 1, 1))
    assert found.select(frame.column_names).equals(frame)
    assert found["oda_eligible"].to_pylist() == [True, False]
    empty = add_oda(pa.table({"c": pa.nulls(2)}), load_facts().oda, country="c", on=date(2010, 1, 1))
    assert empty["oda_reason"].to_pylist() == ["NO_COUNTRY"] * 2


def test_codes_that_pyarrow_itself_makes_no_text_of_are_refused() -> None:
    runs = pa.RunEndEncodedArray.from_arrays([2, 3], ["CHL", "DEU"])
    with pytest.raises(BadRule, match=r"'c' holds run_end_encoded<.*>, not codes") as caught:
        add_oda(pa.table({"c": runs}), REGISTER, country="c", on=date(2010, 1, 1))
    assert "keine Codes" in caught.value.text("de")
    decoded = add_oda(pa.table({"c": runs.to_pylist()}), REGISTER, country="c", on=date(2010, 1, 1))
    assert decoded["oda_eligible"].to_pylist() == [True, True, False]


def test_years_in_run_ends_are_refused_by_their_name() -> None:
    years = pa.RunEndEncodedArray.from_arrays([2, 3], [2010, 2011])
    with pytest.raises(BadRule, match=r"'y' holds run_end_encoded<.*>, not whole numbers") as caught:
        add_oda(pa.table({"c": ["CHL"] * 3, "y": years}), REGISTER, country="c", year="y")
    assert "keine ganzen Zahlen" in caught.value.text("de")


@pytest.mark.parametrize("library", [pa, pl, pd])
def test_a_column_without_any_value_holds_no_years(library: ModuleType) -> None:
    frames: dict[ModuleType, Any] = {
        pa: pa.table({"c": ["CHL"] * 3, "y": NOTHING}),
        pl: pl.DataFrame({"c": ["CHL"] * 3, "y": [None] * 3}),
        pd: pd.DataFrame({"c": ["CHL"] * 3, "y": pd.Series(NOTHING, dtype=pd.ArrowDtype(pa.null()))}),
    }
    found = add_oda(frames[library], REGISTER, country="c", year="y")
    assert list(map(str, found["oda_reason"])) == ["NO_DAY"] * 3


@pytest.mark.parametrize("count", [0, 2])
@pytest.mark.parametrize("codes", ["alpha", "dac"])
def test_columns_of_pandas_that_are_empty_in_a_file_hold_no_countries_and_no_days(
    count: int, codes: Literal["alpha", "dac"]
) -> None:
    frame = pd.read_csv(StringIO("c,d,x\n" + ",,1\n" * count)).astype({"c": "float64", "d": "float64"})
    found = add_oda(frame, REGISTER, country="c", on="d", codes=codes)
    assert list(found["oda_reason"]) == ["NO_COUNTRY"] * count
    without_days = add_oda(frame.assign(c="CHL"), REGISTER, country="c", on="d")
    assert list(without_days["oda_reason"]) == ["NO_DAY"] * count


def test_days_of_any_kind_in_one_column_of_pandas_are_read_and_nat_is_no_day() -> None:
    days = [
        date(1, 1, 1),
        date(9999, 12, 31),
        datetime.fromisoformat("2017-12-31T23:00"),
        pd.Timestamp("2018-01-01"),
        pd.NaT,
        None,
    ]
    frame = pd.DataFrame({"c": ["CHL"] * 6, "d": pd.Series(days, dtype=object)})
    found = add_oda(frame, load_facts().oda, country="c", on="d")
    assert list(found["oda_reason"]) == [
        "BEFORE_FIRST_LIST",
        "AFTER_LAST_LIST",
        "LISTED",
        "NOT_LISTED",
        *["NO_DAY"] * 2,
    ]
    for bad in ([1], "2018-01-01", True, pd.Timestamp("2018-01-01", tz="UTC")):
        with pytest.raises(BadRule, match="is not a day"):
            add_oda(
                pd.DataFrame({"c": ["CHL"], "d": pd.Series([bad], dtype=object)}), load_facts().oda, country="c", on="d"
            )


def test_numbers_as_categories_are_numbers() -> None:
    frame = pd.DataFrame({"c": pd.Categorical([434, None])})
    assert list(add_oda(frame, load_facts().oda, country="c", on=date(2010, 1, 1), codes="dac")["oda_reason"]) == [
        "LISTED",
        "NO_COUNTRY",
    ]
    with pytest.raises(BadRule, match="codes="):
        add_oda(frame, load_facts().oda, country="c", on=date(2010, 1, 1))


@pytest.mark.parametrize("years", [["2010"], [True], [2010.5]])
def test_years_are_whole_numbers_on_every_engine(make: Make, years: list[Any]) -> None:
    with pytest.raises(BadRule, match="not whole numbers"):
        records(add_oda(make({"c": ["CHL"], "y": years}), load_facts().oda, country="c", year="y"))


def test_years_beyond_all_calendars_are_after_the_last_list() -> None:
    frame = pl.DataFrame({"c": ["CHL"], "y": pl.Series([2**63 + 5], dtype=pl.UInt64)})
    found = add_oda(frame, load_facts().oda, country="c", year="y")
    assert found["oda_eligible"].to_list() == [None]


def test_objects_of_polars_are_no_codes() -> None:
    with pytest.raises(BadRule, match="not codes"):
        add_oda(
            pl.DataFrame({"c": pl.Series(["CHL"], dtype=pl.Object)}), load_facts().oda, country="c", on=date(2010, 1, 1)
        )


@pytest.mark.uncounted
def test_tables_named_like_ours_stay_out_of_the_way_in_duckdb() -> None:
    connection = duckdb.connect()
    connection.execute("create table facts as select 1 as a; create view _unused as select 1 as z")
    found = add_oda(connection.sql("select 'CHL' c"), load_facts().oda, country="c", on=date(2010, 1, 1))
    assert records(found)[0]["oda_eligible"] is True


def test_a_connection_that_reads_no_tables_of_python_says_what_must_be_on() -> None:
    connection = duckdb.connect()
    connection.execute("set enable_external_access=false")
    with pytest.raises(BadRule, match="python_enable_replacements"):
        add_oda(connection.sql("select 'CHL' c"), load_facts().oda, country="c", on=date(2010, 1, 1))


@pytest.mark.parametrize("register", [load_facts(), 5, None])
def test_only_a_register_of_the_list_is_asked(register: Any) -> None:
    with pytest.raises(BadModel, match="register must be an OdaRegister"):
        add_oda(pl.DataFrame({"c": ["CHL"]}), register, country="c", on=date(2010, 1, 1))
