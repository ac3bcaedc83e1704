"""Municipalities and other units that hold partnerships, at home and abroad, and the register that finds them."""

from __future__ import annotations

from kommunal_partner.municipalities.comparison import Comparison, Same, compare
from kommunal_partner.municipalities.kinds import Level, UnitKind, kind_of_code, kind_of_word
from kommunal_partner.municipalities.register import MunicipalRegister
from kommunal_partner.municipalities.search import Candidate
from kommunal_partner.municipalities.units import (
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
    "Population",
    "Same",
    "Unit",
    "UnitKind",
    "compare",
    "home_id",
    "kind_of_code",
    "kind_of_word",
]
