"""Whether a unit is what a name asks for: every word of it must be explained, and nothing may contradict."""

from __future__ import annotations

from kommunal_partner._folding import fold
from kommunal_partner.municipalities import sentences as say
from kommunal_partner.municipalities._index import Entry, NameIndex
from kommunal_partner.municipalities._kinds import Level
from kommunal_partner.municipalities._names import Addition, By, Reading, fits, meaning, tokens_of, without_umlauts
from kommunal_partner.municipalities._units import GermanUnit, KeyScheme, home_id
from kommunal_partner.municipalities._words import END_WORDS, LAND_WORDS, Demand
from kommunal_partner.verdicts import Reason


def reason_for(reading: Reading, entry: Entry, index: NameIndex) -> Reason:
    """Why the unit fits what was asked, or what speaks against it."""
    if reading.demands and not _is_asked_for(reading.demands, entry.unit):
        return say.KIND_DIFFERS
    answers = [_explains(addition, entry, index) for addition in reading.additions]
    if False in answers:
        return say.ADDITION_DIFFERS
    if None in answers:
        return say.MAY_BE_TWO
    return _drawback(reading, entry) or _merit(reading, entry)


def _drawback(reading: Reading, entry: Entry) -> Reason | None:
    """Why something else is more likely meant, though nothing speaks against the unit."""
    unit, form = entry.unit, entry.form
    if unit.kind.is_gemeindefrei and not any(unit.kind in demand.kinds for demand in reading.demands):
        return say.GEMEINDEFREI
    if form.part:
        return say.OF_DOUBLE_NAME
    if not form.whole and not reading.demands and unit.kind.level is not Level.GEMEINDE:
        return say.LESSER_LEVEL
    return None


def _merit(reading: Reading, entry: Entry) -> Reason:
    added = reading.additions or (entry.form.full and not entry.form.bare)
    return say.NAMED_WITH_ADDITION if added and entry.reason is say.NAMED else entry.reason


def _is_asked_for(demands: tuple[Demand, ...], unit: GermanUnit) -> bool:
    """Whether the unit is all that the words ask for; one of several may be the "Stadt" in the name of a Verband."""
    failed = [demand for demand in demands if not _meets(demand, unit)]
    if not failed or len(failed) == len(demands):
        return not failed
    own = [END_WORDS.get(text) for text in _suffixes(unit.name)]
    return all(demand in own for demand in failed)


def _meets(demand: Demand, unit: GermanUnit) -> bool:
    kind = unit.kind
    if kind.level not in demand.levels:
        return Level.LAND in demand.levels and unit.key(KeyScheme.LAND) is not None
    return not demand.only or kind in demand.kinds


def _explains(addition: Addition, entry: Entry, index: NameIndex) -> bool | None:
    """Whether the addition is one of the unit's own or says where it lies; None if it may name a second place."""
    if _is_suffix(addition, entry.unit):
        return True
    if addition.by is By.FRONT:
        return False
    if addition.words and fits(addition.words, entry.form.additions):
        return True
    return _places(addition, entry.unit, index)


def _places(addition: Addition, unit: GermanUnit, index: NameIndex) -> bool | None:
    """Whether the addition says where the unit lies: by Land, by a half of its name, or by a unit above."""
    if addition.land is not None or not addition.words:
        return addition.land is not None and unit.state == addition.land
    half = unit.state is not None and LAND_WORDS.get(unit.state.code, frozenset()).issuperset(addition.words)
    if half and not index.is_place(addition.text, unit):  # Baden, but not Baden-Baden
        return True
    return _locates(addition, unit, index)


def _is_suffix(addition: Addition, unit: GermanUnit) -> bool:
    return "," in unit.name and addition.text in _suffixes(unit.name)


def _locates(addition: Addition, unit: GermanUnit, index: NameIndex) -> bool | None:
    """Whether the addition names a unit above; None, or no, if it could as well be a second place."""
    if addition.of is None and addition.by is By.TAIL:
        return False
    if not _lies_there(set(addition.words), addition, unit, index):
        return False
    if addition.of is not None or not index.is_place(addition.text, unit):
        return True
    return {By.SLASH: False, By.COMMA: None}.get(addition.by, True)


def _suffixes(name: str) -> set[str]:
    """What stands behind the commas of an official name, also as systems write it that lose the dots."""
    parts = name.split(",")[1:]
    return {fold(part) for part in parts} | {fold(without_umlauts(part)) for part in parts}


def _lies_there(words: set[str], addition: Addition, unit: GermanUnit, index: NameIndex) -> bool:
    """Whether the words are those of a unit above it; a Regierungsbezirk named after a city is called by that word."""
    above = [home_id((unit.key(KeyScheme.ARS) or "")[:9]), unit.parent]
    while above:
        parent = index.by_id.get(above.pop(0) or "")
        if parent is None:
            continue
        above.append(parent.parent)
        levels = None if addition.of is None else addition.of.levels
        if levels is not None and parent.kind.level not in levels:
            continue
        region = parent.kind.level is Level.REGIERUNGSBEZIRK
        if levels is None and region and index.is_place(addition.text, unit):
            continue
        tokens = tokens_of(parent.name)
        if words.issubset(tokens) or words.issubset(meaning(tokens)):
            return True
    return False
