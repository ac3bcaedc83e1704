"""A language for each table, then people to tables that speak theirs: a common language is found, or shown to be none.

How many tables of each kind speak which language is searched by hill climbing, then exhaustively. A choice is checked
by Hall's condition in both directions over all sets of languages (those who speak only these must fit at their tables;
the tables must find as many as they need among those who speak one of these), O(2^languages) each. Then augmenting
paths seat everybody (Hall 1935, "On representatives of subsets"; Hoffman 1960 for bounds from below).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import product
from typing import Final, TypeAlias

from attrs import define, field, frozen

from kommunal_partner.matching._seating.flow_branching import seat_apart
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.results import Budget

Kind: TypeAlias = tuple[int, int, int]
"""The least and the most people of a table, and the set of languages it may speak, as bits."""

MOST_LANGUAGES: Final = 10
MOST_CHOICES: Final = 30_000  # about a second
CLIMBS: Final = 40
FEW_CLIMBS: Final = 3
CLIMBED: Final = 300_000  # sets of languages looked at while climbing, in rounds over all tables
NODES: Final = 400_000  # of people in all nodes of the search for seatings, half a second
MANY_NODES: Final = 40_000_000  # among many, for whom paths are longer, of pairs of people
LEAST_NODES: Final = 20
FIRST_NODES: Final = 50
LANE: Final = 32  # bits; people and chairs are fewer than 2,000 each


def seat_by_language(
    problem: SeatingProblem, rng: random.Random, budget: Budget, closest: Incumbent[list[int]] | None = None
) -> list[int] | bool | None:
    """A seating in which all tables have a language in common and as many people as they must and may have.

    It also parts those who must not meet if it can; other rules may be broken in it. False if there is none; None if it
    is neither found nor excluded; what came close is then offered as the closest, see `seat_apart`.
    """
    languages = _languages_of(problem)
    if languages is None:
        return False
    if len(languages.speakers) > MOST_LANGUAGES or budget.stopped:
        return None
    units = max(1, len(problem.size))
    nodes = Budget(max(LEAST_NODES, min(NODES // units, MANY_NODES // units**2)))
    if not languages.speakers:  # nothing is known of anybody
        return _seated(problem, iter([_open_to(problem, languages, {})]), rng, nodes, budget, closest)
    choices = _Choices.of(problem, languages)
    good = (_open_to(problem, languages, tables) for tables in choices.good(rng, budget))
    found = _seated(problem, good, rng, nodes, budget, closest)
    if found is None or isinstance(found, list):
        return found
    return False if choices.complete and (choices.alike or not nodes.done) else None


def _seated(
    problem: SeatingProblem,
    choices: Iterator[list[int]],
    rng: random.Random,
    nodes: Budget,
    budget: Budget,
    closest: Incumbent[list[int]] | None,
) -> list[int] | bool | None:
    """Everybody at a table open to them by one of the choices; False if there is none in all of them.

    Choices in which that is not soon decided are gone through again, with twice the nodes each.
    """
    order, most = list(range(len(problem.size))), FIRST_NODES
    while True:
        undecided = []
        for open_to in choices:
            rng.shuffle(order)
            # Large units take chairs first, then those that have the fewest tables.
            narrowness = [(-size, tables.bit_count()) for size, tables in zip(problem.size, open_to, strict=True)]
            order.sort(key=narrowness.__getitem__)
            inner = nodes.within(most)
            found = seat_apart(problem, open_to, order, inner, budget, closest)
            nodes.spend(max(1, inner.done))
            if isinstance(found, list):
                return found
            if found is None:
                undecided.append(open_to)
            if nodes.spent or budget.stopped:
                return None
        if not undecided:
            return False
        choices, most = iter(undecided), 2 * most


@frozen(eq=False)
class _Languages:
    """The languages that matter, by the units that speak them, and those of each unit, both as bits; -1 for any."""

    speakers: list[int]
    of_unit: list[int]


def _languages_of(problem: SeatingProblem) -> _Languages | None:
    """Without those whose speakers all speak another one too; None if a unit has no language in common itself."""
    units = range(len(problem.size))
    known = problem.speakers_known
    spoken = {sum(1 << u for u in units if known[u] and of[u] == known[u]) for of in problem.speakers_by_language}
    kept = sorted(one for one in spoken if one and not any(one != other and one & other == one for other in spoken))
    of_unit = [sum(1 << k for k, one in enumerate(kept) if one >> u & 1) if known[u] else -1 for u in units]
    return None if 0 in of_unit else _Languages(kept, of_unit)


@define(eq=False)
class _Choices:
    """Which language each table speaks: the kinds of tables, and how many people there are by sets of languages."""

    kinds: dict[Kind, list[int]]
    languages: int
    only: list[int]  # people, by set of languages, who speak none but these
    some: list[int]  # people who speak one of these at least, or of whom nothing is known
    crowds: list[int]  # of the units counted in `only`, so many must not meet one another
    alike: bool  # whether tables of one kind are the same for everybody
    complete: bool = field(default=False)
    # Numbers for all sets of languages side by side: 1 for those that hold a language, and those of `only` and `some`.
    _holding: list[int] = field(init=False)
    _packed_only: int = field(init=False)
    _packed_some: int = field(init=False)
    _packed_crowds: int = field(init=False)
    _tops: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        sets = range(1 << self.languages)
        self._holding = [_packed([chosen >> k & 1 for chosen in sets]) for k in range(self.languages)]
        self._packed_only, self._packed_some = _packed(self.only), _packed(self.some)
        self._packed_crowds = _packed(self.crowds)
        self._tops = _packed([1 << LANE - 1] * len(sets))

    @classmethod
    def of(cls, problem: SeatingProblem, languages: _Languages) -> _Choices:
        count = len(languages.speakers)
        every = (1 << count) - 1
        allowed = [every] * len(problem.low)
        for unit, table in enumerate(problem.fixed):
            if table >= 0:
                allowed[table] &= languages.of_unit[unit]
        kinds: dict[Kind, list[int]] = {}
        everybody = sum(problem.size)
        for table, (low, high, languages_here) in enumerate(zip(problem.low, problem.high, allowed, strict=True)):
            kind = (min(low, everybody + 1), min(high, everybody), languages_here)
            kinds.setdefault(kind, []).append(table)
        held = set(problem.fixed)
        alike = all(
            len(tables) == 1 or languages_here.bit_count() == 1 or held.isdisjoint(tables)
            for (_, _, languages_here), tables in kinds.items()
        )
        only = [0] * (1 << count)
        for size, of_unit in zip(problem.size, languages.of_unit, strict=True):
            if of_unit >= 0:
                only[of_unit] += size
        for k in range(count):
            for chosen in range(1 << count):
                if chosen >> k & 1:
                    only[chosen] += only[chosen ^ (1 << k)]
        some = [everybody - only[every & ~chosen] for chosen in range(1 << count)]
        crowds = _largest_crowds(problem, languages.of_unit, count)
        return cls(kinds, count, only, some, crowds, alike)

    def good(self, rng: random.Random, budget: Budget) -> Iterator[dict[int, int]]:
        """The language of each table, for choices that pass the check; all of them if they are few enough."""
        if not all(allowed for _, _, allowed in self.kinds):  # two who are set at one table have no language in common
            self.complete = True
            return
        ranges = list(map(self._ranges, self.kinds))
        tables = [len(at) for at in self.kinds.values()]
        few = math.prod(map(_ways, ranges, tables)) <= MOST_CHOICES
        looks = sum(tables) * self.languages << self.languages
        seen: set[tuple[tuple[int, ...], ...]] = set()
        for _ in range(FEW_CLIMBS if few else min(CLIMBS, max(FEW_CLIMBS, CLIMBED // looks))):
            climbed = self._climb(rng)
            if budget.report() and budget.stopped:
                return
            if self.lacking(climbed) == 0 and climbed not in seen:
                seen.add(climbed)
                yield self._tables(climbed)
        if not few:
            return
        for choice in product(*map(_each_way, ranges, tables)):
            if budget.report() and budget.stopped:
                return
            if choice not in seen and self.lacking(choice) == 0:
                yield self._tables(choice)
        self.complete = True

    def _options(self, kind: Kind) -> list[int]:
        """The languages that a table may speak."""
        return [k for k in range(self.languages) if kind[2] >> k & 1]

    def _ranges(self, kind: Kind) -> list[tuple[int, int, int]]:
        """The languages that a table of a kind may speak, and of how many of them at least and at most.

        No more than can be filled, and as many as those need who speak only this one and find no chair at other kinds.
        """
        here = len(self.kinds[kind])
        elsewhere = sum(len(tables) for other, tables in self.kinds.items() if other != kind)
        fullest = max(1, *(high for _, high, _ in self.kinds))
        found = []
        for language in self._options(kind):
            alone = 1 << language
            least = max(-(-self.only[alone] // fullest), self.crowds[alone]) - elsewhere
            most = self.some[alone] // kind[0] if kind[0] else here
            found.append((language, max(0, least), min(here, most)))
        return found

    def _tables(self, choice: tuple[tuple[int, ...], ...]) -> dict[int, int]:
        return {
            table: language
            for tables, of_kind in zip(self.kinds.values(), choice, strict=True)
            for table, language in zip(tables, of_kind, strict=True)
        }

    def lacking(self, choice: tuple[tuple[int, ...], ...]) -> int:
        """How many chairs and people are lacking, added up over all sets of languages; 0 if the choice will do."""
        least = most = tables = chairs = 0
        for (low, high, _), of_kind in zip(self.kinds, choice, strict=True):
            chairs += high * len(of_kind)
            holding = sum(of_kind.count(language) * self._holding[language] for language in set(of_kind))
            least += low * holding
            most += high * holding
            tables += holding
        return (
            max(0, self.some[-1] - chairs)
            + _excess(self._packed_only - most, self._tops)
            + _excess(least - self._packed_some, self._tops)
            + _excess(self._packed_crowds - tables, self._tops)
        )

    def _climb(self, rng: random.Random) -> tuple[tuple[int, ...], ...]:
        """A choice that no change of one table's language improves, from a random start."""
        options = list(map(self._options, self.kinds))
        choice = [[rng.choice(of_kind) for _ in at] for of_kind, at in zip(options, self.kinds.values(), strict=True)]

        def lacking() -> int:
            return self.lacking(tuple(map(tuple, choice)))

        least, better = lacking(), True
        while least and better:
            better = False
            for of_kind, may in zip(choice, options, strict=True):
                for position in range(len(of_kind)):
                    for language in rng.sample(may, len(may)):
                        before = of_kind[position]
                        of_kind[position] = language
                        now = lacking()
                        if now < least:
                            least, better = now, True
                        else:
                            of_kind[position] = before
        return tuple(tuple(sorted(of_kind)) for of_kind in choice)


