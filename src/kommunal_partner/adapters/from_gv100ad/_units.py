"""The units of the records, and what a whole edition would have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kommunal_partner.adapters.from_gv100ad import sentences as say
from kommunal_partner.adapters.from_gv100ad._records import Record, bad
from kommunal_partner.errors import BadFile, KommunalPartnerError
from kommunal_partner.keys import LAENDER
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import GermanUnit, OfficialEdition, Population, UnitKind, kind_of_code
from kommunal_partner.verdicts import Sentence

AREA: Final = Term("Fläche", "area")
POPULATION: Final = Term("Bevölkerung", "population")
MALES: Final = Term("männliche Bevölkerung", "male population")


def units_of(records: Iterable[Record], as_of: date) -> list[GermanUnit]:
    """The units of all records, in the order of the file."""
    records = tuple(records)
    towns = frozenset(record.key[:5] + record.key[9:] for record in records if record.type == "60")
    if not towns:
        raise bad(say.NO_MUNICIPALITY)
    edition = OfficialEdition(as_of, towns, frozenset(record.key for record in records if record.type == "20"))
    units: dict[str, GermanUnit] = {}
    for record in records:
        try:
            unit = _municipality(record, edition) if record.type == "60" else _area(record, edition)
        except BadFile:
            raise
        except KommunalPartnerError as error:
            raise BadFile(error, record.line) from None
        if unit is None:
            continue
        if unit.id in units:
            raise bad(say.TWICE, record.line, key=record.key)
        units[unit.id] = unit
    return list(units.values())


def _number(record: Record, first: int, last: int, what: Term) -> int | None:
    """The number in some columns, counted from 0; None if they are blank."""
    text = record.text[first:last]
    if text.isdigit() and text.isascii():
        return int(text)
    if text.isspace():
        return None
    raise bad(say.NO_NUMBER, record.line, what=what, given=text)


def _kind(record: Record) -> UnitKind:
    """The kind; the "other" one of its level if the Textkennzeichen is blank or new."""
    code = record.text[122:124]
    if code.isspace():
        code = record.type[0] + "9"
    if code[0] != record.type[0]:
        raise bad(say.NO_KIND, record.line, given=code, type=record.type)
    return kind_of_code(code)


def _population(record: Record, as_of: date) -> Population | None:
    total = _number(record, 139, 150, POPULATION)
    male = _number(record, 150, 161, MALES)
    return None if total is None else Population(total, as_of, male)


def _municipality(record: Record, edition: OfficialEdition) -> GermanUnit:
    ars, text = record.key, record.text
    return edition.municipality(
        ars[:5] + ars[9:],
        ars[5:9],
        record.name,
        _kind(record),
        population=_population(record, edition.as_of),
        area_ha=_number(record, 128, 139, AREA),
        postcode=text[165:170].strip() or None,
        several_postcodes=text[170:175] == "*****",
    )


def _area(record: Record, edition: OfficialEdition) -> GermanUnit | None:
    kind = _kind(record) if record.type in {"40", "50"} else None
    if edition.repeats(record.key, kind):
        return None
    return edition.area(record.key, record.name, kind, record.seat)


def gaps_in(districts: Mapping[str, str], towns: Iterable[str]) -> list[Sentence]:
    """What a whole edition would have and this file has not: the names of its Kreise by key, its municipality keys."""
    filled = {key[:5] for key in towns}
    states = {district[:2] for district in filled}
    missing = [land for land in LAENDER.values() if land.key not in states]
    empty = [name for key, name in districts.items() if key not in filled]
    notes: list[Sentence] = []
    if missing:
        notes.append(Sentence(say.MISSING_LAENDER, {"states": missing}))
    if empty:
        notes.append(Sentence(say.EMPTY_KREISE, {"count": len(empty), "first": empty[0]}))
    return notes
