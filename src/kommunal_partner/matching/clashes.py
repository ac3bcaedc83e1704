"""Why no result exists: the few named rules that cannot hold together, in a form that every search shares.

A search explains an impossible task in this order: cheap checks first, then a Hall set (some who together need more
places than are open to them), then the smallest clashing set of rules found by leaving rules out, and last the best
partial result with a reason for each thing left out (`Unmet`). The first three all end in a `Clash`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Final, TypeVar

from attrs import field, frozen

from kommunal_partner.errors import BadBudget, BadInstance
from kommunal_partner.languages import language
from kommunal_partner.results import NO_RESULT, Status, Unmet, Violation, in_order, say
from kommunal_partner.verdicts import Reason, Sentence, spoken

__all__ = [
    "CANNOT_ALL_HOLD",
    "CLASH",
    "HALL_NOWHERE",
    "HALL_TOO_FEW",
    "NOT_KEPT",
    "SMALLEST_CLASH",
    "Clash",
    "FoundBy",
    "HallSet",
    "Names",
    "Rule",
    "contradiction",
    "first_clash",
    "hall_violator",
    "misstated",
    "not_kept",
    "opening",
    "smallest_clash",
]

CANNOT_ALL_HOLD: Final = Reason(
    "CANNOT_ALL_HOLD", de="Diese Regeln können nicht zusammen gelten:", en="These rules cannot hold together:"
)
CLASH: Final = Reason(
    "CLASH",
    de="Diese Regeln können nicht zusammen gelten (Anzahl: {count}; vielleicht genügen schon weniger):",
    en="These rules cannot hold together (number: {count}; fewer may do):",
)
SMALLEST_CLASH: Final = Reason(
    "SMALLEST_CLASH",
    de="Diese Regeln können nicht zusammen gelten (Anzahl: {count}); fiele eine weg, könnten es die übrigen:",
    en="These rules cannot hold together (number: {count}); without any one of them the others could:",
)
HALL_TOO_FEW: Final = Reason(
    "HALL_TOO_FEW",
    de="{ids}: zusammen gebraucht werden {demand} Plätze, offen stehen nur {sides} mit zusammen {capacity}.",
    en="{ids}: together they need {demand} places, but only {sides} are open to them, with {capacity} in all.",
)
HALL_NOWHERE: Final = Reason(
    "HALL_NOWHERE",
    de="{ids}: gebraucht werden {demand} Plätze, aber nichts steht offen.",
    en="{ids}: {demand} places are needed, but nothing is open.",
)
NOT_KEPT: Final = Reason("NOT_KEPT", de="Nicht eingehalten: {rule}", en="Not kept: {rule}")
_MISSTATED: Final = Reason(
    "UNMET_MISSTATED",
    de="Was als unerfüllt genannt ist, ist nicht das, was unerfüllt ist.",
    en="What is said to be unmet is not what is unmet.",
)


def _ids(ids: Iterable[Hashable]) -> tuple[Hashable, ...]:
    return tuple(ids)


@frozen
class Names:
    """Ids to be read in a sentence: all of them if they are few, else the first and how many more.

    >>> Names(range(20), shown=2).text("en")
    '0, 1 and 18 more'
    """

    ids: tuple[Hashable, ...] = field(converter=_ids)
    shown: int = 8

    def text(self, lang: str = "de") -> str:
        """The ids as the language writes them."""
        tag = language(lang)
        listed = ", ".join(spoken(one, tag) for one in self.ids[: self.shown])
        more = len(self.ids) - self.shown
        if more <= 0:
            return listed
        return f"{listed} und {more} weitere" if tag == "de" else f"{listed} and {more} more"


@frozen
class Rule:
    """A rule of one task: what kind it is, whom it concerns, and the sentence that says it."""

    name: str
    ids: tuple[Hashable, ...]
    sentence: Sentence

    def text(self, lang: str = "de") -> str:
        """The rule, as a sentence."""
        return self.sentence.text(lang)


def _rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(rules)


class FoundBy(Enum):
    """How a clash was found: by a cheap check, as a Hall set, or by leaving rules out one after the other."""

    CHECK = "check"
    HALL = "hall"
    SEARCH = "search"


@frozen
class Clash:
    """Rules that cannot hold together.

    `minimal` tells whether it is proven that each of them is needed for the clash; if not, some may be beside the
    point, but that they clash is sure all the same.
    """

    sentence: Sentence
    rules: tuple[Rule, ...] = field(converter=_rules)
    minimal: bool
    found_by: FoundBy

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What clashes, and then each rule."""
        return (self.sentence, *(rule.sentence for rule in self.rules))

    def text(self, lang: str = "de") -> str:
        """What clashes, in one sentence, and then the rules, a line each."""
        tag = language(lang)
        return "\n".join([self.sentence.text(tag), *(f"- {rule.text(tag)}" for rule in self.rules)])


