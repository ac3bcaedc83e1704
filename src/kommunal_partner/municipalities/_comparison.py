"""Two registers compared: which municipality keys are gone, new, or stand for another name, kind or Verband."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final

from attrs import frozen

from kommunal_partner._checks import having
from kommunal_partner._folding import fold
from kommunal_partner._repr import short_repr
from kommunal_partner.errors import BadModel
from kommunal_partner.municipalities import sentences
from kommunal_partner.municipalities._register import MunicipalRegister
from kommunal_partner.municipalities._units import GermanUnit, KeyScheme
from kommunal_partner.verdicts import Sentence

_MOST_TOGETHER: Final = 3  # municipalities that merged into one neighbour, as far as their areas are tried together
_ROUNDING: Final = 1  # hectare, of each area


@frozen(repr=False)
class Same:
    """A municipality key that both registers have, with the unit in each."""

    key: str
    before: GermanUnit
    after: GermanUnit

    __repr__ = short_repr


@frozen(repr=False)
class Successor:
    """A municipality of the newer register that may have taken up one that is gone: a guess, and why.

    Which municipality merged into which no register tells. `reason` has the code `SAME_NAME` or `AREA_ADDS_UP`.
    """

    gone: GermanUnit
    into: GermanUnit
    reason: Sentence

    def text(self, lang: str = "de") -> str:
        """Why it may be so."""
        return self.reason.text(lang)

    __repr__ = short_repr


@frozen(repr=False)
class Comparison:
    """What changed between two registers, each part sorted by key.

    A key that is gone was dissolved, merged or renumbered; which of these, and on which day, no register tells:
    `successors` are guesses. A municipality can stand in several of `renamed`, `kind_changed` and
    `association_changed`.
    """

    old: MunicipalRegister
    new: MunicipalRegister
    gone: tuple[GermanUnit, ...]
    added: tuple[GermanUnit, ...]
    kept: tuple[Same, ...]

    def _where(self, differs: Callable[[Same], bool]) -> tuple[Same, ...]:
        return tuple([same for same in self.kept if differs(same)])

    @property
    def renamed(self) -> tuple[Same, ...]:
        """Same key, other name."""
        return self._where(lambda same: same.before.name != same.after.name)

    @property
    def kind_changed(self) -> tuple[Same, ...]:
        """Same key, other kind: a Gemeinde that became a Stadt."""
        return self._where(lambda same: same.before.kind is not same.after.kind)

    @property
    def association_changed(self) -> tuple[Same, ...]:
        """Same municipality key, other regional key: the municipality belongs to another Verband."""
        return self._where(lambda same: same.before.key(KeyScheme.ARS) != same.after.key(KeyScheme.ARS))

    @property
    def successors(self) -> tuple[Successor, ...]:
        """Who may have taken up whom, by the key that is gone: candidates, never facts.

        A municipality with a new key has the same name in the same Land; or a municipality of the same Land has grown
        by just the area of one to three that are gone, within a hectare for each.
        """
        found = [*self._of_the_same_name(), *self._by_area()]
        return tuple(sorted(found, key=lambda one: (one.gone.id, one.into.id, one.reason.reason.code)))

    def _of_the_same_name(self) -> Iterator[Successor]:
        by_name: dict[tuple[object, str], list[GermanUnit]] = {}
        for unit in self.added:
            by_name.setdefault((unit.state, fold(unit.short_name)), []).append(unit)
        for gone in self.gone:
            for into in by_name.get((gone.state, fold(gone.short_name)), ()):
                yield Successor(gone, into, Sentence(sentences.SAME_NAME, {"name": into.name}))

    def _by_area(self) -> Iterator[Successor]:
        """The municipalities whose growth is the area of some that are gone; those of one Kreis are tried first."""
        lost: dict[str, list[GermanUnit]] = {}
        for unit in self.gone:
            if unit.area_ha:
                lost.setdefault(unit.keys[0].value[:5], []).append(unit)
        before = {same.key: same.before.area_ha for same in self.kept}
        for into in [same.after for same in self.kept] + list(self.added):
            old = before.get(into.keys[0].value, 0)
            if old is None or into.area_ha is None or into.area_ha - old <= _ROUNDING:
                continue
            grown = into.area_ha - old
            near = [unit for unit in lost.get(into.keys[0].value[:5], ()) if (unit.area_ha or 0) <= grown + _ROUNDING]
            for merged in _adding_up(near, grown):
                names = ", ".join(unit.short_name for unit in merged)
                values = {"name": into.name, "hectares": grown, "gone": names}
                for gone in merged:
                    yield Successor(gone, into, Sentence(sentences.AREA_ADDS_UP, values))

    __repr__ = short_repr


def _adding_up(units: list[GermanUnit], hectares: int) -> tuple[tuple[GermanUnit, ...], ...]:
    """The sets of a few units whose areas are just so many hectares; none if more than one set is."""
    for size in range(1, _MOST_TOGETHER + 1):
        fitting = [
            some
            for some in combinations(units, size)
            if abs(sum(unit.area_ha or 0 for unit in some) - hectares) <= _ROUNDING * size
        ]
        if fitting:
            return tuple(fitting) if len(fitting) == 1 else ()
    return ()


def _by_ags(register: MunicipalRegister) -> dict[str, GermanUnit]:
    keyed = ((unit.key(KeyScheme.AGS), unit) for unit in register.municipalities)
    return {key: unit for key, unit in keyed if key is not None}


def compare(old: MunicipalRegister, new: MunicipalRegister) -> Comparison:
    """What changed from the older to the newer register, by municipality key.

    Raises:
        BadModel: if the second is older than the first.
    """
    for argument, register in (("old", old), ("new", new)):
        having(register, ("as_of", "municipalities", "units"), argument)
    if old.as_of is not None and new.as_of is not None and new.as_of < old.as_of:
        said = Sentence(sentences.OLDER_FIRST, {"old": old.as_of, "new": new.as_of})
        raise BadModel(said, argument="new", value=new.as_of)
    before, after = _by_ags(old), _by_ags(new)
    return Comparison(
        old,
        new,
        gone=tuple([before[key] for key in sorted(before.keys() - after.keys())]),
        added=tuple([after[key] for key in sorted(after.keys() - before.keys())]),
        kept=tuple([Same(key, before[key], after[key]) for key in sorted(before.keys() & after.keys())]),
    )
