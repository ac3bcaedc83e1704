"""Engines that the same frame can live in, and how what comes back is read."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from importlib import import_module
from typing import Any

import duckdb
import ibis
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

Columns = dict[str, list[Any]]
Records = list[dict[str, Any]]


def pandas_object(columns: Columns) -> Any:
    return pd.DataFrame({name: pd.Series(held, dtype=object) for name, held in columns.items()})


def pandas_datetime(columns: Columns) -> Any:
    frame = pandas_object(columns)
    for name, held in columns.items():
        kinds = {type(value) for value in held} - {type(None)}
        if kinds in ({date}, {datetime}):
            frame[name] = pd.Series(held).astype("datetime64[s]")
        elif kinds == {int}:
            frame[name] = pd.Series(held, dtype="Int64")
        elif kinds == {float}:
            frame[name] = pd.Series(held, dtype="float64")
        elif kinds == {str}:
            frame[name] = pd.Series(held, dtype="string")
    return frame


def pandas_arrow(columns: Columns) -> Any:
    return pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)


def pandas_categorical(columns: Columns) -> Any:
    frame = pandas_datetime(columns)
    for name in frame.columns:
        if frame[name].dtype == "string":
            frame[name] = frame[name].astype("category")
    return frame


def polars_lazy(columns: Columns) -> Any:
    return pl.DataFrame(columns).lazy()


def polars_categorical(columns: Columns) -> Any:
    texts = [name for name, held in columns.items() if str in {type(value) for value in held}]
    return pl.DataFrame(columns).with_columns(pl.col(name).cast(pl.Categorical) for name in texts)


def duckdb_relation(columns: Columns) -> Any:
    held = pa.table(columns)  # noqa: F841 - because duckdb finds it by its name
    return duckdb.connect().sql("select * from held")


def ibis_table(columns: Columns) -> Any:
    return ibis.memtable(pa.table(columns))


def dask_frame(columns: Columns) -> Any:
    return import_module("dask.dataframe").from_pandas(pandas_datetime(columns), npartitions=3)


def spark_frame(columns: Columns) -> Any:
    session = import_module("pyspark.sql").SparkSession.builder.master("local[1]")
    spark = session.config("spark.ui.enabled", "false").getOrCreate()
    types = {date: "date", datetime: "timestamp_ntz", str: "string", int: "bigint", float: "double", bool: "boolean"}
    kinds = {name: next(type(value) for value in held if value is not None) for name, held in columns.items()}
    schema = ", ".join(f"`{name}` {types[kind]}" for name, kind in kinds.items())
    return spark.createDataFrame(list(zip(*columns.values(), strict=True)), schema)


ENGINES: dict[str, Callable[[Columns], Any]] = {
    "pandas object": pandas_object,
    "pandas datetime64": pandas_datetime,
    "pandas arrow": pandas_arrow,
    "pandas categorical": pandas_categorical,
    "polars": pl.DataFrame,
    "polars lazy": polars_lazy,
    "polars categorical": polars_categorical,
    "pyarrow": pa.table,
    "duckdb": duckdb_relation,
    "ibis": ibis_table,
}

SLOW_ENGINES: dict[str, Callable[[Columns], Any]] = {"dask": dask_frame, "pyspark": spark_frame}
"""Run by `make engines` alone: they start processes of their own."""

if os.environ.get("KOMMUNAL_PARTNER_ENGINES"):
    ENGINES |= SLOW_ENGINES


@pytest.fixture(params=list(ENGINES))
def make(request: pytest.FixtureRequest) -> Callable[[Columns], Any]:
    """One engine after the other: what makes a frame of it from columns."""
    return ENGINES[request.param]


def records(frame: Any) -> Records:
    """The rows of whatever came back, nulls as None, in no promised order."""
    return list(_plain(frame))


def _plain(frame: Any) -> Iterator[dict[str, Any]]:
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        rows = frame.to_dicts()
    elif isinstance(frame, pa.Table):
        rows = frame.to_pylist()
    elif isinstance(frame, duckdb.DuckDBPyRelation):
        rows = frame.to_arrow_table().to_pylist()
    elif isinstance(frame, ibis.Table):
        rows = frame.to_pyarrow().to_pylist()
    elif type(frame).__module__.startswith("pyspark"):
        rows = [row.asDict() for row in frame.collect()]
    else:
        rows = (frame if isinstance(frame, pd.DataFrame) else frame.compute()).to_dict("records")
    for row in rows:
        yield {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, datetime):
        return value.date()
    return bool(value) if type(value).__name__ in ("bool", "bool_") else value
