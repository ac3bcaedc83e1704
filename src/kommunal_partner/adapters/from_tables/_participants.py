"""Participants out of a table; names of people are kept if there, and shown nowhere."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, Final

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, read_goals, split_words
from kommunal_partner.adapters.from_tables._columns import PARTICIPANTS, Columns
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables._grids import Source
from kommunal_partner.adapters.from_tables._partner_cells import land_of
from kommunal_partner.adapters.from_tables._places import GERMANY, Abroad, Places
from kommunal_partner.adapters.from_tables._rows import Cells, Table
from kommunal_partner.adapters.from_tables.result import Reading, Row, Severity
from kommunal_partner.countries import Country
from kommunal_partner.municipalities import MunicipalRegister
from kommunal_partner.participants import Participant, Side
from kommunal_partner.verdicts import Sentence

_SECRET: Final = frozenset({"id", "name", "first_name", "last_name"})


def read_participants(
    source: Source,
    *,
    municipalities: MunicipalRegister | None = None,
    columns: Columns | None = None,
    sheet: str | int | None = None,
) -> Reading[Participant]:
    """The participants in a table, and a problem for whatever could not be read or should be looked at.

    Source, columns and sheet are as in `read_partnerships`. A person without an id gets the line as id. With a
    register, municipalities in Germany become the ids of its units; places abroad, where the country is known, ids of
    country and name; without a register the text stays as it is. No problem and no report shows ids or names.

    Raises:
        BadTable: if no header is found, or a column that `columns` names is not there.
        BadFile: if the source is no table, is damaged, or larger than 64 MiB.
        BadRule: if `columns` names a field that there is not.
        MissingExtra: for an Excel file without openpyxl.

    >>> reading = read_participants([{"Name": "Erika Mustermann", "Land": "Tansania", "Sprachen": "de, sw"}])
    >>> reading.rows[0].value
    Participant(id=1, country='TZA', languages={'de', 'sw'})
    """
    table = Table(source, sheet, PARTICIPANTS, columns, secret=_SECRET)
    places = None if municipalities is None else Places(municipalities)
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
    return table.reading(rows)


def _values(row: Cells, places: Places | None, said: list[CellFinding]) -> dict[str, Any]:
    """The fields of a participant that a row fills."""
    values: dict[str, Any] = {
        "name": row["name"] or " ".join(filter(None, (row["first_name"], row["last_name"]))) or None
    }
    country = _country(row, said)
    values["country"] = None if country is None else country.alpha3
    values["municipality"] = _municipality(row, places, country, said)
    values["delegation"] = row["delegation"] or None
    values["actor"] = row["actor"] or None
    for field in ("languages", "themes", "offers", "seeks", "availability"):
        values[field] = frozenset(split_words(row[field])) or None
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


def _country(row: Cells, said: list[CellFinding]) -> Country | None:
    land = land_of(row["country"])
    if isinstance(land, Sentence):
        said.append(CellFinding("country", land))
        return None
    return land


def _municipality(row: Cells, places: Places | None, country: Country | None, said: list[CellFinding]) -> str | None:
    name, key = row["municipality"], row["key"]
    if places is None or not (name or key):
        return name or key or None
    if not key and (country is None or country.alpha3 != GERMANY):
        partner = places.partners(name, row["country"])[0]
        if country is not None or (partner.country is not None and partner.country.alpha3 != GERMANY):
            said += [one._replace(field="municipality") for one in partner.findings]
            if partner.country is None:
                return None
            unit, _ = places.foreign(partner.name, partner.country, Abroad())
            return unit.id
    found = places.home(name, key, row["state"])
    said += [one._replace(field="municipality") if one.field == "name" else one for one in found.findings]
    return None if found.unit is None else found.unit.id


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
