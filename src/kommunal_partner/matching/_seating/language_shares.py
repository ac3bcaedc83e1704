"""A seating to start from where languages and properties are asked for: everybody keeps to one language at first.

Whoever speaks several decides whether all tables of a language together get as many people, and as many with each
property, as they need; table by table that is not seen. So languages are first given to tables, then to people, by tabu
search over those who may keep to another one (Glover 1989, "Tabu search, part I"), O(kinds of people) a turn.
"""

from __future__ import annotations

import random
from typing import Final, TypeAlias

from attrs import define, evolve

from kommunal_partner.matching._seating.language_choices import (
    LANE,
    LanguageChoices,
    excess,
    packed,
)
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.tabu_repair import first_seating
from kommunal_partner.results import Budget

PATIENCE: Final = 300  # turns without progress, some hundredths of a second

_Change: TypeAlias = tuple[int, tuple[int, ...], int, int]
"""What units count that change, the languages they may keep to, the one they leave and the one they take."""


def seat_by_shares(
    problem: SeatingProblem,
    choices: LanguageChoices | None,
    rng: random.Random,
    budget: Budget,
    *,
    lacking: bool = False,
) -> tuple[SeatingProblem, list[int]] | None:
    """The problem in which each unit keeps to one language, and a seating of it; None if no choice will do.

    `choices` are `choices_of` the problem. Some rules may be broken in the seating. What is within the rules of the new
    problem is within those of the one given, unless a choice that is `lacking` something will do too.
    """
    if choices is None or not choices.languages or budget.stopped:
        return None
    choice = None if choices.contradictory else choices.climb(rng)
    if choice is None or (choices.lacking(choice) and not lacking):
        return None
    tables = choices.tables(choice)
    kept = _Shares.of(problem, choices, tables).kept(rng, budget)
    speakers = [
        [known if language == k else 0 for known, language in zip(problem.speakers_known, kept, strict=True)]
        for k in range(choices.languages)
    ]
    narrower = evolve(problem, speakers_by_language=speakers)
    return narrower, first_seating(narrower, rng, budget, _one_each(problem, tables, kept, rng))


def _one_each(problem: SeatingProblem, tables: dict[int, int], kept: list[int], rng: random.Random) -> list[int]:
    """Somebody of its language at each table where nobody is set, as an earlier seating."""
    units = [unit for unit, table in enumerate(problem.fixed) if table < 0 and problem.speakers_known[unit]]
    rng.shuffle(units)
    waiting: dict[int, list[int]] = {}
    for unit in units:
        waiting.setdefault(kept[unit], []).append(unit)
    earlier, held = [-1] * len(kept), set(problem.fixed)
    for table, language in tables.items():
        if table not in held and waiting.get(language):
            earlier[waiting[language].pop()] = table
    return earlier


@define(eq=False)
class _Shares:
    """How many people, and how many with each property, keep to a language, against what its tables take and need.

    Packed numbers hold a lane for each limit of each language: by how much it is missed, below 0 if it is kept.
    """

    units: list[int]  # what each unit adds to the lanes of its language
    options: list[tuple[int, ...]]  # the languages each may keep to
    width: int  # the bits of a language
    nobody: int  # the lanes as long as nobody keeps to any
    tops: int

    @classmethod
    def of(cls, problem: SeatingProblem, choices: LanguageChoices, tables: dict[int, int]) -> _Shares:
        spoken = sorted(set(tables.values()))
        at = {k: [table for table, language in tables.items() if language == k] for k in spoken}
        rows = [
            (problem.size, 1, {k: sum(problem.high[table] for table in at[k]) for k in spoken}),
            (problem.size, -1, {k: sum(problem.low[table] for table in at[k]) for k in spoken}),
        ]
        for limits in problem.properties:
            rows.append((limits.held, 1, {k: limits.most * len(at[k]) for k in spoken}))
            rows.append((limits.held, -1, {k: limits.least * len(at[k]) for k in spoken}))
        width = LANE * len(rows)
        return cls(
            [
                sum(sign * held[unit] << LANE * row for row, (held, sign, _) in enumerate(rows))
                for unit in range(len(problem.size))
            ],
            [
                (tables[fixed],) if fixed >= 0 else tuple(k for k in spoken if mask >> k & 1) or tuple(spoken)
                for fixed, mask in zip(problem.fixed, choices.of_unit, strict=True)
            ],
            width,
            -sum(
                sign * bound[k] << LANE * row + width * k for row, (_, sign, bound) in enumerate(rows) for k in spoken
            ),
            packed([1 << LANE - 1] * len(rows) * choices.languages),
        )

    def kept(self, rng: random.Random, budget: Budget) -> list[int]:
        """The language that each unit keeps to, so that as little as can be is missed."""
        lanes, kept = self._first(rng)
        alike: dict[tuple[int, tuple[int, ...], int], list[int]] = {}
        for unit, key in enumerate(zip(self.units, self.options, kept, strict=True)):
            if len(self.options[unit]) > 1:
                alike.setdefault(key, []).append(unit)
        best, least = list(kept), excess(lanes, self.tops)
        tabu: dict[_Change, int] = {}
        turn = last = 0
        while least and turn - last < PATIENCE and not (budget.report() and budget.stopped):
            turn += 1
            missed = [
                (excess(self._changed(lanes, change), self.tops), change)
                for (of_unit, options, now), units in alike.items()
                if units
                for change in ((of_unit, options, now, then) for then in options if then != now)
            ]
            missed = [found for found in missed if found[0] < least or tabu.get(found[1], 0) < turn]
            if not missed:
                continue
            fewest = min(missed)[0]
            change = rng.choice([change for missing, change in missed if missing == fewest])
            lanes = self._changed(lanes, change)
            of_unit, options, now, then = change
            tabu[of_unit, options, then, now] = turn + 3 + rng.randrange(8)
            units = alike[of_unit, options, now]
            unit = units.pop(rng.randrange(len(units)))
            alike.setdefault((of_unit, options, then), []).append(unit)
            kept[unit] = then
            if fewest < least:
                best, least, last = list(kept), fewest, turn
        return best

    def _first(self, rng: random.Random) -> tuple[int, list[int]]:
        """Each unit in turn, those with the fewest languages first, to the one by which the least is missed."""
        lanes, kept = self.nobody, [-1] * len(self.units)
        order = list(range(len(kept)))
        rng.shuffle(order)
        for unit in sorted(order, key=lambda unit: len(self.options[unit])):
            reached = {k: lanes + (self.units[unit] << self.width * k) for k in self.options[unit]}
            kept[unit] = min(reached, key=lambda k: excess(reached[k], self.tops)) if len(reached) > 1 else min(reached)
            lanes = reached[kept[unit]]
        return lanes, kept

    def _changed(self, lanes: int, change: _Change) -> int:
        of_unit, _, now, then = change
        return lanes + (of_unit << self.width * then) - (of_unit << self.width * now)
