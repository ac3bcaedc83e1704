"""Tables as files: CSV for Excel or for machines, Excel files, and their description."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, TypeAlias

from kommunal_partner._checks import values_of
from kommunal_partner.adapters._texts import writable
from kommunal_partner.adapters.from_tables._cells import guarded, printable
from kommunal_partner.adapters.to_tables._partnerships import FIELDS, partnership_table
from kommunal_partner.adapters.to_tables._words import Style, is_missing, plain_number
from kommunal_partner.errors import BadModel, MissingExtra
from kommunal_partner.languages import Term, language
from kommunal_partner.partnerships import Partnership

Rows: TypeAlias = Iterable[Partnership] | Iterable[Mapping[str, Any]] | Any
"""Partnerships, entries of an invitation list, mappings of column to value, or anything with `to_rows()`.

Entries to confirm get a column "Stand" to be filled in; `read_partnerships(as_of=)` takes it back.
"""


def _mapping_table(rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    header = list(dict.fromkeys(name for row in rows for name in row))
    return header, [[row.get(name) for name in header] for row in rows]


class _Given(NamedTuple):
    """The partnerships, or the mappings, that are given; and whether they are to be confirmed."""

    partnerships: list[Partnership]
    mappings: list[Mapping[str, Any]]
    to_confirm: bool


def _given(rows: Rows) -> _Given:
    """What is given; a register, or entries of an invitation list, stand for their partnerships."""
    to_rows: Callable[[], Iterable[Any]] | None = None if isinstance(rows, Mapping) else getattr(rows, "to_rows", None)
    given = values_of(rows if to_rows is None else to_rows(), "rows")
    to_confirm = any(getattr(getattr(one, "standing", None), "value", None) == "to_confirm" for one in given)
    things = [one if isinstance(one, Partnership) else getattr(one, "partnership", one) for one in given]
    partnerships = [one for one in things if isinstance(one, Partnership)]
    mappings = [one for one in things if isinstance(one, Mapping)]
    if len(things) not in {len(partnerships), len(mappings)}:
        raise BadModel(
            Term(
                "eine Tabelle besteht aus Partnerschaften oder aus Mappings von Spalte zu Wert, nicht aus beiden",
                "a table is made of partnerships, or of mappings of column to value, and not of both",
            )
        )
    return _Given(partnerships, mappings, to_confirm)


def _written(content: bytes, target: str | PathLike[str] | BinaryIO) -> None:
    if isinstance(target, (str, PathLike)):
        Path(target).write_bytes(content)
    elif callable(write := getattr(target, "write", None)):
        write(content)
    else:
        raise BadModel(
            Term("target muss ein Pfad oder eine Binärdatei sein", "target must be a path or a binary file"),
            argument="target",
            value=target,
        )


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
    partnerships, mappings, to_confirm = _given(rows)
    if mappings:
        header, cells = _mapping_table(mappings)
        written = [[style.cell(cell) for cell in row] for row in cells]
    else:
        columns, texts = partnership_table(partnerships, style, to_confirm=to_confirm)
        header = [column.header(style) for column in columns]
        written = [[column.cell(text, style) for column, text in zip(columns, row, strict=True)] for row in texts]
    separator, end = ";" if style.lang == "de" else ",", "\r\n" if for_excel else "\n"
    lines = [[style.as_text(_title(title)) for title in header], *written]
    text = "".join(f"{_line(line, separator)}{end}" for line in lines)
    _written(text.encode("utf-8-sig" if for_excel else "utf-8"), target)


def _line(cells: Sequence[str], separator: str) -> str:
    """The cells as one line (RFC 4180); Python's own csv module quotes a bare carriage return from 3.13 on only."""
    written = [_quoted(cell) if separator in cell or _TO_QUOTE.search(cell) else cell for cell in cells]
    return separator.join(written) if written != [""] else _QUOTE * 2


def _quoted(cell: str) -> str:
    return f"{_QUOTE}{cell.replace(_QUOTE, _QUOTE * 2)}{_QUOTE}"


_QUOTE: Final = '"'
_TO_QUOTE: Final = re.compile('["\r\n]|^[ \t]|[ \t]$')


