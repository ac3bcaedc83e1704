"""The partnerships and the units that hold them, read from their four tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

from kommunal_partner.countries import country
from kommunal_partner.facts.folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts.rows import WORDS, Row, blank_allowed, check_codes, named_rows, noting
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.keys import LAENDER, Land
from kommunal_partner.municipalities import (
    Coordinates,
    DatedKey,
    ForeignUnit,
    GermanUnit,
    KeyScheme,
    MunicipalRegister,
    Population,
    UnitKind,
    home_id,
)
from kommunal_partner.partnerships import Form, Observation, Partnership, PartnershipRegister, Stage
from kommunal_partner.tables import Column, boolean, day, integer, many, member, number, one_of, optional, required

__all__ = ["TABLES", "load_municipalities", "load_partnerships"]

HOME: Final = "municipalities.csv"
ABROAD: Final = "partner_units.csv"
PARTNERSHIPS: Final = "partnerships.csv"
OBSERVATIONS: Final = "partnership_observations.csv"
TABLES: Final = (HOME, ABROAD, PARTNERSHIPS, OBSERVATIONS)

_SCHEMES: Final = {scheme.value: scheme for scheme in (KeyScheme.AGS, KeyScheme.KREIS)}
_TEXTS: Final = many(required, ";")


def load_municipalities(folder: Folder) -> MunicipalRegister:
    """The units at home, by their ids; problems are noted in the folder."""
    columns = (
        Column("id", required),
        Column("name", required),
        Column("key", optional(required)),
        Column("kind", member(UnitKind)),
        Column("state", one_of({land.iso: land for land in LAENDER.values()})),
        Column("population", optional(integer)),
        Column("population_on", optional(day)),
        Column("population_sources", WORDS),
        Column("latitude", optional(number)),
        Column("longitude", optional(number)),
        Column("coordinate_sources", WORDS),
        Column("coordinates_checked", boolean),
        SOURCES,
        CONFIDENCE,
    )
    units: list[GermanUnit] = []
    for line, row in named_rows(folder, HOME, columns, ("id",)):
        with noting(folder, HOME, line):
            units.append(_home(folder, line, row))
    return MunicipalRegister(units)


def _home(folder: Folder, line: int, row: Row) -> GermanUnit:
    key: str | None = row["key"]
    if key is not None and row["id"] != home_id(key):
        folder.complain(HOME, line, "id", f"the id of a unit with the key {key} is {home_id(key)}")
    land: Land = row["state"]
    return GermanUnit(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        keys=() if key is None else (DatedKey(_SCHEMES.get(len(key), KeyScheme.AGS), key),),
        state=land,
        population=_population(folder, line, row),
        coordinates=_coordinates(folder, line, row),
        sources=row["cited"],
        confidence=row["confidence"],
    )


def _population(folder: Folder, line: int, row: Row) -> Population | None:
    if row["population"] is None:
        return None
    on: date | None = row["population_on"]
    return Population(row["population"], on, sources=folder.cited(HOME, line, row["population_sources"]))


def _coordinates(folder: Folder, line: int, row: Row) -> Coordinates | None:
    if (row["latitude"] is None) is not (row["longitude"] is None):
        folder.complain(HOME, line, "latitude", "a point has a latitude and a longitude")
        return None
    if row["latitude"] is None:
        return None
    sources = folder.cited(HOME, line, row["coordinate_sources"])
    return Coordinates(row["latitude"], row["longitude"], sources)


def load_partnerships(folder: Folder, municipalities: MunicipalRegister, codes: Collection[str]) -> PartnershipRegister:
    """The partnerships by their ids; problems are noted in the folder. `codes` are the country codes there are."""
    home = {unit.id: unit for unit in municipalities}
    abroad = dict(_abroad(folder, codes))
    seen = _observations(folder)
    columns = (
        Column("id", required),
        Column("german", required),
        Column("partner", required),
        Column("themes", _TEXTS),
        Column("sdgs", many(integer)),
        SOURCES,
        CONFIDENCE,
        Column("note", blank_allowed),
    )
    found: list[Partnership] = []
    for line, row in named_rows(folder, PARTNERSHIPS, columns, ("id",)):
        missing = [name for name in (row["german"], row["partner"]) if name not in home and name not in abroad]
        if missing:
            folder.complain(PARTNERSHIPS, line, None, f"no unit has the id {', '.join(missing)}")
            continue
        _, observed = seen.pop(row["id"], (line, {}))
        with noting(folder, PARTNERSHIPS, line):
            found.append(
                Partnership(
                    id=row["id"],
                    units=[home.get(name) or abroad[name] for name in (row["german"], row["partner"])],
                    forms=observed.get("form", ()),
                    labels=observed.get("label", ()),
                    stages=observed.get("stage", ()),
                    themes=row["themes"],
                    sdgs=row["sdgs"],
                    note=row["note"],
                    sources=row["cited"],
                    confidence=row["confidence"],
                )
            )
    for name, (line, _) in seen.items():
        folder.complain(OBSERVATIONS, line, "partnership", f"no partnership has the id {name!r}")
    return PartnershipRegister(found)


def _abroad(folder: Folder, codes: Collection[str]) -> Iterator[tuple[str, ForeignUnit]]:
    columns = (
        Column("id", required),
        Column("name", required),
        Column("country", required),
        Column("kind", optional(required)),
        Column("other_names", _TEXTS),
        Column("subdivision", optional(required)),
        SOURCES,
        CONFIDENCE,
    )
    for line, row in named_rows(folder, ABROAD, columns, ("id",)):
        check_codes(folder, ABROAD, line, [row["country"]], codes)
        if row["country"] not in codes:
            continue
        with noting(folder, ABROAD, line):
            yield (
                row["id"],
                ForeignUnit(
                    id=row["id"],
                    name=row["name"],
                    country=country(row["country"]),
                    kind=row["kind"],
                    other_names=row["other_names"],
                    subdivision=row["subdivision"],
                    sources=row["cited"],
                    confidence=row["confidence"],
                ),
            )


_Observed = dict[str, tuple[int, dict[str, list[Observation[Any]]]]]


def _observations(folder: Folder) -> _Observed:
    columns = (
        Column("partnership", required),
        Column("dimension", one_of({name: name for name in ("form", "label", "stage")})),
        Column("value", required),
        Column("since", optional(FuzzyDate.parse)),
        Column("as_of", optional(FuzzyDate.parse)),
        SOURCES,
        CONFIDENCE,
    )
    readers = {"form": member(Form), "label": required, "stage": member(Stage)}
    found: _Observed = {}
    key = ("partnership", "dimension", "value")
    for line, row in named_rows(folder, OBSERVATIONS, columns, key):
        _, observed = found.setdefault(row["partnership"], (line, {}))
        try:
            value = readers[row["dimension"]](row["value"])
        except ValueError as error:
            folder.complain(OBSERVATIONS, line, "value", str(error))
            continue
        seen: Observation[Any] = Observation(value, row["since"], row["as_of"], row["cited"], row["confidence"])
        observed.setdefault(row["dimension"], []).append(seen)
    return found