def _ways(ranges: list[tuple[int, int, int]], tables: int) -> int:
    """How many ways there are to give so many tables a language, each language so often as it may be."""
    ways = [1] + [0] * tables
    for _, least, most in ranges:
        ways = [sum(ways[k - taken] for taken in range(least, min(most, k) + 1)) for k in range(tables + 1)]
    return ways[tables]


def _each_way(ranges: list[tuple[int, int, int]], tables: int) -> list[tuple[int, ...]]:
    """Those ways, languages in order."""
    found: list[tuple[int, ...]] = [()]
    for place, (language, least, most) in enumerate(ranges):
        needed = sum(later for _, later, _ in ranges[place + 1 :])
        room = sum(later for _, _, later in ranges[place + 1 :])
        found = [
            (*some, *[language] * taken)
            for some in found
            for taken in range(max(least, tables - len(some) - room), min(most, tables - len(some) - needed) + 1)
        ]
    return found if ranges else []


def _crowds(problem: SeatingProblem) -> Iterator[list[int]]:
    """Units of whom no two may meet, so that each pair that must not is in one of them at least: cliques, greedily."""
    seen: set[tuple[int, int]] = set()
    conflicts = [set(others) for others in problem.conflicts]
    for unit, others in enumerate(problem.conflicts):
        for other in others:
            if other > unit and (unit, other) not in seen:
                crowd = [unit, other]
                for third in others:
                    if all(third in conflicts[one] for one in crowd):
                        crowd.append(third)
                seen.update((one, two) for one in crowd for two in crowd)
                yield crowd


