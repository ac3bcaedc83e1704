"""What is asked of rounds: people, tables, rounds and the rules; and what a plan claims of itself."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, Protocol, TypeAlias

from attrs import field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.results import Certificate, Status, Unmet

Rounds: TypeAlias = tuple[tuple[tuple[Hashable, ...], ...], ...]

# The kinds of certificate, by the count that the bound rests on.
COUNTED_PAIRS: Final = "counting pairs"
COUNTED_EACH: Final = "counting each person's meetings"
COUNTED_SPLIT: Final = "counting who stays together"
COUNTED_NOTHING: Final = "no count asks for a repeat"

BENCH: Final = 0
"""What stands in a task for the bench where tables are counted from 1; callers say "bench"."""


@frozen(repr=False)
class RotationTask:
    """What was asked: people in their order, the tables and rounds, and the rules.

    `seats[r][t]` is how many sit at the t-th table in the r-th round, in Python's order; everywhere else rounds and
    tables are counted from 1. `unavailable` holds the rounds that somebody misses. `stability` is how many repeats one
    person's change of table in one round must save. `bench` is how many sit out in each round, at least and at most; in
    `locked` and `previous` 0 stands for the bench. `absent` are those who have left altogether.
    """

    ids: tuple[Hashable, ...] = field(repr=False)
    sizes: tuple[tuple[int, int], ...]
    rounds: int
    seats: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[Hashable, ...], ...] = field(repr=False)
    hosts: FrozenMap[Hashable, int] = field(repr=False)
    unavailable: FrozenMap[Hashable, frozenset[int]] = field(repr=False)
    locked: FrozenMap[tuple[Hashable, int], int] = field(repr=False)
    previous: FrozenMap[tuple[Hashable, int], int] = field(repr=False)
    stability: int | float
    bench: tuple[int, int] = (0, 0)
    absent: frozenset[Hashable] = frozenset()

    def present(self, number: int) -> tuple[Hashable, ...]:
        """Those who take part in a round, counted from 1."""
        away = {one for one, rounds in self.unavailable.items() if number in rounds}
        return tuple(one for one in self.ids if one not in away) if away else self.ids

    def place(self, person: Hashable, number: int) -> int | None:
        """The table where someone is set to sit in a round, 0 for the bench; None if anywhere."""
        return self.locked.get((person, number), self.hosts.get(person))

    def sitting_out(self, number: int) -> int:
        """How many sit out in a round, counted from 1."""
        return len(self.present(number)) - sum(self.seats[number - 1])

    __repr__ = short_repr


class RotationClaims(Protocol):
    """What a rotation plan says of itself beyond its rounds: what its check looks into."""

    @property
    def status(self) -> Status: ...

    @property
    def value(self) -> int: ...

    @property
    def bound(self) -> int | None: ...

    @property
    def certificate(self) -> Certificate | None: ...

    @property
    def moved(self) -> tuple[Hashable, ...]: ...

    @property
    def unmet(self) -> tuple[Unmet, ...]: ...

    @property
    def dropped(self) -> tuple[ClashRule, ...]: ...

    @property
    def clash(self) -> Clash | None: ...
