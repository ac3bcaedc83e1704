"""Partnerships out of a table: its rows, the units that each names on its two sides, and what it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from attrs import evolve

from kommunal_partner._checks import as_day
from kommunal_partner._folding import fold
from kommunal_partner.adapters.from_tables import _limits, sentences
from kommunal_partner.adapters.from_tables._above import Cells
from kommunal_partner.adapters.from_tables._abroad import Abroad, UnitsAbroad
from kommunal_partner.adapters.from_tables._cells import BLANK_WORDS, split_list, split_words
from kommunal_partner.adapters.from_tables._claims import (
    CLAIMED,
    Claims,
    ClaimsContext,
    read_claims,
    with_columns_of_their_own,
)
from kommunal_partner.adapters.from_tables._columns import PARTNERSHIPS, Columns
from kommunal_partner.adapters.from_tables._findings import CellFinding, findings
from kommunal_partner.adapters.from_tables._grids import Source, refused
from kommunal_partner.adapters.from_tables._homes import Asked, Homes, check_register
from kommunal_partner.adapters.from_tables._lands import GERMANY, land_of
from kommunal_partner.adapters.from_tables._merging import adds, may_be_same, merged, with_region
from kommunal_partner.adapters.from_tables._partner_cells import HOME, PARTNER, CellFields, Partner, partners_in
from kommunal_partner.adapters.from_tables._rows import Table
from kommunal_partner.adapters.from_tables.result import PartnershipReading, Row, Severity
from kommunal_partner.countries import Country
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, MunicipalRegister, Unit
from kommunal_partner.partnerships import Partnership
from kommunal_partner.verdicts import Sentence


def read_partnerships(
    source: Source,
    *,
    municipalities: MunicipalRegister,
    columns: Columns | None = None,
    sheet: str | int | None = None,
    as_of: date | FuzzyDate | None = None,
) -> PartnershipReading:
    """The partnerships in a table, and a problem for whatever could not be read or should be looked at.

    `source` is a path, a binary file such as an upload, its bytes, rows (mappings, or sequences of which the first is
    the header), or a data frame of pandas, polars or pyarrow. CSV with comma, semicolon, tab or pipe and Excel files
    are told apart, and so are encodings. Headers are found in German and English, below title lines and over two rows;
    `columns` names those that are not: `{"partner": "Name im Ausland"}`, or `{"name": 1, "partner": 2}`, the columns
    counted from 1, for a table without a header. `sheet` is the title of a sheet or its number from 1; otherwise the
    sheet that looks most like such a table is read. `as_of` is the day that the list speaks of, for every row that
    does not say so itself.

    Units at home must be in the register: by key, by name, or both if they agree. A list without a word on how sure it
    is gives claims of medium confidence. Units abroad get ids made of country and name, as in the shipped facts. A
    beginning without a form is kept as an observation of unknown form.

    Raises:
        BadTable: if no header is found, or a column that `columns` names is not there.
        BadFile: if the source is no table, is damaged, or larger than 64 MiB.
        MissingFile: if there is no file at the path.
        BadRule: if `columns` names a field that there is not, or `municipalities` is no register.
        NotADay: if `as_of` is neither a day nor a FuzzyDate.
        MissingExtra: for an Excel file without openpyxl.

    >>> from kommunal_partner.facts import load_facts
    >>> rows = [{"Stadt": "Ulm", "Partnerstadt": "Jinotega (Nicaragua)", "seit": "seit 1987"}]
    >>> reading = read_partnerships(rows, municipalities=load_facts().municipalities)
    >>> [(line, str(partnership)) for line, partnership in reading.rows]
    [(1, 'Ulm – Jinotega (Nicaragua)')]
    """
    check_register(municipalities)
    seen = as_of if as_of is None or isinstance(as_of, FuzzyDate) else FuzzyDate.of(as_day(as_of, "as_of"))
    table = Table(source, sheet, PARTNERSHIPS, columns, of_people=False)
    # A list that names all ids was written by this library, whose dates are EDTF.
    own = table.has("unit_id") and table.has("partner_id")
    context = ClaimsContext(
        table.has, with_columns_of_their_own(table.has), seen, table.grid.first_day, edtf=own, table=table.grid.name
    )
    return _Reader(table, Homes(municipalities), context).read()


_ABROAD: Final = (
    *("kind", "subdivision", "partner_alt", "identifiers", "partner_sources", "partner_confidence"),
    *("coordinates", "coordinate_sources"),
)
_PARTS: Final = ("key_land", "key_rb", "key_kreis", "key_gemeinde")
_OF_EACH: Final = ("since", "until", "forms", "stages", "note")
"""The fields that may hold one part for each of several partners."""


class _Found:
    """The units one side of a row names with their dates, and the findings about those that it does not."""

    __slots__ = ("problems", "units")

    def __init__(self) -> None:
        self.units: list[tuple[Unit, str]] = []
        self.problems: list[CellFinding] = []


class _Reader:
    """Reads the rows of a table one after the other; what stands there twice is merged in the end.

    Merging as they come would take a time that grows with the cube of how often a list names one partnership.
    """

    def __init__(self, table: Table, homes: Homes, context: ClaimsContext) -> None:
        self.table = table
        self.homes = homes
        self.abroad = UnitsAbroad()
        self.context = context
        self.claims: dict[tuple[str, ...], Claims] = {}
        self.read_so_far: list[Partnership] = []
        self.said_again: dict[int, list[Partnership]] = {}
        self.joint: dict[int, list[Unit]] = {}
        self.first_lines: list[int] = []
        self.by_link: dict[object, list[int]] = {}
        self.by_id: dict[str, int] = {}
        self.next_number: dict[str, int] = {}
        self.claimed = tuple([field for field in CLAIMED if table.has(field) or field == "since"])

    def read(self) -> PartnershipReading:
        rows: list[tuple[int, int]] = []
        for line, row in self.table.rows():
            rows += [(line, at) for at in self._row(line, row)]
            if len(rows) > _limits.MOST_ENTRIES:
                raise refused(sentences.TOO_MANY_ENTRIES, line, most=_limits.MOST_ENTRIES)
        for at, more in self.said_again.items():
            self.read_so_far[at] = merged([self.read_so_far[at], *more])
        for at, units in self.joint.items():
            together = {unit.id: unit for unit in (*self.read_so_far[at].units, *units)}
            self.read_so_far[at] = evolve(self.read_so_far[at], units=tuple(together.values()))
        found = self.read_so_far
        return PartnershipReading(tuple([Row(line, found[at]) for line, at in dict.fromkeys(rows)]), *self.table.told())

    def _row(self, line: int, row: Cells) -> list[int]:
        """The places of what a row says among what was read so far."""
        homes = self._homes(row)
        partners = self._partners(row)
        self.table.say(line, row, [*homes.problems, *partners.problems])
        if not homes.units or not partners.units:
            return []
        several = len(homes.units) * len(partners.units) > 1
        at: list[int] = []
        for other, of_other in self._each(line, row, partners):
            claims = self._claims(line, of_other)
            for one, _ in homes.units:
                problem = _no_link(one, other, homes.problems)
                if problem is None:
                    at.append(self._add(line, of_other, (one, other), claims, several=several))
                else:
                    self.table.say(line, row, [problem])
        return at

    # ── the two sides ──

    def _homes(self, row: Cells) -> _Found:
        """The units of the first side: at home, or abroad where the row says so."""
        side = _Found()
        name, key, unit_id = row["name"], row["key"], row["unit_id"]
        country = row["name_country"]
        names = [name] if key or unit_id else split_list(name) or [name]
        if country and fold(country) not in BLANK_WORDS:
            land = land_of(country)
            if isinstance(land, Sentence):
                side.problems.append(CellFinding("name_country", land))
                return side
            if isinstance(land, Country) and land.alpha3 != GERMANY:
                self._abroad(side, HOME, partners_in(name, country, HOME), Abroad())
                return side
        parts = tuple([row[part] for part in _PARTS]) if self.table.has("key_land") else ()
        for one in names:
            found = self.homes.unit(Asked(one, key, row["state"], unit_id, parts, district=row["district"]))
            if found.unit is None and not (key or unit_id or any(parts)):
                said = partners_in(one, "", HOME)
                if said[0].country is not None and said[0].country.alpha3 != GERMANY:
                    self._abroad(side, HOME, said, Abroad())
                    continue
            side.problems += found.findings
            if found.unit is not None:
                side.units.append((found.unit, ""))
        return side

    def _partners(self, row: Cells) -> _Found:
        side = _Found()
        partner_id = row["partner_id"]
        land = land_of(row["country"]) if partner_id else None
        if isinstance(land, Country) and fold(row["partner"]):
            partners: Sequence[Partner] = [Partner(row["partner"], land)]
        else:
            partners = partners_in(row["partner"], row["country"])
        more = Abroad(partner_id, *[row[field] for field in _ABROAD]) if len(partners) == 1 else Abroad()
        self._abroad(side, PARTNER, partners, more)
        return side

    def _abroad(self, side: _Found, fields: CellFields, partners: Sequence[Partner], more: Abroad) -> None:
        for name, country, said, since in partners:
            side.problems += said
            if country is None:
                continue
            if country.alpha3 == GERMANY:
                home = self.homes.unit(Asked(name, unit_id=more.id, field=fields.place))
                side.problems += home.findings
                if home.unit is not None:
                    side.units.append((home.unit, since))
                continue
            unit, wrong = self.abroad.unit(name, country, more)
            side.problems += wrong
            side.units.append((unit, since))

    # ── what is said of them ──

    def _each(self, line: int, row: Cells, partners: _Found) -> Iterator[tuple[Unit, Cells]]:
        """Every partner with the row as it speaks of that one: several dates are those of several partners."""
        count = len(partners.units)
        shared: dict[str, list[str]] = {}
        if count > 1:
            for field in _OF_EACH:
                parts = _parts_for(row[field], count, are_dates=field in {"since", "until"})
                if len(parts) not in {1, count}:
                    said = Sentence(sentences.PARTS_DIFFER, {"parts": len(parts), "partners": count})
                    self.table.problem(line, field, said, Severity.WARNING, row[field])
                    parts = [""]
                shared[field] = parts if len(parts) == count else parts * count
        for at, (unit, since) in enumerate(partners.units):
            if not shared and (not since or row["since"]):
                yield unit, row
                continue
            own = Cells(row | {field: parts[at] for field, parts in shared.items()})
            if since and not own["since"]:
                own["since"] = since
            yield unit, own

    def _claims(self, line: int, row: Cells) -> Claims:
        asked = tuple([row[field] for field in self.claimed])
        known = self.claims.get(asked)
        if known is None:
            known = self.claims[asked] = read_claims(row, self.context)
        if known.findings:
            self.table.say(line, row, known.findings)
        return known

    # ── partnerships ──

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
        made = _partnership(given if given and not several else _own_id(units), units, claims, row["note"])
        for at in self.by_link.get(link, ()):
            old = self.read_so_far[at]
            if joint:
                self.joint.setdefault(at, []).extend(made.units)
                return at
            if may_be_same(old, made):
                if adds(made, old):
                    self.read_so_far[at] = with_region(old, made)
                    self.said_again.setdefault(at, []).append(made)
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
        free, number = wanted, self.next_number.get(wanted, 2)
        while free in self.by_id:
            free, number = f"{wanted}+{number}", number + 1
        self.next_number[wanted] = number
        return free


def _parts_for(cell: str, count: int, *, are_dates: bool) -> list[str]:
    """The parts of a cell that several partners share: between semicolons and lines, or commas if they are as many.

    Dates, each with its year, also with "und" between them.
    """
    parts = split_list(cell)
    if len(parts) == 1 and len(words := split_words(cell)) == count:
        return words
    years = _AND.split(cell) if are_dates else []
    if len(years) == count and all(map(_YEAR.search, years)):
        return years
    return parts or [""]


_AND: Final = re.compile(r" (?:und|u\.|and|/) ")
_YEAR: Final = re.compile(r"\b[0-9]{4}\b")


def _partnership(identifier: str, units: tuple[Unit, Unit], claims: Claims, note: str) -> Partnership:
    return Partnership(
        id=identifier,
        units=units,
        forms=claims.forms,
        labels=claims.labels,
        stages=claims.stages,
        themes=claims.themes,
        sdgs=claims.sdgs,
        note=note,
        sources=claims.sources,
        confidence=claims.confidence,
    )


def _own_id(units: tuple[Unit, Unit]) -> str:
    return f"{units[0].id}+{units[1].id}"


def _identity(unit: Unit) -> object:
    if isinstance(unit, GermanUnit):
        return unit.id
    return fold(unit.name), fold(unit.kind or ""), unit.country.alpha3


def _no_link(one: Unit, other: Unit, said: Sequence[CellFinding]) -> CellFinding | None:
    """Why two units are no partnership: neither at home, both the same, or one of them perhaps a place abroad."""
    if isinstance(one, ForeignUnit) and isinstance(other, ForeignUnit):
        return findings("partner", sentences.NOT_AT_HOME)[0]
    if one.id == other.id:
        return findings("partner", sentences.SAME_UNIT)[0]
    if isinstance(other, GermanUnit) and any(finding.reason.reason == sentences.UMLAUTS_LOST for finding in said):
        return findings("name", sentences.UMLAUTS_UNSURE, unit=one.name)[0]
    return None
