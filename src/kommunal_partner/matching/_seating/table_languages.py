"""A language for each table, then people to tables that speak theirs: a common language is found, or shown to be none.

How many tables of each kind speak which language is searched by hill climbing, then exhaustively. Then augmenting paths
seat everybody (Hoffman 1960 for bounds from below).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from kommunal_partner.matching._seating.flow_branching import seat_apart
from kommunal_partner.matching._seating.language_choices import (
    LanguageChoices,
    languages_of,
)
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.watching import Incumbent
from kommunal_partner.results import Budget

NODES: Final = 400_000  # of people in all nodes of the search for seatings, half a second
MANY_NODES: Final = 40_000_000  # among many, for whom paths are longer, of pairs of people
LEAST_NODES: Final = 20
FIRST_NODES: Final = 50


def seat_by_language(
    problem: SeatingProblem,
    choices: LanguageChoices | None,
    rng: random.Random,
    budget: Budget,
    closest: Incumbent[list[int]] | None = None,
) -> list[int] | bool | None:
    """A seating in which all tables have a language in common and as many people as they must and may have.

    `choices` are `choices_of` the problem. The seating also parts those who must not meet if it can; other rules may be
    broken in it. False if there is none; None if it is neither found nor excluded; what came close is then offered as
    the closest, see `seat_apart`.
    """
    if choices is None:
        return False if languages_of(problem) is None else None
    if budget.stopped:
        return None
    units = max(1, len(problem.size))
    nodes = Budget(max(LEAST_NODES, min(NODES // units, MANY_NODES // units**2)))
    if not choices.languages:  # nothing is known of anybody
        return _seated(problem, iter([_open_to(problem, choices, {})]), rng, nodes, budget, closest)
    good = (_open_to(problem, choices, tables) for tables in choices.good(rng, budget))
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


def _open_to(problem: SeatingProblem, choices: LanguageChoices, of_table: dict[int, int]) -> list[int]:
    """For each unit the tables whose language it speaks, or where it is set, as bits."""
    speaking = [sum(1 << t for t, language in of_table.items() if language == k) for k in range(choices.languages)]
    every = (1 << len(problem.low)) - 1
    return [
        1 << fixed
        if fixed >= 0
        else every
        if mask < 0
        else sum(speaking[k] for k in range(len(speaking)) if mask >> k & 1)
        for fixed, mask in zip(problem.fixed, choices.of_unit, strict=True)
    ]
