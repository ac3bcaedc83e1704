"""What is asked of tables: people, their distances, the tables and the rules; and what a plan claims of itself."""

from __future__ import annotations

import math
from collections.abc import Hashable
from enum import Enum
from typing import Final, Protocol, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import as_text, choice, count, items
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.participants import id_of
from kommunal_partner.results import Certificate, Status, Unmet, in_order

Tables: TypeAlias = tuple[tuple[Hashable, ...], ...]

# The kinds of certificate, by the argument that the bound rests on.
BEST_NEIGHBOURS: Final = "weak: best neighbours"
BEST_PAIRS: Final = "weak: best pairs"


class TableGoal(Enum):
    """Whether those who sit together are to differ from one another, or to be like one another."""

    DIVERSE = "diverse"
    ALIKE = "alike"

    def text(self, lang: str = "de") -> str:
        """The words for it in German or English."""
        return _GOALS[self].text(lang)


_GOALS: Final = {
    TableGoal.DIVERSE: Term("so verschieden wie möglich", "as different as possible"),
    TableGoal.ALIKE: Term("so ähnlich wie möglich", "as alike as possible"),
}


def _name(name: object) -> str:
    return as_text(name, "name", BadInstance)


def _members(members: object) -> tuple[Hashable, ...]:
    listed = tuple(members) if isinstance(members, str) else items(members, "members", BadInstance)
    return tuple(in_order({id_of(one) for one in listed}))


def _number(number: object) -> int:
    return count(number, "number", error=BadInstance)


@frozen(repr=False)
class TableQuota:
    """How many people with a property each table must or may hold: the property's name, who has it, the number.

    Raises:
        BadInstance: for a blank name, or a number that is not whole or below 0.

    >>> TableQuota("host", ["b", "a"], 1).members
    ('a', 'b')
    """

    name: str = field(converter=_name)
    members: tuple[Hashable, ...] = field(converter=_members)
    number: int = field(converter=_number)

    __repr__ = short_repr


def _goal(goal: TableGoal | str) -> TableGoal:
    return choice(TableGoal, goal, "goal")


@frozen(repr=False)
class GroupTask:
    """What was asked: people in their order, their distances, the tables and the rules.

    `rows[i][j]` is the distance of the i-th and j-th of `ids`, NaN if a time limit left it unread; `sizes` are the
    least and most people of each table. `languages` holds those whose languages are known, None if none are asked
    about. In `locked` and `previous` tables are counted from 1. `stability` is what the sum must win for one person to
    leave their earlier table. `absent` are those who have left altogether.
    """

    ids: tuple[Hashable, ...] = field(repr=False)
    rows: tuple[tuple[int | float, ...], ...] = field(repr=False)
    sizes: tuple[tuple[int, int], ...]
    goal: TableGoal = field(converter=_goal)
    together: tuple[tuple[Hashable, ...], ...] = field(repr=False)
    apart: tuple[tuple[Hashable, ...], ...] = field(repr=False)
    languages: FrozenMap[Hashable, frozenset[str]] | None = field(repr=False)
    at_least: tuple[TableQuota, ...] = field(repr=False)
    at_most: tuple[TableQuota, ...] = field(repr=False)
    locked: FrozenMap[Hashable, int] = field(repr=False)
    previous: FrozenMap[Hashable, int] = field(repr=False)
    stability: int | float
    absent: frozenset[Hashable] = frozenset()

    @property
    def unread(self) -> bool:
        """Whether time was up before all distances were read; those that were not are NaN."""
        return bool(self.rows) and math.isnan(math.fsum(self.rows[-1]))

    @property
    def sign(self) -> int:
        """1 if distances inside tables are to be raised, -1 if they are to be lowered."""
        return 1 if self.goal is TableGoal.DIVERSE else -1

    __repr__ = short_repr


class GroupClaims(Protocol):
    """What a seating plan says of itself beyond its tables: what its check looks into."""

    @property
    def status(self) -> Status: ...

    @property
    def value(self) -> int | float: ...

    @property
    def bound(self) -> int | float | None: ...

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