def not_kept(rule: Rule) -> Unmet:
    """That a partial result breaks a rule."""
    return Unmet(rule.ids, say(NOT_KEPT, rule=rule.sentence))


def misstated(
    unmet: Iterable[Unmet], dropped: Iterable[Rule], left_out: Iterable[Hashable] = ()
) -> Iterator[Violation]:
    """The violations that what is said to be unmet is not what is: the rules broken, and those left out, each once."""
    said = Counter(one.ids if one.sentence.reason != NOT_KEPT else one.sentence for one in unmet)
    so = Counter[object](not_kept(rule).sentence for rule in dropped)
    so.update((one,) for one in left_out)
    if said != so:
        yield Violation("unmet", (), say(_MISSTATED))


def opening(status: Status, clash: Clash | None, unmet: Iterable[Unmet] = ()) -> Iterator[Sentence]:
    """What a result says of itself first: that there is none, which rules clash, and what is left out."""
    if status is Status.INFEASIBLE:
        yield say(NO_RESULT)
    if clash is not None:
        yield from clash.sentences
    yield from (left.sentence for left in unmet)


def contradiction(*rules: Rule) -> Clash:
    """The clash of rules that were seen to exclude one another, each of them needed for that."""
    return Clash(say(CANNOT_ALL_HOLD), rules, minimal=True, found_by=FoundBy.CHECK)


def first_clash(looks: Iterable[Callable[[], Clash | None]]) -> Clash | None:
    """What the first look finds that finds anything; the later, dearer ones are then not asked."""
    for look in looks:
        clash = look()
        if clash is not None:
            return clash
    return None


def smallest_clash(
    rules: Iterable[Rule],
    is_feasible: Callable[[tuple[Rule, ...]], bool | None],
    *,
    steps: int | None = None,
) -> Clash | None:
    """The rules that are left when every one that the clash does not need has been left out.

    `is_feasible` says of some of the rules, in their order, whether they can hold together; None means that it could
    not tell. Rules are left out in blocks, the first ones first, so put last what is best blamed. None comes back if
    all rules together are not shown to clash. `steps` limits the number of questions; when they are used up, the
    rules not yet tried stay, and the clash is not called minimal.

    Raises:
        BadBudget: if `steps` is below 1.

    >>> rules = [Rule(name, (), Sentence(CLASH, {"count": 0})) for name in "abcd"]
    >>> clash = smallest_clash(rules, lambda some: not {"b", "d"} <= {rule.name for rule in some})
    >>> [rule.name for rule in clash.rules], clash.minimal
    (['b', 'd'], True)
    """
    if steps is not None and steps < 1:
        raise BadBudget(f"{steps} steps: at least 1 is needed to ask whether the rules clash at all")
    rules = tuple(rules)
    if is_feasible(rules) is not False:
        return None
    asked = 1
    needed: list[Rule] = []
    blocks: list[tuple[Rule, ...]] = [rules] if rules else []
    proven = True
    while blocks:
        block = blocks.pop()
        if steps is not None and asked >= steps:
            needed += block
            proven = False
            continue
        asked += 1
        answer = is_feasible((*needed, *(rule for later in reversed(blocks) for rule in later)))
        if answer is False:
            continue
        if len(block) == 1:
            needed += block
            proven &= answer is True
        else:
            half = len(block) // 2
            blocks += [block[half:], block[:half]]
    reason = SMALLEST_CLASH if proven else CLASH
    return Clash(Sentence(reason, {"count": len(needed)}), needed, proven, FoundBy.SEARCH)


D = TypeVar("D", bound=Hashable)
S = TypeVar("S", bound=Hashable)


@frozen
class HallSet:
    """Some who together need more places than all that is open to any of them can give."""

    ids: tuple[Hashable, ...]
    sides: tuple[Hashable, ...]
    demand: int
    capacity: int

    @property
    def sentence(self) -> Sentence:
        """The set in words, for want of words of your own."""
        values: dict[str, object] = {"ids": Names(self.ids), "demand": self.demand}
        if not self.sides:
            return Sentence(HALL_NOWHERE, values)
        return Sentence(HALL_TOO_FEW, {**values, "sides": Names(self.sides), "capacity": self.capacity})

    def text(self, lang: str = "de") -> str:
        """The set in words."""
        return self.sentence.text(lang)


