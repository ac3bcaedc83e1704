"""The units of a register by every form of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from kommunal_partner.municipalities import sentences as say
from kommunal_partner.municipalities._kinds import Level, UnitKind
from kommunal_partner.municipalities._names import Form, official_forms, without_umlauts
from kommunal_partner.municipalities._units import GermanUnit, KeyScheme
from kommunal_partner.verdicts import Reason

_SORBIAN_LAND: Final = frozenset({"12052", "12061", "12066", "12071", "14625", "14626"})


class Entry(NamedTuple):
    """A unit under one form of its name."""

    unit: GermanUnit
    form: Form
    reason: Reason


class NameIndex:
    """The units of a register by every form of their names."""

    def __init__(self, units: Iterable[GermanUnit], by_id: Mapping[str, GermanUnit], *, complete: bool) -> None:
        self.by_id, self.complete = by_id, complete
        self.bases: dict[str, list[Entry]] = {}
        for unit in units:
            for entry in _entries_of(unit):
                self.bases.setdefault(entry.form.base, []).append(entry)

    @cached_property
    def beginnings(self) -> dict[str, list[str]]:
        """The bases by their first two letters."""
        found: dict[str, list[str]] = {}
        for base in self.bases:
            found.setdefault(base[:2], []).append(base)
        return found

    def is_place(self, text: str, unit: GermanUnit, *, whole: bool = True) -> bool:
        """Whether another municipality is called exactly this, or at least without its addition."""
        return any(
            (entry.form.full or not whole) and entry.unit is not unit and entry.unit.kind.level is Level.GEMEINDE
            for entry in self.bases.get(text, ())
        )


def _entries_of(unit: GermanUnit) -> Iterator[Entry]:
    """The unit under every form of its names."""
    district = (unit.key(KeyScheme.KREIS) or unit.key(KeyScheme.AGS) or unit.key(KeyScheme.VERBAND) or "")[:5]
    bilingual = district in _SORBIAN_LAND or not unit.keys
    names = [(unit.name, say.NAMED), *((name, say.OTHER_NAME) for name in unit.other_names)]
    if unit.kind is UnitKind.LAND and unit.state is not None:
        names.append((unit.state.name_en, say.OTHER_NAME))
    names += [(plain, say.LOST_UMLAUT) for name, _ in names if (plain := without_umlauts(name)) != name]
    seen: set[tuple[str, tuple[str, ...], bool]] = set()
    for name, reason in names:
        for form in official_forms(name, bilingual=bilingual):
            mark = form.base, form.additions, form.whole
            if form.base and mark not in seen:
                seen.add(mark)
                yield Entry(unit, form, reason)
