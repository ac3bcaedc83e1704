"""What there is to say about a cell: its field, why, and how much it matters."""

from __future__ import annotations

from typing import NamedTuple

from kommunal_partner.adapters.from_tables.result import Severity
from kommunal_partner.verdicts import Reason, Sentence


class CellFinding(NamedTuple):
    """Something to say about the cell of a field."""

    field: str
    reason: Sentence
    severity: Severity = Severity.ERROR


def findings(
    field: str, reason: Reason, severity: Severity = Severity.ERROR, /, **values: object
) -> tuple[CellFinding, ...]:
    """One finding as a tuple."""
    return (CellFinding(field, Sentence(reason, values), severity),)
