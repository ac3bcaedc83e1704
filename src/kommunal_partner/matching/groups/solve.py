"""From a question about tables to its answer: read, check, search, and say how good it is or why there is none."""

from __future__ import annotations

import math
import random
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from typing import Any, Final

from attrs import Factory, evolve, frozen

from kommunal_partner._checks import count, whole
from kommunal_partner.clashes import Clash, ClashRule
from kommunal_partner.clashes._clash import not_kept
from kommunal_partner.errors import BadBudget, BadInstance
from kommunal_partner.matching._seating.readers import People, Size, read_people
from kommunal_partner.matching._seating.watching import Incumbent, in_steps
from kommunal_partner.matching.groups import sentences
from kommunal_partner.matching.groups._bounds import bound_of
from kommunal_partner.matching.groups._encode import EncodedTask, RuleName, broken_rules, encode, value_of
from kommunal_partner.matching.groups._infeasible import explain_clash, kept_rules, quick_clash, rules_of
from kommunal_partner.matching.groups._read import Distance, Earlier, Places, Quotas, read_distance, read_task
from kommunal_partner.matching.groups._restarts import Incumbents, best_seating, earlier_tables, least_broken
from kommunal_partner.matching.groups._simulated_annealing import MANY
from kommunal_partner.matching.groups._task import GroupTask, TableGoal
from kommunal_partner.matching.groups.result import GroupPlan
from kommunal_partner.results import Budget, Interrupted, Progress, Status, Unmet, in_order, nothing_found_yet, say

# So many a person among at most so many people; among more so many in all.
_FEW: Final = MANY - 1
_STEPS: Final = ((16, 100_000), (_FEW, 200_000))
_MOST_STEPS: Final = 100_000_000
# Beyond so many people reading their distances takes a part of the time.
_MOST_READ_SOON: Final = 600
# Where rules are known to clash somebody has to drop one, and will ask again: then one step of so many does.
_OF_A_DRAFT: Final = 8
# Sums of floats that differ by less than this share are the same.
_SAME: Final = 1e-9


