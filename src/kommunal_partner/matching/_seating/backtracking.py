"""Whether units can be seated at all: backtracking for a few, then a search; never a guess.

Units are seated one after the other, the one with the fewest open tables first, going back where it fails (Haralick and
Elliott 1980, "Increasing tree search efficiency"); exponential at worst, so within a budget of looks.
"""

from __future__ import annotations

import random
from functools import reduce
from operator import and_
from typing import Final

from attrs import define, field

from kommunal_partner.matching._seating.language_choices import LanguageChoices, choices_of
from kommunal_partner.matching._seating.language_shares import seat_by_shares
from kommunal_partner.matching._seating.seating_problem import SeatingProblem
from kommunal_partner.matching._seating.seating_state import SeatingState
from kommunal_partner.matching._seating.table_languages import seat_by_language
from kommunal_partner.matching._seating.tabu_repair import first_seating, repair
from kommunal_partner.results import Budget

_LOOKS: Final = 60_000
_QUICK_LOOKS: Final = 20_000
_DEEPEST: Final = 400
_PATIENCE: Final = 200


def can_seat(problem: SeatingProblem, seed: int, budget: Budget) -> bool | None:
    """Whether units can be seated within all rules; None if that was neither found nor excluded.

    The looks taken are spent from the budget; when only they are used up, a short search still may find a seating.
    """
    rng = random.Random(seed)  # noqa: S311 - because it starts a search, not a secret
    start = first_seating(problem, rng, budget)
    if not any(SeatingState(problem, start).faults()):
        return True
    if problem.speakers_by_language:
        choices = choices_of(problem)
        if problem.properties and _is_shared(problem, choices, rng, budget):
            return True
        seated = seat_by_language(problem, choices, rng, Budget(0, budget.deadline, 0, budget.progress, budget.stopped))
        if seated is False:
            return False
        if isinstance(seated, list):
            if not any(SeatingState(problem, seated).faults()):
                return True
            start = seated
    answer = _by_backtracking(problem, budget)
    if answer is not None or budget.stopped:
        return answer
    return _is_soon_repaired(SeatingState(problem, start), rng, budget) or None


def _is_shared(problem: SeatingProblem, choices: LanguageChoices | None, rng: random.Random, budget: Budget) -> bool:
    """Whether a seating in which everybody keeps to one language is found soon."""
    shared = seat_by_shares(problem, choices, rng, budget)
    return shared is not None and _is_soon_repaired(SeatingState(*shared), rng, budget)


def _is_soon_repaired(state: SeatingState, rng: random.Random, budget: Budget) -> bool:
    return repair(state, rng, Budget(_QUICK_LOOKS, budget.deadline), _PATIENCE)


def is_excluded(problem: SeatingProblem, budget: Budget) -> bool:
    """Whether backtracking shows that units cannot be seated within all rules; the looks taken are spent."""
    return _by_backtracking(problem, budget) is False


def _by_backtracking(problem: SeatingProblem, budget: Budget) -> bool | None:
    """Whether units can be seated, as far as so many looks tell; they are spent."""
    backtracking = _Backtracking(problem, min(_LOOKS, budget.steps - budget.done), budget)
    answer = backtracking.answer()
    budget.spend(backtracking.taken)
    return answer


@define(eq=False)
class _Backtracking:
    """Seat units one after the other, going back where it fails; the most restricted first, within a budget of looks.

    Single people under no rule are never seated one by one: whether they fill the rest is a matter of counting.
    """

    problem: SeatingProblem
    looks: int
    budget: Budget
    taken: int = 0
    at: list[list[int]] = field(init=False)
    used: list[int] = field(init=False)
    held: set[int] = field(init=False)  # tables at which somebody is set
    spoken: list[int] = field(init=False)  # the languages that all of a unit speak, as bits; -1 for any

    def answer(self) -> bool | None:
        """Whether all can be seated; None if the budget did not suffice to tell."""
        problem = self.problem
        self.at = [[] for _ in problem.low]
        self.used = [0] * len(problem.low)
        self.held = set(problem.fixed)
        self.spoken = [-1] * len(problem.size)
        for unit, known in enumerate(problem.speakers_known):
            if known:
                speakers = enumerate(problem.speakers_by_language)
                self.spoken[unit] = sum(1 << k for k, of_units in speakers if of_units[unit] == known)
        restricted = [
            u
            for u, size in enumerate(problem.size)
            if size > 1
            or problem.conflicts[u]
            or problem.fixed[u] >= 0
            or any(limits.held[u] for limits in problem.properties)
            or (problem.speakers_by_language and problem.speakers_known[u])
        ]
        if len(restricted) > _DEEPEST:
            return None
        found = self._seat(restricted, len(problem.size) - len(restricted))
        return found if found or self.taken < self.looks else None

    def _seat(self, left: list[int], free: int) -> bool:
        if self.budget.report():
            self.taken = self.looks
        if self.taken >= self.looks or self._short(left, free):
            return False
        if not left:
            return True
        open_to = {unit: self._open(unit) for unit in left}
        unit = min(left, key=lambda u: (len(open_to[u]), -self.problem.size[u], -len(self.problem.conflicts[u]), u))
        rest = [other for other in left if other != unit]
        for table in open_to[unit]:
            self.at[table].append(unit)
            self.used[table] += self.problem.size[unit]
            if self._seat(rest, free):
                return True
            self.at[table].pop()
            self.used[table] -= self.problem.size[unit]
        return False

    def _open(self, unit: int) -> list[int]:
        """The tables where the unit may sit; of empty tables that are alike only the first."""
        problem = self.problem
        seen: set[tuple[int, int]] = set()
        tables = []
        for t, bounds in enumerate(zip(problem.low, problem.high, strict=True)):
            if problem.fixed[unit] not in (-1, t):
                continue
            if not self.at[t] and t not in self.held:
                if bounds in seen:
                    continue
                seen.add(bounds)
            self.taken += 1
            if self._fits(t, unit):
                tables.append(t)
        return tables

    def _fits(self, table: int, unit: int) -> bool:
        problem, at = self.problem, self.at[table]
        if self.used[table] + problem.size[unit] > problem.high[table]:
            return False
        if any(other in at for other in problem.conflicts[unit]):
            return False
        if any(limits.held[unit] + sum(limits.held[u] for u in at) > limits.most for limits in problem.properties):
            return False
        return bool(reduce(and_, (self.spoken[u] for u in at), self.spoken[unit]))

    def _short(self, left: list[int], free: int) -> bool:
        """Whether those left cannot fill what tables still need, or do not fit into what they still have."""
        problem, size = self.problem, self.problem.size
        people = sum(size[u] for u in left) + free
        missing = sum(max(0, low - used) for low, used in zip(problem.low, self.used, strict=True))
        if missing > people or people > sum(problem.high) - sum(self.used):
            return True
        return any(
            sum(max(0, limits.least - sum(limits.held[u] for u in at)) for at in self.at)
            > sum(limits.held[u] for u in left)
            for limits in problem.properties
        )
