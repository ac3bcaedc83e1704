"""Funding programmes: one record per version of the rules.

Each cell of a rule is a value, not seen, not applicable, conditional or conflicting.
"""

from __future__ import annotations

from kommunal_partner.programmes._application import Application
from kommunal_partner.programmes._cells import Cell, CellKind, Deadline
from kommunal_partner.programmes._programme import InForce, Programme
from kommunal_partner.programmes._versions import (
    CELL_NAMES,
    Change,
    ProgrammeVersion,
    compare,
)
from kommunal_partner.programmes.sentences import (
    APPLICANT_KINDS,
    APPLICATION_STAGES,
    CELL_WORDS,
    CONDITION_WORD,
    PROJECT_KINDS,
    word,
)

__all__ = [
    "APPLICANT_KINDS",
    "APPLICATION_STAGES",
    "CELL_NAMES",
    "CELL_WORDS",
    "CONDITION_WORD",
    "PROJECT_KINDS",
    "Application",
    "Cell",
    "CellKind",
    "Change",
    "Deadline",
    "InForce",
    "Programme",
    "ProgrammeVersion",
    "compare",
    "word",
]
