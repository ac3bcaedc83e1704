"""Partnerships and participants out of tables as people keep them: CSV and Excel files, uploads, rows, data frames.

Nothing is guessed and nothing is lost: every row of the table is in the result or in a problem that says what to do.
"""

from __future__ import annotations

from kommunal_partner.adapters.from_tables._participants import read_participants
from kommunal_partner.adapters.from_tables._partnerships import read_partnerships
from kommunal_partner.adapters.from_tables.result import (
    ParticipantReading,
    PartnershipReading,
    Reading,
    ReadingProblem,
    Row,
    Severity,
)

__all__ = [
    "ParticipantReading",
    "PartnershipReading",
    "Reading",
    "ReadingProblem",
    "Row",
    "Severity",
    "read_participants",
    "read_partnerships",
]
