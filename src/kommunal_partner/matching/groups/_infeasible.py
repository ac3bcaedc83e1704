"""Why people cannot be seated: the named rules of a task, cheap checks, and the smallest set that clashes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final, TypeAlias

from attrs import define

from kommunal_partner.clashes import Clash, ClashRule, FoundBy, Names, smallest_clash
from kommunal_partner.clashes._clash import first_clash
from kommunal_partner.matching._seating.backtracking import can_seat, is_excluded
from kommunal_partner.matching._seating.language_choices import crowds
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.table_counts import is_miscounted
from kommunal_partner.matching.groups import sentences
from kommunal_partner.matching.groups._encode import RuleName, encode
from kommunal_partner.matching.groups._task import GroupTask
from kommunal_partner.results import Budget, say
from kommunal_partner.verdicts import Reason

_LOOKS_IN_ALL: Final = 2_000_000
_QUESTIONS: Final = 200
# Among many people and rules a question takes longer: then there are fewer of them, and fewer searches for seatings.
_FEWEST_QUESTIONS: Final = 50
_COUNTED: Final = 100_000
_FEWEST_SEARCHES: Final = 12
_SEARCHED: Final = 40_000
_FEWEST_OPEN: Final = 2
_LEFT_OPEN: Final = 240

_Rules: TypeAlias = dict[RuleName, ClashRule]


def rules_of(task: GroupTask) -> _Rules:
    """The rules that somebody set, by name, those first that are least likely to be blamed: the sizes of the tables."""
    sizes = ", ".join(str(low) if low == high else f"{low}–{high}" for low, high in task.sizes)
    rules = [ClashRule("sizes", (), say(sentences.SIZES_RULE, sizes=sizes))]
    rules += [
        ClashRule("locked", (one,), say(sentences.LOCKED_RULE, id=one, table=table))
        for one, table in task.locked.items()
    ]
    rules += [ClashRule("together", ids, say(sentences.TOGETHER_RULE, ids=Names(ids))) for ids in task.together]
    rules += [ClashRule("apart", ids, say(sentences.APART_RULE, ids=Names(ids))) for ids in task.apart]
    for name, reason, quotas in (
        ("at_least", sentences.AT_LEAST_RULE, task.at_least),
        ("at_most", sentences.AT_MOST_RULE, task.at_most),
    ):
        rules += [
            ClashRule(f"{name}: {quota.name}", quota.members, say(reason, name=quota.name, number=quota.number))
            for quota in quotas
        ]
    if task.languages is not None:
        rules.append(ClashRule("common_language", (), say(sentences.LANGUAGE_RULE)))
    return {(rule.name, rule.ids): rule for rule in rules}


def quick_clash(task: GroupTask, rules: _Rules) -> Clash | None:
    """What a cheap look shows to be impossible."""
    looks: list[Callable[[], Clash | None]] = [
        lambda look=look: next(look(task, rules), None)  # type: ignore[misc] # because a lambda with defaults has no type
        for look in (_sizes, _blocks, _apart, _locks, _quotas)
    ]
    return first_clash(looks)


def _check(reason: Reason, rules: list[ClashRule], **values: object) -> Clash:
    return Clash(say(reason, **values), rules, minimal=False, found_by=FoundBy.CHECK)


def _sizes(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    needed, chairs = sum(low for low, _ in task.sizes), sum(high for _, high in task.sizes)
    if len(task.ids) > chairs:
        yield _check(sentences.TOO_FEW_CHAIRS, [rules["sizes", ()]], people=len(task.ids), chairs=chairs)
    if len(task.ids) < needed:
        yield _check(sentences.TOO_FEW_PEOPLE, [rules["sizes", ()]], people=len(task.ids), needed=needed)


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
            yield _check(
                sentences.TOO_LARGE_TOGETHER,
                [rules["sizes", ()], *among],
                ids=Names(members),
                count=len(members),
                chairs=chairs,
            )
        for ids in task.apart:
            both = [one for one in ids if one in block]
            if len(both) > 1:
                chain = [rules["together", link] for link in _chain(links, both[0], both[1])]
                yield _check(sentences.TOGETHER_AND_APART, [*chain, rules["apart", ids]], a=both[0], b=both[1])
        held = [one for one in members if one in task.locked]
        for one in held[1:]:
            if task.locked[one] != task.locked[held[0]]:
                locks = [rules["locked", (held[0],)], rules["locked", (one,)]]
                chain = [rules["together", link] for link in _chain(links, held[0], one)]
                yield _check(sentences.TOGETHER_AT_TWO_TABLES, [*locks, *chain], a=held[0], b=one)


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
            yield _check(
                sentences.TOO_MANY_APART, [rules["apart", ids]], ids=Names(ids), count=len(ids), tables=len(task.sizes)
            )
        at: dict[int, Hashable] = {}
        for one in ids:
            if one in task.locked:
                other = at.setdefault(task.locked[one], one)
                if other != one:
                    named = [rules["locked", (other,)], rules["locked", (one,)], rules["apart", ids]]
                    yield _check(sentences.APART_AT_ONE_TABLE, named, a=other, b=one, table=task.locked[one])


def _locks(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    for t, (_, high) in enumerate(task.sizes, 1):
        held = [one for one, table in task.locked.items() if table == t]
        if len(held) > high:
            named = [rules["sizes", ()], *(rules["locked", (one,)] for one in held)]
            yield _check(sentences.TABLE_OVERFULL, named, table=t, count=len(held), chairs=high)


def _quotas(task: GroupTask, rules: _Rules) -> Iterator[Clash]:
    tables = len(task.sizes)
    for quota in task.at_least:
        count, needed = len(quota.members), quota.number * tables
        if count < needed:
            rule = rules[f"at_least: {quota.name}", quota.members]
            values = {"number": quota.number, "name": quota.name, "tables": tables, "needed": needed, "count": count}
            yield _check(sentences.TOO_FEW_WITH_PROPERTY, [rule], **values)
    for quota in task.at_most:
        count, room = len(quota.members), quota.number * tables
        if count > room:
            rule = rules[f"at_most: {quota.name}", quota.members]
            values = {"number": quota.number, "name": quota.name, "tables": tables, "room": room, "count": count}
            yield _check(sentences.TOO_MANY_WITH_PROPERTY, [rule], **values)


def kept_rules(task: GroupTask, rules: _Rules) -> list[RuleName]:
    """As many of the rules, in their order, as do not contradict one another outright.

    Those who belong together are joined one rule after the other; a rule falls that would join two set at different
    tables, or keep two apart who are joined.
    """
    kept: list[RuleName] = []
    joined: dict[Hashable, set[Hashable]] = {one: {one} for one in task.ids}
    for name, ids in rules:
        if name == "together":
            block = set().union(*(joined[one] for one in ids))
            if len({task.locked[one] for one in block if one in task.locked}) > 1:
                continue
            joined.update(dict.fromkeys(block, block))
        if name == "apart" and len({id(joined[one]) for one in ids}) < len(ids):
            continue
        kept.append((name, ids))
    return kept


def explain_clash(
    task: GroupTask, rules: _Rules, seed: int, budget: Budget, *, shown: bool, kept: Iterable[RuleName] = ()
) -> Clash | None:
    """The smallest clashing set of rules that is found where no cheap look finds one; None if none is shown.

    A search for all rules together has failed before; `shown` if it showed that they clash. `kept` are rules that some
    seating keeps. Of the budget only the deadline counts, and what `progress` answers.
    """
    looks = Budget(_LOOKS_IN_ALL, budget.deadline, 0, budget.progress, budget.stopped)
    people = len(task.ids)
    searches = max(_FEWEST_SEARCHES, _SEARCHED // max(1, people))
    most = min(_QUESTIONS, max(_FEWEST_QUESTIONS, _COUNTED // (people + len(rules))))
    left_open = max(_FEWEST_OPEN, _LEFT_OPEN // max(1, people))
    questions = _Questions(task, seed, looks, [frozenset(kept)], searches, left_open)
    counted = smallest_clash(_of_a_crowd(task, rules) or rules.values(), questions.by_counting, steps=most)
    if counted is not None:
        # Of the few that are left each is asked about by itself: whether the others can hold.
        questions.singly = True
        few = len(counted.rules) <= searches
        return smallest_clash(counted.rules, questions.by_all_means, steps=_QUESTIONS) if few else counted
    every = frozenset(rules)
    if shown or is_excluded(questions.problem(every), looks):
        questions.clashing = every
        return smallest_clash(rules.values(), questions.by_all_means, steps=most)
    return None


def _of_a_crowd(task: GroupTask, rules: _Rules) -> list[ClashRule]:
    """The rules that keep so many apart, each from all others, that there are too few tables; none if none are seen."""
    apart = [name for name in rules if name[0] == "apart"]
    crowd = max(crowds(encode(task, apart, weighed=False).problem), key=len, default=[])
    ids = {task.ids[person] for person in crowd}
    too_many = len(ids) > len(task.sizes)
    return [rules[name] for name in apart if len(ids.intersection(name[1])) > 1] if too_many else []


@define(eq=False)
class _Questions:
    """Whether some of the rules can hold together, with what is known of others; `clashing` is shown to clash."""

    task: GroupTask
    seed: int
    looks: Budget
    kept: list[frozenset[RuleName]]
    searches: int
    left_open: int  # so many searches may tell nothing; then there are no more
    clashing: frozenset[RuleName] | None = None
    singly: bool = False

    def problem(self, names: frozenset[RuleName]) -> SeatingProblem:
        return encode(self.task, names, weighed=False).problem

    def by_counting(self, some: tuple[ClashRule, ...]) -> bool | None:
        """As far as that is known or shown by counting."""
        return self._answer(frozenset((rule.name, rule.ids) for rule in some), searched=False)

    def by_all_means(self, some: tuple[ClashRule, ...]) -> bool | None:
        """As far as that is known or shown by counting, by a seating or by its absence."""
        return self._answer(frozenset((rule.name, rule.ids) for rule in some), searched=True)

    def _answer(self, names: frozenset[RuleName], *, searched: bool) -> bool | None:
        if any(names <= others for others in self.kept):
            return True
        if self.looks.report() and self.looks.stopped:
            return None
        left_out = names if self.clashing is None else self.clashing - names
        if not left_out:
            return False
        problem = self.problem(names)
        answer = False if is_miscounted(problem) else None
        if answer is None and searched and self.searches and self.left_open and not (self.singly and len(left_out) > 1):
            self.searches -= 1
            answer = can_seat(problem, self.seed, self.looks)
            self.left_open -= answer is None
        if answer:
            self.kept.append(names)
        if answer is False:
            self.clashing = names
        return answer
