"""Are the units of a partnership municipalities: one at home, one abroad, and both still there?"""

from __future__ import annotations

from datetime import date
from typing import Final

from kommunal_partner._folding import fold
from kommunal_partner.eligibility._cases import RULE_ON_UNITS as RULE
from kommunal_partner.eligibility._cases import PartnershipCase
from kommunal_partner.eligibility.sentences import (
    GEMEINDEFREI,
    HIGHER_UNITS,
    NO_MUNICIPALITY,
    NO_UNIT_ABROAD,
    NO_UNIT_AT_HOME,
    UNIT_ENDED,
    UNIT_NOT_KNOWN,
)
from kommunal_partner.municipalities import DatedKey, ForeignUnit, GermanUnit, Level, UnitKind
from kommunal_partner.verdicts import Verdict, undecided

_MUNICIPAL: Final = frozenset(
    kind
    for kind in UnitKind
    if kind.level in {Level.KREIS, Level.VERBAND, Level.GEMEINDE, Level.STADTTEIL} and not kind.is_gemeindefrei
)
_ABROAD: Final = frozenset(
    {
        *(
            "aimag",
            "arrondissement",
            "bezirk",
            "borough",
            "canton",
            "capital",
            "city",
            "city district",
            "city municipality",
        ),
        *("commune rurale", "commune urbaine", "rural commune", "urban commune", "hromada", "territorial community"),
        *("rural municipality", "urban municipality", "district council", "town council", "city council", "gmina"),
        *("commune", "comuna", "council", "county", "department", "district", "district municipality", "gemeinde"),
        *("kommune", "kreis", "local authority", "local council", "local municipality", "metropolitan municipality"),
        *("municipal assembly", "municipal council", "municipal district", "municipality", "municipio", "prefecture"),
        *("raion", "rajon", "sector", "sectors", "settlement", "stadt", "sub-county", "suburb", "town", "township"),
        *("union of municipalities", "association of municipalities", "village", "ward", "woreda"),
    }
)
"""The words for units abroad that are municipalities, part of one or made of several, or counties."""
_HIGHER: Final = frozenset(
    {
        *("country", "governorate", "land", "oblast", "province", "provinz", "region", "staat", "state"),
        *("school", "schule", "university", "universität", "association", "verein", "company", "unternehmen"),
    }
)
"""The words for units abroad that are no municipalities: a whole country, a state or province of it, a school."""


def units_fit(case: PartnershipCase) -> Verdict | None:
    """Whether there is a municipality at home and one abroad; of several units one is enough on either side.

    A Land, a Regierungsbezirk, a region, an area without municipality, a whole country or a school leave open which
    municipality takes part; so does a key that had ended, or a word for a unit abroad that is not known.
    """
    home, abroad = case.partnership.german_units, case.partnership.foreign_units
    if not home:
        return undecided(NO_UNIT_AT_HOME, rule=RULE, as_of=case.on)
    if not abroad:
        return undecided(NO_UNIT_ABROAD, rule=RULE, as_of=case.on)
    doubt = _first_doubt([_doubt_at_home(unit, case.on) for unit in home])
    if doubt is None:
        doubt = _first_doubt([_doubt_abroad(unit, case.on) for unit in abroad])
    return case.day.both_named if doubt is None else doubt


def _first_doubt(doubts: list[Verdict | None]) -> Verdict | None:
    """The first doubt, if there is one about every unit of the side."""
    return None if None in doubts else doubts[0]


def _doubt_at_home(unit: GermanUnit, on: date) -> Verdict | None:
    if unit.kind not in _MUNICIPAL:
        reason = GEMEINDEFREI if unit.kind.is_gemeindefrei else NO_MUNICIPALITY
        return undecided(reason, evidence=(unit,), rule=RULE, as_of=on, unit=unit.short_name, kind=unit.kind)
    ended = ended_key(unit, on)
    if ended is not None:
        values = {"unit": unit.short_name, "key": ended.value, "end": ended.end}
        return undecided(UNIT_ENDED, evidence=(unit,), rule=RULE, as_of=on, **values)
    return None


def ended_key(unit: GermanUnit, on: date) -> DatedKey | None:
    """The key of the unit that ended last, if all of them had ended on the day; None if one may be in force."""
    if not unit.keys or any(key.end is None or on < key.end for key in unit.keys):
        return None
    return max(unit.keys, key=lambda key: key.end or date.min)


def _doubt_abroad(unit: ForeignUnit, on: date) -> Verdict | None:
    if unit.kind is None:
        return None
    word = fold(unit.kind).replace("_", " ")
    if word in _FOLDED_ABROAD:
        return None
    reason = NO_MUNICIPALITY if word in _FOLDED_HIGHER else UNIT_NOT_KNOWN
    kind = HIGHER_UNITS.get(word, unit.kind)
    return undecided(reason, evidence=(unit,), rule=RULE, as_of=on, unit=unit.short_name, kind=kind)


_FOLDED_ABROAD: Final = frozenset(map(fold, _ABROAD))
_FOLDED_HIGHER: Final = frozenset(map(fold, _HIGHER))
