"""What is asked: ids in their one order, what each piece of advice is worth, and the rings to be made or kept."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, Protocol, TypeAlias

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.languages import language
from kommunal_partner.results import Status
from kommunal_partner.verdicts import spoken

Pair: TypeAlias = tuple[Hashable, Hashable]
Ring: TypeAlias = tuple[Hashable, ...]
Places: TypeAlias = tuple[int, ...]
"""A ring by the places of its members in the one order of ids, beginning with the lowest."""
Arc: TypeAlias = tuple[int, int]
LONGEST: Final = 3
SHORTEST: Final = 2


@frozen(eq=False, repr=False)
class AdviceTask:
    """Ids in their one order, and what each piece of advice (adviser, advised) that can be given is worth.

    `unread` tells how many weights there was no time to ask for; what they would be worth is not made up.
    """

    ids: tuple[Hashable, ...]
    arcs: FrozenMap[Arc, float] = field(repr=False)
    longest: int
    locked: tuple[Places, ...]
    kept: frozenset[Places]
    stability: float
    unread: int = 0

    __repr__ = short_repr


@frozen(repr=False)
class RingShown:
    """A ring to be read: who advises whom, back to the first."""

    ids: Ring

    def text(self, lang: str = "de") -> str:
        """The ids with arrows."""
        tag = language(lang)
        return " → ".join(spoken(one, tag) for one in (*self.ids, *self.ids[:1]))

    __repr__ = short_repr


class RingClaims(Protocol):
    """What a result says of itself, for those who explain or check it."""

    @property
    def solution(self) -> tuple[Ring, ...]: ...
    @property
    def status(self) -> Status: ...
    @property
    def value(self) -> float | None: ...
    @property
    def total(self) -> float | None: ...
    @property
    def bound(self) -> float | None: ...
    @property
    def weak_bound(self) -> float | None: ...
    @property
    def unmatched(self) -> tuple[Hashable, ...]: ...
    @property
    def moved(self) -> tuple[Hashable, ...]: ...
    @property
    def clash(self) -> Clash | None: ...
    @property
    def prices(self) -> tuple[tuple[Hashable, float], ...]: ...
