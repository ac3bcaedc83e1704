"""Partnerships out of a table."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import sentences
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, split_list
from kommunal_partner.adapters.from_tables._claims import CLAIMED, Claims, read_claims
from kommunal_partner.adapters.from_tables._columns import PARTNERSHIPS, Columns
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables._grids import Source
from kommunal_partner.adapters.from_tables._partner_cells import Partner, land_of
from kommunal_partner.adapters.from_tables._places import GERMANY, Abroad, Places
from kommunal_partner.adapters.from_tables._rows import Cells, Table
from kommunal_partner.adapters.from_tables.result import Reading, Row, Severity
from kommunal_partner.countries import Country
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, MunicipalRegister, Unit
from kommunal_partner.partnerships import Partnership, merge
from kommunal_partner.verdicts import Sentence


def read_partnerships(
    source: Source,
    *,
    municipalities: MunicipalRegister,
    columns: Columns | None = None,
    sheet: str | int | None = None,
) -> Reading[Partnership]:
    """The partnerships in a table, and a problem for whatever could not be read or should be looked at.

    `source` is a path, a binary file such as an upload, its bytes, or rows (mappings, or sequences of which the first
    is the header). CSV with comma, semicolon, tab or pipe and Excel files are told apart, and so are encodings.
    Headers are found in German and English, below title lines and over two rows; `columns` names those that are not:
    `{"partner": "Name im Ausland"}`, or `{"name": 0, "partner": 1}` for a table without a header. `sheet` is the title
    of a sheet or its number from 1; otherwise the sheet that looks most like such a table is read.

    Units at home must be in the register: by key, by name, or both if they agree. A list without a word on how sure it
    is gives claims of medium confidence. Units abroad get ids made of country and name, as in the shipped facts.

    Raises:
        BadTable: if no header is found, or a column that `columns` names is not there.
        BadFile: if the source is no table, is damaged, or larger than 64 MiB.
        BadRule: if `columns` names a field that there is not.
        MissingExtra: for an Excel file without openpyxl.

    >>> from kommunal_partner.facts import load_facts
    >>> rows = [{"Stadt": "Ulm", "Partnerstadt": "Jinotega (Nicaragua)", "seit": "seit 1987"}]
    >>> reading = read_partnerships(rows, municipalities=load_facts().municipalities)
    >>> [(line, str(partnership)) for line, partnership in reading.rows]
    [(1, 'Ulm – Jinotega (Nicaragua)')]
    """
    table = Table(source, sheet, PARTNERSHIPS, columns, secret=frozenset())
    return _Reader(table, Places(municipalities)).read()


class _Side:
    """The units one side of a row names, with the findings about those that it does not."""

    __slots__ = ("found", "problems")

    def __init__(self) -> None:
        self.found: list[Unit] = []
        self.problems: list[CellFinding] = []


_ABROAD: Final = ("kind", "subdivision", "partner_alt", "identifiers", "partner_sources", "partner_confidence")
_PARTS: Final = ("key_land", "key_rb", "key_kreis", "key_gemeinde")


class _Reader:
    """Reads the rows of a table one after the other; equal links are merged as they come."""

    def __init__(self, table: Table, places: Places) -> None:
        self.table = table
        self.places = places
        self.claims: dict[tuple[str, ...], Claims] = {}
        self.read_so_far: list[Partnership] = []
        self.first_lines: list[int] = []
        self.by_link: dict[object, list[int]] = {}
        self.by_id: dict[str, int] = {}
        self.claimed = tuple([field for field in CLAIMED if table.has(field)])

    def read(self) -> Reading[Partnership]:
        rows: list[tuple[int, int]] = []
        for line, row in self.table.rows():
            rows += [(line, at) for at in self._row(line, row)]
        found = self.read_so_far
        return self.table.reading([Row(line, found[at]) for line, at in dict.fromkeys(rows)])

    def _row(self, line: int, row: Cells) -> list[int]:
        """The places of what a row says among what was read so far."""
        homes = self._homes(row)
        partners = self._partners(row)
        self.table.say(line, row, [*homes.problems, *partners.problems])
        if not homes.found or not partners.found:
            return []
        claims = self._claims(line, row)
        several = len(homes.found) * len(partners.found) > 1
        at: list[int] = []
        for one in homes.found:
            for other in partners.found:
                problem = _no_link(one, other)
                if problem is not None:
                    self.table.say(line, row, [problem])
                    continue
                at.append(self._add(line, row, (one, other), claims, several=several))
        return at

    def _homes(self, row: Cells) -> _Side:
        """The units of the first side: at home, or abroad where the row says so."""
        side = _Side()
        name, key, unit_id = row["name"], row["key"], row["unit_id"]
        country = row["name_country"]
        names = [name] if key or unit_id else split_list(name)
        if country and fold(country) not in BLANK_WORDS:
            land = land_of(country)
            if isinstance(land, Sentence):
                side.problems.append(CellFinding("name_country", land))
                return side
            if isinstance(land, Country) and land.alpha3 != GERMANY:
                self._abroad(side, "name", self.places.partners(name, country), Abroad())
                return side
        parts = tuple([row[part] for part in _PARTS]) if self.table.has("key_land") else ()
        for one in names:
            found = self.places.home(one, key, row["state"], unit_id, parts)
            if found.unit is None and not (key or unit_id or any(parts)):
                said = self.places.partners(one, "")
                if said[0].country is not None and said[0].country.alpha3 != GERMANY:
                    self._abroad(side, "name", said, Abroad())
                    continue
            side.problems += found.findings
            if found.unit is not None:
                side.found.append(found.unit)
        return side

    def _partners(self, row: Cells) -> _Side:
        side = _Side()
        partner_id = row["partner_id"]
        partners = self.places.partners(row["partner"], row["country"], exact=bool(partner_id))
        more = Abroad()
        if len(partners) == 1:
            more = Abroad(partner_id, *[row[field] for field in _ABROAD])
        self._abroad(side, "partner", partners, more)
        return side

    def _abroad(self, side: _Side, field: str, partners: tuple[Partner, ...], more: Abroad) -> None:
        for name, country, said in partners:
            side.problems += said if field == "partner" else [one._replace(field=field) for one in said]
            if country is None:
                continue
            if country.alpha3 == GERMANY:
                home = self.places.home(name, unit_id=more.id)
                side.problems += [one._replace(field=field) for one in home.findings]
                if home.unit is not None:
                    side.found.append(home.unit)
                continue
            unit, wrong = self.places.foreign(name, country, more)
            side.problems += wrong
            side.found.append(unit)

    def _claims(self, line: int, row: Cells) -> Claims:
        asked = tuple([row[field] for field in self.claimed])
        known = self.claims.get(asked)
        if known is None:
            known = self.claims[asked] = read_claims(row, self.table.has)
        if known.findings:
            self.table.say(line, row, known.findings)
        return known

    def _add(self, line: int, row: Cells, units: tuple[Unit, Unit], claims: Claims, *, several: bool) -> int:
        """The place of the partnership among those read: of a new one, or of the one it is merged with."""
        units = (units[1], units[0]) if isinstance(units[1], GermanUnit) else units
        given = row["id"]
        joint = bool(given) and row["units"].isdigit() and int(row["units"][:9]) > 2  # noqa: PLR2004 - because two are the usual case
        link: object = frozenset(map(_identity, units))
        if joint:
            link = "joint", given
        elif given and row["partner_id"] and row["unit_id"]:
            link = given, link  # a list that names all three was written by us, and says what is one and what is two
        made = Partnership(
            id=given if given and not several else _own_id(units),
            units=units,
            forms=claims.forms,
            labels=claims.labels,
            stages=claims.stages,
            themes=claims.themes,
            sdgs=claims.sdgs,
            note=row["note"],
            sources=claims.sources,
            confidence=claims.confidence,
        )
        for at in self.by_link.get(link, ()):
            old = self.read_so_far[at]
            if joint:
                together = {unit.id: unit for unit in (*old.units, *made.units)}
                self.read_so_far[at] = evolve(old, units=tuple(together.values()))
                return at
            if _may_be_same(old, made):
                self.read_so_far[at] = merge(_with_region(old, made), made)
                reason = Sentence(sentences.STANDS_TWICE, {"first": self.first_lines[at]})
                if self.first_lines[at] != line:
                    self.table.problem(line, None, reason, Severity.NOTE)
                return at
        at = len(self.read_so_far)
        taken = self.by_id.setdefault(made.id, at)
        if taken != at:
            if given == made.id:
                reason = Sentence(sentences.ID_TWICE, {"first": self.first_lines[taken]})
                self.table.problem(line, "id", reason, Severity.WARNING, given)
            made = evolve(made, id=self._free_id(_own_id(units)))
            self.by_id[made.id] = at
        self.by_link.setdefault(link, []).append(at)
        self.read_so_far.append(made)
        self.first_lines.append(line)
        return at

    def _free_id(self, wanted: str) -> str:
        free, number = wanted, 2
        while free in self.by_id:
            free, number = f"{wanted}+{number}", number + 1
        return free


def _own_id(units: tuple[Unit, Unit]) -> str:
    return f"{units[0].id}+{units[1].id}"


def _identity(unit: Unit) -> object:
    if isinstance(unit, GermanUnit):
        return unit.id
    return fold(unit.name), fold(unit.kind or ""), unit.country.alpha3


def _no_link(one: Unit, other: Unit) -> CellFinding | None:
    if isinstance(one, ForeignUnit) and isinstance(other, ForeignUnit):
        return findings("partner", sentences.NOT_AT_HOME)[0]
    if one.id == other.id:
        return findings("partner", sentences.SAME_UNIT)[0]
    return None


def _regions(partnership: Partnership) -> set[str]:
    return {unit.subdivision for unit in partnership.foreign_units if unit.subdivision is not None}


def _may_be_same(old: Partnership, new: Partnership) -> bool:
    """Whether nothing tells the two apart: places of one name in two regions of a country are two places."""
    one, other = _regions(old), _regions(new)
    return not one or not other or one == other


def _with_region(old: Partnership, new: Partnership) -> Partnership:
    """The first with the region that only the second names."""
    regions = _regions(new)
    if _regions(old) or not regions:
        return old
    region = min(regions)
    return evolve(
        old,
        units=[evolve(unit, subdivision=region) if isinstance(unit, ForeignUnit) else unit for unit in old.units],
    )