def usual_steps(people: int) -> int:
    """The exchanges that are looked at if no budget is given: a second or two, whatever the number of people."""
    known = count(people, "people", error=BadInstance)
    few = (each * known for most, each in _STEPS if known <= most)
    return next(few, min(_MOST_STEPS, _MOST_STEPS * _MOST_READ_SOON // max(1, known)))


@nothing_found_yet()
def compose(
    people: Iterable[object],
    distance: Distance,
    *,
    sizes: Iterable[Size],
    goal: TableGoal | str = TableGoal.DIVERSE,
    together: Iterable[Iterable[Hashable]] = (),
    apart: Iterable[Iterable[Hashable]] = (),
    common_language: Mapping[Any, Iterable[str]] | None = None,
    at_least: Quotas = (),
    at_most: Quotas = (),
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    locked: Places = (),
    previous: Earlier = None,
    absent: Iterable[object] = (),
    stability: float | None = None,
    progress: Progress | None = None,
) -> GroupPlan:
    """Tables whose people are as different from one another as possible, or as alike, within all rules.

    Args:
        people: Ids, or anything with an `.id`.
        distance: How far two people are apart: a function of two of them (taken to be the same both ways), rows of
            numbers in the order of `people`, or a mapping of pairs or of rows. Whole numbers stay exact.
        sizes: A number of people for each table, or (least, most).
        goal: `"diverse"` raises the sum of distances inside tables, `"alike"` lowers it.
        together: Groups of ids who share a table.
        apart: Groups of ids of whom no two share a table, such as delegations.
        common_language: The languages of each person; those at a table have one in common. People who are not named
            here are left out of this rule: nothing is known of them.
        at_least: Properties that so many people must have at each table: a TableQuota, or (name, ids, number).
        at_most: Properties that only so many people may have at each table.
        seed: What random choices start from.
        steps: How many exchanges may be looked at. If it is not given, 200,000 a person (100,000 among up to 16); from
            100 people on 100 million, beyond 600 fewer by as much as there are more people, and as among 99 where so
            many stay together that fewer than 100 are left to change places; and an eighth of what is left of them once
            it is shown that rules clash. What takes longer, such as rules, counts as several.
        time_limit: Seconds after which the search stops, reading and explaining included; the result is then not
            reproducible. Distances are not all read if that would take most of the time.
        locked: The table of some people, counted from 1.
        previous: An earlier plan, its tables of ids, or the table of each person in it, counted from 1.
        absent: Those who have left altogether: they are passed over wherever they are named.
        stability: How much the sum must win for one person to change tables against `previous`. If it is not given,
            nobody changes tables for a better sum: only those move whom a rule or a lost chair moves.
        progress: Called with (steps done, steps in all, best value so far); True ends the search with the best so far.

    Raises:
        BadInstance: if parts do not fit together, or for more than 2,000 people.
        UnknownChoice: for a goal that is none of the two.
        UnknownName: for an id that nobody has.
        BadBudget: if steps are below 0, or seconds not above 0.
        Interrupted: if the search is interrupted from the keyboard; the best plan so far is its `.result`.

    Rules that cannot all hold are no error: the plan is then partial, with the smallest set of clashing rules found.

    >>> compose("abcd", lambda a, b: abs(ord(a) - ord(b)), sizes=(2, 2)).value
    4
    """
    known = read_people(people, absent)
    budget = Budget.of(steps, time_limit, usual_steps(len(known.coming)), progress)
    budget.progress = in_steps(progress, budget.steps, lambda: None)
    seed = whole(seed, "seed", BadBudget)
    task = read_task(
        known,
        distance,
        budget,
        sizes=sizes,
        goal=goal,
        together=together,
        apart=apart,
        common_language=common_language,
        at_least=at_least,
        at_most=at_most,
        locked=locked,
        previous=previous,
        stability=stability,
    )
    solver = _Solver(task, rules_of(task), seed, budget, stability is None, progress)
    clash = quick_clash(task, solver.rules)
    if clash is not None and steps is None:
        budget.steps //= _OF_A_DRAFT
    encoded = solver.encoded()
    if steps is None and len(encoded.problem.size) <= _FEW:
        # Those who stay together are one unit, and it is units that are exchanged.
        budget.steps = min(budget.steps, usual_steps(_FEW))
    # Without time the one that breaks the least is the one that can still be had.
    plan = solver.within_rules(encoded) if clash is None and not budget.stopped else None
    if not isinstance(plan, GroupPlan):
        if clash is None:
            kept = solver.kept_rules(encoded)
            clash = explain_clash(task, solver.rules, seed, budget, shown=plan is False, kept=kept)
            if clash is not None and steps is None:
                budget.steps = budget.done + (budget.steps - budget.done) // _OF_A_DRAFT
        plan = solver.breaking_least(encoded.with_overflow(), clash)
    return _with_distances(plan, known, distance) if task.unread else plan


def _with_distances(plan: GroupPlan, people: People, distance: Distance) -> GroupPlan:
    """The plan with the distances inside its tables, for which there was no time while the task was read."""
    task = plan.task
    place, line = ({one: k for k, one in enumerate(ids)} for ids in (task.ids, people.given))
    rows = list(task.rows)
    for ids in plan.solution:
        of_table = {place[one]: list(rows[place[one]]) for one in ids}
        for a, b in combinations(ids, 2):
            i, j = place[a], place[b]
            if math.isnan(of_table[i][j]):
                of_table[i][j] = of_table[j][i] = read_distance(people, distance, line, a, b)
        for i, row in of_table.items():
            rows[i] = tuple(row)
    task = evolve(task, rows=tuple(rows))
    at = {one: t for t, ids in enumerate(plan.solution) for one in ids}
    return evolve(plan, task=task, value=value_of(task, [at.get(one, -1) for one in task.ids]))


@frozen(eq=False)
class _Solver:
    """A task on its way to a plan. With `keep` nobody leaves an earlier table unless a rule asks for it."""

    task: GroupTask
    rules: dict[RuleName, ClashRule]
    seed: int
    budget: Budget
    keep: bool
    progress: Progress | None
    closest: Incumbent[list[int]] = Factory(Incumbent[list[int]])

    def encoded(self) -> EncodedTask:
        """The numbers of the task under its rules, with weights if all distances are known and there is time.

        Of rules that contradict one another outright the later ones are left out.
        """
        names = kept_rules(self.task, self.rules)
        self.budget.report()
        if self.task.unread or self.budget.stopped:
            return encode(self.task, names, weighed=False)
        return encode(self.task, names, stability=self._stability(), budget=self.budget)

    def within_rules(self, encoded: EncodedTask) -> GroupPlan | bool | None:
        """The best plan found within all rules; None if none was found, False if it was shown that there is none."""
        task, budget = self.task, self.budget
        found = Incumbents(closest=self.closest)
        self._watch(encoded, found)
        rng = random.Random(self.seed)  # noqa: S311 - because it starts a search, not a secret
        try:
            where = best_seating(encoded.problem, earlier_tables(task, encoded), rng, budget, found, keep=self.keep)
            return self._plan(encoded.places(where), None) if isinstance(where, list) else where
        except KeyboardInterrupt:
            raise self._interrupted(encoded, found, None) from None

    def kept_rules(self, encoded: EncodedTask) -> set[RuleName]:
        """The rules that the seating which came closest keeps; none without one."""
        best = self.closest.best
        return set(self.rules).difference(broken_rules(self.task, encoded.places(best))) if best else set()

    def breaking_least(self, encoded: EncodedTask, clash: Clash | None) -> GroupPlan:
        """The plan that breaks the least: chairs are never invented, all sit who can, and wishes are broken last."""
        task, budget = self.task, self.budget
        found = Incumbents(closest=self.closest)
        self._watch(encoded, found)
        rng = random.Random(self.seed)  # noqa: S311 - because it starts a search, not a secret
        try:
            earlier = earlier_tables(task, encoded)
            where = least_broken(encoded.problem, earlier, rng, budget, found, shown=clash is not None)
            return _none(task, budget, clash) if where is None else self._plan(encoded.places(where), clash)
        except KeyboardInterrupt:
            raise self._interrupted(encoded, found, clash) from None

    def _stability(self) -> int | float:
        """What staying is worth in the search: more than any change can win, if nobody is to move for a better sum."""
        if not (self.keep and self.task.previous):
            return self.task.stability
        largest = max(max(map(abs, row)) for row in self.task.rows)
        return 4 * largest * len(self.task.ids) + 1

    def _watch(self, encoded: EncodedTask, found: Incumbents) -> None:
        """Let `progress` be told the value of the best that the search keeps."""

        def value() -> int | float | None:
            best = found.within_rules.best
            return None if best is None else value_of(self.task, encoded.places(best))

        self.budget.progress = in_steps(self.progress, self.budget.steps, value)

    def _interrupted(self, encoded: EncodedTask, found: Incumbents, clash: Clash | None) -> Interrupted:
        self.budget.stopped = True
        best = found.within_rules.best
        return Interrupted(None if best is None else self._plan(encoded.places(best), clash))

    def _plan(self, places: list[int], clash: Clash | None) -> GroupPlan:
        return _plan(self.task, self.rules, places, self.budget, clash)


def _none(task: GroupTask, budget: Budget, clash: Clash | None) -> GroupPlan:
    """That there is no plan."""
    return GroupPlan((), Status.INFEASIBLE, 0, None, None, budget.reproducible, (), clash, (), (), budget.done, task)


def _plan(
    task: GroupTask, rules: Mapping[RuleName, ClashRule], places: list[int], budget: Budget, clash: Clash | None
) -> GroupPlan:
    """The plan that these places make, with what it claims: all from the numbers that were searched."""
    unmet = [
        Unmet((one,), say(sentences.UNSEATED, id=one), proven=clash is not None)
        for one, table in zip(task.ids, places, strict=True)
        if table < 0
    ]
    dropped = tuple(rules[name] for name in broken_rules(task, places))
    unmet += [not_kept(rule) for rule in dropped]
    moved = tuple(
        one for one, table in zip(task.ids, places, strict=True) if task.previous.get(one, table + 1) != table + 1
    )
    value = value_of(task, places)
    bound, certificate = (None, None) if unmet else bound_of(task, budget)
    if bound is not None and math.isclose(bound, value, rel_tol=_SAME):
        bound = value
    optimal = value == bound and not (moved and task.stability)
    members: list[list[Hashable]] = [[] for _ in task.sizes]
    for one, table in zip(task.ids, places, strict=True):
        if table >= 0:
            members[table].append(one)
    return GroupPlan(
        solution=tuple(tuple(in_order(ids)) for ids in members),
        status=Status.PARTIAL if unmet else Status.OPTIMAL if optimal else Status.FEASIBLE,
        value=value,
        bound=bound,
        certificate=certificate,
        reproducible=budget.reproducible,
        moved=moved,
        clash=clash if unmet else None,
        unmet=tuple(unmet),
        dropped=dropped,
        steps=budget.done,
        task=task,
    )
