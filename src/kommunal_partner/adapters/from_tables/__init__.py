"""Partnerships and participants out of tables as people keep them: CSV and Excel files, uploads, rows of any origin.

Nothing is guessed and nothing is lost: every row of the table is in the result or in a problem that says what to do.
"""

from __future__ import annotations

from kommunal_partner.adapters.from_tables.participants import read_participants
from kommunal_partner.adapters.from_tables.partnerships import read_partnerships
from kommunal_partner.adapters.from_tables.reading import Problem, Reading, Row, Severity

__all__ = ["Problem", "Reading", "Row", "Severity", "read_participants", "read_partnerships"]
