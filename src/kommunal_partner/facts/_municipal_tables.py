"""The units at home: those that hold partnerships with all that is known of them, and the register as published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from kommunal_partner._tables import Column, boolean, day, integer, member, number, one_of, optional, required
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts._rows import WORDS, Row, named_rows, noting
from kommunal_partner.facts.sentences import WITHOUT_VERBAENDE
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import (
    Coordinates,
    DatedKey,
    GermanUnit,
    KeyScheme,
    MunicipalRegister,
    OfficialEdition,
    Population,
    UnitKind,
    home_id,
    kind_of_code,
)
from kommunal_partner.sources import Confidence
from kommunal_partner.verdicts import Sentence

HOME: Final = "municipalities.csv"
EDITION: Final = "municipal_edition.csv"
REGISTER: Final = "municipal_register.csv"
TABLES: Final = (HOME, EDITION, REGISTER)

_SCHEMES: Final = {5: KeyScheme.KREIS, 8: KeyScheme.AGS, 9: KeyScheme.VERBAND, 12: KeyScheme.ARS}

_HOME: Final = (
    Column("id", required),
    Column("name", required),
    Column("keys", WORDS),
    Column("keys_seen", optional(day)),
    Column("older_keys", WORDS),
    Column("older_keys_seen", optional(day)),
    Column("kind", member(UnitKind)),
    Column("state", one_of({land.iso: land for land in LAENDER.values()})),
    Column("parent", optional(required)),
    Column("population", optional(integer)),
    Column("population_on", optional(day)),
    Column("population_sources", WORDS),
    Column("area_ha", optional(integer)),
    Column("postcode", optional(required)),
    Column("seat", optional(required)),
    Column("latitude", optional(number)),
    Column("longitude", optional(number)),
    Column("coordinate_sources", WORDS),
    Column("coordinates_checked", boolean),
    SOURCES,
    CONFIDENCE,
)


def load_holders(folder: Folder) -> dict[str, GermanUnit]:
    """The units at home that hold partnerships, by their ids; problems are noted in the folder."""
    units: dict[str, GermanUnit] = {}
    for line, row in named_rows(folder, HOME, _HOME, ("id",)):
        key = row["keys"][0] if row["keys"] else None
        if key is not None and row["id"] != home_id(key):
            de = f"die Kennung einer Einheit mit dem Schlüssel {key} ist {home_id(key)}"
            folder.complain(HOME, line, "id", Term(de, f"the id of a unit with the key {key} is {home_id(key)}"))
        with noting(folder, HOME, line):
            units[row["id"]] = GermanUnit(
                id=row["id"],
                name=row["name"],
                kind=row["kind"],
                keys=_keys(row),
                state=row["state"],
                parent=row["parent"],
                population=_population(folder, line, row),
                area_ha=row["area_ha"],
                postcode=row["postcode"],
                seat=row["seat"],
                coordinates=_coordinates(folder, line, row),
                sources=row["cited"],
                confidence=row["confidence"],
            )
    return units


def _keys(row: Row) -> tuple[DatedKey, ...]:
    """The keys of its day and the older ones; a kreisfreie Stadt also has that of a Kreis, some that of a Land."""
    dated = [(key, row["keys_seen"]) for key in row["keys"]] + [
        (key, row["older_keys_seen"]) for key in row["older_keys"]
    ]
    return tuple([DatedKey(_scheme(key), key, seen=seen) for key, seen in dated])


def _scheme(key: str) -> KeyScheme:
    return KeyScheme.LAND if len(key) == KeyScheme.LAND.value else _SCHEMES.get(len(key), KeyScheme.AGS)


def _population(folder: Folder, line: int, row: Row) -> Population | None:
    if row["population"] is None:
        return None
    sources = folder.cited(HOME, line, row["population_sources"])
    return Population(row["population"], row["population_on"], sources=sources)


def _coordinates(folder: Folder, line: int, row: Row) -> Coordinates | None:
    latitude, longitude = row["latitude"], row["longitude"]
    if latitude is None or longitude is None:
        if latitude is not longitude:
            reason = Term("ein Punkt hat eine Breite und eine Länge", "a point has a latitude and a longitude")
            folder.complain(HOME, line, "latitude", reason)
        return None
    confidence = Confidence.HIGH if row["coordinates_checked"] else Confidence.MEDIUM
    sources = folder.cited(HOME, line, row["coordinate_sources"])
    return Coordinates(latitude, longitude, sources, confidence, place=row["seat"])


# ── the whole register ───────────────────────────────────────────────────────────────────────────────────────────────

_EDITION: Final = (
    Column("as_of", day),
    Column("population_on", day),
    Column("complete", boolean),
    SOURCES,
    CONFIDENCE,
)
_UNITS: Final = (
    Column("key", required),
    Column("association", optional(required)),
    Column("name", required),
    Column("kind", optional(kind_of_code)),
    Column("seat", optional(required)),
    Column("area_ha", optional(integer)),
    Column("population", optional(integer)),
    Column("postcode", optional(required)),
)


def load_register(folder: Folder) -> MunicipalRegister:
    """Every unit of the register, and those that hold partnerships as they stand in their own table."""
    units = load_holders(folder)
    as_of: date | None = None
    all_of_them = False
    for line, (newest, counted_on, complete, ids, confidence) in folder.rows(EDITION, _EDITION, key=("as_of",)):
        as_of, all_of_them = newest, complete
        sources = folder.cited(EDITION, line, ids)
        rows = list(folder.rows(REGISTER, _UNITS, key=("key",)))
        towns = frozenset(row[0] for _, row in rows if len(row[0]) == KeyScheme.AGS.value)
        regions = frozenset(row[0] for _, row in rows if len(row[0]) == KeyScheme.REGIERUNGSBEZIRK.value)
        edition = OfficialEdition(newest, towns, regions, sources, confidence)
        for at, row in rows:
            if home_id(row[0]) not in units:
                with noting(folder, REGISTER, at):
                    unit = _unit(edition, counted_on, *row)
                    units[unit.id] = unit
    return MunicipalRegister(units, as_of=as_of, complete=all_of_them, notes=_missing_verbaende(units))


def _missing_verbaende(units: Mapping[str, GermanUnit]) -> list[Sentence]:
    """The Verbände that only the regional keys of their municipalities show; the number of a true one begins with 5."""
    shown = {ars[:9] for unit in units.values() if (ars := unit.key(KeyScheme.ARS)) is not None and ars[5] == "5"}
    missing = {key for key in shown if home_id(key) not in units}
    states = [land for key, land in LAENDER.items() if any(one.startswith(key) for one in missing)]
    return [Sentence(WITHOUT_VERBAENDE, {"count": len(missing), "states": states})] if missing else []


def _unit(
    edition: OfficialEdition,
    counted_on: date,
    key: str,
    association: str | None,
    name: str,
    kind: UnitKind | None,
    seat: str | None,
    area_ha: int | None,
    inhabitants: int | None,
    postcode: str | None,
) -> GermanUnit:
    if len(key) != KeyScheme.AGS.value:
        return edition.area(key, name, kind, seat)
    population = None if inhabitants is None else Population(inhabitants, counted_on, sources=edition.sources)
    return edition.municipality(
        key,
        association or "0000",
        name,
        kind or UnitKind.OTHER_GEMEINDE,
        population=population,
        area_ha=area_ha,
        postcode=postcode,
    )
