"""A small table of facts as a native frame of the engine that a caller's frame lives in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final, Literal, TypeAlias

from kommunal_partner.errors import BadRule, MissingExtra
from kommunal_partner.languages import Term

Kind: TypeAlias = Literal["text", "whole", "boolean", "day", "number"]
Rows: TypeAlias = Sequence[Sequence[object]]


def facts_like(frame: Any, rows: Rows, kinds: Mapping[str, Kind]) -> Any:  # noqa: ANN401, PLR0911 - because it gives the frame of whichever engine
    """The rows as a native frame of the engine that `frame` lives in.

    Raises:
        BadRule: for an engine that facts cannot be brought into.
    """
    import narwhals as nw

    engine = nw.from_native(frame).implementation
    columns = {name: [row[place] for row in rows] for place, name in enumerate(kinds)}
    if engine.is_pandas():
        return _pandas(columns, kinds)
    if engine.is_polars():
        return _polars(columns, kinds, lazy=type(frame).__name__ == "LazyFrame")
    if engine.is_pyarrow():
        return _arrow(columns, kinds)
    if engine.is_dask():  # pragma: no cover - because dask and Spark run in `make engines`
        return import_module("dask.dataframe").from_pandas(_pandas(columns, kinds), npartitions=1)
    if engine.is_duckdb():
        return _duckdb(frame, _arrow(columns, kinds))
    if engine.is_ibis():
        import ibis

        return ibis.memtable(_arrow(columns, kinds))
    if engine.is_pyspark():  # pragma: no cover - because dask and Spark run in `make engines`
        types = {"text": "string", "whole": "bigint", "boolean": "boolean", "day": "date", "number": "double"}
        schema = ", ".join(f"`{name}` {types[kind]}" for name, kind in kinds.items())
        return frame.sparkSession.createDataFrame([tuple(row) for row in rows], schema)
    said = Term(f"Fakten lassen sich nicht in {engine} bringen", f"facts cannot be brought into {engine}")
    raise BadRule(said, argument="frame", value=str(engine))


def _pandas(columns: dict[str, list[object]], kinds: Mapping[str, Kind]) -> Any:  # noqa: ANN401 - because pandas is imported where it is used
    import pandas as pd

    types = {"text": "string", "whole": "Int64", "boolean": "boolean", "day": "datetime64[s]", "number": "Float64"}
    return pd.DataFrame({name: pd.Series(held, dtype=types[kinds[name]]) for name, held in columns.items()})


def _polars(columns: dict[str, list[object]], kinds: Mapping[str, Kind], *, lazy: bool) -> Any:  # noqa: ANN401 - because polars is imported where it is used
    import polars as pl

    types = {"text": pl.String, "whole": pl.Int64, "boolean": pl.Boolean, "day": pl.Date, "number": pl.Float64}
    found = pl.DataFrame(columns, schema={name: types[kind] for name, kind in kinds.items()})
    return found.lazy() if lazy else found


_NO_TABLES: Final = Term(
    "diese Verbindung von duckdb liest keine Tabellen von Python: python_enable_replacements und "
    "enable_external_access müssen eingeschaltet sein",
    "this connection of duckdb reads no tables of Python: python_enable_replacements and "
    "enable_external_access must be on",
)


def _duckdb(frame: Any, facts: Any) -> Any:  # noqa: ANN401 - because duckdb is imported where it is used
    """The facts inside of the relation's own connection, under a name that no table of the caller's has."""
    import duckdb

    _kommunal_partner_facts = facts  # which duckdb finds by this name
    try:
        return frame.query("_kommunal_partner_frame", "select * from _kommunal_partner_facts")
    except duckdb.CatalogException as error:
        raise BadRule(_NO_TABLES, argument="frame") from error


def _arrow(columns: dict[str, list[object]], kinds: Mapping[str, Kind]) -> Any:  # noqa: ANN401 - because pyarrow is imported where it is used
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra("pyarrow", "frames") from error
    types = {
        "text": pa.string(),
        "whole": pa.int64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
        "number": pa.float64(),
    }
    return pa.table(columns, schema=pa.schema([(name, types[kind]) for name, kind in kinds.items()]))
