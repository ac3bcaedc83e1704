"""How large a table may be: beyond these it is refused while it is being read, before it costs time or memory."""

from __future__ import annotations

from typing import Final

LARGEST: Final = 64 * 2**20  # bytes of a file, and of what is packed in an Excel file
MOST_ROWS: Final = 50_000  # with content: seven times the partnerships of all Germany, and some five seconds
MOST_ENTRIES: Final = 50_000  # partnerships of a table
MOST_CELLS: Final = 4_000  # of a row of CSV
MOST_COLUMNS: Final = 256  # of a sheet; those behind are not read
MOST_SHEETS: Final = 500
MOST_SHEET_CELLS: Final = 1_000_000  # filled or only formatted
MOST_STRINGS: Final = 1_000_000  # texts that the cells of a workbook share
MOST_JOINED: Final = 100_000  # joined cells of a sheet
LAST_ROW: Final = 1_048_576  # of a sheet: Excel has no more
LONGEST_FIELD: Final = 131_072  # characters of a cell of CSV
MOST_LINES: Final = 200  # of one row of CSV, whose cells may hold line breaks
LONGEST_CELL: Final = 20_000  # characters of a cell that is read
MOST_PARTS: Final = 200  # places, dates or words of one cell
SAMPLE: Final = 40  # lines in which the header is looked for
