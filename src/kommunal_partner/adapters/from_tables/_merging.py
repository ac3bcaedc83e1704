"""The same pair in several lines of a table: whether it is the same, whether a line adds anything, and all as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attrs import evolve

from kommunal_partner.municipalities import ForeignUnit
from kommunal_partner.partnerships import Form, Observation, Partnership, Stage, merge

V = TypeVar("V", bound=Form | Stage | str)


def adds(new: Partnership, old: Partnership) -> bool:
    """Whether a line says anything that the first one did not."""
    parts = ("forms", "labels", "stages", "themes", "sdgs", "sources")
    return (
        any(not set(getattr(new, part)) <= set(getattr(old, part)) for part in parts)
        or new.note not in {"", old.note}
        or new.confidence != old.confidence
        or new.foreign_units != old.foreign_units
    )


def merged(parts: Sequence[Partnership]) -> Partnership:
    """All as one, each claim once: what one line says without a date and another with one is said once."""
    notes = dict.fromkeys([part.note for part in parts if part.note])
    while len(parts) > 1:  # in pairs, so that no claim is copied more often than the parts can be halved
        pairs = zip(parts[::2], parts[1::2], strict=False)
        parts = [*(merge(one, other) for one, other in pairs), *parts[len(parts) - len(parts) % 2 :]]
    (both,) = parts
    forms, labels, stages = _once(both.forms), _once(both.labels), _once(both.stages)
    return evolve(both, forms=forms, labels=labels, stages=stages, note="; ".join(notes))


def _once(seen: tuple[Observation[V], ...]) -> tuple[Observation[V], ...]:
    """Without what another one says with a beginning besides, by the same sources or more."""
    dated: dict[object, list[frozenset[object]]] = {}
    for one in seen:
        if one.since is not None:
            for source in (None, *one.sources):
                dated.setdefault((_said(one), source), []).append(frozenset(one.sources))

    def is_said_better(one: Observation[V]) -> bool:
        first = one.sources[0] if one.sources else None
        return any(sources.issuperset(one.sources) for sources in dated.get((_said(one), first), ()))

    return tuple([one for one in seen if one.since is not None or not is_said_better(one)])


def _said(one: Observation[V]) -> object:
    """What an observation says but for its beginning and its sources."""
    return one.value, one.as_of, one.confidence


def _regions(partnership: Partnership) -> set[str]:
    return {unit.subdivision for unit in partnership.foreign_units if unit.subdivision is not None}


def may_be_same(old: Partnership, new: Partnership) -> bool:
    """Whether nothing tells the two apart: places of one name in two regions of a country are two places."""
    one, other = _regions(old), _regions(new)
    return not one or not other or one == other


def with_region(old: Partnership, new: Partnership) -> Partnership:
    """The first with the region that only the second names."""
    regions = _regions(new)
    if _regions(old) or not regions:
        return old
    region = min(regions)
    return evolve(
        old,
        units=[evolve(unit, subdivision=region) if isinstance(unit, ForeignUnit) else unit for unit in old.units],
    )
