"""The region schemes and who belongs to which region, read from their four tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from kommunal_partner._tables import Column, boolean, day, member, one_of, optional, reason_of, required
from kommunal_partner.errors import BadModel
from kommunal_partner.facts._checks import check_code, check_one_a_day
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts.sentences import REGION, SCHEME, not_called
from kommunal_partner.languages import Term
from kommunal_partner.regions import Membership, Region, RegionCode, RegionMember, RegionRegister, RegionScheme
from kommunal_partner.regions.sentences import MEMBER_REASONS

SCHEMES, REGIONS, MEMBERS, CODES = "region_schemes.csv", "regions.csv", "region_memberships.csv", "region_codes.csv"
TABLES: Final = (SCHEMES, REGIONS, MEMBERS, CODES)

_NAMES: Final = (Column("name_de", required), Column("name_en", required))
_ENDING: Final = (SOURCES, CONFIDENCE, Column("note", str))


def load_regions(folder: Folder, codes: Collection[str]) -> RegionRegister | None:
    """The register; None if anything is wrong, which is noted in the folder. `codes` are all codes of countries."""
    before = len(folder.problems)
    schemes = _schemes(folder)
    regions = _regions(folder, {one.id for one in schemes})
    known = {region.id for region in regions}
    rows = _members(folder, codes, known)
    region_codes = _codes(folder, known)
    if len(folder.problems) > before:
        return None
    try:
        return RegionRegister(schemes, regions, rows, region_codes)
    except BadModel as error:
        folder.complain(REGIONS, None, "parent", reason_of(error))
        return None


def _schemes(folder: Folder) -> list[RegionScheme]:
    columns = (Column("id", required), *_NAMES, Column("as_of", optional(day)), Column("closed", boolean), *_ENDING)
    return [
        RegionScheme(one, de, en, as_of, closed, folder.cited(SCHEMES, line, ids), confidence, note)
        for line, (one, de, en, as_of, closed, ids, confidence, note) in folder.rows(SCHEMES, columns, key=("id",))
    ]


def _regions(folder: Folder, schemes: Collection[str]) -> list[Region]:
    columns = (
        Column("id", required),
        Column("scheme", required),
        Column("parent", optional(required)),
        Column("code", str),
        *_NAMES,
        Column("start", optional(day)),
        *_ENDING,
    )
    found: list[Region] = []
    for line, (one, scheme, parent, code, de, en, start, ids, confidence, note) in folder.rows(
        REGIONS, columns, key=("id",)
    ):
        if scheme not in schemes:
            folder.complain(REGIONS, line, "scheme", not_called(SCHEME, scheme))
        sources = folder.cited(REGIONS, line, ids)
        found.append(Region(one, scheme, de, en, parent, code, start, sources, confidence, note))
    return found


def _members(folder: Folder, codes: Collection[str], regions: Collection[str]) -> list[RegionMember]:
    columns = (
        Column("region", required),
        Column("country", required),
        Column("start", optional(day)),
        Column("end", optional(day)),
        Column("status", member(Membership)),
        Column("basis", required),
        Column("reason", one_of({"": "", **{reason: reason for reason in MEMBER_REASONS}})),
        *_ENDING,
    )
    found: list[tuple[int, RegionMember]] = []
    for line, (region, code, start, end, status, basis, reason, ids, confidence, note) in folder.rows(
        MEMBERS, columns, key=("region", "country", "start")
    ):
        if region not in regions:
            folder.complain(MEMBERS, line, "region", not_called(REGION, region))
        check_code(folder, MEMBERS, line, "country", code, codes)
        if start is None and end is not None:
            reason_why = Term("eine Zeile mit Ende braucht einen Anfang", "a row with an end needs a start")
            folder.complain(MEMBERS, line, "start", reason_why)
        span = None if start is None else folder.span(MEMBERS, line, start, end)
        sources = folder.cited(MEMBERS, line, ids)
        found.append((line, RegionMember(region, code, status, span, basis, sources, confidence, note, reason)))
    check_one_a_day(folder, MEMBERS, [(line, (row.region, row.country), row) for line, row in found])
    return [row for _, row in found]


def _codes(folder: Folder, regions: Collection[str]) -> list[RegionCode]:
    columns = (
        Column("code", required),
        Column("name_en", required),
        Column("name_fr", required),
        Column("region", optional(required)),
        *_ENDING,
    )
    found: list[RegionCode] = []
    for line, (code, en, fr, region, ids, confidence, note) in folder.rows(CODES, columns, key=("code",)):
        if region is not None and region not in regions:
            folder.complain(CODES, line, "region", not_called(REGION, region))
        found.append(RegionCode(code, en, fr, region, folder.cited(CODES, line, ids), confidence, note))
    return found
