"""Partnerships and other rows as CSV for Excel or for machines, as Excel files, and described by a Table Schema.

What `write_csv` and `write_xlsx` write, `from_tables.read_partnerships` reads back as the same partnerships, given the
same register. Not kept are coordinates of units at home, population and any line break or run of blanks inside a text.

Excel takes digits for numbers and drops their leading zeros. Keys are therefore grouped in the official way
(`05 3 14 000`), which Excel keeps as text, and other digits with a zero in front are written as `="0815"`. Cells that a
spreadsheet could take for formulas get an apostrophe in front; reading takes it off.
"""

from __future__ import annotations

from kommunal_partner.adapters.to_tables._writing import Rows, table_schema, write_csv, write_xlsx

__all__ = ["Rows", "table_schema", "write_csv", "write_xlsx"]
