"""Official German keys: AGS, ARS, Kreis, Regierungsbezirk, Verband and Land; read, repaired visibly, or refused.

A key has no check digit and means something only together with its date; whether a key exists on a day is what a
`municipalities.MunicipalRegister` answers.
"""

from __future__ import annotations

from kommunal_partner.keys._kinds import Ags, Ars, Key, Kreis, Regierungsbezirk, Verband
from kommunal_partner.keys._reading import (
    ags_of_parts,
    parse_ags,
    parse_ars,
    parse_key,
    parse_kreis,
    parse_land,
    parse_regierungsbezirk,
    parse_verband,
)
from kommunal_partner.keys._repairs import Repair
from kommunal_partner.keys._states import LAENDER, Land

__all__ = [
    "LAENDER",
    "Ags",
    "Ars",
    "Key",
    "Kreis",
    "Land",
    "Regierungsbezirk",
    "Repair",
    "Verband",
    "ags_of_parts",
    "parse_ags",
    "parse_ars",
    "parse_key",
    "parse_kreis",
    "parse_land",
    "parse_regierungsbezirk",
    "parse_verband",
]
