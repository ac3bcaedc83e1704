"""Participants out of a table; names of people are kept if there, and shown nowhere."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, Final, NamedTuple

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._above import Cells
from kommunal_partner.adapters.from_tables._abroad import Abroad, UnitsAbroad
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, read_goals, split_words
from kommunal_partner.adapters.from_tables._columns import PARTICIPANTS, Columns
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables._grids import Source
from kommunal_partner.adapters.from_tables._homes import Asked, Homes, check_register
from kommunal_partner.adapters.from_tables._lands import GERMANY, land_of
from kommunal_partner.adapters.from_tables._partner_cells import CellFields, partners_in
from kommunal_partner.adapters.from_tables._rows import Table
from kommunal_partner.adapters.from_tables.result import ParticipantReading, Row, Severity
from kommunal_partner.countries import Country, country
from kommunal_partner.errors import BadKey
from kommunal_partner.keys import parse_land
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, MunicipalRegister, Unit
from kommunal_partner.participants import Participant, Side
from kommunal_partner.verdicts import Sentence


def read_participants(
    source: Source,
    *,
    municipalities: MunicipalRegister | None = None,
    columns: Columns | None = None,
    sheet: str | int | None = None,
) -> ParticipantReading:
    """The participants in a table, and a problem for whatever could not be read or should be looked at.

    Source, columns and sheet are as in `read_partnerships`. A person without an id gets the line as id. With a
    register, municipalities in Germany become the ids of its units; places abroad, where the country is known, ids of
    country and name; the country of a person is that of the municipality where none is given. Without a register the
    text stays as it is. Columns that ask for one value each, such as
    "Sprachen [Deutsch]" or "SDG 6" with a cross, are read together.

    No problem, report or error shows a value of the table: a name may stand in any column. Headers are shown, and what
    was read stands in the participants: `actor` or `themes` of a person whose name stands in that column show it.

    Raises:
        BadTable: if no header is found, or a column that `columns` names is not there.
        BadFile: if the source is no table, is damaged, or larger than 64 MiB.
        MissingFile: if there is no file at the path.
        BadRule: if `columns` names a field that there is not, or `municipalities` is no register.
        MissingExtra: for an Excel file without openpyxl.

    >>> reading = read_participants([{"Name": "Erika Mustermann", "Land": "Tansania", "Sprachen": "de, sw"}])
    >>> reading.rows[0].value
    Participant(id=1, country='TZA', languages={'de', 'sw'})
    """
    if municipalities is not None:
        check_register(municipalities)
    table = Table(source, sheet, PARTICIPANTS, columns, of_people=True)
    places = None if municipalities is None else _Places(Homes(municipalities), UnitsAbroad())
    rows: list[Row[Participant]] = []
    first: dict[Hashable, int] = {}
    for line, row in table.rows():
        said: list[CellFinding] = []
        who: Hashable = row["id"] or line
        if who in first:
            said += findings("id", sentences.PARTICIPANT_TWICE, first=first[who])
        if "@" in row["id"]:
            said += findings("id", sentences.IS_ADDRESS, Severity.WARNING)
        values = _values(row, places, said)
        table.say(line, row, said)
        if any(finding.severity is Severity.ERROR for finding in said):
            continue
        first[who] = line
        rows.append(Row(line, Participant(who, **values)))
    return ParticipantReading(tuple(rows), *table.told())


class _Places(NamedTuple):
    """Where municipalities are looked up."""

    homes: Homes
    abroad: UnitsAbroad


def _values(row: Cells, places: _Places | None, said: list[CellFinding]) -> dict[str, Any]:
    """The fields of a participant that a row fills."""
    last = row["last_name"] or row["name"] if row["first_name"] else row["name"] or row["last_name"]
    values: dict[str, Any] = {"name": " ".join(filter(None, (row["first_name"], last))) or None}
    land, state = _country(row, "country", said)
    if land is None and row["partner_country"]:
        land, state = _of_two_countries(row, places, said)
    unit = _municipality(row, places, land, state, said)
    lies_in = (
        unit.country.alpha3 if isinstance(unit, ForeignUnit) else GERMANY if isinstance(unit, GermanUnit) else None
    )
    values["country"] = lies_in if land is None else land.alpha3
    values["municipality"] = unit if isinstance(unit, str) or unit is None else unit.id
    values["delegation"] = row["delegation"] or None
    values["actor"] = row["actor"] or None
    for field in ("themes", "offers", "seeks", "availability"):
        values[field] = frozenset(split_words(row[field])) or None
    values["languages"] = frozenset(_languages(row["languages"])) or None
    values["sdgs"] = None
    if row["sdgs"]:
        goals, strange = read_goals(row["sdgs"])
        values["sdgs"] = goals or None
        for word in strange:
            said += findings("sdgs", sentences.BAD_GOAL, Severity.WARNING, word=word[:80])
    for field, read in (("side", _side), ("experience", _years), ("size_class", _whole), ("newcomer", _truth)):
        values[field] = None
        if fold(row[field]) not in BLANK_WORDS:
            values[field] = read(row[field])
            if values[field] is None:
                said += findings(field, sentences.BAD_VALUE, Severity.WARNING)
    return values


def _country(row: Cells, field: str, said: list[CellFinding]) -> tuple[Country | None, str]:
    """The country of a row, and the Land where its cell names one of those instead."""
    land = land_of(row[field])
    if not isinstance(land, Sentence):
        return land, row["state"]
    try:
        parse_land(row[field])
    except BadKey:
        said.append(CellFinding(field, land))
        return None, row["state"]
    return country(GERMANY), row["state"] or row[field]


def _of_two_countries(row: Cells, places: _Places | None, said: list[CellFinding]) -> tuple[Country | None, str]:
    """Germany for people of a municipality there, whose partners' country is given; else that country."""
    asked = Asked(row["municipality"], row["key"], row["state"], field="municipality")
    if places is not None and places.homes.unit(asked).unit is not None:
        return country(GERMANY), row["state"]
    return _country(row, "partner_country", said)


