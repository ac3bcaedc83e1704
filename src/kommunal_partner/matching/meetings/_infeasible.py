"""Why not all meetings fit: the rules that clash, from cheap checks over Hall sets to leaving rules out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

from attrs import evolve

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, hall_violator, smallest_clash
from kommunal_partner.clashes._clash import first_clash
from kommunal_partner.matching.meetings import sentences
from kommunal_partner.matching.meetings._backtracking import fits
from kommunal_partner.matching.meetings._task import MeetingTask, Pair
from kommunal_partner.matching.meetings._words import PairWords
from kommunal_partner.results import Budget, in_order, say
from kommunal_partner.verdicts import Reason, Sentence

Ask: TypeAlias = Callable[[tuple[ClashRule, ...]], "bool | None"]

_QUESTIONS = 300  # questions asked at most to make a clash small,
_RULES_ASKED = 10_000  # and rules looked at in all of them together
_NODES = 3_000  # boards tried for each question


def named_slots(task: MeetingTask, slots: Iterable[Hashable]) -> Names:
    """Slots in the order of time, to be read in a sentence."""
    chosen = frozenset(slots)
    return Names(task.slot_name(slot) for slot in task.slots if slot in chosen)


def rules_about(task: MeetingTask, pairs: Sequence[Pair]) -> list[ClashRule]:
    """Every rule that these meetings must keep, as a named one; what is best blamed stands last."""
    people = in_order({one for pair in pairs for one in pair})
    rules = _table_rules(task)
    rules += [
        ClashRule("unavailable", (one,), say(sentences.UNAVAILABLE, id=one, slots=named_slots(task, missed)))
        for one in people
        if (missed := task.unavailable.get(one))
    ]
    rules += [
        ClashRule("session", pair, say(sentences.SESSION, pair=PairWords(*pair), slots=named_slots(task, allowed)))
        for pair in pairs
        if (allowed := task.sessions.get(pair)) is not None
    ]
    rules += [ClashRule("wanted", pair, say(sentences.WANTED, pair=PairWords(*pair))) for pair in pairs]
    rules += [_lock_rule(task, pair) for pair in pairs if pair in task.locked]
    return rules


def _table_rules(task: MeetingTask) -> list[ClashRule]:
    """One rule if there are as many tables in every slot, else one for each slot."""
    if len(set(task.capacity)) == 1:
        return [ClashRule("tables", (), say(sentences.TABLES, tables=task.capacity[0]))]
    return [
        ClashRule("tables", (slot,), say(sentences.TABLES_THEN, slot=task.slot_name(slot), tables=tables))
        for slot, tables in zip(task.slots, task.capacity, strict=True)
    ]


def _lock_rule(task: MeetingTask, pair: Pair) -> ClashRule:
    place = task.locked[pair]
    if place.table is None:
        return ClashRule("locked", pair, say(sentences.LOCKED, pair=PairWords(*pair), slot=task.slot_name(place.slot)))
    return ClashRule(
        "locked",
        pair,
        say(
            sentences.LOCKED_TABLE,
            pair=PairWords(*pair),
            slot=task.slot_name(place.slot),
            table=task.table_name(place.table),
        ),
    )


# ── locks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def clash_of_locks(task: MeetingTask) -> Clash | None:
    """The first contradiction among the locks and the rules they must keep; None if all locks can be kept."""
    ask = partial(_hold, task, Budget(1))
    together: dict[tuple[Reason, Hashable, Hashable], list[Pair]] = {}
    for pair, place in task.locked.items():
        if not task.open_slots(pair):
            headline = say(sentences.LOCK_BARRED, pair=PairWords(*pair), slot=task.slot_name(place.slot))
            return _smallest(task, [pair], headline, FoundBy.CHECK, ask)
        for one in pair:
            together.setdefault((sentences.LOCKED_TWICE, place.slot, one), []).append(pair)
        together.setdefault((sentences.LOCKED_OVER, place.slot, None), []).append(pair)
        if place.table is not None:
            together.setdefault((sentences.TABLE_TWICE, place.slot, place.table), []).append(pair)
    for (reason, slot, what), pairs in together.items():
        if reason is sentences.LOCKED_OVER:
            tables = task.capacity[task.slots.index(slot)]
            if len(pairs) > tables:
                headline = say(reason, slot=task.slot_name(slot), count=len(pairs), tables=tables)
                return _smallest(task, pairs, headline, FoundBy.CHECK, ask)
        elif len(pairs) > 1:
            locks = [_lock_rule(task, pair) for pair in pairs]
            known = {"id": what} if reason is sentences.LOCKED_TWICE else {"table": task.table_name(what)}
            return Clash(say(reason, slot=task.slot_name(slot), **known), locks, len(locks) == 2, FoundBy.CHECK)  # noqa: PLR2004 - because two locks clash, and neither alone
    return None


# ── meetings that are not optional ───────────────────────────────────────────────────────────────────────────────────


def clash_of(task: MeetingTask, unmet: Sequence[Pair], budget: Budget | None = None) -> Clash | None:
    """Rules that keep the meetings that are not optional from all taking place; None if none are found to clash.

    `unmet` are those that the search left out; what lies round them is looked at first. Where the time of the budget
    is over nothing more is asked.
    """
    wanted = [request.pair for request in task.requests if not request.optional]
    open_to = {pair: task.open_slots(pair) for pair in wanted}
    ask = partial(_hold, task, budget or Budget(1))
    around = partial(_around, task, wanted, ask)
    return first_clash(
        [
            lambda: _without_slot(task, open_to, ask),
            lambda: _person_too_full(task, open_to, ask),
            lambda: _tables_too_few(task, open_to, ask),
            *(partial(around, pair) for pair in unmet[:3]),
        ]
    )


def _without_slot(task: MeetingTask, open_to: dict[Pair, list[Hashable]], ask: Ask) -> Clash | None:
    for pair, slots in open_to.items():
        if not slots:
            return _smallest(task, [pair], say(sentences.NO_SLOT, pair=PairWords(*pair)), FoundBy.CHECK, ask)
    return None


def _person_too_full(task: MeetingTask, open_to: dict[Pair, list[Hashable]], ask: Ask) -> Clash | None:
    mine: dict[Hashable, list[Pair]] = {}
    for pair in open_to:
        for one in pair:
            mine.setdefault(one, []).append(pair)
    once = dict.fromkeys(task.slots, 1)
    for one in in_order(mine):
        pairs = mine[one][: len(task.slots) + 1]  # more cannot fit in any case
        found = hall_violator(dict.fromkeys(pairs, 1), {pair: open_to[pair] for pair in pairs}, once)
        if found is not None:
            chosen = [pair for pair in pairs if pair in found.ids]
            slots = named_slots(task, found.sides)
            headline = say(sentences.TOO_MANY, id=one, count=len(chosen), capacity=len(found.sides), slots=slots)
            return _smallest(task, chosen, headline, FoundBy.HALL, ask)
    return None


def _tables_too_few(task: MeetingTask, open_to: dict[Pair, list[Hashable]], ask: Ask) -> Clash | None:
    pairs = list(open_to)[: sum(task.capacity) + 1]  # more cannot fit in any case
    found = hall_violator(dict.fromkeys(pairs, 1), open_to, dict(zip(task.slots, task.capacity, strict=True)))
    if found is None:
        return None
    ids = set(found.ids)
    chosen = [pair for pair in pairs if pair in ids]
    slots = named_slots(task, found.sides)
    headline = say(sentences.TOO_FEW_TABLES, count=len(chosen), capacity=found.capacity, slots=slots)
    return _smallest(task, chosen, headline, FoundBy.HALL, ask)


def _around(task: MeetingTask, wanted: list[Pair], ask: Ask, pair: Pair) -> Clash | None:
    """A clash among the meetings round one that was left out, in ever wider circles until one cannot be decided."""
    people = set(pair)
    inside: list[Pair] = []
    while True:
        wider = [other for other in wanted if people.intersection(other)]
        if len(wider) == len(inside):
            return None
        inside = wider
        rules = rules_about(task, inside)
        answer = ask(tuple(rules))
        if answer is None:
            return None
        if answer is False:
            return _shrunk(rules, ask)
        people.update(one for other in inside for one in other)


def _smallest(
    task: MeetingTask, pairs: Sequence[Pair], headline: Sentence, found_by: FoundBy, ask: Ask
) -> Clash | None:
    clash = _shrunk(rules_about(task, pairs), ask)
    return None if clash is None else evolve(clash, sentence=headline, found_by=found_by)


def _shrunk(rules: Sequence[ClashRule], ask: Ask) -> Clash | None:
    questions = min(_QUESTIONS, max(2, _RULES_ASKED // len(rules)))
    return smallest_clash(rules, ask, steps=questions)


def _hold(task: MeetingTask, budget: Budget, rules: Iterable[ClashRule]) -> bool | None:
    """Whether a timetable keeps these rules, and no others but that nobody is in two meetings at once."""
    budget.report()
    if budget.stopped:
        return None
    by_name: dict[str, dict[tuple[Hashable, ...], ClashRule]] = {}
    for rule in rules:
        by_name.setdefault(rule.name, {})[rule.ids] = rule
    pairs = [(ids[0], ids[1]) for ids in {**by_name.get("wanted", {}), **by_name.get("locked", {})}]
    number = {one: index for index, one in enumerate(in_order({one for pair in pairs for one in pair}))}
    bit = {slot: 1 << index for index, slot in enumerate(task.slots)}
    tables = by_name.get("tables", {})
    capacity = [
        most if () in tables or (slot,) in tables else len(pairs)
        for slot, most in zip(task.slots, task.capacity, strict=True)
    ]
    allowed = []
    for pair in pairs:
        mask = sum(bit[slot] for slot, most in zip(task.slots, capacity, strict=True) if most)
        for one in pair:
            if (one,) in by_name.get("unavailable", {}):
                mask &= ~sum(bit[slot] for slot in task.unavailable[one])
        if pair in by_name.get("session", {}):
            mask &= sum(bit[slot] for slot in task.sessions[pair])
        if pair in by_name.get("locked", {}):
            mask &= bit[task.locked[pair].slot]
        allowed.append(mask)
    return fits([number[one] for one, _ in pairs], [number[one] for _, one in pairs], allowed, capacity, _NODES)
