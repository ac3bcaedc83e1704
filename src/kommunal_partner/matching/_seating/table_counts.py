"""Whether counting alone shows that there is no seating: the tables that some languages need, and may have at most.

Those who speak none but some languages need chairs at tables of these, and such tables need people who speak one of
these; the same holds for those with and those without each property, and for those of whom no two may meet. So each set
of languages has bounds on how many tables speak one of them. Numbers of tables within all bounds are looked for,
language by language, O(2^languages) a look (Hall 1935, "On representatives of subsets"). Where no language is asked
for, everybody counts as speaking the same one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from operator import le, sub
from typing import Final

from attrs import define, field

from kommunal_partner.matching._seating.language_choices import (
    MOST_LANGUAGES,
    Languages,
    languages_of,
    largest_crowds,
    tallied,
)
from kommunal_partner.matching._seating.seating_problem import SeatingProblem

LOOKS: Final = 100_000  # at bounds: a hundredth of a second


def is_miscounted(problem: SeatingProblem) -> bool:
    """Whether counting shows that units cannot be seated within all rules; if it does not, nothing is known."""
    languages: Languages | None = Languages([-1], [1] * len(problem.size))
    if problem.speakers_by_language and any(problem.speakers_known):
        languages = languages_of(problem)
    if languages is None or _too_many_at_once(problem):
        return True
    count = len(languages.speakers)
    return count <= MOST_LANGUAGES and not _Bounds.of(problem, languages.of_unit, count).are_met()


def _too_many_at_once(problem: SeatingProblem) -> bool:
    """Whether a unit has a property more often than a table may, or a table must more often than it has chairs."""
    chairs = min(problem.high, default=0)
    return any(max(limits.held, default=0) > limits.most or limits.least > chairs for limits in problem.properties)


@define(eq=False)
class _Bounds:
    """By set of languages, as bits, the fewest and the most tables that speak one of these."""

    fewest: list[int]
    most: list[int]
    looks: int = field(init=False, factory=lambda: LOOKS)

    @classmethod
    def of(cls, problem: SeatingProblem, of_unit: list[int], languages: int) -> _Bounds:
        sets = range(1 << languages)
        allowed = [sets[-1]] * len(problem.low)
        for unit, table in enumerate(problem.fixed):
            if table >= 0:
                allowed[table] &= of_unit[unit]
        fewest, most = tallied([1] * len(allowed), allowed, languages)
        fewest = list(map(max, fewest, largest_crowds(problem, of_unit, languages)))
        for held, room, need in _demands(problem):
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


def _demands(problem: SeatingProblem) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """How many of each unit count, how many of them each table may hold, and how many it needs."""
    nothing = [0] * len(problem.low)
    yield problem.size, problem.high, problem.low
    yield from _large_units(problem.size, max(problem.high, default=0), nothing)
    for limits in problem.properties:
        yield limits.held, [min(limits.most, high) for high in problem.high], [limits.least] * len(problem.low)
        yield from _large_units(limits.held, limits.most, nothing)
        without = list(map(sub, problem.size, limits.held))
        yield (
            without,
            [high - limits.least for high in problem.high],
            [max(0, low - limits.most) for low in problem.low],
        )


def _large_units(held: list[int], most: int, nothing: list[int]) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """Units that count for more than a half, a third, … of what a table may hold: no more than one, two, … share it."""
    largest = max(held, default=0)
    for number in range(1, most // 2 + 1):
        least = most // (number + 1) + 1
        if 1 < least <= largest:
            yield [int(count >= least) for count in held], [number] * len(nothing), nothing
