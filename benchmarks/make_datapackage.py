"""Write datapackage.json (Frictionless Data Package, version 2) for the shipped fact tables.

Columns, types and keys are those of the strict readers, who are watched while they read; foreign keys are kept where
every value of a column is found in the table it names. A test holds the file current.
"""

from __future__ import annotations

import csv
import inspect
import io
import json
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from kommunal_partner import __version__, _tables
from kommunal_partner._tables import Column
from kommunal_partner.facts import _facts
from kommunal_partner.facts._folder import Folder

TABLES = Path(__file__).parents[1] / "src" / "kommunal_partner" / "facts" / "tables"
TARGET = TABLES / "datapackage.json"

MULTIPLE = {" ", ";"}

LICENCES = [
    {"name": "MIT", "title": "MIT License (the tables as compiled here; single facts are free)"},
    {
        "title": "Destatis (keys, populations): reproduction and distribution permitted with attribution",
        "path": "https://www.destatis.de/DE/Service/Impressum/copyright-allgemein.html",
    },
    {
        "name": "CC-BY-4.0",
        "title": "GeoNames (coordinates and numbers of places)",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
]

REFERENCES = {
    "series": ("series.csv", "id"),
    "edition": ("editions.csv", "id"),
    "partnership": ("partnerships.csv", "id"),
    "german": ("municipalities.csv", "id"),
    "partner": ("partner_units.csv", "id"),
    "unit": ("partner_units.csv", "id"),
    "programme": ("programmes.csv", "id"),
    "scheme": ("region_schemes.csv", "id"),
    "region": ("regions.csv", "id"),
    "parent": ("regions.csv", "id"),
    "source": ("sources.csv", "id"),
}


class Watched(Folder):
    """A folder that remembers how each of its tables was read."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.seen: dict[str, tuple[tuple[Column, ...], tuple[str, ...]]] = {}

    def rows(self, name: str, columns: Iterable[Column], *, key: tuple[str, ...] = ()) -> Any:
        read = tuple(columns)
        self.seen[name] = (read, key)
        return super().rows(name, read, key=key)


def tables_read() -> dict[str, tuple[tuple[Column, ...], tuple[str, ...]]]:
    """Every table with its columns and its key, as the loaders read them."""
    folder = Watched(TABLES)
    found: dict[str, Any] = {}
    for group, (_, load) in _facts._groups(str(TABLES)).items():
        found[group] = load(folder, found)
    assert folder.sources
    assert folder.problems == []
    return dict(sorted(folder.seen.items()))


def field(column: Column, values: list[str]) -> dict[str, Any]:
    """A column as a field of a table schema; which values are needed is seen in the reader and in the table."""
    made: dict[str, Any] = {"name": column.name, **kind(column.parse)}
    if made["type"] == "date" and any(value and not is_day(value) for value in values):
        made["type"] = "string"
    if all(values):
        made["constraints"] = {**made.get("constraints", {}), "required": True}
    return made


def is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def kind(parse: Callable[[str], Any]) -> dict[str, Any]:
    """The type that a reader reads, seen in what it closes over."""
    inside = inspect.getclosurevars(parse).nonlocals if inspect.isfunction(parse) else {}
    plain = {_tables.day: "date", _tables.integer: "integer", _tables.number: "number"}
    if parse in plain:
        return {"type": plain[parse]}
    if parse is _tables.boolean:
        return {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    if "separator" in inside or parse.__qualname__.startswith("many."):
        return {"type": "string", "description": "several values, with blanks or semicolons between them"}
    if "choices" in inside:
        words = [str(word.value if isinstance(word, Enum) else word) for word in inside["choices"]]
        return {"type": "string", "constraints": {"enum": words}}
    if "parse" in inside:
        return kind(inside["parse"])
    return {"type": "string"}


def resource(
    name: str, columns: tuple[Column, ...], key: tuple[str, ...], held: dict[str, list[dict[str, str]]]
) -> Any:
    rows = held[name]
    key = tuple(part for part in key if part in {column.name for column in columns})
    schema: dict[str, Any] = {
        "fields": [field(column, [row[column.name] for row in rows]) for column in columns],
        "missingValues": [""],
    }
    if key and all(all(row[part] for part in key) for row in rows):
        schema["primaryKey"] = list(key)
    if key:
        schema["uniqueKeys"] = [list(key)]
    references = list(foreign_keys(name, columns, held))
    if references:
        schema["foreignKeys"] = references
    return {
        "name": name.removesuffix(".csv").replace("_", "-"),
        "type": "table",
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def foreign_keys(name: str, columns: tuple[Column, ...], held: dict[str, list[dict[str, str]]]) -> Any:
    for column in columns:
        target, field_there = REFERENCES.get(column.name, ("", ""))
        if target not in held or (target, field_there) == (name, column.name):
            continue
        there = {row[field_there] for row in held[target]}
        values = {row[column.name] for row in held[name]} - {""}
        if values and values <= there:
            other = target.removesuffix(".csv").replace("_", "-")
            reference = {"fields": [field_there]} if target == name else {"resource": other, "fields": [field_there]}
            yield {"fields": [column.name], "reference": reference}


def package() -> dict[str, Any]:
    """The descriptor of all tables."""
    read = {name: how for name, how in tables_read().items() if (TABLES / name).suffix == ".csv"}
    held = {name: rows_of(name) for name in read}
    sources = [{"title": row["text"], **({"path": row["url"]} if row["url"] else {})} for row in held["sources.csv"]]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kommunal-partner-facts",
        "title": "Facts of municipal development policy: ODA recipients, event series, partnerships, programmes",
        "version": __version__,
        "created": f"{max(row['read_on'] for row in held['sources.csv'])}T00:00:00Z",
        "licenses": LICENCES,
        "sources": sources,
        "resources": [resource(name, *how, held) for name, how in read.items()],
    }


def rows_of(name: str) -> list[dict[str, str]]:
    text = (TABLES / name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def text() -> str:
    """The descriptor as it is written."""
    return json.dumps(package(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    TARGET.write_text(text(), "utf-8")
    print(TARGET.name, len(package()["resources"]), "tables")


if __name__ == "__main__":
    main()
