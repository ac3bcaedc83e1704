"""What rows above say that a row leaves out: by ditto marks, headings, or a municipality that stands only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kommunal_partner.adapters.from_tables._footers import is_footer
from kommunal_partner.adapters.from_tables._grids import CellGrid, Line
from kommunal_partner.adapters.from_tables._header import Header
from kommunal_partner.adapters.from_tables._lands import land_of
from kommunal_partner.countries import Country
from kommunal_partner.errors import BadKey
from kommunal_partner.keys import parse_land


class Cells(dict[str, str]):
    """The cells of a row by field; blank for a field the table has not."""

    def __missing__(self, field: str) -> str:
        return ""


def at_column(cells: Sequence[str], column: int | None) -> str:
    """The cell of a column; blank where a row ends before it, or the table has none."""
    return "" if column is None or column >= len(cells) else cells[column]


_DITTO: Final = frozenset(
    {'"', "''", "„", "“", "”", "〃", '-"-', "-„-", "-“-", "dto", "dto.", "dito", "ditto", "s.o.", "s. o.", "wie oben"}
)
_REPEATED: Final = ("name", "state", "partner", "country", "name_country", "forms", "stages", "since", "delegation")
_OF_HOME: Final = ("name", "key", "unit_id", "state", "name_country")
_FEWEST_HEADINGS: Final = 2
_CITIES: Final = frozenset({"02", "04", "11"})
"""The Länder that are cities too: their name alone may be an entry."""


class Above:
    """The rows above while a table is read from top to bottom."""

    def __init__(self, header: Header, grid: CellGrid) -> None:
        self._is_filled_down = _is_filled_down(header, grid)
        self._heads = _heads(header, grid)
        self._section = Cells()
        self._last = Cells()
        self._home = Cells()
        self._line: int | None = None

    def is_heading(self, line: Line, row: Cells) -> bool:
        """Whether a row names nothing but the municipality, the Land or the country of the rows below it."""
        if self._heads is not None and _heading(line, beside_cities=True) == self._heads:
            self._section = Cells({self._heads: "".join(line.cells)})
            return True
        if not self._is_filled_down or not row["name"] or row.keys() - set(_OF_HOME):
            return False
        self._home, self._line = row, line.number
        return True

    def complete(self, line: int, row: Cells) -> int | None:
        """Put in what stands above; the line that the municipality was taken from, if the row named none."""
        for field in _REPEATED:
            if row[field] in _DITTO:
                row[field] = self._last[field]
        self._last = row
        row.update({field: text for field, text in self._section.items() if not row[field]})
        if not self._is_filled_down:
            return None
        if any(row[field] for field in ("name", "key", "unit_id", "district")):
            self._home, self._line = Cells({field: row[field] for field in _OF_HOME}), line
            return None
        row.update({field: self._home[field] for field in _OF_HOME if self._home[field]})
        return self._line


def _is_filled_down(header: Header, grid: CellGrid) -> bool:
    """Whether the municipality stands only in the first of its rows: in a quarter of them it is missing."""
    name, partner, *keys = [header.at.get(field) for field in ("name", "partner", "key", "unit_id", "district")]
    if name is None or partner is None or header.groups:
        return False
    rows = [line.cells for line in grid.lines[header.begin :] if at_column(line.cells, partner)]
    unnamed = [cells for cells in rows if not any(at_column(cells, column) for column in (name, *keys))]
    missing = sum(not is_footer(cells) for cells in unnamed)
    return missing > 1 and missing * 4 >= len(rows)


def _heads(header: Header, grid: CellGrid) -> str | None:
    """The field that lines of one cell name for the lines below them: Länder or countries, where no column does."""
    if "partner" not in header.at:
        return None
    found = Counter(kind for line in grid.lines[header.begin :] if (kind := _heading(line)) is not None)
    for field in ("state", "country"):
        if found[field] >= _FEWEST_HEADINGS and field not in header.at:
            return field
    return None


def _heading(line: Line, *, beside_cities: bool = False) -> str | None:
    """Whether a line of one cell names a Land or a country; a Land that is a city only where others are headings."""
    filled = [cell for cell in line.cells if cell]
    if len(filled) != 1 or len(filled[0]) < 4 or filled[0].isdigit():  # noqa: PLR2004 - because codes are no headings
        return None
    try:
        return None if parse_land(filled[0]).key in _CITIES and not beside_cities else "state"
    except BadKey:
        return "country" if isinstance(land_of(filled[0]), Country) else None
