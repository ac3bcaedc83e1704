"""What is asked for: who wants to meet whom, in which slots, at how many tables, and what is already fixed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance
from kommunal_partner.participants import id_of
from kommunal_partner.results import order_key

__all__ = ["Pair", "Pairing", "Place", "Problem", "Request", "Where", "as_pair", "problem"]

Pair: TypeAlias = tuple[Hashable, Hashable]


def as_pair(first: Hashable, second: Hashable) -> Pair:
    """The two in the one order in which every result names them.

    >>> as_pair("Bonn", "Accra")
    ('Accra', 'Bonn')
    """
    one, other = id_of(first), id_of(second)
    return (one, other) if order_key(one) <= order_key(other) else (other, one)


@frozen
class Request:
    """A wish of two, given as ids or as participants, to meet once.

    Of several wishes that cannot all be met, those with the higher `priority` (a whole number from 1) go first; any
    wish that is not `optional` goes before all that are.

    Raises:
        BadInstance: if someone is to meet themselves, or the priority is below 1.
    """

    first: Hashable = field(converter=id_of)
    second: Hashable = field(converter=id_of)
    priority: int = field(default=1, kw_only=True)
    optional: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.first == self.second:
            raise BadInstance(f"{self.first!r} cannot meet {self.second!r}: it takes two")
        if self.priority < 1:
            raise BadInstance(f"the priority of {self.first!r} and {self.second!r} is {self.priority}, not at least 1")

    @property
    def pair(self) -> Pair:
        """The two, in the order in which results name them."""
        return as_pair(self.first, self.second)


@frozen
class Place:
    """When and where a meeting takes place: a slot and a table; tables count from 1, None is any table."""

    slot: Hashable
    table: int | None = None


@frozen
class Pairing:
    """Two ids, read as a pair in a sentence."""

    first: Hashable
    second: Hashable

    def text(self, lang: str = "de") -> str:
        """The two, with a dash between them; alike in all languages."""
        del lang
        return f"{self.first} – {self.second}"


Where: TypeAlias = Hashable | Place
Value = TypeVar("Value", bound=Hashable)


@frozen
class Problem:
    """A task put in order: every pair once, slots in time, everything else by pair, by id or by slot.

    `tables` stands beside `slots`, one number each; `sessions` holds the slots a pair is confined to; `unavailable`
    those in which somebody is away.
    """

    requests: tuple[Request, ...]
    slots: tuple[Hashable, ...]
    tables: tuple[int, ...]
    sessions: FrozenMap[Pair, frozenset[Hashable]]
    unavailable: FrozenMap[Hashable, frozenset[Hashable]]
    locked: FrozenMap[Pair, Place]
    previous: FrozenMap[Pair, Place]
    stability: int


def problem(
    requests: Iterable[Pair | Request],
    *,
    slots: int | Iterable[Hashable],
    tables: int | Mapping[Any, int],
    sessions: Mapping[Any, Hashable | Iterable[Hashable]],
    blocks: Mapping[str, Iterable[Hashable]],
    unavailable: Mapping[Any, Iterable[Hashable]],
    priorities: Mapping[Any, int],
    optional: Iterable[Pair],
    locked: Mapping[Any, Where] | Iterable[tuple[Pair, Where]],
    previous: Mapping[Any, Where] | None,
    stability: int,
) -> Problem:
    """The task put in order, the same for whatever order its parts come in.

    Raises:
        BadInstance: for parts that do not fit together: an unknown slot, a lock on a meeting nobody asked for …
    """
    every = _slots(slots)
    known = frozenset(every)
    wanted = _requests(requests, priorities, optional)
    if stability < 0:
        raise BadInstance(f"a stability of {stability} would reward moving meetings: it must not be below 0")
    at_home = {one for pair in wanted for one in pair}
    away = {
        who: _known(missed, known, f"unavailable[{who!r}]")
        for who, missed in ((id_of(one), missed) for one, missed in unavailable.items())
        if who in at_home
    }
    confined = _once(
        (
            (_wanted(pair, wanted, "sessions"), _session(allowed, blocks, known, pair))
            for pair, allowed in sessions.items()
        ),
        "sessions",
    )
    fixed = _once(((_wanted(pair, wanted, "locked"), _place(where)) for pair, where in _items(locked)), "locked")
    before = _once(((as_pair(*pair), _place(where)) for pair, where in (previous or {}).items()), "previous")
    capacity = _tables(tables, every)
    for pair, place in fixed.items():
        if place.slot not in known:
            raise BadInstance(f"{pair} is locked in the slot {place.slot!r}, which does not exist")
        if place.table is not None and not 1 <= place.table <= capacity[every.index(place.slot)]:
            raise BadInstance(f"{pair} is locked at table {place.table}, which the slot {place.slot!r} does not have")
    return Problem(
        requests=tuple(wanted.values()),
        slots=every,
        tables=capacity,
        sessions=_sorted(confined),
        unavailable=FrozenMap({one: away[one] for one in sorted(away, key=order_key) if away[one]}),
        locked=_sorted(fixed),
        previous=_sorted({pair: place for pair, place in before.items() if pair in wanted and place.slot in known}),
        stability=stability,
    )


def _sorted(by_pair: dict[Pair, Value]) -> FrozenMap[Pair, Value]:
    return FrozenMap({pair: by_pair[pair] for pair in sorted(by_pair, key=order_key)})


def _slots(slots: int | Iterable[Hashable]) -> tuple[Hashable, ...]:
    if isinstance(slots, int):
        if slots < 0:
            raise BadInstance(f"{slots} slots: there cannot be fewer than none")
        return tuple(range(slots))
    every = tuple(slots)
    if len(set(every)) < len(every):
        twice = next(slot for slot in every if every.count(slot) > 1)
        raise BadInstance(f"the slot {twice!r} stands there twice")
    return every


def _tables(tables: int | Mapping[Any, int], slots: tuple[Hashable, ...]) -> tuple[int, ...]:
    if isinstance(tables, int):
        capacity = (tables,) * len(slots)
        lowest = tables
    else:
        missing = [slot for slot in slots if slot not in tables]
        if missing:
            raise BadInstance(f"how many tables are there in the slot {missing[0]!r}?")
        capacity = tuple(tables[slot] for slot in slots)
        lowest = min(capacity, default=0)
    if lowest < 0:
        raise BadInstance(f"{lowest} tables: there cannot be fewer than none")
    return capacity


def _requests(
    requests: Iterable[Pair | Request], priorities: Mapping[Any, int], optional: Iterable[Pair]
) -> dict[Pair, Request]:
    """Every pair once: wishes that both sides voice, or that stand there twice, are one, as strong as the strongest."""
    merged: dict[Pair, Request] = {}
    for item in requests:
        request = item if isinstance(item, Request) else Request(*item)
        pair = request.pair
        other = merged.get(pair, request)
        merged[pair] = Request(
            *pair,
            priority=max(request.priority, other.priority),
            optional=request.optional and other.optional,
        )
    wanted = {pair: merged[pair] for pair in sorted(merged, key=order_key)}
    ranked = _once(((_wanted(pair, wanted, "priorities"), rank) for pair, rank in priorities.items()), "priorities")
    for pair, rank in ranked.items():
        wanted[pair] = evolve(wanted[pair], priority=rank)
    for given in optional:
        pair = _wanted(given, wanted, "optional")
        wanted[pair] = evolve(wanted[pair], optional=True)
    return wanted


def _once(items: Iterable[tuple[Pair, Value]], name: str) -> dict[Pair, Value]:
    """The items by pair; that a pair can be named from either side must not make the last word win."""
    found: dict[Pair, Value] = {}
    for pair, value in items:
        if found.setdefault(pair, value) != value:
            raise BadInstance(f"{name} says two things of {pair}: {found[pair]} and {value}")
    return found


def _wanted(given: Pair, wanted: Mapping[Pair, Request], name: str) -> Pair:
    pair = as_pair(*given)
    if pair not in wanted:
        raise BadInstance(f"{name} speaks of {pair}, who did not ask to meet")
    return pair


def _session(
    allowed: Hashable | Iterable[Hashable],
    blocks: Mapping[str, Iterable[Hashable]],
    known: frozenset[Hashable],
    pair: Pair,
) -> frozenset[Hashable]:
    if isinstance(allowed, str):
        if allowed not in blocks:
            raise BadInstance(f"sessions[{pair}] names {allowed!r}, which is none of the blocks: {', '.join(blocks)}")
        return _known(blocks[allowed], known, f"blocks[{allowed!r}]")
    if not isinstance(allowed, Iterable):
        raise BadInstance(f"sessions[{pair}] is {allowed!r}, neither the name of a block nor slots")
    return _known(allowed, known, f"sessions[{pair}]")


def _known(slots: Iterable[Hashable], known: frozenset[Hashable], name: str) -> frozenset[Hashable]:
    found = frozenset(slots)
    strange = found - known
    if strange:
        raise BadInstance(f"{name} names the slot {min(strange, key=order_key)!r}, which does not exist")
    return found


def _place(where: Where) -> Place:
    return where if isinstance(where, Place) else Place(where)


def _items(locked: Mapping[Any, Where] | Iterable[tuple[Pair, Where]]) -> Iterable[tuple[Pair, Where]]:
    return locked.items() if isinstance(locked, Mapping) else locked
