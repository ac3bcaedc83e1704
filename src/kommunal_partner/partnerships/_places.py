"""Where the units of a list lie, as far as known units of the same key or the same unmistakable name tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve

from kommunal_partner._checks import values_of
from kommunal_partner._folding import fold
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadModel
from kommunal_partner.languages import Term
from kommunal_partner.municipalities import ForeignUnit, GermanUnit, Unit
from kommunal_partner.sources import Confidence


def placing(known: Iterable[Unit]) -> Callable[[Unit], Unit]:
    """What gives a unit without coordinates those of a known one, if that is surely the same.

    At home it is that of the same id, which is made of the official key. Abroad it is the only known one of that name
    in the country, and of no other kind or region, whose point is its own and of high confidence: then nobody else in
    the country bears the name.

    Raises:
        BadModel: for anything but units.
    """
    home: dict[str, GermanUnit] = {}
    abroad: dict[tuple[str, str], list[ForeignUnit]] = {}
    for unit in values_of(known, "known"):
        if isinstance(unit, GermanUnit):
            home[unit.id] = unit
        elif isinstance(unit, ForeignUnit):
            abroad.setdefault(_named(unit), []).append(unit)
        else:
            raise BadModel(
                Term(
                    f"known muss Einheiten enthalten, nicht {type(unit).__name__}",
                    f"known must hold units, not {type(unit).__name__}",
                ),
                argument="known",
                value=unit,
            )

    def place(unit: Unit) -> Unit:
        if unit.coordinates is not None:
            return unit
        if isinstance(unit, GermanUnit):
            same = home.get(unit.id)
            return unit if same is None else evolve(unit, coordinates=same.coordinates)
        namesakes = [one for one in abroad.get(_named(unit), ()) if _may_be(unit, one)]
        if len(namesakes) != 1 or not _is_its_own_point(namesakes[0]):
            return unit
        identifiers = FrozenMap({**namesakes[0].identifiers, **unit.identifiers})
        return evolve(unit, coordinates=namesakes[0].coordinates, identifiers=identifiers)

    return place


def _named(unit: ForeignUnit) -> tuple[str, str]:
    return fold(unit.name), unit.country.alpha3


def _may_be(unit: ForeignUnit, other: ForeignUnit) -> bool:
    """Whether neither their kinds nor their regions tell them apart."""
    kinds, regions = {unit.kind, other.kind} - {None}, {unit.subdivision, other.subdivision} - {None}
    return len({fold(kind) for kind in kinds if kind}) < 2 and len(regions) < 2  # noqa: PLR2004 - because two differ


def _is_its_own_point(unit: ForeignUnit) -> bool:
    at = unit.coordinates
    return at is not None and at.place is None and at.confidence is Confidence.HIGH