def hall_violator(
    demands: Mapping[D, int], allowed: Mapping[D, Iterable[S]], capacities: Mapping[S, int]
) -> HallSet | None:
    """Some whose demands exceed all that is open to them, none of whom could be left out; None if all can be served.

    `demands` are whole numbers of places, `allowed` the sides where each may take them (as many as it likes from
    each), `capacities` what each side gives; a side without a capacity gives nothing.

    Raises:
        BadInstance: if a demand or a capacity is below 0.

    >>> found = hall_violator({"a": 1, "b": 1, "c": 1}, {"a": "x", "b": "x", "c": "xy"}, {"x": 1, "y": 1})
    >>> found.ids, found.sides, found.demand, found.capacity
    (('a', 'b'), ('x',), 2, 1)
    """
    needs = dict[Hashable, int](demands.items())
    gives = dict[Hashable, int](capacities.items())
    open_to = dict[Hashable, Iterable[Hashable]](allowed.items())
    for kind, amounts in (("demand", needs), ("capacity", gives)):
        for one, amount in amounts.items():
            if amount < 0:
                raise BadInstance(f"{kind} of {one!r} is {amount}: it must not be below 0")
    ids = in_order(one for one, amount in needs.items() if amount > 0)
    ways = {one: in_order(side for side in set(open_to.get(one, ())) if gives.get(side, 0) > 0) for one in ids}
    spare = {side: amount for side, amount in gives.items() if amount > 0}
    given: dict[Hashable, dict[Hashable, int]] = {side: {} for side in spare}
    for one in ids:
        open_need = needs[one]
        for side in ways[one]:
            amount = min(open_need, spare[side])
            if amount:
                given[side][one] = amount
                spare[side] -= amount
                open_need -= amount
        while open_need:
            short = _augment(one, ways, spare, given)
            if short is not None:
                return _irreducible(short, needs, ways, gives)
            open_need -= 1
    return None


def _augment(
    start: Hashable,
    ways: Mapping[Hashable, list[Hashable]],
    spare: dict[Hashable, int],
    given: dict[Hashable, dict[Hashable, int]],
) -> list[Hashable] | None:
    """Serve `start` with one more place along an alternating path; else all who were reached, who then lack one."""
    came_from: dict[Hashable, Hashable] = {}  # side → who reached it
    let_go: dict[Hashable, Hashable] = {}  # who → the side that could be given up for another
    reached = {start: None}
    queue = deque([start])
    while queue:
        one = queue.popleft()
        for side in ways[one]:
            if side in came_from:
                continue
            came_from[side] = one
            if spare[side]:
                spare[side] -= 1
                _shift(side, start, came_from, let_go, given)
                return None
            for other in given[side]:
                if other not in reached:
                    reached[other] = None
                    let_go[other] = side
                    queue.append(other)
    return list(reached)


def _shift(
    side: Hashable,
    start: Hashable,
    came_from: dict[Hashable, Hashable],
    let_go: dict[Hashable, Hashable],
    given: dict[Hashable, dict[Hashable, int]],
) -> None:
    """Hand places on, from the side with room back to `start`."""
    while True:
        one = came_from[side]
        given[side][one] = given[side].get(one, 0) + 1
        if one == start:
            return
        side = let_go[one]
        given[side][one] -= 1
        if not given[side][one]:
            del given[side][one]


def _irreducible(
    short: list[Hashable],
    demands: Mapping[Hashable, int],
    ways: Mapping[Hashable, list[Hashable]],
    capacities: Mapping[Hashable, int],
) -> HallSet:
    """The set without all whom it does not need to be too many."""
    users: dict[Hashable, int] = {}
    for one in short:
        for side in ways[one]:
            users[side] = users.get(side, 0) + 1
    demand = sum(demands[one] for one in short)
    capacity = sum(capacities[side] for side in users)
    kept = dict.fromkeys(in_order(short))
    again = True
    while again:
        again = False
        for one in reversed(list(kept)):
            less = sum(capacities[side] for side in ways[one] if users[side] == 1)
            if demand - demands[one] > capacity - less:
                again = True
                del kept[one]
                demand -= demands[one]
                capacity -= less
                for side in ways[one]:
                    users[side] -= 1
    sides = tuple(in_order(side for side, count in users.items() if count))
    return HallSet(tuple(kept), sides, demand, capacity)
