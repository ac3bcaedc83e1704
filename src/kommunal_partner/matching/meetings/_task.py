"""What is asked for: who wants to meet whom, in which slots, at which tables, and what is already fixed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, Protocol, TypeAlias

from attrs import field, frozen

from kommunal_partner._checks import count, identifier
from kommunal_partner._mappings import FrozenMap
from kommunal_partner._repr import short_repr
from kommunal_partner.clashes import Clash
from kommunal_partner.errors import BadInstance
from kommunal_partner.languages import Term
from kommunal_partner.matching.meetings._words import SLOT, TABLE, Numbered
from kommunal_partner.results import Certificate, Status, Unmet, order_key

Pair: TypeAlias = tuple[Hashable, Hashable]

MOST_PRIORITY: Final = 10**6


def id_of(value: object) -> Hashable:
    """The id of a participant, or the value itself.

    Raises:
        BadInstance: for what cannot be one.
    """
    if type(value) is str or type(value) is int:  # as nearly all are, and there may be many
        return value
    return identifier(value, "participant", BadInstance)


def as_pair(first: Hashable, second: Hashable) -> Pair:
    """The two in the one order in which every result names them.

    >>> as_pair("Bonn", "Accra")
    ('Accra', 'Bonn')
    """
    # The usual cases, in which the order is the same and cheap.
    if type(first) is str and type(second) is str:
        return (first, second) if first <= second else (second, first)
    if type(first) is int and type(second) is int:
        return (first, second) if first <= second else (second, first)
    one, other = id_of(first), id_of(second)
    return (one, other) if order_key(one) <= order_key(other) else (other, one)


def _priority(value: int) -> int:
    if type(value) is int and 0 < value <= MOST_PRIORITY:  # as nearly all are, and there may be many
        return value
    return count(value, "priority", least=1, most=MOST_PRIORITY, error=BadInstance)


@frozen(repr=False)
class Request:
    """A wish of two, given as ids or as participants, to meet once.

    Of several wishes that cannot all be met, those with the higher `priority` (a whole number from 1) go first; any
    wish that is not `optional` goes before all that are.

    Raises:
        BadInstance: if someone is to meet themselves, or the priority is below 1.
    """

    first: Hashable = field(converter=id_of)
    second: Hashable = field(converter=id_of)
    priority: int = field(default=1, kw_only=True, converter=_priority)
    optional: bool = field(default=False, kw_only=True)
    pair: Pair = field(init=False, eq=False, repr=False)
    """The two, in the order in which results name them."""

    def __attrs_post_init__(self) -> None:
        if self.first == self.second:
            one = f"{self.first!r}"
            said = Term(f"{one} kann sich nicht selbst treffen", f"{one} cannot meet {self.second!r}: it takes two")
            raise BadInstance(said, argument="second", value=self.second)
        object.__setattr__(self, "pair", as_pair(self.first, self.second))

    __repr__ = short_repr


@frozen(repr=False)
class MeetingPlace:
    """When and where a meeting takes place: a slot and a table; tables count from 1, None is any table."""

    slot: Hashable
    table: Hashable = None

    __repr__ = short_repr


Where: TypeAlias = Hashable | MeetingPlace


@frozen(repr=False)
class MeetingTask:
    """A task put in order: every pair once, slots in time, everything else by pair, by id or by slot.

    `tables` stands beside `slots`, the tables of each; `sessions` holds the slots a pair is confined to;
    `unavailable` those in which somebody is away; `slots_counted` and `tables_counted` tell whether they are mere
    numbers. `people` are all who are spoken of, among them those `absent`, who left altogether.
    """

    requests: tuple[Request, ...]
    slots: tuple[Hashable, ...]
    tables: tuple[tuple[Hashable, ...], ...]
    sessions: FrozenMap[Pair, frozenset[Hashable]] = field(factory=FrozenMap)
    unavailable: FrozenMap[Hashable, frozenset[Hashable]] = field(factory=FrozenMap)
    locked: FrozenMap[Pair, MeetingPlace] = field(factory=FrozenMap)
    previous: FrozenMap[Pair, MeetingPlace] = field(factory=FrozenMap)
    stability: int = 0
    slots_counted: bool = False
    tables_counted: bool = True
    people: frozenset[Hashable] = frozenset()
    absent: frozenset[Hashable] = frozenset()

    @property
    def capacity(self) -> tuple[int, ...]:
        """How many tables each slot has."""
        return tuple(map(len, self.tables))

    def open_slots(self, pair: Pair) -> list[Hashable]:
        """The slots in which two may meet at all: both available, inside the session, with a table, as locked."""
        found = [slot for slot, tables in zip(self.slots, self.tables, strict=True) if tables]
        for missed in (self.unavailable[one] for one in pair if one in self.unavailable):
            found = [slot for slot in found if slot not in missed]
        if pair in self.sessions:
            found = [slot for slot in found if slot in self.sessions[pair]]
        if pair in self.locked:
            found = [slot for slot in found if slot == self.locked[pair].slot]
        return found

    def slot_name(self, slot: Hashable) -> object:
        """A slot as it is called in a sentence."""
        return Numbered(SLOT, slot) if self.slots_counted else slot

    def table_name(self, table: Hashable) -> object:
        """A table as it is called in a sentence."""
        return Numbered(TABLE, table) if self.tables_counted else table

    __repr__ = short_repr


class MeetingClaims(Protocol):
    """What a timetable says of itself, to be checked and explained."""

    @property
    def solution(self) -> FrozenMap[Pair, MeetingPlace]:
        """The place of each meeting that has one."""
        ...

    @property
    def status(self) -> Status:
        """How far the search came."""
        ...

    @property
    def value(self) -> int | None:
        """Idle gaps, and stability for each meeting that moved."""
        ...

    @property
    def bound(self) -> int | None:
        """What these meetings cost at least."""
        ...

    @property
    def most(self) -> int:
        """A number of meetings that no timetable exceeds."""
        ...

    @property
    def certificate(self) -> Certificate | None:
        """Why the bound holds."""
        ...

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """The requests left out."""
        ...

    @property
    def clash(self) -> Clash | None:
        """Rules that cannot all be kept."""
        ...
