"""Whether rules can hold together, and which of them cannot: cheap checks, a search, and an exhaustive one for few."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Iterator
from typing import Final

from attrs import define, field

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, smallest_clash
from kommunal_partner.clashes._clash import first_clash
from kommunal_partner.matching.groups.board import Board, Task
from kommunal_partner.matching.groups.model import GroupTask
from kommunal_partner.matching.groups.seating import first_seating, repair
from kommunal_partner.matching.groups.units import rules_of, to_units
from kommunal_partner.results import Budget
from kommunal_partner.verdicts import Reason, Sentence

__all__ = ["FULL", "UNWANTED", "can_seat", "explain_clash", "quick_clash"]

_LOOKS: Final = 60_000
_LOOKS_IN_ALL: Final = 2_000_000
_QUICK_LOOKS: Final = 20_000
_DEEPEST: Final = 400
_PATIENCE: Final = 200
_QUESTIONS: Final = 200

FULL: Final = Reason(
    "TOO_FEW_CHAIRS",
    de="Es kommen {people}; Plätze an den Tischen: nur {chairs}.",
    en="Coming: {people}; chairs at the tables: only {chairs}.",
)
UNWANTED: Final = Reason(
    "TOO_FEW_PEOPLE",
    de="Es kommen {people}; die Tische brauchen zusammen mindestens {needed}.",
    en="Coming: {people}; the tables need at least {needed} in all.",
)
TOO_LARGE: Final = Reason(
    "TOO_LARGE_TOGETHER",
    de="{ids} sollen zusammen sitzen ({count}), aber kein Tisch hat mehr als {chairs} Plätze.",
    en="{ids} are to sit together ({count}), but no table has more than {chairs} chairs.",
)
TOO_MANY_APART: Final = Reason(
    "TOO_MANY_APART",
    de="{ids} sollen an verschiedenen Tischen sitzen ({count}), aber es gibt nur {tables} Tische.",
    en="{ids} are to sit at different tables ({count}), but there are only {tables} tables.",
)
BOTH: Final = Reason(
    "TOGETHER_AND_APART",
    de="{a} und {b} sollen zusammen und zugleich an verschiedenen Tischen sitzen.",
    en="{a} and {b} are to sit together and at different tables at once.",
)
TWO_TABLES: Final = Reason(
    "TOGETHER_AT_TWO_TABLES",
    de="{a} und {b} sollen zusammen sitzen, sitzen aber fest an verschiedenen Tischen.",
    en="{a} and {b} are to sit together, but are set to sit at different tables.",
)
ONE_TABLE: Final = Reason(
    "APART_AT_ONE_TABLE",
    de="{a} und {b} sollen an verschiedenen Tischen sitzen, sitzen aber beide fest an Tisch {table}.",
    en="{a} and {b} are to sit at different tables, but both are set to sit at table {table}.",
)
TABLE_FULL: Final = Reason(
    "TABLE_OVERFULL",
    de="Fest an Tisch {table} sollen sitzen: {count}; Plätze: nur {chairs}.",
    en="Set to sit at table {table}: {count}; chairs: only {chairs}.",
)
TOO_FEW_WITH: Final = Reason(
    "TOO_FEW_WITH_PROPERTY",
    de="Mit „{name}“ je Tisch mindestens {number}, Tische: {tables}, macht {needed}; es gibt nur {count}.",
    en="With “{name}” at each table at least {number}, tables: {tables}, in all {needed}; there are only {count}.",
)
TOO_MANY_WITH: Final = Reason(
    "TOO_MANY_WITH_PROPERTY",
    de="Mit „{name}“ je Tisch höchstens {number}, Tische: {tables}, macht {room}; es gibt {count}.",
    en="With “{name}” at each table at most {number}, tables: {tables}, in all {room}; there are {count}.",
)


def quick_clash(task: GroupTask) -> Clash | None:
    """What a cheap look shows to be impossible."""
    rules = {(rule.name, rule.ids): rule for rule in rules_of(task)}
    looks: list[Callable[[], Clash | None]] = [
        lambda look=look: next(look(task, rules), None)  # type: ignore[misc] # because a lambda with defaults has no type
        for look in (_sizes, _blocks, _apart, _locks, _quotas)
    ]
    return first_clash(looks)


_Rules = dict[tuple[str, tuple[Hashable, ...]], ClashRule]


def _check(reason: Reason, rules: list[ClashRule], **values: object) -> Clash:
    return Clash(Sentence(reason, values), rules, minimal=False, found_by=FoundBy.CHECK)


def _sizes(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    needed, chairs = sum(low for low, _ in task.sizes), sum(high for _, high in task.sizes)
    if len(task.ids) > chairs:
        yield _check(FULL, [rules["sizes", ()]], people=len(task.ids), chairs=chairs)
    if len(task.ids) < needed:
        yield _check(UNWANTED, [rules["sizes", ()]], people=len(task.ids), needed=needed)


def _blocks(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    chairs = max((high for _, high in task.sizes), default=0)
    blocks: list[set[Hashable]] = []
    for ids in task.together:
        touched = [block for block in blocks if not block.isdisjoint(ids)]
        blocks = [block for block in blocks if block.isdisjoint(ids)] + [set(ids).union(*touched)]
    for block in blocks:
        members = tuple(one for one in task.ids if one in block)
        links = [ids for ids in task.together if not block.isdisjoint(ids)]
        among = [rules["together", ids] for ids in links]
        if len(members) > chairs:
            yield _check(TOO_LARGE, [rules["sizes", ()], *among], ids=Names(members), count=len(members), chairs=chairs)
        for ids in task.apart:
            both = [one for one in ids if one in block]
            if len(both) > 1:
                chain = [rules["together", link] for link in _chain(links, both[0], both[1])]
                yield _check(BOTH, [*chain, rules["apart", ids]], a=both[0], b=both[1])
        held = [one for one in members if one in task.locked]
        for one in held[1:]:
            if task.locked[one] != task.locked[held[0]]:
                locks = [rules["locked", (held[0],)], rules["locked", (one,)]]
                chain = [rules["together", link] for link in _chain(links, held[0], one)]
                yield _check(TWO_TABLES, [*locks, *chain], a=held[0], b=one)


def _chain(links: list[tuple[Hashable, ...]], start: Hashable, end: Hashable) -> list[tuple[Hashable, ...]]:
    """The fewest of the linked groups that hold the two together, one by one."""
    ways = {link: [link] for link in links if start in link}
    for link in (queue := list(ways)):  # it grows while it is gone through, nearer groups first
        for other in links:
            if other not in ways and not set(link).isdisjoint(other):
                ways[other] = [*ways[link], other]
                queue.append(other)
    return min((way for link, way in ways.items() if end in link), key=len)


def _apart(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    for ids in task.apart:
        if len(ids) > len(task.sizes):
            yield _check(TOO_MANY_APART, [rules["apart", ids]], ids=Names(ids), count=len(ids), tables=len(task.sizes))
        at: dict[int, Hashable] = {}
        for one in ids:
            if one in task.locked:
                other = at.setdefault(task.locked[one], one)
                if other != one:
                    named = [rules["locked", (other,)], rules["locked", (one,)], rules["apart", ids]]
                    yield _check(ONE_TABLE, named, a=other, b=one, table=task.locked[one] + 1)


def _locks(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    for t, (_, high) in enumerate(task.sizes):
        held = [one for one, table in task.locked.items() if table == t]
        if len(held) > high:
            named = [rules["sizes", ()], *(rules["locked", (one,)] for one in held)]
            yield _check(TABLE_FULL, named, table=t + 1, count=len(held), chairs=high)


def _quotas(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    tables = len(task.sizes)
    for quota in task.at_least:
        count, needed = len(quota.members), quota.number * tables
        if count < needed:
            rule = rules[f"at_least: {quota.name}", quota.members]
            values = {"number": quota.number, "name": quota.name, "tables": tables, "needed": needed, "count": count}
            yield _check(TOO_FEW_WITH, [rule], **values)
    for quota in task.at_most:
        count, room = len(quota.members), quota.number * tables
        if count > room:
            rule = rules[f"at_most: {quota.name}", quota.members]
            values = {"number": quota.number, "name": quota.name, "tables": tables, "room": room, "count": count}
            yield _check(TOO_MANY_WITH, [rule], **values)


def explain_clash(task: GroupTask, seed: int) -> Clash | None:
    """The smallest clashing set of rules that is found where no cheap look finds one; None if none is shown."""
    left = [_LOOKS_IN_ALL]

    def together(rules: tuple[ClashRule, ...]) -> bool | None:
        units = to_units(task, rules, weighed=False)
        search = _Exhaustive(units.task, min(_LOOKS, left[0]))
        answer = search.answer()
        left[0] -= _LOOKS - max(0, search.looks)
        return _searched(units.task, seed) if answer is None else answer

    return smallest_clash(rules_of(task), together, steps=_QUESTIONS)


def can_seat(task: Task, seed: int) -> bool | None:
    """Whether units can be seated within all rules; None if that was neither found nor excluded."""
    answer = _Exhaustive(task, _LOOKS).answer()
    return _searched(task, seed) if answer is None else answer


def _searched(task: Task, seed: int) -> bool | None:
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    board = Board(task, first_seating(task, rng))
    return True if repair(board, rng, Budget(_QUICK_LOOKS), _PATIENCE) else None


@define(eq=False)
class _Exhaustive:
    """Seat units one after the other, going back where it fails; the most restricted first, within a budget of looks.

    Single people under no rule are never seated one by one: whether they fill the rest is a matter of counting.
    """

    task: Task
    looks: int
    at: list[list[int]] = field(init=False)
    used: list[int] = field(init=False)

    def answer(self) -> bool | None:
        """Whether all can be seated; None if the budget did not suffice to tell."""
        task = self.task
        self.at = [[] for _ in task.low]
        self.used = [0] * len(task.low)
        restricted = [
            u
            for u, size in enumerate(task.size)
            if size > 1
            or task.foes[u]
            or task.fixed[u] >= 0
            or any(mark.held[u] for mark in task.marks)
            or (task.tongues and task.heard[u])
        ]
        if len(restricted) > _DEEPEST:
            return None
        found = self._seat(restricted, len(task.size) - len(restricted))
        return found if found or self.looks > 0 else None

    def _seat(self, left: list[int], free: int) -> bool:
        if self.looks <= 0 or self._short(left, free):
            return False
        if not left:
            return True
        open_to = {unit: self._open(unit) for unit in left}
        unit = min(left, key=lambda u: (len(open_to[u]), -self.task.size[u], -len(self.task.foes[u]), u))
        rest = [other for other in left if other != unit]
        for table in open_to[unit]:
            self.at[table].append(unit)
            self.used[table] += self.task.size[unit]
            if self._seat(rest, free):
                return True
            self.at[table].pop()
            self.used[table] -= self.task.size[unit]
        return False

    def _open(self, unit: int) -> list[int]:
        """The tables where the unit may sit; of empty tables that are alike only the first."""
        task = self.task
        seen: set[tuple[int, int]] = set()
        tables = []
        for t, bounds in enumerate(zip(task.low, task.high, strict=True)):
            if task.fixed[unit] not in (-1, t):
                continue
            if not self.at[t] and t not in task.fixed:
                if bounds in seen:
                    continue
                seen.add(bounds)
            self.looks -= 1
            if self._fits(t, unit):
                tables.append(t)
        return tables

    def _fits(self, table: int, unit: int) -> bool:
        task, at = self.task, self.at[table]
        if self.used[table] + task.size[unit] > task.high[table] or any(foe in at for foe in task.foes[unit]):
            return False
        if any(mark.held[unit] + sum(mark.held[u] for u in at) > mark.most for mark in task.marks):
            return False
        heard = task.heard[unit] + sum(task.heard[u] for u in at) if task.tongues else 0
        return not heard or any(tongue[unit] + sum(tongue[u] for u in at) == heard for tongue in task.tongues)

    def _short(self, left: list[int], free: int) -> bool:
        """Whether those left cannot fill what tables still need, or do not fit into what they still have."""
        task, size = self.task, self.task.size
        people = sum(size[u] for u in left) + free
        missing = sum(max(0, low - used) for low, used in zip(task.low, self.used, strict=True))
        if missing > people or people > sum(task.high) - sum(self.used):
            return True
        return any(
            sum(max(0, mark.least - sum(mark.held[u] for u in at)) for at in self.at) > sum(mark.held[u] for u in left)
            for mark in task.marks
        )
