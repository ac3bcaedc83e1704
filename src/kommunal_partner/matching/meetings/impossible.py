"""Why not all meetings fit: the rules that clash, from cheap checks over Hall sets to leaving rules out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import partial

from attrs import evolve

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, hall_violator, smallest_clash
from kommunal_partner.clashes._clash import first_clash
from kommunal_partner.matching.meetings import reasons
from kommunal_partner.matching.meetings.fitting import fits
from kommunal_partner.matching.meetings.model import Pair, Pairing, Problem
from kommunal_partner.results import in_order, say
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["clash_of", "clash_of_locks", "named_slots", "open_slots", "rules_about"]

_QUESTIONS = 300  # questions asked at most to make a clash small,
_RULES_ASKED = 10_000  # and rules looked at in all of them together
_NODES = 3_000  # boards tried for each question


def open_slots(problem: Problem, pair: Pair) -> list[Hashable]:
    """The slots in which two may meet at all: both available, inside the session, with a table, as locked."""
    away = problem.unavailable.get(pair[0], frozenset()) | problem.unavailable.get(pair[1], frozenset())
    session = problem.sessions.get(pair, frozenset(problem.slots))
    lock = problem.locked.get(pair)
    return [
        slot
        for slot, tables in zip(problem.slots, problem.tables, strict=True)
        if tables and slot not in away and slot in session and (lock is None or lock.slot == slot)
    ]


def named_slots(problem: Problem, slots: Iterable[Hashable]) -> Names:
    """Slots in the order of time, to be read in a sentence."""
    chosen = frozenset(slots)
    return Names(slot for slot in problem.slots if slot in chosen)


def rules_about(problem: Problem, pairs: Sequence[Pair]) -> list[ClashRule]:
    """Every rule that these meetings must keep, as a named one; what is best blamed stands last."""
    people = in_order({one for pair in pairs for one in pair})
    rules = _table_rules(problem)
    rules += [
        ClashRule("unavailable", (one,), say(reasons.UNAVAILABLE, id=one, slots=named_slots(problem, missed)))
        for one in people
        if (missed := problem.unavailable.get(one))
    ]
    rules += [
        ClashRule("session", pair, say(reasons.SESSION, pair=Pairing(*pair), slots=named_slots(problem, allowed)))
        for pair in pairs
        if (allowed := problem.sessions.get(pair)) is not None
    ]
    rules += [ClashRule("wanted", pair, say(reasons.WANTED, pair=Pairing(*pair))) for pair in pairs]
    rules += [_lock_rule(problem, pair) for pair in pairs if pair in problem.locked]
    return rules


def _table_rules(problem: Problem) -> list[ClashRule]:
    """One rule if there are as many tables in every slot, else one for each slot."""
    if len(set(problem.tables)) == 1:
        return [ClashRule("tables", (), say(reasons.TABLES, tables=problem.tables[0]))]
    return [
        ClashRule("tables", (slot,), say(reasons.TABLES_THEN, slot=slot, tables=tables))
        for slot, tables in zip(problem.slots, problem.tables, strict=True)
    ]


def _lock_rule(problem: Problem, pair: Pair) -> ClashRule:
    place = problem.locked[pair]
    if place.table is None:
        return ClashRule("locked", pair, say(reasons.LOCKED, pair=Pairing(*pair), slot=place.slot))
    return ClashRule("locked", pair, say(reasons.LOCKED_TABLE, pair=Pairing(*pair), slot=place.slot, table=place.table))


# ── locks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def clash_of_locks(problem: Problem) -> Clash | None:
    """The first contradiction among the locks and the rules they must keep; None if all locks can be kept."""
    together: dict[tuple[Reason, Hashable, Hashable], list[Pair]] = {}
    for pair, place in problem.locked.items():
        if not open_slots(problem, pair):
            headline = say(reasons.LOCK_BARRED, pair=Pairing(*pair), slot=place.slot)
            return _smallest(problem, [pair], headline, FoundBy.CHECK)
        for one in pair:
            together.setdefault((reasons.LOCKED_TWICE, place.slot, one), []).append(pair)
        together.setdefault((reasons.LOCKED_OVER, place.slot, None), []).append(pair)
        if place.table is not None:
            together.setdefault((reasons.TABLE_TWICE, place.slot, place.table), []).append(pair)
    for (reason, slot, what), pairs in together.items():
        if reason is reasons.LOCKED_OVER:
            tables = problem.tables[problem.slots.index(slot)]
            if len(pairs) > tables:
                headline = say(reason, slot=slot, count=len(pairs), tables=tables)
                return _smallest(problem, pairs, headline, FoundBy.CHECK)
        elif len(pairs) > 1:
            locks = [_lock_rule(problem, pair) for pair in pairs]
            known = {"id": what} if reason is reasons.LOCKED_TWICE else {"table": what}
            return Clash(say(reason, slot=slot, **known), locks, len(locks) == 2, FoundBy.CHECK)  # noqa: PLR2004 - because two locks clash, and neither alone
    return None


# ── meetings that are not optional ───────────────────────────────────────────────────────────────────────────────────


def clash_of(problem: Problem, unmet: Sequence[Pair]) -> Clash | None:
    """Rules that keep the meetings that are not optional from all taking place; None if none are found to clash.

    `unmet` are those that the search left out; what lies round them is looked at first.
    """
    wanted = [request.pair for request in problem.requests if not request.optional]
    open_to = {pair: open_slots(problem, pair) for pair in wanted}
    around = partial(_around, problem, wanted)
    return first_clash(
        [
            lambda: _without_slot(problem, open_to),
            lambda: _person_too_full(problem, open_to),
            lambda: _tables_too_few(problem, open_to),
            *(partial(around, pair) for pair in unmet[:3]),
        ]
    )


def _without_slot(problem: Problem, open_to: dict[Pair, list[Hashable]]) -> Clash | None:
    for pair, slots in open_to.items():
        if not slots:
            return _smallest(problem, [pair], say(reasons.NO_SLOT, pair=Pairing(*pair)), FoundBy.CHECK)
    return None


def _person_too_full(problem: Problem, open_to: dict[Pair, list[Hashable]]) -> Clash | None:
    mine: dict[Hashable, list[Pair]] = {}
    for pair in open_to:
        for one in pair:
            mine.setdefault(one, []).append(pair)
    once = dict.fromkeys(problem.slots, 1)
    for one in in_order(mine):
        pairs = mine[one][: len(problem.slots) + 1]  # more cannot fit in any case
        found = hall_violator(dict.fromkeys(pairs, 1), {pair: open_to[pair] for pair in pairs}, once)
        if found is not None:
            chosen = [pair for pair in pairs if pair in found.ids]
            slots = named_slots(problem, found.sides)
            headline = say(reasons.TOO_MANY, id=one, count=len(chosen), capacity=len(found.sides), slots=slots)
            return _smallest(problem, chosen, headline, FoundBy.HALL)
    return None


def _tables_too_few(problem: Problem, open_to: dict[Pair, list[Hashable]]) -> Clash | None:
    pairs = list(open_to)[: sum(problem.tables) + 1]  # more cannot fit in any case
    found = hall_violator(dict.fromkeys(pairs, 1), open_to, dict(zip(problem.slots, problem.tables, strict=True)))
    if found is None:
        return None
    ids = set(found.ids)
    chosen = [pair for pair in pairs if pair in ids]
    slots = named_slots(problem, found.sides)
    headline = say(reasons.TOO_FEW_TABLES, count=len(chosen), capacity=found.capacity, slots=slots)
    return _smallest(problem, chosen, headline, FoundBy.HALL)


def _around(problem: Problem, wanted: list[Pair], pair: Pair) -> Clash | None:
    """A clash among the meetings round one that was left out, in ever wider circles until one cannot be decided."""
    people = set(pair)
    inside: list[Pair] = []
    while True:
        wider = [other for other in wanted if people.intersection(other)]
        if len(wider) == len(inside):
            return None
        inside = wider
        rules = rules_about(problem, inside)
        answer = _hold(problem, rules)
        if answer is None:
            return None
        if answer is False:
            return _shrunk(problem, rules)
        people.update(one for other in inside for one in other)


def _smallest(problem: Problem, pairs: Sequence[Pair], headline: Sentence, found_by: FoundBy) -> Clash | None:
    clash = _shrunk(problem, rules_about(problem, pairs))
    return None if clash is None else evolve(clash, sentence=headline, found_by=found_by)


def _shrunk(problem: Problem, rules: Sequence[ClashRule]) -> Clash | None:
    questions = min(_QUESTIONS, max(2, _RULES_ASKED // len(rules)))
    return smallest_clash(rules, partial(_hold, problem), steps=questions)


def _hold(problem: Problem, rules: Iterable[ClashRule]) -> bool | None:
    """Whether a timetable keeps these rules, and no others but that nobody is in two meetings at once."""
    by_name: dict[str, dict[tuple[Hashable, ...], ClashRule]] = {}
    for rule in rules:
        by_name.setdefault(rule.name, {})[rule.ids] = rule
    pairs = [(ids[0], ids[1]) for ids in {**by_name.get("wanted", {}), **by_name.get("locked", {})}]
    number = {one: index for index, one in enumerate(in_order({one for pair in pairs for one in pair}))}
    bit = {slot: 1 << index for index, slot in enumerate(problem.slots)}
    tables = by_name.get("tables", {})
    capacity = [
        most if () in tables or (slot,) in tables else len(pairs)
        for slot, most in zip(problem.slots, problem.tables, strict=True)
    ]
    allowed = []
    for pair in pairs:
        mask = sum(bit[slot] for slot, most in zip(problem.slots, capacity, strict=True) if most)
        for one in pair:
            if (one,) in by_name.get("unavailable", {}):
                mask &= ~sum(bit[slot] for slot in problem.unavailable[one])
        if pair in by_name.get("session", {}):
            mask &= sum(bit[slot] for slot in problem.sessions[pair])
        if pair in by_name.get("locked", {}):
            mask &= bit[problem.locked[pair].slot]
        allowed.append(mask)
    return fits([number[one] for one, _ in pairs], [number[one] for _, one in pairs], allowed, capacity, _NODES)
