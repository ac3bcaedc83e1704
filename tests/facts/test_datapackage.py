"""The data package that describes the fact tables to R, SQL and whoever else: current, valid, keys as text."""

from __future__ import annotations

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "src" / "kommunal_partner" / "facts" / "tables"
PACKAGE: dict[str, Any] = json.loads((TABLES / "datapackage.json").read_text("utf-8"))
RESOURCES = {one["path"]: one for one in PACKAGE["resources"]}


def writer() -> ModuleType:
    spec = spec_from_file_location("make_datapackage", ROOT / "benchmarks" / "make_datapackage.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.uncounted
def test_the_package_is_what_the_readers_read_today() -> None:
    assert (TABLES / "datapackage.json").read_text("utf-8") == writer().text()


@pytest.mark.uncounted
def test_every_table_is_described_and_valid() -> None:
    frictionless = pytest.importorskip("frictionless", reason="the validator is an extra of the development tools")
    report = frictionless.validate(str(TABLES / "datapackage.json"))
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid
    assert set(RESOURCES) == {path.name for path in TABLES.glob("*.csv")}


def test_closed_choices_days_numbers_and_references_are_told() -> None:
    listings = {field["name"]: field for field in RESOURCES["oda_listings.csv"]["schema"]["fields"]}
    assert listings["group"]["constraints"]["enum"] == ["LDC", "OTHER_LIC", "LMIC", "UMIC", "HIC_PART_I"]
    assert (listings["start"]["type"], listings["dac_code"]["type"]) == ("date", "string")
    assert RESOURCES["oda_listings.csv"]["schema"]["primaryKey"] == ["country", "start"]
    targets = {key["fields"][0]: key["reference"] for key in RESOURCES["partnerships.csv"]["schema"]["foreignKeys"]}
    assert targets["partner"] == {"resource": "partner-units", "fields": ["id"]}


def types_of(path: str, kinds: dict[str, str]) -> dict[str, str]:
    return {field["name"]: kinds[field["type"]] for field in RESOURCES[path]["schema"]["fields"]}


def test_keys_stay_text_through_the_package_in_duckdb_and_pandas() -> None:
    kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "VARCHAR", "date": "DATE"}
    columns = types_of("municipal_register.csv", kinds)
    table = duckdb.read_csv(str(TABLES / "municipal_register.csv"), columns=columns)
    keys = [key for (key,) in table.select("key").fetchall() if key]
    assert "01002000" in keys
    kinds = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "string", "date": "string"}
    types: Any = types_of("municipal_register.csv", kinds)
    frame = pd.read_csv(TABLES / "municipal_register.csv", dtype=types)
    assert "01002000" in set(frame["key"].dropna())


def test_nothing_in_the_package_names_this_machine() -> None:
    assert str(ROOT) not in json.dumps(PACKAGE)
    assert sys.prefix not in json.dumps(PACKAGE)
