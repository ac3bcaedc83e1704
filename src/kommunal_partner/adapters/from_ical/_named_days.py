"""Read a list of named days that somebody wrote by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from os import PathLike
from typing import BinaryIO, Final

from kommunal_partner._checks import as_text
from kommunal_partner._tables import day as iso_day
from kommunal_partner.adapters.from_ical import sentences
from kommunal_partner.adapters.from_ical._content import content_of
from kommunal_partner.adapters.from_ical._events import WITHOUT_TITLE
from kommunal_partner.adapters.from_ical.sentences import bad_file
from kommunal_partner.planning import Calendar, CalendarDay, DayKind
from kommunal_partner.spans import Span

_COLUMNS: Final = ("first", "last", "name", "kind")
_MOST_MEGABYTES: Final = 4


def read_days(
    source: str | PathLike[str] | BinaryIO | bytes,
    *,
    name: str,
    places: frozenset[str] = frozenset(),
    known: Span | None = None,
) -> Calendar:
    """Named days out of a CSV file with the columns first, last, name and kind (blocked, discouraged or unknown).

    Comma or semicolon, UTF-8; `last` may be blank for a single day, `kind` for discouraged. A path, a binary file or
    the bytes themselves are read.

    Raises:
        BadFile: with the line, for a wrong header, a wrong day, an unknown kind, a quotation mark that is not closed,
            a cell too many, or a file that is no text.
    """
    most = _MOST_MEGABYTES * 2**20
    title, content = as_text(name, "name"), content_of(source, most)
    if len(content) > most:
        raise bad_file(sentences.DAYS_TOO_LARGE, most=_MOST_MEGABYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_file(sentences.NO_TEXT) from None
    rows = _rows(text, ";" if ";" in text.split("\n", maxsplit=1)[0] else ",")
    _, header = next(rows, (1, []))
    if tuple(cell.strip() for cell in header) != _COLUMNS:
        raise bad_file(sentences.WRONG_COLUMNS, 1, columns=_COLUMNS)
    return Calendar(title, tuple(_named(line, cells) for line, cells in rows), places, known)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            unclosed = "unexpected end of data" in str(error)
            raise bad_file(sentences.OPEN_QUOTE if unclosed else sentences.WRONG_QUOTE, line) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _named(line: int, cells: list[str]) -> CalendarDay:
    if len(cells) > len(_COLUMNS):
        raise bad_file(sentences.SURPLUS, line, count=len(cells), wanted=len(_COLUMNS))
    first_text, last_text, name, kind = (cell.strip() for cell in (cells + [""] * len(_COLUMNS))[: len(_COLUMNS)])
    first = _day(line, first_text)
    last = _day(line, last_text) if last_text else first
    if last < first:
        raise bad_file(sentences.BACKWARDS, line, first=first, last=last)
    return CalendarDay(first, last, name or WITHOUT_TITLE, _kind(line, kind))


def _day(line: int, text: str) -> date:
    try:
        return iso_day(text)
    except ValueError:
        raise bad_file(sentences.NO_DAY, line, text=repr(text[:40])) from None


def _kind(line: int, text: str) -> DayKind:
    if not text:
        return DayKind.DISCOURAGED
    try:
        return DayKind(text.casefold())
    except ValueError:
        kinds = [kind.value for kind in DayKind]
        raise bad_file(sentences.NO_KIND, line, text=repr(text[:40]), kinds=kinds) from None
