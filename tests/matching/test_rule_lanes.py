"""Whom somebody may change places with, all looked at at once, against a count of each exchange by itself."""

from __future__ import annotations

import random

import pytest

from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching.groups._packed_ints import PackedInts
from kommunal_partner.matching.groups._rule_lanes import LanguageLanes

PEOPLE, TABLES, LANGUAGES = 12, 4, 3


def speak_alike(spoken: list[set[int]]) -> bool:
    """Whether people have a language in common."""
    return bool(set.intersection(*spoken)) if spoken else True


@pytest.mark.parametrize("seed", range(6))
def test_people_may_change_places_where_both_tables_keep_a_language(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - because it is to give the same numbers every time
    spoken = [set(rng.sample(range(LANGUAGES), rng.choice((1, 2, 2, 3)))) for _ in range(PEOPLE)]
    nothing = [0] * PEOPLE
    problem = SeatingProblem(
        size=[1] * PEOPLE,
        low=[0] * TABLES,
        high=[PEOPLE] * TABLES,
        weight=[nothing] * PEOPLE,
        stay_bonus=[nothing] * TABLES,
        fixed=[-1] * PEOPLE,
        conflicts=[[] for _ in range(PEOPLE)],
        speakers_by_language=[[int(k in some) for some in spoken] for k in range(LANGUAGES)],
        speakers_known=[1] * PEOPLE,
    )
    where = [unit % TABLES for unit in range(PEOPLE)]
    ints = PackedInts(PEOPLE, 100)
    lanes = LanguageLanes(SeatingState(problem, list(where)), ints)
    seats = [sum(1 << ints.bits * unit for unit in range(PEOPLE) if where[unit] == table) for table in range(TABLES)]

    def at(table: int, leaves: int = -1, comes: int = -1) -> list[set[int]]:
        there = [some for unit, some in enumerate(spoken) if where[unit] == table and unit != leaves]
        return there if comes < 0 else [*there, spoken[comes]]

    for unit in range(PEOPLE):
        here = where[unit]
        may = lanes.may_come(unit, seats, None)
        for other in (one for one in range(PEOPLE) if where[one] != here):
            there = where[other]
            keep = speak_alike(at(here, unit, other)) and speak_alike(at(there, other, unit))
            told = bool(may >> ints.bits * other & 1)
            assert told or not keep
            assert told == keep or not (speak_alike(at(here)) and speak_alike(at(there)))