def _title(title: object) -> str:
    return printable(writable(str(title)))


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
        from openpyxl.cell import WriteOnlyCell
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    style = Style(language(lang))
    partnerships, mappings, to_confirm = _given(rows)
    header: Sequence[str]
    cells: Sequence[Sequence[Any]]
    if mappings:
        header, cells = _mapping_table(mappings)
    else:
        columns, cells = partnership_table(partnerships, style, to_confirm=to_confirm)
        header = [column.header(style) for column in columns]
    if len(cells) >= _MOST_ROWS or len(header) > _MOST_COLUMNS:
        raise BadModel(
            Term(
                f"ein Blatt von Excel hat {_MOST_ROWS} Zeilen und {_MOST_COLUMNS} Spalten",
                f"a sheet of Excel has {_MOST_ROWS} rows and {_MOST_COLUMNS} columns",
            ),
            argument="rows",
        )
    # All cells before the first is written: a sheet given up half-way is complained of when it is collected.
    lines = [[_excel_value(value, style) for value in row] for row in cells]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title) or ("Tabelle" if style.lang == "de" else "Table"))
    sheet.freeze_panes = "A2"
    for line in [[guarded(_title(one)) for one in header], *lines]:
        sheet.append([_as_text(WriteOnlyCell(sheet, one)) if _is_sharp(one) else one for one in line])
    file = io.BytesIO()
    book.save(file)
    _written(file.getvalue(), target)


def _is_sharp(value: object) -> bool:
    """Whether openpyxl may take a text for one of Excel's errors, such as #N/A."""
    return isinstance(value, str) and value.startswith("#")


def _as_text(cell: Any) -> Any:  # noqa: ANN401 - because openpyxl's types come with the extra
    cell.data_type = "s"
    return cell


_LONGEST_CELL: Final = 32_767
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_LONGEST_TITLE: Final = 31
_EXACT: Final = 10**15
"""Whole numbers from here on lose digits in Excel."""


def _sheet_title(title: str | None) -> str:
    """The title as Excel allows it: at most 31 characters, without its seven signs or apostrophes around it."""
    if title is None:
        return ""
    allowed = re.sub(r"[\[\]:*?/\\\s]+", " ", _title(title))[:_LONGEST_TITLE].strip(" '")
    return f"{allowed} 1" if allowed.casefold() == "history" else allowed


def _excel_value(value: Any, style: Style) -> Any:  # noqa: ANN401 - because a cell holds anything
    value = plain_number(value)
    if is_missing(value):
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _EXACT:
        return value
    if isinstance(value, date) and value.year >= 1900 and getattr(value, "tzinfo", None) is None:  # noqa: PLR2004 - because Excel's calendar begins there
        return value
    text = guarded(style.word(value))
    if len(text) > _LONGEST_CELL:
        raise BadModel(
            Term(
                f"eine Zelle von Excel fasst {_LONGEST_CELL} Zeichen, dieser Text hat {len(text)}",
                f"a cell of Excel holds {_LONGEST_CELL} characters, this text has {len(text)}",
            )
        )
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
    partnerships, mappings, to_confirm = _given(rows)
    if mappings:
        header, cells = _mapping_table(mappings)
        values = list(zip(*cells, strict=True)) if header else []
        fields = [{"name": name, "type": _type(column)} for name, column in zip(header, values, strict=True)]
        return {"fields": fields, "missingValues": [""]}
    columns = partnership_table(partnerships, Style(None), to_confirm=to_confirm)[0] if partnerships else FIELDS
    described: list[dict[str, Any]] = []
    for field in columns:
        column: dict[str, Any] = {"name": field.name, "title": field.title.text(tag), "type": "string"}
        constraints: dict[str, Any] = {"pattern": field.pattern} if field.pattern else {}
        if field.name in {"id", "name", "partner", "country"}:
            constraints = {"required": True, **constraints}
        described.append(column | ({"constraints": constraints} if constraints else {}))
    return {"fields": described, "missingValues": [""]}


def _type(column: Iterable[Any]) -> str:
    """The one type of all values; text if they differ."""
    kinds = {
        next((name for kind, name in _TYPES if isinstance(plain_number(value), kind)), "string")
        for value in column
        if not is_missing(value)
    }
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "string"
