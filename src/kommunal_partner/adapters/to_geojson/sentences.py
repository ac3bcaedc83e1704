"""Words for kinds of units abroad, German and English side by side; any other word is told as its source has it."""

from __future__ import annotations

from typing import Final

from kommunal_partner.languages import Term

KINDS: Final = {
    "aimag": Term("Aimag", "aimag"),
    "canton": Term("Kanton", "canton"),
    "city": Term("Stadt", "city"),
    "commune": Term("Kommune", "commune"),
    "county": Term("Bezirk", "county"),
    "department": Term("Departement", "department"),
    "district": Term("Distrikt", "district"),
    "local municipality": Term("Lokalgemeinde", "local municipality"),
    "municipal assembly": Term("Kommune (Municipal Assembly)", "municipal assembly"),
    "municipal council": Term("Kommune (Municipal Council)", "municipal council"),
    "municipality": Term("Gemeinde", "municipality"),
    "province": Term("Provinz", "province"),
    "rajon": Term("Rajon", "raion"),
    "region": Term("Region", "region"),
    "sectors": Term("Sektoren", "sectors"),
    "state": Term("Bundesstaat", "state"),
    "town": Term("Stadt", "town"),
    "union of municipalities": Term("Gemeindeverband", "union of municipalities"),
}
"""What sources call units abroad, in small letters."""