_FIELDS: Final = CellFields("municipality", "country")


def _municipality(
    row: Cells, places: _Places | None, land: Country | None, state: str, said: list[CellFinding]
) -> Unit | str | None:
    """The unit a person comes from, or the text as it stands where no register was given."""
    name, key = row["municipality"], row["key"]
    if places is None or (fold(name) in BLANK_WORDS and not key):
        return name or key or None
    if not key and (land is None or land.alpha3 != GERMANY):
        partner = partners_in(name, "" if land is None else land.alpha3, _FIELDS)[0]
        if land is not None or (partner.country is not None and partner.country.alpha3 != GERMANY):
            said += partner.findings
            if partner.country is None:
                return None
            return places.abroad.unit(partner.name, partner.country, Abroad())[0]
    found = places.homes.unit(Asked(name, key, state, field="municipality"))
    said += found.findings
    return found.unit


_APART: Final = re.compile(r"\s*(?:[;,/\n|&+]|\bund\b|\band\b)\s*(?![^()]*\))")
_HOW_WELL: Final = re.compile(
    r"\s*(?:[(\[][^()\[\]]*[)\]]|[:–-]\s.*|\b(?:A1|A2|B1|B2|C1|C2)\b|\bMuttersprache\b|\bfließend\b)\s*", re.IGNORECASE
)


def _languages(text: str) -> list[str]:
    """The languages of a cell without how well they are spoken."""
    parts = (_HOW_WELL.sub("", part).strip() for part in _APART.split(text))
    return [part.lower() if len(part) == 2 else part for part in parts if part]  # noqa: PLR2004 - because tags are spelt so


_SIDES: Final[dict[str, Side]] = {
    **dict.fromkeys(("german", "deutsch", "de", "d", "deutschland", "deutsche seite", "inland"), Side.GERMAN),
    **dict.fromkeys(("partner", "ausland", "abroad", "partnerseite", "partner side", "international"), Side.PARTNER),
}
_TRUTHS: Final = {
    **dict.fromkeys(("ja", "yes", "j", "y", "x", "true", "wahr", "1", "neu"), True),
    **dict.fromkeys(("nein", "no", "n", "false", "falsch", "0"), False),
}
_NUMBER: Final = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*(?:Jahre?n?|years?)?", re.IGNORECASE)


def _side(text: str) -> Side | None:
    return _SIDES.get(fold(text))


def _truth(text: str) -> bool | None:
    return _TRUTHS.get(fold(text))


def _years(text: str) -> float | None:
    found = _NUMBER.fullmatch(text)
    return None if found is None else float(found.group(1).replace(",", "."))


def _whole(text: str) -> int | None:
    years = _years(text)
    return int(years) if years is not None and years.is_integer() else None
