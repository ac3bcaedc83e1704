"""The places of units abroad: which place of GeoNames is meant, where it is, and what signs say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._tables import Column, integer, many, number, one_of, required
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts._rows import named_rows, noting
from kommunal_partner.facts.sentences import no_unit
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import Coordinates

PLACES: Final = "partner_places.csv"

SIGNS: Final = (
    *("name", "main_name", "all_names", "region", "region_name"),
    *("unlocode", "division", "town", "largest"),
)
"""What says that a place is the one meant; `benchmarks/make_places.py` explains each."""

NO_IDENTIFIERS: Final[FrozenMap[str, str]] = FrozenMap()
ITSELF: Final = "unit"
_POINTS: Final = (ITSELF, "namesake", "largest_place")

_COLUMNS: Final = (
    Column("unit", required),
    Column("place", required),
    Column("geonames", integer),
    Column("of", one_of({name: name for name in _POINTS})),
    Column("latitude", number),
    Column("longitude", number),
    Column("signs", many(one_of({name: name for name in SIGNS}))),
    SOURCES,
    CONFIDENCE,
)


@frozen
class Whereabouts:
    """Where a unit abroad is; without identifiers where the point is not of the unit itself."""

    line: int
    coordinates: Coordinates
    identifiers: FrozenMap[str, str]


def load_places(folder: Folder) -> dict[str, Whereabouts]:
    """Where units abroad are, by their ids; problems are noted in the folder."""
    found: dict[str, Whereabouts] = {}
    taken: dict[int, str] = {}
    for line, row in named_rows(folder, PLACES, _COLUMNS, ("unit",)):
        itself, unit, number_there = row["of"] == ITSELF, row["unit"], row["geonames"]
        if len(set(row["signs"])) < 2:  # noqa: PLR2004 - because one sign is not enough for an identifier
            folder.complain(PLACES, line, "signs", Term("ein Ort braucht zwei Zeichen", "a place needs two signs"))
        if itself and taken.setdefault(number_there, unit) != unit:
            other = taken[number_there]
            de = f"{number_there} ist schon der Ort von {other!r}"
            folder.complain(PLACES, line, "geonames", Term(de, f"{number_there} is the place of {other!r} already"))
        with noting(folder, PLACES, line):
            name = None if itself else row["place"]
            point = Coordinates(row["latitude"], row["longitude"], row["cited"], row["confidence"], name)
            identifiers = FrozenMap({"geonames": str(number_there)}) if itself else NO_IDENTIFIERS
            found[unit] = Whereabouts(line, point, identifiers)
    return found


def check_places(folder: Folder, places: Mapping[str, Whereabouts], units: Mapping[str, object]) -> None:
    """Note every place of a unit that no table has; a folder with units of its own need not have places as well."""
    for unit, place in places.items():
        if unit not in units and folder.holds(PLACES):
            folder.complain(PLACES, place.line, "unit", no_unit(repr(unit)))
