"""The question itself: from series, calendars and rules to a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kommunal_partner._checks import whole
from kommunal_partner.errors import BadBudget
from kommunal_partner.planning import sentences
from kommunal_partner.planning._encode import EncodedPlan
from kommunal_partner.planning._iterated_local_search import SearchResult, search
from kommunal_partner.planning._model import Calendar, Commitment, Placement
from kommunal_partner.planning._read import Kept, Wanted, by_day, read_task
from kommunal_partner.planning._rules import STANDARD, PlanRule
from kommunal_partner.planning._task import PlanTask
from kommunal_partner.planning.result import Plan
from kommunal_partner.results import (
    Budget,
    Certificate,
    Interrupted,
    OutOfSteps,
    Progress,
    Result,
    Status,
    Unmet,
    nothing_found_yet,
)
from kommunal_partner.series import EventSeries
from kommunal_partner.spans import Span
from kommunal_partner.verdicts import Sentence

_USUAL_STEPS: Final = 3_000_000


@nothing_found_yet()
def plan(
    series: Iterable[Wanted] | Mapping[str, EventSeries],
    horizon: Span,
    calendars: Iterable[Calendar] = (),
    rules: Iterable[PlanRule] = STANDARD,
    *,
    on: date | None = None,
    locked: Iterable[Kept] | Mapping[str, Kept] = (),
    previous: Result | Mapping[str, Placement] | None = None,
    even_if_lapsed: bool = False,
    commitments: Mapping[str, Commitment] | None = None,
    stability: int = 5,
    seed: int = 0,
    steps: int | None = None,
    time_limit: float | None = None,
    progress: Progress | None = None,
) -> Plan:
    """The days for every edition that is due in the horizon, with a proven bound on how much better they could be.

    `series` are series (then `on` is the day whose knowledge counts), expected editions, or occurrences made by hand; a
    mapping stands for its values. Of a series, editions are planned whose window touches the horizon; those whose
    likeliest day comes after it are left to the next plan.

    `locked` are editions with known days, placements, or ids that stay where `previous` has them: they never move, and
    the others keep clear of them. `commitments` say for a series who shares staff and audience with whom, whose
    holidays matter and which Länder may host. With `previous`, each occurrence that moves costs `stability`, and as
    much again for each day its first day moves.

    A step is the weighing of one option; the search ends when it has proven its plan, has taken so many, or after
    `time_limit` seconds. It gives the same plan for the same input, seed and steps, in whatever order the input comes.

    Raises:
        BadInstance: if two occurrences have one id, the horizon is open or holds too much to plan at once, a series is
            given without `on`, or a locked edition has no certain days.
        UnknownName: for an id in `locked`, or a series in `commitments`, that is not among what is planned.
        FixedOutsideHorizon: if a locked edition lies outside the horizon.
        BadRule: for a rule that is none, or an own rule that answers with something else than a cost.
        BadBudget: for steps, seconds or a seed that are none.
        Interrupted: if the keyboard interrupts the search; `.result` is the best plan until then.
    """
    budget = Budget.of(steps, time_limit, _USUAL_STEPS, progress, least=1)
    seed = whole(seed, "seed", BadBudget)
    task = read_task(
        series,
        horizon,
        calendars,
        rules,
        on=on,
        locked=locked,
        previous=previous,
        even_if_lapsed=even_if_lapsed,
        commitments=commitments,
        stability=stability,
    )
    try:
        encoded = EncodedPlan.of(
            task.occurrences,
            task.horizon,
            task.calendars,
            task.rules,
            task.locked,
            {placement.occurrence: placement for placement in task.previous},
            task.stability,
            budget,
        )
    except OutOfSteps:
        return _nothing_found(task, budget)
    try:
        found = search(encoded, seed=seed, budget=budget)
    except Interrupted as interrupted:
        raise Interrupted(_plan(task, encoded, interrupted.result, reproducible=False)) from None
    return _plan(task, encoded, found, reproducible=budget.reproducible)


def _plan(task: PlanTask, encoded: EncodedPlan, found: SearchResult, *, reproducible: bool) -> Plan:
    every = list(zip(encoded.occurrences, encoded.options, found.chosen, strict=True))
    chosen = [options[a] for _, options, a in every if a < len(options)]
    left_out = sorted(one.id for one, options, a in every if a == len(options))
    hopeless = {one.id for one, options, _ in every if not options}
    placed = tuple(sorted([*chosen, *task.locked], key=by_day))
    value, bound, certificate = _judged(
        found.objective - encoded.leave_out * len(left_out),
        found.bound - encoded.leave_out * len(left_out),
        len(left_out),
    )
    if left_out:
        status = Status.PARTIAL if placed or bound is None else Status.INFEASIBLE
    else:
        status = Status.OPTIMAL if value == bound else Status.FEASIBLE
    return Plan(
        task=task,
        placements=placed,
        unmet=tuple(_unmet(name, proven=name in hopeless, is_open=bound is None) for name in left_out),
        status=status,
        value=value,
        bound=bound,
        certificate=certificate,
        steps=found.steps,
        reproducible=reproducible,
    )


def _judged(value: int, bound: int, left_out: int) -> tuple[int, int | None, Certificate]:
    """The value and bound without what is left out, and the argument for the bound."""
    if bound < 0:
        return value, None, Certificate("open", Sentence(sentences.OPEN, {"left_out": left_out}))
    values = {"bound": bound, "value": value, "left_out": left_out}
    if left_out:
        numbers = (("left out", left_out), ("bound", bound))
        return value, bound, Certificate("parts", Sentence(sentences.PARTLY_PROVEN, values), numbers)
    reason = sentences.PROVEN if value == bound else sentences.BOUNDED
    return value, bound, Certificate("parts", Sentence(reason, values), (("bound", bound),))


def _unmet(name: str, *, proven: bool, is_open: bool) -> Unmet:
    reason = sentences.NO_PLACE_YET if is_open and not proven else sentences.NOT_PLACED
    return Unmet((name,), Sentence(reason, {"occurrence": name}), proven)


def _nothing_found(task: PlanTask, budget: Budget) -> Plan:
    """The plan of a search that was over before it could begin: nothing but what is locked has its days."""
    held = {placement.occurrence for placement in task.locked}
    left_out = sorted(one.id for one in task.occurrences if one.id not in held)
    return Plan(
        task=task,
        placements=tuple(sorted(task.locked, key=by_day)),
        unmet=tuple(_unmet(name, proven=False, is_open=True) for name in left_out),
        status=Status.PARTIAL,
        value=0,
        bound=None,
        certificate=Certificate("open", Sentence(sentences.OPEN, {"left_out": len(left_out)})),
        steps=min(budget.done, budget.steps),
        reproducible=False,
    )
