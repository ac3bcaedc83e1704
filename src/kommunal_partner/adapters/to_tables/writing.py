"""Tables as files: CSV for Excel or for machines, Excel files, and their description."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from kommunal_partner.adapters.from_tables._cells import guarded, printable
from kommunal_partner.adapters.to_tables.partnerships import FIELDS, partnership_table
from kommunal_partner.adapters.to_tables.words import Style
from kommunal_partner.errors import BadModel, MissingExtra
from kommunal_partner.languages import language
from kommunal_partner.partnerships import Partnership

__all__ = ["Rows", "table_schema", "write_csv", "write_xlsx"]

Rows: TypeAlias = Iterable[Partnership] | Iterable[Mapping[str, Any]] | Any
"""Partnerships, mappings of column to value, or anything with `to_rows()` that gives such mappings."""


def _mapping_table(rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    header = list(dict.fromkeys(name for row in rows for name in row))
    return header, [[row.get(name) for name in header] for row in rows]


def _given(rows: Rows) -> tuple[list[Partnership], list[Mapping[str, Any]]]:
    """The partnerships, or the mappings, that are given."""
    to_rows: Callable[[], Iterable[Any]] | None = getattr(rows, "to_rows", None)
    things: list[Any] = list(rows if to_rows is None else to_rows())
    partnerships = [one for one in things if isinstance(one, Partnership)]
    mappings = [one for one in things if isinstance(one, Mapping)]
    if len(things) not in {len(partnerships), len(mappings)}:
        raise BadModel("a table is made of partnerships, or of mappings of column to value, and not of both")
    return partnerships, mappings


def _written(content: bytes, target: str | PathLike[str] | BinaryIO) -> None:
    if isinstance(target, (str, PathLike)):
        Path(target).write_bytes(content)
    else:
        target.write(content)


def write_csv(rows: Rows, target: str | PathLike[str] | BinaryIO, *, for_excel: bool = True, lang: str = "de") -> None:
    """Write rows as a CSV file that Excel opens right, or, with `for_excel=False`, as one for machines.

    For German Excel: semicolons, UTF-8 with BOM, decimal commas, dates as 29.11.2018, headers and words in German. With
    `lang="en"`: commas, decimal points and ISO dates, in English. For machines: commas, UTF-8, ISO dates, alpha-3 codes
    and the values of enumerations, whatever the language.

    Raises:
        BadModel: for anything but partnerships (each with a unit in Germany), mappings, or something with `to_rows()`.
        UnknownLanguage: for any language but German and English.

    >>> file = io.BytesIO()
    >>> write_csv([{"km": 1.5, "Name": "=2+2"}], file)
    >>> file.getvalue().decode("utf-8-sig").splitlines()[1]
    "1,5;'=2+2"
    """
    style = Style(language(lang) if for_excel else None)
    partnerships, mappings = _given(rows)
    header: Sequence[str]
    cells: Sequence[Sequence[Any]]
    header, cells = _mapping_table(mappings) if mappings else partnership_table(partnerships, style)
    file = io.StringIO(newline="")
    writer = csv.writer(
        file, delimiter=";" if style.lang == "de" else ",", lineterminator="\r\n" if for_excel else "\n"
    )
    writer.writerow([guarded(printable(title)) for title in header])
    guard = style.cell if mappings else guarded
    writer.writerows([[guard(cell) for cell in row] for row in cells])
    _written(file.getvalue().encode("utf-8-sig" if for_excel else "utf-8"), target)


def write_xlsx(
    rows: Rows, target: str | PathLike[str] | BinaryIO, *, lang: str = "de", title: str | None = None
) -> None:
    """Write rows as an Excel file with one sheet; keys and other digits are texts, numbers and days are what they are.

    The file holds the time of writing, as every Excel file does, so its bytes differ from run to run.

    Raises:
        BadModel: as with `write_csv`; also for a text longer than the 32,767 characters that a cell of Excel holds.
        MissingExtra: without openpyxl.
        UnknownLanguage: for any language but German and English.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    style = Style(language(lang))
    partnerships, mappings = _given(rows)
    header: Sequence[str]
    cells: Sequence[Sequence[Any]]
    header, cells = _mapping_table(mappings) if mappings else partnership_table(partnerships, style)
    # All cells before the first is written: a sheet given up half-way is complained of when it is collected.
    lines = [[_excel_value(value, style) for value in row] for row in cells]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title or ("Tabelle" if style.lang == "de" else "Table"))
    sheet.freeze_panes = "A2"
    sheet.append([guarded(printable(one)) for one in header])
    for line in lines:
        sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    _written(file.getvalue(), target)


_LONGEST_CELL: Final = 32_767


def _excel_value(value: Any, style: Style) -> Any:  # noqa: ANN401 - because a cell holds anything
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, date) and value.year >= 1900 and getattr(value, "tzinfo", None) is None:  # noqa: PLR2004 - because Excel's calendar begins there
        return value
    text = guarded(style.word(value))
    if len(text) > _LONGEST_CELL:
        raise BadModel(f"a cell of Excel holds {_LONGEST_CELL} characters, this text has {len(text)}")
    return text or None


_TYPES: Final = ((bool, "boolean"), (int, "integer"), (float, "number"), (datetime, "datetime"), (date, "date"))


def table_schema(rows: Rows = (), *, lang: str = "de") -> dict[str, Any]:
    """The columns of the CSV for machines as a Table Schema (Frictionless), ready for `json.dumps`.

    Without rows it describes partnerships, all columns that there may be. `lang` is the language of the titles.

    Raises:
        BadModel: as with `write_csv`.
        UnknownLanguage: for any language but German and English.

    >>> [field["type"] for field in table_schema([{"year": 2018, "name": "Ulm"}])["fields"]]
    ['integer', 'string']
    """
    tag = language(lang)
    partnerships, mappings = _given(rows)
    if mappings:
        header, cells = _mapping_table(mappings)
        columns = list(zip(*cells, strict=True)) if header else []
        fields = [{"name": name, "type": _type(column)} for name, column in zip(header, columns, strict=True)]
        return {"fields": fields, "missingValues": [""]}
    names = set(partnership_table(partnerships, Style(None))[0]) if partnerships else {one.name for one in FIELDS}
    described: list[dict[str, Any]] = []
    for field in FIELDS:
        if field.name in names:
            column: dict[str, Any] = {"name": field.name, "title": field.title.text(tag), "type": "string"}
            constraints: dict[str, Any] = {"pattern": field.pattern} if field.pattern else {}
            if field.name in {"id", "name", "partner", "country"}:
                constraints = {"required": True, **constraints}
            described.append(column | ({"constraints": constraints} if constraints else {}))
    return {"fields": described, "missingValues": [""]}


def _type(column: Iterable[Any]) -> str:
    """The one type of all values; text if they differ."""
    kinds = {
        next((name for kind, name in _TYPES if isinstance(value, kind)), "string")
        for value in column
        if value is not None
    }
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "string"