def _largest_crowds(problem: SeatingProblem, of_unit: list[int], languages: int) -> list[int]:
    """By set of languages, the most units of a crowd that speak none but these."""
    found = [0] * (1 << languages)
    for crowd in _crowds(problem):
        speaking = {0: 0}
        for spoken in (of_unit[unit] for unit in crowd if of_unit[unit] >= 0):
            for others, units in list(speaking.items()):
                speaking[others | spoken] = max(speaking.get(others | spoken, 0), units + 1)
        for spoken, units in speaking.items():
            found[spoken] = max(found[spoken], units)
    for k in range(languages):
        for chosen in range(1 << languages):
            if chosen >> k & 1:
                found[chosen] = max(found[chosen], found[chosen ^ (1 << k)])
    return found


def _packed(numbers: list[int]) -> int:
    """Numbers from 0 as one, the first in the lowest lane."""
    return int.from_bytes(b"".join(number.to_bytes(LANE // 8, "little") for number in numbers), "little")


def _excess(packed: int, tops: int) -> int:
    """The sum of the lanes that are above 0, of numbers that may be below."""
    raised = packed + tops
    above = raised & tops
    # What is left of a number that is divided by one less than the base of its digits is the sum of the digits.
    return (raised & (above - (above >> LANE - 1))) % ((1 << LANE) - 1)


def _open_to(problem: SeatingProblem, languages: _Languages, of_table: dict[int, int]) -> list[int]:
    """For each unit the tables whose language it speaks, or where it is set, as bits."""
    speaking = [
        sum(1 << t for t, language in of_table.items() if language == k) for k in range(len(languages.speakers))
    ]
    every = (1 << len(problem.low)) - 1
    return [
        1 << fixed
        if fixed >= 0
        else every
        if mask < 0
        else sum(speaking[k] for k in range(len(speaking)) if mask >> k & 1)
        for fixed, mask in zip(problem.fixed, languages.of_unit, strict=True)
    ]
