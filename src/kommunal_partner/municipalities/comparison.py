"""Two registers compared: which municipality keys are gone, new, or stand for another name, kind or Verband."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from kommunal_partner.errors import BadModel
from kommunal_partner.municipalities.register import MunicipalRegister
from kommunal_partner.municipalities.units import GermanUnit, KeyScheme

__all__ = ["Comparison", "Same", "compare"]


@frozen
class Same:
    """A municipality key that both registers have, with the unit in each."""

    key: str
    before: GermanUnit
    after: GermanUnit


@frozen
class Comparison:
    """What changed between two registers, each part sorted by key.

    A key that is gone was dissolved, merged or renumbered; which of these, and on which day, no register tells. A
    municipality can stand in several of `renamed`, `kind_changed` and `association_changed`.
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


def _by_ags(register: MunicipalRegister) -> dict[str, GermanUnit]:
    keyed = ((unit.key(KeyScheme.AGS), unit) for unit in register.municipalities)
    return {key: unit for key, unit in keyed if key is not None}


def compare(old: MunicipalRegister, new: MunicipalRegister) -> Comparison:
    """What changed from the older to the newer register, by municipality key.

    Raises:
        BadModel: if the second is older than the first.
    """
    if old.as_of is not None and new.as_of is not None and new.as_of < old.as_of:
        raise BadModel(f"the register of {new.as_of} is older than that of {old.as_of}: give the older first")
    before, after = _by_ags(old), _by_ags(new)
    return Comparison(
        old,
        new,
        gone=tuple([before[key] for key in sorted(before.keys() - after.keys())]),
        added=tuple([after[key] for key in sorted(after.keys() - before.keys())]),
        kept=tuple([Same(key, before[key], after[key]) for key in sorted(before.keys() & after.keys())]),
    )
