"""Which languages tables may speak: choices checked by Hall's condition, and a climb to one that leaves room.

Those who speak only some languages must fit at the tables that speak these; the tables must find as many as they need
among those who speak one of these; the same holds for those with and those without each property. All sets of languages
are looked at side by side, O(2^languages) a choice (Hall 1935, "On representatives of subsets").
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from operator import lt, sub
from typing import Final, TypeAlias

from attrs import define, field, frozen

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.results import Budget

Kind: TypeAlias = tuple[int, int, int]
"""The least and the most people of a table, and the set of languages it may speak, as bits."""

MOST_LANGUAGES: Final = 10
MOST_CHOICES: Final = 30_000  # about a second
CLIMBS: Final = 40
FEW_CLIMBS: Final = 3
CLIMBED: Final = 300_000  # sets of languages looked at while climbing, in rounds over all tables
LANE: Final = 32  # bits; people and chairs are fewer than 2,000 each
ROOM: Final = (1, 2, 4, 8)  # so many to spare make a choice better, of every set of languages


@frozen(eq=False)
class Languages:
    """The languages that matter, by the units that speak them, and those of each unit, both as bits; -1 for any."""

    speakers: list[int]
    of_unit: list[int]


def languages_of(problem: SeatingProblem) -> Languages | None:
    """Without those whose speakers all speak another one too; None if a unit has no language in common itself."""
    units = range(len(problem.size))
    known = problem.speakers_known
    spoken = {sum(1 << u for u in units if known[u] and of[u] == known[u]) for of in problem.speakers_by_language}
    kept = sorted(one for one in spoken if one and not any(one != other and one & other == one for other in spoken))
    of_unit = [sum(1 << k for k, one in enumerate(kept) if one >> u & 1) if known[u] else -1 for u in units]
    return None if 0 in of_unit else Languages(kept, of_unit)


@define(eq=False)
class LanguageChoices:
    """Which language each table speaks: the kinds of tables, and how many people there are by sets of languages."""

    kinds: dict[Kind, list[int]]
    languages: int
    of_unit: list[int]  # the languages of each unit, as bits; -1 for any
    only: list[int]  # people, by set of languages, who speak none but these
    some: list[int]  # people who speak one of these at least, or of whom nothing is known
    crowds: list[int]  # units who speak none but these of whom no two may meet; in all languages, of all units
    alike: bool  # whether tables of one kind are the same for everybody
    properties: list[tuple[list[int], int, list[int]]]
    """So many by set of languages; no more (1) or no fewer (-1) than so many for each table, by kind."""
    complete: bool = field(default=False)
    _packed: int = field(init=False)  # for each demand and set of languages, by how many it is not met without tables
    _brought: list[list[int]] = field(init=False)  # what a table of each kind adds to that with each language
    _tops: int = field(init=False)
    _rooms: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        sets = range(1 << self.languages)
        lows, highs = ([kind[at] for kind in self.kinds] for at in range(2))
        demands = [
            (self.only, 1, highs),
            (self.some, -1, lows),
            (self.crowds, 1, [1] * len(self.kinds)),
            *self.properties,
        ]
        width = LANE * len(sets)
        holding = [packed([chosen >> k & 1 for chosen in sets]) for k in range(self.languages)]
        self._packed = sum(sign * packed(numbers) << width * k for k, (numbers, sign, _) in enumerate(demands))
        of_kinds = [
            sum(-sign * each[kind] << width * k for k, (_, sign, each) in enumerate(demands))
            for kind in range(len(self.kinds))
        ]
        self._brought = [[of_kind * held for held in holding] for of_kind in of_kinds]
        ones = packed([1] * len(sets) * len(demands))
        self._tops = ones << LANE - 1
        self._rooms = [room * ones for room in ROOM]

    @classmethod
    def of(cls, problem: SeatingProblem, languages: Languages) -> LanguageChoices:
        count = len(languages.speakers)
        allowed = [(1 << count) - 1] * len(problem.low)
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
        only, some = tallied(problem.size, languages.of_unit, count)
        crowds = largest_crowds(problem, languages.of_unit, count)
        properties = list(_of_properties(problem, list(kinds), languages.of_unit, count))
        return cls(kinds, count, languages.of_unit, only, some, crowds, alike, properties)

    @property
    def contradictory(self) -> bool:
        """Whether two who are set at one table have no language in common."""
        return not all(allowed for _, _, allowed in self.kinds)

    def good(self, rng: random.Random, budget: Budget) -> Iterator[dict[int, int]]:
        """The language of each table, for choices that pass the check; all of them if they are few enough."""
        self.complete = False
        if self.contradictory:
            self.complete = True
            return
        ranges = list(map(self._ranges, self.kinds))
        tables = [len(at) for at in self.kinds.values()]
        few = math.prod(map(_ways, ranges, tables)) <= MOST_CHOICES
        looks = sum(tables) * self.languages << self.languages
        seen: set[tuple[tuple[int, ...], ...]] = set()
        for _ in range(FEW_CLIMBS if few else min(CLIMBS, max(FEW_CLIMBS, CLIMBED // looks))):
            climbed = self.climb(rng)
            if budget.report() and budget.stopped:
                return
            if self.lacking(climbed) == 0 and climbed not in seen:
                seen.add(climbed)
                yield self.tables(climbed)
        if not few:
            return
        for choice in product(*map(_each_way, ranges, tables)):
            if budget.report() and budget.stopped:
                return
            if choice not in seen and self.lacking(choice) == 0:
                yield self.tables(choice)
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

    def lacking(self, choice: tuple[tuple[int, ...], ...]) -> int:
        """How many chairs and people are lacking, added up over all sets of languages; 0 if the choice will do."""
        chairs = sum(high * len(tables) for (_, high, _), tables in self.kinds.items())
        brought = sum(
            count * of_kind[language]
            for of_kind, languages in zip(self._brought, choice, strict=True)
            for language, count in Counter(languages).items()
        )
        return max(0, self.some[-1] - chairs) + excess(self._packed + brought, self._tops)

    def climb(self, rng: random.Random) -> tuple[tuple[int, ...], ...]:
        """A choice that no change of one table's language improves, from a random start.

        Of two that lack the same the one is better that leaves more room, for what is asked of tables besides.
        """
        options = list(map(self._options, self.kinds))
        drawn = (
            rng.choices(may, [self.some[1 << k] for k in may], k=len(tables))
            for may, tables in zip(options, self.kinds.values(), strict=True)
        )
        choice = list(map(Counter, drawn))
        reached = self._packed + sum(
            count * of_kind[language]
            for of_kind, counts in zip(self._brought, choice, strict=True)
            for language, count in counts.items()
        )
        changes = [(kind, *change) for kind, may in enumerate(options) for change in permutations(may, 2)]
        least, better = self._narrow(reached), True
        while better:
            better = False
            rng.shuffle(changes)
            for kind, before, after in changes:
                change = self._brought[kind][after] - self._brought[kind][before]
                while choice[kind][before] and (now := self._narrow(reached + change)) < least:
                    reached, least, better = reached + change, now, True
                    choice[kind][before] -= 1
                    choice[kind][after] += 1
        return tuple(tuple(sorted(counts.elements())) for counts in choice)

    def _narrow(self, reached: int) -> tuple[int, int]:
        """How much is lacking, and how much of the room to spare."""
        return excess(reached, self._tops), sum(excess(reached + room, self._tops) for room in self._rooms)

    def tables(self, choice: tuple[tuple[int, ...], ...]) -> dict[int, int]:
        """The language of each table."""
        return {
            table: language
            for tables, of_kind in zip(self.kinds.values(), choice, strict=True)
            for table, language in zip(tables, of_kind, strict=True)
        }


def choices_of(problem: SeatingProblem) -> LanguageChoices | None:
    """Those of a problem; None if a unit has no language in common itself, or there are too many languages."""
    languages = languages_of(problem)
    if languages is None or len(languages.speakers) > MOST_LANGUAGES:
        return None
    return LanguageChoices.of(problem, languages)


def tallied(held: Sequence[int], of_unit: list[int], languages: int) -> tuple[list[int], list[int]]:
    """By set of languages, how many are held by those who speak none but these, and by those who speak one of these."""
    only, every = [0] * (1 << languages), (1 << languages) - 1
    for count, spoken in zip(held, of_unit, strict=True):
        if spoken >= 0:
            only[spoken] += count
    for k in range(languages):
        for chosen in range(1 << languages):
            if chosen >> k & 1:
                only[chosen] += only[chosen ^ (1 << k)]
    everybody = sum(held)
    return only, [everybody - only[every & ~chosen] for chosen in range(1 << languages)]


def _of_properties(
    problem: SeatingProblem, kinds: list[Kind], of_unit: list[int], languages: int
) -> Iterator[tuple[list[int], int, list[int]]]:
    """What tables may take of those with each property, and without it, and what they need: see `properties`."""
    highs = [high for _, high, _ in kinds]
    for limits in problem.properties:
        with_it = limits.held, [limits.most] * len(kinds), [limits.least] * len(kinds)
        held = list(map(sub, problem.size, limits.held))
        without = held, [high - limits.least for high in highs], [max(0, low - limits.most) for low, _, _ in kinds]
        for held, most, least in (with_it, without):
            only, some = tallied(held, of_unit, languages)
            if any(map(lt, most, highs)):
                yield only, 1, most
            if any(least):
                yield some, -1, least


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


def crowds(problem: SeatingProblem) -> Iterator[list[int]]:
    """Units of whom no two may meet, so that each pair that must not is in one of them at least: cliques, greedily."""
    seen: set[tuple[int, int]] = set()
    facing = [sum(1 << other for other in others) for others in problem.conflicts]
    for unit, others in enumerate(problem.conflicts):
        for other in others:
            if other > unit and (unit, other) not in seen:
                crowd = [unit, other]
                common = facing[unit] & facing[other]
                while common:
                    third = (common & -common).bit_length() - 1
                    crowd.append(third)
                    common &= facing[third]
                seen.update((one, two) for one in crowd for two in crowd)
                yield crowd


def largest_crowds(problem: SeatingProblem, of_unit: list[int], languages: int) -> list[int]:
    """By set of languages, the most units of a crowd that speak none but these; among all of them everybody counts."""
    found, every = [0] * (1 << languages), (1 << languages) - 1
    for crowd in crowds(problem):
        speaking = {0: 0}
        for spoken in (of_unit[unit] & every for unit in crowd):
            for others, units in list(speaking.items()):
                speaking[others | spoken] = max(speaking.get(others | spoken, 0), units + 1)
        for spoken, units in speaking.items():
            found[spoken] = max(found[spoken], units)
    for k in range(languages):
        for chosen in range(1 << languages):
            if chosen >> k & 1:
                found[chosen] = max(found[chosen], found[chosen ^ (1 << k)])
    return found


def packed(numbers: list[int]) -> int:
    """Numbers from 0 as one, the first in the lowest lane."""
    return int.from_bytes(b"".join(number.to_bytes(LANE // 8, "little") for number in numbers), "little")


def excess(packed: int, tops: int) -> int:
    """The sum of the lanes that are above 0, of numbers that may be below."""
    raised = packed + tops
    above = raised & tops
    # What is left of a number that is divided by one less than the base of its digits is the sum of the digits.
    return (raised & (above - (above >> LANE - 1))) % ((1 << LANE) - 1)
