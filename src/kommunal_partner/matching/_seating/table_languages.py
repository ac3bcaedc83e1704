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
from itertools import combinations_with_replacement, product
from typing import Final, TypeAlias

from attrs import define, field, frozen

from kommunal_partner.matching._seating.min_conflicts import part
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.results import Budget

Kind: TypeAlias = tuple[int, int, int]
"""The least and the most people of a table, and the set of languages it may speak, as bits."""

MOST_LANGUAGES: Final = 10
MOST_CHOICES: Final = 30_000  # about a second
CLIMBS: Final = 40
CLIMBED: Final = 300_000  # sets of languages looked at while climbing, in rounds over all tables
TRIES: Final = 20
PARTED: Final = 5  # choices at most, once there is a seating in which some meet who must not
LANE: Final = 32  # bits; people and chairs are fewer than 2,000 each


def seat_by_language(problem: SeatingProblem, rng: random.Random, budget: Budget) -> list[int] | bool | None:
    """A seating in which all tables have a language in common and as many people as they must and may have.

    It also parts those who must not meet if it can; other rules may be broken in it. False if there is none; None if it
    is neither found nor excluded.
    """
    languages = _languages_of(problem)
    if languages is None:
        return False
    if len(languages.speakers) > MOST_LANGUAGES:
        return None
    if not languages.speakers:  # nothing is known of anybody
        where = _seated(problem, _open_to(problem, languages, dict.fromkeys(range(len(problem.low)), -1)), rng)
        fits = sum(problem.low) <= sum(problem.size) <= sum(problem.high)
        return where if where is not None or fits else False
    choices = _Choices.of(problem, languages)
    tried = 0
    found: list[int] | None = None
    for tables in choices.good(rng, budget):
        open_to = _open_to(problem, languages, tables)
        where = _seated(problem, open_to, rng)
        if where is not None:
            parted = part(problem, where, open_to, rng, budget) if any(problem.conflicts) else where
            if parted is not None:
                return parted
            found = found or where
        tried += 1
        if tried >= (PARTED if found else TRIES):
            break
    return False if choices.complete and not tried else found


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
    complete: bool = field(default=False)
    # Numbers for all sets of languages side by side: 1 for those that hold a language, and those of `only` and `some`.
    _holding: list[int] = field(init=False)
    _packed_only: int = field(init=False)
    _packed_some: int = field(init=False)
    _tops: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        sets = range(1 << self.languages)
        self._holding = [_packed([chosen >> k & 1 for chosen in sets]) for k in range(self.languages)]
        self._packed_only, self._packed_some = _packed(self.only), _packed(self.some)
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
        only = [0] * (1 << count)
        for size, of_unit in zip(problem.size, languages.of_unit, strict=True):
            if of_unit >= 0:
                only[of_unit] += size
        for k in range(count):
            for chosen in range(1 << count):
                if chosen >> k & 1:
                    only[chosen] += only[chosen ^ (1 << k)]
        return cls(kinds, count, only, [everybody - only[every & ~chosen] for chosen in range(1 << count)])

    def good(self, rng: random.Random, budget: Budget) -> Iterator[dict[int, int]]:
        """The language of each table, for choices that pass the check; all of them if they are few enough."""
        if not all(allowed for _, _, allowed in self.kinds):  # two who are set at one table have no language in common
            self.complete = True
            return
        seen: set[tuple[tuple[int, ...], ...]] = set()
        looks = sum(map(len, self.kinds.values())) * self.languages << self.languages
        for _ in range(min(CLIMBS, max(3, CLIMBED // looks))):
            climbed = self._climb(rng)
            if budget.report() and budget.stopped:
                return
            if self.lacking(climbed) == 0 and climbed not in seen:
                seen.add(climbed)
                yield self._tables(climbed)
        options = list(map(self._options, self.kinds))
        sizes = [(len(at), len(of_kind)) for at, of_kind in zip(self.kinds.values(), options, strict=True)]
        if math.prod(math.comb(tables + languages - 1, tables) for tables, languages in sizes) > MOST_CHOICES:
            return
        ways = [
            [some for some in combinations_with_replacement(of_kind, len(at)) if self._few_enough(kind, some)]
            for kind, of_kind, at in zip(self.kinds, options, self.kinds.values(), strict=True)
        ]
        for choice in product(*ways):
            if budget.report() and budget.stopped:
                return
            if choice not in seen and self.lacking(choice) == 0:
                yield self._tables(choice)
        self.complete = True

    def _options(self, kind: Kind) -> list[int]:
        """The languages that a table may speak."""
        return [k for k in range(self.languages) if kind[2] >> k & 1]

    def _few_enough(self, kind: Kind, chosen: tuple[int, ...]) -> bool:
        """Whether of no language there are more tables of a kind than can be filled: a look before the full check."""
        return all(kind[0] * chosen.count(language) <= self.some[1 << language] for language in set(chosen))

    def _tables(self, choice: tuple[tuple[int, ...], ...]) -> dict[int, int]:
        return {
            table: language
            for tables, of_kind in zip(self.kinds.values(), choice, strict=True)
            for table, language in zip(tables, of_kind, strict=True)
        }

    def lacking(self, choice: tuple[tuple[int, ...], ...]) -> int:
        """How many chairs and people are lacking, added up over all sets of languages; 0 if the choice will do."""
        least = most = chairs = 0
        for (low, high, _), of_kind in zip(self.kinds, choice, strict=True):
            for language in of_kind:
                least += low * self._holding[language]
                most += high * self._holding[language]
                chairs += high
        return (
            max(0, self.some[-1] - chairs)
            + _excess(self._packed_only - most, self._tops)
            + _excess(least - self._packed_some, self._tops)
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


def _packed(numbers: list[int]) -> int:
    """Numbers from 0 as one, the first in the lowest lane."""
    return int.from_bytes(b"".join(number.to_bytes(LANE // 8, "little") for number in numbers), "little")


def _excess(packed: int, tops: int) -> int:
    """The sum of the lanes that are above 0, of numbers that may be below."""
    raised = packed + tops
    above = raised & tops
    # What is left of a number that is divided by one less than the base of its digits is the sum of the digits.
    return (raised & (above - (above >> LANE - 1))) % ((1 << LANE) - 1)


def _open_to(problem: SeatingProblem, languages: _Languages, of_table: dict[int, int]) -> list[list[int]]:
    """For each unit the tables whose language it speaks, or where it is set."""
    return [
        [problem.fixed[u]]
        if problem.fixed[u] >= 0
        else [t for t, language in of_table.items() if mask < 0 or mask >> language & 1]
        for u, mask in enumerate(languages.of_unit)
    ]


def _seated(problem: SeatingProblem, open_to: list[list[int]], rng: random.Random) -> list[int] | None:
    """Everybody at a table open to them, within all sizes; None if augmenting paths do not find it.

    Units of several people take up as many chairs and make no way for others.
    """
    chairs = _Chairs(problem, open_to)
    order = list(range(len(problem.size)))
    rng.shuffle(order)
    order.sort(key=lambda u: (problem.fixed[u] < 0, -problem.size[u], len(open_to[u])))
    for bounds in (problem.low, problem.high):
        for u in order:
            if chairs.where[u] < 0:
                chairs.seat(u, bounds)
    full = all(table >= 0 for table in chairs.where)
    return chairs.where if full and all(map(int.__le__, problem.low, chairs.used)) else None


@define(eq=False)
class _Chairs:
    """Who has a chair so far, at the tables open to them."""

    problem: SeatingProblem
    open_to: list[list[int]]
    where: list[int] = field(init=False)
    used: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.where = [-1] * len(self.problem.size)
        self.used = [0] * len(self.problem.low)

    def seat(self, unit: int, bounds: list[int]) -> None:
        """Give a unit a chair within bounds, where fewest sit whom it must not meet; others make way if need be."""
        size, where = self.problem.size[unit], self.where
        free = [t for t in self.open_to[unit] if self.used[t] + size <= bounds[t]]
        if free:
            met = {where[other] for other in self.problem.conflicts[unit]}
            self._put(unit, min(free, key=lambda t: (t in met, self.used[t] / max(1, bounds[t]))))
        elif size == 1:
            self._make_way(unit, bounds)

    def _make_way(self, unit: int, bounds: list[int]) -> None:
        """Seat somebody along an augmenting path: single people go on to the next table until one has a chair."""
        reached: dict[int, tuple[int, int]] = dict.fromkeys(
            self.open_to[unit], (unit, -1)
        )  # table → who comes, from where
        members: dict[int, list[int]] = {}
        for u, table in enumerate(self.where):
            if table >= 0 and self.problem.size[u] == 1 and self.problem.fixed[u] < 0:
                members.setdefault(table, []).append(u)
        for table in (queue := list(reached)):  # it grows while it is gone through
            if self.used[table] < bounds[table]:
                while table >= 0:
                    who, came_from = reached[table]
                    self._put(who, table)
                    table = came_from  # noqa: PLW2901 - because the path is walked back
                return
            for other in members.get(table, ()):
                for there in self.open_to[other]:
                    if there not in reached:
                        reached[there] = (other, table)
                        queue.append(there)

    def _put(self, unit: int, table: int) -> None:
        if self.where[unit] >= 0:
            self.used[self.where[unit]] -= self.problem.size[unit]
        self.where[unit] = table
        self.used[table] += self.problem.size[unit]
