"""Whether counting alone shows that there is no seating: the tables that some languages need, and may have at most.

Those who speak none but some languages need chairs at tables of these, and such tables need people who speak one of
these; the same holds for those with and those without each property, and for those of whom no two may meet; and where
some are set at a table, for all others and what is left of it. So each set of languages has bounds on how many tables
speak one of them. Numbers of tables within all bounds are looked for, language by language, O(2^languages) a look (Hall
1935, "On representatives of subsets"). Where no language is asked for, or too many are, everybody counts as speaking
the same one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from operator import le, sub
from typing import Final, TypeAlias

from attrs import define, field

from kommunal_partner.matching._seating.language_choices import (
    MOST_LANGUAGES,
    languages_of,
    largest_crowds,
    tallied,
)
from kommunal_partner.matching._seating.seating_problem import SeatingProblem

LOOKS: Final = 100_000  # at bounds: a hundredth of a second

_Demand: TypeAlias = tuple[list[int], list[int], list[int]]
"""How many of each unit count, how many of them each table may hold, and how many it needs."""


def is_miscounted(problem: SeatingProblem) -> bool:
    """Whether counting shows that units cannot be seated within all rules; if it does not, nothing is known."""
    of_unit, count = [1] * len(problem.size), 1
    if problem.speakers_by_language and any(problem.speakers_known):
        languages = languages_of(problem)
        if languages is None:
            return True
        if len(languages.speakers) <= MOST_LANGUAGES:
            of_unit, count = languages.of_unit, len(languages.speakers)
    if _too_many_at_once(problem) or _set_apart(problem):
        return True
    demands = list(_demands(problem))
    if any(places < 0 for _, room, _ in demands for places in room):
        return True
    return not _Bounds.of(problem, demands, of_unit, count).are_met()


def _too_many_at_once(problem: SeatingProblem) -> bool:
    """Whether a unit has a property more often than a table may."""
    return any(max(limits.held, default=0) > limits.most for limits in problem.properties)


def _set_apart(problem: SeatingProblem) -> bool:
    """Whether two who must not meet are set at one table."""
    fixed = problem.fixed
    return any(fixed[other] == fixed[unit] >= 0 for unit, others in enumerate(problem.conflicts) for other in others)


@define(eq=False)
class _Bounds:
    """By set of languages, as bits, the fewest and the most tables that speak one of these."""

    fewest: list[int]
    most: list[int]
    looks: int = field(init=False, factory=lambda: LOOKS)

    @classmethod
    def of(cls, problem: SeatingProblem, demands: list[_Demand], of_unit: list[int], languages: int) -> _Bounds:
        sets = range(1 << languages)
        allowed = [sets[-1]] * len(problem.low)
        for unit, table in enumerate(problem.fixed):
            if table >= 0:
                allowed[table] &= of_unit[unit]
        fewest, most = tallied([1] * len(allowed), allowed, languages)
        fewest = list(map(max, fewest, largest_crowds(problem, of_unit, languages)))
        for held, room, need in demands:
            only, _ = tallied(held, of_unit, languages)
            only[-1] = sum(held)  # because those of whom nothing is known need chairs too
            places = [0, *accumulate(sorted(room, reverse=True))]
            fewest = [max(tables, bisect_left(places, count)) for tables, count in zip(fewest, only, strict=True)]
            largest = max(need, default=0)
            if largest:
                # Who counts for more than a table needs helps no other table.
                _, some = tallied([min(count, largest) for count in held], of_unit, languages)
                needed = [0, *accumulate(sorted(need))]
                most = [min(tables, bisect_right(needed, count) - 1) for tables, count in zip(most, some, strict=True)]
        tables = len(problem.low)
        return cls(
            [max(least, tables - other) for least, other in zip(fewest, reversed(most), strict=True)],
            [min(largest, tables - other) for largest, other in zip(most, reversed(fewest), strict=True)],
        )

    def are_met(self) -> bool:
        """Whether there are numbers of tables by language within all bounds, or that is not soon known."""
        return all(map(le, self.fewest, self.most)) and self._are_met([0])

    def _are_met(self, tables: list[int]) -> bool:
        """The same where the first languages have their numbers; `tables` by set of these."""
        sets = len(tables)
        if sets == len(self.fewest) or self.looks < 0:
            return True
        self.looks -= sets
        least = max(map(sub, self.fewest[sets : 2 * sets], tables))
        most = min(map(sub, self.most[sets : 2 * sets], tables))
        numbers = sorted(range(least, most + 1), key=lambda number: abs(2 * number - least - most))
        return any(self._are_met(tables + [count + number for count in tables]) for number in numbers)


def _demands(problem: SeatingProblem) -> Iterator[_Demand]:
    """What is asked of tables; and of their other chairs, where some units are set.

    Units that count for several also take up all of some chairs: no more than two of three share a table for eight.
    """
    nothing = [0] * len(problem.low)
    for held, room, need in _of_all(problem):
        demands = [(held, room, need)]
        if any(table >= 0 for table in problem.fixed):
            demands.append(_of_the_others(problem, held, room, need))
        for counts, places, needed in demands:
            yield counts, places, needed
            for least in {*counts} - {0, 1}:
                yield [int(count >= least) for count in counts], [chairs // least for chairs in places], nothing


def _of_all(problem: SeatingProblem) -> Iterator[_Demand]:
    """Of all people, and of those with and those without each property."""
    yield problem.size, problem.high, problem.low
    for limits in problem.properties:
        yield limits.held, [min(limits.most, high) for high in problem.high], [limits.least] * len(problem.low)
        without = list(map(sub, problem.size, limits.held))
        yield (
            without,
            [high - limits.least for high in problem.high],
            [max(0, low - limits.most) for low in problem.low],
        )


def _of_the_others(problem: SeatingProblem, held: list[int], room: list[int], need: list[int]) -> _Demand:
    """The same of those who are not set at a table, and of what those who are leave of it."""
    others, left, lacking = list(held), list(room), list(need)
    for unit, table in enumerate(problem.fixed):
        if table >= 0:
            others[unit] = 0
            left[table] -= held[unit]
            lacking[table] = max(0, lacking[table] - held[unit])
    return others, left, lacking
