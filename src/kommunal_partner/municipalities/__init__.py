"""Municipalities and other units that hold partnerships, at home and abroad, and the register that finds them."""

from __future__ import annotations

from kommunal_partner.municipalities._comparison import Comparison, Same, Successor, compare
from kommunal_partner.municipalities._kinds import Level, UnitKind, kind_of_code, kind_of_word
from kommunal_partner.municipalities._official import OfficialEdition
from kommunal_partner.municipalities._register import MunicipalRegister
from kommunal_partner.municipalities._search import Candidate
from kommunal_partner.municipalities._units import (
    Coordinates,
    DatedKey,
    ForeignUnit,
    GermanUnit,
    KeyScheme,
    Population,
    Unit,
    home_id,
)

__all__ = [
    "Candidate",
    "Comparison",
    "Coordinates",
    "DatedKey",
    "ForeignUnit",
    "GermanUnit",
    "KeyScheme",
    "Level",
    "MunicipalRegister",
    "OfficialEdition",
    "Population",
    "Same",
    "Successor",
    "Unit",
    "UnitKind",
    "compare",
    "home_id",
    "kind_of_code",
    "kind_of_word",
]
