"""The partnerships and the units that hold them, read from their tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, TypeAlias

from kommunal_partner._tables import Column, integer, many, member, one_of, optional, reason_of, required
from kommunal_partner.countries import country
from kommunal_partner.errors import KommunalPartnerError
from kommunal_partner.facts._checks import check_code
from kommunal_partner.facts._folder import CONFIDENCE, SOURCES, Folder
from kommunal_partner.facts._municipal_tables import HOME, load_holders
from kommunal_partner.facts._place_tables import NO_IDENTIFIERS, PLACES, check_places, load_places
from kommunal_partner.facts._rows import named_rows, noting, words_in_both
from kommunal_partner.facts.sentences import no_unit
from kommunal_partner.fuzzy_dates import FuzzyDate
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, MunicipalRegister
from kommunal_partner.partnerships import Form, Observation, Partnership, PartnershipRegister, Stage, StatedTotal
from kommunal_partner.series import Count

ABROAD: Final = "partner_units.csv"
PARTNERSHIPS: Final = "partnerships.csv"
OBSERVATIONS: Final = "partnership_observations.csv"
TOTALS: Final = "partnership_totals.csv"
TABLES: Final = (HOME, ABROAD, PLACES, PARTNERSHIPS, OBSERVATIONS, TOTALS)

_TEXTS: Final = many(required, ";")


def load_partnerships(folder: Folder, municipalities: MunicipalRegister, codes: Collection[str]) -> PartnershipRegister:
    """The partnerships by their ids; problems are noted in the folder. `codes` are the country codes there are."""
    home = municipalities if municipalities.is_read else load_holders(folder)
    abroad = _abroad(folder, codes)
    seen = _observations(folder)
    columns = (
        Column("id", required),
        Column("german", required),
        Column("partner", required),
        Column("themes", _TEXTS),
        Column("sdgs", many(integer)),
        SOURCES,
        CONFIDENCE,
        Column("note", str),
    )
    found: list[Partnership] = []
    for line, (name, german, partner, themes, sdgs, ids, confidence, note) in folder.rows(
        PARTNERSHIPS, columns, key=("id",)
    ):
        sources = folder.cited(PARTNERSHIPS, line, ids)
        one, other = (
            abroad.get(unit) or home.get(unit) or _of_register(unit, municipalities) for unit in (german, partner)
        )
        if one is None or other is None:
            missing = ", ".join(name for name, unit in ((german, one), (partner, other)) if unit is None)
            folder.complain(PARTNERSHIPS, line, None, no_unit(missing))
            continue
        _, observed = seen.pop(name, (line, _NOTHING))
        try:
            found.append(
                Partnership(
                    id=name,
                    units=(one, other),
                    forms=observed.get("form", ()),
                    labels=observed.get("label", ()),
                    stages=observed.get("stage", ()),
                    themes=themes,
                    sdgs=sdgs,
                    note=note,
                    sources=sources,
                    confidence=confidence,
                )
            )
        except KommunalPartnerError as error:
            folder.complain(PARTNERSHIPS, line, None, reason_of(error))
    for name, (line, _) in seen.items():
        reason = Term(f"keine Partnerschaft hat die Kennung {name!r}", f"no partnership has the id {name!r}")
        folder.complain(OBSERVATIONS, line, "partnership", reason)
    return PartnershipRegister(found, stated=_totals(folder))


def _of_register(unit_id: str, municipalities: MunicipalRegister) -> GermanUnit | None:
    """A unit at home without a row of its own; only such a one makes the whole register be read."""
    return municipalities.get(unit_id) if unit_id.startswith("de:") else None


def _abroad(folder: Folder, codes: Collection[str]) -> dict[str, ForeignUnit]:
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
    found: dict[str, ForeignUnit] = {}
    places = load_places(folder)
    for line, (name, called, code, kind, other_names, subdivision, ids, confidence) in folder.rows(
        ABROAD, columns, key=("id",)
    ):
        sources = folder.cited(ABROAD, line, ids)
        check_code(folder, ABROAD, line, "country", code, codes)
        if code not in codes:
            continue
        place = places.get(name)
        try:
            found[name] = ForeignUnit(
                id=name,
                name=called,
                country=country(code),
                kind=kind,
                other_names=other_names,
                subdivision=subdivision,
                sources=sources,
                confidence=confidence,
                coordinates=None if place is None else place.coordinates,
                identifiers=NO_IDENTIFIERS if place is None else place.identifiers,
            )
        except KommunalPartnerError as error:
            folder.complain(ABROAD, line, None, reason_of(error))
    check_places(folder, places, found)
    return found


def _totals(folder: Folder) -> list[StatedTotal]:
    """How many partnerships others state there are."""
    columns = (
        Column("of", required),
        Column("place", integer),
        Column("number", Count.parse),
        *words_in_both("words"),
        Column("as_of", optional(FuzzyDate.parse)),
        SOURCES,
        CONFIDENCE,
    )
    found: list[StatedTotal] = []
    for line, row in named_rows(folder, TOTALS, columns, ("of", "place")):
        with noting(folder, TOTALS, line):
            words = Term(row["words_de"], row["words_en"])
            found.append(StatedTotal(row["of"], row["number"], words, row["as_of"], row["cited"], row["confidence"]))
    return found


_OfOne: TypeAlias = dict[str, list[Observation[Any]]]
"""What was observed of one partnership, by dimension."""
_NOTHING: Final[_OfOne] = {}


def _observations(folder: Folder) -> dict[str, tuple[int, _OfOne]]:
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
    found: dict[str, tuple[int, _OfOne]] = {}
    for line, (partnership, dimension, text, since, as_of, ids, confidence) in folder.rows(
        OBSERVATIONS, columns, key=("partnership", "dimension", "value")
    ):
        sources = folder.cited(OBSERVATIONS, line, ids)
        _, observed = found.setdefault(partnership, (line, {}))
        try:
            value = readers[dimension](text)
        except ValueError as error:
            folder.complain(OBSERVATIONS, line, "value", reason_of(error))
            continue
        seen: Observation[Any] = Observation(value, since, as_of, sources, confidence)
        observed.setdefault(dimension, []).append(seen)
    return found
