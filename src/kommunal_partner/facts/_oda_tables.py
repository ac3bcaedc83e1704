"""The DAC list through time, read from its six tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._tables import Column, boolean, day, integer, many, member, optional, required
from kommunal_partner.facts._checks import check_code, check_counts, check_coverage, check_list_days, check_one_a_day
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.oda import (
    CoveredBy,
    Listing,
    ListTotals,
    OdaEvent,
    OdaGroup,
    OdaList,
    OdaNote,
    OdaRegister,
    OfficialAid,
)

LISTS, LISTINGS, COVERAGE = "oda_lists.csv", "oda_listings.csv", "oda_coverage.csv"
EVENTS, NOTES, AID = "oda_events.csv", "oda_notes.csv", "oda_official_aid.csv"
TABLES: Final = (LISTS, LISTINGS, COVERAGE, EVENTS, NOTES, AID)

_GROUPS: Final = tuple(group.value.lower() for group in OdaGroup)
_CHECKED: Final = (OdaGroup.LDC, OdaGroup.OTHER_LIC, OdaGroup.LMIC, OdaGroup.UMIC)
_START, _END = Column("start", day), Column("end", optional(day))
_NAMED: Final = (Column("dac_code", optional(required)), Column("name", required))
_NOTE: Final = Column("note", str)
_ENDING: Final = (SOURCES, CONFIDENCE, _NOTE)
_TOPICS: Final = ("rule", "codes")


def load_oda(folder: Folder, codes: Collection[str]) -> OdaRegister | None:
    """The register; None if anything is wrong, which is noted in the folder. `codes` are all codes of countries."""
    before = len(folder.problems)
    lists = _lists(folder)
    if not lists and len(folder.problems) == before:
        folder.complain(LISTS, None, None, Term("mindestens eine Liste ist nötig", "at least one list is needed"))
    listings = _listings(folder, codes)
    coverage = _coverage(folder, codes)
    aid = _official_aid(folder, codes)
    events = _events(folder, codes)
    notes = _notes(folder, codes, {one.id for _, one in lists})
    if len(folder.problems) > before:
        return None
    check_list_days(folder, LISTS, lists)
    check_coverage(folder, COVERAGE, coverage, [row for _, row in listings])
    if len(folder.problems) > before:
        return None
    register = OdaRegister(
        [one for _, one in lists],
        [row for _, row in listings],
        [row for _, row in coverage],
        events,
        notes,
        [row for _, row in aid],
    )
    check_counts(folder, LISTS, zip([line for line, _ in lists], register.lists, strict=True))
    return register


def _lists(folder: Folder) -> list[tuple[int, OdaList]]:
    columns = (
        Column("id", required),
        Column("title", required),
        _START,
        _END,
        *(Column(group, integer) for group in _GROUPS),
        Column("total", integer),
        Column("check_total", optional(integer)),
        Column("check_total_sources", many(required)),
        Column("check_total_note", str),
        *(Column(f"check_{group.value.lower()}", optional(integer)) for group in _CHECKED),
        Column("check_groups_sources", many(required)),
        Column("check_groups_note", str),
        Column("thresholds", str),
        *_ENDING,
    )
    names = [column.name for column in columns]
    found: list[tuple[int, OdaList]] = []
    for line, values in folder.rows(LISTS, columns, key=("start",)):
        row: dict[str, Any] = dict(zip(names, values, strict=True))
        span = folder.span(LISTS, line, row["start"], row["end"])
        sources = folder.cited(LISTS, line, row["sources"])
        totals = _totals(folder, line, row)
        if span is not None:
            one = OdaList(
                row["id"], span, row["title"], totals, row["thresholds"], sources, row["confidence"], row["note"]
            )
            found.append((line, one))
    return found


def _totals(folder: Folder, line: int, row: dict[str, Any]) -> ListTotals:
    checked = {group: row[f"check_{group.value.lower()}"] for group in _CHECKED}
    check_groups = FrozenMap((group, count) for group, count in checked.items() if count is not None)
    return ListTotals(
        FrozenMap((group, row[group.value.lower()]) for group in OdaGroup),
        row["total"],
        row["check_total"],
        () if row["check_total"] is None else folder.cited(LISTS, line, row["check_total_sources"]),
        row["check_total_note"],
        check_groups,
        folder.cited(LISTS, line, row["check_groups_sources"]) if check_groups else (),
        row["check_groups_note"],
    )


def _listings(folder: Folder, codes: Collection[str]) -> list[tuple[int, Listing]]:
    columns = (
        Column("country", required),
        _START,
        _END,
        Column("group", member(OdaGroup)),
        *_NAMED,
        Column("list_entry", boolean),
        *_ENDING,
    )
    found: list[tuple[int, Listing]] = []
    for line, (code, start, end, group, dac_code, name, entry, ids, confidence, note) in folder.rows(
        LISTINGS, columns, key=("country", "start")
    ):
        check_code(folder, LISTINGS, line, "country", code, codes)
        sources = folder.cited(LISTINGS, line, ids)
        span = folder.span(LISTINGS, line, start, end)
        if span is not None:
            found.append((line, Listing(code, group, span, entry, sources, confidence, note, dac_code, name)))
    check_one_a_day(folder, LISTINGS, [(line, row.country, row) for line, row in found])
    return found


def _coverage(folder: Folder, codes: Collection[str]) -> list[tuple[int, CoveredBy]]:
    columns = (Column("country", required), _START, _END, Column("by", required), *_ENDING)
    found: list[tuple[int, CoveredBy]] = []
    for line, (code, start, end, by, ids, confidence, note) in folder.rows(COVERAGE, columns, key=("country", "start")):
        check_code(folder, COVERAGE, line, "country", code, codes)
        check_code(folder, COVERAGE, line, "by", by, codes)
        sources = folder.cited(COVERAGE, line, ids)
        span = folder.span(COVERAGE, line, start, end)
        if span is not None:
            found.append((line, CoveredBy(code, by, span, sources, confidence, note)))
    check_one_a_day(folder, COVERAGE, [(line, row.country, row) for line, row in found])
    return found


def _official_aid(folder: Folder, codes: Collection[str]) -> list[tuple[int, OfficialAid]]:
    columns = (Column("country", required), _START, _END, Column("group", required), *_NAMED, *_ENDING)
    found: list[tuple[int, OfficialAid]] = []
    for line, (code, start, end, group, dac_code, name, ids, confidence, note) in folder.rows(
        AID, columns, key=("country", "start")
    ):
        check_code(folder, AID, line, "country", code, codes)
        sources = folder.cited(AID, line, ids)
        span = folder.span(AID, line, start, end)
        if span is not None:
            found.append((line, OfficialAid(code, group, span, sources, confidence, note, dac_code, name)))
    check_one_a_day(folder, AID, [(line, row.country, row) for line, row in found])
    return found


def _events(folder: Folder, codes: Collection[str]) -> list[OdaEvent]:
    group = optional(member(OdaGroup))
    columns = (
        Column("when", FuzzyDate.parse),
        Column("country", optional(required)),
        Column("event", required),
        Column("from_group", group),
        Column("to_group", group),
        *_ENDING,
    )
    found: list[OdaEvent] = []
    for line, (when, code, event, before, after, ids, confidence, note) in folder.rows(
        EVENTS, columns, key=("when", "country", "event")
    ):
        if code is not None:
            check_code(folder, EVENTS, line, "country", code, codes)
        sources = folder.cited(EVENTS, line, ids)
        found.append(OdaEvent(when, event, code, before, after, sources, confidence, note))
    return found


def _notes(folder: Folder, codes: Collection[str], lists: Collection[str]) -> list[OdaNote]:
    columns = (Column("topic", required), Column("countries", many(required)), Column("text", required), *_ENDING)
    found: list[OdaNote] = []
    for line, (topic, countries, text, ids, confidence, note) in folder.rows(
        NOTES, columns, key=("topic", "countries", "text")
    ):
        if topic not in _TOPICS and topic not in lists:
            de = f"{topic!r} ist weder {' noch '.join(_TOPICS)} noch die Kennung einer Liste"
            en = f"{topic!r} is neither {' nor '.join(_TOPICS)} nor the id of a list"
            folder.complain(NOTES, line, "topic", Term(de, en))
        for code in countries:
            check_code(folder, NOTES, line, "countries", code, codes)
        found.append(OdaNote(topic, text, countries, folder.cited(NOTES, line, ids), confidence, note))
    return found
