"""read_extract: the quarterly and yearly extract of the register (AuszugGV…), a workbook or a CSV made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from os import PathLike
from typing import BinaryIO, Final, NamedTuple

from kommunal_partner._checks import as_day
from kommunal_partner.adapters.from_gv100ad import sentences as say
from kommunal_partner.adapters.from_gv100ad._records import bad
from kommunal_partner.adapters.from_gv100ad._units import AREA, MALES, POPULATION, gaps_in
from kommunal_partner.adapters.from_tables._grids import CellGrid, Line, content_of
from kommunal_partner.adapters.from_tables._text import grids_of_text
from kommunal_partner.adapters.from_tables._workbook import grids_of_workbook
from kommunal_partner.errors import BadFile, KommunalPartnerError
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import (
    Coordinates,
    GermanUnit,
    MunicipalRegister,
    OfficialEdition,
    Population,
    UnitKind,
    kind_of_code,
)
from kommunal_partner.verdicts import Sentence

# The columns, counted from 0: Satzart, Textkennzeichen, five parts of the ARS, name, area in km², inhabitants in all,
# male and female, inhabitants a km², postcode, longitude and latitude; what stands behind is not read.
_LEAST_CELLS: Final = 8
_TYPES: Final = frozenset({"10", "20", "30", "40", "50", "60"})
_DIGITS: Final = (2, 1, 2, 4, 3)  # of Land, Regierungsbezirk, Kreis, Verband, municipality
_PARTS: Final = {"10": 1, "20": 2, "30": 3, "40": 3, "50": 4, "60": 5}  # of the key that a record has
_DAY: Final = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_WORKBOOK: Final = b"PK\x03\x04"

LONGITUDE: Final = Term("Längengrad", "longitude")
LATITUDE: Final = Term("Breitengrad", "latitude")


class _Row(NamedTuple):
    """A record with its key, and the line it stands in."""

    line: int
    type: str
    key: str
    cells: list[str]

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


def read_extract(source: str | PathLike[str] | bytes | BinaryIO, *, as_of: date | None = None) -> MunicipalRegister:
    """All units of the extract that the Statistisches Bundesamt publishes each quarter and year (`AuszugGV…`).

    `source` is the workbook (extra `excel`), its data sheet saved as CSV, an upload or its bytes. The day is read from
    the title unless `as_of` gives it. Other than GV100AD it has coordinates and no seats; the day of its population is
    not read. Zeros that a CSV has lost in front of its parts of a key are put back.

    Raises:
        BadFile: with the line, if a record is not as the form demands; without it, if no day or no municipality is
            found.
        MissingFile: if there is no file at the path.
    """
    given = content_of(source)
    if given is None:
        raise bad(say.OPEN_AS_TEXT)
    candidates = grids_of_workbook(*given, None) if given[1].startswith(_WORKBOOK) else grids_of_text(*given)
    grid = max([candidate.read() for candidate in candidates], key=lambda one: len(_records(one)))
    lines = _records(grid)
    rows = [_row(line) for line in lines]
    towns = frozenset(row.key[:5] + row.key[9:] for row in rows if row.type == "60")
    if not towns:
        raise bad(say.NO_MUNICIPALITY)
    day = _day_in(grid, lines[0].number) if as_of is None else as_day(as_of, "as_of")
    edition = OfficialEdition(day, towns, frozenset(row.key for row in rows if row.type == "20"))
    units = _units(rows, edition)
    gaps = gaps_in({row.key: row.cell(7) for row in rows if row.type == "40"}, towns)
    shown = {"encoding": grid.encoding or "Excel", "records": len(rows), "as_of": day}
    return MunicipalRegister(units, as_of=day, complete=not gaps, notes=[Sentence(say.READ_AS, shown), *gaps])


def _records(grid: CellGrid) -> list[Line]:
    return [line for line in grid.lines if len(line.cells) >= _LEAST_CELLS and line.cells[0] in _TYPES]


def _day_in(grid: CellGrid, first: int) -> date:
    """The day that the title names, which stands above the first record."""
    for line in grid.lines:
        found = _DAY.search(" ".join(line.cells)) if line.number < first else None
        if found is not None:
            try:
                return date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                raise bad(say.NO_SUCH_DAY, line.number, given=found[0]) from None
    raise bad(say.NO_TITLE_DAY)


def _row(line: Line) -> _Row:
    kind = line.cells[0]
    parts = [part.zfill(digits) for part, digits in zip(line.cells[2:7], _DIGITS, strict=True)][: _PARTS[kind]]
    if kind == "30":  # a region has one digit where a Kreis has two
        parts[2] = line.cells[4].strip()
    key = "".join(parts)
    if not (key.isascii() and key.isdigit() and len(key) == _length(kind)) or key[:2] not in LAENDER:
        raise bad(say.NO_KEY, line.number, given=key, type=kind)
    if not line.cells[7]:
        raise bad(say.NO_NAME, line.number)
    return _Row(line.number, kind, key, line.cells)


def _length(kind: str) -> int:
    return 4 if kind == "30" else sum(_DIGITS[: _PARTS[kind]])


def _units(rows: Iterable[_Row], edition: OfficialEdition) -> list[GermanUnit]:
    units: dict[str, GermanUnit] = {}
    for row in rows:
        try:
            unit = _municipality(row, edition) if row.type == "60" else _area(row, edition)
        except BadFile:
            raise
        except KommunalPartnerError as error:
            raise BadFile(error, row.line) from None
        if unit is None:
            continue
        if unit.id in units:
            raise bad(say.TWICE, row.line, key=row.key)
        units[unit.id] = unit
    return list(units.values())


def _kind(row: _Row) -> UnitKind:
    """The kind; the "other" one of its level if the Textkennzeichen is blank."""
    code = row.cell(1) or row.type[0] + "9"
    if code[0] != row.type[0]:
        raise bad(say.NO_KIND, row.line, given=code, type=row.type)
    return kind_of_code(code)


def _area(row: _Row, edition: OfficialEdition) -> GermanUnit | None:
    kind = _kind(row) if row.type in {"40", "50"} else None
    return None if edition.repeats(row.key, kind) else edition.area(row.key, row.cell(7), kind)


def _municipality(row: _Row, edition: OfficialEdition) -> GermanUnit:
    total, male = _number(row, 9, POPULATION), _number(row, 10, MALES)
    square_km, longitude, latitude = _number(row, 8, AREA), _number(row, 14, LONGITUDE), _number(row, 15, LATITUDE)
    point = None if longitude is None or latitude is None else Coordinates(latitude, longitude)
    return edition.municipality(
        row.key[:5] + row.key[9:],
        row.key[5:9],
        row.cell(7),
        _kind(row),
        population=None if total is None else Population(int(total), None, None if male is None else int(male)),
        area_ha=None if square_km is None else round(square_km * 100),
        postcode=row.cell(13).zfill(5) if row.cell(13) else None,
        coordinates=point,
    )


def _number(row: _Row, column: int, what: Term) -> float | None:
    """A number with a decimal point or comma; None for a blank cell."""
    text = "".join(row.cell(column).split())
    if not text:
        return None
    try:
        found = float(text.replace(".", "").replace(",", ".") if "," in text else text)
    except ValueError:
        raise bad(say.NO_NUMBER, row.line, what=what, given=text) from None
    if found - found != 0:
        raise bad(say.NO_NUMBER, row.line, what=what, given=text)
    return found
