"""The user's requests, slots, tables and rules, put in order; every refusal stands here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from attrs import evolve

from kommunal_partner._checks import count, identifier, items, nearest, pairs, refusal
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadInstance, UnknownName
from kommunal_partner.languages import Term
from kommunal_partner.matching.meetings import sentences
from kommunal_partner.matching.meetings._task import MOST_PRIORITY, MeetingPlace, MeetingTask, Pair, Request, as_pair
from kommunal_partner.matching.meetings._words import PairWords
from kommunal_partner.results import in_order, order_key, say

Value = TypeVar("Value", bound=Hashable)

MOST_REQUESTS: Final = 50_000
MOST_SLOTS: Final = 1_000
MOST_TABLES: Final = 10_000
MOST_STABILITY: Final = 10**6

_PARTICIPANT: Final = Term("Teilnehmer", "participant")
_SLOTS: Final = Term("Die Zahl der Zeitfenster", "the number of slots")


def read_task(
    requests: object,
    *,
    slots: object,
    tables: object,
    sessions: object,
    blocks: object,
    unavailable: object,
    priorities: object,
    optional: object,
    locked: object,
    previous: object,
    absent: object,
    people: object,
    stability: object,
) -> MeetingTask:
    """The task put in order, the same for whatever order its parts come in.

    Raises:
        BadInstance: for parts that do not fit together: an unknown slot, a lock on a meeting nobody asked for …
        UnknownName: for somebody unavailable or absent whose name is a misspelt one.
    """
    every, slots_counted = _slots(slots)
    known = frozenset(every)
    gone = frozenset(identifier(one, "absent", BadInstance) for one in items(absent, "absent", BadInstance))
    asked = _requests(requests)
    before = _once(
        (
            (_pair(pair, "previous"), _place(where))
            for pair, where in pairs(_solution(previous), "previous", BadInstance)
        ),
        "previous",
    )
    listed = [identifier(one, "people", BadInstance) for one in items(people, "people", BadInstance)]
    there = {one for pair in (*asked, *before) for one in pair} | set(listed)
    _check_people(gone, there, strict=bool(listed))
    wanted = {pair: request for pair, request in asked.items() if gone.isdisjoint(pair)}
    wanted = _ranked(wanted, priorities, optional, asked)
    names = _blocks(blocks, known)
    confined = _of_pairs(sessions, "sessions", wanted, asked, lambda pair, value: _session(value, names, known, pair))
    capacity, tables_counted = _tables(tables, every)
    fixed = _of_pairs(locked, "locked", wanted, asked, lambda _, value: _place(value))
    for pair, place in fixed.items():
        _check_lock(pair, place, every, capacity)
    at_home = {one for pair in wanted for one in pair}
    away = _unavailable(unavailable, known, there | gone, strict=bool(listed))
    return MeetingTask(
        requests=tuple(wanted.values()),
        slots=every,
        tables=capacity,
        sessions=_sorted(confined),
        unavailable=FrozenMap({one: away[one] for one in in_order(at_home & away.keys()) if away[one]}),
        locked=_sorted(fixed),
        previous=_sorted({pair: place for pair, place in before.items() if pair in wanted and place.slot in known}),
        stability=count(stability, "stability", most=MOST_STABILITY, error=BadInstance),
        slots_counted=slots_counted,
        tables_counted=tables_counted,
        people=frozenset(there | gone | away.keys()),
        absent=gone,
    )


def _sorted(by_pair: dict[Pair, Value]) -> FrozenMap[Pair, Value]:
    return FrozenMap({pair: by_pair[pair] for pair in _pairs_in_order(by_pair)})


def _solution(previous: object) -> object:
    """The places in an earlier result, or the mapping itself."""
    if previous is None:
        return {}
    return previous if isinstance(previous, Mapping) else getattr(previous, "solution", previous)


# ── slots and tables ─────────────────────────────────────────────────────────────────────────────────────────────────


def _slots(slots: object) -> tuple[tuple[Hashable, ...], bool]:
    """The slots in time, and whether they are mere numbers from 1."""
    if not isinstance(slots, Iterable):
        return tuple(range(1, count(slots, "slots", most=MOST_SLOTS, error=BadInstance) + 1)), True
    given = list(slots) if isinstance(slots, str) else slots
    if isinstance(given, Collection):
        count(len(given), _SLOTS, most=MOST_SLOTS, error=BadInstance)
    every = tuple(identifier(slot, "slots", BadInstance) for slot in items(given, "slots", BadInstance))
    count(len(every), _SLOTS, most=MOST_SLOTS, error=BadInstance)
    if len(set(every)) < len(every):
        twice = next(slot for slot in every if every.count(slot) > 1)
        raise refusal(BadInstance, "slots", twice, f" nennt {twice!r} zweimal", f" names {twice!r} twice")
    return every, False


def _tables(tables: object, slots: tuple[Hashable, ...]) -> tuple[tuple[tuple[Hashable, ...], ...], bool]:
    """The tables of each slot, and whether they are mere numbers from 1."""
    if isinstance(tables, Mapping):
        missing = [slot for slot in slots if slot not in tables]
        if missing:
            raise BadInstance(say(sentences.TABLES_MISSING, slot=missing[0]), argument="tables", value=missing[0])
        every = [_some_tables(tables[slot]) for slot in slots]
        return tuple(some for some, _ in every), all(counted for _, counted in every)
    some, counted = _some_tables(tables)
    return (some,) * len(slots), counted


def _some_tables(tables: object) -> tuple[tuple[Hashable, ...], bool]:
    if not isinstance(tables, Iterable):
        return tuple(range(1, count(tables, "tables", most=MOST_TABLES, error=BadInstance) + 1)), True
    if isinstance(tables, Collection):
        count(len(tables), Term("Die Zahl der Tische", "the number of tables"), most=MOST_TABLES, error=BadInstance)
    some = tuple(identifier(table, "tables", BadInstance) for table in items(tables, "tables", BadInstance))
    if len(set(some)) < len(some) or None in some:
        de, en = " nennt einen Tisch zweimal, oder None", " names a table twice, or None"
        raise refusal(BadInstance, "tables", tables, de, en)
    return some, False


# ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _requests(requests: object) -> dict[Pair, Request]:
    """Every pair once: wishes that both sides voice, or that stand there twice, are one, as strong as the strongest."""
    merged: dict[Pair, Request] = {}
    given = items(requests, "requests", BadInstance)
    count(len(given), Term("Die Zahl der Wünsche", "the number of requests"), most=MOST_REQUESTS, error=BadInstance)
    for item in given:
        request = item if isinstance(item, Request) else Request(*as_pair(*_two(item, "requests")))
        pair = request.pair
        other = merged.get(pair)
        if other is None and (request.first, request.second) == pair:
            merged[pair] = request
            continue
        merged[pair] = Request(
            *pair,
            priority=max(request.priority, other.priority if other else 1),
            optional=request.optional and (other is None or other.optional),
        )
    return {pair: merged[pair] for pair in _pairs_in_order(merged)}


def _pairs_in_order(given: Collection[Pair]) -> list[Pair]:
    """The pairs in the one order of ids, which is that of Python where all are texts or numbers, many times faster."""
    pairs_of_any: Any = given
    alone = {type(one) for pair in given for one in pair} in ({int}, {str})
    return sorted(pairs_of_any) if alone else sorted(given, key=order_key)


def _ranked(
    wanted: Mapping[Pair, Request], priorities: object, optional: object, asked: Collection[Pair]
) -> dict[Pair, Request]:
    found = dict(wanted)
    ranks = _of_pairs(priorities, "priorities", wanted, asked, lambda _, rank: _rank(rank))
    for pair, rank in ranks.items():
        found[pair] = evolve(found[pair], priority=rank)
    for given in items(optional, "optional", BadInstance):
        one = _asked(given, asked, "optional")
        if one in found:
            found[one] = evolve(found[one], optional=True)
    return found


def _rank(rank: object) -> int:
    return count(rank, "priorities", least=1, most=MOST_PRIORITY, error=BadInstance)


def _two(item: object, argument: str) -> tuple[Hashable, Hashable]:
    parts = item if type(item) is tuple else items(item, argument, BadInstance)
    if len(parts) != 2:  # noqa: PLR2004 - because that is what a pair is
        de, en = f": Ein Paar sind zwei, nicht {len(parts)}", f": a pair is two, not {len(parts)}"
        raise refusal(BadInstance, argument, item, de, en)
    return parts[0], parts[1]


def _pair(item: object, argument: str) -> Pair:
    return item.pair if isinstance(item, Request) else as_pair(*_two(item, argument))


def _asked(given: object, asked: Collection[Pair], argument: str) -> Pair:
    pair = _pair(given, argument)
    if pair not in asked:
        sentence = say(sentences.NOBODY_ASKED, argument=argument, pair=PairWords(*pair))
        raise BadInstance(sentence, argument=argument, value=given, suggestions=_meant(pair, asked))
    return pair


def _meant(pair: Pair, asked: Collection[Pair]) -> tuple[str, ...]:
    """The known names that those of a pair may stand for, if one of them made no request at all."""
    known = {one for two in asked for one in two}
    return tuple(name for one in pair if one not in known for name in nearest(one, known))


def _of_pairs(
    given: object,
    argument: str,
    wanted: Mapping[Pair, Request],
    asked: Collection[Pair],
    read: Callable[[Pair, object], Value],
) -> dict[Pair, Value]:
    """What is said of pairs; of a pair with somebody who is absent it is read, and passed over."""
    found = _once(
        (
            (pair, read(pair, value))
            for pair, value in (
                (_asked(one, asked, argument), value) for one, value in pairs(given, argument, BadInstance)
            )
        ),
        argument,
    )
    return {pair: value for pair, value in found.items() if pair in wanted}


def _once(said: Iterable[tuple[Pair, Value]], argument: str) -> dict[Pair, Value]:
    """The values by pair; that a pair can be named from either side must not make the last word win."""
    found: dict[Pair, Value] = {}
    for pair, value in said:
        if found.setdefault(pair, value) != value:
            sentence = say(sentences.TWO_THINGS, argument=argument, pair=PairWords(*pair))
            raise BadInstance(sentence, argument=argument, value=pair)
    return found


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _place(where: object) -> MeetingPlace:
    return where if isinstance(where, MeetingPlace) else MeetingPlace(identifier(where, "slot", BadInstance))


def _check_lock(
    pair: Pair, place: MeetingPlace, slots: tuple[Hashable, ...], tables: tuple[tuple[Hashable, ...], ...]
) -> None:
    if place.slot not in slots:
        sentence = say(sentences.NO_SUCH_SLOT, where=f"locked[{pair}]", slot=place.slot)
        raise BadInstance(sentence, argument="locked", value=place, suggestions=_like(place.slot, slots))
    there = tables[slots.index(place.slot)]
    if place.table is not None and place.table not in there:
        sentence = say(sentences.NO_SUCH_TABLE, pair=PairWords(*pair), slot=place.slot, table=place.table)
        raise BadInstance(sentence, argument="locked", value=place, suggestions=_like(place.table, there))


def _blocks(blocks: object, known: frozenset[Hashable]) -> dict[object, frozenset[Hashable]]:
    return {name: _known(slots, known, f"blocks[{name!r}]") for name, slots in pairs(blocks, "blocks", BadInstance)}


def _session(
    allowed: object, blocks: Mapping[object, frozenset[Hashable]], known: frozenset[Hashable], pair: Pair
) -> frozenset[Hashable]:
    if isinstance(allowed, str):
        if allowed not in blocks:
            given = ", ".join(map(str, blocks)) or "–"
            sentence = say(sentences.NO_SUCH_BLOCK, pair=PairWords(*pair), block=allowed, blocks=given)
            raise BadInstance(sentence, argument="sessions", value=allowed, suggestions=nearest(allowed, blocks))
        return blocks[allowed]
    if not isinstance(allowed, Iterable):
        sentence = say(sentences.NO_SESSION, pair=PairWords(*pair), given=repr(allowed))
        raise BadInstance(sentence, argument="sessions", value=allowed)
    return _known(allowed, known, f"sessions[{pair}]")


def _known(slots: object, known: frozenset[Hashable], where: str) -> frozenset[Hashable]:
    found = frozenset(identifier(slot, where, BadInstance) for slot in items(slots, where, BadInstance))
    strange = found - known
    if strange:
        slot = min(strange, key=order_key)
        sentence = say(sentences.NO_SUCH_SLOT, where=where, slot=slot)
        raise BadInstance(sentence, argument=where, value=slot, suggestions=_like(slot, known))
    return found


def _like(label: Hashable, labels: Iterable[Hashable]) -> tuple[str, ...]:
    """The label that another may be meant for, if it is a text: a number too high stands for no other."""
    return nearest(label, labels) if isinstance(label, str) else ()


# ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _unavailable(
    unavailable: object, known: frozenset[Hashable], people: Collection[Hashable], *, strict: bool
) -> dict[Hashable, frozenset[Hashable]]:
    away: dict[Hashable, frozenset[Hashable]] = {}
    for one, missed in pairs(unavailable, "unavailable", BadInstance):
        who = identifier(one, "unavailable", BadInstance)
        slots = _known(missed, known, f"unavailable[{who!r}]")
        away[who] = away.get(who, frozenset()) | slots
    _check_people(away, people, strict=strict)
    return away


def _check_people(named: Iterable[Hashable], people: Collection[Hashable], *, strict: bool) -> None:
    """Refuse names that nobody has; without a list of all people, only what reads like a misspelt name."""
    texts = [one for one in people if isinstance(one, str)]
    for one in named:
        if one in people:
            continue
        close = _misspelt(one, texts)
        if strict or close:
            raise UnknownName(_PARTICIPANT, one, close or nearest(one, texts))


def _misspelt(name: Hashable, known: Iterable[str]) -> tuple[str, ...]:
    """The known name that a text may be meant for; numbers in names tell people apart and are no slips."""
    if not isinstance(name, str):
        return ()
    alike = [one for one in known if _digits(one) == _digits(name)]
    return tuple(get_close_matches(name, alike, n=1, cutoff=0.6))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
